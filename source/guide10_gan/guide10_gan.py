# ---
# jupyter:
#   autograder:
#     title: 第 10 章（二）　生成对抗网络：造假者和鉴定师
#     builds: 一个从噪声里写出数字的生成器，和一套看得出它偷懒的量具
#     minutes: 212
#     data: [mnist_5k1k.npz]
#     en:
#       title: Chapter 10, part 2. Generative adversarial networks, a forger and an expert
#       builds: a generator that writes digits out of noise, and the gauges that tell when it cheats
# ---

# %% [markdown]
# # 第 10 章（二）　生成对抗网络：造假者和鉴定师
#
# 前面各章的网络都在**回答**：这张图是几，下一个词是什么。这一章的网络要**创造**：给它一把随机数，它写出一个谁也没写过的“7”。
#
# 难在哪里？难在没有标准答案。你没法拿均方误差去比：同一把随机数，该写成 3 还是写成 8？两个都行；取个平均，就是一团灰。
#
# 2014 年，Goodfellow 和朋友们聊到这件事，想出一个办法：**让另一个网络来当裁判，而且裁判也要学**。一个造假者（生成器，generator）从噪声造样本；一个鉴定师（判别器，discriminator）看一个样本，说真还是假。鉴定师学着不上当，造假者学着让他上当。谁也没有标准答案，两个人却一起长进。
#
# 这就是生成对抗网络（generative adversarial network，GAN）。它也出了名地难伺候：两个人一吵架，训练就垮。这一章先在平面上的八个小圆斑里把规矩弄清楚，亲手把它弄垮、再救回来；然后搬到图上，让它写数字。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | 打分（logit） | 网络直接吐出来的数 $s$，还没有变成概率；概率是 $\sigma(s) = 1/(1 + e^{-s})$ |
# | softplus | $\ln(1 + e^{s})$：负无穷处是 0，正无穷处是 $s$；`F.softplus` |
# | PyTorch 的一步 | `optimizer.zero_grad()`，`loss.backward()`，`optimizer.step()` |
# | `detach()` | 把张量从计算图上剪下来：数还在，梯度到此为止 |
# | 卷积、步幅 | 4 × 4、补一圈、步幅 2 的卷积，边长减半 |
# | 批归一化（batch normalization） | 每个通道拉回平均 0、方差 1，再乘 `weight` 加 `bias`；`nn.BatchNorm2d` |
#
# 卷积写在[第 5 天](../day05/day05.ipynb)，批归一化写在[第 7 章（三）](../guide07_resnet/guide07_resnet.ipynb)，这里直接用 PyTorch 的。
#
# **读完以后你会有**
#
# - 两个损失、两种一步、一个训练循环：八个圆斑从一团噪声里长出来；
# - 一次故意的崩溃（mode collapse），和治它的梯度惩罚；
# - DCGAN 的生成器和判别器，从噪声写出的数字，从一个数字走到另一个数字的一条路；
# - 两把尺子：漏了几处，分布差多远；还有一问：是不是抄来的。

# %% [markdown]
# ## 时间表
#
# 合计约 212 分钟，100 分，分两次做：第 4 节（论文导读）之后停一停。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 数据：八个圆斑 | 4 | |
# | 1 | 两个损失：discriminator_loss、generator_loss | 24 | 12 |
# | 2 | 两种一步：discriminator_step、generator_step | 28 | 15 |
# | 3 | 训练，数一数：train_gan、mode_coverage | 36 | 18 |
# | 4 | 论文导读：Generative Adversarial Nets | 12 | |
# | | **休息** | | |
# | 5 | 弄垮它，救回来：gradient_penalty、critic_loss | 32 | 17 |
# | 6 | 搬到图上：Generator、Discriminator、init_weights | 30 | 21 |
# | 7 | 尺子和路：frechet_distance、spherical | 30 | 17 |
# | | 自测 | 6 | |
# | 8 | 终场：从噪声里写数字 | 10 | |
#
# 每个练习是一个函数或一个类。删掉 `raise NotImplementedError` 那一行（类的每个方法里各有一行），写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”：第一条是一个问题，第二条指方向，第三条是代码的样子；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。
#
# 几条通用的约定：
#
# - 判别器吐出来的是打分 $s$，不是概率；越大越像真的，$s = 0$ 是一半一半；
# - 噪声（latent）是 `(n, latent)` 的张量，每个数都是标准正态 $N(0, 1)$ 的；
# - 传进来的张量不要改动；损失和惩罚要能求导，`*_step` 返回的是普通的数。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN, GREY, GOLD = "#3b6fb6", "#c0392b", "#2e8b57", "#777777", "#b8860b"

# %%
import math
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)  # 网络很小，一个线程就够

# %% [markdown]
# ## 0　数据：八个圆斑
#
# 先不碰图片。平面上一个半径 2 的圆，圆上等距的八个中心，每个中心周围撒一小团点（标准差 0.05）。**真的**分布就是这八个圆斑，一眼看得见；造得像不像、漏了几处，也一眼看得见。不少研究 GAN 的论文都先拿它试手。


# %%
def ring_centres(modes: int = 8, radius: float = 2.0) -> Tensor:
    """(modes, 2)：圆上等距的中心。"""
    angle = torch.arange(modes) * (2 * math.pi / modes)
    return radius * torch.stack([angle.cos(), angle.sin()], dim=1)


def ring_points(n: int, rng: np.random.Generator, spread: float = 0.05) -> Tensor:
    """(n, 2)：每个点随机挑一个中心，再偏开一点。"""
    centres = ring_centres()
    rows = torch.tensor(rng.integers(len(centres), size=n))
    noise = torch.tensor(rng.normal(size=(n, 2)), dtype=torch.float32)
    return centres[rows] + spread * noise


# %% [markdown]
# 两个小网络也给你：三层全连接，隐藏层 128 个单元。它们没有什么特别的，特别的是怎么训练。


# %%
class PointGenerator(nn.Module):
    """(n, latent) 的噪声 → (n, 2) 的点。"""

    def __init__(self, latent: int = 8, hidden: int = 128) -> None:
        super().__init__()
        self.latent = latent
        self.layers = nn.Sequential(
            nn.Linear(latent, hidden),
            nn.ReLU(),
            nn.Linear(hidden, hidden),
            nn.ReLU(),
            nn.Linear(hidden, 2),
        )

    def forward(self, z: Tensor) -> Tensor:
        return self.layers(z)


class PointDiscriminator(nn.Module):
    """(n, 2) 的点 → (n,) 的打分。"""

    def __init__(self, hidden: int = 128) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(2, hidden),
            nn.LeakyReLU(0.2),
            nn.Linear(hidden, hidden),
            nn.LeakyReLU(0.2),
            nn.Linear(hidden, 1),
            nn.Flatten(0),
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x)


# %% tags=["demo"]
# 画图，不用读懂
CENTRES = ring_centres()
real_points = ring_points(2000, np.random.default_rng(1))


def draw_points(ax, points, title, color=BLUE):
    """点和八个中心。"""
    ax.scatter(*points.numpy().T, s=3, color=color, alpha=0.4, linewidths=0)
    ax.plot(*CENTRES.numpy().T, "+", color="#222222", markersize=9)
    ax.set(xlim=(-3, 3), ylim=(-3, 3), title=title, xticks=[], yticks=[])
    ax.set_aspect("equal")


torch.manual_seed(0)
with torch.no_grad():
    untrained = PointGenerator()(torch.randn(1000, 8))
fig, axes = plt.subplots(1, 2, figsize=(6, 3))
draw_points(axes[0], real_points, "真的")
draw_points(axes[1], untrained, "刚建好的生成器", RED)
plt.show()

# %% [markdown]
# 右边那一小撮，要散成左边的八团。没有人会告诉它哪个点该去哪里。

# %% [markdown]
# ## 1　两个损失
#
# ### 练习 10.1 discriminator_loss（约 13 分钟，8 分）
#
# **推导**　鉴定师做的是最普通的二分类：看到 $x$，说它是真的概率 $D(x) = \sigma(s)$。真样本的损失是 $-\ln D(x)$，假样本的是 $-\ln(1 - D(x))$。先别急着写代码，把 $\sigma$ 代进去：
#
# $$
# -\ln \sigma(s) = -\ln \frac{1}{1 + e^{-s}} = \ln(1 + e^{-s}) = \operatorname{softplus}(-s)
# $$
#
# 假样本那一项呢？用 $1 - \sigma(s) = \sigma(-s)$ 再推一遍，一行就到。
#
# 为什么非要从打分写？$s = -10^4$ 时 $\sigma(s)$ 在电脑里正好是 0，$\ln 0$ 是负无穷，训练当场就完了。softplus 没有这个毛病：$s$ 很大时它就是 $s$。float32 里，假样本打到 17 分，$1 - \sigma(s)$ 就正好是 0，所以这不是吹毛求疵。
#
# **做什么**　真的一批取平均，假的一批取平均，**相加**（不除以 2；两批的大小可以不同）。
#
# **例子**　真的打分 $[\ln 3]$，假的打分 $[-\ln 3,\ 0]$。
#
# | | 被当成真的概率 | 损失 |
# |---|---|---|
# | 真的 $\ln 3$ | 3/4 | $\ln \tfrac43 = 0.2877$ |
# | 假的 $-\ln 3$ | 1/4 | $\ln \tfrac43 = 0.2877$ |
# | 假的 0 | 1/2 | $\ln 2 = 0.6931$ |
# | 合计 | | 0.2877 + (0.2877 + 0.6931) ÷ 2 = **0.7781** |
#
# <details><summary>提示一</summary>
#
# 真样本打了高分，损失该大还是该小？softplus 的括号里该放 $s$ 还是 $-s$？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `F.softplus` 一行一项；`F.binary_cross_entropy_with_logits` 也行，它要的是打分和 0/1 的标签。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `return ….mean() + ….mean()`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 真的和假的弄反了；<!-- wrong: swapped -->
# - 真的和假的用了同一个标签；<!-- wrong: all-real all-fake -->
# - 除以了 2；<!-- wrong: halved joined-once -->
# - 两批接在一起求平均，两批不一样大时就偏了；<!-- wrong: joined-mean -->
# - 求了和，没有平均；<!-- wrong: summed -->
# - 先算 $\sigma$ 再取对数，打分一大就是无穷；<!-- wrong: log-of-sigmoid -->
# - 给概率垫一个很小的数再取对数：不是无穷了，梯度却没了；<!-- wrong: clamped -->
# - 套了两次 $\sigma$；<!-- wrong: sigmoid-twice -->
# - 忘了假的那一项。<!-- wrong: real-only -->
#
# </details>


# %% exercise="discriminator_loss"
def discriminator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """判别器的损失：真的该打高分，假的该打低分。

    参数
        real: (n,) 的打分（不是概率），真样本的；不变。
        fake: (m,) 的打分，假样本的，m 可以不等于 n；不变。
    返回
        一个数（0 维张量）：−ln σ(real) 的平均，加上 −ln(1 − σ(fake)) 的平均，不除以 2。
            打分到 ±10000 也是有限的，梯度也对；可以求导。
    例子
        >>> real = torch.tensor([3.0]).log()
        >>> fake = torch.tensor([1 / 3, 1.0]).log()
        >>> discriminator_loss(real, fake)
        tensor(0.7781)
    """
    ### BEGIN SOLUTION
    return F.softplus(-real).mean() + F.softplus(fake).mean()
    ### END SOLUTION


# %% check="discriminator_loss" points=8 minutes=13
check("discriminator_loss")

# %% [markdown]
# ### 练习 10.2 generator_loss（约 7 分钟，4 分）
#
# **为什么**　造假者要的正相反：假样本被当成真的。最直接的写法是“让鉴定师的损失变大”，也就是最小化 $\ln(1 - D)$。论文的公式就是这么写的。可是刚开头，鉴定师把假的打得极低，$s = -10$：
#
# $$
# \frac{\partial}{\partial s} \ln\bigl(1 - \sigma(s)\bigr) = -\sigma(s) \approx -0.00005
# $$
#
# 造得最差的时候，反而**没有人告诉你怎么改**。这叫饱和（saturating）。论文同一页就给了药方：改成最小化 $-\ln D$。目标指向同一边，梯度却是 $-(1 - \sigma(s)) \approx -1$：越差，推得越用力。这就是不饱和的（non-saturating）损失，后来人人都用它。
#
# **做什么**　写不饱和的那一个：$-\ln \sigma(s)$，对一批取平均，同样从打分写。
#
# **例子**　打分 $[-\ln 3,\ 0]$：$(\ln 4 + \ln 2) \div 2 = $ **1.0397**。饱和的那个是 $-(\ln\tfrac43 + \ln 2) \div 2 = -0.4904$。
#
# <details><summary>提示一</summary>
#
# 这个式子，上一题里哪一项已经写过？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 对造假者来说，假样本就该当成“真”的标签去算。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一行，一个 softplus，一个 `mean`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写成了饱和的那一个；<!-- wrong: saturating -->
# - 方向反了，假的越像假的损失越小；<!-- wrong: reversed -->
# - 先算 $\sigma$ 再取对数；<!-- wrong: log-of-sigmoid -->
# - 给概率垫了一个很小的数，打分很低时没有梯度；<!-- wrong: clamped -->
# - 套了两次 $\sigma$；<!-- wrong: sigmoid-twice -->
# - 用的是 $(\sigma - 1)^2$，打分很低时没有梯度；<!-- wrong: squared -->
# - 求了和，没有平均。<!-- wrong: summed -->
#
# </details>


# %% exercise="generator_loss"
def generator_loss(fake: Tensor) -> Tensor:
    """生成器的损失，不饱和的：假的越像真的越小。

    参数
        fake: (n,) 的打分，假样本的；不变。
    返回
        一个数（0 维张量）：−ln σ(fake) 的平均。
            打分是 −10000 时是 10000，梯度还在；可以求导。
    例子
        >>> generator_loss(torch.tensor([1 / 3, 1.0]).log())
        tensor(1.0397)
    """
    ### BEGIN SOLUTION
    return F.softplus(-fake).mean()
    ### END SOLUTION


# %% check="generator_loss" points=4 minutes=7
check("generator_loss")

# %% [markdown]
# 看一眼两种损失的**坡度**。**先猜**：两条线在哪里相交？

# %% tags=["demo"]
if ready("discriminator_loss", "generator_loss"):
    scores = torch.linspace(-8, 8, 81)

    def slope(loss):
        """损失在每个打分处的坡度有多陡。"""
        s = scores.clone().requires_grad_()
        (grad,) = torch.autograd.grad(sum(map(loss, s)), s)
        return grad.abs().numpy()

    sure = torch.tensor([50.0])  # 真样本那一项几乎是 0
    kinds = {
        "饱和的": lambda s: -discriminator_loss(sure, s[None]),
        "不饱和的": lambda s: generator_loss(s[None]),
    }
    fig, ax = plt.subplots(figsize=(6.4, 2.8))
    for (name, loss), color in zip(kinds.items(), (RED, BLUE)):
        ax.plot(scores.numpy(), slope(loss), color=color, label=name)
    ax.set(xlabel="假样本的打分：左边一眼看穿，右边以假乱真", ylabel="坡度")
    ax.legend()
    plt.show()

# %% [markdown]
# ## 2　两种一步
#
# ### 练习 10.3 discriminator_step（约 16 分钟，9 分）
#
# **做什么**　鉴定师走一步：真的一批 `real`，噪声 `z` 造一批假的，算损失，更新**鉴定师**。
#
# 危险在于，假样本是造假者**算出来**的，计算图一直连到他那里。`backward()` 若顺着图走进去，造假者的 `grad` 里就塞进了“怎样帮鉴定师”的梯度：方向正好反了，还白算一遍。所以造假样本时要把图剪断。
#
# 规矩：
#
# | | 这一步之后 |
# |---|---|
# | `discriminator` 的权重 | 按这一批的梯度走一步；以前留在 `grad` 里的不算 |
# | `generator` 的权重、`grad`、模式、`requires_grad` | 一样也没变 |
# | 返回 | 走之前的损失，普通的 `float` |
#
# `optimizer` 只管 `discriminator` 的权重。真的、假的分两次送进鉴定师，或者接成一批送，都可以。
#
# **例子**　造假者 $G(z) = 2z$，鉴定师 $D(x) = wx$，$w = 0$，SGD，学习率 1。`real = 1`，`z = 1`，假样本就是 2。
#
# | | |
# |---|---|
# | 两个打分 | 都是 0 |
# | 损失 | $\ln 2 + \ln 2 = 1.3863$ |
# | 对 $w$ 的梯度 | $-\tfrac12 \times 1 + \tfrac12 \times 2 = 0.5$ |
# | 走一步 | $w = -0.5$ |
#
# 若忘了清零，再走一步时 0.5 又被减掉一次。
#
# <details><summary>提示一</summary>
#
# `generator(z)` 的计算图连着谁的权重？有哪两种办法不让梯度走过去？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `.detach()`，或者在 `with torch.no_grad():` 里造。损失用你的 `discriminator_loss`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# fake = …
# loss = …
# …                    # 清零、反向、更新：每样一行
# return loss.item()
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有剪断，造假者的 `grad` 里多了东西；<!-- wrong: not-detached -->
# - 剪断的是打分，不是假样本：假的那一项什么也没教；<!-- wrong: scores-detached -->
# - 忘了清零，以前的梯度又算一次；<!-- wrong: no-zero-grad -->
# - 走完顺手把造假者的 `grad` 清掉了；<!-- wrong: generator-grad-cleared -->
# - 真的和假的弄反了；<!-- wrong: swapped -->
# - 忘了 `step()`，或者更新之前把梯度清掉了；<!-- wrong: no-step -->
# - 返回的是走完之后的损失；<!-- wrong: loss-after -->
# - 返回的是张量，还连着计算图；<!-- wrong: tensor-returned -->
# - 把造假者切到了评估模式，没有切回来。<!-- wrong: mode-left -->
#
# </details>


# %% exercise="discriminator_step"
def discriminator_step(
    generator: nn.Module,
    discriminator: nn.Module,
    optimizer: torch.optim.Optimizer,
    real: Tensor,
    z: Tensor,
) -> float:
    """判别器走一步。

    参数
        generator: 噪声 → 样本；权重、grad、模式、requires_grad 都不变。
        discriminator: 样本 → (n,) 的打分；权重走一步。
        optimizer: 管 discriminator 的权重；进来时 grad 里可能有旧的，不算数。
        real: (n, …) 的真样本；不变。
        z: (m, latent) 的噪声，假样本就由它造；不变。
    返回
        走之前的 discriminator_loss，一个 float。
    例子
        >>> g, d = nn.Linear(1, 1, bias=False), nn.Linear(1, 1, bias=False)
        >>> _ = nn.init.constant_(g.weight, 2.0), nn.init.constant_(d.weight, 0.0)
        >>> sgd, one = torch.optim.SGD(d.parameters(), lr=1.0), torch.ones(1, 1)
        >>> round(discriminator_step(g, d, sgd, one, one), 4), d.weight.item()
        (1.3863, -0.5)
    """
    ### BEGIN SOLUTION
    with torch.no_grad():
        fake = generator(z)
    loss = discriminator_loss(discriminator(real), discriminator(fake))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
    ### END SOLUTION


# %% [markdown]
# 下面两样给检查用：一对小网络和它们的 SGD；读出一个网络的 `grad`、`requires_grad` 和模式。不用读懂。


# %%
def small_pair(latent: int, hidden: int, lr: float) -> tuple:
    """(生成器, 判别器, 生成器的 SGD, 判别器的 SGD)。"""
    nets = PointGenerator(latent, hidden), PointDiscriminator(hidden)
    return *nets, *(torch.optim.SGD(net.parameters(), lr=lr) for net in nets)


def fill_grads(net: nn.Module, number: float) -> None:
    """给每个权重一份全是 number 的 grad。"""
    for p in net.parameters():
        p.grad = torch.full_like(p, number)


def net_state(net: nn.Module) -> tuple[list, bool, bool]:
    """(每个权重的 grad，没有就是 None；requires_grad 是不是全开着；是不是训练模式)。"""
    grads = [None if p.grad is None else p.grad.clone() for p in net.parameters()]
    return grads, all(p.requires_grad for p in net.parameters()), net.training


# %% check="discriminator_step" points=9 minutes=16 uses=["discriminator_loss"]
check("discriminator_step")

# %% [markdown]
# ### 练习 10.4 generator_step（约 10 分钟，6 分）
#
# **做什么**　轮到造假者。这一回梯度**必须**穿过鉴定师：他是那本教材，“往哪边挪，分数才会高”全写在他的梯度里。但是只许更新造假者，教材不许改。
#
# | | 这一步之后 |
# |---|---|
# | `generator` 的权重 | 按这一批的梯度走一步；以前留在 `grad` 里的不算 |
# | `discriminator` 的权重、模式、`requires_grad` | 一样也没变 |
# | `discriminator` 的 `grad` | 弄脏了不要紧：他走自己那一步时会先清零 |
# | 返回 | 走之前的损失，普通的 `float` |
#
# **例子**　接着上面：$G(z) = az$，$a = 2$，$D(x) = -0.5x$，$z = 1$，SGD，学习率 1。
#
# | | |
# |---|---|
# | 打分 | $-0.5 \times 2 = -1$ |
# | 损失 | $\ln(1 + e^{1}) = 1.3133$ |
# | 对打分的梯度 | $-\sigma(1) = -0.7311$ |
# | 对 $a$ 的梯度 | $-0.7311 \times (-0.5) \times 1 = 0.3655$ |
# | 走一步 | $a = 1.6345$：假样本从 2 挪到 1.63，离真的 1 近了 |
#
# <details><summary>提示一</summary>
#
# 这一步里有 `detach()` 吗？剪在哪里都会怎样？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 只更新造假者，靠的是 `optimizer` 里只有他的权重，不是靠剪图。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 和上一题一样的六行（连 `return`），少一个 `real`，少一处剪断。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 剪断了假样本，或者忘了 `step()`，造假者一动不动；<!-- wrong: detached -->
# - 鉴定师也跟着动了；<!-- wrong: discriminator-moves -->
# - 忘了清零；<!-- wrong: no-zero-grad -->
# - 用的是饱和的损失；<!-- wrong: saturating -->
# - 把鉴定师冻住，没有解冻；<!-- wrong: left-frozen -->
# - 返回的是走完之后的损失；<!-- wrong: loss-after -->
# - 把鉴定师切到了评估模式，没有切回来。<!-- wrong: mode-left -->
#
# </details>


# %% exercise="generator_step"
def generator_step(
    generator: nn.Module,
    discriminator: nn.Module,
    optimizer: torch.optim.Optimizer,
    z: Tensor,
) -> float:
    """生成器走一步。

    参数
        generator: 噪声 → 样本；权重走一步。
        discriminator: 样本 → (n,) 的打分；权重、模式、requires_grad 都不变，
            grad 变了不要紧。
        optimizer: 管 generator 的权重；进来时 grad 里可能有旧的，不算数。
        z: (n, latent) 的噪声；不变。
    返回
        走之前的 generator_loss，一个 float。
    例子
        >>> g, d = nn.Linear(1, 1, bias=False), nn.Linear(1, 1, bias=False)
        >>> _ = nn.init.constant_(g.weight, 2.0), nn.init.constant_(d.weight, -0.5)
        >>> sgd = torch.optim.SGD(g.parameters(), lr=1.0)
        >>> round(generator_step(g, d, sgd, torch.ones(1, 1)), 4)
        1.3133
        >>> round(g.weight.item(), 4)
        1.6345
    """
    ### BEGIN SOLUTION
    loss = generator_loss(discriminator(generator(z)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
    ### END SOLUTION


# %% check="generator_step" points=6 minutes=10 uses=["generator_loss"]
check("generator_step")

# %% [markdown]
# ## 3　训练，然后数一数
#
# ### 练习 10.5 train_gan（约 18 分钟，10 分）
#
# **做什么**　建一个 `PointGenerator` 和一个 `PointDiscriminator`，走 `steps` 步。每一步：
#
# 1. 从 `points` 里随机抽 `batch_size` 个真点（放不放回都行，每个点的机会相同），抽一批噪声，`discriminator_step` 一次；
# 2. 抽一批噪声，`generator_step` 一次。
#
# 两个网络各有各的优化器。GAN 怕动量太大（对手在动，旧的方向早就过时了），DCGAN 的论文把 Adam 的 $\beta_1$ 从 0.9 降到 0.5，这个数人人照抄。学习率 0.001 合适。
#
# **种子**　`seed` 定下一切：初始的权重、抽哪些点、抽什么噪声。同一个种子走 100 步和走 3000 步，前 100 步一模一样。待会儿的动画就靠这一条。
#
# **成绩也算分**　八个圆斑、2000 个点、3000 步、每批 256：至少盖住 7 个圆斑，至少 0.7 的样本落在某个中心 0.3 以内；公开测试不做这件事；写完 10.6，下面的动画那一格会替你量。限时是一个核 20 秒：照提示写的约 13 到 15 秒，机器忙时更久。做不到只扣一部分分。
#
# **例子**　10 个点，3 步，每批 4 个：两种一步各被叫三次，交替着来，`real` 都是 `(4, 2)`，噪声都是 `(4, generator.latent)`，次次不同；`history` 有 3 项。
#
# <details><summary>提示一</summary>
#
# 建网络在定种子之前还是之后？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `torch.manual_seed(seed)` 之后，`torch.randint`、`torch.randn`、新建的层都由它定。优化器建在循环外面。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# torch.manual_seed(seed)
# …                              # 两个网络，两个优化器
# for _ in range(steps):
#     real = points[…]
#     d = discriminator_step(…)
#     g = generator_step(…)
#     history.append((d, g))
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 网络建好了才定种子，初始的权重次次不同：评分时才看得出；<!-- wrong: seeded-late -->
# - 种子写死了，换一个也没有用；<!-- wrong: seed-fixed -->
# - 噪声只抽了一次，一直用同一批；<!-- wrong: noise-once -->
# - 噪声是 0 到 1 均匀的，不是正态的；<!-- wrong: uniform-noise -->
# - 每一步都用开头的那几个点；<!-- wrong: first-points -->
# - 先走造假者，后走鉴定师；<!-- wrong: generator-first -->
# - 造假者一步里走了十回；<!-- wrong: ten-generator-steps -->
# - 两个优化器管的是同一个网络，造假者没有学；<!-- wrong: one-network -->
# - `history` 里只有鉴定师的损失。<!-- wrong: half-history -->
#
# </details>


# %% exercise="train_gan"
def train_gan(
    points: Tensor,
    steps: int,
    batch_size: int,
    seed: int,
) -> tuple[nn.Module, list[tuple[float, float]]]:
    """在平面的点上训练一个 GAN。

    参数
        points: (m, 2) 的 float32 真点；不变。
        steps: 走几步；每一步先 discriminator_step 一次，再 generator_step 一次
            （要调用这两个函数）。
        batch_size: 每批几个真点，不多于 m；随机抽，每个点的机会相同；
            噪声也是这么多个，每次调用都是新抽的标准正态。
        seed: 定下初始权重、抽点、噪声：相同则训练出的权重相同，不同则不同。
    返回
        (generator, history)
        generator: 训练好的，一直是同一个；generator.latent 是噪声的维数。
        history: 长度为 steps 的列表，每项是这一步的
            (discriminator_step 返回的, generator_step 返回的)。
        同一个种子，走得少的是走得多的开头。
    约定
        网络用给的 PointGenerator 和 PointDiscriminator，优化器由你定。
        八个圆斑、3000 步、每批 256：盖住至少 7 个，至少 0.7 的样本离最近的中心
        不过 0.3，一个核 20 秒以内。
    例子
        >>> points = ring_points(10, np.random.default_rng(0))
        >>> generator, history = train_gan(points, 3, 4, seed=0)
        >>> len(history), generator(torch.zeros(5, generator.latent)).shape
        (3, torch.Size([5, 2]))
    """
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    nets = PointGenerator(), PointDiscriminator()
    generator, discriminator = nets
    rates = {"lr": 1e-3, "betas": (0.5, 0.999)}
    adam_g, adam_d = (torch.optim.Adam(net.parameters(), **rates) for net in nets)
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：训练一次，记下两种一步各收到了什么。不用读懂。


# %%
def watch_training(
    points: Tensor,
    steps: int,
    batch_size: int,
    seed: int,
) -> tuple[list, list, list, list]:
    """(谁走了, 收到的真点, 收到的噪声, 两个返回值：权重和 history)。"""
    names, reals, noises = [], [], []
    steppers = globals()["discriminator_step"], globals()["generator_step"]
    torch.manual_seed(len(steppers) + steps)  # 训练之前的随机数是什么，都不该要紧

    def watched_d(generator, discriminator, optimizer, real, z):
        names.append("d")
        reals.append(real.clone())
        noises.append(z.clone())
        return steppers[0](generator, discriminator, optimizer, real, z)

    def watched_g(generator, discriminator, optimizer, z):
        names.append("g")
        noises.append(z.clone())
        return steppers[1](generator, discriminator, optimizer, z)

    globals().update(discriminator_step=watched_d, generator_step=watched_g)
    try:
        generator, history = train_gan(points, steps, batch_size, seed)
    finally:
        globals().update(discriminator_step=steppers[0], generator_step=steppers[1])
    weights = [p.detach().clone() for p in generator.parameters()]
    return names, reals, noises, [weights, [list(pair) for pair in history]]


# %% check="train_gan" points=10 minutes=18 uses=["discriminator_loss", "generator_loss", "discriminator_step", "generator_step"]
check("train_gan")

# %% [markdown]
# ### 练习 10.6 mode_coverage（约 14 分钟，8 分）
#
# **为什么**　GAN 的损失不告诉你它造得好不好（待会儿画出来看）。要知道好坏，得另外量。在圆斑上，最要紧的问题是**漏了几个**。
#
# **做什么**　每个样本归离它**最近**的那个中心；距离不超过 `radius` 的才算数。归到一个中心的样本不少于 `share × n`（$n$ 是全部样本的个数，落在外面的也在内），这个中心就算盖住了。返回盖住几个。
#
# **例子**　中心 $(0, 0)$、$(1, 0)$、$(5, 0)$，`radius = 1`，`share = 0.25`，8 个样本，门槛是 2 个：
#
# | 样本 | 最近的中心 | 算数吗 |
# |---|---|---|
# | $(0.4, 0)$ 五个 | $(0, 0)$，距离 0.4 | 算，5 个 |
# | $(5, 0.5)$ 一个 | $(5, 0)$，距离 0.5 | 算，1 个 |
# | $(9, 9)$ 两个 | $(5, 0)$，太远 | 不算 |
#
# 只盖住 **1** 个。$(0.4, 0)$ 离 $(1, 0)$ 也不过 0.6，可是它归 $(0, 0)$；$(5, 0)$ 只有一个，不够门槛。
#
# <details><summary>提示一</summary>
#
# $n$ 个样本、$k$ 个中心，两两的距离排成什么形状？“最近”是沿哪一轴取最小？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `torch.cdist(samples, centres)` 给出 `(n, k)`；`.min(dim=1)` 一次给出距离和号码。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 够近的那些号码，用 `torch.bincount(…, minlength=k)` 数一数，再和门槛比。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 一个样本在几个中心的圆里，就数了几次；<!-- wrong: counted-twice -->
# - 有一个样本就算盖住；<!-- wrong: one-is-enough -->
# - 没有看距离，太远的也算；<!-- wrong: radius-ignored -->
# - 门槛只按够近的样本算，没有按全部；<!-- wrong: share-of-the-near -->
# - 正好到门槛的不算；<!-- wrong: strict-share -->
# - 返回的是盖住的比例；<!-- wrong: fraction -->
# - 返回的是够近的样本个数；<!-- wrong: samples-counted -->
# - `share` 写死成了 0.01。<!-- wrong: share-fixed -->
#
# </details>


# %% exercise="mode_coverage"
def mode_coverage(
    samples: Tensor,
    centres: Tensor,
    radius: float,
    share: float = 0.01,
) -> int:
    """样本盖住了几个中心。

    参数
        samples: (n, d) 的浮点张量；不变。
        centres: (k, d)；不变。
        radius: 离最近的中心不超过它（等于也算）的样本才算数。
        share: 归一个中心的样本不少于 share·n 个，它就算盖住；n 是全部样本的个数。
    返回
        盖住几个中心，一个整数。每个样本只归离它最近的那一个中心。
    例子
        >>> centres = torch.tensor([[0.0, 0.0], [1.0, 0.0], [5.0, 0.0]])
        >>> rows = [[0.4, 0.0]] * 5 + [[5.0, 0.5]] + [[9.0, 9.0]] * 2
        >>> mode_coverage(torch.tensor(rows), centres, radius=1.0, share=0.25)
        1
    """
    ### BEGIN SOLUTION
    distance, nearest = torch.cdist(samples, centres).min(dim=1)
    counts = torch.bincount(nearest[distance <= radius], minlength=len(centres))
    return int((counts >= share * len(samples)).sum())
    ### END SOLUTION


# %% check="mode_coverage" points=8 minutes=14
check("mode_coverage")

# %% [markdown]
# 量一量你的 `train_gan`，顺便把它长大的样子连成动画：同一个种子，走 20 步、60 步……是同一次训练的不同时刻（一个核约二十秒）。**先猜**：八个圆斑是一起长出来的，还是一个一个长？

# %% tags=["demo"]
STEPS = (20, 60, 120, 250, 500, 3000)
STEPPED = ("discriminator_loss", "generator_loss", "discriminator_step")
STEPPED += ("generator_step", "train_gan")


def near(points, radius=0.3):
    """离某个中心不过 radius 的比例。"""
    return (torch.cdist(points, CENTRES).amin(1) <= radius).float().mean().item()


if ready(*STEPPED, "mode_coverage"):
    album = {}
    for steps in STEPS:
        generator, history = train_gan(real_points, steps, 256, seed=0)
        torch.manual_seed(1)
        with torch.no_grad():
            album[steps] = generator(torch.randn(2000, generator.latent))
    fig, ax = plt.subplots(figsize=(3.2, 3.4))

    def draw_ring(steps):
        """一个时刻。"""
        ax.clear()
        covered = mode_coverage(album[steps], CENTRES, 0.3)
        draw_points(ax, album[steps], f"第 {steps} 步：盖住 {covered} 个", RED)

    figures.film(fig, draw_ring, STEPS, "生成的点散成八个圆斑", wait=700)
    covered = mode_coverage(album[3000], CENTRES, 0.3)
    print(f"3000 步：盖住 {covered} 个，{near(album[3000]):.2f} 的样本落在圆斑里")

# %% [markdown]
# 两样都不全是：先是一整团，追着鉴定师从一个圆斑跑到另一个；然后炸开，撒得满地都是；最后八个一起收紧。第 500 步已经“盖住 8 个”，可是圆斑之间还到处是点：一个圆斑有百分之一的样本就算盖住，所以还要看落在圆斑里的比例。
#
# 没有谁告诉过它有八个中心。换种子量过 12 次，3000 步时都是 8 个，0.89 到 0.94 的样本落在圆斑里。损失呢？**先猜**：造得越来越像，两条损失该是什么样子？

# %% tags=["demo"]
if ready(*STEPPED, "mode_coverage"):
    blocks = np.array(history).reshape(60, -1, 2).mean(1)  # 每 50 步一个平均
    fig, ax = plt.subplots(figsize=(6.4, 2.6))
    names = ("判别器", "生成器")
    for curve, name, color in zip(blocks.T, names, (BLUE, RED)):
        ax.plot(np.arange(60) * 50, curve, color=color, label=name)
    ax.axhline(math.log(4), color=GREY, linestyle="--", label="ln 4")
    ax.set(xlabel="步", ylabel="损失")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    plt.show()

# %% [markdown]
# 几乎什么也看不出：开头一千步圆斑变化最大，损失却来回晃，第 250 步前后判别器的损失就碰到过虚线，那时圆斑还没有影子；后两千步两条才慢慢走向 $\ln 4 \approx 1.386$ 和 $\ln 2 \approx 0.693$，中间还往回走过一小段。两个人一起变强，损失可以一直不动；鉴定师变笨，造假者的损失也会降。所以要另外量。$\ln 4$ 这个数不是巧合，下一节就讲它。

# %% [markdown]
# ## 4　论文导读　Generative Adversarial Nets（约 12 分钟）
#
# Goodfellow、Pouget-Abadie、Mirza、Xu、Warde-Farley、Ozair、Courville、Bengio，NIPS 2014。正文八页。
#
# **当时的难处**　会判别的网络（AlexNet 一类）已经很强，会生成的却卡住了：玻尔兹曼机那一路要算一个算不出的归一化常数，只好拿马尔可夫链慢慢采样。作者想要一个只用反向传播、一次前向就出样本的办法。
#
# **第 3 节　规则**　一个式子：
#
# $$
# \min_G \max_D \; V(D, G) = \mathbb{E}_{x \sim p_{\text{data}}} \ln D(x) + \mathbb{E}_{z} \ln\bigl(1 - D(G(z))\bigr)
# $$
#
# 你的 `discriminator_loss` 就是 $-V$。算法 1 说：走 $k$ 步 $D$，走一步 $G$，论文取 $k = 1$，用动量。也是在这一节，他们说刚开头 $\ln(1 - D)$ 会饱和，改成最大化 $\ln D(G(z))$。
#
# **第 4.1 节　定理**　固定 $G$，最好的 $D$ 是什么？在每个 $x$ 上单独看，要让 $p \ln D + q \ln(1 - D)$ 最大（$p$、$q$ 是真假两个分布在 $x$ 处的密度），求导得
#
# $$
# D^*(x) = \frac{p(x)}{p(x) + q(x)}, \qquad
# V(D^*, G) = -\ln 4 + 2\,\mathrm{JSD}(p \,\Vert\, q)
# $$
#
# JSD（Jensen-Shannon divergence）是两个分布的一种差距，不小于 0，相等才是 0。所以造假者最好的归宿是 $q = p$，那时 $D$ 处处是 ½，损失是 $\ln 4$：上面那条虚线。
#
# 论文的图 1 画的就是这件事，下面重画一遍（画图的程序不用读懂）：上面黑线是真的密度，红线是假的，蓝色虚线是最好的鉴定师；下面的细线是造假者，把均匀的 $z$ 搬到 $x$。从左到右，假的走向真的，蓝线被压平成 ½。**先猜**：左边两幅，假的一远一更远，哪一幅的损失大？标题里的损失由**你的** `discriminator_loss` 在各 20 000 个样本上算出，打分取 $\ln p - \ln q$。

# %% tags=["demo"]
# 画图，不用读懂


def density(x, middle):
    """正态分布的密度，标准差 0.4。"""
    return np.exp(-(((x - middle) / 0.4) ** 2) / 2) / (0.4 * np.sqrt(2 * np.pi))


if ready("discriminator_loss"):
    TRUE, FORGED = 2.0, (-4.0, -2.0, 1.0, 2.0)  # 真的、假的各在哪里
    line = np.linspace(-6, 4, 400)
    spots = 0.4 * np.random.default_rng(0).normal(size=(2, 20000))
    grid = 0.4 * np.sort(np.random.default_rng(1).normal(size=22))
    fig, axes = plt.subplots(1, 4, figsize=(8.6, 2.7), sharey=True)
    for ax, middle in zip(axes, FORGED):
        p, q = density(line, TRUE), density(line, middle)
        ax.plot(line, p, color="#222222")
        ax.plot(line, q, color=RED)
        ax.plot(line, p / (p + q), "--", color=BLUE)
        for z, x in zip(np.linspace(-5, 3, 22), middle + grid):
            ax.plot([z, x], [-0.55, -0.1], color=GREY, linewidth=0.6)
        ax.text(-5.9, -0.66, "z", color=GREY)
        ax.text(-5.9, -0.2, "x", color=GREY)
        ax.set(ylim=(-0.7, 1.05), yticks=[0, 0.5, 1], xticks=[])
        scores = []
        for x in (TRUE + spots[0], middle + spots[1]):
            score = np.log(density(x, TRUE)) - np.log(density(x, middle))
            scores.append(torch.tensor(score))
        ax.set_title(f"损失 {discriminator_loss(*scores).item():.3f}")
    plt.show()
    print(f"ln 4 = {math.log(4):.3f}")

# %% [markdown]
# **先停一下**：左边两幅里真假几乎碰不到，最好的鉴定师一眼看穿，蓝线像一级台阶，两边都是平的。$D$ 两边都平，所以饱和的损失几乎没有坡；换成 $-\ln D$ 不会没有坡，可那是鉴定师自己的坡：他越自信越陡，一改主意就变向。尺子本身也帮不上忙：两幅的损失都是 0，也就是 JSD 都顶到了最大的 $\ln 2$，可第一幅的假样本明明离得更远。**完全不重叠时，JSD 对“差得远”和“差得更远”一视同仁**。第 5 节的病根就在这里。
#
# **第 4.2 节**　若 $D$ 每次都走到最优，$G$ 在分布的空间里走，就收敛。真的训练两条都不满足，作者明说了。
#
# **第 5 节　实验**　MNIST、多伦多人脸、CIFAR-10。当时没有好尺子，拿样本撑起一个核密度（Parzen window），算测试集的对数似然：MNIST 225 ± 2，同一把尺子下深度信念网络是 138 ± 2。作者自己说这把尺子方差大、在高维里不灵；今天没有人再用它，第 7 节有今天的尺子。
#
# **第 6 节　得失**　好处：不要马尔可夫链，样本清楚。坏处：没有 $p_G(x)$ 的式子，算不出一张图的概率；$D$ 和 $G$ 要步调一致，$G$ 走得太多，会把许多 $z$ 搬到同一个 $x$ 上。他们管这叫 Helvetica scenario，今天叫模式崩溃（mode collapse）。
#
# **论文与今天**
#
# | | 论文 | 今天 |
# |---|---|---|
# | 网络 | 全连接为主，maxout，dropout | 卷积（DCGAN，2015），后来的 StyleGAN |
# | 生成器的损失 | 公式写饱和的，实际用不饱和的 | 不饱和的，或者铰链（hinge） |
# | 优化器 | 带动量的 SGD | Adam，$\beta_1$ 取 0 到 0.5 |
# | 稳住鉴定师 | 没有 | 梯度惩罚、谱归一化（spectral normalization） |
#
# **休息一下**。回来把它弄垮。

# %% [markdown]
# ## 5　弄垮它，救回来
#
# 论文要两个人步调一致。偏不：让鉴定师强得过分，他走 10 步，造假者才走 1 步，学习率调到三倍（0.003）。动量也关掉（$\beta_1 = 0$），每批 64 个，为的是待会儿治的时候一样不换。**先猜**：这样的造假者会停在几个圆斑上，还是一直搬家？
#
# 训练的循环折起来了，不用读；它下面的一格，第一行就是开关。

# %% tags=["demo"] jupyter={"source_hidden": true}
# 训练和画图的循环，不用读懂
MOMENTS = (20, 60, 120, 180, 240)


def duel(judge, forge, judge_steps, seed):
    """judge 走 judge_steps 步，forge 走 1 步，一共 240 回；返回五个时刻的样本。"""
    torch.manual_seed(seed)
    nets = PointGenerator(), PointDiscriminator()
    rates = {"lr": 0.003, "betas": (0.0, 0.9)}
    adam_g, adam_d = (torch.optim.Adam(net.parameters(), **rates) for net in nets)
    found = []
    for step in range(1, MOMENTS[-1] + 1):
        for _ in range(judge_steps):
            real = real_points[torch.randint(2000, (64,))]
            judge(*nets, adam_d, real, torch.randn(64, 8))
        forge(*nets, adam_g, torch.randn(64, 8))
        if step in MOMENTS:
            with torch.no_grad():
                found.append(nets[0](torch.randn(2000, 8)))
    return found


def draw_duel(found):
    """五个时刻排成一行。"""
    _, axes = plt.subplots(1, 5, figsize=(8.6, 2.1))
    for ax, points, step in zip(axes, found, MOMENTS):
        covered = mode_coverage(points, CENTRES, 0.3)
        draw_points(ax, points, f"{step} 回：{covered} 个", RED)
        ax.title.set_fontsize(10)
    plt.show()


# %% tags=["demo"]
JUDGE_STEPS, DUEL_SEED = 10, 0  # 鉴定师每回走几步；种子

if ready(*STEPPED, "mode_coverage"):
    broken = duel(discriminator_step, generator_step, JUDGE_STEPS, DUEL_SEED)
    draw_duel(broken)

# %% [markdown]
# 只剩几个圆斑，而且停不稳：鉴定师刚把这几个认熟，造假者就整堆往旁边挪，对面的多半漏掉。把 `DUEL_SEED` 换几个数再看：量过 8 个种子，240 回时大多停在 2 到 5 个，没有一次 8 个全有。再把 `JUDGE_STEPS` 改成 1，**先猜**：鉴定师弱下来，造假者是好了还是更糟？
#
# 裁判越准，学生学得越差。照第 4.1 节的定理，$D$ 走到最优本该是好事；可是太准的 $D$，坡只指着眼前最近的几个圆斑，还一步一变。

# %% [markdown]
# ### 练习 10.7 gradient_penalty（约 20 分钟，12 分）
#
# **病根**　第 4 节左边的两幅：真假不重叠时，鉴定师可以把打分推到天上去，台阶无限陡，两边无限平。造假者收到的梯度要么乱跳（不饱和的损失，刚才用的就是它），要么几乎是 0（饱和的损失）。
#
# **换一种裁判**　Wasserstein GAN（2017）请的不是鉴定师，是评论家（critic）：他不说真假，只打分，越真越高，没有 $\sigma$。造假者要把自己的平均分抬上去。唯一的规矩是**打分不许陡**：挪动距离 $d$，打分变化不超过 $d$（1-Lipschitz）。这样打分就像一面匀匀的坡，离得再远，坡还在。最好的评论家给出的分数之差，正是“把假的搬成真的要走多远”（Wasserstein 距离）。
#
# **怎么守规矩**　Gulrajani 等人（WGAN-GP，2017）的办法：在真假之间随便取一点 $\hat x$，要求那里的坡度正好是 1：
#
# $$
# \hat x_i = \varepsilon_i\, x_i + (1 - \varepsilon_i)\, \tilde x_i, \qquad
# \text{penalty} = \frac1n \sum_i \Bigl(\bigl\lVert \nabla_{\hat x_i} f(\hat x_i) \bigr\rVert_2 - 1\Bigr)^2
# $$
#
# $x$ 是真的，$\tilde x$ 是假的，$\varepsilon$ 在 0 到 1 之间均匀，**每个样本一个**（一张图里的像素共用）。长度是一个样本**全部**的数（所有通道、所有像素）平方和开方。大于 1、小于 1 都罚。
#
# **梯度的梯度**　惩罚里有梯度，训练评论家又要对惩罚求梯度。`torch.autograd.grad` 默认算完就把图扔了，惩罚就成了一个常数，什么也教不了；`create_graph=True` 让梯度自己也带着图。
#
# **例子**
#
# | $f$ | $\hat x$ 处的梯度 | 惩罚 |
# |---|---|---|
# | $3x_1 + 4x_2$ | 处处是 $(3, 4)$，长 5 | $(5 - 1)^2 = 16$ |
# | $x^2/2$，真的假的都是 2 | $\hat x = 2$，梯度 2 | $(2 - 1)^2 = 1$ |
# | $x^2/2$，真的假的都是 0.5 | 0.5 | $(0.5 - 1)^2 = 0.25$，短了也罚 |
#
# <details><summary>提示一</summary>
#
# `real` 是 `(n, 2)` 时 $\varepsilon$ 该是什么形状？`(n, 3, 32, 32)` 时呢？能不能一行管两样？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `rng.random(n)` 变成张量（dtype 跟 `real` 一样），再 `.reshape(-1, 1, 1, …)`。对 $\hat x$ 求梯度，先 `requires_grad_()`。打分是 `(n,)` 的，每个只跟自己的样本有关，加起来求一次梯度就全有了。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# mixed = (…).detach().requires_grad_()
# (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=…)
# length = grad.flatten(1).…
# return …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 整批共用一个 $\varepsilon$；<!-- wrong: one-epsilon -->
# - 每个数各有各的 $\varepsilon$；<!-- wrong: epsilon-per-number -->
# - 没有 `create_graph=True`，惩罚教不了评论家；<!-- wrong: no-graph -->
# - 整批的梯度算成了一个长度；<!-- wrong: norm-of-batch -->
# - 只罚大于 1 的；<!-- wrong: one-sided -->
# - 长度没有开方；<!-- wrong: squared-norm -->
# - 长度只对一个轴求，图上就不对；<!-- wrong: last-axis-norm channel-norm -->
# - 已经乘了 10；<!-- wrong: weighted -->
# - 打分先求了平均再求梯度，批越大梯度越小；<!-- wrong: mean-score -->
# - 只在真样本上查，没有混合；<!-- wrong: at-real -->
# - 混合比不是从 `rng` 抽的；<!-- wrong: own-random -->
# - 用 `backward()` 求梯度，评论家的 `grad` 里留下了东西。<!-- wrong: grad-left -->
#
# </details>


# %% exercise="gradient_penalty"
def gradient_penalty(
    critic: Callable[[Tensor], Tensor],
    real: Tensor,
    fake: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    """WGAN-GP 的梯度惩罚，不含权重 λ。

    参数
        critic: 函数或模块，(n, …) → (n,) 的打分，每个样本的打分只跟自己有关。
            权重的 grad 不变。
        real, fake: 同样形状 (n, …) 的浮点张量，两个轴以上，当作常数；不变。
        rng: NumPy 的随机数发生器；ε 在 0 到 1 之间均匀，每个样本一个。
    返回
        一个数（0 维张量）：(‖∇f‖₂ − 1)² 对批取平均，梯度取在
            ε·real + (1 − ε)·fake，长度对一个样本的全部数求。
            对 critic 的权重可以求导。
    例子
        >>> real, fake = torch.zeros(5, 2), torch.ones(5, 2)
        >>> rng = np.random.default_rng(0)
        >>> critic = lambda x: 3 * x[:, 0] + 4 * x[:, 1]
        >>> gradient_penalty(critic, real, fake, rng).item()
        16.0
    """
    ### BEGIN SOLUTION
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.flatten(1).norm(dim=1) - 1) ** 2).mean()
    ### END SOLUTION


# %% [markdown]
# 下面给检查用：一个记下自己看过什么的评论家，$f(x) = \sum_i a_i x_i + \tfrac12 b_i x_i^2$，它的梯度是 $a + bx$；和拿它算一次。不用读懂。


# %%
class BentCritic(nn.Module):
    """打分是 Σ a·x + ½·b·x²，a、b 是权重。"""

    def __init__(self, slope: Tensor, bend: Tensor) -> None:
        super().__init__()
        self.slope, self.bend = nn.Parameter(slope.clone()), nn.Parameter(bend.clone())
        self.seen: list[Tensor] = []

    def forward(self, x: Tensor) -> Tensor:
        self.seen.append(x.detach().clone())
        return (self.slope * x + self.bend * x**2 / 2).flatten(1).sum(1)


def penalize(
    real: Tensor,
    fake: Tensor,
    slope: Tensor,
    bend: Tensor,
    seed: int,
) -> tuple:
    """(惩罚, 看过的点, 对 slope 和 bend 的梯度, 惩罚之后权重的 grad 是不是还没有)。"""
    critic = BentCritic(slope, bend)
    penalty = gradient_penalty(critic, real, fake, np.random.default_rng(seed))
    clean = all(p.grad is None for p in critic.parameters())
    weights, grads = [critic.slope, critic.bend], [None, None]
    if penalty.requires_grad:
        grads = torch.autograd.grad(penalty, weights, allow_unused=True)
    return penalty.detach(), critic.seen, list(grads), clean


# %% check="gradient_penalty" points=12 minutes=20
check("gradient_penalty")

# %% [markdown]
# ### 练习 10.8 critic_loss（约 8 分钟，5 分）
#
# **做什么**　评论家希望真的分高、假的分低、坡度守规矩：
#
# $$
# L = \frac1n \sum f(\tilde x) - \frac1n \sum f(x) + \lambda \cdot \text{penalty}
# $$
#
# 假样本可能还连着造假者的计算图，这里剪断。造假者那一步很简单：$-\frac1n \sum f(G(z))$，后面的图里就这么写。
#
# **例子**　$f = 3x_1 + 4x_2$，真的 $(1, 0)$ 打 3 分，假的 $(0, 1)$ 打 4 分，$\lambda = 10$：$4 - 3 + 10 \times 16 = $ **161**。
#
# <details><summary>提示一</summary>
#
# 损失越小越好。评论家想让真的分高，真的那一项前面是什么号？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先把假的剪断，三项都用剪断的那一份。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两行：一行 `detach`，一行 `return`，惩罚调用上一题的。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 真假的符号反了；<!-- wrong: sign -->
# - 惩罚的符号反了；<!-- wrong: penalty-subtracted -->
# - 没有剪断，梯度走进了造假者；<!-- wrong: not-detached -->
# - 剪断的是打分，不是假样本；<!-- wrong: scores-detached -->
# - `weight` 没有用上，写死成 10；<!-- wrong: weight-fixed -->
# - 漏了惩罚；<!-- wrong: no-penalty -->
# - 打分求了和，没有平均；<!-- wrong: summed -->
# - 打分还套着 softplus，那是鉴定师的损失。<!-- wrong: logistic -->
#
# </details>


# %% exercise="critic_loss"
def critic_loss(
    critic: Callable[[Tensor], Tensor],
    real: Tensor,
    fake: Tensor,
    rng: np.random.Generator,
    weight: float = 10.0,
) -> Tensor:
    """WGAN-GP 里评论家的损失。

    参数
        critic: 函数或模块，(n, …) → (n,) 的打分。
        real, fake: 同样形状 (n, …) 的浮点张量；不变。
            fake 可能连着计算图，梯度不走进去。
        rng: 给 gradient_penalty 的。
        weight: 惩罚的权重 λ。
    返回
        一个数（0 维张量）：critic(fake) 的平均 − critic(real) 的平均
            + weight·gradient_penalty；对 critic 的权重可以求导。
    例子
        >>> real, fake = torch.tensor([[1.0, 0.0]]), torch.tensor([[0.0, 1.0]])
        >>> rng = np.random.default_rng(0)
        >>> critic_loss(lambda x: 3 * x[:, 0] + 4 * x[:, 1], real, fake, rng).item()
        161.0
    """
    ### BEGIN SOLUTION
    fake = fake.detach()
    penalty = gradient_penalty(critic, real, fake, rng)
    return critic(fake).mean() - critic(real).mean() + weight * penalty
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：在上面那个评论家上算一次，假样本是 `start` 乘 2 得来的，看梯度走不走到 `start`。不用读懂。


# %%
def criticise(
    real: Tensor,
    start: Tensor,
    slope: Tensor,
    bend: Tensor,
    weight: float,
) -> tuple:
    """(损失, 对 slope 和 bend 的梯度, start 收到梯度没有)。"""
    critic, start = BentCritic(slope, bend), start.clone().requires_grad_()
    loss = critic_loss(critic, real, 2 * start, np.random.default_rng(0), weight)
    weights = [critic.slope, critic.bend]
    grads = torch.autograd.grad(loss, weights, retain_graph=True, allow_unused=True)
    loss.backward()
    return loss.detach(), list(grads), start.grad is not None


# %% check="critic_loss" points=5 minutes=8 uses=["gradient_penalty"]
check("critic_loss")

# %% [markdown]
# 现在救它：**同样的网络、同样的学习率、同样的步数**，只把损失换成你的 `critic_loss`。开关又是第一行。

# %% tags=["demo"]
CRITIC_STEPS, DUEL_SEED = 10, 0  # 评论家每回走几步；种子

# 循环和上面的一样，不用读懂；换的只是两种一步里的损失


def critic_step(generator, critic, optimizer, real, z):
    """评论家走一步。"""
    with torch.no_grad():
        fake = generator(z)
    optimizer.zero_grad()
    critic_loss(critic, real, fake, mixing, weight=1.0).backward()
    optimizer.step()


def forger_step(generator, critic, optimizer, z):
    """造假者抬高自己的平均分。"""
    optimizer.zero_grad()
    (-critic(generator(z)).mean()).backward()
    optimizer.step()


if ready("gradient_penalty", "critic_loss", "mode_coverage"):
    mixing = np.random.default_rng(0)
    cured = duel(critic_step, forger_step, CRITIC_STEPS, DUEL_SEED)
    draw_duel(cured)

# %% [markdown]
# 造假者绕着整个环铺开了：最后两格盖住 8 个和 6 个（换种子，240 回时多半 6 到 8 个），裁判还是走 10 步。评论家越准，坡越可靠，所以他**可以**强：论文里就让评论家走 5 步。
#
# 病在不在那个 10？把 `JUDGE_STEPS` 和 `CRITIC_STEPS` 都改成 1，别的一样不动，六个种子各量一次，240 回时盖住：
#
# | | 10 : 1 | 1 : 1 |
# |---|---|---|
# | 鉴定师（普通 GAN） | 2 到 6 个 | 5 到 8 个 |
# | 评论家（WGAN-GP） | 5 到 8 个 | 2、3 个 |
#
# 鉴定师少走几步，造假者反而铺得开：害他的正是那个 10。评论家少走几步，自己还没有学会，也就教不了别人：他越准，真的越有用。
#
# 也别说过头：圆斑之间还拖着不少点，这时只有一到三成的样本落在圆斑里。平缓的坡推得稳，也推得慢，二百四十回不够它收紧；第 3 节步调一致的普通 GAN，用同样的时间收得紧得多。惩罚治的是“漏”，不是“糊”。这里 $\lambda = 1$：图上论文取 10，平面上的距离小，用不了那么重。

# %% [markdown]
# ## 6　搬到图上
#
# 从两个数到一千个数，规矩一条不变，换的只是网络。2015 年的 DCGAN（Radford、Metz、Chintala）之前，卷积的 GAN 大多训不动；他们试出一套结构，从此照抄就行：不用池化，用步幅；除了首尾处处批归一化；判别器用 LeakyReLU。论文画的是 64 × 64，我们小一号，32 × 32。
#
# ### 练习 10.9 Generator（约 14 分钟，9 分）
#
# **转置卷积**（transposed convolution）　步幅 2 的卷积把图缩小一半，走的是“16 个格子的数乘权重，加成 1 个”。反过来走，“1 个数乘权重，摊到 16 个格子里，重叠的相加”，图就大一倍。`nn.ConvTranspose2d(进, 出, 4, 2, 1)` 正好让边长加倍：
#
# $$
# \text{出的边长} = (\text{进的边长} - 1) \times \text{步幅} - 2 \times \text{补} + \text{核}
# $$
#
# 拿笔验一验：进 4，步幅 2，补 1，核 4：$(4 - 1) \times 2 - 2 + 4 = 8$。进 1，步幅 1，补 0：$0 - 0 + 4 = 4$，所以噪声当成 1 × 1 的图，一步就摊成 4 × 4。
#
# | 名字 | 转置卷积 | 出来的形状（$w$ = width） | 后面 |
# |---|---|---|---|
# | | 噪声 `(n, latent)` 变形 | `(n, latent, 1, 1)` | |
# | `up1`、`norm1` | 4 × 4，步幅 1，补 0，无偏置 | `(n, 4w, 4, 4)` | 归一化，ReLU |
# | `up2`、`norm2` | 4 × 4，步幅 2，补 1，无偏置 | `(n, 2w, 8, 8)` | 归一化，ReLU |
# | `up3`、`norm3` | 4 × 4，步幅 2，补 1，无偏置 | `(n, w, 16, 16)` | 归一化，ReLU |
# | `up4` | 4 × 4，步幅 2，补 1，**有**偏置 | `(n, channels, 32, 32)` | tanh，没有归一化 |
#
# 最后不归一化：论文里说，处处都归一化时样本来回震荡、训练不稳，去掉这一层和判别器第一层的就好了。tanh 把像素放进 $(-1, 1)$，真图也要缩到这个范围。
#
# **例子**　`Generator(2, 1, 1)`：$2 \times 4 \times 16 + 8 + 4 \times 2 \times 16 + 4 + 2 \times 1 \times 16 + 2 + 1 \times 1 \times 16 + 1 = $ **319** 个参数。
#
# <details><summary>提示一</summary>
#
# `(n, latent)` 的噪声怎样变成 `(n, latent, 1, 1)`？`nn.ConvTranspose2d` 的五个数依次是什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 照表一行一行建；`self.latent` 也记下来，外面抽噪声要用。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# x = F.relu(self.norm1(self.up1(…)))
# …
# return torch.tanh(…)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 末尾也做了归一化；<!-- wrong: norm-at-the-end -->
# - 末尾用的是 sigmoid；<!-- wrong: sigmoid-at-the-end -->
# - 末尾什么也没有；<!-- wrong: no-tanh -->
# - 中间漏了归一化；<!-- wrong: no-norm -->
# - 用了 LeakyReLU，那是判别器的；<!-- wrong: leaky -->
# - 宽度由窄到宽，次序反了；<!-- wrong: widening -->
# - 归一化前面的卷积带了偏置；<!-- wrong: biases -->
# - 先 ReLU 再归一化。<!-- wrong: relu-before-norm -->
#
# </details>


# %% exercise="Generator"
class Generator(nn.Module):
    """DCGAN 的生成器，32 × 32。

    参数
        latent: 噪声的维数。
        channels: 图的通道数。
        width: w；各层出来的通道数是 4w、2w、w、channels。
    属性（名字固定，测试按名字放权重）
        latent: 照记下来。
        up1: nn.ConvTranspose2d(latent, 4w)，核 4，步幅 1，补 0，没有偏置。
        up2, up3: nn.ConvTranspose2d，核 4，步幅 2，补 1，没有偏置。
        up4: 同上，但是有偏置。
        norm1, norm2, norm3: nn.BatchNorm2d，在前三个之后，接着 ReLU。
        除了它们的参数，没有别的参数。
    例子
        >>> sum(p.numel() for p in Generator(2, 1, 1).parameters())
        319
        >>> Generator(5, channels=3, width=2)(torch.zeros(4, 5)).shape
        torch.Size([4, 3, 32, 32])
    """

    def __init__(self, latent: int, channels: int = 1, width: int = 32) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)
        ### END SOLUTION

    def forward(self, z: Tensor) -> Tensor:
        """(n, latent) → (n, channels, 32, 32)，每个数在 −1 和 1 之间；z 不变。"""
        ### BEGIN SOLUTION
        x = F.relu(self.norm1(self.up1(z[:, :, None, None])))
        x = F.relu(self.norm2(self.up2(x)))
        x = F.relu(self.norm3(self.up3(x)))
        return torch.tanh(self.up4(x))
        ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：要学的参数的名字和形状；`everything` 是真时，`state_dict` 里的都算。不用读懂。


# %%
def weight_shapes(
    net: nn.Module,
    everything: bool = False,
) -> dict[str, tuple[int, ...]]:
    """名字到形状。"""
    named = net.state_dict().items() if everything else net.named_parameters()
    return {name: tuple(t.shape) for name, t in named if t.is_floating_point()}


# %% check="Generator" points=9 minutes=14
check("Generator")

# %% [markdown]
# ### 练习 10.10 Discriminator（约 9 分钟，6 分）
#
# **做什么**　生成器倒过来走，一张图走成一个数：
#
# | 名字 | 卷积 | 出来的形状 | 后面 |
# |---|---|---|---|
# | `down1` | 4 × 4，步幅 2，补 1，**有**偏置 | `(n, w, 16, 16)` | LeakyReLU 0.2，没有归一化 |
# | `down2`、`norm2` | 4 × 4，步幅 2，补 1，无偏置 | `(n, 2w, 8, 8)` | 归一化，LeakyReLU 0.2 |
# | `down3`、`norm3` | 4 × 4，步幅 2，补 1，无偏置 | `(n, 4w, 4, 4)` | 归一化，LeakyReLU 0.2 |
# | `down4` | 4 × 4，步幅 1，补 0，**有**偏置 | `(n, 1, 1, 1)`，再变成 `(n,)` | 什么也没有：打分 |
#
# 为什么要漏一点（leaky）：ReLU 在负半边梯度是 0，鉴定师哪里死了，造假者在那里就没有教材。
#
# 为什么是 `(n,)`：你的损失只求平均，`(n, 1)` 也看不出错；以后换成带标签的损失，`(n, 1)` 的打分和 `(n,)` 的标签一相减，就会广播成 `(n, n)`，损失照样降，结果全错。
#
# **例子**　`Discriminator(1, 1)`：$16 + 1 + 32 + 4 + 128 + 8 + 64 + 1 = $ **254** 个参数。
#
# <details><summary>提示一</summary>
#
# `(n, 1, 1, 1)` 怎样变成 `(n,)`？$n = 1$ 时还对吗？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `.flatten()` 不管 $n$ 是几都对；`.squeeze()` 在 $n = 1$ 时会把批也压没。`F.leaky_relu(x, 0.2)`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 和 `Generator` 一样四行，最后一行没有激活函数。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 末尾加了 sigmoid；<!-- wrong: sigmoid-at-the-end -->
# - 第一层也做了归一化；<!-- wrong: norm-at-the-start -->
# - 返回的是 `(n, 1)`；<!-- wrong: column -->
# - 一张图时返回了 0 维的数；<!-- wrong: squeezed -->
# - 用的是 ReLU；<!-- wrong: plain-relu -->
# - 斜率用的是默认的 0.01；<!-- wrong: default-slope -->
# - 中间漏了归一化；<!-- wrong: no-norm -->
# - 最后换成了全局平均加全连接。<!-- wrong: pooled -->
#
# </details>


# %% exercise="Discriminator"
class Discriminator(nn.Module):
    """DCGAN 的判别器，32 × 32 的图 → 打分。

    参数
        channels: 图的通道数。
        width: w；各层出来的通道数是 w、2w、4w、1。
    属性（名字固定，测试按名字放权重）
        down1: nn.Conv2d(channels, w)，核 4，步幅 2，补 1，有偏置。
        down2, down3: nn.Conv2d，核 4，步幅 2，补 1，没有偏置。
        down4: nn.Conv2d(4w, 1)，核 4，步幅 1，补 0，有偏置。
        norm2, norm3: nn.BatchNorm2d，在 down2、down3 之后。
        前三层最后都是斜率 0.2 的 LeakyReLU；除了它们的参数，没有别的参数。
    例子
        >>> sum(p.numel() for p in Discriminator(1, 1).parameters())
        254
        >>> Discriminator(3, width=2)(torch.zeros(4, 3, 32, 32)).shape
        torch.Size([4])
    """

    def __init__(self, channels: int = 1, width: int = 32) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """(n, channels, 32, 32) → (n,) 的打分，没有 sigmoid；n 可以是 1；x 不变。"""
        ### BEGIN SOLUTION
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return self.down4(x).flatten()
        ### END SOLUTION


# %% check="Discriminator" points=6 minutes=9
check("Discriminator")

# %% [markdown]
# ### 练习 10.11 init_weights（约 7 分钟，6 分）
#
# **为什么**　GAN 对起点很挑：谁一开头就强出一截，另一个就没得学。DCGAN 的做法是两边都从很小的权重起步。
#
# **做什么**　`net.apply(f)` 把 `net` 里的每一个模块（里外各层，连 `net` 自己）都交给 `f` 一次。写这个 `f`，只管交到手上的**这一个**：
#
# | 模块 | 权重 | 偏置 |
# |---|---|---|
# | `nn.Conv2d`、`nn.ConvTranspose2d` | $N(0,\ 0.02)$，0.02 是**标准差** | 有就设成 0 |
# | `nn.BatchNorm2d` | $N(1,\ 0.02)$ | 0 |
# | 别的（全连接、容器……） | 不动 | 不动 |
#
# 归一化的权重是**乘**上去的，所以在 1 的附近；在 0 的附近，信号一过就没了。
#
# **例子**　16 个数的 `nn.Conv2d(1, 1, 4)`：平均约 0，标准差约 0.02，偏置 0。
#
# <details><summary>提示一</summary>
#
# 没有偏置的卷积，`module.bias` 是什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `isinstance(module, (A, B))` 一次认两种；`nn.init.normal_(张量, 平均, 标准差)`、`nn.init.zeros_`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两个 `if`，各管一种；别的自然什么也没发生。函数没有返回值。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 漏了转置卷积；<!-- wrong: transposed-left-out -->
# - 归一化的权重在 0 的附近；<!-- wrong: scale-about-zero -->
# - 归一化没有管；<!-- wrong: norm-left-out -->
# - 0.02 当成了方差；<!-- wrong: variance -->
# - 偏置没有设成 0，或者只设了一种层的；<!-- wrong: biases-left conv-biases-left norm-biases-left -->
# - 偏置也随机了；<!-- wrong: biases-random -->
# - 全连接层也改了；<!-- wrong: linear-too -->
# - 交来一个容器，就把里面的全改了。<!-- wrong: recursive -->
#
# </details>


# %% exercise="init_weights"
def init_weights(module: nn.Module) -> None:
    """DCGAN 的初始权重，给 net.apply 用；就地改。

    参数
        module: 一个模块，只管它自己，不管它里面的模块。
            nn.Conv2d、nn.ConvTranspose2d：weight 是 N(0, 0.02)（标准差 0.02），
                有偏置就设成 0。
            nn.BatchNorm2d：weight 是 N(1, 0.02)，bias 是 0。
            别的：不动。
    返回
        没有。随机数来自 PyTorch 的全局发生器。
    例子
        >>> layer = nn.ConvTranspose2d(64, 64, 4)
        >>> init_weights(layer)
        >>> round(layer.weight.std().item(), 3), layer.bias.abs().max().item()
        (0.02, 0.0)
    """
    ### BEGIN SOLUTION
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.normal_(module.weight, 0.0, 0.02)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)
        nn.init.zeros_(module.bias)
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：建一层，所有的数都设成 7，交给 `init_weights`，看权重和偏置。不用读懂。


# %%
def after_init(kind: str, bias: bool = True, inside: bool = False) -> list[Tensor]:
    """一层改过之后的参数；inside 是真时把它放进一个容器，只交出容器。"""
    made = {
        "Conv2d": lambda: nn.Conv2d(24, 40, 4, bias=bias),
        "ConvTranspose2d": lambda: nn.ConvTranspose2d(24, 40, 4, bias=bias),
        "BatchNorm2d": lambda: nn.BatchNorm2d(2000),
        "Linear": lambda: nn.Linear(5, 3),
    }
    layer = made[kind]()
    for p in layer.parameters():
        nn.init.constant_(p, 7.0)
    torch.manual_seed(0)
    init_weights(nn.Sequential(layer) if inside else layer)
    return [p.detach().clone() for p in layer.parameters()]


# %% check="init_weights" points=6 minutes=7
check("init_weights")

# %% [markdown]
# ## 7　尺子和路
#
# ### 练习 10.12 frechet_distance（约 14 分钟，9 分）
#
# **为什么**　图片没有八个中心可数。2017 年起通行的尺子是 FID（Fréchet Inception distance）：把真图、假图都变成特征向量，各算平均 $\mu$ 和协方差（covariance）$C$，当成两个正态分布，量它们的 Fréchet 距离：
#
# $$
# d^2 = \lVert \mu_1 - \mu_2 \rVert^2 + \operatorname{tr}\bigl(C_1 + C_2 - 2\,(C_1 C_2)^{1/2}\bigr)
# $$
#
# 一维时看得最清楚：$(\mu_1 - \mu_2)^2 + (\sigma_1 - \sigma_2)^2$，位置差多少，胖瘦差多少。名字里是“距离”，公式给的是平方，人人都这么叫。
#
# **矩阵的根**　$(C_1 C_2)^{1/2}$ 是矩阵的平方根，乘自己等于 $C_1 C_2$，**不是**每个数各自开方。好在我们只要它的迹（trace），而迹是特征值（eigenvalue）之和，根的特征值就是特征值的根：
#
# $$
# \operatorname{tr}\,(C_1 C_2)^{1/2} = \sum_i \sqrt{\lambda_i}, \qquad \lambda_i \text{ 是 } C_1 C_2 \text{ 的特征值}
# $$
#
# 协方差矩阵的乘积，特征值都是不小于 0 的实数；电脑算出来却可能是 $-10^{-17}$，或者带一点点虚部，开方之前要收拾干净。特征比样本还多时协方差是奇异的（singular），这种事天天有。
#
# **例子**
#
# | | 结果 |
# |---|---|
# | 一维，$\mu$ 0 和 1，方差 1 和 4 | $1 + (1 + 4 - 2 \times 2) = 2$ |
# | $C_1 = C_2 = \begin{pmatrix} 2 & 1 \\ 1 & 2 \end{pmatrix}$，平均相同 | $8 - 2 \times (3 + 1) = 0$ |
# | 同上，若每个数各自开方 | $8 - 2 \times 2\sqrt5 = -0.94$，距离竟是负的 |
#
# <details><summary>提示一</summary>
#
# $C_1 C_2$ 还是对称矩阵吗？`eigvalsh` 能用吗？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一般不对称，用 `np.linalg.eigvals`，取实部（`.real`），负的当 0。矩阵乘法是 `@`，迹是 `np.trace`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 三行：特征值；根之和；把三项加起来，变成 `float`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 每个数各自开方；<!-- wrong: elementwise-root -->
# - 把 Cholesky 分解当成了根；<!-- wrong: cholesky cholesky-padded -->
# - 两个矩阵各自求根再相乘；<!-- wrong: product-of-roots -->
# - 两个矩阵逐个数相乘，不是矩阵乘法；<!-- wrong: elementwise-product -->
# - 只看了对角线，协方差当成不相关；<!-- wrong: diagonal-only -->
# - 平均的差没有平方；<!-- wrong: mean-not-squared -->
# - 漏了 2；<!-- wrong: no-two -->
# - 结果又开了一次方；<!-- wrong: rooted -->
# - 返回的是复数；<!-- wrong: complex -->
# - 特征值有一点点负，出来是 NaN；<!-- wrong: nan -->
# - 把 $C_1 C_2$ 当成了对称矩阵，用了 `eigvalsh`。<!-- wrong: symmetric-solver -->
#
# </details>


# %% exercise="frechet_distance"
def frechet_distance(
    mean1: np.ndarray,
    cov1: np.ndarray,
    mean2: np.ndarray,
    cov2: np.ndarray,
) -> float:
    """两个正态分布的 Fréchet 距离（公式里的平方不再开方）。

    参数
        mean1, mean2: (d,) 的平均；不变。
        cov1, cov2: (d, d) 的协方差，对称、半正定，可以是奇异的；不变。
    返回
        ‖mean1 − mean2‖² + tr(cov1 + cov2 − 2·(cov1·cov2)^½)，一个 float，
            不是复数；两边换过来一样；和自己的距离是 0（舍入不超过 1e-6）。
    例子
        >>> one = np.ones(1)
        >>> frechet_distance(0 * one, one[:, None], one, 4 * one[:, None])
        2.0
        >>> cov = np.array([[2.0, 1.0], [1.0, 2.0]])
        >>> abs(frechet_distance(np.zeros(2), cov, np.zeros(2), cov)) < 1e-6
        True
    """
    ### BEGIN SOLUTION
    eigenvalues = np.linalg.eigvals(cov1 @ cov2).real
    root = np.sqrt(np.maximum(eigenvalues, 0)).sum()
    gap = np.sum((mean1 - mean2) ** 2)
    return float(gap + np.trace(cov1) + np.trace(cov2) - 2 * root)
    ### END SOLUTION


# %% check="frechet_distance" points=9 minutes=14
check("frechet_distance")

# %% [markdown]
# ### 练习 10.13 spherical（约 11 分钟，8 分）
#
# **为什么**　想看生成器学到了什么，最好的办法是在噪声里从一点走到另一点，看图怎样变。走直线行吗？$d$ 维标准正态的点，离原点几乎总是 $\sqrt d$ 左右：$d = 100$ 时，长度在 8.5 到 11.5 之间的超过 95%。所有的点都住在一层薄薄的球壳上。直线的中点长度只有 $\sqrt{d/2}$，掉进了壳里的空洞，生成器从来没见过那里。
#
# **沿着球面走**（spherical interpolation，slerp）　设两个向量**方向**的夹角是 $\Omega$：
#
# $$
# \operatorname{slerp}(t) = \frac{\sin((1 - t)\Omega)}{\sin \Omega}\, z_1 + \frac{\sin(t\,\Omega)}{\sin \Omega}\, z_2
# $$
#
# $t = 0$ 是 $z_1$，$t = 1$ 是 $z_2$。算夹角时用的是单位长的方向，公式里乘的还是原来的 $z_1$、$z_2$。
#
# **两处暗坑**　夹角由余弦反推，$\Omega = \arccos(\cos)$；舍入会让余弦变成 1.0000001，arccos 就是 NaN。几乎平行时 $\sin \Omega$ 趋于 0，那时（例如 $\Omega < 10^{-4}$）直接走直线 $(1 - t) z_1 + t z_2$。一批里有的平行有的不平行，各走各的。
#
# **例子**　$z_1 = (1, 0)$，$z_2 = (0, 3)$，$t = \tfrac12$：$\Omega = 90°$，两个系数都是 $\sin 45° = 0.7071$，结果 $(0.7071,\ 2.1213)$；直线给的是 $(0.5,\ 1.5)$。$z_2 = (2, 0)$ 时平行，走直线，结果 $(1.5,\ 0)$。
#
# <details><summary>提示一</summary>
#
# `(n, d)` 的两批，有几个夹角？什么形状才能和 `(n, d)` 相乘？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `F.normalize(z, dim=-1)` 得到方向；点积 `.sum(-1, keepdim=True)`，`clamp` 到 −1 和 1 之间再 `acos`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `torch.where(太小, 直线, 球面)`。被丢掉的那一边即使是 NaN，值也不受影响。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 走了直线；<!-- wrong: linear -->
# - 算夹角时没有除以长度；<!-- wrong: not-normalised -->
# - 余弦超过 1，出来是 NaN；<!-- wrong: not-clamped -->
# - 平行时 0 除以 0；<!-- wrong: no-fallback -->
# - 结果也变成了单位长；<!-- wrong: unit-result unit-arc -->
# - 方向反了，$t = 0$ 时是 $z_2$；<!-- wrong: reversed -->
# - 整批只用一个夹角；<!-- wrong: one-angle -->
# - 有一行平行，整批都走直线。<!-- wrong: all-or-nothing -->
#
# </details>


# %% exercise="spherical"
def spherical(z1: Tensor, z2: Tensor, t: float) -> Tensor:
    """沿球面从 z1 走到 z2。

    参数
        z1, z2: 同样形状 (…, d) 的浮点张量，沿最后一轴，长度都不是 0；不变。
        t: 走了几成，0 到 1 的数。
    返回
        同样形状、同样 dtype：sin((1 − t)Ω)/sin Ω·z1 + sin(tΩ)/sin Ω·z2，
            Ω 是每一对的方向的夹角；几乎平行的那些是 (1 − t)·z1 + t·z2，没有 NaN。
            方向相反的不用管。不平行时可以求导。
    例子
        >>> z1, z2 = torch.tensor([1.0, 0.0]), torch.tensor([0.0, 3.0])
        >>> spherical(z1, z2, 0.5)
        tensor([0.7071, 2.1213])
    """
    ### BEGIN SOLUTION
    unit1, unit2 = F.normalize(z1, dim=-1), F.normalize(z2, dim=-1)
    cosine = (unit1 * unit2).sum(-1, keepdim=True).clamp(-1.0, 1.0)
    angle = torch.acos(cosine)
    first, second = torch.sin((1 - t) * angle), torch.sin(t * angle)
    curved = (first * z1 + second * z2) / torch.sin(angle)
    return torch.where(angle < 1e-4, (1 - t) * z1 + t * z2, curved)
    ### END SOLUTION


# %% check="spherical" points=8 minutes=11
check("spherical")

# %% [markdown]
# 数一数球壳：100 对随机的噪声，沿直线、沿球面走，一路上的长度。**先猜**：直线的中点会短一截；$d$ 变大，会不会短得更少？

# %% tags=["demo"]
if ready("spherical"):
    torch.manual_seed(0)
    pair = torch.randn(2, 100, 64)
    ways = np.linspace(0, 1, 21)
    lines = [(1 - t) * pair[0] + t * pair[1] for t in ways]
    straight = [z.norm(dim=1).mean().item() for z in lines]
    arcs = [spherical(*pair, float(t)) for t in ways]
    curved = [z.norm(dim=1).mean().item() for z in arcs]
    fig, ax = plt.subplots(figsize=(6, 2.4))
    ax.plot(ways, straight, color=RED, label="直线")
    ax.plot(ways, curved, color=BLUE, label="球面")
    ax.axhline(8, color=GREY, linestyle="--", label="√64")
    ax.set(xlabel="走了几成", ylabel="噪声的长度", ylim=(0, 9))
    ax.legend()
    plt.show()

# %% [markdown]
# 短了不到三成：$1 - 1/\sqrt2 = 29\%$，和 $d$ 无关。维数再高，直线也一样掉进空洞。
#
# **另一种守规矩的办法**（看一看，不用写）　梯度惩罚要算梯度的梯度，慢一倍。谱归一化（spectral normalization，Miyato 等人 2018）直接把每一层的权重除以它的最大奇异值 $\sigma$：一层最多把向量拉长 $\sigma$ 倍，除掉就最多 1 倍，层层相乘还是 1（全连接层是这样；卷积摊成矩阵只是近似。LeakyReLU 不拉长，所以能相乘）。$\sigma$ 用幂迭代（power iteration）求：拿一个向量来回乘 $W$、$W^\top$，每回都拉向最长的那个方向。从随机的向量开始要十几回才准（看下面）；训练时权重一步只动一点，上一步的向量接着用，每步一回就跟得上。

# %% tags=["demo"]


def spectral_norm(w, u, steps=1):
    """幂迭代：(w / σ, 新的 u, σ)；w 看成 (出, 其余)。"""
    matrix = w.flatten(1)
    for _ in range(steps):
        v = F.normalize(matrix.T @ u, dim=0)
        u = F.normalize(matrix @ v, dim=0)
    sigma = u @ matrix @ v
    return w / sigma, u, sigma


torch.manual_seed(0)
weight, start = torch.randn(16, 8, 4, 4), torch.randn(16)
exact = torch.linalg.matrix_norm(weight.flatten(1), 2).item()
for steps in (1, 3, 10, 30):
    _, _, sigma = spectral_norm(weight, start, steps)
    print(f"迭代 {steps:2d} 回：σ = {sigma.item():.3f}　（准确的 {exact:.3f}）")

# %% [markdown]
# ## 自测
#
# 1. 判别器的损失一直是 1.386，好事还是坏事？
#
# <details><summary>答案</summary>
#
# 说不准。可能造得和真的一样，谁也分不清；也可能判别器什么也没学会，处处打 0 分。$\ln 4$ 只说明**它**分不清，要看样本、量距离。
#
# </details>
#
# 2. `discriminator_step` 里忘了剪断，权重的结果一样吗？那还要紧吗？
#
# <details><summary>答案</summary>
#
# 判别器的权重一样；生成器的 `grad` 里多了一份反方向的梯度。若 `generator_step` 先清零，就只是白算；若不先清零，生成器就被推反了。
#
# </details>
#
# 3. 评论家的惩罚里为什么不只罚“大于 1”的？
#
# <details><summary>答案</summary>
#
# 最好的评论家，在最优搬运配成对的真假之间的连线上，坡度几乎处处正好是 1，所以太平也不对；两边都罚，分数差才像“搬运的距离”。只罚一边的也有人用，差别不大，这里照论文。
#
# </details>
#
# 4. WGAN-GP 的论文说评论家里不要用批归一化，为什么？
#
# <details><summary>答案</summary>
#
# 惩罚是对**每个样本**的梯度说的；批归一化让一个样本的分数跟整批有关，“这个样本的坡度”就说不清了。
#
# </details>

# %% [markdown]
# ## 8　终场：从噪声里写数字
#
# 5000 张手写数字（MNIST），补到 32 × 32，缩到 $-1$ 到 $1$。网络是你的 `Generator` 和 `Discriminator`（宽 16），起点是你的 `init_weights`，每一步是你的 `discriminator_step` 和 `generator_step`。一个核约一分钟。
#
# 批归一化从头到尾留在训练模式，用这一批自己的平均和方差；量距离时一批有一千张，和 `eval()` 差得不多（后面的距离只大一点点）。
#
# **先猜**：先出来的是什么，笔画，还是数字的形状？

# %% tags=["demo"]
# 读数据、训练，不用读懂
from itertools import pairwise

DIGIT_FILE, LATENT, WIDTH = "mnist_5k1k.npz", 32, 16
PAINTED = ("Generator", "Discriminator", "init_weights", *STEPPED[:4])
TURNS = 1200  # 想多等一会儿，就改大


def as_pictures(x):
    """(n, 28, 28) 的 0…255 → (n, 1, 32, 32) 的 −1…1。"""
    x = torch.tensor(x, dtype=torch.float32).reshape(-1, 1, 28, 28) / 127.5 - 1
    return F.pad(x, (2, 2, 2, 2), value=-1.0)


def sheet(pictures, columns):
    """一批图拼成一张大图。"""
    rows = pictures[:, 0].reshape(-1, columns, 32, 32)
    return rows.swapaxes(1, 2).reshape(-1, columns * 32).numpy()


def show_sheet(ax, pictures, columns, title):
    """白底黑字；极淡的灰画成白的，极深的画成黑的。"""
    ax.imshow(sheet(pictures, columns), cmap="gray_r", vmin=-0.8, vmax=0.8)
    ax.set(title=title, xticks=[], yticks=[])
    ax.grid(False)


with np.load(DIGIT_FILE) as file:
    digits = as_pictures(file["x_train"])
    unseen = as_pictures(file["x_test"])

if ready(*PAINTED):
    torch.manual_seed(0)
    writer = Generator(LATENT, 1, WIDTH).apply(init_weights)
    expert = Discriminator(1, WIDTH).apply(init_weights)
    rates = {"lr": 0.001, "betas": (0.5, 0.999)}
    adam_w = torch.optim.Adam(writer.parameters(), **rates)
    adam_e = torch.optim.Adam(expert.parameters(), **rates)
    same_noise = torch.randn(40, LATENT)
    pages = {}
    for turn in range(1, TURNS + 1):
        real = digits[torch.randint(len(digits), (32,))]
        discriminator_step(writer, expert, adam_e, real, torch.randn(32, LATENT))
        generator_step(writer, expert, adam_w, torch.randn(32, LATENT))
        if turn in (TURNS // 40, TURNS // 10, TURNS // 3, TURNS):
            with torch.no_grad():
                pages[turn] = writer(same_noise)
    fig, axes = plt.subplots(2, 2, figsize=(6.2, 3.4))
    for ax, (turn, page) in zip(axes.flat, pages.items()):
        show_sheet(ax, page, 10, f"第 {turn} 步")
    plt.show()

# %% [markdown]
# 先是一片灰格子（那是转置卷积一步两格的脚印），再是中间一团黑、四周一片白，然后有了一段段的笔画，最后才像字。四十个噪声从头到尾没有换过，可以盯住一格看它怎样长大。
#
# 这不是挑出来的：有的一眼认得，有的四不像，像 4 又像 9 的、断了笔的都有。5000 张图、一个核约一分钟，就是这个样子。把 `TURNS` 改大，多等几分钟再来看，哪些变好了，哪些没有？
#
# 像不像，用尺子说话。**先猜**：你的生成器写的，离真图有多远？比“同一个数字抄一千遍”呢？

# %% tags=["demo"]
# 量距离，不用读懂：真图的 20 个主成分当特征，每一批都是 1000 张


def features(pictures):
    """每张图 20 个数。"""
    return ((pictures.flatten(1) - middle) @ directions[:, :20]).double().numpy()


def distance(first, second):
    """你的 frechet_distance，平均和协方差从特征来。"""
    parts = []
    for found in (features(first), features(second)):
        parts += [found.mean(0), np.cov(found.T)]
    return frechet_distance(*parts)


if ready(*PAINTED, "frechet_distance"):
    middle = digits.flatten(1).mean(0)
    _, _, directions = torch.pca_lowrank(digits.flatten(1), 20, niter=4)
    torch.manual_seed(1)
    with torch.no_grad():
        written = writer(torch.randn(1000, LATENT))
        newborn = Generator(LATENT, 1, WIDTH).apply(init_weights)
        blank = newborn(torch.randn(1000, LATENT))
    print("和没见过的 1000 张真图的距离")
    rows = {"另外 1000 张真图": digits[:1000], "你的生成器写的": written}
    rows["同一个数字抄 1000 遍"] = digits[:1].repeat(1000, 1, 1, 1)
    rows["没训练过的生成器"] = blank
    for name, pictures in rows.items():
        print(f"{distance(unseen, pictures):8.1f}　{name}")

# %% [markdown]
# 第一行是尺子自己的底：真图和真图也不是 0（约 1），样本总有出入。你的生成器约 6，离底已经不远；最后两行是两种失败，都有两百多：抄一千遍的，每一张都是真的，却毫无变化，尺子照样罚它，而且比没训练过的罚得还重；没训练过的，什么也不是。
#
# 这里的特征只是 20 个主成分，论文里的 FID 用的是 Inception 网络的 2048 个特征，两边的数不能比；能比的是同一把尺子下谁近谁远。
#
# **是抄来的吗？**　有一件事这把尺子量不出来：谁要是把训练图原样抄一千张，得的就是第一行的分数，比你的好。所以还要单独问一句：给每一张找出**最近的训练图**，摆在一起看。距离是一千多个像素的差，平方和开方；上下左右（连同斜着）挪一格再比，取最小的，免得挪一挪就认不出。照抄的是 0。**先猜**：你的生成器写的，和没见过的真图，谁离训练图更远？

# %% tags=["demo"]
ROW = 0  # 上面最后一幅的哪一行：0、1、2、3

# 找最近的训练图，不用读懂
MOVES = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]


def closest(pictures):
    """每张离最近的训练图多远，是哪一张。"""
    moved = torch.stack([torch.roll(pictures, move, (2, 3)) for move in MOVES])
    return torch.cdist(moved.flatten(2), digits.flatten(1)).amin(0).min(1)


def show_closest(pictures):
    """上面是给的图，下面是最近的训练图，再下面是差多远。"""
    gaps, rows = closest(pictures)
    _, ax = plt.subplots(figsize=(8.4, 2.2))
    show_sheet(ax, torch.cat([pictures, digits[rows]]), len(pictures), "")
    ax.set_yticks([16, 48], ["给的图", "最近的"])
    places = range(16, 32 * len(pictures), 32)
    ax.set_xticks(places, [f"{gap:.1f}" for gap in gaps.tolist()])
    plt.show()


if ready(*PAINTED):
    show_closest(pages[TURNS][10 * ROW : 10 * ROW + 10])
    torch.manual_seed(2)
    with torch.no_grad():
        crowds = {"你的生成器写的": writer(torch.randn(200, LATENT))}
    crowds["没见过的真图"] = unseen[:200]
    crowds["训练图，斜着挪了一格"] = torch.roll(digits[:200], (1, 1), (2, 3))
    print("各 200 张，离最近的训练图：最小的、正中间的")
    for name, pictures in crowds.items():
        gaps, _ = closest(pictures)
        print(f"{gaps.min().item():6.1f}{gaps.median().item():6.1f}　{name}")

# %% [markdown]
# 最后一行是验尺子的：抄来挪一格，照样认得出，是 0。你的生成器写的，最小的一个也远远不是 0：**不是抄的**。
#
# 也别高兴得太早。没见过的真图离训练图约 9，你写的 11 到 12。多出来的那一截，有的是“新”，有的是“写坏了”，这个数分不出，要靠眼睛：上下两行比一比，哪几张是同一个字的另一种写法，哪几张哪个字也不是？（从几张训练图各抄一块拼起来的，它也量不出。）
#
# **最后，走一走**。五个噪声排成一圈，从一个到下一个沿球面走（你的 `spherical`），每一步都交给生成器。它从来没有见过“3 和 8 中间”是什么样子。

# %% tags=["demo"]
WALK_SEED = 3  # 换一个数，就是另一趟

if ready(*PAINTED, "spherical"):
    torch.manual_seed(WALK_SEED)
    stops = torch.randn(6, 12, LATENT)
    stops[5] = stops[0]  # 走回起点
    walk = []
    with torch.no_grad():
        for here, there in pairwise(stops):
            walk += [writer(spherical(here, there, k / 6)) for k in range(6)]
    fig, ax = plt.subplots(figsize=(2.8, 2.25))

    def draw_walk(k):
        """一步。"""
        ax.clear()
        show_sheet(ax, walk[k], 4, "")

    alt = "十二个数字，慢慢变成别的数字"
    figures.film(fig, draw_walk, range(0, len(walk), 2), alt, wait=300)

    fig, ax = plt.subplots(figsize=(8.4, 2.9))
    strip = torch.stack(walk[:13])[:, :3].swapaxes(0, 1).flatten(0, 1)
    show_sheet(ax, strip, 13, "三条路，从左走到右")
    plt.show()

# %% [markdown]
# 两个数字之间几乎看不到“两张图叠在一起”的重影：笔画在弯、在断、在合。也有几步断了笔、不成字。没有谁教过它中间该怎么写。半路上的这些，训练图里有没有差不多的？用刚才的 `show_closest(walk[3][:10])` 问一问，`3` 是头两站的正中间。
#
# **一句话**
#
# | 你写的 | 一句话 |
# |---|---|
# | `discriminator_loss`、`generator_loss` | 从打分写，不从概率写；造得越差，推得越用力 |
# | `discriminator_step`、`generator_step` | 一个剪断，一个穿过；谁的优化器，谁才动 |
# | `train_gan`、`mode_coverage` | 交替走；损失不说好坏，数一数才知道 |
# | `gradient_penalty`、`critic_loss` | 坡度守住 1，离得再远也有坡 |
# | `Generator`、`Discriminator`、`init_weights` | 步幅代替池化，首尾不归一化，从小处起步 |
# | `frechet_distance`、`spherical` | 矩阵的根不是数的根；走路要贴着球壳 |
#
# **延伸**　Goodfellow 等，*Generative Adversarial Nets*，2014；Radford 等，*DCGAN*，2015；Arjovsky 等，*Wasserstein GAN*，2017；Gulrajani 等，*Improved Training of Wasserstein GANs*，2017；Miyato 等，*Spectral Normalization*，2018；Heusel 等（FID），2017；Karras 等，*StyleGAN*，2018：同样的两个人，写出照片一样的人脸。
#
# 合上之前再想一遍：造假者一张真图也没有见过。它知道的一切，都是从鉴定师的坡度里学来的。
