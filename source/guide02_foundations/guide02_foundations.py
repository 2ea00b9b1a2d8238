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
#
# 传统的编程，人写规则，机器照办。可是“怎样的笔画是 7”写得出规则吗？深度学习换了一条路：给机器看例子，让它自己把规则调出来。
#
# 这条路要走通，先要回答两个问题。**世界上的东西怎样变成数**：表格、文字、图片、声音、视频，都得先变成数组。**变成数以后怎样看进去**：一张 784 个像素的图是 784 维空间里的一个点，谈论这样的点用的语言是线性代数。这一章把两件事都亲手做一遍。
#
# **用到的旧知识**（不需要做过别的 notebook，要用的都在这里）
#
# | 用到什么 | 一句话 |
# |---|---|
# | NumPy 数组 | `x.shape` 是各轴的长度，`x[i]` 取第 `i` 行，`x[:, j]` 取第 `j` 列，`x.T` 转置 |
# | 广播 | `x[:, None]` 添一个长度 1 的轴；运算时长度 1 的轴自动复制到对方的长度 |
# | 点积 | $x \cdot w = x_0 w_0 + x_1 w_1 + \cdots$，写成 `x @ w`；`(n, d) @ (d,)` 一次算 n 个 |
# | 长度 | $\lVert v \rVert = \sqrt{v \cdot v}$，写成 `np.linalg.norm(v)`；两个向量点积为 0，就是互相垂直 |
# | 随机数 | `rng = np.random.default_rng(0)`，`rng.normal(size=…)`、`rng.permutation(n)` |
#
# **结束时你会有**
#
# - 一个会从错误里学习的神经元，和你手写的规则比一比谁认得准；
# - 一小套自己写的线性代数：乘、解、零空间、正交化、投影、特征向量、主成分；
# - 五种数据（图片、表格、文字、声音、视频）各一个编码的办法；
# - 一段动画：一个手写数字由“特征数字”一层一层拼回来。

# %% [markdown]
# ## 时间表
#
# 合计约 150 分钟，100 分。可以在任意两节之间停下来休息；第 1 到 3 节和第 4 到 8 节分两次做也很合适。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 编程，还是学习 | 6 | |
# | 1 | 一个会学习的神经元：perceptron | 17 | 8 |
# | 2 | 方程和空间：matmul、solve、null_space | 34 | 25 |
# | 3 | 垂直和方向：gram_schmidt、project、power_iteration、pca | 34 | 29 |
# | 4 | 图片：warp | 12 | 8 |
# | 5 | 表格和文字：TableEncoder、tf_idf | 19 | 15 |
# | 6 | 声音和视频：spectrogram、motion | 12 | 10 |
# | 7 | 考得公道：k_fold | 8 | 5 |
# | 8 | 终场 | 8 | |
#
# 每个练习是一个函数或者一个类。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”，一次一条；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。
#
# 几条通用的约定：
#
# - 样本总在第一轴：`x` 的形状是 `(n, d)`，`n` 个样本，每个 `d` 个数；
# - 整数输入也要算出小数来；传进来的数组可能是转置或切片得到的，内存不一定连续；
# - 不要改动传进来的数组；
# - 需要随机时只用传进来的 `rng`。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %%
import numpy as np

# %% [markdown]
# ## 0　编程，还是学习
#
# | | 人给机器 | 机器给人 | 例子 |
# |---|---|---|---|
# | 编程 | 规则 + 数据 | 答案 | 一年满 366 天的是闰年，这一年呢？ |
# | 学习 | 数据 + 答案 | 规则 | 这一千张是 0，这一千张是 1，下一张呢？ |
#
# 来比一场：分开手写的 0 和 1。每张图 28 × 28 个像素，0.0 是白纸，1.0 是墨。

# %% tags=["demo"]
with np.load("mnist_5k1k.npz") as digits:
    pixels = digits["x_train"].reshape(-1, 784) / 255.0
    labels = digits["y_train"].astype(int)
    test_pixels = digits["x_test"].reshape(-1, 784) / 255.0
    test_labels = digits["y_test"].astype(int)

pair = np.flatnonzero(labels < 2)
test_pair = np.flatnonzero(test_labels < 2)
print("像素", pixels.shape, "标签", labels.shape)
print(f"0 和 1：训练 {len(pair)} 张，测试 {len(test_pair)} 张")


def show(ax, vector, **style):
    """把 784 个数画成一张图。"""
    ax.imshow(np.reshape(vector, (28, 28)), **style)
    ax.axis("off")


fig, axes = plt.subplots(2, 8, figsize=(8, 2.2))
for ax, i in zip(axes.flat, pair):
    show(ax, pixels[i])
plt.show()

# %% [markdown]
# **先编程**　看着图想一条规则：0 的中间是空的，1 的中间有墨。那就看正中间的几个像素够不够黑。下面的规则有两个数可以调，改一改，再运行，能到多高？

# %% tags=["demo"]
HALF = 2  # 看正中间 2·HALF × 2·HALF 个像素
LIMIT = 0.5  # 平均超过它，就答 1


def my_rule(image):
    """一条人写的规则：中间有墨的是 1。"""
    middle = image.reshape(28, 28)[14 - HALF : 14 + HALF, 14 - HALF : 14 + HALF]
    return int(middle.mean() > LIMIT)


answers = np.array([my_rule(image) for image in test_pixels[test_pair]])
rule_score = np.mean(answers == test_labels[test_pair])
print(f"人写的规则：测试集上答对 {rule_score:.3f}")

# %% [markdown]
# 不错，可是写这条规则用的是**人**对 0 和 1 的知识。换成 3 和 8，规则得重新想；十个数字全要，规则会长成一团谁也改不动的例外。
#
# ## 1　一个会学习的神经元
#
# 换一条路：规则的**样子**定下来，里面的数让例子去调。样子是最简单的那一种：每个像素一个权重（weight）$w_i$，加权求和，再加一个偏置（bias）$b$，看是正是负。784 个权重没有一个由人来定。

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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 不管对错，每一行都加减一次；<!-- wrong: updates-every-row -->
# - 改的时候乘上标签：标签是 0 的那些行，加的是 $0 \cdot x$，什么也没改；<!-- wrong: label-as-sign label-for-weights -->
# - 整轮用同一个 $w$ 打分，一轮完了才一起改；<!-- wrong: batch-update -->
# - 一轮完了，再用改好的 $w$ 去数错了几个：数的应当是**当时**答错的次数；<!-- wrong: counted-afterwards -->
# - 分数为 0 时答 1；<!-- wrong: zero-is-one -->
# - 标签变成 ±1，用“标签乘分数 ≤ 0”判断答错：标签是 0、分数是 0 的行明明答对了；<!-- wrong: zero-is-mistake -->
# - 忘了改 $b$；<!-- wrong: no-bias -->
# - 遇到没有错的一轮就停，却没有把那个 0 记下来；<!-- wrong: zero-not-listed -->
# - 藏得最深的一个：像素常常是 `uint8`，`-row` 会绕回去，`uint8` 的 −3 是 253。<!-- wrong: unsigned -->
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
# 轮到学习的那一边了。把 0 和 1 的图交给你的感知机，784 个像素就是 784 个特征：

# %% tags=["demo"]
if ready("perceptron"):
    w, b, mistakes = perceptron(pixels[pair], labels[pair], 50)
    answers = (test_pixels[test_pair] @ w + b > 0).astype(int)
    learned_score = np.mean(answers == test_labels[test_pair])
    print("每一轮答错的次数：", [int(count) for count in mistakes])
    print(f"人写的规则 {rule_score:.3f}，学出来的规则 {learned_score:.3f}")

    fig, axes = plt.subplots(1, 3, figsize=(8, 2.8))
    limit = np.abs(w).max()
    show(axes[0], w, cmap="RdBu_r", vmin=-limit, vmax=limit)
    axes[0].set_title("学到的权重：红正，蓝负")
    for ax, digit in zip(axes[1:], (0, 1)):
        mean = pixels[labels == digit].mean(axis=0)
        show(ax, mean)
        ax.set_title(f"{digit} 的平均：$x·w + b$ = {mean @ w + b:.1f}", fontsize=11)
    plt.show()

# %% [markdown]
# 权重画成图，是一根红色的竖条套在蓝色的圈里：墨在中间加分，墨在一圈上减分。你写规则时想到的，它自己从例子里找到了，还找得更细。
#
# 错误数降到 0 不是碰巧。有一条定理：只要两类能被一条直线（高维里是一个平面）分开，感知机改有限次就一定停下。分不开的呢？它永远停不下来，1969 年 Minsky 和 Papert 指出的正是这一点：连“异或”（XOR）这四个点它也学不会。出路是把神经元叠成层，以及换一种更温和的改法。
#
# ### 温和的改法，在一张图上（约 5 分钟，不计分）
#
# 感知机只管对错，错多错少一个样。今天的神经元把“错了多少”变成一个可以求导的数。整件事在一张图里，用的是能笔算的数：
#
# ![一个神经元走一步：前向从左到右，梯度从右到左，更新之后损失变小](figures/one_step.svg)
#
# | 名字 | 它回答什么 | 图上的数 |
# |---|---|---|
# | **神经元** (neuron) | 这个输入，你怎么看？ | $z = 0.5 \cdot 1 - 0.25 \cdot 2 + 0 = 0$，$p = \sigma(0) = 0.5$：五五开 |
# | **损失** (loss) | 错了多少？ | 标签是 1，$L = -\ln p = -\ln 0.5 = 0.693$ |
# | **反向传播** (backpropagation) | 每个数该负多少责任？ | $\frac{\partial L}{\partial z} = p - y = -0.5$，再往回乘：$\frac{\partial L}{\partial w} = -0.5 \cdot x = (-0.5, -1)$，$\frac{\partial L}{\partial b} = -0.5$ |
# | **优化器** (optimizer) | 怎样改？ | 逆着梯度走一小步，学习率 0.1：$w = (0.55, -0.15)$，$b = 0.05$ |
#
# 改完再算一遍：$z = 0.55 - 0.3 + 0.05 = 0.3$，$p = 0.574$，$L = 0.554$。损失小了，这就是学会了一点点。深度学习的全部训练，就是把这四步重复几百万次；后面的章节把每一步拆开来写。
#
# 把它和感知机放在一起看：都是“输入乘上一个误差，加到权重上”。感知机的误差是 $y - \hat y$，只取 −1、0、1；这里是 $y - p$，连续的。

# %% [markdown]
# ## 2　方程和空间
#
# 神经网络的一层就是一次矩阵乘法 $x W$。所以要会三件事：乘过去（matmul），从结果倒推回来（solve），以及弄清什么东西倒推不回来（null_space）。

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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有检查，长度 1 的轴被悄悄复制；<!-- wrong: broadcasts-one -->
# - 写成 `a[:, None, :] * b[None, :, :]` 再沿最后一轴求和：算的是 $AB^{\mathsf T}$，只有 $B$ 是方阵（或者有长度 1 的轴）时才不报错；<!-- wrong: transposed-b -->
# - 直接 `a * b`：那是逐元素相乘；<!-- wrong: elementwise -->
# - 求和的轴弄错了。<!-- wrong: wrong-axis -->
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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
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
# **开关**　下面把主元 $\varepsilon$ 从 1 一直缩到 $10^{-20}$，解同一组方程 $\varepsilon x_1 + x_2 = 1$，$x_1 + x_2 = 2$，正确的 $x_1$ 总在 1 附近。先猜：不换行的那条线，会从哪里开始离谱？把 `SWAP` 改成 `True`，它就和你的 `solve` 重合了。

# %% tags=["demo"]
SWAP = False  # 改成 True：换行


def first_unknown(eps):
    """两个未知数的消元，只看 x₁；SWAP 说换不换行。"""
    rows = [[eps, 1.0, 1.0], [1.0, 1.0, 2.0]]
    (a, b, c), (d, e, f) = rows[::-1] if SWAP else rows
    second = (f - d / a * c) / (e - d / a * b)
    return (c - b * second) / a


if ready("solve"):
    sizes = 10.0 ** -np.arange(1, 21)
    by_hand = [first_unknown(eps) for eps in sizes]
    ours = [solve(np.array([[eps, 1.0], [1.0, 1.0]]), np.array([1.0, 2.0]))[0] for eps in sizes]
    fig, ax = plt.subplots(figsize=(7, 3))
    ax.semilogx(sizes, ours, "o-", color="#3b6fb6", label="你的 solve")
    ax.semilogx(sizes, by_hand, "x--", color="#c0392b", label="换行" if SWAP else "不换行")
    ax.invert_xaxis()
    ax.set(xlabel="左上角的主元", ylabel="$x_1$", title="同一组方程，两种消元")
    ax.legend()
    plt.show()

# %% [markdown]
# 浮点数约有 16 位。主元是 $10^{-k}$，原来的数就被挤掉 $k$ 位：起先看不出来，到 $10^{-16}$ 只剩最后一位，$x_1$ 乱跳一下；再小，一位不剩，$x_1$ 掉到 0。程序没有报一个错。

# %% [markdown]
# ### 练习 2.4 null_space（约 12 分钟，9 分）
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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
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


# %% check="null_space" points=9 minutes=12
check("null_space")

# %% [markdown]
# **看一眼零空间**　彩色照片变黑白，每个像素是 $0.299\,R + 0.587\,G + 0.114\,B$：一个 1 行 3 列的矩阵。它的零空间是二维的，也就是说，颜色可以沿两个方向随便变，黑白照片上一点也看不出来。用你的 `null_space` 把这些“黑白相机的盲区”画出来：

# %% tags=["demo"]
if ready("null_space"):
    grey = np.array([[0.299, 0.587, 0.114]])
    blind = null_space(grey)
    blind = blind / np.abs(blind).max(axis=0)
    around = np.linspace(0, 2 * np.pi, 9)[:-1]
    steps = np.cos(around)[:, None] * blind[:, 0] + np.sin(around)[:, None] * blind[:, 1]
    colours = 0.5 + 0.42 * steps / np.abs(steps).max(axis=1, keepdims=True)
    fig, axes = plt.subplots(2, 1, figsize=(7.5, 2.2))
    axes[0].imshow(colours[None])
    axes[1].imshow(np.repeat(grey @ colours.T, 3, axis=0).T[None])
    for ax, title in zip(axes, ("八种颜色，相差的是零空间里的向量", "黑白相机看到的：一模一样")):
        ax.set_title(title)
        ax.axis("off")
    plt.show()

# %% [markdown]
# 三个数变成一个，必然丢掉两个方向；这不是矩阵挑得不好，换成别的权重，只是换一片盲区。网络的一层若从 784 维降到 64 维，至少有 720 个方向的变化它看不见。学习要做的，是让看不见的恰好是不要紧的。

# %% [markdown]
# ## 3　垂直和方向
#
# 一组互相垂直的方向是最好用的坐标系：各量各的，互不干扰。这一节先造出这样的坐标系，再问：对一份数据，哪个方向最值得看？

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
# 几列彼此只差 $10^{-6}$ 时，用原来的 $a_j$（古典 Gram–Schmidt，classical）得到的 $q$ 之间内积可以到 $10^{-3}$，根本不垂直；用减过的 $v$（改进的 Gram–Schmidt，modified）是 $10^{-10}$。
# 原因是舍入：$v$ 剩下的只有百万分之一，前一步留下的一点点误差被放大了，改进的写法在下一步还有机会把它减掉。写完下面有一格，你可以看到这两个数。
#
# **两条规矩**　返回的列次序不变；每个 $q$ 与它的来源 $a_j$ 的内积是正的（照上面的步骤，自然如此）。**这一题不用** `np.linalg` 里的函数（`norm` 除外）。
#
# | | 形状 |
# |---|---|
# | `a` | `(m, n)` |
# | 返回 | `(m, r)`，$r$ 是秩，$r \le \min(m, n)$；全 0 时 `(m, 0)` |
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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用了古典的写法；<!-- wrong: classical -->
# - 有一列是 0，除以长度得到 NaN；<!-- wrong: divides-by-zero -->
# - 界限用固定的 `tol`：各列都乘上 $10^{-12}$ 就全被扔掉了；<!-- wrong: absolute-limit -->
# - 该扔的列没有扔，留了一列 0，形状不对；<!-- wrong: keeps-zero-columns -->
# - 把行当成了列；<!-- wrong: rows -->
# - 减完忘了除以长度。<!-- wrong: not-normalised -->
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
# **故意弄坏它**　两种写法，同一批几乎平行的列。差多近开始出事？竖轴是 $Q^{\mathsf T} Q$ 离单位矩阵有多远，越低越好：

# %% tags=["demo"]
if ready("gram_schmidt"):

    def classical(a):
        """古典写法：每一份都用原来的列来算。"""
        kept = []
        for column in a.T:
            v = column - sum((q @ column) * q for q in kept)
            kept.append(v / np.linalg.norm(v))
        return np.array(kept).T

    def leaning(q):
        """qᵀq 离单位矩阵最远的一格。"""
        return np.abs(q.T @ q - np.eye(q.shape[1])).max()

    rng = np.random.default_rng(0)
    base, noise = rng.normal(size=(20, 1)), rng.normal(size=(20, 7))
    gaps = 10.0 ** -np.arange(0, 8)
    fig, ax = plt.subplots(figsize=(7, 3))
    for name, method, style in (("古典", classical, "x--"), ("你的", gram_schmidt, "o-")):
        ax.loglog(gaps, [leaning(method(base + gap * noise)) for gap in gaps], style, label=name)
    ax.invert_xaxis()
    ax.set(xlabel="各列之间的差", ylabel="偏离垂直的程度", title="只差一个变量名")
    ax.legend()
    plt.show()

# %% [markdown]
# 古典写法的误差按差距的**平方**变坏，改进的只按一次方。纸上相等的两个式子，在电脑上可以天差地别；选哪一个，是数值计算里最要紧的手艺。

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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 以为各列已经标准正交；<!-- wrong: assumes-orthonormal -->
# - 用 $A (A^{\mathsf T} A)^{-1} A^{\mathsf T} v$：列有多余时 $A^{\mathsf T} A$ 是奇异的；<!-- wrong: normal-equations -->
# - 只把各列的长度变成 1，没有让它们互相垂直；<!-- wrong: only-normalises -->
# - 返回了 $v - p$，那是垂直的那一份。<!-- wrong: remainder -->
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
# **投影就能认数字**　每个数字拿 40 张图，当作 40 列：它们张成的空间就是“这个数字的各种写法”。来了一张新图，往十个空间上各投影一次，离哪个最近，就是哪个数字。没有训练，只有你的 `project`：

# %% tags=["demo"]
if ready("gram_schmidt", "project"):
    examples = [pixels[labels == digit][:40].T for digit in range(10)]

    def nearest(image):
        """到十个空间的距离，和各个投影。"""
        shadows = [project(image, columns) for columns in examples]
        return [np.linalg.norm(image - shadow) for shadow in shadows], shadows

    which = int(np.flatnonzero(test_labels == 4)[0])
    distances, shadows = nearest(test_pixels[which])
    fig, axes = plt.subplots(1, 11, figsize=(9.5, 1.6))
    show(axes[0], test_pixels[which])
    axes[0].set_title("原图", fontsize=10)
    for digit, ax in enumerate(axes[1:]):
        show(ax, shadows[digit], vmin=0, vmax=1)
        best = digit == np.argmin(distances)
        ax.set_title(
            f"{digit}\n{distances[digit]:.1f}",
            fontsize=10,
            color="#c0392b" if best else "#222222",
        )
    plt.show()

    guesses = [int(np.argmin(nearest(image)[0])) for image in test_pixels[:40]]
    print(f"前 40 张测试图，认对 {np.mean(guesses == test_labels[:40]):.2f}")

# %% [markdown]
# 每个影子上面，是数字和原图到那个空间的距离，红的最近。40 张图张不成“所有的写法”，所以它也会认错；可是没有训练，十里认对八九，靠的全是垂直。

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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 $\lVert A v \rVert$ 当特征值，丢了正负号；<!-- wrong: value-is-length -->
# - 提前停，停得太早；<!-- wrong: stops-at-allclose stops-at-value -->
# - 从全 1 的向量出发；<!-- wrong: starts-with-ones -->
# - 中途不除以长度，溢出；<!-- wrong: not-normalised -->
# - 全 0 的矩阵得到 NaN；<!-- wrong: zero-matrix -->
# - 自己造了一个固定种子的随机数，没有用 `rng`。<!-- wrong: own-seed -->
#
# </details>


# %% exercise="power_iteration"
def power_iteration(
    a: np.ndarray,
    rng: np.random.Generator,
    steps: int = 1000,
) -> tuple[float, np.ndarray]:
    """幂迭代：对称矩阵绝对值最大的特征值，和它的单位特征向量。

    参数
        a: (n, n) 的对称数组，整数或浮点数；绝对值最大的特征值不重复，也没有与它
            绝对值相同、符号相反的（全 0 的矩阵除外）；不变。
        rng: NumPy 的随机数生成器，起点由它抽取。
        steps: 乘多少次；v 与前一步相差（不计正负）小于 1e-14 时可以提前停。
    返回
        (value, vector)：value 是一个数，带正负号，相对误差不超过 1e-6；vector 是 (n,) 的浮点数组，
        长度 1，正负不限，每个元素的误差不超过 1e-5。
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
# 看它转过去。每一步乘一次 $A$，再变回单位长度；灰线是两个特征向量的方向：

# %% tags=["demo"]
SEED = 3  # 换一个起点

if ready("power_iteration"):
    stretch = np.array([[1.3, 0.3], [0.3, 1.0]])
    fig, ax = plt.subplots(figsize=(4.2, 4.2))
    _, axes_of_a = np.linalg.eigh(stretch)
    for u in axes_of_a.T:
        ax.plot(*np.outer([-1.2, 1.2], u).T, color="#bbbbbb", lw=1.5, zorder=1)
    for steps in range(8):
        _, v = power_iteration(stretch, np.random.default_rng(SEED), steps)
        shade = plt.get_cmap("viridis")(0.95 - 0.13 * steps)
        ax.annotate("", v, (0, 0), arrowprops={"arrowstyle": "-|>", "color": shade, "lw": 2})
        ax.text(*(1.12 * v), str(steps), color=shade, ha="center", va="center")
    ax.set(xlim=(-1.3, 1.3), ylim=(-1.3, 1.3), aspect="equal", title="第 0 到 7 步")
    plt.show()
    value, _ = power_iteration(stretch, np.random.default_rng(SEED))
    print(f"特征值 {value:.4f}")

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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有减去平均值；<!-- wrong: not-centred -->
# - `np.linalg.eigh` 的特征值是从小到大的，忘了倒过来；<!-- wrong: ascending -->
# - `ratio` 除以的是前 $k$ 个之和，那样加起来总是 1；<!-- wrong: ratio-of-k -->
# - 用 SVD，却忘了方差是奇异值的**平方**；<!-- wrong: ratio-not-squared -->
# - 返回的方向是一列一个，形状 `(d, k)`；<!-- wrong: components-in-columns -->
# - `scores` 用了没有减平均值的 $X$。<!-- wrong: scores-not-centred -->
#
# </details>


# %% exercise="pca"
def pca(x: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """主成分分析，留前 k 个方向。

    参数
        x: (n, d) 的数值数组，整数（包括 uint8）或浮点数，n ≥ 2，不是每行都相同，
            内存不一定连续；不变。
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
# 784 个数的图，压成两个数，会是什么样？拿 0、1、7 三种数字，每张图成为平面上的一个点：

# %% tags=["demo"]
if ready("pca"):
    few = np.flatnonzero(np.isin(labels, (0, 1, 7)))[:600]
    components, scores, ratio = pca(pixels[few], 2)
    fig, axes = plt.subplots(1, 3, figsize=(9, 3.4), width_ratios=(2, 1, 1))
    for digit, color, marker in ((0, "#3b6fb6", "o"), (1, "#c0392b", "^"), (7, "#2e8b57", "s")):
        chosen = scores[labels[few] == digit]
        axes[0].scatter(*chosen.T, s=10, c=color, marker=marker, lw=0, label=str(digit))
    axes[0].legend(title="数字")
    axes[0].set(
        title=f"两个方向，共占方差的 {ratio.sum():.0%}",
        xlabel="第 1 主成分",
        ylabel="第 2 主成分",
    )
    limit = np.abs(components).max()
    for i, ax in enumerate(axes[1:]):
        show(ax, components[i], cmap="RdBu_r", vmin=-limit, vmax=limit)
        ax.set_title(f"第 {i + 1} 主成分")
    plt.show()

# %% [markdown]
# 没有人告诉 PCA 哪张图是几，它只找散得最开的方向，三种数字却几乎各占一块。右边两张是那两个方向本身：红的像素多一点、蓝的少一点，点就往正的一边走。

# %% [markdown]
# ## 4　图片
#
# 从这里起，看五种东西怎样变成数组。先把它们放在一张表里：
#
# | 东西 | 数组 | 一个数是什么 | 要小心什么 |
# |---|---|---|---|
# | 图片 | `(h, w)`，彩色 `(h, w, 3)` | 一个点有多亮，0–255 的 `uint8` | 行在前、列在后，行号向下数 |
# | 表格 | `(n, d)` | 一行的一个特征 | 单位不同，缺失，类别没有大小 |
# | 文字 | `(n, v)` 次数，或者编号的序列 | 一个词出现几次 | 常见的词说明不了什么 |
# | 声音 | `(t,)` | 一瞬间的气压，`int16` | 要看频率，不是看每个数 |
# | 视频 | `(t, h, w)` | 一帧里一个点有多亮 | `uint8` 相减会绕回去 |
#
# 图片不只是一列数，它有左右和上下。矩阵乘在**像素的位置**上，图就转动、拉长、倾斜；训练网络时把图稍微转一转、斜一斜，一张变几张，叫数据增强（data augmentation）。

# %% [markdown]
# ### 练习 2.9 warp（约 12 分钟，8 分）
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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
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


# %% check="warp" points=8 minutes=12
check("warp")

# %% [markdown]
# **开关**　`INVERSE = False` 时，从原图往结果里放，看看洞长什么样；改成 `True` 就是你的 `warp`。换几个矩阵试试：

# %% tags=["demo"]
INVERSE = False  # 改成 True：用你的 warp
MATRIX = np.array([[1.5, -0.6], [0.6, 1.5]])  # 放大 1.6 倍，顺时针转 22°


def scattered(image, matrix):
    """从原图往结果里放：放大时有洞。"""
    h, w = image.shape
    out = np.zeros((h, w))
    for row in range(h):
        for column in range(w):
            x, y = matrix @ np.array([column - (w - 1) / 2, row - (h - 1) / 2])
            r, c = round(y + (h - 1) / 2), round(x + (w - 1) / 2)
            if 0 <= r < h and 0 <= c < w:
                out[r, c] = image[row, column]
    return out


if ready("warp"):
    image = pixels[labels == 4][0].reshape(28, 28)
    fig, axes = plt.subplots(1, 2, figsize=(5, 2.7))
    turned = warp(image, MATRIX) if INVERSE else scattered(image, MATRIX)
    titles = ("原图", "倒着找" if INVERSE else "往前放")
    for ax, picture, title in zip(axes, (image, turned), titles):
        show(ax, picture)
        ax.set_title(title)
    plt.show()

# %% [markdown]
# ## 5　表格和文字

# %% [markdown]
# ### 练习 2.10 TableEncoder（约 12 分钟，9 分）
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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
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

    def __init__(self, numeric: list[str], categorical: list[str]):
        ### BEGIN SOLUTION
        self.numeric, self.categorical = numeric, categorical
        self.scales = None
        ### END SOLUTION

    def fit(self, rows: list[dict[str, str]]):
        ### BEGIN SOLUTION
        numbers = self._numbers(rows)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        # 常数列不看标准差：舍入使三个 0.1 的标准差是 1.4e-17，不是 0
        self.scales = np.where(low == high, low, mean), np.where(low == high, 1.0, std)
        self.categories = [
            (name, c) for name in self.categorical for c in sorted({row[name] for row in rows})
        ]
        return self
        ### END SOLUTION

    def transform(self, rows: list[dict[str, str]]) -> np.ndarray:
        ### BEGIN SOLUTION
        if self.scales is None:
            raise ValueError("先 fit，再 transform")
        mean, std = self.scales
        numbers = np.nan_to_num((self._numbers(rows) - mean) / std)
        flags = [[float(row[name] == c) for name, c in self.categories] for row in rows]
        return np.hstack([numbers, np.array(flags).reshape(len(rows), len(self.categories))])

    def _numbers(self, rows):
        """数值列，缺的是 NaN：(行数, 数值列数)。"""
        numbers = [[float(row[name] or "nan") for name in self.numeric] for row in rows]
        return np.array(numbers).reshape(len(rows), len(self.numeric))
        ### END SOLUTION


# %% check="TableEncoder" points=9 minutes=12
check("TableEncoder")

# %% [markdown]
# 用在真的表上：187 个国家和地区的人均收入、平均预期寿命、人口、所在区域。收入和人口跨好几个数量级，先取对数；寿命留着，第 7 节要预测它。

# %% tags=["demo"]
import csv

with open("gapminder.csv", encoding="utf-8", newline="") as file:
    countries = list(csv.DictReader(file))
for row in countries:
    row["log_income"] = f"{np.log10(float(row['income'])):.4f}"
    row["log_population"] = f"{np.log10(float(row['population'])):.4f}"
print({key: countries[0][key] for key in ("country", "income", "health", "population", "region")})

if ready("TableEncoder"):
    encoder = TableEncoder(["log_income", "log_population"], ["region"])
    encoder.fit(countries)
    encoded = encoder.transform(countries)
    print("编码之后", encoded.shape)
    for i in (0, 34, 185):
        print(countries[i]["country"], encoded[i].round(2))

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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - df 用了次数之和；<!-- wrong: df-as-sum -->
# - 没有词的行除以 0，得到 NaN；<!-- wrong: nan -->
# - 漏了最后的 $+1$；<!-- wrong: without-one -->
# - 分子分母没有各加 1；<!-- wrong: not-smoothed -->
# - 每行除以了元素之和，不是长度；<!-- wrong: sums-to-one -->
# - `np.log10` 或 `np.log2`。<!-- wrong: log10 -->
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
# **找最近的邻居**　一千句古文，五种体裁（诗、词、曲、诗经楚辞、文），把每个字当作一个“词”。两句的 TF-IDF 相乘再相加就是相似度。把 `QUERY` 换成任何一句话：

# %% tags=["demo"]
QUERY = "明月几时有把酒问青天"

with open("texts.tsv", encoding="utf-8") as file:
    kinds, lines = zip(*(line.rstrip("\n").split("\t") for line in file))
characters = sorted(set("".join(lines) + QUERY))
place = {character: j for j, character in enumerate(characters)}


def count_characters(texts):
    """每句一行，每个字一列：出现几次。"""
    counts = np.zeros((len(texts), len(place)), dtype=int)
    for i, text in enumerate(texts):
        for character in text:
            counts[i, place[character]] += 1
    return counts


if ready("tf_idf"):
    vectors = tf_idf(count_characters([*lines, QUERY]))
    similar = vectors[:-1] @ vectors[-1]
    print("与“" + QUERY + "”最像的：")
    for i in np.argsort(similar)[::-1][:6]:
        print(f"  {similar[i]:.2f}　{kinds[i]}　{lines[i]}")
    often = count_characters(lines).sum(axis=0)
    print("出现最多的字：", "".join(characters[j] for j in np.argsort(often)[::-1][:12]))

# %% [markdown]
# 它只数字，不懂意思：用字相同就像，“青天”和“碧空”毫不相干。让意思相近的词也相近，要等到词向量（word embedding）那一章。

# %% [markdown]
# ## 6　声音和视频

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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有乘窗：上面会得到 `[4, 0, 0]`；<!-- wrong: no-window -->
# - 绝对值平方了（那是功率，power）；<!-- wrong: power -->
# - 一段一列，横竖颠倒；<!-- wrong: frames-in-columns -->
# - 用了 `np.fft.fft`：后一半是前一半的镜像，列数不对；<!-- wrong: full-fft -->
# - 结尾补 0 凑成一段；<!-- wrong: padded-tail -->
# - 反过来，恰好凑满的最后一段丢了（评分时会查）；<!-- wrong: exact-end-lost one-frame-less -->
# - 声音是 `int16`，把乘窗的结果写回整数数组，小数没了。<!-- wrong: integer-frames -->
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
# **看见一个数字**　`six.wav` 是一个人说的 “six”。WAV 文件很简单：一个文件头说明每秒几个采样、每个几位，后面就是那一串数。Python 自带的 `wave` 就能读。你自己录一段也行（单声道、16 位，手机录音转成 WAV），放在旁边，改掉文件名：

# %% tags=["demo"]
import wave

from IPython.display import Audio, display

WAV = "six.wav"

with wave.open(WAV) as file:
    rate = file.getframerate()
    if (file.getnchannels(), file.getsampwidth()) != (1, 2):
        raise ValueError("要单声道、16 位的 WAV")
    voice = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
print(f"每秒 {rate} 个采样，{len(voice)} 个，{len(voice) / rate:.2f} 秒，{voice.dtype}")
display(Audio(voice, rate=rate))


def draw_spectrogram(ax, sound, rate=8000, size=256, hop=64):
    """横轴时间，纵轴频率，颜色是强弱的对数；不到最强的百分之一的，都涂黑。"""
    strength = spectrogram(sound, size, hop)
    strength = np.log10(np.maximum(strength, 0.01 * strength.max()))
    extent = (0, len(sound) / rate, 0, rate / 2000)
    ax.imshow(
        strength.T,
        origin="lower",
        aspect="auto",
        extent=extent,
        cmap="magma",
        interpolation="nearest",
    )
    ax.grid(False)


if ready("spectrogram"):
    fig, axes = plt.subplots(2, 1, figsize=(7, 4.2), sharex=True)
    axes[0].plot(np.arange(len(voice)) / rate, voice, lw=0.5, color="#3b6fb6")
    axes[0].set(title=f"波形：{WAV}", ylabel="气压")
    draw_spectrogram(axes[1], voice, rate)
    axes[1].set(title="声谱图", xlabel="秒", ylabel="千赫")
    plt.show()

# %% [markdown]
# 波形上看得出哪里响，看不出是什么音。声谱图上，“six” 的四段分得清清楚楚：开头和结尾高频有一片雾，是两个 s；中间几条横着的亮纹是元音，嗓子振动的频率和它的整数倍；亮纹之后空了一小截，那是 k，嘴闭住了气。
#
# 不同的人说同一个字，图还像吗？三个人，各说 0、1、2、3：

# %% tags=["demo"]
if ready("spectrogram"):
    with np.load("voices.npz") as voices:
        pieces = np.split(voices["sound"], voices["ends"][:-1])
        said, who, people = voices["digit"], voices["speaker"], voices["speakers"]
    fig, axes = plt.subplots(3, 4, figsize=(7, 3.8), dpi=80)
    for digit in range(4):
        for speaker in range(3):
            i = int(np.flatnonzero((said == digit) & (who == speaker))[0])
            ax = axes[speaker, digit]
            draw_spectrogram(ax, pieces[i])
            ax.set(xticks=[], yticks=[])
            if speaker == 0:
                ax.set_title(digit)
            if digit == 0:
                ax.set_ylabel(str(people[speaker]))
    plt.show()

# %% [markdown]
# 竖着看，同一个数字的三张走势相近，例如 1 都从低处往上爬；横着看，各不相同。声音成了图片，认图片的办法就都能用在声音上，后面的章节正是这样做的。

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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 直接用 `uint8` 相减；<!-- wrong: wraps -->
# - 换成了 `int8`，还是装不下；<!-- wrong: int8 int8-throughout -->
# - 只看变亮的；<!-- wrong: brighter-only -->
# - 写成了 `>=`；<!-- wrong: at-threshold -->
# - 每一帧都和第一帧比；<!-- wrong: against-the-first -->
# - 返回 0 和 1 的整数，不是布尔。<!-- wrong: integers -->
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
# **拍一段视频**　用你的 `warp` 把一个数字转起来，存成 `uint8` 的帧，再用你的 `motion` 看哪里在动。亮的地方就是轮廓扫过的地方：

# %% tags=["demo"]
if ready("warp", "motion"):
    image = pixels[labels == 2][3].reshape(28, 28)
    frames = []
    for angle in np.radians(np.arange(0, 49, 8)):
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        frames.append(np.rint(255 * warp(image, turn)).astype(np.uint8))
    frames = np.array(frames)
    moved = motion(frames, 60)
    fig, axes = plt.subplots(2, 7, figsize=(8.5, 2.7))
    for i, ax in enumerate(axes[0]):
        show(ax, frames[i])
        ax.set_title(f"第 {i} 帧", fontsize=9)
    for i, ax in enumerate(axes[1][1:]):
        show(ax, moved[i], cmap="gray")
        ax.set_title(f"动了 {moved[i].sum()} 点", fontsize=9)
    axes[1][0].axis("off")
    plt.show()

# %% [markdown]
# ## 7　考得公道

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
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `train` 里还留着要考的样本（泄漏，leak）：成绩虚高；<!-- wrong: leak -->
# - 每份 `n // k` 个，剩下的零头从来没有被考过；<!-- wrong: remainder-lost -->
# - 零头全给最后一份：11 个分 4 份成了 2、2、2、5；<!-- wrong: remainder-in-last -->
# - 没有打乱：数据常常是按类别排好的；<!-- wrong: unshuffled -->
# - 每一份都重新打乱一次：有的样本考两次，有的一次也没有；<!-- wrong: reshuffles reshuffles-strided -->
# - 先切成段，只打乱段的次序，或者只在段里打乱（评分时会查）；<!-- wrong: parts-shuffled shuffled-inside -->
# - 没有用 `rng`。<!-- wrong: own-seed -->
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

# %% [markdown]
# **五折，预测寿命**　用编码好的国家做最小二乘：令 $X^{\mathsf T} X w = X^{\mathsf T} y$，正好用你的 `solve`（六个区域的独热加起来总是 1，已经起了偏置的作用，所以不必另添一列 1）。每一折里，**编码器也只在训练部分上 `fit`**。
#
# 开关：`LEAK = True` 时故意泄漏，考的国家也拿来学。平均误差会变好，可是这个“好”是假的。只有 8 个参数时差别不大；参数一多，泄漏就能把成绩吹上天。

# %% tags=["demo"]
LEAK = False  # 改成 True：把要考的国家也拿来学


def errors_of(columns, train, test):
    """在 train 上学，在 test 上的平均绝对误差（年）。"""
    encoder = TableEncoder(columns, ["region"])
    rows = [countries[i] for i in train]
    encoder.fit(rows)
    x = encoder.transform(rows)
    y = np.array([float(row["health"]) for row in rows])
    w = solve(x.T @ x, x.T @ y)
    asked = [countries[i] for i in test]
    health = np.array([float(row["health"]) for row in asked])
    return np.abs(encoder.transform(asked) @ w - health).mean()


if ready("solve", "TableEncoder", "k_fold"):
    folds = k_fold(len(countries), 5, np.random.default_rng(0))
    fig, ax = plt.subplots(figsize=(7, 3))
    models = {
        "只看区域": [],
        "区域和收入": ["log_income"],
        "再加人口": ["log_income", "log_population"],
    }
    for i, (name, columns) in enumerate(models.items()):
        errors = []
        for train, test in folds:
            learned = np.concatenate([train, test]) if LEAK else train
            errors.append(errors_of(columns, learned, test))
        ax.scatter(errors, [i] * 5, s=40, color="#3b6fb6", alpha=0.7)
        ax.scatter(np.mean(errors), i, s=160, marker="|", color="#c0392b", lw=3)
        ends = f"从 {min(errors):.2f} 到 {max(errors):.2f}"
        print(f"{name}：五折的平均误差 {np.mean(errors):.2f} 年，{ends}")
    ax.set_yticks(range(3), models)
    ax.set(xlabel="平均绝对误差（年）", title="每个点是一折，红线是平均", ylim=(2.5, -0.5))
    plt.show()

# %% [markdown]
# 同一个模型，换一折来考，误差就能差出许多。如果只留出一份，恰好抽到哪一个点，全凭运气；两个模型的差别若小于点的散布，就不能说谁更好。

# %% [markdown]
# ## 8　终场
#
# ### 一个形状，四个矩阵
#
# 把“学”字画成图，用你的 `warp` 变四次。红线是特征向量的方向：整个平面都在动，这两个方向上的点却只沿着自己的直线伸缩。先猜：第四个矩阵（旋转 30°）的红线在哪里？

# %% tags=["demo"]
if ready("warp", "power_iteration"):
    from PIL import Image, ImageDraw, ImageFont

    sheet = Image.new("L", (97, 97), 0)
    pen = ImageDraw.Draw(sheet)
    pen.text((48, 48), "学", fill=255, font=ImageFont.truetype(figures.FONT, 56), anchor="mm")
    glyph = np.asarray(sheet) / 255.0
    turn = np.radians(30)
    matrices = {
        "拉伸": [[1.5, 0.0], [0.0, 0.7]],
        "对称": [[1.1, 0.4], [0.4, 1.1]],
        "推斜": [[1.0, 0.6], [0.0, 1.0]],
        "旋转": [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]],
    }
    fig, axes = plt.subplots(1, 5, figsize=(10, 2.5))
    axes[0].imshow(glyph)
    axes[0].set_title("原来的")
    for ax, (name, matrix) in zip(axes[1:], matrices.items()):
        ax.imshow(warp(glyph, np.array(matrix)))
        values, vectors = np.linalg.eig(matrix)
        real = [i for i in range(2) if abs(values[i].imag) < 1e-9]
        for i in real:
            ax.plot(*(48 + 44 * np.outer([-1, 1], vectors[:, i].real)).T, color="#c0392b", lw=1.5)
        said = "、".join(f"{values[i].real:.2g}" for i in real) or "不是实数"
        ax.set_title(f"{name}\n特征值 {said}", fontsize=10)
    for ax in axes:
        ax.set(xlim=(-0.5, 96.5), ylim=(96.5, -0.5))
        ax.axis("off")
    plt.show()
    value, vector = power_iteration(np.array(matrices["对称"]), np.random.default_rng(0))
    print(f"你的 power_iteration 在“对称”上：{value:.2f}，{np.abs(vector).round(3)}")

# %% [markdown]
# 推斜的两条红线重合成一条：只有水平的方向不变。旋转一条也没有，平面上没有哪个方向转了 30° 还在原处；它的特征值是复数。
#
# ### 一个数字，由特征数字拼回来
#
# 最后是这一章的主角。对 1500 张图做你的 `pca`，每个主成分也是一张图，叫“特征数字”（eigen-digit）。任何一张图 ≈ 平均的图 + 坐标 × 特征数字之和：用前 $k$ 个，就是在 $k$ 维空间里的投影。

# %% tags=["demo"]
if ready("pca"):
    portraits = pixels[:1500]
    mean = portraits.mean(axis=0)
    eigen_digits, _, share = pca(portraits, 200)
    fig, axes = plt.subplots(2, 8, figsize=(8.5, 2.5))
    for i, ax in enumerate(axes.flat):
        limit = np.abs(eigen_digits[i]).max()
        show(ax, eigen_digits[i], cmap="RdBu_r", vmin=-limit, vmax=limit)
        ax.set_title(i + 1, fontsize=9)
    plt.show()

    def rebuilt(image, k):
        """平均的图，加上前 k 个特征数字的份。"""
        coordinates = eigen_digits[:k] @ (image - mean)
        return mean + coordinates @ eigen_digits[:k]

# %% [markdown]
# 让 $k$ 从 0 涨到 200，看三个**没有参加 PCA** 的测试数字慢慢显出来：

# %% tags=["demo"]
if ready("pca"):
    chosen = [int(np.flatnonzero(test_labels == digit)[1]) for digit in (3, 8, 5)]
    total = np.append(0.0, np.cumsum(share))
    fig, axes = plt.subplots(
        1,
        4,
        figsize=(7.2, 2.2),
        dpi=64,
        width_ratios=(1, 1, 1, 1.5),
        layout="none",
    )
    fig.subplots_adjust(left=0.01, right=0.98, bottom=0.22, top=0.82, wspace=0.12)

    def draw_frame(k):
        """动画的一格：用前 k 个特征数字。"""
        for ax, i in zip(axes, chosen):
            ax.clear()
            show(ax, rebuilt(test_pixels[i], k), vmin=0, vmax=1)
        curve = axes[3]
        curve.clear()
        curve.plot(total, color="#3b6fb6")
        curve.plot([k], [total[k]], "o", color="#c0392b")
        curve.set(xlim=(0, 200), ylim=(0, 1.02), xlabel="k", title=f"占方差的 {total[k]:.0%}")
        axes[1].set_title(f"k = {k}")

    counts = [*range(0, 16), *range(16, 40, 4), 50, 70, 100, 150, 200]
    alt = "动画：三个数字随着特征数字的个数增加，从一团平均的影子变清楚"
    figures.film(fig, draw_frame, counts, alt, wait=160)

# %% [markdown]
# 印在纸上动不起来，再摆一条胶片：

# %% tags=["demo"]
if ready("pca"):
    fig, axes = plt.subplots(3, 7, figsize=(7.5, 3.5))
    for row, i in zip(axes, chosen):
        for ax, k in zip(row, (0, 2, 5, 15, 50, 200)):
            show(ax, rebuilt(test_pixels[i], k), vmin=0, vmax=1)
        show(row[6], test_pixels[i])
    for ax, title in zip(axes[0], (*(f"k = {k}" for k in (0, 2, 5, 15, 50, 200)), "原图")):
        ax.set_title(title, fontsize=10)
    plt.show()
    half = int(np.searchsorted(total, 0.9))
    print(f"784 个像素，{half} 个坐标就占了方差的 90%")

# %% [markdown]
# 从 $k = 0$ 的那团影子（所有数字的平均）开始，前几个坐标定下大概的轮廓，几十个就认得出是几，后面一百多个只在修笔锋。784 个像素里，真正独立变化的没有那么多：这正是网络学得会的原因。

# %% [markdown]
# ## 小结
#
# - 编程是规则加数据得到答案，学习是数据加答案得到规则；感知机答错了才改，改的是输入乘误差；
# - 神经元、损失、反向传播、优化器是同一张图上的四步，训练就是重复它；
# - 每次消元都换上绝对值最大的主元；判断“是不是 0”要看相对的大小；
# - 零空间是看不见的方向，投影是看得见的那一份；改进的 Gram–Schmidt 和古典的只差一个变量名，精度差几十万倍；
# - 反复乘矩阵，方向就转到最大的特征向量上；PCA 的方向就是协方差矩阵的特征向量；
# - 图片、表格、文字、声音、视频都能变成数组，每一种有自己的陷阱：方向、缺失、常见词、窗、绕回；
# - 量只在训练部分上量，考只用没学过的样本来考。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. 四个点 $(0,0)$、$(1,1)$ 标 0，$(0,1)$、$(1,0)$ 标 1。感知机的 `mistakes` 会怎样？
#
# <details><summary>答案</summary>
#
# 永远不会出现 0，看满 `epochs` 轮为止。没有一条直线能把这四个点分开：若 $w_1 + b > 0$、$w_2 + b > 0$、$b \le 0$，三式合起来 $w_1 + w_2 + b > -b \ge 0$，第四个点 $(1, 1)$ 必被答成 1。
#
# </details>
#
# 2. $A$ 是 $64 \times 784$ 的矩阵，`null_space(A)` 至少有几列？
#
# <details><summary>答案</summary>
#
# 秩最多 64，所以至少 $784 - 64 = 720$ 列。
#
# </details>
#
# 3. 把 $v$ 投影到 $A$ 的列空间，再投影一次，结果变吗？用 $Q Q^{\mathsf T}$ 说明。
#
# <details><summary>答案</summary>
#
# 不变。$Q Q^{\mathsf T} Q Q^{\mathsf T} v = Q (Q^{\mathsf T} Q) Q^{\mathsf T} v = Q Q^{\mathsf T} v$，因为 $Q^{\mathsf T} Q$ 是单位矩阵。影子的影子还是影子。
#
# </details>
#
# 4. 先在全部数据上 `fit` 编码器，再分训练和测试，错在哪里？
#
# <details><summary>答案</summary>
#
# 测试部分的平均值、标准差、类别进了编码，训练时已经偷看了将来。成绩可能只好一点点，也可能好很多，但都不能代表真正没见过的数据。量什么都只在训练部分上量。
#
# </details>
#
# 5. 特征值是 2 和 −2 的对称矩阵，幂迭代会怎样？
#
# <details><summary>答案</summary>
#
# 绝对值相等，谁也压不过谁：$v$ 在两个方向上的份额不变，其中一份每步换一次正负号，$v$ 来回跳，停不下来。所以题面要求绝对值最大的只有一个。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - Frank Rosenblatt，*The Perceptron: A Probabilistic Model for Information Storage and Organization in the Brain*，Psychological Review 65(6)，1958：感知机的出处。
# - Gilbert Strang，*Introduction to Linear Algebra*：零空间、投影、特征值，讲得最有画面感的一本。
# - Trefethen, Bau，*Numerical Linear Algebra*（1997），第 7 到 9 讲：两种 Gram–Schmidt 的数值实验。
# - Goodfellow, Bengio, Courville，*Deep Learning*（2016），第 2 章：深度学习要用的线性代数。
# - 阿斯顿·张、李沐等，《动手学深度学习》，预备知识一章。
#
# 数据：MNIST（Y. LeCun, C. Cortes，CC BY-SA 3.0）；Gapminder（CC BY 4.0，取自 vega-datasets）；Free Spoken Digit Dataset（Zohar Jackson 与各位说话人，CC BY-SA 4.0）；古文取自 chinese-poetry（MIT，JackeyGao）。
