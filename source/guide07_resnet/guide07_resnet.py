# ---
# jupyter:
#   autograder:
#     title: 第 7 章（三）　ResNet：给深网络修一条直路
#     builds: 从批归一化起一层一层搭出来的 ResNet，和两座亲手量出来的损失山
#     minutes: 180
#     data: [eurosat_4k.npz]
#     en:
#       title: Chapter 7, part 3. ResNet, a straight road through a deep network
#       builds: a ResNet built up from batch normalisation, and two mountains of loss that you surveyed yourself
# ---

# %% [markdown]
# # 第 7 章（三）　ResNet：给深网络修一条直路
#
# 2015 年，大家都知道网络深一些好。于是有人把普通的卷积网络从 20 层加到 56 层。结果呢？更差了，而且**在训练集上就更差**。
#
# 这很奇怪。深的网络至少不该比浅的差：把浅网络的 20 层照搬过来，多出来的 36 层什么也不做，原样传下去，就已经打平了。这样的解明明存在，训练却找不到它。深网络不是装不下，是**学不动**。
#
# 何恺明等人的办法简单得像开玩笑：每隔两层，从旁边修一条直路，把输入原样加到输出上。要“什么也不做”，这两层只要输出 0 就行。就凭这一条加法，网络从 20 层长到 152 层，甚至一千多层；今天的 Transformer、扩散模型，每一层里也都有它。
#
# 这一章从一个归一化层写起，搭出 ResNet，训练它认卫星照片；然后拿掉那条直路，看清楚它到底改变了什么。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | 卷积（convolution） | 小窗口在图上滑动，窗口里的数乘上权重再相加；`nn.Conv2d(进, 出, 边长, stride, padding)` |
# | 形状 NCHW | `(n, c, h, w)`：第几张图、第几个通道、行、列 |
# | 步幅（stride） | 窗口一次挪几格；3 × 3、补一圈 0、步幅 2，边长减半（向上取整） |
# | ReLU | 负数变成 0，正数不动 |
# | 交叉熵（cross-entropy） | 正确答案那一格概率的 $-\ln p$，对批取平均；`F.cross_entropy(打分, 标签)` |
# | 反向传播（backpropagation） | 从损失往回走，每一站乘上自己的导数 |
# | PyTorch 的一步 | `optimizer.zero_grad()`，`loss.backward()`，`optimizer.step()` |
#
# 卷积在七天速成的[第 5 天](../day05/day05.ipynb)写过，二维数据的批归一化在[第 6 章](../guide06_training/guide06_training.ipynb)写过，这里不再问一遍。
#
# **读完以后你会有**
#
# - 自己的 `BatchNorm2d`、残差块、ResNet：参数的个数和论文的表一个不差；
# - 一个能训练、训练完还能“压扁”提速的卫星照片分类器；
# - 一张图：8 层到 56 层，梯度一路走到最前面还剩多少，或者炸成多少；
# - 最后是两座山：有直路和没有直路的两个网络，站在各自停下的地方，往四面八方看出去的损失。

# %% [markdown]
# ## 时间表
#
# 合计约 180 分钟，100 分，分两次做正好：第 3 节（论文导读）之后停一停。不算看图和自测，另留一刻钟。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 数据：从太空看欧洲 | 5 | |
# | 1 | 地基：BatchNorm2d | 18 | 10 |
# | 2 | 直路：BasicBlock、ResNet、plain | 42 | 28 |
# | 3 | 瓶颈块 Bottleneck，论文导读 | 26 | 8 |
# | | **休息** | | |
# | 4 | 训练：step_schedule、train_resnet | 27 | 15 |
# | 5 | 变浅、变快：stochastic_depth、fold_batch_norm | 25 | 17 |
# | 6 | 往里看：gradient_norms、filter_normalize、loss_slice | 33 | 22 |
# | 7 | 终场：两座山 | 4 | |
#
# 每个练习是一个函数或一个类。删掉 `raise NotImplementedError` 那一行（类的每个方法里各有一行），写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”：第一条是一个问题，第二条指方向，第三条是代码的样子；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。
#
# 几条通用的约定：
#
# - 图是 float32 的张量 `(n, c, h, w)`，标签是 int64 的 `(n,)`；损失对批里的样本取平均；
# - 传进来的东西不要改动，除非练习里另说（训练当然要改模型的权重）；
# - 测试会按名字往你的模块里放权重，所以**子模块的名字照题面写**。

# %% tags=["demo"]
import io

import matplotlib.pyplot as plt
from PIL import Image

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN, GREY, GOLD = "#3b6fb6", "#c0392b", "#2e8b57", "#777777", "#b8860b"

# %%
import os
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)  # 网络很小，一个线程就够
PHOTOS = "eurosat_4k.npz"

# %% [markdown]
# 下面这个给检查用，不用读懂：模型里要学的参数的名字和形状；`everything` 是真时，`state_dict` 里的都算。


# %%
def weight_shapes(
    model: nn.Module,
    everything: bool = False,
) -> dict[str, tuple[int, ...]]:
    """名字到形状。"""
    named = model.state_dict().items() if everything else model.named_parameters()
    shapes = {}
    for name, t in named:
        if t.is_floating_point() and (everything or t.requires_grad):
            shapes[name] = tuple(t.shape)
    return shapes


# %% [markdown]
# ## 0　数据：从太空看欧洲
#
# EuroSAT：欧洲的哨兵二号（Sentinel-2）卫星拍的地面，十种，各 400 张，32 × 32 的彩色小图。一张图大约是 640 米见方。3200 张用来学，800 张用来考。
#
# 数据：EuroSAT，Helber, Bischke, Dengel, Borth，2019，MIT 许可；含有经过修改的哥白尼哨兵二号数据。缩小到 32 × 32，每种取 400 张。
#
# 下面这一格读出照片（十张 JPEG 大图，每张切成 400 小块），每个颜色减去平均、除以标准差。不用读懂。

# %% tags=["demo"]
with np.load(PHOTOS) as file:
    names = [str(name) for name in file["names"]]
    jpegs = [io.BytesIO(file[f"sheet{i}"].tobytes()) for i in range(10)]
sheets = np.stack([np.array(Image.open(jpeg)) for jpeg in jpegs])
squares = sheets.reshape(10, 20, 32, 20, 32, 3).swapaxes(2, 3).reshape(4000, 32, 32, 3)
order = np.random.default_rng(0).permutation(4000)
photos = squares[order]
labels = torch.tensor(np.arange(10).repeat(400)[order])
pixels = torch.tensor(photos.transpose(0, 3, 1, 2) / 255, dtype=torch.float32)
middle = pixels[:3200].mean((0, 2, 3), keepdim=True)
spread = pixels[:3200].std((0, 2, 3), keepdim=True)
x_train, x_test = ((pixels - middle) / spread).split([3200, 800])
y_train, y_test = labels.split([3200, 800])
CHINESE = ["一年生作物", "森林", "草本植被", "公路", "工业区"]
CHINESE += ["牧场", "多年生作物", "住宅区", "河流", "海与湖"]

fig, axes = plt.subplots(4, 10, figsize=(8.4, 3.8))
for label, column in enumerate(axes.T):
    column[0].set_title(CHINESE[label], fontsize=9)
    for ax, i in zip(column, np.flatnonzero(labels == label)):
        ax.imshow(photos[i])
        ax.axis("off")
plt.show()
print("学", tuple(x_train.shape), "　考", tuple(x_test.shape))

# %% [markdown]
# 先猜：只看一张 32 × 32 的小图，你自己能认对几成？一年生和多年生作物、公路和河流，人也要犹豫。十选一瞎蒙是 0.1；一个 64 个单元的全连接网络，15 轮，大约 0.50。

# %% [markdown]
# ## 1　地基
#
# ### 练习 7.1 BatchNorm2d（约 18 分钟，10 分）
#
# **为什么**　网络一深，信号每过一层就被放大或缩小一点。每层 1.1 倍，50 层就是 117 倍；每层 0.9 倍，就只剩 0.5%。批归一化（batch normalization）在每一层之后把信号拉回到平均 0、方差 1，论文里每个卷积后面都跟着一个。没有这块地基，很深的网络往往一开头就走不动。
#
# **从二维到图**　全连接层里，一列是一个单元，对批里的 $n$ 个样本求平均。到了图上，一个**通道**（channel）是同一个滤波器在所有位置上的回答：它在左上角和右下角量的是同一种东西，所以一个通道只有一个平均、一个方差，对 $n$、$h$、$w$ 三个轴一起求。`(n, c, h, w)` 里一共 $c$ 个平均，每个是 $m = n \cdot h \cdot w$ 个数的平均。
#
# $$
# \mu_c = \frac1m \sum_{n,h,w} x, \qquad \sigma_c^2 = \frac1m \sum_{n,h,w} (x - \mu_c)^2, \qquad
# y = \gamma_c\,\frac{x - \mu_c}{\sqrt{\sigma_c^2 + \varepsilon}} + \beta_c
# $$
#
# $\gamma$（`weight`，初值 1）和 $\beta$（`bias`，初值 0）是要学的。
#
# **用的时候**　一张图的答案不该由“和谁一批”决定。所以训练时顺便记下滑动平均，评估模式里用它们代替 $\mu$、$\sigma^2$：
#
# $$
# r \leftarrow (1 - \alpha)\,r + \alpha \cdot (\text{这一批的})
# $$
#
# $\alpha$ 就是参数 `momentum`（0.1）。一处约定要当心：归一化用的是除以 $m$ 的方差；记进 `running_var` 的却是除以 $m - 1$ 的**无偏**方差，PyTorch 如此，这里也如此。
#
# | 放在哪里 | 名字 | 怎么登记 |
# |---|---|---|
# | 要学的参数（parameter） | `weight`、`bias` | `nn.Parameter(…)` |
# | 不学、但要跟着模型存盘的缓冲（buffer） | `running_mean`（初值 0）、`running_var`（初值 1） | `self.register_buffer("名字", 张量)` |
#
# 缓冲里只放数，不带计算图：它记的是历史，损失不该顺着它往回走。是训练还是评估，看 `self.training`。
#
# **不许用**　PyTorch 现成的归一化（`nn.BatchNorm2d`、`F.batch_norm` 等等）。
#
# **例子**　一个通道，两张 1 × 2 的图：`[1, 3]` 和 `[5, 7]`。
#
# | | 结果 |
# |---|---|
# | $\mu$ | (1 + 3 + 5 + 7) ÷ 4 = 4 |
# | 归一化用的方差 | (9 + 1 + 1 + 9) ÷ 4 = 5 |
# | 输出 | −3/√5、−1/√5、1/√5、3/√5 |
# | `running_mean` | 0.9 × 0 + 0.1 × 4 = 0.4 |
# | `running_var` | 0.9 × 1 + 0.1 × 20/3 = 1.5667 |
#
# <details><summary>提示一</summary>
#
# 输入是 `(2, 3, 4, 5)`，应当有几个平均？`x.mean(dim=…)` 的 `dim` 能是几个轴吗？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `(c,)` 的平均要和 `(n, c, h, w)` 相减，得先变成 `(c, 1, 1)` 的样子：`mean[:, None, None]`。更新缓冲时，把要记的数用 `.detach()` 从计算图上取下来，或者写在 `with torch.no_grad():` 里。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# if self.training:
#     mean, var = …          # 这一批的，形状 (c,)
#     with torch.no_grad():
#         …                  # 两个缓冲往前走一步
# else:
#     mean, var = …
# return …                   # 两种模式共用最后这一行
# ```
#
# `torch.var` 的 `correction=0` 除以 $m$，默认除以 $m - 1$。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只对 $n$ 求平均，每个位置各有一个：图一换大小就不能用；<!-- wrong: over-batch-only -->
# - 对每张图自己的 $h$、$w$ 求平均（那是实例归一化）；<!-- wrong: over-space-only -->
# - 评估模式里也用这一批的统计量；<!-- wrong: batch-statistics-in-eval -->
# - `running_var` 记的是除以 $m$ 的方差；<!-- wrong: biased-running-var -->
# - 归一化用了除以 $m - 1$ 的方差；<!-- wrong: unbiased-normalising -->
# - `momentum` 的意思弄反了，旧的只留一成；<!-- wrong: momentum-reversed -->
# - 缓冲登记成了参数，训练会把它们当权重去改；<!-- wrong: buffers-as-parameters -->
# - 没有登记缓冲，只是普通的属性：存盘时就丢了；<!-- wrong: plain-attributes -->
# - 滑动平均还连着计算图；<!-- wrong: running-graph -->
# - 算平均和方差时断开了计算图，输入的梯度不对；<!-- wrong: statistics-detached -->
# - $\varepsilon$ 加在了根号外面。<!-- wrong: eps-outside -->
#
# </details>


# %% exercise="BatchNorm2d"
class BatchNorm2d(nn.Module):
    """图的批归一化：每个通道对 n、h、w 三个轴一起求平均和方差。

    参数
        channels: 通道数 c。
        momentum: 滑动平均里新的占几成。
        eps: 加在方差上，根号里面；可以不小（测试里会用 0.5）。
    属性（名字固定）
        weight: nn.Parameter，(c,)，初值 1。
        bias: nn.Parameter，(c,)，初值 0。
        running_mean, running_var: 缓冲，(c,)，初值 0 和 1，在 state_dict 里，
            不带计算图。
        momentum, eps: 照记下来。
        没有别的参数；可以有别的缓冲（例如数走了几步的 num_batches_tracked）。
    约定
        不能调用现成的归一化（nn.BatchNorm2d、F.batch_norm 等）。
    例子
        >>> norm = BatchNorm2d(1)
        >>> norm(torch.tensor([[[[1.0, 3.0]]], [[[5.0, 7.0]]]])).flatten()
        tensor([-1.3416, -0.4472,  0.4472,  1.3416], grad_fn=<...>)
        >>> norm.running_mean, norm.running_var
        (tensor([0.4000]), tensor([1.5667]))
    """

    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-5) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.momentum, self.eps = momentum, eps
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """归一化，乘 weight，加 bias。

        参数
            x: (n, c, h, w)；训练模式里 n·h·w 至少是 2。不变。
        返回
            同样形状、同样 dtype 的张量。
            训练模式（self.training）用这一批的平均和除以 m = n·h·w 的方差，
            并让 running_mean、running_var 走一步，记进去的方差除以 m − 1；
            评估模式用 running_mean、running_var，它们不动。
        """
        ### BEGIN SOLUTION
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            m = x.numel() // x.shape[1]
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var * m / (m - 1), self.momentum)
        else:
            mean, var = self.running_mean, self.running_var
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]
        ### END SOLUTION


# %% check="BatchNorm2d" points=10 minutes=18 helpers=["weight_shapes"]
check("BatchNorm2d")

# %% [markdown]
# **弄坏了看**　同一张森林的照片，一次和 31 张森林放在一批，一次和 31 张海面放在一批，过一个卷积和你的归一化，看第一个通道（四边的彩色框是卷积补的那圈 0，不用管）。`MODE` 先是 `"train"`；改成 `"eval"` 再运行一次，两幅图之差该变成多少？

# %% tags=["demo"]
MODE = "train"

if ready("BatchNorm2d"):
    torch.manual_seed(0)
    conv, norm = nn.Conv2d(3, 4, 3, padding=1), BatchNorm2d(4)
    with torch.no_grad():
        for rows in torch.arange(3200).split(100):  # 先看过所有的照片，滑动平均才有数
            norm(conv(x_train[rows]))
        norm.train(MODE == "train")
        forest = x_train[y_train == 1]
        sea = x_train[y_train == 9]
        others = (forest[1:32], sea[:31])
        seen = [norm(conv(torch.cat([forest[:1], more]))) for more in others]
    first, second = (found[0, 0].numpy() for found in seen)
    fig, axes = plt.subplots(1, 2, figsize=(5, 2.4))
    for ax, picture, title in zip(axes, (first, second), ("和森林一批", "和海面一批")):
        ax.imshow(picture, cmap="RdBu", vmin=-3, vmax=3)
        ax.set_title(title)
        ax.axis("off")
    plt.show()
    print(f"{MODE} 模式：同一张图，两次的结果最多差 {np.abs(first - second).max():.3f}")

# %% [markdown]
# ## 2　直路
#
# ### 练习 7.2 BasicBlock（约 22 分钟，14 分）
#
# **为什么是加法**　设想这两层该学的是一个函数 $H(x)$。普通的网络直接去学 $H$。残差网络（residual network）让这两层去学差额 $F(x) = H(x) - x$，再把 $x$ 加回来：
#
# $$
# y = \mathrm{ReLU}\bigl(F(x) + x\bigr)
# $$
#
# 若最好的做法是“原样传下去”，普通的两层要从随机的权重凑出一个恒等映射，很难；残差的两层只要把权重推向 0。论文的猜想是：在恒等附近做小修小补，比从零造一个映射容易。
#
# **梯度怎么走**　这才是要害。先不管 ReLU，一层是 $x_{l+1} = x_l + F(x_l)$，导数是
#
# $$
# \frac{\partial x_{l+1}}{\partial x_l} = I + \frac{\partial F}{\partial x_l},
# \qquad
# \frac{\partial L}{\partial x_0} = \frac{\partial L}{\partial x_N} \prod_{l} \Bigl(I + \frac{\partial F}{\partial x_l}\Bigr)
# $$
#
# 把连乘展开，第一项是 $I$：不管中间有多少层，损失的梯度总有一份**原封不动**地回到最前面。没有直路，那个 $I$ 就没有了，只剩一长串矩阵连乘：多半不是越乘越小，就是越乘越大。第 6 节你会亲眼看到是哪一种。
#
# **主路**　3 × 3 卷积（步幅 `stride`）→ 归一化 → ReLU → 3 × 3 卷积（步幅 1）→ 归一化。都补一圈 0，**都没有偏置**（马上就要减平均，偏置白加；挪到哪里由归一化的 `bias` 管）。ReLU 在相加**之后**才用第二次。
#
# **捷径**（shortcut）　步幅是 2 或者通道变多时，$x$ 和主路的形状对不上，没法直接加。论文试了三种办法：
#
# | `shortcut` | 论文里 | 形状对不上时怎么办 | 多几个参数 |
# |---|---|---|---|
# | `"pad"` | A | 每隔 `stride` 个像素取一个（从第 0 个起，行、列都是），少的通道在**后面**补 0 | 0 |
# | `"projection"` | B | 1 × 1 卷积（步幅 `stride`，无偏置）加归一化 | 进 × 出 + 2 × 出 |
# | （不写） | C | 处处都用 1 × 1 卷积，对得上也用 | 很多 |
# | `"none"` | 普通网络 | 没有捷径 | 0 |
#
# 形状对得上时，A 和 B 都是原样的 $x$。通道只会不变或变多。
#
# **例子**　1 个通道变 2 个，步幅 2，`"pad"`，4 × 4 的图依次是 0 到 15。把 `norm2.weight` 设成 0，主路就只剩 `norm2.bias`，设成 −3：
#
# | | 通道 0 | 通道 1 |
# |---|---|---|
# | 捷径 | `[[0, 2], [8, 10]]` | 全是 0 |
# | 加上主路的 −3 | `[[−3, −1], [5, 7]]` | 全是 −3 |
# | ReLU 之后 | `[[0, 0], [5, 7]]` | 全是 0 |
#
# <details><summary>提示一</summary>
#
# 什么时候主路的输出和 `x` 形状不同？有两个原因，其中一个发生就算。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 取像素用切片；补通道可以拼接（`torch.cat`）一块 0，也可以用 `F.pad`：它的六个数从**最后**一轴往前说，每轴一前一后。1 × 1 卷积和它的归一化放进 `nn.Sequential`，只在需要时才建。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# out = …                       # 主路，五步
# if self.shortcut == "none":
#     return …
# …                             # 捷径上的 x：三种情形
# return F.relu(…)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 主路先过了 ReLU 再相加，差额就永远减不了东西；<!-- wrong: relu-before-sum -->
# - 相加之后没有 ReLU；<!-- wrong: no-last-relu -->
# - 两个卷积之间没有 ReLU；<!-- wrong: no-middle-relu -->
# - 两个卷积的步幅都是 `stride`，图缩小了两次；<!-- wrong: stride-twice -->
# - 步幅放在了第二个卷积上；<!-- wrong: stride-on-second -->
# - 补的 0 放在了前面；<!-- wrong: zeros-in-front -->
# - 捷径上取平均来缩小，没有隔着取；<!-- wrong: average-shortcut -->
# - 隔着取像素时从第 1 个开始；<!-- wrong: offset-pixels -->
# - 形状对得上，也用了 1 × 1 卷积（那是 C）；<!-- wrong: projection-everywhere -->
# - 只有步幅不是 1 才算形状变了，忘了通道也会变；<!-- wrong: stride-only -->
# - 1 × 1 卷积后面没有归一化；<!-- wrong: projection-without-norm -->
# - 卷积带了偏置；<!-- wrong: conv-bias -->
# - 两处用了同一个归一化。<!-- wrong: one-norm -->
#
# </details>


# %% exercise="BasicBlock"
class BasicBlock(nn.Module):
    """残差块：3×3 卷积（stride）- 归一化 - ReLU - 3×3 卷积 - 归一化，加捷径，ReLU。

    参数
        in_channels, out_channels: 进、出的通道数，out_channels ≥ in_channels。
        stride: 第一个卷积的步幅，至少 1。
        shortcut: "pad"：每隔 stride 个像素取一个（从 0 起），少的通道在后面补 0；
            "projection"：步幅不是 1 或者通道数变了时，1×1 卷积（步幅 stride，无偏置）
            和归一化，否则就是 x；
            "none"：没有捷径，第二个归一化之后直接 ReLU。
    属性（名字固定，测试按名字放权重）
        conv1, conv2: nn.Conv2d，3×3，补一圈 0，没有偏置。
        norm1, norm2: BatchNorm2d(out_channels)。
        projection: nn.Sequential(1×1 的 nn.Conv2d, BatchNorm2d)，
            只有 "projection" 而且形状变了才有。
        除了它们的参数，没有别的参数。
    例子
        >>> block = BasicBlock(1, 2, stride=2)
        >>> _ = nn.init.zeros_(block.norm2.weight)
        >>> _ = nn.init.constant_(block.norm2.bias, -3.0)
        >>> block(torch.arange(16.0).reshape(1, 1, 4, 4))
        tensor([[[[0., 0.],
                  [5., 7.]],
        <BLANKLINE>
                 [[0., 0.],
                  [0., 0.]]]], grad_fn=<...>)
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        stride: int = 1,
        shortcut: str = "pad",
    ) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        c, out = in_channels, out_channels
        self.stride, self.shortcut, self.missing = stride, shortcut, out - c
        self.conv1 = nn.Conv2d(c, out, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out)
        self.conv2 = nn.Conv2d(out, out, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out)
        self.changes = stride != 1 or c != out
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(c, out, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out))
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """残差块走一遍。

        参数
            x: (n, in_channels, h, w)；不变。
        返回
            (n, out_channels, ⌈h/stride⌉, ⌈w/stride⌉)。
        """
        ### BEGIN SOLUTION
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)
        ### END SOLUTION


# %% check="BasicBlock" points=14 minutes=22 uses=["BatchNorm2d"]
check("BasicBlock")

# %% [markdown]
# 一块残差块，刚建好时是什么样？把一批公路的照片（只画第一张；负数已被 ReLU 抹成了黑的）送进 10 块、30 块接起来的残差块，和没有捷径的同样多块，看最后还认不认得出来。先猜：哪一行的照片先消失？

# %% tags=["demo"]
if ready("BasicBlock"):
    torch.manual_seed(0)
    photo = x_train[labels[:3200] == 3][:8]
    fig, axes = plt.subplots(2, 5, figsize=(7.6, 3.3))
    for row, kind, name in zip(axes, ("pad", "none"), ("有直路", "没有直路")):
        # 8 个通道，内容就是照片的颜色
        signal = F.relu(torch.cat([photo, photo, photo[:, :2]], 1))
        for depth in range(31):
            if depth in (0, 1, 3, 10, 30):
                ax = row[(0, 1, 3, 10, 30).index(depth)]
                ax.imshow(signal[0].mean(0), cmap="gray")
                ax.set_xticks([])
                ax.set_yticks([])
                ax.grid(False)
                ax.set_title(f"过了 {depth} 块", fontsize=10)
            with torch.no_grad():
                signal = BasicBlock(8, 8, shortcut=kind)(signal)
        row[0].set_ylabel(name)
    plt.show()

# %% [markdown]
# 权重全是随机的，谁也没有学过。有直路的一行，过了 10 块公路还清清楚楚，30 块还留着影子；没有直路的一行，10 块就只剩一片雪花。训练刚开始时，深处的层总得先看得见输入，才谈得上学。

# %% [markdown]
# ### 练习 7.3 ResNet（约 16 分钟，11 分）
#
# **做什么**　论文给小图（CIFAR-10，32 × 32）设计了一族网络，只有一个数 $n$ 要选：
#
# | 部分 | 层 | 宽（通道） | 边长（输入 32） |
# |---|---|---|---|
# | 起头 `stem` | 3 × 3 卷积、归一化、ReLU | $w$ | 32 |
# | 第 1 段 | $n$ 个残差块 | $w$ | 32 |
# | 第 2 段 | $n$ 个残差块，第一个步幅 2 | $2w$ | 16 |
# | 第 3 段 | $n$ 个残差块，第一个步幅 2 | $4w$ | 8 |
# | 收尾 `head` | 对整张图取平均，一个全连接层 | 类数 | |
#
# 每块两个卷积，三段就是 $6n$ 个，加上起头的卷积和收尾的全连接层，正好 $6n + 2$ 层（归一化和 1 × 1 卷积不数）。论文里 $w = 16$。
#
# 图缩小一半，通道就加倍：每层的乘法差不多一样多。最后的全局平均（global average pooling）把 `(批, 4w, 8, 8)` 变成 `(批, 4w)`，所以边长是多少都能用。
#
# `stem_stride` 是我们加的：起头的步幅取 2，后面每层的图都小一半，一个核训练得动。
#
# **例子**　拿笔数一数 $n = 1$、$w = 2$、3 类、`"pad"`：
#
# | 部分 | 参数 |
# |---|---|
# | 起头 | 3 × 2 × 9 + 2 × 2 = 58 |
# | 第 1 段（2 → 2） | 2 × 2 × 9 + 4 + 2 × 2 × 9 + 4 = 80 |
# | 第 2 段（2 → 4） | 2 × 4 × 9 + 8 + 4 × 4 × 9 + 8 = 232 |
# | 第 3 段（4 → 8） | 4 × 8 × 9 + 16 + 8 × 8 × 9 + 16 = 896 |
# | 收尾 | 8 × 3 + 3 = 27 |
# | 合计 | 1293 |
#
# 论文的大小：$n = 3$ 是 269 722，论文写 0.27M。
#
# <details><summary>提示一</summary>
#
# 一共 $3n$ 块。哪几块的步幅是 2？哪几块的进和出通道数不同？第 1 段的第一块呢？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 两层循环，一边建一边记住“现在是几个通道”；块放进一个列表，最后 `nn.Sequential(*列表)`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# blocks, channels = [], width
# for stage in range(3):
#     for i in range(n):
#         blocks.append(BasicBlock(channels, …, …, shortcut))
#         channels = …
# ```
#
# 对空间取平均：`x.mean((2, 3))`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 第 1 段的第一块步幅也是 2；<!-- wrong: stride-in-first-stage -->
# - 每一块的步幅都是 2，没有只在段首；<!-- wrong: stride-in-every-block -->
# - 每段少了一块（把 $6n + 2$ 里的起头算成了一块）；<!-- wrong: one-block-less -->
# - 三段一样宽；<!-- wrong: constant-width -->
# - 起头的卷积带了偏置；<!-- wrong: stem-bias -->
# - 起头之后没有归一化和 ReLU；<!-- wrong: bare-stem -->
# - `shortcut` 没有传给每一块；<!-- wrong: shortcut-ignored -->
# - `stem_stride` 没有用上；<!-- wrong: stem-stride-ignored -->
# - 取的是最大值，不是平均。<!-- wrong: max-over-space -->
#
# </details>


# %% exercise="ResNet"
class ResNet(nn.Module):
    """给小图的 ResNet，6n + 2 层：起头，三段各 n 块，全局平均，一个全连接层。

    参数
        n: 每段几块，至少 1。
        classes: 类数。
        width: 第 1 段的通道数 w；三段依次是 w、2w、4w。
            第 2、3 段的第一块步幅是 2，其余都是 1。
        shortcut: 传给每一块："pad"、"projection" 或 "none"。
        stem_stride: 起头的卷积的步幅。
    属性（名字固定，测试按名字放权重）
        stem: nn.Conv2d(3, width, …)，3×3，补一圈 0，没有偏置。
        stem_norm: BatchNorm2d(width)，之后 ReLU。
        blocks: nn.Sequential，依次 3n 个 BasicBlock。
        head: nn.Linear(4·width, classes)，有偏置，之后什么也没有。
        除了它们的参数，没有别的参数。
    例子
        >>> sum(p.numel() for p in ResNet(1, classes=3, width=2).parameters())
        1293
        >>> sum(p.numel() for p in ResNet(3).parameters())
        269722
    """

    def __init__(
        self,
        n: int,
        classes: int = 10,
        width: int = 16,
        shortcut: str = "pad",
        stem_stride: int = 1,
    ) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = [], width
        for stage in range(3):
            for i in range(n):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """(n, 3, h, w) → (n, classes) 的打分，没有 softmax；x 不变。"""
        ### BEGIN SOLUTION
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).mean((2, 3)))
        ### END SOLUTION


# %% check="ResNet" points=11 minutes=16 uses=["BatchNorm2d", "BasicBlock"]
check("ResNet")

# %% [markdown]
# ### 练习 7.4 plain（约 4 分钟，3 分）
#
# **做什么**　要知道直路值多少，得有一个**只差这一样**的对照。`plain` 返回同样大小、没有捷径的网络。`"pad"` 的捷径不含参数，所以两个网络的参数一个也不差：谁好谁坏，怪不到大小头上。
#
# **例子**　`plain(3)` 的参数也是 269 722 个。
#
# <details><summary>提示一</summary>
#
# 哪个练习里已经留好了开关？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 四个参数都要传过去；别的地方什么也不用写。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一行。用名字传参数（`width=width`），就不怕次序。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 捷径还在，两个网络一模一样；<!-- wrong: still-residual -->
# - 传参数时把 `stem_stride` 漏了；<!-- wrong: stride-lost -->
# - 把 `width` 漏了；<!-- wrong: width-lost -->
# - 把 `classes` 漏了；<!-- wrong: classes-lost -->
# - 每段的块数多了一倍，以为一块只算一层；<!-- wrong: twice-as-deep -->
# - 用了 1 × 1 卷积的捷径，参数多了出来。<!-- wrong: projection-instead -->
#
# </details>


# %% exercise="plain"
def plain(
    n: int,
    classes: int = 10,
    width: int = 16,
    stem_stride: int = 1,
) -> nn.Module:
    """没有捷径的 6n + 2 层网络：各层、各参数的名字都与 ResNet 相同。

    参数
        n, classes, width, stem_stride: 与 ResNet 的同名参数意思相同。
    返回
        新的 ResNet，块的 shortcut 是 "none"；每次调用都是新的。
    例子
        >>> sum(p.numel() for p in plain(3).parameters())
        269722
    """
    ### BEGIN SOLUTION
    return ResNet(n, classes, width, shortcut="none", stem_stride=stem_stride)
    ### END SOLUTION


# %% check="plain" points=3 minutes=4 uses=["BatchNorm2d", "BasicBlock", "ResNet"]
check("plain")

# %% [markdown]
# ## 3　瓶颈块，和一篇论文
#
# ### 练习 7.5 Bottleneck（约 12 分钟，8 分）
#
# **为什么**　ImageNet 的网络要宽得多：256、512、1024、2048 个通道。256 个通道上的两个 3 × 3 卷积，有 118 万个参数，50 层摆不下。论文的办法是先用 1 × 1 卷积把通道**收窄**，在窄处做 3 × 3，再用 1 × 1 卷积**放宽**回来：中间细，两头粗，像瓶颈（bottleneck）。
#
# 主路：1 × 1 到 `width` → 归一化 → ReLU → 3 × 3（补一圈 0）→ 归一化 → ReLU → 1 × 1 到 `4·width` → 归一化。都没有偏置。加上捷径，再 ReLU。捷径是 B：形状变了（步幅不是 1，或者 `in_channels` 不等于 `4·width`）用 1 × 1 卷积加归一化，否则就是 $x$。
#
# **步幅放在哪里**　论文把步幅 2 放在第一个 1 × 1 卷积上：四个像素里有三个根本没有人看。PyTorch 放在 3 × 3 上（常叫 ResNet v1.5），正确率高半个百分点，多算百分之几。**这里照 PyTorch**。
#
# **例子**　拿笔数：`Bottleneck(4, 1)`，进出都是 4 个通道，没有 1 × 1 的捷径：
#
# $$
# \underbrace{4 \times 1 + 2}_{\text{收窄}} + \underbrace{9 + 2}_{3 \times 3} + \underbrace{1 \times 4 + 8}_{\text{放宽}} = 29
# $$
#
# `Bottleneck(3, 1)` 的收窄少一个权重，捷径多出 $3 \times 4 + 8 = 20$，一共 48。
#
# <details><summary>提示一</summary>
#
# 和 `BasicBlock` 相比，主路多了什么？捷径少了哪几种选择？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 三个卷积各配一个归一化，通道数是 `width`、`width`、`4·width`。只有前两个归一化后面直接跟 ReLU。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 把 `BasicBlock` 的 `"projection"` 那一支照着写一遍，主路换成三步。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 主路末尾先 ReLU 再相加；<!-- wrong: relu-before-sum -->
# - 步幅放在了第一个 1 × 1 卷积上（论文的写法，这里要 PyTorch 的）；<!-- wrong: stride-on-first -->
# - 步幅放在了最后一个卷积上；<!-- wrong: stride-on-last -->
# - 只有步幅不是 1 时才用 1 × 1 的捷径；<!-- wrong: stride-only -->
# - 形状没变也用 1 × 1 的捷径；<!-- wrong: projection-everywhere -->
# - 3 × 3 那一步已经是 `4·width` 宽，没有收窄；<!-- wrong: no-narrowing -->
# - 前两个归一化之后漏了一个 ReLU；<!-- wrong: one-relu-missing -->
# - 忘了加捷径。<!-- wrong: no-shortcut -->
#
# </details>


# %% exercise="Bottleneck"
class Bottleneck(nn.Module):
    """瓶颈残差块：1×1 收窄到 width，3×3（stride），1×1 放宽到 4·width，加捷径，ReLU。

    参数
        in_channels: 进的通道数；出的通道数是 4·width。
        width: 中间的通道数。
        stride: 3×3 卷积的步幅。
    属性（名字固定，测试按名字放权重）
        conv1, conv2, conv3: nn.Conv2d，1×1、3×3（补一圈 0）、1×1，没有偏置。
        norm1, norm2, norm3: BatchNorm2d；前两个之后是 ReLU。
        projection: nn.Sequential(1×1 的 nn.Conv2d, BatchNorm2d)，
            卷积的步幅是 stride，没有偏置；
            只有 stride 不是 1 或者 in_channels 不等于 4·width 时才有；没有就加 x 本身。
        除了它们的参数，没有别的参数。
    例子
        >>> sum(p.numel() for p in Bottleneck(4, 1).parameters())
        29
        >>> Bottleneck(8, 2, stride=2)(torch.zeros(1, 8, 5, 5)).shape
        torch.Size([1, 8, 3, 3])
    """

    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.conv1 = nn.Conv2d(in_channels, width, 1, bias=False)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if stride != 1 or in_channels != 4 * width:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """(n, in_channels, h, w) → (n, 4·width, ⌈h/stride⌉, ⌈w/stride⌉)；x 不变。"""
        ### BEGIN SOLUTION
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return F.relu(out + (x if self.projection is None else self.projection(x)))
        ### END SOLUTION


# %% check="Bottleneck" points=8 minutes=12 uses=["BatchNorm2d"]
check("Bottleneck")

# %% [markdown]
# ### 论文导读　Deep Residual Learning for Image Recognition（约 14 分钟）
#
# 何恺明、张祥雨、任少卿、孙剑，2015 年 12 月；CVPR 2016 最佳论文。先画出它的主角（论文的图 2 和图 5），再一节一节地读。方框里只写了卷积：每个卷积后面的归一化、前面几个方框后面的 ReLU（“3×3，64，ReLU”），图上省了。
#
# 画图的程序，不用读懂：

# %% tags=["demo"]


def draw_block(ax, steps, title, shortcut):
    """一列方框，左边是一条弯过去的捷径；没有 shortcut 就不画。"""
    ax.set(xlim=(-1.6, 1.6), ylim=(-0.9, len(steps) + 1.1), title=title)
    ax.axis("off")
    center = {"ha": "center", "va": "center"}
    box = {"boxstyle": "round,pad=0.35", "fc": "#dfe9f5", "ec": BLUE}
    arrow = {"arrowstyle": "->", "color": GREY}
    for i, step in enumerate(reversed(steps)):
        ax.text(0, i + 0.5, step, fontsize=9, color="#111111", bbox=box, **center)
        ax.annotate("", (0, i + 0.78), (0, i + 1.22), arrowprops=arrow)
    ax.text(0, len(steps) + 0.5, "x", fontsize=12, **center)
    end, color = ("⊕，ReLU", RED) if shortcut else ("ReLU", GREY)
    ax.text(0, -0.5, end, fontsize=11, color=color, **center)
    ax.annotate("", (0, -0.25), (0, 0.22), arrowprops=arrow)
    if shortcut:
        bend = arrow | {"color": RED, "lw": 2, "connectionstyle": "arc3,rad=0.62"}
        ax.annotate("", (-0.45, -0.5), (-0.2, len(steps) + 0.5), arrowprops=bend)
        ax.text(-1.5, len(steps) / 2, shortcut, color=RED, fontsize=9, va="center")


fig, axes = plt.subplots(1, 3, figsize=(8, 3.4))
draw_block(axes[0], ["3×3，64", "3×3，64"], "普通的两层", "")
draw_block(axes[1], ["3×3，64", "3×3，64"], "残差块", "x")
draw_block(axes[2], ["1×1，64", "3×3，64", "1×1，256"], "瓶颈块", "x")
plt.show()

# %% [markdown]
# **1　引言：退化**　把普通网络加深，训练误差反而升高，作者称为退化（degradation）。它不是过拟合（训练集上就差），也不是梯度消失：有了好的初始化和批归一化，网络至少开始收敛了。既然“照搬浅网络、其余恒等”是一个明摆着的解，问题就出在优化器找不到它。
#
# **3.1–3.2　残差与捷径**　学 $F(x) = H(x) - x$。捷径不加参数、几乎不加计算，所以普通网络与残差网络可以一对一地比。$F$ 至少要有两层：只有一层时，$y = W x + x$ 不过是另一个线性层，没看出好处。
#
# **3.3　ImageNet 的网络**　34 层的：7 × 7 卷积起头，四段 `BasicBlock`，各 3、4、6、3 块。论文强调它只有 36 亿次乘加，VGG-19 是 196 亿，深了却省了。50 层以上换成瓶颈块。
#
# **3.4　怎么训练**　SGD，动量 0.9，权重衰减 0.0001，批 256，学习率 0.1，误差不降了就除以 10；卷积之后、激活之前做批归一化；不用 dropout。
#
# **4.1　ImageNet 的结果**　Top-1 错误率（单位 %，表 2）：
#
# | | 18 层 | 34 层 |
# |---|---|---|
# | 普通 | 27.94 | **28.54** |
# | 残差（A） | 27.88 | **25.03** |
#
# 横着看：普通的加深变差，残差的加深变好。竖着看第一列：18 层时两者几乎一样，残差只是**收敛得快些**。捷径的三种办法 A、B、C 依次略好一点，差别小到不是关键。152 层的几个模型合起来，前五错误率 3.57%，拿下 2015 年的 ILSVRC。
#
# **4.2　CIFAR-10**　就是你写的 $6n + 2$。学习率 0.1，第 32 000、48 000 步各除以 10，64 000 步停；批 128，四周补 4 个像素随机裁 32 × 32，随机左右翻。110 层时 0.1 太大，起不了步，先用 0.01 走到训练误差低于 80%（约 400 步），再回到 0.1。
#
# 下面用**你的** `ResNet` 数参数，和论文的表 6 对一对。错误率是论文报的（110 层的是五次里最好的一次，五次平均 6.61）。

# %% tags=["demo"]
REPORTED = {
    3: ("0.27M", 8.75),
    5: ("0.46M", 7.51),
    7: ("0.66M", 7.17),
    9: ("0.85M", 6.97),
    18: ("1.7M", 6.43),
    200: ("19.4M", 7.93),
}


def count(model):
    """参数的个数。"""
    return sum(p.numel() for p in model.parameters())


if ready("ResNet", "plain"):
    print("   n    层数      你的参数    论文写的    论文的测试错误率")
    for n, (paper, error) in REPORTED.items():
        print(f"{n:4d} {6 * n + 2:6d} {count(ResNet(n)):14,d}", end="")
        print(f" {paper:>10} {error:12.2f} %")
    print(f"\nn = 3：普通 {count(plain(3)):,d}，A {count(ResNet(3)):,d}，", end="")
    print(f"B {count(ResNet(3, shortcut='projection')):,d}")

# %% [markdown]
# 1202 层的那个训练误差低于 0.1%，测试反而比 110 层差：这回是真的过拟合了，1940 万个参数对 5 万张小图太多。**学得动**和**学得好**是两件事，捷径解决的是前一件。
#
# 再用**你的** `Bottleneck` 搭出 ResNet-50：7 × 7 卷积起头，3、4、6、3 块，宽 64、128、256、512。参数应当是 25 557 032 个，与今天各家库里的一模一样。乘加次数算两遍：步幅在 3 × 3 上（你写的），和步幅在第一个 1 × 1 上（论文的，它写 38 亿）。数的办法是挂钩子（hook），在每个卷积算完时记一笔，不用读懂。

# %% tags=["demo"]


def resnet50():
    """ImageNet 的 ResNet-50，用你的瓶颈块。"""
    layers = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), BatchNorm2d(64)]
    layers += [nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    channels = 64
    for stage, blocks in enumerate((3, 4, 6, 3)):
        for i in range(blocks):
            width = 64 * 2**stage
            layers.append(Bottleneck(channels, width, 2 if stage > 0 and i == 0 else 1))
            channels = 4 * width
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 1000)]
    return nn.Sequential(*layers)


def multiply_adds(model, size):
    """一张 size × size 的图走一遍，卷积和全连接层一共多少次乘加。"""
    total = 0

    def note(layer, _, out):
        nonlocal total
        total += out[0].numel() * layer.weight[0].numel()

    counted = (nn.Conv2d, nn.Linear)
    parts = [part for part in model.modules() if isinstance(part, counted)]
    hooks = [part.register_forward_hook(note) for part in parts]
    with torch.no_grad():
        model.eval()(torch.zeros(1, 3, size, size))
    for hook in hooks:
        hook.remove()
    return total


if ready("BatchNorm2d", "Bottleneck"):
    big = resnet50()
    print(f"ResNet-50 的参数 {count(big):,d}")
    print(f"步幅在 3×3 上：{multiply_adds(big, 224) / 1e9:.2f} × 10⁹ 次乘加")
    for block in big:
        if isinstance(block, Bottleneck):
            first, second = block.conv1, block.conv2
            first.stride, second.stride = second.stride, first.stride
    print(f"步幅在第一个 1×1 上：{multiply_adds(big, 224) / 1e9:.2f} × 10⁹ 次乘加")
    del big

# %% [markdown]
# **4.3 与附录　检测与定位**　把检测器的骨干从 VGG 换成 ResNet-101，COCO 上的平均精度相对提高 28%。好的骨干到处都好用，后来的几年也确实如此。
#
# **论文与今天的库**
#
# | | 论文 | 今天的库 |
# |---|---|---|
# | 瓶颈块的步幅 | 第一个 1 × 1 | 3 × 3 |
# | 捷径 | CIFAR 用 A，ImageNet 用 B | 一律 B |
# | 块里最后一个归一化的 $\gamma$ | 1 | 可以从 0 开始（torchvision 的 `zero_init_residual`，默认不开）：起步时每块几乎都是恒等 |
# | 滑动平均 | 训练完另算一遍 | `momentum=0.1` 指新的占一成；Keras 写 `0.99`，指旧的占九成九 |
# | ReLU 的位置 | 相加之后 | 同上；第二篇论文（2016）把归一化和 ReLU 挪到卷积前面，直路上什么也没有，1001 层也好训练 |
#
# **休息一下。**到这里网络搭好了，一次也没有训练过。

# %% [markdown]
# ## 4　训练
#
# ### 练习 7.6 step_schedule（约 8 分钟，6 分）
#
# **为什么**　大的学习率走得快，可是到了谷底只会跳来跳去。论文的办法是分段常数：走到一个里程碑（milestone）就除以 10。损失会应声掉一截，那是步子小了，终于落进了谷底。
#
# **做什么**　第 `step` 步（从 0 数起）的学习率：
#
# $$
# \eta(s) = \begin{cases}
# \text{base} / 10 & s < \text{warmup} \\
# \text{base} \cdot \text{gamma}^{\,k} & s \ge \text{warmup}, \quad k = \text{有几个里程碑} \le s
# \end{cases}
# $$
#
# `warmup` 是 110 层的那段“先用 0.01”。预热期间总是 `base/10`，不管里程碑。
#
# **例子**　默认的参数：
#
# | `step` | 0 | 31 999 | 32 000 | 47 999 | 48 000 |
# |---|---|---|---|---|---|
# | 学习率 | 0.1 | 0.1 | **0.01** | 0.01 | **0.001** |
#
# `warmup=400` 时：第 399 步 0.01，第 400 步 0.1。
#
# <details><summary>提示一</summary>
#
# 第 48 000 步时，已经到了几个里程碑？第 31 999 步呢？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 数一数里程碑里有几个不大于 `step`。`True` 当数用就是 1，所以一串比较可以直接 `sum`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 先用一个 `if` 把预热送走，剩下一行：`base * gamma ** …`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 走到里程碑的那一步还没有降；<!-- wrong: late-at-milestone -->
# - 预热多了一步；<!-- wrong: warmup-one-more -->
# - 过了几个里程碑都只乘一次 `gamma`；<!-- wrong: once-only -->
# - 预热时的学习率写死成 0.01；<!-- wrong: warmup-fixed -->
# - 预热成了从 0 升上去的直线；<!-- wrong: linear-warmup -->
# - 里程碑从预热结束才开始数；<!-- wrong: milestones-after-warmup -->
# - 除以了 `gamma`，学习率越来越大；<!-- wrong: divided -->
# - 除以 10 写死了，没有用 `gamma`。<!-- wrong: gamma-ignored -->
#
# </details>


# %% exercise="step_schedule"
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    """分段常数的学习率。

    参数
        step: 第几步，从 0 数起。
        base: 起初的学习率。
        milestones: 步数，从小到大，可以是空的；走到一个（step 等于它）就乘一次 gamma。
        gamma: 每个里程碑乘几。
        warmup: 头几步预热，step < warmup 时返回 base / 10，不管里程碑；
            里程碑不因预热推迟。
    返回
        这一步的学习率，一个数。
    例子
        >>> [round(step_schedule(s), 6) for s in (0, 31999, 32000, 48000)]
        [0.1, 0.1, 0.01, 0.001]
        >>> [round(step_schedule(s, warmup=400), 6) for s in (399, 400)]
        [0.01, 0.1]
    """
    ### BEGIN SOLUTION
    if step < warmup:
        return base / 10
    return base * gamma ** sum(milestone <= step for milestone in milestones)
    ### END SOLUTION


# %% check="step_schedule" points=6 minutes=8
check("step_schedule")

# %% [markdown]
# ### 练习 7.7 train_resnet（约 19 分钟，9 分）
#
# **做什么**　训练传进来的模型，返回每一轮的平均损失（先对每一批平均，再对各批平均，也可以）。循环你写过很多遍了，这里只有三件事是新的，都和归一化有关：
#
# 1. 训练开始时 `model.train()`，结束时 `model.eval()`：进来时是哪种模式都不能信；
# 2. 每轮重新打乱。不打乱，批归一化的每一批都是同一拨图，平均和方差也跟着偏；
# 3. 不满的最后一批照样要用。
#
# **优化器、学习率怎么变、要不要数据增强，都由你定**，两个限制：
#
# - `lr` 是照 SGD（动量 0.9）给的最高学习率，评分时是 0.05；换成 Adam 自己缩小。`lr` 是 0 时权重不许动；
# - 增强只许做不改像素数值的：翻转、转直角、补 0 之后平移裁剪。
#
# **正确率也算分**　评分时用 `ResNet(1, width=12, stem_stride=2)` 在 3200 张上训练 7 轮，每批 32，没见过的 800 张上至少对 **0.65**；公开测试不做这件事（要十秒上下）：检查通过之后，到“量一量”那一格自己看。做不到只扣一部分分。
#
# **学习率要降下来**　不降，一直是 0.05，最后几步还在谷底两边跳，停在哪里全看运气：换十个种子，对 0.60 到 0.73，有四个不到 0.65。同样的十个种子，走到一半、走到八成时各除以 10（上一题的 `step_schedule`），对 0.71 到 0.74，最差的也稳稳过线。别的降法（例如第 6 章的余弦）也行，要紧的是最后那几轮步子要小。
#
# **例子**　1 轮，10 个样本，每批 4 个：模型在训练模式里见到 4、4、2 三批，合起来 10 个样本各一次；返回的列表只有一个数。
#
# <details><summary>提示一</summary>
#
# 次序从哪里来，才能“种子相同，次序相同；每轮又都不同”？发生器应当建在循环里面还是外面？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `torch.Generator().manual_seed(seed)` 建一个发生器，`torch.randperm(n, generator=…)` 抽一个次序，`.split(batch_size)` 切成批，最后一批自然就短。总共多少步，训练开始之前就知道，可以拿去定里程碑。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# for epoch in range(epochs):
#     total = 0.0
#     for rows in …:
#         学习率 → 损失 → 清零、反向、更新 → total += …
#     losses.append(…)
# ```
#
# 改学习率：`optimizer.param_groups[0]["lr"] = …`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 结束时没有切到评估模式；<!-- wrong: left-in-training -->
# - 开始时没有切到训练模式；<!-- wrong: not-set-to-training -->
# - 没有打乱；<!-- wrong: not-shuffled -->
# - 只打乱了一次，每轮次序相同；<!-- wrong: same-order -->
# - 图打乱了，标签没有跟着；<!-- wrong: labels-left -->
# - 扔掉了不满的最后一批；<!-- wrong: last-dropped -->
# - 种子没有用上；<!-- wrong: seed-ignored -->
# - 忘了 `zero_grad()`，梯度越积越多；<!-- wrong: no-zero-grad -->
# - 每一批记一个数，不是每一轮；<!-- wrong: loss-per-batch -->
# - 记的是一轮损失之和。<!-- wrong: loss-sum -->
#
# </details>


# %% exercise="train_resnet"
def train_resnet(
    model: nn.Module,
    x: Tensor,
    y: Tensor,
    epochs: int,
    lr: float,
    batch_size: int,
    seed: int,
) -> list[float]:
    """训练一个分类网络，返回每一轮的平均损失。

    参数
        model: 把 (m, c, h, w) 变成 (m, 类数) 的打分；就地训练，进来时可能是任何模式。
        x: (n, c, h, w) 的 float32 张量；不变。
        y: (n,) 的 int64 标签；不变。
        epochs: 走几轮；每一轮里每个样本正好用一次，在训练模式里过一次模型，
            每轮重新打乱。
        lr: 最高的学习率，照 SGD（动量 0.9）给的；是 0 时权重不动。
        batch_size: 一批几个；不满的最后一批也用。
        seed: 打乱（和数据增强）的种子：相同则次序相同，不同则不同。
    返回
        长度为 epochs 的列表，这一轮训练损失（交叉熵）的平均；标签平滑不影响评分。
        返回时 model 处在评估模式。
    约定
        优化器、学习率怎么变由你定（要降下来，一直不变的会时好时坏）；
        数据增强只许翻转、转直角、补 0 平移，像素的数值不变。
        EuroSAT 的 3200 张上，ResNet(1, width=12, stem_stride=2)、7 轮、lr 0.05、
        每批 32，没见过的 800 张至少对 0.65，一个核 20 秒以内。
    例子
        >>> model = nn.Sequential(nn.Flatten(), nn.Linear(12, 10))
        >>> x, y = torch.zeros(10, 3, 2, 2), torch.arange(10)
        >>> losses = train_resnet(model, x, y, 2, 0.1, 4, 0)
        >>> len(losses), model.training
        (2, False)
    """
    ### BEGIN SOLUTION
    generator = torch.Generator().manual_seed(seed)
    weights = model.parameters()
    optimizer = torch.optim.SGD(weights, lr=lr, momentum=0.9, weight_decay=1e-4)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = 0, []
    model.train()
    for _ in range(epochs):
        summed = 0.0
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses
    ### END SOLUTION


# %% [markdown]
# 下面两样给检查用：一个只记下见过哪些图的“模型”，和拿它去训练一次。不用读懂。


# %%
class Recorder(nn.Module):
    """记下训练模式里见到的每一批；第 i 张图的像素全是 i + 1，翻转、补 0 都不要紧。"""

    def __init__(self) -> None:
        super().__init__()
        self.head = nn.Linear(1, 10)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)
        self.batches: list[list[int]] = []

    def forward(self, x: Tensor) -> Tensor:
        """(m, 3, 8, 8) → (m, 10)，起初全是 0。"""
        if self.training:
            marks = x.amax((1, 2, 3)).tolist()
            self.batches.append([round(mark) - 1 for mark in marks])
        return self.head(x.mean((1, 2, 3))[:, None])


def seen_batches(n: int, epochs: int, batch_size: int, seed: int) -> tuple:
    """训练 n 张图，学习率是 0。

    返回 (见到的每一批, 返回的损失, 返回时是不是训练模式, 留下的梯度多长)。
    """
    model, marks = Recorder().eval(), torch.arange(1.0, n + 1)
    x = marks[:, None, None, None].repeat(1, 3, 8, 8)
    y = torch.zeros(n, dtype=torch.long)
    losses = train_resnet(model, x, y, epochs, 0.0, batch_size, seed)
    grad = model.head.bias.grad
    left = 0.0 if grad is None else grad.norm().item()
    return model.batches, losses, model.training, left


# %% check="train_resnet" points=9 minutes=19 uses=["BatchNorm2d", "BasicBlock", "ResNet", "step_schedule"]
check("train_resnet")

# %% [markdown]
# 量一量（一个核十秒上下）。这个小 ResNet 只有 8 层、42 646 个参数，留着，后面要用：

# %% tags=["demo"]


def accuracy(model, x, y):
    """认对的比例。"""
    with torch.no_grad():
        return (model(x).argmax(1) == y).double().mean().item()


if ready("BatchNorm2d", "BasicBlock", "ResNet", "step_schedule", "train_resnet"):
    torch.manual_seed(0)
    small = ResNet(1, width=12, stem_stride=2)
    losses = train_resnet(small, x_train, y_train, 7, 0.05, 32, seed=0)
    print("每轮的损失", [round(loss, 2) for loss in losses])
    print(f"参数 {count(small):,d}，", end="")
    print(f"没见过的 800 张对 {accuracy(small, x_test, y_test):.3f}")

# %% [markdown]
# 第 0 节的全连接网络大约 0.50，你的 8 层呢？比你自己猜的高还是低？
#
# 它常错在哪里？一行是一种土地，看它被认成了什么。

# %% tags=["demo"]
if ready("BatchNorm2d", "BasicBlock", "ResNet", "step_schedule", "train_resnet"):
    with torch.no_grad():
        answers = small(x_test).argmax(1)
    table = torch.bincount(10 * y_test + answers, minlength=100).reshape(10, 10)
    fig, ax = plt.subplots(figsize=(6, 4.2))
    ax.imshow(table, cmap="Blues")
    ax.grid(False)
    style = {"ha": "center", "va": "center", "fontsize": 8}
    for i, j in np.ndindex(10, 10):
        if table[i, j]:
            color = "white" if table[i, j] > 40 else "#222222"
            ax.text(j, i, int(table[i, j]), color=color, **style)
    ax.set_xticks(range(10), CHINESE, rotation=40, ha="right", fontsize=8)
    ax.set_yticks(range(10), CHINESE, fontsize=8)
    ax.set(xlabel="回答", ylabel="真的是")
    plt.show()

# %% [markdown]
# 公路多半最难，常认成河流：32 × 32 里都是一条弯弯的带子。

# %% [markdown]
# ## 5　变浅、变快
#
# 直路带来一件意外的好处：拆掉一块，网络照样能用，信号走直路过去就是（Veit 等人 2016 年真的拆过，见延伸阅读）。普通网络少一层，后面的层收到的就全是没见过的东西。
#
# ### 练习 7.8 stochastic_depth（约 11 分钟，8 分）
#
# **为什么**　黄高等人 2016 年想：既然如此，训练时干脆每一步随机拆掉几块，只用短的网络，测试时再全部装回去。这叫随机深度（stochastic depth）。训练快了四分之一，梯度走的路短了，还像 dropout 那样不容易死记硬背：110 层的错误率从 6.41%（他们自己重训的基线）降到 5.23%，一千多层的也终于比 110 层好。
#
# **推导**　这一块以概率 $p$ 留下。训练时输出的期望是
#
# $$
# p\,\bigl(x + f(x)\bigr) + (1 - p)\,x = x + p\,f(x)
# $$
#
# 测试时不掷骰子，就用这个期望：$x + p\,f(x)$。**论文如此，这里也如此**。另一种约定是训练时就除以 $p$（torchvision 的做法），测试时便什么也不乘；两种混着用就错了。
#
# **做什么**
#
# | | 输出 | `branch` 叫不叫 |
# |---|---|---|
# | 训练，留下（概率 `survive`） | $x + f(x)$ | 叫一次 |
# | 训练，拆掉 | $x$ | **不叫**，这才省得下时间 |
# | 评估 | $x + p\,f(x)$ | 叫一次；`rng` 一个数也不抽 |
#
# 骰子一次调用只掷一回：整批共用，不是每张图、更不是每个元素各掷各的。论文里 ReLU 在相加之后，那是块的事，这里不管。
#
# **例子**　$x = 2$，$f(x) = 10$，$p = 0.8$：训练时出来 12 或者 2，评估时 10。训练一万次的平均约是 0.8 × 12 + 0.2 × 2 = 10，对上了。
#
# <details><summary>提示一</summary>
#
# `rng.random()` 在 0 到 1 之间均匀。它小于 0.8 的概率是多少？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 三种情形，三个 `return`。`branch` 是一个函数，只在用得上的那两种里调用。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# if not training:
#     return …
# if …:
#     return …
# return x
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 训练时除以了 `survive`；<!-- wrong: scaled-in-training -->
# - 评估时没有乘 `survive`；<!-- wrong: unscaled-in-eval -->
# - 评估时也掷骰子；<!-- wrong: drawn-in-eval -->
# - 每个元素各掷各的（那是 dropout）；<!-- wrong: per-element -->
# - 每张图各掷各的；<!-- wrong: per-sample -->
# - `survive` 当成了拆掉的概率；<!-- wrong: probability-of-dropping -->
# - 拆掉时连 $x$ 也没有了；<!-- wrong: shortcut-dropped -->
# - 先算了 `branch(x)` 再决定要不要；<!-- wrong: branch-always-called -->
# - 训练时也用期望，没有掷骰子。<!-- wrong: never-drawn -->
#
# </details>


# %% exercise="stochastic_depth"
def stochastic_depth(
    branch: Callable[[Tensor], Tensor],
    x: Tensor,
    survive: float,
    rng: np.random.Generator,
    training: bool,
) -> Tensor:
    """随机深度：训练时以概率 survive 用上 branch，否则只走直路。

    参数
        branch: 一个函数，x 的形状进，同样的形状出。
        x: 任意形状的浮点张量；不变。
        survive: 留下的概率，0 到 1，可以是 0 或 1。
        rng: NumPy 的随机数发生器；一次调用最多掷一回，整批共用；评估时不动它。
        training: 是不是在训练。
    返回
        训练：以概率 survive 是 x + branch(x)，否则是 x（这时不调用 branch）；
        评估：x + survive·branch(x)。可以求导。
    例子
        >>> rng = np.random.default_rng(0)
        >>> x = torch.tensor([2.0])
        >>> stochastic_depth(lambda t: 5 * t, x, 0.8, rng, training=False)
        tensor([10.])
    """
    ### BEGIN SOLUTION
    if not training:
        return x + survive * branch(x)
    if rng.random() < survive:
        return x + branch(x)
    return x
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：拿 $f(x) = 2x + 1$ 连着调用几次，数一数它被叫了几回，发生器动没动。


# %%
def run_depth(
    x: Tensor,
    survive: float,
    seed: int,
    training: bool,
    times: int,
) -> tuple:
    """(times 次的输出叠在一起, branch 被叫了几回, 发生器动没动)。"""
    rng, calls = np.random.default_rng(seed), []

    def branch(t: Tensor) -> Tensor:
        calls.append(1)
        return 2 * t + 1

    outs = [stochastic_depth(branch, x, survive, rng, training) for _ in range(times)]
    moved = rng.bit_generator.state != np.random.default_rng(seed).bit_generator.state
    return torch.stack(outs), len(calls), moved


# %% check="stochastic_depth" points=8 minutes=11
check("stochastic_depth")

# %% [markdown]
# 论文里 110 层的网络有 54 块，第一块几乎总在，越往后越容易拆，最后一块只有一半的机会：$p_l = 1 - \frac{l}{54} \times 0.5$。先猜：平均有几块在？下面用你的函数掷 2000 次，数一数每次留下几块。

# %% tags=["demo"]
if ready("stochastic_depth"):
    rng = np.random.default_rng(0)
    chances = 1 - np.arange(1, 55) / 54 * 0.5
    depths = []
    for _ in range(2000):
        signal = torch.zeros(1)
        for p in chances:
            signal = stochastic_depth(torch.ones_like, signal, p, rng, training=True)
        depths.append(int(signal))
    fig, ax = plt.subplots(figsize=(6.4, 2.4))
    ax.hist(depths, bins=np.arange(25.5, 54.5), color=BLUE)
    ax.axvline(chances.sum(), color=RED, linewidth=2)
    title = f"54 块里留下几块：平均 {np.mean(depths):.1f}，"
    ax.set(title=title + f"红线是各块概率之和 {chances.sum():.2f}")
    plt.show()

# %% [markdown]
# ### 练习 7.9 fold_batch_norm（约 14 分钟，9 分）
#
# **为什么**　评估模式里，归一化用的是四个固定的数：$\mu$、$\sigma^2$、$\gamma$、$\beta$。乘一个固定的数，加一个固定的数；卷积本来就是乘和加。那么这两步可以**合成一个卷积**，归一化整个消失，除了舍入，结果不变。手机上的模型出厂之前都要这样“压扁”（fold）一次。
#
# **推导**　第 $o$ 个输出通道，卷积给出 $w_o \cdot x + b_o$，归一化再做
#
# $$
# \gamma_o\,\frac{(w_o \cdot x + b_o) - \mu_o}{\sqrt{\sigma_o^2 + \varepsilon}} + \beta_o
# $$
#
# 记 $s_o = \gamma_o / \sqrt{\sigma_o^2 + \varepsilon}$，展开，把乘 $x$ 的收在一起，不乘 $x$ 的收在一起。剩下的你来：新的权重是什么，新的偏置是什么？
#
# **做什么**　返回一个**新的** `nn.Conv2d`，有偏置，对任何输入都等于评估模式的 `bn(conv(x))`。原来的可能有偏置也可能没有，步幅、补零、分组（`groups`）都可能不是默认的，照搬（膨胀 `dilation` 也照搬）。权重是 `(出, 进 / groups, kh, kw)`：$s$ 是**每个输出通道**一个。
#
# `conv` 和 `bn` 都不许改动，新卷积也不许和它们共用内存：改了新的，旧的不能跟着变。
#
# **不许用**　现成的融合函数（`torch.nn.utils.fusion` 里的、名字里有 fuse 的）。
#
# **例子**　1 × 1 的卷积，一个通道，$w = 2$；$\gamma = 3$，$\beta = 1$，$\mu = 4$，$\sigma^2 = 2$，$\varepsilon = 0.25$。$\sqrt{2.25} = 1.5$，$s = 2$。
#
# | 原来的偏置 | 新的权重 | 新的偏置 | $x = 3$ 时 |
# |---|---|---|---|
# | 没有 | 4 | −7 | 12 − 7 = 5；原来：(6 − 4)/1.5 × 3 + 1 = 5 |
# | 5 | 4 | 3 | 12 + 3 = 15；原来：(11 − 4)/1.5 × 3 + 1 = 15 |
#
# <details><summary>提示一</summary>
#
# 没有偏置的卷积，`conv.bias` 是 `None`。展开式里它相当于几？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 新卷积的构造参数都能从旧的读出来：`conv.in_channels`、`conv.stride`、`conv.groups`……`s` 的形状是 `(出,)`，要变成能和四个轴的权重相乘的样子，它该站在第几轴？
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# new = nn.Conv2d(…, bias=True)
# with torch.no_grad():
#     …                        # s
#     new.weight.copy_(…)
#     new.bias.copy_(…)
# return new
# ```
#
# `copy_` 把数抄进新卷积自己的内存，不会共用。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 原来的偏置丢了；<!-- wrong: conv-bias-lost -->
# - 原来的偏置没有乘 $s$；<!-- wrong: conv-bias-unscaled -->
# - 漏了减 $\mu$；<!-- wrong: mean-lost -->
# - 漏了 $\varepsilon$，或者把它加在根号外面；<!-- wrong: eps-lost eps-outside -->
# - 忘了开方；<!-- wrong: no-root -->
# - 漏了 $\gamma$；<!-- wrong: gamma-lost -->
# - $s$ 乘在了输入通道那一轴上；<!-- wrong: input-axis -->
# - 步幅、补零、分组有一样没有照搬；<!-- wrong: stride-lost padding-lost groups-lost -->
# - 改的是旧的卷积；<!-- wrong: conv-changed -->
# - 用的是现在这个模式的统计量：`bn` 在训练模式里时，拿权重当数据算了一遍平均。<!-- wrong: weight-statistics -->
#
# </details>


# %% exercise="fold_batch_norm"
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    """把评估模式的归一化并进前面的卷积。

    参数
        conv: nn.Conv2d，float32，有偏置或没有，任何步幅、补零（补的是 0）、分组；不变。
        bn: 归一化，你的 BatchNorm2d 或者 nn.BatchNorm2d，
            有 weight、bias、running_mean、running_var、eps；
            不管它现在是什么模式，用的都是 running_mean 和 running_var；不变。
    返回
        新的 nn.Conv2d，有偏置，对任何 x 都等于评估模式的 bn(conv(x))；
            与 conv、bn 不共用内存。
    约定
        不能调用现成的融合函数。
    例子
        >>> conv, bn = nn.Conv2d(1, 1, 1, bias=False), nn.BatchNorm2d(1, eps=0.25)
        >>> numbers = ((conv.weight, 2), (bn.weight, 3), (bn.bias, 1))
        >>> for tensor, number in (*numbers, (bn.running_mean, 4), (bn.running_var, 2)):
        ...     tensor.data.fill_(number)
        >>> new = fold_batch_norm(conv, bn)
        >>> new.weight.item(), new.bias.item()
        (4.0, -7.0)
    """
    ### BEGIN SOLUTION
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias - bn.running_mean) * scale)
    return new
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：一个卷积和一个归一化，都在评估模式。


# %%
def conv_and_norm(
    channels: tuple[int, int],
    kernel: int,
    stride: int,
    padding: int,
    groups: int,
    bias: bool,
    eps: float,
) -> tuple[nn.Conv2d, nn.BatchNorm2d]:
    """channels 是（进，出）。"""
    conv = nn.Conv2d(*channels, kernel, stride, padding, groups=groups, bias=bias)
    return conv.eval(), nn.BatchNorm2d(channels[1], eps=eps).eval()


# %% check="fold_batch_norm" points=9 minutes=14 helpers=["conv_and_norm", "weight_shapes"]
check("fold_batch_norm")

# %% [markdown]
# 把刚才训练好的那个网络整个压扁：每个归一化并进它前面的卷积，原来的位置放一个什么也不做的 `nn.Identity`。打分应当一样（只差舍入）；时间看你的机器。

# %% tags=["demo"]
import copy
import time


def folded(model):
    """压扁之后的拷贝：你的 ResNet 里，名字对得上的卷积和归一化合成一个。"""
    model = copy.deepcopy(model)
    places = [(model, "stem", "stem_norm")]
    for block in model.blocks:
        places += [(block, "conv1", "norm1"), (block, "conv2", "norm2")]
    for part, conv, norm in places:
        new = fold_batch_norm(getattr(part, conv), getattr(part, norm))
        setattr(part, conv, new)
        setattr(part, norm, nn.Identity())
    return model


def seconds(model):
    """认 800 张要多久，三次里最快的。"""
    spent = []
    for _ in range(3):
        start = time.perf_counter()
        with torch.no_grad():
            model(x_test)
        spent.append(time.perf_counter() - start)
    return min(spent)


if ready("BasicBlock", "ResNet", "train_resnet", "fold_batch_norm"):
    flat = folded(small)
    with torch.no_grad():
        gap = (flat(x_test) - small(x_test)).abs().max().item()
    print(f"800 张的打分最多差 {gap:.1e}，正确率 {accuracy(flat, x_test, y_test):.3f}")
    print(f"参数 {count(small):,d} → {count(flat):,d}")
    if "AUTOGRADER_ANSWER_KEY" not in os.environ:  # 时间随机器而变
        print(f"认 800 张：原来 {seconds(small):.3f} 秒，", end="")
        print(f"压扁之后 {seconds(flat):.3f} 秒")

# %% [markdown]
# ## 6　往里看
#
# 网络训练好了，正确率也量过了。可是一个正确率说不清直路的好处：它只说对了几成，不说训练为什么走得动。要看懂它，得往里看两样东西：梯度，和损失的地形。
#
# ### 练习 7.10 gradient_norms（约 12 分钟，8 分）
#
# **为什么**　第 2 节推过：梯度要走过每一块的导数连乘，才回得到最前面的块。连乘是缩是胀，看每块参数的梯度有多长就知道。
#
# **做什么**　对 `model` 里的每个 `BasicBlock`（按先后），把这一块**所有**参数的梯度放在一起，算长度：
#
# $$
# g_b = \sqrt{\sum_{p \,\in\, \text{块 } b} \sum_i \Bigl(\frac{\partial L}{\partial p_i}\Bigr)^2}
# $$
#
# $L$ 是 `model(x)` 的平均交叉熵，模型原来是什么模式就用什么模式。
#
# **只看，不动**　量体温不该让人发烧。调用之后，权重、每个参数的 `.grad`（哪怕原来就有一份）、模式，都和原来一样。还有一处容易忘：训练模式里走一次前向，归一化的 `running_mean`、`running_var` 就动了，要恢复原样。
#
# **例子**　一块里两个参数，梯度是 `[3, 0]` 和 `[[4]]`：长度 $\sqrt{9 + 16} = 5$，不是 3 + 4。
#
# <details><summary>提示一</summary>
#
# `loss.backward()` 会把梯度**加**到 `.grad` 上。有没有办法求出梯度，却不碰 `.grad`？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `torch.autograd.grad(loss, 一串参数)` 直接返回梯度。走前向之前，把 `model.buffers()` 都抄一份；走完抄回去。找块：`model.modules()` 按先后给出所有的子模块。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# saved = [buffer.clone() for buffer in model.buffers()]
# loss = …
# blocks = [… if isinstance(…, BasicBlock)]
# …                              # 每块的梯度和长度；grad 用不止一次时要 retain_graph=True
# …                              # 在 no_grad 里恢复缓冲
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `running_mean`、`running_var` 动了；<!-- wrong: buffers-moved -->
# - 梯度留在了 `.grad` 里；<!-- wrong: grad-left -->
# - 和 `.grad` 里原有的加在了一起；<!-- wrong: grad-added -->
# - 量完把原有的 `.grad` 清掉了；<!-- wrong: grad-cleared -->
# - 换成评估模式去量；<!-- wrong: in-eval -->
# - 量完的模式和原来不同；<!-- wrong: mode-left -->
# - 各个参数的长度直接相加；<!-- wrong: sum-of-norms -->
# - 忘了开方；<!-- wrong: no-root -->
# - 只算了卷积，归一化的参数没有算；<!-- wrong: convolutions-only -->
# - 损失是一批之和，不是平均；<!-- wrong: summed-loss -->
# - 次序反了，从最后一块说起。<!-- wrong: reversed -->
#
# </details>


# %% exercise="gradient_norms"
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    """每个 BasicBlock 的参数的梯度有多长。

    参数
        model: 有 BasicBlock 的分类网络；调用之后权重、grad、缓冲、模式都和原来一样。
        x: (n, 3, h, w)；不变。
        y: (n,) 的 int64 标签；不变。
    返回
        一个列表，按先后每个 BasicBlock 一个数：
            平均交叉熵对这一块全部参数的梯度，平方和再开方。前向用模型原来的模式。
    例子
        >>> model = ResNet(2, width=4)
        >>> norms = gradient_norms(model, torch.randn(8, 3, 8, 8), torch.arange(8))
        >>> len(norms), model.blocks[0].conv1.weight.grad is None
        (6, True)
    """
    ### BEGIN SOLUTION
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            weights = list(block.parameters())
            grads = torch.autograd.grad(loss, weights, retain_graph=True)
            norms.append(sum((grad**2).sum().item() for grad in grads) ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return norms
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：先给每个参数一份全 1 的 `.grad`（或者没有），量过之后看它变了没有。


# %%
def measure_beside(
    model: nn.Module,
    x: Tensor,
    y: Tensor,
    filled: bool,
) -> tuple[list[float], bool]:
    """(gradient_norms 的结果, 每个参数的 grad 是不是和原来一样)。"""
    for p in model.parameters():
        p.grad = torch.ones_like(p) if filled else None
    norms = gradient_norms(model, x, y)
    grads = [p.grad for p in model.parameters()]
    if not filled:
        return norms, all(grad is None for grad in grads)
    return norms, all(grad is not None and bool((grad == 1).all()) for grad in grads)


# %% check="gradient_norms" points=8 minutes=12 uses=["BatchNorm2d", "BasicBlock", "ResNet", "plain"]
check("gradient_norms")

# %% [markdown]
# 现在看。四种深度，有直路的和没有直路的，权重都是刚建好、随机的，128 张照片。**先猜**：没有直路的 56 层，最前面一块的梯度会比最后一块小，还是大？差多少倍？

# %% tags=["demo"]
SEED = 0  # 换一个种子，起伏不同，样子相同

if ready("BatchNorm2d", "BasicBlock", "ResNet", "plain", "gradient_norms"):
    fig, axes = plt.subplots(1, 2, figsize=(8, 3.2), sharey=True)
    shades = (0.35, 0.55, 0.75, 1.0)
    print("层数　　有直路：最前 ÷ 最后　　没有直路：最前 ÷ 最后")
    for n, shade in zip((1, 3, 5, 9), shades):
        ratios = []
        for ax, build, color in zip(axes, (ResNet, plain), (BLUE, RED)):
            torch.manual_seed(SEED)
            fresh = build(n, width=8, stem_stride=2)
            norms = gradient_norms(fresh, x_train[:128], y_train[:128])
            ratios.append(norms[0] / norms[-1])
            place = np.linspace(0, 1, len(norms))
            line = {"color": color, "alpha": shade, "markersize": 3}
            ax.semilogy(place, norms, "o-", label=f"{6 * n + 2} 层", **line)
        print(f"{6 * n + 2:4d}　　{ratios[0]:16.1f}　　{ratios[1]:22.1f}")
    for ax, title in zip(axes, ("有直路", "没有直路")):
        ax.set(title=title, xlabel="块的位置：0 最前，1 最后")
        ax.legend(fontsize=8)
    axes[0].set_ylabel("这一块的梯度有多长")
    plt.show()

# %% [markdown]
# 没有直路，梯度往前走**一路变大**：56 层的每过一块大约乘 1.27，走到头就成了几百倍（换 8 个种子，240 到 690 倍）；32 层的十倍上下，多的二十几倍；20 层还看不大出来。这是批归一化的网络特有的；去掉它、用默认的初值，是另一种坏法：信号和梯度一起缩到几乎是 0。前后差几百倍，一个学习率就伺候不了所有的层：照顾了后面，前面就炸；照顾了前面，后面就不动。
#
# 有直路的，前后只差几倍。第 2 节那个 $I$，在左图上看得见：再深，蓝线也没有翻上去。
#
# 一件要说老实话的事。论文说，他们训练普通网络时查过，梯度的大小是健康的，退化“不太像是”梯度消失造成的。他们的普通网络是 34 层；上图的 32 层，前后也只差 8 倍，算得上健康。何况他们查的是训练中的、调好了初始值的网络，上图是刚建好的。两件事不矛盾，但也提醒我们：梯度的图说明了很深的普通网络为什么**难起步**，不等于说清了退化的全部原因。

# %% [markdown]
# ### 练习 7.11 filter_normalize（约 9 分钟，6 分）
#
# **为什么**　下一题要站在训练好的权重上，朝随机的方向走一走，看损失怎么变。可是走多远算远？看一个例子：把一个卷积的权重全乘 10，后面的归一化马上除回去，网络一点没变；但是同样长的一步，对它来说就短了十倍，地形看上去平坦了十倍。量出来的不是地形，是权重的大小。
#
# 李昊等人 2018 年的办法：方向的每个**滤波器**（filter，第一轴上的一个，一个输出通道的全部权重），都缩放到和权重里**同一个**滤波器一样长。这样不管谁把权重放大了多少，走的都是同样的**比例**：
#
# $$
# d_{f} \leftarrow d_{f}\,\frac{\lVert w_{f} \rVert}{\lVert d_{f} \rVert}
# $$
#
# 全连接层的权重 `(出, 进)`，一行算一个滤波器。一维的参数（偏置、归一化的 `weight` 和 `bias`）方向设成 0，不动它们。方向里本来就全 0 的滤波器，还是 0（别除出 NaN）。
#
# **例子**　一个 2 × 2 的权重，一行一个滤波器：
#
# | | 方向 $d$ | 权重 $w$ | 各自的长度 | 结果 |
# |---|---|---|---|---|
# | 第 0 行 | `[3, 4]` | `[0, 10]` | 5、10 | `[6, 8]` |
# | 第 1 行 | `[0, 2]` | `[5, 0]` | 2、5 | `[0, 5]` |
#
# 若整层一起缩放，会得到 `[6.23, 8.30]` 和 `[0, 4.15]`：第 0 行走过了头（10.38 > 10），第 1 行没走够（4.15 < 5）。
#
# <details><summary>提示一</summary>
#
# `(出, 进, kh, kw)` 的权重，每个滤波器的长度要对哪几个轴求？`(出, 进)` 呢？能不能一种写法两样都管？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `t.flatten(1)` 把第一轴以外的都摊平，`.norm(dim=1)` 就是每个滤波器的长度。再把 `(出,)` 变回能相乘的样子：除第一轴外全是 1。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 长度为 0 的地方，除之前先换成 1（`torch.where`）或者用很小的数垫底（`clamp`）：分子是 0，商就是 0。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 整层一起缩放；<!-- wrong: whole-layer -->
# - 一维的参数也动了；<!-- wrong: biases-moved -->
# - 只把方向变成单位长，没有乘权重的长度；<!-- wrong: unit-only -->
# - 直接乘权重的长度，没有除以自己的；<!-- wrong: not-divided -->
# - 沿着输入通道那一轴分滤波器；<!-- wrong: input-filters -->
# - 全 0 的滤波器除出了 NaN；<!-- wrong: zero-nan -->
# - 长度用了绝对值之和；<!-- wrong: one-norm -->
# - 原地改了传进来的方向。<!-- wrong: direction-changed -->
#
# </details>


# %% exercise="filter_normalize"
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    """把方向的每个滤波器缩放到和权重的同一个滤波器一样长。

    参数
        direction: 一串张量；不变。
        parameters: 一串同样形状的张量（可以是 nn.Parameter）；不变。
    返回
        新的一串张量，形状相同，不带计算图。
            两个轴以上的：第一轴上的每一个是一个滤波器，方向不变，
            长度（平方和开方）等于 parameters 里同一个的；方向里全 0 的还是 0。
            一个轴的：全 0。
    例子
        >>> d = torch.tensor([[3.0, 4.0], [0.0, 2.0]])
        >>> w = torch.tensor([[0.0, 10.0], [5.0, 0.0]])
        >>> filter_normalize([d, torch.ones(2)], [w, torch.ones(2)])
        [tensor([[6., 8.],
                [0., 5.]]), tensor([0., 0.])]
    """
    ### BEGIN SOLUTION
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(torch.zeros_like(d))
            continue
        own, target = (t.detach().flatten(1).norm(dim=1) for t in (d, w))
        factor = target / torch.where(own == 0, 1.0, own)
        scaled.append(d.detach() * factor.reshape(-1, *[1] * (d.ndim - 1)))
    return scaled
    ### END SOLUTION


# %% check="filter_normalize" points=6 minutes=9
check("filter_normalize")

# %% [markdown]
# ### 练习 7.12 loss_slice（约 12 分钟，8 分）
#
# **为什么**　损失是几万个权重的函数，画不出来。但是可以切一刀：站在训练好的 $w$ 上，挑一个方向 $d$，沿着它走，损失就只是一个数 $a$ 的函数；挑两个方向，就是一片地形：
#
# $$
# f(a) = L(w + a\,d), \qquad f(a, b) = L(w + a\,d_1 + b\,d_2)
# $$
#
# **做什么**　`directions` 里有一个或两个方向，每个方向是一串张量，和 `model.parameters()` 一一对应。`a`、`b` 都取遍 `grid` 里的数：
#
# - 一个方向，返回 `(g,)`；
# - 两个方向，返回 `(g, g)`，**行是 `a`（第一个方向），列是 `b`**。
#
# 损失是评估模式下全部 `x` 的平均交叉熵。每个格点都从同一份 $w$ 出发，不要一点一点加上去：加了再减，舍入会越攒越多。
#
# 走完，权重要恢复得**一个比特都不差**，模式、缓冲也和原来一样。
#
# **例子**　打分是 $(w,\ 0)$、正确答案是第 0 类的模型，损失 $\ln(1 + e^{-w})$。$w = 0$，方向 1，`grid` 取 −1、0、1：1.3133、0.6931、0.3133。
#
# <details><summary>提示一</summary>
#
# 走之前要记下哪些东西？记的是权重本身，还是权重的一份拷贝？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先写一个小函数：给一串系数（一个或两个），把权重放到那里，返回损失。一个方向和两个方向就都是它。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# start = …                     # 每个参数的拷贝
# training = model.training
# model.eval()
# with torch.no_grad():
#     …                         # 每个格点：p.copy_(出发点 + 系数 × 方向 …)，再算损失
#     …                         # 抄回去
# model.train(training)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 一步一步加上去，没有每次从 $w$ 出发；<!-- wrong: accumulated -->
# - 用减法退回来，权重差了一点点；<!-- wrong: subtracted-back -->
# - 走完没有恢复权重；<!-- wrong: not-restored -->
# - 在训练模式里算；<!-- wrong: in-training -->
# - 走完留在了评估模式；<!-- wrong: mode-left -->
# - 行和列弄反了；<!-- wrong: axes-swapped -->
# - 两个方向用了同一个系数，只走了对角线；<!-- wrong: diagonal -->
# - 一个方向也返回了两个轴；<!-- wrong: always-two-axes -->
# - 损失是和，不是平均。<!-- wrong: summed-loss -->
#
# </details>


# %% exercise="loss_slice"
def loss_slice(
    model: nn.Module,
    x: Tensor,
    y: Tensor,
    directions: list[list[Tensor]],
    grid: np.ndarray,
) -> np.ndarray:
    """沿一个或两个方向切开损失。

    参数
        model: 分类网络；调用之后权重（一个比特也不差）、缓冲、模式都和原来一样。
        x: (n, …)；不变。
        y: (n,) 的 int64 标签；不变。
        directions: 一个或两个方向，每个是一串张量，
            与 model.parameters() 一一对应；不变。
        grid: (g,) 的浮点数组；不变。
    返回
        浮点数组，评估模式下的平均交叉熵。一个方向：(g,)，第 i 个是 w + grid[i]·d。
        两个方向：(g, g)，第 i 行第 j 列是 w + grid[i]·d1 + grid[j]·d2。
    例子
        >>> model = nn.Linear(1, 2, bias=False)
        >>> model.weight.data.zero_()
        >>> x, y = torch.ones(1, 1), torch.tensor([0])
        >>> d = [torch.tensor([[1.0], [0.0]])]
        >>> loss_slice(model, x, y, [d], np.array([-1.0, 0.0, 1.0])).round(4)
        array([1.3133, 0.6931, 0.3133])
    """
    ### BEGIN SOLUTION
    parameters, training = list(model.parameters()), model.training
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    model.eval()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum(float(grid[k]) * d[i] for k, d in zip(place, directions))
                p.copy_(start[i] + moved)
            losses[place] = F.cross_entropy(model(x), y).item()
        for p, before in zip(parameters, start):
            p.copy_(before)
    model.train(training)
    return losses
    ### END SOLUTION


# %% check="loss_slice" points=8 minutes=12 uses=["BatchNorm2d", "BasicBlock", "ResNet"]
check("loss_slice")

# %% [markdown]
# **弄坏了看**　拿第 4 节训练好的网络，做一个双胞胎：所有卷积的权重乘 4，滑动平均也跟着乘（方差乘 16）。两个网络的打分一模一样。沿同一个随机方向切一刀：`NORMALIZE = False` 时，哪一个看上去平坦？改成 `True` 再看。

# %% tags=["demo"]
NORMALIZE = False


def random_direction(model, seed):
    """每个参数一个正态随机的张量。"""
    generator = torch.Generator().manual_seed(seed)
    return [torch.randn(p.shape, generator=generator) for p in model.parameters()]


def enlarged(model, factor):
    """打分不变的双胞胎：卷积放大，归一化记的平均和方差跟着放大。"""
    twin = copy.deepcopy(model)
    with torch.no_grad():
        for name, tensor in twin.state_dict().items():
            if tensor.ndim == 4 or name.endswith("running_mean"):
                tensor.mul_(factor)
            elif name.endswith("running_var"):
                tensor.mul_(factor**2)
    return twin


if ready("BasicBlock", "ResNet", "train_resnet", "filter_normalize", "loss_slice"):
    steps = np.linspace(-1, 1, 21)
    fig, ax = plt.subplots(figsize=(6.4, 2.8))
    twins = ((small, "原来的", "-"), (enlarged(small, 4.0), "权重 × 4", "--"))
    for model, name, style in twins:
        direction = [0.1 * d * (d.ndim > 1) for d in random_direction(model, 3)]
        if NORMALIZE:
            direction = filter_normalize(direction, list(model.parameters()))
        cut = loss_slice(model, x_test[:200], y_test[:200], [direction], steps)
        ax.plot(steps, cut, style, label=name)
    ax.set(xlabel="走多远", ylabel="损失", title=f"NORMALIZE = {NORMALIZE}")
    ax.legend()
    plt.show()

# %% [markdown]
# 没有归一化时，放大的那个看上去平得多，可是它们是**同一个函数**。按滤波器归一化之后，两条线重合。以后看到谁说“这个极小点更平坦”，先问一句：方向是怎么量的。

# %% [markdown]
# ## 自测
#
# 终场之前，先想，再展开。
#
# 1. 残差块里把 `norm2` 的 $\gamma$ 从 0 开始，刚建好的网络等于什么？为什么这样起步好？
#
# <details><summary>答案</summary>
#
# 主路输出 0，每块就是 ReLU(x)；x 本来就是 ReLU 出来的，所以等于恒等（两个段首的块是隔点取样、补 0）。再深的网络起步时也和浅网络一样，梯度原封不动地回来。
#
# </details>
#
# 2. 为什么 `gradient_norms` 在训练模式里要恢复缓冲，`loss_slice` 不用？
#
# <details><summary>答案</summary>
#
# 训练模式的前向会更新滑动平均；`loss_slice` 在评估模式里算，滑动平均不动。
#
# </details>
#
# 3. 压扁之后的网络还能接着训练吗？
#
# <details><summary>答案</summary>
#
# 能跑，但是已经没有归一化了：学习率 0.1 多半会炸，而且这一批的统计量不再起作用。压扁是出厂前的最后一步。
#
# </details>
#
# 4. 把捷径乘上 0.5 再相加，54 块之后，直路上还剩多少？
#
# <details><summary>答案</summary>
#
# $0.5^{54} \approx 6 \times 10^{-17}$，等于没有。第二篇论文试过，110 层的训练很糟：直路要么畅通，要么等于没修。
#
# </details>

# %% [markdown]
# ## 小结
#
# | 你写的 | 一句话 |
# |---|---|
# | `BatchNorm2d` | 一个通道一个平均；训练看这一批，评估看滑动平均 |
# | `BasicBlock`、`Bottleneck` | 学差额，加回来，再 ReLU；形状变了，捷径也要跟着变 |
# | `ResNet`、`plain` | $6n + 2$ 层，只差一条直路的两个网络 |
# | `step_schedule`、`train_resnet` | 分段常数；进门切训练，出门切评估 |
# | `stochastic_depth` | 训练时随机拆块，评估时用期望 |
# | `fold_batch_norm` | 固定的乘加可以并进卷积 |
# | `gradient_norms`、`filter_normalize`、`loss_slice` | 量体温，不发烧；切一刀，先问尺子 |

# %% [markdown]
# ## 延伸阅读
#
# - He, Zhang, Ren, Sun，*Deep Residual Learning for Image Recognition*，CVPR 2016；*Identity Mappings in Deep Residual Networks*，ECCV 2016。
# - Huang, Sun, Liu, Sedra, Weinberger，*Deep Networks with Stochastic Depth*，ECCV 2016。
# - Veit, Wilber, Belongie，*Residual Networks Behave Like Ensembles of Relatively Shallow Networks*，NeurIPS 2016：把训练好的网络拆掉一块，照样能用。
# - Li, Xu, Taylor, Studer, Goldstein，*Visualizing the Loss Landscape of Neural Nets*，NeurIPS 2018。
# - Yang, Pennington, Rao, Sohl-Dickstein, Schoenholz，*A Mean Field Theory of Batch Normalization*，ICLR 2019：没有直路时，梯度为什么一路变大。
# - Ioffe, Szegedy，*Batch Normalization*，ICML 2015；Goyal 等，*Accurate, Large Minibatch SGD*，2017：从 0 开始的 $\gamma$ 和预热。

# %% [markdown]
# ## 7　终场：两座山
#
# 8、20、32 层，有直路和没有直路，六个网络，每个用 1600 张照片训练 6 轮。全是你写的：网络、训练、学习率。一个核上约一分钟，训练完一个打印一行。**先猜**：损失曲线上，谁和谁差不多，谁掉队？

# %% tags=["demo"]
NEEDED = ("BatchNorm2d", "BasicBlock", "ResNet", "plain")
NEEDED += ("step_schedule", "train_resnet")

if ready(*NEEDED):
    runs = {}
    x, y = x_train[:1600], y_train[:1600]
    print("层数　　　　　　每轮的损失　　　　　　　　　　　　没见过的 800 张")
    for n in (1, 3, 5):
        for build, name in ((ResNet, "有直路"), (plain, "没有　")):
            torch.manual_seed(0)
            model = build(n, width=8, stem_stride=2)
            losses = train_resnet(model, x, y, 6, 0.1, 64, seed=0)
            runs[6 * n + 2, name] = model, losses
            curve = " ".join(f"{loss:.2f}" for loss in losses)
            right = accuracy(model, x_test, y_test)
            print(f"{6 * n + 2:3d} {name}　{curve}　{right:.3f}", flush=True)
    fig, axes = plt.subplots(1, 3, figsize=(8, 2.6), sharey=True)
    for (depth, name), (_, losses) in runs.items():
        ax = axes[(8, 20, 32).index(depth)]
        color, style = (BLUE, "o-") if name == "有直路" else (RED, "s--")
        label = name.strip("　")
        ax.plot(range(1, 7), losses, style, color=color, label=label, markersize=4)
        ax.set(title=f"{depth} 层", xlabel="第几轮")
    axes[0].set_ylabel("训练损失")
    axes[0].legend()
    plt.show()

# %% [markdown]
# 8 层时两条线挨得很近，正确率也分不出高下：换五个种子，有直路的对 0.42 到 0.56，没有的对 0.48 到 0.55。20 层时没有直路的落后一点，32 层时落后一大截：6 轮下来还在 1.8 上下，有直路的已经到 1.2（你的学习率降法不同，数会略有出入）。
#
# 看曲线，有两处要留神。20 层和 32 层，第 1 轮有直路的反而高一点：多半是学习率 0.1 一上来太猛（论文的 110 层也要先用 0.01），第 2 轮就反超了。还有，别拿三张图横着比：150 步里深的本来就占不到便宜（20 层的反比 32 层的高，换个种子就倒过来），要比的是同一张图里的两条线。
#
# 要说清楚：这**不是**论文里的退化。论文的普通网络训练了六万多步，最后停在一个更差的地方；我们只走了一百五十步，看到的是**走得慢**。正确率随种子起伏，一次运行不能说明谁好；走得快慢和上一节的梯度，才是这点计算量看得清的东西。
#
# 最后，站到两个 32 层网络各自停下的地方，朝两个随机的方向走出去（按滤波器归一化，你的 `filter_normalize`），量出四周的损失（你的 `loss_slice`）。17 × 17 个格点，两座山，一个核上约半分钟。竖轴超过 6 的削平了。

# %% tags=["demo"]
if ready(*NEEDED, "filter_normalize", "loss_slice"):
    grid = np.linspace(-1, 1, 17)
    mountains = {}
    for name in ("没有　", "有直路"):
        model, _ = runs[32, name]
        weights = list(model.parameters())
        pair = [random_direction(model, seed) for seed in (1, 2)]
        pair = [filter_normalize(direction, weights) for direction in pair]
        height = loss_slice(model, x_train[:200], y_train[:200], pair, grid)
        mountains[name] = height
        guess = np.log(10)
        print(f"{name.strip('　')}：中心 {height[8, 8]:.2f}，", end="")
        print(f"最低 {height.min():.2f}，", end="")
        print(f"比瞎猜（{guess:.2f}）好的格点 {np.mean(height < guess):.0%}")

    a, b = np.meshgrid(grid, grid, indexing="ij")
    fig = plt.figure(figsize=(8.4, 4.2), layout="none")
    colors = {"cmap": "terrain", "vmin": 0, "vmax": 6}
    mesh = {"rcount": 17, "ccount": 17, "edgecolor": "#00000030", "linewidth": 0.4}
    lines = {"levels": np.arange(1, 6, 0.5), "offset": 0, "linewidths": 1}
    for place, height in enumerate(mountains.values()):
        ax = fig.add_subplot(1, 2, place + 1, projection="3d")
        ax.plot_surface(a, b, height.clip(max=6), **colors, **mesh)
        ax.contour(a, b, height.clip(max=6), cmap="terrain", **lines)
        ax.set(zlim=(0, 6), title="没有直路，32 层" if place == 0 else "有直路，32 层")
        ax.set_xticks([-1, 0, 1])
        ax.set_yticks([-1, 0, 1])
        ax.view_init(elev=28, azim=-55)
    fig.subplots_adjust(left=0.02, right=0.96, bottom=0.04, top=0.92, wspace=0.06)
    plt.show()

# %% [markdown]
# 左边算不上碗：大半是一块几乎没有坡的台地，比瞎猜（2.30）还略高一点，梯度指不出路；中间只凹下去浅浅一块，边上却冷不防立起悬崖和尖刺。右边的壁也高，可是光滑，从哪一面下坡都通到碗底，底也深得多（1.15 对 1.82）。好坏不在陡不陡，在坡指不指路：“比瞎猜好”的格点两边一样多，差的是形状和深浅。
#
# 这只是两个随机方向切出来的一刀：把 `seed in (1, 2)` 换成别的数再看，哪些变了，哪些没有变？
#
# 回到开头：多出来的 36 层，要“什么也不做”，现在只要输出 0。同样的层，同样的参数个数，同样的数据，**差的只是一个加号**。Transformer 的每一层里，你会再遇见它。
