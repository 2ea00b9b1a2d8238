# ---
# jupyter:
#   autograder:
#     title: 第 1 天　NumPy 数组
#     builds: 只用自己的函数，认出一只你编出来的企鹅，再找到它的替身
#     minutes: 320
#     en:
#       title: Day 1. NumPy arrays
#       builds: your own functions tell the species of a penguin that you made up, and find its look-alike
# ---

# %% [markdown]
# # 第 1 天　NumPy 数组
#
# 深度学习里的一切都装在数组里：一张照片是一个数组，一千句话是一个数组，一个网络学到的东西也是一个数组。今天学怎么造数组、怎么从里面取东西、怎么让一行代码算完几万个数。后面六天，天天要用。
#
# **今天用到的旧知识**　这是第一天，只需要 Python 的基础：变量、列表、函数、`for` 和 `if`（`raise`、`try`、`with` 没见过也不要紧，照着例子用）。没用过 NumPy 完全没关系。
#
# **今天结束时你会有**
#
# - 十个短小的函数，大多只有两三行，几乎没有一个循环；
# - 一张由 342 只企鹅的真实测量数据画出来的“距离图”，三个物种在图上是什么样子，画之前先猜；
# - 一个只靠你自己的函数、看四个尺寸来认企鹅物种的程序，它认得有多准，到时候考一考；
# - 一只你自己编的企鹅，它的物种由你的程序来认，还有一只和它最像的异族：尺寸只差一点点，物种就换了。

# %% [markdown]
# ## 时间表
#
# 合计约 320 分钟，100 分：读讲义、看图、想题目都算在里面，按第一次用 NumPy 的人估计。可以在任意两节之间停下来休息；分两次做，在第 6 节之后停最好。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 1 | 造数组 | 12 | |
# | 2 | 切片与视图：corner_views、checkerboard | 32 | 16 |
# | 3 | 用数组当下标：one_hot | 22 | 10 |
# | 4 | 统计与布尔数组：replace_outliers | 25 | 10 |
# | 5 | 从磁盘读数据，结构化数组：field_mean | 20 | 7 |
# | 6 | 广播：standardize、pairwise_distances | 63 | 26 |
# | 7 | 排序：top_k | 20 | 10 |
# | 8 | 下标也能算出来：sliding_windows | 25 | 11 |
# | 9 | 随机数：train_test_split | 22 | 10 |
# | 10 | 合起来：这是哪种企鹅？ | 30 | |
# | 11 | 三次坏掉的实验 | 12 | |
# | 12 | 开放挑战：三张名片（不计分） | 12 | |
# | 13 | 终场：你自己的企鹅 | 10 | |
# | | 小结、自测 | 15 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就一条一条地展开“提示”：第一条只问一个问题，第二条指个方向，第三条给出代码的样子；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。
#
# 看到“**先猜**”，请真的停一下，在心里（最好在纸上）写下答案，再运行下一格：猜错的那些，才是今天学到的。看到“**弄坏它**”，就照着开关把好好的东西弄坏，看看坏了是什么样子。
#
# 几条通用的约定：
#
# - 二维数组里一行是一个样本，一列是一项测量：形状 `(n, d)` 就是 n 个样本、d 项测量，`n` 可以是 1；
# - 下标从 0 数起；
# - 除非练习里另说，不要改动传进来的数组；
# - 传进来的数组可能是转置或切片得到的，内存不一定连续；
# - 要求返回数组的地方，返回列表不算。
#
# 下面两格导入（import）今天要用的包。`autograder` 是这门课自带的，管检查和进度条。`matplotlib.pyplot` 是画图的，大家都简写成 `plt`：`plt.subplots` 铺一张纸、分好格子，`ax.scatter`、`ax.plot`、`ax.imshow` 往格子里画点、画线、画一块块的颜色，`plt.show()` 拿给你看。**画图的代码都不用读懂**，看图就好。
#
# 要是头一格就报 `No module named 'autograder'`，说明这个 JupyterLab 不是在课程的环境里打开的：回到课程的文件夹，在终端里运行 `make lab`，从它打开的那一页进来。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %%
import numpy as np

# %% [markdown]
# ## 1　造数组
#
# 数组（array）是一块排得整整齐齐的数：每个数类型相同，每一行一样长。正因为整齐，NumPy 才能把整块一次算完。和列表比一比：

# %% tags=["demo"]
prices = [3, 5, 8]
print("列表 * 2：", prices * 2)
print("数组 * 2：", np.array(prices) * 2)
print("数组 + 数组：", np.array(prices) + np.array([10, 20, 30]))

# %% [markdown]
# 列表乘以 2 是重复一遍，数组乘以 2 是每个数都乘以 2。加减乘除、比较、`np.sqrt`、`np.exp`……都是**逐元素**（elementwise）的，不用写循环。
#
# 拿到一个数组，先看四样东西：

# %% tags=["demo"]
table = np.array([[1, 2, 3], [4, 5, 6]])
print(table)
print("有几个轴   ndim  ", table.ndim)
print("每个轴多长 shape ", table.shape)
print("一共几个数 size  ", table.size)
print("什么类型   dtype ", table.dtype)

# %% [markdown]
# **dtype** 是元素的类型，整个数组只有一种。混着给，NumPy 会挑一个都装得下的类型。
#
# **先猜**　下一格先打印三个 dtype，再往整数数组里放一个 9.99。放进去的是 9.99、10，还是别的？会报错吗？

# %% tags=["demo"]
print(np.array([1, 2, 3]).dtype, np.array([1, 2.5, 3]).dtype, np.array([True]).dtype)

counts = np.array([1, 2, 3])
counts[0] = 9.99  # 往整数数组里放一个小数
print(counts)

# %% [markdown]
# 记住最后这一行的结果：往整数数组里放 9.99，得到的是 9。整数数组只装得下整数，小数部分悄悄丢了，没有任何警告。今天的练习 1.4（replace_outliers）和 1.6（standardize）会遇到它。
#
# 常用的构造函数：
#
# | 写法 | 得到 |
# |---|---|
# | `np.zeros((2, 3))`、`np.ones(…)`、`np.full((2, 3), 7)` | 全 0、全 1、全 7；默认是浮点数，要整数就写 `dtype=int` |
# | `np.arange(2, 10, 3)` | 2, 5, 8：从 2 开始，不到 10，每次加 3 |
# | `np.linspace(0, 1, 5)` | 0 到 1 均匀取 5 个数，两头都算 |
# | `np.eye(3)` | 3 × 3 的单位矩阵 |
# | `np.zeros_like(a)` | 形状和 dtype 都与 `a` 相同的全 0 数组 |
#
# **改形状与拼接**　`reshape` 只改“怎么摆”，数和次序不变；有一个轴写 −1，就由 NumPy 去算。`np.concatenate` 沿着已有的轴接起来，`np.stack` 叠出一个新轴：

# %% tags=["demo"]
print(np.arange(12).reshape(3, -1))  # -1 处算得 4

a, b = np.array([1, 2, 3]), np.array([7, 8, 9])
print("concatenate", np.concatenate([a, b]))
print("stack\n", np.stack([a, b]), sep="")
print("stack, axis=1\n", np.stack([a, b], axis=1), sep="")

# %% [markdown]
# ## 2　切片与视图
#
# 每个轴各用一个下标，之间用逗号隔开。切片（slice）`start:stop:step` 和列表的一样，不含 `stop`，三个数都可以省略：

# %% tags=["demo"]
a = np.arange(20).reshape(4, 5)
print(a)
print("a[2, 3]     ", a[2, 3])
print("a[-1]       ", a[-1])  # 只给一个下标：整行
print("a[0, 1:4]   ", a[0, 1:4])
print("a[:3, -1]   ", a[:3, -1])  # 前三行的最后一个
print("a[::3, ::2]\n", a[::3, ::2], sep="")

# %% [markdown]
# 注意形状怎么变：**整数下标会消掉一个轴，切片会保留它**。
#
# | 写法 | 形状 |
# |---|---|
# | `a` | `(4, 5)` |
# | `a[0, 1:4]` | `(3,)` |
# | `a[0:1, 1:4]` | `(1, 3)` |
# | `a[..., 0]` | `(4,)`，`...` 代表“前面所有的轴” |
# | `a[:, np.newaxis, :]` | `(4, 1, 5)`，`np.newaxis`（也可以写 `None`）插进一个长度为 1 的轴 |
#
# ### 视图与副本
#
# 切片不搬数。它返回的是**视图**（view）：另一个数组，看的却是同一段内存。要一份自己的，写 `.copy()`，得到**副本**（copy）。
#
# ![视图与副本：a 和 v 读的是同一段内存，c 有自己的内存](figures/views.svg)
#
# **先猜**　下一格改了 `v` 里的一个数、`c` 里的一个数，然后打印 `a`。`a` 里会变几个数？100 会出现在第几行第几列？

# %% tags=["demo"]
a = np.arange(12).reshape(3, 4)
v = a[1:, ::2]
c = v.copy()
v[0, 0] = 100  # 写进视图
c[1, 1] = -1  # 写进副本
print(a)
print("a 和 v 共用内存吗？", np.shares_memory(a, v))
print("a 和 c 呢？", np.shares_memory(a, c))

# %% [markdown]
# `v[0, 0]` 和 `a[1, 0]` 是内存里的同一格，改了一个，另一个就跟着变；-1 写进了副本，`a` 不知道。
#
# 视图让切片又快又省：从一百万张图里切出前一半，一个数也不用搬。代价是要留神：改了视图，原来的数组也变了。

# %% [markdown]
# ### 练习 1.1 corner_views（约 12 分钟，9 分）
#
# **做什么**　从一个二维数组里取出四个部分，都要是**视图**。`a` 至少 4 行 4 列，行数和列数都可以更多。
#
# ![四个视图各取哪些格子](figures/corner_views.svg)
#
# | | 取什么 | 形状（`a` 是 `(r, c)`） |
# |---|---|---|
# | ① | 第 1 行里，第 2、3 两列 | `(2,)` |
# | ② | 整个第 1 列 | `(r,)` |
# | ③ | 第 2 行起、第 2 列起，一直到最后 | `(r − 2, c − 2)` |
# | ④ | 奇数行（1, 3, …）与偶数列（0, 2, …）相交处 | 二维 |
#
# 行和列都从 0 数起，所以“第 1 行”是从上往下第二行。
#
# **例子**　`a = np.arange(20).reshape(4, 5)`，就是上面打印过的那个数组：
#
# - ① `[7, 8]`
# - ② `[1, 6, 11, 16]`
# - ③ `[[12, 13, 14], [17, 18, 19]]`
# - ④ `[[5, 7, 9], [15, 17, 19]]`
#
# <details><summary>提示一：想一想</summary>
#
# 四个结果里，哪几个少了一个轴，哪几个没有少？少掉的那个轴，下标应当写整数还是写切片？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 四个都只要一对方括号，逗号左边管行，右边管列。“一直到最后”就是不写终点；“隔一行拿一行”就是写步长。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `return a[…, …], a[…, …], a[…, …], a[…, …]`：四对方括号，八个位置，其中两个是整数，六个是切片。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 照着 4 × 4 写死了终点，数组一大就少取；<!-- wrong: hard-coded-four from-the-end -->
# - `a[2:][2:]`：两次切的都是行。行和列要放在同一对方括号里；<!-- wrong: sliced-twice -->
# - 用 `[2, 3]` 这样的列表当下标，得到的是副本（第 3 节会讲）；<!-- wrong: list-index -->
# - 行和列从 1 数起，全都早了一行一列。<!-- wrong: counted-from-one -->
#
# </details>


# %% exercise="corner_views"
def corner_views(a: np.ndarray) -> tuple:
    """取出二维数组的四个部分，都是 a 的视图。

    参数
        a: (r, c) 的数组，r 和 c 都不小于 4，元素类型不限，内存不一定连续；不变。
    返回
        四个数组的 tuple（用 list 也可以），次序如下，都与 a 共用内存：
        (2,) 第 1 行的第 2、3 列；(r,) 第 1 列；
        (r-2, c-2) 第 2 行起、第 2 列起的全部；奇数行与偶数列相交处（二维）。
    例子
        >>> row, column, corner, lattice = corner_views(np.arange(20).reshape(4, 5))
        >>> row, column
        (array([7, 8]), array([ 1,  6, 11, 16]))
        >>> corner
        array([[12, 13, 14],
               [17, 18, 19]])
        >>> lattice
        array([[ 5,  7,  9],
               [15, 17, 19]])
    """
    ### BEGIN SOLUTION
    return a[1, 2:4], a[:, 1], a[2:, 2:], a[1::2, ::2]
    ### END SOLUTION


# %% check="corner_views" points=9 minutes=12
check("corner_views")

# %% [markdown]
# ### 通过下标赋值
#
# 下标放在等号左边，就是往数组里写。右边可以是一个数，也可以是形状合适的数组：

# %% tags=["demo"]
a = np.zeros((3, 4), dtype=int)
a[0] = 7  # 整行都写 7
a[1:, 2] = [8, 9]  # 两个位置，两个数
a[:, 0] -= 1  # 读、减、写回
print(a)

v = a[2]
v[:] = 5  # 写进 v 看着的那段内存：a 变了
v = 0  # 只是让名字 v 指向别的东西：a 不变
print(a)

# %% [markdown]
# 最后两行值得看两遍。`v[:] = 5` 改的是数组里的数；`v = 0` 只是让名字 `v` 改指别的东西。

# %% [markdown]
# ### 练习 1.2 checkerboard（约 10 分钟，7 分）
#
# **做什么**　造一个 $n \times n$ 的棋盘：0 和 1 交替，上下左右相邻的两格总是不同，左上角是 0。
#
# **例子**　$n = 3$：
#
# $$
# \begin{pmatrix} 0 & 1 & 0 \\ 1 & 0 & 1 \\ 0 & 1 & 0 \end{pmatrix}
# $$
#
# $n = 1$ 是 `[[0]]`，$n = 0$ 是形状为 `(0, 0)` 的空数组。
#
# **为什么**　这是带步长的切片最漂亮的用处。往后你会用同样的办法，一行代码挑出图像的隔行、隔列。
#
# <details><summary>提示一：想一想</summary>
#
# 在纸上画 4 × 4。第 0 行的 1 在哪几列？第 1 行的呢？第 2 行又和谁一样？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先造全 0 的整数数组。为 1 的格子分成两拨：偶数行里的奇数列，奇数行里的偶数列。`start::2` 就是“从起点开始，隔一个拿一个”。
#
# 也可以从行号加列号的奇偶去想，那要用到第 6 节的广播。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 造数组一句；`board[…, …] = 1` 两句，行的起点和列的起点在两句里正好对调；最后 `return board`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `np.zeros((n, n))` 默认是浮点数，这里要整数；<!-- wrong: float -->
# - 用一个 2 × 2 的小块去铺，$n$ 是奇数时少一行一列；<!-- wrong: tiles-cut-short -->
# - 把 0, 1, 0, 1, … 一路排下去再改成方阵：$n$ 是偶数时每一行都一样，成了条纹；<!-- wrong: one-long-row -->
# - 用 `print` 显示了棋盘，忘了 `return`：函数交回来的是 `None`。<!-- wrong: prints -->
#
# </details>


# %% exercise="checkerboard"
def checkerboard(n: int) -> np.ndarray:
    """n × n 的棋盘，0 和 1 交替，左上角是 0。

    参数
        n: 边长，不小于 0 的整数；奇数、偶数都可能。
    返回
        (n, n) 的整数数组（哪种整数都行，不是浮点数也不是布尔）；n = 0 时形状是 (0, 0)。
    例子
        >>> checkerboard(3)
        array([[0, 1, 0],
               [1, 0, 1],
               [0, 1, 0]])
    """
    ### BEGIN SOLUTION
    board = np.zeros((n, n), dtype=int)
    board[::2, 1::2] = 1
    board[1::2, ::2] = 1
    return board
    ### END SOLUTION


# %% check="checkerboard" points=7 minutes=10
check("checkerboard")

# %% tags=["demo"]
if ready("checkerboard"):
    rows, columns = np.indices((96, 96))
    waves = np.sin(np.hypot(rows - 30, columns - 40) / 4)
    blocks = np.kron(checkerboard(8), np.ones((12, 12)))  # 每格放大成 12 × 12
    fig, axes = plt.subplots(1, 3, figsize=(8, 2.9))
    axes[0].imshow(checkerboard(8))
    axes[1].imshow(waves, cmap="RdBu")
    axes[2].imshow(np.where(blocks == 1, waves, -waves), cmap="RdBu")
    for ax, title in zip(axes, ("checkerboard(8)", "水波", "棋盘格里的水波反相")):
        ax.set_title(title)
        ax.axis("off")
    plt.show()

# %% [markdown]
# 右边那张图里没有一个循环：棋盘当作“开关”，`np.where(条件, 甲, 乙)` 在条件成立的地方取甲，其余取乙。

# %% [markdown]
# **弄坏它**　有人从棋盘中间切下一块，涂上别的颜色，只想改自己手里的那一块。先猜左边的棋盘会不会变，再运行；然后把 `COPY` 改成 `True` 再来一次。

# %% tags=["demo"]
COPY = False

if ready("checkerboard"):
    board = checkerboard(8)
    piece = board[2:6, 3:7].copy() if COPY else board[2:6, 3:7]
    piece[piece == 0] = 3  # 只想改手里这一块
    fig, axes = plt.subplots(1, 2, figsize=(6, 2.9))
    axes[0].imshow(board, cmap="viridis", vmin=0, vmax=3)
    axes[0].set_title("原来的棋盘")
    axes[1].imshow(piece, cmap="viridis", vmin=0, vmax=3)
    axes[1].set_title("手里的一块")
    for ax in axes:
        ax.axis("off")
    plt.show()

# %% [markdown]
# 没有一句话提到要改棋盘，棋盘却变了，也没有任何警告。真实的项目里，这样的错常常要到很远的地方才露面。切下来要改的，先 `.copy()`。

# %% [markdown]
# ## 3　用数组当下标
#
# 下标本身也可以是整数数组（integer array indexing）：给出一串位置，取出一串元素，次序随你，也可以重复。
#
# **先猜**　`a` 是 4 × 5。`a[[0, 1, 2], [4, 0, 2]]` 取出来几个数：3 个，还是 3 × 3 = 9 个？是哪几个？

# %% tags=["demo"]
a = np.arange(20).reshape(4, 5)
print("a[[3, 0, 3]]\n", a[[3, 0, 3]], sep="")  # 第 3、0、3 行
print("a[[0, 1, 2], [4, 0, 2]]", a[[0, 1, 2], [4, 0, 2]])
print("a[1:3, [4, 0]]\n", a[1:3, [4, 0]], sep="")  # 切片与整数数组混用
print("a.flat[[0, 7, 19]]", a.flat[[0, 7, 19]])  # 当作拉平的一长串来数

# %% [markdown]
# 三件事要记住：
#
# - 每个轴都给一个整数数组时，它们**一对一对地配**：`a[[0, 1, 2], [4, 0, 2]]` 取的是 (0, 4)、(1, 0)、(2, 2) 这 3 个元素，不是 3 × 3 的一块；
# - 整数数组取出来的是**副本**，不是视图，因为位置没有规律，没法用同一段内存“跳着看”；
# - 放在等号左边时，写进的仍是原来的数组：

# %% tags=["demo"]
a = np.zeros((3, 4), dtype=int)
a[[0, 1, 2], [3, 1, 2]] = [10, 20, 30]  # 每行写一格
print(a)

rows = a[[0, 2]]
rows[:] = -1  # rows 是副本
print("a 没有变：", a[0], a[2])

# %% [markdown]
# ### 练习 1.3 one_hot（约 15 分钟，10 分）
#
# **做什么**　把类别编号变成独热编码（one-hot encoding）：每个样本一行，自己类别的那一格是 1，其余是 0。
#
# | | 形状和类型 |
# |---|---|
# | `labels` | `(n,)` 整数，取值 0 到 `num_classes − 1` |
# | 返回 | `(n, num_classes)` 浮点数 |
#
# **例子**　`labels = [2, 0]`，`num_classes = 4`：
#
# $$
# \begin{pmatrix} 0 & 0 & 1 & 0 \\ 1 & 0 & 0 & 0 \end{pmatrix}
# $$
#
# **为什么**　网络输出的是“每个类别多少分”，要和答案相减，答案也得写成同样的形状。第 4 天会用到它。今天最后用它来数票。
#
# **编号越界要报错**　出现负数或不小于 `num_classes` 的编号时，抛出 `ValueError`：
#
# ```python
# raise ValueError("编号应当在 0 到 num_classes − 1 之间")
# ```
#
# 为什么要特意检查？因为 −1 在 NumPy 里是合法的下标，意思是“最后一个”。不检查的话，错误的标签会悄悄变成最后一类。提示里有检查的写法，用到的布尔数组第 4 节细讲，这里先照着用。
#
# <details><summary>提示一：想一想</summary>
#
# 第 $i$ 行的 1 写在哪一列？一共要写几格？照“一对一对地配”，行号是怎样的一串数，列号又是怎样的一串？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 行号是 0, 1, …, n − 1，列号你手里已经有了。往全 0 的数组里写 1。
#
# 检查：`labels < 0` 得到一串 True 和 False，`np.any` 问“有没有一个是 True”。两个条件之间用 `|`（或），各自加括号。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 四步：检查编号，不对就抛出错误；造一个全 0 的数组，想清楚它的形状；一句赋值，等号左边的方括号里放两串一样长的整数；返回。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 `labels.max() + 1` 当列数：这一批里恰好没有最后一类时，就少一列；<!-- wrong: columns-from-maximum -->
# - `out[:, labels] = 1` 把每一行的那些列全写成了 1，没有一对一对地配；<!-- wrong: whole-columns -->
# - `labels.min()` 在没有样本（n = 0）时会报错；`np.any(…)` 不会。<!-- wrong: empty-fails -->
#
# </details>


# %% exercise="one_hot"
def one_hot(labels: np.ndarray, num_classes: int) -> np.ndarray:
    """类别编号的独热编码。

    参数
        labels: (n,) 的整数数组（哪种整数都行，包括无符号的），取值 0 到 num_classes-1；
            n 可以是 0，内存不一定连续；不变。
        num_classes: 类别数，不小于 1。
    返回
        (n, num_classes) 的浮点数组（float64、float32 都行），每行恰有一个 1。
    异常
        ValueError: 有编号小于 0，或不小于 num_classes。
    例子
        >>> one_hot(np.array([2, 0]), 4)
        array([[0., 0., 1., 0.],
               [1., 0., 0., 0.]])
    """
    ### BEGIN SOLUTION
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError("编号应当在 0 到 num_classes − 1 之间")
    out = np.zeros((len(labels), num_classes))
    out[np.arange(len(labels)), labels] = 1
    return out
    ### END SOLUTION


# %% check="one_hot" points=10 minutes=15
check("one_hot")

# %% [markdown]
# ## 4　统计与布尔数组
#
# `sum`、`mean`、`std`、`median`、`min`、`max` 把许多数变成一个。不写 `axis`，就对全部元素算；写了 `axis`，就**把那个轴算没**：
#
# ![沿轴求和](figures/axes.svg)
#
# 容易弄混？那就只看形状：`(2, 3)` 对 `axis=0` 求和，划掉 2，剩 `(3,)`。加上 `keepdims=True`，划掉的轴留一个长度 1 的空位，后面做广播时很方便。

# %% tags=["demo"]
x = np.array([[3.0, 1.0, 4.0], [1.0, 5.0, 9.0]])
print("全部的平均", x.mean().round(2), "　每列的平均", x.mean(axis=0))
print("每行的最大值", x.max(axis=1))
print("中位数", np.median(x), "　标准差", x.std().round(3))

# %% [markdown]
# 标准差（standard deviation）量的是“离平均值一般有多远”。`np.std` 默认除以 $n$，叫总体标准差（population standard deviation）；有些软件默认除以 $n - 1$。今天都用除以 $n$ 的：
#
# $$
# \mu = \frac{1}{n} \sum_i x_i, \qquad \sigma = \sqrt{\frac{1}{n} \sum_i (x_i - \mu)^2}
# $$
#
# **布尔数组**　比较也是逐元素的，得到一个布尔数组（boolean array）。它能当下标：True 的位置取出来，或者写进去。

# %% tags=["demo"]
x = np.array([4, -2, 7, -5, 1])
print("x < 0      ", x < 0)
print("x[x < 0]   ", x[x < 0])
print("几个负数   ", np.sum(x < 0))  # True 当 1 数
print("或、且、非 ", (x < 0) | (x > 5), (x > 0) & (x < 5), ~(x < 0))
print("np.where   ", np.where(x < 0, 0, x))  # 造一个新数组，x 不变

x[x < 0] = 0  # 写回 x
print("x          ", x)

# %% [markdown]
# 和整数数组一样：布尔下标取出来的是副本，放在等号左边则写进原数组。多个条件要用 `|`、`&`、`~`，每个条件加括号，不能用 `or`、`and`、`not`。

# %% [markdown]
# ### 练习 1.4 replace_outliers（约 15 分钟，10 分）
#
# **做什么**　离平均值太远的数，多半是记错了。把它们换成中位数：
#
# $$
# |x_i - \mu| > k\,\sigma \quad\Longrightarrow\quad x_i \text{ 换成中位数}
# $$
#
# $\mu$、$\sigma$（总体标准差）和中位数都对**原来的全部元素**算，不分行列；恰好等于 $k\sigma$ 的不换。返回新的浮点数组，`x` 不变。
#
# **例子**　`x = [1, 2, 3, 4, 90]`，`k = 1.5`：
#
# - $\mu = 20$，$\sigma \approx 35.01$，$k\sigma \approx 52.52$，中位数是 3；
# - 只有 90 离 20 超过 52.52，所以得到 `[1., 2., 3., 4., 3.]`。
#
# **为什么是中位数**　那个 90 把平均值拉到了 20，而中位数还是 3。用被拉歪的平均值去补，补的也是歪的。
#
# <details><summary>提示一：想一想</summary>
#
# “哪些位置要换”能不能先写成一个和 `x` 同形状的布尔数组？它要用到 `x` 的哪两个统计量？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# “离平均值多远”是差的绝对值，用 `np.abs`。统计量都在动手**之前**算好。结果要是浮点数，`x` 不能变：要么造一个新数组，要么先 `x.astype(float)` 得到一份浮点副本。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 两句：`far = …`（一个比较），`return np.where(far, …, …)`。或者三句：浮点副本 `out`、`out[far] = …`、返回它。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 在 `x` 上直接改：调用者的数据就没了；<!-- wrong: in-place -->
# - `x` 是整数数组时，`x.copy()` 也是整数数组，中位数 2.5 写进去就成了 2；<!-- wrong: integer-copy -->
# - 只看 `x − μ > kσ`，漏了太小的那一边；<!-- wrong: only-above -->
# - 量的是离中位数多远：要不要换，看的是离**平均值** $\mu$ 多远；<!-- wrong: around-median -->
# - 先剔除异常值再算中位数：这里说的是原来全部元素的中位数。<!-- wrong: median-of-the-rest -->
#
# </details>


# %% exercise="replace_outliers"
def replace_outliers(x: np.ndarray, k: float) -> np.ndarray:
    """把离平均值超过 k 个标准差的元素换成中位数。

    参数
        x: 任意形状的数值数组（整数或浮点数），至少一个元素，内存不一定连续。
        k: 正数，整数或浮点数。
    返回
        与 x 同形状的浮点新数组：|x - 平均值| > k × 总体标准差 的元素换成原来 x 的中位数，
        其余照旧（恰好相等的不换；全都相同时标准差是 0，什么也不换）。
        平均值、标准差、中位数都对 x 的全部元素算。x 不变。
    例子
        >>> replace_outliers(np.array([1, 2, 3, 4, 90]), 1.5)
        array([1., 2., 3., 4., 3.])
    """
    ### BEGIN SOLUTION
    far = np.abs(x - x.mean()) > k * x.std()
    return np.where(far, np.median(x), x.astype(float))
    ### END SOLUTION


# %% check="replace_outliers" points=10 minutes=15
check("replace_outliers")

# %% [markdown]
# 有人手抄体重（克），两处手滑：34500 多按了一个 0，425 漏了一个 0。
#
# **先猜**　阈值从 $k = 3$ 一路收紧到 0.3，两个错的各在哪一步被抓出来？会不会冤枉好的？

# %% tags=["demo"]
if ready("replace_outliers"):
    mass = np.array([3750, 3800, 3250, 34500, 3650, 3625, 4675, 3475, 425, 3300, 3700])
    mass = np.append(mass, 3200)
    for k in (3.0, 1.0, 0.5, 0.3):
        changed = replace_outliers(mass, k) != mass
        print(f"k = {k}：被换掉的是 {mass[changed]}")
    print("平均值", mass.mean().round(), "　中位数", np.median(mass))

# %% [markdown]
# 那个 34500 太大，把标准差也撑大了，425 就躲在它的影子里，要到 k = 0.5 才藏不住；k 再小，三只清白的企鹅也跟着遭殃。异常值会掩护异常值，所以动手之前先把数据画出来看看。

# %% [markdown]
# ## 5　从磁盘读数据，结构化数组
#
# 现在请出今天的主角：南极洲帕尔默群岛的 344 只企鹅，三个物种：Adelie（阿德利企鹅）、Chinstrap（帽带企鹅）、Gentoo（巴布亚企鹅）。数据在 notebook 旁边的 `penguins.csv` 里。先看看文件长什么样：

# %% tags=["demo"]
with open("penguins.csv", encoding="utf-8") as file:
    for _ in range(5):
        print(file.readline(), end="")

# %% [markdown]
# 一行一只，用逗号隔开；`NA` 是没有测到。前两列是文字，后面是数，普通的数组只有一种 dtype，装不下。**结构化数组**（structured array）可以：每个元素是一条记录，记录里有几个有名字的字段（field），每个字段有自己的 dtype。

# %% tags=["demo"]
record = [
    ("species", "U9"),  # 至多 9 个字符的文字
    ("island", "U9"),
    ("bill_length_mm", float),  # 嘴长
    ("bill_depth_mm", float),  # 嘴高
    ("flipper_length_mm", float),  # 翅长
    ("body_mass_g", float),  # 体重
]
with open("penguins.csv", encoding="utf-8") as file:
    penguins = np.genfromtxt(file, delimiter=",", skip_header=1, dtype=record)

print("形状", penguins.shape, "　字段", penguins.dtype.names)
print("第 0 条记录  ", penguins[0])
print("第 3 条记录  ", penguins[3])
print("一个字段     ", penguins["body_mass_g"][:6])
print("Gentoo 有几只", np.sum(penguins["species"] == "Gentoo"))

# %% [markdown]
# 下标是字段名，得到那个字段的普通数组（是视图）；下标是整数、切片、布尔数组，得到记录。没测到的读成了 `nan`（not a number，不是数）。
#
# `nan` 会传染：和它算什么都是 `nan`。它甚至不等于自己，要用 `np.isnan` 去找：

# %% tags=["demo"]
some = penguins["body_mass_g"][:6]
print("平均", some.mean(), "　nan == nan 吗？", some[3] == some[3])
print("isnan", np.isnan(some))

# %% [markdown]
# 数组自己的格式是 `.npy`，存取都只要一行，dtype 和形状原样保留：

# %% tags=["demo"]
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder, "penguins.npy")
    np.save(path, penguins)
    again = np.load(path)
print(again.dtype == penguins.dtype, again[0])

# %% [markdown]
# ### 练习 1.5 field_mean（约 10 分钟，7 分）
#
# **做什么**　求结构化数组里一个字段的平均值，不把 `nan` 算在内：分子不加它，分母也不数它。
#
# **例子**　字段 `mass` 的值是 3000、nan、4000，平均是 $(3000 + 4000) / 2 = 3500$。
#
# **没有这个字段要报错**　抛出 `ValueError` 或 `KeyError`，哪一个都行。NumPy 自己就会抛 `ValueError`，你只要别把它藏起来。
#
# **为什么用名字**　按位置（“第 4 列”）取，换一个列序不同的文件就全错了，而且不会报错。按名字取，要么对，要么立刻知道。
#
# <details><summary>提示一：想一想</summary>
#
# `penguins["height"]` 会怎样？那么“没有这个字段要报错”，要你写什么？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 按名字取出字段，得到普通的数组。`np.isnan` 说的是哪些**是** nan，前面加一个 `~` 就反过来。整数字段也可以用 `np.isnan`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `values = …`；再从 `values` 里用布尔数组留下是数的那些，求平均，返回。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把 `nan` 换成 0 再平均：分母多数了，结果偏小；<!-- wrong: nan-as-zero -->
# - 只要一条记录里有任何一个 `nan` 就整条扔掉：别的字段没测到，与这个字段无关。<!-- wrong: whole-records-dropped -->
#
# </details>


# %% exercise="field_mean"
def field_mean(records: np.ndarray, field: str) -> float:
    """结构化数组一个字段的平均值，忽略 NaN。

    参数
        records: (n,) 的结构化数组，字段的个数和次序不限，n 不小于 1；不变。
        field: 字段名，与 records.dtype.names 里的某一个完全相同（大小写也相同），
            可以恰好是 "size" 这样的属性名；那个字段是整数或浮点数（float32 也可能），
            至少有一个不是 NaN。
    返回
        一个实数。
    异常
        ValueError 或 KeyError: 没有这个字段。
    例子
        >>> birds = np.array(
        ...     [("a", 3000.0), ("b", np.nan), ("c", 4000.0)],
        ...     dtype=[("name", "U1"), ("mass", float)],
        ... )
        >>> float(field_mean(birds, "mass"))
        3500.0
    """
    ### BEGIN SOLUTION
    values = records[field]
    return float(values[~np.isnan(values)].mean())
    ### END SOLUTION


# %% check="field_mean" points=7 minutes=10
check("field_mean")

# %% tags=["demo"]
if ready("field_mean"):
    print("物种         只数   嘴长    嘴高    翅长     体重")
    for name in np.unique(penguins["species"]):
        group = penguins[penguins["species"] == name]
        means = [field_mean(group, field) for field in penguins.dtype.names[2:]]
        print(f"{name:10} {len(group):6}", *(f"{mean:7.1f}" for mean in means))

# %% [markdown]
# 三个物种的平均尺寸确实不同：Gentoo 翅膀长、体重大、嘴矮，Adelie 嘴短，Chinstrap 的嘴又长又高。只看一只，能不能认出来？今天的最后见分晓。
#
# 先把四项测量叠成一个普通的二维数组，去掉没测到的那两只；再用 `np.unique` 把物种名变成编号（`.any(axis=1)` 逐行地问：这一行里有没有一个 True？）：

# %% tags=["demo"]
measures = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
table = np.stack([penguins[name] for name in measures], axis=1)
complete = ~np.isnan(table).any(axis=1)
table = table[complete]
species, label = np.unique(penguins["species"][complete], return_inverse=True)
print("table", table.shape, "　species", species, "　label", label[[0, 151, 341]])

# %% [markdown]
# ## 6　广播
#
# 形状不同的两个数组也能相加，只要**对得上**。NumPy 把长度为 1 的轴铺开，铺到与对方一样长，这叫广播（broadcasting）：
#
# ![广播：(3, 1) 与 (1, 4) 得到 (3, 4)](figures/broadcast.svg)
#
# 规则只有两条，从**最后一个轴**往前对：
#
# 1. 轴少的那个，在前面补长度为 1 的轴；
# 2. 每个轴上，两边要么一样长，要么有一边是 1。对不上就报错。
#
# | 甲 | 乙 | 结果 |
# |---|---|---|
# | `(5, 3)` | `(3,)` | `(5, 3)`：乙补成 `(1, 3)`，加到每一行 |
# | `(5, 3)` | `(5,)` | 报错：从后往前对，3 和 5 |
# | `(5, 3)` | `(5, 1)` | `(5, 3)`：每一行加自己的数 |
# | `(5, 1, 3)` | `(7, 3)` | `(5, 7, 3)` |

# %% [markdown]
# **先猜**　下面六对形状，哪几对加得起来，结果是什么形状？先在纸上从后往前对，再运行：

# %% tags=["demo"]
for first, second in (
    ((4, 3), (3,)),
    ((4, 3), (4,)),
    ((4, 1), (4,)),
    ((2, 1, 3), (5, 1)),
    ((2, 4, 3), (4, 1)),
    ((2, 4, 3), (2, 4)),
):
    try:
        print(first, "+", second, "→", np.broadcast_shapes(first, second))
    except ValueError:
        print(first, "+", second, "→ 对不上")

# %% [markdown]
# 第三对最值得记住：一个“竖着”的和一个“躺着”的，一样长，加出来却是一张方表。

# %% tags=["demo"]
hours = np.arange(3)[:, np.newaxis]  # (3, 1)
minutes = np.array([0, 15, 30, 45])  # (4,)，补成 (1, 4)
print(hours * 60 + minutes)

try:
    np.ones((5, 3)) + np.ones(5)
except ValueError as error:
    print("ValueError:", error)

# %% [markdown]
# 最危险的不是报错，而是不报错：`(5,)` 和 `(5, 1)` 相减，得到的是 `(5, 5)`。所以写完一步，先看形状。

# %% [markdown]
# ### 练习 1.6 standardize（约 18 分钟，12 分）
#
# **做什么**　把每一**列**平移、缩放到平均值 0、总体标准差 1：
#
# $$
# z_{ij} = \frac{x_{ij} - \mu_j}{\sigma_j}
# $$
#
# $\mu_j$、$\sigma_j$ 是第 $j$ 列的平均值和总体标准差（除以 $n$）。一列全都相同时 $\sigma_j = 0$，这一列的结果规定为 0。
#
# | | 形状 |
# |---|---|
# | `x` | `(n, d)` |
# | 返回 | `(n, d)`，浮点数 |
#
# **例子**
#
# $$
# x = \begin{pmatrix} 1 & 100 & 7 \\ 3 & 300 & 7 \end{pmatrix}
# \quad\longrightarrow\quad
# \begin{pmatrix} -1 & -1 & 0 \\ 1 & 1 & 0 \end{pmatrix}
# $$
#
# 第 0 列平均 2，标准差 1；第 1 列平均 200，标准差 100：两列变得一模一样，单位的差别没有了。第 2 列是常数。
#
# **为什么**　体重以克计，一只企鹅和另一只差几百；嘴高以毫米计，差一两毫米。直接算距离，就只剩下体重说了算。
#
# **几种写法都接受**　推荐先认出常数列（这一列的最大和最小是同一个数），单独写成 0，数多大都靠得住。也可以不去认它，在分母上加一个 `1e-12` 到 `1e-8` 之间的小数：检查和评分里，常数列的数都不大，这样也算对。可是数一大，这条路就靠不住了：七个 4100.1 排成一列，平均值的舍入误差约有 9e-13，分母只加 `1e-12`，整列就成了 0.48，不是 0。
#
# <details><summary>提示一：想一想</summary>
#
# `x.mean(axis=0)` 是什么形状？和 `(n, d)` 相减，对得上吗？常数列减完是什么，再除以标准差呢？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先认出常数列：最大值等于最小值的那些列，得到一个 `(d,)` 的布尔数组。相除**之前**，把它们的分母换成一个不会出事的数；相除**之后**，把它们写成 0。两次都可以用 `np.where`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 三句：`constant = … == …`；`std = np.where(constant, …, …)`；`return np.where(constant, …, (…) / std)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `x.mean()` 忘了 `axis`，所有列用了同一个平均值；<!-- wrong: global -->
# - 常数列 0 / 0 得到 `nan`，一路传染下去；<!-- wrong: zero-by-zero -->
# - 用 `std == 0` 认常数列，有时认不出来：三个 0.1 加起来是 0.30000000000000004，平均值比 0.1 多出一点点，标准差算出来是 1.4e-17。一除，整列成了 −1；<!-- wrong: std-is-zero -->
# - `x -= …` 改动了传进来的数组；`x` 是整数数组时还会报错。<!-- wrong: in-place -->
#
# </details>


# %% exercise="standardize"
def standardize(x: np.ndarray) -> np.ndarray:
    """把每一列变成平均值 0、总体标准差 1。

    参数
        x: (n, d) 的数值数组（整数或浮点数），n 和 d 不小于 1，内存不一定连续。
    返回
        (n, d) 的浮点新数组；常数列（最大值等于最小值，哪怕算出来的标准差不正好是 0）
        变成 0，与 0 相差不到 0.001 即可。x 不变。
        标准差除以 n。分母加上 1e-12 到 1e-8 之间的小数也可以：
        那样只在数不大时靠得住，测试里常数列的数都不大。
    例子
        >>> standardize(np.array([[1, 100, 7], [3, 300, 7]]))
        array([[-1., -1.,  0.],
               [ 1.,  1.,  0.]])
    """
    ### BEGIN SOLUTION
    constant = x.max(axis=0) == x.min(axis=0)
    std = np.where(constant, 1, x.std(axis=0))
    return np.where(constant, 0, (x - x.mean(axis=0)) / std)
    ### END SOLUTION


# %% check="standardize" points=12 minutes=18
check("standardize")

# %% tags=["demo"]
colours = np.array(["C0", "C1", "C2"])  # 三个物种的颜色，以后几天也是这三种
if ready("standardize"):
    fig, axes = plt.subplots(1, 2, figsize=(8, 3.4))
    pictures = ((table, "原来"), (standardize(table), "标准化之后"))
    for ax, (values, title) in zip(axes, pictures):
        for i, name in enumerate(species):
            mine = values[label == i]
            ax.scatter(mine[:, 1], mine[:, 3], s=9, color=colours[i], label=name)
        ax.set(title=title, xlabel="嘴高", ylabel="体重")
    axes[0].set(xlabel="嘴高（毫米）", ylabel="体重（克）")
    axes[0].legend(loc="upper right")
    plt.show()

# %% [markdown]
# 点的位置一点没变，变的只是坐标轴上的刻度：现在两个方向上，“1”的意思都是“一个标准差”。

# %% [markdown]
# ### 相乘再相加：`@`
#
# “对应的数相乘，再加起来”叫点积（dot product），太常用了，所以有自己的运算符 `@`：
#
# - `(n, d) @ (d,)` 得到 `(n,)`：左边的每一行与那个向量的点积；
# - `(n, d) @ (d, m)` 得到 `(n, m)`：第 i 行第 j 列是左边第 i 行与右边第 j 列的点积。这就是矩阵乘法。
#
# 中间的两个 `d` 必须相等。`x.T` 是转置（transpose），行列对调，于是 `a @ b.T` 算出 `a` 的每一行与 `b` 的每一行的点积。

# %% tags=["demo"]
x = np.array([[1, 2], [3, 4], [5, 6]])
w = np.array([10, 1])
print("x @ w     ", x @ w, "　就是", (x * w).sum(axis=1))
print("x @ x.T\n", x @ x.T, sep="")

# %% [markdown]
# ### 练习 1.7 pairwise_distances（约 30 分钟，14 分）
#
# **做什么**　求 `a` 的每一行到 `b` 的每一行的欧几里得距离（Euclidean distance）：
#
# $$
# D_{ij} = \sqrt{\sum_{k} (a_{ik} - b_{jk})^2}
# $$
#
# | | 形状 |
# |---|---|
# | `a` | `(n, d)` |
# | `b` | `(m, d)` |
# | 返回 | `(n, m)` |
#
# **不许用 Python 循环**　`for`、`while`、推导式、`map`、`np.vectorize` 都算，自己写的辅助函数里也不行。现成的 `cdist` 之类也不能用：它就是这道题本身。
#
# **例子**　`a = [[0, 0], [3, 4]]`，`b = [[0, 0], [0, 4], [6, 8]]`：
#
# $$
# D = \begin{pmatrix} 0 & 4 & 10 \\ 5 & 3 & 5 \end{pmatrix}
# $$
#
# **思路**　$a_i - b_j$ 要对所有的 $i$、$j$ 都算一遍，就是让两个轴“碰面”，像上面的 (3, 1) 与 (1, 4) 那样，只是后面还带着一个长度为 $d$ 的轴。各在哪里插一个轴，两边才碰得上？相减以后是什么形状，再沿哪个轴加？写在纸上，再往下看。
#
# **几种写法都接受**　也可以把平方展开成 $|a_i|^2 + |b_j|^2 - 2\,a_i \cdot b_j$（所有的点积写作 `a @ b.T`），省内存。但是两行相同时，舍入误差可能让它等于 $-10^{-16}$，开方得到 `nan`，所以要先用 `np.maximum(…, 0)` 截住。允许误差是数据大小的百万分之一。
#
# <details><summary>提示一：想一想</summary>
#
# 设 `a` 是 `(2, 5)`，`b` 是 `(3, 5)`。所有的差排在一起，应当有哪三个轴？`a` 缺其中的哪一个，`b` 缺哪一个？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 缺的轴用 `np.newaxis` 插进去，长度是 1，广播会把它铺开。减完以后先打印一下形状，再决定沿哪个轴求和：要消失的，是长度为 `d` 的那一个。
#
# </details>
#
# <details><summary>提示三：形状和代码的样子</summary>
#
# | | 形状 |
# |---|---|
# | `a` 插一个轴 | `(n, 1, d)` |
# | `b` 插一个轴 | `(1, m, d)` |
# | 相减 | `(n, m, d)` |
# | 平方，沿最后一个轴求和，开方 | `(n, m)` |
#
# 两句：第一句求差，相减之前两个数组都已经是三个轴；第二句照着公式，从里到外把差变成距离。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了开方；<!-- wrong: squared -->
# - `a - b` 没有插轴，只有 n 与 m 恰好相等时才不报错，得到的也不是每一对；<!-- wrong: row-by-row -->
# - 求和的轴弄错：要消掉的是 d 那一个。<!-- wrong: wrong-axis -->
#
# </details>


# %% exercise="pairwise_distances"
def pairwise_distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """a 的每一行到 b 的每一行的欧几里得距离，不用 Python 循环，也不用现成的 cdist。

    参数
        a: (n, d) 的数组，浮点数或有符号的整数，内存不一定连续。
        b: (m, d) 的数组，同上。
    返回
        (n, m) 的浮点数组，第 i 行第 j 列是 a[i] 到 b[j] 的距离；不含 NaN。
        允许误差是数据大小的百万分之一，所以截住负数的展开式也可以。a 和 b 不变。
    例子
        >>> a = np.array([[0, 0], [3, 4]])
        >>> b = np.array([[0, 0], [0, 4], [6, 8]])
        >>> pairwise_distances(a, b)
        array([[ 0.,  4., 10.],
               [ 5.,  3.,  5.]])
    """
    ### BEGIN SOLUTION
    difference = a[:, np.newaxis, :] - b[np.newaxis, :, :]
    return np.sqrt((difference**2).sum(axis=2))
    ### END SOLUTION


# %% check="pairwise_distances" points=14 minutes=30
check("pairwise_distances")

# %% [markdown]
# 现在看第一张值得看的图。把 342 只企鹅按物种排好，算出每两只之间的距离（四项测量，标准化之后），画成一张 342 × 342 的图，颜色越深离得越近。
#
# **先猜**　按物种排好了队，深色会出现在哪里，是什么形状？不标准化的时候，距离几乎就是体重差：三个物种里哪两个会分不开？（翻回第 5 节的那张表看看平均体重。）

# %% tags=["demo"]
if ready("standardize", "pairwise_distances"):
    order = np.argsort(label, kind="stable")
    z_sorted = standardize(table)[order]
    # np.flatnonzero 给出 True 的下标；np.bincount 数出每个编号有几个
    middle = [np.flatnonzero(label[order] == i).mean() for i in range(3)]
    edges = np.cumsum(np.bincount(label))[:-1] - 0.5
    fig, axes = plt.subplots(1, 2, figsize=(9, 4.1))
    pictures = ((table[order], "直接用原来的数"), (z_sorted, "先标准化"))
    for ax, (values, title) in zip(axes, pictures):
        ax.imshow(pairwise_distances(values, values), cmap="magma")
        ax.set_title(title)
        ax.set_xticks(middle, species)
        ax.set_yticks(middle, species, rotation=90, va="center")
        ax.hlines(edges, -0.5, 341.5, color="white", linewidth=0.8)
        ax.vlines(edges, -0.5, 341.5, color="white", linewidth=0.8)
        ax.grid(False)
    plt.show()

# %% [markdown]
# 我们没有告诉它哪只是什么物种，只是按物种排了队，右图里三块深色的方块就自己浮现出来了：同类多半离得近。左边的那张里，Adelie 和 Chinstrap 混成了一片，因为这两种差不多一样重，而没有标准化的时候，距离几乎就是体重差。
#
# 对角线是一条最深的线：自己到自己，距离是 0。

# %% [markdown]
# ## 7　排序
#
# `np.sort` 给出排好的值，`np.argsort` 给出**排好的下标**：先取谁，再取谁。后者用得更多，因为下标可以拿去取别的数组：

# %% tags=["demo"]
marks = np.array([72, 95, 88, 95])
who = np.array(["甲", "乙", "丙", "丁"])
order = np.argsort(marks)
print("sort   ", np.sort(marks), "　argsort", order, "　", who[order])
print("最高的是第", np.argmax(marks), "个，并列时取第一个")

x = np.array([[3, 1, 2], [9, 7, 8]])
order = np.argsort(x, axis=1)  # 每行各排各的
print(order)
print(np.take_along_axis(x, order, axis=1))  # 每行按自己的下标取

# %% [markdown]
# 两个都只会从小到大排。要从大到小，可以对相反数排序：最大的数，相反数最小。
#
# **稳定**　一样大的几个谁在前？默认的算法不作保证，数一多，次序就可能乱。写上 `kind="stable"`，并列的就保持原来的先后，这叫稳定排序（stable sort）。

# %% [markdown]
# ### 练习 1.8 top_k（约 12 分钟，10 分）
#
# **做什么**　在每一行里找出分数最高的 `k` 个，返回它们的**下标**，最高的排在最前；并列的，下标小的在前。
#
# | | 形状 |
# |---|---|
# | `scores` | `(n, c)` |
# | 返回 | `(n, k)` 整数 |
#
# **例子**　`k = 2`：
#
# | 一行分数 | 结果 | |
# |---|---|---|
# | `[0.1, 0.7, 0.2]` | `[1, 2]` | 最高的是 1 号，其次 2 号 |
# | `[5, 3, 5]` | `[0, 2]` | 两个 5 并列，下标小的在前 |
#
# **报错**　`k` 比列数 `c` 大时抛出 `ValueError`。
#
# **为什么**　“给用户看最可能的五个答案”“找最近的五个邻居”，都是它。
#
# <details><summary>提示一：想一想</summary>
#
# `np.argsort` 总是从小到大。要让最大的排最前，把结果倒过来行不行？想想第二个例子里并列的两个 5。
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 本节开头说过，要从大到小，可以排另外一样东西：它在最大的数那里最小。并列时保持先后，要对 `argsort` 明说；一行一行地排，也要明说。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 检查 `k` 的那一句写在最前面。然后 `order = np.argsort(…, axis=…, kind=…)`，再从 `order` 里取全部的行、前几列。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 排好之后 `[:, ::-1]` 倒过来：并列的次序也跟着倒了；<!-- wrong: ties-reversed -->
# - 忘了 `kind="stable"`：短的一行里看不出来，几百个数就乱了；<!-- wrong: unstable -->
# - `k > c` 时切片不会报错，只会悄悄地少给几列；<!-- wrong: no-error -->
# - 只用 `np.argpartition` 分出最高的 k 个，它们之间没有排好。<!-- wrong: unsorted -->
#
# </details>


# %% exercise="top_k"
def top_k(scores: np.ndarray, k: int) -> np.ndarray:
    """每一行里最高的 k 个分数的下标。

    参数
        scores: (n, c) 的数组，浮点数或有符号的整数，不含 NaN，内存不一定连续。
        k: 不小于 1 的整数。
    返回
        (n, k) 的整数数组，每行按分数从高到低，并列时下标小的在前。scores 不变。
    异常
        ValueError: k 大于 c。
    例子
        >>> top_k(np.array([[0.1, 0.7, 0.2], [5.0, 3.0, 5.0]]), 2)
        array([[1, 2],
               [0, 2]])
    """
    ### BEGIN SOLUTION
    if k > scores.shape[1]:
        raise ValueError(f"每行只有 {scores.shape[1]} 个分数，取不出 {k} 个")
    return np.argsort(-scores, axis=1, kind="stable")[:, :k]
    ### END SOLUTION


# %% check="top_k" points=10 minutes=12
check("top_k")

# %% [markdown]
# 最近的邻居，就是“负距离”最高的那几个。挑三只企鹅，看看和它们最像的是谁。**先猜**：一共十五个邻居里，有几个会是外族？

# %% tags=["demo"]
if ready("standardize", "pairwise_distances", "top_k"):
    z = standardize(table)
    chosen = np.array([0, 200, 300])
    distance = pairwise_distances(z[chosen], z)
    for i, near in zip(chosen, top_k(-distance, 6)[:, 1:]):  # 第 0 个是它自己
        print(f"第 {i:3} 只 {species[label[i]]:9} 最像", near, species[label[near]])

# %% [markdown]
# 一个外族也没有：十五个邻居全是同族。四项测量合起来，足够把这三只和别的物种分开。

# %% [markdown]
# ## 8　下标也能算出来
#
# 整数数组当下标时，可以是二维的：下标是什么形状，结果就是什么形状。于是“怎么取”变成了“怎么算下标”，而下标可以用广播算：

# %% tags=["demo"]
letters = np.array(list("ABCDEFGH"))
index = np.arange(3)[:, np.newaxis] + np.array([0, 2, 4])  # (3, 1) + (3,) → (3, 3)
print(index)
print(letters[index])

# %% [markdown]
# 下一个练习写好之后，也要能用在表格的一列上。一列是视图：相邻的元素在内存里隔着一整行。下面的 `windows_of_column` 把一列交给它；检查会用到 `windows_of_column`，先运行这一格，不要改它。


# %%
def windows_of_column(table, j, size, step=1):
    """在表格的第 j 列上滑动。"""
    return sliding_windows(table[:, j], size, step)


# %% [markdown]
# ### 练习 1.9 sliding_windows（约 20 分钟，11 分）
#
# **做什么**　让一个长为 `size` 的窗口在一维数组上滑动，每次走 `step` 步，把看到的内容一行行叠起来。
#
# ![滑动窗口：窗口长 3，每次走 2 步](figures/windows.svg)
#
# 第 $i$ 行从 $i \times \mathrm{step}$ 开始。只要整个落在数组里的窗口，一个也不能少，所以行数是
#
# $$
# m = \left\lfloor \frac{n - \mathrm{size}}{\mathrm{step}} \right\rfloor + 1
# $$
#
# $\lfloor\ \rfloor$ 是向下取整，Python 里写 `//`。图里 $n = 8$：$m = \lfloor 5/2 \rfloor + 1 = 3$。
#
# **例子**　`x = [2, 7, 1, 8, 2]`，`size = 3`，`step = 1`：
#
# $$
# \begin{pmatrix} 2 & 7 & 1 \\ 7 & 1 & 8 \\ 1 & 8 & 2 \end{pmatrix}
# $$
#
# **报错**　窗口比数组还长（`size > n`）时抛出 `ValueError`。
#
# **为什么**　滑动平均、语音的分帧，都是它。第 5 天的卷积，就是二维的滑动窗口。
#
# **几种写法都接受**　返回副本或视图都可以。NumPy 有现成的 `sliding_window_view`，用它也算对，用 `as_strided` 造视图也行；不过先自己用广播拼一次下标，印象更深。
#
# <details><summary>提示一：想一想</summary>
#
# 看图右边那张下标的表：往右走一格，数差多少？往下走一格呢？最后一行的第一个数最大能是多少？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 表是“竖着放的一串起点”加“横着放的一串偏移”，和 `letters[index]` 那个例子一样用广播。`np.arange` 不含终点，所以终点要比最后一个起点大一点。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 检查 `size`；`start = np.arange(0, …, step)`；`return x[start[:, np.newaxis] + …]`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 最后一个窗口丢了：起点的个数少算 1；<!-- wrong: last-lost -->
# - 窗口伸到了数组外面：末尾不足一个窗口的也算了进来；<!-- wrong: overrun padded -->
# - `step` 用在了窗口里面，取成了隔一个拿一个；<!-- wrong: step-inside -->
# - 用 `as_strided` 时把跨度写成了 `x.itemsize`：`x` 是表格的一列时，相邻元素并不挨着，跨度是 `x.strides[0]`。<!-- wrong: itemsize-strides -->
#
# </details>


# %% exercise="sliding_windows"
def sliding_windows(x: np.ndarray, size: int, step: int = 1) -> np.ndarray:
    """一维数组上的滑动窗口，每个窗口一行。

    参数
        x: (n,) 的数组，元素类型不限，内存不一定连续（例如表格的一列）。
        size: 窗口长度，不小于 1。
        step: 相邻两个窗口的起点相距多少，不小于 1。
    返回
        (m, size) 的数组，m = (n - size) // step + 1，第 i 行是 x[i*step : i*step + size]。
        副本或视图都可以。x 不变。
    异常
        ValueError: size 大于 n。
    例子
        >>> sliding_windows(np.array([2, 7, 1, 8, 2, 8, 1, 8]), 3, step=2)
        array([[2, 7, 1],
               [1, 8, 2],
               [2, 8, 1]])
    """
    ### BEGIN SOLUTION
    if size > len(x):
        raise ValueError(f"窗口长 {size}，数组只有 {len(x)} 个元素")
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, np.newaxis] + np.arange(size)]
    ### END SOLUTION


# %% check="sliding_windows" points=11 minutes=20
check("sliding_windows")

# %% [markdown]
# 翅膀长的企鹅更重吗？把企鹅按翅长排好队，用两个窗口各滑一遍，一个 5 只宽，一个 41 只宽，每个窗口取平均。**先猜**：哪条线更抖？

# %% tags=["demo"]
if ready("sliding_windows"):
    order = np.argsort(table[:, 2], kind="stable")
    flipper, mass = table[order, 2], table[order, 3]
    fig, ax = plt.subplots(figsize=(7.5, 3.6))
    ax.scatter(flipper, mass, s=8, color="#b0b8c4", label="一只企鹅")
    for size, colour in ((5, "#e6a15c"), (41, "#c0392b")):
        x_mean = sliding_windows(flipper, size).mean(axis=1)
        y_mean = sliding_windows(mass, size).mean(axis=1)
        ax.plot(x_mean, y_mean, color=colour, linewidth=2, label=f"{size} 只的滑动平均")
    ax.set(xlabel="翅长（毫米）", ylabel="体重（克）")
    ax.set_title("滑动平均：窗口越宽，线越平")
    ax.legend(loc="upper left")
    plt.show()

# %% [markdown]
# 窗口窄，线跟着每一只企鹅抖；窗口宽，抖动互相抵消，趋势就出来了。明天你会用一条直线去拟合同一批点。

# %% [markdown]
# ## 9　随机数
#
# 随机数从生成器（generator）来。同一个种子（seed）造出的生成器，每次给出的数都一样，这样实验才能重做：

# %% tags=["demo"]
rng = np.random.default_rng(7)
print("0 到 1 之间  ", rng.random(3).round(3))
print("正态分布     ", rng.normal(loc=0, scale=1, size=3).round(3))
print("整数 0 到 9  ", rng.integers(10, size=5))
print("打乱的 0 到 5", rng.permutation(6))
print("不放回地抽 3 ", rng.choice(6, size=3, replace=False))
print("同一个种子   ", np.random.default_rng(7).random(3).round(3))

# %% [markdown]
# 写函数时，不要在里面自己造生成器，也不要用 `np.random.shuffle` 这类旧函数：把 `rng` 当参数传进来，种子由调用者说了算。这个约定一直用到第 7 天。

# %% [markdown]
# ### 练习 1.10 train_test_split（约 15 分钟，10 分）
#
# **做什么**　把样本随机分成两份：一份训练用，一份测试用。模型没见过测试的那份，才知道它是学会了还是背下来了。
#
# | | 形状和类型 |
# |---|---|
# | `x` | `(n, d)`，一行一个样本 |
# | `y` | `(n,)`，与 `x` 的行一一对应 |
# | `test_ratio` | 0 和 1 之间的小数，测试部分占多少 |
# | 返回 | `(x_train, x_test, y_train, y_test)`，注意次序 |
#
# 要求：
#
# - 每一行恰好分到一边，`x` 的行和 `y` 的值仍然成对；
# - 两边都是打乱了的次序，随机数只从 `rng` 来；
# - 测试部分的个数与 $n \times \mathrm{test\_ratio}$ 相差不到 1，而且至少有 1 个。向下、向上、四舍五入都可以，只是不能取成 0 个。样本极少时，训练部分倒可能一个不剩（$n = 2$、比例 0.6，向上取整就是），这不算错。
#
# **例子**　$n = 10$，`test_ratio = 0.25`：测试部分是 2 个或 3 个，其余的都在训练部分。
#
# <details><summary>提示一：想一想</summary>
#
# 两样东西要按同一个次序打乱。能不能只打乱**一样**别的东西，再用它去取？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 打乱的是下标。`rng.permutation(n)` 给出打乱的 0 到 n − 1，分成两段，`x` 和 `y` 用同样的两段去取。个数取整以后可能是 0，用 `max` 保证至少一个。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `order = …`；`n_test = max(1, …)`；`test, train = order[…], order[…]`；按题目的次序返回四样。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `x` 和 `y` 分别打乱：图和标签就对不上了，而且不会报错；<!-- wrong: shuffled-apart -->
# - `rng.shuffle(x)` 就地打乱，改动了传进来的数组；<!-- wrong: in-place -->
# - `rng.random(n) < test_ratio` 决定每行去哪边：个数每次都不一样；<!-- wrong: coin-per-row -->
# - 样本少、比例小时，`int(n * test_ratio)` 是 0，测试集空了；<!-- wrong: empty-test -->
# - 返回成了 `x_train, y_train, x_test, y_test`：很顺口，但不是题目的次序。<!-- wrong: pairs-first -->
#
# </details>


# %% exercise="train_test_split"
def train_test_split(
    x: np.ndarray,
    y: np.ndarray,
    test_ratio: float,
    rng: np.random.Generator,
) -> tuple:
    """随机分成训练和测试两部分，各自打乱次序，x 与 y 保持成对。

    参数
        x: (n, d) 的数组，n 不小于 2，整数或浮点数，内存不一定连续。
        y: (n,) 的数组，整数或浮点数，y[i] 属于 x[i]。
        test_ratio: 测试部分的比例，在 0 和 1 之间。
        rng: NumPy 的随机数生成器，打乱只用它。
    返回
        (x_train, x_test, y_train, y_test)，用 list 也可以。
        测试部分的个数与 n × test_ratio 相差不到 1，且至少 1 个；
        训练部分可以是空的（n 很小时）；x 和 y 不变。
    例子
        >>> x, y = np.arange(20).reshape(10, 2), np.arange(10)
        >>> parts = train_test_split(x, y, 0.3, np.random.default_rng(0))
        >>> [part.shape for part in parts]
        [(7, 2), (3, 2), (7,), (3,)]
    """
    ### BEGIN SOLUTION
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]
    ### END SOLUTION


# %% check="train_test_split" points=10 minutes=15
check("train_test_split")

# %% [markdown]
# **弄坏它**　“`x` 和 `y` 分别打乱，不会报错”——不报错，那会看见什么？下面按嘴长、嘴高画训练部分，颜色是标签。开关现在是坏的；先猜图的样子，运行，再把 `APART` 改成 `False`。

# %% tags=["demo"]
APART = True

if ready("train_test_split"):
    rng = np.random.default_rng(0)
    x_train, _, y_train, _ = train_test_split(table, label, 0.3, rng)
    if APART:  # y 另外打乱了一次
        _, _, y_train, _ = train_test_split(table, label, 0.3, rng)
    fig, ax = plt.subplots(figsize=(6.4, 3.4))
    for i, name in enumerate(species):
        mine = x_train[y_train == i]
        ax.scatter(mine[:, 0], mine[:, 1], s=14, color=colours[i], label=name)
    ax.set(xlabel="嘴长（毫米）", ylabel="嘴高（毫米）")
    ax.set_title("各打乱各的" if APART else "一起打乱的")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    plt.show()

# %% [markdown]
# 坏的时候，点的位置一个也没变，颜色却成了一把撒开的彩纸：位置和颜色之间再没有关系，什么模型也学不到东西。形状、类型、个数统统正常，所以没有哪一句会报错。**拿到一份切好的数据，先画一眼**，就是为了这个。

# %% [markdown]
# ## 10　合起来：这是哪种企鹅？
#
# 认一只企鹅，最朴素的办法是：找出和它最像的 5 只，看它们是什么物种，少数服从多数。这叫 k 近邻（k-nearest neighbours）。
#
# 零件你都写好了：`pairwise_distances` 算距离，`top_k` 找邻居，`one_hot` 把每个邻居变成一张选票，加起来就是得票数。
#
# **先猜**　没见过的一百来只里，用原来的数能认对几成？标准化以后呢？记住：闭着眼睛全答 Adelie，能对四成上下。

# %% tags=["demo"]
if ready("standardize", "pairwise_distances", "one_hot", "top_k", "train_test_split"):

    def count_votes(x_new, x_known, y_known, k=5):
        """最近的 k 个邻居投票，返回每个新样本三个物种的得票数。"""
        nearest = top_k(-pairwise_distances(x_new, x_known), k)  # (n, k)
        ballots = one_hot(y_known[nearest].ravel(), 3)  # ravel 拉平：(n * k, 3)
        return ballots.reshape(len(x_new), k, 3).sum(axis=1)  # (n, 3)

    def predict(x_new, x_known, y_known, k=5):
        """得票最多的物种的编号。"""
        return count_votes(x_new, x_known, y_known, k).argmax(axis=1)

    def score(values, seed, k=5):
        """随机留出三成来考，返回 (认对几只, 一共几只)。"""
        rng = np.random.default_rng(seed)
        x_train, x_test, y_train, y_test = train_test_split(values, label, 0.3, rng)
        right = predict(x_test, x_train, y_train, k) == y_test
        return right.sum(), len(right)

    z = standardize(table)
    for values, name in ((table, "原来的数"), (z, "标准化之后")):
        right, n = score(values, seed=0)
        print(f"{name}：{n} 只没见过的企鹅，认对 {right} 只，{right / n:.1%}")

# %% [markdown]
# 标准化这一步值多少，一看便知：从八成到几乎全对。
#
# **99.0% 是多准？**　我们这里是 103 只里认对 102 只，写成百分数是 99.0%；你的 `train_test_split` 分法不同，可能差一两只。一只就值一个百分点，所以小数点后面那一位没有意义，换一种分法，分数也会跳。换二十个种子看看：

# %% tags=["demo"]
if ready("standardize", "pairwise_distances", "one_hot", "top_k", "train_test_split"):
    cases = ((z, "四项测量"), (z[:, :2], "只用嘴长和嘴高"))
    for values, name in cases:
        rates = [right / n for right, n in (score(values, seed) for seed in range(20))]
        print(f"{name}：平均 {np.mean(rates):.1%}，", end="")
        print(f"标准差 {np.std(rates):.1%}，", end="")
        print(f"最低 {min(rates):.1%}，最高 {max(rates):.1%}")

# %% [markdown]
# 所以老实的说法是“99% 上下，差一个百分点”。以后看到“我的模型 99.2%，比你的 99.0% 好”，先问一句：考了几个样本，换个种子还成立吗？
#
# **弄坏它**　不标准化，只换体重的**单位**。鸟还是那些鸟，`UNIT` 是一克折合多少个新单位：1 是克，0.001 是千克，1000 是毫克。先猜：从克换成千克，分数会变吗，变好还是变坏？

# %% tags=["demo"]
UNIT = 0.001
STANDARDIZE = False

if ready("standardize", "pairwise_distances", "one_hot", "top_k", "train_test_split"):
    other_unit = table * np.array([1, 1, 1, UNIT])
    values = standardize(other_unit) if STANDARDIZE else other_unit
    right, n = score(values, seed=0)
    print(f"体重的单位换了（{UNIT}）：认对 {right} 只，{right / n:.1%}")

# %% [markdown]
# 只是换了个单位，分数从八成跳到九成七：体重换成千克以后，差别只有一两个单位，距离就由以毫米计的翅长和嘴长说了算，碰巧比体重会认鸟。可是**企鹅不会因为换了秤就变成别的物种**；结论随单位而变，就说明做法有毛病。把 `STANDARDIZE` 改成 `True`，再随便换 `UNIT`，分数就不动了。
#
# 接着，画出三个物种的“领地”。只用嘴长和嘴高两项，平面上的每一点都问一问：如果有一只这样的企鹅，它的五个邻居会投谁的票？

# %% tags=["demo"]
K = 5  # 问几个邻居

if ready("standardize", "pairwise_distances", "one_hot", "top_k", "train_test_split"):
    from matplotlib.colors import ListedColormap

    rng = np.random.default_rng(0)
    x_train, x_test, y_train, y_test = train_test_split(z[:, :2], label, 0.3, rng)
    across, up = np.meshgrid(np.linspace(-2.6, 3.2, 140), np.linspace(-2.4, 2.6, 110))
    ground = np.stack([across.ravel(), up.ravel()], axis=1)  # (15400, 2)
    territory = predict(ground, x_train, y_train, K).reshape(across.shape)
    wrong = predict(x_test, x_train, y_train, K) != y_test

    fig, ax = plt.subplots(figsize=(8, 5))
    cmap = ListedColormap(list(colours))
    look = {"cmap": cmap, "vmin": 0, "vmax": 2, "alpha": 0.18, "rasterized": True}
    ax.pcolormesh(across, up, territory, linewidth=0, **look)
    for i, name in enumerate(species):
        mine, new = x_train[y_train == i], x_test[y_test == i]
        ax.scatter(*mine.T, s=14, color=colours[i], label=name)
        ax.scatter(*new.T, s=34, color=colours[i], edgecolor="black", linewidth=0.8)
    ring = {"facecolor": "none", "edgecolor": "#c0392b", "linewidth": 2}
    ax.scatter(*x_test[wrong].T, s=170, **ring)
    ax.set(xlabel="嘴长（标准化）", ylabel="嘴高（标准化）")
    ax.set_title(f"三种企鹅的领地：k 近邻，k = {K}")
    ax.grid(False)
    ax.legend(loc="lower right")
    plt.show()
    print(f"黑边的点是 {len(y_test)} 只没见过的企鹅，", end="")
    print(f"红圈是认错的 {wrong.sum()} 只，认对 {np.mean(~wrong):.1%}")

# %% [markdown]
# 这里是 97% 上下，不是 99%：同一批企鹅，同一种分法，只是四项测量少用了两项，平面上画不下的翅长和体重没有参加投票。
#
# 这张图背后是一万五千多个点、每个点到近 240 只企鹅的距离，三百多万次开方，而你没有写一个循环。
#
# **弄坏它**　把上一格的 `K = 5` 改成别的数，先猜再运行：
#
# - `K = 1`：边界变得弯弯曲曲，红圈也多了（我们这里从 3 个变成 7 个，你的可能差一两个），因为每个例外都说了算；
# - `K = 151`：Chinstrap 的领地整个消失了。三家分 151 票，最多的一家至少有 51 票；训练部分里 Chinstrap 一共才 47 只，每一只都投上票也不够。（你的分法不同，可能差几只，道理一样。）
#
# `K` 不能比训练部分的只数（239 上下）还大：没有那么多邻居可问，你的 `top_k` 会照题目的要求抛出 `ValueError`。
#
# 问得太少，听信个别；问得太多，淹没少数。该问几个，应当从训练部分里再留出一份（验证集，validation set）来挑；测试部分只在最后用一次，否则它就不再是“没见过的”了。

# %% [markdown]
# ## 11　三次坏掉的实验
#
# 三个同学照着第 10 节做，各有一处弄错了。每人的分数和混淆矩阵（confusion matrix）在下面：第 i 行第 j 列，是真正的物种为 i、认成了 j 的有几只。**先只看图**，猜猜各错在哪里；三个毛病今天都提到过。（毛病就写在代码里，所以特意折叠了，猜过再点开。）

# %% tags=["demo"] jupyter={"source_hidden": true}
if ready("standardize", "pairwise_distances", "one_hot", "top_k", "train_test_split"):

    def split(seed):
        return train_test_split(z, label, 0.3, np.random.default_rng(seed))

    def first():
        x_train, _, y_train, _ = split(0)
        return predict(x_train, x_train, y_train, 1), y_train

    def second():
        x_train, x_test, y_train, y_test = split(0)
        farthest = top_k(pairwise_distances(x_test, x_train), 5)
        votes = one_hot(y_train[farthest].ravel(), 3).reshape(-1, 5, 3).sum(axis=1)
        return votes.argmax(axis=1), y_test

    def third():
        (x_train, x_test, _, _), (_, _, y_train, y_test) = split(0), split(1)
        return predict(x_test, x_train, y_train), y_test

    fig, axes = plt.subplots(1, 3, figsize=(8.6, 3.1))
    for ax, who, run in zip(axes, "甲乙丙", (first, second, third)):
        answer, truth = run()
        counts = np.zeros((3, 3), dtype=int)
        np.add.at(counts, (truth, answer), 1)
        ax.imshow(counts, cmap="Blues", vmax=1.5 * counts.max())
        for place in np.ndindex(3, 3):
            ax.text(*place[::-1], counts[place], ha="center", va="center")
        ax.set(xticks=range(3), yticks=range(3), xlabel="认成了")
        ax.set_xticklabels(species, fontsize=8)
        ax.set_yticklabels(species if ax is axes[0] else [], fontsize=8)
        ax.set_title(f"{who}：认对 {np.mean(answer == truth):.1%}")
        ax.grid(False)
    plt.show()

# %% [markdown]
# <details><summary>甲：一只也没错</summary>
#
# 考试的题就是课本上的题：拿训练部分当了测试，又只问一个邻居，而每只鸟最近的邻居就是它自己。留意总数：两百多只，那是训练部分，不是一百来只。分数好得不像话的时候，先查测试部分是不是混进了训练。
#
# </details>
#
# <details><summary>乙：一只也没对</summary>
#
# 瞎猜也能对三四成，一只不对，说明它“懂”，只是反着用：`top_k` 取的是最大的，给它距离而不是**负**距离，找到的是最远的五只。离 Adelie 最远的是 Gentoo，离 Gentoo 最远的是 Adelie，两族正好对调；离 Chinstrap 最远的多半也是 Gentoo，所以它那一行大多去了 Gentoo。错得这样整齐，多半是哪里差一个负号。
#
# </details>
#
# <details><summary>丙：三四成</summary>
#
# 和闭着眼睛猜差不多（我们这里四成多，你的分法不同，可能只有三成）；每一行里答 Chinstrap 的多半最少，因为它的只数最少，与鸟的真面目无关：`x` 和 `y` 用了两次不同的打乱，标签和鸟对不上了。错得没有规律，多半是配错了对。
#
# </details>

# %% [markdown]
# ## 12　开放挑战：三张名片（不计分）
#
# 上面的程序认一只鸟，要带着两百多只鸟的数据。如果口袋里**只放得下三只**（每个物种一只），只看训练部分来挑，剩下的企鹅你能认对多少？下面的基线是随手抽三只，考二十次：

# %% tags=["demo"]
if ready("standardize", "pairwise_distances", "one_hot", "top_k", "train_test_split"):

    def pick(x, y, rng):
        """挑三只做名片，返回它们在 x 里的下标。这是基线：每个物种随手抽一只。"""
        return np.array([rng.choice(np.flatnonzero(y == i)) for i in range(3)])

    rates = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        x_train, x_test, y_train, y_test = train_test_split(z, label, 0.3, rng)
        cards = pick(x_train, y_train, rng)
        answer = predict(x_test, x_train[cards], y_train[cards], k=1)
        rates.append(np.mean(answer == y_test))
    print(f"三张名片：平均 {np.mean(rates):.1%}，标准差 {np.std(rates):.1%}，", end="")
    print(f"最差的一次 {min(rates):.1%}")

# %% [markdown]
# 随手抽，我们这里平均不到九成，而且时好时坏：二十次的标准差有九个百分点，最差的一次只有七成。改写 `pick`（只能看传给它的 `x` 和 `y`），让二十次的平均超过 96%，最差的一次也在九成以上。做得到：我们用几行代码挑出的三只，平均 97%，最差 93%。想一想，什么样的鸟配当一个物种的名片？
#
# 再进一步：只准用**两项**测量、三张名片，你能守住多少？

# %% [markdown]
# ## 13　终场：你自己的企鹅
#
# 现在轮到你了。编一只企鹅，把四个数写进下一格的 `my_penguin`：嘴长、嘴高、翅长（毫米），体重（克）。第 5 节的表里有三个物种的平均尺寸，写在它们中间最有意思。
#
# **先猜**　你的企鹅是什么物种？猜好了，再让你写的程序来认。

# %% tags=["demo"]
my_penguin = np.array([44.0, 17.5, 200.0, 4100.0])  # 改成你的企鹅

if ready("standardize", "pairwise_distances", "one_hot", "top_k", "train_test_split"):
    my_penguin = np.array(my_penguin, float)  # 写成列表也行
    # 和 342 只站在一起标准化：这样它和别的企鹅用的是同一把尺子
    together = standardize(np.concatenate([table, my_penguin[np.newaxis]]))
    known, me = together[:-1], together[-1:]  # (342, 4) 和 (1, 4)
    votes = count_votes(me, known, label)[0]
    kind = votes.argmax()
    print("五个邻居的票：", end="")
    print(*(f"{name} {int(count)}" for name, count in zip(species, votes)))
    print(f"我认为它是 {species[kind]}。和它最像的五只：")
    for i in top_k(-pairwise_distances(me, known), 5)[0]:
        print(f"  第 {i:3} 只 {species[label[i]]:9}", table[i])

# %% [markdown]
# **找替身**　再找一只鸟：物种和你的不同，尺寸却和你的**最像**。办法还是你的两个函数：在异族里找距离最小的那一只。（那些自己就被邻居认错的怪鸟不算，否则替身自己都说不清是谁。）然后从你的企鹅出发，四个尺寸一起朝替身慢慢变，走到哪一步，投票会翻过去？

# %% tags=["demo"]
if ready("standardize", "pairwise_distances", "one_hot", "top_k", "train_test_split"):
    # 和自己的邻居合得来的
    typical = predict(known, known, label) == label
    others = np.flatnonzero((label != kind) & typical)
    twin = others[top_k(-pairwise_distances(me, known[others]), 1)[0, 0]]
    way = np.linspace(0, 1, 201)[:, np.newaxis]  # 0 是你的企鹅，1 是替身
    morph = me + way * (known[twin] - me)  # (201, 4)
    guess = predict(morph, known, label)
    turn = np.argmax(guess != kind)  # 第一个投票翻了的地方
    changed = my_penguin + way[turn] * (table[twin] - my_penguin)
    print(f"替身是第 {twin} 只，{species[label[twin]]}：", table[twin])
    print(f"走到 {way[turn, 0]:.0%} 的地方，投票翻成了 {species[guess[turn]]}：")
    names = ("嘴长", "嘴高", "翅长", "体重")
    for name, before, after in zip(names, my_penguin, changed):
        print(f"  {name} {before:7.1f} → {after:7.1f}")

# %% [markdown]
# 替身和你的企鹅，只隔着这么几步。真实的企鹅里也有这样的一对：342 只里，最像的两只异族是谁？

# %% tags=["demo"]
if ready("standardize", "pairwise_distances"):
    apart = pairwise_distances(z, z)
    # 同族的不算，自己和自己也不算
    apart[label[:, np.newaxis] == label] = np.inf
    i, j = np.unravel_index(np.argmin(apart), apart.shape)
    for bird in (i, j):
        print(f"第 {bird:3} 只 {species[label[bird]]:9}", table[bird])

# %% [markdown]
# 四个数几乎一样。只看这四项，谁也说不准，错的那一两只多半就是这样的鸟。要再往上走，得换别的测量，比如看一眼脸：下巴上有没有那条帽带，比这四个数加起来都管用。

# %% [markdown]
# 那就把脸也画上。下面是你的企鹅怎样一步一步变成它的替身：企鹅的个头、翅膀、嘴都按那四个数来画（七只之间的差别放大了四倍），脸上的花纹按你的程序认出的物种：帽带企鹅下巴上有一条“帽带”，阿德利企鹅有一圈白眼眶，巴布亚企鹅头上有一道白、嘴是橙红的。下面的色条是五张票。把 `SHOW_NAMES` 改成 `False`，物种名、票和脸上的花纹都藏起来，只剩身材。

# %% tags=["demo"]
# 这一格只是画画，不用读懂；开关可以改
SHOW_NAMES = True

from matplotlib.patches import Arc, Circle, Ellipse, Polygon


def draw_penguin(ax, across, size, kind):
    """在 across 处画一只企鹅：size 是标准化的四项测量，kind 是物种编号，None 不画花纹。"""
    bill, depth, flipper, mass = np.clip(size, -2, 2)
    wide, high = 0.62 * (1 + 0.22 * mass), 1.45 * (1 + 0.1 * mass)
    dark, top = "#2b3240", high + 0.12
    shapes = []
    for side in (-1, 1):
        wing = (across + side * (wide / 2 + 0.06), 0.62 * high)
        wing_length = 0.75 * (1 + 0.24 * flipper)
        shapes.append(Ellipse(wing, 0.15, wing_length, angle=side * 24, color=dark))
        shapes.append(Ellipse((across + side * 0.16, 0.02), 0.26, 0.1, color="#e8a33d"))
    shapes.append(Ellipse((across, high / 2), wide, high, color=dark))
    shapes.append(Ellipse((across, 0.44 * high), 0.7 * wide, 0.78 * high, color="white"))
    shapes.append(Circle((across, top), 0.25, color=dark))
    if kind == 1:  # 白脸和帽带
        shapes.append(Ellipse((across + 0.04, top - 0.04), 0.4, 0.34, color="white"))
        strap = {"theta1": 200, "theta2": 340, "color": dark, "linewidth": 1.3}
        shapes.append(Arc((across + 0.02, top - 0.02), 0.34, 0.34, **strap))
    if kind == 2:  # 头上的一道白
        shapes.append(Ellipse((across - 0.02, top + 0.19), 0.26, 0.09, color="white"))
    long, thick = 0.26 * (1 + 0.4 * bill), 0.14 * (1 + 0.4 * depth)
    tip = (across + 0.2 + long, top - 0.02)
    beak = [(across + 0.2, top + thick / 2), tip, (across + 0.2, top - thick / 2)]
    beak_colour = "#e8703d" if kind == 2 else "#3d3d3d"
    shapes.append(Polygon(beak, color=beak_colour))
    eye = (across + 0.09, top + 0.06)
    shapes.append(Circle(eye, 0.065 if kind == 0 else 0.045, color="white"))
    shapes.append(Circle(eye, 0.03, color="black"))
    for shape in shapes:
        ax.add_patch(shape)


if ready("standardize", "pairwise_distances", "one_hot", "top_k", "train_test_split"):
    fig, ax = plt.subplots(figsize=(8.6, 3.2))
    middle = morph.mean(axis=0)
    drawn = middle + 4 * (morph - middle)  # 七只之间的差别放大四倍
    for place, i in enumerate(np.linspace(0, 200, 7).astype(int)):
        across, left = 1.35 * place, 1.35 * place - 0.5
        draw_penguin(ax, across, drawn[i], guess[i] if SHOW_NAMES else None)
        if not SHOW_NAMES:
            continue
        for colour, share in zip(colours, count_votes(morph[[i]], known, label)[0] / 5):
            ax.barh(-0.35, share, 0.16, left=left, color=colour)
            left += share
        name = {"ha": "center", "color": colours[guess[i]], "fontsize": 10}
        ax.text(across, -0.72, species[guess[i]], **name)
    ax.set(xlim=(-0.75, 8.95), ylim=(-0.9, 2.3), aspect="equal")
    ax.set_title("最左是你的企鹅，最右是它的替身")
    ax.axis("off")
    plt.show()

# %% [markdown]
# 我们编的那只，嘴只要长出不到半毫米，旁边几项跟着动一点点，它就成了别的物种。你的呢？**把名字、票和脸都藏起来，把图发给朋友，让他只凭身材猜：从第几只起，它成了别的物种**。猜完再改回 `True`，揭晓。

# %% [markdown]
# ## 小结
#
# 今天的每一样东西，用一句话说：
#
# | 今天的 | 一句话 |
# |---|---|
# | 形状 | 整数下标消掉一个轴，切片保留，`np.newaxis` 加一个；写完一步先看形状 |
# | 视图与副本 | 切片是视图，改它就是改原来的；整数数组和布尔数组取出来的是副本 |
# | dtype | 整数数组装不下小数，放进去就悄悄截掉 |
# | `axis` | `axis=0` 就是把 0 号轴算没 |
# | `nan` | 会传染，连自己都不等于，用 `np.isnan` 去找 |
# | 广播 | 从最后一个轴往前对，一样长或者有一边是 1；竖的加躺的，得到一张表 |
# | 标准化 | 让每一列用同一把尺子，结论就不随单位变 |
# | 排序 | `argsort` 给的是下标；并列要保持先后，就写 `kind="stable"` |
# | 算下标 | 起点竖着放，偏移横着放，加起来就是所有的窗口 |
# | 打乱 | 只打乱下标，`x` 和 `y` 用同一串去取；`rng` 由外面传进来 |
# | 测试集 | 只在最后用一次；一百只考出来的分数，差一个百分点是常事 |
#
# 明天，你会用这些数组去找一条最好的直线，第一次让机器自己“学”。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. `a` 的形状是 `(6, 4)`。`a[2]`、`a[2:3]`、`a[[2]]` 的形状各是什么？哪些是视图？
#
# <details><summary>答案</summary>
#
# `(4,)`、`(1, 4)`、`(1, 4)`。前两个是视图，`a[[2]]` 用了整数数组，是副本。
#
# </details>
#
# 2. `votes = np.zeros(3)`，再做 `votes[[0, 0, 1]] += 1`，`votes` 是什么？
#
# <details><summary>答案</summary>
#
# `[1., 1., 0.]`，不是 `[2., 1., 0.]`。它等于 `votes[[0, 0, 1]] = votes[[0, 0, 1]] + 1`：先取出三个 0，都加成 1，再写回去，0 号写了两次 1。要累加可以用 `np.add.at(votes, [0, 0, 1], 1)`、`np.bincount`，或者像今天一样把 one-hot 加起来。
#
# </details>
#
# 3. `y_pred` 的形状是 `(n, 1)`，`y` 的形状是 `(n,)`。`np.mean((y_pred - y) ** 2)` 算出来的是什么？
#
# <details><summary>答案</summary>
#
# 相减得到 `(n, n)`：每个预测减每个真值，再对 n² 个数求平均。不报错，但不是均方误差。这是训练代码里最常见的广播事故，请记住它。
#
# </details>
#
# 4. 标准化之后再乘以 10、加上 3，k 近邻的结果会变吗？只给其中一列乘以 10 呢？
#
# <details><summary>答案</summary>
#
# 所有列都乘以 10、加 3：所有距离同时变成 10 倍，谁近谁远不变，结果不变。只放大一列：那一列在距离里分量变重，邻居会换人。
#
# </details>
#
# 5. 我们用全部企鹅的平均值和标准差做了标准化，然后才分训练和测试。这有什么不妥？
#
# <details><summary>答案</summary>
#
# 测试部分的平均值和标准差也混进了训练所用的数里，测试就不完全是“没见过的”了。更干净的做法是先分开，只用训练部分求 $\mu$ 和 $\sigma$，再用它们去变换测试部分。在这份数据上差别很小，数据少、列多的时候可能不小。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - NumPy 官方文档，*NumPy: the absolute basics for beginners*，以及 *Indexing on ndarrays*、*Broadcasting* 两篇。
# - Charles R. Harris 等，*Array programming with NumPy*，Nature 585（2020）：数组是什么，为什么整个科学计算都建在它上面。
# - Jake VanderPlas，*Python Data Science Handbook*，第 2 章：讲解细致，图多。
# - Nicolas P. Rougier，*From Python to Numpy*（2017）：怎样把循环改写成数组运算。
# - 阿斯顿·张、李沐等，《动手学深度学习》，预备知识一章。
#
# 数据：Palmer penguins，Kristen Gorman 与帕尔默站长期生态研究计划；Gorman, Williams, Fraser，*Ecological sexual dimorphism and environmental variability within a community of Antarctic penguins (genus Pygoscelis)*，PLoS ONE 9(3): e90081（2014）；R 包 palmerpenguins，CC0。课程里的文件去掉了性别和年份两列。
