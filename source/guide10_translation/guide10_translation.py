# ---
# jupyter:
#   autograder:
#     title: 第 10 章（三）　Pix2Pix 与 CycleGAN：换一种字体写
#     builds: 把黑体字写成楷体的 Pix2Pix，和两边都没有对应的字也能来回换的 CycleGAN
#     minutes: 211
#     data: [emoji.npz]
#     en:
#       title: Chapter 10, part 3. Pix2Pix and CycleGAN, writing in another hand
#       builds: a Pix2Pix that rewrites sans characters by brush, and a CycleGAN that goes both ways without pairs
# ---

# %% [markdown]
# # 第 10 章（三）　Pix2Pix 与 CycleGAN：换一种字体写
#
# 设计一套中文字体，要画几千上万个字。要是设计师画好八百个，剩下的由机器照着写，该多好。这是一道**图像翻译**（image-to-image translation）的题：给一张图，要另一张图，内容不变，样子变。黑白照片上色、地图变航拍、草图变效果图，都是它。
#
# 最直接的做法，是训练一个网络让每个像素的误差最小。结果是糊的：笔画往左偏一点也行、往右偏一点也行的时候，误差（按平方算）最小的答案是两者的平均，一团灰。我们想说的其实是“要写得像个字”，可是“像”写不成公式。
#
# 2016 年底的 Pix2Pix 说：写不成公式就**学一个**。让判别器（discriminator）去看写出来的像不像，它的意见就是损失。几个月后的 CycleGAN 更进一步：连一一对应的图也不要了，只要一堆黑体、一堆斜体，写的是不是同样的字都无所谓。
#
# 这一章两个都写出来。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | 卷积 | `nn.Conv2d(进, 出, 边长, stride, padding)`；边长 4、步幅 2、补 1，图的边长正好减半 |
# | 转置卷积（transposed convolution） | `nn.ConvTranspose2d`，同样的 4、2、1，边长正好加倍 |
# | 打分（logit） | 没有过 sigmoid 的实数，越大越像真的；`F.binary_cross_entropy_with_logits(打分, 目标)` 自己会过 sigmoid |
# | 对抗（adversarial） | 判别器学着分真假，生成器学着骗过它，轮流走一步 |
# | `detach()` | 同样的数，但是梯度到此为止 |
# | PyTorch 的一步 | `optimizer.zero_grad()`，`loss.backward()`，`optimizer.step()` |
#
# 跳接的 U 形网络在[第 7 章（二）](../guide07_unet/guide07_unet.ipynb)讲过，从噪声造图的 GAN 在[这一章的（二）](../guide10_gan/guide10_gan.ipynb)，这里不再问一遍。
#
# **读完以后你会有**
#
# - 一个只看小块的判别器、一个带跳接的生成器；换成论文的尺寸，参数个数和作者的（BatchNorm）一个不差；
# - 一个把黑体写成楷体的 Pix2Pix，换成彩色的表情也照样能用；
# - CycleGAN 的全套零件：循环损失、图片池、最小二乘的对抗；
# - 最后，一句你挑的话，用模型从没见过的字，换一种笔迹写出来，再换回去。

# %% [markdown]
# ## 时间表
#
# 合计约 211 分钟，100 分，分两次做：第 3 节之后停一停。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 数据：同一个字，三种写法 | 5 | |
# | 1 | 判别器：receptive_field、instance_norm、PatchDiscriminator | 36 | 22 |
# | 2 | 生成器：UNetGenerator | 24 | 15 |
# | 3 | Pix2Pix：pix2pix_losses、论文导读、train_pix2pix | 50 | 22 |
# | | **休息** | | |
# | 4 | 没有成对的图：least_squares_losses、cycle_loss、identity_loss | 30 | 13 |
# | 5 | CycleGAN 怎样训练：ImagePool、linear_decay、generator_step、论文导读 | 56 | 28 |
# | 6 | 自测 | 6 | |
# | 7 | 终场：换一种笔迹，再换回来 | 4 | |
#
# 每个练习是一个函数或一个类。删掉 `raise NotImplementedError` 那一行（类的每个方法里各有一行），写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”：第一条是一个问题，第二条指方向，第三条是代码的样子；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。
#
# 几条通用的约定：
#
# - 图是 float32 的张量 `(n, c, h, w)`，数在 −1（黑）到 1（白）之间；
# - 判别器给出的是打分，不过 sigmoid；
# - 传进来的东西不要改动，除非练习里另说（训练当然要改权重）。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN, GREY, GOLD = "#3b6fb6", "#c0392b", "#2e8b57", "#777777", "#b8860b"

# %%
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)  # 网络很小，一个线程就够
GLYPHS = "glyphs.npz"
EMOJI = "emoji.npz"

# %% [markdown]
# ## 0　数据：同一个字，三种写法
#
# 最常用的 1000 个汉字，每个写三遍：黑体（sans，思源黑体）、楷体（kai，霞鹜文楷）、斜体（oblique，得意黑），32 × 32 的灰度图。800 个字用来学，200 个字模型从头到尾见不到，留着考它。
#
# 数据：字体 Noto Sans CJK SC、LXGW WenKai、Smiley Sans，都是 SIL OFL 许可（它不约束用字体画出的图）；字的次序来自 jieba 的词典，MIT 许可。

# %% tags=["demo"]
with np.load(GLYPHS) as file:
    order = np.random.default_rng(0).permutation(1000)
    chars = file["chars"][order]
    ink = file["x"][:, order, None]  # (3, 1000, 1, 32, 32)，墨多的数大
sans, kai, oblique = torch.tensor(1 - ink / 127.5, dtype=torch.float32)


def show(rows, names=(), width=8.4):
    """把几排图画在一起；rows 里一排是一个 (n, 1 或 3, h, w) 的张量。不用读懂。"""
    pages = [((r.detach() + 1) / 2).clamp(0, 1).permute(0, 2, 3, 1) for r in rows]
    n = max(map(len, pages))
    left = 0.85 if names else 0  # 英寸，留给每一排的名字
    size = (width, (width - left) * len(rows) / n * 1.04)
    fig, axes = plt.subplots(len(rows), n, figsize=size, squeeze=False, layout="none")
    fig.subplots_adjust(left / width, 0, 1, 1, 0.04, 0.04)
    for axis in axes.flat:
        axis.axis("off")
    for i, page in enumerate(pages):
        for axis, picture in zip(axes[i], page):
            axis.imshow(picture.expand(-1, -1, 3).numpy())
        if names:
            middle = axes[i, 0].get_position()
            height = (middle.y0 + middle.y1) / 2
            style = {"ha": "right", "va": "center", "fontsize": 9}
            fig.text((left - 0.1) / width, height, names[i], **style)
    plt.show()


show([sans[:12], kai[:12], oblique[:12]], ["黑体", "楷体", "斜体"])
print("没见过的 200 个字：")
for i in range(800, 1000, 40):
    print("".join(chars[i : i + 40]))

# %% [markdown]
# 黑体横平竖直、粗细一律；楷体有起笔、有顿挫，撇和捺是弯的，字的骨架也挪了位置。
#
# **先猜**：三种懒办法，哪个离真的楷体最近？照抄黑体，交白卷，不管什么字都交 800 个楷体字的平均。下面量的是平均每个像素差多少（0 到 1）。

# %% tags=["demo"]


def pixel_error(guess, truth):
    """平均每个像素差多少，白和黑差 1。"""
    return (guess.detach() - truth).abs().mean().item() / 2


average = kai[:800].mean(0)
print(f"照抄黑体 {pixel_error(sans[800:], kai[800:]):.3f}", end="　　")
print(f"交白卷 {pixel_error(torch.ones(200, 1, 32, 32), kai[800:]):.3f}", end="　　")
print(f"平均的字 {pixel_error(average, kai[800:]):.3f}")

# %% [markdown]
# 交白卷居然和照抄差不多；平均的字最差，灰处处都错一点。这个数只数像素，不管像不像字。记住它的脾气，后面还要和它打交道。

# %% [markdown]
# ## 1　判别器：一次只看一小块
#
# ### 练习 10.1 receptive_field（约 10 分钟，6 分）
#
# **为什么**　像素的误差管得住大局（这一撇该在左边），管不住细处（这一撇的边是利落的还是糊的）。判别器只要补上细处就行，而细处看一小块就够了。所以 Pix2Pix 的判别器不给整张图一个分数，而是给**每一小块**一个分数。小块多大？就是输出的一个格子往回看，看得见原图的多大一片，叫感受野（receptive field）。
#
# **推导**　从图往后走。还没有卷积时，一个格子只看见 1 个像素，相邻两个格子的中心相距 1 个像素。
#
# - 过一个边长 $k$ 的卷积：新格子看 $k$ 个旧格子，最左和最右两个的中心相距 $k-1$ 个**间隔**，看见的就宽了 $k-1$ 个间隔；
# - 步幅 $s$：每 $s$ 个位置才取一个，所以从下一层起，间隔变成原来的 $s$ 倍。
#
# **例子**　三层，(边长, 步幅) 依次是 (3, 2)、(2, 3)、(2, 1)：
#
# | | 进来时的间隔 | 宽了多少 | 看见几个像素 |
# |---|---|---|---|
# | 图 | | | 1 |
# | (3, 2) | 1 | 2 × 1 | 3 |
# | (2, 3) | 2 | 1 × 2 | 5 |
# | (2, 1) | 6 | 1 × 6 | **11** |
#
# <details><summary>提示一</summary>
#
# 走完一层，有两个数要更新。哪个先，哪个后？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 这一层的步幅不影响这一层看多宽，只影响后面的层。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# seen, gap = …
# for kernel, stride in layers:
#     seen …
#     gap …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 从最后一层往前数，次序反了；<!-- wrong: wrong-end -->
# - 间隔是步幅相加，不是相乘；<!-- wrong: strides-added -->
# - 先更新了间隔，再加宽度；<!-- wrong: gap-first -->
# - 每层加 $k$ 个间隔，没有减 1；<!-- wrong: kernel-not-minus-one -->
# - 没有管步幅，只加边长；<!-- wrong: strides-ignored -->
# - 从 0 开始数，少了自己那一个像素。<!-- wrong: starts-at-zero -->
#
# </details>


# %% exercise="receptive_field"
def receptive_field(layers: list[tuple[int, int]]) -> int:
    """最后一层的一个格子，看得见图上多宽的一片。

    参数
        layers: 每层一个 (kernel, stride)，从图往后排；卷积和池化都这样算。
            空的表示就是图本身。
    返回
        像素数（边长）；补 0 不影响它。
    例子
        >>> receptive_field([(3, 2), (2, 3), (2, 1)])
        11
    """
    ### BEGIN SOLUTION
    seen, gap = 1, 1
    for kernel, stride in layers:
        seen += (kernel - 1) * gap
        gap *= stride
    return seen
    ### END SOLUTION


# %% check="receptive_field" points=6 minutes=10
check("receptive_field")

# %% [markdown]
# 论文比较了四种判别器。下面用你的函数算它们各看多大一块；最后一行是 AlexNet 到最后一个池化。先猜：三个减半的卷积，看得见多少？

# %% tags=["demo"]
if ready("receptive_field"):
    half, same = (4, 2), (4, 1)
    alexnet = [(11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2)]
    for name, layers in (
        ("像素：1 × 1 的卷积三个", [(1, 1)] * 3),
        ("减半一次", [half, same, same]),
        ("减半三次（论文选的）", [half] * 3 + [same] * 2),
        ("减半五次（差不多是整张图）", [half] * 5 + [same] * 2),
        ("AlexNet", alexnet),
    ):
        print(f"{receptive_field(layers):4d}　{name}")

# %% [markdown]
# 论文里的图是 256 × 256，论文试下来 70 最好：1 的只管颜色，16 的边缘利落了，可是平铺出一块块的花纹，286 的并不更好，参数还多，难训练。我们的字只有 32 × 32：减半两次是 34，比整张图还宽，“小块”其实已经不小了：中间的格子几乎看得见整个字，角上的也看得见半个；减半一次是 16，才真是小块。后面用减半两次的（`layers=2`），你可以都试试。

# %% [markdown]
# ### 练习 10.2 instance_norm（约 9 分钟，5 分）
#
# **为什么**　两个网络的卷积之间都要归一化，信号才不会越来越大或越来越小。分类网络用批归一化：一个通道，对整批的所有位置求平均和方差。翻译图片时，这有点别扭：这张图该画成什么样，凭什么要看同一批里别的图？实例归一化（instance normalization）让**每张图的每个通道自己**求平均和方差：
#
# $$
# \hat x_{nchw} = \frac{x_{nchw} - \mu_{nc}}{\sqrt{\sigma^2_{nc} + \varepsilon}}, \qquad
# \mu_{nc} = \frac1{hw}\sum_{i,j} x_{ncij}
# $$
#
# $\sigma^2_{nc}$ 是同一片 $h \times w$ 的方差，除以 $hw$。一张图整体亮一点、对比强一点，归一化之后就看不出来了：一张图的“风格”有一大半就在这两个数里，抹掉它，才好换上另一种。
#
# 没有要学的参数，训练和评估是同一件事。
#
# **不许用**　现成的归一化（`nn.InstanceNorm2d`、`F.instance_norm`、`F.batch_norm`、`F.group_norm` 等等）。后面的网络里可以用现成的。
#
# **例子**　两张 1 × 2 的图，一个通道：`[1, 3]` 和 `[5, 7]`，$\varepsilon$ 不计。各自减去 2 和 6，除以 1：都变成 `[−1, 1]`。若对整批求，会是 −1.34、−0.45、0.45、1.34；方差除以 $hw - 1$，会是 ±0.71。
#
# <details><summary>提示一</summary>
#
# `(2, 3, 4, 5)` 的输入，应当有几个平均？它们排成什么形状，才能直接去减？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `x.mean(dim, keepdim=True)`；`torch.var` 默认除以个数减 1，`correction=0` 才除以个数。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# mean = …
# var = …
# return (x - mean) / …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 对整批求平均和方差（那是批归一化）；<!-- wrong: batch-statistics -->
# - 几个通道放在一起求（那是层归一化）；<!-- wrong: over-channels -->
# - 方差除以了 $hw - 1$；<!-- wrong: unbiased -->
# - $\varepsilon$ 加在了根号外面；<!-- wrong: eps-outside -->
# - 除以了方差，没有开方；<!-- wrong: variance-for-root -->
# - 平均和方差断开了计算图；<!-- wrong: statistics-detached -->
# - 每一行各自求，没有把 $h$、$w$ 合在一起。<!-- wrong: per-row -->
#
# </details>


# %% exercise="instance_norm"
def instance_norm(x: Tensor, eps: float = 1e-5) -> Tensor:
    """实例归一化：每张图的每个通道，减去自己的平均，除以自己的标准差。

    参数
        x: (n, c, h, w) 的浮点张量；不变。
        eps: 加在方差上，根号里面；可以不小（测试里会用 0.5）。
    返回
        同样形状、同样 dtype 的张量，可以求导（平均和方差也算在内）。
        方差除以 h·w。
    约定
        不能调用现成的归一化。
    例子
        >>> x = torch.tensor([[[[1.0, 3.0]]], [[[5.0, 7.0]]]])
        >>> instance_norm(x).flatten()
        tensor([-1.0000,  1.0000, -1.0000,  1.0000])
    """
    ### BEGIN SOLUTION
    var, mean = torch.var_mean(x, dim=(2, 3), correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps)
    ### END SOLUTION


# %% check="instance_norm" points=5 minutes=9
check("instance_norm")

# %% [markdown]
# ### 练习 10.3 PatchDiscriminator（约 16 分钟，11 分）
#
# **一张图很多分**　全是卷积的网络，输出本来就是一张图。不压成一个数，留着它：每一格是对一小块的打分，损失对所有格子取平均。等于拿一个小判别器在图上滑动，看了几百块。
#
# **有条件**　只问“这是不是一个像样的楷体字”还不够，生成器可以永远写同一个漂亮的“永”字。要问的是“这是不是**这个**黑体字的楷体”。所以判别器看的是一对图：$x$（条件）和 $y$（真的或写出来的），沿通道拼在一起。
#
# **结构**　`width` 记作 $w$，`layers` 记作 $L$：
#
# | 卷积（边长 4，补 1） | 步幅 | 出几个通道 | 后面 |
# |---|---|---|---|
# | 第 0 个 | 2 | $w$ | LeakyReLU(0.2)，**没有归一化** |
# | 第 1 到 $L-1$ 个 | 2 | 每次加倍，到 $8w$ 为止 | 归一化，LeakyReLU(0.2) |
# | 第 $L$ 个 | 1 | 再加倍，到 $8w$ 为止 | 归一化，LeakyReLU(0.2) |
# | 第 $L+1$ 个 | 1 | 1 | 什么也没有：打分 |
#
# 卷积按次序放进 `self.convs`（`nn.ModuleList`）。后面跟着归一化的卷积不要偏置（马上要减平均，加了也白加），头尾两个要。归一化用 `nn.InstanceNorm2d` 或 `nn.BatchNorm2d` 都行，名字随意。
#
# **例子**　$w = 64$，$L = 3$，256 × 256 的图：边长 256 → 128 → 64 → 32 → 31 → **30**，通道 64、128、256、512、1。32 × 32 的字，$L = 2$：32 → 16 → 8 → 7 → 6。
#
# <details><summary>提示一</summary>
#
# 第 $i$ 个卷积出几个通道，能不能写成 $i$ 的一个式子？加倍到 $8w$ 为止，从第几个起不再变？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先列出各层的通道数，再用循环建卷积。记住上一个的出口，就是下一个的进口。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# def forward(self, x, y):
#     h = …                         # 拼起来，第 0 个卷积
#     for conv, norm in zip(…):
#         h = …
#     return …
# ```
#
# `nn.ModuleList` 也能切片：`self.convs[1:-1]`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有用条件，只看了 $y$；<!-- wrong: unconditional -->
# - 两张图相加，没有拼接；<!-- wrong: added -->
# - 拼接时把 $y$ 放在了前面；<!-- wrong: y-first -->
# - 最后过了 sigmoid；<!-- wrong: sigmoid -->
# - 对所有格子求了平均，一张图一个数；<!-- wrong: one-number -->
# - 用了 ReLU，负的全没了；<!-- wrong: relu -->
# - 第一个卷积后面也有归一化；<!-- wrong: norm-first -->
# - 中间没有归一化；<!-- wrong: no-norm -->
# - 通道一直加倍，超过了 $8w$。<!-- wrong: no-cap -->
#
# </details>


# %% exercise="PatchDiscriminator"
class PatchDiscriminator(nn.Module):
    """一对图进，每一小块一个打分出。

    参数
        in_channels: x 和 y 的通道加起来几个。
        width: 第一个卷积出几个通道。
        layers: 减半几次，至少 1。
    属性
        convs: nn.ModuleList，layers + 2 个 nn.Conv2d，依次照题面的表；
            后面跟着归一化的（除了头尾）没有偏置。
        归一化是 InstanceNorm2d 或 BatchNorm2d，名字随意，数值照它们的默认。
    例子
        >>> net = PatchDiscriminator(2, width=8, layers=2)
        >>> net(torch.zeros(5, 1, 32, 32), torch.ones(5, 1, 32, 32)).shape
        torch.Size([5, 1, 6, 6])
    """

    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = nn.ModuleList(), in_channels
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])
        ### END SOLUTION

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """给每一小块打分。

        参数
            x: (n, a, h, w)，条件；不变。
            y: (n, b, h, w)，要看的图，a + b = in_channels；不变。
        返回
            (n, 1, h', w') 的打分，没有 sigmoid。拼接时 x 在前，y 在后。
        """
        ### BEGIN SOLUTION
        h = F.leaky_relu(self.convs[0](torch.cat([x, y], dim=1)), 0.2)
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.2)
        return self.convs[-1](h)
        ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：一个模型要学的参数的名字和形状。不用读懂。


# %%
def weight_shapes(model: nn.Module) -> dict[str, tuple[int, ...]]:
    """名字到形状。"""
    return {name: tuple(p.shape) for name, p in model.named_parameters()}


# %% check="PatchDiscriminator" points=11 minutes=16
check("PatchDiscriminator")

# %% [markdown]
# **看一看**　“每一格只看一小块”是真的吗？在 256 × 256 的图上问 30 × 30 里正中一格的打分：改动哪些像素会影响它？对图求梯度，不是 0 的地方就是。归一化会让全图互相牵连，这里先换成什么也不做的层。

# %% tags=["demo"]
if ready("PatchDiscriminator", "receptive_field"):
    torch.manual_seed(0)
    patchy = PatchDiscriminator(2, width=8)
    for part in list(patchy.modules()):
        for name, child in list(part.named_children()):
            if isinstance(child, (nn.InstanceNorm2d, nn.BatchNorm2d)):
                setattr(part, name, nn.Identity())
    page = torch.rand(1, 1, 256, 256, requires_grad=True)
    patchy(torch.zeros(1, 1, 256, 256), page)[0, 0, 15, 15].backward()
    touched = page.grad[0, 0] != 0
    side = int(touched.any(0).sum())
    print(f"影响这一格的，是 {side} × {side} 的一块；论文的网络有", end=" ")
    number = sum(p.numel() for p in PatchDiscriminator(6).parameters())
    print(f"{number:,d} 个参数（彩色图一对，6 个通道）")
    fig, ax = plt.subplots(figsize=(2.8, 2.8))
    ax.imshow(touched, cmap="Blues", vmax=1.5)
    ax.set_title("蓝的影响正中那一格", fontsize=9)
    ax.set_xticks([0, 128, 256])
    ax.set_yticks([0, 128, 256])
    ax.grid(False)
    plt.show()

# %% [markdown]
# 作者的代码印出来是 277 万上下；你用的归一化带不带参数，差 1792 个。一小块的判别器和图的大小无关：256 的图上训练，512 的图上也能用。

# %% [markdown]
# ## 2　生成器：别让细节挤过瓶颈
#
# ### 练习 10.4 UNetGenerator（约 24 分钟，15 分）
#
# **为什么**　编码器把 32 × 32 一路减半到 2 × 2，再一路加倍回来。中间那 2 × 2 要记住整个字：通道再多，也只剩 4 个位置，一笔落在哪个像素，上来的时候得重新猜。可是黑体的“点”在哪里，楷体的“点”大概也在哪里：这些用不着挤，从旁边**跳过去**（skip connection）就行。每一级下来的特征，原样拼到上来的同一级。
#
# **结构**　`width` 记作 $w$，`depth` 记作 $d$。
#
# | 下行第 $i$ 级，$i = 0 … d-1$ | |
# |---|---|
# | 卷积 4、步幅 2、补 1 | 出 $w \cdot 2^i$ 个通道，到 $8w$ 为止 |
# | 归一化 | 第 0 级没有，最里面的第 $d-1$ 级也没有 |
# | LeakyReLU(0.2) | 都有 |
#
# 上行也是 $d$ 级，从最里面往外，是转置卷积 4、步幅 2、补 1。每一级走到的边长、出的通道，和下行同一边长的那一级相同；最外面一级出 `out_channels` 个：
#
# | 上行 | |
# |---|---|
# | 转置卷积 | 除了最外面一级，后面都是归一化、ReLU，再拼上下行同样边长的那一级：`[上来的, 跳过来的]` |
# | 最外面一级 | 没有归一化，不拼，过 tanh，出来的在 −1 到 1 |
#
# **例子**　$w = 24$，$d = 4$，32 × 32，一个通道进、一个通道出：
#
# | | 进 | 32 → 16 | 16 → 8 | 8 → 4 | 4 → 2 |
# |---|---|---|---|---|---|
# | 下行出几个通道 | 1 | 24 | 48 | 96 | 192 |
#
# | | 2 → 4 | 4 → 8 | 8 → 16 | 16 → 32 |
# |---|---|---|---|---|
# | 上行进几个 | 192 | 96 + 96 | 48 + 48 | 24 + 24 |
# | 上行出几个 | 96 | 48 | 24 | 1 |
#
# 每级减半，边长就得是 $2^d$ 的倍数；不是，早点说清楚比半路出怪事好。
#
# <details><summary>提示一</summary>
#
# 下行留下 $d$ 份特征，上行用得上几份？最里面那一份去了哪里？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 下行时一份一份放进列表，上行时从后往前拿：先放的后拿。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# skips = []
# for … in zip(self.down, …):
#     x = …
#     skips.append(x)
# …                                 # 最里面那份不用拼
# for … in zip(self.up, …):
#     x = …
#     if skips:
#         x = torch.cat([…, skips.pop()], dim=1)
# return …
# ```
#
# 没有归一化的地方放 `nn.Identity()`，循环就不用分情形。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有跳接，只有一条细脖子；<!-- wrong: no-skips -->
# - 跳过来的和上来的相加，没有拼接；<!-- wrong: skips-added -->
# - 拼接的次序反了；<!-- wrong: skip-first -->
# - 最后没有 tanh；<!-- wrong: no-tanh -->
# - 用了 sigmoid，出来的在 0 到 1；<!-- wrong: sigmoid -->
# - 最里面一级也有归一化；<!-- wrong: norm-innermost -->
# - 下行第 0 级也有归一化；<!-- wrong: norm-first -->
# - 上行没有归一化；<!-- wrong: no-norm-up -->
# - 下行用了 ReLU；<!-- wrong: relu-down -->
# - 上行用了 LeakyReLU；<!-- wrong: leaky-up -->
# - 拼接以后才过 ReLU，跳过来的负数也没了；<!-- wrong: relu-after-joining -->
# - LeakyReLU 的斜率没有写，用了默认的 0.01；<!-- wrong: slope -->
# - 边长不合适也照算，没有抛出 ValueError，或者高和宽只查了一个。<!-- wrong: no-error height-only width-only -->
#
# </details>


# %% exercise="UNetGenerator"
class UNetGenerator(nn.Module):
    """带跳接的 U 形生成器：图进，同样大小的图出。

    参数
        in_channels, out_channels: 进、出各几个通道。
        width: 下行第 0 级出几个通道。
        depth: 减半几次，至少 2。
    属性
        down: nn.ModuleList，depth 个 nn.Conv2d，从外到里。
        up: nn.ModuleList，depth 个 nn.ConvTranspose2d，从里到外。
        后面跟着归一化的没有偏置，别的有：down 的头尾两个、up 的最后一个。
        归一化是 InstanceNorm2d 或 BatchNorm2d，名字随意，数值照它们的默认；
        没有 dropout。
    例子
        >>> UNetGenerator(1, 3, width=4, depth=3)(torch.zeros(5, 1, 16, 24)).shape
        torch.Size([5, 3, 16, 24])
    """

    def __init__(
        self,
        in_channels: int = 1,
        out_channels: int = 1,
        width: int = 24,
        depth: int = 4,
    ) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = nn.ModuleList(), nn.ModuleList()
        self.up, self.up_norms = nn.ModuleList(), nn.ModuleList()
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """翻译一批图。

        参数
            x: (n, in_channels, h, w)；不变。
        返回
            (n, out_channels, h, w)，在 −1 到 1。
        错误
            h 或 w 不是 2^depth 的倍数时抛出 ValueError。
        """
        ### BEGIN SOLUTION
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)
        ### END SOLUTION


# %% check="UNetGenerator" points=15 minutes=24
check("UNetGenerator")

# %% tags=["demo"]
if ready("UNetGenerator"):
    for name, sizes in (("我们的", (1, 1)), ("论文的，256 × 256 彩色", (3, 3, 64, 8))):
        net = UNetGenerator(*sizes)
        print(f"{sum(p.numel() for p in net.parameters()):12,d}　{name}")
    del net

# %% [markdown]
# 作者的代码印出来是 5441 万，你的应当一样（归一化不带参数时少一万左右）。

# %% [markdown]
# ## 3　Pix2Pix：两个损失合在一起
#
# ### 练习 10.5 pix2pix_losses（约 14 分钟，9 分）
#
# **为什么只有像素误差会糊**　设想某个像素，一半的字该是黑（−1），一半该是白（1），网络又分不清是哪一半。答 $a$，平均差 $\frac12|a+1| + \frac12|a-1|$：$a$ 在 −1 到 1 之间，怎么答都是 1，两边一样多的时候灰的也不吃亏；用平方就更糟，答 0 最省。判别器却一眼看出来：真的字里没有灰边。
#
# **判别器的损失**　一对真的该打高分，一对假的该打低分，各是一个二元交叉熵（binary cross-entropy，BCE），取平均再对半：
#
# $$
# L_D = \tfrac12\bigl[\mathrm{BCE}(D(x, y),\,1) + \mathrm{BCE}(D(x, \hat y),\,0)\bigr]
# $$
#
# 对半是论文的做法：让判别器学得慢一点，别一下子赢光（用 Adam 时乘 ½ 几乎不改步长，真正让它慢的是小的学习率：练习 10.6 的参考里，判别器 2e-4，生成器 1e-3）。这里 $\hat y$ 是写出来的字；判别器的这一步不该改生成器，所以要断开。
#
# **生成器的损失**　骗过判别器，同时离正确答案不远：
#
# $$
# L_G = \mathrm{BCE}(D(x, \hat y),\,1) + \lambda\,\operatorname{mean}|\hat y - y|
# $$
#
# $\lambda$ 就是 `weight`，论文用 100。两个损失都对所有格子、所有像素、整批取平均。
#
# **例子**　一个像素，$x$ 不论，$y = 1$，$\hat y = 0.5$；判别器给真的打 $\ln 3$（即 sigmoid 之后 0.75），给假的打 $-\ln 3$（0.25）。
#
# | | |
# |---|---|
# | 判别器 | ½(−ln 0.75 − ln 0.75) = 0.2877 |
# | 生成器，$\lambda = 2$ | −ln 0.25 + 2 × 0.5 = 2.3863 |
#
# <details><summary>提示一</summary>
#
# $D(x, \hat y)$ 出现了两次。两次的数一样，有什么不一样？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 目标是和打分同样形状的一片 1 或一片 0：`torch.ones_like(scores)`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# real = …
# fake_scores = …               # 给判别器的那一次
# d_loss = …
# fooled = …                    # 给生成器的那一次
# g_loss = …
# return d_loss, g_loss
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 判别器的损失没有断开，梯度流进了生成器；<!-- wrong: not-detached -->
# - 生成器的损失也断开了，对抗的那一项没有梯度；<!-- wrong: all-detached -->
# - 判别器的损失没有对半，或者 ½ 只乘在了一项上；<!-- wrong: not-halved real-halved fake-halved -->
# - 两个目标弄反了，真的是 0；<!-- wrong: labels-swapped -->
# - 像素误差加进了判别器的损失；<!-- wrong: l1-in-d -->
# - 给判别器的条件用了 $y$ 自己；<!-- wrong: condition-y -->
# - 像素误差是平方；<!-- wrong: squared -->
# - 生成器把假的判成 0 当作目标（和判别器站在一边）；<!-- wrong: same-side -->
# - `weight` 乘错了地方，乘在对抗的那一项上；<!-- wrong: weight-on-adversarial -->
# - 像素误差是和 $x$ 比，不是和 $y$ 比。<!-- wrong: l1-to-x -->
#
# </details>


# %% exercise="pix2pix_losses"
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    """Pix2Pix 两边的损失。

    参数
        discriminator: 一个函数，(x, y) 进，打分出（什么形状都行），没有 sigmoid。
        x: 条件；不变。
        y: 真的图；不变。
        fake: 写出来的图，和 y 同样形状；不变。
        weight: 像素误差的权重。
    返回
        (d_loss, g_loss)，两个标量张量。
        d_loss: 真的对 1、假的对 0，两个二元交叉熵的平均；
            不带通向 fake 的梯度，有通向判别器权重的。
        g_loss: 假的对 1 的二元交叉熵，加 weight 乘平均绝对误差；
            梯度通向 fake，两项都通。
    例子
        >>> judge = lambda x, y: 1.0986123 * torch.sign(y - 0.75)
        >>> y, fake = torch.tensor([[[[1.0]]]]), torch.tensor([[[[0.5]]]])
        >>> pix2pix_losses(judge, y, y, fake, weight=2.0)
        (tensor(0.2877), tensor(2.3863))
    """
    ### BEGIN SOLUTION
    bce = F.binary_cross_entropy_with_logits
    real, seen = discriminator(x, y), discriminator(x, fake.detach())
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return d_loss, g_loss
    ### END SOLUTION


# %% [markdown]
# 下面两样给检查用：一个三个权重的“判别器”，和用它算损失、算梯度。不用读懂。


# %%
class Judge(nn.Module):
    """打分 = a·x + b·y + c，逐个像素。"""

    def __init__(self, weights: list[float]) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor(weights, dtype=torch.float64))

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """(n, 1, h, w) 的打分。"""
        a, b, c = self.weights
        return a * x.mean(1, keepdim=True) + b * y.mean(1, keepdim=True) + c


def judged(
    weights: list[float],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float,
) -> list:
    """[d_loss, g_loss, 各自对 fake 的梯度, d_loss 对判别器权重的梯度]。

    没有梯度的是 None。
    """
    judge, fake = Judge(weights), fake.clone().requires_grad_()
    d_loss, g_loss = pix2pix_losses(judge, x, y, fake, weight)
    found: list = [d_loss.detach(), g_loss.detach()]
    for loss, leaf in ((d_loss, fake), (g_loss, fake), (d_loss, judge.weights)):
        grad = None
        if loss.requires_grad:
            options = {"retain_graph": True, "allow_unused": True}
            (grad,) = torch.autograd.grad(loss, leaf, **options)
        found.append(grad)
    return found


# %% check="pix2pix_losses" points=9 minutes=14
check("pix2pix_losses")

# %% [markdown]
# ### 论文导读：*Image-to-Image Translation with Conditional Adversarial Networks*
#
# Isola、Zhu、Zhou、Efros，2016 年 11 月，次年 CVPR。
#
# **当时的难处**　上色、去雾、分割、由边画图，各有各的论文、各的损失，每一题都要人想清楚“好”是什么意思。只用 L1、L2 就糊；那时的 GAN 多半从噪声造图，不知道你要哪一张。
#
# **主意**　都是“图进、图出”，那就用同一套：条件对抗加 L1，生成器是 U-Net，判别器只看小块。换任务不换代码，只换数据。
#
# | 节 | 一句话 | 在这一章里 |
# |---|---|---|
# | 1、2 | 别人已经试过条件 GAN，大多为一个任务专门设计 | |
# | 3.1 | 目标：对抗 + $\lambda$ L1；噪声只靠 dropout，测试时也开着 | 练习 10.5；我们没有 dropout |
# | 3.2 | 生成器加跳接；判别器看 $N \times N$ 的小块 | 练习 10.3、10.4 |
# | 3.3 | Adam，学习率 2e-4，$\beta_1 = 0.5$；判别器的损失对半 | 练习 10.5、10.6 |
# | 4.1 | 怎样打分：请人辨真假；让一个分割网络去认生成的街景 | |
# | 4.2 | 拆开看：L1 糊，只有 cGAN 会凭空添东西，合起来最好 | 下面的表 |
# | 4.3 | 没有跳接的编码解码器学不好 | 生成器那一节 |
# | 4.4 | 小块取 1、16、70、286 | 第 1 节 |
# | 4.5、4.6 | 骗过人的比例；分割这种有标准答案的题，只用 L1 反而更好 | |
#
# 论文的表 1：照标签画街景，让现成的分割网络去认，每像素认对的比例（真照片是 0.80）：
#
# | L1 | GAN（不看条件） | cGAN | L1 + GAN | L1 + cGAN |
# |---|---|---|---|---|
# | 0.42 | 0.22 | 0.57 | 0.64 | 0.66 |
#
# 你写的判别器看条件，是最后一列；后面的图里也这样标。
#
# 有两个数值得记：由地图画航拍，L1 加 cGAN 有 18.9% 的次数骗过了人，只用 L1 的是 0.8%；而立面图那个任务，训练的图只有 400 张。数据少也学得起来，一个原因是每张图里有几百个小块。
#
# 它和今天的代码的出入：论文说噪声由 dropout 提供，作者自己也承认输出几乎不随它变，后来的实现常常去掉；论文测试时用测试批的统计量做批归一化，批是 1 的时候，那就是你写的实例归一化。
#
# **关键的一张图**　论文图 3 的右半边，换成我们的尺寸，由你的网络跑出来的形状标上数：

# %% tags=["demo"]
# 怎么画的不用读懂：方块的高是边长，宽是通道，虚线是跳接
if ready("UNetGenerator"):
    net, shapes = UNetGenerator(), [(1, 32)]

    def note(module, inputs, out):
        shapes.append((out.shape[1], out.shape[2]))

    for conv in [*net.down, *net.up]:
        conv.register_forward_hook(note)
    with torch.no_grad():
        net(torch.zeros(2, 1, 32, 32))
    fig, ax = plt.subplots(figsize=(8, 2.6))
    places = []
    for i, (c, size) in enumerate(shapes):
        style = {"color": BLUE if i <= 4 else GREEN, "alpha": 0.75}
        box = plt.Rectangle((2 * i, -size / 2), 0.35 + c / 190, size, **style)
        ax.add_patch(box)
        ax.text(2 * i + 0.3, size / 2 + 2, f"{c} × {size}²", ha="center", fontsize=8)
        places.append((2 * i, size))
    for i in (1, 2, 3):
        (left, size), (right, _) = places[i], places[8 - i]
        y = -size / 2 - 1.5
        style = {"arrowstyle": "->", "color": RED, "linestyle": "--"}
        ax.annotate("", (right, y), (left + 0.4, y), arrowprops=style)
    ax.set(xlim=(-0.8, 17.6), ylim=(-20, 22))
    ax.axis("off")
    plt.show()

# %% [markdown]
# ### 练习 10.6 train_pix2pix（约 22 分钟，13 分）
#
# **做什么**　建一个 `UNetGenerator` 和一个 `PatchDiscriminator`，用你的 `pix2pix_losses`（$\lambda = 100$）训练，返回生成器。进出的通道数从 `x`、`y` 看，生成器的宽和深用默认的；判别器的宽和层数、优化器、学习率、批的大小都由你定。32 × 32 的字，判别器减半两次、宽 16 就够了。
#
# **两个网络，一批走两步**，有一个坑。两个损失是一起算出来的：判别器先走了一步，权重变了，再从 `g_loss` 往回走，PyTorch 会抱怨“计算图里要用的东西被改了”。先把两个 `backward()` 都做完，再走两步，就不抱怨了，却有另一个毛病：`g_loss` 的梯度也流进了判别器，攒在 `d_loss` 的梯度上，判别器就有一份力气在帮着骗自己。
#
# 出路有两条：从 `g_loss` 往回走时，梯度只放进生成器的权重；或者判别器走完以后，再叫一次 `pix2pix_losses`。
#
# 此外：
#
# 1. 每一轮每一对图正好用一次，重新打乱，不满的最后一批也用，图原样喂（不做增强）；一批的 $\hat y$ 写一次就够，两个损失用同一份（写两遍也算对，只是慢）；
# 2. 建网络之前 `torch.manual_seed(seed)`，打乱也由 `seed` 定；
# 3. 返回的生成器在评估模式。
#
# **成绩也算分**　评分时黑体 → 楷体 800 个字训练 8 轮，没见过的 200 个字，平均每个像素的误差（0 到 1）不超过 **0.12**，一个核上二十秒左右；公开测试不做这件事，通过以后运行再下面一格自己量。参考：Adam，学习率 1e-3（判别器 2e-4），$\beta_1 = 0.5$，每批 16，后一半线性降到 0。做不到，扣一半的分。
#
# **例子**　20 对图，2 轮，每批 8 对：生成器见到 8、8、4、8、8、4 张；判别器见到的每一对，真的和假的，条件都是同一批的 $x$。
#
# <details><summary>提示一</summary>
#
# 一批要动哪些权重？各自的梯度从哪个损失来？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 两个优化器，各管一个网络。次序：写出假的 → 两个损失 → 清零 → 两次反向 → 两步。`g_loss.backward(inputs=list(generator.parameters()))` 只把梯度放进列出的权重。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# for epoch in range(epochs):
#     for rows in torch.randperm(len(x), generator=…).split(…):
#         fake = …
#         d_loss, g_loss = …
#         …                       # 判别器
#         …                       # 生成器
# return generator.eval()
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `g_loss` 的梯度也攒进了判别器；<!-- wrong: discriminator-helps -->
# - 判别器一步也没有走；<!-- wrong: discriminator-frozen -->
# - 生成器一步也没有走；<!-- wrong: generator-frozen -->
# - 生成器的梯度忘了清零；<!-- wrong: no-zero-grad -->
# - $x$ 打乱了，$y$ 没有跟着；<!-- wrong: pairs-broken -->
# - 没有打乱，或者每轮次序都一样；<!-- wrong: not-shuffled same-order -->
# - 扔掉了不满的最后一批；<!-- wrong: last-dropped -->
# - 种子没有用上；<!-- wrong: seed-ignored -->
# - 返回时还在训练模式；<!-- wrong: left-in-training -->
# - 根本没有用判别器，只有像素误差；<!-- wrong: pixels-only -->
# - 把 $x$ 和 $y$ 弄反了，学的是楷体变黑体。<!-- wrong: backwards -->
#
# </details>


# %% exercise="train_pix2pix"
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    """训练一个 Pix2Pix，返回生成器。

    参数
        x: (n, a, h, w) 的 float32 张量，边长是 16 的倍数、不小于 32；不变。
        y: (n, b, h, w)，x[i] 该变成 y[i]；不变。
        epochs: 走几轮；每一轮里每一对正好用一次，原样喂，每轮重新打乱；
            一批写一遍，或者每个损失写一遍，都行。
        seed: 初值和次序的种子：相同则权重相同，不同则次序不同。
    返回
        训练好的 UNetGenerator(a, b)，处在评估模式。
    约定
        用 UNetGenerator（默认的宽和深）、PatchDiscriminator(a + b, …)（宽和层数随意）
        和 pix2pix_losses（weight 100）；两个网络都训练，用 torch.optim 里的优化器，
        判别器的梯度只来自 d_loss，生成器的只来自 g_loss，每一步只用这一批的。
        黑体 → 楷体 800 个字、8 轮，没见过的 200 个字的误差不超过 0.12，
        一个核 20 秒上下。
    例子
        >>> x = y = torch.zeros(4, 1, 32, 32)
        >>> net = train_pix2pix(x, y, 1, 0)
        >>> net(torch.zeros(2, 1, 32, 32)).shape, net.training
        (torch.Size([2, 1, 32, 32]), False)
    """
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 1e-3 * rate
        d_optimizer.param_groups[0]["lr"] = 2e-4 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()
    ### END SOLUTION


# %% [markdown]
# 下面这一格给检查用：训练几张小图，记下两个网络见到了什么、每一步的梯度对不对。不用读懂。


# %%
class Watch:
    """训练的时候在一旁看：谁进了网络，走每一步时梯度从哪里来。"""

    def __init__(self, x: Tensor, y: Tensor) -> None:
        self.x, self.y = x, y
        self.written: list[list[int]] = []
        self.pairs: list[tuple[int, str]] = []
        self.arrived: list[Tensor] = []
        self.clean = {"generator": True, "discriminator": True}
        self.steps = {"generator": 0, "discriminator": 0}
        self.nets: dict[str, nn.Module] = {}
        self.last: dict[str, tuple[Tensor, Tensor]] = {}
        self.moved = {"generator": False, "discriminator": False}
        self.start: dict[str, Tensor] = {}

    def name(self, picture: Tensor, known: Tensor) -> int:
        """是哪一张；都不是，就是 −1。"""
        if picture.shape != known.shape[1:]:
            return -1
        far = (known - picture.detach()).abs().flatten(1).amax(1)
        return int(far.argmin()) if far.min() < 1e-6 else -1

    def enter(self, module: nn.Module, inputs: tuple) -> None:
        """一个网络被调用了。"""
        kind = type(module).__name__
        if kind == "UNetGenerator":
            self.meet("generator", module)
            if module.training:
                self.written.append([self.name(p, self.x) for p in inputs[0]])
        elif kind == "PatchDiscriminator":
            self.meet("discriminator", module)
            names = [self.name(p, self.x) for p in inputs[0]]
            seconds = [self.name(p, self.y) for p in inputs[1]]
            real = min(seconds) >= 0
            for first, second in zip(names, seconds):
                kind = "fake" if not real else "real" if first == second else "torn"
                self.pairs.append((first, kind))
            self.last["real" if real else "fake"] = inputs[0], inputs[1].detach()

    def meet(self, kind: str, net: nn.Module) -> None:
        """第一次见到一个网络，记下它和它的初值。"""
        if kind not in self.nets:
            self.nets[kind] = net
            weight = next(net.parameters())
            self.start[kind] = weight.detach().clone()
            if kind == "generator":
                weight.register_hook(lambda grad: self.arrived.append(grad.clone()))

    def before_step(self, optimizer: torch.optim.Optimizer, *_: object) -> None:
        """一个优化器要走了：梯度该是这一批的。"""
        own = {id(p) for group in optimizer.param_groups for p in group["params"]}
        for kind, net in self.nets.items():
            weight = next(net.parameters())
            if id(weight) not in own or weight.grad is None:
                continue
            self.steps[kind] += 1
            sums = self.expected(kind, weight)
            if sums and not any(self.same(weight.grad, total) for total in sums):
                self.clean[kind] = False

    def expected(self, kind: str, weight: Tensor) -> list[Tensor]:
        """梯度该是哪一个：生成器的由最近几次反向相加，判别器的再算一遍。"""
        if kind == "generator":
            parts, self.arrived = self.arrived[::-1], []
            return [sum(parts[: i + 1]) for i in range(len(parts))]
        if len(self.last) < 2:
            return []
        net, bce = self.nets[kind], F.binary_cross_entropy_with_logits
        with torch.enable_grad():
            real, fake = (net.forward(*self.last[name]) for name in ("real", "fake"))
            loss = bce(real, torch.ones_like(real)) + bce(fake, torch.zeros_like(fake))
            return list(torch.autograd.grad(loss / 2, [weight]))

    @staticmethod
    def same(grad: Tensor, want: Tensor) -> bool:
        """相差不到百分之一。"""
        return bool((grad - want).norm() <= 1e-2 * want.norm() + 1e-12)


def watch_training(x: Tensor, y: Tensor, epochs: int, seed: int) -> tuple:
    """训练一次，返回看到的：
    (生成器见到的每一批, 判别器见到的每一对, 走了几步, 梯度对不对, 权重变了没有,
    返回的生成器的第一个权重, 它在不在训练模式, 返回的是不是训练的那一个)。
    """
    from torch.optim.optimizer import register_optimizer_step_pre_hook

    watch = Watch(x, y)
    hooks = [
        nn.modules.module.register_module_forward_pre_hook(watch.enter),
        register_optimizer_step_pre_hook(watch.before_step),
    ]
    try:
        result = train_pix2pix(x, y, epochs, seed)
    finally:
        for hook in hooks:
            hook.remove()
    moved = dict.fromkeys(watch.steps, False)
    for kind, net in watch.nets.items():
        moved[kind] = not torch.equal(next(net.parameters()), watch.start[kind])
    weight = next(result.parameters()).detach().clone()
    own = watch.nets.get("generator") is result
    sees = watch.written, watch.pairs, watch.steps, watch.clean
    return *sees, moved, weight, result.training, own


# %% check="train_pix2pix" points=13 minutes=22 uses=["PatchDiscriminator", "UNetGenerator", "pix2pix_losses"]
check("train_pix2pix")

# %% [markdown]
# 量一量（一个核半分钟上下）。同样的生成器训练两次：一次是你的 `train_pix2pix`，一次把判别器拿掉，只剩像素误差。**先猜**：哪一个的误差小？哪一个看上去像字？

# %% tags=["demo"]


def train_pixels(x, y, epochs, seed):
    """没有判别器，只有像素误差；别的和答案一样。不用读懂。"""
    torch.manual_seed(seed)
    net = UNetGenerator(x.shape[1], y.shape[1])
    optimizer = torch.optim.Adam(net.parameters(), betas=(0.5, 0.999))
    for epoch in range(epochs):
        optimizer.param_groups[0]["lr"] = 1e-3 * min(1.0, 2 * (1 - epoch / epochs))
        for rows in torch.randperm(len(x)).split(16):
            optimizer.zero_grad()
            (net(x[rows]) - y[rows]).abs().mean().backward()
            optimizer.step()
    return net.eval()


def edges(pictures):
    """笔画的边有多利落：相邻两个像素平均差多少（黑白差 1）。糊的边也差那么多，
    只是分几步走完，所以用平方：一步走完的比分两步的大一倍。"""
    steps = [pictures.diff(dim=axis).pow(2).mean() / 4 for axis in (2, 3)]
    return sum(steps).item()


TRAINED = ("PatchDiscriminator", "UNetGenerator", "pix2pix_losses", "train_pix2pix")
if ready(*TRAINED):
    new, truth = sans[800:], kai[800:]
    pixels_only = train_pixels(sans[:800], kai[:800], 8, seed=0)
    pix2pix = train_pix2pix(sans[:800], kai[:800], 8, seed=0)
    with torch.no_grad():
        pages = {"只有 L1": pixels_only(new), "L1 + cGAN": pix2pix(new), "真楷体": truth}
    for name, page in pages.items():
        print(f"{name}：误差 {pixel_error(page, truth):.4f}，", end="")
        print(f"边的利落 {edges(page):.4f}")
    show([new[:12], *(page[:12] for page in pages.values())], ["黑体", *pages])

# %% [markdown]
# 误差几乎一样：对抗没有让它变小。变的是后一个数：只有 L1 的笔画最软，加上判别器利落一些，离真楷体还有一截。这不是碰巧：答案换着种子量过：只有 L1 的（6 个种子），误差都在 0.094 到 0.096，利落 0.106 到 0.112；加上判别器的（12 个），误差 0.095 到 0.097，利落 0.118 到 0.126。看图却要失望：加上判别器，墨浓了、边硬了，毛刺和墨点也跟着显眼，乍看更脏；断笔两样都有。
#
# 每个像素的误差不奖励利落，这正是要判别器的理由，也是它不能证明判别器有用的理由。“利落”这个数也骗得过：把只有 L1 的图 $v$ 换成 $\tanh(3v)$，只是拉高对比，利落就有 0.174，比真楷体的 0.143 还高，误差也不过 0.102。两个数都写不全“像”，所以才去学一个。
#
# 为什么这么毛糙？论文训练 200 轮，我们 8 轮，400 步；图只有 32 × 32，一笔才两三个像素宽。
#
# **换一对域**　论文最得意的是：换任务不换代码。1032 个表情，左边是线稿，右边是上好的颜色；一个通道进，三个通道出，你的 `train_pix2pix` 一个字也不用改。900 个学 4 轮（十秒上下），下面是没见过的前十几个，不挑。**先猜**：它会把笑脸涂成什么颜色？辣椒呢？
#
# 数据：表情由 [OpenMoji](https://openmoji.org) 设计，CC BY-SA 4.0；缩小到 32 × 32。

# %% tags=["demo"]
if ready(*TRAINED):
    with np.load(EMOJI) as file:
        mixed = np.random.default_rng(1).permutation(len(file["line"]))
        line = torch.tensor(file["line"][mixed, None] / 127.5 - 1, dtype=torch.float32)
        color = file["color"][mixed].transpose(0, 3, 1, 2)
        color = torch.tensor(color / 127.5 - 1, dtype=torch.float32)
    painter = train_pix2pix(line[:900], color[:900], 4, seed=0)
    with torch.no_grad():
        painted = painter(line[900:])
    show([line[900:914], painted[:14], color[900:914]], ["线稿", "涂的", "真的"])
    print(f"误差 {pixel_error(painted, color[900:]):.3f}，", end="")
    print(f"线稿不涂 {pixel_error(line[900:].expand(-1, 3, -1, -1), color[900:]):.3f}")

# %% [markdown]
# 下面说的是答案的网络，你的会有出入。两张笑脸认出来了，涂的是黄。别的它也爱往黄里涂：900 个里笑脸最多，黄色最保险。辣椒该是红是绿，线稿里没有，猜成橙的不算错；像素的误差可不这么看，所以这个数和不涂几乎一样（0.080 对 0.083）。红鼻子、花瓣这些要“认得是什么”才涂得对的，四轮学不会。
#
# **这里停一停。** 前三节是 Pix2Pix 的全部：看小块的判别器、带跳接的生成器、合在一起的两个损失。明天接着来，没有成对的图怎么办。

# %% [markdown]
# ## 4　没有成对的图
#
# 一匹马和“同一匹斑马”的照片，世上没有；莫奈看见的那个池塘，也没有人站在他身边拍下来。手头只有**一堆** $X$ 和**一堆** $Y$，谁也不对应谁。没有 $y$，L1 就没有了，剩下一句：“写出来的要像 $Y$ 里的”。这句话不够：不管进来什么字，都写同一个漂亮的斜体“永”，判别器也无话可说。
#
# CycleGAN 的主意：再训练一个反方向的 $F: Y \to X$。翻译得忠实的话，翻过去再翻回来，该是原来那句：
#
# $$
# F(G(x)) \approx x, \qquad G(F(y)) \approx y
# $$
#
# 永远写“永”的 $G$，谁也翻不回去。这叫循环一致（cycle consistency）。
#
# 先把三个损失写好：像不像、翻得回来吗、该不动的动了没有。
#
# ### 练习 10.7 least_squares_losses（约 7 分钟，4 分）
#
# **为什么**　交叉熵有个脾气：打分很低的图，低多少都差不多一样用力推；打分过了关的，就几乎不推了，哪怕它离真的还远。毛旭东等人的最小二乘 GAN（least squares GAN，LSGAN）把打分当成一个普通的数：真的该是 1，假的该是 0，差多少，平方。离得越远，拉得越用力；训练稳一些。CycleGAN 就用它。
#
# $$
# L_D = \tfrac12\bigl[\operatorname{mean}(r - 1)^2 + \operatorname{mean} f^2\bigr], \qquad
# L_G = \operatorname{mean}(f - 1)^2
# $$
#
# $r$、$f$ 是判别器给真的和假的打的分，各自对所有格子取平均（两边的个数可以不同）。对半的只有判别器的。断开计算图是调用者的事，这里不管。
#
# **例子**　真的打 0.5 和 1.5，假的打 2：$L_D = \frac12(0.25 + 4) = 2.125$，$L_G = 1$。
#
# <details><summary>提示一</summary>
#
# 两个目标各是几？哪一个式子前面有 ½？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 两份打分的个数不一定相同，各求各的平均。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# d_loss = (… + …) / 2
# return d_loss, …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 判别器的损失没有对半，或者 ½ 只乘在了一项上；<!-- wrong: d-not-halved real-halved fake-halved -->
# - 生成器的损失也对半了；<!-- wrong: g-halved -->
# - 生成器的目标是 0；<!-- wrong: g-towards-zero -->
# - 真的对 0、假的对 1；<!-- wrong: targets-swapped -->
# - 求了和，没有平均；<!-- wrong: summed -->
# - 先过了 sigmoid；<!-- wrong: sigmoid -->
# - 把真的和假的拼在一起求平均，个数不同时就偏了。<!-- wrong: pooled-mean -->
#
# </details>


# %% exercise="least_squares_losses"
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    """最小二乘的对抗损失。

    参数
        real: 判别器给真的打的分，任意形状；不变。
        fake: 给假的打的分，任意形状，个数可以和 real 不同；不变。
    返回
        (d_loss, g_loss)，两个标量张量，可以求导。
        这里不断开任何计算图，那是调用者的事。
    例子
        >>> least_squares_losses(torch.tensor([0.5, 1.5]), torch.tensor([2.0]))
        (tensor(2.1250), tensor(1.))
    """
    ### BEGIN SOLUTION
    d_loss = ((real - 1).square().mean() + fake.square().mean()) / 2
    return d_loss, (fake - 1).square().mean()
    ### END SOLUTION


# %% check="least_squares_losses" points=4 minutes=7
check("least_squares_losses")

# %% [markdown]
# ### 练习 10.8 cycle_loss（约 9 分钟，6 分）
#
# 两个方向都要翻得回来，各是平均绝对误差，相加：
#
# $$
# L_{\text{cyc}} = \operatorname{mean}\bigl|F(G(x)) - x\bigr| + \operatorname{mean}\bigl|G(F(y)) - y\bigr|
# $$
#
# 只要一个方向行不行？不行。$x$ 少 $y$ 多的时候，$G$ 可以把所有的 $x$ 送到 $Y$ 的一个小角落，$F$ 照样背得下来怎么回去；从 $y$ 出发的那一圈就回不到原处了。
#
# **例子**　$G(t) = 2t$，$F(t) = t - 1$；$x = [0, 4]$，$y = [5]$。
#
# | | 过去 | 回来 | 差 |
# |---|---|---|---|
# | $x$ | 0、8 | −1、7 | 平均 \|−1\|、\|3\| = 2 |
# | $y$ | 4 | 8 | 3 |
#
# 一共 5。
#
# <details><summary>提示一</summary>
#
# `y` 是 $Y$ 里的图，第一步该交给谁？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `g` 和 `f` 是两个函数，`f(g(x))` 就是过去再回来。两项各取各的平均。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# there_and_back = …
# back_and_there = …
# return … + …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只算了从 $x$ 出发的一圈；<!-- wrong: one-direction -->
# - 比的是 $G(x)$ 和 $x$，没有翻回来；<!-- wrong: not-back -->
# - 用了平方；<!-- wrong: squared -->
# - 先 $F$ 后 $G$，次序反了；<!-- wrong: order-reversed -->
# - 同一个网络过了两遍；<!-- wrong: same-twice -->
# - 两个方向取了平均，没有相加；<!-- wrong: averaged -->
# - 求了和，没有平均；<!-- wrong: summed -->
# - 中间断开了计算图，第一步的网络学不到。<!-- wrong: detached detached-from-x detached-from-y -->
#
# </details>


# %% exercise="cycle_loss"
def cycle_loss(
    x: Tensor,
    y: Tensor,
    g: Callable[[Tensor], Tensor],
    f: Callable[[Tensor], Tensor],
) -> Tensor:
    """循环一致的损失：翻过去再翻回来，差多少。

    参数
        x: X 里的一批；不变。
        y: Y 里的一批，个数可以和 x 不同；不变。
        g: 一个函数，X → Y。
        f: 一个函数，Y → X。
    返回
        标量张量，两个方向的平均绝对误差相加；可以求导，g 和 f 都学得到。
    例子
        >>> x, y = torch.tensor([0.0, 4.0]), torch.tensor([5.0])
        >>> cycle_loss(x, y, lambda t: 2 * t, lambda t: t - 1)
        tensor(5.)
    """
    ### BEGIN SOLUTION
    return (f(g(x)) - x).abs().mean() + (g(f(y)) - y).abs().mean()
    ### END SOLUTION


# %% [markdown]
# 下面两样给检查用：一个只有两个权重的“网络”，和用它算一个损失、算梯度。不用读懂。


# %%
class Line(nn.Module):
    """t → slope·t + shift。"""

    def __init__(self, slope: float, shift: float) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor([slope, shift], dtype=torch.float64))

    def forward(self, t: Tensor) -> Tensor:
        """同样形状。"""
        return self.weights[0] * t + self.weights[1]


def with_lines(
    name: str,
    x: Tensor,
    y: Tensor,
    first: list[float],
    second: list[float],
) -> list:
    """[cycle_loss 或 identity_loss 的结果, 对 g 的两个权重的梯度, 对 f 的]。"""
    g, f = Line(*first), Line(*second)
    loss = globals()[name](x, y, g, f)
    if not (isinstance(loss, Tensor) and loss.requires_grad):
        return [loss, None, None]
    found = torch.autograd.grad(loss, [g.weights, f.weights], allow_unused=True)
    return [loss.detach(), *found]


# %% check="cycle_loss" points=6 minutes=9
check("cycle_loss")

# %% [markdown]
# ### 练习 10.9 identity_loss（约 6 分钟，3 分）
#
# $G$ 把黑体写成斜体。要是交给它的**已经是斜体**呢？该原样还回来。循环一致管不着这件事：$G$ 把整张图的色调换一种、$F$ 再换回来，只要两种色调 $Y$ 里都有，对抗和循环都没话说。论文用莫奈的画时就发生过，白天的风景翻成了黄昏。所以再加一条：
#
# $$
# L_{\text{id}} = \operatorname{mean}\bigl|G(y) - y\bigr| + \operatorname{mean}\bigl|F(x) - x\bigr|
# $$
#
# **例子**　还是 $G(t) = 2t$，$F(t) = t - 1$，$x = [0, 4]$，$y = [5]$：$|10 - 5| + 1 = 6$。
#
# <details><summary>提示一</summary>
#
# $G$ 平时的输入是 $X$ 里的。这一条里，交给它的是谁？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 这里没有哪个网络过两遍。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# return (…).abs().mean() + (…).abs().mean()
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 交给 $G$ 的是 $x$：那是要它别翻译；<!-- wrong: given-own-input -->
# - 只算了一个方向；<!-- wrong: one-direction -->
# - 两项用的是同一个网络；<!-- wrong: only-g only-f -->
# - 用了平方；<!-- wrong: squared -->
# - 两个方向取了平均，没有相加；<!-- wrong: averaged -->
# - 求了和，没有平均；<!-- wrong: summed -->
# - 和另一边的图比：$G(y)$ 比 $x$。<!-- wrong: crossed -->
#
# </details>


# %% exercise="identity_loss"
def identity_loss(
    x: Tensor,
    y: Tensor,
    g: Callable[[Tensor], Tensor],
    f: Callable[[Tensor], Tensor],
) -> Tensor:
    """该不动的动了多少：已经在目的地的图，应当原样还回来。

    参数
        x: X 里的一批；不变。
        y: Y 里的一批，个数可以和 x 不同；不变。
        g: 一个函数，X → Y。
        f: 一个函数，Y → X。
    返回
        标量张量，两个方向的平均绝对误差相加；可以求导。
    例子
        >>> x, y = torch.tensor([0.0, 4.0]), torch.tensor([5.0])
        >>> identity_loss(x, y, lambda t: 2 * t, lambda t: t - 1)
        tensor(6.)
    """
    ### BEGIN SOLUTION
    return (g(y) - y).abs().mean() + (f(x) - x).abs().mean()
    ### END SOLUTION


# %% check="identity_loss" points=3 minutes=6
check("identity_loss")

# %% [markdown]
# **弄坏了看**　没有循环一致，会怎样？把这件事缩到平面上：$X$ 是左边的一圈点，$Y$ 是右边的一圈，颜色是圈上的位置。两个小网络各把一圈送到另一圈，判别器只管“像不像那一圈”。`CYCLE = 0` 时，落得对不对地方？颜色的次序还在吗？改成 `10` 再运行一次。几秒钟。训练和画图折叠在下一格，不用读懂；开关在再下一格。

# %% tags=["demo"] jupyter={"source_hidden": true}
# 训练和画图，不用读懂


def small_net(out):
    """两层的小网络，(n, 2) 进。"""
    layers = nn.Linear(2, 64), nn.LeakyReLU(0.2), nn.Linear(64, 64), nn.LeakyReLU(0.2)
    return nn.Sequential(*layers, nn.Linear(64, out))


def turn_rings(cycle, steps, seed):
    """左圈和右圈互相翻译，返回左圈送到了哪里、又回到了哪里。"""
    torch.manual_seed(seed)
    nets = g, f, dx, dy = small_net(2), small_net(2), small_net(1), small_net(1)
    movers, judges = (
        torch.optim.Adam([*a.parameters(), *b.parameters()], 1e-3, betas=(0.5, 0.9))
        for a, b in ((g, f), (dx, dy))
    )

    def ring(n, middle):
        angle = 2 * np.pi * torch.rand(n)
        return torch.stack([angle.cos() + middle, angle.sin()], 1)

    for _ in range(steps):
        x, y = ring(128, -2.0), ring(128, 2.0)
        there, back = g(x), f(y)
        first = least_squares_losses(dy(y), dy(there.detach()))[0]
        second = least_squares_losses(dx(x), dx(back.detach()))[0]
        judges.zero_grad()
        (first + second).backward()
        judges.step()
        fooled = least_squares_losses(dy(y), dy(there))[1]
        fooled = fooled + least_squares_losses(dx(x), dx(back))[1]
        movers.zero_grad()
        (fooled + cycle * cycle_loss(x, y, g, f)).backward()
        movers.step()
    angle = torch.linspace(0, 2 * np.pi, 200)
    x = torch.stack([angle.cos() - 2, angle.sin()], 1)
    with torch.no_grad():
        return angle, x, nets[0](x), nets[1](nets[0](x))


def draw_rings(cycle, seed):
    """左圈、它去了哪里、又回到了哪里；颜色是左圈上的角度。"""
    angle, start, there, again = turn_rings(cycle, 800, seed)
    _, axes = plt.subplots(1, 3, figsize=(8.4, 2.4), sharey=True)
    far = (again - start).abs().mean()
    titles = f"CYCLE = {cycle:g}　X", "G(x)：该落在 Y 的圈上", f"F(G(x))：离 x 平均 {far:.2f}"
    for ax, points, title in zip(axes, (start, there, again), titles):
        middle = 2 if ax is axes[1] else -2
        ax.plot(angle.cos() + middle, angle.sin(), color=GREY, linewidth=0.8)
        ax.scatter(*points.T, c=angle, cmap="hsv", s=8)
        ax.set(title=title, aspect="equal", ylim=(-1.6, 1.6))
    plt.show()


# %% tags=["demo"]
CYCLE = 0.0  # 改成 10.0 再运行
SEED = 0  # 换几个数再看

if ready("least_squares_losses", "cycle_loss"):
    draw_rings(CYCLE, SEED)

# %% [markdown]
# `CYCLE = 0`：落点差不多在右圈上，判别器满意了；可是颜色的次序随它高兴，转到哪里算哪里，方向也可能反过来。再翻回来，早不是原来的点，$F$ 和 $G$ 各管各的，有时一圈还压成了一条线（`SEED` 换几个数看看）。`CYCLE = 10`：翻得回来了。注意，右圈上的颜色**仍然**不一定对着左圈的同一个角度：循环一致只说“翻得回来”，没说“对应得对”。

# %% [markdown]
# ## 5　CycleGAN 怎样训练
#
# ### 练习 10.10 ImagePool（约 18 分钟，11 分）
#
# **为什么**　两个网络轮流改，容易绕圈子：生成器换一种毛病，判别器跟着改，把上一种毛病忘了，生成器又换回去。办法是让判别器别忘了旧的：给它看的假图，（池子满了以后）平均一半是刚写的，一半是**以前写的**。CycleGAN 存着以前写过的 50 张，叫图片池（image pool），是从 Shrivastava 等人那里学来的。
#
# **做什么**　`query(images)` 收进一批新写的图，还一批同样多的。**一张一张**来：
#
# | 池子 | 还哪一张 | 池子怎样变 |
# |---|---|---|
# | 没满 | 新的 | 存进新的 |
# | 满了，一半的机会 | 池子里随机的一张（每张机会相同） | 那一张的位置换成新的 |
# | 满了，另一半 | 新的 | 不变 |
#
# 一批里前面的图，后面的图就可能抽到。每张各掷各的骰子，骰子都来自 `rng`。`size` 是 0：还原来的。
#
# 存的、还的都要断开计算图，而且是**拷贝**：谁在外面改了那张图，池子里的不该跟着变；改了还回去的，也一样。
#
# **例子**　`size = 2`，一批三张 A、B、C：A 存下，还 A；B 存下，还 B；C 来时满了，掷到“旧的”，抽到第 0 个，就还 A，池子里成了 C、B。这一批还的是 A、B、A。
#
# <details><summary>提示一</summary>
#
# 对整批只掷一次骰子，和每张掷一次，差在哪里？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 用一个列表存图，循环里分三种情形。`image.detach().clone()` 是断开的拷贝。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# for image in …:
#     if len(self.images) < self.size:
#         …
#     elif self.rng.random() < 0.5:
#         place = self.rng.integers(…)
#         …                          # 先取出旧的，再放新的
#     else:
#         …
# return torch.stack(…)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 先放了新的再取，还的就是刚放进去的那张；<!-- wrong: returns-new -->
# - 满了还往里加，池子越来越大；<!-- wrong: grows -->
# - 一批只掷一次骰子；<!-- wrong: one-draw -->
# - 旧的取走了，新的没有放进去；<!-- wrong: never-replaced -->
# - 旧的存着，还新的那一半也把新的换进去了；<!-- wrong: always-replaced -->
# - 永远换第 0 张；<!-- wrong: oldest-only -->
# - 满了以后总还旧的；<!-- wrong: always-old -->
# - 存的不是拷贝，外面一改就变；<!-- wrong: shared -->
# - 还的图带着计算图。<!-- wrong: graph-kept -->
#
# </details>


# %% exercise="ImagePool"
class ImagePool:
    """存着以前写过的一些图，满了以后，还的一半是旧的。

    参数
        size: 最多存几张；0 表示不存，query 还原来的。
        rng: NumPy 的随机数发生器；所有的骰子都来自它。
    例子
        >>> pool = ImagePool(2, np.random.default_rng(0))
        >>> pool.query(torch.tensor([[1.0], [2.0]]))
        tensor([[1.],
                [2.]])
        >>> pool.query(torch.full((4, 1), 3.0)).shape
        torch.Size([4, 1])
    """

    def __init__(self, size: int, rng: np.random.Generator) -> None:
        ### BEGIN SOLUTION
        self.size, self.rng = size, rng
        self.images: list[Tensor] = []
        ### END SOLUTION

    def query(self, images: Tensor) -> Tensor:
        """收进一批新的，还同样多的，一张一张来。

        参数
            images: (n, …)，n 张图；不变。
        返回
            (n, …)，第 i 张是 images[i] 或者池子里旧的一张；不带计算图，
            和 images、和池子里存的都不共用内存。
            没满：存下新的，还新的。满了：一半的机会还随机一张旧的，新的放在它的位置；
            另一半还新的，池子不变。
        """
        ### BEGIN SOLUTION
        if self.size == 0:
            return images.detach().clone()
        given = []
        for image in images.detach():
            if len(self.images) < self.size:
                self.images.append(image.clone())
            elif self.rng.random() < 0.5:
                place = int(self.rng.integers(self.size))
                image, self.images[place] = self.images[place], image.clone()
            given.append(image)
        return torch.stack(given)
        ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：在外面改动交进去的和还回来的图，看池子里的变不变。不用读懂。


# %%
def pool_keeps(size: int, seed: int) -> list[bool]:
    """[还的带着计算图, 还的跟着交进去的变, 池子跟着交进去的变, 池子跟着还的变]。"""
    found = [False] * 4
    for spoiled in ("given", "returned"):
        pool = ImagePool(size, np.random.default_rng(seed))
        for i in range(12 * size):
            image = torch.full((1, 3), float(i), requires_grad=True) + 0
            out = pool.query(image)
            number = out.detach().max().item()
            found[0] |= out.requires_grad
            if spoiled == "given":
                found[2] |= number < 0
                image.data.fill_(-1.0)
                found[1] |= number >= 0 and out.detach().max().item() < 0
            else:
                found[3] |= number < 0
                out.data.fill_(-1.0)
    return found


# %% check="ImagePool" points=11 minutes=18
check("ImagePool")

# %% [markdown]
# ### 练习 10.11 linear_decay（约 7 分钟，4 分）
#
# 论文前 100 轮学习率不变，后 100 轮沿直线降到 0。返回的是一个**倍数**，乘在最高的学习率上：到 `start` 为止是 1，之后沿直线降，走到 `total` 正好是 0，再往后也是 0。
#
# **例子**　`start = 4`，`total = 8`：第 0、4、5、6、8、10 轮是 1、1、0.75、0.5、0、0。
#
# <details><summary>提示一</summary>
#
# 从 `start` 到 `total` 一共几轮？第 `epoch` 轮离终点还有几轮？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 两头用 `min`、`max` 夹住，或者三个 `return`。`start` 等于 `total` 时，别除以 0。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# if epoch <= start:
#     return …
# if epoch >= total:
#     return …
# return …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 走过 `total` 以后成了负数；<!-- wrong: negative -->
# - `start` 等于 `total` 时除以了 0；<!-- wrong: zero-division -->
# - 从第 0 轮就开始降；<!-- wrong: from-zero -->
# - 除以了 `total`，没有减 `start`；<!-- wrong: over-total slope-over-total -->
# - 走到 `total` 还没有到 0（多算了一轮）；<!-- wrong: one-late -->
# - 早了一轮开始降；<!-- wrong: one-early -->
# - 返回的是已经降了多少。<!-- wrong: complement -->
#
# </details>


# %% exercise="linear_decay"
def linear_decay(epoch: int, start: int, total: int) -> float:
    """学习率的倍数：先不变，再沿直线降到 0。

    参数
        epoch: 第几轮，从 0 数起，可以超过 total。
        start: 到这一轮为止（含）不降，0 ≤ start ≤ total。
        total: 到这一轮正好是 0。
    返回
        0 到 1 的一个数。start 等于 total 时没有斜坡：epoch 小于 total 是 1，
        大于 total 是 0（恰好等于时 0、1 都行）。
    例子
        >>> [linear_decay(e, 4, 8) for e in (0, 4, 5, 6, 8, 10)]
        [1.0, 1.0, 0.75, 0.5, 0.0, 0.0]
    """
    ### BEGIN SOLUTION
    if epoch <= start:
        return 1.0
    return max(0.0, (total - epoch) / max(total - start, 1))
    ### END SOLUTION


# %% check="linear_decay" points=4 minutes=7
check("linear_decay")

# %% [markdown]
# ### 练习 10.12 generator_step（约 20 分钟，13 分）
#
# 四个网络：$G: X \to Y$，$F: Y \to X$；$D_Y$ 看写成的 $Y$ 像不像，$D_X$ 看写成的 $X$。两个生成器放在**同一个**优化器里，一起走一步：
#
# $$
# L = \underbrace{\operatorname{mean}(D_Y(G(x)) - 1)^2 + \operatorname{mean}(D_X(F(y)) - 1)^2}_{\text{adversarial}}
# + \lambda_c \underbrace{L_{\text{cyc}}}_{\text{cycle}} + \lambda_i \underbrace{L_{\text{id}}}_{\text{identity}}
# $$
#
# 返回一个字典：`adversarial`、`cycle`、`identity` 是上面括号下的三项，**没有**乘权重；`total` 是 $L$。都是走这一步**之前**的，Python 的 float。
#
# **判别器一点也不能动**　梯度要**穿过**它们才能到生成器，所以不能断开；可是它们自己的权重、`grad`、`requires_grad`，走完以后都要和进来时一样。穿过而不留下，怎么做？这个坑你在练习 10.6 里绕过一次。
#
# **例子**　都是一个数的“网络”：$G(t) = 2t$，$F(t) = t + 1$，$D_X(t) = D_Y(t) = t$，$x = 1$，$y = 3$，权重 10 和 5。
#
# | | |
# |---|---|
# | adversarial | (2 − 1)² + (4 − 1)² = 10 |
# | cycle | \|3 − 1\| + \|8 − 3\| = 7 |
# | identity | \|6 − 3\| + \|2 − 1\| = 4 |
# | total | 10 + 70 + 20 = 100 |
#
# <details><summary>提示一</summary>
#
# $G(x)$ 是哪一边的图？该由哪个判别器看？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `least_squares_losses` 的第二个结果就是要的那一项。`backward(inputs=…)` 只把梯度放进列出的权重；优化器管哪些，在 `optimizer.param_groups` 里。另一个办法：先把判别器的 `requires_grad` 都关上，走完再**照原样**打开（原来就关着的别打开）。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# adversarial = …
# cycled, same = …
# total = …
# optimizer.zero_grad()
# …                               # 反向，判别器不留梯度
# optimizer.step()
# return {"adversarial": …, …}
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 两个判别器弄反了，$G(x)$ 给了 $D_X$；<!-- wrong: judges-swapped -->
# - 判别器攒了梯度；<!-- wrong: judges-collect -->
# - 把判别器的 `grad` 清掉了；<!-- wrong: judges-cleared -->
# - 走完以后判别器的 `requires_grad` 全成了 True；<!-- wrong: judges-thawed -->
# - 走完以后判别器的 `requires_grad` 全成了 False；<!-- wrong: judges-frozen -->
# - 断开了 $G(x)$，对抗的一项学不到；<!-- wrong: adversarial-detached -->
# - 忘了 `zero_grad()`；<!-- wrong: no-zero-grad -->
# - 只有一个方向的对抗；<!-- wrong: one-direction -->
# - 两个方向的对抗取了平均，没有相加；<!-- wrong: adversarial-halved -->
# - 返回的 `cycle`、`identity` 乘过权重；<!-- wrong: weighted-parts -->
# - 两个权重弄反了；<!-- wrong: weights-swapped -->
# - 返回的是走完这一步以后的数。<!-- wrong: after-step -->
#
# </details>


# %% exercise="generator_step"
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    """CycleGAN 的两个生成器一起走一步。

    参数
        g, f: X → Y 和 Y → X 的生成器，就地走一步；模式不变。
        dx, dy: 看 X、看 Y 的判别器，一张图进，打分出；权重、grad、requires_grad、
            模式都和调用前一样（有的可能关着 requires_grad，有的可能已有 grad）。
        optimizer: 管着 g 和 f 的权重，只有它们；里面可能有上一步的 grad。
        x, y: X 和 Y 里的一批，个数可以不同；不变。
        cycle, identity: 两项的权重，可以是 0。
    返回
        {"adversarial": …, "cycle": …, "identity": …, "total": …}，走这一步之前的，
        Python 的 float；前三个没有乘权重（权重是 0 时 identity 也照样给）。
    例子
        >>> g, f, dx, dy = Line(2, 0), Line(1, 1), Line(1, 0), Line(1, 0)
        >>> optimizer = torch.optim.SGD([*g.parameters(), *f.parameters()], lr=0.01)
        >>> x, y = torch.tensor([1.0]).double(), torch.tensor([3.0]).double()
        >>> generator_step(g, f, dx, dy, optimizer, x, y)
        {'adversarial': 10.0, 'cycle': 7.0, 'identity': 4.0, 'total': 100.0}
    """
    ### BEGIN SOLUTION
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = cycle_loss(x, y, g, f), identity_loss(x, y, g, f)
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    parts = adversarial, cycled, same, total
    names = "adversarial", "cycle", "identity", "total"
    return {name: part.item() for name, part in zip(names, parts)}
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：拿四个 `Line` 走一步，看看各变成了什么。不用读懂。


# %%
def stepped(
    lines: list[list[float]],
    x: Tensor,
    y: Tensor,
    cycle: float,
    identity: float,
    rate: float,
) -> list:
    """[返回的字典, 四个网络的权重, 两个判别器的 grad 和 requires_grad, 四个的模式]。

    走之前：g 和 f 的 grad 都是 7，dx 的是 3，dy 没有 grad；dx 关着 requires_grad；
    f 和 dy 在评估模式。
    """
    g, f, dx, dy = nets = [Line(*line) for line in lines]
    for net, grad in ((g, 7.0), (f, 7.0), (dx, 3.0)):
        net.weights.grad = torch.full((2,), grad, dtype=torch.float64)
    dx.weights.requires_grad_(False)
    f.eval()
    dy.eval()
    optimizer = torch.optim.SGD([*g.parameters(), *f.parameters()], lr=rate)
    both = {"cycle": cycle, "identity": identity}
    found = generator_step(g, f, dx, dy, optimizer, x, y, **both)
    weights = [net.weights.detach().clone() for net in nets]
    grads = [net.weights.grad for net in (dx, dy)]
    flags = [net.weights.requires_grad for net in (dx, dy)]
    return [found, weights, grads, flags, [net.training for net in nets]]


def step_of_text(lines: list[list[float]], x: Tensor, y: Tensor) -> dict[str, float]:
    """权重不写，走一步，返回字典。"""
    g, f, dx, dy = (Line(*line) for line in lines)
    optimizer = torch.optim.SGD([*g.parameters(), *f.parameters()], lr=0.1)
    return generator_step(g, f, dx, dy, optimizer, x, y)


# %% check="generator_step" points=13 minutes=20 uses=["least_squares_losses", "cycle_loss", "identity_loss"]
check("generator_step")

# %% [markdown]
# ### 论文导读：*Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks*
#
# Zhu、Park、Isola、Efros，2017 年 3 月，当年 ICCV。和 Pix2Pix 是同一组人，只隔四个月。
#
# **当时的难处**　成对的图太难得。分割的标注还花得起钱，“这幅风景，要是莫奈来画”连定义都没有。只用对抗，两个集合之间的对应有无数种，网络随便挑一种，还常常只写一张。
#
# **主意**　翻译要能翻回来。作者引的是马克·吐温：他把自己一篇小说的法文译本又逐字译回英文，登出来取笑。
#
# | 节 | 一句话 | 在这一章里 |
# |---|---|---|
# | 1、2 | 要什么、别人怎么做；循环一致在视觉跟踪、机器翻译里早有人用 | |
# | 3.1 | 两个方向各一个对抗损失 | 练习 10.12 |
# | 3.2 | 循环一致，L1 | 练习 10.8 |
# | 3.3 | 合起来，$\lambda = 10$；像是两个“自编码器”，中间那层得像另一个集合里的图 | |
# | 4 | 生成器：减半两次、几个残差块、加倍两次，实例归一化；判别器：70 的小块；最小二乘；池子 50 张；Adam 2e-4，批是 1，100 轮不变，100 轮线性降到 0 | 练习 10.2、10.7、10.10、10.11 |
# | 5.1 | 和别人比、拆开比：少了哪一项都不行，只有一个方向的循环常常不稳，塌成一种样子 | 上面的两个圈 |
# | 5.2 | 马和斑马、苹果和橘子、四季、莫奈；画变照片时加恒等一项，权重是循环的一半 | 练习 10.9 |
# | 6 | 换颜色、换花纹在行，换形状（狗变猫）多半只动一点点；骑马的人也被刷上了斑纹 | |
#
# 论文的数：由地图翻成航拍，有 26.8% 的次数骗过了人，比较的别的方法都不到 3%（看图的人和图都换过，不能和 Pix2Pix 的 18.9% 比）；照标签画街景，现成的分割网络每像素认对 0.52，用成对的图训练的 Pix2Pix 是 0.71。**没有成对的图，是要付代价的**，论文说得很坦白。
#
# **关键的一张图**　论文的图 3，我们自己画一遍：

# %% tags=["demo"]
# 怎么画的不用读懂
fig, axes = plt.subplots(1, 2, figsize=(8.4, 2.3))
plain = {"ha": "center", "color": "#222222", "fontsize": 9}
circle = {"boxstyle": "circle,pad=0.35", "facecolor": "white", "edgecolor": GREY}
judge = {"boxstyle": "round,pad=0.3", "facecolor": "#f3e3b0", "edgecolor": GOLD}
for ax, names, color in (
    (axes[0], ("x", "G(x)", "F(G(x))", "G", "F", "$D_Y$"), BLUE),
    (axes[1], ("y", "F(y)", "G(F(y))", "F", "G", "$D_X$"), RED),
):
    first, middle, last, there, back, judge_name = names
    for place, text in ((0, first), (2, middle), (4, last)):
        ax.text(place, 0, text, va="center", bbox=circle, **plain)
    for place, text in ((0.35, there), (2.45, back)):
        style = {"arrowstyle": "->", "color": color, "linewidth": 1.6}
        ax.annotate("", (place + 1.15, 0), (place, 0), arrowprops=style)
        ax.text(place + 0.5, 0.14, text, color=color, ha="center", fontsize=10)
    ax.text(2, 0.95, f"像不像？ {judge_name}", bbox=judge, **plain)
    upward = {"arrowstyle": "->", "color": GOLD}
    ax.annotate("", (2, 0.75), (2, 0.38), arrowprops=upward)
    bent = {"arrowstyle": "<->", "color": GREEN, "connectionstyle": "arc3,rad=0.35"}
    ax.annotate("", (3.9, -0.4), (0.1, -0.4), arrowprops=bent)
    ax.text(2, -1.3, "翻得回来吗？ L1", ha="center", color=GREEN, fontsize=9)
    ax.set(xlim=(-0.6, 4.9), ylim=(-1.5, 1.3))
    ax.axis("off")
plt.show()

# %% [markdown]
# ## 6　自测
#
# 1. 判别器的损失里对 $\hat y$ 断开，生成器的不断开；若反过来，各会学成什么？
#
# <details><summary>答案</summary>
#
# 判别器的损失会推着生成器去写**容易认出的**假字；生成器那边，对抗的一项没有梯度，只剩 L1，回到糊。
#
# </details>
#
# 2. 判别器只看 34 × 34 的小块，为什么还能管 256 × 256 的图？大局由谁来管？
#
# <details><summary>答案</summary>
#
# 卷积在哪里都一样，图大只是多几格打分。大局由 L1（Pix2Pix）或者循环一致（CycleGAN）管。
#
# </details>
#
# 3. 图片池为什么只给判别器用，生成器的一步不用？
#
# <details><summary>答案</summary>
#
# 池里的旧图断开了计算图，也不是现在的生成器写的，对它求不出有用的梯度。判别器只要认得，不在乎是谁、何时写的。
#
# </details>
#
# 4. 循环一致加上对抗，能不能保证黑体的“大”翻成斜体的“大”？
#
# <details><summary>答案</summary>
#
# 不能。把“大”和“小”对调着翻，翻回来的时候再对调一次，两样损失都满意。网络没有这样做，是因为卷积和跳接让“照着描、改一点”最容易学。论文的成功有一半靠这个，没有写在损失里。
#
# </details>

# %% [markdown]
# ## 7　终场：换一种笔迹，再换回来
#
# 挑一句话，只用模型**从没见过**的那 200 个字（第 0 节印出来的）。先是你的 Pix2Pix：黑体写成楷体，只有 L1 的放在旁边。
#
# 然后是 CycleGAN：黑体和斜体各 400 个字，**没有一个字是相同的**，谁也不对应谁。训练循环已经给好，用的全是你写的零件；判别器就是你的 `PatchDiscriminator`，条件给它一张空的。一个核上一分钟上下。

# %% tags=["demo"]


class Judging(nn.Module):
    """只看一张图的 PatchDiscriminator：条件是一张没有通道的图。"""

    def __init__(self):
        super().__init__()
        self.net = PatchDiscriminator(1, width=16, layers=2)

    def forward(self, t):
        return self.net(t[:, :0], t)


def train_cyclegan(x, y, epochs, seed):
    """x 和 y 是两堆没有对应的图；返回 (g, f)。每批先走生成器，再走两个判别器。"""
    torch.manual_seed(seed)
    g, f = UNetGenerator(1, 1, width=16), UNetGenerator(1, 1, width=16)
    dx, dy = Judging(), Judging()
    movers = torch.optim.Adam([*g.parameters(), *f.parameters()], betas=(0.5, 0.999))
    weights = [*dx.parameters(), *dy.parameters()]
    judges = torch.optim.Adam(weights, betas=(0.5, 0.999))
    pools = [ImagePool(50, np.random.default_rng(seed + k)) for k in (0, 1)]
    for epoch in range(epochs):
        for optimizer, top in ((movers, 6e-4), (judges, 6e-4)):
            rate = top * linear_decay(epoch, epochs // 2, epochs)
            optimizer.param_groups[0]["lr"] = rate
        batches = (torch.randperm(len(pile)).split(8) for pile in (x, y))
        for a, b in zip(*batches):
            with torch.no_grad():
                fakes = f(y[b]), g(x[a])  # 给判别器看的，不用梯度
            generator_step(g, f, dx, dy, movers, x[a], y[b])
            judges.zero_grad()
            for judge, real, fake, pool in zip((dx, dy), (x[a], y[b]), fakes, pools):
                d_loss, _ = least_squares_losses(judge(real), judge(pool.query(fake)))
                d_loss.backward()
            judges.step()
    return g.eval(), f.eval()


PARTS = ("PatchDiscriminator", "UNetGenerator", "least_squares_losses", "cycle_loss")
PARTS += ("identity_loss", "ImagePool", "linear_decay", "generator_step")
if ready(*PARTS):
    forth, back = train_cyclegan(sans[:400], oblique[400:800], 12, seed=0)
    with torch.no_grad():
        new = sans[800:]
        slanted = forth(new)
        again = back(slanted)
    print("没见过的 200 个字，误差：", end="")
    print(f"黑体 → 斜体 {pixel_error(slanted, oblique[800:]):.3f}", end="")
    average = oblique[400:800].mean(0)  # 不管什么字，都交它
    print(f"（照抄 {pixel_error(new, oblique[800:]):.3f}，", end="")
    print(f"平均的字 {pixel_error(average, oblique[800:]):.3f}），", end="")
    print(f"再换回黑体 {pixel_error(again, new):.3f}")

# %% tags=["demo"]
SENTENCE = "夏夜湖静看流星"  # 换一句，用没见过的字；只要再运行这一格

if ready(*TRAINED, *PARTS):
    known = [c for c in SENTENCE if c in chars]
    unseen = [c for c in known if np.flatnonzero(chars == c)[0] >= 800]
    if len(unseen) < len(SENTENCE):
        seen = sorted(set(SENTENCE) - set(unseen))
        print("这些字训练时见过，或者不在 1000 个里：", *seen)
    rows = [int(np.flatnonzero(chars == c)[0]) for c in known]
    said = sans[rows]
    with torch.no_grad():
        pages = {
            "给它的": said,
            "只有 L1": pixels_only(said),
            "L1 + cGAN": pix2pix(said),
            "真楷体": kai[rows],
            "CycleGAN": forth(said),
            "真斜体": oblique[rows],
            "换回来": back(forth(said)),
        }
    show(list(pages.values()), list(pages), width=7)

# %% [markdown]
# 第三行比第二行墨浓、边硬，误差不比它小，毛刺也更显眼；笔画断在哪里，你也都看见了。CycleGAN 那一行，字变粗、变斜、变窄了，**没有人告诉过它哪个字对哪个字**；背景里有些灰点，可能是它为了翻得回来而留的线索（延伸阅读里有一篇专讲这个），也可能只是没有学好；换回来的一行，大半还认得出原来的字。
#
# 上面印的误差，0.168 对照抄的 0.219，看着赢了不少。可是交白卷也不过 0.230，不管什么字都交那 400 个斜体字的平均，只有 0.185。赢过照抄的这一截，大半是平均的字也拿得到的；0.168 好在它写的是**那个**字，这一点误差看不出来，要看图。
#
# 要写得能用，得有更大的图、更宽的网络，训练几个小时。
#
# 你的函数，从一个格子看多宽，写到了一句话换一种笔迹。

# %% [markdown]
# ## 小结
#
# | 你写的 | 一句话 |
# |---|---|
# | `receptive_field` | 宽度加上（边长 − 1）个间隔，间隔再乘步幅 |
# | `instance_norm` | 每张图自己的平均和方差，抹掉的正是风格 |
# | `PatchDiscriminator`、`UNetGenerator` | 一小块一个分；细节从旁边跳过去 |
# | `pix2pix_losses`、`train_pix2pix` | L1 管大局，对抗管细处；两个网络，两份梯度 |
# | `least_squares_losses`、`cycle_loss`、`identity_loss` | 像不像、翻得回来吗、该不动的动了没有 |
# | `ImagePool`、`linear_decay`、`generator_step` | 别忘旧的，慢慢停下，梯度穿过而不留下 |
#
# **延伸阅读**
#
# - Isola, Zhu, Zhou, Efros，*Image-to-Image Translation with Conditional Adversarial Networks*，CVPR 2017。
# - Zhu, Park, Isola, Efros，*Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks*，ICCV 2017。
# - Mao 等，*Least Squares Generative Adversarial Networks*，ICCV 2017；Ulyanov 等，*Instance Normalization*，2016。
# - Chu, Zhmoginov, Sandler，*CycleGAN, a Master of Steganography*，2017：要翻得回来，网络学会了把原图藏在看不见的细纹里。
# - Tian Yuchen，*zi2zi*，2017：用 Pix2Pix 造中文字体，一个网络几十种风格。
