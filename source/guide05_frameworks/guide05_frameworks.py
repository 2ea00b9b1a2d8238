# ---
# jupyter:
#   autograder:
#     title: 第 5 章　三个框架，同一件事
#     builds: 同一个网络在 PyTorch、TensorFlow、JAX 里各写一遍，一套权重在三处认出同一个数字
#     minutes: 150
#     packages: [jax, tensorflow]
#     data: [mnist_5k1k.npz]
#     en:
#       title: Chapter 5. Three frameworks, one thing
#       builds: one network written in PyTorch, TensorFlow and JAX, one set of weights that reads the same digit in all three
# ---

# %% [markdown]
# # 第 5 章　三个框架，同一件事
#
# 读论文的代码，左边一个仓库用 PyTorch，右边一个用 TensorFlow，下面一个用 JAX。三份代码长得很不一样，做的却是同一件事：算一个损失，求它对权重的梯度，走一小步。
#
# 这一章把同一件事在三个框架里各写一遍。写完你会发现，真正不同的只有两处：**谁来记账**（哪些运算要记下来，好往回求导），**谁来管状态**（权重放在哪里，怎样改）。认得这两处，换一个框架就只是换几个名字。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | 一层网络 | `x @ w + b`：`(n, d) @ (d, m)` 得到 `(n, m)`，再给每一行加上 `(m,)` 的 `b` |
# | $\tanh$ | 把任何数压进 −1 与 1 之间；导数是 $1 - \tanh^2$ |
# | 梯度（gradient） | 损失对每个权重的偏导数，与权重同样的形状 |
# | 梯度下降（gradient descent） | 权重 ← 权重 − 学习率 × 梯度 |
# | 自动微分（automatic differentiation） | 框架把前向的运算记下来，再照链式法则倒着乘回去，不用自己推导 |
# | 黑塞矩阵（Hessian） | 所有的二阶偏导数：$H_{ij} = \partial^2 f / \partial x_i\,\partial x_j$ |
# | 循环网络（RNN） | $h_s = \tanh(x_s w_x + h_{s-1} w_h + b)$，第 $s$ 步算出的状态 $h_s$ 交给下一步 |
#
# **读完以后你会有**
#
# - 同一段程序的三种写法，梯度相差不到 $10^{-6}$；
# - 三件只有框架才给得起的本事：不造黑塞矩阵就用它去乘，自己规定一个函数的梯度，一次求出每个样本各自的梯度；
# - 一张三列的对照表，十件事，每一格的代码都是当场运行的；
# - 一个 `transfer_weights`：把一个 PyTorch 网络的权重搬到 Keras 和 JAX，三处认出同一个数字。

# %% [markdown]
# ## 时间表
#
# 合计约 150 分钟，100 分。可以在任意两节之间停下来休息。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 三种脾气 | 7 | |
# | 1 | 求梯度：torch_gradients、tensorflow_gradients、jax_gradients | 23 | 20 |
# | 2 | 走一步：torch_step、tensorflow_step、jax_step | 24 | 21 |
# | 3 | 二阶导数：torch_hvp、jax_hvp | 17 | 13 |
# | 4 | 自己规定梯度：StraightThrough、jax_straight_through | 18 | 15 |
# | 5 | 批和时间：jax_per_sample_gradients、jax_scan_rnn | 18 | 14 |
# | 6 | 编译：tensorflow_function | 14 | 7 |
# | 7 | 搬家：transfer_weights | 22 | 10 |
# | 8 | 终场：一张表，一个数字 | 7 | |
#
# **要装什么**　PyTorch 和 Keras 已经装好。JAX 和 TensorFlow 不是人人都要，所以另外装（约 1.5 GB）：在课程目录里运行 `pip install -e '.[frameworks]'`，
# 或者用 `make demo ASSIGNMENT=guide05_frameworks`，它会替你装。没有装也能做：用到它们的练习只说一句“这里没有装”，不查也不扣分；用 PyTorch 和 Keras 的五个照常。
#
# 每个练习是一个函数或者一个类。删掉 `raise NotImplementedError` 那一行（类的每个方法里各有一行），写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”，一条一条地展开；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。第一次导入 TensorFlow 要十来秒。
#
# 几条通用的约定：
#
# - 没有另外说明时，进来和出去的都是 NumPy 的 float32 数组；损失是一个 Python 的数（`float`）；
# - 批（batch）总在第一轴；权重 `w` 的形状是 `(输入数, 输出数)`；
# - 不要改动传进来的数组，它们可能是转置或切片得到的，内存不一定连续（步长都是正的：`a[::2]` 会有，倒着走的 `a[::-1]` 不会有，`torch.tensor` 不收它）；
# - 第 1、2 节的测试里，梯度都在 1 上下，与精确值相差不到 $10^{-6}$（连走三步以上的，$5\times10^{-6}$）：float32 有七位有效数字，框架自己算就能做到，中心差分做不到。第 3 节以后允许差多少，写在各自的 docstring 里。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, ORANGE, GREEN, GREY = "#3b6fb6", "#d9822b", "#2e8b57", "#777777"

# %% [markdown]
# 下面几格导入三个框架。没有装的，名字就是 `None`：先看一眼你有哪几个。`os.environ` 那三行要写在导入之前：前两行让 TensorFlow 少说话、每次算得一样，第三行让 JAX 只用 CPU。

# %%
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import keras
import numpy as np
import torch
from torch import nn

# %%
try:
    import jax
    import jax.numpy as jnp
except ModuleNotFoundError:
    jax = jnp = None

# %%
try:
    import tensorflow as tf
except ModuleNotFoundError:
    tf = None
else:
    tf.get_logger().setLevel("ERROR")

# %% tags=["demo"]
for name, module in (("PyTorch", torch), ("TensorFlow", tf), ("JAX", jax), ("Keras", keras)):
    print(f"{name:<11}", "没有装" if module is None else module.__version__)

# %% [markdown]
# ## 0　三种脾气
#
# 整章反复用同一小段程序，它只有一层：
#
# $$
# L = \frac{1}{n\,m}\sum_{i,j} \tanh\bigl(x w + b\bigr)_{ij}^2
# $$
#
# 拿一个最小的例子，用笔算一遍：$x = (1, 2, 3)$，$w$ 是 $3 \times 2$ 的 0.1，$b = (0, 0)$。
#
# | 步 | 算什么 | 得到 |
# |---|---|---|
# | 1 | $z = x w + b = (1 + 2 + 3) \times 0.1$ | $(0.6,\ 0.6)$ |
# | 2 | $a = \tanh z$ | $(0.537050,\ 0.537050)$ |
# | 3 | $L = \frac12(a_1^2 + a_2^2)$ | $0.288422$ |
# | 4 | $\partial L/\partial z_j = \frac{1}{2}\cdot 2 a_j\,(1 - a_j^2)$ | $(0.382153,\ 0.382153)$ |
# | 5 | $\partial L/\partial b_j$ 就是它；$\partial L/\partial w_{ij} = x_i\,\partial L/\partial z_j$ | 三行 $0.382153$、$0.764305$、$1.146458$ |
#
# 第 4 步是链式法则，框架替我们做。它要做这一步，先得知道第 1 到第 3 步做过什么。三个框架的脾气，差别就在这里：
#
# ![PyTorch 把账记在张量上；TensorFlow 记在一盘带子上；JAX 把函数变成另一个函数](figures/three.svg)
#
# - **PyTorch** 把账记在**张量**上。凡是 `requires_grad` 的张量参加的运算，结果都带着一条线索 `grad_fn`，`backward()` 顺着它往回走，把梯度**加**进 `.grad`。
# - **TensorFlow** 把账记在一盘**带子**上。`with tf.GradientTape() as tape:` 里面的运算录下来，带子自己盯着 `tf.Variable`，别的要 `tape.watch`；往回放一遍，梯度是返回值。
# - **JAX** 不记账，它**变换函数**。`jax.grad(f)` 是一个新函数，给它参数，它还你梯度。为此 `f` 必须是纯函数（pure function）：结果只看参数，不改外面的东西。
#
# 猜一猜：同一段程序连续求两次梯度，哪个框架第二次会给出两倍的数？
#
# <details><summary>答案</summary>
#
# PyTorch。`backward()` 把梯度加进 `.grad`，不清零就越加越多。TensorFlow 和 JAX 的梯度是返回值，每次都是新的。
#
# </details>

# %% tags=["demo"]
CLEAR = False  # 改成 True：每次先把 .grad 清掉
w0 = torch.full((3, 2), 0.1, requires_grad=True)
for call in (1, 2, 3):
    if CLEAR:
        w0.grad = None
    (torch.tanh(torch.tensor([[1.0, 2.0, 3.0]]) @ w0) ** 2).mean().backward()
    print(f"第 {call} 次：w 的梯度的第一行 {w0.grad[0].numpy().round(6)}")

# %% [markdown]
# ## 1　求梯度
#
# ### 练习 5.1 torch_gradients（约 7 分钟，6 分）
#
# **做什么**　用 PyTorch 算上面那段程序的损失，和它对 `w`、`b` 的梯度。三样都还成普通的东西：一个 `float`，两个 NumPy 数组。
#
# **要走的四步**
#
# 1. 把数组变成张量。`torch.tensor(a)` **复制**一份，`torch.from_numpy(a)` 与 `a` **共用**内存：改了张量，数组也跟着变；
# 2. 对哪些张量求导，就让哪些 `requires_grad=True`；
# 3. 前向算出一个数 `loss`，`loss.backward()`；
# 4. 梯度在 `.grad` 里。带着线索的张量不能直接变成 NumPy，要先 `.detach()`；`.item()` 把只有一个数的张量变成 `float`。
#
# **例子**　第 0 节那个：损失 0.288422，`db` 是 `[0.382153, 0.382153]`，`dw` 的三行是 0.382153、0.764305、1.146458。
#
# <details><summary>提示一</summary>
#
# 三个输入里，要对哪两个求导？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 只有自己造的、要求导的张量（叶子，leaf）才有 `.grad`，由它们算出来的没有。你造的两片叶子，`backward()` 之后还叫得出名字吗？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用了求和，不是对所有元素的平均；<!-- wrong: sum -->
# - 只对样本取平均，忘了 $m$ 个输出也要平均；<!-- wrong: batch-mean -->
# - 把 `w`、`b` 的张量存在外面反复用：上一次的梯度还在 `.grad` 里，这一次加了上去；<!-- wrong: kept-between-calls -->
# - 用 `from_numpy` 共用了内存，又在张量上原地改，传进来的数组跟着变；<!-- wrong: shares-and-steps -->
# - 返回的是张量，不是 NumPy 数组。<!-- wrong: returns-tensors -->
#
# </details>


# %% exercise="torch_gradients"
def torch_gradients(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
) -> tuple[float, np.ndarray, np.ndarray]:
    """用 PyTorch 求 L = mean(tanh(x @ w + b)²) 和它对 w、b 的梯度。

    参数
        x: (n, d) 的 float32 数组，n 至少是 1；w: (d, m)；b: (m,)。内存不一定连续；都不变。
    返回
        (loss, dw, db)：loss 是一个数，对 n·m 个元素取平均；dw、db 是与 w、b 同形状的 float32 数组。
        调用几次都一样，互不影响。
    例子
        >>> x, w = np.array([[1, 2, 3]], dtype=np.float32), np.full((3, 2), 0.1, dtype=np.float32)
        >>> loss, dw, db = torch_gradients(x, w, np.zeros(2, dtype=np.float32))
        >>> round(loss, 6), db.round(4).tolist() == np.float32([0.3822, 0.3822]).tolist()
        (0.288422, True)
    """
    ### BEGIN SOLUTION
    w = torch.tensor(w, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    return loss.item(), w.grad.numpy(), b.grad.numpy()
    ### END SOLUTION


# %% check="torch_gradients" points=6 minutes=7
check("torch_gradients")

# %% [markdown]
# ### 练习 5.2 tensorflow_gradients（约 5 分钟，7 分）
#
# **做什么**　同一件事，用 TensorFlow。
#
# **带子录什么**　`with tf.GradientTape() as tape:` 打开一盘带子，里面的运算只要碰到**被盯着**的东西就录下来。`tf.Variable` 自动被盯着；普通的张量（包括 NumPy 数组变来的）要先 `tape.watch(t)`。
# 录完以后，`tape.gradient(loss, [w, b])` 倒着放一遍，返回同样多个梯度。没有录到的路，梯度是 `None`：带子不报错，它只是什么也没看见。
#
# | PyTorch | TensorFlow |
# |---|---|
# | `torch.tensor(w, requires_grad=True)` | `tf.Variable(w)` |
# | `torch.tanh(…)`、`(…).mean()` | `tf.tanh(…)`、`tf.reduce_mean(…)` |
# | `loss.backward()`，再读 `w.grad` | `tape.gradient(loss, [w, b])` |
# | `t.detach().numpy()` | `t.numpy()` |
#
# <details><summary>提示一</summary>
#
# 哪几行要写在 `with` 里面？从碰到 `w` 的第一个运算，到得出损失的最后一个。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 矩阵乘法可以写 `tf.matmul(x, w)`，`x` 是 NumPy 数组也行。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `w`、`b` 用的是 `tf.constant`，带子没有盯着它们，梯度是 `None`；<!-- wrong: not-watched -->
# - 前向写在 `with` 的外面，带子还没有开（或者已经关了）；<!-- wrong: outside-the-tape -->
# - `tf.reduce_sum` 是求和，平均是 `tf.reduce_mean`；<!-- wrong: sum -->
# - `tape.gradient` 的两个结果拿反了。<!-- wrong: swapped -->
#
# </details>


# %% exercise="tensorflow_gradients"
def tensorflow_gradients(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
) -> tuple[float, np.ndarray, np.ndarray]:
    """用 TensorFlow 的 GradientTape 求 L = mean(tanh(x @ w + b)²) 和它对 w、b 的梯度。

    参数
        x: (n, d) 的 float32 数组，n 至少是 1；w: (d, m)；b: (m,)。内存不一定连续；都不变。
    返回
        (loss, dw, db)：loss 是一个数，对 n·m 个元素取平均；dw、db 是与 w、b 同形状的 float32 数组。
    例子
        >>> x, w = np.array([[1, 2, 3]], dtype=np.float32), np.full((3, 2), 0.1, dtype=np.float32)
        >>> loss, dw, db = tensorflow_gradients(x, w, np.zeros(2, dtype=np.float32))
        >>> round(loss, 6), dw.shape, db.shape
        (0.288422, (3, 2), (2,))
    """
    ### BEGIN SOLUTION
    w, b = tf.Variable(w), tf.Variable(b)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    return float(loss), dw.numpy(), db.numpy()
    ### END SOLUTION


# %% check="tensorflow_gradients" points=7 minutes=5 packages=["tensorflow"]
check("tensorflow_gradients")

# %% [markdown]
# ### 练习 5.3 jax_gradients（约 7 分钟，7 分）
#
# **做什么**　同一件事，用 JAX。
#
# JAX 里没有 `.grad`，也没有带子，只有函数。设 `f(u, v)` 返回一个数：
#
# - `jax.grad(f)` 是新函数，返回 $\partial f/\partial u$：默认只对**第一个**参数求导；
# - `jax.grad(f, argnums=1)` 对第二个参数；`argnums=(0, 1)` 对两个，返回一个 tuple；
# - `jax.value_and_grad(f, argnums=…)` 连值一起还：`(值, 梯度)`。
#
# 例如 $f(u, v) = u^2 v$，在 $(3, 5)$ 处：`jax.grad(f)` 给 $2uv = 30$，`argnums=1` 给 $u^2 = 9$，`argnums=(0, 1)` 给 `(30, 9)`。
#
# 函数里面用 `jnp`（`jax.numpy`）代替 `np`，名字和用法几乎一样。为什么不能用 `np.tanh`？求导时进来的不是数，而是一个**替身**（tracer）：JAX 拿它走一遍函数，看看做了哪些运算。`np.tanh` 要真的数，看见替身就报错。
# 出来的是 JAX 的数组，`np.asarray(…)` 变成 NumPy，`float(…)` 变成一个数。
#
# <details><summary>提示一</summary>
#
# 先写一个里层的函数，它的参数就是要求导的那些，返回损失。`x` 不求导，里层函数可以直接用外面的 `x`。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `value, (dw, db) = …` 一行就接住了 `jax.value_and_grad` 的结果；别忘了把三样都变成普通的东西。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有写 `argnums`，只得到了第一个参数的梯度；<!-- wrong: first-argument-only -->
# - 参数的次序是 `(x, w, b)`，`argnums` 却写成 `(0, 1)`，求的是 `x` 和 `w` 的梯度；<!-- wrong: wrong-argnums -->
# - 返回的是 JAX 的数组，不是 NumPy 的；<!-- wrong: returns-jax -->
# - 平均只对样本取，没有除以输出的个数。<!-- wrong: batch-mean -->
#
# </details>


# %% exercise="jax_gradients"
def jax_gradients(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
) -> tuple[float, np.ndarray, np.ndarray]:
    """用 jax.value_and_grad（或 jax.grad）求 L = mean(tanh(x @ w + b)²) 和它对 w、b 的梯度。

    参数
        x: (n, d) 的 float32 数组，n 至少是 1；w: (d, m)；b: (m,)。内存不一定连续；都不变。
    返回
        (loss, dw, db)：loss 是一个数，对 n·m 个元素取平均；dw、db 是与 w、b 同形状的
        float32 的 NumPy 数组。
    例子
        >>> x, w = np.array([[1, 2, 3]], dtype=np.float32), np.full((3, 2), 0.1, dtype=np.float32)
        >>> loss, dw, db = jax_gradients(x, w, np.zeros(2, dtype=np.float32))
        >>> round(loss, 6), dw.shape, db.shape
        (0.288422, (3, 2), (2,))
    """
    ### BEGIN SOLUTION

    def loss(w, b):
        return jnp.mean(jnp.tanh(x @ w + b) ** 2)

    value, (dw, db) = jax.value_and_grad(loss, argnums=(0, 1))(w, b)
    return float(value), np.asarray(dw), np.asarray(db)
    ### END SOLUTION


# %% check="jax_gradients" points=7 minutes=7 packages=["jax"]
check("jax_gradients")

# %% [markdown]
# 三个答案摆在一起。它们不会一位不差：三个框架的 $\tanh$ 和求和次序各不相同，float32 的第七位就开始各说各话。先猜差多少，再运行。

# %% tags=["demo"]
gradients = {
    "torch_gradients": torch_gradients,
    "tensorflow_gradients": tensorflow_gradients,
    "jax_gradients": jax_gradients,
}
if ready(*gradients):
    rng = np.random.default_rng(0)
    x, w, b = (rng.normal(size=shape).astype(np.float32) for shape in ((50, 30), (30, 20), 20))
    answers = {name: function(x, w, b) for name, function in gradients.items()}
    first = answers["torch_gradients"][1]
    for name, (loss, dw, _db) in answers.items():
        apart = np.abs(dw - first).max()
        print(f"{name:<21} 损失 {loss:.5f}　梯度与 PyTorch 的相差不到 1e-6：{apart < 1e-6}")

# %% [markdown]
# ## 2　走一步
#
# 求出梯度，就该改权重了。权重是**状态**（state）：PyTorch 和 TensorFlow 把它放在一个对象里，走一步就是改这个对象；JAX 不许改，走一步就是返回一份新的。
#
# ### 练习 5.4 torch_step（约 8 分钟，7 分）
#
# **做什么**　`w`、`b` 是两个 `nn.Parameter`。求损失，求梯度，各走一步 $w \leftarrow w - \text{lr}\cdot\mathrm{d}w$；返回**走之前**的损失。这一步会被反复调用，走很多次。
#
# **三个坑**
#
# 1. `.grad` 里可能留着以前的梯度，`backward()` 会加上去。所以求导之前先清掉：`w.grad = None`；
# 2. `w -= lr * w.grad` 本身也是运算，PyTorch 也想记账，可是原地改一个正在被求导的叶子，账就乱了，于是它报错。要告诉它这一段不记账：`with torch.no_grad():`；
# 3. `w = w - lr * w.grad` 造了一个**新**张量，只是函数里的 `w` 这个名字指向了它，外面的 `Parameter` 一点没变。
#
# **例子**　第 0 节那个，`lr = 0.5`：返回 0.288422，`w` 的第一行变成 $0.1 - 0.5 \times 0.382153 = -0.091076$，`b` 变成 $-0.191076$。这一步走得太大，再算一次，损失反而升到了 0.957887；这里只查算得对不对。
#
# <details><summary>提示一</summary>
#
# 次序是：清梯度，前向，反向，更新。哪一件要包在 `torch.no_grad()` 里？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `x` 是 NumPy 数组，先变成张量。`w -= …` 是原地改，`w = w - …` 不是。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有清掉以前的梯度，越加越多；<!-- wrong: accumulated -->
# - 清了，可是清在最后：第一次调用之前就留在 `.grad` 里的梯度也加了进来；<!-- wrong: cleared-at-the-end -->
# - 造了新张量，外面的 `Parameter` 没有变；<!-- wrong: replaced -->
# - 返回的是走完以后的损失；<!-- wrong: loss-afterwards -->
# - 更新时没有写 `torch.no_grad()`，PyTorch 报错；<!-- wrong: recorded -->
# - 梯度关掉（`requires_grad_(False)`）以后没有再打开，下一步就求不出梯度了。<!-- wrong: switched-off -->
#
# </details>


# %% exercise="torch_step"
def torch_step(w: nn.Parameter, b: nn.Parameter, x: np.ndarray, lr: float) -> float:
    """在 L = mean(tanh(x @ w + b)²) 上走一步梯度下降，原地改 w 和 b，返回走之前的损失。

    参数
        w: (d, m) 的 float32 的 Parameter；b: (m,) 的。它们的 .grad 里可能有以前留下的梯度，
            这一步不用它。
        x: (n, d) 的 float32 数组，内存不一定连续，不变。
        lr: 学习率。
    返回
        走之前的损失，一个数（不是张量）。w、b 还是原来的两个 Parameter，仍然可以求导，
        数值变成 w − lr·dw、b − lr·db。可以一次接一次地调用。
    例子
        >>> w, b = nn.Parameter(torch.full((3, 2), 0.1)), nn.Parameter(torch.zeros(2))
        >>> round(torch_step(w, b, np.array([[1, 2, 3]], dtype=np.float32), 0.5), 6)
        0.288422
        >>> round(w[0, 0].item(), 4)
        -0.0911
    """
    ### BEGIN SOLUTION
    w.grad = b.grad = None
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
    return loss.item()
    ### END SOLUTION


# %% [markdown]
# 下面的 `torch_walk` 给检查用，自己也可以用：造两个 `Parameter`，先在 `.grad` 里放上 `left`，再一批一批地走。


# %%
def torch_walk(w, b, batches, lr, left=0.0):
    """每批走一步；返回各步的损失，最后的 w、b，还有它们是不是仍然可以求导。"""
    w, b = nn.Parameter(torch.tensor(w)), nn.Parameter(torch.tensor(b))
    w.grad, b.grad = torch.full_like(w, left), torch.full_like(b, left)
    losses = [torch_step(w, b, x, lr) for x in batches]
    return losses, w.detach().numpy(), b.detach().numpy(), w.requires_grad and b.requires_grad


# %% check="torch_step" points=7 minutes=8 helpers=["torch_walk"]
check("torch_step")

# %% [markdown]
# ### 练习 5.5 tensorflow_step（约 5 分钟，6 分）
#
# **做什么**　同一步，`w`、`b` 是两个 `tf.Variable`。
#
# `tf.Variable` 是一个装着张量的盒子。换盒子里的东西有三个方法：`v.assign(t)` 换成 `t`，`v.assign_add(t)` 加上，`v.assign_sub(t)` 减去。`v - t` 得到的是一个普通的张量，不是盒子；`w = w - t` 只是让函数里的名字指向它。
# 梯度是 `tape.gradient` 的返回值，每次都是新的，所以这里没有清零这回事。
#
# **例子**　盒子里是 `[1.0, 2.0]`，`v.assign_sub([0.25, 0.5])` 之后是 `[0.75, 1.5]`；再写 `v = v - [0.25, 0.5]`，盒子里还是 `[0.75, 1.5]`。
#
# <details><summary>提示</summary>
#
# 和 5.2 一样录一盘带子，只是这次 `w`、`b` 已经是 `tf.Variable`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `w = w - lr * dw`：盒子里什么也没变；<!-- wrong: replaced -->
# - 用了 `assign`，盒子里只剩下要减的那个数；<!-- wrong: assigned -->
# - 用了 `assign_add`，往上坡走；<!-- wrong: uphill -->
# - 返回走完以后的损失；<!-- wrong: loss-afterwards -->
# - 更新了 `w` 以后才求 `b` 的梯度。<!-- wrong: one-after-the-other -->
#
# </details>


# %% exercise="tensorflow_step"
def tensorflow_step(w: "tf.Variable", b: "tf.Variable", x: np.ndarray, lr: float) -> float:
    """在 L = mean(tanh(x @ w + b)²) 上走一步梯度下降，原地改 w 和 b，返回走之前的损失。

    参数
        w: (d, m) 的 float32 的 tf.Variable；b: (m,) 的。
        x: (n, d) 的 float32 数组，内存不一定连续，不变。
        lr: 学习率。
    返回
        走之前的损失，一个数（不是张量）。w、b 还是原来的两个 Variable，数值变成
        w − lr·dw、b − lr·db，两个梯度都在走之前的位置上求。可以一次接一次地调用。
    例子
        >>> w, b = tf.Variable(tf.fill([3, 2], 0.1)), tf.Variable(tf.zeros(2))
        >>> round(tensorflow_step(w, b, np.array([[1, 2, 3]], dtype=np.float32), 0.5), 6)
        0.288422
        >>> round(float(w[0, 0]), 4)
        -0.0911
    """
    ### BEGIN SOLUTION
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return float(loss)
    ### END SOLUTION


# %% [markdown]
# 下面的 `tensorflow_walk` 给检查用：造两个 `tf.Variable`，一批一批地走。


# %%
def tensorflow_walk(w, b, batches, lr):
    """每批走一步；返回各步的损失和最后的 w、b。"""
    w, b = tf.Variable(w), tf.Variable(b)
    losses = [tensorflow_step(w, b, x, lr) for x in batches]
    return losses, w.numpy(), b.numpy()


# %% check="tensorflow_step" points=6 minutes=5 packages=["tensorflow"] helpers=["tensorflow_walk"]
check("tensorflow_step")

# %% [markdown]
# ### 练习 5.6 jax_step（约 7 分钟，8 分）
#
# **做什么**　同一步，JAX 的写法：`params` 是一个 dict，有 `"w"` 和 `"b"`；返回一个**新的** dict 和走之前的损失，旧的一点不动。
#
# 对 dict 求导也行：JAX 把 dict、list、tuple 套成的东西叫作 pytree，`jax.value_and_grad(loss)(params)` 的梯度与 `params` 有同样的键、同样的形状。
#
# **能编译**　这个函数要能放进 `jax.jit`。`jax.jit(f)` 第一次被调用时，拿替身走一遍 `f`，把做过的运算编成一段机器码，以后直接运行它。走那一遍时 `params`、`x`、`lr` 全是替身：`float(loss)` 要一个真的数，替身给不出，就报错；`if loss > 1:` 也一样。所以损失就让它是 JAX 的数，不要变成 `float`。
#
# **例子**　第 0 节那个，`lr = 0.5`：新的 `b` 是 $(-0.191076, -0.191076)$，旧的仍然是 0。
#
# <details><summary>提示一</summary>
#
# 里层写一个 `loss(params)`，它从参数里取 `params["w"]`、`params["b"]`。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 新的 dict 可以用花括号直接写出来：两个键，两个减法。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 直接写 `params["w"] = …` 或者 `params["w"] -= …`：改了传进来的 dict；<!-- wrong: changes-params -->
# - 用了 `float(loss)`，放进 `jax.jit` 就报错；<!-- wrong: float-inside -->
# - 返回的两样次序反了：值在前、梯度在后是 `value_and_grad`，这里 `params` 在前；<!-- wrong: loss-first -->
# - 只更新了 `w`。<!-- wrong: weights-only -->
#
# </details>


# %% exercise="jax_step"
def jax_step(params: dict, x: np.ndarray, lr: float) -> tuple[dict, "jax.Array"]:
    """在 L = mean(tanh(x @ w + b)²) 上走一步梯度下降，返回新的参数和走之前的损失。

    参数
        params: dict，"w" 是 (d, m)、"b" 是 (m,) 的 float32 数组，NumPy 的或 JAX 的；不变。
        x: (n, d) 的 float32 数组，不变。
        lr: 学习率。
    返回
        (新的 params, loss)：新的 dict，同样两个键，w − lr·dw 和 b − lr·db；
        loss 是走之前的损失，JAX 的一个数（零维数组）。
        要能放进 jax.jit：那时 params、x、lr 都是替身，不能变成 Python 的数或 NumPy 数组。
    例子
        >>> params = {"w": jnp.full((3, 2), 0.1), "b": jnp.zeros(2)}
        >>> params, loss = jax_step(params, np.array([[1, 2, 3]], dtype=np.float32), 0.5)
        >>> round(float(loss), 6), params["w"].shape
        (0.288422, (3, 2))
    """
    ### BEGIN SOLUTION

    def loss(params):
        return jnp.mean(jnp.tanh(x @ params["w"] + params["b"]) ** 2)

    value, grads = jax.value_and_grad(loss)(params)
    return {name: params[name] - lr * grads[name] for name in ("w", "b")}, value
    ### END SOLUTION


# %% [markdown]
# 下面的 `compiled_step` 给检查用：编译以后再走一步。


# %%
def compiled_step(params, x, lr):
    """用 jax.jit 编译 jax_step，走一步。"""
    return jax.jit(jax_step)(params, x, lr)


# %% check="jax_step" points=8 minutes=7 packages=["jax"] helpers=["compiled_step"]
check("jax_step")

# %% [markdown]
# 三条路从同一个地方出发，走 60 步。先猜：三条损失曲线会重合多久？

# %% tags=["demo"]
if ready("torch_step", "tensorflow_step", "jax_step"):
    rng = np.random.default_rng(1)
    x, w, b = (rng.normal(size=shape).astype(np.float32) for shape in ((20, 5), (5, 3), 3))
    walks = {"PyTorch": torch_walk(w, b, [x] * 60, 0.3)[0]}
    walks["TensorFlow"] = tensorflow_walk(w, b, [x] * 60, 0.3)[0]
    params, walks["JAX"] = {"w": w, "b": b}, []
    for _ in range(60):
        params, loss = jax_step(params, x, 0.3)
        walks["JAX"].append(float(loss))
    fig, ax = plt.subplots(figsize=(7, 2.8))
    for (name, losses), color, width in zip(walks.items(), (ORANGE, GREEN, BLUE), (7, 4, 1.5)):
        ax.plot(losses, color=color, linewidth=width, label=name)
    ax.set(title="三条损失曲线，粗细不同才看得见三条", xlabel="步", ylabel="损失")
    ax.legend()
    plt.show()
    apart = np.ptp(list(walks.values()), axis=0).max()
    print(f"60 步里，三条曲线相差最大的一步，差 {apart:.0e}")

# %% [markdown]
# ## 3　二阶导数
#
# 一阶导数说往哪边走，二阶导数说地面怎样弯。有 $n$ 个权重，黑塞矩阵 $H$ 就有 $n^2$ 个数：$n$ 是两万，它就有 4 亿个，占 1.6 GB。可是许多算法（牛顿法、共轭梯度、估计最大特征值）从来不看 $H$ 本身，只要 $H v$：$H$ 乘一个方向。
#
# **推导**　设 $g(x) = \nabla f(x)$。$v$ 是常数，于是
#
# $$
# H v = \nabla_x \bigl(g(x)\cdot v\bigr)
# $$
#
# 因为 $\dfrac{\partial}{\partial x_i}\sum_j g_j v_j = \sum_j \dfrac{\partial^2 f}{\partial x_i\,\partial x_j} v_j = (H v)_i$。右边只是求两次梯度，每次的代价和算一次 $f$ 差不多，$n^2$ 从头到尾没有出现。
#
# ### 练习 5.7 torch_hvp（约 9 分钟，8 分）
#
# **做什么**　给 `f`（收一个张量，返回一个数的张量），`x` 和 `v`，返回 $H v$。
#
# 第一次求导时，PyTorch 求完就把账扔了，第二次便无账可查。`torch.autograd.grad(y, x, create_graph=True)` 让求导这件事本身也记账；它返回的是一个 tuple，而且不碰 `.grad`。
#
# **例子**　$f(x) = x_0^2 x_1$，在 $(3, 5)$ 处：$g = (2 x_0 x_1,\ x_0^2) = (30,\ 9)$，
#
# $$
# H = \begin{pmatrix} 2 x_1 & 2 x_0 \\ 2 x_0 & 0 \end{pmatrix} = \begin{pmatrix} 10 & 6 \\ 6 & 0 \end{pmatrix},
# \qquad v = (1, 2)\ \Rightarrow\ H v = (22,\ 6)
# $$
#
# 若返回 $g$，是 $(30, 9)$；若逐元素相乘 $g \circ v$，是 $(30, 18)$；若把 $H$ 每行加起来再乘 $v$，是 $(16, 12)$。
#
# 这一题不许用现成的 `hvp`、`vhp` 和 `hessian`。
#
# <details><summary>提示一</summary>
#
# 要对什么求第二次导？一个数：$g$ 与 $v$ 的点积。任意形状时，点积是逐元素相乘再全部加起来。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 两次 `torch.autograd.grad`，两次都是对 `x`。只有第一次要 `create_graph=True`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 第一次求导没有写 `create_graph=True`，第二次无账可查，报错；<!-- wrong: no-graph -->
# - 第二次对 $v$ 求导，得到的是 $g$；<!-- wrong: by-v -->
# - 对 `g.sum()` 求导再乘 $v$，那是 $H$ 的每行之和；<!-- wrong: row-sums -->
# - 用 `g @ v`，只有一维的 `x` 才行；<!-- wrong: one-axis -->
# - 造出整个黑塞矩阵再乘：小的时候对，评分时 `x` 有两万个数。<!-- wrong: whole-hessian -->
#
# </details>


# %% exercise="torch_hvp"
def torch_hvp(f, x: np.ndarray, v: np.ndarray) -> np.ndarray:
    """用两次求导算 f 在 x 处的黑塞矩阵乘 v，不造出黑塞矩阵。

    参数
        f: 函数，接收一个与 x 同形状的 float32 张量，返回一个数的张量；它的梯度与 x 有关。
        x: 任意形状的 float32 数组，内存不一定连续，不变；可能有两万个数。
        v: 与 x 同形状的 float32 数组，内存不一定连续，不变，看作常数。
    返回
        与 x 同形状的 float32 数组：H v，其中 H 的行和列都按 x 的元素排。
        每个数与精确值相差不到 1e-5·(1 + 它的绝对值)：差商做不到。
    例子
        >>> f = lambda t: t[0] ** 2 * t[1]
        >>> torch_hvp(f, np.float32([3, 5]), np.float32([1, 2])).tolist()
        [22.0, 6.0]
    """
    ### BEGIN SOLUTION
    x = torch.tensor(x, requires_grad=True)
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    (product,) = torch.autograd.grad((gradient * torch.tensor(v)).sum(), x)
    return product.numpy()
    ### END SOLUTION


# %% [markdown]
# 下面的 `make_function` 给两个练习的检查用：按名字造一个函数，`torch` 和 `jax.numpy` 都认识里面的写法。


# %%
def make_function(name: str):
    """造一个函数，收张量（PyTorch 的或 JAX 的），返回一个数。

    "product"：一维，Σ xᵢ²·xᵢ₊₁；"cube"：Σ x³；"square_of_sum"：(Σ x)²；
    "mixed"：任意形状，(Σ x)·(Σ x²)。
    """

    def product(x):
        return (x[:-1] ** 2 * x[1:]).sum()

    def cube(x):
        return (x**3).sum()

    def square_of_sum(x):
        return x.sum() ** 2

    def mixed(x):
        return x.sum() * (x**2).sum()

    pieces = {"product": product, "cube": cube, "square_of_sum": square_of_sum, "mixed": mixed}
    return pieces[name]


# %% check="torch_hvp" points=8 minutes=9 helpers=["make_function"]
check("torch_hvp")

# %% [markdown]
# ### 练习 5.8 jax_hvp（约 4 分钟，5 分）
#
# **做什么**　同一件事，用 JAX；`f` 收的是 JAX 的数组。
#
# JAX 的变换可以一层套一层：`jax.grad(f)` 是函数，还可以再求导。办法有两种：
#
# - **往回两次**：和上一题一样，求一次梯度，与 $v$ 点乘成一个数，再求一次梯度；
# - **往前一次**：`jax.jvp(g, (x,), (v,))` 返回两样：$g(x)$，和 $g$ 沿着方向 $v$ 的变化 $J_g(x)\,v$（$J_g$ 是 $g$ 的雅可比矩阵，第 $i$ 行是 $g_i$ 的梯度）。它走在 $g$ 的旁边，不用再记一份账，通常更快。哪个 $g$ 的 $J_g$ 正好是 $H$？
#
# **例子**　$g(t) = (t_0 t_1,\ t_1^2)$，在 $(2, 3)$ 处沿 $v = (1, 10)$：$g = (6, 9)$，$J_g v = (t_1 v_0 + t_0 v_1,\ 2 t_1 v_1) = (23,\ 60)$。`jax.jvp(g, …)` 就还这两样。
#
# 这一题不许用 `jax.hessian`，也不许用 `jax.jacfwd`、`jax.jacrev`、`jax.jacobian` 造出矩阵。
#
# <details><summary>提示</summary>
#
# `jax.jvp` 的第一个位置放一个函数：是哪一个？不是 `f`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 返回了 `jax.jvp` 的第一样，那是 $g$；<!-- wrong: primal -->
# - `x` 和 `v` 的位置反了；<!-- wrong: swapped -->
# - 对 `f` 本身用了 `jax.jvp`，得到的是一个数 $g \cdot v$；<!-- wrong: jvp-of-f -->
# - 用 `jax.hessian` 造出整个矩阵；<!-- wrong: whole-hessian -->
# - 返回的是 JAX 的数组。<!-- wrong: returns-jax -->
#
# </details>


# %% exercise="jax_hvp"
def jax_hvp(f, x: np.ndarray, v: np.ndarray) -> np.ndarray:
    """用 JAX 算 f 在 x 处的黑塞矩阵乘 v，不造出黑塞矩阵。

    参数
        f: 函数，接收一个与 x 同形状的 float32 的 JAX 数组，返回 JAX 的一个数。
        x: 任意形状的 float32 数组，内存不一定连续，不变；可能有两万个数。
        v: 与 x 同形状的 float32 数组，内存不一定连续，不变，看作常数。
    返回
        与 x 同形状的 float32 的 NumPy 数组：H v。
        每个数与精确值相差不到 1e-5·(1 + 它的绝对值)：差商做不到。
    例子
        >>> f = lambda t: t[0] ** 2 * t[1]
        >>> jax_hvp(f, np.float32([3, 5]), np.float32([1, 2])).tolist()
        [22.0, 6.0]
    """
    ### BEGIN SOLUTION
    _gradient, product = jax.jvp(jax.grad(f), (x,), (v,))
    return np.asarray(product)
    ### END SOLUTION


# %% check="jax_hvp" points=5 minutes=4 packages=["jax"] helpers=["make_function"]
check("jax_hvp")

# %% [markdown]
# $H v$ 有什么用？一个方向反复乘 $H$、再缩成单位长，会转向弯得最厉害的那个方向，每次被拉长的倍数趋于**绝对值**最大的特征值的绝对值（幂迭代，power iteration）。周围是凸的（特征值都不是负的）时，它就是最大的特征值 $\lambda$，决定学习率最大能取多少：超过 $2/\lambda$，这个方向上就越走越远。
# 下面的函数有两万个自变量（它不是凸的，这里只看怎样算）。先猜：算出最大的弯曲程度，要多少内存？

# %% tags=["demo"]
if ready("torch_hvp"):
    rng = np.random.default_rng(0)
    point = rng.normal(size=20_000).astype(np.float32)
    v = rng.normal(size=20_000).astype(np.float32)
    for step in range(1, 61):
        product = torch_hvp(make_function("product"), point, v / np.linalg.norm(v))
        if step in (1, 5, 20, 60):
            print(f"第 {step:>2} 次：弯曲程度约 {np.linalg.norm(product):.1f}")
        v = product
    print(f"手里的数组一直是 {v.nbytes / 1e6:.2f} MB，", end="")
    print(f"整个黑塞矩阵要 {4 * len(v) ** 2 / 1e9:.1f} GB")

# %% [markdown]
# ## 4　自己规定梯度
#
# 有的函数的导数没有用。$\operatorname{sign}(x)$ 把权重变成 $-1$ 或 $1$（正好是 0 的还是 0）。权重只剩几种值；只有两种值时，一个权重只要 1 位，float32 要 32 位，内存是原来的 1/32。可是它处处是平的：导数是 0，前面的层一个梯度也收不到。
#
# 直通估计（straight-through estimator）的办法是：前向照 $\operatorname{sign}$ 走，反向假装它是一条斜率为 1 的线，但只在 $|x| \le 1$ 的地方通行；离 0 太远的，推它一把也翻不了号，就不推了。
#
# $$
# y = \operatorname{sign}(x), \qquad
# \frac{\partial L}{\partial x} \;:=\; \frac{\partial L}{\partial y}\cdot \mathbf 1_{\,|x| \le 1}
# $$
#
# $\partial L/\partial y$ 是**上游**（upstream）传回来的梯度，$\mathbf 1$ 在条件成立时是 1，否则是 0。
#
# **例子**　$x = (-2,\ -1,\ -0.3,\ 0,\ 1,\ 1.5)$，上游 $(10, 20, 30, 40, 50, 60)$：
#
# | | | | | | | |
# |---|---|---|---|---|---|---|
# | 前向 | −1 | −1 | −1 | 0 | 1 | 1 |
# | 反向 | 0 | 20 | 30 | 40 | 50 | 0 |
#
# ### 练习 5.9 StraightThrough（约 8 分钟，7 分）
#
# **做什么**　继承 `torch.autograd.Function`，写两个静态方法（`@staticmethod`，没有 `self`）：
#
# - `forward(ctx, x)`：返回结果；`ctx` 是给反向留东西的口袋，张量用 `ctx.save_for_backward(x)` 放进去；
# - `backward(ctx, upstream)`：从 `ctx.saved_tensors`（一个 tuple）取出来，返回 $x$ 的梯度。
#
# 用的时候写 `StraightThrough.apply(x)`，不是 `StraightThrough()(x)`。
#
# <details><summary>提示</summary>
#
# 口袋里要留什么？是 `x`，还是 `sign(x)`？只知道符号，还能判断 $|x| \le 1$ 吗？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 反向只返回了 0 和 1，没有乘上游；<!-- wrong: no-upstream -->
# - 写成了 $|x| < 1$，正好 ±1 的地方也关掉了；<!-- wrong: open-interval -->
# - 哪里都放行；<!-- wrong: everywhere -->
# - 0 的符号是 0，不是 1；<!-- wrong: sign-of-zero -->
# - 拿上游（而不是 $x$）去和 1 比。<!-- wrong: mask-by-upstream -->
#
# </details>


# %% exercise="StraightThrough"
class StraightThrough(torch.autograd.Function):
    """前向是 sign(x)，反向在 abs(x) ≤ 1 的地方让上游的梯度原样通过，别处是 0。

    用法：StraightThrough.apply(x)，x 是任意形状的 float32 或 float64 张量，不变；
    结果与 x 同形状、同 dtype，sign(0) 是 0。前向、反向都没有舍入，应当与定义的分毫不差。
    例子
        >>> x = torch.tensor([-2.0, -1.0, 0.5], requires_grad=True)
        >>> (StraightThrough.apply(x) * torch.tensor([10.0, 20.0, 30.0])).sum().backward()
        >>> x.grad.tolist()
        [0.0, 20.0, 30.0]
    """

    @staticmethod
    def forward(ctx, x: torch.Tensor) -> torch.Tensor:
        """返回 sign(x)，留下反向要用的东西。"""
        ### BEGIN SOLUTION
        ctx.save_for_backward(x)
        return torch.sign(x)
        ### END SOLUTION

    @staticmethod
    def backward(ctx, upstream: torch.Tensor) -> torch.Tensor:
        """upstream 是损失对结果的梯度，返回损失对 x 的梯度。"""
        ### BEGIN SOLUTION
        (x,) = ctx.saved_tensors
        return upstream * (x.abs() <= 1)
        ### END SOLUTION


# %% [markdown]
# 下面的 `straight_through` 给检查用。


# %%
def straight_through(x: torch.Tensor) -> torch.Tensor:
    """StraightThrough 当函数用。"""
    return StraightThrough.apply(x)


# %% check="StraightThrough" points=7 minutes=8 helpers=["straight_through"]
check("StraightThrough")

# %% [markdown]
# ### 练习 5.10 jax_straight_through（约 8 分钟，8 分）
#
# **做什么**　同一个函数，用 JAX 的 `jax.custom_vjp`（也可以用别的办法，检查只看结果和梯度）。规定一个函数的梯度要三样东西：函数本身 `f(x)`；前向 `forward(x)`，返回 `(结果, 留给反向的东西)`；反向 `backward(留下的, 上游)`，返回一个 **tuple**，每个参数一个梯度，只有一个参数也要写成 `(梯度,)`。
#
# 看一个别的函数怎样写，它的梯度规定为上游的两倍：
#
# ```python
# @jax.custom_vjp
# def doubled(x):
#     return x
#
# def forward(x):
#     return x, None          # 反向什么也不要
#
# def backward(kept, upstream):
#     return (2 * upstream,)
#
# doubled.defvjp(forward, backward)
# ```
#
# 这几行可以写在函数的里面，也可以写在外面。（写在外面的话，没有装 JAX 的机器运行到那里会报错；写在里面就不会。）
#
# 它要能放进 `jax.vmap`（一批一批地算）和 `jax.jit`（编译），所以不能用 `if`：替身没有大小。条件写成数组：`jnp.abs(x) <= 1` 乘上去，或者 `jnp.where`。
#
# <details><summary>提示</summary>
#
# 照着 `doubled` 写。反向要知道什么？前向就把它放在第二个位置上。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 直接返回 `jnp.sign(x)`，梯度处处是 0；<!-- wrong: plain-sign -->
# - 反向没有乘上游；<!-- wrong: no-upstream -->
# - 写成了 $|x| < 1$；<!-- wrong: open-interval -->
# - 借用 `jnp.clip` 的梯度：正好 ±1 的地方，JAX 认为它只有一半；<!-- wrong: clip -->
# - 用了 `if`，只对一个数有效。<!-- wrong: python-if -->
#
# </details>


# %% exercise="jax_straight_through"
def jax_straight_through(x: "jax.Array") -> "jax.Array":
    """前向是 sign(x)，反向在 abs(x) ≤ 1 的地方让上游的梯度原样通过，别处是 0。

    参数
        x: 任意形状的 float32 数组（JAX 的或 NumPy 的），零维也行；不变。
    返回
        与 x 同形状的 JAX 数组，sign(0) 是 0。前向、反向都没有舍入，应当与定义的分毫不差。
        能放进 jax.grad、jax.vjp、jax.vmap 和 jax.jit。
    例子
        >>> f = lambda x: jnp.sum(jax_straight_through(x) * jnp.array([10.0, 20.0, 30.0]))
        >>> jax.grad(f)(jnp.array([-2.0, -1.0, 0.5])).tolist()
        [0.0, 20.0, 30.0]
    """
    ### BEGIN SOLUTION

    @jax.custom_vjp
    def sign(x):
        return jnp.sign(x)

    def forward(x):
        return sign(x), x

    def backward(x, upstream):
        return (upstream * (jnp.abs(x) <= 1),)

    sign.defvjp(forward, backward)
    return sign(x)
    ### END SOLUTION


# %% [markdown]
# 下面的 `straight_through_vjp` 给检查用：值，和上游传回来的梯度；`how` 是 `"plain"`、`"jit"` 或 `"vmap"`。


# %%
def straight_through_vjp(x, upstream, how="plain"):
    """jax_straight_through 在 x 处的值，和上游 upstream 传回来的梯度，都是 NumPy 数组。"""

    def both(x, upstream):
        value, back = jax.vjp(jax_straight_through, x)
        return value, back(upstream)[0]

    run = {"plain": lambda f: f, "jit": jax.jit, "vmap": jax.vmap}[how](both)
    value, gradient = run(jnp.array(x), jnp.array(upstream))
    return np.asarray(value), np.asarray(gradient)


# %% check="jax_straight_through" points=8 minutes=8 packages=["jax"] helpers=["straight_through_vjp"]
check("jax_straight_through")

# %% [markdown]
# 前向和反向画在一起：蓝线是前向走的路，橙色的是反向假装走的路的斜率。

# %% tags=["demo"]
if ready("StraightThrough"):
    x = torch.linspace(-2, 2, 401, requires_grad=True)
    y = StraightThrough.apply(x)
    y.sum().backward()
    fig, ax = plt.subplots(figsize=(7, 2.6))
    ax.plot(x.detach(), y.detach(), color=BLUE, linewidth=2, label="前向：sign(x)")
    ax.fill_between(x.detach(), x.grad, color=ORANGE, alpha=0.35, label="反向：上游的梯度乘几")
    ax.set(title="前向是台阶，反向假装不是", xlabel="x")
    ax.legend(loc="lower right")
    plt.show()

# %% [markdown]
# ## 5　批和时间
#
# ### 练习 5.11 jax_per_sample_gradients（约 7 分钟，6 分）
#
# 平时求的是平均损失的梯度：$n$ 个样本的梯度已经加在了一起。有时偏要知道每个样本**各自**的梯度：哪个样本最难，哪个标签可疑，要保护隐私时每个样本的梯度不许太长（差分隐私训练）。
#
# 写一个循环，一个样本求一次，当然可以，只是慢：$n$ 次小运算，机器大半时间在等。JAX 的 `jax.vmap` 把“对一个样本的函数”变成“对一批的函数”，里面的每个运算都自动多一个批轴，一次做完：
#
# - `jax.vmap(f)(x)`：`f` 收 `x[i]`，结果叠在新的第一轴上；
# - `in_axes` 说每个参数沿哪一轴拆开，一个参数一项，`None` 是不拆，人人用同一份。例如 `jax.vmap(f, in_axes=(1, None))(a, c)` 的第 $i$ 个结果是 `f(a[:, i], c)`：`a` 按列拆，`c` 不拆。
#
# **做什么**　`loss(params, x_i, y_i)` 是一个样本的损失。返回每个样本对 `params` 的梯度：一个 dict，与 `params` 同样的键，每个数组前面多一个 $n$。不写循环，也不用推导式和 Python 的 `map`。
#
# **例子**　`loss` 是 $(w x_i - y_i)^2$，$w = 2$，$x = (1, 3)$，$y = (1, 2)$：两个梯度是 $2(w x_i - y_i)x_i$，即 $(2,\ 24)$。平均损失的梯度是 13，加起来是 26：只有一个数，分不清谁是谁。
#
# <details><summary>提示一</summary>
#
# 先不想批：一个样本的梯度函数怎样写？它收三个参数。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 三个参数里，哪个人人用同一份，哪两个要沿第 0 轴拆开？那就是 `in_axes`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 求的是平均损失的梯度，没有 $n$ 那一轴；<!-- wrong: mean -->
# - 每个样本的梯度又除以了 $n$；<!-- wrong: divided -->
# - 只拆开了 `x`，没有拆开 `y`；<!-- wrong: y-not-split -->
# - 求的是对 `x_i` 的梯度；<!-- wrong: by-x -->
# - 用了循环或推导式。<!-- wrong: loop -->
#
# </details>


# %% exercise="jax_per_sample_gradients"
def jax_per_sample_gradients(loss, params: dict, x: np.ndarray, y: np.ndarray) -> dict:
    """每个样本各自的梯度，用 jax.vmap 一次求出，不写循环。

    参数
        loss: 函数 loss(params, x_i, y_i)，x_i、y_i 是一个样本（没有批轴），返回 JAX 的一个数。
        params: dict，值是 float32 数组，形状各异；不变。
        x: (n, …) 的 float32 数组；y: (n, …) 的 float32 数组。都不变。
    返回
        dict，与 params 同样的键；每个值是 (n, …) 的数组（JAX 的或 NumPy 的），
        第 i 个是 loss(params, x[i], y[i]) 对 params 的那一项的梯度，与精确值相差不到 1e-5。
    例子
        >>> loss = lambda params, x_i, y_i: (params["w"] * x_i - y_i) ** 2
        >>> x, y = np.float32([1, 3]), np.float32([1, 2])
        >>> jax_per_sample_gradients(loss, {"w": np.float32(2)}, x, y)["w"].tolist()
        [2.0, 24.0]
    """
    ### BEGIN SOLUTION
    return jax.vmap(jax.grad(loss), in_axes=(None, 0, 0))(params, x, y)
    ### END SOLUTION


# %% [markdown]
# 下面的 `make_loss` 给检查用：按名字造一个样本的损失。


# %%
def make_loss(name: str):
    """造一个函数 loss(params, x_i, y_i)。

    "line"：(w·x_i − y_i)²，都是一个数；"neuron"：(tanh(x_i @ w + b) − y_i)²，w 是 (d,)；
    "layer"：Σ (tanh(x_i @ w + b) − y_i)²，w 是 (d, m)，y_i 是 (m,)。
    """

    def line(params, x, y):
        return (params["w"] * x - y) ** 2

    def layer(params, x, y):
        return jnp.sum((jnp.tanh(x @ params["w"] + params["b"]) - y) ** 2)

    return {"line": line, "neuron": layer, "layer": layer}[name]


# %% check="jax_per_sample_gradients" points=6 minutes=7 packages=["jax"] helpers=["make_loss"]
check("jax_per_sample_gradients")

# %% [markdown]
# **谁的标签贴错了？**　300 张手写数字，其中 15 张故意贴错了标签。用它们训练一个最简单的分类器，然后问每个样本：你想把权重往你那边拉多大力？贴错的那些，拉得最凶。先猜：最凶的 15 个里，有几个是贴错的？

# %% tags=["demo"]
if ready("jax_per_sample_gradients"):
    rng = np.random.default_rng(0)
    digits = np.load("mnist_5k1k.npz")
    images = digits["x_train"][:300].reshape(300, -1).astype(np.float32) / 255
    labels = digits["y_train"][:300].astype(np.int64)
    wrong = rng.choice(300, 15, replace=False)
    labels[wrong] = (labels[wrong] + rng.integers(1, 10, 15)) % 10
    targets = np.eye(10, dtype=np.float32)[labels]

    def surprise(params, x_i, y_i):
        """一个样本的交叉熵。"""
        return -jnp.sum(y_i * jax.nn.log_softmax(x_i @ params["w"] + params["b"]))

    params = {"w": np.zeros((784, 10), np.float32), "b": np.zeros(10, np.float32)}
    for _ in range(40):
        each = jax_per_sample_gradients(surprise, params, images, targets)
        params = {name: params[name] - 0.3 * np.asarray(each[name]).mean(axis=0) for name in params}
    each = jax_per_sample_gradients(surprise, params, images, targets)
    pull = np.sqrt(sum((np.asarray(g) ** 2).reshape(300, -1).sum(axis=1) for g in each.values()))
    order = np.argsort(-pull)
    found = np.isin(order[:15], wrong).sum()
    fig, ax = plt.subplots(figsize=(7, 2.8))
    ax.bar(range(60), pull[order[:60]], color=[ORANGE if i in wrong else BLUE for i in order[:60]])
    ax.set(title=f"梯度最长的 60 个样本，橙色的贴错了标签（前 15 个里有 {found} 个）")
    ax.set(xlabel="名次", ylabel="梯度的长度")
    plt.show()

# %% [markdown]
# 排在最前面的几个全是贴错的；后面混进来的蓝色，是写得怪、本来就难认的数字。没有人告诉过分类器哪个标签是错的，每个样本的梯度自己说了出来。平均梯度里，这些话全被平均掉了。
#
# ### 练习 5.12 jax_scan_rnn（约 9 分钟，8 分）
#
# 批里的样本互不相干，可以一起算；时间里的步一步接一步，不行。PyTorch 里写一个 `for` 就好。JAX 里也能写 `for`，可是 `jax.jit` 会把循环**摊开**：一千步就录下一千份同样的运算，编译慢得受不了。`jax.lax.scan` 说的是“把这一步重复做”，只录一份。
#
# **scan 做什么**　`jax.lax.scan(step, start, xs)` 相当于
#
# ```python
# carry, ys = start, []
# for x in xs:                    # 沿第 0 轴
#     carry, y = step(carry, x)
#     ys.append(y)
# # 返回 (carry, ys 叠成的数组)
# ```
#
# `step` 收（手里拿着的，这一步的输入），还（新的手里拿着的，这一步要留下的）。例如求前缀和：`step = lambda total, item: (total + item, total + item)`，从 0 开始走过 $(3, 1, 4)$，最后手里是 8，留下的是 $(3, 4, 8)$。
#
# **做什么**　循环网络的前向（第 6 天的 `rnn_forward`，没做过也不要紧）：`x` 是 `(n, t, d)`，$n$ 个样本，各有 $t$ 步，每步 $d$ 个数；`h0` 是 `(n, hidden)`，每个样本开始时的状态。第 $s$ 步（$s = 1, \dots, t$）由这一步的输入和上一步的状态，算出新的状态
#
# $$
# h_s = \tanh(x_s\,w_x + h_{s-1}\,w_h + b)
# $$
#
# 返回 $h_1, \dots, h_t$，形状 `(n, t, hidden)`，不含 `h0`。`scan` 沿第 0 轴走，而时间在第 1 轴：进去之前换一次轴，出来以后换回来。不写循环。
#
# **例子**　$n = d = 1$，一个单元，$w_x = 1$，$w_h = 0.5$，$b = 0$，$h_0 = 1$，$x = (0, 1)$：$h_1 = \tanh(0.5) = 0.4621$，$h_2 = \tanh(1 + 0.2311) = 0.8429$。
#
# <details><summary>提示一</summary>
#
# 手里拿着的是状态 `h`，形状 `(n, hidden)`；每一步的输入是 `x_s`，形状 `(n, d)`；留下的也是新的 `h`。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `jnp.swapaxes(x, 0, 1)` 换轴。`scan` 返回两样，要的是第二样。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有换轴，把批当成了时间；<!-- wrong: over-batch -->
# - 出来以后没有换回来；<!-- wrong: time-first -->
# - 每一步留下的是旧的状态，`h0` 进了结果；<!-- wrong: shifted -->
# - 只返回了最后手里的状态；<!-- wrong: last-only -->
# - 写了 `for`；<!-- wrong: loop -->
# - 把结果变成了 NumPy 数组，不能再求导。<!-- wrong: to-numpy -->
#
# </details>


# %% exercise="jax_scan_rnn"
def jax_scan_rnn(x: np.ndarray, h0: np.ndarray, params: dict) -> "jax.Array":
    """循环网络的前向，用 jax.lax.scan，不写循环。

    参数
        x: (n, t, d) 的 float32 数组，t 至少是 1；h0: (n, hidden)。
        params: dict，"wx" 是 (d, hidden)、"wh" 是 (hidden, hidden)、"b" 是 (hidden,)。
        都是 NumPy 或 JAX 的数组，不变。
    返回
        (n, t, hidden) 的 JAX 数组，s 从 0 数，结果的 [:, s] 是
        tanh(x[:, s] @ wx + 前一步的状态 @ wh + b)，第一步的前一步是 h0；h0 不在结果里。
        与精确值相差不到 1e-5，从它求出的梯度不到 1e-4。要能放进 jax.grad 和 jax.jit，几千步也不慢。
    例子
        >>> one = np.ones((1, 1), dtype=np.float32)
        >>> params = {"wx": one, "wh": one / 2, "b": np.zeros(1, dtype=np.float32)}
        >>> x = np.array([[[0], [1]]], dtype=np.float32)
        >>> states = jax_scan_rnn(x, one, params)
        >>> states.shape, [round(float(h), 4) for h in states[0, :, 0]]
        ((1, 2, 1), [0.4621, 0.8429])
    """
    ### BEGIN SOLUTION

    def step(h, x_s):
        h = jnp.tanh(x_s @ params["wx"] + h @ params["wh"] + params["b"])
        return h, h

    _last, hs = jax.lax.scan(step, h0, jnp.swapaxes(x, 0, 1))
    return jnp.swapaxes(hs, 0, 1)
    ### END SOLUTION


# %% [markdown]
# 下面的 `rnn_gradients` 给检查用：编译以后，$\sum$ `upstream` ∘ 结果 对 `params` 的梯度。


# %%
def rnn_gradients(x, h0, params, upstream):
    """sum(jax_scan_rnn(...) * upstream) 对 params 的梯度，值是 NumPy 数组。"""

    def total(params):
        return jnp.sum(jax_scan_rnn(x, h0, params) * upstream)

    gradients = jax.jit(jax.grad(total))(params)
    return {"wx": np.asarray(gradients["wx"]), "b": np.asarray(gradients["b"])}


# %% check="jax_scan_rnn" points=8 minutes=9 packages=["jax"] helpers=["rnn_gradients"]
check("jax_scan_rnn")

# %% [markdown]
# ## 6　编译
#
# ### 练习 5.13 tensorflow_function（约 12 分钟，7 分）
#
# Python 一行一行地解释，每个运算都要问一遍“这是什么类型，该调用谁”。三个框架都有办法把函数先**录成一张图**，以后只运行图：`torch.compile`、`tf.function`、`jax.jit`。录的时候函数真的被 Python 运行一遍，这叫追踪（tracing）；以后再调用，Python 写的那几行一次也不运行。
#
# 什么时候要重新录？输入换了 dtype、换了形状，图可能不同，于是重录。`tf.function` 对 Python 的数和列表更小心：**值**变了也重录，因为图里可能写死了这个值。每次都重录，比不编译还慢。
#
# **怎样只录一次**　告诉它输入的样子：`tf.TensorSpec([None], tf.float32)` 说“一维，多长都行，float32”。`tf.function(f, input_signature=[…])` 只录这一种。长度写 `None`，它就不看长度了。
#
# **做什么**　`f` 收一个一维张量。返回一个函数 `g`：`g(x)` 的结果与 `f` 相同，但是 `f` 对每种 dtype **至多**被运行一次，不管来多少个长短不一的向量。`x` 可以是 float32、float64、int32 的 NumPy 数组，也可以是 Python 的列表（列表里的数当作 float32）。
#
# **例子**　`f` 是平方和，里面数一数自己被运行了几次。`g([1.0, 2.0])` 得 5；再 `g([3])`、`g(np.float32([1, 1, 1]))`，得 9、3，`f` 一共被运行 1 次。再来一个 `g(np.array([2], dtype=np.int32))`，得整数 4，这时一共 2 次。
#
# <details><summary>提示一</summary>
#
# 每种 dtype 一张图：用一个 dict 记住已经造好的。第一次遇见某种 dtype，才造。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 列表没有 dtype。怎样让 `[3]`、`[2.5]` 和 float32 的数组得到同一个键，又不动 int32 的数组？`tf.convert_to_tensor` 的第二个参数可以指定 dtype，也可以是 `None`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 直接返回 `tf.function(f)`：每种长度录一次；<!-- wrong: per-length -->
# - 列表原样交给 `tf.function`：每组值录一次；<!-- wrong: per-value -->
# - 全都换成 float32，整数和 float64 的结果就变了样；<!-- wrong: all-single -->
# - 整数的列表成了 int32，又录了一次；<!-- wrong: integer-lists -->
# - 没有编译，或者每次调用 `g` 都新造一个 `tf.function`：`f` 每次都被运行。<!-- wrong: not-compiled -->
#
# `reduce_retracing=True` 听上去正合适，可是它先照第一个长度录一次，看见第二个长度才肯放宽，一共两次。
#
# </details>


# %% exercise="tensorflow_function"
def tensorflow_function(f):
    """把 f 编译成一个函数：对任意长度的向量，每种 dtype 至多追踪 f 一次。

    参数
        f: 函数，接收一个一维张量，返回一个张量；被运行（追踪）的次数有人在数。
    返回
        函数 g。g(x) 与 f(x) 结果相同，同样的 dtype（TensorFlow 的张量或 NumPy 的都行）。
        x 是 float32、float64 或 int32 的一维 NumPy 数组，任意长度；或者 Python 数的列表，
        不论其中是整数还是小数，都当作 float32。
        对每种 dtype，不论长度和数值，f 至多被运行一次；列表与 float32 数组算同一种。
        造 g 的时候不必运行 f。几个不同的 f 各编译各的，互不影响。
    例子
        >>> g = tensorflow_function(lambda x: tf.reduce_sum(x * x))
        >>> float(g([1.0, 2.0])), float(g(np.float32([1, 1, 1])))
        (5.0, 3.0)
    """
    ### BEGIN SOLUTION
    compiled = {}

    def g(x):
        x = tf.convert_to_tensor(x, tf.float32 if isinstance(x, list) else None)
        if x.dtype not in compiled:
            signature = [tf.TensorSpec([None], x.dtype)]
            compiled[x.dtype] = tf.function(f, input_signature=signature)
        return compiled[x.dtype](x)

    return g
    ### END SOLUTION


# %% [markdown]
# 下面的 `Counted` 给检查用：一个函数，数一数自己被运行了几次。


# %%
class Counted:
    """x 的各元素的平方（total=True 时再加起来），calls 是被运行的次数。"""

    def __init__(self, total: bool = True):
        self.total = total
        self.calls = 0

    def __call__(self, x):
        self.calls += 1
        return tf.reduce_sum(x * x) if self.total else x * x


def run_compiled(inputs, total=True):
    """tensorflow_function 编译一个 Counted，依次给它 inputs；返回各个结果和 f 被运行的次数。"""
    f = Counted(total)
    g = tensorflow_function(f)
    return [np.asarray(g(x)) for x in inputs], f.calls


# %% check="tensorflow_function" points=7 minutes=12 packages=["tensorflow"] helpers=["run_compiled", "Counted"]
check("tensorflow_function")

# %% tags=["demo"]
if ready("tensorflow_function"):
    vectors = [np.ones(n, dtype=np.float32) for n in range(1, 31)]
    plain = Counted()
    retraced = tf.function(plain, reduce_retracing=True)
    for vector in vectors:
        retraced(vector)
    calls = run_compiled(vectors)[1]
    print(f"30 种长度：reduce_retracing 运行了 f {plain.calls} 次，你的 {calls} 次")

# %% [markdown]
# ## 7　搬家
#
# ### 练习 5.14 transfer_weights（约 20 分钟，10 分）
#
# 网上下载的权重是 PyTorch 的，你的程序是 Keras 的，怎么办？权重只是数，搬过去就是了。要留心的是**约定**：
#
# | | PyTorch `nn.Linear(d, m)` | Keras `Dense(m)`，JAX 手写 |
# |---|---|---|
# | 权重的形状 | `(m, d)`，算 `x @ weight.T` | `(d, m)`，算 `x @ kernel` |
# | 偏置 | `(m,)` | `(m,)` |
# | ReLU | 单独的一层 `nn.ReLU()` | 一层 `layers.ReLU()`，或者 `activation="relu"`；JAX 里 `jnp.maximum(x, 0)` |
#
# 方阵最会骗人：$d = m$ 时忘了转置也不报错，只是全错。
#
# **做什么**　`torch_model` 是 `nn.Sequential`，里面只有 `nn.Linear`（都有偏置）和 `nn.ReLU`，第一层是 `nn.Linear`，别的随意：几层都行，两个 `Linear` 可以挨着，最后也可以是 ReLU。返回
#
# - `keras_model`：Keras 的模型，给 `(n, d)`，返回同样的打分（logits）；
# - `jax_forward`：函数，给 `(n, d)` 的数组，返回 JAX 的打分，能放进 `jax.jit`。没有装 JAX 时是 `None`。
#
# 三者各有**自己的一份**权重：以后接着训练 `torch_model`，另外两个不变。
#
# **Keras 的后端**　Keras 自己不算数，它叫后端（backend）去算：PyTorch、TensorFlow 或 JAX，由环境变量 `KERAS_BACKEND` 在导入时定。这门课里是 PyTorch：开头那句 `from autograder import …` 已经替你设好了，所以它排在 `import keras` 前面。这里只用 Keras 自己的说法（`keras.layers`、`set_weights`，给它 NumPy 数组），同一段代码换哪个后端都能运行。
#
# **例子**　`nn.Linear(2, 1)` 的 `weight` 是 `[[3, 4]]`、`bias` 是 `[5]`：输入 $(1, 10)$ 得 $3 + 40 + 5 = 48$。Keras 的 `kernel` 应当是 `[[3], [4]]`，形状 `(2, 1)`。
#
# <details><summary>提示一</summary>
#
# 走一遍 `torch_model`（`for layer in torch_model:`），`isinstance(layer, nn.Linear)` 分得清两种层。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `t.detach().numpy()` 与 `t` 共用内存，`.copy()` 才是自己的一份。Keras 的模型要先知道输入多宽才有权重：`keras.Input((d,))` 放在最前面。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 先把权重收进一个列表，`None` 代表 ReLU。Keras 和 JAX 都照这个列表来。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有转置：形状不同就报错，方阵就悄悄错；<!-- wrong: not-transposed -->
# - 用 `reshape` 代替转置：形状对了，数的位置全乱了；<!-- wrong: reshaped -->
# - 与 `torch_model` 共用内存：`weight.detach().numpy()` 是视图，`torch_model` 一训练，另外两个跟着变；<!-- wrong: shared -->
# - 最后多加了一个 softmax，打分成了概率；<!-- wrong: softmax -->
# - 假定层是 Linear、ReLU 交替的，每个 Dense 后面都加 ReLU；<!-- wrong: always-relu -->
# - 忘了搬偏置，它们都是 0。<!-- wrong: no-bias -->
#
# </details>


# %% exercise="transfer_weights"
def transfer_weights(torch_model: nn.Sequential) -> tuple[keras.Model, object]:
    """把一个 PyTorch 网络的权重搬到 Keras 和 JAX。

    参数
        torch_model: nn.Sequential，只有 nn.Linear（都有偏置，float32）和 nn.ReLU，
            第一层是 nn.Linear；不变。
    返回
        (keras_model, jax_forward)
        keras_model：Keras 的模型，(n, d) 的 float32 数组 → (n, m) 的打分；
            每个 nn.Linear 对应一个 Dense，所以 get_weights() 依次是各层的
            kernel (输入数, 输出数) 和 bias。
            Keras 在这门课里用 PyTorch 作后端；只用 Keras 自己的层和 set_weights，换后端也对。
        jax_forward：函数，(n, d) 的 float32 数组 → JAX 的 (n, m) 打分，能放进 jax.jit；
            没有装 JAX（名字 jax 是 None）时返回 None。
        打分与 torch_model 的相差不到 1e-5。三者各有自己的权重，改动一个，另外两个不变。
    例子
        >>> linear = nn.Linear(2, 1)
        >>> model, forward = transfer_weights(nn.Sequential(linear, nn.ReLU()))
        >>> [w.shape for w in model.get_weights()]
        [(2, 1), (1,)]
    """
    ### BEGIN SOLUTION
    layers = [
        (layer.weight.detach().numpy().T.copy(), layer.bias.detach().numpy().copy())
        if isinstance(layer, nn.Linear)
        else None
        for layer in torch_model
    ]
    keras_model = keras.Sequential([keras.Input((len(layers[0][0]),))])
    for layer in layers:
        if layer is None:
            keras_model.add(keras.layers.ReLU())
        else:
            keras_model.add(keras.layers.Dense(layer[0].shape[1]))
            keras_model.layers[-1].set_weights(layer)

    def jax_forward(x):
        x = jnp.asarray(x)
        for layer in layers:
            x = jnp.maximum(x, 0) if layer is None else x @ layer[0] + layer[1]
        return x

    return keras_model, jax_forward if jax else None
    ### END SOLUTION


# %% [markdown]
# 下面四个给检查用：造一个 PyTorch 网络，原地改它的权重，让 Keras 和 JAX 算一遍。


# %%
def make_torch_model(*layers):
    """造 nn.Sequential：每层是 "relu"，或者 PyTorch 约定的 (weight, bias) 两个数组。"""
    made = []
    for layer in layers:
        if isinstance(layer, str):
            made.append(nn.ReLU())
            continue
        weight, bias = layer
        linear = nn.Linear(weight.shape[1], weight.shape[0])
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(weight))
            linear.bias.copy_(torch.tensor(bias))
        made.append(linear)
    return nn.Sequential(*made)


def shift_weights(torch_model, amount):
    """原地把 PyTorch 网络的每个权重加上 amount，像训练那样。"""
    with torch.no_grad():
        for parameter in torch_model.parameters():
            parameter.add_(amount)


def keras_logits(keras_model, x):
    """Keras 的打分，NumPy 数组。"""
    return np.array(keras.ops.convert_to_numpy(keras_model(x)))


def jax_logits(jax_forward, x):
    """编译以后的 JAX 的打分，NumPy 数组；没有装 JAX 时，jax_forward 应当是 None，返回 None。"""
    if jax is None:
        return jax_forward
    return np.asarray(jax.jit(jax_forward)(x))


# %% check="transfer_weights" points=10 minutes=20 helpers=["make_torch_model", "shift_weights", "keras_logits", "jax_logits"]
check("transfer_weights")

# %% [markdown]
# ## 8　终场：一张表，一个数字
#
# **一张表**　十件事，三种说法。每一格上面是代码，下面是毫秒数。代码是当场运行的：下面的单元格把它们一格一格地算出来，比一比三家的结果，差别不到 $10^{-6}$ 的写“一致”，否则写“不同”。毫秒数是事先量好、抄在单元格里的。
#
# TensorFlow 有三件事前面没有写过，先补上：二阶导数是带子套带子，自己规定梯度是 `tf.custom_gradient`，每个样本的梯度是 `tape.jacobian`。


# %% tags=["demo"]
def tensorflow_hvp(f, x, v):
    """里层的带子求梯度，外层的带子录下“求梯度”这件事。"""
    x = tf.Variable(x)
    with tf.GradientTape() as outer, tf.GradientTape() as inner:
        along = tf.reduce_sum(inner.gradient(f(x), x) * v)
    return outer.gradient(along, x)


def tensorflow_sign(x):
    """tf.custom_gradient：返回结果，和把上游变成梯度的函数。"""
    if tf is None:
        return None

    @tf.custom_gradient
    def sign(x):
        return tf.sign(x), lambda upstream: upstream * tf.cast(tf.abs(x) <= 1, x.dtype)

    return sign(x)


def tensorflow_per_sample(w, x):
    """每一行的损失对 w 的雅可比。"""
    w = tf.Variable(w)
    with tf.GradientTape() as tape:
        losses = tf.reduce_sum(tf.tanh(tf.matmul(x, w)) ** 2, axis=1)
    return tape.jacobian(losses, w)


def torch_slope(f, x):
    """f(x) 各元素之和的梯度。"""
    x = torch.tensor(x, requires_grad=True)
    f(x).sum().backward()
    return x.grad


def tensorflow_slope(f, x):
    """f(x) 各元素之和的梯度。"""
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.gradient(y, x)


# %% tags=["demo"]
TABLE = {
    "从 NumPy 来": ("torch.tensor(x)", "tf.constant(x)", "jnp.array(x)"),
    "沿一轴求平均": (
        "torch.tensor(x).mean(dim=0)",
        "tf.reduce_mean(x, axis=0)",
        "jnp.mean(x, axis=0)",
    ),
    "一层": (
        "torch.tanh(torch.tensor(x) @ torch.tensor(w))",
        "tf.tanh(tf.matmul(x, w))",
        "jnp.tanh(x @ w)",
    ),
    "损失的梯度": (
        "torch_gradients(x, w, b)[1]",
        "tensorflow_gradients(x, w, b)[1]",
        "jax_gradients(x, w, b)[1]",
    ),
    "走一步以后的 b": (
        "torch_walk(w, b, [x], 0.5)[2]",
        "tensorflow_walk(w, b, [x], 0.5)[2]",
        'jax_step({"w": w, "b": b}, x, 0.5)[0]["b"]',
    ),
    "黑塞矩阵乘 v": (
        "torch_hvp(lambda t: (t**3).sum(), w, v)",
        "tensorflow_hvp(lambda t: tf.reduce_sum(t**3), w, v)",
        "jax_hvp(lambda t: (t**3).sum(), w, v)",
    ),
    "自己规定的梯度": (
        "torch_slope(StraightThrough.apply, x)",
        "tensorflow_slope(tensorflow_sign, x)",
        "jax.grad(lambda t: jax_straight_through(t).sum())(x)",
    ),
    "每个样本的梯度": (
        "torch.func.vmap(torch.func.grad(torch_row), (None, 0))(torch.tensor(w), torch.tensor(x))",
        "tensorflow_per_sample(w, x)",
        'jax_per_sample_gradients(jax_row, {"w": w}, x, x)["w"]',
    ),
    "编译": (
        'torch.compile(torch.square, backend="eager")(torch.tensor(x))',
        "tf.function(tf.square)(x)",
        "jax.jit(jnp.square)(x)",
    ),
    "回到 NumPy": (
        "torch.tensor(x).numpy()",
        "tf.constant(x).numpy()",
        "np.asarray(jnp.array(x))",
    ),
}


def torch_row(w, row):
    """一行的损失。"""
    return (torch.tanh(row @ w) ** 2).sum()


def jax_row(params, row, _):
    """一行的损失。"""
    return jnp.sum(jnp.tanh(row @ params["w"]) ** 2)


# %% [markdown]
# 时间是在一台两核的机器上量的，每一格先运行一次（追踪、编译），再取五次里最快的一次，单位毫秒。这样小的数组，量到的大半是各家的**开销**，不是计算。把 `MEASURE` 改成 `True`，就在你的机器上重量一遍。

# %% tags=["demo"]
from time import perf_counter

from IPython.display import HTML, display

MEASURE = False  # 改成 True：在你的机器上量
MILLISECONDS = {
    "从 NumPy 来": (0.09, 0.14, 0.17),
    "沿一轴求平均": (0.12, 0.24, 0.11),
    "一层": (0.11, 0.68, 0.12),
    "损失的梯度": (0.62, 33.39, 47.15),
    "走一步以后的 b": (0.47, 29.28, 47.41),
    "黑塞矩阵乘 v": (0.56, 20.03, 33.18),
    "自己规定的梯度": (0.32, 13.80, 16.65),
    "每个样本的梯度": (2.45, 935.46, 30.13),
    "编译": (0.72, 54.59, 0.28),
    "回到 NumPy": (0.08, 0.13, 0.17),
}


def milliseconds(code):
    """一格运行五次，最快的一次。"""
    best = float("inf")
    for _ in range(5):
        start = perf_counter()
        eval(code)
        best = min(best, 1000 * (perf_counter() - start))
    return best


if ready(
    *("torch_gradients", "torch_step", "torch_hvp", "StraightThrough", "tensorflow_gradients"),
    *("tensorflow_step", "jax_gradients", "jax_step", "jax_hvp", "jax_straight_through"),
    "jax_per_sample_gradients",
):
    rng = np.random.default_rng(0)
    x, w, v = (rng.normal(size=s).astype(np.float32) for s in ((5, 3), (3, 2), (3, 2)))
    b = np.zeros(2, dtype=np.float32)
    head = "".join(f"<th>{name}</th>" for name in ("", "PyTorch", "TensorFlow", "JAX", "三家"))
    rows = []
    for name, codes in TABLE.items():
        answers = [np.asarray(eval(code)) for code in codes]
        same = all(np.abs(answer - answers[0]).max() < 1e-6 for answer in answers)
        times = [milliseconds(code) for code in codes] if MEASURE else MILLISECONDS[name]
        cells = [f"<code>{code}</code><br>{t:.2f}" for code, t in zip(codes, times)]
        cells = "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells)
        said = "一致" if same else "不同"
        rows.append(f"<tr><th>{name.replace(' ', '&nbsp;')}</th>{cells}<td>{said}</td></tr>")
    display(HTML(f"<table><tr>{head}</tr>{''.join(rows)}</table>"))

# %% [markdown]
# 竖着读一列，是一个框架的脾气；横着读一行，是同一件事。PyTorch 边走边记账，没有别的准备，求导的那几格总是它最快（“沿一轴求平均”和“编译”两格就不是）。JAX 求导的那几格要几十毫秒：没有编译，每次都得重新变换一遍函数；“编译”那一格只要 0.28 毫秒，因为 `jax.jit` 记得上次编好的。
# TensorFlow 的“编译”为什么反而慢？那一格每次都新造一个 `tf.function`，于是每次都重新追踪，正是 5.13 的最后一条常见错误；“每个样本的梯度”也是，`tape.jacobian` 每次都重新追踪一张图。想一想这两格应当怎样改。
#
# **一个数字**　最后，用 PyTorch 训练一个认数字的小网络（784 → 32 → 10，几秒钟），用你的 `transfer_weights` 搬到另外两家。TensorFlow 那一列用的是从 Keras 里取出来的同一套权重。看三家怎么说同一张图。

# %% tags=["demo"]
if ready("transfer_weights"):
    digits = np.load("mnist_5k1k.npz")
    train_x = torch.tensor(digits["x_train"].reshape(-1, 784) / 255, dtype=torch.float32)
    train_y = torch.tensor(digits["y_train"].astype(np.int64))
    test_x = (digits["x_test"].reshape(-1, 784) / 255).astype(np.float32)
    test_y = digits["y_test"]
    torch.manual_seed(0)
    reader = nn.Sequential(nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 10))
    optimizer = torch.optim.Adam(reader.parameters(), 0.003)
    for _ in range(8):
        for rows in torch.randperm(5000).split(100):
            optimizer.zero_grad()
            nn.functional.cross_entropy(reader(train_x[rows]), train_y[rows]).backward()
            optimizer.step()
    keras_reader, jax_reader = transfer_weights(reader)


def tensorflow_logits(weights, x):
    """一套 (kernel, bias, kernel, bias, …)，层与层之间是 ReLU。"""
    for kernel, bias in zip(weights[:-2:2], weights[1:-2:2]):
        x = tf.nn.relu(tf.matmul(x, kernel) + bias)
    return (tf.matmul(x, weights[-2]) + weights[-1]).numpy()


# %% tags=["demo"]
if ready("transfer_weights"):
    with torch.no_grad():
        scores = {"PyTorch": reader(torch.tensor(test_x)).numpy()}
    scores["Keras"] = keras_logits(keras_reader, torch.tensor(test_x))
    if tf is not None:
        scores["TensorFlow"] = tensorflow_logits(keras_reader.get_weights(), test_x)
    if jax_reader is not None:
        scores["JAX"] = jax_logits(jax_reader, test_x)
    for name, logits in scores.items():
        right = (logits.argmax(axis=1) == test_y).sum()
        apart = np.abs(logits - scores["PyTorch"]).max()
        print(f"{name:<11} 1000 张里认对 {right} 张，打分与 PyTorch 相差不到 1e-4：{apart < 1e-4}")
    chances = {name: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True) for name, z in scores.items()}
    # 最拿不准的一张：第一名和第二名离得最近
    two = np.sort(chances["PyTorch"], axis=1)[:, -2:]
    picture = np.argmin(two[:, 1] - two[:, 0])
    fig, axes = plt.subplots(
        1, 1 + len(scores), figsize=(8.5, 2.5), width_ratios=(1.2, 1, 1, 1, 1)[: 1 + len(scores)]
    )
    axes[0].imshow(test_x[picture].reshape(28, 28), cmap="gray_r")
    axes[0].set_title(f"真的是 {test_y[picture]}", fontsize=11)
    axes[0].axis("off")
    for ax, (name, p), color in zip(axes[1:], chances.items(), (ORANGE, GREY, GREEN, BLUE)):
        ax.barh(range(10), p[picture], color=color)
        ax.set(xlim=(0, 1), yticks=range(10), xticks=(0, 0.5, 1))
        ax.set_title(name, fontsize=11)
        ax.invert_yaxis()
    plt.show()

# %% [markdown]
# 挑的是最拿不准的一张，好看出细微的差别；可是没有差别。框架不知道权重是谁训练的，权重也不在乎谁来用它：一个网络就是一串数，加上一份说明书。
#
# ## 小结
#
# - 三个框架，同一件事：前向，求梯度，走一步。不同的是谁记账、谁管状态；
# - PyTorch 把账记在张量上，梯度**加**进 `.grad`，用前要清；更新要写在 `torch.no_grad()` 里，原地改；
# - TensorFlow 把账记在带子上，只盯着 `tf.Variable`；改用 `assign` 一族；
# - JAX 变换纯函数：`grad`、`vmap`、`jvp`、`jit`、`scan`，可以一层套一层；参数进来，新参数出去，什么也不改；
# - $H v$ 只要两次求导，黑塞矩阵不必造；梯度可以自己规定；每个样本的梯度一次求出；
# - 编译就是录一遍。dtype、形状（有时还有值）变了就重录，要看住它；
# - 权重是数，搬家只要弄清约定：谁转置，谁有激活函数，谁与谁共用内存。
#
# ## 自测
#
# 先想，再展开。
#
# 1. 在 PyTorch 里连续两次 `loss.backward()`（两个不同的批，中间不清零），再走一步。这一步等于什么？什么时候正想要它？
#
# <details><summary>答案</summary>
#
# 两批的梯度加在一起，等于对两个损失之和走了一步。显存放不下一大批时，就把它分成几小批，累加梯度以后再走一步（gradient accumulation）。
#
# </details>
#
# 2. `with tf.GradientTape() as tape:` 里面，把中间结果用 `.numpy()` 取出来，用 NumPy 算一步再接着用。梯度会怎样？
#
# <details><summary>答案</summary>
#
# 断了。NumPy 的运算带子录不到，从那里往前的梯度是 `None`。PyTorch 里 `.detach()` 也是这样；JAX 里根本走不通，替身变不成 NumPy 数组。
#
# </details>
#
# 3. `jax.jit(f)` 里面写了 `print("运行了")`。调用一百次，会打印几次？
#
# <details><summary>答案</summary>
#
# 输入的形状和 dtype 不变，就只有追踪的那一次。打印是副作用（side effect），不在录下来的运算里。
#
# </details>
#
# 4. 直通估计的梯度是“假”的。照着它走，损失一定会降吗？
#
# <details><summary>答案</summary>
#
# 不一定。它一般不是损失的梯度，只是一个常常管用的方向：权重往减小损失的那一边挪，挪过 0，符号就翻过来。
#
# </details>
#
# 5. 把 PyTorch 的 `nn.Linear(64, 64)` 搬到 Keras，忘了转置，什么检查能发现？
#
# <details><summary>答案</summary>
#
# 形状检查发现不了。要给两边同样的输入，比一比输出；或者先用一个不是方阵的层试。
#
# </details>
#
# ## 延伸阅读
#
# - Paszke 等，*PyTorch: An Imperative Style, High-Performance Deep Learning Library*，NeurIPS 2019。
# - Abadi 等，*TensorFlow: A System for Large-Scale Machine Learning*，OSDI 2016；TensorFlow 文档里的“自动微分和梯度带”与“使用 tf.function 提升性能”。
# - Frostig, Johnson, Leary，*Compiling machine learning programs via high-level tracing*，2018；JAX 文档里的 *The Autodiff Cookbook*。
# - Pearlmutter，*Fast Exact Multiplication by the Hessian*，Neural Computation 6（1994）。
# - Bengio, Léonard, Courville，*Estimating or Propagating Gradients Through Stochastic Neurons for Conditional Computation*，2013；Hubara 等，*Binarized Neural Networks*，NeurIPS 2016：直通估计。
