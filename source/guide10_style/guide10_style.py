# ---
# jupyter:
#   autograder:
#     title: 第 10 章（一）　风格迁移：让网络照着名画做梦
#     builds: 一个自己解码、自己搭的真 SqueezeNet，把你的照片画成《神奈川冲浪里》和《星夜》，再让它做梦
#     minutes: 189
#     en:
#       title: Chapter 10, part 1. Style transfer, or dreaming after the masters
#       builds: a real SqueezeNet, decoded and built by yourself, that repaints your photo as the Wave and Starry Night, and dreams
# ---

# %% [markdown]
# # 第 10 章（一）　风格迁移：让网络照着名画做梦
#
# 到现在为止，训练总是同一件事：图不动，改**权重**，让损失变小。这一章把它倒过来：**权重不动，改图**。
#
# 梯度并不在乎改的是谁。损失对权重有导数，对每个像素也有导数。于是可以问网络一些新问题：这张照片要怎么改，才会“质地像《星夜》，内容还是那只猫”？怎么改，才会让第 6 层更兴奋？什么样的图，是第 17 个通道最想看到的？把答案画出来，就是风格迁移（style transfer）、DeepDream 和激活最大化（activation maximization）。
#
# 这一次用的不是玩具。SqueezeNet 在 ImageNet 的一百多万张照片上训练过，认得一千种东西；作者们又把它修剪、压缩到 0.6 MB，正好放进这个文件夹。你要先把它**解压、搭好**，让它说出照片上是什么，再让它做梦。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | 形状 NCHW | 一批图是 `(n, c, h, w)`：第几张、第几个通道、行、列 |
# | 卷积 | `F.conv2d(x, weight, bias, stride=…, padding=…)`，`weight` 是 `(出, 进, 高, 宽)` |
# | 最大池化 | 窗口里只留最大的：`F.max_pool2d(x, 窗口, 步幅)` |
# | ReLU | 负数变成 0，正数不动 |
# | 自动求导 | `torch.autograd.grad(数, x)` 给出这个数对 `x` 的梯度，不碰任何 `.grad` |
# | Adam | 一种优化器：每个数按自己梯度的大小调节步子 |
#
# 卷积在七天速成的[第 5 天](../day05/day05.ipynb)写过，优化器在[第 6 章](../guide06_training/guide06_training.ipynb)写过，这里不再问。
#
# **读完以后你会有**
#
# - 一个真的 SqueezeNet，1 248 424 个权重全部由你解码、装好，认得出猫和咖啡；
# - 一张照片的四种画法：《神奈川冲浪里》和《星夜》，换颜色的和留着原来颜色的（换成你自己的照片，只改一个文件名）；
# - 一面墙：网络里的通道各自最想看到什么；
# - 一段动画：一步一步走进网络的梦里。

# %% [markdown]
# ## 时间表
#
# 合计约 189 分钟，100 分。分两次做：第 4 节之后停一停，前面约 121 分钟，后面约 68 分钟。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 照片和画 | 4 | |
# | 1 | 请来一个真网络：decode_weights、SqueezeNet、preprocess | 45 | 25 |
# | 2 | 偷看中间：features | 20 | 9 |
# | 3 | 内容和风格：gram_matrix、content_loss、style_loss、total_variation | 30 | 17 |
# | 4 | 画起来：stylize | 22 | 11 |
# | | **休息** | | |
# | 5 | 颜色归颜色：match_colours | 18 | 10 |
# | 6 | 做梦：ascent_step、octave_shapes、deep_dream | 36 | 21 |
# | 7 | 它想看什么：activation_maximum | 12 | 7 |
# | 8 | 终场 | 2 | |
#
# 每个练习是一个函数或一个类。删掉 `raise NotImplementedError` 那一行（类的每个方法里各有一行），写上你的代码，再运行下面的检查单元格。卡住了就展开“提示”：第一条是一个问题，第二条指方向，第三条是代码的样子；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。
#
# 三条约定：
#
# - 图是浮点张量 `(1, 3, h, w)`，减过平均颜色（第 1 节说）；
# - 传进来的图和模型都不要改动：权重、`.grad`、钩子（第 2 节说）都和原来一样；
# - 返回的图不带计算图（`.detach()`），损失函数的结果则要能求导。

# %% tags=["demo"]
import base64
import io
from pathlib import Path

import matplotlib.pyplot as plt
from IPython.display import HTML, display
from PIL import Image, ImageDraw, ImageFont

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN, GREY = "#3b6fb6", "#c0392b", "#2e8b57", "#777777"

# %%
from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)  # 一个线程就够
WEIGHTS = "squeezenet.npz"

# %% [markdown]
# 下面两个函数是写好的。`resize` 你会用到：把图缩放到 `(h, w)`；`traces` 给检查用，不用读懂。


# %%
def resize(image: Tensor, shape: tuple[int, int]) -> Tensor:
    """把 (n, c, h, w) 的图缩放到 shape = (新的 h, 新的 w)。"""
    return F.interpolate(image, size=tuple(shape), mode="bilinear", align_corners=False)


def traces(model: nn.Module) -> dict:
    """模型现在的样子：钩子、模式、哪些要求导、哪些有 grad、权重。"""
    parameters = list(model.parameters())
    hooks = [m._forward_hooks for m in model.modules()]
    return {
        "hooks": sum(map(len, hooks)),
        "training": model.training,
        "requires_grad": [p.requires_grad for p in parameters],
        "grads": [p.grad is not None for p in parameters],
        "weights": [p.detach().clone() for p in parameters],
    }


# %% [markdown]
# ## 0　照片和画
#
# 一只猫、一杯咖啡，葛饰北斋的《神奈川冲浪里》和梵高的《星夜》。**想用自己的照片**：放进这个文件夹，把 `PHOTO` 改成它的文件名。
#
# 数据：照片来自 scikit-image（Stefan van der Walt 拍的猫 Chelsea，Rachel Michetti 拍的咖啡；CC0）；两幅画已在公有领域。

# %% tags=["demo"]
PHOTO = "cat.jpg"
WIDTH = 240


def load_picture(name, width=WIDTH):
    """读一张图，缩到这么宽，(h, w, 3) 的 uint8。"""
    with Image.open(name) as picture:
        small = picture.convert("RGB")
    size = width, max(1, round(small.height * width / small.width))
    return np.array(small.resize(size, Image.Resampling.LANCZOS))


# 下面两个函数把图压小、摆好给你看，不用读懂。
def show(pages, alt, quality=60, **options):
    """一张图，或者一张接一张地放。"""
    first, *rest = pages
    buffer = io.BytesIO()
    if rest:
        options |= {"save_all": True, "append_images": rest, "loop": 0}
    first.save(buffer, "WEBP", quality=quality, method=6, **options)
    data = base64.b64encode(buffer.getvalue()).decode()
    display(HTML(f'<img alt="{alt}" src="data:image/webp;base64,{data}">'))


def gallery(rows, titles, height=120, quality=60):
    """rows：几行图；titles：每张一个题目。"""
    font, gap, top, lines = ImageFont.truetype(str(figures.FONT), 13), 8, 20, []
    for pictures, names in zip(rows, titles):
        tiles = [Image.fromarray(np.asarray(p)) for p in pictures]
        tiles = [t.resize((round(t.width * height / t.height), height)) for t in tiles]
        size = sum(t.width + gap for t in tiles) + gap, height + top + gap
        line, x = Image.new("RGB", size, "white"), gap
        for tile, name in zip(tiles, names):
            ImageDraw.Draw(line).text((x, 2), name, fill="black", font=font)
            line.paste(tile, (x, top))
            x += tile.width + gap
        lines.append(line)
    size = max(line.width for line in lines), sum(line.height for line in lines)
    page, y = Image.new("RGB", size, "white"), 0
    for line in lines:
        page.paste(line, (0, y))
        y += line.height
    show([page], "、".join(name for names in titles for name in names), quality)


photo, coffee = load_picture(PHOTO), load_picture("coffee.jpg")
wave, night = load_picture("great_wave.jpg"), load_picture("starry_night.jpg")
gallery([[photo, coffee, wave, night]], [["照片", "咖啡", "冲浪里", "星夜"]])
print("照片的形状", photo.shape, photo.dtype)

# %% [markdown]
# ## 1　请来一个真网络
#
# ### 练习 10.1 decode_weights（约 11 分钟，7 分）
#
# **为什么能这么小**　AlexNet 有六千多万个权重，244 MB。2016 年的 SqueezeNet 用 1 248 424 个权重达到了同样的正确率：大约五十分之一，每个 4 字节是 5 MB。这个文件只有 0.63 MB，靠的是三件事：
#
# 1. **修剪**（pruning）：大约三分之二的权重小得可有可无，设成 0；
# 2. **码本**（codebook）：一层里剩下的权重归成至多 256 种。每个权重只记**编号**（code，一个字节），编号对应的数写在一张 256 格的表（book）里；
# 3. 编号里 0 极多，zip 一压就没了。
#
# 这就像填色书：格子里印的是颜色的编号，旁边一张色卡。解码就是照着编号上色。
#
# **做什么**　`archive` 像一个字典（可能是 `np.load` 的结果，也可能就是 `dict`，两者都能 `for key in archive`、`archive[key]`）。每层三个数组：
#
# | 键 | 形状，类型 | 是什么 |
# |---|---|---|
# | `NAME.code` | 权重的形状，uint8 | 每个权重的编号 |
# | `NAME.book` | `(256,)` | 编号对应的数 |
# | `NAME.bias` | `(出,)` | 偏置，没有压缩，原样 |
#
# 返回一个字典，每层两个张量：`NAME.weight` 和 `NAME.bias`，都是 float32。层名里可以有点，例如 `fire2.squeeze`。有 `code` 而没有 `book` 的，抛出 `ValueError`，说明是哪一层。
#
# **例子**　`a.code` 是 `[[2, 0], [255, 2]]`，`a.book` 的第 0、2、255 格是 0、0.5、−1.5：
#
# | | 结果 |
# |---|---|
# | `a.weight` | `[[0.5, 0], [−1.5, 0.5]]` |
#
# <details><summary>提示一</summary>
#
# NumPy 里，用一个装着整数的数组作下标，得到的形状是什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先找出所有以 `.code` 结尾的键，去掉结尾就是层名（`str.removesuffix`）。查表在 NumPy 里做，最后再变成张量。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# weights = {}
# for key in archive:
#     if …:                      # 只看 .code
#         name = …
#         …                      # 没有 book：抛出 ValueError
#         weights[…] = …         # 查表
#         weights[…] = …         # 偏置
# return weights
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把编号当成权重本身；<!-- wrong: code-as-weight -->
# - 以为编号是均匀的刻度，在最小和最大之间等分；<!-- wrong: linear-scale -->
# - 偏置没有放进来；<!-- wrong: bias-missing -->
# - 偏置全填了 0；<!-- wrong: bias-zero -->
# - 编号摊平以后没有还原形状；<!-- wrong: flat -->
# - 结果是 float64；<!-- wrong: double -->
# - 层名只留了第一个点以前的；<!-- wrong: first-part -->
# - 码本先排了序；<!-- wrong: sorted-book -->
# - 没有码本的层悄悄跳过了。<!-- wrong: book-skipped -->
#
# </details>


# %% exercise="decode_weights"
def decode_weights(archive: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    """照码本解出每层的权重。

    参数
        archive: 字典，或者 np.load 的结果。每层有 NAME.code（uint8，权重的形状）、
            NAME.book（(256,) 浮点）、NAME.bias（(出,) 浮点）；次序随意；不变。
    返回
        字典，每层两个 float32 的张量：NAME.weight，形状和 NAME.code 相同，
        每个编号换成 book 里的那个数；NAME.bias。
        各层的先后和 archive 里 NAME.code 的先后相同。
    错误
        有 NAME.code 而没有 NAME.book 时抛出 ValueError，说明是哪一层。
    例子
        >>> book = np.zeros(256)
        >>> book[2], book[255] = 0.5, -1.5
        >>> code = np.array([[2, 0], [255, 2]], dtype=np.uint8)
        >>> archive = {"a.code": code, "a.book": book, "a.bias": np.array([1.0, 2.0])}
        >>> decode_weights(archive)["a.weight"]
        tensor([[ 0.5000,  0.0000],
                [-1.5000,  0.5000]])
    """
    ### BEGIN SOLUTION
    weights = {}
    for key in archive:
        if not key.endswith(".code"):
            continue
        name = key.removesuffix(".code")
        if f"{name}.book" not in archive:
            raise ValueError(f"{name} 有编号，没有码本")
        numbers = archive[f"{name}.book"][archive[key]]
        bias = archive[f"{name}.bias"]
        weights[f"{name}.weight"] = torch.tensor(numbers, dtype=torch.float32)
        weights[f"{name}.bias"] = torch.tensor(bias, dtype=torch.float32)
    return weights
    ### END SOLUTION


# %% check="decode_weights" points=7 minutes=11
check("decode_weights")

# %% [markdown]
# 打开真的文件，数一数：真的有三分之二是 0 吗？一层里真的只有 256 种权重吗？

# %% tags=["demo"]
if ready("decode_weights"):
    with np.load(WEIGHTS) as archive:
        weights = decode_weights(archive)
    kernels = {name: w for name, w in weights.items() if name.endswith(".weight")}
    total = sum(w.numel() for w in weights.values())
    zero = sum((w == 0).sum().item() for w in kernels.values())
    size = Path(WEIGHTS).stat().st_size
    print(f"{len(kernels)} 个卷积，{total} 个数；权重里 {zero / total:.0%} 是 0")
    print(f"文件 {size / 1e6:.2f} MB，摊开 {4 * total / 1e6:.1f} MB")
    sample = weights["fire5.expand3x3.weight"]
    print(f"fire5.expand3x3：{sample.numel()} 个权重，只有 {len(sample.unique())} 种")

# %% [markdown]
# ### 练习 10.2 SqueezeNet（约 26 分钟，14 分）
#
# **怎么省下五十倍**　一个 3 × 3 的卷积，从 128 个通道到 128 个通道，要 128 × 128 × 9 ≈ 14.7 万个权重。SqueezeNet 的零件叫 fire：先用 1 × 1 的卷积把通道**挤**（squeeze）少，再**展**（expand）开；展开的一半用便宜的 1 × 1，一半用 3 × 3，并排放在一起：
#
# | | 卷积 | 权重（fire3：128 → 16 → 64 + 64） |
# |---|---|---|
# | `squeeze` | 1 × 1 | 128 × 16 = 2048 |
# | `expand1x1` | 1 × 1 | 16 × 64 = 1024 |
# | `expand3x3` | 3 × 3，补一圈 0 | 16 × 64 × 9 = 9216 |
#
# 一共 12 288 个，十二分之一。三个卷积**每个后面都有 ReLU**；两个 expand 的结果沿通道拼起来，`expand1x1` 在前。
#
# **整个网络**
#
# | 层 | 是什么 | 后面 |
# |---|---|---|
# | `conv1` | 7 × 7，步幅 2，不补 0，ReLU | 池化 |
# | `fire2`、`fire3`、`fire4` | fire | `fire4` 之后池化 |
# | `fire5` … `fire8` | fire | `fire8` 之后池化 |
# | `fire9` | fire | |
# | `conv10` | 1 × 1，**补一圈 0**，ReLU | 对 h、w 求平均，就是打分 |
#
# 池化是 3 × 3、步幅 2 的最大池化，边长**向上取整**（`ceil_mode=True`）：这个网络是用 Caffe 训练的，Caffe 如此。1 × 1 的卷积还补一圈 0，也是原文件的怪癖，照做（补出来的那圈，算出来只剩偏置）。没有全连接层，所以多大的图都能进。训练时 `fire9` 之后还有一个 dropout，用的时候没有它，不写。
#
# **做什么**　`SqueezeNet(weights)` 从一个字典搭起来，键是 `conv1.weight`、`fire2.squeeze.weight`……（和对应的 `.bias`）。**通道数从权重的形状读**，不要写死：检查用的是窄得多的权重，`expand1x1` 和 `expand3x3` 也可能不一样宽。十层各是一个叫 `conv1`、`fire2`、……、`conv10` 的子模块，ReLU 算在里面：`model.fire2(x)` 就是这一层的输出，池化不算在里面。权重冻结：没有一个参数要求导。
#
# **例子**　一个像素、一个通道的图 $x = 2$，过一个 fire。`squeeze` 的权重 1、−1，偏置 0；`expand1x1` 的权重 3、1，偏置 −1；`expand3x3` 中心的权重 −1、1，偏置 0：
#
# | 步 | 结果 |
# |---|---|
# | `squeeze` | (2, −2)，ReLU 之后 (2, 0) |
# | `expand1x1` | 3·2 + 1·0 − 1 = 5 |
# | `expand3x3` | −1·2 + 1·0 = −2，ReLU 之后 0 |
# | 拼起来 | (5, 0) |
#
# <details><summary>提示一</summary>
#
# 一个 `(出, 进, k, k)` 的权重和一个 `(出,)` 的偏置，够不够建好一个 `nn.Conv2d`？还缺哪两样不在形状里的？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 写两个小帮手（写在同一格里）：一个从名字、步幅、填充建好一个卷积；一个 `Fire` 类，里面三个卷积。名字不固定的子模块用 `self.add_module(名字, 模块)` 或者 `setattr` 登记，`getattr(self, 名字)` 取出来。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# x = F.max_pool2d(self.conv1(x), …)
# for number in range(2, 10):
#     x = …                     # 第 number 个 fire
#     if …:                     # 哪两个之后池化？
#         x = …
# return self.conv10(x).mean(…)
# ```
#
# 冻结：`self.requires_grad_(False)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 池化的边长向下取整；<!-- wrong: floor-pools -->
# - 拼接时 `expand3x3` 在前；<!-- wrong: other-order -->
# - `squeeze` 之后没有 ReLU；<!-- wrong: squeeze-without-relu -->
# - 两个 expand 之后没有 ReLU；<!-- wrong: expand-without-relu -->
# - `conv10` 没有补 0；<!-- wrong: conv10-unpadded -->
# - `conv10` 之后没有 ReLU；<!-- wrong: conv10-without-relu -->
# - 每隔几层池化一次，放到了 `fire3`、`fire5` 之后（那是 1.1 版）；<!-- wrong: pools-of-1-1 -->
# - `conv1` 补了 0；<!-- wrong: conv1-padded -->
# - 最后取了最大，不是平均；<!-- wrong: global-max -->
# - 返回的是概率；<!-- wrong: softmax -->
# - 偏置没有装进去；<!-- wrong: no-bias -->
# - 权重还能被训练。<!-- wrong: not-frozen -->
#
# </details>


# %% exercise="SqueezeNet"
class SqueezeNet(nn.Module):
    """SqueezeNet 1.0，从一个权重的字典搭起来。

    参数
        weights: 字典，NAME.weight 是 (出, 进, k, k)，NAME.bias 是 (出,)；
            NAME 是 conv1、conv10，和 fire2 到 fire9 各自的
            .squeeze、.expand1x1、.expand3x3。通道数从形状读；不变。
    子模块（名字固定）
        conv1、fire2、…、fire9、conv10，按这个次序登记；
        每个都能单独调用，ReLU 算在里面：
        conv1: 7×7，步幅 2，不补 0。
        fire: squeeze（1×1），然后 expand1x1（1×1）和 expand3x3（3×3，补一圈 0），
            三个卷积后面都有 ReLU，两半沿通道拼接，expand1x1 在前。
        conv10: 1×1，补一圈 0。
        可以有别的子模块（例如池化），但没有别的参数；没有一个参数要求导。
    约定
        conv1、fire4、fire8 之后是 3×3、步幅 2、向上取整的最大池化。
    例子
        >>> weights = decode_weights(np.load("squeezenet.npz"))
        >>> SqueezeNet(weights)(torch.zeros(1, 3, 100, 80)).shape
        torch.Size([1, 1000])
    """

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        ### BEGIN SOLUTION

        def conv_relu(name, stride=1, padding=0):
            """一个装好权重的卷积，加 ReLU。"""
            weight = weights[f"{name}.weight"]
            out, channels, size, _ = weight.shape
            conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
            conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
            return nn.Sequential(conv, nn.ReLU())

        class Fire(nn.Module):
            """挤一下，展成并排的两半。"""

            def __init__(self, name):
                super().__init__()
                self.squeeze = conv_relu(f"{name}.squeeze")
                self.expand1x1 = conv_relu(f"{name}.expand1x1")
                self.expand3x3 = conv_relu(f"{name}.expand3x3", padding=1)

            def forward(self, x):
                x = self.squeeze(x)
                return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)

        self.conv1 = conv_relu("conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(f"fire{number}"))
        self.conv10 = conv_relu("conv10", padding=1)
        self.requires_grad_(False)
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """(n, 3, h, w) 的浮点张量 → (n, 类数) 的打分：conv10 的输出对 h、w 求平均。"""
        ### BEGIN SOLUTION
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))
        ### END SOLUTION


# %% check="SqueezeNet" points=14 minutes=26
check("SqueezeNet")

# %% [markdown]
# 下面几样给后面的检查用，不用读懂：`Chain` 是一个很小的模型，代替真的网络来试你的函数。


# %%
class Chain(nn.Module):
    """一串卷积，每个后面一个 ReLU；边长不变。"""

    def __init__(self, weights: Mapping[str, Tensor], frozen: bool = False) -> None:
        super().__init__()
        for key, weight in weights.items():
            if key.endswith(".weight"):
                name = key.removesuffix(".weight")
                out, channels, size, _ = weight.shape
                options = {"padding": size // 2, "dtype": weight.dtype}
                conv = nn.Conv2d(channels, out, size, **options)
                bias = weights[f"{name}.bias"]
                conv.load_state_dict({"weight": weight, "bias": bias})
                self.add_module(name, nn.Sequential(conv, nn.ReLU()))
        self.requires_grad_(not frozen)

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.children():
            x = layer(x)
        return x


def watched(model: nn.Module) -> nn.Module:
    """给每个子模块挂一个什么也不做的钩子。"""
    for layer in model.children():
        layer.register_forward_hook(lambda *_: None)
    return model


def felt(model: nn.Module, image: Tensor, layer: str) -> Tensor:
    """一层输出的平方和，对图的梯度；输出由 features 取。"""
    image = image.clone().requires_grad_()
    out = features(model, image, [layer])[layer]
    return torch.autograd.grad(out.square().sum(), image)[0]


def pulled(outputs: dict[str, Tensor], grams: dict[str, Tensor]) -> tuple:
    """style_loss 对输出的梯度；目标是不是也得到了梯度。"""
    outputs = {name: x.clone().requires_grad_() for name, x in outputs.items()}
    grams = {name: g.clone().requires_grad_() for name, g in grams.items()}
    style_loss(outputs, grams).backward()
    grads = [outputs[name].grad for name in grams]
    return grads, any(g.grad is not None for g in grams.values())


# %% [markdown]
# ### 练习 10.3 preprocess（约 8 分钟，4 分）
#
# **为什么**　网络只认得它训练时见过的那种数。这一个要的是：红绿蓝三个通道（训练它的 Caffe 用的是蓝绿红，这个文件里的 `conv1` 已经替你倒过来了），0 到 255，减去 ImageNet 全体照片的平均颜色 (123, 117, 104)。别的网络另有约定（有的先除以 255，有的是蓝绿红）；接上一个现成的网络，这是最先要问的事，也最容易错得不声不响。
#
# **做什么**　`(h, w, 3)` 的 uint8 照片 → `(1, 3, h, w)` 的 float32：红减 123，绿减 117，蓝减 104，不除以任何数。
#
# **例子**　1 × 2 的图，两个像素 (255, 0, 104) 和 (0, 117, 204)：
#
# | 通道 | 结果 |
# |---|---|
# | 红 | 132、−123 |
# | 绿 | −117、0 |
# | 蓝 | 0、100 |
#
# <details><summary>提示一</summary>
#
# uint8 的 0 减去 117 是多少？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 三件事：变成浮点，减平均，把通道那一轴从最后挪到前面（是换轴，不是 `reshape`），再添一个批的轴。减平均放在哪一步最省事？
#
# </details>
#
# <details><summary>提示三</summary>
#
# `(h, w, 3)` 减 `(3,)` 正好能广播；`torch.tensor(…).permute(…)[None]`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 通道成了蓝绿红；<!-- wrong: bgr -->
# - 缩到了 0 到 1；<!-- wrong: zero-to-one -->
# - 没有减平均；<!-- wrong: no-mean -->
# - 平均颜色的次序反了，蓝减了 123；<!-- wrong: mean-reversed -->
# - 减了这张照片自己的平均；<!-- wrong: own-mean -->
# - 用 `reshape` 代替换轴，像素全乱了；<!-- wrong: reshaped -->
# - 在 uint8 里减，小于平均的都绕了回去；<!-- wrong: wraps-around -->
# - h 和 w 也换了，照片躺了下来。<!-- wrong: lying -->
#
# </details>


# %% exercise="preprocess"
def preprocess(image: np.ndarray) -> Tensor:
    """照片变成网络要的样子。

    参数
        image: (h, w, 3) 的 uint8 数组，红绿蓝；不变。
    返回
        (1, 3, h, w) 的 float32 张量：0 到 255 的红绿蓝，各减去 123、117、104。
    例子
        >>> image = np.array([[[255, 0, 104], [0, 117, 204]]], dtype=np.uint8)
        >>> preprocess(image)
        tensor([[[[ 132., -123.]],
        <BLANKLINE>
                 [[-117.,    0.]],
        <BLANKLINE>
                 [[   0.,  100.]]]])
    """
    ### BEGIN SOLUTION
    centred = image - np.array([123, 117, 104], dtype=np.float32)
    return torch.tensor(centred, dtype=torch.float32).permute(2, 0, 1)[None]
    ### END SOLUTION


# %% check="preprocess" points=4 minutes=8
check("preprocess")

# %% [markdown]
# 回来的路是写好的：加上平均，截到 0 到 255，取整。然后，第一次让它开口。**弄坏了看**：`ORDER` 改成 `"BGR"` 再运行一次，猫还是猫吗？咖啡呢？改成 `"0 到 1"`，它还有把握吗？

# %%
MEAN = torch.tensor([123.0, 117.0, 104.0]).reshape(3, 1, 1)


def deprocess(image: Tensor) -> np.ndarray:
    """(1, 3, h, w) 或 (3, h, w) 变回 (h, w, 3) 的 uint8 照片。"""
    pixels = image.detach().reshape(3, *image.shape[-2:]) + MEAN
    return pixels.clamp(0, 255).round().byte().permute(1, 2, 0).numpy()


# %% tags=["demo"]
ORDER = "RGB"

if ready("decode_weights", "SqueezeNet", "preprocess"):
    model = SqueezeNet(weights)
    classes = Path("imagenet_classes.txt").read_text(encoding="utf-8").splitlines()
    for name, picture in (("照片", photo), ("咖啡", coffee)):
        x = preprocess(picture)
        x = {"RGB": x, "BGR": x.flip(1), "0 到 1": x / 255}[ORDER]
        best = model(x).softmax(1)[0].topk(3)
        guesses = [f"{classes[i]} {p:.2f}" for p, i in zip(*map(Tensor.tolist, best))]
        print(f"{ORDER}　{name}：", "，".join(guesses))

# %% [markdown]
# 猫是一只 Egyptian cat（埃及猫），咖啡是 espresso（浓缩咖啡），把握都很大。通道反过来，猫照样认得（0.94，猫的条纹不靠颜色），咖啡的把握从 1.00 掉到 0.81，也还是第一：这种错不会报错，只会让结果差一点，所以要**比数**，不能只看“还认得”。除以 255 之后图几乎是全灰的，什么也认不出。
#
# ## 2　偷看中间
#
# ### 练习 10.4 features（约 20 分钟，9 分）
#
# **为什么**　一千个打分只是最后一步。要的东西在半路：靠前的层看见边和点，靠后的层看见眼睛和轮子。怎么从一个写好的模型里，取出半路的结果，而不改它的代码？
#
# **钩子**（hook）　PyTorch 的每个模块都能挂钩子：`module.register_forward_hook(f)` 之后，这个模块每次算完，都会调用 `f(module, inputs, output)`。挂的时候返回一个把手（handle），`handle.remove()` 把它摘下来。
#
# 两件事要当心：
#
# - **摘干净**　不摘，钩子就永远留在模型上：下一次前向还会往你的字典里塞东西，连同整张计算图，内存一直涨。模型半路报错（例如图的通道不对），也得摘；
# - **别断开**　取出的张量要连着到图的计算图，后面要对像素求梯度。
#
# **做什么**　让模型算一遍 `image`，返回一个字典：`layers` 里的每个名字 → 那个子模块的输出。名字是 `model.named_modules()` 里的，例如 `"fire3"`，也可能带点（子模块的子模块）。名字不存在，抛出 `ValueError`（这时也不能留下钩子）。
#
# **例子**　`layers = ["fire2", "conv1"]` 返回两个键；`image` 要求导时，两个输出都能对它求梯度。
#
# <details><summary>提示一</summary>
#
# 模型在 `model(image)` 这一行抛出异常，后面的几行还会执行吗？Python 里什么语句“无论如何都要做”？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先把名字全查一遍，有不存在的就抛出，再挂钩子。每个钩子要记得自己是哪一层：在循环里定义函数，名字要怎样才不会全变成最后一个？（给函数加一个带默认值的参数，或者写一个造钩子的函数。）
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# modules = dict(model.named_modules())
# …                              # 查名字
# found, handles = {}, []
# try:
#     …                          # 挂上，记下把手
#     model(image)
# finally:
#     …                          # 全摘掉
# return found
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有摘钩子；<!-- wrong: hooks-left -->
# - 只在顺利时摘，模型一报错就留下了；<!-- wrong: left-after-error -->
# - 输出断开了计算图；<!-- wrong: detached -->
# - 循环里的钩子都记在了最后一个名字下；<!-- wrong: late-binding -->
# - 存的是这一层的输入；<!-- wrong: inputs-kept -->
# - 名字不存在时悄悄跳过；<!-- wrong: unknown-skipped -->
# - 先挂了前几个，才发现后面的名字不存在；<!-- wrong: left-after-unknown -->
# - 只找直接的子模块，带点的名字找不到；<!-- wrong: children-only -->
# - 把模型上别人的钩子也清掉了。<!-- wrong: others-removed -->
#
# </details>


# %% exercise="features"
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    """用前向钩子取出几层的输出。

    参数
        model: 任何模型；调用之后（报错之后也一样）钩子、权重、模式都和原来一样，
            别人挂的钩子还在。
        image: (n, c, h, w)；不变；可能要求导。
        layers: 名字的列表，不重复，是 model.named_modules() 里的（可以带点）。
    返回
        字典：每个名字 → 那个子模块的输出，连着到 image 的计算图。键的次序随意。
    错误
        有不存在的名字时抛出 ValueError。模型自己抛出的异常原样传出去。
    例子
        >>> model = nn.Sequential(nn.ReLU(), nn.Flatten())
        >>> features(model, torch.tensor([[[[-1.0, 2.0]]]]), ["0"])
        {'0': tensor([[[[0., 2.]]]])}
    """
    ### BEGIN SOLUTION
    modules = dict(model.named_modules())
    for name in layers:
        if name not in modules:
            raise ValueError(f"模型里没有叫 {name} 的层")
    found: dict[str, Tensor] = {}

    def keep(name):
        def hook(module, inputs, output):
            found[name] = output

        return hook

    handles = [modules[name].register_forward_hook(keep(name)) for name in layers]
    try:
        model(image)
    finally:
        for handle in handles:
            handle.remove()
    return found
    ### END SOLUTION


# %% check="features" points=9 minutes=20
check("features")

# %% [markdown]
# 看看猫在几层里的样子：每层挑最兴奋的三个通道，越亮越强。**先猜**：到 `fire8`，还认得出猫的轮廓吗？

# %% tags=["demo"]
if ready("decode_weights", "SqueezeNet", "preprocess", "features"):
    names = ["conv1", "fire3", "fire6", "fire8"]
    with torch.no_grad():
        seen = features(model, preprocess(photo), names)
    fig, axes = plt.subplots(3, 4, figsize=(7.0, 3.9), dpi=64)
    for name, column in zip(names, axes.T):
        maps = seen[name][0]
        for ax, k in zip(column, maps.mean((1, 2)).topk(3).indices.tolist()):
            ax.imshow(maps[k], cmap="inferno")
            ax.set_title(f"{name}　第 {k} 个", fontsize=8)
            ax.axis("off")
    plt.show()
    for name in names:
        dark = (seen[name] == 0).float().mean()
        print(f"{name}：{tuple(seen[name].shape[1:])}，{dark:.0%} 是 0")

# %% [markdown]
# 越往后，通道越多，图越小（`fire6` 和 `fire8` 之间没有池化，一样大）。从 `fire3` 起，0 也越来越多，亮的地方越来越稀疏：从“这里有一条边”变成“这里有一只眼睛”。到了 `fire8`，图只有 19 × 29，轮廓只剩几块。
#
# ## 3　内容和风格
#
# ### 练习 10.5 gram_matrix（约 9 分钟，5 分）
#
# **为什么**　“风格”是什么？一幅画撕成小片，随便重新贴起来，画的是什么就认不出了，可是笔触、配色、花纹都还在。所以描述风格的数，应当**不管东西在哪里**，只管“什么和什么常常一起出现”：在《星夜》里，蓝色和弯曲的短笔触总在一处。
#
# 一层的输出有 $c$ 个通道，每个通道是一种花样在 $h \times w$ 个位置上的强弱。两个通道逐个位置相乘、再加起来，就是“这两种花样有多常一起出现”；位置在加的时候消失了。所有的两两组合排成一个 $c \times c$ 的表，叫格拉姆矩阵（Gram matrix）：
#
# $$
# G_{ij} = \frac{1}{c\,h\,w} \sum_{p} F_{ip}\,F_{jp}
# $$
#
# $p$ 走遍所有位置。除以 $c\,h\,w$，大小不同的图、宽窄不同的层才好放在一起比。（Gatys 等人 2015 年的原文把常数放在别处，相当于改了各层之间的权重。）
#
# **做什么**　`(n, c, h, w)` → `(n, c, c)`，每张图各算各的，可以求导。
#
# **例子**　两个通道，1 × 3 的图：$F$ 的两行是 `[1, 2, 0]` 和 `[0, 1, 3]`：
#
# | | 和 | 除以 2 × 1 × 3 |
# |---|---|---|
# | $G_{00}$ | 1 + 4 + 0 = 5 | 0.8333 |
# | $G_{01} = G_{10}$ | 0 + 2 + 0 = 2 | 0.3333 |
# | $G_{11}$ | 0 + 1 + 9 = 10 | 1.6667 |
#
# <details><summary>提示一</summary>
#
# 若 $F$ 是一个 `(c, 位置数)` 的矩阵，上面的和式是哪两个矩阵的乘积？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 把 h 和 w 摊平成一个轴（`flatten` 可以从某一轴起）。批的轴留着：`@` 会把前面的轴当成批。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 转置只换最后两轴：`t.mT`。三行就够：取形状，摊平，相乘再除。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 一批图混在一起加了；<!-- wrong: over-the-batch -->
# - 只除以 $h\,w$；<!-- wrong: area-only -->
# - 没有除；<!-- wrong: not-divided -->
# - 减了每个通道的平均（那是协方差）；<!-- wrong: centred -->
# - 乘反了，得到位置与位置的表；<!-- wrong: positions -->
# - 摊平时通道和位置串了；<!-- wrong: mixed-up -->
# - 断开了计算图。<!-- wrong: detached -->
#
# </details>


# %% exercise="gram_matrix"
def gram_matrix(features: Tensor) -> Tensor:
    """格拉姆矩阵：通道两两相乘，对位置求和，除以 c·h·w。

    参数
        features: (n, c, h, w) 的浮点张量；不变。
    返回
        (n, c, c)，同样的 dtype，可以求导。
    例子
        >>> gram_matrix(torch.tensor([[[[1.0, 2.0, 0.0]], [[0.0, 1.0, 3.0]]]]))
        tensor([[[0.8333, 0.3333],
                 [0.3333, 1.6667]]])
    """
    ### BEGIN SOLUTION
    _, c, h, w = features.shape
    rows = features.flatten(2)
    return rows @ rows.mT / (c * h * w)
    ### END SOLUTION


# %% check="gram_matrix" points=5 minutes=9
check("gram_matrix")

# %% [markdown]
# 真的不管位置吗？把《星夜》切成 48 × 48 的小块，随便重贴。**先猜**：`conv1` 的格拉姆矩阵变百分之几？和《冲浪里》比，差百分之几？

# %% tags=["demo"]
TILE = 48

if ready("decode_weights", "SqueezeNet", "preprocess", "features", "gram_matrix"):
    h, w = (side // TILE for side in night.shape[:2])
    tiles = night[: h * TILE, : w * TILE].reshape(h, TILE, w, TILE, 3)
    tiles = tiles.swapaxes(1, 2).reshape(-1, TILE, TILE, 3)
    tiles = np.random.default_rng(0).permutation(tiles)
    torn = tiles.reshape(h, w, TILE, TILE, 3).swapaxes(1, 2)
    torn = torn.reshape(h * TILE, w * TILE, 3)
    gallery([[night, torn, wave]], [["星夜", "撕了重贴", "冲浪里"]])
    names = ["conv1", "fire2", "fire4", "fire6"]
    grams = []
    for picture in (night, torn, wave):
        with torch.no_grad():
            seen = features(model, preprocess(picture), names)
        grams.append({name: gram_matrix(seen[name]) for name in names})
    print("和《星夜》的格拉姆矩阵差多少　　撕了重贴　　冲浪里")
    for name in names:
        own, *others = (g[name] for g in grams)
        far = [((g - own).norm() / own.norm()).item() for g in others]
        print(f"{name:>26}　　{far[0]:8.0%}　　{far[1]:8.0%}")

# %% [markdown]
# 撕碎了，浅的三层只差一成左右，换一幅画要差四到七成；`fire6` 一眼看得宽，接缝进了它的视野，差得多一些。**弄坏了看**：`TILE` 改成 16，碎片小了，接缝多了，结果怎样？（四层差 31%、43%、40%、83%：`fire2` 和 `fire6` 比换一幅画（37%、68%）还远。接缝一多，满眼都是横竖的边，它自己就成了一种新的花纹。）
#
# ### 练习 10.6 content_loss（约 5 分钟，3 分）
#
# **为什么**　“画的还是那只猫”，比像素太死板：每一笔都会改像素。比**深一点的层**：那里记的是“这里有一只眼睛”，不是这里的颜色是 (87, 66, 51)。
#
# **做什么**　两个同样形状的张量的均方差（mean squared difference），所有元素一起平均。`b` 是目标，固定不动：**梯度只流向 `a`**。
#
# **例子**　`a = [1, 2, 3, 6]`，`b = [1, 0, 3, 2]`：(0 + 4 + 0 + 16) ÷ 4 = 5。对 `a` 的梯度是 2(a − b) ÷ 4 = `[0, 1, 0, 2]`，对 `b` 没有。
#
# <details><summary>提示一</summary>
#
# 哪个方法把一个张量从计算图上取下来？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `F.mse_loss` 可以用；它对两边都求导，要不要先处理 `b`？
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一行。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 求了和，没有平均；<!-- wrong: summed -->
# - 除以了元素个数的两倍；<!-- wrong: halved -->
# - 又开了方；<!-- wrong: root -->
# - 用了绝对值；<!-- wrong: absolute -->
# - 梯度也流向了目标；<!-- wrong: target-attached -->
# - 梯度流向目标，不流向图。<!-- wrong: wrong-one-detached -->
#
# </details>


# %% exercise="content_loss"
def content_loss(a: Tensor, b: Tensor) -> Tensor:
    """均方差，对所有元素平均；b 是目标，不求导。

    参数
        a: 任意形状的浮点张量；不变。
        b: 和 a 同样形状；不变；即使它要求导，梯度也不流向它。
    返回
        0 维张量，对 a 可以求导。
    例子
        >>> a = torch.tensor([1.0, 2.0, 3.0, 6.0])
        >>> content_loss(a, torch.tensor([1.0, 0.0, 3.0, 2.0]))
        tensor(5.)
    """
    ### BEGIN SOLUTION
    return F.mse_loss(a, b.detach())
    ### END SOLUTION


# %% check="content_loss" points=3 minutes=5
check("content_loss")

# %% [markdown]
# ### 练习 10.7 style_loss（约 9 分钟，5 分）
#
# **为什么**　风格有粗有细：浅层管颜色和笔触，深层管大一点的花纹，所以几层一起比。
#
# **做什么**　`features` 是名字 → 这一层的输出；`grams` 是名字 → 目标的格拉姆矩阵。每一层：你的 `gram_matrix` 与目标的均方差（对矩阵所有元素平均）；各层**相加**，权重都是 1。**按名字**配对，只看 `grams` 里的层；`features` 里可以有别的层（例如给内容用的），不管它。目标固定，不求导。
#
# **例子**
#
# | 层 | 输出 | 格拉姆矩阵 | 目标 | 均方差 |
# |---|---|---|---|---|
# | `"a"` | 1 个通道，`[1, 3]` | (1 + 9) ÷ 2 = 5 | 3 | 4 |
# | `"b"` | 2 个通道，各 1 个像素，2 和 0 | `[[2, 0], [0, 0]]` | `[[0, 0], [0, 1]]` | (4 + 0 + 0 + 1) ÷ 4 = 1.25 |
#
# 一共 5.25。
#
# <details><summary>提示一</summary>
#
# 循环走的是哪个字典的键？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 刚写的 `content_loss` 用得上：它量两个同样形状的张量。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 从 0 开始加，或者 `sum(… for name in …)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 各层取了平均；<!-- wrong: mean-over-layers -->
# - 一层里求和，没有平均；<!-- wrong: summed -->
# - 按先后配对，不看名字；<!-- wrong: by-position -->
# - 直接比输出，没有算格拉姆矩阵；<!-- wrong: no-gram -->
# - 只算了最后一层；<!-- wrong: last-only -->
# - 梯度也流向了目标；<!-- wrong: target-attached -->
# - 用了绝对值。<!-- wrong: absolute -->
#
# </details>


# %% exercise="style_loss"
def style_loss(features: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    """各层格拉姆矩阵与目标的均方差之和。

    参数
        features: 名字 → (n, c, h, w) 的输出，grams 里的名字它都有，可以有别的；不变。
        grams: 名字 → (n, c, c) 的目标，至少一层；不变；梯度不流向它。
            两个字典的先后不一定相同。
    返回
        0 维张量，对 features 可以求导。
    例子
        >>> features = {"a": torch.tensor([[[[1.0, 3.0]]]])}
        >>> style_loss(features, {"a": torch.tensor([[[3.0]]])})
        tensor(4.)
    """
    ### BEGIN SOLUTION
    return sum(content_loss(gram_matrix(features[name]), grams[name]) for name in grams)
    ### END SOLUTION


# %% check="style_loss" points=5 minutes=9 uses=["gram_matrix", "content_loss"]
check("style_loss")

# %% [markdown]
# ### 练习 10.8 total_variation（约 7 分钟，4 分）
#
# **为什么**　改像素有一个坏毛病：网络在意的不光是看得见的笔触，还有一粒一粒的杂点。要有一个数说“这张图有多碎”：相邻两个像素平均差多少。
#
# **做什么**　全变差（total variation）：上下相邻的差取绝对值，**平均**；左右相邻的差取绝对值，**平均**；两个平均相加。图不一定是方的，上下的差和左右的差个数不同，要各自平均。
#
# **例子**　一个通道，2 × 3：`[[0, 1, 3], [4, 1, 0]]`：
#
# | | 差的绝对值 | 平均 |
# |---|---|---|
# | 上下 | 4、0、3 | 7/3 |
# | 左右 | 1、2、3、1 | 7/4 |
#
# 一共 4.0833。
#
# <details><summary>提示一</summary>
#
# 一行 5 个像素，左右相邻的有几对？第一个没有左邻居，怎样用切片表示“除了第一个”和“除了最后一个”？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `torch.diff` 或者两个切片相减都行；轴从后面数（−2 是上下，−1 是左右）就不用管前面有几轴。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两项，每项都是 差 → 绝对值 → 平均。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 上下和左右的差放在一起平均；<!-- wrong: pooled -->
# - 求了和；<!-- wrong: summed -->
# - 用了平方；<!-- wrong: squared -->
# - 只算了一个方向；<!-- wrong: down-only across-only -->
# - 没有取绝对值，正负抵消了；<!-- wrong: signed -->
# - 把最后一列和第一列当成了邻居；<!-- wrong: wraps-around -->
# - 两项又取了平均。<!-- wrong: halved -->
#
# </details>


# %% exercise="total_variation"
def total_variation(image: Tensor) -> Tensor:
    """上下相邻之差的绝对值的平均，加上左右相邻之差的绝对值的平均。

    参数
        image: (n, c, h, w) 的浮点张量，h 和 w 至少是 2；不变。
    返回
        0 维张量，可以求导。
    例子
        >>> total_variation(torch.tensor([[[[0.0, 1.0, 3.0], [4.0, 1.0, 0.0]]]]))
        tensor(4.0833)
    """
    ### BEGIN SOLUTION
    down, across = image.diff(dim=-2), image.diff(dim=-1)
    return down.abs().mean() + across.abs().mean()
    ### END SOLUTION


# %% check="total_variation" points=4 minutes=7
check("total_variation")

# %% [markdown]
# 试试把它当损失用：给猫撒上噪声，然后改像素，让“离有噪声的图的均方差 + `SMOOTH` × 全变差”变小，只用这两样，不用网络。这正是“权重不动，改图”最小的例子。**弄坏了看**：`SMOOTH` 先是 20；改成 0 或 200，会怎样？

# %% tags=["demo"]
SMOOTH = 20.0

if ready("preprocess", "content_loss", "total_variation"):
    clean = preprocess(photo)
    grains = np.random.default_rng(0).normal(0, 25, clean.shape)
    noisy = clean + torch.tensor(grains, dtype=torch.float32)
    x = noisy.clone().requires_grad_()
    optimizer = torch.optim.Adam([x], lr=3)
    for _ in range(60):
        loss = content_loss(x, noisy) + SMOOTH * total_variation(x)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    pictures = [deprocess(t) for t in (clean, noisy, x)]
    gallery([pictures], [["原来的", "撒了噪声", f"SMOOTH = {SMOOTH:g}"]])
    for name, t in (("原来的", clean), ("撒了噪声", noisy), ("抹平以后", x.detach())):
        far = content_loss(t, clean).item()
        print(f"{name}：全变差 {total_variation(t).item():5.1f}，离原图 {far:6.1f}")

# %% [markdown]
# `SMOOTH` 是 0 时什么也没有变，离原图还是 625：离有噪声的图最近的，就是它自己。20 时降到 122，噪声大半抹掉了。200 时又回到 215：噪声没了，胡须和毛也一起抹平了。
#
# ## 4　画起来
#
# ### 练习 10.9 stylize（约 22 分钟，11 分）
#
# **把两样合起来**　内容来自一张照片，风格来自一幅画。照片在 `fire3` 的输出是内容的目标；画在 `conv1`、`fire2`、`fire4`、`fire6` 的格拉姆矩阵是风格的目标。要找的图 $x$，让
#
# $$
# L(x) = L_{\text{内容}}(x) + \lambda\,L_{\text{风格}}(x)
# $$
#
# 最小，$\lambda$ 就是 `style_weight`。怎么找？和训练一样，梯度下降；只是**要学的参数是图自己**，一共 $3hw$ 个像素，从照片开始。
#
# **第一步的样子**　Adam 的第一步，每个数走的是 $\text{lr} \cdot g / |g|$：不管梯度多大，都走 `lr`。所以第一步之后，每个像素要么加 `lr`，要么减 `lr`。像素的尺度是 0 到 255，所以 `lr` 取 5 上下，不是 0.001。
#
# **做什么**
#
# - 目标先算好，不带计算图，以后不变；
# - 从 `content` 的一份**拷贝**开始，`torch.optim.Adam`，学习率 `lr`，其余用默认的；
# - 每一步：算损失，**先记下**（普通的数，不是张量），再走。`losses[i]` 是第 i 步之前的损失，所以最后一步走完之后的损失不在里面；
# - 返回图（不带计算图）和 `losses`。`content`、`style`、`model` 都不变。
#
# `model` 可能是任何有这几层的模型，它的权重是冻结的。`seed`：从照片开始，这里没有什么是随机的；留着它是为了和别的训练函数一样，相同的种子给相同的图，想从噪声开始试验时用得上。
#
# 像素走到 0 到 255 之外不用管，`deprocess` 会截。
#
# 评分时也在真的 SqueezeNet 上画一张 64 × 96 的小图：$\lambda = 1$，`lr` = 5，30 步，最后一个损失不到第一个的一半（换十个种子，我们量的是 0.24 到 0.26）。
#
# **例子**　`steps=0` 返回照片的拷贝和空列表。`steps=1`：`losses` 里只有一个数，这时图还是照片，内容损失是 0，所以它就是 $\lambda\,L_{\text{风格}}$。
#
# <details><summary>提示一</summary>
#
# 优化器里该放什么？它要满足什么才能求梯度？（怎样从 `content` 得到一个新的、不带计算图的、要求导的张量？）
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一步里只前向一次：五层一起用 `features` 取。算目标时套上 `torch.no_grad()`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# with torch.no_grad():
#     …                          # 内容的目标、风格的目标
# image = …
# optimizer = torch.optim.Adam([image], lr=lr)
# losses = []
# for _ in range(steps):
#     …                          # 损失
#     losses.append(…)
#     …                          # 清零，回传，走一步
# return …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 照片被原地改了；<!-- wrong: content-changed -->
# - 走完才记损失；<!-- wrong: loss-after -->
# - 忘了清零，梯度一步步攒起来；<!-- wrong: not-zeroed -->
# - 内容和风格的目标弄反了；<!-- wrong: swapped -->
# - `style_weight` 乘在了内容上；<!-- wrong: weight-on-content -->
# - 内容没有起作用（没有加上，或者目标跟着图一起变）；<!-- wrong: no-content -->
# - 内容用了 `fire4`；<!-- wrong: other-content-layer -->
# - 风格少用了一层；<!-- wrong: layer-missing -->
# - 从画开始，不是从照片；<!-- wrong: from-the-style -->
# - 从噪声开始；<!-- wrong: from-noise -->
# - `losses` 里是带着计算图的张量；<!-- wrong: losses-are-tensors -->
# - 返回的图还要求导。<!-- wrong: graph-left -->
#
# </details>


# %% exercise="stylize"
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    """改一张图，让它内容像 content，风格像 style。

    参数
        content: (1, 3, h, w)，预处理过的照片；不变。
        style: (1, 3, h2, w2)，预处理过的画，大小可以不同；不变。
        model: 有 conv1、fire2、fire3、fire4、fire6 这几层的模型，权重冻结；不变。
        style_weight: 损失是 内容 + style_weight × 风格：
            内容是 fire3 的 content_loss，目标是 content 的；
            风格是 conv1、fire2、fire4、fire6 的 style_loss，目标是 style 的。
        steps: 走几步，可以是 0。
        lr: torch.optim.Adam 的学习率，其余用默认的。
        seed: 种子；从 content 开始，没有什么是随机的，相同的参数总是给相同的结果。
    返回
        (image, losses)：新的图，形状、dtype 和 content 相同，不带计算图、不要求导，
        和 content 不是同一块内存；
        长 steps 的列表，普通的数，第 i 个是第 i 步之前的损失。
    例子
        >>> image, losses = stylize(content, style, model, 1.0, 0, 5.0, 0)
        >>> torch.equal(image, content), losses
        (True, [])
    """
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses
    ### END SOLUTION


# %% check="stylize" points=11 minutes=22 uses=["SqueezeNet", "features", "gram_matrix", "content_loss", "style_loss"]
check("stylize")

# %% [markdown]
# 先用小图，一张一两秒，全部约十秒（机器忙时三四倍）。$\lambda$ 从小到大，别的都不变。**先猜**：$\lambda = 0$ 时会怎样？
#
# 下面一行是另一个试验：把猫换成一张**全是噪声**的图，$\lambda$ 很大，内容几乎不管，剩下的就是网络眼里纯粹的风格。

# %% tags=["demo"]
PAINT = ("decode_weights", "SqueezeNet", "preprocess", "features")
PAINT += ("gram_matrix", "content_loss", "style_loss", "stylize")

if ready(*PAINT):
    small = preprocess(load_picture(PHOTO, 144))
    sketches, titles = [], []
    for strength in (0, 0.1, 10, 1000):
        painted, losses = stylize(small, preprocess(night), model, strength, 30, 5.0, 0)
        sketches.append(deprocess(painted))
        titles.append(f"λ = {strength:g}")
    noise = np.random.default_rng(0).normal(0, 15, (1, 3, 96, 144))
    noise = torch.tensor(noise, dtype=torch.float32)
    textures = []
    for picture in (wave, night):
        texture, _ = stylize(noise, preprocess(picture), model, 1e5, 60, 5.0, 0)
        textures.append(deprocess(texture))
    names = ["冲浪里的花纹", "星夜的花纹"]
    gallery([sketches, textures], [titles, names], height=110)

# %% [markdown]
# $\lambda = 0$ 时一开始损失就是 0，梯度也是 0，图一点不动。10 和 1000 几乎一样：内容项早已压不住了，再大也一样；30 步又走不远，所以猫还在。花纹那一行没有浪，也没有月亮，只剩笔触和配色：位置全丢了，这正是格拉姆矩阵答应的事。（只走了六十步，噪声没有褪尽。）
#
# **挑战**（不计分）　给损失加上 `0.5 * total_variation(image)`（在你的 `stylize` 的一份拷贝里），杂点少了多少？哪些笔触也跟着没了？
#
# **休息**　到这里约走了六成（121 分钟），后面还有 68 分钟。站起来走走，回来再把颜色还给照片。
#
# ## 5　颜色归颜色
#
# ### 练习 10.10 match_colours（约 18 分钟，10 分）
#
# **为什么**　上面的猫学了笔触，颜色却半生不熟：既不是猫的，也不是《星夜》的。要么整个换成画的颜色，要么原样留着照片的颜色，都得先会一件事：**把一张图的配色换成另一张的**，不管画的是什么。
#
# **推一遍**　把像素看成三维空间里的一团点，一个像素是 $(r, g, b)$。配色就是这团点的中心 $\mu$（三个平均）和胖瘦、朝向：3 × 3 的协方差 $C$。只匹配三个通道各自的标准差不够：《星夜》里蓝多的地方黄就少，这种“一起变”在 $C$ 的对角线之外。
#
# 用一个矩阵 $A$ 把点团搓成另一个形状：
#
# $$
# x' = A\,(x - \mu) + \nu
# $$
#
# 新的平均是 $\nu$，新的协方差是 $A\,C\,A^\top$。要它等于参考的 $R$。若能把 $C$ 和 $R$ 都写成“平方”，$C = L L^\top$，$R = M M^\top$，就好办：先用 $L^{-1}$ 把点团搓成正圆（协方差是 $I$），再用 $M$ 搓成参考的样子。
#
# $L$ 怎么来？两种都行：Cholesky 分解（下三角），或者用特征值开方。
#
# **会出事的地方**　全是一个颜色的图，$C = 0$，没有逆；黑白照片三个通道一样，$C$ 也没有逆。给对角线加一个很小的数（例如 1e-5；像素的方差是几百上千，看不出来），就总有逆。
#
# **例子**　只看两个通道。$C = I$，$R$ = `[[4, 2], [2, 2]]`。Cholesky：$M$ = `[[2, 0], [1, 1]]`，$M M^\top$ = `[[4, 2], [2, 2]]`，对。若把 $M$ 转置了，得到的是 $M^\top M$ = `[[5, 1], [1, 1]]`：不对，可是三个数都像那么回事，看图看不出来。
#
# <details><summary>提示一</summary>
#
# 协方差是 $\frac{1}{hw}\sum_p (x_p - \mu)(x_p - \mu)^\top$。若减过平均的像素排成 `(3, 位置数)`，它是哪两个矩阵的乘积？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 写一个小帮手：给一张图，返回平均、减过平均的像素、协方差的“平方根”。照片和参考各调用一次。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `torch.linalg.cholesky(C + 小数 * torch.eye(3))`；$A$ 用 `torch.linalg.solve` 或者 `torch.linalg.inv` 算。中间用 float64，最后变回原来的 dtype，就不用担心舍入。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只匹配了各通道自己的标准差；<!-- wrong: per-channel -->
# - 平方根转置了；<!-- wrong: transposed-root -->
# - 忘了加参考的平均；<!-- wrong: mean-missing -->
# - 加的是照片自己的平均；<!-- wrong: own-mean -->
# - 只匹配了平均；<!-- wrong: mean-only -->
# - 搓成正圆就停了；<!-- wrong: whitened-only -->
# - 没有开方，直接用了协方差；<!-- wrong: no-root -->
# - 照片和参考弄反了；<!-- wrong: reversed -->
# - 只有一个颜色的图除出了 NaN（评分时还会试黑白照片）。<!-- wrong: flat-nan -->
#
# </details>


# %% exercise="match_colours"
def match_colours(image: Tensor, reference: Tensor) -> Tensor:
    """把 image 的配色换成 reference 的：平均颜色和 3×3 的协方差。

    参数
        image: (3, h, w) 的浮点张量，像素的尺度是 0 到 255 左右；不变。
        reference: (3, h2, w2)；不变。
    返回
        (3, h, w)，dtype 和 image 相同：
        每个像素是 A·(旧颜色 − image 的平均) + 参考的平均，A 是同一个 3×3 的矩阵，
        使新的协方差等于参考的（除以像素个数，或者个数减 1，两张图一样）。
        A 不是唯一的，哪一个都行；但是参考就是 image 自己时，结果就是 image。
        可以给协方差的对角线加一个不超过 0.01 的数。
        只有一个颜色的图、黑白的图，结果也都是有限的数；
        前者成为参考的平均颜色。
    例子
        >>> flat = torch.full((3, 2, 2), 7.0)
        >>> match_colours(flat, torch.arange(12.0).reshape(3, 2, 2))[:, 0, 0]
        tensor([1.5000, 5.5000, 9.5000])
    """
    ### BEGIN SOLUTION

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, torch.linalg.cholesky(covariance + 1e-5 * torch.eye(3))

    _, centred, own = described(image)
    mean, _, wanted = described(reference)
    moved = wanted @ torch.linalg.solve(own, centred) + mean
    return moved.reshape(image.shape).to(image.dtype)
    ### END SOLUTION


# %% check="match_colours" points=10 minutes=18
check("match_colours")

# %% [markdown]
# 四张图，互相换颜色，没有用到网络。**弄坏了看**：`WAY` 改成 `"各管各的"`，只匹配三个通道各自的平均和标准差。咖啡换上《星夜》的颜色，哪里不同？

# %% tags=["demo"]
WAY = "一起"

if ready("preprocess", "match_colours"):

    def recoloured(picture, reference):
        """换过颜色的 (h, w, 3) 照片。"""
        x, r = preprocess(picture)[0], preprocess(reference)[0]
        if WAY == "各管各的":
            axes = {"dim": (1, 2), "keepdim": True}
            scale = r.std(**axes) / x.std(**axes)
            return deprocess((x - x.mean(**axes)) * scale + r.mean(**axes))
        return deprocess(match_colours(x, r))

    originals = [photo, coffee, wave, night]
    rows = [[recoloured(p, r) for p in originals] for r in (wave, night, photo)]
    titles = [[f"{of}的颜色"] * 4 for of in ("浪", "星夜", "照片")]
    gallery(rows, titles, height=88)

# %% [markdown]
# 换上《星夜》的颜色，“一起”时红碟子褪成棕黄，桌角和影子成了深蓝；“各管各的”时碟子还是红的，影子只是青灰：三个通道各自放大缩小，改不了它们怎样一起变。
#
# 于是有两种画法：
#
# - **换颜色**：先把照片换成画的颜色，再 `stylize`；
# - **留颜色**：先把**画**换成照片的颜色，再 `stylize`：学的只有笔触。
#
# 终场见。
#
# ## 6　做梦
#
# ### 练习 10.11 ascent_step（约 9 分钟，6 分）
#
# **为什么**　2015 年，Mordvintsev 等人想看看网络的中间层在看什么，办法简单得惊人：给一张图，算一层的输出，然后改图，让这一层**更兴奋**。它看见一点点像眼睛的东西，就把那里改得更像眼睛；下一步看见得更清楚，就改得更多。云里看出狗，就让它长成狗：DeepDream。
#
# **做什么**　梯度**上升**（gradient ascent）一步。$g$ 是一层输出的平均对图的梯度：
#
# $$
# x \leftarrow x + \text{lr} \cdot \frac{g}{\operatorname{mean}|g| + 10^{-8}}
# $$
#
# 梯度在各层、各步的大小能差几千倍；除以自己的平均绝对值，一步就总是平均走 `lr`，不管在哪一层。$10^{-8}$ 是为了梯度全 0 时别除出 NaN。
#
# 模型的权重可能还要求导（`requires_grad=True`）：用 `torch.autograd.grad` 只求对图的梯度，不要往权重的 `.grad` 里留东西。
#
# **例子**　四个像素，$g$ = `[6, −2, 0, 0]`，lr = 0.5：平均绝对值是 2，走 `[1.5, −0.5, 0, 0]`。
#
# <details><summary>提示一</summary>
#
# 传进来的图多半不要求导。怎样得到一个要求导的，又不动原来的？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `features` 取这一层，`.mean()` 变成一个数，`torch.autograd.grad` 返回一个元组，一个输入也是。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# image = …                      # 新的，要求导
# excited = …                    # 一个数
# (g,) = …
# return …                       # 不带计算图
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 往反方向走了；<!-- wrong: descent -->
# - 除以了梯度的长度（平方和开方）；<!-- wrong: length -->
# - 除以了最大的绝对值；<!-- wrong: largest -->
# - 除以了标准差；<!-- wrong: deviation -->
# - 没有除；<!-- wrong: not-divided -->
# - 只取了符号；<!-- wrong: sign-only -->
# - 求导的是输出的平方；<!-- wrong: squared -->
# - 用了最后的输出，不是这一层的；<!-- wrong: last-layer -->
# - 往权重的 `.grad` 里留了东西；<!-- wrong: gradients-left -->
# - 返回的图还连着计算图。<!-- wrong: graph-left -->
#
# </details>


# %% exercise="ascent_step"
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    """梯度上升一步，让一层的输出的平均更大。

    参数
        image: (1, 3, h, w) 的浮点张量；不变。
        model: 任何模型；权重、grad、requires_grad、钩子都不变。
        layer: model.named_modules() 里的名字。
        lr: 每个像素平均走多少。
    返回
        新的张量，image + lr·g / (g 的绝对值的平均 + 1e-8)，
        g 是这一层输出的平均对 image 的梯度；不带计算图、不要求导。
    例子
        >>> model = nn.Sequential(nn.ReLU())
        >>> image = torch.tensor([[[[1.0, -1.0]]]])
        >>> ascent_step(image, model, "0", 0.5)
        tensor([[[[ 2., -1.]]]])
    """
    ### BEGIN SOLUTION
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() + lr * g / (g.abs().mean() + 1e-8)
    ### END SOLUTION


# %% check="ascent_step" points=6 minutes=9 uses=["features"]
check("ascent_step")

# %% [markdown]
# ### 练习 10.12 octave_shapes（约 6 分钟，4 分）
#
# **为什么**　一个通道看到的窗口是固定的大小：在 240 宽的图上，它只会画出指甲大的眼睛。先在缩小的图上做梦，再放大接着做，眼睛就有大有小。每一级叫一个八度（octave），像音乐里同一个旋律，高低不同。
#
# **做什么**　从小到大，列出每一级的 `(h, w)`。最后一级正好是原来的形状；往前每一级除以 `scale` 一次（都从原来的形状算，不从舍入过的算），四舍五入取整，至少是 1。
#
# **例子**　`(100, 150)`，`scale = 1.4`，3 级：
#
# | 级 | 除以 | 算出来 | 形状 |
# |---|---|---|---|
# | 0 | 1.96 | 51.02，76.53 | `(51, 77)` |
# | 1 | 1.4 | 71.43，107.14 | `(71, 107)` |
# | 2 | 1 | | `(100, 150)` |
#
# <details><summary>提示一</summary>
#
# 一共 `n` 级，第 0 级要除几次？第 `n − 1` 级呢？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 让一个数从 `n − 1` 倒着走到 0，它就是除的次数。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `round`、`max`，两个边长各一次。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 从大到小；<!-- wrong: large-first -->
# - 向下取整；<!-- wrong: floor -->
# - 每一级从上一级舍入过的算；<!-- wrong: rounded-twice -->
# - 多缩了一级，最后不是原来的形状；<!-- wrong: one-too-small -->
# - 太小时成了 0；<!-- wrong: zero -->
# - 只缩了高；<!-- wrong: height-only -->
# - 级数写死成 3；<!-- wrong: three-always -->
# - 等差地缩小，不是等比。<!-- wrong: linear -->
#
# </details>


# %% exercise="octave_shapes"
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    """从小到大，每一级的 (h, w)。

    参数
        shape: 原来的 (h, w)，都至少是 1。
        scale: 相邻两级的比，大于 1。
        n: 几级，至少 1。
    返回
        n 个 (h, w) 的列表，整数：倒数第 k 级（k 从 0 起）是
        shape 除以 scale 的 k 次方，四舍五入（正好一半的情形不会出现），
        不小于 1；最后一个就是 shape。
    例子
        >>> octave_shapes((100, 150))
        [(51, 77), (71, 107), (100, 150)]
    """
    ### BEGIN SOLUTION
    factors = [scale**k for k in reversed(range(n))]
    return [tuple(max(1, round(side / factor)) for side in shape) for factor in factors]
    ### END SOLUTION


# %% check="octave_shapes" points=4 minutes=6
check("octave_shapes")

# %% [markdown]
# ### 练习 10.13 deep_dream（约 21 分钟，11 分）
#
# **两个难处，两个办法**
#
# 1. **放大会糊**。小图上做完梦，放大到下一级，照片的细节就没了。办法：把“梦”和“照片”分开。梦出来的细节 `detail` = 做梦的结果 − 同样大小的**原图**。到下一级，放大的只是 `detail`，加到那一级的原图上；原图每一级都从最大的那张重新缩小，所以从来不糊。
# 2. **格子**。卷积和池化有步幅，总在固定的格点上下手，走多了会出现棋盘似的花纹，图的边上也和中间不一样。办法：每一步之前，把图随机地**循环平移**（从右边出去的从左边进来），走一步，再**移回来**。
#
# **做什么**　`octaves` 是从小到大的形状（`octave_shapes` 给的），最后一个是图自己的大小。
#
# | 每一级 | |
# |---|---|
# | 原图 | 用 `resize` 把 `image` 缩到这一级 |
# | 开始 | 原图 + 放大到这一级的 `detail`（第一级是 0） |
# | 走 `steps` 步 | 随机平移（h、w 两个方向，每个位移 0 到边长 − 1 都可能）→ `ascent_step` → 移回来 |
# | 结束 | `detail` = 结果 − 原图 |
#
# 最后一级的结果就是答案。缩放一律用给的 `resize`。
#
# **例子**　跟着一个像素走，两级，每一级做梦都让它加 3。原图在小的一级是 10，在大的一级是 12：
#
# | 级 | 开始 | 做梦之后 | `detail` |
# |---|---|---|---|
# | 小 | 10 + 0 = 10 | 13 | 3 |
# | 大 | 12 + 3 = 15 | 18 | 6 |
#
# 若直接把小图的结果放大接着做，会得到 16；若每级都从原图重来，会得到 15。
#
# <details><summary>提示一</summary>
#
# `steps = 0` 时，应当得到什么？用它检查你的加减。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `torch.roll(x, shifts=(…, …), dims=(…, …))` 循环平移；移回来就是位移取负。位移用 `rng.integers`，换成 `int`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# detail = torch.zeros_like(image)
# for shape in octaves:
#     small = …                  # 这一级的原图
#     result = …                 # 加上放大的 detail
#     for _ in range(steps):
#         …                      # 平移，走一步，移回来
#     detail = …
# return result
# ```
#
# 第一级的 `detail` 是 0，多大都行：缩放以后还是 0。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 走完没有移回来；<!-- wrong: not-undone -->
# - 移回来时两个方向弄反了；<!-- wrong: undone-crosswise -->
# - 没有平移；<!-- wrong: no-shift -->
# - 只朝一个方向平移；<!-- wrong: one-direction -->
# - 照片是从小图放大来的，糊了；<!-- wrong: original-lost -->
# - 每级都从原图重来，前几级白做；<!-- wrong: detail-lost -->
# - `detail` 减的是开始的图，只带上来最后一级的；<!-- wrong: last-detail-only -->
# - 每一级都加了两遍 `detail`；<!-- wrong: detail-twice -->
# - 返回的是 `detail`。<!-- wrong: detail-returned -->
#
# </details>


# %% exercise="deep_dream"
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    """从小到大，一级一级地做梦。

    参数
        image: (1, 3, h, w)；不变。
        model, layer, lr: 给 ascent_step 的；model 不变。
        octaves: 每一级的 (h, w)，从小到大，最后一个是 image 的大小；至少一级。
        steps: 每一级走几步，可以是 0。
        rng: 抽位移；两个方向的位移在 0 到边长 − 1 里均匀。
    返回
        (1, 3, h, w)，最后一级的结果；不带计算图。每一级：
        原图 = resize(image, 这一级)；从 原图 + resize(detail, 这一级) 开始，
        detail 在第一级是 0，以后是上一级的 结果 − 原图；
        每一步：循环平移，ascent_step，移回来。
        steps = 0 时就是 image。
    例子
        >>> image, rng = torch.rand(1, 3, 8, 8), np.random.default_rng(0)
        >>> model = nn.Sequential(nn.Conv2d(3, 4, 3))
        >>> dream = deep_dream(image, model, "0", [(4, 4), (8, 8)], 2, 0.1, rng)
        >>> dream.shape
        torch.Size([1, 3, 8, 8])
    """
    ### BEGIN SOLUTION
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small + resize(detail, shape)
        for _ in range(steps):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-down, -right), (2, 3))
        detail = result - small
    return result.detach()
    ### END SOLUTION


# %% check="deep_dream" points=11 minutes=21 uses=["features", "ascent_step"]
check("deep_dream")

# %% [markdown]
# 同一张照片，四层的梦，约六秒（机器忙时三四倍）。**先猜**：哪一层做的是条纹，哪一层做的是眼睛？**弄坏了看**：`LEVELS` 改成 1，眼睛的大小有什么变化？

# %% tags=["demo"]
LEVELS = 3
DREAM = ("decode_weights", "SqueezeNet", "preprocess", "features")
DREAM += ("ascent_step", "octave_shapes", "deep_dream")

if ready(*DREAM):
    x = preprocess(photo)
    octaves = octave_shapes(tuple(x.shape[2:]), n=LEVELS)
    dreams, names = [], ["fire3", "fire4", "fire6", "fire8"]
    for name in names:
        rng = np.random.default_rng(0)
        dreams.append(deprocess(deep_dream(x, model, name, octaves, 12, 2.0, rng)))
    titles = [f"{name}，{LEVELS} 级" for name in names]
    gallery([dreams[:2], dreams[2:]], [titles[:2], titles[2:]], height=159, quality=40)

# %% [markdown]
# 越靠前的层，梦得越简单：`fire3` 是条纹和颜色，`fire4` 冒出圈圈，`fire6`、`fire8` 是眼睛，满脸都是。`LEVELS` 是 1 时，眼睛都是同样的小个儿；级数多了，才有大有小。为什么偏偏是眼睛？ImageNet 的一千类里有一百多种狗，还有近三百种别的动物：多半因为眼睛是最有用的线索，网络到处找它。**它梦见的，是它学过的世界。**
#
# ## 7　它想看什么
#
# ### 练习 10.14 activation_maximum（约 12 分钟，7 分）
#
# **为什么**　做梦是从一张照片出发，让一整层兴奋。反过来：从**噪声**出发，只问一个通道。长出来的图，就是它最想看到的东西。
#
# **做什么**　起点是噪声：`rng` 抽的 $N(0, 10^2)$，形状 `(1, 3, h, w)`，float32，**最先抽**，然后才抽位移。每一步，先随机循环平移（和上一题一样），走
#
# $$
# x \leftarrow (1 - \text{decay})\,x + \text{lr} \cdot \frac{g}{\operatorname{mean}|g| + 10^{-8}}
# $$
#
# 再移回来。$g$ 是这一层输出的第 `channel` 个通道的平均，对图的梯度。
#
# 评分时也在真的 SqueezeNet 上试一个通道（`fire3` 的第 17 个）：48 × 48，`lr` = 2，20 步，它的平均至少是噪声时的 3 倍（换十个种子，我们量的是 17 到 24 倍）。
#
# `decay` 每一步把图往 0（灰色）拉一点点：网络不在意的像素慢慢变回灰色，剩下的就是它在意的。
#
# **例子**　一个像素 $x$ = 20，$g$ 归一化以后是 1，lr = 2，decay = 0.001：20 × 0.999 + 2 = 21.98。
#
# 为什么从噪声开始，不从一片灰开始？ReLU 之后，一个通道在灰色上可能到处是 0；ReLU 在负数那边的导数也是 0，梯度就传不回来，它永远不会醒。噪声里总有一点什么能碰巧叫醒它（也有怎么叫都不醒的：这个修剪过的网络里真有）。
#
# <details><summary>提示一</summary>
#
# `ascent_step` 求导的是整层的平均。这里要的那个数差在哪里？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `(1, c, h, w)` 里取一个通道，再求平均。其余和 `ascent_step`、`deep_dream` 各借一半。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# image = …                      # 噪声，float32
# for _ in range(steps):
#     …                          # 平移
#     …                          # 梯度
#     …                          # 走一步，移回来
# return image
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 求了整层的平均；<!-- wrong: whole-layer -->
# - 取错了通道（数到了别的轴上）；<!-- wrong: wrong-axis -->
# - 从全 0 开始；<!-- wrong: from-zero -->
# - 噪声的标准差是 1；<!-- wrong: unit-noise -->
# - 没有 decay；<!-- wrong: no-decay -->
# - decay 拉反了，图越走越大；<!-- wrong: decay-reversed -->
# - 只剩下 decay 那么一点，没有乘 (1 − decay)；<!-- wrong: keeps-decay-only -->
# - 往反方向走了；<!-- wrong: descent -->
# - 走完没有移回来；<!-- wrong: not-undone -->
# - 没有平移。<!-- wrong: no-shift -->
#
# </details>


# %% exercise="activation_maximum"
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    """从噪声出发，改图，让一个通道的平均变大。

    参数
        model: 任何 float32 的模型；权重、grad、requires_grad、钩子都不变。
        layer, channel: 哪一层（named_modules() 里的名字），这一层输出的第几个通道。
        shape: 图的 (h, w)。
        steps: 走几步，可以是 0。
        lr: 每一步每个像素平均走多少。
        rng: 先抽起点（标准差 10 的正态噪声），再抽位移
            （两个方向各在 0 到边长 − 1 里均匀）。
        decay: 每一步把图往 0 拉的比例。
    返回
        (1, 3, h, w) 的 float32 张量，不带计算图。每一步：循环平移，
        x ← (1 − decay)·x + lr·g / (g 的绝对值的平均 + 1e-8)，移回来；
        g 是这个通道的平均对（平移过的）图的梯度。steps = 0 时就是噪声。
    例子
        >>> model = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU())
        >>> rng = np.random.default_rng(0)
        >>> activation_maximum(model, "1", 2, (8, 9), 3, 1.0, rng).shape
        torch.Size([1, 3, 8, 9])
    """
    ### BEGIN SOLUTION
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image
    ### END SOLUTION


# %% check="activation_maximum" points=7 minutes=12 uses=["SqueezeNet", "features"]
check("activation_maximum")

# %% [markdown]
# 一面墙：四层，每层五个通道；最后一行是打分前的 `conv10`，一个通道就是一类：图出来以后，先遮住这一行的题目，猜猜各是什么。约十几秒（机器忙时三四倍），做完一层打印一行。

# %% tags=["demo"]
WALL = ("decode_weights", "SqueezeNet", "preprocess", "features")
WALL += ("activation_maximum",)

if ready(*WALL):
    wall, titles = [], []
    for name in ("fire3", "fire6", "fire8", "conv10"):
        kinds = [967, 985, 88, 319, 1] if name == "conv10" else [5, 17, 40, 63, 100]
        row, before, after = [], [], []
        for k in kinds:
            rng = np.random.default_rng(0)
            start = activation_maximum(model, name, k, (96, 96), 0, 2.0, rng)
            rng = np.random.default_rng(0)
            picture = activation_maximum(model, name, k, (96, 96), 40, 2.0, rng)
            for numbers, x in ((before, start), (after, picture)):
                with torch.no_grad():
                    seen = features(model, x, [name])[name]
                numbers.append(seen[0, k].mean().item())
            row.append(deprocess(picture))
        wall.append(row)
        named = [classes[k] if name == "conv10" else f"{name} {k}" for k in kinds]
        titles.append(named)
        print(f"{name:>6}　噪声", *(f"{b:8.1f}" for b in before), flush=True)
        print(f"{'':>6}　走完", *(f"{a:8.1f}" for a in after), flush=True)
    gallery(wall, titles, height=96, quality=25)

# %% [markdown]
# 浅层要条纹和网眼，深层要眼睛、卷曲和羽毛似的东西。有一格从头到尾还是最初那点很淡的噪声，看着一片灰：`fire6` 的第 100 个通道，从 0 到 0，梯度从没传回来过，它是一个**死掉的通道**，多半是修剪时剪坏的。最后一行，你猜得出几个？老实说，大多猜不出：一个类的打分能由许多我们不认得的花纹凑出来。这也是一条教训：网络凭什么认出雏菊，和我们凭什么认出雏菊，不是一回事。
#
# ## 自测
#
# 1. 《星夜》左右翻转，格拉姆矩阵变不变？
#
# <details><summary>答案</summary>
#
# 会变，四层差 5% 到 25%，比撕了重贴（9% 到 32%）还小些。求和时位置是消失了，可是卷积核本身认得左右：一个专看“/”的通道，翻转之后看见的是“\”。真正不变的只有把 $F$ 的位置重排；撕图会添接缝，翻转会改方向。
#
# </details>
#
# 2. `stylize` 里若用了 `x.grad`，而忘了 `zero_grad`，为什么损失开头可能照样下降？
#
# <details><summary>答案</summary>
#
# 梯度一路攒起来，像没有摩擦的动量；Adam 又把大小除掉了，开头的方向大致还对，所以照样下降，接着过头、来回冲：`lr` = 5、$\lambda$ = 100 照着《星夜》画这只猫，70 步里先降到四成，再涨到十几二十倍；`lr` = 1 时却降到四成上下就待住了，光看损失看不出错。所以检查比的是每一步的数。
#
# </details>
#
# 3. 为什么 `deep_dream` 平移之后要移回来，而训练时的随机裁剪不用？
#
# <details><summary>答案</summary>
#
# 训练时图只是看一眼就扔，改的是权重；这里改的就是图，不移回来，`detail` 就和原图对不上了。
#
# </details>
#
# 4. 文件 0.63 MB，能不能在压缩的样子上直接算卷积？
#
# <details><summary>答案</summary>
#
# 能：一层只有 256 种权重，可以先把同一编号的输入加起来，再乘一次。专门的芯片里，有的边查表边乘、跳过 0（Han 等人的 EIE），有的真的先加后乘（Hegde 等人的 UCNN）；在普通的处理器上，摊开来算更快。
#
# </details>
#
# ## 8　终场
#
# 你的照片，四种画法。一幅约七八秒（机器忙时三四倍），全部是你写的：解码、网络、钩子、格拉姆矩阵、两个损失、换颜色、`stylize`。边上三个像素网络几乎看不见，裁掉了。

# %% tags=["demo"]
if ready(*PAINT, "match_colours", "total_variation"):
    x, pages, titles = preprocess(photo), [], []
    for picture, name in ((wave, "冲浪里"), (night, "星夜")):
        p = preprocess(picture)
        pairs = {
            "换颜色": (match_colours(x[0], p[0])[None], p),
            "留颜色": (x, match_colours(p[0], x[0])[None]),
        }
        row, names = [], []
        for way, (start, painting) in pairs.items():
            painted, losses = stylize(start, painting, model, 100.0, 70, 5.0, 0)
            row.append(deprocess(painted[..., 3:-3, 3:-3]))
            names.append(f"{name}，{way}")
            fall = losses[-1] / losses[0]
            rough = total_variation(painted).item()
            print(f"{names[-1]}：损失降到 {fall:.1%}，全变差 {rough:.0f}", flush=True)
        pages.append(row)
        titles.append(names)
    gallery(pages, titles, height=230, quality=55)

# %% [markdown]
# 这只猫量出来，留颜色的全变差（31、28）小于换颜色的（47、49）：笔触照着照片温和的颜色画，起伏就小。四幅都比原来的照片（14）碎，多出来的就是笔触。
#
# 最后，走进它的梦：每一格，把上一格放大一点（5%），再做一会儿梦。网络看着自己的梦，接着梦下去。约五秒（机器忙时三四倍）。

# %% tags=["demo"]
if ready(*DREAM):
    x, frames, rng = preprocess(photo), [], np.random.default_rng(0)
    h, w = x.shape[2:]
    for _ in range(10):
        frames.append(deprocess(x))
        h_cut, w_cut = round(h / 1.05) // 2 * 2, round(w / 1.05) // 2 * 2
        top, left = (h - h_cut) // 2, (w - w_cut) // 2
        closer = x[..., top : top + h_cut, left : left + w_cut]
        octaves = octave_shapes((h, w), n=2)
        x = deep_dream(resize(closer, (h, w)), model, "fire8", octaves, 5, 1.5, rng)
        x = x.clamp(-123, 151)
    pages = [Image.fromarray(frame) for frame in frames]
    waits = [250] * (len(pages) - 1) + [2500]
    show(pages, "从照片走进网络的梦，越走越多的眼睛", 30, duration=waits)

# %% [markdown]
# 眼睛里长出眼睛，最后连猫也快认不出了。没有谁画过其中任何一只：你只是一遍遍地问网络“你看见了什么”，再把它的回答给它看。
#
# ## 小结
#
# | 你写的 | 一句话 |
# |---|---|
# | `decode_weights`、`SqueezeNet`、`preprocess` | 照编号上色，搭起来，问清楚它要什么样的数 |
# | `features` | 钩子挂上去，无论如何要摘下来 |
# | `gram_matrix`、`style_loss`、`content_loss` | 风格是“什么和什么一起出现”，不管在哪里 |
# | `total_variation`、`match_colours` | 碎不碎；颜色是一团点的中心和形状 |
# | `stylize` | 权重不动，改图 |
# | `ascent_step`、`octave_shapes`、`deep_dream`、`activation_maximum` | 让它更像它已经看见的东西 |
#
# **延伸阅读**　Gatys, Ecker, Bethge，*A Neural Algorithm of Artistic Style*，arXiv 2015；同三人，*Image Style Transfer Using Convolutional Neural Networks*，CVPR 2016；Gatys 等，*Preserving Color in Neural Artistic Style Transfer*，2016；Iandola 等，*SqueezeNet*，2016；Han, Mao, Dally，*Deep Compression*，ICLR 2016；Han 等，*EIE*，ISCA 2016；Hegde 等，*UCNN*，ISCA 2018；Mordvintsev, Olah, Tyka，*Inceptionism*，Google 博客，2015；Olah 等，*Feature Visualization*，Distill 2017。
#
# 这一章的图都是从一张现成的图（或者噪声）改出来的，一张要改几十步。第 10 章（二）换一个办法：训练一个网络，让它一步就凭空造出一张图来。
