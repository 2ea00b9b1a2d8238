# ---
# jupyter:
#   autograder:
#     title: 第 2 章　深度学习原理
#     builds: 一个会学习的神经元；表格、文字、图片、声音、视频怎样变成数组，又怎样用线性代数看进去
#     minutes: 150
#     data: [mnist_5k1k.npz]
#     en:
#       title: Chapter 2. The ideas behind deep learning
#       builds: a neuron that learns; tables, text, pictures, sound and video as arrays, seen through linear algebra
# ---

# %% [markdown]
# # 第 2 章　深度学习原理

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %%
import numpy as np


# %% [markdown]
# ### 练习 2.1 perceptron（约 12 分钟，8 分）
#
# **做什么**　感知机（perceptron，1958）是第一个会学习的神经元。它对一行 $x$ 打分，分数大于 0 就答 1，否则答 0：
#
# $$
# \hat y = \begin{cases} 1, & x \cdot w + b > 0 \\ 0, & \text{其余} \end{cases}
# $$
#
# 从 $w = 0$、$b = 0$ 开始，**一行一行**地看，次序就是数据的次序。答对了什么都不做；答错了马上改：
#
# | 标签 | 它答了 | 怎样改 | 为什么 |
# |---|---|---|---|
# | 1 | 0 | $w \leftarrow w + x$，$b \leftarrow b + 1$ | 分数低了，下次这一行的分数涨 $x \cdot x + 1$ |
# | 0 | 1 | $w \leftarrow w - x$，$b \leftarrow b - 1$ | 分数高了，下次降同样多 |
#
# 从头到尾看一遍是一轮（epoch）。记下这一轮里答错了几次，也就是改了几次；有一轮一次都没错，就记下这个 0，停下来。
#
# **例子**　两行：$(1, 2)$ 标签 1，$(2, 1)$ 标签 0。拿笔走一遍：
#
# | 轮 | 行 | 分数 | 答 | 对吗 | 之后的 $w$ | $b$ |
# |---|---|---|---|---|---|---|
# | 1 | $(1, 2)$ | $0$ | 0 | 错，应当是 1 | $(1, 2)$ | 1 |
# | 1 | $(2, 1)$ | $2 + 2 + 1 = 5$ | 1 | 错，应当是 0 | $(-1, 1)$ | 0 |
# | 2 | $(1, 2)$ | $-1 + 2 + 0 = 1$ | 1 | 对 | | |
# | 2 | $(2, 1)$ | $-2 + 1 + 0 = -1$ | 0 | 对 | | |
#
# 返回 `w = [-1, 1]`，`b = 0`，`mistakes = [2, 0]`。注意第一行：分数恰好是 0，不大于 0，所以答的是 0。
#
# **常见错误**
#
# - 不管对错，每一行都加减一次；<!-- wrong: updates-every-row -->
# - 改的时候乘上标签：标签是 0 的那些行，加的是 $0 \cdot x$，什么也没改；<!-- wrong: label-as-sign label-for-weights -->
# - 整轮用同一个 $w$ 打分，一轮完了才一起改；<!-- wrong: batch-update -->
# - 一轮完了，再用改好的 $w$ 去数错了几个：数的应当是**当时**答错的次数；<!-- wrong: counted-afterwards -->
# - 分数为 0 时答 1；<!-- wrong: zero-is-one -->
# - 标签变成 ±1，用“标签乘分数 ≤ 0”判断答错：标签是 0、分数是 0 的行明明答对了；<!-- wrong: zero-is-mistake -->
# - 忘了改 $b$；<!-- wrong: no-bias -->
# - 遇到没有错的一轮就停，却没有把那个 0 记下来。<!-- wrong: zero-not-listed -->
#
# 还有一个藏得深：像素常常是 `uint8`，`-x` 会绕回去（`-np.uint8(3)` 是 253）。<!-- wrong: unsigned -->
#
# <details><summary>提示 1：从哪里想起</summary>
#
# 两层循环各管什么？外层数轮，内层数行。`mistakes` 的一个元素，是在哪一层结束时记下的？
#
# </details>
#
# <details><summary>提示 2：四种情形能不能变成一种</summary>
#
# 标签和回答都是 0 或 1。`标签 - 回答` 有三个可能的值：对了是 0，该加时是 1，该减时是 −1。先把标签变成 Python 的 `int`，才不怕无符号整数。
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# 先 `x = np.asarray(x, dtype=float)`。内层：算 `error`，不是 0 就 `w = w + error * row`、`b` 也跟着改、计数加一。外层：`mistakes.append(…)`，是 0 就 `break`。
#
# </details>


# %% exercise="perceptron"
def perceptron(x: np.ndarray, y: np.ndarray, epochs: int) -> tuple[np.ndarray, float, list[int]]:
    """感知机：一行一行地看，答错了才改。

    参数
        x: (n, d) 的数值数组，整数（包括 uint8）或浮点数，内存不一定连续；不变。
        y: (n,) 的标签，取值 0 或 1，整数、无符号整数或浮点都可能；不变。
        epochs: 最多看几轮，可以是 0。
    返回
        (w, b, mistakes)：w 是 (d,) 的浮点数组，b 是一个数，都从 0 开始；
        mistakes 是每一轮答错的次数，最多 epochs 个。x·w + b > 0 时答 1，否则答 0；
        答错时，标签是 1 就 w 加上这一行、b 加 1，标签是 0 就都减去。
        一轮里一次都没错，记下这个 0 之后停止；行的次序不打乱。
    例子
        >>> perceptron(np.array([[1, 2], [2, 1]]), np.array([1, 0]), 10)
        (array([-1.,  1.]), 0.0, [2, 0])
    """
    ### BEGIN SOLUTION
    x = np.asarray(x, dtype=float)
    w, b = np.zeros(x.shape[1]), 0.0
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for row, label in zip(x, y):
            error = int(label) - int(row @ w + b > 0)
            if error:
                w = w + error * row
                b = b + error
                wrong += 1
        mistakes.append(wrong)
        if wrong == 0:
            break
    return w, b, mistakes
    ### END SOLUTION


# %% check="perceptron" points=8 minutes=12
check("perceptron")

# %% [markdown]
# ### 练习 2.2 matmul（约 8 分钟，7 分）
#
# **做什么**　矩阵乘法，不用 `@`，只用广播（broadcasting）和求和：
#
# $$
# C_{ij} = \sum_{l} A_{il}\, B_{lj}
# $$
#
# $C$ 的第 $i$ 行第 $j$ 列，是 $A$ 的第 $i$ 行和 $B$ 的第 $j$ 列逐个相乘再相加。下标 $l$ 在右边求了和，左边就没有它了。
#
# | | 形状 | 轴 |
# |---|---|---|
# | `a` | `(m, k)` | $i$、$l$ |
# | `b` | `(k, n)` | $l$、$j$ |
# | 中间的乘积 | `(m, k, n)` | $i$、$l$、$j$ |
# | 返回 | `(m, n)` | $i$、$j$ |
#
# 三个轴各就各位：`a` 缺 $j$，在末尾添一个长度 1 的轴；`b` 缺 $i$，在开头添一个；相乘时广播补齐，再沿 $l$ 求和。
#
# **例子**
#
# $$
# \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}
# \begin{pmatrix} 1 & 0 \\ 0 & 1 \\ 1 & 1 \end{pmatrix}
# = \begin{pmatrix} 4 & 5 \\ 10 & 11 \end{pmatrix}
# $$
#
# **要先检查**　内侧的两个尺寸必须相等，否则 `ValueError`。广播自己不会替你检查：`(2, 1)` 的 `a` 和 `(3, 2)` 的 `b` 不能相乘，可是长度 1 的轴会悄悄复制成 3，算出一个像模像样的错答案。
#
# **这一题不用**　`@`、`np.matmul`、`np.dot`、`np.einsum`、`np.tensordot`、`np.inner` 这些现成的乘法，也不写 Python 循环。
#
# **常见错误**
#
# - 没有检查，长度 1 的轴被悄悄复制；<!-- wrong: broadcasts-one -->
# - 写成 `a[:, None, :] * b[None, :, :]` 再沿最后一轴求和：算的是 $AB^{\mathsf T}$，只有 $B$ 是方阵（或者有长度 1 的轴）时才不报错；<!-- wrong: transposed-b -->
# - 直接 `a * b`：那是逐元素相乘；<!-- wrong: elementwise -->
# - 求和的轴弄错了。<!-- wrong: wrong-axis -->
#
# <details><summary>提示 1：从哪里想起</summary>
#
# 表里“中间的乘积”有三个轴。`a` 的两个轴对应其中哪两个？缺的那个放在第几个位置？
#
# </details>
#
# <details><summary>提示 2：方向</summary>
#
# 用 `None` 添轴：`a[…, None]` 在末尾添一个长度 1 的轴，`b[None]` 在开头添一个。两个都添好以后，各是什么形状？
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# 先比较 `a.shape[1]` 和 `b.shape[0]`，不等就 `raise ValueError(…)`；然后一行：相乘，`.sum(axis=…)`。
#
# </details>


# %% exercise="matmul"
def matmul(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """矩阵乘法 a·b，用广播和求和。

    参数
        a: (m, k) 的数值数组，int64 或浮点数，内存不一定连续；不变。
        b: (k, n) 的数值数组；不变。各个尺寸都可以是 1，k 可以是 0（结果全 0）。
    返回
        (m, n) 的新数组，整数或浮点数都可以。
    错误
        a 的列数不等于 b 的行数时 ValueError，其中一个是 1 也不例外。
    不用
        @、matmul、dot、einsum、tensordot、inner 等现成的乘法，Python 循环（推导式在内）。
    例子
        >>> matmul(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 0], [0, 1], [1, 1]]))
        array([[ 4,  5],
               [10, 11]])
    """
    ### BEGIN SOLUTION
    if a.shape[1] != b.shape[0]:
        raise ValueError(f"内侧的尺寸不相等：{a.shape} 和 {b.shape}")
    return (a[:, :, None] * b[None, :, :]).sum(axis=1)
    ### END SOLUTION


# %% check="matmul" points=7 minutes=8
check("matmul")

# %% [markdown]
# ### 练习 2.3 solve（约 14 分钟，9 分）
#
# **做什么**　解方程组 $A x = b$，用高斯消元（Gaussian elimination）和部分选主元（partial pivoting）。先看没有选主元时会出什么事：
#
# $$
# \begin{pmatrix} 0 & 2 \\ 1 & 1 \end{pmatrix} \begin{pmatrix} x_0 \\ x_1 \end{pmatrix} = \begin{pmatrix} 4 \\ 3 \end{pmatrix}
# $$
#
# 消去第 0 列要除以左上角的 0。可是两个方程调换一下次序，解不变，左上角就成了 1：$x_1 = 2$，$x_0 = 3 - 2 = 1$。
#
# 左上角不是 0，而是 $10^{-20}$ 呢？$10^{-20} x_0 + x_1 = 1$，$x_0 + x_1 = 2$，正确答案极其接近 $(1, 1)$。直接消元，第 1 行要减去第 0 行的 $10^{20}$ 倍：$1 - 10^{20}$ 和 $2 - 10^{20}$ 都舍入成 $-10^{20}$，
# 原来的 1 和 2 没了踪影，于是 $x_1 = 1$，$x_0 = 0$，错得离谱。所以不是“主元为 0 才换行”，而是**每次都**换上绝对值最大的那一行：
#
# 对第 $k$ 列，$k = 0, 1, \dots, n-1$：
#
# 1. 在第 $k$ 行**和它下面**的各行里，找第 $k$ 列绝对值最大的一行，和第 $k$ 行对调，右端 $b$ 一起调；
# 2. 这个绝对值（主元）如果不超过 $10^{-12} \times \max|A_{ij}|$，矩阵是奇异的（singular），`ValueError`；
# 3. 下面每一行减去第 $k$ 行的 $A_{ik}/A_{kk}$ 倍，$b$ 也照样减。
#
# 然后从最后一行往回代：$x_k = \bigl(b_k - \sum_{j>k} A_{kj} x_j\bigr) / A_{kk}$。
#
# **为什么要乘 $\max|A_{ij}|$**　把方程两边同乘 $10^{-15}$，还是那组方程，不该因此变成“奇异”。界限要跟着矩阵的大小走；用的是**原来的** $A$ 里绝对值最大的元素。
#
# | | 形状 |
# |---|---|
# | `a` | `(n, n)` |
# | `b` | `(n,)`，或 `(n, m)`：一次解 $m$ 个右端 |
# | 返回 | 与 `b` 同形状，浮点数 |
#
# **这一题不用** `np.linalg` 里的函数（`norm` 除外）。
#
# **常见错误**
#
# - 不换行；<!-- wrong: no-pivoting -->
# - 只在主元恰好是 0 时才换行；<!-- wrong: swaps-at-zero-only refuses-tiny -->
# - 换了 $A$ 的行，忘了换 $b$ 的；<!-- wrong: b-not-swapped -->
# - 挑最大的，没有取绝对值：下面是 $-5$ 时挑中了 0；<!-- wrong: signed-maximum -->
# - 原地消元，改动了传进来的 `a` 和 `b`；<!-- wrong: changes-input changes-right-side -->
# - `a` 或 `b` 是整数数组，减出来的小数被截掉；<!-- wrong: integer-elimination -->
# - 不检查奇异，返回 `inf` 或 NaN；<!-- wrong: no-check -->
# - 界限用了固定的 $10^{-12}$。<!-- wrong: absolute-limit -->
#
# <details><summary>提示 1：从哪里想起</summary>
#
# 先复制：`a = np.array(a, dtype=float)` 一举两得，既是新数组，又不再是整数。`b` 也一样。想一想：`(n,)` 和 `(n, m)` 的 `b`，哪些写法对两种都成立？
#
# </details>
#
# <details><summary>提示 2：方向</summary>
#
# `np.argmax(np.abs(a[k:, k]))` 是从第 `k` 行数起的，别忘了加 `k`。两行对调：`a[[k, p]] = a[[p, k]]`。
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# 外层 `for k in range(n)`：先挑 `p`，再看主元够不够大，再对调，最后内层 `for i in range(k + 1, n)` 用一个 `factor` 同时减 `a[i]` 和 `b[i]`；`b` 的一行是一个数还是一个数组，都成立。回代用 `for k in reversed(range(n))`，右上角那一段和已经解出的 `x[k + 1 :]` 用 `@` 相乘，也是两种都成立。
#
# </details>


# %% exercise="solve"
def solve(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """解 a·x = b：高斯消元，部分选主元。

    参数
        a: (n, n) 的数值数组，整数或浮点数，n ≥ 1，内存不一定连续；不变。
        b: (n,) 或 (n, m) 的数值数组，整数或浮点数；不变。
    返回
        与 b 同形状的浮点新数组 x。
    错误
        选出的主元（绝对值）不超过 1e-12 × a 中绝对值最大的元素时 ValueError；全 0 的矩阵也是。
    不用
        np.linalg 里的函数（norm 除外）。
    例子
        >>> solve(np.array([[0, 2], [1, 1]]), np.array([4, 3]))
        array([1., 2.])
    """
    ### BEGIN SOLUTION
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    n, limit = len(a), 1e-12 * np.abs(a).max()
    for k in range(n):
        p = k + np.argmax(np.abs(a[k:, k]))
        if abs(a[p, k]) <= limit:
            raise ValueError("矩阵是奇异的")
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, n):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    x = np.zeros_like(b)
    for k in reversed(range(n)):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x
    ### END SOLUTION


# %% check="solve" points=9 minutes=14
check("solve")

# %% [markdown]
# ### 练习 2.4 null_space（约 15 分钟，9 分）
#
# **做什么**　找出 $A x = 0$ 的全部解。它们组成一个空间，叫零空间（null space）；返回它的一组基（basis），一列一个：任何解都是这几列的组合。
#
# **为什么**　神经网络的一层 $x W$ 若有不为 0 的向量被 $W$ 变成 0，沿着那个方向的信息就丢了，后面的层无论如何找不回来。零空间说的就是“丢了什么”。
#
# **怎么找**　还是消元，但不必每列都有主元。从左到右看各列，手里拿着“下一个主元该在的行” $r$，从 0 开始：
#
# 1. 这一列里第 $r$ 行及以下，绝对值最大的元素若不超过 `tol` × $\max|A_{ij}|$，当作 0：这一列没有主元，叫**自由列**，看下一列，$r$ 不变；
# 2. 否则换到第 $r$ 行，整行除以主元，使它成为 1，再把这一列**上面和下面**的其余各行都消成 0，$r$ 加 1。
#
# 这样得到的叫行最简形（reduced row echelon form）。每个自由列给出一个解：这个自由未知数取 1，别的自由未知数取 0，第 $i$ 行主元所在的那个未知数，取自由列第 $i$ 行的数，**变号**。
#
# **例子**
#
# $$
# A = \begin{pmatrix} 1 & 2 & 1 \\ 2 & 4 & 4 \end{pmatrix}
# \;\to\; \begin{pmatrix} 1 & 2 & 1 \\ 0 & 0 & 2 \end{pmatrix}
# \;\to\; \begin{pmatrix} \mathbf 1 & 2 & 0 \\ 0 & 0 & \mathbf 1 \end{pmatrix}
# $$
#
# （手算时第 0 列没有换行，数好看些；照上面的步骤会先换上 $(2, 4, 4)$，行最简形一样。）
#
# 主元在第 0 列和第 2 列，第 1 列自由。令 $x_1 = 1$：第 0 行说 $x_0 + 2x_1 = 0$，$x_0 = -2$；第 1 行说 $x_2 = 0$。一个解：$(-2, 1, 0)$。代回去：$-2 + 2 = 0$，$-4 + 4 = 0$。
# 注意主元**不在**前两列。列数减去主元数（秩，rank）就是零空间的维数：$3 - 2 = 1$。
#
# | | 形状 |
# |---|---|
# | `a` | `(m, n)`，宽的、高的都可能 |
# | 返回 | `(n, n − 秩)`；列满秩时是 `(n, 0)`，全 0 的矩阵是 `(n, n)` |
#
# 基不止一组，哪一组都对：检查时看的是 $A$ 乘上每一列是否为 0、列与列是否独立、列数对不对。**这一题不用** `np.linalg` 里的函数（`norm` 除外）。
#
# **常见错误**
#
# - 以为主元总在最前面的几列，或者行和列用了同一个计数；<!-- wrong: pivots-first same-counter -->
# - 忘了那个负号；<!-- wrong: sign -->
# - 自由未知数那一格没有填 1；<!-- wrong: no-ones -->
# - 列满秩时返回一列 0：0 不是基；<!-- wrong: zero-column -->
# - 维数算成了 $m$ 减秩；<!-- wrong: counts-rows -->
# - 用 `== 0` 判断：$0.1 \times 3 - 0.3$ 在浮点数里不是 0；<!-- wrong: exact-zero -->
# - 界限用了固定的 `tol`，没有乘 $\max|A_{ij}|$；<!-- wrong: absolute-limit -->
# - 只消了主元下面的行，上面的没有消；<!-- wrong: only-below -->
# - 整数数组、改动输入，同上一题。<!-- wrong: integer-elimination changes-input -->
#
# <details><summary>提示 1：从哪里想起</summary>
#
# 和上一题比，`k` 分成了两个：列 `j` 每次加 1，行 `r` 只在找到主元时加 1。`r` 到了 `m` 怎么办？
#
# </details>
#
# <details><summary>提示 2：方向</summary>
#
# 用一个列表 `pivots` 记下主元所在的列，它的第 `i` 个就是第 `i` 行主元的列。不在里面的列就是自由列。
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# `basis = np.zeros((n, len(free)))`，`free` 是空的时候，它自然就是 `(n, 0)`。对第 `c` 个自由列 `j` 填第 `c` 列：第 `j` 格是什么，`pivots` 那几格（可以一次填：`basis[pivots, c]`）又是什么？
#
# </details>


# %% exercise="null_space"
def null_space(a: np.ndarray, tol: float = 1e-10) -> np.ndarray:
    """a·x = 0 的解空间的一组基，用消元求出。

    参数
        a: (m, n) 的数值数组，整数或浮点数，m ≥ 1，n ≥ 1，内存不一定连续；不变。
        tol: 消元中绝对值不超过 tol × a 中绝对值最大的元素，就当作 0。
    返回
        (n, n - 秩) 的浮点数组，各列线性无关，a 乘上每一列都是 0。
        列满秩时 (n, 0)，a 全 0 时 (n, n)。哪一组基都可以，列的长短不限。
    不用
        np.linalg 里的函数（norm 除外）。
    例子
        >>> null_space(np.array([[1, 2, 1], [2, 4, 4]]))
        array([[-2.],
               [ 1.],
               [ 0.]])
    """
    ### BEGIN SOLUTION
    a = np.array(a, dtype=float)
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] /= a[r, j]
        for i in range(m):
            if i != r:
                a[i] -= a[i, j] * a[r]
        pivots.append(j)
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis
    ### END SOLUTION


# %% check="null_space" points=9 minutes=15
check("null_space")

# %% [markdown]
# ### 练习 2.5 gram_schmidt（约 10 分钟，8 分）
#
# **做什么**　把 $A$ 的各列变成互相垂直、长度为 1 的向量（标准正交，orthonormal），张成的空间不变。一列一列地来：
#
# 1. 取第 $j$ 列 $v$，记住它的长度 $\lVert a_j \rVert$；
# 2. 对已经有的每个 $q_i$，依次减去 $v$ 在它上面的那一份：$v \leftarrow v - (q_i \cdot v)\, q_i$；
# 3. 剩下的长度不超过 `tol` × $\lVert a_j \rVert$，说明这一列能由前面的列组合出来，扔掉；否则除以长度，成为新的一个 $q$。
#
# **例子**　两列 $(3, 4)$ 和 $(1, 2)$。第一列长 5，$q_0 = (0.6, 0.8)$。第二列在 $q_0$ 上的一份是 $0.6 + 1.6 = 2.2$，减去 $2.2\,q_0 = (1.32, 1.76)$ 剩 $(-0.32, 0.24)$，长 0.4，$q_1 = (-0.8, 0.6)$。
#
# **一个字的差别**　第 2 步的 $q_i \cdot v$ 里的 $v$，是**已经减过**前几份的，不是原来的 $a_j$。纸上算，两种一模一样（$q$ 互相垂直，减掉的那几份与 $q_i$ 无关）；电脑上算，差得很远。
# 几列彼此只差 $10^{-6}$ 时，用原来的 $a_j$（古典 Gram–Schmidt，classical）得到的 $q$ 之间内积可以有 $10^{-4}$，根本不垂直；用减过的 $v$（改进的 Gram–Schmidt，modified）是 $10^{-10}$。
# 原因是舍入：$v$ 剩下的只有百万分之一，前一步留下的一点点误差被放大了，改进的写法在下一步还有机会把它减掉。写完下面有一格，你可以看到这两个数。
#
# **两条规矩**　返回的列次序不变；每个 $q$ 与它的来源 $a_j$ 的内积是正的（照上面的步骤，自然如此）。**这一题不用** `np.linalg` 里的函数（`norm` 除外）。
#
# | | 形状 |
# |---|---|
# | `a` | `(m, n)` |
# | 返回 | `(m, r)`，$r$ 是秩，$r \le \min(m, n)$；全 0 时 `(m, 0)` |
#
# **常见错误**
#
# - 用了古典的写法；<!-- wrong: classical -->
# - 有一列是 0，除以长度得到 NaN；<!-- wrong: divides-by-zero -->
# - 界限用固定的 `tol`：各列都乘上 $10^{-12}$ 就全被扔掉了；<!-- wrong: absolute-limit -->
# - 该扔的列没有扔，留了一列 0，形状不对；<!-- wrong: keeps-zero-columns -->
# - 把行当成了列；<!-- wrong: rows -->
# - 减完忘了除以长度。<!-- wrong: not-normalised -->
#
# <details><summary>提示 1：从哪里想起</summary>
#
# 事先不知道有几个 $q$。用什么存，才能一个一个地添？最后怎样拼成 `(m, r)`？$r = 0$ 时还拼得成吗？
#
# </details>
#
# <details><summary>提示 2：方向</summary>
#
# `a.T` 一行就是 `a` 的一列，可以直接 `for column in …`。一列的长度要在减之前记下来。
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# 外层一列一列地取 `column`，`v` 从它开始；里层 `for q in basis:` 改 `v`；然后比较两个长度，够长的才 `append`。最后把 `np.array(basis)` 变形成 `(-1, m)` 再转置，空列表也成立。
#
# </details>


# %% exercise="gram_schmidt"
def gram_schmidt(a: np.ndarray, tol: float = 1e-10) -> np.ndarray:
    """把各列变成标准正交的，改进的 Gram–Schmidt。

    参数
        a: (m, n) 的数值数组，整数或浮点数，内存不一定连续；不变。列可以多于行，可以有全 0 的列。
        tol: 减去前面各份之后，剩下的长度不超过 tol × 这一列原来的长度，就扔掉这一列。
    返回
        (m, r) 的浮点数组，各列长度 1、互相垂直，次序与来源相同，与来源的内积为正；
        r 是留下的列数，可以是 0。各列彼此只差 1e-6 时，qᵀq 与单位矩阵之差也小于 1e-8。
    不用
        np.linalg 里的函数（norm 除外）。
    例子
        >>> gram_schmidt(np.array([[3, 1], [4, 2]])).round(6)
        array([[ 0.6, -0.8],
               [ 0.8,  0.6]])
    """
    ### BEGIN SOLUTION
    columns = np.asarray(a, dtype=float).T
    basis = []
    for column in columns:
        v = column
        for q in basis:
            v = v - (q @ v) * q
        length = np.linalg.norm(v)
        if length > tol * np.linalg.norm(column):
            basis.append(v / length)
    return np.array(basis).reshape(-1, columns.shape[1]).T
    ### END SOLUTION


# %% check="gram_schmidt" points=8 minutes=10
check("gram_schmidt")

# %% [markdown]
# ### 练习 2.6 project（约 6 分钟，6 分）
#
# **做什么**　把向量 $v$ 投影（projection）到 $A$ 的各列张成的空间上：在那个空间里，离 $v$ 最近的一点。
#
# **推导**　如果各列已经是标准正交的 $q_0, q_1, \dots$，最近的一点就是各份之和：
#
# $$
# p = \sum_i (q_i \cdot v)\, q_i = Q\, Q^{\mathsf T} v
# $$
#
# 为什么最近？$v - p$ 与每个 $q_i$ 的内积是 $q_i \cdot v - q_i \cdot v = 0$，它与整个空间垂直。在那个空间里从 $p$ 再挪开一点，由勾股定理只会更远。
# 列不是标准正交的，先变成标准正交的：你刚写好了那个函数，它连多余的列都替你扔掉。
#
# **例子**　$v = (3, 4, 5)$，$A$ 的列是 $(1, 0, 0)$、$(1, 1, 0)$、$(2, 1, 0)$。三列都躺在第三个坐标为 0 的平面上，第三列是前两列之和。投影是 $(3, 4, 0)$。
#
# 如果忘了正交化，直接算 $A A^{\mathsf T} v$：$A^{\mathsf T} v = (3, 7, 10)$，再乘 $A$ 是 $(30, 17, 0)$，差得远。
#
# **常见错误**
#
# - 以为各列已经标准正交；<!-- wrong: assumes-orthonormal -->
# - 用 $A (A^{\mathsf T} A)^{-1} A^{\mathsf T} v$：列有多余时 $A^{\mathsf T} A$ 是奇异的；<!-- wrong: normal-equations -->
# - 只把各列的长度变成 1，没有让它们互相垂直；<!-- wrong: only-normalises -->
# - 返回了 $v - p$，那是垂直的那一份。<!-- wrong: remainder -->
#
# **这一题不用** `np.linalg` 里的函数（`norm` 除外）。
#
# <details><summary>提示 1：从哪里想起</summary>
#
# 公式里的 $Q$ 由哪个函数给出？
#
# </details>
#
# <details><summary>提示 2：方向</summary>
#
# $Q Q^{\mathsf T} v$ 有两种加括号的办法。先算 $Q^{\mathsf T} v$，只有 $r$ 个数；先算 $Q Q^{\mathsf T}$，有 $m \times m$ 个数。
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# 两行就够：一行得到 `q`，一行乘两次。$r = 0$ 时 `(m, 0) @ (0,)` 是全 0 的 `(m,)`，正好，不必另外写。
#
# </details>


# %% exercise="project"
def project(v: np.ndarray, a: np.ndarray) -> np.ndarray:
    """把 v 投影到 a 的列空间。

    参数
        v: (m,) 的数值数组，整数或浮点数；不变。
        a: (m, n) 的数值数组，各列不一定独立，不一定标准正交，可以有全 0 的列，
            各列的长短可以相差几个数量级；不变。两个数组的内存都不一定连续。
    返回
        (m,) 的浮点数组：a 的列空间里离 v 最近的一点。a 全 0 时是全 0。
    不用
        np.linalg 里的函数（norm 除外）。
    例子
        >>> a = np.array([[1, 1, 2], [0, 1, 1], [0, 0, 0]])
        >>> project(np.array([3, 4, 5]), a).round(6)
        array([3., 4., 0.])
    """
    ### BEGIN SOLUTION
    q = gram_schmidt(a)
    return q @ (q.T @ v)
    ### END SOLUTION


# %% check="project" points=6 minutes=6 uses=["gram_schmidt", "solve"]
check("project")

# %% [markdown]
# ### 练习 2.7 power_iteration（约 8 分钟，7 分）
#
# **做什么**　有的向量被矩阵乘过之后方向不变，只是伸缩：$A u = \lambda u$。$u$ 叫特征向量（eigenvector），$\lambda$ 叫特征值（eigenvalue）。找出绝对值最大的那个特征值和它的特征向量，$A$ 是对称的（symmetric）：$A = A^{\mathsf T}$，沿对角线翻过来不变。绝对值最大的特征值只有一个：不重复，也没有绝对值相同、符号相反的（不然两个方向一样占上风，永远分不出来）。
#
# **直觉**　对称矩阵的特征向量互相垂直，任何 $v$ 都能拆成它们的组合 $v = c_1 u_1 + c_2 u_2 + \cdots$。乘一次 $A$，第 $i$ 份变成 $\lambda_i$ 倍；乘 $k$ 次：
#
# $$
# A^k v = c_1 \lambda_1^k u_1 + c_2 \lambda_2^k u_2 + \cdots
# $$
#
# $|\lambda_1|$ 最大，它那一份越来越占上风，别的按 $|\lambda_2 / \lambda_1|^k$ 消失。于是随便选一个起点，反复乘，方向就转到 $u_1$ 上。每次乘完把长度变回 1，不然 $3^{1000}$ 早就溢出了。
#
# **特征值**　方向稳定之后，用 Rayleigh 商 $\lambda = v \cdot A v$（$v$ 的长度是 1）。不能用 $\lVert A v \rVert$：长度总是正的，而 $\lambda$ 可以是负的。
#
# **例子**　$A = \begin{pmatrix} -1 & 2 \\ 2 & -1 \end{pmatrix}$。$A\,(1, 1) = (1, 1)$，$A\,(1, -1) = (-3, 3)$：特征值 1 和 −3。绝对值最大的是 **−3**，特征向量 $(1, -1)/\sqrt 2$，取 $(-1, 1)/\sqrt 2$ 也对。
#
# **起点为什么要随机**　在这个例子里从 $(1, 1)$ 出发，会永远停在 $(1, 1)$：它在 $u_1$ 上的那一份恰好是 0。由 `rng` 随机抽的起点，恰好为 0 的机会是零。
#
# **提前停**　可以乘满 `steps` 次，也可以稳定了就停。怎样算稳定：$\lambda < 0$ 时 $v$ 每一步掉一次头，所以比较时不计正负；与前一步相差小于 $10^{-14}$ 才停。
# `np.allclose` 只比五位数字，特征值又比特征向量先稳定（它的误差是平方），拿它们来判断都停得太早。
#
# **全 0 的矩阵**　$A v = 0$，不能除以长度。特征值是 0，任何单位向量都是特征向量。
#
# **常见错误**
#
# - 用 $\lVert A v \rVert$ 当特征值，丢了正负号；<!-- wrong: value-is-length -->
# - 提前停，停得太早；<!-- wrong: stops-at-allclose stops-at-value -->
# - 从全 1 的向量出发；<!-- wrong: starts-with-ones -->
# - 中途不除以长度，溢出；<!-- wrong: not-normalised -->
# - 全 0 的矩阵得到 NaN；<!-- wrong: zero-matrix -->
# - 自己造了一个固定种子的随机数，没有用 `rng`。<!-- wrong: own-seed -->
#
# **这一题不用** `np.linalg` 里的函数（`norm` 除外）。再往后就可以用了：你已经知道里面大概是怎么回事。
#
# <details><summary>提示 1：从哪里想起</summary>
#
# 一步只做两件事：乘，变回单位长度。哪一步之前要先看一眼长度是不是 0？
#
# </details>
#
# <details><summary>提示 2：方向</summary>
#
# 起点：`rng.normal(size=n)`，也先除以长度。长度是 0 时，现在的 `v` 已经是答案，停下就好。
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# 循环里用三个名字就够：`v` 是现在的单位向量，`w` 是乘过之后的，`length` 是 `w` 的长度。循环之后再算一次 Rayleigh 商。
#
# </details>


# %% exercise="power_iteration"
def power_iteration(a: np.ndarray, rng: np.random.Generator, steps: int = 1000) -> tuple[float, np.ndarray]:
    """幂迭代：对称矩阵绝对值最大的特征值，和它的单位特征向量。

    参数
        a: (n, n) 的对称数组，整数或浮点数；绝对值最大的特征值不重复，也没有与它
            绝对值相同、符号相反的（全 0 的矩阵除外）；不变。
        rng: NumPy 的随机数生成器，起点由它抽取。
        steps: 乘多少次；v 与前一步相差（不计正负）小于 1e-14 时可以提前停。
    返回
        (value, vector)：value 是一个数，带正负号；vector 是 (n,) 的浮点数组，长度 1，正负不限。
        全 0 的矩阵：value 是 0，vector 是任何一个单位向量。不发出警告。
    不用
        np.linalg 里的函数（norm 除外）。
    例子
        >>> value, vector = power_iteration(np.array([[-1, 2], [2, -1]]), np.random.default_rng(0))
        >>> round(value, 6), abs(vector).round(4)
        (-3.0, array([0.7071, 0.7071]))
    """
    ### BEGIN SOLUTION
    v = rng.normal(size=len(a))
    v = v / np.linalg.norm(v)
    for _ in range(steps):
        w = a @ v
        length = np.linalg.norm(w)
        if length == 0:
            break
        v = w / length
    return float(v @ a @ v), v
    ### END SOLUTION


# %% check="power_iteration" points=7 minutes=8
check("power_iteration")

# %% [markdown]
# ### 练习 2.8 pca（约 10 分钟，8 分）
#
# **做什么**　主成分分析（principal component analysis, PCA）：数据在哪个方向上散得最开？再垂直于它，第二散得开的是哪个方向？只留前 $k$ 个方向，一个样本就从 $d$ 个数缩成 $k$ 个。
#
# **推导**　先让每一列减去平均值，得到 $X_c$。沿单位向量 $u$ 看，每个样本的坐标是 $X_c u$，它的方差是
#
# $$
# \frac{1}{n} \lVert X_c u \rVert^2 = u^{\mathsf T} \underbrace{\tfrac{1}{n} X_c^{\mathsf T} X_c}_{\text{协方差矩阵 } C} u
# $$
#
# $C$ 是对称的。上一题说过，$u$ 拆成特征向量的组合，$u^{\mathsf T} C u$ 就是各特征值的加权平均，权重是那几份的平方。最大当然是把权重全给最大的特征值：**方差最大的方向是最大特征值的特征向量，方差就是那个特征值。**
#
# | 返回 | 形状 | 是什么 |
# |---|---|---|
# | `components` | `(k, d)` | 每行一个方向，长度 1，互相垂直，方差从大到小 |
# | `scores` | `(n, k)` | 每个样本在这些方向上的坐标，$X_c$ 乘 `components` 的转置 |
# | `ratio` | `(k,)` | 每个方向的方差占**总**方差（全部 $d$ 列的方差之和）的份额 |
#
# 每个方向的正负号不限（$u$ 和 $-u$ 是同一条线），但 `scores` 要和你返回的 `components` 一致。从现在起 `np.linalg` 随便用。
#
# **例子**　三个点 $(2, 1)$、$(4, 5)$、$(6, 3)$，平均值 $(4, 3)$，减去之后是 $(-2, -2)$、$(0, 2)$、$(2, 0)$。$X_c^{\mathsf T} X_c = \begin{pmatrix} 8 & 4 \\ 4 & 8 \end{pmatrix}$，
# 特征值 12 和 4，方向 $(1, 1)/\sqrt 2$ 和 $(1, -1)/\sqrt 2$。方差是 $12/3 = 4$ 和 $4/3$，份额里的 3 约掉了。$k = 1$ 时 `ratio` 是 $12/16 = 0.75$，坐标是 $-2.83,\ 1.41,\ 1.41$。
#
# **常见错误**
#
# - 没有减去平均值；<!-- wrong: not-centred -->
# - `np.linalg.eigh` 的特征值是从小到大的，忘了倒过来；<!-- wrong: ascending -->
# - `ratio` 除以的是前 $k$ 个之和，那样加起来总是 1；<!-- wrong: ratio-of-k -->
# - 用 SVD，却忘了方差是奇异值的**平方**；<!-- wrong: ratio-not-squared -->
# - 返回的方向是一列一个，形状 `(d, k)`；<!-- wrong: components-in-columns -->
# - `scores` 用了没有减平均值的 $X$。<!-- wrong: scores-not-centred -->
#
# <details><summary>提示 1：从哪里想起</summary>
#
# 两条路：协方差矩阵加 `np.linalg.eigh`，或者直接对 $X_c$ 做 `np.linalg.svd(…, full_matrices=False)`。后一条不用建 $d \times d$ 的矩阵，精度也更好。
#
# </details>
#
# <details><summary>提示 2：方向</summary>
#
# $X_c = U S V^{\mathsf T}$，则 $X_c^{\mathsf T} X_c = V S^2 V^{\mathsf T}$：`vt` 的各行就是方向，已经从大到小排好。
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# 三个名字：`centred`、`s`、`vt`。`components` 是 `vt` 的前几行；`scores` 的形状 `(n, k)` 由哪两个相乘得到？`ratio` 先除以谁的和，再取前 `k` 个？
#
# </details>


# %% exercise="pca"
def pca(x: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """主成分分析，留前 k 个方向。

    参数
        x: (n, d) 的数值数组，整数（包括 uint8）或浮点数，n ≥ 2，不是每行都相同，内存不一定连续；不变。
            样本可以比列少。
        k: 留几个方向，1 ≤ k ≤ min(n, d)，这些方向的方差互不相同。
    返回
        (components, scores, ratio)，都是浮点数组：
        components (k, d)，每行一个方向，长度 1，互相垂直，方差从大到小，正负不限；
        scores (n, k)，减去各列平均值之后，在这些方向上的坐标；
        ratio (k,)，每个方向的方差占总方差的份额。
    例子
        >>> components, scores, ratio = pca(np.array([[2, 1], [4, 5], [6, 3]]), 1)
        >>> abs(components).round(4), abs(scores[:, 0]).round(4), ratio.round(4)
        (array([[0.7071, 0.7071]]), array([2.8284, 1.4142, 1.4142]), array([0.75]))
    """
    ### BEGIN SOLUTION
    centred = x - x.mean(axis=0)
    _, s, vt = np.linalg.svd(centred, full_matrices=False)
    components = vt[:k]
    return components, centred @ components.T, (s**2 / np.sum(s**2))[:k]
    ### END SOLUTION


# %% check="pca" points=8 minutes=10
check("pca")

# %% [markdown]
# ### 练习 2.9 warp（约 15 分钟，8 分）
#
# **做什么**　用一个 2×2 矩阵 $M$ 把整张图片旋转、拉伸、推斜。图片中心不动，从中心量起在 $p = (x, y)$ 的点（$x$ 向右，$y$ 向下）挪到 $M p$。$y$ 向下，所以数学课上逆时针的旋转矩阵，在屏幕上是顺时针转。
#
# **倒着找**　直觉的写法是：对原图的每个像素，算出 $M p$，把颜色放过去。放大两倍时，原图中间四分之一的像素要铺满整张结果，放过去之后到处是**洞**。正确的办法反过来（inverse mapping）：对**结果**的每个像素 $p'$，问它从哪里来，$p = M^{-1} p'$，再去原图取颜色。结果的每个像素都问到了，就没有洞。
#
# **中心**　宽 $w$ 的图，列号从 0 到 $w - 1$，中点是 $c_x = \frac{w-1}{2}$，不是 $\frac w2$：3 列的中间一列是 1。同样 $c_y = \frac{h-1}{2}$。
#
# **双线性插值**　问到的位置多半不是整数。设原图上的列坐标是 $c$，行坐标是 $r$，$c_0 = \lfloor c \rfloor$，$r_0 = \lfloor r \rfloor$，小数部分 $s = c - c_0$，$t = r - r_0$，取周围四个像素的加权平均（bilinear interpolation）：
#
# $$
# (1-t)\bigl[(1-s)\, I_{r_0, c_0} + s\, I_{r_0, c_0+1}\bigr] + t\bigl[(1-s)\, I_{r_0+1, c_0} + s\, I_{r_0+1, c_0+1}\bigr]
# $$
#
# **图片外面的像素是 0**，四个邻居里落在外面的那几个也按 0 算，所以边缘是渐渐淡出去的。
#
# **例子**　一行三个像素 `[[2., 4., 6.]]`，中心在第 1 列。横向拉长一倍，$M = \begin{pmatrix} 2 & 0 \\ 0 & 1 \end{pmatrix}$：
#
# | 结果的列 | 离中心 $x'$ | 来自 $x = x'/2$ | 原图的列坐标 | 颜色 |
# |---|---|---|---|---|
# | 0 | −1 | −0.5 | 0.5 | $(2 + 4)/2 = 3$ |
# | 1 | 0 | 0 | 1 | 4 |
# | 2 | 1 | 0.5 | 1.5 | $(4 + 6)/2 = 5$ |
#
# 反过来压短一半，$M = \begin{pmatrix} 0.5 & 0 \\ 0 & 1 \end{pmatrix}$：两头的列来自 −2 和 2，在原图的列坐标 −1 和 3，都在外面，结果是 `[[0., 4., 0.]]`。压到 $\frac23$ 时来自 ±1.5，列坐标 −0.5 和 2.5，一半在里一半在外：`[[1., 4., 3.]]`。
#
# **没有来处**　$M$ 奇异时，平面被压成一条线，$M^{-1}$ 不存在，`ValueError`。判断用 $|\det M| \le 10^{-12} \times (\max |M_{ij}|)^2$：$0.3 \times 0.3 - 0.1 \times 0.9$ 在浮点数里不是 0，而是 $-1.4 \times 10^{-17}$，`np.linalg.inv` 不会替你报错。
#
# **常见错误**
#
# - 从原图往结果放，留下洞；<!-- wrong: forward -->
# - 该用 $M^{-1}$ 的地方用了 $M$：转的方向反了，放大变缩小；<!-- wrong: not-inverted -->
# - $x$ 和 $y$ 弄反：数组的第一个下标是行，也就是 $y$；<!-- wrong: swapped -->
# - 中心取成 `w / 2`；<!-- wrong: centre -->
# - 四舍五入到最近的像素，没有插值；<!-- wrong: nearest -->
# - 下标 −1 在 NumPy 里是最后一列，右边的颜色从左边冒了出来；<!-- wrong: wraps -->
# - 外面的像素用了最近的边缘，不是 0；<!-- wrong: edge-repeated -->
# - 行列式恰好是 0 才报错，或者指望 `np.linalg.inv` 来报错。<!-- wrong: exact-zero -->
#
# <details><summary>提示 1：从哪里想起</summary>
#
# 先只写一个像素：给 `(row, column)`，它的 $p'$ 是什么？$p$ 是什么？原图上的坐标呢？
#
# </details>
#
# <details><summary>提示 2：邻居在外面</summary>
#
# 最省心的办法：给原图四周各补一圈 0，坐标加 1，离得再远的也截到这一圈上（它们都是 0）。或者写一个小函数 `pixel(r, c)`，在外面就返回 0。
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# `rows, columns = np.mgrid[:h, :w]` 一次给出所有的行号和列号；减去中心，用逆矩阵的四个数算出来处，加回中心；`np.floor` 得整数部分；四项相加。两层循环一个像素一个像素地写也可以。
#
# </details>


# %% exercise="warp"
def warp(image: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """用 2×2 矩阵变换图片：中心不动，从中心量起的点 p 挪到 matrix·p。

    参数
        image: (h, w) 的浮点数组，内存不一定连续；不变。
        matrix: (2, 2) 的数值数组，作用在 p = (x, y) 上，x 向右，y 向下，
            从中心 ((w - 1)/2, (h - 1)/2) 量起；不变。
    返回
        (h, w) 的浮点新数组：每个像素从 matrix 的逆指出的位置取值，双线性插值，
        四个邻居里落在图片外面的按 0 算。
    错误
        |det| ≤ 1e-12 × (matrix 中绝对值最大的元素)² 时 ValueError（LinAlgError 也算）。
    例子
        >>> warp(np.array([[2.0, 4.0, 6.0]]), np.array([[2, 0], [0, 1]]))
        array([[3., 4., 5.]])
    """
    ### BEGIN SOLUTION
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError("矩阵是奇异的")
    h, w = image.shape
    y, x = np.mgrid[:h, :w] - np.array([(h - 1) / 2, (w - 1) / 2])[:, None, None]
    column = np.clip((d * x - b * y) / det + (w - 1) / 2, -1, w)
    row = np.clip((a * y - c * x) / det + (h - 1) / 2, -1, h)
    r, q = np.floor(row).astype(int), np.floor(column).astype(int)
    t, s = row - r, column - q
    padded = np.pad(image, ((1, 2), (1, 2)))  # 下标加 1；右边、下边多一圈，给 r + 1 和 q + 1
    top = (1 - s) * padded[r + 1, q + 1] + s * padded[r + 1, q + 2]
    bottom = (1 - s) * padded[r + 2, q + 1] + s * padded[r + 2, q + 2]
    return (1 - t) * top + t * bottom
    ### END SOLUTION


# %% check="warp" points=8 minutes=15
check("warp")

# %% [markdown]
# ### 练习 2.10 TableEncoder（约 16 分钟，9 分）
#
# **做什么**　把表格变成数组。表里有两种列：数（收入）和类别（地区）。类别没有大小，不能编成 0、1、2，那等于说 2 比 1 “多”；每个类别占一列，是就 1，不是就 0，叫独热（one-hot）。
#
# 它是一个类，用两步：
#
# | 方法 | 做什么 |
# |---|---|
# | `fit(rows)` | 在**训练**部分上量好：每个数值列的平均值和标准差，每个类别列有哪些类别 |
# | `transform(rows)` | 用量好的那些，把任何一批行变成 `(n, 列数)` 的浮点数组，自己不再量 |
#
# **为什么分成两步**　测试部分代表将来。将来的平均值现在不知道；如果拿测试部分的平均值来标准化，成绩就偷看了答案。更直接的麻烦：将来只来一行时，平均值就是它自己，标准差是 0。
#
# `rows` 是 `csv.DictReader` 读出来的样子：一行一个 dict，**值都是字符串**。规则一条一条列出来：
#
# 1. 列的次序：先是 `numeric` 里的列，按给的次序；再是 `categorical` 里的列，按给的次序，每列展开成它的各个类别，类别按字符串排序；
# 2. 数值：减去平均值，除以标准差（总体的，除以 $n$）。平均值和标准差只算不缺的值；
# 3. 缺的数（空字符串 `""`，或者 `float` 读出来是 NaN 的字符串，如 `"nan"`、`"NaN"`）编成 0，也就是平均值的位置；
# 4. 训练部分里是常数的数值列（不缺的值全都相等），不能除以 0：等于那个常数的值编成 0，不能是 NaN，也不能是舍入误差除以舍入误差；别的值编成什么不限；
# 5. 训练部分没见过的类别：这一列的几格全是 0。空字符串在类别列里就是一个类别，训练部分里有它，它也占一格；
# 6. 还没 `fit` 就 `transform`：`ValueError`。再次 `fit`，就忘掉以前的。`transform([])` 是 `(0, 列数)`。
#
# **例子**　训练部分三行，`numeric=["age"]`，`categorical=["city"]`：
#
# | age | city | 编码：age | city=A | city=B |
# |---|---|---|---|---|
# | `"20"` | `"B"` | $(20 - 30)/10 = -1$ | 0 | 1 |
# | `""` | `"A"` | 0 | 1 | 0 |
# | `"40"` | `"B"` | 1 | 0 | 1 |
#
# 平均值 $30$、标准差 $10$ 只由 20 和 40 算出。再来一行 `{"age": "50", "city": "C"}`，编码是 `[2, 0, 0]`。
#
# **常见错误**
#
# - `transform` 里重新量了平均值；<!-- wrong: refits -->
# - 缺的数当作 0 算进了平均值；<!-- wrong: missing-in-mean -->
# - 缺的数先填 0 再标准化：编成了 $(0 - 30)/10 = -3$；<!-- wrong: zero-before-scaling -->
# - 类别按出现的次序，没有排序；<!-- wrong: first-appearance -->
# - 类别取自要变换的那一批；<!-- wrong: categories-of-the-batch -->
# - 没见过的类别报 `KeyError` 或 `ValueError`；<!-- wrong: unseen-raises -->
# - 常数列除以 0；<!-- wrong: constant-nan -->
# - 用 `std == 0` 认常数列：`np.std([0.1, 0.1, 0.1])` 是 $1.4 \times 10^{-17}$，不是 0；<!-- wrong: constant-by-std -->
# - 标准差除以了 $n - 1$。<!-- wrong: sample-std -->
#
# <details><summary>提示 1：从哪里想起</summary>
#
# `fit` 要记住什么？每个数值列两个数，每个类别列一个排好序的列表。存成属性。`__init__` 里先存什么，才能在 `transform` 里看出还没有 `fit`？
#
# </details>
#
# <details><summary>提示 2：方向</summary>
#
# 先写一个小函数，把一个字符串变成数，空的变成 NaN。这样两种缺法就成了一种，`np.nanmean`、`np.nanstd` 会跳过它，`np.nan_to_num` 或 `np.where(np.isnan(…), 0, …)` 在最后把它变成 0。
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# `transform` 里对每一行拼一个列表：`[(x - mean) / std …] + [float(row[name] == c) for name … for c in …]`。常数列用最小值等于最大值来认：平均值就取那个常数，除数取 1，分子恰好是 0。没有行时，结果要是 `(0, 列数)`，`reshape` 一下。
#
# </details>


# %% exercise="TableEncoder"
class TableEncoder:
    """把 csv 读出的行变成数组：数标准化，类别独热。

    参数（构造时）
        numeric: 数值列的列名，list[str]，可以是空的。
        categorical: 类别列的列名，list[str]，可以是空的。
    fit(rows)
        rows 是 list[dict[str, str]]，至少一行，每个数值列至少一个值不缺；不变。
        量下每个数值列的平均值和总体标准差（缺的值不算），每个类别列出现过的类别。
        再次调用就忘掉以前的。返回什么都可以。
    transform(rows)
        rows 同上，可以是空的；不变。返回 (行数, 列数) 的浮点数组：先是各数值列，
        再是各类别列展开的类别，列的次序同构造时，类别按字符串排序。
        缺的数（"" 或 "nan"、"NaN"）编成 0；fit 时是常数的列（不缺的值全都相等，
        如三个 "0.1"），那个常数编成 0，别的值不限；
        没见过的类别全 0（空字符串作为类别时，和别的类别一样）。
    错误
        没有 fit 就 transform 时 ValueError。
    例子
        >>> encoder = TableEncoder(["age"], ["city"])
        >>> _ = encoder.fit([{"age": "20", "city": "B"}, {"age": "40", "city": "A"}])
        >>> encoder.transform([{"age": "50", "city": "A"}, {"age": "", "city": "C"}])
        array([[2., 1., 0.],
               [0., 0., 0.]])
    """

    ### BEGIN SOLUTION
    def __init__(self, numeric: list[str], categorical: list[str]):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def _numbers(self, rows):
        """数值列，缺的是 NaN：(行数, 数值列数)。"""
        numbers = [[float(row[name] or "nan") for name in self.numeric] for row in rows]
        return np.array(numbers).reshape(len(rows), len(self.numeric))

    def fit(self, rows):
        numbers = self._numbers(rows)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        # 常数列不看标准差：舍入使三个 0.1 的标准差是 1.4e-17，不是 0
        self.scales = np.where(low == high, low, mean), np.where(low == high, 1.0, std)
        self.categories = [
            (name, c) for name in self.categorical for c in sorted({row[name] for row in rows})
        ]
        return self

    def transform(self, rows):
        if self.scales is None:
            raise ValueError("先 fit，再 transform")
        mean, std = self.scales
        numbers = np.nan_to_num((self._numbers(rows) - mean) / std)
        flags = [[float(row[name] == c) for name, c in self.categories] for row in rows]
        return np.hstack([numbers, np.array(flags).reshape(len(rows), len(self.categories))])

    ### END SOLUTION


# %% check="TableEncoder" points=9 minutes=16
check("TableEncoder")

# %% [markdown]
# ### 练习 2.11 tf_idf（约 7 分钟，6 分）
#
# **做什么**　文字怎样变成数组？最老的办法：数词。一篇文章一行，一个词一列，格里是它出现的次数，这叫词袋（bag of words），词的次序丢掉了。可是“的”“是”到处都有，出现再多也说明不了什么；TF-IDF 让**少见的词更重**：
#
# $$
# v_{ij} = c_{ij} \cdot \Bigl( \ln \frac{1 + n}{1 + \mathrm{df}_j} + 1 \Bigr),
# \qquad \text{再把每一行除以自己的长度}
# $$
#
# $c_{ij}$ 是第 $i$ 篇里第 $j$ 个词的次数（term frequency, TF），$n$ 是篇数，$\mathrm{df}_j$ 是**含有**第 $j$ 个词的篇数（document frequency）：在一篇里出现十次也只算一篇。两个 $1 +$ 像是另有一篇含了所有的词，免得除以 0；最后的 $+1$ 让到处都有的词不至于完全消失。
#
# 除以长度（$\sqrt{\sum_j v_{ij}^2}$）之后，长文章和短文章可以相比，两行的内积就是它们的相似度。没有词的行保持全 0。
#
# **例子**　两篇、两个词，次数 `[[1, 1], [0, 2]]`。$\mathrm{df} = (1, 2)$（第二个词一共 3 次，但只在 2 篇里），权重是 $\ln\frac32 + 1 = 1.4055$ 和 $\ln\frac33 + 1 = 1$：
#
# $$
# (1.4055,\ 1) / 1.7249 = (0.8148,\ 0.5797), \qquad (0,\ 2)/2 = (0,\ 1)
# $$
#
# **常见错误**
#
# - df 用了次数之和；<!-- wrong: df-as-sum -->
# - 没有词的行除以 0，得到 NaN；<!-- wrong: nan -->
# - 漏了最后的 $+1$；<!-- wrong: without-one -->
# - 分子分母没有各加 1；<!-- wrong: not-smoothed -->
# - 每行除以了元素之和，不是长度；<!-- wrong: sums-to-one -->
# - `np.log10` 或 `np.log2`。<!-- wrong: log10 -->
#
# <details><summary>提示 1：从哪里想起</summary>
#
# `counts > 0` 是布尔数组，沿哪个轴求和得到 df？
#
# </details>
#
# <details><summary>提示 2：方向</summary>
#
# 长度用 `np.linalg.norm(…, axis=1, keepdims=True)`，形状 `(n, 1)`，可以直接去除。
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# 除之前把长度里的 0 换成 1：`np.where(length > 0, length, 1)`。
#
# </details>


# %% exercise="tf_idf"
def tf_idf(counts: np.ndarray) -> np.ndarray:
    """词的次数变成 TF-IDF，每行长度 1。

    参数
        counts: (n, v) 的非负数组，整数（包括 uint8）或浮点数，n ≥ 1，内存不一定连续；不变。
    返回
        (n, v) 的浮点数组：counts[i, j] · (ln((1 + n) / (1 + df[j])) + 1)，再把每一行除以它的长度；
        df[j] 是 counts[i, j] > 0 的行数。全 0 的行保持全 0，不发出警告。
    例子
        >>> tf_idf(np.array([[1, 1], [0, 2]])).round(4)
        array([[0.8148, 0.5797],
               [0.    , 1.    ]])
    """
    ### BEGIN SOLUTION
    df = np.sum(counts > 0, axis=0)
    weighted = counts * (np.log((1 + len(counts)) / (1 + df)) + 1)
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)
    ### END SOLUTION


# %% check="tf_idf" points=6 minutes=7
check("tf_idf")

# %% [markdown]
# ### 练习 2.12 spectrogram（约 8 分钟，6 分）
#
# **做什么**　声音是一长串数：每秒 8000 个，是空气的压力。直接看这串数，看不出是哪个音。把它切成一小段一小段（frame），问每一段里**各个频率**有多强，排成一张图，就是声谱图（spectrogram）。
#
# 每一段 `size` 个采样，相邻两段的开头差 `hop` 个：
#
# 1. 第 $i$ 段是 `signal[i * hop : i * hop + size]`，结尾凑不满一段的不要；
# 2. 乘上窗函数 `np.hanning(size)`：中间是 1、两头渐渐到 0。硬切下来的一段两头是断崖，断崖自己就含有各种频率；
# 3. `np.fft.rfft` 分解成频率，得到 `size // 2 + 1` 个复数，第 $f$ 个的频率是每秒 $f \cdot 8000 / \text{size}$ 次；取绝对值，不再缩放。
#
# | | 形状 |
# |---|---|
# | `signal` | `(t,)` |
# | 返回 | `(1 + (t − size) // hop, size // 2 + 1)`，一行一段；`t < size` 时 `(0, size // 2 + 1)` |
#
# **例子**　7 个 1，`size=4`，`hop=2`：$1 + (7 - 4)\,//\,2 = 2$ 段，最后一个采样用不上。每一段乘窗之后是 $(0, 0.75, 0.75, 0)$。第 $f$ 个频率是 $\bigl|\sum_t x_t\, e^{-2\pi i f t / N}\bigr|$（$N = 4$，$t$ 从 0 数到 3）：频率 0 是它们的和 1.5；频率 1 的四个因子是 $1, -i, -1, i$，得 $0.75\,|{-i} - 1| = 0.75\sqrt 2 \approx 1.0607$；频率 2 的因子是 $1, -1, 1, -1$，得 $-0.75 + 0.75 = 0$。两行都是 `[1.5, 1.0607, 0]`。
#
# **常见错误**
#
# - 没有乘窗：上面会得到 `[4, 0, 0]`；<!-- wrong: no-window -->
# - 绝对值平方了（那是功率，power）；<!-- wrong: power -->
# - 一段一列，横竖颠倒；<!-- wrong: frames-in-columns -->
# - 用了 `np.fft.fft`：后一半是前一半的镜像，列数不对；<!-- wrong: full-fft -->
# - 结尾补 0 凑成一段；<!-- wrong: padded-tail -->
# - 反过来，恰好凑满的最后一段丢了（评分时会查）；<!-- wrong: exact-end-lost one-frame-less -->
# - 声音是 `int16`，把乘窗的结果写回整数数组，小数没了。<!-- wrong: integer-frames -->
#
# <details><summary>提示 1：从哪里想起</summary>
#
# 先算段数。`t < size` 时公式会给出什么？用 `max(0, …)` 挡一下。
#
# </details>
#
# <details><summary>提示 2：方向</summary>
#
# 各段的开头是 `hop * np.arange(count)`，加上 `np.arange(size)` 广播成 `(count, size)` 的下标。或者用列表推导式一段一段地切。
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# `np.abs(np.fft.rfft(signal[下标] * np.hanning(size), axis=1))`。一段也没有时，`(0, size)` 的数组也能过 `rfft`。
#
# </details>


# %% exercise="spectrogram"
def spectrogram(signal: np.ndarray, size: int, hop: int) -> np.ndarray:
    """声谱图：切段、乘 Hann 窗、实数 FFT 的绝对值。

    参数
        signal: (t,) 的数组，int16 或浮点数，内存不一定连续；不变。
        size: 一段的采样数，≥ 2，奇数偶数都可能。
        hop: 相邻两段的开头相差几个采样，≥ 1，可以大于 size。
    返回
        (1 + (t - size) // hop, size // 2 + 1) 的浮点数组，第 i 行是
        signal[i·hop : i·hop + size] 乘 np.hanning(size) 之后实数 FFT 的绝对值，不缩放。
        结尾凑不满一段的丢掉；t < size 时返回 (0, size // 2 + 1)。
    例子
        >>> spectrogram(np.ones(7), 4, 2).round(4)
        array([[1.5   , 1.0607, 0.    ],
               [1.5   , 1.0607, 0.    ]])
    """
    ### BEGIN SOLUTION
    count = max(0, 1 + (len(signal) - size) // hop)
    places = hop * np.arange(count)[:, None] + np.arange(size)
    return np.abs(np.fft.rfft(signal[places] * np.hanning(size), axis=1))
    ### END SOLUTION


# %% check="spectrogram" points=6 minutes=8
check("spectrogram")

# %% [markdown]
# ### 练习 2.13 motion（约 4 分钟，4 分）
#
# **做什么**　视频是一叠图片：`(t, h, w)`，比图片多一个时间轴。最简单的一件事：哪里动了？相邻两帧的同一个像素相差超过 `threshold`，就算动了。
#
# | | 形状、dtype |
# |---|---|
# | `frames` | `(t, h, w)`，uint8，0 到 255 |
# | 返回 | `(t − 1, h, w)`，bool；第 `i` 张比较第 `i` 帧和第 `i + 1` 帧 |
#
# **例子**　两帧，每帧一行三个像素：`[10, 200, 250]` 和 `[250, 190, 5]`，`threshold=20`。差是 240、10、245，结果 `[True, False, True]`。
#
# **陷阱**　`uint8` 装不下负数：`190 - 200` 不是 −10，绕回去成了 246，“动了”。而且绕回去之后都是正的，`np.abs` 也救不回来。
#
# **常见错误**
#
# - 直接用 `uint8` 相减；<!-- wrong: wraps -->
# - 换成了 `int8`，还是装不下；<!-- wrong: int8 int8-throughout -->
# - 只看变亮的；<!-- wrong: brighter-only -->
# - 写成了 `>=`；<!-- wrong: at-threshold -->
# - 每一帧都和第一帧比；<!-- wrong: against-the-first -->
# - 返回 0 和 1 的整数，不是布尔。<!-- wrong: integers -->
#
# <details><summary>提示 1：从哪里想起</summary>
#
# 哪一种整数装得下 −255 到 255？
#
# </details>
#
# <details><summary>提示 2：方向</summary>
#
# `int8` 只到 127，不够；再宽一级的呢？
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# `np.diff(…, axis=0)` 是后一帧减前一帧。
#
# </details>


# %% exercise="motion"
def motion(frames: np.ndarray, threshold: int) -> np.ndarray:
    """相邻两帧之间哪些像素动了。

    参数
        frames: (t, h, w) 的 uint8 数组，t ≥ 1，内存不一定连续；不变。
        threshold: 0 到 255 的整数。
    返回
        (t - 1, h, w) 的 bool 数组：|后一帧 - 前一帧| > threshold。
    例子
        >>> motion(np.array([[[10, 200, 250]], [[250, 190, 5]]], dtype=np.uint8), 20)
        array([[[ True, False,  True]]])
    """
    ### BEGIN SOLUTION
    return np.abs(np.diff(frames.astype(np.int16), axis=0)) > threshold
    ### END SOLUTION


# %% check="motion" points=4 minutes=4
check("motion")

# %% [markdown]
# ### 练习 2.14 k_fold（约 6 分钟，5 分）
#
# **做什么**　学得好不好，要用没学过的样本来考。样本不多时，留出一份来考太可惜，而且成绩全看运气：留的是哪几个？$k$ 折交叉验证（$k$-fold cross-validation）：把样本打乱，分成 $k$ 份，轮流拿一份来考，其余的来学，考 $k$ 次，取平均。每个样本恰好被考一次。
#
# 返回一个列表，$k$ 个 `(train, test)`，都是下标的数组：
#
# 1. 每个 `test` 是打乱后的一份，$k$ 份合起来每个下标恰好一次；
# 2. 各份的大小最多差 1；
# 3. `train` 是不在这一份里的全部下标，次序不限。
#
# **例子**　$n = 7$，$k = 3$：$7 = 3 + 2 + 2$。若打乱的次序是 `[4, 0, 6, 2, 5, 1, 3]`，三份可以是 `[4, 0, 6]`、`[2, 5]`、`[1, 3]`；第一对是 `(train=[2, 5, 1, 3], test=[4, 0, 6])`。
#
# $k = n$ 时每份一个样本（leave-one-out）。$k < 2$ 就没有什么可学的，$k > n$ 就有空的一份，都是 `ValueError`。
#
# **常见错误**
#
# - `train` 里还留着要考的样本（泄漏，leak）：成绩虚高；<!-- wrong: leak -->
# - 每份 `n // k` 个，剩下的零头从来没有被考过；<!-- wrong: remainder-lost -->
# - 零头全给最后一份：11 个分 4 份成了 2、2、2、5；<!-- wrong: remainder-in-last -->
# - 没有打乱：数据常常是按类别排好的；<!-- wrong: unshuffled -->
# - 每一份都重新打乱一次：有的样本考两次，有的一次也没有；<!-- wrong: reshuffles reshuffles-strided -->
# - 先切成段，只打乱段的次序，或者只在段里打乱（评分时会查）；<!-- wrong: parts-shuffled shuffled-inside -->
# - 没有用 `rng`。<!-- wrong: own-seed -->
#
# <details><summary>提示 1：从哪里想起</summary>
#
# 先打乱一次，得到 `order`。怎样切成大小最多差 1 的 $k$ 段？
#
# </details>
#
# <details><summary>提示 2：方向</summary>
#
# NumPy 有现成的：查一查 `np.array_split`，它和 `np.split` 差在哪里？自己切的话，第 $i$ 段从 `i * n // k` 开始；每隔 $k$ 个取一个也行。
#
# </details>
#
# <details><summary>提示 3：代码的样子</summary>
#
# 对每一份 `i`：`test = parts[i]`，`train` 是别的几份接起来（`np.concatenate`），或者从 `order` 里去掉 `test`（`np.setdiff1d`）。
#
# </details>


# %% exercise="k_fold"
def k_fold(n: int, k: int, rng: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray]]:
    """k 折交叉验证的下标。

    参数
        n: 样本数。
        k: 分成几份，2 ≤ k ≤ n。
        rng: NumPy 的随机数生成器，打乱只用它。
    返回
        长度 k 的列表，每个元素是 (train, test)：一维整数数组。打乱之后分成 k 份，大小最多差 1，
        第 i 个 test 是其中一份，train 是其余全部下标（次序不限）。每个下标恰好在一个 test 里。
    错误
        k < 2 或 k > n 时 ValueError。
    例子
        >>> folds = k_fold(7, 3, np.random.default_rng(0))
        >>> sorted(len(test) for train, test in folds)
        [2, 2, 3]
    """
    ### BEGIN SOLUTION
    if not 2 <= k <= n:
        raise ValueError(f"k 应当在 2 和 {n} 之间，得到 {k}")
    parts = np.array_split(rng.permutation(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]
    ### END SOLUTION


# %% check="k_fold" points=5 minutes=6
check("k_fold")
