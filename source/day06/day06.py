# ---
# jupyter:
#   autograder:
#     title: 第 6 天　循环神经网络
#     builds: 看网络一个字一个字地读短评，读到“但是”改主意
#     minutes: 145
#     en:
#       title: Day 6. The recurrent network
#       builds: watching a network read a review character by character and change its mind at “but”
# ---

# %% [markdown]
# # 第 6 天　循环神经网络
#
# 前几天的输入都是一整块：一行数，一张图。今天的输入有先后：一句话从左读到右，后面的字可以推翻前面的字。
#
# 你会写一个一边读一边记的网络，让它判断一条短评是夸还是贬。“虽然老板热情，但是菜难吃”和“虽然菜难吃，但是老板热情”用的字一模一样，意思正好相反；数一数有哪些字，是分不开这两句的。
#
# **今天用到的旧知识**（不会导入前几天的 notebook，要用的函数在下面给出）
#
# | 哪一天 | 用到什么 |
# |---|---|
# | 第 1 天 | 切片、整数数组索引、原地修改与新建数组的区别 |
# | 第 3 天 | sigmoid、二元交叉熵、“预测减真值”这个梯度、Adam |
# | 第 4 天 | 小批量训练、tanh 的导数、一层一层往回传的反向传播 |
#
# **今天结束时你会有**
#
# - 一个手写的循环神经网络，前向和反向都是自己的，能判断没见过的短评；
# - 一步 LSTM 和一步 GRU；
# - 一张图：网络一个字一个字读下去，分数怎样随之起落。

# %% [markdown]
# ## 时间表
#
# 合计约 145 分钟，100 分。可以在任意两节之间停下来休息。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 看看短评 | 5 | |
# | 1 | 从文字到编号：build_vocabulary、encode | 18 | 14 |
# | 2 | 循环：rnn_cell_forward、rnn_forward | 20 | 17 |
# | 3 | 沿时间往回传：rnn_backward、clip_gradients | 33 | 26 |
# | 4 | 带门的单元：lstm_cell_forward、gru_cell_forward | 26 | 21 |
# | 5 | 判断好评差评：last_valid、train_sentiment | 38 | 22 |
# | 6 | 一个字一个字地读 | 5 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。
#
# 几条通用的约定：
#
# - 序列的形状是 `(n, t, d)`：第一轴是批，第二轴是时间，第三轴是特征；批的大小 `n` 可以是 1；
# - 计算写成 `x @ w + b`，`w` 的形状是 `(输入数, 输出数)`；
# - 除非练习里另说，不要改动传进来的数组。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %% [markdown]
# 下面两个函数来自第 3 天，今天直接用。`adam_update` 和那天的 `adam_step` 算的是同一个东西，只是改成了原地更新一个字典里的全部参数。

# %%
import numpy as np


def sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(−z))，写成 tanh 的形式，z 再大也不溢出。"""
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def adam_update(params: dict, grads: dict, state: dict, lr: float) -> None:
    """走一步 Adam，原地更新 params 里的数组；state 第一次是 {}，以后每次传同一个。"""
    state["t"] = state.get("t", 0) + 1
    t = state["t"]
    for key, grad in grads.items():
        m, v = state.get(key, (0.0, 0.0))
        m = 0.9 * m + 0.1 * grad
        v = 0.999 * v + 0.001 * grad**2
        state[key] = (m, v)
        step = (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        params[key] -= lr * step


# %% [markdown]
# ## 0　看看短评
#
# 先说清楚：**这些短评是编出来的**，不是从哪个网站收集的。程序把事物、评价和句式按规则拼在一起，好评差评也由规则决定，所以标签没有歧义，话却说得有点呆板。
#
# | | 训练 | 测试 |
# |---|---|---|
# | 条数 | 4000 | 600 |
# | 评价的事物 | 菜、老板、手机…… | 另一批，训练里一个也没有：烤鱼、店长、手电…… |
# | 副词、否定的说法、句式 | 很、不太、“虽然…，但是…” | 另一批：确实特别、并不算、“虽然…，可是…” |
# | 形容词 | 好吃、马虎…… | 多数见过；约三成从另一张表里取，有些是新词：洁净、粗笨…… |
#
# “另一批”是整个说法没有出现过，其中的字大多见过：“确实”和“特别”训练里都有，“确实特别”没有。所以背句子没有用，要看懂字和字怎样配合。

# %% tags=["demo"]
with open("reviews.csv", encoding="utf-8") as file:
    rows = [line.rstrip("\n").split(",", 2) for line in file][1:]

train_texts = [text for part, _, text in rows if part == "train"]
y_train = np.array([int(label) for part, label, _ in rows if part == "train"])
test_texts = [text for part, _, text in rows if part == "test"]
y_test = np.array([int(label) for part, label, _ in rows if part == "test"])

for text, label in list(zip(train_texts, y_train))[:8]:
    print("好评" if label else "差评", text)
print("……")
longest = max(map(len, train_texts))
print(f"{len(train_texts)} 条训练，{len(test_texts)} 条测试，最长 {longest} 个字")

# %% [markdown]
# 难在哪里？
#
# - “不难吃”是夸，“不好吃”是贬：同一个“不”，作用相反；
# - “虽然 A，但是 B”看的是 B，“B，虽然 A”看的还是 B：哪一半算数，要看“虽然”放在哪里。

# %% [markdown]
# ## 1　从文字到编号
#
# 网络只认数。先给每个字一个编号，再把每句话变成一行编号。

# %% [markdown]
# ### 练习 6.1 build_vocabulary（约 8 分钟，6 分）
#
# **做什么**　给训练文本里的每个字一个编号。
#
# - 按**第一次出现**的先后，从 2 开始，一个接一个；
# - 0 留给填充（padding），1 留给没见过的字（unknown），它们不在字典里。
#
# **例子**　`["好吃", "不好"]` 得到 `{"好": 2, "吃": 3, "不": 4}`。
#
# **为什么讲究次序**　编号就是权重表的行号。今天存下的权重，明天要配同一张字表才能用。
#
# **常见错误**
#
# - 用 `set("".join(texts))` 去重：集合没有先后，排了序也不是第一次出现的次序；<!-- wrong: by-set -->
# - 从 0 或 1 开始编号，前面的字就和填充、未知混在一起了；<!-- wrong: from-zero from-one -->
# - 重复出现的字又给了一次新编号；<!-- wrong: renumbered -->
# - 每读一个字计数就加一，重复的字也占号，编号就跳了。<!-- wrong: gaps -->
#
# <details><summary>提示</summary>
#
# 两重循环：每条文本，每个字。字不在字典里时，它的编号是 `len(vocabulary) + 2`。
#
# </details>


# %% exercise="build_vocabulary"
def build_vocabulary(texts: list[str]) -> dict[str, int]:
    """按第一次出现的次序给每个字编号，从 2 开始。

    参数
        texts: 若干条文本；可以没有文本，也可以有空字符串。标点和各种空白也是字，
            在文本两头也一样；字母的大小写不同就是不同的字。texts 不变。
    返回
        字典：字 → 编号（整数），除了文本里的字没有别的键：0（填充）和 1（未知）不在里面。
    例子
        >>> build_vocabulary(["好吃", "不好"])
        {'好': 2, '吃': 3, '不': 4}
    """
    ### BEGIN SOLUTION
    vocabulary = {}
    for text in texts:
        for character in text:
            if character not in vocabulary:
                vocabulary[character] = len(vocabulary) + 2
    return vocabulary
    ### END SOLUTION


# %% check="build_vocabulary" points=6 minutes=8
check("build_vocabulary")

# %% [markdown]
# ### 练习 6.2 encode（约 10 分钟，8 分）
#
# **做什么**　把 `n` 条文本变成 `(n, length)` 的整数数组。
#
# | 情况 | 怎么办 |
# |---|---|
# | 字表里没有的字 | 写 1 |
# | 文本比 `length` 长 | 只留前 `length` 个字 |
# | 文本比 `length` 短 | **右边**补 0 |
#
# **例子**　字表 `{"好": 2, "吃": 3}`，`length = 4`：
#
# | 文本 | 编号 |
# |---|---|
# | 好吃 | `[2, 3, 0, 0]` |
# | 不好吃吗？ | `[1, 2, 3, 1]` |
#
# **常见错误**
#
# - 补在了左边：后面要靠句长找到最后一个字，左边一补就找错了；<!-- wrong: padded-left -->
# - 遇到没见过的字就 `KeyError`：测试文本里总会有新字；<!-- wrong: unknown-raises -->
# - 没有文本时返回了形状 `(0,)`，应当是 `(0, length)`；<!-- wrong: empty-shape -->
# - 为了省内存用 `uint8` 存编号：字表一大，编号超过 255 就绕回到 0。<!-- wrong: ids-wrap -->
#
# <details><summary>提示</summary>
#
# 先 `np.zeros((len(texts), length), dtype=int)`，再把每条文本的前 `length` 个字填进去。`vocabulary.get(character, 1)` 在找不到时给出 1。
#
# </details>


# %% exercise="encode"
def encode(texts: list[str], vocabulary: dict[str, int], length: int) -> np.ndarray:
    """把文本变成等长的编号，太长则截断，不足则在右边补 0。

    参数
        texts: n 条文本，n 可以是 0；文本可以是空字符串，也可以有几百个字。
        vocabulary: build_vocabulary 返回的字典，可以有几万个字。texts 和 vocabulary 都不变。
        length: 每行的长度，不小于 1。
    返回
        (n, length) 的整数数组，装得下字表里最大的编号；未知的字是 1，填充是 0。
    例子
        >>> encode(["好吃", "不好吃吗？"], {"好": 2, "吃": 3}, 4)
        array([[2, 3, 0, 0],
               [1, 2, 3, 1]])
    """
    ### BEGIN SOLUTION
    ids = np.zeros((len(texts), length), dtype=np.int64)
    for i, text in enumerate(texts):
        for j, character in enumerate(text[:length]):
            ids[i, j] = vocabulary.get(character, 1)
    return ids
    ### END SOLUTION


# %% check="encode" points=8 minutes=10
check("encode")

# %% tags=["demo"]
if ready("build_vocabulary", "encode"):
    vocabulary = build_vocabulary(train_texts)
    length = max(map(len, train_texts + test_texts))
    x_train = encode(train_texts, vocabulary, length)
    x_test = encode(test_texts, vocabulary, length)
    train_lengths = np.array([len(text) for text in train_texts])
    test_lengths = np.array([len(text) for text in test_texts])
    print("字表", len(vocabulary), "个字；x_train", x_train.shape, "；x_test", x_test.shape)
    print(test_texts[0])
    print(x_test[0])

# %% [markdown]
# **只数字数，够不够用？**　最省事的办法：不管次序，只数每个字出现几次，交给一个神经元（第 3 天）去分。这叫字袋（bag of characters）。

# %% tags=["demo"]
if ready("build_vocabulary", "encode"):
    words = len(vocabulary) + 2

    def bag(x):
        """每句话里每个字出现几次，填充不算。"""
        counts = np.stack([np.bincount(row, minlength=words) for row in x]).astype(float)
        counts[:, 0] = 0.0
        return counts

    neuron, state = {"w": np.zeros(words), "b": np.zeros(1)}, {}
    counts = bag(x_train)
    for _ in range(100):
        error = (sigmoid(counts @ neuron["w"] + neuron["b"]) - y_train) / len(y_train)
        adam_update(neuron, {"w": error @ counts, "b": error.sum()}, state, 0.1)
    for name, x, y in (("训练", x_train, y_train), ("测试", x_test, y_test)):
        guess = bag(x) @ neuron["w"] + neuron["b"] > 0
        print(f"字袋的{name}正确率 {np.mean(guess == y):.3f}")

# %% [markdown]
# 两类各占一半，抛硬币也有 0.5。“虽然老板热情，但是菜难吃”和“虽然菜难吃，但是老板热情”在字袋看来是同一句话，再训练多久也分不开。要一个懂次序的网络。

# %% [markdown]
# ## 2　循环
#
# 循环神经网络（recurrent neural network, RNN）手里有一个状态 $h$，它是一串数，装着“到现在为止读到了什么”。每读一个字，就用这个字和旧状态算出新状态；**每一步用的是同一组权重**：
#
# $$
# h_s = \tanh(x_s W_x + h_{s-1} W_h + b), \qquad s = 1, 2, \dots, t
# $$
#
# | 符号 | 代码 | 形状 |
# |---|---|---|
# | $x_s$ 这一步的输入 | `x_t` | `(n, d)` |
# | $h$ 状态 | `h` | `(n, hidden)` |
# | $W_x$ | `params["wx"]` | `(d, hidden)` |
# | $W_h$ | `params["wh"]` | `(hidden, hidden)` |
# | $b$ | `params["b"]` | `(hidden,)` |
#
# 公式从 1 数起，代码从 0 数起：第一个字的输入是 `x[:, 0]`，读完它的状态 $h_1$ 是 `hs[:, 0]`；$h_0$ 是还没开始读的状态，在代码里单独叫 `h0`。

# %% [markdown]
# ### 练习 6.3 rnn_cell_forward（约 8 分钟，7 分）
#
# **做什么**　走一步：由 `x_t` 和旧状态 `h` 算出新状态。
#
# **例子**　$d = 1$，hidden = 1，$x = 1$，$h = 0.5$，$w_x = 1$，$w_h = -2$，$b = 0.5$：$\tanh(1 - 1 + 0.5) = 0.4621$。
#
# **数值**　输入再大，结果也在 −1 和 1 之间，不会是 NaN。`np.tanh` 已经做到了；自己用 `np.exp` 拼就会溢出。
#
# **常见错误**
#
# - 写成 `h @ wh.T`：`wh` 是方阵，形状对得上，数却不对；<!-- wrong: transposed -->
# - 自己用 `np.exp` 拼 tanh：输入一大就溢出，得到 NaN。<!-- wrong: naive-tanh -->
#
# <details><summary>提示</summary>
#
# 两个矩阵乘积相加，再加偏置，最后 `np.tanh`。
#
# </details>


# %% exercise="rnn_cell_forward"
def rnn_cell_forward(x_t: np.ndarray, h: np.ndarray, params: dict) -> np.ndarray:
    """循环神经网络的一步。

    参数
        x_t: (n, d) 的浮点数组，这一步的输入。
        h: (n, hidden) 的浮点数组，上一步的状态。
        params: 字典，"wx" 是 (d, hidden)，"wh" 是 (hidden, hidden)，"b" 是 (hidden,)。
    返回
        (n, hidden) 的新状态；任何有限的输入都得到有限的结果。三个参数不变。
    例子
        >>> params = {"wx": np.array([[1.0]]), "wh": np.array([[-2.0]]), "b": np.array([0.5])}
        >>> rnn_cell_forward(np.array([[1.0]]), np.array([[0.5]]), params).round(4)
        array([[0.4621]])
    """
    ### BEGIN SOLUTION
    return np.tanh(x_t @ params["wx"] + h @ params["wh"] + params["b"])
    ### END SOLUTION


# %% check="rnn_cell_forward" points=7 minutes=8
check("rnn_cell_forward")

# %% [markdown]
# ### 练习 6.4 rnn_forward（约 12 分钟，10 分）
#
# **做什么**　从 `h0` 出发走完 `t` 步，记下每一步的状态。
#
# | | 形状 |
# |---|---|
# | `x` | `(n, t, d)` |
# | `h0` | `(n, hidden)`，不一定是 0 |
# | `hs` | `(n, t, hidden)`，`hs[:, s]` 是读完 `x[:, s]` **之后**的状态 |
#
# 还要返回 `cache`，内容自定，给下一题的 `rnn_backward` 用。先想想反向时要用到哪些量。
#
# **例子**　$w_x = w_h = 1$，$b = 0$，$h_0 = 0$，输入依次是 1、0：$h_1 = \tanh 1 = 0.7616$，$h_2 = \tanh(0.7616) = 0.6420$。第二步的输入是 0，状态却还记得第一步。
#
# **常见错误**
#
# - 每一步都从 `h0` 算起，状态没有接力；<!-- wrong: not-carried -->
# - 把 `h0` 也放进了 `hs`，多出一步，后面全部错开一格；<!-- wrong: includes-h0 -->
# - 按 `x[s]` 取一步：那是第 `s` 个样本，时间在第二轴，要写 `x[:, s]`。<!-- wrong: over-batch -->
#
# <details><summary>提示</summary>
#
# 循环里 `h = rnn_cell_forward(x[:, s], h, params)`，把 `h` 存进 `hs[:, s]`。`cache` 里放 `x`、`h0`、`hs`、`params` 就够了。
#
# </details>


# %% exercise="rnn_forward"
def rnn_forward(x: np.ndarray, h0: np.ndarray, params: dict) -> tuple[np.ndarray, object]:
    """从 h0 出发走完整个序列。

    参数
        x: (n, t, d) 的浮点数组，t 不小于 1。
        h0: (n, hidden) 的浮点数组，最初的状态。
        params: 与 rnn_cell_forward 相同。
    返回
        (hs, cache)：hs 是 (n, t, hidden)，不含 h0；cache 内容自定，供 rnn_backward 使用。
        x、h0、params 不变。
    例子
        >>> params = {"wx": np.array([[1.0]]), "wh": np.array([[1.0]]), "b": np.array([0.0])}
        >>> hs, _ = rnn_forward(np.array([[[1.0], [0.0]]]), np.zeros((1, 1)), params)
        >>> hs.round(4)
        array([[[0.7616],
                [0.642 ]]])
    """
    ### BEGIN SOLUTION
    n, t, _ = x.shape
    hs = np.zeros((n, t, h0.shape[1]))
    h = h0
    for s in range(t):
        h = rnn_cell_forward(x[:, s], h, params)
        hs[:, s] = h
    return hs, (x, h0, hs, params)
    ### END SOLUTION


# %% check="rnn_forward" points=10 minutes=12 uses=["rnn_cell_forward"] opaque=[1]
check("rnn_forward")

# %% [markdown]
# ## 3　沿时间往回传
#
# 把循环摊开，就是一个很深的网络：每一步是一层，只是每层的权重都一样。反向传播从最后一步走回第一步，叫沿时间的反向传播（back-propagation through time, BPTT）。
#
# ![摊开的循环网络：蓝色是前向，红色是往回传的梯度](figures/bptt.svg)

# %% [markdown]
# ### 练习 6.5 rnn_backward（约 25 分钟，18 分）
#
# **做什么**　已知损失对每一步状态的梯度 `dhs`（只算损失**直接**用到 $h_s$ 的部分），求损失对 `x`、`h0` 和各参数的梯度。
#
# 状态 $h_s$ 有两条路通向损失：直接的一条是 `dhs[:, s]`，另一条经过 $h_{s+1}$。两条路的梯度**相加**。从最后一步往回，每一步做五件事：
#
# $$
# \begin{aligned}
# \bar h_s &= \mathrm{dhs}_s + \text{（从 } s+1 \text{ 步传回来的）} \\
# \bar z_s &= \bar h_s \odot (1 - h_s^2) \\
# \mathrm{dx}_s &= \bar z_s\, W_x^{\mathsf T} \\
# \mathrm{d}W_x &\mathrel{+}= x_s^{\mathsf T} \bar z_s, \quad
# \mathrm{d}W_h \mathrel{+}= h_{s-1}^{\mathsf T} \bar z_s, \quad
# \mathrm{d}b \mathrel{+}= \textstyle\sum_{\text{样本}} \bar z_s \\
# \text{传给 } s-1 &= \bar z_s\, W_h^{\mathsf T}
# \end{aligned}
# $$
#
# 第一步之前的状态是 `h0`，传到它那里的就是 `dh0`。最后一步之后没有别的步，传回来的是 0。
#
# **例子**　一步、一维，$x = 2$，$h_0 = 1$，$w_x = 0.5$，$w_h = -1$，$b = 0$：$z = 0$，$h = 0$，导数是 1。`dhs = [[[3.]]]` 时，
# `dx = 1.5`，`dh0 = -3`，`dwx = 6`，`dwh = 3`，`db = 3`。
#
# **常见错误**
#
# - 忘了从后一步传回来的梯度：只有一步时看不出来；<!-- wrong: no-time -->
# - 传回来的梯度加在了 $\bar z_s$ 上，没有和 `dhs` 一起乘 tanh 的导数；<!-- wrong: carried-past-tanh -->
# - 用 `=` 代替 `+=`：每一步都用同一个 `wx`，梯度要把各步加起来；<!-- wrong: overwritten -->
# - $\mathrm{d}W_h$ 用了这一步自己的状态 $h_s$，应当是**前一步**的 $h_{s-1}$；<!-- wrong: own-state -->
# - 第一步的前一步是 `h0`：当成 0，或者写成 `hs[:, -1]`（那是最后一步），都不对；<!-- wrong: h0-forgotten wraps-around -->
# - 传给前一步的量也用了 `+=`：它只属于前一步，每一步都要换成新的；<!-- wrong: carried-twice -->
# - 把传回来的梯度加在了 `dhs` 上：`dhs` 是调用者的数组，不能改。<!-- wrong: changes-dhs -->
#
# <details><summary>提示</summary>
#
# 备好 `dh = np.zeros_like(h0)`，然后 `for s in reversed(range(t))`。循环末尾把 `dh` 换成 $\bar z_s W_h^{\mathsf T}$，循环结束时它就是 `dh0`。
#
# 前一步的状态：`hs[:, s - 1] if s > 0 else h0`。`s = 0` 时不判断，`hs[:, -1]` 会悄悄给出最后一步。
#
# </details>


# %% exercise="rnn_backward"
def rnn_backward(dhs: np.ndarray, cache: object) -> tuple[np.ndarray, np.ndarray, dict]:
    """沿时间的反向传播。

    参数
        dhs: (n, t, hidden) 的浮点数组，损失对每一步状态的直接梯度。
        cache: 你的 rnn_forward 返回的那一个。
    返回
        (dx, dh0, grads)：dx 是 (n, t, d)，dh0 是 (n, hidden)；grads 是字典，
        键是 "wx"、"wh"、"b"，形状与参数相同，对批和时间求和。dhs 和前向用过的
        x、h0、params 都不变；同一个 cache 用两次，结果相同。
    例子
        >>> params = {"wx": np.array([[0.5]]), "wh": np.array([[-1.0]]), "b": np.zeros(1)}
        >>> _, cache = rnn_forward(np.array([[[2.0]]]), np.array([[1.0]]), params)
        >>> dx, dh0, grads = rnn_backward(np.array([[[3.0]]]), cache)
        >>> dx, dh0, grads["wx"]
        (array([[[1.5]]]), array([[-3.]]), array([[6.]]))
    """
    ### BEGIN SOLUTION
    x, h0, hs, params = cache
    dx = np.zeros(x.shape)
    dh = np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1.0 - hs[:, s] ** 2)
        before = hs[:, s - 1] if s > 0 else h0
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += before.T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads
    ### END SOLUTION


# %% check="rnn_backward" points=18 minutes=25 uses=["rnn_forward"]
check("rnn_backward")

# %% [markdown]
# **梯度能传多远？**　往回每走一步，梯度就乘一次 $W_h^{\mathsf T}$，再乘一次不大于 1 的 $1 - h^2$。下面只在最后一步给梯度，看它传到前面各步时还剩多大。$W_h$ 取一个旋转矩阵乘上不同的倍数：

# %% tags=["demo"]
if ready("rnn_forward", "rnn_backward"):
    rng = np.random.default_rng(0)
    steps, hidden = 40, 16
    rotation = np.linalg.qr(rng.normal(size=(hidden, hidden)))[0]
    inputs = 0.01 * rng.normal(size=(1, steps, hidden))
    upstream = np.zeros((1, steps, hidden))
    upstream[0, -1] = rng.normal(size=hidden)
    fig, ax = plt.subplots(figsize=(7, 3.2))
    for scale, color in ((0.7, "#c0392b"), (1.0, "#3b6fb6"), (1.2, "#d98e04")):
        wide = {"wx": np.eye(hidden), "wh": scale * rotation, "b": np.zeros(hidden)}
        _, cache = rnn_forward(inputs, np.zeros((1, hidden)), wide)
        dx, _, _ = rnn_backward(upstream, cache)
        size = np.linalg.norm(dx[0], axis=1)
        ax.semilogy(range(1, steps + 1), size, color=color, label=f"{scale} 倍")
    ax.set(title="最后一步的梯度传到前面各步时的大小", xlabel="第几步", ylabel="梯度的范数")
    ax.legend()
    plt.show()

# %% [markdown]
# 0.7 倍时，从第 40 步传回第 1 步，梯度只剩不到百万分之一：句首的字几乎学不到东西，这叫梯度消失（vanishing gradient）。1.2 倍时它越传越大，这叫梯度爆炸（exploding gradient）。爆炸容易治，下一题就是；消失要换一种单元，见第 4 节。

# %% [markdown]
# ### 练习 6.6 clip_gradients（约 8 分钟，8 分）
#
# **做什么**　把**全部**梯度看成一个长向量，范数超过 `max_norm` 时整体缩短到 `max_norm`，方向不变：
#
# $$
# \|g\| = \sqrt{\sum_{\text{所有数组}} \sum_{\text{所有元素}} g^2}, \qquad
# g \leftarrow g \cdot \frac{\text{max\_norm}}{\|g\|} \quad \text{当 } \|g\| > \text{max\_norm}
# $$
#
# **原地更新**　缩放的是传进来的数组本身；返回**缩放之前**的范数，一个数。
#
# **例子**　`{"w": [3.], "b": [4.]}` 的范数是 5。`max_norm = 1` 时变成 `[0.6]` 和 `[0.8]`，返回 5；`max_norm = 10` 时不变，仍返回 5。
#
# **常见错误**
#
# - 每个数组各缩各的：各参数之间的比例变了，方向就变了；<!-- wrong: per-array -->
# - 范数没有超过时也缩放，小梯度反而被放大；<!-- wrong: always -->
# - 开方写成了 `total ** 1/2`：先算乘方再除，得到的是一半；<!-- wrong: half-not-root -->
# - `grads["w"] = grads["w"] * scale` 换了字典里的数组，调用者手里的那个没有变。<!-- wrong: replaced -->
#
# <details><summary>提示</summary>
#
# 先在所有数组上把平方和加起来再开方，之后再循环一遍，用 `*=`。
#
# </details>


# %% exercise="clip_gradients"
def clip_gradients(grads: dict, max_norm: float) -> float:
    """总范数超过 max_norm 时，把全部梯度按同一比例原地缩小。

    参数
        grads: 字典，键任意，至少有一个；值是浮点数组，形状任意，可以全是 0；需要时原地缩小。
        max_norm: 允许的最大范数，正数。
    返回
        缩小之前的总范数（float）。总范数不超过 max_norm 时，数组都不变。
    例子
        >>> grads = {"w": np.array([3.0]), "b": np.array([4.0])}
        >>> clip_gradients(grads, 1.0)
        5.0
        >>> grads["w"].round(4), grads["b"].round(4)
        (array([0.6]), array([0.8]))
    """
    ### BEGIN SOLUTION
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads.values())))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return norm
    ### END SOLUTION


# %% check="clip_gradients" points=8 minutes=8
check("clip_gradients")

# %% [markdown]
# ## 4　带门的单元
#
# 普通的 RNN 每一步都把整个状态重写一遍，想记住一件事很难。带门的单元多学一件事：**什么该留，什么该改**。门（gate）是 sigmoid 的输出，在 0 和 1 之间，乘在别的量上：0 是关，1 是放行。
#
# 这两题只写一步的前向。今天的训练仍用普通 RNN，它的反向你已经写好了。

# %% [markdown]
# ### 练习 6.7 lstm_cell_forward（约 14 分钟，11 分）
#
# **做什么**　长短期记忆（long short-term memory, LSTM）的一步。它有两个状态：$c$ 是长期的记忆，$h$ 是对外的输出。
#
# 先一次算出四份打分，再沿最后一轴**按 i、f、g、o 的次序**切成四段，每段 hidden 列：
#
# $$
# [a_i,\ a_f,\ a_g,\ a_o] = x W_x + h W_h + b
# $$
#
# | 门 | 公式 | 管什么 |
# |---|---|---|
# | 输入门 | $i = \sigma(a_i)$ | 新内容写多少 |
# | 遗忘门 | $f = \sigma(a_f)$ | 旧记忆留多少 |
# | 候选 | $g = \tanh(a_g)$ | 新内容是什么 |
# | 输出门 | $o = \sigma(a_o)$ | 记忆露出多少 |
#
# $$
# c' = f \odot c + i \odot g, \qquad h' = o \odot \tanh(c')
# $$
#
# **为什么有效**　从 $c'$ 到 $c$ 的梯度就是乘 $f$。门开着（$f \approx 1$）时，梯度可以走很远而不变小。
#
# **例子**　hidden = 1，权重全 0，$b = (0, 0, 1, 0)$，$c = 2$：三个门都是 0.5，$g = \tanh 1 = 0.7616$，所以 $c' = 1 + 0.3808 = 1.3808$，$h' = 0.5 \tanh(1.3808) = 0.4406$。
#
# **常见错误**
#
# - 门的次序弄错：不同的书次序不同，这里和 PyTorch 一样；<!-- wrong: order-ifog order-figo order-fiog -->
# - $g$ 也用了 sigmoid；<!-- wrong: sigmoid-candidate -->
# - $h'$ 里漏了 $\tanh$；<!-- wrong: no-tanh-on-c -->
# - $h'$ 里用的是旧的 $c$，不是刚算出来的 $c'$。<!-- wrong: old-memory -->
#
# <details><summary>提示</summary>
#
# `np.split(a, 4, axis=1)` 正好给出四段。`sigmoid` 上面已经有了。
#
# </details>


# %% exercise="lstm_cell_forward"
def lstm_cell_forward(
    x_t: np.ndarray, h: np.ndarray, c: np.ndarray, params: dict
) -> tuple[np.ndarray, np.ndarray]:
    """LSTM 的一步，门的次序是 i、f、g、o。

    参数
        x_t: (n, d) 的浮点数组。
        h, c: (n, hidden) 的浮点数组，上一步的输出和记忆。
        params: 字典，"wx" 是 (d, 4·hidden)，"wh" 是 (hidden, 4·hidden)，"b" 是 (4·hidden,)。
    返回
        (h_next, c_next)，都是 (n, hidden)。参数都不变。
    例子
        >>> b = np.array([0.0, 0.0, 1.0, 0.0])
        >>> params = {"wx": np.zeros((1, 4)), "wh": np.zeros((1, 4)), "b": b}
        >>> zero, two = np.zeros((1, 1)), np.full((1, 1), 2.0)
        >>> h, c = lstm_cell_forward(zero, zero, two, params)
        >>> h.round(4), c.round(4)
        (array([[0.4406]]), array([[1.3808]]))
    """
    ### BEGIN SOLUTION
    a = x_t @ params["wx"] + h @ params["wh"] + params["b"]
    a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
    c_next = sigmoid(a_f) * c + sigmoid(a_i) * np.tanh(a_g)
    return sigmoid(a_o) * np.tanh(c_next), c_next
    ### END SOLUTION


# %% check="lstm_cell_forward" points=11 minutes=14
check("lstm_cell_forward")

# %% [markdown]
# ### 练习 6.8 gru_cell_forward（约 12 分钟，10 分）
#
# **做什么**　门控循环单元（gated recurrent unit, GRU）的一步。它只有一个状态、两个门。这里用 PyTorch 的约定：输入和状态各有一份偏置，三段的次序是 **r、z、n**：
#
# $$
# [u_r,\ u_z,\ u_n] = x W_x + b_x, \qquad [v_r,\ v_z,\ v_n] = h W_h + b_h
# $$
#
# $$
# r = \sigma(u_r + v_r), \qquad z = \sigma(u_z + v_z), \qquad n = \tanh(u_n + r \odot v_n)
# $$
#
# $$
# h' = (1 - z) \odot n + z \odot h
# $$
#
# $z$ 接近 1 时，旧状态原样留下；$z$ 接近 0 时，换成新的候选 $n$。
#
# **例子**　hidden = 1，权重全 0，$b_x = (0, 0, 1)$，$b_h = 0$，$h = 2$：$r = z = 0.5$，$n = \tanh 1 = 0.7616$，$h' = 0.3808 + 1 = 1.3808$。
#
# **常见错误**
#
# - $z$ 和 $1 - z$ 用反了（有的书就是反的，这里照 PyTorch）；<!-- wrong: update-swapped -->
# - 先把 $r$ 乘在 $h$ 上再乘 $W_h$：另一种 GRU 这样写，结果不同；<!-- wrong: reset-before -->
# - $v_n$ 的 $b_h$ 加在了 $r$ 的括号外面；<!-- wrong: bias-outside -->
# - 两份偏置只加了一份，漏了 $b_h$。<!-- wrong: no-bh -->
#
# <details><summary>提示</summary>
#
# 分别算 `x_t @ wx + bx` 和 `h @ wh + bh`，各用 `np.split(…, 3, axis=1)` 切成三段，再合起来。
#
# </details>


# %% exercise="gru_cell_forward"
def gru_cell_forward(x_t: np.ndarray, h: np.ndarray, params: dict) -> np.ndarray:
    """GRU 的一步，按 PyTorch 的约定，次序是 r、z、n。

    参数
        x_t: (n, d) 的浮点数组。
        h: (n, hidden) 的浮点数组，上一步的状态。
        params: 字典，"wx" 是 (d, 3·hidden)，"wh" 是 (hidden, 3·hidden)，
            "bx" 和 "bh" 都是 (3·hidden,)。
    返回
        (n, hidden) 的新状态。参数都不变。
    例子
        >>> params = {"wx": np.zeros((1, 3)), "wh": np.zeros((1, 3)), "bh": np.zeros(3)}
        >>> params["bx"] = np.array([0.0, 0.0, 1.0])
        >>> gru_cell_forward(np.zeros((1, 1)), np.full((1, 1), 2.0), params).round(4)
        array([[1.3808]])
    """
    ### BEGIN SOLUTION
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1.0 - z) * np.tanh(u_n + r * v_n) + z * h
    ### END SOLUTION


# %% check="gru_cell_forward" points=10 minutes=12
check("gru_cell_forward")

# %% [markdown]
# **谁记得久？**　三个单元都在第一步看到一个 1，以后全是 0。LSTM 的遗忘门和 GRU 的更新门都用偏置推开（偏置 4，门约为 0.98，旧的留下九成八）；看到 1 的那一步，GRU 的门降到一半，好让新东西进来。

# %% tags=["demo"]
if ready("rnn_cell_forward", "lstm_cell_forward", "gru_cell_forward"):
    one = np.ones((1, 1))
    plain = {"wx": one, "wh": 0.9 * one, "b": np.zeros(1)}
    lstm = {"wx": np.array([[0.0, 0, 1, 0]]), "wh": np.zeros((1, 4)), "b": np.array([4.0, 4, 0, 4])}
    gru = {"wx": np.array([[0.0, -4, 1]]), "wh": np.zeros((1, 3)), "bx": np.array([0.0, 4, 0])}
    gru["bh"] = np.zeros(3)
    h_rnn = h_lstm = c_lstm = h_gru = np.zeros((1, 1))
    memory = {"RNN": [], "LSTM": [], "GRU": []}
    for s in range(30):
        x_s = one if s == 0 else 0 * one
        h_rnn = rnn_cell_forward(x_s, h_rnn, plain)
        h_lstm, c_lstm = lstm_cell_forward(x_s, h_lstm, c_lstm, lstm)
        h_gru = gru_cell_forward(x_s, h_gru, gru)
        for name, value in zip(memory, (h_rnn, h_lstm, h_gru)):
            memory[name].append(value.item())
    fig, ax = plt.subplots(figsize=(7, 3))
    for name, values in memory.items():
        ax.plot(range(1, 31), np.array(values) / values[0], label=name)
    ax.set(title="第一步的信号还剩几成", xlabel="第几步", ylabel="与第一步之比", ylim=(0, 1.05))
    ax.legend()
    plt.show()

# %% [markdown]
# ## 5　判断好评差评
#
# 整条路是这样的：编号 → 查表得到向量（embedding）→ RNN → 取最后一个字读完时的状态 → 一个神经元给出打分 → sigmoid。

# %% [markdown]
# ### 练习 6.9 last_valid（约 6 分钟，7 分）
#
# **做什么**　一批里各句长短不一，右边补了 0。取出每句**最后一个真正的字**读完时的状态：第 $i$ 行取第 `lengths[i]` 步（从 1 数起）。
#
# | | 形状 |
# |---|---|
# | `hs` | `(n, t, hidden)` |
# | `lengths` | `(n,)` 整数，在 1 和 t 之间 |
# | 返回 | `(n, hidden)` |
#
# **例子**　两句，`t = 3`，`lengths = [1, 3]`：取 `hs[0, 0]` 和 `hs[1, 2]`。
#
# **常见错误**
#
# - `hs[:, -1]` 取的是填充读完之后的状态，一句话已经被一串 0 冲淡了；<!-- wrong: last-step -->
# - `lengths` 忘了减 1：取到后面一步，最长的那句还会越界；<!-- wrong: off-by-one out-of-range -->
# - `hs[:, lengths - 1]` 给每一行都取了所有的长度，形状是 `(n, n, hidden)`。<!-- wrong: all-pairs -->
#
# <details><summary>提示</summary>
#
# 第 1 天的整数数组索引：行号用 `np.arange(n)`，步号用 `lengths - 1`，两个一起给。
#
# </details>


# %% exercise="last_valid"
def last_valid(hs: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """每一行最后一个真正的字读完时的状态。

    参数
        hs: (n, t, hidden) 的浮点数组；都是有限的数，句长之外的不影响结果。
        lengths: (n,) 的有符号整数数组，如 int64、int32，1 ≤ lengths[i] ≤ t。
    返回
        (n, hidden) 的浮点数组，第 i 行是 hs[i, lengths[i] − 1]。hs 和 lengths 不变。
    例子
        >>> hs = np.arange(6.0).reshape(2, 3, 1)
        >>> last_valid(hs, np.array([1, 3]))
        array([[0.],
               [5.]])
    """
    ### BEGIN SOLUTION
    return hs[np.arange(len(hs)), lengths - 1]
    ### END SOLUTION


# %% check="last_valid" points=7 minutes=6
check("last_valid")

# %% [markdown]
# ### 练习 6.10 train_sentiment（约 32 分钟，15 分）
#
# **做什么**　训练整个网络。参数由调用者初始化好，**原地更新**：
#
# | 键 | 形状 | 用途 |
# |---|---|---|
# | `embedding` | `(字数, d)` | 第 k 行是编号 k 的向量 |
# | `wx`、`wh`、`b` | 同上 | RNN |
# | `w_out`、`b_out` | `(hidden, 1)`、`(1,)` | 最后的神经元 |
#
# 每一轮用 `rng` 重新打乱，每次取 32 句（最后不足 32 句也要用）。对一批：
#
# 1. `e = params["embedding"][x]`，形状 `(n, t, d)`；从全 0 的 `h0` 跑 `rnn_forward`，用 `last_valid` 取出 `(n, hidden)`；
# 2. 打分 `z = last @ w_out + b_out`，概率 $p = \sigma(z)$，损失是二元交叉熵的平均；
# 3. 往回：$\mathrm{d}z = (p - y)/n$（第 3 天），由它得到 `w_out`、`b_out` 的梯度和 `last` 的梯度；
# 4. `dhs` 全是 0，只在每句最后一个字那里放上 `last` 的梯度，交给 `rnn_backward`；
# 5. `dx` 是每个位置的向量的梯度，要**加**到它那个字在 `embedding` 里的那一行；
# 6. 六个梯度放进一个字典，`clip_gradients(grads, 5.0)`，再 `adam_update`。
#
# `history` 每轮一个数：这一轮全部句子的平均损失，每句话一样重（训练之中的，或一轮走完之后的，都接受）。
#
# **填充不算数**　句长之外的编号是什么，结果都一样，它们的 `embedding` 也不该因此改变。
#
# **例子**　这一题做完，下一格会用它训练；测试集上的正确率应当不低于 0.90。
#
# **常见错误**
#
# - `grads["embedding"][ids] += dx`：同一个字出现两次时只加一次。要用 `np.add.at`；<!-- wrong: repeats-lost -->
# - 把 `(n, 1)` 的 $p$ 和 `(n,)` 的 $y$ 相减，广播成了 `(n, n)`；<!-- wrong: target-broadcast -->
# - `dhs` 放在了最后一步而不是每句最后一个字；<!-- wrong: gradient-at-last-step -->
# - 每一批（或每一轮）都新建 Adam 的 `state`；<!-- wrong: state-each-batch state-each-epoch -->
# - $\mathrm{d}z$ 没有除以 $n$：只有一批时 Adam 看不出来，几批大小不同就走样了；<!-- wrong: sum-not-mean -->
# - `history` 记的是各批平均损失的平均：最后一批只有几句，却和别的批一样重。<!-- wrong: history-of-batch-means -->
#
# <details><summary>提示</summary>
#
# - `np.add.at(d_embedding, x, dx)`：`x` 是 `(n, t)` 的编号，`dx` 是 `(n, t, d)`。
# - 损失可以直接由打分算，不怕溢出：`np.logaddexp(0, z) - y * z`，每句一个数。
# - 一批里只跑到最长那句的长度，能省不少时间：`t = lengths[batch].max()`。
#
# </details>


# %% exercise="train_sentiment"
def train_sentiment(
    x: np.ndarray,
    lengths: np.ndarray,
    y: np.ndarray,
    params: dict,
    epochs: int,
    lr: float,
    rng: np.random.Generator,
) -> list[float]:
    """用小批量 Adam 训练一个循环网络来判断好评差评，原地更新 params。

    参数
        x: (n, t) 的整数数组，编号；n 可以是 1。lengths[i] 之外的编号不影响任何结果。
        lengths: (n,) 的有符号整数数组，1 ≤ lengths[i] ≤ t。
        y: (n,) 的整数数组，0 或 1，1 是好评。三个数组的 dtype 可以是 int64 之外的整数类型。
        params: 字典 "embedding"、"wx"、"wh"、"b"、"w_out"、"b_out"，数组本身被更新；
            没有出现过的字，embedding 里的那一行不变。
        epochs: 轮数；每轮用 rng 重新打乱，每句恰好用一次，每批 32 句，最后一批可以不足。
        lr: Adam 的学习率，可以是 0（其余是常用值 0.9、0.999、1e-8）；梯度的总范数裁到 5。
        rng: 打乱只用它：种子相同，结果就相同。
    返回
        history：长度为 epochs 的列表或一维数组，每轮全部句子的平均二元交叉熵，每句一样重。
        x、lengths、y 不变。
    例子
        >>> rng = np.random.default_rng(0)
        >>> shapes = {"embedding": (4, 3), "wx": (3, 5), "wh": (5, 5)}
        >>> shapes.update({"b": 5, "w_out": (5, 1), "b_out": 1})
        >>> params = {key: 0.1 * rng.normal(size=shape) for key, shape in shapes.items()}
        >>> x = np.array([[2, 3], [3, 0]])
        >>> len(train_sentiment(x, np.array([2, 1]), np.array([1, 0]), params, 3, 0.01, rng))
        3
    """
    ### BEGIN SOLUTION
    state, history = {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), 32):
            batch = order[start : start + 32]
            steps, target = lengths[batch], y[batch]
            ids, n = x[batch, : steps.max()], len(batch)
            h0 = np.zeros((n, params["wh"].shape[0]))
            hs, cache = rnn_forward(params["embedding"][ids], h0, params)
            last = last_valid(hs, steps)
            z = (last @ params["w_out"] + params["b_out"])[:, 0]
            total += np.sum(np.logaddexp(0.0, z) - target * z)

            dz = ((sigmoid(z) - target) / n)[:, None]
            dhs = np.zeros(hs.shape)
            dhs[np.arange(n), steps - 1] = dz @ params["w_out"].T
            dx, _, rnn_grads = rnn_backward(dhs, cache)
            d_embedding = np.zeros(params["embedding"].shape)
            np.add.at(d_embedding, ids, dx)
            grads = {
                **{key: rnn_grads[key] for key in ("wx", "wh", "b")},
                "embedding": d_embedding,
                "w_out": last.T @ dz,
                "b_out": dz.sum(axis=0),
            }
            clip_gradients(grads, 5.0)
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return history
    ### END SOLUTION


# %% check="train_sentiment" points=15 minutes=32 uses=["rnn_forward", "rnn_backward", "clip_gradients", "last_valid"]
check("train_sentiment")

# %% [markdown]
# 在 4000 条短评上训练 12 轮，几秒到十几秒：

# %% tags=["demo"]
if ready("build_vocabulary", "encode", "rnn_forward", "last_valid", "train_sentiment"):
    rng = np.random.default_rng(0)
    words, d, hidden = len(vocabulary) + 2, 16, 48
    model = {
        "embedding": rng.normal(0, 0.1, (words, d)),
        "wx": rng.normal(0, d**-0.5, (d, hidden)),
        "wh": rng.normal(0, hidden**-0.5, (hidden, hidden)),
        "b": np.zeros(hidden),
        "w_out": rng.normal(0, hidden**-0.5, (hidden, 1)),
        "b_out": np.zeros(1),
    }
    history = train_sentiment(x_train, train_lengths, y_train, model, 12, 0.005, rng)

    def scores(x, lengths):
        """每句话是好评的概率。"""
        hs, _ = rnn_forward(model["embedding"][x], np.zeros((len(x), hidden)), model)
        return sigmoid(last_valid(hs, lengths) @ model["w_out"] + model["b_out"])[:, 0]

    predicted = scores(x_test, test_lengths) > 0.5
    print(f"测试正确率 {np.mean(predicted == y_test):.3f}（目标：不低于 0.90）")
    fig, ax = plt.subplots(figsize=(6, 2.8))
    ax.plot(range(1, len(history) + 1), history, "o-")
    ax.set(title="每轮的平均损失", xlabel="轮", ylim=(0, None))
    plt.show()

# %% [markdown]
# 看看它在哪些句子上还会弄错。没见过的字用方括号括出来，网络看到的只是“未知”：

# %% tags=["demo"]
if ready("build_vocabulary", "encode", "rnn_forward", "last_valid", "train_sentiment"):
    for i in np.flatnonzero(predicted != y_test)[:8]:
        text = "".join(c if c in vocabulary else f"[{c}]" for c in test_texts[i])
        print("其实是好评：" if y_test[i] else "其实是差评：", text)

# %% [markdown]
# ## 6　一个字一个字地读
#
# 训练时，网络总是读到句号才被问“好还是差”。所以下面每读一个字，就假装句子在这里结束，补上句号再问一次。
#
# 圆点：前面刚好说完了一个分句，蓝色判为好评，红色判为差评。灰线：停在分句中间，例如“菜很。”，这样的句子它从没练过，那里的起落别当真。

# %% tags=["demo"]
if ready("build_vocabulary", "encode", "rnn_forward", "last_valid", "train_sentiment"):
    sentences = [
        "虽然老板很热情，但是菜很难吃。",
        "虽然菜很难吃，但是老板很热情。",
        "老板很热情，虽然菜很难吃。",
        "菜很好吃，不过上菜很慢，但是老板很热情。",
    ]
    fig, axes = plt.subplots(len(sentences), 1, figsize=(8, 8))
    for ax, sentence in zip(axes, sentences):
        prefixes = [sentence[:end].rstrip("，。") + "。" for end in range(1, len(sentence) + 1)]
        ids = encode(prefixes, vocabulary, len(sentence) + 1)
        reading = scores(ids, np.array([len(prefix) for prefix in prefixes]))
        ends = [s for s in range(len(sentence) - 1) if sentence[s + 1] in "，。"]
        colors = ["#3b6fb6" if reading[s] > 0.5 else "#c0392b" for s in ends]
        ax.axhline(0.5, color="#999999", linewidth=0.8, linestyle=":")
        ax.plot(reading, ".-", color="#cccccc")
        ax.scatter(ends, [reading[s] for s in ends], s=90, c=colors, zorder=3)
        ax.set_xticks(range(len(sentence)), list(sentence))
        ax.set(ylim=(-0.12, 1.12), xlim=(-0.6, 19.6), ylabel="好评概率")
        ax.grid(visible=False, axis="x")
    axes[0].set_title("读到每个字时的判断")
    plt.show()

# %% [markdown]
# 看圆点：
#
# - 前两句用的字完全相同，句末的判断却相反；
# - 读到“虽然老板很热情”，一句好话刚说完，它多半已经判为差评：在它练过的句子里，开头的“虽然”后面那半句总要被推翻；
# - 第三句先下结论，再补一个“虽然”，结论一般不变；
# - 第四句有三个分句，训练里最多两个。每来一个转折，判断就翻一次。
#
# 打乱的次序或机器不同，训练出的网络也不同，你的图可能有一两处不一样。把 `sentences` 换成你自己的句子（不超过二十个字）试试：换一种语气，用字表以外的字，它会在哪里出错？

# %% [markdown]
# ## 小结
#
# - RNN 每一步用同一组权重，状态从前一步接到后一步；
# - 反向时，每一步的状态有两条路通向损失，梯度相加；共用的权重，梯度也相加；
# - 连乘让梯度消失或爆炸：爆炸靠裁剪，消失靠门；
# - LSTM 和 GRU 用门决定留什么、改什么，门的次序是约定，换一个库就要先查；
# - 长短不一的序列补齐成一批，取状态、算梯度时都要记得真正的长度。
#
# RNN 只能一个字一个字地读，读到句末，句首已经隔了很多步。明天的注意力机制让每个字直接看到所有的字。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. 把一句话的字倒过来读，字袋的结果变不变？RNN 呢？
#
# <details><summary>答案</summary>
#
# 字袋不变，它只数个数。RNN 一般会变，状态依赖先后次序。
#
# </details>
#
# 2. 序列长度加倍，RNN 的参数个数怎么变？前向的计算量呢？
#
# <details><summary>答案</summary>
#
# 参数不变，每一步共用。计算量加倍，而且各步有先后，不能同时算。
#
# </details>
#
# 3. 裁剪之后，梯度的方向变了吗？如果每个数组各自裁剪呢？
#
# <details><summary>答案</summary>
#
# 整体乘同一个数，方向不变。各自裁剪时各数组的比例变了，合起来的方向就变了。
#
# </details>
#
# 4. LSTM 的遗忘门恒为 1、输入门恒为 0 时，$c$ 会怎样？
#
# <details><summary>答案</summary>
#
# $c' = c$，永远不变，梯度也原样往回传。它什么都记得住，但什么新东西也学不进来。
#
# </details>
#
# 5. 今天的测试正确率高，能说明网络能看懂网上真实的短评吗？
#
# <details><summary>答案</summary>
#
# 不能。这些短评是按规则编的，句式有限，没有反话、错字和跑题。训练数据里没有的现象，网络没有机会学到。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - Goodfellow, Bengio, Courville，*Deep Learning*（2016），第 10 章：序列建模。
# - 阿斯顿·张、李沐等，《动手学深度学习》，循环神经网络两章。
# - Hochreiter, Schmidhuber，*Long Short-Term Memory*，Neural Computation 9（1997）。
# - Cho 等，*Learning Phrase Representations using RNN Encoder-Decoder*，EMNLP 2014：GRU 的出处。
# - Pascanu, Mikolov, Bengio，*On the difficulty of training recurrent neural networks*，ICML 2013：梯度消失、爆炸与裁剪。
