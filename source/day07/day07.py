# ---
# jupyter:
#   autograder:
#     title: 第 7 天　注意力机制
#     builds: 给唐诗对下句，一个头一个头地看它在看哪里
#     minutes: 150
#     en:
#       title: Day 7. Attention
#       builds: a lower line for a Tang couplet, and head by head what the model looks at
# ---

# %% [markdown]
# # 第 7 天　注意力机制
#
# 昨天的循环网络一个字一个字地读，读过的东西全都挤在一个状态向量里，越早的越模糊。注意力（attention）换了一个办法：不挤了，全都留着；每写一个词，先回头看一遍，看看这会儿该用哪几个。
#
# 2017 年的 Transformer 把循环整个去掉，只留注意力。今天用 PyTorch 把它从词表开始一步一步搭出来，不用任何现成的注意力层。
#
# **今天用到的旧知识**（不会导入前几天的 notebook，要用的都在这里）
#
# | 哪一天 | 用到什么 | 一句话 |
# |---|---|---|
# | 第 3 天 | PyTorch | 层写成 `nn.Module` 的子类，`__init__` 里存参数，`forward` 里写怎么算；导数由 `backward()` 求 |
# | 第 4 天 | softmax、交叉熵 | 打分变成和为 1 的权重；给正确答案的概率取负对数 |
# | 第 6 天 | 编号与填充 | 词换成编号，短句子在末尾补 `<pad>`，凑成一样长 |
#
# **今天结束时你会有**
#
# - 一个自己搭的 Transformer，编码器、解码器、多头注意力，一样不少；
# - 用它学会的两件事：把一串字倒过来写（几乎全对），给唐诗的上句对一个下句（好坏由你评）；
# - 一组注意力图：它写每个字的时候在看哪里，一个头一个头地看。

# %% [markdown]
# ## 时间表
#
# 合计约 150 分钟，100 分。可以在任意两节之间停下来休息。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 两件要学的事 | 4 | |
# | 1 | 词变成向量：build_vocabulary、encode_words、embed、positional_encoding | 26 | 21 |
# | 2 | 注意力：additive_attention_scores、scaled_dot_product_attention、两种掩码 | 34 | 24 |
# | 3 | 多头：MultiHeadAttention | 20 | 12 |
# | 4 | 搭成层：layer_norm、AddNorm、FeedForward、EncoderLayer、DecoderLayer | 35 | 28 |
# | 5 | 整个模型：Transformer、greedy_decode | 24 | 15 |
# | 6 | 终场：训练，再看它在看哪里 | 7 | |
#
# 每个练习是一个函数或一个类。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格；类有两个方法，所以有两处要写。卡住了就展开“提示”；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。全部做完之后，最后一节的两次训练各要几秒到十几秒。
#
# 几条通用的约定：
#
# - 批（batch）总在第一轴：一批句子的编号是 `(n, t)`，变成向量之后是 `(n, t, d_model)`，`n` 可以是 1；
# - 掩码（mask）是布尔张量，**True 表示可以看**；
# - 浮点张量可以是 float32，也可以是 float64；在内存里可以不连续（例如转置得到的），所以变形用 `reshape`，不用 `view`；
# - 不要改动传进来的张量；带 `_` 结尾的方法（如 `masked_fill_`）是原地修改，用不带 `_` 的；
# - 每一步都要能求导：不要 `.detach()`、`.item()`，也不要绕道 NumPy。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %%
import math

import torch
from torch import Tensor, nn

torch.set_num_threads(1)  # 张量都不大，一个线程最稳

# %% [markdown]
# 今天会反复用到的几样张量操作，先认一认：
#
# | 写法 | 作用 |
# |---|---|
# | `a @ b` | 最后两个轴做矩阵乘法，前面的轴都当作批 |
# | `x.transpose(-2, -1)` | 交换最后两个轴 |
# | `x.reshape(n, t, h, d)` | 换一个形状，元素的次序不变 |
# | `x.unsqueeze(1)` | 在第 1 个轴的位置插入一个长度为 1 的轴，好让广播发生 |
# | `x.masked_fill(m, -5.0)` | `m` 为 True 的地方换成 −5，返回新张量 |
# | `~m`、`m1 & m2` | 布尔张量的“非”和“且” |

# %% [markdown]
# ## 0　两件要学的事
#
# Transformer 是为翻译发明的：读进一个序列，写出另一个序列。真正的翻译要训练很久，今天换两件小的，它们的样子和翻译一模一样：
#
# | | 读进去 | 写出来 |
# |---|---|---|
# | 倒写 | 甲 丁 丙 癸 | 癸 丙 丁 甲 |
# | 对句 | 唐诗的上句，七个字 | 下句，七个字 |
#
# 第一件事有标准答案，对错一目了然；而且每写一个字，该看哪里是明摆着的，正好用来检验注意力图。第二件事没有标准答案，拿来看个热闹，也看看小模型的斤两。

# %% tags=["demo"]
with open("couplets.txt", encoding="utf-8") as file:
    couplets = [line.split() for line in file]

print(len(couplets), "联，都取自唐人的七言绝句。前五联：")
for upper, lower in couplets[:5]:
    print(" ", upper, "，", lower, "。", sep="")

# %% [markdown]
# ## 1　词变成向量
#
# 网络只认识数。从文字到数分三步：词 → 编号 → 向量，最后再加上“它在第几个位置”。今天的“词”用空格隔开，可以是一个英文单词，也可以是一个汉字。

# %% [markdown]
# ### 练习 7.1 build_vocabulary（约 4 分钟，4 分）
#
# **做什么**　给每个词一个编号。最前面四个号码留给特殊符号：
#
# | 编号 | 符号 | 用处 |
# |---|---|---|
# | 0 | `<pad>` | 填充（padding），把短句子补齐 |
# | 1 | `<unk>` | 不认识的词（unknown） |
# | 2 | `<bos>` | 句子开始（beginning of sequence） |
# | 3 | `<eos>` | 句子结束（end of sequence） |
#
# 其余的词按**第一次出现的先后**，从 4 开始编号。
#
# **例子**　`["白 日 依 山 尽", "日 照 香 炉"]`：白 4，日 5，依 6，山 7，尽 8，照 9，香 10，炉 11。“日”第二次出现，不再编号。
#
# **常见错误**
#
# - 用 `set` 去重：集合没有先后，每次运行的编号都可能不同，昨天存下的模型今天就读不懂了；<!-- wrong: order-of-a-set -->
# - 用 `sentence.split(" ")`：两个空格之间会切出一个空字符串；不写参数的 `split()` 才按任意空白切开；<!-- wrong: split-on-one-space -->
# - 重复出现的词也占了编号；<!-- wrong: gaps repeated-words-count -->
# - 语料里正好有 `<unk>` 这样的词，又给了它一个新号码。<!-- wrong: specials-renumbered -->
#
# <details><summary>提示</summary>
#
# 从装着四个特殊符号的字典开始，两层循环。字典的 `setdefault(词, 号码)` 只在词还没有时才放进去；下一个号码就是字典现在的长度。
#
# </details>


# %% exercise="build_vocabulary"
def build_vocabulary(corpus: list[str]) -> dict[str, int]:
    """给语料里的每个词一个编号。

    参数
        corpus: 句子的列表，可以是空的；句子是字符串，词与词之间用空白（一个或几个空格、
            制表符、换行……）隔开，句首句尾也可以有空白，也可以一个词都没有。corpus 不变。
            词就照原样：大小写不同、带不带标点，都是不同的词。
    返回
        新的字典，词 → 编号。四个特殊符号总在最前面：
        "<pad>" 是 0，"<unk>" 是 1，"<bos>" 是 2，"<eos>" 是 3；
        其余的词按第一次出现的先后，从 4 开始连续编号，每个词只有一个编号。
        语料里如果出现了特殊符号，它的编号不变。
    例子
        >>> build_vocabulary(["白 日 依", "日 照"])
        {'<pad>': 0, '<unk>': 1, '<bos>': 2, '<eos>': 3, '白': 4, '日': 5, '依': 6, '照': 7}
    """
    ### BEGIN SOLUTION
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for sentence in corpus:
        for word in sentence.split():
            vocabulary.setdefault(word, len(vocabulary))
    return vocabulary
    ### END SOLUTION


# %% check="build_vocabulary" points=4 minutes=4
check("build_vocabulary")

# %% [markdown]
# ### 练习 7.2 encode_words（约 4 分钟，4 分）
#
# **做什么**　把一个句子变成一串编号，词表里没有的词用 `<unk>` 的编号。不加 `<bos>` 和 `<eos>`，什么时候要加由用的人决定。
#
# **例子**　词表来自“白 日 依 山 尽”，句子“白 云 依 山”变成 `tensor([4, 1, 6, 7])`。
#
# **常见错误**
#
# - 不认识的词抛出 `KeyError`；<!-- wrong: unknown-raises -->
# - 不认识的词干脆丢掉：丢掉之后，后面的词全都挪了位置；<!-- wrong: skips-unknown-words -->
# - `torch.tensor([])` 是 float32：编号必须是 int64，空句子也不例外。<!-- wrong: float-when-empty -->
#
# <details><summary>提示</summary>
#
# `vocabulary.get(词, 没有时的编号)`，最后 `torch.tensor(列表, dtype=torch.int64)`。
#
# </details>


# %% exercise="encode_words"
def encode_words(sentence: str, vocabulary: dict[str, int]) -> Tensor:
    """把一个句子变成编号。

    参数
        sentence: 字符串，词与词之间用空白隔开，空白的规则与 build_vocabulary 相同；可以是空字符串。
        vocabulary: build_vocabulary 的结果；不变，不认识的词也不加进去。
    返回
        (n,) 的 int64 张量，n 是词数，重复的词也算：词表里没有的词用 "<unk>" 的编号；
        句子里写着 "<bos>" 这样的特殊符号时，就用它自己的编号。
        不加 <bos> 和 <eos>。空句子得到 (0,) 的 int64 张量。
    例子
        >>> vocabulary = build_vocabulary(["白 日 依 山 尽"])
        >>> encode_words("白 云 依 山", vocabulary)
        tensor([4, 1, 6, 7])
    """
    ### BEGIN SOLUTION
    unknown = vocabulary["<unk>"]
    ids = [vocabulary.get(word, unknown) for word in sentence.split()]
    return torch.tensor(ids, dtype=torch.int64)
    ### END SOLUTION


# %% check="encode_words" points=4 minutes=4
check("encode_words")

# %% [markdown]
# ### 练习 7.3 embed（约 5 分钟，5 分）
#
# **做什么**　编号之间的大小没有意义：5 号词并不比 4 号词“多一点”。所以给每个词配一个向量，叫词向量（embedding）。
# 所有的词向量排成一张表，每个编号取走自己的那一行，再乘上 $\sqrt{d_{\text{model}}}$：
#
# $$
# \mathrm{embed}(i) = \sqrt{d_{\text{model}}}\ \cdot\ \mathrm{table}[i]
# $$
#
# | | 形状 |
# |---|---|
# | `ids` | 任意，例如 `(t,)`、`(n, t)` |
# | `table` | `(vocab_size, d_model)` |
# | 返回 | `ids` 的形状后面接上 `d_model`，例如 `(n, t, d_model)` |
#
# **为什么要乘**　表的初值很小，标准差是 $1/\sqrt{d_{\text{model}}}$（原因见练习 7.15）。乘回来，每个数的大小大约是 1，才不会被马上要加上去的位置编码盖过。
#
# **例子**　$d_{\text{model}} = 4$，表的第 1 行是 `[0, 0.5, 0, -0.5]`，1 号词得到 `[0, 1, 0, -1]`。
#
# **常见错误**
#
# - 忘了乘 $\sqrt{d_{\text{model}}}$；<!-- wrong: no-scale -->
# - 乘了 `vocab_size` 的平方根：看清楚是表的哪一个轴；<!-- wrong: root-of-vocabulary -->
# - 先做 one-hot 再乘表，要多算几千倍；而且 `.float()` 写死了类型，表是 float64 就报错。<!-- wrong: one-hot-float -->
#
# <details><summary>提示</summary>
#
# 第 1 天的整数数组索引在 PyTorch 里照样能用：`table[ids]`，`ids` 是几维都可以。平方根用 `math.sqrt`。
#
# </details>


# %% exercise="embed"
def embed(ids: Tensor, table: Tensor) -> Tensor:
    """查表：每个编号换成表里的那一行，再乘以 √d_model。

    参数
        ids: 任意形状的 int64 张量，取值 0 到 vocab_size - 1。
        table: (vocab_size, d_model) 的浮点张量，每行是一个词的向量；不变。
    返回
        形状是 ids 的形状后面再加一个 d_model 的张量，dtype 与 table 相同；
        对 table 可以求导。
    例子
        >>> table = torch.tensor([[1.0, 2.0, 3.0, 4.0], [0.0, 0.5, 0.0, -0.5]])
        >>> embed(torch.tensor([1, 0]), table)
        tensor([[ 0.,  1.,  0., -1.],
                [ 2.,  4.,  6.,  8.]])
    """
    ### BEGIN SOLUTION
    return table[ids] * math.sqrt(table.shape[1])
    ### END SOLUTION


# %% check="embed" points=5 minutes=5
check("embed")

# %% [markdown]
# ### 练习 7.4 positional_encoding（约 10 分钟，8 分）
#
# **为什么**　注意力有一个奇怪的性质：把句子里的词打乱，它看到的还是同一堆词，分不出“狗咬人”和“人咬狗”。循环网络一个一个地读，天然知道先后；注意力得靠别人告诉它。办法是给每个位置一个固定的向量，加在词向量上。
#
# **做什么**　位置 $p$（从 0 数起）的向量由一对对的正弦、余弦组成，一对比一对转得慢：
#
# $$
# \mathrm{PE}[p,\ 2i] = \sin\frac{p}{10000^{2i/d_{\text{model}}}},
# \qquad
# \mathrm{PE}[p,\ 2i+1] = \cos\frac{p}{10000^{2i/d_{\text{model}}}},
# \qquad i = 0, 1, \dots, \tfrac{d_{\text{model}}}{2} - 1
# $$
#
# 像钟面上的几根针：秒针转得快，分得清相邻的位置；时针转得慢，分得清远近。
#
# **例子**　$d_{\text{model}} = 4$，分母有 $10000^{0} = 1$ 和 $10000^{2/4} = 100$ 两种：
#
# | 位置 | $\sin p$ | $\cos p$ | $\sin(p/100)$ | $\cos(p/100)$ |
# |---|---|---|---|---|
# | 0 | 0 | 1 | 0 | 1 |
# | 1 | 0.8415 | 0.5403 | 0.0100 | 0.9999 |
# | 2 | 0.9093 | −0.4161 | 0.0200 | 0.9998 |
#
# `d_model` 是奇数时凑不成对，抛出 `ValueError`。
#
# **常见错误**
#
# - 前一半列全是 sin，后一半全是 cos：公式里它们是**交错**的；<!-- wrong: halves -->
# - 指数的分子写成 $i$ 或者 $4i$：$2i$ 已经是**列号**，不用再乘 2，也不用除；<!-- wrong: exponent-halved exponent-doubled -->
# - 每一列各用各的列号，cos 那一列就转得慢了一点：一对里两列用的是同一个角；<!-- wrong: own-angle-for-each-column twice-the-column -->
# - 第 0 个位置从 1 数起。<!-- wrong: from-one -->
#
# <details><summary>提示</summary>
#
# 位置做成 `(length, 1)` 的列，`torch.arange(0, d_model, 2)` 就是所有的 $2i$，算出 `(length, d_model / 2)` 的角度。再建一个 `(length, d_model)` 的张量，用第 1 天的带步长切片 `[:, 0::2]` 和 `[:, 1::2]` 分别填进去。
#
# </details>


# %% exercise="positional_encoding"
def positional_encoding(length: int, d_model: int) -> Tensor:
    """正弦位置编码。

    参数
        length: 位置的个数，位置从 0 数到 length - 1；1 到 500。
        d_model: 向量的维数，必须是偶数，不小于 2。
    返回
        (length, d_model) 的 float32 张量：第 2i 列是 sin(位置 / 10000^(2i / d_model))，
        第 2i+1 列是 cos(同一个角)。绝对误差不超过 1e-4。
    错误
        d_model 是奇数时抛出 ValueError。
    例子
        >>> positional_encoding(3, 4)
        tensor([[ 0.0000,  1.0000,  0.0000,  1.0000],
                [ 0.8415,  0.5403,  0.0100,  0.9999],
                [ 0.9093, -0.4161,  0.0200,  0.9998]])
    """
    ### BEGIN SOLUTION
    if d_model % 2:
        raise ValueError(f"d_model must be even, got {d_model}")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    frequency = 10000.0 ** (-torch.arange(0, d_model, 2, dtype=torch.float64) / d_model)
    encoding = torch.empty(length, d_model)
    encoding[:, 0::2] = torch.sin(position * frequency)
    encoding[:, 1::2] = torch.cos(position * frequency)
    return encoding
    ### END SOLUTION


# %% check="positional_encoding" points=8 minutes=10
check("positional_encoding")

# %% tags=["demo"]
if ready("positional_encoding"):
    encoding = positional_encoding(60, 32)
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.4), width_ratios=(1.1, 1))
    image = axes[0].imshow(encoding.T, cmap="RdBu_r", aspect="auto")
    axes[0].set(title="60 个位置的编码", xlabel="位置", ylabel="列")
    fig.colorbar(image, ax=axes[0])
    for position, color in ((10, "#3b6fb6"), (40, "#c0392b")):
        axes[1].plot(encoding @ encoding[position], color=color, label=f"与位置 {position}")
    axes[1].set(title="两个位置的编码的点积", xlabel="另一个位置", ylim=(5, 19))
    axes[1].legend(loc="upper center", ncols=2)
    for ax in axes:
        ax.grid(False)
    plt.show()

# %% [markdown]
# 左图从上到下越转越慢。右图是它有用的原因：两条曲线形状一样，只是平移了。两个位置的点积只看它们**相距多远**：和自己最大，走远了就起伏着降下去。拿位置编码去做点积，就能问出“谁在我附近”。下面马上就要做点积了。

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "embed", "positional_encoding"):
    torch.manual_seed(0)
    poem = "花 非 花 雾 非 雾"
    numbers = encode_words(poem, build_vocabulary([poem]))
    table = torch.randn(8, 16) / math.sqrt(16)  # 还没训练，先放随机数
    words, positions = embed(numbers, table), positional_encoding(6, 16)

    fig, axes = plt.subplots(1, 3, figsize=(9, 2.7), sharey=True)
    titles = ("词向量", "加上：位置编码", "等于：送进网络的")
    for ax, title, values in zip(axes, titles, (words, positions, words + positions)):
        ax.imshow(values, cmap="RdBu_r", vmin=-2.5, vmax=2.5, aspect="auto")
        ax.set(title=title, xlabel="列")
        ax.grid(False)
    axes[0].set_yticks(range(6), poem.split())
    plt.show()

# %% [markdown]
# 左图里两行“花”一模一样，右图里不一样了：同一个字，因为站的位置不同，成了两个不同的向量。

# %% [markdown]
# ## 2　注意力
#
# 字典（`dict`）是硬的查找：键要么相同，要么没有。注意力是**软**的查找：查询（query）和每个键（key）都比一比，像几分就取几分，把对应的值（value）按比例混合起来。
#
# ![软查找：查询和每个键打分，变成权重，按权重混合各个值](figures/lookup.svg)
#
# 剩下的问题是：怎么打分？

# %% [markdown]
# ### 练习 7.5 additive_attention_scores（约 10 分钟，7 分）
#
# **做什么**　最早的注意力（2014 年，机器翻译）用一个小网络来打分：查询和键各过一个线性变换，加起来，过 tanh，再和一个向量做点积。
#
# $$
# \mathrm{score}(q_i, k_j) = \tanh\bigl(q_i W_q + k_j W_k\bigr) \cdot v
# $$
#
# | | 形状 |
# |---|---|
# | `q` | `(…, t_q, d_q)`，“…”是任意多个批的轴，也可以没有 |
# | `k` | `(…, t_k, d_k)` |
# | `w_q`、`w_k`、`v` | `(d_q, h)`、`(d_k, h)`、`(h,)` |
# | 返回 | `(…, t_q, t_k)`，第 `[i, j]` 个是第 i 个查询给第 j 个键的分 |
#
# 因为叠加在一起，所以叫加性注意力（additive attention）。查询和键的维数可以不同，这是它的好处。
#
# **难点**　每个查询要配**每个**键，一共 $t_q \times t_k$ 对。`q @ w_q` 是 `(…, t_q, h)`，`k @ w_k` 是 `(…, t_k, h)`，要让它们广播成 `(…, t_q, t_k, h)`：
#
# ```
# q 这边   (…, t_q,  1 , h)
# k 这边   (…,  1 , t_k, h)
# 相加     (…, t_q, t_k, h)   → tanh → · v →   (…, t_q, t_k)
# ```
#
# **例子**　一维的查询 1、0，键 0、1、2；`w_q = [[1, 0]]`，`w_k = [[-1, 1]]`，`v = [1, 1]`。第 0 个查询对第 1 个键：$\tanh(1 - 1) + \tanh(0 + 1) = 0.7616$。
#
# **常见错误**
#
# - 直接 `q @ w_q + k @ w_k`：两边长度不同会报错；长度**相同**时不报错，却只把第 i 个查询配给了第 i 个键；<!-- wrong: paired -->
# - 新轴插错了一边，返回的是 `(…, t_k, t_q)`；<!-- wrong: transposed -->
# - 查询和键各过各的 tanh，然后才相加；<!-- wrong: tanh-before-sum -->
# - 在打分上做了 softmax：这里只要打分。<!-- wrong: softmax -->
#
# <details><summary>提示</summary>
#
# 从后往前数轴，批有几个轴都不怕：`(q @ w_q).unsqueeze(-2)` 在倒数第二个位置插入长度为 1 的轴，`(k @ w_k).unsqueeze(-3)` 在倒数第三个。最后 `… @ v` 消去 `h`。
#
# </details>


# %% exercise="additive_attention_scores"
def additive_attention_scores(q: Tensor, k: Tensor, w_q: Tensor, w_k: Tensor, v: Tensor) -> Tensor:
    """加性注意力的打分：tanh(q·w_q + k·w_k)·v，每个查询配每个键。

    参数
        q: (…, t_q, d_q) 的浮点张量，查询；“…”是任意多个批的轴，也可以没有。
        k: (…, t_k, d_k) 的浮点张量，键；批的轴与 q 相同。
        w_q: (d_q, h)。w_k: (d_k, h)。v: (h,)。
    返回
        (…, t_q, t_k) 的张量，dtype 与 q 相同，第 [i, j] 个是第 i 个查询给第 j 个键的分；
        没有经过 softmax；输入再大也是有限的数。对五个参数都可以求导。
    例子
        >>> q, k = torch.tensor([[1.0], [0.0]]), torch.tensor([[0.0], [1.0], [2.0]])
        >>> w_q, w_k = torch.tensor([[1.0, 0.0]]), torch.tensor([[-1.0, 1.0]])
        >>> additive_attention_scores(q, k, w_q, w_k, torch.tensor([1.0, 1.0]))
        tensor([[0.7616, 0.7616, 0.2024],
                [0.0000, 0.0000, 0.0000]])
    """
    ### BEGIN SOLUTION
    pairs = (q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)
    return torch.tanh(pairs) @ v
    ### END SOLUTION


# %% check="additive_attention_scores" points=7 minutes=10
check("additive_attention_scores")

# %% [markdown]
# ### 练习 7.6 scaled_dot_product_attention（约 14 分钟，11 分）
#
# **做什么**　今天最重要的一个函数。把打分换成最便宜的点积，$t_q \times t_k$ 个分就是一次矩阵乘法：
#
# $$
# \mathrm{Attention}(Q, K, V) = \mathrm{softmax}\!\left(\frac{Q K^{\mathsf T}}{\sqrt{d}}\right) V
# $$
#
# | | 形状 |
# |---|---|
# | `q`、`k`、`v` | `(…, t_q, d)`、`(…, t_k, d)`、`(…, t_k, d_v)` |
# | 打分、权重 | `(…, t_q, t_k)`，softmax 沿**最后一个轴**：每个查询的权重加起来是 1 |
# | 返回 | `(out, weights)`，`out` 是 `(…, t_q, d_v)` |
#
# **为什么除以 $\sqrt d$**　`q` 和 `k` 的每个数如果是独立的、方差为 1，点积是 $d$ 项的和，方差就是 $d$。维数一高，打分动辄几十，softmax 只挑出一个，别的全是 0，梯度也就没有了。除以标准差 $\sqrt d$，打分的大小就与维数无关。写完之后有一张图。
#
# **掩码**　`mask` 是布尔张量，可以广播成打分的形状，True 表示可以看。不许看的位置，在 softmax **之前**把打分换成一个极小的数，权重就正好是 0，剩下的权重自动加起来是 1。
#
# **例子**　一个查询 `[2, 0, 0, 0]`，三个键是单位向量，值是 1、2、3：
#
# | | 键 0 | 键 1 | 键 2 | `out` |
# |---|---|---|---|---|
# | 打分 ÷ √4 | 1 | 0 | 0 | |
# | 权重 | 0.5761 | 0.2119 | 0.2119 | 1.6358 |
# | 不许看键 0 | 0 | 0.5 | 0.5 | 2.5 |
#
# **一个键都不许看**　整行都被挡住时，权重和 `out` 都约定为 0。要当心：一整行 −∞ 的 softmax 是 0/0，得到 NaN，而 NaN 会顺着加法传遍整个网络。
#
# **自己写**　不能调用 `F.scaled_dot_product_attention` 和 `nn.MultiheadAttention`，那就是这道题本身。`torch.softmax` 可以用，它已经替你减去了最大值。
#
# **常见错误**
#
# - 忘了 $\sqrt d$；<!-- wrong: no-scale -->
# - 除的是 $\sqrt{t_k}$ 或 $\sqrt{d_v}$：$d$ 是 `q` 的最后一个轴；<!-- wrong: root-of-length root-of-value-size -->
# - 写成 `scores / d ** 1 / 2`：先算乘方，再除，除的是 $2d$；<!-- wrong: power-before-division -->
# - softmax 沿错了轴（`dim=-2`）：变成每个键的权重加起来是 1；<!-- wrong: softmax-over-queries -->
# - 先 softmax 再乘掩码：剩下的权重加起来不到 1；<!-- wrong: masked-after-softmax -->
# - 掩码的意思弄反了：True 是**可以**看；<!-- wrong: mask-inverted mask-inverted-uniform mask-inverted-nan -->
# - 没有管一个键都不许看的行：用 −∞ 得到 NaN，用很小的数得到平均分配，应当是 0；<!-- wrong: nan-without-keys uniform-without-keys -->
# - `k.T` 把所有的轴都倒过来，只有二维时才对。<!-- wrong: transposes-everything -->
#
# <details><summary>提示</summary>
#
# `scores.masked_fill(~mask, 一个很小的有限数)`，例如 `torch.finfo(scores.dtype).min`。用有限数，整行都挡住时 softmax 得到的是均匀的权重，不是 NaN；之后再用一次 `masked_fill(~mask, 0.0)`，挡住的位置就正好是 0。
#
# </details>


# %% exercise="scaled_dot_product_attention"
def scaled_dot_product_attention(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    mask: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """缩放点积注意力：softmax(q @ k 的转置 / √d) @ v。

    参数
        q: (…, t_q, d) 的浮点张量，查询；“…”是任意多个批的轴，也可以没有。
        k: (…, t_k, d) 的浮点张量，键；批的轴与 q 相同。
        v: (…, t_k, d_v) 的浮点张量，值；d_v 可以与 d 不同。
        mask: None，或布尔张量，可以广播成 (…, t_q, t_k)；True 表示可以看，False 表示不许看。
    返回
        (out, weights)：out 是 (…, t_q, d_v)，weights 是 (…, t_q, t_k)，dtype 都与 q 相同。
        weights 的每一行非负，和为 1；不许看的位置正好是 0。
        一个键都不许看的那一行，weights 和 out 全是 0，不是 NaN（梯度也不是）。
        打分大到 1e4 也不溢出。对 q、k、v 都可以求导。
        不能调用 F.scaled_dot_product_attention 或 nn.MultiheadAttention；torch.softmax 可以用。
    例子
        >>> q, k = torch.tensor([[2.0, 0.0, 0.0, 0.0]]), torch.eye(4)[:3]
        >>> v = torch.tensor([[1.0], [2.0], [3.0]])
        >>> scaled_dot_product_attention(q, k, v)
        (tensor([[1.6358]]), tensor([[0.5761, 0.2119, 0.2119]]))
        >>> scaled_dot_product_attention(q, k, v, torch.tensor([False, True, True]))
        (tensor([[2.5000]]), tensor([[0.0000, 0.5000, 0.5000]]))
    """
    ### BEGIN SOLUTION
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is None:
        weights = torch.softmax(scores, dim=-1)
    else:
        # A very small finite number, not -inf: a row that is masked throughout must not become 0/0.
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
        weights = torch.softmax(scores, dim=-1).masked_fill(~mask, 0.0)
    return weights @ v, weights
    ### END SOLUTION


# %% check="scaled_dot_product_attention" points=11 minutes=14
check("scaled_dot_product_attention")

# %% [markdown]
# 拿六个词试试。每个键有三个数，我们手工填上“像动物、像水果、像颜色”的程度；查询问的是其中一样：

# %% tags=["demo"]
if ready("scaled_dot_product_attention"):
    names = ["猫", "苹果", "红", "狗", "橙", "绿"]
    keys = torch.tensor([[1, 0, 0], [0, 1, 0.2], [0, 0, 1], [1, 0, 0], [0, 0.9, 0.8], [0, 0, 1.0]])
    questions = {"动物": [4.0, 0, 0], "水果": [0, 4.0, 0], "又是水果又是颜色": [0, 4.0, 4.0]}
    fig, axes = plt.subplots(1, 3, figsize=(9, 2.6), sharey=True)
    for ax, (title, query) in zip(axes, questions.items()):
        _, weights = scaled_dot_product_attention(torch.tensor([query]), keys, keys)
        ax.bar(names, weights[0], color="#3b6fb6")
        ax.set(title=f"查询：{title}", ylim=(0, 0.65))
    axes[0].set_ylabel("权重")
    plt.show()

# %% [markdown]
# “橙”既是水果也是颜色，两样都问的时候，它就冒了出来。在真正的网络里，这些数不用手工填：查询和键都是学出来的。
#
# 再看 $\sqrt d$ 的作用。随机的查询和 20 个随机的键，维数从 4 到 1024；右边的红线把 `q` 先乘上 $\sqrt d$，等于没有除：

# %% tags=["demo"]
if ready("scaled_dot_product_attention"):
    torch.manual_seed(0)
    sizes = [4, 16, 64, 256, 1024]
    largest = {"除以 √d": [], "不除": []}
    for d in sizes:
        q, k = torch.randn(300, 1, d), torch.randn(300, 20, d)
        for name, factor in (("除以 √d", 1.0), ("不除", math.sqrt(d))):
            _, weights = scaled_dot_product_attention(factor * q, k, k)
            largest[name].append(weights.amax(dim=-1).mean().item())
            if d == 256:
                largest[name + "的例子"] = weights[0, 0]

    fig, axes = plt.subplots(1, 3, figsize=(9, 2.8), width_ratios=(1, 1, 1.2))
    for ax, name, color in zip(axes, ("除以 √d", "不除"), ("#3b6fb6", "#c0392b")):
        ax.bar(range(20), largest[name + "的例子"], color=color)
        ax.set(title=f"d = 256，{name}", xlabel="键", ylim=(0, 1))
        axes[2].plot(sizes, largest[name], "o-", color=color, label=name)
    axes[0].set_ylabel("权重")
    axes[2].set(title="最大的那个权重（平均）", xlabel="d", xscale="log", ylim=(0, 1.05))
    axes[2].legend()
    plt.show()

# %% [markdown]
# 不除的时候，维数一高，一个键独吞全部权重，别的键得不到梯度，也就永远没有机会。

# %% [markdown]
# ### 练习 7.7 causal_mask（约 3 分钟，3 分）
#
# **做什么**　写诗的时候，第 3 个字只能根据前面的字来写，后面的还不存在。因果掩码（causal mask）说的就是这件事：第 $i$ 个位置只能看第 0 到第 $i$ 个，**包括自己**。
#
# $$
# \mathrm{mask}[i, j] = (j \le i)
# $$
#
# **例子**　长度 3：第 0 行 `[True, False, False]`，第 1 行 `[True, True, False]`，第 2 行全是 True。
#
# **常见错误**
#
# - 不包括自己：第 0 个位置就一个也不许看了；<!-- wrong: strict -->
# - 上三角和下三角弄反：只许看未来；<!-- wrong: upper -->
# - 返回 0 和 1 的浮点数：`~` 和 `&` 都会报错。<!-- wrong: float -->
#
# <details><summary>提示</summary>
#
# `torch.tril` 取下三角（lower triangle），对布尔张量也能用；或者 `torch.arange` 做成一列一行，用 `<=` 比较，靠广播。
#
# </details>


# %% exercise="causal_mask"
def causal_mask(length: int) -> Tensor:
    """因果掩码：第 i 个位置只能看第 0 到第 i 个。

    参数
        length: 序列的长度，不小于 1。
    返回
        (length, length) 的布尔张量：第 [i, j] 个是 True，当且仅当 j ≤ i（包括自己）。
    例子
        >>> causal_mask(3)
        tensor([[ True, False, False],
                [ True,  True, False],
                [ True,  True,  True]])
    """
    ### BEGIN SOLUTION
    return torch.ones(length, length, dtype=torch.bool).tril()
    ### END SOLUTION


# %% check="causal_mask" points=3 minutes=3
check("causal_mask")

# %% [markdown]
# ### 练习 7.8 padding_mask（约 3 分钟，3 分）
#
# **做什么**　短句子末尾的 `<pad>` 只是凑数的，谁也不该看它。
#
# | | 形状 |
# |---|---|
# | `ids` | `(n, t)` |
# | 返回 | `(n, 1, t)`，不是填充的位置为 True |
#
# 中间那个 1 是留给查询的轴：同一个句子里，不管谁来查询，填充都不许看。
#
# **例子**　`[[5, 6, 0], [7, 0, 0]]` 变成 `[[[True, True, False]], [[True, False, False]]]`。
#
# **常见错误**
#
# - 返回 `(n, t)`：和 `(n, t_q, t_k)` 广播时，批那个轴会对到查询上去，`n` 恰好等于 `t_q` 时还不报错；<!-- wrong: no-axis -->
# - 没有用 `pad_id`，写死了 0；<!-- wrong: always-zero -->
# - 意思弄反了，填充的位置成了 True。<!-- wrong: inverted -->
#
# <details><summary>提示</summary>
#
# `ids != pad_id`，再用 `unsqueeze` 插入一个轴。
#
# </details>


# %% exercise="padding_mask"
def padding_mask(ids: Tensor, pad_id: int = 0) -> Tensor:
    """填充掩码：填充的位置谁也不许看。

    参数
        ids: (n, t) 的整数张量（int64 或 int32），一批句子的编号；填充可以在任何位置，
            也可以没有；不变。
        pad_id: 填充符的编号；不是 0 时，0 就是普通的词。
    返回
        (n, 1, t) 的布尔张量：第 [i, 0, j] 个是 True，当且仅当 ids[i, j] 不是填充。
        中间的 1 留给查询那个轴去广播。
    例子
        >>> padding_mask(torch.tensor([[5, 6, 0]]))
        tensor([[[ True,  True, False]]])
    """
    ### BEGIN SOLUTION
    return (ids != pad_id).unsqueeze(1)
    ### END SOLUTION


# %% check="padding_mask" points=3 minutes=3
check("padding_mask")

# %% tags=["demo"]
if ready("causal_mask", "padding_mask"):
    ids = torch.tensor([[5, 6, 7, 8, 0, 0]])
    causal, padding = causal_mask(6), padding_mask(ids)[0].expand(6, 6)
    fig, axes = plt.subplots(1, 3, figsize=(8.4, 3), sharey=True)
    panels = (
        ("因果掩码", causal),
        ("填充掩码（末尾两个是 <pad>）", padding),
        ("两个都要：&", causal & padding),
    )
    for ax, (title, mask) in zip(axes, panels):
        ax.imshow(mask, cmap="Blues", vmin=0, vmax=1.5)
        ax.set_title(title, fontsize=10.5)
        ax.set(xlabel="键的位置", xticks=range(6), yticks=range(6))
        ax.set_xticks(torch.arange(7) - 0.5, minor=True)
        ax.set_yticks(torch.arange(7) - 0.5, minor=True)
        ax.grid(False)
        ax.grid(which="minor", color="white", linewidth=2)
        ax.tick_params(which="minor", length=0)
    axes[0].set_ylabel("查询的位置")
    plt.show()

# %% [markdown]
# 深色的可以看。每一行是一个查询，顺着一行往右走，就是它能看到的键。

# %% [markdown]
# ## 3　多头
#
# 一个查询只有一组权重，只能问一个问题。可是写一个字的时候，既想知道“上句这个位置是什么”，又想知道“我刚写了什么”。多头注意力（multi-head attention）把向量切成几段，每段各问各的，最后拼起来。

# %% [markdown]
# ### 练习 7.9 MultiHeadAttention（约 18 分钟，12 分）
#
# **做什么**　今天的第一个类。`d_model` 维平分给 `num_heads` 个头，每个头 $d_k = d_{\text{model}} / \mathrm{num\_heads}$ 维：
#
# $$
# \begin{aligned}
# \mathrm{head}_i &= \mathrm{Attention}\bigl((\mathrm{query}\,W_q)_i,\ (\mathrm{key}\,W_k)_i,\ (\mathrm{value}\,W_v)_i\bigr) \\
# \mathrm{out} &= [\,\mathrm{head}_0,\ \mathrm{head}_1,\ \dots\,]\,W_o
# \end{aligned}
# $$
#
# 下标 $i$ 的意思是**第 $i\,d_k$ 到第 $(i+1)\,d_k - 1$ 列**。四个线性变换都带偏置，叫 `w_q`、`w_k`、`w_v`、`w_o`。
#
# ![多头注意力：d_model 是 6，两个头，每个头三列；各自做注意力，再接回来过 w_o](figures/heads.svg)
#
# **不用循环**　把头变成一个轴，所有的头一次算完：
#
# ```
# (n, t, d_model)  ── reshape ──▶  (n, t, heads, d_k)  ── transpose ──▶  (n, heads, t, d_k)
# ```
#
# 这时批的轴是 `(n, heads)`，正好交给你的 `scaled_dot_product_attention`。得到 `(n, heads, t_q, d_k)` 之后，原路倒着走回 `(n, t_q, d_model)`。
#
# **掩码**　给进来的是二维或三维，可以广播成 `(n, t_q, t_k)`；打分却是四维的 `(n, heads, t_q, t_k)`，要给头留出一个轴。
#
# **约定**
#
# - `forward` 只返回 `(n, t_q, d_model)`；权重 `(n, heads, t_q, t_k)` 存进 `self.weights`，最后画图要用；
# - 除不尽时 `__init__` 抛出 `ValueError`；
# - 不能调用 `nn.MultiheadAttention` 和 `F.scaled_dot_product_attention`。
#
# **例子**　`MultiHeadAttention(6, 2)`：查询 `(4, 3, 6)`，键和值 `(4, 5, 6)`，返回 `(4, 3, 6)`，`weights` 是 `(4, 2, 3, 5)`。
#
# **常见错误**
#
# - `reshape(n, heads, t, d_k)` 一步到位：形状对了，元素却乱了，一个头里混进了别的位置的数。reshape 不会搬动元素，必须先 `(n, t, heads, d_k)`，再交换轴；<!-- wrong: split-without-transpose -->
# - 合并时忘了先把轴换回来，错法相同；<!-- wrong: merge-without-transpose -->
# - 合并时用了 `view`：交换过轴的张量不连续，会报错，用 `reshape`；<!-- wrong: view-after-transpose -->
# - 拆 `key` 和 `value` 时用了 `query` 的长度：它们的长度是 $t_k$，不一定等于 $t_q$。<!-- wrong: length-of-the-query -->
#
# <details><summary>提示</summary>
#
# 拆头要做三遍，写成一个小方法（或函数）：`x.reshape(n, t, heads, d_k).transpose(1, 2)`。
#
# 掩码用 `mask.unsqueeze(-3)`：`(t_q, t_k)` 变成 `(1, t_q, t_k)`，`(n, 1, t_k)` 变成 `(n, 1, 1, t_k)`，都能和四维的打分广播。别忘了 `mask` 可以是 None。
#
# 存权重时写 `weights.detach()`，省得把整张计算图一起留着。
#
# </details>


# %% exercise="MultiHeadAttention"
class MultiHeadAttention(nn.Module):
    """多头注意力。

    属性（名字固定）
        w_q, w_k, w_v, w_o: 四个 nn.Linear(d_model, d_model)，带偏置，保持 PyTorch 默认的初值。
        weights: 最近一次 forward 的注意力权重，(n, num_heads, t_q, t_k)；存不存计算图都可以。
    约定
        d_k = d_model / num_heads。第 i 个头用的是 w_q(query)、w_k(key)、w_v(value) 的
        第 i·d_k 到 (i+1)·d_k - 1 列；各头的输出按头的次序接起来，最后过 w_o。没有 dropout。
        不能调用 nn.MultiheadAttention 或 F.scaled_dot_product_attention；
        用你自己的 scaled_dot_product_attention。
    例子
        >>> attention = MultiHeadAttention(6, 2)
        >>> x, memory = torch.zeros(4, 3, 6), torch.zeros(4, 5, 6)
        >>> attention(x, memory, memory).shape, attention.weights.shape
        (torch.Size([4, 3, 6]), torch.Size([4, 2, 3, 5]))
    """

    def __init__(self, d_model: int, num_heads: int) -> None:
        """d_model 不能被 num_heads 整除时抛出 ValueError。"""
        super().__init__()
        ### BEGIN SOLUTION
        if d_model % num_heads:
            raise ValueError(f"d_model {d_model} is not divisible by num_heads {num_heads}")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)
        self.weights = None
        ### END SOLUTION

    def forward(
        self,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        mask: Tensor | None = None,
    ) -> Tensor:
        """每个查询从值里取回一份混合。

        参数
            query: (n, t_q, d_model)。key, value: (n, t_k, d_model)。
            mask: None，或二维、三维的布尔张量，可以广播成 (n, t_q, t_k)；True 表示可以看。
                所有的头用同一个 mask。一个键都不许看的行，权重是 0，输出是 w_o 的偏置。
        返回
            (n, t_q, d_model) 的张量，只有这一个；权重放在 self.weights 里。
        """
        ### BEGIN SOLUTION
        heads = [self._split(w(x)) for w, x in ((self.w_q, query), (self.w_k, key), (self.w_v, value))]
        if mask is not None:
            mask = mask.unsqueeze(-3)  # the axis of the heads
        out, weights = scaled_dot_product_attention(*heads, mask)
        self.weights = weights.detach()
        n, t_q, d_model = query.shape
        return self.w_o(out.transpose(1, 2).reshape(n, t_q, d_model))

    def _split(self, x: Tensor) -> Tensor:
        """(n, t, d_model) → (n, heads, t, d_k)。"""
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)
        ### END SOLUTION


# %% check="MultiHeadAttention" points=12 minutes=18 uses=["scaled_dot_product_attention"]
check("MultiHeadAttention")

# %% [markdown]
# PyTorch 有现成的 `nn.MultiheadAttention`（练习里不能用，对账可以用）。把你的权重抄给它，看看两边差多少。注意它的掩码和我们相反，True 是**不许**看：

# %% tags=["demo"]
if ready("MultiHeadAttention", "causal_mask"):
    torch.manual_seed(0)
    mine, theirs = MultiHeadAttention(12, 3), nn.MultiheadAttention(12, 3, batch_first=True)
    projections = (mine.w_q, mine.w_k, mine.w_v)
    with torch.no_grad():
        theirs.in_proj_weight.copy_(torch.cat([w.weight for w in projections]))
        theirs.in_proj_bias.copy_(torch.cat([w.bias for w in projections]))
        theirs.out_proj.load_state_dict(mine.w_o.state_dict())
        x, mask = torch.randn(2, 5, 12), causal_mask(5)
        out = mine(x, x, x, mask)
        expected, weights = theirs(x, x, x, attn_mask=~mask, average_attn_weights=False)
    print(f"输出最多相差 {(out - expected).abs().max():.0e}")
    print(f"权重最多相差 {(mine.weights - weights).abs().max():.0e}")

# %% [markdown]
# 就算有一点差别，也只是 float32 的舍入。
#
# 同一个类有两种用法。**自注意力**（self-attention）：查询、键、值都来自同一个序列，词与词互相看；**交叉注意力**（cross-attention）：查询来自正在写的序列，键和值来自读进来的那个序列。

# %% [markdown]
# ## 4　搭成层
#
# 注意力负责“看别处”，再配上三样东西，就成了一层：残差连接、层归一化、前馈网络。

# %% [markdown]
# ### 练习 7.10 layer_norm（约 8 分钟，7 分）
#
# **做什么**　层归一化（layer normalization）：每个位置的向量，减去自己的平均值，除以自己的标准差，再用可以学的 `gamma` 和 `beta` 调整。沿**最后一个轴**：
#
# $$
# \mathrm{LN}(x) = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} \odot \gamma + \beta,
# \qquad
# \mu = \frac{1}{d} \sum_j x_j,
# \qquad
# \sigma^2 = \frac{1}{d} \sum_j (x_j - \mu)^2
# $$
#
# | | 形状 |
# |---|---|
# | `x` | `(…, d)`，前面几个轴都可以 |
# | `gamma`、`beta` | `(d,)` |
# | 返回 | 与 `x` 相同 |
#
# **为什么**　层数一多，数的大小会一层一层地漂。每层都归一化一次，后面的层就总是收到差不多大小的输入。它和第 1 天的标准化只差一个轴：那时是每个特征跨样本，现在是**每个位置自己**，与批里的别人无关。
#
# **例子**　一行 `[1, 3]`：平均 2，方差 1，得到 `[-1, 1]`；`gamma = [1, 2]`，`beta = [0, 5]`，结果是 `[-1, 7]`。一行 `[10, 10]`：方差 0，得到 `beta`。
#
# **自己写**　不能调用 `F.layer_norm`、`nn.LayerNorm`、`torch.layer_norm`。
#
# **常见错误**
#
# - `x.std()` 和 `x.var()` 默认除以 $d - 1$：`correction=0` 才除以 $d$。维数小的时候差得很明显；<!-- wrong: unbiased std-plus-eps -->
# - $\varepsilon$ 加在根号外面；<!-- wrong: eps-outside -->
# - 沿批的轴归一化；<!-- wrong: first-axis -->
# - 忘了 `keepdim=True`：多半报错，$d$ 恰好等于前一个轴时不报错，数却错了；<!-- wrong: no-keepdim -->
# - 方差写成 $x^2$ 的平均减去 $\mu^2$：$\mu$ 很大时两个大数相减，剩下的全是舍入误差，甚至是负的，开方得到 NaN。公开测试看不出，评分时才会发现。<!-- wrong: mean-of-squares -->
#
# <details><summary>提示</summary>
#
# 先算 `x - x.mean(dim=-1, keepdim=True)`，它的平方的平均就是方差。
#
# </details>


# %% exercise="layer_norm"
def layer_norm(x: Tensor, gamma: Tensor, beta: Tensor, eps: float = 1e-5) -> Tensor:
    """层归一化：沿最后一个轴减平均值、除以标准差，再乘 gamma、加 beta。

    参数
        x: (…, d) 的浮点张量，前面有几个轴都可以；不变。
        gamma, beta: (d,) 的张量。
        eps: 加在方差上、根号里面的小正数。
    返回
        与 x 同形状、同 dtype 的张量：(x - 平均值) / √(方差 + eps) · gamma + beta；
        一行的数都相等时正好是 beta，梯度也不是 NaN。
        平均值比标准差大几百万倍时（float64），方差也要算得准：先减平均值，再平方。
        平均值和方差都只沿最后一个轴算，方差除以 d（不是 d - 1）。对 x、gamma、beta 都可以求导。
        不能调用 F.layer_norm、nn.LayerNorm 或 torch.layer_norm。
    例子
        >>> x = torch.tensor([[1.0, 3.0], [10.0, 10.0]])
        >>> layer_norm(x, torch.tensor([1.0, 2.0]), torch.tensor([0.0, 5.0]))
        tensor([[-1.0000,  7.0000],
                [ 0.0000,  5.0000]])
    """
    ### BEGIN SOLUTION
    centred = x - x.mean(dim=-1, keepdim=True)
    variance = (centred**2).mean(dim=-1, keepdim=True)
    return centred / torch.sqrt(variance + eps) * gamma + beta
    ### END SOLUTION


# %% check="layer_norm" points=7 minutes=8
check("layer_norm")

# %% [markdown]
# ### 练习 7.11 AddNorm（约 5 分钟，5 分）
#
# **做什么**　残差连接（residual connection）：子层的输出不取代输入，而是**加**在输入上，然后归一化。
#
# $$
# \mathrm{AddNorm}(x, y) = \mathrm{LN}(x + y)
# $$
#
# 其中 $x$ 是子层的输入，$y$ 是子层的输出。`gamma`（初值 1）和 `beta`（初值 0）是要学的参数。先加后归一化，叫 post-norm，是原论文的做法。
#
# **为什么**　加法的导数是 1，梯度可以沿着“绕过去”的那条路一直传到最底层。子层也轻松了：它只要学“该补上什么”。
#
# **例子**　$x = (1, 2)$，$y = (0, 1)$，和是 $(1, 3)$，归一化得到 $(-1, 1)$。
#
# **自己写**　用你的 `layer_norm`；不能调用 `nn.LayerNorm` 或 `F.layer_norm`。
#
# **常见错误**
#
# - `self.gamma = torch.ones(d_model)`：普通张量不算参数，优化器看不见它。包上一层 `nn.Parameter(…)`；<!-- wrong: gamma-is-a-tensor -->
# - 漏了残差，只归一化了 $y$；<!-- wrong: no-residual -->
# - 写成了 $x + \mathrm{LN}(y)$ 或 $\mathrm{LN}(x) + y$：先加，后归一化。<!-- wrong: pre-norm norm-then-add -->
#
# <details><summary>提示</summary>
#
# `__init__` 里两行，`forward` 里一行。
#
# </details>


# %% exercise="AddNorm"
class AddNorm(nn.Module):
    """残差连接加层归一化（post-norm）：layer_norm(x + y, gamma, beta)。

    属性（名字固定）
        gamma: (d_model,) 的 nn.Parameter，初值全是 1。
        beta: (d_model,) 的 nn.Parameter，初值全是 0。
    约定
        eps 用 layer_norm 的默认值。不能调用 nn.LayerNorm 或 F.layer_norm。
    例子
        >>> norm = AddNorm(2)
        >>> norm(torch.tensor([[1.0, 2.0]]), torch.tensor([[0.0, 1.0]])).detach()
        tensor([[-1.0000,  1.0000]])
    """

    def __init__(self, d_model: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))
        ### END SOLUTION

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """参数 x, y: 形状相同，(…, d_model)。返回同样形状的张量。"""
        ### BEGIN SOLUTION
        return layer_norm(x + y, self.gamma, self.beta)
        ### END SOLUTION


# %% check="AddNorm" points=5 minutes=5 uses=["layer_norm"]
check("AddNorm")

# %% [markdown]
# ### 练习 7.12 FeedForward（约 5 分钟，4 分）
#
# **做什么**　前馈网络（feed-forward network）：两个线性层，中间一个 ReLU，就是第 4 天的那种网络。每个位置各算各的，用的是同一组参数：
#
# $$
# \mathrm{FFN}(x) = \mathrm{ReLU}(x W_1 + b_1)\, W_2 + b_2
# $$
#
# 先从 `d_model` 放宽到 `d_ff`（论文里是 4 倍），再收回来。
#
# **为什么**　注意力只是把值按比例混合，是线性的；把看来的东西**加工**一下，要靠这里的 ReLU。
#
# **例子**　`FeedForward(4, 16)` 把 `(2, 3, 4)` 变成 `(2, 3, 4)`。
#
# **常见错误**
#
# - 最后又过了一次 ReLU：残差就只能往上加，不能往下减；<!-- wrong: relu-twice -->
# - 两个线性层之间没有 ReLU：等于一个线性层；<!-- wrong: no-relu -->
# - 两层放在普通的 Python 列表里：`parameters()` 找不到它们，优化器也就不更新它们。<!-- wrong: plain-list -->
#
# <details><summary>提示</summary>
#
# 一个 `nn.Sequential` 就够；或者两个 `nn.Linear` 加 `torch.relu`。
#
# </details>


# %% exercise="FeedForward"
class FeedForward(nn.Module):
    """逐位置的前馈网络：线性，ReLU，线性。

    属性
        正好两个带偏置的 nn.Linear，一个 d_model 进 d_ff 出，一个 d_ff 进 d_model 出；
        叫什么名字、放不放在 nn.Sequential 里，都由你定。没有 dropout，也没有别的参数。
    例子
        >>> FeedForward(4, 16)(torch.zeros(2, 3, 4)).shape
        torch.Size([2, 3, 4])
    """

    def __init__(self, d_model: int, d_ff: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """参数 x: (…, d_model)。返回同样形状的张量；每个位置各算各的。"""
        ### BEGIN SOLUTION
        return self.outer(torch.relu(self.inner(x)))
        ### END SOLUTION


# %% check="FeedForward" points=4 minutes=5
check("FeedForward")

# %% [markdown]
# 零件齐了。下面这张图是今天的总装图，练习 7.13 到 7.15 照着它装：
#
# ![Transformer：左边编码器，右边解码器，memory 从左到右进入交叉注意力](figures/transformer.svg)

# %% [markdown]
# ### 练习 7.13 EncoderLayer（约 6 分钟，5 分）
#
# **做什么**　编码器的一层，图的左边，两个子层，各带一个 AddNorm：
#
# $$
# \begin{aligned}
# x &\leftarrow \mathrm{norm}_1\bigl(x,\ \mathrm{SelfAttention}(x, x, x, \mathrm{mask})\bigr) \\
# x &\leftarrow \mathrm{norm}_2\bigl(x,\ \mathrm{FFN}(x)\bigr)
# \end{aligned}
# $$
#
# 形状一路不变，都是 `(n, t, d_model)`，所以可以想叠几层就叠几层。
#
# **属性的名字**　`self_attention`、`norm1`、`feed_forward`、`norm2`。评分时按名字找它们。
#
# **自己写**　不能调用 `nn.TransformerEncoderLayer`。
#
# **常见错误**
#
# - 两处用了同一个 AddNorm：它们各有各的 `gamma` 和 `beta`；<!-- wrong: one-shared-norm first-norm-twice -->
# - 第二步里残差加的还是最开始的 `x`；<!-- wrong: second-residual-from-the-input -->
# - 忘了把 `mask` 传下去。<!-- wrong: mask-ignored -->
#
# <details><summary>提示</summary>
#
# 四个属性，两行 `forward`。子模块像函数一样调用：`self.self_attention(x, x, x, mask)`。
#
# </details>


# %% exercise="EncoderLayer"
class EncoderLayer(nn.Module):
    """编码器的一层：自注意力，前馈，各带一个 AddNorm。

    属性（名字固定）
        self_attention: MultiHeadAttention(d_model, num_heads)
        norm1: AddNorm(d_model)，自注意力之后
        feed_forward: FeedForward(d_model, d_ff)
        norm2: AddNorm(d_model)，前馈之后
    约定
        不能调用 nn.TransformerEncoderLayer。
    例子
        >>> EncoderLayer(6, 2, 12)(torch.zeros(4, 3, 6)).shape
        torch.Size([4, 3, 6])
    """

    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)
        ### END SOLUTION

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """一层编码。

        参数
            x: (n, t, d_model)。
            mask: None，或布尔张量，可以广播成 (n, t, t)；True 表示可以看；可以有一个都不许看的行。
        返回
            (n, t, d_model) 的张量。x 和 mask 不变。
        """
        ### BEGIN SOLUTION
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))
        ### END SOLUTION


# %% check="EncoderLayer" points=5 minutes=6 uses=["MultiHeadAttention", "AddNorm", "FeedForward"]
check("EncoderLayer")

# %% [markdown]
# ### 练习 7.14 DecoderLayer（约 9 分钟，7 分）
#
# **做什么**　解码器的一层，图的右边，三个子层：
#
# $$
# \begin{aligned}
# x &\leftarrow \mathrm{norm}_1\bigl(x,\ \mathrm{SelfAttention}(x, x, x, \text{因果掩码})\bigr) \\
# x &\leftarrow \mathrm{norm}_2\bigl(x,\ \mathrm{CrossAttention}(x, \mathrm{memory}, \mathrm{memory}, \mathrm{memory\_mask})\bigr) \\
# x &\leftarrow \mathrm{norm}_3\bigl(x,\ \mathrm{FFN}(x)\bigr)
# \end{aligned}
# $$
#
# | | 形状 |
# |---|---|
# | `x` | `(n, t, d_model)`，目标序列 |
# | `memory` | `(n, s, d_model)`，编码器的输出，`s` 和 `t` 可以不同 |
# | `tgt_mask` | None，或可以广播成 `(n, t, t)` |
# | `memory_mask` | None，或可以广播成 `(n, t, s)` |
#
# **因果掩码总是要的**　不管 `tgt_mask` 给没给，自注意力里都要加上 `causal_mask`。给了就取“且”：两个都允许才可以看。
#
# **谁问谁**　交叉注意力里，查询是正在写的 $x$，键和值是读进来的 memory。反过来的话，形状是 `(n, s, d_model)`，和残差对不上；`s` 恰好等于 `t` 时却不会报错。
#
# **属性的名字**　`self_attention`、`norm1`、`cross_attention`、`norm2`、`feed_forward`、`norm3`。
#
# **自己写**　不能调用 `nn.TransformerDecoderLayer`。
#
# **常见错误**
#
# - `tgt_mask` 给了就忘了因果掩码；<!-- wrong: causal-only-by-default -->
# - 把 `memory_mask` 用在了自注意力上；<!-- wrong: memory-mask-on-the-target -->
# - 把因果掩码用在了交叉注意力上：读进来的句子是完整的，全都可以看；<!-- wrong: causal-cross-attention -->
# - 交叉注意力问反了：查询应当是正在写的 $x$，键和值是 memory。<!-- wrong: roles-swapped -->
#
# <details><summary>提示</summary>
#
# `causal_mask(x.shape[1])` 是 `(t, t)`，和 `(n, 1, t)` 的填充掩码做 `&`，广播成 `(n, t, t)`。
#
# </details>


# %% exercise="DecoderLayer"
class DecoderLayer(nn.Module):
    """解码器的一层：带因果掩码的自注意力，对编码结果的交叉注意力，前馈，各带一个 AddNorm。

    属性（名字固定）
        self_attention: MultiHeadAttention(d_model, num_heads)
        norm1: AddNorm(d_model)，自注意力之后
        cross_attention: MultiHeadAttention(d_model, num_heads)，查询来自解码器，键和值来自 memory
        norm2: AddNorm(d_model)，交叉注意力之后
        feed_forward: FeedForward(d_model, d_ff)
        norm3: AddNorm(d_model)，前馈之后
    约定
        不能调用 nn.TransformerDecoderLayer。
    例子
        >>> layer = DecoderLayer(6, 2, 12)
        >>> layer(torch.zeros(4, 3, 6), torch.zeros(4, 5, 6)).shape
        torch.Size([4, 3, 6])
    """

    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)
        ### END SOLUTION

    def forward(
        self,
        x: Tensor,
        memory: Tensor,
        tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
    ) -> Tensor:
        """一层解码。

        参数
            x: (n, t, d_model)，目标序列到目前为止的表示。
            memory: (n, s, d_model)，编码器的输出。
            tgt_mask: None，或布尔张量，可以广播成 (n, t, t)；True 表示可以看。
                不管它给没给，自注意力总要加上因果掩码：两个都是 True 的位置才可以看。
            memory_mask: None，或布尔张量，可以广播成 (n, t, s)，用在交叉注意力上。
        返回
            (n, t, d_model) 的张量；第 i 个位置的结果与 x 里第 i 个之后的位置无关。
            有一个都不许看的行时也不是 NaN。x、memory 和两个 mask 不变。
        """
        ### BEGIN SOLUTION
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))
        ### END SOLUTION


# %% check="DecoderLayer" points=7 minutes=9 uses=["causal_mask", "MultiHeadAttention", "AddNorm", "FeedForward"]
check("DecoderLayer")

# %% [markdown]
# ## 5　整个模型
#
# 只差两头：进去时编号变向量，出来时向量变打分。

# %% [markdown]
# ### 练习 7.15 Transformer（约 14 分钟，9 分）
#
# **做什么**　照总装图，从下往上：
#
# 1. `src` 和 `tgt` 各自查自己的表（你的 `embed`），加上位置编码；
# 2. `src` 那边依次过每一层编码器，得到 memory；`src` 里的填充要挡住；
# 3. `tgt` 那边依次过每一层解码器，**每一层**都去看同一个 memory；memory 里的填充也要挡住；
# 4. 过 `output`，得到打分。不做 softmax：交叉熵会做。
#
# | | 形状 |
# |---|---|
# | `src`、`tgt` | `(n, s)`、`(n, t)`，int64 |
# | 返回 | `(n, t, tgt_vocab_size)`，第 `[:, i]` 个是看过 `tgt` 的前 `i + 1` 个之后，给下一个词的打分 |
#
# **属性的名字**　`src_embedding`、`tgt_embedding`（`nn.Embedding`，它的 `.weight` 就是那张表），`encoder`、`decoder`（`nn.ModuleList`），`output`（`nn.Linear`）。
#
# **初值**　两张表用标准差 $d_{\text{model}}^{-1/2}$ 的正态分布。`nn.Embedding` 默认的标准差是 1，被 `embed` 乘上 $\sqrt{d_{\text{model}}}$ 之后太大，位置编码就淹没了，训练会慢得多：第 6 节同样的步数，只写得对一半。
#
# **`tgt` 的填充**　填充只在末尾，真正的词有因果掩码护着，看不到后面的填充，所以不挡也行；填充那些位置自己打多少分，没有人看。
#
# **自己写**　不能调用 `nn.Transformer`、`nn.TransformerEncoder`、`nn.TransformerDecoder` 和它们的层。
#
# **常见错误**
#
# - 层放在普通的 Python 列表里：`parameters()` 找不到它们，优化器也就不更新它们。用 `nn.ModuleList`；<!-- wrong: plain-list -->
# - `[EncoderLayer(…)] * num_layers` 是同一层用了几遍；<!-- wrong: one-layer-repeated -->
# - `src` 或 `tgt` 忘了加位置编码；<!-- wrong: no-positions no-source-positions no-target-positions -->
# - `src` 和 `tgt` 用了同一张表；<!-- wrong: one-table -->
# - 解码器看的是 `src` 的词向量，不是编码器的输出；<!-- wrong: encoder-skipped -->
# - 绕道 `.detach()`、`.data`：编码器就收不到梯度了；<!-- wrong: detached-memory -->
# - 最后做了 softmax，哪怕只在 `eval()` 模式里做：交叉熵要的是打分。<!-- wrong: softmax softmax-in-eval -->
#
# <details><summary>提示</summary>
#
# 初值：`nn.init.normal_(self.src_embedding.weight, std=d_model ** -0.5)`。
#
# `src_mask = padding_mask(src, self.pad_id)` 是 `(n, 1, s)`，编码器的自注意力和解码器的交叉注意力都用它。`nn.ModuleList(EncoderLayer(…) for _ in range(num_layers))` 可以直接在 `for` 里遍历。
#
# </details>


# %% exercise="Transformer"
class Transformer(nn.Module):
    """编码器加解码器。

    属性（名字固定）
        src_embedding: nn.Embedding(src_vocab_size, d_model)
        tgt_embedding: nn.Embedding(tgt_vocab_size, d_model)
            两张表的初值随机，平均值 0，标准差 d_model ** -0.5，用正态分布就好；
            其余参数用默认的初值。
        encoder: nn.ModuleList，num_layers 个 EncoderLayer
        decoder: nn.ModuleList，num_layers 个 DecoderLayer
        output: nn.Linear(d_model, tgt_vocab_size)，带偏置
    约定
        没有 dropout：train() 和 eval() 两种模式下结果相同。句子多长都行，
        与建模型时无关：评分时有一千多个词的句子。
        不能调用 nn.Transformer、nn.TransformerEncoder、nn.TransformerDecoder 或它们的层。
    例子
        >>> model = Transformer(10, 12, d_model=6, num_heads=2, d_ff=12, num_layers=2)
        >>> src, tgt = torch.tensor([[4, 5, 6, 7, 0]]), torch.tensor([[2, 8, 9]])
        >>> model(src, tgt).shape
        torch.Size([1, 3, 12])
    """

    def __init__(
        self,
        src_vocab_size: int,
        tgt_vocab_size: int,
        d_model: int,
        num_heads: int,
        d_ff: int,
        num_layers: int,
        pad_id: int = 0,
    ) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        for embedding in (self.src_embedding, self.tgt_embedding):
            nn.init.normal_(embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)
        ### END SOLUTION

    def forward(self, src: Tensor, tgt: Tensor) -> Tensor:
        """给目标序列的每个位置打分：下一个词是什么。

        参数
            src: (n, s) 的 int64 张量，源序列的编号；填充 (pad_id) 只在末尾，每行至少有一个词。
            tgt: (n, t) 的 int64 张量，目标序列的编号，以 <bos> 开头；填充也只在末尾。
        返回
            (n, t, tgt_vocab_size) 的打分 (logits)，没有经过 softmax。
            源序列的填充不影响任何结果；第 i 个位置的打分只看 tgt 的第 0 到第 i 个。
            tgt 里填充的那些位置打多少分都可以。src 和 tgt 不变。
        """
        ### BEGIN SOLUTION
        src_mask = padding_mask(src, self.pad_id)
        memory = self._with_positions(src, self.src_embedding)
        for layer in self.encoder:
            memory = layer(memory, src_mask)
        x = self._with_positions(tgt, self.tgt_embedding)
        for layer in self.decoder:
            x = layer(x, memory, memory_mask=src_mask)
        return self.output(x)

    @staticmethod
    def _with_positions(ids: Tensor, embedding: nn.Embedding) -> Tensor:
        """(n, t) 的编号 → (n, t, d_model)，词向量加位置编码。"""
        table = embedding.weight
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])
        ### END SOLUTION


# %% check="Transformer" points=9 minutes=14 uses=["embed", "positional_encoding", "padding_mask", "EncoderLayer", "DecoderLayer"]
check("Transformer")

# %% [markdown]
# ### 练习 7.16 greedy_decode（约 10 分钟，6 分）
#
# **做什么**　模型只会打分，现在让它写。从 `<bos>` 开始，每一步：
#
# 1. 把到目前为止写出的都送进模型，只看**最后一个位置**的打分；
# 2. 取分数最高的词，接在后面。
#
# 每一步都取眼前最好的，不回头，所以叫贪心（greedy）。
#
# **几句话同时写**　一批里有的先写完。一行写出 `<eos>` 就结束了，之后这一行一律填 `<eos>`；全都结束，或者写满 `max_length` 个，就停。
#
# | | 形状 |
# |---|---|
# | `src` | `(n, s)` |
# | 返回 | `(n, L)`，int64，$L \le$ `max_length`；不含开头的 `<bos>`，含 `<eos>` |
#
# **做客的规矩**　在 `torch.no_grad()` 里算，走的时候把模式还原成进来时的样子。进门先调用 `model.eval()` 是好习惯：今天的 Transformer 没有 dropout，两种模式说的话一样，检查也看不出来；换一个带 dropout 的模型，不调用它，同一句话每次都翻得不一样。
#
# **例子**　两行，一行在第 2 步写出 `<eos>`，另一行在第 3 步：返回 `(2, 3)`，前一行的第 3 个填 `<eos>`。
#
# **常见错误**
#
# - 结束了的行还接着写，`<eos>` 后面冒出别的词；<!-- wrong: goes-on-after-eos -->
# - 一行结束就全停了；<!-- wrong: stops-at-the-first -->
# - 谁都结束了还写到 `max_length`；<!-- wrong: never-stops -->
# - 返回时带着 `<bos>`，或者把 `<eos>` 去掉了；<!-- wrong: keeps-bos drops-eos -->
# - 结束时一律 `model.train()`：人家进来时可能就是 eval 模式。<!-- wrong: left-in-training-mode -->
#
# <details><summary>提示</summary>
#
# `tgt = torch.full((n, 1), bos)`，再用一个 `(n,)` 的布尔张量 `finished` 记住谁结束了。`word.masked_fill(finished, eos)` 把结束了的行改成 `<eos>`；`torch.cat([tgt, word[:, None]], dim=1)` 接上去。
#
# </details>


# %% exercise="greedy_decode"
def greedy_decode(model: nn.Module, src: Tensor, max_length: int, bos: int, eos: int) -> Tensor:
    """贪心解码：从 <bos> 开始，每一步取分数最高的词接在后面。

    参数
        model: 调用 model(src, tgt) 得到 (n, t, 词数) 的打分。
        src: (n, s) 的 int64 张量；不变。
        max_length: 最多生成几个词（<eos> 算一个，<bos> 不算），不小于 1。
        bos, eos: 起始符和结束符的编号。
    返回
        (n, L) 的 int64 张量，1 ≤ L ≤ max_length：不含开头的 bos，含 eos；
        一行遇到 eos 就结束了，后面全填 eos。所有的行都结束，就不再往下生成；
        L 是最长那一行的长度。
        返回时 model.training 与调用之前相同；结果不带计算图。
    例子
        >>> model = Transformer(10, 12, d_model=6, num_heads=2, d_ff=12, num_layers=1)
        >>> model.output.bias.data[3] = 100.0  # 这样一来，哪里都是 <eos> 分数最高
        >>> greedy_decode(model, torch.tensor([[4, 5, 6], [7, 8, 0]]), 5, bos=2, eos=3)
        tensor([[3],
                [3]])
    """
    ### BEGIN SOLUTION
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        while tgt.shape[1] <= max_length and not finished.all():
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = word.masked_fill(finished, eos)
            finished = finished | (word == eos)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
    model.train(was_training)
    return tgt[:, 1:]
    ### END SOLUTION


# %% check="greedy_decode" points=6 minutes=10 uses=["Transformer"]
check("greedy_decode")

# %% [markdown]
# ## 6　终场
#
# ### 学会倒写
#
# 用十个天干造句子，长短不一，每句 3 到 7 个字，互不相同；5000 句训练，500 句留着考试。答案是倒过来的句子加上 `<eos>`：

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words"):
    import random

    PAD, UNK, BOS, EOS = range(4)
    STEMS = "甲乙丙丁戊己庚辛壬癸"
    rng, sentences = random.Random(0), {}
    while len(sentences) < 5500:
        sentences["".join(rng.choices(STEMS, k=rng.randint(3, 7)))] = None

    def encode_pairs(pairs, vocabulary):
        """一对对的（读进去，写出来）→ 两个 (n, 最长) 的张量，末尾补 <pad>；后者加了 <eos>。"""
        src = [encode_words(" ".join(source), vocabulary) for source, _ in pairs]
        tgt = [encode_words(" ".join(target) + " <eos>", vocabulary) for _, target in pairs]
        pad = nn.utils.rnn.pad_sequence
        return pad(src, batch_first=True), pad(tgt, batch_first=True)

    def to_text(ids, vocabulary):
        """一行编号 → 文字，到 <eos> 为止。"""
        words = list(vocabulary)
        ids = ids.tolist()
        return "".join(words[i] for i in ids[: ids.index(EOS) if EOS in ids else None])

    stems = build_vocabulary([" ".join(STEMS)])
    pairs = [(sentence, sentence[::-1]) for sentence in sentences]
    src_train, tgt_train = encode_pairs(pairs[:5000], stems)
    src_test, tgt_test = encode_pairs(pairs[5000:], stems)
    print("src", tuple(src_train.shape), "tgt", tuple(tgt_train.shape))
    for row in range(3):
        print(pairs[row], src_train[row].tolist(), tgt_train[row].tolist())

# %% [markdown]
# **怎样训练**　解码器的输入是 `<bos>` 加上**正确答案**的前面部分，要它在每个位置上猜下一个词：
#
# ```
# 输入   <bos>  癸   丙   丁   甲
# 答案    癸    丙   丁   甲  <eos>
# ```
#
# 这叫教师强制（teacher forcing）：前一个字就算猜错了，下一步喂进去的仍是正确的。好处是所有位置一次算完，不用像昨天那样一步一步来。这全靠因果掩码：没有它，第 $i$ 个位置一抬头就看见了答案，损失很快降到 0，真要写的时候却什么也不会。

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):

    def train(model, src, tgt, steps, lr, batch_size):
        """教师强制、Adam、交叉熵（<pad> 不算）；返回每一步的损失。"""
        tgt_in = torch.cat([torch.full((len(tgt), 1), BOS), tgt[:, :-1]], dim=1)
        loss_function = nn.CrossEntropyLoss(ignore_index=PAD)
        optimizer = torch.optim.Adam(model.parameters(), lr=lr, fused=True)
        losses = []
        for step in range(steps):
            # 学习率在头 50 步升上去，然后一路降到 0
            optimizer.param_groups[0]["lr"] = lr * min((step + 1) / 50, 1 - step / steps)
            rows = torch.randint(len(src), (batch_size,))
            logits = model(src[rows], tgt_in[rows])
            loss = loss_function(logits.flatten(0, 1), tgt[rows].flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return losses

    torch.manual_seed(0)
    size = {"d_model": 32, "num_heads": 4, "d_ff": 64, "num_layers": 1}
    reverser = Transformer(len(stems), len(stems), **size)
    losses = train(reverser, src_train, tgt_train, steps=400, lr=5e-3, batch_size=32)
    count = sum(p.numel() for p in reverser.parameters())
    print(f"{count} 个参数，400 步：损失从 {losses[0]:.2f} 降到 {losses[-1]:.2f}")

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):
    with torch.no_grad():
        written = greedy_decode(reverser, src_test, tgt_test.shape[1], BOS, EOS)
    missing = tgt_test.shape[1] - written.shape[1]
    written = nn.functional.pad(written, (0, missing), value=EOS)
    right = (written == tgt_test)[tgt_test != PAD].float().mean()

    fig, ax = plt.subplots(figsize=(7, 3))
    ax.plot(losses, color="#3b6fb6")
    ax.set(title="倒写：训练损失", xlabel="步", ylabel="损失", ylim=(0, None))
    plt.show()
    print(f"没见过的 500 句：{right:.1%} 的字写对了")
    for row in range(5):
        print(" ", pairs[5000 + row][0], "→", to_text(written[row], stems))

# %% [markdown]
# ### 给唐诗对下句
#
# 换上开头那些上句和下句，每个字是一个“词”。留出 300 联不训练，其余的只训练十秒上下。类还是那个类，训练还是那个函数，只把向量放宽到 64 维：

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):
    characters = build_vocabulary([" ".join(upper + lower) for upper, lower in couplets[:-300]])
    upper_train, lower_train = encode_pairs(couplets[:-300], characters)
    upper_test, lower_test = encode_pairs(couplets[-300:], characters)

    torch.manual_seed(0)
    size = {"d_model": 64, "num_heads": 4, "d_ff": 128, "num_layers": 1}
    poet = Transformer(len(characters), len(characters), **size)
    losses = train(poet, upper_train, lower_train, steps=300, lr=4e-3, batch_size=48)
    print(f"{len(characters)} 个字的词表，300 步：损失从 {losses[0]:.2f} 降到 {losses[-1]:.2f}")

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):
    written = greedy_decode(poet, upper_test[:10], 8, BOS, EOS)
    print("上句　　　　　　　它对的下句　　　　　诗人的下句")
    for (upper, lower), ids in zip(couplets[-300:], written):
        print(upper, to_text(ids, characters), lower, sep="　　")

# %% [markdown]
# 远看像诗，近看不通。七个字一句、“不知何处”“人间”“明月”这些常用的字眼，它学会了；意思、对仗、起承转合，一样也没有，有时一个字还连写好几遍。
#
# 它到底学到了多少？不凭感觉，量一量：给正确的下句打分，平均每个字的交叉熵是多少。

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):

    def loss_per_character(upper, lower):
        """下句里每个字的平均交叉熵（不算 <eos>）。"""
        tgt_in = torch.cat([torch.full((len(lower), 1), BOS), lower[:, :-1]], dim=1)
        with torch.no_grad():
            logits = poet(upper, tgt_in)[:, :7]
        return nn.functional.cross_entropy(logits.flatten(0, 1), lower[:, :7].flatten()).item()

    counts = torch.bincount(lower_train[:, :7].flatten(), minlength=len(characters)) + 0.5
    frequency = -(counts / counts.sum()).log()[lower_test[:, :7]].mean().item()
    rows = {
        "每个字都一样可能": math.log(len(characters)),
        "只按字的多少来猜": frequency,
        "模型，没见过的 300 联": loss_per_character(upper_test, lower_test),
        "　　同上，上句换成别人的": loss_per_character(upper_test.roll(1, dims=0), lower_test),
        "模型，训练过的 300 联": loss_per_character(upper_train[:300], lower_train[:300]),
    }
    fig, ax = plt.subplots(figsize=(7.5, 2.6))
    colors = ["#999999"] * 2 + ["#3b6fb6"] * 2 + ["#e0a030"]
    bars = ax.barh(list(rows), list(rows.values()), color=colors)
    ax.bar_label(bars, fmt="%.2f", padding=3)
    ax.invert_yaxis()
    ax.set(title="每个字的平均损失，越小越好", xlim=(0, 8))
    plt.show()

# %% [markdown]
# 三件事看得清清楚楚：
#
# - 它比“只按字频猜”好，可是好得有限；
# - 上句换成别人的，损失几乎不变：下句主要是顺着**自己**往下写的，上句它还没学会用；
# - 训练过的那些句子，损失小得多：它在**背**。
#
# 三千多联、十秒钟，只够这样。机器翻译用的是同一套零件，但要读几百万对句子；今天的大语言模型更是几万亿个词。结构你已经有了，差的是数据和时间。
#
# 还可以看看它写每个字的时候在犹豫什么：每一步列出机会最大的五个字，最后一步多半是 `<eos>`，它知道七个字就该停了。换一句你喜欢的上句试试；词表里没有的字会变成 `<unk>`：

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):
    upper = "春风一夜到天涯"
    src = encode_words(" ".join(upper), characters)[None]
    ids = greedy_decode(poet, src, 8, BOS, EOS)
    tgt_in = torch.cat([torch.tensor([[BOS]]), ids[:, :-1]], dim=1)
    with torch.no_grad():
        chances, best = torch.softmax(poet(src, tgt_in)[0], dim=-1).topk(5)
    words = list(characters)
    print("上句", upper)
    for step, (p, candidates) in enumerate(zip(chances, best), start=1):
        print(f"第 {step} 步", "  ".join(f"{words[i]} {c:.2f}" for i, c in zip(candidates, p)))

# %% [markdown]
# ### 它在看哪里
#
# 回到倒写。给一句话，把正确答案喂给解码器，取出每个头的权重：行是正在写的字，列是读进来的字，颜色越深看得越用力。

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):

    def draw_heads(weights, rows, columns, title, ylabel="正在写"):
        """weights: (heads, t_q, t_k)，一个头一幅。"""
        fig, axes = plt.subplots(1, len(weights), figsize=(9.4, 2.9), sharey=True)
        for i, (ax, head) in enumerate(zip(axes, weights)):
            ax.imshow(head, cmap="Blues", vmin=0, vmax=1)
            ax.set(title=f"头 {i}", xticks=range(len(columns)), yticks=range(len(rows)))
            ax.set(xticklabels=columns, yticklabels=rows)
            ax.grid(False)
        axes[0].set_ylabel(ylabel)
        fig.suptitle(title, fontsize=12)
        plt.show()

    sentence = "丙庚甲癸丁壬乙"
    src, tgt = encode_pairs([(sentence, sentence[::-1])], stems)
    tgt_in = torch.cat([torch.tensor([[BOS]]), tgt[:, :-1]], dim=1)
    with torch.no_grad():
        reverser(src, tgt_in)
    decoder = reverser.decoder[0]
    answer = [*sentence[::-1], "尾"]
    title = "交叉注意力：写这个字时，看读进来的哪个字"
    draw_heads(decoder.cross_attention.weights[0], answer, sentence, title)

# %% [markdown]
# 反对角线！写第一个字时看最后一个，写第二个字时看倒数第二个……谁也没有告诉它要这样看，它只知道损失要小。（“尾”是写 `<eos>` 的那一步。）有的头清楚，有的头模糊：只要合起来够用，损失就不会再逼它们。

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):
    inputs = ["始", *sentence[::-1]]
    title = "解码器的自注意力：写这个字时，看自己写过的哪个字"
    draw_heads(decoder.self_attention.weights[0], answer, inputs, title)

    weights = reverser.encoder[0].self_attention.weights[0]
    title = "编码器的自注意力：每个字看同一句里的哪个字"
    draw_heads(weights, sentence, sentence, title, ylabel="读进来")

# %% [markdown]
# 上面一排是解码器：右上角全白，那就是因果掩码（“始”是 `<bos>`）。下面一排是编码器，没有这个限制，前后都看。
#
# 500 句考题平均一下，偶然的花样就没有了。取长度正好是 7 的：

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):
    full = (src_test != PAD).all(dim=1)
    tgt_in = torch.cat([torch.full((len(tgt_test), 1), BOS), tgt_test[:, :-1]], dim=1)
    with torch.no_grad():
        reverser(src_test[full], tgt_in[full])
    average = decoder.cross_attention.weights.mean(dim=0)
    places = [str(i) for i in range(7)]
    title = f"交叉注意力，{int(full.sum())} 句的平均"
    draw_heads(average, [*places, "尾"], places, title, ylabel="写第几个")

# %% [markdown]
# ### 它看不见未来
#
# 最后做一个实验。把解码器输入里的第 4 个字换掉，再看每个位置的打分变了多少；右边是对照，把编码器读的第 4 个字换掉，看 memory 变了多少：

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):
    seen = []
    hook = reverser.encoder[-1].register_forward_hook(lambda module, args, out: seen.append(out))
    src, tgt = encode_pairs([(sentence, sentence[::-1])], stems)
    tgt_in = torch.cat([torch.tensor([[BOS]]), tgt[:, :-1]], dim=1)
    changed_tgt, changed_src = tgt_in.clone(), src.clone()
    changed_tgt[0, 4] = changed_src[0, 4] = stems["己"]
    with torch.no_grad():
        moved = (reverser(src, changed_tgt) - reverser(src, tgt_in))[0].abs().amax(dim=-1)
        reverser(changed_src, tgt_in)
    hook.remove()
    memory_moved = (seen[2] - seen[1])[0].abs().amax(dim=-1)

    fig, axes = plt.subplots(1, 2, figsize=(8.4, 2.8))
    for ax, values, title in zip(
        axes, (moved, memory_moved), ("解码器：打分变了多少", "编码器：memory 变了多少")
    ):
        colors = ["#c0392b" if i == 4 else "#3b6fb6" for i in range(len(values))]
        ax.bar(range(len(values)), values, color=colors)
        ax.set(title=title, xlabel="位置（红色的是换掉的那个）")
    plt.show()
    print("解码器第 0 到 3 个位置的变化：", moved[:4].tolist())

# %% [markdown]
# 左边，换掉的字之前，打分纹丝不动；从它开始才变。右边，编码器的每个位置都变了，前面的也不例外。这正是我们要的：读的时候前后都看，写的时候只看已经写下的。
#
# 左边只要有一个数不是 0，训练时的损失就是假的：模型偷看了答案。以后你自己改模型，不妨也做一遍这个实验。

# %% [markdown]
# ## 小结
#
# 你把 Transformer 从词表一直搭到了解码。值得记住的是：
#
# - 注意力是软查找：打分，softmax，按权重混合；除以 $\sqrt d$，打分的大小才与维数无关；
# - 注意力自己不知道先后，位置编码告诉它；
# - 掩码在 softmax 之前起作用：填充谁也不看，解码器不看未来；
# - 多头就是把列分给几个头各问各的；先 reshape 再 transpose，次序不能错；
# - 残差让梯度走得通，层归一化让数的大小不漂；
# - 训练时所有位置一起算（教师强制加因果掩码），写的时候只能一个一个来。
#
# 七天到这里就结束了。从第一天的数组到今天的 Transformer，里面没有哪个零件是你没有拆开看过的。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. 去掉位置编码，倒写还学得会吗？
#
# <details><summary>答案</summary>
#
# 学不会。没有位置编码，编码器眼里的句子只是一堆字，“甲乙丙”和“丙乙甲”给出的是同一组向量（只是排列不同），交叉注意力也分不出谁在最后。解码器靠因果掩码还能隐约知道自己写到第几个，但不知道该看哪里。
#
# </details>
#
# 2. 头的数目从 4 变成 8，`d_model` 不变，参数多了还是少了？
#
# <details><summary>答案</summary>
#
# 一个不多，一个不少。四个线性层仍然是 `d_model` 进 `d_model` 出，只是列分给了更多的头，每个头窄了一半。
#
# </details>
#
# 3. 序列的长度变成 2 倍，自注意力要算的打分变成几倍？循环网络呢？
#
# <details><summary>答案</summary>
#
# 打分有 $t \times t$ 个，变成 4 倍；循环网络走 $t$ 步，变成 2 倍。但注意力的打分可以同时算，循环网络的步子只能一步接一步：这就是 Transformer 在长句子上更费内存、却训练得更快的原因。
#
# </details>
#
# 4. 训练时忘了因果掩码，训练损失和 `greedy_decode` 的结果各会怎样？
#
# <details><summary>答案</summary>
#
# 训练损失会降到接近 0：第 $i$ 个位置的答案就是输入的第 $i + 1$ 个字，抄下来就行。解码时后面的字还不存在，没有可抄的，写出来的是乱的。训练损失漂亮而结果很差，先怀疑偷看了答案。
#
# </details>
#
# 5. 掩码挡住的位置，为什么把打分换成极小的数，而不是换成 0？
#
# <details><summary>答案</summary>
#
# 打分是 0，并不等于权重是 0：$e^0 = 1$，它照样分走一份。要让 $e^{\text{打分}}$ 是 0，打分得是 −∞，或者一个极小的负数。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - Vaswani 等，*Attention Is All You Need*，NeurIPS 2017：Transformer 的出处，总装图就是论文的图 1。
# - Bahdanau, Cho, Bengio，*Neural Machine Translation by Jointly Learning to Align and Translate*，2014（ICLR 2015）：加性注意力，也是第一批注意力图。
# - Ba, Kiros, Hinton，*Layer Normalization*，2016。
# - 阿斯顿·张、李沐等，《动手学深度学习》，注意力机制一章。
# - Alexander Rush 等，*The Annotated Transformer*：逐行注释的 PyTorch 实现，可以和你的对照着看。
# - Xiong 等，*On Layer Normalization in the Transformer Architecture*，ICML 2020：先归一化（pre-norm）和后归一化（post-norm）差在哪里。
#
# 数据：唐人七言绝句，取自 npm 的 chinese-poetry 2.0.1（MIT，© 2016 JackeyGao），已转成简体；这里只留了用字常见的上下句，并去掉了重复的异文。
