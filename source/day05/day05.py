# ---
# jupyter:
#   autograder:
#     title: 第 5 天　卷积神经网络
#     builds: 在照片上找边缘的滤波器，一个只有昨天五分之一参数的网络，和一张“数字挪到哪里还认得”的地图
#     minutes: 360
#     data: [mnist_5k1k.npz]
#     en:
#       title: Day 5. The convolutional network
#       builds: filters that find edges in a photograph, a network with a fifth of yesterday's parameters, and a map of how far a digit may move
# ---

# %% [markdown]
# # 第 5 天　卷积神经网络
#
# 昨天的网络把 28 × 28 的图拉平成 784 个数。把所有图的像素按同一种方式打乱位置，再训练一次，它的正确率几乎不变。也就是说，它根本不知道哪些像素是邻居。
#
# 今天的网络知道。卷积（convolution）拿一个小窗口在图上滑动，每次只看一小块，而且在每个位置用的是同一组权重。今天你用 NumPy 写出卷积和池化的前向与反向，再用 PyTorch 搭一个卷积网络，最后把一个数字在纸上推来推去，看昨天的网络和今天的网络各在哪里认不出来。
#
# **今天用到的旧知识**（不会导入前几天的 notebook，要用的都在这里）
#
# | 哪一天 | 用到什么 | 一句话 |
# |---|---|---|
# | 第 1 天 | 带步长的切片 | `a[1:8:3]` 取下标 1、4、7；切片是视图，`a[1:8:3] += 1` 改的就是 `a` |
# | 第 1 天 | `transpose` 与 `reshape` | 前者给轴换次序；后者不换，只按现有的次序重新断行 |
# | 第 1 天 | 整数数组索引 | `a[[0, 1], [3, 2]]` 取 `a[0, 3]` 和 `a[1, 2]`，一对一对地配 |
# | 第 2 天 | 中心差分 | $f'(t) \approx \dfrac{f(t + \varepsilon) - f(t - \varepsilon)}{2\varepsilon}$，用来核对手写的梯度 |
# | 第 3 天 | PyTorch 的一步训练 | 前向、损失、`zero_grad()`、`backward()`、`step()` |
# | 第 3、4 天 | ReLU、动量、Adam、`nn.Sequential` | ReLU 把负数变成 0，0 处的导数取 0；动量让一步带着前几步的方向；Adam 再给每个参数配上自己的步长；`nn.Sequential` 依次调用里面的每一层 |
# | 第 4 天 | 全连接层的反向 | 前向 `out = x @ w + b`；反向 `dw = x.T @ dout`，`dx = dout @ w.T`，`db = dout.sum(axis=0)` |
# | 第 4 天 | `cache` | 前向把反向要用的存起来，反向拿来用 |
# | 第 4 天 | 交叉熵 | 正确类别的概率取负对数，对批求平均；概率由 logits 过 softmax 得来 |
#
# **今天结束时你会有**
#
# - 在照片上、在你自己打出来的小图上找边缘的滤波器；
# - 自己写的卷积和池化，和 PyTorch 对得上账；
# - 一个正确率比昨天高的网络（照 5.10 表里的搭法，参数只有昨天的五分之一），并且知道它究竟强在哪里、强多少；
# - 一张地图：一个数字挪到哪里，两个网络还各自认得它。

# %% [markdown]
# ## 时间表
#
# 合计约 360 分钟，100 分。这是第一次做的人连读带想的时间，分三次做正好，大约 142、96、122 分钟：第 2 节和第 4 节的末尾各有一条线，那里适合合上电脑。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 看看数据 | 5 | |
# | 1 | 卷积：pad2d、conv2d_output_size、conv2d_forward，你自己的小图 | 75 | 24 |
# | 2 | 卷积的反向：conv2d_backward | 62 | 19 |
# | | 〰 第二次从这里开始 〰 | | |
# | 3 | 把卷积变成矩阵乘法：im2col、conv2d_im2col | 50 | 20 |
# | 4 | 池化：max_pool2d_forward、max_pool2d_backward、avg_pool2d_forward | 46 | 19 |
# | | 〰 第三次从这里开始 〰 | | |
# | 5 | 换成 PyTorch：build_cnn、train_cnn | 52 | 18 |
# | 6 | 它到底强在哪里：换条件再比，推一推测试图，它眼里的数字 | 32 | |
# | 7 | 三次坏掉的训练 | 8 | |
# | 8 | 开放挑战（不计分，动手的时间另计） | 3 | |
# | 9 | 终场：推着数字走 | 18 | |
# | | 小结、自测 | 9 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”，一条一条地展开；先自己想五分钟，收获更大。写着**先猜**的地方，先把猜的写下来再运行下一格；写着**弄坏它**的格子，开头有一个开关，改一改再运行。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。
#
# 几条通用的约定：
#
# - 图像的形状是 `(n, c, h, w)`：样本、通道（channel）、行、列，这种排法叫 NCHW。灰度图 `c = 1`，彩色图 `c = 3`；
# - 第 `i` 行、第 `j` 列写作 `[i, j]`，先行后列，高在前，宽在后；
# - 公式里，**大小**（一共几个）用 `n`、`c`、`f`、`kh`、`kw` 这些词，**下标**（第几个）用单个斜体字母，两样从不同名；
# - 形状里的 `w` 是图的宽，单独的参数 `w` 是权重；代码里给宽另起个名；
# - `stride` 和 `padding` 是整数，行和列用同一个值；卷积核（kernel）的高 `kh` 和宽 `kw` 可以不同；
# - 前四节的卷积、池化和它们的反向都要自己写，不能调用 PyTorch 或 SciPy 里现成的函数；
# - 数组可能是转置或切片得来的（内存不连续），图像可能是整数（没有缩放过的像素），函数同样要能用；
# - 不要改动传进来的数组。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %%
import numpy as np

# %% [markdown]
# ## 0　看看数据
#
# 一张照片用来试滤波器：160 行、240 列的灰度图，0 是黑，1 是白。手写数字还是昨天那 6000 张，不过这次**不拉平**，保留 28 行 28 列。
#
# **先猜**　训练集有 5000 张灰度图，照 `(n, c, h, w)` 的约定，`x_train.shape` 是哪四个数？

# %% tags=["demo"]
photo = plt.imread("coffee.png").astype(np.float64)
with np.load("mnist_5k1k.npz") as digits:
    x_train = digits["x_train"][:, None] / 255.0
    y_train = digits["y_train"].astype(np.int64)
    x_test = digits["x_test"][:, None] / 255.0
    y_test = digits["y_test"].astype(np.int64)

print("photo  ", photo.shape, "范围", photo.min().round(2), "到", photo.max().round(2))
print("x_train", x_train.shape, "依次是样本、通道、行、列")
fig, axes = plt.subplots(1, 2, figsize=(6.4, 2.3), width_ratios=(1.5, 1))
axes[0].imshow(photo, cmap="gray")
axes[1].imshow(x_train[0, 0])
for ax in axes:
    ax.axis("off")
plt.show()

# %% [markdown]
# ## 1　卷积
#
# 昨天的一层里，每个输出单元和 784 个像素全都相连。卷积层改了两处：
#
# - **局部连接**：一个输出只看一小块，例如 3 × 3；
# - **权重共享**：每个位置都用同一个 3 × 3 的核。左上角学会的“竖线”，在右下角也认得出来。
#
# ![卷积核在图上滑动：每停一处，就算一次加权和](figures/conv.svg)
#
# **先猜**　昨天的第一层有 784 × 64 + 64 = 50 240 个参数。一层 8 个 3 × 3 的核（每个带一个偏置）有多少个？
#
# <details><summary>答案</summary>
#
# $8 × (9 + 1) = 80$ 个。图有多大，和它没有关系。
#
# </details>
#
# 先写两个小零件：在四周补零，再算一算输出有多大。

# %% [markdown]
# ### 练习 5.1 pad2d（约 8 分钟，5 分）
#
# **做什么**　在最后两个轴（行和列）的四周各补 `padding` 圈 0，其余的轴不动。
#
# | | 形状 |
# |---|---|
# | `x` | `(…, h, w)`，前面可以没有轴，也可以有任意多个 |
# | 返回 | `(…, h + 2·padding, w + 2·padding)`，dtype 与 `x` 相同 |
#
# **为什么**　不补零的话，每过一层 3 × 3 的卷积，图就小一圈，边上的像素也比中间的少被看几次。补一圈零，大小就能保持不变。
#
# **例子**　`[[1, 2]]` 补 1 圈：
#
# $$
# \begin{pmatrix} 0 & 0 & 0 & 0 \\ 0 & 1 & 2 & 0 \\ 0 & 0 & 0 & 0 \end{pmatrix}
# $$
#
# <details><summary>提示一</summary>
#
# 补完之后一共几行、几列？新的数组该是什么 dtype？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先铺一张全 0 的大纸，再把 `x` 贴到正中。贴的时候，第一行落在第几行，最后一行落在第几行？起止都从左上角数起，`padding` 是 0 时也对。
#
# 或者用 `np.pad`：它的第二个参数可以给每个轴各写一对数，不补的轴写 `(0, 0)`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `out = np.zeros((*x.shape[:-2], 几行, 几列), dtype=…)`，`out[..., 起:止, 起:止] = x`。`...` 替前面不管多少个轴占位。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `np.pad(x, padding)` 把样本和通道那两个轴也补了；<!-- wrong: every-axis -->
# - `np.zeros(形状)` 默认是 float64，整数图补完变成了浮点数；<!-- wrong: float-output -->
# - `padding = 0` 时直接返回 `x` 自己：说好要的是新数组，改它不该影响原来的图；<!-- wrong: same-array-for-zero -->
# - 把图放进 `out[..., padding:-padding, padding:-padding]`，`padding` 是 0 时那里是空的。<!-- wrong: negative-slice -->
#
# </details>


# %% exercise="pad2d"
def pad2d(x: np.ndarray, padding: int) -> np.ndarray:
    """在最后两个轴的四周补零。

    参数
        x: (..., h, w) 的数组，至少两个轴；整数、浮点数、布尔都可以，内存可以不连续。
        padding: 每一边补几圈，不小于 0 的整数。
    返回
        (..., h + 2 * padding, w + 2 * padding) 的新数组，dtype 与 x 相同；x 本身不变。
        padding 是 0 时也是新数组。
    例子
        >>> pad2d(np.array([[1, 2]]), 1)
        array([[0, 0, 0, 0],
               [0, 1, 2, 0],
               [0, 0, 0, 0]])
    """
    ### BEGIN SOLUTION
    h, w = x.shape[-2:]
    out = np.zeros((*x.shape[:-2], h + 2 * padding, w + 2 * padding), dtype=x.dtype)
    out[..., padding : padding + h, padding : padding + w] = x
    return out
    ### END SOLUTION


# %% check="pad2d" points=5 minutes=8
check("pad2d")

# %% [markdown]
# ### 练习 5.2 conv2d_output_size（约 8 分钟，4 分）
#
# **做什么**　沿一个方向，核能停几处？先数一数：长 7 的输入，长 3 的核，每次移 2 格（步幅，stride），两端不补。核的左端可以停在
#
# ```
# 下标   0 1 2 3 4 5 6
#        ■ ■ ■           左端在 0
#            ■ ■ ■       左端在 2
#                ■ ■ ■   左端在 4
# ```
#
# 一共 3 处。左端在 0 的那处不用走；右边还空着 $7 - 3 = 4$ 格，每 2 格走一步，走 2 步；再加上起点那一处。两端各补 `padding` 个零，就是输入变长了：
#
# $$
# \left\lfloor \frac{\mathrm{size} + 2\,\mathrm{padding} - \mathrm{kernel}}{\mathrm{stride}} \right\rfloor + 1
# $$
#
# $\lfloor\;\rfloor$ 是向下取整：最后不够一步的就不走了。
#
# **例子**
#
# | size | kernel | stride | padding | 输出 |
# |---|---|---|---|---|
# | 28 | 3 | 1 | 1 | 28：大小不变 |
# | 28 | 2 | 2 | 0 | 14：减半 |
# | 7 | 3 | 3 | 0 | 2：最后一列用不上 |
#
# **核比图还大**　`kernel > size + 2 * padding` 时一处也停不下，请抛出 `ValueError`，并在错误信息里说明原因。
#
# <details><summary>提示一</summary>
#
# 什么时候右边“还空着的格数”会是负的？那时照公式算下去，会得到什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 负的时候先报错，别让它走到除法那一步。Python 的 `//` 对负数也向下取整：`-1 // 2` 是 −1，加 1 得 0；`-3 // 2` 是 −2，加 1 得 −1。两种都不是该返回的东西。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 三行：算出还剩几格；`if …: raise ValueError("……")`；整除，再加上起点那一处。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了 `+ 1`（栅栏的柱子比空档多一根）；<!-- wrong: missing-one -->
# - 用 `/` 得到浮点数，或者向上取整；<!-- wrong: float ceil -->
# - 只加了一次 `padding`，忘了乘 2；<!-- wrong: padding-once -->
# - 断言除得尽：除不尽不是错误，不够一步的不走就是了；<!-- wrong: must-divide error-unless-divisible -->
# - 核放不下时没有报错，照公式算出了 0 或负数。<!-- wrong: no-error zero-instead-of-error -->
#
# </details>


# %% exercise="conv2d_output_size"
def conv2d_output_size(size: int, kernel: int, stride: int, padding: int) -> int:
    """沿一个方向滑动时，卷积核能停几处。

    参数
        size: 输入的长度，正整数。
        kernel: 卷积核的长度，正整数。
        stride: 步幅，正整数。
        padding: 两端各补几个零，不小于 0。
    返回
        输出的长度，整数。
    错误
        kernel 大于 size + 2 * padding 时抛出 ValueError。
    例子
        >>> conv2d_output_size(28, 3, 1, 1), conv2d_output_size(7, 3, 3, 0)
        (28, 2)
    """
    ### BEGIN SOLUTION
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长 {kernel} 的核放不进补零后长 {size + 2 * padding} 的输入")
    return room // stride + 1
    ### END SOLUTION


# %% check="conv2d_output_size" points=4 minutes=8
check("conv2d_output_size")

# %% [markdown]
# **先猜**　下面五种卷积，输入都是 28 × 28，输出的边长各是多少？把 `None` 换成你猜的数，再运行。

# %% tags=["demo"]
GUESSES = {  # （核，步幅，补零）：你猜的边长
    (5, 1, 0): None,
    (5, 1, 2): None,
    (3, 2, 1): None,
    (3, 3, 1): None,
    (28, 1, 0): None,
}
if ready("conv2d_output_size"):
    for (kernel, stride, padding), guess in GUESSES.items():
        size = conv2d_output_size(28, kernel, stride, padding)
        said = "" if guess is None else "猜对了" if guess == size else f"你猜 {guess}"
        print(f"核 {kernel:>2}，步幅 {stride}，补零 {padding}：边长 {size:>2} {said}")

# %% [markdown]
# ### 练习 5.3 conv2d_forward（约 40 分钟，15 分）
#
# **先用铅笔算**　一个通道，一个 2 × 2 的核，偏置 $b = 10$：
#
# $$
# x = \begin{pmatrix} 0 & 1 & 2 \\ 3 & 4 & 5 \\ 6 & 7 & 8 \end{pmatrix}, \quad
# w = \begin{pmatrix} 1 & 2 \\ 0 & -1 \end{pmatrix}, \quad
# \mathrm{out} = \begin{pmatrix} 8 & ? \\ ? & ? \end{pmatrix}
# $$
#
# 核盖住左上角的 $\begin{pmatrix} 0 & 1 \\ 3 & 4 \end{pmatrix}$，对齐相乘再相加：$0·1 + 1·2 + 3·0 + 4·(-1) + 10 = 8$。另外三格请你自己算。
#
# <details><summary>答案</summary>
#
# $\mathrm{out} = \begin{pmatrix} 8 & 10 \\ 14 & 16 \end{pmatrix}$。核往右挪一格，窗口里四个数各加 1，结果就加上核里四个数的和 $1 + 2 + 0 - 1 = 2$；往下挪一格，四个数各加 3，结果加 6。
#
# 左上角若算出 20，是把核转了 180°；若算出 38，是偏置加了四次。
#
# </details>
#
# **多个通道**　彩色图有三层，核也就有三层，各层对各层，三个结果加成**一个**数，偏置只加一次。左上角的窗口若有两层，$\begin{pmatrix} 0 & 1 \\ 3 & 4 \end{pmatrix}$ 和 $\begin{pmatrix} 1 & 1 \\ 1 & 1 \end{pmatrix}$，核的两层是上面的 $w$ 和 $\begin{pmatrix} 5 & 0 \\ 0 & 0 \end{pmatrix}$，就得到 $-2 + 5 + 10 = 13$。**多个核**就是把这件事做几遍，每个核给出输出的一个通道。
#
# **做什么**　卷积层的前向。大小和下标各有各的名字：
#
# | | 样本 | 核（输出的通道） | 输入的通道 | 输出的位置 | 核里的位置 |
# |---|---|---|---|---|---|
# | 一共几个 | `n` | `f` | `c` | `out_h`、`out_w` | `kh`、`kw` |
# | 第几个 | $a$ | $m$ | $q$ | $i$、$j$ | $u$、$v$ |
#
# $$
# \mathrm{out}[a, m, i, j] = b[m] + \sum_{q}\,\sum_{u}\,\sum_{v}\;
# \tilde{x}\,[a,\; q,\; i·\mathrm{stride} + u,\; j·\mathrm{stride} + v]\;\, w[m, q, u, v]
# $$
#
# $\tilde x$ 是补零之后的图；$q$、$u$、$v$ 各从 0 走到 `c - 1`、`kh - 1`、`kw - 1`。
#
# | | 形状 |
# |---|---|
# | `x` | `(n, c, h, w)` |
# | `w` | `(f, c, kh, kw)` |
# | `b` | `(f,)`，每个核一个偏置，加在这个核算出的每个位置上 |
# | `out` | `(n, f, out_h, out_w)`，大小由上一题给出 |
#
# 和昨天一样，再返回一个 `cache`，存什么由你定，只有你的 `conv2d_backward` 会用它。
#
# **不翻转**　数学里的卷积要先把核旋转 180°；深度学习里不翻转，直接对齐相乘，严格说叫互相关（cross-correlation）。权重反正是学出来的，翻不翻都一样，大家就都叫它卷积了。
#
# <details><summary>提示一</summary>
#
# 公式里七个下标就是七重循环。哪几个可以交给 NumPy 一次做完，哪两个留给 `for` 就够了？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 只对输出的位置 `(i, j)` 循环。每一处，用切片取出**所有样本、所有通道**的那一小块，形状 `(n, c, kh, kw)`：行从哪里到哪里，列从哪里到哪里？两处都要有 `stride`。
#
# 它和 `w`（形状 `(f, c, kh, kw)`）要在 `c`、`kh`、`kw` 三个轴上相乘再求和，剩下 `(n, f)`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 循环里一行取窗口，一行 `out[:, :, i, j] = …`。求和有两条路：
#
# - 窗口和 `w` 各 `reshape` 成两个轴，`(n, …)` 和 `(f, …)`，再用 `@`（谁要转置？）；
# - `np.einsum("…,…->…", 窗口, w)`：每个字母是一个轴，两边同名的轴对齐相乘，箭头右边没有写的轴求和。把上面那张表的字母照公式抄进去就行：窗口的四个轴是 `aquv`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 核翻转了：转 180° 不变的核看不出来；<!-- wrong: flipped-kernel -->
# - 步幅只用在了行上，列还是一步一步走；<!-- wrong: stride-rows-only -->
# - 算大小时用了步幅，取窗口时却忘了乘；<!-- wrong: stride-not-applied -->
# - 补了零，算输出的大小时却没有算上，或者算了两次；<!-- wrong: padding-not-in-size padding-counted-twice padding-counted-twice-tensordot padding-counted-twice-product -->
# - `kh` 和 `kw` 写反，或者算宽的时候用了 `kh`：方的核看不出来；<!-- wrong: kh-kw-swapped width-by-kh -->
# - `f` 和 `c` 写反：`f = c` 时看不出来；<!-- wrong: filters-and-channels-swapped -->
# - 写 `n, c, h, w = x.shape`，图的宽 `w` 盖掉了权重 `w`，报错说整数没有 `shape`；<!-- wrong: w-overwritten -->
# - 偏置在窗口的每个元素上都加了一次：每个位置只加一次；<!-- wrong: bias-per-window-entry -->
# - `out` 沿用了整数图的类型，小数被截掉。<!-- wrong: integer-output -->
#
# </details>


# %% exercise="conv2d_forward"
def conv2d_forward(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: int = 1,
    padding: int = 0,
) -> tuple[np.ndarray, object]:
    """卷积层的前向（不翻转核）。

    参数
        x: (n, c, h, w) 的数值数组（可以是整数，内存可以不连续）；不变。
        w: (f, c, kh, kw) 的浮点数组（内存可以不连续），f 个核；不变。
        b: (f,) 的浮点数组；不变。
        stride: 步幅，行和列相同；不够一步的边不算。
        padding: 四周补几圈零。
    返回
        (out, cache)：out 是 (n, f, out_h, out_w) 的浮点数组；
        cache 的内容自定，供 conv2d_backward 使用。
    例子
        >>> x = np.arange(9.0).reshape(1, 1, 3, 3)
        >>> w = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
        >>> out, cache = conv2d_forward(x, w, np.array([10.0]))
        >>> out
        array([[[[ 8., 10.],
                 [14., 16.]]]])
    """
    ### BEGIN SOLUTION
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("aquv,mquv->am", window, w) + b
    return out, (x, w, stride, padding)
    ### END SOLUTION


# %% check="conv2d_forward" points=15 minutes=40 uses=["pad2d", "conv2d_output_size"] opaque=[1]
check("conv2d_forward")

# %% [markdown]
# **边缘滤波器**　卷积网络的核是学出来的，不过有些核人们早就会设计：
#
# $$
# \begin{pmatrix} -1 & 0 & 1 \\ -2 & 0 & 2 \\ -1 & 0 & 1 \end{pmatrix}
# $$
#
# 它拿右边一列减左边一列，中间那一行算双份。它和它的转置，合起来叫 Sobel 算子（Sobel operator）。一片同样灰的地方，减出来是 0；左暗右亮，是正数；左亮右暗，是负数。转置一下，就成了下边减上边。
#
# **先猜**　照片里的杯子，杯口是一个躺着的椭圆。在“右减左”的图里，它的哪几段最浓？“下减上”呢？运行下一格对一对。（画图的代码不用读懂。）

# %% tags=["demo"]
if ready("conv2d_forward"):
    right_minus_left = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
    kernels = {
        "竖直的边缘": right_minus_left,
        "水平的边缘": right_minus_left.T,
        "锐化": np.array([[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]]),
        "模糊": np.full((3, 3), 1 / 9),
    }
    w = np.stack(list(kernels.values()))[:, None]
    filtered, _ = conv2d_forward(photo[None, None], w, np.zeros(4), padding=1)
    vertical, horizontal, sharp, blurred = filtered[0]

    fig, axes = plt.subplots(2, 2, figsize=(5.4, 3.9))
    for ax, name, image in zip(axes.flat, kernels, filtered[0]):
        edge = "边缘" in name
        low, high = (-1.5, 1.5) if edge else (0, 1)
        ax.imshow(image, cmap="RdBu_r" if edge else "gray", vmin=low, vmax=high)
        ax.set_title(name)
        ax.axis("off")
    plt.show()

# %% [markdown]
# 红色是从暗到亮，蓝色是从亮到暗（左上图从左往右看，右上图从上往下看）。杯口左右两侧在“竖直的边缘”里最浓，前后两侧在“水平的边缘”里最浓。四周那一圈是补的零与照片之间的“边缘”。
#
# 下面两张：锐化拿五倍的自己减去上下左右四个邻居，和邻居的差被放大；模糊取九格的平均。
#
# 把两个方向的边缘合起来，就得到不分方向的边缘强度：

# %% tags=["demo"]
if ready("conv2d_forward"):
    strength = np.hypot(vertical, horizontal)
    fig, ax = plt.subplots(figsize=(4, 2.7))
    ax.imshow(strength, cmap="gray_r", vmin=0, vmax=2)
    ax.set_title("边缘强度：两个方向的平方和再开方")
    ax.axis("off")
    plt.show()

# %% [markdown]
# ### 你自己的小图（约 8 分钟，不计分）
#
# 下面用字符打了一张 14 × 14 的小图：`.` 和空格是空白（全角的也算，句号“。”也算），别的字符都是墨。**改成你自己的**，最好是一个数字：终场还要拿它去考两个网络。`MY_KERNELS` 里是你自己的核，数随便改，个数也随便（至少一个），只是各个核要一样大。
#
# **先猜**　“4”由一短竖、一横、一长竖组成。“下减上”的核，会让哪一笔最显眼，哪几笔的中段完全不见？把猜的写下来再运行。

# %% tags=["demo"]
MY_LABEL = 4  # 画的是哪个数字；不是数字就写 None
MY_PICTURE = """
..............
..............
...#.....#....
...#.....#....
...#.....#....
..##....##....
..#.....#.....
..#######.....
........#.....
.......##.....
.......#......
.......#......
.......#......
..............
"""
MY_KERNELS = {
    "下减上": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    "右减左": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    "斜线": [[-1, -1, 2], [-1, 2, -1], [2, -1, -1]],
    "孤点和端点": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
}

# %% tags=["demo"]


def read_picture(text):
    """14 行字符变成 28 × 28 的图，一个字符占 2 × 2 个像素；不用读懂。"""
    rows = text.strip("\n").splitlines()
    if len(rows) > 14 or max(map(len, rows), default=0) > 14:
        raise ValueError("小图最多 14 行，每行最多 14 个字符")
    paper = ". 。\uff0e\u3000"  # 后三个是全角的：句号、句点、空格
    ink = [[mark not in paper for mark in row.ljust(14, ".")] for row in rows]
    if not any(map(any, ink)):
        raise ValueError("小图里一点墨也没有")
    ink += [[False] * 14] * (14 - len(rows))
    return np.kron(np.array(ink, dtype=float), np.ones((2, 2)))


if ready("conv2d_forward"):
    my_picture = read_picture(MY_PICTURE)
    shapes = {tuple(map(len, kernel)) for kernel in MY_KERNELS.values()}
    if len(shapes) != 1 or len(set(*shapes)) != 1:
        raise ValueError("MY_KERNELS 里至少要有一个核，各个核要一样大，每一行要一样长")
    w = np.array(list(MY_KERNELS.values()), dtype=float)[:, None]
    image, no_bias = my_picture[None, None], np.zeros(len(w))
    answers, _ = conv2d_forward(image, w, no_bias, padding=w.shape[2] // 2)

    fig, axes = plt.subplots(1, len(w) + 1, figsize=(1.7 * len(w) + 1.7, 2.2))
    axes[0].imshow(my_picture)
    axes[0].set_title("我的图")
    for ax, name, image in zip(axes[1:], MY_KERNELS, answers[0]):
        limit = np.abs(image).max()
        ax.imshow(image, cmap="RdBu_r", vmin=-limit, vmax=limit)
        ax.set_title(name)
    for ax in axes:
        ax.axis("off")
    plt.show()

# %% [markdown]
# “下减上”里最显眼的是横的那一笔，上沿红、下沿蓝：从上往下走，先从白进到墨里，是正数；再从墨里出来，是负数。竖的两笔只剩两头和拐弯的地方：笔画中段，上面和下面一样黑，一减就没了。横的那一笔在“右减左”里也一样。一个核，就是一个**问题**：“这里像不像我？”一层卷积把同样的几个问题，在每个位置各问一遍。

# %% [markdown]
# **弄坏它：不补零**　同一个模糊核连着用十次。`PADDING = 1` 时大小不变，改成 0 呢？先猜两件事：40 × 60 的图最后有多大；补零的那张，右上角的像素还剩原来的几成亮度？

# %% tags=["demo"]
PADDING = 1  # 改成 0 看看
if ready("conv2d_forward"):
    blur, small = np.full((1, 1, 3, 3), 1 / 9), photo[None, None, ::4, ::4]
    shown = {"原来": small}
    for times in range(1, 11):
        small, _ = conv2d_forward(small, blur, np.zeros(1), padding=PADDING)
        if times in (3, 10):
            shown[f"{times} 次之后"] = small
    fig, axes = plt.subplots(1, 3, figsize=(7, 1.9))
    for ax, (name, image) in zip(axes, shown.items()):
        ax.imshow(image[0, 0], cmap="gray", vmin=0, vmax=1)
        ax.set_title(f"{name}：{image.shape[2]} × {image.shape[3]}")
        ax.set(xlim=(-0.5, 59.5), ylim=(39.5, -0.5))  # 三张用同样的比例尺
        ax.axis("off")
    plt.show()
    before, after = (shown[name][0, 0, 0, -1] for name in ("原来", "10 次之后"))
    print(f"右上角的亮度 {before:.2f} → {after:.2f}")

# %% [markdown]
# 不补零，每过一层少两行两列，十层之后只剩 20 × 40。补零保住了大小，代价是边上掺进了黑，右上角从 0.71 暗到 0.06，不到原来的一成：补的 0 不是“不知道”，而是“这里是黑的”。手写数字的四周本来就是 0，补零刚好合适。

# %% [markdown]
# ## 2　卷积的反向
#
# 前向里，一个输入像素会被好几个窗口看到；一个权重更是每停一处就用一次。昨天的规矩照旧：**用了几次，就有几份梯度，全加起来**。
#
# **先猜**　5 × 5 的图，3 × 3 的核，步幅 1，不补零。正中的像素被几个窗口看到？角上的呢？（这一节的末尾由你的函数来答。）

# %% [markdown]
# ### 练习 5.4 conv2d_backward（约 50 分钟，19 分）
#
# **先用铅笔算**　最小的一个：2 × 3 的图，2 × 2 的核，只停得下两处，中间那一列两处都看得到。
#
# $$
# x = \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}, \quad
# w = \begin{pmatrix} 1 & 2 \\ 0 & -1 \end{pmatrix}, \quad
# b = 0
# $$
#
# $$
# \mathrm{out}_0 = 1·1 + 2·2 + 4·0 + 5·(-1) = 0, \qquad
# \mathrm{out}_1 = 2·1 + 3·2 + 5·0 + 6·(-1) = 2
# $$
#
# 后面的层告诉我们：$\mathrm{out}_0$ 大 1，损失就大 1；$\mathrm{out}_1$ 大 1，损失就大 10。也就是 $\mathrm{dout} = (1, 10)$。不写任何公式，一个数一个数地推一推，看损失动多少：
#
# 1. 把 $x$ 左上角的 1 推成 2。它只出现在 $\mathrm{out}_0$ 里，乘的是 1，于是 $\mathrm{out}_0$ 大 1，损失大 1。$\mathrm{dx}$ 的左上角是 **1**。
# 2. 把上面一行中间的 2 推成 3。它出现两次：在 $\mathrm{out}_0$ 里乘 2，在 $\mathrm{out}_1$ 里乘 1。损失一共大多少？
# 3. 把 $w$ 左上角的 1 推成 2。它也出现两次：在 $\mathrm{out}_0$ 里乘的是像素 1，在 $\mathrm{out}_1$ 里乘的是像素 2。损失一共大多少？
# 4. 把 $b$ 推大 1，每个输出都大 1。损失大多少？
# 5. 照这样，把 $\mathrm{dx}$ 的另外四格和 $\mathrm{dw}$ 的另外三格填满。
#
# <details><summary>答案</summary>
#
# 第 2 问 $1·2 + 10·1 = 12$，第 3 问 $1·1 + 10·2 = 21$，第 4 问 $1 + 10 = 11$。
#
# $$
# \mathrm{dx} = \begin{pmatrix} 1 & 12 & 20 \\ 0 & -1 & -10 \end{pmatrix}, \quad
# \mathrm{dw} = \begin{pmatrix} 21 & 32 \\ 54 & 65 \end{pmatrix}, \quad
# \mathrm{db} = 11
# $$
#
# 中间一列若得到 10 和 0，是第二个窗口把第一个**盖掉**了，没有加上去。
#
# </details>
#
# **看出规矩**　每停一处，那一处的 `dout` 是一个数。它回头找当时相乘的两样东西：乘了哪个权重，就把权重那一份给像素；乘了哪个像素，就把像素那一份给权重。像素的那些份，放回**它们当时所在的窗口**；各处的份都加在一起。最后把补零的那几圈切掉：补上去的 0 不是输入，不要它的梯度。
#
# 有好几个核时，一个像素被每个核都乘过，各核的份加起来；有好几个样本时，一个权重在每个样本里都用过，各样本的份加起来。写成公式，请你自己来；写对之后，检查下面会显示一张图和公式，拿来对照。
#
# **做什么**　已知损失对输出的梯度 `dout`，求损失对 `x`、`w`、`b` 的梯度。
#
# | | 形状 |
# |---|---|
# | `dout` | `(n, f, out_h, out_w)` |
# | `dx`、`dw`、`db` | 分别与 `x`、`w`、`b` 相同 |
#
# **例子**　练习 5.3 里 3 × 3 的 $x$ 和 2 × 2 的 $w$，$\mathrm{dout} = \begin{pmatrix} 1 & 0 \\ 0 & 2 \end{pmatrix}$：
#
# $$
# \mathrm{dx} = \begin{pmatrix} 1 & 2 & 0 \\ 0 & 1 & 4 \\ 0 & 0 & -2 \end{pmatrix}, \quad
# \mathrm{dw} = \begin{pmatrix} 8 & 11 \\ 17 & 20 \end{pmatrix}, \quad
# \mathrm{db} = 3
# $$
#
# 正中间的 1 是两个窗口重叠处：左上的窗口给 $1·(-1)$，右下的窗口给 $2·1$。
#
# <details><summary>提示一</summary>
#
# 盯住一个位置 `(i, j)`。前向在这里做的就是昨天的全连接层：窗口摊平了当输入，核摊平了当权重。昨天的 `dense_backward` 里，`dw` 是谁乘谁，`dx` 是谁乘谁？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 照前向的两重循环再走一遍，切片一模一样。每到一处，手里有三样：`dout[:, :, i, j]`，形状 `(n, f)`；窗口，形状 `(n, c, kh, kw)`；`w`，形状 `(f, c, kh, kw)`。
#
# 要得到 `(f, c, kh, kw)`，得用哪两样，哪个轴被求和？要得到 `(n, c, kh, kw)` 呢？形状对上了，公式也就有了。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# dpadded = 全 0，形状与补零后的图相同，浮点数
# dw = 全 0，形状与 w 相同
# 两重循环：
#     dw      += dout 的这一处 与 窗口      # np.einsum("am,…->…", …)
#     dpadded 的同一个窗口 += dout 的这一处 与 w
# dx = dpadded 切掉四周
# ```
#
# `db` 不用进循环：对 `dout` 求一次和，留下核那一轴。切的时候从 `padding` 起，数够 `x` 的行数和列数。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 窗口重叠的地方用 `=` 覆盖，没有用 `+=` 累加；步幅不小于核长时看不出来；<!-- wrong: overwritten -->
# - `dw` 也用 `=` 覆盖，只剩最后一处的那份；<!-- wrong: weights-overwritten -->
# - 取窗口时忘了乘步幅；<!-- wrong: stride-ignored dx-stride-ignored -->
# - 窗口取自没有补零的图；<!-- wrong: unpadded-windows -->
# - 写 `n, c, h, w = x.shape`，图的宽 `w` 盖掉了从 `cache` 里取出的权重；<!-- wrong: w-overwritten -->
# - 忘了切掉补零的几圈，`dx` 比 `x` 大；<!-- wrong: padding-not-cut -->
# - 用 `[padding:-padding]` 去切，`padding` 是 0 时切出来是空的；<!-- wrong: cut-by-negative-slice -->
# - 用 `[1:-1]` 去切：只有补一圈时才对；<!-- wrong: cut-one-ring always-cut-one-ring -->
# - `db` 只对样本求了和，没有对位置求和；<!-- wrong: bias-over-samples-only -->
# - `np.zeros_like(x)` 沿用了整数图的类型，梯度加不进去，或者小数被截掉。<!-- wrong: integer-output -->
#
# </details>


# %% exercise="conv2d_backward"
def conv2d_backward(
    dout: np.ndarray,
    cache: object,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """卷积层的反向。

    参数
        dout: (n, f, out_h, out_w) 的浮点数组（内存可以不连续），
            损失对卷积层输出的梯度；不变。
        cache: 你的 conv2d_forward 返回的那一个。前向时的 x 可以是整数，梯度仍是浮点数；
            x 和 w 不变。
    返回
        (dx, dw, db)：浮点数组，形状分别与 x、w、b 相同；对批和位置求和，不求平均。
    例子
        >>> x = np.arange(9.0).reshape(1, 1, 3, 3)
        >>> w = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
        >>> _, cache = conv2d_forward(x, w, np.array([10.0]))
        >>> dx, dw, db = conv2d_backward(np.array([[[[1.0, 0.0], [0.0, 2.0]]]]), cache)
        >>> dx
        array([[[[ 1.,  2.,  0.],
                 [ 0.,  1.,  4.],
                 [ 0.,  0., -2.]]]])
    """
    ### BEGIN SOLUTION
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("am,aquv->mquv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("am,mquv->aquv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))
    ### END SOLUTION


# %% check="conv2d_backward" points=19 minutes=50 uses=["pad2d", "conv2d_output_size", "conv2d_forward"]
check("conv2d_backward")

# %% [markdown]
# 写好的话，检查已经用中心差分核对过每一个梯度，下面会显示图和公式：

# %% tags=["demo"]
from IPython.display import Markdown, display

if ready("conv2d_forward", "conv2d_backward"):
    display(Markdown("![两个窗口的梯度怎样落回图上](figures/conv_backward.svg)"))

# %% [markdown]
# **先猜**　如果只有**一个**输出位置有梯度，`dx` 里哪些像素会亮？下一格画三种情形，红点是有梯度的输出（9 × 9，核 3 × 3，补 1 圈）：正中一个；相隔一格的两个；对角的两个角。先在纸上涂一涂。

# %% tags=["demo"]
if ready("conv2d_forward", "conv2d_backward"):
    x = np.zeros((1, 1, 9, 9))
    w = np.arange(1.0, 10.0).reshape(1, 1, 3, 3)
    fig, axes = plt.subplots(1, 3, figsize=(7, 2.6))
    for ax, spots in zip(axes, ([(4, 4)], [(4, 4), (4, 6)], [(0, 0), (8, 8)])):
        out, cache = conv2d_forward(x, w, np.zeros(1), padding=1)
        dout = np.zeros(out.shape)
        for i, j in spots:
            dout[0, 0, i, j] = 1.0
        dx, _, _ = conv2d_backward(dout, cache)
        ax.imshow(dx[0, 0], cmap="Blues", vmin=0, vmax=16)
        for i, j in spots:
            ax.plot(j, i, "o", color="#c0392b", markersize=5)
        ax.spines[:].set_visible(True)
        ax.set(xticks=[], yticks=[], title="、".join(f"({i}, {j})" for i, j in spots))
    fig.suptitle("红点处的输出有梯度时，dx 落在哪里")
    plt.show()

# %% [markdown]
# 左：一个输出的梯度，落在它看过的 3 × 3 小块上，分布正是核的样子。中：两块重叠的那一列，颜色是两份之和。右：两个角上的窗口都有一部分落在补的零上，那部分被切掉了，各剩四个像素。
#
# **弄坏它：谁被看了几次**　核全取 1，`dout` 全取 1，那么 `dx` 的每一格就是**有几个窗口看到过这个像素**：这正是开头那一问。先运行，再看两种：`SIZE` 改成 9、`STRIDE` 改成 4；两个都改回来，`PAD` 改成 1。步幅比核长时，会有什么样的像素？

# %% tags=["demo"]
SIZE, KERNEL, STRIDE, PAD = 5, 3, 1, 0  # 再试 9, 3, 4, 0，然后 5, 3, 1, 1
if ready("conv2d_forward", "conv2d_backward"):
    x, ones = np.zeros((1, 1, SIZE, SIZE)), np.ones((1, 1, KERNEL, KERNEL))
    out, cache = conv2d_forward(x, ones, np.zeros(1), STRIDE, PAD)
    seen = conv2d_backward(np.ones(out.shape), cache)[0][0, 0]
    fig, ax = plt.subplots(figsize=(3.2, 2.9))
    ax.imshow(seen, cmap="Blues", vmin=0, vmax=1.3 * KERNEL**2)
    for (i, j), count in np.ndenumerate(seen):
        ax.text(j, i, f"{count:.0f}", ha="center", va="center")
    ax.set(title="每个像素被几个窗口看到", xticks=[], yticks=[])
    ax.grid(False)
    plt.show()
    print(f"一次也没有被看到的像素：{np.sum(seen == 0)} 个，共 {seen.size} 个")

# %% [markdown]
# 不补零时，正中被看 9 次，角上只被看 1 次：边上的东西说话声音小。补 1 圈，角上也有 4 次。步幅 4、核 3 时，9 × 9 的图里有 45 个像素从来没有被看过，它们的梯度永远是 0，画什么都不影响输出。
#
# 〰〰〰
#
# **第一次到这里。**　卷积的前向和反向都有了，保存，合上电脑。下次从第 3 节接着做：先从头运行一遍（一两分钟），前面写好的函数就都回来了。
#
# 〰〰〰

# %% [markdown]
# ## 3　把卷积变成矩阵乘法
#
# 你的 `conv2d_forward` 每个位置循环一次，Python 的循环很慢。有个老办法：先把每个窗口拉成一行，排成一张大表，卷积就成了**一次**矩阵乘法，交给早就优化好的 `@`。
#
# ![im2col：每个窗口拉成一行](figures/im2col.svg)

# %% [markdown]
# ### 练习 5.5 im2col（约 32 分钟，12 分）
#
# **做什么**　把每个窗口拉成一行（im2col 是 image to column 的缩写，各家有的排成行、有的排成列，今天排成行）：
#
# | | 形状 |
# |---|---|
# | `x` | `(n, c, h, w)` |
# | 返回 | `(n, out_h · out_w, c · kh · kw)` |
#
# - **行**按输出的位置排：先 `out_h` 再 `out_w`，第 `i * out_w + j` 行是位置 $(i, j)$；
# - **列**按窗口里的元素排：先通道 `c`，再 `kh`，再 `kw`，和 `w.reshape(f, -1)` 的次序一致。
#
# `kernel` 可以是一个整数（方的核），也可以是 `(kh, kw)`。
#
# **例子**　$x$ 是 0 到 11 排成的 3 行 4 列，`kernel=2`，有 2 × 3 = 6 个窗口，每个 4 个数：
#
# $$
# \begin{pmatrix} 0 & 1 & 4 & 5 \\ 1 & 2 & 5 & 6 \\ 2 & 3 & 6 & 7 \\ 4 & 5 & 8 & 9 \\ 5 & 6 & 9 & 10 \\ 6 & 7 & 10 & 11 \end{pmatrix}
# $$
#
# 一行是一个窗口：第 0 行是左上角的那个。往右挪到头，再下一行。
#
# <details><summary>提示一</summary>
#
# 例子里的第 0 列是 0、1、2、4、5、6：六个窗口各自的左上角。它们在图上排成什么形状？不用循环，一个切片能不能取出来？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 固定核里的位置 `(u, v)`，所有窗口的这个元素正好是补零图上一个带步长的切片：从 `u` 开始，每隔 `stride` 取一个，共 `out_h` 个（列的方向同理）。所以只要对 `(u, v)` 循环，`kh · kw` 圈。
#
# 也可以对输出的位置循环，一次拉平一个窗口；或者用 `np.lib.stride_tricks.sliding_window_view`，一个循环都不用写。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 切片先放进六个轴的数组，`columns[:, :, u, v]` 的形状是 `(n, c, out_h, out_w)`。返回之前要两步：`transpose` 把六个轴换成题目要的次序（位置在前，窗口在后），再 `reshape` 并成三个轴。两步不能并成一步。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 通道排到了最后：只有一个通道时看不出来；<!-- wrong: channels-last -->
# - 行按列优先排了：方的图上形状不变，数却错了位；<!-- wrong: positions-transposed -->
# - `reshape` 之前没有 `transpose`：`reshape` 只会按现有的次序重新断行，不会换轴；<!-- wrong: no-transpose -->
# - 算输出的宽时用了 `kh`；<!-- wrong: width-by-kh -->
# - 窗口的个数算了步幅，取窗口时却没有乘；<!-- wrong: stride-not-applied -->
# - 带步长的切片没有写终点，取到的比窗口的个数多，放不进去；<!-- wrong: slice-without-end -->
# - 一行一行攒成列表，再 `np.array(…).reshape`：位置排到了样本前面；<!-- wrong: positions-before-samples -->
# - 只认一种 `kernel`：整数和 `(kh, kw)` 都要能用。<!-- wrong: integer-kernel-only tuple-kernel-only -->
#
# </details>


# %% exercise="im2col"
def im2col(
    x: np.ndarray,
    kernel: int | tuple[int, int],
    stride: int = 1,
    padding: int = 0,
) -> np.ndarray:
    """把每个窗口拉成一行。

    参数
        x: (n, c, h, w) 的数值数组（可以是整数，内存可以不连续）；不变。
        kernel: 核的大小，一个整数，或元组 (kh, kw)。
        stride: 步幅，行和列相同。
        padding: 四周补几圈零。
    返回
        (n, out_h * out_w, c * kh * kw) 的数组：
        行按 (out_h, out_w) 的次序，列按 (c, kh, kw) 的次序。
    例子
        >>> im2col(np.arange(12.0).reshape(1, 1, 3, 4), 2)
        array([[[ 0.,  1.,  4.,  5.],
                [ 1.,  2.,  5.,  6.],
                [ 2.,  3.,  6.,  7.],
                [ 4.,  5.,  8.,  9.],
                [ 5.,  6.,  9., 10.],
                [ 6.,  7., 10., 11.]]])
    """
    ### BEGIN SOLUTION
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)
    ### END SOLUTION


# %% check="im2col" points=12 minutes=32 uses=["pad2d", "conv2d_output_size"]
check("im2col")

# %% [markdown]
# ### 练习 5.6 conv2d_im2col（约 15 分钟，8 分）
#
# **做什么**　结果与 `conv2d_forward` 的 `out` 相同，只用 `im2col` 和一次矩阵乘法，**函数里没有循环**：
#
# $$
# \underbrace{\mathrm{columns}}_{(\mathtt{n},\; \mathtt{L},\; \mathtt{c}\,\cdot\,\mathtt{kh}\,\cdot\,\mathtt{kw})} \;@\;
# \underbrace{W^{\mathsf T}}_{(\mathtt{c}\,\cdot\,\mathtt{kh}\,\cdot\,\mathtt{kw},\; \mathtt{f})} + b
# \;\longrightarrow\; (\mathtt{n},\; \mathtt{L},\; \mathtt{f}), \qquad \mathtt{L} = \mathtt{out\_h} \cdot \mathtt{out\_w}
# $$
#
# 然后把 `f` 换到第二个轴，把 `L` 拆回 `(out_h, out_w)`。
#
# 循环只允许写在 `im2col` 里面。在这里写 `for`、列表推导式，或者回头调用带循环的 `conv2d_forward`，测试会拒绝。
#
# <details><summary>提示一</summary>
#
# 乘完的形状是什么？离要的形状差哪两步？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `w` 摊平成一行一个核，次序就与表的列一致了。三维数组 `@` 二维数组，会对第一轴逐个做矩阵乘法。偏置 `(f,)` 正好沿最后一轴广播。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 乘完是 `(n, L, f)`。要的是 `(n, f, out_h, out_w)`：先 `transpose` 再 `reshape`。`out_h`、`out_w` 用 `conv2d_output_size` 算。全部大约六行。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `(n, L, f)` 直接 `reshape` 成 `(n, f, out_h, out_w)`：形状对了，数全乱了；要先 `transpose`；<!-- wrong: no-transpose -->
# - `w.reshape(-1, f)`：元素个数对，次序不对；<!-- wrong: kernels-reshaped-wrong -->
# - 换轴换错了，核排到了样本前面：只有一个样本时看不出来；<!-- wrong: kernels-before-samples -->
# - 忘了把 `stride` 和 `padding` 传给 `im2col`，只传了一个，或者写反了；<!-- wrong: stride-not-passed padding-not-passed stride-and-padding-swapped stride-and-padding-swapped-in-two-steps -->
# - 传给 `im2col` 的核只有 `kh`；<!-- wrong: square-kernel -->
# - 写 `n, c, h, w = x.shape`，盖掉了权重 `w`。<!-- wrong: w-overwritten -->
#
# </details>


# %% exercise="conv2d_im2col"
def conv2d_im2col(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: int = 1,
    padding: int = 0,
) -> np.ndarray:
    """用 im2col 和一次矩阵乘法做卷积；这个函数里不写循环。

    参数
        x: (n, c, h, w) 的数值数组（内存可以不连续）；不变。
        w: (f, c, kh, kw) 的浮点数组（内存可以不连续）；不变。
        b: (f,) 的浮点数组；不变。
        stride: 步幅，行和列相同。
        padding: 四周补几圈零。
    返回
        (n, f, out_h, out_w) 的浮点数组，与 conv2d_forward 的 out 相同。
    例子
        >>> x = np.arange(9.0).reshape(1, 1, 3, 3)
        >>> w = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
        >>> conv2d_im2col(x, w, np.array([10.0]))
        array([[[[ 8., 10.],
                 [14., 16.]]]])
    """
    ### BEGIN SOLUTION
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)
    ### END SOLUTION


# %% check="conv2d_im2col" points=8 minutes=15 uses=["conv2d_output_size", "im2col"]
check("conv2d_im2col")

# %% [markdown]
# 省下的是什么？不是乘法，乘法一次也没有少。省下的是 Python 循环的圈数，每一圈都有固定的开销；剩下的那一次乘法，又正好能交给优化得最好的 `@`。以一批 64 张、8 个通道、14 × 14 的图，16 个 3 × 3 的核为例：

# %% tags=["demo"]
n, c, f, kernel, size = 64, 8, 16, 3, 14
positions = size * size
turns = {
    "七重循环": n * f * positions * c * kernel**2,
    "每个输出位置一圈": positions,
    "im2col：对核里的位置循环": kernel**2,
}
fig, ax = plt.subplots(figsize=(7.5, 2.3))
ax.barh(list(turns), list(turns.values()), color=["#c0392b", "#e0a030", "#3b6fb6"])
for row, count in enumerate(turns.values()):
    ax.text(count * 1.3, row, f"{count:,}", va="center")
ax.set(xscale="log", xlim=(1, 1e9))
ax.set_title("Python 循环要转几圈（乘法都是 14,450,688 次）")
ax.invert_yaxis()
plt.show()

# %% [markdown]
# 代价是内存。**先猜**　这批图本身 0.8 MB（float64）；摊成大表，是几 MB？

# %% tags=["demo"]
if ready("im2col"):
    x = np.zeros((64, 8, 14, 14))
    table = im2col(x, 3, 1, 1)
    print(f"图 {x.nbytes / 1e6:.1f} MB，大表 {table.nbytes / 1e6:.1f} MB")

# %% [markdown]
# 3 × 3 的核，步幅 1，除了边上的，每个像素在大表里出现 9 次（边上的少几次，那些格子里是补的零）。又一次用空间换时间。到了第 5 节，我们和 PyTorch 一起计时。

# %% [markdown]
# ## 4　池化
#
# 卷积之后，常常用池化（pooling）把图缩小：每个小窗口只留一个数。后面的层要算的就少了，而且数字挪动一两个像素，池化之后变化不大。
#
# 池化对每个样本、每个通道**各做各的**，没有要学的参数。今天的池化 `size` 和 `stride` 都是一个整数，不补零，边上凑不满一个窗口的部分丢掉。

# %% [markdown]
# ### 练习 5.7 max_pool2d_forward（约 12 分钟，6 分）
#
# **做什么**　最大池化：每个 `size × size` 的窗口取最大值。
#
# | | 形状 |
# |---|---|
# | `x` | `(n, c, h, w)` |
# | `out` | `(n, c, out_h, out_w)`，`out_h = conv2d_output_size(h, size, stride, 0)` |
#
# 再返回一个 `cache`，供下一题的 `max_pool2d_backward` 使用。先看一眼下一题再决定存什么。
#
# 窗口比图还大时抛出 `ValueError`（`conv2d_output_size` 已经会抛了）。
#
# **例子**　`size=2, stride=2`：
#
# $$
# \begin{pmatrix} 1 & 3 & 2 & 0 \\ 4 & 2 & 1 & 5 \\ 0 & 1 & 9 & 2 \\ 6 & 2 & 3 & 8 \end{pmatrix}
# \longrightarrow \begin{pmatrix} 4 & 5 \\ 6 & 9 \end{pmatrix}
# $$
#
# <details><summary>提示一</summary>
#
# 卷积在每个窗口里“相乘再求和”。把这一句换掉，`conv2d_forward` 的哪些行可以照搬？少了核和补零，哪些行用不上了？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 窗口的形状是 `(n, c, size, size)`。要的是 `(n, c)`：在哪两个轴上取最大？窗口从哪里开始、到哪里为止，两处用的是不同的数：一个是 `stride`，一个是 `size`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 建好 `(n, c, out_h, out_w)` 的数组，两重循环，每一圈一行 `out[:, :, i, j] = 窗口.max(axis=…)`。`cache` 里要让反向找得回每个窗口：想一想反向需要知道哪三样。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 假定 `stride` 等于 `size`：窗口可以重叠（`stride < size`），也可以跳着走；<!-- wrong: stride-is-size starts-by-size windows-by-stride -->
# - 窗口的起点忘了乘 `stride`，一步一步走；<!-- wrong: stride-not-applied -->
# - 断言大小除得尽：凑不满一个窗口的边丢掉就是了；<!-- wrong: must-divide -->
# - 把通道也一起取了最大值；<!-- wrong: channels-merged -->
# - 先放一个全 0 的数组再和窗口比大小：全是负数的窗口会得到 0。<!-- wrong: starts-from-zero -->
#
# </details>


# %% exercise="max_pool2d_forward"
def max_pool2d_forward(
    x: np.ndarray,
    size: int,
    stride: int,
) -> tuple[np.ndarray, object]:
    """最大池化的前向，不补零，凑不满一个窗口的边丢掉。

    参数
        x: (n, c, h, w) 的数值数组（可以是整数，内存可以不连续）；不变。
        size: 窗口的边长。
        stride: 步幅，可以小于、等于或大于 size。
    返回
        (out, cache)：out 是 (n, c, out_h, out_w) 的数组；
        cache 的内容自定，供 max_pool2d_backward 使用。
    错误
        size 大于 h 或 w 时抛出 ValueError。
    例子
        >>> x = np.array([[[[1.0, 3.0, 2.0, 0.0], [4.0, 2.0, 1.0, 5.0]]]])
        >>> max_pool2d_forward(x, 2, 2)[0]
        array([[[[4., 5.]]]])
    """
    ### BEGIN SOLUTION
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, size, stride)
    ### END SOLUTION


# %% check="max_pool2d_forward" points=6 minutes=12 uses=["conv2d_output_size"] opaque=[1]
check("max_pool2d_forward")

# %% [markdown]
# ### 练习 5.8 max_pool2d_backward（约 25 分钟，10 分）
#
# **先用铅笔算**　窗口 $\begin{pmatrix} 1 & 3 \\ 4 & 2 \end{pmatrix}$，最大池化得到 4。把 1 推成 1.1，输出变不变？把 4 推成 4.1 呢？输出对这四个数的导数各是多少？
#
# <details><summary>答案</summary>
#
# 推 1，输出不变；推 4，它动多少，输出就动多少。所以导数是 $\begin{pmatrix} 0 & 0 \\ 1 & 0 \end{pmatrix}$：上面传来的梯度乘上它，整份落在 4 那里。
#
# </details>
#
# 再算一个窗口重叠的：$x = \begin{pmatrix} 1 & 5 & 2 \\ 0 & 3 & 4 \end{pmatrix}$，`size=2, stride=1`，只有左右两个窗口，$\mathrm{dout} = (1, 10)$。`dx` 的六格各是多少？
#
# <details><summary>答案</summary>
#
# 两个窗口里最大的都是 5，两份都给它：$1 + 10 = 11$，其余五格是 0。若得到 10，是第二份把第一份盖掉了。
#
# </details>
#
# **做什么**　最大池化的反向。窗口里只有最大的那个数影响了输出，所以梯度**整份**给它，其余的得 0。
#
# - **并列**：几个数同为最大，梯度给按行优先（先行后列）数到的**第一个**，只给它一个；
# - **重叠**：一个像素在几个窗口里都是最大，就把几份梯度加起来。
#
# **例子**　上一题的 4 × 4，`dout = [[1, 2], [3, 4]]`：
#
# $$
# \mathrm{dx} = \begin{pmatrix} 0 & 0 & 0 & 0 \\ 1 & 0 & 0 & 2 \\ 0 & 0 & 4 & 0 \\ 3 & 0 & 0 & 0 \end{pmatrix}
# $$
#
# **为什么要管并列**　ReLU 之后大片是 0，窗口里四个 0 并列是家常便饭。老实说，这种并列给谁都一样：落在那些 0 上的梯度，往回走到 ReLU 就被乘成 0 了。真正要紧的并列在整数的图里，或者亮到顶的图里（好几个像素都是 1）：给一个和全都给，梯度差好几倍。
#
# <details><summary>提示一</summary>
#
# 先只想一个样本、一个通道、一个窗口：怎样知道最大值在窗口里的第几个？有并列时，`argmax` 给的是哪一个？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 窗口摊平成 `(n, c, size * size)`，沿最后一轴 `argmax`，得到 `(n, c)` 个下标。一行有 `size` 个，所以商是窗口里的行，余数是列（`divmod`）。再加上窗口的起点，才是图上的行和列。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `dx[样本, 通道, 行, 列] += dout[:, :, i, j]`，四个下标都是整数数组（第 1 天）。行和列是 `(n, c)`；样本要竖着放、通道要横着放，才能和它们广播到一起：`np.arange(n)[:, None]` 和 `np.arange(c)`。在同一个 `(i, j)` 里每个位置只出现一次，`+=` 没有问题。
#
# 也可以老老实实写四重循环，一次只管一个窗口。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 `x == 最大值` 当掩码，并列的每一个都拿到了整份梯度；<!-- wrong: every-maximum -->
# - 把梯度平均分给窗口里的每个像素：那是平均池化；<!-- wrong: average -->
# - 重叠处覆盖，没有累加；<!-- wrong: overwritten -->
# - 只找到了窗口里的第几行第几列，忘了加上窗口的起点，梯度全落在图的左上角；<!-- wrong: window-not-moved -->
# - `np.zeros_like(x)` 沿用了整数图的类型，梯度加不进去，或者小数被截掉。<!-- wrong: integer-output -->
#
# </details>


# %% exercise="max_pool2d_backward"
def max_pool2d_backward(dout: np.ndarray, cache: object) -> np.ndarray:
    """最大池化的反向。

    参数
        dout: (n, c, out_h, out_w) 的浮点数组（内存可以不连续），
            损失对池化输出的梯度；不变。
        cache: 你的 max_pool2d_forward 返回的那一个。
            前向时的 x 可以是整数，梯度仍是浮点数；x 不变。
    返回
        与 x 同形状的浮点数组。每个窗口的梯度给其中的最大值；
        并列时只给行优先次序的第一个；窗口重叠处累加。
    例子
        >>> x = np.array([[[[1.0, 3.0, 2.0, 0.0], [4.0, 2.0, 1.0, 5.0]]]])
        >>> _, cache = max_pool2d_forward(x, 2, 2)
        >>> max_pool2d_backward(np.array([[[[1.0, 2.0]]]]), cache)
        array([[[[0., 0., 0., 0.],
                 [1., 0., 0., 2.]]]])
    """
    ### BEGIN SOLUTION
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j]
    return dx
    ### END SOLUTION


# %% check="max_pool2d_backward" points=10 minutes=25 uses=["conv2d_output_size", "max_pool2d_forward"]
check("max_pool2d_backward")

# %% [markdown]
# ### 练习 5.9 avg_pool2d_forward（约 6 分钟，3 分）
#
# **做什么**　平均池化：每个窗口取平均。大小的规矩与最大池化相同，只返回 `out`，不要 `cache`。
#
# **例子**　还是那个 4 × 4，`size=2, stride=2`：
#
# $$
# \begin{pmatrix} 2.5 & 2 \\ 2.25 & 5.5 \end{pmatrix}
# $$
#
# **想一想**　平均池化也是一种卷积：核的每个数都是 $1/\mathrm{size}^2$，每个通道各自做。最大池化则不是，为什么？（两张图加起来再卷积，和各自卷积再加起来，一样吗？换成最大池化呢？）
#
# <details><summary>答案</summary>
#
# 没有偏置的卷积，每个像素只乘上固定的数，再加起来，所以“和的卷积”等于“卷积的和”。最大池化不满足：窗口 $(1, 0)$ 和 $(0, 1)$ 各自的最大值是 1，加起来是 2；先相加得 $(1, 1)$，最大值却是 1。
#
# </details>
#
# <details><summary>提示一</summary>
#
# 和最大池化相比，只有一处不同。是哪一处？输出的类型还能和 `x` 一样吗？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 在窗口的后两个轴上取平均。`out` 先建好再填的话，它该装得下小数。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 复制 `max_pool2d_forward`，去掉 `cache`，把求最大的那一个词换掉；建数组时若写了 `dtype`，看看它装不装得下小数。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 输出数组用了 `x.dtype`：整数图的平均值会被截掉小数；<!-- wrong: integer-output -->
# - 除以的是边长 `size`，不是窗口里的个数；<!-- wrong: divided-by-size -->
# - 照抄最大池化，连 `cache` 也返回了；<!-- wrong: returns-cache -->
# - 在 `uint8` 里求和，超过 255 就绕回去：`.mean` 不会，自己加的要小心。<!-- wrong: uint8-sum -->
#
# </details>


# %% exercise="avg_pool2d_forward"
def avg_pool2d_forward(x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """平均池化的前向，不补零，凑不满一个窗口的边丢掉。

    参数
        x: (n, c, h, w) 的数值数组（可以是整数，包括 uint8；内存可以不连续）；不变。
        size: 窗口的边长。
        stride: 步幅，可以小于、等于或大于 size。
    返回
        (n, c, out_h, out_w) 的浮点数组。
    错误
        size 大于 h 或 w 时抛出 ValueError。
    例子
        >>> x = np.array([[[[1, 3, 2, 0], [4, 2, 1, 5]]]])
        >>> avg_pool2d_forward(x, 2, 2)
        array([[[[2.5, 2. ]]]])
    """
    ### BEGIN SOLUTION
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            out[:, :, i, j] = window.mean(axis=(2, 3))
    return out
    ### END SOLUTION


# %% check="avg_pool2d_forward" points=3 minutes=6 uses=["conv2d_output_size"]
check("avg_pool2d_forward")

# %% [markdown]
# **先猜**　同一个数字，分别做最大池化和平均池化，缩到 14 × 14 和 7 × 7。哪一种让笔画变粗，哪一种让它变淡？缩到 7 × 7，还认得出来吗？

# %% tags=["demo"]
if ready("max_pool2d_forward", "avg_pool2d_forward"):
    images = x_test[:1]
    fig, axes = plt.subplots(1, 5, figsize=(7.5, 1.9))
    pictures = {"原图 28 × 28": images}
    for size in (2, 4):
        side = 28 // size
        pictures[f"最大 {side} × {side}"] = max_pool2d_forward(images, size, size)[0]
        pictures[f"平均 {side} × {side}"] = avg_pool2d_forward(images, size, size)
    for ax, (name, picture) in zip(axes, pictures.items()):
        ax.imshow(picture[0, 0], vmin=0, vmax=1)
        ax.set_title(name, fontsize=10)
        ax.axis("off")
    plt.show()

# %% [markdown]
# 最大池化让笔画变粗（窗口里有一点墨就算有），平均池化让它变淡。缩到 7 × 7，人还勉强认得出来。
#
# **挪一个像素，变多少？**　都说池化让网络“不怕挪动”。不必相信，量一量：把 200 张数字右移 1 个像素，池化之后的图和原来的差多少（差的绝对值之和，除以原图池化后的像素之和）。不池化、2 × 2、4 × 4 三种，先猜数。

# %% tags=["demo"]
if ready("max_pool2d_forward"):
    images = x_test[:200]
    moved = np.roll(images, 1, axis=3)
    for size in (1, 2, 4):
        here, there = (max_pool2d_forward(x, size, size)[0] for x in (images, moved))
        print(f"{size} × {size}：差 {np.abs(here - there).sum() / here.sum():.0%}")

# %% [markdown]
# 差是小了，却没有消失：窗口只在**自己里面**不计较位置，越过窗口的边就又算数了。所以“不变”是说重了，“变得少些”才是真的。
#
# 〰〰〰
#
# **第二次到这里。**　卷积、池化和它们的反向都是你自己写的了，保存，合上电脑。下次换成 PyTorch，从第 5 节接着做，照旧先从头运行一遍。
#
# 〰〰〰

# %% [markdown]
# ## 5　换成 PyTorch
#
# 零件的里里外外你都写过了，现在可以放心用框架的。对应关系：
#
# | 你写的 | PyTorch |
# |---|---|
# | `conv2d_forward(x, w, b, stride, padding)` | `nn.Conv2d(c, f, kernel_size, stride, padding)`，自带 `w` 和 `b` |
# | `max_pool2d_forward(x, size, stride)` | `nn.MaxPool2d(size, stride)` |
# | `avg_pool2d_forward(x, size, stride)` | `nn.AvgPool2d(size, stride)` |
# | 各个 `backward` | `loss.backward()` |

# %%
import torch
from torch import nn

torch.set_num_threads(1)  # 图很小，一个线程就够

# %% [markdown]
# **对账**　同样的数据、同样的权重，你的卷积、你的 im2col 卷积和 PyTorch 的卷积，结果和梯度都应当一样：

# %% tags=["demo"]
if ready("conv2d_forward", "conv2d_backward", "conv2d_im2col"):
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(2, 3, 11, 7)), rng.normal(size=(5, 3, 3, 2))
    b = rng.normal(size=5)
    mine, cache = conv2d_forward(x, w, b, stride=2, padding=1)
    dout = rng.normal(size=mine.shape)

    tensors = [torch.tensor(a, requires_grad=True) for a in (x, w, b)]
    theirs = nn.functional.conv2d(*tensors, stride=2, padding=1)
    theirs.backward(torch.tensor(dout))

    print("out 相同   ", np.allclose(mine, theirs.detach().numpy()))
    im2col_out = conv2d_im2col(x, w, b, stride=2, padding=1)
    print("im2col 相同", np.allclose(im2col_out, mine))
    gradients = conv2d_backward(dout, cache)
    for name, gradient, tensor in zip(("dx", "dw", "db"), gradients, tensors):
        print(f"{name} 相同    ", np.allclose(gradient, tensor.grad.numpy()))

# %% [markdown]
# **计时**　还是那 64 张 8 个通道、14 × 14 的图和 16 个 3 × 3 的核，三种写法做同一次卷积，在**你的**机器上量。乘法的次数一样，im2col 把 196 圈 Python 循环换成 9 圈加一次矩阵乘法（你的 `im2col` 若是对输出的位置循环的，就还是 196 圈，省下的只有每一圈里的乘法）。**先猜**　它用的时间是循环的几分之一？离 PyTorch 还差多少？（代码不用读懂。）

# %% tags=["demo"]
import os
from time import perf_counter

IMAGES = 64  # 一批几张图；后面会请你改成 1

# 参考答案每次生成都要一字不差，生成它的程序设了这个变量；那里不量时间
STEADY = "AUTOGRADER_ANSWER_KEY" in os.environ

if ready("conv2d_forward", "conv2d_im2col") and not STEADY:
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(IMAGES, 8, 14, 14)), rng.normal(size=(16, 8, 3, 3))
    b = rng.normal(size=16)
    tensors = [torch.tensor(a) for a in (x, w, b)]
    ways = {
        "conv2d_forward": lambda: conv2d_forward(x, w, b, 1, 1),
        "conv2d_im2col": lambda: conv2d_im2col(x, w, b, 1, 1),
        "PyTorch": lambda: nn.functional.conv2d(*tensors, padding=1),
    }
    milliseconds = {}
    for name, run in ways.items():
        times = []
        for _ in range(10):  # 取十次里最快的一次
            start = perf_counter()
            run()
            times.append(1000 * (perf_counter() - start))
        milliseconds[name] = min(times)

    fig, ax = plt.subplots(figsize=(7, 2.2))
    colors = ["#e0a030", "#3b6fb6", "#2e8b57"]
    ax.barh(list(milliseconds), milliseconds.values(), color=colors)
    for row, value in enumerate(milliseconds.values()):
        ax.text(value, row, f" {value:.2f} 毫秒", va="center")
    ax.set(xlim=(0, 1.25 * max(milliseconds.values())))
    ax.set_title(f"{IMAGES} 张图，同一次卷积，三种写法")
    ax.invert_yaxis()
    plt.show()
    loop, table, torch_own = milliseconds.values()
    print(f"im2col 用的时间是循环的 {table / loop:.0%}")
    print(f"PyTorch 用的时间是 im2col 的 {torch_own / table:.0%}")
elif STEADY:
    print("时间随机器而变，参考答案里不留；在你的 notebook 里运行，这里有一张图。")

# %% [markdown]
# 再运行一次，毫秒数会变，差距大致还在。再把 `IMAGES` 改成 1：只送一张图，差距变大还是变小？（PyTorch 前面限定了一个线程，NumPy 的 `@` 却没有限定：你的机器有好几个核的话，它可能几个一起用，用到 `@` 的那几种就占了便宜。）
#
# 在作者的机器上（毫秒，一个核；每个数像上面那样取十次里最快的，整格运行三次，取中间的）：
#
# | 写法 | 64 张 | 1 张 |
# |---|---|---|
# | 196 圈，每圈一次 `np.einsum` | 24 | 0.83 |
# | 196 圈，每圈 `reshape` 之后一次 `@` | 3.3 | 0.59 |
# | im2col：9 圈，一次 `@` | 1.3 | 0.03 |
# | PyTorch | 1.4 | 0.02 |
#
# 两件事叠在一起。一次 64 张时，每一圈要做的乘法多，循环的开销被摊薄了，差距主要在**用什么乘**：`@` 精心优化过，`einsum` 没有，所以第二行只比 im2col 慢一倍多。只有 1 张时，每一圈几乎没有活，剩下的全是**圈数**：196 圈对 9 圈是 22 倍，拿第二行和 im2col 比，量出来是二十倍上下。对输出的位置循环的 `im2col` 得不到这二十倍。
#
# 64 张时，PyTorch 并不比 im2col 快：乘法一样多，又都交给了精心优化过的程序，1.3 和 1.4 分不出高下。

# %% [markdown]
# ### 练习 5.10 build_cnn（约 25 分钟，8 分）
#
# **做什么**　搭一个小的卷积网络，把 `(n, 1, 28, 28)` 变成 `(n, 10)` 的 logits：
#
# - 恰好**两个**卷积层（`nn.Conv2d`），之后用 ReLU；
# - 用最大池化或平均池化缩小图；
# - 最后是一个或几个全连接层（`nn.Linear`），最后一层**之后什么也没有**；
# - 不用别的带参数的层（例如批归一化），也不用随机的层（例如 dropout）；
# - 参数总数不超过 60 000。
#
# 通道数、核的大小、池化几次，由你决定。上限放得宽，比昨天的 50 890 还多一点；“五分之一”说的是下面表里那一种搭法，你的有多少个，第 6 节会打印出来。`nn.Sequential` 或自己写的 `nn.Module` 子类都可以。每调用一次，返回一个**新的**模型。
#
# **例子**　一种典型的搭法，七行：
#
# 1. 输入，`(n, 1, 28, 28)`；
# 2. 3 × 3 卷积，8 个核，补 1 圈；ReLU；
# 3. 2 × 2 最大池化；
# 4. 3 × 3 卷积，16 个核，补 1 圈；ReLU；
# 5. 2 × 2 最大池化；
# 6. 拉平；
# 7. 全连接，10 个输出。
#
# **先猜**　每一行之后是什么形状，有几个参数？用 `conv2d_output_size` 的公式一行一行地推，再展开对一对。
#
# <details><summary>形状和参数的表</summary>
#
# | 层 | 参数 | 形状 |
# |---|---|---|
# | 输入 | | `(n, 1, 28, 28)` |
# | 3 × 3 卷积，8 个核，补 1 圈；ReLU | $(9 + 1)·8 = 80$ | `(n, 8, 28, 28)` |
# | 2 × 2 最大池化 | 0 | `(n, 8, 14, 14)` |
# | 3 × 3 卷积，16 个核，补 1 圈；ReLU | $(8·9 + 1)·16 = 1168$ | `(n, 16, 14, 14)` |
# | 2 × 2 最大池化 | 0 | `(n, 16, 7, 7)` |
# | 拉平 | 0 | `(n, 784)` |
# | 全连接 | $(784 + 1)·10 = 7850$ | `(n, 10)` |
#
# 一共 9098 个参数，昨天的网络是 50 890 个。两层卷积合起来只占 1248 个，大头还是最后那一层。
#
# </details>
#
# <details><summary>提示一</summary>
#
# 上面那七行，从第 2 行起，每一行对应 PyTorch 的哪一层？第 5 节开头的对照表里都有。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一层的输出通道数，是下一层的输入通道数；第一层的输入通道是 1。池化之后边长减半，补 1 圈的 3 × 3 卷积不改边长。ReLU 写成 `nn.ReLU()`，拉平写成 `nn.Flatten()`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `return nn.Sequential(…)`，括号里照那七行的次序一层一层地排，带“；ReLU”的一行是两样。全连接的输入有多少个数算不准时，先不放它，把 `torch.zeros(1, 1, 28, 28)` 送进前面那些层，看出来的形状。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 最后加了 softmax：`nn.CrossEntropyLoss` 自己会做 softmax，做两次，梯度变得很小，学得很慢；<!-- wrong: softmax-at-the-end -->
# - 训练时不做、评估时（`eval()`）却做 softmax：什么时候都返回 logits；<!-- wrong: softmax-in-use -->
# - 卷积之后忘了 ReLU：用平均池化时，两层卷积合起来还是一个线性运算；用最大池化时不会合成一层，但也不合要求（公开测试看不出，评分时才会发现）；<!-- wrong: no-relu no-relu-after-the-first no-relu-after-the-second no-relu-after-convolutions -->
# - 拉平之后的个数没有推对，前向时报错；<!-- wrong: wrong-width -->
# - 没有池化，拉平之后有一万多个数，全连接层就超了；<!-- wrong: too-many-after-flattening -->
# - 加了批归一化或 dropout：输出不再只由这一张图决定；<!-- wrong: batch-norm dropout -->
# - 拉平时把样本那一轴也拉进去了：`nn.Flatten()` 会保留第一轴，`x.view(-1)` 不会。<!-- wrong: batch-flattened -->
#
# </details>


# %% exercise="build_cnn"
def build_cnn() -> nn.Module:
    """一个小的卷积网络：两个卷积层，ReLU，池化，全连接层。

    返回
        一个新的 nn.Module，每次调用都是新的：
        把 (n, 1, 28, 28) 的 float32 张量变成 (n, 10) 的 logits，
        一张图的输出只由它自己决定。
        恰好两个 nn.Conv2d，都在前向里用上，之后用 ReLU；有最大池化或平均池化；
        再是一个或几个 nn.Linear，最后一层之后什么也没有，
        训练（train）和评估（eval）时都一样。
        没有别的带参数的层（例如批归一化），也没有随机的层（例如 dropout）。
        参数都求梯度，总数不超过 60000。
    例子
        >>> build_cnn()(torch.zeros(3, 1, 28, 28)).shape
        torch.Size([3, 10])
    """
    ### BEGIN SOLUTION
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )
    ### END SOLUTION


# %% check="build_cnn" points=8 minutes=25
check("build_cnn")

# %% [markdown]
# 昨天的 784-64-10 网络，写成 PyTorch 是这样。第 6 节拿它来比较；下一题的检查也用它，所以 `build_cnn` 还没有写好，也不妨碍你往下做。


# %%
def build_dense(hidden: int = 64) -> nn.Module:
    """昨天的全连接网络：拉平，784 个输入，一层隐藏单元，10 个 logits。"""
    layers = nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 10)
    return nn.Sequential(nn.Flatten(), *layers)


# %% [markdown]
# ### 练习 5.11 train_cnn（约 18 分钟，10 分）
#
# **做什么**　第 3 天的训练循环，换成小批量和交叉熵：
#
# 1. 每一轮用 `seed` 决定的随机次序重新打乱；
# 2. 每次取 `batch_size` 个，最后不足一批的也要用；
# 3. 前向、损失（`nn.CrossEntropyLoss`）、清零、反向、更新（`torch.optim.Adam`，学习率 `lr`）；
# 4. 一轮结束，记下这一轮的平均损失。
#
# | | 形状和类型 |
# |---|---|
# | `model` | 任何把 `(n, 1, 28, 28)` 变成 `(n, 10)` logits 的模型，直接更新它 |
# | `x` | `(n, 1, 28, 28)` 的 float32 张量，取值 0 到 1 |
# | `y` | `(n,)` 的 int64 张量 |
# | 返回 | 长度为 `epochs` 的列表，每轮一个 Python 的数 |
#
# **几种读法都接受**　平均损失可以是这一轮里各批损失的平均（按样本数加权与否都行），也可以是一轮结束之后在全部样本上算的。
#
# **例子**　用上一题表里的搭法，`train_cnn(build_cnn(), x, y, 8, 0.002, 64, 0)` 之后，测试集上的正确率应当不低于 0.94（四个种子是 0.951 到 0.963）。换一种搭法，例如平均池化，可能低一两个百分点。
#
# <details><summary>提示一</summary>
#
# 哪些东西在整个训练里只建一次，哪些每一轮来一次，哪些每一批来一次？先把它们分进三层缩进里。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 只建一次：优化器、损失函数、随机数的来源（`torch.Generator().manual_seed(seed)`，或者 `np.random.default_rng(seed)`）。每一轮：一个新的次序（`torch.randperm(len(x), generator=…)`）。每一批：从次序里取一段下标，同一段下标取图也取标签，然后是第 3 天的那几步。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# 建优化器、损失函数、随机数
# 每一轮：
#     打乱的次序
#     对 range(0, len(x), batch_size) 里的每个起点：
#         一段下标 → 前向 → 损失 → 清零 → 反向 → 更新
#         记下这一批的损失（.item()）和张数
#     这一轮的平均损失，放进列表
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 每一轮、每一批都新建一个优化器：Adam 的滑动平均全丢了；<!-- wrong: new-optimizer-each-epoch new-optimizer-each-batch -->
# - 忘了 `zero_grad()`；<!-- wrong: gradients-not-cleared -->
# - 每一轮才清零一次，或者 `step()` 缩进在批的循环外面、一轮只走一步（公开测试看不出，评分时才会发现）；<!-- wrong: gradients-cleared-each-epoch step-each-epoch -->
# - 每一批记一个损失，列表变得很长；<!-- wrong: history-per-batch -->
# - 每一轮都用同一个 `seed` 重新播种，于是每轮的次序都一样（公开测试看不出，评分时才会发现）；<!-- wrong: reseeded-each-epoch -->
# - 最后不足一批的样本丢了：`range` 的终点应当是 `len(x)`；<!-- wrong: drops-short-batch drops-short-batch-by-division drops-short-batch-plain-mean -->
# - 记下的只是最后一批的损失，或者是从第一轮到现在的平均；<!-- wrong: history-last-batch history-running-mean -->
# - `x` 和 `y` 分开打乱，图和标签对不上；<!-- wrong: shuffled-apart labels-not-shuffled -->
# - 存的是张量，没有 `.item()`。<!-- wrong: losses-as-tensors -->
#
# </details>


# %% exercise="train_cnn"
def train_cnn(
    model: nn.Module,
    x: torch.Tensor,
    y: torch.Tensor,
    epochs: int,
    lr: float,
    batch_size: int,
    seed: int,
) -> list[float]:
    """用小批量 Adam 和交叉熵训练一个分类网络，直接更新 model。

    参数
        model: 把 (n, 1, 28, 28) 变成 (n, 10) logits 的模型，从它现在的参数开始训练；
            其中 requires_grad 为 False 的参数不动。
        x: (n, 1, 28, 28) 的 float32 张量，取值 0 到 1；不变。
        y: (n,) 的 int64 张量，正确类别的编号；不变。
        epochs: 轮数；每轮重新打乱，每个样本恰好用一次。
        lr: Adam 的学习率，其余参数用 PyTorch 的默认值；每次调用都新建一个 Adam。
        batch_size: 一批的样本数；最后一批可以不足，也可以比 n 还大。
        seed: 打乱次序的种子：种子相同，次序就相同。
    返回
        长度为 epochs 的列表，每轮一个平均损失（Python 的数，不是张量）。
    例子
        >>> x, y = torch.rand(20, 1, 28, 28), torch.arange(20) % 10
        >>> len(train_cnn(build_dense(), x, y, 2, 0.002, 8, seed=0))
        2
    """
    ### BEGIN SOLUTION
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history
    ### END SOLUTION


# %% check="train_cnn" points=10 minutes=18
check("train_cnn")

# %% [markdown]
# **弄坏它：从哪里出发**　500 张图，训练 8 轮。`START = "默认"` 用 PyTorch 的初始化；改成 `"全零"`，两层卷积的核和偏置都从 0 开始；改成 `"十倍"`，核和偏置都乘 10。**先猜**　三种情形的第一轮损失各是多少？（十类里乱猜，交叉熵是 $\ln 10 \approx 2.30$。）哪一种永远学不会？

# %% tags=["demo"]
START = "默认"  # 换成 "全零"、"十倍"
if ready("build_cnn", "train_cnn"):
    few = torch.tensor(x_train[:500], dtype=torch.float32), torch.tensor(y_train[:500])
    torch.manual_seed(0)
    model = build_cnn()
    # nn.LazyLinear 这类层不写输入有多大，看过一张图才建权重；你没有用它，这一行也无妨
    model(few[0][:1])
    with torch.no_grad():
        for layer in model.modules():
            if isinstance(layer, nn.Conv2d) and START != "默认":
                for p in layer.parameters():
                    p.mul_({"全零": 0.0, "十倍": 10.0}[START])
    history = train_cnn(model, *few, 8, 0.005, 50, seed=0)
    print("每一轮的损失", "　".join(f"{loss:.2f}" for loss in history))

# %% [markdown]
# 三个种子量下来，照表里的搭法：默认从 2.1 到 2.2 起步，降到 0.1 到 0.2；十倍第一轮是 7 到 28，居然也救得回来（Adam 的步长不看梯度的大小）；全零停在 2.28，测试集正确率 0.112。为什么全零没救？特征图全是 0，后面的全连接层收不到任何东西，它的 `dw` 是 0。第二层卷积的偏置本来收得到梯度，是 ReLU 在 0 处的导数取 0，把它挡住了；再往回传，梯度还要乘核，核也是 0。会动的只有最后的偏置，它学到的是“这 500 张里 7 最多，那就都猜 7”。

# %% [markdown]
# ## 6　它到底强在哪里
#
# 用全部 5000 张训练 8 轮，十几秒。旁边放昨天的全连接网络，还有一个把隐藏单元减到 11 个、参数和卷积网络差不多的全连接网络，都用你的 `train_cnn`，条件完全相同。
#
# **先猜**　三个网络各考多少分？

# %% tags=["demo"]
SHIFT = 0  # 后面会请你改成 4

REACH = 10  # 最多推 10 个像素


def slide(images, down, right):
    """把图往下、往右推几个像素（负数往上、往左），推出纸外的就没有了。"""
    top, left = REACH - down, REACH - right
    return pad2d(images, REACH)[:, :, top : top + 28, left : left + 28]


def tensor(images):
    """NumPy 的图变成 float32 张量。"""
    return torch.tensor(images, dtype=torch.float32)


def predict(model, images):
    """打分最大的类别；dropout 这类层在这里要关掉，答完再恢复原来的状态。"""
    mode = model.training
    model.eval()
    with torch.no_grad():
        answers = model(tensor(images)).argmax(dim=1).numpy()
    model.train(mode)
    return answers


def accuracy(model, images):
    """测试集（可以推过）的正确率。"""
    return np.mean(predict(model, images) == y_test)


if ready("pad2d", "build_cnn", "train_cnn"):
    moves = np.random.default_rng(0).integers(-SHIFT, SHIFT + 1, size=len(x_train))
    pushed = [slide(x_train[[k]], 0, move) for k, move in enumerate(moves)]
    images, labels = tensor(np.concatenate(pushed)), torch.tensor(y_train)

    torch.manual_seed(0)
    models = {
        "卷积网络": build_cnn(),
        "全连接网络": build_dense(),
        "小全连接网络": build_dense(11),
    }
    models["卷积网络"](images[:1])  # 用了 nn.LazyLinear 的话，看过一张图才有权重
    first = next(m for m in models["卷积网络"].modules() if isinstance(m, nn.Conv2d))
    at_first = first.weight.detach().double().numpy().copy()  # 后面要和学出来的核比
    curves = {}
    for name, model in models.items():
        curves[name] = train_cnn(model, images, labels, 8, 0.002, 64, seed=0)
        count = sum(p.numel() for p in model.parameters())
        print(f"{name}：{count} 个参数，测试集正确率 {accuracy(model, x_test):.3f}")
    print("目标：卷积网络不低于 0.94")

# %% [markdown]
# ### 昨天 0.94，今天 0.92，同一个网络怎么退步了？
#
# 全连接网络还是昨天那个 784-64-10，数据还是那 5000 张。变了的是**训练的条件**：昨天是带动量的 SGD，学习率 0.05，一批 32 张，10 轮，一共走 $157 × 10 = 1570$ 步；今天是 Adam，学习率 0.002，一批 64 张，8 轮，只走 $79 × 8 = 632$ 步。要比两个网络，就得在**同一种条件**下比，最好两种条件各比一次。
#
# **先猜**　把两个网络都放到昨天的条件下，谁高？高多少？（又要训练两次，二十秒左右。）


# %% tags=["demo"]
def train_like_yesterday(model, images, labels):
    """昨天的条件：动量 SGD，学习率 0.05，一批 32 张，10 轮。"""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    generator = torch.Generator().manual_seed(0)
    for _ in range(10):
        for batch in torch.randperm(len(images), generator=generator).split(32):
            loss = nn.functional.cross_entropy(model(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


if ready("pad2d", "build_cnn", "train_cnn"):
    print("　　　　　　今天的条件　昨天的条件")
    for name, build in (("卷积网络　", build_cnn), ("全连接网络", build_dense)):
        torch.manual_seed(0)
        model = build()
        train_like_yesterday(model, images, labels)
        today = accuracy(models[name.strip()], x_test)
        print(f"{name}　　　{today:.3f}　　　{accuracy(model, x_test):.3f}")

# %% [markdown]
# 一次训练有运气。换种子多训练几次（卷积 4 个种子，全连接 8 个，± 后面是标准差）：
#
# | 网络 | 参数 | 今天的条件 | 昨天的条件 |
# |---|---|---|---|
# | 卷积网络（表里的搭法） | 9 098 | 0.958 ± 0.004 | 0.956 ± 0.006 |
# | 全连接 784-64-10 | 50 890 | 0.923 ± 0.003 | 0.943 ± 0.006 |
# | 全连接 784-11-10 | 8 755 | 0.906 ± 0.003 | |
#
# 老实说：
#
# - 从 0.94 到 0.92 的那一步，**和网络无关**，是训练条件的差别。今天的条件更省步数，对卷积网络够了，对全连接网络还不够：训练集上它才到 0.973（昨天是 0.998）。光是多走几步补不齐：Adam 走满 20 轮，训练集到了 0.998，测试集是 0.929 ± 0.006。步数几乎一样时（Adam 1580 步，昨天 1570 步）还差 0.014，不像是运气，要归优化器、学习率和批的大小（三样分不开）；多走几步大约只占 0.006。
# - 放在两种条件里对全连接网络**更有利**的那种下，卷积网络也只多对一个多百分点。在摆得端端正正的数字上，优势有，但不大。
# - 参数一样多的时候（9 千左右），差五个百分点：1000 张里错 42 张对错 94 张。
#
# 那卷积的功夫花在哪里了？把数字推一推就知道了。

# %% [markdown]
# ### 推一推测试图
#
# 先看全部 1000 张测试图。MNIST 的数字都摆在正中；往右推几个像素，人看着毫无区别，对拉平成 784 个数的网络来说，却是另外一串数。**先猜**　推 3 个像素，两个网络各剩多少？
#
# `slide` 用的是你的 `pad2d`：四周补宽，再换一个地方裁下来。

# %% tags=["demo"]
if ready("pad2d", "build_cnn", "train_cnn"):
    fig, axes = plt.subplots(1, 2, figsize=(8, 3))
    for name, style in (("卷积网络", "o-"), ("全连接网络", "s--")):
        axes[0].plot(np.arange(1, 9), curves[name], style, label=name)
        pushed = [accuracy(models[name], slide(x_test, 0, right)) for right in range(9)]
        axes[1].plot(range(9), pushed, style, label=name)
        print(f"{name}：推 0 到 8 个像素", " ".join(f"{value:.2f}" for value in pushed))
    axes[0].set(title="学习曲线", xlabel="轮", ylabel="平均损失")
    axes[0].set(xticks=range(1, 9), ylim=(0, None))
    axes[1].set(title="测试图整体右移之后", xlabel="右移几个像素", ylabel="正确率")
    axes[1].set(ylim=(0, 1))
    axes[0].legend()
    plt.show()

# %% [markdown]
# 作者训练了四个种子，你的数会有些出入：推到第 3 个像素，全连接网络剩 0.42 到 0.43，卷积网络还有 0.63 到 0.66。不推时两个网络差三四个百分点，推到这里差二十多个。训练时它们**都没有见过**推偏的数字；局部连接、权重共享，再加上池化，等于替卷积网络先说好了“左边的竖线和右边的竖线是一回事”。但它也不是不受影响：两次池化之后拉平，最后那一层又是一个位置一个权重。

# %% [markdown]
# **让它们见见世面**　先抄下第一次的数：三行正确率，还有推 0 到 8 个像素的那两行。再把第 6 节开头的 `SHIFT` 改成 4：训练时每张图先随便左右推上几个像素（最多 4 个），再从那一格往下重新运行到这里。**先猜**　谁从中得益，谁反而吃亏？
#
# <details><summary>答案</summary>
#
# 两种训练条件各量三个种子。“摆正的”就是原来的测试图；“推偏的”，是测试图也照训练时那样，每张随便左右推上几个像素（最多 4 个）：
#
# | 推过图再训练 | 卷积，摆正的 | 卷积，推偏的 | 全连接，摆正的 | 全连接，推偏的 |
# |---|---|---|---|---|
# | 今天的条件 | 0.959 到 0.965 | 0.940 到 0.953 | 0.894 到 0.908 | 0.895 到 0.899 |
# | 昨天的条件（平均） | 0.949 | 0.938 | 0.928 | 0.911 |
#
# 推偏的测试图上，两个网络都大有长进，两种条件下都是卷积网络高：差三到五个百分点。摆正的测试图上就要看条件了。今天的条件下，卷积网络没有吃亏，全连接网络低了两三个百分点；昨天的条件下，两个都略低，卷积从 0.957 到 0.949，全连接从 0.940 到 0.928，相差无几（0.957 和 0.940 是这三个种子没推图时的平均，和前面表里的不是同一批种子，所以略有出入）。
#
# 所以“全连接网络学不会推偏的数字”说重了：换成昨天的条件，它追得上一大截。能说的是：卷积网络在左边学会的笔画，到了右边大半不用重学，所以用 9 千个参数、较少的步数，就到了全连接网络用 5 万个参数还没有到的地方。
#
# </details>
#
# 看完把 `SHIFT` 改回 0，从那一格再运行到这里：下面看的，还是没有推过图的那个卷积网络。

# %% [markdown]
# ### 它眼里的数字
#
# 把一张数字图送进训练好的网络，看看第一个卷积层之后每个通道是什么样子。这里用的是**你写的** `conv2d_forward`，权重从 PyTorch 的模型里取。**先猜**　学出来的 8 个核里，有几个长得像第 1 节人设计的“右减左”或“下减上”？

# %% tags=["demo"]
if ready("pad2d", "build_cnn", "train_cnn", "conv2d_forward", "max_pool2d_forward"):
    w = first.weight.detach().double().numpy()
    b = np.zeros(len(w)) if first.bias is None else first.bias.detach().double().numpy()
    digit = x_test[:1]
    around = w.shape[2] // 2  # 补这么多圈零，特征图和原图一样大
    maps = np.maximum(conv2d_forward(digit, w, b, padding=around)[0], 0)
    pooled, _ = max_pool2d_forward(maps, 2, 2)
    shown = min(8, len(w))

    fig, axes = plt.subplots(3, shown + 1, figsize=(8, 3.2))
    axes[0, 0].imshow(digit[0, 0])
    axes[0, 0].set_title("输入")
    for k in range(shown):
        limit = np.abs(w[k, 0]).max()
        axes[0, k + 1].imshow(w[k, 0], cmap="RdBu_r", vmin=-limit, vmax=limit)
        axes[1, k + 1].imshow(maps[0, k])
        axes[2, k + 1].imshow(pooled[0, k])
    for ax, name in zip(axes[1:, 0], ("卷积\n和 ReLU", "池化")):
        ax.text(0.5, 0.5, name, ha="center", va="center", transform=ax.transAxes)
    fig.suptitle("第一行：输入和各个核；下面两行：每个核得到的特征图")
    for ax in axes.flat:
        ax.axis("off")
    plt.show()

    if w.shape[2:] == (3, 3):
        sobel = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])

        def likeness(kernel):
            """与两个人设计的核有多像：余弦的绝对值，取大的那个；1 是一模一样。"""
            cosines = [np.sum(kernel * k) / np.linalg.norm(k) for k in (sobel, sobel.T)]
            return np.abs(cosines).max() / np.linalg.norm(kernel)

        for when, kernels in (("训练前", at_first), ("训练后", w)):
            print(when, "　".join(f"{likeness(kernel[0]):.2f}" for kernel in kernels))
    else:
        print("你的核不是 3 × 3 的，没法和 3 × 3 的 Sobel 比，这里就不量了")

# %% [markdown]
# 余弦（把两个核各拉成 9 个数的向量）是 0 就毫不相干，1 是一模一样。随便生成一个 3 × 3 的核，与这两个核里较近的那个，平均也有 0.38，二十个里有一个超过 0.7；所以要超过 0.7 才敢说“像”。上面八个里有几个？
#
# 作者照表里的搭法训练了四个种子：32 个核里 6 个超过 0.7，训练前是 2 个；平均从 0.36 升到 0.47。你这一次的八个里可能一个也没有，也可能有两三个。也就是说：大多数核**并不像**人设计的边缘滤波器，还带着不少初始值的样子。“网络自己发明了边缘检测”这句话，放在这么小的网络上说重了。
#
# 那它们在看什么？一个通道一个通道地看特征图：有的在笔画的一侧最深，有的在某个方向的斜线上最深，有的几乎原样照抄，有的反过来，没有墨的地方才深。没有人告诉它该找什么，它也没有找得像教科书那样整齐；够下一层用就行。
#
# **它还会认错哪些？**

# %% tags=["demo"]
if ready("pad2d", "build_cnn", "train_cnn"):
    predicted = predict(models["卷积网络"], x_test)
    wrong = np.flatnonzero(predicted != y_test)[:12]
    fig, axes = plt.subplots(2, 6, figsize=(7, 3))
    for ax in axes.flat:
        ax.axis("off")
    for ax, i in zip(axes.flat, wrong):
        ax.imshow(x_test[i, 0])
        ax.set_title(f"{y_test[i]} 认成 {predicted[i]}", fontsize=10)
    plt.show()
    print(f"1000 张里认错 {np.sum(predicted != y_test)} 张")

# %% [markdown]
# ## 7　三次坏掉的训练
#
# 同一个 `build_cnn()`，同样 500 张图，训练 8 轮；三次各有一处弄坏了。下一格的代码看得出是哪一处，所以特意折叠着：**先只看曲线和两种正确率**，说出每一次坏在哪里，猜过再点开。正常的那一次也画在里面，作对照。


# %% tags=["demo"] jupyter={"source_hidden": true}
def broken_training(kind):
    """照 kind 弄坏一处；返回每轮的损失，训练集和测试集的正确率。"""
    torch.manual_seed(0)
    x, y = tensor(x_train[:500]), torch.tensor(y_train[:500])
    check_x, check_y = tensor(x_test), torch.tensor(y_test)
    model = build_cnn()
    if kind == "甲":
        model = nn.Sequential(model, nn.Softmax(dim=1))
    if kind == "乙":
        y = y[torch.randperm(500)]
    if kind == "丙":
        check_x = check_x.transpose(2, 3)
    losses = train_cnn(model, x, y, 8, 0.005, 50, seed=0)
    with torch.no_grad():
        seen, unseen = (model(images).argmax(dim=1) for images in (x, check_x))
    return losses, (seen == y).double().mean(), (unseen == check_y).double().mean()


if ready("build_cnn", "train_cnn"):
    fig, ax = plt.subplots(figsize=(6.5, 2.8))
    for kind, style in (("正常", "k-"), ("甲", "o--"), ("乙", "s--"), ("丙", "^:")):
        losses, seen, unseen = broken_training(kind)
        ax.plot(np.arange(1, 9), losses, style, label=kind)
        print(f"{kind}：训练集正确率 {seen:.2f}，测试集 {unseen:.2f}")
    ax.axhline(np.log(10), color="#999999", linewidth=1)
    ax.set(xlabel="轮", ylabel="平均损失", ylim=(0, 2.6), xticks=range(1, 9))
    ax.text(8, np.log(10) + 0.04, "乱猜：ln 10", ha="right", color="#666666")
    ax.legend(ncols=4, loc="center right", bbox_to_anchor=(1, 0.42))
    plt.show()

# %% [markdown]
# <details><summary>甲：线索</summary>
#
# 它在学（训练集正确率七成），损失却停在 1.7 以上，再也不往下走。交叉熵若能直接看到 logits，学得越好就越接近 0；是什么给它垫了一块地板？
#
# </details>
#
# <details><summary>甲：答案</summary>
#
# 模型末尾多了一个 softmax，交叉熵里又做了一次。送进去的“打分”只在 0 到 1 之间，就算百分之百肯定，第二次 softmax 也只给得出 $e/(e + 9) \approx 0.23$，损失最低是 $-\ln 0.23 \approx 1.46$。打分几乎全压在一类上时，答对的损失约 1.46，答错的约 2.46；七成三答对，平均 $0.73·1.46 + 0.27·2.46 \approx 1.73$，正是停下的地方。看见损失停在 1.46 上方，先查这一处。
#
# </details>
#
# <details><summary>乙：线索</summary>
#
# 几乎就是“乱猜”那条线，慢慢往下蹭一点。连 500 张训练图都背不下来，说明不是没见过的问题。图和答案，是一对吗？
#
# </details>
#
# <details><summary>乙：答案</summary>
#
# 标签单独打乱过，图和标签对不上。没有规律可学，只能死记硬背，8 轮背不了多少。测试集若比乱猜还低（作者的是 0.02），是碰巧：另换三个种子，得到 0.16、0.16 和 0.09，四次平均就在乱猜的 0.1 附近。
#
# </details>
#
# <details><summary>丙：线索</summary>
#
# 损失的曲线和正常的那条一模一样，训练集也背下来了，测试集却只比乱猜好一点。正常的那一次也差九个百分点，那是过拟合；差八成，还叫过拟合吗？
#
# </details>
#
# <details><summary>丙：答案</summary>
#
# 训练没有坏，坏在考试：测试图的行和列对调了，横的都成了竖的。训练和测试的数据走了两条预处理的路，其中一条不一样，是真实项目里最常见的错误之一。办法是把两边各画一张出来看。
#
# </details>

# %% [markdown]
# ## 8　开放挑战（不计分）
#
# **不到 10 000 个参数，只用这 5000 张图，测试集正确率到 0.98。** 怎么训练都行：轮数、学习率、推一推图、换搭法。（`build_cnn` 交上去的那份仍要守它的规矩；挑战里没有规矩，批归一化、dropout 都可以。）
#
# 我们量过的（测试集正确率，一个数是一个种子）：
#
# | 做法 | 参数 | 8 轮 | 20 轮 |
# |---|---|---|---|
# | 表里的搭法 | 9098 | 0.951　0.960　0.963　0.959 | 0.963　0.965　0.969 |
# | 核 16、32 个，池化三次 | 7690 | 0.958　0.965　0.958 | 0.956　0.967 |
# | 表里的搭法，每张图再加上下左右各推一个像素的四张 | 9098 | 0.975　0.975 | |
# | 核 16、32 个那种，也加这四张 | 7690 | 0.977　0.971 | |
#
# 我们没有到过 0.98。多训练到 20 轮，平均从 0.958 到 0.966，比种子的起伏（标准差 0.004）略大一点；改搭法看不出差别。加上推过的图，四次都到了 0.97 以上，是表里最高的；不过图多到五倍，同样 8 轮走了 3128 步，不加图的 8 轮只有 632 步，20 轮也只有 1580 步。涨的里面多少归图、多少归步数，这张表分不清；推一推图为什么会有用，你已经知道了。
#
# 老规矩：用测试集挑来挑去，挑出来的最好成绩会偏高。从训练集里留出 500 张来挑，测试集只在最后看一次；报成绩时报几个种子的平均，不报最好的那个。

# %% tags=["demo"]
TRY = False  # 准备好了就改成 True


def my_model():
    """换成你的搭法。"""
    return build_cnn()


if ready("build_cnn", "train_cnn") and TRY:
    torch.manual_seed(0)
    model = my_model()
    x, y = tensor(x_train[:4500]), torch.tensor(y_train[:4500])
    train_cnn(model, x, y, 8, 0.002, 64, seed=0)
    held_out = np.mean(predict(model, x_train[4500:]) == y_train[4500:])
    count = sum(p.numel() for p in model.parameters())
    print(f"{count} 个参数，留出的 500 张上 {held_out:.3f}")

# %% [markdown]
# ## 9　终场：推着数字走
#
# 测试图推过了，现在轮到**你自己的数字**。第 1 节你打的那张图，先照 MNIST 的规矩摆好（笔画装进 20 × 20 的框，重心放在正中），用你的 `conv2d_forward` 抹匀一点，再从左推到右。每一格是推到那里时网络的回答，绿的对，红的错。
#
# **先猜**　摆在正中时两个网络都认得吗？往右推，哪一个先认错？（手打的字和 MNIST 的不是一个样子，也可能有一个从头到尾都认错：那就看它把你的数字当成了什么。）

# %% tags=["demo"]
GREEN, RED = "#7fc8a0", "#f2b8ae"

FIT = True  # 改成 False：不照 MNIST 的规矩摆，就用你打的样子


def fit(picture):
    """笔画缩放到 20 × 20 的框里，重心放在 28 × 28 的正中；不用读懂。"""
    rows, columns = np.nonzero(picture)
    ink = picture[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    size = [max(1, round(side * 20 / max(ink.shape))) for side in ink.shape]
    ink = torch.tensor(ink)[None, None]
    ink = nn.functional.interpolate(ink, size=size, mode="bilinear", antialias=True)
    ink = ink[0, 0].numpy()
    corner = []
    for axis in (0, 1):
        centre = np.average(np.arange(size[axis]), weights=ink.sum(axis=1 - axis))
        corner.append(min(max(round(13.5 - centre), 0), 28 - size[axis]))
    top, left = corner
    out = np.zeros((28, 28))
    out[top : top + size[0], left : left + size[1]] = ink
    return out


if ready("pad2d", "conv2d_forward", "build_cnn", "train_cnn"):
    blur = np.full((1, 1, 3, 3), 1 / 9)
    centred = fit(my_picture) if FIT else my_picture
    soft, _ = conv2d_forward(centred[None, None], blur, np.zeros(1), padding=1)
    soft = np.minimum(1.3 * soft, 1)
    names, steps = ("卷积网络", "全连接网络"), range(-9, 10)
    places = np.concatenate([slide(soft, 0, k) for k in steps])
    said = {name: predict(models[name], places) for name in names}
    # 画的不是数字时，就看回答和摆在正中时是否一样
    right_answer = {name: said[name][9] for name in names}
    if MY_LABEL is not None:
        right_answer = dict.fromkeys(names, int(MY_LABEL))

    fig, (left, strip) = plt.subplots(1, 2, figsize=(7.6, 2.2), width_ratios=(1, 3))

    def draw(k):
        """推了 k 个像素时的画面。"""
        left.clear()
        left.imshow(slide(soft, 0, k)[0, 0], vmin=0, vmax=1)
        left.set(xticks=[], yticks=[], xlabel=f"右移 {k}")
        strip.clear()
        for row, name in enumerate(names):
            for column in range(k + 10):
                answer = said[name][column]
                color = GREEN if answer == right_answer[name] else RED
                strip.add_patch(plt.Rectangle((column, row), 0.9, 0.8, color=color))
                strip.text(column + 0.45, row + 0.42, answer, ha="center", va="center")
        strip.set(xlim=(0, 19), ylim=(2, -0.2))
        strip.set(xticks=[0.45, 9.45, 18.45], yticks=[0.4, 1.4])
        strip.set(xticklabels=["−9", "0", "9"], yticklabels=names)
        strip.grid(False)
        strip.spines[:].set_visible(False)

    alt = "一个数字从左推到右，右边两行是两个网络在每个位置的回答"
    figures.film(fig, draw, steps, alt, wait=350)

# %% [markdown]
# **地图**　最后是四个方向都推。每个小方块是一张 21 × 21 的地图：正中的十字是原来的位置，往右一格是右移一个像素，往下一格是下移一个像素，最远推 10 个。绿的地方，网络还认得它；红的地方，认成了别的。第一列是你的图，后面是测试集里某个数字的第一张，`DIGITS` 可以换（0 到 9，几个都行）。
#
# **先猜**　哪个数字的绿地最大，哪个最小？

# %% tags=["demo"]
DIGITS = (0, 3, 4, 7, 8)

if ready("pad2d", "conv2d_forward", "build_cnn", "train_cnn"):
    first_of = {digit: np.flatnonzero(y_test == digit)[0] for digit in range(10)}
    digits = [int(digit) for digit in np.atleast_1d(DIGITS)]
    chosen = [soft] + [x_test[[first_of[digit]]] for digit in digits]
    span = range(-REACH, REACH + 1)
    moves = [(down, right) for down in span for right in span]
    two_colors = plt.matplotlib.colors.ListedColormap([RED, GREEN])
    fig, axes = plt.subplots(3, len(chosen), figsize=(8, 4.3), squeeze=False)
    for column, image in enumerate(chosen):
        places = np.concatenate([slide(image, *move) for move in moves])
        axes[0, column].imshow(image[0, 0], vmin=0, vmax=1)
        for ax, name in zip(axes[1:, column], names):
            true = right_answer[name] if column == 0 else digits[column - 1]
            known = (predict(models[name], places) == true).reshape(21, 21)
            ax.imshow(known, cmap=two_colors, vmin=0, vmax=1)
            ax.plot(REACH, REACH, "k+", markersize=5)
            ax.set_xlabel(f"{known.sum()} / 441", fontsize=9, labelpad=2)
    axes[0, 0].set_title("我的图", fontsize=10)
    for ax, name in zip(axes[1:, 0], names):
        ax.set_ylabel(name, fontsize=10)
    for ax in axes.flat:
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
    plt.show()

# %% tags=["demo"]


def around_the_centre(known):
    """与正中连成一片的绿格子有几个；正中是红的就是 0。不用读懂。"""
    found, edge = set(), [(REACH, REACH)]
    while edge:
        i, j = edge.pop()
        inside = 0 <= i <= 2 * REACH and 0 <= j <= 2 * REACH
        if inside and known[i, j] and (i, j) not in found:
            found.add((i, j))
            edge += [(i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)]
    return len(found)


if ready("pad2d", "conv2d_forward", "build_cnn", "train_cnn"):
    some, answers = x_test[:30], y_test[:30]
    print("30 张图平均，441 个位置里认得几个：")
    for name in names:
        said = [predict(models[name], slide(some, *move)) for move in moves]
        known = (np.stack(said) == answers).T.reshape(len(some), 21, 21)
        green = known.sum() / len(some)
        joined = np.mean([around_the_centre(one) for one in known])
        print(f"{name}：一共 {green:.0f} 个，其中与正中连成一片的 {joined:.0f} 个")

# %% [markdown]
# 每张地图下面，是绿格子的个数，不过别只看它。看**正中那一片**：围着十字、连成一片的绿地，才是网络真的认得它的地方，上一格打印的第二个数就是它。作者另外三个种子里，30 张图平均，一共的绿格子卷积网络 73 到 84 个、全连接网络 44 到 50 个；连成一片的是 64 到 69 个对 29 到 31 个，差得更远。
#
# 离得远的绿地要当心，那常常是碰巧：作者的四个种子，卷积网络都把推到最左边的图多半说成 7，于是 7 的绿地向左伸出一大片。你的网络偏爱的也许是另一个数字，看上面那排回答就知道。
#
# 先猜的两问，作者那一次是这样的。手打的 4 摆在正中，两个网络都认得；往右推，全连接网络到第 3 个像素就说成 5，卷积网络到第 6 个才说成 8。五个测试数字的地图里，卷积网络是 7 的绿地最大（173 个），3 的最小（52 个）；全连接网络是 3 的最大（71 个），8 的最小（22 个）。3 正好说明为什么别只看总数：全连接网络的 71 个比卷积网络的 52 个还多，却散在好几处。
#
# 地图值得存下来给朋友看：右键，另存为图片。往旁边推几个像素，784 个数差不多全换了地方，它还说是同一个字：**比全连接网络多出来的这片绿，是“同一组权重，滑到哪里都问同一个问题”和池化一起换来的。**

# %% [markdown]
# ## 小结
#
# | 今天写的 | 一句话 |
# |---|---|
# | `pad2d` | 四周补零，只补行和列；补的 0 是“这里是黑的” |
# | `conv2d_output_size` | 还剩几格可以走，每步走几格，再加起点那一处 |
# | `conv2d_forward` | 同一组权重，滑到哪里都问同一个问题 |
# | `conv2d_backward` | 用了几次就有几份梯度：放回原来的窗口，加起来，切掉补的零 |
# | `im2col`、`conv2d_im2col` | 每个窗口摊成一行，卷积就是一次矩阵乘法；拿内存换时间 |
# | `max_pool2d_forward`、`max_pool2d_backward` | 只有最大的说了算，梯度也整份给它（并列给第一个） |
# | `avg_pool2d_forward` | 人人有份；其实是一种固定的卷积 |
# | `build_cnn` | 卷积管“有什么”，池化只留“大概在哪里”，全连接拍板 |
# | `train_cnn` | 只建一次的、每轮一次的、每批一次的，分清三层缩进 |
#
# 还有一条：方的图、方的核、一个通道、一个样本，会藏住一半的错误；写完之后用各不相等的大小试一遍。
#
# 强多少（照表里的搭法）：摆正的数字，各用较好的条件，卷积网络只多对一个多百分点；今天的条件下推 3 个像素，多对二十多个百分点；参数不到全连接网络的五分之一。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. 两层 3 × 3 的卷积（步幅 1）叠起来，第二层的一个输出能看到输入的多大一块？
#
# <details><summary>答案</summary>
#
# 5 × 5。第二层看第一层的 3 × 3 个位置，最左和最右各再多看一个像素。这叫感受野（receptive field）。两个 3 × 3 的核只有 18 个权重（都只有一个通道时），一个 5 × 5 的核有 25 个。
#
# </details>
#
# 2. 卷积层的参数个数和图的大小有关系吗？
#
# <details><summary>答案</summary>
#
# 没有，只和核的大小、输入通道数、核的个数有关：`f * (c * kh * kw + 1)`。换一张更大的图，卷积层照用；要改的是后面的全连接层。
#
# </details>
#
# 3. 把所有图的像素按同一种方式打乱，今天的网络会怎样？
#
# <details><summary>答案</summary>
#
# 正确率从 0.96 降到 0.90 左右（三个种子 0.897 到 0.900），反倒不如同样条件下的全连接网络（0.917 到 0.922）。打乱之后，相邻的像素不再有关系，小窗口里看不出笔画；昨天的全连接网络却几乎不受影响。
#
# </details>
#
# 4. 一个 2 × 2 的窗口里四个数全是 0，最大池化的反向把梯度给谁？如果四个都给，会有什么后果？
#
# <details><summary>答案</summary>
#
# 只给左上角那个。四个都给，传回去的梯度总量就成了四倍，而且与前向不符：前向只有一个数被“选中”。不过，这四个 0 若是 ReLU 压出来的，给谁都看不出差别：再往回一步，ReLU 就把它们乘成 0 了。换成四个同样亮的像素（例如都是 1），多出来的三份才是真的错。
#
# </details>
#
# 5. 1 × 1 的卷积在做什么？有用吗？
#
# <details><summary>答案</summary>
#
# 每个像素上，把 `c` 个通道的值线性组合成 `f` 个：相当于对每个像素用同一个全连接层。它常用来改变通道数，开销很小。
#
# </details>
#
# 明天换一种数据：句子。图像的邻居在四面八方，文字的邻居在前前后后。

# %% [markdown]
# ## 延伸阅读
#
# - 阿斯顿·张、李沐等，《动手学深度学习》，卷积神经网络一章。
# - Goodfellow, Bengio, Courville，*Deep Learning*（2016），第 9 章：卷积网络。
# - LeCun, Bottou, Bengio, Haffner，*Gradient-Based Learning Applied to Document Recognition*，Proceedings of the IEEE 86（1998）：LeNet 与 MNIST 的出处。
# - Dumoulin, Visin，*A guide to convolution arithmetic for deep learning*（2016）：步幅和补零的图解。
# - Zeiler, Fergus，*Visualizing and Understanding Convolutional Networks*，ECCV 2014：更深的层在看什么。
#
# 数据：MNIST，Yann LeCun 与 Corinna Cortes，CC BY-SA 3.0；课程里的文件是其中 6000 张，重新划分过，仍按同一许可发布。照片：咖啡杯，Rachel Michetti，CC0，取自 scikit-image，改成了灰度并缩小。
