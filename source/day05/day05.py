# ---
# jupyter:
#   autograder:
#     title: 第 5 天　卷积神经网络
#     builds: 在照片上找边缘的滤波器，一个只有昨天五分之一参数的网络，和它眼里的数字
#     minutes: 130
#     data: [mnist_5k1k.npz]
#     en:
#       title: Day 5. The convolutional network
#       builds: filters that find edges in a photograph, a network with a fifth of yesterday's parameters, and what it sees
# ---

# %% [markdown]
# # 第 5 天　卷积神经网络
#
# 昨天的网络把 28 × 28 的图拉平成 784 个数。自测题里有一问：把像素打乱位置，正确率几乎不变。也就是说，它根本不知道哪些像素是邻居。
#
# 今天的网络知道。卷积（convolution）拿一个小窗口在图上滑动，每次只看一小块，而且在每个位置用的是同一组权重。今天你用 NumPy 写出卷积和池化的前向与反向，再用 PyTorch 搭一个卷积网络。
#
# **今天用到的旧知识**（不会导入前几天的 notebook，要用的都在这里）
#
# | 哪一天 | 用到什么 | 一句话 |
# |---|---|---|
# | 第 1 天 | 带步长的切片 | `a[1:8:3]` 取下标 1、4、7；切片是视图，`a[1:8:3] += 1` 改的就是 `a` |
# | 第 1 天 | `transpose` 与 `reshape` | 前者给轴换次序；后者不换，只按现有的次序重新断行 |
# | 第 1 天 | 整数数组索引 | `a[[0, 1], [3, 2]]` 取 `a[0, 3]` 和 `a[1, 2]`，一对一对地配 |
# | 第 2 天 | 中心差分 | $f'(t) \approx \dfrac{f(t + \varepsilon) - f(t - \varepsilon)}{2\varepsilon}$，用来核对手写的梯度 |
# | 第 3 天 | PyTorch 的一步训练 | 前向、损失、`zero_grad()`、`backward()`、`step()` |
# | 第 4 天 | `cache` | 前向把反向要用的存起来，反向拿来用 |
# | 第 4 天 | 交叉熵 | 正确类别的概率取负对数，对批求平均；概率由 logits 过 softmax 得来 |
#
# **今天结束时你会有**
#
# - 在照片上找边缘的滤波器；
# - 自己写的卷积和池化，和 PyTorch 对得上账；
# - 一个参数只有昨天五分之一、正确率却更高的网络，还能看见它眼里的数字。

# %% [markdown]
# ## 时间表
#
# 合计约 130 分钟，100 分。可以在任意两节之间停下来休息。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 看看数据 | 3 | |
# | 1 | 卷积：pad2d、conv2d_output_size、conv2d_forward | 29 | 24 |
# | 2 | 卷积的反向：conv2d_backward | 20 | 15 |
# | 3 | 把卷积变成矩阵乘法：im2col、conv2d_im2col | 23 | 20 |
# | 4 | 池化：max_pool2d_forward、max_pool2d_backward、avg_pool2d_forward | 26 | 23 |
# | 5 | 换成 PyTorch：build_cnn、train_cnn | 24 | 18 |
# | 6 | 看看它学到了什么 | 5 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。
#
# 几条通用的约定：
#
# - 图像的形状是 `(n, c, h, w)`：样本、通道（channel）、行、列，这种排法叫 NCHW。灰度图 `c = 1`，彩色图 `c = 3`；
# - 第 `i` 行、第 `j` 列写作 `[i, j]`，先行后列，高在前，宽在后；
# - `stride` 和 `padding` 是整数，行和列用同一个值；卷积核（kernel）的高 `kh` 和宽 `kw` 可以不同；
# - 前四节的卷积、池化和它们的反向都要自己写，不能调用 PyTorch 或 SciPy 里现成的函数；
# - 数组可能是转置或切片得来的（内存不连续），图像可能是整数（没有缩放过的像素），函数同样要能用；
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
# 一张照片用来试滤波器：160 行、240 列的灰度图，0 是黑，1 是白。手写数字还是昨天那 6000 张，不过这次**不拉平**，保留 28 行 28 列。

# %% tags=["demo"]
photo = plt.imread("coffee.png").astype(np.float64)
with np.load("mnist_5k1k.npz") as digits:
    x_train = digits["x_train"][:, None] / 255.0
    y_train = digits["y_train"].astype(np.int64)
    x_test = digits["x_test"][:, None] / 255.0
    y_test = digits["y_test"].astype(np.int64)

print("photo  ", photo.shape, "范围", photo.min().round(2), "到", photo.max().round(2))
print("x_train", x_train.shape, "依次是样本、通道、行、列")
fig, axes = plt.subplots(1, 2, figsize=(8, 2.8), width_ratios=(1.5, 1))
axes[0].imshow(photo, cmap="gray")
axes[1].imshow(x_train[0, 0])
for ax in axes:
    ax.axis("off")
plt.show()

# %% [markdown]
# ## 1　卷积
#
# 昨天的一层里，每个输出单元和 784 个像素全都相连。卷积层改了两处：
#
# - **局部连接**：一个输出只看一小块，例如 3 × 3；
# - **权重共享**：每个位置都用同一个 3 × 3 的核。左上角学会的“竖线”，在右下角也认得出来。
#
# ![卷积核在图上滑动：每停一处，就算一次加权和](figures/conv.svg)
#
# 先写两个小零件：在四周补零，再算一算输出有多大。

# %% [markdown]
# ### 练习 5.1 pad2d（约 6 分钟，5 分）
#
# **做什么**　在最后两个轴（行和列）的四周各补 `padding` 圈 0，其余的轴不动。
#
# | | 形状 |
# |---|---|
# | `x` | `(…, h, w)`，前面可以没有轴，也可以有任意多个 |
# | 返回 | `(…, h + 2·padding, w + 2·padding)`，dtype 与 `x` 相同 |
#
# **为什么**　不补零的话，每过一层 3 × 3 的卷积，图就小一圈，边上的像素也比中间的少被看几次。补一圈零，大小就能保持不变。
#
# **例子**　`[[1, 2]]` 补 1 圈：
#
# $$
# \begin{pmatrix} 0 & 0 & 0 & 0 \\ 0 & 1 & 2 & 0 \\ 0 & 0 & 0 & 0 \end{pmatrix}
# $$
#
# **常见错误**
#
# - `np.pad(x, padding)` 把样本和通道那两个轴也补了；<!-- wrong: every-axis -->
# - `np.zeros(形状)` 默认是 float64，整数图补完变成了浮点数；<!-- wrong: float-output -->
# - `padding = 0` 时直接返回 `x` 自己：说好要的是新数组，改它不该影响原来的图；<!-- wrong: same-array-for-zero -->
# - 把图放进 `out[..., padding:-padding, padding:-padding]`，`padding` 是 0 时那里是空的。<!-- wrong: negative-slice -->
#
# <details><summary>提示</summary>
#
# 一种写法：`np.zeros` 建一个大的（别忘了 `dtype=x.dtype`），再把 `x` 放进中间的切片。切片写成 `padding:padding + h`，`padding` 是 0 时也对。
#
# 另一种：`np.pad` 的第二个参数可以给每个轴各写一对数，不补的轴写 `(0, 0)`。
#
# </details>


# %% exercise="pad2d"
def pad2d(x: np.ndarray, padding: int) -> np.ndarray:
    """在最后两个轴的四周补零。

    参数
        x: (..., h, w) 的数组，至少两个轴；整数、浮点数、布尔都可以，内存可以不连续。
        padding: 每一边补几圈，不小于 0 的整数。
    返回
        (..., h + 2 * padding, w + 2 * padding) 的新数组，dtype 与 x 相同；x 本身不变。
        padding 是 0 时也是新数组。
    例子
        >>> pad2d(np.array([[1, 2]]), 1)
        array([[0, 0, 0, 0],
               [0, 1, 2, 0],
               [0, 0, 0, 0]])
    """
    ### BEGIN SOLUTION
    h, w = x.shape[-2:]
    out = np.zeros((*x.shape[:-2], h + 2 * padding, w + 2 * padding), dtype=x.dtype)
    out[..., padding : padding + h, padding : padding + w] = x
    return out
    ### END SOLUTION


# %% check="pad2d" points=5 minutes=6
check("pad2d")

# %% [markdown]
# ### 练习 5.2 conv2d_output_size（约 5 分钟，4 分）
#
# **做什么**　沿一个方向，核能停几处？输入长 $s$，核长 $k$，每次移动 $t$（步幅，stride），两端各补 $p$：
#
# $$
# \left\lfloor \frac{s + 2p - k}{t} \right\rfloor + 1
# $$
#
# 补零之后总长 $s + 2p$，第一处停在开头，还剩 $s + 2p - k$ 可以走，每 $t$ 走一步；最后不够一步的就不走了，所以向下取整。
#
# **例子**
#
# | size | kernel | stride | padding | 输出 |
# |---|---|---|---|---|
# | 28 | 3 | 1 | 1 | 28：大小不变 |
# | 28 | 2 | 2 | 0 | 14：减半 |
# | 7 | 3 | 3 | 0 | 2：最后一列用不上 |
#
# **核比图还大**　$k > s + 2p$ 时一处也停不下，请抛出 `ValueError`，并在错误信息里说明原因。
#
# **常见错误**
#
# - 忘了 `+ 1`（栅栏的柱子比空档多一根）；<!-- wrong: missing-one -->
# - 用 `/` 得到浮点数，或者向上取整；<!-- wrong: float ceil -->
# - 只加了一次 `padding`，忘了乘 2；<!-- wrong: padding-once -->
# - 断言 `(s + 2p - k) % t == 0`：除不尽不是错误，不够一步的不走就是了；<!-- wrong: must-divide error-unless-divisible -->
# - 核放不下时没有报错，照公式算出了 0 或负数。<!-- wrong: no-error zero-instead-of-error -->
#
# <details><summary>提示</summary>
#
# 整除是 `//`。先用 `if` 判断核放不放得下：放不下就 `raise ValueError("……")`。不判断会怎样？Python 的 `//` 对负数也向下取整，有时会给出 0，有时会给出负数。
#
# </details>


# %% exercise="conv2d_output_size"
def conv2d_output_size(size: int, kernel: int, stride: int, padding: int) -> int:
    """沿一个方向滑动时，卷积核能停几处。

    参数
        size: 输入的长度，正整数。
        kernel: 卷积核的长度，正整数。
        stride: 步幅，正整数。
        padding: 两端各补几个零，不小于 0。
    返回
        输出的长度，整数。
    错误
        kernel 大于 size + 2 * padding 时抛出 ValueError。
    例子
        >>> conv2d_output_size(28, 3, 1, 1), conv2d_output_size(7, 3, 3, 0)
        (28, 2)
    """
    ### BEGIN SOLUTION
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room // stride + 1
    ### END SOLUTION


# %% check="conv2d_output_size" points=4 minutes=5
check("conv2d_output_size")

# %% [markdown]
# ### 练习 5.3 conv2d_forward（约 18 分钟，15 分）
#
# **做什么**　卷积层的前向。有 $f$ 个核，每个核有 $c$ 层，和输入的 $c$ 个通道一一对应；每个核算出输出的一个通道：
#
# $$
# \mathrm{out}_{n f i j} = b_f + \sum_{c}\sum_{u=0}^{\mathrm{kh}-1}\,\sum_{v=0}^{\mathrm{kw}-1}
# \tilde{x}_{n,\,c,\,i t + u,\,j t + v}\; w_{f c u v}
# $$
#
# $\tilde x$ 是补零之后的图，$t$ 是步幅。
#
# | | 形状 |
# |---|---|
# | `x` | `(n, c, h, w)` |
# | `w` | `(f, c, kh, kw)` |
# | `b` | `(f,)`，每个核一个偏置，加在这个核算出的每个位置上 |
# | `out` | `(n, f, out_h, out_w)`，大小由上一题给出 |
#
# 和昨天一样，再返回一个 `cache`，存什么由你定，只有你的 `conv2d_backward` 会用它。
#
# **不翻转**　数学里的卷积要先把核旋转 180°；深度学习里不翻转，直接对齐相乘，严格说叫互相关（cross-correlation）。权重反正是学出来的，翻不翻都一样，大家就都叫它卷积了。
#
# **例子**　一个通道，一个 2 × 2 的核，$b = 10$：
#
# $$
# x = \begin{pmatrix} 0 & 1 & 2 \\ 3 & 4 & 5 \\ 6 & 7 & 8 \end{pmatrix}, \quad
# w = \begin{pmatrix} 1 & 2 \\ 0 & -1 \end{pmatrix}, \quad
# \mathrm{out} = \begin{pmatrix} 8 & 10 \\ 14 & 16 \end{pmatrix}
# $$
#
# 左上角：$0·1 + 1·2 + 3·0 + 4·(-1) + 10 = 8$。
#
# **常见错误**
#
# - 核翻转了：转 180° 不变的核看不出来；<!-- wrong: flipped-kernel -->
# - 步幅只用在了行上，列还是一步一步走；<!-- wrong: stride-rows-only -->
# - `kh` 和 `kw` 写反，或者算宽的时候用了 `kh`：方的核看不出来；<!-- wrong: kh-kw-swapped width-by-kh -->
# - `f` 和 `c` 写反：`f = c` 时看不出来；<!-- wrong: filters-and-channels-swapped -->
# - 写 `n, c, h, w = x.shape`，图的宽 `w` 盖掉了权重 `w`；<!-- wrong: w-overwritten -->
# - 偏置在窗口的每个元素上都加了一次：每个位置只加一次。<!-- wrong: bias-per-window-entry -->
#
# <details><summary>提示</summary>
#
# 不必写七重循环。只对输出的位置 `(i, j)` 循环，每一处取出所有样本、所有通道的那一小块：`padded[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]`，形状 `(n, c, kh, kw)`。
#
# 它和 `w` 要在 `c`、`kh`、`kw` 三个轴上相乘再求和，结果是 `(n, f)`。两种写法都行：
#
# - 两边都 `reshape` 成两个轴，`(n, c·kh·kw)` 和 `(f, c·kh·kw)`，后者转置之后用 `@`；
# - `np.einsum("ncuv,fcuv->nf", 窗口, w)`：每个字母是一个轴，两边同名的轴对齐相乘，箭头右边没有写的轴（`c`、`u`、`v`）求和。公式怎么写，它就怎么写。
#
# </details>


# %% exercise="conv2d_forward"
def conv2d_forward(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: int = 1,
    padding: int = 0,
) -> tuple[np.ndarray, object]:
    """卷积层的前向（不翻转核）。

    参数
        x: (n, c, h, w) 的数值数组（可以是整数，内存可以不连续）；不变。
        w: (f, c, kh, kw) 的浮点数组（内存可以不连续），f 个核；不变。
        b: (f,) 的浮点数组；不变。
        stride: 步幅，行和列相同；不够一步的边不算。
        padding: 四周补几圈零。
    返回
        (out, cache)：out 是 (n, f, out_h, out_w) 的浮点数组；
        cache 的内容自定，供 conv2d_backward 使用。
    例子
        >>> x = np.arange(9.0).reshape(1, 1, 3, 3)
        >>> w = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
        >>> out, cache = conv2d_forward(x, w, np.array([10.0]))
        >>> out
        array([[[[ 8., 10.],
                 [14., 16.]]]])
    """
    ### BEGIN SOLUTION
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)
    ### END SOLUTION


# %% check="conv2d_forward" points=15 minutes=18 uses=["pad2d", "conv2d_output_size"] opaque=[1]
check("conv2d_forward")

# %% [markdown]
# **边缘滤波器**　卷积网络的核是学出来的，不过有些核人们早就会设计。右边减左边，就得到竖直的边缘；下边减上边，就得到水平的边缘。用你的函数，在照片上一次算四个：

# %% tags=["demo"]
if ready("conv2d_forward"):
    right_minus_left = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
    kernels = {
        "竖直的边缘": right_minus_left,
        "水平的边缘": right_minus_left.T,
        "锐化": np.array([[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]]),
        "模糊": np.full((3, 3), 1 / 9),
    }
    w = np.stack(list(kernels.values()))[:, None]
    filtered, _ = conv2d_forward(photo[None, None], w, np.zeros(4), padding=1)
    vertical, horizontal, sharp, blurred = filtered[0]

    fig, axes = plt.subplots(2, 2, figsize=(8, 5.6))
    for ax, name, image in zip(axes.flat, kernels, filtered[0]):
        edge = "边缘" in name
        low, high = (-1.5, 1.5) if edge else (0, 1)
        ax.imshow(image, cmap="RdBu_r" if edge else "gray", vmin=low, vmax=high)
        ax.set_title(name)
        ax.axis("off")
    plt.show()

# %% [markdown]
# 红色是从暗到亮，蓝色是从亮到暗（左上图从左往右看，右上图从上往下看）。看杯口：左右两侧在“竖直的边缘”里最浓，前后两侧在“水平的边缘”里最浓。四周那一圈是补的零与照片之间的“边缘”。把两个方向合起来，就得到不分方向的边缘强度：

# %% tags=["demo"]
if ready("conv2d_forward"):
    strength = np.hypot(vertical, horizontal)
    fig, ax = plt.subplots(figsize=(6, 4))
    ax.imshow(strength, cmap="gray_r", vmin=0, vmax=2)
    ax.set_title("边缘强度：两个方向的平方和再开方")
    ax.axis("off")
    plt.show()

# %% [markdown]
# ## 2　卷积的反向
#
# 前向里，一个输入像素会被好几个窗口看到；一个权重更是每停一处就用一次。昨天的规矩照旧：**用了几次，就有几份梯度，全加起来**。

# %% [markdown]
# ### 练习 5.4 conv2d_backward（约 20 分钟，15 分）
#
# **做什么**　已知损失对输出的梯度 `dout`，求损失对 `x`、`w`、`b` 的梯度。
#
# **怎么推**　盯住输出的一个位置 $(i, j)$。前向时它从补零的图上取了一个窗口，与每个核相乘求和：
#
# $$
# \mathrm{out}_{n f i j} = b_f + \sum_{c,u,v} \mathrm{window}_{n c u v}\; w_{f c u v}
# $$
#
# 这就是昨天的全连接层。所以它贡献的梯度是：
#
# | 给谁 | 贡献 | 加到哪里 |
# |---|---|---|
# | `dw` | $\sum_n \mathrm{dout}_{n f i j}\; \mathrm{window}_{n c u v}$ | 整个 `dw` |
# | `dx` | $\sum_f \mathrm{dout}_{n f i j}\; w_{f c u v}$ | 补零图上**同一个窗口** |
# | `db` | $\sum_n \mathrm{dout}_{n f i j}$ | `db[f]` |
#
# 对所有 $(i, j)$ 累加。最后把 `dx` 四周补零的那几圈切掉：补上去的 0 不是输入，不要它的梯度。
#
# **例子**　上一题的 $x$ 和 $w$，$\mathrm{dout} = \begin{pmatrix} 1 & 0 \\ 0 & 2 \end{pmatrix}$：
#
# $$
# \mathrm{dx} = \begin{pmatrix} 1 & 2 & 0 \\ 0 & 1 & 4 \\ 0 & 0 & -2 \end{pmatrix}, \quad
# \mathrm{dw} = \begin{pmatrix} 8 & 11 \\ 17 & 20 \end{pmatrix}, \quad
# \mathrm{db} = 3
# $$
#
# 正中间的 1 是两个窗口重叠处：左上的窗口给 $1·(-1)$，右下的窗口给 $2·1$。
#
# **常见错误**
#
# - 窗口重叠的地方用 `=` 覆盖，没有用 `+=` 累加；步幅不小于核长时看不出来；<!-- wrong: overwritten -->
# - 忘了切掉补零的几圈，`dx` 比 `x` 大；<!-- wrong: padding-not-cut -->
# - 用 `[padding:-padding]` 去切，`padding` 是 0 时切出来是空的；<!-- wrong: cut-by-negative-slice -->
# - 用 `[1:-1]` 去切：只有补一圈时才对；<!-- wrong: cut-one-ring always-cut-one-ring -->
# - `db` 只对样本求了和，没有对位置求和；<!-- wrong: bias-over-samples-only -->
# - `np.zeros_like(x)` 沿用了整数图的类型，梯度加不进去，或者小数被截掉。<!-- wrong: integer-output -->
#
# <details><summary>提示</summary>
#
# 先 `dpadded = np.zeros_like(补零的图)`（图可能是整数，记得指定 `dtype=float`），然后照前向的两重循环走一遍，切片一模一样：
#
# - `dw` 加上 `np.einsum("nf,ncuv->fcuv", dout[:, :, i, j], 窗口)`；
# - `dpadded` 的窗口加上 `np.einsum("nf,fcuv->ncuv", dout[:, :, i, j], w)`。
#
# `db` 用一次 `dout.sum(axis=(…))` 就够了：留下的是核那一轴。
#
# </details>


# %% exercise="conv2d_backward"
def conv2d_backward(
    dout: np.ndarray,
    cache: object,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """卷积层的反向。

    参数
        dout: (n, f, out_h, out_w) 的浮点数组（内存可以不连续），损失对卷积层输出的梯度；不变。
        cache: 你的 conv2d_forward 返回的那一个。前向时的 x 可以是整数，梯度仍是浮点数；
            x 和 w 不变。
    返回
        (dx, dw, db)：浮点数组，形状分别与 x、w、b 相同；对批和位置求和，不求平均。
    例子
        >>> x = np.arange(9.0).reshape(1, 1, 3, 3)
        >>> w = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
        >>> _, cache = conv2d_forward(x, w, np.array([10.0]))
        >>> dx, dw, db = conv2d_backward(np.array([[[[1.0, 0.0], [0.0, 2.0]]]]), cache)
        >>> dx
        array([[[[ 1.,  2.,  0.],
                 [ 0.,  1.,  4.],
                 [ 0.,  0., -2.]]]])
    """
    ### BEGIN SOLUTION
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))
    ### END SOLUTION


# %% check="conv2d_backward" points=15 minutes=20 uses=["pad2d", "conv2d_output_size", "conv2d_forward"]
check("conv2d_backward")

# %% [markdown]
# 检查已经用中心差分核对过每一个梯度了。这里换个看法：如果只有**一个**输出位置有梯度，`dx` 里哪些像素会亮？

# %% tags=["demo"]
if ready("conv2d_forward", "conv2d_backward"):
    x = np.zeros((1, 1, 9, 9))
    w = np.arange(1.0, 10.0).reshape(1, 1, 3, 3)
    fig, axes = plt.subplots(1, 3, figsize=(8, 2.9))
    for ax, spots in zip(axes, ([(4, 4)], [(4, 4), (4, 6)], [(0, 0), (8, 8)])):
        out, cache = conv2d_forward(x, w, np.zeros(1), padding=1)
        dout = np.zeros(out.shape)
        for i, j in spots:
            dout[0, 0, i, j] = 1.0
        dx, _, _ = conv2d_backward(dout, cache)
        ax.imshow(dx[0, 0], cmap="Blues", vmin=0, vmax=16)
        for i, j in spots:
            ax.plot(j, i, "o", color="#c0392b", markersize=5)
        ax.spines[:].set_visible(True)
        ax.set(xticks=[], yticks=[], title="、".join(f"({i}, {j})" for i, j in spots))
    fig.suptitle("红点处的输出有梯度时，dx 落在哪里")
    plt.show()

# %% [markdown]
# 左：一个输出的梯度，落在它看过的 3 × 3 小块上，分布正是核的样子。中：两块重叠的那一列，颜色是两份之和。右：角上的窗口有一部分落在补的零上，那部分被切掉了。

# %% [markdown]
# ## 3　把卷积变成矩阵乘法
#
# 你的 `conv2d_forward` 每个位置循环一次，Python 的循环很慢。有个老办法：先把每个窗口拉成一行，排成一张大表，卷积就成了**一次**矩阵乘法，交给早就优化好的 `@`。
#
# ![im2col：每个窗口拉成一行](figures/im2col.svg)

# %% [markdown]
# ### 练习 5.5 im2col（约 15 分钟，12 分）
#
# **做什么**　把每个窗口拉成一行（im2col 是 image to column 的缩写，各家有的排成行、有的排成列，今天排成行）：
#
# | | 形状 |
# |---|---|
# | `x` | `(n, c, h, w)` |
# | 返回 | `(n, out_h · out_w, c · kh · kw)` |
#
# - **行**按输出的位置排：先 `out_h` 再 `out_w`，第 `i * out_w + j` 行是位置 $(i, j)$；
# - **列**按窗口里的元素排：先通道 `c`，再 `kh`，再 `kw`，和 `w.reshape(f, -1)` 的次序一致。
#
# `kernel` 可以是一个整数（方的核），也可以是 `(kh, kw)`。
#
# **例子**　$x$ 是 0 到 8 排成的 3 × 3，`kernel=2`，有 4 个窗口，每个 4 个数：
#
# $$
# \begin{pmatrix} 0 & 1 & 3 & 4 \\ 1 & 2 & 4 & 5 \\ 3 & 4 & 6 & 7 \\ 4 & 5 & 7 & 8 \end{pmatrix}
# $$
#
# **常见错误**
#
# - 通道排到了最后：只有一个通道时看不出来；<!-- wrong: channels-last -->
# - 行按列优先排了：方的图上形状不变，数却错了位；<!-- wrong: positions-transposed -->
# - `reshape` 之前没有 `transpose`：`reshape` 只会按现有的次序重新断行，不会换轴；<!-- wrong: no-transpose -->
# - 只认一种 `kernel`：整数和 `(kh, kw)` 都要能用。<!-- wrong: integer-kernel-only tuple-kernel-only -->
#
# <details><summary>提示</summary>
#
# 先建 `columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)`，再对核里的位置 `(u, v)` 循环。固定 `(u, v)`，所有窗口的这个元素正好是补零图上的一个带步长的切片：从 `u` 开始，每隔 `stride` 取一个，共 `out_h` 个。
#
# 最后 `transpose` 成 `(n, out_h, out_w, c, kh, kw)`，再 `reshape`。
#
# 用 `np.lib.stride_tricks.sliding_window_view` 也可以，一个循环都不用写。
#
# </details>


# %% exercise="im2col"
def im2col(
    x: np.ndarray,
    kernel: int | tuple[int, int],
    stride: int = 1,
    padding: int = 0,
) -> np.ndarray:
    """把每个窗口拉成一行。

    参数
        x: (n, c, h, w) 的数值数组（可以是整数，内存可以不连续）；不变。
        kernel: 核的大小，一个整数，或元组 (kh, kw)。
        stride: 步幅，行和列相同。
        padding: 四周补几圈零。
    返回
        (n, out_h * out_w, c * kh * kw) 的数组：
        行按 (out_h, out_w) 的次序，列按 (c, kh, kw) 的次序。
    例子
        >>> im2col(np.arange(9.0).reshape(1, 1, 3, 3), 2)
        array([[[0., 1., 3., 4.],
                [1., 2., 4., 5.],
                [3., 4., 6., 7.],
                [4., 5., 7., 8.]]])
    """
    ### BEGIN SOLUTION
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)
    ### END SOLUTION


# %% check="im2col" points=12 minutes=15 uses=["pad2d", "conv2d_output_size"]
check("im2col")

# %% [markdown]
# ### 练习 5.6 conv2d_im2col（约 8 分钟，8 分）
#
# **做什么**　结果与 `conv2d_forward` 的 `out` 相同，只用 `im2col` 和一次矩阵乘法，**函数里没有循环**：
#
# $$
# \underbrace{\mathrm{columns}}_{(n,\; L,\; c\,\cdot\,\mathrm{kh}\,\cdot\,\mathrm{kw})} \;@\;
# \underbrace{W^{\mathsf T}}_{(c\,\cdot\,\mathrm{kh}\,\cdot\,\mathrm{kw},\; f)} + b
# \;\longrightarrow\; (n,\; L,\; f), \qquad L = \mathrm{out}_h \cdot \mathrm{out}_w
# $$
#
# 然后把 $f$ 换到第二个轴，把 $L$ 拆回 `(out_h, out_w)`。
#
# 循环只允许写在 `im2col` 里面。在这里写 `for`、列表推导式，或者回头调用带循环的 `conv2d_forward`，测试会拒绝。
#
# **常见错误**
#
# - `(n, L, f)` 直接 `reshape` 成 `(n, f, out_h, out_w)`：形状对了，数全乱了；要先 `transpose`；<!-- wrong: no-transpose -->
# - `w.reshape(-1, f)`：元素个数对，次序不对；<!-- wrong: kernels-reshaped-wrong -->
# - 忘了把 `stride` 和 `padding` 传给 `im2col`。<!-- wrong: stride-not-passed -->
#
# <details><summary>提示</summary>
#
# 核摊平成一行一个：`w.reshape(f, -1)`，形状 `(f, c * kh * kw)`，再转置。三维数组 `@` 二维数组，会对第一轴逐个做矩阵乘法。
#
# </details>


# %% exercise="conv2d_im2col"
def conv2d_im2col(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: int = 1,
    padding: int = 0,
) -> np.ndarray:
    """用 im2col 和一次矩阵乘法做卷积；这个函数里不写循环。

    参数
        x: (n, c, h, w) 的数值数组（内存可以不连续）；不变。
        w: (f, c, kh, kw) 的浮点数组（内存可以不连续）；不变。
        b: (f,) 的浮点数组；不变。
        stride: 步幅，行和列相同。
        padding: 四周补几圈零。
    返回
        (n, f, out_h, out_w) 的浮点数组，与 conv2d_forward 的 out 相同。
    例子
        >>> x = np.arange(9.0).reshape(1, 1, 3, 3)
        >>> w = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
        >>> conv2d_im2col(x, w, np.array([10.0]))
        array([[[[ 8., 10.],
                 [14., 16.]]]])
    """
    ### BEGIN SOLUTION
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)
    ### END SOLUTION


# %% check="conv2d_im2col" points=8 minutes=8 uses=["conv2d_output_size", "im2col"]
check("conv2d_im2col")

# %% [markdown]
# 省下的是什么？不是乘法，乘法一次也没有少。省下的是 Python 循环的圈数，每一圈都有固定的开销。以一批 64 张、8 个通道、14 × 14 的图，16 个 3 × 3 的核为例：

# %% tags=["demo"]
n, c, f, kernel, size = 64, 8, 16, 3, 14
positions = size * size
turns = {
    "七重循环": n * f * positions * c * kernel**2,
    "每个输出位置一圈": positions,
    "im2col：核里每个位置一圈": kernel**2,
}
fig, ax = plt.subplots(figsize=(7.5, 2.3))
ax.barh(list(turns), list(turns.values()), color=["#c0392b", "#e0a030", "#3b6fb6"])
for row, count in enumerate(turns.values()):
    ax.text(count * 1.3, row, f"{count:,}", va="center")
ax.set(xscale="log", xlim=(1, 1e9), title="Python 循环要转几圈（乘法都是 14,450,688 次）")
ax.invert_yaxis()
plt.show()

# %% [markdown]
# 代价是内存：3 × 3 的核，步幅 1，每个像素在大表里出现约 9 次。又一次用空间换时间。到了第 5 节，我们和 PyTorch 一起计时。

# %% [markdown]
# ## 4　池化
#
# 卷积之后，常常用池化（pooling）把图缩小：每个小窗口只留一个数。后面的层要算的就少了，而且数字挪动一两个像素，池化之后变化不大。
#
# 池化对每个样本、每个通道**各做各的**，没有要学的参数。今天的池化 `size` 和 `stride` 都是一个整数，不补零，边上凑不满一个窗口的部分丢掉。

# %% [markdown]
# ### 练习 5.7 max_pool2d_forward（约 9 分钟，8 分）
#
# **做什么**　最大池化：每个 `size × size` 的窗口取最大值。
#
# | | 形状 |
# |---|---|
# | `x` | `(n, c, h, w)` |
# | `out` | `(n, c, out_h, out_w)`，`out_h = conv2d_output_size(h, size, stride, 0)` |
#
# 再返回一个 `cache`，供下一题的 `max_pool2d_backward` 使用。先看一眼下一题再决定存什么。
#
# 窗口比图还大时抛出 `ValueError`（`conv2d_output_size` 已经会抛了）。
#
# **例子**　`size=2, stride=2`：
#
# $$
# \begin{pmatrix} 1 & 3 & 2 & 0 \\ 4 & 2 & 1 & 5 \\ 0 & 1 & 9 & 2 \\ 6 & 2 & 3 & 8 \end{pmatrix}
# \longrightarrow \begin{pmatrix} 4 & 5 \\ 6 & 9 \end{pmatrix}
# $$
#
# **常见错误**
#
# - 假定 `stride` 等于 `size`：窗口可以重叠（`stride < size`），也可以跳着走；<!-- wrong: stride-is-size -->
# - 窗口的起点忘了乘 `stride`，一步一步走；<!-- wrong: stride-not-applied -->
# - 断言大小除得尽：凑不满一个窗口的边丢掉就是了；<!-- wrong: must-divide -->
# - 把通道也一起取了最大值；<!-- wrong: channels-merged -->
# - 先放一个全 0 的数组再和窗口比大小：全是负数的窗口会得到 0。<!-- wrong: starts-from-zero -->
#
# <details><summary>提示</summary>
#
# 照 `conv2d_forward` 的两重循环，窗口取出来之后用 `.max(axis=(2, 3))`。`cache` 里存 `x`、`size`、`stride` 就够了。
#
# </details>


# %% exercise="max_pool2d_forward"
def max_pool2d_forward(x: np.ndarray, size: int, stride: int) -> tuple[np.ndarray, object]:
    """最大池化的前向，不补零，凑不满一个窗口的边丢掉。

    参数
        x: (n, c, h, w) 的数值数组（可以是整数，内存可以不连续）；不变。
        size: 窗口的边长。
        stride: 步幅，可以小于、等于或大于 size。
    返回
        (out, cache)：out 是 (n, c, out_h, out_w) 的数组；
        cache 的内容自定，供 max_pool2d_backward 使用。
    错误
        size 大于 h 或 w 时抛出 ValueError。
    例子
        >>> x = np.array([[[[1.0, 3.0, 2.0, 0.0], [4.0, 2.0, 1.0, 5.0]]]])
        >>> max_pool2d_forward(x, 2, 2)[0]
        array([[[[4., 5.]]]])
    """
    ### BEGIN SOLUTION
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)
    ### END SOLUTION


# %% check="max_pool2d_forward" points=8 minutes=9 uses=["conv2d_output_size"] opaque=[1]
check("max_pool2d_forward")

# %% [markdown]
# ### 练习 5.8 max_pool2d_backward（约 12 分钟，10 分）
#
# **做什么**　最大池化的反向。窗口里只有最大的那个数影响了输出，所以梯度**整份**给它，其余的得 0。
#
# - **并列**：几个数同为最大，梯度给按行优先（先行后列）数到的**第一个**，只给它一个；
# - **重叠**：一个像素在几个窗口里都是最大，就把几份梯度加起来。
#
# **例子**　上一题的 4 × 4，`dout = [[1, 2], [3, 4]]`：
#
# $$
# \mathrm{dx} = \begin{pmatrix} 0 & 0 & 0 & 0 \\ 1 & 0 & 0 & 2 \\ 0 & 0 & 4 & 0 \\ 3 & 0 & 0 & 0 \end{pmatrix}
# $$
#
# **为什么要管并列**　ReLU 之后大片是 0，窗口里四个 0 并列是家常便饭。
#
# **常见错误**
#
# - 用 `x == 最大值` 当掩码，并列的每一个都拿到了整份梯度；<!-- wrong: every-maximum -->
# - 把梯度平均分给窗口里的每个像素：那是平均池化；<!-- wrong: average -->
# - 重叠处覆盖，没有累加；<!-- wrong: overwritten -->
# - `np.zeros_like(x)` 沿用了整数图的类型，梯度加不进去，或者小数被截掉。<!-- wrong: integer-output -->
#
# <details><summary>提示</summary>
#
# 对位置 `(i, j)` 循环，窗口 `reshape` 成 `(n, c, size * size)`，`.argmax(axis=2)` 就是第一个最大值的下标（`argmax` 遇到并列总是给最前面的）。`divmod(下标, size)` 换回窗口里的行和列。
#
# 再用第 1 天的整数数组索引加回去：样本下标写成 `np.arange(n)[:, None]`，通道下标写成 `np.arange(c)`，它们和 `(n, c)` 的行、列下标广播到一起。在同一个 `(i, j)` 里每个位置只出现一次，`+=` 没有问题。
#
# </details>


# %% exercise="max_pool2d_backward"
def max_pool2d_backward(dout: np.ndarray, cache: object) -> np.ndarray:
    """最大池化的反向。

    参数
        dout: (n, c, out_h, out_w) 的浮点数组（内存可以不连续），损失对池化输出的梯度；不变。
        cache: 你的 max_pool2d_forward 返回的那一个。前向时的 x 可以是整数，梯度仍是浮点数；x 不变。
    返回
        与 x 同形状的浮点数组。每个窗口的梯度给其中的最大值；
        并列时只给行优先次序的第一个；窗口重叠处累加。
    例子
        >>> x = np.array([[[[1.0, 3.0, 2.0, 0.0], [4.0, 2.0, 1.0, 5.0]]]])
        >>> _, cache = max_pool2d_forward(x, 2, 2)
        >>> max_pool2d_backward(np.array([[[[1.0, 2.0]]]]), cache)
        array([[[[0., 0., 0., 0.],
                 [1., 0., 0., 2.]]]])
    """
    ### BEGIN SOLUTION
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j]
    return dx
    ### END SOLUTION


# %% check="max_pool2d_backward" points=10 minutes=12 uses=["conv2d_output_size", "max_pool2d_forward"]
check("max_pool2d_backward")

# %% [markdown]
# ### 练习 5.9 avg_pool2d_forward（约 5 分钟，5 分）
#
# **做什么**　平均池化：每个窗口取平均。大小的规矩与最大池化相同，只返回 `out`，不要 `cache`。
#
# **例子**　还是那个 4 × 4，`size=2, stride=2`：
#
# $$
# \begin{pmatrix} 2.5 & 2 \\ 2.25 & 5.5 \end{pmatrix}
# $$
#
# **想一想**　平均池化也是一种卷积：核的每个数都是 $1/\mathrm{size}^2$，每个通道各自做。最大池化则不是，为什么？
#
# **常见错误**
#
# - 输出数组用了 `x.dtype`：整数图的平均值会被截掉小数；<!-- wrong: integer-output -->
# - 在 `uint8` 里求和，超过 255 就绕回去：`.mean` 不会，自己加的要小心。<!-- wrong: uint8-sum -->
#
# <details><summary>提示</summary>
#
# 和最大池化只差一个词：`.mean(axis=(2, 3))`。（最大值不是像素的线性函数，所以写不成卷积。）
#
# </details>


# %% exercise="avg_pool2d_forward"
def avg_pool2d_forward(x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """平均池化的前向，不补零，凑不满一个窗口的边丢掉。

    参数
        x: (n, c, h, w) 的数值数组（可以是整数，包括 uint8；内存可以不连续）；不变。
        size: 窗口的边长。
        stride: 步幅，可以小于、等于或大于 size。
    返回
        (n, c, out_h, out_w) 的浮点数组。
    错误
        size 大于 h 或 w 时抛出 ValueError。
    例子
        >>> x = np.array([[[[1, 3, 2, 0], [4, 2, 1, 5]]]])
        >>> avg_pool2d_forward(x, 2, 2)
        array([[[[2.5, 2. ]]]])
    """
    ### BEGIN SOLUTION
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out
    ### END SOLUTION


# %% check="avg_pool2d_forward" points=5 minutes=5 uses=["conv2d_output_size"]
check("avg_pool2d_forward")

# %% tags=["demo"]
if ready("max_pool2d_forward", "avg_pool2d_forward"):
    images = x_test[:1]
    fig, axes = plt.subplots(1, 5, figsize=(8.5, 2.2))
    pictures = {"原图 28 × 28": images}
    for size in (2, 4):
        side = 28 // size
        pictures[f"最大 {side} × {side}"] = max_pool2d_forward(images, size, size)[0]
        pictures[f"平均 {side} × {side}"] = avg_pool2d_forward(images, size, size)
    for ax, (name, picture) in zip(axes, pictures.items()):
        ax.imshow(picture[0, 0], vmin=0, vmax=1)
        ax.set_title(name)
        ax.axis("off")
    plt.show()

# %% [markdown]
# 最大池化让笔画变粗（窗口里有一点墨就算有），平均池化让它变淡。缩到 7 × 7，人还勉强认得出来。

# %% [markdown]
# ## 5　换成 PyTorch
#
# 零件的里里外外你都写过了，现在可以放心用框架的。对应关系：
#
# | 你写的 | PyTorch |
# |---|---|
# | `conv2d_forward(x, w, b, stride, padding)` | `nn.Conv2d(c, f, kernel_size, stride, padding)`，自带 `w` 和 `b` |
# | `max_pool2d_forward(x, size, stride)` | `nn.MaxPool2d(size, stride)` |
# | `avg_pool2d_forward(x, size, stride)` | `nn.AvgPool2d(size, stride)` |
# | 各个 `backward` | `loss.backward()` |

# %%
import torch
from torch import nn

torch.set_num_threads(1)  # 图很小，一个线程就够

# %% [markdown]
# **对账**　同样的数据、同样的权重，你的卷积、你的 im2col 卷积和 PyTorch 的卷积，结果和梯度都应当一样：

# %% tags=["demo"]
if ready("conv2d_forward", "conv2d_backward", "conv2d_im2col"):
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(2, 3, 11, 7)), rng.normal(size=(5, 3, 3, 2)), rng.normal(size=5)
    mine, cache = conv2d_forward(x, w, b, stride=2, padding=1)
    dout = rng.normal(size=mine.shape)

    tensors = [torch.tensor(a, requires_grad=True) for a in (x, w, b)]
    theirs = nn.functional.conv2d(*tensors, stride=2, padding=1)
    theirs.backward(torch.tensor(dout))

    print("out 相同   ", np.allclose(mine, theirs.detach().numpy()))
    im2col_out = conv2d_im2col(x, w, b, stride=2, padding=1)
    print("im2col 相同", np.allclose(im2col_out, mine))
    gradients = conv2d_backward(dout, cache)
    for name, gradient, tensor in zip(("dx", "dw", "db"), gradients, tensors):
        print(f"{name} 相同    ", np.allclose(gradient, tensor.grad.numpy()))

# %% [markdown]
# **计时**　还是那 64 张 8 个通道、14 × 14 的图和 16 个 3 × 3 的核，三种写法做同一次卷积。图里的毫秒数来自一台普通的两核机器；想看你这台的，去掉 `milliseconds = time_convolutions()` 前面的 `#` 再运行。每次量都有出入，看差几倍就好。

# %% tags=["demo"]
from time import perf_counter


def time_convolutions():
    """三种卷积各做十次，取最快的一次，单位毫秒。"""
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(64, 8, 14, 14)), rng.normal(size=(16, 8, 3, 3))
    b = rng.normal(size=16)
    tensors = [torch.tensor(a) for a in (x, w, b)]
    ways = {
        "conv2d_forward": lambda: conv2d_forward(x, w, b, 1, 1),
        "conv2d_im2col": lambda: conv2d_im2col(x, w, b, 1, 1),
        "PyTorch": lambda: nn.functional.conv2d(*tensors, padding=1),
    }
    best = {}
    for name, run in ways.items():
        times = []
        for _ in range(10):
            start = perf_counter()
            run()
            times.append(perf_counter() - start)
        best[name] = 1000 * min(times)
    return best


milliseconds = {"conv2d_forward": 10.9, "conv2d_im2col": 2.7, "PyTorch": 2.4}
# milliseconds = time_convolutions()

fig, ax = plt.subplots(figsize=(7.5, 2.3))
ax.barh(list(milliseconds), milliseconds.values(), color=["#e0a030", "#3b6fb6", "#2e8b57"])
for row, value in enumerate(milliseconds.values()):
    ax.text(value, row, f" {value:.1f} 毫秒", va="center")
ax.set(title="同一次卷积，三种写法", xlim=(0, 1.25 * max(milliseconds.values())))
ax.invert_yaxis()
plt.show()

# %% [markdown]
# 乘法的次数一样，im2col 把 196 圈 Python 循环换成 9 圈加一次矩阵乘法，就快了好几倍，离 PyTorch 不远了。

# %% [markdown]
# ### 练习 5.10 build_cnn（约 12 分钟，8 分）
#
# **做什么**　搭一个小的卷积网络，把 `(n, 1, 28, 28)` 变成 `(n, 10)` 的 logits：
#
# - 恰好**两个**卷积层（`nn.Conv2d`），之后用 ReLU；
# - 用最大池化或平均池化缩小图；
# - 最后是一个或几个全连接层（`nn.Linear`），最后一层**之后什么也没有**；
# - 不用别的带参数的层（例如批归一化），也不用随机的层（例如 dropout）；
# - 参数总数不超过 60 000。
#
# 通道数、核的大小、池化几次，由你决定。`nn.Sequential` 或自己写的 `nn.Module` 子类都可以。每调用一次，返回一个**新的**模型。
#
# **例子**　一种典型的搭法，右边是每一步之后的形状：
#
# | 层 | 形状 |
# |---|---|
# | 输入 | `(n, 1, 28, 28)` |
# | 3 × 3 卷积，8 个核，补 1 圈；ReLU | `(n, 8, 28, 28)` |
# | 2 × 2 最大池化 | `(n, 8, 14, 14)` |
# | 3 × 3 卷积，16 个核，补 1 圈；ReLU | `(n, 16, 14, 14)` |
# | 2 × 2 最大池化 | `(n, 16, 7, 7)` |
# | 拉平 | `(n, 784)` |
# | 全连接 | `(n, 10)` |
#
# 参数：$(9 + 1)·8 + (8·9 + 1)·16 + (784 + 1)·10 = 9098$，昨天的网络是 50 890。
#
# **常见错误**
#
# - 最后加了 softmax：`nn.CrossEntropyLoss` 自己会做 softmax，做两次，梯度变得很小，学得很慢；<!-- wrong: softmax-at-the-end -->
# - 训练时不做、评估时（`eval()`）却做 softmax：什么时候都返回 logits；<!-- wrong: softmax-in-use -->
# - 没有池化，拉平之后有一万多个数，全连接层就超了；<!-- wrong: too-many-after-flattening -->
# - 加了批归一化或 dropout：输出不再只由这一张图决定；<!-- wrong: batch-norm dropout -->
# - 拉平时把样本那一轴也拉进去了：`nn.Flatten()` 会保留第一轴，`x.view(-1)` 不会。<!-- wrong: batch-flattened -->
#
# <details><summary>提示</summary>
#
# `nn.Sequential` 里依次放 `nn.Conv2d(1, 8, 3, padding=1)`、`nn.ReLU()`、`nn.MaxPool2d(2)`、……、`nn.Flatten()`、`nn.Linear(…, 10)`。
#
# 拉平之后有多少个数？照上面的表推，或者先少放最后一层，把 `torch.zeros(1, 1, 28, 28)` 送进去看形状。
#
# </details>


# %% exercise="build_cnn"
def build_cnn() -> nn.Module:
    """一个小的卷积网络：两个卷积层，ReLU，池化，全连接层。

    返回
        一个新的 nn.Module，每次调用都是新的：把 (n, 1, 28, 28) 的 float32 张量变成 (n, 10)
        的 logits，一张图的输出只由它自己决定。
        恰好两个 nn.Conv2d，都在前向里用上，之后用 ReLU；有最大池化或平均池化；
        再是一个或几个 nn.Linear，最后一层之后什么也没有，训练（train）和评估（eval）时都一样。
        没有别的带参数的层（例如批归一化），也没有随机的层（例如 dropout）。
        参数都求梯度，总数不超过 60000。
    例子
        >>> build_cnn()(torch.zeros(3, 1, 28, 28)).shape
        torch.Size([3, 10])
    """
    ### BEGIN SOLUTION
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )
    ### END SOLUTION


# %% check="build_cnn" points=8 minutes=12
check("build_cnn")

# %% [markdown]
# 昨天的 784-64-10 网络，写成 PyTorch 是这样。第 6 节拿它来比较；下一题的检查也用它，所以 `build_cnn` 还没有写好，也不妨碍你往下做。


# %%
def build_dense() -> nn.Module:
    """昨天的全连接网络：拉平，784 个输入，64 个隐藏单元，10 个 logits。"""
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))


# %% [markdown]
# ### 练习 5.11 train_cnn（约 12 分钟，10 分）
#
# **做什么**　第 3 天的训练循环，换成小批量和交叉熵：
#
# 1. 每一轮用 `seed` 决定的随机次序重新打乱；
# 2. 每次取 `batch_size` 个，最后不足一批的也要用；
# 3. 前向、损失（`nn.CrossEntropyLoss`）、清零、反向、更新（`torch.optim.Adam`，学习率 `lr`）；
# 4. 一轮结束，记下这一轮的平均损失。
#
# | | 形状和类型 |
# |---|---|
# | `model` | 任何把 `(n, 1, 28, 28)` 变成 `(n, 10)` logits 的模型，直接更新它 |
# | `x` | `(n, 1, 28, 28)` 的 float32 张量，取值 0 到 1 |
# | `y` | `(n,)` 的 int64 张量 |
# | 返回 | 长度为 `epochs` 的列表，每轮一个 Python 的数 |
#
# **几种读法都接受**　平均损失可以是这一轮里各批损失的平均（按样本数加权与否都行），也可以是一轮结束之后在全部样本上算的。
#
# **例子**　用上一题表里的搭法，`train_cnn(build_cnn(), x, y, 8, 0.002, 64, 0)` 之后，测试集上的正确率应当不低于 0.94。换一种搭法，例如平均池化，可能低一两个百分点。
#
# **常见错误**
#
# - 每一轮、每一批都新建一个优化器：Adam 的滑动平均全丢了；<!-- wrong: new-optimizer-each-epoch new-optimizer-each-batch -->
# - 忘了 `zero_grad()`；<!-- wrong: gradients-not-cleared -->
# - 每一轮都用同一个 `seed` 重新播种，于是每轮的次序都一样（公开测试看不出，评分时才会发现）；<!-- wrong: reseeded-each-epoch -->
# - `x` 和 `y` 分开打乱，图和标签对不上；<!-- wrong: shuffled-apart labels-not-shuffled -->
# - 存的是张量，没有 `.item()`。<!-- wrong: losses-as-tensors -->
#
# <details><summary>提示</summary>
#
# `generator = torch.Generator().manual_seed(seed)` 只在最外面建一次；每一轮 `order = torch.randperm(len(x), generator=generator)`，再一段一段地取下标。用 `np.random.default_rng(seed)` 也可以。
#
# </details>


# %% exercise="train_cnn"
def train_cnn(
    model: nn.Module,
    x: torch.Tensor,
    y: torch.Tensor,
    epochs: int,
    lr: float,
    batch_size: int,
    seed: int,
) -> list[float]:
    """用小批量 Adam 和交叉熵训练一个分类网络，直接更新 model。

    参数
        model: 把 (n, 1, 28, 28) 变成 (n, 10) logits 的模型，从它现在的参数开始训练；
            其中 requires_grad 为 False 的参数不动。
        x: (n, 1, 28, 28) 的 float32 张量，取值 0 到 1；不变。
        y: (n,) 的 int64 张量，正确类别的编号；不变。
        epochs: 轮数；每轮重新打乱，每个样本恰好用一次。
        lr: Adam 的学习率，其余参数用 PyTorch 的默认值；每次调用都新建一个 Adam。
        batch_size: 一批的样本数；最后一批可以不足，也可以比 n 还大。
        seed: 打乱次序的种子：种子相同，次序就相同。
    返回
        长度为 epochs 的列表，每轮一个平均损失（Python 的数，不是张量）。
    例子
        >>> x, y = torch.rand(20, 1, 28, 28), torch.arange(20) % 10
        >>> len(train_cnn(build_dense(), x, y, 2, 0.002, 8, seed=0))
        2
    """
    ### BEGIN SOLUTION
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history
    ### END SOLUTION


# %% check="train_cnn" points=10 minutes=12
check("train_cnn")

# %% [markdown]
# ## 6　看看它学到了什么
#
# 用全部 5000 张训练 8 轮，十几秒。旁边放昨天的全连接网络，也用你的 `train_cnn` 训练，条件完全相同。

# %% tags=["demo"]
if ready("build_cnn", "train_cnn"):
    images, labels = torch.tensor(x_train, dtype=torch.float32), torch.tensor(y_train)
    test_images = torch.tensor(x_test, dtype=torch.float32)

    def predict(model, images):
        """打分最大的类别，NumPy 数组。"""
        with torch.no_grad():
            return model(images).argmax(dim=1).numpy()

    torch.manual_seed(0)
    models = {
        "卷积网络": build_cnn(),
        "全连接网络": build_dense(),
    }
    curves = {}
    for name, model in models.items():
        curves[name] = train_cnn(model, images, labels, 8, 0.002, 64, seed=0)
        parameters = sum(p.numel() for p in model.parameters())
        accuracy = np.mean(predict(model, test_images) == y_test)
        print(f"{name}：{parameters} 个参数，测试集正确率 {accuracy:.3f}")
    print("目标：卷积网络不低于 0.94")

# %% tags=["demo"]
if ready("build_cnn", "train_cnn"):
    fig, axes = plt.subplots(1, 2, figsize=(8.5, 3.2))
    for name, style in (("卷积网络", "o-"), ("全连接网络", "s--")):
        axes[0].plot(np.arange(1, 9), curves[name], style, label=name)
        moved = [test_images.roll(move, dims=3) for move in range(7)]
        shifted = [np.mean(predict(models[name], x) == y_test) for x in moved]
        axes[1].plot(range(7), shifted, style, label=name)
    axes[0].set(title="学习曲线", xlabel="轮", ylabel="平均损失")
    axes[0].set(xticks=range(1, 9), ylim=(0, None))
    axes[1].set(title="测试图整体右移之后", xlabel="右移几个像素", ylabel="正确率", ylim=(0, 1))
    axes[0].legend()
    plt.show()

# %% [markdown]
# 卷积网络的正确率更高；照表里的搭法，参数只有全连接网络的五分之一。右图里，数字右移两三个像素，全连接网络就开始糊涂：对它来说那是另外一些输入。卷积网络撑得久一些，但也不是不受影响：拉平之后的全连接层，又是一个位置一个权重。
#
# **特征图**　把一张数字送进训练好的网络，看看第一个卷积层之后每个通道是什么样子。这里用的是**你写的** `conv2d_forward`，权重从 PyTorch 的模型里取：

# %% tags=["demo"]
if ready("build_cnn", "train_cnn", "conv2d_forward", "max_pool2d_forward"):
    first = next(m for m in models["卷积网络"].modules() if isinstance(m, nn.Conv2d))
    w = first.weight.detach().double().numpy()
    b = np.zeros(len(w)) if first.bias is None else first.bias.detach().double().numpy()
    digit = x_test[:1]
    around = w.shape[2] // 2  # 补这么多圈零，特征图和原图一样大
    maps = np.maximum(conv2d_forward(digit, w, b, padding=around)[0], 0)
    pooled, _ = max_pool2d_forward(maps, 2, 2)
    shown = min(8, len(w))

    fig, axes = plt.subplots(3, shown + 1, figsize=(9, 3.6))
    axes[0, 0].imshow(digit[0, 0])
    axes[0, 0].set_title("输入")
    for k in range(shown):
        limit = np.abs(w[k, 0]).max()
        axes[0, k + 1].imshow(w[k, 0], cmap="RdBu_r", vmin=-limit, vmax=limit)
        axes[1, k + 1].imshow(maps[0, k])
        axes[2, k + 1].imshow(pooled[0, k])
    for ax, name in zip(axes[1:, 0], ("卷积\n和 ReLU", "池化")):
        ax.text(0.5, 0.5, name, ha="center", va="center", transform=ax.transAxes)
    fig.suptitle("第一行：输入和各个核；下面两行：每个核得到的特征图")
    for ax in axes.flat:
        ax.axis("off")
    plt.show()

# %% [markdown]
# 每个通道挑出笔画的一个侧面：有的在笔画的上沿最深，有的在某个方向的斜线上最深，有的几乎原样照抄，有的反过来，没有墨的地方才深。没有人告诉它该找什么边缘，这些核是从 5000 张图里学出来的，却和第 1 节里人设计的核有几分像。
#
# **它还会认错哪些？**

# %% tags=["demo"]
if ready("build_cnn", "train_cnn"):
    predicted = predict(models["卷积网络"], test_images)
    wrong = np.flatnonzero(predicted != y_test)[:12]
    fig, axes = plt.subplots(2, 6, figsize=(8, 3.4))
    for ax in axes.flat:
        ax.axis("off")
    for ax, i in zip(axes.flat, wrong):
        ax.imshow(x_test[i, 0])
        ax.set_title(f"{y_test[i]} 认成 {predicted[i]}", fontsize=10)
    plt.show()
    print(f"1000 张里认错 {np.sum(predicted != y_test)} 张")

# %% [markdown]
# ## 小结
#
# - 卷积就是局部连接加权重共享：窗口滑到哪里，用的都是同一个核；
# - 输出的大小是 $\lfloor (s + 2p - k)/t \rfloor + 1$，先算大小再写循环；
# - 反向传播的规矩没有变：用了几次就把几份梯度加起来，窗口重叠处要累加，补的零要切掉；
# - im2col 用内存换时间，把卷积变成一次矩阵乘法；
# - 最大池化把梯度整份给第一个最大值，平均池化人人有份；
# - 方的图、方的核、一个通道、一个样本，会藏住一半的错误；写完之后用各不相等的大小试一遍。
#
# 明天换一种数据：句子。图像的邻居在四面八方，文字的邻居在前前后后。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. 两层 3 × 3 的卷积（步幅 1）叠起来，第二层的一个输出能看到输入的多大一块？
#
# <details><summary>答案</summary>
#
# 5 × 5。第二层看第一层的 3 × 3 个位置，最左和最右各再多看一个像素。这叫感受野（receptive field）。两个 3 × 3 的核只有 18 个权重，一个 5 × 5 的核有 25 个。
#
# </details>
#
# 2. 卷积层的参数个数和图的大小有关系吗？
#
# <details><summary>答案</summary>
#
# 没有，只和核的大小、输入通道数、核的个数有关：$f\,(c \cdot \mathrm{kh} \cdot \mathrm{kw} + 1)$。换一张更大的图，卷积层照用；要改的是后面的全连接层。
#
# </details>
#
# 3. 把所有图的像素按同一种方式打乱，今天的网络会怎样？
#
# <details><summary>答案</summary>
#
# 正确率从 0.95 降到 0.90 左右，反倒不如全连接网络。打乱之后，相邻的像素不再有关系，小窗口里看不出笔画；昨天的全连接网络却几乎不受影响。
#
# </details>
#
# 4. 一个 2 × 2 的窗口里四个数全是 0，最大池化的反向把梯度给谁？如果四个都给，会有什么后果？
#
# <details><summary>答案</summary>
#
# 只给左上角那个。四个都给，传回去的梯度总量就成了四倍，而且与前向不符：前向只有一个数被“选中”。
#
# </details>
#
# 5. 1 × 1 的卷积在做什么？有用吗？
#
# <details><summary>答案</summary>
#
# 每个像素上，把 $c$ 个通道的值线性组合成 $f$ 个：相当于对每个像素用同一个全连接层。它常用来改变通道数，开销很小。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - 阿斯顿·张、李沐等，《动手学深度学习》，卷积神经网络一章。
# - Goodfellow, Bengio, Courville，*Deep Learning*（2016），第 9 章：卷积网络。
# - LeCun, Bottou, Bengio, Haffner，*Gradient-Based Learning Applied to Document Recognition*，Proceedings of the IEEE 86（1998）：LeNet 与 MNIST 的出处。
# - Dumoulin, Visin，*A guide to convolution arithmetic for deep learning*（2016）：步幅和补零的图解。
# - Zeiler, Fergus，*Visualizing and Understanding Convolutional Networks*，ECCV 2014：更深的层在看什么。
#
# 数据：MNIST，Yann LeCun 与 Corinna Cortes，CC BY-SA 3.0；课程里的文件是其中 6000 张，重新划分过，仍按同一许可发布。照片：咖啡杯，Rachel Michetti，CC0，取自 scikit-image，改成了灰度并缩小。
