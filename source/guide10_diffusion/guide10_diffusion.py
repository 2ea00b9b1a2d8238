# ---
# jupyter:
#   autograder:
#     title: 第 10 章（四）　扩散模型：从噪声里洗出图来
#     builds: 一条从噪声里浮出来的螺旋，和一个小号的 Stable Diffusion：点名要哪个数字，就写哪个数字
#     minutes: 205
#     data: [mnist_5k1k.npz]
#     en:
#       title: Chapter 10, part 4. Diffusion models, pictures washed out of noise
#       builds: a spiral that rises out of noise, and a small Stable Diffusion that writes the digit you ask for
# ---

# %% [markdown]
# # 第 10 章（四）　扩散模型：从噪声里洗出图来
#
# 往一杯清水里滴一滴墨，墨散开，最后整杯水一个颜色。这件事谁都会做，不用学。
#
# 倒过来，让墨聚回那一滴？一下子聚回去，没有人会。可是只问很小的一步，“这一瞬间，这一粒墨是从哪边漂来的？”，就是一个普通的回归题，神经网络最拿手。把这样的小步走上一千次，墨就聚回来了。
#
# 扩散模型（diffusion model）做的就是这件事，只不过散开的是图。往图里加一千次噪声，图变成雪花；训练一个网络，看着带噪声的图，**猜出噪声是什么**；然后从纯粹的雪花出发，猜一点，减一点，减一千次，一张从来没有过的图就出来了。Stable Diffusion 的心脏就是这一句话。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | 正态分布 | $\mathcal N(\mu, \sigma^2)$：平均 $\mu$、标准差 $\sigma$；$\mu + \sigma\varepsilon$ 就是从它抽样，$\varepsilon \sim \mathcal N(0, 1)$ |
# | 方差怎么加 | 两个独立的随机数相加，方差相加；乘上 $c$，方差乘 $c^2$ |
# | PyTorch 的一步 | `optimizer.zero_grad()`，`loss.backward()`，`optimizer.step()` |
# | 卷积 | `nn.Conv2d(进, 出, 边长, stride, padding)`；`nn.ConvTranspose2d` 反过来，把图放大 |
#
# **读完以后你会有**
#
# - 一套自己写的扩散：加噪的日程、训练、DDPM 和 DDIM 两种采样；
# - 一个潜空间里的扩散模型，结构和 Stable Diffusion 一样，小几百倍；
# - 最后：点名写数字，四档“听话程度”；擦掉半个数字，让它补完，四次四个样。

# %% [markdown]
# ## 时间表
#
# 合计约 205 分钟，100 分，分两次做正好。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 两份数据：一条螺旋，五千个数字 | 5 | |
# | 1 | 加噪：make_schedule、add_noise | 28 | 14 |
# | 2 | 学着猜：time_embedding、noise_loss | 26 | 14 |
# | 3 | 往回走：posterior、ddpm_step、train_diffusion | 53 | 27 |
# | | **休息** | | |
# | 4 | 跳着走：ddim_step | 17 | 9 |
# | 5 | 听指挥：guided_noise、inpaint | 23 | 12 |
# | 6 | 压缩了再扩散：reparameterize、kl_to_normal、Autoencoder、train_latent_diffusion | 41 | 24 |
# | 7 | 论文导读，自测 | 9 | |
# | 8 | 终场：点名写数字 | 3 | |
#
# 每个练习是一个函数或一个类。删掉 `raise NotImplementedError` 那一行（类的每个方法里各有一行），写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”：第一条是一个问题，第二条指方向，第三条是代码的样子；先自己想五分钟，收获更大。
#
# 全部运行（Run All）也可以：还没写的练习只提醒一句；检查没通过的，就停在那一格。
#
# **几条通用的约定**
#
# - 步数从 0 数到 $T-1$。`betas[t]` 是第 $t$ 步加多少噪声，`bars[t]` 是**第 $t$ 步做完以后**的 $\bar\alpha$；第 0 步之前什么也没有加，$\bar\alpha = 1$。
# - 干净的样本记作 $x_0$（代码里的 `x0`），第 $t$ 步做完的样子记作 $x_t$。只有 10.1 的推导里，干净的写成 $x$，$x_0$ 是第 0 步做完的。
# - 网络写成 `model(x, t)` 或 `model(x, t, label)`，猜的是噪声，形状和 `x` 相同；`t` 是 `(n,)` 的 int64，每个样本一个。
# - 随机数都从 `rng`（`numpy.random.Generator`）来；抽的次序随你，同样的 `rng` 结果相同。
# - 传进来的东西不要改动；采样只是看一看模型，不留梯度、不留计算图。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN, GREY, GOLD = "#3b6fb6", "#c0392b", "#2e8b57", "#777777", "#b8860b"

# %%
import math

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)  # 网络很小，一个线程就够


def noise_like(x: Tensor, rng: np.random.Generator) -> Tensor:
    """标准正态的随机数，形状和 dtype 同 x。"""
    return torch.tensor(rng.standard_normal(tuple(x.shape)), dtype=x.dtype)


# %% [markdown]
# 上面的 `noise_like` 随便用，不计分。下面这个 `Probe` 给检查用，不用读懂：一个假的模型。


# %%
class Probe(nn.Module):
    """答案是 a·x + b·t + c·label；seen 是每次收到的 (x, t, label)。"""

    def __init__(self, a: float = 0.5, b: float = 0.0, c: float = 0.0) -> None:
        super().__init__()
        self.weights, self.seen = nn.Parameter(torch.tensor([a, b, c])), []

    def forward(self, x: Tensor, t: Tensor, label: Tensor | None = None) -> Tensor:
        self.seen.append((x.detach().clone(), t, label))
        a, b, c = self.weights.to(x.dtype)
        rest = b * t if label is None else b * t + c * label
        return a * x + rest.reshape(-1, *[1] * (x.ndim - 1))


# %% [markdown]
# ## 0　两份数据
#
# 第一份是玩具：平面上的一条螺旋，转一圈半，半径从 0.2 到 1.8，上面撒了 4000 个点。一个“样本”就是两个数，画出来一目了然，训练十秒。第二份是 MNIST 的 5000 个手写数字，灰度换算到 −1（黑）到 1（白）。
#
# 先猜：照着 4000 个点再“生成”1000 个新点，你会怎么做？螺旋还可以找公式；数字呢？

# %% tags=["demo"]
with np.load("mnist_5k1k.npz") as file:
    digits = torch.tensor(file["x_train"] / 127.5 - 1, dtype=torch.float32)[:, None]
    labels = torch.tensor(file["y_train"].astype(np.int64))


def spiral(s):
    """s 从 0 到 1，沿着螺旋走；返回 (n, 2)。"""
    radius, angle = 0.2 + 1.6 * s, 3 * np.pi * s
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


curve = spiral(np.linspace(0, 1, 1000))
places = spiral(np.random.default_rng(0).random(4000))
points = torch.tensor(places, dtype=torch.float32)

fig, (left, right) = plt.subplots(1, 2, figsize=(8, 3.2))
left.plot(*points.T, ".", markersize=1.5, color=BLUE)
left.set(aspect="equal", title="4000 个点")
sheet = digits[:40, 0].reshape(4, 10, 28, 28).permute(0, 2, 1, 3).reshape(112, 280)
right.imshow(sheet, cmap="gray")
right.set(title="5000 个数字里的 40 个")
right.axis("off")
plt.show()

# %% [markdown]
# ## 1　加噪
#
# ### 练习 10.1 make_schedule（约 18 分钟，9 分）
#
# **一步**　第 $t$ 步把信号缩小一点，再添一点新的噪声：
#
# $$
# x_t = \sqrt{1 - \beta_t}\;x_{t-1} + \sqrt{\beta_t}\;\varepsilon_t
# $$
#
# 为什么要缩小？如果 $x_{t-1}$ 的方差是 1，那么 $x_t$ 的方差是 $(1 - \beta_t) + \beta_t = 1$：总量不变，只是信号换成了噪声。只加不缩，方差就一路涨上去。
#
# **许多步并成一步**　记 $\alpha_t = 1 - \beta_t$。连走两步：
#
# $$
# x_1 = \sqrt{\alpha_1}\bigl(\sqrt{\alpha_0}\,x + \sqrt{\beta_0}\,\varepsilon_0\bigr) + \sqrt{\beta_1}\,\varepsilon_1
# = \sqrt{\alpha_1\alpha_0}\;x + \underbrace{\sqrt{\alpha_1\beta_0}\,\varepsilon_0 + \sqrt{\beta_1}\,\varepsilon_1}_{\text{方差 } \alpha_1(1-\alpha_0) + 1 - \alpha_1 \,=\, 1 - \alpha_1\alpha_0}
# $$
#
# 两份独立的正态噪声合成了一份。再走多少步也一样：信号剩下 $\sqrt{\bar\alpha_t}$，噪声的方差是 $1 - \bar\alpha_t$，其中
#
# $$
# \bar\alpha_t = \alpha_0\,\alpha_1 \cdots \alpha_t
# $$
#
# **两种日程**（schedule）　$\beta$ 怎么排，有两种常用的：
#
# | `kind` | $\beta_t$ | 从哪里来 |
# |---|---|---|
# | `"linear"` | 从 $0.1/T$ 到 $20/T$ 均匀地排 $T$ 个 | DDPM（2020）：$T = 1000$ 时就是 0.0001 到 0.02 |
# | `"cosine"` | $1 - f(t+1)/f(t)$，$f(t) = \cos^2\!\bigl(\tfrac{t/T + 0.008}{1.008}\cdot\tfrac{\pi}{2}\bigr)$ | Nichol 和 Dhariwal（2021）：先定好信号该怎么退场，再倒推 $\beta$ |
#
# 两种里超过 0.999 的 $\beta$ 都截成 0.999（余弦的最后一个本来是 1，信号一点不剩，就没法往回走了）。`bars` 用**截过的** $\beta$ 来乘。
#
# **精度**　一千个接近 1 的数连乘，而我们后面要用的是 $1 - \bar\alpha$。float32 在 1 附近只有 7 位，$1 - 0.9999$ 就只剩三四位了。所以全程用 float64 算，最后一步才转成 float32。
#
# **例子**
#
# | | `betas` | `bars` |
# |---|---|---|
# | 线性，$T = 10$，前三个 | 0.01、0.2311、0.4522 | 0.99、0.7612、0.4170 |
# | 余弦，$T = 2$ | 0.5062、0.999（本来是 1） | 0.4938、0.000494 |
#
# <details><summary>提示一</summary>
#
# 余弦日程要 $T$ 个 $\beta$，需要几个 $f$ 的值？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 用 NumPy 算：它默认就是 float64。`np.linspace` 排等差数列，`np.cumprod` 做累积乘法，`np.minimum` 截断。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# if kind == …:
#     betas = …            # float64，长 T
# elif kind == …:
#     f = …                # 长 T + 1
#     betas = …            # 后一个比前一个
# else:
#     raise …
# betas = …                # 截断
# bars = …
# return …                 # 两个都转成 float32 的张量
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `bars` 直接用了 $f(t+1)/f(0)$，没有用截过的 $\beta$ 去乘；<!-- wrong: bars-from-f -->
# - 余弦日程错开了一格，用了 $f(t)/f(t-1)$；<!-- wrong: off-by-one -->
# - 忘了截断；<!-- wrong: no-cut -->
# - 线性日程写死了 0.0001 到 0.02，$T$ 一小，噪声就加不够；<!-- wrong: fixed-range -->
# - `bars` 是 $\beta$ 的累积乘积；<!-- wrong: product-of-betas -->
# - `bars` 往前错了一格，从 1 开始；<!-- wrong: bars-before -->
# - 先转成 float32 再连乘（评分时看最后几位）。<!-- wrong: single-products -->
#
# </details>


# %% exercise="make_schedule"
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    """加噪的日程：每一步加多少噪声，走到每一步还剩多少信号。

    参数
        steps: 步数 T，至少 2。
        kind: "linear"：betas 从 0.1/T 到 20/T（含两端）均匀排列；
            "cosine"：betas[t] = 1 − f(t + 1)/f(t)，
            f(t) = cos²((t/T + 0.008)/1.008 · π/2)。
            两种都把超过 0.999 的截成 0.999。
    返回
        (betas, bars)，都是 (T,) 的 float32 张量，用 float64 算好再转。
        bars[t] 是 1 − betas[0]、……、1 − betas[t] 的乘积（用截过的 betas）。
    异常
        kind 是别的：ValueError。
    例子
        >>> betas, bars = make_schedule(10)
        >>> betas[:3], bars[:3]
        (tensor([0.0100, 0.2311, 0.4522]), tensor([0.9900, 0.7612, 0.4170]))
        >>> make_schedule(2, "cosine")
        (tensor([0.5062, 0.9990]), tensor([4.9384e-01, 4.9384e-04]))
    """
    ### BEGIN SOLUTION
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.999)
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))
    ### END SOLUTION


# %% check="make_schedule" points=9 minutes=18
check("make_schedule")

# %% [markdown]
# 先猜：一千步走到一半，信号还剩几成？两种日程各是多少？

# %% tags=["demo"]
if ready("make_schedule"):
    fig, ax = plt.subplots(figsize=(6.4, 2.6))
    for kind, color, name in (("linear", BLUE, "线性"), ("cosine", RED, "余弦")):
        bars = make_schedule(1000, kind)[1]
        ax.plot(bars.sqrt(), color=color, label=f"{name}：信号 √ᾱ")
        ax.plot((1 - bars).sqrt(), "--", color=color, label=f"{name}：噪声 √(1 − ᾱ)")
        print(f"{name}：走到一半，信号剩 {bars[499].sqrt():.2f}；", end="")
        print(f"走完，ᾱ = {bars[-1]:.1e}")
    ax.set(xlabel="第几步", title="信号退场，噪声上台")
    ax.legend(fontsize=8)
    plt.show()

# %% [markdown]
# 余弦的退场均匀得多。DDPM（线性）走完，信号只剩千分之六，和纯噪声没有人分得出来。

# %% [markdown]
# ### 练习 10.2 add_noise（约 10 分钟，5 分）
#
# **做什么**　上面的推导说，想要第 $t$ 步的样子，不用走 $t$ 步，一步就到：
#
# $$
# x_t = \sqrt{\bar\alpha_t}\;x_0 + \sqrt{1 - \bar\alpha_t}\;\varepsilon
# $$
#
# 训练全靠它：一批里每个样本各有各的 $t$。
#
# **形状**　`x0` 是 `(n, …)`，后面可以有任意多个轴：点是 `(n, 2)`，图是 `(n, c, h, w)`。`t` 是 `(n,)`，于是 `bars[t]` 也是 `(n,)`。直接相乘，PyTorch 会把它和**最后**一轴对齐；恰好 $n$ 等于最后一轴的长度时，连错也不报。
#
# **例子**　`bars = [0.64, 0.16]`，`x0 = [[1, 1], [1, 1]]`，噪声 `[[1, −1], [1, −1]]`，`t = [0, 1]`：
#
# | 样本 | $\sqrt{\bar\alpha}$ | $\sqrt{1-\bar\alpha}$ | 结果 |
# |---|---|---|---|
# | 0 | 0.8 | 0.6 | `[1.4, 0.2]` |
# | 1 | 0.4 | 0.9165 | `[1.3165, −0.5165]` |
#
# <details><summary>提示一</summary>
#
# `(n,)` 要和 `(n, c, h, w)` 相乘，得先变成什么形状？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `reshape(-1, 1, 1, 1)` 里 1 的个数要跟着 `x0.ndim` 变。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# bar = bars[t].reshape(-1, *[1] * …)
# return …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有开方，把方差当成了标准差；<!-- wrong: no-root -->
# - 噪声的系数写成了 $1 - \sqrt{\bar\alpha}$；<!-- wrong: one-minus-root -->
# - `(n,)` 和最后一轴对齐了；<!-- wrong: last-axis -->
# - 整批都用了第一个样本的 $t$；<!-- wrong: first-t -->
# - 只认 `(n, c, h, w)`，点用不了；<!-- wrong: four-axes -->
# - 原地改了 `x0`。<!-- wrong: in-place -->
#
# </details>


# %% exercise="add_noise"
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    """把干净的样本一步送到第 t 步：√ᾱ·x0 + √(1 − ᾱ)·noise。

    参数
        x0: (n, …)，一个轴以上都行；不变。
        t: (n,) 的 int64，每个样本自己的步数，0 到 T − 1。
        noise: 和 x0 同形状；不变。
        bars: (T,)。
    返回
        和 x0 同形状、同 dtype（x0 与 bars 的 dtype 相同时）；对 x0 和 noise 可导。
    例子
        >>> x0 = torch.ones(2, 2)
        >>> noise = torch.tensor([[1.0, -1.0], [1.0, -1.0]])
        >>> add_noise(x0, torch.tensor([0, 1]), noise, torch.tensor([0.64, 0.16]))
        tensor([[ 1.4000,  0.2000],
                [ 1.3165, -0.5165]])
    """
    ### BEGIN SOLUTION
    bar = bars[t].reshape(-1, *[1] * (x0.ndim - 1))
    return bar.sqrt() * x0 + (1 - bar).sqrt() * noise
    ### END SOLUTION


# %% check="add_noise" points=5 minutes=10
check("add_noise")

# %% [markdown]
# DDPM 论文的图 2 画的就是这条链子：从右往左是加噪，公式写死，不用学；从左往右是要学的。下面两排是两种日程，同一个数字、同一份噪声。先猜：哪一排先看不出是几？

# %% tags=["demo"]
if ready("make_schedule", "add_noise"):
    stops = torch.tensor([999, 800, 600, 400, 200, 0])
    one = digits[:1].expand(6, -1, -1, -1)
    grain = noise_like(digits[:1], np.random.default_rng(3)).expand_as(one)
    fig, axes = plt.subplots(2, 6, figsize=(8.4, 3.3))
    for row, kind, name in zip(axes, ("linear", "cosine"), ("线性", "余弦")):
        noisy = add_noise(one, stops, grain, make_schedule(1000, kind)[1])
        for ax, picture, t in zip(row, noisy, stops):
            ax.imshow(picture[0], cmap="gray", vmin=-2, vmax=2)
            ax.set(xticks=[], yticks=[])
            ax.grid(False)
            if kind == "linear":
                ax.set_title(f"第 {t} 步", fontsize=10)
        row[0].set_ylabel(name)
    for left in axes[1, :-1]:
        there = {"xy": (1.22, -0.12), "xytext": (0.72, -0.12)}
        style = {"xycoords": "axes fraction", "annotation_clip": False}
        arrow = {"arrowstyle": "->", "color": BLUE, "lw": 1.5}
        left.annotate("", **there, **style, arrowprops=arrow)
    fig.supxlabel("→ 学着往回走（网络）　　　← 加噪（公式）", fontsize=10, color=BLUE)
    plt.show()

# %% [markdown]
# 先看不出的是上面一排：线性的一多半时间花在几乎全是噪声的地方。
#
# ## 2　学着猜
#
# ### 练习 10.3 time_embedding（约 11 分钟，5 分）
#
# **为什么**　同一个网络要管所有的步：第 3 步是从几乎干净的图里挑一点灰，第 900 步是在雪花里找影子。所以要把 $t$ 告诉它。可是一个 0 到 999 的整数直接喂进去，相邻的两步网络分不清。
#
# 老办法：像钟表一样，用许多根快慢不同的指针。快的分得清相邻的步，慢的说得清大概在哪一段：
#
# $$
# \omega_i = P^{-i/(d/2)},\quad i = 0, \dots, \tfrac d2 - 1
# \qquad
# e(t) = \bigl[\sin \omega_0 t,\ \sin\omega_1 t,\ \dots,\ \cos\omega_0 t,\ \cos\omega_1 t,\ \dots\bigr]
# $$
#
# $P$ 是参数 `period`。**次序当心**：扩散模型的代码里，正弦全在前一半，余弦全在后一半；[第 7 天](../day07/day07.ipynb)的 Transformer 是一正弦一余弦地穿插着放。
#
# **例子**　`t = [0, 3]`，`dim = 4`，`period = 100`：$\omega = [1,\ 0.1]$。
#
# | $t$ | $\sin \omega_0 t$ | $\sin \omega_1 t$ | $\cos \omega_0 t$ | $\cos \omega_1 t$ |
# |---|---|---|---|---|
# | 0 | 0 | 0 | 1 | 1 |
# | 3 | 0.1411 | 0.2955 | −0.9900 | 0.9553 |
#
# <details><summary>提示一</summary>
#
# `(n,)` 的步数和 `(d/2,)` 的频率，怎样得到 `(n, d/2)` 的角度？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 频率的指数里除的是 `dim / 2`，不是 `dim / 2 − 1`：两种都有人用，这里最慢的一根**没有**慢到 $1/P$。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# i = torch.arange(…)
# angles = …                       # (n, dim // 2)
# return torch.cat([…, …], dim=1)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 正弦余弦穿插着放；<!-- wrong: interleaved -->
# - 除以了 $d/2 - 1$；<!-- wrong: minus-one -->
# - 余弦在前，正弦在后；<!-- wrong: cosines-first -->
# - `period` 没有用上，写死了 10000；<!-- wrong: fixed-period -->
# - 频率弄反了，越往后越快；<!-- wrong: reciprocal -->
# - 奇数的 `dim` 没有报错。<!-- wrong: odd-accepted -->
#
# </details>


# %% exercise="time_embedding"
def time_embedding(t: Tensor, dim: int, period: float = 10000) -> Tensor:
    """把步数变成一串正弦和余弦：正弦全在前，余弦全在后。

    参数
        t: (n,) 的整数张量。
        dim: 长度，正的偶数。
        period: P；频率是 P^(−i / (dim/2))，i 从 0 到 dim/2 − 1。
    返回
        (n, dim) 的浮点张量。
    异常
        dim 是奇数：ValueError。
    例子
        >>> time_embedding(torch.tensor([0, 3]), 4, 100)
        tensor([[ 0.0000,  0.0000,  1.0000,  1.0000],
                [ 0.1411,  0.2955, -0.9900,  0.9553]])
    """
    ### BEGIN SOLUTION
    if dim % 2:
        raise ValueError(f"dim 应当是偶数，得到 {dim}")
    half = dim // 2
    frequencies = period ** (-torch.arange(half) / half)
    angles = t[:, None] * frequencies
    return torch.cat([angles.sin(), angles.cos()], dim=1)
    ### END SOLUTION


# %% check="time_embedding" points=5 minutes=11
check("time_embedding")

# %% [markdown]
# ### 练习 10.4 noise_loss（约 15 分钟，9 分）
#
# **为什么猜噪声**　知道了 $x_t$ 和噪声，就知道 $x_0$：把 add_noise 的公式倒过来，$x_0 = (x_t - \sqrt{1-\bar\alpha_t}\,\varepsilon)/\sqrt{\bar\alpha_t}$。所以猜 $\varepsilon$ 和猜 $x_0$ 说的是同一件事。差别在每一步的分量：猜 $\varepsilon$ 的平方差等于猜 $x_0$ 的平方差乘 $\bar\alpha_t/(1-\bar\alpha_t)$，噪声小的步子看得重，细节就管住了。DDPM 两种都试过，猜 $\varepsilon$ 画得更好。
#
# 训练一步，就是：
#
# 1. 每个样本抽一个步数 $t$，从 $0$ 到 $T-1$ 均匀地抽，各抽各的；
# 2. 抽一份噪声 $\varepsilon$，用 add_noise 加上去；
# 3. 让网络看着 $x_t$ 和 $t$ 猜，和真的噪声比：
#
# $$
# L = \operatorname{mean}\bigl(\varepsilon_\theta(x_t, t) - \varepsilon\bigr)^2
# $$
#
# 对所有的数（批和每个分量）平均。
#
# `label` 不是 `None` 时，网络多收一个参数：`model(xt, t, label)`。
#
# **例子**　一个总是猜 0 的网络，损失是多少？噪声的方差是 1，所以约等于 1。损失降到 1 以下，才是学到了东西。
#
# <details><summary>提示一</summary>
#
# $T$ 从哪里知道？`rng.integers(a)` 抽不抽得到 `a`？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `rng.integers` 给的是 NumPy 数组，换成张量才能去取 `bars[t]`、交给网络。噪声有 `noise_like`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# t = …                  # (n,)，int64
# noise = …
# xt = …
# predicted = …          # 两种叫法
# return …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 整批只抽了一个 $t$；<!-- wrong: one-t -->
# - 最后一步永远抽不到；<!-- wrong: last-missed -->
# - 第 0 步永远抽不到；<!-- wrong: first-missed -->
# - 拿网络的答案去和 $x_0$ 比；<!-- wrong: against-x0 -->
# - 对分量求了和，没有平均；<!-- wrong: summed -->
# - 噪声每行只抽一个数；<!-- wrong: one-noise-a-row -->
# - 网络看到的是干净的 $x_0$；<!-- wrong: clean-shown -->
# - 给了 `label` 也没有传下去；<!-- wrong: label-ignored -->
# - 损失断开了计算图，网络学不到东西。<!-- wrong: detached -->
#
# </details>


# %% exercise="noise_loss"
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    """抽步数和噪声，加上去，让网络猜：猜的和真的之差，平方的平均。

    参数
        model: model(x, t) 或 model(x, t, label)，返回和 x 同形状的张量。
            只调用一次；t 是 (n,) 的 int64。
        x0: (n, …)，干净的样本；不变。
        bars: (T,)；T 就是它的长度。
        rng: 步数和噪声都从它抽。步数每个样本各抽一个，0 到 T − 1 机会相等；
            噪声每个数独立，标准正态。
        label: None，或者 (n,) 的 int64，原样传给 model。
    返回
        一个数的张量：对所有的数平均的平方差；可以 backward()。
    例子
        >>> bars = make_schedule(100)[1]
        >>> rng = np.random.default_rng(0)
        >>> lazy = Probe(0.0)                      # 总是猜 0
        >>> 0.98 < noise_loss(lazy, torch.ones(5000, 2), bars, rng) < 1.05
        tensor(True)
    """
    ### BEGIN SOLUTION
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = noise_like(x0, rng)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted - noise) ** 2).mean()
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用，不用读懂。


# %%
def watch_loss(weights, x0, bars, rng, label=None):
    """(损失，假模型的梯度，[(x, t, label), …])。"""
    probe = Probe(*weights)
    loss = noise_loss(probe, x0, bars, rng, label)
    if loss.requires_grad:
        loss.backward()
    grad = probe.weights.grad
    return loss.detach(), torch.zeros(3) if grad is None else grad, probe.seen


# %% check="noise_loss" points=9 minutes=15 uses=["add_noise"]
check("noise_loss")

# %% [markdown]
# ## 3　往回走
#
# ### 练习 10.5 posterior（约 15 分钟，7 分）
#
# **问题**　已知第 $t$ 步的 $x_t$，又有人悄悄告诉你干净的 $x_0$。那么上一步的 $x_{t-1}$ 在哪里？不能确定，但是有一个分布 $q(x_{t-1} \mid x_t, x_0)$，而且是正态的。
#
# **推导**　关于 $x_{t-1}$，有两份消息：
#
# - 从 $x_0$ 来：$x_{t-1}$ 在 $\sqrt{\bar\alpha_{t-1}}\,x_0$ 附近，方差 $1 - \bar\alpha_{t-1}$；
# - 从 $x_t$ 来：$x_t$ 是 $\sqrt{\alpha_t}\,x_{t-1}$ 加方差 $\beta_t$ 的噪声，倒过来读，$x_{t-1}$ 在 $x_t/\sqrt{\alpha_t}$ 附近，方差 $\beta_t/\alpha_t$。
#
# 两份独立的消息合起来，按**精度**（方差的倒数）加权。精度相加，平均是按精度加权的平均：
#
# $$
# \frac{1}{\tilde\beta_t} = \frac{\alpha_t}{\beta_t} + \frac{1}{1 - \bar\alpha_{t-1}},
# \qquad
# \tilde\mu_t = \tilde\beta_t\left(\frac{\sqrt{\alpha_t}}{\beta_t}\,x_t + \frac{\sqrt{\bar\alpha_{t-1}}}{1 - \bar\alpha_{t-1}}\,x_0\right)
# $$
#
# 把第一式通分，用 $\alpha_t\bar\alpha_{t-1} = \bar\alpha_t$ 和 $\alpha_t + \beta_t = 1$：
#
# $$
# \tilde\beta_t = \frac{1 - \bar\alpha_{t-1}}{1 - \bar\alpha_t}\,\beta_t
# $$
#
# 代进第二式，$x_t$ 和 $x_0$ 前面的系数都会变得整齐，分母同是 $1 - \bar\alpha_t$。拿笔化简一下再写代码。
#
# **边上的一步**　$t = 0$ 时，“上一步”就是干净的样本：$\bar\alpha_{-1} = 1$，方差是 0，平均就是 $x_0$。Python 里 `bars[-1]` 可不是这个意思。
#
# **例子**　`betas = [0.36, 0.75]`，`bars = [0.64, 0.16]`，$t = 1$，$x_0 = 1$，$x_t = 2$：
#
# | | 算式 | |
# |---|---|---|
# | $x_0$ 的系数 | $0.8 \times 0.75 \div 0.84$ | 5/7 |
# | $x_t$ 的系数 | $0.5 \times 0.36 \div 0.84$ | 3/14 |
# | 平均 | $5/7 + 2 \times 3/14$ | 8/7 = 1.1429 |
# | 方差 | $0.36 \div 0.84 \times 0.75$ | 9/28 = 0.3214 |
#
# <details><summary>提示一</summary>
#
# 例子里的 0.8 和 0.5 各是谁的平方根？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 把“上一步的 $\bar\alpha$”先存成一个变量，$t = 0$ 的情形就只在那一行出现。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# before = …                    # t = 0 时是 1
# variance = …
# mean = … * x0 + … * xt
# return …
# ```
#
# $t = 0$ 时 `betas[0]` 和 `1 - bars[0]` 在 float32 里差一点点，相除不是正好 1：单独返回更干净。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 方差用了 $\beta_t$，不是 $\tilde\beta_t$；<!-- wrong: beta-variance -->
# - $x_t$ 的系数里，该用 $\sqrt{\alpha_t}$ 的地方用了 $\sqrt{\bar\alpha_t}$；<!-- wrong: bar-for-alpha -->
# - $x_0$ 的系数里，$\bar\alpha$ 用了第 $t$ 步的；<!-- wrong: bar-of-t -->
# - 忘了开方；<!-- wrong: no-roots -->
# - $x_0$ 和 $x_t$ 的系数对调了；<!-- wrong: swapped -->
# - $t = 0$ 时取到了 `bars[-1]`，最后一步的。<!-- wrong: wraps -->
#
# </details>


# %% exercise="posterior"
def posterior(
    x0: Tensor,
    xt: Tensor,
    t: int,
    betas: Tensor,
    bars: Tensor,
) -> tuple[Tensor, Tensor]:
    """q(x_{t−1} | x_t, x_0) 的平均和方差。

    参数
        x0, xt: 同样形状的张量，干净的样本和第 t 步的；不变。
        t: 整数，0 到 T − 1，整批相同。
        betas, bars: (T,)。
    返回
        (mean, variance)：mean 和 x0 同形状、同 dtype；
        variance 是一个数（零维张量或 float），(1 − ᾱ_{t−1})/(1 − ᾱ_t)·β_t。
        t = 0 时 mean 就是 x0，variance 是 0。
    例子
        >>> betas, bars = torch.tensor([0.36, 0.75]), torch.tensor([0.64, 0.16])
        >>> posterior(torch.tensor([1.0]), torch.tensor([2.0]), 1, betas, bars)
        (tensor([1.1429]), tensor(0.3214))
        >>> posterior(torch.tensor([1.0]), torch.tensor([2.0]), 0, betas, bars)
        (tensor([1.]), tensor(0.))
    """
    ### BEGIN SOLUTION
    if t == 0:
        return x0.clone(), torch.zeros_like(bars[0])
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    variance = (1 - before) / (1 - bar) * beta
    from_x0 = before.sqrt() * beta / (1 - bar)
    from_xt = (1 - beta).sqrt() * (1 - before) / (1 - bar)
    return from_x0 * x0 + from_xt * xt, variance
    ### END SOLUTION


# %% check="posterior" points=7 minutes=15
check("posterior")

# %% [markdown]
# ### 练习 10.6 ddpm_step（约 12 分钟，7 分）
#
# **做什么**　没有人会悄悄告诉你 $x_0$，但是网络猜了噪声，就等于猜了 $x_0$：
#
# $$
# \hat x_0 = \frac{x_t - \sqrt{1-\bar\alpha_t}\;\hat\varepsilon}{\sqrt{\bar\alpha_t}}
# $$
#
# 把 $\hat x_0$ 当真，从 posterior 的分布里抽一个，就是 $x_{t-1}$。**为什么要抽，不直接用平均**？走一步是“去掉一些噪声，再添回一点新的”：不添，每一步都取平均，最后会挤到一处去（训练好以后弄坏给你看）。只有 $t = 0$ 的那一步不添：后面没有人替你洗了。
#
# $\hat x_0$ 不截断到数据的范围里。
#
# **例子**　接着上面的 $t = 1$、$x_t = 2$：网络猜 $\hat\varepsilon = 1.7457$，则 $\hat x_0 = (2 - 0.9165 \times 1.7457) \div 0.4 = 1$。于是上一步（第 0 步做完的，还带着噪声，不是干净的 $\hat x_0$）从 $\mathcal N(8/7,\ 9/28)$ 里抽，标准差 0.567。再走 $t = 0$：$x_t = 1.4$、$\hat\varepsilon = 1$，结果正好是 $(1.4 - 0.6) \div 0.8 = 1$。
#
# <details><summary>提示一</summary>
#
# add_noise 的公式里，已知 $x_t$ 和 $\varepsilon$，怎样解出 $x_0$？
#
# </details>
#
# <details><summary>提示二</summary>
#
# posterior 给的是方差，添的噪声要乘的是标准差。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# x0 = …
# mean, variance = …
# if …:
#     return mean
# return mean + …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - $t = 0$ 也添了噪声；<!-- wrong: noise-at-zero -->
# - 添的噪声乘了方差，不是标准差；<!-- wrong: variance-for-deviation -->
# - 一点噪声也没有添；<!-- wrong: no-noise -->
# - 添的噪声用的是 $\sqrt{\beta_t}$；<!-- wrong: beta-noise -->
# - 减去的是 $\beta_t\hat\varepsilon$，没有除以 $\sqrt{1-\bar\alpha_t}$；<!-- wrong: beta-only -->
# - 除以了 $\sqrt{1-\bar\alpha_t}$，忘了再除以 $\sqrt{\alpha_t}$；<!-- wrong: alpha-forgotten -->
# - 直接跳到了 $\hat x_0$；<!-- wrong: jumps-to-x0 -->
# - 把网络的答案当成了 $x_0$。<!-- wrong: predicted-as-x0 -->
#
# </details>


# %% exercise="ddpm_step"
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    """往回走一步：从 x_t 抽出 x_{t−1}。

    参数
        xt: (n, …)，第 t 步的样本；不变。
        t: 整数，0 到 T − 1。
        predicted: 和 xt 同形状，网络猜的噪声；不变。
        betas, bars: (T,)。
        rng: 添的噪声从它抽，每个数独立。
    返回
        和 xt 同形状、同 dtype：用 predicted 推出 x0（不截断），
        再从 posterior 的正态分布里抽一个。t = 0 不添噪声，正好是推出来的 x0。
    例子
        >>> betas, bars = torch.tensor([0.36, 0.75]), torch.tensor([0.64, 0.16])
        >>> rng = np.random.default_rng(0)
        >>> ddpm_step(torch.tensor([1.4]), 0, torch.tensor([1.0]), betas, bars, rng)
        tensor([1.0000])
    """
    ### BEGIN SOLUTION
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    mean, variance = posterior(x0, xt, t, betas, bars)
    if t == 0:
        return mean
    return mean + variance**0.5 * noise_like(xt, rng)
    ### END SOLUTION


# %% check="ddpm_step" points=7 minutes=12 uses=["posterior"]
check("ddpm_step")

# %% [markdown]
# ### 练习 10.7 train_diffusion（约 20 分钟，13 分）
#
# 零件齐了：训练一个认识螺旋的网络。下面是给出的网络 `PointDenoiser`：坐标和 $t$ 的编码（你的 time_embedding）接起来，过三层全连接。坐标旁边还放了 $\sin kx$、$\cos kx$，$k = 1, 2, 4$，参数 `frequencies` 管着它；为什么要放，训练完弄坏了看。


# %%
class PointDenoiser(nn.Module):
    """给出的网络：(n, 2) 的点和 (n,) 的步数，猜 (n, 2) 的噪声。"""

    seen: list | None = None  # 检查时换成一个列表，记下每次收到的

    def __init__(
        self,
        frequencies: tuple[int, ...] = (1, 2, 4),
        width: int = 128,
    ) -> None:
        super().__init__()
        self.frequencies = frequencies
        inputs = 2 * (1 + 2 * len(frequencies)) + 32
        self.layers = nn.Sequential(
            nn.Linear(inputs, width),
            nn.SiLU(),
            nn.Linear(width, width),
            nn.SiLU(),
            nn.Linear(width, width),
            nn.SiLU(),
            nn.Linear(width, 2),
        )

    def forward(self, x: Tensor, t: Tensor) -> Tensor:
        if PointDenoiser.seen is not None:
            PointDenoiser.seen.append((x.detach().clone(), t.clone()))
        parts = [x]
        for k in self.frequencies:
            parts += [torch.sin(k * x), torch.cos(k * x)]
        return self.layers(torch.cat([*parts, time_embedding(t, 32)], dim=1))


# %% [markdown]
# **做什么**　日程用线性的，$T = 100$。每一步从 `points` 里随机取一批（512 个），算 noise_loss，走一步优化器。优化器和学习率你定；我们用 Adam，学习率 0.002。
#
# 同样的 `seed` 要得到同样的权重：网络的初值来自 PyTorch 的全局随机数（`torch.manual_seed`），别的来自 `rng`，两处都要管。
#
# **过关**　4000 个点、2500 步：采样 1000 个点，到螺旋的平均距离不超过 0.10；螺旋上至少 95% 的地方，0.15 以内有一个样本。我们换 10 个种子，距离 0.026 到 0.041，覆盖都是 100%，一个核上 10 秒左右。作为比较：纯噪声的距离是 0.42。
#
# <details><summary>提示一</summary>
#
# 什么是每一步都要重新做的，什么只做一次？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一批：`rng.integers(len(points), size=512)`，换成张量去取。步数、噪声、加噪，noise_loss 都管了。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# torch.manual_seed(seed)
# rng = …
# betas, bars = …
# model = …
# optimizer = …
# for _ in range(steps):
#     …                     # 取一批，算损失，三行
# return …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把 `betas` 当成 `bars` 交给了 noise_loss，噪声怎么也加不够；<!-- wrong: betas-for-bars -->
# - 网络没有放坐标的正弦余弦，学出来一团；<!-- wrong: raw-coordinates -->
# - 忘了 `zero_grad()`（评分时看）；<!-- wrong: no-zero-grad -->
# - 每一步都取同一批点（评分时看）；<!-- wrong: same-batch -->
# - 种子写死了；<!-- wrong: seed-fixed -->
# - 只固定了 `rng`，网络的初值没有管；<!-- wrong: weights-unseeded -->
# - 只固定了初值，批和噪声没有管；<!-- wrong: rng-unseeded -->
# - 优化器没有走，忘了 `step()`（评分时看）；<!-- wrong: no-step -->
# - 每一步都从同样的随机数开始，看到的步数和噪声总是那几个（评分时看）。<!-- wrong: rng-restarted -->
#
# </details>


# %% exercise="train_diffusion"
def train_diffusion(
    points: Tensor,
    steps: int,
    seed: int,
) -> tuple[nn.Module, Tensor, Tensor]:
    """训练一个在平面上去噪的网络。

    参数
        points: (m, 2) 的 float32，数据；不变。
        steps: 走多少步，每步从 points 里随机取 512 个（可以重复）。
        seed: 初值、批、步数、噪声都由它定：种子相同，权重相同；不同就不同。
    返回
        (model, betas, bars)：model 是训练好的 PointDenoiser（默认的参数），
        日程是 make_schedule(100)。
    例子
        >>> model, betas, bars = train_diffusion(torch.zeros(10, 2), 5, seed=0)
        >>> model(torch.zeros(3, 2), torch.tensor([0, 50, 99])).shape, len(bars)
        (torch.Size([3, 2]), 100)
    """
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(100)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(len(points), size=512))]
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用，不用读懂。


# %%
def watch_points(points, steps, seed):
    """(收到的 x，收到的 t，权重，最后的梯度有多长，frequencies，日程的 bars)。"""
    PointDenoiser.seen = []
    try:
        model, _, bars = train_diffusion(points, steps, seed)
        xs = [x for x, _ in PointDenoiser.seen]
        ts = [t for _, t in PointDenoiser.seen]
    finally:
        PointDenoiser.seen = None
    weights = torch.cat([p.detach().flatten() for p in model.parameters()])
    grads = [p.grad.flatten() for p in model.parameters() if p.grad is not None]
    length = float(torch.cat(grads).norm()) if grads else 0.0
    return xs, ts, weights, length, list(model.frequencies), bars


# %% check="train_diffusion" points=13 minutes=20 uses=["make_schedule", "time_embedding", "add_noise", "noise_loss"]
check("train_diffusion")

# %% [markdown]
# 训练 2500 步，一个核上约 10 秒；再把你的 ddpm_step 从 $t = 99$ 用到 $t = 0$，就是采样。

# %% tags=["demo"]
POINTS = ("make_schedule", "add_noise", "time_embedding", "noise_loss")
POINTS += ("posterior", "ddpm_step", "train_diffusion")


def ddpm_sample(model, shape, betas, bars, rng, keep=None):
    """从纯噪声走到底；keep 是一个列表时，把每一步之后的样子记进去。"""
    x = noise_like(torch.empty(shape), rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((shape[0],), t)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
            if keep is not None:
                keep.append(x)
    return x


def judge(x):
    """(样本到螺旋的平均距离，螺旋上 0.15 以内有样本的地方占几成)。"""
    gaps = np.linalg.norm(x.numpy()[:, None] - curve, axis=2)
    return gaps.min(axis=1).mean(), (gaps.min(axis=0) < 0.15).mean()


if ready(*POINTS):
    denoiser, betas, bars = train_diffusion(points, 2500, seed=0)
    frames = [noise_like(points[:1000], np.random.default_rng(1))]
    rng = np.random.default_rng(1)
    samples = ddpm_sample(denoiser, (1000, 2), betas, bars, rng, frames)
    distance, cover = judge(samples)
    print(f"1000 个样本到螺旋的平均距离 {distance:.3f}，覆盖 {cover:.0%}")
    distance, cover = judge(frames[0])
    print(f"纯噪声　　　　　　　　　　 {distance:.3f}，覆盖 {cover:.0%}")
    fig, ax = plt.subplots(figsize=(3.2, 3.2))

    def draw(step):
        ax.clear()
        ax.plot(*curve.T, color=GREY, linewidth=0.8, alpha=0.5)
        dots = frames[step][:500]  # 画一半，看得清
        ax.plot(*dots.T, ".", markersize=2.5, color=BLUE)
        ax.grid(False)
        left = f"还剩 {100 - step} 步" if step < 100 else "到了"
        ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", title=left)

    shown = [0, 50, 70, 82, 90, 94, 97, 100]
    figures.film(fig, draw, shown, "一团噪声慢慢聚成一条螺旋", wait=250)

# %% [markdown]
# 墨聚回来了。没有一个点是抄来的：每个点都从自己的一份噪声出发，走了一百小步。
#
# **弄坏了看**　`BREAK` 换成下面的一种再运行（`"raw"` 要再训练一次，10 秒）。先猜：哪一种是网络没学好？损失看得出吗？
#
# - `"raw"`：网络只看坐标，没有正弦余弦；
# - `"quiet"`：每一步只取平均，不添噪声；
# - `"time"`：采样时总告诉网络“现在是第 50 步”。

# %% tags=["demo"] jupyter={"source_hidden": true}
BREAK = "raw"  # 换成 "quiet" 或 "time"


def train_raw(steps=2500):
    """和 train_diffusion 的答案一样，网络却只看坐标。"""
    torch.manual_seed(0)
    rng, schedule = np.random.default_rng(0), make_schedule(100)[1]
    model = PointDenoiser(frequencies=())
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(len(points), size=512))]
        loss = noise_loss(model, batch, schedule, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


def broken_sample(model, rng):
    """按 BREAK 弄坏的采样。"""
    x = noise_like(points[:1000], rng)
    with torch.no_grad():
        for t in reversed(range(100)):
            told = torch.full((1000,), 50 if BREAK == "time" else t)
            if BREAK == "quiet":
                guess = model(x, told)
                x0 = (x - (1 - bars[t]).sqrt() * guess) / bars[t].sqrt()
                x = posterior(x0, x, t, betas, bars)[0]
            else:
                x = ddpm_step(x, t, model(x, told), betas, bars, rng)
    return x


if ready(*POINTS):
    wrong = train_raw() if BREAK == "raw" else denoiser
    outcome = broken_sample(wrong, np.random.default_rng(1))
    fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.2))
    for ax, x, name in zip(axes, (samples, outcome), ("好的", f'BREAK = "{BREAK}"')):
        ax.plot(*curve.T, color=GREY, linewidth=0.8, alpha=0.5)
        ax.plot(*x.T, ".", markersize=2, color=BLUE)
        ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", title=name)
    plt.show()
    with torch.no_grad():
        exam = np.random.default_rng(5)
        exams = points.repeat(5, 1)
        for model, name in ((denoiser, "好的"), (wrong, "弄坏的")):
            exam = np.random.default_rng(5)
            print(f"{name}：损失 {noise_loss(model, exams, bars, exam):.3f}", end="")
            x = samples if model is denoiser and name == "好的" else outcome
            print("，距离 {:.3f}，覆盖 {:.0%}".format(*judge(x)))

# %% [markdown]
# 没学好的是 `"raw"`，损失只高一成半，样本却糊成一团：大部分的步数里噪声很大，谁来猜都差不多；细节只在最后几步里，占不了损失的多少。**扩散模型的损失说明不了图好不好**，要看样本，要数出来。`"quiet"` 更妙：一千个样本挤成了**一个点**，到螺旋只有约 0.015，比好的还近，覆盖却只剩一成。所以总要数两样：画得准不准，画得全不全。`"time"` 告诉我们 $t$ 不是摆设。
#
# 到这里可以休息了。你已经有了一个完整的扩散模型。

# %% [markdown]
# ## 4　跳着走
#
# ### 练习 10.8 ddim_step（约 17 分钟，9 分）
#
# **为什么**　能不能从第 900 步直接跳到第 850 步？10.5 只推了一步的；要跳，得重推。DDIM（2020）换了个想法：既然网络猜了噪声 $\hat\varepsilon$，也就有了 $\hat x_0$，那么任何一级的样子都可以**重新摆**出来：$\hat x_0$ 占多少，$\hat\varepsilon$ 占多少，照 add_noise 的比例来。
#
# $$
# x_{p} = \sqrt{\bar\alpha_p}\;\hat x_0 + \sqrt{1 - \bar\alpha_p}\;\hat\varepsilon
# $$
#
# $p$（参数 `previous`）是任何一个比 $t$ 小的步数；−1 是干净的那一头，$\bar\alpha = 1$。没有一点随机。
#
# **中间的路**　也可以把 $\hat\varepsilon$ 换掉一部分，换成新的噪声 $z$，总量不变：
#
# $$
# x_{p} = \sqrt{\bar\alpha_p}\;\hat x_0 + \sqrt{1 - \bar\alpha_p - \sigma^2}\;\hat\varepsilon + \sigma z,
# \qquad
# \sigma = \eta\,\sqrt{\frac{1 - \bar\alpha_p}{1 - \bar\alpha_t}}\,\sqrt{1 - \frac{\bar\alpha_t}{\bar\alpha_p}}
# $$
#
# $\eta = 0$ 是 DDIM；$\eta = 1$ 而且 $p = t - 1$ 时，$\sigma^2$ 正好是 $\tilde\beta_t$，和 ddpm_step 一模一样；$p$ 更小时，就是把这几步并成一步的 posterior。一个 `betas` 也用不着。
#
# **例子**　`bars = [0.64, 0.16]`，$t = 1$，$x_t = 2$，$\hat\varepsilon = 1.7457$（$\hat x_0 = 1$）：
#
# | | 算式 | |
# |---|---|---|
# | $p = -1$ | 就是 $\hat x_0$ | 1 |
# | $p = 0$，$\eta = 0$ | $0.8 \times 1 + 0.6 \times 1.7457$ | 1.8474 |
# | $p = 0$，$\eta = 1$，平均 | $\sigma^2 = 9/28$；$0.8 + 0.1964 \times 1.7457$ | 8/7，和 10.5 一样 |
#
# <details><summary>提示一</summary>
#
# $p = -1$ 时 $\bar\alpha_p$、$\sigma$ 各是多少？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先算 $\hat x_0$，和 ddpm_step 的第一行一样。$\eta = 0$ 时不要碰 `rng`，它可能是 `None`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# bar = bars[t]
# before = …                       # previous = −1 时是 1
# x0 = …
# sigma = …
# mean = …
# return mean if … else mean + …
# ```
#
# 根号里理应不小于 0；舍入会让它差一点点（比如 −1e-8），开方前垫一下。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - $\hat\varepsilon$ 的系数没有扣掉 $\sigma^2$，噪声多了；<!-- wrong: sigma-not-taken -->
# - 扣掉的是 $\sigma$，不是 $\sigma^2$；<!-- wrong: sigma-unsquared -->
# - 总当作只走了一步，`previous` 没有用上；<!-- wrong: always-one-step -->
# - $p = -1$ 时取到了 `bars[-1]`；<!-- wrong: wraps -->
# - $\eta$ 没有用上，总是 0；<!-- wrong: eta-ignored -->
# - 第二个根号里用了 $1 - \bar\alpha_t$；<!-- wrong: bar-for-ratio -->
# - 把 $\hat\varepsilon$ 换成了全新的噪声。<!-- wrong: fresh-noise -->
#
# </details>


# %% exercise="ddim_step"
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    """从第 t 步跳到第 previous 步。

    参数
        xt: (n, …)；不变。
        t: 整数，0 到 T − 1。
        previous: 比 t 小的整数，最小 −1；−1 是干净的一头（ᾱ = 1）。
        predicted: 和 xt 同形状，网络猜的噪声；不变。
        bars: (T,)。
        eta: 0 到 1。0：不抽随机数，rng 可以是 None；
            1 而且 previous = t − 1：平均和方差与 ddpm_step 相同。
        rng: eta > 0 时，新噪声从它抽，每个数独立。
    返回
        和 xt 同形状、同 dtype。x0 不截断。
    例子
        >>> bars, xt = torch.tensor([0.64, 0.16]), torch.tensor([2.0])
        >>> predicted = torch.tensor([1.7457])
        >>> ddim_step(xt, 1, 0, predicted, bars)
        tensor([1.8474])
        >>> ddim_step(xt, 1, -1, predicted, bars)
        tensor([1.0000])
    """
    ### BEGIN SOLUTION
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)
    ### END SOLUTION


# %% check="ddim_step" points=9 minutes=17
check("ddim_step")

# %% [markdown]
# 同一个网络、同一份噪声，走 5、10、25、100 步。先猜：$\eta = 0$ 和 $\eta = 1$，步数少时哪一个好？


# %% tags=["demo"]
def ddim_sample(guess, x, bars, count, eta=0.0, rng=None):
    """从 x 出发，均匀地走 count 步；guess(x, t) 猜噪声。"""
    stops = np.linspace(len(bars) - 1, 0, count).round().astype(int).tolist()
    with torch.no_grad():
        for t, previous in zip(stops, [*stops[1:], -1]):
            predicted = guess(x, torch.full((len(x),), t))
            x = ddim_step(x, t, previous, predicted, bars, eta, rng)
    return x


if ready(*POINTS, "ddim_step"):
    start = noise_like(points[:1000], np.random.default_rng(1))
    fig, axes = plt.subplots(2, 4, figsize=(8.4, 4.4), sharex=True, sharey=True)
    for row, eta in zip(axes, (0.0, 1.0)):
        for ax, count in zip(row, (5, 10, 25, 100)):
            rng = np.random.default_rng(2)
            x = ddim_sample(denoiser, start, bars, count, eta, rng)
            ax.plot(*curve.T, color=GREY, linewidth=0.8, alpha=0.5)
            color = BLUE if eta == 0 else RED
            ax.plot(*x[:600].T, ".", markersize=1.8, color=color)
            title = f"η = {eta:.0f}，{count} 步：{judge(x)[0]:.3f}"
            ax.set(xlim=(-2.6, 2.6), ylim=(-2.6, 2.6), aspect="equal")
            ax.set_title(title, fontsize=10)
    plt.show()

# %% [markdown]
# 标题里的数是到螺旋的平均距离（1000 个点从同一份噪声出发，画了 600 个）。25 步已经看得出螺旋，省了四分之三的计算。
#
# 论文在照片上量，步数少时 $\eta = 0$ 明显更好；在这条螺旋上看不到，$\eta = 1$ 反而略好一点：每步添的新噪声，给了走偏的点改正的机会。
#
# $\eta = 0$ 也不添噪声，为什么不像 `"quiet"` 那样挤成一点？$\hat\varepsilon$ 的系数是 $\sqrt{1-\bar\alpha_p}$，总量没有少；`"quiet"` 的只有 $\sqrt{1-\bar\alpha_p-\tilde\beta_t}$，该补的没有补，一步步缩没了。
#
# ## 5　听指挥
#
# ### 练习 10.9 guided_noise（约 7 分钟，4 分）
#
# **为什么**　网络多收一个标签，就成了有条件的：`model(x, t, label)`。可是网络常常不太当回事。怎样让它**更听话**？
#
# 训练时十次里有一次把标签藏起来（换成一个特别的编号，意思是“没有标签”），同一个网络就学会了两种猜法：有标签的 $c$ 和没有标签的 $u$。两者之差 $c - u$，就是“标签说了什么”。采样时沿着这个差多走几步：
#
# $$
# \hat\varepsilon = u + s\,(c - u)
# $$
#
# $s = 0$ 完全不理标签，$s = 1$ 是普通的有条件，$s > 1$ 是夸大。这叫无分类器引导（classifier-free guidance）。论文里的 $w$ 是 $s - 1$，读别人的代码时当心差的这个 1；Stable Diffusion 里的 `guidance_scale` 是这里的 $s$，默认 7.5。
#
# **例子**　$u = 1$，$c = 3$：$s = 0$ 得 1，$s = 1$ 得 3，$s = 3$ 得 7，比 $c$ 还远。
#
# <details><summary>提示一</summary>
#
# 从 $u$ 出发，走到 $c$，再往前走。$s$ 是几，就走几个 $c - u$。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 拿例子里的三个数各代一遍，看写反了没有。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一行：`起点 + 倍数 * 差`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 倍数写成了 $1 + s$，或者从 $c$ 出发去加（两样是一回事）；<!-- wrong: one-more -->
# - 两个对调了；<!-- wrong: swapped -->
# - 差的方向反了；<!-- wrong: other-way -->
# - $s$ 截断到了 0 到 1；<!-- wrong: scale-cut -->
# - 原地改了传进来的张量。<!-- wrong: in-place -->
#
# </details>


# %% exercise="guided_noise"
def guided_noise(conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    """无分类器引导：从没有标签的猜法出发，朝有标签的方向走 scale 倍。

    参数
        conditional, unconditional: 同样形状的张量；不变。
        scale: 0：没有标签的；1：有标签的；更大：夸大两者之差。
    返回
        同样形状的张量。
    例子
        >>> guided_noise(torch.tensor([3.0]), torch.tensor([1.0]), 3.0)
        tensor([7.])
    """
    ### BEGIN SOLUTION
    return unconditional + scale * (conditional - unconditional)
    ### END SOLUTION


# %% check="guided_noise" points=4 minutes=7
check("guided_noise")

# %% [markdown]
# ### 练习 10.10 inpaint（约 16 分钟，8 分）
#
# **为什么**　给你半张图，补上另外半张（inpainting）。不用重新训练：采样照常走，只是每走一步，就把已知的那部分**换回来**。换回来的不能是干净的：网络在第 $t$ 步见惯了第 $t$ 步的噪声，忽然有一块干干净净，它会莫名其妙。要换上**加过同样多噪声**的。
#
# 1. 从纯噪声出发，整张都是；
# 2. 对 $t = T-1, \dots, 0$：网络猜噪声，ddpm_step 走到第 $t - 1$ 步；
# 3. 每走完一步，已知的部分换成加噪到**第 $t - 1$ 步**的 `known`（每次新抽噪声）；
# 4. 最后一步（$t = 0$）走完，换上的是 `known` 本身。
#
# `mask` 里 `True` 是已知的。网络看到两边一样吵，就会让自己那一半接得上。
#
# **例子**　`known = [5, ?]`，`mask = [True, False]`，$T = 2$，`bars = [0.64, 0.16]`：
#
# | 走完 | 第一个数 | 第二个数 |
# |---|---|---|
# | 出发 | 噪声 | 噪声 |
# | $t = 1$ | $0.8 \times 5 + 0.6\,\varepsilon$ | ddpm_step 的 |
# | $t = 0$ | 5 | ddpm_step 的 |
#
# <details><summary>提示一</summary>
#
# 走完第 $t$ 步，样本在第几级？那一级的 $\bar\alpha$ 是 `bars[?]`？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `torch.where(mask, 甲, 乙)` 挑着取，不动原来的两个；给 add_noise 的 `t` 是 `(n,)` 的张量，`torch.full((n,), …)`。整个过程放在 `torch.no_grad()` 里。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# x = …
# with torch.no_grad():
#     for t in reversed(range(len(bars))):
#         x = …                        # 走一步
#         there = …                    # 这一级的 known；t = 0 时是它本身
#         x = torch.where(…)
# return x
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 换上的是第 $t$ 步的噪声，多了一级；<!-- wrong: level-t -->
# - 换上的总是干净的 `known`；<!-- wrong: always-clean -->
# - 结果里已知的部分还带着噪声；<!-- wrong: noise-left -->
# - 掩码弄反了；<!-- wrong: mask-inverted -->
# - 只在最后换了一次；<!-- wrong: only-at-the-end -->
# - 每一步换上的都是同一份噪声；<!-- wrong: same-noise -->
# - 从 `known` 加噪出发，没有从纯噪声出发；<!-- wrong: starts-from-known -->
# - 结果还连着模型的计算图；<!-- wrong: graph-kept -->
# - 原地改了 `known`。<!-- wrong: known-changed -->
#
# </details>


# %% exercise="inpaint"
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    """补全：DDPM 采样，每走一步把已知的部分换成同样吵的 known。

    参数
        model: model(x, t)，t 是 (n,) 的 int64；T 步里每步调用一次，不改动它。
        known: (n, …)；mask 是 False 的地方写着什么都没有关系；不变。
        mask: 和 known 同形状的布尔张量，True 是已知的；不变。
        betas, bars: (T,)。
        rng: 出发的、添的、换上的噪声都从它抽，每次新抽，每个数独立。
    返回
        和 known 同形状、同 dtype，不带计算图；mask 是 True 的地方正是 known。
        出发时整个是标准正态的噪声；从第 t 步走到第 t − 1 步之后，
        已知的部分换成加噪到第 t − 1 步的 known；t = 0 之后就是 known。
    例子
        >>> betas, bars = make_schedule(20)
        >>> known, mask = torch.tensor([[5.0, 0.0]]), torch.tensor([[True, False]])
        >>> out = inpaint(Probe(), known, mask, betas, bars, np.random.default_rng(0))
        >>> out[0, 0]
        tensor(5.)
    """
    ### BEGIN SOLUTION
    x = noise_like(known, rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
            there = known
            if t > 0:
                there = add_noise(known, now - 1, noise_like(known, rng), bars)
            x = torch.where(mask, there, x)
    return x
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用，不用读懂。


# %%
def watch_inpaint(weights, known, mask, betas, bars, rng):
    """(结果，[(x, t), …]，假模型的梯度动了没有)。"""
    probe = Probe(*weights)
    out = inpaint(probe, known, mask, betas, bars, rng)
    return out, [(x, t) for x, t, _ in probe.seen], probe.weights.grad is not None


# %% check="inpaint" points=8 minutes=16 uses=["add_noise", "ddpm_step"]
check("inpaint")

# %% [markdown]
# 螺旋也能补：告诉它横坐标，让它补纵坐标。横坐标 0.6 的竖线和螺旋相交几次，就该有几堆答案。先猜几堆，再运行。

# %% tags=["demo"]
ACROSS = 0.6  # 换一个横坐标再看
TIMES = 1  # 每一步来回走几趟，换成 10 再看


def inpaint_again(model, known, mask, betas, bars, rng, times):
    """和 inpaint 一样，但是每走一步，加回这一步的噪声，再走，共 times 趟。"""
    x = noise_like(known, rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            for again in range(times):
                if again:
                    fresh = noise_like(x, rng)
                    x = (1 - betas[t]).sqrt() * x + betas[t].sqrt() * fresh
                x = ddpm_step(x, t, model(x, now), betas, bars, rng)
                there = known
                if t:
                    there = add_noise(known, now - 1, noise_like(x, rng), bars)
                x = torch.where(mask, there, x)
    return x


if ready(*POINTS, "inpaint"):
    known = torch.tensor([[ACROSS, 0.0]]).expand(400, -1)
    mask = torch.tensor([[True, False]]).expand(400, -1)
    tools = (betas, bars, np.random.default_rng(0))
    filled = inpaint(denoiser, known, mask, *tools)
    if TIMES > 1:
        filled = inpaint_again(denoiser, known, mask, *tools, TIMES)
    fig, (left, right) = plt.subplots(1, 2, figsize=(7, 2.6), sharey=True)
    left.plot(*curve.T, color=GREY, linewidth=0.8)
    left.plot(*filled.T, ".", color=RED, markersize=4, alpha=0.3)
    left.set(aspect="equal", title=f"横坐标 {ACROSS}，补 400 次", ylim=(-2.2, 2.2))
    heights = filled[:, 1].numpy()
    right.hist(heights, bins=60, range=(-2.2, 2.2), orientation="horizontal", color=RED)
    right.set(xlabel="个数", title=f"补出来的纵坐标（TIMES = {TIMES}）")
    plt.show()
    print(f"到螺旋的平均距离 {judge(filled)[0]:.3f}")

# %% [markdown]
# 竖线和螺旋交在两处，上下各一堆；可是中间还有不该有的一大堆。已知的每一步都换成一份**新的**噪声，另一半没有机会跟它商量。RePaint（2022）让每一步来回走几趟：走一步，加回噪声，再走。把 `TIMES` 改成 10 再运行：距离从 0.23 降到 0.1 以下，中间那堆小了，没有走光；慢十倍。

# %% [markdown]
# ## 6　压缩了再扩散
#
# 一张 512 × 512 的彩图有 78 万个数，每一步都算一遍，太贵；而大半的数是多余的。Stable Diffusion 先训练一个自编码器（autoencoder），把图压成小得多的“潜变量”（latent），在**潜空间**里扩散，最后解压一次。我们也照做：28 × 28 压成 4 × 7 × 7。
#
# ### 练习 10.11 reparameterize（约 6 分钟，4 分）
#
# **为什么**　普通的自编码器想怎么摆就怎么摆，两张很像的图可以摆得天南地北。变分自编码器（VAE）让编码不是一个点，而是一小团：平均 $\mu$、方差 $\sigma^2$，解码器拿到的是从团里抽出来的一个点。于是附近的点都得解得出像样的图。
#
# “抽一个”怎么求导？把随机和参数分开：
#
# $$
# z = \mu + \sigma\,\varepsilon, \qquad \varepsilon \sim \mathcal N(0, 1)
# $$
#
# $\varepsilon$ 与参数无关，$z$ 对 $\mu$、$\sigma$ 就是普通的加法和乘法，梯度照走。这叫重参数化（reparameterization）。网络输出的不是 $\sigma$ 而是**对数方差** $v = \ln\sigma^2$，可正可负，不用担心出负的方差：$\sigma = e^{v/2}$。
#
# **例子**　$\mu = 1$，$v = \ln 4$（$\sigma = 2$），抽到 $\varepsilon = 0.5$：$z = 2$。
#
# <details><summary>提示一</summary>
#
# $v$ 是方差的对数。标准差的对数是多少？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 每个数要有自己的 $\varepsilon$：`noise_like`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一行：`平均 + 标准差 * 噪声`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用了 $e^{v}$，那是方差；<!-- wrong: variance -->
# - 直接乘了 $v$；<!-- wrong: raw-log -->
# - 漏了平均；<!-- wrong: mean-forgotten -->
# - 整个张量只抽了一个 $\varepsilon$；<!-- wrong: one-number -->
# - 批里每个样本用了同一份 $\varepsilon$；<!-- wrong: shared-over-batch -->
# - 断开了计算图，编码器学不到东西。<!-- wrong: detached -->
#
# </details>


# %% exercise="reparameterize"
def reparameterize(
    mean: Tensor,
    log_variance: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    """从平均 mean、方差 e^log_variance 的正态分布里抽一个。

    参数
        mean, log_variance: 同样形状的浮点张量；不变。
        rng: 每个数的 ε 都从它独立地抽。
    返回
        同样形状、同样 dtype 的张量，对 mean 和 log_variance 可导。
    例子
        >>> mean, log_variance = torch.ones(3), torch.full((3,), -100.0)
        >>> reparameterize(mean, log_variance, np.random.default_rng(0))
        tensor([1., 1., 1.])
    """
    ### BEGIN SOLUTION
    return mean + torch.exp(log_variance / 2) * noise_like(mean, rng)
    ### END SOLUTION


# %% check="reparameterize" points=4 minutes=6
check("reparameterize")

# %% [markdown]
# ### 练习 10.12 kl_to_normal（约 7 分钟，4 分）
#
# **为什么**　光是“一小团”还不够：网络会把团缩成点，又回到普通的自编码器。所以要收一笔税：团离标准正态 $\mathcal N(0, 1)$ 越远，税越重。用 KL 散度（Kullback–Leibler divergence）量，一个分量上：
#
# $$
# \mathrm{KL} = \mathbb E\bigl[\ln q(z) - \ln p(z)\bigr]
# = \mathbb E\Bigl[-\tfrac12 v - \tfrac{(z-\mu)^2}{2\sigma^2} + \tfrac12 z^2\Bigr]
# $$
#
# 求期望：$\mathbb E(z-\mu)^2 = \sigma^2 = e^v$，$\mathbb E z^2 = \mu^2 + e^v$，于是
#
# $$
# \mathrm{KL} = -\tfrac12\bigl(1 + v - \mu^2 - e^{v}\bigr)
# $$
#
# 一个样本的 KL 是它**所有分量之和**（独立的分量，对数相加）；一批的，再对样本取平均。
#
# **例子**
#
# | $\mu$ | $v$ | KL |
# |---|---|---|
# | 0 | 0 | 0 |
# | `[1, 2]` | `[0, 0]` | ½ + 2 = 2.5 |
# | 0 | $\ln 4$ | −½(1 + 1.386 − 4) = 0.807 |
#
# <details><summary>提示一</summary>
#
# `(n, c, h, w)` 里，哪几个轴是“一个样本的分量”，哪一个是批？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `flatten(1)` 之后，不管原来有几个轴，都是 `(n, 分量)`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# each = …                       # 和 mean 同形状
# return each.flatten(1).….….
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 对分量也取了平均；<!-- wrong: mean-over-all -->
# - 对样本求了和；<!-- wrong: sum-over-all -->
# - 符号反了；<!-- wrong: sign -->
# - 把 $v$ 当成了标准差的对数；<!-- wrong: log-deviation -->
# - 把 $v$ 当成了方差。<!-- wrong: variance-given -->
#
# </details>


# %% exercise="kl_to_normal"
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    """到标准正态的 KL 散度：每个样本对分量求和，再对样本取平均。

    参数
        mean, log_variance: (n, …)，同样形状；不变。
    返回
        一个数的张量，可导。
    例子
        >>> kl_to_normal(torch.tensor([[1.0, 2.0]]), torch.zeros(1, 2))
        tensor(2.5000)
    """
    ### BEGIN SOLUTION
    each = -0.5 * (1 + log_variance - mean**2 - log_variance.exp())
    return each.flatten(1).sum(dim=1).mean()
    ### END SOLUTION


# %% check="kl_to_normal" points=4 minutes=7
check("kl_to_normal")

# %% [markdown]
# ### 练习 10.13 Autoencoder（约 12 分钟，6 分）
#
# **做什么**　编码器把边长缩成四分之一，解码器放回来。里面几层、多宽，你定。够用的一种：编码是两个步幅 2 的 3 × 3 卷积，再一个 3 × 3、一个 1 × 1，最后给出 `2 * latent` 个通道，前一半是平均，后一半是对数方差；解码是一个 3 × 3 卷积，两个 4 × 4、步幅 2、补 1 的反卷积，再一个 3 × 3。层与层之间用 SiLU。
#
# 编码器最后不要激活：平均和对数方差可正可负。图是 −1 到 1，解码器最后接 tanh 也行，sigmoid 不行。只用卷积，所以边长是 4 的倍数的图都能用。
#
# `forward(x, rng)` 把三样连起来：编码，从团里抽一个（reparameterize），解码；不给 `rng` 就不抽，直接用平均。
#
# <details><summary>提示一</summary>
#
# 一个卷积的输出怎样同时装下平均和对数方差？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 输出 `2 * latent` 个通道，`.chunk(2, dim=1)` 切成两半。`__init__` 里用 `nn.Sequential` 摆层，最后一层后面不接 SiLU。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# self.encoder = nn.Sequential(…)
# self.decoder = nn.Sequential(…)
#
# mean, log_variance = …
# z = … if rng is None else …
# return …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有给 `rng` 也去抽了随机数；<!-- wrong: always-sampled -->
# - 给了 `rng` 也没有抽；<!-- wrong: never-sampled -->
# - 平均后面接了激活，永远不是负的；<!-- wrong: activated-mean -->
# - 返回的是标准差，不是对数方差；<!-- wrong: deviation-returned -->
# - 只缩小了一半；<!-- wrong: halved-once -->
# - 潜变量的通道数多了一倍；<!-- wrong: twice-latent -->
# - 平均和对数方差是同一个张量；<!-- wrong: same-halves -->
# - 解码器最后接了 sigmoid，图没有负数。<!-- wrong: sigmoid-end -->
#
# </details>


# %% exercise="Autoencoder"
class Autoencoder(nn.Module):
    """变分自编码器：边长缩到四分之一，再放回来。层数、宽度自定，只用卷积。

    参数
        channels: 图的通道数。
        latent: 潜变量的通道数。
        width: 第一层的宽度。
    """

    def __init__(self, channels: int = 1, latent: int = 4, width: int = 16) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.encoder = nn.Sequential(
            nn.Conv2d(channels, width, 3, stride=2, padding=1),
            nn.SiLU(),
            nn.Conv2d(width, 2 * width, 3, stride=2, padding=1),
            nn.SiLU(),
            nn.Conv2d(2 * width, 2 * width, 3, padding=1),
            nn.SiLU(),
            nn.Conv2d(2 * width, 2 * latent, 1),
        )
        self.decoder = nn.Sequential(
            nn.Conv2d(latent, 2 * width, 3, padding=1),
            nn.SiLU(),
            nn.ConvTranspose2d(2 * width, width, 4, stride=2, padding=1),
            nn.SiLU(),
            nn.ConvTranspose2d(width, width, 4, stride=2, padding=1),
            nn.SiLU(),
            nn.Conv2d(width, channels, 3, padding=1),
        )
        ### END SOLUTION

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """图 (n, channels, h, w)，h 和 w 是 4 的倍数 → (mean, log_variance)。

        两个的形状都是 (n, latent, h/4, w/4)，都可正可负，没有随机。
        """
        ### BEGIN SOLUTION
        return self.encoder(x).chunk(2, dim=1)
        ### END SOLUTION

    def decode(self, z: Tensor) -> Tensor:
        """潜变量 (n, latent, h/4, w/4) → 图 (n, channels, h, w)。

        图可正可负，没有随机。
        """
        ### BEGIN SOLUTION
        return self.decoder(z)
        ### END SOLUTION

    def forward(
        self,
        x: Tensor,
        rng: np.random.Generator | None = None,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """编码，取潜变量，解码：返回 (重建的图, mean, log_variance)。

        不给 rng：潜变量就是 mean；给了：从 mean、log_variance 的正态分布里抽一个。
        例子
            >>> x = torch.zeros(2, 3, 8, 12)
            >>> [tuple(part.shape) for part in Autoencoder(channels=3)(x)]
            [(2, 3, 8, 12), (2, 4, 2, 3), (2, 4, 2, 3)]
        """
        ### BEGIN SOLUTION
        mean, log_variance = self.encode(x)
        z = mean if rng is None else reparameterize(mean, log_variance, rng)
        return self.decode(z), mean, log_variance
        ### END SOLUTION


# %% [markdown]
# 下面这个给检查用，不用读懂。


# %%
def livelier(model: nn.Module, seed: int, factor: float = 1.6) -> nn.Module:
    """权重换成固定的随机数，比默认的大；返回这个模型。"""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for p in model.parameters():
            inputs = max(1, p[0].numel()) if p.ndim > 1 else 4
            p.copy_(torch.randn(p.shape, generator=generator) * factor / inputs**0.5)
    return model


# %% check="Autoencoder" points=6 minutes=12 uses=["reparameterize"]
check("Autoencoder")

# %% [markdown]
# 训练：重建的均方误差，加上很轻的一点 KL 的税（万分之一）。6 轮，一个核上约 15 秒。

# %% tags=["demo"]
if ready("reparameterize", "kl_to_normal", "Autoencoder"):
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    autoencoder = Autoencoder()
    optimizer = torch.optim.Adam(autoencoder.parameters(), lr=2e-3)
    for epoch in range(6):
        errors, taxes = [], []
        for rows in torch.tensor(rng.permutation(5000)).split(64):
            rebuilt, mean, log_variance = autoencoder(digits[rows], rng)
            error = F.mse_loss(rebuilt, digits[rows])
            tax = kl_to_normal(mean, log_variance)
            optimizer.zero_grad()
            (error + 1e-4 * tax).backward()
            optimizer.step()
            errors.append(error.item())
            taxes.append(tax.item())
        print(f"第 {epoch + 1} 轮：均方误差 {np.mean(errors):.4f}", end="")
        print(f"，KL {np.mean(taxes):.0f}", flush=True)
    with torch.no_grad():
        rebuilt, mean, _ = autoencoder(digits[:8])
    fig, axes = plt.subplots(3, 8, figsize=(6.8, 2.7))
    for i, column in enumerate(axes.T):
        shown = (digits[i, 0], mean[i].permute(1, 0, 2).reshape(7, 28), rebuilt[i, 0])
        for ax, picture in zip(column, shown):
            ax.imshow(picture, cmap="gray")
            ax.set(xticks=[], yticks=[])
            ax.grid(False)
    for ax, name in zip(axes[:, 0], ("原图", "潜变量", "重建")):
        ax.set_ylabel(name)
    plt.show()

# %% [markdown]
# 中间一排是四个 7 × 7 的通道并排放：还看得出笔画的影子。784 个数压成 196 个，重建几乎看不出差别。
#
# ### 练习 10.14 train_latent_diffusion（约 16 分钟，10 分）
#
# 下面是给出的网络。它把潜变量摊平，过几层残差的全连接，每一层都听一听 $t$ 和标签。


# %%
class LatentDenoiser(nn.Module):
    """给出的网络：带噪声的潜变量、步数、标签 → 噪声。

    标签是 0 到 classes − 1；编号 classes 的意思是“没有标签”。
    """

    seen: list | None = None  # 检查时换成一个列表，记下每次收到的
    width = 512  # 检查时换成小的，快

    def __init__(self, shape: tuple[int, ...], classes: int) -> None:
        super().__init__()
        width = self.width
        self.shape, self.classes = tuple(shape), classes
        size = math.prod(shape)
        self.enter, self.leave = nn.Linear(size, width), nn.Linear(width, size)
        self.clock = nn.Sequential(
            nn.Linear(64, width),
            nn.SiLU(),
            nn.Linear(width, width),
        )
        self.names = nn.Embedding(classes + 1, width)
        self.blocks = nn.ModuleList(
            nn.Sequential(
                nn.LayerNorm(width),
                nn.Linear(width, width),
                nn.SiLU(),
                nn.Linear(width, width),
            )
            for _ in range(3)
        )

    def forward(self, x: Tensor, t: Tensor, label: Tensor) -> Tensor:
        if LatentDenoiser.seen is not None:
            LatentDenoiser.seen.append((x.detach().clone(), t.clone(), label.clone()))
        said = self.clock(time_embedding(t, 64)) + self.names(label)
        h = self.enter(x.flatten(1))
        for block in self.blocks:
            h = h + block(h + said)
        return self.leave(h).reshape(x.shape)


# %% [markdown]
# **三件要当心的事**
#
# 1. **尺度**。扩散的公式假定数据的方差大约是 1，潜变量不是。所以全部乘上一个数 `scale`，使所有的数的标准差是 1；采样之后，解码之前，再除回来。Stable Diffusion 1 的这个数是 0.18215。
# 2. **自编码器不动**。它只用来编码：用**平均**，不抽；不求梯度，先编码一次存起来。
# 3. **藏标签**。每次用到一个样本，有一成的机会把标签换成 `classes`。
#
# 其余照旧：$T = 200$ 的线性日程；每一轮打乱，分批（128 左右），noise_loss。优化器和学习率你定；我们用 AdamW，学习率从小升到 0.002 再降下去（`OneCycleLR`）。
#
# **过关**　评分时，600 张只有三种样子的图、12 轮：最后一轮的平均损失不超过第一轮的 0.8 倍（我们换 10 个种子，是 0.09 到 0.16 倍）。5000 张、40 轮，我们的从 1.06 降到 0.12；你的若停在 0.15 以上，终场会糊一些，试试把学习率升了再降。
#
# <details><summary>提示一</summary>
#
# 标准差是 2.5 的一堆数，乘上多少，标准差就是 1？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 类数是 `int(y.max()) + 1`。藏标签：抽 `(批,)` 个 0 到 1 的数，`torch.where` 挑。顺序：打乱的是行号，潜变量和标签用同样的行号取。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# torch.manual_seed(seed)
# rng = …
# with torch.no_grad():
#     latents = …
# scale = …
# model = LatentDenoiser(…)
# for _ in range(epochs):
#     for rows in …:
#         label = …              # 有一成藏起来
#         …                      # 损失，三行
#     losses.append(…)
# return …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `scale` 是方差的倒数；<!-- wrong: variance-scale -->
# - `scale` 算了，训练时没有乘上去；<!-- wrong: unscaled -->
# - `scale` 给反了，是标准差本身；<!-- wrong: deviation-itself -->
# - 标签从来不藏；<!-- wrong: never-dropped -->
# - 一开始藏好，每一轮藏的都是那几个；<!-- wrong: dropped-once -->
# - 藏起来的换成了第 0 类；<!-- wrong: dropped-to-zero -->
# - 藏的时候改了传进来的 `y`；<!-- wrong: y-changed -->
# - 编码留着计算图，梯度跑进了自编码器；<!-- wrong: graph-into-autoencoder -->
# - 连自编码器一起训练了；<!-- wrong: autoencoder-trained -->
# - 潜变量是抽的，不是平均；<!-- wrong: sampled-latents -->
# - 每一批记一个损失；<!-- wrong: loss-per-batch -->
# - 日程不是 200 步的，或者不是线性的（评分时看）；<!-- wrong: thousand-steps cosine -->
# - 忘了 `zero_grad()`（评分时看）。<!-- wrong: no-zero-grad -->
#
# </details>


# %% exercise="train_latent_diffusion"
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    """在自编码器的潜空间里训练一个有条件的扩散模型。

    参数
        autoencoder: 有 encode(x) → (mean, log_variance)；只用来编码，
            权重、梯度、模式都不变。
        x: (n, c, h, w)；不变。
        y: (n,) 的 int64 标签，从 0 起；类数 classes 是最大的加 1；不变。
        epochs: 轮数。每一轮打乱，每个样本正好用一次，分批（大小自定，至多 256）。
        seed: 初值和所有的随机数都由它定：种子相同，结果相同；不同就不同。
    返回
        (model, scale, losses)
        model: 训练好的 LatentDenoiser(潜变量的形状, classes)。
        scale: float；平均（mean，不抽）乘上它，全部的数合起来标准差是 1。
            训练的就是乘过的。
        losses: 长 epochs，每一轮的平均损失。
        每次用到一个样本，有 0.1 的机会标签换成 classes，各次独立。
        日程是 make_schedule(200)。
    例子
        >>> x, y = torch.randn(20, 1, 8, 8), torch.arange(20) % 3
        >>> model, scale, losses = train_latent_diffusion(Autoencoder(), x, y, 2, 0)
        >>> model.classes, model.shape, len(losses)
        (3, (4, 2, 2), 2)
    """
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses
    ### END SOLUTION


# %% [markdown]
# 下面两个给检查用，不用读懂。


# %%
class ToyAutoencoder(nn.Module):
    """潜变量的平均是每 4 × 4 一块的平均乘 gain；对数方差处处是 0。"""

    def __init__(self, gain: float = 3.0) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.tensor(gain))

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mean = F.avg_pool2d(x, 4) * self.gain
        return mean, torch.zeros_like(mean)


def watch_latent(gain, x, y, epochs, seed, width=32):
    """(scale，各轮的损失，每次收到的，自编码器的三件事，权重的和，最后的梯度有多长)。"""
    toy = ToyAutoencoder(gain)
    LatentDenoiser.seen, LatentDenoiser.width = [], width
    try:
        model, scale, losses = train_latent_diffusion(toy, x, y, epochs, seed)
        seen = LatentDenoiser.seen
    finally:
        LatentDenoiser.seen, LatentDenoiser.width = None, 512
    still = [toy.gain.item() == np.float32(gain), toy.gain.grad is None, toy.training]
    total = sum(float(p.detach().double().abs().sum()) for p in model.parameters())
    grads = [p.grad.flatten() for p in model.parameters() if p.grad is not None]
    length = float(torch.cat(grads).norm()) if grads else 0.0
    return scale, losses, seen, still, total, length


# %% check="train_latent_diffusion" points=10 minutes=16 uses=["make_schedule", "add_noise", "time_embedding", "noise_loss", "Autoencoder"]
check("train_latent_diffusion")

# %% [markdown]
# 用 5000 个数字训练 40 轮。一个核上约 45 秒，机器忙时要几分钟；终场就用它。

# %% tags=["demo"]
LATENT = ("make_schedule", "add_noise", "time_embedding", "noise_loss", "ddim_step")
LATENT += ("reparameterize", "kl_to_normal", "Autoencoder")
LATENT += ("guided_noise", "train_latent_diffusion")

if ready(*LATENT):
    trained = train_latent_diffusion(autoencoder, digits, labels, 40, seed=0)
    writer, scale, losses = trained
    fig, ax = plt.subplots(figsize=(5.6, 2.2))
    ax.plot(range(1, 41), losses)
    ax.set(xlabel="第几轮", ylabel="损失")
    plt.show()
    count = sum(p.numel() for p in writer.parameters())
    print(f"{count:,} 个参数；scale = {scale:.3f}；", end="")
    print(f"损失 {losses[0]:.3f} → {losses[-1]:.3f}")

# %% [markdown]
# ## 7　论文导读
#
# **Ho, Jain, Abbeel，*Denoising Diffusion Probabilistic Models*，2020**（DDPM）
#
# **当时的难处**　GAN 的图清楚，训练难伺候；VAE 好训练，图发糊；自回归一个像素一个像素地写，太慢。扩散 2015 年就有了（Sohl-Dickstein 等，从热力学借来），五年里没有人拿它画出过好图。这篇论文让它忽然好用了：在 CIFAR-10 上，衡量图像好坏的 FID 是 3.17，比当时文献里多数的模型都好。
#
# | 节 | 说什么 | 你写的 |
# |---|---|---|
# | 2 | 加噪的链子，一步到位的公式，和变分下界：损失拆成三段，$L_T$、$L_{1:T-1}$、$L_0$ | `add_noise`、`posterior` |
# | 3.1 | $\beta$ 不学，写死；于是 $L_T$ 是常数，不用管 | `make_schedule` |
# | 3.2 | 让网络猜 $\varepsilon$，不猜平均；往回走的方差试了 $\beta_t$ 和 $\tilde\beta_t$ 两种，结果相近 | `ddpm_step` |
# | 3.4 | 丢掉每一步前面的系数，就是 $L_{\text{simple}}$：和下界比，小噪声的步子轻了，难的步子重了，图反而更好 | `noise_loss` |
# | 4 | $T = 1000$，U-Net 里加自注意力，$t$ 用正弦编码；CIFAR-10 用 3570 万个参数，训练 80 万步 | `time_embedding` |
#
# 下面用你的函数把论文的几个数算一遍。

# %% tags=["demo"]
if ready("make_schedule", "kl_to_normal"):
    b, bar = make_schedule(1000)
    print(f"β 从 {b[0]:.4f} 到 {b[-1]:.4f}；最后 ᾱ = {bar[-1]:.1e}")
    center = bar[-1].sqrt() * digits
    spread = (1 - bar[-1]).log().expand_as(digits)
    bits = kl_to_normal(center, spread) / 784 / math.log(2)
    print(f"x_T 到标准正态的 KL：每个像素 {bits:.1e} 比特（论文在 CIFAR-10 上约 1e-5）")
    ratio = (1 - bar[:-1]) / (1 - bar[1:])
    print("β̃ ÷ β：", end="")
    print("，".join(f"第 {t} 步 {ratio[t - 1]:.3f}" for t in (1, 10, 100, 999)))
    stable = np.linspace(0.00085**0.5, 0.012**0.5, 1000) ** 2
    left = np.prod(1 - stable)
    print(f"Stable Diffusion 1 的日程走完，ᾱ = {left:.4f}，信号还剩 {left**0.5:.0%}")

# %% [markdown]
# 一百步以后，$\beta$ 和 $\tilde\beta$ 就差不到百分之二，难怪论文说两种方差结果相近。
#
# **论文与今天的库**　论文的步数从 1 数到 $T$，我们从 0 数；论文采样先减 $\beta_t\hat\varepsilon/\sqrt{1-\bar\alpha_t}$，再除以 $\sqrt{\alpha_t}$，展开和你的 ddpm_step 相等；许多实现截断 $\hat x_0$，潜空间里不能；论文用权重的滑动平均（EMA）来画图，我们没有。打印的最后一行是有名的小毛病：走完一千步还剩 7% 的信号，采样却从纯噪声出发，所以早期的 Stable Diffusion 画不出很暗或很亮的图。
#
# **从这里到 Stable Diffusion**（Rombach 等，*High-Resolution Image Synthesis with Latent Diffusion Models*，2022）
#
# ![文字经过 CLIP 变成 77 × 768 的表；64 × 64 × 4 的噪声在 U-Net 里走几十步，每一步用交叉注意力看文字；最后乘 1/0.18215，解码成 512 × 512 的图](figures/stable_diffusion.svg)
#
# | | 这一章 | Stable Diffusion 1 |
# |---|---|---|
# | 图 → 潜变量 | 28 × 28 × 1 → 7 × 7 × 4，边长四分之一 | 512 × 512 × 3 → 64 × 64 × 4，边长八分之一 |
# | 数少了几倍 | 4 | 48 |
# | 猜噪声的网络 | 全连接，约 208 万个参数 | U-Net，约 8.6 亿个 |
# | 条件 | 十个标签，查表，相加 | 一句话，77 个向量，交叉注意力（cross-attention） |
#
# 交叉注意力就是[第 9 章](../guide09_transformer/guide09_transformer.ipynb)的注意力：图出查询，句子出键和值。别的零件，你都写过了。

# %% [markdown]
# ## 自测
#
# 1. 训练时为什么不用真的一步一步加噪声？
#
# <details><summary>答案</summary>
#
# 正态加正态还是正态，走 $t$ 步的结果可以一步抽出来（add_noise）。
#
# </details>
#
# 2. DDIM（$\eta = 0$）没有随机，同一个起点总得到同一张图。这有什么用？
#
# <details><summary>答案</summary>
#
# 起点就成了图的“地址”：固定起点、只改标签或引导的倍数，就能看清楚改了什么。终场正是这么比的。
#
# </details>
#
# 3. 采样（DDIM，$\eta = 0$，$T = 1000$ 的线性日程）时把网络换成只会猜 0 的，会得到什么？
#
# <details><summary>答案</summary>
#
# 猜 0 就是说“没有噪声”：每一步只把 $x$ 放大 $1/\sqrt{\alpha_t}$ 倍，走完放大 $1/\sqrt{\bar\alpha_{T-1}}$，一百五十多倍的噪声。DDPM 每步添的噪声也跟着放大，约二百二十倍。
#
# </details>
#
# ## 小结
#
# 信号退场，噪声上台，一步到位；告诉网络几点了，让它猜噪声；两份消息按精度加权，去一点，添一点；重新摆一遍，就能跳着走；夸大标签的意思，它就听话；已知的换成一样吵的，它就补全。编码是一小团，离标准正态远了要交税；在里面再来一遍：尺度乘成 1，标签藏一成，自编码器不动。
#
# **延伸**　Song, Meng, Ermon 2020（DDIM）；Ho, Salimans 2022（无分类器引导）；Song 等 2021（写成随机微分方程）；Lugmayr 等 2022（RePaint）；Lin 等 2023（日程的小毛病）。

# %% [markdown]
# ## 8　终场：点名写数字
#
# 先热身：擦掉半个数字，让它补完。下半张涂黑了再编码；照 10.13 建议的结构，最上面三行潜变量没有沾到涂黑的地方（核更大就会沾到），当作已知，其余的由你的 `inpaint` 补。补四次：不说是几；说对是几，两次；最后一次，**硬说**它是 `WISH`。后三次用两倍的引导。

# %% tags=["demo"]
ROWS = [2, 8, 21, 50, 77]  # 换几个号码，看别的数字
WISH = 3


def guided(names, strength):
    """按 names 写、引导 strength 倍的 model(x, t)。"""
    blank = torch.full_like(names, writer.classes)

    def guess(z, t):
        return guided_noise(writer(z, t, names), writer(z, t, blank), strength)

    return guess


def picture(z):
    """潜变量 → 图。"""
    with torch.no_grad():
        return autoencoder.decode(z / scale).clamp(-1, 1)


def show_rows(rows, names, size):
    """一行一串图；names 是行的名字。"""
    axes = plt.subplots(len(rows), 1, figsize=size)[1]
    for ax, row, name in zip(axes, rows, names):
        ax.imshow(torch.cat(list(row[:, 0]), dim=1), cmap="gray", vmin=-1, vmax=1)
        ax.set(xticks=[], yticks=[], ylabel=name)
        ax.grid(False)
    plt.show()


if ready(*LATENT, "posterior", "ddpm_step", "inpaint"):
    half = digits[ROWS].clone()
    half[:, :, 16:] = -1
    with torch.no_grad():
        known = autoencoder.encode(half)[0] * scale
    mask = torch.zeros_like(known, dtype=torch.bool)
    mask[:, :, :3] = True
    own, wish = labels[ROWS], torch.full((len(ROWS),), WISH)
    rows = [digits[ROWS], half]
    for names, strength, seed in ((own, 0, 0), (own, 2, 1), (own, 2, 2), (wish, 2, 3)):
        tools = (*make_schedule(200), np.random.default_rng(seed))
        z = inpaint(guided(names, strength), known, mask, *tools)
        rows.append(picture(z))
    titles = ("真的", "看得见", "不说", "说对", "说对", f"硬说 {WISH}")
    show_rows(rows, titles, (4.6, 5))

# %% [markdown]
# “不说”的一行多半接得上，却常常不像任何一个数字：上半张藏着好几种可能，这个小网络又只有一成的时间练过“不说”。一说是几，马上像样；硬说是 3，它就顺着原来的上半截，想办法写出一个 3 来。
#
# 现在从纯噪声写起。十个数字，四档引导，每一列从**同一份噪声**出发，DDIM 走 50 步。每个数字、每一档各写 20 个（图上画头两个，不挑），再拿每一个去找最像的训练图，看它是几。
#
# 先猜：$s = 0$ 时认对的有几成？$s$ 从 1 到 7，听话的多了，付出了什么？


# %% tags=["demo"]
def write(names, strength, start):
    """照 names 写一串数字。"""
    bars = make_schedule(200)[1]
    return picture(ddim_sample(guided(names, strength), start, bars, 50))


def nearest(pictures):
    """最像的训练图：(多远，它是几)。"""
    far, row = torch.cdist(pictures.flatten(1), digits.flatten(1)).min(dim=1)
    return far, labels[row]


if ready(*LATENT):
    names = torch.arange(10).repeat_interleave(20)
    start = noise_like(torch.empty(200, 4, 7, 7), np.random.default_rng(7))
    first = torch.arange(200).reshape(10, 20)[:, :2].flatten()
    rows = []
    for strength in (0, 1, 3, 7):
        written = write(names, strength, start)
        rows.append(written[first])
        far, what = nearest(written)
        right = (what == names).double().mean()
        print(f"s = {strength}：认对 {right:.0%}，离最像的训练图 {far.mean():.1f}")
    with np.load("mnist_5k1k.npz") as file:
        fresh = torch.tensor(file["x_test"][:200] / 127.5 - 1, dtype=torch.float32)
        far, what = nearest(fresh[:, None])
        right = (what.numpy() == file["y_test"][:200]).mean()
    print(f"没见过的真数字：认对 {right:.0%}，离最像的训练图 {far.mean():.1f}")
    show_rows(rows, ("s = 0", "s = 1", "s = 3", "s = 7"), (8.6, 2.4))

# %% [markdown]
# 竖着看一列：同一份噪声，$s$ 越大，越不容分说地变成要的那个数字。$s = 0$ 是瞎写，认对一成上下；$s = 1$ 老老实实，我们的也只有七成多（优化器不同会差一些），有的不成字；$s = 3$ 认对的比真的数字还多，因为它只写最典型的；$s = 7$ 几乎一个不错，代价是笔画像刻出来的，背景起了脏点，离真的数字反而远了。
#
# 最后，写一串你自己的数字：生日、学号、圆周率。三行是三份噪声，不挑。

# %% tags=["demo"]
NUMBER = "31415926535"  # 换成你的

if ready(*LATENT):
    names = torch.tensor([int(digit) for digit in NUMBER])
    rows = []
    for seed in range(3):
        start = torch.empty(len(names), 4, 7, 7)
        rows.append(write(names, 3, noise_like(start, np.random.default_rng(seed))))
    show_rows(rows, ("", "", ""), (8.6, 2.4))

# %% [markdown]
# 五千张图，一分钟的训练，两百万个参数；每一笔都是从噪声里洗出来的，训练图里没有这一张。全连接换成 U-Net，十个标签换成一句话，再给几十万倍的图，就是 Stable Diffusion。
