# ---
# jupyter:
#   autograder:
#     title: 第 3 天　二分类
#     builds: 看一个神经元的分界线转到位，再用 PyTorch 写一遍
#     minutes: 145
#     en:
#       title: Day 3. Binary classification
#       builds: one neuron's boundary turning into place, then the same in PyTorch
# ---

# %% [markdown]
# # 第 3 天　二分类
#
# 昨天的直线预测一个数：这只企鹅有多重。今天的问题只有两个答案：是，还是不是。你会亲手写出一个神经元，让它自己学会在两类点之间画一条线。
#
# 前半天只用 NumPy，每一个导数都自己写；后半天换成 PyTorch，用十几行做完同样的事，并核对两边一步不差。
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
# - 一段动画：你训练的决策边界在两种企鹅之间转到位。

# %% [markdown]
# ## 时间表
#
# 合计约 145 分钟，100 分。可以在任意两节之间停下来休息。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 看看数据 | 3 | |
# | 1 | 从打分到概率：sigmoid、sigmoid_derivative | 19 | 17 |
# | 2 | 量出离谱的程度：binary_cross_entropy、它的导数、logit_gradient | 31 | 27 |
# | 3 | 一个神经元：neuron_forward、neuron_gradients | 21 | 16 |
# | 4 | 学起来：adam_step、train_neuron | 36 | 24 |
# | 5 | 换成 PyTorch：build_classifier、fit_classifier | 28 | 16 |
# | 6 | 终场：边界转到位 | 7 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。
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
BLUE, RED = "#3b6fb6", "#c0392b"


def scatter(ax, x, y, names=("0", "1"), size=22):
    """两类点：颜色和形状都不同。"""
    for label, color, marker in ((0, BLUE, "o"), (1, RED, "^")):
        chosen = x[y == label]
        ax.scatter(*chosen.T, s=size, c=color, marker=marker, lw=0, label=names[label])


fig, ax = plt.subplots(figsize=(4.6, 4.2))
scatter(ax, points, labels)
ax.plot([-3, 3], [3, -3], "--", color="#777777", linewidth=1)
ax.set(title="200 个点，虚线是真正的分界", xlabel="$x_1$", ylabel="$x_2$")
ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal")
ax.legend(title="标签", loc="upper right")
plt.show()

# %% [markdown]
# 神经元看不到虚线，只看得到点和标签。它要从一条随便放的线开始，自己挪过去。整个过程在这张图里：
#
# ![一个神经元：蓝色的前向从左到右，红色的梯度从右到左](figures/neuron.svg)
#
# 今天的练习就是这张图上的一个个环节：先是蓝色的箭头，再是红色的箭头，最后让它们转起来。

# %% [markdown]
# ## 1　从打分到概率
#
# $z = x \cdot w + b$ 是一个打分：正的偏向“是”，负的偏向“不是”，大小不受限制。我们想要的是概率，得落在 0 和 1 之间。

# %% [markdown]
# ### 练习 3.1 sigmoid（约 10 分钟，10 分）
#
# **做什么**　把任意实数压进 0 和 1 之间，逐元素计算：
#
# $$
# \sigma(z) = \frac{1}{1 + e^{-z}}
# $$
#
# 输入是什么形状，输出就是什么形状；给一个数，就还一个数。
#
# **例子**　`[-2., 0., 2.]` 变成 `[0.1192, 0.5, 0.8808]`。打分为 0，就是五五开。
#
# **数值稳定**　照公式写成 `1 / (1 + np.exp(-z))`，`z = -1000` 时要算 $e^{1000}$，超出了浮点数的范围。
# 结果凑巧还是 0，但 NumPy 会发出 `RuntimeWarning: overflow`；换一个公式，同样的溢出就会变成 NaN。所以今天把这个警告当作错误。
#
# 办法是**只对不大于 0 的数取指数**。$z < 0$ 时，分子分母同乘 $e^{z}$：
#
# $$
# \sigma(z) = \begin{cases} \dfrac{1}{1 + e^{-z}}, & z \ge 0 \\[2ex] \dfrac{e^{z}}{1 + e^{z}}, & z < 0 \end{cases}
# $$
#
# 两种情形里的指数都是 $e^{-|z|}$，它不超过 1，永远不会溢出。另一条路是 $\sigma(z) = \frac{1}{2}\left(1 + \tanh\frac{z}{2}\right)$，`np.tanh` 本身是稳定的；先把 `z` 截到 ±500 之内再套原公式也行。
#
# **常见错误**
#
# - `np.where(z >= 0, 1 / (1 + np.exp(-z)), …)` 防不住溢出：`np.where` 先把**两个**数组都算好，再从中挑选；<!-- wrong: where-computes-both -->
# - `out = np.zeros_like(z)`：`z` 是整数数组时，`out` 也是整数数组，写进去的小数全被截成 0；<!-- wrong: integer-output -->
# - `z[z >= 0]` 这样的索引不能用在单独的一个 Python 数上。<!-- wrong: arrays-only -->
#
# <details><summary>提示</summary>
#
# 先 `z = np.asarray(z, dtype=float)`：整数变成 float64，一个数变成 0 维数组。再算 `e = np.exp(-np.abs(z))`。两种情形的分母都是 `1 + e`，分子一个是 1，一个是 `e`，用 `np.where(z >= 0, 1.0, e)` 来挑，两边都已经是安全的数。
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


# %% check="sigmoid" points=10 minutes=10
check("sigmoid")

# %% [markdown]
# ### 练习 3.2 sigmoid_derivative（约 6 分钟，7 分）
#
# **做什么**　sigmoid 的导数可以用它自己来写：
#
# $$
# \sigma'(z) = \sigma(z)\,\bigl(1 - \sigma(z)\bigr)
# $$
#
# **为什么**　反向传播经过 sigmoid 时，梯度要乘上它。注意它有多小：最大值在 $z = 0$ 处，也只有 $\frac{1}{4}$。
#
# **例子**　在 0 处是 0.25；在 ±2 处是 $0.8808 \times 0.1192 \approx 0.1050$；在 ±1000 处是 0。
#
# **常见错误**
#
# - 写成 `z * (1 - z)`：那是把输入当成了 $\sigma(z)$。这里的 `z` 还没有过 sigmoid；<!-- wrong: of-the-output -->
# - 照商的求导法则写成 $e^{-z} / (1 + e^{-z})^2$：$z = -1000$ 时是 ∞/∞，得到 NaN。<!-- wrong: quotient-rule -->
#
# <details><summary>提示</summary>
#
# 先 `s = sigmoid(z)`，只算一次，再套公式。稳定性由你的 `sigmoid` 保证。
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


# %% check="sigmoid_derivative" points=7 minutes=6 uses=["sigmoid"]
check("sigmoid_derivative")

# %% tags=["demo"]
if ready("sigmoid", "sigmoid_derivative"):
    z = np.linspace(-8, 8, 401)
    fig, ax = plt.subplots(figsize=(7, 3.2))
    ax.plot(z, sigmoid(z), color=BLUE, linewidth=2, label="σ(z)")
    ax.plot(z, sigmoid_derivative(z), "--", color=RED, label="σ(z) 的导数")
    ax.axhline(0.5, color="#999999", linestyle=":", linewidth=1)
    ax.set(title="sigmoid 和它的导数", xlabel="打分 z", ylim=(-0.05, 1.05))
    ax.legend(loc="center left")
    plt.show()

# %% [markdown]
# 两头是平的：打分离 0 越远，导数越接近 0。记住这一点，它很快会惹麻烦，练习 3.5 就把麻烦消掉。

# %% [markdown]
# ## 2　量出离谱的程度
#
# 神经元说“是 1 的概率有 0.9”，标签是 0，这有多离谱？训练需要一个数来回答。

# %% [markdown]
# ### 练习 3.3 binary_cross_entropy（约 10 分钟，10 分）
#
# **做什么**　二元交叉熵（binary cross-entropy, BCE）。$p_i$ 是预测为 1 的概率，$y_i$ 是标签 0 或 1：
#
# $$
# L = -\frac{1}{n} \sum_{i=1}^{n} \Bigl[\, y_i \ln p_i + (1 - y_i) \ln (1 - p_i) \,\Bigr]
# $$
#
# 方括号里的两项总有一项是 0：$y_i = 1$ 时只剩 $\ln p_i$，$y_i = 0$ 时只剩 $\ln(1 - p_i)$。也就是说，每个样本只看一件事：**给正确答案的概率是多少**。
#
# **例子**　`p = [0.9, 0.2, 0.6]`，`y = [1, 0, 1]`，给正确答案的概率是 0.9、0.8、0.6：
#
# $$
# L = -\tfrac{1}{3}(\ln 0.9 + \ln 0.8 + \ln 0.6) \approx 0.2798
# $$
#
# **截断**　$p$ 恰好是 0 或 1 时会碰到 $\ln 0$，负无穷。所以先把预测截到 $[\varepsilon,\ 1 - \varepsilon]$ 里，`eps` 默认 `1e-7`。
# 这样一个样本的损失最多是 $-\ln 10^{-7} \approx 16.1$，很大，但有限。
#
# **常见错误**
#
# - 只写了一项：标签为 0 的样本全都不算损失；<!-- wrong: positive-term-only -->
# - 用了 `np.log2` 或 `np.log10`，差一个常数倍；<!-- wrong: log2 log10 -->
# - 忘了平均，批越大损失越大；<!-- wrong: sum sum-without-clipping -->
# - 把标签也截断了：它们本来就是 0 和 1；<!-- wrong: clips-labels -->
# - `-y_true * np.log(p)` 里的负号先作用在标签上。标签是 `uint8` 时，`-1` 会变成 255。负号请放在最外面。<!-- wrong: negated-labels -->
#
# <details><summary>提示</summary>
#
# `p = np.clip(y_pred, eps, 1 - eps)` 返回新数组。然后照公式写，`np.mean` 求平均，负号放最前面。
#
# </details>


# %% exercise="binary_cross_entropy"
def binary_cross_entropy(y_pred: np.ndarray, y_true: np.ndarray, eps: float = 1e-7) -> float:
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
        >>> round(binary_cross_entropy(p, np.array([1, 0, 1])), 4)
        0.2798
    """
    ### BEGIN SOLUTION
    p = np.clip(y_pred, eps, 1.0 - eps)
    return float(-np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1.0 - p)))
    ### END SOLUTION


# %% check="binary_cross_entropy" points=10 minutes=10
check("binary_cross_entropy")

# %% tags=["demo"]
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
# 猜对而且有把握，损失接近 0；猜错还很有把握，损失往天上走。一个有用的数：什么也不懂、全猜 0.5，损失是 $\ln 2 \approx 0.693$。

# %% [markdown]
# ### 练习 3.4 binary_cross_entropy_derivative（约 8 分钟，8 分）
#
# **做什么**　平均损失对每一个预测概率 $p_i$ 的导数：
#
# $$
# \frac{\partial L}{\partial p_i}
# = \frac{1}{n} \left( -\frac{y_i}{p_i} + \frac{1 - y_i}{1 - p_i} \right)
# = \frac{1}{n} \cdot \frac{p_i - y_i}{p_i\,(1 - p_i)}
# $$
#
# 损失是 $n$ 个样本的平均，所以每个导数前面都有 $\frac{1}{n}$。返回的是一个数组，每个样本一个导数。
#
# **例子**　还是 `p = [0.9, 0.2, 0.6]`，`y = [1, 0, 1]`：
#
# $$
# \tfrac{1}{3}\left(-\tfrac{1}{0.9},\ \ \tfrac{1}{0.8},\ \ -\tfrac{1}{0.6}\right) \approx (-0.3704,\ 0.4167,\ -0.5556)
# $$
#
# 标签是 1 时导数为负：把 $p$ 抬高，损失就下降。
#
# **常见错误**
#
# - 忘了 $\frac{1}{n}$；<!-- wrong: missing-mean -->
# - 写成 $p - y$：那是下一题，对**打分** $z$ 的导数；<!-- wrong: by-logits by-logits-without-mean -->
# - 两项之间的符号：$\ln(1 - p)$ 对 $p$ 求导，里面还有一个 −1；<!-- wrong: inner-derivative-forgotten -->
# - 照着第一个式子写 `-y_true / y_pred`：负号又先作用在标签上，`uint8` 的 `-1` 是 255。写成 `-(y_true / y_pred)`，或者用最右边那个分式。<!-- wrong: negated-labels -->
#
# <details><summary>提示</summary>
#
# 最短的写法是最右边那个分式。样本数用 `len(y_true)`。测试里的 $p$ 离 0 和 1 至少有 $10^{-5}$，不用截断；先把 $p$ 截到离两端 $10^{-7}$ 以内，或者给分母加上不超过 $10^{-8}$ 的数，也都可以。
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


# %% check="binary_cross_entropy_derivative" points=8 minutes=8
check("binary_cross_entropy_derivative")

# %% [markdown]
# ### 练习 3.5 logit_gradient（约 10 分钟，9 分）
#
# **做什么**　打分 $z$ 又叫 logit。它经过 sigmoid 变成 $p$，$p$ 再变成损失。平均损失对 $z_i$ 的导数，用链式法则把前两题的结果乘起来：
#
# $$
# \frac{\partial L}{\partial z_i}
# = \underbrace{\frac{1}{n} \cdot \frac{p_i - y_i}{p_i\,(1 - p_i)}}_{\text{练习 3.4}}
# \cdot \underbrace{p_i\,(1 - p_i)}_{\text{练习 3.2}}
# = \frac{p_i - y_i}{n}
# $$
#
# 分母和 sigmoid 的导数**恰好约掉**，剩下“预测减真值”。
#
# **为什么要紧**　设标签是 1，神经元却打出了 $z = -1000$，概率舍入成了 0。一步一步乘，是“无穷大乘以 0”，得到 NaN；先约掉再算，是 $(0 - 1)/n$，梯度一点没丢。
# 所以写这个函数时，**不要**真的去乘前两题的结果。
#
# **例子**　`p = [0.9, 0.2, 0.6]`，`y = [1, 0, 1]`，梯度是 `[-0.1, 0.2, -0.4]` 除以 3，约 `[-0.0333, 0.0667, -0.1333]`。
#
# **常见错误**
#
# - 忘了除以 $n$；<!-- wrong: missing-mean -->
# - 写反成 $y - p$：沿着它走，损失会上升；<!-- wrong: sign sign-without-mean -->
# - 对已经是概率的 `y_pred` 再做一次 sigmoid。<!-- wrong: sigmoid-again -->
#
# <details><summary>提示</summary>
#
# 一行就够。拿不准符号，就用例子核对：标签是 1、预测偏低，应当把 $z$ 抬高，所以梯度是负的。
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


# %% check="logit_gradient" points=9 minutes=10
check("logit_gradient")

# %% [markdown]
# 昨天的均方误差能不能用在这里？能，但看看它的梯度。下图里标签都是 1，越往左，神经元错得越离谱：

# %% tags=["demo"]
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

# %% [markdown]
# 错得越离谱，交叉熵推得越用力；均方误差却几乎不推了，因为它还乘着那个两头是平的 $\sigma'(z)$。这就是梯度消失（vanishing gradient），也是分类用交叉熵的原因。

# %% [markdown]
# ## 3　一个神经元
#
# 零件齐了，装起来。神经元（neuron）有两样东西要学：每个特征一个权重 $w$，外加一个偏置 $b$。

# %% [markdown]
# ### 练习 3.6 neuron_forward（约 6 分钟，6 分）
#
# **做什么**　加权求和，加上偏置，过 sigmoid：
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
# **例子**　两个样本，`w = [0.5, -0.25]`，`b = 0.25`：
#
# | $x$ | $x \cdot w + b$ | $p$ |
# |---|---|---|
# | $(1,\ 2)$ | $0.5 - 0.5 + 0.25 = 0.25$ | 0.5622 |
# | $(3,\ -1)$ | $1.5 + 0.25 + 0.25 = 2$ | 0.8808 |
#
# **常见错误**
#
# - 偏置加错了地方：`x @ (w + b)` 给每个权重都加了一遍；<!-- wrong: bias-on-weights -->
# - 返回 `(n, 1)`：它和 `(n,)` 的标签相减，会广播成 `(n, n)`，而且不报错；<!-- wrong: column -->
# - 用 `x * w` 之后忘了沿特征求和。<!-- wrong: not-summed -->
#
# <details><summary>提示</summary>
#
# `x @ w` 正好是 `(n,)`，加上 `b`，交给 `sigmoid`。
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


# %% check="neuron_forward" points=6 minutes=6 uses=["sigmoid"]
check("neuron_forward")

# %% [markdown]
# **决策边界**　把概率超过 0.5 的判为 1。$p = 0.5$ 就是 $z = 0$，也就是
#
# $$
# w_1 x_1 + w_2 x_2 + b = 0
# $$
#
# 这是一条直线，叫决策边界（decision boundary）。$w$ 与它垂直，指向 1 的那一边；$w$ 越长，概率从 0 变到 1 就越陡；$b$ 管它的平移。手动试三组：


# %% tags=["demo"]
def draw_neuron(ax, w, b, limit=3.0):
    """底色是神经元给出的概率，黑线是决策边界。"""
    axis = np.linspace(-limit, limit, 61)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    p = neuron_forward(grid, w, b).reshape(61, 61)
    ax.contourf(axis, axis, p, np.linspace(0, 1, 11), cmap="RdBu_r", alpha=0.3)
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
# ### 练习 3.7 neuron_gradients（约 12 分钟，10 分）
#
# **做什么**　平均交叉熵对 $w$ 和 $b$ 的梯度。从 $z_i = \sum_j x_{ij} w_j + b$ 看出：$w_j$ 动一点，$z_i$ 动 $x_{ij}$ 倍；$b$ 动一点，$z_i$ 动同样多。
# 记 $\mathrm{dz}_i = \partial L / \partial z_i = (p_i - y_i)/n$，对所有样本求和：
#
# $$
# \frac{\partial L}{\partial w_j} = \sum_i \mathrm{dz}_i\, x_{ij},
# \qquad
# \frac{\partial L}{\partial b} = \sum_i \mathrm{dz}_i
# $$
#
# 写成矩阵就是 $\mathrm{dw} = x^{\mathsf T}\,\mathrm{dz}$。平均已经在 $\mathrm{dz}$ 里了，这里只求和。
#
# | | 形状 |
# |---|---|
# | `dw` | `(d,)`，和 `w` 一样 |
# | `db` | 一个数，和 `b` 一样 |
#
# **例子**　接着上一题，标签 `[1, 0]`：
#
# - $\mathrm{dz} = (0.5622 - 1,\ 0.8808 - 0)/2 \approx (-0.2189,\ 0.4404)$
# - $\mathrm{dw} \approx (-0.2189 \times 1 + 0.4404 \times 3,\ \ -0.2189 \times 2 - 0.4404 \times 1) \approx (1.1023,\ -0.8782)$
# - $\mathrm{db} \approx 0.2215$
#
# **常见错误**
#
# - 又乘了一遍 $\sigma'(z)$：它已经在 $p - y$ 里约掉了；<!-- wrong: derivative-twice -->
# - 又除了一遍 $n$；<!-- wrong: mean-twice -->
# - `db` 返回成数组：`(n,)` 是忘了求和，`(1,)` 是求和时留了 `keepdims`。<!-- wrong: db-per-sample db-one-element -->
#
# <details><summary>提示</summary>
#
# 三行：用 `neuron_forward` 得到概率，用 `logit_gradient` 得到 `dz`，然后 `x.T @ dz` 和 `dz.sum()`。
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


# %% check="neuron_gradients" points=10 minutes=12 uses=["logit_gradient", "neuron_forward"]
check("neuron_gradients")

# %% [markdown]
# 手写的梯度，写完就核对。把每个参数往两边各挪一点点，用中心差分再算一遍：

# %% tags=["demo"]
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

# %% [markdown]
# ## 4　学起来
#
# 有了梯度，昨天的办法是：参数 ← 参数 − 学习率 × 梯度。今天换一个更省心的优化器，它也是接下来几天和今后实践中最常用的一个。

# %% [markdown]
# ### 练习 3.8 adam_step（约 15 分钟，12 分）
#
# **做什么**　Adam（adaptive moment estimation）的一步。它替每个参数记住两件事：梯度最近平均往哪边（$m$），梯度的平方最近平均有多大（$v$）。
#
# ![Adam 的一步：梯度分两路，各自做滑动平均和偏差修正，合成一步](figures/adam.svg)
#
# 第 $t$ 步（从 1 数起），$g$ 是梯度，$\eta$ 是学习率 `lr`，一行一行照着写：
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
# **为什么要除以 $\sqrt{\hat v}$**　梯度是 100 还是 0.01，除以自己的大小之后都差不多是 1，于是每一步大约走 $\eta$。陡的方向不会冲过头，平的方向不会走不动。
#
# **为什么要修正**　$m$ 和 $v$ 从 0 开始，头几步的平均值偏小。第一步 $m = 0.1\,g$，$v = 0.001\,g^2$；分别除以 0.1 和 0.001，正好还原成 $g$ 和 $g^2$。
#
# **例子**　$\theta = 1$，学习率 0.1，先后两个梯度 2 和 −1：
#
# | $t$ | $g$ | $m$ | $v$ | $\hat m$ | $\hat v$ | 新的 $\theta$ |
# |---|---|---|---|---|---|---|
# | 1 | 2 | 0.2 | 0.004 | 2 | 4 | $1 - 0.1 \times 2/2 = 0.9$ |
# | 2 | −1 | 0.08 | 0.004996 | 0.4211 | 2.4992 | $0.9 - 0.1 \times 0.4211/1.5809 \approx 0.8734$ |
#
# **state**　一个字典，三个键：`"t"` 走过的步数，`"m"`、`"v"` 和参数同形状。第一次调用时传进来的是空字典 `{}`，第一步之后 `"t"` 是 1。
#
# **不改原来的**　返回**新的**参数和**新的** state，传进来的 `param`、`grad`、`state` 都保持原样。这样拿同一个 state 再算一遍，结果一定相同。
#
# **常见错误**
#
# - 漏掉偏差修正：第一步会走出约 3 倍远；<!-- wrong: no-bias-correction -->
# - 除以的是 $1 - \beta$，忘了 $t$ 次方；<!-- wrong: no-power-t -->
# - $\varepsilon$ 写进了根号里：公式里它在根号外面；<!-- wrong: eps-inside-root -->
# - $t$ 从 0 数起：$1 - \beta^0 = 0$，除以 0；<!-- wrong: counts-from-zero -->
# - `v_hat ** 1 / 2` 不是开平方：先算 `v_hat ** 1`，再除以 2；<!-- wrong: half-for-root -->
# - `m = state["m"]` 之后 `m *= beta1`：改的是旧 state 里的数组。<!-- wrong: moments-in-place -->
#
# <details><summary>提示</summary>
#
# `t = state.get("t", 0) + 1` 和 `state.get("m", 0.0)` 一并处理了空字典：0.0 能和任何形状的数组相加。最后 `return 新参数, {"t": t, "m": m, "v": v}`。
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


# %% check="adam_step" points=12 minutes=15 opaque=[1]
check("adam_step")

# %% [markdown]
# 一条狭长的山谷 $f(a, b) = \frac{1}{2}(a^2 + 100\,b^2)$，两个方向的陡峭程度差 100 倍。从同一点出发，各走 60 步：

# %% tags=["demo"]
if ready("adam_step"):
    slopes = np.array([1.0, 100.0])
    start = np.array([-4.0, 1.0])
    plain, adam, state = [start], [start], {}
    for _ in range(60):
        plain.append(plain[-1] - 0.0195 * slopes * plain[-1])
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

# %% [markdown]
# 梯度下降的步子只能迁就最陡的方向：再大一点就会在谷壁之间越荡越高，于是平缓的方向怎么也走不快。Adam 给两个方向各配了合适的步子，先走一条斜线，冲过头一点，再绕着谷底收拢。

# %% [markdown]
# ### 练习 3.9 train_neuron（约 18 分钟，12 分）
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
# **几种读法都接受**　平均损失可以是这一轮里各批在更新**之前**的损失的平均（按样本数加权与否都行），也可以是一轮结束**之后**在全部样本上算的。打乱用 `permutation` 还是 `shuffle` 也都行。
# 分批只有一种读法：前面每批正好 `batch_size` 个，只有最后一批可以不足。用 `np.array_split` 平均分成几份，各批的大小就不一定是 `batch_size`。
#
# **为什么从 $b = 1$ 开始**　为了看得见：$w = 0$ 时每个点的概率都是 $\sigma(1) \approx 0.73$，边界还不存在；训练开始，它才从远处滑进来。一个神经元从 0 出发没有问题，明天的多层网络就不行了。
#
# **例子**　`train_neuron(points, labels, 20, 0.05, 20, np.random.default_rng(0))` 之后，在这 200 个点上的正确率不低于 0.95。第一轮的平均损失约 0.66（记更新之前的损失）或 0.51（记一轮结束之后的），最后一轮都约 0.13。
#
# **常见错误**
#
# - 只打乱一次，每一轮的批都一样；<!-- wrong: shuffled-once -->
# - `x` 和 `y` 分开打乱，点和标签对不上；<!-- wrong: shuffled-apart labels-stay-behind -->
# - `w` 和 `b` 共用一个 state，两边的滑动平均混在一起；<!-- wrong: shared-state -->
# - 每一批都从 `{}` 开始，Adam 就什么也记不住；<!-- wrong: state-reset-each-batch -->
# - `rng.integers` 抽下标是有放回的抽样：有的样本用了两次，有的一次没用；<!-- wrong: with-replacement -->
# - 每一批记一个损失，`history` 变得很长。<!-- wrong: loss-per-batch -->
#
# <details><summary>提示</summary>
#
# `order = rng.permutation(len(x))`，然后 `for start in range(0, len(x), batch_size)`，用同一段 `order[start:start + batch_size]` 去取 `x` 和 `y`。
#
# 两个 state 都在循环之外建成 `{}`；循环里 `w, w_state = adam_step(w, dw, w_state, lr)`，`b` 同样。
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
        >>> w.shape, len(history), history[-1] < history[0]
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


# %% check="train_neuron" points=12 minutes=18 uses=["binary_cross_entropy", "neuron_forward", "neuron_gradients", "adam_step"]
check("train_neuron")

# %% [markdown]
# 训练一次，看看停在不同轮数时的样子。种子相同，每一轮的打乱就相同，所以“训练 $k$ 轮”的结果正好是同一部电影的第 $k$ 格：

# %% tags=["demo"]
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
# **求导**　`requires_grad=True` 的张量会记下自己参与的每一步计算；从上面的输出看到，层的参数天生就是这样。对最后算出的那个数调用 `.backward()`，梯度就倒着算回来，放在 `.grad` 里：

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
# ### 练习 3.10 build_classifier（约 8 分钟，6 分）
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
# **常见错误**
#
# - 没有改初值：`nn.Linear` 默认的权重是随机的，就没法和手写的对照了；<!-- wrong: default-initialisation -->
# - 漏掉 sigmoid，输出的是打分；<!-- wrong: no-sigmoid -->
# - 模型建在函数外面，每次返回的是同一个：上一次的训练会留在里面。<!-- wrong: one-shared-model -->
#
# <details><summary>提示</summary>
#
# `nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())`。第 0 层的 `weight`、`bias` 可以用 `nn.init.zeros_(…)` 和 `nn.init.ones_(…)` 原地填好。
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


# %% check="build_classifier" points=6 minutes=8
check("build_classifier")

# %% [markdown]
# ### 练习 3.11 fit_classifier（约 12 分钟，10 分）
#
# **做什么**　标准的 PyTorch 训练循环，全批量（每一步都用全部样本），Adam 加二元交叉熵：
#
# | 步骤 | PyTorch | 你写过的 |
# |---|---|---|
# | 建优化器（循环之前，只一次） | `optimizer = torch.optim.Adam(model.parameters(), lr=lr)` | 空的 state `{}` |
# | 前向 | `p = model(x)` | `neuron_forward` |
# | 损失 | `loss = nn.BCELoss()(p, y)` | `binary_cross_entropy` |
# | 清空旧梯度 | `optimizer.zero_grad()` | （我们每次都重新算） |
# | 反向 | `loss.backward()` | `neuron_gradients` |
# | 更新 | `optimizer.step()` | `adam_step` |
#
# 返回的列表里，`losses[i]` 是第 `i` 步更新**之前**的损失，是 Python 的数（`loss.item()`），不是张量。
#
# **为什么要清空**　前面看到了，`backward()` 会把梯度累加起来。不清空，每一步用的都是历史梯度的总和。
#
# **训练模式**　`model.train()` 和 `model.eval()` 会切换 `model.training`，有些层在两种模式下表现不同。做客的规矩：进门时是什么模式，出门时就是什么模式。
#
# **例子**　在第 0 节的 200 个点上，第一个损失是 0.8233；学习率 0.05，第 100 个约 0.167。
#
# **常见错误**
#
# - 忘了 `zero_grad()`，越走越歪；<!-- wrong: gradients-not-cleared -->
# - 忘了 `backward()` 或 `step()`，或者在两者之间清空了梯度：模型原地不动；<!-- wrong: not-updated -->
# - `losses.append(loss)` 存的是张量，连同整张计算图一起留在内存里；<!-- wrong: losses-as-tensors -->
# - 用 `nn.BCEWithLogitsLoss`：它自己会做 sigmoid，而模型已经做过了；<!-- wrong: loss-with-logits -->
# - 开头 `model.train()`，结束时没有还原。<!-- wrong: left-in-training-mode -->
#
# <details><summary>提示</summary>
#
# 循环之前：`was_training = model.training`，`model.train()`，`optimizer = torch.optim.Adam(model.parameters(), lr=lr)`。
# 循环之后：`model.train(was_training)`。完全不碰模式也可以。
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


# %% check="fit_classifier" points=10 minutes=12 uses=["build_classifier"]
check("fit_classifier")

# %% [markdown]
# 现在对账。同样的 200 个点，同样的起点，手写的那个用全批量（`batch_size=200`）训练 100 步，PyTorch 也训练 100 步：

# %% tags=["demo"]
if ready("train_neuron", "build_classifier", "fit_classifier"):
    rng = np.random.default_rng(0)
    w, b, mine = train_neuron(points, labels, 100, 0.05, 200, rng)

    model = build_classifier()
    x_tensor = torch.tensor(points, dtype=torch.float32)
    y_tensor = torch.tensor(labels[:, None], dtype=torch.float32)
    theirs = fit_classifier(model, x_tensor, y_tensor, 100, 0.05)

    numbers = torch.cat([p.detach().flatten() for p in model.parameters()])
    print("手写   ", np.append(w, b).round(5))
    print("PyTorch", numbers.numpy().round(5))

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

# %% [markdown]
# ## 6　终场：边界转到位
#
# 最后换上真实的数据：南极帕尔默群岛的企鹅，1 是帽带企鹅（Chinstrap），0 是阿德利企鹅（Adelie）。只看两个特征：嘴的长度（bill length）和嘴的高度（bill depth），单位毫米。
#
# 先把样本打乱，留出 50 只当测试集，再用**训练集**的平均值和标准差做标准化。两个特征的尺度差几倍，不标准化，损失的山谷会又窄又斜。

# %% tags=["demo"]
names = ("阿德利企鹅", "帽带企鹅")
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
    print(f"150 步之后：训练集 {accuracy(w, b, train):.3f}，测试集 {accuracy(w, b, test):.3f}")

# %% [markdown]
# 下面这一格把训练过程画成动画：左边是特征平面，右边是损失。每一格画面都是你的 `train_neuron` 停在那一步的结果。

# %% tags=["demo"]
if ready("train_neuron", "neuron_forward"):

    def draw_penguins(ax, w, b, size=12):
        """底色、边界和训练集里的企鹅。"""
        draw_neuron(ax, w, b, limit=3.2)
        scatter(ax, features[train], chinstrap[train], names, size)

    def draw_frame(k):
        """动画的一格：走了 k 步之后的边界和损失。"""
        w, b, losses = penguin_neuron(k)
        left.clear()
        draw_penguins(left, w, b)
        title = f"第 {k} 步　正确率 {accuracy(w, b, train):.2f}"
        left.set(title=title, xlabel="嘴长（标准化）", ylabel="嘴高（标准化）")
        left.legend(loc="lower right", fontsize=8)
        right.clear()
        right.plot(losses, color=BLUE, linewidth=2)
        right.set(title="平均损失", xlabel="步", xlim=(0, 150), ylim=(0, 1.1))

    steps = [*range(20), *range(20, 50, 5), 60, 80, 110, 150]
    fig, (left, right) = plt.subplots(1, 2, figsize=(6.6, 3.3), dpi=84, layout="none")
    fig.subplots_adjust(left=0.09, right=0.97, bottom=0.16, top=0.9, wspace=0.25)
    figures.film(fig, draw_frame, steps, "动画：决策边界从远处进来，转到两种企鹅之间")

# %% [markdown]
# 印在纸上动不起来，所以再摆一条胶片：

# %% tags=["demo"]
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
# 为什么会转？第一步的 Adam 只看梯度的正负，两个权重各走 0.05，边界是 45° 的斜线，还在画面之外。随后嘴长的梯度一直往一个方向推，嘴高的梯度却中途换了正负：在嘴长相同的企鹅里，嘴**高**的反而更像阿德利。单看嘴高，两种企鹅几乎一样；两个特征合起来，边界才转到了该在的角度。
#
# **它认错了谁？**　回到毫米，看看测试集里的 50 只：

# %% tags=["demo"]
if ready("train_neuron", "neuron_forward"):
    w, b, _ = penguin_neuron(150)
    p = neuron_forward(features[test], w, b)
    wrong = (p > 0.5) != chinstrap[test]
    fig, ax = plt.subplots(figsize=(6.4, 3.8))
    scatter(ax, bills[test], chinstrap[test], names)
    ring = {"s": 150, "facecolors": "none", "edgecolors": "#222222"}
    ax.scatter(*bills[test][wrong].T, **ring, label="认错的")
    # 换回毫米：w · (x − 平均值)/标准差 + b = 0
    slope = w / std
    foot = mean - b * slope / (slope @ slope)
    ax.axline(foot, foot + np.array([-slope[1], slope[0]]), color="#222222", linewidth=1.5)
    title = f"测试集：50 只里认错 {int(wrong.sum())} 只"
    ax.set(title=title, xlabel="嘴长（毫米）", ylabel="嘴高（毫米）")
    ax.set(xlim=(31, 60), ylim=(15, 22))
    ax.legend(loc="upper left", fontsize=9)
    plt.show()
    for length, depth in ((46.0, 17.0), (46.0, 20.5)):
        x = (np.array([[length, depth]]) - mean) / std
        chance = neuron_forward(x, w, b)[0]
        print(f"嘴长 {length}、嘴高 {depth} 毫米：帽带企鹅的概率 {chance:.2f}")

# %% [markdown]
# 末尾那两只想象中的企鹅，嘴一样长，只差在嘴高，答案就翻了过来。圈出来的两只，一只压在线上，一只混在帽带企鹅堆里：凭这两个特征画一条直线，大概也就能做到这样了。

# %% [markdown]
# ## 小结
#
# 你写出了一个会学习的神经元，又用框架把它重写了一遍。值得记住的是：
#
# - sigmoid 把打分变成概率；只对不大于 0 的数取指数，就不会溢出；
# - 交叉熵只看“给正确答案的概率”；取对数之前先截断；
# - sigmoid 和交叉熵合在一起，梯度就是 $(p - y)/n$，又干净又不会消失；
# - Adam 用“方向 ÷ 大小”给每个参数配步长，偏差修正让头几步也准；
# - PyTorch 的训练循环五步：前向、损失、清零、反向、更新，每一步里面是什么，你都写过。
#
# 明天把许多神经元排成层。一条直线分不开的东西，几条直线拼起来就分得开了。

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
# $0.693 \approx \ln 2$，神经元对每个样本都说“五五开”。要么特征里没有信息，要么点和标签对不上（例如分开打乱了），要么参数根本没有更新。
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
