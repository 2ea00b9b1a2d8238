# ---
# jupyter:
#   autograder:
#     title: 第 8 章　循环神经网络：从一个单元到整句话
#     builds: 一个学唐诗的语言模型，和一个会把数字念成汉字的网络
#     minutes: 340
#     data: [quatrains.gz]
#     en:
#       title: Chapter 8. Recurrent networks, from one cell to whole sentences
#       builds: a language model that has read Tang poems, and a network that reads numbers aloud in Chinese
# ---

# %% [markdown]
# # 第 8 章　循环神经网络：从一个单元到整句话
#
# 把 20305 念出来：二万零三百零五。五个数字，七个字；两个 0 之间隔着别的数，每个都要读“零”。可 20000 只读“二万”，一个零也不读。规则你从小就会，要写成程序却得想一会儿。这一章不写规则，只给网络看八千多个例子，让它自己学会念。
#
# 念数字的难处，也是翻译的难处：进去的和出来的不一样长，先后还对不齐。要走到那里，得先把三件事做好：让一个带门的单元走完一整段，梯度一步不漏地传回来；让网络学会猜“下一个字”；再把两个网络接起来，一个读，一个写。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | 循环神经网络（recurrent neural network, RNN） | 每读一步，用这一步的输入和旧状态算出新状态，每步用同一组权重 |
# | 长短期记忆（long short-term memory, LSTM） | 有记忆 $c$ 和输出 $h$ 两个状态，由三个门管着；一步的代码下面给出 |
# | 门控循环单元（gated recurrent unit, GRU） | 只有一个状态、两个门，用起来和 LSTM 差不多 |
# | 词向量（embedding） | 一张表，编号是几就取第几行 |
# | 交叉熵（cross-entropy） | 正确答案那一格概率的 $-\ln p$ |
# | 梯度裁剪（gradient clipping） | 全部梯度的总范数太大时，整体按比例缩短 |
# | PyTorch 的一步 | `optimizer.zero_grad()`、`loss.backward()`、`optimizer.step()` |
#
# 循环单元、沿时间的反向传播和裁剪在七天速成的[第 6 天](../day06/day06.ipynb)一步步写过；PyTorch 的类怎样写，[第 7 天](../day07/day07.ipynb)有。
#
# **读完以后你会有**
#
# - 一个整段的 LSTM，前向和反向都是自己用 NumPy 写的；
# - 一个读过九千首七绝的语言模型，让它在三种温度下写诗；
# - 一个单元，没有人教它数数，它却数着每一句写到第几个字；
# - 一个会念数字的网络：你出题，它来念，再看它从多长的数开始念错。

# %% [markdown]
# ## 时间表
#
# 合计约 340 分钟，100 分，连读讲义、看图在内。**分三次坐下**，约 120、105、115 分钟；第 2 节和第 3 节末尾标着“休息”。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 一步的 LSTM（给出） | 8 | |
# | 1 | 走完一段，再传回来：lstm_forward、lstm_backward | 82 | 23 |
# | 2 | 从两头读：bidirectional | 30 | 9 |
# | | *休息* | | |
# | 3 | 猜下一个字：sequence_batches、perplexity、CharModel、train_language_model、sample | 105 | 38 |
# | | *休息* | | |
# | 4 | 一个读，一个写：Encoder、Decoder、teacher_forcing_loss、train_reader、greedy_answer | 95 | 30 |
# | 5、6 | 自测、挑战和终场 | 20 | |
#
# 每个练习是一个函数或一个类。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”：第一条是一个问题，第二条指方向，第三条是代码的样子；先自己想五分钟，收获更大。8.8 标的是 12 分钟，没有用 NumPy 抽过样的话，可能要 18 分钟。
#
# 写着**先猜**的地方，先在纸上写下你的猜测，再运行下一格；写着**弄坏它**的地方，改动那一格开头大写的开关，再运行一次，看它怎么坏。从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走。
#
# 几条通用的约定：
#
# - 序列是 `(n, t, d)`：第一轴是批，第二轴是时间，第三轴是特征；编号是 `(n, t)` 的整数；
# - 长短不一的句子在**右边**补 0；`lengths` 是每行真正的长度，至少是 1；
# - 第 1 节用 NumPy，其余用 PyTorch；除非练习里另说，不要改动传进来的东西。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN, GREY, GOLD = "#3b6fb6", "#c0392b", "#2e8b57", "#777777", "#b8860b"

# %%
import gzip
import math
from collections import Counter

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)  # 网络很小，一个线程就够
POEMS = "quatrains.gz"

# %% [markdown]
# ## 0　一步的 LSTM
#
# 下面是第 6 天的 LSTM 单元，原样给出。四份打分一次算好，沿最后一轴按 **i、f、g、o** 的次序切成四段：
#
# | 名字 | 怎样算 | 管什么 |
# |---|---|---|
# | 输入门 $i$ | sigmoid | 新内容写进多少 |
# | 遗忘门 $f$ | sigmoid | 旧记忆留下多少 |
# | 候选 $g$ | tanh | 新内容是什么 |
# | 输出门 $o$ | sigmoid | 记忆露出多少 |
#
# $$
# c' = f \odot c + i \odot g, \qquad h' = o \odot \tanh(c')
# $$


# %%
def sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(−z))，写成 tanh 的形式，z 再大也不溢出。"""
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def lstm_cell_forward(
    x_t: np.ndarray, h: np.ndarray, c: np.ndarray, params: dict
) -> tuple[np.ndarray, np.ndarray]:
    """LSTM 的一步：(n, d)、(n, h)、(n, h) → 新的 (h, c)。"""
    a = x_t @ params["wx"] + h @ params["wh"] + params["b"]
    a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
    c_next = sigmoid(a_f) * c + sigmoid(a_i) * np.tanh(a_g)
    return sigmoid(a_o) * np.tanh(c_next), c_next


# %% [markdown]
# **热身，先猜**　权重和偏置全是 0，记忆从 $c = 2$ 出发，输入全是 0。走一步、两步、三步之后 $c$ 各是多少？
#
# <details><summary>答案</summary>
#
# 三个门都是 $\sigma(0) = 0.5$，候选 $g = \tanh 0 = 0$。所以每走一步 $c$ 减半：1、0.5、0.25。
#
# </details>

# %% [markdown]
# ## 1　走完一段，再传回来
#
# ### 练习 8.1 lstm_forward（约 18 分钟，9 分）
#
# **做什么**　从 `h0`、`c0` 出发走完 `t` 步，记下每一步的输出 $h$，最后的 $h$ 和 $c$ 单独再给一份。
#
# | | 形状 | |
# |---|---|---|
# | `x` | `(n, t, d)` | `t` 可以是 0：一步也没走 |
# | `h0`、`c0` | `(n, h)` | 每行各有各的，不一定是 0 |
# | `hs` | `(n, t, h)` | `hs[:, s]` 是读完 `x[:, s]` **之后**的 $h$ |
# | `(h, c)` | 各 `(n, h)` | 走完之后的状态；`t = 0` 时就是 `h0`、`c0` |
# | `cache` | 自定 | 给下一题用 |
#
# **数值**　输入再大，结果也是有限的：用上面给的 `sigmoid`，或者直接调用 `lstm_cell_forward`。
#
# **自己写**　这一题和下一题用 NumPy，不能调用 `nn.LSTM`、`nn.LSTMCell`，也不能用 PyTorch 的自动求导。
#
# **cache 里放什么**　反向要从最后一步走回第一步，每一步都要知道：那时的输入、走这一步**之前**的 $h$ 和 $c$、四个门的值、新的 $c$。存得下就存，存不下就在反向时重算一遍。先把下一题读完，再回来写，会省力些。
#
# **例子**　$d = 1$、$h = 1$，权重和偏置全是 0，$c_0 = 2$，走两步：$c$ 是 1、0.5，`hs` 是 $0.5\tanh 1 = 0.3808$ 和 $0.5 \tanh 0.5 = 0.2311$。
#
# <details><summary>提示一</summary>
#
# 一路要接力的是几样东西？`t = 0` 时循环一次也不走，这几样东西那时是什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 用 `h`、`c` 两个变量接力，起初是 `h0`、`c0`。每走一步，两个都换成新的，把新的 $h$ 写进 `hs[:, s]`，把反向要用的存进一个列表。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `hs = np.zeros(…)`；`for s in range(t):`；列表 `steps.append((…))`。门的值反向要用，所以在循环里自己算四个门最方便；只调用 `lstm_cell_forward` 也行，那就在反向里重算。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 四段的次序切错：当成了 i、f、o、g，或者 f、i、g、o；<!-- wrong: order-ifog order-figo -->
# - 整批都用了第一行的 `h0`、`c0`：批里只有一行时看不出来；<!-- wrong: first-row-state -->
# - 只接力了 `h`，每一步的 `c` 都从 `c0` 算起；<!-- wrong: memory-not-carried -->
# - 不管 `h0`、`c0`，从 0 出发；<!-- wrong: starts-from-zero -->
# - `hs` 里放的是走这一步之前的 $h$，整个错开一格；<!-- wrong: before-the-step -->
# - `hs` 里放了记忆 $c$，不是输出 $h$；<!-- wrong: memories-out -->
# - 最后的状态写成了 `(c, h)`。<!-- wrong: state-swapped -->
#
# </details>


# %% exercise="lstm_forward"
def lstm_forward(
    x: np.ndarray, h0: np.ndarray, c0: np.ndarray, params: dict
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray], object]:
    """LSTM 走完整个序列，门的次序是 i、f、g、o。

    参数
        x: (n, t, d) 的浮点数组，t 可以是 0。
        h0, c0: (n, h) 的浮点数组，最初的输出和记忆。
        params: 字典，"wx" 是 (d, 4h)，"wh" 是 (h, 4h)，"b" 是 (4h,)。
    返回
        (hs, (h, c), cache)：hs 是 (n, t, h)，每一步之后的输出，不含 h0；h、c 是走完之后的
        状态，各 (n, h)；cache 内容自定，供 lstm_backward 使用。任何有限的输入都得到有限的
        结果；x、h0、c0、params 都不变。不能调用 nn.LSTM、nn.LSTMCell。
    例子
        >>> params = {"wx": np.zeros((1, 4)), "wh": np.zeros((1, 4)), "b": np.zeros(4)}
        >>> zero, two = np.zeros((1, 1)), np.full((1, 1), 2.0)
        >>> hs, (h, c), _ = lstm_forward(np.zeros((1, 2, 1)), zero, two, params)
        >>> hs.round(4).ravel(), c
        (array([0.3808, 0.2311]), array([[0.5]]))
    """
    ### BEGIN SOLUTION
    n, t, _ = x.shape
    h, c = h0.copy(), c0.copy()
    hs, steps = np.zeros((n, t, h0.shape[1])), []
    for s in range(t):
        a = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
        a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
        c_next = f * c + i * g
        steps.append((h, c, i, f, g, o, np.tanh(c_next)))
        h, c = o * np.tanh(c_next), c_next
        hs[:, s] = h
    return hs, (h, c), (x, steps, params)
    ### END SOLUTION


# %% check="lstm_forward" points=9 minutes=18 opaque=[2]
check("lstm_forward")

# %% [markdown]
# ### 沿着两条路往回走
#
# 普通的 RNN 只有一条路往回：$h_s$ 经过 $h_{s+1}$。LSTM 有两条，$h$ 一条，$c$ 一条，而且 $c$ 那条几乎没有阻拦：从 $c_{s+1}$ 回到 $c_s$，只乘一个遗忘门。
#
# 先想清楚第 $s$ 步的**新记忆** $c_s$ 影响到谁：
#
# 1. 这一步的输出：$h_s = o \odot \tanh(c_s)$；
# 2. 下一步的记忆：$c_{s+1} = f_{s+1} \odot c_s + \cdots$（没有下一步，就是最后的状态 `c`）。
#
# 两条路来的梯度**相加**，才是 $c_s$ 的梯度。输出 $h_s$ 也有两个去处：损失直接用它（`dhs[:, s]`），下一步的四份打分也用它。
#
# **用铅笔走两步**　一维，输入全是 0，权重和偏置全是 0，于是 $i = f = o = 0.5$、$g = 0$。$c_0 = 2$，记忆是 $2 \to 1 \to 0.5$。假设损失就是最后的记忆：`dc = 1`，`dh` 和 `dhs` 全是 0。
#
# | | 到手的 $c_s$ 的梯度 | 遗忘门打分：$\times\, c_{s-1} \times f(1-f)$ | 候选打分：$\times\, i \times (1 - g^2)$ | 传给 $c_{s-1}$：$\times f$ |
# |---|---|---|---|---|
# | 第 2 步 | 1 | $1 \times 1 \times 0.25 = 0.25$ | 0.5 | 0.5 |
# | 第 1 步 | 0.5 | $0.5 \times 2 \times 0.25 = 0.25$ | 0.25 | 0.25 |
# | 合计（偏置的梯度） | | **0.5** | **0.75** | $\mathrm{d}c_0 =$ **0.25** |
#
# 输入门乘的是 $g = 0$，输出门管不着 $c$，两个都是 0。所以 `grads["b"]` 是 (0, 0.5, 0.75, 0)。
#
# **先猜**　三种错各会得到什么？甲：记忆那条路断了，不往前一步传。乙：每一步用 `=` 代替 `+=`。丙：每一步都再加一次 `dc`。
#
# <details><summary>答案</summary>
#
# 甲：第 1 步到手的是 0，偏置的梯度 (0, 0.25, 0.5, 0)，$\mathrm{d}c_0 = 0$。乙：只剩第 1 步的，(0, 0.25, 0.25, 0)；$\mathrm{d}c_0$ 不经过 `+=`，还是 0.25。丙：第 1 步到手 1.5，(0, 1, 1.25, 0)，$\mathrm{d}c_0 = 0.75$。三种各不相同，所以这个小例子很值得留着。
#
# </details>

# %% [markdown]
# ### 练习 8.2 lstm_backward（约 45 分钟，14 分）
#
# **做什么**　沿时间的反向传播（back-propagation through time, BPTT），自己求每一个梯度。
#
# | 进来的 | 形状 | 是谁的梯度 |
# |---|---|---|
# | `dhs` | `(n, t, h)` | 损失对每一步输出的**直接**梯度 |
# | `dh`、`dc` | `(n, h)` | 损失对 `lstm_forward` 另外交出的最后状态 `(h, c)` 的梯度 |
#
# `dh`、`dc` 只在**最后一步**到达。最后的 `h` 就是 `hs` 的最后一格，损失若两处都用了它，两份要相加。
#
# 一步里有四份打分，每份的梯度是三样东西的乘积：**到手的梯度**，**公式里和它相乘的那个量**，**它自己的局部导数**。局部导数用门的值就能写：
#
# $$
# \sigma'(a) = \sigma(1 - \sigma), \qquad \tanh'(a) = 1 - \tanh^2 a
# $$
#
# 四份打分的梯度照 i、f、g、o 的次序并排放好，成为一个 `(n, 4h)` 的数组，后面就和普通的一层一样了：打分是 $x W_x + h W_h + b$，对五样东西各求一次。权重每一步都用，它们的梯度把各步加起来。
#
# `t = 0` 时没有哪一步：`dh0` 就是 `dh`，`dc0` 就是 `dc`，`grads` 全是 0。
#
# **例子**　就是上面铅笔走的两步。
#
# <details><summary>提示一</summary>
#
# 站在第 $s$ 步，手里要有两份从后一步来的梯度，一份是 $h$ 的，一份是 $c$ 的。先处理哪一个？（$h_s$ 用到了 $c_s$，$c_s$ 没有用到 $h_s$。）
#
# </details>
#
# <details><summary>提示二</summary>
#
# 每步三段。一：到手的 $h_s$ 的梯度；二：由它和手里的 $c$ 那份，合成 $c_s$ 的梯度；三：四份打分，并排，往外分。走完一步，手里的两份都**换成**给前一步的。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `for s in reversed(range(t)):` 里面，`da = np.concatenate([…, …, …, …], axis=1)` 之前两行，之后六行：三个参数的 `+=`，`dx[:, s]`，新的 `dh`，新的 `dc`。不要写 `dh += …`：第一次的 `dh` 是调用者的数组。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 记忆那条路断了：没有把梯度乘 $f$ 传给前一步的 $c$；<!-- wrong: cell-path-dropped -->
# - $c_s$ 的梯度里只有后一步来的，漏了经过 $h_s$ 的那条路；<!-- wrong: through-output-dropped -->
# - `dh` 每一步都加了一遍，`dc` 每一步都加了一遍：它们只到最后一步；<!-- wrong: dh-each-step dc-each-step -->
# - `dc` 没有用上；<!-- wrong: dc-ignored -->
# - 参数的梯度用 `=`，只剩第一步的；<!-- wrong: overwritten -->
# - 打分那条路断了：没有经过 `wh` 把梯度传给前一步的 $h$；<!-- wrong: hidden-path-dropped -->
# - 遗忘门的打分乘了**新的**记忆，应当是走这一步之前的；<!-- wrong: new-memory -->
# - 把 `dhs`、`dh` 或 `dc` 改掉了。<!-- wrong: changes-upstream -->
#
# </details>


# %% exercise="lstm_backward"
def lstm_backward(
    dhs: np.ndarray, dh: np.ndarray, dc: np.ndarray, cache: object
) -> tuple[np.ndarray, np.ndarray, np.ndarray, dict]:
    """LSTM 沿时间的反向传播。

    参数
        dhs: (n, t, h) 的浮点数组，损失对每一步输出的直接梯度。
        dh, dc: (n, h) 的浮点数组，损失对最后状态 (h, c) 的梯度，只在最后一步到达。
        cache: 你的 lstm_forward 返回的那一个。
    返回
        (dx, dh0, dc0, grads)：dx 是 (n, t, d)，dh0、dc0 是 (n, h)；grads 是字典，键是
        "wx"、"wh"、"b"，形状与参数相同，对批和时间求和。t = 0 时 dh0 等于 dh，dc0 等于 dc，
        grads 全是 0。dhs、dh、dc 和前向用过的数组都不变；同一个 cache 用两次，结果相同。
        不能用自动求导，不能调用 nn.LSTM、nn.LSTMCell。
    例子
        >>> params = {"wx": np.zeros((1, 4)), "wh": np.zeros((1, 4)), "b": np.zeros(4)}
        >>> zero, two = np.zeros((1, 1)), np.full((1, 1), 2.0)
        >>> _, _, cache = lstm_forward(np.zeros((1, 2, 1)), zero, two, params)
        >>> _, _, dc0, grads = lstm_backward(np.zeros((1, 2, 1)), zero, zero + 1, cache)
        >>> dc0, grads["b"]
        (array([[0.25]]), array([0.  , 0.5 , 0.75, 0.  ]))
    """
    ### BEGIN SOLUTION
    x, steps, params = cache
    dx = np.zeros(x.shape)
    dh, dc = dh.copy(), dc.copy()
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f
    return dx, dh, dc, grads
    ### END SOLUTION


# %% check="lstm_backward" points=14 minutes=45 uses=["lstm_forward"]
check("lstm_backward")

# %% [markdown]
# **和 PyTorch 对一对**　同样的权重装进 `nn.LSTM`，前向和反向都应当一样，只差舍入。PyTorch 把偏置分成两份、权重转置着放，别的都和你的一样。

# %% tags=["demo"]
if ready("lstm_forward", "lstm_backward"):
    rng = np.random.default_rng(0)
    n, t, d, size = 3, 7, 4, 5
    x = rng.normal(size=(n, t, d))
    params = {
        "wx": rng.normal(size=(d, 4 * size)),
        "wh": rng.normal(size=(size, 4 * size)),
        "b": rng.normal(size=4 * size),
    }
    upstream = rng.normal(size=(n, t, size))
    nothing = np.zeros((n, size))
    hs, _, cache = lstm_forward(x, nothing, nothing, params)
    dx, _, _, grads = lstm_backward(upstream, nothing, nothing, cache)

    # 不用读懂：同样的权重装进 PyTorch
    theirs = nn.LSTM(d, size, batch_first=True).double()
    with torch.no_grad():
        theirs.weight_ih_l0.copy_(torch.tensor(params["wx"].T))
        theirs.weight_hh_l0.copy_(torch.tensor(params["wh"].T))
        theirs.bias_ih_l0.copy_(torch.tensor(params["b"]))
        theirs.bias_hh_l0.zero_()
    given = torch.tensor(x, requires_grad=True)
    out, _ = theirs(given)
    out.backward(torch.tensor(upstream))
    print("hs 的最大差别", np.abs(hs - out.detach().numpy()).max())
    print("dx 的最大差别", np.abs(dx - given.grad.numpy()).max())
    print("dwh 的最大差别", np.abs(grads["wh"].T - theirs.weight_hh_l0.grad.numpy()).max())

# %% [markdown]
# **门开着，梯度能走多远？**　只在最后一步给一个梯度，看它传回前面各步的记忆时还剩多大，用的是你的 `lstm_backward`：把序列从第 $s$ 步切开，`dc0` 就是传到那里的梯度。权重是小随机数，只有遗忘门的偏置不同。
#
# **先猜**　偏置是 0、1、3 时，遗忘门约是 0.5、0.73、0.95。走 30 步，各剩几分之几？再把 `BIASES` 换成你想的数。

# %% tags=["demo"]
BIASES = (0.0, 1.0, 3.0)
if ready("lstm_forward", "lstm_backward"):
    rng = np.random.default_rng(1)
    size, steps = 16, 30
    small = {
        "wx": 0.1 * rng.normal(size=(size, 4 * size)),
        "wh": 0.1 * rng.normal(size=(size, 4 * size)),
    }
    inputs, start = rng.normal(size=(1, steps, size)), np.zeros((1, size))
    last = rng.normal(size=(1, size))
    fig, ax = plt.subplots(figsize=(7, 3))
    for bias, color in zip(BIASES, (RED, GOLD, BLUE)):
        gates = np.zeros(4 * size)
        gates[size : 2 * size] = bias
        left = []
        for s in range(steps):
            _, (h, c), _ = lstm_forward(inputs[:, :s], start, start, {**small, "b": gates})
            rest, _, cache = lstm_forward(inputs[:, s:], h, c, {**small, "b": gates})
            left.append(lstm_backward(0 * rest, 0 * last, last, cache)[2])
        left = np.linalg.norm(left, axis=(1, 2)) / np.linalg.norm(last)
        ax.semilogy(range(steps), left, color=color, label=f"偏置 {bias:g}")
        print(f"遗忘门的偏置 {bias:g}：传回最开头，还剩 {left[0]:.2g}")
    ax.set(title="最后的记忆的梯度，传到第 s 步还剩多大", xlabel="s", ylabel="剩下几分之几")
    ax.legend()
    plt.show()

# %% [markdown]
# 只走 $c$ 那条路，每退一步乘一个遗忘门：$0.5^{30}$ 不到十亿分之一，$0.95^{30}$ 还有两成。图上剩下的比这多，多出来的走的是另一条路，经过 $h$ 和 `wh`：每步只补回几个百分点，三十步乘下来就差出好几倍。把 `"wh"` 那一行的 0.1 改成 0，切断这条路，就只剩 5.5e-10、5.1e-05 和 0.20 了。
#
# 偏置越大，忘得越慢。所以很多人把 LSTM 遗忘门的偏置初始化成 1 或更大，让它先学会“不忘”，再学“该忘什么”。

# %% [markdown]
# ## 2　从两头读
#
# 念 20305 的时候，看见开头的 2，你不会马上开口：要先扫一眼后面还有几位，才知道它是“二万”还是“二百”。从左往右读的网络做不到这一点，读到 2 的时候，它不知道后面还有什么。
#
# 办法很直接：再请一个网络**从右往左**读，两个网络在每个位置的输出并排放在一起。这叫双向（bidirectional）循环网络。
#
# 难处只在补齐。一批里长短不一，右边补了 0：
#
# | 原来的一行，长度 3 | 整行倒过来 | 只倒真正的那一段 |
# |---|---|---|
# | 甲 乙 丙 · · | · · 丙 乙 甲 | 丙 乙 甲 · · |
#
# 整行倒过来，网络就先读了两个填充，带着读填充得来的状态去读丙，同一句话的结果便随补了几个 0 而变。所以只能倒真正的那一段。
#
# ### 练习 8.3 bidirectional（约 20 分钟，9 分）
#
# **做什么**　`forward` 和 `backward` 是两个函数（或者能像函数那样调用的网络），各把 `(n, t, d)` 变成 `(n, t, h)`，都是从左往右读的。
#
# 1. 前一个读 `x`；
# 2. 后一个读倒过来的 `x`（每行在自己的长度之内倒），它的输出再**倒回来**，这样第 $s$ 格说的还是原来第 $s$ 个位置；
# 3. 并排：前 $h$ 列是前一个的，后 $h$ 列是后一个的；长度之外的位置全填 0。
#
# **例子**　两个函数都是“从头累加”，$x$ 是 (1, 2, 4)，长度 3，再补一个填充 9：
#
# | 位置 | 0 | 1 | 2 | 3 |
# |---|---|---|---|---|
# | 前一个：从左累加 | 1 | 3 | 7 | 0 |
# | 后一个：从右累加 | 7 | 6 | 4 | 0 |
#
# 整行倒过来的话，后一个是 (16, 15, 13)；忘了倒回来，是 (4, 6, 7)。
#
# **梯度**　结果对 `x` 可导；两个函数里有参数，梯度也要传得到。
#
# <details><summary>提示一</summary>
#
# 长度是 $L$ 的一行，倒过来以后，第 $s$ 格放的是原来第几格？$s$ 已经在长度之外时，放谁都行，只要不越界。把这张“放谁”的表倒两遍，会回到哪里？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先做一个 `(n, t)` 的下标表，每行是自己的次序；用它取 `x` 的行，也用它把结果取回来，是同一张表。最后用一个 `(n, t, 1)` 的布尔表把长度之外变成 0。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `torch.arange(t)` 与 `lengths[:, None]` 相减、比较，`torch.where` 选。取行写 `x[torch.arange(n)[:, None], order]`。并排是 `torch.cat(…, dim=2)`，清零用 `torch.where` 或 `masked_fill`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 整行倒过来（`x.flip(1)`），先读了填充；<!-- wrong: whole-row-flipped -->
# - 后一个的输出没有倒回来，和前一个对不上位置；<!-- wrong: not-turned-back -->
# - 没有倒过来就给了后一个，两个方向其实是同一个；<!-- wrong: never-reversed -->
# - 长度之外没有清零；<!-- wrong: padding-kept -->
# - 两半的次序反了，后一个的放在了前面；<!-- wrong: halves-swapped -->
# - 所有的行都按第一行的长度倒；<!-- wrong: one-length -->
# - 两半相加，没有并排。<!-- wrong: added -->
#
# </details>


# %% exercise="bidirectional"
def bidirectional(x: Tensor, lengths: Tensor, forward, backward) -> Tensor:
    """双向：一个函数从左往右读，另一个从右往左读，并排放在一起。

    参数
        x: (n, t, d) 的浮点张量，右边是填充，填充里可以是任何有限的数；不变。
        lengths: (n,) 的整数张量，每行真正的长度，1 ≤ 长度 ≤ t。
        forward, backward: 函数，各把 (n, t, d) 变成 (n, t, h)。forward 读 x；backward 读的
            每一行在自己的长度之内倒过来（长度之外放什么都行），它的输出再在长度之内倒回来。
    返回
        (n, t, 2h) 的张量，前 h 列来自 forward，后 h 列来自 backward；长度之外全是 0。
        dtype 与两个函数给出的相同；对 x 和两个函数里的参数可以求导。
    例子
        >>> add = lambda x: x.cumsum(1)
        >>> x = torch.tensor([[[1.0], [2.0], [4.0], [9.0]]])
        >>> bidirectional(x, torch.tensor([3]), add, add)[0].T
        tensor([[1., 3., 7., 0.],
                [7., 6., 4., 0.]])
    """
    ### BEGIN SOLUTION
    places = torch.arange(x.shape[1])
    inside = places < lengths[:, None]
    order = torch.where(inside, lengths[:, None] - 1 - places, places)
    rows = torch.arange(len(x))[:, None]
    turned = backward(x[rows, order])[rows, order]
    out = torch.cat([forward(x), turned], dim=2)
    return torch.where(inside[:, :, None], out, 0.0)
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用，不用读懂：一个最简单的“循环网络”，状态每步打个折扣，再加上输入乘一个矩阵。


# %%
class Fading(nn.Module):
    """状态 = decay · 旧状态 + 输入 @ weight。"""

    def __init__(self, weight: Tensor, decay: float) -> None:
        super().__init__()
        self.weight, self.decay = nn.Parameter(weight.clone()), decay

    def forward(self, x: Tensor) -> Tensor:
        """(n, t, d) → (n, t, h)。"""
        state, states = 0.0, []
        for step in x.unbind(1):
            state = self.decay * state + step @ self.weight
            states.append(state)
        return torch.stack(states, 1)


def both_gradients(x: Tensor, lengths: Tensor, forward, backward, upstream) -> list:
    """bidirectional 的结果往回传 upstream，对 x 和两个 Fading 的 weight 的梯度。"""
    x = x.clone().requires_grad_()
    out = bidirectional(x, lengths, forward, backward)
    return list(torch.autograd.grad(out, [x, forward.weight, backward.weight], upstream))


# %% check="bidirectional" points=9 minutes=20 helpers=["Fading", "both_gradients"]
check("bidirectional")

# %% [markdown]
# **单向差在哪里？**　给每个数字标出它的位：个、十、百、千、万。从左往右读的网络要猜后面还有几位。
#
# **先猜**　一到六位的数，各种长度一样多。只从左往右读，看见第一个数字时，它有几成把握说对？双向呢？

# %% tags=["demo"]
if ready("bidirectional"):

    def digits(n, rng):
        """n 个一到六位的数字串：编号、长度、每个数字的位（0 是个位）。"""
        lengths = rng.integers(1, 7, n)
        ids = rng.integers(0, 10, (n, 6)) + 3
        places = lengths[:, None] - 1 - np.arange(6)
        ids[places < 0] = 0
        return torch.tensor(ids), torch.tensor(lengths), torch.tensor(places)

    def tag(both, seed):
        """训练一个标位的网络，返回 600 个新数字串上每个位置的正确率。"""
        torch.manual_seed(seed)
        rng = np.random.default_rng(seed)
        table, out = nn.Embedding(13, 16), nn.Linear(64, 6)
        nets = nn.ModuleList([nn.GRU(16, 32, batch_first=True) for _ in range(2)])
        readers = [lambda x, net=net: net(x)[0] for net in nets]

        def scores(ids, lengths):
            if both:
                return out(bidirectional(table(ids), lengths, *readers))
            return out(torch.cat([reader(table(ids)) for reader in readers], 2))

        weights = [*table.parameters(), *nets.parameters(), *out.parameters()]
        adam = torch.optim.Adam(weights, lr=0.01)
        for _ in range(150):
            ids, lengths, places = digits(64, rng)
            found = scores(ids, lengths).flatten(0, 1)
            wanted = places.clamp(min=-1).flatten()
            loss = F.cross_entropy(found, wanted, ignore_index=-1)
            adam.zero_grad()
            loss.backward()
            adam.step()
        ids, lengths, places = digits(600, rng)
        with torch.no_grad():
            right = scores(ids, lengths).argmax(2) == places
        real = places >= 0
        return [float(right[:, s][real[:, s]].float().mean()) for s in range(6)]

    fig, ax = plt.subplots(figsize=(7, 2.8))
    for both, name, color in ((False, "两个都从左往右", RED), (True, "一左一右", BLUE)):
        found = np.array([tag(both, seed) for seed in range(2)])
        ax.plot(range(1, 7), found.T, ".", color=color)
        ax.plot(range(1, 7), found.mean(0), color=color, label=name)
        print(name, "每个位置的正确率", found.mean(0).round(2))
    ax.set(title="说得出每个数字是哪一位吗？（点是两颗种子）", xlabel="从左数第几个数字")
    ax.set(ylabel="正确率", ylim=(0, 1.05))
    ax.legend(loc="lower right")
    plt.show()

# %% [markdown]
# 第一个数字，单向的只有六分之一的把握：六种长度一样多，它只能蒙。越往后，可能的长度越少，到第六个才有把握。一样大的两个网络，换一个反过来读，从头到尾都对。
#
# 双向不是总能用：写诗、聊天的时候，后面的字还没有写出来，没有“右边”可读。**要生成，就只能从左往右；整句已经在手里，才用双向。**

# %% [markdown]
# ---
#
# **休息**　第一次坐下到这里为止。走之前，不看讲义，用一句话回答：
#
# 1. $c_s$ 的梯度由哪两份加起来？
# 2. 为什么 `dc` 只加在最后一步？
# 3. 补在右边的 0，为什么不能跟着一起倒过来？
#
# ## 第二次坐下
#
# 点一下这一格，从菜单选 **Run → Run All Above Selected Cell**，前面的检查会一个个重新变绿。

# %% [markdown]
# ## 3　猜下一个字
#
# 给你“床前明月”，下一个字你多半猜得到。猜下一个字的网络叫语言模型（language model）：读到哪里，就给出下一个字的概率。它不需要谁来标答案，任何一段文字自己就是题目和答案。
#
# 材料是唐人七言绝句，四句，每句七个字加一个标点，一首 33 个字符（连换行）。最后 1000 首留着不学，拿来考它。

# %% tags=["demo"]
with gzip.open(POEMS, "rt", encoding="utf-8") as file:
    poems = file.read().split()
train_poems, held_poems = poems[:-1000], poems[-1000:]
common = Counter("".join(train_poems)).most_common(2500)
letters = ["\n", "□", *(letter for letter, _ in common)]  # 编号 → 字；1 是“别的字”
numbers = {letter: number for number, letter in enumerate(letters)}


def encode(text):
    """一段文字变成编号；没有编号的字是 1。"""
    return torch.tensor([numbers.get(letter, 1) for letter in text])


train_ids = encode("".join(poem + "\n" for poem in train_poems))
held_ids = encode("".join(poem + "\n" for poem in held_poems))
print(poems[0])
print(len(train_poems), "首学，", len(held_poems), "首考；", end="")
print(len(train_ids), "个字符，", end="")
print(f"{len(letters)} 种，“别的字”占 {float((train_ids == 1).float().mean()):.1%}")

# %% [markdown]
# ### 练习 8.4 sequence_batches（约 20 分钟，9 分）
#
# 三十万个字排成一条长龙，怎样分批喂给网络？一次全读，梯度要穿过三十万步；剪成一小段一小段打乱，每段开头网络又什么都不记得。常用的办法是**几路并行，段段相接**：
#
# ![一条长龙切成几路，每次各取一小段](figures/streams.svg)
#
# **做什么**　一条编号 `ids` 切成等长的 `batch` 路，每路 $L = \lfloor (\text{len} - 1) / \text{batch} \rfloor$ 个，第 $r$ 路从第 $rL$ 个开始。然后每次从**每一路**各取接下来的 `steps` 个，排成一批：
#
# - 第 $k+1$ 批的第 $r$ 行，接着第 $k$ 批的第 $r$ 行往下；这样上一批留下的状态，正好给这一批接着用；
# - `y` 是同样的位置**往后一个**的字，这就是答案；
# - $L$ 不是 `steps` 的倍数时，最后一批短一些，也要留着；
# - 为什么是 $\text{len} - 1$？最后一个字后面没有字，当不了题目，只能当答案。切完剩下的零头就不要了。
#
# **例子**　`ids` 是 0 到 10，`batch = 2`，`steps = 3`：$L = 5$。
#
# | | `x` | `y` |
# |---|---|---|
# | 第一批 | `[[0, 1, 2], [5, 6, 7]]` | `[[1, 2, 3], [6, 7, 8]]` |
# | 第二批 | `[[3, 4], [8, 9]]` | `[[4, 5], [9, 10]]` |
#
# **先猜**　最后一批里，第一路的最后一个答案是 5，而 5 是第二路的开头。对不对？
#
# <details><summary>答案</summary>
#
# 对。原文里 4 后面就是 5，哪一路是我们切的，文字不知道。
#
# </details>
#
# <details><summary>提示一</summary>
#
# 一条长 $\text{batch} \cdot L$ 的龙，`reshape` 成 `(batch, L)`，每一行是什么？答案那一份，从哪里开始剪同样长的一条？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先得到两张 `(batch, L)` 的大表，一张题目，一张答案，再沿着列一段一段地切。切片超出末尾不报错，短的那一批自然就出来了。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两张大表各一行：`ids[… : …].reshape(batch, L)`，冒号前后各填什么？最后一个列表推导式，`for s in range(…, …, …)`，两张表取同样的几列。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `reshape` 成 `(L, batch)` 再转置：相邻的字分到了不同的行，同一行隔着几个字；<!-- wrong: neighbours-in-a-batch -->
# - 一段一段地取，把相邻的几段排成一批：下一批的同一行接不上；<!-- wrong: chunks-as-rows -->
# - 最后不满 `steps` 的一批丢了；<!-- wrong: remainder-lost -->
# - 每一批里把 `x` 转一格当答案：每行最后一个答案成了这一行的第一个字；<!-- wrong: rolled-in-chunk -->
# - `y` 就是 `x`，没有往后一个；<!-- wrong: not-shifted -->
# - 每路的长度用 `len(ids) // batch`，字数正好整除时，最后一个字没有答案；<!-- wrong: one-too-long -->
# - 答案少一个，所以每批最后一列都不要了。<!-- wrong: last-column-lost -->
#
# </details>


# %% exercise="sequence_batches"
def sequence_batches(ids: Tensor, batch: int, steps: int) -> list[tuple[Tensor, Tensor]]:
    """把一条编号切成 batch 路，每次各取接下来的 steps 个。

    参数
        ids: (len,) 的整数张量，len ≥ 1；不变。
        batch, steps: 正整数。
    返回
        列表，每个元素是 (x, y)，都是 (batch, steps) 的 int64 张量，最后一个可以短些。
        每路有 L = (len − 1) // batch 个，第 r 路从 ids[r·L] 开始；第 k 个元素的第 r 行是
        第 r 路的第 k·steps 个起的一段；y 是同样的位置往后一个。L = 0 时是空列表。
    例子
        >>> for x, y in sequence_batches(torch.arange(11), 2, 3):
        ...     print(x.tolist(), y.tolist())
        [[0, 1, 2], [5, 6, 7]] [[1, 2, 3], [6, 7, 8]]
        [[3, 4], [8, 9]] [[4, 5], [9, 10]]
    """
    ### BEGIN SOLUTION
    length = (len(ids) - 1) // batch
    x = ids[: batch * length].reshape(batch, length)
    y = ids[1 : batch * length + 1].reshape(batch, length)
    return [(x[:, s : s + steps], y[:, s : s + steps]) for s in range(0, length, steps)]
    ### END SOLUTION


# %% check="sequence_batches" points=9 minutes=20
check("sequence_batches")

# %% [markdown]
# ### 练习 8.5 perplexity（约 8 分钟，4 分）
#
# 一个字的损失是 $-\ln p$，$p$ 是网络给正确答案的概率。全部的字平均下来是 5.3，好不好？换个说法就有感觉了：若网络每次都在 $k$ 个字里均匀地蒙，损失就是 $\ln k$。反过来，平均损失 $\ell$ 相当于每次在 $e^{\ell}$ 个字里蒙。这个数叫困惑度（perplexity）：
#
# $$
# \mathrm{PPL} = \exp\Big(\frac{1}{N}\sum_{j=1}^{N} -\ln p_j\Big), \qquad N \text{ 是字的总数}
# $$
#
# **做什么**　语料分成几批，`losses[k]` 是第 $k$ 批里每个字的**平均**损失（单位是 nat，也就是自然对数），`counts[k]` 是那一批有几个字。求全部字的困惑度。
#
# **例子**　两批，平均损失 $\ln 2$ 和 $\ln 8$，各有 3 个字和 1 个字：平均是 $(3\ln 2 + 3\ln 2)/4 = 1.5 \ln 2$，困惑度 $2^{1.5} = 2.83$。
#
# <details><summary>提示一</summary>
#
# 四个字，三个的损失是 $\ln 2$，一个是 $\ln 8$。四个字的平均是多少？只看两批的平均再平均，又是多少？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先求全部字的损失之和，再除以字的总数，最后才取指数。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `zip(losses, counts)` 求和，`math.exp`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 各批的平均直接再平均，不管每批有几个字（例子里会得到 4）；<!-- wrong: mean-of-means -->
# - 先各自取指数再平均（例子里会得到 3.5）；<!-- wrong: mean-of-perplexities -->
# - 底数用了 2，损失却是自然对数的；<!-- wrong: base-two -->
# - 把 `losses` 当成了每批的总损失，没有乘字数；<!-- wrong: taken-as-sums -->
# - 忘了取指数，返回的是平均损失。<!-- wrong: no-exponential -->
#
# </details>


# %% exercise="perplexity"
def perplexity(losses: list[float], counts: list[int]) -> float:
    """困惑度：全部字的平均损失，取指数。

    参数
        losses: 若干个数，第 k 个是第 k 批里每个字的平均损失（自然对数）。
        counts: 同样多个非负整数，第 k 批有几个字；总数至少是 1。两个列表都不变。
    返回
        float，exp(全部字的平均损失)。
    例子
        >>> round(perplexity([math.log(2), math.log(8)], [3, 1]), 4)
        2.8284
    """
    ### BEGIN SOLUTION
    total = sum(loss * count for loss, count in zip(losses, counts))
    return math.exp(total / sum(counts))
    ### END SOLUTION


# %% check="perplexity" points=4 minutes=8
check("perplexity")

# %% [markdown]
# **不用网络，能到多少？**　两个最省事的语言模型：只看哪个字常见；只看前一个字。先猜它们的困惑度：2502 种字，瞎蒙是 2502。

# %% tags=["demo"]
if ready("perplexity"):
    size = len(letters)
    pairs = np.zeros((size, size))
    np.add.at(pairs, (train_ids[:-1], train_ids[1:]), 1)
    alone = (pairs.sum(0) + 0.5) / (pairs.sum() + 0.5 * size)
    after = (pairs + 50 * alone) / (pairs.sum(1, keepdims=True) + 50)
    known = {}
    for name, p in (
        ("只看哪个字常见", alone[held_ids[1:]]),
        ("只看前一个字", after[held_ids[:-1], held_ids[1:]]),
    ):
        known[name] = float(-np.log(p).mean())
        value = perplexity([known[name]], [1])
        print(f"{name}：每字 {known[name]:.2f} nat，困惑度 {value:.0f}")

# %% [markdown]
# ### 练习 8.6 CharModel（约 15 分钟，7 分）
#
# **做什么**　三层的语言模型，写成一个 `nn.Module`：
#
# $$
# \text{编号} \xrightarrow{\ \text{词向量}\ } (n, t, \cdot) \xrightarrow{\ \text{LSTM 或 GRU}\ } (n, t, \text{hidden}) \xrightarrow{\ \text{全连接}\ } (n, t, \text{vocab\_size})
# $$
#
# 整段的 LSTM 你已经写过了，这里直接用 `nn.LSTM`（或 `nn.GRU`），从左往右的，`layers` 层叠在一起；词向量多宽由你定。
#
# **状态**　`forward(ids, state)` 返回打分和**读完之后的状态**，下一次把它原样传回来，就接着往下读：先读前一半，再带着状态读后一半，和一口气读完，打分一样。`state` 是 `None` 就从头开始。状态里面是什么由你用的单元定（LSTM 是两个张量，GRU 是一个）。网络自己不记，全由调用的人拿着。
#
# **例子**　字表 10 种，`ids` 是 `(2, 3)`，打分是 `(2, 3, 10)`：每个位置都猜下一个字。
#
# <details><summary>提示一</summary>
#
# `nn.LSTM` 默认认为第一轴是时间。我们的第一轴是批，要告诉它什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 上面那个式子有几个箭头，`__init__` 里就建几个零件。循环层除了输入还收什么？给它 `None` 会怎样？它返回的两样东西，各去哪里？查一查它的文档。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `forward` 两行：第一行 `hs, … = self.…(self.…(ids), …)`；第二行返回的两样里，哪一样还要再过一层？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `state` 没有传进循环层，每次都从头开始；<!-- wrong: state-ignored -->
# - 返回的是传进来的那个 `state`，不是读完之后的；<!-- wrong: old-state-returned -->
# - 忘了 `batch_first=True`，把批当成了时间；<!-- wrong: not-batch-first -->
# - 打分过了 softmax：交叉熵里已经有一次了；<!-- wrong: softmax-inside -->
# - 用了双向的循环层，偷看了后面的字；<!-- wrong: sees-the-future -->
# - 只给出最后一个位置的打分；<!-- wrong: last-position-only -->
# - `layers` 没有用上。<!-- wrong: layers-ignored -->
#
# </details>


# %% exercise="CharModel"
class CharModel(nn.Module):
    """按字的语言模型：词向量 → LSTM 或 GRU（layers 层，从左往右）→ 全连接。

    约定
        vocab_size: 有几种编号，0 到 vocab_size − 1。hidden: 循环层的宽度。
        layers: 循环层有几层。没有 dropout；同样的参数、同样的输入，每次结果一样。
        可以用 nn.LSTM、nn.GRU。
    例子
        >>> model = CharModel(10, 8)
        >>> logits, state = model(torch.zeros(2, 3, dtype=torch.int64))
        >>> logits.shape
        torch.Size([2, 3, 10])
    """

    def __init__(self, vocab_size: int, hidden: int, layers: int = 1) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)
        ### END SOLUTION

    def forward(self, ids: Tensor, state=None):
        """参数 ids: (n, t) 的整数，t ≥ 1；state: 上一次返回的状态，None 是从头开始。

        返回 (logits, state)：logits 是 (n, t, vocab_size)，没有过 softmax，第 s 个位置只由
        state 和前 s + 1 个字决定；state 是读完之后的状态，一个张量，或几个张量的元组。
        """
        ### BEGIN SOLUTION
        hs, state = self.recurrent(self.table(ids), state)
        return self.output(hs), state
        ### END SOLUTION


# %% check="CharModel" points=7 minutes=15
check("CharModel")

# %% [markdown]
# ### 练习 8.7 train_language_model（约 30 分钟，11 分）
#
# **做什么**　用 `sequence_batches` 切出来的批，训练一个语言模型，返回每一轮的平均损失。
#
# **状态接着用，梯度不接着传**　第 $k$ 批读完的状态交给第 $k+1$ 批：每一路是一条连着的文字，不接上就白切了。但梯度不能顺着状态传回上一批：那时的权重已经改过，图也用掉了，况且一路传回去，越传越长。所以把状态从图上**剪下来**（detach）：数还在，来历没有了。这叫截断的反向传播（truncated BPTT）。
#
# 一轮里的事：
#
# 1. 状态从 `None` 开始；批的次序就是 `sequence_batches` 给的次序，**不打乱**；
# 2. 每一批：打分，对全部字的平均交叉熵，梯度清零、往回传；
# 3. 全部梯度的总范数裁到至多 1（`nn.utils.clip_grad_norm_`），走一步；
# 4. 状态剪下来，给下一批。
#
# 用 Adam 或 AdamW，学习率从 `lr` 开始，中途怎样变由你定。每一轮的平均损失是**每个字一样重**的平均：最后一批短，不能和别的批一样算。
#
# **例子**　字表三种，文字是 0 1 2 0 1 2 …，看到 0 猜 1 就对了。损失很快降到 0 附近。要是损失降到 0，而文字并没有这么简单，先疑心答案没有往后挪一个。
#
# **要求**　`CharModel(2502, 96)`，4000 首绝句，3 轮，`batch = 32`，`steps = 33`，`lr = 0.01`，没学过的诗上每字的交叉熵不高于 5.45。学习率不变，我们量了十颗种子：5.03–5.14，余量不小；只看前一个字，用全部八千多首数出来是 5.58，只用 4000 首是 5.74。一个核上十几秒。
#
# <details><summary>提示一</summary>
#
# 状态可能是一个张量，也可能是几个张量的元组。怎样写，两种都剪得下来？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 两重循环，外面是轮，里面是批。`state = None` 写在哪一重里？平均损失要攒两个数：损失乘字数的和，字数的和。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `F.cross_entropy(logits.flatten(0, 1), y.flatten())`；`loss.item() * y.numel()`；剪下来：`isinstance(state, tuple)` 时逐个 `detach()`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 每一批都从 `None` 开始，没有接上；<!-- wrong: state-dropped -->
# - 状态没有剪下来，图越连越长（或者报错 backward a second time）；<!-- wrong: not-detached -->
# - 把批打乱了：状态接到了不相干的文字上；<!-- wrong: shuffled -->
# - 上一轮最后的状态带进了下一轮的开头；<!-- wrong: state-across-epochs -->
# - 答案用了 `x` 自己；<!-- wrong: target-not-shifted -->
# - 没有裁剪，或者走完才裁；<!-- wrong: not-clipped -->
# - 一格一格地裁（`clip_grad_value_`）：要裁的是全部梯度的总范数，方向不变；<!-- wrong: clipped-by-value -->
# - 忘了清零，梯度一批一批攒起来；<!-- wrong: not-zeroed -->
# - 每轮的损失是各批损失的平均，短的那批一样重。<!-- wrong: mean-of-batches -->
#
# </details>


# %% exercise="train_language_model"
def train_language_model(
    model: nn.Module,
    ids: Tensor,
    epochs: int,
    batch: int,
    steps: int,
    lr: float,
    seed: int,
) -> list[float]:
    """训练语言模型：批按次序，状态接着用，梯度不传过批的边界。

    参数
        model: model(ids, state) 给出 (logits, state)，状态是一个张量或几个张量的元组；
            原地更新。
        ids: (len,) 的整数张量，至少有一批；不变。
        epochs: 轮数；batch、steps 交给 sequence_batches；lr: 学习率。
        seed: 用到随机数就由它定；同样的 model、ids 和 seed，结果相同。
    做法
        每一轮从 state = None 开始，批按 sequence_batches 的次序；每批走一步 Adam 或
        AdamW，损失是这一批全部字的平均交叉熵，走之前总范数裁到至多 1；状态 detach 之后
        给下一批。
    返回
        epochs 个 float：每一轮里（边训练边记）每个字的平均损失，每个字一样重。
    """
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for x, y in batches:
            logits, state = model(x, state)
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            pair = isinstance(state, tuple)
            state = tuple(part.detach() for part in state) if pair else state.detach()
            total, count = total + loss.item() * y.numel(), count + y.numel()
        history.append(total / count)
    return history
    ### END SOLUTION


# %% [markdown]
# 下面这些给检查用，不用读懂：一个把自己怎样被调用都记下来的“语言模型”（它的打分就是一张表，状态是读过的编号之和），和一个看着优化器走路的函数。


# %%
from torch.optim.optimizer import register_optimizer_step_pre_hook


class Ledger(nn.Module):
    """打分是 gain · table[ids]；log 里记着每次的编号、传来的状态、状态是不是还连着图。"""

    def __init__(self, table: Tensor, pair: bool, gain: float = 1.0) -> None:
        super().__init__()
        self.table, self.pair, self.log = nn.Parameter(table.clone()), pair, []
        self.gain = gain

    def forward(self, ids: Tensor, state=None):
        """像 CharModel 那样调用。"""
        parts = state if isinstance(state, tuple) else (state,)
        sums = None if state is None else parts[-1].flatten().tolist()
        seen = None if sums is None else [round(value) for value in sums]
        linked = state is not None and any(part.requires_grad for part in parts)
        self.log.append((ids.tolist(), seen, linked))
        total = ids.sum(1)[None, :, None].to(self.table.dtype) + 0 * self.table.sum()
        total = total if state is None else total + parts[-1]
        return self.gain * self.table[ids], ((0 * total, total) if self.pair else total)


def watched(train, *args) -> tuple[list, list]:
    """train(*args) 的结果，和每一步走之前全部梯度的总范数。"""
    norms = []

    def look(optimizer, *_):
        grads = [p.grad for group in optimizer.param_groups for p in group["params"]]
        norms.append(math.sqrt(sum(float((g**2).sum()) for g in grads if g is not None)))

    hook = register_optimizer_step_pre_hook(look)
    try:
        return train(*args), norms
    finally:
        hook.remove()


def watched_language_model(model, ids, epochs, batch, steps, lr, seed) -> tuple:
    """看着 train_language_model 训练。"""
    return watched(train_language_model, model, ids, epochs, batch, steps, lr, seed)


# %% check="train_language_model" points=11 minutes=30 uses=["sequence_batches", "CharModel"] helpers=["Ledger", "watched", "watched_language_model"]
check("train_language_model")

# %% [markdown]
# **正式训练**　用全部的 8800 多首练 2 轮，一个核上约半分钟。先猜：没学过的诗上，困惑度能从“只看前一个字”的两百六十多降到多少？

# %% tags=["demo"]
EPOCHS = 2
if ready("sequence_batches", "perplexity", "CharModel", "train_language_model"):

    def held_out(model):
        """没学过的 1000 首上每个字的平均损失。"""
        losses, counts, state = [], [], None
        with torch.no_grad():
            for x, y in sequence_batches(held_ids, 20, 99):
                scores, state = model(x, state)
                losses.append(float(F.cross_entropy(scores.flatten(0, 1), y.flatten())))
                counts.append(y.numel())
        return math.log(perplexity(losses, counts))

    torch.manual_seed(0)
    poet = CharModel(len(letters), 96)
    curve, first = [], held_out(poet)
    for epoch in range(EPOCHS):
        rate = 0.01 if epoch < EPOCHS - 1 else 0.004
        curve += train_language_model(poet, train_ids, 1, 32, 33, rate, epoch)
        now = held_out(poet)
        print(f"第 {epoch + 1} 轮：学的诗 {curve[-1]:.2f}，", end="")
        print(f"没学过的诗 {now:.2f}，困惑度 {math.exp(now):.0f}")
    print(f"（没训练时 {first:.2f}，困惑度 {math.exp(first):.0f}）")

# %% [markdown]
# **试一试**　状态真的有用吗？直接运行下一格，不用改什么。一首一首地考，每读 `KEEP` 个字就让它忘掉一切（一首 33 步，33 就是每首只从头开始一次；接着读上一首的状态是“从不忘”）。先猜：每个字都忘，手里同样只有前一个字，它还比得过数出来的“只看前一个字”吗？

# %% tags=["demo"]
KEEP = (1, 8, 16, 33)  # 每读这么多个字忘一次
if ready("sequence_batches", "perplexity", "CharModel", "train_language_model"):
    rows = torch.stack([encode("\n" + poem) for poem in held_poems])
    with torch.no_grad():
        for keep in KEEP:
            losses, counts = [], []
            for start in range(0, rows.shape[1] - 1, keep):
                y = rows[:, start + 1 : start + 1 + keep]
                scores, _ = poet(rows[:, start : start + y.shape[1]])
                losses.append(float(F.cross_entropy(scores.flatten(0, 1), y.flatten())))
                counts.append(y.numel())
            print(f"每 {keep:>2} 个字忘一次：困惑度 {perplexity(losses, counts):.0f}")
    print(f"从不忘：困惑度 {math.exp(held_out(poet)):.0f}；", end="")
    print(f"只看前一个字：困惑度 {math.exp(known['只看前一个字']):.0f}")

# %% [markdown]
# 忘了就差得多，每个字都忘，还远不如数出来的“只看前一个字”。不过差的这些，不能全算成前文的功劳，里面混着两样：一是前文丢了；二是全 0 的状态它几乎没有见过（每一轮只在最开头见一次），从那里出发，它连自己在一句的第几个字都不知道。看“每 33 个字忘一次”那一行：一首诗自己的前文一个字也没丢，困惑度照样约翻一倍。**练的时候怎样用状态，用的时候也要那样用**：一会儿写诗，我们先让它读一首别人的，再动笔。
#
# ### 练习 8.8 sample（约 12 分钟，7 分）
#
# 有了下一个字的概率，就能写诗：抽一个字，读进去，再抽下一个。每次都取概率最大的那个，写出来总是同一首，还爱绕圈；老老实实按概率抽，又常抽到生僻的字。**温度**（temperature）在两者之间调：打分先除以 $T$，再 softmax。
#
# $$
# p_k \propto e^{z_k / T}
# $$
#
# | $T$ | 效果 |
# |---|---|
# | 大 | 大家越来越平均，写得越来越野 |
# | 1 | 网络原来的概率 |
# | 小 | 强者越强 |
# | 0 | 规定为取打分最大的那个（并列取编号小的） |
#
# **做什么**　`logits` 是 `(n, v)`，每行**各抽各的**，返回 `(n,)` 的 int64。随机数都从 `rng` 来。温度是负数就抛出 `ValueError`。
#
# **例子**　打分 $(0, \ln 2)$：$T = 1$ 时概率是 1 : 2；$T = 0.5$ 时是 $1 : 4$；$T = 2$ 时是 $1 : 1.41$。
#
# **数值**　$T = 0.001$、打分 $10^4$ 时，$z/T = 10^7$，$e^{10^7}$ 装不下。softmax 给一行减去同一个数，结果不变；减哪个数，就不会溢出？打分里也可以有 $-\infty$：那些字永远抽不到。
#
# <details><summary>提示一</summary>
#
# 一行概率，一个 0 到 1 之间的随机数 $u$。把概率从左往右累加，第一个超过 $u$ 的是谁？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先处理负数和 0。其余：除以温度，每行减去最大的，取指数，除以和。然后每行抽一个：`rng.choice(v, p=…)` 一行一行来，或者 `rng.random((n, 1))` 和 `np.cumsum` 比。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 转成 float64 的 NumPy 再算（`logits.detach().double().numpy()`），概率之和才够接近 1，`rng.choice` 不抱怨。一行一行抽，凑成列表，最后变成 int64 的张量。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 乘了温度，没有除；<!-- wrong: times-temperature -->
# - 没有减最大值就取指数，打分大时得到 NaN；<!-- wrong: overflow -->
# - 只抽了一个随机数，各行共用；<!-- wrong: one-draw -->
# - 不用 `rng`，用了 `torch.multinomial` 之类自己的随机数；<!-- wrong: rng-ignored -->
# - 不管温度，总取最大的；<!-- wrong: always-best -->
# - 温度在 softmax 之后才除：再归一化，又变回了 $T = 1$；<!-- wrong: after-softmax -->
# - 负的温度没有拒绝。<!-- wrong: negative-accepted -->
#
# </details>


# %% exercise="sample"
def sample(logits: Tensor, temperature: float, rng: np.random.Generator) -> Tensor:
    """按 softmax(logits / temperature) 每行抽一个编号。

    参数
        logits: (n, v) 的浮点张量；每行至少有一个有限的数，可以有 −inf（永远抽不到）；不变。
        temperature: 非负的数；0 表示取每行最大的，并列取编号小的。
        rng: 随机数都从它来；各行各抽各的。
    返回
        (n,) 的 int64 张量。温度小到 0.001、打分大到 10⁴ 也对。
    错误
        temperature 是负数时抛出 ValueError。
    例子
        >>> sample(torch.tensor([[0.0, 3.0, 1.0]]), 0.0, np.random.default_rng(0))
        tensor([1])
    """
    ### BEGIN SOLUTION
    if temperature < 0:
        raise ValueError("温度不能是负数")
    if temperature == 0:
        return logits.argmax(dim=1)
    scores = logits.detach().double().numpy() / temperature
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    return torch.tensor([rng.choice(len(p), p=p) for p in shares])
    ### END SOLUTION


# %% check="sample" points=7 minutes=12
check("sample")

# %% [markdown]
# **顺带一提**　还有一个漂亮的办法，连 softmax 都不用算：给 $z/T$ 的每一格加上一个 Gumbel 分布的随机数 `rng.gumbel()`，再取最大的。抽到每个字的概率和 softmax 的正好一样。
#
# **门真的像开关吗？**　模型训练好了，打开它的 LSTM 看一看：四个门的值从**你的** `lstm_forward` 用的那些公式来。下面的 `saturation` 是给出的例子：一个单元的门，有多少时候几乎关死（小于 0.1），有多少时候几乎全开（大于 0.9）。
#
# 图上一个点是一个单元，横轴是关死的时候占几成，纵轴是全开的时候占几成。**先猜**：总在右下角的遗忘门是哪种单元？总在左上角的呢？


# %%
def saturation(gates: np.ndarray, low: float = 0.1, high: float = 0.9) -> tuple:
    """gates 是 (n, t, h) 的门值；返回每个单元小于 low、大于 high 的时候各占几成，都是 (h,)。"""
    return (gates < low).mean(axis=(0, 1)), (gates > high).mean(axis=(0, 1))


# %% tags=["demo"]
if ready("lstm_forward", "sequence_batches", "CharModel", "train_language_model"):
    lstm = next((part for part in poet.modules() if isinstance(part, nn.LSTM)), None)
    if lstm is None:
        print("你的 CharModel 没有用 nn.LSTM，这张图画不出来；换成它再训练就有了。")
    else:
        named = lstm.named_parameters()
        weights = {name: value.detach().double().numpy() for name, value in named}
        params = {
            "wx": weights["weight_ih_l0"].T,
            "wh": weights["weight_hh_l0"].T,
            "b": weights["bias_ih_l0"] + weights["bias_hh_l0"],
        }
        table = next(part for part in poet.modules() if isinstance(part, nn.Embedding))
        seen = table(encode("\n" + "\n".join(held_poems[:60]))[None])
        seen = seen.detach().double().numpy()
        start = np.zeros((1, lstm.hidden_size))
        hs, _, _ = lstm_forward(seen, start, start, params)
        before = np.concatenate([start[:, None], hs[:, :-1]], axis=1)
        scores = seen @ params["wx"] + before @ params["wh"] + params["b"]
        scores = np.split(scores, 4, axis=2)
        fig, axes = plt.subplots(1, 3, figsize=(7.5, 2.8), sharey=True)
        for ax, k, name in zip(axes, (0, 1, 3), ("输入门", "遗忘门", "输出门")):
            shut, opened = saturation(sigmoid(scores[k]))
            ax.plot(shut, opened, "o", color=BLUE, markersize=4, alpha=0.6)
            ax.plot([0, 1], [1, 0], color=GREY, linewidth=0.8)
            ax.set(title=name, xlabel="关死的占几成", xlim=(-0.03, 1), ylim=(-0.03, 1))
        axes[0].set_ylabel("全开的占几成")
        plt.show()
        shut, opened = saturation(sigmoid(scores[1]))
        print(f"遗忘门：{int((opened > 0.5).sum())} 个单元有一半以上的时候全开，", end="")
        print(f"{int((shut > 0.5).sum())} 个有一半以上的时候关死")

# %% [markdown]
# 落在斜线上的点，门不是全开就是关死，像开关；离原点近的，大半时候开一半。遗忘门全开的单元在**记**东西，关死的单元每步重来，只看眼前这个字。记的是什么？终场去找一个。

# %% [markdown]
# ---
#
# **休息**　第二次坐下到这里为止。走之前，用一句话回答：
#
# 1. 为什么批不能打乱？为什么状态要剪下来？
# 2. 困惑度 100 是什么意思？
# 3. 温度趋于 0，抽样变成什么？
#
# ## 第三次坐下
#
# 照旧：**Run → Run All Above Selected Cell**。语言模型要重新训练，约半分钟。

# %% [markdown]
# ## 4　一个读，一个写
#
# 念数字，进去五个数字，出来七个字，长短不同，先后也对不齐。第 2 节那样“每个位置标一个”就不行了。办法是用**两个**网络：
#
# ![编码器读完整串数字，把状态交给解码器，解码器一个字一个字地写](figures/seq2seq.svg)
#
# - **编码器**（encoder）从头读到尾，只交出读完时的状态。第 2 节说整句在手可以双向读，这里只要读完时的状态，从左往右也已读过整串，双向就留作挑战；
# - **解码器**（decoder）从这个状态出发，像语言模型那样一个字一个字地写，写到结束符为止。
#
# 两个网络之间，只有这一个状态。读过的一切，都得装进这 64 个数里。
#
# 编号的约定：0 是填充（pad），1 是开头（bos），2 是结尾（eos）。数字一边，`0` 到 `9` 是 3 到 12；汉字一边，“零”到“九”是 3 到 12，“十百千万”是 13 到 16。

# %%
WORDS = "零一二三四五六七八九十百千万"


def read_number(n: int) -> str:
    """0 到 99999999 怎样念：规则写成的答案，用来出题。"""
    if n >= 10000:
        low = n % 10000
        rest = "" if low == 0 else read_number(low)
        rest = f"一{rest}" if 10 <= low < 20 else rest
        return read_number(n // 10000) + "万" + ("零" if 0 < low < 1000 else "") + rest
    spoken, gap = "", False
    for place, digit in enumerate(reversed(str(n))):
        if digit == "0":
            gap = gap or bool(spoken)
        else:
            zero = "零" if gap and spoken[0] != "零" else ""
            spoken = WORDS[int(digit)] + ("", "十", "百", "千")[place] + zero + spoken
            gap = False
    return (spoken.removeprefix("一") if spoken.startswith("一十") else spoken) or "零"


def pair_of(n: int) -> tuple[list[int], list[int]]:
    """一道题：数字的编号，和念法的编号（以 eos 结尾）。"""
    source = [int(digit) + 3 for digit in str(n)]
    return source, [*(WORDS.index(c) + 3 for c in read_number(n)), 2]


def collate(pairs: list) -> tuple[Tensor, Tensor, Tensor]:
    """几道题补齐成一批：source (n, s)、lengths (n,)、target (n, t)，右边补 0。"""
    width, height = (max(len(pair[k]) for pair in pairs) for k in (0, 1))
    source = torch.tensor([a + [0] * (width - len(a)) for a, _ in pairs])
    target = torch.tensor([b + [0] * (height - len(b)) for _, b in pairs])
    return source, torch.tensor([len(a) for a, _ in pairs]), target


# %% tags=["demo"]
for n in (7, 10, 110, 10010, 20305, 305000, 200000):
    print(f"{n:>7}　{read_number(n)}")
print("20305 这道题：", *pair_of(20305))

# %% [markdown]
# ### 练习 8.9 Encoder（约 12 分钟，6 分）
#
# **做什么**　词向量，加一个宽 `hidden` 的循环层（从左往右，一层，用 `nn.GRU` 最省事，它的状态只有一个张量）。`forward(ids, lengths)` 返回每行**最后一个真正的位置**读完时的状态，形状 `(n, hidden)`。
#
# 右边的填充也会被循环层读进去，读完填充以后的状态不是我们要的。自己检查的办法很简单：**多补几个 0，结果不许变**。
#
# **例子**　两行，长度 5 和 2：第一行取第 5 步之后的状态，第二行取第 2 步之后的。
#
# <details><summary>提示一</summary>
#
# 循环层给出每一步的输出 `(n, t, hidden)`。长度是 $L$ 的一行，要的是下标几？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 每行取不同的列：两个下标，一个走过各行，一个是各行要的列。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `hs[torch.arange(n), …]`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 取了最后一列，短的行读进了填充；<!-- wrong: last-column -->
# - 下标没有减一，或者多减了一；<!-- wrong: one-late one-early -->
# - 把各步的状态平均了、加起来了，没有只取最后一个；<!-- wrong: mean-of-states sum-of-states -->
# - 返回了每一步的输出，没有挑；<!-- wrong: all-steps -->
# - 忘了 `batch_first=True`；<!-- wrong: not-batch-first -->
# - 多了一轴，`(1, n, hidden)`；<!-- wrong: extra-axis -->
# - 所有的行都按最长的那一行取。<!-- wrong: longest-for-all -->
#
# </details>


# %% exercise="Encoder"
class Encoder(nn.Module):
    """编码器：词向量和一层从左往右的循环层，交出最后一个真正的位置读完时的状态。

    约定
        vocab_size: 有几种编号；hidden: 状态的宽度。没有 dropout。可以用 nn.GRU、nn.RNN、nn.LSTM
        （用 nn.LSTM 就交出它的 h）。
    例子
        >>> ids = torch.tensor([[3, 4, 5], [6, 0, 0]])
        >>> Encoder(13, 8)(ids, torch.tensor([3, 1])).shape
        torch.Size([2, 8])
    """

    def __init__(self, vocab_size: int, hidden: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        ### END SOLUTION

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """参数 ids: (n, t) 的整数，右边补 0；lengths: (n,) 的整数，1 ≤ 长度 ≤ t。

        返回 (n, hidden)：每行读完第 lengths 个字时的状态，与补了几个 0 无关。
        """
        ### BEGIN SOLUTION
        hs, _ = self.recurrent(self.table(ids))
        return hs[torch.arange(len(ids)), lengths - 1]
        ### END SOLUTION


# %% check="Encoder" points=6 minutes=12
check("Encoder")

# %% [markdown]
# ### 练习 8.10 Decoder（约 10 分钟，5 分）
#
# **做什么**　和 `CharModel` 差不多的语言模型，只是状态一定要给，形状是 `(n, hidden)`：第一次是编码器交来的，以后是它自己上一次交出的。
#
# `nn.GRU` 要的状态是 `(层数, n, hidden)`，进去之前添一轴，出来之后去一轴。
#
# **例子**　状态 `(2, 8)`，`ids` 是 `(2, 3)`，字表 17 种：打分 `(2, 3, 17)`，新状态 `(2, 8)`。
#
# <details><summary>提示一</summary>
#
# 先读三个字，再带着状态读两个字，和一口气读五个字，打分应当一样。你的状态传进去了吗，交出来的是新的吗？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 三个零件：词向量、循环层、全连接。`state[None]` 添一轴，`state[0]` 去一轴。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两行：一行过循环层，一行返回打分和状态。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有用传来的状态；<!-- wrong: state-ignored -->
# - 交出的是传来的那个状态；<!-- wrong: old-state-returned -->
# - 状态多一轴，`(1, n, hidden)`；<!-- wrong: extra-axis -->
# - 状态从图上剪了下来，梯度传不回编码器；<!-- wrong: state-detached -->
# - 一步一步走，却每一步都从传来的状态出发；<!-- wrong: state-not-carried -->
# - 打分过了 softmax；<!-- wrong: softmax-inside -->
# - 没有过最后的全连接；<!-- wrong: no-output-layer -->
# - 只给出最后一个位置的打分。<!-- wrong: last-position-only -->
#
# </details>


# %% exercise="Decoder"
class Decoder(nn.Module):
    """解码器：从一个状态出发的语言模型，一层从左往右的循环层。

    约定
        vocab_size: 有几种编号；hidden: 状态的宽度。没有 dropout。可以用 nn.GRU、nn.RNN。
    例子
        >>> ids, start = torch.ones(2, 3, dtype=torch.int64), torch.zeros(2, 8)
        >>> logits, state = Decoder(17, 8)(ids, start)
        >>> logits.shape, state.shape
        (torch.Size([2, 3, 17]), torch.Size([2, 8]))
    """

    def __init__(self, vocab_size: int, hidden: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)
        ### END SOLUTION

    def forward(self, ids: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
        """参数 ids: (n, t) 的整数，t ≥ 1；state: (n, hidden)。

        返回 (logits, state)：logits 是 (n, t, vocab_size)，没有过 softmax，第 s 个位置只由
        传来的状态和前 s + 1 个字决定；state 是读完之后的状态，(n, hidden)。对传来的
        state 可以求导。
        """
        ### BEGIN SOLUTION
        hs, state = self.recurrent(self.table(ids), state[None])
        return self.output(hs), state[0]
        ### END SOLUTION


# %% check="Decoder" points=5 minutes=10
check("Decoder")

# %% [markdown]
# ### 练习 8.11 teacher_forcing_loss（约 18 分钟，8 分）
#
# 训练的时候，解码器每一步该读什么？读它自己上一步写的字，一步错了，后面就全乱套，学不到东西。**教师强制**（teacher forcing）：不管它上一步写了什么，都把**正确**的上一个字给它读，好比老师在旁边念一句，学生接一句。
#
# 20 念“二十”，`target` 是“二 十 eos”，后面是填充：
#
# | 第几步 | 0 | 1 | 2 | 3 |
# |---|---|---|---|---|
# | 解码器读到的 | bos | 二 | 十 | eos |
# | 应当写出的（`target`） | 二 | 十 | eos | pad |
# | 算不算进平均 | 算 | 算 | 算 | 不算 |
#
# **做什么**　编码器读 `source`，解码器从它的状态出发，读“bos + `target` 去掉最后一个”，每一步的打分和 `target` 求交叉熵，对**真正的字**（不是 pad 的，eos 算）取平均。
#
# 平均是全部真正的字一样重：不是先每行平均，再各行平均。
#
# **例子**　两行，真正的字 3 个和 1 个，损失分别是 1、1、1 和 5：平均是 $8/4 = 2$。先按行平均是 3；把补的 2 个 pad（损失当 0）也数进去是 $8/6$。
#
# <details><summary>提示一</summary>
#
# 解码器在第 $s$ 步该读到谁？如果它读到的就是 `target[:, s]` 自己，它要学的是什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 做一列 bos，和 `target` 去掉最后一列拼起来。交叉熵可以不算某个编号：看 `F.cross_entropy` 的 `ignore_index`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `torch.full((…, 1), …)` 做出那一列，`torch.cat([…, target[:, …]], dim=…)` 错开。`F.cross_entropy` 要的是“一行一个字的打分”对“一串编号”：`(n, t, v)` 和 `(n, t)` 各怎样摊平？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有错开：解码器读到的就是要写的那个字；<!-- wrong: not-shifted -->
# - 错开了两次，开头两个 bos；<!-- wrong: shifted-twice -->
# - pad 也算进了平均；<!-- wrong: pad-in-the-mean -->
# - 先每行平均，再平均；<!-- wrong: mean-of-rows -->
# - 求了和，没有平均；<!-- wrong: summed -->
# - 平均时漏了 eos：网络就学不会停；<!-- wrong: eos-left-out -->
# - `bos`、`pad` 写死成了 1 和 0；<!-- wrong: bos-fixed pad-fixed -->
# - 编码器的状态剪了下来，编码器学不到东西（评分时看梯度）。<!-- wrong: encoder-detached -->
#
# </details>


# %% exercise="teacher_forcing_loss"
def teacher_forcing_loss(
    encoder: nn.Module,
    decoder: nn.Module,
    source: Tensor,
    lengths: Tensor,
    target: Tensor,
    bos: int = 1,
    pad: int = 0,
) -> Tensor:
    """教师强制的损失：解码器读 bos 和错后一位的 target，猜 target。

    参数
        encoder: encoder(source, lengths) 给出状态；decoder: decoder(ids, state) 给出
            (logits, state)。
        source: (n, s) 的整数；lengths: (n,) 的整数，source 每行真正的长度。
        target: (n, t) 的整数，不含 bos，每行以 eos 结尾，右边补 pad；不变。
        bos, pad: 开头和填充的编号。
    返回
        一个数（0 维张量）：全部真正的字（不是 pad 的，eos 算）的平均交叉熵，每个字一样重；
        对两个网络的参数可以求导。
    例子
        >>> encoder, decoder = Encoder(13, 8), Decoder(17, 8)
        >>> source, target = torch.tensor([[5, 3]]), torch.tensor([[5, 13, 2]])
        >>> teacher_forcing_loss(encoder, decoder, source, torch.tensor([2]), target).shape
        torch.Size([])
    """
    ### BEGIN SOLUTION
    start = torch.full((len(target), 1), bos)
    shifted = torch.cat([start, target[:, :-1]], dim=1)
    logits, _ = decoder(shifted, encoder(source, lengths))
    return F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=pad)
    ### END SOLUTION


# %% [markdown]
# 下面这些给检查用，不用读懂：两个没有门的小网络，数可以用铅笔算；一个求梯度的函数。


# %%
class PlainEncoder(nn.Module):
    """状态是真正的位置上 table[ids] 之和，越早的越淡（每步减半）。"""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.table = nn.Parameter(table.clone())

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """像 Encoder 那样调用。"""
        age = lengths[:, None] - 1 - torch.arange(ids.shape[1])
        weight = torch.where(age < 0, 0.0, 0.5 ** age.clamp(min=0)).to(self.table.dtype)
        return (weight[:, :, None] * self.table[ids]).sum(1)


class PlainDecoder(nn.Module):
    """状态每步减半，再加 table[ids]；打分是状态 @ weight。"""

    def __init__(self, table: Tensor, weight: Tensor) -> None:
        super().__init__()
        self.table, self.weight = nn.Parameter(table.clone()), nn.Parameter(weight.clone())

    def forward(self, ids: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
        """像 Decoder 那样调用。"""
        scores = []
        for column in ids.unbind(1):
            state = 0.5 * state + self.table[column]
            scores.append(state @ self.weight)
        return torch.stack(scores, 1), state


def forcing_gradients(encoder, decoder, *args) -> list:
    """teacher_forcing_loss 对 encoder.table、decoder.table、decoder.weight 的梯度。"""
    weights = [encoder.table, decoder.table, decoder.weight]
    loss = teacher_forcing_loss(encoder, decoder, *args)
    return list(torch.autograd.grad(loss, weights, allow_unused=True))


# %% check="teacher_forcing_loss" points=8 minutes=18 helpers=["PlainEncoder", "PlainDecoder", "forcing_gradients"]
check("teacher_forcing_loss")

# %% [markdown]
# ### 练习 8.12 train_reader（约 15 分钟，4 分）
#
# **做什么**　用 `teacher_forcing_loss` 一起训练两个网络。`pairs` 是题目的列表，每道题是 `(数字的编号, 念法的编号)`，像 `pair_of` 给出的那样；用给出的 `collate` 补齐成批。
#
# - 每一轮把题目的次序打乱（次序由 `seed` 定，`pairs` 本身不动），分成小批，最后不满的一批也要用；
# - 批多大、用哪个优化器由你定，学习率从 `lr` 开始，怎样变也由你定；
# - 返回每一轮的平均损失。
#
# **要求**　`Encoder(13, 64)`、`Decoder(17, 64)`，8600 个六位以内的数，10 轮，`lr = 0.005`：没见过的数，整个念对（一个字也不错）的比例不低于 0.80。我们各量了十颗种子：学习率一直不变，是 0.87–0.92；每一步都把它降一点，最后降到 0，是 0.93–0.97。每批 64 道题，一个核上十几秒。
#
# <details><summary>提示一</summary>
#
# 优化器要管几个网络的参数？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 打乱的是下标：`rng.permutation(len(pairs))`，每次取一段下标，凑成一批。梯度裁一裁，训练更稳。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `optimizer.param_groups[0]["lr"] = …` 改学习率；两个网络的参数拼成一个列表 `[*encoder.parameters(), *decoder.parameters()]`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 优化器只管解码器，编码器没有训练；<!-- wrong: encoder-not-trained -->
# - 忘了清零，梯度一批一批攒起来；<!-- wrong: not-zeroed -->
# - 最后不满的一批丢了，题目比一批还少时就没有训练；<!-- wrong: last-batch-lost -->
# - 次序没有由 `seed` 定下来；<!-- wrong: seed-ignored -->
# - 把 `pairs` 自己打乱了；<!-- wrong: shuffles-pairs -->
# - 返回的是每一批的损失，不是每一轮的。<!-- wrong: loss-per-batch -->
#
# </details>


# %% exercise="train_reader"
def train_reader(
    encoder: nn.Module, decoder: nn.Module, pairs: list, epochs: int, lr: float, seed: int
) -> list[float]:
    """一起训练编码器和解码器：打乱、分批、教师强制。

    参数
        encoder, decoder: 原地更新。
        pairs: 列表，每个元素是 (source, target)，两个整数列表，target 以 eos 结尾；
            至少一个，不变。
        epochs: 轮数；lr: 学习率从它开始；seed: 随机数都由它定，同样的 seed 得到同样的权重。
    返回
        epochs 个 float：每一轮的平均损失。
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    weights = [*encoder.parameters(), *decoder.parameters()]
    optimizer = torch.optim.Adam(weights, lr=lr)
    batches, step, history = -(-len(pairs) // 64), 0, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(pairs)), []
        for rows in np.array_split(order, batches):
            optimizer.param_groups[0]["lr"] = lr * (1 - step / (epochs * batches))
            batch = collate([pairs[k] for k in rows])
            loss = teacher_forcing_loss(encoder, decoder, *batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
        history.append(sum(losses) / len(losses))
    return history
    ### END SOLUTION


# %% [markdown]
# 这两个给检查用，不用读懂：


# %%
def watched_reader(encoder, decoder, pairs, epochs, lr, seed) -> tuple[list, list]:
    """看着 train_reader 训练。"""
    return watched(train_reader, encoder, decoder, pairs, epochs, lr, seed)


def train_on_numbers(encoder, decoder, numbers: Tensor, epochs, lr, seed) -> list:
    """用 train_reader 学念一批数。"""
    pairs = [pair_of(n) for n in numbers.tolist()]
    return train_reader(encoder, decoder, pairs, epochs, lr, seed)


# %% check="train_reader" points=4 minutes=15 uses=["teacher_forcing_loss", "Encoder", "Decoder"] helpers=["PlainEncoder", "PlainDecoder", "watched", "watched_reader", "train_on_numbers", "pair_of", "collate"]
check("train_reader")

# %% [markdown]
# ### 练习 8.13 greedy_answer（约 20 分钟，7 分）
#
# **做什么**　训练好了，没有老师在旁边念了：解码器从 bos 开始，每一步取打分最大的字，再把它自己写的这个字读进去，直到写出 eos。这叫贪心解码（greedy decoding）。
#
# 一批里各行结束的时候不同：
#
# | 行 | 写出的 | 返回的（`eos = 2`） |
# |---|---|---|
# | 0 | 5 2 … | `[5, 2, 2, 2]` |
# | 1 | 5 13 3 2 | `[5, 13, 3, 2]` |
#
# - 一行写出 eos 之后就不再写别的，后面全填 eos；
# - **全部**的行都结束了就停，返回的长度 $L$ 就是最长那一行（连它的 eos）；一直有行不结束，写满 `max_length` 就停；
# - bos 不在结果里；
# - 两个网络的权重、梯度、训练或评估模式，调用之后和原来一样。
#
# <details><summary>提示一</summary>
#
# 每写一个字，要交给下一步的有哪两样东西？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一个布尔张量记着谁已经结束。每一步：取最大，结束了的行换成 eos，记下，更新谁结束了，都结束了就跳出。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `word` 是 `(n, 1)`，开头全是 bos；`logits, state = decoder(word, state)`；`torch.where(finished, eos, …)`；最后 `torch.cat(…, dim=1)`。整个套在 `with torch.no_grad():` 里。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 结束了的行接着往下写；<!-- wrong: goes-on-after-eos -->
# - 有一行结束就全停了；<!-- wrong: one-row-stops-all -->
# - 都结束了也不停，总是写满 `max_length`；<!-- wrong: never-stops -->
# - 状态没有往下传，每一步都从编码器的状态出发；<!-- wrong: state-not-carried -->
# - 每一步读的都是 bos，没有读自己写的字；<!-- wrong: always-reads-bos -->
# - 结果里留着 bos；<!-- wrong: keeps-bos -->
# - 结束以后填了 0；<!-- wrong: filled-with-zero -->
# - 把网络留在了评估模式。<!-- wrong: left-in-eval -->
#
# </details>


# %% exercise="greedy_answer"
def greedy_answer(
    encoder: nn.Module,
    decoder: nn.Module,
    source: Tensor,
    lengths: Tensor,
    max_length: int,
    bos: int = 1,
    eos: int = 2,
) -> Tensor:
    """贪心解码：每一步取打分最大的字（并列取编号小的），写到 eos。

    参数
        encoder, decoder: 像 Encoder、Decoder 那样调用；权重、梯度和模式（training）都不变。
        source: (n, s) 的整数，n ≥ 1；lengths: (n,) 的整数；都不变。
        max_length: 至多写几个字，至少 1。
        bos, eos: 开头和结尾的编号。
    返回
        (n, L) 的 int64 张量：不含 bos，每行第一个 eos 之后全是 eos；L 是最长那一行连 eos
        的长度，还有行没结束时就是 max_length。
    """
    ### BEGIN SOLUTION
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    words = []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(word, state)
            word = torch.where(finished, eos, logits.argmax(dim=2))
            words.append(word)
            finished = finished | (word == eos)
            if finished.all():
                break
    return torch.cat(words, dim=1)
    ### END SOLUTION


# %% check="greedy_answer" points=7 minutes=20 helpers=["PlainEncoder", "PlainDecoder"]
check("greedy_answer")

# %% [markdown]
# **正式训练**　8500 个三到六位的数，10 轮，一个核上十几秒；1000 个没见过的留着考。一百以内的数一共只有一百个，淹没在八千多道题里，所以每个多抄几遍。
#
# **弄坏它**　把 `COPIES` 改成 1，也就是不多抄。先猜：终场那张图上，一位数能念对几成？

# %% tags=["demo"]
COPIES = 6  # 弄坏它：改成 1
if ready("Encoder", "Decoder", "teacher_forcing_loss", "train_reader", "greedy_answer"):
    rng, chosen = np.random.default_rng(0), set()
    while len(chosen) < 9500:
        places = rng.integers(3, 7)
        chosen.add(int(rng.integers(10 ** (places - 1), 10**places)))
    chosen = [int(n) for n in rng.permutation(sorted(chosen))]
    lessons, exam = chosen[:8500] + [*range(100)] * COPIES, chosen[8500:]
    lessons += [*range(10)] * (8 * COPIES - 8)

    def spell(row):
        """编号变成字，到 eos 为止。"""
        return "".join(WORDS[k - 3] if k > 2 else "□" for k in row[: [*row, 2].index(2)])

    def say(numbers):
        """两个网络怎样念这些数。"""
        source, lengths, _ = collate([pair_of(n) for n in numbers])
        rows = greedy_answer(reader, writer, source, lengths, 30).tolist()
        return [spell(row) for row in rows]

    torch.manual_seed(0)
    reader, writer = Encoder(13, 64), Decoder(17, 64)
    history = train_reader(reader, writer, [pair_of(n) for n in lessons], 10, 0.005, 0)
    spoken = say(exam)
    right = [answer == read_number(n) for n, answer in zip(exam, spoken)]
    print("每轮的损失", *(f"{loss:.3f}" for loss in history))
    print(f"没见过的 1000 个数，整个念对的 {np.mean(right):.3f}")
    missed = [k for k, good in enumerate(right) if not good][:5]
    for k in missed:
        print(f"{exam[k]:>7}　念成 {spoken[k]}　应当是 {read_number(exam[k])}")

# %% [markdown]
# 看念错的那几个：骨架多半是对的，错多半在末尾一两个数字，换了次序或者换成了别的。哪一位上是几，要靠 64 个数记住，越到后面越容易记混。看上去**规则**它学会了；真学会了吗？终场再考。
#
# ## 5　自测和挑战
#
# 先想，再展开。
#
# 1. `lstm_backward` 里，如果遗忘门恒为 1、输入门恒为 0，`dc0` 和 `dc` 是什么关系？
#
# <details><summary>答案</summary>
#
# 如果 `dhs`、`dh` 全是 0，$\mathrm{d}c_0 = \mathrm{d}c$，走多少步都一样：每步只乘 $f = 1$，打分那几条路乘的 $g\,i(1-i)$、$f(1-f)$、$i(1 - g^2)$ 都是 0。
#
# </details>
#
# 2. 语言模型可以用双向的循环层吗？编码器呢？
#
# <details><summary>答案</summary>
#
# 语言模型不行：从右往左的那个网络读到了答案，训练损失接近 0，写的时候却没有右边可读。编码器可以：整串数字已经在手里。
#
# </details>
#
# 3. 教师强制训练时损失很小，自己写的时候却常错，可能是为什么？
#
# <details><summary>答案</summary>
#
# 训练时它读到的上一个字总是对的，自己写时一旦错一个，就到了从没见过的处境，后面跟着错。这叫暴露偏差（exposure bias）。
#
# </details>
#
# 4. 同一个模型，英文按字母算困惑度是 4，按单词算是 200。哪个更好？
#
# <details><summary>答案</summary>
#
# 不能直接比：困惑度是“每一个单位在几个里蒙”，单位不同，换算成整段文字的总损失才能比。粗算一下：一个英文单词连空格约六个字符，按字母的模型写一个单词，相当于在 $4^6 = 4096$ 个里蒙，比 200 多得多，所以是按单词的好。
#
# </details>
#
# **挑战（不计分）**　把数字倒着喂给编码器（个位在前），正确率是升还是降？（Sutskever 等 2014 年做翻译，就是把原文倒着喂的，比顺着好。）把编码器换成双向的呢？只用 3000 个数训练，至少要多宽的状态才能到 0.85？每样至少跑三颗种子再下结论。

# %% [markdown]
# ## 6　终场
#
# ### 三种温度
#
# 同一个语言模型，同一个开头，三种温度，`sample` 一个字一个字地抽。第一句你来起头，格律（七个字一个标点）没有人教过它。先猜：哪一种会绕圈子？哪一种会写出从没一起出现过的字？

# %% tags=["demo"]
START, SEED = "春", 3  # 换成你的开头，一到七个字
TEMPERATURES = (0.3, 0.8, 1.3)
if ready("sequence_batches", "CharModel", "train_language_model", "sample"):
    from html import escape

    from IPython.display import HTML, display

    def compose(start, temperature, seed):
        """先读一首别人的诗，再从 start 写到一首结束，至多 40 个字。"""
        rng, text = np.random.default_rng(seed), start
        with torch.no_grad():
            scores, state = poet(encode(held_poems[0] + "\n" + start)[None])
            while len(text) < 40:
                scores = scores[:, -1].clone()
                scores[:, 1] = -torch.inf  # “别的字”写不出来
                word = sample(scores, temperature, rng)
                if letters[int(word)] == "\n":
                    break
                text += letters[int(word)]
                scores, state = poet(word[:, None], state)
        return text

    # 不用读懂：一首诗写在一张诗笺上
    PAPER = (
        "display:inline-block; vertical-align:top; background:#fbf6e9; color:#222;"
        "padding:10px 16px; border:1px solid #d9cba3; border-radius:6px;"
        "margin:4px 8px 4px 0;"
        "font:18px/1.7 KaiTi, STKaiti, 'Noto Serif CJK SC', serif"
    )
    page = ""
    for temperature in TEMPERATURES:
        text = compose(START, temperature, SEED)
        print(f"T = {temperature}　{text}")
        lines = escape(text).replace("，", "，<br>").replace("。", "。<br>")
        page += f'<div style="{PAPER}"><small>T = {temperature}</small><br>{lines}</div>'
    display(HTML(page))

# %% [markdown]
# 温度低，句句平稳，来来去去就那么几个字；温度高，字字新鲜，凑不成意思。不论哪一种，多半还是七个字一个标点；换几颗种子看看，有时写两句就收笔。它怎么知道写到第几个字了？

# %% [markdown]
# ### 一个会数数的单元
#
# 状态里一定有什么记着“这一句写到第几个字”。把状态里的每个数沿着没学过的诗走一遍，看谁的值和“这一句的第几个字”关系最紧：按位置分组，组间的差别占全部差别的几成（1 就是完全由位置决定）。
#
# 先猜：这么多个数里，最好的一个能到几成？

# %% tags=["demo"]
if ready("sequence_batches", "CharModel", "train_language_model"):

    def states_along(text):
        """读每个字之后的状态，摊平成 (字数, 状态里有几个数)。"""
        state, rows = None, []
        with torch.no_grad():
            _, state = poet(encode(held_poems[-1] + "\n")[None])
            for number in encode(text):
                _, state = poet(number[None, None], state)
                parts = state if isinstance(state, tuple) else (state,)
                rows.append(torch.cat([part[:, 0].flatten() for part in parts]).numpy())
        return np.array(rows)

    text = "".join(poem + "\n" for poem in held_poems[:60])
    walk = states_along(text)
    place = np.array([k % 33 % 8 for k in range(len(text))])  # 一句八个字符，标点是第 7 个
    inner = np.array([letter != "\n" for letter in text])
    walk, place = walk[inner], place[inner]
    means = np.array([walk[place == k].mean(0) for k in range(8)])
    share = means[place].var(0) / np.maximum(walk.var(0), 1e-6)
    best = int(share.argmax())
    print(f"状态里一共 {walk.shape[1]} 个数；", end="")
    print(f"最好的是第 {best} 个，位置占 {share[best]:.2f}")
    print("中间的一个只占", round(float(np.median(share)), 2))
    values = (walk[:, best] - walk[:, best].min()) / np.ptp(walk[:, best])

    # 不用读懂：一个字一个方格，颜色是这个单元的值
    cells, k = "", 0
    for poem in held_poems[:4]:
        cells += "<div>"
        for letter in poem:
            color = tuple(round(255 * part) for part in plt.cm.coolwarm(values[k])[:3])
            dark = "#fff" if abs(values[k] - 0.5) > 0.38 else "#222"
            cells += (
                f'<span style="display:inline-block; width:1.35em; text-align:center;'
                f' color:{dark}; background:rgb{color}">{letter}</span>'
            )
            k += 1
        cells += "</div>"
    display_style = "font:15px/1.6 'Noto Sans CJK SC', sans-serif; overflow-wrap:anywhere"
    from IPython.display import HTML, display

    display(HTML(f'<div style="{display_style}">{cells}</div>'))
    fig, ax = plt.subplots(figsize=(7, 2.4))
    ax.plot(range(1, 9), means[:, best], "o-", color=RED, label="它")
    for other in np.argsort(share)[::-1][1:4]:
        ax.plot(range(1, 9), means[:, other], color=GREY, linewidth=0.9)
    ax.set(title="红的是它，灰的是另外三个也在数的", ylabel="平均的值")
    ax.set(xlabel="这一句的第几个字符（第 8 个是标点）")
    plt.show()

# %% [markdown]
# 颜色一句一个来回，标点处重新开始。没有人告诉它一句有七个字，也没有人让它数数：只是数对了，标点就猜得准，损失就小。

# %% [markdown]
# ### 你出题，它来念
#
# 最后轮到你。把 `MINE` 换成你想到的数，手机号的后几位、你的生日，至多八位；它训练时只见过六位以内的。

# %% tags=["demo"]
MINE = [20305, 50080, 110110, 365, 99999, 200000, 1234567]  # 换成你的
if ready("Encoder", "Decoder", "teacher_forcing_loss", "train_reader", "greedy_answer"):
    for n, answer in zip(MINE, say(MINE)):
        known_one = "学过" if n in lessons else "没见过"
        verdict = "✓" if answer == read_number(n) else f"✗ 应当是 {read_number(n)}"
        print(f"{n:>9}（{known_one}）　{answer}　{verdict}")

# %% [markdown]
# 连着好几个 0 的数常念错：这样的题目，训练时没见过几道。最后一个多了一位，看它念成了什么（换一颗种子，错法会不同）。
#
# **先猜**　五位数、六位数它念得很好。七位数呢？八位数呢？七位数不过多一位，规则一模一样：一百二十三万，和十二万、三万没有两样。

# %% tags=["demo"]
if ready("Encoder", "Decoder", "teacher_forcing_loss", "train_reader", "greedy_answer"):
    rng, rates = np.random.default_rng(1), []
    for places in range(1, 9):
        low = 10 ** (places - 1) if places > 1 else 0
        tried = [int(n) for n in rng.integers(low, 10**places, 300)]
        fresh = [n for n in tried if n not in lessons] or tried  # 一两位的都学过
        good = [answer == read_number(n) for n, answer in zip(fresh, say(fresh))]
        rates.append(np.mean(good))
    fig, ax = plt.subplots(figsize=(7, 3))
    bars = ax.bar(range(1, 9), rates, color=[BLUE] * 6 + [RED] * 2)
    ax.bar_label(bars, [f"{rate:.2f}" for rate in rates])
    ax.axvline(6.5, color=GREY, linestyle=":")
    ax.text(6.55, 0.92, "从没见过这么长的", color=GREY)
    ax.set(title="几位数，念对几成", xlabel="位数", ylabel="整个念对的比例", ylim=(0, 1.12))
    plt.show()

# %% [markdown]
# 六位以内，大多念得对（`COPIES` 是 1 的话，我们量到一位数一个也念不对，两位数对九成：见得太少）；多一位，一下子几乎全错。它学会的不是“规则”，是“六位以内的数怎样念”：七位数的状态落在它从没去过的地方，解码器不认得。人学会了念六位数，七位数不用再教；网络学到的是见过的那一片。
#
# 还有一个瓶颈：不管多长，编码器都要把它挤进 64 个数。[下一章](../guide09_transformer/guide09_transformer.ipynb)的注意力（attention）让解码器写每个字时都能回头看原文，不必全靠记。
#
# | 练习 | 一句话 |
# |---|---|
# | 8.1、8.2 lstm_forward、lstm_backward | 两样东西接力；往回走，$c$ 那条路只乘遗忘门 |
# | 8.3 bidirectional | 在自己的长度之内倒，输出再倒回来 |
# | 8.4 sequence_batches | 几路并行，段段相接，答案往后一个 |
# | 8.5 perplexity | 全部的字平均，再取指数 |
# | 8.6、8.7 CharModel、train_language_model | 状态接着用，梯度剪断 |
# | 8.8 sample | 打分除以温度，各行各抽各的 |
# | 8.9、8.10 Encoder、Decoder | 读完交出状态，从状态写起 |
# | 8.11、8.12 teacher_forcing_loss、train_reader | 读正确的上一个字，只算真正的字 |
# | 8.13 greedy_answer | 读自己写的字，谁结束谁停 |
#
# **延伸阅读**　Hochreiter, Schmidhuber，*Long Short-Term Memory*（1997；那时还没有遗忘门，是 Gers, Schmidhuber, Cummins 2000 年加上的）；Sutskever, Vinyals, Le，*Sequence to Sequence Learning with Neural Networks*（2014）；Karpathy, Johnson, Fei-Fei，*Visualizing and Understanding Recurrent Networks*（2015）：会数数的单元和门的饱和图。
#
# 数据：诗取自 npm 的 chinese-poetry 2.0.1（MIT，© 2016 JackeyGao），已转成简体；数字的念法由 `read_number` 生成。
