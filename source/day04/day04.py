# ---
# jupyter:
#   autograder:
#     title: 第 4 天　全连接神经网络
#     builds: 一个自己写的、认得手写数字的网络
#     minutes: 145
#     data: [mnist_5k1k.npz]
#     en:
#       title: Day 4. The dense network
#       builds: a network of your own that reads handwritten digits
# ---

# %% [markdown]
# # 第 4 天　全连接神经网络
#
# 昨天你训练了一个神经元：加权求和，过一个 sigmoid，就能把两类企鹅分开。今天把许多这样的单元排成层，层与层相连，让它认出手写数字。
#
# 全程只用 NumPy。没有框架替你求导：每一个梯度都由你写出来，再用数值方法核对。
#
# **今天用到的旧知识**（不会导入前几天的 notebook，想不起来就翻一翻）
#
# | 哪一天 | 用到什么 |
# |---|---|
# | 第 1 天 | 广播、按轴求和、整数数组索引 |
# | 第 2 天 | 梯度下降、小批量、用中心差分核对梯度 |
# | 第 3 天 | sigmoid、二元交叉熵、“预测减真值”这个梯度 |
#
# **今天结束时你会有**
#
# - 一个自己写的 784-64-10 网络，在没见过的数字上认对九成以上；
# - 一套能处理任意层数的前向与反向传播；
# - 一架“梯度之梯”：反向传播写错时，它会指出第一处断开的环节。

# %% [markdown]
# ## 时间表
#
# 合计约 145 分钟，100 分。可以在任意两节之间停下来休息。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 看看数据 | 5 | |
# | 1 | 激活函数：relu、relu_derivative、tanh_derivative | 13 | 13 |
# | 2 | 从打分到损失：softmax、cross_entropy、它们合起来的梯度 | 30 | 27 |
# | 3 | 一层：initialize、dense_forward、dense_backward | 29 | 25 |
# | 4 | 整个网络：network_forward、network_backward、梯度之梯 | 35 | 20 |
# | 5 | 学起来：sgd_momentum_step、train_network | 28 | 15 |
# | 6 | 看看它学到了什么 | 5 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。
#
# 几条通用的约定：
#
# - 批（batch）总在第一轴：`x` 的形状是 `(n, d)`，`n` 是样本数，`n` 可以是 1；
# - 一层的计算写成 `x @ w + b`，`w` 的形状是 `(输入数, 输出数)`；
# - 损失是对批里的样本取平均；
# - 数组可能是转置或切片得来的（内存不连续），函数同样要能用；
# - 除非练习里另说，不要改动传进来的数组、列表和字典。

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
# MNIST 是手写数字的经典数据集，每张图 28 × 28 个像素，灰度从 0（纸）到 255（墨）。
# 课程里带了其中的 6000 张：5000 张训练，1000 张测试，每个数字在两边的比例相同。
#
# 下面做了两件事：把像素缩放到 0 和 1 之间，再把每张图拉平成 784 个数的一行。

# %% tags=["demo"]
with np.load("mnist_5k1k.npz") as digits:
    x_train = digits["x_train"].reshape(-1, 784) / 255.0
    y_train = digits["y_train"].astype(np.int64)
    x_test = digits["x_test"].reshape(-1, 784) / 255.0
    y_test = digits["y_test"].astype(np.int64)

print("x_train", x_train.shape, x_train.dtype, "范围", x_train.min(), "到", x_train.max())
print("y_train", y_train.shape, y_train.dtype, "前十个", y_train[:10])
print("x_test ", x_test.shape)

# %% tags=["demo"]
fig, axes = plt.subplots(4, 10, figsize=(8, 3.6))
for digit in range(10):
    for ax, image in zip(axes[:, digit], x_train[y_train == digit]):
        ax.imshow(image.reshape(28, 28))
        ax.axis("off")
fig.suptitle("每个数字的前四张：同一个数字，写法各不相同")
plt.show()

# %% [markdown]
# 网络要做的事：收下 784 个像素，给出 10 个数，分别是“它是 0、1、…、9 的概率”。
#
# ![784-64-10 网络：上面是单元，下面是数组的形状](figures/network.svg)
#
# 这张图上半部分画的是“神经元”，下半部分画的是同一件事的数组。今天写代码时一直看下半部分：**每一步都先问形状**。

# %% [markdown]
# ## 1　激活函数
#
# 两个线性层直接叠在一起，还是一个线性层：
#
# $$
# (x W_1) W_2 = x (W_1 W_2)
# $$
#
# 所以层与层之间要有一个弯，也就是激活函数（activation function）。有了弯，网络才画得出拐弯的边界。

# %% [markdown]
# ### 练习 4.1 relu（约 4 分钟，4 分）
#
# **做什么**　修正线性单元（rectified linear unit, ReLU）：正数照旧，负数变 0。
#
# $$
# \mathrm{relu}(z) = \max(z,\ 0)
# $$
#
# 逐元素计算，输入是什么形状，输出就是什么形状。
#
# **为什么**　它算得快，而且在正数一侧斜率恒为 1，梯度穿过它时不会变小。
#
# **例子**　`[[-2., 0., 3.]]` 变成 `[[0., 0., 3.]]`。
#
# **常见错误**
#
# - `z[z < 0] = 0` 会改动传进来的数组。反向传播还要用到原来的 `z`，改掉就找不回来了；<!-- wrong: in-place -->
# - `np.max(z, 0)` 沿第 0 轴找最大值，不是逐个元素与 0 比较。<!-- wrong: max-along-axis -->
#
# <details><summary>提示</summary>
#
# `np.maximum` 逐元素比较两个数组，也可以拿数组和一个数比。
#
# </details>


# %% exercise="relu"
def relu(z: np.ndarray) -> np.ndarray:
    """修正线性单元，逐元素取 max(z, 0)。

    参数
        z: 任意形状的数值数组（可以是整数，内存可以不连续）。
    返回
        与 z 同形状的新数组；z 本身不变。
    例子
        >>> relu(np.array([[-2.0, 0.0, 3.0]]))
        array([[0., 0., 3.]])
    """
    ### BEGIN SOLUTION
    return np.maximum(z, 0)
    ### END SOLUTION


# %% check="relu" points=4 minutes=4
check("relu")

# %% [markdown]
# ### 练习 4.2 relu_derivative（约 4 分钟，4 分）
#
# **做什么**　ReLU 的导数，写成激活之前的 $z$ 的函数：
#
# $$
# \mathrm{relu}'(z) = \begin{cases} 1, & z > 0 \\ 0, & z \le 0 \end{cases}
# $$
#
# 在 $z = 0$ 处 ReLU 有个尖角，导数不存在。习惯上取 0，今天也这样约定。
#
# **为什么**　反向传播时，梯度走到 ReLU 要乘上它：正数的单元放行，其余的关门。
#
# **例子**　`[-2., 0., 3.]` 变成 `[0., 0., 1.]`。
#
# **常见错误**
#
# - 写成 `z >= 0`，在 0 处得到 1。别以为碰不到：空白的输入配上初值为 0 的偏置，`z` 就恰好是 0；<!-- wrong: one-at-zero -->
# - 返回布尔数组。布尔值可以参与乘法，但 `-mask` 会报错，所以请返回数值 0 和 1。<!-- wrong: boolean -->
#
# <details><summary>提示</summary>
#
# `z > 0` 得到布尔数组，`.astype(float)` 把它变成 0.0 和 1.0。
#
# </details>


# %% exercise="relu_derivative"
def relu_derivative(z: np.ndarray) -> np.ndarray:
    """ReLU 在 z 处的导数。

    参数
        z: 任意形状的数值数组（可以是整数，内存可以不连续），是激活之前的值；不变。
    返回
        与 z 同形状的数值数组（整数或浮点数，不是布尔）：z > 0 处为 1，其余为 0。
    例子
        >>> relu_derivative(np.array([-2.0, 0.0, 3.0]))
        array([0., 0., 1.])
    """
    ### BEGIN SOLUTION
    return (z > 0).astype(float)
    ### END SOLUTION


# %% check="relu_derivative" points=4 minutes=4
check("relu_derivative")

# %% [markdown]
# ### 练习 4.3 tanh_derivative（约 5 分钟，5 分）
#
# **做什么**　另一个常用的激活函数是双曲正切（tanh），`np.tanh` 已经有了，你来写导数：
#
# $$
# \tanh'(z) = 1 - \tanh^2(z)
# $$
#
# **为什么**　tanh 把任何数压到 −1 和 1 之间，第 6 天的循环网络靠它稳住自己。它的代价也写在公式里：$|z|$ 一大，导数就接近 0，梯度几乎过不去。
#
# **例子**　在 0 处是 1；在 1 处是 $1 - 0.7616^2 \approx 0.42$；在 20 处几乎是 0。
#
# **常见错误**
#
# - 写成 `1 - z**2`。那是把输入当成了 $\tanh(z)$；这里的 `z` 还没有过 tanh；<!-- wrong: of-the-output -->
# - 用 $e^z$ 和 $e^{-z}$ 相除去拼 tanh：`z` 很大时分子分母都溢出，得到 NaN。<!-- wrong: overflow -->
#
# <details><summary>提示</summary>
#
# 先算 `t = np.tanh(z)`，再套公式。
#
# </details>


# %% exercise="tanh_derivative"
def tanh_derivative(z: np.ndarray) -> np.ndarray:
    """tanh 在 z 处的导数。

    参数
        z: 任意形状的数值数组（可以是整数），是激活之前的值（不是 tanh(z)）；不变。
    返回
        与 z 同形状的浮点数组，绝对误差不超过 1e-12；z 离 0 再远，也不会是 NaN。
    例子
        >>> tanh_derivative(np.array([0.0, 1.0])).round(4)
        array([1.  , 0.42])
    """
    ### BEGIN SOLUTION
    return 1.0 - np.tanh(z) ** 2
    ### END SOLUTION


# %% check="tanh_derivative" points=5 minutes=5
check("tanh_derivative")

# %% tags=["demo"]
if ready("relu", "relu_derivative", "tanh_derivative"):
    z = np.linspace(-4, 4, 401)
    fig, axes = plt.subplots(1, 2, figsize=(8, 3))
    pairs = [("ReLU", relu, relu_derivative), ("tanh", np.tanh, tanh_derivative)]
    for ax, (name, function, derivative) in zip(axes, pairs):
        ax.plot(z, function(z), label=name, linewidth=2)
        ax.plot(z, derivative(z), "--", label="导数")
        ax.set(title=f"{name} 和它的导数", xlabel="z", ylim=(-1.3, 2.3))
        ax.legend(loc="upper left")
    plt.show()

# %% [markdown]
# 看虚线：ReLU 的导数只有 0 和 1 两个值；tanh 的导数只在 0 附近才像样。层数一多，梯度要连乘许多个导数，这个差别就大了。

# %% [markdown]
# ## 2　从打分到损失
#
# 网络最后一层给出 10 个不受限制的数，叫 logits，可以理解成“打分”。要训练它，还差两步：把打分变成概率（softmax），再量出概率有多离谱（交叉熵）。

# %% [markdown]
# ### 练习 4.4 softmax（约 10 分钟，9 分）
#
# **做什么**　把每一行打分变成一行概率，$i$ 是样本，$j$、$k$ 是类别：
#
# $$
# p_{ij} = \frac{e^{z_{ij}}}{\sum_k e^{z_{ik}}}
# $$
#
# | | 形状 |
# |---|---|
# | `z` | `(n, c)` |
# | 返回 | `(n, c)`，每一行都非负，和为 1 |
#
# **例子**　一行 `[1, 2, 3]` 变成 `[0.0900, 0.2447, 0.6652]`。打分差 1，概率就差 $e \approx 2.718$ 倍。
#
# **数值稳定**　$e^{1000}$ 在计算机里是无穷大。好在一行打分同时减去一个数，结果不变（分子分母约掉同一个因子）：
#
# $$
# \frac{e^{z_{ij}}}{\sum_k e^{z_{ik}}} = \frac{e^{z_{ij} - m_i}}{\sum_k e^{z_{ik} - m_i}},
# \qquad m_i = \max_k z_{ik}
# $$
#
# 减去本行的最大值之后，指数都不大于 0，再也不会溢出。
#
# **常见错误**
#
# - 分母对整个数组求和，没有逐行求和：只有一行时看不出来，两行就错了；<!-- wrong: sum-over-everything global-maximum-sum-over-everything -->
# - 减去的是整个数组的最大值：一行全是 −2000、另一行全是 0 时，前一行会变成 0/0；<!-- wrong: global-maximum -->
# - 忘了 `keepdims=True`，`(n, c)` 除以 `(n,)`，形状对不上，或者（更糟）恰好对上；<!-- wrong: no-keepdims no-keepdims-in-sum -->
# - 用 `z -= …` 直接改了传进来的打分。<!-- wrong: in-place -->
#
# <details><summary>提示</summary>
#
# 三步：`z.max(axis=1, keepdims=True)` 得到 `(n, 1)` 的行最大值，减掉它；取 `np.exp`；再除以 `axis=1` 上的和，同样带 `keepdims=True`。
#
# </details>


# %% exercise="softmax"
def softmax(z: np.ndarray) -> np.ndarray:
    """逐行的 softmax，打分再大也不溢出。

    参数
        z: (n, c) 的数值数组（可以是整数，内存可以不连续），每行是一个样本的 c 个打分。
    返回
        (n, c) 的浮点数组，每行是概率，和为 1；z 本身不变。
    例子
        >>> softmax(np.array([[1.0, 2.0, 3.0], [1000.0, 1000.0, 1000.0]])).round(4)
        array([[0.09  , 0.2447, 0.6652],
               [0.3333, 0.3333, 0.3333]])
    """
    ### BEGIN SOLUTION
    exp = np.exp(z - z.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check="softmax" points=9 minutes=10
check("softmax")

# %% [markdown]
# 打分先除以一个“温度” $T$，再做 softmax，会怎样？用你的函数看一看：

# %% tags=["demo"]
if ready("softmax"):
    scores = np.array([[1.0, 3.0, 2.0, 0.0, 2.5]])
    fig, axes = plt.subplots(1, 3, figsize=(8, 2.6), sharey=True)
    for ax, temperature in zip(axes, (0.3, 1.0, 5.0)):
        ax.bar(np.arange(5), softmax(scores / temperature)[0], color="#3b6fb6")
        ax.set(title=f"T = {temperature}", xlabel="类别", ylim=(0, 1))
        ax.set_xticks(range(5))
    axes[0].set_ylabel("概率")
    plt.show()

# %% [markdown]
# 温度低，赢家通吃；温度高，人人有份。softmax 就是“软”的取最大值，名字由此而来。

# %% [markdown]
# ### 练习 4.5 cross_entropy（约 8 分钟，8 分）
#
# **做什么**　每个样本只看一件事：网络给正确类别的概率是多少。取负对数，再对批求平均：
#
# $$
# L = -\frac{1}{n} \sum_{i=1}^{n} \log p_{i,\,y_i}
# $$
#
# | | 形状和类型 |
# |---|---|
# | `probs` | `(n, c)`，softmax 的输出 |
# | `labels` | `(n,)`，整数 0 到 c−1，是类别的编号，不是下一题的 one-hot 矩阵 |
# | 返回 | 一个数 |
#
# **为什么是它**　第 3 天的二元交叉熵是它在两类时的样子。猜对且有把握，损失接近 0；猜错还很有把握，损失会很大。
#
# **例子**　两个样本，给正确类别的概率分别是 0.7 和 0.8：$L = -(\ln 0.7 + \ln 0.8)/2 \approx 0.2899$。
#
# **概率恰好为 0 怎么办**　$\log 0$ 是负无穷。请先把概率截到一个很小的正数之上，比如 `1e-12`；不超过 `1e-7` 的正数都可以。
# 损失会很大，但有限，训练不会被一个样本毁掉。截断之后的概率另放一个数组，不要写回 `probs`。
#
# **常见错误**
#
# - 用了 `log10` 或 `log2`，差一个常数倍；<!-- wrong: base-ten base-two -->
# - 忘了平均，批越大损失越大；<!-- wrong: sum -->
# - `probs[labels]` 取的是第几行，不是每行的第几个；<!-- wrong: rows-of-labels rows-of-labels-summed -->
# - 下限取得太大，把小概率也盖住了：公开测试看不出，评分时才会发现。<!-- wrong: coarse-clipping coarse-eps -->
#
# <details><summary>提示</summary>
#
# 第 1 天的整数数组索引：`probs[np.arange(n), labels]` 从第 i 行取第 `labels[i]` 个，得到 `(n,)`。`np.maximum(…, 1e-12)` 可以把下限截住。
#
# </details>


# %% exercise="cross_entropy"
def cross_entropy(probs: np.ndarray, labels: np.ndarray) -> float:
    """平均交叉熵损失（自然对数）。

    参数
        probs: (n, c) 的浮点数组（内存可以不连续），每行是一个样本的概率；不变。
        labels: (n,) 的数组，任何一种整数类型，取值 0 到 c-1，是正确类别的编号；不变。
    返回
        一个实数：n 个样本的 -log p[正确类别] 的平均。概率为 0 时结果很大但有限：
        概率先截到一个不大于 1e-7 的正数之上。
    例子
        >>> probs = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]])
        >>> round(cross_entropy(probs, np.array([0, 1])), 4)
        0.2899
    """
    ### BEGIN SOLUTION
    chosen = probs[np.arange(len(labels)), labels]
    return float(-np.mean(np.log(np.maximum(chosen, 1e-12))))
    ### END SOLUTION


# %% check="cross_entropy" points=8 minutes=8
check("cross_entropy")

# %% [markdown]
# 一个有用的数：什么也不懂的网络给每个类别 0.1，损失是 $\ln 10 \approx 2.303$。训练刚开始时损失如果远大于它，多半是初始化或输入的尺度不对。

# %% [markdown]
# ### 练习 4.6 softmax_cross_entropy_gradient（约 12 分钟，10 分）
#
# **做什么**　求平均损失对打分（logits）的梯度。softmax 和交叉熵单独求导都不好看，合在一起却很干净。先看一个样本，$y$ 是正确类别：
#
# $$
# L = -\log p_y = -z_y + \log \sum_k e^{z_k}
# $$
#
# 对 $z_j$ 求导，第二项正好给出 $p_j$，第一项只在 $j = y$ 时给出 $-1$：
#
# $$
# \frac{\partial L}{\partial z_j} = p_j - [\,j = y\,]
# $$
#
# 方括号里的式子成立时，它的值是 1，不成立时是 0。
#
# 又是“预测减真值”，和第 3 天的 sigmoid 一样。损失对 $n$ 个样本取了平均，所以整批是
#
# $$
# \frac{\partial L}{\partial Z} = \frac{P - Y}{n}
# $$
#
# 其中 $P = \mathrm{softmax}(Z)$，$Y$ 是标签的 one-hot（独热）矩阵：第 $i$ 行只有第 $y_i$ 格是 1，其余是 0。两个矩阵的形状都是 $(n, c)$。
#
# **例子**　两个样本、两个类别，打分全是 0，标签 `[0, 1]`。概率全是 0.5，所以梯度是
#
# $$
# \frac{1}{2}\begin{pmatrix} 0.5 - 1 & 0.5 \\ 0.5 & 0.5 - 1 \end{pmatrix}
# = \begin{pmatrix} -0.25 & 0.25 \\ 0.25 & -0.25 \end{pmatrix}
# $$
#
# 每一行的和总是 0：抬高一个类别，就得压低别的。
#
# **常见错误**
#
# - 忘了除以 $n$，梯度随批变大，学习率就没法定；<!-- wrong: missing-mean -->
# - 除以了 $n \times c$；<!-- wrong: divided-by-size -->
# - 把概率写回 `logits` 再减 1，改动了传进来的数组。<!-- wrong: in-place -->
#
# <details><summary>提示</summary>
#
# `softmax(logits)` 返回的是新数组，可以放心在它上面改：用上一题的索引，把每行正确类别那一格减 1，最后除以样本数。
#
# </details>


# %% exercise="softmax_cross_entropy_gradient"
def softmax_cross_entropy_gradient(
    logits: np.ndarray,
    labels: np.ndarray,
) -> np.ndarray:
    """平均交叉熵对 logits 的梯度。

    参数
        logits: (n, c) 的数值数组（可以是整数，内存可以不连续），softmax 之前的打分。
        labels: (n,) 的数组，任何一种整数类型，正确类别的编号。
    返回
        (n, c) 的浮点新数组；logits 和 labels 不变。打分再大也不溢出。
    例子
        >>> softmax_cross_entropy_gradient(np.zeros((2, 2)), np.array([0, 1]))
        array([[-0.25,  0.25],
               [ 0.25, -0.25]])
    """
    ### BEGIN SOLUTION
    n = len(labels)
    gradient = softmax(logits)
    gradient[np.arange(n), labels] -= 1
    return gradient / n
    ### END SOLUTION


# %% check="softmax_cross_entropy_gradient" points=10 minutes=12 uses=["softmax"]
check("softmax_cross_entropy_gradient")

# %% tags=["demo"]
if ready("softmax", "softmax_cross_entropy_gradient"):
    scores = np.array([[1.0, 3.0, 2.0, 0.0, 2.5]])
    step = -softmax_cross_entropy_gradient(scores, np.array([2]))[0]
    fig, axes = plt.subplots(1, 2, figsize=(8, 2.8))
    axes[0].bar(np.arange(5), softmax(scores)[0], color="#3b6fb6")
    axes[0].set(title="网络给的概率（正确类别是 2）", xlabel="类别", ylim=(0, 1))
    axes[1].bar(np.arange(5), step, color=np.where(step > 0, "#2e8b57", "#c0392b"))
    axes[1].axhline(0, color="#555555", linewidth=0.8)
    axes[1].set(title="负梯度：打分该往哪边动", xlabel="类别")
    plt.show()

# %% [markdown]
# 绿色的往上抬，红色的往下压。错得越有把握的类别（这里是 1），压得越狠。

# %% [markdown]
# ## 3　一层
#
# 一个全连接层（dense layer）有两样东西要学：权重 `w` 和偏置 `b`。先给它们合适的初值，再写前向，然后是今天的第一个重头戏：反向。

# %% [markdown]
# ### 练习 4.7 initialize（约 8 分钟，7 分）
#
# **做什么**　为一串层宽建好所有参数。`[784, 64, 10]` 有两层：784 进 64 出，64 进 10 出。
#
# 返回一个列表，每层一个字典：
#
# | 键 | 形状 | 初值 |
# |---|---|---|
# | `"w"` | `(输入数, 输出数)` | 正态分布，平均值 0，标准差见下 |
# | `"b"` | `(输出数,)` | 全 0 |
#
# **标准差**　用 He 初始化（He initialization）：
#
# $$
# w \sim \mathcal{N}\!\left(0,\ \sigma^2\right), \qquad \sigma = \sqrt{\frac{2}{n_{\text{in}}}}
# $$
#
# **为什么**　一个单元把 $n_{\text{in}}$ 个数加权相加，权重大了，信号一层层放大；小了，一层层消失。
# 方差取 $1/n_{\text{in}}$ 刚好守恒；ReLU 又关掉一半，所以补上一个 2。
#
# 能不能全取同一个数？不能：那样同一层的单元永远一模一样，64 个等于 1 个。全取 0 更糟，权重的梯度全是 0（见自测 2）。
#
# **例子**　`initialize([784, 64, 10], rng)[0]["w"]` 的形状是 `(784, 64)`，标准差约 $\sqrt{2/784} \approx 0.0505$。
#
# **常见错误**
#
# - `rng.normal` 的第二个参数是标准差，不是方差；<!-- wrong: variance-as-std -->
# - 标准差写死成 0.01，没有随输入数变化；<!-- wrong: fixed-scale -->
# - 形状写成 `(输出数, 输入数)`，后面的 `x @ w` 就接不上；<!-- wrong: transposed -->
# - 用 `np.random` 而没有用传进来的 `rng`，结果无法重现；<!-- wrong: global-generator own-seed -->
# - 用 `[{}] * 层数` 建列表：每一项都是同一个字典，最后只剩最后一层；<!-- wrong: shared-dict -->
# - 用 `layer_sizes.pop(0)` 取宽度，把调用者的列表取空了。<!-- wrong: sizes-taken-out -->
#
# <details><summary>提示</summary>
#
# `layers[i]` 从 `layer_sizes[i]` 个输入到 `layer_sizes[i + 1]` 个输出，共 `len(layer_sizes) - 1` 层。
# 先抽哪一层、用 `rng.normal` 还是 `rng.standard_normal` 再乘，都可以。
#
# </details>


# %% exercise="initialize"
def initialize(layer_sizes: list[int], rng: np.random.Generator) -> list[dict]:
    """建立各层的参数，权重用 He 正态初始化。

    参数
        layer_sizes: 各层的宽度，至少两个整数，例如 [784, 64, 10]；不变。
        rng: NumPy 的随机数生成器，所有随机数都从它来。
    返回
        长度为 len(layer_sizes) - 1 的列表，每项是一个字典：
        "w" 是 (输入数, 输出数) 的浮点数组，正态，标准差 sqrt(2 / 输入数)；
        "b" 是 (输出数,) 的浮点数组，全 0。每一层都有自己的字典和自己的数组。
    例子
        >>> layers = initialize([784, 64, 10], np.random.default_rng(0))
        >>> [(layer["w"].shape, layer["b"].shape) for layer in layers]
        [((784, 64), (64,)), ((64, 10), (10,))]
    """
    ### BEGIN SOLUTION
    layers = []
    for i in range(len(layer_sizes) - 1):
        n_in, n_out = layer_sizes[i], layer_sizes[i + 1]
        w = rng.normal(0.0, np.sqrt(2.0 / n_in), size=(n_in, n_out))
        layers.append({"w": w, "b": np.zeros(n_out)})
    return layers
    ### END SOLUTION


# %% check="initialize" points=7 minutes=8
check("initialize")

# %% [markdown]
# ### 练习 4.8 dense_forward（约 6 分钟，6 分）
#
# **做什么**　一层的前向：
#
# $$
# \mathrm{out} = x\,w + b
# $$
#
# | | 形状 |
# |---|---|
# | `x` | `(n, in)` |
# | `w` | `(in, out)` |
# | `b` | `(out,)`，广播到每一行 |
# | `out` | `(n, out)` |
#
# 除了结果，还要返回一个 `cache`，把反向时要用的东西存起来。存什么、怎么存由你决定：测试不看它，只把它原样交还给你的 `dense_backward`。
#
# **例子**　$x = (1, 2)$，$w = \begin{pmatrix} 1 & 0 & -1 \\ 0 & 1 & 1 \end{pmatrix}$，$b = (10, 20, 30)$，结果是 $(11, 22, 31)$。
#
# **常见错误**
#
# - 用 `*` 代替 `@`；<!-- wrong: elementwise-product -->
# - 忘了返回 `cache`，只返回一个数组。<!-- wrong: no-cache -->
#
# <details><summary>提示</summary>
#
# 看一眼下一题的公式：求梯度时要用到 `x` 和 `w`，用不到 `b`。
#
# </details>


# %% exercise="dense_forward"
def dense_forward(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
) -> tuple[np.ndarray, object]:
    """全连接层的前向：x @ w + b。

    参数
        x: (n, in) 的数值数组（可以是整数，内存可以不连续）；不变。
        w: (in, out) 的浮点数组（内存可以不连续）；不变。
        b: (out,) 的浮点数组；不变。
    返回
        (out, cache)：out 是 (n, out) 的浮点数组；cache 的内容自定，供 dense_backward 使用。
    例子
        >>> w = np.array([[1.0, 0.0, -1.0], [0.0, 1.0, 1.0]])
        >>> b = np.array([10.0, 20.0, 30.0])
        >>> out, cache = dense_forward(np.array([[1.0, 2.0]]), w, b)
        >>> out
        array([[11., 22., 31.]])
    """
    ### BEGIN SOLUTION
    return x @ w + b, (x, w)
    ### END SOLUTION


# %% check="dense_forward" points=6 minutes=6 opaque=[1]
check("dense_forward")

# %% [markdown]
# 现在可以看看 He 初始化到底管不管用。让一批数据穿过 8 层，只改权重的尺度：

# %% tags=["demo"]
if ready("relu", "initialize", "dense_forward"):
    fig, ax = plt.subplots(figsize=(7, 3.2))
    for scale, style in ((0.7, "v--"), (1.0, "o-"), (1.4, "^--")):
        rng = np.random.default_rng(0)
        h = rng.normal(size=(200, 100))
        spread = [h.std()]
        for layer in initialize([100] * 9, rng):
            h = relu(dense_forward(h, scale * layer["w"], layer["b"])[0])
            spread.append(h.std())
        ax.semilogy(spread, style, label=f"He 标准差 × {scale}")
    ax.set(title="信号穿过 8 层 ReLU", xlabel="第几层之后", ylabel="激活值的标准差")
    ax.legend()
    plt.show()

# %% [markdown]
# 最上和最下的两条线，每层只差一倍，8 层之后就差了两百多倍。He 初始化的那条线几乎是平的。

# %% [markdown]
# ### 练习 4.9 dense_backward（约 15 分钟，12 分）
#
# **做什么**　已知损失对这一层输出的梯度 `dout`，求损失对 `x`、`w`、`b` 的梯度。
#
# ![全连接层的计算图：蓝色前向，红色反向](figures/dense.svg)
#
# 约定：`dout` 是 $\partial L / \partial\,\mathrm{out}$ 的简写，`dx`、`dw`、`db` 也一样。
#
# **怎么推**　写出一个元素，$i$ 是样本，$j$ 是输入，$k$ 是输出：
#
# $$
# \mathrm{out}_{ik} = \sum_j x_{ij}\, w_{jk} + b_k
# $$
#
# 权重 $w_{jk}$ 被每个样本用了一次，第 $i$ 次用时乘的是 $x_{ij}$。把各次的贡献加起来：
#
# $$
# \frac{\partial L}{\partial w_{jk}} = \sum_i x_{ij}\, \mathrm{dout}_{ik}
# $$
#
# 这正是矩阵乘法 $x^{\mathsf T}\,\mathrm{dout}$。另外两个同样推：
#
# $$
# \mathrm{dx} = \mathrm{dout}\; w^{\mathsf T}, \qquad
# \mathrm{dw} = x^{\mathsf T}\, \mathrm{dout}, \qquad
# \mathrm{db}_k = \sum_i \mathrm{dout}_{ik}
# $$
#
# **用形状核对**　梯度和它对应的量形状相同，能乘得通的写法往往只剩一种：
#
# | 梯度 | 形状 | 怎么凑出来 |
# |---|---|---|
# | `dx` | `(n, in)` | `(n, out) @ (out, in)` |
# | `dw` | `(in, out)` | `(in, n) @ (n, out)` |
# | `db` | `(out,)` | `(n, out)` 沿样本轴求和 |
#
# **例子**　接着上一题的数，`dout = [[1, 2, 3]]`：
#
# - `dx = [[1·1 + 2·0 + 3·(−1), 1·0 + 2·1 + 3·1]] = [[-2, 5]]`
# - `dw = [[1, 2, 3], [2, 4, 6]]`
# - `db = [1, 2, 3]`
#
# **常见错误**
#
# - 对批取平均：平均已经在损失的梯度里除过 $n$ 了，这里要的是和；<!-- wrong: mean-over-batch bias-mean weights-mean everything-mean -->
# - `dout @ w` 少了转置：方阵时不报错，但是错的；<!-- wrong: dx-untransposed -->
# - `db` 忘了求和，形状成了 `(n, out)`。<!-- wrong: bias-not-summed -->
#
# <details><summary>提示</summary>
#
# 先从 `cache` 里取出 `x` 和 `w`，然后一行一个梯度。转置是 `.T`，`db` 用 `dout.sum(axis=?)`：要消掉的是样本那一轴。
#
# </details>


# %% exercise="dense_backward"
def dense_backward(
    dout: np.ndarray,
    cache: object,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """全连接层的反向。

    参数
        dout: (n, out) 的浮点数组（内存可以不连续），损失对这一层输出的梯度；不变。
        cache: 你的 dense_forward 返回的那一个，前向时的 x 可以是整数；x 和 w 不变。
    返回
        (dx, dw, db)：形状分别是 (n, in)、(in, out)、(out,)。对批求和，不求平均。
    例子
        >>> w = np.array([[1.0, 0.0, -1.0], [0.0, 1.0, 1.0]])
        >>> _, cache = dense_forward(np.array([[1.0, 2.0]]), w, np.zeros(3))
        >>> dx, dw, db = dense_backward(np.array([[1.0, 2.0, 3.0]]), cache)
        >>> dx
        array([[-2.,  5.]])
    """
    ### BEGIN SOLUTION
    x, w = cache
    dx = dout @ w.T
    dw = x.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db
    ### END SOLUTION


# %% check="dense_backward" points=12 minutes=15 uses=["dense_forward"]
check("dense_backward")

# %% [markdown]
# ## 4　整个网络
#
# 零件齐了。接下来把它们串成任意层数的网络：前向从第一层走到最后一层，反向从最后一层走回第一层。

# %% [markdown]
# ### 练习 4.10 network_forward（约 10 分钟，8 分）
#
# **做什么**　依次通过每一层；层与层之间过 ReLU，最后一层之后不过；softmax 也不在这里做，返回的是 logits。以两层为例：
#
# $$
# z_1 = x\,w_1 + b_1, \qquad h_1 = \mathrm{relu}(z_1), \qquad \mathrm{logits} = h_1 w_2 + b_2
# $$
#
# 公式、图和后面的梯度之梯从 1 数起，列表从 0 数起：公式里的第 1 层就是 `layers[0]`。
#
# | | 形状 |
# |---|---|
# | `x` | `(n, 第一层的输入数)` |
# | `layers` | `initialize` 返回的那种列表，一层、两层、更多层都可能 |
# | `logits` | `(n, 最后一层的输出数)` |
#
# 还要返回 `caches`，内容自定，供 `network_backward` 使用。
#
# **例子**　用两个隐藏单元拼出绝对值：$w_1 = (1, -1)$，$b_1 = 0$，$w_2 = (1, 1)^{\mathsf T}$，$b_2 = 0.5$。
#
# | 输入 | $z_1$ | $h_1$ | 输出 |
# |---|---|---|---|
# | 2 | (2, −2) | (2, 0) | 2.5 |
# | −3 | (−3, 3) | (0, 3) | 3.5 |
#
# 输出正是 $|x| + 0.5$。一个弯，就做到了线性层做不到的事。
#
# **常见错误**
#
# - 在 logits 上也过了 ReLU：所有负的打分都成了 0，信息就丢了；<!-- wrong: relu-on-logits -->
# - 层与层之间忘了 ReLU：几层连起来仍然只是一层；<!-- wrong: no-relu -->
# - 把 `z` 存进 `layer["z"]`：`layers` 是调用者的，里面不该多出东西，请存进 `caches`。<!-- wrong: stored-in-layers -->
#
# <details><summary>提示</summary>
#
# 循环里每层调用一次 `dense_forward`。用 `i < len(layers) - 1` 判断后面还有没有层，有才过 `relu`。
# 每层把 `dense_forward` 的 `cache` 和激活之前的 `z` 一起放进列表，反向时会很顺手。不存 `z`、只存激活之后的 `h` 也行，想一想为什么。
#
# </details>


# %% exercise="network_forward"
def network_forward(x: np.ndarray, layers: list[dict]) -> tuple[np.ndarray, object]:
    """整个网络的前向：层间用 ReLU，最后一层之后没有激活函数。

    参数
        x: (n, d) 的浮点数组（内存可以不连续）。
        layers: 每层一个字典，"w" 是 (输入数, 输出数)，"b" 是 (输出数,)；至少一层。
    返回
        (logits, caches)：logits 是 (n, c) 的浮点数组；caches 内容自定，供 network_backward 使用。
        x 和 layers 不变，layers 里的字典也不多出别的键。
    例子
        >>> layers = [
        ...     {"w": np.array([[1.0, -1.0]]), "b": np.zeros(2)},
        ...     {"w": np.array([[1.0], [1.0]]), "b": np.array([0.5])},
        ... ]
        >>> network_forward(np.array([[2.0], [-3.0]]), layers)[0]
        array([[2.5],
               [3.5]])
    """
    ### BEGIN SOLUTION
    caches = []
    h = x
    for i, layer in enumerate(layers):
        z, cache = dense_forward(h, layer["w"], layer["b"])
        caches.append((cache, z))
        h = relu(z) if i < len(layers) - 1 else z
    return h, caches
    ### END SOLUTION


# %% check="network_forward" points=8 minutes=10 uses=["relu", "dense_forward"] opaque=[1]
check("network_forward")

# %% [markdown]
# ### 练习 4.11 network_backward（约 20 分钟，12 分）
#
# **做什么**　已知损失对 logits 的梯度，求损失对每一个参数的梯度。
#
# ![梯度之梯：红色的梯度从损失一级一级往回传](figures/ladder.svg)
#
# 沿着红线从右往左走，每一步只用到已经写好的函数：
#
# | 序号 | 求什么 | 公式 | 用哪个函数 |
# |---|---|---|---|
# | ① | `dlogits` | $(P - Y)/n$ | 由调用者算好传进来 |
# | ② | `dw2`、`db2` | $h_1^{\mathsf T}\,\mathrm{dlogits}$，按样本求和 | `dense_backward` |
# | ③ | `dh1` | $\mathrm{dlogits}\; w_2^{\mathsf T}$ | 同一次 `dense_backward` |
# | ④ | `dz1` | $\mathrm{dh}_1 \odot \mathrm{relu}'(z_1)$ | `relu_derivative` |
# | ⑤ | `dw1`、`db1` | $x^{\mathsf T}\,\mathrm{dz}_1$，按样本求和 | `dense_backward` |
#
# $\odot$ 是逐元素相乘。层数更多时，③④⑤ 一直重复下去，这就是反向传播（backpropagation）。
#
# **返回**　和 `layers` 一样的列表：`grads[i]["w"]`、`grads[i]["b"]` 对应 `layers[i]`，形状与参数相同。
#
# **例子**　上一题的绝对值网络，输入 2 和 −3，`dlogits = [[1], [1]]`：
#
# - `grads[1]["w"] = [[2], [3]]`，`grads[1]["b"] = [2]`
# - `grads[0]["w"] = [[2, -3]]`，`grads[0]["b"] = [1, 1]`
#
# **常见错误**
#
# - 计算顺序是从后往前，列表顺序却要从前往后，忘了倒过来；<!-- wrong: order-reversed -->
# - 最后一层没有 ReLU，它的梯度不该乘 ReLU 的导数；<!-- wrong: relu-on-logits -->
# - 乘错了层的 `z`：梯度传到 `layers[i]` 时，要乘的是这一层自己的 `relu_derivative(z)`；<!-- wrong: mask-of-next-layer mask-of-previous-layer -->
# - 用 `dlogits *= …` 就地相乘，改动了传进来的数组。<!-- wrong: dlogits-overwritten -->
#
# <details><summary>提示</summary>
#
# 先备好 `grads = [None] * len(caches)`，再 `for i in reversed(range(len(caches)))`。
# 循环里：除了最后一层，先把手上的梯度乘以 `relu_derivative(z)`；然后 `dense_backward` 给出传往前一层的梯度和这一层的 `dw`、`db`。
#
# </details>


# %% exercise="network_backward"
def network_backward(dlogits: np.ndarray, caches: object) -> list[dict]:
    """整个网络的反向。

    参数
        dlogits: (n, c) 的浮点数组（内存可以不连续），损失对 logits 的梯度。
        caches: 你的 network_forward 返回的那一个。
    返回
        与 layers 对应的列表，第 i 项是字典：
        "w"、"b" 是损失对 layers[i] 的参数的梯度，形状与参数相同。
        dlogits 和前向时的 x、layers 不变。
    例子
        >>> layers = [
        ...     {"w": np.array([[1.0, -1.0]]), "b": np.zeros(2)},
        ...     {"w": np.array([[1.0], [1.0]]), "b": np.array([0.5])},
        ... ]
        >>> _, caches = network_forward(np.array([[2.0], [-3.0]]), layers)
        >>> network_backward(np.ones((2, 1)), caches)[0]["w"]
        array([[ 2., -3.]])
    """
    ### BEGIN SOLUTION
    grads = [None] * len(caches)
    d = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            d = d * relu_derivative(z)
        d, dw, db = dense_backward(d, cache)
        grads[i] = {"w": dw, "b": db}
    return grads
    ### END SOLUTION


# %% check="network_backward" points=12 minutes=20 uses=["relu", "relu_derivative", "dense_backward", "network_forward"]
check("network_backward")

# %% [markdown]
# ### 梯度之梯（约 5 分钟，不计分）
#
# 反向传播写错时，最难的是知道错在哪一环。下面的工具造了一个小网络，从损失那一端开始，一级一级把你的梯度和中心差分（第 2 天的 `numerical_gradient`）对比。
#
# 前八级各自独立：每一级都给你的函数正确的输入和随机的上游梯度，一处写错不会连累别处。
# 最后四级（`grads[…]`）用你自己的函数串起来，前面断了，它们也会跟着红，所以先修第一处 ✗。
# 前八级全对、后四级报错时，先查 `cache` 是不是每次前向各存一份。
#
# 它读的是你 notebook 里现在的函数，检查没通过也能用，还没写的函数标成 ·。改了代码，先重新运行那个单元格，再运行这里。

# %% tags=["demo"]
from autograder import ladder

ladder.show(globals())

# %% [markdown]
# 相对误差小于百万分之一，就可以认为公式没错。想看看它怎么报错？把 `dense_backward` 里的 `sum` 改成 `mean`，运行那个单元格，再回到这里；看完记得改回去。

# %% [markdown]
# ## 5　学起来
#
# 梯度有了，还差两步：用梯度更新参数，再把一切放进训练循环。

# %% [markdown]
# ### 练习 4.12 sgd_momentum_step（约 8 分钟，7 分）
#
# **做什么**　带动量（momentum）的梯度下降，对每层的 `w` 和 `b` 各做一步，$\theta$ 代表其中任意一个：
#
# $$
# v \leftarrow \mu\, v - \eta\, g
# $$
#
# $$
# \theta \leftarrow \theta + v
# $$
#
# $\mu$ 是动量系数 `momentum`，$\eta$ 是学习率 `lr`，$g$ 是梯度，$v$ 是速度，初值全 0。
#
# **为什么**　想象一个球滚下山谷：来回摇摆的方向互相抵消，一直向下的方向越滚越快。
#
# **原地更新**　这个函数没有返回值（不写 `return`）。它要改的是传进来的**数组本身**：
#
# | 写法 | 数组本身变了吗 |
# |---|---|
# | `v *= 0.9` 或 `v[...] = 新值` | 变了 |
# | `v = 0.9 * v` | 没变，只是给名字 `v` 换了个数组 |
# | `layer["w"] = layer["w"] + v` | 没变，只是给字典换了个数组 |
# | `layer["w"] += v` | 变了：数组就地加，字典里还是同一个 |
#
# **例子**　$\theta = 1$，$v = 0.5$，$g = 2$，$\eta = 0.1$，$\mu = 0.9$：新的 $v = 0.45 - 0.2 = 0.25$，新的 $\theta = 1.25$。
#
# **常见错误**
#
# - 学习率乘了两次：`v` 里有一次，更新时又乘一次；<!-- wrong: lr-twice -->
# - 更新参数时用了旧的 `v`；<!-- wrong: old-velocity -->
# - 写成 Nesterov 动量。它也是好方法，但不是这里的公式；<!-- wrong: nesterov -->
# - 写成滑动平均 $v \leftarrow \mu v + (1 - \mu)\,g$：那是另一种动量，步子小得多；<!-- wrong: ema averaged -->
# - 新的速度没有写回 `velocity`，下一步又从旧的速度开始；<!-- wrong: velocity-kept-local velocity-not-in-place -->
# - 返回了 `layers`：更新已经写在数组里，返回值是多余的。<!-- wrong: returns-layers -->
#
# <details><summary>提示</summary>
#
# 两重循环：外层 `for layer, grad, v in zip(layers, grads, velocity)`，内层 `for key in ("w", "b")`。里面只用 `*=`、`-=`、`+=`。
#
# </details>


# %% exercise="sgd_momentum_step"
def sgd_momentum_step(
    layers: list[dict],
    grads: list[dict],
    velocity: list[dict],
    lr: float,
    momentum: float = 0.9,
) -> None:
    """带动量的一步梯度下降，原地更新 layers 和 velocity 里的数组。

    参数
        layers: 每层一个字典，"w" 和 "b" 是浮点数组。
        grads: 与 layers 同结构，损失的梯度；不变（列表、字典和数组都是）。
        velocity: 与 layers 同结构，第一次调用之前全 0。
        lr: 学习率。
        momentum: 动量系数。
    返回
        没有返回值（None）。
    例子
        >>> layers = [{"w": np.array([[1.0]]), "b": np.array([0.0])}]
        >>> grads = [{"w": np.array([[2.0]]), "b": np.array([0.0])}]
        >>> velocity = [{"w": np.array([[0.5]]), "b": np.array([0.0])}]
        >>> sgd_momentum_step(layers, grads, velocity, lr=0.1)
        >>> layers[0]["w"], velocity[0]["w"]
        (array([[1.25]]), array([[0.25]]))
    """
    ### BEGIN SOLUTION
    for layer, grad, v in zip(layers, grads, velocity):
        for key in ("w", "b"):
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += v[key]
    ### END SOLUTION


# %% check="sgd_momentum_step" points=7 minutes=8
check("sgd_momentum_step")

# %% [markdown]
# 一条狭长的山谷 $f(a, b) = \frac{1}{2}(a^2 + 30\,b^2)$，从同一点出发，各走 40 步：

# %% tags=["demo"]
if ready("sgd_momentum_step"):
    fig, ax = plt.subplots(figsize=(7.5, 3.2))
    a, b = np.meshgrid(np.linspace(-4.6, 1.5, 200), np.linspace(-1.3, 1.3, 120))
    ax.contour(a, b, 0.5 * (a**2 + 30 * b**2), levels=12, colors="#cccccc")
    for momentum, color in ((0.0, "#c0392b"), (0.9, "#3b6fb6")):
        point = [{"w": np.array([-4.0, 1.0]), "b": np.zeros(1)}]
        speed = [{"w": np.zeros(2), "b": np.zeros(1)}]
        path = [point[0]["w"].copy()]
        for _ in range(40):
            slope = [{"w": np.array([1.0, 30.0]) * point[0]["w"], "b": np.zeros(1)}]
            sgd_momentum_step(point, slope, speed, lr=0.02, momentum=momentum)
            path.append(point[0]["w"].copy())
        label = f"动量 {momentum}"
        ax.plot(*np.array(path).T, "o-", color=color, markersize=3, label=label)
    ax.plot(0, 0, "k*", markersize=12)
    ax.set(title="同样走 40 步，星号是谷底", xlabel="a", ylabel="b")
    ax.legend()
    plt.show()

# %% [markdown]
# 没有动量的那个一步步挪，40 步才走了一半多；有动量的早就到了谷底，冲过头，又荡了回来。

# %% [markdown]
# ### 练习 4.13 train_network（约 20 分钟，8 分）
#
# **做什么**　把前面的函数串成训练循环。一轮（epoch）里：
#
# 1. 用 `rng` 把样本重新打乱；
# 2. 每次取 `batch_size` 个，最后不足一批的也要用；
# 3. 前向，算损失，求梯度，反向，更新（动量 0.9）；
# 4. 一轮结束，把这一轮的平均损失记进 `history`。
#
# | | 形状和类型 |
# |---|---|
# | `x` | `(n, d)` 浮点数，MNIST 时 d = 784，取值 0 到 1 |
# | `y` | `(n,)` 整数 |
# | `layers` | 和 `initialize` 返回的结构一样 |
# | `history` | 长度为 `epochs` 的列表或一维数组，每轮一个平均损失 |
#
# **几种读法都接受**　平均损失可以是这一轮里各批损失的平均（按样本数加权与否都行），也可以是一轮结束之后在全部训练样本上算的。
#
# **例子**　`train_network(x_train, y_train, [784, 64, 10], 10, 0.05, 32, rng)`
# 在测试集上的正确率应当不低于 0.92。
#
# **常见错误**
#
# - 只打乱一次，每一轮的批都一样（公开测试看不出，评分时才会发现）；<!-- wrong: shuffled-once -->
# - `x` 和 `y` 分开打乱，图和标签对不上；<!-- wrong: shuffled-apart labels-not-shuffled -->
# - 每一批都重新建 `velocity`，动量就没有了；<!-- wrong: no-momentum -->
# - 每一批记一个损失，`history` 变得很长；<!-- wrong: history-per-batch -->
# - 在 `network_forward` 的输出上做了 softmax，又把概率当成 logits 去求梯度。<!-- wrong: softmax-twice -->
#
# <details><summary>提示</summary>
#
# `order = rng.permutation(len(x))` 是打乱的下标，`x[order[start:start + batch_size]]` 和 `y[…]` 用同一段下标取，就不会错位。
#
# 速度：对每层的每个数组用 `np.zeros_like`，在两重循环之外建一次。
#
# </details>


# %% exercise="train_network"
def train_network(
    x: np.ndarray,
    y: np.ndarray,
    layer_sizes: list[int],
    epochs: int,
    lr: float,
    batch_size: int,
    rng: np.random.Generator,
) -> tuple[list[dict], list[float]]:
    """用小批量动量梯度下降（momentum = 0.9）训练一个分类网络。

    参数
        x: (n, d) 的浮点数组（内存可以不连续），每行一个样本；不变。
        y: (n,) 的数组，任何一种整数类型，正确类别的编号；不变。
        layer_sizes: 各层宽度，第一个是 d，最后一个是类别数；不变。
        epochs: 轮数；每轮用 rng 重新打乱，每个样本恰好用一次。
        lr: 学习率；可以是 0，这时返回的就是初始的参数。
        batch_size: 一批的样本数；最后一批可以不足，也可以比 n 还大。
        rng: 初始化和打乱都用它。
    返回
        (layers, history)：训练好的各层参数；每轮一个平均损失，长度为 epochs。
    例子
        >>> x = np.array([[0.0], [1.0]] * 10)
        >>> y = np.array([0, 1] * 10)
        >>> rng = np.random.default_rng(0)
        >>> layers, history = train_network(x, y, [1, 8, 2], 5, 0.1, 4, rng)
        >>> len(layers), len(history)
        (2, 5)
    """
    ### BEGIN SOLUTION
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(layer[key]) for key in layer} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            total += cross_entropy(softmax(logits), y[batch]) * len(batch)
            dlogits = softmax_cross_entropy_gradient(logits, y[batch])
            grads = network_backward(dlogits, caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(total / len(x))
    return layers, history
    ### END SOLUTION


# %% check="train_network" points=8 minutes=20 uses=["softmax", "cross_entropy", "softmax_cross_entropy_gradient", "initialize", "network_forward", "network_backward", "sgd_momentum_step"]
check("train_network")

# %% [markdown]
# **老手的第一步**　正式训练之前，先让网络背下 50 张图。连 50 张都背不下来，代码里一定有错，不必浪费时间去训练 5000 张。

# %% tags=["demo"]
if ready("train_network", "network_forward"):

    def accuracy(x, y, layers):
        """预测最大打分的那个类别，返回正确率。"""
        return np.mean(network_forward(x, layers)[0].argmax(axis=1) == y)

    few_x, few_y = x_train[:50], y_train[:50]
    rng = np.random.default_rng(0)
    few, losses = train_network(few_x, few_y, [784, 64, 10], 30, 0.05, 10, rng)
    print(f"损失从 {losses[0]:.2f} 降到 {losses[-1]:.3f}")
    print(f"这 50 张的正确率 {accuracy(few_x, few_y, few):.2f}")
    print(f"没见过的 1000 张的正确率 {accuracy(x_test, y_test, few):.2f}")

# %% [markdown]
# 背得滚瓜烂熟，换一批就露馅：这叫过拟合（overfitting）。所以要用更多的数据。

# %% [markdown]
# ## 6　看看它学到了什么
#
# 现在用全部 5000 张训练 10 轮，几秒到十几秒；再下一格画学习曲线，要训练两次。

# %% tags=["demo"]
if ready("train_network", "network_forward"):
    sizes = [784, 64, 10]
    rng = np.random.default_rng(0)
    network, history = train_network(x_train, y_train, sizes, 10, 0.05, 32, rng)
    print(f"训练集正确率 {accuracy(x_train, y_train, network):.3f}")
    print(f"测试集正确率 {accuracy(x_test, y_test, network):.3f}（目标：不低于 0.92）")

# %% [markdown]
# **学习曲线**　同样的网络，换三种学习率：

# %% tags=["demo"]
if ready("train_network", "network_forward"):
    curves = {0.05: history}
    for lr in (0.001, 0.5):
        rng = np.random.default_rng(0)
        _, curves[lr] = train_network(x_train, y_train, sizes, 10, lr, 32, rng)
    fig, ax = plt.subplots(figsize=(7, 3.4))
    for lr, style in ((0.001, "v--"), (0.05, "o-"), (0.5, "^--")):
        ax.plot(np.arange(1, 11), curves[lr], style, label=f"学习率 {lr}")
    ax.axhline(np.log(10), color="#999999", linestyle=":")
    ax.text(10, np.log(10) + 0.07, "乱猜：ln 10", ha="right", color="#666666")
    ax.set(title="学习曲线", xlabel="轮", ylabel="平均损失", ylim=(0, 2.8))
    ax.legend(loc="center right")
    plt.show()

# %% [markdown]
# 太小，十轮还没走到；太大，步子迈过了头，再也降不下来。
#
# **它认错了哪些？**　下面是测试集里错得最有把握的 12 张。换成你，认得出来吗？

# %% tags=["demo"]
if ready("train_network", "network_forward", "softmax"):
    probs = softmax(network_forward(x_test, network)[0])
    predicted = probs.argmax(axis=1)
    confidence = probs.max(axis=1)
    wrong = np.flatnonzero(predicted != y_test)
    worst = wrong[np.argsort(-confidence[wrong])][:12]
    fig, axes = plt.subplots(2, 6, figsize=(8, 3.6))
    for ax, i in zip(axes.flat, worst):
        ax.imshow(x_test[i].reshape(28, 28))
        title = f"{y_test[i]} 认成 {predicted[i]}\n把握 {confidence[i]:.0%}"
        ax.set_title(title, fontsize=10)
        ax.axis("off")
    plt.show()
    print(f"1000 张里认错 {len(wrong)} 张")

# %% tags=["demo"]
if ready("train_network", "network_forward", "softmax"):
    confusion = np.zeros((10, 10), dtype=int)
    np.add.at(confusion, (y_test, predicted), 1)
    np.fill_diagonal(confusion, 0)
    fig, ax = plt.subplots(figsize=(4.6, 4))
    ax.imshow(confusion, cmap="Reds", vmax=2 * confusion.max())
    for true, guess in zip(*np.nonzero(confusion)):
        ax.text(guess, true, confusion[true, guess], ha="center", va="center")
    ax.grid(False)
    ax.set(title="认错的次数", xlabel="认成", ylabel="其实是")
    ax.set_xticks(range(10))
    ax.set_yticks(range(10))
    plt.show()

# %% [markdown]
# **第一层在看什么？**　每个隐藏单元有 784 个权重，正好排成一张 28 × 28 的图。红色是“这里有墨就加分”，蓝色是“这里有墨就减分”。

# %% tags=["demo"]
if ready("train_network", "network_forward"):
    w1 = network[0]["w"]
    strongest = np.argsort(-np.linalg.norm(w1, axis=0))[:24]
    fig, axes = plt.subplots(3, 8, figsize=(8, 3.3))
    for ax, unit in zip(axes.flat, strongest):
        ax.imshow(w1[:, unit].reshape(28, 28), cmap="RdBu_r", vmin=-0.2, vmax=0.2)
        ax.axis("off")
    fig.suptitle("第一层的权重：范数最大的 24 个隐藏单元")
    plt.show()

# %% [markdown]
# 中间隐约是笔画的片段，四角却是一片淡淡的斑点。为什么？四角的像素在所有图里都是 0，那里的 `dw` 也永远是 0：斑点就是初始值，从来没有被更新过。

# %% [markdown]
# ## 小结
#
# 你从一个 `max(z, 0)` 出发，写出了一个会认字的网络。值得记住的是：
#
# - 没有激活函数，多少层都等于一层；
# - softmax 要逐行做，先减行最大值；它和交叉熵合起来，梯度就是 $(P - Y)/n$；
# - 反向传播不是新的数学，只是链式法则加上一个好习惯：把前向的中间值存下来；
# - 梯度的形状和它对应的量相同，先对形状，再对数值；
# - 写完反向，就用数值梯度核对；训练之前，先背 50 张。
#
# 明天的卷积网络会利用一件今天丢掉的事：像素和像素是相邻的。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. 把 784 个像素按同一种方式打乱位置，重新训练今天的网络，正确率会变吗？
#
# <details><summary>答案</summary>
#
# 基本不变。全连接层不知道哪些像素相邻，打乱只是给输入重新编号。这正是卷积网络要改进的地方。
#
# </details>
#
# 2. 把所有权重初始化成 0，会发生什么？
#
# <details><summary>答案</summary>
#
# 隐藏层的输出全是 0，`dw` 全是 0：$w_2$ 的梯度要乘 $h_1 = 0$，$w_1$ 的梯度要乘 $w_2 = 0$。只有最后一层的偏置会学，网络最多学到各个数字出现的频率。
#
# </details>
#
# 3. 为什么 `dw` 对批求和而不求平均，梯度却不随批的大小成倍变大？
#
# <details><summary>答案</summary>
#
# 平均在损失里：`dlogits` 已经除过 $n$。后面每一层只需照链式法则求和，再除一次就多了。
#
# </details>
#
# 4. 这个网络有多少个要学的参数？
#
# <details><summary>答案</summary>
#
# 第一层 $784 \times 64 + 64 = 50240$，第二层 $64 \times 10 + 10 = 650$，一共 50890 个。
#
# </details>
#
# 5. 梯度下降里，学习率减半，和把 `dlogits` 减半，效果一样吗？
#
# <details><summary>答案</summary>
#
# 一样。反向传播对 `dlogits` 是线性的，所有梯度跟着减半，而动量里只出现 $\eta g$ 这个乘积。忘了除以 $n$ 的人其实是把学习率放大了 $n$ 倍。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - Michael Nielsen，*Neural Networks and Deep Learning*（2015），第 1、2 章：同样从零写一个认 MNIST 的网络。
# - 阿斯顿·张、李沐等，《动手学深度学习》，线性神经网络与多层感知机两章。
# - Goodfellow, Bengio, Courville，*Deep Learning*（2016），第 6 章：前馈网络与反向传播。
# - Rumelhart, Hinton, Williams，*Learning representations by back-propagating errors*，Nature 323（1986）。
# - He, Zhang, Ren, Sun，*Delving Deep into Rectifiers*，ICCV 2015：今天用的初始化。
# - Sutskever 等，*On the importance of initialization and momentum in deep learning*，ICML 2013。
#
# 数据：MNIST，Yann LeCun 与 Corinna Cortes，CC BY-SA 3.0；课程里的文件是其中 6000 张，重新划分过，仍按同一许可发布。
