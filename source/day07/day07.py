# ---
# jupyter:
#   autograder:
#     title: 第 7 天　注意力机制
#     builds: 给唐诗对下句，一个头一个头地看它在看哪里
#     minutes: 395
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
# - 用它学会的两件事：把一串字倒过来写，给**你写的上句**对一个下句（好坏由你评）；
# - 一组注意力图：它写每个字的时候在看哪里，一个头一个头地看；再给它动一次手术，关掉一个头，看它还会不会；
# - 一个可以拿去考朋友的小游戏：六联诗，哪几句是诗人写的，哪几句是它写的？

# %% [markdown]
# ## 时间表
#
# 合计约 395 分钟，100 分。这个量一口气做不完，所以分**三次坐下**来做，最好隔一夜：第一次到多头注意力为止，两个半小时；第二次把零件装成模型，不到两个小时；第三次训练、看结果，两个小时出头。前两次的末尾写着“合上电脑”，请真的合上。
#
# | | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|---|
# | 第一次 | 0 | 两件要学的事 | 6 | |
# | | 1 | 词变成向量：build_vocabulary、encode_words、embed、positional_encoding | 44 | 19 |
# | | 2 | 注意力：additive_attention_scores、scaled_dot_product_attention、两种掩码 | 60 | 24 |
# | | 3 | 多头：MultiHeadAttention | 40 | 13 |
# | 第二次 | 4 | 搭成层：layer_norm、AddNorm、FeedForward、EncoderLayer、DecoderLayer | 67 | 27 |
# | | 5 | 整个模型：Transformer、greedy_decode | 48 | 17 |
# | 第三次 | 6 | 看它学，再弄坏它：倒写、注意力图、给头动手术 | 50 | |
# | | 7 | 三次坏掉的训练 | 12 | |
# | | 8 | 开放挑战（不计分） | 13 | |
# | | 9 | 终场：给唐诗对下句，你出上句，模型还是诗人 | 40 | |
# | | | 小结、自测 | 15 | |
#
# 时间按第一次学的人算，读讲义、看图都在内。每个练习是一个函数或一个类。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格；类有两个方法，所以有两处要写。卡住了就展开“提示”，一条一条地展开；先自己想五分钟，收获更大。
#
# 看见**先猜**，就先在心里（最好在纸上）写下一个数，再运行下一格。猜错了才学得到东西。看见**弄坏它**，就照说的改一个开关，看它怎样坏。标着“不用读懂”的代码只管画图，看它画出来的东西就行。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。全部做完之后，第 6 到 9 节有几次训练，各要几秒到半分钟。
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
# 第一件事有标准答案，对错一目了然；而且每写一个字，该看哪里是明摆着的，正好用来检验注意力图。第二件事没有标准答案，拿来看个热闹，也看看小模型的斤两。它会不会听你的上句，最后量给你看。
#
# **先猜**　下面读进近四千联唐诗。最常见的是哪个字？每一百个字里，它出现几次？

# %% tags=["demo"]
from collections import Counter

with open("couplets.txt", encoding="utf-8") as file:
    couplets = [line.split() for line in file]

print(len(couplets), "联，都取自唐人的七言绝句。前五联：")
for upper, lower in couplets[:5]:
    print(" ", upper, "，", lower, "。", sep="")
everything = "".join(upper + lower for upper, lower in couplets)
often = Counter(everything).most_common(8)
print("最常见的字：")
print(" ", "  ".join(f"{word} {count / len(everything):.1%}" for word, count in often))

# %% [markdown]
# ## 1　词变成向量
#
# 网络只认识数。从文字到数分三步：词 → 编号 → 向量，最后再加上“它在第几个位置”。今天的“词”用空格隔开，可以是一个英文单词，也可以是一个汉字。

# %% [markdown]
# ### 练习 7.1 build_vocabulary（约 7 分钟，4 分）
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
# <details><summary>提示一</summary>
#
# 读到一个词，有几种可能？见过和没见过，分别要做什么？特殊符号算哪一种？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 从一个已经装着四个特殊符号的字典开始。没见过的词，下一个号码和字典现在的长度有什么关系？
#
# </details>
#
# <details><summary>提示三</summary>
#
# 先建好字典，再套两层循环：外面走句子，里面走切开的词；最里面先问有没有，没有才给号码。`return` 与外面的 `for` 对齐。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 `set` 去重：集合没有先后，每次运行的编号都可能不同，昨天存下的模型今天就读不懂了；<!-- wrong: order-of-a-set -->
# - 用 `sentence.split(" ")`：两个空格之间会切出一个空字符串；不写参数的 `split()` 才按任意空白切开；<!-- wrong: split-on-one-space -->
# - 重复出现的词也占了编号；<!-- wrong: gaps repeated-words-count -->
# - 语料里正好有 `<unk>` 这样的词，又给了它一个新号码。<!-- wrong: specials-renumbered -->
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


# %% check="build_vocabulary" points=4 minutes=7
check("build_vocabulary")

# %% [markdown]
# ### 练习 7.2 encode_words（约 6 分钟，3 分）
#
# **做什么**　把一个句子变成一串编号，词表里没有的词用 `<unk>` 的编号。不加 `<bos>` 和 `<eos>`，什么时候要加由用的人决定。
#
# **例子**　词表来自“白 日 依 山 尽”，句子“白 云 依 山”变成 `tensor([4, 1, 6, 7])`。
#
# <details><summary>提示一</summary>
#
# 词表里没有的词，`vocabulary[词]` 会怎样？你希望它怎样？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 字典的 `get` 可以带第二个参数：没有这个键时给什么。那个“什么”也该从词表里取，不要写死 1。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一个列表推导式得到编号，再变成张量。空列表看不出元素是什么类型，所以要明说：
#
# ```
# 编号 = [… for 词 in …]
# return torch.tensor(编号, dtype=…)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 不认识的词抛出 `KeyError`；<!-- wrong: unknown-raises -->
# - 不认识的词干脆丢掉：丢掉之后，后面的词全都挪了位置；<!-- wrong: skips-unknown-words -->
# - `torch.tensor([])` 是 float32：编号必须是 int64，空句子也不例外。<!-- wrong: float-when-empty -->
#
# </details>


# %% exercise="encode_words"
def encode_words(sentence: str, vocabulary: dict[str, int]) -> Tensor:
    """把一个句子变成编号。

    参数
        sentence: 字符串，词与词之间用空白隔开，空白的规则与 build_vocabulary 相同；
            可以是空字符串。
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


# %% check="encode_words" points=3 minutes=6
check("encode_words")

# %% [markdown]
# ### 练习 7.3 embed（约 8 分钟，4 分）
#
# **做什么**　编号之间的大小没有意义：5 号词并不比 4 号词“多一点”。所以给每个词配一个向量，叫词向量（embedding）。
# 所有的词向量排成一张表，每个编号取走自己的那一行，再乘上 $\sqrt{d_{\text{model}}}$。
#
# **先用铅笔**　$d_{\text{model}} = 4$，表只有两行，第 0 行 `[1, 2, 3, 4]`，第 1 行 `[0, 0.5, 0, -0.5]`。一句话的编号是 `[1, 0]`：先取第 1 行，乘 $\sqrt4 = 2$，得到 `[0, 1, 0, -1]`；再取第 0 行，得到 `[2, 4, 6, 8]`。写成公式：
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
# <details><summary>提示一</summary>
#
# 第 1 天怎样一次取出数组的好几行？行号的数组是二维时，结果是几维？
#
# </details>
#
# <details><summary>提示二</summary>
#
# PyTorch 里照样能用整数张量作下标，`ids` 是几维都可以。要乘的那个数，从 `table` 的哪一个轴上读？
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一行：取行，乘一个 `math.sqrt(…)`。写完想一想 `(n, t)` 的 `ids` 出来是什么形状。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了乘 $\sqrt{d_{\text{model}}}$；<!-- wrong: no-scale -->
# - 乘了 `vocab_size` 的平方根：看清楚是表的哪一个轴，例子里会乘成 $\sqrt2$；<!-- wrong: root-of-vocabulary -->
# - 先做 one-hot 再乘表，要多算几千倍；而且 `.float()` 写死了类型，表是 float64 就报错。<!-- wrong: one-hot-float -->
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


# %% check="embed" points=4 minutes=8
check("embed")

# %% [markdown]
# ### 练习 7.4 positional_encoding（约 16 分钟，8 分）
#
# **为什么**　注意力有一个奇怪的性质：把句子里的词打乱，它看到的还是同一堆词，分不出“狗咬人”和“人咬狗”。循环网络一个一个地读，天然知道先后；注意力得靠别人告诉它。办法是给每个位置一个固定的向量，加在词向量上。
#
# **直觉**　像钟面上的几根针。一根针的针尖由两个数定下来：它转过的角的正弦和余弦。秒针转得快，分得清相邻的位置；时针转得慢，分得清远近。几根针一起看，就知道现在是“几点几分几秒”，也就是第几个位置。
#
# **先用铅笔**　$d_{\text{model}} = 4$，所以有 $4 / 2 = 2$ 根针。第一根每走一个位置转 1 弧度，第二根慢 100 倍。位置 0 两根针的角都是 0，向量是 $(\sin 0, \cos 0, \sin 0, \cos 0) = (0, 1, 0, 1)$。位置 2 呢？角是 2 和 0.02，所以是：
#
# | 位置 | $\sin p$ | $\cos p$ | $\sin(p/100)$ | $\cos(p/100)$ |
# |---|---|---|---|---|
# | 0 | 0 | 1 | 0 | 1 |
# | 1 | 0.8415 | 0.5403 | 0.0100 | 1.0000 |
# | 2 | 0.9093 | −0.4161 | 0.0200 | 0.9998 |
#
# （$\cos 0.01 = 0.99995\ldots$，计算器进位成 1.0000；下面例子里 float32 印出来的是 0.9999，差在舍入。）
#
# **做什么**　一般地，位置 $p$（从 0 数起）的第 $i$ 根针占第 $2i$ 和 $2i + 1$ 两列，每走一步转 $1 / 10000^{2i/d_{\text{model}}}$ 弧度：
#
# $$
# \mathrm{PE}[p,\ 2i] = \sin\frac{p}{10000^{2i/d_{\text{model}}}},
# \qquad
# \mathrm{PE}[p,\ 2i+1] = \cos\frac{p}{10000^{2i/d_{\text{model}}}}
# $$
#
# 其中 $i = 0, 1, \dots, \frac{d_{\text{model}}}{2} - 1$。
#
# 例子里 $d_{\text{model}} = 4$，$2i$ 取 0 和 2，分母就是 $10000^{0} = 1$ 和 $10000^{2/4} = 100$。
#
# `length` 从 1 到 2000：到练习 7.15，会有一千多个词的句子用它。`d_model` 是奇数时凑不成对，抛出 `ValueError`。
#
# <details><summary>提示一</summary>
#
# 同一对的两列用同一个角。那么一共有几种不同的转速？哪几列共用一种？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 位置排成一列 `(length, 1)`，转速排成一行 `(d_model/2,)`，相乘靠广播得到所有的角。`torch.arange(起, 止, 步长)` 可以直接数出 0、2、4……它们就是公式里的 $2i$，不用再乘 2。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 先把奇数拦下来，再算角，最后填表。第 1 天的带步长切片 `[:, 起点::2]` 可以放在等号左边：
#
# ```
# if …: raise ValueError(…)
# 角 = 位置 / …                    # (length, d_model / 2)
# 表 = torch.empty(length, d_model)
# 表[:, 偶数列] = …
# 表[:, 奇数列] = …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 前一半列全是 sin，后一半全是 cos：公式里它们是**交错**的；<!-- wrong: halves -->
# - 指数的分子写成 $i$ 或者 $4i$：$2i$ 已经是**列号**，不用再乘 2，也不用除；<!-- wrong: exponent-halved exponent-doubled -->
# - 每一列各用各的列号，cos 那一列就转得慢了一点：一对里两列用的是同一个角；<!-- wrong: own-angle-for-each-column twice-the-column -->
# - 第 0 个位置从 1 数起。<!-- wrong: from-one -->
#
# </details>


# %% exercise="positional_encoding"
def positional_encoding(length: int, d_model: int) -> Tensor:
    """正弦位置编码。

    参数
        length: 位置的个数，位置从 0 数到 length - 1；1 到 2000。
        d_model: 向量的维数，必须是偶数，不小于 2。
    返回
        (length, d_model) 的 float32 张量：第 2i 列是 sin(位置 / 10000^(2i / d_model))，
        第 2i+1 列是 cos(同一个角)。前 500 个位置的绝对误差不超过 1e-4。
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


# %% check="positional_encoding" points=8 minutes=16
check("positional_encoding")

# %% [markdown]
# **先猜**　下面画 60 个位置、32 列的编码，一共 16 根针。哪几列的颜色变得最快，上面的还是下面的？再取位置 10 的编码，和每个位置的编码做点积：在哪里最大？离它越远，是一路变小，还是有起伏？

# %% tags=["demo"]
if ready("positional_encoding"):
    encoding = positional_encoding(60, 32)
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.4), width_ratios=(1.1, 1))
    image = axes[0].imshow(encoding.T, cmap="RdBu_r", aspect="auto")
    axes[0].set(title="60 个位置的编码", xlabel="位置", ylabel="列")
    fig.colorbar(image, ax=axes[0])
    for position, color in ((10, "#3b6fb6"), (40, "#c0392b")):
        label = f"与位置 {position}"
        axes[1].plot(encoding @ encoding[position], color=color, label=label)
    axes[1].set(title="两个位置的编码的点积", xlabel="另一个位置", ylim=(5, 19))
    axes[1].legend(loc="upper center", ncols=2)
    for ax in axes:
        ax.grid(False)
    plt.show()

# %% [markdown]
# 左图从上到下越转越慢。右图是它有用的原因：两条曲线形状一样，只是平移了。两个位置的点积只看它们**相距多远**：和自己最大，走远了就起伏着降下去。拿位置编码去做点积，就能问出“谁在我附近”。下面马上就要做点积了。

# %% tags=["demo"]
POSITIONS = True  # 改成 False 看看
if ready("build_vocabulary", "encode_words", "embed", "positional_encoding"):
    torch.manual_seed(0)
    poem = "花 非 花 雾 非 雾"
    numbers = encode_words(poem, build_vocabulary([poem]))
    table = torch.randn(8, 16) / math.sqrt(16)  # 还没训练，先放随机数
    words, positions = embed(numbers, table), positional_encoding(6, 16) * POSITIONS

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
#
# **弄坏它**　把上面一格开头的 `POSITIONS` 改成 `False` 再运行：右图的两行“花”、两行“非”、两行“雾”又分不清了。没有位置编码，“花非花”和“非花花”在注意力眼里就是同一堆字。

# %% [markdown]
# ## 2　注意力
#
# 字典（`dict`）是硬的查找：键要么相同，要么没有。注意力是**软**的查找：查询（query）和每个键（key）都比一比，像几分就取几分，把对应的值（value）按比例混合起来。
#
# ![软查找：查询和每个键打分，变成权重，按权重混合各个值](figures/lookup.svg)
#
# 剩下的问题是：怎么打分？

# %% [markdown]
# ### 练习 7.5 additive_attention_scores（约 14 分钟，7 分）
#
# **先用铅笔**　查询是 1 和 0，键是 0、1、2，都只有一维。查询变成 $q \cdot (1, 0)$，键变成 $k \cdot (-1, 1)$，相加，过 tanh，两个数再加起来。第 0 个查询对第 1 个键：$(1, 0) + (-1, 1) = (0, 1)$，分数是 $\tanh 0 + \tanh 1 = 0.7616$。六对都这样算：
#
# | | 键 0 | 键 1 | 键 2 |
# |---|---|---|---|
# | 查询 1 | $\tanh 1 + \tanh 0 = 0.7616$ | 0.7616 | $\tanh(-1) + \tanh 2 = 0.2024$ |
# | 查询 0 | 0 | $\tanh(-1) + \tanh 1 = 0$ | 0 |
#
# 两个查询、三个键，就是一张 2×3 的分数表：**行是查询，列是键**。
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
# 因为叠加在一起，所以叫加性注意力（additive attention）。查询和键的维数可以不同，这是它的好处。今天的模型不用它，后面也不再出现：这一题练广播，也看历史。
#
# **难点**　每个查询要配**每个**键，一共 $t_q \times t_k$ 对。两边各过一次线性变换，得到 `(…, t_q, h)` 和 `(…, t_k, h)`；要凑成 `(…, t_q, t_k, h)` 的一大块，才好相加。各在哪里插一个长度为 1 的轴？想好再展开：
#
# <details><summary>想好了再对</summary>
#
# ```
# q 这边   (…, t_q,  1 , h)
# k 这边   (…,  1 , t_k, h)
# 相加     (…, t_q, t_k, h)   → tanh → · v →   (…, t_q, t_k)
# ```
#
# </details>
#
# 铅笔的例子里 `w_q = [[1, 0]]`，`w_k = [[-1, 1]]`，`v = [1, 1]`。
#
# <details><summary>提示一</summary>
#
# 哪两个形状相加，广播之后会出现 `t_q` 和 `t_k` 两个轴？上面的小图里，各自的 1 在倒数第几个？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `x.unsqueeze(负数)` 从后往前数轴，批有几个轴都不用管。先各自过线性变换，再插轴。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两行：
#
# ```
# 每一对 = 查询那边.unsqueeze(…) + 键那边.unsqueeze(…)   # (…, t_q, t_k, h)
# return tanh 之后，用矩阵乘法消去最后的 h
# ```
#
# `(…, h) @ (h,)` 会把 `h` 加掉。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 直接 `q @ w_q + k @ w_k`：两边长度不同会报错；长度**相同**时不报错，却只把第 i 个查询配给了第 i 个键；<!-- wrong: paired -->
# - 新轴插错了一边，返回的是 `(…, t_k, t_q)`；<!-- wrong: transposed -->
# - 查询和键各过各的 tanh，然后才相加；<!-- wrong: tanh-before-sum -->
# - 在打分上做了 softmax：这里只要打分。<!-- wrong: softmax -->
#
# </details>


# %% exercise="additive_attention_scores"
def additive_attention_scores(
    q: Tensor,
    k: Tensor,
    w_q: Tensor,
    w_k: Tensor,
    v: Tensor,
) -> Tensor:
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


# %% check="additive_attention_scores" points=7 minutes=14
check("additive_attention_scores")

# %% [markdown]
# ### 练习 7.6 scaled_dot_product_attention（约 24 分钟，11 分）
#
# 今天最重要的一个函数。打分换成最便宜的点积。
#
# **先用铅笔**　一个查询 `[2, 0, 0, 0]`，三个键是单位向量 $e_0, e_1, e_2$，值是 1、2、3：
#
# | | 键 0 | 键 1 | 键 2 | |
# |---|---|---|---|---|
# | 点积 | 2 | 0 | 0 | |
# | 除以 $\sqrt4$ | 1 | 0 | 0 | |
# | 取 $e$ 的幂 | 2.7183 | 1 | 1 | 和是 4.7183 |
# | 除以和，就是权重 | 0.5761 | 0.2119 | 0.2119 | 和是 1 |
# | 权重 × 值 | 0.5761 | 0.4239 | 0.6358 | `out` = 1.6358 |
# | 不许看键 0，权重 | 0 | 0.5 | 0.5 | `out` = 2.5 |
#
# 不除以 $\sqrt4$ 的话，权重是 0.7870、0.1065、0.1065，`out` 是 1.3195。先 softmax 再抹掉键 0，权重就只剩 0.2119 和 0.2119，加起来不到 1。
#
# **做什么**　把许多查询一起算，$t_q \times t_k$ 个分就是一次矩阵乘法：
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
# **为什么除以 $\sqrt d$**　设 `q` 和 `k` 的每个数都独立，**平均值为 0**，方差为 1。一项 $q_i k_i$ 的平均值是 $0 \times 0 = 0$，方差就是 $\mathrm E[q_i^2]\,\mathrm E[k_i^2] = 1 \times 1 = 1$；点积是 $d$ 个这样的项相加，方差是 $d$，标准差是 $\sqrt d$。维数一高，打分动辄几十，softmax 只挑出一个，别的全是 0，梯度也就没有了。除以 $\sqrt d$，打分的大小就与维数无关。“平均值为 0”不是客套话，写完之后有一格专门看它。
#
# **掩码**　`mask` 是布尔张量，可以广播成打分的形状，True 表示可以看。不许看的位置，在 softmax **之前**把打分换成一个极小的数，权重就正好是 0，剩下的权重自动加起来是 1。
#
# **一个键都不许看**　整行都被挡住时，权重和 `out` 都约定为 0。要当心：一整行 −∞ 的 softmax 是 0/0，得到 NaN，而 NaN 会顺着加法传遍整个网络。
#
# **自己写**　不能调用 `F.scaled_dot_product_attention` 和 `nn.MultiheadAttention`，那就是这道题本身。`torch.softmax` 可以用，它已经替你减去了最大值。
#
# <details><summary>提示一</summary>
#
# 打分的哪一个轴是“同一个查询的所有键”？softmax 之后，谁加起来应当是 1？掩码在 softmax 之前起作用，还是之后？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 转置只换最后两个轴。被挡的打分换成极小的**有限**数（`torch.finfo(scores.dtype).min`），整行都挡住时就不会出现 NaN；可是那样得到的是均匀的权重，还差一步才是 0。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 分四步，掩码是 None 时跳过其中两步：
#
# ```
# 打分 = q 和 k 的点积 / …
# 如果有掩码：打分 = 打分.masked_fill(哪里, 极小的数)
# 权重 = softmax(打分, 沿哪个轴)
# 如果有掩码：权重 = 权重.masked_fill(哪里, …)
# ```
#
# 注意 `masked_fill` 填的是第一个参数为 True 的地方，而我们的 True 是“可以看”。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了 $\sqrt d$：例子里 `out` 成了 1.3195；<!-- wrong: no-scale -->
# - 除的是 $\sqrt{t_k}$ 或 $\sqrt{d_v}$：$d$ 是 `q` 的最后一个轴；<!-- wrong: root-of-length root-of-value-size -->
# - 写成 `scores / d ** 1 / 2`：先算乘方，再除，除的是 $2d$；<!-- wrong: power-before-division -->
# - softmax 沿错了轴（`dim=-2`）：变成每个键的权重加起来是 1；写死 `dim=1` 的，只有打分是二维时才碰巧对；<!-- wrong: softmax-over-queries softmax-axis-one -->
# - 先 softmax 再乘掩码：剩下的权重加起来不到 1；再除以它们的和也救不回来，一行全被挡住时是 0/0；<!-- wrong: masked-after-softmax zero-over-zero -->
# - 掩码的意思弄反了：True 是**可以**看；<!-- wrong: mask-inverted mask-inverted-uniform mask-inverted-nan -->
# - 没有管一个键都不许看的行：用 −∞ 得到 NaN，用很小的数得到平均分配，应当是 0；<!-- wrong: nan-without-keys uniform-without-keys -->
# - `k.T` 把所有的轴都倒过来，只有二维时才对。<!-- wrong: transposes-everything -->
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
        mask: None，或布尔张量，可以广播成 (…, t_q, t_k)；
            True 表示可以看，False 表示不许看。
    返回
        (out, weights)：out 是 (…, t_q, d_v)，weights 是 (…, t_q, t_k)，
        dtype 都与 q 相同。
        weights 的每一行非负，和为 1；不许看的位置正好是 0。
        一个键都不许看的那一行，weights 和 out 全是 0，不是 NaN（梯度也不是）。
        打分大到 1e4 也不溢出。对 q、k、v 都可以求导。
        不能调用 F.scaled_dot_product_attention 或 nn.MultiheadAttention；
        torch.softmax 可以用。
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
        # Very small but finite, not -inf: a row masked throughout must not become 0/0.
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
        weights = torch.softmax(scores, dim=-1).masked_fill(~mask, 0.0)
    return weights @ v, weights
    ### END SOLUTION


# %% check="scaled_dot_product_attention" points=11 minutes=24
check("scaled_dot_product_attention")

# %% [markdown]
# 拿六个词试试。每个键有三个数，我们手工填上“像动物、像水果、像颜色”的程度；查询问的是其中一样：

# %% tags=["demo"]
if ready("scaled_dot_product_attention"):
    names = ["猫", "苹果", "红", "狗", "橙", "绿"]
    keys = [[1, 0, 0], [0, 1, 0.2], [0, 0, 1], [1, 0, 0], [0, 0.9, 0.8], [0, 0, 1.0]]
    keys = torch.tensor(keys)
    questions = {"动物": [4.0, 0, 0], "水果": [0, 4.0, 0]}
    questions |= {"又是水果又是颜色": [0, 4.0, 4.0]}
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
# **先猜**　256 维的随机查询，20 个随机的键，除以 $\sqrt d$ 之后，最大的那个权重大约是多少？不除呢？（20 个键平分的话，每个是 0.05。）

# %% tags=["demo"]
if ready("scaled_dot_product_attention"):
    # 怎么画的不用读懂。红色的先把 q 乘上 √d，等于没有除
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
# 除以 $\sqrt d$ 是 0.2 出头，不除是 0.9。不除的时候，维数一高，一个键独吞几乎全部权重，别的键得不到梯度，也就永远没有机会。
#
# **弄坏它**　下面量一量随机点积的方差，和 $d$ 比；然后把 `MEAN` 改成 `1.0`，让每个数的平均值不再是 0。先猜：方差还是 $d$ 吗？平均的打分还是 0 吗？

# %% tags=["demo"]
MEAN = 0.0  # 改成 1.0 看看
generator = torch.Generator().manual_seed(0)
for d in (4, 64, 1024):
    q, k = torch.randn(2, 4000, d, generator=generator) + MEAN
    dots = (q * k).sum(dim=-1)
    mean, variance = dots.mean(), dots.var()
    print(f"d = {d:4}：平均 {mean:7.1f}，方差 {variance:7.1f}，÷ d = {variance / d:.2f}")

# %% [markdown]
# <details><summary>MEAN = 1 时怎样，为什么</summary>
#
# “方差是 $d$”要求平均值为 0。现在 $\mathrm E[q_i^2] = 1 + 1 = 2$，所以一项的方差是 $2 \times 2 - (1 \times 1)^2 = 3$，$d$ 项就是 $3d$，3 倍；平均的打分也从 0 变成了 $d$。层归一化（第 4 节）每一层都把向量的平均值拉回 0，这有帮助，却不保证：后面还要过 $W_q$、$W_k$，加上它们的偏置。
#
# </details>

# %% [markdown]
# ### 练习 7.7 causal_mask（约 6 分钟，3 分）
#
# **做什么**　写诗的时候，第 3 个字只能根据前面的字来写，后面的还不存在。因果掩码（causal mask）说的就是这件事：第 $i$ 个位置只能看第 0 到第 $i$ 个，**包括自己**。
#
# $$
# \mathrm{mask}[i, j] = (j \le i)
# $$
#
# **例子**　长度 3：第 0 行 `[True, False, False]`，第 1 行 `[True, True, False]`，第 2 行全是 True。
#
# **先猜**　长度是 4 的时候，表里有几个 True？数好再展开：
#
# <details><summary>几个</summary>
#
# 长度 $t$ 时一共 $1 + 2 + \dots + t = t(t+1)/2$ 个 True：长度 3 有 6 个，长度 4 有 10 个。长度 4 数出 6 个，是漏了自己；数出 16 个，是全都让看了。
#
# </details>
#
# <details><summary>提示一</summary>
#
# 把 $(i, j)$ 写成一张表，True 的那些格子是什么形状？对角线算不算？
#
# </details>
#
# <details><summary>提示二</summary>
#
# “下三角”的英文是 lower triangle，PyTorch 里有一个名字很短的函数；也可以让一列行号和一行列号比大小，靠广播。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一行。不管走哪条路，检查两样：结果是不是布尔型，`[0, 0]` 是不是 True。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 不包括自己：第 0 个位置就一个也不许看了；<!-- wrong: strict -->
# - 上三角和下三角弄反：只许看未来；<!-- wrong: upper -->
# - 返回 0 和 1 的浮点数：`~` 和 `&` 都会报错。<!-- wrong: float -->
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


# %% check="causal_mask" points=3 minutes=6
check("causal_mask")

# %% [markdown]
# ### 练习 7.8 padding_mask（约 6 分钟，3 分）
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
# <details><summary>提示一</summary>
#
# 哪些编号不是填充？一次比较就能得到什么形状的布尔张量？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 还差一个轴。`(n, t)` 要变成 `(n, 1, t)`，轴插在哪一个位置？
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一行：先比较，再添轴；添轴的方法在开头那张表里。和谁比较？看看函数的第二个参数。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 返回 `(n, t)`：和 `(n, t_q, t_k)` 广播时，批那个轴会对到查询上去，`n` 恰好等于 `t_q` 时还不报错；<!-- wrong: no-axis -->
# - 没有用 `pad_id`，写死了 0；<!-- wrong: always-zero -->
# - 意思弄反了，填充的位置成了 True。<!-- wrong: inverted -->
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


# %% check="padding_mask" points=3 minutes=6
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
#
# **为什么要三个投影**　上一节的函数要三样东西：查询、键、值。自己看自己的时候，它们都来自同一个 $x$，为什么不干脆把 $x$ 用三遍？用铅笔试一句三个字的话，每个字两个数：
#
# | | $x$ | 与“狗”的点积 | 与“咬”的点积 | 与“人”的点积 |
# |---|---|---|---|---|
# | 狗 | $(5, 0)$ | **25** | 0 | 15 |
# | 咬 | $(0, 5)$ | 0 | **25** | 20 |
# | 人 | $(3, 4)$ | 15 | 20 | **25** |
#
# 两个毛病一眼就看得见：
#
# - 三个向量一样长，都是 5，所以**自己和自己**的点积最大：每个字都在照镜子；
# - 表是对称的：“狗”给“人”15 分，“人”就得给“狗”15 分。可是“咬”该去找“谁咬的”，“狗”不必反过来找“咬”。
#
# 所以让同一个 $x$ 扮三个角色，各过一个学出来的线性变换：$W_q$ 说的是**我在找什么**，$W_k$ 说的是**我凭什么被找到**，$W_v$ 说的是**找到我以后，拿走什么**。三件事本来就不是一件事。比如让 $W_q$ 把“咬”变成 $(3, 0)$，$W_k$ 不动，“咬”给“狗”、给自己、给“人”的分就成了 15、0、9：镜子没有了，它去找“狗”了。
#
# **先猜**　12 个随机的 32 维向量，不投影，自己看自己，权重大约是多少？各过一个随机的 $W_q$、$W_k$ 呢？

# %% tags=["demo"]
if ready("scaled_dot_product_attention"):
    torch.manual_seed(0)
    x = torch.randn(200, 12, 32)
    w_q, w_k = torch.randn(2, 32, 32) / math.sqrt(32)
    for name, q, k in (("不投影", x, x), ("投影以后", x @ w_q, x @ w_k)):
        _, weights = scaled_dot_product_attention(q, k, x)
        itself = weights.diagonal(dim1=-2, dim2=-1).mean()
        print(f"{name}：看自己的权重平均 {itself:.2f}（12 个平分是 {1 / 12:.2f}）")

# %% [markdown]
# ### 练习 7.9 MultiHeadAttention（约 35 分钟，13 分）
#
# **先用铅笔**　$d_{\text{model}} = 4$，两个头，所以每个头两列。为了只看切和拼，先让四个线性变换都原样放行（权重是单位矩阵，偏置是 0）。两个查询，三个键和值，左边一栏归头 0，右边一栏归头 1：
#
# | | 头 0 | 头 1 |
# |---|---|---|
# | 查询 0 | 30　0 | 0　30 |
# | 查询 1 | 0　0 | 30　0 |
# | 键 0 | 1　0 | 1　0 |
# | 键 1 | 0　1 | 1　0 |
# | 键 2 | 0　0 | 0　1 |
# | 值 0 | 3　6 | 1　2 |
# | 值 1 | 6　3 | 5　4 |
# | 值 2 | 9　0 | 7　8 |
#
# 查询 0、头 0：点积是 30、0、0。除以 $\sqrt 2$ 还差 21，$e^{-21}$ 小得可以当 0，权重就是 1、0、0，取回值 0 的前两列 $(3, 6)$。头 1：点积 0、0、30，取回值 2 的后两列 $(7, 8)$。拼起来，$(3, 6, 7, 8)$。
#
# **先猜**　查询 1 得到什么？（头 0 三个点积都是 0。）算好再展开：
#
# <details><summary>查询 1</summary>
#
# 头 0 平分：$\frac13(3, 6) + \frac13(6, 3) + \frac13(9, 0) = (6, 3)$。头 1 的点积是 30、30、0，前两个平分：$\frac12(1, 2) + \frac12(5, 4) = (3, 3)$。拼起来，$(6, 3, 3, 3)$。
#
# </details>
#
# 同一个查询，两个头看的地方不同，取回的东西也不同：这就是多头。
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
# **不用循环**　把头变成一个轴，所有的头一次算完。怎样拆、怎样换？想好再展开：
#
# <details><summary>想好了再对</summary>
#
# ```
# (n, t, d_model)
#    ── reshape ──▶    (n, t, heads, d_k)
#    ── transpose ──▶  (n, heads, t, d_k)
# ```
#
# </details>
#
# 换好之后，批的轴是 `(n, heads)`，正好交给你的 `scaled_dot_product_attention`。得到 `(n, heads, t_q, d_k)` 之后，原路倒着走回 `(n, t_q, d_model)`。
#
# **掩码**　给进来的是二维或三维，可以广播成 `(n, t_q, t_k)`；打分却是四维的 `(n, heads, t_q, t_k)`，要给头留出一个轴。
#
# **约定**
#
# - `forward` 只返回 `(n, t_q, d_model)`；权重 `(n, heads, t_q, t_k)` 存进 `self.weights`，最后画图要用；
# - 除不尽时 `__init__` 抛出 `ValueError`；
# - 不能调用 `nn.MultiheadAttention` 和 `F.scaled_dot_product_attention`。
#
# **形状**　铅笔的例子里，查询是 `(1, 2, 4)`，键和值是 `(1, 3, 4)`，返回 `(1, 2, 4)`，`weights` 是 `(1, 2, 2, 3)`：一句，两个头，两个查询，三个键。
#
# <details><summary>提示一</summary>
#
# `(n, t, d_model)` 里，一个头的数排在哪里？要让“头”成为一个轴，`d_model` 这个轴应当拆成哪两个，谁在前？拆完以后，它站在 `t` 的前面还是后面？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 拆头要对三样东西各做一遍，写成一个小方法最省事：先 `reshape` 拆开最后一个轴，再 `transpose` 把头换到前面。`t` 从**那个张量自己**的形状里读。
#
# 掩码少一个“头”的轴：`(t_q, t_k)` 和 `(n, 1, t_k)` 都从后往前数，插在倒数第几个之前？
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# q、k、v = 三次（线性变换，然后拆头）        # (n, heads, t, d_k)
# 如果有掩码：给头留一个轴
# out, 权重 = scaled_dot_product_attention(…)
# out 原路走回 (n, t_q, d_model)             # 拆的时候先 A 后 B，回来就先 B 后 A
# return 最后一个线性变换(out)
# ```
#
# `__init__` 里先看除不除得尽，再建四个 `nn.Linear`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `reshape(n, heads, t, d_k)` 一步到位：形状对了，元素却乱了，一个头里混进了别的位置的数，铅笔例子的查询 0 会得到 $(2, 4, 7, 4)$。reshape 不会搬动元素，必须先 `(n, t, heads, d_k)`，再交换轴；<!-- wrong: split-without-transpose -->
# - 最后一个轴拆成了 `(d_k, heads)`：头 0 拿到的是第 0、2 列，隔着取的，不是挨着的第 0、1 列；<!-- wrong: interleaved-heads interleaved-split -->
# - 合并时忘了先把轴换回来：查询 0 会得到 $(3, 6, 6, 3)$，两个查询混在了一起；<!-- wrong: merge-without-transpose -->
# - 合并时用了 `view`：交换过轴的张量不连续，会报错，用 `reshape`；<!-- wrong: view-after-transpose -->
# - 拆 `key` 和 `value` 时用了 `query` 的长度：它们的长度是 $t_k$，不一定等于 $t_q$；<!-- wrong: length-of-the-query -->
# - 除以的是 $\sqrt{d_{\text{model}}}$：每个头里的点积只有 $d_k$ 项；<!-- wrong: scaled-by-d-model -->
# - 拼好就返回，忘了最后的 `w_o`；<!-- wrong: no-output-layer -->
# - `mask.unsqueeze(1)`：三维的掩码对，二维的 `(t_q, t_k)` 却成了 `(t_q, 1, t_k)`，头的轴插错了地方；<!-- wrong: mask-axis-one -->
# - 查询、键、值过的都是 `w_q`；<!-- wrong: one-projection-for-all -->
# - 掩码取了反再传下去：`nn.MultiheadAttention` 的 True 是不许看，我们的正相反。<!-- wrong: mask-inverted -->
#
# </details>


# %% exercise="MultiHeadAttention"
class MultiHeadAttention(nn.Module):
    """多头注意力。

    属性（名字固定）
        w_q, w_k, w_v, w_o: 四个 nn.Linear(d_model, d_model)，带偏置，
            保持 PyTorch 默认的初值。
        weights: 最近一次 forward 的注意力权重，(n, num_heads, t_q, t_k)；
            存不存计算图都可以。
    约定
        d_k = d_model / num_heads。第 i 个头用的是 w_q(query)、w_k(key)、w_v(value) 的
        第 i·d_k 到 (i+1)·d_k - 1 列；各头的输出按头的次序接起来，最后过 w_o。
        没有 dropout。
        不能调用 nn.MultiheadAttention 或 F.scaled_dot_product_attention；
        用你自己的 scaled_dot_product_attention。
    例子
        >>> attention = MultiHeadAttention(4, 2)
        >>> for linear in (attention.w_q, attention.w_k, attention.w_v, attention.w_o):
        ...     linear.weight.data = torch.eye(4)  # 原样放行
        ...     linear.bias.data = torch.zeros(4)
        >>> query = torch.tensor([[[30.0, 0, 0, 30], [0, 0, 30, 0]]])
        >>> key = torch.tensor([[[1.0, 0, 1, 0], [0, 1, 1, 0], [0, 0, 0, 1]]])
        >>> value = torch.tensor([[[3.0, 6, 1, 2], [6, 3, 5, 4], [9, 0, 7, 8]]])
        >>> attention(query, key, value).detach().round(decimals=4)
        tensor([[[3., 6., 7., 8.],
                 [6., 3., 3., 3.]]])
        >>> attention.weights.shape
        torch.Size([1, 2, 2, 3])
    """

    def __init__(self, d_model: int, num_heads: int) -> None:
        """d_model 不能被 num_heads 整除时抛出 ValueError。"""
        super().__init__()
        ### BEGIN SOLUTION
        if d_model % num_heads:
            raise ValueError(f"d_model {d_model} does not divide into {num_heads} heads")
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
            mask: None，或二维、三维的布尔张量，可以广播成 (n, t_q, t_k)；
                True 表示可以看。所有的头用同一个 mask。
                一个键都不许看的行，权重是 0，输出是 w_o 的偏置。
        返回
            (n, t_q, d_model) 的张量，只有这一个；权重放在 self.weights 里。
        """
        ### BEGIN SOLUTION
        pairs = ((self.w_q, query), (self.w_k, key), (self.w_v, value))
        heads = [self._split(w(x)) for w, x in pairs]
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


# %% check="MultiHeadAttention" points=13 minutes=35 uses=["scaled_dot_product_attention"]
check("MultiHeadAttention")

# %% [markdown]
# PyTorch 有现成的 `nn.MultiheadAttention`（练习里不能用，对账可以用）。把你的权重抄给它，看看两边差多少。注意它的掩码和我们相反，True 是**不许**看：

# %% tags=["demo"]
if ready("MultiHeadAttention", "causal_mask"):
    torch.manual_seed(0)
    mine = MultiHeadAttention(12, 3)
    theirs = nn.MultiheadAttention(12, 3, batch_first=True)
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
#
# ## 合上电脑
#
# 第一次坐下到这里为止。你手里已经有了注意力的全部：词变成带位置的向量，打分、softmax、混合，两种掩码，几个头一起看。存盘（Ctrl+S），合上电脑，明天再来。
#
# 走之前，不看讲义，用一句话回答：
#
# 1. 为什么打分要除以 $\sqrt d$？
# 2. 掩码为什么在 softmax 之前，不在之后？
# 3. 有了位置编码，“花非花”里的两个“花”为什么就分得开了？
#
# 答不上来的那一条，就是下次坐下时先翻回去看的那一条。
#
# ## 第二次坐下
#
# Jupyter 关掉以后，变量和函数都不在了，但你写的代码还在。点一下这一格，从菜单选 **Run → Run All Above Selected Cell**，前面的检查就会一个个重新变绿，几秒钟的事。
#
# **热身，先猜**　自注意力，长度 7，4 个头，一批 48 句：`weights` 的形状是什么，里面有几个数？
#
# <details><summary>答案</summary>
#
# `(48, 4, 7, 7)`，一共 $48 \times 4 \times 7 \times 7 = 9408$ 个。长度加倍，后两个轴都加倍，就是 4 倍。
#
# </details>

# %% [markdown]
# ## 4　搭成层
#
# 注意力负责“看别处”，再配上三样东西，就成了一层：残差连接、层归一化、前馈网络。

# %% [markdown]
# ### 练习 7.10 layer_norm（约 14 分钟，7 分）
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
# <details><summary>提示一</summary>
#
# “沿最后一个轴”的平均值是什么形状？要让它能和 `x` 相减，少了的那个轴怎么留住？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先减平均值，得到 `x - μ`；方差就是它平方之后的平均，这样既除以 $d$，又不怕大数相减。$\varepsilon$ 在开方之前加。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 三行：
#
# ```
# 去掉平均 = x - x.mean(…, keepdim=True)
# 方差 = …的平均，也要 keepdim
# return 去掉平均 / 开方(…) * gamma + beta
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `x.std()` 和 `x.var()` 默认除以 $d - 1$：`correction=0` 才除以 $d$。维数小的时候差得很明显；<!-- wrong: unbiased std-plus-eps -->
# - $\varepsilon$ 加在根号外面；<!-- wrong: eps-outside -->
# - 沿批的轴归一化：例子里两行会互相影响；<!-- wrong: first-axis -->
# - 忘了 `keepdim=True`：多半报错，$d$ 恰好等于前一个轴时不报错，数却错了；<!-- wrong: no-keepdim -->
# - 方差写成 $x^2$ 的平均减去 $\mu^2$：$\mu$ 很大时两个大数相减，剩下的全是舍入误差，甚至是负的，开方得到 NaN。公开测试看不出，评分时才会发现。<!-- wrong: mean-of-squares -->
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
        平均值和方差都只沿最后一个轴算，方差除以 d（不是 d - 1）。
        对 x、gamma、beta 都可以求导。
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


# %% check="layer_norm" points=7 minutes=14
check("layer_norm")

# %% [markdown]
# ### 练习 7.11 AddNorm（约 9 分钟，4 分）
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
# <details><summary>提示一</summary>
#
# `nn.Module` 怎样知道一个张量是要学的？第 3 天的 `parameters()` 列得出来的张量，都包在什么里面？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `gamma`、`beta` 各是一个 `nn.Parameter`，一个全 1，一个全 0，长度是 `d_model`。先加还是先归一化，看公式的括号。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `__init__` 里 `super().__init__()` 之后两行，`forward` 里一行，调用你自己的 `layer_norm`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `self.gamma = torch.ones(d_model)`：普通张量不算参数，优化器看不见它。包上一层 `nn.Parameter(…)`；<!-- wrong: gamma-is-a-tensor -->
# - 漏了残差，只归一化了 $y$；<!-- wrong: no-residual -->
# - 写成了 $x + \mathrm{LN}(y)$ 或 $\mathrm{LN}(x) + y$：先加，后归一化。<!-- wrong: pre-norm norm-then-add -->
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


# %% check="AddNorm" points=4 minutes=9 uses=["layer_norm"]
check("AddNorm")

# %% [markdown]
# ### 练习 7.12 FeedForward（约 8 分钟，4 分）
#
# **做什么**　前馈网络（feed-forward network）：两个线性层，中间一个 ReLU，就是第 4 天的那种网络。每个位置各算各的，用的是同一组参数：
#
# $$
# \mathrm{FFN}(x) = \mathrm{ReLU}(x W_1 + b_1)\, W_2 + b_2
# $$
#
# 先从 `d_model` 放宽到 `d_ff`（论文里是 4 倍），再收回来。
#
# **为什么**　注意力只是把值按比例混合，权重定了，它对值就是线性的；把看来的东西**加工**一下，要靠这里的 ReLU。
#
# **例子**　一个位置 $x = (1, 2)$，先放宽到 3 维：
#
# $$
# W_1 = \begin{pmatrix} 1 & -1 & 0 \\ 0 & 1 & -1 \end{pmatrix},\quad
# b_1 = (0, 0, 1),\quad
# W_2 = \begin{pmatrix} 1 & 0 \\ 0 & 2 \\ 5 & 5 \end{pmatrix},\quad
# b_2 = (0, -3)
# $$
#
# $x W_1 + b_1 = (1, 1, -1)$，ReLU 之后 $(1, 1, 0)$，再乘 $W_2$ 加 $b_2$，得到 $(1, -1)$。漏了 ReLU 会得到 $(-4, -6)$；最后多过一次 ReLU 会得到 $(1, 0)$。
#
# <details><summary>提示一</summary>
#
# 两个线性层，形状各是什么进、什么出？ReLU 用几次？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `nn.Linear(进, 出)` 自带偏置。放在 `self.某某` 里，`parameters()` 才找得到；放进普通列表就找不到。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `__init__` 里建两个层（或者一个 `nn.Sequential`），`forward` 里一行，照着公式从最里面的括号往外写。公式里权重写在右边，`nn.Linear` 已经替你转置好了。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 最后又过了一次 ReLU：残差就只能往上加，不能往下减；<!-- wrong: relu-twice -->
# - 两个线性层之间没有 ReLU：等于一个线性层；<!-- wrong: no-relu -->
# - 两层放在普通的 Python 列表里：`parameters()` 找不到它们，优化器也就不更新它们。<!-- wrong: plain-list -->
#
# </details>


# %% exercise="FeedForward"
class FeedForward(nn.Module):
    """逐位置的前馈网络：线性，ReLU，线性。

    属性
        正好两个带偏置的 nn.Linear，一个 d_model 进 d_ff 出，一个 d_ff 进 d_model 出；
        叫什么名字、放不放在 nn.Sequential 里，都由你定。没有 dropout，也没有别的参数。
    例子
        >>> model = FeedForward(2, 3)  # 2·3 + 3 个参数进，3·2 + 2 个参数出
        >>> sum(p.numel() for p in model.parameters()), model(torch.zeros(5, 4, 2)).shape
        (17, torch.Size([5, 4, 2]))
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


# %% check="FeedForward" points=4 minutes=8
check("FeedForward")

# %% [markdown]
# 零件齐了。下面这张图是今天的总装图，练习 7.13 到 7.15 照着它装：
#
# ![Transformer：左边编码器，右边解码器，memory 从左到右进入交叉注意力](figures/transformer.svg)

# %% [markdown]
# ### 练习 7.13 EncoderLayer（约 11 分钟，5 分）
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
# **例子**　两个位置 $x_0 = (1, 9)$，$x_1 = (9, 3)$，一个头。让 $W_q = W_k = 0$（打分全是 0，两个位置平分），$W_v$、$W_o$ 原样放行；前馈不管收到什么都给 $(0, 1)$（权重是 0，$b_2 = (0, 1)$）：
#
# | | 位置 0 | 位置 1 |
# |---|---|---|
# | $x$ | $(1, 9)$ | $(9, 3)$ |
# | 自注意力：平均 | $(5, 6)$ | $(5, 6)$ |
# | 相加，归一化 | $(6, 15) \to (-1, 1)$ | $(14, 9) \to (1, -1)$ |
# | 加 $(0, 1)$，归一化 | $(-1, 2) \to (-1, 1)$ | $(1, 0) \to (1, -1)$ |
#
# 随便漏掉哪一个残差，位置 1 都会变成 $(-1, 1)$。
#
# **属性的名字**　`self_attention`、`norm1`、`feed_forward`、`norm2`，都固定：公开测试和评分都按名字读它们里面的参数（`self_attention.w_q` 等等）。前馈里面的两个线性层叫什么随你。
#
# **自己写**　不能调用 `nn.TransformerEncoderLayer`。
#
# <details><summary>提示一</summary>
#
# 两个子层，各有一个 AddNorm：一共要几个子模块？第二个子层收到的 `x` 是原来的，还是第一步之后的？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 子模块像函数一样调用。自注意力的查询、键、值都是同一个 `x`，别忘了第四个参数。AddNorm 收两样东西：子层的输入，子层的输出。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `__init__` 里四行，名字照抄；`forward` 里两行：
#
# ```
# x = self.norm1(子层的输入, 子层的输出)
# return self.norm2(…, …)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 两处用了同一个 AddNorm：它们各有各的 `gamma` 和 `beta`；<!-- wrong: one-shared-norm first-norm-twice -->
# - 第二步里残差加的还是最开始的 `x`；<!-- wrong: second-residual-from-the-input -->
# - 忘了把 `mask` 传下去；<!-- wrong: mask-ignored -->
# - 写成 `self.norm1(x, x + 自注意力)`：AddNorm 里已经加过一次，残差就加了两遍。<!-- wrong: residual-twice -->
#
# </details>


# %% exercise="EncoderLayer"
class EncoderLayer(nn.Module):
    """编码器的一层：自注意力，前馈，各带一个 AddNorm。

    属性（名字固定，测试按这些名字读里面的参数）
        self_attention: MultiHeadAttention(d_model, num_heads)
        norm1: AddNorm(d_model)，自注意力之后
        feed_forward: FeedForward(d_model, d_ff)，它里面的名字随你
        norm2: AddNorm(d_model)，前馈之后
        除了它们的参数，没有别的参数。
    约定
        不能调用 nn.TransformerEncoderLayer。
    例子
        >>> layer = EncoderLayer(2, 1, 3)
        >>> for p in layer.parameters():
        ...     p.data = torch.zeros_like(p)  # 全是 0，连 norm2 的 gamma 和 beta 也是
        >>> layer(torch.randn(4, 5, 2)).abs().max().item()
        0.0
        >>> layer.self_attention.weights.shape
        torch.Size([4, 1, 5, 5])
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
            mask: None，或布尔张量，可以广播成 (n, t, t)；True 表示可以看；
                可以有一个都不许看的行。
        返回
            (n, t, d_model) 的张量。x 和 mask 不变。
        """
        ### BEGIN SOLUTION
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))
        ### END SOLUTION


# %% check="EncoderLayer" points=5 minutes=11 uses=["MultiHeadAttention", "AddNorm", "FeedForward"]
check("EncoderLayer")

# %% [markdown]
# ### 练习 7.14 DecoderLayer（约 16 分钟，7 分）
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
# **例子**　三个词，`tgt_mask` 是 `[[True, False, True]]`（第 1 个是填充）。两个掩码取“且”：
#
# | | 词 0 | 词 1 | 词 2 |
# |---|---|---|---|
# | 词 0 | 可以 | 未来 | 未来 |
# | 词 1 | 可以 | 填充 | 未来 |
# | 词 2 | 可以 | 填充 | 可以 |
#
# 只用 `tgt_mask`，词 0 就看见了词 2，那是未来；取成“或”，第 1 列的填充又露了出来。交叉注意力不用这张表，只用 `memory_mask`。
#
# **谁问谁**　交叉注意力里，查询是正在写的 $x$，键和值是读进来的 memory。反过来的话，形状是 `(n, s, d_model)`，和残差对不上；`s` 恰好等于 `t` 时却不会报错。
#
# **属性的名字**　`self_attention`、`norm1`、`cross_attention`、`norm2`、`feed_forward`、`norm3`，都固定，规矩与上一题相同。
#
# **自己写**　不能调用 `nn.TransformerDecoderLayer`。
#
# <details><summary>提示一</summary>
#
# 三个子层，谁问谁？每个子层用哪一个掩码？`tgt_mask` 是 None 时，自注意力用什么掩码？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先准备自注意力的掩码：从 `causal_mask(t)` 出发，给了 `tgt_mask` 就做一次 `&`，`(t, t)` 和 `(n, 1, t)` 会广播成 `(n, t, t)`。不要用 `&=`，那会改动别人的张量。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# 掩码 = causal_mask(…)
# if tgt_mask is not None: …
# 三个子层，一行一个：查询是谁？键和值是谁？掩码是哪一个？
# ```
#
# 每一行的样子和 EncoderLayer 里的一样。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `tgt_mask` 给了就忘了因果掩码；<!-- wrong: causal-only-by-default -->
# - 两个掩码取了“或”，有一个允许就能看；<!-- wrong: masks-or-ed -->
# - 把 `memory_mask` 用在了自注意力上；<!-- wrong: memory-mask-on-the-target -->
# - 把因果掩码用在了交叉注意力上：读进来的句子是完整的，全都可以看；<!-- wrong: causal-cross-attention -->
# - 交叉注意力问反了：查询应当是正在写的 $x$，键和值是 memory；<!-- wrong: roles-swapped -->
# - 最后一行抄成了 `norm2`，或者三处共用一个 AddNorm：它们各有各的 `gamma` 和 `beta`。<!-- wrong: second-norm-twice one-shared-norm -->
#
# </details>


# %% exercise="DecoderLayer"
class DecoderLayer(nn.Module):
    """解码器的一层：带因果掩码的自注意力，交叉注意力，前馈，各带一个 AddNorm。

    属性（名字固定，测试按这些名字读里面的参数）
        self_attention: MultiHeadAttention(d_model, num_heads)
        norm1: AddNorm(d_model)，自注意力之后
        cross_attention: MultiHeadAttention(d_model, num_heads)，
            查询来自解码器，键和值来自 memory
        norm2: AddNorm(d_model)，交叉注意力之后
        feed_forward: FeedForward(d_model, d_ff)
        norm3: AddNorm(d_model)，前馈之后
        除了它们的参数，没有别的参数。
    约定
        不能调用 nn.TransformerDecoderLayer。
    例子
        >>> layer = DecoderLayer(6, 2, 12)
        >>> x, memory = torch.ones(1, 3, 6), torch.ones(1, 5, 6)
        >>> layer(x, memory, torch.tensor([[True, False, True]])).shape
        torch.Size([1, 3, 6])
        >>> layer.self_attention.weights[0, 0].detach() > 0
        tensor([[ True, False, False],
                [ True, False, False],
                [ True, False,  True]])
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


# %% check="DecoderLayer" points=7 minutes=16 uses=["causal_mask", "MultiHeadAttention", "AddNorm", "FeedForward"]
check("DecoderLayer")

# %% [markdown]
# ## 5　整个模型
#
# 只差两头：进去时编号变向量，出来时向量变打分。

# %% [markdown]
# ### 练习 7.15 Transformer（约 22 分钟，9 分）
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
# **例子：数参数**　`Transformer(10, 12, d_model=6, num_heads=2, d_ff=12, num_layers=2)`。**先猜**：参数不到一千个、一两千个，还是上万个？最大的一份在哪里？用铅笔数一遍，再展开：
#
# <details><summary>数出来是</summary>
#
# | 部分 | 一份有几个 | 几份 | 合计 |
# |---|---|---|---|
# | `src_embedding`、`tgt_embedding` | $10 \times 6$，$12 \times 6$ | 各 1 | 132 |
# | `output` | $6 \times 12 + 12$ | 1 | 84 |
# | 编码器的一层：一个多头、一个前馈、两个 AddNorm | $4(6 \times 6 + 6) + (72 + 12 + 72 + 6) + 2 \times 12 = 354$ | 2 | 708 |
# | 解码器的一层：两个多头、一个前馈、三个 AddNorm | $336 + 162 + 36 = 534$ | 2 | 1068 |
#
# 一共 1992 个。数出来只有 1104 个，是同一层用了两遍；只有 216 个，是层放在了普通的列表里；少了 60 或 72 个，是少了一张表。
#
# </details>
#
# **属性的名字**　`src_embedding`、`tgt_embedding`（`nn.Embedding`，它的 `.weight` 就是那张表），`encoder`、`decoder`（`nn.ModuleList`，按次序装着各层），`output`（`nn.Linear`）。都固定：公开测试和评分按名字读参数，第 6 节看注意力图也要靠它们。
#
# **初值**　两张表用标准差 $d_{\text{model}}^{-1/2}$ 的正态分布。`nn.Embedding` 默认的标准差是 1，被 `embed` 乘上 $\sqrt{d_{\text{model}}}$ 之后太大，位置编码就淹没了，训练会慢得多：第 6 节同样的步数，换五颗种子，都只写得对 50% 到 57%。
#
# **`tgt` 的填充**　填充只在末尾，真正的词有因果掩码护着，看不到后面的填充，所以不挡也行；填充那些位置自己打多少分，没有人看。
#
# **自己写**　不能调用 `nn.Transformer`、`nn.TransformerEncoder`、`nn.TransformerDecoder` 和它们的层。
#
# <details><summary>提示一</summary>
#
# 总装图上，从 `src` 到 memory 要经过哪几步？`src` 里的填充在哪**两**个地方会被看见？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `src_mask = padding_mask(src, self.pad_id)` 是 `(n, 1, s)`，两个地方用的是同一个。层放在 `nn.ModuleList(… for _ in range(num_layers))` 里：每次循环都**新建**一层；它可以直接用 `for` 遍历。
#
# 表的初值用 `nn.init.normal_(表.weight, std=…)`。`embed` 要的第二个参数是那张表的 `.weight`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# “查表加位置”两边都要用，写成一个小方法。`forward` 的骨架：
#
# ```
# memory = 查表加位置(src)
# for 层 in self.encoder: memory = 层(…)
# x = 查表加位置(tgt)
# for 层 in self.decoder: x = 层(…)       # 每一层看的都是同一个 memory
# return self.output(x)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 层放在普通的 Python 列表里：`parameters()` 找不到它们，优化器也就不更新它们。用 `nn.ModuleList`；<!-- wrong: plain-list -->
# - `[EncoderLayer(…)] * num_layers` 是同一层用了几遍；<!-- wrong: one-layer-repeated -->
# - `src` 或 `tgt` 忘了加位置编码；<!-- wrong: no-positions no-source-positions no-target-positions -->
# - `src` 和 `tgt` 用了同一张表；<!-- wrong: one-table -->
# - 解码器看的是 `src` 的词向量，不是编码器的输出；<!-- wrong: encoder-skipped -->
# - 位置编码也乘了 $\sqrt{d_{\text{model}}}$，或者词向量乘了两遍（`embed` 里已经乘过）；<!-- wrong: positions-scaled-too scaled-twice -->
# - 填充掩码只给了编码器，解码器看 memory 时忘了；<!-- wrong: no-memory-mask -->
# - 表、层、输出层叫了别的名字；<!-- wrong: other-names -->
# - 绕道 `.detach()`、`.data`：编码器就收不到梯度了；<!-- wrong: detached-memory -->
# - 最后做了 softmax，哪怕只在 `eval()` 模式里做：交叉熵要的是打分。<!-- wrong: softmax softmax-in-eval -->
#
# </details>


# %% exercise="Transformer"
class Transformer(nn.Module):
    """编码器加解码器。

    属性（名字固定，测试按这些名字读里面的参数）
        src_embedding: nn.Embedding(src_vocab_size, d_model)
        tgt_embedding: nn.Embedding(tgt_vocab_size, d_model)
            两张表的初值随机，平均值 0，标准差 d_model ** -0.5，用正态分布就好；
            其余参数用默认的初值。
        encoder: nn.ModuleList，依次是 num_layers 个 EncoderLayer
        decoder: nn.ModuleList，依次是 num_layers 个 DecoderLayer
        output: nn.Linear(d_model, tgt_vocab_size)，带偏置
        除了它们的参数，没有别的参数。
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
        sizes = d_model, num_heads, d_ff
        self.encoder = nn.ModuleList(EncoderLayer(*sizes) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(*sizes) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)
        ### END SOLUTION

    def forward(self, src: Tensor, tgt: Tensor) -> Tensor:
        """给目标序列的每个位置打分：下一个词是什么。

        参数
            src: (n, s) 的 int64 张量，源序列的编号；填充 (pad_id) 只在末尾，
                每行至少有一个词。
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


# %% check="Transformer" points=9 minutes=22 uses=["embed", "positional_encoding", "padding_mask", "EncoderLayer", "DecoderLayer"]
check("Transformer")

# %% [markdown]
# ### 练习 7.16 greedy_decode（约 18 分钟，8 分）
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
# **先用铅笔**　两句一起写，`<eos>` 是 3，`max_length` 是 5。模型每一步给分最高的词如下（第二句写完以后，模型照样会给个词，这里是 9，不算数）：
#
# | | 第 1 步 | 第 2 步 | 第 3 步 | 返回 |
# |---|---|---|---|---|
# | 第一句 | 4 | 5 | `<eos>` | `[4, 5, 3]` |
# | 第二句 | 6 | `<eos>` | 9，改成 `<eos>` | `[6, 3, 3]` |
#
# 第 3 步之后两句都结束了，所以返回 `(2, 3)`，不会走到第 5 步。结果若是 `[6, 3, 9]`，是结束了还接着写；若只有两列，是一句结束就全停了。
#
# <details><summary>提示一</summary>
#
# 每走一步，要记住哪两样东西？一样是写到哪里了，另一样是谁已经写完了。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `tgt` 从一列 `<bos>` 开始，`(n, 1)`。另用一个 `(n,)` 的布尔张量记住谁结束了。新写的词在接上去之前，结束了的行要改成什么？`masked_fill` 正好做这件事。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```
# 记住模式，换成 eval
# with torch.no_grad():
#     while 还没写满，而且…:
#         词 = …                            # (n,)，已经结束的行怎么办？
#         谁结束了 = …
#         tgt = …                           # torch.cat，先给词添一个轴
# 还原模式
# return …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 结束了的行还接着写，`<eos>` 后面冒出别的词；<!-- wrong: goes-on-after-eos -->
# - 一行结束就全停了；<!-- wrong: stops-at-the-first -->
# - 谁都结束了还写到 `max_length`；<!-- wrong: never-stops -->
# - 返回时带着 `<bos>`，或者把 `<eos>` 去掉了；<!-- wrong: keeps-bos drops-eos -->
# - 结束时一律 `model.train()`：人家进来时可能就是 eval 模式。<!-- wrong: left-in-training-mode -->
#
# </details>


# %% exercise="greedy_decode"
def greedy_decode(
    model: nn.Module,
    src: Tensor,
    max_length: int,
    bos: int,
    eos: int,
) -> Tensor:
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


# %% check="greedy_decode" points=8 minutes=18 uses=["Transformer"]
check("greedy_decode")

# %% [markdown]
# ## 再合上电脑
#
# 第二次坐下到这里为止。模型搭好了，练习也都做完了，剩下的是看它学。存盘（Ctrl+S），合上电脑。
#
# ## 第三次坐下
#
# 照样先点一下这一格，选 **Run → Run All Above Selected Cell**。趁检查一个个变绿，不看讲义，回想三件事，再展开：
#
# 1. 交叉注意力里，谁来问，问谁？
# 2. 层为什么放在 `nn.ModuleList` 里，不放在普通的列表里？
# 3. `greedy_decode` 靠什么停下来？
#
# <details><summary>答案</summary>
#
# 1. 正在写的 $x$ 来问（查询），读进来的 memory 给出键和值。
# 2. 普通列表里的层，`parameters()` 找不到，优化器也就不更新它们。
# 3. 每一行都写出了 `<eos>`，或者写满了 `max_length` 个。
#
# </details>

# %% [markdown]
# ## 6　看它学，再弄坏它
#
# ### 学会倒写
#
# 用十个天干造句子，长短不一，每句 3 到 7 个字，没有两句相同；5000 句训练，500 句留着考试。答案是倒过来的句子加上 `<eos>`：

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words"):
    import random

    PAD, UNK, BOS, EOS = range(4)
    STEMS = "甲乙丙丁戊己庚辛壬癸"
    rng, sentences = random.Random(0), {}
    while len(sentences) < 5500:
        sentences["".join(rng.choices(STEMS, k=rng.randint(3, 7)))] = None

    def encode_pairs(pairs, vocabulary):
        """一对对的（读进去，写出来）→ 两个 (n, 最长) 的张量；后者加了 <eos>。"""
        src = [encode_words(" ".join(one), vocabulary) for one, _ in pairs]
        tgt = [encode_words(" ".join(one) + " <eos>", vocabulary) for _, one in pairs]
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
# 这叫教师强制（teacher forcing）：前一个字就算猜错了，下一步喂进去的仍是正确的。好处是所有位置一次算完，不用像昨天那样一步一步来。这全靠因果掩码：没有它，第 $i$ 个位置一抬头就看见了答案。那会怎样？下文有一格专门把它拆掉，先猜着。

# %% [markdown]
# **先猜**　一步都没训练的时候，损失大约是多少？（词表有 14 个词，模型什么也不知道，差不多是在瞎猜。第 4 天算过：瞎猜的交叉熵是 $\ln$ 什么？）猜好了再运行。`train` 里面不用全读懂，最要紧的一行是 `tgt_in`：答案往右挪一格，前面补 `<bos>`。

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):

    def train(model, src, tgt, steps, lr, batch_size, weight_decay=0.0, hide=0.0):
        """教师强制、Adam、交叉熵（<pad> 不算）；返回每一步的损失。

        hide：随机把这么大比例的字换成 <unk>；weight_decay：每一步让参数缩小一点点。
        """
        tgt_in = torch.cat([torch.full((len(tgt), 1), BOS), tgt[:, :-1]], dim=1)
        loss_function = nn.CrossEntropyLoss(ignore_index=PAD)
        options = {"lr": lr, "weight_decay": weight_decay, "fused": True}
        optimizer = torch.optim.AdamW(model.parameters(), **options)

        def hidden(ids):
            if not hide:
                return ids
            chosen = (torch.rand(ids.shape) < hide) & (ids > EOS)
            return ids.masked_fill(chosen, UNK)

        losses = []
        for step in range(steps):
            # 学习率在头 50 步升上去，然后一路降到 0
            optimizer.param_groups[0]["lr"] = lr * min((step + 1) / 50, 1 - step / steps)
            rows = torch.randint(len(src), (batch_size,))
            logits = model(hidden(src[rows]), hidden(tgt_in[rows]))
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
    print(f"瞎猜：ln {len(stems)} = {math.log(len(stems)):.2f}")

# %% [markdown]
# 起点比瞎猜还高一点：刚建好的模型不是什么都不知道，而是**随便有点主意**，主意多半是错的。
#
# **先猜**　500 句没见过的，逐字算，写对百分之几？

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):

    def write_backwards(model):
        """让模型把考题倒着写一遍：写出的编号，以及写对的字的比例。"""
        written = greedy_decode(model, src_test, tgt_test.shape[1], BOS, EOS)
        missing = tgt_test.shape[1] - written.shape[1]
        written = nn.functional.pad(written, (0, missing), value=EOS)
        return written, (written == tgt_test)[tgt_test != PAD].float().mean().item()

    written, right = write_backwards(reverser)
    fig, ax = plt.subplots(figsize=(7, 3))
    ax.plot(losses, color="#3b6fb6")
    ax.set(title="倒写：训练损失", xlabel="步", ylabel="损失", ylim=(0, None))
    plt.show()
    print(f"没见过的 500 句：{right:.1%} 的字写对了")
    for row in range(5):
        print(" ", pairs[5000 + row][0], "→", to_text(written[row], stems))

# %% [markdown]
# **轮到你**　把下面的 `MY_STEMS` 换成你自己的一串天干（甲乙丙丁戊己庚辛壬癸，可以重复），看它倒得对不对。训练时句子最长 7 个字：给它 8 个、10 个字呢？先猜，再试。

# %% tags=["demo"]
MY_STEMS = "庚庚辛甲乙"  # 换成你的
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):
    for given in (MY_STEMS, MY_STEMS + "丙丁癸壬己"):
        mine = encode_words(" ".join(given), stems)[None]
        room = max(16, len(given) + 1)  # 再长的句子也写得完
        turned = to_text(greedy_decode(reverser, mine, room, BOS, EOS)[0], stems)
        same = sum(a == b for a, b in zip(turned, given[::-1]))
        print(f"{given} → {turned}（{len(given)} 个字，对了 {same} 个）")

# %% [markdown]
# 七个字以内几乎不出错，长了就乱：常常写到七个字上下就收尾，逐位一比，全错了位。它没有见过的位置编码，等于没有见过的地方。怎样让它学会更长的，是第 8 节的挑战之一。
#
# ### 它在看哪里
#
# 给一句话，把正确答案喂给解码器，取出每个头的权重：行是正在写的字，列是读进来的字，颜色越深看得越用力。
#
# **先猜**　要写对，写第 0 个字时该看读进来的哪一个？写第 1 个呢？把七行连起来，深色的格子应当排成什么形状？

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
    sentence_in = torch.cat([torch.tensor([[BOS]]), tgt[:, :-1]], dim=1)
    with torch.no_grad():
        reverser(src, sentence_in)
    decoder = reverser.decoder[0]
    row_labels = [*sentence[::-1], "尾"]
    title = "交叉注意力：写这个字时，看读进来的哪个字"
    draw_heads(decoder.cross_attention.weights[0], row_labels, sentence, title)

# %% [markdown]
# 一条从右上到左下的斜带，正是要抄的那个字的所在（“尾”是写 `<eos>` 的那一步，没有要抄的）。谁也没有告诉它要这样看，它只知道损失要小。
#
# 不过别只凭一句话下结论，也别把深浅看得太满。把长度正好是 7 的考题平均一下，再量一量：写每个字的时候，有多少权重落在**该抄的那个字**上？七个字平分的话是 $1/7 \approx 0.14$。

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
    shares = average[:, range(7), range(6, -1, -1)].mean(dim=1)
    for head, share in enumerate(shares):
        print(f"头 {head}：落在该抄的字上的权重，平均 {share:.2f}")

# %% [markdown]
# 远不到 1，可是都比 0.14 多。没有哪个头独自看得清清楚楚：几个头各看一个大概，合起来够用，损失就不会再逼它们。注意力图说的是“看了哪里”，不等于“靠什么写对”；要知道后一件事，得动手术，见下文。

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):
    with torch.no_grad():
        reverser(src, sentence_in)
    inputs = ["始", *sentence[::-1]]
    title = "解码器的自注意力：写这个字时，看自己写过的哪个字"
    draw_heads(decoder.self_attention.weights[0], row_labels, inputs, title)

    weights = reverser.encoder[0].self_attention.weights[0]
    title = "编码器的自注意力：每个字看同一句里的哪个字"
    draw_heads(weights, sentence, sentence, title, ylabel="读进来")

# %% [markdown]
# 上面一排是解码器：右上角全白，那就是因果掩码（“始”是 `<bos>`）。下面一排是编码器，没有这个限制，前后都看。
#
# ### 换掉一个字
#
# 做一个实验。位置都从 0 数起：解码器的输入是 `<bos>` 和七个字，`<bos>` 在位置 0。把**位置 4** 的字（从左数第 5 个）换成“己”，再看每个位置的打分变了多少。右边是对照：编码器读的七个字里，也把位置 4 的换掉，看 memory 变了多少。
#
# **先猜**　左图里，位置 0、1、2、3、4、5、6、7，哪几根柱子正好是 0？右图呢？

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):
    seen = []
    last = reverser.encoder[-1]
    hook = last.register_forward_hook(lambda module, args, out: seen.append(out))
    changed_tgt, changed_src = sentence_in.clone(), src.clone()
    changed_tgt[0, 4] = changed_src[0, 4] = stems["己"]
    with torch.no_grad():
        moved = reverser(src, changed_tgt) - reverser(src, sentence_in)
        moved = moved[0].abs().amax(dim=-1)
        reverser(changed_src, sentence_in)
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
# 左边，位置 0 到 3 的打分纹丝不动，一丝一毫也没有变；从换掉的位置 4 自己开始才变。右边，编码器的每个位置都变了，前面的也不例外。这正是我们要的：读的时候前后都看，写的时候只看已经写下的。
#
# “看不见未来”说的就是这件事：位置 $i$ 的打分只由位置 0 到 $i$ 的输入决定，它要猜的是下一个字，而下一个字站在位置 $i + 1$。左边位置 4 以前只要有一个数不是 0，训练时的损失就是假的：模型偷看了答案。以后你自己改模型，不妨也做一遍这个实验。

# %% [markdown]
# ### 弄坏它
#
# 三样东西，各拆掉一样，别的一点不动，重新训练 400 步。$\sqrt d$ 要看两次：正文的模型有 4 个头，每个只有 8 维；再换成一个 128 维的头，除和不除各练一遍。
#
# | 拆掉什么 | 先猜：训练损失会怎样？ | 先猜：写对百分之几？ |
# |---|---|---|
# | 因果掩码：写的时候看得见后面 | | |
# | 位置编码：两边都不知道先后 | | |
# | $\sqrt d$：每个头 8 维 | | |
# | $\sqrt d$：一个头，128 维 | | |
#
# 把八格填上（写在纸上就行），再运行，要等半分钟左右。想换一颗种子，改 `SEED`；只想看一样，就从 `BREAK` 里去掉另外的。

# %% tags=["demo"]
BREAK = ["没有因果掩码", "没有位置编码", "没有 √d", "宽头", "宽头，没有 √d"]
SEED = 0
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):
    # 不用读懂：训练的时候悄悄换掉你的一个函数，完了再换回来
    whole_attention = scaled_dot_product_attention

    def see_everything(length):
        return torch.ones(length, length, dtype=torch.bool)

    def nowhere(length, d_model):
        return torch.zeros(length, d_model)

    def undivided(q, k, v, mask=None):
        return whole_attention(q * math.sqrt(q.shape[-1]), k, v, mask)

    narrow = {"d_model": 32, "num_heads": 4, "d_ff": 64, "num_layers": 1}
    wide = {"d_model": 128, "num_heads": 1, "d_ff": 128, "num_layers": 1}
    changes = {
        "没有因果掩码": (narrow, "causal_mask", see_everything),
        "没有位置编码": (narrow, "positional_encoding", nowhere),
        "没有 √d": (narrow, "scaled_dot_product_attention", undivided),
        "宽头": (wide, "scaled_dot_product_attention", whole_attention),
        "宽头，没有 √d": (wide, "scaled_dot_product_attention", undivided),
    }
    runs = {"完好": (losses, right)}
    for name in BREAK:
        sizes, function, stand_in = changes[name]
        own = globals()[function]
        globals()[function] = stand_in
        try:
            torch.manual_seed(SEED)
            broken = Transformer(len(stems), len(stems), **sizes)
            history = train(broken, src_train, tgt_train, 400, lr=5e-3, batch_size=32)
            runs[name] = history, write_backwards(broken)[1]
        finally:
            globals()[function] = own

    fig, axes = plt.subplots(1, 2, figsize=(9, 3.3), width_ratios=(1.2, 1))
    palette = ("#3b6fb6", "#c0392b", "#e0a030", "#2e8b57", "#777777", "#8e5bb5")
    colors = dict(zip(runs, palette))
    for name, (history, _) in runs.items():
        smooth = [sum(history[i : i + 10]) / 10 for i in range(0, len(history), 10)]
        axes[0].plot(range(0, len(history), 10), smooth, color=colors[name])
    axes[0].set(title="训练损失（颜色与右图相同）", xlabel="步", ylim=(0, None))
    scores = [score for _, score in runs.values()]
    bars = axes[1].barh(list(runs), scores, color=list(colors.values()))
    axes[1].bar_label(bars, [f"{score:.1%}" for score in scores], padding=3)
    axes[1].invert_yaxis()
    axes[1].set(title="没见过的句子，写对的字", xlim=(0, 1.25), xticks=(0, 0.5, 1))
    plt.show()

# %% [markdown]
# 换几颗种子，数会动一点，结论不动（前四行至少五颗种子，后两行至少三颗）：
#
# | | 训练损失（最后 20 步平均） | 写对的字 |
# |---|---|---|
# | 完好 | 0.01 到 0.02 | 99.5% 到 99.8% |
# | 没有因果掩码 | **0.002 到 0.004** | **15% 到 41%** |
# | 没有位置编码 | 0.92 到 0.97 | 35% 到 37% |
# | 没有 $\sqrt d$（8 维的头） | 0.01 到 0.03 | 98.4% 到 99.8% |
# | 一个 128 维的头 | 0.003 到 0.006 | 99.5% 到 100% |
# | 同上，没有 $\sqrt d$ | 1.8 左右 | 31% 到 34% |
#
# - **没有因果掩码**：损失最漂亮，写得最糟。训练时答案就在右边一格，它学会了抄；动笔的时候右边是空的，没有可抄的。所以**损失低不等于学会了**，要看它自己写。
# - **没有位置编码**：它知道有哪些字，不知道先后，三个字里只对一个多一点。
# - **没有 $\sqrt d$**：8 维的时候 $\sqrt 8 \approx 2.8$，训练自己就补回来了，几乎看不出；128 维的头 $\sqrt{128} \approx 11$，softmax 一开始就独吞，梯度所剩无几，练完 400 步损失还有 1.8。论文里 $d_k = 64$，省不得。
#
# 哪一行和“完好”一模一样，多半是你的层没有调用那个函数（比如掩码是自己在层里造的），这里换不掉它。

# %% [markdown]
# ### 给头动手术
#
# 注意力图上深的，就是有用的吗？关掉一个头试试：把 `w_o` 里属于这个头的那几列变成 0，它取回的东西就传不出去了。其余的参数一个不动，也不再训练，直接重考一遍。
#
# **先猜**　上面的平均图里，哪个头的斜带最清楚？关掉它，会掉多少分？关掉最模糊的呢？

# %% tags=["demo"]
LAYER = "cross_attention"  # 换成 "self_attention" 再试
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):

    def heads_off(attention, heads, num_heads, examine):
        """关掉这几个头，考一遍，再装回去。"""
        kept = attention.w_o.weight.detach().clone()
        width = kept.shape[1] // num_heads
        with torch.no_grad():
            for head in heads:
                attention.w_o.weight[:, head * width : (head + 1) * width] = 0.0
            score = examine()
            attention.w_o.weight.copy_(kept)
        return score

    def exam():
        return write_backwards(reverser)[1]

    cuts = {"都开着": []} | {f"关掉头 {i}": [i] for i in range(4)}
    cuts |= {"全关掉": range(4)}
    attention = getattr(decoder, LAYER)
    scores = {name: heads_off(attention, off, 4, exam) for name, off in cuts.items()}
    fig, ax = plt.subplots(figsize=(7.5, 2.8))
    colors = ["#999999", *["#3b6fb6"] * 4, "#c0392b"]
    bars = ax.barh(list(scores), list(scores.values()), color=colors)
    ax.bar_label(bars, [f"{score:.1%}" for score in scores.values()], padding=3)
    ax.invert_yaxis()
    ax.set(title=f"倒写，解码器的 {LAYER}：写对的字", xlim=(0, 1.15), xticks=(0, 0.5, 1))
    plt.show()

# %% [markdown]
# 关掉哪一个都掉分，可是剩下的三个还撑得住大半；全关掉，读进来的句子一个字也传不过去，就只剩蒙了（比 10% 高一点，高在 `<eos>` 也算一个字：写到中等的长度就收尾，多半能蒙对）。换五颗种子，单关一个头剩 63% 到 94%，全关剩 15% 到 19%。
#
# 看得最清楚的头，是不是最要紧的？五颗种子里三次是，**两次不是**。注意力图是线索，手术才是证据。

# %% [markdown]
# ## 7　三次坏掉的训练
#
# 三个人照着今天的讲义训练倒写，都没有成。零件是好的，错在**训练**上。每幅图有两条线：训练的损失，没见过的句子的损失（也是教师强制）；标题里是真正动笔时写对的比例。先看图，给每一个写下你的诊断，再展开答案。（代码里看得出错在哪里，所以特意折叠了；猜过再点开。）

# %% tags=["demo"] jupyter={"source_hidden": true}
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):

    def patient(lr=5e-3, sentences=5000, shift=True):
        """训练 300 步；每 10 步记下两种损失。"""
        torch.manual_seed(3)
        model = Transformer(len(stems), len(stems), 32, 4, 64, 1)
        optimizer = torch.optim.Adam(model.parameters(), lr=lr, fused=True)

        def loss(src, tgt):
            start = torch.full((len(tgt), 1), BOS)
            given = torch.cat([start, tgt[:, :-1]], dim=1) if shift else tgt
            logits = model(src, given).flatten(0, 1)
            return nn.functional.cross_entropy(logits, tgt.flatten(), ignore_index=PAD)

        seen, unseen = [], []
        for step in range(301):
            rows = torch.randint(sentences, (32,))
            now = loss(src_train[rows], tgt_train[rows])
            optimizer.zero_grad()
            now.backward()
            optimizer.step()
            if step % 10 == 0:
                seen.append(now.item())
                with torch.no_grad():
                    unseen.append(loss(src_test, tgt_test).item())
        return seen, unseen, write_backwards(model)[1]

    fig, axes = plt.subplots(1, 3, figsize=(9.2, 3), sharey=True)
    patients = (patient(lr=0.3), patient(shift=False), patient(sentences=60))
    for ax, name, (seen, unseen, score) in zip(axes, "甲乙丙", patients):
        ax.plot(range(0, 301, 10), seen, color="#3b6fb6", label="训练")
        ax.plot(range(0, 301, 10), unseen, color="#c0392b", label="没见过的")
        ax.set_title(f"{name}：写对 {score:.0%}")
        ax.set(xlabel="步", ylim=(0, 3.2))
    axes[0].set_ylabel("损失")
    axes[0].legend()
    plt.show()

# %% [markdown]
# <details><summary>甲</summary>
#
# 学习率太大（0.3，是正文的 60 倍）。损失停在 2.4 上下：答案只会是十个天干和 `<eos>`，十一样平着猜正是 $\ln 11 \approx 2.40$，它只学会了这一点（连特殊符号一起瞎猜是 2.64）。偶尔还往上跳，训练和没见过的一样糟。看见“卡在瞎猜附近不动”，先把学习率除以 10 试一次。
#
# </details>
#
# <details><summary>乙</summary>
#
# 答案没有往右挪一格：解码器的输入就是答案本身，位置 $i$ 要写的字就在位置 $i$ 上，抄下来就行。因果掩码挡的是后面，挡不住自己。所以两种损失都飞快降到 0，动笔却不会写。**损失好得不像话、一动笔就露馅**，先怀疑偷看。
#
# </details>
#
# <details><summary>丙</summary>
#
# 只用了 60 句训练。训练的损失降到 0，没见过的却越来越高：背下来了，没有学会，也就是过拟合。两条线**分道扬镳**，就是它的样子。办法是多给数据；数据就那么多的时候，还有别的办法，待会儿作诗就用得上两样。
#
# </details>

# %% [markdown]
# ## 8　开放挑战（不计分）
#
# 想玩再玩，没有标准答案。先运行下面这一格：它是一个很小的模型，别的都和正文一样。
#
# 1. **小**：这个小模型有 6254 个参数，写对 88.7%（五颗种子的平均，从 85.5% 到 94.4%）。参数不许变多，你能到 98% 吗？
# 2. **长**：训练的句子仍然只有 3 到 7 个字，考 8 到 10 个字的。这个小模型对 26.5%（24.1% 到 28.5%），正文的大模型也只有 25%，瞎猜约 10%。你能到 50% 吗？
#
# 改哪里都行：头、宽度、层数、步数、学习率；也可以改位置编码、改造句子的办法。请至少换三颗种子，报平均，也报最差的一次。

# %% tags=["demo"]
SMALL = {"d_model": 16, "num_heads": 2, "d_ff": 32, "num_layers": 1}
STEPS, SEEDS = 400, [0]
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):
    draw = random.Random(1)
    long = ["".join(draw.choices(STEMS, k=draw.randint(8, 10))) for _ in range(300)]
    long_src, long_tgt = encode_pairs([(s, s[::-1]) for s in long], stems)
    for seed in SEEDS:
        torch.manual_seed(seed)
        small = Transformer(len(stems), len(stems), **SMALL)
        train(small, src_train, tgt_train, steps=STEPS, lr=5e-3, batch_size=32)
        count = sum(p.numel() for p in small.parameters())
        written = greedy_decode(small, long_src, long_tgt.shape[1], BOS, EOS)
        missing = long_tgt.shape[1] - written.shape[1]
        written = nn.functional.pad(written, (0, missing), value=EOS)
        far = (written == long_tgt)[long_tgt != PAD].float().mean()
        score = write_backwards(small)[1]
        print(f"种子 {seed}，{count} 个参数：")
        print(f"  3 到 7 个字，写对 {score:.1%}；8 到 10 个字，写对 {far:.1%}")

# %% [markdown]
# ## 9　终场：给唐诗对下句
#
# 开头说的第二件事，现在可以做了。换上那些上句和下句，每个字是一个“词”。留出 300 联不训练。类还是那个类，训练还是那个函数，向量放宽到 64 维，另外多做两件事：
#
# - **遮字**：训练时随机把三成的字换成 `<unk>`。练的只有三千六百联，太少，不遮就会把它们背下来；遮了还有个好处，你的上句里有它不认识的字，它也不慌；
# - **权重衰减**（weight decay）：每一步让参数缩小一点点，也是为了少背一点。
#
# 大约要十几秒：

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):
    practice, unseen_couplets = couplets[:-300], couplets[-300:]
    characters = build_vocabulary([" ".join(upper + lower) for upper, lower in practice])
    upper_train, lower_train = encode_pairs(practice, characters)
    upper_test, lower_test = encode_pairs(unseen_couplets, characters)

    torch.manual_seed(0)
    size = {"d_model": 64, "num_heads": 4, "d_ff": 128, "num_layers": 1}
    poet = Transformer(len(characters), len(characters), **size)
    options = {"lr": 4e-3, "batch_size": 48, "weight_decay": 1.0, "hide": 0.3}
    poet_losses = train(poet, upper_train, lower_train, steps=600, **options)
    first, last = poet_losses[0], poet_losses[-1]
    print(f"{len(characters)} 个字的词表，600 步：损失从 {first:.2f} 降到 {last:.2f}")

# %% [markdown]
# **怎样写才好看**　先看 `greedy_decode` 写的，每一步都取最好的：

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):
    written = greedy_decode(poet, upper_test[:8], 8, BOS, EOS)
    print("上句　　　　　　　它对的下句　　　　　诗人的下句")
    for (upper, lower), ids in zip(unseen_couplets, written):
        print(upper, to_text(ids, characters), lower, sep="　　")

# %% [markdown]
# 步步取最稳妥的，写出来就句句相像，“不知何处”“不知君”来来去去，还爱重复。下面换一种写法，模型不变，只改**挑字的办法**：
#
# - **前 k 名里抽签**（top-k sampling）：每一步只留分数最高的 $k$ 个字，按它们的概率抽一个。$k = 1$ 就是贪心（再加上下面两条，所以和上面的不全一样）；$k$ 太大，又会抽到胡话；
# - **不用重字**：下句里不重复，也不用上句用过的字；
# - 写满七个字，不许提前 `<eos>`。

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):

    def compose(upper, top_k=8, seed=0, again=False):
        """给一个上句写七个字的下句；again：可不可以用重字。"""
        chance = torch.Generator().manual_seed(seed)
        src = encode_words(" ".join(upper), characters)[None]
        tgt = torch.tensor([[BOS]])
        with torch.no_grad():
            for _ in range(7):
                scores = poet(src, tgt)[0, -1].clone()
                scores[: EOS + 1] = -torch.inf  # 特殊符号不是字
                if not again:
                    scores[src[0]] = scores[tgt[0]] = -torch.inf
                best, words = scores.topk(min(max(top_k, 1), len(scores)))
                drawn = torch.multinomial(torch.softmax(best, dim=0), 1, generator=chance)
                tgt = torch.cat([tgt, words[drawn][None]], dim=1)
        return to_text(tgt[0, 1:], characters)

    print("上句　　　　　　　k = 1　　　　　　　k = 8　　　　　　　k = 300")
    for upper, _ in unseen_couplets[:8]:
        print(upper, *(compose(upper, top_k=k) for k in (1, 8, 300)), sep="　　")

# %% [markdown]
# ### 它到底学到了多少
#
# 读着像那么回事。不凭感觉，量一量：给正确的下句打分，平均每个字的交叉熵是多少。
#
# **先猜**　词表有一千来个字，瞎猜的损失是 $\ln 1000 \approx 6.9$。模型会是多少？把上句换成**别人的**，损失会升多少？

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):

    def loss_per_character(upper, lower):
        """下句里每个字的平均交叉熵（不算 <eos>）。"""
        tgt_in = torch.cat([torch.full((len(lower), 1), BOS), lower[:, :-1]], dim=1)
        with torch.no_grad():
            logits = poet(upper, tgt_in)[:, :7]
        wanted = lower[:, :7].flatten()
        return nn.functional.cross_entropy(logits.flatten(0, 1), wanted).item()

    counts = torch.bincount(lower_train[:, :7].flatten(), minlength=len(characters)) + 0.5
    frequency = -(counts / counts.sum()).log()[lower_test[:, :7]].mean().item()
    strangers_lines = upper_test.roll(1, dims=0)
    rows = {
        "每个字都一样可能": math.log(len(characters)),
        "只按字的多少来猜": frequency,
        "模型，没见过的 300 联": loss_per_character(upper_test, lower_test),
        "　　同上，上句换成别人的": loss_per_character(strangers_lines, lower_test),
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
# - 它比“只按字频猜”好，平均每个字省下将近 0.7；遮字和衰减功不可没：同样 600 步，不遮也不衰减，没见过的是 6.6，比只按字频猜还差，训练过的却只有 3.0；
# - 上句换成别人的，损失几乎不变：下句主要是顺着**自己**往下写的，上句它还没学会用；
# - 训练过的那些句子，损失小得多：它仍然在**背**。
#
# 昨天的 4.56 不能直接拿来比：那里每 8 个字有一个是标点，几乎白送，除去它们是 5.2 上下；昨天练着猜的字也多一倍有余。
#
# 三千六百联、十几秒钟，只够这样。机器翻译用的是同一套零件，但要读几百万对句子；今天的大语言模型更是几万亿个词。结构你已经有了，差的是数据和时间。

# %% [markdown]
# ### 作诗的模型在看哪里
#
# 把 300 联没见过的都喂进去，取平均。先看它看**上句**（交叉注意力），再看它看**自己写过的**（自注意力）：

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer"):
    tgt_in = torch.cat([torch.full((len(lower_test), 1), BOS), lower_test[:, :-1]], dim=1)
    with torch.no_grad():
        poet(upper_test, tgt_in)
    cross = poet.decoder[0].cross_attention.weights.mean(dim=0)[:, :7]
    itself = poet.decoder[0].self_attention.weights.mean(dim=0)[:, :7, :7]
    places = [str(i) for i in range(7)]
    title = "交叉注意力：写第几个字时，看上句的第几个字"
    draw_heads(cross, places, places, title, ylabel="写第几个")
    columns = ["始", *places[:6]]
    title = "自注意力：写第几个字时，看下句已经写的第几个"
    draw_heads(itself, places, columns, title, ylabel="写第几个")
    for head in range(4):
        start = itself[head, 2:, 0].mean()
        last = itself[head, range(2, 7), range(2, 7)].mean()
        print(f"自注意力，头 {head}：看“始” {start:.2f}，看刚写的字 {last:.2f}")

# %% [markdown]
# 和倒写的图比一比。**交叉注意力**差不多是平的，最深的格子也只有 0.2 到 0.3（七个字平分是 0.14）：没有哪个头认准上句的某一个字。**自注意力**就有花样了：有的头看刚写的一两个字，接着往下顺；有的头几乎只盯着“始”，那里什么内容也没有，等于说“这一步我没有要看的”。大模型里也常见这样的头。
#
# **先猜**　照这两排图看，关掉交叉注意力，损失会升多少？关掉自注意力呢？

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):

    def held_out():
        return loss_per_character(upper_test, lower_test)

    base = held_out()
    fig, ax = plt.subplots(figsize=(7.5, 3.4))
    layers = ("self_attention", "自", "#3b6fb6"), ("cross_attention", "交叉", "#2e8b57")
    for layer, name, color in layers:
        attention = getattr(poet.decoder[0], layer)
        cuts = {f"{name}注意力，关掉头 {i}": [i] for i in range(4)}
        cuts |= {f"{name}注意力，全关掉": range(4)}
        worse = [heads_off(attention, off, 4, held_out) - base for off in cuts.values()]
        bars = ax.barh(list(cuts), worse, color=color)
        ax.bar_label(bars, fmt="%+.2f", padding=3)
    ax.invert_yaxis()
    ax.margins(x=0.15)
    ax.set(title=f"没见过的 300 联：比都开着（{base:.2f}）高出多少")
    plt.show()

# %% [markdown]
# 关掉自注意力的头，损失就升；把交叉注意力**全部**关掉，几乎不变，还低了一点点。换了上句损失不变、交叉注意力的图是平的、关掉它也不疼：三样证据说的是同一件事：它写诗没有听上句。那为什么读起来常常像“对上了”？带着这个问题，你来出一句。

# %% [markdown]
# ### 你出上句
#
# 把 `MY_LINE` 换成你自己的七个字：写窗外，写今天，写一个人。模型对四个下句，你来挑；挑中的那一句，读读看和你的上句接不接得上。不满意就换 `SEED`，或者改 `TOP_K`。

# %% tags=["demo"]
MY_LINE = "春风一夜到天涯"  # 换成你的上句
TOP_K, SEED = 8, 1
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):
    from matplotlib import ft2font

    my_line = "".join(c for c in MY_LINE if c.isalnum())
    strangers = [c for c in my_line if c not in characters]
    if strangers:
        print(f"它不认识：{'、'.join(strangers)}（当作 <unk>）")
    replies = [compose(my_line, TOP_K, seed) for seed in range(SEED, SEED + 4)]
    for reply in replies:
        print(f"{my_line}，{reply}。")

    # 不用读懂：竖着写成一幅，从右往左读
    middle = {"ha": "center", "va": "center"}
    glyphs = ft2font.FT2Font(str(figures.FONT)).get_charmap()
    fig, ax = plt.subplots(figsize=(7, 3.9), facecolor="#fbf6e9")
    columns = [(5.4, my_line, "#222222")]
    columns += [(4 - i, row, "#7a1f1f") for i, row in enumerate(replies)]
    for x, column, color in columns:
        for y, c in enumerate(column):
            c = c if ord(c) in glyphs else "？"
            ax.text(x, -y, c, fontsize=21, color=color, **middle)
    ax.axvline(4.7, color="#c9b98f", linewidth=1)
    seal = {"facecolor": "#b03a2e", "edgecolor": "none", "boxstyle": "round,pad=0.35"}
    ax.text(0.2, -5.5, "模\n型", color="white", fontsize=12, bbox=seal, **middle)
    ax.set(xlim=(-0.2, 6.1), ylim=(-max(len(my_line), 7) + 0.3, 0.8))
    ax.axis("off")
    plt.show()

# %% [markdown]
# 最右边一行是你的，左边四行是它的。这是它自己写的，不是抄的吗？查一查：四句里有没有哪一句正好在这近四千联里？再看它写第一句时每一步在犹豫什么，列出机会最大的五个字和各自的概率：

# %% tags=["demo"]
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):
    known = {line for couplet in couplets for line in couplet}
    copied = [reply for reply in replies if reply in known]
    print("四句里原样抄来的：", copied or "没有")
    print("上句", my_line, "　它的第一句", replies[0])
    line_src = encode_words(" ".join(my_line), characters)[None]
    ids = encode_words(" ".join(replies[0]), characters)
    with torch.no_grad():
        tgt_in = torch.cat([torch.tensor([BOS]), ids[:-1]])[None]
        chances, best = torch.softmax(poet(line_src, tgt_in)[0], dim=-1).topk(5)
    words = list(characters)
    for step, (p, candidates) in enumerate(zip(chances, best), start=1):
        options = "  ".join(f"{words[i]} {c:.2f}" for i, c in zip(candidates, p))
        print(f"第 {step} 个字写了“{replies[0][step - 1]}”，最想写的是  {options}")

# %% [markdown]
# ### 模型还是诗人？
#
# 六个上句都取自没有训练过的 300 联，前面给你看过的八联不用，上句都是诗人的。下句呢，有的是诗人的原句，有的是模型写的，没有挑拣过。模型不写重字，所以诗人有重字的联也不出，免得一眼就露馅。先把你的六个答案写下来，再展开。也可以念给朋友听，看他能猜对几个。瞎猜平均对三个。

# %% tags=["demo"]
QUIZ = 7  # 换一个数，就换六题
if ready("build_vocabulary", "encode_words", "Transformer", "greedy_decode"):
    from IPython.display import HTML, display

    draw = random.Random(QUIZ)
    by_model = draw.sample([True] * 3 + [False] * 3, 6)
    fair = [pair for pair in unseen_couplets[8:] if len(set("".join(pair))) == 14]
    verdicts = []
    for number, (upper, lower) in enumerate(draw.sample(fair, 6)):
        shown = compose(upper, seed=QUIZ + number) if by_model[number] else lower
        print(f"{number + 1}.　{upper}，{shown}。")
        verdict = f"模型（诗人写的是：{lower}）" if by_model[number] else "诗人"
        verdicts.append(f"{number + 1}　{verdict}")
    display(HTML(f"<details><summary>答案</summary>{'<br>'.join(verdicts)}</details>"))

# %% [markdown]
# 猜错了一两个？这不奇怪：七个字里，“像不像诗”多半由字眼和节奏决定，这它学到了。至于上句和下句“对不对得上”，你量过，它根本没有听上句：**读出意思来的那一半，是你。**

# %% [markdown]
# ## 小结
#
# 你把 Transformer 从词表一直搭到了解码。一样一句话：
#
# | 零件 | 一句话 |
# |---|---|
# | 词表、编号 | 网络只认识数；不认识的词也有一个号 |
# | embed | 编号没有大小，查表换成向量；乘 $\sqrt{d_{\text{model}}}$ 才不被位置盖过 |
# | positional_encoding | 注意力分不出先后，一组快慢不同的针告诉它 |
# | 加性、点积注意力 | 软查找：每个查询给每个键打分，softmax，按权重混合值 |
# | $\sqrt d$ | 平均为 0 时点积的方差是 $d$；除一下，打分的大小与维数无关 |
# | 掩码 | softmax 之前把打分压到最低：填充谁也不看，写的时候不看未来 |
# | 三个投影 | 找什么、凭什么被找到、拿走什么，是三件事 |
# | 多头 | 列分给几个头各问各的；先 reshape 再 transpose |
# | layer_norm、AddNorm | 每个位置自己归一化，数的大小不漂；残差让梯度走得通 |
# | FeedForward | 看来的东西要加工，靠它的 ReLU |
# | 编码器、解码器 | 读的前后都看；写的只看写过的，再回头看读进来的 |
# | 教师强制、greedy_decode | 训练时所有位置一起算，写的时候只能一个一个来 |

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. 去掉位置编码，倒写还学得会吗？
#
# <details><summary>答案</summary>
#
# 学不会，“弄坏它”里只写对三分之一多一点。没有位置编码，编码器眼里的句子只是一堆字，“甲乙丙”和“丙乙甲”给出的是同一组向量（只是排列不同），交叉注意力也分不出谁在最后。解码器靠因果掩码还能隐约知道自己写到第几个，但不知道该看哪里。
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
# 训练损失会降到接近 0，动笔只写对一成半到四成（看种子）：第 $i$ 个位置的答案就是输入的第 $i + 1$ 个字，抄下来就行。解码时后面的字还不存在，没有可抄的，写出来的是乱的。训练损失漂亮而结果很差，先怀疑偷看了答案。
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

# %% [markdown]
# ## 七天之后
#
# | 天 | 你搭了什么 | 有了它，才能 |
# |---|---|---|
# | 1　NumPy 数组 | 切片、广播、距离、排序、切分数据 | 一行代码算完几万个数，后面每个公式都靠它 |
# | 2　线性回归 | 梯度下降、数值差分、正规方程 | 从胡乱的猜测一步步改好，手写的梯度有了尺子来量 |
# | 3　二分类 | 一个神经元、交叉熵、Adam，再用 PyTorch 写一遍 | 打分变成概率，训练循环从此都是一个样 |
# | 4　全连接神经网络 | softmax，任意层数的前向与反向 | 认你手写的数字，也知道 `backward()` 里面在做什么 |
# | 5　卷积神经网络 | 卷积、池化的前向与反向 | 看见哪些像素是邻居，参数少了，认得更准 |
# | 6　循环神经网络 | 循环、沿时间的反向、LSTM 和 GRU 的一步 | 读有先后的句子，一个字一个字地写诗 |
# | 7　注意力机制 | 注意力、掩码、多头，整个 Transformer | 每个字都直接看到所有的字；大语言模型用的也是这些零件 |
#
# 七天到这里就结束了。从第一天的数组到今天的 Transformer，主要的零件你都亲手拆开过；今天现成拿来用的几样，线性层、交叉熵、求导、优化器、补齐句子，前几天你也都写过一遍。
#
# **明天做一件小事**　挑一个你最没把握的练习，先把 notebook 另存一份，再把那一格清空到只剩函数名和说明，不看旧的，重写一遍。检查还在下面等着你。写得出来的，才是你的。
