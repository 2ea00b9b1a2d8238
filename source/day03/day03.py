# ---
# jupyter:
#   autograder:
#     title: 第 3 天　二分类
#     builds: 看一个神经元的分界线转到位，报两个数让它认企鹅，再用 PyTorch 写一遍
#     minutes: 345
#     en:
#       title: Day 3. Binary classification
#       builds: one neuron's boundary turning into place, a penguin of your own judged by it, then the same in PyTorch
# ---

# %% [markdown]
# # 第 3 天　二分类
#
# 昨天的直线预测一个数：这只企鹅有多重。今天的问题只有两个答案：是，还是不是。你会亲手写出一个神经元，让它自己学会在两类点之间画一条线；最后随便报一只企鹅的嘴长和嘴高，它会回答：这多半是哪一种，有几成把握。
#
# 先只用 NumPy，每一个导数都自己写；再换成 PyTorch，用十几行做完同样的事，并核对两边一步不差；最后回到手写的那个，去认企鹅。
#
# **今天用到的旧知识**（不会导入前几天的 notebook，要用的都在这里）
#
# | 哪一天 | 用到什么 | 一句话 |
# |---|---|---|
# | 第 1 天 | 广播、`x @ w` | `(n, d) @ (d,)` 得到 `(n,)`，再加一个数，每个元素都加 |
# | 第 1 天 | 标准化 | 每一列减去平均值、除以标准差 |
# | 第 2 天 | 梯度下降 | 参数 ← 参数 − 学习率 × 梯度 |
# | 第 2 天 | 小批量 | `rng.permutation(n)` 打乱下标，一段一段地取 |
# | 第 2 天 | 中心差分 | $f'(t) \approx \dfrac{f(t + \varepsilon) - f(t - \varepsilon)}{2\varepsilon}$，用来核对手写的梯度 |
#
# **今天结束时你会有**
#
# - 一个从零写成的神经元：前向、损失、梯度、Adam、训练循环；
# - 同一个模型的 PyTorch 版本，两边的损失曲线重合；
# - 一段动画：你训练的决策边界在两种企鹅之间转到位；
# - 一张可以拿给朋友看的图：他报两个数，你的神经元认企鹅。

# %% [markdown]
# ## 时间表
#
# 合计约 345 分钟，100 分，连读带看图都算在内。不必一口气做完：第 2 节末尾、练习 3.8 之后、第 4 节末尾各有一条停顿线，到那里正好停一停。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 看看数据 | 8 | |
# | 1 | 从打分到概率：sigmoid、sigmoid_derivative | 32 | 15 |
# | 2 | 量出离谱的程度：binary_cross_entropy、它的导数、logit_gradient | 52 | 26 |
# | | *（停一停）* | | |
# | 3 | 一个神经元：neuron_forward、neuron_gradients | 38 | 16 |
# | 4 | 学起来：adam_step、*（停一停）*、train_neuron | 93 | 27 |
# | | *（停一停）* | | |
# | 5 | 换成 PyTorch：build_classifier、fit_classifier | 54 | 16 |
# | 6 | 真的企鹅：边界转到位，它认错了谁 | 18 | |
# | 7 | 换一张身边的表：早八会迟到吗 | 12 | |
# | 8 | 三次坏掉的训练 | 10 | |
# | 9 | 开放挑战：只问十只（想玩再玩，不计在内） | | |
# | 10 | 终场：你的企鹅，报两个数，它来认 | 12 | |
# | | 小结、自测 | 16 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”，一条一条地展开；先自己想五分钟，收获更大。
#
# 看到**先猜**，就先写下你的猜测，再往下看：格子里有 `guess_… = None` 的，把 `None` 换成你的数；没有的，写在纸上。猜错的那几次记得最牢。看到**弄坏它**，就把开关拨到坏的一边，看看会怎样。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条不会自己变：想看最新的，就再运行它那一格。
#
# 几条通用的约定：
#
# - 批（batch）总在第一轴：`x` 的形状是 `(n, d)`，`n` 是样本数，`n` 可以是 1；
# - 今天手写的部分，权重 `w` 是一维的 `(d,)`，概率和标签是 `(n,)`；
# - 损失是对批里的样本取平均；
# - 传进来的数组可能是转置或切片得到的，内存不一定连续；
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
# 先用一批造出来的点，因为我们知道答案：平面上 200 个标准正态分布的点，$x_1 + x_2 > 0$ 的记作 1，其余记作 0。正确的分界就是那条斜线。

# %% tags=["demo"]
rng = np.random.default_rng(0)
points = rng.normal(size=(200, 2))
labels = (points[:, 0] + points[:, 1] > 0).astype(float)

print("points", points.shape, points.dtype, "前两行", points[:2].round(2).tolist())
print("labels", labels.shape, labels.dtype, "前十个", labels[:10])
print("标签为 1 的有", int(labels.sum()), "个")

# %% tags=["demo"]
# 这一格是画图和对答案用的工具，不用读懂
BLUE, RED = "#3b6fb6", "#c0392b"


def scatter(ax, x, y, names=("0", "1"), size=22, colors=(BLUE, RED)):
    """两类点：颜色和形状都不同。"""
    for label, marker in enumerate("o^"):
        chosen = x[y == label]
        look = {"c": colors[label], "marker": marker, "label": names[label]}
        ax.scatter(*chosen.T, s=size, lw=0, **look)


def compare(what, guess, answer):
    """把你的猜测和实际的结果并排写出来。"""
    mine = "（你还没猜）" if guess is None else f"你猜 {guess:.6g}，"
    print(f"{what}：{mine}实际 {answer:.4g}")


fig, ax = plt.subplots(figsize=(4.6, 4.2))
scatter(ax, points, labels)
ax.plot([-3, 3], [3, -3], "--", color="#777777", linewidth=1)
ax.set(title="200 个点，虚线是真正的分界", xlabel="$x_1$", ylabel="$x_2$")
ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal")
ax.legend(title="标签", loc="upper right", frameon=True)
plt.show()

# %% [markdown]
# **先猜**　闭着眼睛，过原点随便画一条线，随便指定一边是 1。这样画一千次，正确率平均是多少？最差的一次呢？

# %% tags=["demo"]
guess_mean, guess_worst = None, None  # 先猜：写两个 0 到 1 之间的数

angles = np.random.default_rng(1).uniform(0, 2 * np.pi, 1000)
directions = np.stack([np.cos(angles), np.sin(angles)])  # 每条线指向 1 的方向
right = np.mean((points @ directions > 0) == (labels[:, None] == 1), axis=0)
compare("平均的正确率", guess_mean, right.mean())
compare("最差的一次", guess_worst, right.min())
print(f"最好的一次：{right.max():.4g}")

# %% [markdown]
# 平均差不多是五五开；最差的那条线一个点也没分对，因为它就是正确的线，只是指反了方向。所以看到一个模型正确率接近 0，别急着扔，先查查符号。
#
# 神经元看不到虚线，只看得到点和标签。它要从一条随便放的线开始，自己挪过去。整个过程在这张图里：
#
# ![一个神经元：蓝色的前向从左到右，红色的梯度从右到左](figures/neuron.svg)
#
# 今天的练习就是这张图上的一个个环节：先是蓝色的箭头，再是红色的箭头，最后让它们转起来。红色箭头上只有名字和形状，公式由你填；填好以后（练习 3.7），会再看到它一次。

# %% [markdown]
# ## 1　从打分到概率
#
# $z = x \cdot w + b$ 是一个打分：正的偏向“是”，负的偏向“不是”，大小不受限制。我们想要的是概率，得落在 0 和 1 之间。怎么换算？
#
# 从打赌说起。概率是 $p$，它的**胜算**（odds）就是 $p : (1 - p)$，赢的份数比输的份数。胜算从 0 到无穷大，再取一次对数，就从负无穷到正无穷，和打分的范围一样了。
# 于是约定：**打分就是胜算的对数**（log-odds）。下面的表还空着四格，拿铅笔填上（不用计算器，和 0.25、0.1 那两行比一比：胜算成了倒数，打分怎样变？）：
#
# | 概率 $p$ | 胜算 $p/(1-p)$ | 打分 $z = \ln\dfrac{p}{1-p}$ |
# |---|---|---|
# | 0.1 | 1/9 | −2.197 |
# | 0.25 | 1/3 | −1.099 |
# | 0.5 | 1 | 0 |
# | 0.75 | ? | ? |
# | 0.9 | ? | ? |
#
# <details><summary>填好了再对</summary>
#
# 0.75 那一行是 3、1.099，0.9 那一行是 9、2.197：胜算成了倒数，打分只换正负号。顺着往下看，打分每加 1.099，胜算就变成 3 倍。
#
# </details>
#
# 把表里的点画出来，横轴放打分，纵轴放概率，再用许多个 $p$ 把它连成曲线，就是一条 S。
#
# **先猜**　打分是 5，概率是多少？

# %% tags=["demo"]
guess_at_five = None  # 先猜：打分 5 的概率

p = np.linspace(0.0005, 0.9995, 2000)
z = np.log(p / (1 - p))  # 由概率求打分：练习 3.1 要反过来走
known = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
fig, ax = plt.subplots(figsize=(7, 2.8))
ax.plot(z, p, color=BLUE, linewidth=2)
ax.plot(np.log(known / (1 - known)), known, "o", color=RED, label="铅笔算的五个点")
ax.axhline(0.5, color="#999999", linestyle=":", linewidth=1)
ax.set(title="打分换成概率：一条 S 形的曲线", xlabel="打分 z", ylabel="概率 p")
ax.legend(loc="upper left")
plt.show()
compare("打分 5 的概率，从曲线上读", guess_at_five, np.interp(5, z, p))

# %% [markdown]
# 中间陡，两头平：打分从 0 到 1，概率涨了 0.23；从 4 到 5，只涨 0.01。最后把 $z = \ln\dfrac{p}{1-p}$ 反过来解出 $p$，三步：
#
# $$
# \frac{p}{1-p} = e^{z}
# \quad\Longrightarrow\quad
# p = e^{z} - p\,e^{z}
# \quad\Longrightarrow\quad
# p = \frac{e^{z}}{1 + e^{z}} = \frac{1}{1 + e^{-z}}
# $$
#
# 这个函数叫 sigmoid，记作 $\sigma(z)$。

# %% [markdown]
# ### 练习 3.1 sigmoid（约 16 分钟，10 分）
#
# **做什么**　把任意实数压进 0 和 1 之间，逐元素计算：
#
# $$
# \sigma(z) = \frac{1}{1 + e^{-z}}
# $$
#
# 输入是什么形状，输出就是什么形状；给一个数，就还一个数。
#
# **例子**　`[-2., 0., 2.]` 变成 `[0.1192, 0.5, 0.8808]`。打分为 0，就是五五开；两头的两个数加起来正好是 1。
#
# **弄坏它：数值稳定**　照公式写成 `1 / (1 + np.exp(-z))`，遇到 `z = -1000` 要算 $e^{1000}$，超出了浮点数的范围。结果凑巧还是 0，但 NumPy 会发出 `RuntimeWarning: overflow`；
# 换成 $\frac{e^{z}}{1 + e^{z}}$，同样的溢出在 $z = 1000$ 处变成 NaN。先运行下面这一格，换几个 `Z` 看看从哪里开始出事，再来写。

# %% tags=["demo"]
Z = -1000.0  # 换成 -700、-709、-710、1000 看看

for name, formula in (
    ("1 / (1 + e^-z)", lambda z: 1 / (1 + np.exp(-z))),
    ("e^z / (1 + e^z)", lambda z: np.exp(z) / (1 + np.exp(z))),
):
    with np.errstate(all="ignore"):  # 先不理警告，看看结果
        value = formula(np.float64(Z))
    try:
        with np.errstate(over="raise", invalid="raise"):  # 再把警告当成错误
            formula(np.float64(Z))
        trouble = "没有溢出"
    except FloatingPointError as error:
        trouble = str(error)
    print(f"z = {Z:g}　{name:16} = {value}　{trouble}")

# %% [markdown]
# `np.exp` 在 709.78 以上溢出：−709 还好，−710 就不行了。所以今天把这个警告当作错误。办法是**只对不大于 0 的数取指数**。你已经有两个式子，各在一边安全：
#
# $$
# \sigma(z) = \begin{cases} \dfrac{1}{1 + e^{-z}}, & z \ge 0 \\[2ex] \dfrac{e^{z}}{1 + e^{z}}, & z < 0 \end{cases}
# $$
#
# 两种情形里的指数都是 $e^{-|z|}$，它不超过 1，永远不会溢出。
#
# <details><summary>提示一</summary>
#
# 上面的两个式子，分母写成 $e^{-|z|}$ 的样子之后有什么不同？分子呢？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 分母是同一个。所以先算一次 $e^{-|z|}$，它对谁都安全；只有分子要看 $z$ 的正负来挑，而可挑的两样都已经是安全的数。整数和单独的一个数，用 `np.asarray(z, dtype=float)` 就都变成了小数的数组。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 三行：`z = …`（换成小数的数组）；`e = …`（不溢出的指数）；`return np.where(z >= 0, …, …) / (…)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 指数里漏了负号，`1 / (1 + np.exp(z))`：曲线左右翻了个面；<!-- wrong: missing-minus branches-swapped -->
# - 分母少了括号，`1 / 1 + np.exp(-z)` 是 1 加上 $e^{-z}$；<!-- wrong: missing-brackets -->
# - `np.where(z >= 0, 1 / (1 + np.exp(-z)), …)` 防不住溢出：`np.where` 先把**两个**数组都算好，再从中挑选；<!-- wrong: where-computes-both -->
# - `math.exp` 一次只收一个数，给它数组就报错；<!-- wrong: math-exp -->
# - `out = np.zeros_like(z)`：`z` 是整数数组时，`out` 也是整数数组，写进去的小数全被截成 0；<!-- wrong: integer-output -->
# - `z[z >= 0]` 这样的索引不能用在单独的一个 Python 数上。<!-- wrong: arrays-only -->
#
# </details>


# %% exercise="sigmoid"
def sigmoid(z: np.ndarray | float) -> np.ndarray | float:
    """σ(z) = 1 / (1 + e^(-z))，逐元素计算，不溢出。

    参数
        z: 一个数（int、float 或 np.float64），或任意形状的 int64、float64 数组
           （内存不一定连续）；|z| 可以大到 1e4。
    返回
        z 是数组时：与 z 同形状的浮点数组。z 是一个数时：一个浮点数
        （float、np.float64 或 0 维数组都可以）。绝对误差不超过 1e-12。
        计算中不发出 RuntimeWarning；z 本身不变。
    例子
        >>> sigmoid(np.array([-2, 0, 2])).round(4)
        array([0.1192, 0.5   , 0.8808])
        >>> round(float(sigmoid(-1000.0)), 12)
        0.0
    """
    ### BEGIN SOLUTION
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)
    ### END SOLUTION


# %% check="sigmoid" points=10 minutes=16
check("sigmoid")

# %% [markdown]
# 还有两条路也对：先把 `z` 截到 ±500 之内再套原公式；或者 $\sigma(z) = \frac{1}{2}\left(1 + \tanh\frac{z}{2}\right)$，`np.tanh` 本身是稳定的，这也说明 sigmoid 就是压扁、拉宽、抬高的 tanh。
#
# **先猜**　下一题要求它的斜率。先回头看那条 S：哪里最陡？那里的斜率是多少？（从图上读：$z$ 从 −1 到 1，概率从 0.27 到 0.73。）把猜测写在下面再往下读：练习 3.2 会把它算出来，画完图，再拿你的数对一对。

# %% tags=["demo"]
guess_slope = None  # 先猜：最陡处的斜率

# %% [markdown]
# ### 练习 3.2 sigmoid_derivative（约 10 分钟，5 分）
#
# **推导，两行**　把 $\sigma$ 看成 $(1 + e^{-z})^{-1}$，链式法则给出第一行：
#
# $$
# \sigma'(z) = -(1 + e^{-z})^{-2} \cdot (-e^{-z}) = \frac{e^{-z}}{(1 + e^{-z})^2}
# $$
#
# 第二行归你：把分母的平方拆成两个，右边**只用 $\sigma(z)$ 写出来**，一个 $e$ 也不留。先写在纸上，再展开。
#
# <details><summary>写好了再对</summary>
#
# $$
# \sigma'(z) = \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}} = \sigma(z)\,\bigl(1 - \sigma(z)\bigr),
# \qquad \text{因为}\ \frac{e^{-z}}{1 + e^{-z}} = 1 - \sigma(z)
# $$
#
# 拿 $z = \ln 3$ 验一验：$\sigma = \frac{3}{4}$，导数是 $\frac{3}{4} \times \frac{1}{4} = 0.1875$。在 0 处是 $\frac{1}{2} \times \frac{1}{2} = 0.25$，在 ±2 处是 $0.8808 \times 0.1192 \approx 0.1050$。
#
# </details>
#
# **做什么**　算出 sigmoid 在 $z$ 处的导数。`z` 是激活之前的打分。
#
# **例子**　在 $\ln 3$ 处是 0.1875；在 0 处是 0.25，这就是最陡的地方；在 ±2 处约 0.1050；在 ±1000 处是 0。
#
# **为什么**　反向传播经过 sigmoid 时，梯度要乘上它。它最大也只有 $\frac{1}{4}$：接连穿过十个 sigmoid，梯度最多剩下 $(\frac{1}{4})^{10}$，约百万分之一（不算中间的权重）。
#
# <details><summary>提示一</summary>
#
# 公式里 $\sigma(z)$ 出现了几次？要算几次？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 只算一次，存进一个变量。溢出不用再操心：你刚写的函数已经挡住了。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两行：`s = …`；`return …`，里面只出现 `s` 和 1。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写成 `z * (1 - z)`：那是把输入当成了 $\sigma(z)$。这里的 `z` 还没有过 sigmoid；<!-- wrong: of-the-output -->
# - 只换了一半，`sigmoid(z) * (1 - z)` 或者 `z * (1 - sigmoid(z))`：两处都该是 $\sigma(z)$；<!-- wrong: one-minus-z z-for-sigmoid -->
# - 对已经过了 sigmoid 的数又调用一次 `sigmoid`；<!-- wrong: sigmoid-twice -->
# - 停在推导的第一行，写成 $e^{-z} / (1 + e^{-z})^2$：$z = -1000$ 时是 ∞/∞，得到 NaN。<!-- wrong: quotient-rule -->
#
# </details>


# %% exercise="sigmoid_derivative"
def sigmoid_derivative(z: np.ndarray | float) -> np.ndarray | float:
    """sigmoid 在 z 处的导数。

    参数
        z: 一个数，或任意形状的 int64、float64 数组，是激活之前的值（不是 σ(z)）；
           |z| 可以大到 1e4。
    返回
        与 z 同形状的浮点数组；z 是一个数时，一个浮点数。绝对误差不超过 1e-12，
        不发出 RuntimeWarning；z 本身不变。
    例子
        >>> sigmoid_derivative(np.array([-2.0, 0.0, 2.0])).round(4)
        array([0.105, 0.25 , 0.105])
    """
    ### BEGIN SOLUTION
    s = sigmoid(z)
    return s * (1.0 - s)
    ### END SOLUTION


# %% check="sigmoid_derivative" points=5 minutes=10 uses=["sigmoid"]
check("sigmoid_derivative")

# %% tags=["demo"]
# 画图，不用读懂
if ready("sigmoid", "sigmoid_derivative"):
    z = np.linspace(-8, 8, 401)
    fig, ax = plt.subplots(figsize=(7, 3.2))
    ax.plot(z, sigmoid(z), color=BLUE, linewidth=2, label="σ(z)")
    ax.plot(z, sigmoid_derivative(z), "--", color=RED, label="σ(z) 的导数")
    ax.axhline(0.5, color="#999999", linestyle=":", linewidth=1)
    ax.set(title="sigmoid 和它的导数", xlabel="打分 z", ylim=(-0.05, 1.05))
    ax.legend(loc="center left")
    plt.show()
    compare("最陡处的斜率", guess_slope, np.max(sigmoid_derivative(z)))

# %% [markdown]
# 两头是平的：打分离 0 越远，导数越接近 0。记住这一点，它很快会惹麻烦，练习 3.5 就把麻烦消掉。

# %% [markdown]
# ## 2　量出离谱的程度
#
# 神经元说“是 1 的概率有 0.9”，标签是 0，这有多离谱？训练需要一个数来回答。
#
# **先看一件事**：它**给正确答案的概率**是多少。标签是 1 就是 $p$，标签是 0 就是 $1 - p$。三只企鹅，给正确答案的概率是 0.9、0.8、0.6，三只全说对的概率就是 $0.9 \times 0.8 \times 0.6 = 0.432$，越大越好。
#
# **先猜**　200 只企鹅，每只 0.9，乘起来大约是几？2000 只，每只 0.5 呢？

# %% tags=["demo"]
guess_200, guess_2000 = None, None  # 先猜

compare("0.9 自乘 200 次", guess_200, np.prod(np.full(200, 0.9)))
compare("0.5 自乘 2000 次", guess_2000, np.prod(np.full(2000, 0.5)))
print(f"对数的和：{200 * np.log(0.9):.2f}，{2000 * np.log(0.5):.2f}")

# %% [markdown]
# 第二个数成了 0，不是因为它真的是 0，而是小得浮点数装不下（下溢，underflow）。乘积下溢成 0，算出来的梯度也全是 0，训练就停了。
#
# **为什么取对数**　三个理由，一个比一个要紧：
#
# 1. 乘积变成和，$\ln(0.9 \times 0.8 \times 0.6) = \ln 0.9 + \ln 0.8 + \ln 0.6$。不会下溢，每个样本各贡献一项，可以求平均、可以分批；
# 2. $\ln$ 是递增的，乘积最大的地方，对数的和也最大：要找的参数没有变。前面加个负号，就成了越**小**越好，可以下山；
# 3. 它罚得对。给正确答案的概率每减半，损失都多 $\ln 2 \approx 0.693$，没有尽头；若拿 $1 - q$ 当损失，从 0.1 减到 0.001 几乎不用付钱：
#
# | 给正确答案的概率 $q$ | 1 | 0.5 | 0.25 | 0.1 | 0.01 | 0.001 |
# |---|---|---|---|---|---|---|
# | $1 - q$ | 0 | 0.5 | 0.75 | 0.9 | 0.99 | 0.999 |
# | $-\ln q$ | 0 | 0.693 | 1.386 | 2.303 | 4.605 | 6.908 |

# %% [markdown]
# ### 练习 3.3 binary_cross_entropy（约 16 分钟，10 分）
#
# **铅笔**　$p = (0.9,\ 0.2,\ 0.6)$，标签 $y = (1,\ 0,\ 1)$。给正确答案的概率是 0.9、0.8、0.6，负对数是 0.1054、0.2231、0.5108，平均约 **0.2798**。（验算：三个加起来 0.8393，$e^{-0.8393} \approx 0.432$，正是上面的乘积。）
#
# **公式**　“标签是 1 取 $p$，是 0 取 $1 - p$”可以写成一个式子，让标签自己来当开关。这就是二元交叉熵（binary cross-entropy, BCE）：
#
# $$
# L = -\frac{1}{n} \sum_{i=1}^{n} \Bigl[\, y_i \ln p_i + (1 - y_i) \ln (1 - p_i) \,\Bigr]
# $$
#
# 方括号里的两项总有一项是 0：$y_i = 1$ 时只剩 $\ln p_i$，$y_i = 0$ 时只剩 $\ln(1 - p_i)$。
#
# **形状**　`y_pred`、`y_true` 都是 `(n,)`，返回一个数。
#
# **截断**　$p$ 恰好是 0 或 1 时会碰到 $\ln 0$，负无穷；更糟的是它还要乘上那个“关掉”的 0，$0 \times \infty$ 是 NaN。所以先把预测截到 $[\varepsilon,\ 1 - \varepsilon]$ 里，`eps` 默认 `1e-7`。
# 这样一个样本的损失最多是 $-\ln 10^{-7} \approx 16.1$，很大，但有限。
#
# <details><summary>提示一</summary>
#
# 三件事，按次序：预测里有没有 0 和 1 要先处理？每个样本的那一项是什么？最后对样本做什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `np.clip(数组, 下限, 上限)` 返回**新**数组，不动原来的。之后方括号里的式子对整个数组一次算完，不需要循环。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两行：`p = np.clip(…)`；`return -np.mean(… + …)`，两项里用的都是截过的 `p`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有截断，或者只截了一头：概率恰好是 0 或 1 时得到 NaN 或无穷大；<!-- wrong: no-clipping upper-not-clipped -->
# - 截好了存进 `p`，第二项里却还写着 `y_pred`；<!-- wrong: second-term-not-clipped -->
# - 只写了一项：标签为 0 的样本全都不算损失；<!-- wrong: positive-term-only -->
# - 第二项少了括号，`1 - y_true * np.log(…)` 先算了乘法；<!-- wrong: missing-brackets -->
# - 用了 `np.log2` 或 `np.log10`，差一个常数倍；<!-- wrong: log2 log10 -->
# - 忘了平均，批越大损失越大；<!-- wrong: sum sum-without-clipping -->
# - 用循环累加时 `return` 缩进多了一层，只算了第一个样本；<!-- wrong: return-inside-loop -->
# - 把标签也截断了：它们本来就是 0 和 1；<!-- wrong: clips-labels -->
# - `-y_true * np.log(p)` 里的负号先作用在标签上。标签是 `uint8` 时，`-1` 会变成 255。负号请放在最外面。<!-- wrong: negated-labels -->
#
# </details>


# %% exercise="binary_cross_entropy"
def binary_cross_entropy(
    y_pred: np.ndarray,
    y_true: np.ndarray,
    eps: float = 1e-7,
) -> float:
    """平均二元交叉熵（自然对数）。

    参数
        y_pred: (n,) 的浮点数组，预测为 1 的概率，可以恰好是 0 或 1。
        y_true: (n,) 的标签，取值 0 或 1，整数、无符号整数或浮点都可能。
            两个数组的内存都不一定连续。
        eps: 取对数之前，把 y_pred 截到 [eps, 1 - eps]；eps 可以大到 0.25。
    返回
        一个实数：n 个样本的平均损失。两个输入都不变。
    例子
        >>> p = np.array([0.9, 0.2, 0.6])
        >>> round(float(binary_cross_entropy(p, np.array([1, 0, 1]))), 4)
        0.2798
    """
    ### BEGIN SOLUTION
    p = np.clip(y_pred, eps, 1.0 - eps)
    return float(-np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1.0 - p)))
    ### END SOLUTION


# %% check="binary_cross_entropy" points=10 minutes=16
check("binary_cross_entropy")

# %% tags=["demo"]
# 画图，不用读懂
if ready("binary_cross_entropy"):
    p = np.linspace(0.005, 0.995, 199)
    fig, ax = plt.subplots(figsize=(7, 3.2))
    for y, color, style in ((1, RED, "-"), (0, BLUE, "--")):
        loss = [binary_cross_entropy(np.array([q]), np.array([y])) for q in p]
        ax.plot(p, loss, style, color=color, linewidth=2, label=f"标签是 {y}")
    ax.axhline(np.log(2), color="#999999", linestyle=":")
    ax.text(0.04, np.log(2) + 0.1, "五五开：ln 2", color="#666666")
    ax.set(title="一个样本的损失", xlabel="预测为 1 的概率 p", ylabel="损失")
    ax.legend(loc="upper center")
    plt.show()

# %% [markdown]
# 猜对而且有把握，损失接近 0；猜错还很有把握，损失往天上走。一个有用的数：什么也不懂、全猜 0.5，损失是 $\ln 2 \approx 0.693$。今天你会再见到它。

# %% [markdown]
# ### 练习 3.4 binary_cross_entropy_derivative（约 12 分钟，7 分）
#
# **铅笔**　只有一个样本，标签是 1，$p = 0.5$。损失 $-\ln 0.5 \approx 0.6931$；把 $p$ 抬高 0.01，损失成了 $-\ln 0.51 \approx 0.6733$，降了 0.0198，是 0.01 的 −1.98 倍。抬得越少，越接近 $-\frac{1}{0.5} = -2$，因为 $-\ln p$ 的导数就是 $-\frac{1}{p}$。
# 标签是 0 时，损失是 $-\ln(1 - p)$，里面还有一个 −1，负负得正，导数是 $\frac{1}{1 - p}$。
#
# **公式**　让标签来当开关，再除以样本数（损失是 $n$ 个样本的平均，每个样本只占 $\frac{1}{n}$）：
#
# $$
# \frac{\partial L}{\partial p_i}
# = \frac{1}{n} \left( -\frac{y_i}{p_i} + \frac{1 - y_i}{1 - p_i} \right)
# $$
#
# 括号里的两项可以合成一个分式。拿笔通一次分，看看分子里的 $y_i p_i$ 是怎样消掉的。
#
# <details><summary>通好了再对</summary>
#
# $$
# \frac{\partial L}{\partial p_i} = \frac{1}{n} \cdot \frac{p_i - y_i}{p_i\,(1 - p_i)}
# $$
#
# </details>
#
# 返回的是一个数组，每个样本一个导数。
#
# **例子**　还是 `p = [0.9, 0.2, 0.6]`，`y = [1, 0, 1]`：
#
# $$
# \tfrac{1}{3}\left(-\tfrac{1}{0.9},\ \ \tfrac{1}{0.8},\ \ -\tfrac{1}{0.6}\right) \approx (-0.3704,\ 0.4167,\ -0.5556)
# $$
#
# 标签是 1 时导数为负：把 $p$ 抬高，损失就下降。
#
# <details><summary>提示一</summary>
#
# 两种写法，哪一种不必担心负号？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 通分以后的那个分式。分母里的两个因子要用括号包在一起。样本数就是 `len(y_true)`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一行：`return (…) / (… * …) / …`。测试里的 $p$ 离 0 和 1 至少有 $10^{-5}$，不用截断；先用不超过 $10^{-7}$ 的 $\varepsilon$ 把 $p$ 截到 $[\varepsilon,\ 1 - \varepsilon]$，或者给分母加上不超过 $10^{-8}$ 的数，也都可以。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了 $\frac{1}{n}$；<!-- wrong: missing-mean -->
# - 少了括号，只有后一项除以了 $n$；<!-- wrong: mean-on-one-term -->
# - 分母少了括号，`… / y_pred * (1 - y_pred)` 是先除再乘；<!-- wrong: missing-brackets missing-brackets-without-mean -->
# - 分子对了，却丢了分母 $p\,(1 - p)$；<!-- wrong: by-logits by-logits-without-mean -->
# - 两项之间的符号：$\ln(1 - p)$ 对 $p$ 求导，里面还有一个 −1；<!-- wrong: inner-derivative-forgotten -->
# - 加成了一个数：这里要每个样本一个导数；<!-- wrong: summed -->
# - 照着第一个式子写 `-y_true / y_pred`：负号又先作用在标签上，`uint8` 的 `-1` 是 255。写成 `-(y_true / y_pred)`，或者用通分以后的那个分式。<!-- wrong: negated-labels -->
#
# </details>


# %% exercise="binary_cross_entropy_derivative"
def binary_cross_entropy_derivative(y_pred: np.ndarray, y_true: np.ndarray) -> np.ndarray:
    """平均二元交叉熵对每个预测概率的导数。

    参数
        y_pred: (n,) 的浮点数组，严格在 0 和 1 之间（离两端至少 1e-5），内存不一定连续。
        y_true: (n,) 的标签，取值 0 或 1，整数、无符号整数或浮点都可能。
    返回
        (n,) 的浮点新数组：第 i 个是平均损失对 y_pred[i] 的导数。两个输入都不变。
    例子
        >>> p = np.array([0.9, 0.2, 0.6])
        >>> binary_cross_entropy_derivative(p, np.array([1, 0, 1])).round(4)
        array([-0.3704,  0.4167, -0.5556])
    """
    ### BEGIN SOLUTION
    return (y_pred - y_true) / (y_pred * (1.0 - y_pred)) / len(y_true)
    ### END SOLUTION


# %% check="binary_cross_entropy_derivative" points=7 minutes=12
check("binary_cross_entropy_derivative")

# %% [markdown]
# ### 练习 3.5 logit_gradient（约 14 分钟，9 分）
#
# 打分 $z$ 又叫 logit。它经过 sigmoid 变成 $p$，$p$ 再变成损失。要改的是 $z$，所以要的是损失对 $z$ 的导数：链式法则，把前两题的结果乘起来。
#
# **铅笔，先猜**　还是那三个样本，`p = [0.9, 0.2, 0.6]`，`y = [1, 0, 1]`：
#
# | | 样本 1 | 样本 2 | 样本 3 |
# |---|---|---|---|
# | 练习 3.4 的 $\partial L / \partial p$ | −0.3704 | 0.4167 | −0.5556 |
# | 练习 3.2 的 $p(1 - p)$ | 0.09 | 0.16 | 0.24 |
# | 乘起来 | −0.0333 | 0.0667 | −0.1333 |
# | 再乘以 $n = 3$ | −0.1 | 0.2 | −0.4 |
#
# 最后一行，和 $p$、$y$ 是什么关系？写在纸上，想好了再展开。
#
# <details><summary>想好了，看推导</summary>
#
# $$
# \frac{\partial L}{\partial z_i}
# = \underbrace{\frac{1}{n} \cdot \frac{p_i - y_i}{p_i\,(1 - p_i)}}_{\text{练习 3.4}}
# \cdot \underbrace{p_i\,(1 - p_i)}_{\text{练习 3.2}}
# = \frac{p_i - y_i}{n}
# $$
#
# 分母和 sigmoid 的导数**恰好约掉**，剩下“预测减真值”。这不是巧合：打分本来就是按胜算的对数来定的。
#
# </details>
#
# **为什么要紧**　设标签是 1，神经元却打出了 $z = -1000$，概率舍入成了 0。一步一步乘，是“无穷大乘以 0”，得到 NaN；先在纸上把能约的约掉，再写成代码，梯度就一点没丢。
# 所以写这个函数时，**不要**真的去乘前两题的结果。
#
# <details><summary>提示一</summary>
#
# 看推导的最右边（先自己推一遍）：还需要 `sigmoid` 吗？还需要截断吗？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 都不需要。拿不准符号，就用例子核对：标签是 1、预测偏低，应当把 $z$ 抬高，所以梯度是负的。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一行：`return (…) / …`。用减号 `-` 得到新数组，别用 `-=`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了除以 $n$；<!-- wrong: missing-mean -->
# - 符号写反：沿着它走，损失会上升；<!-- wrong: sign sign-without-mean -->
# - 对已经是概率的 `y_pred` 再做一次 sigmoid；<!-- wrong: sigmoid-again -->
# - 先把概率变成 0 或 1 的判断，再相减：差一点和差很多就分不出来了；<!-- wrong: hard-decision hard-decision-without-mean -->
# - 真的去乘前两题的结果：概率恰好是 0 或 1 时是 0 除以 0；<!-- wrong: product-of-two -->
# - `y_pred -= y_true`：改的是传进来的数组。<!-- wrong: in-place -->
#
# </details>


# %% exercise="logit_gradient"
def logit_gradient(y_pred: np.ndarray, y_true: np.ndarray) -> np.ndarray:
    """平均二元交叉熵对打分 z 的导数，其中 y_pred = sigmoid(z)。

    参数
        y_pred: (n,) 的浮点数组，sigmoid 之后的概率，可以恰好是 0 或 1，内存不一定连续。
        y_true: (n,) 的标签，取值 0 或 1，整数、无符号整数或浮点都可能。
    返回
        (n,) 的浮点新数组：第 i 个是平均损失对 z[i] 的导数。两个输入都不变。
    例子
        >>> logit_gradient(np.array([0.9, 0.2, 0.6]), np.array([1, 0, 1])).round(4)
        array([-0.0333,  0.0667, -0.1333])
    """
    ### BEGIN SOLUTION
    return (y_pred - y_true) / len(y_true)
    ### END SOLUTION


# %% check="logit_gradient" points=9 minutes=14
check("logit_gradient")

# %% [markdown]
# 昨天的均方误差能不能用在这里？能，但看看它的梯度。标签都是 1，越往左，神经元错得越离谱。
#
# **先猜**　打分是 −10（几乎断定是 0，全错了）。交叉熵对打分的梯度是多大？均方误差的呢？

# %% tags=["demo"]
# 画图，不用读懂
guess_entropy, guess_squared = None, None  # 先猜：z = −10 处的两个梯度

if ready("sigmoid", "sigmoid_derivative", "logit_gradient"):
    z = np.linspace(-10, 4, 281)
    p, ones = sigmoid(z), np.ones(281)
    fig, ax = plt.subplots(figsize=(7, 3.2))
    entropy = logit_gradient(p, ones) * len(z)
    squared = 2 * (p - 1) * sigmoid_derivative(z)
    ax.plot(z, entropy, color=BLUE, linewidth=2, label="BCE：p − y")
    ax.plot(z, squared, "--", color=RED, label="均方误差：2(p − y) × σ 的导数")
    ax.set(title="标签是 1 时，损失对打分的梯度", xlabel="打分 z", ylabel="梯度")
    ax.legend(loc="center left")
    plt.show()
    compare("z = −10，交叉熵的梯度", guess_entropy, entropy[0])
    compare("z = −10，均方误差的梯度", guess_squared, squared[0])

# %% [markdown]
# 错得越离谱，交叉熵推得越用力；均方误差却几乎不推了，因为它还乘着那个两头是平的 $\sigma'(z)$。这就是梯度消失（vanishing gradient），也是分类用交叉熵的原因。
#
# ---
#
# **停一停**　打分怎样变成概率，概率怎样变成损失，损失又怎样推回打分，三件事都在你手里了。起来走走，回来把它们装成一个神经元。
#
# ---

# %% [markdown]
# ## 3　一个神经元
#
# 零件齐了，装起来。神经元（neuron）有两样东西要学：每个特征一个权重 $w$，外加一个偏置 $b$。

# %% [markdown]
# ### 练习 3.6 neuron_forward（约 10 分钟，6 分）
#
# **铅笔**　两个样本，`w = [0.5, -0.25]`，`b = 0.25`。每个特征乘自己的权重，加起来，再加偏置，最后查 S 形曲线：
#
# | $x$ | $x \cdot w + b$ | $p$ |
# |---|---|---|
# | $(1,\ 2)$ | $0.5 - 0.5 + 0.25 = 0.25$ | 0.5622 |
# | $(3,\ -1)$ | $1.5 + 0.25 + 0.25 = 2$ | 0.8808 |
#
# **公式**
#
# $$
# p = \sigma(x\,w + b)
# $$
#
# | | 形状 |
# |---|---|
# | `x` | `(n, d)` |
# | `w` | `(d,)` |
# | `b` | 一个数 |
# | 返回 | `(n,)`，不是 `(n, 1)` |
#
# <details><summary>提示一</summary>
#
# `(n, d)` 和 `(d,)`，怎样得到 `(n,)`？开头的旧知识表里有。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 矩阵乘法已经把“相乘再相加”做完了，一个数 `b` 会广播到每个样本。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一行：`return sigmoid(…)`，括号里是所有样本的打分，形状 `(n,)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了 `b`，或者忘了最后的 sigmoid；<!-- wrong: no-bias no-sigmoid score-without-bias -->
# - 偏置加错了地方：`x @ (w + b)` 给每个权重都加了一遍；`sigmoid(x @ w) + b` 加在了概率上；<!-- wrong: bias-on-weights bias-after-sigmoid -->
# - 返回 `(n, 1)`：它和 `(n,)` 的标签相减，会广播成 `(n, n)`，而且不报错；<!-- wrong: column -->
# - 用 `x * w` 之后忘了沿特征求和，或者求和时忘了写 `axis`，所有样本加成了一个数；<!-- wrong: not-summed one-number -->
# - 函数里又写了一句 `w = np.zeros(…)`：传进来的 `w` 被同名的新变量遮住了（shadowed），每个样本的打分都只剩 $b$。<!-- wrong: shadowed-weights -->
#
# </details>


# %% exercise="neuron_forward"
def neuron_forward(x: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """一个神经元的前向：sigmoid(x @ w + b)。

    参数
        x: (n, d) 的浮点数组，每行一个样本；n、d 都可以是 1，内存不一定连续。
        w: (d,) 的浮点数组。
        b: 一个数（float 或 np.float64），正负都可能。
    返回
        (n,) 的浮点数组，每个样本是 1 的概率；打分的绝对值上千时也不是 NaN。x 和 w 不变。
    例子
        >>> x = np.array([[1.0, 2.0], [3.0, -1.0]])
        >>> neuron_forward(x, np.array([0.5, -0.25]), 0.25).round(4)
        array([0.5622, 0.8808])
    """
    ### BEGIN SOLUTION
    return sigmoid(x @ w + b)
    ### END SOLUTION


# %% check="neuron_forward" points=6 minutes=10 uses=["sigmoid"]
check("neuron_forward")

# %% [markdown]
# **决策边界**　把概率超过 0.5 的判为 1。$p = 0.5$ 就是 $z = 0$，也就是
#
# $$
# w_1 x_1 + w_2 x_2 + b = 0
# $$
#
# 这是一条直线，叫决策边界（decision boundary）。$w$ 与它垂直，指向 1 的那一边；$w$ 越长，概率从 0 变到 1 就越陡；$b$ 管它的平移。
#
# **先猜**　三组参数：$w = (1,\ 1)$、$b = 1.5$；$w = (1,\ -0.5)$、$b = 0$；$w = (4,\ 4)$、$b = 0$。边界各在哪里？哪一组的过渡带最窄？猜完再运行；也可以改一改 `tries` 里的数，看看你猜得准不准。


# %% tags=["demo"]
from matplotlib.colors import LinearSegmentedColormap


def draw_neuron(ax, w, b, limit=3.0, colors=(BLUE, RED)):
    """底色是神经元给出的概率，黑线是决策边界。画图，不用读懂。"""
    axis = np.linspace(-limit, limit, 61)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    p = neuron_forward(grid, w, b).reshape(61, 61)
    shades = LinearSegmentedColormap.from_list("", (colors[0], "white", colors[1]))
    ax.contourf(axis, axis, p, np.linspace(0, 1, 11), cmap=shades, alpha=0.35)
    if np.any(w != 0):
        foot = -b * w / (w @ w)
        ax.axline(foot, foot + np.array([-w[1], w[0]]), color="#222222", linewidth=1.5)
    ax.grid(False)
    ax.set(xlim=(-limit, limit), ylim=(-limit, limit), aspect="equal")


if ready("neuron_forward"):
    fig, axes = plt.subplots(1, 3, figsize=(8, 3), sharey=True)
    tries = [([1.0, 1.0], 1.5), ([1.0, -0.5], 0.0), ([4.0, 4.0], 0.0)]
    for ax, (w, b) in zip(axes, tries):
        draw_neuron(ax, np.array(w), b)
        scatter(ax, points, labels, size=8)
        right = np.mean((neuron_forward(points, np.array(w), b) > 0.5) == labels)
        ax.set_title(f"w = {w}，b = {b}\n正确率 {right:.2f}", fontsize=10)
    plt.show()

# %% [markdown]
# ### 练习 3.7 neuron_gradients（约 18 分钟，10 分）
#
# **铅笔**　先别管 $p$ 从哪里来，设 $\partial L / \partial z$ 已经有了，两个样本各一个：$\mathrm{dz} = (-0.2,\ 0.5)$。样本是 $(1,\ 2)$ 和 $(3,\ -1)$。
#
# $w_1$ 动一点点 $\delta$，打分 $z_1$ 动 $1\,\delta$（乘的是样本 1 的第一个特征），$z_2$ 动 $3\,\delta$；它们各自再让损失动 $-0.2$ 倍和 $0.5$ 倍。$b$ 动 $\delta$，每个打分都动 $\delta$。列成表：
#
# | 谁动了 $\delta$ | 样本 1 的打分动 | 样本 2 的打分动 | 损失一共动 |
# |---|---|---|---|
# | $w_1$ | $1\,\delta$ | $3\,\delta$ | $(-0.2 \times 1 + 0.5 \times 3)\,\delta = 1.3\,\delta$ |
# | $w_2$ | $2\,\delta$ | $-1\,\delta$ | $(-0.2 \times 2 - 0.5 \times 1)\,\delta = -0.9\,\delta$ |
# | $b$ | $1\,\delta$ | $1\,\delta$ | $(-0.2 + 0.5)\,\delta = 0.3\,\delta$ |
#
# **公式**　把表写成一般的样子。记 $\mathrm{dz}_i = \partial L / \partial z_i$（练习 3.5）：损失对 $w_j$、对 $b$ 的导数，各是一个怎样的和？先照着表写在纸上，再展开。
#
# <details><summary>写好了，对一对</summary>
#
# $$
# \frac{\partial L}{\partial w_j} = \sum_i \mathrm{dz}_i\, x_{ij},
# \qquad
# \frac{\partial L}{\partial b} = \sum_i \mathrm{dz}_i
# $$
#
# </details>
#
# 平均已经在 $\mathrm{dz}$ 里了，这里只求和。
#
# | | 形状 |
# |---|---|
# | `x`、`dz` | `(n, d)`、`(n,)` |
# | `dw` | `(d,)`，和 `w` 一样 |
# | `db` | 一个数，和 `b` 一样 |
#
# **例子**　接着上一题，标签 `[1, 0]`：
#
# - $\mathrm{dz} = (0.5622 - 1,\ 0.8808 - 0)/2 \approx (-0.2189,\ 0.4404)$
# - $\mathrm{dw}$ 的第一个是 $-0.2189 \times 1 + 0.4404 \times 3 \approx 1.1023$，第二个是 $-0.2189 \times 2 - 0.4404 \times 1 \approx -0.8782$
# - $\mathrm{db} \approx 0.2215$
#
# <details><summary>提示一</summary>
#
# 前向和 $\partial L / \partial z$ 你都写过了，先用它们拿到 `dz`。然后表里“损失一共动”那一列，三格各是谁和谁的点积？
#
# </details>
#
# <details><summary>提示二</summary>
#
# $w_j$ 那一格，是 `dz` 和 `x` 的第 $j$ **列**的点积。所有列一次做完，用一个 `@`：看形状，`(n, d)` 要先怎样摆，才能和 `(n,)` 乘出 `(d,)`？
#
# </details>
#
# <details><summary>提示三</summary>
#
# 三行：`p = …`；`dz = …`；`return … @ …, …`。除以 $n$ 的事不在这里做。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 拿 $p - y$ 直接乘，忘了除以 $n$；<!-- wrong: missing-mean -->
# - 只有一边除以了 $n$；<!-- wrong: db-not-averaged dw-not-averaged -->
# - 又除了一遍 $n$；<!-- wrong: mean-twice -->
# - 又乘了一遍 $\sigma'(z)$：它已经在 $p - y$ 里约掉了；<!-- wrong: derivative-twice derivative-twice-without-mean -->
# - 返回的次序反了，成了 `(db, dw)`；<!-- wrong: swapped -->
# - `db` 返回成数组：`(n,)` 是忘了求和，`(1,)` 是求和时留了 `keepdims`。<!-- wrong: db-per-sample db-one-element -->
#
# </details>


# %% exercise="neuron_gradients"
def neuron_gradients(
    x: np.ndarray,
    y: np.ndarray,
    w: np.ndarray,
    b: float,
) -> tuple[np.ndarray, float]:
    """平均二元交叉熵对神经元参数的梯度。

    参数
        x: (n, d) 的浮点数组；n、d 都可以是 1，内存不一定连续。
        y: (n,) 的标签，取值 0 或 1，整数、无符号整数或浮点都可能。
        w: (d,) 的浮点数组。
        b: 一个数。
    返回
        (dw, db)：dw 是 (d,) 的浮点数组；db 是一个数（float、np.float64 或 0 维数组）。
        概率舍入成 0 或 1 时梯度仍然正确。输入都不变。
    例子
        >>> x = np.array([[1.0, 2.0], [3.0, -1.0]])
        >>> y, w = np.array([1, 0]), np.array([0.5, -0.25])
        >>> dw, db = neuron_gradients(x, y, w, 0.25)
        >>> dw.round(4), round(float(db), 4)
        (array([ 1.1023, -0.8782]), 0.2215)
    """
    ### BEGIN SOLUTION
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz, dz.sum()
    ### END SOLUTION


# %% check="neuron_gradients" points=10 minutes=18 uses=["logit_gradient", "neuron_forward"]
check("neuron_gradients")

# %% [markdown]
# 手写的梯度，写完就核对。把每个参数往两边各挪一点点，用中心差分再算一遍；三个都对得上，开头那张图上红色的公式就全是你的了：

# %% tags=["demo"]
# 梯度核对和图，不用读懂
from IPython.display import Markdown, display

if ready("neuron_gradients", "neuron_forward", "binary_cross_entropy"):
    theta, eps = np.array([0.7, -0.4, 0.2]), 1e-5

    def loss_at(theta):
        """参数写成一个数组 (w1, w2, b) 时的损失。"""
        p = neuron_forward(points, theta[:2], theta[2])
        return binary_cross_entropy(p, labels)

    dw, db = neuron_gradients(points, labels, theta[:2], theta[2])
    print("参数   手写的梯度     中心差分")
    for i, (name, mine) in enumerate(zip(("w1", "w2", "b "), (*dw, db))):
        step = eps * np.eye(3)[i]
        slope = (loss_at(theta + step) - loss_at(theta - step)) / (2 * eps)
        print(f" {name}  {mine:+.9f}  {slope:+.9f}")
    display(Markdown("![填好了公式的图](figures/neuron_filled.svg)"))

# %% [markdown]
# ## 4　学起来
#
# 有了梯度，昨天的办法是：参数 ← 参数 − 学习率 × 梯度。今天换一个更省心的优化器，它也是今后实践中最常用的一个（明天先用一个更简单的：只有方向，没有“÷ 大小”）。
#
# **一个麻烦**　两个参数，梯度一个是 100，一个是 0.01。学习率取 0.1，梯度下降一步走 10 和 0.001：一个冲过了头，一个没挪窝。换哪个学习率都顾不了两头。
#
# **先猜**　同样的两个梯度，同样的学习率 0.1，换成这个更省心的优化器，第一步两个参数各走多远？换作是你，会让它们各走多远？

# %% tags=["demo"]
guess_steep, guess_flat = None, None  # 先猜：梯度 100 的和 0.01 的，第一步各走多远

# %% [markdown]
# ### 练习 3.8 adam_step（约 30 分钟，12 分）
#
# **想法一：除以自己的大小**　梯度是大是小，只和它自己平时的样子比：每个参数的梯度，除以这个参数的梯度近来的大小。“大小”怎么量？梯度有正有负，直接平均会互相抵消，所以先平方；单独一步有噪声，所以取滑动平均；最后开方，换回梯度的单位。
#
# **想法二：方向也取滑动平均**　小批量的梯度东倒西歪，平均一下就稳了。
#
# 这就是 Adam（adaptive moment estimation）。它替每个参数记住两件事：梯度最近平均往哪边（$m$），梯度的平方最近平均有多大（$v$）。
#
# ![Adam 的一步：梯度分两路，各自做滑动平均和偏差修正，合成一步](figures/adam.svg)
#
# **铅笔**　滑动平均（moving average）是“旧的留九成，新的加一成”：$m \leftarrow 0.9\,m + 0.1\,g$。$m$ 从 0 开始，第一个梯度是 2，平均成了 0.2，**小了十倍**，因为另外九成是开头那个 0。
# 除以 $1 - 0.9 = 0.1$，还原成 2。第二步之后，开头的 0 还占 $0.9^2 = 0.81$，要除以 $1 - 0.9^2 = 0.19$。第 $t$ 步除以 $1 - 0.9^{\,t}$，走得久了就约等于 1，不用修了。这叫偏差修正（bias correction）。
#
# **公式**　第 $t$ 步（从 1 数起），$g$ 是梯度，$\eta$ 是学习率：
#
# $$
# \begin{aligned}
# m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\
# v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\
# \hat m &= m / (1 - \beta_1^{\,t}) \\
# \hat v &= v / (1 - \beta_2^{\,t}) \\
# \theta &\leftarrow \theta - \eta\, \hat m / \bigl(\sqrt{\hat v} + \varepsilon\bigr)
# \end{aligned}
# $$
#
# **例子**　$\theta = 1$，学习率 0.1，先后两个梯度 2 和 −1：
#
# | $t$ | $g$ | $m$ | $v$ | $\hat m$ | $\hat v$ | 新的 $\theta$ |
# |---|---|---|---|---|---|---|
# | 1 | 2 | 0.2 | 0.004 | 2 | 4 | $1 - 0.1 \times 2/2 = 0.9$ |
# | 2 | −1 | 0.08 | 0.004996 | 0.4211 | 2.4992 | $0.9 - 0.1 \times 0.4211/1.5809 \approx 0.8734$ |
#
# **state**　一个字典，三个键：`"t"` 走过的步数，`"m"`、`"v"` 和参数同形状。第一次调用时传进来的是空字典 `{}`，第一步之后 `"t"` 是 1。存的是**修正之前**的 $m$ 和 $v$。
#
# **不改原来的**　返回**新的**参数和**新的** state，传进来的 `param`、`grad`、`state` 都保持原样。这样拿同一个 state 再算一遍，结果一定相同。
#
# <details><summary>提示一</summary>
#
# 第一次调用时，`state["m"]` 会怎样？有没有一种取法，键不在的时候就给一个默认值？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `state.get("键", 默认值)`。`t` 的默认值是 0，马上加 1；`m`、`v` 的默认值用 `0.0` 就够了，它能和任何形状的数组相加。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 照公式五行，每行都写成 `新名字 = …`，不用 `+=`、`-=`、`*=`。最后 `return 新参数, {"t": …, "m": …, "v": …}`，装一个新字典。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 漏掉偏差修正：第一步会走出约 3 倍远；<!-- wrong: no-bias-correction -->
# - 除以的是 $1 - \beta$，忘了 $t$ 次方，或者写成了 $\beta$ 乘以 $t$；<!-- wrong: no-power-t beta-times-t -->
# - $v$ 里的梯度忘了平方；<!-- wrong: gradient-not-squared -->
# - $\varepsilon$ 写进了根号里：公式里它在根号外面；<!-- wrong: eps-inside-root -->
# - $t$ 从 0 数起：$1 - \beta^0 = 0$，除以 0；<!-- wrong: counts-from-zero -->
# - `v_hat ** 1 / 2` 不是开平方：先算 `v_hat ** 1`，再除以 2；<!-- wrong: half-for-root -->
# - 把修正之后的 $\hat m$、$\hat v$ 存进了 state，下一步又从它们算起；<!-- wrong: stores-corrected -->
# - `param -= …`，或者 `m = state["m"]` 之后 `m *= beta1`，或者直接往 `state` 里写：改的是传进来的东西。<!-- wrong: param-in-place moments-in-place same-state-returned -->
#
# </details>


# %% exercise="adam_step"
def adam_step(
    param: np.ndarray | float,
    grad: np.ndarray | float,
    state: dict,
    lr: float = 0.01,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray | float, dict]:
    """带偏差修正的一步 Adam，不改动任何输入。

    参数
        param: 一个浮点数，或任意形状的浮点数组。
        grad: 与 param 同形状，损失对它的梯度。
        state: 第一次是 {}；之后是上一次返回的字典（键 "t"、"m"、"v"）。
        lr, beta1, beta2, eps: 见公式。eps 加在根号外面，而且加在修正之后的 √v̂ 上；
            测试也会用大的 eps，例如 0.3。
    返回
        (新的 param, 新的 state)。param 是一个数时，新的 param 也是一个数
        （float、np.float64 或 0 维数组）。state["t"] 是走过的步数，第一步之后为 1；
        "m"、"v" 与 param 同形状，是修正之前的滑动平均。
        传进来的 param、grad、state 都不变，旧的 state 可以再用一次。
    例子
        >>> theta, state = adam_step(1.0, 2.0, {}, lr=0.1)
        >>> round(float(theta), 4), state["t"]
        (0.9, 1)
        >>> theta, state = adam_step(theta, -1.0, state, lr=0.1)
        >>> round(float(theta), 4), state["t"]
        (0.8734, 2)
    """
    ### BEGIN SOLUTION
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1.0 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1.0 - beta2) * grad**2
    m_hat = m / (1.0 - beta1**t)
    v_hat = v / (1.0 - beta2**t)
    return param - lr * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}
    ### END SOLUTION


# %% check="adam_step" points=12 minutes=30 opaque=[1]
check("adam_step")

# %% [markdown]
# 回到开头那个麻烦：梯度是 100 和 0.01，学习率 0.1。对一对你的猜测：

# %% tags=["demo"]
if ready("adam_step"):
    moved, _ = adam_step(np.zeros(2), np.array([100.0, 0.01]), {}, lr=0.1)
    compare("梯度 100 的那个", guess_steep, abs(moved[0]))
    compare("梯度 0.01 的那个", guess_flat, abs(moved[1]))

# %% [markdown]
# 第一步的 $\hat m$ 就是梯度，$\sqrt{\hat v}$ 就是它的大小：100 除以 100，0.01 除以 0.01，都是 1，于是两个参数都走学习率那么远。
#
# 再看一条狭长的山谷 $f(a, b) = \frac{1}{2}(a^2 + 100\,b^2)$，两个方向的陡峭程度差 100 倍。从同一点出发，各走 60 步。**弄坏它**：把 `RATE` 从 0.0195 改成 0.0201，梯度下降会怎样？

# %% tags=["demo"]
RATE = 0.0195  # 梯度下降的学习率：改成 0.0201 看看，再试 0.005

if ready("adam_step"):
    slopes = np.array([1.0, 100.0])
    start = np.array([-4.0, 1.0])
    plain, adam, state = [start], [start], {}
    for _ in range(60):
        plain.append(plain[-1] - RATE * slopes * plain[-1])
        new, state = adam_step(adam[-1], slopes * adam[-1], state, lr=0.15)
        adam.append(new)
    fig, ax = plt.subplots(figsize=(7.5, 3.2))
    a, b = np.meshgrid(np.linspace(-4.6, 1.5, 200), np.linspace(-1.3, 1.3, 120))
    ax.contour(a, b, 0.5 * (a**2 + 100 * b**2), levels=12, colors="#cccccc", linewidths=1)
    for path, color, name in ((plain, RED, "梯度下降"), (adam, BLUE, "Adam")):
        ax.plot(*np.array(path).T, "o-", color=color, markersize=3, label=name)
    ax.plot(0, 0, "k*", markersize=12)
    ax.set(title="同样走 60 步，星号是谷底", xlabel="a", ylabel="b")
    ax.legend(loc="upper right")
    plt.show()
    print(f"离谷底：梯度下降 {np.hypot(*plain[-1]):.3f}，Adam {np.hypot(*adam[-1]):.3f}")

# %% [markdown]
# 梯度下降的步子只能迁就最陡的方向。0.02 是分水岭：$b$ 每一步乘上 $1 - 100 \times \text{学习率}$，学习率 0.0201 时是 −1.01，越荡越高；学习率 0.005 时很安稳，平缓的方向却怎么也走不快。Adam 给两个方向各配了合适的步子，先走一条斜线，冲过头一点，再慢慢收回来（60 步时还差 0.168）。
#
# ---
#
# **停一停**　下一题是今天最长的一题，把前面所有的函数串起来。歇好了再来。
#
# ---

# %% [markdown]
# ### 练习 3.9 train_neuron（约 45 分钟，15 分）
#
# **做什么**　把前面的函数串成小批量训练。从 $w = 0$、$b = 1$ 开始，每一轮（epoch）：
#
# 1. 用 `rng` 重新打乱样本；
# 2. 每次取 `batch_size` 个，最后不足一批的也要用；
# 3. 求这一批的梯度，`w` 和 `b` 各走一步 Adam（`beta1`、`beta2`、`eps` 都用默认值）；
# 4. 一轮结束，把这一轮的平均损失记进 `history`。
#
# | | 形状和类型 |
# |---|---|
# | `x` | `(n, d)` 浮点数 |
# | `y` | `(n,)`，0 或 1 |
# | `w`、`b` | `(d,)` 的浮点数组，一个数 |
# | `history` | 长度为 `epochs` 的列表或一维数组，每轮一个平均损失 |
#
# **铅笔**　5 个样本，`batch_size = 2`，这一轮打乱成 `[3, 0, 4, 1, 2]`。三批是 `[3, 0]`、`[4, 1]`、`[2]`：一轮走三步 Adam，最后一批只有一个样本，也走一整步。下一轮重新打乱，state 接着用。
#
# **几种读法都接受**　平均损失可以是这一轮里各批在更新**之前**的损失的平均（按样本数加权与否都行），也可以是一轮结束**之后**在全部样本上算的。打乱用 `permutation` 还是 `shuffle` 也都行。
# 分批只有一种读法：前面每批正好 `batch_size` 个，只有最后一批可以不足。用 `np.array_split` 平均分成几份，各批的大小就不一定是 `batch_size`。
#
# **为什么从 $b = 1$ 开始**　为了看得见：$w = 0$ 时每个点的概率都是 $\sigma(1) \approx 0.73$，边界还不存在；训练开始，它才从远处滑进来。一个神经元从 0 出发没有问题，明天的多层网络就不行了。
#
# **先猜**　还没有走一步，这 200 个点上的平均损失是多少？（铅笔：98 个点标签是 1，给正确答案的概率 0.7311；另外 102 个是 0.2689。）写下来，检查之后对答案。
#
# **例子**　`train_neuron(points, labels, 20, 0.05, 20, np.random.default_rng(0))` 之后，在这 200 个点上的正确率不低于 0.95。第一轮的平均损失约 0.66（记更新之前的损失）或 0.51（记一轮结束之后的），最后一轮都约 0.13。
#
# <details><summary>提示一</summary>
#
# 哪些东西在所有循环之外只建一次？哪些每一轮一次？哪些每一批一次？先列成三堆。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一次：`w`、`b`、两个**各自的** state、`history`。每一轮：新的次序 `order`，记一个损失。每一批：从 `order` 切一段下标，同一段去取 `x` 和 `y`；损失要在更新之前求；`w` 和 `b` 的新值存回 `w` 和 `b`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两重循环：外面 `for _ in range(epochs):`，里面 `for start in range(0, …, batch_size):`。里面五件事，一行一件：切下标、求损失、求梯度、更新 `w`、更新 `b`。切片越过末尾也不报错，最后不足的一批不用单独处理。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有打乱，或者只打乱一次，每一轮的批都一样；<!-- wrong: no-shuffling shuffled-once -->
# - `x` 和 `y` 分开打乱，点和标签对不上；<!-- wrong: shuffled-apart labels-stay-behind labels-stay-behind-mean-of-batches x-shuffled-alone -->
# - `x, y = x[batch], y[batch]`：把一批存进了原来的名字，全部样本就被遮住了，下一批已经没有可取的；<!-- wrong: batch-shadows-data slices-shadow-data -->
# - 把 `w, b = np.zeros(…), 1.0` 写进了一轮的循环里：每一轮都从头学起；<!-- wrong: restarts-each-epoch restarts-each-epoch-with-state -->
# - `new_w, w_state = adam_step(w, …)`，下一步却还用 `w`：参数一直是初值；<!-- wrong: update-dropped -->
# - `w` 和 `b` 共用一个 state，两边的滑动平均混在一起；<!-- wrong: shared-state -->
# - 没有把 `lr` 传给 `adam_step`，用的就是它的默认值 0.01；<!-- wrong: learning-rate-ignored learning-rate-ignored-mean-of-batches -->
# - 每一批（或者每一轮）都从 `{}` 开始，Adam 就什么也记不住；<!-- wrong: state-reset-each-batch state-reset-each-epoch -->
# - 把取批另写成一个生成器（像昨天那样，`yield` 一次交出一批），该写 `yield` 的地方却写了 `return`：第一次就结束了，循环拿到的只有第一批，甚至是这一批里一个一个的下标；<!-- wrong: return-for-yield indices-returned-for-yield pair-returned-for-yield -->
# - 最后一句 `return` 缩进多了一层，走完一轮就返回了；<!-- wrong: return-inside-loop -->
# - `rng.integers` 抽下标是有放回的抽样：有的样本用了两次，有的一次没用；<!-- wrong: with-replacement -->
# - 直接打乱传进来的 `x` 和 `y`（`rng.shuffle(x)`、`x[:] = …`）：调用者的数据也乱了；<!-- wrong: in-place in-place-twin-generators -->
# - 每一批记一个损失，`history` 变得很长；各批的损失只相加、不平均也不对。<!-- wrong: loss-per-batch loss-summed -->
#
# </details>


# %% exercise="train_neuron"
def train_neuron(
    x: np.ndarray,
    y: np.ndarray,
    epochs: int,
    lr: float,
    batch_size: int,
    rng: np.random.Generator,
) -> tuple[np.ndarray, float, list[float]]:
    """用小批量 Adam 训练一个神经元，从 w = 0、b = 1 开始。

    参数
        x: (n, d) 的浮点数组，每行一个样本，内存不一定连续；不变。
        y: (n,) 的标签，取值 0 或 1，整数、无符号整数或浮点都可能；不变。
        epochs: 轮数，可以是 0（原样返回初值和空的 history）；
            每轮用 rng 重新打乱，每个样本恰好用一次。
        lr: Adam 的学习率，可以是 0；Adam 的其余参数用默认值。
        batch_size: 一批的样本数。前面每批正好这么多，最后一批可以不足；
            它比 n 大时，全部样本就是一批。
        rng: 打乱用的随机数都从它来。
    返回
        (w, b, history)：w 是 (d,) 的浮点数组，b 是一个数；history 每轮一个平均损失，
        长度为 epochs（这一轮各批更新之前的损失的平均，或一轮结束之后全部样本的损失）。
    例子
        >>> x = np.array([[-1.0], [1.0]] * 10)
        >>> y = np.array([0, 1] * 10)
        >>> w, b, history = train_neuron(x, y, 5, 0.1, 4, np.random.default_rng(0))
        >>> w.shape, len(history), bool(history[-1] < history[0])
        ((1,), 5, True)
    """
    ### BEGIN SOLUTION
    w, b = np.zeros(x.shape[1]), 1.0
    w_state, b_state = {}, {}
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch])
            total += loss * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history
    ### END SOLUTION


# %% check="train_neuron" points=15 minutes=45 uses=["binary_cross_entropy", "neuron_forward", "neuron_gradients", "adam_step"]
check("train_neuron")

# %% tags=["demo"]
guess_start = None  # 先猜：一步也没走时的平均损失

if ready("train_neuron", "neuron_forward", "binary_cross_entropy"):
    w, b, _ = train_neuron(points, labels, 0, 0.05, 20, np.random.default_rng(0))
    start_loss = binary_cross_entropy(neuron_forward(points, w, b), labels)
    compare("开头的平均损失", guess_start, start_loss)
    print("比全猜 0.5 的 0.693 还大：b = 1 让它对每个点都偏向“是”，一半的点要多付钱")

# %% [markdown]
# 同一次训练，看看停在不同轮数时的样子。种子相同，每一轮的打乱就相同，所以“训练 $k$ 轮”的结果正好是同一部电影的第 $k$ 格：

# %% tags=["demo"]
# 画图，不用读懂
if ready("train_neuron", "neuron_forward"):
    fig, axes = plt.subplots(1, 5, figsize=(9, 2.4), sharey=True)
    for ax, k in zip(axes, (0, 1, 3, 8, 30)):
        rng = np.random.default_rng(0)
        w, b, history = train_neuron(points, labels, k, 0.05, 20, rng)
        draw_neuron(ax, w, b)
        scatter(ax, points, labels, size=4)
        right = np.mean((neuron_forward(points, w, b) > 0.5) == labels)
        ax.set_title(f"{k} 轮\n正确率 {right:.2f}", fontsize=10)
    plt.show()
    print(f"30 轮之后：w = {w.round(2)}，b = {float(b):.2f}")
    print(f"平均损失从 {history[0]:.3f} 降到 {history[-1]:.3f}")

# %% [markdown]
# 两个权重几乎相等，边界几乎就是 $x_1 + x_2 = 0$：神经元自己找到了我们藏起来的规则。（$b$ 还差一点，不正好是 0，所以压线的一两个点来回翻，正确率到了 1.00 又回到 0.99。）再看底色，训练越久，过渡带越窄，它对自己的判断越来越有把握。

# %% [markdown]
# ### 弄坏它：五种坏法
#
# 下面这一格用的就是你的 `train_neuron`，同样的 200 个点、20 轮，换十个种子各训练一次。把 `BREAK` 换成五种坏法里的一种，和没弄坏的对照。（“不截断”还顺手把学习率调到了 500，好让概率走到 0 和 1 的边上。）
#
# **先猜**　五种里，哪一种最要命（正确率掉得最多）？哪一种根本看不出来？猜完把五种都试一遍。

# %% tags=["demo"]
BREAK = "没有"  # 换成 "学习率太小"、"学习率太大"、"不打乱"、"忘了除以 n"、"不截断"

# 下面是弄坏它的机关，不用读懂
from contextlib import nullcontext
from unittest.mock import patch


def known_switch(value, choices):
    """开关写错了一个字，就说出来，不当作“没有”。"""
    if value not in choices:
        raise ValueError(f"没有“{value}”这一档，只有：{'、'.join(choices)}")


class Lazy(np.random.Generator):
    """一个偷懒的 rng：要它打乱，它原样还回来。"""

    def permutation(self, values):
        return np.arange(values) if np.ndim(values) == 0 else np.array(values)

    def shuffle(self, values):
        pass


def ten_runs(how):
    """十个种子的 (损失, 正确率)，和第一个种子的 history。"""
    lr = {"学习率太小": 0.0005, "学习率太大": 50.0}.get(how, 0.05)
    lr = 500.0 if how == "不截断" else lr
    right_gradients, right_loss = neuron_gradients, binary_cross_entropy
    broken = {
        "忘了除以 n": (
            "neuron_gradients",
            lambda x, y, w, b: [len(x) * g for g in right_gradients(x, y, w, b)],
        ),
        "不截断": (
            "binary_cross_entropy",
            lambda y_pred, y_true, eps=0.0: right_loss(y_pred, y_true, 0.0),
        ),
    }.get(how)
    by_label = np.argsort(labels, kind="stable")  # 标签 0 的都排在前面
    ends, histories = [], []
    with patch(f"__main__.{broken[0]}", broken[1]) if broken else nullcontext():
        for seed in range(10):
            generator = Lazy if how == "不打乱" else np.random.Generator
            rng = generator(np.random.PCG64(seed))
            x, y = points[by_label], labels[by_label]
            w, b, history = train_neuron(x, y, 20, lr, 20, rng)
            p = neuron_forward(points, w, b)
            ends.append((history[-1], np.mean((p > 0.5) == labels)))
            histories.append(history)
    return np.array(ends), histories[0]


known_switch(
    BREAK,
    ("没有", "学习率太小", "学习率太大", "不打乱", "忘了除以 n", "不截断"),
)
if ready("train_neuron"):
    fig, ax = plt.subplots(figsize=(7, 2.8))
    for how, color in (("没有", BLUE), (BREAK, RED)):
        ends, history = ten_runs(how)
        (loss, right), (spread, wobble) = ends.mean(axis=0), ends.std(axis=0)
        print(f"{how}：最后的损失 {loss:.4f} ± {spread:.4f}", end="，")
        print(f"正确率 {right:.3f} ± {wobble:.3f}")
        ax.plot(history, "o-", color=color, markersize=3, label=how)
        if BREAK == "没有":
            break
    ax.set(title="每一轮的平均损失", xlabel="轮")
    ax.legend()
    plt.show()

# %% [markdown]
# <details><summary>五种都试过了？看我们量到的</summary>
#
# 十个种子，平均 ± 标准差：
#
# | 坏法 | 最后的损失 | 正确率 | 怎么回事 |
# |---|---|---|---|
# | 没有 | 0.129 ± 0.001 | 0.988 ± 0.003 | |
# | 学习率太小（0.0005） | 0.751 ± 0.000 | 0.490 ± 0.000 | 200 步加起来每个参数至多挪 0.1，还没有起步：每个点都判成“是”，正确率就是标签 1 的比例 |
# | 学习率太大（50） | 0.21 ± 0.22（最好 0.0005，最坏 0.69） | 0.987 ± 0.009 | 一步走 50，$w$ 长得吓人。方向还大致对，所以**正确率没事**；可是偶尔判错的点错得斩钉截铁，一个点的损失就是十几，平均损失忽高忽低 |
# | 不打乱 | 0.135 | 0.990 | 样本按标签排好了序，前几批清一色是 0，后几批清一色是 1。一个神经元的损失只有一个谷底，被拉来拉去也还是下去了，只慢一点点 |
# | 忘了除以 $n$ | 0.129 ± 0.001 | 0.988 ± 0.003 | **看不出来**：梯度大了 20 倍，Adam 一除又约掉了。看曲线抓不到这种错，核对梯度才抓得到 |
# | 不截断（学习率 500） | NaN | 0.990 ± 0.010 | 概率舍入成了 0 或 1，损失里有 $0 \times \infty$。参数却好好的：梯度是 $(p - y)/n$，不经过对数 |
#
# 最要命的是学习率太小；最隐蔽的是忘了除以 $n$。（昨天的梯度下降可没有这么宽容：梯度大 $n$ 倍，就是学习率大 $n$ 倍。）
#
# </details>
#
# ---
#
# **停一停**　上半天到这里。神经元已经完整了：它会猜、会量自己错得多离谱、会改。起来走走，下半场换一套工具，再去见企鹅。
#
# ---

# %% [markdown]
# ## 5　换成 PyTorch
#
# 到现在为止，每个导数都是你写的。PyTorch 替你做三件事：搭模型（`nn.Module`）、求导（`loss.backward()`）、更新（`torch.optim`）。你已经知道它们里面是什么了。

# %%
import torch
from torch import nn

torch.set_num_threads(1)  # 数据很小，一个线程就够

# %% [markdown]
# 和 NumPy 有三处不同，先记住：
#
# - 数组叫张量（tensor）。`torch.tensor(数组, dtype=torch.float32)` 把 NumPy 数组变过来；
# - PyTorch 的层默认用 float32，大约七位有效数字；
# - `nn.Linear(2, 1)` 把最后一个轴从 2 变成 1：输入 `(n, 2)`，输出就是 `(n, 1)`，不是 `(n,)`。所以这一节里概率和标签都是 `(n, 1)`。
#
# 动手之前，用三个小例子认一认要用的零件。
#
# **层**（layer）是带着参数的对象，建好之后像函数一样调用。`nn.Linear(3, 2)` 三个数进、两个数出，算的是 `x @ weight.T + bias`。参数的初值是随机的；`nn.init` 里的函数把它原地改掉，名字末尾的下划线就是“原地”的意思：

# %% tags=["demo"]
torch.manual_seed(0)  # 定下种子，每次运行的初值都一样
layer = nn.Linear(3, 2)
print("weight", layer.weight)
print("bias", layer.bias)

nn.init.constant_(layer.bias, 7.0)
print("改过的 bias", layer.bias)
print("输出的形状", layer(torch.ones(4, 3)).shape)

# %% [markdown]
# **求导**　`requires_grad=True` 的张量会记下自己参与的每一步计算；从上面的输出看到，层的参数天生就是这样。对最后算出的那个数调用 `.backward()`，梯度就倒着算回来，放在 `.grad` 里。
#
# **先猜**　平方和的梯度是 $2t$，$t = (1, -2)$，所以第一次打印 `[2, -4]`。一模一样地再来一次，打印的是什么？

# %% tags=["demo"]
t = torch.tensor([1.0, -2.0], requires_grad=True)
(t**2).sum().backward()  # 平方和的梯度是 2t
print(t.grad)

(t**2).sum().backward()  # 一模一样地再来一次
print(t.grad)

# %% [markdown]
# 第二次得到的不是 2t，是 4t：`backward()` 把新梯度**加**到 `.grad` 上，不会覆盖。
#
# **搭模型**　把层串起来有两种写法，下面是同一个网络：三个数变成两个，过 tanh，再变成一个。`nn.Sequential` 依次调用里面的每一个；`nn.Module` 的子类在 `__init__` 里把层存成属性，在 `forward` 里写怎么算。两种都能用 `parameters()` 拿到全部参数，优化器要更新的就是它们：

# %% tags=["demo"]
chain = nn.Sequential(nn.Linear(3, 2), nn.Tanh(), nn.Linear(2, 1))


class Chain(nn.Module):
    """同一个网络，写成 nn.Module 的子类。"""

    def __init__(self):
        super().__init__()  # 先写这一句，后面存的层才会被登记
        self.first = nn.Linear(3, 2)
        self.second = nn.Linear(2, 1)

    def forward(self, x):
        return self.second(torch.tanh(self.first(x)))


for network in (chain, Chain()):
    print(type(network).__name__, "输出", tuple(network(torch.ones(4, 3)).shape))
    print("  参数", [tuple(p.shape) for p in network.parameters()])
print("第 0 层", chain[0])  # Sequential 里的层按位置取

# %% [markdown]
# ### 练习 3.10 build_classifier（约 14 分钟，6 分）
#
# **做什么**　用 PyTorch 搭出同一个神经元：两个特征进，一个概率出，权重全 0，偏置 1。
#
# | | 形状和类型 |
# |---|---|
# | 输入 | `(n, 2)`，float32 |
# | 输出 | `(n, 1)`，过了 sigmoid 的概率 |
# | 要学的参数 | 两个权重、一个偏置，一共三个数，都要能求梯度 |
#
# `nn.Sequential`、自己写的 `nn.Module` 子类都可以。每调用一次，就返回一个**新的**模型。
#
# **例子**　刚建好的模型，对任何输入都给出 $\sigma(1) \approx 0.7311$。
#
# <details><summary>提示一</summary>
#
# 上面的 `chain` 有三站。我们的神经元有几站，各是什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 两站：一个两个数进、一个数出的层，一个 sigmoid（`nn` 里有与 `nn.Tanh` 同样用法的那个）。先把层建好、存进一个变量，改好它的 `weight` 和 `bias`，再装进去。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 四行：`layer = …`；一行把 `layer.weight` 原地填成 0；一行把 `layer.bias` 原地填成 1；`return nn.Sequential(…, …)`。原地填数的函数前面用过，也可以到 `nn.init` 里找。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有改初值：`nn.Linear` 默认的权重是随机的，就没法和手写的对照了；<!-- wrong: default-initialisation -->
# - 只改了一个：权重或者偏置还是随机的；<!-- wrong: only-weights-set only-bias-set -->
# - 漏掉 sigmoid，输出的是打分；<!-- wrong: no-sigmoid -->
# - 输出压成了 `(n,)`：标签是 `(n, 1)`，两边就对不上了；<!-- wrong: squeezed flattened -->
# - 参数存成了普通的张量，没有包成 `nn.Parameter`：`parameters()` 里一个也没有；<!-- wrong: plain-tensors -->
# - 模型建在函数外面，每次返回的是同一个：上一次的训练会留在里面。<!-- wrong: one-shared-model -->
#
# </details>


# %% exercise="build_classifier"
def build_classifier() -> nn.Module:
    """两个输入、一个输出的神经元，带 sigmoid，权重 0，偏置 1。

    返回
        一个新的 nn.Module：把 (n, 2) 的 float32 张量变成 (n, 1) 的概率。
        参数一共三个数（两个权重、一个偏置），requires_grad 都是 True。
    例子
        >>> model = build_classifier()
        >>> round(model(torch.zeros(1, 2)).item(), 4)
        0.7311
    """
    ### BEGIN SOLUTION
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid())
    ### END SOLUTION


# %% check="build_classifier" points=6 minutes=14
check("build_classifier")

# %% [markdown]
# ### 练习 3.11 fit_classifier（约 20 分钟，10 分）
#
# **做什么**　标准的 PyTorch 训练循环，全批量（每一步都用全部样本），Adam 加二元交叉熵：
#
# | 步骤 | PyTorch | 你写过的 |
# |---|---|---|
# | 更新 | `optimizer.step()` | `adam_step` |
# | 损失 | `loss = nn.BCELoss()(p, y)` | `binary_cross_entropy` |
# | 建优化器 | `optimizer = torch.optim.Adam(model.parameters(), lr=lr)` | 空的 state `{}` |
# | 反向 | `loss.backward()` | `neuron_gradients` |
# | 前向 | `p = model(x)` | `neuron_forward` |
# | 清空旧梯度 | `optimizer.zero_grad()` | （我们每次都重新算） |
#
# 六行的次序是**打乱的**：谁先谁后，哪些进循环、哪些不进，由你来排。
#
# 返回的列表里，`losses[i]` 是第 `i` 步更新**之前**的损失，是 Python 的数（`loss.item()`），不是张量。
#
# **为什么要清空**　前面看到了，`backward()` 会把梯度累加起来。不清空，每一步用的都是历史梯度的总和。
#
# **训练模式**　`model.train()` 和 `model.eval()` 会切换 `model.training`，有些层在两种模式下表现不同。做客的规矩：进门时是什么模式，出门时就是什么模式。
#
# **例子**　在第 0 节的 200 个点上，第一个损失是 0.8233；学习率 0.05，第 100 个约 0.167。
#
# <details><summary>提示一</summary>
#
# 表里六行，哪一行只做一次？其余五行里，只有哪一行可以挪？不能挪到哪里？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `zero_grad()` 放在哪里都行，只要不在 `backward()` 和 `step()` 之间。`losses` 里的数在 `step()` 之前取。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 循环之前建优化器和空列表；循环 `for _ in range(epochs):` 里六行，其中一行记损失；最后返回列表。模式：完全不碰就不会错；要碰，就先 `was_training = model.training`，结束时 `model.train(was_training)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有把 `lr` 传给优化器，用的是默认的 0.001；<!-- wrong: learning-rate-ignored -->
# - 损失记在了更新之后；<!-- wrong: loss-after-step -->
# - `losses.append(loss)` 存的是张量，连同整张计算图一起留在内存里；<!-- wrong: losses-as-tensors -->
# - 用 `nn.BCEWithLogitsLoss`：它自己会做 sigmoid，而模型已经做过了；<!-- wrong: loss-with-logits -->
# - `return` 写在了循环里面，走了一步就返回；<!-- wrong: return-inside-loop -->
# - 开头 `model.train()`，结束时没有还原。<!-- wrong: left-in-training-mode -->
#
# </details>
#
# <details><summary>检查没通过再看：和六行的次序有关的几种</summary>
#
# **常见错误**
#
# - 忘了 `zero_grad()`，或者只在循环之前清了一次：越走越歪；<!-- wrong: gradients-not-cleared gradients-cleared-once -->
# - 忘了 `backward()` 或 `step()`，或者在两者之间清空了梯度：模型原地不动；<!-- wrong: not-updated -->
# - 前向写在了循环外面：每一步用的都是第一步的概率；<!-- wrong: forward-outside-loop -->
# - 优化器建在循环里面：Adam 的记忆每一步都清零。<!-- wrong: new-optimizer-each-step -->
#
# </details>


# %% exercise="fit_classifier"
def fit_classifier(
    model: nn.Module,
    x: torch.Tensor,
    y: torch.Tensor,
    epochs: int,
    lr: float,
) -> list[float]:
    """用 Adam 和平均二元交叉熵做全批量训练，直接更新 model 的参数。

    参数
        model: 把 (n, 2) 变成 (n, 1) 概率的模型，从它现在的参数开始训练。
        x: (n, 2) 的 float32 张量；不变。
        y: (n, 1) 的 float32 张量，取值 0 或 1；不变。
        epochs: 步数，每一步用全部样本；每次调用都新建一个 Adam。
        lr: Adam 的学习率，其余参数用 PyTorch 的默认值。
    返回
        长度为 epochs 的列表，losses[i] 是第 i 步更新之前的平均损失（Python 的数，不是张量）。
        返回时 model.training 与调用之前相同。
    例子
        >>> model = build_classifier()
        >>> x, y = torch.tensor([[1.0, 1.0]]), torch.tensor([[1.0]])
        >>> losses = fit_classifier(model, x, y, epochs=3, lr=0.1)
        >>> len(losses), round(losses[0], 4)
        (3, 0.3133)
    """
    ### BEGIN SOLUTION
    was_training = model.training
    model.train()
    loss_function = nn.BCELoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_function(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.train(was_training)
    return losses
    ### END SOLUTION


# %% check="fit_classifier" points=10 minutes=20 uses=["build_classifier"]
check("fit_classifier")

# %% [markdown]
# 现在对账。同样的 200 个点，同样的起点，手写的那个用全批量（`batch_size=200`）训练 100 步，PyTorch 也训练 100 步。
#
# **先猜**　两边的参数，小数点后有几位一样？

# %% tags=["demo"]
guess_digits = None  # 先猜：小数点后几位一样

x_tensor = torch.tensor(points, dtype=torch.float32)
y_tensor = torch.tensor(labels[:, None], dtype=torch.float32)  # (n,) 变成 (n, 1)
if ready("train_neuron", "build_classifier", "fit_classifier"):
    rng = np.random.default_rng(0)
    w, b, mine = train_neuron(points, labels, 100, 0.05, 200, rng)

    model = build_classifier()
    theirs = fit_classifier(model, x_tensor, y_tensor, 100, 0.05)

    numbers = torch.cat([p.detach().flatten() for p in model.parameters()]).numpy()
    print("手写   ", np.append(w, b).round(7))
    print("PyTorch", numbers.round(7))
    gap = np.max(np.abs(numbers - np.append(w, b)))
    compare("一样的位数", guess_digits, np.floor(-np.log10(gap)))

    fig, ax = plt.subplots(figsize=(7, 3.2))
    ax.plot(theirs, color="#e0a030", linewidth=6, alpha=0.6, label="PyTorch")
    ax.plot(mine, color=BLUE, linewidth=1.5, label="手写")
    ax.set(title="两条损失曲线", xlabel="步", ylabel="平均损失", ylim=(0, 0.9))
    ax.legend()
    plt.show()

# %% [markdown]
# 参数到小数点后好几位都一致，剩下的差别只是 float32 的舍入。（如果你的 `history` 记的是每轮结束之后的损失，蓝线会比黄线早一步，形状一样。）
#
# 框架里没有魔法：它做的就是你前面手写的那几行。
#
# **弄坏它**　两个开关：`"默认初值"` 用 `nn.Linear` 随机的权重，`"不清零"` 让 `zero_grad()` 失灵。先猜哪一个只是对不上账，哪一个真的学坏了，再拨。

# %% tags=["demo"]
BREAK_TORCH = "没有"  # 换成 "默认初值" 或 "不清零"


# 下面是弄坏它的机关，不用读懂
class Forgetful(torch.optim.Adam):
    """一个忘了清零的 Adam。"""

    def zero_grad(self, set_to_none=True):
        pass


def torch_run(how, seed=0, steps=200):
    """用你的 fit_classifier 训练一次，损失的列表。"""
    torch.manual_seed(seed)
    model = build_classifier()
    if how == "默认初值":
        for module in model.modules():
            if hasattr(module, "reset_parameters"):
                module.reset_parameters()
    elif how == "不清零":
        model.zero_grad = lambda set_to_none=True: None
    adam = Forgetful if how == "不清零" else torch.optim.Adam
    with patch("torch.optim.Adam", adam):
        return fit_classifier(model, x_tensor, y_tensor, steps, 0.5)


known_switch(BREAK_TORCH, ("没有", "默认初值", "不清零"))
if ready("build_classifier", "fit_classifier", "train_neuron"):
    fig, ax = plt.subplots(figsize=(7, 2.8))
    ax.plot(torch_run("没有"), color=BLUE, label="没有")
    if BREAK_TORCH != "没有":
        runs = np.array([torch_run(BREAK_TORCH, seed) for seed in range(10)])
        ax.plot(runs.T, color=RED, linewidth=0.8)
        ax.plot([], color=RED, label=f"{BREAK_TORCH}，十个种子")
        first, later = runs[:, 0], runs[:, 99]
        print(f"第 1 个损失 {first.mean():.3f} ± {first.std():.3f}")
        print(f"第 100 个损失 {later.mean():.3f} ± {later.std():.3f}")
    ax.set(title="全批量的损失，学习率 0.5", xlabel="步")
    ax.legend()
    plt.show()

# %% [markdown]
# <details><summary>两种都试过了？看我们量到的</summary>
#
# 学习率 0.5，十个种子，平均 ± 标准差：
#
# | 坏法 | 第 1 个损失 | 第 100 个 | 第 200 个 |
# |---|---|---|---|
# | 没有 | 0.823 | 0.054 | 0.041 |
# | 默认初值 | 0.79 ± 0.20 | 0.055 ± 0.005 | 0.041 ± 0.004 |
# | 不清零 | 0.823 | 0.627 | 4.43 |
#
# 默认初值只是换了个起点，一百步之后就殊途同归，坏在没法和手写的那份对账。不清零的才是学坏了：每一步都背着从开头到现在的全部梯度，走过了谷底还刹不住，于是荡秋千似的一次比一次高，到第 200 步损失是 4.43。可是第 120 步前后，它一度低到 0.010，比正常的还低；要是恰好停在那里，你还以为它更好。（第 140 步往后，曲线成了台阶：有的概率在 float32 里舍入成了 0 或 1，`BCELoss` 把它们的 $\ln 0$ 截在 −100，翻过去一个点，200 个点的平均损失就跳 0.4 多。）**损失降了，不等于写对了。**
#
# </details>

# %% [markdown]
# ## 6　真的企鹅：边界转到位
#
# 换上真实的数据：南极帕尔默群岛的企鹅，1 是帽带企鹅（Chinstrap），0 是阿德利企鹅（Adelie）。只看两个特征：嘴的长度（bill length）和嘴的高度（bill depth），单位毫米。
#
# 先把样本打乱，留出 50 只当测试集，再用**训练集**的平均值和标准差做标准化。两个特征的尺度差几倍，不标准化，损失的山谷会又窄又斜。

# %% tags=["demo"]
SPECIES = {  # 和第 1、2 天一样的名字和颜色
    "Adelie": ("C0", "阿德利企鹅"),
    "Chinstrap": ("C1", "帽带企鹅"),
}
shades, names = zip(*SPECIES.values())
path = "penguins_bills.csv"
bills = np.loadtxt(path, delimiter=",", skiprows=1, usecols=(1, 2))
species = np.loadtxt(path, delimiter=",", skiprows=1, usecols=0, dtype=str)
chinstrap = (species == "Chinstrap").astype(float)

order = np.random.default_rng(2).permutation(len(bills))
train, test = order[:-50], order[-50:]
mean, std = bills[train].mean(axis=0), bills[train].std(axis=0)
features = (bills - mean) / std
print(f"训练 {len(train)} 只，测试 {len(test)} 只")
print(f"全猜阿德利企鹅，测试集上的正确率 {np.mean(chinstrap[test] == 0):.2f}")

# %% tags=["demo"]
if ready("train_neuron", "neuron_forward"):

    def accuracy(w, b, rows):
        """在这些行上的正确率。"""
        p = neuron_forward(features[rows], w, b)
        return np.mean((p > 0.5) == chinstrap[rows])

    def penguin_neuron(steps):
        """用全部训练样本走 steps 步之后的 (w, b, history)。"""
        x, y = features[train], chinstrap[train]
        return train_neuron(x, y, steps, 0.05, len(x), np.random.default_rng(0))

    w, b, history = penguin_neuron(150)
    print(f"150 步之后：训练集 {accuracy(w, b, train):.3f}", end="，")
    print(f"测试集 {accuracy(w, b, test):.3f}")

# %% [markdown]
# **先猜**　横轴嘴长，纵轴嘴高。边界最后会是竖的、横的，还是斜的？斜的话，往哪边斜？
#
# 下面这一格把训练过程画成动画：左边是特征平面，右边是损失。每一格画面都是你的 `train_neuron` 停在那一步的结果。

# %% tags=["demo"]
# 画动画，不用读懂
if ready("train_neuron", "neuron_forward"):

    def draw_penguins(ax, w, b, size=12):
        """底色、边界和训练集里的企鹅。"""
        draw_neuron(ax, w, b, limit=3.2, colors=shades)
        scatter(ax, features[train], chinstrap[train], names, size, shades)

    def draw_frame(k):
        """动画的一格：走了 k 步之后的边界和损失。"""
        w, b, losses = penguin_neuron(k)
        left.clear()
        draw_penguins(left, w, b)
        title = f"第 {k} 步　正确率 {accuracy(w, b, train):.2f}"
        left.set(title=title, xlabel="嘴长（标准化）", ylabel="嘴高（标准化）")
        left.legend(loc="lower right", fontsize=8, frameon=True)
        right.clear()
        right.plot(losses, color="#222222", linewidth=2)
        right.set(title="平均损失", xlabel="步", xlim=(0, 150), ylim=(0, 1.1))

    steps = [*range(7), *range(8, 20, 2), 22, 26, 32, 40, 55, 80, 150]
    fig, (left, right) = plt.subplots(1, 2, figsize=(6.6, 3.3), dpi=84, layout="none")
    fig.subplots_adjust(left=0.09, right=0.97, bottom=0.16, top=0.9, wspace=0.25)
    title = "动画：决策边界从远处进来，转到两种企鹅之间"
    figures.film(fig, draw_frame, steps, title, wait=220)

# %% [markdown]
# 印在纸上动不起来，所以再摆一条胶片：

# %% tags=["demo"]
# 画图，不用读懂
if ready("train_neuron", "neuron_forward"):
    fig, axes = plt.subplots(1, 5, figsize=(9, 2.4), sharey=True)
    for ax, k in zip(axes, (6, 8, 14, 25, 150)):
        w, b, _ = penguin_neuron(k)
        draw_penguins(ax, w, b, size=5)
        ax.set_title(f"第 {k} 步\n正确率 {accuracy(w, b, train):.2f}", fontsize=10)
    axes[2].set_xlabel("嘴长（标准化）")
    axes[0].set_ylabel("嘴高（标准化）")
    plt.show()

# %% [markdown]
# 为什么会转？第一步的 Adam 只看梯度的正负，两个权重各走 0.05，边界是 45° 的斜线，还在画面之外。随后嘴长的梯度一直往一个方向推，嘴高的梯度却中途换了正负：在嘴长相同的企鹅里，嘴**高**的反而更像阿德利。单看嘴高，两种企鹅几乎一样（平均只差 0.07 毫米）；两个特征合起来，边界才转到了该在的角度。

# %% [markdown]
# ### 它认错了谁
#
# 回到毫米，看看测试集里的 50 只。正确率 0.96，也就是认错两只。是哪两只？错得有多离谱？

# %% tags=["demo"]
# 画图，不用读懂
if ready("train_neuron", "neuron_forward"):

    def neuron_in_mm(w, b, mean, std):
        """换回毫米：w · (x − 平均值)/标准差 + b = 0 里，x 的系数和常数项。"""
        slope = w / std
        return slope, b - slope @ mean

    def line_in_mm(ax, w, b, mean, std, **style):
        """在毫米的图上画决策边界。"""
        slope, offset = neuron_in_mm(w, b, mean, std)
        foot = -offset * slope / (slope @ slope)
        ax.axline(foot, foot + np.array([-slope[1], slope[0]]), **style)

    w, b, _ = penguin_neuron(150)
    p = neuron_forward(features[test], w, b)
    wrong = (p > 0.5) != chinstrap[test]
    fig, ax = plt.subplots(figsize=(6.4, 3.6))
    scatter(ax, bills[test], chinstrap[test], names, colors=shades)
    ring = {"s": 150, "facecolors": "none", "edgecolors": "#222222"}
    ax.scatter(*bills[test][wrong].T, **ring, label="认错的")
    line_in_mm(ax, w, b, mean, std, color="#222222", linewidth=1.5)
    title = f"测试集：50 只里认错 {int(wrong.sum())} 只"
    ax.set(title=title, xlabel="嘴长（毫米）", ylabel="嘴高（毫米）")
    ax.set(xlim=(31, 60), ylim=(15, 22))
    ax.legend(loc="upper left", fontsize=9, frameon=True)
    plt.show()

    slope, offset = neuron_in_mm(w, b, mean, std)
    for i in test[wrong]:
        far = np.linalg.norm(features - features[i], axis=1)
        near = np.argsort(far)[1:6]  # 第 0 个是它自己
        chance = neuron_forward(features[[i]], w, b)[0]
        over = (bills[i] @ slope + offset) / slope[0]
        print(f"{SPECIES[species[i]][1]}，嘴长 {bills[i, 0]}、嘴高 {bills[i, 1]} 毫米")
        print(f"  神经元说：帽带的概率 {chance:.2f}。嘴再短 {over:.1f} 毫米，它就认对了")
        print(f"  和它最像的 5 只里，帽带企鹅有 {int(chinstrap[near].sum())} 只")

# %% [markdown]
# 两只都是阿德利企鹅，都被认成了帽带。可是神经元说的是 0.57 和 0.62：它不是信誓旦旦地认错，是在说“我拿不准，非要选就选帽带”。看看它们的处境就明白了：
#
# - 嘴长 44.1 的那只就站在线边上，嘴短上半毫米就对了；
# - 嘴长 45.8 的那只混在帽带企鹅堆里，最像它的五只有四只是帽带。阿德利的嘴平均 38.8 毫米，它比同类长了 7 毫米。**单凭这两个数，换成你来猜，大概也猜帽带。**
#
# 这是运气不好，还是这条线只能这样？换 40 种分法，每次重新训练，记下每一只当测试题时被认错的次数：

# %% tags=["demo"]
# 循环里的每一行你都认得；最后的打印不用读懂
if ready("train_neuron", "neuron_forward"):
    asked, missed, scores = np.zeros(len(bills)), np.zeros(len(bills)), []
    for seed in range(40):
        mixed = np.random.default_rng(seed).permutation(len(bills))
        learn, quiz = mixed[:-50], mixed[-50:]
        scaled = (bills - bills[learn].mean(axis=0)) / bills[learn].std(axis=0)
        rng = np.random.default_rng(0)
        x, y = scaled[learn], chinstrap[learn]
        w, b, _ = train_neuron(x, y, 150, 0.05, len(x), rng)
        slips = (neuron_forward(scaled[quiz], w, b) > 0.5) != chinstrap[quiz]
        asked[quiz] += 1
        missed[quiz] += slips
        scores.append(1 - slips.mean())
    print(f"40 种分法：正确率 {np.mean(scores):.3f} ± {np.std(scores):.3f}", end="，")
    print(f"最低 {min(scores):.2f}，最高 {max(scores):.2f}")
    print(f"219 只里，曾被认错的只有 {int(np.sum(missed > 0))} 只：")
    for i in np.argsort(-missed)[: int(np.sum(missed > 0))]:
        name, (length, depth) = SPECIES[species[i]][1], bills[i]
        print(f"  {name} 嘴长 {length}、嘴高 {depth}：", end="")
        print(f"考了 {asked[i]:.0f} 次，错 {missed[i]:.0f} 次")

# %% [markdown]
# 219 只里，这 40 次认错的都是这 7 只，它们几乎每考必错；其余 212 只一次也没有错过。那两只都在名单上。所以训练得再久也救不了它们：它们的嘴就长成了另一种企鹅的样子。
# 我们另外试过把第 1 天那张表里的翅长和体重也用上（四个特征）：平均正确率从 0.956 升到 0.969，这两只还是认错。再往上，得量别的东西，比如看脸：帽带企鹅的下巴上有一道黑线。
#
# 还有一件值得警惕的事：把 150 步改成 3000 步，测试集上错的还是这两只，概率却从 0.57、0.62 涨到了 0.94、0.97。训练得越久，它错得越自信。

# %% [markdown]
# ## 7　换一张身边的表：早八会迟到吗
#
# 你的 `train_neuron` 从头到尾没有提过“企鹅”两个字。换一张表，它就是另一个东西。下面 24 行是一间宿舍的早八记录：几点睡着（24 是零点，25.5 是一点半；表里写成 0 和 1.5，或者 0:00 和 1:30，也行。最上面的 `TONIGHT` 只收小数，1:30 要写成 25.5），闹钟离上课还有几分钟，迟到了没有。
# 这张表是**编的**，只为让格式清楚；把它换成你和室友真实的记录，答案才是真的。
#
# **先猜**　一点半睡，闹钟提前 40 分钟。会迟到吗？晚睡一小时，要拿几分钟的闹钟来还？

# %% tags=["demo"]
TONIGHT = (25.5, 40)  # 几点睡着、闹钟离上课几分钟：改成你今晚的打算

# 三个数一组：几点睡着，闹钟离上课几分钟，迟到了没有（1 是迟到）
DORM = """
23.0 70 0    23.5 60 0    24.0 75 0    23.2 25 0    24.5 65 0    25.0 70 0
24.2 45 0    23.8 35 0    25.5 80 0    24.8 40 1    26.0 60 0    25.2 50 0
24.5 30 1    25.5 45 1    26.5 70 1    25.8 35 1    26.0 40 1    27.0 55 1
24.0 20 1    26.8 30 1    27.5 75 0    25.0 25 1    23.6 30 1    26.2 50 1
"""


# 读这张表用的两个函数，不用读懂
def number(text):
    """23.5 和 23:30 都读成 23.5。"""
    hour, _, minute = text.replace("：", ":").partition(":")
    try:
        return float(hour) + float(minute or 0) / 60
    except ValueError:
        raise ValueError(f"“{text}”不是一个数：几点写成 23.5 或者 23:30") from None


def read_table(table):
    """每行三个数；少写、多写了一个，就说出来。"""
    numbers = [number(text) for text in table.split()]
    if len(numbers) % 3 or len(numbers) < 6:
        raise ValueError(f"表里有 {len(numbers)} 个数：要三个一组，至少两组")
    rows = np.array(numbers).reshape(-1, 3)
    if not np.isin(rows[:, 2], (0, 1)).all():
        raise ValueError("每组的第三个数只能是 0 或 1：是不是哪一组多了或少了一个数？")
    return rows


if ready("train_neuron", "neuron_forward"):
    records = read_table(DORM)
    records[records[:, 0] < 12, 0] += 24  # 后半夜算在前一天里：1.5 点就是 25.5 点
    habits, late = records[:, :2], records[:, 2]
    same = np.ptp(habits, axis=0) == 0  # 天天一样的一列：标准差是 0，不能拿来除
    center, scale = habits.mean(axis=0), np.where(same, 1.0, habits.std(axis=0))

    def learn_dorm(rows):
        """用这几行训练 150 步。"""
        x = (habits[rows] - center) / scale
        rng = np.random.default_rng(0)
        return train_neuron(x, late[rows], 150, 0.05, len(x), rng)[:2]

    everyone = np.arange(len(late))
    w, b = learn_dorm(everyone)
    asleep, alarm = TONIGHT
    tonight = np.array([[asleep + 24 if asleep < 12 else asleep, alarm]])
    chance = neuron_forward((tonight - center) / scale, w, b)[0]
    print("今晚 {:g} 点睡，闹钟提前 {:g} 分钟：".format(*TONIGHT), end="")
    print(f"迟到的概率 {chance:.2f}")
    slope = w / scale
    if same.any():
        print("有一列天天一样：晚睡一小时值几分钟闹钟，这张表答不出来")
    else:
        print(f"晚睡一小时，闹钟要再提前 {-slope[0] / slope[1]:.0f} 分钟，概率才不变")
    hits = 0
    for i in everyone:  # 轮流留一行当考题，用其余的学
        w, b = learn_dorm(np.delete(everyone, i))
        p = neuron_forward((habits[[i]] - center) / scale, w, b)[0]
        hits += (p > 0.5) == (late[i] == 1)
    print(f"轮流留一行当考题：{len(late)} 行答对 {int(hits)} 行", end="；")
    print(f"全猜不迟到，答对 {int(np.sum(late == 0))} 行")

# %% [markdown]
# 两个系数一除，就是“晚睡一小时值几分钟闹钟”：神经元的权重能读出意思，这是它比许多大模型强的地方。24 行太少，留一行来考的那个数也就当不得真：多记几个星期，它才靠得住。

# %% [markdown]
# ## 8　三次坏掉的训练
#
# 三次训练，用的都是你的函数和第 0 节的 200 个点，每次只动了一处手脚。灰线是正常的那次。三条里有一条你其实见过。**只看曲线**：各是什么毛病？下一步你会去查哪一行？（动的手脚写在代码里，所以特意折叠了，诊断完再点开。）


# %% tags=["demo"] jupyter={"source_hidden": true}
def mystery(name):
    """三次训练，每次只动一处手脚。"""
    if name == "丙":
        return torch_run("不清零", steps=140)

    def standing(param, grad, state, *rest, **more):
        return param, state

    stuck = patch("__main__.adam_step", standing)
    rng = np.random.default_rng(0)
    y = rng.permutation(labels) if name == "乙" else labels
    with stuck if name == "甲" else nullcontext():
        return train_neuron(points, y, 60, 0.05, 20, rng)[2]


if ready("train_neuron", "build_classifier", "fit_classifier"):
    cases = {name: mystery(name) for name in "甲乙丙"}

    fig, axes = plt.subplots(1, 3, figsize=(8.6, 2.8))
    for ax, (name, curve) in zip(axes, cases.items()):
        normal = torch_run("没有", steps=140) if name == "丙" else mystery("正常")
        ax.plot(normal, color="#bbbbbb", linewidth=2)
        ax.plot(curve, color=RED, linewidth=1.8)
        title = f"{name}：最低 {min(curve):.3f}，最后 {curve[-1]:.3f}"
        ax.set_title(title, fontsize=10)
        ax.set_ylim(0, None)
        ax.set_xlabel("步" if name == "丙" else "轮")
    axes[0].set_ylabel("平均损失")
    plt.show()

# %% [markdown]
# <details><summary>甲的答案</summary>
#
# 一条水平线，停在 0.823，正是“一步也没走”的损失。参数根本没有更新：算出了新的 `w` 却存进了别的名字，或者优化器拿到的不是这个模型的参数。（代码里把 `adam_step` 换成了原样返回。）查：更新之后打印一次 `w`，看它变没变。
#
# </details>
#
# <details><summary>乙的答案</summary>
#
# 头几轮从 0.8 上下降下来，然后停在 0.69，再也不动。0.69 约等于 $\ln 2$：参数在更新，可是学到的只有“标签一半一半”。点和标签对不上（这里把标签单独打乱了），或者特征里没有信息。查：打印几行 `x` 和它的标签，和原始数据对一对。和甲的区别就在停在**哪里**：停在起点是没有动，停在 $\ln 2$ 是动了但无从学起。（换 20 个种子，最后的损失是 0.689 ± 0.008。）
#
# </details>
#
# <details><summary>丙的答案</summary>
#
# 见过的就是它：第 5 节的“不清零”。像荡秋千：降下去，荡上来，一次比一次高；中间有一次低到 0.010，比正常的还低。旧的梯度没有清零，每一步都在用历史的总和，刹不住车。查：训练循环里有没有 `zero_grad()`，是不是在每一步之内。学习率太大的样子正相反：一上来就跳得老高（学习率 50 时，第二个损失就是 7.2），随后反而慢慢收住。
#
# </details>

# %% [markdown]
# ## 9　开放挑战（不计分）：只问十只
#
# 现实里，量嘴容易，认企鹅难：量了 219 只，可是专家只肯替你认 10 只。**问哪 10 只？**
#
# `choose` 拿到全部的测量值（标准化过的），和一个 `ask`：`ask(i)` 告诉你第 `i` 只的标签，最多问 10 次。它返回想问的下标，神经元就用问过的这 10 只训练，在其余 209 只上考试。
# 下面的写法是随便抽 10 只，20 个种子平均 **0.947 ± 0.035**（最低 0.823，最高 0.986）。同样是十只，好坏差这么多，全看抽到的是哪几只。你能让平均过 **0.965**，并且最差的一次也不低于 0.93 吗？我们试过一种二十行以内的办法，得到 0.971 ± 0.010。
#
# <details><summary>实在没有头绪，看一句提示</summary>
#
# 那种办法要用到你的 `train_neuron`，一边问一边学。
#
# </details>

# %% tags=["demo"]
everything = (bills - bills.mean(axis=0)) / bills.std(axis=0)


def choose(x, ask, rng):
    """选 10 只来问：返回 10 个下标。把它换成你的办法。"""
    return rng.permutation(len(x))[:10]


class Expert:
    """肯认十只的专家：记下问过谁。不用读懂。"""

    def __init__(self):
        self.asked = set()

    def __call__(self, i):
        self.asked.add(int(i))
        if len(self.asked) > 10:
            raise ValueError("专家只肯认十只")
        return chinstrap[int(i)]


def challenge(choose, seeds=20):
    """在没问过的企鹅上的正确率，每个种子一个。不用读懂。"""
    results = []
    for seed in range(seeds):
        ask = Expert()
        for i in choose(everything, ask, np.random.default_rng(seed)):
            ask(i)
        rows = np.array(sorted(ask.asked))
        rest = np.setdiff1d(np.arange(len(everything)), rows)
        rng = np.random.default_rng(0)
        x, y = everything[rows], chinstrap[rows]
        w, b, _ = train_neuron(x, y, 150, 0.05, len(x), rng)
        p = neuron_forward(everything[rest], w, b)
        results.append(np.mean((p > 0.5) == chinstrap[rest]))
    return np.array(results)


if ready("train_neuron", "neuron_forward"):
    results = challenge(choose)
    print(f"20 个种子：{results.mean():.3f} ± {results.std():.3f}", end="，")
    print(f"最低 {results.min():.3f}，最高 {results.max():.3f}")

# %% [markdown]
# ## 10　终场：你的企鹅
#
# 第 6 节的神经元学好了，轮到你了。随便报一只企鹅的嘴长和嘴高（毫米），或者请朋友报：这张图就是拿给他看的。三样都可以改：
#
# - `MY_LENGTH`、`MY_DEPTH`：你的企鹅。想找难题，就往线的附近报；
# - `MY_SPECIES`：你说它是哪一种，0 是阿德利，1 是帽带。你说了算，和神经元唱反调也行；
# - `COPIES`：把它当成几只放进训练集，再从头学一遍。**先猜**：一只够不够把边界挪动？十只呢？

# %% tags=["demo"]
MY_LENGTH, MY_DEPTH = 44.0, 18.9
MY_SPECIES = 1
COPIES = 10

# 下面是画图和造句，不用读懂
if MY_SPECIES not in (0, 1):
    raise ValueError("MY_SPECIES 只能是 0（阿德利）或 1（帽带）")
if not isinstance(COPIES, int) or not 0 <= COPIES <= 10_000:
    raise ValueError("COPIES 要是一个整数，从 0 到 10000")
if ready("train_neuron", "neuron_forward"):
    mine = (np.array([MY_LENGTH, MY_DEPTH]) - mean) / std

    def learn_with(copies):
        """训练集里多放 copies 只你的企鹅，从头训练。"""
        x = np.vstack([features[train], np.tile(mine, (copies, 1))])
        y = np.append(chinstrap[train], np.full(copies, float(MY_SPECIES)))
        return train_neuron(x, y, 150, 0.05, len(x), np.random.default_rng(0))[:2]

    w, b = learn_with(0)
    chance = neuron_forward(mine[None], w, b)[0]
    said = int(chance > 0.5)
    sure = max(chance, 1 - chance)
    tones = ("拿不准，非要选就选", "多半是", "有把握，是", "不用想，是")
    tone = tones[np.searchsorted([0.65, 0.85, 0.95], sure)]
    slope, offset = neuron_in_mm(w, b, mean, std)
    score = slope @ (MY_LENGTH, MY_DEPTH) + offset

    fig, (ax, bar) = plt.subplots(2, 1, figsize=(7.4, 5.2), height_ratios=(8, 1))
    # 坐标轴装得下所有的企鹅，也装得下你的那一只
    xlim = min(31, MY_LENGTH - 2), max(60, MY_LENGTH + 2)
    ylim = min(14.5, MY_DEPTH - 1), max(22.5, MY_DEPTH + 1)
    lengths, depths = np.linspace(*xlim, 117), np.linspace(*ylim, 81)
    grid = np.stack(np.meshgrid(lengths, depths), axis=-1).reshape(-1, 2)
    p = neuron_forward((grid - mean) / std, w, b).reshape(81, 117)
    tint = LinearSegmentedColormap.from_list("", (shades[0], "white", shades[1]))
    ax.contourf(lengths, depths, p, np.linspace(0, 1, 11), cmap=tint, alpha=0.35)
    lines = ax.contour(lengths, depths, p, [0.1, 0.9], colors="#777777", linewidths=0.8)
    ax.clabel(lines, fmt=lambda level: f"{level:.0%}", fontsize=9)
    scatter(ax, bills, chinstrap, names, 14, shades)
    line_in_mm(ax, w, b, mean, std, color="#222222", linewidth=1.8)
    w_new, b_new = learn_with(COPIES)
    text = f"放进 {COPIES} 只你的企鹅之后"
    line_in_mm(ax, w_new, b_new, mean, std, color="#222222", linestyle="--", label=text)
    ax.plot(*(MY_LENGTH, MY_DEPTH), "*", c=shades[MY_SPECIES], ms=22, mec="#222222")
    ax.set(xlim=xlim, ylim=ylim, xlabel="嘴长（毫米）", ylabel="嘴高（毫米）")
    title = f"嘴长 {MY_LENGTH:g}、嘴高 {MY_DEPTH:g}：{tone}{names[said]}"
    ax.set_title(title, fontsize=13)
    ax.legend(loc="lower right", fontsize=9, frameon=True)
    ax.grid(False)
    start = 0.0
    for share, shade, name in zip((1 - chance, chance), shades, names):
        bar.barh(0, share, left=start, color=shade, alpha=0.75)
        text = f"{name} {share:.0%}"
        if share > 0.2:
            bar.text(start + share / 2, 0, text, ha="center", va="center", fontsize=11)
        start += share
    bar.set(xlim=(0, 1))
    bar.axis("off")
    plt.show()

    for name, per_mm in zip(("嘴长", "嘴高"), slope):
        move = -score / per_mm
        print(f"翻案：{name}{'多' if move > 0 else '少'} {abs(move):.1f} 毫米，", end="")
        print(f"它就改口说{names[1 - said]}")
    far = np.linalg.norm(features - mine, axis=1)
    near = np.argsort(far)[:5]
    likes = [SPECIES[species[i]][1].removesuffix("企鹅") for i in near]
    print("最像它的五只：", "、".join(likes))
    if far.min() > 1.2:  # 219 只里最孤单的一只，离最近的同伴也只有 1.1
        print("注意：它离所有的企鹅都很远，神经元没见过这样的，上面的概率不作数")
    for copies in sorted({0, 1, COPIES}):
        w, b = learn_with(copies)
        slope, offset = neuron_in_mm(w, b, mean, std)
        where = -(offset + slope[1] * MY_DEPTH) / slope[0]
        chance = neuron_forward(mine[None], w, b)[0]
        print(f"放进 {copies:2} 只：在这个嘴高，边界在嘴长 {where:.2f} 毫米，", end="")
        print(f"它是帽带的概率 {chance:.2f}，训练集正确率 {accuracy(w, b, train):.3f}")

# %% [markdown]
# 站在大家中间的一只企鹅，几乎挪不动一条线：169 只都投了票，你只添了一票。十只一模一样的，就把边界拽过来一截，而且在那个地方转了角度。可它还没有改口：十只之后是 0.48，差一口气。先猜第几只才够，再改 `COPIES`。
#
# 站得老远、又唱反调的一只就不一样了：梯度是 $p - y$ 乘上它的特征，特征大，拽得就狠。把嘴长改成 80、种类改成 0，一只就让边界挪 0.44 毫米（站在中间的那只才挪 0.11），十只把它拽到了嘴长 57 毫米。这时图的下面还会提醒你：离所有企鹅都很远的地方，概率不作数。
#
# 试试和大家唱反调：嘴长 38、嘴高 18，偏说它是帽带，要多少只它才改口？先猜一个数，再把 `COPIES` 一路加上去；到那时，训练集的正确率掉了多少？
#
# <details><summary>试过了？看我们量到的</summary>
#
# 放进 100 只，概率才刚到 0.50，训练集的正确率已经掉到 0.64。
#
# </details>
#
# 一个模型学到什么，全看喂给它什么，错的标签也照学不误。现在把上面画图的那一格交给朋友：他报两个数，你的神经元来认。

# %% [markdown]
# ## 小结
#
# 你写出了一个会学习的神经元，又用框架把它重写了一遍。每个函数一句话：
#
# | 函数 | 一句话 |
# |---|---|
# | `sigmoid` | 打分是胜算的对数，它把打分换回概率；只对不大于 0 的数取指数，就不会溢出 |
# | `sigmoid_derivative` | $\sigma(1 - \sigma)$，最大也只有四分之一，两头是平的 |
# | `binary_cross_entropy` | 给正确答案的概率，取负对数，求平均；取对数之前先截断 |
# | `binary_cross_entropy_derivative` | 每个样本一个导数，别忘了 $\frac{1}{n}$ |
# | `logit_gradient` | 和 sigmoid 合在一起就是 $(p - y)/n$，又干净又不会消失 |
# | `neuron_forward` | 加权求和、加偏置、过 sigmoid，`(n, d)` 到 `(n,)` |
# | `neuron_gradients` | 每个权重的梯度，是 `dz` 和那一列特征的点积 |
# | `adam_step` | 方向 ÷ 大小，给每个参数配步长；偏差修正让头几步也准 |
# | `train_neuron` | 打乱、分批、求梯度、更新，一轮记一个损失 |
# | `build_classifier` | 一个层加一个 sigmoid，初值自己填 |
# | `fit_classifier` | 前向、损失、清零、反向、更新，每一步里面是什么你都写过 |
#
# 明天把许多神经元排成层。一条直线做不到的事，加一个弯就做得到：明天先用两个单元拼出 $|x|$，再用 64 个认手写数字。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. 把损失整个乘以 1000 再训练，梯度下降会怎样？Adam 会怎样？
#
# <details><summary>答案</summary>
#
# 梯度下降的每一步都变成 1000 倍，多半会发散，要把学习率除以 1000 才能还原。Adam 几乎不受影响：$\hat m$ 变成 1000 倍，$\sqrt{\hat v}$ 也变成 1000 倍，一除就约掉了（除非 $\varepsilon$ 起作用）。
#
# </details>
#
# 2. 第 0 节的 200 个点可以被一条直线完全分开。一直训练下去，$w$ 会怎样？
#
# <details><summary>答案</summary>
#
# 边界的方向会定下来，但 $|w|$ 会一直变大：所有点都分对之后，把 $w$ 和 $b$ 同乘一个大于 1 的数，每个点的概率都更靠近正确答案，损失还能再降。过渡带越来越窄，损失趋于 0，却永远到不了。
#
# </details>
#
# 3. 训练时损失一直停在 0.693 附近，说明什么？
#
# <details><summary>答案</summary>
#
# $0.693 \approx \ln 2$，神经元对每个样本都说“五五开”。要么特征里没有信息，要么点和标签对不上（例如分开打乱了）。参数根本没有更新，是停在**起点**的损失：今天从 $b = 1$ 出发，那是 0.823（第 8 节的甲）；只有从 $w = 0$、$b = 0$ 出发，起点才也是 0.693，那时两种毛病看着一样，得打印参数来分辨。
#
# </details>
#
# 4. 全部样本一批、从 $w = 0$、$b = 1$ 出发，还需要 `rng` 吗？
#
# <details><summary>答案</summary>
#
# 不需要。打乱只改变样本在批里的次序，而梯度是对整批求和。所以全批量时，换种子结果不变（最多差一点舍入），这也是第 5 节能和 PyTorch 对账的原因。
#
# </details>
#
# 5. 忘了 `optimizer.zero_grad()`，损失有时也会下降。为什么这样仍然不对？
#
# <details><summary>答案</summary>
#
# 每一步用的是从开头到现在所有梯度的和，方向大致朝下，所以起初损失也降。可是走过了谷底，旧的梯度还在往前推，掉头要等新的梯度把它抵消完，于是来回荡。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - Michael Nielsen，*Neural Networks and Deep Learning*（2015），第 3 章开头：交叉熵为什么比均方误差学得快。
# - 阿斯顿·张、李沐等，《动手学深度学习》，线性神经网络一章与优化算法一章的 Adam 一节。
# - Goodfellow, Bengio, Courville，*Deep Learning*（2016），6.2 节：sigmoid 输出单元与最大似然。
# - Kingma, Ba，*Adam: A Method for Stochastic Optimization*，ICLR 2015：今天那五行公式的出处。
# - PyTorch 官方教程 *Optimizing Model Parameters*：同样的训练循环，用在更大的模型上。
#
# 数据：palmerpenguins（CC0），Gorman, Williams, Fraser，*Ecological sexual dimorphism and environmental variability within a community of Antarctic penguins*，PLoS ONE 9(3)，2014。这里只取两种企鹅的两项测量，去掉了缺测的一行。
