# ---
# jupyter:
#   autograder:
#     title: 第 6 章　训练神经网络
#     builds: 一套自己写的训练技巧，让同一个手写数字网络少犯一半的错
#     minutes: 150
#     data: [mnist_5k1k.npz]
#     en:
#       title: Chapter 6. Training neural networks
#       builds: a kit of training tricks of your own that halves the errors of one and the same digit network
# ---

# %% [markdown]
# # 第 6 章　训练神经网络
#
# 同一个网络，同样的 5000 张手写数字。有人训练出来错 6%，有人错 3%。差别不在网络，在**怎么训练**：梯度怎么用，学习率怎么变，权重从哪里出发，数据怎么变出更多的花样，什么时候该停。
#
# 这些做法常被叫作“技巧”，听上去像是口口相传的秘方。其实每一个都只有几行，每一个都说得清为什么。这一章把它们一个一个写出来，再用同一个网络去量：哪一个真的有用，有用多少，换一个种子还有没有用。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | 梯度下降（gradient descent） | 参数 ← 参数 − 学习率 × 梯度 |
# | 动量（momentum） | 梯度攒成速度 $v \leftarrow \mu v + g$，沿速度走 |
# | Adam | 梯度的滑动平均 ÷ 梯度平方的滑动平均的平方根，头几步做偏差修正 |
# | softmax 与交叉熵（cross-entropy） | 把一行打分变成概率，再取正确答案那一格的 $-\ln p$ |
# | 反向传播（backpropagation） | 从损失往回走，每一站乘上自己的导数 |
# | PyTorch 的一步 | `loss.backward()` 求梯度，`optimizer.step()` 更新，`optimizer.zero_grad()` 清零 |
# | `rng = np.random.default_rng(0)` | 随机数发生器；种子相同，抽到的数就相同 |
#
# 动量和 Adam 在七天速成的[第 4 天](../day04/day04.ipynb)、[第 3 天](../day03/day03.ipynb)写过，反向传播在[第 4 章](../guide04_backpropagation/guide04_backpropagation.ipynb)；没写过也不要紧，这里要的公式都会给出。
#
# **读完以后你会有**
#
# - 一个读 MNIST 原始文件的函数，三个优化器，一条学习率曲线；
# - 批归一化的前向和反向，五样防止死记硬背的办法；
# - 一段动画：几个优化器在同一条窄谷里赛跑；
# - 一张表：每个技巧让你的网络多认对多少，连同几次运行之间的起伏；
# - 几张所有运行都认错的数字，和一份难得多的数据：古书里的平假名。代码一个字也不用改。

# %% [markdown]
# ## 时间表
#
# 合计约 150 分钟，100 分。可以在任意两节之间停下来休息。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 一个普通的网络 | 4 | |
# | 1 | 数据从文件里来：read_idx | 11 | 7 |
# | 2 | 往下走得更快：nesterov_step、rmsprop_step、adamw_step、warmup_cosine | 32 | 27 |
# | 3 | 起点与归一化：orthogonal、batch_norm_forward、batch_norm_backward | 37 | 26 |
# | 4 | 不死记硬背：dropout、label_smoothing_loss、mixup、shift、EarlyStopping | 40 | 33 |
# | 5 | 合起来：train_digits | 20 | 7 |
# | 6 | 终场：赛跑、账本、认不出的数字 | 6 | |
#
# 每个练习是一个函数（有一个是类）。删掉 `raise NotImplementedError` 那一行（类的每个方法里各有一行），写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”：第一条是一个问题，第二条指方向，第三条是代码的样子；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。
#
# 几条通用的约定：
#
# - 批（batch）总在第一轴；损失对批里的样本取平均；
# - 传进来的数组可能是转置或切片得到的，内存不一定连续；除非练习里另说，不要改动传进来的东西；
# - 随机数都从传进来的 `rng` 来：种子相同，结果就相同。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN, GREY, GOLD = "#3b6fb6", "#c0392b", "#2e8b57", "#777777", "#b8860b"

# %%
import copy
import math
import struct

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

torch.set_num_threads(1)  # 网络很小，一个线程就够
DIGITS = "mnist_5k1k.npz"

# %% [markdown]
# ## 0　一个普通的网络
#
# 先看看不用任何技巧会怎样。网络是课程讲义里的那一个：784 个像素，两个各 512 个单元的隐藏层，10 个打分。数一数它的参数：
#
# $$
# \underbrace{784 \times 512 + 512}_{401\,920} + \underbrace{512 \times 512 + 512}_{262\,656} + \underbrace{512 \times 10 + 10}_{5\,130} = 669\,706
# $$
#
# 67 万个参数，5000 张图：每张图摊到 134 个。它完全可以把每张图都背下来。

# %% tags=["demo"]
with np.load(DIGITS) as digits:
    x_train = (digits["x_train"].reshape(-1, 784) / 255).astype(np.float32)
    y_train = digits["y_train"].astype(np.int64)
    x_test = (digits["x_test"].reshape(-1, 784) / 255).astype(np.float32)
    y_test = digits["y_test"].astype(np.int64)


def accuracy(model, x, y):
    """模型认对的比例；x 是 (n, 784) 的数组。"""
    with torch.no_grad():
        return float(np.mean(model(torch.tensor(x)).argmax(1).numpy() == y))


def plain_network():
    """784-512-512-10，什么技巧也没有。"""
    first, second = nn.Linear(784, 512), nn.Linear(512, 512)
    return nn.Sequential(first, nn.ReLU(), second, nn.ReLU(), nn.Linear(512, 10))


torch.manual_seed(0)
plain = plain_network()
print("参数", sum(p.numel() for p in plain.parameters()))
data = TensorDataset(torch.tensor(x_train), torch.tensor(y_train))
optimizer = torch.optim.Adam(plain.parameters(), lr=0.001)
for _ in range(10):
    for xb, yb in DataLoader(data, batch_size=100, shuffle=True):
        loss = F.cross_entropy(plain(xb), yb)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
print(f"10 轮之后：训练集 {accuracy(plain, x_train, y_train):.3f}，", end="")
print(f"没见过的 1000 张 {accuracy(plain, x_test, y_test):.3f}")

# %% [markdown]
# 训练集几乎全对，没见过的图却大约错 5% 到 6%。两个数之间的差距就是它背下来、却没有学会的部分。记住第二个数，第 5 节再来比。

# %% [markdown]
# ## 1　数据从文件里来
#
# 小数据集常见的几种文件，一种一行：
#
# | 格式 | 里面是什么 | 怎么读 | 什么时候用 |
# |---|---|---|---|
# | CSV、TSV | 文字，一行一个样本，逗号或制表符隔开 | `csv.DictReader`、`np.loadtxt` | 表格；人也要能看 |
# | JSON、JSONL | 文字，嵌套的字典和列表（JSONL 一行一个） | `json.load` | 网上抓来的、结构不齐的数据 |
# | PNG、JPEG | 压缩过的一张图（JPEG 会损失一点） | `PIL.Image.open` | 图片；一张一个文件，文件夹名就是类别 |
# | WAV | 文件头加声音的采样 | `wave.open` | 声音 |
# | NPY、NPZ | NumPy 数组；NPZ 是几个数组打成的压缩包 | `np.load` | 在 Python 里自己用 |
# | IDX | 文件头加一个数组 | **自己写** | MNIST 和它的亲戚们 |
# | safetensors | 名字、形状和数 | `safetensors` | 发布权重 |
# | pickle、`.pt` | 任意的 Python 对象 | `pickle.load`、`torch.load` | **只打开自己写的**：打开的时候它能运行任意代码 |
#
# 前面几种都有现成的函数。IDX 没有，可是它简单得可以自己读；读过一种二进制格式，别的也就不神秘了。
#
# ### 练习 6.1 read_idx（约 9 分钟，7 分）
#
# **做什么**　MNIST 当年发布时用的格式叫 IDX，整个文件只有四段：
#
# | 字节 | 内容 |
# |---|---|
# | 2 个 | 都是 0 |
# | 1 个 | 类型代号：`0x08` uint8，`0x09` int8，`0x0B` int16，`0x0C` int32，`0x0D` float32，`0x0E` float64 |
# | 1 个 | 有几个轴 $k$（至少 1） |
# | $4k$ 个 | 每个轴的长度，各是一个 4 字节的无符号整数（uint32），**高位在前** |
# | 余下的 | 数据，也是高位在前，最后一轴变得最快 |
#
# 高位在前叫大端（big-endian）：258 = 1 × 256 + 2 写成 `01 02`。你的电脑多半是低位在前（小端，little-endian），照小端去读 `01 02`，会读成 2 × 256 + 1 = 513。一个字节的类型没有这个问题。
#
# 轴的长度可以是 0，得到的就是空数组；轴数是 0 的文件不会出现，不用管。
#
# 返回一个能写的数组，字节次序换成本机的。前两个字节不是 0、类型代号不认识、总长度和文件头说的不一致（多了、少了、连文件头都不完整），抛出 `ValueError`。
#
# **例子**　一个 2 行 3 列的 uint8 数组，一共 18 个字节：
#
# ```
# 00 00 08 02   00 00 00 02   00 00 00 03   01 02 03 04 05 06
#       类型 轴数     2 行          3 列        [[1, 2, 3], [4, 5, 6]]
# ```
#
# <details><summary>提示一</summary>
#
# 只知道 `data` 是一串字节。读完前四个，能知道后面每一段从第几个字节开始吗？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `data[2]` 就是一个整数。几个大端的 uint32 可以用 `struct.unpack(">3I", 那几个字节)`（3 换成轴数）一次读出来。类型代号到 dtype，写成一个字典最清楚；NumPy 里大端的 int16 叫 `">i2"`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 先核对长度：余下的字节数应当等于各轴长度之积乘 `dtype.itemsize`。再 `np.frombuffer(data, dtype, offset=…)`，换形状，最后用 `astype` 换成本机次序：`astype` 给的是新数组，能写。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 照小端去读每个轴的长度：2 读成了 33554432；<!-- wrong: little-endian-sizes -->
# - 长度读对了，多字节的数据却照小端去读；<!-- wrong: little-endian-data -->
# - 不管什么类型，都当 uint8 读；<!-- wrong: always-uint8 -->
# - 只会读三个轴（MNIST 的图），标签只有一个轴就读不了；<!-- wrong: three-axes -->
# - 数据比文件头说的多出一截，没有发现；<!-- wrong: extra-bytes-ignored -->
# - 没有检查前两个字节；<!-- wrong: magic-unchecked -->
# - `np.frombuffer` 得到的数组是只读的，直接返回了它。<!-- wrong: read-only -->
#
# </details>


# %% exercise="read_idx"
def read_idx(data: bytes) -> np.ndarray:
    """读一个 IDX 文件的全部字节。

    参数
        data: bytes：两个 0；一个字节的类型代号，0x08 uint8、0x09 int8、0x0B int16、0x0C int32、
            0x0D float32、0x0E float64；一个字节的轴数，至少 1（0 不会出现）；
            每个轴的长度，大端的 uint32，可以是 0；然后是数据，大端，最后一轴变得最快。
    返回
        这样形状和类型的数组，本机的字节次序，可以写。
    错误
        前两个字节不都是 0，类型代号不在上面，或者总长度与文件头说的不一致
        （连文件头都不完整也算）时抛出 ValueError。
    例子
        >>> read_idx(bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]))
        array([[1, 2, 3],
               [4, 5, 6]], dtype=uint8)
    """
    ### BEGIN SOLUTION
    types = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in types:
        raise ValueError("不是 IDX 文件：开头的四个字节不对")
    dtype, axes = np.dtype(types[data[2]]), data[3]
    start = 4 + 4 * axes
    if len(data) < start:
        raise ValueError("文件头不完整")
    shape = struct.unpack(f">{axes}I", data[4:start])
    if len(data) - start != math.prod(shape) * dtype.itemsize:
        raise ValueError(f"形状是 {shape}，数据的长度对不上")
    return np.frombuffer(data, dtype, offset=start).reshape(shape).astype(dtype.newbyteorder("="))
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：读出来的数组能不能写，字节次序是不是本机的，是什么类型。


# %%
def describe_idx(data: bytes) -> tuple[bool, bool, str]:
    """read_idx(data) 的结果：(能不能写，是不是本机的字节次序，dtype 的名字)。"""
    array = read_idx(data)
    return bool(array.flags.writeable), bool(array.dtype.isnative), array.dtype.name


# %% check="read_idx" points=7 minutes=9
check("read_idx")

# %% [markdown]
# 把 MNIST 的头 100 张图写成 IDX 的字节，再用你的函数读回来，应当一个像素也不差：

# %% tags=["demo"]
if ready("read_idx"):
    pictures = (x_train[:100] * 255).round().astype(np.uint8).reshape(100, 28, 28)
    header = struct.pack(">BBBB3I", 0, 0, 0x08, 3, *pictures.shape)
    file = header + pictures.tobytes()
    again = read_idx(file)
    print("文件头", header.hex(" "))
    same = bool(np.array_equal(again, pictures))
    print("读回来", again.shape, again.dtype, "，与原来相同：", same)
    fig, axes = plt.subplots(1, 10, figsize=(7, 0.9))
    for ax, picture in zip(axes, again):
        ax.imshow(picture)
        ax.axis("off")
    plt.show()

# %% [markdown]
# ## 2　往下走得更快
#
# 梯度只说“脚下哪边最陡”，不说该走多远，更不说谷底在哪里。一条窄谷里，最陡的方向几乎总是指向对面的谷壁，于是来回撞墙。下面三个更新规则各有各的办法。
#
# 三个函数的样子是一样的，都是**纯函数**：
#
# $$
# (\text{params},\ \text{grads},\ \text{state},\ \ldots) \longmapsto (\text{新的 params},\ \text{新的 state})
# $$
#
# `params` 和 `grads` 是字典，名字对数组；`state` 是这个规则要记住的东西，里面放什么由你定，起步时是 `{}`。**传进来的三样都不改动**：这样随时可以退回上一步，也可以从同一处试两条路。
#
# ### 练习 6.2 nesterov_step（约 7 分钟，6 分）
#
# **推导**　动量法（momentum）把梯度攒成速度：$v \leftarrow \mu v + g$，$w \leftarrow w - \eta v$，$\mu$ 常取 0.9。一个方向上梯度总是同号，速度就越攒越大，最多到 $\frac{1}{1-\mu}$ 倍；来回变号的方向，攒起来互相抵消。
# 毛病是刹不住：梯度已经掉头了，旧的速度还要推着它往前冲好几步。涅斯捷罗夫（Nesterov）的主意是**往前看一眼**：反正接下来惯性还会推我 $\mu v$ 那么远，不如现在就把它算进去。PyTorch 用的写法是
#
# $$
# v \leftarrow \mu v + g, \qquad w \leftarrow w - \eta\,(g + \mu v)
# $$
#
# 第二式里的 $v$ 是**刚更新过的**。梯度 $g$ 在这一步里出现了两次，比重大了，掉头也就快了。
#
# **例子**　$w = 1$，$\eta = 0.1$，$\mu = 0.9$，梯度先是 2，再是 1：
#
# | 步 | $g$ | 新的 $v$ | $g + \mu v$ | 新的 $w$ |
# |---|---|---|---|---|
# | 1 | 2 | 2 | 2 + 1.8 = 3.8 | 0.62 |
# | 2 | 1 | 1.8 + 1 = 2.8 | 1 + 2.52 = 3.52 | 0.268 |
#
# 第一步若走成 $w = 0.8$，那是普通的动量法，或者用了旧的 $v = 0$。
#
# <details><summary>提示一</summary>
#
# 每个名字都有自己的速度。第一步时 `state` 是空的，那时的 $v$ 是多少？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先算出所有名字的新速度，放进一个新字典；再用它算所有名字的新参数。`state` 是空字典时，`state.get(名字, 0.0)` 给出 0。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两个字典推导式：`{name: … for name, g in grads.items()}` 和 `{name: … for name, w in params.items()}`。写成 `a = a + b`，不写 `a += b`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 走的是普通动量法 $w - \eta v$；往前看时用了旧的 $v$，得到的也正好是它：$g + \mu v_{\text{旧}}$ 就是新的 $v$；<!-- wrong: plain-momentum -->
# - 新的一份梯度乘了 $(1 - \mu)$，那是另一种约定；<!-- wrong: dampened -->
# - 学习率攒进了速度里：学习率一变（本节末尾就要变），旧的速度还带着旧的学习率；<!-- wrong: rate-in-velocity -->
# - 用 `-=` 原地改了传进来的参数，或者原地改了 `state` 里的速度；<!-- wrong: params-changed state-changed -->
# - 用 `zip` 把两个字典按次序配对：`grads` 的次序可以不同，要按名字取。<!-- wrong: paired-by-order -->
#
# </details>


# %% exercise="nesterov_step"
def nesterov_step(
    params: dict[str, np.ndarray],
    grads: dict[str, np.ndarray],
    state: dict,
    lr: float,
    momentum: float = 0.9,
) -> tuple[dict[str, np.ndarray], dict]:
    """Nesterov 动量法的一步：v ← momentum·v + g，w ← w − lr·(g + momentum·新的 v)。

    参数
        params: 名字到浮点数组（任意形状，内存不一定连续）的字典；不变。
        grads: 同样的名字（次序可以不同）、同样形状的梯度；不变。
        state: 第一步是 {}，以后是上一步返回的 state；不变：同一个 state 可以再用一次。
        lr: 学习率，每一步可以不同。
        momentum: 速度每一步留下几成。
    返回
        (新的 params, 新的 state)：params 的名字和形状与原来相同；state 里记什么由你定。
    例子
        >>> w, state = nesterov_step({"w": np.array([1.0])}, {"w": np.array([2.0])}, {}, 0.1)
        >>> w["w"].round(4)
        array([0.62])
        >>> w, state = nesterov_step(w, {"w": np.array([1.0])}, state, 0.1)
        >>> w["w"].round(4)
        array([0.268])
    """
    ### BEGIN SOLUTION
    v = {name: momentum * state.get(name, 0.0) + g for name, g in grads.items()}
    return {name: w - lr * (grads[name] + momentum * v[name]) for name, w in params.items()}, v
    ### END SOLUTION


# %% check="nesterov_step" points=6 minutes=7 opaque=[1]
check("nesterov_step")

# %% [markdown]
# ### 练习 6.3 rmsprop_step（约 6 分钟，6 分）
#
# **为什么**　窄谷的毛病在于两个方向的陡峭程度差得太多：一个学习率，对陡的方向太大，对缓的方向太小。那就给每个参数配一个自己的步长：平时梯度大的，步子小一点；平时梯度小的，步子大一点。“平时多大”用梯度平方的滑动平均再开方，即均方根（root mean square，RMS）来量：
#
# $$
# s \leftarrow \rho s + (1 - \rho)\,g^2, \qquad w \leftarrow w - \eta\,\frac{g}{\sqrt{s} + \varepsilon}
# $$
#
# 全部是逐元素的；$s$ 从 0 开始，没有偏差修正；$\varepsilon$ 在根号**外面**。Adam 就是它加上动量和偏差修正。
#
# **例子**　$w = 1$，$\eta = 0.1$，$\rho = 0.75$，梯度两步都是 2：
#
# | 步 | 新的 $s$ | $\sqrt s$ | 走多远 | 新的 $w$ |
# |---|---|---|---|---|
# | 1 | 0.25 × 4 = 1 | 1 | 0.1 × 2 ÷ 1 = 0.2 | 0.8 |
# | 2 | 0.75 × 1 + 0.25 × 4 = 1.75 | 1.3229 | 0.1512 | 0.6488 |
#
# 把梯度换成 2000，走的还是这么远：步长和梯度的尺度无关。
#
# <details><summary>提示一</summary>
#
# 和上一题相比，要记住的东西换成了什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 还是先算所有名字的新 $s$，再算新参数。想一想 $\varepsilon$ 是加在开方之前还是之后。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 把上一题的两个字典推导式拿来，各改一个式子；`np.sqrt` 逐元素开方。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 平均的是梯度本身，忘了平方；<!-- wrong: not-squared -->
# - 忘了开方，除以的是 $s$；<!-- wrong: no-root -->
# - $\varepsilon$ 加在了根号里面：$\varepsilon$ 不太小时差得很多；<!-- wrong: eps-inside-root -->
# - $\rho$ 和 $1 - \rho$ 弄反了；<!-- wrong: weights-swapped -->
# - 平方一直累加，没有滑动平均（那是 AdaGrad），步子越走越小；<!-- wrong: accumulated -->
# - 像 Adam 那样做了偏差修正；<!-- wrong: bias-corrected -->
# - 原地改了传进来的东西。<!-- wrong: params-changed state-changed -->
#
# </details>


# %% exercise="rmsprop_step"
def rmsprop_step(
    params: dict[str, np.ndarray],
    grads: dict[str, np.ndarray],
    state: dict,
    lr: float,
    rho: float = 0.9,
    eps: float = 1e-8,
) -> tuple[dict[str, np.ndarray], dict]:
    """RMSprop 的一步：s ← rho·s + (1 − rho)·g²，w ← w − lr·g / (√s + eps)，s 从 0 开始。

    参数
        params: 名字到浮点数组（任意形状，内存不一定连续）的字典；不变。
        grads: 同样的名字（次序可以不同）、同样形状的梯度；不变。
        state: 第一步是 {}，以后是上一步返回的 state；不变：同一个 state 可以再用一次。
        lr: 学习率，每一步可以不同。
        rho: 旧的平均留下几成。
        eps: 加在根号外面，可以不小（测试里会用 0.3）。
    返回
        (新的 params, 新的 state)：params 的名字和形状与原来相同；state 里记什么由你定。
    例子
        >>> w, g = {"w": np.array([1.0])}, {"w": np.array([2.0])}
        >>> w, state = rmsprop_step(w, g, {}, 0.1, rho=0.75)
        >>> w, state = rmsprop_step(w, g, state, 0.1, rho=0.75)
        >>> w["w"].round(4)
        array([0.6488])
    """
    ### BEGIN SOLUTION
    s = {name: rho * state.get(name, 0.0) + (1 - rho) * g**2 for name, g in grads.items()}
    return {name: w - lr * grads[name] / (np.sqrt(s[name]) + eps) for name, w in params.items()}, s
    ### END SOLUTION


# %% check="rmsprop_step" points=6 minutes=6 opaque=[1]
check("rmsprop_step")

# %% [markdown]
# ### 练习 6.4 adamw_step（约 8 分钟，8 分）
#
# **为什么**　想让权重不要太大，老办法是在损失里加一项 $\frac{\lambda}{2} w^2$，梯度就多了 $\lambda w$，这叫 L2 正则化（L2 regularization）。用普通的梯度下降，它等于每一步把权重缩小一点点：$w \leftarrow (1 - \eta\lambda)\,w - \eta g$，所以也叫权重衰减（weight decay）。
#
# 换成 Adam 就不是一回事了：多出来的 $\lambda w$ 也会被 $\sqrt{\hat v}$ 除。梯度大的参数，衰减反而小。AdamW 的 W 就是把衰减**从梯度里拿出来**，直接作用在权重上：
#
# $$
# m \leftarrow \beta_1 m + (1-\beta_1)\,g, \qquad v \leftarrow \beta_2 v + (1-\beta_2)\,g^2, \qquad
# \hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v}{1 - \beta_2^t}
# $$
#
# $$
# w \leftarrow w - \eta\,\lambda\,w - \eta\,\frac{\hat m}{\sqrt{\hat v} + \varepsilon}
# $$
#
# 右边的 $w$ 都是这一步之前的。$t$ 是步数，第一步 $t = 1$，**所有的数组共用一个**。所有的数组都衰减，偏置也不例外。
#
# **例子**　一步，$w = 1$，$g = 2$，$\eta = 0.1$，$\lambda = 0.5$。偏差修正之后 $\hat m = 2$、$\hat v = 4$，相除正好是 1：
#
# | 做法 | 新的 $w$ |
# |---|---|
# | AdamW | $1 - 0.1 \times 0.5 \times 1 - 0.1 \times 1 = 0.85$ |
# | 把 $\lambda w$ 加进梯度（L2） | $g = 2.5$，相除还是 1，得 $0.9$：**衰减不见了** |
# | 衰减忘了乘 $\eta$ | $1 - 0.5 - 0.1 = 0.4$ |
#
# <details><summary>提示一</summary>
#
# 这一回要记住三样东西。哪两样是每个名字一份，哪一样只有一份？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `t` 在循环外面加一次。`m`、`v` 各是一个字典，做法和前两题一样；新的 `state` 把三样放在一起。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `state` 里 `m`、`v` 是字典里的字典，第一步时两层都是空的，可以连着用两次 `.get`。新参数的式子有三项，每一项里的 $w$ 都是哪一个？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 衰减加进了梯度里；<!-- wrong: l2-in-gradient -->
# - 衰减没有乘学习率；<!-- wrong: decay-without-rate -->
# - 每处理一个数组就把 $t$ 加 1：有三个数组时，一步就数到了 3；<!-- wrong: t-per-array -->
# - 先走了 Adam 那一步，再拿走过之后的权重去衰减；<!-- wrong: decay-after-step -->
# - 没有做偏差修正；<!-- wrong: no-bias-correction -->
# - 只衰减矩阵，没有衰减偏置这样的一维数组；<!-- wrong: only-matrices-decay -->
# - 原地改了传进来的参数；<!-- wrong: params-changed -->
# - 原地改了传进来的 `state`（公开测试看不出，评分时才会发现）。<!-- wrong: state-changed -->
#
# </details>


# %% exercise="adamw_step"
def adamw_step(
    params: dict[str, np.ndarray],
    grads: dict[str, np.ndarray],
    state: dict,
    lr: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    decay: float = 0.01,
) -> tuple[dict[str, np.ndarray], dict]:
    """AdamW 的一步：w ← w − lr·decay·w − lr·m̂ / (√v̂ + eps)，右边的 w 都是这一步之前的。

    参数
        params: 名字到浮点数组（任意形状，内存不一定连续）的字典；不变。
        grads: 同样的名字（次序可以不同）、同样形状的梯度；不变。
        state: 第一步是 {}，以后是上一步返回的 state；不变：同一个 state 可以再用一次。
        lr: 学习率，每一步可以不同。
        beta1, beta2: m ← beta1·m + (1 − beta1)·g，v ← beta2·v + (1 − beta2)·g²，都从 0 开始；
            m̂ = m / (1 − beta1^t)，v̂ = v / (1 − beta2^t)。t 是步数，第一步是 1，全部数组共用。
        eps: 加在 √v̂ 上，根号外面，可以不小（测试里会用 0.3）。
        decay: 权重衰减，所有的数组都衰减；乘学习率，不进梯度。
    返回
        (新的 params, 新的 state)：params 的名字和形状与原来相同；state 里记什么由你定。
    例子
        >>> params, grads = {"w": np.array([1.0])}, {"w": np.array([2.0])}
        >>> params, state = adamw_step(params, grads, {}, 0.1, decay=0.5)
        >>> params["w"].round(4)
        array([0.85])
    """
    ### BEGIN SOLUTION
    t = state.get("t", 0) + 1
    old_m, old_v = state.get("m", {}), state.get("v", {})
    m = {name: beta1 * old_m.get(name, 0.0) + (1 - beta1) * g for name, g in grads.items()}
    v = {name: beta2 * old_v.get(name, 0.0) + (1 - beta2) * g**2 for name, g in grads.items()}
    new = {}
    for name, w in params.items():
        m_hat, v_hat = m[name] / (1 - beta1**t), v[name] / (1 - beta2**t)
        new[name] = w - lr * decay * w - lr * m_hat / (np.sqrt(v_hat) + eps)
    return new, {"t": t, "m": m, "v": v}
    ### END SOLUTION


# %% check="adamw_step" points=8 minutes=8 opaque=[1]
check("adamw_step")

# %% [markdown]
# ### 练习 6.5 warmup_cosine（约 8 分钟，7 分）
#
# **为什么**　开头权重是随机的，Adam 的平均也还没攒够，一大步可能就走到很糟的地方，所以学习率从小往大**预热**（warmup）。走到谷底附近，大步子只会在谷底上方跳来跳去，所以学习率要降下来。怎么降？常用半个余弦：起初降得慢，中间快，收尾又慢。
#
# **做什么**　第 `step` 步（从 0 数起）用的学习率。`warmup` 步预热，一共 `total` 步，最高 `peak`，余弦降到 `floor` 为止（预热从 0 升起，与 `floor` 无关）：
#
# $$
# \eta(s) = \begin{cases}
# \text{peak} \cdot \dfrac{s + 1}{\text{warmup}} & s < \text{warmup} \\[2ex]
# \text{floor} + (\text{peak} - \text{floor}) \cdot \dfrac{1 + \cos\!\left(\pi\,\dfrac{s - \text{warmup}}{\text{total} - \text{warmup}}\right)}{2} & \text{warmup} \le s < \text{total} \\[2ex]
# \text{floor} & s \ge \text{total}
# \end{cases}
# $$
#
# 预热的第一步就不是 0（学习率为 0 的一步白走了）。`warmup` 可以是 0，也可以等于 `total`。
#
# **例子**　`warmup = 4`，`total = 8`，`peak = 1`，`floor = 0`：
#
# | step | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |
# |---|---|---|---|---|---|---|---|---|---|
# | $\eta$ | 0.25 | 0.5 | 0.75 | 1 | 1 | 0.8536 | 0.5 | 0.1464 | 0 |
#
# 只要 0 < `warmup` < `total`，最高的那个值就出现两次：预热的最后一步，和余弦的第一步。
#
# <details><summary>提示一</summary>
#
# 三段，各在什么条件下？`warmup` 等于 `total` 时，中间那一段还有没有？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先判断在不在预热里，再判断是不是已经走完；两种都不是，才去算余弦，那时分母一定大于 0。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 三个 `return`。余弦里的“走了几成”先算成一个变量，从 0 到 1。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 预热写成 `step / warmup`，第一步是 0；<!-- wrong: starts-at-zero -->
# - 余弦没有减去预热的步数，一开始就已经降了一截；<!-- wrong: cosine-from-zero -->
# - 余弦的分母是 `total`，到头时还没降到底；<!-- wrong: divided-by-total -->
# - 忘了 `floor`，或者只把它加上去，最高点就超过了 `peak`；<!-- wrong: floor-ignored floor-added -->
# - 步数超过 `total` 以后，余弦又升了回去；<!-- wrong: rises-again -->
# - `warmup = 0` 或者 `warmup = total` 时除以了 0。<!-- wrong: division-by-zero -->
#
# </details>


# %% exercise="warmup_cosine"
def warmup_cosine(step: int, warmup: int, total: int, peak: float, floor: float = 0.0) -> float:
    """先线性预热、再按余弦下降的学习率。

    参数
        step: 第几步，从 0 数起；可以不小于 total。
        warmup: 预热几步，0 ≤ warmup ≤ total。
        total: 一共几步，至少 1。
        peak, floor: 最高的学习率，和余弦最后降到的学习率；预热从 0 升起，与 floor 无关。
    返回
        step < warmup 时是 peak·(step + 1)/warmup；
        warmup ≤ step < total 时是
        floor + (peak − floor)·(1 + cos(π·(step − warmup)/(total − warmup)))/2；
        step ≥ total 时是 floor。
    例子
        >>> [round(float(warmup_cosine(s, 4, 8, 1.0)), 4) for s in (0, 3, 4, 5, 6, 8)]
        [0.25, 1.0, 1.0, 0.8536, 0.5, 0.0]
    """
    ### BEGIN SOLUTION
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total:
        return floor
    done = (step - warmup) / (total - warmup)
    return floor + (peak - floor) * (1 + math.cos(math.pi * done)) / 2
    ### END SOLUTION


# %% check="warmup_cosine" points=7 minutes=8
check("warmup_cosine")

# %% [markdown]
# 看看这条曲线。`WARMUP` 改成 0、改成 100 各看一次：

# %% tags=["demo"]
WARMUP = 10  # 改一改
if ready("warmup_cosine"):
    steps = range(110)
    fig, ax = plt.subplots(figsize=(7, 2.4))
    ax.plot(steps, [warmup_cosine(s, WARMUP, 100, 0.004) for s in steps], color=BLUE, linewidth=2)
    ax.set(title="先预热，再沿半个余弦下降", xlabel="第几步", ylabel="学习率")
    plt.show()

# %% [markdown]
# **最高的学习率取多少？**　有个便宜的办法，叫学习率测试（learning-rate range test）：只训练 120 步，学习率从很小开始，每步乘一个固定的倍数，一直到大得离谱，同时记下损失。
# 图上分三段：左边学习率太小，损失不动；中间稳稳地降；右边忽然飞上去。取飞起来之前、再退回几倍的那个数。先猜：SGD 和 Adam 的“中间”在同一个地方吗？


# %% tags=["demo"]
def range_test(make_optimizer, rates):
    """每一步换一个学习率，返回每一步之前的损失（最近十步的平均）。"""
    torch.manual_seed(0)
    model = plain_network()
    optimizer = make_optimizer(model.parameters())
    rng, losses = np.random.default_rng(0), []
    for rate in rates:
        rows = rng.integers(len(x_train), size=100)
        loss = F.cross_entropy(model(torch.tensor(x_train[rows])), torch.tensor(y_train[rows]))
        losses.append(loss.item())
        optimizer.param_groups[0]["lr"] = rate
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return np.convolve(losses, np.ones(10) / 10)[: len(rates)][9:]


rates = np.geomspace(1e-5, 10, 120)
fig, ax = plt.subplots(figsize=(7, 3))
for name, make_optimizer, color in (
    ("SGD", lambda p: torch.optim.SGD(p, lr=1e-5), BLUE),
    ("AdamW", lambda p: torch.optim.AdamW(p, lr=1e-5), RED),
):
    ax.semilogx(rates[9:], range_test(make_optimizer, rates), color=color, linewidth=2, label=name)
ax.set(title="学习率测试：损失在哪里降，在哪里飞", xlabel="学习率", ylabel="损失", ylim=(0, 4))
ax.legend()
plt.show()

# %% [markdown]
# 不在同一个地方：AdamW 从 0.0003 起就在降，到 0.1 飞了；SGD 要到 0.1 以上才看得出在降，过了 1 才飞。Adam 的每一步都被均方根除过，一步大约就是学习率那么远，与梯度的大小无关，所以要小得多。第 5 节用的 0.004，就取自 AdamW 降得最快的那一段。

# %% [markdown]
# ## 3　起点与归一化
#
# ### 练习 6.6 orthogonal（约 9 分钟，7 分）
#
# **为什么**　信号每过一层，就被权重矩阵拉长或压扁一次。乘上一个各列正交、长度为 1 的方阵，任何向量的长度都**不变**：叠多少层都不会爆炸，也不会消失。这样的起点叫正交初始化（orthogonal initialization）。
#
# **做什么**　给出一个 `(n, m)` 的随机矩阵 $Q$：
#
# - $n \ge m$（高的）：各**列**互相正交、长度为 1，$Q^{\mathsf T} Q = I$；
# - $n < m$（矮的）：各**行**互相正交、长度为 1，$Q Q^{\mathsf T} = I$；
# - 最后整个乘上 `gain`。
#
# 还要**每个方向都一样可能**。取一个元素都是标准正态的矩阵 $A$，它不偏向任何方向（均匀分布就不行：那些点填满一个方块，朝着角的方向更多）；做 QR 分解 $A = QR$（$Q$ 各列正交，$R$ 是上三角），$Q$ 就是要的……差一点。QR 分解不唯一：把 $Q$ 的一列和 $R$ 的对应一行同时变号，乘积不变。程序库挑的那一种，符号由算法说了算，例如 `Q[0, 0]` **几乎总是负的**。
# 规定 $R$ 的对角线全是正的，分解就唯一了，$Q$ 也就没有偏向：把 $Q$ 的第 $j$ 列乘上 $R_{jj}$ 的符号。
#
# **例子**　$A = \begin{pmatrix} 3 \\ 4 \end{pmatrix}$。长度是 5，$R$ 的对角线取正，$Q = \begin{pmatrix} 0.6 \\ 0.8 \end{pmatrix}$，和 $A$ 同方向；`np.linalg.qr` 给的却是 $Q = \begin{pmatrix} -0.6 \\ -0.8 \end{pmatrix}$、$R = (-5)$。
#
# <details><summary>提示一</summary>
#
# 高的会做了，矮的呢？它和高的差了什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 总是先造一个高的：行数取两个数里大的，列数取小的。矮的就是高的转过来。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `q, r = np.linalg.qr(a)`；`np.diag(r)` 取出对角线，`np.sign` 取符号，广播着乘到 `q` 的各列上。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 直接用了 QR 的结果，符号有偏向；<!-- wrong: plain-qr -->
# - 改成让 $Q$ 的对角线为正：那又偏向了另一边；<!-- wrong: positive-diagonal -->
# - $n < m$ 时 QR 只给出 `(n, n)`，形状不对；<!-- wrong: square-when-wide -->
# - 只把每一列的长度变成 1，没有让它们正交；<!-- wrong: only-normalised -->
# - `gain` 忘了乘，或者乘了它的平方根。<!-- wrong: gain-forgotten gain-root -->
#
# </details>


# %% exercise="orthogonal"
def orthogonal(shape: tuple[int, int], rng: np.random.Generator, gain: float = 1.0) -> np.ndarray:
    """随机的正交矩阵，每个方向都一样可能。

    参数
        shape: (n, m)，都至少是 1。
        rng: 随机数都从它来：种子相同，结果相同。
        gain: 最后整个乘上的数，大于 0。
    返回
        (n, m) 的浮点数组。除以 gain 之后：n ≥ m 时各列互相正交、长度为 1；
        n < m 时各行互相正交、长度为 1。符号没有偏向：每个元素取正取负一样可能。
    例子
        >>> q = orthogonal((3, 2), np.random.default_rng(0), gain=2.0)
        >>> q.shape, np.allclose(q.T @ q, [[4, 0], [0, 4]])
        ((3, 2), True)
    """
    ### BEGIN SOLUTION
    n, m = shape
    q, r = np.linalg.qr(rng.normal(size=(max(n, m), min(n, m))))
    q = gain * q * np.sign(np.diag(r))
    return q if n >= m else q.T
    ### END SOLUTION


# %% check="orthogonal" points=7 minutes=9
check("orthogonal")

# %% [markdown]
# 把一个向量送过 40 层线性的网络，看它的长度。三种起点：正态分布标准差 0.05、正态分布标准差 $1/\sqrt{64} = 0.125$、你的正交矩阵。先猜哪一条是平的：

# %% tags=["demo"]
if ready("orthogonal"):
    starts = {
        "正态，0.05": (lambda rng: 0.05 * rng.normal(size=(64, 64)), RED),
        "正态，1/√64": (lambda rng: rng.normal(size=(64, 64)) / 8, GOLD),
        "正交": (lambda rng: orthogonal((64, 64), rng), BLUE),
    }
    fig, ax = plt.subplots(figsize=(7, 3))
    for name, (make, color) in starts.items():
        for seed in range(4):
            rng = np.random.default_rng(seed)
            signal = rng.normal(size=64)
            lengths = [np.linalg.norm(signal)]
            for _ in range(40):
                signal = signal @ make(rng)
                lengths.append(np.linalg.norm(signal))
            label = name if seed == 0 else None
            ax.semilogy(np.array(lengths) / lengths[0], color=color, label=label, alpha=0.8)
    ax.set(title="过了多少层之后，长度还剩几倍", xlabel="层数", ylabel="倍数")
    ax.legend(loc="lower left")
    plt.show()

# %% [markdown]
# 标准差选对了的正态分布，平均起来不变，可是每次都在漂；正交的那条一点不动。再加上 ReLU，每层会关掉一半，所以那时 `gain` 取 $\sqrt2$。

# %% [markdown]
# ### 练习 6.7 batch_norm_forward（约 11 分钟，9 分）
#
# **为什么**　起点再好，训练起来权重也会变，后面的层看到的输入就一直在漂。批归一化（batch normalization）干脆在层与层之间加一站：不管来的是什么，每个特征都先变成平均 0、方差 1，再由两个要学的数 $\gamma$、$\beta$ 决定放大多少、挪到哪里。
#
# **做什么**　`x` 是 `(n, d)`，对每一列：
#
# $$
# \mu = \frac1n \sum_i x_i, \qquad
# \sigma^2 = \frac1n \sum_i (x_i - \mu)^2, \qquad
# \hat x_i = \frac{x_i - \mu}{\sqrt{\sigma^2 + \varepsilon}}, \qquad
# \text{out}_i = \gamma\,\hat x_i + \beta
# $$
#
# 训练时的 $\mu$、$\sigma^2$ 是这一批的。用的时候呢？也许一次只来一个样本，总不能拿它自己减自己。所以训练时顺便记两个**滑动的**统计量，用的时候拿来代替：
#
# $$
# r \leftarrow (1 - \text{momentum}) \cdot r + \text{momentum} \cdot (\text{这一批的})
# $$
#
# | | `out` 用的平均和方差 | `running` |
# |---|---|---|
# | 训练（`training=True`） | 这一批的；方差除以 $n$ | 更新；存进去的方差除以 $n - 1$（无偏，估计总体用的） |
# | 评估（`training=False`） | `running` 里的 | 不变 |
#
# 这两处方差一处除以 $n$、一处除以 $n-1$，PyTorch 也是这样。`momentum` 在这里是**新的**占几成，和优化器里的正相反。训练时一批只有一个样本，方差无从谈起，抛出 `ValueError`；评估时一个样本没有问题。
#
# `running` 是一个字典 `{"mean": (d,), "var": (d,)}`，训练时**更新的就是传进来的这个字典**（换掉里面的数组，或者原地改数组，都行）。另外返回 `cache`，里面存什么由你定，只有你的 `batch_norm_backward` 会用它。
#
# **例子**　一列，两个样本 $x = (1, 3)$，$\gamma = 1$，$\beta = 0$；`running` 是平均 0、方差 1，`momentum = 0.1`：
#
# | | |
# |---|---|
# | 这一批的平均、方差（除以 $n$） | 2，1 |
# | `out` | $(-1, 1)$（$\varepsilon$ 太小，看不出来） |
# | 新的 `running["mean"]` | $0.9 \times 0 + 0.1 \times 2 = 0.2$ |
# | 新的 `running["var"]` | $0.9 \times 1 + 0.1 \times 2 = 1.1$：除以 $n - 1$ 的方差是 2 |
# | 之后评估 $x = 1.2$ | $(1.2 - 0.2)/\sqrt{1.1} = 0.9535$ |
#
# <details><summary>提示一</summary>
#
# 两种模式里，算 `out` 的那两行可以是同样的代码吗？不同的只是什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先按模式定下 `mean` 和 `var`（训练时顺便更新 `running`），后面共用。`np.var` 的 `ddof=1` 就是除以 $n - 1$。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `running["mean"] = (1 - momentum) * … + momentum * …` 换掉的是字典里的一项，字典还是那个字典。想一想下一题的反向要用到哪些中间结果，放进 `cache`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 评估时还在用这一批的统计量；<!-- wrong: batch-statistics-in-eval -->
# - `momentum` 用反了，一步就几乎换成了新的；<!-- wrong: momentum-reversed -->
# - 存进 `running` 的方差除以了 $n$；<!-- wrong: biased-running -->
# - `out` 用的方差除以了 $n - 1$；<!-- wrong: unbiased-out -->
# - $\varepsilon$ 加在了根号外面；<!-- wrong: eps-outside-root -->
# - 评估时也更新了 `running`；<!-- wrong: updates-in-eval -->
# - `running` 换成了新的字典，传进来的那个没有变；<!-- wrong: running-not-updated -->
# - 沿着每个样本自己的一行归一化（那是层归一化，layer normalization）。<!-- wrong: per-row -->
#
# </details>


# %% exercise="batch_norm_forward"
def batch_norm_forward(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running: dict[str, np.ndarray],
    training: bool,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> tuple[np.ndarray, object]:
    """批归一化的前向：每一列变成平均 0、方差 1，再乘 gamma 加 beta。

    参数
        x: (n, d) 的浮点数组，内存不一定连续；不变。
        gamma, beta: (d,) 的浮点数组；不变。
        running: {"mean": (d,), "var": (d,)}，滑动的平均和方差。训练时就在这个字典里更新：
            新的 = (1 − momentum)·旧的 + momentum·这一批的，其中方差除以 n − 1。评估时不变。
        training: True 时用这一批的平均和方差（方差除以 n）归一化；False 时用 running 里的，
            n 可以是 1。
        momentum: 这一批的占几成。
        eps: 加在方差上，在根号里面；可以不小（测试里会用 0.5）。
    返回
        (out, cache)：out 是 (n, d) 的浮点数组；cache 的内容自定，供 batch_norm_backward 使用。
    错误
        训练时 n 是 1，抛出 ValueError。
    例子
        >>> running = {"mean": np.zeros(1), "var": np.ones(1)}
        >>> x, one, zero = np.array([[1.0], [3.0]]), np.ones(1), np.zeros(1)
        >>> out, cache = batch_norm_forward(x, one, zero, running, True)
        >>> out.round(3).ravel(), running["mean"], running["var"]
        (array([-1.,  1.]), array([0.2]), array([1.1]))
    """
    ### BEGIN SOLUTION
    if training and len(x) == 1:
        raise ValueError("一批只有一个样本，算不出方差")
    mean, var = running["mean"], running["var"]
    if training:
        unbiased = x.var(axis=0, ddof=1)
        running["mean"] = (1 - momentum) * mean + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * var + momentum * unbiased
        mean, var = x.mean(axis=0), x.var(axis=0)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)
    ### END SOLUTION


# %% check="batch_norm_forward" points=9 minutes=11 opaque=[1]
check("batch_norm_forward")

# %% [markdown]
# ### 练习 6.8 batch_norm_backward（约 15 分钟，10 分）
#
# 这是全章最绕的一题，也是最漂亮的一题。$x_i$ 变一点点，受影响的不只是自己那一格的输出：平均 $\mu$ 和方差 $\sigma^2$ 也变了，于是**整列**的输出都跟着动。
#
# 评分时 `cache` 来自你自己的 `batch_norm_forward`：它的 `out` 不对，这一题也量不出来，所以先让上一题过关。
#
# **推导**　只看一列。$\gamma$ 和 $\beta$ 很快：$\beta$ 加到每一行，$\gamma$ 乘的是 $\hat x$，所以
#
# $$
# \mathrm{d}\beta = \sum_i \mathrm{dout}_i, \qquad \mathrm{d}\gamma = \sum_i \mathrm{dout}_i\,\hat x_i, \qquad \mathrm{d}\hat x_i = \mathrm{dout}_i\,\gamma
# $$
#
# 从 $\hat x$ 回到 $x$，有三条路。记 $s = \sqrt{\sigma^2 + \varepsilon}$，$g_i = \mathrm{d}\hat x_i$：
#
# 1. **直接的**：$\hat x_i = (x_i - \mu)/s$ 里的 $x_i$，给出 $\dfrac{g_i}{s}$。
# 2. **经过平均**：每个 $\hat x_j$ 里都有一个 $-\mu/s$，合起来是 $-\dfrac1s\sum_j g_j$；$\mu$ 里的 $x_i$ 占 $\dfrac1n$，给出 $-\dfrac1s \cdot \overline{g}$，$\overline{g}$ 是 $g$ 的平均。（$\sigma^2$ 里也有 $\mu$，可是 $\sum_j (x_j - \mu) = 0$，那一份正好抵消。）
# 3. **经过方差**：$\hat x_j$ 对 $s$ 的导数是 $-\hat x_j / s$，合起来是 $-\dfrac1s\sum_j g_j \hat x_j$；而 $\dfrac{\partial s}{\partial x_i} = \dfrac{x_i - \mu}{n\,s} = \dfrac{\hat x_i}{n}$，给出 $-\dfrac{1}{s}\,\hat x_i\,\overline{g \hat x}$。
#
# 三条路加起来：
#
# $$
# \mathrm{d}x_i = \frac{1}{s}\left(g_i - \overline{g} - \hat x_i\;\overline{g\,\hat x}\right)
# $$
#
# 读一遍：从梯度里减去它的平均，再减去它沿 $\hat x$ 的那一份。批归一化对“整列加一个数”和“整列拉长”都无动于衷，所以梯度里也就没有这两样。
#
# **例子**　$x = (0, 0, 3)$，$\gamma = 1$，$\varepsilon \to 0$：$\mu = 1$，$\sigma^2 = 2$，$\hat x = (-1, -1, 2)/\sqrt2$。取 $\mathrm{dout} = (1, 0, 0)$：
#
# | | |
# |---|---|
# | $\overline g$ | $\frac13$ |
# | $\overline{g\,\hat x}$ | $-\frac{1}{3\sqrt2}$，于是 $\hat x\;\overline{g\,\hat x} = (\frac16, \frac16, -\frac13)$ |
# | 括号里 | $(1 - \frac13 - \frac16,\ 0 - \frac13 - \frac16,\ 0 - \frac13 + \frac13) = (\frac12, -\frac12, 0)$ |
# | $\mathrm dx$ | $(0.3536, -0.3536, 0)$ |
# | $\mathrm d\gamma$，$\mathrm d\beta$ | $-0.7071$，$1$ |
#
# 若取 $\mathrm{dout} = (1, 1, 1)$，$\mathrm dx$ 全是 0，丢掉方差那条路也看不出来。检查梯度时，上游要取随机数。
#
# <details><summary>提示一</summary>
#
# 三个结果里，哪两个只要一行？先写它们，`cache` 里要有什么才写得出来？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 推导里的 $\overline{\;\cdot\;}$ 都是对样本那一轴求平均，结果是 `(d,)`，广播着用。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 给推导里的 $g$ 起个名字，先算它，再把三条路各写成一项。少了哪样中间结果，就回上一题往 `cache` 里补（改完记得重新运行那一格）。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只有直接的那条路，把 $\mu$ 和 $\sigma$ 当成了常数；<!-- wrong: direct-only -->
# - 丢了经过平均的那条路；<!-- wrong: mean-dropped -->
# - 丢了经过方差的那条路；<!-- wrong: variance-dropped -->
# - $\mathrm d\gamma$ 用的是 $x$，不是 $\hat x$；<!-- wrong: gamma-by-x -->
# - $\mathrm dx$ 里忘了乘 $\gamma$；<!-- wrong: gamma-forgotten -->
# - $\mathrm d\gamma$、$\mathrm d\beta$ 对样本求了平均，应当求和。<!-- wrong: parameters-averaged -->
#
# </details>


# %% exercise="batch_norm_backward"
def batch_norm_backward(
    dout: np.ndarray,
    cache: object,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """批归一化的反向（训练时）。

    参数
        dout: (n, d) 的浮点数组，损失对 out 的梯度，内存不一定连续；不变。
        cache: 你的 batch_norm_forward 在训练时返回的那一个（那时的 eps 可以不小）；
            不变，可以再用一次。
    返回
        (dx, dgamma, dbeta)：浮点数组，形状是 (n, d)、(d,)、(d,)；后两个对样本求和。
    例子
        >>> running = {"mean": np.zeros(1), "var": np.ones(1)}
        >>> x, one, zero = np.array([[0.0], [0.0], [3.0]]), np.ones(1), np.zeros(1)
        >>> _, cache = batch_norm_forward(x, one, zero, running, True)
        >>> dx, dgamma, dbeta = batch_norm_backward(np.array([[1.0], [0.0], [0.0]]), cache)
        >>> dx.ravel().round(3) + 0.0, dgamma.round(3), dbeta
        (array([ 0.354, -0.354,  0.   ]), array([-0.707]), array([1.]))
    """
    ### BEGIN SOLUTION
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - g.mean(axis=0) - normal * (g * normal).mean(axis=0)) / std
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)
    ### END SOLUTION


# %% check="batch_norm_backward" points=10 minutes=15 uses=["batch_norm_forward"]
check("batch_norm_backward")

# %% [markdown]
# **故意弄坏**　上游取全 1 会放过什么？`PATH` 是要丢掉的那一条路：`"mean"`、`"variance"` 或者 `""`（不丢）。看看两种上游各量得出多大的差别：

# %% tags=["demo"]
PATH = "variance"  # 换成 "mean"、"" 各试一次
if ready("batch_norm_forward", "batch_norm_backward"):
    rng = np.random.default_rng(0)
    x, gamma = rng.normal(size=(6, 4)), rng.normal(size=4)
    for name, upstream in (("全 1", np.ones((6, 4))), ("随机", rng.normal(size=(6, 4)))):
        start = {"mean": np.zeros(4), "var": np.ones(4)}
        _, cache = batch_norm_forward(x, gamma, np.zeros(4), start, True)
        right = batch_norm_backward(upstream, cache)[0]
        hat, g = (x - x.mean(0)) / np.sqrt(x.var(0) + 1e-5), upstream * gamma
        g_mean = 0 if PATH == "mean" else g.mean(0)
        g_hat = 0 if PATH == "variance" else hat * (g * hat).mean(0)
        broken = (g - g_mean - g_hat) / np.sqrt(x.var(0) + 1e-5)
        print(f"上游{name}：丢掉一条路，dx 最多差 {np.abs(broken - right).max():.6f}")

# %% [markdown]
# 丢了方差那条路，用全 1 的上游完全看不出来：$\overline{g\hat x} = \gamma\,\overline{\hat x} = 0$。

# %% [markdown]
# ## 4　不死记硬背
#
# 训练集上几乎全对，没见过的错百分之五六：网络在背答案，这叫过拟合（overfitting）。最好的药是更多的数据；没有更多数据的时候，还有五样别的：让网络不能依赖任何一个单元（dropout），不准它把话说死（标签平滑），把两张图混成一张（mixup），把图挪一挪（平移），还有见好就收（早停）。
#
# ### 练习 6.9 dropout（约 7 分钟，6 分）
#
# **做什么**　训练时，每个数各自以 `rate` 的概率变成 0（所以丢掉几个也是随机的），留下的放大到 $\frac{1}{1 - \text{rate}}$ 倍。放大是为了让期望不变：$(1 - \text{rate}) \cdot \frac{x}{1 - \text{rate}} + \text{rate} \cdot 0 = x$。这样评估时什么也不用做，原样放行。
#
# 把这些 0 和放大倍数写成一个与 `x` 同形状的数组 `mask`，`out = x * mask`。反向时梯度乘的也是它，所以一并返回。
#
# **例子**　`rate = 0.25` 时，`mask` 里只有 0 和 $\frac{4}{3}$，0 约占四分之一。$x = (3, 6, 9, 12)$，掷出的是“留、丢、留、留”，`out` 就是 $(4, 0, 12, 16)$。
#
# **为什么管用**　每一步都随机丢掉一些单元，等于每一步训练一个不同的小网络；没有哪个单元能指望某个搭档一定在场。
#
# <details><summary>提示一</summary>
#
# `rng.random(形状)` 给出 0 到 1 之间的数。怎样从它得到“以 `rate` 的概率为真”？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先核对 `rate`（两种模式都核对）；评估时 `mask` 全是 1。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 布尔数组除以 `1 - rate`，就得到 0 和 $\frac{1}{1-\text{rate}}$。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 训练时没有放大，`mask` 里是 0 和 1；<!-- wrong: not-scaled -->
# - 训练时不放大，改在评估时乘 `1 - rate`（最早的论文是这样，现在的库都不这样）；<!-- wrong: scaled-at-test -->
# - 把 `rate` 当成了留下的概率；<!-- wrong: keep-probability -->
# - 一整行（一个样本）要么全留要么全丢；<!-- wrong: mask-per-row -->
# - 所有的样本共用一个 `mask`；<!-- wrong: mask-per-column -->
# - 评估时也在丢；<!-- wrong: drops-in-eval -->
# - `rate` 等于 1 时没有报错，除以了 0。<!-- wrong: one-accepted -->
#
# </details>


# %% exercise="dropout"
def dropout(
    x: np.ndarray, rate: float, rng: np.random.Generator, training: bool
) -> tuple[np.ndarray, np.ndarray]:
    """训练时每个数各自以 rate 的概率变成 0，留下的放大，使期望不变。

    参数
        x: 任意形状的数值数组（可以是整数），内存不一定连续；不变。
        rate: 丢掉的概率，0 ≤ rate < 1。
        rng: 随机数都从它来：种子相同，结果相同。
        training: False 时不丢。
    返回
        (out, mask)：都与 x 同形状，浮点数；out = x * mask。
        训练时 mask 里是 0 或 1/(1 − rate)，各个位置互相独立，丢掉几个也是随机的；评估时全是 1。
    错误
        rate 不在 [0, 1) 里时抛出 ValueError，评估时也一样。
    例子
        >>> out, mask = dropout(np.ones((2, 3)), 0.25, np.random.default_rng(0), False)
        >>> float(out.sum()), float(mask.sum())
        (6.0, 6.0)
    """
    ### BEGIN SOLUTION
    if not 0 <= rate < 1:
        raise ValueError(f"rate 是 {rate}，应当在 [0, 1) 里")
    mask = (rng.random(x.shape) >= rate) / (1 - rate) if training else np.ones(x.shape)
    return x * mask, mask
    ### END SOLUTION


# %% check="dropout" points=6 minutes=7
check("dropout")

# %% [markdown]
# ### 练习 6.10 label_smoothing_loss（约 9 分钟，8 分）
#
# **为什么**　交叉熵永远不满足：正确答案的概率到了 0.99，它还要 0.999，于是打分越推越大，网络对什么都斩钉截铁。标签平滑（label smoothing）把目标改一改：正确答案要的不是 1，而是略小一点；错的答案也各分到一点点。
#
# **做什么**　一共 $k$ 类，平滑 $\epsilon$。目标是原来的 one-hot 和均匀分布按比例混合：
#
# $$
# t = (1 - \epsilon)\cdot\text{one-hot} + \frac{\epsilon}{k}
# $$
#
# 均匀的那一份**每一类都有**，正确的那一类也有。损失是对目标的交叉熵，对批求平均；$p = \mathrm{softmax}(z)$：
#
# $$
# L = \frac1n \sum_i \sum_j -\,t_{ij}\,\ln p_{ij}, \qquad
# \frac{\partial L}{\partial z_{ij}} = \frac{p_{ij} - t_{ij}}{n}
# $$
#
# **推导**　$\ln p_j = z_j - \ln\sum_l e^{z_l}$。一个样本的损失是 $-\sum_j t_j z_j + \ln\sum_l e^{z_l}$（用到了 $\sum_j t_j = 1$），对 $z_j$ 求导，第一项给 $-t_j$，第二项给 $p_j$。和没有平滑时一模一样，只是 one-hot 换成了 $t$。
#
# 打分可以大到 $\pm 10^4$，要稳：每行先减去最大值，直接算 $\ln p$，不要先算 $p$ 再取对数。
#
# **例子**　一个样本，$k = 2$，打分 $(0, \ln 3)$，于是 $p = (\frac14, \frac34)$；正确的是第 0 类，$\epsilon = 0.2$：
#
# | | |
# |---|---|
# | $t$ | $(0.8 + 0.1,\ 0.1) = (0.9, 0.1)$ |
# | 损失 | $-0.9 \ln\frac14 - 0.1\ln\frac34 = 1.2764$ |
# | 梯度 | $(\frac14 - 0.9,\ \frac34 - 0.1) = (-0.65, 0.65)$ |
#
# 若把 $\epsilon$ 只分给错的类，$t = (0.8, 0.2)$，损失是 1.1666。
#
# <details><summary>提示一</summary>
#
# 目标 $t$ 是一个 `(n, k)` 的数组。它的每一行加起来是多少？拿这个检查自己。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先填满 $\epsilon / k$，再在每行正确的那一格加上 $1 - \epsilon$：整数数组索引，行号配列号。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `z = logits - 每行的最大值`（`keepdims=True`），`log_p = z - np.log(np.exp(z).sum(…))`。剩下两行，一行损失，一行梯度。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把 $\epsilon$ 分给了 $k - 1$ 个错的类；<!-- wrong: only-others -->
# - 梯度忘了除以 $n$；<!-- wrong: gradient-of-sum -->
# - 损失求了和，没有求平均；<!-- wrong: loss-summed -->
# - 先算 softmax 再取对数，打分一大就是 `inf` 或 NaN；<!-- wrong: log-of-softmax -->
# - 减去的是整个数组的最大值：别的行离它太远时又下溢了；<!-- wrong: global-maximum -->
# - 梯度里还在用 one-hot，没有平滑。<!-- wrong: gradient-unsmoothed -->
#
# </details>


# %% exercise="label_smoothing_loss"
def label_smoothing_loss(
    logits: np.ndarray, labels: np.ndarray, smoothing: float
) -> tuple[float, np.ndarray]:
    """标签平滑的交叉熵，对批求平均，和它对打分的梯度。

    参数
        logits: (n, k) 的浮点数组，绝对值可以大到 1e4，内存不一定连续；不变。
        labels: (n,) 的整数数组，0 到 k − 1；不变。
        smoothing: 0 到 1；目标是 (1 − smoothing)·one-hot，每一类再加 smoothing/k。
    返回
        (loss, gradient)：loss 是一个数；gradient 是 (n, k) 的浮点数组，
        平均损失对 logits 的梯度。都不溢出，不发出 RuntimeWarning。
    例子
        >>> loss, gradient = label_smoothing_loss(np.log([[1.0, 3.0]]), np.array([0]), 0.2)
        >>> round(float(loss), 4), gradient.round(4)
        (1.2764, array([[-0.65,  0.65]]))
    """
    ### BEGIN SOLUTION
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-(target * log_p).sum() / n), (np.exp(log_p) - target) / n
    ### END SOLUTION


# %% check="label_smoothing_loss" points=8 minutes=9
check("label_smoothing_loss")

# %% [markdown]
# 平滑怎样不让网络把话说死？十类，让正确答案的打分比别的高出 $m$（别的都一样），画损失随 $m$ 的变化：

# %% tags=["demo"]
if ready("label_smoothing_loss"):
    margins = np.linspace(0, 14, 141)
    fig, ax = plt.subplots(figsize=(7, 2.8))
    for smoothing, color in ((0.0, GREY), (0.1, BLUE), (0.3, RED)):
        scores = [np.eye(10)[:1] * m for m in margins]
        curve = [label_smoothing_loss(z, np.array([0]), smoothing)[0] for z in scores]
        ax.plot(margins, curve, color=color, linewidth=2, label=f"平滑 {smoothing}")
        ax.plot(margins[np.argmin(curve)], np.min(curve), "o", color=color)
    ax.set(title="圆点是损失最小的地方", xlabel="打分高出多少", ylabel="损失")
    ax.legend()
    plt.show()

# %% [markdown]
# 不平滑的那条一直在降，永远鼓励打分再高一点；平滑 0.1 的在 $m = \ln 91 \approx 4.5$ 处见底：那时正确答案的概率正好是 $0.9 + 0.01 = 0.91$，再高反而要罚。

# %% [markdown]
# ### 练习 6.11 mixup（约 7 分钟，6 分）
#
# **做什么**　拿一张 3 和一张 7，按 0.7 : 0.3 叠在一起，标签也写成“七成是 3，三成是 7”。听起来荒唐，却很管用：网络在两张真图之间的空地上也得走一条平滑的路。
#
# 一次调用里：抽**一个** $\lambda \sim \mathrm{Beta}(\alpha, \alpha)$，整批共用；抽一个排列（permutation）$\pi$，第 $i$ 个样本的搭档是第 $\pi_i$ 个；图和标签用**同一个** $\lambda$、**同一个**搭档：
#
# $$
# \tilde x_i = \lambda\,x_i + (1 - \lambda)\,x_{\pi_i}, \qquad
# \tilde y_i = \lambda\,y_i + (1 - \lambda)\,y_{\pi_i}
# $$
#
# `y` 是 one-hot，形状 `(n, k)`。$\mathrm{Beta}(\alpha, \alpha)$ 是 0 到 1 之间的分布：$\alpha = 1$ 是均匀分布，$\alpha$ 小时大多贴着 0 或 1（混一点点），$\alpha$ 大时都在 0.5 附近。`alpha` 是 0 就不混，原样返回。
#
# **例子**　$x = (10, 20)$，标签是第 0 类和第 1 类，抽到 $\lambda = 0.75$，搭档互换：
#
# $$
# \tilde x = (0.75 \times 10 + 0.25 \times 20,\ 0.75 \times 20 + 0.25 \times 10) = (12.5, 17.5), \qquad
# \tilde y = \begin{pmatrix} 0.75 & 0.25 \\ 0.25 & 0.75 \end{pmatrix}
# $$
#
# <details><summary>提示一</summary>
#
# 要抽几次随机数？哪些地方用的是同一次抽到的？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先处理 `alpha` 是 0 的情形，再把两样随机的东西各抽一次、各起一个名字，图和标签都用它们。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `Generator` 有 `beta` 和 `permutation` 两个方法。拿一个排列去索引数组的第一轴，就把所有的搭档一次取齐了。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只混了图，标签没有混；<!-- wrong: labels-not-mixed -->
# - 图和标签各抽了一个排列，对不上了；<!-- wrong: other-partners -->
# - 图和标签各抽了一个 $\lambda$；<!-- wrong: other-share -->
# - $\lambda$ 是均匀地抽的，不管 $\alpha$；<!-- wrong: uniform-share -->
# - 每个样本各抽一个 $\lambda$；<!-- wrong: share-per-sample -->
# - 搭档是一个一个随便抽的，有的样本被抽到两次，有的一次也没有；<!-- wrong: drawn-with-replacement -->
# - `alpha` 是 0 时没有单独处理：`rng.beta(0, 0)` 会报错。<!-- wrong: zero-alpha -->
#
# </details>


# %% exercise="mixup"
def mixup(
    x: np.ndarray, y: np.ndarray, alpha: float, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """把每个样本和一个搭档按同一个比例混合，标签也照样混合。

    参数
        x: (n, …) 的数值数组，除第一轴外任意形状（可以是 uint8），内存不一定连续；不变。
        y: (n, k) 的数值数组，one-hot；不变。
        alpha: λ ~ Beta(alpha, alpha)，每次调用抽一个，整批共用；0 表示不混。
        rng: 随机数都从它来：种子相同，结果相同。
    返回
        (x, y)：形状不变。alpha > 0 时是浮点数组 λ·自己 + (1 − λ)·搭档，搭档由一个随机的排列给出
        （每个样本正好当一次搭档，可以是自己的），x 和 y 用同一个 λ、同一个排列。
        alpha 是 0 时数值与传进来的相同。
    例子
        >>> x, y = mixup(np.ones((4, 3)), np.eye(4), 0.2, np.random.default_rng(0))
        >>> x.shape, y.sum(axis=1)
        ((4, 3), array([1., 1., 1., 1.]))
    """
    ### BEGIN SOLUTION
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, alpha), rng.permutation(len(x))
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]
    ### END SOLUTION


# %% check="mixup" points=6 minutes=7
check("mixup")

# %% [markdown]
# ### 练习 6.12 shift（约 8 分钟，6 分）
#
# **做什么**　一个 7 往右挪两格还是 7。对我们是废话，对全连接网络却是全新的一张图：它的每个权重都钉死在一个像素上。那就每一轮都把每张图随便挪一挪，数据凭空多出几十倍，这叫数据增强（data augmentation）。
#
# 每张图各自抽两个整数偏移：往下 $a$ 格、往右 $b$ 格，都在 $-\text{pixels}, \ldots, \text{pixels}$ 里均匀地抽，**两头都抽得到**。挪出去的扔掉，空出来的地方补 0：
#
# $$
# \text{out}_{i,\,r,\,c} = \text{image}_{i,\,r - a_i,\,c - b_i}，\quad \text{下标越界的地方是 } 0
# $$
#
# **例子**　一张 3 × 3 的图，往下 1 格，往左 1 格：
#
# $$
# \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \\ 7 & 8 & 9 \end{pmatrix}
# \longrightarrow
# \begin{pmatrix} 0 & 0 & 0 \\ 2 & 3 & 0 \\ 5 & 6 & 0 \end{pmatrix}
# $$
#
# `np.roll` 会把挪出去的从另一头接回来：第一行成了 $8, 9, 7$。
#
# <details><summary>提示一</summary>
#
# 先想一张图：四周各补 `pixels` 圈 0，变成 `(h + 2·pixels, w + 2·pixels)`。从里面切一块 `(h, w)`，切在哪里就等于挪了多少？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 从第 0 行切起，图像看上去往下挪了 `pixels` 格；从第 `2·pixels` 行切起，往上挪了 `pixels` 格。所以起点在 0 到 `2·pixels` 之间均匀地抽就行，两头都要抽得到：`rng.integers` 有个参数 `endpoint=True`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `np.pad` 给每个轴写一对数，第一轴写 `(0, 0)`。一张一张地切，切好的放进 `np.empty_like(images)`；批很大也只是几毫秒。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用了 `np.roll`，挪出去的从另一头回来；<!-- wrong: wraps-around -->
# - 整批共用一个偏移；<!-- wrong: one-offset -->
# - `rng.integers(-pixels, pixels)` 不含上界，永远不会往正方向挪满；<!-- wrong: end-never-drawn -->
# - 行和列用了同一个偏移，只会沿对角线挪；<!-- wrong: diagonal-only -->
# - 新数组用了默认的 float64；<!-- wrong: float-output -->
# - 原地改了传进来的图。<!-- wrong: in-place -->
#
# </details>


# %% exercise="shift"
def shift(images: np.ndarray, rng: np.random.Generator, pixels: int) -> np.ndarray:
    """每张图各自随机挪几格，空出来的地方补 0。

    参数
        images: (n, h, w) 的数组，任何数值类型，内存不一定连续；不变。
        rng: 随机数都从它来：种子相同，结果相同。
        pixels: 最多挪几格，0 ≤ pixels < min(h, w)。
    返回
        (n, h, w) 的新数组，dtype 与 images 相同。每张图上下、左右的偏移各自独立，
        在 −pixels、…、pixels 里均匀地抽，两头都包括。
    例子
        >>> images = np.arange(1, 10, dtype=np.uint8).reshape(1, 3, 3)
        >>> moved = shift(images, np.random.default_rng(0), 1)
        >>> moved.shape, moved.dtype
        ((1, 3, 3), dtype('uint8'))
    """
    ### BEGIN SOLUTION
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    tops, lefts = rng.integers(0, 2 * pixels, size=(2, n), endpoint=True)
    moved = np.empty(images.shape, dtype=images.dtype)
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved
    ### END SOLUTION


# %% check="shift" points=6 minutes=8
check("shift")

# %% [markdown]
# 三样变花样的办法摆在一起看。第一行是原图，下面三行依次是你的 `dropout`（丢三成像素）、`mixup`（和另一张叠起来）、`shift`（最多挪 4 格）：

# %% tags=["demo"]
if ready("dropout", "mixup", "shift"):
    rng = np.random.default_rng(3)
    originals = x_train[:9].reshape(9, 28, 28)
    hot = np.eye(10)[y_train[:9]]
    blended, blended_labels = mixup(originals, hot, 4.0, rng)
    rows = {
        "原图": originals,
        "dropout": dropout(originals, 0.3, rng, True)[0],
        "mixup": blended,
        "shift": shift(originals, rng, 4),
    }
    fig, axes = plt.subplots(4, 9, figsize=(7, 3.4))
    for (name, images), line in zip(rows.items(), axes):
        for ax, image in zip(line, images):
            ax.imshow(image, vmin=0, vmax=1)
            ax.set(xticks=(), yticks=())
            ax.grid(False)
        line[0].set_ylabel(name, rotation=0, ha="right", va="center")
    for ax, label in zip(axes[2], blended_labels):
        parts = [f"{k}:{label[k]:.2f}" for k in np.flatnonzero(label)]
        ax.set_xlabel("\n".join(parts), fontsize=7)
    plt.show()

# %% [markdown]
# ### 练习 6.13 EarlyStopping（约 8 分钟，7 分）
#
# **做什么**　训练得太久，训练集上的损失还在降，验证集上的却开始回升。早停（early stopping）盯着验证损失：连着 `patience` 次没有进步，就说“停”；而且它一直留着最好的那一次的参数，停下以后可以退回去。
#
# 每一轮之后调用 `update(loss, state)`：
#
# - **进步**的意思是 `loss < best_loss - min_delta`：严格小于，而且要小得够多。有进步，就记下 `best_loss = loss`，把 `state` **深拷贝**（deep copy）一份存成 `best_state`，从头数起；
# - 没有进步，就多数一次。比**最好的一次**低得不够 `min_delta`，不算进步，`best_loss` 不动；几次小降合起来够了，就算；
# - NaN 不是进步；
# - 返回布尔值：已经**连着** `patience` 次没有进步，就返回 `True`。
#
# 还没有过进步的时候，`best_loss` 是正无穷，`best_state` 是 `None`。
#
# **为什么要深拷贝**　训练会接着改那些参数。存下的若是同一个字典，或者新字典里的同一批数组，“最好的”参数就跟着变成了最新的。
#
# **例子**　`patience = 2`，`min_delta = 0`：
#
# | 损失 | 0.9 | 0.7 | 0.8 | 0.7 | 0.6 | 0.65 | NaN |
# |---|---|---|---|---|---|---|---|
# | 进步 | 是 | 是 | 否 | 否（相等） | 是 | 否 | 否 |
# | 连着几次没有进步 | 0 | 0 | 1 | 2 | 0 | 1 | 2 |
# | 返回 | False | False | False | **True** | False | False | **True** |
#
# 第四次说了停，调用的人没有听，第五次又有了进步：那就从头数起。
#
# <details><summary>提示一</summary>
#
# 除了 `best_loss` 和 `best_state`，这个对象还要记住哪几样？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 和 NaN 比大小，结果总是 False。那么 `if` 后面该写“有进步”的条件，还是“没有进步”的条件？
#
# </details>
#
# <details><summary>提示三</summary>
#
# `copy.deepcopy(state)`，`copy` 在开头已经导入。最后一行返回一个比较的结果。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 多等了一次，或者少等了一次；<!-- wrong: one-too-late one-too-early -->
# - 存下的是传进来的 `state` 本身；<!-- wrong: reference-kept -->
# - 只拷贝了最外面的字典，里面的数组还是同一批；<!-- wrong: shallow-copy -->
# - 相等也算进步；<!-- wrong: equal-counts -->
# - `min_delta` 没有用上；<!-- wrong: delta-ignored -->
# - 有了进步没有从头数起，数的是一共几次；<!-- wrong: never-reset -->
# - 和上一次比，不是和最好的比；<!-- wrong: compares-with-last -->
# - 写成 `if not (loss >= best_loss - min_delta)`：和 NaN 比总是 False，取反就成了“进步”。<!-- wrong: nan-counts -->
#
# </details>


# %% exercise="EarlyStopping"
class EarlyStopping:
    """盯着验证损失，太久没有进步就说停，并留着最好的一份参数。

    EarlyStopping(patience, min_delta=0.0)
        patience: 连着几次没有进步就停，至少 1。
        min_delta: 至少要降这么多才算进步，不小于 0。
    update(loss, state) -> bool
        loss: 这一轮的验证损失，可以是 NaN。
        state: 这一轮的参数，字典，里面可以有数组、列表、字典；不变。
        loss < best_loss − min_delta 是进步：记下 loss 和 state 的深拷贝，从头数起。
        否则（包括 NaN）多数一次，best_loss 和 best_state 不动。
        已经连着 patience 次（或更多次）没有进步时返回 True，否则返回 False。
    best_loss, best_state
        最近一次进步时的 loss 和 state 的深拷贝；还没有过进步时是 float("inf") 和 None。
        update 之后原来的 state 再怎么变，best_state 也不变。
    例子
        >>> stopper = EarlyStopping(2)
        >>> [stopper.update(loss, {"w": loss}) for loss in (0.9, 0.7, 0.8, 0.7)]
        [False, False, False, True]
        >>> stopper.best_loss, stopper.best_state
        (0.7, {'w': 0.7})
    """

    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        ### BEGIN SOLUTION
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0
        ### END SOLUTION

    def update(self, loss: float, state: dict) -> bool:
        ### BEGIN SOLUTION
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
        return self.waited >= self.patience
        ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：像真的训练那样，始终是同一份参数，每一轮原地改它。


# %%
def train_on(stopper, losses: list[float]) -> list[bool]:
    """每一轮把同一份参数里的每个数都加 1，再报告一个损失；返回每次 update 的结果。

    第 i 轮（从 1 数起）报告时，参数里的数都是 i。
    """
    weights = np.zeros((2, 3))
    state = {"w": weights, "layers": [{"b": np.zeros(2)}], "epoch": 0}
    answers = []
    for loss in losses:
        weights += 1
        state["layers"][0]["b"] += 1
        state["epoch"] += 1
        answers.append(bool(stopper.update(loss, state)))
    weights += 100
    state["layers"][0]["b"] += 100
    state["epoch"] += 100
    return answers


# %% check="EarlyStopping" points=7 minutes=8
check("EarlyStopping")

# %% [markdown]
# 让它盯一次真的训练：只给 300 张图，另拿 300 张作验证。先猜：训练损失和验证损失会在哪里分道扬镳？

# %% tags=["demo"]
if ready("EarlyStopping"):
    torch.manual_seed(0)
    model = plain_network()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    few, held = (torch.tensor(x_train[:300]), torch.tensor(x_train[300:600]))
    few_y, held_y = torch.tensor(y_train[:300]), torch.tensor(y_train[300:600])
    stopper, curve, stopped = EarlyStopping(patience=8), [], None
    for epoch in range(60):
        for rows in torch.randperm(300).split(50):
            loss = F.cross_entropy(model(few[rows]), few_y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            pair = [F.cross_entropy(model(a), b).item() for a, b in ((few, few_y), (held, held_y))]
        curve.append(pair)
        if stopper.update(pair[1], {"epoch": epoch}) and stopped is None:
            stopped = epoch
    best = int(np.argmin(np.array(curve)[: stopped + 1, 1]))
    fig, ax = plt.subplots(figsize=(7, 2.8))
    ax.plot(np.array(curve)[:, 0], color=GREY, label="训练损失")
    ax.plot(np.array(curve)[:, 1], color=BLUE, label="验证损失")
    ax.axvline(best, color=GREEN, linestyle="--", label="最好的一轮")
    ax.axvline(stopped, color=RED, linestyle="--", label="说停的一轮")
    ax.set(title="说停之后我们故意没有停", xlabel="轮", ylabel="损失")
    ax.legend()
    plt.show()
    print(f"最好的是第 {best} 轮，第 {stopped} 轮说停")

# %% [markdown]
# ## 5　合起来
#
# ### 练习 6.14 train_digits（约 20 分钟，7 分）
#
# **做什么**　第 0 节的那个网络，784-512-512-10，用 5000 张图训练，在没见过的 1000 张上至少要对 **95.5%**。第 0 节的训练法只有 94% 左右，差的那一截就靠技巧。用哪些，由你定：
#
# | 技巧 | 用 PyTorch 怎么写 |
# |---|---|
# | AdamW | `torch.optim.AdamW(model.parameters(), lr=…)` |
# | 学习率曲线 | 每一步之前 `for group in optimizer.param_groups: group["lr"] = …`，数用你的 `warmup_cosine` 算 |
# | 批归一化 | `nn.BatchNorm1d(512)`，放在 `nn.Linear` 和 `nn.ReLU` 之间 |
# | dropout | `nn.Dropout(0.2)`，放在 `nn.ReLU` 之后 |
# | 标签平滑 | `F.cross_entropy(…, label_smoothing=0.1)` |
# | 平移 | 你的 `shift`：图是 `(n, 28, 28)` 的 NumPy 数组，挪完再变回 784 个数 |
# | 分批 | `DataLoader(TensorDataset(图, 标签), batch_size=…, shuffle=True)` |
#
# **正确率决定这一题的分**：评分时完整地训练一次，不到 95.5%，这一题就没有分。公开测试不量它（要训练十几秒），所以检查通过之后，一定要运行再下面那一格，看正确率。
#
# 规矩：
#
# - 恰好三个全连接层，784 → 512 → 512 → 10；可以加批归一化和 dropout，**不能用卷积**。带批归一化的一共 671 754 个参数；
# - 最后一层之后什么也没有，给出的是打分（logits），不是概率；
# - 返回时处在评估模式（`model.eval()`）；
# - 种子相同，得到的权重一模一样；种子不同，就不同。PyTorch 的随机数用 `torch.manual_seed(seed)` 定下来，NumPy 的用 `np.random.default_rng(seed)`；
# - 5000 张图在一个核上 20 秒以内训练完（评分的机器慢，最多等 80 秒）；
# - 样本数不一定是批的整数倍。批归一化遇上只有一个样本的一批会报错：101 个样本、每批 100 个，最后一批就只有一个。
#
# **例子**　数一数：$784 \times 512 + 512$、$512 \times 512 + 512$、$512 \times 10 + 10$ 三层，加上两个批归一化各 $512 + 512$，$669\,706 + 2\,048 = 671\,754$。
#
# <details><summary>提示一</summary>
#
# 先别管技巧：把第 0 节的训练搬进函数，加上种子和 `eval()`，看看下面的检查过不过。然后一样一样地加，每加一样看一次正确率。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一共要走多少步，训练开始之前就知道：轮数 × 每轮的批数（`len(loader)`）。`DataLoader` 的 `drop_last=True` 扔掉不满的最后一批；样本比一批还少时，别把唯一的一批也扔了。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 循环里的次序：取一批 → 挪一挪 → 设学习率 → 损失 → 清零、反向、更新 → 步数加 1。从 `DataLoader` 出来的是张量，`.numpy()` 之后才能给 `shift`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有用 `seed`，或者只定下了 PyTorch 的、忘了 NumPy 的：每次训练的结果都不同；<!-- wrong: seed-ignored -->
# - 种子写死了，换一个 `seed` 也没有用；<!-- wrong: seed-fixed -->
# - 返回的模型还在训练模式：同一张图问两次，答案不同；<!-- wrong: left-in-training -->
# - 最后加了 softmax（`F.cross_entropy` 里已经有了）；<!-- wrong: softmax-at-the-end -->
# - 最后的一批只有一个样本，批归一化报错；<!-- wrong: single-sample-batch -->
# - 什么技巧也没有用，正确率不够。<!-- wrong: plain-network -->（评分时才看得出：公开测试不做完整的训练，下面的演示单元格会告诉你正确率。）
#
# </details>


# %% exercise="train_digits"
def train_digits(x: np.ndarray, y: np.ndarray, seed: int) -> nn.Module:
    """训练一个认数字的全连接网络，784-512-512-10。

    参数
        x: (n, 784) 的 float32 数组，像素在 0 到 1 之间，n 至少 2，不一定是批的整数倍，
            可以比一批还少（那时也要训练）；不变。
        y: (n,) 的整数数组，0 到 9，任何整数类型；不变。
        seed: 非负整数。种子相同，权重一模一样；种子不同，权重不同。
    返回
        nn.Module，处在评估模式（training 是 False），把 (m, 784) 的 float32 张量变成 (m, 10)
        的打分，m 可以是 1；最后一层之后没有 softmax。恰好三个全连接层，784 → 512 → 512 → 10，
        可以有批归一化和 dropout，没有卷积。
        用 5000 张 MNIST 训练，在没见过的 1000 张上至少对 0.955，一个核 20 秒以内。
    例子
        >>> x, y = np.zeros((20, 784), dtype=np.float32), np.arange(20) % 10
        >>> model = train_digits(x, y, 0)
        >>> model.training, model(torch.zeros(3, 784)).shape
        (False, torch.Size([3, 10]))
    """
    ### BEGIN SOLUTION
    epochs, peak = 20, 0.004
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    hidden = []
    for n_in in (784, 512):
        hidden += [nn.Linear(n_in, 512), nn.BatchNorm1d(512), nn.ReLU(), nn.Dropout(0.2)]
    model = nn.Sequential(*hidden, nn.Linear(512, 10))
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak)
    data = TensorDataset(torch.tensor(x), torch.tensor(y, dtype=torch.long))
    loader = DataLoader(data, batch_size=min(100, len(x)), shuffle=True, drop_last=True)
    step = 0
    for _ in range(epochs):
        for images, labels in loader:
            moved = shift(images.numpy().reshape(-1, 28, 28), rng, 2).reshape(-1, 784)
            for group in optimizer.param_groups:
                group["lr"] = warmup_cosine(step, 0, epochs * len(loader), peak)
            loss = F.cross_entropy(model(torch.tensor(moved)), labels, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return model.eval()
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：每个参数的名字和形状。


# %%
def weight_shapes(model: nn.Module) -> dict[str, tuple[int, ...]]:
    """每个参数的名字和形状。"""
    return {name: tuple(p.shape) for name, p in model.named_parameters()}


# %% check="train_digits" points=7 minutes=20 uses=["shift", "warmup_cosine"]
check("train_digits")

# %% [markdown]
# 你的网络在没见过的 1000 张上对多少？记下来，终场要用（一个核上约 15 秒；从 5000 张里学，考 1000 张）：

# %% tags=["demo"]
if ready("train_digits"):
    first_model = train_digits(x_train, y_train, 0)
    print(f"第 0 节的普通训练 {accuracy(plain, x_test, y_test):.3f}　", end="")
    print(f"你的 train_digits {accuracy(first_model, x_test, y_test):.3f}")

# %% [markdown]
# <details><summary>我们用的是哪些（自己先试，再展开）</summary>
#
# 平移 2 格、批归一化、dropout 0.2、标签平滑 0.1，学习率从 0.004 沿半个余弦降到 0，AdamW，20 轮，每批 100 个：12 个种子都在 0.969 到 0.977 之间，一个核上约 12 到 15 秒。只用平移和余弦（3 个种子），0.965 到 0.970；只用平移、学习率不变（4 个种子），0.950 到 0.960，有的就过不了。
#
# </details>

# %% [markdown]
# ### 同一个网络，三个框架
#
# 这一章用 PyTorch 写训练。换成 Keras、JAX，同一个 784-512-512-10、同样的 AdamW、同样一批 100 个，写出来是这样。先看三段代码有什么不同：PyTorch 把循环摊开给你写；Keras 把循环收进 `fit`；JAX 没有会变的对象，参数和优化器的状态都是传进去、还回来的，和你在第 2 节写的纯函数一个样子。
#
# 三段都只训练 2 轮，为的是看写法，不为比高低：初始化和打乱的随机数各不相同，正确率差百分之一二不说明什么。没有装 JAX 的机器上（课程的环境里本来就可以没有），最后一格会说一句，然后跳过。

# %% tags=["demo"]
torch.manual_seed(0)
model = plain_network()
optimizer = torch.optim.AdamW(model.parameters(), lr=0.001)
for _ in range(2):
    for xb, yb in DataLoader(data, batch_size=100, shuffle=True):
        loss = F.cross_entropy(model(xb), yb)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
print(f"PyTorch　没见过的 1000 张 {accuracy(model, x_test, y_test):.3f}")

# %% tags=["demo"]
import keras

keras.utils.set_random_seed(0)
layers = keras.layers
model = keras.Sequential(
    [
        keras.Input((784,)),
        layers.Dense(512, activation="relu"),
        layers.Dense(512, activation="relu"),
        layers.Dense(10),
    ]
)
model.compile(
    optimizer=keras.optimizers.AdamW(0.001, weight_decay=0.01),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
model.fit(x_train, y_train, batch_size=100, epochs=2, verbose=0)
print(f"Keras　没见过的 1000 张 {model.evaluate(x_test, y_test, verbose=0)[1]:.3f}")

# %% tags=["demo"]
from itertools import pairwise

try:
    import jax
    import jax.numpy as jnp
except ModuleNotFoundError:
    jax = None
    print("这台机器上没有 JAX，跳过。想试的话：pip install jax，再运行这一格。")

if jax:

    def jax_scores(params, x):
        """前向：params 是三层的 (w, b)。"""
        for w, b in params[:-1]:
            x = jax.nn.relu(x @ w + b)
        w, b = params[-1]
        return x @ w + b

    def jax_loss(params, x, y):
        """交叉熵的平均。"""
        log_p = jax.nn.log_softmax(jax_scores(params, x))
        return -jnp.mean(jnp.take_along_axis(log_p, y[:, None], axis=1))

    @jax.jit
    def jax_step(params, m, v, t, x, y):
        """一步 AdamW：全部是传进来、还回去。"""
        grads = jax.grad(jax_loss)(params, x, y)
        each = jax.tree_util.tree_map
        m = each(lambda a, g: 0.9 * a + 0.1 * g, m, grads)
        v = each(lambda a, g: 0.999 * a + 0.001 * g**2, v, grads)

        def new(w, a, b):
            step = (a / (1 - 0.9**t)) / (jnp.sqrt(b / (1 - 0.999**t)) + 1e-8)
            return w - 0.001 * 0.01 * w - 0.001 * step

        return each(new, params, m, v), m, v

    rng, sizes = np.random.default_rng(0), (784, 512, 512, 10)
    params = [
        (jnp.array(rng.normal(0, np.sqrt(2 / a), (a, b)), jnp.float32), jnp.zeros(b))
        for a, b in pairwise(sizes)
    ]
    m = v = jax.tree_util.tree_map(jnp.zeros_like, params)
    t = 0
    for _ in range(2):
        for rows in rng.permutation(len(x_train)).reshape(-1, 100):
            t += 1
            params, m, v = jax_step(params, m, v, float(t), x_train[rows], y_train[rows])
    right = np.asarray(jax_scores(params, x_test)).argmax(axis=1) == y_test
    print(f"JAX　没见过的 1000 张 {right.mean():.3f}")

# %% [markdown]
# ## 6　终场
#
# ### 赛跑：一条窄谷
#
# 谷底在原点，$f(x, y) = \frac{x^2}{40} + 2 y^2$：横着缓，竖着陡，差 80 倍。四个选手从同一处出发，学习率都取各自不翻车的、比较好的那个：普通的梯度下降，和你写的三个。先猜：谁第一个进圈？谁会冲过头再回来？


# %% tags=["demo"]
def slope_of(w):
    """窄谷的梯度。"""
    return {"w": w["w"] * np.array([0.05, 4.0])}


def descend(step, steps, **options):
    """从 (−9, 2) 出发走若干步，返回 (steps + 1, 2) 的路线。"""
    w, state = {"w": np.array([-9.0, 2.0])}, {}
    path = [w["w"]]
    for _ in range(steps):
        w, state = step(w, slope_of(w), state, **options)
        path.append(w["w"])
    return np.array(path)


def gradient_step(params, grads, state, lr):
    """普通的梯度下降。"""
    return {name: w - lr * grads[name] for name, w in params.items()}, state


STEPS = 60
if ready("nesterov_step", "rmsprop_step", "adamw_step"):
    racers = {
        "梯度下降 0.45": (descend(gradient_step, STEPS, lr=0.45), GREY),
        "Nesterov 0.1": (descend(nesterov_step, STEPS, lr=0.1), BLUE),
        "RMSprop 0.2": (descend(rmsprop_step, STEPS, lr=0.2), GREEN),
        "AdamW 0.6": (descend(adamw_step, STEPS, lr=0.6), RED),
    }
    for name, (path, _) in racers.items():
        inside = np.hypot(*path.T) < 0.5
        late = np.flatnonzero(~inside)[-1] + 1
        when = f"第 {late} 步起一直在圈里" if late <= STEPS else f"{STEPS} 步还没有待在圈里"
        print(f"{name:<16}{when}")

    fig, ax = plt.subplots(figsize=(6.4, 2.7), dpi=80, layout="none")
    fig.subplots_adjust(left=0.06, right=0.98, bottom=0.1, top=0.88)
    across, up = np.meshgrid(np.linspace(-10, 4, 141), np.linspace(-2.6, 2.6, 79))
    ground = across**2 / 40 + 2 * up**2
    ax.contour(across, up, ground, np.geomspace(0.02, 16, 12), colors="#cccccc", linewidths=0.8)
    ax.add_patch(plt.Circle((0, 0), 0.5, fill=False, color="#222222"))
    ax.grid(False)
    ax.set(xlim=(-10, 4), ylim=(-2.6, 2.6))
    lines, heads = {}, {}
    for name, (_, color) in racers.items():
        (lines[name],) = ax.plot([], [], color=color, linewidth=1.5)
        (heads[name],) = ax.plot([], [], "o", color=color, markersize=8, label=name)
    ax.legend(loc="upper right", fontsize=8, frameon=True)

    def draw_race(k):
        """动画的一格：每个选手走到第 k 步。"""
        for name, (path, _) in racers.items():
            lines[name].set_data(*path[: k + 1].T)
            heads[name].set_data(*path[k : k + 1].T)
        ax.set_title(f"第 {k} 步", fontsize=11)

    frames = [*range(12), *range(12, 30, 2), *range(30, STEPS + 1, 5)]
    alt = "动画：四个优化器沿一条窄谷往谷底赛跑，梯度下降上下撞墙，另外三个先到"
    figures.film(fig, draw_race, frames, alt)

    fig, ax = plt.subplots(figsize=(7, 2.8))
    for name, (path, color) in racers.items():
        ax.semilogy(np.hypot(*path.T), color=color, linewidth=2, label=name)
    ax.axhline(0.5, color="#222222", linestyle=":")
    ax.set(title="离谷底还有多远", xlabel="第几步", ylabel="距离")
    ax.legend(fontsize=9)
    plt.show()

# %% [markdown]
# 普通的梯度下降被陡的那个方向卡住了：学习率超过 0.5，上下就会越撞越高，于是横着只能一点一点地挪，60 步还差两格多。
# AdamW 冲得最快，第 16 步就穿过了圈，可是惯性太大，冲过去一格多才回头，第 39 步起才待得住；Nesterov 稳一些，第 42 步；RMSprop 没有惯性，一步是一步，第 51 步进圈，从不冲过头。
# 名次是会变的：换一条谷、换一组学习率，再跑一次。值得记住的不是谁赢，是各自**怎么**走：一个靠惯性，一个靠给每个方向配步长，一个两样都用。

# %% [markdown]
# ### 账本：每个技巧值多少
#
# 一样一样地加，每加一样看涨多少。同一个网络，用的是你的 `warmup_cosine`、`shift`、`mixup`。只跑一次的数不能信：换一个种子，自己就会变。所以每种做法跑 `RUNS` 次，表里不只有平均，还有最低、最高和标准差（spread）。
#
# 为了不让你等太久，这一格是**缩短了的**：只用 1000 张图，20 轮，每种 3 次。图少，起点就低，技巧之间拉得也开些；想看完整的，把 `IMAGES` 改成 5000、`RUNS` 改成 5（一个核上约七分钟）。

# %% tags=["demo"]
IMAGES, EPOCHS, RUNS = 1000, 20, 3


def experiment(seed, *, cosine=False, norm=False, moved=0, drop=0.0, soft=0.0, mix=0.0):
    """按这些技巧训练一次，返回没见过的 1000 张上的正确率。"""
    torch.manual_seed(seed)
    rng, parts = np.random.default_rng(seed), []
    for n_in in (784, 512):
        parts += [nn.Linear(n_in, 512), *[nn.BatchNorm1d(512)] * norm, nn.ReLU(), nn.Dropout(drop)]
    model = nn.Sequential(*parts, nn.Linear(512, 10))
    peak = 0.004 if norm else 0.001
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak)
    total, step = EPOCHS * IMAGES // 100, 0
    for _ in range(EPOCHS):
        for rows in rng.permutation(IMAGES).reshape(-1, 100):
            xb, yb = x_train[rows], np.eye(10)[y_train[rows]]
            if moved:
                xb = shift(xb.reshape(-1, 28, 28), rng, moved).reshape(-1, 784)
            if mix:
                xb, yb = mixup(xb, yb, mix, rng)
            if cosine:
                optimizer.param_groups[0]["lr"] = warmup_cosine(step, 0, total, peak)
            scores = model(torch.tensor(xb, dtype=torch.float32))
            target = torch.tensor(yb, dtype=torch.float32)
            loss = F.cross_entropy(scores, target, label_smoothing=soft)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return accuracy(model.eval(), x_test, y_test)


if ready("warmup_cosine", "shift", "mixup"):
    ladder, tricks = {}, {}
    for name, more in (
        ("只用 AdamW", {}),
        ("+ 余弦", {"cosine": True}),
        ("+ 批归一化", {"norm": True}),
        ("+ 平移 2 格", {"moved": 2}),
        ("+ dropout", {"drop": 0.2}),
        ("+ 标签平滑", {"soft": 0.1}),
        ("+ mixup", {"mix": 0.2}),
    ):
        tricks |= more
        ladder[name] = np.array([experiment(seed, **tricks) for seed in range(RUNS)])
    print(f"{IMAGES} 张图，{EPOCHS} 轮，每种 {RUNS} 次\n")
    print("平均　　最低　　最高　　标准差　 做法")
    for name, found in ladder.items():
        row = f"{found.mean():.3f}　 {found.min():.3f}　 {found.max():.3f}　 {found.std():.4f}"
        print(f"{row}　 {name}")
    fig, ax = plt.subplots(figsize=(7, 3.2))
    for place, found in enumerate(ladder.values()):
        ax.plot(found, np.full(RUNS, place), "o", color=BLUE, alpha=0.6)
        ax.plot(found.mean(), place, "|", color=RED, markersize=18, markeredgewidth=3)
    ax.set_yticks(range(len(ladder)), list(ladder))
    ax.invert_yaxis()
    ax.set(title="蓝点是每一次，红线是平均", xlabel="没见过的 1000 张上的正确率")
    plt.show()

# %% [markdown]
# 最可靠的是余弦之后的批归一化，一步就涨了近三个百分点，三次都涨。后面几样各涨多少，看你自己的表：先看平均，再看它们之间的差别是不是盖得过起伏。
#
# 完整的数据上（5000 张，20 轮，别处跑的）：只用平移、学习率不变，0.950 到 0.960（4 个种子）；平移加余弦，0.965 到 0.970（3 个）；再加批归一化，15 轮，0.962 到 0.972（7 个）；全套（不含 mixup）0.969 到 0.977（12 个）。不用技巧的网络 0.939 到 0.946（5 个）。
# 读这样的表要当心三件事。第一，**起伏**：相邻两行的差别若和标准差一样大，就什么也没有说明。第二，**搭配**：一个技巧值多少，要看别的技巧在不在；练的步数太少时，平移、dropout、mixup 都只是让题目变难，反而拖后腿。第三，**考题用多了也会背下来**：照着这 1000 张挑技巧，挑到后来就是在对着它们调。认真的做法是另留一份验证集来挑，考题只用一次。

# %% [markdown]
# ### 所有运行都认错的数字
#
# 换三个种子各训练一次，看哪些图三次都认错。它们不是运气不好，是真的难。先自己认一认，再看图下面的字：左边是标签，右边是三次各自的回答。

# %% tags=["demo"]
if ready("train_digits"):
    runs = [first_model] + [train_digits(x_train, y_train, seed) for seed in (1, 2)]
    with torch.no_grad():
        answers = np.array([run(torch.tensor(x_test)).argmax(1).numpy() for run in runs])
    rights = (answers == y_test).mean(axis=1)
    print("三次的正确率", rights.round(3), f"　平均 {rights.mean():.4f}，标准差 {rights.std():.4f}")
    wrong = (answers != y_test).sum(axis=0)
    print("错过一次以上的", int((wrong > 0).sum()), "张，三次都错的", int((wrong == 3).sum()), "张")
    hard = np.flatnonzero(wrong == 3)[:18]
    fig, axes = plt.subplots(2, 9, figsize=(8, 2.5))
    for ax in axes.flat:
        ax.axis("off")
    for ax, i in zip(axes.flat, hard):
        ax.imshow(x_test[i].reshape(28, 28))
        ax.set_title(f"{y_test[i]}：{' '.join(map(str, answers[:, i]))}", fontsize=9)
    plt.show()

# %% [markdown]
# 三次的正确率只差千分之几，错的却不尽相同：错过一次以上的，是三次都错的两倍多。把几个网络的打分平均一下再回答，往往还能少错几张，这叫集成（ensemble）。
# 三次都错的那些，有的连人也要犹豫：第一张标着 2，怎么看都更像 5 或 9；有一个 4 写得像字母 A；有一个 5 快要合拢成 0。对它们，再多的技巧也没有用。

# %% [markdown]
# ### 古书里的平假名，一个字也不改
#
# 最后换一份数据：从日本古书里切下来的平假名，十个字，各 300 张，也是 28 × 28：お（o）、き（ki）、す（su）、つ（tsu）、な（na）、は（ha）、ま（ma）、や（ya）、れ（re）、を（wo）。图里用罗马字标注。它和 MNIST 一样大小，却难得多：同一个字当年有好几种写法。
# 文件是 IDX 格式，四个轴：字、第几张、行、列；外面用 gzip 压过。`read_idx` 是你写的，`train_digits` 也是你写的，**一个字也不用改**。

# %% tags=["demo"]
import gzip

if ready("read_idx"):
    with gzip.open("kmnist.gz") as file:
        kana = read_idx(file.read())
    print("kana", kana.shape, kana.dtype)
    names = ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"]
    fig, axes = plt.subplots(5, 10, figsize=(7, 3.9))
    for character, images, line in zip(names, kana, axes.T):
        line[0].set_title(character)
        for ax, image in zip(line, images):
            ax.imshow(image)
            ax.axis("off")
    plt.show()

# %% tags=["demo"]
if ready("read_idx", "train_digits"):
    pixels = (kana.reshape(10, 300, 784) / 255).astype(np.float32)
    kana_x, kana_test = pixels[:, :240].reshape(-1, 784), pixels[:, 240:].reshape(-1, 784)
    kana_y, kana_labels = np.repeat(np.arange(10), 240), np.repeat(np.arange(10), 60)
    for seed in (0, 1):
        kana_model = train_digits(kana_x, kana_y, seed)
        print(f"种子 {seed}　没见过的 600 张 {accuracy(kana_model, kana_test, kana_labels):.3f}")
    nearest = 2 * kana_test @ kana_x.T - (kana_x**2).sum(axis=1)
    found = kana_y[nearest.argmax(axis=1)]
    print(f"最近的一张是什么就答什么（1-NN）：{np.mean(found == kana_labels):.3f}")

    with torch.no_grad():
        kana_found = kana_model(torch.tensor(kana_test)).argmax(1).numpy()
    table = np.zeros((10, 10), dtype=int)
    np.add.at(table, (kana_labels, kana_found), 1)
    fig, (left, right) = plt.subplots(1, 2, figsize=(8, 3.4), width_ratios=(1.1, 1))
    left.imshow(np.where(np.eye(10) > 0, 0, table), cmap="Reds")
    left.set_xticks(range(10), list(names))
    left.set_yticks(range(10), list(names))
    left.grid(False)
    left.set(title="把哪个认成了哪个", xlabel="回答", ylabel="标签")
    for (i, j), count in np.ndenumerate(table):
        if count and i != j:
            left.text(j, i, count, ha="center", va="center", fontsize=8)
    lost = np.flatnonzero(kana_found != kana_labels)
    lost = np.random.default_rng(0).permutation(lost)[:12]
    right.axis("off")
    right.set_title("认错的十二张：标签 → 回答")
    for place, i in enumerate(lost):
        row, column = divmod(place, 4)
        box = right.inset_axes([column / 4, 0.68 - row / 3, 0.2, 0.24])
        box.imshow(kana_test[i].reshape(28, 28))
        box.axis("off")
        box.set_title(f"{names[kana_labels[i]]} → {names[kana_found[i]]}", fontsize=8)
    plt.show()

# %% [markdown]
# 约 0.92，比 MNIST 低了五个百分点，比“最近的一张是什么就答什么”（0.857）高六个。每个字只有 240 张，而同一个字有好几种写法，有的写法只出现过几次。
# 看右边认错的十二张：不会读古文的人，多半也认不出。要更好，得有更多的数据（完整的 KMNIST 有七万张），和下一章的卷积。

# %% [markdown]
# ## 小结
#
# - IDX 文件就是“两个 0、类型、轴数、各轴长度、数据”，高位在前；长度要核对，读出来的数组要能写；
# - 优化器是纯函数：参数、梯度、状态进去，新的参数和新的状态出来。Nesterov 往前看一眼；RMSprop 给每个参数配步长；AdamW 把权重衰减从梯度里拿出来；
# - 学习率先预热，再沿半个余弦降下来；最高取多少，用学习率测试去量；
# - 正交的起点不改变长度；批归一化训练时用这一批的统计量，用的时候用滑动的，反向有三条路；
# - 防止死记硬背：dropout 放大留下的，标签平滑给每一类一点点，mixup 图和标签一起混，平移两头都要抽得到，早停要深拷贝；
# - 量一个技巧，要跑几个种子，看平均，也看起伏。
#
# 全连接网络到这里差不多到头了：它不知道相邻的像素是相邻的，平移一格还要靠 `shift` 来教。下一章的卷积网络生来就知道。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. 把损失乘以 100 再训练，`nesterov_step`、`rmsprop_step`、`adamw_step` 各会怎样？
#
# <details><summary>答案</summary>
#
# 梯度都变成 100 倍。Nesterov 的每一步也变成 100 倍，多半发散。RMSprop 和 AdamW 里梯度除以了自己的均方根，几乎不变（除非 $\varepsilon$ 起作用）；AdamW 的衰减不进梯度，也不变。若用的是 L2 正则化的 Adam，$\lambda w$ 没有跟着变大，衰减的相对分量就小了 100 倍。
#
# </details>
#
# 2. 批归一化前面的全连接层，偏置还有用吗？
#
# <details><summary>答案</summary>
#
# 没有。偏置给整列加上同一个数，马上又被减去平均减掉了；挪到哪里由 $\beta$ 管。所以常写 `bias=False`，省下几个参数。
#
# </details>
#
# 3. 忘了 `model.eval()`，把 1000 张测试图一次送进去，正确率往往还不错；一张一张地送，却会报错。为什么？
#
# <details><summary>答案</summary>
#
# 训练模式下批归一化用这一批自己的平均和方差。1000 张的统计量和训练时相近，所以还凑合（dropout 还在丢，会略差一点）；一批只有一张时方差无从谈起，PyTorch 抛出 `ValueError`。而且同一张图的答案会随着和谁一批而变，这在使用时是说不过去的。
#
# </details>
#
# 4. dropout 的 `rate` 是 0.5，训练损失比验证损失还高。这是出错了吗？
#
# <details><summary>答案</summary>
#
# 不一定。训练损失是在丢掉一半单元时算的，验证损失是在全员到齐时算的，前者本来就吃亏。标签平滑、mixup、平移也会让训练损失偏高。要比，就在评估模式下、不加花样地重算训练集的损失。
#
# </details>
#
# 5. 一个技巧让平均正确率从 0.968 涨到 0.970，各跑了 3 次，标准差都是 0.003。能说它有用吗？
#
# <details><summary>答案</summary>
#
# 不能。3 次的平均，误差约是 $0.003/\sqrt3 \approx 0.0017$，两个平均之差的误差约 0.0024，比 0.002 还大。要么多跑（要分清 0.002 的差别，每种大约要 40 次，误差才降到差别的三分之一），要么承认看不出。1000 张测试图本身也只分得清百分之零点几。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - Sutskever, Martens, Dahl, Hinton，*On the importance of initialization and momentum in deep learning*，ICML 2013：Nesterov 动量在深度学习里的写法。
# - Loshchilov, Hutter，*Decoupled Weight Decay Regularization*（AdamW），ICLR 2019；*SGDR: Stochastic Gradient Descent with Warm Restarts*，ICLR 2017：余弦的由来。
# - Saxe, McClelland, Ganguli，*Exact solutions to the nonlinear dynamics of learning in deep linear neural networks*，ICLR 2014：正交初始化。
# - Ioffe, Szegedy，*Batch Normalization*，ICML 2015；Srivastava 等，*Dropout*，JMLR 2014；Zhang 等，*mixup: Beyond Empirical Risk Minimization*，ICLR 2018。
# - Müller, Kornblith, Hinton，*When Does Label Smoothing Help?*，NeurIPS 2019。
# - Smith，*Cyclical Learning Rates for Training Neural Networks*，WACV 2017：学习率测试。
# - 阿斯顿·张、李沐等，《动手学深度学习》，优化算法一章，以及批量规范化一节。
#
# 数据：MNIST；“KMNIST Dataset”（CODH 制作），改编自“Kuzushiji Dataset”（国文学研究资料馆等制作），doi:10.20676/00000341，CC BY-SA 4.0，这里取了十个字各 300 张。
