# ---
# jupyter:
#   autograder:
#     title: 第 6 天　循环神经网络
#     builds: 看网络一个字一个字地读短评，读到“但是”改主意；再教它写藏头诗
#     minutes: 375
#     en:
#       title: Day 6. The recurrent network
#       builds: watching a network read a review and change its mind at “but”; then it writes acrostics
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
# | 第 3 天 | sigmoid、二元交叉熵、“预测减真值”这个梯度、Adam；PyTorch 见过就行，今天不用写 |
# | 第 4 天 | 小批量训练、tanh 的导数、一层一层往回传的反向传播 |
#
# **今天结束时你会有**
#
# - 一个手写的循环神经网络，前向和反向都是自己的，能判断没见过的短评；
# - 一步 LSTM 和一步 GRU，和一张成绩单：同一道考记性的题，RNN、LSTM、GRU 各能记多远；
# - 一张图：网络一个字一个字读下去，分数怎样随之起落，读的也可以是你自己的话；
# - 一个会写藏头诗的网络：给它四个字，比如朋友的名字，它还你一首七言。

# %% [markdown]
# ## 时间表
#
# 合计约 375 分钟，100 分，连读讲义、看图在内。一次做完太长，**分三次坐下**：第 3 节和第 5 节末尾标着“休息”，三次约 155、140、80 分钟。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 看看短评 | 10 | |
# | 1 | 从文字到编号：build_vocabulary、encode | 35 | 14 |
# | 2 | 循环：rnn_cell_forward、rnn_forward | 35 | 17 |
# | 3 | 沿时间往回传：rnn_backward、clip_gradients | 75 | 26 |
# | | *休息* | | |
# | 4 | 带门的单元：lstm_cell_forward、gru_cell_forward；谁记得久 | 65 | 21 |
# | 5 | 判断好评差评：last_valid、train_sentiment | 75 | 22 |
# | | *休息* | | |
# | 6 | 一个字一个字地读 | 15 | |
# | 7 | 三次坏掉的训练 | 12 | |
# | 8 | 开放挑战（不计分） | 8 | |
# | 9 | 终场：会写诗的网络 | 30 | |
# | | 小结、自测 | 15 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”：提示一只提问，不给办法；提示二指个方向；提示三说代码的样子。够用了就别往下看。
#
# 写着**先猜**的地方，先在纸上写下你的猜测，再运行下一格；写着**弄坏它**的地方，改动那一格开头大写的开关，再运行一次，看它怎么坏。
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
# | 条数 | 4000，好评差评各半 | 600，各半 |
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
# ### 练习 6.1 build_vocabulary（约 10 分钟，6 分）
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
# <details><summary>提示一</summary>
#
# 读到一个字，先要问它一句什么？答案不同，做的事也不同。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 字典自己记得里面有几个字。第一个新字来的时候它有 0 个，应当给 2 号；第二个新字来的时候有 1 个，应当给几号？
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两重循环：外面走过每条文本，里面走过每个字；里面是一个 `if … not in …:`，下面一行。`return` 与外面的 `for` 对齐。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 `set("".join(texts))` 去重：集合没有先后，排了序也不是第一次出现的次序；<!-- wrong: by-set -->
# - 从 0 或 1 开始编号，前面的字就和填充、未知混在一起了；<!-- wrong: from-zero from-one -->
# - 重复出现的字又给了一次新编号：没有先问字典里有没有，直接就赋值；<!-- wrong: renumbered overwritten -->
# - `return` 缩进多了一层，写在循环里面，只读了第一条文本；<!-- wrong: first-text-only -->
# - 每读一个字计数就加一，重复的字也占号，编号就跳了。<!-- wrong: gaps -->
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


# %% check="build_vocabulary" points=6 minutes=10
check("build_vocabulary")

# %% [markdown]
# ### 练习 6.2 encode（约 12 分钟，8 分）
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
# <details><summary>提示一</summary>
#
# 有一样东西，先做好它，右边的补 0 就不用管了。是什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先备一个全 0 的整数数组，形状就是要返回的那个；再把每条文本的前 `length` 个字一格一格填进去。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `for i, text in enumerate(texts):`，里面再 `enumerate` 这条文本的一段切片。字典的 `get` 可以有第二个参数：找不到时给什么。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 补在了左边：后面要靠句长找到最后一个字，左边一补就找错了；<!-- wrong: padded-left -->
# - 遇到没见过的字就 `KeyError`：测试文本里总会有新字；<!-- wrong: unknown-raises -->
# - 没见过的字跳过不写，后面的字都往前挪了一格；写成 0 也不对，那是填充；<!-- wrong: unknown-skipped unknown-as-zero -->
# - `np.zeros` 不写 `dtype`，得到的是浮点数，不能当行号用；<!-- wrong: floats -->
# - 没有文本时返回了形状 `(0,)`，应当是 `(0, length)`；<!-- wrong: empty-shape -->
# - 为了省内存用 `uint8` 存编号：字表一大，编号超过 255 就绕回到 0。<!-- wrong: ids-wrap -->
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


# %% check="encode" points=8 minutes=12
check("encode")

# %% tags=["demo"]
if ready("build_vocabulary", "encode"):
    vocabulary = build_vocabulary(train_texts)
    length = max(map(len, train_texts + test_texts))
    x_train = encode(train_texts, vocabulary, length)
    x_test = encode(test_texts, vocabulary, length)
    train_lengths = np.array([len(text) for text in train_texts])
    test_lengths = np.array([len(text) for text in test_texts])
    print("字表", len(vocabulary), "个字")
    print("x_train", x_train.shape, "；x_test", x_test.shape)
    print(test_texts[0])
    print(x_test[0])

# %% [markdown]
# **只数字数，够不够用？**　最省事的办法：不管次序，只数每个字出现几次，交给一个神经元（第 3 天）去分。这叫字袋（bag of characters）。
#
# **先猜**　抛硬币能对一半。短评里不到一半用了“虽然”“但是”一类的词，要看次序；其余的只有一个判断，或者两个判断同夸同贬，也许数数字就够了。字袋在测试集上能对几成？写下一个数，再运行。

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

    def kind_of(text):
        """有没有转折词；没有的话，有没有“不”一类的字。"""
        if any(word in text for word in ("虽", "但", "不过", "可是", "尽管")):
            return "转折"
        return "否定" if set(text) & set("不没算") else "平铺直叙"

    kinds = np.array([kind_of(text) for text in test_texts])
    for kind in ("转折", "否定", "平铺直叙"):
        inside = kinds == kind
        share, right = np.mean(inside), np.mean((guess == y_test)[inside])
        print(f"  测试集里{kind}的占 {share:.2f}，字袋对了 {right:.3f}")

# %% [markdown]
# 和抛硬币差不多。分开看，才知道败在哪里：
#
# - **转折**的那些，“虽然老板热情，但是菜难吃”和“虽然菜难吃，但是老板热情”在字袋看来是同一句话，再训练多久也分不开；
# - **平铺直叙**的，看见“好吃”加分、“难吃”减分，大半能对；
# - **否定**的最惨，比抛硬币还差。“好吃”是夸，“不好吃”是贬，“难吃”是贬，“不难吃”是夸：“不”单独看不好也不坏，要看后面跟的是谁。这叫异或（XOR），一个神经元只会把分数相加，分不开；“好吃”的分加上去了，“不好吃”就跟着判成了夸。
#
# 要一个懂次序、也懂搭配的网络。

# %% [markdown]
# ## 2　循环
#
# 你读一句话时，并不把前面的字一个个背着，只记得一个大意；读到下一个字，大意就改一改。循环神经网络（recurrent neural network, RNN）照做：它手里有一个状态（state）$h$，一串数，装着“到现在为止读到了什么”。
#
# 先用一个数试试。状态从 0 开始，每一步的规则是“新状态 = 输入 + 旧状态的一半”，输入依次是 4、0、0：状态是 4、2、1。第一步的 4 每过一步剩一半，第三步还看得见它的影子。把“一半”换成一个可以学的数，再过一次 tanh，不让状态越滚越大，就是 RNN。
#
# 每读一个字，就用这个字和旧状态算出新状态；**每一步用的是同一组权重**：
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
# **先猜**　$d = 16$，hidden = 48，要学的数一共有几个？句子从 10 个字变成 20 个字，又要几个？
#
# <details><summary>答案</summary>
#
# $16 \times 48 + 48 \times 48 + 48 = 3120$ 个。句子再长也是 3120 个：每一步用的是同一组。
#
# </details>
#
# 公式从 1 数起，代码从 0 数起：第一个字的输入是 `x[:, 0]`，读完它的状态 $h_1$ 是 `hs[:, 0]`；$h_0$ 是还没开始读的状态，在代码里单独叫 `h0`。

# %% [markdown]
# ### 练习 6.3 rnn_cell_forward（约 10 分钟，7 分）
#
# **做什么**　走一步：由 `x_t` 和旧状态 `h` 算出新状态。
#
# **例子**　$d = 1$，hidden = 1，$x = 1$，$h = 0.5$，$w_x = 1$，$w_h = -2$，$b = 0.5$：$\tanh(1 - 1 + 0.5) = 0.4621$。
#
# **数值**　输入再大，结果也在 −1 和 1 之间，不会是 NaN。`np.tanh` 已经做到了；自己用 `np.exp` 拼就会溢出。
#
# <details><summary>提示一</summary>
#
# 括号里一共有几项相加？哪一项的形状和别的不一样，为什么照样加得上？
#
# </details>
#
# <details><summary>提示二</summary>
#
# “行乘矩阵”写作 `行 @ 矩阵`：输入配 `wx`，旧状态配 `wh`。加完了，最后过一次 tanh。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一行就够：`return np.tanh(… @ … + … @ … + …)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写成 `h @ wh.T`：`wh` 是方阵，形状对得上，数却不对；<!-- wrong: transposed -->
# - 括号关早了：偏置或者旧状态那一项加在了 tanh 外面；<!-- wrong: bias-outside state-added -->
# - 自己用 `np.exp` 拼 tanh：输入一大就溢出，得到 NaN。<!-- wrong: naive-tanh -->
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
        >>> params = {"wx": np.array([[1.0]]), "wh": np.array([[-2.0]])}
        >>> params["b"] = np.array([0.5])
        >>> rnn_cell_forward(np.array([[1.0]]), np.array([[0.5]]), params).round(4)
        array([[0.4621]])
    """
    ### BEGIN SOLUTION
    return np.tanh(x_t @ params["wx"] + h @ params["wh"] + params["b"])
    ### END SOLUTION


# %% check="rnn_cell_forward" points=7 minutes=10
check("rnn_cell_forward")

# %% [markdown]
# ### 练习 6.4 rnn_forward（约 15 分钟，10 分）
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
# <details><summary>提示一</summary>
#
# 第 `s` 步用的旧状态，是哪一步算出来的？第 0 步呢？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 用一个变量 `h` 一路接力，起初它就是 `h0`。每走一步，它换成新状态，再记进 `hs`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 先备一个 `(n, t, hidden)` 的全 0 数组，`for s in range(t):` 里两行：一行走一步，一行写进 `hs[:, s]`。反向时要用到输入、出发点、各步的状态和参数，`cache` 就放这些。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 每一步都从 `h0` 算起，状态没有接力；<!-- wrong: not-carried -->
# - 前一步写成 `hs[:, s - 1]`：第 0 步取到的是还没填的最后一格，全是 0，`h0` 就丢了；<!-- wrong: starts-from-zero -->
# - 把 `h0` 也放进了 `hs`，多出一步，后面全部错开一格；<!-- wrong: includes-h0 -->
# - 按 `x[s]` 取一步：那是第 `s` 个样本，时间在第二轴，要写 `x[:, s]`。<!-- wrong: over-batch -->
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
        >>> params = {"wx": np.array([[1.0]]), "wh": np.array([[1.0]]), "b": np.zeros(1)}
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


# %% check="rnn_forward" points=10 minutes=15 uses=["rnn_cell_forward"] opaque=[1]
check("rnn_forward")

# %% [markdown]
# ## 3　沿时间往回传
#
# 把循环摊开，就是一个很深的网络：每一步是一层，只是每层的权重都一样。反向传播从最后一步走回第一步，叫沿时间的反向传播（back-propagation through time, BPTT）。
#
# ![摊开的循环网络：蓝色是前向，红色是往回传的梯度](figures/bptt.svg)
#
# ### 先用铅笔走两步
#
# 先去掉 tanh，全用整数：$h_s = w_x x_s + w_h h_{s-1}$，$w_x = 3$，$w_h = 2$，$h_0 = 1$，输入是 $x_1 = 1$、$x_2 = 2$，损失就是两个状态的和 $L = h_1 + h_2$。
#
# 前向：$h_1 = 3 \cdot 1 + 2 \cdot 1 = 5$，$h_2 = 3 \cdot 2 + 2 \cdot 5 = 16$，$L = 21$。
#
# 往回，逐个问“把它拨大一点点，$L$ 的变化是它的几倍”：
#
# | 拨谁 | 怎样到达 $L$ | 几倍 |
# |---|---|---|
# | $h_2$ | 直接 | $1$ |
# | $h_1$ | 直接的 $1$，**加上**经过 $h_2$ 的 $w_h \cdot 1 = 2$ | $3$ |
# | $w_x$ | 两步都用到它：第一步 $x_1 \cdot 3$，**加上**第二步 $x_2 \cdot 1$ | $5$ |
# | $w_h$ | 第一步 $h_0 \cdot 3$，**加上**第二步 $h_1 \cdot 1$ | $8$ |
# | $h_0$ | 只经过 $h_1$：$w_h \cdot 3$ | $6$ |
#
# 不信就验：$w_x$ 改成 4，$h_1 = 6$，$h_2 = 20$，$L = 26$，果然多 5；$h_0$ 改成 2，$h_1 = 7$，$h_2 = 20$，$L = 27$，多 6。
#
# 只有 $w_h$ 不能拨一整格来验：从 $h_0$ 到 $h_2$ 它乘了两次，$L$ 里有 $w_h^2$。改成 3，$L = 30$，多的是 9；改成 2.01，$L = 21.0801$，多 0.0801，是 8.01 倍，步子越小越接近 8。斜率说的本来就是“一点点”。
#
# **先猜**　忘了“经过 $h_2$”的那条路，$w_x$ 会得到几？每一步用 `=` 而不是 `+=`（从后往前走），又得到几？
#
# <details><summary>答案</summary>
#
# 忘了那条路：$h_1$ 只有 1，$w_x$ 得到 $1 \cdot 1 + 2 \cdot 1 = 3$。用 `=`：最后写下的是第一步的 $1 \cdot 3$，也是 3。两种错在这里碰巧一样，所以只看一个数还不够。
#
# </details>
#
# 把 tanh 放回来，只多一件事：梯度每穿过一个 tanh，乘一次 $1 - h_s^2$（第 4 天）。

# %% [markdown]
# ### 练习 6.5 rnn_backward（约 40 分钟，18 分）
#
# **做什么**　已知损失对每一步状态的梯度 `dhs`（只算损失**直接**用到 $h_s$ 的部分），求损失对 `x`、`h0` 和各参数的梯度。
#
# 状态 $h_s$ 有两条路通向损失：直接的一条是 `dhs[:, s]`，另一条经过 $h_{s+1}$。两条路的梯度**相加**。从最后一步往回，每一步做五件事。头两件是会合、过弯：
#
# $$
# \begin{aligned}
# \bar h_s &= \mathrm{dhs}_s + \text{（从 } s+1 \text{ 步传回来的）} \\
# \bar z_s &= \bar h_s \odot (1 - h_s^2)
# \end{aligned}
# $$
#
# 后三件都从 $\bar z_s$ 出发，就是第 4 天的全连接层，只是输入有两份，权重也有两份：$z_s = x_s W_x + h_{s-1} W_h + b$。$\mathrm{dx}_s$ 是什么？这一步给 $\mathrm{d}W_x$、$\mathrm{d}W_h$、$\mathrm{d}b$ 各添多少？传给 $s-1$ 步的又是什么？写在纸上，让形状替你查一遍，再展开：
#
# <details><summary>写好了再对</summary>
#
# $$
# \begin{aligned}
# \mathrm{dx}_s &= \bar z_s\, W_x^{\mathsf T} \\
# \mathrm{d}W_x &\mathrel{+}= x_s^{\mathsf T} \bar z_s, \quad
# \mathrm{d}W_h \mathrel{+}= h_{s-1}^{\mathsf T} \bar z_s, \quad
# \mathrm{d}b \mathrel{+}= \textstyle\sum_{\text{样本}} \bar z_s \\
# \text{传给 } s-1 &= \bar z_s\, W_h^{\mathsf T}
# \end{aligned}
# $$
#
# </details>
#
# 第一步之前的状态是 `h0`，传到它那里的就是 `dh0`。最后一步之后没有别的步，传回来的是 0。
#
# **例子**　一步、一维，$x = 2$，$h_0 = 1$，$w_x = 0.5$，$w_h = -1$，$b = 0$：$z = 0$，$h = 0$，导数是 1。`dhs = [[[3.]]]` 时，
# `dx = 1.5`，`dh0 = -3`，`dwx = 6`，`dwh = 3`，`db = 3`。
#
# <details><summary>提示一</summary>
#
# 站在第 `s` 步，手里要有哪两份梯度？最后一步的那一份“传回来的”是多少？第 0 步的前一步又是谁？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 从最后一步走到第 0 步，用一个变量 `dh` 拿着“从后一步传回来的”，起初全 0，形状和 `h0` 一样。五件事按公式的次序写成五六行。每一步的末尾 `dh` 换成新的；走完之后，留在手里的 `dh` 是损失对谁的梯度？
#
# </details>
#
# <details><summary>提示三</summary>
#
# `for s in reversed(range(t)):`；参数的梯度先备好全 0 的数组，循环里 `+=`。前一步的状态写成 `… if s > 0 else …`：`s = 0` 时 `hs[:, -1]` 不报错，悄悄给出最后一步。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了从后一步传回来的梯度：只有一步时看不出来；<!-- wrong: no-time -->
# - 漏乘 tanh 的导数，或者写成 `1 - np.tanh(h)**2`：$h$ 已经是 tanh 的输出了；<!-- wrong: no-tanh-derivative tanh-twice -->
# - 传给前一步时乘了 `wh`，没有转置：方阵，形状对得上；<!-- wrong: untransposed -->
# - 传回来的梯度加在了 $\bar z_s$ 上，没有和 `dhs` 一起乘 tanh 的导数；<!-- wrong: carried-past-tanh -->
# - 用 `=` 代替 `+=`：每一步都用同一个 `wx`，梯度要把各步加起来；<!-- wrong: overwritten -->
# - $\mathrm{d}W_h$ 用了这一步自己的状态 $h_s$，应当是**前一步**的 $h_{s-1}$；<!-- wrong: own-state -->
# - 第一步的前一步是 `h0`：当成 0，或者写成 `hs[:, -1]`（那是最后一步），都不对；<!-- wrong: h0-forgotten wraps-around -->
# - 传给前一步的量也用了 `+=`：它只属于前一步，每一步都要换成新的；<!-- wrong: carried-twice -->
# - 传给前一步的是还没乘 tanh 导数的梯度，不是 $\bar z_s W_h^{\mathsf T}$；<!-- wrong: carries-upstream -->
# - 又除了一次 `n`：平均是损失的事，`dhs` 里已经有了，这里只求和；<!-- wrong: mean-over-batch -->
# - 把传回来的梯度加在了 `dhs` 上：`dhs` 是调用者的数组，不能改。<!-- wrong: changes-dhs -->
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


# %% check="rnn_backward" points=18 minutes=40 uses=["rnn_forward"]
check("rnn_backward")

# %% [markdown]
# **梯度能传多远？**　往回每走一步，梯度就乘一次 $W_h^{\mathsf T}$，再乘一次不大于 1 的 $1 - h^2$。下面只在最后一步给梯度，看它传到前面各步时还剩多大。$W_h$ 取一个旋转矩阵（不改变长短）乘上 0.7、1、1.2 三种倍数。
#
# **先猜**　从第 40 步传回第 1 步，要乘 39 次。0.7 倍的那条线剩几分之一，1.2 倍的涨到几倍？（$0.7^{2} \approx 0.5$，$1.2^4 \approx 2$，心算就够。）

# %% tags=["demo"]
if ready("rnn_forward", "rnn_backward"):
    rng = np.random.default_rng(0)
    steps, units = 40, 16
    rotation = np.linalg.qr(rng.normal(size=(units, units)))[0]
    inputs = 0.01 * rng.normal(size=(1, steps, units))
    upstream = np.zeros((1, steps, units))
    upstream[0, -1] = rng.normal(size=units)
    fig, ax = plt.subplots(figsize=(7, 3.2))
    for scale, color in ((0.7, "#c0392b"), (1.0, "#3b6fb6"), (1.2, "#d98e04")):
        wide = {"wx": np.eye(units), "wh": scale * rotation, "b": np.zeros(units)}
        _, cache = rnn_forward(inputs, np.zeros((1, units)), wide)
        dx, _, _ = rnn_backward(upstream, cache)
        size = np.linalg.norm(dx[0], axis=1)
        ax.semilogy(range(1, steps + 1), size, color=color, label=f"{scale} 倍")
        print(f"{scale} 倍：第 1 步的梯度是第 40 步的 {size[0] / size[-1]:.2g} 倍")
    ax.set(title="最后一步的梯度传到前面各步时的大小", xlabel="第几步", ylabel="梯度的范数")
    ax.legend()
    plt.show()

# %% [markdown]
# 1.2 倍的那条线，心算是 $2^{39/4}$，将近一千倍，图上却只有几十倍：$W_h$ 把状态也越放越大，$1 - h^2$ 就降到 1 以下，每一步都打一点折扣。
#
# 0.7 倍时，梯度只剩约百万分之一：句首的字几乎学不到东西，这叫梯度消失（vanishing gradient）。1.2 倍时它越传越大，这叫梯度爆炸（exploding gradient）。爆炸容易治，下一题就是；消失要换一种单元，见第 4 节。

# %% [markdown]
# ### 练习 6.6 clip_gradients（约 12 分钟，8 分）
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
# **例子**　`{"w": [3.], "b": [4.]}` 的范数是 5。`max_norm = 2` 时乘 $2/5$，变成 `[1.2]` 和 `[1.6]`，返回 5；`max_norm = 10` 时不变，仍返回 5。
#
# <details><summary>提示一</summary>
#
# “全部梯度看成一个长向量”：它的范数和各数组的范数是什么关系？能不能直接相加？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 分两趟走。第一趟把所有数组、所有元素的平方加起来，开方；第二趟只在需要时走，每个数组乘同一个数。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `for grad in grads.values():` 走两遍，第二遍前面有一个 `if`。`grad *= …` 改的是数组本身，`grad = grad * …` 不是。返回的是第一趟算出的数。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 每个数组各缩各的：各参数之间的比例变了，方向就变了；<!-- wrong: per-array -->
# - 范数没有超过时也缩放，小梯度反而被放大；<!-- wrong: always -->
# - 把每个元素截在 ±`max_norm` 之间：那是另一种裁剪，方向会变；<!-- wrong: elementwise -->
# - 只除以范数，忘了乘 `max_norm`：不管让缩到多少，总是缩到 1；<!-- wrong: to-norm-one -->
# - 返回了缩小之后的范数：监视训练要看的是原来有多大；<!-- wrong: norm-after -->
# - 开方写成了 `total ** 1/2`：先算乘方再除，得到的是一半；<!-- wrong: half-not-root -->
# - `grads["w"] = grads["w"] * scale` 换了字典里的数组，调用者手里的那个没有变。<!-- wrong: replaced -->
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
        >>> clip_gradients(grads, 2.0)
        5.0
        >>> grads["w"].round(4), grads["b"].round(4)
        (array([1.2]), array([1.6]))
    """
    ### BEGIN SOLUTION
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads.values())))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return norm
    ### END SOLUTION


# %% check="clip_gradients" points=8 minutes=12
check("clip_gradients")

# %% [markdown]
# **裁剪救了谁？**　一个最小的网络：一个单元，$w_h = 1.3$，只学偏置 $b$，想让走了 30 步之后的状态停在 0.7。损失随 $b$ 变化的样子像一道悬崖：$b$ 稍小一点，状态就整个翻到负的一边。30 步连乘，崖壁上的梯度上千。
#
# **弄坏它**　先照原样运行；再把 `MAX_NORM` 改成 `1e9`（等于不裁）。先猜：从右边走下来的那个点，撞上崖壁以后会去哪里？

# %% tags=["demo"]
MAX_NORM = 0.2  # 弄坏它：改成 1e9
if ready("rnn_forward", "rnn_backward", "clip_gradients"):

    def cliff(b):
        """偏置是 b 时的损失，和它对 b 的梯度。"""
        one_unit = {"wx": np.zeros((1, 1)), "wh": np.full((1, 1), 1.3)}
        one_unit["b"] = np.array([b])
        hs, cache = rnn_forward(np.zeros((1, 30, 1)), np.full((1, 1), -0.2), one_unit)
        miss = hs[0, -1, 0] - 0.7
        dhs = np.zeros(hs.shape)
        dhs[0, -1, 0] = miss
        return 0.5 * miss**2, rnn_backward(dhs, cache)[2]["b"]

    b, path, largest = 0.3, [], 0.0
    for _ in range(60):
        loss, gradient = cliff(b)
        path.append((b, loss))
        largest = max(largest, clip_gradients({"b": gradient}, MAX_NORM))
        b -= 0.2 * gradient.item()
    print(f"遇到过的最大的梯度 {largest:.0f}；走了 60 步，b = {b:.3f}")
    grid = np.linspace(-0.05, 0.35, 400)
    fig, axes = plt.subplots(1, 2, figsize=(8, 3))
    axes[0].plot(grid, [cliff(value)[0] for value in grid], color="#999999")
    inside = [point for point in path if point[0] < 0.35]
    axes[0].plot(*zip(*inside), ".", color="#c0392b")
    axes[0].set(title="损失是一道悬崖，红点是走过的地方", xlabel="b")
    axes[1].plot([value for value, _ in path], color="#c0392b")
    axes[1].set(title="b 一步一步怎样走", xlabel="第几步", ylabel="b")
    plt.show()

# %% [markdown]
# 谷底就在崖脚下，损失一路把它往崖边引。裁剪之后，它越过崖壁、跳到崖顶，也只被推回一小步，一直在崖边来回，$b$ 在 0.04 到 0.1 之间。不裁，撞上崖壁的那一步梯度是 1523，乘上学习率 0.2，$b$ 一下飞到 305：$\tanh$ 饱和了，梯度正好是 0，再走一万步也回不来。右边的图会告诉你它是第几步飞出去的。

# %% [markdown]
# ---
#
# **休息**　第一次坐下到这里为止。你手里已经有一个能前向、能反向的循环网络。存盘（Ctrl+S），合上电脑，最好隔一夜。
#
# 走之前，不看讲义，用一句话回答：
#
# 1. 状态 $h_s$ 有哪两条路通向损失？两条路的梯度怎样合起来？
# 2. 为什么 $W_h$ 的梯度要用 `+=`？
# 3. 裁剪治的是爆炸还是消失？它改变梯度的方向吗？
#
# 答不上来的那一条，就是下次先翻回去看的那一条。
#
# ## 第二次坐下
#
# Jupyter 关掉以后，变量和函数都不在了，但你写的代码还在。点一下这一格，从菜单选 **Run → Run All Above Selected Cell**，前面的检查就会一个个重新变绿，几秒钟的事。
#
# **热身，先猜**　$w_h = 0.9$，没有 tanh，一个梯度往回走 20 步，还剩几成？（$0.9^{7} \approx 0.5$。）
#
# <details><summary>答案</summary>
#
# $0.9^{20} \approx 0.12$，一成多一点。再走 20 步，剩百分之一二。
#
# </details>

# %% [markdown]
# ## 4　带门的单元
#
# 普通的 RNN 每一步都把整个状态重写一遍，想记住一件事很难：好比只有一块小黑板，每听一句话就擦掉重写。带门的单元多学一件事：**什么该留，什么该改**。门（gate）是 sigmoid 的输出，在 0 和 1 之间，乘在别的量上：0 是关，1 是放行。
#
# 用铅笔试一步。记忆 $c = 10$，新内容 $g = 4$：
#
# | 留多少 $f$ | 写多少 $i$ | 新的记忆 $f c + i g$ | |
# |---|---|---|---|
# | 1 | 0 | 10 | 原样记住 |
# | 0 | 1 | 4 | 擦掉重写 |
# | 1 | 1 | 14 | 旧的留着，新的加上 |
# | 0.5 | 0.5 | 7 | 各一半 |
#
# 连走十步，每步 $f = 0.5$，旧记忆剩千分之一；$f = 0.98$，还剩八成。
#
# 这两题只写一步的前向。后面判断好评差评、写诗都用普通 RNN，因为它的反向你已经写好了；换成 LSTM 会怎样，挑战里可以试。这一节的 LSTM 和 GRU 请 PyTorch（第 3 天见过）代为训练，再把权重装进你写的单元里。

# %% [markdown]
# ### 练习 6.7 lstm_cell_forward（约 18 分钟，11 分）
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
# <details><summary>提示一</summary>
#
# 四段打分各要过哪个函数？只有一段和别的不同，是哪一段？算 $h'$ 时用的记忆是旧的还是新的？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先得到一个 `(n, 4·hidden)` 的数组，再沿最后一轴切成相等的四段，名字照 i、f、g、o 的次序取。然后两行公式，先 $c'$ 后 $h'$。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `np.split(a, 4, axis=1)` 给出四段，可以一次解包给四个名字。`sigmoid` 今天开头已经给了。最后 `return h_next, c_next`，次序别反。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 门的次序弄错：不同的书次序不同，这里和 PyTorch 一样；<!-- wrong: order-ifog order-figo order-fiog -->
# - $g$ 也用了 sigmoid；<!-- wrong: sigmoid-candidate -->
# - $h'$ 里漏了 $\tanh$；<!-- wrong: no-tanh-on-c -->
# - $h'$ 里用的是旧的 $c$，不是刚算出来的 $c'$；<!-- wrong: old-memory -->
# - 返回成了 `c_next, h_next`：形状一样，调用的人看不出来。<!-- wrong: swapped -->
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


# %% check="lstm_cell_forward" points=11 minutes=18
check("lstm_cell_forward")

# %% [markdown]
# ### 练习 6.8 gru_cell_forward（约 18 分钟，10 分）
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
# **先猜**　hidden = 1，权重全 0，$b_x = (0, 9, 0)$，$b_h = 0$，$h = 2$，$h'$ 约是多少？
#
# <details><summary>答案</summary>
#
# 约等于 2。第二段是 $z$：$z = \sigma(9) \approx 1$，旧状态原样留下。
#
# </details>
#
# **例子**　hidden = 1，权重全 0，$b_x = (0, 0, 1)$，$b_h = 0$，$h = 2$：$r = z = 0.5$，$n = \tanh 1 = 0.7616$，$h' = 0.3808 + 1 = 1.3808$。
#
# <details><summary>提示一</summary>
#
# $r$ 乘的是哪一个量？那个量里有没有偏置？$z$ 接近 1 时留下的是旧的还是新的？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 输入那一份和状态那一份要**分开**算，各切三段：因为 $r$ 只乘状态那一份的第三段，加在一起就分不出来了。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两次 `np.split(…, 3, axis=1)`，每次解包给三个名字；接着 $r$、$z$ 各一行，$n$ 一行，$h'$ 一行。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - $z$ 和 $1 - z$ 用反了（有的书就是反的，这里照 PyTorch）；<!-- wrong: update-swapped -->
# - 先把 $r$ 乘在 $h$ 上再乘 $W_h$：另一种 GRU 这样写，结果不同；<!-- wrong: reset-before -->
# - $n$ 里的 $b_h$ 没有被 $r$ 乘到，写成了 $\tanh(u_n + r \odot (h W_h)_n + (b_h)_n)$：$v_n$ 是连偏置一起乘的；<!-- wrong: bias-outside -->
# - 两份偏置只加了一份，漏了 $b_h$；<!-- wrong: no-bh -->
# - 前两段的次序写成 z、r：TensorFlow 和有些书是这样，PyTorch 是 r 在前。<!-- wrong: order-zrn -->
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


# %% check="gru_cell_forward" points=10 minutes=18
check("gru_cell_forward")

# %% [markdown]
# **门开着，能记多久？**　先用手工设定的权重看一看。三个单元都在第一步看到一个 1，以后全是 0。LSTM 的遗忘门和 GRU 的更新门都用偏置推开（偏置 4，门约为 0.98，旧的留下九成八）；看到 1 的那一步，GRU 的门降到一半，好让新东西进来。RNN 没有门，$w_h = 0.9$。
#
# **先猜**　到第三十步，第一步的信号在三个单元里各剩几成？（$0.98^{35} \approx 0.5$。）把 RNN 的 0.9 换成 0.98，它追得上吗？

# %% tags=["demo"]
if ready("rnn_cell_forward", "lstm_cell_forward", "gru_cell_forward"):
    one = np.ones((1, 1))
    plain = {"wx": one, "wh": 0.9 * one, "b": np.zeros(1)}
    lstm = {"wx": np.array([[0.0, 0, 1, 0]]), "wh": np.zeros((1, 4))}
    lstm["b"] = np.array([4.0, 4, 0, 4])
    gru = {"wx": np.array([[0.0, -4, 1]]), "wh": np.zeros((1, 3))}
    gru["bx"], gru["bh"] = np.array([0.0, 4, 0]), np.zeros(3)
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
    for (name, values), color in zip(memory.items(), ("#c0392b", "#3b6fb6", "#d98e04")):
        ax.plot(range(1, 31), np.array(values) / values[0], color=color, label=name)
    ax.set(title="第一步的信号还剩几成", xlabel="第几步", ylabel="与第一步之比")
    ax.set(ylim=(0, 1.05))
    ax.legend()
    plt.show()

# %% [markdown]
# 到第三十步，LSTM 剩六成五，GRU 剩将近六成，RNN 只剩百分之三。把 0.9 换成 0.98，也只剩两成，因为每一步还要过一次 tanh。（LSTM 的 $c$ 也是将近六成；图上画的是 $h$，tanh 把大的压得多些，比值就高一点。）
#
# **谁学得会记？**　能记是一回事，学得会是另一回事。出一道考记性的题：第一个字是红、黄、蓝、绿之一，后面全是不相干的字，读完之后问“第一个字是哪一个”。蒙能对四分之一。句子长 10、20、40，三种网络各从三颗种子开始，练到学会为止，至多 300 步。二十七次训练，一共约一分钟，等得起。
#
# 训练请 PyTorch 做；练好的权重装进**你写的**三个单元，正确率由它们算。次序若不是 i、f、g、o 和 r、z、n，这里就会露馅。
#
# LSTM 的遗忘门、GRU 的更新门开始时偏向“留”（打分的偏置加 `GATE = 4`，门约 0.98）。RNN 没有门可推，它的 $W_h$ 就用 PyTorch 默认的随机数，没有得到这样的照顾。
#
# **先猜**　在纸上画一张 3 × 3 的表：三种网络，三种长度，哪几格学得会？

# %% tags=["demo"]
GATE = 4.0  # 弄坏它：改成 0.0，门开始时只留一半
STEPS = (10, 20, 40)  # 嫌短？加一个 100 试试
SEEDS = range(3)
if ready("rnn_cell_forward", "lstm_cell_forward", "gru_cell_forward"):
    # 不用读懂：这一段用 PyTorch 出题、训练
    import torch

    torch.set_num_threads(1)  # 网络这么小，一个线程最快
    UNITS = 24

    def questions(n, steps, rng):
        """n 句：编号 0 到 3 是四种颜色，只在句首；4 到 11 是不相干的字。"""
        x = rng.integers(4, 12, (n, steps))
        x[:, 0] = rng.integers(0, 4, n)
        return x, x[:, 0].copy()

    def studied(kind, steps, seed):
        """用 PyTorch 训练，学会就停；返回向量表、单元的参数、最后一层的参数。"""
        torch.manual_seed(seed)
        rng, mean = np.random.default_rng(seed), 1.4
        table, output = torch.nn.Embedding(12, 8), torch.nn.Linear(UNITS, 4)
        net = getattr(torch.nn, kind)(8, UNITS, batch_first=True)
        if kind != "RNN":
            net.bias_ih_l0.data[UNITS : 2 * UNITS] += GATE
        weights = [*table.parameters(), *net.parameters(), *output.parameters()]
        adam = torch.optim.Adam(weights, lr=0.01)
        for _ in range(300):
            x, y = questions(32, steps, rng)
            hs, _ = net(table(torch.tensor(x)))
            loss = torch.nn.functional.cross_entropy(output(hs[:, -1]), torch.tensor(y))
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 5.0)
            adam.step()
            mean = 0.9 * mean + 0.1 * loss.item()
            if mean < 0.05:
                break
        numbers = [weight.detach().numpy().astype(float) for weight in weights]
        embedding, w_ih, w_hh, b_ih, b_hh, w_out, b_out = numbers
        cell = {"wx": w_ih.T, "wh": w_hh.T, "bx": b_ih, "bh": b_hh, "b": b_ih + b_hh}
        return embedding, cell, w_out.T, b_out

    # 从这里起是你的单元
    def remembers(kind, steps, seed):
        """练好以后，你的单元在 1000 道新题上的正确率。"""
        embedding, cell, w_out, b_out = studied(kind, steps, seed)
        x, y = questions(1000, steps, np.random.default_rng(99))
        h = c = np.zeros((len(x), UNITS))
        for s in range(steps):
            if kind == "RNN":
                h = rnn_cell_forward(embedding[x[:, s]], h, cell)
            elif kind == "LSTM":
                h, c = lstm_cell_forward(embedding[x[:, s]], h, c, cell)
            else:
                h = gru_cell_forward(embedding[x[:, s]], h, cell)
        return np.mean((h @ w_out + b_out).argmax(axis=1) == y)

    fig, ax = plt.subplots(figsize=(7, 3.2))
    print("句长  ", "  ".join(f"{steps:^16}" for steps in STEPS))
    for kind, color, shift in (
        ("RNN", "#c0392b", -1),
        ("LSTM", "#3b6fb6", 0),
        ("GRU", "#d98e04", 1),
    ):
        right = [[remembers(kind, steps, seed) for seed in SEEDS] for steps in STEPS]
        spread = ("  ".join(f"{value:.2f}" for value in row) for row in right)
        print(f"{kind:<6}", "  ".join(f"{text:^16}" for text in spread))
        ax.plot(STEPS, np.mean(right, axis=1), "-", color=color, label=kind)
        ax.plot(np.array(STEPS) + 0.4 * shift, right, ".", color=color)
    ax.axhline(0.25, color="#999999", linewidth=0.8, linestyle=":")
    ax.set(title="还记得第一个字吗？（点是各颗种子，线是平均）", xlabel="句长")
    ax.set(ylabel="正确率", ylim=(0, 1.08))
    ax.legend(loc="center left")
    plt.show()

# %% [markdown]
# 我们用五颗种子量过（`SEEDS = range(5)`），机器不同，小数会有出入：
#
# | | 10 个字 | 20 个字 | 40 个字 |
# |---|---|---|---|
# | RNN | 1.00 0.51 1.00 0.75 1.00 | 1.00 0.51 1.00 0.23 0.68 | 0.21 0.25 0.22 1.00 0.57 |
# | LSTM，`GATE = 4` | 五次 1.00 | 五次 1.00 | 五次 1.00 |
# | GRU，`GATE = 4` | 0.99 和四次 1.00 | 五次 1.00 | 五次 1.00 |
#
# `GATE = 0`，20 个字：LSTM 是 0.25、0.24、0.26、0.25、0.25，**五次都在蒙**；GRU 是 1.00、0.77、0.26、1.00、1.00。
#
# 两件事值得记住。RNN 的成败看运气：句子越长，学会的次数越少（五次里三次、两次、一次），可是 40 个字也有一颗种子全对，所以**只跑一颗种子，什么也说明不了**。还有，LSTM 的好处不是白来的：门开始时只留一半，沿着 $c$ 往回 20 步，梯度剩百万分之一，它还不如 RNN；偏置推到 4，$0.982^{40} \approx 0.48$，梯度就回得来。这多半是原因，却不是全部：GRU 的门开始时同样只留一半，五次里还是学会了三次。
#
# 也别忘了，这场比赛不算公平：LSTM 和 GRU 的门被我们推开了，RNN 什么帮助也没有。所以第 5 节用 RNN 时，$W_h$ 从一个正交矩阵开始。

# %% [markdown]
# ## 5　判断好评差评
#
# 整条路是这样的：编号 → 查表得到向量（embedding）→ RNN → 取最后一个字读完时的状态 → 一个神经元给出打分 → sigmoid。
#
# 查的是什么表？编号只是名字，4 号字并不比 3 号字“大”；所以给每个字配一行可以学的数，编号是几就取第几行，这一行就是它的词向量（embedding）。

# %% [markdown]
# ### 练习 6.9 last_valid（约 8 分钟，5 分）
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
# <details><summary>提示一</summary>
#
# 第 $i$ 行要的是第几步，从 0 数起？哪一行和哪一步配对？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 第 1 天的整数数组索引：给两个同样长的整数数组，一个是行号，一个是步号，NumPy 把它们一对一对地配起来。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `hs[行号数组, 步号数组]`。行号是 0 到 `n - 1`，用 `np.arange`；步号由 `lengths` 得到，想想差几。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `hs[:, -1]` 取的是填充读完之后的状态，一句话已经被一串 0 冲淡了；<!-- wrong: last-step -->
# - `lengths` 忘了减 1：取到后面一步，最长的那句还会越界；<!-- wrong: off-by-one out-of-range -->
# - `hs[:, lengths - 1]` 给每一行都取了所有的长度，形状是 `(n, n, hidden)`；<!-- wrong: all-pairs -->
# - 顺手加了 `.squeeze()`：批里只有一句时，批那个轴也没了。<!-- wrong: squeezed -->
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


# %% check="last_valid" points=5 minutes=8
check("last_valid")

# %% [markdown]
# ### 练习 6.10 train_sentiment（约 50 分钟，17 分）
#
# 今天最长的一题，零件却都是你写好的。先用铅笔想两件小事：
#
# - 一批两句，$p = (0.9, 0.4)$，$y = (1, 1)$：$\mathrm{d}z = (p - y)/2 = (-0.05, -0.3)$。第二句错得多，推得也重；
# - “好吃好”三个位置，传回来的梯度（一维）依次是 1、2、3。“好”出现两次，它那一行得 $1 + 3 = 4$，“吃”得 2。
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
# 1. 每个编号查出自己的向量，形状 `(n, t, d)`；从全 0 的 `h0` 跑 `rnn_forward`，用 `last_valid` 取出 `(n, hidden)`；
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
# <details><summary>提示一</summary>
#
# 一批里有哪四样东西要一起打乱、一起切？从损失到 `embedding`，梯度一站一站经过哪些数组，各是什么形状？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 损失由打分直接算就不怕溢出：$\ln(1 + e^{z}) - y z$，NumPy 的 `np.logaddexp` 可以求第一项。
#
# `dhs` 是全 0 的 `(n, t, hidden)`，每句只在一处放上 `last` 的梯度：位置的写法和 `last_valid` 相同，只不过这次是赋值。`embedding` 的梯度，重复的行要相加，第 1 天的 `np.add.at` 正是为此。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 三层：`for _ in range(epochs):`，里面打乱；`for start in range(0, len(x), 32):`，里面取一批；一批之内照上面的 1 到 6 写。`state = {}` 在三层的最外面。
#
# 一批里只跑到最长那句的长度，能省不少时间：`t = lengths[batch].max()`。每轮把**总**损失加起来，最后除以句数。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `grads["embedding"][ids] += dx`：同一个字出现两次时只加一次。要用 `np.add.at`；<!-- wrong: repeats-lost -->
# - 把 `(n, 1)` 的 $p$ 和 `(n,)` 的 $y$ 相减，广播成了 `(n, n)`；<!-- wrong: target-broadcast -->
# - `dhs` 放在了最后一步而不是每句最后一个字；<!-- wrong: gradient-at-last-step -->
# - 每一批（或每一轮）都新建 Adam 的 `state`；<!-- wrong: state-each-batch state-each-epoch -->
# - 广播成 `(n, n)` 之后再平均回 `(n, 1)`：形状凑对了，每句的 $y$ 却都成了全批的平均；<!-- wrong: target-broadcast-averaged -->
# - 句子打乱了，标签没有跟着打乱：损失照样会降，它在背答案；<!-- wrong: labels-unpaired -->
# - $\mathrm{d}z$ 没有除以 $n$：只有一批时 Adam 看不出来，几批大小不同就走样了；<!-- wrong: sum-not-mean -->
# - 忘了裁剪：平时看不出来，梯度一大，后面的步子就走歪了；<!-- wrong: no-clipping -->
# - 打分 $z$ 没有过 sigmoid，就当成 $p$ 去减 $y$；<!-- wrong: score-as-probability -->
# - 打乱写在了循环外面，只做了一次：评分时会看每一轮落单的是不是同一句；<!-- wrong: shuffled-once -->
# - `history` 记的是各批平均损失的平均：最后一批只有几句，却和别的批一样重。<!-- wrong: history-of-batch-means -->
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
        >>> lengths, y = np.array([2, 1]), np.array([1, 0])
        >>> len(train_sentiment(x, lengths, y, params, 3, 0.01, rng))
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


# %% check="train_sentiment" points=17 minutes=50 uses=["rnn_forward", "rnn_backward", "clip_gradients", "last_valid"]
check("train_sentiment")

# %% [markdown]
# 在 4000 条短评上训练，先 8 轮走大步，再 4 轮走小步，几秒到十几秒。$W_h$ 从正交矩阵（旋转，第 3 节里倍数为 1 的那种）开始，梯度一上来不消失也不爆炸。
#
# **先猜**　还没训练时，打分都接近 0，$p \approx 0.5$。这时每句的损失是 $-\ln 0.5$，约等于几？第一轮的平均损失，会降到多少？

# %% tags=["demo"]
if ready("build_vocabulary", "encode", "rnn_forward", "last_valid", "train_sentiment"):
    words, d, hidden = len(vocabulary) + 2, 16, 48

    def new_model(rng, d, hidden):
        """一组新的参数。"""
        return {
            "embedding": rng.normal(0, 0.1, (words, d)),
            "wx": rng.normal(0, d**-0.5, (d, hidden)),
            "wh": np.linalg.qr(rng.normal(size=(hidden, hidden)))[0],
            "b": np.zeros(hidden),
            "w_out": rng.normal(0, hidden**-0.5, (hidden, 1)),
            "b_out": np.zeros(1),
        }

    rng = np.random.default_rng(0)
    model = new_model(rng, d, hidden)
    data = x_train, train_lengths, y_train
    history = train_sentiment(*data, model, 8, 0.004, rng)
    history += train_sentiment(*data, model, 4, 0.001, rng)

    def scores(x, lengths, model=model):
        """每句话是好评的概率。"""
        h0 = np.zeros((len(x), len(model["wh"])))
        hs, _ = rnn_forward(model["embedding"][x], h0, model)
        return sigmoid(last_valid(hs, lengths) @ model["w_out"] + model["b_out"])[:, 0]

    predicted = scores(x_test, test_lengths) > 0.5
    print(f"测试正确率 {np.mean(predicted == y_test):.3f}（目标：不低于 0.90）")
    fig, ax = plt.subplots(figsize=(6, 2.8))
    ax.plot(range(1, len(history) + 1), history, "o-")
    ax.axhline(np.log(2), color="#999999", linewidth=0.8, linestyle=":")
    ax.set(title="每轮的平均损失（虚线是 ln 2）", xlabel="轮", ylim=(0, None))
    plt.show()

# %% [markdown]
# 起初是 $\ln 2 \approx 0.69$。第一轮的平均损失还在 0.68 上下（你若记的是一轮走完之后的，会小一些）：网络先要弄懂该看哪几个字，之后才一路直落。
#
# 换一颗种子，训练集照样几乎全对，测试集会差一点：我们量过十二颗种子，0.957 到 0.993，平均 0.984，所以你的若是 0.97，并没有做错什么。差别来自哪里？训练的句子它都会了，没见过的说法（“确实特别”“并不算”）该怎样理解，训练没有规定，各个网络就各有各的猜法。起点也要紧：$W_h$ 只取普通的随机数，十颗种子里最差的一个只有 0.915。
#
# 看看它在哪些句子上还会弄错。没见过的字用方括号括出来，网络看到的只是“未知”：

# %% tags=["demo"]
if ready("build_vocabulary", "encode", "rnn_forward", "last_valid", "train_sentiment"):
    for i in np.flatnonzero(predicted != y_test)[:8]:
        text = "".join(c if c in vocabulary else f"[{c}]" for c in test_texts[i])
        print("其实是好评：" if y_test[i] else "其实是差评：", text)

# %% [markdown]
# ---
#
# **休息**　第二次坐下到这里为止。你的网络已经能判断没见过的短评了。存盘（Ctrl+S），合上电脑。
#
# 走之前，不看讲义，用一句话回答：
#
# 1. LSTM 的遗忘门，为什么一开始要推向“留”？
# 2. 取一句话的状态，为什么不能用 `hs[:, -1]`？
# 3. 一个字在一句里出现两次，它那一行 `embedding` 的梯度怎样算？
#
# ## 第三次坐下
#
# 照样点一下这一格，选 **Run → Run All Above Selected Cell**。这一次要把第 4 节的比赛和第 5 节的训练也跑一遍，一两分钟，正好热身。
#
# **热身，先猜**　“菜好吃。”四个字，用第 5 节的网络（$d = 16$，hidden = 48）读一遍：查表以后的形状是什么，`hs` 的形状是什么？
#
# <details><summary>答案</summary>
#
# 查表以后是 `(1, 4, 16)`，`hs` 是 `(1, 4, 48)`：一句，四步，每步一个状态。
#
# </details>

# %% [markdown]
# ## 6　一个字一个字地读
#
# 训练时，网络总是读到句号才被问“好还是差”。所以下面每读一个字，就假装句子在这里结束，补上句号再问一次。
#
# 圆点：前面刚好说完了一个分句，蓝色判为好评，红色判为差评。空心的圆点：句子以“虽”“尽”开头，又停在后半句之前，话只说了一半，这样的句子它从没练过（别的开头没有空心的点）。灰线：停在分句中间，例如“菜很。”，也没练过，那里的起落别当真。
#
# **先猜**　下面四句话，每句有两三个圆点。先写下每个点是蓝是红。第一句读到“虽然老板很热情”，你会怎么判？

# %% tags=["demo"]
if ready("build_vocabulary", "encode", "rnn_forward", "last_valid", "train_sentiment"):
    # 不用读懂：一句话一张图
    def read_aloud(sentences):
        """画出读到每个字时的判断。"""
        height = 1.9 * len(sentences) + 0.4
        _, axes = plt.subplots(len(sentences), 1, figsize=(8, height), squeeze=False)
        for ax, sentence in zip(axes[:, 0], sentences):
            size = len(sentence)
            prefixes = [sentence[: end + 1].rstrip("，。") + "。" for end in range(size)]
            ids = encode(prefixes, vocabulary, size + 1)
            reading = scores(ids, np.array([len(prefix) for prefix in prefixes]))
            ends = [s for s in range(size - 1) if sentence[s + 1] in "，。"]
            colors = ["#3b6fb6" if reading[s] > 0.5 else "#c0392b" for s in ends]
            ax.axhline(0.5, color="#999999", linewidth=0.8, linestyle=":")
            ax.plot(reading, ".-", color="#cccccc")
            half = [prefixes[s][0] in "虽尽" and "，" not in prefixes[s] for s in ends]
            inside = ["white" if h else color for h, color in zip(half, colors)]
            heights = [reading[s] for s in ends]
            ax.scatter(ends, heights, s=90, c=inside, edgecolors=colors, lw=2, zorder=3)
            ax.set_xticks(range(size), list(sentence))
            ax.set(ylim=(-0.12, 1.12), xlim=(-0.6, max(19.6, size)), ylabel="好评概率")
            ax.grid(visible=False, axis="x")
        axes[0, 0].set_title("读到每个字时的判断")
        plt.show()

    read_aloud(
        [
            "虽然老板很热情，但是菜很难吃。",
            "虽然菜很难吃，但是老板很热情。",
            "老板很热情，虽然菜很难吃。",
            "菜很好吃，不过上菜很慢，但是老板很热情。",
        ]
    )

# %% [markdown]
# 看圆点：
#
# - 前两句用的字完全相同，句末的判断却相反；
# - 第三句先下结论，再补一个“虽然”，结论不变；
# - 第四句有三个评价，训练里一句最多两个。每来一个转折，判断就翻一次；
# - 空心的点：读到“虽然老板很热情”，有的网络已经判为差评，因为在它练过的句子里，开头的“虽然”后面那半句总要被推翻；有的还相信眼前这句好话，读到“但是”才改主意。
#
# 哪些会变？第 5 节那十二颗种子各画一遍：实心的点颜色全都一样；第一句的空心点十一次判差、一次判好（判好的那一次就是种子 0，也许正是你眼前这张）。空心的点和灰线因种子、因机器而异，你的图多半和旁边同学的不一样。

# %% [markdown]
# **读你自己的话**　把 `MINE` 换成你想说的一句：吐槽食堂，夸一夸同桌。不超过二十个字最合适，用“，”断开，“。”结尾。它没见过的字会列出来，那些字在它眼里都是同一个“未知”。

# %% tags=["demo"]
MINE = "食堂的面条不难吃，就是等了很久。"  # 换成你自己的一句
if ready("build_vocabulary", "encode", "rnn_forward", "last_valid", "train_sentiment"):
    sentence = MINE.strip().rstrip("。") + "。"
    unknown = "".join(dict.fromkeys(c for c in sentence if c not in vocabulary))
    size = len(sentence)
    p = scores(encode([sentence], vocabulary, size), np.array([size]))[0]
    print(f"{sentence}　好评的概率 {p:.3f}")
    print("没见过的字：", unknown or "没有")
    read_aloud([sentence])

# %% [markdown]
# 判对了吗？它只在编出来的短评里学过话，“就是等了很久”这样不带评价词的抱怨，它没有听过：十二颗种子里九颗判差，三颗判好，全凭蒙。试着找出最短的一句，让它判错；再试试只改一个字，让判断翻过来。
#
# **弄坏它**　同一个练好的网络，读的时候动两处手脚：
#
# - `KEEP`：每读这么多个字，就把状态清零一次（`None` 是从不清零）。改成 8、4、2、1；
# - `LATE`：多读几步填充再取状态，也就是 `lengths` 算错了。改成 1，再改成 99（那就是 `hs[:, -1]`）。
#
# **先猜**　`KEEP = 1` 时正确率是多少？为什么可以不运行就知道？

# %% tags=["demo"]
KEEP, LATE = None, 0  # 弄坏它：KEEP 改成 8、4、2、1；LATE 改成 1、99
if ready(
    "build_vocabulary",
    "encode",
    "rnn_cell_forward",
    "rnn_forward",
    "last_valid",
    "train_sentiment",
):
    h, states = np.zeros((len(x_test), hidden)), []
    for s in range(x_test.shape[1]):
        if KEEP and s % KEEP == 0:
            h = np.zeros_like(h)
        h = rnn_cell_forward(model["embedding"][x_test[:, s]], h, model)
        states.append(h)
    moments = np.minimum(test_lengths + LATE, len(states))
    last = last_valid(np.stack(states, axis=1), moments)
    guess = (last @ model["w_out"] + model["b_out"])[:, 0] > 0
    print(f"KEEP = {KEEP}，LATE = {LATE}：测试正确率 {np.mean(guess == y_test):.3f}")

# %% [markdown]
# <details><summary>答案</summary>
#
# `KEEP = 1` 时，网络只看得见最后一个字。每句都以“。”结尾，看到的都一样，只好全判成一类：正好 0.500。
#
# 我们量到的（种子 0 到 4）：`KEEP = 8` 是 0.702 到 0.720，`KEEP = 4` 是 0.578 到 0.602，`KEEP = 2` 和抛硬币差不多（0.480 到 0.532）；`LATE = 1` 是 0.062 到 0.450，`LATE = 99` 是 0.440 到 0.495。`LATE = 1` 比抛硬币还差：句号之后再读一个填充，状态被推到了从没练过的地方，那里的打分有的大半反了号。这一种错不报错、不变慢，只是结果不对，所以 `last_valid` 值得单独写、单独测。
#
# </details>

# %% [markdown]
# ## 7　三次坏掉的训练
#
# 下一格用你的 `train_sentiment` 练四次，每次 2000 条短评、12 轮：一次是好的，甲、乙、丙各坏了一处。**先只看图和日志**（代码里藏着答案，特意折叠了，猜过再点开），给每一个写下诊断：坏在哪里，凭什么这么说，再做什么试验来证实。

# %% tags=["demo"] jupyter={"source_hidden": true}
if ready("build_vocabulary", "encode", "rnn_forward", "last_valid", "train_sentiment"):
    many = 2000
    some = x_train[:many], train_lengths[:many]
    mixed = np.random.default_rng(9).permutation(y_train[:many])
    runs = {
        "好的": (y_train[:many], 5e-3),
        "甲": (y_train[:many], 3e-1),
        "乙": (y_train[:many], 1e-5),
        "丙": (mixed, 5e-3),
    }
    fig, ax = plt.subplots(figsize=(7, 3.2))
    for name, (labels, rate) in runs.items():
        rng = np.random.default_rng(0)
        patient = new_model(rng, d, hidden)
        log = train_sentiment(*some, labels, patient, 12, rate, rng)
        seen = np.mean((scores(*some, patient) > 0.5) == labels)
        unseen = np.mean((scores(x_test, test_lengths, patient) > 0.5) == y_test)
        shown = " ".join(f"{loss:.3f}" for loss in log[::2])
        print(f"{name}\t隔一轮的损失 {shown}　训练 {seen:.2f}　测试 {unseen:.2f}")
        ax.plot(range(1, 13), log, "o-", markersize=3, label=name)
    ax.axhline(np.log(2), color="#999999", linewidth=0.8, linestyle=":")
    ax.set(title="一次好的，三次坏的（虚线是 ln 2）", xlabel="轮", ylabel="平均损失")
    ax.legend()
    plt.show()

# %% [markdown]
# <details><summary>甲</summary>
#
# 学习率太大（0.3）。凭据：第一轮的损失就**高过** $\ln 2$，比什么都没学还差，之后上下乱跳，正确率停在一半。tanh 被大步推到饱和，梯度消失，退不回来。试验：学习率除以 10，再除以 10。
#
# </details>
#
# <details><summary>乙</summary>
#
# 学习率太小（$10^{-5}$）。凭据：损失贴着 $\ln 2$，**每轮都降一点点**，方向是对的，只是走不动。要是完全不动，才该疑心参数没有被更新（例如更新了副本）。试验：学习率乘 10，看降得快不快。
#
# </details>
#
# <details><summary>丙</summary>
#
# 标签和句子对不上：句子没动，标签打乱了。凭据：训练损失每轮都降，训练集能对六七成，高于蒙，测试集却正好是抛硬币。没有规律可学，它只好一条一条硬背，所以降得慢；好的那次学的是规律，两千条里一通百通，几轮就到底。试验：打印五条句子和标签，用眼睛看一看。很多时候这是最快的办法。
#
# 数据太少也会“训练好、测试差”：把 `many` 改成 800，好的那次训练能对 0.98，测试只有 0.56，光看正确率就和丙分不开了。
#
# </details>

# %% [markdown]
# ## 8　开放挑战（不计分）
#
# 第 5 节的网络有八千多个参数。**不超过 2500 个参数（`embedding` 也算），五颗种子的平均测试正确率能到多少？** 我们的起点是 $d = 6$，hidden = 16，一共 2263 个参数：五颗种子是 0.892、0.850、0.888、0.953、0.917，平均 0.900，标准差 0.034。3321 个参数（8 和 24）时平均 0.970，标准差 0.021。八千多个参数时是前面说的 0.984。
#
# 规矩：训练集随便用，测试集只许最后看一次，选办法要另外从训练集里留出一块。随手留的一块多半几乎全对，分不出高下：我们随机留了 600 条，两颗种子都对 0.98，测试却是 0.80 和 0.95。要留就把几个说法整个留出来，例如凡带“真的很”的：“真的”“很”别处都见过，合起来没有，正像测试集里的“确实特别”。可以想的：出现很少的字合成“未知”；每轮怎样换学习率；多练几轮；`wh` 从哪里开始；训练时随机把几个字换成“未知”；把 RNN 换成 LSTM 或 GRU（反向自己写，或者请 PyTorch 代劳）。

# %% tags=["demo"]
if ready("build_vocabulary", "encode", "rnn_forward", "last_valid", "train_sentiment"):

    def attempt(d, hidden, seed):
        """练一个小网络，返回参数个数和测试正确率。"""
        rng = np.random.default_rng(seed)
        small = new_model(rng, d, hidden)
        train_sentiment(*data, small, 8, 0.004, rng)
        train_sentiment(*data, small, 4, 0.001, rng)
        right = np.mean((scores(x_test, test_lengths, small) > 0.5) == y_test)
        return sum(array.size for array in small.values()), right

    tried = [attempt(6, 16, seed) for seed in range(2)]  # 交成绩时用 range(5)
    for number, right in tried:
        print(f"{number} 个参数，测试正确率 {right:.3f}")

# %% [markdown]
# ## 9　终场：会写诗的网络
#
# 判断好坏只要一个数。换一个问题：**读到这里，下一个字最可能是什么？** 答得好的网络，就能一个字一个字写下去。这样的网络叫语言模型（language model），它和今天聊天用的大模型做的是同一件事，只是小了几百万倍。
#
# 材料是 2400 首唐人七言绝句，留 200 首不学，拿来考它。零件还是你的：`build_vocabulary`、`encode`、`rnn_forward`、`rnn_backward`、`clip_gradients`。与判断好坏只差在末尾：
#
# | | 判断好坏 | 写诗 |
# |---|---|---|
# | 什么时候问它 | 读完最后一个字 | **每一步**都问 |
# | 打分 | 一个 | 每个字一个，共 $V$ 个 |
# | 变成概率 | sigmoid | softmax（第 4 天） |
# | 答案 | 好评或差评 | 原诗的下一个字 |
#
# 要学的 2200 首里出现不到 10 次的字不编号，网络当它们是“未知”。这样 $V = 937$。
#
# **先猜**　还没训练的网络，937 个字机会均等，平均的交叉熵是 $\ln 937$，约等于几？练到最后呢？只要记住：损失是 5，就好比每次在 $e^5 \approx 150$ 个字里蒙一个。
#
# 下一格先量两个不用网络的办法：只看哪个字常见；只看前一个字（数一数谁常跟在谁后面）。

# %% tags=["demo"]
if ready("build_vocabulary", "encode"):
    from collections import Counter

    with open("verses.txt", encoding="utf-8") as file:
        poems = file.read().split()
    often = Counter("".join(poems[:-200]))
    common = "".join(character for character, count in often.items() if count >= 10)
    verse_vocabulary = build_vocabulary([common])
    letters = ["", "□", *verse_vocabulary]  # 编号 → 字；0 是开头之前，1 是未知
    v_words = len(letters)
    x_verse = encode(poems[:-200], verse_vocabulary, 32)
    x_held = encode(poems[-200:], verse_vocabulary, 32)
    print(poems[0], "……", f"{len(poems)} 首，V = {v_words}，ln V = {np.log(v_words):.2f}")

    def previous(ids):
        """每个位置的前一个字；第一个字之前是 0。"""
        return np.pad(ids, ((0, 0), (1, 0)))[:, :-1]

    pairs = np.zeros((v_words, v_words))
    np.add.at(pairs, (previous(x_verse), x_verse), 1)
    single = (pairs.sum(axis=0) + 1) / (pairs.sum() + v_words)
    double = (pairs + 50 * single) / (pairs.sum(axis=1, keepdims=True) + 50)
    by_one = -np.log(single[x_held]).mean()
    by_two = -np.log(double[previous(x_held), x_held]).mean()
    print(f"没学过的 200 首：只看哪个字常见 {by_one:.2f}，只看前一个字 {by_two:.2f}")

# %% [markdown]
# 现在轮到你的网络，练 10 轮。小机器上要一两分钟，快的机器十几秒：

# %% tags=["demo"]
if ready(
    "build_vocabulary",
    "encode",
    "rnn_forward",
    "rnn_backward",
    "clip_gradients",
):
    rng = np.random.default_rng(0)
    v_d, v_hidden = 64, 128
    poet = {
        "embedding": rng.normal(0, 0.1, (v_words, v_d)),
        "wx": rng.normal(0, v_d**-0.5, (v_d, v_hidden)),
        "wh": np.linalg.qr(rng.normal(size=(v_hidden, v_hidden)))[0],
        "b": np.zeros(v_hidden),
        "w_out": rng.normal(0, 0.1 * v_hidden**-0.5, (v_hidden, v_words)),
        "b_out": np.zeros(v_words),
    }
    # float32 够用了，乘 128 × 937 的矩阵快一倍
    poet = {key: value.astype(np.float32) for key, value in poet.items()}

    def next_character(ids, learn=None):
        """一批诗的平均交叉熵；learn 是学习率，给了就走一步 Adam。"""
        e = poet["embedding"][previous(ids)]
        hs, cache = rnn_forward(e, np.zeros((len(ids), v_hidden), np.float32), poet)
        flat = hs.reshape(-1, v_hidden).astype(np.float32)
        z = flat @ poet["w_out"] + poet["b_out"]
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        places, answers = np.arange(ids.size), ids.ravel()
        loss = -np.log(p[places, answers] + 1e-12).mean()
        if learn is not None:
            p[places, answers] -= 1  # softmax 配交叉熵：又是“预测减真值”
            p /= ids.size
            dx, _, grads = rnn_backward((p @ poet["w_out"].T).reshape(hs.shape), cache)
            d_embedding = np.zeros(poet["embedding"].shape)
            np.add.at(d_embedding, previous(ids), dx)
            grads = {key: grads[key] for key in ("wx", "wh", "b")}
            grads |= {"w_out": flat.T @ p, "b_out": p.sum(axis=0), "embedding": d_embedding}
            clip_gradients(grads, 5.0)
            adam_update(poet, grads, poet_state, learn)
        return loss

    poet_state, epochs = {}, 10
    curve = [(next_character(x_held), next_character(x_held))]
    for epoch in range(epochs):
        order = rng.permutation(len(x_verse))
        rate = 0.004 * (1 - epoch / epochs)
        batches = np.split(order, range(16, len(order), 16))
        losses = [next_character(x_verse[batch], rate) for batch in batches]
        curve.append((np.mean(losses), next_character(x_held)))
    fig, ax = plt.subplots(figsize=(7, 3.2))
    ax.plot(range(epochs + 1), curve, "o-", label=["学的诗", "没学过的诗"])
    for level, name in ((by_one, "只看哪个字常见"), (by_two, "只看前一个字")):
        ax.axhline(level, color="#999999", linewidth=0.9, linestyle=":")
        ax.text(epochs + 0.2, level + 0.04, name, ha="right", color="#666666")
    ax.set(title="猜下一个字的平均损失", xlabel="轮")
    ax.legend()
    plt.show()
    print(f"没学过的 200 首：{curve[-1][1]:.2f}；起初 {curve[0][1]:.2f}")

# %% [markdown]
# 它胜过了只看前一个字的办法，因为它还知道写到第几个字、上一句说过什么。头两轮“没学过的”反而低：“学的诗”是一轮之中的平均，“没学过的”是一轮走完才量的。第三轮以后两条线越离越远：学的诗它开始背了，没学过的诗不再进步。再练下去只会背得更熟。
#
# **它在想什么**　给它一个开头，看它心里下一个字的前八名。先猜：“明”后面是哪个字？“不见长”后面呢？

# %% tags=["demo"]
OPENINGS = ["明", "不见长", "春风", "江南江"]  # 换成你想问的
if ready(
    "build_vocabulary",
    "encode",
    "rnn_cell_forward",
    "rnn_forward",
    "rnn_backward",
    "clip_gradients",
):

    def chances(h):
        """由状态得到下一个字的概率。"""
        z = (h @ poet["w_out"] + poet["b_out"])[0].astype(float)
        p = np.exp(z - z.max())
        return p / p.sum()

    for opening in OPENINGS:
        h = rnn_cell_forward(poet["embedding"][[0]], np.zeros((1, v_hidden)), poet)
        for character in opening:
            number = verse_vocabulary.get(character, 1)
            h = rnn_cell_forward(poet["embedding"][[number]], h, poet)
        p = chances(h)
        best = np.argsort(p)[::-1][:8]
        print(opening, "→", "　".join(f"{letters[k]} {p[k]:.0%}" for k in best))

# %% [markdown]
# ### 藏头诗
#
# 最后让它写诗。你给四个字，每个字做一句的开头，后面六个字由它自己接：每一步在概率最大的 `TOP` 个字里按概率抽一个，写过的字不再写。`HEADS` 换成朋友的名字、宠物的名字，或者“生日快乐”；不满意就换 `SEED`，这叫“推敲”。名字里有网络不认识的字也不要紧，它读到的是“未知”，照样往下写。

# %% tags=["demo"]
HEADS = "春夏秋冬"  # 换成你的四个字
SEED, TOP, TEMPERATURE = 0, 8, 0.8  # TEMPERATURE（温度）越低越稳，越高越野
CARRY = True  # 弄坏它：改成 False，每写一个字就忘掉前面的一切
if ready(
    "build_vocabulary",
    "encode",
    "rnn_cell_forward",
    "rnn_forward",
    "rnn_backward",
    "clip_gradients",
):
    from html import escape

    from IPython.display import HTML, display

    def compose(heads, rng):
        """四句七言，每句以 heads 里的一个字开头。"""
        h, last, lines = np.zeros((1, v_hidden)), 0, []
        used = set("□，。") | set(heads)
        for i, head in enumerate(heads):
            line = ""
            for character in (head, *[None] * 6, "，。"[i % 2]):
                h = h if CARRY else 0 * h
                h = rnn_cell_forward(poet["embedding"][[last]], h, poet)
                if character is None:
                    p = chances(h)
                    p[[k for k, c in enumerate(letters) if k == 0 or c in used]] = 0
                    best = np.argsort(p)[-TOP:]
                    # 温度太低就当 0.05：0 不能作除数
                    weight = p[best] ** (1 / max(TEMPERATURE, 0.05))
                    character = letters[rng.choice(best, p=weight / weight.sum())]
                    used.add(character)
                line += character
                last = verse_vocabulary.get(character, 1)
            lines.append(line)
        return lines

    # 不用读懂：一首诗写在一张诗笺上
    PAPER = (
        "display:inline-block; background:#fbf6e9; color:#222; padding:14px 18px;"
        "border:1px solid #d9cba3; border-radius:6px; margin:4px 10px 4px 0;"
        "font:20px/1.8 KaiTi, STKaiti, 'Noto Serif CJK SC', serif; letter-spacing:2px"
    )

    def card(lines):
        """一首诗的 HTML，开头的字是红的。"""
        red = '<span style="color:#c0392b">{}</span>{}'
        rows = (red.format(escape(line[0]), escape(line[1:])) for line in lines)
        return f'<div style="{PAPER}">{"<br>".join(rows)}</div>'

    drafts = [compose(HEADS[:4], np.random.default_rng(3 * SEED + k)) for k in range(3)]
    display(HTML("".join(card(lines) for lines in drafts)))
    for lines in drafts:
        print("".join(lines))

# %% [markdown]
# 它没有读过一条平仄的规矩，也不懂什么叫“意思”，只是把下一个字猜了七十万次（2200 首，每首 32 个字，10 轮）。读着像诗的地方，是七言的节奏和常用的词；不像的地方，是前后两句说的不是一件事：128 个数的状态，装不下一首诗的来龙去脉。
#
# 把 `CARRY` 改成 `False` 再写：每个字只由前一个字决定，词还在，句子散了。没学过的 200 首，每步清零的话，交叉熵从 4.6 上下升到 6 以上，比“只看哪个字常见”的 5.81 还差：这样没有来历的状态，它从没练过。再把 `TEMPERATURE` 改成 0.2、改成 3 看看。
#
# 挑一首最好的，发给那四个字的主人：**这是你一行一行写出来的网络，一个字一个字写出来的诗。**

# %% [markdown]
# ## 小结
#
# | 练习 | 一句话 |
# |---|---|
# | 6.1 build_vocabulary | 编号就是权重表的行号，次序定了就不能变 |
# | 6.2 encode | 截断、右边补 0、没见过的写 1 |
# | 6.3 rnn_cell_forward | 输入一份、旧状态一份，加起来过 tanh |
# | 6.4 rnn_forward | 同一组权重用 $t$ 次，状态从前一步接到后一步 |
# | 6.5 rnn_backward | 状态有两条路通向损失，梯度相加；共用的权重，梯度也相加 |
# | 6.6 clip_gradients | 爆炸靠裁剪：整体缩短，方向不变 |
# | 6.7 lstm_cell_forward | 消失靠门：$c' = f c + i g$，门开着，梯度就不变小 |
# | 6.8 gru_cell_forward | 一个状态两个门；次序是约定，换一个库先查 |
# | 6.9 last_valid | 补齐的句子，取状态要用真正的长度 |
# | 6.10 train_sentiment | 查表、循环、取末尾、打分；梯度原路退回，重复的字相加 |
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
#
# 数据：短评是为这门课编的。诗是唐人七言绝句，取自 npm 的 chinese-poetry 2.0.1（MIT，© 2016 JackeyGao），已转成简体，异体字也换成了今天通行的字；这里只留了用字常见的 2400 首。
