# ---
# jupyter:
#   autograder:
#     title: 第 11 章（一）　从零写 nanoGPT
#     builds: 一个从分词器到采样都是自己写的 GPT，写一页莎士比亚，再续一首七绝
#     minutes: 212
#     data: [quatrains.gz]
#     en:
#       title: Chapter 11 (1). A nanoGPT from nothing
#       builds: a GPT all of your own, from the tokenizer to the sampling, that writes a page of Shakespeare and goes on with a Tang poem
# ---

# %% [markdown]
# # 第 11 章（一）　从零写 nanoGPT
#
# 给你半句话：“春眠不觉”。你心里已经有了下一个字。再给你“白日依山尽，黄河入”，还是有。GPT 做的只有这一件事：读一段前文，给**下一个**词元（token）的每种可能打分；然后抽一个，接在后面，再问一次。
# 这么简单的一件事，把模型做大、文章读多以后，它会翻译、会做题、会写程序，没有人单独教过。
#
# 这一章把一个 GPT 从头写到尾，一样现成的也不用：文字怎样变成数（分词器），数怎样变成打分（网络），打分怎样改进（优化器、梯度累积），打分又怎样变回文字（采样）。写完的东西只有两百来行，和 OpenAI 在 2019 年公布的 GPT-2 同一个样子：把你的函数里的几个数字改大，参数个数就正好是 GPT-2 的。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | softmax | 一行打分取指数，再除以总和，变成加起来是 1 的概率 |
# | 交叉熵（cross-entropy） | 正确答案那一格的 $-\ln p$；单位是奈特（nat），除以 $\ln 2$ 就是比特（bit） |
# | 词向量（embedding） | 一张表，每个词元一行；查表就是取那一行 |
# | 自注意力（self-attention） | 每个位置用查询（query）和各处的键（key）比一比，得到权重，再对值（value）取加权平均 |
# | 残差（residual） | 一层的输出加上它的输入：$x + f(x)$ |
# | 层归一化（layer normalization） | 每个位置的向量减去平均、除以标准差，再乘一个、加一个学出来的数 |
# | `nn.Module` | PyTorch 里带参数的零件：`__init__` 里造，`forward` 里用 |
#
# 注意力的来历和梯度在[第 9 章](../guide09_transformer/guide09_transformer.ipynb)推导过，零件在[第 7 天](../day07/day07.ipynb)一个个拼过。这里只用结论。
#
# **读完以后你会有**
#
# - 一个字节级的 BPE 分词器，什么文字都切得开、拼得回；
# - 一个和 GPT-2 同样结构的网络，124 439 808 个参数自己数得出来，还猜得出论文里的 117M 是怎样数错的；
# - 一张你自己量出来的图：算力翻几倍，损失降多少；
# - 一页它写的莎士比亚，和一首它续的七绝，每个字当时还想过哪五个，都看得见。

# %% [markdown]
# ## 时间表
#
# 合计约 212 分钟，100 分。**分两次做**：第一次做到第 4 节（约 110 分钟），第二次做余下的（约 102 分钟）。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 选一本书 | 5 | |
# | 1 | 文字变成数：train_bpe、encode、decode | 35 | 20 |
# | 2 | 猜下一个：get_batch | 8 | 5 |
# | 3 | 网络：CausalSelfAttention、Block、GPT | 45 | 29 |
# | 4 | 论文导读，数一数：num_parameters | 17 | 6 |
# | | **（歇一歇，换一天也好）** | | |
# | 5 | 改进一步：configure_optimizer、accumulate、estimate_loss | 30 | 18 |
# | 6 | 写出来：generate、top_p | 26 | 15 |
# | 7 | 训练：train_gpt | 18 | 7 |
# | 8 | 怎样比，做多大 | 15 | |
# | 9 | 自测和终场 | 13 | |
#
# 每个练习是一个函数或一个类。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”：第一条是一个问题，第二条指方向，第三条是代码的样子；先自己想五分钟，收获更大。
#
# 写着**先猜**的地方，先在纸上写下你的猜测再往下看。从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。
#
# 几条通用的约定：批在第一轴；除非练习里另说，不要改动传进来的东西；随机数都从传进来的 `rng` 或 `seed` 来，种子相同，结果就相同。

# %% tags=["demo"]
import matplotlib.pyplot as plt
from IPython.display import HTML, display

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN, GREY, GOLD = "#3b6fb6", "#c0392b", "#2e8b57", "#777777", "#b8860b"

# %%
import gzip
import math
from collections import Counter
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)  # 网络很小，一个线程就够
SHAKESPEARE, XIYOUJI, TANG = "shakespeare.gz", "xiyouji.gz", "quatrains.gz"
POET = "poet.npz"

# %% [markdown]
# ## 0　选一本书
#
# 三份语料（corpus），都不长：
#
# | `CORPUS` | 内容 |
# |---|---|
# | `"shakespeare"` | 莎士比亚的戏剧，一百一十万个字符，只有 65 种 |
# | `"xiyouji"` | 《西游记》前面的约三十五回，二十万字，一段一行；标点是后人加的，拿掉了 |
# | `"tang"` | 9867 首唐人七绝，一首一行 |
#
# 先照 `"tang"` 走一遍，读完再换别的，从头运行一次：第 1 节的分词器、第 8 节的比较都跟着变。第 7 节的训练一律用莎士比亚，因为它字符种类少，几分钟就学得出样子；为什么唐诗不行，到时候用数说话。

# %% tags=["demo"]
CORPUS = "tang"  # 换成 "shakespeare" 或 "xiyouji"


def read_text(name):
    """解开一份语料。"""
    with gzip.open(name, "rt", encoding="utf-8") as file:
        return file.read()


FILES = {"shakespeare": SHAKESPEARE, "xiyouji": XIYOUJI, "tang": TANG}
texts = {name: read_text(file) for name, file in FILES.items()}
text = texts[CORPUS]
for name, content in texts.items():
    kinds, size = len(set(content)), len(content.encode())
    print(f"{name:<12}{len(content):>9,} 个字符，{kinds:>5,} 种，{size:>9,} 个字节")
print(text[:66])

# %% [markdown]
# ## 1　文字变成数
#
# 网络只认数。最省事的办法是给每种字符一个编号：莎士比亚有 65 种，唐诗有四千多种，要是什么文字都收，Unicode 里有十几万种，大多数一辈子见不到一次。另一头，计算机存文字用的是 **UTF-8**：每个字符一到四个字节（byte），字节只有 256 种，什么文字都写得出来。可是一个汉字要三个字节，文章一下子长了三倍，而注意力的代价随长度的平方涨。
#
# **BPE**（byte pair encoding，字节对编码）取两者之间：从字节出发，把最常挨在一起的两个并成一个新的，一次一对，并到词表有多大你说了算。常见的字并成一个词元，常见的词也并成一个，没见过的字照样拆成字节写得出来。
# 它本来是 1994 年 Philip Gage 发明的压缩办法；2016 年 Sennrich 等人拿来给翻译切词，2019 年 GPT-2 把它放到字节上。
#
# ### 练习 11.1 train_bpe（约 13 分钟，9 分）
#
# **做什么**　把 `text` 变成 UTF-8 字节，每个字节是 0–255 的一个编号。然后反复做：
#
# 1. 数一数每一对**相邻**的编号出现几次，`zip(ids, ids[1:])` 给出几次就是几次（所以 `aaa` 里的 `aa` 算两次）；
# 2. 挑出现最多的一对；一样多的，挑在**当前这一串里**最先出现的；
# 3. 没有哪一对出现两次，就停；
# 4. 第 $i$ 次（从 0 数）合并，把这一对从左到右、互不重叠地换成新编号 $256 + i$。
#
# 做到词表有 `vocab_size` 个为止。返回每次合并的那一对，排成列表。不先按空格或标点把文字切开（GPT-2 会先切，好让 `dog.` 和 `dog!` 不各占一个词元）。
#
# **例子**　`"哈哈哈"`。“哈”是 229、147、136 三个字节：
#
# | 步 | 这一串 | 各对的次数 | 合并 |
# |---|---|---|---|
# | 0 | 229 147 136 229 147 136 229 147 136 | (229,147) 3，(147,136) 3，(136,229) 2 | 前两对一样多，最先出现的是 (229,147) → 256 |
# | 1 | 256 136 256 136 256 136 | (256,136) 3，(136,256) 2 | (256,136) → 257 |
# | 2 | 257 257 257 | (257,257) 2 | (257,257) → 258：从左边起换，只换得成一个 |
# | 3 | 258 257 | (258,257) 1 | 没有两次的，停 |
#
# 返回 `[(229, 147), (256, 136), (257, 257)]`，哪怕 `vocab_size` 是 1000。
#
# 再看 `"ab cd ab cd"`：`ab`、`b␣`、`␣c`、`cd` 都出现两次，最先出现的是 `ab`，所以第一次合并的是 (97, 98)。
#
# <details><summary>提示一</summary>
#
# 第 2 步换成 258 之后，下一个要看的位置往后走了几格？没有换的时候呢？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `Counter` 记得每个键第一次出现的次序，`max(counts, key=counts.get)` 在一样大的里面返回最先遇到的那个。换的那一步用 `while` 循环，自己管下标：新的一串另外攒，别在原来的上面删。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# ids, merges = list(text.encode()), []
# while 词表还不够大:
#     counts = Counter(…)
#     挑一对；不够两次（或一对都没有）就停
#     new, i = [], 0
#     while i < len(ids):
#         这里和后一个正好是那一对 → 放新编号，i 走两格
#         否则 → 放原来的，i 走一格
#     …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 从字符的编号出发，不是从字节出发；<!-- wrong: characters -->
# - 一样多的时候挑了编号大的；<!-- wrong: ties-by-largest -->
# - 一样多的时候挑了编号小的；<!-- wrong: ties-by-smallest -->
# - 一样多的时候挑了最后出现的；<!-- wrong: ties-by-last -->
# - 换 `aaa` 时重叠着换，换出了两个；<!-- wrong: overlapping -->
# - 数的时候不重叠，`aaa` 只算一次；<!-- wrong: counted-without-overlap -->
# - 只出现一次的也合并；<!-- wrong: merges-singles -->
# - 数对子只数了一遍，合并以后没有重新数；<!-- wrong: counted-once -->
# - 合并了 `vocab_size` 次，没有减去 256；<!-- wrong: too-many -->
# - `vocab_size` 不到 256 时没有抛出 `ValueError`。<!-- wrong: small-accepted -->
#
# </details>


# %% exercise="train_bpe"
def train_bpe(text: str, vocab_size: int) -> list[tuple[int, int]]:
    """在一段文字上训练字节级的 BPE。

    参数
        text: 任意文字，可以是空的；按 UTF-8 变成字节，编号 0–255。
        vocab_size: 词表至多多大，不小于 256。
    返回
        合并的列表，第 i 个是一对编号 (a, b)，合并成编号 256 + i，至多
        vocab_size − 256 个。每次合并当前相邻次数最多的一对，照 zip(ids, ids[1:]) 数；
        一样多的取当前这一串里最先出现的；没有出现两次的就停。
        换的时候从左到右，互不重叠。两万个字节合并到 512，应当在 10 秒之内。
    错误
        vocab_size 小于 256 时抛出 ValueError。
    例子
        >>> train_bpe("哈哈哈", 1000)
        [(229, 147), (256, 136), (257, 257)]
        >>> train_bpe("ab cd ab cd", 257)
        [(97, 98)]
    """
    ### BEGIN SOLUTION
    if vocab_size < 256:
        raise ValueError(f"字节就有 256 种，词表不能只有 {vocab_size} 个")
    ids, merges = list(text.encode()), []
    for new in range(256, vocab_size):
        counts = Counter(pairwise(ids))
        pair = max(counts, key=counts.get, default=None)
        if pair is None or counts[pair] < 2:
            break
        merges.append(pair)
        merged, i = [], 0
        while i < len(ids):
            if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
                merged.append(new)
                i += 2
            else:
                merged.append(ids[i])
                i += 1
        ids = merged
    return merges
    ### END SOLUTION


# %% check="train_bpe" points=9 minutes=13
check("train_bpe")

# %% [markdown]
# ### 练习 11.2 encode（约 10 分钟，7 分）
#
# **做什么**　有了合并表，怎样切一段**新的**文字？从字节开始，重演训练时的过程：在当前这一串里，找合并表里**排得最靠前**的那一对，把它全部合并；再找；直到没有一对在表里。
#
# 为什么要最靠前的先来？因为后面的合并用到前面合并出来的编号，训练时就是这个次序；次序不同，同一段文字会切成不同的词元，网络没有见过那样的切法。
#
# **例子**　合并表 `[(98, 99), (97, 98), (257, 100)]`，也就是 `bc` → 256，`ab` → 257，`abd` → 258。
#
# - `"abc"`：`bc` 排在 `ab` 前面，先并，得到 `[97, 256]`。从左往右挑最长的，会先拿走 `ab`，得到 `[257, 99]`，不对。
# - `"abcabd"`：并 `bc`，得 97 256 97 98 100；并 `ab`，得 97 256 257 100；并 `abd`，得 `[97, 256, 258]`。
#
# <details><summary>提示一</summary>
#
# 第 $i$ 次合并产生的编号 $256 + i$，排在它前面的合并会不会用到它？如果不会，表从头到尾走几遍就够了？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 外面一层循环走合并表，里面一层和上一题换的那一步一样。想让两题共用，可以在上一题的格子里另写一个小函数。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# ids = list(text.encode())
# for i, pair in enumerate(merges):
#     …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 从左往右，每次挑最长的词元；<!-- wrong: greedy-longest -->
# - 只从左到右走了一遍，碰上表里的对子就并；<!-- wrong: one-pass -->
# - 合并表倒着走；<!-- wrong: backwards -->
# - 每个合并只换了第一处；<!-- wrong: first-place-only -->
# - 换 `aaa` 时重叠着换；<!-- wrong: overlapping -->
# - 从字符的编号出发，不是从字节出发；<!-- wrong: characters -->
# - 新编号从 255 起，差了一个。<!-- wrong: off-by-one -->
#
# </details>


# %% exercise="encode"
def encode(text: str, merges: list[tuple[int, int]]) -> list[int]:
    """用合并表把文字切成词元。

    参数
        text: 任意文字，可以是空的。
        merges: train_bpe 那样的列表，第 i 个合并成 256 + i；不变。
    返回
        编号的列表。从 UTF-8 字节开始，每次把当前这一串里、在表中排得最靠前的一对
        从左到右、互不重叠地全部合并，直到没有一对在表里。
    例子
        >>> merges = [(98, 99), (97, 98), (257, 100)]
        >>> encode("abc", merges), encode("abcabd", merges)
        ([97, 256], [97, 256, 258])
    """
    ### BEGIN SOLUTION
    ids = list(text.encode())
    for new, pair in enumerate(merges, start=256):
        merged, i = [], 0
        while i < len(ids):
            if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
                merged.append(new)
                i += 2
            else:
                merged.append(ids[i])
                i += 1
        ids = merged
    return ids
    ### END SOLUTION


# %% check="encode" points=7 minutes=10
check("encode")

# %% [markdown]
# ### 练习 11.3 decode（约 7 分钟，4 分）
#
# **做什么**　反过来：每个编号展开成它的字节，连起来，按 UTF-8 读成文字。
#
# 两处要当心。一个汉字的三个字节可能分在两三个词元里，所以要**先把所有字节连好，再读**，一个词元一个词元地读，就会读出半个字。另外，模型可能写出不成字的字节，比如只有“哈”的前两个；这时不能报错，UTF-8 里不成字的地方换成 U+FFFD，就是“�”，Python 的 `decode` 有一个参数管这件事。
#
# **例子**　合并表 `[(229, 147), (256, 136)]`：`[257, 33]` 是 `"哈!"`，`[256, 136]` 也是 `"哈"`，`[256]` 是 `"�"`。表里有两个合并，编号最大是 257；258 和 −1 都没有，抛出 `ValueError`。
#
# <details><summary>提示一</summary>
#
# 编号 257 的字节，由哪两个编号的字节接起来？那两个编号都比它小吗？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 做一张“编号 → `bytes`”的表，头 256 个是单个字节，往后每个是两项相加。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# table = [bytes([i]) for i in range(256)]
# for a, b in merges:
#     table.append(…)
# # 检查编号，连起来，再 .decode(…, errors=…)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 一个词元一个词元地读成文字，把一个字的字节拆开了；<!-- wrong: token-by-token -->
# - 不成字的字节报错；<!-- wrong: strict -->
# - 不成字的字节丢掉了，没有换成“�”；<!-- wrong: ignored -->
# - 一个词元只展开了一层；<!-- wrong: one-level -->
# - 两半接反了；<!-- wrong: halves-swapped -->
# - 负的编号从表尾取，没有报错；<!-- wrong: negative-accepted -->
# - 表里没有的编号跳过去了。<!-- wrong: unknown-skipped -->
#
# </details>


# %% exercise="decode"
def decode(ids: list[int], merges: list[tuple[int, int]]) -> str:
    """词元的编号变回文字。

    参数
        ids: 整数的列表，可以是空的；不变。
        merges: 第 i 个合并成 256 + i；不变。
    返回
        文字：所有字节连起来按 UTF-8 读，不成字的地方换成 U+FFFD（"replace"）。
    错误
        编号小于 0，或不小于 256 + len(merges) 时抛出 ValueError。
    例子
        >>> decode([257, 33], [(229, 147), (256, 136)])
        '哈!'
        >>> decode([256], [(229, 147), (256, 136)])
        '�'
    """
    ### BEGIN SOLUTION
    table = [bytes([i]) for i in range(256)]
    for a, b in merges:
        table.append(table[a] + table[b])
    for i in ids:
        if not 0 <= i < len(table):
            raise ValueError(f"没有编号 {i}，词表只有 {len(table)} 个")
    return b"".join(table[i] for i in ids).decode(errors="replace")
    ### END SOLUTION


# %% check="decode" points=4 minutes=7
check("decode")

# %% [markdown]
# 用你选的那本书的前一万多个字节训练一张 512 的表，看它学到了什么，再拿它切一段没见过的。颜色交替，一块是一个词元；灰底的“·”是还没有拼成字的零碎字节。**先猜**：唐诗里最先并成一个词元的，是字还是标点？（写成循环的 `encode` 在这里要几秒。）

# %% tags=["demo"]
TOKENIZER = ("train_bpe", "encode", "decode")
if ready(*TOKENIZER):
    sample = text.encode()[:12_000].decode(errors="ignore")
    merges = train_bpe(sample, 512)
    pieces = [decode([256 + i], merges) for i in range(len(merges))]
    whole = [piece for piece in pieces if "�" not in piece]
    print("先并成的：", " ".join(repr(piece)[1:-1] for piece in whole[:24]))
    print("最长的：", sorted(whole, key=len)[-6:])

    unseen = text.encode()[-9000:].decode(errors="ignore")
    ids = encode(unseen, merges)
    size = len(unseen.encode())
    print(f"没见过的 {size} 个字节 → {len(ids)} 个词元")
    print(f"平均一个词元 {size / len(ids):.2f} 个字节")
    print("原样拼回来：", decode(ids, merges) == unseen)

    # 以下是画图，不用读懂：一块一块地排下去
    fig, ax = plt.subplots(figsize=(8.4, 2.1), layout="none")
    fig.subplots_adjust(left=0.01, right=0.99, bottom=0.02, top=0.98)
    ax.set(xlim=(0, 84), ylim=(-5, 0.2))
    ax.axis("off")
    x, y = 0.0, -1
    for turn, number in enumerate(ids[:130]):
        piece = decode([number], merges).replace("\n", "↵")
        piece = "·" if "�" in piece else piece
        wide = sum(1.9 if ord(c) > 255 else 1.15 for c in piece)
        if x + wide > 84:
            x, y = 0.0, y - 1
        if y < -5:
            break
        color = "#cccccc" if piece == "·" else (BLUE, GOLD)[turn % 2]
        ax.add_patch(plt.Rectangle((x, y), wide, 0.86, color=color, alpha=0.3, lw=0))
        ax.text(x + wide / 2, y + 0.4, piece, ha="center", va="center", fontsize=11)
        x += wide
    plt.show()

# %% [markdown]
# 先猜的答案：两样都对一半。最先拼完整的是逗号、句号，和“句号加换行”，每首里都有好几个；接着才轮到“不”“人”“风”这些常用字。
#
# 两百来次合并，汉字大多还没有拼完：一个汉字三个字节，要先花两次合并才凑成一个字。换成莎士比亚，英文一个字母一个字节，同样两百来次已经并出了常见的词尾和小词。GPT-2 的表有 50 257 个（256 个字节、50 000 次合并、一个特殊符号），可它读的几乎全是英文，一个汉字常常要两三个词元：同一句话，用中文说更贵。
#
# ## 2　猜下一个
#
# 训练的材料不用人来标：文章自己就是答案。任取一段 $x = (w_s, \ldots, w_{s+T-1})$，往后挪一格的 $y = (w_{s+1}, \ldots, w_{s+T})$ 就是每个位置的正确答案。一段 $T$ 个词元，同时是 $T$ 道题：看一个猜第二个，看两个猜第三个……
#
# ### 练习 11.4 get_batch（约 8 分钟，5 分）
#
# **做什么**　`ids` 是整本书的编号，一维。随机取 `batch` 个起点，各截一段长为 `block` 的 $x$，和往后挪一格的 $y$。起点可以是 $0$ 到 $\text{len} - \text{block} - 1$ 的**任何一个**，两头都算，机会均等；这样第一个词元可以是 $x$ 的开头，最后一个词元可以是 $y$ 的结尾。
#
# **例子**　`ids` 是 0 到 5，`block = 4`。起点只能是 0 或 1：$x$ 是 `[0, 1, 2, 3]` 时 $y$ 是 `[1, 2, 3, 4]`；$x$ 是 `[1, 2, 3, 4]` 时 $y$ 是 `[2, 3, 4, 5]`。只有 5 个编号时，起点只能是 0；只有 4 个就不够了。
#
# <details><summary>提示一</summary>
#
# 6 个编号、`block = 4` 有几个起点？写成 `len(ids)` 和 `block` 的式子。`rng.integers(n)` 包不包括 `n`？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一列起点 $(\text{batch}, 1)$ 加一行 $0 \ldots \text{block}-1$，就是 $(\text{batch}, \text{block})$ 个下标，一次取出来。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `places = starts[:, None] + torch.arange(block)`，$x$ 是 `ids[places]`，$y$ 的下标只差一。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 起点少算一个，最后一个词元永远当不了答案；<!-- wrong: last-never-target -->
# - 第一个起点取不到；<!-- wrong: first-never -->
# - $y$ 没有挪，和 $x$ 一样；<!-- wrong: not-shifted -->
# - $y$ 往前挪了一格；<!-- wrong: shifted-back -->
# - 起点只取 `block` 的倍数；<!-- wrong: multiples-only -->
# - 一批里每一段的起点都一样；<!-- wrong: one-start -->
# - 没有用传进来的 `rng`；<!-- wrong: rng-ignored -->
# - 太短时没有抛出 `ValueError`。<!-- wrong: short-accepted -->
#
# </details>


# %% exercise="get_batch"
def get_batch(
    ids: Tensor,
    block: int,
    batch: int,
    rng: np.random.Generator,
) -> tuple[Tensor, Tensor]:
    """随机截几段，和往后挪一格的答案。

    参数
        ids: 一维的 int64 张量，整本书；不变。
        block: 一段多长，不小于 1。batch: 取几段，不小于 1。
        rng: 起点由它来；种子相同，结果就相同。
    返回
        (x, y)，都是 (batch, block) 的 int64 张量；每一行是 ids 里连着的一段，y 比 x
        往后一格。各行的起点互相独立，0 到 len(ids) − block − 1 机会均等，可以重复。
    错误
        ids 不到 block + 1 个时抛出 ValueError。
    例子
        >>> x, y = get_batch(torch.arange(5), 4, 2, np.random.default_rng(0))
        >>> x.tolist(), y.tolist()
        ([[0, 1, 2, 3], [0, 1, 2, 3]], [[1, 2, 3, 4], [1, 2, 3, 4]])
    """
    ### BEGIN SOLUTION
    if len(ids) < block + 1:
        raise ValueError(f"只有 {len(ids)} 个词元，不够一段 {block} 个再加后一个")
    starts = torch.from_numpy(rng.integers(len(ids) - block, size=batch))
    places = starts[:, None] + torch.arange(block)
    return ids[places], ids[places + 1]
    ### END SOLUTION


# %% check="get_batch" points=5 minutes=8
check("get_batch")

# %% [markdown]
# ## 3　网络
#
# 一个 GPT 从下往上是：词元表加位置表 → 几层一模一样的块（block）→ 归一化 → 给每个词元打分。块里只有两样东西：注意力，让各个位置交换消息；一个小网络（multilayer perceptron, MLP），让每个位置自己想一想。
#
# ### 练习 11.5 CausalSelfAttention（约 15 分钟，11 分）
#
# **推导**　输入 $x$ 是 $(n, t, d)$。一个全连接层 `qkv` 一次算出三样东西，宽 $3d$：头 $d$ 列是查询，中间 $d$ 列是键，后 $d$ 列是值。
#
# $h$ 个头（head）各管连着的 $d_h = d/h$ 列：第 $i$ 个头拿走第 $i d_h$ 到第 $(i+1) d_h - 1$ 列。每个头各算各的：
#
# $$
# S = \frac{Q K^\top}{\sqrt{d_h}}, \qquad S_{ij} = -\infty\ (j > i), \qquad O = \operatorname{softmax}(S)\,V
# $$
#
# 查询和键的每一维若是互不相干、平均 0、方差 1 的随机数，两个 $d_h$ 维向量的点积方差是 $d_h$，除以 $\sqrt{d_h}$ 正好拉回 1：要除的是**一个头**的宽度，不是 $d$。
# 第 $i$ 个位置可以看自己和前面（$j \le i$），不能看后面：后面的就是答案。自己要看得见，不然第一个位置谁也看不到，softmax 就成了 0 ÷ 0。
#
# 最后把各头的结果按原来的列接好，过全连接层 `proj`，宽度不变。
#
# **形状**　$(n, t, d) \to (n, t, 3d) \to$ 三个 $(n, h, t, d_h) \to S$ 是 $(n, h, t, t) \to (n, h, t, d_h) \to (n, t, d)$。$t$ 不会超过 `block`，但可以更短。
#
# 这一题**不许用** PyTorch 现成的注意力（`scaled_dot_product_attention`、`nn.MultiheadAttention`、`nn.Transformer…`）。
#
# **例子**　$d = 2$，一个头，`proj` 什么也不改。两个位置，查询都是 0，值是 $(4, 0)$ 和 $(0, 2)$。打分全是 0：第一个位置只看得到自己，输出 $(4, 0)$；第二个位置一半一半，输出 $(2, 1)$。三角少了对角线，第二个位置就会输出 $(4, 0)$。
#
# <details><summary>提示一</summary>
#
# $(n, t, d)$ 拆成 $(n, t, h, d_h)$ 以后，要怎样才能让每个头各自做 $(t, d_h) \times (d_h, t)$ 的乘法？直接 `view` 成 $(n, h, t, d_h)$ 行不行？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 拆：`unflatten(-1, (heads, -1))` 再 `transpose(1, 2)`；合：倒过来，`transpose(1, 2)` 再 `flatten(2)`。`torch.ones(t, t, dtype=torch.bool).triu(1)` 是“后面”的地方。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# q, k, v = self.qkv(x).chunk(3, dim=-1)      # 各自再拆成头
# scores = …                                  # 乘，除
# scores = scores.masked_fill(后面, -math.inf)
# out = …                                     # softmax，乘 v
# return self.proj(合起来)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 头和位置混了：直接把形状改成 $(n, h, t, d_h)$；<!-- wrong: heads-mixed -->
# - 合起来之前没有把头换回去；<!-- wrong: merged-without-transpose -->
# - 三角少了对角线，自己看不到自己；<!-- wrong: strict-triangle -->
# - 三角反了，只看后面；<!-- wrong: triangle-inverted -->
# - 没有三角；<!-- wrong: no-mask -->
# - 除以的是 $\sqrt d$，不是 $\sqrt{d_h}$；<!-- wrong: scaled-by-d-model -->
# - 没有除；<!-- wrong: not-scaled -->
# - 查询、键、值的次序弄错了；<!-- wrong: order-kqv -->
# - softmax 沿查询那一轴；<!-- wrong: softmax-over-queries -->
# - 先 softmax 再乘 0，余下的加起来不到 1；<!-- wrong: masked-after-softmax -->
# - 最后没有过 `proj`。<!-- wrong: no-projection -->
#
# </details>


# %% exercise="CausalSelfAttention"
class CausalSelfAttention(nn.Module):
    """多头因果自注意力，各层都有偏置，没有 dropout。

    CausalSelfAttention(d_model, heads, block)：d_model 是 heads 的倍数。
    属性
        qkv: nn.Linear(d_model, 3·d_model)，输出依次是查询、键、值，各 d_model 列；
            第 i 个头管每一份里第 i·d_h 到 (i+1)·d_h − 1 列，d_h = d_model / heads。
        proj: nn.Linear(d_model, d_model)，各头按次序接好以后过它。没有别的参数。
    forward(x)
        x: (n, t, d_model) 的浮点张量，1 ≤ t ≤ block；不变。
        返回 (n, t, d_model)：第 i 个位置看第 0 到第 i 个，打分除以 √d_h。
    例子
        >>> CausalSelfAttention(6, 3, 8)(torch.zeros(2, 5, 6)).shape
        torch.Size([2, 5, 6])
    """

    def __init__(self, d_model: int, heads: int, block: int) -> None:
        ### BEGIN SOLUTION
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        future = torch.ones(block, block, dtype=torch.bool).triu(1)
        self.register_buffer("future", future, persistent=False)
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        t = x.shape[1]
        parts = self.qkv(x).chunk(3, dim=-1)
        q, k, v = (p.unflatten(-1, (self.heads, -1)).transpose(1, 2) for p in parts)
        scores = q @ k.mT / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(self.future[:t, :t], -math.inf)
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.transpose(1, 2).flatten(2))
        ### END SOLUTION


# %% check="CausalSelfAttention" points=11 minutes=15
check("CausalSelfAttention")

# %% [markdown]
# ### 练习 11.6 Block（约 7 分钟，5 分）
#
# **做什么**　GPT-2 把归一化挪到了每个子层的**入口**（先归一化，pre-norm），残差的路上什么也没有：
#
# $$
# x \leftarrow x + \operatorname{attention}(\operatorname{ln1}(x)), \qquad x \leftarrow x + \operatorname{mlp}(\operatorname{ln2}(x))
# $$
#
# 为什么？梯度沿着残差往回走，每一层都原样放行一份，多少层都不衰减。若把归一化放在加法之后，每过一层，残差那一路也要被它除一次。第 9 章量过这件事。
#
# `mlp` 把宽度放大四倍，过 GELU，再缩回来：`nn.Sequential` 依次装着 `nn.Linear(d, 4d)`、`nn.GELU()`、`nn.Linear(4d, d)`。GELU 是 $x\,\Phi(x)$，$\Phi$ 是标准正态的累积分布；GPT-2 用的是它的一个 tanh 近似，两种都算对。
#
# **例子**　两个子层的最后一层（`attention.proj`、`mlp[2]`）权重和偏置都是 0 时，块什么也不做，输出就是输入。后归一化做不到这一点。
#
# <details><summary>提示一</summary>
#
# 残差加的是哪一个 $x$：归一化过的，还是没有归一化的？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 两个 `nn.LayerNorm(d_model)`，各用一次。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `__init__` 里造四样：`ln1`、`attention`、`ln2`、`mlp`；`forward` 两行，一行一个式子。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写成了后归一化；<!-- wrong: post-norm -->
# - 残差加的是归一化过的；<!-- wrong: norm-on-the-shortcut -->
# - 少了一处残差；<!-- wrong: no-first-shortcut no-second-shortcut -->
# - 两处用的都是 `ln1`；<!-- wrong: first-norm-twice -->
# - MLP 看的是没有更新的 $x$：两个子层并排了；<!-- wrong: parallel -->
# - 用了 ReLU；<!-- wrong: relu -->
# - MLP 之前没有归一化。<!-- wrong: mlp-without-norm -->
#
# </details>


# %% exercise="Block"
class Block(nn.Module):
    """GPT 的一层，先归一化。

    Block(d_model, heads, block)
    属性
        ln1, ln2: nn.LayerNorm(d_model)。
        attention: CausalSelfAttention(d_model, heads, block)。
        mlp: nn.Sequential：Linear(d_model, 4·d_model)、GELU（精确或 tanh 近似）、
            Linear(4·d_model, d_model)。没有 dropout。
    forward(x)
        x: (n, t, d_model)；不变。返回 (n, t, d_model)：
        x + attention(ln1(x))，再加 mlp(ln2(·))。
    例子
        >>> Block(6, 3, 8)(torch.zeros(2, 5, 6)).shape
        torch.Size([2, 5, 6])
    """

    def __init__(self, d_model: int, heads: int, block: int) -> None:
        ### BEGIN SOLUTION
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(
            nn.Linear(d_model, 4 * d_model),
            nn.GELU(),
            nn.Linear(4 * d_model, d_model),
        )
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        x = x + self.attention(self.ln1(x))
        return x + self.mlp(self.ln2(x))
        ### END SOLUTION


# %% check="Block" points=5 minutes=7 uses=["CausalSelfAttention"]
check("Block")

# %% [markdown]
# ### 练习 11.7 GPT（约 18 分钟，13 分）
#
# **做什么**　把零件接起来。`config` 是一个字典：`vocab`（词表多大）、`block`（最长几个词元）、`layers`、`heads`、`d_model`。
#
# $$
# x_i = \text{tokens}[w_i] + \text{positions}[i], \qquad x \to \text{块}_1 \to \cdots \to \text{块}_L \to \text{norm} \to \text{head}
# $$
#
# 位置从 0 数起，也是一张学出来的表，只有 `block` 行，所以读不了更长的：`ids` 比 `block` 长，抛出 `ValueError`。第 9 章的正弦编码不用学；GPT 从第一代起就让它自己学。
#
# **打分的表就是词元的表**（weight tying）。`head` 把 $d$ 维向量变成每个词元的打分，权重是 $(\text{vocab}, d)$；词元表也是 $(\text{vocab}, d)$。读进来时“这个词是什么意思”，写出去时“哪个词是这个意思”，用同一张表，省下一大块参数，学得也快。是**同一个参数**，不是起初相同的两份：训练一步以后还得相同。`head` 没有偏置。
#
# **初值**　残差网络的每一层都往 $x$ 上加东西。$L$ 层一共加 $2L$ 次，每次加的若方差都是 $\sigma^2$ 又互不相干，到顶上方差就是 $2L\sigma^2$。想让它不随层数长，每次加的就要缩小到 $1/\sqrt{2L}$。所以：
#
# - 所有全连接层和两张表的权重都从 $N(0, 0.02^2)$ 里抽；
# - 只有往残差上加的那两个全连接层，`attention.proj` 和 `mlp[2]`，标准差是 $0.02/\sqrt{2L}$；
# - 偏置都是 0，归一化的比例是 1、平移是 0（PyTorch 本来就是）。
#
# 这样一来，刚造好的 GPT 打分都很小，给谁的概率都差不多，损失接近 $\ln(\text{vocab})$：**训练的第一步可以拿它查错**。
#
# `forward(ids, targets=None)` 返回 `(logits, loss)`。给了 `targets` 就算交叉熵，对**所有位置**取平均；没给就是 `None`。
#
# <details><summary>提示一</summary>
#
# `self.head.weight = self.tokens.weight` 和 `self.head.weight.data.copy_(…)`，哪一个在训练一步以后还是相同的？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 初值：`self.named_parameters()` 走一遍。按名字的结尾认出那两个全连接层，按维数认出矩阵。`F.cross_entropy` 要 $(m, \text{vocab})$ 和 $(m,)$，把前两个轴摊平。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# self.tokens, self.positions = nn.Embedding(…), nn.Embedding(…)
# self.blocks = nn.ModuleList(… for _ in range(…))
# self.norm, self.head = …
# # 共用，初值
#
# x = 词元 + 位置的头 t 行
# for block in self.blocks: …
# logits = self.head(self.norm(x))
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 两张表没有共用，或者是抄来的，训练一步以后就不同了；<!-- wrong: tied-by-copy -->
# - 位置从末尾数起；<!-- wrong: positions-from-the-end -->
# - 没有加位置；<!-- wrong: no-positions -->
# - 最后没有归一化；<!-- wrong: no-final-norm -->
# - 初值用了 PyTorch 自己的（评分时会查）；<!-- wrong: default-initialisation -->
# - 往残差上加的两个全连接层没有缩小（评分时会查）；<!-- wrong: projections-not-scaled -->
# - 缩小的时候只除了 $\sqrt L$（评分时会查）；<!-- wrong: scaled-by-layers -->
# - 比 `block` 长，没有抛出 `ValueError`；<!-- wrong: long-accepted -->
# - 损失只算了最后一个位置；<!-- wrong: last-position-only -->
# - 没给 `targets` 时返回的不是一对。<!-- wrong: logits-alone -->
#
# </details>


# %% exercise="GPT"
class GPT(nn.Module):
    """GPT-2 那样的语言模型，没有 dropout。

    GPT(config)：config 有 vocab、block、layers、heads、d_model 五个整数。
    属性
        config: 传进来的字典。
        tokens: nn.Embedding(vocab, d_model)。positions: nn.Embedding(block, d_model)。
        blocks: nn.ModuleList，layers 个 Block。norm: nn.LayerNorm(d_model)。
        head: 没有偏置的打分层，它的权重就是 tokens.weight 那个参数（不另设 head，
            forward 里直接用 tokens.weight 也行）。
        初值：两张表、全连接层的权重 N(0, 0.02²)，其中每块的 attention.proj 和 mlp[2] 是
        N(0, 0.02² / (2·layers))；偏置 0，归一化是 1 和 0。
    forward(ids, targets=None)
        ids: (n, t) 的 int64，1 ≤ t ≤ block；第 i 列的位置是 i。
        targets: None，或 (n, t) 的 int64。
        返回 (logits, loss)：logits (n, t, vocab)，没有过 softmax；loss 是所有位置
        交叉熵的平均，能求导，没给 targets 就是 None。t 大于 block 时抛出 ValueError。
    例子
        >>> model = GPT(dict(vocab=11, block=8, layers=2, heads=2, d_model=6))
        >>> logits, loss = model(torch.tensor([[1, 2, 3]]))
        >>> logits.shape, loss
        (torch.Size([1, 3, 11]), None)
    """

    def __init__(self, config: dict[str, int]) -> None:
        ### BEGIN SOLUTION
        super().__init__()
        self.config = config
        d_model, block = config["d_model"], config["block"]
        self.tokens = nn.Embedding(config["vocab"], d_model)
        self.positions = nn.Embedding(block, d_model)
        many, heads = range(config["layers"]), config["heads"]
        self.blocks = nn.ModuleList(Block(d_model, heads, block) for _ in many)
        self.norm = nn.LayerNorm(d_model)
        self.head = nn.Linear(d_model, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * config["layers"])
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)
        ### END SOLUTION

    def forward(
        self,
        ids: Tensor,
        targets: Tensor | None = None,
    ) -> tuple[Tensor, Tensor | None]:
        ### BEGIN SOLUTION
        t = ids.shape[1]
        if t > self.config["block"]:
            raise ValueError(f"{t} 个词元太长，最多读 {self.config['block']} 个")
        x = self.tokens(ids) + self.positions.weight[:t]
        for block in self.blocks:
            x = block(x)
        logits = self.head(self.norm(x))
        if targets is None:
            return logits, None
        return logits, F.cross_entropy(logits.flatten(0, 1), targets.flatten())
        ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：走几步梯度下降，再看词元的表和打分用的表还是不是同一张。


# %%
def logits_after_training(model: nn.Module, ids: Tensor, targets: Tensor, lr: float):
    """普通梯度下降走两步；返回 (训练后的打分, 训练后的 state_dict)。"""
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(2):
        optimizer.zero_grad()
        model(ids, targets)[1].backward()
        optimizer.step()
    state = {name: value.detach().clone() for name, value in model.state_dict().items()}
    return model(ids)[0].detach(), state


# %% check="GPT" points=13 minutes=18 uses=["CausalSelfAttention", "Block"]
check("GPT")

# %% [markdown]
# 初值里那个 $1/\sqrt{2L}$ 有多要紧？量一量残差上的向量逐层有多大。**先猜**：24 层，不缩小的那条线到顶上是几倍？

# %% tags=["demo"]
if ready("CausalSelfAttention", "Block", "GPT"):
    layers = 24
    fig, ax = plt.subplots(figsize=(7, 2.6))
    for shrink, color in ((True, BLUE), (False, RED)):
        torch.manual_seed(0)
        config = {"vocab": 65, "block": 32, "layers": layers, "heads": 4, "d_model": 64}
        deep = GPT(config)
        sizes, ids = [], torch.randint(65, (8, 32))
        with torch.no_grad():
            x = deep.tokens(ids) + deep.positions.weight[:32]
            for part in deep.blocks:
                if not shrink:  # 放大回去，就是没有缩小的样子
                    part.attention.proj.weight *= math.sqrt(2 * layers)
                    part.mlp[2].weight *= math.sqrt(2 * layers)
                x = part(x)
                sizes.append(x.std().item())
        name = "照题面缩小" if shrink else "没有缩小"
        growth = np.array(sizes) / sizes[0]
        ax.plot(range(1, layers + 1), growth, color=color, label=name)
        print(f"{name}：第 {layers} 层是第 1 层的 {sizes[-1] / sizes[0]:.1f} 倍")
    ax.set(title="残差上的数有多大（第 1 层算 1）", xlabel="第几层")
    ax.legend()
    plt.show()

# %% [markdown]
# 不缩小的那条线，到第 24 层是第 1 层的四倍上下；照题面缩小的，只有 1.2 倍。层数再多，差得更远。
#
# ## 4　论文导读：GPT-2
#
# Radford、Wu、Child、Luan、Amodei、Sutskever，*Language Models are Unsupervised Multitask Learners*，OpenAI，2019。
#
# **当时的难处**　那时的做法是一样任务一份标注数据：情感分类有情感分类的，问答有问答的，训练出来的系统个个是窄专家，数据分布稍微一变就露馅。一年前的 GPT-1 先在书上学语言，再在每样任务上微调（fine-tuning），已经好了不少，可还是要标注。
#
# **想法**　任务本身也可以用文字说出来。网页里本来就有“这句话译成法语是……”这样的句子；一个语言模型要把它们猜准，就得学会翻译。所以只要文章够多、够杂，模型够大，**不微调、不给一个标注**，直接拿前文当题目，看它接着写什么（zero-shot）。
#
# | 节 | 说了什么 |
# |---|---|
# | 2.1 数据 | WebText：Reddit 上得到至少 3 个赞的外链，八百多万篇，40 GB；维基百科拿掉了，因为许多考题从那里来 |
# | 2.2 输入 | 字节级 BPE，不让合并跨过不同种类的字符（所以 `dog.` 不会成一个词元），空格除外；词表 50 257 |
# | 2.3 模型 | 在 GPT-1 上改：归一化挪到子层入口，最后再加一个；往残差上加的层，初值乘 $1/\sqrt N$，$N$ 是残差层数；上下文 1024，批 512 |
# | 3 实验 | 八个语言模型的测试集，七个超过当时最好的，一个样本也没有训练过；LAMBADA 的困惑度从 99.8 降到 8.6；阅读理解 CoQA 55 F1；问答只答对 4.1% |
# | 4 记住还是学会 | 查训练集和测试集有多少重复的 8 元组；又看训练损失和测试损失：两条一起降，还没有学完 |
#
# **和你写的对照**　结构一样。你的 BPE 不先切开；$N$ 照两种读法都讲得通，公布的 nanoGPT 代码用的是 $2L$（一层有两处残差），你也是。今天的模型又走远了：位置换成旋转的，归一化换成 RMSNorm，GELU 换成门控的，那是下一个作业。
#
# ### 练习 11.8 num_parameters（约 8 分钟，6 分）
#
# **做什么**　不造模型，只用乘法和加法，由 `config` 数出 GPT 有多少参数。所有偏置都算，归一化每个 $2d$，位置表算，共用的表**只算一次**。
#
# **例子**　`vocab=5, block=3, layers=1, heads=1, d_model=2`：词元表 $5 \times 2 = 10$；位置表 $3 \times 2 = 6$；一个块里 `qkv` 是 $2 \times 6 + 6 = 18$，`proj` 是 $2 \times 2 + 2 = 6$，`mlp` 是 $2 \times 8 + 8 = 24$ 和 $8 \times 2 + 2 = 18$，两个归一化 $2 \times 4 = 8$，合 74；最后的归一化 4。一共 94。
#
# <details><summary>提示一</summary>
#
# 你的 `GPT` 里一共有几种带参数的零件？头数变了，哪一种会变？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先只看一个块，把五样东西写成 $d$ 的式子加起来；再乘层数，加上块以外的三样。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 11.7 检查通过以后，写完可以和 `sum(p.numel() for p in GPT(config).parameters())` 对一对，换几个小的 `config`。11.7 还没有写，就对上面的 94 和 124 439 808。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 共用的表算了两次；<!-- wrong: head-twice -->
# - 没有算偏置；<!-- wrong: no-biases -->
# - 没有算位置表；<!-- wrong: no-positions -->
# - 没有算归一化的；<!-- wrong: no-norms -->
# - 漏了最后的归一化；<!-- wrong: no-final-norm -->
# - 每个头都算了一遍 `qkv`；<!-- wrong: heads-counted -->
# - 漏了 `proj`。<!-- wrong: no-projection -->
#
# </details>


# %% exercise="num_parameters"
def num_parameters(config: dict[str, int]) -> int:
    """GPT(config) 有多少参数，由公式算，不造模型。

    参数
        config: 有 vocab、block、layers、heads、d_model 五个整数；不变。
    返回
        整数：词元表（与打分层共用，算一次）、位置表、各块（偏置、归一化都算）、
        最后的归一化。
    例子
        >>> num_parameters(dict(vocab=5, block=3, layers=1, heads=1, d_model=2))
        94
        >>> small = dict(vocab=50257, block=1024, layers=12, heads=12, d_model=768)
        >>> num_parameters(small)
        124439808
    """
    ### BEGIN SOLUTION
    d = config["d_model"]
    attention = (d * 3 * d + 3 * d) + (d * d + d)
    mlp = (d * 4 * d + 4 * d) + (4 * d * d + d)
    one = attention + mlp + 2 * 2 * d
    tables = (config["vocab"] + config["block"]) * d
    return tables + config["layers"] * one + 2 * d
    ### END SOLUTION


# %% check="num_parameters" points=6 minutes=8
check("num_parameters")

# %% [markdown]
# 论文的表 2 有四种大小，印着 117M、345M、762M、1542M。你数出来的呢？

# %% tags=["demo"]
PAPER = {"small": (12, 768), "medium": (24, 1024)}
PAPER |= {"large": (36, 1280), "XL": (48, 1600)}
if ready("num_parameters"):
    print("          你数的          论文印的   换成 40478 的词表")
    for (name, (layers, d)), printed in zip(PAPER.items(), (117, 345, 762, 1542)):
        size = {"block": 1024, "layers": layers, "heads": d // 64, "d_model": d}
        counts = [num_parameters(size | {"vocab": vocab}) for vocab in (50257, 40478)]
        print(f"{name:<8}{counts[0]:>15,}{printed:>10}M{counts[1] / 1e6:>14.1f}M")

# %% [markdown]
# 一个也对不上。OpenAI 后来在公布代码的地方说：原来数错了，最小的是 124M。怎样错的，他们没有说。最后一列是我们的猜测：把公式里的 50 257 换成 40 478，也就是**上一代** GPT-1 的词表，四个数四舍五入以后和论文印的全部相同。多半是当初数参数的那一行，忘了换词表。
#
# 一篇被引用了上万次的论文，表里的数谁都可以自己数一遍；你刚刚就数了。
#
# **歇一歇**　第一次到这里。下一次从“怎样改进一步”开始。

# %% [markdown]
# ## 5　改进一步
#
# 第二次从这里开始。（新开的内核要把前面的格子再运行一遍。）
#
# ### 练习 11.9 configure_optimizer（约 8 分钟，6 分）
#
# **做什么**　优化器用 AdamW，每一步除了照梯度走，还把权重朝 0 拉一点，叫权重衰减（weight decay）：它不让矩阵里的数无缘无故变大。可是偏置和归一化的比例不该拉：归一化的比例本来就在 1 附近，拉向 0 等于慢慢把这一层关掉。
#
# nanoGPT 的规矩很简单：**两维或更多维的参数**（矩阵、两张表）衰减 `decay`，**其余的**不衰减。两组，`betas` 都是 (0.9, 0.95)：$\beta_2$ 比默认的 0.999 小，记性短一些，梯度忽大忽小时跟得上。
# 每个参数正好出现一次：共用的那张表也是。
#
# **例子**　一个块的 GPT：衰减的有 `tokens.weight`、`positions.weight`、`qkv.weight`、`proj.weight`、`mlp` 的两个 `weight`，共 6 个；不衰减的有 4 个偏置，和三个归一化的 6 个。
#
# <details><summary>提示一</summary>
#
# `named_parameters()` 里，共用的表出现几次？`state_dict()` 里呢？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 两组分别是两个字典，有 `"params"` 和 `"weight_decay"`，放进一个列表交给 `torch.optim.AdamW`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 一个列表推导挑出 `p.ndim >= 2` 的，另一个挑出其余的。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 全都衰减了；<!-- wrong: all-decay -->
# - 两组反了；<!-- wrong: groups-swapped -->
# - 照名字分，`bias` 以外的都衰减：归一化的比例也在里面了；<!-- wrong: by-bias-name -->
# - 只有全连接层衰减，两张表漏在外面；<!-- wrong: linear-only -->
# - 不衰减的那一组没有交给优化器；<!-- wrong: second-group-lost -->
# - `betas` 用了默认的；<!-- wrong: default-betas -->
# - 用了 Adam：它的衰减混在梯度里。<!-- wrong: adam -->
#
# </details>


# %% exercise="configure_optimizer"
def configure_optimizer(
    model: nn.Module,
    lr: float,
    decay: float,
) -> torch.optim.Optimizer:
    """AdamW，两组参数：两维以上的衰减，其余的不衰减。

    参数
        model: 任意 nn.Module；权重不变。
        lr: 学习率。decay: 权重衰减。
    返回
        torch.optim.AdamW，betas 是 (0.9, 0.95)，正好两组（先后随你）：维数 ≥ 2 的参数，
        weight_decay 是 decay；其余的，weight_decay 是 0。model 的每个参数正好出现一次。
    例子
        >>> optimizer = configure_optimizer(nn.Linear(3, 2), 0.01, 0.1)
        >>> sorted(group["weight_decay"] for group in optimizer.param_groups)
        [0.0, 0.1]
    """
    ### BEGIN SOLUTION
    weights = list(model.parameters())
    groups = [
        {"params": [w for w in weights if w.ndim >= 2], "weight_decay": decay},
        {"params": [w for w in weights if w.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.95))
    ### END SOLUTION


# %% [markdown]
# 下面这些给检查用。`Bigram` 是一个最小的“语言模型”：只看前一个词元，打分就是一张表；它把每次收到的都记下来。后面几题的检查也用它。


# %%
class Bigram(nn.Module):
    """打分只由最后一个词元定：logits = table[ids]；seen 是每次收到的 ids。"""

    def __init__(self, table: Tensor, block: int) -> None:
        super().__init__()
        self.table = nn.Parameter(table.clone())
        self.config = {"vocab": len(table), "block": block}
        self.seen, self.modes = [], []

    def forward(self, ids: Tensor, targets: Tensor | None = None):
        if ids.shape[1] > self.config["block"]:
            raise ValueError(f"{ids.shape[1]} 个词元太长")
        self.seen.append(ids.clone())
        self.modes.append(self.training)
        logits = self.table[ids]
        if targets is None:
            return logits, None
        return logits, F.cross_entropy(logits.flatten(0, 1), targets.flatten())


def describe_optimizer(optimizer, model: nn.Module) -> list:
    """[(这一组的参数名, weight_decay, lr, betas)]，以及是不是 AdamW。"""
    names = {id(weight): name for name, weight in model.named_parameters()}
    groups = [
        (
            sorted(names.get(id(w), "?") for w in group["params"]),
            float(group["weight_decay"]),
            float(group["lr"]),
            [float(beta) for beta in group["betas"]],
        )
        for group in optimizer.param_groups
    ]
    return [groups, type(optimizer) is torch.optim.AdamW]


def plain_descent(model: nn.Module, lr: float, stale: float = 0.0):
    """普通梯度下降；stale 不是 0 时，每个参数先带着一份旧的梯度。"""
    for weight in model.parameters():
        weight.grad = torch.full_like(weight, stale) if stale else None
    return torch.optim.SGD(model.parameters(), lr=lr)


# %% check="configure_optimizer" points=6 minutes=8 uses=["GPT"]
check("configure_optimizer")

# %% [markdown]
# ### 练习 11.10 accumulate（约 10 分钟，7 分）
#
# **为什么**　GPT-2 一批 512 段、每段 1024 个词元，一块显卡放不下。办法是**梯度累积**（gradient accumulation）：切成许多小批，一批一批地算，梯度先攒着，攒齐了才走一步。走的这一步，应当和放得下时一大批算出来的**一模一样**。
#
# **推导**　大批的损失是全部 $M$ 个词元的平均。分成几批，第 $k$ 批有 $m_k$ 个词元、自己的平均损失是 $\ell_k$：
#
# $$
# L = \frac{1}{M}\sum_{\text{词元}} (-\ln p) = \sum_k \frac{m_k}{M}\,\ell_k
# $$
#
# 求导是线性的，所以 $\nabla L = \sum_k \frac{m_k}{M}\nabla \ell_k$。PyTorch 的 `backward()` 本来就是往 `.grad` 上**加**，正好用得着。各批一样大时 $m_k/M$ 就是一除以批数；不一样大时，简单取平均就偏了，小批里的词元说话的分量变大了。
#
# **做什么**　`batches` 是几对 $(x, y)$，大小可以不同；`model(x, y)` 返回 `(logits, loss)`，`loss` 是这一批的平均。走**一步**，返回这一步之前的 $L$。上次留下的梯度不能混进来。
#
# **例子**　两批，一批 3 个词元，平均损失 1；一批 1 个词元，平均损失 3。$L = \frac34 \times 1 + \frac14 \times 3 = 1.5$。两批直接平均是 2。
#
# <details><summary>提示一</summary>
#
# `zero_grad()` 要调用几次？放在哪里？`step()` 呢？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先用 `y.numel()` 数出 $M$，再走循环。一批的损失乘上自己的份额再 `backward()`；攒着损失张量、最后一起反传也对，可是每一批的计算图就都留在内存里了，省不下什么。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# total = sum(… for _, y in batches)
# optimizer.zero_grad()
# for x, y in batches:
#     loss = model(x, y)[1] * …
#     loss.backward()
#     …
# optimizer.step()
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 各批的平均再平均，没有管大小；<!-- wrong: mean-of-means -->
# - 加起来，没有除；<!-- wrong: sum -->
# - 每批之间清零，只剩最后一批的梯度；<!-- wrong: zero-between -->
# - 开头没有清零，上次的梯度混了进来；<!-- wrong: not-zeroed -->
# - 每批走了一步；<!-- wrong: step-each -->
# - 份额按段数算，没有按词元数；<!-- wrong: share-by-rows -->
# - 返回的是最后一批的损失；<!-- wrong: last-loss -->
# - 返回的是走了以后的损失。<!-- wrong: loss-after -->
#
# </details>


# %% exercise="accumulate"
def accumulate(
    model: nn.Module,
    batches: list[tuple[Tensor, Tensor]],
    optimizer: torch.optim.Optimizer,
) -> float:
    """几个小批攒成一大批，走一步。

    参数
        model: model(x, y) → (logits, loss)，loss 是 y 的所有词元的平均；就地改进。
        batches: 至少一对 (x, y)，都是 int64，各批的段数、长度可以不同；不变。
        optimizer: model 的优化器；调用时 .grad 里可能有旧的梯度，不能算进来。
    返回
        这一步之前的损失，浮点数：所有批的所有词元的平均。
        optimizer.step() 只走一次，梯度和放在一批里算的相同（不裁剪）。
    例子
        >>> model = Bigram(torch.zeros(4, 4), 8)
        >>> batches = [(torch.tensor([[0, 1, 2]]), torch.tensor([[1, 2, 3]]))]
        >>> round(accumulate(model, batches, plain_descent(model, 0.1)), 4)  # ln 4
        1.3863
    """
    ### BEGIN SOLUTION
    total = sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        loss = model(x, y)[1] * (y.numel() / total)
        loss.backward()
        mean += loss.item()
    optimizer.step()
    return mean
    ### END SOLUTION


# %% check="accumulate" points=7 minutes=10
check("accumulate")

# %% [markdown]
# ### 练习 11.11 estimate_loss（约 7 分钟，5 分）
#
# **做什么**　训练时每一步的损失跳来跳去，又是在见过的文字上算的。要知道学得怎样，得在**留出来的**文字上，老老实实从头到尾量一遍：第 0 到 `block` − 1 个词元各猜后一个，接着第 `block` 到 2·`block` − 1 个……一窗挨一窗，不重叠，不满的最后一窗不要。
#
# $n$ 个词元里有几个整窗？每一窗的 $x$ 有 `block` 个，$y$ 还要**往后多一个**，所以是 $\lfloor (n-1)/\text{block} \rfloor$ 个。
#
# 只看不动：不留计算图，量的时候是 `eval` 模式，返回时模式和原来相同。
#
# **例子**　9 个词元，`block = 4`：两窗，$x$ 是第 0–3、4–7 个，$y$ 是第 1–4、5–8 个，正好用完。8 个词元：只有一窗，第二窗的最后一个没有答案。
#
# <details><summary>提示一</summary>
#
# 8 个词元、`block = 4`，写成 `len(ids) // block` 会得到几？第二窗的 $y$ 有几个？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 各窗一样长，所以各窗损失的平均就是所有词元的平均。一窗一窗地送，或者几窗一批都行；几窗一批时，最后一批可能小一些。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 记下 `model.training`，`eval()`，在 `torch.no_grad()` 里循环，最后 `model.train(原来的)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 最后一窗超出去了，或者没有答案；<!-- wrong: overrun -->
# - 最后一个整窗漏了；<!-- wrong: last-window-lost -->
# - 窗与窗重叠，一格一格地挪；<!-- wrong: overlapping -->
# - 返回时模式变了；<!-- wrong: mode-left -->
# - 量的时候没有换成 `eval`；<!-- wrong: not-eval -->
# - 返回的是和，不是平均；<!-- wrong: sum -->
# - 几窗一批，最后不满的一批也当作一整批来平均；<!-- wrong: mean-of-batches -->
# - 返回的是带着计算图的张量（评分时会查）。<!-- wrong: tensor -->
#
# </details>


# %% exercise="estimate_loss"
def estimate_loss(model: nn.Module, ids: Tensor, block: int) -> float:
    """在一段文字上，一窗挨一窗地量损失。

    参数
        model: model(x, y) → (logits, loss)，loss 是平均；权重、模式、梯度都不变。
        ids: 一维的 int64 张量，至少 block + 1 个；不变。block: 一窗多长。
    返回
        浮点数：从头起，所有互不重叠的整窗（x 有 block 个，y 往后一格）的平均损失。
        量的时候 model 在 eval 模式，没有计算图；返回时 model.training 与调用时相同。
    例子
        >>> ids = torch.tensor([0, 1, 0, 1, 0])
        >>> round(estimate_loss(Bigram(torch.zeros(2, 2), 8), ids, 2), 4)  # ln 2
        0.6931
    """
    ### BEGIN SOLUTION
    n = (len(ids) - 1) // block
    x = ids[: n * block].view(n, block)
    y = ids[1 : n * block + 1].view(n, block)
    was_training = model.training
    model.eval()
    with torch.no_grad():
        parts = zip(x.split(64), y.split(64))
        total = sum(model(a, b)[1].item() * len(a) for a, b in parts)
    model.train(was_training)
    return total / n
    ### END SOLUTION


# %% check="estimate_loss" points=5 minutes=7
check("estimate_loss")

# %% [markdown]
# ## 6　写出来
#
# 网络给的是打分，变成文字还要抽签。三个旋钮：
#
# - **温度**（temperature）$\tau$：打分先除以 $\tau$ 再过 softmax。$\tau$ 越小越保守，到 0 就是总取最高的；越大越敢写。
# - **top-k**：只在最高的 $k$ 个里抽，其余的概率是 0，余下的重新归一。
# - **top-p**：只在加起来刚够 $p$ 的那几个最可能的里抽。有把握时只剩一两个，没把握时留下几十个，$k$ 做不到这一点。
#
# ### 练习 11.12 generate（约 13 分钟，9 分）
#
# **做什么**　在 `ids` $(b, t)$ 后面接着写 $n$ 个，返回 $(b, t + n)$。每一步：
#
# 1. 前文太长就只留**最后** `model.config["block"]` 个，交给 `model`；
# 2. 只要最后一个位置的打分 $(b, \text{vocab})$；
# 3. `temperature` 是 0 就取最高的；否则除以它，再按 `top_k` 只留最高的几个（`None` 或比词表还大，就全留着），过 softmax，每一行各自用 `rng` 抽一个；
# 4. 接到后面。
#
# `rng` 是 `None` 就自己造一个。写的时候不要计算图，`eval` 模式，返回时模式照旧。
#
# **例子**　词表 4 个，打分 $(\ln 8, \ln 4, \ln 2, \ln 2)$，概率 $(\frac12, \frac14, \frac18, \frac18)$。$\tau = 0.5$：概率的平方再归一，$(64, 16, 4, 4)/88$。`top_k=2`：$(\frac23, \frac13, 0, 0)$。先 softmax，再把后两个改成 0 而不归一，加起来就只有 $\frac34$。
#
# <details><summary>提示一</summary>
#
# 前文比 `block` 长时，`ids[:, :block]` 和 `ids[:, -block:]` 有什么不同？下一个字由哪一个猜得出？
#
# </details>
#
# <details><summary>提示二</summary>
#
# top-k 在打分上做：比第 $k$ 高的还低的，改成 $-\infty$，再 softmax，就自动归一了。按概率抽一个：`rng.choice(v, p=…)`，要 float64，加起来是 1；或者累积和与 `rng.random()` 比。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# for _ in range(n):
#     logits = model(ids[:, …])[0][:, -1]
#     if temperature == 0:
#         new = …
#     else:
#         … ; probs = …softmax(dim=-1)
#         new = 每一行抽一个
#     ids = torch.cat([ids, new[:, None]], dim=1)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 前文太长时留了最前面的；<!-- wrong: cut-in-front -->
# - 没有截，太长就报错；<!-- wrong: not-cut -->
# - 打分乘了温度；<!-- wrong: times-temperature -->
# - 概率除以温度，没有在 softmax 之前除；<!-- wrong: temperature-on-probabilities -->
# - top-k 没有用上；<!-- wrong: top-k-ignored -->
# - `top_k` 多留了一个；<!-- wrong: one-too-many -->
# - 整批抽了同一个；<!-- wrong: one-draw-for-all -->
# - 温度不是 0 也总取最高的；<!-- wrong: always-argmax -->
# - 没有用传进来的 `rng`；<!-- wrong: rng-ignored -->
# - 只返回了新写的；<!-- wrong: new-only -->
# - 返回时模式变了。<!-- wrong: mode-left -->
#
# </details>


# %% exercise="generate"
def generate(
    model: nn.Module,
    ids: Tensor,
    n: int,
    temperature: float = 1.0,
    top_k: int | None = None,
    rng: np.random.Generator | None = None,
) -> Tensor:
    """一个词元一个词元地接着写。

    参数
        model: model(ids) → (logits, None)；model.config["block"] 是它最多读几个。
            权重、模式、梯度都不变。
        ids: (b, t) 的 int64，t ≥ 1，可以比 block 长；不变。n: 写几个，可以是 0。
        temperature: 0 就总取打分最高的，否则打分先除以它。
        top_k: 只在打分最高的几个里抽（并列的随你），不小于 1；None 或大于词表就不限。
        rng: 抽签用；种子相同，结果就相同。None 就自己造一个。
    返回
        (b, t + n) 的 int64，前 t 列是 ids；各行各抽各的。没有计算图；写的时候
        model 在 eval 模式，返回时 model.training 与调用时相同。每步只看最后 block 个。
    例子
        >>> model = Bigram(torch.eye(3)[[1, 2, 0]], 4)  # 0 后面是 1，1 后面是 2，……
        >>> generate(model, torch.tensor([[0]]), 4, temperature=0)
        tensor([[0, 1, 2, 0, 1]])
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng() if rng is None else rng
    was_training, block = model.training, model.config["block"]
    model.eval()
    with torch.no_grad():
        for _ in range(n):
            logits = model(ids[:, -block:])[0][:, -1].double()
            if temperature == 0:
                new = logits.argmax(dim=-1)
            else:
                logits = logits / temperature
                if top_k is not None and top_k < logits.shape[-1]:
                    least = logits.topk(top_k, dim=-1).values[:, -1:]
                    logits = logits.masked_fill(logits < least, -math.inf)
                sums = logits.softmax(dim=-1).cumsum(dim=-1)
                draws = torch.from_numpy(rng.random((len(ids), 1))) * sums[:, -1:]
                new = (sums <= draws).sum(dim=-1)
            ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(was_training)
    return ids
    ### END SOLUTION


# %% check="generate" points=9 minutes=13
check("generate")

# %% [markdown]
# ### 练习 11.13 top_p（约 9 分钟，6 分）
#
# **做什么**　输入打分 $(\ldots, v)$，返回同样形状的打分：留下的不变，其余的是 $-\infty$。留下的是**最可能的几个里最少的那一组，概率加起来不小于 $p$**；让总和越过 $p$ 的那一个也留着，所以总归至少有一个。词元的位置不变。
#
# **例子**　概率是 $(0.15, 0.5, 0.05, 0.3)$，$p = 0.7$。从大到小：0.5，还不够；0.8，够了。留下第 1 和第 3 个。越过的那一个若不要，就只剩 0.5，不到 $p$。$p = 0.3$：第一个就够，只留第 1 个。
#
# <details><summary>提示一</summary>
#
# 排好序以后，一个词元要不要留，看的是**排在它前面**的那些加起来够不够，还是连它在内够不够？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 排序、softmax、累积和都在最后一轴上。连自己在内的累积和，减去自己，就是排在前面的。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `sort(descending=True)` 同时给出次序 `order`；在排好的次序里得到布尔的 `drop`，再用 `torch.zeros_like(…).scatter(-1, order, drop)` 放回原来的位置，最后 `masked_fill`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 越过 $p$ 的那一个没有留；<!-- wrong: crosser-dropped -->
# - 多留了一个；<!-- wrong: one-too-many -->
# - 返回的是排好序的；<!-- wrong: sorted-order -->
# - 从小到大加起来的；<!-- wrong: ascending -->
# - 掩码没有放回原来的位置；<!-- wrong: mask-not-put-back -->
# - 留下的是概率不小于 $p$ 的；<!-- wrong: threshold -->
# - 其余的改成了 0，不是 $-\infty$；<!-- wrong: zeros -->
# - 返回的是概率；<!-- wrong: probabilities -->
# - 各行混在一起排了。<!-- wrong: rows-together -->
#
# </details>


# %% exercise="top_p"
def top_p(logits: Tensor, p: float) -> Tensor:
    """只留最可能的几个，概率加起来刚够 p。

    参数
        logits: (…, v) 的浮点张量，打分，每一行各管各的；不变。
        p: 0 到 1。
    返回
        (…, v)，dtype 相同：留下的打分不变、位置不变，其余是 -inf。留下的是最可能的
        几个里最少的一组，概率之和不小于 p（越过 p 的那一个也在内），至少一个。
        并列的随你；和恰好是 p 时，因为舍入多留一个也行。
    例子
        >>> logits = torch.tensor([0.15, 0.5, 0.05, 0.3]).log()
        >>> top_p(logits, 0.7).exp()
        tensor([0.0000, 0.5000, 0.0000, 0.3000])
    """
    ### BEGIN SOLUTION
    values, order = logits.sort(dim=-1, descending=True)
    probs = values.softmax(dim=-1)
    before = probs.cumsum(dim=-1) - probs
    drop = before >= p
    drop[..., 0] = False
    drop = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(drop, -math.inf)
    ### END SOLUTION


# %% check="top_p" points=6 minutes=9
check("top_p")

# %% [markdown]
# ## 7　训练
#
# ### 练习 11.14 train_gpt（约 11 分钟，7 分）
#
# **做什么**　造一个 `GPT(config)`，训练 `steps` 步，每步 16 段，返回模型和每一步的损失（走这一步之前的）。优化器、学习率怎样变都由你定，你前面写的都可以用：`get_batch`、`configure_optimizer`、`accumulate`。
#
# 我们的做法：AdamW，衰减 0.1；学习率在头十分之一的步数里从接近 0 升到 `lr`（预热，warm-up），以后照半个余弦降到 `lr` 的二十分之一；梯度的总范数裁到 1（`nn.utils.clip_grad_norm_`）。
#
# `seed` 管两样：`torch.manual_seed(seed)` 管初值，`np.random.default_rng(seed)` 管截哪几段。**只造一个** `rng`，一直用下去。
#
# **要求**　莎士比亚的头四十万个字符，一个字符一个编号，2 层、宽 64、4 个头、`block` 64，600 步，`lr = 4e-3`：留出来的文字上，损失不高于 2.40 奈特一个字符。只看前一个字符的模型，最好也只有 2.48。照“我们的做法”，十七个种子量下来，都在 2.28 到 2.38 之间。
#
# **自己查的例子**　一本循环的书 `0 1 2 3 4 0 1 2 …`，训练几十步以后，4 后面应当猜 0，损失接近 0；第一步的损失应当接近 $\ln 5 = 1.61$。
#
# <details><summary>提示一</summary>
#
# 一步里要做的五件事，次序是什么？损失该记成张量，还是数？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 学习率写进 `optimizer.param_groups` 的每一组：你的优化器有两组，别只改第一组。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# for step in range(steps):
#     rate = lr * 预热 * 余弦
#     for group in optimizer.param_groups:
#         group["lr"] = rate
#     x, y = get_batch(…)
#     loss = model(x, y)[1]
#     …                        # 清零、反传、裁剪、走一步
#     losses.append(…)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 每一步都新造一个 `rng`，次次截的是同样几段；<!-- wrong: same-batch -->
# - 没有用 `seed`；<!-- wrong: seed-ignored -->
# - 初值没有用 `seed`；<!-- wrong: initial-weights-unseeded -->
# - 没有用 `lr`；<!-- wrong: rate-ignored -->
# - 梯度没有清零；<!-- wrong: gradients-accumulate -->
# - 答案没有挪一格；<!-- wrong: not-shifted -->
# - 一步只有一段；<!-- wrong: one-window -->
# - 损失只记了最后一步的（评分时会查）；<!-- wrong: last-loss-only -->
# - 损失记成了张量。<!-- wrong: loss-tensors -->
#
# </details>


# %% exercise="train_gpt"
def train_gpt(
    config: dict[str, int], ids: Tensor, steps: int, lr: float, seed: int
) -> tuple[nn.Module, list[float]]:
    """造一个 GPT，训练 steps 步。

    参数
        config: GPT 的五个整数；不变。
        ids: 一维的 int64 张量，至少 block + 1 个，编号小于 vocab；不变。
        steps: 几步，不小于 1；每步从 ids 里随机截 16 段，每段 block 个，各步不同。
        lr: 最高的学习率。
        seed: 管初值和截哪几段；相同就训练出相同的权重，不同就不同。
    返回
        (model, losses)：训练好的 GPT(config)；losses 是 steps 个浮点数，走每一步之前
        那一批的平均损失。
    要求
        莎士比亚的头 400 000 个字符，一字一编号，vocab=65, block=64, layers=2, heads=4,
        d_model=64，600 步，lr=4e-3 之后，留出来的文字上损失不高于 2.40。
    例子
        >>> config = dict(vocab=5, block=4, layers=1, heads=2, d_model=8)
        >>> model, losses = train_gpt(config, torch.arange(40) % 5, 60, 1e-2, 0)
        >>> len(losses), losses[-1] < losses[0]
        (60, True)
    """
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses
    ### END SOLUTION


# %% [markdown]
# 下面的给检查用：训练时在旁边看着，记下 GPT 每次收到的几段，和每次反传之后一个参数的梯度。


# %%
def watch_training(config, ids: Tensor, steps: int, lr: float, seed: int) -> list:
    """[损失, 收到的各批, 各次反传之后 norm.weight 的梯度, 训练后的权重]。"""
    seen, gradients, model_seen = [], [], []

    def note(module, args):
        if isinstance(module, GPT) and args:
            seen.append(args[0].clone())
            if not model_seen:
                model_seen.append(module)
                module.norm.weight.register_post_accumulate_grad_hook(
                    lambda weight: gradients.append(weight.grad.clone())
                )

    hook = nn.modules.module.register_module_forward_pre_hook(note)
    try:
        model, losses = train_gpt(config, ids, steps, lr, seed)
    finally:
        hook.remove()
    state = {name: w.detach().clone() for name, w in model.named_parameters()}
    return [losses, seen, gradients, state]


# %% check="train_gpt" points=7 minutes=11 uses=["get_batch", "GPT", "configure_optimizer"]
check("train_gpt")

# %% [markdown]
# 训练一个读莎士比亚的。400 步，一个核上约十秒，机器忙时要一两分钟。三条虚线是三种不用网络的猜法：瞎猜、只看字符有多常见、只看前一个字符。**先猜**：网络要多少步才越过最后一条？

# %% tags=["demo"]
NETWORK = ("CausalSelfAttention", "Block", "GPT")
TRAINER = (*NETWORK, "get_batch", "configure_optimizer", "train_gpt", "estimate_loss")
play = texts["shakespeare"]
letters = sorted(set(play))
letter_number = {letter: number for number, letter in enumerate(letters)}
play_ids = torch.tensor([letter_number[letter] for letter in play])
cut = len(play) * 9 // 10
train_ids, held_ids = play_ids[:cut], play_ids[cut : cut + 20_001]
SMALL = {"vocab": 65, "block": 64, "layers": 2, "heads": 4, "d_model": 64}

# 不用网络的两种猜法：在训练的部分数一数，在留出来的部分量
places, one = (train_ids[:-1], train_ids[1:]), torch.tensor(1.0)
pairs = torch.zeros(65, 65).index_put_(places, one, accumulate=True)
bigram = ((pairs + 0.1) / (pairs + 0.1).sum(1, keepdim=True)).log()
unigram = (pairs.sum(0) / pairs.sum()).log()
guesses = {
    "瞎猜": math.log(65),
    "只看字符有多常见": -unigram[held_ids].mean().item(),
    "只看前一个字符": -bigram[held_ids[:-1], held_ids[1:]].mean().item(),
}

if ready(*TRAINER):
    model, losses = train_gpt(SMALL, train_ids, 400, 4e-3, 0)
    held_loss = estimate_loss(model, held_ids, 64)
    smooth = np.convolve(losses, np.ones(20) / 20, mode="valid")
    fig, ax = plt.subplots(figsize=(7, 2.8))
    ax.plot(losses, color=BLUE, alpha=0.25)
    ax.plot(np.arange(len(smooth)) + 19, smooth, color=BLUE, linewidth=2)
    for (name, value), color in zip(guesses.items(), (GREY, GOLD, RED)):
        ax.axhline(value, color=color, linestyle=":")
        ax.text(400, value + 0.03, name, color=color, ha="right", fontsize=9)
    ax.set(title="每一步的损失（奈特一个字符）", xlabel="步", ylim=(1.8, 4.4))
    plt.show()
    print(f"第一步 {losses[0]:.2f}（ln 65 = {math.log(65):.2f}）")
    print(f"留出来的：{held_loss:.3f}；只看前一个字符：{guesses['只看前一个字符']:.3f}")

# %% [markdown]
# 先猜的答案：平滑过的那条线在 150 步上下越过“只看前一个字符”。前面的几十步，它学的也不过是哪些字符常见、谁后面常跟着谁；越过以后，才用上了更早的字符。
#
# ### 故意弄坏
#
# 下面三种，都和上面好的那个一样训练 400 步：`"mask"` 让注意力看得到后面，`"positions"` 拿掉位置，`""` 是好的再来一遍。训练完还做一件不用训练的事：换掉最后一个字符，看前面各处的打分变不变。**先猜**：哪一种的训练损失最低？哪一种的打分会变？把 `BREAK` 换一换。（一个核上十秒，机器忙时要一两分钟。）

# %% tags=["demo"] jupyter={"source_hidden": true}
BREAK = "mask"  # 换成 "positions" 或 ""
if ready(*TRAINER, "generate"):
    # 怎样弄坏不用读懂：暂时把类换成动过手脚的
    kept_attention, kept_gpt = CausalSelfAttention, GPT

    class OpenAttention(kept_attention):
        """后面也看得到的注意力。"""

        def __init__(self, d_model, heads, block):
            super().__init__(d_model, heads, block)
            self.number = heads

        def forward(self, x):
            parts = self.qkv(x).chunk(3, dim=-1)
            q, k, v = (p.unflatten(-1, (self.number, -1)).transpose(1, 2) for p in parts)
            weights = (q @ k.mT / math.sqrt(q.shape[-1])).softmax(dim=-1)
            return self.proj((weights @ v).transpose(1, 2).flatten(2))

    class StillGPT(kept_gpt):
        """位置全是 0，也不学。"""

        def __init__(self, config):
            super().__init__(config)
            nn.init.zeros_(self.positions.weight).requires_grad_(False)

    try:
        if BREAK == "mask":
            CausalSelfAttention = OpenAttention
        if BREAK == "positions":
            GPT = StillGPT
        broken, broken_losses = train_gpt(SMALL, train_ids, 400, 4e-3, 0)
    finally:
        CausalSelfAttention, GPT = kept_attention, kept_gpt
    # 换掉最后一个字符，前面的打分变不变？
    line = play_ids[None, :40]
    changed = line.clone()
    changed[0, -1] = (changed[0, -1] + 1) % 65
    rows = {"好的": (model, losses), f"弄坏了 {BREAK!r}": (broken, broken_losses)}
    for name, (one, found) in rows.items():
        with torch.no_grad():
            moved = (one(line)[0] - one(changed)[0])[0, :-1].abs().max()
        print(f"{name}：最后 50 步的训练损失平均 {np.mean(found[-50:]):.3f}")
        print(f"    换掉最后一个字符，前面的打分最多变 {moved:.3f}")
    shown = generate(broken, line, 120, 0.8, None, np.random.default_rng(0))
    print("".join(letters[i] for i in shown[0, 40:].tolist()))

# %% [markdown]
# 看得到后面的，四百步里训练损失和好的那个几乎分不出来（差不到 0.02）：它有答案可抄，只是还没有学会抄。训练得再久些，它会越来越靠偷看，损失低得可疑，真要写的时候，偷看的那一格却是空的。所以光看损失，看不出掩码坏了；换掉一个字符就看得出：好的那个，前面的打分一点也不变，坏的变了。这一查不用训练，刚造好的模型就查得出，CausalSelfAttention 的检查用的也是它。
#
# 没有位置的，知道前面有哪些字符，不太分得清谁先谁后；因果掩码只漏给它一点次序（越往后，能看的越多）。它通过了换字符的那一查，损失却比好的高 0.08 上下。
#
# ## 8　怎样比，做多大
#
# ### 三种切法，怎样比
#
# 一个字符一个编号，损失 2.1；512 个词元的 BPE，损失 3.4。哪个好？不能直接比：词元越大，一次要猜的越多，损失当然越高，可是猜的次数少了。换算成**每个字节多少比特**（bits per byte）才公平：
#
# $$
# \text{bpb} = \frac{\text{损失}}{\ln 2} \times \frac{\text{词元数}}{\text{字节数}}
# $$
#
# 它有一个实在的意思：用这个模型压缩这段文字，平均每个字节要几个比特。不压缩是 8。下面在你选的那本书上，同样的网络、同样的 100 步，三种切法各训练一次。**先猜**名次。（连切词，一个核上约二十秒，机器忙时要一两分钟；你的 `encode` 慢一些也没关系。）

# %% tags=["demo"]
if ready(*TRAINER, *TOKENIZER):
    data = text.encode()
    book = data[:60_000].decode(errors="ignore")
    exam = data[-12_000:].decode(errors="ignore")
    big_merges = train_bpe(book[:6_000], 1024)
    known = {c: i for i, c in enumerate(dict.fromkeys(book), start=1)}
    strange = sum(c not in known for c in exam) / len(exam)
    print(f"考卷里有 {strange:.1%} 的字，书里没有")
    rows = {"一字一个": [[known.get(c, 0) for c in part] for part in (book, exam)]}
    for size in (512, 1024):
        table = big_merges[: size - 256]
        rows[f"BPE {size}"] = [encode(part, table) for part in (book, exam)]
    print("             词表   词元/字节   损失     比特/字节")
    for name, (learn, test) in rows.items():
        vocab = len(known) + 1 if name == "一字一个" else int(name[4:])
        config = SMALL | {"vocab": vocab}
        reader, _ = train_gpt(config, torch.tensor(learn), 100, 4e-3, 0)
        loss = estimate_loss(reader, torch.tensor(test), 64)
        share = len(test) / len(exam.encode())
        bits = loss / math.log(2) * share
        print(f"{name:<10}{vocab:>7}{share:>10.3f}{loss:>9.2f}{bits:>11.2f}")

# %% [markdown]
# 这一段说的是唐诗（换了书，以你屏幕上的为准）。“损失”那一列，BPE 512 最低；“比特/字节”那一列，一字一个最低。汉字本来就是好词元，BPE 的两个模型还得花力气去学哪几个字节拼得成一个字，一百步远远不够。换成莎士比亚再看名次（那里的样本只并得出 569 对，写着 BPE 1024 的一行其实只用了 825 个词元）。一字一个的那一行占了一点便宜：没见过的字一律算 0 号，猜中 0 号不等于猜中了那个字，BPE 却要把字节一个个猜出来。
#
# ### 做多大
#
# 2020 年，Kaplan 等人把大大小小的模型训练了一遍，发现损失随算力下降，画在双对数的纸上近乎一条直线：算力每翻多少倍，损失就乘上一个固定的数，一连好几个数量级。有了这条线，不必真去训练大的，就能估计它会有多好。
#
# 算力怎样估？一个参数，前向是一次乘、一次加，反向大约是它的两倍，所以一个词元约 6 次运算一个参数：$C \approx 6ND$，$N$ 用你的 `num_parameters`，$D$ 是读过的词元数。四种大小，各 240 步。**先猜**：哪一种的线在最左边？同样的算力，小的好还是大的好？（一个核上约二十秒，机器忙时要两三分钟。）

# %% tags=["demo"]
SIZES = ((8, 1, 2e-2), (16, 1, 1e-2), (48, 2, 6e-3), (80, 2, 4e-3))  # 宽、层、lr
if ready(*TRAINER, "num_parameters"):
    ends, STEPS = [], 240
    fig, (ax, right) = plt.subplots(1, 2, figsize=(8.4, 3.2), width_ratios=(1.6, 1))
    for (d, layers, lr), color in zip(SIZES, (GOLD, GREEN, BLUE, RED)):
        config = SMALL | {"d_model": d, "layers": layers}
        count = num_parameters(config)
        sized, curve = train_gpt(config, train_ids, STEPS, lr, 0)
        compute = 6 * count * 16 * 64 * np.arange(1, STEPS + 1)
        smooth = np.convolve(curve, np.ones(15) / 15, mode="valid")
        seen_loss = estimate_loss(sized, train_ids[:20_001], 64)
        unseen_loss = estimate_loss(sized, held_ids, 64)
        ends.append((count, compute[-1], seen_loss, unseen_loss))
        print(f"宽 {d:>2}：训练过的 {seen_loss:.2f}，留出来的 {unseen_loss:.2f}")
        ax.loglog(compute[14:], smooth, color=color, label=f"{count:,} 个参数")
    counts, budget, seen_losses, held_losses = np.array(ends).T
    slope, level = np.polyfit(np.log(budget), np.log(held_losses), 1)
    reach = np.geomspace(budget[0] / 3, budget[-1] * 3)
    ax.loglog(reach, np.exp(level) * reach**slope, "--", color=GREY, linewidth=1)
    ax.loglog(budget, held_losses, "o", color="black", markersize=4)
    ticks = (2.25, 2.5, 3, 4)
    ax.set_yticks(ticks, [str(tick) for tick in ticks])
    ax.set_yticks([], minor=True)
    ax.set(title="损失与算力（双对数）", xlabel="算力 6ND")
    ax.legend(fontsize=8)
    right.semilogx(counts, seen_losses, "o-", color=GREEN, label="训练过的文字")
    right.semilogx(counts, held_losses, "o-", color=BLUE, label="留出来的文字")
    right.set(title="损失与大小", xlabel="参数")
    right.legend(fontsize=8)
    plt.show()
    print(f"斜率 {slope:.3f}：算力翻 10 倍，损失乘 {10**slope:.2f}")

# %% [markdown]
# 左图：每条线是一种大小，黑点是各自在留出来的文字上的终点，虚线是照四个黑点拟合的。小的起步早，很快就平了；大的要花更多算力才动身，降得更深：同样的算力总有一种大小最合算。四个点、一个种子、二百四十步，这条线只是个样子：两个小的换个种子，终点就差 0.05 上下，和它们之间的差一样大；大的和小的差 0.15 以上，那不是种子的事。Kaplan 用了几百个模型，从很小到很大，他们的斜率约 −0.05。这里只隔两个数量级，斜率随种子和步数变，和他们的不必相同；看的是点子大致排成一条线。
#
# 右图是论文导读里说的那张图（GPT-2 论文的图 4）缩小版：模型大了，训练过的和留出来的都更低，两条线之间的缝不大，说明还没有学完，不是把书背下来了。论文从 1.2 亿画到 15 亿，看到的是同一件事，所以他们说：15 亿也还不够大。
#
# ## 9　自测和终场
#
# <details><summary>1. 刚造好的 GPT，第一步的损失是 62，宽 64、词表 65 个。哪里多半错了？</summary>
#
# 应当接近 $\ln 65 = 4.17$。高出许多，说明打分一开始就很大：多半是词元表用了 PyTorch 的默认初值 $N(0, 1)$，又拿它当了打分层。62 差不多就是宽度 64：残差一路把读进来的词元带到顶上，它和自己那一行的点积约等于 $d$，别的行的打分小得多。于是每个位置都认定下一个还是自己，而正确答案几乎总是别的。
#
# </details>
#
# <details><summary>2. 甲的词表大，损失 4.1；乙的词表小，损失 2.9。同一份考卷，甲的词元比乙少四成。谁好？</summary>
#
# 乘一乘：$4.1 \times 0.6 = 2.46$，比 2.9 小，甲好。
#
# </details>
#
# <details><summary>3. 温度是 0，top-k 和 top-p 还有没有用？</summary>
#
# 没有。最高的那一个总是留着的，温度 0 总取它。
#
# </details>
#
# <details><summary>4. 四个小批，头三批各 1024 个词元，最后一批只有 64 个。用“各批平均再平均”，最后一批里一个词元的分量是别的几倍？</summary>
#
# 16 倍：它那一批只有别人的十六分之一大，却分到一样的四分之一。
#
# </details>
#
# **挑战**　你的 `encode` 每次合并都要把整本书走一遍。Python 有一个字符串方法，从左到右、互不重叠地替换，快几十倍。编号不是字符，可是 `chr` 和 `ord` 能把一种换成另一种。试一试，再用原来的公开检查验收：整本莎士比亚、768 个合并，一两秒。
#
# ### 终场
#
# 先是一页莎士比亚：你训练的那个模型，接着三种温度各写一段。每个字符都是它自己抽的，没有挑过。

# %% tags=["demo"]
OPENING_LINE = "ROMEO:\n"  # 换成你的，只能用英文字母和标点
if ready(*TRAINER, "generate"):
    given = torch.tensor([[letter_number[letter] for letter in OPENING_LINE]])
    for temperature, top_k in ((0.5, None), (0.8, None), (1.2, 20)):
        rng = np.random.default_rng(1)
        page = generate(model, given, 230, temperature, top_k, rng)[0].tolist()
        print(f"—— 温度 {temperature}" + (f"，top-k {top_k}" if top_k else "") + " ——")
        print("".join(letters[number] for number in page), end="\n\n")

# %% [markdown]
# 十来秒的训练，它学会了剧本的格式：人名大写，后面跟冒号；拼得对的只有 the、my、and 这样的小词，长的多半是像英文的一串，句子读不通。十万个参数，读了四十万个字符，能做到的就是这样。最小的 GPT-2 大一千一百多倍，读的文字有四百亿个字节。
#
# 唐诗更难：字有几千种，九千多首加起来才三十万字。第 8 节那张表里（`CORPUS` 是 `"tang"` 的话），一字一个的 GPT 训练一百步，损失还有 6.35；只数一数前一个字后面跟过什么（下面会印出来），是 5.49。一百步还远不如一张统计表，要超过它得训练久得多。所以最后这个模型是**事先训练好的**：还是你的 `GPT` 类，权重从 `poet.npz` 里读（1750 步，一个核上四五分钟；权重存成一个字节一个数，小四倍）。
#
# 给它一个开头，用你的 `top_p` 一个字一个字地抽。图里每一列是一个字：上面是抽中的，下面是当时它想过的前五个，越红越有把握，抽中的那个画了框（抽中的不在前五个里，就没有框）。**先猜**：哪些地方它最有把握，哪些地方最没主意？

# %% tags=["demo"]
OPENING = "春风"  # 换成你的
if ready(*NETWORK, "top_p", "estimate_loss"):
    with np.load(POET) as stored:
        poet_chars = "□" + str(stored["chars"])  # 0 号是不认识的字
        sizes = [int(number) for number in stored["config"]]
        weights = {
            name[:-5]: torch.from_numpy(stored[name] * stored[name[:-5] + ".step"])
            for name in stored.files
            if name.endswith(".code")
        }
    poet_config = dict(zip(("vocab", "block", "layers", "heads", "d_model"), sizes))
    poet = GPT(poet_config).eval()
    poet.load_state_dict(weights, strict=False)
    poet_number = {char: number for number, char in enumerate(poet_chars)}

    def write_poem(opening, rng, p=0.85, temperature=0.9):
        """续一首：(写成的字, 每一步想过的前五个 [(字, 概率)])。"""
        ids = [poet_number.get(char, 0) for char in "\n" + opening]
        thoughts = []
        while len(ids) < 33:
            with torch.no_grad():
                logits = poet(torch.tensor([ids]))[0][0, -1].double()
            logits[0] = -math.inf  # 不写“不认识的字”
            probs = logits.softmax(dim=-1)
            best = probs.topk(5)
            pairs_of = zip(best.indices.tolist(), best.values.tolist())
            thoughts.append([(poet_chars[i], value) for i, value in pairs_of])
            chances = top_p(logits / temperature, p).softmax(dim=-1).numpy()
            ids.append(int(rng.choice(len(chances), p=chances / chances.sum())))
        return "".join(poet_chars[i] for i in ids[1:]), thoughts

    lines = texts["tang"].splitlines(keepends=True)
    first_ids, last_ids = (
        torch.tensor([poet_number.get(char, 0) for char in "".join(part)])
        for part in (lines[:-1000], lines[-1000:])
    )
    loss = estimate_loss(poet, last_ids, poet_config["block"])
    print(f"没见过的一千首上：{loss:.2f} 奈特一个字，困惑度 {math.exp(loss):.0f}")

    # 只看前一个字的统计；见得少的字，掺一点“每个字有多常见”
    places, vocab = (first_ids[:-1], first_ids[1:]), len(poet_chars)
    after = torch.zeros(vocab, vocab)
    after.index_put_(places, torch.tensor(1.0), accumulate=True)
    common, many = after.sum(0) + 1, after.sum(1)
    common /= common.sum()
    now, then = last_ids[:-1], last_ids[1:]
    chances = (after[now, then] + 100 * common[then]) / (many[now] + 100)
    print(f"只看前一个字的统计：{-chances.log().mean():.2f}")
    for seed in range(1, 4):
        print(write_poem(OPENING, np.random.default_rng(seed))[0])
    poem, thoughts = write_poem(OPENING, np.random.default_rng(0))

    # 以下是排版，不用读懂：一列一个字，下面是它的五个候选
    CELL = "padding:1px 4px;text-align:center;white-space:nowrap;font-size:12px;"

    def column(char, thought):
        """一个字和它的候选，自上而下的几格。"""
        size = "font-size:26px;padding:6px 4px;text-align:center;"
        look = f"{size}color:{BLUE if thought else GREY};"
        cells = [f'<td style="{look}">{char}</td>']
        for other, value in thought or [("", 0.0)] * 5:
            fill = f"background-color:rgba(192,57,43,{0.9 * value**0.6:.2f});"
            edge = f"border:2px solid {BLUE if other == char else 'transparent'};"
            shown = f"{other} {value:.0%}".replace("\n", "↵") if other else ""
            cells.append(f'<td style="{CELL}{fill}{edge}">{shown}</td>')
        return cells

    thoughts = [None] * (len(poem) - len(thoughts)) + thoughts
    columns = [column(char, thought) for char, thought in zip(poem, thoughts)]
    rows = ""
    for start in range(0, len(columns), 8):
        for cells in zip(*columns[start : start + 8]):
            rows += f"<tr>{''.join(cells)}</tr>"
    apart = "border-collapse:separate;border-spacing:2px"  # 不然框会叠住
    display(HTML(f'<table style="{apart}">{rows}</table>'))

# %% [markdown]
# 第七个字后面，逗号和句号的格子全红：句子的长短它学得最牢。每句的第一、三、五个字最没主意，五个加起来多半不到两成；第二、四、六个字多半有把握得多，因为七言诗常常两个字两个字地往下走，头一个字写下来，后一个就好猜了：写了“几”，“人”就有近四成，抽中的“时”只有 7%。
#
# 四首都照原样放在这里，一首也没有挑。字面像诗，意思连不起来，韵脚押上了也多半是碰巧。要它真的会写，得有大得多的模型，读多得多的诗。
#
# | 练习 | 一句话 |
# |---|---|
# | train_bpe、encode、decode | 从字节出发，最常挨着的先并；切的时候照并的次序；先连好字节再读 |
# | get_batch | 文章自己就是答案，挪一格 |
# | CausalSelfAttention、Block、GPT | 不看后面；残差的路上什么也不放；读和写用同一张表 |
# | num_parameters | 124 439 808；论文的表自己数一遍 |
# | configure_optimizer、accumulate、estimate_loss | 矩阵才衰减；按词元数分份额；一窗挨一窗 |
# | generate、top_p、train_gpt | 只看最后 block 个；越过的那一个也留；一个 rng 用到底 |
#
# **延伸**　Karpathy 的 nanoGPT 和 minbpe（公开的代码，和你写的一一对得上）；Radford 等，2019；Sennrich 等，*Neural Machine Translation of Rare Words with Subword Units*，2016；Kaplan 等，*Scaling Laws for Neural Language Models*，2020。下一个作业读一个真正的开源模型：Llama。
#
# 数据：莎士比亚、《西游记》是公版；唐诗出自 chinese-poetry（MIT）。
#
# 开头给过你半句“春眠不觉”。你心里的“晓”，这个模型只给千分之二：它读的全是七言，那一首是五言。把 `OPENING` 换成这半句，看得到它想的是哪几个字。书读得少，猜得就没有你准；可是从半句话到下一个字的概率，中间的每一步，现在都是你写的。
