# ---
# jupyter:
#   autograder:
#     title: 第 7 章（一）　AlexNet：从一张图到一张地图
#     builds: 一个逐层数清的 AlexNet，一个认得十种土地的小网络，和它在地图上圈出的河流与公路
#     minutes: 218
#     data: [eurosat_4k.npz]
#     en:
#       title: Chapter 7 (1). AlexNet, from a picture to a map
#       builds: an AlexNet counted layer by layer, a small net that knows ten kinds of land, and the rivers and motorways that it finds on a map
# ---

# %% [markdown]
# # 第 7 章（一）　AlexNet：从一张图到一张地图
#
# 2012 年秋天，一个卷积网络参加了一年一度的图像识别比赛 ImageNet。第二名的前五错误率（猜五次都不中才算错）是 26.2%，它是 15.3%。那以前，大家的力气都花在“怎样从图里提取特征”上；那以后，几乎所有人都改让网络自己去学。这个网络按第一作者的名字叫 **AlexNet**。
#
# 它的零件在 2012 年都不算新：卷积、ReLU、池化、dropout，二十年间陆续都有人提过。新的是有人把它们拼到了足够大，喂了足够多的图，又一样一样地解决了“大了以后会出的毛病”。这一章照着论文走一遍：每个零件自己写，每个数自己数，最后让自己训练的小网络，在一张用卫星图拼成的地图上，把河流和公路一块一块圈出来。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | 卷积（convolution） | 一个小窗口（卷积核，kernel）在图上滑动，每停一处做一次点积；几个核就得到几个通道（channel） |
# | 步幅（stride）、填充（padding） | 每次滑几格；图的四周先补几圈 0 |
# | 输出多大 | $\left\lfloor \dfrac{\text{大小} + 2 \times \text{填充} - \text{核}}{\text{步幅}} \right\rfloor + 1$ |
# | 最大池化（max pooling） | 每个窗口只留最大的数，图变小，通道数不变 |
# | ReLU | 负数变成 0 |
# | 打分（logits）、softmax、交叉熵（cross-entropy） | 网络最后给每一类一个打分；softmax 把它变成概率；损失是正确那一类的 $-\ln p$ |
# | dropout | 训练时随机关掉一些单元，用的时候全开 |
# | PyTorch 的一步 | `optimizer.zero_grad()`、`loss.backward()`、`optimizer.step()` |
# | `rng = np.random.default_rng(0)` | 随机数发生器；种子相同，抽到的数就相同 |
#
# 卷积和池化在[第 5 天](../day05/day05.ipynb)手写过，dropout 在[第 6 章](../guide06_training/guide06_training.ipynb)写过；这里直接用 PyTorch 的。
#
# **读完以后你会有**
#
# - 论文里的 60 965 224 个参数、7.2 亿次乘法，一层一层由你的代码数出来；
# - 论文的三样数据花招：裁剪和翻转、十次裁剪取平均、按颜色的主方向抖动；
# - 一个三万多参数的小网络，三千张图、十轮，就能把十种土地认对四分之三以上；
# - 一种办法，看出网络的判断靠的是图上哪一块；
# - 从“这张图是什么”走到“图上哪里有什么”：一张地图，不用谁来指，圈得出四成上下的河流和公路。

# %% [markdown]
# ## 时间表
#
# 合计约 218 分钟，100 分，分两次坐下来做：**第一次做完第 3 节（约 93 分钟）**，前面写好的，后面接着用。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 从天上看十种土地 | 5 | |
# | 1 | 论文导读 | 10 | |
# | 2 | 一层一层地数：local_response_norm、output_shapes | 38 | 19 |
# | 3 | 一张图变成两千张：random_crop_flip、ten_crops、rgb_pca、colour_jitter | 40 | 29 |
# | | **第二次坐下** | | |
# | 4 | 怎么训练，怎么打分：paper_sgd_step、top_k_error | 18 | 11 |
# | 5 | 搭起来：AlexNet、build_small、train_classifier | 60 | 25 |
# | 6 | 它看的是哪里：occlusion_map | 17 | 8 |
# | 7 | 从一张图到一张地图：non_max_suppression，自测，终场 | 30 | 8 |
#
# 每个练习是一个函数（有一个是类）。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”：第一条是一个问题，第二条指方向，第三条是代码的样子；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。
#
# 几条通用的约定：
#
# - 图是 PyTorch 的张量，轴的次序是 (张, 通道, 行, 列)，写作 `(n, c, h, w)`；单独一张是 `(c, h, w)`；
# - 行数和列数**可以不同**，通道数不一定是 3（题面说是 3 的除外）；
# - 除非练习里另说，不要改动传进来的东西；浮点数的类型（dtype）照原来的；
# - `rng` 都是 NumPy 的随机数发生器，随机数都从它来：种子相同，结果就相同。抽的次序随你。

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
LAND = "eurosat_4k.npz"

# %% [markdown]
# ## 0　从天上看十种土地
#
# 这一章的数据叫 EuroSAT：哨兵二号卫星（Sentinel-2）从 786 公里高处拍下的欧洲，切成小块，每块标着是什么地。我们用 4000 块，十类各 400 块，每块 32 × 32 像素，一个像素约 20 米见方。
#
# 下面这一格读数据。像素先除以 255，再每个颜色减去平均、除以标准差（都是训练集的）：这样 **0 就是“不深不浅的平均颜色”**，后面填空白、遮挡时用得上。每类的前 320 块训练，后 80 块测试。


# %% tags=["demo"]
# 读数据的代码不用读懂
import io

from PIL import Image

CHINESE = ["农田", "森林", "草地", "公路", "工业区", "牧场", "果园", "住宅区", "河流", "湖海"]
with np.load(LAND) as land:
    names = [str(name) for name in land["names"]]
    files = [io.BytesIO(land[f"sheet{i}"].tobytes()) for i in range(10)]
    sheets = [np.asarray(Image.open(file)) for file in files]
blocks = np.stack([sheet.reshape(20, 32, 20, 32, 3).swapaxes(1, 2) for sheet in sheets])
pixels = torch.tensor(blocks.reshape(10, 400, 32, 32, 3)).permute(0, 1, 4, 2, 3) / 255
x_train = pixels[:, :320].reshape(-1, 3, 32, 32)
x_test = pixels[:, 320:].reshape(-1, 3, 32, 32)
y_train = torch.arange(10).repeat_interleave(320)
y_test = torch.arange(10).repeat_interleave(80)
MEAN = x_train.mean(dim=(0, 2, 3), keepdim=True)
STD = x_train.std(dim=(0, 2, 3), keepdim=True)
x_train, x_test = (x_train - MEAN) / STD, (x_test - MEAN) / STD


def show(ax, image, title=None):
    """画一张标准化过的图 (3, h, w)：先变回 0 到 1 的颜色。"""
    colours = (image * STD[0] + MEAN[0]).clamp(0, 1)
    ax.imshow(colours.permute(1, 2, 0).numpy())
    ax.axis("off")
    if title is not None:
        ax.set_title(title, fontsize=9)


print("训练", tuple(x_train.shape), "　测试", tuple(x_test.shape))
fig, axes = plt.subplots(4, 10, figsize=(6.6, 3.0))
for label, column in enumerate(axes.T):
    for row, ax in enumerate(column):
        show(ax, x_train[320 * label + 7 * row], CHINESE[label] if row == 0 else None)
plt.show()

# %% [markdown]
# **先猜**：哪两类最容易搞混？哪一类最容易？记下你的答案，第 5 节训练完有一张表来对。
#
# 再留意一件事：`y_train` 是**按类排好**的，前 320 张全是农田，接着 320 张全是森林。训练时若照这个次序喂，会发生什么？第 5 节也会碰到。

# %% [markdown]
# ## 1　论文导读
#
# Krizhevsky, Sutskever, Hinton，*ImageNet Classification with Deep Convolutional Neural Networks*，NeurIPS 2012，一共九页。
#
# **当时的难题**　ImageNet 比赛有 120 万张训练图，1000 类，光狗就有一百多种。那时最好的办法是先用人设计的特征（SIFT、Fisher 向量）描述图片，再接一个分类器。神经网络早就认得手写数字了，可是从 28 × 28 的数字到真的照片，中间隔着两道坎：**算不动**，和**记得住却学不会**（几千万个参数，足够把训练集背下来）。
#
# **主意**　不发明新的学习方法，把卷积网络做到能装下的最大，然后一样一样地过坎。论文的每一节，正好是一样：
#
# | 节 | 说什么 | 他们量到的好处 | 在这一章 |
# |---|---|---|---|
# | 2 | 数据：短边缩到 256，取正中 256 × 256，只减去平均图 | | 第 0 节 |
# | 3.1 | ReLU 的正半边不会饱和，训练快 | CIFAR-10 上降到同样的训练误差，比 tanh 快 6 倍 | 第 5 节，两条曲线 |
# | 3.2 | 一块显卡只有 3 GB，网络切成两半，各放一块 | 前五错误率 −1.2 个百分点（与一块卡上的半个网络比） | 2.2 的 `groups` |
# | 3.3 | 局部响应归一化：邻居太亮，自己就暗一点 | 前五错误率 −1.2 个百分点 | 练习 7.1 |
# | 3.4 | 池化窗口 3、步幅 2，窗口互相重叠 | 前五错误率 −0.3 个百分点 | 7.2、7.9 |
# | 3.5 | 全貌：五个卷积层，三个全连接层 | | 7.2、7.9 |
# | 4.1 | 数据增强（data augmentation）：裁剪、翻转、颜色 | 没有它，过拟合严重到只能用小得多的网络；颜色那一样，第一名错误率降了 1 个百分点多 | 第 3 节 |
# | 4.2 | dropout 0.5，用在前两个全连接层 | 收敛要的步数约翻一倍 | 7.9 |
# | 5 | 动量 0.9，权重衰减 0.0005，一批 128 张；验证误差不降了，学习率就除以 10 | 120 万张图过 90 遍，两块 GTX 580，五到六天 | 练习 7.7 |
# | 6 | 结果；第一层的核；前五名的条形图 | 单个网络前五错误率 18.2%；比赛成绩 15.3%，是七个网络平均，其中两个先在更大的数据上训练过 | 第 5 节、第 7 节 |
#
# 两种错误率：**第一名错误率**（top-1）要求打分最高的就是正确答案；**前五错误率**（top-5）只要求正确答案在前五名里。一张照片里往往不止一样东西，后者宽容一些，所以比赛看的是它。
#
# **论文与今天的库有哪里不同**　先列在这里，后面碰到时会一个个量：
#
# | | 论文 | PyTorch 一类的库 |
# |---|---|---|
# | 输入 | 印的是 224，可是算不出后面的 55；实际是 227 | torchvision 的 AlexNet 用 224，第一层加填充 2 |
# | 局部响应归一化 | $\alpha$ 直接乘平方和 | $\alpha$ 先除以窗口大小；$k$ 默认是 1 |
# | 动量 | 学习率写在速度里面 | 学习率写在速度外面 |
# | dropout | 用的时候输出乘 0.5 | 训练的时候留下的除以 0.5，用的时候不动 |
# | 网络 | 两半，只在第 3 层和全连接层交换 | torchvision 的是 2014 年的改版：不分两半、没有局部响应归一化、通道数也不同 |

# %% [markdown]
# ## 2　一层一层地数
#
# ### 练习 7.1 local_response_norm（约 13 分钟，9 分）
#
# **为什么**　神经科学里有个老现象，叫侧抑制（lateral inhibition）：一个神经元兴奋了，会压低它的邻居，于是“谁最突出”就更清楚。ReLU 的输出没有上限，一个通道可以亮得离谱；论文就让同一个位置上、**相邻的通道**互相压一压。
#
# **公式**　位置 $(x, y)$ 上第 $i$ 个通道的值是 $a^i$（位置省去不写），归一化以后是
#
# $$
# b^i = \frac{a^i}{\left(k + \alpha \displaystyle\sum_{j = \max(0,\; i - \lfloor m/2 \rfloor)}^{\min(c - 1,\; i + \lfloor m/2 \rfloor)} (a^j)^2\right)^{\beta}}
# $$
#
# $m$ 是窗口 `size`，连自己在内；$c$ 是通道数。论文取 $m = 5$、$\alpha = 10^{-4}$、$\beta = 0.75$、$k = 2$。从里往外读：自己和左右各两个邻居的平方加起来，乘 $\alpha$，加 $k$，整个取 $\beta$ 次方，最后拿自己去除以它。
#
# **形状**　进来 `(n, c, h, w)`，出去也是。每个位置自己算自己的，只有通道之间互相看。窗口两边要一样宽，所以 `size` 是偶数时抛出 `ValueError`。
#
# **例子**　一个位置、四个通道，$a = (1, 2, 0, 1)$，取 $m = 3$、$\alpha = 1$、$\beta = 2$、$k = 1$，铅笔就能算：
#
# | 通道 | 窗口里的平方和 | $(k + \alpha \cdot \text{和})^\beta$ | $b$ |
# |---|---|---|---|
# | 0 | 1 + 4 = 5（左边没有邻居） | 36 | 1/36 ≈ 0.0278 |
# | 1 | 1 + 4 + 0 = 5 | 36 | 2/36 ≈ 0.0556 |
# | 2 | 4 + 0 + 1 = 5 | 36 | 0 |
# | 3 | 0 + 1 = 1（右边没有邻居） | 4 | 1/4 = 0.25 |
#
# 这一题要自己写，不许用 `F.local_response_norm`、`nn.LocalResponseNorm`。
#
# <details><summary>提示一</summary>
#
# 先只看一个位置。四个数变成四个窗口和，两头少几个数：有没有办法让两头和中间用同一行代码？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 平方只算一次，在通道那一轴的两头各补几个 0；窗口和就是几段错开的切片相加。或者对每个通道用切片取出它的窗口，`max` 和 `min` 管住两头。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `F.pad(张量, (0, 0, 0, 0, 前, 后))` 给倒数第三轴两头补 0（六个数从最后一轴往前数，每轴两个）。补完以后，第 `i` 段切片是 `[:, i : i + c]`，一共几段？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - $\alpha$ 除以了窗口大小：PyTorch 和 Caffe 是这样，论文印的不是；<!-- wrong: alpha-over-size -->
# - 窗口开在图的行和列上，不是通道上；<!-- wrong: over-space -->
# - 通道接成了圈：第 0 个通道的左边是最后一个；<!-- wrong: wraps-around -->
# - $k$ 加在了次方外面；<!-- wrong: k-outside -->
# - 忘了平方，加的是值本身；<!-- wrong: not-squared -->
# - 自己没有算进窗口里；<!-- wrong: without-itself -->
# - 两边各看了 `size` 个，不是 `size // 2` 个；<!-- wrong: full-width -->
# - `size` 是偶数时没有报错。<!-- wrong: even-size -->
#
# </details>


# %% exercise="local_response_norm"
def local_response_norm(
    x: Tensor, size: int = 5, alpha: float = 1e-4, beta: float = 0.75, k: float = 2.0
) -> Tensor:
    """局部响应归一化：每个值除以 (k + alpha·Σ 平方)^beta，Σ 是同一位置上相邻的通道。

    参数
        x: (n, c, h, w) 的浮点张量，可正可负；不变。
        size: 窗口里有几个通道，连自己在内；左右各 size // 2 个，到第一个、最后一个通道为止。
            可以比 c 大。
        alpha: 直接乘平方和，不除以 size。
        beta, k: 次方，和括号里先加上的数，大于 0。
    返回
        同样形状、同样 dtype 的张量，可以求导。
    错误
        size 是偶数时抛出 ValueError。
    例子
        >>> x = torch.tensor([1.0, 2.0, 0.0, 1.0]).reshape(1, 4, 1, 1)
        >>> local_response_norm(x, size=3, alpha=1.0, beta=2.0, k=1.0).flatten()
        tensor([0.0278, 0.0556, 0.0000, 0.2500])
    """
    ### BEGIN SOLUTION
    if size % 2 == 0:
        raise ValueError(f"size 是 {size}，应当是奇数")
    half, channels = size // 2, x.shape[1]
    squares = F.pad(x**2, (0, 0, 0, 0, half, half))
    total = sum(squares[:, i : i + channels] for i in range(size))
    return x / (k + alpha * total) ** beta
    ### END SOLUTION


# %% check="local_response_norm" points=9 minutes=13
check("local_response_norm")

# %% [markdown]
# 看它做了什么：24 个通道，三处亮，有一处特别亮。**先猜**：紧挨着特别亮的那一个，原来中等亮的，会怎样？离得远的那一处呢？把 `ALPHA` 改成论文的 `1e-4` 再看：差别几乎没有了，因为这里的值太小。论文里第一层的输入是减了平均、没有除以标准差的像素，值大得多，$10^{-4}$ 才有分量。

# %% tags=["demo"]
ALPHA = 1.0  # 改一改
if ready("local_response_norm"):
    bright = 0.1 + torch.zeros(24)
    bright[[4, 5, 17]] = torch.tensor([1.0, 3.0, 1.0])
    pressed = local_response_norm(bright.reshape(1, 24, 1, 1), alpha=ALPHA).flatten()
    fig, axes = plt.subplots(1, 2, figsize=(7.4, 2.4))
    for ax, values, title in ((axes[0], bright, "之前"), (axes[1], pressed, "之后")):
        ax.bar(range(24), values, color=[RED if i == 5 else BLUE for i in range(24)])
        ax.set(title=title, xlabel="通道")
    plt.show()
    print(f"原来都是 1 的两个通道：特别亮的旁边 {pressed[4]:.3f}，远处 {pressed[17]:.3f}")

# %% [markdown]
# 特别亮的和它旁边的，原来 3 比 1，现在 0.46 比 0.155，还是 3 比 1：两个挨着的，窗口里的和一样，比值没变。变的是和远处比：原来 3 与 1，成了 0.46 与 0.43。它压的是一片里的总亮度。
#
# 这样归一化，后来很少用了：两年以后的 VGG 量过，加上它没有好处，还费内存和时间；再后来有了批归一化（batch normalization）。留下来的是想法：让层与层之间的数，大小有个谱。

# %% [markdown]
# ### 练习 7.2 output_shapes（约 17 分钟，10 分）
#
# **做什么**　读论文时最有用的一件事，是把每一层的形状、参数和运算量自己数一遍：数得出来，才算看懂了图。写一个函数，替你数任何一串层：
#
# | 层 | 怎么写 | 参数 | 乘加次数（multiply-adds） |
# |---|---|---|---|
# | 卷积 | `("conv", filters, kernel, stride, padding, groups)` | 每个核的权重数 × 核的个数，加每个核一个偏置 | 输出的每一个数，要一个核那么多次乘法 |
# | 最大池化 | `("pool", kernel, stride)` | 0 | 0 |
# | 全连接 | `("dense", units)` | 输入 × 输出，加每个输出一个偏置 | 输入 × 输出 |
#
# 窗口和图的边长之间，用开头表里的公式，除不尽就舍去（池化也是）。第一个全连接层之前，`(c, h, w)` 要摊平成 $c \cdot h \cdot w$ 个数。偏置只算参数，不算乘加。
#
# **分组（groups）**　论文把网络切成两半放在两块显卡上：第 2、4、5 个卷积层的每个核，只看得到自己那块卡上的通道。一般地说，输入的通道平分成 `groups` 组，核也平分成 `groups` 组，每组的核只看自己那一组的通道。核的个数不变，每个核看的通道少了。
#
# 一块卡上的核不和另一块说话，**先猜**：分成两组，参数和运算量各变成原来的几成？
#
# **例子**　从 `(4, 7, 7)` 开始：
#
# | 层 | 形状 | 参数 | 乘加 |
# |---|---|---|---|
# | `("conv", 6, 3, 2, 0, 2)` | (6, 3, 3) | 每个核看 2 个通道：2 × 3 × 3 = 18 个权重；6 × 18 + 6 = 114 | 6 × 3 × 3 个输出，每个 18 次：972 |
# | `("pool", 2, 1)` | (6, 2, 2) | 0 | 0 |
# | `("dense", 10)` | (10,) | 24 × 10 + 10 = 250 | 240 |
#
# **错误**　窗口比（填充以后的）图还大，或者输入的通道数、核的个数不能被 `groups` 整除，抛出 `ValueError`。
#
# <details><summary>提示一</summary>
#
# 数到某一层时，前面所有的层里，只有一样东西还要记得。是什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一个循环，一个会变的 `shape`。卷积和池化的形状是同一个公式：池化可以看成填充是 0、核数等于通道数。乘加次数从**输出**的形状算起。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `for kind, *numbers in layers:` 把种类和后面的数分开，再按种类拆：`kernel, stride = numbers`。每一层最后 `append` 一个有三个键的字典，同时把新的形状记到 `shape` 里。`math.prod((6, 2, 2))` 是 24。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有管 `groups`，每个核看了所有的通道；<!-- wrong: groups-ignored -->
# - 把核的个数除以了 `groups`，输出的通道变少了；<!-- wrong: fewer-filters -->
# - 参数里没有算偏置；<!-- wrong: no-biases -->
# - 乘加里算进了偏置；<!-- wrong: biases-multiplied -->
# - 乘加按输入的大小算，没有按输出的；<!-- wrong: over-input -->
# - 池化除不尽时往上进了一；<!-- wrong: pool-rounds-up -->
# - 行和列当成一样长，只算了一个；<!-- wrong: square-only -->
# - 第一个全连接层只算了通道数，没有乘上每个通道的大小；<!-- wrong: channels-only -->
# - 填充只补了一边；<!-- wrong: one-sided-padding -->
# - 窗口比图大时没有报错；<!-- wrong: oversized-kernel -->
# - 不能整除 `groups` 时没有报错。<!-- wrong: uneven-groups -->
#
# </details>


# %% exercise="output_shapes"
def output_shapes(
    layers: list[tuple],
    shape: tuple[int, ...] = (3, 227, 227),
) -> list[dict]:
    """数一串层：每一层输出的形状、参数的个数、乘加次数。

    参数
        layers: 每一层一个元组，都是整数：
            ("conv", filters, kernel, stride, padding, groups)，核是 kernel × kernel，
            四周各补 padding 圈，输入的通道和核各平分成 groups 组，每组的核只看自己那组的通道；
            ("pool", kernel, stride)，最大池化，没有填充；
            ("dense", units)，全连接，输入先摊平。全连接之后只会有全连接。
        shape: 输入的形状 (c, h, w)，h 和 w 可以不同。
    返回
        每一层一个字典，三个键：
        "shape"：这一层的输出，卷积和池化是 (c, h, w)，全连接是 (units,)；除不尽时舍去；
        "parameters"：权重加偏置的个数，池化是 0；
        "multiply_adds"：一张图要做几次乘加，偏置不算，池化是 0。
    错误
        卷积或池化的窗口比（填充以后的）图大，或者输入的通道数、核的个数不能被 groups
        整除时，抛出 ValueError。
    例子
        >>> layers = [("conv", 6, 3, 2, 0, 2), ("pool", 2, 1), ("dense", 10)]
        >>> found = output_shapes(layers, (4, 7, 7))
        >>> [layer["shape"] for layer in found]
        [(6, 3, 3), (6, 2, 2), (10,)]
        >>> [(layer["parameters"], layer["multiply_adds"]) for layer in found]
        [(114, 972), (0, 0), (250, 240)]
    """
    ### BEGIN SOLUTION
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError(f"{channels} 个通道、{filters} 个核，分不成 {groups} 组")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError(f"窗口 {kernel} 比图 {sides} 大")
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights + biases
        counts = {"parameters": parameters, "multiply_adds": multiply_adds}
        found.append({"shape": shape, **counts})
    return found
    ### END SOLUTION


# %% check="output_shapes" points=10 minutes=17
check("output_shapes")

# %% [markdown]
# 现在数论文。`PAPER` 是它的十一层；激活、归一化、dropout 不改形状也没有参数，不用写。**先猜**：6 千万个参数，卷积层占几成？7 亿次乘加，卷积层又占几成？

# %%
PAPER = [
    ("conv", 96, 11, 4, 0, 1),
    ("pool", 3, 2),
    ("conv", 256, 5, 1, 2, 2),
    ("pool", 3, 2),
    ("conv", 384, 3, 1, 1, 1),
    ("conv", 384, 3, 1, 1, 2),
    ("conv", 256, 3, 1, 1, 2),
    ("pool", 3, 2),
    ("dense", 4096),
    ("dense", 4096),
    ("dense", 1000),
]

# %% tags=["demo"]
if ready("output_shapes"):
    counted = output_shapes(PAPER)
    print("层　　　 形状　　　　　　　　参数　　　　　乘加")
    for (kind, *_), layer in zip(PAPER, counted):
        size = " × ".join(map(str, layer["shape"]))
        print(f"{kind:<8} {size:<16} {layer['parameters']:>12,}", end=" ")
        print(f"{layer['multiply_adds']:>14,}")
    keys = ("parameters", "multiply_adds")
    total = {key: sum(layer[key] for layer in counted) for key in keys}
    print(f"{'合计':<23} {total['parameters']:>12,} {total['multiply_adds']:>14,}")
    whole = [(*layer[:-1], 1) if layer[0] == "conv" else layer for layer in PAPER]
    undivided = sum(layer["parameters"] for layer in output_shapes(whole))
    print(f"不分两半的话，参数 {undivided:,}")
    first = [output_shapes(PAPER[:1], (3, side, side))[0]["shape"] for side in (224, 227)]
    print(f"输入 224 时第一层是 {first[0]}，227 时是 {first[1]}；论文印的是 224 和 55")

# %% [markdown]
# 论文说“6 千万个参数、65 万个神经元”。参数对上了，是 60 965 224 个：60 954 656 个权重，加 10 568 个偏置。神经元就是每一层输出的个数，论文逐层列出是 253 440、186 624、64 896、64 896、43 264、4096、4096、1000。拿你的形状去乘：第 2 到第 5 层都对（27 × 27 × 256 = 186 624，……），第一层却是 55 × 55 × 96 = 290 400，论文的 253 440 是 55 × 48 × 96。论文里也会有笔误，自己数一遍才知道。
#
# 对一对前面的先猜：分两组，第 2 层的权重和乘加都减半（614 656 个参数变 307 456）；整个网络却只少 2%（62 378 344 变 60 965 224），因为参数大头不在卷积。
#
# 再把论文最有名的那张图（图 2）用你数出的数重新画一遍。每块的高随图的边长变（压缩过），宽随通道数变（全连接层画成一条）；下面两种柱，是每层占全部参数、全部乘加的几成。

# %% tags=["demo"]
# 画图，不用读懂
if ready("output_shapes"):
    counted = output_shapes(PAPER)
    blocks = [((3, 227, 227), "输入", 0, 0)]
    for (kind, *_), layer in zip(PAPER, counted):
        if kind != "pool":
            counts = layer["parameters"], layer["multiply_adds"]
            blocks.append((layer["shape"], kind, *counts))
    fig, (top, low) = plt.subplots(2, 1, figsize=(7.8, 4.6), height_ratios=(1.5, 1))
    place, centres = 0.0, []
    for (shape, kind, *_), label in zip(
        blocks, ["输入", "卷1", "卷2", "卷3", "卷4", "卷5", "全6", "全7", "全8"]
    ):
        tall = shape[1] ** 0.62 if len(shape) == 3 else shape[0] ** 0.36
        wide = 0.5 + shape[0] / 130 if len(shape) == 3 else 0.45
        halves = 2 if label in ("卷1", "卷2", "卷3", "卷4", "卷5", "全6", "全7") else 1
        colour = GREY if label == "输入" else BLUE if kind == "conv" else GOLD
        for half in range(halves):
            height = tall / halves - 0.25 * (halves - 1)
            bottom = -tall / 2 + half * (tall / 2 + 0.125)
            look = {"facecolor": colour, "alpha": 0.75}
            box = plt.Rectangle((place, bottom), wide, height, **look)
            top.add_patch(box)
        size = f"{shape[1]}×{shape[2]}\n×{shape[0]}" if len(shape) == 3 else f"{shape[0]}"
        middle, below = place + wide / 2, -tall / 2 - 1.2
        top.text(middle, below, f"{label}\n{size}", ha="center", va="top", fontsize=8)
        centres.append(place + wide / 2)
        place += wide + 1.35
    top.set(xlim=(-0.6, place - 0.6), ylim=(-22, 15), title="AlexNet：上下两半各在一块显卡上")
    top.axis("off")
    bars = ((-0.4, 2, RED, "占全部参数"), (0.4, 3, GREEN, "占全部乘加"))
    for shift, index, colour, label in bars:
        counts = np.array([block[index] for block in blocks])
        shares = counts / counts.sum()
        low.bar(np.array(centres) + shift, 100 * shares, 0.7, color=colour, label=label)
    low.set(xlim=(-0.6, place - 0.6), ylabel="%", xticks=[])
    low.legend(loc="upper left", fontsize=8)
    plt.show()
    of_conv = [layer for layer, (kind, *_) in zip(counted, PAPER) if kind == "conv"]
    conv, work = (sum(layer[key] for layer in of_conv) / total[key] for key in keys)
    print(f"卷积层：参数占 {conv:.1%}，乘加占 {work:.1%}")

# %% [markdown]
# 一头重、一头忙：参数几乎全在全连接层，运算几乎全在卷积层。后来的网络从这两头分别下手：参数那一头，干脆不要大的全连接层（下一章的 ResNet 就是）；运算那一头，把卷积拆小。
#
# 顺手数一下 torchvision 里叫 AlexNet 的那个网络。它是作者 2014 年的改版：64、192、384、256、256 个核，不分组，输入 224，第一层填充 2：

# %% tags=["demo"]
if ready("output_shapes"):
    later = [
        ("conv", 64, 11, 4, 2, 1),
        ("pool", 3, 2),
        ("conv", 192, 5, 1, 2, 1),
        ("pool", 3, 2),
        *[("conv", filters, 3, 1, 1, 1) for filters in (384, 256, 256)],
        ("pool", 3, 2),
        *PAPER[-3:],
    ]
    parts = output_shapes(later, (3, 224, 224))
    weights = sum(part["parameters"] for part in parts)
    print(f"torchvision 的 AlexNet：{weights:,} 个参数，", end="")
    print(f"{sum(part['multiply_adds'] for part in parts):,} 次乘加")

# %% [markdown]
# ## 3　一张图变成两千张
#
# 六千万个参数，一百二十万张图。论文直说：不做数据增强，这个网络会严重地过拟合。办法便宜得很：照片左右翻过来还是那样东西，挪几格也是，光线变一点也是。

# %% [markdown]
# ### 练习 7.3 random_crop_flip（约 10 分钟，8 分）
#
# **做什么**　论文从 256 × 256 的图里，随机切一块 224 × 224，再以一半的机会左右翻转。写这个函数，一批图一起来：
#
# - 每张图**自己抽**左上角的行和列，自己决定翻不翻；
# - 左上角的行从 0 到 $h - \text{size}$，**两头都可能**，一共 $h - \text{size} + 1$ 种，机会一样；列也是；
# - 翻转是左右翻，机会 1/2。
#
# **例子**　h = 3，size = 2：左上角的行只有 0、1 两种。size 等于 h 和 w 时没有可挪的，只剩翻或不翻。
#
# 论文说，这样训练集大了 2048 倍：32 × 32 个位置乘 2。**停一下**：从 256 切 224，左上角有几种？
#
# <details><summary>答案</summary>
#
# 照上面的公式是 33 × 33，乘 2 是 2178。少算的那一行一列，正是这一题最常见的错误。
#
# </details>
#
# <details><summary>提示一</summary>
#
# 一批 n 张图，一共要抽几个随机数？可以一张一张抽，也可以一次抽齐。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `rng.integers(m, size=n)` 给出 n 个 0 到 m − 1 的整数，**不含 m**。`rng.random(n) < 0.5` 是 n 次掷硬币。每张切好以后叠起来：`torch.stack(列表)`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一个循环，每张图：`image[:, r : r + size, q : q + size]`，要翻就 `.flip(-1)`。轴的次序是通道、行、列：−1 是哪一轴？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 整批共用一个位置；<!-- wrong: one-corner -->
# - 整批一起翻，或者一起不翻；<!-- wrong: one-flip -->
# - 最后一个位置永远抽不到；<!-- wrong: last-corner-missed -->
# - 行和列用了同一个随机数，只在对角线上挪；<!-- wrong: same-offset -->
# - 翻成了上下颠倒；<!-- wrong: upside-down -->
# - 每张都翻，或者一张也不翻；<!-- wrong: always-flipped never-flipped -->
# - 只翻了图，忘了切，或者总切正中；<!-- wrong: always-centre -->
# - 要切的比图大，没有报错。<!-- wrong: too-large -->
#
# </details>


# %% exercise="random_crop_flip"
def random_crop_flip(images: Tensor, size: int, rng: np.random.Generator) -> Tensor:
    """每张图随机切出一块 size × size，再以一半的机会左右翻转。

    参数
        images: (n, c, h, w) 的张量，n 至少 1，h 和 w 可以不同；不变。
        size: 切出的边长。
        rng: 随机数都从它来；抽的次序随你。
    返回
        (n, c, size, size)，dtype 不变。每张图自己抽左上角：行从 0 到 h − size，列从 0 到
        w − size，两头都可能，机会一样；再自己抽翻不翻，机会 1/2。
    错误
        size 大于 h 或大于 w 时抛出 ValueError。
    例子
        >>> images = torch.arange(18.0).reshape(2, 1, 3, 3)
        >>> random_crop_flip(images, 2, np.random.default_rng(0)).shape
        torch.Size([2, 1, 2, 2])
    """
    ### BEGIN SOLUTION
    n, _, h, w = images.shape
    if size > min(h, w):
        raise ValueError(f"图是 {h} × {w}，切不出 {size} × {size}")
    rows, columns = rng.integers(h - size + 1, size=n), rng.integers(w - size + 1, size=n)
    crops = []
    for image, r, q, mirrored in zip(images, rows, columns, rng.random(n) < 0.5):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-1) if mirrored else crop)
    return torch.stack(crops)
    ### END SOLUTION


# %% check="random_crop_flip" points=8 minutes=10
check("random_crop_flip")

# %% [markdown]
# 我们的图只有 32 × 32，没有 32 像素可让，所以先把边缘**镜像**出去 4 圈，变成 40 × 40，再切回 32 × 32。一张河流图的十一个样子（左上角是原图）：

# %% tags=["demo"]
if ready("random_crop_flip"):
    river = x_train[8 * 320 + 3]
    wide = F.pad(river[None], (4, 4, 4, 4), mode="reflect").repeat(11, 1, 1, 1)
    views = torch.cat([river[None], random_crop_flip(wide, 32, np.random.default_rng(1))])
    fig, axes = plt.subplots(2, 6, figsize=(7, 2.5))
    for ax, view in zip(axes.flat, views):
        show(ax, view)
    plt.show()

# %% [markdown]
# ### 练习 7.4 ten_crops（约 9 分钟，7 分）
#
# **为什么**　训练时随机切，考试时切哪一块呢？论文的回答是：都切，投票。四个角、正中，一共五块；连同各自的镜像，十块；十次的 softmax 取平均。
#
# **做什么**　`(n, c, h, w)` 变成 `(n, 10, c, size, size)`，次序固定：
#
# 左上、右上、左下、右下、正中（左上角在行 $\lfloor (h - \text{size})/2 \rfloor$、列 $\lfloor (w - \text{size})/2 \rfloor$），然后是**这五块各自的镜像**，次序相同。
#
# **例子**　一张 3 × 4 的图，第 r 行第 q 列的值是 $10 r + q$；size = 2：
#
# | 左上 | 右上 | 左下 | 右下 | 正中 | 左上的镜像 |
# |---|---|---|---|---|---|
# | 0 1 | 2 3 | 10 11 | 12 13 | 1 2 | 1 0 |
# | 10 11 | 12 13 | 20 21 | 22 23 | 11 12 | 11 10 |
#
# 正中的行从 ⌊1/2⌋ = 0 开始，列从 ⌊2/2⌋ = 1 开始。若先把整张图翻过来再切左上角，第六块就成了 3 2 / 13 12：那是右上的镜像，次序不对了。
#
# <details><summary>提示一</summary>
#
# 五块的不同，只在左上角。五个左上角各是多少？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 五个 (行, 列) 写成一个列表，一个循环切出五块；另外五块不用再切。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 五块各是 `(n, c, size, size)`。`torch.stack(列表, dim=1)` 叠成 `(n, 5, …)`；镜像以后，`torch.cat` 沿同一轴接上去。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 先翻了整张图再切，后五块的次序就变了；<!-- wrong: mirrored-before -->
# - 一块后面紧跟着它的镜像；<!-- wrong: interleaved -->
# - 行和列弄反了：右上和左下对调；<!-- wrong: rows-for-columns -->
# - 镜像成了上下颠倒；<!-- wrong: upside-down -->
# - 正中往上取了整；<!-- wrong: centre-rounded-up -->
# - 第 10 的那一轴放到了最前面；<!-- wrong: crops-first -->
# - 要切的比图大，没有报错。<!-- wrong: too-large -->
#
# </details>


# %% exercise="ten_crops"
def ten_crops(images: Tensor, size: int) -> Tensor:
    """每张图的四个角、正中，和这五块的镜像。

    参数
        images: (n, c, h, w) 的张量，h 和 w 可以不同；不变。
        size: 切出的边长。
    返回
        (n, 10, c, size, size)，dtype 不变，次序：左上、右上、左下、右下、正中（左上角在行
        (h − size)//2、列 (w − size)//2），然后是这五块各自左右翻转的样子，次序相同。
    错误
        size 大于 h 或大于 w 时抛出 ValueError。
    例子
        >>> image = (10 * torch.arange(3)[:, None] + torch.arange(4)).reshape(1, 1, 3, 4)
        >>> ten_crops(image, 2)[0, 4, 0].tolist(), ten_crops(image, 2)[0, 5, 0].tolist()
        ([[1, 2], [11, 12]], [[1, 0], [11, 10]])
    """
    ### BEGIN SOLUTION
    bottom, right = images.shape[-2] - size, images.shape[-1] - size
    if bottom < 0 or right < 0:
        raise ValueError(f"图是 {tuple(images.shape[-2:])}，切不出 {size} × {size}")
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]
    cut = [images[..., r : r + size, q : q + size] for r, q in corners]
    five = torch.stack(cut, dim=1)
    return torch.cat([five, five.flip(-1)], dim=1)
    ### END SOLUTION


# %% check="ten_crops" points=7 minutes=9
check("ten_crops")

# %% [markdown]
# ### 练习 7.5 rgb_pca（约 10 分钟，7 分）
#
# **为什么**　论文的第二样增强动的是颜色。红绿蓝三个数各加各的随机数，会得到紫色的天、绿色的脸：真的光线不是那样变的。天阴了，三个颜色**一起**变暗；傍晚了，红多一点、蓝少一点。该往哪些方向变、变多少，让数据自己说：把所有像素看成三维空间里的一团点，找出它散得最开的方向，这就是主成分分析（principal component analysis，PCA）。
#
# **推导**　每个像素是一个三维的点 $p$，平均是 $\bar p$。沿单位向量 $u$ 的方向看，点散得有多开？投影 $u^{\mathsf T}(p - \bar p)$ 的方差是
#
# $$
# \frac1N \sum \left(u^{\mathsf T}(p - \bar p)\right)^2 = u^{\mathsf T} C\, u, \qquad
# C = \frac1N \sum (p - \bar p)(p - \bar p)^{\mathsf T}
# $$
#
# $C$ 是 3 × 3 的协方差矩阵（covariance matrix）。让 $u^{\mathsf T} C u$ 最大的单位向量，就是 $C$ 最大的特征值（eigenvalue）对应的特征向量（eigenvector），这时方差就等于那个特征值。为什么？$C$ 是对称的，三个特征向量 $u_1, u_2, u_3$ 互相垂直，于是写成 $C=\sum\lambda_j u_j u_j^{\mathsf T}$，$u^{\mathsf T}Cu=\sum\lambda_j (u\cdot u_j)^2$，三个平方加起来是 1，所以最大是 $\lambda_1$。
#
# **做什么**　所有图的所有像素一起算：$N = n \cdot h \cdot w$。返回三个特征值，**从大到小**，`(3,)`；和特征向量 `(3, 3)`，第 j **列**对应第 j 个特征值，长度是 1，符号随便。$C$ 除以 $N$ 或 $N - 1$ 都可以。
#
# **例子**　一张 1 × 2 的图，两个像素 (0, 0, 1) 和 (2, 2, 1)。平均是 (1, 1, 1)，离平均各是 ∓(1, 1, 0)：
#
# $$
# C = \begin{pmatrix} 1 & 1 & 0 \\ 1 & 1 & 0 \\ 0 & 0 & 0 \end{pmatrix}, \qquad
# \text{特征值 } 2, 0, 0, \qquad u_1 = \pm\frac{1}{\sqrt2}(1, 1, 0)
# $$
#
# （除以 N − 1 的话是 4、0、0。）没有减平均的话，最大的会是 4.56：那量的是离黑色有多远，不是散得有多开。
#
# <details><summary>提示一</summary>
#
# 协方差要的是 N 个三维的点。`(n, 3, h, w)` 直接 `reshape(-1, 3)`，一行里的三个数是什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先把通道那一轴挪到最后。对称矩阵的特征值用 `torch.linalg.eigh`，查一下它给的次序。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 三步：`movedim` 之后 `reshape(-1, 3)`；减去平均，乘出 3 × 3 的矩阵；`eigh` 之后两样东西都要 `flip`，各沿哪一轴？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有减去平均；<!-- wrong: not-centred -->
# - 特征值从小到大；<!-- wrong: ascending -->
# - 特征值倒过来了，特征向量没有跟着倒；<!-- wrong: vectors-not-flipped -->
# - 特征向量放成了行；<!-- wrong: vectors-in-rows -->
# - 直接 `reshape(-1, 3)`，把同一行相邻的三个像素当成了三个颜色；<!-- wrong: wrong-axis -->
# - 返回的是标准差，没有平方；<!-- wrong: square-root -->
# - 协方差没有除以像素的个数。<!-- wrong: not-divided -->
#
# </details>


# %% exercise="rgb_pca"
def rgb_pca(images: Tensor) -> tuple[Tensor, Tensor]:
    """颜色的主成分：所有像素的三个颜色，协方差矩阵的特征值和特征向量。

    参数
        images: (n, 3, h, w) 的浮点张量，至少两个像素；不变。
    返回
        (values, vectors)：values (3,)，从大到小；vectors (3, 3)，第 j 列是第 j 个特征值的
        单位特征向量，符号随意。协方差除以像素个数 N，除以 N − 1 也可以。
    例子
        >>> images = torch.tensor([[0.0, 2.0], [0.0, 2.0], [1.0, 1.0]]).reshape(1, 3, 1, 2)
        >>> values, vectors = rgb_pca(images)
        >>> round(float(values[0]), 4), vectors[:, 0].abs().round(decimals=4)
        (2.0, tensor([0.7071, 0.7071, 0.0000]))
    """
    ### BEGIN SOLUTION
    points = images.movedim(1, -1).reshape(-1, 3)
    away = points - points.mean(dim=0)
    values, vectors = torch.linalg.eigh(away.T @ away / len(away))
    return values.flip(0), vectors.flip(1)
    ### END SOLUTION


# %% check="rgb_pca" points=7 minutes=10
check("rgb_pca")

# %% [markdown]
# ### 练习 7.6 colour_jitter（约 9 分钟，7 分）
#
# **做什么**　每张图抽三个数 $\alpha_1, \alpha_2, \alpha_3 \sim N(0, \text{std}^2)$，然后给它的**每个像素**加上同一个颜色：
#
# $$
# \Delta = \begin{pmatrix} u_1 & u_2 & u_3 \end{pmatrix} \begin{pmatrix} \alpha_1 \lambda_1 \\ \alpha_2 \lambda_2 \\ \alpha_3 \lambda_3 \end{pmatrix}
# $$
#
# $\lambda$ 是上一题的特征值，$u$ 是特征向量（列）。论文印的就是 $\alpha\lambda$，不是 $\alpha\sqrt\lambda$；std 是 0.1。结果超出 0 到 1 也不管，不截断。
#
# **例子**　$\lambda = (4, 0, 0)$，三个特征向量是 $\frac15(3, 4, 0)$、$\frac15(-4, 3, 0)$、$(0, 0, 1)$（各是一列）。若某张图抽到 $\alpha_1 = 0.5$，那么 $\alpha_1 \lambda_1 = 2$，这张图的每个像素红加 1.2、绿加 1.6、蓝不变。别的图有自己的 $\alpha$，可是红和绿加的总是 3 : 4。要是把特征向量当成行，会变成 3 : −4。
#
# <details><summary>提示一</summary>
#
# n 张图，一共抽几个随机数？它们排成什么形状最好用？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `(n, 3)` 的 $\alpha\lambda$，一行一张图。每张图要的是“矩阵乘一列”，n 张图一起就是一次矩阵乘法：谁在左，要不要转置？
#
# </details>
#
# <details><summary>提示三</summary>
#
# `torch.tensor(rng.normal(0, std, (n, 3)), dtype=images.dtype)`。得到 `(n, 3)` 的颜色以后，`[:, :, None, None]` 让它广播到每个像素。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 每个像素各抽各的；<!-- wrong: per-pixel -->
# - 整批共用一组 $\alpha$；<!-- wrong: one-for-all -->
# - 一张图的三个 $\alpha$ 是同一个数；<!-- wrong: one-alpha -->
# - 特征向量取成了行；<!-- wrong: rows-for-columns -->
# - 乘的是特征值的平方根；<!-- wrong: root-of-values -->
# - 忘了乘特征值；<!-- wrong: values-forgotten -->
# - 把结果截断在 0 到 1 之间；<!-- wrong: clipped -->
# - 直接加在传进来的图上。<!-- wrong: in-place -->
#
# </details>


# %% exercise="colour_jitter"
def colour_jitter(
    images: Tensor,
    values: Tensor,
    vectors: Tensor,
    rng: np.random.Generator,
    std: float = 0.1,
) -> Tensor:
    """每张图加一个随机的颜色：vectors · (α ∘ values)，α 每张图抽三个。

    参数
        images: (n, 3, h, w) 的浮点张量；不变。
        values: (3,)，特征值。
        vectors: (3, 3)，第 j 列是第 j 个特征向量。
        rng: 随机数都从它来；抽的次序随你。
        std: α 的标准差，平均是 0。
    返回
        (n, 3, h, w)，dtype 与 images 相同：一张图的每个像素加的是同一个颜色；不截断。
    例子
        >>> images, values = torch.zeros(2, 3, 1, 2), torch.tensor([4.0, 0.0, 0.0])
        >>> new = colour_jitter(images, values, torch.eye(3), np.random.default_rng(0))
        >>> bool((new[:, 0] != 0).all()), bool((new[:, 1:] == 0).all())
        (True, True)
    """
    ### BEGIN SOLUTION
    alpha = torch.tensor(rng.normal(0, std, (len(images), 3)), dtype=images.dtype)
    colours = (alpha * values) @ vectors.T
    return images + colours[:, :, None, None]
    ### END SOLUTION


# %% check="colour_jitter" points=7 minutes=9
check("colour_jitter")

# %% [markdown]
# 卫星图的三个主方向是什么颜色？**先猜**第一个。论文的 `std` 是 0.1，这里取 2 才看得出；改成 8，看看过了头是什么样子：

# %% tags=["demo"]
SPREAD = 2.0  # 改一改
if ready("rgb_pca", "colour_jitter"):
    values, vectors = rgb_pca(x_train * STD + MEAN)  # 颜色在 0 到 1 之间
    for value, vector in zip(values, vectors.T):
        red, green, blue = (vector * torch.sign(vector[0])).tolist()
        print(f"特征值 {value:.5f}　红 {red:+.2f}　绿 {green:+.2f}　蓝 {blue:+.2f}")
    print(f"第一个方向占全部方差的 {values[0] / values.sum():.0%}")
    for unit, scale in (("0 到 1", 1), ("0 到 255", 255)):
        step = 0.1 * float(values[0]) * scale**2
        root = 0.1 * values[0] ** 0.5 * scale
        print(f"像素是 {unit} 时，0.1 × λ₁ = {step:.4g}，0.1 × √λ₁ = {root:.4g}")
    colours = (x_train[[320, 2200, 2570]] * STD + MEAN).repeat_interleave(6, dim=0)
    moved = colour_jitter(colours, values, vectors, np.random.default_rng(0), SPREAD)
    moved[::6] = colours[::6]
    fig, axes = plt.subplots(3, 6, figsize=(5.4, 2.9))
    for ax, view in zip(axes.flat, (moved - MEAN) / STD):
        show(ax, view)
    axes[0, 0].set_title("原图", fontsize=9)
    plt.show()

# %% [markdown]
# 第一个方向是三个颜色一起变亮变暗，占去绝大部分；第二个是红与蓝此消彼长，第三个是绿。
#
# 再看打印的那两行。照论文印的 $\alpha\lambda$，像素写成 0 到 1 时小得看不见，写成 0 到 255 时比整个范围还大：特征值是**方差**，单位换 255 倍，它换 65 025 倍。开了根号的 $\alpha\sqrt\lambda$ 就没有这个毛病，换什么单位都是一点点。论文印的是前一个，流传的实现多半是后一个的样子。**照论文做之前，先看看它的数用什么单位**，这是复现论文时最容易踩空的一脚。
#
# 到这里可以歇一歇了。第二次坐下，从下一节开始。

# %% [markdown]
# ## 4　怎么训练，怎么打分
#
# ### 练习 7.7 paper_sgd_step（约 8 分钟，6 分）
#
# **公式**　论文第 5 节的更新规则，照印的抄下来是
#
# $$
# v \leftarrow 0.9\, v - 0.0005\, \varepsilon\, w - \varepsilon\, g, \qquad w \leftarrow w + v
# $$
#
# $\varepsilon$ 是学习率，$g$ 是这一批的平均梯度，0.9 是动量（momentum），0.0005 是权重衰减（weight decay）。$w$ 用的是这一步之前的；第二式里的 $v$ 是新的。论文特别说，那一点点衰减不只是防过拟合，有了它，训练误差也更低。
#
# **例子**　$w = 1$，$v = 0.5$，$g = 2$，$\varepsilon = 0.1$，动量 0.9，衰减取 0.5：
#
# | 做法 | 新的 $v$ | 新的 $w$ |
# |---|---|---|
# | 论文 | 0.45 − 0.5 × 0.1 × 1 − 0.1 × 2 = 0.2 | 1.2 |
# | 衰减没有乘 $\varepsilon$ | 0.45 − 0.5 − 0.2 = −0.25 | 0.75 |
# | PyTorch 的写法：$v \leftarrow 0.9 v + (g + 0.5 w)$，$w \leftarrow w - \varepsilon v$（这里的 $v$ 也取 0.5，只为比算式；两种 $v$ 的意思不同） | 2.95 | 0.705 |
#
# 返回的是两个**新的**张量；传进来的 `w`、`v`、`g` 都不变。
#
# <details><summary>提示一</summary>
#
# 两个式子，各对应一行。第二行里的 $v$ 是哪一个？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 三项各写各的，符号照论文。不要用 `+=`：它改的是传进来的张量。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `新的 v = … * v - … * w - … * g`，然后返回 `(w + 新的 v, 新的 v)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 衰减忘了乘学习率；<!-- wrong: decay-without-rate -->
# - 写成了 PyTorch 的速度，学习率在外面；<!-- wrong: rate-outside -->
# - 没有衰减；<!-- wrong: no-decay -->
# - 衰减的符号反了，权重被越推越大；<!-- wrong: decay-sign -->
# - 走的是旧的 $v$；<!-- wrong: old-velocity -->
# - 新的梯度乘了 (1 − 动量)；<!-- wrong: dampened -->
# - 用 `+=` 原地改了传进来的张量。<!-- wrong: in-place -->
#
# </details>


# %% exercise="paper_sgd_step"
def paper_sgd_step(
    w: Tensor,
    v: Tensor,
    g: Tensor,
    lr: float,
    momentum: float = 0.9,
    decay: float = 0.0005,
) -> tuple[Tensor, Tensor]:
    """AlexNet 论文的一步：v ← momentum·v − decay·lr·w − lr·g，w ← w + v。

    参数
        w, v, g: 权重、速度、梯度，形状相同的浮点张量；都不变。
        lr: 学习率，每一步可以不同。
        momentum, decay: 动量，权重衰减。
    返回
        (w, v)：两个新的张量。
    例子
        >>> one = torch.tensor([1.0])
        >>> w, v = paper_sgd_step(one, 0.5 * one, 2 * one, lr=0.1, decay=0.5)
        >>> w, v
        (tensor([1.2000]), tensor([0.2000]))
    """
    ### BEGIN SOLUTION
    new = momentum * v - decay * lr * w - lr * g
    return w + new, new
    ### END SOLUTION


# %% check="paper_sgd_step" points=6 minutes=8
check("paper_sgd_step")

# %% [markdown]
# 论文的写法和 PyTorch 的写法，学习率不变时走的是**同一条路**（$v_{\text{论文}} = -\varepsilon\, v_{\text{PyTorch}}$）。学习率一变就不同了：论文的速度里还带着旧的学习率。在 $f(w) = \frac{w^2}{2}$ 上走 60 步，走了四步以后学习率除以 10。**先猜**：两条路，哪一条刹得住？

# %% tags=["demo"]
RATES = [0.1] * 4 + [0.01] * 56  # 改成 [0.1] * 60 再看
if ready("paper_sgd_step"):
    w, v = torch.tensor([1.0]), torch.tensor([0.0])
    other = nn.Parameter(torch.tensor([1.0]))
    optimizer = torch.optim.SGD([other], lr=0.1, momentum=0.9, weight_decay=0.0005)
    path = [(1.0, 1.0)]
    for rate in RATES:
        w, v = paper_sgd_step(w, v, w, rate)  # w²/2 的梯度就是 w
        optimizer.param_groups[0]["lr"] = rate
        other.grad = other.detach().clone()
        optimizer.step()
        path.append((w.item(), other.item()))
    fig, ax = plt.subplots(figsize=(7, 2.6))
    ax.plot([a for a, _ in path], color=BLUE, linewidth=2.5, label="论文")
    ax.plot([b for _, b in path], "--", color=RED, linewidth=2, label="PyTorch")
    ax.axvline(4, color=GREY, linestyle=":")
    ax.set(title="走了四步，学习率除以 10", xlabel="第几步", ylabel="w")
    ax.legend()
    plt.show()

# %% [markdown]
# PyTorch 的立刻慢下来，在谷底旁边停住；论文的还带着大学习率攒下的速度，冲过谷底，一直滑到对面的 −1.2，才慢慢回头。两种都能训练（论文的学习率一共只降了三次，而且降在已经走不动的时候），只是不能当它们是一回事。
#
# ### 练习 7.8 top_k_error（约 6 分钟，5 分）
#
# **做什么**　`logits` 是 `(n, c)`，一行一张图。一行里打分最高的 $k$ 个类里没有正确的那一类，这一行就算错。返回**错的比例**。
#
# **例子**　三张图，四类，k = 2：
#
# | 打分 | 最高的两个 | 正确 | |
# |---|---|---|---|
# | 0.1　0.9　0.5　0.2 | 1、2 | 2 | 对（第一名的话就错） |
# | 3　1　2　0 | 0、2 | 1 | 错 |
# | −1　−2　−3　−4 | 0、1 | 0 | 对 |
#
# 前二错误率 1/3；第一名错误率 2/3。并列的情形不会出现。k 比类数还大，抛出 `ValueError`。
#
# <details><summary>提示一</summary>
#
# 先写出“这一行对不对”的 n 个布尔值，比例就不难了。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `torch.topk` 或者排序，都能给出最高的 k 个在哪里。和标签比较时，形状要广播得对：`(n, k)` 对 `(n, 1)`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `logits.topk(k, dim=1).indices` 是 `(n, k)`；标签用 `labels[:, None]` 变成 `(n, 1)`。比完是 `(n, k)` 个布尔值：一行里只要有一个是真，这一行就对。你要的是对的比例，还是错的？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 返回了对的比例；<!-- wrong: accuracy -->
# - 不管 k，只看第一名；<!-- wrong: always-first -->
# - 返回了错的个数；<!-- wrong: count -->
# - 取了打分最低的 k 个；<!-- wrong: lowest -->
# - 只看第 k 名是不是它；<!-- wrong: only-the-kth -->
# - 多取了一名；<!-- wrong: one-more -->
# - k 比类数大时没有报错。<!-- wrong: large-k -->
#
# </details>


# %% exercise="top_k_error"
def top_k_error(logits: Tensor, labels: Tensor, k: int = 5) -> float:
    """前 k 错误率：正确的类不在打分最高的 k 个里的行，占几成。

    参数
        logits: (n, c) 的浮点张量，一行里没有相等的数；不变。
        labels: (n,) 的整数张量，0 到 c − 1。
        k: 看前几名，至少 1。
    返回
        0 到 1 之间的数。
    错误
        k 大于 c 时抛出 ValueError。
    例子
        >>> rows = [[0.1, 0.9, 0.5, 0.2], [3.0, 1, 2, 0], [-1.0, -2, -3, -4]]
        >>> logits = torch.tensor(rows)
        >>> round(top_k_error(logits, torch.tensor([2, 1, 0]), k=2), 4)
        0.3333
    """
    ### BEGIN SOLUTION
    if k > logits.shape[1]:
        raise ValueError(f"一共 {logits.shape[1]} 类，取不出前 {k} 名")
    best = logits.topk(k, dim=1).indices
    found = (best == labels[:, None]).any(dim=1)
    return 1 - found.double().mean().item()
    ### END SOLUTION


# %% check="top_k_error" points=5 minutes=6
check("top_k_error")

# %% [markdown]
# ## 5　搭起来
#
# ### 练习 7.9 AlexNet（约 20 分钟，12 分）
#
# **做什么**　第 1 节读的、第 2 节数的，现在照着搭一个能运行的。一个 `nn.Module`，逐层是：
#
# | | 层 | 后面跟着 |
# |---|---|---|
# | 1 | `nn.Conv2d` 96 个核，11 × 11，步幅 4，填充 0 | ReLU → 局部响应归一化 → 池化 3/2 |
# | 2 | `nn.Conv2d` 256 个核，5 × 5，填充 2，2 组 | ReLU → 局部响应归一化 → 池化 3/2 |
# | 3 | `nn.Conv2d` 384 个核，3 × 3，填充 1，1 组 | ReLU |
# | 4 | `nn.Conv2d` 384 个核，3 × 3，填充 1，2 组 | ReLU |
# | 5 | `nn.Conv2d` 256 个核，3 × 3，填充 1，2 组 | ReLU → 池化 3/2 |
# | 6 | 摊平，dropout 0.5，`nn.Linear` 到 4096 | ReLU |
# | 7 | dropout 0.5，`nn.Linear` 到 4096 | ReLU |
# | 8 | `nn.Linear` 到 `num_classes` | 什么也没有 |
#
# - 局部响应归一化用你的 `local_response_norm`，四个数都用默认的；池化是最大池化，窗口 3、步幅 2，不填充；
# - **`shrink`**：96、256、384、384、256、4096、4096 这七个宽度都整除以它（`//`）。完整的网络 244 MB，评分和画图都用缩小了的，例如 `shrink=16` 是 6、16、24、24、16、256、256；
# - **起点**：所有权重抽自 $N(0,\ 0.01^2)$；第 2、4、5 个卷积层和第 6、7 两个全连接层的偏置是 **1**，其余的偏置是 0。论文的理由是：偏置是 1，ReLU 一开始就收到正的输入，学得快；
# - 进来 `(n, 3, 227, 227)`，出去 `(n, num_classes)` 的打分，不是概率。
#
# **例子**　第一个全连接层的输入是 $\lfloor 256/\text{shrink} \rfloor \times 6 \times 6$，完整的网络是 9216：你的 `output_shapes` 数过了。
#
# **停一下**：dropout 放在哪里，论文只说“前两个全连接层”。它是把这两层**的输入**随机关掉一半，还是把它们的输出？作者当年的代码和 torchvision 不完全一样。这里按上表，放在前两个全连接层**之前**。
#
# <details><summary>提示一</summary>
#
# 表里哪些东西有参数，要在 `__init__` 里建好？哪些没有，写在 `forward` 里就行？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先把七个宽度算好，起七个名字。`nn.Conv2d(进, 出, 核, stride=…, padding=…, groups=…)`。建完以后，一个循环走过所有的层，用 `nn.init.normal_` 和 `nn.init.constant_` 定起点。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 卷积层放进 `nn.ModuleList`（普通的列表里，PyTorch 看不见它们）。`forward` 里逐层写：`x = torch.relu(卷积(x))`，该归一化、该池化的接着写；`F.max_pool2d(x, 3, 2)`；`x.flatten(1)`；dropout 用 `nn.Dropout` 或者 `F.dropout(x, 0.5, self.training)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 归一化放在了 ReLU 前面；<!-- wrong: norm-before-relu -->
# - 归一化放在了池化后面；<!-- wrong: norm-after-pool -->
# - 池化窗口是 2，不重叠；<!-- wrong: pool-of-two -->
# - 卷积没有分组；<!-- wrong: no-groups -->
# - 最后加了 softmax；<!-- wrong: softmax-at-the-end -->
# - 最后一层后面多了一个 ReLU；<!-- wrong: relu-at-the-end -->
# - 第 5 层后面忘了 ReLU；<!-- wrong: relu-forgotten -->
# - 偏置全是 0，或者全是 1；<!-- wrong: biases-zero biases-one -->
# - 权重用了 PyTorch 默认的起点；<!-- wrong: default-weights -->
# - 没有 dropout；<!-- wrong: no-dropout -->
# - 用了 `F.dropout(x, 0.5)`，没有告诉它是不是在训练：评估时也在丢。<!-- wrong: dropout-in-use -->
#
# </details>


# %% exercise="AlexNet"
class AlexNet(nn.Module):
    """2012 年的 AlexNet。

    AlexNet(num_classes=1000, shrink=1)
        num_classes: 有几类。
        shrink: 96、256、384、384、256、4096、4096 这七个宽度都是 宽度 // shrink；
            要让分组的层分得成两组，例如 1、8、16、24。
    恰好五个 nn.Conv2d 和三个 nn.Linear，都有偏置，没有别的参数：
        1：96 个核，11 × 11，步幅 4，填充 0；ReLU，local_response_norm（默认的数），池化；
        2：256 个核，5 × 5，填充 2，2 组；ReLU，local_response_norm，池化；
        3：384 个核，3 × 3，填充 1；ReLU；
        4：384 个核，3 × 3，填充 1，2 组；ReLU；
        5：256 个核，3 × 3，填充 1，2 组；ReLU，池化；
        6：摊平，dropout 0.5，全连接 4096；ReLU；
        7：dropout 0.5，全连接 4096；ReLU；
        8：全连接 num_classes，后面什么也没有。
        池化都是最大池化，窗口 3，步幅 2。评估模式下没有 dropout。
    起点：权重抽自平均 0、标准差 0.01 的正态分布；卷积层 2、4、5 和全连接层 6、7 的偏置是 1，
        其余的是 0。
    forward(x)：(n, 3, 227, 227) 的浮点张量 → (n, num_classes) 的打分。
    例子
        >>> model = AlexNet(10, shrink=16)
        >>> model(torch.zeros(2, 3, 227, 227)).shape
        torch.Size([2, 10])
        >>> sum(p.numel() for p in model.parameters())
        227314
    """

    def __init__(self, num_classes: int = 1000, shrink: int = 1) -> None:
        ### BEGIN SOLUTION
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)
        ### END SOLUTION


# %% check="AlexNet" points=12 minutes=20 uses=["local_response_norm"]
check("AlexNet")

# %% [markdown]
# 完整的那一个，参数和你数的一样多吗？要分配 244 MB 只为了数一遍，太浪费，所以借用 PyTorch 的 `meta` 设备：只有形状，没有数。

# %% tags=["demo"]
if ready("output_shapes", "AlexNet"):
    with torch.device("meta"):
        full = AlexNet()
    print(f"AlexNet() 的参数　{sum(p.numel() for p in full.parameters()):,}")
    counted = sum(layer["parameters"] for layer in output_shapes(PAPER))
    print(f"output_shapes 数的 {counted:,}")

# %% [markdown]
# ### 练习 7.10 build_small（约 8 分钟，5 分）
#
# **做什么**　六千万个参数配三千张小图，太多了。设计一个自己的小网络：`(n, 3, 32, 32)` 进，`(n, num_classes)` 的打分出，**至少三个** `nn.Conv2d`，参数总数**不超过 150 000**。每次调用返回一个新的模型。
#
# AlexNet 的骨架可以照搬：卷积、ReLU、重叠的池化，几轮以后摊平，接全连接层。2012 年还没有的批归一化（`nn.BatchNorm2d`，放在卷积和 ReLU 之间）也可以用：有它能高几个百分点（练习 7.11 之后再对）。
#
# **例子**　32 × 32 的图，过一次窗口 3、步幅 2 的池化，边长是 ⌊(32 − 3)/2⌋ + 1 = 15；再一次 7；再一次 3。最后若有 64 个通道，摊平是 64 × 9 = 576 个数。不确定的时候，用你的 `output_shapes` 数。
#
# <details><summary>提示一</summary>
#
# 画一张第 2 节那样的表：每层的形状、参数。哪一层最占参数？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一个 `nn.Sequential` 就够了。核的大小取 3 或 5，填充取 1 或 2，卷积就不改变边长，只由池化来缩。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `nn.Sequential(nn.Conv2d(3, …, 5, padding=2), nn.BatchNorm2d(…), nn.ReLU(), nn.MaxPool2d(3, 2), …, nn.Flatten(), nn.Linear(…, num_classes))`，中间那一组写三遍，通道数逐渐变多。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 最后加了 softmax（交叉熵里已经有了）；<!-- wrong: softmax-at-the-end -->
# - 参数超过了 150 000；<!-- wrong: too-many -->
# - 卷积层不到三个；<!-- wrong: two-convolutions -->
# - 类数写死成 10；<!-- wrong: ten-classes -->
# - 每次返回的是同一个模型；<!-- wrong: same-model -->
# - 只能收一张图，或者只能收一批固定的张数。<!-- wrong: fixed-batch -->
#
# </details>


# %% exercise="build_small"
def build_small(num_classes: int = 10) -> nn.Module:
    """给 32 × 32 的彩色图用的小卷积网络。

    参数
        num_classes: 有几类。
    返回
        一个新的 nn.Module（每次调用都是新的）：把 (n, 3, 32, 32) 的 float32 张量变成
        (n, num_classes) 的打分，n 可以是任何正数；最后没有 softmax。
        至少三个 nn.Conv2d，参数总数不超过 150 000。
    例子
        >>> model = build_small(7)
        >>> model(torch.zeros(2, 3, 32, 32)).shape
        torch.Size([2, 7])
    """
    ### BEGIN SOLUTION
    layers, channels = [], 3
    for filters, kernel in ((24, 5), (32, 3), (64, 3)):
        layers += [
            nn.Conv2d(channels, filters, kernel, padding=kernel // 2),
            nn.BatchNorm2d(filters),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
        ]
        channels = filters
    head = nn.Linear(channels * 3 * 3, num_classes)
    return nn.Sequential(*layers, nn.Flatten(), nn.Dropout(0.3), head)
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：卷积层有几个，参数一共几个。


# %%
def count_layers(model: nn.Module) -> tuple[int, int]:
    """(nn.Conv2d 的个数, 参数的个数)。"""
    convolutions = sum(isinstance(layer, nn.Conv2d) for layer in model.modules())
    return convolutions, sum(p.numel() for p in model.parameters())


# %% check="build_small" points=5 minutes=8
check("build_small")

# %% [markdown]
# ### 练习 7.11 train_classifier（约 14 分钟，8 分）
#
# **做什么**　训练 `model`，返回每一轮的平均损失。优化器、学习率怎么变、要不要增强，都由你定。
#
# **正确率决定这一题的大半分**：评分时用你的 `build_small`，在 EuroSAT 的 3200 张上训练 10 轮（`lr=0.003`，`batch_size=64`），没见过的 800 张上**至少要对 60%**。只看平均颜色的分类器约 35%，全连接网络约 50%，老老实实的卷积网络训练 10 轮，我们试过的最差也有 64%。
#
# 规矩：
#
# - 训练的就是传进来的 `model`，从它现在的权重开始；返回时它处在评估模式（`model.eval()`）；
# - 每一轮里**每张图用一次，次序重新打乱**：数据常常按类排好，就像我们的；
# - 返回 `epochs` 个数，每个是那一轮里**每张图的交叉熵的平均**（训练中边走边记的就行；先对每一批平均，再对各批平均，也可以）；
# - 随机数都由 `seed` 定：从同样的权重出发，种子相同，训练出的权重一模一样；
# - `lr` 是学习率（会变的话，是最高的那个）；样本数不一定是 `batch_size` 的倍数；
# - 增强只可以挪动、翻转，不改颜色：检查是靠亮度认出每张图的。
#
# **为什么要打乱**　一批 64 张全是农田，网络走一步，学会“都是农田”；五批以后全是森林，又学会“都是森林”。最后它只记得住最后一类。我们量过：同样的网络同样的 10 轮，不打乱只对 7.5%，比乱猜还差。
#
# <details><summary>提示一</summary>
#
# 先写最朴素的：Adam、交叉熵、打乱、分批。检查过了，再量正确率，不够再加花样。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一轮的次序：`torch.randperm(len(x))`；分批：`.split(batch_size)`。dropout 也用 PyTorch 的随机数，所以 `torch.manual_seed(seed)` 放在最前面；`random_crop_flip` 要的 `rng` 另用 `np.random.default_rng(seed)`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 增强：`random_crop_flip(F.pad(xb, (4, 4, 4, 4), mode="reflect"), 32, rng)`。学习率：`torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=…)`，每一批之后 `step()` 一次，先升后降。损失每批乘上那一批的张数，加起来，最后除以 `len(x)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有打乱，照着给的次序分批；<!-- wrong: no-shuffle -->
# - 只在开头打乱了一次，每一轮的次序都一样；<!-- wrong: shuffled-once -->
# - 图和标签各打乱各的；<!-- wrong: pairs-broken -->
# - 损失之前先做了 softmax，等于做了两次：损失降不下来；<!-- wrong: softmax-twice -->
# - 没有清零梯度；<!-- wrong: gradients-not-cleared -->
# - 最后不满的一批丢掉了；<!-- wrong: short-batch-dropped -->
# - 返回的是每一轮的损失之和；<!-- wrong: loss-summed -->
# - 每一批记一个损失，不是每一轮；<!-- wrong: loss-per-batch -->
# - 种子没有用上；<!-- wrong: seed-ignored -->
# - 返回的模型还在训练模式。<!-- wrong: left-in-training -->
#
# </details>


# %% exercise="train_classifier"
def train_classifier(
    model: nn.Module,
    x: Tensor,
    y: Tensor,
    epochs: int,
    lr: float,
    batch_size: int,
    seed: int,
) -> list[float]:
    """训练一个分类网络。

    参数
        model: 把 (n, 3, 32, 32) 变成打分；就训练它，从它现在的权重开始。
        x: (n, 3, 32, 32) 的 float32 张量，标准化过的图；不变。增强可以挪动、翻转，
            不改颜色。
        y: (n,) 的 int64 张量，可能按类排好；不变。
        epochs: 几轮。每一轮里每张图用一次，次序重新打乱；最后不满的一批也用。
        lr: 学习率；会变的话，是最高的那个。
        batch_size: 一批几张，可以比 n 大。
        seed: 随机数都由它定：从同样的权重出发，种子相同，训练出的权重也相同。
    返回
        epochs 个数：每一轮里每张图的交叉熵的平均（各批的平均再平均也可以）。返回时 model
        处在评估模式。
        评分：build_small()，EuroSAT 3200 张，epochs=10，lr=0.003，batch_size=64，
        没见过的 800 张至少对 0.60。
    例子
        >>> model = build_small()
        >>> x, y = torch.zeros(20, 3, 32, 32), torch.arange(20) % 10
        >>> losses = train_classifier(model, x, y, 2, 0.003, batch_size=8, seed=0)
        >>> len(losses), model.training
        (2, False)
    """
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * math.ceil(len(x) / batch_size)
    # OneCycleLR 至少要两步
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps + 1)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            images = random_crop_flip(F.pad(x[rows], (4, 4, 4, 4), mode="reflect"), 32, rng)
            loss = F.cross_entropy(model(images), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    model.eval()
    return losses
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：一个旁观的模型。训练时，它记下看到的每张图的中间亮度（中位数），和手上还留着多大的梯度；打分是亮度乘十个数，那十个数起先全是 0。


# %%
class Watcher(nn.Module):
    """打分是每张图的中位数乘 scale；训练模式下，每一批记下各张图的中位数和留着的梯度。"""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.zeros(10))
        self.seen: list[list[float]] = []
        self.left: list[float] = []

    def forward(self, x: Tensor) -> Tensor:
        """(n, 3, 32, 32) → (n, 10)。"""
        middle = x.detach().flatten(1).median(dim=1).values
        if self.training:
            self.seen.append(middle.tolist())
            slope = self.scale.grad
            self.left.append(0.0 if slope is None else slope.abs().max().item())
        return middle[:, None] * self.scale


# %% check="train_classifier" points=8 minutes=14 uses=["build_small", "random_crop_flip"]
check("train_classifier")

# %% [markdown]
# 训练一个，后面都用它（一个核上约 15 秒，机器忙的话几倍）。**先猜**：训练损失降到多少？测试错误率呢？

# %% tags=["demo"]
if ready("build_small", "train_classifier", "top_k_error"):
    torch.manual_seed(0)
    small = build_small()
    convolutions, weights = count_layers(small)
    history = train_classifier(small, x_train, y_train, 10, 0.003, 64, seed=0)
    with torch.no_grad():
        scores = small(x_test)
    print(f"{convolutions} 个卷积层，{weights:,} 个参数，最后一轮的损失 {history[-1]:.3f}")
    for k in (1, 2, 5):
        print(f"前 {k} 错误率 {top_k_error(scores, y_test, k):.3f}", end="　")

# %% [markdown]
# <details><summary>我们的结果（自己先试，再展开）</summary>
#
# 三个卷积层（24、32、64 个核），批归一化，33 274 个参数；Adam，一轮升、九轮降的学习率，镜像四圈再裁剪、翻转：十个种子，测试正确率 0.766 到 0.806。同样的训练，只去掉批归一化，种子 0 得 0.733。
#
# 种子 0 的那张表：最容易的是住宅区（80 张对 77 张）和工业区（76 张）。最容易混的是果园 ↔ 草地（25 张）和河流 ↔ 公路（18 张）：终场偏偏要找后两样。
#
# </details>
#
# 它把哪一类认成了哪一类？和第 0 节你猜的对一对。右边是第一层的核，一个核一小块：论文的图 3 也是这样的一张，那里有两半，一半管方向，一半管颜色。

# %% tags=["demo"]
# 画图，不用读懂
if ready("build_small", "train_classifier"):
    table = torch.zeros(10, 10, dtype=torch.int64)
    table.index_put_((y_test, scores.argmax(1)), torch.tensor(1), accumulate=True)
    fig, (left, right) = plt.subplots(1, 2, figsize=(8, 3.9), width_ratios=(1.25, 1))
    left.imshow(table.numpy(), cmap="Blues")
    left.grid(False)
    left.set_xticks(range(10), CHINESE, rotation=60)
    left.set_yticks(range(10), CHINESE)
    left.set(title="80 张里有几张", xlabel="回答", ylabel="标签")
    for (i, j), number in np.ndenumerate(table.numpy()):
        if number:
            colour = "white" if number > 45 else "black"
            left.text(j, i, number, ha="center", va="center", fontsize=8, color=colour)
    first = next(layer for layer in small.modules() if isinstance(layer, nn.Conv2d))
    kernels = first.weight.detach()
    low = kernels.amin((1, 2, 3), keepdim=True)
    high = kernels.amax((1, 2, 3), keepdim=True)
    kernels = ((kernels - low) / (high - low)).permute(0, 2, 3, 1)
    right.axis("off")
    right.set_title("第一层的核")
    for i, kernel in enumerate(kernels[:36]):
        box = right.inset_axes([i % 6 / 6, 0.84 - i // 6 / 6.2, 0.15, 0.15])
        box.imshow(kernel)
        box.axis("off")
    plt.show()

# %% [markdown]
# 我们的核看上去像杂点：5 × 5 太小，图也只有三千张；论文的是 11 × 11、120 万张图。
#
# **ReLU 真的快吗？**　论文的图 1 只有两条曲线：四层的卷积网络学 CIFAR-10，用 ReLU 的降到 25% 的训练误差，用 tanh 的要六倍的时间。理由是 tanh 会**饱和**（saturate）：它的导数是 $1 - \tanh^2 z$，$|z|$ 到了 3 就只剩 0.01，梯度传不过去；ReLU 的正半边，导数总是 1。
#
# 我们也画两条：四个卷积层，没有批归一化，一半的训练图，八轮，用你的 `train_classifier`，只换激活函数（一个核上约 10 秒）。**先猜**：差六倍吗？

# %% tags=["demo"]
RAW = False  # 改成 True：像素照论文只减平均，不除以标准差，大小在几十到一百


def four_layers(activation):
    """四个卷积层，一个全连接层；激活函数由 activation 定。"""
    torch.manual_seed(0)
    layers = []
    for before, after in ((3, 16), (16, 24), (24, 32), (32, 32)):
        layers += [nn.Conv2d(before, after, 3, padding=1), activation(), nn.MaxPool2d(2)]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(128, 10))


if ready("train_classifier"):
    half = x_train[::2] * STD * 255 if RAW else x_train[::2]
    fig, ax = plt.subplots(figsize=(5.6, 2.5))
    for name, activation, colour in (("ReLU", nn.ReLU, BLUE), ("tanh", nn.Tanh, RED)):
        net = four_layers(activation)
        curve = train_classifier(net, half, y_train[::2], 8, 0.003, 64, seed=0)
        ax.plot(range(1, 9), curve, "o-", color=colour, label=name)
    ax.set(title="只换激活函数", xlabel="第几轮", ylabel="训练损失")
    ax.legend()
    plt.show()

# %% [markdown]
# 没有差六倍，tanh 的损失还低一点：我们用两个种子量过，八轮里每一轮都是这样，最后 0.85、0.91，ReLU 是 0.94、0.94。论文的话是在它自己的条件下量的：像素只减了平均，权重的起点和步子都是手调的。我们的像素除过标准差，Adam 又替每个权重调步子，这两样都能减轻饱和。**一个零件好不好，要看旁边装的是什么**。把 `RAW` 改成 `True`，像素大了几十倍，再比一次。
#
# <details><summary><code>RAW = True</code>，我们的结果（猜完再看）</summary>
#
# 两颗种子，最后 ReLU 是 0.71、0.73，tanh 是 0.90、0.86，从第二轮起每一轮都是 ReLU 低：次序倒过来了。ReLU 第六轮就到了 tanh 第八轮的高度，离六倍还远，可是论文说的那件事看得见了。
#
# </details>
#
# 论文的图 4 是八张测试图和网络给的前五名，正确的那一条涂成另一种颜色。我们也来一张。前四张是随手取的，后四张是它答错的：

# %% tags=["demo"]
# 画图，不用读懂
if ready("build_small", "train_classifier"):
    chances = scores.softmax(dim=1)
    wrong = (scores.argmax(1) != y_test).nonzero().flatten()
    picked = [20, 180, 300, 700, *wrong[:: max(1, len(wrong) // 4)][:4].tolist()]
    fig, axes = plt.subplots(4, 4, figsize=(7.8, 6.6), height_ratios=(1.1, 1, 1.1, 1))
    for place, index in enumerate(picked):
        picture, bars = axes[place // 4 * 2 : place // 4 * 2 + 2, place % 4]
        show(picture, x_test[index], CHINESE[y_test[index]])
        best = chances[index].topk(5)
        colours = [RED if k == y_test[index] else "#b8c4d6" for k in best.indices]
        bars.barh(range(5), best.values, color=colours)
        for row, k in enumerate(best.indices):
            bars.text(0.03, row, CHINESE[k], va="center", fontsize=8)
        bars.set(xlim=(0, 1), xticks=[], yticks=[])
        bars.invert_yaxis()
        bars.grid(False)
    plt.show()

# %% [markdown]
# 错的那几张，正确答案多半排在第二、第三：它不是全无头绪。这正是前五错误率想说的。
#
# **十次裁剪值多少？**　考试时把图镜像出去 2 圈，用你的 `ten_crops` 切十块，十个概率取平均。论文里，这样比只看正中一块，第一名错误率从 39.0% 降到 37.5%（ILSVRC-2010）。我们的呢？先猜升还是降。

# %% tags=["demo"]
if ready("build_small", "train_classifier", "ten_crops", "top_k_error"):
    crops = ten_crops(F.pad(x_test, (2, 2, 2, 2), mode="reflect"), 32)
    with torch.no_grad():
        votes = torch.stack([small(crops[:, i]).softmax(dim=1) for i in range(10)])
    for name, answer in (("一次", scores), ("十次平均", votes.mean(dim=0))):
        errors = [top_k_error(answer, y_test, k) for k in (1, 2, 5)]
        print(f"{name}　前 1、2、5 错误率", "　".join(f"{error:.3f}" for error in errors))

# %% [markdown]
# 我们的（种子 0）：第一名错误率 0.194 变 0.196，等于没动；800 张图，误差本来就有 ±1.4 个百分点。别把这点差别当成结论。
#
# **颜色变一变值多少？**　`colour_jitter` 写好了还没有用过。`train_classifier` 不许改颜色（检查靠亮度认图），那就把它套在网络外面：训练的时候，图先变颜色，再进你的网络；考试时照原样。像素已经标准化，$\lambda_1$ 约是 2.85，论文的 $\alpha\lambda$（std 0.1）这一回大小正合适。把 `RECOLOUR` 改成 `True` 就再训练一个（一个核上约 25 秒）。论文里，这一样让第一名错误率降了 1 个百分点多。**先猜**：我们的呢？
#
# <details><summary>我们的结果（猜完再看）</summary>
#
# 种子 0：训练损失从 0.58 升到 0.63，第一名错误率 0.194 变 0.196；种子 1 是 0.204。不变颜色的十个种子是 0.194 到 0.234，又是等于没动。多半因为卫星总在正头顶拍，光线本来就差不多，而颜色对认土地正要紧，变了它，帮的忙和添的乱相抵。
#
# </details>

# %% tags=["demo"]
RECOLOUR = False  # 改成 True：训练时每张图的颜色随机变一变


class Recoloured(nn.Module):
    """训练模式下，图先变颜色，再进 model。"""

    def __init__(self, model, values, vectors, seed):
        super().__init__()
        self.model, self.values, self.vectors = model, values, vectors
        self.rng = np.random.default_rng(seed)

    def forward(self, x):
        if self.training:
            x = colour_jitter(x, self.values, self.vectors, self.rng)
        return self.model(x)


if ready("build_small", "train_classifier", "rgb_pca", "colour_jitter") and RECOLOUR:
    torch.manual_seed(0)
    recoloured = Recoloured(build_small(), *rgb_pca(x_train), 0)
    curve = train_classifier(recoloured, x_train, y_train, 10, 0.003, 64, seed=0)
    with torch.no_grad():
        wrong = (recoloured(x_test).argmax(1) != y_test).float().mean()
    print(f"变颜色：最后一轮的损失 {curve[-1]:.3f}，第一名错误率 {wrong:.3f}", end="")
    print("；不变颜色的，看前面“训练一个”那一格")

# %% [markdown]
# ## 6　它看的是哪里
#
# ### 练习 7.12 occlusion_map（约 13 分钟，8 分）
#
# **为什么**　网络说“河流，0.95”。它看的真是那条河，还是河边的草地？一个不用懂网络内部的办法：拿一块平均颜色的布把图的一小块遮住，再问一次。概率掉得厉害，说明那一块要紧。布挪遍全图，就得到一张遮挡图（occlusion map）。
#
# **做什么**　`image` 是一张图 `(c, h, w)`。先算原图上 `label` 那一类的 **softmax 概率** $p$。然后对每个 $(i, j)$，把以 $(i \cdot \text{stride},\ j \cdot \text{stride})$ 为左上角、`size` × `size` 的方块全部填成 `fill`，再算概率 $p_{ij}$。返回
#
# $$
# M_{ij} = p - p_{ij}, \qquad \text{形状 } \left(\left\lfloor \tfrac{h - \text{size}}{\text{stride}} \right\rfloor + 1,\ \left\lfloor \tfrac{w - \text{size}}{\text{stride}} \right\rfloor + 1\right)
# $$
#
# 正的：遮住就认不出，那里支持这个答案。负的：遮住反而更像，那里在捣乱。
#
# **只看不碰**　算的时候要在评估模式，不建计算图；算完以后，模型的模式（训练或评估）和原来一样，权重不变，`image` 也不变。返回 NumPy 数组。
#
# **例子**　32 × 32 的图，size = 8，stride = 4：(32 − 8)/4 + 1 = 7，所以是 7 × 7。若某处原来的概率 0.9，遮住以后 0.3，那一格就是 0.6。
#
# <details><summary>提示一</summary>
#
# 要问模型几次？能不能把所有遮过的图排成一批，一次问完？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先记下 `model.training`，`eval()`，最后 `model.train(记下的)`。计算放在 `with torch.no_grad():` 里。遮之前先 `clone()`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两层循环，每一格：复制一张，切片赋值 `[:, r : r + size, q : q + size] = fill`，收进列表；`torch.stack` 之后问一次，`.softmax(dim=1)[:, label]`，换成二维的形状，`.numpy()`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 比的是打分，没有做 softmax；<!-- wrong: logits -->
# - 符号反了：遮住以后减原来的；<!-- wrong: sign -->
# - 方块填在了传进来的图上；<!-- wrong: image-changed -->
# - 方块越填越多：后一格是在前一格遮过的图上接着遮；<!-- wrong: squares-pile-up -->
# - 返回以后模型总在评估模式；<!-- wrong: left-in-eval -->
# - 没有切换到评估模式，dropout 还在丢；<!-- wrong: stays-in-training -->
# - 行和列弄反了；<!-- wrong: rows-for-columns -->
# - 只填了第一个通道；<!-- wrong: one-channel -->
# - 最后一行、一列漏掉了。<!-- wrong: last-lost -->
#
# </details>


# %% exercise="occlusion_map"
def occlusion_map(
    model: nn.Module,
    image: Tensor,
    label: int,
    size: int = 8,
    stride: int = 4,
    fill: float = 0.0,
) -> np.ndarray:
    """遮挡图：遮住每一小块，label 的概率各掉多少。

    参数
        model: 把 (n, c, h, w) 变成 (n, 类数) 的打分；权重、梯度、模式（training）都不变。
        image: (c, h, w) 的浮点张量，h 和 w 可以不同，都不小于 size；不变。
        label: 看哪一类。
        size, stride: 方块的边长，每次挪几格。
        fill: 方块里填的数，每个通道都填。
    返回
        ((h − size)//stride + 1, (w − size)//stride + 1) 的 NumPy 数组：第 (i, j) 格是原图上
        label 的 softmax 概率，减去以 (i·stride, j·stride) 为左上角的方块被填以后的概率，
        都在评估模式下算。
    例子
        >>> model = nn.Sequential(nn.Flatten(), nn.Linear(48, 10))
        >>> occlusion_map(model, torch.zeros(3, 4, 4), 0, size=2, stride=1).tolist()
        [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    ### BEGIN SOLUTION
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    model.train(training)
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy()
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：一个看得见内部的小模型，有 dropout，权重由检查来定。


# %%
def probe(inputs: int, classes: int) -> nn.Module:
    """摊平、dropout、全连接。"""
    return nn.Sequential(nn.Flatten(), nn.Dropout(0.5), nn.Linear(inputs, classes))


# %% check="occlusion_map" points=8 minutes=13
check("occlusion_map")

# %% [markdown]
# 拿它去看你的网络。五类各取一张把握居中的测试图；红的地方支持答案，蓝的地方捣乱。**先猜**：公路和河流，红的会不会沿着那条线？森林呢？

# %% tags=["demo"]
if ready("build_small", "train_classifier", "occlusion_map"):
    chances = scores.softmax(dim=1)
    fig, axes = plt.subplots(2, 5, figsize=(7.8, 3.4))
    for ax, label in zip(axes.T, (3, 8, 7, 4, 1)):
        rows = (y_test == label).nonzero().flatten()
        index = rows[chances[rows, label].argsort()[len(rows) // 2]]
        seen = occlusion_map(small, x_test[index], label, size=8, stride=2)
        show(ax[0], x_test[index], f"{CHINESE[label]} {chances[index, label]:.2f}")
        show(ax[1], x_test[index])
        limit = max(0.05, float(np.abs(seen).max()))
        heat = {"cmap": "RdBu_r", "vmin": -limit, "vmax": limit, "alpha": 0.6}
        ax[1].imshow(seen, extent=(3, 28, 28, 3), interpolation="bilinear", **heat)
        ax[1].set(xlim=(-0.5, 31.5), ylim=(31.5, -0.5))
    plt.show()

# %% [markdown]
# 公路、河流：红的大致沿着线。工业区几乎是白的：遮哪一块，都还有别的厂房作证。森林最怪：当中红了一大片，是因为那块布的颜色在一片深绿里，本身就是个新东西。遮挡图问的是“换成这块布会怎样”，不是“少了它会怎样”。每张图的颜色深浅各自定标，不能互相比。
#
# ## 7　从一张图到一张地图
#
# 到现在为止，图里有什么，是整张图的一个答案。把同一个网络当成一个**窗口**，在大得多的图上滑动，每停一处问一次，就走到了**检测**（detection）：不只是有什么，还有**在哪里**。麻烦也来了：一条河，挪一点点再问，还是一条河，于是同一样东西被框住好几次。
#
# ### 练习 7.13 non_max_suppression（约 13 分钟，8 分）
#
# **做什么**　每个框是 $(x_1, y_1, x_2, y_2)$：左、上、右、下，面积就是 $(x_2 - x_1)(y_2 - y_1)$。两个框像不像同一个，用交并比（intersection over union，IoU）量：
#
# $$
# \text{IoU} = \frac{\text{相交的面积}}{\text{合起来的面积}}, \qquad
# \text{合起来} = \text{面积}_A + \text{面积}_B - \text{相交}
# $$
#
# 不相交时是 0，一模一样是 1。非极大值抑制（non-maximum suppression，NMS）：从分数最高的框看起，它与已经**留下的**每个框的 IoU 都**不超过** `threshold`，就留下；否则丢掉。丢掉的框不再管事，不会再去挤掉别人。返回留下的框的下标，分数高的在前。
#
# 这一题用 NumPy，torch 不许用。
#
# **例子**　三个 4 × 4 的框，threshold = 0.4：
#
# | | 框 | 分数 | |
# |---|---|---|---|
# | A | (0, 0, 4, 4) | 0.9 | 最高，留下 |
# | B | (1, 0, 5, 4) | 0.8 | 与 A 相交 3 × 4 = 12，合起来 16 + 16 − 12 = 20，IoU 0.6：丢掉 |
# | C | (2, 0, 6, 4) | 0.7 | 与 A 相交 8，合起来 24，IoU ≈ 0.33：留下。它与 B 的 IoU 是 0.6，可是 B 已经不在了 |
#
# 结果是 `[0, 2]`。
#
# <details><summary>提示一</summary>
#
# 两个框在横的方向上重叠多长？如果它们没有碰到，你的式子会得到负数，怎么办？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 相交部分的左边是两个左边里大的，右边是两个右边里小的；竖着也一样。按分数从高到低走，一个列表记着留下的。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `order = np.argsort(-scores)`；每一个，和 `kept` 里的每个框算 IoU，全都不超过才 `append`。一个框也没有时，返回的也要是整数数组：`np.array(kept, dtype=int)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 边长多加了 1（有的老代码把坐标当成像素的编号）；<!-- wrong: plus-one -->
# - 相交的面积除以了较小的那个框，不是合起来的；<!-- wrong: over-smaller -->
# - 被丢掉的框还在挤掉别人；<!-- wrong: dropped-drops -->
# - 不相交的两个框，两个负的边长乘成了正的面积；<!-- wrong: negative-sides -->
# - 没有按分数排，照给的次序走；<!-- wrong: not-sorted -->
# - 分数低的在前；<!-- wrong: ascending -->
# - 返回的是框本身，不是下标；<!-- wrong: boxes-returned -->
# - IoU 正好等于 threshold 的也丢了；<!-- wrong: equal-dropped -->
# - 一个框也没有时，返回的是浮点数的空数组。<!-- wrong: empty-floats -->
#
# </details>


# %% exercise="non_max_suppression"
def non_max_suppression(
    boxes: np.ndarray,
    scores: np.ndarray,
    threshold: float,
) -> np.ndarray:
    """非极大值抑制：同一样东西只留分数最高的框。

    参数
        boxes: (n, 4)，每行是 x1, y1, x2, y2，x1 < x2，y1 < y2，面积是
            (x2 − x1)·(y2 − y1)；n 可以是 0；不变。
        scores: (n,)，没有相等的；不变。
        threshold: 与留下的某个框的 IoU 大于它，就丢掉；正好等于时留下。
    返回
        (k,) 的整数数组：留下的下标，分数高的在前。n 是 0 时是 (0,) 的整数数组。
    例子
        >>> boxes = np.array([[0.0, 0, 4, 4], [1, 0, 5, 4], [2, 0, 6, 4]])
        >>> non_max_suppression(boxes, np.array([0.9, 0.8, 0.7]), 0.4).tolist()
        [0, 2]
    """
    ### BEGIN SOLUTION
    kept = []
    for i in np.argsort(-scores):
        others = boxes[kept]
        corner = np.maximum(boxes[i, :2], others[:, :2])
        sides = np.maximum(np.minimum(boxes[i, 2:], others[:, 2:]) - corner, 0)
        shared = sides[:, 0] * sides[:, 1]
        areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
        union = areas + (boxes[i, 2:] - boxes[i, :2]).prod() - shared
        if (shared <= threshold * union).all():
            kept.append(i)
    return np.array(kept, dtype=int)
    ### END SOLUTION


# %% check="non_max_suppression" points=8 minutes=13
check("non_max_suppression")

# %% [markdown]
# ## 自测
#
# 终场之前，先想，再展开。
#
# 1. 把 AlexNet 的输入改成 224，不改别的，哪一层最先和论文对不上？一路数到第一个全连接层，走得通吗？边长是多少才走得通？
#
# <details><summary>答案</summary>
#
# 第一层就不对：(224 − 11)/4 + 1 = 54.25，舍成 54，论文是 55。往下 26、26、12、12，最后池化得 5，不是 6：第一个全连接层的输入成了 256 × 25 = 6400，矩阵乘法报错。所以 224 本来就走不通：不加填充的话，227 到 258 都走得通，要么就给第一层加填充。
#
# </details>
#
# 2. 前五错误率 15.3%，第一名错误率大约 37%。在只有十类的 EuroSAT 上，前五错误率几乎是 0，说明网络比 AlexNet 好吗？
#
# <details><summary>答案</summary>
#
# 不能比。十类里随便猜五类，已经对一半；一千类里随便猜五类，只对 0.5%。错误率要和“乱猜错多少”一起看。
#
# </details>
#
# 3. 去掉裁剪和翻转，十轮的训练损失从 0.58 降到 0.50，测试错误率却还是 0.19（种子 0）。训练损失低了，怎么没有考得更好？论文又为什么非增强不可？
#
# <details><summary>答案</summary>
#
# 不增强，每一轮看到的都是同样的图，有一部分是**背**下来的，训练损失低，考试用不上；增强以后背不下来，学到的是翻转、挪动都不变的东西。两样差不多抵消，多半是因为我们的网络小（三万多个参数）、只练十轮，还来不及过拟合。论文有六千万个参数，练了约九十轮：不增强，全背下来也做得到。
#
# </details>
#
# 4. 遮挡图的某一格是 −0.4，是什么意思？
#
# <details><summary>答案</summary>
#
# 遮住那一块，正确的类的概率反而涨了 0.4：那一块让网络偏向别的类。例如一条公路的图，角上有一片屋顶，网络在“公路”和“住宅区”之间犹豫，遮住屋顶就不犹豫了。
#
# </details>
#
# 5. NMS 的 threshold 取 0 和取 1，各会怎样？
#
# <details><summary>答案</summary>
#
# 取 0：两个框只要相交一点，就只剩一个；恰好挨着的（IoU = 0）两个都留下。取 1：IoU 不会大于 1，一个也不丢，同一条河上叠着十几个框。
#
# </details>

# %% [markdown]
# ## 小结
#
# | 你写的 | 一句话 |
# |---|---|
# | `local_response_norm` | 除以邻近通道的平方和；$\alpha$ 除不除以窗口大小，论文和库不一样 |
# | `output_shapes` | 一层一层数：参数在全连接层，运算在卷积层 |
# | `random_crop_flip`、`ten_crops` | 训练时随机切，考试时切十块投票 |
# | `rgb_pca`、`colour_jitter` | 颜色沿数据自己的主方向变 |
# | `paper_sgd_step`、`top_k_error` | 论文怎么走一步，比赛怎么打分 |
# | `AlexNet`、`build_small`、`train_classifier` | 照论文搭一个，给自己的数据另设计一个 |
# | `occlusion_map`、`non_max_suppression` | 它看哪里；从“是什么”到“在哪里” |
#
# **延伸阅读**　Krizhevsky, Sutskever, Hinton，*ImageNet Classification with Deep Convolutional Neural Networks*，NeurIPS 2012；Zeiler, Fergus，*Visualizing and Understanding Convolutional Networks*，ECCV 2014（遮挡图的由来）；Sermanet 等，*OverFeat*，ICLR 2014（一个卷积网络，分类、定位、检测一起做）；Helber 等，*EuroSAT*，IEEE JSTARS 2019；阿斯顿·张、李沐等，《动手学深度学习》，AlexNet 与目标检测两节。
#
# 数据：EuroSAT（Helber 等，MIT 许可），含经修改的哥白尼计划哨兵二号数据。

# %% [markdown]
# ## 终场：把河流和公路圈出来
#
# 一张 256 × 256 的“地图”：8 × 8 块，都取自测试集，网络从没见过；其中七块河流、七块公路，别的是农田、森林、草地、牧场、住宅区和湖海。你的网络是一个 32 × 32 的窗口，每 8 个像素停一次，一共 29 × 29 = 841 处，每处问一次“这是什么”。
#
# **先猜**：窗口正好对准一块时，回答应当不错；可是大多数时候它骑在两块、四块的接缝上，那样的图它从没见过，会怎么说？


# %% tags=["demo"]
# 拼地图、滑窗口的代码不用读懂；第一个数可以改
MAP = 0  # 换一个数，换一张地图
RIVER, ROAD, STEP = 8, 3, 8


def make_map(rng, pictures, each):
    """64 块图拼成的 (3, 256, 256)，和每一块的类别 (8, 8)；河流、公路各 each 块。"""
    others = list(rng.choice([0, 1, 2, 5, 7, 9], 64 - 2 * each))
    kinds = rng.permutation([RIVER] * each + [ROAD] * each + others).reshape(8, 8)
    count = pictures.shape[1]
    tiles = torch.stack([pictures[k, rng.integers(count)] for k in kinds.ravel()])
    tiles = tiles.reshape(8, 8, 3, 32, 32).permute(2, 0, 3, 1, 4)
    return tiles.reshape(3, 256, 256), kinds


def slide(model, world):
    """窗口在每一处的概率，(29, 29, 类数)。"""
    windows = world.unfold(1, 32, STEP).unfold(2, 32, STEP).permute(1, 2, 0, 3, 4)
    with torch.no_grad():
        chance = model(windows.reshape(-1, 3, 32, 32)).softmax(dim=1)
    return chance.reshape(*windows.shape[:2], -1)


def draw_chances(axes, answers, columns):
    """河流、公路的概率，各画一张；白框是真的有的地方。"""
    for ax, kind, column in zip(axes, (RIVER, ROAD), columns):
        picture = {"cmap": "magma", "vmin": 0, "vmax": 1, "extent": (12, 244, 244, 12)}
        ax.imshow(answers[..., column], **picture)
        ax.set(xlim=(0, 256), ylim=(256, 0), xticks=[], yticks=[])
        ax.set_title(f"“{CHINESE[kind]}”的概率")
        ax.grid(False)
        for r, q in np.argwhere(kinds == kind):
            frame = {"fill": False, "edgecolor": "white", "linewidth": 1.2}
            ax.add_patch(plt.Rectangle((32 * q, 32 * r), 32, 32, **frame))


world, kinds = make_map(np.random.default_rng(MAP), x_test.reshape(10, 80, 3, 32, 32), 7)
if ready("build_small", "train_classifier"):
    fig, axes = plt.subplots(1, 3, figsize=(7.5, 2.8))
    show(axes[0], world, "地图")
    draw_chances(axes[1:], slide(small, world), (RIVER, ROAD))
    plt.show()

# %% [markdown]
# 亮斑到处都是。两块地的交界，看上去就像一道岸、一条路；而且不管看到什么，十类的网络总得选一类，它**不会说“什么也没有”**。真正的检测网络也要过这一关：训练时喂给它大量“什么也不是”的窗口。
#
# 那就教它。用**训练集**的图拼许多张同样的地图，切下三种窗口：正对着河流的、正对着公路的，和别的任何地方（接缝、只沾到一点边、别的土地）。还是你的 `build_small`，这一次三类；还是你的 `train_classifier`（一个核上约 30 秒）。
#
# “别的任何地方”要小心：随手切一刀，几乎总是骑着接缝，正好对准一整块农田、森林的，一千刀里不到一刀。只有这样的反例，网络会学到一条偷懒的规矩：有接缝的是“没有”，**完整的一块**就是河流或公路。所以每张地图另外放进 `PLAIN` 个正对着别的土地的窗口：


# %% tags=["demo"]
# 切窗口的代码不用读懂；第一个数可以改
PLAIN = 12  # 每张地图上有几个窗口正对着别的土地；弄坏它：改成 0


def cut_windows(rng, maps):
    """训练用的窗口和标签：0 什么也没有，1 河流，2 公路。"""
    pictures, windows, labels = x_train.reshape(10, 320, 3, 32, 32), [], []
    for _ in range(maps):
        large, what = make_map(rng, pictures, 12)
        tiles = 32 * np.argwhere((what == RIVER) | (what == ROAD))
        plain = 32 * np.argwhere((what != RIVER) & (what != ROAD))
        corners = [(c, 1 if what[tuple(c // 32)] == RIVER else 2) for c in tiles]
        corners += [(c, 0) for c in rng.permutation(plain)[:PLAIN]]
        while len(corners) < 60 + PLAIN:
            corner = rng.integers(225, size=2)
            shared = np.maximum(32 - np.abs(corner - tiles), 0).prod(axis=1).max()
            if shared < 585:  # 与哪一块的 IoU 都不到 0.4
                corners.append((corner, 0))
        for (r, q), label in corners:
            windows.append(large[:, r : r + 32, q : q + 32])
            labels.append(label)
    return torch.stack(windows), torch.tensor(labels)


if ready("build_small", "train_classifier"):
    windows, labels = cut_windows(np.random.default_rng(0), 60)
    print("窗口", tuple(windows.shape), "　三类各有", labels.bincount().tolist())
    torch.manual_seed(0)
    finder = build_small(3)
    history = train_classifier(finder, windows, labels, 8, 0.003, 64, seed=0)
    print(f"最后一轮的损失 {history[-1]:.3f}")
    answers = slide(finder, world)
    fig, axes = plt.subplots(1, 2, figsize=(6.2, 3.2))
    draw_chances(axes, answers, (1, 2))
    plt.show()

# %% [markdown]
# 最后一步：概率超过 `SURE` 的窗口都画成框，再用你的 `non_max_suppression` 去掉重叠的。框住了一块真的（与它的 IoU 至少一半）算找到，否则算误报。`SURE` 和 `OVERLAP` 都可以改。**先猜**：`SURE` 从 0.8 提到 0.95，找到的和误报的各会怎样？先照 0.8 看一遍，再改。
#
# <details><summary>我们在六张这样的地图上数过（种子 0，猜完再看）</summary>
#
# | | 找到（共 84 块） | 误报 | 其中正对着别的土地 |
# |---|---|---|---|
# | `SURE = 0.7` | 37 | 34 | 18 |
# | `SURE = 0.8` | 32 | 22 | 8 |
# | `SURE = 0.95` | 6 | 6 | 2 |
# | `PLAIN = 0`，`SURE = 0.8` | 46 | 89 | 78 |
#
# 要求高一些，误报少了，漏掉的就多了。最后一行没有整块的反例：找到的多十几块，误报却是四倍，将近九成正好框着一块农田、森林或者别的，这就是那条偷懒的规矩。离实用还远，可是想想它是什么：一个三万多参数的网络，从没见过这些地方，只看过几千个 32 × 32 的窗口。
#
# </details>

# %% tags=["demo"]
# 画图，不用读懂；前两个数可以改
SURE, OVERLAP = 0.8, 0.1


def is_real(box, kind):
    """这个框和某一块真的重叠至少一半（IoU）吗？"""
    tiles = 32 * np.argwhere(kinds == kind)[:, ::-1]
    shared = np.maximum(32 - np.abs(box[:2] - tiles), 0).prod(axis=1)
    return bool((shared / (2 * 32 * 32 - shared) >= 0.5).any())


if ready("build_small", "train_classifier", "non_max_suppression"):
    fig, ax = plt.subplots(figsize=(5.2, 5.3))
    show(ax, world)
    for r, q in np.argwhere((kinds == RIVER) | (kinds == ROAD)):
        frame = {"fill": False, "edgecolor": "white", "linestyle": ":"}
        ax.add_patch(plt.Rectangle((32 * q, 32 * r), 31, 31, **frame))
    rows, columns = np.divmod(np.arange(29 * 29), 29)
    places = STEP * np.stack([columns, rows, columns, rows], axis=1)
    places += np.array([0, 0, 32, 32])
    for kind, column, colour in ((RIVER, 1, "#3ec1ff"), (ROAD, 2, "#ff4b3e")):
        chance = answers[..., column].double().numpy().ravel()
        boxes, chance = places[chance > SURE], chance[chance > SURE]
        kept = non_max_suppression(boxes, chance, OVERLAP)
        real = [is_real(boxes[i], kind) for i in kept]
        for i, right in zip(kept, real):
            style = {"edgecolor": colour, "linewidth": 2.5}
            style["linestyle"] = "-" if right else "--"
            ax.add_patch(plt.Rectangle(boxes[i, :2], 31, 31, fill=False, **style))
        ax.plot([], [], color=colour, linewidth=2.5, label=CHINESE[kind])
        print(f"{CHINESE[kind]}：{len(boxes)} 个框，NMS 之后 {len(kept)} 个，", end="")
        print(f"找到 {sum(real)} / {(kinds == kind).sum()}，误报 {len(real) - sum(real)}")
    ax.plot([], [], ":", color="grey", label="真的在这里")
    ax.plot([], [], "--", color="grey", label="误报")
    ax.set_title("河流和公路，你的网络圈出来的", fontsize=13)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=4)
    plt.show()

# %% [markdown]
# 想找得更准，就要更多的图、更大的网络；而且真正的检测网络不会一处一处地重算，卷积本来就是滑动的，[第 7 章（二）](../guide07_unet/guide07_unet.ipynb)的 U-Net 一次就给出每个像素的答案。
#
# 把 `MAP` 换一个数，再看一张。
#
# 2012 年，六千万个参数、两块显卡、将近一星期，回答“这张图是什么”。今天，三万多个参数、一个核、一分钟，你的网络开始回答“它在哪里”。每一个零件，你都写过、数过、问过一遍。
