# ---
# jupyter:
#   autograder:
#     title: 第 4 天　全连接神经网络
#     builds: 一个自己写的网络，认得你亲手写的数字
#     minutes: 355
#     data: [mnist_5k1k.npz]
#     en:
#       title: Day 4. The dense network
#       builds: a network of your own that reads the digits you draw
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
# - 一个自己写的 784-64-10 网络，在没见过的数字上认对九成四左右；
# - 一块画板：你写一个数字，网络当场作答；一张字符画：同一个答案，看得出是哪几个单元投的票；
# - 一段动画：第一层的权重怎样从一片噪点里长出笔画；
# - 一套能处理任意层数的前向与反向传播；
# - 一架“梯度之梯”：反向传播写错时，它会指出第一处断开的环节。

# %% [markdown]
# ## 时间表
#
# 合计约 355 分钟，100 分。读文字、看图、猜和改错的时间都算在里面。一口气做完太长，分两三次坐下来正好：**第 3 节、第 5 节之后各有一个记号，可以停在那里**。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 看看数据 | 10 | |
# | 1 | 激活函数：relu、relu_derivative、tanh_derivative | 15 | 10 |
# | 2 | 从打分到损失：softmax、cross_entropy、它们合起来的梯度 | 57 | 27 |
# | 3 | 一层：initialize、dense_forward、dense_backward | 62 | 25 |
# | 4 | 整个网络：network_forward、network_backward、梯度之梯 | 64 | 20 |
# | 5 | 学起来：sgd_momentum_step、train_network，再把它弄坏 | 72 | 18 |
# | 6 | 看它学会了什么：认错了哪些，笔画长出来 | 28 | |
# | 7 | 三次坏掉的训练 | 12 | |
# | 8 | 开放挑战（不计分，时间另计） | | |
# | 9 | 终场：你写一个，它来认 | 17 | |
# | | 小结、自测 | 18 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。
# 卡住了就一条一条地展开“提示”：第一条是一个问题，第二条是方向，第三条最具体（代码的骨架、步骤的次序或一次验算），哪一条都不是答案。先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条不会自己变：想看最新的，就再运行它那一格。
#
# 遇到**先猜**，请真的停下来，把猜的写在纸上再往下运行：猜错的那一次，记得最牢。遇到**弄坏它**，单元格的第一行是一个开关，改了再运行，不会碰坏你的代码。
# 标着“不用读懂”的代码只管运行。
#
# 几条通用的约定：
#
# - 批（batch）总在第一轴：`x` 的形状是 `(n, d)`，`n` 是样本数，`n` 可以是 1；
# - 一层的计算写成 `x @ w + b`，`w` 的形状是 `(输入数, 输出数)`；
# - 损失是对批里的样本取平均；
# - 数组可能是转置或切片得来的（内存不连续），函数同样要能用；
# - 除非练习里另说，不要改动传进来的数组、列表和字典。

# %% tags=["demo"]
import os
from contextlib import contextmanager

# 今天的矩阵都很小，分给几个线程算，来回交接比算还慢：小机器上训练慢几倍。要在导入 NumPy 之前说
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

import matplotlib.pyplot as plt
from IPython.display import HTML, display

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN = "#3b6fb6", "#c0392b", "#2e8b57"


# 不用读懂：检查通过以后才给看的图
def show_drawing(name, alt):
    """显示 figures 里的一张 SVG。"""
    import base64
    from pathlib import Path

    data = base64.b64encode(Path("figures", name).read_bytes()).decode()
    display(HTML(f'<img alt="{alt}" src="data:image/svg+xml;base64,{data}">'))


# 不用读懂：暂时换掉几个函数，用完换回来；后面“弄坏它”的几格都用它
@contextmanager
def swapped(**others):
    """在 with 里面，这些名字指的是另外的函数。"""
    kept = {name: globals()[name] for name in others}
    globals().update(others)
    try:
        yield
    finally:
        globals().update(kept)


# 后面用的两把尺子：正确率，和不亮的单元有几个
def accuracy(x, y, layers):
    """预测最大打分的那个类别，返回正确率。"""
    return np.mean(network_forward(x, layers)[0].argmax(axis=1) == y)


def dead(x, layers):
    """第一个隐藏层里，对 x 的每一张图都不亮的单元有几个。"""
    z1 = dense_forward(x, layers[0]["w"], layers[0]["b"])[0]
    return np.sum(z1.max(axis=0) <= 0)


# %%
import numpy as np

# %% [markdown]
# ## 0　看看数据
#
# MNIST 是手写数字的经典数据集，每张图 28 × 28 个像素，灰度从 0（纸）到 255（墨）。
# 课程里带了其中的 6000 张：5000 张训练，1000 张测试。训练集和测试集里，每个数字所占的比例一样（不是正好各一成）。
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
# **先猜**（写下来再运行）
#
# 1. 把训练集里所有的 3 叠起来取平均，看到的是什么？0 和 1 呢，哪个更清楚？
# 2. 784 个像素里，有多少个在 5000 张训练图里**一次也没有亮过**？它们在哪里？
# 3. 一张图里，有墨的像素占几成？

# %% tags=["demo"]
lit = np.mean(x_train > 0, axis=0)  # 每个像素在多少图里有墨
fig, axes = plt.subplots(2, 6, figsize=(8, 3.2))
for digit, ax in enumerate(axes[:, :5].flat):
    ax.imshow(x_train[y_train == digit].mean(axis=0).reshape(28, 28))
    ax.set_title(f"{digit} 的平均", fontsize=10)
axes[0, 5].imshow(lit.reshape(28, 28))
axes[0, 5].set_title("多常亮", fontsize=10)
axes[1, 5].imshow((lit == 0).reshape(28, 28), cmap="Reds")
axes[1, 5].set_title("从来不亮", fontsize=10)
for ax in axes.flat:
    ax.axis("off")
plt.show()
print(f"从来没有亮过的像素：{np.sum(lit == 0)} 个")
print(f"一张图平均有 {lit.mean():.0%} 的像素有墨")

# %% [markdown]
# 写法越统一的数字，平均越清楚。三个里 0 最清楚：大多是同一个圈，圈和空心都还在；3 也认得出，只是轮廓晕开了；1 有直有斜，叠起来中间一根是清楚的，两头糊成了一把扇子。第三问：一张图里，有墨的不到两成。红色的那一圈记在心里：那些像素永远是 0。第 6 节看权重的时候，它们会再露一次面。

# %% [markdown]
# 网络要做的事：收下 784 个像素，给出 10 个数，分别是“它是 0、1、…、9 的概率”。
#
# ![784-64-10 网络：上面是单元，下面是数组的形状](figures/network.svg)
#
# 这张图上半部分画的是“神经元”，下半部分画的是同一件事的数组。今天写代码时一直看下半部分：**每一步都先问形状**。

# %% [markdown]
# ## 1　激活函数
#
# 先乘 2、再乘 3，等于一次乘 6：两步没有比一步多会什么。换成矩阵也一样，两个线性层直接叠在一起，还是一个线性层：
#
# $$
# (x W_1) W_2 = x (W_1 W_2)
# $$
#
# 所以层与层之间要有一个弯，也就是激活函数（activation function）。有了弯，网络才做得到一层做不到的事（练习 4.10 用两个单元拼出绝对值）。

# %% [markdown]
# ### 练习 4.1 relu（约 4 分钟，3 分）
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
# <details><summary>提示一</summary>
#
# `np.max` 和 `np.maximum` 只差几个字母。哪一个把整个数组变成一个数，哪一个逐格比大小、形状不变？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 逐格比大小的那个要两样东西：一个是 `z`，另一个可以是一个数，它会广播到每一格。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 写完先手算验一遍：`[[-2., 0., 3.]]` 的三格各在和谁比，各留下谁？再换一个两行的数组，看形状变没变。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `z[z < 0] = 0` 会改动传进来的数组。反向传播还要用到原来的 `z`，改掉就找不回来了；<!-- wrong: in-place -->
# - `np.max(z, 0)` 沿第 0 轴找最大值，不是逐个元素与 0 比较。<!-- wrong: max-along-axis -->
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


# %% check="relu" points=3 minutes=4
check("relu")

# %% [markdown]
# ### 练习 4.2 relu_derivative（约 4 分钟，3 分）
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
# **例子**　`[-2., 0., 3.]` 变成 `[0., 0., 1.]`。中间的 0 写成 1，或者写成 0.5，都和约定不符。
#
# <details><summary>提示一</summary>
#
# ReLU 的图像在 0 左边是平的，右边是 45° 的斜线。平地的斜率是多少，斜线的呢？哪一边包括 0？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 比较运算（`<`、`>`、`==` …）对数组逐格进行，得到 `True`、`False`。先写出一个只在斜线那边为 `True` 的比较。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `(比较的式子).astype(要的类型)`。`True` 变成数值是 1，`False` 是 0。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写成 `z >= 0`，在 0 处得到 1。别以为碰不到：空白的输入配上初值为 0 的偏置，`z` 就恰好是 0；<!-- wrong: one-at-zero -->
# - 返回布尔数组。布尔值可以参与乘法，但 `-mask` 会报错，所以请返回数值 0 和 1。<!-- wrong: boolean -->
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


# %% check="relu_derivative" points=3 minutes=4
check("relu_derivative")

# %% [markdown]
# ### 练习 4.3 tanh_derivative（约 5 分钟，4 分）
#
# **做什么**　另一个常用的激活函数是双曲正切（tanh），`np.tanh` 已经有了，你来写导数：
#
# $$
# \tanh'(z) = 1 - \tanh^2(z)
# $$
#
# **怎么推**　$\tanh = s/c$，其中 $s = (e^z - e^{-z})/2$，$c = (e^z + e^{-z})/2$。两个函数互为导数：$s' = c$，$c' = s$。用一次商的求导法则：
#
# $$
# \left(\frac{s}{c}\right)' = \frac{c \cdot c - s \cdot s}{c^2} = 1 - \left(\frac{s}{c}\right)^2
# $$
#
# **为什么**　tanh 把任何数压到 −1 和 1 之间，第 6 天的循环网络靠它稳住自己。它的代价也写在公式里：$|z|$ 一大，导数就接近 0，梯度几乎过不去。
#
# **例子**　在 0 处是 1；在 1 处是 $1 - 0.7616^2 \approx 0.42$；在 20 处几乎是 0。若忘了那是“激活之前的 $z$”，写成 $1 - z^2$，在 1 处会得到 0，在 20 处会得到 −399。
#
# <details><summary>提示一</summary>
#
# 公式里的 $\tanh^2(z)$ 是“先 tanh 再平方”。只准算一次 tanh 的话，中间结果叫什么名字？
#
# </details>
#
# <details><summary>提示二</summary>
#
# NumPy 自己的 `np.tanh` 对再大的数也不溢出，别去碰 $e^z$。把它的结果存进 `t`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两行：`t = …`，`return 一个只含 t 的式子`。用 $z = 0$ 和 $z = 1$ 验算。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写成 `1 - z**2`。那是把输入当成了 $\tanh(z)$；这里的 `z` 还没有过 tanh；<!-- wrong: of-the-output -->
# - 用 $e^z$ 和 $e^{-z}$ 相除去拼 tanh：`z` 很大时分子分母都溢出，得到 NaN。<!-- wrong: overflow -->
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


# %% check="tanh_derivative" points=4 minutes=5
check("tanh_derivative")

# %% [markdown]
# **先猜**　下面画两个函数（实线）和它们的导数（虚线）。如果梯度要连着穿过 10 个这样的弯，每个弯都在 $z = 2$，两种激活各还剩几成？

# %% tags=["demo"]
if ready("relu", "relu_derivative", "tanh_derivative"):
    two = np.array([2.0])
    print("在 z = 2 连穿 10 个弯，梯度还剩：", end="")
    print(f"ReLU {relu_derivative(two)[0] ** 10:.0%}，", end="")
    print(f"tanh {tanh_derivative(two)[0] ** 10:.1e}")
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
# ### 练习 4.4 softmax（约 15 分钟，9 分）
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
# **为什么是 $e$ 的幂**　概率要非负、和为 1，打分却可正可负。取指数之后全是正数，大的还是大的，再按比例分掉 1 就行了。
#
# **先用铅笔算**　挑几个好取指数的打分，$e^{\ln k} = k$，不用计算器：
#
# | 打分 | 取指数 | 这一行的和 | 概率 |
# |---|---|---|---|
# | $[0,\ \ln 3]$ | 1、3 | 4 | 0.25、0.75 |
# | $[\ln 4,\ 0]$ | ? | ? | ? |
#
# <details><summary>填好了再对</summary>
#
# 4、1，和是 5，概率 0.8、0.2。两行各分各的：若把四个指数一起加，分母成了 9，第一行就成了 0.11 和 0.33；若沿列加，左边一列的分母是 $1 + 4 = 5$，左上角成了 0.2。
#
# </details>
#
# **例子**　一行 `[1, 2, 3]` 变成 `[0.0900, 0.2447, 0.6652]`。打分差 1，概率就差 $e \approx 2.718$ 倍。**先猜**：`[11, 12, 13]` 变成什么？
#
# <details><summary>猜过再看</summary>
#
# 一模一样：只有差别说了算。
#
# </details>
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
# <details><summary>提示一</summary>
#
# 手里是 `(n, c)` 的打分。每一行要减的那个数、要除的那个数，各有几个？排成什么形状才能和 `(n, c)` 逐行对上？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 每行一个数，排成 `(n, 1)`。`max` 和 `sum` 都收 `axis` 和 `keepdims`：要消掉的是“类别”那一轴，但把位置留着。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 三步，每步一个新数组：先减每行的最大值，再取指数，最后除以每行的和。写完看一眼形状：每行的最大值、每行的和，都应当是 `(n, 1)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 分母对整个数组求和，没有逐行求和：只有一行时看不出来，两行就错了；<!-- wrong: sum-over-everything global-maximum-sum-over-everything -->
# - 减去的是整个数组的最大值：一行全是 −2000、另一行全是 0 时，前一行会变成 0/0；<!-- wrong: global-maximum -->
# - 忘了 `keepdims=True`，`(n, c)` 除以 `(n,)`，形状对不上，或者（更糟）恰好对上；<!-- wrong: no-keepdims no-keepdims-in-sum -->
# - 用 `z -= …` 直接改了传进来的打分。<!-- wrong: in-place -->
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


# %% check="softmax" points=9 minutes=15
check("softmax")

# %% [markdown]
# **先猜**　五个打分先除以一个“温度” $T$，再做 softmax。$T = 0.3$ 时谁占便宜？$T = 5$ 呢？最高的那根柱子各大约多高？

# %% tags=["demo"]
if ready("softmax"):
    scores = np.array([[1.0, 3.0, 2.0, 0.0, 2.5]])
    fig, axes = plt.subplots(1, 3, figsize=(8, 2.6), sharey=True)
    for ax, temperature in zip(axes, (0.3, 1.0, 5.0)):
        shares = softmax(scores / temperature)[0]
        ax.bar(np.arange(5), shares, color=BLUE)
        title = f"T = {temperature}，最高 {shares.max():.2f}"
        ax.set(title=title, xlabel="类别", ylim=(0, 1))
        ax.set_xticks(range(5))
    axes[0].set_ylabel("概率")
    plt.show()

# %% [markdown]
# 温度低，赢家通吃；温度高，人人有份。softmax 就是“软”的取最大值，名字由此而来。

# %% [markdown]
# ### 练习 4.5 cross_entropy（约 12 分钟，8 分）
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
# | `labels` | `(n,)`，整数 0 到 c−1，是类别的编号 |
# | 返回 | 一个数 |
#
# **为什么是它**　第 3 天的二元交叉熵是它在两类时的样子。猜对且有把握，损失接近 0；猜错还很有把握，损失会很大。
#
# | 给正确类别的概率 | 1 | 0.9 | 0.5 | 0.1 | 0.01 |
# |---|---|---|---|---|---|
# | 罚多少，$-\ln p$ | 0 | 0.11 | 0.69 | 2.30 | 4.61 |
#
# 从 0.1 到 0.01，多罚的 2.30 和从 1 到 0.1 一样多：概率每缩到十分之一，罚金加同样一截。
#
# **例子**　`probs = [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]]`，`labels = [0, 1]`：两个样本给正确类别的概率分别是 0.7 和 0.8，$L = -(\ln 0.7 + \ln 0.8)/2 \approx 0.2899$。
#
# **概率恰好为 0 怎么办**　$\log 0$ 是负无穷。请先把概率截到一个很小的正数之上，比如 `1e-12`；不超过 `1e-7` 的正数都可以。
# 损失会很大，但有限：记录的损失不会变成无穷大。截断之后的概率另放一个数组，不要写回 `probs`。
#
# <details><summary>提示一</summary>
#
# 例子里 `probs` 有六个数，损失只用到其中两个。是哪两个，怎么用 `labels` 把它们指出来？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 第 1 天的整数数组索引：给两个等长的下标数组，一个说第几行，一个说第几列，取出来的是 `(n,)`。行号就是 0、1、…、n−1。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `chosen = probs[行号, 列号]`，再依次：截住下限、取 `np.log`、平均、变号。四件事里哪一件必须在 `log` 之前？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用了 `log10` 或 `log2`，差一个常数倍；<!-- wrong: base-ten base-two -->
# - 忘了平均，批越大损失越大；<!-- wrong: sum -->
# - `probs[labels]` 取的是第几行，不是每行的第几个；<!-- wrong: rows-of-labels rows-of-labels-summed -->
# - 下限取得太大，把小概率也盖住了：公开测试不一定看得出，评分时会发现。<!-- wrong: coarse-clipping coarse-eps -->
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
        >>> round(float(cross_entropy(probs, np.array([0, 1]))), 4)
        0.2899
    """
    ### BEGIN SOLUTION
    chosen = probs[np.arange(len(labels)), labels]
    return float(-np.mean(np.log(np.maximum(chosen, 1e-12))))
    ### END SOLUTION


# %% check="cross_entropy" points=8 minutes=12
check("cross_entropy")

# %% [markdown]
# **先猜**　一个什么也不懂、但是老实的网络，给十个类别都是 0.1。1000 张测试图上，它的损失是多少？如果它什么也不懂，却十分肯定每张都是 3（给 3 的概率 0.91，别的各 0.01），损失会更大还是更小？大约多少？

# %% tags=["demo"]
if ready("cross_entropy"):
    honest = np.full((1000, 10), 0.1)
    bold = np.full((1000, 10), 0.01)
    bold[:, 3] = 0.91
    print(f"老实的：{cross_entropy(honest, y_test):.3f}　　ln 10 = {np.log(10):.3f}")
    print(f"嘴硬的：{cross_entropy(bold, y_test):.3f}")

# %% [markdown]
# 嘴硬的那个，大约一成猜对、九成猜错：$0.9 \times 4.61 + 0.1 \times 0.09 \approx 4.16$。测试集里的 3 略多于一成，所以印出来的略小。
#
# $\ln 10 \approx 2.303$ 是今天最有用的一个数：还没有训练的网络，损失应当在它附近，略高一点。一开始就是十几、二十几，多半是初始化或输入的尺度不对；训练了很久还停在它上面，网络就什么也没有学到。

# %% [markdown]
# ### 练习 4.6 softmax_cross_entropy_gradient（约 22 分钟，10 分）
#
# **做什么**　求平均损失对打分（logits）的梯度：每个打分动一点点，损失动它的多少倍。
#
# **先动一动，再求导**　一个样本，两个类别，打分 $[0, 0]$，正确的是第 0 类。概率是 $[0.5, 0.5]$，损失 $\ln 2 = 0.69315$。只把一个打分加 0.01：
#
# | 打分 | 损失 | 变化 | 变化 ÷ 0.01 |
# |---|---|---|---|
# | $[0.01,\ 0]$ | 0.68816 | −0.00499 | −0.499 |
# | $[0,\ 0.01]$ | 0.69816 | +0.00501 | +0.501 |
#
# 抬高对的，损失降；抬高错的，损失升，一负一正，大小都约 0.5。这个 0.5 是从哪里来的？看看概率和正确答案，猜一个式子写在纸上。
#
# <details><summary>先猜一个式子（第 3 天见过），再看推导</summary>
#
# softmax 和交叉熵单独求导都不好看，合在一起却很干净。还是一个样本，$y$ 是正确类别：
#
# $$
# L = -\log p_y = -z_y + \log \sum_k e^{z_k}
# $$
#
# 对 $z_j$ 求导，第二项给出 $e^{z_j} / \sum_k e^{z_k}$，正好就是 $p_j$；第一项只在 $j = y$ 时给出 $-1$：
#
# $$
# \frac{\partial L}{\partial z_j} = p_j - [\,j = y\,]
# $$
#
# 方括号里的式子成立时，它的值是 1，不成立时是 0。代回上面的例子：$0.5 - 1 = -0.5$，$0.5 - 0 = 0.5$。
#
# 又是“预测减真值”，和第 3 天的 sigmoid 一样。损失对 $n$ 个样本取了平均，所以整批是
#
# $$
# \frac{\partial L}{\partial Z} = \frac{P - Y}{n}
# $$
#
# 其中 $P = \mathrm{softmax}(Z)$，$Y$ 是标签的 one-hot（独热）矩阵：第 $i$ 行只有第 $y_i$ 格是 1，其余是 0。两个矩阵的形状都是 $(n, c)$。
#
# </details>
#
# **例子**　两个样本、两个类别，打分全是 0，标签 `[0, 1]`。概率全是 0.5，所以梯度是
#
# $$
# \begin{pmatrix} -0.25 & 0.25 \\ 0.25 & -0.25 \end{pmatrix}
# $$
#
# 每一行的和总是 0：抬高一个类别，就得压低别的。忘了除以 $n = 2$，会得到 ∓0.5；除以了四格，会得到 ∓0.125。
#
# <details><summary>提示一</summary>
#
# $P - Y$ 里，$Y$ 每行只有一格不是 0。非要把整张 $Y$ 造出来吗？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 不用：在概率上改就行，每行只有一格要变。`softmax` 返回的是新数组，改它不会碰到 `logits`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `gradient = softmax(…)`；用上一题那样的 `[行号, 列号]` 指住每行的一格，就地减去该减的数；最后除以样本数再返回。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了除以 $n$，梯度随批变大，学习率就没法定；<!-- wrong: missing-mean -->
# - 除以了 $n \times c$；<!-- wrong: divided-by-size -->
# - 把概率写回 `logits` 再减 1，改动了传进来的数组。<!-- wrong: in-place -->
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


# %% check="softmax_cross_entropy_gradient" points=10 minutes=22 uses=["softmax"]
check("softmax_cross_entropy_gradient")

# %% [markdown]
# **先猜**　五个打分是 `[1, 3, 2, 0, 2.5]`，正确的是第 2 类，可是网络最看好第 1 类。下面右图画的是**负**梯度，也就是打分该往哪边动。五根柱子里，几根朝上？朝下最长的是哪一根？

# %% tags=["demo"]
if ready("softmax", "softmax_cross_entropy_gradient"):
    scores = np.array([[1.0, 3.0, 2.0, 0.0, 2.5]])
    step = -softmax_cross_entropy_gradient(scores, np.array([2]))[0]
    fig, axes = plt.subplots(1, 2, figsize=(8, 2.8))
    print("负梯度", step.round(3), "，加起来", abs(step.sum().round(12)))
    axes[0].bar(np.arange(5), softmax(scores)[0], color=BLUE)
    axes[0].set(title="网络给的概率（正确类别是 2）", xlabel="类别", ylim=(0, 1))
    axes[1].bar(np.arange(5), step, color=np.where(step > 0, GREEN, RED))
    axes[1].axhline(0, color="#555555", linewidth=0.8)
    axes[1].set(title="负梯度：打分该往哪边动", xlabel="类别")
    plt.show()

# %% [markdown]
# 绿色的往上抬，只有一根；红色的往下压。错得越有把握的类别（这里是 1），压得越狠。

# %% [markdown]
# ## 3　一层
#
# 一个全连接层（dense layer）有两样东西要学：权重 `w` 和偏置 `b`。先给它们合适的初值，再写前向，然后是今天的第一个重头戏：反向。

# %% [markdown]
# ### 练习 4.7 initialize（约 12 分钟，7 分）
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
# **为什么**　先数一个小的：4 个输入都是 1，权重的标准差是 1。加权和是 4 个随机数相加，方差是原来的 4 倍，标准差就是 2 倍：过一层，信号大了一倍。
# 要想不变，权重的方差得缩到 $1/4$，也就是 $1/n_{\text{in}}$。ReLU 又关掉一半的信号，所以补上一个 2。
#
# 能不能全取同一个数，或者全取 0？第 5 节会真的试一试。先猜：那样的 64 个单元，抵得上几个？
#
# **例子**　`initialize([784, 64, 10], rng)[0]["w"]` 的形状是 `(784, 64)`，标准差约 $\sqrt{2/784} \approx 0.0505$。
#
# <details><summary>提示一</summary>
#
# `[784, 64, 10]` 有三个数，却只有两层。第 `i` 层的输入数、输出数分别是列表里的第几个？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 循环 `len(layer_sizes) - 1` 次。每次算出这一层自己的标准差，从 `rng` 抽一个 `(输入数, 输出数)` 的数组，再造一个新的字典。先抽哪一层都可以。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `rng.normal(0.0, 标准差, size=(…, …))`，或者 `rng.standard_normal((…, …))` 再乘标准差；偏置用 `np.zeros(…)`；`layers.append({"w": …, "b": …})`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `rng.normal` 的第二个参数是标准差，不是方差；<!-- wrong: variance-as-std -->
# - 标准差写死成 0.01，没有随输入数变化；<!-- wrong: fixed-scale -->
# - 形状写成 `(输出数, 输入数)`，后面的 `x @ w` 就接不上；<!-- wrong: transposed -->
# - 用 `np.random` 而没有用传进来的 `rng`，结果无法重现；<!-- wrong: global-generator own-seed -->
# - 用 `[{}] * 层数` 建列表：每一项都是同一个字典，最后只剩最后一层；<!-- wrong: shared-dict -->
# - 用 `layer_sizes.pop(0)` 取宽度，把调用者的列表取空了；<!-- wrong: sizes-taken-out -->
# - `return layers` 缩进在循环里，只建了第一层。<!-- wrong: first-layer-only -->
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


# %% check="initialize" points=7 minutes=12
check("initialize")

# %% [markdown]
# ### 练习 4.8 dense_forward（约 7 分钟，6 分）
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
# <details><summary>提示一</summary>
#
# 下一题要问：`x`、`w`、`b` 里的一个数动一点，输出各动多少。只动 `w` 里的一个数，$x\,w + b$ 动多少由哪个数组说了算？只动 `x` 里的呢，只动 `b` 里的呢？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 拿例子试：$x = (1, 2)$，让 $w$ 左上角的 1 动 0.1，输出动了多少，乘的是谁？上一条里答到的数组，就是要存的；没有答到的不必存。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `return 结果, (要存的东西, 要存的东西)`。逗号隔开的两项，就是一个元组。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 `*` 代替 `@`；<!-- wrong: elementwise-product -->
# - 忘了返回 `cache`，只返回一个数组。<!-- wrong: no-cache -->
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


# %% check="dense_forward" points=6 minutes=7 opaque=[1]
check("dense_forward")

# %% [markdown]
# 现在可以看看 He 初始化到底管不管用：让一批数据穿过 8 层，只改权重的尺度。信号有多大，用均方根（root mean square）来量：平方，取平均，再开方。
#
# **先猜**　权重都乘 0.7，每过一层信号大约也乘 0.7，8 层之后还剩几成？都乘 1.4 呢？两条线最后差多少倍？（$0.7^8$ 不用算得很准。）

# %% tags=["demo"]
if ready("relu", "initialize", "dense_forward"):
    fig, ax = plt.subplots(figsize=(7, 3.2))
    for scale, style in ((0.7, "v--"), (1.0, "o-"), (1.4, "^--")):
        rng = np.random.default_rng(0)
        h = rng.normal(size=(200, 100))
        size = [np.sqrt(np.mean(h**2))]
        for layer in initialize([100] * 9, rng):
            h = relu(dense_forward(h, scale * layer["w"], layer["b"])[0])
            size.append(np.sqrt(np.mean(h**2)))
        ax.semilogy(size, style, label=f"He 标准差 × {scale}")
        print(f"× {scale}：8 层之后是开头的 {size[-1] / size[0]:.3f} 倍")
    ax.set(title="信号穿过 8 层 ReLU", xlabel="第几层之后", ylabel="激活值的均方根")
    ax.legend()
    plt.show()

# %% [markdown]
# $0.7^8 \approx 0.06$，$1.4^8 \approx 15$，最后差 $2^8 = 256$ 倍，图上那两条线也正好差这么多。He 初始化的那条线几乎是平的，在 1 上下起伏：100 个单元还不够多，换五个种子，8 层之后从 0.94 到 1.58 都有过。
#
# 为什么不量标准差？ReLU 之后没有负数，平均值不再是 0，而标准差先要减掉平均值：过第一个弯，它就会掉到 $\sqrt{1 - 1/\pi} \approx 0.83$ 倍，层再宽也一样。下一层的加权和只看平方有多大，不看平均值，所以均方根才是该守住的那个数。

# %% [markdown]
# ### 练习 4.9 dense_backward（约 35 分钟，12 分）
#
# **做什么**　已知损失对这一层输出的梯度 `dout`，求损失对 `x`、`w`、`b` 的梯度。
#
# ![全连接层的计算图：蓝色前向，红色反向；三个红色的问号是这一题要求的](figures/dense.svg)
#
# 约定：`dout` 是 $\partial L / \partial\,\mathrm{out}$ 的简写，`dx`、`dw`、`db` 也一样。下标都从 0 数起。
#
# **先用铅笔算**　两个样本、两个输入、两个输出，偏置全 0：
#
# $$
# x = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}, \quad
# w = \begin{pmatrix} 1 & 0 \\ 2 & -1 \end{pmatrix}, \quad
# \mathrm{out} = \begin{pmatrix} 5 & -2 \\ 11 & -4 \end{pmatrix}, \quad
# \mathrm{dout} = \begin{pmatrix} 1 & 10 \\ 100 & 1000 \end{pmatrix}
# $$
#
# `dout` 的意思是：$\mathrm{out}_{00}$ 每动 1，损失动 1；$\mathrm{out}_{10}$（第二个样本的第一个输出）每动 1，损失动 100。四个数故意差十倍，谁的贡献一眼就看得出。
#
# 每次只让**一个**数动一点点 $t$，看哪些输出跟着动，再把对损失的贡献**加起来**：
#
# | 谁动了 $t$ | 哪些输出跟着动 | 损失动多少 | 所以 |
# |---|---|---|---|
# | $w_{00}$ | $\mathrm{out}_{00}$ 动 $1t$（乘的是 $x_{00}$），$\mathrm{out}_{10}$ 动 $3t$（乘的是 $x_{10}$） | $1 \cdot 1t + 100 \cdot 3t$ | $\mathrm{dw}_{00} = 301$ |
# | $x_{00}$ | $\mathrm{out}_{00}$ 动 $1t$（乘的是 $w_{00}$），$\mathrm{out}_{01}$ 动 $0t$（乘的是 $w_{01}$） | $1 \cdot 1t + 10 \cdot 0t$ | $\mathrm{dx}_{00} = 1$ |
# | $b_0$ | $\mathrm{out}_{00}$ 和 $\mathrm{out}_{10}$ 各动 $t$ | $1t + 100t$ | $\mathrm{db}_0 = 101$ |
#
# 剩下的七个数自己填，写代码时就拿它们对答案：
#
# $$
# \mathrm{dw} = \begin{pmatrix} 301 & ? \\ ? & ? \end{pmatrix}, \qquad
# \mathrm{dx} = \begin{pmatrix} 1 & ? \\ ? & ? \end{pmatrix}, \qquad
# \mathrm{db} = (101,\ ?)
# $$
#
# <details><summary>填好了再对</summary>
#
# `dw = [[301, 3010], [402, 4020]]`，`dx = [[1, -8], [100, -800]]`，`db = [101, 1010]`。
#
# 若得到 `db = [50.5, 505]`，是求了平均；若 `dx` 的第一行是 `[21, -10]`，是 `w` 没有转置；若 `dw` 的第一行是 `[201, 2010]`，是 `x` 没有转置。
#
# </details>
#
# **写成公式**　把刚才做的事写下来，$i$ 是样本，$j$ 是输入，$k$ 是输出：
#
# $$
# \mathrm{out}_{ik} = \sum_j x_{ij}\, w_{jk} + b_k
# $$
#
# 权重 $w_{jk}$ 被**每个样本**用了一次，第 $i$ 次用时乘的是 $x_{ij}$；把各次的贡献加起来：
#
# $$
# \mathrm{dw}_{jk} = \sum_i x_{ij}\, \mathrm{dout}_{ik}
# $$
#
# $x_{ij}$ 被**每个输出**用了一次；$b_k$ 被每个样本用了一次，乘的是 1。照样写出 $\mathrm{dx}_{ij}$ 和 $\mathrm{db}_k$ 的两个和式。
#
# <details><summary>写好了再对</summary>
#
# $\mathrm{dx}_{ij} = \sum_k \mathrm{dout}_{ik}\, w_{jk}$，$\mathrm{db}_k = \sum_i \mathrm{dout}_{ik}$。
#
# </details>
#
# **变成矩阵乘法**　对 $i$ 求和、对 $k$ 求和，都是某两个矩阵相乘，只是其中一个要先转置。哪一个？让形状告诉你：梯度和它对应的量形状相同，能乘得通的写法往往只剩一种。
#
# | 梯度 | 形状 | 原料 | 要消掉的轴 |
# |---|---|---|---|
# | `dx` | `(n, in)` | `dout` `(n, out)`、`w` `(in, out)` | `out` |
# | `dw` | `(in, out)` | `x` `(n, in)`、`dout` `(n, out)` | `n` |
# | `db` | `(out,)` | `dout` `(n, out)` | `n` |
#
# 图里的三个问号，检查通过以后，下面一格会补上。
#
# <details><summary>提示一</summary>
#
# 拿出上面的形状表。`dw` 是 `(in, out)`，原料是 `x` `(n, in)` 和 `dout` `(n, out)`。哪个字母必须在乘法里消失？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 矩阵乘法消掉的是左边的最后一轴和右边的第一轴。要消掉 `n`，就得让 `n` 站到那两个位置上，谁需要转置？`dx` 要消掉的又是哪个字母？
#
# </details>
#
# <details><summary>提示三</summary>
#
# 先 `x, w = cache`（或者你自己存的次序），再一行一个梯度：两个 `… @ …`，各有一个 `.T`；一个 `dout.sum(axis=?)`。写完用 2×2 的十个数对答案。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 对批取平均：平均已经在损失的梯度里除过 $n$ 了，这里要的是和；<!-- wrong: mean-over-batch bias-mean weights-mean everything-mean -->
# - `dout @ w` 或 `x @ dout` 少了转置：方阵时不报错，但是错的；<!-- wrong: dx-untransposed dw-untransposed -->
# - `db` 忘了求和，形状成了 `(n, out)`；或者沿输出的方向求了和；<!-- wrong: bias-not-summed bias-wrong-axis -->
# - 存的是 `(x, w)`，取的时候写成 `w, x = cache`：两个名字换了位；<!-- wrong: cache-swapped -->
# - 返回的次序不是 `dx`、`dw`、`db`。<!-- wrong: swapped-results dx-last -->
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


# %% check="dense_backward" points=12 minutes=35 uses=["dense_forward"]
check("dense_backward")

# %% tags=["demo"]
if ready("dense_forward", "dense_backward"):
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    w = np.array([[1.0, 0.0], [2.0, -1.0]])
    cache = dense_forward(x, w, np.zeros(2))[1]
    gradients = dense_backward(np.array([[1.0, 10.0], [100.0, 1000.0]]), cache)
    for name, gradient in zip(("dx", "dw", "db"), gradients):
        print(name, "=", gradient.tolist())
    show_drawing("dense_solved.svg", "全连接层的计算图，三个问号都换成了公式")

# %% [markdown]
# 和铅笔算的十个数一样吗？三个公式不必背：**谁用了它，就把谁的贡献加起来**，其余的由形状决定。
#
# ---
#
# **上半场到这里。** 站起来走一走；要停，就存盘，下次从这里接着做（先把上面的单元格全部运行一遍）。
#
# ---

# %% [markdown]
# ## 4　整个网络
#
# 零件齐了。接下来把它们串成任意层数的网络：前向从第一层走到最后一层，反向从最后一层走回第一层。

# %% [markdown]
# ### 练习 4.10 network_forward（约 15 分钟，8 分）
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
# <details><summary>提示一</summary>
#
# 三层的网络，`dense_forward` 调用几次，`relu` 调用几次？多出来的那一次在哪里？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 用一个变量 `h` 一路拿着“现在走到哪儿的值”。每层：先线性，再看后面还有没有层，有才过 `relu`。反向要用的东西边走边收进列表。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `for i, layer in enumerate(layers):` 里三行：`z, cache = …`，`caches.append(…)`，`h = …`（最后一层不一样，拿 `i` 和 `len(layers)` 比）。存 `z` 还是存 `h` 都行，想一想为什么。
#
# </details>
#
# <details><summary>存 z 还是存 h</summary>
#
# 反向时要知道的只是哪些门开着，而 $h = \mathrm{relu}(z)$，所以 $h > 0$ 的地方正是 $z > 0$ 的地方。两个都说得出门的开关。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 在 logits 上也过了 ReLU：所有负的打分都成了 0，信息就丢了；<!-- wrong: relu-on-logits -->
# - 层与层之间忘了 ReLU：几层连起来仍然只是一层；<!-- wrong: no-relu -->
# - 只在第一层之后过了 ReLU（`i == 0`）：两层时碰巧全对，三层就错了；<!-- wrong: relu-once relu-after-first-layer -->
# - 循环里每一层的输入都写成 `x`，没有用上一层的输出；<!-- wrong: same-input -->
# - 把 `z` 存进 `layer["z"]`：`layers` 是调用者的，里面不该多出东西，请存进 `caches`。<!-- wrong: stored-in-layers -->
#
# </details>


# %% exercise="network_forward"
def network_forward(
    x: np.ndarray,
    layers: list[dict],
) -> tuple[np.ndarray, object]:
    """整个网络的前向：层间用 ReLU，最后一层之后没有激活函数。

    参数
        x: (n, d) 的浮点数组（内存可以不连续）。
        layers: 每层一个字典，"w" 是 (输入数, 输出数)，"b" 是 (输出数,)；至少一层。
    返回
        (logits, caches)：logits 是 (n, c) 的浮点数组；
        caches 内容自定，供 network_backward 使用。
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


# %% check="network_forward" points=8 minutes=15 uses=["relu", "dense_forward"] opaque=[1]
check("network_forward")

# %% [markdown]
# **先猜**　刚初始化、一步也没有训练过的 784-64-10 网络，一次看完 1000 张测试图：
#
# 1. `z1`、`h1`、`logits` 的形状各是什么？
# 2. `h1` 里有几成恰好是 0？
# 3. 正确率大约多少？损失比 $\ln 10 \approx 2.303$ 高、低，还是正好？

# %% tags=["demo"]
if ready("relu", "softmax", "cross_entropy", "initialize", "network_forward"):
    for seed in range(3):
        fresh = initialize([784, 64, 10], np.random.default_rng(seed))
        z1 = dense_forward(x_test, fresh[0]["w"], fresh[0]["b"])[0]
        h1 = relu(z1)
        logits = network_forward(x_test, fresh)[0]
        if seed == 0:
            print(f"形状：z1 {z1.shape}，h1 {h1.shape}，logits {logits.shape}")
        right = np.mean(logits.argmax(axis=1) == y_test)
        loss = cross_entropy(softmax(logits), y_test)
        print(f"种子 {seed}：h1 里 {np.mean(h1 == 0):.0%} 是 0，", end="")
        print(f"正确率 {right:.3f}，损失 {loss:.3f}")

# %% [markdown]
# 正确率在一成上下：乱猜就是一成。损失却总比 $\ln 10$ 高一点：它不是老实地各给 0.1，而是带着随机的偏好乱猜，猜错时自然罚得多些。一半左右的单元关着，正是 He 初始化里那个 2 的来历。

# %% [markdown]
# ### 练习 4.11 network_backward（约 35 分钟，12 分）
#
# **做什么**　已知损失对 logits 的梯度，求损失对每一个参数的梯度。
#
# ![梯度之梯：红色的梯度从损失一级一级往回传](figures/ladder.svg)
#
# 沿着红线从右往左走，每一步只用到已经写好的函数：
#
# | 序号 | 求什么 | 从哪里来 | 用哪个函数 |
# |---|---|---|---|
# | ① | `dlogits` | 损失那一端 | 由调用者算好传进来 |
# | ② | `dw2`、`db2` | `dlogits` 走到第 2 层 | `dense_backward` |
# | ③ | `dh1` | `dlogits` 穿过第 2 层 | 同一次 `dense_backward` |
# | ④ | `dz1` | `dh1` 过弯：$z_1 > 0$ 的门放行，其余的关上 | `relu_derivative` |
# | ⑤ | `dw1`、`db1` | `dz1` 走到第 1 层 | `dense_backward` |
#
# 过弯是逐元素相乘：$\mathrm{dz}_1 = \mathrm{dh}_1 \odot \mathrm{relu}'(z_1)$，这就是对 $h_1 = \mathrm{relu}(z_1)$ 用一次链式法则。层数更多时，③④⑤ 一直重复下去，这就是反向传播（backpropagation）。
#
# **先用铅笔走一遍**　上一题的绝对值网络，输入 2 和 −3，`dlogits = [[1], [1]]`。那时 $z_1$ 的两行是 $(2, -2)$ 和 $(-3, 3)$：
#
# | 序号 | 量 | 值 | 说明 |
# |---|---|---|---|
# | ② | `dw2`、`db2` | `[[2], [3]]`、`[2]` | $h_1$ 的两列分别是 2、0 和 0、3 |
# | ③ | `dh1` | `[[1, 1], [1, 1]]` | 两个单元的 $w_2$ 都是 1 |
# | ④ | `dz1` | ? | 每行关上一扇门：哪一扇？ |
# | ⑤ | `dw1` | `[[2, -3]]` | 填好了 ④，自己算一遍 |
# | ⑤ | `db1` | `[1, 1]` | |
#
# <details><summary>填好了再对</summary>
#
# `dz1 = [[1, 0], [0, 1]]`：第一行关上右边的门，第二行关上左边的。所以左边的单元只收到 2 的那一份，右边的只收到 −3 的那一份。
#
# </details>
#
# 忘了过弯，两个单元就都收到两份，`dw1` 成了 `[[-1, -1]]`，`db1` 成了 `[2, 2]`。
#
# **返回**　和 `layers` 一样的列表：`grads[i]["w"]`、`grads[i]["b"]` 对应 `layers[i]`，形状与参数相同。
#
# **例子**　刚才的五个结果应当这样放：`grads[1]["w"] = [[2], [3]]`，`grads[1]["b"] = [2]`；`grads[0]["w"] = [[2, -3]]`，`grads[0]["b"] = [1, 1]`。
#
# <details><summary>提示一</summary>
#
# 走到第 `i` 层时，手里拿着的是损失对谁的梯度？它要先过弯（ReLU）还是先过线性层？最后一层呢？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 倒着走每一层：若这一层后面有 ReLU，先让梯度过弯；再交给 `dense_backward`，它给出三样东西，一样往前传，两样存下来。列表的次序要和 `layers` 一样，可以先占好位置。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `grads = [None] * len(caches)`，`for i in reversed(range(len(caches))):`。循环里三行：一个 `if` 带一次逐元素相乘，一次 `dense_backward`，一次 `grads[i] = {…}`。相乘请写成产生新数组的样子。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 计算顺序是从后往前，列表顺序却要从前往后，忘了倒过来；<!-- wrong: order-reversed -->
# - 最后一层没有 ReLU，它的梯度不该乘 ReLU 的导数；<!-- wrong: relu-on-logits -->
# - 乘错了层的 `z`：梯度传到 `layers[i]` 时，要乘的是这一层自己的 `relu_derivative(z)`；<!-- wrong: mask-of-next-layer mask-of-previous-layer -->
# - 每一层都用 `dlogits`，没有接着用 `dense_backward` 刚给出的那个往前传；<!-- wrong: same-upstream -->
# - 用 `dlogits *= …` 就地相乘，改动了传进来的数组。<!-- wrong: dlogits-overwritten -->
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


# %% check="network_backward" points=12 minutes=35 uses=["relu", "relu_derivative", "dense_backward", "network_forward"]
check("network_backward")

# %% tags=["demo"]
if ready("dense_backward", "network_backward"):
    show_drawing("ladder_solved.svg", "梯度之梯，每一级都写上了公式")

# %% [markdown]
# ### 梯度之梯（约 8 分钟，不计分）
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
# 相对误差小于百万分之一，就可以认为公式没错。
#
# **弄坏它**　想看它怎么报错，不用改自己的代码：下面这一格暂时换上一个坏掉的函数，爬完梯子再换回来。`FAULT` 有三种：`"db"`（偏置的梯度求了平均）、`"dx"`（往前传的梯度符号反了）、`"relu"`（弯不见了，导数处处是 1）。先猜哪几级会红，再运行。

# %% tags=["demo"]
FAULT = "db"  # 换成 "dx" 或 "relu" 再看
if ready("dense_backward", "relu_derivative", "network_backward"):
    my_backward = dense_backward

    def bad_backward(dout, cache):
        """照你的函数算，再弄坏其中一个梯度。"""
        dx, dw, db = my_backward(dout, cache)
        return (-dx, dw, db) if FAULT == "dx" else (dx, dw, db / len(dout))

    fault = {"dense_backward": bad_backward}
    if FAULT == "relu":
        fault = {"relu_derivative": np.ones_like}
    with swapped(**fault):
        ladder.show(globals())

# %% [markdown]
# 坏了的函数，自己那一级先红；用自己的函数串起来的最后四级里，凡是路过它的也跟着红。`"dx"` 最说明问题：第 2 层的梯度全对，第 1 层的全错，因为错是在往前传的路上发生的。
# 前八级各自独立，所以一眼看得出病根在 `dh1`，不在第 1 层。
#
# ## 5　学起来
#
# 梯度有了，还差两步：用梯度更新参数，再把一切放进训练循环。

# %% [markdown]
# ### 练习 4.12 sgd_momentum_step（约 12 分钟，7 分）
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
# **为什么**　想象一个球滚下山谷：坡一直朝一个方向斜，速度就越攒越大，最多到没有动量时的 $1/(1 - \mu)$ 倍，$\mu = 0.9$ 时是 10 倍；坡来回变号，一正一负抵掉一些，速度攒不起来。昨天的 Adam 里，$m$ 也在记方向；动量只留这一半，不除以大小，所以学习率要自己仔细挑。
#
# **原地更新**　这个函数没有返回值（不写 `return`）。它要改的是传进来的**数组本身**。设 `a` 是个数组，`box["a"]` 里装的也是它：
#
# | 写法 | 数组本身变了吗 |
# |---|---|
# | `a *= 2` 或 `a[...] = 新值` | 变了 |
# | `a = 2 * a` | 没变，只是给名字 `a` 换了个数组 |
# | `box["a"] = box["a"] + 1` | 没变，只是给字典换了个数组 |
# | `box["a"] += 1` | 变了：数组就地加，字典里还是同一个 |
#
# **例子**　$\theta = 1$，$v = 0.5$，$g = 2$，$\eta = 0.1$，$\mu = 0.9$：新的 $v = 0.45 - 0.2 = 0.25$，新的 $\theta = 1.25$。
# 同样的数，几种写错的样子都落在别处：用旧的 $v$ 是 1.5，给梯度多乘了 $1 - \mu$ 是 1.43；学习率乘两次和 Nesterov 碰巧都是 1.025，再走一步才分得开。
#
# <details><summary>提示一</summary>
#
# 公式有两行，每行右边的 $v$ 是新的还是旧的？照这个次序写，有没有哪个数被提前改掉？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 三个列表并排走：`zip(layers, grads, velocity)`。每层里 `"w"` 和 `"b"` 做的事一模一样，套一层小循环。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 最里面三行：两行改 `v[key]`，对应公式的第一行；一行改 `layer[key]`，对应第二行。三行都用上面那张表里“变了”的写法；没有 `return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 学习率乘了两次：`v` 里有一次，更新时又乘一次；<!-- wrong: lr-twice -->
# - 更新参数时用了旧的 `v`；<!-- wrong: old-velocity -->
# - 写成 Nesterov 动量。它也是好方法，但不是这里的公式；<!-- wrong: nesterov -->
# - 写成滑动平均 $v \leftarrow \mu v + (1 - \mu)\,g$：那是另一种动量，步子小得多；<!-- wrong: ema averaged -->
# - 新的速度没有写回 `velocity`，下一步又从旧的速度开始；<!-- wrong: velocity-kept-local velocity-not-in-place -->
# - 返回了 `layers`：更新已经写在数组里，返回值是多余的。<!-- wrong: returns-layers -->
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


# %% check="sgd_momentum_step" points=7 minutes=12
check("sgd_momentum_step")

# %% [markdown]
# **先猜**　一条狭长的山谷 $f(a, b) = \frac{1}{2}(a^2 + 30\,b^2)$，从 $(-4, 1)$ 出发，学习率 0.02，各走 40 步。
#
# 没有动量时，$a$ 每步乘 $1 - 0.02 = 0.98$。40 步以后，$a$ 走完了几成的路？（$0.98^{40}$ 是 0.9、0.45 还是 0.05？）有动量 0.9 的呢？

# %% tags=["demo"]
if ready("sgd_momentum_step"):
    fig, ax = plt.subplots(figsize=(7.5, 3.2))
    a, b = np.meshgrid(np.linspace(-4.6, 1.5, 200), np.linspace(-1.3, 1.3, 120))
    ax.contour(a, b, 0.5 * (a**2 + 30 * b**2), levels=12, colors="#cccccc")
    for momentum, color in ((0.0, RED), (0.9, BLUE)):
        point = [{"w": np.array([-4.0, 1.0]), "b": np.zeros(1)}]
        speed = [{"w": np.zeros(2), "b": np.zeros(1)}]
        path = [point[0]["w"].copy()]
        for _ in range(40):
            slope = [{"w": np.array([1.0, 30.0]) * point[0]["w"], "b": np.zeros(1)}]
            sgd_momentum_step(point, slope, speed, lr=0.02, momentum=momentum)
            path.append(point[0]["w"].copy())
        label = f"动量 {momentum}"
        print(f"{label}：40 步之后 a = {path[-1][0]:.2f}，b = {path[-1][1]:.2f}")
        ax.plot(*np.array(path).T, "o-", color=color, markersize=3, label=label)
    ax.plot(0, 0, "k*", markersize=12)
    ax.set(title="同样走 40 步，星号是谷底", xlabel="a", ylabel="b")
    ax.legend()
    plt.show()

# %% [markdown]
# $0.98^{40} \approx 0.45$：没有动量的那个一步步挪，40 步才走了一半多；有动量的早就到了谷底，冲过头，又荡了回来。
#
# 代价画在 $b$ 上：没有动量时，它每步乘 $1 - 0.02 \times 30 = 0.4$，几步就到底；图上来回摆的是有动量的那条，正是攒下的速度把它甩过了头。印出来的 $b = 0.00$ 是巧合：第 40 步它恰好路过 0，再走一步就到了 −0.09。

# %% [markdown]
# ### 练习 4.13 train_network（约 40 分钟，11 分）
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
# 在测试集上的正确率应当不低于 0.92。我们换十个种子各训练一次，是 0.935 到 0.950，平均 0.943，标准差 0.005。你的也会落在这附近，不会次次相同。
#
# <details><summary>提示一</summary>
#
# 有些事只做一次，有些每轮一次，有些每批一次。把这八件分三堆：建参数、建速度、打乱、取一批、前向、求梯度和更新、累计损失、记进 `history`。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 打乱的是下标，不是数据：`rng.permutation(样本数)` 给出一串下标，`x` 和 `y` 用同一段下标去取，就不会错位。速度要和参数同样的结构，用 `np.zeros_like` 造。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两重循环：外层 `for _ in range(epochs):`，内层 `for start in range(0, len(x), batch_size):`。内层先取批，接着五步，每步用你写过的函数（`network_forward`、`softmax` 和 `cross_entropy`、`softmax_cross_entropy_gradient`、`network_backward`、`sgd_momentum_step`），最后累计损失。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有打乱，或者只打乱一次，每一轮的批都一样；<!-- wrong: no-shuffle shuffled-once -->
# - 最后不足一批的丢掉了；<!-- wrong: remainder-dropped -->
# - 每一步取的都是第一批，别的样本没有用到；<!-- wrong: first-batch-repeated -->
# - `x` 和 `y` 分开打乱，图和标签对不上；<!-- wrong: shuffled-apart labels-not-shuffled -->
# - 每一批都重新建 `velocity`，动量就没有了；<!-- wrong: no-momentum -->
# - 求了梯度，忘了调用 `sgd_momentum_step`，参数一动不动；<!-- wrong: no-update -->
# - 每一批记一个损失，`history` 变得很长；或者只记了最后一批的；<!-- wrong: history-per-batch history-last-batch -->
# - 各批的平均损失加起来，除以的却是样本数；<!-- wrong: history-divided-twice -->
# - 在 `network_forward` 的输出上做了 softmax，又把概率当成 logits 去求梯度。<!-- wrong: softmax-twice -->
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


# %% check="train_network" points=11 minutes=40 uses=["softmax", "cross_entropy", "softmax_cross_entropy_gradient", "initialize", "network_forward", "network_backward", "sgd_momentum_step"]
check("train_network")

# %% [markdown]
# **老手的第一步**　正式训练之前，先让网络背下 50 张图。连 50 张都背不下来，代码里多半有错，不必浪费时间去训练 5000 张。
#
# **先猜**　背熟这 50 张之后，拿没见过的 1000 张考它，正确率是一成、三成、六成还是九成？（每个数字平均只见过 5 张。）

# %% tags=["demo"]
if ready("train_network", "network_forward"):
    few_x, few_y = x_train[:50], y_train[:50]
    rng = np.random.default_rng(0)
    few, losses = train_network(few_x, few_y, [784, 64, 10], 30, 0.05, 10, rng)
    print(f"损失从 {losses[0]:.2f} 降到 {losses[-1]:.3f}")
    print(f"这 50 张的正确率 {accuracy(few_x, few_y, few):.2f}")
    print(f"没见过的 1000 张的正确率 {accuracy(x_test, y_test, few):.2f}")

# %% [markdown]
# 背得滚瓜烂熟，换一批就露馅：这叫过拟合（overfitting）。可它也远不是乱猜，5 张一个数字就学到了这么多。更多的数据，会补上剩下的路。

# %% [markdown]
# ### 弄坏它：从哪里出发
#
# 同一个 `train_network`，同样训练 5 轮，只把权重的初值换掉。先猜三件事：**开头的损失**、**5 轮之后的正确率**、64 个隐藏单元里**有几种不同的**。
#
# | `START` | 权重的初值 |
# |---|---|
# | `"he"` | 你的 `initialize` |
# | `"zeros"` | 全是 0 |
# | `"same"` | 全是 0.05 |
# | `"large"` | 标准差都是 1（`rng.standard_normal` 忘了乘 $\sqrt{2/n_{\text{in}}}$） |

# %% tags=["demo"]
START = "large"  # 换成 "he"、"zeros"、"same" 各运行一次
if ready("softmax", "cross_entropy", "initialize", "network_forward", "train_network"):
    my_initialize = initialize

    def start_from(layer_sizes, rng):
        """先照你的 initialize 建好，再换掉权重的值。"""
        layers = my_initialize(layer_sizes, rng)
        for layer in layers:
            if START == "large":
                layer["w"] /= layer["w"].std()
            elif START in ("zeros", "same"):
                layer["w"][...] = {"zeros": 0.0, "same": 0.05}[START]
        return layers

    for name, begin in (("he", my_initialize), (START, start_from)):
        first = begin([784, 64, 10], np.random.default_rng(0))
        loss = cross_entropy(softmax(network_forward(x_train, first)[0]), y_train)
        with swapped(initialize=begin):
            rng = np.random.default_rng(0)
            last, log = train_network(x_train, y_train, [784, 64, 10], 5, 0.05, 32, rng)
        kinds = len(np.unique(last[0]["w"].round(8), axis=1).T)
        print(f"{name}：开头的损失 {loss:.2f}，每轮", np.round(log, 2), end="")
        print(f"，{kinds} 种单元，测试集 {accuracy(x_test, y_test, last):.3f}")

# %% [markdown]
# <details><summary>我们量到的（三个种子）</summary>
#
# | `START` | 开头的损失 | 第 5 轮的损失 | 几种单元 | 测试集正确率 |
# |---|---|---|---|---|
# | `"he"` | 2.35–2.42 | 0.10–0.11 | 64 | 0.930–0.940 |
# | `"zeros"` | 2.303 | 2.30 | 1 | 0.095–0.112 |
# | `"same"` | 2.303 | 2.30 | 1 | 0.095–0.112 |
# | `"large"` | 22–25 | 0.36–0.51 | 64 | 0.807–0.857 |
#
# 全 0 的，开头的损失恰好是 $\ln 10$，以后也几乎不动：$w_2$ 的梯度要乘 $h_1 = 0$，$w_1$ 的梯度要乘 $w_2 = 0$，只有最后的偏置在学。
# 全是 0.05 的，开头的十个打分也全都一样；64 个单元收到一样的梯度，永远一模一样，等于只有一个。太大的，一开始就嘴硬，损失是老实人的十倍（4.5 的下限取 `1e-12` 时；取 `1e-7` 时最多 16.1），训练要先花几轮收回说过的大话，到最后也差一截。
#
# </details>
#
# ### 弄坏它：不打乱
#
# 有的数据集是排好队的：先是所有的 0，再是所有的 1，……。`SORTED` 决定数据排不排队，`SHUFFLE` 决定每轮打不打乱。四种组合，先猜哪一种会坏。
#
# 开关只管得住 `permutation`、`shuffle` 和 `permuted`：你若用别的办法打乱（比如 `rng.choice`，或者随机数的 `argsort`），关了它也照样打乱，四种就都不坏。

# %% tags=["demo"]
SORTED, SHUFFLE = True, False


# 不用读懂：一个不打乱的随机数生成器
class Unmoved(np.random.Generator):
    """permutation、shuffle 和 permuted 都让东西留在原来的次序。"""

    def permutation(self, x, axis=0):
        return np.arange(x) if np.ndim(x) == 0 else np.array(x)

    def permuted(self, x, *, axis=None, out=None):
        return np.array(x)

    def shuffle(self, x, axis=0):
        return None


if ready("train_network", "network_forward"):
    queue = np.argsort(y_train, kind="stable") if SORTED else np.arange(len(y_train))
    rng = np.random.default_rng(0) if SHUFFLE else Unmoved(np.random.PCG64(0))
    x, y = x_train[queue], y_train[queue]
    last, log = train_network(x, y, [784, 64, 10], 5, 0.05, 32, rng)
    print("每轮的损失", np.round(log, 2), end="")
    print(f"，测试集 {accuracy(x_test, y_test, last):.3f}")
    print(f"64 个隐藏单元里，{dead(x_test, last)} 个对哪一张图都不亮")
    print("它的回答里，0 到 9 各有多少：", end="")
    print(np.bincount(network_forward(x_test, last)[0].argmax(axis=1), minlength=10))

# %% [markdown]
# <details><summary>我们量到的（三个种子）</summary>
#
# | | 打乱 | 不打乱 |
# |---|---|---|
# | 原来的次序 | 0.930–0.940 | 0.916–0.928 |
# | 排好队 | 0.926–0.941 | 0.094–0.095 |
#
# 一口气看 500 张 0，网络学到的是“答 0 就对”；接着 500 张 1，它又改成“答 1 就对”。一轮下来只记得最后见过的 9，来回猛拉还让 64 个单元里的五十几个再也不亮。
# 数据本来就乱的时候，忘了打乱只差一个百分点上下，看不出来：这种错最会藏，等换了一份数据才发作。
#
# </details>
#
# ---
#
# **第 5 节到这里。** 再歇一歇；要停就存盘，下次先把上面的单元格全部运行一遍。
#
# ---

# %% [markdown]
# ## 6　看它学会了什么
#
# 现在用全部 5000 张训练 10 轮，几秒到十几秒。这一节后面的格子接着用这里的结果，要先运行它。想知道运气占多少，把 `SEEDS` 改成 `range(3)`，换三个种子各训练一次。

# %% tags=["demo"]
SEEDS = [0]
if ready("train_network", "network_forward"):
    sizes = [784, 64, 10]
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        trained, log = train_network(x_train, y_train, sizes, 10, 0.05, 32, rng)
        if seed == SEEDS[0]:
            network, history = trained, log
        print(f"种子 {seed}：训练集 {accuracy(x_train, y_train, trained):.3f}", end="")
        print(f"，测试集 {accuracy(x_test, y_test, trained):.3f}（目标：不低于 0.92）")

# %% [markdown]
# 训练集几乎全对，测试集每一百张错五六张：见过的和没见过的之间，总有这么一段路。
#
# **弄坏它：学习率**　同样的网络，换三种学习率。先猜：五十分之一的 0.001，10 轮后的损失停在哪儿？大 10 倍的 0.5，会更快吗？`RATES` 可以换成你想试的。

# %% tags=["demo"]
RATES = [0.001, 0.5]
if ready("train_network", "network_forward"):
    curves = {0.05: history}
    for lr in RATES:
        rng = np.random.default_rng(0)
        last, curves[lr] = train_network(x_train, y_train, sizes, 10, lr, 32, rng)
        print(f"学习率 {lr}：测试集 {accuracy(x_test, y_test, last):.3f}", end="")
        print(f"，{dead(x_test, last)} 个单元对哪一张图都不亮")
    fig, ax = plt.subplots(figsize=(7, 3.4))
    for (lr, losses), style in zip(curves.items(), ("o-", "v--", "^--", "s--", "d--")):
        ax.plot(np.arange(1, 11), losses, style, label=f"学习率 {lr}")
    ax.axhline(np.log(10), color="#999999", linestyle=":")
    ax.text(10, np.log(10) + 0.16, "乱猜：ln 10", ha="right", color="#666666")
    ax.set(title="学习曲线", xlabel="轮", ylabel="平均损失", ylim=(0, 2.8))
    ax.legend(loc="center right")
    plt.show()

# %% [markdown]
# 太小，十轮还没走到：损失还在 0.37 上下，正确率 0.90 上下（三个种子）。太大，头几步就迈过了头，64 个单元里有 60 个以上从此对谁都不亮；门关着，梯度过不去，也就再没有机会打开。正确率在一成到两成多。坏掉的训练很敏感，换个种子、换台机器，数字都会变，坏不会变。
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

# %% [markdown]
# **先猜**　哪两个数字最容易混？写下一对，再看下面这张表（要用上一格算好的回答）。

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
    both = np.triu(confusion + confusion.T)  # 两个方向加在一起
    first, second = np.unravel_index(both.argmax(), both.shape)
    print(f"最容易混的是 {first} 和 {second}，两个方向一共 {both.max()} 次：", end="")
    print(f"{first} 认成 {second} 有 {confusion[first, second]} 次，", end="")
    print(f"{second} 认成 {first} 有 {confusion[second, first]} 次")

# %% [markdown]
# 我们这一次（种子 0），第一名只多一次：3 和 9、4 和 9、2 和 7 都是五次。一共才 59 个错，太少，换个种子名次就变；要说“最容易”，得多训练几次再数。
#
# ### 笔画从噪点里长出来
#
# 每个隐藏单元有 784 个权重，正好排成一张 28 × 28 的图，叫它滤波器（filter）。红色是“这里有墨就加分”，蓝色是“这里有墨就减分”。
#
# 训练之前，它们全是随机的噪点。**先猜**：要看多少**批**（一批 32 张）之后，噪点里才认得出笔画的影子：10 批、100 批，还是 1000 批？那时的正确率又是多少？
#
# 为了看得清，第一层的初值缩小到五分之一（`SCALE`），其余照旧；动画的每一格各按自己的深浅上色。

# %% tags=["demo"]
SCALE = 0.2  # 改成 1.0，就是原来的 He 初始化
if ready("initialize", "network_forward", "sgd_momentum_step", "train_network"):
    my_step = sgd_momentum_step
    my_initialize = initialize
    marks = [0, 5, 10, 30, 100, 314, 785]  # 走到这些批的时候照一张相
    album, seen = {}, 0

    def keep(layers):
        """照一张相：第一层的权重和这时的正确率。"""
        if seen in marks:
            album[seen] = layers[0]["w"].copy(), accuracy(x_test, y_test, layers)

    def small_start(layer_sizes, rng):
        """你的 initialize，第一层再缩小一些。"""
        layers = my_initialize(layer_sizes, rng)
        layers[0]["w"] *= SCALE
        keep(layers)
        return layers

    def watched_step(layers, *others, **named):
        """你的 sgd_momentum_step，走完一步看一眼。"""
        global seen
        my_step(layers, *others, **named)
        seen += 1
        keep(layers)

    rng = np.random.default_rng(0)
    with swapped(initialize=small_start, sgd_momentum_step=watched_step):
        grown, _ = train_network(x_train, y_train, sizes, 5, 0.05, 32, rng)
    changed = np.linalg.norm(grown[0]["w"] - album[0][0], axis=0)
    units = np.argsort(-changed)[:12]

    def tiles(w):
        """12 个单元的权重，拼成两行六列。"""
        pictures = w[:, units].T.reshape(2, 6, 28, 28)
        framed = np.pad(pictures, ((0, 0), (0, 0), (1, 1), (1, 1)))
        return framed.transpose(0, 2, 1, 3).reshape(60, 180) / w[:, units].std()

    # 一格权重正好画成 3 × 3 个像素，颜色分七档：动画才小
    fig, ax = plt.subplots(figsize=(7.5, 2.86), dpi=72, layout="none")
    fig.subplots_adjust(left=0, right=1, bottom=0, top=180 / 206)
    ax.axis("off")
    style = {"cmap": plt.get_cmap("RdBu_r", 7), "interpolation": "nearest"}
    picture = ax.imshow(tiles(album[0][0]), vmin=-3, vmax=3, aspect="auto", **style)

    def draw(mark):
        """动画的一格。"""
        picture.set_data(tiles(album[mark][0]))
        ax.set_title(f"看过 {mark} 批　测试集正确率 {album[mark][1]:.3f}")

    alt = "动画：12 个隐藏单元的权重，从一片噪点慢慢显出红蓝相间的笔画"
    figures.film(fig, draw, album, alt, wait=700)
    print("正确率：" + "，".join(f"{mark} 批 {album[mark][1]:.2f}" for mark in album))

# %% [markdown]
# 10 批就认得出笔画的影子了。可是越往后看，最后一格反而最细、最碎：正确率还在涨，网络开始盯住把相近的数字分开的小地方。越准，笔画反而越碎。
#
# 没有人画过这些图。你只写了“预测减真值”，梯度自己把笔画描了出来：有的单元等着一道弯，有的等着一个空心。
#
# 原来的 He 初始化也一样，只是初始的噪点更深，一直留在底下。下面是第 6 节开头那个网络：

# %% tags=["demo"]
if ready("train_network", "network_forward"):
    w1 = network[0]["w"]
    style = {"cmap": plt.get_cmap("RdBu_r", 7), "interpolation": "nearest"}
    strongest = np.argsort(-np.linalg.norm(w1, axis=0))[:16]
    fig, axes = plt.subplots(2, 8, figsize=(8, 2.4))
    for ax, unit in zip(axes.flat, strongest):
        ax.imshow(w1[:, unit].reshape(28, 28), vmin=-0.2, vmax=0.2, **style)
        ax.axis("off")
    fig.suptitle("第一层的权重：范数最大的 16 个隐藏单元")
    plt.show()

# %% [markdown]
# 中间是笔画的片段，四角却是一片淡淡的斑点。还记得第 0 节那一圈从来不亮的像素吗？那里的 `x` 永远是 0，`dw` 也就永远是 0：斑点就是初始值，从来没有被更新过。

# %% [markdown]
# ## 7　三次坏掉的训练
#
# 同一个 `train_network`，同样的 784-64-10、学习率 0.05，三个人各训练了一次，都不对。下面是他们的曲线和成绩单。**先看图，每一个都写下：哪里不对劲，最可能错在哪一步，怎样再确认一下。**（画图的代码特意折叠了，猜过再点开。）


# %% tags=["demo"] jupyter={"source_hidden": true}
def laid_aside():
    """三份训练数据，各带一份没见过的图。"""
    return [
        (255 * x_train, y_train, 255 * x_test),
        (x_train, np.random.default_rng(1).permutation(y_train), x_test),
        (x_train[:200], y_train[:200], x_test),
    ]


if ready("softmax", "cross_entropy", "initialize", "network_forward", "train_network"):
    fig, ax = plt.subplots(figsize=(7, 3.2))
    for name, (x, y, unseen), style in zip("甲乙丙", laid_aside(), ("v-", "o-", "^-")):
        first = initialize([784, 64, 10], np.random.default_rng(0))
        loss = cross_entropy(softmax(network_forward(x, first)[0]), y)
        rng = np.random.default_rng(0)
        last, log = train_network(x, y, [784, 64, 10], 10, 0.05, 32, rng)
        print(f"{name}：训练前 {loss:.2f}，第 1 轮 {log[0]:.2f}，", end="")
        print(f"第 10 轮 {log[-1]:.2f}；", end="")
        known, new = accuracy(x, y, last), accuracy(unseen, y_test, last)
        print(f"训练集 {known:.2f}，测试集 {new:.2f}")
        ax.plot(np.arange(1, 11), log, style, label=name)
    ax.axhline(np.log(10), color="#999999", linestyle=":")
    ax.text(10, np.log(10) + 0.16, "乱猜：ln 10", ha="right", color="#666666")
    ax.set(title="三次坏掉的训练", xlabel="轮", ylabel="平均损失", ylim=(0, 3.5))
    ax.legend(loc=(0.82, 0.2))
    plt.show()

# %% [markdown]
# <details><summary>甲</summary>
#
# 训练前的损失就有二十几，是 $\ln 10$ 的十倍（下限取 `1e-12` 时；取 `1e-7` 时最多 16.1）：不是学坏的，是一开始就太大。要么权重太大，要么输入太大。这里是忘了把像素除以 255。头几步的梯度也跟着大，64 个单元一下子几乎全关了，损失就粘在 $\ln 10$ 上。
# 再确认：打印 `x.max()` 和 `w.std()`，看哪一个不像话；再用 `dead` 数一数不亮的单元。
#
# </details>
#
# <details><summary>乙</summary>
#
# 训练前正常，损失却几乎不降，训练集都记不住，测试集是一成：网络没有坏，是题目没法学。图和标签对不上了，它只能硬背。
# 再确认：画出几张图，把标签写在旁边，用眼睛看。最常见的来由，是 `x` 和 `y` 分开打乱。
#
# </details>
#
# <details><summary>丙</summary>
#
# 训练集全对，损失接近 0，测试集只有八成：训练本身没有毛病，是背熟了。数一数样本就明白，这里只给了 200 张。
# 再确认：把样本加倍再训练一次，看测试集涨不涨。
#
# </details>

# %% [markdown]
# ## 8　开放挑战：不到一万个参数（不计分，时间另计）
#
# 今天的网络有五万多个参数。只许用**不到 10 000 个**，只许用课程里的 5000 张训练图，在 1000 张测试图上最高能到多少？报成绩要报三个种子的平均和标准差：只报最好的一次，不算数。
#
# 起点是把隐藏层砍到 12 个单元。网络、输入、训练的办法都随你改。

# %% tags=["demo"]
if ready("train_network", "network_forward"):
    small = [784, 12, 10]
    rights = []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        trained, _ = train_network(x_train, y_train, small, 10, 0.05, 32, rng)
        rights.append(accuracy(x_test, y_test, trained))
    count = sum(layer["w"].size + layer["b"].size for layer in trained)
    print(f"{count} 个参数，测试集 {np.mean(rights):.3f} ± {np.std(rights, ddof=1):.3f}")

# %% [markdown]
# <details><summary>路标（我们走到过的地方）</summary>
#
# | 做法 | 参数 | 测试集正确率 |
# |---|---|---|
# | 784-12-10，10 轮 | 9550 | 0.888 ± 0.007（五个种子） |
# | 每 2 × 2 个像素取平均，变成 196-48-10 | 9946 | 0.933 ± 0.005（五个种子） |
# | 同上，20 轮 | 9946 | 0.938 ± 0.001（五个种子） |
# | 再把每张训练图上下左右各挪一格，当作新图 | 9946 | 0.957 ± 0.006（三个种子） |
# | 同上，20 轮，学习率 0.02 | 9946 | 0.961 ± 0.006（三个种子） |
#
# 第一步最值：784 个像素太贵，大半参数花在了看不清的细节上。0.97 以上我们没有见过，你若走到了，请给大家看看。
# 还有一条规矩：做法是看着测试集挑的，挑得多了，测试集也就不再是“没见过”的了。认真的做法，是从 5000 张里留出 1000 张来挑。
#
# </details>

# %% [markdown]
# ## 9　终场：你写一个，它来认
#
# 不用别人的图了。下面的 `MINE` 是一张用字符画的图：点是纸，`#` 是墨。换成你自己的数字，几行几列都行，笔画两三个 `#` 宽最好认。
# 它会像 MNIST 的图那样处理：裁掉空白，缩到 20 × 20 里，把墨的重心挪到正中。
#
# 运行之前先猜：它认得出来吗？把握几成？加分最多的三个单元，会是盯着哪里的？

# %% tags=["demo"]
MINE = """
.....########......
...####....####....
............###....
...........###.....
.......#####.......
...........####....
.............###...
..##.........###...
...####....####....
.....########......
"""
SHIFT = 0  # 整张图往右挪几格；试试 2、4、6


# 不用读懂：把字符画变成 28 × 28 的灰度图
def from_text(text):
    """字符画变成和 MNIST 一样摆法的图，形状 (1, 784)，值在 0 到 1 之间。"""
    from PIL import Image

    paper = " .。\u3000"  # 全角的句号和空格也算纸
    rows = [row for row in text.splitlines() if row.strip(paper)]
    if not rows:
        raise ValueError("MINE 里没有墨：至少写一个 #，再运行一次")
    width = max(map(len, rows))
    ink = np.array([[c not in paper for c in row.ljust(width)] for row in rows])
    ink = np.repeat(255 * ink.astype(np.uint8), 2, axis=0)  # 一个字符的高大约是宽的两倍
    ink = ink[:, ink.any(axis=0)]
    size = [max(1, round(side * 20 / max(ink.shape))) for side in ink.shape[::-1]]
    small = np.asarray(Image.fromarray(ink).resize(size, Image.Resampling.BILINEAR))
    page = np.zeros((30, 30))
    page[1 : 1 + len(small), 1 : 1 + len(small.T)] = small
    soft = sum(  # 晕开一点，像墨水
        weight * np.roll(page, (down, right), (0, 1))
        for down, side in ((-1, 0.25), (0, 0.5), (1, 0.25))
        for right, weight in ((-1, 0.25 * side), (0, 0.5 * side), (1, 0.25 * side))
    )[1:29, 1:29]
    centre = [np.average(np.arange(28), weights=soft.sum(axis=axis)) for axis in (1, 0)]
    move = [round(13.5 - place) for place in centre]
    return (np.roll(soft, move, (0, 1)) / soft.max()).reshape(1, 784)


def slide(picture, k):
    """把 (1, 784) 的图往右挪 k 格（−28 到 28），空出来的地方是纸。"""
    wide = np.pad(picture.reshape(28, 28), ((0, 0), (28, 28)))
    return wide[:, 28 - k : 56 - k].reshape(1, 784)


if ready("relu", "softmax", "dense_forward", "network_forward", "train_network"):
    drawn = slide(from_text(MINE), SHIFT)
    chances = softmax(network_forward(drawn, network)[0])[0]
    answer = chances.argmax()
    h1 = relu(dense_forward(drawn, network[0]["w"], network[0]["b"])[0])[0]
    votes = h1 * network[1]["w"][:, answer]  # 每个隐藏单元给这个答案加了多少分
    best = np.argsort(-votes)[:3]
    worst = np.argmin(votes)

    widths = (1.3, 1.9, 1, 1, 1, 1)
    fig, axes = plt.subplots(1, 6, figsize=(8.6, 2.3), width_ratios=widths)
    axes[0].imshow(drawn.reshape(28, 28))
    axes[0].set_title("它看见的", fontsize=10)
    colours = [RED if digit == answer else BLUE for digit in range(10)]
    axes[1].barh(np.arange(10), chances, color=colours)
    axes[1].set(yticks=range(10), xlim=(0, 1), ylim=(9.6, -0.6))
    axes[1].set_title(f"我看是 {answer}（{chances[answer]:.0%}）", fontsize=10)
    for ax, unit in zip(axes[2:], [*best, worst]):
        points = drawn[0] * network[0]["w"][:, unit]  # 每个像素给这个单元加了多少
        ax.imshow(points.reshape(28, 28), cmap="RdBu_r", vmin=-0.25, vmax=0.25)
        ax.set_title(f"{votes[unit]:+.1f} 分", fontsize=10)
    for ax in (axes[0], *axes[2:]):
        ax.axis("off")
    plt.show()

    slid = np.concatenate([slide(drawn, k) for k in range(9)])
    answers = network_forward(slid, network)[0].argmax(axis=1)
    print("再往右挪 0 到 8 格，它的回答：", *answers)

# %% [markdown]
# 左边是网络真正看见的图。右边四张还是你的笔画，按四个隐藏单元的眼光上了色：给这个答案加分最多的三个，和扣分最多的一个。红色的像素让那个单元更亮，蓝色的让它更暗；上面写的是它最后投了几分。
# 同一个字，几个单元看中的地方各不相同：十个答案的打分，就是这样一票一票加起来的。
#
# 最后一行更有意思：一模一样的字，只是往右挪几格，它就不认得了。在它眼里，784 个像素只是 784 个编号，挪一格就成了另一组输入。**明天的卷积网络就从这里开始。**
#
# **画板**　运行下面一格，用鼠标（或手指）直接写。松开之前它就在答：你训练的权重随画板一起交给了浏览器，前向那几行在那里照你的公式再算一遍。

# %% tags=["demo"]
# 不用读懂：把权重装进画板
if ready("train_network", "network_forward"):
    import base64
    import json
    from pathlib import Path

    packed = []
    for layer in network:
        size = np.abs(layer["w"]).max() / 127
        whole = np.round(layer["w"] / size).astype(np.int8)  # 每个权重一个字节，够用了
        packed.append(
            {
                "w": base64.b64encode(whole.tobytes()).decode(),
                "size": float(size),
                "b": layer["b"].round(5).tolist(),
            }
        )
    pad = Path("figures/pad.html").read_text("utf-8")
    display(HTML(pad.replace("[/* layers */]", json.dumps(packed))))

# %% [markdown]
# 让旁边的人来写一个。写在角上没关系，画板会替你挪到正中；别写得太小，放大以后笔画会糊成一团；写歪了，它可不会扶正。它认错了，就再看一眼上面的滤波器，猜猜它盯的是哪里。
#
# **先猜**　写一个字母 A，它有几成把握？（十个数字里没有 A。）
#
# <details><summary>写过再看</summary>
#
# 它从不说“不认识”：softmax 的十个概率加起来总是 1，总有一个最高。我们用字符画试了三种 A，它答 4、3、4，把握 65%、57%、87%。把握大，只说明在这十个答案里它偏向哪一个，不说明你写的真是一个数字。
#
# </details>
#
# 画板可以留给朋友慢慢写：**它怎样看一笔一画，没有人教过，全是从你写的那几行梯度里长出来的。**

# %% [markdown]
# ## 小结
#
# 一样一句话：
#
# | 练习 | 一句话 |
# |---|---|
# | `relu`、`relu_derivative` | 没有弯，多少层都等于一层；正数的门开着，其余的关着 |
# | `tanh_derivative` | 走得离 0 远了，梯度就过不去 |
# | `softmax` | 打分变概率，逐行做，先减掉这一行的最大值 |
# | `cross_entropy` | 只看给正确答案的概率；什么也不懂是 $\ln 10$ |
# | `softmax_cross_entropy_gradient` | 预测减真值，再除以 $n$ |
# | `initialize` | 初值随机，大小由输入数定，信号才传得远 |
# | `dense_forward`、`dense_backward` | 谁用了它，就把谁的贡献加起来；形状会告诉你谁要转置 |
# | `network_forward`、`network_backward` | 前向记账，反向查账，次序正好倒过来 |
# | `sgd_momentum_step` | 速度记着过去的方向，数组就地更新 |
# | `train_network` | 打乱、取批、前向、反向、走一步；先背 50 张，再练 5000 张 |
#
# 没有框架替你求导，每一个梯度都是你写的。明天，让网络知道像素之间谁挨着谁。

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
# 2. 训练之前的损失是 2.42，训练一轮之后是 0.63，一切正常。可是训练之前如果恰好是 2.303，应当高兴还是担心？
#
# <details><summary>答案</summary>
#
# 恰好是 $\ln 10$，说明十个打分完全一样：多半是权重全 0（或者最后一层全 0）。权重很小也会很接近。打印 `w.std()` 就知道了。
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
