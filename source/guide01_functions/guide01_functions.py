# ---
# jupyter:
#   autograder:
#     title: 第 1 章　认识机器学习：绘制直线
#     builds: 四条直线回答同一个问题：一个点跑远了，谁还靠得住
#     minutes: 150
#     en:
#       title: 'Chapter 1. Getting to know machine learning: drawing a line'
#       builds: four lines that answer one question, and which of them one stray point drags away
# ---

# %% [markdown]
# # 第 1 章　认识机器学习：绘制直线
#
# 给你十二个点，请凭眼睛画一条直线穿过它们。你大概一秒钟就画好了。现在换一个问法：**你是按什么标准画的？** 说不清楚，就没法让机器替你画；说清楚了，机器一秒钟能画一百万条。
#
# 机器学习（machine learning）就是把这件事说清楚：先说好答案从**哪一族函数**里选（直线、指数曲线、神经网络……），再说好**什么叫好**（离点近），剩下的交给数据来挑。这一章从函数讲起，以直线结束，其间每一个函数都由你自己写。
#
# **这一章用到的旧知识**（没有做过“7 天速成”也能开始）
#
# | 要会的 | 一句话 |
# |---|---|
# | Python | 变量、列表、`for`、`if`、`def`，会抛出和捕捉异常（`raise`、`try`） |
# | NumPy 数组 | 一块排得整齐的数，类型相同；加减乘除、`np.exp` 都是**逐元素**的，不写循环 |
# | 布尔数组 | `x > 0` 得到一串 True 和 False；`x[x > 0]` 取出是 True 的那些 |
# | `np.where(条件, 甲, 乙)` | 条件成立的地方取甲，不成立的地方取乙；甲、乙都会先算出来 |
# | 中学数学 | 幂、对数、正弦，直线的斜率和截距 |
#
# **这一章结束时你会有**
#
# - 六族函数，每一族都认得它的定义域，该是 NaN 的地方是 NaN，从不发出警告；
# - 三个“函数的函数”：搬动、串起、倒过来；
# - 一个读数据的程序，读进 62 年的二氧化碳，算出多少年翻一倍；
# - 四种画直线的标准，和一段动画：一个点被拖走，四条直线各怎么办。

# %% [markdown]
# ## 时间表
#
# 合计约 150 分钟，100 分。可以在任意两节之间停下来休息；分两次做，在第 4 节之后停最好。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 一条直线能有多难 | 3 | |
# | 1 | 函数的家谱：horner、rational、real_power、logarithm | 32 | 26 |
# | 2 | 让数据来挑：fit_exponential | 10 | 7 |
# | 3 | 把波加起来：square_wave | 9 | 6 |
# | 4 | 搬动、串起、倒过来：transform、compose、inverse | 25 | 22 |
# | 5 | 数据装进数组：parse_points、broadcast_shape | 22 | 15 |
# | 6 | 四条直线：perpendicular_line、least_absolute_line、ransac_line | 41 | 24 |
# | 7 | 终场：抛物线、二氧化碳、一个走远的点 | 8 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就一条一条地展开“提示”；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。
#
# 第 1 到 3 节的函数有同样的几条约定：
#
# - 给一个数，还一个数；给任意形状的数组，还同样形状的 float64 数组，整数也先换成浮点数；
# - 在没有函数值的地方是 NaN，不是 `inf`，也不发出警告；
# - 传进来的数组可能是转置或切片得到的，内存不一定连续；不要改动它。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %%
import math

import numpy as np

# %% [markdown]
# ## 0　一条直线能有多难
#
# 十二个点，和三条“看上去都还行”的直线：

# %% tags=["demo"]
BLUE, RED, GREEN, ORANGE, GREY = "#3b6fb6", "#c0392b", "#2e8b57", "#d08a1d", "#888888"

rng = np.random.default_rng(3)
dots_x = np.sort(rng.uniform(0, 10, 12))
dots_y = 0.7 * dots_x + 1 + rng.normal(scale=0.9, size=12)
dots_y[10] += 5

fig, ax = plt.subplots(figsize=(6, 3.4))
ax.scatter(dots_x, dots_y, s=30, c="#222222")
for m, b, color, name in (
    (0.72, 0.8, BLUE, "甲"),
    (1.08, 0.1, RED, "乙"),
    (1.35, -0.6, GREEN, "丙"),
):
    ax.plot([0, 10], [b, 10 * m + b], color=color, label=name)
ax.set(title="哪一条最好？", xlabel="x", ylabel="y", xlim=(0, 10))
ax.legend()
plt.show()

# %% [markdown]
# 先猜一猜，记住你的答案。有人说“离点近的好”，可是“近”怎么量：竖直地量，还是垂直地量？十二个距离合成一个数，是加起来，还是平方了再加？上面那个孤零零的点，要不要听它的？每一种回答都是一个标准，每个标准都有自己的“最好”。第 6 节会把四种都写出来。
#
# 不过，直线只是函数里最简单的一种。先认识它的亲戚。

# %% [markdown]
# ## 1　函数的家谱
#
# **函数**（function）是一台机器：放进一个 $x$，出来一个 $y$，同样的 $x$ 总是出来同样的 $y$。常用的就这几族：

# %% tags=["demo"]
x = np.linspace(-3, 3, 601)
right = np.linspace(0.02, 3, 300)
families = [
    ("幂函数 power", x, [x**2, x**3]),
    ("多项式 polynomial", x, [x**3 - 3 * x, x**4 / 2 - 2 * x**2]),
    (
        "有理函数 rational",
        np.where(abs(x) < 0.05, np.nan, x),
        [1 / np.where(abs(x) < 0.05, np.nan, x)],
    ),
    ("指数函数 exponential", x, [np.exp(x), 0.5**x]),
    ("对数函数 logarithmic", right, [np.log(right), np.log(right) / np.log(0.5)]),
    ("三角函数 trigonometric", 2 * x, [np.sin(2 * x), np.cos(2 * x)]),
]
fig, axes = plt.subplots(2, 3, figsize=(9, 4.8))
for ax, (name, points, curves) in zip(axes.flat, families):
    for values, color in zip(curves, (BLUE, RED)):
        ax.plot(points, values, color=color)
    ax.axhline(0, color=GREY, linewidth=0.8)
    ax.axvline(0, color=GREY, linewidth=0.8)
    ax.set(title=name, ylim=(-4, 4))
plt.show()

# %% [markdown]
# 先看图，再对照这张表。你能在图里给每个词各找出一条曲线吗？
#
# | 词 | 意思 | 图上是什么样子 |
# |---|---|---|
# | 偶函数（even） | $f(-x) = f(x)$ | 左右对称，像 $x^2$ |
# | 奇函数（odd） | $f(-x) = -f(x)$ | 绕原点转半圈不变，像 $x^3$、$1/x$ |
# | 单调（monotone） | 一直升，或一直降 | 每条水平线至多碰它一次，像 $e^x$、$\log x$ |
# | 周期（periodic） | $f(x + T) = f(x)$ | 平移一段就和自己重合，像 $\sin x$ |
# | 定义域（domain） | 哪些 $x$ 有函数值 | $1/x$ 没有 0，$\log x$ 只有右半边 |
#
# 最后一行最容易出事：在没有函数值的地方，程序该怎么办？我们的约定是答 NaN，它会一路传下去，画图时是一段空白，谁都看得见。

# %% [markdown]
# ### 练习 1.1 horner（约 8 分钟，7 分）
#
# **做什么**　求多项式（polynomial）的值。系数从最高次排到常数项：`[2, -3, 0, 5]` 就是 $2x^3 - 3x^2 + 0x + 5$。
#
# **怎么算**　照着写，要算 $x^3$、$x^2$……九次多项式光是乘方就要几十次乘法。把公因子 $x$ 一层层提出来，就一个乘方也不用：
#
# $$
# 2x^3 - 3x^2 + 0x + 5 = \bigl((2x - 3)\,x + 0\bigr)\,x + 5
# $$
#
# 从里往外读：手里先拿着 0，每来一个系数 $c$，就把手里的数**乘以 $x$，再加上 $c$**。这叫秦九韶算法，英文叫 Horner's method；秦九韶在 1247 年的《数书九章》里就用它解方程了。
#
# **例子**　$x = 2$：
#
# | 来的系数 | 手里的数 |
# |---|---|
# | 2 | $0 \times 2 + 2 = 2$ |
# | −3 | $2 \times 2 - 3 = 1$ |
# | 0 | $1 \times 2 + 0 = 2$ |
# | 5 | $2 \times 2 + 5 = 9$ |
#
# 核对：$16 - 12 + 5 = 9$。系数读反了，会得到 36。
#
# | | 形状和类型 |
# |---|---|
# | `coefficients` | list、tuple 或一维数组，可以是空的（空的多项式处处是 0） |
# | `x` | 一个数，或任意形状的数组，整数或浮点数 |
# | 返回 | 形状同 `x`，float64 |
#
# 循环只对**系数**写；`x` 不管有多少个，都是一次乘、一次加。评分时给 100 万个 `x`、20 个系数，限 1 秒。现成的 `np.polyval`、`np.polynomial`、`np.poly1d` 这一题不能用。
#
# <details><summary>提示一：想一想</summary>
#
# 手里的数应当是什么形状？系数还没来的时候，它是什么？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先 `x = np.asarray(x, dtype=float)`：整数变成 float64，一个数变成 0 维数组。手里的数从 `np.zeros(x.shape)` 开始。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一个 `for c in coefficients:`，循环体只有一行。这一行里有一个乘号、一个加号。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把系数当成从常数项排起的；<!-- wrong: lowest-first -->
# - 先加再乘，最后多乘了一个 $x$；<!-- wrong: adds-then-multiplies -->
# - `np.zeros_like(x)`：`x` 和系数都是整数时，整条算式都是整数，$1000^9$ 早就超出了 64 位整数，悄悄变成另一个数；<!-- wrong: integer-overflow -->
# - 从 `coefficients[0]` 开始，系数一个也没有时就报错；<!-- wrong: starts-with-first -->
# - 对 `x` 里的每个数单独算（循环、`np.vectorize`）：答案对，评分时会超时。<!-- wrong: loops-over-x vectorize -->
#
# </details>


# %% exercise="horner"
def horner(coefficients, x: np.ndarray | float) -> np.ndarray | float:
    """用秦九韶算法求多项式在 x 处的值，逐元素计算。

    参数
        coefficients: list、tuple 或一维数组，整数或浮点数，最高次的系数在最前面；
            可以是空的，这时处处是 0。
        x: 一个数（int、float、np.float64 或 0 维数组），或任意形状的 int64、float64 数组
           （内存不一定连续）；不变。测试里的结果都在 float64 的范围之内。
    返回
        与 x 同形状的 float64 数组；x 是一个数时，一个数（0 维数组也可以）。
    规定
        不用 polyval、np.polynomial、np.poly1d；100 万个 x、20 个系数，1 秒之内算完。
    例子
        >>> horner([2, -3, 0, 5], np.array([0, 1, 2]))
        array([5., 4., 9.])
        >>> horner([], np.array([7.0, 8.0]))
        array([0., 0.])
    """
    ### BEGIN SOLUTION
    x = np.asarray(x, dtype=float)
    value = np.zeros(x.shape)
    for c in coefficients:
        value = value * x + c
    return value
    ### END SOLUTION


# %% check="horner" points=7 minutes=8
check("horner")

# %% [markdown]
# ### 练习 1.2 rational（约 5 分钟，6 分）
#
# **做什么**　有理函数（rational function）是两个多项式的商 $p(x)/q(x)$。系数的写法和上一题一样。
#
# **分母为 0 的地方**　那里没有函数值，答 NaN（not a number，“不是数”）：哪怕分子也是 0，哪怕把公因子约掉以后有极限，都答 NaN。**别处一律照算**，分母再小也不能当成 0。
#
# 计算中不能发出警告：Python 的数 `1 / 0` 会报错，NumPy 的数组不报错，给出 `inf` 和一条 `RuntimeWarning`。两样都不要。
#
# **例子**　$\dfrac{x^2 - 4}{x - 2}$ 在 $x = 0, 1, 2, 3$ 处：
#
# | $x$ | 分子 | 分母 | 值 |
# |---|---|---|---|
# | 0 | −4 | −2 | 2 |
# | 1 | −3 | −1 | 3 |
# | 2 | 0 | 0 | NaN |
# | 3 | 5 | 1 | 5 |
#
# <details><summary>提示一：想一想</summary>
#
# 什么数当分母，除出来正好是 NaN，而且没有警告？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 不要在除完以后补救，在除**之前**把分母里的 0 换掉。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 两次 `horner`，一次 `np.where(…, …, …)` 改分母，一次除法。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 直接相除：$1/0$ 成了 `inf`，还有警告；<!-- wrong: plain-division -->
# - `np.where(bottom == 0, np.nan, top / bottom)`：值对了，警告还在，因为 `np.where` 先把两边**都**算好，再挑；<!-- wrong: where-divides-first -->
# - 用 `np.isclose` 判断分母是不是 0：离零点很近的地方也成了 NaN；<!-- wrong: near-zero -->
# - 分母上加一个小数：哪里都不报错，哪里都不对。<!-- wrong: adds-epsilon -->
#
# </details>


# %% exercise="rational"
def rational(p, q, x: np.ndarray | float) -> np.ndarray | float:
    """有理函数 p(x)/q(x)，逐元素计算；q(x) 恰好等于 0 的地方是 NaN。

    参数
        p, q: 系数，最高次在最前面（list、tuple 或一维数组，可以是空的，空的就是 0）。
        x: 一个数，或任意形状的 int64、float64 数组；不变。
            测试里的多项式和商都在 float64 的范围之内。
    返回
        与 x 同形状的 float64 数组；x 是一个数时，一个数（0 维数组也可以）。
        q(x) == 0 的地方是 NaN（p(x) 也是 0 时同样），别处是商，分母再小也照除。
        不发出警告，不抛出异常。
    例子
        >>> rational([1, 0, -4], [1, -2], np.array([0, 1, 2, 3]))
        array([ 2.,  3., nan,  5.])
    """
    ### BEGIN SOLUTION
    bottom = horner(q, x)
    return horner(p, x) / np.where(bottom == 0, np.nan, bottom)
    ### END SOLUTION


# %% check="rational" points=6 minutes=5 uses=["horner"]
check("rational")

# %% [markdown]
# **故意弄坏它**　下面画 $\dfrac{x^2 + 1}{x^2 - 1}$。把 `BROKEN` 改成 `True` 再运行一次：用 `0.001` 这样的小数去“补”分母，图上会多出什么？

# %% tags=["demo"]
BROKEN = False

if ready("horner", "rational"):
    x = np.linspace(-3, 3, 1201)
    top, bottom = horner([1, 0, 1], x), horner([1, 0, -1], x)
    y = top / (bottom + 0.001) if BROKEN else rational([1, 0, 1], [1, 0, -1], x)
    fig, ax = plt.subplots(figsize=(7, 3))
    ax.plot(x, y, color=BLUE)
    ax.set(ylim=(-8, 8), title="分母补了 0.001" if BROKEN else "分母为 0 的地方断开", xlabel="x")
    plt.show()
    print("x = −1 处的值：", y[np.argmin(abs(x + 1))])

# %% [markdown]
# 补过的分母在 $\pm1$ 处给出 2000：一个像模像样的数，谁也看不出它是编的。NaN 不好看，但是诚实。（弄坏以后那些竖着的长线，是 Matplotlib 把极点两边的点连了起来；正确的图在 $x = \pm 1$ 处断开。）

# %% [markdown]
# ### 练习 1.3 real_power（约 9 分钟，8 分）
#
# **做什么**　幂函数（power function）$x^{p/q}$，$p$ 和 $q$ 是整数，$q \ge 1$。麻烦全在负数：
#
# | | NumPy 的 `x ** (p / q)` | 实数里的答案 |
# |---|---|---|
# | $(-8)^{1/3}$ | NaN，还有警告 | −2，因为 $(-2)^3 = -8$ |
# | $(-8)^{2/3}$ | NaN | 4，因为 $(-2)^2 = 4$ |
# | $(-4)^{1/2}$ | NaN | 没有，NaN |
#
# 在 NumPy 看来，$1/3$ 只是一个小数 0.333…，它不知道分母是 3。我们知道，所以能做得更好。
#
# **规则**　先把 $p/q$ **约成最简分数**，然后：
#
# 1. $x > 0$：就是 $x^{p/q}$；
# 2. $x < 0$，$q$ 是奇数：先算 $|x|^{p/q}$；$p$ 是奇数就添一个负号，$p$ 是偶数不添；
# 3. $x < 0$，$q$ 是偶数：偶次根号里是负数，NaN；
# 4. $x = 0$：正数次幂是 0；0 次幂是 1；负数次幂是 $1/0$，NaN（不是 `inf`，也没有警告）。
#
# **为什么先约分**　$2/6$ 就是 $1/3$。不约分，会把它当成 6 次根，对 −8 答 NaN；或者先平方再开 6 次根，得到 $64^{1/6} = 2$，符号丢了。同样，$0/4$ 是 $0/1$：任何数的 0 次幂都是 1，负数也一样。
#
# **例子**　`real_power(np.array([-8, 0, 27]), 2, 6)` 是 `[-2, 0, 3]`；`real_power(-8.0, 2, 3)` 是 4。
#
# <details><summary>提示一：想一想</summary>
#
# 要是不许你对负数取幂，只许对 $|x|$ 取，最后还差什么要补上？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `math.gcd(p, q)` 是最大公约数，$p$ 是负数时它也是正的；`p % 2` 对负的奇数也是 1。0 的负数次幂，照上一题的办法，在取幂**之前**换成 NaN。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 检查；约分；`size = np.abs(x)`，必要时换掉其中的 0；`value = size ** (p / q)`；最后按 $q$、$p$ 的奇偶，用 `np.where(x < 0, …, value)` 修正负数那一半。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 直接写 `x ** (p / q)`，负数的立方根成了 NaN（`x` 是 Python 自己的数、又忘了 `np.asarray` 时，`(-8.0) ** (1 / 3)` 还会成为复数）；<!-- wrong: nan-for-negatives -->
# - 对负数总是添负号，$(-8)^{2/3}$ 成了 −4；<!-- wrong: always-signed -->
# - 对负数从不添负号，$(-8)^{1/3}$ 成了 2；<!-- wrong: never-signed -->
# - 没有约分就看 $q$ 的奇偶；<!-- wrong: not-reduced -->
# - 0 的负数次幂成了 `inf`；<!-- wrong: infinite-at-zero -->
# - $q$ 是 0 或负数时没有抛出 `ValueError`。<!-- wrong: q-unchecked -->
#
# </details>


# %% exercise="real_power"
def real_power(x: np.ndarray | float, p: int, q: int = 1) -> np.ndarray | float:
    """x 的 p/q 次幂，在实数里有值就给出来，没有就是 NaN；逐元素计算。

    参数
        x: 一个数，或任意形状的 int64、float64 数组；不变。
            测试里的结果都在 float64 的范围之内。
        p: 整数，正、负、0 都可以。
        q: 整数，不小于 1。p/q 先约成最简分数，再看奇偶。
    返回
        与 x 同形状的 float64 数组；x 是一个数时，一个数（0 维数组也可以）。
        x < 0 时：q 是奇数，值是 ±|x|^(p/q)，p 是奇数取负、是偶数取正；q 是偶数，NaN。
        0 的正数次幂是 0，负数次幂是 NaN；任何数的 0 次幂是 1。不发出警告。
    异常
        ValueError: q 小于 1。
    例子
        >>> real_power(np.array([-8, 0, 27]), 1, 3).round(6)
        array([-2.,  0.,  3.])
        >>> real_power(np.array([-8.0, 0.0, 4.0]), -1, 2)
        array([nan, nan, 0.5])
    """
    ### BEGIN SOLUTION
    if q < 1:
        raise ValueError("q 应当是不小于 1 的整数")
    common = math.gcd(p, q)
    p, q = p // common, q // common
    x = np.asarray(x, dtype=float)
    size = np.abs(x)
    if p < 0:
        size = np.where(size == 0, np.nan, size)
    value = size ** (p / q)
    if q % 2 == 0:
        return np.where(x < 0, np.nan, value)
    return np.where((x < 0) & (p % 2 == 1), -value, value)
    ### END SOLUTION


# %% check="real_power" points=8 minutes=9
check("real_power")

# %% [markdown]
# 画之前先猜：$x^{1/3}$、$x^{2/3}$、$x^{1/2}$、$x^{-1}$，哪一条关于 $y$ 轴对称（偶），哪一条绕原点对称（奇），哪一条只有右半边？

# %% tags=["demo"]
if ready("real_power"):
    x = np.linspace(-3, 3, 601)
    fig, axes = plt.subplots(1, 4, figsize=(9.5, 2.6), sharey=True)
    for ax, (p, q) in zip(axes, ((1, 3), (2, 3), (1, 2), (-1, 1))):
        y = real_power(x, p, q)
        there = ~np.isnan(y) & ~np.isnan(y[::-1])
        even, odd = np.allclose(y[there], y[::-1][there]), np.allclose(y[there], -y[::-1][there])
        power = f"{p}/{q}" if q > 1 else f"{p}"
        word = "只有右半边" if np.isnan(y[0]) else "偶" if even else "奇" if odd else "非奇非偶"
        ax.plot(x, y, color=BLUE)
        ax.axvline(0, color=GREY, linewidth=0.8)
        ax.set(title=f"$x^{{{power}}}$：{word}", ylim=(-3, 3), xlabel="x")
    plt.show()

# %% [markdown]
# 规律就在练习的规则里：$q$ 是奇数时，$p$ 的奇偶决定函数的奇偶。“奇函数”“偶函数”的名字正是这样来的。

# %% [markdown]
# ### 练习 1.4 logarithm（约 5 分钟，5 分）
#
# **做什么**　以 `base` 为底的对数（logarithm）：$\log_b x$ 问的是“$b$ 的几次方等于 $x$”。NumPy 常用的只有三种底（`np.log` 是自然对数，`np.log2`、`np.log10`），别的底靠换底公式：
#
# $$
# \log_b x = \frac{\ln x}{\ln b}
# $$
#
# 为什么对？设 $b^s = x$，两边取自然对数，$s \ln b = \ln x$。
#
# **底**　$b > 0$，$b \ne 1$，否则抛出 `ValueError`：1 的几次方都是 1，问“几次方是 8”没有答案。$b$ 可以小于 1：$\log_{0.5} 8 = -3$，因为 $0.5^{-3} = 8$。
#
# **$x \le 0$**　没有对数，答 NaN：0 处也是 NaN，不是 $-\infty$；不发出警告。
#
# **例子**　`logarithm(np.array([8, 0.25, 1, 0, -2]), 2)` 是 `[3, -2, 0, nan, nan]`。
#
# <details><summary>提示一：想一想</summary>
#
# `np.log(np.nan)` 是什么？有警告吗？试一试。
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 和前两题同一招：取对数之前，把不大于 0 的换成 NaN。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一个 `if` 检查底。剩下的一行里有三件事：把不大于 0 的换掉，取对数，除一次。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 返回的是自然对数，没有除以 $\ln b$；<!-- wrong: natural -->
# - 除反了；<!-- wrong: upside-down -->
# - 把小于 1 的底也当成错的；<!-- wrong: refuses-small-base -->
# - 0 处得到 $-\infty$ 和警告；<!-- wrong: infinite-at-zero -->
# - `np.log(x, base)`：NumPy 的第二个参数是“结果放在哪里”，不是底，会报错。<!-- wrong: second-argument -->
#
# </details>


# %% exercise="logarithm"
def logarithm(x: np.ndarray | float, base: float) -> np.ndarray | float:
    """以 base 为底的对数，逐元素计算；x <= 0 的地方是 NaN。

    参数
        x: 一个数，或任意形状的 int64、float64 数组；不变。
        base: 一个正数，不等于 1，可以小于 1。
    返回
        与 x 同形状的 float64 数组；x 是一个数时，一个数（0 维数组也可以）。
        相对误差不超过 1e-12；不发出警告。
    异常
        ValueError: base 不大于 0，或等于 1。
    例子
        >>> logarithm(np.array([8, 0.25, 1, 0, -2]), 2)
        array([ 3., -2.,  0., nan, nan])
    """
    ### BEGIN SOLUTION
    if base <= 0 or base == 1:
        raise ValueError("底应当是不等于 1 的正数")
    x = np.asarray(x, dtype=float)
    return np.log(np.where(x > 0, x, np.nan)) / np.log(base)
    ### END SOLUTION


# %% check="logarithm" points=5 minutes=5
check("logarithm")

# %% [markdown]
# 对数有什么用？它把**乘**变成**加**：$\log(ab) = \log a + \log b$。于是每次翻一倍的东西，取了对数就是一步一个台阶。传说国际象棋的发明者要的麦子，第一格 1 粒，以后每格翻一倍：

# %% tags=["demo"]
if ready("logarithm"):
    squares = np.arange(1, 65)
    grains = 2.0 ** (squares - 1)
    fig, (left, right) = plt.subplots(1, 2, figsize=(8.5, 2.9))
    left.plot(squares, grains, ".", color=RED)
    left.set(title="麦粒数", xlabel="第几格")
    right.plot(squares, logarithm(grains, 2), ".", color=BLUE)
    right.set(title="以 2 为底的对数", xlabel="第几格")
    plt.show()

# %% [markdown]
# 左边的图前五十格都贴在地上，什么也看不出；右边是一条直线，斜率是 1。记住这一招，下一节马上要用：**看上去是指数的，取对数，看看是不是直的。**

# %% [markdown]
# ## 2　让数据来挑
#
# 到现在为止，函数里的数都是我们定的。机器学习反过来：**函数的样子我们定，里面的数由数据定**。样子叫模型（model），里面的数叫参数（parameters），由数据定出参数叫拟合（fitting）。
#
# 一个例子：一杯菌液，每小时数一次。样子看上去是指数的，参数有两个：开始时有多少（$a$），每小时长多少（$k$）。

# %% [markdown]
# ### 练习 1.5 fit_exponential（约 8 分钟，7 分）
#
# **做什么**　有 $n$ 个点 $(t_i, y_i)$，想用指数函数（exponential function）来描述：
#
# $$
# y \approx a\,e^{k t}
# $$
#
# $a$ 是 $t = 0$ 时的高度，$k$ 是增长率。这两个数由数据定。
#
# **推一推**　两边取自然对数：
#
# $$
# \ln y \approx \ln a + k\,t
# $$
#
# 右边是 $t$ 的一条**直线**：斜率是 $k$，截距是 $\ln a$。所以对点 $(t_i, \ln y_i)$ 求最小二乘直线，再把截距**变回去**：$a = e^{\text{截距}}$。
#
# 直线怎么求？记 $z_i = \ln y_i$，平均值 $\bar t$、$\bar z$：
#
# $$
# k = \frac{\sum_i (t_i - \bar t)(z_i - \bar z)}{\sum_i (t_i - \bar t)^2}, \qquad \ln a = \bar z - k\,\bar t
# $$
#
# 这两个公式第 6 节会推导，这里先用（或者用 `np.polyfit(t, z, 1)`，它返回斜率和截距）。
#
# **例子**　`t = [0, 1, 2]`，`y = [1, 1, e³]`，于是 `z = [0, 0, 3]`：$\bar t = 1$，$\bar z = 1$，
#
# $$
# k = \frac{(-1)(-1) + 0 + 1 \times 2}{1 + 0 + 1} = 1.5, \qquad \ln a = 1 - 1.5 = -0.5, \qquad a = e^{-0.5} \approx 0.6065
# $$
#
# **注意**　这样求出的曲线，让 $\ln y$ 的误差最小，不是让 $y$ 的误差最小：每个点看的是“差百分之几”，不是“差多少”。这一题要的就是这一种。
#
# <details><summary>提示一：想一想</summary>
#
# 题目里哪一步是“换一副眼镜看数据”，哪一步是“摘下眼镜”？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先检查两件事（`np.any(y <= 0)`、`np.all(t == t[0])`），再取对数、求直线、变回去。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `z = np.log(y)`；求 `k`；`a = np.exp(…)`；`return a, k`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了把截距变回去，$a$ 还是对数；<!-- wrong: a-left-as-logarithm -->
# - 用了 `np.log10`：直线照样直，但是 $k$ 只有应有的 $1/\ln 10 \approx 1/2.3$，变回去又用了 $e$；<!-- wrong: log10 -->
# - 返回的次序反了；<!-- wrong: swapped -->
# - 有的 $y \le 0$，取不了对数，却没有抛出 `ValueError`；<!-- wrong: y-unchecked only-negative-refused -->
# - 所有的 $t$ 都相等，斜率无从谈起，却没有抛出 `ValueError`；<!-- wrong: t-unchecked -->
# - 悄悄扔掉 $y \le 0$ 的点：坏数据要让人知道。<!-- wrong: drops-bad-points -->
#
# </details>


# %% exercise="fit_exponential"
def fit_exponential(t: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """指数曲线 y ≈ a·e^(k·t)：对 (t, ln y) 求最小二乘直线。

    参数
        t: (n,) 的数组，整数或浮点数，n >= 2，没有 NaN；不变。间隔可以很小。
        y: (n,) 的数组，整数或浮点数，没有 NaN，应当都大于 0；不变。
    返回
        (a, k)，两个数：a 是 t = 0 处的高度（不是它的对数），k 是增长率，
        单位是 1 除以 t 的单位。
    异常
        ValueError: 有一个 y 不大于 0；或所有的 t 都相等。
    例子
        >>> a, k = fit_exponential(np.array([0, 1, 2]), np.array([3.0, 6.0, 12.0]))
        >>> round(float(a), 6), round(float(k), 6)
        (3.0, 0.693147)
    """
    ### BEGIN SOLUTION
    if np.any(y <= 0):
        raise ValueError("y 应当都大于 0，否则没有对数")
    if np.all(t == t[0]):
        raise ValueError("t 全都相等，定不出增长率")
    z = np.log(y)
    dt = t - np.mean(t)
    k = np.sum(dt * (z - np.mean(z))) / np.sum(dt**2)
    return np.exp(np.mean(z) - k * np.mean(t)), k
    ### END SOLUTION


# %% check="fit_exponential" points=7 minutes=8
check("fit_exponential")

# %% [markdown]
# 造一杯菌液来试：真正的 $a = 200$，$k = 0.35$，每次数的时候有一成左右的误差。

# %% tags=["demo"]
if ready("fit_exponential"):
    rng = np.random.default_rng(1)
    hours = np.arange(0.0, 13.0)
    counts = 200 * np.exp(0.35 * hours) * rng.lognormal(sigma=0.12, size=13)
    a, k = fit_exponential(hours, counts)
    fig, (left, right) = plt.subplots(1, 2, figsize=(8.5, 3))
    for ax in (left, right):
        ax.plot(hours, counts, "o", color="#222222", markersize=4)
        ax.plot(hours, a * np.exp(k * hours), color=RED)
        ax.set_xlabel("小时")
    left.set_title("个数")
    right.set_title("个数（对数刻度）")
    right.set_yscale("log")
    plt.show()
    print(f"a = {a:.0f}（真的是 200），k = {k:.3f}（真的是 0.350）")
    print(f"每 {np.log(2) / k:.2f} 小时翻一倍")

# %% [markdown]
# 最后一行从哪里来？翻一倍就是 $e^{kT} = 2$，所以 $T = \ln 2 / k$，和从哪一刻数起没有关系。终场时你会对真正的数据再问一次这个问题。

# %% [markdown]
# ## 3　把波加起来
#
# 正弦曲线圆滑得很，方波（square wave）却是直上直下的：半个周期是 +1，半个周期是 −1。两百年前傅里叶（Fourier）说：把足够多的正弦加起来，就能得到方波。当时许多数学家不信。你信吗？先写出来，再看。

# %% [markdown]
# ### 练习 1.6 square_wave（约 7 分钟，6 分）
#
# **做什么**　方波（square wave）的傅里叶级数（Fourier series）取前 `terms` 项。$T$ 是周期，也就是参数 `period`：
#
# $$
# s(t) = \frac{4}{\pi} \sum_{j=0}^{\text{terms} - 1} \frac{1}{2j + 1} \sin\!\left((2j + 1)\,\frac{2\pi t}{T}\right)
# $$
#
# 只有 1, 3, 5, … 这些奇数倍的频率，频率越高，分量越小。`terms` 是 0 时一项也没有，处处是 0。
#
# **例子**　$T = 1$，两项：
#
# - $t = \frac14$：$\frac{4}{\pi}\left(\sin 90° + \frac13 \sin 270°\right) = \frac{4}{\pi}\left(1 - \frac13\right) \approx 0.8488$
# - $t = \frac1{12}$：$\frac{4}{\pi}\left(\sin 30° + \frac13 \sin 90°\right) = \frac{4}{\pi}\left(\frac12 + \frac13\right) \approx 1.0610$
#
# 第二个值超过了 1。这不是错：跳变旁边总要冲过头，项数再多也有约 1.18，叫吉布斯现象（Gibbs phenomenon）。不要把它截掉。
#
# <details><summary>提示一：想一想</summary>
#
# 有 `t` 的轴，还有“第几项”的轴。两者怎样不写循环就两两相乘？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 写循环也行：从全 0 开始，每次加一项。不写循环，就给 `t` 的末尾添一个长度为 1 的轴（`t[..., np.newaxis]`），乘上 `(terms,)` 的奇数，最后沿末轴求和。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 奇数是 `2 * np.arange(terms) + 1`。正弦的表的形状是 `t` 的形状后面添上 `terms`：先除以奇数，再沿末轴求和，最后乘 $4/\pi$。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把偶数倍的频率也加进来了；<!-- wrong: even-terms -->
# - 漏了 $4/\pi$；<!-- wrong: missing-four-over-pi -->
# - 漏了每一项的 $\frac{1}{2j+1}$；<!-- wrong: amplitudes-missing -->
# - 角度用了度：`np.sin` 只认弧度；<!-- wrong: degrees -->
# - 把冲过头的部分截到 ±1；<!-- wrong: clipped -->
# - 把 `terms` 当成了最大的那个奇数。<!-- wrong: terms-as-highest -->
#
# </details>


# %% exercise="square_wave"
def square_wave(t: np.ndarray | float, period: float, terms: int) -> np.ndarray | float:
    """方波的傅里叶级数的前 terms 项之和，逐元素计算。

    参数
        t: 一个数，或任意形状的 int64、float64 数组，时间；不变。
        period: 周期，正数，单位与 t 相同。
        terms: 项数，不小于 0 的整数；第 j 项（j 从 0 数起）的频率是 (2j+1)/period。
    返回
        与 t 同形状的 float64 数组；t 是一个数时，一个数（0 维数组也可以）。
        terms 是 0 时全是 0。跳变旁边会超过 ±1，照公式，不截断。
    例子
        >>> square_wave(np.array([0.25, 1 / 12, 0.75]), 1, 2).round(4)
        array([ 0.8488,  1.061 , -0.8488])
    """
    ### BEGIN SOLUTION
    t = np.asarray(t, dtype=float)
    odd = 2 * np.arange(terms) + 1
    waves = np.sin(odd * (2 * np.pi * t[..., np.newaxis] / period)) / odd
    return 4 / np.pi * waves.sum(axis=-1)
    ### END SOLUTION


# %% check="square_wave" points=6 minutes=7
check("square_wave")

# %% [markdown]
# `TERMS` 改成 1、3、10、100，各运行一次。项数越多，尖角旁边冲过头的那一下会消失吗？

# %% tags=["demo"]
TERMS = 5

if ready("square_wave"):
    t = np.linspace(-0.25, 1.25, 3001)
    y = square_wave(t, 1.0, TERMS)
    fig, ax = plt.subplots(figsize=(8, 3))
    ax.plot(t, np.sign(np.sin(2 * np.pi * t)), color=GREY, linewidth=1, label="方波")
    for j in range(min(TERMS, 4)):
        alone = square_wave(t, 1.0, j + 1) - square_wave(t, 1.0, j)
        ax.plot(t, alone, color=BLUE, alpha=0.35, linewidth=1)
    ax.plot(t, y, color=RED, label=f"{TERMS} 项之和")
    ax.set(title=f"最高到 {y.max():.3f}", xlabel="t（周期）", ylim=(-2.1, 1.45))
    ax.legend(loc="lower center", ncols=2)
    plt.show()

# %% [markdown]
# 冲过头的那一下越来越**窄**，却不变**矮**，总在 1.18 左右：每一点上都收敛，整条曲线的最大误差却不收敛。“每个点都对”和“处处都对”是两回事。淡蓝的是头几项各自的样子。

# %% [markdown]
# ## 4　搬动、串起、倒过来
#
# 前面的函数吃进数、吐出数。这一节的三个，吃进去的是**函数**。
#
# 在 Python 里，函数和数一样是值：可以赋给变量，放进列表，当作参数，也可以被返回。写 `f(3)` 是问它，写 `f` 是指它本身。
#
# 下面这个单元格不用改：`curve` 造出一些函数供检查用，它们还记得自己在哪些地方被问过，练习 1.9 要看。


# %%
SHAPES = {
    "line": lambda x, m, b: m * x + b,
    "power": lambda x, n: x**n,
    "exp": lambda x, k: np.exp(k * x),
    "sine": lambda x: np.sin(x),
}


def curve(name: str, *numbers: float):
    """造一个函数：curve("line", 2, 1) 是 x ↦ 2x + 1，curve("power", 3) 是 x ↦ x³，
    curve("exp", k) 是 x ↦ e^(kx)，curve("sine") 是 x ↦ sin x。

    它把每次问它的 x 记在 .asked 里；问了 200 次以后，再问就报错。
    """

    def f(x):
        if len(f.asked) == 200:
            raise RuntimeError("已经问了 200 次")
        f.asked.append(x)
        return SHAPES[name](x, *numbers)

    f.asked = []
    return f


# %% [markdown]
# ### 练习 1.7 transform（约 5 分钟，6 分）
#
# **做什么**　给一个函数 $f$ 和四个数，**造出一个新函数**：
#
# $$
# g(x) = a\,f\bigl(b\,(x - h)\bigr) + k
# $$
#
# | 数 | 管什么 | 例如 |
# |---|---|---|
# | $h$ | 左右搬：向**右** $h$ | $h = 3$，$x^2$ 的顶点从 0 搬到 3 |
# | $k$ | 上下搬：向上 $k$ | |
# | $a$ | 上下拉伸 $a$ 倍；负的就上下翻 | |
# | $b$ | 左右压缩 $b$ 倍，$0 < b < 1$ 就是拉宽；负的就左右翻 | |
#
# **例子**　$f(x) = x^2$，$a = 2$，$b = 3$，$h = 1$，$k = -5$，在 $x = 2$ 处：
#
# $$
# 2 \cdot \bigl(3 \times (2 - 1)\bigr)^2 - 5 = 2 \times 9 - 5 = 13
# $$
#
# $h$ 的符号写反，得到 157；写成 $b\,x - h$，得到 45。
#
# **返回的是函数**　不是一个数：现在还没有 $x$，谁来问，才给谁算。Python 的函数里可以再写函数，里面的记得住外面的变量，这叫闭包（closure）。
#
# <details><summary>提示一：想一想</summary>
#
# `return` 后面跟着的东西，别人拿去以后要能写 `g(2.0)`。它是什么？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 在 `transform` 里面写 `def g(x): …`，或者用 `lambda x: …`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 里面的函数只有一行，就是公式；外面的函数最后 `return g`，后面没有括号。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - $h$ 的符号反了；<!-- wrong: shifted-left -->
# - 写成 $f(b\,x - h)$：先压缩再搬，搬的距离不是 $h$；<!-- wrong: shift-inside-scale -->
# - 用 $x / b$ 代替 $b\,x$；<!-- wrong: divides-by-b -->
# - 返回了一个数：在外面算好了才返回；<!-- wrong: value-for-function -->
# - $k$ 也被乘了 $a$。<!-- wrong: k-scaled -->
#
# </details>


# %% exercise="transform"
def transform(f, a: float = 1, b: float = 1, h: float = 0, k: float = 0):
    """造出函数 x ↦ a·f(b·(x − h)) + k。

    参数
        f: 一个函数，给它一个数或一个数组，它还一个同形状的。
        a, b: 上下、左右的伸缩；负数是翻转，0 也可以。
        h, k: 向右、向上搬多少。
    返回
        一个新的函数，不是一个值：每次调用都现算。它可以再交给 transform。
    例子
        >>> g = transform(np.square, a=2, b=3, h=1, k=-5)
        >>> float(g(2))
        13.0
        >>> g(np.array([0.0, 1.0, 2.0]))
        array([13., -5., 13.])
    """
    ### BEGIN SOLUTION
    return lambda x: a * f(b * (x - h)) + k
    ### END SOLUTION


# %% check="transform" points=6 minutes=5
check("transform")

# %% [markdown]
# ### 练习 1.8 compose（约 6 分钟，6 分）
#
# **做什么**　把几个函数串成一个，叫复合（composition）：`compose(f, g)(x)` 是 $f(g(x))$。写在**最后**的最先算，就像读 $f(g(x))$ 时从里往外读。几个都行：
#
# - `compose(f, g, h)(x)` 是 $f(g(h(x)))$；
# - `compose(f)(x)` 是 $f(x)$；
# - `compose()` 一个也没有：什么也不做，`compose()(x)` 是 $x$，叫恒等函数（identity）。
#
# **例子**　$f(x) = x + 3$，$g(x) = 2x$：`compose(f, g)(5)` 是 $2 \times 5 + 3 = 13$；次序反了，就是 $(5 + 3) \times 2 = 16$。
#
# **为什么**　神经网络就是这样的一长串：每一层是一个函数，整个网络是它们的复合。
#
# <details><summary>提示一：想一想</summary>
#
# 手里拿着 $x$，依次交给谁？最后手里的就是答案。
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 循环写在**里面**的函数里：它被调用时才循环，那时才有 $x$。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `def composed(x):` 里面 `for f in …:`，每次把 `x` 换成 `f(x)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 次序反了；<!-- wrong: first-applied-first -->
# - 在循环里一层层写 `result = lambda x: f(result(x))`：函数记住的是**名字**，不是当时的值，等到调用时，`result` 已经是它自己，绕个没完；<!-- wrong: late-binding -->
# - `functions = reversed(functions)` 写在里面的函数之外：它是一次性的，第二次调用时已经空了；<!-- wrong: used-up -->
# - 没想到 `compose()`。<!-- wrong: needs-one -->
#
# </details>


# %% exercise="compose"
def compose(*functions):
    """把几个函数串起来：compose(f, g)(x) = f(g(x))，写在最后的最先算。

    参数
        functions: 任意多个函数，每个接受一个参数；可以一个也没有。
    返回
        一个新的函数，可以调用任意多次；一个函数也没有时，它把 x 原样返回。
    例子
        >>> compose(lambda x: x + 3, lambda x: 2 * x)(5)
        13
        >>> compose()(7)
        7
    """

    ### BEGIN SOLUTION
    def composed(x):
        for f in reversed(functions):
            x = f(x)
        return x

    return composed
    ### END SOLUTION


# %% check="compose" points=6 minutes=6
check("compose")

# %% [markdown]
# **故意弄坏它**　闭包记住的是变量的名字，不是当时的值。运行之前先猜，三个数各是多少：

# %% tags=["demo"]
scale = [lambda x: n * x for n in (1, 10, 100)]  # noqa: B023
print([f(7) for f in scale])

scale = [lambda x, n=n: n * x for n in (1, 10, 100)]  # 默认参数在造的时候就定下来
print([f(7) for f in scale])

# %% [markdown]
# 第一行三个都是 700：三个函数共用一个 `n`，等到它们被调用时，`n` 早已停在 100。练习 1.8 的第二条常见错误就是它。

# %% [markdown]
# ### 练习 1.9 inverse（约 12 分钟，10 分）
#
# **做什么**　倒着问：$f(x)$ 等于 $y$ 时，$x$ 是多少？只知道 $f$ 在 $[\text{low}, \text{high}]$ 上**严格单调**（strictly monotone），要么一直升，要么一直降；公式不知道，只能问它“这里是多少”。
#
# **怎么找**　猜数游戏：问中点。中点的值偏小还是偏大，就知道 $x$ 在哪一半，扔掉另一半。这叫二分法（bisection）。每问一次，范围小一半；问 40 次，小 $10^{12}$ 倍。
#
# **例子**　$f(x) = x^3$，$y = 27$，范围 $[0, 8]$：
#
# | 中点 | $f$ | 比 27 | 剩下的范围 |
# |---|---|---|---|
# | 4 | 64 | 大 | $[0, 4]$ |
# | 2 | 8 | 小 | $[2, 4]$ |
# | 3 | 27 | 相等 | 留哪一半都行，例如 $[2, 3]$ |
#
# $f$ 是**降**的，比如 $f(x) = 1 - 2x$，大小的含义就反过来：中点的值偏大，说明 $x$ 在右边。
#
# **什么时候停**　范围的宽度不超过 `tol`。但是 $x$ 在 $10^7$ 附近时，相邻的两个 float64 就差了 $1.9 \times 10^{-9}$，比默认的 `tol` 还宽：缩到只剩两个相邻的数，中点就会等于其中一个端点，再也缩不动了。这时也要停，答案已经是最好的了。
#
# **为什么不看 $|f(x) - y|$**　$f$ 很平的地方，$x$ 还差得远，$f(x)$ 就已经很接近 $y$；$f$ 很陡的地方，$x$ 已经是最近的那个浮点数，$f(x)$ 还差得远。题目问的是 $x$，就看 $x$。
#
# **规矩**
#
# - 只在 $[\text{low}, \text{high}]$ 里面问，每次问一个数，最多问 200 次（看两端的也算）；
# - 两端也算在内：$y$ 等于 $f(\text{low})$，答案就是 low；
# - $y$ 不在 $f$ 取得到的值里，抛出 `ValueError`。
#
# <details><summary>提示一：想一想</summary>
#
# 问一次中点，只需要知道一件事：往左还是往右。升的函数和降的函数，这件事各怎么判断？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先问两端，得出 `rising = f(low) < f(high)`，顺便检查 `y`，记下来就不用再问。循环里每次只问中点；“答案在右边”由两件事定：中点的值比 `y` 小不小，$f$ 升不升。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 循环的条件说的是宽度。循环里：求中点；中点等于一个端点就停；否则问一次，换掉一个端点。循环之后，范围里的哪一个数都可以交出去。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只想着升的函数；<!-- wrong: rising-only -->
# - `while high - low > tol`，在 $10^7$ 附近永远不停；<!-- wrong: endless -->
# - 用 $|f(x) - y| < \text{tol}$ 来停；<!-- wrong: tolerance-on-y -->
# - $y$ 恰好是端点的值时，当成了不在范围里；<!-- wrong: ends-excluded -->
# - $y$ 取不到时没有报错，返回了端点；<!-- wrong: range-unchecked -->
# - `(low + high) // 2`：端点是整数，中点也被截成了整数。<!-- wrong: integer-middle -->
#
# </details>


# %% exercise="inverse"
def inverse(f, y: float, low: float, high: float, tol: float = 1e-10) -> float:
    """求 [low, high] 里使 f(x) = y 的 x。

    参数
        f: 在 [low, high] 上严格单调（升或降）的函数，给一个数，还一个数。
        y: 一个数（int 或 float）。
        low, high: 两个数（int 或 float），low < high；两端也算在内。
        tol: x 的误差的上限，正数。float64 分辨不了这么细的时候，差几个相邻的
            浮点数也可以。测试里 (high - low) / tol 不超过 1e20。
    返回
        一个数 x。
    规定
        只在 [low, high] 之内调用 f，每次给它一个数，一共最多 200 次。
    异常
        ValueError: y 不在 f 取得到的值里，也就是不在 f(low) 与 f(high) 之间（含两端）。
    例子
        >>> round(inverse(lambda x: x**3, 27, 0, 8), 6)
        3.0
        >>> round(inverse(lambda x: 1 - 2 * x, -5, 0, 8), 6)
        3.0
    """
    ### BEGIN SOLUTION
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError("y 不在 f 取得到的值里")
    rising = first < last
    while high - low > tol:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (f(middle) < y) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2
    ### END SOLUTION


# %% check="inverse" points=10 minutes=12
check("inverse")

# %% [markdown]
# 看看你的 `inverse` 都问了哪里。函数是 $e^x$，$y = 10$，所以它找的是 $\ln 10$：你用二分法造出了对数。

# %% tags=["demo"]
if ready("inverse"):
    f = curve("exp", 1.0)
    found = inverse(f, 10, 0, 5)
    asked = np.array(f.asked, dtype=float)
    fig, (left, right) = plt.subplots(1, 2, figsize=(8.5, 3))
    left.plot(
        asked[:16],
        np.arange(1, len(asked[:16]) + 1),
        "o-",
        color=BLUE,
        linewidth=1,
        markersize=4,
    )
    left.axvline(np.log(10), color=RED, linewidth=1)
    left.set(title="前 16 次问的地方", xlabel="x", ylabel="第几次")
    left.invert_yaxis()
    right.semilogy(np.abs(asked - np.log(10)) + 1e-17, ".", color=BLUE)
    right.set(title="离答案多远", xlabel="第几次", ylabel="误差")
    plt.show()
    print(f"问了 {len(asked)} 次，答案 {found:.12f}，真正的 ln 10 是 {np.log(10):.12f}")

# %% [markdown]
# 右图是对数刻度，点大致排成一条直线：误差每次减半，十次大约多三位有效数字。它不快，但是稳：不管 $f$ 多弯，都是这个速度。

# %% [markdown]
# ## 5　数据装进数组
#
# 点从文件里来，装进数组。先把 NumPy 的要点过一遍：“7 天速成”的第 1 天有它们的练习，这里一样一行，忘了哪个就回来查。表里 `a = np.arange(12).reshape(3, 4)`：
#
# | | 要点 | 一行代码 | 结果 |
# |---|---|---|---|
# | 1 | 由 Python 序列造 | `np.array([[1, 2], [3, 4]])` | 形状 `(2, 2)` |
# | 2 | 内置的构造函数 | `np.zeros((2, 3))`、`np.linspace(0, 1, 5)` | 全 0；0 到 1 取 5 个 |
# | 3 | 复制 | `c = a.copy()` | 有自己的内存 |
# | 4 | 拼接 | `np.concatenate([a, a], axis=0)` | `(6, 4)` |
# | 5 | 改形状 | `a.reshape(2, -1)` | `(2, 6)`，−1 自动算 |
# | 6 | 从磁盘读 | `np.loadtxt("co2.txt")` | 一行一行的数 |
# | 7 | 取一个元素 | `a[1, 2]` | 6 |
# | 8 | 切片 | `a[::2, 1:]` | `(2, 3)` |
# | 9 | 省略号与新轴 | `a[..., np.newaxis]` | `(3, 4, 1)` |
# | 10 | 整数数组当下标 | `a[[0, 2], [1, 3]]` | `[1, 11]`，一对一对地配 |
# | 11 | 布尔数组当下标 | `a[a % 5 == 0]` | `[0, 5, 10]` |
# | 12 | 混合下标 | `a[1:, [3, 0]]` | `[[7, 4], [11, 8]]` |
# | 13 | 字段名 | `np.array([(1, 2.5)], dtype=[("n", int), ("h", float)])["h"]` | `[2.5]` |
# | 14 | `.flat` | `a.flat[7]` | 7，当作一长串来数 |
# | 15 | 视图与副本 | `np.shares_memory(a, a[1:])` | True，切片是视图 |
# | 16 | 通过下标赋值 | `c[c > 9] = 0` | 写进 `c` |
# | 17 | 算术 | `a * 2 + 1` | 逐元素 |
# | 18 | 广播 | `a + np.array([10, 20, 30, 40])` | 每一行都加 |
# | 19 | 统计 | `a.mean(axis=0)` | `(4,)`，划掉第 0 轴 |
# | 20 | 排序 | `np.argsort([3, 1, 2])` | `[1, 2, 0]` |
# | 21 | 转置与换轴 | `a.T.shape` | `(4, 3)` |
# | 22 | 随机数 | `np.random.default_rng(0).normal(size=5)` | 种子相同，结果相同 |
#
# 三处容易想错的，单独看看。先猜，再运行。
#
# **行优先**（row-major）　二维数组在内存里是一行接一行的一长串。形状 `(3, 4)` 的数组，元素 `[i, j]` 在第 $4i + j$ 个位置；一般地，形状 $(n_0, n_1, n_2)$ 时是 $(i\,n_1 + j)\,n_2 + k$，和秦九韶算法一个样子：乘一个长度，加一个下标。

# %% tags=["demo"]
a = np.arange(12).reshape(3, 4)
print("a[2, 1] 在第", 2 * 4 + 1, "个位置：", a.flat[2 * 4 + 1], a[2, 1])
b = np.arange(24).reshape(2, 3, 4)
print("b[1, 2, 3] 在第", (1 * 3 + 2) * 4 + 3, "个位置：", b[1, 2, 3])
print("NumPy 也这么算：", np.ravel_multi_index((1, 2, 3), b.shape))

# %% [markdown]
# **重复的下标**　数票：编号 2 出现了三次。`votes[i] += 1` 先**一次取出**三个旧值，各加 1，再一次写回；写了三遍，写的都是 1。要一票一票地加，用 `np.add.at`：

# %% tags=["demo"]
ballots = np.array([2, 0, 2, 2, 1])
votes = np.zeros(4, dtype=int)
votes[ballots] += 1
print("votes[i] += 1：", votes)

votes = np.zeros(4, dtype=int)
np.add.at(votes, ballots, 1)
print("np.add.at：    ", votes, "　np.bincount 也行：", np.bincount(ballots, minlength=4))

# %% [markdown]
# **混合下标**　整数数组和切片放在一起时，切片的轴留在原处，整数数组的轴放在它们所在的位置；可是两个整数数组**中间隔着切片**时，NumPy 不知道该放哪里，就放到最前面。下面三个形状，能猜对几个？

# %% tags=["demo"]
b = np.zeros((2, 3, 4))
pick = np.array([0, 1, 1, 0, 1])
print("b[:, pick, :]  ", b[:, pick, :].shape)
print("b[:, pick, pick]", b[:, pick, pick].shape)
print("b[pick, :, pick]", b[pick, :, pick].shape)

# %% [markdown]
# ### 练习 1.10 parse_points（约 10 分钟，8 分）
#
# **做什么**　把一段文字读成点。每行一个点，`x` 和 `y` 之间是空格或制表符（tab），几个都行：
#
# ```text
# # 每天的最高气温
# 1   21.5
# 2   nan      # 温度计坏了
#
# 3	-4e-1
# ```
#
# 读出来是 `[[1, 21.5], [2, nan], [3, -0.4]]`，形状 `(3, 2)`。
#
# **规则**
#
# 1. `#` 开始是注释，到行末为止；可以占一整行，也可以跟在数据后面；
# 2. 空行、只有空白的行、只有注释的行，跳过；
# 3. 缺测写作 `nan`，读成 NaN；
# 4. 别的行应当正好是两个数，`float()` 读得懂的都算；不是的话，抛出 `ValueError`，说明里写出**第几行**：从 1 数起，空行和注释行也算一行，换行只有 `\n` 一种；
# 5. 一个点也没有，返回形状为 `(0, 2)` 的数组；
# 6. 最后一行的末尾可以没有换行。
#
# **为什么要行号**　一万行的文件里有一行写错了，“第 8123 行：应当是两个数”能让人十秒钟改好；“could not convert string to float” 只能让人一行行去找。
#
# 现成的 `np.loadtxt`、`np.genfromtxt` 这一题不能用（它们数行号的办法也不是这样）。
#
# <details><summary>提示一：想一想</summary>
#
# 一行文字，先去掉什么，再切开，最后检查什么？三步的次序能换吗？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `text.splitlines()` 切成行，`enumerate(…, start=1)` 顺便数行号，`line.split("#")[0]` 是注释前面的部分，不带参数的 `split()` 把任意多的空白都当成一个间隔。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 循环里：切出 `words`；没有就 `continue`；`try:` 把两个词变成数，`except ValueError:` 换成自己的说明再 `raise`。最后 `np.array(rows).reshape(-1, 2)`，想想它在一行也没有时是什么形状。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只跳过以 `#` 开头的行，数据后面的注释没有去掉；<!-- wrong: whole-line-comments-only -->
# - 三个数的行，取了前两个，没有报错；<!-- wrong: extra-numbers-dropped -->
# - 最后一行没有换行，就丢了；<!-- wrong: last-line-lost -->
# - 一个点也没有时，`np.array([])` 的形状是 `(0,)`；<!-- wrong: empty-has-one-axis -->
# - 行号从 0 数起，或者只数有数据的行；<!-- wrong: counts-from-zero counts-data-lines -->
# - 用 `split(" ")`：两个空格之间会切出一个空字符串，制表符也不认。<!-- wrong: split-at-one-blank -->
#
# </details>


# %% exercise="parse_points"
def parse_points(text: str) -> np.ndarray:
    """把文字读成点，每行一个：x y。

    参数
        text: 字符串。两个数之间是空格或制表符，一个或多个，行首行末也可以有；
            # 起到行末是注释；空行跳过；缺测写作 nan；最后一行可以没有换行。
    返回
        (n, 2) 的 float64 数组；一个点也没有时是 (0, 2)。
    规定
        不用 np.loadtxt、np.genfromtxt、np.fromstring。
    异常
        ValueError: 有一行去掉注释以后不是空的，也不是正好两个数（float() 读得懂的）。
            说明里写出第一处错在第几行：从 1 数起，空行和注释行也算。
    例子
        >>> parse_points("# t y\\n1 2.5\\n\\n3\\tnan # 缺")
        array([[1. , 2.5],
               [3. , nan]])
        >>> parse_points("1 2\\n3\\n")
        Traceback (most recent call last):
        ValueError: 第 2 行应当是两个数
    """
    ### BEGIN SOLUTION
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            x, y = map(float, words)
        except ValueError:
            raise ValueError(f"第 {number} 行应当是两个数") from None
        rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2)
    ### END SOLUTION


# %% [markdown]
# 下面的 `complaint` 给检查用：它从 `parse_points` 抛出的 `ValueError` 的说明里，挑出不小于 10 的数。检查时出错的行都在第 10 行以后，说明里顺便写“却有 1 个”也没有关系。


# %%
def complaint(text: str) -> list[int] | None:
    """parse_points 读 text 时的抱怨里提到的、不小于 10 的整数，从小到大；没有抱怨就是 None。"""
    try:
        parse_points(text)
    except ValueError as error:
        digits = "".join(c if c in "0123456789" else " " for c in str(error))
        return sorted({int(number) for number in digits.split() if int(number) >= 10})
    return None


# %% check="parse_points" points=8 minutes=10 helpers=["complaint"]
check("parse_points")

# %% [markdown]
# ### 练习 1.11 broadcast_shape（约 8 分钟，7 分）
#
# **做什么**　几个数组一起运算，结果是什么形状？NumPy 的广播（broadcasting）规则，自己写一遍：
#
# 1. 各个形状**靠右对齐**，左边不够长的，用 1 补；
# 2. 一个位置一个位置地看：除了 1 以外，各个长度应当都相同，结果就取这个长度；全是 1，结果是 1；
# 3. 有一个位置做不到，抛出 `ValueError`。
#
# **例子**
#
# ```text
#        5, 1, 3             4, 1              0             0
#           4, 1                3              1             3
#   ─────────────         ──────────      ─────────     ─────────
#        5, 4, 3             4, 3              0           报错
# ```
#
# 第三列和第四列要留神：长度 0 也是一个长度。0 和 1 在一起，1 拉成 0 份，结果是 0；0 和 3 在一起，谁也不是 1，报错。所以**不能用 `max`**。
#
# 一个形状也没有、或者给的全是 `()`（一个数的形状），结果都是 `()`。不能用 `np.broadcast_shapes` 等现成的，也不能真的造数组来试：测试里的形状大到放不进内存。
#
# <details><summary>提示一：想一想</summary>
#
# 靠右对齐，就是从倒数第一个、倒数第二个……看起。倒数第 $i$ 个位置上，哪些形状有话要说？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 把一个位置上的所有长度放进一个集合（set），去掉 1。剩下几种？没有、一种、不止一种，各是什么结论？
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 外层循环 `i` 从 1 到最长的形状的长度（一个形状也没有时是 0），里面用 `shape[-i]`。结果是倒着攒的，最后倒过来。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 靠左对齐；<!-- wrong: left-aligned -->
# - 用 `max` 取较大的：0 和 1 得到 1，3 和 4 得到 4；<!-- wrong: maximum -->
# - `zip` 停在最短的那个，前面的轴丢了；<!-- wrong: shortest -->
# - 只处理两个形状；<!-- wrong: two-only -->
# - 0 和 3 没有报错；<!-- wrong: zero-fits-all -->
# - 只允许第一个形状里的 1 被拉长。<!-- wrong: one-sided -->
#
# </details>


# %% exercise="broadcast_shape"
def broadcast_shape(*shapes: tuple[int, ...]) -> tuple[int, ...]:
    """几个数组一起运算时，结果的形状。

    参数
        shapes: 任意多个形状，每个是不小于 0 的整数组成的 tuple，可以是 ()。
    返回
        结果的形状（tuple，用 list 也可以）；一个形状也没有时是 ()。
    规定
        不用 np.broadcast、np.broadcast_shapes、np.broadcast_arrays 等；形状可能大得
        造不出这样的数组。
    异常
        ValueError: 某个位置上，除了 1 以外有两种不同的长度（0 也是一种）。
    例子
        >>> broadcast_shape((5, 1, 3), (4, 1))
        (5, 4, 3)
        >>> broadcast_shape((0,), (1,)), broadcast_shape()
        ((0,), ())
    """
    ### BEGIN SOLUTION
    result = []
    for i in range(1, max(map(len, shapes), default=0) + 1):
        lengths = {shape[-i] for shape in shapes if len(shape) >= i} - {1}
        if len(lengths) > 1:
            raise ValueError(f"倒数第 {i} 个位置上的长度对不上：{sorted(lengths)}")
        result.append(lengths.pop() if lengths else 1)
    return tuple(reversed(result))
    ### END SOLUTION


# %% check="broadcast_shape" points=7 minutes=8
check("broadcast_shape")

# %% [markdown]
# ## 6　四条直线
#
# 回到第 0 节的问题。一条直线 $y = mx + b$ 离一个点有多远？常说“点到直线的垂直距离”，写成代码却往往是另一回事：
#
# | | 公式 | 代码 |
# |---|---|---|
# | **竖直**距离（vertical） | $\lvert y_i - (m x_i + b) \rvert$ | `np.abs(y - (m * x + b))` |
# | **垂直**距离（perpendicular） | $\dfrac{\lvert y_i - (m x_i + b) \rvert}{\sqrt{1 + m^2}}$ | `np.abs(y - (m * x + b)) / np.sqrt(1 + m**2)` |
#
# 竖直距离沿着 $y$ 轴量：给定 $x$，预测的 $y$ 差了多少，也叫残差（residual）。垂直距离是到直线的最短距离，也就是垂线段的长。两者差一个因子 $\sqrt{1 + m^2}$，直线越陡差得越多：

# %% tags=["demo"]
x, y = np.array([1.0, 2.0, 3.5, 4.0]), np.array([3.5, 2.0, 8.0, 5.5])
m, b = 1.6, 0.5
residual = y - (m * x + b)
fig, axes = plt.subplots(1, 2, figsize=(7.5, 4), sharey=True)
for ax, name in zip(axes, ("竖直距离", "垂直距离")):
    ax.axline((0, b), slope=m, color=RED)
    ax.scatter(x, y, s=30, c="#222222", zorder=3)
    foot_x = x if name == "竖直距离" else x + m * residual / (1 + m**2)
    ax.plot([x, foot_x], [y, m * foot_x + b], "--", color=BLUE, linewidth=1.5)
    length = np.abs(residual) / (1 if name == "竖直距离" else np.sqrt(1 + m**2))
    ax.set(title=f"{name}之和 {length.sum():.2f}", xlim=(-1, 7), ylim=(0, 9), aspect="equal")
plt.show()

# %% [markdown]
# 一把尺子，加上“怎样合成一个数”，就是一个标准：
#
# | 哪一条 | 尺子 | 怎样合成 | 怎样求 |
# |---|---|---|---|
# | 最小二乘 least squares | 竖直 | 平方和 | 有公式（给你） |
# | 垂直最小二乘 | 垂直 | 平方和 | SVD（练习 1.12） |
# | 最小绝对值 least absolute deviations | 竖直 | 和 | 一步一步学（练习 1.13） |
# | RANSAC | 竖直 | 近的点有几个 | 抽签（练习 1.14） |
#
# **最小二乘的公式从哪里来**　平方和 $S(m, b) = \sum (y_i - m x_i - b)^2$。先固定 $m$，让 $b$ 动：
#
# $$
# \frac{\partial S}{\partial b} = -2 \sum (y_i - m x_i - b) = 0 \quad\Longrightarrow\quad b = \bar y - m \bar x
# $$
#
# 也就是说，最好的直线穿过重心 $(\bar x, \bar y)$。把它代回去，记 $dx_i = x_i - \bar x$，$dy_i = y_i - \bar y$，只剩下 $S(m) = \sum (dy_i - m\,dx_i)^2$，再求导：
#
# $$
# \frac{dS}{dm} = -2 \sum dx_i\,(dy_i - m\,dx_i) = 0 \quad\Longrightarrow\quad m = \frac{\sum dx_i\,dy_i}{\sum dx_i^2}
# $$
#
# 练习 1.5 用的就是它。这个函数给你，后面随时可以用：


# %%
def least_squares_line(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """竖直距离的平方和最小的直线 y = m·x + b，返回 (m, b)；x 不能全都相等。"""
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, np.mean(y) - m * np.mean(x)


# %% [markdown]
# ### 练习 1.12 perpendicular_line（约 9 分钟，8 分）
#
# **做什么**　求一条直线，使各点到它的**垂线段**的平方和最小，返回斜率和截距 $(m, b)$。
#
# **推一推**　直线由一个点和一个方向定下来。点：方向定了以后，平移直线，各点到它的（带正负号的）距离就一起加减同一个数；一些数都减去哪个数，平方和最小？减去它们的平均值。所以最好的直线总是穿过重心 $(\bar x, \bar y)$，先把所有点都减去重心。方向：设它是单位向量 $u$。一个点 $p$（减过重心）到直线的距离，由勾股定理
#
# $$
# |p|^2 = \underbrace{(p \cdot u)^2}_{\text{沿着直线}} + \underbrace{d^2}_{\text{垂直于直线}}
# $$
#
# $|p|^2$ 与 $u$ 无关，所以 $\sum d^2$ 最小，就是 $\sum (p \cdot u)^2$ **最大**：找数据伸展得最长的方向。把减过重心的点排成 $(n, 2)$ 的矩阵 $P$，它的奇异值分解（singular value decomposition, SVD）$P = U S V^{\mathsf T}$ 里，$V^{\mathsf T}$ 的**第一行**就是这个方向。
# （等价的说法：$P^{\mathsf T} P$ 的最大特征值的特征向量。各个方向一样宽的点，哪个方向都一样好，没有答案；测试里没有这样的点。）
#
# 有了方向 $u = (u_x, u_y)$：
#
# $$
# m = \frac{u_y}{u_x}, \qquad b = \bar y - m\,\bar x
# $$
#
# **例子**　四个点 $(0, 3)$、$(2, 1)$、$(4, 5)$、$(-2, -1)$，重心是 $(1, 2)$。减去以后是 $(-1, 1)$、$(1, -1)$、$(3, 3)$、$(-3, -3)$：显然 45° 方向伸得最长。于是 $m = 1$，$b = 2 - 1 = 1$。竖直距离的最小二乘给的是 $m = 0.8$。
#
# **竖直的直线**　$u_x = 0$（测试里算到 $10^{-12}$ 以内都算 0）时，写不成 $y = mx + b$，抛出 `ValueError`。
#
# <details><summary>提示一：想一想</summary>
#
# $P$ 的形状是 $(n, 2)$。它的 SVD 里，哪一块的每一行是平面上的一个方向？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `np.stack` 能把两列减过平均的数排成 $P$。`np.linalg.svd` 返回三样东西，加上 `full_matrices=False`，形状是 $(n, 2)$、$(2,)$、$(2, 2)$：你要的是哪一样？
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 五步，每步一行左右：减去重心，分解，取出方向的两个分量，检查它是不是竖直的，由方向和重心得出 $m$、$b$。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用了竖直距离的最小二乘；<!-- wrong: vertical-distances -->
# - 没有减去重心；<!-- wrong: not-centred -->
# - 取了另一个方向（数据最窄的方向），得到的直线和正确的垂直；<!-- wrong: other-direction -->
# - 取了 $V^{\mathsf T}$ 的第一列，不是第一行；<!-- wrong: column-for-row -->
# - 最好的直线是竖直的，没有报错，斜率大得没有意义；<!-- wrong: vertical-unchecked -->
# - 除成了 $u_x / u_y$。<!-- wrong: slope-upside-down -->
#
# </details>


# %% exercise="perpendicular_line"
def perpendicular_line(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """垂直距离的平方和最小的直线 y = m·x + b。

    参数
        x, y: (n,) 的数组，整数或浮点数，n >= 2，内存不一定连续；不变。
            测试里没有各个方向一样宽的点。
    返回
        (m, b)，两个数：斜率和截距。
    异常
        ValueError: 最好的直线是竖直的（它的单位方向向量的 x 分量的绝对值不超过 1e-12）。
    例子
        >>> m, b = perpendicular_line(np.array([0, 2, 4, -2]), np.array([3, 1, 5, -1]))
        >>> round(float(m), 6), round(float(b), 6)
        (1.0, 1.0)
    """
    ### BEGIN SOLUTION
    points = np.stack([x, y], axis=1).astype(float)
    centre = points.mean(axis=0)
    _, _, directions = np.linalg.svd(points - centre, full_matrices=False)
    ux, uy = directions[0]
    if abs(ux) <= 1e-12:
        raise ValueError("最好的直线是竖直的，写不成 y = m·x + b")
    m = uy / ux
    return m, centre[1] - m * centre[0]
    ### END SOLUTION


# %% check="perpendicular_line" points=8 minutes=9
check("perpendicular_line")

# %% [markdown]
# 什么时候该用垂直的？**两个坐标都有误差，单位又相同**的时候，比如测量图上的点。先猜：把 $x$ 和 $y$ 对调，两条直线会不会变？

# %% tags=["demo"]
if ready("perpendicular_line"):
    rng = np.random.default_rng(5)
    along = rng.normal(scale=2.0, size=60)
    x, y = along + rng.normal(scale=0.8, size=60), along + rng.normal(scale=0.8, size=60)
    fig, ax = plt.subplots(figsize=(5, 4.4))
    ax.scatter(x, y, s=12, c=GREY)
    for fit, color, name in ((least_squares_line, BLUE, "竖直"), (perpendicular_line, RED, "垂直")):
        m, b = fit(x, y)
        ax.axline((0, b), slope=m, color=color, label=f"{name}：斜率 {m:.2f}")
        back, _ = fit(y, x)  # 对调以后求，再换回来
        ax.axline(
            (x.mean(), y.mean()),
            slope=1 / back,
            color=color,
            linestyle="--",
            label=f"{name}，对调：{1 / back:.2f}",
        )
    ax.set(title="真正的斜率是 1", xlim=(-5, 5), ylim=(-5, 5), aspect="equal")
    ax.legend(fontsize=9, loc="upper left")
    plt.show()

# %% [markdown]
# 竖直的两条分开了：由 $x$ 预测 $y$，斜率偏平；由 $y$ 预测 $x$，倒过来看偏陡。垂直的两条重合，而且在真正的斜率附近。可是把 $y$ 的单位从米换成厘米，垂直的答案就变了（点云被拉长，最长的方向换了），竖直的不会。没有白吃的午餐。

# %% [markdown]
# ### 练习 1.13 least_absolute_line（约 13 分钟，8 分）
#
# **做什么**　求使**竖直距离之和**（不平方）最小的直线：
#
# $$
# L(m, b) = \sum_i \bigl|\, y_i - (m x_i + b) \,\bigr|
# $$
#
# 这是最先想到的标准，却没有现成的公式：绝对值在 0 处有个尖，导数说不清。那就一步一步地学。两条路，任选一条。
#
# **路一：反复加权**（iteratively reweighted least squares, IRLS）　$|r| = \dfrac{r^2}{|r|}$。假如右边分母里的 $|r|$ 是已知的数，就变成了加权的最小二乘，权重 $w = 1/|r|$：离得远的点，说话轻一些。分母当然不知道，就用上一步的残差：
#
# 1. 权重都取 1，求一条加权最小二乘直线；
# 2. 用它的残差算新的权重 $w_i = 1 / \max(|r_i|,\ \varepsilon)$；
# 3. 再求，再算，重复 `steps` 次。
#
# 加权最小二乘的公式和以前一样，只是所有的平均都换成加权平均：
#
# $$
# \bar x = \frac{\sum w_i x_i}{\sum w_i},\quad \bar y = \frac{\sum w_i y_i}{\sum w_i},\quad
# m = \frac{\sum w_i (x_i - \bar x)(y_i - \bar y)}{\sum w_i (x_i - \bar x)^2},\quad b = \bar y - m \bar x
# $$
#
# $\varepsilon$ 是很小的正数，免得有点正好在线上时除以 0：总有一条最好的直线穿过其中至少两个点，所以这件事**一定**会发生。
#
# **路二：次梯度下降**（subgradient descent）　$|r|$ 的导数取 $r$ 的正负号。步子要越走越小，而且它不是每一步都下降，要**记住走过的最好的一条**，不是交出最后一条。一种走得到的走法：先把 $x$ 标准化，第 $i$ 步的步长取第一步的 $0.999^i$ 倍，走约 2 万步。（路一约 13 分钟；走路二，请多留十分钟。）
#
# 试遍每两个点的连线，也能找到它，也算对；可是 $n$ 个点有 $n(n-1)/2$ 条连线，而且学不到“一步一步地学”。
#
# **例子**　五个点 $x = 0, 1, 2, 3, 4$，$y = 0, 1, 2, 3, 14$。直线 $y = x$ 的距离之和是 $0 + 0 + 0 + 0 + 10 = 10$，没有更小的了。最小二乘给的是 $y = 3x - 2$，距离之和 $2 + 0 + 2 + 4 + 4 = 12$：它为了迁就一个点，得罪了三个。
#
# **多准才算对**　距离之和不超过最小值的 1.001 倍。`steps` 的默认值**由你定**，评分时不会另给；100 个点，2 秒之内要算完。
#
# <details><summary>提示一：想一想</summary>
#
# 三个人报数 1、2、30，“平均”和“中位数”哪个更像 IRLS 最后停下的地方？只有一个常数要学时，$\sum |y_i - b|$ 最小的 $b$ 就是中位数。
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 路一，300 步，$\varepsilon$ 取 $10^{-9}$ 左右就够了。`np.average(x, weights=w)` 是加权平均。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 循环之外 `w = np.ones(len(x))`；循环里四行：两个加权平均、`m`、`b`，再一行新的 `w`。循环之后 `return m, b`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 求的还是平方和最小（权重没有用上）；<!-- wrong: squares -->
# - 有点正好在线上，除以 0，得到 NaN；<!-- wrong: divides-by-zero -->
# - 权重写成了 $|r|$，越远的点说话越重；<!-- wrong: weights-upside-down -->
# - 权重写成了 $1/r^2$：那样最小的不是绝对值之和；<!-- wrong: weights-squared -->
# - 次梯度下降交出的是最后一步，还在最好的附近跳；<!-- wrong: last-iterate -->
# - 步数太少，还没走到。<!-- wrong: too-few-steps -->
#
# </details>


# %% exercise="least_absolute_line"
def least_absolute_line(x: np.ndarray, y: np.ndarray, steps: int = 300) -> tuple[float, float]:
    """竖直距离之和最小的直线 y = m·x + b，一步一步地学出来。

    参数
        x, y: (n,) 的数组，整数或浮点数，3 <= n <= 100，x 不全相等，内存不一定连续；不变。
            测试里的数在 -100 到 100 之间。
        steps: 学多少步。默认值由你定（可以改上面的 300）；评分时不给这个参数。
    返回
        (m, b)，两个数。竖直距离之和不超过最小值的 1.001 倍；最小值是 0
        （所有点正好在一条直线上）时，不超过 1e-6。100 个点在 2 秒之内算完，不发出警告。
    例子
        >>> m, b = least_absolute_line(np.arange(5), np.array([0, 1, 2, 3, 14]))
        >>> round(float(m), 3), round(abs(float(b)), 3)
        (1.0, 0.0)
    """
    ### BEGIN SOLUTION
    weights = np.ones(len(x))
    for _ in range(steps):
        dx = x - np.average(x, weights=weights)
        dy = y - np.average(y, weights=weights)
        m = np.sum(weights * dx * dy) / np.sum(weights * dx**2)
        residuals = dy - m * dx
        weights = 1 / np.maximum(np.abs(residuals), 1e-9)
    return m, y[0] - m * x[0] - residuals[0]
    ### END SOLUTION


# %% check="least_absolute_line" points=8 minutes=13
check("least_absolute_line")

# %% [markdown]
# 看它学的过程：步数从 1 到 40，距离之和怎样下降（第 1 步就是最小二乘）。

# %% tags=["demo"]
if ready("least_absolute_line"):
    x, y = dots_x, dots_y
    totals = []
    for steps in range(1, 41):
        m, b = least_absolute_line(x, y, steps)
        totals.append(np.abs(y - m * x - b).sum())
    best_m, best_b = least_absolute_line(x, y)
    fig, (left, right) = plt.subplots(1, 2, figsize=(8.5, 3.1))
    left.plot(range(1, 41), totals, ".-", color=GREEN)
    left.set(title="竖直距离之和", xlabel="步数")
    right.scatter(x, y, s=25, c="#222222")
    m, b = least_squares_line(x, y)
    right.axline((0, b), slope=m, color=BLUE, label="最小二乘")
    right.axline((0, best_b), slope=best_m, color=GREEN, label="最小绝对值")
    right.set(title="第 0 节的十二个点", xlabel="x", xlim=(0, 10))
    right.legend(loc="upper left")
    plt.show()

# %% [markdown]
# （如果你走的是次梯度那条路，左边的曲线会不一样：头几步可能还很高。）平方把大的残差放得更大，所以最小二乘最怕远的点；不平方，远的点只按它的距离说话，于是绿线几乎不理它。

# %% [markdown]
# ### 练习 1.14 ransac_line（约 14 分钟，8 分）
#
# **做什么**　前三种都听取所有点的意见，轻重不同而已。RANSAC（random sample consensus，随机抽样一致）换一个想法：**多数点说得对，其余的不听**。
#
# 重复 `trials` 次：
#
# 1. 随机抽两个 $x$ 不同的点，画过它们的直线；
# 2. 数一数有多少点与它的竖直距离**不超过** `threshold`，这些点叫这条直线的内点（inliers）。
#
# 内点最多的那一次获胜；一样多，先试的获胜。最后对获胜那一次的内点求最小二乘直线，这才是 $m$ 和 $b$：两个点定的直线只是用来挑人的，挑出来的人一起定的直线更准。
#
# | | 形状和类型 |
# |---|---|
# | `threshold` | 正数，单位与 `y` 相同 |
# | `trials` | 试几次，不小于 1 |
# | 返回 | `(m, b, inliers)`：两个数，和一个 `(n,)` 的布尔数组 |
#
# `inliers` 就是获胜的那一次的，**不要**拿 $m$、$b$ 再算一遍。
#
# **例子**　五个点 $x = 0, 1, 2, 3, 4$，$y = 0, 1.2, 1.8, 3, 14$，`threshold=0.5`。过第 0、3 两点的直线是 $y = x$，残差 $0, 0.2, -0.2, 0, 10$，四个内点。任何一条过第 4 点的直线都没有这么多。对前四个点求最小二乘：
#
# $$
# m = \frac{(-1.5)(-1.5) + (-0.5)(-0.3) + 0.5 \times 0.3 + 1.5 \times 1.5}{1.5^2 + 0.5^2 + 0.5^2 + 1.5^2} = \frac{4.8}{5} = 0.96
# $$
#
# $$
# b = 1.5 - 0.96 \times 1.5 = 0.06
# $$
#
# **抽签的规矩**　随机数只从 `rng` 来。抽到 $x$ 相同的两个点，直线是竖直的，**重抽，不算一次**。一次一次地抽：第 $i$ 次抽到谁，与 `trials` 是多少无关。所有的 $x$ 都相同，抽不出这样的两个点，抛出 `ValueError`。
#
# <details><summary>提示一：想一想</summary>
#
# 先抽一个点 $i$。第二个点可以从哪些点里抽，就一定不会和它 $x$ 相同？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `rng.integers(n)` 抽一个下标；`np.flatnonzero(x != x[i])` 是所有 $x$ 不同的下标，`rng.choice(…)` 从里面抽一个。最小二乘可以用上面的 `least_squares_line`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 先检查。循环里：抽两个点，斜率，`close = np.abs(…) <= threshold`，如果 `close.sum()` **大于**目前最好的就记下来。循环之后用 `x[best]`、`y[best]` 求直线。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 返回的是过两个点的那条直线，没有用内点重新求；<!-- wrong: no-refit -->
# - 重新求的时候用了所有的点；<!-- wrong: refit-on-all -->
# - 用求出的 $m$、$b$ 又算了一遍内点；<!-- wrong: inliers-recomputed -->
# - 自己建了一个生成器，没有用传进来的 `rng`；<!-- wrong: own-generator global-generator -->
# - 抽到 $x$ 相同的点就跳过，这一次白费了；<!-- wrong: skips-equal-x -->
# - 所有的 $x$ 都相同时没有报错；<!-- wrong: constant-x-unchecked -->
# - 一样多时，让后试的获胜。<!-- wrong: last-of-equals -->
#
# </details>


# %% exercise="ransac_line"
def ransac_line(
    x: np.ndarray,
    y: np.ndarray,
    threshold: float,
    trials: int,
    rng: np.random.Generator,
) -> tuple[float, float, np.ndarray]:
    """随机抽样一致：内点最多的那一次试验，和它的内点的最小二乘直线 y = m·x + b。

    参数
        x, y: (n,) 的数组，整数或浮点数，内存不一定连续；不变。
        threshold: 正数。竖直距离的绝对值不超过它的点是内点（恰好相等也算）。
        trials: 试验的次数，不小于 1。每次过两个 x 不同的点画直线；抽到 x 相同的就重抽，
            不算一次。一次一次地抽，第 i 次抽到谁与 trials 无关。
        rng: 随机数只从它来；种子相同，结果相同。
    返回
        (m, b, inliers)：m、b 是对获胜那一次的内点求的最小二乘直线；inliers 是 (n,) 的
        布尔数组，获胜那一次的内点，不用 m、b 重算。内点一样多时，先试的获胜。
    异常
        ValueError: 所有的 x 都相同（包括只有一个点），抽不出两个 x 不同的点。
    例子
        >>> x, y = np.arange(5), np.array([0, 1.2, 1.8, 3, 14])
        >>> m, b, inliers = ransac_line(x, y, 0.5, 100, np.random.default_rng(0))
        >>> round(float(m), 4), round(float(b), 4), inliers
        (0.96, 0.06, array([ True,  True,  True,  True, False]))
    """
    ### BEGIN SOLUTION
    if np.all(x == x[0]):
        raise ValueError("所有的 x 都相同，抽不出两个 x 不同的点")
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i = rng.integers(len(x))
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
        if close.sum() > best.sum():
            best = close
    m, b = least_squares_line(x[best], y[best])
    return m, b, best
    ### END SOLUTION


# %% check="ransac_line" points=8 minutes=14
check("ransac_line")

# %% [markdown]
# RANSAC 有两个旋钮。把 `THRESHOLD` 改成 0.05、0.6、20，再把 `TRIALS` 改成 3，看看各出什么毛病：

# %% tags=["demo"]
THRESHOLD, TRIALS = 0.6, 100

if ready("ransac_line"):
    rng = np.random.default_rng(7)
    x = rng.uniform(0, 10, 60)
    y = np.where(
        rng.random(60) < 0.6,
        0.5 * x + 2 + rng.normal(scale=0.25, size=60),
        rng.uniform(0, 12, 60),
    )
    m, b, inliers = ransac_line(x, y, THRESHOLD, TRIALS, np.random.default_rng(0))
    fig, ax = plt.subplots(figsize=(7, 3.4))
    ax.scatter(x[~inliers], y[~inliers], s=20, facecolors="none", edgecolors=GREY, label="不听")
    ax.scatter(x[inliers], y[inliers], s=20, c=ORANGE, label=f"内点 {inliers.sum()} 个")
    ax.axline((0, b), slope=m, color=ORANGE)
    plain_m, plain_b = least_squares_line(x, y)
    ax.axline((0, plain_b), slope=plain_m, color=BLUE, linewidth=1, label="最小二乘")
    ax.set(title=f"斜率 {m:.2f}（六成的点在斜率 0.50 的线上）", xlim=(0, 10), ylim=(0, 12))
    ax.legend(fontsize=9, loc="upper left")
    plt.show()

# %% [markdown]
# 门槛太窄，几乎没有内点，全凭运气；太宽，谁都是内点，又变回最小二乘；试得太少，可能一次也没抽到两个好点。好点占六成时，一次抽中两个好点的机会是 $0.6^2 = 0.36$，试 10 次全落空的机会只有 $0.64^{10} \approx 1\%$。

# %% [markdown]
# ## 7　终场
#
# ### 一条抛物线的旅行
#
# 从 $f(x) = x^2$ 出发：向右搬，向上搬，拉高，压扁，最后翻个身。每一帧都是你的 `transform` 造的新函数。

# %% tags=["demo"]
# a、b、h、k 依次走到的地方
STOPS = np.array(
    [[1, 1, 0, 0], [1, 1, 2, 0], [1, 1, 2, 1], [2.5, 1, 2, 1], [2.5, 0.4, 2, 1], [-2.5, 0.4, 2, 1]]
)

# %% tags=["demo"]
if ready("transform"):
    x = np.linspace(-4, 6, 401)
    fig, ax = plt.subplots(figsize=(5.2, 3.3), dpi=80, layout="none")
    fig.subplots_adjust(left=0.08, right=0.97, bottom=0.1, top=0.88)

    def draw_parabola(i):
        leg, step = divmod(i, 5)
        here = STOPS[min(leg, 5)] + (STOPS[min(leg + 1, 5)] - STOPS[min(leg, 5)]) * step / 5
        ax.clear()
        ax.plot(x, x**2, color=GREY, linewidth=1)
        ax.plot(x, transform(np.square, *here)(x), color=RED, linewidth=2)
        ax.plot(here[2], here[3], "o", color=BLUE)
        a, b, h, k = here
        ax.set(
            xlim=(-4, 6),
            ylim=(-6, 9),
            title=f"a = {a:.2f}　b = {b:.2f}　h = {h:.2f}　k = {k:.2f}",
        )

    alt = "动画：抛物线先右移、上移，再拉高、压扁，最后上下翻转"
    figures.film(fig, draw_parabola, range(26), alt)

# %% [markdown]
# 印在纸上动不起来，所以再摆一条胶片：

# %% tags=["demo"]
if ready("transform"):
    fig, axes = plt.subplots(1, 6, figsize=(10, 2.2), sharey=True)
    names = ("出发", "h = 2", "k = 1", "a = 2.5", "b = 0.4", "a = −2.5")
    for ax, stop, name in zip(axes, STOPS, names):
        ax.plot(x, x**2, color=GREY, linewidth=1)
        ax.plot(x, transform(np.square, *stop)(x), color=RED)
        ax.set(xlim=(-4, 6), ylim=(-6, 9), title=name)
    plt.show()

# %% [markdown]
# ### 多少年翻一倍
#
# `co2.txt` 是夏威夷莫纳罗亚山上测的二氧化碳，1958 年到 2020 年，每月一行，缺测的月份写着 `nan`。读它的是你的 `parse_points`。
#
# 工业革命以前，空气里的二氧化碳大约是 280 ppm（百万分之 280），稳定了几千年。我们看的是**超出 280 的部分**：

# %% tags=["demo"]
if ready("parse_points", "fit_exponential", "transform", "inverse", "compose"):
    with open("co2.txt", encoding="utf-8") as file:
        co2 = parse_points(file.read())
    print("读进", co2.shape, "　缺测", int(np.isnan(co2[:, 1]).sum()), "个月　头三行\n", co2[:3])

    year, ppm = co2[~np.isnan(co2[:, 1])].T
    a, k = fit_exponential(year - 2000, ppm - 280)
    model = transform(np.exp, a=a, b=k, h=2000, k=280)  # x ↦ a·e^(k(x − 2000)) + 280
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.3))
    left.plot(year, ppm, color=BLUE, linewidth=1)
    left.plot(year, model(year), color=RED)
    left.set(title="二氧化碳（ppm）", xlabel="年")
    right.plot(year, ppm - 280, color=BLUE, linewidth=1)
    right.plot(year, model(year) - 280, color=RED)
    right.set(title="超出 280 的部分（对数刻度）", xlabel="年", yscale="log")
    right.set_yticks([35, 50, 70, 100, 140], labels=["35", "50", "70", "100", "140"])
    right.minorticks_off()
    plt.show()

    excess = compose(lambda y: y - 280, model)
    print(f"超出 280 的部分每 {np.log(2) / k:.1f} 年翻一倍")
    now, then = 2020.0, inverse(excess, 2 * excess(2020.0), 2020, 2120)
    print(f"不用公式，用 inverse 问：2020 年的两倍，在 {then:.1f} 年，隔 {then - now:.1f} 年")
    print(f"照这条曲线，280 的两倍（560 ppm）在 {inverse(model, 560, 2000, 2200):.0f} 年")

# %% [markdown]
# 大约 32 年翻一倍。锯齿是一年一次的呼吸：北半球的植物夏天吸、冬天呼。
#
# 最后一行要小心读。曲线只是概括了 1958 到 2020 年，它不知道以后的政策和技术；把它往外延长，叫外推（extrapolation）。单用 1990 年以前的数据拟合，560 ppm 落在 2047 年；单用 1990 年以后的，落在 2057 年。模型把数据说圆了，不等于把未来说准了。
#
# ### 一个走远的点
#
# 一百个点，在一条直线附近。其中一个（空心的）被一帧一帧地拖走。四条直线，各按各的标准回答。先猜：谁会跟着它走，谁会跟一阵再甩开它，谁一动不动？

# %% tags=["demo"]
DRAG = (0, 60)  # 一共往右、往上拖多少；改成 (60, 0) 是往右拖
COUNT = 1  # 拖走几个点

rng = np.random.default_rng(11)
crowd_x = np.sort(rng.uniform(-5, 5, 100))
crowd_y = 0.8 * crowd_x + rng.normal(scale=0.8, size=100)
ANSWERS = [
    ("least_squares", BLUE, "最小二乘：竖直距离的平方和最小"),
    ("perpendicular_line", RED, "垂直：垂线段的平方和最小"),
    ("least_absolute_line", GREEN, "最小绝对值：竖直距离之和最小"),
    ("ransac_line", ORANGE, "RANSAC：离得近的点最多"),
]


def dragged(share):
    """拖到全程的 share（0 到 1）时的点。"""
    x, y = crowd_x.copy(), crowd_y.copy()
    x[-COUNT:] += share * DRAG[0]
    y[-COUNT:] += share * DRAG[1]
    return x, y


def four_lines(x, y):
    """四条直线的 (m, b)，次序同 ANSWERS。"""
    ransac = ransac_line(x, y, 1.5, 60, np.random.default_rng(0))
    return [
        least_squares_line(x, y),
        perpendicular_line(x, y),
        least_absolute_line(x, y),
        ransac[:2],
    ]


# %% tags=["demo"]
if ready("perpendicular_line", "least_absolute_line", "ransac_line"):
    shares = np.linspace(0, 1, 17) ** 2
    slopes = np.array([[m for m, _ in four_lines(*dragged(share))] for share in shares])
    fig, (left, right) = plt.subplots(
        1,
        2,
        figsize=(7.8, 3.8),
        dpi=76,
        layout="none",
        width_ratios=(1.5, 1),
    )
    fig.subplots_adjust(left=0.06, right=0.98, bottom=0.29, top=0.9, wspace=0.2)

    def draw_drag(i):
        x, y = dragged(shares[i])
        left.clear()
        left.scatter(x[:-COUNT], y[:-COUNT], s=8, c=GREY)
        left.scatter(
            x[-COUNT:],
            y[-COUNT:],
            s=45,
            facecolors="white",
            edgecolors="#222222",
            zorder=3,
        )
        for (m, b), (_, color, _) in zip(four_lines(x, y), ANSWERS):
            left.axline((0, b), slope=m, color=color, linewidth=1.8)
        reach = shares[i] * np.array(DRAG)
        left.set(
            title=f"往右 {reach[0]:.0f}，往上 {reach[1]:.0f}",
            xlim=(-6, max(8, x.max() + 2)),
            ylim=(-8, max(10, y.max() + 3)),
        )
        right.clear()
        for column, (_, color, _) in zip(slopes.T, ANSWERS):
            right.plot(shares[: i + 1] * np.hypot(*DRAG), column[: i + 1], color=color)
        low, high = min(0.0, slopes.min()), max(2.0, min(slopes.max(), 6.0))
        right.set(
            title="斜率",
            xlabel="拖了多远",
            xlim=(0, np.hypot(*DRAG)),
            ylim=(low - 0.1, high + 0.1),
        )

    handles = [plt.Line2D([], [], color=color, label=name) for _, color, name in ANSWERS]
    fig.legend(handles=handles, loc="lower center", ncols=2, fontsize=9)
    alt = "动画：一个点被往上拖走，最小二乘和垂直的直线跟着转，另外两条不动"
    figures.film(fig, draw_drag, range(17), alt, wait=220)

# %% tags=["demo"]
if ready("perpendicular_line", "least_absolute_line", "ransac_line"):
    fig, axes = plt.subplots(1, 4, figsize=(10, 3.2), layout="constrained")
    for ax, share in zip(axes, (0, 0.1, 0.4, 1)):
        x, y = dragged(share)
        ax.scatter(x[:-COUNT], y[:-COUNT], s=4, c=GREY)
        ax.scatter(x[-COUNT:], y[-COUNT:], s=40, facecolors="white", edgecolors="#222222", zorder=3)
        for (m, b), (_, color, _) in zip(four_lines(x, y), ANSWERS):
            ax.axline((0, b), slope=m, color=color, linewidth=1.5)
        ax.set(
            title=f"拖了 {share * np.hypot(*DRAG):.0f}",
            xlim=(-6, max(8, x.max() + 2)),
            ylim=(-8, max(10, y.max() + 3)),
        )
    fig.legend(handles=handles, loc="outside lower center", ncols=4, fontsize=9)
    plt.show()
    for (_, _, title), start, end in zip(ANSWERS, slopes[0], slopes[-1]):
        print(f"斜率从 {start:.2f} 到 {end:.2f}　{title}")

# %% [markdown]
# 往上拖 60，最小二乘的斜率从 0.78 到 1.14；垂直的更糟，到了 3.80，因为直线一陡，竖直的差折成垂线段就短了，它乐得变陡。最小绝对值和 RANSAC 几乎没有动：前者只按距离听它一份，后者根本不听。
#
# 那么，总是该用后两种吗？把 `DRAG` 改成 `(60, 0)`，往**右**拖：最小绝对值也开始动了（0.71）；再把 `COUNT` 改成 10，它就跟着走（0.07），只有 RANSAC 还在 0.8 左右。$x$ 离得远的点像站在杠杆的长臂上，叫高杠杆点（leverage point）。再把 `COUNT` 改成 40，RANSAC 也倒了。
#
# | 数据里的误差 | 该信谁 | 代价 |
# |---|---|---|
# | 只有 $y$ 有误差，不大不小，没有坏点 | 最小二乘 | 一个坏点就能带走它 |
# | $x$、$y$ 都有误差，单位相同 | 垂直 | 换单位就变，比最小二乘更怕坏点 |
# | $y$ 里有少数坏点 | 最小绝对值 | 没有公式，要一步步学；怕 $x$ 方向的坏点 |
# | 坏点很多，哪个方向都有 | RANSAC | 门槛要人来定，答案靠抽签 |
#
# 没有哪一条直线是“机器算出来的真理”：**标准是人选的，机器只负责把它做到最好**。回头看第 0 节你画的那一条，你的标准更像哪一种？
#
# ## 小结
#
# - 每族函数都有自己的定义域；没有值的地方答 NaN，比答一个像模像样的数诚实；
# - 秦九韶算法：乘一次，加一次，一层层往里；行优先的内存位置也是它；
# - 指数关系取对数变直线，拟合直线就是拟合指数曲线；变过去，别忘了变回来；
# - 函数也是值：搬动、串起、倒过来，得到的还是函数；闭包记住的是名字；
# - 二分法只问大小，不问公式；停不停看 $x$，不看 $f(x)$，还要想到浮点数的间隔；
# - 广播靠右对齐，除了 1 都要相同，0 也是一个长度；
# - 模型 = 一族函数 + 一个标准；标准不同，“最好”就不同。
#
# 下一章把“标准”和“学”讲到底：线性代数，各种数据怎样变成数组，一台会自己改错的感知机。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. $n$ 次多项式，秦九韶算法要几次乘法、几次加法？照着写，$x^k$ 用 $k - 1$ 次乘法算，要几次乘法？
#
# <details><summary>答案</summary>
#
# 秦九韶：从最高次系数开始，$n$ 次乘法、$n$ 次加法（我们的写法从 0 开始，多一次 $0 \times x$）。照着写：$c_k x^k$ 要 $k$ 次，合计 $n(n+1)/2$ 次。$n = 9$ 时是 9 对 45。
#
# </details>
#
# 2. `compose(f, inverse_of_f)(y)` 是什么？反过来 `compose(inverse_of_f, f)(x)` 呢？$f(x) = x^2$ 时还对吗？
#
# <details><summary>答案</summary>
#
# $f$ 严格单调时，两个都是恒等函数：一个在 $y$ 上，一个在 $x$ 上。$x^2$ 在全体实数上不单调：$\sqrt{x^2} = |x|$，负数回不来。限制在 $x \ge 0$ 上才有反函数。
#
# </details>
#
# 3. 形状 `(5, 1)` 减形状 `(5,)` 得到什么形状？想要 5 个残差的人，为什么会因此算错？
#
# <details><summary>答案</summary>
#
# 靠右对齐：`(5, 1)` 和 `(1, 5)`，得到 `(5, 5)`，不报错。本该是 5 个残差，成了 25 个两两之差；平方、平均之后还是一个数，看上去一切正常。
#
# </details>
#
# 4. 只有一个常数 $c$ 要学（水平线）。平方和最小的 $c$ 是什么？绝对值之和最小的呢？离得近的点最多的呢？
#
# <details><summary>答案</summary>
#
# 依次是平均值、中位数、众数附近（数据最密的地方）。四条直线的脾气，在这个最简单的情形里就看得清楚：平均值被一个远点拉走，中位数不会。
#
# </details>
#
# 5. 数据里有 30% 的坏点时，RANSAC 一次抽中两个好点的机会约是多少？想有 99% 的把握至少抽中一次，要试几次？
#
# <details><summary>答案</summary>
#
# $0.7^2 = 0.49$。$0.51^n \le 0.01$，$n \ge \ln 0.01 / \ln 0.51 \approx 6.8$，试 7 次。坏点占一半时，$0.5^2 = 0.25$，要 17 次。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - 秦九韶，《数书九章》（1247），“正负开方术”：用同样的算法求高次方程的根。
# - Hastie, Tibshirani, Friedman，*The Elements of Statistical Learning*，第 2、3 章：从最小二乘讲到机器学习。
# - Fischler, Bolles，*Random Sample Consensus*，Communications of the ACM 24(6)，1981：RANSAC 的出处，读前五页就够。
# - Portnoy, Koenker，*The Gaussian Hare and the Laplacian Tortoise*，Statistical Science 12(4)，1997：最小绝对值比最小二乘更老，为什么两百年里没人用。
# - 3Blue1Brown，*But what is a Fourier series?*：方波怎样由圆圈画出来。
#
# 数据：莫纳罗亚山的二氧化碳，C. D. Keeling 等，Scripps CO2 Program，CC BY 4.0；取自 vega-datasets，只留月平均，缺测的月份补了 `nan`。
