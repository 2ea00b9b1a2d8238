# ---
# jupyter:
#   autograder:
#     title: 第 2 天　线性回归
#     builds: 看一条直线贴向数据，再和它比赛猜体重
#     minutes: 360
#     en:
#       title: Day 2. Linear regression
#       builds: a line that moves onto the data, and a guessing match against it
# ---

# %% [markdown]
# # 第 2 天　线性回归
#
# 研究者在南极的几座小岛上，给三百多只企鹅量了翅（flipper）的长度，称了体重。现在来了一只没称过的，只知道翅长：它大概有多重？
#
# 今天用两种办法回答这个问题。**经典的办法**解一个方程，一步得到答案；**机器学习的办法**从一个胡乱的猜测出发，一点一点改进。两条路会走到同一条直线上。
#
# 既然能一步解出来，为什么还要一点一点地走？因为过两天的神经网络没有方程可解，只剩第二条路。今天难得有标准答案，正好用它核对每一步。
#
# **今天用到的旧知识**（不会导入昨天的 notebook，想不起来就翻一翻）
#
# | 第 1 天 | 用在哪里 |
# |---|---|
# | 广播、求和与求平均 | 每一个公式 |
# | 数组的形状，`(n,)` 与 `(n, 1)` 的区别 | 均方误差里的一个陷阱 |
# | 标准化（standardize） | 让梯度下降走得动 |
# | 整数数组索引、`rng.permutation` | 打乱样本，切成小批 |
#
# **今天结束时你会有**
#
# - 一段动画：你写的梯度下降拉着一条直线，在企鹅中间慢慢站正；
# - 一件以后天天要用的工具：用数值差分核对任何一个梯度；
# - 一个能用六个特征预测汽车一加仑油跑多远的模型，以及判断它好坏的尺子 $R^2$；
# - 从八十张打车小票里，把没有告诉你的价目表解出来，每一项差不到五分钱；
# - 一场比赛：八只先不告诉你体重的企鹅，你凭眼力，直线凭公式，看谁猜体重猜得准。

# %% [markdown]
# ## 时间表
#
# 合计约 360 分钟，100 分：读讲义、推公式、看图都算在里面。可以在任意两节之间停下来休息；分两次做，在第 3 节之后停最好。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 看看数据 | 6 | |
# | 1 | 一条直线有多好：predict、mean_squared_error | 30 | 12 |
# | 2 | 该往哪边调：推一推，mse_gradients、numerical_gradient | 72 | 26 |
# | 3 | 一步一步走：gradient_descent，用在企鹅上，选学习率 | 40 | 12 |
# | 4 | 一步到位：least_squares_line、r_squared | 55 | 18 |
# | 5 | 许多特征：design_matrix、normal_equation，打车小票，汽车 | 65 | 20 |
# | 6 | 一次看几个：minibatches | 32 | 12 |
# | 7 | 看它动起来 | 9 | |
# | 8 | 三次坏掉的训练 | 13 | |
# | 9 | 开放挑战：造几列特征（不计分） | 12 | |
# | 10 | 终场：你和直线比一场 | 10 | |
# | | 小结、自测 | 16 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就一条一条地展开“提示”：第一条只问一个问题，第二条指个方向，第三条给出代码的样子；先自己想五分钟，收获更大。看到“**先猜**”，先在纸上写下答案再运行；看到“**弄坏它**”，就照着开关把好好的东西弄坏，看看坏了是什么样子。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。
#
# 几条通用的约定：
#
# - 样本总在第一轴：`x` 是 `(n,)` 或 `(n, d)`，`y` 是 `(n,)`；
# - 损失是对样本取平均；
# - 随机数都来自传进来的 `rng`；
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
# 帕尔默群岛的 342 只企鹅，三个物种：Adelie（阿德利企鹅）、Chinstrap（帽带企鹅）、Gentoo（巴布亚企鹅），颜色和昨天的一样。文件里每行一只：物种、翅长（毫米）、体重（克）。用昨天见过的结构化数组读进来，体重换成千克，数字会好看些。

# %% tags=["demo"]
reading = {"delimiter": ",", "names": True, "dtype": None, "encoding": "utf-8"}
penguins = np.genfromtxt("penguins.csv", **reading)
flipper = penguins["flipper_length_mm"].astype(float)
mass = penguins["body_mass_g"] / 1000
print(len(penguins), "只企鹅，前三只：")
print(penguins[:3])

# %% tags=["demo"]
SPECIES = {"Adelie": ("C0", "o"), "Chinstrap": ("C1", "^"), "Gentoo": ("C2", "s")}


def scatter_penguins(ax):
    """在 ax 上画出全部企鹅：横轴翅长，纵轴体重，一个物种一种颜色。"""
    for name, (color, marker) in SPECIES.items():
        chosen = penguins["species"] == name
        look = {"s": 14, "c": color, "marker": marker, "alpha": 0.6, "linewidths": 0}
        ax.scatter(flipper[chosen], mass[chosen], label=name, **look)
    ax.set(xlabel="翅长（毫米）", ylabel="体重（千克）", xlim=(168, 235), ylim=(2.4, 6.6))


fig, ax = plt.subplots(figsize=(7, 3.8))
scatter_penguins(ax)
ax.set_title("342 只企鹅")
ax.legend()
plt.show()

# %% [markdown]
# **先猜**　来了一只没称过的，翅长 200 毫米。看着图，你猜它多重？上下差多少你还觉得不奇怪？把两个数写在纸上，终场要用。
#
# 这些点散成一条斜斜的带子。一条直线能抓住它的大意，这就是线性回归（linear regression）要找的直线。

# %% [markdown]
# ## 1　一条直线有多好
#
# 为了看清每一步，今天一直带着**四个点**。后面每个例子用的都是它们：
#
# | $x$ | 0 | 1 | 2 | 3 |
# |---|---|---|---|---|
# | $y$ | 1 | 3 | 4 | 6 |

# %% [markdown]
# ### 练习 2.1 predict（约 8 分钟，4 分）
#
# **做什么**　一条直线的预测：
#
# $$
# \hat{y} = m\,x + b
# $$
#
# $m$ 是斜率（slope），$b$ 是截距（intercept）。机器学习里把它们叫作权重（weight）和偏置（bias）。$\hat{y}$ 读作“y hat”，戴帽子的是预测值。
#
# **例子**　四个点，$m = 2$，$b = 1$：预测是 `[1, 3, 5, 7]`。前两个正好，后两个各多了 1。
#
# **形状**　`x` 是什么形状，结果就是什么形状；`x` 也可以只是一个数。
#
# <details><summary>提示一：想一想</summary>
#
# `x` 是数组，`m` 和 `b` 是数。昨天“逐元素”的规则，允许它们直接相乘、相加吗？结果是什么形状？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 不用循环，也不用管 `x` 有几个轴：数会自动广播到每一格。注意 `*=`、`+=` 会写回 `x`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一行：`return …`，里面有一个乘号、一个加号。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `x *= m` 改动了传进来的数组；<!-- wrong: in-place -->
# - 循环只顾了一维，遇到二维数组就错。<!-- wrong: one-axis-loop -->
#
# </details>


# %% exercise="predict"
def predict(x: np.ndarray, m: float, b: float) -> np.ndarray:
    """直线的预测 m·x + b。

    参数
        x: 任意形状的数值数组（整数或浮点数），也可以是一个数；不变。
        m: 斜率。
        b: 截距。
    返回
        与 x 同形状的数值数组；x 是一个数时，返回一个数。不取整。
    例子
        >>> predict(np.array([0.0, 1.0, 2.0, 3.0]), 2.0, 1.0)
        array([1., 3., 5., 7.])
    """
    ### BEGIN SOLUTION
    return m * x + b
    ### END SOLUTION


# %% check="predict" points=4 minutes=8
check("predict")

# %% [markdown]
# 凭感觉画三条线：

# %% tags=["demo"]
guesses = {"甲": (0.02, 0.2), "乙": (0.05, -5.9), "丙": (0.08, -12.0)}

if ready("predict"):
    ends = np.array([170.0, 233.0])
    fig, ax = plt.subplots(figsize=(7, 3.6))
    scatter_penguins(ax)
    for (name, (m, b)), style in zip(guesses.items(), ("--", "-", ":")):
        ax.plot(ends, predict(ends, m, b), "k" + style, label=f"{name}：m = {m}，b = {b}")
    ax.legend(fontsize=9, loc="upper left", ncols=2)
    plt.show()

# %% [markdown]
# **先猜**　哪条最好，哪条最差？好的比差的好几倍？先写下来，下一个练习之后揭晓。
#
# 眼睛有了主意。要让计算机也有主意，得有一个数来量“离得有多远”。

# %% [markdown]
# ### 练习 2.2 mean_squared_error（约 15 分钟，8 分）
#
# **做什么**　预测减真值叫残差（residual）。均方误差（mean squared error, MSE）是残差平方的平均：
#
# $$
# L = \frac{1}{n} \sum_{i=1}^{n} \left(\hat{y}_i - y_i\right)^2
# $$
#
# ![四个点和直线 y = 2x + 1：残差是竖线，平方是面积](figures/residual.svg)
#
# **为什么平方**　正负残差不会互相抵消；大错罚得更重；而且处处可以求导，下一节就要用。
#
# 图里的残差是 `[0, 0, 1, 1]`，$L = (0 + 0 + 1 + 1)/4 = 0.5$。
#
# **例子**　换一条低的线，$m = 1$，$b = 0$：预测是 `[0, 1, 2, 3]`，残差是 `[−1, −2, −2, −3]`，$L = (1 + 4 + 4 + 9)/4 = 4.5$。
#
# **一个陷阱**　形状 `(n,)` 减 `(n, 1)` 不会报错，而是广播成 `(n, n)` 的表，每个预测都减去每个真值：
#
# $$
# \begin{pmatrix} 1 & 2 \end{pmatrix} - \begin{pmatrix} 1 \\ 2 \end{pmatrix}
# = \begin{pmatrix} 0 & 1 \\ -1 & 0 \end{pmatrix}
# $$
#
# 预测完全正确，算出来的“误差”却是 0.5。所以形状不同时，请抛出 `ValueError`，不要让广播蒙混过去。
#
# <details><summary>提示一：想一想</summary>
#
# 形状不同的时候，NumPy 会替你报错吗？那么检查应当放在相减之前还是之后？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 形状用 `.shape` 比，不同就 `raise ValueError(…)`。求平均不写 `axis`，就是对所有元素。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 两步：`if … != …:` 里面抛出错误；`return np.mean(…)`，括号里是逐元素的平方。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了平均，样本越多损失越大；<!-- wrong: sum -->
# - 多除了一个 2（有些书这样定义，今天不除）；<!-- wrong: half -->
# - 开了平方根，那是 RMSE；<!-- wrong: root -->
# - 用 `assert` 检查形状：它抛的是 `AssertionError`，不是 `ValueError`。<!-- wrong: assertion -->
#
# </details>


# %% exercise="mean_squared_error"
def mean_squared_error(y_pred: np.ndarray, y_true: np.ndarray) -> float:
    """均方误差：对所有元素求 (y_pred - y_true)² 的平均。

    参数
        y_pred: 预测，任意形状的数值数组；不变。
        y_true: 真值，形状与 y_pred 完全相同；不变。
    返回
        一个实数。
    错误
        ValueError: 两个形状不同。(n,) 与 (n, 1)、(n,) 与 (1,) 都算不同。
    例子
        >>> y_true = np.array([1.0, 3.0, 4.0, 6.0])
        >>> float(mean_squared_error(np.array([0.0, 1.0, 2.0, 3.0]), y_true))
        4.5
    """
    ### BEGIN SOLUTION
    if y_pred.shape != y_true.shape:
        raise ValueError(f"形状不同：{y_pred.shape} 和 {y_true.shape}")
    return float(np.mean((y_pred - y_true) ** 2))
    ### END SOLUTION


# %% check="mean_squared_error" points=8 minutes=15
check("mean_squared_error")

# %% tags=["demo"]
if ready("predict", "mean_squared_error"):
    for name, (m, b) in guesses.items():
        loss = mean_squared_error(predict(flipper, m, b), mass)
        print(f"{name}  m = {m}  b = {b:5.1f}  均方误差 {loss:.3f}")

# %% [markdown]
# 乙最小，还不到另外两条的一半。你的眼睛猜中了吗？可是世上的直线有无穷多条，总不能一条一条试。

# %% [markdown]
# ## 2　该往哪边调
#
# 手里有一条线，$m = 2$，$b = 1$，损失 0.5。该把 $m$ 调大还是调小？先不要公式，**推它一下**，看损失怎么变。
#
# 把 $m$ 推到 2.1，四个点的残差从 `[0, 0, 1, 1]` 变成 `[0, 0.1, 1.2, 1.3]`，损失是
#
# $$
# \frac{0 + 0.01 + 1.44 + 1.69}{4} = 0.785
# $$
#
# $m$ 多了 0.1，损失多了 0.285：每推 1 涨 2.85 那么陡。推小一点呢？**先猜**：推 0.01、0.001，这个比值会趋向几？换成推 $b$ 呢？先用铅笔算推 0.01 的那一行，再运行：

# %% tags=["demo"]
x4, y4 = np.array([0.0, 1.0, 2.0, 3.0]), np.array([1.0, 3.0, 4.0, 6.0])

if ready("predict", "mean_squared_error"):
    before = mean_squared_error(predict(x4, 2, 1), y4)
    print("推多少     推 m 后的损失   每推 1 涨多少   推 b 后的损失   每推 1 涨多少")
    for push in (0.1, 0.01, 0.001, 0.0001):
        after_m = mean_squared_error(predict(x4, 2 + push, 1), y4)
        after_b = mean_squared_error(predict(x4, 2, 1 + push), y4)
        steep_m, steep_b = (after_m - before) / push, (after_b - before) / push
        print(f"{push:<10} {after_m:<15.8f} {steep_m:<15.5f} ", end="")
        print(f"{after_b:<15.8f} {steep_b:.5f}")

# %% [markdown]
# 一个趋向 2.5，一个趋向 1。都是正的：推大了损失涨，所以两个都该往**小**里调，而且 $m$ 比 $b$ 急。
#
# 这两个数就是损失在 $(2, 1)$ 处对 $m$、对 $b$ 的偏导数（partial derivative），合在一起叫梯度（gradient）。它指着上坡最陡的方向，往反方向走就是下坡。
#
# **从推一推到公式**　每次都推四遍太慢了，找找规律。只看一个点：残差是 $r$，$m$ 推 $h$，预测就多 $h x$，残差变成 $r + hx$，平方变成
#
# $$
# (r + h x)^2 = r^2 + 2\,r\,x\,h + x^2 h^2
# $$
#
# 多出来的除以 $h$，是 $2 r x + x^2 h$；$h$ 很小的时候，只剩 $2 r x$。（表里 2.85 比 2.5 多出的 0.35，就是 $x^2 h$ 那一项的平均：$3.5 \times 0.1$。）推 $b$ 的时候，每个残差都多 $h$，把上面的 $x$ 换成 1 就是了。损失是各点的平均，导数也就是各点的平均。

# %% [markdown]
# ### 练习 2.3 mse_gradients（约 20 分钟，12 分）
#
# **做什么**　求均方误差对 $m$ 和 $b$ 的偏导数。上面推出来的，写成公式。先把残差记作 $r_i$：
#
# $$
# r_i = m\,x_i + b - y_i, \qquad L = \frac{1}{n} \sum_i r_i^2
# $$
#
# 链式法则说的也是这件事：外层 $r_i^2$ 的导数是 $2 r_i$；内层 $r_i$ 对 $m$ 的导数是 $x_i$，对 $b$ 的导数是 1。所以
#
# $$
# \frac{\partial L}{\partial m} = \frac{2}{n} \sum_i r_i\, x_i, \qquad
# \frac{\partial L}{\partial b} = \frac{2}{n} \sum_i r_i
# $$
#
# **例子**　四个点，$m = 1$，$b = 0$，残差 `[−1, −2, −2, −3]`：
#
# - $\partial L/\partial m = \frac{2}{4}(-1 \cdot 0 - 2 \cdot 1 - 2 \cdot 2 - 3 \cdot 3) = -7.5$
# - $\partial L/\partial b = \frac{2}{4}(-1 - 2 - 2 - 3) = -4$
#
# 两个都是负的：直线偏低了，$m$ 和 $b$ 都该加大。换成上面的 $m = 2$，$b = 1$，残差 `[0, 0, 1, 1]`，请用铅笔算一遍：正好是推出来的 2.5 和 1。
#
# <details><summary>提示一：想一想</summary>
#
# 把四个点的残差写成一列，旁边再写一列 $x$。$\partial L/\partial m$ 要把哪两列怎样合起来？$\partial L/\partial b$ 呢？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 残差是预测减真值，`predict` 已经写好了。先逐个相乘，再平均，最后乘 2；次序不能换。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 三行：先给残差起个名字，再各用一行写出两个偏导数；返回的次序看题目。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 漏了求导得到的 2；<!-- wrong: no-two -->
# - 残差先平方、再乘 $x$：平方已经求过导了，剩下的残差是一次方，带着正负号；<!-- wrong: residual-squared-times-x residual-squared-in-both -->
# - 忘了除以 $n$；<!-- wrong: sum sum-without-two -->
# - 残差写成真值减预测，梯度整个反号，下山变成上山；<!-- wrong: sign -->
# - 求平均的顺序错了：$r_i x_i$ 要先逐个相乘再平均，不是两个平均值相乘；<!-- wrong: product-of-means -->
# - 返回的次序弄反了，应当是 `(dm, db)`；<!-- wrong: swapped -->
# - 两个里面都乘了 $x$：截距前面没有 $x$，推它一下，每个残差都变同样多。<!-- wrong: x-on-both -->
#
# </details>


# %% exercise="mse_gradients"
def mse_gradients(x: np.ndarray, y: np.ndarray, m: float, b: float) -> tuple[float, float]:
    """均方误差 mean((m·x + b - y)²) 对 m 和 b 的偏导数，按公式精确计算。

    参数
        x: (n,) 的数值数组（整数或浮点数，内存不一定连续）；不变。
        y: (n,) 的数值数组，同上；不变。
        m: 斜率。
        b: 截距。
    返回
        (dm, db)：两个实数，损失对 m 的和对 b 的偏导数；
        装在元组、列表或一维数组里都可以。
    例子
        >>> x = np.array([0.0, 1.0, 2.0, 3.0])
        >>> dm, db = mse_gradients(x, np.array([1.0, 3.0, 4.0, 6.0]), 1.0, 0.0)
        >>> float(dm), float(db)
        (-7.5, -4.0)
    """
    ### BEGIN SOLUTION
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * x), 2 * np.mean(residual)
    ### END SOLUTION


# %% check="mse_gradients" points=12 minutes=20 uses=["predict"]
check("mse_gradients")

# %% [markdown]
# **推得更准一点**　刚才把 $m$ 往前推 0.1，得到 2.85，比 2.5 偏大了 0.35。**先猜**：往后推 0.1（$m = 1.9$），会偏大还是偏小？两个平均一下呢？先用铅笔写出 $m = 1.9$ 时的四个残差，再运行：

# %% tags=["demo"]
if ready("predict", "mean_squared_error"):
    pushed = [mean_squared_error(predict(x4, m, 1), y4) for m in (2.1, 2.0, 1.9)]
    ahead, here, behind = pushed
    forward, backward = (ahead - here) / 0.1, (here - behind) / 0.1
    print(f"往前推 {forward:.2f}，往后推 {backward:.2f}", end="")
    print(f"，平均 {(forward + backward) / 2:.2f}")

# %% [markdown]
# ### 练习 2.4 numerical_gradient（约 35 分钟，14 分）
#
# 公式推对了吗？代码写对了吗？刚才的“推一推”就是不用动脑筋的核对办法。这次写成一件工具，什么函数、多少个参数都能用。
#
# 往后推 0.1，残差是 `[0, -0.1, 0.8, 0.7]`，损失 $(0 + 0.01 + 0.64 + 0.49)/4 = 0.285$，变化率 $(0.5 - 0.285)/0.1 = 2.15$：偏小 0.35。一个偏大，一个偏小，平均正好 2.5。所以这件工具两边都推。
#
# **做什么**　`f` 是任意一个函数，接收一个数组 $\theta$，返回一个数。对 $\theta$ 的每一个元素，用中心差分（central difference）求偏导数：
#
# $$
# \frac{\partial f}{\partial \theta_i} \approx
# \frac{f(\theta + \varepsilon e_i) - f(\theta - \varepsilon e_i)}{2\,\varepsilon}
# $$
#
# $\theta + \varepsilon e_i$ 的意思是：只把第 $i$ 个元素加上 $\varepsilon$，其余的不动。
#
# ![前向差分的割线比切线陡，中心差分的割线几乎与切线平行](figures/difference.svg)
#
# **为什么要两边都走**　只往前走一步，误差和 $\varepsilon$ 成正比；两边各走一步，弯曲的影响抵消了，误差和 $\varepsilon^2$ 成正比。
#
# **例子**　$f(\theta) = \theta_0^2 + 3\,\theta_1$，在 $(2, 5)$ 处的两个偏导数：
#
# $$
# \frac{(2 + \varepsilon)^2 - (2 - \varepsilon)^2}{2\varepsilon} = \frac{8\varepsilon}{2\varepsilon} = 4,
# \qquad
# \frac{3(5 + \varepsilon) - 3(5 - \varepsilon)}{2\varepsilon} = \frac{6\varepsilon}{2\varepsilon} = 3
# $$
#
# <details><summary>提示一：想一想</summary>
#
# $\theta$ 有 6 个元素，要算几次 `f`？动第 3 个的时候，第 2 个应当在原来的位置上，你怎样保证？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `t = np.array(theta, dtype=float)` 一次做两件事：复制一份，换成 float64。之后只在 `t` 上动。任意形状都能走遍的循环是 `for index in np.ndindex(t.shape):`，它依次给出每个元素的下标（一个元组），`t[index]` 就是那个元素。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 循环体里五件事：存下原值；往前推，算一次 `f`；往后推，再算一次；放回原值；把商写进结果的那一格。两次都从**原值**推起。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 动过的元素忘了放回去，后面的偏导数全错；<!-- wrong: never-restored -->
# - `t[i] += eps` 再 `t[i] -= eps` 也放不回去，会留下舍入误差，请存下原来的值；<!-- wrong: theta-moved -->
# - `(…) / 2 * eps` 是先除以 2 再乘 `eps`，分母要加括号；<!-- wrong: halved-times-eps -->
# - `theta` 是整数数组：`t[0] = 2 + 1e-6` 会被悄悄截成 2，梯度全是 0；<!-- wrong: integer-steps -->
# - `for i in range(len(theta))` 只适合一维，二维数组会整行一起动；<!-- wrong: one-axis -->
# - `theta.ravel()` 有时是视图，有时是副本，往里写不一定改得到原来的数组。<!-- wrong: ravel-of-a-copy -->
#
# </details>


# %% exercise="numerical_gradient"
def numerical_gradient(f, theta: np.ndarray, eps: float = 1e-6) -> np.ndarray:
    """用中心差分求 f 在 theta 处的梯度。

    参数
        f: 函数，接收一个与 theta 同形状的数组，返回一个数。
        theta: 任意形状的数值数组（零维、一维、二维……），内存不一定连续（例如转置得到的）。
            整数数组先换成 float64。
            调用之后 theta 与原来一位不差。
        eps: 每个元素往两边各走多远。请就用上面那个公式：测试也会用大的 eps，例如 0.5。
    返回
        与 theta 同形状的浮点数组，每一格是 f 对那个元素的偏导数。
    例子
        >>> numerical_gradient(lambda t: t[0] ** 2 + 3 * t[1], np.array([2, 5])).round(6)
        array([4., 3.])
    """
    ### BEGIN SOLUTION
    t = np.array(theta, dtype=float)
    gradient = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        below = f(t)
        t[index] = kept
        gradient[index] = (above - below) / (2 * eps)
    return gradient
    ### END SOLUTION


# %% [markdown]
# 下面的 `make_cubic` 给检查用：它造出梯度已知的函数，形状随你定。想自己试，也可以用它。


# %%
def make_cubic(a: np.ndarray, b: np.ndarray, c: np.ndarray):
    """造一个函数 f(θ) = Σ a·θ³ + Σ b·θ + (Σ c·θ)²；a、b、c 与 θ 同形状。

    它的梯度是 3a·θ² + b + 2c·Σ(c·θ)。
    """

    def f(theta):
        return float(np.sum(a * theta**3) + np.sum(b * theta) + np.sum(c * theta) ** 2)

    return f


# %% check="numerical_gradient" points=14 minutes=35
check("numerical_gradient")

# %% [markdown]
# **核对梯度**（gradient checking）　把 $(m, b)$ 装进一个数组，损失就成了它的函数。公式和差分，两条互不相干的路，应当给出同样的数：

# %% tags=["demo"]
if ready("predict", "mean_squared_error", "mse_gradients", "numerical_gradient"):

    def loss_at(theta):
        return mean_squared_error(predict(x4, theta[0], theta[1]), y4)

    rng = np.random.default_rng(2)
    print("    m        b        公式 dm   差分 dm   公式 db   差分 db   相对误差")
    for theta in rng.normal(size=(4, 2)):
        formula = np.array(mse_gradients(x4, y4, *theta))
        slope = numerical_gradient(loss_at, theta)
        error = np.abs(formula - slope) / (np.abs(formula) + np.abs(slope))
        print(
            f"{theta[0]:8.4f} {theta[1]:8.4f}  {formula[0]:9.5f} {slope[0]:9.5f} "
            f"{formula[1]:9.5f} {slope[1]:9.5f}   {error.max():.0e}"
        )

# %% [markdown]
# 相对误差小于 $10^{-6}$，就可以放心。记住这个办法：从明天到最后一天，每写一个梯度都用它核对一遍。
#
# **$\varepsilon$ 取多大**　**先猜**：$\varepsilon$ 越小越准吗？取 $10^{-12}$ 会怎样？看看 $e^x$ 在 1 处：

# %% tags=["demo"]
if ready("numerical_gradient"):
    sizes = 10.0 ** np.arange(-13, 0.5, 0.5)
    central = [float(numerical_gradient(np.exp, np.array(1.0), e)) for e in sizes]
    forward = (np.exp(1 + sizes) - np.exp(1)) / sizes
    fig, ax = plt.subplots(figsize=(7, 3.4))
    ax.loglog(sizes, np.abs(forward - np.e), "s--", ms=4, label="只往前走一步")
    ax.loglog(sizes, np.abs(np.array(central) - np.e), "o-", ms=4, label="两边各走一步")
    ax.axvline(1e-6, color="#999999", linestyle=":")
    ax.set(title="差分的误差", xlabel="ε", ylabel="与真导数的差")
    ax.legend()
    plt.show()

# %% [markdown]
# 太大，公式本身不准：右半边，ε 变小时，中心差分的误差下降得快一倍（斜率 2 对 1）。太小，两个几乎相等的数相减，舍入误差被 $1/\varepsilon$ 放大：左半边，两条线都被抬了起来。虚线是默认的 $10^{-6}$，正在谷底附近。

# %% [markdown]
# ## 3　一步一步走
#
# 有了梯度，办法就很简单：站在哪里，就往那里的下坡方向迈一小步，重复许多次。这就是梯度下降（gradient descent）。

# %% [markdown]
# ### 练习 2.5 gradient_descent（约 20 分钟，12 分）
#
# **做什么**　从给定的 $m$、$b$ 出发，走 `steps` 步。每一步
#
# $$
# m \leftarrow m - \eta\,\frac{\partial L}{\partial m}, \qquad
# b \leftarrow b - \eta\,\frac{\partial L}{\partial b}
# $$
#
# $\eta$ 是学习率（learning rate），也就是参数 `lr`。**两个梯度都在旧的 $(m, b)$ 处算好，再一起更新。**
#
# **还要记下损失**　`losses[i]` 是走第 `i` 步**之前**的均方误差，一共 `steps` 个。`losses[0]` 就是出发点的损失。
#
# **例子**　四个点，从 $m = 2$、$b = 1$ 出发，`lr = 0.1`：
#
# | 步 | 走之前的 $(m, b)$ | 损失 | 梯度 | 走之后 |
# |---|---|---|---|---|
# | 0 | (2, 1) | 0.5 | (2.5, 1) | (1.75, 0.9) |
# | 1 | (1.75, 0.9) | 0.07875 | (0.45, 0.05) | (1.705, 0.895) |
#
# 一步就把损失从 0.5 降到 0.07875。
#
# <details><summary>提示一：想一想</summary>
#
# 一步里有四件事：记损失，求两个梯度，更新 `m`，更新 `b`。哪两件的先后绝对不能换？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `predict`、`mean_squared_error`、`mse_gradients` 都已经写好了，只管调用。两个梯度要在**同一对**旧的 `(m, b)` 处一次求好。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `losses = []`；`for _ in range(…):` 里面四行；循环之外 `return m, b, losses`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 先更新了 `m`，再用新的 `m` 去算 `db`；<!-- wrong: b-with-new-m -->
# - 损失在走完之后才记，整个列表错开一格；<!-- wrong: loss-after-step -->
# - 每次都从 0 出发，忘了参数 `m`、`b`；<!-- wrong: ignores-start -->
# - 减号写成了加号，往上坡走；<!-- wrong: uphill -->
# - `return` 缩进到了循环里面，走一步就返回了；<!-- wrong: return-inside-loop -->
# - 两个偏导数在循环之前算好，每一步用的都是出发点的那一对；<!-- wrong: gradients-once -->
# - `m, b = mse_gradients(…)`：求出的梯度又叫 `m`、`b`，原来的斜率和截距就被盖掉了。<!-- wrong: gradients-named-m-and-b -->
#
# </details>


# %% exercise="gradient_descent"
def gradient_descent(
    x: np.ndarray,
    y: np.ndarray,
    lr: float,
    steps: int,
    m: float = 0.0,
    b: float = 0.0,
) -> tuple[float, float, list[float]]:
    """用全部样本做 steps 步梯度下降，拟合直线 m·x + b。

    参数
        x: (n,) 的数值数组；不变。
        y: (n,) 的数值数组；不变。
        lr: 学习率。
        steps: 步数，可以是 0；不提前停止。
        m: 出发点的斜率。
        b: 出发点的截距。
    返回
        (m, b, losses)：走完之后的 m、b；losses 是长度为 steps 的列表或一维数组，
        losses[i] 是第 i 步之前的均方误差。
    例子
        >>> x, y = np.array([0.0, 1.0, 2.0, 3.0]), np.array([1.0, 3.0, 4.0, 6.0])
        >>> m, b, losses = gradient_descent(x, y, lr=0.1, steps=2, m=2.0, b=1.0)
        >>> np.round(losses, 5)
        array([0.5    , 0.07875])
    """
    ### BEGIN SOLUTION
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m = m - lr * dm
        b = b - lr * db
    return m, b, losses
    ### END SOLUTION


# %% check="gradient_descent" points=12 minutes=20 uses=["predict", "mean_squared_error", "mse_gradients"]
check("gradient_descent")

# %% [markdown]
# ### 用在企鹅上（约 8 分钟，不计分）
#
# 把它用在企鹅上，走一千步。**先猜**：一千步以后，它比第 1 节里随手画的“乙”好吗？
#
# 翅长以毫米计，在 200 上下；学习率稍大一点就会发散，$2 \times 10^{-5}$ 差不多是能用的最大值：

# %% tags=["demo"]
if ready("gradient_descent", "mean_squared_error", "predict"):
    raw_m, raw_b, raw_losses = gradient_descent(flipper, mass, 2e-5, 1000)
    print(f"走了 1000 步：m = {raw_m:.4f}，b = {raw_b:.4f}，损失 {raw_losses[-1]:.3f}")
    by_hand = mean_squared_error(predict(flipper, 0.05, -5.9), mass)
    print(f"乙那条随手画的线：损失 {by_hand:.3f}")

# %% [markdown]
# 一千步，还不如随手画的一条线；截距几乎没离开 0。毛病出在尺度上：$\partial L/\partial m$ 里每一项都乘着 $x_i \approx 200$，$\partial L/\partial b$ 里没有。适合 $m$ 的步子，对 $b$ 来说小得可怜。
#
# 药方是昨天的标准化：减去平均，除以标准差。
#
# $$
# u_i = \frac{x_i - \bar{x}}{s_x}
# $$
#
# 现在 $\bar{u} = 0$，$\frac{1}{n}\sum u_i^2 = 1$。把损失里的平方展开，$mb$ 的交叉项没有了，$m^2$ 和 $b^2$ 的系数都是 1：
#
# $$
# L(m, b) = m^2 + b^2 - 2m \cdot \frac{1}{n}\sum_i u_i y_i - 2b\,\bar{y} + \frac{1}{n}\sum_i y_i^2
# $$
#
# 分别对 $m$ 和 $b$ 配方，最好的那组参数就是 $m^* = \frac{1}{n}\sum u_i y_i$、$b^* = \bar{y}$：
#
# $$
# L(m, b) = L_{\min} + (m - m^*)^2 + (b - b^*)^2
# $$
#
# 一只正圆的碗：无论站在哪里，下坡方向都正对碗底。

# %% tags=["demo"]
u = (flipper - flipper.mean()) / flipper.std()


def walk(x, y, lr, steps, m=0.0, b=0.0):
    """一步一步地走，记下经过的每个 (m, b)，形状是 (steps + 1, 2)。"""
    points = [(m, b)]
    for _ in range(steps):
        m, b, _ = gradient_descent(x, y, lr, 1, m, b)
        points.append((m, b))
    return np.array(points)


def draw_bowl(ax, x, m_range, b_range, levels=12):
    """画损失的等高线，横轴 m，纵轴 b；星号是碗底。"""
    ms, bs = np.linspace(*m_range, 90), np.linspace(*b_range, 90)
    loss = [[mean_squared_error(predict(x, m, b), mass) for m in ms] for b in bs]
    ax.contour(ms, bs, loss, levels=levels, colors="#c9c9c9", linewidths=0.8)
    ax.plot(*np.polyfit(x, mass, 1), "k*", ms=11, zorder=3)
    ax.set(xlabel="m", ylabel="b", xlim=m_range, ylim=b_range)


if ready("predict", "mean_squared_error", "gradient_descent"):
    fig, axes = plt.subplots(1, 2, figsize=(8, 3.7))
    draw_bowl(axes[0], flipper, (-0.012, 0.062), (-6.6, 1.2), np.linspace(1, 30, 8))
    axes[0].plot(*walk(flipper, mass, 2e-5, 1000).T, "o-", color="#c0392b", ms=3)
    axes[0].set_title("毫米：1000 步之后")
    draw_bowl(axes[1], u, (-2.6, 4.0), (-0.6, 6.6))
    axes[1].plot(*walk(u, mass, 0.1, 30).T, "o-", color="#2e8b57", ms=3)
    axes[1].set_title("标准化之后：30 步")
    axes[1].set_aspect("equal")
    plt.show()

# %% [markdown]
# 左边的碗被压成了一条狭长的沟：红点在沟壁之间来回跳了几下，落到沟里，然后几乎不动了。右边 30 步就到了。

# %% [markdown]
# ### 学习率：太小、合适、太大（约 8 分钟，不计分）
#
# 在正圆的碗里，每走一步，与碗底的偏差都正好乘以 $1 - 2\eta$（用上面配好方的式子求一次导就看得出来）。于是
#
# | $\eta$ | 每步乘以 | 会怎样 |
# |---|---|---|
# | 0.01 | 0.98 | 方向对，走得太慢 |
# | 0.2 | 0.6 | 十来步就到 |
# | 0.95 | −0.9 | 每步都跨到对岸，摇摆着靠近 |
# | 1.05 | −1.1 | 每步都跨得更远，发散 |
#
# **先猜**　0.5 呢？每步乘以几，要走几步？下面画三个学习率的路线和损失；看完把 `RATES` 里的某一个改成你猜的数，再运行。

# %% tags=["demo"]
RATES = ((0.01, "太小"), (0.2, "合适"), (1.05, "太大"))
COLORS = ("#3b6fb6", "#2e8b57", "#c0392b")

if ready("predict", "mean_squared_error", "gradient_descent"):
    fig, axes = plt.subplots(1, 3, figsize=(8, 3.4), sharey=True)
    for ax, (rate, word), color in zip(axes, RATES, COLORS):
        draw_bowl(ax, u, (-3.4, 4.8), (-2, 9.4))
        ax.plot(*walk(u, mass, rate, 8, -0.9, 1.6).T, "o-", color=color, ms=4)
        ax.set_title(f"{word}：学习率 {rate}")
        ax.set_aspect("equal")
        ax.label_outer()
    plt.show()

    fig, ax = plt.subplots(figsize=(7, 3))
    for (rate, word), color in zip(RATES, COLORS):
        _, _, losses = gradient_descent(u, mass, rate, 40, -0.9, 1.6)
        ax.semilogy(losses, color=color, label=f"{word} {rate}")
    ax.set(title="损失，纵轴是对数", xlabel="步", ylabel="均方误差")
    ax.legend()
    plt.show()

# %% [markdown]
# 上面三张图从同一点出发，各走 8 步。损失曲线是选学习率的仪表：一路平缓地滑，说明太小；先降后平，正好；越走越高，立刻调小。（0.5 呢？乘以 0，一步就到。）

# %% [markdown]
# ## 4　一步到位
#
# 碗底有一个特征：那里的梯度是 0。直线的两个偏导数都很简单，令它们等于 0，能直接解出来。

# %% [markdown]
# **先看 $b$ 的那一步**　把斜率固定成 $m = 1.6$，只许上下平移。**先猜**：从 $b = 0$ 开始，要抬高多少最好？四个点离线的竖直距离是 $y_i - 1.6\,x_i$，先用铅笔算出这四个数。

# %% tags=["demo"]
gap = y4 - 1.6 * x4
fig, axes = plt.subplots(1, 2, figsize=(8, 3.4), sharey=True)
axes[0].plot([-0.3, 3.3], [-0.48, 5.28], "--", color="#888888", label="抬之前，b = 0")
raised = np.array([-0.48, 5.28]) + gap.mean()
axes[0].plot([-0.3, 3.3], raised, color="C3", label="抬到最好")
axes[0].vlines(x4, 1.6 * x4, y4, color="C0", linewidth=2)
for x, length in zip(x4, gap):
    beside = {"color": "C0", "ha": "right"}
    axes[0].text(x - 0.06, 1.6 * x + length / 2 - 0.4, f"{length:.1f}", **beside)
axes[0].set_title("m = 1.6，只许上下平移")
for m, style in ((0.5, ":"), (1.6, "-"), (2.7, "-.")):
    b = (y4 - m * x4).mean()
    ends = [b - 0.3 * m, b + 3.3 * m]
    axes[1].plot([-0.3, 3.3], ends, "C3" + style, label=f"m = {m}")
axes[1].plot(x4.mean(), y4.mean(), "k*", markersize=13, zorder=3)
axes[1].set_title("三个斜率，各自抬到最好")
for ax in axes:
    ax.plot(x4, y4, "ko", markersize=5)
    ax.set(xlabel="x", ylim=(-1.2, 8.2))
    ax.legend(loc="upper left", fontsize=9)
plt.show()
print(f"四段蓝线的平均是 {gap.mean():.2f}")

# %% [markdown]
# 抬高的量，就是四段蓝线的平均：比平均抬得多或少，都会让残差整体偏到一边。右图换了三个斜率，每条都抬到自己最好的高度，它们**都穿过同一颗星**：平均点 $(\bar{x}, \bar{y})$。所以找最好的直线只剩一个问题：绕着这颗星，转到什么斜率？

# %% [markdown]
# ### 练习 2.6 least_squares_line（约 20 分钟，10 分）
#
# **做什么**　最小二乘（least squares）直线的闭式解。先令 $\partial L/\partial b = 0$，也就是残差的平均是 0，得到 $b = \bar{y} - m\bar{x}$：正是图里的那颗星，最好的直线一定穿过平均点。代回 $\partial L/\partial m = 0$，残差 $m x_i + b - y_i$ 变成 $m(x_i - \bar{x}) - (y_i - \bar{y})$：
#
# $$
# \sum_i \bigl[m(x_i - \bar{x}) - (y_i - \bar{y})\bigr]\, x_i = 0
# $$
#
# 各个方括号加起来是 0，乘上同一个数 $\bar{x}$ 还是 0，所以后面的 $x_i$ 可以换成 $x_i - \bar{x}$。把 $m$ 解出来：
#
# $$
# m = \frac{\sum_i (x_i - \bar{x})(y_i - \bar{y})}{\sum_i (x_i - \bar{x})^2}, \qquad
# b = \bar{y} - m\,\bar{x}
# $$
#
# 分子除以 $n$ 是协方差（covariance），分母除以 $n$ 是方差（variance）。
#
# **例子**　四个点，$\bar{x} = 1.5$，$\bar{y} = 3.5$：分子 $3.75 + 0.25 + 0.25 + 3.75 = 8$，分母 $5$，所以 $m = 1.6$，$b = 3.5 - 2.4 = 1.1$。
#
# **没有答案的时候**　所有的 $x$ 都相等时，按公式分母是 0：竖着的一串点，定不出斜率。请抛出 `ValueError`。只有一个点也属于这种情况。反过来，$x$ 只要有差别就算得出来，哪怕单位选得让所有的数都只有十亿分之几。
#
# <details><summary>提示一：想一想</summary>
#
# 公式里哪几样东西出现了两次？先给它们起个名字。分母什么时候是 0，能不能不看分母就知道？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先算每个 $x$ 与平均值之差、每个 $y$ 与平均值之差，剩下就是两个求和。“全都相等”直接比较 `x` 自己，不要比较算出来的方差。
#
# 用 `np.polyfit(x, y, 1)` 也算对，它给出的一维数组 `[m, b]` 可以原样返回，但它不会替你检查全都相等的 `x`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `if np.all(… == …):` 抛出错误；`dx = …`；`m = np.sum(…) / np.sum(…)`；`return m, …`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `np.cov` 默认除以 $n-1$，`np.var` 默认除以 $n$，两个混用，斜率就差了 $n/(n-1)$ 倍；<!-- wrong: ddof-mixed -->
# - 忘了检查，0 除以 0 得到 NaN，只有一句警告；<!-- wrong: divides-by-zero -->
# - 用“分母 `== 0`”判断：平均值有舍入误差，`np.full(3, 0.1)` 算出来的分母是 $5.8 \times 10^{-34}$，不是 0。应直接比较 `x`；<!-- wrong: denominator-is-zero -->
# - 用 `np.isclose` 判断方差是不是 0，或者用 `np.allclose(x, x[0])`：它们把 $10^{-8}$ 以内都当成 0，单位一小就误判；<!-- wrong: absolute-threshold allclose -->
# - 把 $x$、$y$ 的角色弄反。<!-- wrong: x-from-y -->
#
# </details>


# %% exercise="least_squares_line"
def least_squares_line(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """使均方误差最小的直线 m·x + b，直接解出。

    参数
        x: (n,) 的数值数组（整数或浮点数，内存不一定连续）；不变。
        y: (n,) 的数值数组，同上；全都相等时斜率是 0，不算错误；不变。
    返回
        (m, b)：两个实数，斜率和截距；装在元组、列表或一维数组里都可以。
    错误
        ValueError: 所有的 x 都相等（只有一个样本也算，几个 0.1 也算）。
            数值小、彼此接近但不相等，不算。
    例子
        >>> x, y = np.array([0.0, 1.0, 2.0, 3.0]), np.array([1.0, 3.0, 4.0, 6.0])
        >>> m, b = least_squares_line(x, y)
        >>> round(float(m), 6), round(float(b), 6)
        (1.6, 1.1)
    """
    ### BEGIN SOLUTION
    if np.all(x == x[0]):
        raise ValueError("所有的 x 都相等，斜率无法确定")
    dx = x - x.mean()
    m = np.sum(dx * (y - y.mean())) / np.sum(dx**2)
    return m, y.mean() - m * x.mean()
    ### END SOLUTION


# %% check="least_squares_line" points=10 minutes=20
check("least_squares_line")

# %% [markdown]
# **两条路，同一条线**　梯度下降学到的是 $u$ 的系数，要换回毫米：
#
# $$
# \hat y = m\,\frac{x - \bar x}{s_x} + b = \frac{m}{s_x}\,x + \left(b - \frac{m}{s_x}\,\bar x\right)
# $$

# %% tags=["demo"]
if ready("gradient_descent", "least_squares_line"):
    m_u, b_u, _ = gradient_descent(u, mass, 0.1, 100)
    slope = m_u / flipper.std()
    print(f"梯度下降 100 步  m = {slope:.6f}  b = {b_u - slope * flipper.mean():.6f}")
    m, b = least_squares_line(flipper, mass)
    print(f"直接解出        m = {m:.6f}  b = {b:.6f}")
    m, b = np.polyfit(flipper, mass, 1)
    print(f"np.polyfit      m = {m:.6f}  b = {b:.6f}")

# %% [markdown]
# 翅长每多 1 厘米，体重平均增加约 0.5 千克。

# %% [markdown]
# ### 练习 2.7 r_squared（约 15 分钟，8 分）
#
# **做什么**　均方误差是 0.15，算好还是算坏？（**先猜**：企鹅的那条直线，比“永远回答平均体重”好几成？）它带着单位，换成克就大了一百万倍。决定系数（coefficient of determination）$R^2$ 没有单位，它和一个最偷懒的对手比：永远回答平均值 $\bar{y}$。
#
# $$
# R^2 = 1 - \frac{\sum_i (y_i - \hat{y}_i)^2}{\sum_i (y_i - \bar{y})^2}
# $$
#
# | $R^2$ | 意思 |
# |---|---|
# | 1 | 全部说中 |
# | 0 | 和永远回答平均值一样 |
# | 负数 | 还不如回答平均值 |
#
# **例子**　四个点，分母 $6.25 + 0.25 + 0.25 + 6.25 = 13$。用 $m = 2$、$b = 1$，残差平方和是 2，$R^2 = 1 - 2/13 \approx 0.8462$；用最好的 $m = 1.6$、$b = 1.1$，残差平方和是 0.2，$R^2 \approx 0.9846$。
#
# **没有答案的时候**　真值全都相等，按公式分母是 0，抛出 `ValueError`，哪怕预测完全正确。两个数组的形状是否相同，这里不用查：今天只有练习 2.2 要查。
#
# <details><summary>提示一：想一想</summary>
#
# 公式里有两个求和。哪一个与你的预测无关？它里面的平均，是谁的平均？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 检查全都相等，和上一题一样，直接比较 `y_true`。两个求和都是“差的平方之和”。也可以先算练习 2.2 的均方误差，再除以真值的方差：分子分母同时除以了 $n$。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 检查；`residual = np.sum(…)`；`total = np.sum(…)`；`return 1 - …`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 参数次序：这里**真值在前**。均方误差两边对称，写反了看不出来；$R^2$ 不对称；<!-- wrong: swapped -->
# - 算成相关系数的平方。它看不出整体的偏移：把每个预测都加上 100，相关系数不变，$R^2$ 会变成很大的负数；<!-- wrong: correlation-squared -->
# - 把负数截成 0；<!-- wrong: clipped -->
# - 用“分母 `== 0`”判断全都相等：和上一题一样，有舍入误差，应直接比较 `y_true`。<!-- wrong: denominator-is-zero -->
#
# </details>


# %% exercise="r_squared"
def r_squared(y_true: np.ndarray, y_pred: np.ndarray) -> float:
    """决定系数 1 - Σ(y_true - y_pred)² / Σ(y_true - 平均)²。

    参数
        y_true: (n,) 的数值数组，真值；不变。
        y_pred: (n,) 的数值数组，预测，可以全都相等；不变。
    返回
        一个不超过 1 的实数，可以是负数。
    错误
        ValueError: y_true 全都相等（几个 0.1 也算）。数值小、彼此接近但不相等，不算。
    例子
        >>> y_true = np.array([1.0, 3.0, 4.0, 6.0])
        >>> round(float(r_squared(y_true, np.array([1.0, 3.0, 5.0, 7.0]))), 4)
        0.8462
    """
    ### BEGIN SOLUTION
    if np.all(y_true == y_true[0]):
        raise ValueError("真值全都相等，R² 没有定义")
    residual = np.sum((y_true - y_pred) ** 2)
    total = np.sum((y_true - y_true.mean()) ** 2)
    return float(1 - residual / total)
    ### END SOLUTION


# %% check="r_squared" points=8 minutes=15 uses=["mean_squared_error"]
check("r_squared")

# %% tags=["demo"]
if ready("predict", "least_squares_line", "r_squared"):
    best = least_squares_line(flipper, mass)
    fitted = predict(flipper, *best)
    fig, axes = plt.subplots(1, 2, figsize=(8, 3.3))
    scatter_penguins(axes[0])
    axes[0].plot([170, 233], predict(np.array([170.0, 233.0]), *best), "k-", lw=2)
    axes[0].set_title(f"最小二乘直线，R² = {r_squared(mass, fitted):.3f}")
    axes[1].axhline(0, color="k", lw=1)
    axes[1].scatter(fitted, fitted - mass, s=10, c="#3b6fb6", alpha=0.5, linewidths=0)
    axes[1].set(title="残差：预测减真值", xlabel="预测（千克）", ylabel="残差（千克）")
    plt.show()

# %% [markdown]
# 只凭翅长，就说清了体重差异的四分之三。右图的残差大多在 0 上下半千克以内。细看左端：预测不到 3.4 千克的 32 只里，有 23 只的残差在 0 以下，这 32 只平均比直线说的重 0.27 千克；右端也略低，中间略高，合起来是一道很浅的拱。直线抓住了大意，没有抓住全部。

# %% [markdown]
# ## 5　许多特征
#
# 企鹅只用了一个特征（feature）。如果有 $d$ 个，直线就变成
#
# $$
# \hat{y} = w_0 + w_1 x_1 + w_2 x_2 + \cdots + w_d x_d
# $$
#
# 给每个样本添上一个恒为 1 的特征，偏置 $w_0$ 就成了普通的权重，整件事只是一次矩阵乘法：
#
# ![给 x 添一列 1，预测就是 X 乘 w](figures/design.svg)

# %% [markdown]
# ### 练习 2.8 design_matrix（约 10 分钟，8 分）
#
# **做什么**　在 `x` 的最前面添一列 1，得到设计矩阵（design matrix）。
#
# | | 形状和类型 |
# |---|---|
# | `x` | `(n, d)`，整数或浮点数 |
# | 返回 | `(n, d + 1)` 的浮点数组，第 0 列全是 1，后面依次是 `x` 的各列 |
#
# **例子**
#
# $$
# \begin{pmatrix} 5 & 2 \\ 7 & 3 \end{pmatrix}
# \;\to\;
# \begin{pmatrix} 1 & 5 & 2 \\ 1 & 7 & 3 \end{pmatrix}
# $$
#
# **一维的输入**　`(n,)` 是 n 个样本一个特征，还是一个样本 n 个特征？猜不准，就不猜：抛出 `ValueError`，让调用的人自己写 `x[:, None]`。
#
# <details><summary>提示一：想一想</summary>
#
# 那一列 1 的形状应当是什么，才能和 `(n, d)` 左右拼在一起？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先查 `x.ndim`。左右拼接有 `np.hstack([…, …])`，或者 `np.concatenate` 配 `axis=1`；拼的时候两边都要是二维。`np.ones` 默认是浮点数，拼出来也就是浮点数。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `if x.ndim != …:` 抛出错误；`return np.hstack([np.ones((…, …)), …])`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 1 添在了最后；<!-- wrong: ones-last -->
# - 整数输入得到整数矩阵；<!-- wrong: integer-matrix -->
# - 一维输入抛的是 `IndexError`（`x.shape[1]` 不存在），或者悄悄当成了一行、一列。<!-- wrong: index-error one-axis-as-row one-axis-as-column -->
#
# </details>


# %% exercise="design_matrix"
def design_matrix(x: np.ndarray) -> np.ndarray:
    """在 x 的最前面添一列 1。

    参数
        x: (n, d) 的数值数组（整数或浮点数，内存不一定连续），每行一个样本；不变。
    返回
        (n, d + 1) 的浮点数组，第 0 列是 1，其余是 x。
    错误
        ValueError: x 是一维的。
    例子
        >>> design_matrix(np.array([[5, 2], [7, 3]]))
        array([[1., 5., 2.],
               [1., 7., 3.]])
    """
    ### BEGIN SOLUTION
    if x.ndim != 2:
        raise ValueError(f"x 应当是 (n, d)，得到 {x.shape}")
    return np.hstack([np.ones((len(x), 1)), x])
    ### END SOLUTION


# %% check="design_matrix" points=8 minutes=10
check("design_matrix")

# %% [markdown]
# ### 练习 2.9 normal_equation（约 30 分钟，12 分）
#
# **做什么**　损失 $L(w) = \frac{1}{n}\lVert Xw - y \rVert^2$ 就是均方误差：$\lVert v \rVert^2$ 是向量 $v$ 各元素的平方之和。它的梯度和练习 2.3 是同一个样子，只是写成了矩阵：
#
# $$
# \nabla L = \frac{2}{n}\, X^{\mathsf T} (X w - y)
# $$
#
# $\nabla L$ 读作“nabla L”，就是把 $L$ 对每个 $w_j$ 的偏导数排成一个向量。
#
# $X^{\mathsf T}$ 的每一行是 $X$ 的一列，与残差逐个相乘再相加。第 0 列全是 1，给出 $\partial L/\partial b$；其余各列是特征，给出各自的 $\partial L/\partial m$。
#
# 令它等于 0，就是正规方程（normal equation）：
#
# $$
# X^{\mathsf T} X\, w = X^{\mathsf T} y
# $$
#
# | | 形状 |
# |---|---|
# | `x` | `(n, d)`，**没有**那一列 1，由你添上 |
# | `y` | `(n,)` |
# | 返回 `w` | `(d + 1,)`，偏置在最前 |
#
# **例子**　四个点，`x` 写成 `(4, 1)`，结果是 `[1.1, 1.6]`：先截距，后斜率，和练习 2.6 一样。
#
# **共线**　如果一列能由别的列算出来（同一个重量，又用斤又用千克；一列全是同一个数），$X^{\mathsf T}X$ 就不可逆（逆矩阵好比倒数：$A^{-1}$ 乘 $A$ 得单位矩阵；不可逆好比 0，没有倒数），直接求逆就靠不住了，怎样靠不住，做完这题亲眼看。共线时最好的 $w$ 不止一个，但它们的预测全都一样：比如四个点，两列都是原来的 $x$（记作 $t$），预测 $w_0 + w_1 t + w_2 t$ 只看 $w_1 + w_2$，最好的和是 1.6，那么 $(1.6, 0)$、$(0, 1.6)$、$(0.8, 0.8)$ 同样好。**返回哪一个都行。** 样本数少于 $d + 1$ 时也是如此。
#
# <details><summary>提示一：想一想</summary>
#
# 上一题的函数，在这里能帮你做什么？如果两列完全一样，$X^{\mathsf T}X$ 还有逆吗？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 不必真的求逆。`np.linalg` 里有现成的最小二乘 `lstsq`，还有广义逆（pseudo-inverse，没有逆的时候拿来顶替的矩阵）`pinv`，两个都允许用，遇到共线也不怕。查一查（`np.linalg.lstsq?`）它要什么、返回几样东西。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 两行：`X = …`，再从 `np.linalg` 的那个函数里拿到 `w`，返回 `w`。`lstsq` 返回的不只一样，用 `w, *_ = …` 接住第一样。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了添 1，返回的是 `(d,)`；<!-- wrong: no-bias -->
# - 偏置放在了最后；<!-- wrong: bias-last -->
# - 直接求逆，或者用 `np.linalg.solve` 解正规方程，碰上共线就可能垮；<!-- wrong: inverse-of-singular solve-of-singular -->
# - `np.linalg.lstsq` 返回四样东西，要的只是第一样；<!-- wrong: whole-lstsq-answer -->
# - `design_matrix` 已经添过 1，又添了一列，权重多出来一个。<!-- wrong: ones-twice -->
#
# </details>


# %% exercise="normal_equation"
def normal_equation(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """多特征最小二乘：使 mean((X @ w - y)²) 最小的 w，X 是 x 添上一列 1。

    参数
        x: (n, d) 的数值数组（整数或浮点数，内存不一定连续），不含那一列 1；不变。
        y: (n,) 的数值数组；不变。
    返回
        (d + 1,) 的浮点数组，w[0] 是偏置，w[1:] 是各列的权重。
        列共线或样本太少时，最小解不止一个，返回其中任何一个都可以。
    例子
        >>> x = np.array([[0.0], [1.0], [2.0], [3.0]])
        >>> normal_equation(x, np.array([1.0, 3.0, 4.0, 6.0])).round(6)
        array([1.1, 1.6])
    """
    ### BEGIN SOLUTION
    w, *_ = np.linalg.lstsq(design_matrix(x), y, rcond=None)
    return w
    ### END SOLUTION


# %% check="normal_equation" points=12 minutes=30 uses=["design_matrix"]
check("normal_equation")

# %% [markdown]
# **弄坏它：为什么不直接求逆**　书上常把答案写成 $w = (X^{\mathsf T}X)^{-1}X^{\mathsf T}y$，看上去照抄成 `inv` 就行。下面给企鹅两列特征：翅长的毫米数，和同一个翅长的**英寸**数，只在英寸上加一点点测量误差 $\varepsilon$。**先猜**：误差越来越小，两列越来越像，三种解法谁先垮，垮的时候报不报错？最后一行 $\varepsilon = 0$，两列完全共线。

# %% tags=["demo"]
if ready("design_matrix", "normal_equation", "mean_squared_error"):
    noise = np.random.default_rng(0).normal(size=len(flipper))
    print("ε         inv 的损失   solve 的损失   你的 normal_equation")
    for size in (1e-2, 1e-4, 1e-6, 1e-7, 1e-8, 0):
        two = np.column_stack([flipper, flipper / 25.4 + size * noise])
        X = design_matrix(two)
        losses = []
        for solver in ("inv", "solve", "yours"):
            try:
                if solver == "inv":
                    w = np.linalg.inv(X.T @ X) @ (X.T @ mass)
                elif solver == "solve":
                    w = np.linalg.solve(X.T @ X, X.T @ mass)
                else:
                    w = normal_equation(two, mass)
                losses.append(f"{mean_squared_error(X @ w, mass):.4f}")
            except np.linalg.LinAlgError:
                losses.append("不可逆")
        print(f"{size:<9} {losses[0]:<12} {losses[1]:<14} {losses[2]}")

# %% [markdown]
# 误差 0.0001 英寸时，三家还看不出差别。再小下去，`inv` 先垮，损失涨到几倍、几十倍，**没有报错**；`solve` 晚一点才露破绽，也轻得多（我们这里只差百分之几），因为它只解方程，不把逆矩阵整个算出来，少走一段放大舍入误差的路。（最右边一列几乎不动；最后一行略大一点，因为英寸那一列不再带来任何新东西。垮掉以后左边两列是多少，全看舍入，换一台电脑就不同，也可能报“不可逆”。）
#
# `inv` 能做的，别的都能做得更准。看到公式里的逆，手里写 `solve`；可能共线时，写 `lstsq`。

# %% [markdown]
# ### 看穿计价器（约 12 分钟，不计分）
#
# 换一份离你近的数据：八十张打车小票，`taxi.csv`，每张三个数：公里、堵车等了几分钟、付了几元。小票是照一张**编出来的**价目表造的，不是哪座城市的真价钱，付款时四舍五入到元。价目表没有写在这里，你能从小票里把它解出来吗？
#
# **先猜**　只用公里做特征，偏置 $w_0$ 会是起步价吗？

# %% tags=["demo"]
taxi = np.genfromtxt("taxi.csv", delimiter=",", names=True)
km, wait, fare = taxi["km"], taxi["wait_minutes"], taxi["fare_yuan"]


def read_meter(columns, names):
    """用这几列解出价目表，打印权重和拟合得好不好；返回差额（付的减预测的）。"""
    x = np.column_stack(columns)
    w = normal_equation(x, fare)
    left = fare - design_matrix(x) @ w
    for name, price in zip(["偏置", *names], w):
        print(f"{name} {price:.2f}", end="，")
    print(f"R² {r_squared(fare, fare - left):.4f}，最多差 {abs(left).max():.1f} 元")
    return left


if ready("design_matrix", "normal_equation", "r_squared"):
    print(f"一张小票：{km[0]:g} 公里，等 {wait[0]:g} 分钟，{fare[0]:g} 元")
    read_meter([km], ["每公里"])
    left = read_meter([km, wait], ["每公里", "每分钟"])
    fig, ax = plt.subplots(figsize=(7, 2.9))
    ax.axhline(0, color="k", linewidth=0.8)
    ax.scatter(km, left, s=16, c="#2a5694")
    ax.set(xlabel="公里", ylabel="付的减预测的（元）", xlim=(0, 33))
    ax.set_title("公里和等候都用上之后，剩下的差额")
    plt.show()

# %% [markdown]
# $R^2$ 已经是 0.99，很多人会就此收工。可是图里的差额（付的减预测的，正好是残差变个号）**不像噪声**：先一路往下，到某处折了个弯，再慢慢爬上来。**先猜**：为什么会折，折在几公里？
#
# <details><summary>想好了再对</summary>
#
# 最短的那些行程，付得总比直线说的多，因为起步价里**包着**头几公里，头几公里是平的，后面才按公里跳表。折在几公里，下面量出来。
#
# </details>
#
# 直线不会折弯，但是特征可以换。令 $x_1 = \max(\text{公里} - h, 0)$：$h$ 公里以内是 0，以后每公里加 1。把 $h$ 挨个试一遍：

# %% tags=["demo"]
if ready("design_matrix", "normal_equation", "r_squared"):
    starts = np.arange(0, 6.1, 0.25)
    misses = []
    for h in starts:
        x = np.column_stack([np.maximum(km - h, 0), wait])
        misses.append(1 - r_squared(fare, design_matrix(x) @ normal_equation(x, fare)))
    h = starts[np.argmin(misses)]
    fig, ax = plt.subplots(figsize=(7, 2.8))
    ax.semilogy(starts, misses, "o-", color="#2a5694", markersize=4)
    ax.axvline(h, color="#c0392b", linestyle=":")
    ax.set(title="每个 h 拟合一次", xlabel="起步价包几公里（h）", ylabel="1 − R²")
    plt.show()
    print(f"虚线：h = {h:g} 处最低")
    read_meter([np.maximum(km - h, 0), wait], ["超出的每公里", "每分钟"])

# %% [markdown]
# 现在偏置是起步价，权重是单价，最多差的那半元上下，是四舍五入。编这张表的人用的是：起步 13 元，含 3 公里；以后每公里 2.3 元；等候每分钟 0.5 元。你的 `normal_equation` 从小票里把它读了回来，每一项差不到 5 分钱。
#
# 开头猜的偏置也有了答案：只用公里，它是 9.01；添上等候，是 7.34，都不是 13。不会折弯的直线，偏置只是它延长到 0 公里处的高度。3 公里以后的那段斜线往回延长，落在 $13 - 3 \times 2.3 = 6.1$ 元；头几公里的平台把直线抬高了一些，就成了 7.34；不看等候的时候，等候的钱又有一部分混进了偏置。
#
# 两句话带走：**模型好不好，看完 $R^2$ 还要看残差**；“线性回归”的线性，说的是对**权重**线性，特征你可以随便造。$\max(\cdot, 0)$ 这个会折弯的特征，过两天会以 ReLU 的名字再来：神经网络自己去学该在哪里折。
#
# **换成你的**　想一趟你坐过的车，填上公里和等候的分钟，看这座“编出来的城市”会收你多少钱，比你那里贵还是便宜：

# %% tags=["demo"]
MY_KM, MY_WAIT = 8.6, 5

if ready("design_matrix", "normal_equation"):
    price = normal_equation(np.column_stack([np.maximum(km - 3, 0), wait]), fare)
    trip = design_matrix(np.array([[max(MY_KM - 3, 0), MY_WAIT]]))
    print(f"{MY_KM} 公里，等 {MY_WAIT} 分钟：约 {float((trip @ price)[0]):.1f} 元")

# %% [markdown]
# ### 汽车一加仑油跑多远（约 6 分钟，不计分）
#
# 再换一份真实的数据：1970 到 1982 年的 392 款汽车，由六个特征预测一加仑油跑多远（单位 mpg，一加仑跑的英里数，越大越省油）。留出 80 款不参加拟合，用来考它。**先猜**：六个特征里，单用哪一个最好？

# %% tags=["demo"]
cars = np.genfromtxt("auto_mpg.csv", delimiter=",", names=True)
NAMES = {
    "cylinders": "气缸数",
    "displacement": "排量",
    "horsepower": "马力",
    "weight": "重量",
    "acceleration": "加速时间",
    "year": "年份",
}
features = np.column_stack([cars[name] for name in NAMES])
order = np.random.default_rng(0).permutation(len(cars))
test, train = order[:80], order[80:]
print(features.shape, "第一款：", features[0])


def fit_and_score(columns):
    """只用这几列拟合，返回 (w, 训练集 R², 测试集 R²)。"""
    x, y = features[:, columns], cars["mpg"]
    w = normal_equation(x[train], y[train])
    predicted = design_matrix(x) @ w
    scores = [r_squared(y[part], predicted[part]) for part in (train, test)]
    return w, *scores


if ready("design_matrix", "normal_equation", "r_squared"):
    print("用到的特征　　　训练 R²　测试 R²")
    for title, columns in (
        ("只用重量　　", [3]),
        ("重量和年份　", [3, 5]),
        ("全部六个　　", range(6)),
    ):
        _, on_train, on_test = fit_and_score(list(columns))
        print(f"{title}　　　{on_train:.3f}　　{on_test:.3f}")
    print("单用一个，测试 R²：", end="")
    for i, name in enumerate(NAMES.values()):
        print(name, f"{fit_and_score([i])[2]:.2f}", end="　")

# %% [markdown]
# 单用一个，重量、排量、气缸数的测试 $R^2$ 是 0.67、0.66、0.65：只考了 80 款车，这点差别算打平，你猜的是哪一个都有道理。重量一项就说清了大半；再添上年份（车一年比一年省油），训练 $R^2$ 多了 0.11，测试 $R^2$ 多了 0.15；其余四个几乎没有新东西。再看看权重：

# %% tags=["demo"]
if ready("design_matrix", "normal_equation", "r_squared"):
    spread = features[train].std(axis=0)
    alone = [fit_and_score([i])[0][1] * spread[i] for i in range(6)]
    together = fit_and_score(list(range(6)))[0][1:] * spread
    fig, axes = plt.subplots(1, 2, figsize=(8, 3.5), width_ratios=(1.25, 1))
    place = np.arange(6)
    axes[0].barh(place - 0.2, alone, 0.38, color="#9bb7d9", label="单独用")
    axes[0].barh(place + 0.2, together, 0.38, color="#2a5694", label="六个一起用")
    axes[0].axvline(0, color="k", lw=0.8)
    axes[0].set_yticks(place, NAMES.values())
    axes[0].invert_yaxis()
    axes[0].set(title="权重（特征每变一个标准差）", xlabel="mpg")
    axes[0].legend(loc="lower left", fontsize=9)
    predicted = design_matrix(features) @ fit_and_score(list(range(6)))[0]
    axes[1].plot([5, 45], [5, 45], "k-", lw=1)
    axes[1].scatter(predicted[test], cars["mpg"][test], s=14, c="#2a5694", alpha=0.7)
    axes[1].set(title="80 款没见过的车", xlabel="预测 mpg", ylabel="真实 mpg")
    plt.show()

# %% [markdown]
# 两件值得想一想的事。
#
# **左图**　排量单独用，权重是很大的负数：排量越大越费油。六个一起用，它却几乎归零，还变成了正的。车没有变，变的是问题：“重量、马力都不变，只加大排量，会怎样？”排量和重量几乎共线，功劳算在谁头上，数据说不清。单个权重的含义要小心解读。
#
# **右图**　两头的点多半在线的上方：预测最低和预测最高的那些车，真实值多半比预测高。数据是弯的，直线只能到此为止。第 4 天的网络能学会转弯。

# %% [markdown]
# ## 6　一次看几个
#
# 到现在为止，每走一步都要看完全部样本。342 只企鹅不算什么，一百万张图片呢？好在不必等看完再走：随便抽几个样本，梯度也指着大致正确的方向。这就是小批量（mini-batch）。

# %% [markdown]
# ### 练习 2.10 minibatches（约 22 分钟，12 分）
#
# **做什么**　写一个生成器（generator）：把样本打乱，然后一批一批地交出 `(xb, yb)`。全部交完一遍叫一轮（epoch）。
#
# 1. 用 `rng` 重新打乱，每次调用都是新的次序；
# 2. 每个样本恰好出现一次，`x` 和 `y` 仍然成对；
# 3. 每批 `batch_size` 个；最后剩下不足一批的，也要交出来；
# 4. 正好分完时，不要多出一个空批。
#
# | | 形状 |
# |---|---|
# | `x` | `(n,)`、`(n, d)`，或第一轴是样本的任何形状 |
# | `y` | 第一轴是样本，长度也是 n |
# | `xb`、`yb` | 第一轴是这一批的样本数，其余各轴不变 |
#
# **生成器**（和第 1 天的随机数生成器同名，不是一回事）　函数里只要有 `yield`，它就是生成器：每 `yield` 一次，交出一样东西，停在那里，等外面的 `for` 再来要。
#
# **例子**　5 个样本，`batch_size = 2`，三批的样本数是 2、2、1。若打乱后的次序是 `[3, 0, 4, 1, 2]`，第一批就是 `x[[3, 0]]` 和 `y[[3, 0]]`。
#
# <details><summary>提示一：想一想</summary>
#
# 5 个样本，每批 2 个，三批各从第几个开始？最后一批的切片会超出末尾，Python 的切片会报错吗？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 只打乱一次，打乱的是下标；同一段下标既取 `x` 也取 `y`。`range` 的第三个参数就是一批的大小。交出一批用 `yield`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 循环之前一句，得到打乱的下标；循环走过每一批的起点，循环体里两句：切出这一批的下标，交出一对。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `x` 和 `y` 各打乱各的，或者只打乱了 `x`、`y` 还是原来的次序：对不上了；<!-- wrong: shuffled-apart labels-stay-behind -->
# - `rng.shuffle(x)` 改动了传进来的数组；<!-- wrong: in-place -->
# - 循环写到 `n // batch_size`，丢了最后的零头；<!-- wrong: drops-remainder -->
# - 在函数里新建一个固定种子的随机数生成器，每一轮的次序都相同；<!-- wrong: own-generator -->
# - 先切成固定的批，再打乱批的次序：每批里总是那几个样本；<!-- wrong: shuffles-batches-only -->
# - 循环里写了 `return`，交出第一批就结束了；要用 `yield`。<!-- wrong: return-for-yield -->
#
# </details>


# %% exercise="minibatches"
def minibatches(x: np.ndarray, y: np.ndarray, batch_size: int, rng: np.random.Generator):
    """打乱样本，一批一批地交出 (xb, yb)。

    参数
        x: 第一轴是样本的数组，长度 n，其余各轴任意；不变。
        y: 第一轴是样本的数组，长度 n；不变。
        batch_size: 一批的样本数，正整数，可以大于 n。前面每批正好这么多。
        rng: NumPy 的随机数生成器，打乱只用它；每次调用次序都不同。
    返回
        生成器（返回由同样的 (xb, yb) 组成的列表也可以）：前面每批 batch_size 个，
        不足一批的零头放在最后；每个样本恰好一次；没有空批。
    例子
        >>> x, y = np.arange(5), 10 * np.arange(5)
        >>> rng = np.random.default_rng(0)
        >>> [len(xb) for xb, yb in minibatches(x, y, 2, rng)]
        [2, 2, 1]
    """
    ### BEGIN SOLUTION
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]
    ### END SOLUTION


# %% check="minibatches" points=12 minutes=22
check("minibatches")

# %% [markdown]
# 两种走法比一比，都把全部企鹅看一轮。整批的只走一步；小批量每批 4 只，走了 86 步。**先猜**：看同样多的样本，谁离碗底近？小批量的路是直的吗？

# %% tags=["demo"]
if ready(
    "predict",
    "mean_squared_error",
    "mse_gradients",
    "gradient_descent",
    "minibatches",
):
    rng = np.random.default_rng(0)
    m, b = -0.9, 1.6
    path = [(m, b)]
    for ub, yb in minibatches(u, mass, 4, rng):
        dm, db = mse_gradients(ub, yb, m, b)
        m, b = m - 0.1 * dm, b - 0.1 * db
        path.append((m, b))
    fig, ax = plt.subplots(figsize=(7, 4.2))
    draw_bowl(ax, u, (-1.5, 3.0), (1.2, 5.0), 20)
    ax.plot(*np.array(path).T, "o-", color="#b0762a", ms=3, lw=1, label="小批量：86 步")
    whole = walk(u, mass, 0.1, 1, -0.9, 1.6)
    ax.plot(*whole.T, "s-", color="#2a5694", ms=5, label="整批：1 步")
    ax.set_title("同样看完一轮企鹅")
    ax.set_aspect("equal")
    ax.legend(loc="lower right")
    plt.show()

# %% [markdown]
# 小批量的路歪歪扭扭，每一步都不太准，但看完同样多的样本，它早已到了碗底，整批的才迈出第一步。到了碗底它也停不稳，会一直晃：想让它静下来，就要慢慢调小学习率。

# %% [markdown]
# **弄坏它：不打乱**　企鹅按翅长从短到长排好，一批 4 只，学习率 0.25，走六轮。打乱不就是换个次序吗，能差多少？先猜，再把 `SHUFFLE` 改成 `True`。

# %% tags=["demo"]
SHUFFLE = False

if ready("predict", "mean_squared_error", "mse_gradients", "minibatches"):
    rng = np.random.default_rng(0)
    order = np.argsort(flipper, kind="stable")
    in_order = [(u[part], mass[part]) for part in np.split(order, range(4, len(u), 4))]
    m, b, losses = 0.0, 0.0, []
    for _ in range(6):
        for ub, yb in minibatches(u, mass, 4, rng) if SHUFFLE else in_order:
            dm, db = mse_gradients(ub, yb, m, b)
            m, b = m - 0.25 * dm, b - 0.25 * db
            losses.append(mean_squared_error(predict(u, m, b), mass))
    fig, ax = plt.subplots(figsize=(7, 2.9))
    ax.semilogy(losses, color="#2e8b57" if SHUFFLE else "#c0392b", linewidth=1)
    ax.set(xlabel="步", ylabel="全体的均方误差")
    ax.set_title("打乱了" if SHUFFLE else "没有打乱")
    plt.show()
    print(f"最后一轮：最小 {min(losses[-86:]):.3f}，最大 {max(losses[-86:]):.3f}")

# %% [markdown]
# 没有打乱，第六轮里最好的时候也有 0.39，最坏冲过 3；打乱以后在 0.15 到 0.32 之间晃（碗底是 0.155）。排好队的批里，四只鸟的翅几乎一样长，每一批只管把直线在这一个翅长上对准，别处不管，所以一长段几乎没有进步；到了队尾清一色的长翅，接着又是队头清一色的短翅，0.25 这个学习率太大，每一步都跨过头，误差就冲出一个尖。第三轮里曲线在 0.2 上下待了几乎一整轮，看着像学会了，队尾的几批一来又甩了出去。每一批都应当是全体的一个缩影，打乱就是为了这个。

# %% [markdown]
# ## 7　看它动起来
#
# 把今天的主角画成动画：从一条平躺的线开始，每一帧是你的 `gradient_descent` 走一步。计算都在标准化的 $u$ 上，画的时候换回毫米。
#
# **先猜**　学习率 0.07，每步与碗底的偏差乘以 0.86。直线是先转斜，还是先抬高？越走越快，还是越走越慢？

# %% tags=["demo"]
RATE = 0.07  # 学习率

if ready("gradient_descent", "predict"):
    journey = walk(u, mass, RATE, 30, 0.0, 3.0)
    _, _, falling = gradient_descent(u, mass, RATE, len(journey), 0.0, 3.0)
    ends = np.array([170.0, 233.0])
    ends_u = (ends - flipper.mean()) / flipper.std()

# %% [markdown]
# 先是胶片，适合打印：

# %% tags=["demo"]
if ready("gradient_descent", "predict"):
    fig, axes = plt.subplots(1, 4, figsize=(9, 2.7), sharey=True)
    for ax, step in zip(axes, (0, 3, 9, 30)):
        scatter_penguins(ax)
        ax.plot(ends, predict(ends_u, *journey[step]), color="#c0392b", lw=2.5)
        ax.set(title=f"第 {step} 步\n误差 {falling[step]:.3f}", xlabel="", ylabel="")
    axes[0].set(xlabel="翅长（毫米）", ylabel="体重（千克）")
    plt.show()

# %% [markdown]
# 再让它动起来，不需要别的软件，也不联网（这一格只是画画，不用读懂）：

# %% tags=["demo"]
if ready("gradient_descent", "predict"):
    shape = {"figsize": (7, 2.9), "dpi": 80, "width_ratios": (1.6, 1)}
    fig, (left, right) = plt.subplots(1, 2, **shape)
    scatter_penguins(left)
    (line,) = left.plot(ends, predict(ends_u, *journey[0]), color="#c0392b", lw=2.5)
    (curve,) = right.plot([], [], color="#c0392b")
    (dot,) = right.plot([], [], "o", color="#c0392b")
    top = max(2.2, 1.05 * max(falling))  # 学习率太大时，损失会越走越高
    right.set(xlabel="步", xlim=(-1, len(journey)), ylim=(0, top))

    def draw_step(step):
        """动画的一格：第 step 步的直线，和到这一步为止的损失。"""
        ghost = predict(ends_u, *journey[step])  # 留下一条淡淡的影子
        left.plot(ends, ghost, color="#c0392b", alpha=0.2, lw=1)
        line.set_ydata(ghost)
        curve.set_data(range(step + 1), falling[: step + 1])
        dot.set_data([step], [falling[step]])
        left.set_title(f"第 {step} 步")
        right.set_title(f"均方误差 {falling[step]:.3f}")

    draw_step(0)
    fig.canvas.draw()
    fig.set_layout_engine("none")  # 版面排一次就够了
    alt = "动画：梯度下降拉着直线在企鹅中间站正，损失随之下降"
    figures.film(fig, draw_step, [*range(12), 13, 15, 18, 22, 26, 30], alt, wait=180)

# %% [markdown]
# 谁也不先：在正圆的碗里，斜率与碗底的偏差、高度与碗底的偏差，每一步都乘以同一个 0.86，转斜和抬高齐头并进。起初步子大，后来越挪越慢：离碗底越近，坡越缓，步子就越小。许多学习曲线前陡后平，原因就在这里。
#
# **弄坏它**　把上面的 `RATE` 改成 0.95，再往下运行一遍，看直线怎样跳来跳去；改成 1.02 呢？先猜直线会去哪里。

# %% [markdown]
# ## 8　三次坏掉的训练
#
# 三个同学在标准化的企鹅上训练，各有一处写错了。甲、乙从头练起，丙从一条已经很好的直线接着练。曲线在下面，虚线是最好的直线的损失；学习率写在图上；纵轴是对数，三张图的刻度不同。**先只看图**，诊断各是什么毛病。（毛病就写在代码里，所以特意折叠了，猜过再点开。）

# %% tags=["demo"] jupyter={"source_hidden": true}
if ready("predict", "mean_squared_error", "mse_gradients"):

    def run(step, batches, m=-4.0, b=0.0):
        losses = []
        for ub, yb in batches:
            losses.append(mean_squared_error(predict(u, m, b), mass))
            m, b = step(m, b, *mse_gradients(ub, yb, m, b))
        return losses

    everyone = [(u, mass)] * 60
    order = np.argsort(flipper, kind="stable")
    by_size = [(u[part], mass[part]) for part in np.array_split(order, 12)] * 5
    curves = {
        "甲": run(lambda m, b, dm, db: (m - 0.1 * dm, b), everyone),
        "乙": run(lambda m, b, dm, db: (m + 0.01 * dm, b + 0.01 * db), everyone),
        "丙": run(lambda m, b, dm, db: (m - 0.4 * dm, b - 0.4 * db), by_size, 0.7, 4.2),
    }
    fig, axes = plt.subplots(1, 3, figsize=(8.6, 2.9))
    floor = np.mean((np.polyval(np.polyfit(u, mass, 1), u) - mass) ** 2)
    for ax, rate, (who, losses) in zip(axes, (0.1, 0.01, 0.4), curves.items()):
        ax.semilogy(losses, color="#c0392b")
        ax.axhline(floor, color="#888888", linestyle="--")
        ax.set(title=f"{who}：学习率 {rate}\n最后 {losses[-1]:.2f}", xlabel="步")
    axes[0].set_ylabel("均方误差")
    plt.show()

# %% [markdown]
# <details><summary>甲：先降，然后平平地停在很高的地方</summary>
#
# 平平地停住，说明梯度更新得好好的那部分已经到底了，有一个参数却**从来没有动**：`b` 忘了更新，一直是 0。剩下的损失约是 $\bar{y}^2 \approx 17.7$，正是“抬高到平均体重”那一步该抹掉的。查法：打印走之前和走之后的每个参数，看谁没变。
#
# </details>
#
# <details><summary>乙：从第一步起就往上走</summary>
#
# 纵轴是对数，一条直线就是每步乘以同一个大于 1 的数。学习率只有 0.01，不会太大，所以不是跨过了头，而是**方向反了**：减号写成了加号，或者残差写成了真值减预测。查法：把学习率缩到百万分之一走一步，损失还是涨，就是符号。
#
# </details>
#
# <details><summary>丙：每 12 步跳一个尖，从第二个起几乎一样高</summary>
#
# 周期正好是一轮的批数：没有打乱，数据是排好队的，每一批只代表一头。查法：数一数尖与尖隔几步；打乱以后，它会变成没有规律的小抖动。
#
# </details>

# %% [markdown]
# ## 9　开放挑战：造几列特征（不计分）
#
# 汽车的残差是弯的（第 5 节右图），直线到此为止，但是特征可以造。只许用 `normal_equation`，不许用别的模型，你能把没见过的车的 $R^2$ 提到多高？基线是原来的六列，换二十种分法：

# %% tags=["demo"]
if ready("design_matrix", "normal_equation", "r_squared"):

    def build(x):
        """x 是 (392, 6) 的原始特征，返回 (392, k) 的新特征。这是基线：原样返回。"""
        return x

    scores = []
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(len(cars))
        asked, known = order[:80], order[80:]
        new = build(features)
        w = normal_equation(new[known], cars["mpg"][known])
        scores.append(r_squared(cars["mpg"][asked], design_matrix(new[asked]) @ w))
    print(f"{new.shape[1]} 列：测试 R² 平均 {np.mean(scores):.3f}，", end="")
    print(f"标准差 {np.std(scores):.3f}，最低 {min(scores):.3f}")

# %% [markdown]
# 基线平均 0.812，标准差 0.020。我们加了六列，平均到 0.872。想一想：mpg 和重量的关系，画成曲线像哪一种函数？加的列太多会怎样（试试 50 列随机数）？

# %% [markdown]
# ## 10　终场：你和直线比一场
#
# 八只企鹅，先不告诉你体重。把直线拟合在**其余的** 334 只上，它没见过这八只。你只看翅长，把你猜的体重（千克）写进 `my_guess`，一只一个数；下面填的是我们随手写的，换成你的。第 0 节的图里你其实见过它们，混在 342 个点里：让你一步。

# %% tags=["demo"]
exam = np.random.default_rng(1).choice(len(flipper), 8, replace=False)
exam = exam[np.argsort(flipper[exam])]
print("翅长（毫米）：", *(f"{length:6.0f}" for length in flipper[exam]))

# 换成你猜的体重（千克），一只一个数：
my_guess = np.array([3.2, 3.0, 3.6, 4.2, 4.6, 5.0, 4.9, 5.8])
if len(my_guess) != len(exam):
    print(f"要 {len(exam)} 个数，一只一个；现在是 {len(my_guess)} 个，改好再运行下一格")

# %% tags=["demo"]
if ready("predict", "mean_squared_error", "least_squares_line"):
    rest = np.setdiff1d(np.arange(len(flipper)), exam)
    line_guess = predict(flipper[exam], *least_squares_line(flipper[rest], mass[rest]))
    truth = mass[exam]
    closer = np.abs(my_guess - truth) < np.abs(line_guess - truth)

    fig, ax = plt.subplots(figsize=(8.4, 3.6))
    place = np.arange(8)
    ax.vlines(place - 0.12, truth, my_guess, color="#c0392b", linewidth=4, alpha=0.35)
    ax.vlines(place + 0.12, truth, line_guess, color="#2a5694", linewidth=4, alpha=0.35)
    ax.plot(place - 0.12, my_guess, "o", color="#c0392b", markersize=8, label="你")
    ax.plot(place + 0.12, line_guess, "s", color="#2a5694", markersize=7, label="直线")
    ax.plot(place, truth, "k*", markersize=14, label="秤")
    ax.set_xticks(place, [f"{length:.0f} 毫米" for length in flipper[exam]])
    for tick, mine in zip(ax.get_xticklabels(), closer):
        tick.set_color("#c0392b" if mine else "#2a5694")
    ax.set(ylabel="体重（千克）", ylim=(2.6, 6.4))
    ax.set_title(f"你赢 {closer.sum()} 只，直线赢 {8 - closer.sum()} 只")
    ax.legend(loc="upper left", ncols=3)
    plt.show()
    for name, guess in (("你　", my_guess), ("直线", line_guess)):
        print(f"{name}的均方误差 {mean_squared_error(guess, truth):.3f}", end="")
        print(f"，平均差 {np.mean(np.abs(guess - truth)):.2f} 千克")

# %% [markdown]
# 横轴上的字是红的，那一只你更近；是蓝的，直线更近。只有八只，输赢里有一大半是运气：把 `default_rng(1)` 的 1 换成别的数，就是新的八只，让朋友也来填一次，看谁的均方误差小。
#
# **一只你编的企鹅**　昨天你编过一只企鹅；今天填上它的翅长和体重，看直线怎么说。（我们昨天编的那只，翅长 200 毫米，体重 4.1 千克。）

# %% tags=["demo"]
MY_FLIPPER, MY_MASS = 200.0, 4.1  # 毫米，千克

if ready("predict", "least_squares_line"):
    best = least_squares_line(flipper, mass)
    surplus = mass - predict(flipper, *best)  # 比直线重多少（轻算负的）
    expected = float(predict(MY_FLIPPER, *best))
    alike = np.abs(flipper - MY_FLIPPER) <= 1
    print(f"翅长 {MY_FLIPPER:g} 毫米，直线说 {expected:.2f} 千克，", end="")
    print(f"你的 {MY_MASS:.2f} 千克")
    heavier = np.mean(surplus < MY_MASS - expected)
    print(f"论比直线重多少（轻算负的），342 只里 {heavier:.0%} 不如它：", end="")
    fat, thin = heavier > 0.9, heavier < 0.1
    print("一只胖企鹅" if fat else "一只瘦企鹅" if thin else "平平常常的身材")
    if alike.any():
        low, high = mass[alike].min(), mass[alike].max()
        print(f"翅长相差至多 1 毫米的真企鹅有 {alike.sum()} 只：", end="")
        print(f"{low:.2f} 到 {high:.2f} 千克")

    fig, ax = plt.subplots(figsize=(7, 3.9))
    scatter_penguins(ax)
    ends = np.array([170.0, 233.0])
    ax.plot(ends, predict(ends, *best), "k-", linewidth=1.5)
    ax.vlines(MY_FLIPPER, expected, MY_MASS, color="#c0392b")
    ax.plot(MY_FLIPPER, MY_MASS, "*", color="#c0392b", markersize=16, label="你的企鹅")
    for i in (np.argmax(surplus), np.argmin(surplus)):
        ax.plot(flipper[i], mass[i], "o", markersize=12, fillstyle="none", color="k")
        beside = (flipper[i] + 1.2, mass[i] + 0.12)
        ax.annotate(f"{surplus[i]:+.2f}", beside, fontsize=10)
    ax.set_title("圈出来的，是最让直线吃惊的两只（数字：比直线重多少）")
    # 你的企鹅可能比真的都大、都小：画面跟着它变宽
    ax.set_xlim(min(168, MY_FLIPPER - 3), max(235, MY_FLIPPER + 3))
    ax.set_ylim(min(2.4, MY_MASS - 0.2), max(6.6, MY_MASS + 0.2))
    ax.legend(loc="lower right")
    plt.show()

# %% [markdown]
# 第 0 节你在纸上写过一个数和一个“不奇怪”的范围。直线说 4.16 千克，残差的标准差是 0.39 千克：上下 0.4 千克之内，是七成的企鹅。你的范围是太宽，还是太窄？多数人给得太窄。**一个预测，要连同它的误差一起说，才算说完。**

# %% [markdown]
# ## 小结
#
# 今天的每一样东西，用一句话说：
#
# | 今天的 | 一句话 |
# |---|---|
# | 三件事 | 模型（一条直线）、损失（均方误差）、优化（往负梯度走）：后面每一天都是这三件，只是模型越来越大 |
# | 梯度 | 把参数推一点点，损失变化的快慢；往反方向走就是下坡 |
# | 核对 | 公式推出来的梯度，用中心差分核对一遍再用 |
# | 尺度 | 特征尺度悬殊，梯度下降就走不动，先标准化 |
# | 学习率 | 太小走不完，太大会发散，看损失曲线就知道 |
# | 闭式解 | 最好的直线穿过平均点；许多特征用正规方程，别求逆 |
# | $R^2$ | 和“永远回答平均值”比；看完它还要看残差 |
# | 特征 | 线性是对权重说的，特征可以随便造，会折弯的也行 |
# | 小批量 | 用不太准的梯度换来多得多的步数，前提是打乱 |
#
# 明天，直线的后面接上一个弯（sigmoid），回归就变成分类：不问多重，问是哪一种企鹅。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. 在标准化的 $u$ 上，要让偏差每步减半，学习率可以取哪两个数？两条路有什么不同？
#
# <details><summary>答案</summary>
#
# 0.25 和 0.75：$1 - 2\eta = \pm 0.5$；后者每步都跨到对岸。可惜这样圆的碗只在这里有；特征一多，碗在各个方向上宽窄不同，没有一个学习率对所有方向都正好。
#
# </details>
#
# 2. 体重改用克，均方误差、斜率、$R^2$ 各怎么变？
#
# <details><summary>答案</summary>
#
# 均方误差乘 $10^6$，斜率乘 1000，$R^2$ 不变：分子分母同时乘了 $10^6$。
#
# </details>
#
# 3. 用中心差分求均方误差对 $(m, b)$ 的梯度，哪怕 `eps = 0.5`，结果也几乎没有误差。为什么？
#
# <details><summary>答案</summary>
#
# 均方误差是 $m$、$b$ 的二次函数，而中心差分对二次函数是精确的：$\frac{(t+\varepsilon)^2 - (t-\varepsilon)^2}{2\varepsilon} = 2t$，与 $\varepsilon$ 无关。前向差分会多出一个 $\varepsilon$。
#
# </details>
#
# 4. 给汽车数据再添一列随机数，训练集的 $R^2$ 会下降吗？测试集的呢？
#
# <details><summary>答案</summary>
#
# 训练集的不会降：最差也可以给这一列权重 0，而最小二乘挑的是最好的。测试集的多半会降一点点，因为它把碰巧当成了规律。这就是要留出测试集的原因。
#
# </details>
#
# 5. 小批量的梯度和整批的梯度是什么关系？
#
# <details><summary>答案</summary>
#
# 随机抽一批，它的梯度的期望（抽无数次的平均）就是整批的梯度，也就是说它没有偏，只有噪声。批越大噪声越小，但一轮里走的步数也越少。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - James, Witten, Hastie, Tibshirani，*An Introduction to Statistical Learning*，第 3 章：线性回归，统计学家的讲法。
# - 阿斯顿·张、李沐等，《动手学深度学习》，线性回归一章：同一件事，用框架写。
# - Gilbert Strang，*Introduction to Linear Algebra*，最小二乘与投影一节：正规方程的几何意义。
# - Goodfellow, Bengio, Courville，*Deep Learning*（2016），第 4、5 章：数值计算与机器学习基础。
# - Legendre（1805）第一个发表了最小二乘法；Gauss（1809）说自己更早就在用。这桩公案值得一查。
#
# 数据：帕尔默企鹅，Gorman, Williams, Fraser（2014），PLoS ONE 9(3): e90081，CC0；汽车油耗，R. Quinlan，Auto MPG（1993），UCI Machine Learning Repository 与 StatLib，CC BY 4.0；这两个文件都删减过。打车小票是照一张编的价目表造的，不是真实的数据。
