# ---
# jupyter:
#   autograder:
#     title: 第 5 章　张量自动微分与惰性求值
#     builds: 一台自己写的张量引擎：自动求导，不拷贝地变形，把能合并的运算合并成一趟
#     minutes: 150
#     data: [mnist_5k1k.npz]
#     en:
#       title: Chapter 5. Automatic differentiation of tensors, and lazy evaluation
#       builds: a tensor engine of your own that differentiates, reshapes without copying and fuses what can be fused
# ---

# %% [markdown]
# # 第 5 章　张量自动微分与惰性求值
#
# 上一个 notebook `guide05_micrograd` 让一个数记得自己是怎样算出来的，于是能自己求导。可是一张 28 × 28 的图片就有 784 个数，过一层 128 个单元要十万次乘法、十万次加法：一次一个对象，光是看一张图片就要造二十万个对象。
# 这一次，记账的单位换成整个数组，也就是张量（tensor）：一次乘法、一次矩阵乘法、一次求和，各记一笔。
#
# 后半部分换一个问题：数组怎样**放**在内存里，又该在**什么时候**算？你会看到转置、裁剪、翻转一张图片不用搬动一个字节；
# 也会看到把几步运算攒起来一趟做完，比一步一步做要快。这两个主意来自小框架 tinygrad，大框架（PyTorch、JAX）里也都有。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | 梯度（gradient） | 最后的一个数 $L$ 对每个元素的偏导数，形状和那个数组相同 |
# | 计算图（computational graph） | 每个结果记得由谁算来；从结果往回走，就能走到每个输入 |
# | 反向传播 | 每一步把“$L$ 对结果的梯度”变成“$L$ 对输入的梯度”，**加**到输入的 `grad` 上；用过几次就加几次 |
# | 叶子（leaf） | 不是算出来的、一开始就给定的那些结点，例如权重 |
# | 广播（broadcasting） | 形状从右边对齐，长度 1 的轴被拉长，缺的轴在左边补上 |
# | 矩阵乘法 | `(n, k) @ (k, m)` 得到 `(n, m)`，中间的 $k$ 加掉了 |
# | 交叉熵（cross-entropy） | $-\ln(\text{给正确答案的概率})$，对样本取平均 |
# | Adam | 梯度下降的一种，给每个参数配自己的步长 |
#
# **读完以后你会有**
#
# - 一台张量引擎：十一种运算（五种给好，六种自己写）各有自己的导数规则，接起来的表达式自动求导；
# - 一个由它训练的 784-128-10 网络，认对九成三以上的手写数字；它每一步的损失都落在 PyTorch 的曲线上，差别不到百万分之一；
# - 一个叫 `View` 的小类：一张图片转过来、裁一块、照镜子，用的都是同一块内存；
# - 一个会把运算合并的调度器（scheduler），和一张合并前后各要几趟、各花多久的表，是在你的电脑上量的。

# %% [markdown]
# ## 时间表
#
# 合计约 150 分钟，100 分。可以在任意两节之间停下来休息；第 6 节起是另一个话题，分两次做正好。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 会记账的数组 | 7 | |
# | 1 | 广播与它的反面：unbroadcast、multiply | 15 | 13 |
# | 2 | 乘、加、比：matmul、sum_、max_ | 27 | 25 |
# | 3 | 挪位置、取几行：permute、take | 12 | 11 |
# | 4 | 拼出一个损失：cross_entropy | 13 | 9 |
# | 5 | 认数字：train_mlp | 13 | 10 |
# | 6 | 不搬家的变形：View、reshape_view | 34 | 20 |
# | 7 | 攒着一起算：schedule、fuse | 21 | 12 |
# | 8 | 终场 | 8 | |
#
# 每个练习是一个函数或者一个类。删掉 `raise NotImplementedError` 那一行（类的每个方法里各有一行），写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”，一条一条地展开；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。
#
# 几条通用的约定：
#
# - 张量里的数一律是 float64；传进来的数组可以是整数，内存也不一定连续；
# - 导数规则只往 `grad` 上**加**，不改动任何 `data`，也不改动收到的梯度；
# - 函数名 `sum_`、`max_` 后面的下划线，是为了不和 Python 自带的 `sum`、`max` 同名；
# - 只有 `axis` 可以是负数（−1 是最后一轴）；`permute` 的 `axes` 总是 0 到 n − 1 的一个排列。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN, GREY = "#3b6fb6", "#c0392b", "#2e8b57", "#777777"

# %%
import math

import numpy as np

# %% [markdown]
# ## 0　会记账的数组
#
# 引擎的心脏只有一个类，已经写好。读它，四样东西：
#
# - `data`：数组本身；
# - `grad`：与 `data` 同形状，反向之后是“最后的数对它的梯度”；
# - `parents`：由哪些张量算出来；叶子是空的；
# - `rule`：导数规则，一个函数。`rule(g)` 收到“最后的数对**这个结果**的梯度” `g`，算出每个 parent 应得的那一份，加进它们的 `grad`。
#
# `backward` 就是上一个 notebook 的那一套：给结点排好次序（parents 在前），中间结点的 `grad` 清零，从结果往回，一个一个叫它们的 `rule`。叶子的 `grad` 不清零，所以会累加。
#
# 结果不是一个数时，`backward` 要一个与结果同形状的 `upstream`：把结果的每个元素乘上它再加起来，得到的那个数就是 $L$。检查时用的 `upstream` 都是随机的，很少是全 1。


# %%
class Tensor:
    """一个会记账的数组。

    data: float64 数组；grad: 同形状，从 0 开始；parents: 算出它的那些 Tensor，叶子是 ()；
    rule: 函数，rule(g) 由结果的梯度 g 算出各个 parent 应得的一份，加进它们的 grad；叶子是 None。
    """

    __array_ufunc__ = None  # 让 数组 * Tensor 交给 Tensor 来算

    def __init__(self, data, parents=(), rule=None):
        self.data = np.asarray(data, dtype=np.float64)
        self.grad = np.zeros(self.data.shape)
        self.parents = tuple(parents)
        self.rule = rule

    @property
    def shape(self) -> tuple:
        return self.data.shape

    def backward(self, upstream=None) -> None:
        """从这个结果往回走，把梯度加进每个 Tensor 的 grad；中间结点的先清零，叶子的累加。"""
        if upstream is None and self.shape != ():
            raise ValueError("结果不是一个数，要给 backward 一个同形状的 upstream")
        upstream = np.asarray(1.0 if upstream is None else upstream, dtype=np.float64)
        if upstream.shape != self.shape:
            raise ValueError(f"upstream 的形状是 {upstream.shape}，结果的是 {self.shape}")
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, parents_done = stack.pop()
            if parents_done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack.extend((parent, False) for parent in node.parents)
        for node in order:
            if node.parents:
                node.grad = np.zeros(node.shape)
        self.grad = self.grad + upstream
        for node in reversed(order):
            if node.rule is not None:
                node.rule(node.grad)

    # 运算符只是换一种写法：a * b 就是 multiply(a, b)
    def __add__(self, other):
        return add(self, other)

    def __mul__(self, other):
        return multiply(self, other)

    def __matmul__(self, other):
        return matmul(self, other)

    def __rmatmul__(self, other):
        return matmul(other, self)

    def __neg__(self):
        return multiply(self, -1.0)

    def __sub__(self, other):
        return add(self, -as_tensor(other))

    def __rsub__(self, other):
        return add(other, -self)

    __radd__ = __add__
    __rmul__ = __mul__


def as_tensor(x) -> Tensor:
    """Tensor 原样返回；数和数组包成一个叶子。"""
    return x if isinstance(x, Tensor) else Tensor(x)


# %% [markdown]
# 再看五种写好的运算。它们都是三步：把参数变成 `Tensor`；写一个 `rule`；用算好的 `data`、`parents`、`rule` 造一个新的 `Tensor` 返回。你要写的六种也是这个样子。
# `add` 里用到的 `unbroadcast` 是你的第一个练习，写好之前先别运行 `add`。


# %%
def add(a, b) -> Tensor:
    """a + b，可以广播。"""
    a, b = as_tensor(a), as_tensor(b)

    def rule(g):
        a.grad += unbroadcast(g, a.shape)
        b.grad += unbroadcast(g, b.shape)

    return Tensor(a.data + b.data, (a, b), rule)


def exp(x) -> Tensor:
    """e 的 x 次方；导数就是结果自己。"""
    x = as_tensor(x)
    data = np.exp(x.data)

    def rule(g):
        x.grad += g * data

    return Tensor(data, (x,), rule)


def log(x) -> Tensor:
    """自然对数；导数是 1/x。"""
    x = as_tensor(x)

    def rule(g):
        x.grad += g / x.data

    return Tensor(np.log(x.data), (x,), rule)


def relu(x) -> Tensor:
    """max(x, 0)；x 不大于 0 的地方导数是 0。"""
    x = as_tensor(x)

    def rule(g):
        x.grad += g * (x.data > 0)

    return Tensor(np.maximum(x.data, 0), (x,), rule)


def reshape(x, shape) -> Tensor:
    """同样的数，换一个形状；梯度换回原来的形状。"""
    x = as_tensor(x)

    def rule(g):
        x.grad += g.reshape(x.shape)

    return Tensor(x.data.reshape(shape), (x,), rule)


# %% [markdown]
# 试一试。$y = e^x$ 有三个元素，`upstream` 是 $(1, 0, 10)$，也就是 $L = y_0 + 10\,y_2$。先猜 `x.grad`，再运行：

# %% tags=["demo"]
x = Tensor([0.0, 1.0, 2.0])
y = exp(x)
y.backward([1.0, 0.0, 10.0])
print("y      =", y.data.round(3))
print("x.grad =", x.grad.round(3))
y.backward([1.0, 0.0, 10.0])
print("再走一次，叶子累加：", x.grad.round(3), "；中间结点是新的：", y.grad)

# %% [markdown]
# ## 1　广播与它的反面
#
# ### 练习 5.14 unbroadcast（约 8 分钟，6 分）
#
# `(2, 3)` 的 $a$ 加 `(3,)` 的 $b$，NumPy 把 $b$ 抄成两行再加。反向时来的梯度是 `(2, 3)` 的，可 $b$ 只有三个数，`b.grad` 也只能有三个数。
#
# **推导**　$y_{ij} = a_{ij} + b_j$。$b_j$ 动一点点，$y_{0j}$ 和 $y_{1j}$ 都动。$L$ 的变化是各处变化之和：
#
# $$
# \frac{\partial L}{\partial b_j} = \sum_i \frac{\partial L}{\partial y_{ij}} \cdot \frac{\partial y_{ij}}{\partial b_j} = \sum_i g_{ij}
# $$
#
# 前向时**抄**了几份，反向时就把这几份**加**起来。广播有两种抄法，所以也有两种加法：
#
# | 前向 | 例子 | 反向 |
# |---|---|---|
# | 左边补上新的轴 | `(3,)` → `(2, 3)` | 在补上的轴上求和，这些轴消失 |
# | 长度 1 的轴拉长 | `(2, 1)` → `(2, 3)` | 在拉长的轴上求和，这些轴留着，长度回到 1 |
#
# 两种可以同时发生：`(4, 1)` → `(2, 4, 3)`。
#
# **做什么**　`unbroadcast(grad, shape)` 把 `grad` 里由广播抄出来的份加起来，结果的形状恰好是 `shape`。
#
# **例子**　`grad` 是 $\begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}$：
#
# | `shape` | 结果 |
# |---|---|
# | `(3,)` | `[5, 7, 9]` |
# | `(1, 3)` | `[[5, 7, 9]]` |
# | `(2, 1)` | `[[6], [15]]` |
# | `()` | `21` |
# | `(2, 3)` | 原样 |
#
# <details><summary>提示一</summary>
#
# 先问：`grad` 比 `shape` 多几个轴？多出来的在哪一边？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 分两步。第一步让轴数一样多；这时 `shape` 和 `grad` 的轴一一对应，再看 `shape` 里哪些是 1。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `grad.sum(axis=一个元组)` 一次在几个轴上求和，空元组就是一个轴也不动；`keepdims=True` 让求和的轴留下来，长度是 1。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 取平均，不是求和；<!-- wrong: mean -->
# - 只处理了左边补上的轴，长度 1 的轴还是拉长的样子；<!-- wrong: leading-only -->
# - 只处理了长度 1 的轴，没有管左边补上的；<!-- wrong: ones-only -->
# - 长度 1 的轴求和以后没有留下来，`(2, 1)` 变成了 `(2,)`；<!-- wrong: axis-dropped -->
# - `shape` 是 `()` 时没有求和；<!-- wrong: scalar-forgotten -->
# - 抄出来的几份都一样，所以只取了第一份：一样的是**数**，不是它们的梯度。<!-- wrong: first-copy -->
#
# </details>


# %% exercise="unbroadcast"
def unbroadcast(grad: np.ndarray, shape: tuple) -> np.ndarray:
    """广播的反面：把抄出来的几份加起来，结果的形状恰好是 shape。

    参数
        grad: 浮点数组，内存不一定连续；不变。
        shape: 一个能广播成 grad.shape 的形状（元组），可以是 ()，也可以就是 grad.shape。
    返回
        形状为 shape 的浮点数组（shape 是 () 时，一个数或零维数组）：左边补上的轴和由 1 拉长的轴上，
        各份之和。shape 和 grad.shape 相同时，值就是 grad 的，可以就是 grad 本身。
    例子
        >>> grad = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
        >>> unbroadcast(grad, (3,))
        array([5., 7., 9.])
        >>> unbroadcast(grad, (2, 1))
        array([[ 6.],
               [15.]])
    """
    ### BEGIN SOLUTION
    grad = grad.sum(axis=tuple(range(grad.ndim - len(shape))))
    ones = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return grad.sum(axis=ones, keepdims=True)
    ### END SOLUTION


# %% check="unbroadcast" points=6 minutes=8
check("unbroadcast")

# %% [markdown]
# ### 练习 5.15 multiply（约 7 分钟，7 分）
#
# **推导**　逐元素相乘 $y = a\,b$，$\dfrac{\partial y}{\partial a} = b$，$\dfrac{\partial y}{\partial b} = a$：每个乘数的梯度，是来的梯度乘上**对方**。有广播时，先在结果的形状上乘好，再收回各自的形状：
#
# $$
# \bar a = \operatorname{unbroadcast}(g \cdot b,\ \text{a 的形状}),
# \qquad
# \bar b = \operatorname{unbroadcast}(g \cdot a,\ \text{b 的形状})
# $$
#
# （$\bar a$ 是“$L$ 对 $a$ 的梯度”的简写。）同一个张量乘自己也不用另写：`multiply(x, x)` 的 `a` 和 `b` 是同一个对象，两份都加到它的 `grad` 上，合起来正是 $2x\,g$。前提是**加**。
#
# **例子**　$a = \begin{pmatrix} 1 \\ 2 \end{pmatrix}$，$b = (10, 20, 30)$，来的梯度 $g = \begin{pmatrix} 1 & 0 & 2 \\ 0 & 1 & 1 \end{pmatrix}$：
#
# - $g \cdot b = \begin{pmatrix} 10 & 0 & 60 \\ 0 & 20 & 30 \end{pmatrix}$，按行加，$\bar a = \begin{pmatrix} 70 \\ 50 \end{pmatrix}$；
# - $g \cdot a = \begin{pmatrix} 1 & 0 & 2 \\ 0 & 2 & 2 \end{pmatrix}$，按列加，$\bar b = (1, 2, 4)$。
#
# <details><summary>提示一</summary>
#
# 照着 `add` 写，三步里哪一步一个字也不用改？另外两步各改什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 只有 `rule` 的两行和 `data` 不同。看推导里的两个式子：`unbroadcast` 收到的是什么？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 乘上了自己，不是对方；<!-- wrong: own-factor -->
# - 用 `=` 代替了 `+=`：`multiply(x, x)` 只剩一份；<!-- wrong: overwrites -->
# - 先把 `g` 收成 `a` 的形状，再乘 `b`：和的积不是积的和；<!-- wrong: collects-first -->
# - 没有 `unbroadcast`，写成 `a.grad = a.grad + g * b.data`：NumPy 不会报错，`a.grad` 却成了结果的形状；<!-- wrong: keeps-broadcast -->
# - 忘了乘来的梯度 `g`；<!-- wrong: without-upstream -->
# - `a` 或 `b` 是一个普通的数时，它没有 `data`。<!-- wrong: tensors-only -->
#
# </details>


# %% exercise="multiply"
def multiply(a, b) -> Tensor:
    """逐元素的 a · b，可以广播。

    参数
        a, b: 各是 Tensor、数组或一个数（整数也行），形状能互相广播；可以是同一个 Tensor。
            data 不变。
    返回
        新的 Tensor：data 是乘积；它的 rule(g) 把梯度加到 a 和 b（是 Tensor 的那些）的 grad 上，
        grad 的形状不变，g 也不变。
    例子
        >>> a, b = Tensor([[1.0], [2.0]]), Tensor([10.0, 20.0, 30.0])
        >>> out = multiply(a, b)
        >>> out.backward([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]])
        >>> a.grad, b.grad
        (array([[70.],
               [50.]]), array([1., 2., 4.]))
    """
    ### BEGIN SOLUTION
    a, b = as_tensor(a), as_tensor(b)

    def rule(g):
        a.grad += unbroadcast(g * b.data, a.shape)
        b.grad += unbroadcast(g * a.data, b.shape)

    return Tensor(a.data * b.data, (a, b), rule)
    ### END SOLUTION


# %% check="multiply" points=7 minutes=7 uses=["unbroadcast"]
check("multiply")

# %% [markdown]
# 广播和它的反面画在一起。上面一排是前向：`a` 抄成三列，`b` 抄成两行，逐格相乘；下面一排是反向：每一格的梯度先乘对方，再沿着抄的方向加回来。先遮住最右边的两张，自己算一遍。

# %% tags=["demo"]
if ready("multiply", "unbroadcast"):
    a, b = Tensor([[1.0], [2.0]]), Tensor([10.0, 20.0, 30.0])
    g = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]])
    out = multiply(a, b)
    out.backward(g)
    ROWS = (
        (("a 抄成三列", a.data + 0 * g), ("b 抄成两行", b.data + 0 * g), ("y = a·b", out.data)),
        (("来的 g", g), ("g·b，按行加", g * b.data), ("ā", a.grad)),
        (("来的 g", g), ("g·a，按列加", g * a.data), ("b̄", b.grad[None])),
    )
    fig, axes = plt.subplots(3, 3, figsize=(7, 3.9))
    for line, color, row in zip(axes, ("Blues", "Reds", "Reds"), ROWS):
        for ax, (name, table) in zip(line, row):
            ax.imshow(np.abs(table) ** 0.5, cmap=color, vmin=0, vmax=16, aspect="auto")
            for (i, j), number in np.ndenumerate(table):
                ax.text(j, i, f"{number:.0f}", ha="center", va="center", color="#222222")
            ax.set_title(name, fontsize=10)
            ax.set(xticks=(), yticks=())
            ax.grid(False)
    plt.show()

# %% [markdown]
# ## 2　乘、加、比
#
# ### 练习 5.16 matmul（约 10 分钟，9 分）
#
# **推导**　$Y = AB$，$A$ 是 `(n, k)`，$B$ 是 `(k, m)`，$g$ 与 $Y$ 同形状 `(n, m)`。写开 $Y_{ij} = \sum_t A_{it} B_{tj}$，$A_{it}$ 只影响第 $i$ 行的 $Y$：
#
# $$
# \bar A_{it} = \sum_j g_{ij}\,B_{tj} = (g\,B^{\mathsf T})_{it},
# \qquad
# \bar B_{tj} = \sum_i A_{it}\,g_{ij} = (A^{\mathsf T} g)_{tj}
# $$
#
# 记不住也不要紧，**看形状**：要 `(n, k)`，手里有 `(n, m)` 的 $g$ 和 `(k, m)` 的 $B$，$n$、$k$、$m$ 互不相同时，只有一种拼法。
#
# **批量轴**　`@` 只乘最后两个轴，前面的轴是“许多个矩阵”，会广播：`(5, 1, n, k) @ (4, k, m)` 得到 `(5, 4, n, m)`。所以
#
# - 转置只换**最后两个轴**：`np.swapaxes(x, -1, -2)`。`x.T` 会把所有的轴都倒过来；
# - 批量轴被抄了几份，梯度也要 `unbroadcast` 收回来。
#
# 一维的操作数，NumPy 有另一套规矩（临时补一个轴，乘完再去掉），这里不收：`ValueError`。
#
# **例子**　$A = \begin{pmatrix} 1 & 2 \end{pmatrix}$，$B = \begin{pmatrix} 1 & 0 & 2 \\ 3 & 1 & 0 \end{pmatrix}$，$g = \begin{pmatrix} 1 & 2 & 3 \end{pmatrix}$：
#
# $$
# AB = \begin{pmatrix} 7 & 2 & 2 \end{pmatrix},
# \qquad
# \bar A = g B^{\mathsf T} = \begin{pmatrix} 7 & 5 \end{pmatrix},
# \qquad
# \bar B = A^{\mathsf T} g = \begin{pmatrix} 1 & 2 & 3 \\ 2 & 4 & 6 \end{pmatrix}
# $$
#
# <details><summary>提示一</summary>
#
# 先只管两个轴的情形，照着形状拼出两个式子。批量轴以后再说：式子里有哪个字是“所有轴”的意思，要换成“最后两个轴”？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 形状检查放在最前面：两个 `data` 的 `ndim` 都要不小于 2。`@` 自己会管批量轴的广播，也会为对不上的形状抛 `ValueError`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 乘出来的梯度，批量轴是广播以后的样子；哪个函数能把它收成 `a.shape`？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 `.T` 转置：两个轴时没事，多了批量轴就全倒过来了；<!-- wrong: transposes-all -->
# - 批量轴广播了，梯度没有收回来；<!-- wrong: batch-not-summed -->
# - 拼反了，`B` 的梯度写成了 $g^{\mathsf T} A$；<!-- wrong: transposed-gradient -->
# - 前向用了 `np.dot`：超过两个轴时，它做的是另一件事；<!-- wrong: dot -->
# - 一维的操作数照样乘了；<!-- wrong: accepts-vectors -->
# - 用 `=` 代替了 `+=`：`matmul(x, x)` 只剩一份。<!-- wrong: overwrites -->
#
# </details>


# %% exercise="matmul"
def matmul(a, b) -> Tensor:
    """矩阵乘法 a @ b，最后两个轴相乘，前面的批量轴可以广播。

    参数
        a, b: 各是 Tensor 或数组（整数也行，内存不一定连续），形状 (…, n, k) 和 (…, k, m)，
            至少两个轴；可以是同一个 Tensor。data 不变。
    返回
        新的 Tensor，(…, n, m)；它的 rule(g) 把梯度加到 a 和 b 的 grad 上，形状不变，g 也不变。
    错误
        ValueError: a 或 b 不到两个轴（包括一个数）；k 对不上。
    例子
        >>> a, b = Tensor([[1.0, 2.0]]), Tensor([[1.0, 0.0, 2.0], [3.0, 1.0, 0.0]])
        >>> out = matmul(a, b)
        >>> out.backward([[1.0, 2.0, 3.0]])
        >>> out.data, a.grad
        (array([[7., 2., 2.]]), array([[7., 5.]]))
    """
    ### BEGIN SOLUTION
    a, b = as_tensor(a), as_tensor(b)
    if a.data.ndim < 2 or b.data.ndim < 2:
        raise ValueError(f"matmul 要至少两个轴，得到 {a.shape} 和 {b.shape}")

    def rule(g):
        a.grad += unbroadcast(g @ np.swapaxes(b.data, -1, -2), a.shape)
        b.grad += unbroadcast(np.swapaxes(a.data, -1, -2) @ g, b.shape)

    return Tensor(a.data @ b.data, (a, b), rule)
    ### END SOLUTION


# %% check="matmul" points=9 minutes=10 uses=["unbroadcast"]
check("matmul")

# %% [markdown]
# **故意弄坏**　自动求导的引擎，最好的证人还是有限差分：只把一个数挪一点点，看 $L$ 动多少。先预测，再把 `ALL_AXES` 改成 `True`：把批量轴也一起转置，三种形状里哪几种会露馅，是报错还是悄悄地错？

# %% tags=["demo"]
ALL_AXES = False  # 改成 True 看看


def matmul_gradient_error(a, b, rng):
    """a 的梯度与中心差分的最大差别；形状对不上时是一句话。"""
    g = rng.normal(size=(a @ b).shape)
    ta = Tensor(a)
    matmul(ta, b).backward(g)
    found = ta.grad
    if ALL_AXES:
        try:
            found = unbroadcast(g @ b.T, a.shape)
        except ValueError:
            return "形状对不上，报错"
    numeric = np.zeros(a.shape)
    for index in np.ndindex(a.shape):
        step = np.zeros(a.shape)
        step[index] = 1e-5
        numeric[index] = np.sum(g * ((a + step) @ b - (a - step) @ b)) / 2e-5
    return f"与中心差分最多差 {np.abs(found - numeric).max():.0e}"


if ready("matmul", "unbroadcast"):
    rng = np.random.default_rng(0)
    for left, right in (((2, 3), (3, 4)), ((5, 2, 3), (5, 3, 4)), ((3, 3, 3), (3, 3, 3))):
        told = matmul_gradient_error(rng.normal(size=left), rng.normal(size=right), rng)
        print(f"{left} @ {right}：{told}")

# %% [markdown]
# 两个轴时看不出来；三个轴、各不一样长时报错；三个轴都一样长时，不报错，数却全错了。所以测试梯度，形状要各轴不同，还要有一种全都一样。

# %% [markdown]
# ### 练习 5.17 sum_（约 9 分钟，8 分）
#
# **推导**　$y = \sum_i x_i$，每个 $x_i$ 的系数都是 1，所以每个 $x_i$ 都得到完整的一份 $g$：前向时**加**起来的，反向时**抄**回去。这正好是广播反过来。
#
# 难处只在形状。`x` 是 `(2, 3)`，沿第 1 轴加，结果是 `(2,)`；来的 `g` 也是 `(2,)`，要抄成 `(2, 3)`。可是广播从**右**边对齐：`(2,)` 的 2 会去对 `(2, 3)` 的 3，对不上。先要把消失的轴补回来，成为 `(2, 1)`，再抄。
#
# **例子**　$x = \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}$，沿第 1 轴求和得 $(6, 15)$；来的 $g = (10, 20)$，则
#
# $$
# \bar x = \begin{pmatrix} 10 & 10 & 10 \\ 20 & 20 & 20 \end{pmatrix}
# $$
#
# <details><summary>提示一</summary>
#
# 如果 `keepdims` 总是 `True`，`rule` 该怎样写？再想：`keepdims` 是 `False` 时，`g` 和那时的差在哪里？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 留着轴求和的结果（`keepdims=True`）是什么形状，`g` 就该 `reshape` 成什么形状。这样 `None`、负数、元组都不用分开写。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 形状补好以后，`x.grad += …` 自己就会广播。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有把消失的轴补回来就抄：形状对不上就报错，碰巧对得上（例如方阵）就抄错了方向；<!-- wrong: not-expanded -->
# - 前向里写了 `if axis:` 或者 `axis or 全部的轴`：0 也是“假”，`axis=0` 被当成了没有给；<!-- wrong: zero-is-none -->
# - 负的轴没有换算，或者只认一个整数，不认元组；<!-- wrong: negative-axis first-of-tuple -->
# - `keepdims` 没有用上，结果的轴还是消失了；<!-- wrong: keepdims-ignored -->
# - 抄成了全 1，忘了 `g`；<!-- wrong: without-upstream -->
# - 把 `g` 平分给各个元素：那是平均值的梯度；<!-- wrong: shared-out -->
# - 用 `=` 代替了 `+=`。<!-- wrong: overwrites -->
#
# </details>


# %% exercise="sum_"
def sum_(x, axis=None, keepdims: bool = False) -> Tensor:
    """沿 axis 求和。

    参数
        x: Tensor、数组或一个数，任意形状；data 不变。
        axis: None（全部的轴）、一个整数（可以是负数），或几个互不相同的整数的元组（也可以有负数）。
        keepdims: True 时，求和的轴留下来，长度是 1。
    返回
        新的 Tensor，data 与 np.sum(x.data, axis, keepdims=keepdims) 相同；
        它的 rule(g) 把梯度加到 x.grad 上，形状不变，g 也不变。
    例子
        >>> x = Tensor([[1, 2, 3], [4, 5, 6]])
        >>> out = sum_(x, axis=1)
        >>> out.backward([10.0, 20.0])
        >>> out.data, x.grad
        (array([ 6., 15.]), array([[10., 10., 10.],
               [20., 20., 20.]]))
    """
    ### BEGIN SOLUTION
    x = as_tensor(x)
    kept = x.data.sum(axis=axis, keepdims=True)

    def rule(g):
        x.grad += g.reshape(kept.shape)

    return Tensor(kept if keepdims else x.data.sum(axis=axis), (x,), rule)
    ### END SOLUTION


# %% check="sum_" points=8 minutes=9
check("sum_")

# %% [markdown]
# ### 练习 5.18 max_（约 8 分钟，8 分）
#
# **推导**　最大的那个动多少，结果就动多少；别的动一点点，结果不动。所以 $g$ 全给最大的那个，别的是 0。
#
# 并列（tie）怎么办？两个都是最大的，只把其中一个调小，结果不变；调大，结果跟着变。严格说，这里没有导数。约定是**平分**：$m$ 个并列，各得 $g/m$。这样梯度的总和还是 $g$，也不偏心。PyTorch 的 `amax` 也这样约定。
#
# **例子**　$x = \begin{pmatrix} 3 & 7 & 7 \\ 5 & 1 & 2 \end{pmatrix}$，沿第 1 轴取最大得 $(7, 5)$；来的 $g = (6, 4)$，则
#
# $$
# \bar x = \begin{pmatrix} 0 & 3 & 3 \\ 4 & 0 & 0 \end{pmatrix}
# $$
#
# <details><summary>提示一</summary>
#
# 要一张与 `x` 同形状的表，最大的地方是 1，别处是 0。拿什么和什么比？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 和 `sum_` 一样，先算一份留着轴的最大值。有了那张表，并列的个数就是表沿同样的轴求和，轴也要留着。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 并列的每个都得完整的一份，上面会得到 $(0, 6, 6)$；<!-- wrong: ties-full -->
# - 只给第一个（用了 `argmax`），上面会得到 $(0, 6, 0)$；<!-- wrong: first-only -->
# - 拿每个元素和整个数组的最大值比，不是和自己那一行的比；<!-- wrong: global-maximum -->
# - 并列的个数在整个数组上数，不是沿着轴数；<!-- wrong: global-count -->
# - 前向里写了 `if axis:` 或者 `axis or 全部的轴`：0 也是“假”，`axis=0` 被当成了没有给；<!-- wrong: zero-is-none -->
# - `keepdims` 没有用上；<!-- wrong: keepdims-ignored -->
# - 用 `=` 代替了 `+=`。<!-- wrong: overwrites -->
#
# </details>


# %% exercise="max_"
def max_(x, axis=None, keepdims: bool = False) -> Tensor:
    """沿 axis 取最大值；并列的平分梯度。

    参数
        x: Tensor、数组或一个数，任意形状；data 不变。
        axis: None（全部的轴）、一个整数（可以是负数），或几个互不相同的整数的元组（也可以有负数）。
        keepdims: True 时，这些轴留下来，长度是 1。
    返回
        新的 Tensor，data 与 np.max(x.data, axis, keepdims=keepdims) 相同；
        它的 rule(g) 把梯度加到 x.grad 上：沿 axis 有 m 个元素并列最大时，各加 g/m，别的加 0；
        g 不变。
    例子
        >>> x = Tensor([[3, 7, 7], [5, 1, 2]])
        >>> out = max_(x, axis=1)
        >>> out.backward([6.0, 4.0])
        >>> out.data, x.grad
        (array([7., 5.]), array([[0., 3., 3.],
               [4., 0., 0.]]))
    """
    ### BEGIN SOLUTION
    x = as_tensor(x)
    kept = x.data.max(axis=axis, keepdims=True)

    def rule(g):
        largest = x.data == kept
        x.grad += g.reshape(kept.shape) * largest / largest.sum(axis=axis, keepdims=True)

    return Tensor(kept if keepdims else x.data.max(axis=axis), (x,), rule)
    ### END SOLUTION


# %% check="max_" points=8 minutes=8
check("max_")

# %% [markdown]
# ## 3　挪位置、取几行
#
# ### 练习 5.19 permute（约 6 分钟，5 分）
#
# **推导**　把轴重新排列，数一个没变，只是换了位置；梯度当然是换**回来**。`axes = (1, 2, 0)` 的意思是：新的第 0 轴是旧的第 1 轴，新的第 1 轴是旧的第 2 轴，新的第 2 轴是旧的第 0 轴。
#
# 换回来的排列是它的**逆**（inverse），不是它自己。两个轴时分不出来：换一次，再换一次，就回来了。三个轴转圈（3-cycle）就不同了：
#
# **例子**　`x` 是 `(2, 3, 4)`，`axes = (1, 2, 0)`，结果是 `(3, 4, 2)`。来的 `g` 也是 `(3, 4, 2)`：
#
# | 用什么排列 `g` | 得到的形状 | |
# |---|---|---|
# | 还是 `(1, 2, 0)` | `(4, 2, 3)` | 不对；三个轴一样长时形状看不出来，数却错了 |
# | 逆 `(2, 0, 1)` | `(2, 3, 4)` | 对 |
#
# <details><summary>提示一</summary>
#
# 旧的第 0 轴现在排在第几？旧的第 1 轴呢？把答案依次写下来，就是逆。
#
# </details>
#
# <details><summary>提示二</summary>
#
# “0 在 `axes` 里排第几，1 排第几……”，NumPy 里有一个排序的函数，返回的正是这些位置。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 梯度用了 `axes` 本身，不是它的逆；<!-- wrong: same-axes -->
# - 梯度用 `reshape` 变回原来的形状：形状对了，数的位置全乱了；<!-- wrong: reshaped -->
# - 梯度用 `.T` 倒过来；<!-- wrong: reversed -->
# - 前向就用了逆；<!-- wrong: inverse-forward -->
# - 用 `=` 代替了 `+=`。<!-- wrong: overwrites -->
#
# </details>


# %% exercise="permute"
def permute(x, axes: tuple) -> Tensor:
    """重新排列轴，与 np.transpose(x.data, axes) 相同。

    参数
        x: Tensor 或数组；data 不变。
        axes: 0 到 n − 1 的一个排列（元组或列表，没有负数）：结果的第 i 轴是 x 的第 axes[i] 轴。
    返回
        新的 Tensor；它的 rule(g) 把梯度加到 x.grad 上，形状不变，g 也不变。
    例子
        >>> x = Tensor(np.arange(24).reshape(2, 3, 4))
        >>> out = permute(x, (1, 2, 0))
        >>> out.shape, float(out.data[2, 3, 1]), float(x.data[1, 2, 3])
        ((3, 4, 2), 23.0, 23.0)
        >>> x = Tensor(np.zeros((1, 2, 3)))
        >>> permute(x, (2, 0, 1)).backward([[[0.0, 1.0]], [[2.0, 3.0]], [[4.0, 5.0]]])
        >>> x.grad
        array([[[0., 2., 4.],
                [1., 3., 5.]]])
    """
    ### BEGIN SOLUTION
    x = as_tensor(x)

    def rule(g):
        x.grad += np.transpose(g, np.argsort(axes))

    return Tensor(np.transpose(x.data, axes), (x,), rule)
    ### END SOLUTION


# %% check="permute" points=5 minutes=6
check("permute")

# %% [markdown]
# ### 练习 5.20 take（约 6 分钟，6 分）
#
# 词表里一个词一行，一句话就是按编号取几行：`x[ids]`。同一个词会出现好几次。
#
# **推导**　`x` 的第 $r$ 行被抄到了每个 `ids` 等于 $r$ 的位置。抄了几份，就把几份的梯度加起来：
#
# $$
# \bar x_r = \sum_{i:\ \text{ids}_i = r} g_i
# $$
#
# **例子**　$x = \begin{pmatrix} 1 & 2 \\ 3 & 4 \\ 5 & 6 \end{pmatrix}$，`ids = [2, 0, 2]`，来的 $g = \begin{pmatrix} 1 & 1 \\ 10 & 10 \\ 100 & 100 \end{pmatrix}$：
#
# $$
# \bar x = \begin{pmatrix} 10 & 10 \\ 0 & 0 \\ 101 & 101 \end{pmatrix}
# $$
#
# 第 2 行取了两次，得到 $1 + 100$。写 `x.grad[ids] += g` 只会得到 100：NumPy 先把 `x.grad[ids]` 读出来，加好，再写回去；同一行写了两遍，后一遍盖住了前一遍。要“读一次、加一次、写一次”地加，NumPy 有 `np.add.at`。例如唱票：`votes` 是三个 0，`np.add.at(votes, [1, 1, 0], [5, 2, 3])` 之后，它是 `[3, 7, 0]`。
#
# <details><summary>提示一</summary>
#
# 手里有 `g` 的第 $i$ 块，它该加到 `x.grad` 的哪一行？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `np.add.at` 的三个参数，对照唱票的例子：现在谁是 `votes`，谁是编号，谁是票数？`ids` 是二维的也一样。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `x.grad[ids] += g`，重复的行只加了一次；<!-- wrong: fancy-add -->
# - 只数了每行取过几次，没有用 `g`；<!-- wrong: counts -->
# - 重复的行取了平均；<!-- wrong: averaged -->
# - 取成了列，或者拉平了再取；<!-- wrong: columns flattened -->
# - 先把 `x.grad` 清零再加，别处来的梯度就丢了。<!-- wrong: overwrites -->
#
# </details>


# %% exercise="take"
def take(x, ids: np.ndarray) -> Tensor:
    """按编号取 x 的行：x[ids]。

    参数
        x: Tensor 或数组，至少一个轴，形状 (n, …)；一维时，一“行”就是一个数。data 不变。
        ids: 整数数组，任意形状（零维也行），每个都在 0 到 n − 1 之间，可以重复；不变。
    返回
        新的 Tensor，形状 ids.shape + x.shape[1:]；它的 rule(g) 把梯度加到 x.grad 上：
        一行取了几次，几次的梯度都加上；g 不变。
    例子
        >>> x = Tensor([[1, 2], [3, 4], [5, 6]])
        >>> out = take(x, np.array([2, 0, 2]))
        >>> out.backward([[1.0, 1.0], [10.0, 10.0], [100.0, 100.0]])
        >>> x.grad
        array([[ 10.,  10.],
               [  0.,   0.],
               [101., 101.]])
    """
    ### BEGIN SOLUTION
    x = as_tensor(x)

    def rule(g):
        np.add.at(x.grad, ids, g)

    return Tensor(x.data[ids], (x,), rule)
    ### END SOLUTION


# %% check="take" points=6 minutes=6
check("take")

# %% [markdown]
# **亲眼看看**　两种加法，同样的 `ids`。第 2 行取了四次，猜猜第一种加了几次？

# %% tags=["demo"]
ids = np.array([2, 0, 2, 2, 1, 2])
fancy, proper = np.zeros(4), np.zeros(4)
fancy[ids] += 1.0
np.add.at(proper, ids, 1.0)
print("grad[ids] += 1   ", fancy)
print("np.add.at        ", proper)

# %% [markdown]
# ## 4　拼出一个损失
#
# ### 练习 5.21 cross_entropy（约 13 分钟，9 分）
#
# 到这里，零件够了。交叉熵不用再推导数：用写好的运算**拼**出它的值，导数自己就来了。这正是自动微分的用处。
#
# **推导**　第 $i$ 个样本的打分是 $z_{i0}, \dots, z_{i,k-1}$，正确的是第 $t_i$ 类。softmax 给它的概率是 $\dfrac{e^{z_{i t_i}}}{\sum_j e^{z_{ij}}}$，取负对数：
#
# $$
# \ell_i = \ln \sum_j e^{z_{ij}} - z_{i t_i},
# \qquad
# L = \frac{1}{n} \sum_i \ell_i
# $$
#
# $z = 10^4$ 时 $e^z$ 溢出。每一**行**减去自己的最大值 $m_i$，$\ell_i$ 不变（两项各少 $m_i$），而指数里最大的成了 0：
#
# $$
# \ell_i = \ln \sum_j e^{z_{ij} - m_i} - (z_{i t_i} - m_i)
# $$
#
# 求和里至少有一项是 $e^0 = 1$，所以对数里的数不小于 1，永远不会是 $\ln 0$。整个数组只减**一个**最大值不行：别的行可能全都远比它小，指数全成了 0。
#
# **取出正确的那个**　$z_{i t_i}$ 每行取一个，列号各不相同。两条路：`labels` 写成 0/1 的表（one-hot），乘上去再按行求和；或者把 `(n, k)` 拉成一长条，第 $i$ 行第 $t$ 列就是长条上的第 $i k + t$ 个，用 `take` 取。
#
# **例子**　`logits` 是 $\begin{pmatrix} 0 & \ln 3 \\ 0 & 0 \end{pmatrix}$，`labels = [1, 0]`。两个概率是 $\frac34$ 和 $\frac12$，
#
# $$
# L = \frac{-\ln \frac34 - \ln \frac12}{2} \approx \frac{0.2877 + 0.6931}{2} \approx 0.4904,
# \qquad
# \bar z = \frac12 \begin{pmatrix} 0.25 & -0.25 \\ -0.5 & 0.5 \end{pmatrix}
# $$
#
# <details><summary>提示一</summary>
#
# 从里往外，式子里依次有哪些运算？给每一个找到写好的函数（减号、乘号可以直接写在 `Tensor` 之间）。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 最大值要与 `logits` 相减，`(n,)` 和 `(n, k)` 对不齐，要留着轴。别忘了：减完以后，“取正确的那个”也从减过的里面取。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两项相减得到 `(n,)` 的 $\ell$；最后求和，再乘上一个数。除法没有写，`* (1 / n)` 就是除。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 求了和，没有除以 $n$；<!-- wrong: sum -->
# - 没有减最大值，大的打分溢出；<!-- wrong: without-maximum -->
# - 整个数组只减了一个最大值；<!-- wrong: one-maximum -->
# - 先算出 softmax 的概率再取对数：概率小到 0 时是 $\ln 0$；<!-- wrong: log-of-softmax -->
# - 在 `logits.data` 上用 NumPy 算，图断了，`logits.grad` 一直是 0；<!-- wrong: outside-the-graph -->
# - 自己另推了一条规则：这里要的是拼，结果的 `parents` 里不该直接是 `logits`。<!-- wrong: own-rule -->
#
# </details>


# %% exercise="cross_entropy"
def cross_entropy(logits, labels: np.ndarray) -> Tensor:
    """由打分和标签算平均的 softmax 交叉熵，全用前面的运算拼出来。

    参数
        logits: Tensor 或数组，(n, k)，n 和 k 都可以是 1；绝对值可以大到 1e4。data 不变。
        labels: (n,) 的整数数组，每个在 0 到 k − 1 之间；不变。
    返回
        新的 Tensor，形状 ()：n 个样本的交叉熵（自然对数）的平均。它由别的运算接成，
        不是自己一条规则：logits 不直接是它的 parent。
        前向和反向都不发出 RuntimeWarning，结果没有 inf 和 nan。
    例子
        >>> logits = Tensor([[0.0, np.log(3.0)], [0.0, 0.0]])
        >>> loss = cross_entropy(logits, np.array([1, 0]))
        >>> loss.backward()
        >>> loss.data.round(4), logits.grad.round(4)
        (np.float64(0.4904), array([[ 0.125, -0.125],
               [-0.25 ,  0.25 ]]))
    """
    ### BEGIN SOLUTION
    logits = as_tensor(logits)
    n, k = logits.shape
    shifted = logits - max_(logits, axis=1, keepdims=True)
    right = take(reshape(shifted, (n * k,)), np.arange(n) * k + labels)
    return sum_(log(sum_(exp(shifted), axis=1)) - right) * (1 / n)
    ### END SOLUTION


# %% check="cross_entropy" points=9 minutes=13 uses=["unbroadcast", "multiply", "matmul", "sum_", "max_", "permute", "take"]
check("cross_entropy")

# %% [markdown]
# 这一个数的背后有多少个结点？从损失往回走，按层数出来；没有一个结点的导数是你为交叉熵专门推的，可是 `logits.grad` 正好是那个著名的“概率减去 one-hot，再除以 $n$”：

# %% tags=["demo"]
if ready("cross_entropy", "multiply", "sum_", "max_", "take"):
    rng = np.random.default_rng(1)
    logits, labels = Tensor(rng.normal(size=(4, 3))), np.array([2, 0, 1, 2])
    loss = cross_entropy(logits, labels)
    loss.backward()
    behind, todo = {}, [loss]
    while todo:
        node = todo.pop()
        if id(node) not in behind:
            behind[id(node)] = node
            todo.extend(node.parents)
    chance = np.exp(logits.data) / np.exp(logits.data).sum(axis=1, keepdims=True)
    gap = np.abs(logits.grad - (chance - np.eye(3)[labels]) / 4).max()
    print(f"损失 {float(loss.data):.4f}，背后连它自己有 {len(behind)} 个结点")
    print(f"与“（概率 − one-hot）/ n”最多差 {gap:.0e}")

# %% [markdown]
# ## 5　认数字
#
# ### 练习 5.22 train_mlp（约 11 分钟，10 分）
#
# 优化器 `Adam` 已经写好。记得它的三件事：造的时候给它一列叶子；`zero_grad()` 把它们的 `grad` 清零；`step()` 照着 `grad` 走一步，改它们的 `data`。叶子的 `grad` 会累加，所以每一步都要清零，不然这一步的梯度里混着前面所有步的。


# %%
class Adam:
    """Adam：梯度的滑动平均，除以梯度平方的滑动平均的平方根，两者都修正了从 0 开始的偏差。"""

    def __init__(self, parameters, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.parameters = list(parameters)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.steps = 0
        self.m = [np.zeros(p.shape) for p in self.parameters]
        self.v = [np.zeros(p.shape) for p in self.parameters]

    def zero_grad(self) -> None:
        """把每个参数的 grad 清零。"""
        for p in self.parameters:
            p.grad = np.zeros(p.shape)

    def step(self) -> None:
        """照着 grad 走一步，换掉每个参数的 data。"""
        self.steps += 1
        for i, p in enumerate(self.parameters):
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * p.grad
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * p.grad**2
            m = self.m[i] / (1 - self.beta1**self.steps)
            v = self.v[i] / (1 - self.beta2**self.steps)
            p.data = p.data - self.lr * m / (np.sqrt(v) + self.eps)


# %% [markdown]
# **做什么**　网络是一列 `(w, b)`：每层 `x @ w + b`，层与层之间是 `relu`，最后一层后面没有。每一轮（epoch）：
#
# 1. `order = rng.permutation(n)`，一轮只抽这一次；
# 2. 按 `order` 每次取 `batch_size` 个，最后不满一批的也用；
# 3. 前向，`cross_entropy`，记下损失（更新之前的）；清零，反向，Adam 走一步。
#
# 整个训练只有**一个** Adam：它记着以前的梯度，每一轮新造一个就全忘了。
#
# **例子**　7 个样本，`batch_size = 3`，2 轮：每轮三批（3、3、1 个），`losses` 里有 6 个数。
#
# **对得上吗**　同样的权重、同样的次序，你的每一个损失都应当和 PyTorch 的一样，差别不超过百万分之一。所以次序、批、清零、哪里有 `relu`，一样都错不得。
#
# <details><summary>提示一</summary>
#
# 先写一层循环也没有的：一批数据，前向，损失，清零，反向，走一步。对了再套上两层循环。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 前向：第一层前面没有 `relu`，以后每层前面都有。或者说：除了最后一层，后面都有。Adam 要的是一列叶子：把 `layers` 里的 `w`、`b` 拉平成一列。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有清零，梯度一步一步累加；<!-- wrong: not-zeroed -->
# - 最后不满的一批丢掉了；<!-- wrong: drops-the-rest -->
# - `x` 打乱了，标签没有跟着；<!-- wrong: labels-stay -->
# - 最后一层后面也接了 `relu`；<!-- wrong: relu-at-the-end -->
# - 每一轮新造一个 Adam；<!-- wrong: adam-each-epoch -->
# - 只打乱了一次，每轮同一个次序；<!-- wrong: shuffled-once -->
# - 一轮只记一个损失。<!-- wrong: loss-per-epoch -->
#
# </details>


# %% exercise="train_mlp"
def train_mlp(
    x: np.ndarray,
    y: np.ndarray,
    layers: list,
    epochs: int,
    lr: float,
    batch_size: int,
    rng: np.random.Generator,
) -> list[float]:
    """用 Adam 训练一个全连接网络，损失是 cross_entropy。

    参数
        x: (n, d) 的浮点数组（float32 也行，内存不一定连续）；不变。
        y: (n,) 的整数标签；不变。
        layers: 一列 (w, b)，都是叶子 Tensor，w 是 (d, h)，b 是 (h,)；至少一层。层与层之间是 relu，
            最后一层后面没有。训练直接更新它们的 data。
            这些叶子原来的 grad 可能不是 0，不要算进去。
        epochs: 轮数，可以是 0；每轮 rng.permutation(n) 抽一次，随机数不用在别处。
        lr: Adam 的学习率；Adam 的别的参数用默认值，整个训练用同一个。
        batch_size: 一批的样本数；最后不满的一批也走一步；比 n 大时，全部样本就是一批。
    返回
        列表（或一维数组）：每一步更新之前那一批的损失，按先后，每个是一个数。
    例子
        >>> rng = np.random.default_rng(0)
        >>> layers = [(Tensor(rng.normal(size=(2, 3))), Tensor(np.zeros(3)))]
        >>> x, y = rng.normal(size=(7, 2)), np.array([0, 1, 2, 0, 1, 2, 0])
        >>> len(train_mlp(x, y, layers, epochs=2, lr=0.01, batch_size=3, rng=rng))
        6
    """
    ### BEGIN SOLUTION
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses
    ### END SOLUTION


# %% check="train_mlp" points=10 minutes=11 uses=["unbroadcast", "multiply", "matmul", "sum_", "max_", "take", "cross_entropy"]
check("train_mlp")

# %% [markdown]
# **故意弄坏**　500 张数字，一个小网络，练 5 轮。`ForgetfulAdam` 忘了清零。先猜：梯度越加越多，损失会飞上天，还是也在降？

# %% tags=["demo"]
from itertools import pairwise

with np.load("mnist_5k1k.npz") as digits:
    train_x, test_x = (digits[key].reshape(-1, 784) / 255 for key in ("x_train", "x_test"))
    train_y, test_y = (digits[key].astype(int) for key in ("y_train", "y_test"))


def new_layers(sizes, seed):
    """一列 (w, b)：w 是 He 初始化（标准差 sqrt(2 / 输入数)），b 是 0。"""
    rng = np.random.default_rng(seed)
    return [
        (Tensor(rng.normal(scale=np.sqrt(2 / a), size=(a, b))), Tensor(np.zeros(b)))
        for a, b in pairwise(sizes)
    ]


class ForgetfulAdam(Adam):
    """忘了清零的 Adam。"""

    def zero_grad(self) -> None:
        pass


if ready("train_mlp", "cross_entropy", "matmul", "multiply"):
    RightAdam, curves = Adam, {}
    for name, kind in (("每一步清零", RightAdam), ("从不清零", ForgetfulAdam)):
        Adam = kind  # train_mlp 用的是叫这个名字的类
        layers, order = new_layers((784, 32, 10), 0), np.random.default_rng(0)
        curves[name] = train_mlp(train_x[:500], train_y[:500], layers, 5, 0.01, 50, order)
    Adam = RightAdam
    fig, ax = plt.subplots(figsize=(7, 3))
    for (name, losses), color in zip(curves.items(), (BLUE, RED)):
        ax.plot(losses, color=color, label=name)
    ax.set(title="忘了清零：起初看不出来，后来乱跑", xlabel="第几步", ylabel="损失")
    ax.legend()
    plt.show()

# %% [markdown]
# 头几步两条线挨着，因为旧的梯度和新的还差不多。后来权重已经走开了，旧梯度还在指着老地方，步子就迈错了方向。这种错不报错，损失也不是一路往上，所以最难找。

# %% [markdown]
# ## 6　不搬家的变形
#
# 换一个话题。内存是一条长街，门牌号从 0 开始；一个 `(2, 3)` 的数组，六个数挨着住在这条街上。数组的“形状”是我们的说法，街上并没有行和列。
# 那么，转置一个数组，要不要让住户搬家？
#
# ### 练习 5.23 View（约 15 分钟，10 分）
#
# **做什么**　一个视图（view）不装数，只记三样东西，就能回答“第 $(p_0, p_1, \dots)$ 个数住在几号”：
#
# $$
# \text{地址} = \text{offset} + p_0 s_0 + p_1 s_1 + \cdots
# $$
#
# - `shape`：每个轴多长；
# - `strides`：步幅（stride），沿第 $i$ 轴走一步，门牌号加多少；
# - `offset`：起点的门牌号。
#
# 步幅也可以是负的：起点放在最后一个，步幅取反，就是照镜子。
#
# 没有给步幅时，按**行优先**（row-major）排：最后一个轴挨着走，步幅是 1；往前每个轴的步幅，是后面所有轴的长度之积。`(2, 3, 4)` 的步幅是 `(12, 4, 1)`。（NumPy 的步幅以字节计，这里以“个”计。）
#
# 三种变形，都只改这三样，返回**新的** `View`，原来的不变：
#
# | 变形 | 形状 | 步幅 | 起点 |
# |---|---|---|---|
# | `permute(axes)` 换轴 | 跟着换 | 跟着换 | 不变 |
# | `expand(shape)` 把长度 1 的轴拉长 | 新的 | 拉长的轴变成 **0**：走多少步都还在原地 | 不变 |
# | `shrink(((start, stop), …))` 每个轴只留一段 | `stop − start` | 不变 | 加上 `start` 乘步幅 |
#
# **例子**　`v = View((2, 3))`，步幅 `(3, 1)`，起点 0：
#
# | 视图 | 形状 | 步幅 | 起点 | 问 | 答 |
# |---|---|---|---|---|---|
# | `v` | `(2, 3)` | `(3, 1)` | 0 | `index(1, 2)` | 5 |
# | `v.permute((1, 0))` | `(3, 2)` | `(1, 3)` | 0 | `index(2, 1)` | 5 |
# | `w = v.shrink(((0, 2), (1, 3)))` | `(2, 2)` | `(3, 1)` | 1 | `index(1, 1)` | 5 |
# | `w.shrink(((1, 2), (0, 2)))` | `(1, 2)` | `(3, 1)` | 1 + 3 = 4 | `index(0, 1)` | 5 |
# | `View((3, 1)).expand((3, 4))` | `(3, 4)` | `(1, 0)` | 0 | `index(2, 3)` | 2 |
# | `View((3,), (-1,), 2)`：照镜子 | `(3,)` | `(-1,)` | 2 | `index(0)`、`index(1)`、`index(2)` | 2、1、0 |
#
# <details><summary>提示一</summary>
#
# 把上面两张表各盖住一列，看着剩下的自己填一遍。填得出来，代码就是照着填。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 三个方法都以 `return View(…, …, …)` 结尾。`index` 里，`zip(position, self.strides)` 把位置和步幅配成对。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 行优先的步幅：从最后一个轴往前走，手里拿着“后面所有轴的长度之积”，从 1 开始。`math.prod(shape[i + 1 :])` 是另一种写法；空的积是 1。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 步幅按列优先排，第一个轴是 1；<!-- wrong: column-major -->
# - `permute` 只换了形状，没有换步幅；<!-- wrong: strides-stay -->
# - `shrink` 之后按新形状重新算步幅；<!-- wrong: recomputed -->
# - 第二次 `shrink` 把第一次的起点盖掉了；<!-- wrong: offset-replaced -->
# - `permute` 或者 `expand` 之后起点又成了 0；<!-- wrong: offset-lost -->
# - `expand` 没有把拉长的轴的步幅改成 0；<!-- wrong: expand-keeps-stride -->
# - 长度 2 的轴也能拉长成 4；<!-- wrong: expands-anything -->
# - 改了自己，返回自己。<!-- wrong: in-place -->
#
# </details>


# %% exercise="View"
class View:
    """一块内存的一种看法：不装数，只知道每个位置的数住在几号。

    View(shape, strides=None, offset=0)
        shape: 元组，各轴的长度，都至少是 1；可以是 ()。
        strides: 元组，沿各轴走一步地址加多少（以个计，可以是 0 或负数）；没有给时按行优先。
        offset: 位置全 0 的那个数的地址。
    属性
        shape, strides, offset 三个，前两个是整数的元组，后一个是整数。
        长度为 1 的轴，步幅是多少都行。
    index(*position)
        每个轴给一个下标（从 0 开始，不超出范围），返回地址，一个整数。shape 是 () 时不给下标。
    permute(axes)
        返回新的 View：它的第 i 轴是原来的第 axes[i] 轴。axes 是 0 到 n − 1 的一个排列，没有负数。
    expand(shape)
        返回新的 View：轴数不变，长度 1 的轴拉长成 shape 里的长度（步幅成为 0），别的轴长度不变。
        轴数不同，或者长度不是 1 的轴变了：ValueError。
    shrink(ranges)
        ranges 每个轴给一对 (start, stop)，0 ≤ start < stop ≤ 长度。返回新的 View：各轴只留
        start 到 stop − 1，从 0 重新数。
    以上三个都不改动原来的 View。
    例子
        >>> v = View((2, 3)).shrink(((0, 2), (1, 3)))
        >>> v.shape, v.strides, v.offset, v.index(1, 1)
        ((2, 2), (3, 1), 1, 5)
        >>> View((3, 1)).expand((3, 4)).index(2, 3)
        2
    """

    def __init__(self, shape: tuple, strides: tuple | None = None, offset: int = 0) -> None:
        ### BEGIN SOLUTION
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset
        ### END SOLUTION

    def index(self, *position: int) -> int:
        ### BEGIN SOLUTION
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))
        ### END SOLUTION

    def permute(self, axes: tuple) -> "View":
        ### BEGIN SOLUTION
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)
        ### END SOLUTION

    def expand(self, shape: tuple) -> "View":
        ### BEGIN SOLUTION
        if len(shape) != len(self.shape):
            raise ValueError(f"轴数不同：{self.shape} 和 {tuple(shape)}")
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError(f"长度 {old} 的轴不能变成 {new}")
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)
        ### END SOLUTION

    def shrink(self, ranges: tuple) -> "View":
        ### BEGIN SOLUTION
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))
        ### END SOLUTION


# %% check="View" points=10 minutes=15
check("View")

# %% [markdown]
# 一条街，六户人家，四种看法。每一格里写的是地址（门牌号），颜色也是它。街上从头到尾没有人搬家：


# %% tags=["demo"]
def address_table(view):
    """一个二维 View 到得了的地址，排成表。"""
    rows, columns = view.shape
    return np.array([[view.index(i, j) for j in range(columns)] for i in range(rows)])


if ready("View"):
    street = View((2, 3))
    LOOKS = {
        "View((2, 3))": street,
        "permute((1, 0))": street.permute((1, 0)),
        "shrink 掉一列": street.shrink(((0, 2), (1, 3))),
        "取一列，expand 成 4 列": street.shrink(((0, 2), (2, 3))).expand((2, 4)),
    }
    fig, axes = plt.subplots(1, 4, figsize=(9, 2.3))
    for ax, (name, view) in zip(axes, LOOKS.items()):
        table = address_table(view)
        ax.imshow(table, cmap="viridis", vmin=-2, vmax=7, alpha=0.6)
        for (i, j), number in np.ndenumerate(table):
            ax.text(j, i, number, ha="center", va="center")
        ax.set_title(f"{name}\n步幅 {view.strides}，起点 {view.offset}", fontsize=9)
        ax.set(xticks=(), yticks=())
        ax.grid(False)
    plt.show()

# %% [markdown]
# ### 练习 5.24 reshape_view（约 17 分钟，10 分）
#
# `permute`、`expand`、`shrink` 总能不搬家。`reshape` 呢？有时行，有时不行。
#
# **做什么**　变形之后，元素按行优先数过去的次序不变。`reshape_view(view, shape)` 在能不搬家时返回新的 `View`，不能时返回 `None`（那就只好抄一份了）。元素个数对不上是 `ValueError`。
#
# **推导**　先想两个相邻的轴，长度 $n_0, n_1$，步幅 $s_0, s_1$，什么时候能合并成一个长 $n_0 n_1$ 的轴？合并后每走一步地址都加同一个数。行里走一步加 $s_1$；从一行的末尾走到下一行的开头，地址加 $s_0 - (n_1 - 1)\,s_1$。两者相等，就是
#
# $$
# s_0 = n_1\,s_1
# $$
#
# 合并成的轴，步幅是 $s_1$。反过来，一个长 $n_0 n_1$、步幅 $s$ 的轴**总**能切成两个，步幅是 $n_1 s$ 和 $s$。于是：
#
# 1. 长度 1 的轴先拿掉：沿它走不了一步，步幅是多少都一样；
# 2. 从左往右，能合并的合并，得到几**段**，每段里等步走；
# 3. 新的轴从**右**往左，从最后一段里切：新轴长 $m$，段还剩 $r$ 长、步幅 $s$。$m$ 整除 $r$，就切下来：新轴的步幅是 $s$，段剩 $r/m$ 长、步幅 $m s$。不整除，说明这个新轴要跨过两段，等步走不了：`None`。一段切完（剩 1），换左边的一段。新轴长 1，步幅随意，不用切。
#
# **例子**　`v = View((2, 3, 4)).permute((1, 2, 0))`，形状 `(3, 4, 2)`，步幅 `(4, 1, 12)`：
#
# - 合并：$4 = 4 \times 1$，前两个轴合成（长 12，步幅 1）；$1 \ne 2 \times 12$，第三个轴自成一段（长 2，步幅 12）。
#
# | 新形状 | 从右往左切 | 结果的步幅 |
# |---|---|---|
# | `(12, 2)` | 2 切完第二段；12 切完第一段 | `(1, 12)` |
# | `(6, 2, 2)` | 2 切完第二段；2 从 12 里切，步幅 1，剩 6、步幅 2；6 切完 | `(2, 1, 12)` |
# | `(3, 8)` | 8 不整除 2 | `None` |
# | `(24,)` | 24 不整除 2 | `None` |
# | `(5, 5)` | 个数不对 | `ValueError` |
#
# <details><summary>提示一</summary>
#
# 先把例子里的两步用笔走一遍，再加上 `View((1, 6)).expand((4, 6))` 变成 `(24,)`、变成 `(2, 2, 6)`：各是什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 第一步得到一个列表 `runs`，每项是（长度，步幅）。遇到新的轴，只看它和列表的最后一项能不能合并。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 第二步手里只拿着两个数：现在这一段还剩多长、步幅多少；一开始当作“剩 1”。来了一个新轴，这两个数各怎样变？记下来的步幅，是从哪边往哪边的？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 不管步幅，总是返回 `View(shape)`；<!-- wrong: always-contiguous -->
# - 只要不是行优先挨着放的，就返回 `None`；<!-- wrong: only-contiguous -->
# - 起点丢了；<!-- wrong: offset-lost -->
# - 长度 1 的轴没有拿掉，它的步幅挡住了合并；<!-- wrong: ones-block -->
# - 合并的条件写成 $s_1 = n_0 s_0$；<!-- wrong: merges-backwards -->
# - 只会切，不会合并；<!-- wrong: splits-only -->
# - 个数对不上时没有 `ValueError`。<!-- wrong: size-unchecked -->
#
# </details>


# %% exercise="reshape_view"
def reshape_view(view: View, shape: tuple) -> View | None:
    """同样的元素、同样的行优先次序，换一个形状；不搬家做不到时返回 None。

    参数
        view: View，步幅可以是任何整数（0 和负数也行）；不变。
        shape: 新的形状，元组，各轴至少是 1，可以是 ()。
    返回
        新的 View：按行优先数过去，第 k 个元素的地址与 view 的第 k 个相同。
        没有任何步幅做得到时：None。
        （与 np.reshape(a, shape, copy=False) 做得到、做不到的情形一样。）
        长度为 1 的轴，步幅是多少都行。
    错误
        ValueError: 元素个数不同。
    例子
        >>> v = View((2, 3, 4)).permute((1, 2, 0))
        >>> reshape_view(v, (12, 2)).strides
        (1, 12)
        >>> reshape_view(v, (3, 8)) is None
        True
    """
    ### BEGIN SOLUTION
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError(f"{view.shape} 的元素个数和 {tuple(shape)} 的不同")
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs and runs[-1][1] == size * stride:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1], view.offset)
    ### END SOLUTION


# %% check="reshape_view" points=10 minutes=17 uses=["View"]
check("reshape_view")

# %% [markdown]
# 问问 NumPy 同不同意。`look` 照着一个 `View` 去看一块真的内存；`np.reshape(…, copy=False)` 做不到时会报错。先猜每一行是“行”还是“要抄一份”：


# %% tags=["demo"]
def look(memory, view):
    """照着 view 看一维的 memory：得到的数组与它是同一块内存。"""
    size = memory.itemsize
    strides = tuple(size * s for s in view.strides)
    return np.lib.stride_tricks.as_strided(memory[view.offset :], view.shape, strides)


if ready("View", "reshape_view"):
    memory = np.arange(24)
    turned = View((2, 3, 4)).permute((1, 2, 0))
    STARTS = {
        "挨着放的": View((2, 3, 4)),
        "换过轴的": turned,
        "裁过的": View((4, 6)).shrink(((0, 4), (0, 3))),
    }
    for name, start in STARTS.items():
        for shape in ((12, 2), (6, 2, 2), (3, 8), (2, 2, 3)):
            if math.prod(shape) != math.prod(start.shape):
                continue
            mine = reshape_view(start, shape)
            try:
                theirs = np.reshape(look(memory, start), shape, copy=False)
            except ValueError:
                theirs = None
            same = theirs is mine is None or np.array_equal(look(memory, mine), theirs)
            told = "要抄一份" if mine is None else f"行，步幅 {mine.strides}"
            agreed = "一致" if same else "不一致"
            print(f"{name} {start.shape} → {shape}：{told}；与 NumPy {agreed}")

# %% [markdown]
# ## 7　攒着一起算
#
# 前面的引擎一拿到运算就算，叫作即时求值（eager evaluation）。另一种办法是先不算，只把“要算什么”记成一张图，等真的要看结果了再算，叫作惰性求值（lazy evaluation）。好处是：动手之前，看得见全局。
#
# 图的结点已经写好：


# %%
class Node:
    """图上的一个结点：一步运算，或者一个现成的数组。

    kind: "elementwise"（逐元素）、"reduce"（沿轴归约，如求和）或 "data"（现成的）；
    sources: 由哪些 Node 算来，元组；realized: 是不是已经算好；name: 名字，给人看的；
    compute: 函数，由 sources 的 value 算出自己的 value；value: 算好以后的数组。
    """

    def __init__(self, kind, sources=(), realized=False, name="", compute=None, value=None):
        self.kind = kind
        self.sources = tuple(sources)
        self.realized = realized
        self.name = name
        self.compute = compute
        self.value = value

    def __repr__(self):
        return self.name or self.kind


# %% [markdown]
# ### 练习 5.25 schedule（约 7 分钟，5 分）
#
# **做什么**　要 `outputs` 这几个结果，还得算哪些结点？排成一列，照着次序算就行：每个只出现一次，`sources` 排在用它的结点前面。**已经算好的**（`realized`）不用再算，也不用去看它背后的：它怎么算来的，已经不要紧了。
#
# **例子**　按行的 softmax，`x` 是现成的：
#
# | 结点 | 是什么 | kind | sources |
# |---|---|---|---|
# | `m` | 每行的最大值 | reduce | `x` |
# | `t` | $x - m$ | elementwise | `x`、`m` |
# | `e` | $e^t$ | elementwise | `t` |
# | `s` | 每行的和 | reduce | `e` |
# | `p` | $e / s$ | elementwise | `e`、`s` |
#
# `schedule([p])` 是 `[m, t, e, s, p]`。如果 `e` 已经算好了，就是 `[s, p]`：`m`、`t` 虽然没有算，也用不着了。
#
# <details><summary>提示一</summary>
#
# 走到一个结点，有两种情形可以马上掉头，是哪两种？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 写一个递归的 `visit(node)`：先走完它的 `sources`，再把它自己放进列表。走过的结点记在一个集合里（用 `id(node)`），不然两条路交汇的图会越走越多。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把整张图都排进去了，不管算好没有；<!-- wrong: whole-graph -->
# - 算好的结点自己没排进去，却接着往它背后走；<!-- wrong: behind-realized -->
# - 用它的结点排在了前面；<!-- wrong: consumers-first -->
# - 一个结点有两个去处，就排了两遍；<!-- wrong: duplicates -->
# - 只看了第一个输出。<!-- wrong: first-output -->
#
# </details>


# %% exercise="schedule"
def schedule(outputs: list) -> list:
    """为了得到 outputs，还要算哪些结点，按能照着算的次序。

    参数
        outputs: 一列 Node，可以是空的，可以有已经算好的。图没有环；一条路不长于 300 个结点。
            结点不变。
    返回
        列表：每个还没有算好（realized 为假）而又用得着的 Node 恰好一次，sources 在前；次序不唯一。
        已经算好的不在其中，只通过它们才走得到的也不在。
    例子
        >>> x = Node("data", realized=True, name="x")
        >>> t = Node("elementwise", [x], name="t")
        >>> p = Node("reduce", [t], name="p")
        >>> schedule([p])
        [t, p]
    """
    ### BEGIN SOLUTION
    order, seen = [], set()

    def visit(node):
        if node.realized or id(node) in seen:
            return
        seen.add(id(node))
        for source in node.sources:
            visit(source)
        order.append(node)

    for node in outputs:
        visit(node)
    return order
    ### END SOLUTION


# %% check="schedule" points=5 minutes=7
check("schedule")

# %% [markdown]
# ### 练习 5.26 fuse（约 11 分钟，7 分）
#
# 逐元素的运算，算得快，搬得慢。`(x - m)` 再 `exp`：第一步读一遍内存、写一遍内存，第二步再读一遍、写一遍。一趟读写叫一个内核（kernel）。
# 如果一趟里对每个元素把两步都做完，中间结果就不用进出内存。这叫融合（fusion）。
#
# **规则**　一个结点并入用它的结点所在的组，要**同时**满足：
#
# - 它自己是 `"elementwise"`；
# - 排进来的结点里，只有**一个**结点用它，而且那个也是 `"elementwise"`；
# - 它不是 `outputs` 之一：输出要留下来给人看，不能只在半路上出现。
#
# 不满足的结点各自另起一组；满足的并进用它的结点所在的组。`x · x` 两个 source 是同一个结点，用它的**结点**还是一个，可以并。归约要等整行都到齐，所以不与逐元素的合并（真的框架还会把归约前面的也并进去，这里从简）。
#
# **例子**　上面的 softmax，`fuse([m, t, e, s, p], [p])`：
#
# | 结点 | 谁用它 | |
# |---|---|---|
# | `p` | 没有 | 自成一组 |
# | `s` | `p` | 是归约，自成一组 |
# | `e` | `s` 和 `p` | 有两个，自成一组 |
# | `t` | `e` | 一个，逐元素：并入 `e` 的组 |
# | `m` | `t` | 是归约，自成一组 |
#
# 结果 `[[m], [t, e], [s], [p]]`：五步运算，四个内核。
#
# **能照着跑**　组要排成能照着跑的次序：一组要用的别组的结果，都在前面的组里；组里也是 `sources` 在前。一组真正交出去的只有最后那个结点，所以**按组里最后那个结点**在 `nodes` 里的先后来排组。按第一个结点来排是不行的：它可能很早就有了，而组里后来的结点还要等别组。
#
# <details><summary>提示一</summary>
#
# 要先知道每个结点被哪些结点用。走一遍 `nodes`，能得到这张表；注意 `x · x`。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 从后往前走 `nodes`：走到一个结点时，用它的结点已经有组了，要么并进去，要么新开一组。走完以后，组和组里的结点都是倒着的。
#
# </details>
#
# <details><summary>提示三</summary>
#
# “是不是 outputs 之一”用 `is` 比：`any(node is each for each in outputs)`。表和组号都用 `id(node)` 作键。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把归约也并了进去，或者并进了归约的组；<!-- wrong: reduce-joins into-reduce -->
# - 被两个结点用的也并了，另一个就拿不到它；<!-- wrong: used-twice -->
# - 输出被并掉了；<!-- wrong: output-swallowed -->
# - `x · x` 按 source 数，数成了两个；<!-- wrong: square-is-two -->
# - 组按第一个结点的先后来排。<!-- wrong: by-first -->
#
# </details>


# %% exercise="fuse"
def fuse(nodes: list, outputs: list) -> list:
    """把排好次序的结点分成组，一组一个内核。

    参数
        nodes: schedule(outputs) 那样的一列 Node：每个一次，sources 在前。
            不在其中的 source 都已算好。
        outputs: 要留下来的结点；其中还没算好的，都在 nodes 里。列表和结点都不变。
    返回
        列表的列表：nodes 里的每个 Node 恰好在一组里。一个 "elementwise" 结点与用它的结点同组，
        当且仅当 nodes 里用它的只有一个结点、那个也是 "elementwise"、它自己不是 outputs 之一
        （x·x 算一个结点用 x）。没有并进别组的，自己另起一组。
        组的次序能照着跑（用到的都在前面的组里），组里 sources 在前；能跑的次序都算对。
    例子
        >>> x = Node("data", realized=True, name="x")
        >>> t = Node("elementwise", [x], name="t")
        >>> e = Node("elementwise", [t, t], name="e")
        >>> s = Node("reduce", [e], name="s")
        >>> fuse([t, e, s], [s])
        [[t, e], [s]]
    """
    ### BEGIN SOLUTION
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {id(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1 and node.kind == users[0].kind == "elementwise"
        if fits and id(node) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return [group[::-1] for group in reversed(groups)]
    ### END SOLUTION


# %% check="fuse" points=7 minutes=11
check("fuse")

# %% [markdown]
# 把 softmax 的图画出来：一个框是一个内核，蓝字是逐元素的，红字是归约；箭头从用到的结点指来。上面每步一个内核，下面是你的 `fuse` 合并之后。


# %% tags=["demo"]
def draw_groups(ax, groups, title):
    """结点排成一行，一组一个框；箭头从 source 指到用它的结点。"""
    flat = [node for group in groups for node in group]
    inside = {id(node) for node in flat}
    outside = {id(s): s for node in flat for s in node.sources if id(s) not in inside}
    place = {id(node): i for i, node in enumerate([*outside.values(), *flat])}
    count = len(place)
    for group in groups:
        left = place[id(group[0])] - 0.4
        size = len(group) - 0.2
        box = plt.matplotlib.patches.FancyBboxPatch(
            (left, -0.3),
            size,
            0.6,
            boxstyle="round,pad=0,rounding_size=0.15",
            facecolor="#f3f6fb",
            edgecolor="#88aaaa",
        )
        ax.add_patch(box)
    for node in [*outside.values(), *flat]:
        color = {"elementwise": BLUE, "reduce": RED}.get(node.kind, GREY)
        ax.text(place[id(node)], 0, node.name, ha="center", va="center", color=color, fontsize=10)
        for source in {id(s): s for s in node.sources}.values():
            near = place[id(node)] - place[id(source)] == 1
            style = {"arrowstyle": "-|>", "color": GREY, "lw": 0.9, "shrinkA": 13, "shrinkB": 13}
            style["connectionstyle"] = "arc3" if near else "arc3,rad=-0.35"
            ax.annotate("", (place[id(node)], 0.05), (place[id(source)], 0.05), arrowprops=style)
    ax.set(xlim=(-0.6, count - 0.4), ylim=(-0.4, 0.55 + 0.03 * count))
    ax.axis("off")
    ax.set_title(f"{title}：{len(groups)} 个内核", fontsize=11, loc="left")


if ready("schedule", "fuse"):
    x = Node("data", realized=True, name="x")
    m = Node("reduce", [x], name="m")
    t = Node("elementwise", [x, m], name="x−m")
    e = Node("elementwise", [t], name="exp")
    s = Node("reduce", [e], name="Σ")
    p = Node("elementwise", [e, s], name="e/Σ")
    nodes = schedule([p])
    fig, axes = plt.subplots(2, 1, figsize=(7, 2.8))
    draw_groups(axes[0], [[node] for node in nodes], "一步一个")
    draw_groups(axes[1], fuse(nodes, [p]), "合并之后")
    plt.show()

# %% [markdown]
# ## 8　终场
#
# ### 一步不差地跟着 PyTorch
#
# 784-128-10 的网络，5000 张图片，10 轮。你的引擎练一遍；PyTorch（也用 float64）从同样的权重出发，按同样的次序练一遍。先猜：790 步以后，两条曲线还重合吗？

# %% tags=["demo"]
if ready("train_mlp", "cross_entropy", "matmul", "multiply"):
    import torch

    layers = new_layers((784, 128, 10), 0)
    theta = [torch.tensor(p.data, requires_grad=True) for layer in layers for p in layer]
    losses = train_mlp(train_x, train_y, layers, 10, 0.002, 64, np.random.default_rng(1))

    optimizer, rng, theirs = torch.optim.Adam(theta, lr=0.002), np.random.default_rng(1), []
    for _ in range(10):
        order = rng.permutation(len(train_x))
        for start in range(0, len(train_x), 64):
            batch = order[start : start + 64]
            hidden = torch.relu(torch.tensor(train_x[batch]) @ theta[0] + theta[1])
            loss = torch.nn.functional.cross_entropy(
                hidden @ theta[2] + theta[3], torch.tensor(train_y[batch])
            )
            theirs.append(loss.item())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

    gaps = np.abs(np.array(losses) - theirs)
    fig, (top, low) = plt.subplots(2, 1, figsize=(7, 4.4), sharex=True, height_ratios=(3, 2))
    top.semilogy(theirs, color=RED, linewidth=3, alpha=0.4, label="PyTorch")
    top.semilogy(losses, color=BLUE, linewidth=0.8, label="你的引擎")
    top.set(title="每一步的损失", ylabel="损失")
    top.legend()
    low.semilogy(np.maximum(gaps, 1e-17), color=GREY, linewidth=0.8)
    low.axhline(1e-6, color=RED, linestyle="--", linewidth=1)
    low.set(title="两者相差多少（虚线是百万分之一）", xlabel="第几步")
    plt.show()
    hidden = np.maximum(test_x @ layers[0][0].data + layers[0][1].data, 0)
    guesses = (hidden @ layers[1][0].data + layers[1][1].data).argmax(axis=1)
    print(f"{len(losses)} 步，损失最多相差 {gaps.max():.0e}")
    print(f"没见过的 1000 张，认对 {np.mean(guesses == test_y):.1%}")

# %% [markdown]
# 换十个种子，认对的比例在 0.935 到 0.946 之间。两条曲线的差别只是浮点数的舍入：同样的公式，不同的相加次序。你写的几十行，和几百万行的框架算的是同一件事。

# %% [markdown]
# ### 几步，还是一趟
#
# 把一张 2000 × 1000 的表每行标准化，再压进 0 到 1，最后按行求和：
#
# $$
# c = x - \bar x, \quad z = \frac{c}{\sqrt{\overline{c^2} + \varepsilon}}, \quad p = \sum_j \Bigl(\frac12 \cdot \frac{z}{1 + |z|} + \frac12\Bigr)
# $$
#
# `run` 按组来算：一组里的运算，一次取 4 行，从头做到尾，中间结果小得能留在缓存（cache）里，只有最后的写回内存。不合并时也用同一个 `run`，只是每组一个结点，所以差别只在合并。先猜：少进出几次内存，能快多少？


# %% tags=["demo"]
def squash_graph(table):
    """上面那个式子的图，返回最后的结点。"""
    x = Node("data", realized=True, name="x", value=table)

    def each(name, f, *sources):
        return Node("elementwise", sources, name=name, compute=f)

    def along(name, f, source):
        return Node("reduce", [source], name=name, compute=lambda a: f(a, axis=1, keepdims=True))

    m = along("均值", np.mean, x)
    c = each("x−m", np.subtract, x, m)
    v = along("均值", np.mean, each("c²", lambda a: a * a, c))
    r = each("1/√", lambda a: 1 / np.sqrt(a + 1e-5), v)
    z = each("c·r", np.multiply, c, r)
    b = each("1+", lambda a: 1 + a, each("|z|", np.abs, z))
    d = each("z/b", np.divide, z, b)
    o = each("+½", lambda a: a + 0.5, each("×½", lambda a: a * 0.5, d))
    return along("Σ", np.sum, o)


def run(groups, rows=4):
    """一组一组地算；逐元素的组一次取 rows 行，只有组里最后的结果写回内存。"""
    for group in groups:
        last = group[-1]
        if last.kind == "reduce":
            last.value = last.compute(*(source.value for source in last.sources))
        else:
            inside = {id(node) for node in group}
            ahead = {id(s): s for node in group for s in node.sources if id(s) not in inside}
            total = max(len(s.value) for s in ahead.values())
            pieces = None
            for start in range(0, total, rows):
                part = {key: s.value[start : start + rows] for key, s in ahead.items()}
                for node in group:
                    part[id(node)] = node.compute(*(part[id(s)] for s in node.sources))
                if pieces is None:
                    pieces = np.empty((total, *part[id(last)].shape[1:]))
                pieces[start : start + rows] = part[id(last)]
            last.value = pieces
        last.realized = True


def traffic(groups, size):
    """进出内存的大数组有几个：每组读的（同一个只算一次），加上写的。"""
    count = 0
    for group in groups:
        inside = {id(node) for node in group}
        read = {id(s): s for node in group for s in node.sources if id(s) not in inside}
        count += sum(s.value.size == size for s in [*read.values(), group[-1]])
    return count


# %% tags=["demo"]
if ready("schedule", "fuse"):
    import os
    import time

    # 参考答案每次生成都要一字不差，生成它的程序设了这个变量；那里不留时间
    steady = "AUTOGRADER_ANSWER_KEY" in os.environ
    table = np.random.default_rng(0).normal(size=(2000, 1000))
    found, rows = {}, []
    for name in ("一步一个", "合并之后"):
        spent = []
        for _ in range(5):
            end = squash_graph(table)
            nodes = schedule([end])
            groups = fuse(nodes, [end]) if name == "合并之后" else [[node] for node in nodes]
            start = time.process_time()
            run(groups)
            spent.append(time.process_time() - start)
        found[name] = end.value, groups
        rows.append((name, len(groups), traffic(groups, table.size), 1000 * min(spent)))
    fig, axes = plt.subplots(2, 1, figsize=(9, 3.2))
    for ax, (name, (_, groups)) in zip(axes, found.items()):
        draw_groups(ax, groups, name)
    plt.show()
    print("　　　　　　内核　进出内存的大数组　毫秒（五次里最快的）")
    for name, kernels, arrays, spent in rows:
        shown = "—" if steady else f"{spent:.0f}"
        print(f"{name}　　{kernels:>4}　{arrays:>16}　{shown:>10}")
    (one, _), (two, _) = found.values()
    print("结果相差", np.abs(one - two).max())
    if steady:
        print("时间随机器而变，参考答案里不留；在你的 notebook 里运行，这里有毫秒数。")
    else:
        print(f"合并之后用的时间是一步一个的 {rows[1][3] / rows[0][3]:.0%}")
    print("再要一次：", schedule([end]), "，已经算好了，什么也不用算")

# %% [markdown]
# 快多少要看机器：缓存多大、内存多快、别的程序有多忙，所以表里的数是在你这里量的（清静的时候，我们量到约 60%；别的程序正忙，就再量一次）。规律是一样的：算术一次也没有少做，少的是进出内存的次数。合并不了的那几处也看得出为什么：`x−m` 和 `c·r` 各被两个结点用到，`c²` 后面是归约。
#
# 最后一行是惰性求值的另一个好处：`realized` 的结点不会再算一遍。

# %% [markdown]
# ### 不搬一个字节
#
# 一张 160 × 240 的彩色照片，在内存里是 115 200 个字节的一条长街。转 90°、裁一块、照镜子、隔一个取一个，再摆成四联：每一张都是你的 `View` 换了一种看法。
#
# `flip` 是写好的：沿一个轴倒着走，步幅变成负的，起点挪到那一轴的末尾。转 90° 就是换轴再翻。


# %% tags=["demo"]
def flip(view, axis):
    """沿一个轴倒过来看。"""
    strides = tuple(-s if i == axis else s for i, s in enumerate(view.strides))
    end = view.offset + (view.shape[axis] - 1) * view.strides[axis]
    return View(view.shape, strides, end)


if ready("View", "reshape_view"):
    photo = plt.imread("cat.jpg")
    memory = photo.ravel()
    cat = View(photo.shape)
    height, width, _ = photo.shape
    face = cat.shrink(((20, 120), (60, 180), (0, 3)))
    thin = reshape_view(cat, (height // 4, 4, width // 4, 4, 3))
    thin = thin.shrink(((0, height // 4), (0, 1), (0, width // 4), (0, 1), (0, 3)))
    thin = reshape_view(thin, (height // 4, width // 4, 3))
    PICTURES = {
        "原来的": cat,
        "转 90°": flip(cat.permute((1, 0, 2)), 1),
        "裁一块": face,
        "裁了再照镜子": flip(face, 1),
        "倒立": flip(flip(cat, 0), 1),
        "每 4 × 4 个取一个": thin,
    }
    fig, axes = plt.subplots(2, 3, figsize=(7.2, 4.6), dpi=72)
    copied = 0
    for ax, (name, view) in zip(axes.flat, PICTURES.items()):
        seen = look(memory, view)
        copied += 0 if np.shares_memory(seen, memory) else seen.nbytes
        ax.imshow(seen)
        ax.set_title(f"{name}\n步幅 {tuple(view.strides)}，起点 {view.offset}", fontsize=9)
        ax.axis("off")
    plt.show()
    print(f"六张图，看的是同一块 {memory.nbytes} 字节的内存；抄了 {copied} 个字节")

# %% [markdown]
# 一扇小窗在照片上滑过去，再滑回来时是镜子里的：每一格都是一次 `shrink`，没有一格是抄来的。

# %% tags=["demo"]
if ready("View"):
    fig, ax = plt.subplots(figsize=(2.3, 2.1), dpi=72, layout="none")
    fig.subplots_adjust(left=0.02, right=0.98, bottom=0.02, top=0.86)

    def draw_window(frame):
        """动画的一格：小窗的左边在第几列，是不是镜子里的。"""
        left, mirrored = frame
        view = cat.shrink(((20, 120), (left, left + 120), (0, 3)))
        ax.clear()
        ax.imshow(look(memory, flip(view, 1) if mirrored else view))
        ax.axis("off")
        name = "镜子里　" if mirrored else ""
        ax.set_title(f"{name}起点 {(flip(view, 1) if mirrored else view).offset}", fontsize=10)

    windows = [(left, False) for left in range(0, 121, 30)]
    windows += [(left, True) for left in range(120, -1, -30)]
    alt = "动画：一扇小窗在照片上滑过去，再在镜子里滑回来"
    figures.film(fig, draw_window, windows, alt, wait=250, last=800)

# %% [markdown]
# ## 小结
#
# - 张量的自动微分：每个运算记下 `parents` 和一条只往上**加**的规则；接起来的式子，导数不用再推；
# - 前向抄几份，反向加几份；前向加起来的，反向抄回去。`unbroadcast` 和 `sum_` 是同一件事的两面；
# - 矩阵乘法的梯度看形状就写得出来，只是别把批量轴也转了；
# - 挪位置的，梯度挪**回**去，用逆排列；取几行的，重复的行要一次次加；
# - 损失由运算拼成，稳不稳（先减每行的最大值）仍然要你操心；
# - 形状是一种看法：换轴、裁剪、拉长只改步幅和起点；`reshape` 有时不行，不行就抄一份；
# - 先记图、后计算，就看得见谁只被用一次，能合并的合成一趟，少进出几次内存。
#
# 下一个 notebook `guide05_frameworks` 把 TensorFlow、PyTorch、JAX 摆在一起：你在这里写过的每一样，它们都有，只是名字不同。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. `sum_` 的反向是抄，`unbroadcast`（广播的反向）是求和。那么 `sum_` 之后立刻 `expand` 回原来的形状，这两步合起来的反向是什么？
#
# <details><summary>答案</summary>
#
# 先求和（expand 的反向），再抄回去（求和的反向）：和前向是同一个运算。把它看成一个矩阵，每一格都是 1，是对称的，转置还是自己。
#
# </details>
#
# 2. 两个操作数是同一个 `Tensor` 时，`multiply` 里一个字也没有为它写，为什么 $x \cdot x$ 的梯度还是 $2x$？
#
# <details><summary>答案</summary>
#
# `rule` 往 `a.grad` 上加一次，往 `b.grad` 上加一次；`a` 和 `b` 是同一个对象，就加了两次 $x\,g$。写成 `=` 就只剩后一次。
#
# </details>
#
# 3. `View((4, 6)).permute((1, 0))` 能不能不搬家地变成 `(2, 3, 4)`？变成 `(24,)` 呢？
#
# <details><summary>答案</summary>
#
# 它的形状是 `(6, 4)`，步幅 `(1, 6)`。变成 `(2, 3, 4)` 只要把长 6 的轴切成 2 和 3：行，步幅 `(3, 1, 6)`。变成 `(24,)` 要把两个轴合并，而 $1 \ne 4 \times 6$：不行。
#
# </details>
#
# 4. 合并以后，为什么组里的中间结点（例如 `|z|`）不能再给别人用？若把它也放进 `outputs`，分组会怎样变？
#
# <details><summary>答案</summary>
#
# 它只在那一小块里存在过，没有写回内存。放进 `outputs`，它就不许并进后面的组，自己成为一组的最后一个，多一个内核，多写一个大数组。
#
# </details>
#
# 5. 一个逐元素的结点被两个结点用到，这里的规则让它单独算一次、存下来。真的框架有时反而宁可**算两遍**，把它分别并进两个组。什么时候划算？
#
# <details><summary>答案</summary>
#
# 再算一遍比写一次、读两次内存便宜的时候，例如只是加一个数；若它是很贵的运算（例如 `exp`、`tanh`），或者它自己背后还有一长串，就不划算。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - tinygrad 的源代码和文档：形状追踪（早期版本里叫 ShapeTracker）、惰性的图与调度，几千行就是一个完整的框架。
# - Paszke 等，*PyTorch: An Imperative Style, High-Performance Deep Learning Library*，2019：即时求值的代表；`torch.compile` 后来又把图请了回来。
# - van der Walt, Colbert, Varoquaux，*The NumPy Array: a structure for efficient numerical computation*，2011：步幅和视图。
# - Baydin, Pearlmutter, Radul, Siskind，*Automatic Differentiation in Machine Learning: a Survey*，2018。
# - Kingma, Ba，*Adam: A Method for Stochastic Optimization*，2015。
# - Dao 等，*FlashAttention*，2022：把注意力的几步融合成一个内核，一个少进出内存就变快的著名例子。
