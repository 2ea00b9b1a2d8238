# ---
# jupyter:
#   autograder:
#     title: Python 第 10 天　实战：绘制跳动的爱心
#     builds: 一颗会跳的爱心，动画一份、字符一份，中间写着朋友的名字
#     minutes: 80
#     en:
#       title: Python, day 10. A beating heart
#       builds: a heart that beats, once as a film and once in characters, with a friend's name in the middle
# ---

# %% [markdown]
# # Python 第 10 天　实战：绘制跳动的爱心
#
# 前九天学了一箱工具，今天用它们做**一件完整的东西**：一颗会跳的爱心，边上飘着一圈光点，颜色随心跳变深变浅，中间写着你朋友的名字。
#
# 没有一行是新的语法。新的是**怎样把一件大事拆成小事**：一颗会跳的爱心听起来很难，拆成九个小函数，大多不到十行。
#
# ```text
# 一个点 → 一圈点 → 放进画面 → 会跳、会飘 → 涂满 → 变成字符 → 上颜色
# ```
#
# **用到的旧知识**　函数和 f-string（第 1 天），十六进制（第 2 天），元组、列表和集合（第 3 天），循环、推导式和 `raise`（第 4 天），`import`（第 6 天），对象的方法（第 8 天）。

# %% [markdown]
# ## 时间表
#
# 合计约 80 分钟，100 分。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 让一支笔自己走 | 7 | |
# | 1 | 爱心的轮廓：heart_point、heart_outline | 12 | 20 |
# | 2 | 放进画面：fit | 10 | 15 |
# | 3 | 会跳、会飘：beat、scatter | 11 | 18 |
# | 4 | 涂满，变成字符：inside、fill、render | 26 | 37 |
# | 5 | 上颜色：blend | 6 | 10 |
# | 6 | 一句话、自测 | 3 | |
# | 7 | 终场：跳动的爱心 | 5 | |
#
# 删掉 `raise NotImplementedError` 那一行，写上你的代码，运行下面的检查格；卡住了就一条一条地展开“提示”。看到“**先猜**”，先在纸上写下答案再运行；看到“**弄坏它**”，就把好好的东西弄坏，看看坏了是什么样子。
#
# 今天的**点**都是元组 `(x, y)`，一串点是元组的列表。只用 Python 带来的 `math` 和 `random`。

# %% tags=["demo"]
import matplotlib.pyplot as plt  # 画图用，不用读懂

# 课程的工具：检查、图里的中文字、进度
from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %%
import math
import random

# %% [markdown]
# 下面这个函数是检查用的，不用读懂，到练习 10.5 才用到：`rng`（random number generator，随机数发生器）不能从外面递进来，就在这里造。


# %%
def make_rng(seed: int) -> random.Random:
    """检查用：造一个随机数发生器，种子是 seed。"""
    return random.Random(seed)


# %% [markdown]
# ## 0　让一支笔自己走
#
# 圆规怎么画圆？笔尖绕着中心走一圈。圆的半径是 1，把笔尖走过的路长记作 $t$：一圈是 $2\pi$（约 6.283），半圈是 $\pi$，四分之一圈是 $\pi/2$。走到 $t$ 时，笔尖在
#
# $$
# x = \cos t, \qquad y = \sin t
# $$
#
# 给一个 $t$，就有一个点；$t$ 从 0 走到 $2\pi$，点就连成一条曲线。这叫参数曲线（parametric curve），$t$ 叫参数。`math.cos`、`math.sin` 算的就是它们，圆周率是 `math.pi`。
#
# 这里的角度用**弧度**（radian），不用度：`math.cos(90)` 不是 90 度的余弦，`math.cos(math.pi / 2)` 才是。

# %% tags=["demo"]
for t in (0, math.pi / 2, math.pi, 3 * math.pi / 2):
    print(f"t = {t:.3f}　x = {math.cos(t):6.3f}　y = {math.sin(t):6.3f}")

# %% [markdown]
# 把四个点画在圆上（画图的格子今天都不用读懂）：

# %% tags=["demo"]
fig, ax = plt.subplots(figsize=(3.4, 3.2))
circle = [2 * math.pi * k / 100 for k in range(101)]
ax.plot([math.cos(t) for t in circle], [math.sin(t) for t in circle], color="#d6336c")
for t, name in ((0, "0"), (math.pi / 2, "π/2"), (math.pi, "π"), (3 * math.pi / 2, "3π/2")):
    x, y = math.cos(t), math.sin(t)
    ax.plot(x, y, "o", color="#3b6fb6")
    ax.text(x * 0.72, y * 0.8, f"t = {name}", ha="center", va="center", fontsize=9)
ax.set(aspect="equal", title="笔尖走一圈，经过的四个点")
plt.show()

# %% [markdown]
# `0.000` 和 `-0.000` 都是 0：浮点数写不下真正的 π（第 2 天），算出来其实是 `6.1e-17` 那样小得看不见的数，打印三位就看不出来了。

# %% [markdown]
# ## 1　爱心的轮廓
#
# ### 练习 10.1 heart_point（约 5 分钟，10 分）
#
# **做什么**　换一个公式，同一支笔就画出爱心：
#
# $$
# \begin{aligned}
# x &= 16 \sin^3 t \\
# y &= 13 \cos t - 5 \cos 2t - 2 \cos 3t - \cos 4t
# \end{aligned}
# $$
#
# **读公式**　$\sin^3 t$ 是“先算 $\sin t$，再三次方”；$\cos 2t$ 是“先把 $t$ 乘 2，再算余弦”，不是余弦的平方。$y$ 朝上。
#
# **例子**　用笔算：
#
# | $t$ | $\sin t$ | $\cos t,\ \cos 2t,\ \cos 3t,\ \cos 4t$ | $(x, y)$ |
# |---|---|---|---|
# | 0 | 0 | 1, 1, 1, 1 | $(0,\ 13 - 5 - 2 - 1) = (0, 5)$，两瓣中间的凹口 |
# | $\pi/2$ | 1 | 0, −1, 0, 1 | $(16,\ 0 + 5 - 0 - 1) = (16, 4)$，最右边 |
# | $\pi$ | 0 | −1, 1, −1, 1 | $(0,\ -13 - 5 + 2 - 1) = (0, -17)$，下面的尖 |
#
# **类型**　`t` 是一个数，返回一个元组 `(x, y)`，两个浮点数。
#
# <details><summary>提示一：想一想</summary>
#
# 公式里有几个乘号没有写出来？“2t”在 Python 里怎么写？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `math.sin(t)` 得到一个数，这个数再三次方，用 `**`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 三行：`x = 16 * …`，`y = 13 * … - 5 * … - …`，`return x, y`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `math.sin(t**3)`：三次方放错了地方；<!-- wrong: cube-inside -->
# - 把 $\cos 2t$ 写成了 $2 \cos t$，或者余弦的平方；<!-- wrong: multiple-outside powers -->
# - 角度当成了度；<!-- wrong: degrees -->
# - $y$ 的正负反了，心尖朝上；<!-- wrong: upside-down -->
# - $x$ 和 $y$ 的位置反了。<!-- wrong: swapped -->
#
# </details>


# %% exercise="heart_point"
def heart_point(t: float) -> tuple:
    """爱心曲线上的一个点。

    参数
        t: 一个数，弧度；一圈是 2π，可以是负数，也可以超过一圈。
    返回
        元组 (x, y)：x = 16 sin³t，y = 13 cos t − 5 cos 2t − 2 cos 3t − cos 4t，y 朝上。
    例子
        heart_point(0) 是 (0, 5)，heart_point(π/2) 是 (16, 4)，heart_point(π) 是 (0, −17)
        （与它们相差不到十亿分之一就算对）
    """
    ### BEGIN SOLUTION
    x = 16 * math.sin(t) ** 3
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
    return x, y
    ### END SOLUTION


# %% check="heart_point" points=10 minutes=5
check("heart_point")

# %% [markdown]
# ### 练习 10.2 heart_outline（约 5 分钟，10 分）
#
# **做什么**　一个点不够，要一圈。把一圈 $2\pi$ 平均分成 $n$ 份，第 $k$ 个点的 $t$ 是
#
# $$
# t_k = \frac{2 \pi k}{n}, \qquad k = 0, 1, \dots, n - 1
# $$
#
# 走完 $n$ 份正好回到起点，所以起点**不再写一遍**，一共 $n$ 个点。
#
# **例子**　$n = 4$：$t$ 是 0、$\pi/2$、$\pi$、$3\pi/2$，四个点 (0, 5)、(16, 4)、(0, −17)、(−16, 4)。
#
# **先猜**　三根栅栏桩围成一圈，有几段栅栏？三根桩排成一排呢？这里是哪一种？
#
# <details><summary>答案</summary>
#
# 围成一圈，n 根桩有 n 段；排成一排，n 根桩只有 n − 1 段。这里是一圈。
#
# </details>
#
# 少于三个点围不成一块地方：$n < 3$ 时抛出 `ValueError`。
#
# <details><summary>提示一：想一想</summary>
#
# $k$ 从几走到几？`range(n)` 正好给出哪些数？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 公式已经写在 `heart_point` 里，调用它。先检查 `n`，再算。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `if n < …:` 里 `raise ValueError(…)`；然后一个推导式 `return [heart_point(…) for k in …]`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 走到了 $n$，起点写了两遍；<!-- wrong: one-too-many -->
# - 分成了 $n - 1$ 份，最后一个点又回到起点；<!-- wrong: closed -->
# - 只走了从 0 到 1，没有乘 $2\pi$；<!-- wrong: no-two-pi -->
# - 只走了半圈；<!-- wrong: half-turn -->
# - 没有检查 `n`。<!-- wrong: unchecked -->
#
# </details>


# %% exercise="heart_outline"
def heart_outline(n: int) -> list:
    """爱心一圈上的 n 个点。

    参数
        n: 整数，几个点。
    返回
        n 个元组 (x, y) 的列表：第 k 个（从 0 数）是 t = 2πk/n 的点；起点不重复。
    错误
        ValueError: n 小于 3。
    例子
        heart_outline(4) 是 [(0, 5), (16, 4), (0, −17), (−16, 4)]
    """
    ### BEGIN SOLUTION
    if n < 3:
        raise ValueError("至少要三个点")
    return [heart_point(2 * math.pi * k / n) for k in range(n)]
    ### END SOLUTION


# %% check="heart_outline" points=10 minutes=5 uses=["heart_point"]
check("heart_outline")

# %% [markdown]
# **先猜**　要几个点，它看起来才像爱心？（画图的格子今天都不用读懂，改一改里面的数就好。）

# %% tags=["demo"]
COUNTS = (5, 12, 100)  # 改改看

if ready("heart_outline"):
    fig, axes = plt.subplots(1, len(COUNTS), figsize=(7, 2.6))
    for ax, n in zip(axes, COUNTS):
        points = heart_outline(n)
        xs, ys = zip(*points, points[0])
        ax.plot(xs, ys, ".-", color="#d6336c", markersize=4)
        ax.set(title=f"n = {n}", aspect="equal")
    plt.show()

# %% [markdown]
# ## 2　放进画面
#
# 公式里的爱心，宽从 −16 到 16，高从 −17 到约 12。屏幕可不管这些：一块 300 × 200 的画面，**左上角是 (0, 0)，x 向右，y 向下**。从数学的平面到屏幕，要做四件事：
#
# 1. 找出点的**外框**：最小和最大的 x、y；
# 2. 定**一个**放大倍数，x 和 y 都用它，否则爱心会被压扁；在放得下的里面取最大的；
# 3. 把外框的**中心**挪到画面的中心；
# 4. y 反过来，因为屏幕的 y 向下。
#
# 四周还要留白 `margin`：左、右、上、下各留这么多。
#
# ### 练习 10.3 fit（约 8 分钟，15 分）
#
# **例子**　三个点 (0, 0)、(4, 0)、(4, 2)，画面 100 × 100，不留白。外框宽 4、高 2：
#
# - 横着放得下 $100/4 = 25$ 倍，竖着放得下 $100/2 = 50$ 倍，取小的 25；
# - 外框的中心是 (2, 1)，它到 (50, 50)；
# - (0, 0) 在中心左边 2、下面 1：变成 $50 - 2 \times 25 = 0$，$50 + 1 \times 25 = 75$，也就是 (0, 75)；
# - 另外两个：(100, 75)、(100, 25)。
#
# 四周留 10，能用的只有 80 × 80：20 倍，得到 (10, 70)、(90, 70)、(90, 30)。
#
# **特别的情形**　点都在一条横线上，高是 0：高不限制放大倍数，只看宽；竖线反过来。所有的点都重合：全都放到画面中心。
#
# <details><summary>提示一：想一想</summary>
#
# 外框的中心是“最小与最大的正中间”，还是“所有点的平均”？爱心上半部分的点多，两者一样吗？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先把 x 收成一个列表，y 收成一个列表，`min`、`max` 就有了。倍数先放进一个列表：宽不是 0 才放进宽的那个，高不是 0 才放进高的那个。列表要是空的呢？
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `scales = []`，两个 `if`；`scale = min(scales)`，空的时候随便给 1；最后一个循环（或者推导式），x 是 `width / 2 + (x - …) * scale`，y 是 `height / 2 - …`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - x 和 y 各用各的倍数，形状被拉扁；<!-- wrong: two-scales -->
# - 忘了把 y 反过来；<!-- wrong: y-up -->
# - 中心用了所有点的平均；<!-- wrong: centred-by-mean -->
# - 留白只减了一边；<!-- wrong: margin-once -->
# - 高是 0 时除以了 0；<!-- wrong: division-by-zero -->
# - 取了大的倍数，画到外面去了。<!-- wrong: larger-scale -->
#
# </details>


# %% exercise="fit"
def fit(points: list, width: float, height: float, margin: float = 0) -> list:
    """把一串点放进画面：尽量大，居中，y 朝下。

    参数
        points: 元组 (x, y) 的列表，y 朝上，至少一个点；不变。
        width, height: 画面的宽和高，都大于 0。
        margin: 左、右、上、下各留多少；留完以后宽和高仍大于 0。
    返回
        同样多个元组 (x, y) 的新列表，次序不变；画面左上角是 (0, 0)，y 朝下。
        x 和 y 用同一个放大倍数，是留白以内放得下的最大的；
        点的外框的中心在 (width/2, height/2)。
        外框有一边是 0 时，那一边不限制倍数；所有的点重合时，都在画面中心。
    例子
        fit([(0, 0), (4, 0), (4, 2)], 100, 100) 是 [(0, 75), (100, 75), (100, 25)]
        fit([(0, 0), (4, 0), (4, 2)], 100, 100, 10) 是 [(10, 70), (90, 70), (90, 30)]
    """
    ### BEGIN SOLUTION
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    box_width, box_height = max(xs) - min(xs), max(ys) - min(ys)
    scales = []
    if box_width > 0:
        scales.append((width - 2 * margin) / box_width)
    if box_height > 0:
        scales.append((height - 2 * margin) / box_height)
    scale = min(scales, default=1)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    result = []
    for x, y in points:
        new_x = width / 2 + (x - middle_x) * scale
        new_y = height / 2 - (y - middle_y) * scale
        result.append((new_x, new_y))
    return result
    ### END SOLUTION


# %% check="fit" points=15 minutes=8
check("fit")

# %% tags=["demo"]
if ready("heart_outline", "fit"):
    fig, axes = plt.subplots(1, 2, figsize=(7, 2.7), width_ratios=[1, 1.5])
    for ax, (width, height) in zip(axes, ((150, 200), (300, 200))):
        xs, ys = zip(*fit(heart_outline(100), width, height, 20))
        ax.fill(xs, ys, color="#ffc9d6", edgecolor="#d6336c")
        ax.set(xlim=(0, width), ylim=(height, 0), aspect="equal")
        ax.set_title(f"{width} × {height}，留白 20")
    plt.show()

# %% [markdown]
# 看纵轴：0 在上面。两块画面不一样宽，爱心却没有变形。

# %% [markdown]
# ## 3　会跳、会飘
#
# ### 练习 10.4 beat（约 4 分钟，8 分）
#
# **做什么**　跳动就是放大倍数随时间变：最小 1 倍，最大 1.2 倍，来回平滑。余弦正好来回平滑：
#
# $$
# s(t) = 1.1 - 0.1 \cos \frac{2 \pi t}{T}
# $$
#
# $T$ 是跳一次要几秒，叫周期（period）。
#
# **例子**　$T = 1$：$t = 0$ 时 $\cos 0 = 1$，$s = 1$；$t = 0.5$ 时 $\cos \pi = -1$，$s = 1.2$；$t = 0.25$ 时 $s = 1.1$；$t = 1$ 又是 1。
#
# <details><summary>提示一：想一想</summary>
#
# 周期是 2 秒，过了 1 秒，是一跳的一半还是一整跳？公式里除以周期还是乘周期？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# $2 \pi t$ 里的乘号，在 Python 里一个也不能省；除以 `period` 放在余弦里面。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一行：`return 1.1 - …`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 乘了周期，没有除；<!-- wrong: times-period -->
# - 用了正弦，从 1.1 开始；<!-- wrong: sine -->
# - 减号写成了加号，从最大开始；<!-- wrong: plus -->
# - 以 1 为中心，最小成了 0.9；<!-- wrong: around-one -->
# - 漏了 $2\pi$。<!-- wrong: no-two-pi -->
#
# </details>


# %% exercise="beat"
def beat(t: float, period: float = 1.0) -> float:
    """时刻 t 的放大倍数。

    参数
        t: 时刻，秒，可以超过一个周期。
        period: 跳一次要几秒，大于 0；不写就是 1 秒。
    返回
        1.1 − 0.1·cos(2πt/period)。
    例子
        beat(0) 是 1.0，beat(0.5) 是 1.2，beat(1) 是 1.0；beat(1, 2) 是 1.2
    """
    ### BEGIN SOLUTION
    return 1.1 - 0.1 * math.cos(2 * math.pi * t / period)
    ### END SOLUTION


# %% check="beat" points=8 minutes=4
check("beat")

# %% [markdown]
# ### 练习 10.5 scatter（约 5 分钟，10 分）
#
# **做什么**　爱心边上的光点：把轮廓上的每个点随机地挪一点，x 挪 −spread 到 spread 之间的一个数，y **另外**抽一个。`rng.uniform(a, b)` 抽一个 a 到 b 之间的小数。
#
# **随机也要听话**　`rng` 是别人递进来的随机数发生器（`random.Random`）。所有的偶然都从它那里来，不用 `random.uniform`，也不自己造一个：这样同一颗种子（seed）每次都画出同一张图，动画才不会乱闪，检查也才知道答案。抽的次序是：第一个点的 x，第一个点的 y，第二个点的 x……

# %% tags=["demo"]
for seed in (7, 7, 8):
    rng = random.Random(seed)
    print(f"种子 {seed}：", [round(rng.uniform(-1, 1), 3) for _ in range(4)])

# %% [markdown]
# **例子**　用种子 7 的四个数，`spread` 是 1：点 (10, 20) 和 (30, 40) 依次挪了第一、第二、第三、第四个数，变成约 (9.648, 19.302) 和 (30.302, 39.145)。
#
# <details><summary>提示一：想一想</summary>
#
# 每个点抽几次？先抽谁的？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 元组里的式子从左到右计算，写在前面的先抽。元组改不了，新的点放进新的列表。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一个推导式：`return [(…, …) for x, y in points]`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用了 `random.uniform`，不是传进来的 `rng`；<!-- wrong: global-random -->
# - 自己造了一个 `random.Random()`；<!-- wrong: new-generator -->
# - x 和 y 挪了同一个数，只沿斜线飘；<!-- wrong: one-shift -->
# - 只往一边挪，从 0 到 spread；<!-- wrong: one-side -->
# - 改动了传进来的列表。<!-- wrong: in-place -->
#
# </details>


# %% exercise="scatter"
def scatter(points: list, spread: float, rng: random.Random) -> list:
    """把每个点随机挪一点。

    参数
        points: 元组 (x, y) 的列表，可以是空的；不变。
        spread: 最多挪多远，至少 0。
        rng: 随机数发生器；所有的随机数都用 rng.uniform(-spread, spread) 抽，
            每个点先抽 x 的、再抽 y 的，按点的次序，不多抽。
    返回
        同样多个元组 (x, y) 的新列表：x 和 y 各加上抽到的数。
    例子
        rng 的种子是 7：scatter([(10, 20), (30, 40)], 1, rng)
        约是 [(9.648, 19.302), (30.302, 39.145)]
    """
    ### BEGIN SOLUTION
    result = []
    for x, y in points:
        new_x = x + rng.uniform(-spread, spread)
        new_y = y + rng.uniform(-spread, spread)
        result.append((new_x, new_y))
    return result
    ### END SOLUTION


# %% check="scatter" points=10 minutes=5
check("scatter")

# %% [markdown]
# **弄坏它**　把 `SPREAD` 从 0.6 调到 6，再调到 60：从清楚到朦胧，到认不出来。

# %% tags=["demo"]
SPREAD = 0.6  # 试试 6、60

if ready("heart_outline", "scatter"):
    xs, ys = zip(*scatter(heart_outline(400), SPREAD, random.Random(7)))
    fig, ax = plt.subplots(figsize=(3.6, 3.2))
    ax.plot(xs, ys, ".", color="#d6336c", markersize=3)
    ax.set(aspect="equal", title=f"spread = {SPREAD}")
    plt.show()

# %% [markdown]
# ## 4　涂满，变成字符
#
# 轮廓只是一圈线，要涂满它，就要对每个格子问：**你在里面吗？** 人一看就知道，程序看到的只是一串数。
#
# 办法出奇地简单。站在那个点上，朝右一直走到天边，数一数**穿过了几次边**。从外面来的人，穿一次墙就进去，再穿一次就出来：
#
# - 穿过**奇数**次：你原来在里面；
# - 穿过**偶数**次（0 也是偶数）：你原来在外面。
#
# 这叫射线法（ray casting），形状再弯也管用：

# %% tags=["demo"]
comb = [(0, 0), (10, 0), (10, 6), (8, 6), (8, 2), (6, 2)]
comb += [(6, 6), (4, 6), (4, 2), (2, 2), (2, 6), (0, 6)]
fig, ax = plt.subplots(figsize=(6.4, 2.4))
ax.fill(*zip(*comb), color="#ffe3ea", edgecolor="#d6336c")
for x, y, crossings in ((1, 4.5, 5), (3, 3.5, 4), (7, 1, 1)):
    ax.annotate("", (12, y), (x, y), arrowprops={"arrowstyle": "->", "color": "#3b6fb6"})
    ax.plot(x, y, "o", color="#3b6fb6")
    ax.text(12.2, y - 0.25, f"{crossings} 次：{'里面' if crossings % 2 else '外面'}")
ax.set(xlim=(-1, 16), ylim=(-1, 7), aspect="equal")
plt.show()

# %% [markdown]
# ### 练习 10.6 inside（约 9 分钟，17 分）
#
# **做什么**　`point` 在多边形 `outline` 里面吗？`outline` 是一串顶点，依次连起来，**最后一个再连回第一个**。
#
# **一条边，穿没穿过**　边的两头是 $(x_1, y_1)$、$(x_2, y_2)$，点是 $(x, y)$，朝右看。要两件事都成立：
#
# 1. 边的两头，一头在你的高度之上，一头不在：一头是、一头不是，就是两个答案不相等，写 `!=`；
# 2. 边在你这个高度上的位置，在你的右边：
#
# $$
# x_1 + \frac{(y - y_1)\,(x_2 - x_1)}{y_2 - y_1} > x
# $$
#
# **正好穿过顶点怎么办**　菱形 (0, −2)、(2, 0)、(0, 2)、(−2, 0)，站在 (0, 0) 朝右，正好走到顶点 (2, 0)，它是两条边共有的。两条边都算，是 2 次，“在外面”；都不算，是 0 次，也“在外面”。都错了！
#
# 窍门在第 1 条：只问“**严格高于**你吗”，`y1 > y`，答案只有是和不是。顶点和你一样高，就算“不高于”。于是右上的边两头是“不高、高”，算一次；右下的边两头是“不高、不高”，不算。一共 1 次，对了。
#
# 水平的边，两头的答案总是一样，第 1 条就不成立，也就不会除以 0。
#
# **例子**　菱形：(0, 0)、(1, 0) 在里面；(−3, 0)、(3, 0)、(−3, 2) 在外面。从 (−3, 0) 朝右，穿过左边一次、右边一次；从 (−3, 2) 朝右，擦过上面的顶点，两条边都是“不高、不高”，0 次。
#
# 正好落在边上的点，算里算外都可以，不查。
#
# <details><summary>提示一：想一想</summary>
#
# n 个顶点有几条边？第 i 条边的另一头是第几个顶点？最后一条呢？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 一个真假 `answer = False`，每穿过一次就 `answer = not answer`，最后剩下的就是答案。`outline[i - 1]` 在 i 是 0 时是最后一个：边正好连成一圈。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `for i in range(len(outline)):`，取出两头；`if (…) != (…):` 里面再一个 `if`，比较公式和 `x`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写成 `y1 <= y <= y2`，两头都带等号，顶点算了两次；或者两头都不带，一次也没有算；<!-- wrong: vertex-twice -->
# - 最后一个顶点没有连回第一个；<!-- wrong: last-edge-missing -->
# - 水平的边除以了 0；<!-- wrong: division-by-zero -->
# - 只看了外框：两瓣中间的凹口也成了里面；<!-- wrong: bounding-box -->
# - 没有比较左右，左边的边也数了；<!-- wrong: both-directions -->
# - 穿过一次就说在里面。<!-- wrong: any-crossing -->
#
# </details>


# %% exercise="inside"
def inside(point: tuple, outline: list) -> bool:
    """点在多边形里面吗。

    参数
        point: 元组 (x, y)。
        outline: 元组 (x, y) 的列表，至少三个顶点，依次相连，最后一个再连回第一个；
            边与边不交叉，不一定是凸的，可以顺时针，也可以逆时针；不变。
    返回
        True 或 False。点正好在边上时，哪个都可以；朝右的射线会正好穿过顶点，
        也会正好与水平的边重合，这时也要对。
    例子
        outline 是菱形 [(0, -2), (2, 0), (0, 2), (-2, 0)]：
        (0, 0)、(1, 0) 是 True；(-3, 0)、(3, 0)、(-3, 2) 是 False
    """
    ### BEGIN SOLUTION
    x, y = point
    answer = False
    for i in range(len(outline)):
        x1, y1 = outline[i - 1]
        x2, y2 = outline[i]
        if (y1 > y) != (y2 > y) and x1 + (y - y1) * (x2 - x1) / (y2 - y1) > x:
            answer = not answer
    return answer
    ### END SOLUTION


# %% check="inside" points=17 minutes=9
check("inside")

# %% [markdown]
# 爱心的凹口是个好考题：(0, 3) 在里面，往上到 (0, 8)，在两瓣中间，却在外面。

# %% tags=["demo"]
if ready("heart_outline", "inside"):
    heart = heart_outline(100)
    for point in ((0, 3), (0, 8), (8, 8), (0, -18)):
        print(point, "在里面" if inside(point, heart) else "在外面")

# %% [markdown]
# ### 练习 10.7 fill（约 5 分钟，10 分）
#
# **做什么**　画面分成一格一格，格子用 `(column, row)` 说：第几列、第几行，都从 0 数，左上角是 (0, 0)。哪些格子的**中心**在轮廓里面，就把它们列出来：一行一行地，每行从左到右。
#
# 第 0 格从 0 到 1，中心是 0.5；所以 `(column, row)` 的中心是 `(column + 0.5, row + 0.5)`。
#
# **例子**　三角形 (0, 0)、(3, 0)、(0, 2)，画面 3 × 2。六个格子的中心：
#
# | | 第 0 列 | 第 1 列 | 第 2 列 |
# |---|---|---|---|
# | 第 0 行 | (0.5, 0.5) 里 | (1.5, 0.5) 里 | (2.5, 0.5) 外 |
# | 第 1 行 | (0.5, 1.5) 里 | (1.5, 1.5) 外 | (2.5, 1.5) 外 |
#
# 答案是 `[(0, 0), (1, 0), (0, 1)]`。斜边在高 0.5 处的 x 是 2.25，在高 1.5 处是 0.75。
#
# <details><summary>提示一：想一想</summary>
#
# 两层循环，外层走什么，里层走什么，才是“一行一行”？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 循环走 row，里面走 column；放进结果的元组却是 `(column, row)`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 两层 `for`，里面一个 `if inside((…, …), outline):`，再 `append`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用格子的角代替中心；<!-- wrong: corners -->
# - 元组写成了 `(row, column)`；<!-- wrong: row-first -->
# - 一列一列地走；<!-- wrong: column-by-column -->
# - 多走了一行、一列。<!-- wrong: one-too-far -->
#
# </details>


# %% exercise="fill"
def fill(outline: list, width: int, height: int) -> list:
    """中心在轮廓里面的格子。

    参数
        outline: 多边形，与 inside 的相同，y 朝下；可以有一部分在画面之外；不变。
        width, height: 画面有几列、几行，整数，至少 1。
    返回
        元组 (column, row) 的列表，都是整数，0 ≤ column < width，0 ≤ row < height：
        中心 (column + 0.5, row + 0.5) 在轮廓里面的格子，一行一行，每行从左到右。
        （检查的时候，没有中心正好在边上。）
        60 × 60 的画面、100 个点的轮廓，要在 2 秒之内（平常的写法约 0.1 秒）。
    例子
        fill([(0, 0), (3, 0), (0, 2)], 3, 2) 是 [(0, 0), (1, 0), (0, 1)]
    """
    ### BEGIN SOLUTION
    pixels = []
    for row in range(height):
        for column in range(width):
            if inside((column + 0.5, row + 0.5), outline):
                pixels.append((column, row))
    return pixels
    ### END SOLUTION


# %% check="fill" points=10 minutes=5 uses=["inside"]
check("fill")

# %% [markdown]
# ### 练习 10.8 render（约 5 分钟，10 分）
#
# **做什么**　把格子变成文本：`height` 行，每行 `width` 个字符，列出来的格子是 `#`，别的是 `.`。行与行之间用 `\n`，最后没有。
#
# 画面之外的格子不画，也不报错。当心：列表的下标 −1 是**最后一个**（第 3 天），`(-1, 0)` 可不能跑到右边去。
#
# **例子**　`[(0, 0), (1, 0), (0, 1)]`，3 × 2：
#
# ```text
# ##.
# #..
# ```
#
# <details><summary>提示一：想一想</summary>
#
# 可以先铺满 `.` 再改成 `#`，也可以一格一格地问“你在单子上吗”。哪一种不会碰到 −1 的麻烦？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 一格一格地问最简单：`(column, row) in pixels`。把 `pixels` 先变成集合（第 3 天），问起来更快。一行是一串字符，用 `"".join`；几行用 `"\n".join`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `lines = []`；对每个 row，拼出一行，`append`；`return "\n".join(lines)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 行和列弄反了；<!-- wrong: transposed -->
# - 上下颠倒；<!-- wrong: upside-down -->
# - 负的下标绕到了另一头；<!-- wrong: wraps -->
# - 最后多了一个换行。<!-- wrong: newline-at-the-end -->
#
# </details>


# %% exercise="render"
def render(pixels: list, width: int, height: int) -> str:
    """把格子画成文本。

    参数
        pixels: 元组 (column, row) 的列表，整数，次序不一定，可以重复，可以是空的；
            可以在画面之外，也可以是负数，那些不画；不变。
        width, height: 几列、几行，整数，至少 1。
    返回
        height 行，每行 width 个字符，行之间是一个换行，最后没有换行：
        pixels 里的格子是 "#"，别的是 "."。第 0 行在最上面。
    例子
        render([(0, 0), (1, 0), (0, 1)], 3, 2) 是 "##.\\n#.."
    """
    ### BEGIN SOLUTION
    wanted = set(pixels)
    lines = []
    for row in range(height):
        line = ""
        for column in range(width):
            line += "#" if (column, row) in wanted else "."
        lines.append(line)
    return "\n".join(lines)
    ### END SOLUTION


# %% check="render" points=10 minutes=5
check("render")

# %% tags=["demo"]
if ready("heart_outline", "fit", "fill", "render"):
    print(render(fill(fit(heart_outline(100), 36, 18, 0.5), 36, 18), 36, 18))

# %% [markdown]
# 瘦了一圈？字符比较高：一个字符的高约是宽的两倍，36 列 18 行看上去是正方形，爱心却按 36 × 18 的格子算。终场里一格写两个字符，就不瘦了。

# %% [markdown]
# ## 5　上颜色
#
# 第 2 天见过颜色 `#rrggbb`：红、绿、蓝各两位十六进制，0 到 255。心跳的时候，颜色要从浅到深**一点一点**地变，就要会“调和”两种颜色。
#
# ### 练习 10.9 blend（约 5 分钟，10 分）
#
# **做什么**　红、绿、蓝**各自**从 $a$ 走向 $b$，走到几成：
#
# $$
# c = a + (b - a) \cdot \text{ratio}
# $$
#
# 四舍五入成整数，再写成两位的十六进制，小写。
#
# **例子**　`"#ff0000"` 到 `"#0000ff"`，走 0.25：
#
# - 红：$255 + (0 - 255) \times 0.25 = 191.25$，取 191，是 `bf`；
# - 绿：0，是 `00`；蓝：$0 + 255 \times 0.25 = 63.75$，取 64，是 `40`。
#
# 答案 `"#bf0040"`。走 1 就是第二种颜色：`"#000000"` 到 `"#0a0b0c"` 走 1，是 `"#0a0b0c"`，每一位 0 都在。
#
# <details><summary>提示一：想一想</summary>
#
# 能不能把六位十六进制当成一个大数来调和？`#00ff00` 和 `#010000` 的正中间会是什么颜色？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `int("bf", 16)` 是 191；`f"{191:02x}"` 是 `"bf"`，`02` 让一位数前面补 0。红是 `color[1:3]`，另外两个呢？
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `result = "#"`；`for i in (1, 3, 5):` 里面三行：取出 a，取出 b，算好接到 `result` 后面。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 一位数没有补 0，成了 `#abc` 那样短的；<!-- wrong: one-digit -->
# - 用 `int` 截掉了小数，没有四舍五入；<!-- wrong: truncated -->
# - 两种颜色反了；<!-- wrong: swapped -->
# - 把六位当成一个数来调和；<!-- wrong: one-number -->
# - 大写的字母没有变成小写。<!-- wrong: capitals -->
#
# </details>


# %% exercise="blend"
def blend(color_a: str, color_b: str, ratio: float) -> str:
    """调和两种颜色。

    参数
        color_a, color_b: "#rrggbb"，六位十六进制，大小写都可以。
        ratio: 0 到 1：0 是 color_a，1 是 color_b。
    返回
        "#rrggbb"，六位，小写：红、绿、蓝各自是 a + (b − a)·ratio，四舍五入成整数。
        （正好是一半的，例如 63.5，不查。）
    例子
        blend("#ff0000", "#0000ff", 0.25) 是 "#bf0040"
        blend("#000000", "#0A0B0C", 1) 是 "#0a0b0c"
    """
    ### BEGIN SOLUTION
    result = "#"
    for i in (1, 3, 5):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        result += f"{round(a + (b - a) * ratio):02x}"
    return result
    ### END SOLUTION


# %% check="blend" points=10 minutes=5
check("blend")

# %% tags=["demo"]
FROM, TO = "#ffd6e0", "#c2003d"  # 换成你喜欢的两种颜色

if ready("blend"):
    fig, ax = plt.subplots(figsize=(7, 1.3))
    for k in range(11):
        ax.barh(0, 1, left=k, color=blend(FROM, TO, k / 10))
        ax.text(k + 0.5, -0.65, blend(FROM, TO, k / 10), ha="center", fontsize=7)
    ax.set(xlim=(0, 11), ylim=(-0.8, 0.5))
    ax.set_axis_off()
    plt.show()

# %% [markdown]
# ## 6　一句话、自测
#
# **一句话**　一件大事拆成九个小函数，每个都能单独检查；最后一格只是把它们串起来。
#
# 先想，再展开。
#
# 1. `math.cos(180)` 约是 −0.598，不是 −1。为什么？
#
# <details><summary>答案</summary>
#
# `math.cos` 要弧度。180 度是 π，`math.cos(math.pi)` 才是 −1。
#
# </details>
#
# 2. 为什么 `scatter` 要别人递一个 `rng` 进来，而不是自己用 `random.uniform`？
#
# <details><summary>答案</summary>
#
# 同一颗种子，同样的结果：图可以重画，错可以重现，函数可以检查。
#
# </details>
#
# 3. 甜甜圈是一大一小两个圈。站在中间的洞里朝右走，一共穿过几次边？射线法说你在里面还是外面？
#
# <details><summary>答案</summary>
#
# 两次，外面，正对。
#
# </details>
#
# 4. `fill` 问格子的中心。改问左上角，爱心会往哪边偏？
#
# <details><summary>答案</summary>
#
# 往右下偏半格：左上角在里面的格子，比中心在里面的靠右、靠下半格。
#
# </details>
#
# **延伸**　爱心公式里的 16、13、5、2、1，改一个数看看会变成什么。再往前一步：把 `heart_point` 换成自己的曲线，比如 $x = \cos 3t,\ y = \sin 2t$，后面八个函数一个也不用改。明天学声音：同样的正弦，画出来是波，放出来是歌。

# %% [markdown]
# ## 7　终场：跳动的爱心
#
# 都齐了。下面两行是你的：朋友的名字（或者一句话，短一点），两种颜色。（其余不用读懂，可是每一处都是你的函数：轮廓、居中、心跳、光点、颜色。）
#
# **先猜**　一跳画 12 张。第几张最大？光点为什么不会乱闪？
#
# <details><summary>答案</summary>
#
# 第 7 张，那时 $t = 0.5$。每一张都重新用种子 7，抽到的数一样。
#
# </details>

# %% tags=["demo"]
NAME = "小明"
SOFT, DEEP = "#ff9db5", "#c2003d"
SIZE = 300


def grown(points, scale):
    """从画面中心放大。"""
    half = SIZE / 2
    return [(half + (x - half) * scale, half + (y - half) * scale) for x, y in points]


def draw_heart(t):
    """时刻 t 的一张：光点、爱心、名字。"""
    ax.clear()
    ax.set(xlim=(0, SIZE), ylim=(SIZE, 0), aspect="equal")
    ax.set_axis_off()
    scale, rng = beat(t), random.Random(7)
    ratio = (scale - 1) / 0.2
    for spread in (34, 20, 8):
        xs, ys = zip(*scatter(grown(edge[::2], scale), spread, rng))
        haze = blend("#ffffff", DEEP, 0.9 - spread / 45)
        ax.plot(xs, ys, ".", color=haze, markersize=3)
    ax.fill(*zip(*grown(edge, scale * 0.94)), color=blend(SOFT, DEEP, ratio))
    look = {"color": "white", "size": 15 * scale, "ha": "center", "va": "center"}
    ax.text(SIZE / 2, SIZE * 0.46, NAME, **look)


if ready("heart_outline", "fit", "beat", "scatter", "blend"):
    edge = fit(heart_outline(240), SIZE, SIZE, 50)
    fig, ax = plt.subplots(figsize=(3.4, 3.4))
    moments = [k / 12 for k in range(12)]
    alt = f"一颗跳动的爱心，中间写着{NAME}"
    figures.film(fig, draw_heart, moments, alt, wait=85, last=85)

# %% [markdown]
# 在动画上点右键，“图片另存为”，就是一个 GIF，发给他。
#
# 字符的一份，复制下来，贴进聊天窗口也行。一格写两个字符，爱心就不瘦了（等宽字体里才整齐）。把 `PLAY` 改成 `True`，它就在这一格里跳起来。

# %% tags=["demo"]
PLAY = False  # 改成 True：在这里跳五下
COLUMNS, ROWS = 25, 21


def heart_text(scale):
    """一颗字符的爱心，一格两个字符，名字写在中间。"""
    x0, y0 = COLUMNS / 2, ROWS / 2
    points = fit(heart_outline(100), COLUMNS, ROWS, 2.2)
    points = [(x0 + (x - x0) * scale, y0 + (y - y0) * scale) for x, y in points]
    lines = render(fill(points, COLUMNS, ROWS), COLUMNS, ROWS).splitlines()
    columns = sum(1 if letter.isascii() else 2 for letter in NAME)  # 汉字占两个字符宽
    cells = (columns + 1) // 2 + 2  # 两边各空一格
    start, row = (COLUMNS - cells) // 2, ROWS * 2 // 5
    parts = lines[row][:start], lines[row][start + cells :]
    lines[row] = parts[0] + "@" + parts[1]
    text = "\n".join(lines).replace("#", "♥ ").replace(".", "  ")
    return text.replace("@", f"  {NAME}{' ' * (cells * 2 - 2 - columns)}")


if ready("heart_outline", "fit", "beat", "fill", "render"):
    small, large = heart_text(beat(0)), heart_text(beat(0.5))
    if PLAY:
        import time

        from IPython.display import clear_output

        for _ in range(5):
            for picture in (small, large):
                clear_output(wait=True)
                print(picture)
                time.sleep(0.5)
    else:
        print(large)
