# ---
# jupyter:
#   autograder:
#     title: 第 4 章　详解反向传播
#     builds: 一个从导数写起的小神经网络库，看它学会分开两弯月牙
#     minutes: 150
#     en:
#       title: Chapter 4. Backpropagation explained
#       builds: a small neural network library built up from the derivative, learning to part two moons
# ---

# %% [markdown]
# # 第 4 章　详解反向传播
#
# 一个网络答错了。错误在最后一层才看得见，可是该改的是前面每一层的每一个权重：哪一个该大一点，哪一个该小一点，各改多少？
# 反向传播（backpropagation）就是回答这个问题的办法。它没有新的数学，只有一条链式法则，加上一本记得清清楚楚的账。
#
# 这一章从导数写起：先写一条链，再写导数排成的表，再写常用零件的导数，最后把零件装成三个类。那是一个真正能用的小神经网络库，一共不到一百行。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | 导数（derivative） | $f'(x)$：$x$ 动一点点，$f$ 动它的多少倍 |
# | 梯度（gradient） | 许多个自变量时，每个自变量一个偏导数，排成与自变量同样的形状 |
# | 中心差分（central difference） | $f'(x) \approx \dfrac{f(x + \varepsilon) - f(x - \varepsilon)}{2\varepsilon}$，不会求导也能得到导数 |
# | 矩阵乘法 | `(n, d) @ (d, m)` 得到 `(n, m)`；加一个 `(m,)`，每一行都加 |
# | sigmoid | $\sigma(z) = 1/(1 + e^{-z})$，把打分变成概率；$\sigma' = \sigma(1 - \sigma)$ |
# | 交叉熵（cross-entropy） | $-\ln(\text{给正确答案的概率})$，对样本取平均 |
# | 梯度下降（gradient descent） | 参数 ← 参数 − 学习率 × 梯度 |
# | 类（class） | `__init__` 造一个对象，`self.名字` 是这个对象自己的东西 |
#
# **读完以后你会有**
#
# - 三个类 `Dense`、`Activation`、`Sequential`：能叠任意多层，能求任意一层的梯度；
# - 一件以后离不开的工具 `gradient_check`：哪一层的导数写错了，它一查便知；
# - 一段动画：你的网络把两弯月牙分开，旁边是每个隐藏单元各自看见的东西；
# - 一个在鞍面上滚动的小球，它停在哪里，由你的 `classify_point` 来说。

# %% [markdown]
# ## 时间表
#
# 合计约 150 分钟，100 分。可以在任意两节之间停下来休息。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 账本长什么样 | 4 | |
# | 1 | 一条链：chain_rule | 11 | 6 |
# | 2 | 导数排成表：jacobian、hessian、classify_point | 32 | 23 |
# | 3 | 零件的导数：gelu_derivative、huber、kl_divergence、bce_with_logits | 34 | 27 |
# | 4 | 三个类：Dense、Activation、Sequential | 34 | 25 |
# | 5 | 查账：gradient_check | 12 | 8 |
# | 6 | 学起来：train，梯度去哪儿了：gradient_norms | 17 | 11 |
# | 7 | 终场：两弯月牙，一个小球 | 6 | |
#
# 每个练习是一个函数或者一个类。删掉 `raise NotImplementedError` 那一行（类的每个方法里各有一行），写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”，一条一条地展开；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。
#
# 几条通用的约定：
#
# - 批（batch）总在第一轴：`x` 的形状是 `(n, d)`，`n` 可以是 1；
# - 权重 `w` 的形状是 `(输入数, 输出数)`，偏置 `b` 是 `(输出数,)`；
# - 损失对批里的样本取平均；
# - 传进来的数组可能是转置或切片得到的，内存不一定连续；不要改动传进来的数组；
# - “不发出警告”是指不发出 `RuntimeWarning`：溢出、除以 0、对 0 取对数都会引来它。

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
# ## 0　账本长什么样
#
# 看一个最小的例子：$x = 1$，先乘 3，再平方，得到 9。现在问：$x$ 动一点点，结果动多少？
#
# ![前向从起点到终点：1、3、9；反向从终点回到起点：1、6、18](figures/chain.svg)
#
# 蓝色的是**前向**（forward）：每一站算出一个数，**记下来**。红色的是**反向**（backward）：从终点的 1 开始往回走，每过一站乘上那一站自己的导数。
# 平方那一站的导数是 $2u$，要用的 $u = 3$ 正是前向时记下的数。所以前向不只是算答案，还是在记账；反向靠的就是这本账。
#
# 不信？真的动一点点看看：

# %% tags=["demo"]
for step in (0.1, 0.01, 0.001):
    moved = (3 * (1 + step)) ** 2
    print(f"x 动了 {step:<5}，结果动了 {moved - 9:.6f}，是它的 {(moved - 9) / step:.3f} 倍")

# %% [markdown]
# 18 倍，和往回走乘出来的一样。整章就是这件事：链子变长，数变成数组，站变成网络的层。

# %% [markdown]
# ## 1　一条链
#
# ### 练习 4.1 chain_rule（约 8 分钟，6 分）
#
# **推导**　设 $u = f(x)$，$v = g(u)$。$x$ 动 $\Delta x$，$u$ 大约动 $\Delta u = f'(x)\,\Delta x$；$u$ 动了 $\Delta u$，$v$ 大约动 $\Delta v = g'(u)\,\Delta u$。接起来，
#
# $$
# \Delta v \approx g'(u)\,f'(x)\,\Delta x
# \qquad\Longrightarrow\qquad
# \frac{\mathrm{d}v}{\mathrm{d}x} = g'\bigl(f(x)\bigr)\cdot f'(x)
# $$
#
# 这就是链式法则（chain rule）。每一站的导数在**那一站的输入**处求，不是在最初的 $x$ 处；各站的导数相**乘**。再长的链也一样。
#
# **做什么**　`functions` 从最里面的开始：`[f, g, h]` 算的是 $h(g(f(x)))$；`derivatives` 是同样次序的导数。返回值和对 $x$ 的导数，逐元素计算。一个函数也没有时，值就是 $x$，导数是 1。
#
# **例子**　先乘 3，再平方，再取相反数加 5，$x = 1$：
#
# | 站 | 输入 | 输出 | 在输入处的导数 | 乘到这里 |
# |---|---|---|---|---|
# | $3u$ | 1 | 3 | 3 | 3 |
# | $u^2$ | 3 | 9 | 6 | 18 |
# | $5 - u$ | 9 | −4 | −1 | −18 |
#
# 所以值是 −4，导数是 −18。若把每个导数都在 $x = 1$ 处求，会得到 $3 \times 2 \times (-1) = -6$；若相加，会得到 $3 + 6 - 1 = 8$。
#
# <details><summary>提示一</summary>
#
# 走到每一站，手里要有哪两样东西？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一样是走到这里的值，一样是走到这里的导数。先用旧的值求这一站的导数，再更新值。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 从 `value = x` 和一个全 1 的浮点数组（`np.ones_like(x, dtype=float)`）开始，`for f, df in zip(functions, derivatives):`，循环里两行。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 每个导数都在最初的 $x$ 处求；<!-- wrong: all-at-x -->
# - 先更新了值，再在那一站的**输出**处求导数；<!-- wrong: at-the-output -->
# - 次序反了，从最外面的函数开始算；<!-- wrong: outermost-first -->
# - 各站的导数相加，不是相乘；<!-- wrong: summed -->
# - 没有函数时导数应当是与 $x$ 同形状的 1，不是 0，也不是一个孤零零的数。<!-- wrong: zero-at-start scalar-one -->
#
# </details>


# %% exercise="chain_rule"
def chain_rule(
    functions: list,
    derivatives: list,
    x: np.ndarray | float,
) -> tuple[np.ndarray | float, np.ndarray | float]:
    """一串函数套起来的值，和它对 x 的导数，逐元素计算。

    参数
        functions: 一列函数，最里面的在前；每个接收一个数或数组，返回同样形状的结果。可以是空的。
        derivatives: 同样多、同样次序，是它们的导数，接收的是那一站的输入。
        x: 一个数（int 或 float），或任意形状的 int64、float64 数组（内存不一定连续）；不变。
    返回
        (value, derivative)，都与 x 同形状（x 是一个数时，各是一个数）。
        没有函数时，value 等于 x，derivative 全是 1。
    例子
        >>> steps = [lambda u: 3 * u, lambda u: u**2]
        >>> slopes = [lambda u: 3 + 0 * u, lambda u: 2 * u]
        >>> value, derivative = chain_rule(steps, slopes, 1.0)
        >>> float(value), float(derivative)
        (9.0, 18.0)
    """
    ### BEGIN SOLUTION
    value, derivative = x, np.ones_like(x, dtype=float)
    for f, df in zip(functions, derivatives):
        derivative = derivative * df(value)
        value = f(value)
    return value, derivative
    ### END SOLUTION


# %% [markdown]
# 下面的 `pick` 给检查用：按名字取出一串函数和它们的导数。想自己试，也可以用它。

# %%
PIECES = {
    "triple": (lambda u: 3.0 * u, lambda u: 3.0 + 0.0 * u),
    "square": (lambda u: u**2, lambda u: 2.0 * u),
    "five_minus": (lambda u: 5.0 - u, lambda u: -1.0 + 0.0 * u),
    "sin": (np.sin, np.cos),
    "exp": (np.exp, np.exp),
    "tanh": (np.tanh, lambda u: 1.0 - np.tanh(u) ** 2),
}


def pick(*names: str) -> tuple[list, list]:
    """按名字取出 (functions, derivatives)：pick("triple", "square") 是先乘 3，再平方。"""
    return [PIECES[name][0] for name in names], [PIECES[name][1] for name in names]


# %% check="chain_rule" points=6 minutes=8
check("chain_rule")

# %% [markdown]
# **故意弄坏**　下面画 $\sin(x^2)$ 和它的导数。先看图，再把 `AT_X` 改成 `True` 运行一次：每个导数都在 $x$ 处求，红线就和斜率对不上了。哪些地方碰巧还对？为什么？
#
# <details><summary>答案</summary>
#
# 该是 $2x\cos x^2$，画成了 $2x\cos x$。两者在 $x = 0$ 或者 $\cos x = \cos x^2$ 的地方相等。后一种就是 $x^2$ 与 $x$（或 $-x$）相等，或者相差 $2\pi$ 的整数倍；图的范围里合起来是 $0$、$\pm 1$ 和 $\pm 2.056$。
#
# </details>

# %% tags=["demo"]
AT_X = False  # 改成 True 看看
if ready("chain_rule"):
    x = np.linspace(-2.5, 2.5, 401)
    functions, derivatives = pick("square", "sin")
    value, slope = chain_rule(functions, derivatives, x)
    if AT_X:
        slope = np.prod([df(x) for df in derivatives], axis=0)
    fig, ax = plt.subplots(figsize=(7, 3.4))
    ax.plot(x, value, color=BLUE, linewidth=2, label="sin(x²)")
    ax.plot(x, slope, color=RED, label="链式法则给的导数")
    ax.plot(x, np.gradient(value, x), ":", color="#222222", linewidth=2, label="由曲线量出的斜率")
    ax.set(title="两条导数应当重合", xlabel="x")
    ax.legend(loc="upper center", ncols=3, fontsize=9)
    ax.set_ylim(-5.5, 7.5)
    plt.show()

# %% [markdown]
# 从里往外乘，还是从外往里乘？乘法不在乎次序，答案一样。可是当每一站的导数是一张大表（下一节就是）而终点只有一个数时，从终点往回乘，手里始终只拿着一行数；从起点往前乘，要拖着整张表。
# 网络有上百万个参数，损失只有一个数，所以大家都从终点往回走。这就是“反向”的由来。

# %% [markdown]
# ## 2　导数排成表
#
# 一个数进、一个数出，导数是一个数。许多数进、许多数出呢？每个输出对每个输入都有一个偏导数，排成一张表。
#
# ### 练习 4.2 jacobian（约 11 分钟，8 分）
#
# **做什么**　雅可比（Jacobian）就是这张表。$x$ 有 $n$ 个数，$f(x)$ 有 $m$ 个数时，
#
# $$
# J_{ij} = \frac{\partial f_i}{\partial x_j},
# \qquad
# J \text{ 的形状是 } (m, n)：\text{输出在前，输入在后}
# $$
#
# $x$ 和 $f(x)$ 可以是任意形状，表的形状就是 `f(x).shape + x.shape`：$f(x)$ 是 `(2, 3)`、$x$ 是 `(4,)` 时，表是 `(2, 3, 4)`。
# 用中心差分来算：只把 $x$ 的第 $j$ 格往两边各挪 $\varepsilon$，得到的 $\dfrac{f(x + \varepsilon e_j) - f(x - \varepsilon e_j)}{2\varepsilon}$ 是 $J$ 的第 $j$ **列**，与 $f(x)$ 同形状。
#
# **为什么**　链式法则对表照样成立：$g(f(x))$ 的雅可比是 $J_g \cdot J_f$，乘法换成了矩阵乘法。反向传播就是拿终点的一行梯度 $v^{\mathsf T}$，从终点往起点挨个乘这些表（式子里是从左往右：$(v^{\mathsf T} J_g)\,J_f$），只是从不把表写出来。
#
# **例子**　$f(x_0, x_1) = (x_0 x_1,\ x_0 + 2 x_1,\ x_0^2)$，在 $(2, 5)$ 处：
#
# $$
# J = \begin{pmatrix} x_1 & x_0 \\ 1 & 2 \\ 2x_0 & 0 \end{pmatrix}
#   = \begin{pmatrix} 5 & 2 \\ 1 & 2 \\ 4 & 0 \end{pmatrix},
# \qquad \text{形状 } (3, 2)
# $$
#
# <details><summary>提示一</summary>
#
# 表的一列对应输入的一格。先想好怎样得到一列，再想怎样把许多列排成 `f(x).shape + x.shape`。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `np.ndindex(x.shape)` 依次给出每一格的下标，零维也行。对每一格造一个同形状的 `step`，只有那一格是 `eps`，其余是 0；`x + step` 是新数组。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 列都收进一个列表以后，`np.stack(columns, axis=-1)` 让输入排在最后一轴，再 `reshape` 成 `f(x)` 的形状接上 `x` 的形状。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 表转置了，输入在前、输出在后；<!-- wrong: transposed -->
# - 只往前走一步：误差和 $\varepsilon$ 成正比，不够准；<!-- wrong: forward -->
# - `x` 是整数数组，`x[j] + 1e-6` 写回去又被截成整数，整张表都是 0；<!-- wrong: integer-steps -->
# - 在传进来的 `x` 上挪，挪完没有还原；<!-- wrong: moves-x -->
# - 所有的 $f$ 都收到**同一个**数组：$f$ 若把它原样（或者它的视图）还回来，先记下的结果会跟着变，一减就是 0。每次给 $f$ 一个新数组；<!-- wrong: aliased -->
# - `for j in range(len(x))` 只适合一维，二维数组会整行一起挪。<!-- wrong: one-axis -->
#
# </details>


# %% exercise="jacobian"
def jacobian(f, x: np.ndarray | float, eps: float = 1e-6) -> np.ndarray:
    """用中心差分求 f 在 x 处的雅可比：每个输出对每个输入的偏导数。

    参数
        f: 函数，接收一个与 x 同形状的浮点数组（x 是一个数时也可以给它一个数），
            返回一个数或任意形状的数组；可能把收到的数组或它的视图直接还回来。
        x: 一个数（int 或 float），或任意形状的 int64、float64 数组，内存不一定连续。
            整数先换成 float64。调用之后 x 与原来一位不差。
        eps: 每一格往两边各走多远。请就用上面那个公式：测试也会用大的 eps，例如 0.5。
    返回
        浮点数组，形状是 f(x) 的形状接上 x 的形状；两边都是一个数时，是一个数或零维数组。
    例子
        >>> f = lambda t: np.array([t[0] * t[1], t[0] + 2 * t[1], t[0] ** 2])
        >>> jacobian(f, np.array([2, 5])).round(4)
        array([[5., 2.],
               [1., 2.],
               [4., 0.]])
    """
    ### BEGIN SOLUTION
    x = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = eps
        columns.append((np.asarray(f(x + step)) - f(x - step)) / (2 * eps))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape)
    ### END SOLUTION


# %% [markdown]
# 下面两个给检查用：`make_cubic` 造出雅可比已知的函数，`make_flip` 造出一个只把第一轴倒过来的函数，它还回来的是视图。


# %%
def make_cubic(a: np.ndarray, b: np.ndarray, c: np.ndarray):
    """造一个函数 f(x) = Σ (a·x³ + b·x) + (Σ c·x)²，求和走遍 x 的各轴。

    a、b、c 同形状：前面几轴是 f(x) 的形状，后面几轴是 x 的形状。
    """

    def f(x):
        axes = tuple(range(-np.ndim(x), 0))
        return np.sum(a * x**3 + b * x, axis=axes) + np.sum(c * x, axis=axes) ** 2

    return f


def make_flip():
    """造一个函数：把第一轴倒过来，还回来的是视图。"""
    return lambda x: x[::-1]


# %% check="jacobian" points=8 minutes=11
check("jacobian")

# %% [markdown]
# 看一张真正的表。一层 `x @ w + b` 的输出对输入的雅可比是什么？对权重的又是什么？先猜形状，再运行。

# %% tags=["demo"]
if ready("jacobian"):
    w0 = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]])
    x0 = np.array([1.0, 2.0, 0.0])
    by_x = jacobian(lambda t: t @ w0, x0)
    by_w = jacobian(lambda t: x0 @ t, w0)
    print("对 x：形状", by_x.shape, "，与 w 的转置的最大差别", np.abs(by_x - w0.T).max().round(8))
    print("对 w：形状", by_w.shape, f"，{by_w.size} 格里有 {np.sum(np.abs(by_w) > 1e-6)} 格不是 0")
    fig, axes = plt.subplots(1, 2, figsize=(7, 2.2), width_ratios=(1, 2))
    for ax, table, name in zip(axes, (by_x, by_w.reshape(2, 6)), ("x", "拉平的 w")):
        ax.imshow(table, cmap="RdBu_r", vmin=-6, vmax=6)
        for (i, j), number in np.ndenumerate(table):
            ax.text(j, i, f"{number:.0f}", ha="center", va="center")
        ax.set(title=f"输出对 {name} 的雅可比", xlabel="输入的第几格", ylabel="输出", yticks=(0, 1))
        ax.grid(False)
    plt.show()

# %% [markdown]
# 对 $x$ 的表就是 $w^{\mathsf T}$：反向时乘的正是它。对 $w$ 的表几乎全是 0，而且权重一多就大得放不下：1000 进、1000 出的一层，这张表有 $10^9$ 格。
# 第 4 节会看到，`x.T @ dout` 用一次矩阵乘法就得到了“一行梯度乘这张表”的结果，表从来不用造出来。

# %% [markdown]
# ### 练习 4.3 hessian（约 12 分钟，9 分）
#
# 导数说往哪边斜，二阶导数（second derivative）说怎么弯。站在一个斜率为 0 的地方，是谷底、山顶还是马鞍，全看怎么弯。
#
# **做什么**　$f$ 返回一个数。黑塞矩阵（Hessian）是所有的二阶偏导数，形状 `x.shape + x.shape`：
#
# $$
# H_{ij} = \frac{\partial^2 f}{\partial x_i\,\partial x_j}
# \approx \frac{f(x + \varepsilon e_i + \varepsilon e_j) - f(x + \varepsilon e_i - \varepsilon e_j)
#  - f(x - \varepsilon e_i + \varepsilon e_j) + f(x - \varepsilon e_i - \varepsilon e_j)}{4\,\varepsilon^2}
# $$
#
# **推导**　先对第 $i$ 格做中心差分，得到一阶导数 $\dfrac{f(x + \varepsilon e_i) - f(x - \varepsilon e_i)}{2\varepsilon}$；再对第 $j$ 格做一次，两次的分母相乘就是 $4\varepsilon^2$。
# $i = j$ 时公式照用：它变成 $\dfrac{f(x + 2\varepsilon e_i) - 2 f(x) + f(x - 2\varepsilon e_i)}{4\varepsilon^2}$。别的中心差分（例如对角线上用一倍步长）也行，只要够准。
#
# **为什么 $\varepsilon$ 是 $10^{-4}$**　一阶差分的习惯是 $10^{-6}$，这里不行。设 $f$ 和 $H$ 都在 1 上下：$f$ 的舍入误差约 $10^{-16}$，除以 $\varepsilon^2 = 10^{-12}$ 就剩四位有效数字了；除以 $10^{-8}$，还剩八位。
#
# **例子**　$f(x, y) = x^2 y + y^3$，在 $(1, 2)$ 处：
#
# $$
# H = \begin{pmatrix} 2y & 2x \\ 2x & 6y \end{pmatrix} = \begin{pmatrix} 4 & 2 \\ 2 & 12 \end{pmatrix}
# $$
#
# 混合项 $\dfrac{\partial^2 f}{\partial x\,\partial y} = 2x$ 也在表里，左下和右上各一个，相等。
#
# <details><summary>提示一</summary>
#
# 把 $n$ 个“只动一格”的步子先准备好，放在一个列表里，每个都与 `x` 同形状。二重循环里要的四个点，就是 `x` 加减其中两个。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `np.eye(x.size).reshape(x.size, *x.shape) * eps` 的第 $i$ 个就是第 $i$ 个步子，零维的 `x` 也成立。先填一张 `(n, n)` 的表。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 最后 `reshape(x.shape + x.shape)`。另一条路：黑塞矩阵是梯度的雅可比，而你已经有一个 `jacobian` 了；它要用两次，两次的步长都要给。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只算了对角线，混合项全是 0；<!-- wrong: diagonal-only -->
# - 混合项漏掉了分母里的 4；<!-- wrong: mixed-without-quarter -->
# - 步长太小（把 $10^{-6}$ 照搬过来，或者直接把两个默认步长的差分套在一起），舍入误差盖过了结果；<!-- wrong: tiny-steps -->
# - 只往前走：$\dfrac{f(x + \varepsilon e_i + \varepsilon e_j) - f(x + \varepsilon e_i) - f(x + \varepsilon e_j) + f(x)}{\varepsilon^2}$ 的误差和 $\varepsilon$ 成正比；<!-- wrong: one-sided -->
# - 只填了右上的一半；<!-- wrong: upper-half -->
# - 二维的 $x$ 得到了 `(n, n)`，没有还原成 `x.shape + x.shape`；<!-- wrong: flat -->
# - 在传进来的 `x` 上挪，挪完没有还原。<!-- wrong: moves-x -->
#
# </details>


# %% exercise="hessian"
def hessian(f, x: np.ndarray | float, eps: float = 1e-4) -> np.ndarray:
    """用中心差分求一个数的函数 f 在 x 处的黑塞矩阵：所有的二阶偏导数。

    参数
        f: 函数，接收一个与 x 同形状的浮点数组（x 是一个数时也可以给它一个数），返回一个数。
        x: 一个数（int 或 float），或任意形状的 int64、float64 数组，内存不一定连续。
            整数先换成 float64。调用之后 x 与原来一位不差。
        eps: 步长。f 是三次函数时中心差分没有截断误差，eps 越大越准：测试也会用 eps = 0.5。
    返回
        浮点数组，形状是 x.shape + x.shape；x 是一个数时，是一个数或零维数组。
        eps 用默认值时，误差不超过最大一格的 1e-5 倍。
    例子
        >>> f = lambda t: t[0] ** 2 * t[1] + t[1] ** 3
        >>> hessian(f, np.array([1, 2])).round(3)
        array([[ 4.,  2.],
               [ 2., 12.]])
    """
    ### BEGIN SOLUTION
    x = np.array(x, dtype=float)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b)
            table[i, j] = table[j, i] = both / (4 * eps**2)
    return table.reshape(x.shape + x.shape)
    ### END SOLUTION


# %% check="hessian" points=9 minutes=12 uses=["jacobian"]
check("hessian")

# %% [markdown]
# 步长究竟取多少？让 $\varepsilon$ 从 $1$ 走到 $10^{-8}$，看 $f = \sin(x_0)\,e^{x_1}$ 的黑塞矩阵错多少。先猜：线会一路往下走吗？

# %% tags=["demo"]
if ready("hessian", "jacobian"):

    def wave(t):
        """sin(x₀)·e^(x₁)。"""
        return np.sin(t[0]) * np.exp(t[1])

    at = np.array([0.7, 0.3])
    s, c, e = np.sin(at[0]), np.cos(at[0]), np.exp(at[1])
    slope, bend = np.array([c * e, s * e]), np.array([[-s * e, c * e], [c * e, s * e]])
    sizes = 10.0 ** np.arange(0, -8.25, -0.25)
    errors = [
        [np.abs(jacobian(wave, at, size) - slope).max() for size in sizes],
        [np.abs(hessian(wave, at, size) - bend).max() for size in sizes],
    ]
    fig, ax = plt.subplots(figsize=(7, 3.4))
    for line, color, name in zip(errors, (BLUE, RED), ("一阶：jacobian", "二阶：hessian")):
        ax.loglog(sizes, line, "o-", color=color, markersize=3, label=name)
    ax.axvline(1e-6, color=BLUE, linestyle=":", linewidth=1)
    ax.axvline(1e-4, color=RED, linestyle=":", linewidth=1)
    ax.set(title="步长越小，未必越准", xlabel="eps", ylabel="最大误差")
    ax.legend()
    plt.show()

# %% [markdown]
# 是一个勾：右半边是截断误差，步长每小 10 倍，误差小 100 倍；左半边是舍入误差，步长越小，被放大得越厉害，二阶的要除以 $\varepsilon^2$，所以涨得更快。虚线是两个默认值，都在各自的谷底附近。

# %% [markdown]
# ### 练习 4.4 classify_point（约 8 分钟，6 分）
#
# **做什么**　在梯度为 0 的点，看黑塞矩阵的特征值（eigenvalue）：它们是沿着几个互相垂直的方向各弯多少。
#
# | 特征值 | 返回 | 样子 |
# |---|---|---|
# | 全是正的 | `"minimum"` | 谷底：往哪边走都上坡 |
# | 全是负的 | `"maximum"` | 山顶 |
# | 有正有负（旁边还有 0 也算） | `"saddle"` | 马鞍：前后上坡，左右下坡 |
# | 其余：有 0，而正负不全 | `"undecided"` | 二阶导数看不出来 |
#
# **推导**　走一小步 $d$，$f$ 的变化约为 $\frac{1}{2} d^{\mathsf T} H d$（一阶项是 0）。$H$ 对称，把 $d$ 按特征向量分解，这个数就是 $\frac{1}{2}\sum_i \lambda_i c_i^2$：每个方向各管各的，符号由 $\lambda_i$ 定。
#
# **多小算 0**　用差分算出来的特征值不会正好是 0，而会是 $10^{-9}$ 之类。绝对值不超过 `tol` 乘以**最大的那个绝对值**的，就当作 0。用相对的尺子，是因为把 $f$ 换个单位（整体乘 $10^{-10}$），谷底还是谷底。全 0 的矩阵，每个特征值都算 0。
#
# **例子**　$\begin{pmatrix} 1 & 2 \\ 2 & 1 \end{pmatrix}$ 的对角线都是正的，可是特征值是 3 和 −1：沿 $(1, 1)$ 上坡，沿 $(1, -1)$ 下坡，是鞍点。
# $\begin{pmatrix} 2 & 0 \\ 0 & 0 \end{pmatrix}$ 是 `"undecided"`：$x^2 + y^4$ 和 $x^2 - y^4$ 在原点的黑塞矩阵都是它，一个是谷底，一个不是。
#
# <details><summary>提示一</summary>
#
# 先问两个是非题：有没有（算得上）正的？有没有（算得上）负的？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `np.linalg.eigvalsh` 求对称矩阵的特征值。先照“多小算 0”那一段算出界限，再拿特征值和它（以及它的相反数）比，得到两个布尔数组：哪些是正的，哪些是负的。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 布尔数组的 `.any()` 问“有没有”，`.all()` 问“是不是全都”。四种结果里，先问哪一种，后面的才不会答错？看看表的第三行和第四行差在哪里。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只看对角线的正负；<!-- wrong: diagonal -->
# - 只看行列式（determinant）的正负：三维的山顶，行列式也是负的；<!-- wrong: determinant -->
# - 全 0 的矩阵说成了谷底：`np.all(values >= 0)` 对它也成立；<!-- wrong: zero-is-minimum -->
# - 有一个 0 就说看不出来，忘了先看有没有正负两种；<!-- wrong: zero-first -->
# - 拿 `tol` 直接和特征值比，没有乘最大的绝对值。<!-- wrong: absolute-tol -->
#
# </details>


# %% exercise="classify_point"
def classify_point(hessian: np.ndarray, tol: float = 1e-8) -> str:
    """由黑塞矩阵判断一个梯度为 0 的点是什么。

    参数
        hessian: (n, n) 的对称矩阵，整数或浮点，n 可以是 1，内存不一定连续；不变。
        tol: 特征值的绝对值不超过 tol × 最大的那个绝对值时，当作 0。
    返回
        "minimum"（全正）、"maximum"（全负）、"saddle"（有正有负，另有 0 也是）
        或 "undecided"（其余；全 0 也是）。
    例子
        >>> classify_point(np.array([[1, 2], [2, 1]]))
        'saddle'
        >>> classify_point(np.array([[2, 0], [0, 0]]))
        'undecided'
    """
    ### BEGIN SOLUTION
    values = np.linalg.eigvalsh(hessian)
    zero = tol * np.abs(values).max()
    up, down = values > zero, values < -zero
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"
    ### END SOLUTION


# %% check="classify_point" points=6 minutes=8
check("classify_point")

# %% [markdown]
# 四种地形各一个，标题是你的函数说的。第四个真是谷底，可是二阶导数看不出来：

# %% tags=["demo"]
if ready("hessian", "classify_point"):
    SHAPES = {
        "x² + xy + y²": lambda t: t[0] ** 2 + t[0] * t[1] + t[1] ** 2,
        "−x² − 2y²": lambda t: -(t[0] ** 2) - 2 * t[1] ** 2,
        "2xy": lambda t: 2 * t[0] * t[1],
        "x² + y⁴": lambda t: t[0] ** 2 + t[1] ** 4,
    }
    side = np.linspace(-1, 1, 41)
    grid = np.stack(np.meshgrid(side, side))
    fig, axes = plt.subplots(1, 4, figsize=(9, 2.8), subplot_kw={"projection": "3d"})
    for ax, (name, f) in zip(axes, SHAPES.items()):
        kind = classify_point(hessian(f, np.zeros(2)), tol=1e-6)
        ax.plot_surface(*grid, f(grid), cmap="coolwarm", linewidth=0, rcount=20, ccount=20)
        ax.set_title(f"{name}\n{kind}", fontsize=10)
        ax.set(xticks=(), yticks=(), zticks=())
    plt.show()

# %% [markdown]
# 第四个为什么要把 `tol` 放宽到 `1e-6`？差分算出来的那个“0”约是 $8 \times 10^{-8}$（$y^4$ 的截断误差，$8\varepsilon^2$；对角线用一倍步长的是 $2 \times 10^{-8}$），用默认的 `1e-8` 就会被当成真的在往上弯。数值算出来的东西，界限要照着误差的大小来定。

# %% [markdown]
# ## 3　零件的导数
#
# 一个网络里，激活函数（activation）和损失函数各是链上的一站。这一节写四个：一个激活函数，三个损失，都要值也要导数，都要在极端的输入上站得住。
#
# ### 练习 4.5 gelu_derivative（约 7 分钟，6 分）
#
# GELU（Gaussian error linear unit）是 BERT、GPT 里用的激活函数，可以看成圆润的 ReLU：
#
# $$
# \operatorname{gelu}(z) = z\,\Phi(z),
# \qquad
# \Phi(z) = \frac{1}{2}\Bigl(1 + \operatorname{erf}\frac{z}{\sqrt 2}\Bigr)
# $$
#
# $\Phi$ 是标准正态分布小于 $z$ 的概率。ReLU 用 0 或 1 去乘 $z$，GELU 用一个从 0 慢慢走到 1 的概率去乘。
#
# **推导**　两个因子的积，求导有两项。$\Phi$ 的导数就是正态分布的密度 $\varphi(z) = \dfrac{1}{\sqrt{2\pi}}\,e^{-z^2/2}$，所以
#
# $$
# \operatorname{gelu}'(z) = \Phi(z) + z\,\varphi(z)
# $$
#
# **例子**
#
# | $z$ | $\Phi(z)$ | $z\,\varphi(z)$ | 导数 |
# |---|---|---|---|
# | 0 | 0.5 | 0 | 0.5 |
# | 1 | 0.8413 | 0.2420 | 1.0833 |
# | −1 | 0.1587 | −0.2420 | −0.0833 |
#
# 在 $z = 1$ 处导数大于 1，在 $z = -1$ 处是负的：它不是单调的，这一点和 ReLU 不同。
#
# 论文里还有一个用 tanh 的近似式，这里要精确的那个；两者的导数相差约 $10^{-3}$。误差函数 `erf` 已经备好，接收数和任意形状的数组。
#
# <details><summary>提示一</summary>
#
# 哪一项是“$\Phi$ 不动、$z$ 动”，哪一项是“$z$ 不动、$\Phi$ 动”？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先 `z = np.asarray(z, dtype=float)`，数和整数数组就都处理了。$\Phi$ 用 `erf`，密度用 `np.exp(-z * z / 2)`；指数总不大于 0，不会溢出。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只写了 $\Phi(z)$，忘了乘积的另一项；<!-- wrong: without-density -->
# - 第二项漏了 $z$，写成 $\Phi(z) + \varphi(z)$；<!-- wrong: density-without-z -->
# - `erf(z)` 没有除以 $\sqrt 2$；<!-- wrong: erf-without-root -->
# - 密度漏了 $1/\sqrt{2\pi}$；<!-- wrong: density-unscaled -->
# - 用了 tanh 的近似式；<!-- wrong: tanh-form -->
# - 把 $e^{-z^2/2}$ 写成 $1 / e^{z^2/2}$：$z = 100$ 时分母溢出。<!-- wrong: exponential-below -->
#
# </details>

# %%
# 标准库的 math.erf 一次只算一个数；包一层，数组也行
erf = np.vectorize(math.erf, otypes=[float])


# %% exercise="gelu_derivative"
def gelu_derivative(z: np.ndarray | float) -> np.ndarray | float:
    """精确的 GELU（z·Φ(z)）在 z 处的导数，逐元素计算。

    参数
        z: 一个数，或任意形状的 int64、float64 数组（内存不一定连续）；|z| 可以大到 1e4；不变。
    返回
        z 是数组时：同形状的浮点数组；z 是一个数时：一个浮点数（零维数组也可以）。
        绝对误差不超过 1e-12，不发出 RuntimeWarning。
    例子
        >>> gelu_derivative(np.array([-1, 0, 1])).round(4)
        array([-0.0833,  0.5   ,  1.0833])
    """
    ### BEGIN SOLUTION
    z = np.asarray(z, dtype=float)
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    return (1 + erf(z / np.sqrt(2))) / 2 + z * density
    ### END SOLUTION


# %% check="gelu_derivative" points=6 minutes=7
check("gelu_derivative")

# %% tags=["demo"]
if ready("gelu_derivative"):
    z = np.linspace(-4, 4, 401)
    fig, axes = plt.subplots(1, 2, figsize=(8, 3))
    axes[0].plot(z, np.maximum(z, 0), "--", color=GREY, label="ReLU")
    axes[0].plot(z, z * (1 + erf(z / np.sqrt(2))) / 2, color=BLUE, linewidth=2, label="GELU")
    axes[0].set(title="两个激活函数", xlabel="z")
    axes[1].plot(z, z > 0, "--", color=GREY, label="ReLU 的导数")
    axes[1].plot(z, gelu_derivative(z), color=RED, linewidth=2, label="GELU 的导数")
    axes[1].set(title="它们的导数", xlabel="z")
    for ax in axes:
        ax.legend(loc="upper left")
    plt.show()

# %% [markdown]
# ### 练习 4.6 huber（约 9 分钟，7 分）
#
# 平方误差有个毛病：一个离谱的样本，误差 100，平方就是 10000，整条线都被它拽走。绝对值误差不怕离谱，可是在 0 处有个尖角，梯度总是 ±1，快到谷底也刹不住。Huber 损失两样都要：近处用平方，远处用绝对值。
#
# **做什么**　$r = y_{\text{pred}} - y_{\text{true}}$，每个元素的损失
#
# $$
# \ell(r) = \begin{cases} \dfrac{r^2}{2}, & |r| \le \delta \\[1.5ex] \delta\,\Bigl(|r| - \dfrac{\delta}{2}\Bigr), & |r| > \delta \end{cases}
# \qquad
# \ell'(r) = \begin{cases} r, & |r| \le \delta \\ \delta\,\operatorname{sign}(r), & |r| > \delta \end{cases}
# $$
#
# 返回全部元素的**平均**损失，和平均损失对每个 $y_{\text{pred}}$ 的梯度（与它同形状，所以还要除以元素的个数）。两个数组形状不同时抛出 `ValueError`。
#
# **推导：$\delta/2$ 从哪里来**　远处那段是斜率为 $\delta$ 的直线 $\delta |r| + c$，要在 $|r| = \delta$ 处和抛物线接上：$\delta^2 + c = \delta^2/2$，所以 $c = -\delta^2/2$。这样值接上了，斜率（两边都是 $\delta$）也接上了。
#
# **例子**　`y_pred = [1, 4, 10]`，`y_true = [2, 4, 4]`，$\delta = 2$：
#
# | $r$ | −1 | 0 | 6 |
# |---|---|---|---|
# | 损失 | 0.5 | 0 | $2 \times (6 - 1) = 10$ |
# | 梯度（除以 3 之前） | −1 | 0 | 2 |
#
# 平均损失 3.5，梯度 $(-\frac13,\ 0,\ \frac23)$。
#
# <details><summary>提示一</summary>
#
# 先查形状。再看梯度那个式子：把 $r$ 夹在 $[-\delta, \delta]$ 里，是不是就是它？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 损失用 `np.where(条件, 近处, 远处)`，梯度用 `np.clip`。元素个数是 `r.size`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 远处写成 $\delta |r|$ 或 $|r| - \delta/2$：两段接不上（后一种在 $\delta = 1$ 时碰巧对）；<!-- wrong: line-without-offset line-without-slope -->
# - 梯度忘了除以元素个数，那是总和的梯度；<!-- wrong: gradient-of-sum -->
# - 残差写成 $y_{\text{true}} - y_{\text{pred}}$：损失不变，梯度反号；<!-- wrong: sign -->
# - 梯度在远处还是 $r$，没有封顶；<!-- wrong: gradient-unbounded -->
# - `(n,)` 减 `(n, 1)` 不报错，悄悄广播成 `(n, n)`。<!-- wrong: broadcasts -->
#
# </details>


# %% exercise="huber"
def huber(y_pred: np.ndarray, y_true: np.ndarray, delta: float = 1.0) -> tuple[float, np.ndarray]:
    """平均 Huber 损失，和它对每个预测值的梯度。

    参数
        y_pred, y_true: 同形状的数组，任意形状，float64 或 int64，内存不一定连续；不变。
        delta: 正数，近处与远处的分界。
    返回
        (loss, gradient)：loss 是一个数；gradient 是与 y_pred 同形状的浮点数组，平均损失对它的梯度。
    错误
        两个数组形状不同时抛出 ValueError。
    例子
        >>> loss, gradient = huber(np.array([1, 4, 10]), np.array([2, 4, 4]), delta=2.0)
        >>> float(loss), gradient.round(4)
        (3.5, array([-0.3333,  0.    ,  0.6667]))
    """
    ### BEGIN SOLUTION
    if y_pred.shape != y_true.shape:
        raise ValueError(f"形状不同：{y_pred.shape} 与 {y_true.shape}")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), np.clip(r, -delta, delta) / r.size
    ### END SOLUTION


# %% check="huber" points=7 minutes=9
check("huber")

# %% [markdown]
# 十个点，一个抄错了的数。用同样的梯度下降找一个最能代表它们的数，三种损失各说各的。先猜哪一个会被拽走，再把 `TYPO` 改成 1000 看看谁还站得住：

# %% tags=["demo"]
TYPO = 30.0  # 改成 1000 看看
if ready("huber"):
    data = np.array([1.8, 2.1, 1.9, 2.3, 2.0, 1.7, 2.2, 2.4, 1.6, TYPO])
    centre = 0.0
    for _ in range(500):
        _, gradient = huber(np.full(10, centre), data, 0.5)
        centre -= 0.5 * gradient.sum()
    print(f"平方误差（就是平均数）{data.mean():.3f}")
    print(f"Huber，δ = 0.5        {centre:.3f}")
    print(f"绝对值（就是中位数）  {np.median(data):.3f}")

# %% [markdown]
# ### 练习 4.7 kl_divergence（约 8 分钟，6 分）
#
# **做什么**　KL 散度（Kullback–Leibler divergence）量两个概率分布差多远。每行一个分布，
#
# $$
# D(p \,\|\, q) = \sum_{j} p_j \ln \frac{p_j}{q_j}
# $$
#
# **直觉**　事情按 $p$ 发生，你却按 $q$ 下注。$\ln(p_j / q_j)$ 是第 $j$ 件事发生时你比知情的人多吃的亏，再按它真的发生的机会 $p_j$ 平均。一样时是 0，不一样时总是正的；$p$、$q$ 对换，答案不同，所以叫散度，不叫距离。
#
# 把对数拆开，$D(p\|q) = -\sum_j p_j \ln q_j - \bigl(-\sum_j p_j \ln p_j\bigr)$：**交叉熵减去熵**。$p$ 是标签，它的熵与网络无关，所以训练时“最小化交叉熵”和“最小化 KL 散度”是一回事。
#
# **两个边界**
#
# - $p_j = 0$ 的那一项是 0，不管 $q_j$ 是多少（$t \ln t \to 0$）；
# - $q_j = 0$ 而 $p_j > 0$ 时结果是正无穷：你说绝不可能的事发生了。
#
# 两种都不许有警告，也不许把概率截断成很小的数来躲开：那样得到的是十几到三十几，不是无穷。
#
# **例子**
#
# | $p$ | $q$ | $D(p\|q)$ |
# |---|---|---|
# | $(0.5,\ 0.5,\ 0)$ | $(0.25,\ 0.5,\ 0.25)$ | $0.5 \ln 2 + 0 + 0 = 0.3466$ |
# | $(0,\ 1,\ 0)$ | $(0.25,\ 0.5,\ 0.25)$ | $\ln 2 = 0.6931$ |
# | $(0.5,\ 0.5,\ 0)$ | $(1,\ 0,\ 0)$ | $\infty$ |
#
# 第一行若把 $p$、$q$ 对换，得到的是 $\infty$。
#
# <details><summary>提示一</summary>
#
# 分三种格子：$p = 0$ 的、$p > 0$ 而 $q = 0$ 的、两个都大于 0 的。每种的答案是什么？只有第三种要取对数。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `np.where` 会把两边都先算一遍，警告照样来。先备好一个全 0 的浮点数组 `terms`，再做一个布尔掩码 `both`，只给两个都大于 0 的格子赋值。对数写成 `np.log(p) - np.log(q)` 的样子更稳：$q$ 小到 $10^{-308}$ 以下时，`p / q` 会溢出。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两个条件用 `&` 连成一个掩码，每个条件外面都要有括号。该是无穷的格子放 `np.inf`，最后沿第 1 轴求和。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - $p$ 和 $q$ 对换了；<!-- wrong: swapped -->
# - `0 * np.log(0)` 是 NaN，还有警告；<!-- wrong: zero-log-zero -->
# - 在 $q_j = 0$ 时把那一项也丢掉了，该是无穷的成了有限的数；<!-- wrong: drops-zeros -->
# - 给概率加上或截到很小的数，无穷变成了十几到三十几；<!-- wrong: clipped -->
# - 只算了 $-\sum_j p_j \ln q_j$，那是交叉熵；<!-- wrong: cross-entropy -->
# - 对各行又求了平均，只还了一个数。<!-- wrong: mean-over-rows -->
#
# </details>


# %% exercise="kl_divergence"
def kl_divergence(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """每一行的 KL 散度 D(p‖q)，自然对数。

    参数
        p, q: (n, k) 的数组，每行是一个概率分布（非负，和为 1），float64，也可能是整数
            （one-hot）；里面可以有 0；内存不一定连续；不变。
    返回
        (n,) 的浮点数组。p 为 0 的格子算 0；有一格 q 为 0 而 p 大于 0 时，那一行是 inf。
        不发出 RuntimeWarning。
    例子
        >>> p = np.array([[0.5, 0.5, 0.0], [0.0, 1.0, 0.0]])
        >>> kl_divergence(p, np.array([[0.25, 0.5, 0.25]] * 2)).round(4)
        array([0.3466, 0.6931])
    """
    ### BEGIN SOLUTION
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * (np.log(p[both]) - np.log(q[both]))
    terms[(p > 0) & (q == 0)] = np.inf
    return terms.sum(axis=1)
    ### END SOLUTION


# %% check="kl_divergence" points=6 minutes=8
check("kl_divergence")

# %% [markdown]
# ### 练习 4.8 bce_with_logits（约 10 分钟，8 分）
#
# 二元交叉熵（binary cross-entropy, BCE）要概率，网络给的是打分 $z$（logit）。先过 sigmoid 再取对数，就是把两站分开走；$z = -1000$ 而标签是 1 时，概率舍入成 0，$\ln 0$ 是无穷，梯度成了 NaN。把两站**并成一站**，就没有这回事。
#
# **推导：损失**　$p = \sigma(z)$，$\ln p = -\ln(1 + e^{-z})$，$\ln(1 - p) = -\ln(1 + e^{z})$。代进交叉熵，用 $\ln(1 + e^{z}) = z + \ln(1 + e^{-z})$ 化简：
#
# $$
# -y \ln p - (1 - y)\ln(1 - p) = \ln(1 + e^{z}) - y z
# $$
#
# $z$ 很大时 $e^z$ 会溢出。再化一步：$\ln(1 + e^{z}) = \max(z, 0) + \ln\bigl(1 + e^{-|z|}\bigr)$，指数永远不大于 0：
#
# $$
# \ell = \max(z, 0) - y z + \ln\bigl(1 + e^{-|z|}\bigr)
# $$
#
# **推导：导数**　$\ln(1 + e^z)$ 的导数正是 $\sigma(z)$，所以 $\dfrac{\partial \ell}{\partial z} = \sigma(z) - y$。对 $n$ 个样本取平均，就是
#
# $$
# \mathrm{dz}_i = \frac{\sigma(z_i) - y_i}{n}
# $$
#
# **提醒**　课程大纲里有一个函数 `deriv_binary_cross_entry`，它返回 `y_pred - y_true`，名字说是交叉熵的导数。它是**对打分 $z$**（不是对 $y_{\text{pred}}$）、**对一个样本**（没有除以 $n$）的导数。
# 对 $y_{\text{pred}}$ 的导数是 $\dfrac{p - y}{p(1 - p)}$，再乘 sigmoid 的 $p(1-p)$ 才约成它。在批上训练，还要除以 $n$。
#
# **例子**　`z = [0, 2, −1]`，`y = [0, 1, 1]`：
#
# | $z$ | $y$ | $\ell$ | $\sigma(z) - y$ |
# |---|---|---|---|
# | 0 | 0 | $\ln 2 = 0.6931$ | 0.5 |
# | 2 | 1 | $\ln(1 + e^{-2}) = 0.1269$ | −0.1192 |
# | −1 | 1 | $\ln(1 + e) = 1.3133$ | −0.7311 |
#
# 平均损失 0.7111，$\mathrm{dz} = (0.1667,\ -0.0397,\ -0.2437)$。
#
# <details><summary>提示一</summary>
#
# 损失照最后那个式子写，三项都不会溢出；$\ln(1 + t)$ 有现成的 `np.log1p(t)`。
#
# </details>
#
# <details><summary>提示二</summary>
#
# $\sigma$ 也要稳定的写法：$\sigma(z) = \frac12\bigl(1 + \tanh\frac z2\bigr)$，`np.tanh` 不会溢出。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 先算概率再取对数：远处得到无穷、NaN，还有警告；<!-- wrong: sigmoid-first -->
# - 把概率截到 $[10^{-7}, 1 - 10^{-7}]$：不报错，可是损失最多 16，$|z| = 100$ 时该是 100；<!-- wrong: clipped -->
# - `np.log(1 + np.exp(z))` 在 $z = 1000$ 时溢出；<!-- wrong: softplus-overflow -->
# - 梯度忘了除以 $n$；<!-- wrong: gradient-of-sum -->
# - 又乘了一遍 $p(1 - p)$：它已经约掉了；<!-- wrong: derivative-twice -->
# - `-y * z`：标签是 `uint8` 时，`-1` 成了 255。<!-- wrong: negated-labels -->
#
# </details>


# %% exercise="bce_with_logits"
def bce_with_logits(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """由打分直接算平均二元交叉熵，和它对打分的梯度。

    参数
        z: (n,) 的打分，float64 或 int64；|z| 可以大到 1e4，不截断；内存不一定连续；不变。
        y: (n,) 的标签，取值 0 或 1，整数、无符号整数或浮点；不变。
    返回
        (loss, dz)：loss 是一个数，n 个样本的平均（自然对数）；dz 是 (n,) 的浮点数组，
        平均损失对每个打分的导数。不发出 RuntimeWarning。
    例子
        >>> loss, dz = bce_with_logits(np.array([0.0, 2.0, -1.0]), np.array([0, 1, 1]))
        >>> round(float(loss), 4), dz.round(4)
        (0.7111, array([ 0.1667, -0.0397, -0.2437]))
    """
    ### BEGIN SOLUTION
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) / len(z)
    ### END SOLUTION


# %% check="bce_with_logits" points=8 minutes=10
check("bce_with_logits")

# %% [markdown]
# **故意弄坏**　标签都是 0，打分越来越离谱。照分两站的走法，用网络里常用的 float32 来算；先猜红线会在哪里断掉，再运行。`CLIP` 改成 `True`，看看截断的办法得到什么：

# %% tags=["demo"]
CLIP = False  # 改成 True 看看
if ready("bce_with_logits"):
    scores = np.linspace(-10, 60, 281)
    p = 1 / (1 + np.exp(-scores.astype(np.float32)))
    with np.errstate(divide="ignore"):
        two_steps = -np.log(1 - (np.clip(p, 0, 1 - 1e-7) if CLIP else p))
    one_step = [bce_with_logits(np.array([score]), np.array([0]))[0] for score in scores]
    fig, ax = plt.subplots(figsize=(7, 3.2))
    ax.plot(scores, one_step, color=BLUE, linewidth=6, alpha=0.35, label="并成一站")
    ax.plot(scores, two_steps, color=RED, linewidth=1.5, label="先 sigmoid，再取对数")
    ax.set(title="标签是 0 时一个样本的损失", xlabel="打分 z", ylabel="损失")
    ax.legend()
    plt.show()

# %% [markdown]
# 打分过了 17，float32 的概率舍入成 1，$\ln(1 - p)$ 就是 $\ln 0$，红线断了：恰好是最该纠正的时候，损失成了无穷，梯度成了 NaN。截断以后线不断了，却成了平的：错得再离谱，梯度也是 0。并成一站的那条，一直规规矩矩地往上走。

# %% [markdown]
# ## 4　三个类
#
# 现在把零件装成网络。每一层（layer）都是一个对象，会做两件事：
#
# | 方法 | 做什么 |
# |---|---|
# | `forward(x)` | 算出输出，顺便**记下**反向要用的东西 |
# | `backward(dout)` | 收到“损失对我的输出的梯度”，算好自己参数的梯度，还回“损失对我的输入的梯度” |
#
# ![一层：x 从左进、out 从右出；dout 从右进、dx 从左出；中间是账本](figures/layer.svg)
#
# 还有两个字典：`params` 是参数，`grads` 是上一次 `backward` 算出来的梯度，键相同。只要四样齐全，谁都可以当一层。
#
# 为什么用类？因为账要**各记各的**。两个 `Dense` 放在同一个网络里，各有各的权重，也各有各的账本。

# %% [markdown]
# ### 练习 4.9 Dense（约 14 分钟，10 分）
#
# **做什么**　全连接层 $\text{out} = x\,w + b$。
#
# - `Dense(n_in, n_out, rng)`：`params["w"]` 是 `(n_in, n_out)`，正态分布，平均 0，**标准差** $\sqrt{2 / n_{\text{in}}}$（He 初始化，配合 ReLU）；`params["b"]` 是 `(n_out,)` 的 0。都是 float64。
# - `forward(x)`：`(n, n_in)` 到 `(n, n_out)`。
# - `backward(dout)`：`dout` 是 `(n, n_out)`，返回 `dx`，把 `dw`、`db` 放进 `grads`。
#
# **推导**　盯住一格：$\text{out}_{ij} = \sum_k x_{ik} w_{kj} + b_j$。
#
# - $w_{kj}$ 动一点，$\text{out}_{ij}$ 动 $x_{ik}$ 倍，**每个样本 $i$ 都受影响**，影响相加：$\mathrm{dw}_{kj} = \sum_i x_{ik}\,\mathrm{dout}_{ij}$，就是 $x^{\mathsf T}\,\mathrm{dout}$；
# - $b_j$ 动一点，每个样本的 $\text{out}_{ij}$ 都动同样多：$\mathrm{db}_j = \sum_i \mathrm{dout}_{ij}$；
# - $x_{ik}$ 动一点，这个样本的每个输出 $j$ 动 $w_{kj}$ 倍：$\mathrm{dx}_{ik} = \sum_j \mathrm{dout}_{ij}\,w_{kj}$，就是 $\mathrm{dout}\; w^{\mathsf T}$。
#
# 对样本是**求和**，不是平均：平均那个 $\frac1n$ 已经在损失的梯度 `dz` 里了。
#
# **例子**　两个样本，三进两出：
#
# $$
# x = \begin{pmatrix} 1 & 2 & 0 \\ 0 & 1 & -1 \end{pmatrix},\quad
# w = \begin{pmatrix} 1 & 2 \\ 0 & -1 \\ 3 & 1 \end{pmatrix},\quad
# b = (0.5,\ -1),\quad
# \mathrm{dout} = \begin{pmatrix} 1 & 0 \\ 2 & -1 \end{pmatrix}
# $$
#
# $$
# \text{out} = \begin{pmatrix} 1.5 & -1 \\ -2.5 & -3 \end{pmatrix},\quad
# \mathrm{dw} = \begin{pmatrix} 1 & 0 \\ 4 & -1 \\ -2 & 1 \end{pmatrix},\quad
# \mathrm{db} = (3,\ -1),\quad
# \mathrm{dx} = \begin{pmatrix} 1 & 0 & 3 \\ 0 & 1 & 5 \end{pmatrix}
# $$
#
# **四条规矩**
#
# 1. `backward` 属于**最近一次** `forward`。
# 2. 每次 `backward` 把 `grads` **换成**新的，不往旧的上面加。（PyTorch 是往上加的，所以它要 `zero_grad()`。）
# 3. `forward` 要给 `x` 留一份**拷贝**（`np.array(x)`）：省内存的程序会让每一批用同一块内存，等到 `backward` 时，那块内存里已经是别的数了。
# 4. `params` 里就是正在用的数组：有人原地改了它，下一次 `forward` 就用改过的。
#
# <details><summary>提示一</summary>
#
# 反向时要用到哪两样东西？一样是 `params` 里的，一样是前向时才见得到的。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 想不起该转置谁，就对形状：`dw` 要 `(n_in, n_out)`，手里有 `(n, n_in)` 和 `(n, n_out)`，只有一种乘法得得到；`dx` 同理。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `__init__` 里 `self.params = {"w": rng.normal(scale=…, size=(n_in, n_out)), "b": np.zeros(n_out)}`，`self.grads = {}`。`backward` 里 `self.grads = {"w": …, "b": …}`，最后还 `dx`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 对样本求了平均；<!-- wrong: mean-over-batch bias-mean -->
# - `grads` 一次次加了上去；<!-- wrong: accumulates -->
# - 只存了 `self.x = x`，没有拷贝，后来 `x` 那块内存里换了数；<!-- wrong: keeps-the-same-x -->
# - 账本写在类里面、`__init__` 外面（`cache = {}`），所有对象共用一本；<!-- wrong: shared-cache -->
# - 把 $2 / n_{\text{in}}$ 当成了标准差，没有开方；<!-- wrong: variance-for-deviation -->
# - 除以的是 $n_{\text{out}}$；<!-- wrong: fan-out -->
# - `db` 留下了 `(1, n_out)` 的形状。<!-- wrong: bias-keepdims -->
#
# </details>


# %% exercise="Dense"
class Dense:
    """全连接层：out = x @ w + b。

    Dense(n_in, n_out, rng)
        n_in, n_out: 输入数、输出数，都可以是 1。
        rng: numpy.random.Generator，权重的随机数都从它来。
    params
        {"w": (n_in, n_out), "b": (n_out,)}，float64，就是前向和反向正在用的数组：
        原地改动它们，下一次 forward 就用改过的。
        w 是正态分布，平均 0，标准差 sqrt(2 / n_in)；b 是 0。每个对象各有各的。
    grads
        最近一次 backward 的 {"w": dw, "b": db}，形状与 params 相同，对样本求和；
        每次 backward 都换成新的。第一次 backward 之前不作要求。
    forward(x)
        x: (n, n_in) 的浮点数组，n 可以是 1，内存不一定连续；不变。
        返回 (n, n_out) 的浮点数组。
    backward(dout)
        dout: (n, n_out) 的浮点数组，损失对最近一次 forward 的输出的梯度；不变。
        返回 dx，(n, n_in)，损失对那次的 x 的梯度。
        那次 forward 之后，x 所在的内存可能已经写进了别的数，梯度仍然是对当时的 x 的。
    例子
        >>> layer = Dense(3, 2, np.random.default_rng(0))
        >>> layer.params["w"].shape, layer.params["b"]
        ((3, 2), array([0., 0.]))
        >>> layer.forward(np.ones((5, 3))).shape
        (5, 2)
        >>> layer.backward(np.ones((5, 2))).shape, layer.grads["b"]
        ((5, 3), array([5., 5.]))
    """

    def __init__(self, n_in: int, n_out: int, rng: np.random.Generator) -> None:
        ### BEGIN SOLUTION
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}
        ### END SOLUTION

    def forward(self, x: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]
        ### END SOLUTION

    def backward(self, dout: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T
        ### END SOLUTION


# %% [markdown]
# 下面两个给检查用，想自己试也可以用：`set_params` 把一层的参数原地换成给定的数；`forward_in_buffer` 像省内存的程序那样，让 `x` 待在一块马上就会被下一批占用的内存里。


# %%
def set_params(layer, w: np.ndarray, b: np.ndarray) -> None:
    """把一层的参数原地换成给定的数。"""
    layer.params["w"][...] = w
    layer.params["b"][...] = b


def forward_in_buffer(layer, x: np.ndarray) -> np.ndarray:
    """前向一次；之后 x 所在的内存被别的数占用。"""
    buffer = np.array(x, dtype=float)
    out = np.array(layer.forward(buffer))
    buffer[...] = 7.0
    return out


# %% check="Dense" points=10 minutes=14
check("Dense")

# %% [markdown]
# ### 练习 4.10 Activation（约 9 分钟，7 分）
#
# **做什么**　激活层：逐元素的函数，没有参数。`Activation(name)` 的 `name` 是 `"relu"`、`"tanh"` 或 `"sigmoid"`，别的名字抛出 `ValueError`；`params` 和 `grads` 都是空字典。
#
# | 名字 | 前向 | 导数，在**输入** $x$ 处 | 用输出 $a$ 来写 |
# |---|---|---|---|
# | relu | $\max(x, 0)$ | $x > 0$ 时 1，其余 0（0 处也是 0） | $a > 0$ 时 1，其余 0 |
# | tanh | $\tanh x$ | $1 - \tanh^2 x$ | $1 - a^2$ |
# | sigmoid | $\sigma(x)$ | $\sigma(x)\bigl(1 - \sigma(x)\bigr)$ | $a(1 - a)$ |
#
# `backward(dout)` 返回 `dout` 逐元素乘这个导数。第 2 节的雅可比在这里是对角的：第 $i$ 个输出只看第 $i$ 个输入，所以矩阵乘法变成了逐元素的乘法。
#
# **例子**　`dout = [5, 6, 7]`：
#
# | | $x$ | 输出 | `dx` |
# |---|---|---|---|
# | relu | $(-1,\ 0,\ 2)$ | $(0,\ 0,\ 2)$ | $(0,\ 0,\ 7)$ |
# | sigmoid | $(0,\ 0,\ 0)$ | $(0.5,\ 0.5,\ 0.5)$ | $(1.25,\ 1.5,\ 1.75)$ |
# | tanh | $(0,\ 1,\ -1)$ | $(0,\ 0.7616,\ -0.7616)$ | $(5,\ 2.5198,\ 2.9398)$ |
#
# 把 sigmoid 的导数拿到输出上求，得到的是 $\sigma'(0.5) = 0.235$，不是 0.25；把 $x(1 - x)$ 当成导数，得到的是 0。
#
# <details><summary>提示一</summary>
#
# 账本里记什么最省事？可以在前向时就把导数算好，反向只剩一次乘法，也就不怕 `x` 的内存后来被占用了。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `__init__` 里先查名字。`forward` 里三种情形各算出 `out` 和导数，导数存进 `self`。sigmoid 用上一节稳定的写法。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 拿输入去套“用输出来写”的那一列：$1 - x^2$、$x(1 - x)$；<!-- wrong: input-for-output -->
# - 反过来，在输出处求导数：$\sigma'(\sigma(x))$；<!-- wrong: derivative-at-output -->
# - 所有对象共用一本账；<!-- wrong: shared-cache -->
# - 名字不认识也不吭声；<!-- wrong: any-name -->
# - sigmoid 在 $x = -1000$ 时溢出；<!-- wrong: sigmoid-overflow -->
# - 忘了乘 `dout`。<!-- wrong: without-dout -->
#
# </details>


# %% exercise="Activation"
class Activation:
    """激活层：逐元素的 relu、tanh 或 sigmoid，没有参数。

    Activation(name)
        name: "relu"、"tanh" 或 "sigmoid"；别的抛出 ValueError。
    params, grads
        都是空字典。
    forward(x)
        x: 任意形状的浮点数组，内存不一定连续；|x| 可以大到 1e4；不变。
        返回同形状的浮点数组，不发出 RuntimeWarning。
    backward(dout)
        dout: 与最近一次 forward 的 x 同形状，损失对输出的梯度；不变。
        返回 dx，同形状；relu 在 0 处的导数取 0。
        那次 forward 之后，x 所在的内存可能已经写进了别的数，梯度仍然是对当时的 x 的。
    例子
        >>> layer = Activation("relu")
        >>> layer.forward(np.array([-1.0, 0.0, 2.0]))
        array([0., 0., 2.])
        >>> layer.backward(np.array([5.0, 6.0, 7.0]))
        array([0., 0., 7.])
    """

    def __init__(self, name: str) -> None:
        ### BEGIN SOLUTION
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(f"没有激活函数 {name!r}")
        self.name = name
        self.params = {}
        self.grads = {}
        ### END SOLUTION

    def forward(self, x: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out
        ### END SOLUTION

    def backward(self, dout: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        return dout * self.slope
        ### END SOLUTION


# %% check="Activation" points=7 minutes=9
check("Activation")

# %% [markdown]
# ### 练习 4.11 Sequential（约 10 分钟，8 分）
#
# **做什么**　把许多层串成一个网络。
#
# - `forward(x)`：依次经过每一层；
# - `backward(dout)`：**倒着**经过每一层，一层还回的 `dx` 是前一层的 `dout`；最后还回对网络输入的梯度；
# - `parameters()`：一个列表，从第一层起，每层先 `w` 后 `b`（没有参数的层跳过）；里面是**那些数组本身**，不是拷贝；
# - `gradients()`：同样的次序，最近一次 `backward` 的梯度。
#
# 要数组本身，是因为优化器会写 `p -= lr * g`：原地改数组，网络跟着变。若给的是拷贝，训练一万步，网络也纹丝不动，而且不报错。
#
# **例子**　`Sequential([Dense(2, 3, rng), Activation("relu"), Dense(3, 1, rng)])` 的 `parameters()` 有四个数组，形状依次是 `(2, 3)`、`(3,)`、`(3, 1)`、`(1,)`。
# 梯度明明是从最后一层往前算出来的，`gradients()` 却仍然从第一层排起，和 `parameters()` 一一对应。
#
# <details><summary>提示一</summary>
#
# 每个方法都是一个短短的循环；想一想哪一个要用 `reversed(…)`。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `parameters()` 和 `gradients()` 各是两重循环：外面走过每一层，里面走过 `("w", "b")`，不在 `layer.params` 里的键跳过。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `backward` 也从第一层走到最后一层；<!-- wrong: backward-forwards -->
# - `gradients()` 按算出来的次序，最后一层在前；<!-- wrong: gradients-reversed -->
# - `parameters()` 给了拷贝；<!-- wrong: copies -->
# - 每层先 `b` 后 `w`（例如按键的字母排了序）；<!-- wrong: bias-first -->
# - `backward` 忘了还回 `dx`；<!-- wrong: returns-nothing -->
# - 梯度只在第一次 `backward` 之后取了一回，后来的就是旧的。<!-- wrong: stale-gradients -->
#
# </details>


# %% exercise="Sequential"
class Sequential:
    """一层接一层的网络。

    Sequential(layers)
        layers: 一列对象，每个有 forward(x)、backward(dout) 两个方法和 params、grads 两个字典；
            字典是空的，或者有 "w" 和 "b" 两个键；至少一层。
    forward(x)
        返回最后一层的输出。
    backward(dout)
        dout: 与最近一次 forward 的输出同形状。返回 dx，损失对网络输入的梯度。
    parameters()
        列表，从第一层起，每层先 w 后 b，没有参数的层跳过；是各层正在用的数组本身。
    gradients()
        列表，与 parameters() 一一对应：最近一次 backward 之后各层 grads 里的数组。
        第一次 backward 之前不作要求（测试总在 backward 之后才调用它）。
    例子
        >>> rng = np.random.default_rng(0)
        >>> model = Sequential([Dense(2, 3, rng), Activation("relu"), Dense(3, 1, rng)])
        >>> [p.shape for p in model.parameters()]
        [(2, 3), (3,), (3, 1), (1,)]
        >>> model.forward(np.zeros((5, 2))).shape
        (5, 1)
    """

    def __init__(self, layers: list) -> None:
        ### BEGIN SOLUTION
        self.layers = layers
        ### END SOLUTION

    def forward(self, x: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        for layer in self.layers:
            x = layer.forward(x)
        return x
        ### END SOLUTION

    def backward(self, dout: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout
        ### END SOLUTION

    def parameters(self) -> list[np.ndarray]:
        ### BEGIN SOLUTION
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]
        ### END SOLUTION

    def gradients(self) -> list[np.ndarray]:
        ### BEGIN SOLUTION
        return [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]
        ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：给网络的每一个参数原地加上同一个数。


# %%
def nudge(model, amount: float) -> None:
    """给网络的每一个参数原地加上 amount。"""
    for p in model.parameters():
        p += amount


# %% check="Sequential" points=8 minutes=10 uses=["Dense", "Activation"]
check("Sequential")

# %% [markdown]
# 库写完了。走一遍最小的网络，每一站的数都打印出来，和第 0 节的那张图一样，只是每一站换成了一层：

# %% tags=["demo"]
if ready("Dense", "Activation", "Sequential", "bce_with_logits"):
    rng = np.random.default_rng(0)
    parts = [Dense(2, 2, rng), Activation("relu"), Dense(2, 1, rng)]
    set_params(parts[0], [[1.0, -1.0], [2.0, 1.0]], [0.5, 0.0])
    set_params(parts[2], [[1.0], [-2.0]], [0.25])
    signal = np.array([[1.0, 0.5]])
    print("前向  x     ", signal)
    for part in parts:
        signal = part.forward(signal)
        print("     ", type(part).__name__.ljust(10), signal)
    loss, dz = bce_with_logits(signal[:, 0], np.array([0]))
    print(f"损失 {loss:.4f}")
    slope = dz[:, None]
    print("反向  dz    ", slope.round(4))
    for part in reversed(parts):
        slope = part.backward(slope)
        print("     ", type(part).__name__.ljust(10), slope.round(4))

# %% [markdown]
# 用笔核对：$x = (1, 0.5)$，第一层的打分是 $(1 + 1 + 0.5,\ -1 + 0.5) = (2.5,\ -0.5)$，ReLU 挡住第二个，最后 $2.5 + 0.25 = 2.75$。
# 标签是 0，$\mathrm{dz} = \sigma(2.75) = 0.9399$。往回走：乘 $w^{\mathsf T}$ 得 $(0.9399,\ -1.8798)$；第二个被 ReLU 挡住，成了 0；再乘 $w^{\mathsf T}$，得 $(0.9399,\ 1.8798)$。前向时关着的门，反向时也关着。

# %% [markdown]
# ## 5　查账
#
# 反向传播最可怕的错误是**不报错**：梯度差一点，训练照样往下走，只是慢一点、差一点。好在有一个不会错的证人：中心差分，它只用前向。
#
# 下面的 `numerical_gradient` 是现成的：`f` 接收一个与 `theta` 同形状的数组，返回一个数。它就是只有一个输出的 `jacobian`。


# %%
def numerical_gradient(f, theta: np.ndarray, eps: float = 1e-6) -> np.ndarray:
    """用中心差分求 f 在 theta 处的梯度，与 theta 同形状。"""
    theta = np.array(theta, dtype=float)
    gradient = np.zeros(theta.shape)
    for index in np.ndindex(theta.shape):
        step = np.zeros(theta.shape)
        step[index] = eps
        gradient[index] = (f(theta + step) - f(theta - step)) / (2 * eps)
    return gradient


# %% tags=["demo"]
if ready("huber", "bce_with_logits", "Activation"):

    def worst_of_loss(loss, guess, truth):
        """损失自己给的梯度和差分的最大差别。"""
        slow = numerical_gradient(lambda t: loss(t, truth)[0], guess)
        return np.abs(loss(guess, truth)[1] - slow).max()

    def worst_of_layer(layer, x, dout):
        """backward 还回的 dx 和差分的最大差别。"""
        slow = numerical_gradient(lambda t: np.sum(dout * layer.forward(t)), x)
        layer.forward(x)
        return np.abs(layer.backward(dout) - slow).max()

    rng = np.random.default_rng(0)
    guess, truth, dout = rng.normal(size=6), rng.integers(2, size=6), rng.normal(size=6)
    for loss in (huber, bce_with_logits):
        print(f"{loss.__name__:<16}最大差别 {worst_of_loss(loss, guess, truth):.1e}")
    for name in ("relu", "tanh", "sigmoid"):
        print(f"{name:<16}最大差别 {worst_of_layer(Activation(name), guess, dout):.1e}")

# %% [markdown]
# ### 练习 4.12 gradient_check（约 12 分钟，8 分）
#
# **做什么**　查一整个网络：损失是 `bce_with_logits(model.forward(x)[:, 0], y)`。对**每一层、每一个参数的每一格**，比较反向传播的梯度 $a$ 和中心差分的梯度 $n$，返回最大的相对误差：
#
# $$
# \max \frac{|a - n|}{\max\bigl(|a| + |n|,\ 10^{-8}\bigr)}
# $$
#
# **为什么用相对误差**　两个都是 $10^{-6}$ 的数差一倍，绝对差别才 $10^{-6}$，看着像没事。分母里的 $10^{-8}$ 是给两个都是 0 的格子准备的。
#
# **怎么差分**　参数在网络里，不能另造一个：原地给那一格加 `eps`，算损失；减 `eps`，算损失；再**放回原值**。放回要用存下来的原值，`p += eps` 又 `p -= eps` 会留下舍入误差。返回时，每个参数与原来一位不差。
#
# **反向从哪里开始**　`dz` 是 `(n,)`，网络的输出是 `(n, 1)`，所以 `model.backward(dz[:, None])`。
#
# **例子**　写对的网络在 $10^{-7}$ 上下。若有一层把 `dw` 错写成了 1.5 倍，每一格都有 $|1.5n - n| / |1.5n + n| = 0.2$，返回约 0.2；错成 0 倍（忘了写）返回 1，错成反号也是 1。
#
# | 返回值 | 意思 |
# |---|---|
# | $< 10^{-5}$ | 放心 |
# | $10^{-5}$ 到 $10^{-2}$ | 可疑：可能是 ReLU 的尖角或梯度太小，也可能是错了百分之一；换成 tanh 再查 |
# | $> 10^{-2}$ | 有一处写错了 |
#
# <details><summary>提示一</summary>
#
# 先前向、反向各一次，把 `model.gradients()` 存下来。之后只剩前向。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 两重循环：外面把每个参数和它的梯度配成对（`zip`），里面 `for index in np.ndindex(p.shape):` 走遍每一格。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `kept = p[index]` 是一个数，不会跟着数组变。`p[index] = kept + eps`，算一次损失；另一边同样；比较之前还差哪一步？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只查了最后一层；<!-- wrong: last-layer-only -->
# - 只查了权重，没查偏置；<!-- wrong: weights-only -->
# - 对所有格子求了平均：一格错得再离谱，也被别的格子冲淡；<!-- wrong: mean -->
# - 参数没有放回原值，或者靠加加减减放回去；<!-- wrong: never-restored restored-by-adding -->
# - 算的是绝对误差；<!-- wrong: absolute -->
# - 只往前走了一步。<!-- wrong: forward-difference -->
#
# </details>


# %% exercise="gradient_check"
def gradient_check(model, x: np.ndarray, y: np.ndarray, eps: float = 1e-6) -> float:
    """比较反向传播和中心差分，返回所有参数里最大的相对误差。

    参数
        model: Sequential，(n, d) 到 (n, 1)；调用之后每个参数与原来一位不差。
        x: (n, d) 的浮点数组；不变。
        y: (n,) 的标签，0 或 1，整数或浮点；不变。
        eps: 每个参数往两边各走多远；测试也会用大的 eps，例如 0.5。
    返回
        一个数：损失取 bce_with_logits(model.forward(x)[:, 0], y)[0]，a 是 model.backward 之后
        model.gradients() 里的一格，n 是同一格的中心差分，返回全部的格子里
        |a - n| / max(|a| + |n|, 1e-8) 的最大值。
    例子
        >>> rng = np.random.default_rng(0)
        >>> model = Sequential([Dense(2, 3, rng), Activation("tanh"), Dense(3, 1, rng)])
        >>> x = np.array([[1.0, 2.0], [-1.0, 0.5]])
        >>> gradient_check(model, x, np.array([0, 1])) < 1e-5
        True
    """

    ### BEGIN SOLUTION
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)
    ### END SOLUTION


# %% [markdown]
# 下面的 `Faulty` 是一个会弄坏梯度的外壳，检查和试验都用它。它自己也是一层：`forward`、`backward`、`params`、`grads` 四样齐全，所以能直接放进 `Sequential`。


# %%
class Faulty:
    """包在一层外面：前向照旧，反向时把一样东西乘上 factor。

    key 是 "w"、"b"（那个参数的梯度）或 "dx"（往前传的梯度）；factor 是一个数，或形状相配的数组。
    """

    def __init__(self, layer, key: str, factor):
        self.layer, self.key, self.factor = layer, key, factor
        self.params, self.grads = layer.params, {}

    def forward(self, x):
        return self.layer.forward(x)

    def backward(self, dout):
        dx = self.layer.backward(dout)
        self.grads = dict(self.layer.grads)
        if self.key == "dx":
            return dx * self.factor
        self.grads[self.key] = self.grads[self.key] * self.factor
        return dx


# %% check="gradient_check" points=8 minutes=12 uses=["bce_with_logits", "Dense", "Activation", "Sequential"]
check("gradient_check")

# %% [markdown]
# **故意弄坏**　三层的网络，弄坏其中一处，看查账的说什么。`KEY` 换成 `"b"`、`"dx"`，`LAYER` 换成 0 或 4，`FACTOR` 换成 1.0、0.99、−1.0 试试；先猜数再运行：

# %% tags=["demo"]
LAYER, KEY, FACTOR = 2, "w", 1.5  # 换一换
if ready("gradient_check", "Dense", "Activation", "Sequential"):
    rng = np.random.default_rng(3)
    layers = [Dense(2, 5, rng), Activation("tanh"), Dense(5, 4, rng), Activation("tanh")]
    layers += [Dense(4, 1, rng)]
    x, y = rng.normal(size=(9, 2)), np.array([0, 1, 1, 0, 1, 0, 1, 0, 0])
    print(f"写对的网络     {gradient_check(Sequential(layers), x, y):.2e}")
    layers[LAYER] = Faulty(layers[LAYER], KEY, FACTOR)
    print(f"弄坏了一处之后 {gradient_check(Sequential(layers), x, y):.2e}")

# %% [markdown]
# `FACTOR = 0.99` 得到的是 $0.01 / 1.99 \approx 0.0050$，还不到 $10^{-2}$，落在“可疑”那一档。这个网络用的是 tanh，没有尖角，所以是真的写错了；换成 ReLU，就要多查一步才敢这么说。
#
# `KEY = "dx"` 而 `LAYER = 0` 时，查不出来：第 0 层的 `dx` 是对输入的梯度，不影响任何参数。查账查的是参数；要查 `dx`，就像前面那样，拿 `numerical_gradient` 直接比。

# %% [markdown]
# ## 6　学起来
#
# ### 练习 4.13 train（约 10 分钟，6 分）
#
# **做什么**　朴素的小批量随机梯度下降（stochastic gradient descent, SGD），不带动量。每一轮（epoch）：
#
# 1. 用 `rng` 把样本重新打乱；
# 2. 每次取 `batch_size` 个，最后不足一批的也要用；
# 3. 前向，`bce_with_logits`，反向，然后每个参数**原地**减去 `lr` 乘它的梯度；
# 4. 一轮结束，把这一轮的平均损失记进 `history`。
#
# **几种读法都接受**　平均损失可以是这一轮里各批在更新之前的损失的平均（按样本数加权与否都行），也可以是一轮结束之后在全部样本上算的。打乱用 `permutation` 还是 `shuffle` 都行；分批只有一种读法：前面每批正好 `batch_size` 个。
#
# **例子**　四个样本一批、一轮，就是走一步：`p` 变成 `p - lr * g`。若写 `p = p - lr * g`，只是让名字 `p` 指向了一个新数组，网络里的那个没有动。
#
# <details><summary>提示一</summary>
#
# 一批要做的四件事（前向、损失、反向、更新），第 5 节都写过了，只差更新。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `order = rng.permutation(len(x))`，`for start in range(0, len(x), batch_size):`，同一段下标取 `x` 和 `y`。更新时把 `model.parameters()` 和 `model.gradients()` 配成对，哪一种减法不会造出新数组？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `p = p - lr * g`，网络没有变；<!-- wrong: not-in-place -->
# - 没有打乱，或者只打乱了一次（只打乱一次的，评分时才看得出）；<!-- wrong: shuffled-once -->
# - `x` 打乱了，`y` 没有跟着打乱；<!-- wrong: labels-stay -->
# - 最后不足一批的丢掉了；<!-- wrong: drops-the-rest -->
# - 每一批记一个损失；<!-- wrong: loss-per-batch -->
# - 写成了加 `lr * g`，越走损失越大。<!-- wrong: uphill -->
#
# </details>


# %% exercise="train"
def train(
    model,
    x: np.ndarray,
    y: np.ndarray,
    epochs: int,
    lr: float,
    batch_size: int,
    rng: np.random.Generator,
) -> list[float]:
    """用小批量 SGD 训练 model，损失是 bce_with_logits，直接更新它的参数。

    参数
        model: Sequential，(n, d) 到 (n, 1)，从它现在的参数开始。
        x: (n, d) 的浮点数组；不变。
        y: (n,) 的标签，0 或 1，整数、无符号整数或浮点；不变。
        epochs: 轮数，可以是 0；每轮用 rng 重新打乱，每个样本恰好用一次。
        lr: 学习率，可以是 0。
        batch_size: 一批的样本数。前面每批正好这么多，最后一批可以不足；
            它比 n 大时，全部样本就是一批。
        rng: 打乱用的随机数都从它来。
    返回
        history：列表或一维数组，长度为 epochs，每轮一个平均损失（这一轮各批更新之前的损失的平均，
        或一轮结束之后全部样本的损失）。
    例子
        >>> rng = np.random.default_rng(0)
        >>> model = Sequential([Dense(1, 1, rng)])
        >>> x, y = np.array([[-1.0], [1.0]] * 10), np.array([0, 1] * 10)
        >>> history = train(model, x, y, epochs=5, lr=0.1, batch_size=4, rng=rng)
        >>> len(history), history[-1] < history[0]
        (5, True)
    """
    ### BEGIN SOLUTION
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history
    ### END SOLUTION


# %% [markdown]
# 训练用的数据叫两弯月牙（two moons）：两个半圆套在一起，一条直线分不开。`make_moons` 已经写好。


# %%
def make_moons(n: int, noise: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """两弯月牙：(n, 2) 的点和 (n,) 的标签 0/1，各占一半；noise 是每个坐标上噪声的标准差。"""
    y = np.arange(n) % 2
    angle = rng.uniform(0, np.pi, size=n)
    x = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x[y == 1] = [1.0, 0.5] - x[y == 1]
    return x + noise * rng.normal(size=(n, 2)), y


# %% check="train" points=6 minutes=10 uses=["bce_with_logits", "Dense", "Activation", "Sequential"]
check("train")

# %% tags=["demo"]
if ready("train", "Dense", "Activation", "Sequential"):
    from itertools import pairwise

    def moon_model(*widths, seed=0):
        """2 → widths → 1 的网络，层与层之间是 ReLU。"""
        rng = np.random.default_rng(seed)
        sizes, layers = [2, *widths, 1], []
        for n_in, n_out in pairwise(sizes):
            layers += [Dense(n_in, n_out, rng), Activation("relu")]
        return Sequential(layers[:-1])

    def accuracy(model, x, y):
        """打分大于 0 的判为 1。"""
        return np.mean((model.forward(x)[:, 0] > 0) == y)

    rng = np.random.default_rng(0)
    moons_x, moons_y = make_moons(400, 0.1, rng)
    test_x, test_y = make_moons(1000, 0.1, rng)
    for widths in ((), (16, 16)):
        model = moon_model(*widths)
        history = train(model, moons_x, moons_y, 100, 0.1, 32, np.random.default_rng(1))
        name = "没有隐藏层：一条直线" if not widths else "两个隐藏层，各 16 个单元"
        print(f"{name}　最后的损失 {history[-1]:.3f}　", end="")
        print(f"没见过的 1000 个点，正确率 {accuracy(model, test_x, test_y):.3f}")

# %% [markdown]
# 一条直线停在 0.86 到 0.90，看种子；两个隐藏层的网络约在 0.99 到 1.00 之间。噪声加到 0.2，两弯月牙自己就混在一起了，最好的分法也只有约 0.97，网络约 0.96：那不是网络的错。

# %% [markdown]
# ### 练习 4.14 gradient_norms（约 7 分钟，5 分）
#
# 层数越多越好吗？把网络叠到 20 层，看梯度还剩多少传得到第一层。
#
# **做什么**　叠 `depth` 组 `Dense(width, width, rng)` 接 `Activation(activation)`，用你自己的类。抽 32 行标准正态的输入，前向；损失是**最后输出的所有元素的平均**；反向；返回每个 `Dense` 的 `dw` 的长度（所有元素平方和的平方根，`np.linalg.norm`），从第一层排起，形状 `(depth,)`。
#
# **推导**　平均损失对每个输出元素的导数都是 $\dfrac{1}{32 \times \text{width}}$，这就是送进 `backward` 的 `dout`。
# 往回每过一组，梯度乘一次 $w^{\mathsf T}$，再乘一次激活函数的导数。sigmoid 的网络，每层大约乘 $\sqrt 2$（$w$）和 0.21（$\sigma'$，最大才 $\frac14$），合起来约 0.3，19 层以后只剩 $0.3^{19} \approx 10^{-10}$；He 初始化的 ReLU 网络，两样恰好抵消：$w$ 的方差 $2/n$ 补上了 ReLU 关掉的那一半。
#
# **例子**　`gradient_norms(20, "sigmoid", rng)` 的第一层约是最后一层的 $10^{-10}$ 倍；`"relu"` 的在 0.4 到 1.3 倍之间。
#
# <details><summary>提示一</summary>
#
# `Sequential` 的 `gradients()` 每层先 `w` 后 `b`，隔一个取一个就是各层的 `dw`。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `out = model.forward(x)`，`model.backward(np.full(out.shape, 1 / out.size))`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 次序反了，最后一层在前；<!-- wrong: reversed -->
# - 自己另抽权重，不用 `Dense` 的初始化；<!-- wrong: own-weights -->
# - 送进去的 `dout` 是全 1，那是总和的梯度；<!-- wrong: gradient-of-sum -->
# - 把偏置的梯度也排进去了，长度成了两倍；<!-- wrong: with-biases -->
# - 长度忘了开方。<!-- wrong: squared -->
#
# </details>


# %% exercise="gradient_norms"
def gradient_norms(
    depth: int,
    activation: str,
    rng: np.random.Generator,
    width: int = 64,
) -> np.ndarray:
    """一个刚初始化的深网络里，每一层权重的梯度有多长。

    参数
        depth: 层数，至少 1；每层是 Dense(width, width, rng) 接 Activation(activation)，
            最后一层也接。
        activation: Activation 认识的名字。
        rng: 权重和输入都从它来：各层从第一层起依次建好，再抽 (32, width) 的标准正态输入
            （先抽输入、再建各层也可以）。
        width: 每层的宽度。
    返回
        (depth,) 的浮点数组：损失是最后输出的所有元素的平均，第 i 个数是它对第 i 层的 w 的梯度的长度
        （所有元素平方和的平方根），第一层在前。
    例子
        >>> norms = gradient_norms(5, "tanh", np.random.default_rng(0), width=8)
        >>> norms.shape, bool((norms > 0).all())
        ((5,), True)
    """
    ### BEGIN SOLUTION
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])
    ### END SOLUTION


# %% check="gradient_norms" points=5 minutes=7 uses=["Dense", "Activation", "Sequential"]
check("gradient_norms")

# %% tags=["demo"]
if ready("gradient_norms"):
    fig, ax = plt.subplots(figsize=(7, 3.4))
    for name, color, marker in (("relu", BLUE, "o"), ("tanh", GREEN, "^"), ("sigmoid", RED, "s")):
        lengths = gradient_norms(20, name, np.random.default_rng(0))
        ax.semilogy(range(1, 21), lengths, marker=marker, markersize=4, color=color, label=name)
    ax.set(title="20 层的网络，每层权重的梯度有多长", xlabel="第几层", ylabel="dw 的长度")
    ax.set_xticks(range(1, 21, 3))
    ax.legend(loc="lower right")
    plt.show()

# %% [markdown]
# sigmoid 的那条线在对数坐标上几乎是直的：每往前一层就少一个固定的倍数，到第一层只剩百亿分之一，前面的层等于没有在学。这就是梯度消失（vanishing gradient）。tanh 在 0 附近的导数是 1，守得住；ReLU 配上 He 初始化，首尾差不了几倍。
# 把 `Dense` 的初始化放大一倍再画一次（改完记得改回来），ReLU 的线整条抬高 $2^{19} \approx 52$ 万倍，形状不变：前向的值每层大一倍，反向的梯度也每层大一倍，乘起来各层一样。那叫梯度爆炸（exploding gradient）。

# %% [markdown]
# ## 7　终场：两弯月牙，一个小球
#
# **一张自己的计算图**　开头那张图里的数是印上去的；下面这张，方框里的数都是你的 `chain_rule` 算的（红色的 × 后面，是相邻两个红数相除）。换一换 `NAMES`（`pick` 认识的名字）和 `START`，图跟着变：

# %% tags=["demo"]
NAMES, START = ("triple", "sin", "square", "five_minus"), 0.5  # 换一换
if ready("chain_rule"):
    signs = {"triple": "×3", "square": "平方", "five_minus": "5 − u"}
    functions, derivatives = pick(*NAMES)
    count = len(NAMES)
    values = [chain_rule(functions[:i], derivatives[:i], START)[0] for i in range(count + 1)]
    links = [(functions[i:], derivatives[i:], value) for i, value in enumerate(values)]
    slopes = [chain_rule(*link)[1] for link in links]
    fig, ax = plt.subplots(figsize=(8.5, 2.5))
    ax.axis("off")
    ax.set(xlim=(-0.5, count + 0.5), ylim=(-1, 1))
    ahead = {"arrowstyle": "-|>", "color": BLUE, "lw": 1.8, "shrinkA": 32, "shrinkB": 32}
    back = {**ahead, "color": RED, "linestyle": "--"}
    for i, (value, slope) in enumerate(zip(values, slopes)):
        for height, number, color in ((0.45, value, BLUE), (-0.45, slope, RED)):
            box = {"boxstyle": "round,pad=0.4", "fc": "white", "ec": color}
            ax.text(i, height, f"{number:.3f}", ha="center", va="center", color=color, bbox=box)
        if i < count:
            own = slopes[i] / slopes[i + 1] if slopes[i + 1] else 0.0
            ax.annotate("", (i + 1, 0.45), (i, 0.45), arrowprops=ahead)
            ax.annotate("", (i, -0.45), (i + 1, -0.45), arrowprops=back)
            ax.text(i + 0.5, 0.62, signs.get(NAMES[i], NAMES[i]), ha="center", color=BLUE)
            ax.text(i + 0.5, -0.8, f"× {own:.3f}", ha="center", color=RED)
    ax.set_title("蓝：走到这里的值　红：结果对这里的导数，从终点往起点乘", fontsize=11)
    plt.show()

# %% [markdown]
# **滚动的小球**　曲面 $f(x, y) = \frac{x^3}{3} - x + \frac{y^3}{3} - y$ 有四个梯度为 0 的点：一个谷底，一个山顶，两个鞍点。四个小球，每一步的方向由你的 `jacobian` 给：
# 一个下坡，一个上坡，一个沿着山脊走，一个从鞍点上被轻轻推了一下（只推千分之一）。先猜它们各停在哪里；停下之后，由你的 `classify_point` 报名。

# %% tags=["demo"]
if ready("jacobian", "hessian", "classify_point"):

    def land(t):
        """x³/3 − x + y³/3 − y。"""
        return np.sum(t**3 / 3 - t, axis=0)

    BALLS = {
        "下坡": ((-0.6, 0.2), -1),
        "上坡": ((0.6, -0.1), 1),
        "沿着山脊下坡": ((-0.7, -1.0), -1),
        "推一下鞍点": ((-1.0, 1.0), -1),
    }

    def roll(start, sign, steps=160):
        """每一步顺着（sign = 1）或逆着（−1）梯度走一小步，返回 (steps + 1, 2) 的路线。"""
        path = [np.array(start)]
        for _ in range(steps):
            path.append(path[-1] + 0.06 * sign * jacobian(land, path[-1]))
        return np.array(path)

    paths, ends = {}, {}
    for name, (start, sign) in BALLS.items():
        push = 0.001 if name == "推一下鞍点" else 0.0
        paths[name] = roll((start[0] + push, start[1]), sign)
        ends[name] = classify_point(hessian(land, paths[name][-1]))
        x, y = paths[name][-1]
        print(f"{name}：停在 ({x:.2f}, {y:.2f})，{ends[name]}")

# %% tags=["demo"]
if ready("jacobian", "hessian", "classify_point"):
    side = np.linspace(-1.7, 1.7, 121)
    ground = land(np.stack(np.meshgrid(side, side)))
    colors = dict(zip(BALLS, (BLUE, RED, GREEN, "#8e44ad")))

    def draw_land(ax):
        """等高线，和四个梯度为 0 的点。"""
        ax.contour(side, side, ground, 17, colors="#bbbbbb", linewidths=0.8, linestyles="solid")
        for x, y in ((1, 1), (-1, -1), (1, -1), (-1, 1)):
            ax.plot(x, y, "+", color="#333333", markersize=9)
        ax.grid(False)
        ax.set(xlim=(-1.7, 1.7), ylim=(-1.7, 1.7), aspect="equal", xlabel="x", ylabel="y")

    def draw_balls(ax, k):
        """走了 k 步的小球和它们的路线；返回画出来的东西。"""
        drawn = []
        for name, path in paths.items():
            drawn += ax.plot(*path[: k + 1].T, color=colors[name], linewidth=1.5)
            drawn += ax.plot(*path[k], "o", color=colors[name], markersize=9, label=name)
        return drawn

    fig, ax = plt.subplots(figsize=(4.6, 3.9), dpi=84, layout="none")
    fig.subplots_adjust(left=0.13, right=0.97, bottom=0.13, top=0.91)
    draw_land(ax)
    drawn = []

    def draw_step(k):
        """动画的一格：擦掉上一格的小球，画第 k 步的。"""
        while drawn:
            drawn.pop().remove()
        drawn.extend(draw_balls(ax, k))
        ax.set_title(f"第 {k} 步")

    steps = [0, 2, 4, 7, 10, 14, 18, 24, 30, 37, 45, 52, 58, 63, 68, 75, 90, 160]
    figures.film(fig, draw_step, steps, "动画：四个小球在曲面上滚动，分别停在谷底、山顶和鞍点")

    fig, ax = plt.subplots(figsize=(7, 4.2))
    draw_land(ax)
    draw_balls(ax, 160)
    for name, path in paths.items():
        x, y = path[-1] + (-0.25, 0.16 if name in ("下坡", "沿着山脊下坡") else -0.28)
        ax.text(x, y, ends[name], color=colors[name], fontsize=10)
    ax.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
    ax.set_title("四条路线，和 classify_point 说的话")
    plt.show()

# %% [markdown]
# 沿着山脊走的那个停在了鞍点：梯度是 0，它以为到底了。另一个鞍点上，只推千分之一，小球先是一动不动，几十步以后忽然滚了下去。高维的损失曲面上，鞍点比谷底多得多；小批量的噪声就是那轻轻的一推。
#
# **两弯月牙**　最后，看网络学习。左边是它给出的概率，黑线是决策边界；右边 16 小格是第二个隐藏层的 16 个单元，每一格画的是那个单元在整个平面上的输出：深色是它“看见”的地方。

# %% tags=["demo"]
if ready("train", "Dense", "Activation", "Sequential"):
    rng = np.random.default_rng(4)
    hidden = [Dense(2, 16, rng), Activation("relu"), Dense(16, 16, rng), Activation("relu")]
    model = Sequential([*hidden, Dense(16, 1, rng)])

    across, up = np.linspace(-1.6, 2.6, 29), np.linspace(-1.3, 1.8, 22)
    plane = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)

    def what_units_see():
        """第二个隐藏层的输出，拼成 4 × 4 的一张大图；每格除以自己的最大值。"""
        seen = plane
        for layer in hidden:
            seen = layer.forward(seen)
        seen = seen / np.maximum(seen.max(axis=0), 1e-9)
        tiles = seen.T.reshape(4, 4, len(up), len(across))[:, :, ::-1]
        tiles = np.pad(tiles, ((0, 0), (0, 0), (1, 1), (1, 1)), constant_values=np.nan)
        return tiles.swapaxes(1, 2).reshape(4 * (len(up) + 2), -1)

    def draw_moons(ax):
        """概率的底色、决策边界和训练用的点。"""
        score = model.forward(plane).reshape(len(up), len(across))
        chance = (1 + np.tanh(score / 2)) / 2
        ax.contourf(across, up, chance, np.linspace(0, 1, 6), cmap="RdBu_r", alpha=0.35)
        if score.min() < 0 < score.max():
            ax.contour(across, up, score, [0], colors="#222222", linewidths=1.5)
        for label, color, marker in ((0, BLUE, "o"), (1, RED, "^")):
            ax.scatter(*moons_x[moons_y == label].T, s=5, c=color, marker=marker, lw=0)
        ax.grid(False)
        ax.set(xticks=(), yticks=(), aspect="equal")

    blues = plt.get_cmap("Blues").with_extremes(bad="#999999")  # 格子之间的缝是灰的

    def draw_units(ax):
        """16 个单元各看见什么。"""
        ax.imshow(what_units_see(), cmap=blues, vmin=0, vmax=1)
        ax.axis("off")

    marks = [0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 45, 70, 100]
    kept = {}
    fig, (left, right) = plt.subplots(1, 2, figsize=(6.6, 2.9), dpi=72, layout="none")
    fig.subplots_adjust(left=0.02, right=0.98, bottom=0.03, top=0.88, wspace=0.05)
    order = np.random.default_rng(1)

    def draw_epoch(span):
        """动画的一格：从上一格练到这一轮，再画出来。"""
        before, epoch = span
        train(model, moons_x, moons_y, epoch - before, 0.1, 32, order)
        for ax, draw in ((left, draw_moons), (right, draw_units)):
            ax.clear()
            draw(ax)
        right_share = accuracy(model, test_x, test_y)
        left.set_title(f"第 {epoch} 轮　正确率 {right_share:.3f}", fontsize=11)
        right.set_title("第二层的 16 个单元各看见什么", fontsize=11)
        if epoch in (0, 4, 30, 100):
            kept[epoch] = what_units_see(), model.forward(plane), right_share

    alt = "动画：决策边界弯进两弯月牙之间，16 个隐藏单元各自选定了一片地方"
    figures.film(fig, draw_epoch, zip([0, *marks], marks), alt)

# %% [markdown]
# 印在纸上动不起来，所以再摆一条胶片，上面一排是边界，下面一排是 16 个单元：

# %% tags=["demo"]
if ready("train", "Dense", "Activation", "Sequential"):
    fig, axes = plt.subplots(2, 4, figsize=(9, 3.9))
    for (epoch, (units, score, share)), (above, below) in zip(kept.items(), axes.T):
        score = score.reshape(len(up), len(across))
        above.contourf(across, up, score, [-1e9, 0, 1e9], colors=("#d6e2f3", "#f6dcd8"))
        for label, color in ((0, BLUE), (1, RED)):
            above.scatter(*moons_x[moons_y == label].T, s=2, c=color, lw=0)
        above.set(xticks=(), yticks=(), aspect="equal")
        above.set_title(f"第 {epoch} 轮　{share:.3f}", fontsize=10)
        below.imshow(units, cmap=blues, vmin=0, vmax=1)
        below.axis("off")
    plt.show()

# %% [markdown]
# 起初每个单元看见的是随便一块地方，折痕是直的：它们是第一层的 16 条直线拼出来的。训练时没有人告诉任何一个单元该看哪里，每一个都只收到一个数：“你的输出大一点，损失会大还是小”。16 个单元各自挪一挪，合起来就是一条弯弯的边界。
# 有几格可能一直是空的：那个单元对所有的点都输出 0，ReLU 的门关着，梯度也是 0，它再也学不到东西了，叫作死掉的 ReLU（dead ReLU）。

# %% [markdown]
# ## 小结
#
# 你从一条链写到了一个能叠任意多层的网络库。值得记住的是：
#
# - 链式法则：每一站的导数在那一站的输入处求，各站相乘；前向记账，反向查账；
# - 导数排成的表是雅可比，输出在前、输入在后；反向传播拿一行梯度，从终点往起点乘这些表（式子里是从左往右），从不把表写出来；
# - 梯度为 0 的地方不一定是谷底，黑塞矩阵的特征值说了算；
# - 损失和 sigmoid 并成一站，远处既不溢出，也不丢梯度；
# - 一层就是 `forward`、`backward`、`params`、`grads` 四样；梯度对样本求和，每次换新的，账本各记各的；
# - 写完就 `gradient_check`：中心差分是不会错的证人；
# - 层数一多，梯度会消失或者爆炸，激活函数和初始化要配好。
#
# 这一章里每一层的导数都是你推的、你写的。下一章换一个主意：只教机器加、乘这几样运算的导数，让它自己把链子记下来，自己往回走。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. `backward` 里为什么要倒着走？从第一层往最后一层，一层一层地乘雅可比，不也能得到同样的梯度吗？
#
# <details><summary>答案</summary>
#
# 能，结果一样，只是贵。损失是一个数，从终点往起点走（式子里是从左往右乘），手里始终是一行（一个与这一层输出同样大小的梯度）；从起点往终点走，手里是“这一层的输出对全部参数”的整张表，有多少个参数就有多少列。输入少、输出多的时候反过来才划算。
#
# </details>
#
# 2. 把 `Dense` 的 `w` 全部初始化成 0，偏置也是 0，用 ReLU 的两层网络会怎样？
#
# <details><summary>答案</summary>
#
# 隐藏层的输出全是 0，最后一层 `dw` 是 0；往前传的梯度乘的 $w^{\mathsf T}$ 是 0，第一层也收不到梯度。只有最后一层的偏置在动。就算初始化成同一个不为 0 的数，同一层的单元也永远一模一样，等于只有一个单元。所以要随机。
#
# </details>
#
# 3. 黑塞矩阵的特征值是 3、1 和 0。能不能说这里是谷底？
#
# <details><summary>答案</summary>
#
# 不能，是 `"undecided"`。沿着特征值为 0 的方向，二阶导数看不出弯曲，要看三阶、四阶：$x^2 + y^2 + z^4$ 是谷底，$x^2 + y^2 - z^4$ 不是。
#
# </details>
#
# 4. `gradient_check` 返回了 1.0。最可能是哪两种错？
#
# <details><summary>答案</summary>
#
# $|a - n| / (|a| + |n|) = 1$ 有两种可能：$a$ 和 $n$ 一个是 0（有一格梯度忘了算，或者本不该是 0），或者符号相反。凡是符号反了的格子都正好是 1，倍数错了的则小于 1。
#
# </details>
#
# 5. 一个 20 层的 sigmoid 网络，把学习率放大 $10^{10}$ 倍，第一层不就学得动了吗？
#
# <details><summary>答案</summary>
#
# 第一层动得了，最后一层却立刻飞出去：它的梯度本来就不小。各层梯度的大小差得太远，没有一个学习率能让它们都合适。要从根上治：换激活函数、配初始化，或者像第 7 章的残差网络那样给梯度修一条近路。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - Rumelhart, Hinton, Williams，*Learning representations by back-propagating errors*，Nature 323（1986）：让反向传播广为人知的四页纸。
# - Michael Nielsen，*Neural Networks and Deep Learning*（2015），第 2 章：反向传播的四个方程。
# - 阿斯顿·张、李沐等，《动手学深度学习》，预备知识里的自动微分，与多层感知机一章的“前向传播、反向传播和计算图”。
# - Goodfellow, Bengio, Courville，*Deep Learning*（2016），4.3 节（雅可比、黑塞矩阵与鞍点）和 6.5 节。
# - Hendrycks, Gimpel，*Gaussian Error Linear Units (GELUs)*，2016；Huber，*Robust Estimation of a Location Parameter*，1964。
# - Glorot, Bengio，*Understanding the difficulty of training deep feedforward neural networks*，2010；He, Zhang, Ren, Sun，*Delving Deep into Rectifiers*，2015：梯度为什么会消失，初始化怎样救它。
