# ---
# jupyter:
#   autograder:
#     title: 第 9 章　Transformer 详解
#     builds: 一个自己训练的英译汉模型，译你写的句子，看得见每个字在看哪个词
#     minutes: 223
#     en:
#       title: Chapter 9. The Transformer in detail
#       builds: an English-Chinese translator that you trained, at work on your own sentence, with its attention to be seen
# ---

# %% [markdown]
# # 第 9 章　Transformer 详解
#
# 2017 年的一篇论文，十五页，题目口气很大：*Attention Is All You Need*。今天你听说过的大语言模型，几乎都是它的后代。
#
# 把 Transformer 的零件拼起来并不难，七天速成的[第 7 天](../day07/day07.ipynb)就拼过一遍。拼好了却常常训练不起来，或者训练起来了译不出像样的句子：零件之外还有一整套做法，论文里各占一两行，少一样都不行。
# 这一章就讲这些：注意力是从哪里来的，它的梯度长什么样；批怎样装、学习率怎样变、目标怎样抹平；归一化该放在哪里；译文怎样找、怎样打分。最后你把它们用在一个英译汉的模型上（学习率要按小模型改一改），让它译你自己写的句子。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | softmax | 一行打分取指数，再除以总和，变成一行加起来是 1 的权重 |
# | 交叉熵（cross-entropy） | 正确答案那一格的 $-\ln p$ |
# | 链式法则（chain rule） | 损失对中间量的导数，从后往前一站一站乘 |
# | 词向量（embedding） | 一张表，每个词一行；查表就是取那一行 |
# | 注意力（attention） | 用查询（query）和每个键（key）比一比，得到权重，再对值（value）取加权平均 |
# | 掩码（mask） | 布尔数组，`True` 的地方可以看 |
# | 教师强制（teacher forcing） | 训练时，每一步都把**正确的**前文喂给解码器（decoder） |
# | `nn.Module` | PyTorch 里带参数的零件：`__init__` 里造，`forward` 里用 |
#
# 多头注意力、前馈网络、位置编码是第 7 天的练习，这里直接给你。
#
# **读完以后你会有**
#
# - 一条从“看邻居”一路推到注意力的路，和一个自己推导的反向传播；
# - 论文训练和翻译时用的全套工具：按词数装批、标签平滑、预热的学习率、检查点平均、BLEU、束搜索；
# - 论文里的 63 082 496 个参数，自己数出来，还要找出论文里那个 65 × 10⁶ 差在哪里；
# - 一个不到 20 万参数的英译汉模型，和它译你的句子时每个字的目光。

# %% [markdown]
# ## 时间表
#
# 合计约 223 分钟，100 分。**分两次做**：第一次做到第 4 节（约 93 分钟），第二次做余下的（约 130 分钟，读论文、训练、看结果都在里面，最好再歇一回）。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 句子和零件 | 5 | |
# | 1 | 注意力从哪里来：kernel_regression | 15 | 6 |
# | 2 | 注意力的梯度：attention_forward、attention_backward | 30 | 19 |
# | 3 | 怎样训练得动：token_batches、label_smoothed_loss、noam_rate | 29 | 20 |
# | 4 | 归一化放在哪里：PreNormLayer | 14 | 7 |
# | | **（歇一歇，换一天也好）** | | |
# | 5 | 论文导读：transformer_parameters | 25 | 6 |
# | 6 | 译文怎样找、怎样打分：average_states、bleu、beam_search | 48 | 26 |
# | 7 | 合起来：build_translator、train_translator | 45 | 16 |
# | 8 | 终场：译你的句子 | 12 | |
#
# 每个练习是一个函数（有一个是类）。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”：第一条是一个问题，第二条指方向，第三条是代码的样子；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。
#
# 几条通用的约定：
#
# - 批总在第一轴，`True` 的掩码表示可以看；
# - 除非练习里另说，不要改动传进来的东西；数组可能是转置或切片得到的，内存不一定连续；
# - 随机数都从传进来的 `rng` 或 `seed` 来：种子相同，结果就相同。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN, GREY, GOLD = "#3b6fb6", "#c0392b", "#2e8b57", "#777777", "#b8860b"

# %%
import math
from collections import Counter
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)  # 网络很小，一个线程就够
PAIRS = "cmn_eng.tsv"

# %% [markdown]
# ## 0　句子和零件
#
# 这一章的数据来自 [Tatoeba](https://tatoeba.org)，一个大家一起翻译例句的网站：7305 对短句，英文不超过 6 个词（标点不算）。每一行后两列是两个句子的编号和作者，许可要求留着。
#
# 英文按词切，标点自成一词，一律小写；中文按**字**切，不用分词。四个特殊符号占去头四个编号：`<pad>` 是 0，填空位；`<unk>` 是 1，不认识的词；`<bos>` 是 2，译文的开头；`<eos>` 是 3，译文的结尾。
# 最后 600 对留着考试，训练时谁也没有见过。每个英文句子只出现一次，所以考题的**英文**没有一句是见过的。中文不一样：同一句中文可以译自好几句英文，600 句参考译文里有 148 句，训练时当过别的英文句子的答案。模型没有见过题目，却可能写过这个答案，读后面的分数时要记得。


# %%
PAD, UNK, BOS, EOS = range(4)
SPECIALS = ["<pad>", "<unk>", "<bos>", "<eos>"]

# %% tags=["demo"]
import re


def split_english(sentence):
    """英文句子 → 小写的词和标点的列表。"""
    return re.findall(r"[a-z']+|[0-9]+|[.,!?]", sentence.lower())


def to_tensor(sentences, vocabulary, end=False):
    """词的列表的列表 → (n, 最长) 的编号，右边用 PAD 填；end：每句末尾加 EOS。"""
    rows = [[vocabulary.get(w, UNK) for w in s] + [EOS] * end for s in sentences]
    rows = [torch.tensor(row) for row in rows]
    return nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PAD)


with open(PAIRS, encoding="utf-8") as file:
    lines = [line.split("\t") for line in file]
english = [split_english(line[0]) for line in lines]
chinese = [list(line[1]) for line in lines]
HELD_OUT = 600
src_words = [*SPECIALS, *dict.fromkeys(w for s in english[:-HELD_OUT] for w in s)]
tgt_words = [*SPECIALS, *dict.fromkeys(w for s in chinese[:-HELD_OUT] for w in s)]
src_numbers = {word: number for number, word in enumerate(src_words)}
tgt_numbers = {word: number for number, word in enumerate(tgt_words)}
source = to_tensor(english[:-HELD_OUT], src_numbers)
target = to_tensor(chinese[:-HELD_OUT], tgt_numbers, end=True)
test_source = to_tensor(english[-HELD_OUT:], src_numbers)
test_chinese = chinese[-HELD_OUT:]
print("训练", tuple(source.shape), "→", tuple(target.shape))
print(f"英文 {len(src_words)} 种词，中文 {len(tgt_words)} 种字（连四个特殊符号）")
for row in range(4):
    print(" ", " ".join(english[row]), "→", "".join(chinese[row]))

# %% [markdown]
# 下面是给你的零件，后面要用到它们的名字和用法，不必细读。


# %%
class MultiHeadAttention(nn.Module):
    """多头注意力；weights 是最近一次的权重，(n, num_heads, t_q, t_k)。"""

    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__()
        self.num_heads, self.weights = num_heads, None
        self.w_q, self.w_k = nn.Linear(d_model, d_model), nn.Linear(d_model, d_model)
        self.w_v, self.w_o = nn.Linear(d_model, d_model), nn.Linear(d_model, d_model)

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask=None) -> Tensor:
        """(n, t_q, d)、(n, t_k, d)、(n, t_k, d) → (n, t_q, d)。

        mask 可以广播成 (n, t_q, t_k)，True 表示可以看；一个都不许看的行取回 0。
        """
        q, k, v = (
            w(x).unflatten(-1, (self.num_heads, -1)).transpose(1, 2)
            for w, x in ((self.w_q, query), (self.w_k, key), (self.w_v, value))
        )
        scores = q @ k.mT / math.sqrt(q.shape[-1])
        if mask is None:
            weights = scores.softmax(dim=-1)
        else:
            hidden = ~mask.unsqueeze(-3)  # 多一个轴给头
            low = torch.finfo(scores.dtype).min
            weights = scores.masked_fill(hidden, low).softmax(dim=-1)
            weights = weights.masked_fill(hidden, 0.0)
        self.weights = weights.detach()
        return self.w_o((weights @ v).transpose(1, 2).flatten(2))


def FeedForward(d_model: int, d_ff: int) -> nn.Module:
    """前馈网络：每个位置各自过两个全连接层，中间是 ReLU。"""
    return nn.Sequential(nn.Linear(d_model, d_ff), nn.ReLU(), nn.Linear(d_ff, d_model))


def positional_encoding(length: int, d_model: int) -> Tensor:
    """正弦位置编码，(length, d_model)。"""
    position = torch.arange(length)[:, None]
    angle = position * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(1)


def causal_mask(length: int) -> Tensor:
    """(length, length)：第 i 个位置只能看第 0 到第 i 个。"""
    return torch.ones(length, length, dtype=torch.bool).tril()


# %% [markdown]
# ## 1　注意力从哪里来
#
# 你走进一间屋子，桌上一片灰蒙蒙的书报，中间一只红杯子。不用想，目光先落在杯子上：它显眼，你**不由自主**（involuntary）就看了过去。喝完咖啡你想找本书看，目光就从杯子移开，去扫那些灰蒙蒙的书：这一回是你心里的**线索**（cue）在选。
# 同一张桌子，看哪里，取决于你在找什么。注意力机制里，桌上每样东西亮出来的样子叫**键**（key），你在找的叫**查询**（query），看清之后拿到手的叫**值**（value）。没有查询，就只能看平均、看显眼的；有了查询，才谈得上“注意”。
#
# 这个想法比神经网络老得多。1964 年，Nadaraya 和 Watson 各自提出了一个预测的办法：手上有 $n$ 个例子 $(x_j, y_j)$，来了一个新的 $q$，该猜多少？最笨的是猜所有 $y$ 的平均，跟 $q$ 是几毫无关系。他们说：**离 $q$ 近的例子，多听一点**。
#
# ### 练习 9.1 kernel_regression（约 8 分钟，6 分）
#
# **推导**　先给每个例子一个“亲近程度”，越近越大，用高斯核（Gaussian kernel）：
#
# $$
# K(q, x_j) = \exp\!\Big(-\frac{(q - x_j)^2}{2\,w^2}\Big)
# $$
#
# 宽度 $w$ 决定多近算近：相差一个 $w$，亲近程度降到 $e^{-1/2} \approx 0.61$；相差三个 $w$，只剩 0.011。要拿它们作平均的权重，就得让它们对所有例子加起来是 1：
#
# $$
# a_j = \frac{K(q, x_j)}{\sum_{i} K(q, x_i)}, \qquad \hat y = \sum_j a_j\, y_j
# $$
#
# **形状**　`query` $(m,)$，`x` $(n,)$，`y` 是 $(n,)$ 或 $(n, d)$；返回 `prediction` $(m,)$ 或 $(m, d)$，`weights` $(m, n)$，每个查询一行。
#
# **要当心的**　$q$ 离谁都很远时（比如差 100 个 $w$），每个 $K$ 在浮点数里都是 0。这时答案照样存在：离得最近的那个相对来说近得多，权重应当几乎全归它。请让函数在这种地方也给出正确的数，不出现 NaN，也不警告。
#
# **例子**　$x = (0, 2)$，$y = (10, 30)$，$w = 1$，问 $q = 0$：亲近程度是 $e^0 = 1$ 和 $e^{-2} = 0.1353$，权重 0.8808 和 0.1192，答案 $0.8808 \times 10 + 0.1192 \times 30 = 12.38$。问 $q = 1$，一样近，答案正好 20。
# 把 $w$ 换成 2：第二个的亲近程度是 $e^{-4/8} = 0.6065$，权重 0.6225 和 0.3775，答案 17.55。
#
# <details><summary>提示一</summary>
#
# 两个一维数组，怎样一下子得到 $(m, n)$ 个差？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 权重只和亲近程度的**比例**有关：每一行的指数里同时减去一个数，权重不变。减去哪个数，最大的那个指数恰好是 0？
#
# </details>
#
# <details><summary>提示三</summary>
#
# `query[:, None] - x` 是 $(m, n)$ 的差；算出指数，每行减去自己的最大值（`keepdims=True`），再取 `np.exp`，每行除以自己的和。最后一步是一次矩阵乘法，`y` 是 $(n,)$ 还是 $(n, d)$ 都一样。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 离谁都远时是 0 ÷ 0，得到 NaN；<!-- wrong: far-nan -->
# - 分母里加了一个很小的数：NaN 是没有了，远处的答案却成了 0；<!-- wrong: far-zero -->
# - 沿查询那一轴归一化，每一列加起来是 1；<!-- wrong: over-queries -->
# - 分母里写的是 $2w$，忘了平方；<!-- wrong: width-not-squared -->
# - 漏了分母里的 2；<!-- wrong: no-half -->
# - 距离没有平方，用的是绝对值；<!-- wrong: absolute-distance -->
# - 没有归一化，$\hat y$ 是加权的和。<!-- wrong: not-normalised -->
#
# </details>


# %% exercise="kernel_regression"
def kernel_regression(
    query: np.ndarray, x: np.ndarray, y: np.ndarray, width: float
) -> tuple[np.ndarray, np.ndarray]:
    """Nadaraya–Watson 核回归，高斯核 exp(−(q − x)² / (2·width²))。

    参数
        query: (m,) 的浮点数组，要问的点；m 可以是 0。
        x: (n,) 的浮点数组，n ≥ 1，已知的点，不一定排好了序。
        y: (n,) 或 (n, d) 的浮点数组，已知的值。
        width: 核的宽度，大于 0。
    返回
        (prediction, weights)：prediction 是 (m,) 或 (m, d)；weights 是 (m, n)，
        每行加起来是 1。
        离所有 x 都很远的点也给出有限的、正确的数，没有警告。
    例子
        >>> x, y = np.array([0.0, 2.0]), np.array([10.0, 30.0])
        >>> prediction, weights = kernel_regression(np.array([0.0, 1.0]), x, y, 1.0)
        >>> prediction.round(2)
        array([12.38, 20.  ])
        >>> weights.round(4)
        array([[0.8808, 0.1192],
               [0.5   , 0.5   ]])
    """
    ### BEGIN SOLUTION
    exponent = -((query[:, None] - x) ** 2) / (2 * width**2)
    kernel = np.exp(exponent - exponent.max(axis=1, keepdims=True))
    weights = kernel / kernel.sum(axis=1, keepdims=True)
    return weights @ y, weights
    ### END SOLUTION


# %% check="kernel_regression" points=6 minutes=8
check("kernel_regression")

# %% [markdown]
# 40 个带噪声的点，灰线是它们真正的来处。三个宽度，三条预测。**先猜**：宽度很小时，曲线会穿过每一个点，还是会变成一条平线？下面一行是权重：纵轴是问的点，横轴是例子（从左到右排好了），越黑听得越多。

# %% tags=["demo"]
if ready("kernel_regression"):
    rng = np.random.default_rng(3)
    x_known = np.sort(rng.uniform(0, 6, 40))
    asked = np.linspace(-1, 7, 161)

    def curve(x):
        """点的来处。"""
        return 2 * np.sin(1.5 * x) + 0.4 * x

    y_known = curve(x_known) + rng.normal(0, 0.4, 40)
    shape = {"figsize": (8.4, 4.6), "height_ratios": (1.1, 1)}
    fig, axes = plt.subplots(2, 3, sharex="row", **shape)
    for (top, bottom), width in zip(axes.T, (0.03, 0.3, 3.0)):
        guess, heard = kernel_regression(asked, x_known, y_known, width)
        top.plot(asked, curve(asked), color="#bbbbbb")
        top.plot(x_known, y_known, "o", color=GREY, markersize=3)
        top.plot(asked, guess, color=BLUE, linewidth=2)
        top.set(title=f"宽度 {width:g}", ylim=(-2.5, 5.5))
        extent = (0, 40, 7, -1)
        bottom.imshow(heard, cmap="gray_r", aspect="auto", vmax=0.3, extent=extent)
        bottom.grid(False)
        bottom.set_xlabel("第几个例子")
    axes[1, 0].set_ylabel("问的点")
    plt.show()

# %% [markdown]
# 太窄，只听最近的一个，曲线成了台阶，把噪声也背了下来；太宽，谁都听，几乎就是平均；适中的时候，它沿着灰线走。两端之外（小于 0，大于 6）它只会重复边上的值：没有例子的地方，注意力也变不出东西来。
#
# ### 从核到点积
#
# 现在让查询和键都是 $d$ 维的向量，距离换成 $\lVert q - k_j\rVert^2$，把指数展开：
#
# $$
# -\frac{\lVert q - k_j\rVert^2}{2w^2} = \frac{q\cdot k_j}{w^2} - \frac{\lVert q\rVert^2}{2w^2} - \frac{\lVert k_j\rVert^2}{2w^2}
# $$
#
# 第二项与 $j$ 无关，归一化时约掉了。要是各个键**一样长**，第三项也约掉。剩下的是 $q\cdot k_j / w^2$，取 $w^2 = \sqrt d$，正是缩放点积注意力（scaled dot-product attention）：$\operatorname{softmax}(q \cdot k_j/\sqrt d)$。
# 键长短不一的时候，它还是核回归，只是换了一个核：$K(q, k_j) = \exp(q\cdot k_j/\sqrt d)$，也就是高斯核再乘上 $\exp\!\big(\lVert k_j\rVert^2/(2\sqrt d)\big)$，越长的键越占便宜。
# 所以注意力不是“像”核回归，它**就是**核回归，只不过 $x$ 和 $q$ 不再是现成的坐标，而是网络自己学出来的向量：它学的是“什么算近”。
#
# 为什么取 $\sqrt d$？$q$ 和 $k$ 的每一维若都是平均 0、方差 1 的独立随机数，$q\cdot k$ 就是 $d$ 个这样的乘积之和，方差是 $d$，标准差是 $\sqrt d$。除以它，打分的大小就与 $d$ 无关，softmax 不会一上来就把全部权重给了一个。

# %% [markdown]
# ## 2　注意力的梯度
#
# PyTorch 会替你求导。可是注意力为什么训练得动、掩码为什么真的挡得住、softmax 太尖时梯度为什么会消失，都写在它的梯度里。这一节用 NumPy 手写一遍，前向、反向各一个函数。
#
# ### 练习 9.2 attention_forward（约 9 分钟，7 分）
#
# **做什么**　查询 $Q$：$(\ldots, t_q, d)$，键 $K$：$(\ldots, t_k, d)$，值 $V$：$(\ldots, t_k, d_v)$。前面的 $\ldots$ 是任意多个批的轴（也可以没有），三者相同。
#
# $$
# S = \frac{Q K^\top}{\sqrt d}, \qquad A = \operatorname{softmax}(S)\ \text{（对每一行）}, \qquad O = A V
# $$
#
# `mask` 是布尔数组，能广播成 $(\ldots, t_q, t_k)$，`True` 的地方可以看；不许看的，权重正好是 0。**一个都不许看的那一行，输出是 0**，不是 NaN，也不是平均。
#
# 返回 `(out, cache)`。`cache` 里放什么由你定，下一题的反向只从那里取东西。打分大到一万也不溢出，任何时候都没有警告。
#
# **例子**　$d = 4$，所以 $\sqrt d = 2$。$q = (2, 0, 0, 0)$，$k_1 = (\ln 3, 0, 0, 0)$，$k_2 = (0, 1, 0, 0)$；$q\cdot k_1 = 2\ln 3$，打分就是 $\ln 3$ 和 0，权重是 $\frac{3}{3+1} = 0.75$ 和 $0.25$。值是 4 和 0，输出 $0.75 \times 4 = 3$。忘了除以 2，权重成了 0.9 和 0.1，输出 3.6。
#
# <details><summary>提示一</summary>
#
# 只转置最后两个轴，前面的批轴不动，NumPy 里怎样写？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 把不许看的打分换成 $-\infty$，指数就是 0。可是整行都是 $-\infty$ 时，“减去这一行的最大值”会出什么事？先想好那一行的最大值该当成多少，和是 0 时又该除以多少。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# scores = …                                     # 乘、转置、除
# if mask is not None:
#     scores = np.where(mask, …, …)
# top = scores.max(axis=-1, keepdims=True)       # 整行 −∞ 的，换成几？
# powers = np.exp(…)
# total = powers.sum(axis=-1, keepdims=True)     # 是 0 的，换成几？
# weights = …
# ```
#
# 两处“换成几”都可以用 `np.where`，一行一个。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了除以 $\sqrt d$；<!-- wrong: not-scaled -->
# - 除以的是 $d$；<!-- wrong: scaled-by-d -->
# - 除以了键的个数的平方根；<!-- wrong: scaled-by-keys -->
# - softmax 沿查询那一轴；<!-- wrong: softmax-over-queries -->
# - 掩码用反了：`True` 的地方反而不许看；<!-- wrong: mask-inverted -->
# - 先做 softmax，再把不许看的乘成 0：余下的加起来不到 1；<!-- wrong: masked-after-softmax -->
# - 一个都不许看的行得到 NaN；<!-- wrong: row-nan -->
# - 用了一个很小的数代替 $-\infty$，一个都不许看的行得到了平均；<!-- wrong: row-average -->
# - 没有减去最大值，打分大的时候溢出。<!-- wrong: overflow -->
#
# </details>


# %% exercise="attention_forward"
def attention_forward(
    q: np.ndarray, k: np.ndarray, v: np.ndarray, mask: np.ndarray | None = None
) -> tuple[np.ndarray, tuple]:
    """缩放点积注意力的前向。

    参数
        q: (…, t_q, d)。k: (…, t_k, d)。v: (…, t_k, d_v)。浮点数组，批的轴相同，也可以没有；
            不变。
        mask: None，或布尔数组，可以广播成 (…, t_q, t_k)；True 表示可以看；不变。
    返回
        (out, cache)：out 是 (…, t_q, d_v)；cache 留给 attention_backward，内容由你定。
        一个都不许看的行，out 是 0。打分大到 1e4 也不溢出，没有 NaN，没有警告。
    例子
        >>> q = np.array([[2.0, 0.0, 0.0, 0.0]])
        >>> k = np.array([[math.log(3), 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]])
        >>> v = np.array([[4.0], [0.0]])
        >>> attention_forward(q, k, v)[0].round(4)
        array([[3.]])
        >>> attention_forward(q, k, v, np.array([[False, False]]))[0]
        array([[0.]])
    """
    ### BEGIN SOLUTION
    scores = q @ np.swapaxes(k, -1, -2) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return weights @ v, (q, k, v, weights)
    ### END SOLUTION


# %% check="attention_forward" points=7 minutes=9 opaque=[1]
check("attention_forward")

# %% [markdown]
# ### 练习 9.3 attention_backward（约 17 分钟，12 分）
#
# **推导**　已知损失对输出的梯度 $dO$，倒着走回去。三步。
#
# 第一步，$O = AV$ 是一次矩阵乘法。$O_{ie} = \sum_j A_{ij} V_{je}$，所以 $\partial L/\partial V_{je} = \sum_i A_{ij}\, dO_{ie}$，$\partial L/\partial A_{ij} = \sum_e dO_{ie} V_{je}$：
#
# $$
# dV = A^\top dO, \qquad dA = dO\, V^\top
# $$
#
# 第二步，softmax。看一行：$a_j = e^{s_j}/\sum_i e^{s_i}$。动一动 $s_l$，不只是 $a_l$ 变，**每一个** $a_j$ 都变，因为分母变了：
#
# $$
# \frac{\partial a_j}{\partial s_l} = a_j(\delta_{jl} - a_l)
# $$
#
# （$\delta_{jl}$ 在 $j = l$ 时是 1，否则是 0。）把一行里所有 $j$ 的影响加起来：
#
# $$
# ds_l = \sum_j da_j\, a_j (\delta_{jl} - a_l) = \;?
# $$
#
# 请你自己把这个和化简：$\delta_{jl}$ 那一项只剩下一个，另一项里与 $l$ 无关的提出来。化简以后不需要 $t_k \times t_k$ 的雅可比矩阵（Jacobian），一行只要几次逐元素的运算。
#
# 第三步，$S = QK^\top/\sqrt d$ 又是一次矩阵乘法，和第一步同样的办法得到 $dQ$ 和 $dK$；别忘了 $S$ 里还有一个常数。
#
# **掩码**　不许看的地方 $a_j = 0$，上面的式子自己就会给出 $ds_j = 0$：挡得住前向，也就挡得住反向，不用另外处理。一个都不许看的行整行是 0。
#
# **例子**　接着上题：$A = (0.75, 0.25)$，$V = (4, 0)$，取 $dO = 1$。$dA = (4, 0)$；照你化简出来的式子，应当得到 $dS = (0.75, -0.75)$，加起来是 0：一个涨，另一个必然跌。
# $dV = (0.75, 0.25)$；$dk_1 = 0.75 \times q / 2 = (0.75, 0, 0, 0)$，$dk_2 = (-0.75, 0, 0, 0)$；$dq = (0.75\,k_1 - 0.75\,k_2)/2 = (0.412, -0.375, 0, 0)$。
# 若只算了雅可比的对角线，$dS = (0.75, 0)$：第二个键以为自己和这件事无关。
#
# <details><summary>提示一</summary>
#
# 上面那个和里，$\sum_j a_j\,da_j$ 是一行里的一个数。例子里它是几？（$0.75 \times 4 + 0.25 \times 0 = 3$。）从 $da = (4, 0)$、这个 3 和 $a = (0.75, 0.25)$，怎样得到 $ds = (0.75, -0.75)$？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 三步各写一行或两行。写完核对形状：$dQ$ 像 $Q$，$dK$ 像 $K$，$dV$ 像 $V$；$t_q \ne t_k$、$d \ne d_v$ 时形状对得上，转置多半就对了。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `da = dout @ (v 转置)`，`ds = weights * (da - …)`，省略号是每行一个数（`keepdims=True`）；然后 `dq = ds @ …`，`dk = (ds 转置) @ …`，都要除以前向里除过的那个数。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - softmax 只求了对角线，$ds = da \cdot a(1-a)$；<!-- wrong: diagonal-only -->
# - 把 softmax 当成逐元素的，$ds = da \cdot a$，没有减去那个平均；<!-- wrong: mean-not-subtracted -->
# - 减去的是 $da$ 的普通平均，没有用权重；<!-- wrong: plain-mean -->
# - $\sqrt d$ 忘了，两处都没有除；<!-- wrong: not-scaled -->
# - $\sqrt d$ 只除了一处，$dK$ 没有除；<!-- wrong: scaled-once -->
# - $dV$ 用的是打分的梯度，不是权重；<!-- wrong: values-from-scores -->
# - $dQ$、$dK$ 给反了，形状相同的时候看不出来。<!-- wrong: swapped -->
#
# </details>


# %% exercise="attention_backward"
def attention_backward(
    dout: np.ndarray,
    cache: tuple,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """缩放点积注意力的反向。

    参数
        dout: (…, t_q, d_v)，损失对 out 的梯度；不变。
        cache: attention_forward 返回的第二个；不变，可以再用一次。
    返回
        (dq, dk, dv)，形状分别与 q、k、v 相同。不许看的位置得不到梯度：
        一个都不许看的行，dq 是 0，对 dk、dv 没有贡献，没有 NaN。
    例子
        >>> q = np.array([[2.0, 0.0, 0.0, 0.0]])
        >>> k = np.array([[math.log(3), 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]])
        >>> _, cache = attention_forward(q, k, np.array([[4.0], [0.0]]))
        >>> dq, dk, dv = attention_backward(np.array([[1.0]]), cache)
        >>> (dq + 0).round(3), dv.round(3)
        (array([[ 0.412, -0.375,  0.   ,  0.   ]]), array([[0.75],
               [0.25]]))
    """
    ### BEGIN SOLUTION
    q, k, v, weights = cache
    dv = np.swapaxes(weights, -1, -2) @ dout
    da = dout @ np.swapaxes(v, -1, -2)
    ds = weights * (da - (weights * da).sum(axis=-1, keepdims=True))
    ds = ds / math.sqrt(q.shape[-1])
    return ds @ k, np.swapaxes(ds, -1, -2) @ q, dv
    ### END SOLUTION


# %% check="attention_backward" points=12 minutes=17 uses=["attention_forward"]
check("attention_backward")

# %% [markdown]
# 梯度的式子现在可以回答一个问题：为什么要除以 $\sqrt d$？$ds$ 的每一项都带着因子 $a_j$，又和“$da_j$ 比平均高多少”相乘。权重全归了一个键（$a = 1$）时，那一个键的 $da$ 就是平均，差是 0；别的键 $a = 0$，也是 0。**softmax 太尖，梯度就没有了**。
# 下面把查询一点点放大（放大 $\sqrt d$ 倍就等于忘了除），看你算出来的 $dK$ 有多大。先猜一猜曲线的样子。

# %% tags=["demo"]
if ready("attention_forward", "attention_backward"):
    d, rng = 256, np.random.default_rng(0)
    q, k, v = (rng.normal(size=(60, t, d)) for t in (1, 12, 12))
    up = rng.normal(size=(60, 1, d))
    scales = np.geomspace(0.1, 64, 24)
    sizes = []
    for scale in scales:
        out, cache = attention_forward(scale * q, k, v)
        _, dk, _ = attention_backward(up, cache)
        sizes.append(np.abs(dk).mean() / scale)  # 除以放大的倍数：只看 softmax 的份
    fig, ax = plt.subplots(figsize=(7, 2.8))
    ax.loglog(scales, sizes, color=BLUE, linewidth=2)
    marks = ((1, "照公式", GREEN), (math.sqrt(d), "忘了除以 √d", RED))
    for place, name, color in marks:
        ax.axvline(place, color=color, linestyle=":")
        ax.text(place * 1.06, max(sizes) * 0.55, name, color=color)
    ax.set(title="softmax 让多少梯度过去（d = 256）", ylabel="dK 的大小")
    ax.set_xlabel("查询放大几倍")
    plt.show()
    at_16, at_1 = (sizes[int(np.argmin(abs(scales - scale)))] for scale in (16, 1))
    ratio = at_16 / at_1
    print(f"放大约 16 倍以后，过去的只有原来的 {ratio:.0%}")

# %% [markdown]
# 照公式站在平的一段上；忘了除，就站在往下滑的坡上，而且 $d$ 越大滑得越远。除以 $\sqrt d$ 不是为了好看，是为了让梯度过得去。

# %% [markdown]
# ## 3　怎样训练得动
#
# 论文第 5 节只有一页半，列的全是“怎样训练”：批怎样装，学习率怎样变，目标怎样抹平。这三样各是一个函数。
#
# ### 练习 9.4 token_batches（约 10 分钟，8 分）
#
# **为什么**　句子有长有短，装进同一个张量，短的要用 `<pad>` 填到和最长的一样长。填进去的格子照样要算注意力、照样要过前馈网络，算完扔掉。随手抓六七十句，最长的往往有 14 个字，平均却不到 9 个，三分之一以上的计算就白费了。
# 论文的办法：**长短相近的装在一起**，而且一批装多少不按句数，按**词数**：“每批大约 25 000 个源词和 25 000 个目标词”。长句的批里句子少，短句的批里句子多，每一批的工作量差不多。
#
# **做什么**　`lengths` 是每个句子的长度。返回一个列表，每一项是一批句子的序号（一维整数数组），满足：
#
# - 每个句子恰好出现一次；
# - 一批填齐以后的大小，**句数 × 最长的一句**，不超过 `max_tokens`；正好等于 `max_tokens` 也算装得下，正好装满的一批不要拆开；
# - 长短相近的在一起：在这一章的长度上，填空位的格子不超过全部格子的 15%；
# - 批装得够满：在这一章的长度上，批数不超过“总词数 ÷ `max_tokens`”的 1.3 倍（不能一句一批）；
# - 批的**先后**由 `rng` 打乱：每一轮（epoch）都传进同一个 `rng`，每一轮的先后就都不同。否则网络总是先学短句、后学长句；
# - 有一句比 `max_tokens` 还长，抛出 `ValueError`。
#
# **例子**　`lengths = [2, 5, 2, 4, 3]`，`max_tokens = 8`。从短到长排：2、2、3、4、5。头两句占 $2 \times 2 = 4$；再加上长 3 的，占 $3 \times 3 = 9 > 8$，装不下，另起一批；3 和 4 一起占 $2 \times 4 = 8$，正好；5 自己一批。三批：$\{0, 2\}$、$\{4, 3\}$、$\{1\}$，先后随机。
# 若按长度之和来算，$2 + 2 + 3 = 7 \le 8$，就会装进去三句，填齐以后是 9 格，超了。
#
# <details><summary>提示一</summary>
#
# 从短到长一句一句往批里装，每装一句之前要问什么？新来的这一句，和这一批里最长的，哪个更长？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `np.argsort` 给出从短到长的次序（一样长的最好也由 `rng` 打乱：先 `rng.permutation` 再稳定排序）。装不下时，把手上的一批收好，另起一批。循环结束以后，手上还有一批。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# batches, batch = [], []
# for i in order:
#     if 装进 i 就超了:
#         收好 batch，换一个空的
#     batch.append(i)
# # 最后一批；打乱批的先后
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 按长度之和算大小，没有算填的空位；<!-- wrong: sum-of-lengths -->
# - 循环结束以后，手上的最后一批没有收；<!-- wrong: last-batch-lost -->
# - 批的先后没有打乱，总是按长短排着；<!-- wrong: always-short-first -->
# - 先后是打乱了，却没有用传进来的 `rng`；<!-- wrong: rng-ignored -->
# - 没有按长短排，随手装：空位太多；<!-- wrong: not-sorted -->
# - 每批的句数都一样，长句的批超了；<!-- wrong: same-number-of-sentences -->
# - 一句比 `max_tokens` 还长，没有抛出 `ValueError`；<!-- wrong: too-long-accepted -->
# - 用 `>=` 比，正好装满的那一句被推到了下一批：批数多了。<!-- wrong: never-full -->
#
# </details>


# %% exercise="token_batches"
def token_batches(
    lengths: np.ndarray,
    max_tokens: int,
    rng: np.random.Generator,
) -> list[np.ndarray]:
    """把句子按长短装成批，每批填齐以后不超过 max_tokens 格。

    参数
        lengths: (n,) 的整数数组，每句的长度，不小于 1；n 可以是 0；不变。
        max_tokens: 一批至多几格：句数 × 最长的一句 ≤ max_tokens。
        rng: 打乱批的先后；种子相同，结果就相同。
    返回
        一维整数数组的列表，每个是一批句子的序号，没有空的批；每个句子恰好出现一次。
        长短相近的在一起，正好装满的一批不拆开；句子多的时候（平均每批十句以上），
        空位不超过 15%，批数不超过总词数 ÷ max_tokens 的 1.3 倍。批的先后是打乱的。
        没有句子时是空的列表。
    错误
        有一句比 max_tokens 还长时抛出 ValueError。
    例子
        >>> batches = token_batches(np.array([2, 5, 2, 4, 3]), 8, np.random.default_rng(0))
        >>> sorted(sorted(batch.tolist()) for batch in batches)
        [[0, 2], [1], [3, 4]]
    """
    ### BEGIN SOLUTION
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = [], []
    for i in order:
        if (len(batch) + 1) * lengths[i] > max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    if batch:
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]
    ### END SOLUTION


# %% check="token_batches" points=8 minutes=10
check("token_batches")

# %% [markdown]
# 随手装和按长短装，各填了多少空位（灰的是空位）：

# %% tags=["demo"]
if ready("token_batches"):
    tgt_lengths = (target != PAD).sum(dim=1).numpy()
    rng = np.random.default_rng(0)
    sorted_batches = token_batches(tgt_lengths, 600, rng)
    careless = np.array_split(rng.permutation(len(tgt_lengths)), len(sorted_batches))
    fig, axes = plt.subplots(1, 2, figsize=(8, 2.6), sharey=True)
    for ax, name, batches in zip(axes, ("随手装", "按长短装"), (careless, sorted_batches)):
        cells = sum(len(b) * tgt_lengths[b].max() for b in batches)
        waste = 1 - tgt_lengths.sum() / cells
        print(f"{name}：{len(batches)} 批，{cells} 格，空位 {waste:.1%}")
        longest = np.array([tgt_lengths[b].max() for b in batches[:60]])
        real = np.array([tgt_lengths[b].mean() for b in batches[:60]])
        ax.bar(range(60), longest, color="#cccccc", label="填齐以后的长度")
        ax.bar(range(60), real, color=BLUE, label="真正的平均长度")
        ax.set(title=f"{name}：空位 {waste:.0%}", xlabel="第几批")
    axes[0].legend(fontsize=8, loc="lower left", frameon=True)
    plt.show()

# %% [markdown]
# ### 练习 9.5 label_smoothed_loss（约 9 分钟，8 分）
#
# **为什么**　“我昨晚很累”和“昨天晚上我累极了”都对，数据里只有一句。拿交叉熵去逼，网络会把那一句的概率推向 1，打分推向无穷。标签平滑（label smoothing）给别的答案也留一点余地：把目标从“全给正确的一类”换成“正确的一类 $1 - \varepsilon$，其余的 $\varepsilon$ **平均撒在全部 $v$ 类上**”（正确的那一类也分到一份）：
#
# $$
# \ell = (1 - \varepsilon)\,(-\ln p_{\text{正确}}) + \frac{\varepsilon}{v} \sum_{c=1}^{v} (-\ln p_c)
# $$
#
# 这是 PyTorch 的约定。论文的代码库 tensor2tensor 把 $\varepsilon$ 撒在**另外的** $v - 1$ 类上，正确的一类正好是 $1 - \varepsilon$。两种只差一个换算：tensor2tensor 的 $\varepsilon$ 相当于这里的 $\varepsilon \cdot \frac{v}{v-1}$；$v$ 有几百时，几乎一样。
#
# **做什么**　`logits` $(\ldots, v)$ 是打分，`target` $(\ldots)$ 是正确的编号。等于 `pad` 的位置是填出来的，**不算**：只对真正的词求平均。全是 `pad` 时返回 0（照样是能求导的张量，梯度是 0，不是 NaN）。
#
# 这一题**不许用** PyTorch 现成的 `label_smoothing` 参数（`cross_entropy` 和 `CrossEntropyLoss` 都有）；不带这个参数，就随你用。
#
# **例子**　$v = 4$，概率是 $\frac12, \frac14, \frac18, \frac18$（打分取它们的对数），正确的是编号 0 那一类，`pad` 取 3，$\varepsilon = 0.2$：
#
# | | 数 |
# |---|---|
# | $-\ln p$ | 0.6931，1.3863，2.0794，2.0794 |
# | 第一项 | 0.8 × 0.6931 = 0.5545 |
# | 第二项 | 0.2 ÷ 4 × 6.2383 = 0.3119 |
# | 损失 | 0.8664 |
#
# 若撒在另外三类上，会得到 0.9242；若第二项忘了除以 $v$，是 1.8022。
#
# <details><summary>提示一</summary>
#
# 打分大的时候，先取 softmax 再取对数会得到 $\ln 0$。PyTorch 里有没有一步到位的？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先算出每个位置的损失，形状和 `target` 一样；再想怎样只对真正的词求平均，除以的该是什么，怎样让它不会是 0。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)` 取出正确的一格；`real = target != pad`；每个位置的损失乘 `real` 加起来，除以 `real.sum().clamp(min=1)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 填出来的位置也算进了平均；<!-- wrong: pad-in-the-mean -->
# - 填出来的位置损失置成了 0，分母却还是全部位置；<!-- wrong: divided-by-all -->
# - $\varepsilon$ 撒在另外的 $v - 1$ 类上；<!-- wrong: spread-over-the-others -->
# - 第二项忘了除以 $v$；<!-- wrong: not-divided -->
# - 第一项忘了乘 $1 - \varepsilon$；<!-- wrong: too-much-in-all -->
# - 第二项平均的是打分，不是 $\ln p$；<!-- wrong: mean-of-the-logits -->
# - 算的是 KL 散度，少了目标自己的熵；<!-- wrong: kl-divergence -->
# - 全是 `pad` 时 0 ÷ 0；<!-- wrong: nan-without-words -->
# - 没有用传进来的 `pad`，总当它是 0。<!-- wrong: pad-is-zero -->
#
# </details>


# %% exercise="label_smoothed_loss"
def label_smoothed_loss(
    logits: Tensor,
    target: Tensor,
    smoothing: float = 0.1,
    pad: int = 0,
) -> Tensor:
    """标签平滑的交叉熵，对真正的词取平均。

    参数
        logits: (…, v) 的浮点张量，没有经过 softmax，大到 1e4 也不溢出。
        target: (…) 的 int64 张量，正确的编号；等于 pad 的位置不算。
        smoothing: ε，0 ≤ ε < 1：目标是正确的一类 1 − ε，再加上每一类（包括正确的、
            包括 pad 那一类）各 ε / v。
        pad: 填充的编号。
    返回
        0 维的张量，dtype 与 logits 相同，对 logits 可以求导，填充的位置梯度是 0。
        全是 pad 时是 0，梯度也是 0。
        不许用 cross_entropy、CrossEntropyLoss 现成的 label_smoothing 参数；不带它可以用。
    例子
        >>> logits = torch.tensor([[0.5, 0.25, 0.125, 0.125], [0.1, 0.2, 0.3, 0.4]]).log()
        >>> label_smoothed_loss(logits, torch.tensor([0, 3]), 0.2, pad=3)
        tensor(0.8664)
    """
    ### BEGIN SOLUTION
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * log_p.mean(dim=-1)
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)
    ### END SOLUTION


# %% check="label_smoothed_loss" points=8 minutes=9
check("label_smoothed_loss")

# %% [markdown]
# 平滑之后，损失最低也到不了 0：目标自己就不确定。最低是目标的熵，$v = 659$、$\varepsilon = 0.1$ 时约是 0.97。第 7 节里，我们的模型八轮之后损失约 1.8，其中约 1 是怎样学也降不下去的；要是真的一路掉到了 1，反而要怀疑：哪里抄到了答案？
#
# ### 练习 9.6 noam_rate（约 5 分钟，4 分）
#
# **为什么**　刚开始时权重是随机的，Adam 攒的平方的平均也还不可靠，步子一大就走歪了，所以先**预热**（warm-up）；后来越走越细，要慢慢停下来。论文给了一个式子，后来人们照作者之一 Noam Shazeer 的名字叫它 Noam：
#
# $$
# \eta(\text{step}) = d_{\text{model}}^{-0.5} \cdot \min\!\big(\text{step}^{-0.5},\ \text{step} \cdot \text{warmup}^{-1.5}\big)
# $$
#
# 两支在 $\text{step} = \text{warmup}$ 处相接：之前随步数**直线**上升，之后按步数的平方根的倒数下降。模型越宽，学习率越小。步数从 1 数起；第 0 步规定是 0，别让 $0^{-0.5}$ 出错。
#
# **例子**　$d_{\text{model}} = 4$，warmup = 4：第 1 步 $\frac12 \cdot \frac18 = 0.0625$，第 4 步 $\frac12 \cdot \frac12 = 0.25$（最高），第 16 步 $\frac12 \cdot \frac14 = 0.125$。论文的取值（512，4000）最高是 $6.99 \times 10^{-4}$。
#
# <details><summary>提示一</summary>
#
# Python 里 `0 ** -0.5` 会怎样？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 第 0 步先单独处理；其余照式子写。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# if …:
#     return …          # 不用式子的那一步
# return … * min(…, …)  # 两支各是什么？
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 第 0 步报错或者是无穷；<!-- wrong: zero-fails -->
# - 预热用了 $\text{warmup}^{-1}$，两支接不上；<!-- wrong: warmup-power -->
# - 用了 `max`；<!-- wrong: larger-branch -->
# - 乘的是 $\sqrt{d_{\text{model}}}$；<!-- wrong: times-root-d -->
# - 漏了 $d_{\text{model}}^{-0.5}$；<!-- wrong: width-ignored -->
# - 预热之后保持不变；<!-- wrong: stays-up -->
# - 步数多算了一步。<!-- wrong: one-step-ahead -->
#
# </details>


# %% exercise="noam_rate"
def noam_rate(step: int, d_model: int = 512, warmup: int = 4000) -> float:
    """论文的学习率：d_model^−0.5 · min(step^−0.5, step · warmup^−1.5)。

    参数
        step: 第几步，从 1 数起；0 返回 0。
        d_model: 模型的宽度，不小于 1。
        warmup: 预热几步，不小于 1。
    返回
        这一步的学习率，一个数。
    例子
        >>> [noam_rate(step, 4, 4) for step in (0, 1, 4, 16)]
        [0.0, 0.0625, 0.25, 0.125]
        >>> round(noam_rate(4000), 6)
        0.000699
    """
    ### BEGIN SOLUTION
    if step == 0:
        return 0.0
    return d_model**-0.5 * min(step**-0.5, step * warmup**-1.5)
    ### END SOLUTION


# %% check="noam_rate" points=4 minutes=5
check("noam_rate")

# %% tags=["demo"]
if ready("noam_rate"):
    steps = np.arange(0, 20001, 100)
    fig, ax = plt.subplots(figsize=(7, 2.6))
    for width, warmup, color in ((512, 4000, BLUE), (512, 8000, GREEN), (256, 4000, RED)):
        rates = [noam_rate(int(step), width, warmup) for step in steps]
        label = f"宽度 {width}，预热 {warmup} 步"
        ax.plot(steps, rates, color=color, linewidth=2, label=label)
    ax.set(title="论文的学习率", xlabel="第几步")
    ax.legend(fontsize=9)
    plt.show()

# %% [markdown]
# ## 4　归一化放在哪里
#
# 论文里的一层是这样的：先过子层，加上残差（residual），再归一化，$x \leftarrow \operatorname{LN}(x + f(x))$，叫**后归一化**（post-norm）。这样的网络一深就难训练，没有预热常常学得很慢，甚至学不起来。换一个次序，叫**先归一化**（pre-norm）；论文自己的代码库不久就改成了这样，GPT-2（2019）以后的大模型多半也这样：
#
# $$
# x \leftarrow x + f(\operatorname{LN}(x))
# $$
#
# 差别在哪里？看从头到尾那条不经过 $f$ 的路。后归一化的路上，每个子层之后都有一个 $\operatorname{LN}$（编码器一层两个，解码器一层三个），梯度往回走，个个都要过它的导数；先归一化的那条路是**光秃秃的加法**，梯度原封不动地一路回到最底层。代价是 $x$ 一层层加上去，越来越大，所以整个一叠的最后要再归一化一次（那一次不属于任何一层，由整叠来做）。
#
# ### 练习 9.7 PreNormLayer（约 8 分钟，7 分）
#
# **做什么**　写先归一化的一层编码器：
#
# $$
# x \leftarrow x + \operatorname{attention}(\operatorname{LN}_1(x)), \qquad x \leftarrow x + \operatorname{feed\_forward}(\operatorname{LN}_2(x))
# $$
#
# 自注意力（self-attention）的查询、键、值都是 $\operatorname{LN}_1(x)$。两个归一化各有各的参数。里面的属性名固定：
#
# | 属性 | 是什么 |
# |---|---|
# | `norm1`、`norm2` | `nn.LayerNorm(d_model)` |
# | `attention` | `MultiHeadAttention(d_model, num_heads)`（第 0 节给的） |
# | `feed_forward` | `FeedForward(d_model, d_ff)`（第 0 节给的） |
#
# **例子**　把 `attention.w_o` 和前馈的第二个全连接层（`feed_forward[2]`）的权重和偏置全设成 0，两个子层就都输出 0。这时输出正好**等于输入**，一个数也不变。若最后还有一次归一化，或者残差加的是归一化过的 $x$，就不等了。
#
# <details><summary>提示一</summary>
#
# 残差加的是归一化之前的 $x$ 还是之后的？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 归一化的结果要用三次（查询、键、值），先给它起个名字。`mask` 要传给注意力。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `forward` 只有三行，省略号留给你：
#
# ```python
# y = …
# x = … + self.attention(…, …, …, …)
# return … + self.feed_forward(…)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写成了后归一化；<!-- wrong: post-norm -->
# - 残差加的是归一化过的 $x$；<!-- wrong: norm-on-the-shortcut -->
# - 只归一化了查询，键和值用的是原来的 $x$；<!-- wrong: query-only -->
# - 最后又归一化了一次；<!-- wrong: norm-at-the-end -->
# - 两处用了同一个归一化；<!-- wrong: first-norm-twice -->
# - 前馈没有归一化；<!-- wrong: feed-forward-without-norm -->
# - 没有把 `mask` 传给注意力；<!-- wrong: mask-ignored -->
# - 前馈外面没有残差。<!-- wrong: no-second-shortcut -->
#
# </details>


# %% exercise="PreNormLayer"
class PreNormLayer(nn.Module):
    """先归一化的一层编码器：x + attention(norm1(x))，再 + feed_forward(norm2(x))。

    属性（名字固定）
        norm1, norm2: nn.LayerNorm(d_model)
        attention: MultiHeadAttention(d_model, num_heads)
        feed_forward: FeedForward(d_model, d_ff)
        除了它们的参数，没有别的参数；没有 dropout；最后不再归一化。
    例子
        >>> layer, x = PreNormLayer(6, 2, 11), torch.randn(3, 5, 6)
        >>> for part in (layer.attention.w_o, layer.feed_forward[2]):
        ...     part.weight.data = torch.zeros_like(part.weight)
        ...     part.bias.data = torch.zeros_like(part.bias)
        >>> torch.equal(layer(x), x)
        True
    """

    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.norm1, self.norm2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        ### END SOLUTION

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """一批序列过这一层。

        参数
            x: (n, t, d_model)；不变。
            mask: None，或布尔张量，可以广播成 (n, t, t)，True 表示可以看；传给自注意力。
        返回
            (n, t, d_model)。
        """
        ### BEGIN SOLUTION
        y = self.norm1(x)
        x = x + self.attention(y, y, y, mask)
        return x + self.feed_forward(self.norm2(x))
        ### END SOLUTION


# %% check="PreNormLayer" points=7 minutes=8
check("PreNormLayer")

# %% [markdown]
# 说得再好，不如比一比。同样的零件叠 12 层，一个照你的次序，一个照论文的次序，做同一道小题：把八个数字倒过来写。学习率一样，都**不预热**。先猜：谁学得会？（约六秒。）

# %% tags=["demo"]
if ready("PreNormLayer"):
    # 怎么训练的不用读懂：借你的一层里的零件，照论文的次序再拼一遍
    def paper_layer(layer, x):
        """后归一化。"""
        x = layer.norm1(x + layer.attention(x, x, x))
        return layer.norm2(x + layer.feed_forward(x))

    def my_layer(layer, x):
        """你的：先归一化。"""
        return layer(x)

    def learn_to_reverse(run, last):
        """12 层，120 步；返回每一步的损失。"""
        torch.manual_seed(0)
        table, output = nn.Embedding(10, 32), nn.Linear(32, 10)
        stack = nn.ModuleList(PreNormLayer(32, 4, 64) for _ in range(12))
        everything = nn.ModuleList([table, stack, last, output])
        optimizer, losses = torch.optim.Adam(everything.parameters(), lr=3e-3), []
        for _ in range(120):
            numbers = torch.randint(10, (32, 8))
            x = table(numbers) + positional_encoding(8, 32)
            for layer in stack:
                x = run(layer, x)
            scores = output(last(x))
            loss = F.cross_entropy(scores.flatten(0, 1), numbers.flip(1).flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return losses

    fig, ax = plt.subplots(figsize=(7, 2.8))
    for name, run, last, color in (
        ("先归一化（你的）", my_layer, nn.LayerNorm(32), BLUE),
        ("后归一化（论文的）", paper_layer, nn.Identity(), RED),
    ):
        curve_of = learn_to_reverse(run, last)
        ax.plot(curve_of, color=color, linewidth=2, label=name)
        print(f"{name}：最后一步的损失 {curve_of[-1]:.2f}（瞎猜是 {math.log(10):.2f}）")
    ax.set(title="12 层，不预热：把八个数字倒过来写", xlabel="第几步", ylabel="损失")
    ax.legend(fontsize=9)
    plt.show()

# %% [markdown]
# 先归一化的已经会了，后归一化的还停在半路：它也在学，只是慢得多。层数少的时候两种差不多（8 层、别的都一样，两种最后都学会了，0.01 对 0.07）。这只是一个种子、一个学习率、120 步，不能说后归一化学不会：多走几步、换一个学习率，都可能是另一幅样子。后归一化离不开预热，Xiong 等人在大得多的翻译模型上量过（见延伸阅读）。论文靠很小的学习率和四千步预热熬过了开头；先归一化让这件事变得容易，今天的大模型几乎都这样写。
#
# 到这里是第一次。歇一歇，下一次从读论文开始。

# %% [markdown]
# ## 5　论文导读：*Attention Is All You Need*
#
# Vaswani 等八人，2017 年。这一节带着你读一遍，读完自己再去翻原文，两个小时就够。
#
# **当时的难处**　2016 年最好的翻译系统是循环网络（RNN）加注意力：编码器一个词一个词地读，解码器一个词一个词地写。两个毛病。一是**慢**：第 $t$ 步要等第 $t-1$ 步，一句 50 个词就要排队算 50 次，GPU 再多也用不上。二是**远**：第 1 个词的消息要传到第 50 个词，得经过 49 次矩阵乘法，梯度也要原路退回来。卷积网络（ByteNet、ConvS2S）能并行，可是要隔 $n$ 个词，还是得叠 $\log n$ 到 $n$ 层。
#
# **主意**　注意力本来是循环网络的帮手。作者问：把循环整个扔掉，只留下注意力，行不行？每个位置一步就能看到所有位置，所有位置一起算。位置的先后没有人管了，就另外加一份位置编码。
#
# **各节说了什么**
#
# | 节 | 一句话 | 在这个课程里 |
# |---|---|---|
# | 1、2 | 循环的毛病；别人怎样用卷积绕过去 | 上面两段 |
# | 3.1 | 编码器、解码器各 6 层，残差加归一化 | 第 4 节；论文是后归一化 |
# | 3.2 | 缩放点积注意力，八个头；三种用法：编码器自注意力、解码器自注意力（带掩码）、交叉注意力（cross-attention） | 第 1、2 节；第 7 天 |
# | 3.3、3.4 | 前馈网络，中间放宽到 4 倍；**三处共用一张词表** | 练习 9.8 |
# | 3.5 | 正弦位置编码；学出来的一样好 | 第 7 天 |
# | 4 | 为什么是自注意力：算多少、能否并行、要走多远（下面的表） | |
# | 5 | 数据、装批、优化器、学习率、dropout 0.1、标签平滑 0.1 | 第 3 节 |
# | 6.1 | 英德 28.4、英法 41.8 的 BLEU；束宽 4、$\alpha = 0.6$、平均最后 5 个检查点（大模型 20 个；28.4 和 41.8 是大模型的） | 第 6 节 |
# | 6.2 | 表 3：改一样，看掉多少（头数、宽度、层数、dropout……） | 第 7 节末尾 |
# | 6.3 | 换一个任务（句法分析）也行 | |
#
# **第 4 节的表**　序列长 $n$，宽 $d$，卷积核宽 $k$：
#
# | 一层 | 计算量 | 要排队几步 | 最远的两个词隔几步 |
# |---|---|---|---|
# | 自注意力 | $O(n^2 d)$ | $O(1)$ | $O(1)$ |
# | 循环 | $O(n d^2)$ | $O(n)$ | $O(n)$ |
# | 卷积 | $O(k n d^2)$ | $O(1)$ | $O(\log_k n)$ |
#
# $n^2 d$ 和 $n d^2$ 哪个大，看 $n$ 和 $d$ 哪个大：当时一句话几十个词，$d = 512$，自注意力更省。今天的文章几万个词，反过来了，$n^2$ 成了大模型最大的负担。
#
# **关键的一张图**　论文的图 1，我们自己画一遍，旁边标上张量的形状：


# %% tags=["demo"]
# 怎么画的不用读懂：方框是零件，箭头是张量
from itertools import pairwise


def draw_architecture():
    """编码器在左，解码器在右。"""
    _, ax = plt.subplots(figsize=(7.6, 6.2))
    ax.set(xlim=(0, 12), ylim=(0, 13.2))
    ax.axis("off")

    def box(x, y, text, color):
        ax.add_patch(plt.Rectangle((x, y), 3, 0.8, facecolor=color, edgecolor="#444444"))
        middle = {"ha": "center", "va": "center", "fontsize": 9, "color": "#111111"}
        ax.text(x + 1.5, y + 0.4, text, **middle)

    def arrow(x0, y0, x1, y1, color="#444444"):
        style = {"arrowstyle": "->", "color": color, "linewidth": 1.2}
        ax.annotate("", (x1, y1), (x0, y0), arrowprops=style)

    yellow, orange, blue = "#fff3b0", "#ffd6a5", "#bde0fe"
    purple, green = "#e2cfea", "#caffbf"
    left = [
        (1.2, "词向量 + 位置编码", purple),
        (3.2, "自注意力", orange),
        (4.2, "残差 + 归一化", yellow),
        (5.6, "前馈网络", blue),
        (6.6, "残差 + 归一化", yellow),
    ]
    right = [
        (1.2, "词向量 + 位置编码", purple),
        (3.2, "自注意力（只看前面）", orange),
        (4.2, "残差 + 归一化", yellow),
        (5.6, "交叉注意力", orange),
        (6.6, "残差 + 归一化", yellow),
        (8.0, "前馈网络", blue),
        (9.0, "残差 + 归一化", yellow),
        (10.8, "同一张表，转过来用", purple),
        (12.0, "softmax", green),
    ]
    for x, column in ((1.5, left), (7.0, right)):
        for y, text, color in column:
            box(x, y, text, color)
        for (y0, *_), (y1, *_) in pairwise(column):
            arrow(x + 1.5, y0 + 0.8, x + 1.5, y1)
        arrow(x + 1.5, 0.75, x + 1.5, 1.2)
    ax.plot([3.0, 3.0, 5.6, 5.6], [7.4, 8.1, 8.1, 6.0], color=RED, linewidth=1.2)
    arrow(5.6, 6.0, 7.0, 6.0, RED)
    ax.text(5.75, 7.0, "记忆：\n(n, s, 512)", color=RED, fontsize=8.5)
    for x, y0, height in ((1.2, 2.9, 4.8), (6.7, 2.9, 7.2)):
        border = {"fill": False, "edgecolor": "#888888", "linestyle": "--"}
        ax.add_patch(plt.Rectangle((x, y0), 3.6, height, **border))
    ax.text(0.95, 5.2, "× 6", fontsize=13, ha="right", color="#888888")
    ax.text(10.5, 6.3, "× 6", fontsize=13, color="#888888")
    ax.text(3.0, 0.35, "源句 (n, s)", ha="center", color="#888888")
    ax.text(8.5, 0.35, "译文，右移一格 (n, t)", ha="center", color="#888888")
    ax.text(10.2, 12.25, "(n, t, 37000)", color="#888888", fontsize=9)
    ax.text(10.2, 10.3, "(n, t, 512)", color="#888888", fontsize=9)
    plt.show()


draw_architecture()

# %% [markdown]
# ### 练习 9.8 transformer_parameters（约 8 分钟，6 分）
#
# **做什么**　论文说基本模型有 65 × 10⁶ 个参数，大的 213 × 10⁶。自己数一遍，看对不对得上。照论文的结构，规定如下：
#
# - **一张**词向量表 $(\text{vocab}, d_{\text{model}})$：源句、译文、输出层三处共用，输出层没有另外的偏置；位置编码不是参数；
# - 一个多头注意力是四个 $d_{\text{model}} \to d_{\text{model}}$ 的全连接层，都带偏置。分成几个头，参数一样多：头只是把宽度切开；
# - 前馈网络两个全连接层，$d_{\text{model}} \to d_{\text{ff}} \to d_{\text{model}}$，都带偏置；
# - 一个归一化有 $\gamma$、$\beta$ 各 $d_{\text{model}}$ 个；
# - 编码器一层：一个注意力、一个前馈、**两个**归一化；解码器一层：两个注意力、一个前馈、**三个**归一化；各 `layers` 层。两叠的最后没有另外的归一化（论文是后归一化）。
#
# **例子**　vocab = 10，$d_{\text{model}} = 2$，$d_{\text{ff}} = 3$，一层。表 $10 \times 2 = 20$；注意力 $4 \times (2 \times 2 + 2) = 24$；前馈 $2 \times 3 + 3 + 3 \times 2 + 2 = 17$；归一化 4。编码器 $24 + 17 + 2 \times 4 = 49$，解码器 $2 \times 24 + 17 + 3 \times 4 = 77$，一共 $20 + 49 + 77 = 146$。
#
# <details><summary>提示一</summary>
#
# 一个带偏置的全连接层，从 $a$ 维到 $b$ 维，有几个数？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先分别算出注意力、前馈、归一化各几个，再拼成编码器的一层、解码器的一层。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 三个局部变量 `attention`、`feed_forward`、`norm`，再加 `encoder`、`decoder`；最后一行把表和两叠加起来。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 表数了三次；<!-- wrong: table-three-times -->
# - 注意力没有数偏置；<!-- wrong: attention-without-biases -->
# - 注意力漏了 `w_o`，只数了三个；<!-- wrong: without-output-projection -->
# - 前馈没有数偏置；<!-- wrong: feed-forward-without-biases -->
# - 没有数归一化；<!-- wrong: without-norms -->
# - 解码器的一层也只数了两个归一化；<!-- wrong: two-norms-in-the-decoder -->
# - 解码器的一层漏了交叉注意力；<!-- wrong: without-cross-attention -->
# - 输出层另外数了偏置。<!-- wrong: output-bias -->
#
# </details>


# %% exercise="transformer_parameters"
def transformer_parameters(vocab: int, d_model: int, d_ff: int, layers: int) -> int:
    """论文的 Transformer 有几个参数。

    参数
        vocab: 词表的大小，源、译文、输出三处共用一张 (vocab, d_model) 的表，输出没有偏置。
        d_model, d_ff: 宽度。layers: 编码器、解码器各几层。
    返回
        参数的个数，整数。注意力是四个带偏置的全连接层，前馈是两个；归一化各 2·d_model 个，
        编码器每层两个，解码器每层三个（解码器每层有两个注意力），叠的最后没有另外的归一化。
    例子
        >>> transformer_parameters(10, 2, 3, 1)
        146
        >>> transformer_parameters(37000, 512, 2048, 6)
        63082496
    """
    ### BEGIN SOLUTION
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return vocab * d_model + layers * (encoder + decoder)
    ### END SOLUTION


# %% check="transformer_parameters" points=6 minutes=8
check("transformer_parameters")

# %% [markdown]
# 拿论文的取值去算。论文说英德共用“大约 37 000 个”子词：

# %% tags=["demo"]
if ready("transformer_parameters"):
    base = transformer_parameters(37000, 512, 2048, 6)
    large = transformer_parameters(37000, 1024, 4096, 6)
    print(f"基本模型 {base:,}（论文 65 × 10⁶）")
    print(f"大模型   {large:,}（论文 213 × 10⁶）")
    print(f"三处各用一张表：{base + 2 * 37000 * 512:,}")
    needed = 37000 + (65_000_000 - base) / 512
    print(f"要凑足 65 × 10⁶，词表得有 {needed:,.0f} 个")
    if ready("noam_rate"):
        print(f"学习率最高 {noam_rate(4000):.2e}，", end="")
        print(f"第 10 万步（训练结束）{noam_rate(100_000):.2e}")
    parts = {"表": 37000 * 512, "注意力": 18 * 4 * (512 * 512 + 512)}
    parts["前馈"] = 12 * (2 * 512 * 2048 + 512 + 2048)
    parts["归一化"] = base - sum(parts.values())
    print("，".join(f"{name} {count / base:.1%}" for name, count in parts.items()))

# %% [markdown]
# 大模型 2.142 亿，与论文的 2.13 亿只差 0.6%。基本模型 6308 万，论文印的是 65 × 10⁶：差了近 200 万，要词表有四万多个才凑得足。四舍五入至多解释其中 50 万；余下的差在哪里，论文没有说，我们不知道。读论文遇到对不上的数，不必慌：自己数一遍，差多少、可能差在哪里，心里有数就好。
#
# **论文的数**
#
# | | 基本 | 大 |
# |---|---|---|
# | 层数、宽度、前馈、头 | 6、512、2048、8 | 6、1024、4096、16 |
# | dropout（英德） | 0.1 | 0.3 |
# | 步数 | 10 万 | 30 万 |
# | 8 块 P100 GPU 上 | 12 小时 | 3.5 天 |
# | 平均最后几个检查点 | 5 | 20 |
# | 英德 / 英法的 BLEU | 27.3 / 38.1 | 28.4 / 41.8 |
#
# **论文和今天的库，哪里不一样**
#
# | | 论文 | 今天 |
# |---|---|---|
# | 归一化 | 后归一化 | 先归一化；PyTorch 的 `nn.TransformerEncoderLayer` 默认仍是后归一化，要写 `norm_first=True` |
# | 掩码 | 不许看的换成 $-\infty$ | PyTorch 的 `nn.MultiheadAttention` 里布尔掩码 **True 是不许看**，与这个课程、与 `F.scaled_dot_product_attention` 正好相反 |
# | 轴的次序 | | `nn.Transformer` 默认时间在第一轴，要写 `batch_first=True` |
# | 位置 | 正弦，加在词向量上 | 旋转位置编码（RoPE），乘在查询和键上 |
# | 前馈 | ReLU | GELU、SwiGLU |
# | 词向量 | 乘 $\sqrt{d_{\text{model}}}$ | 多半不乘 |
# | 标签平滑 | 撒在另外 $v-1$ 类 | PyTorch 撒在全部 $v$ 类 |
# | 结构 | 编码器 + 解码器 | 大语言模型只留下解码器 |

# %% [markdown]
# ## 6　译文怎样找、怎样打分
#
# 模型给的只是“下一个字是什么”的概率。从概率到一句译文，再到“译得好不好”的一个数，中间还有三步。
#
# ### 练习 9.9 average_states（约 7 分钟，6 分）
#
# **为什么**　训练末尾，权重还在一个好地方的周围晃来晃去。每隔一会儿存一份检查点（checkpoint），最后几份取平均，晃动就互相抵消了，不用多训练一步。论文的基本模型平均了最后 5 份，大模型 20 份。
#
# **做什么**　`states` 是 `state_dict` 的列表，每个是名字到张量的字典。返回一个新字典：
#
# - 浮点张量取平均，**dtype 不变**。float16 最大只到 65504，四个 30000 加起来就溢出了：求和要用更宽的类型，最后再换回来；
# - 整数、布尔的张量（比如批归一化里数批数的 `num_batches_tracked`）平均没有意义，取**最后一份**的；
# - 各份的名字不一样，抛出 `ValueError`；
# - 返回的张量都是新的：改它，不影响原来的任何一份；原来的也不变。
#
# **例子**　两份，`w` 是 $[1, 2]$ 和 $[3, 6]$，`steps` 是 7 和 10：平均是 $w = [2, 4]$，`steps` = 10。
#
# <details><summary>提示一</summary>
#
# 整数那一份若直接放进结果，和原来的是不是同一个张量？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 对第一份的每个名字：收集各份的张量；`is_floating_point()` 决定走哪一边。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# if 有一份的名字和第一份的不一样:
#     raise ValueError(…)
# average = {}
# for name, last in states[-1].items():
#     if last.is_floating_point():
#         average[name] = torch.stack([…]).…  # 换宽，平均，换回来
#     else:
#         average[name] = …                   # 要一个新的张量
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 整数也取了平均；<!-- wrong: integers-averaged -->
# - 整数取了第一份的；<!-- wrong: integers-from-the-first -->
# - float16 在自己的类型里求和，溢出成了无穷；<!-- wrong: half-overflow -->
# - 平均之后 dtype 变了；<!-- wrong: dtype-lost -->
# - 名字不一样，没有发现；<!-- wrong: keys-unchecked -->
# - 整数的张量没有复制，和最后一份是同一个；<!-- wrong: integers-aliased -->
# - 在第一份上原地加，把它改坏了；<!-- wrong: first-changed -->
# - 加起来忘了除以份数。<!-- wrong: sum -->
#
# </details>


# %% exercise="average_states"
def average_states(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """几份检查点的平均。

    参数
        states: 一份或几份 state_dict，名字到张量，形状和 dtype 各份相同；不变。
    返回
        新的字典，名字与每一份相同：浮点张量是平均，dtype 与原来相同，求和不在 float16 里
        溢出；整数和布尔的张量取最后一份的。每个张量都是新的，不与任何一份共用内存。
    错误
        各份的名字不一样时抛出 ValueError。
    例子
        >>> first = {"w": torch.tensor([1.0, 2.0]), "steps": torch.tensor(7)}
        >>> last = {"w": torch.tensor([3.0, 6.0]), "steps": torch.tensor(10)}
        >>> average_states([first, last])
        {'w': tensor([2., 4.]), 'steps': tensor(10)}
    """
    ### BEGIN SOLUTION
    if any(state.keys() != states[0].keys() for state in states):
        raise ValueError("各份检查点的名字不一样")
    average = {}
    for name, last in states[-1].items():
        if last.is_floating_point():
            stacked = torch.stack([state[name] for state in states])
            average[name] = stacked.double().mean(dim=0).to(last.dtype)
        else:
            average[name] = last.clone()
    return average
    ### END SOLUTION


# %% [markdown]
# 下面这个给检查用：平均之后改动结果，看原来的各份变了没有。


# %%
def states_after_change(states: list[dict[str, Tensor]]) -> list[dict[str, Tensor]]:
    """求平均，再把得到的每个张量填成 1；返回原来的各份。"""
    for value in average_states(states).values():
        value.detach().fill_(1)
    return states


# %% check="average_states" points=6 minutes=7
check("average_states")

# %% [markdown]
# ### 练习 9.10 bleu（约 11 分钟，9 分）
#
# **推导**　机器译了 600 句，译得好不好？请人来打分太慢。2002 年的 BLEU 是这样想的：好译文里的词和词组，参考译文里多半也有。
#
# - 数 **$n$ 元组**（n-gram，连着的 $n$ 个词），$n = 1, 2, 3, 4$：译文里的每一个，参考里有没有？命中的 ÷ 译文里的总数，叫精确率 $p_n$。
# - “的的的的的”的每个字参考里都有。所以要**截断**（clip）：同一个 $n$ 元组，参考里出现几次，最多只算几次命中。
# - 一句一句算再平均，短句的一个命中就能翻天覆地。所以命中数和总数都**先在所有句子上加起来，最后才除**。
# - 四个精确率取几何平均。
# - 只译最有把握的一个字，精确率也是 100%。所以太短要罚：$c$ 是译文的总长，$r$ 是参考的总长（也是所有句子加起来），$c < r$ 时乘上 $e^{1 - r/c}$。
#
# $$
# \text{BLEU} = 100 \cdot \min\!\big(1,\ e^{1 - r/c}\big) \cdot \Big(\prod_{n=1}^{4} \frac{\text{命中}_n}{\text{总数}_n}\Big)^{1/4}
# $$
#
# 不做平滑：哪一阶一个命中也没有，BLEU 就是 0。比 $n$ 还短的句子没有 $n$ 元组，那一阶给它的是 0 个命中、0 个总数。
#
# **例子**　两句，每个字一个词：
#
# | 译文 | 参考 | 1 元 | 2 元 | 3 元 | 4 元 |
# |---|---|---|---|---|---|
# | 我我喜欢你 | 我非常喜欢你 | 4/5 | 2/4 | 1/3 | 0/2 |
# | 他们在学习 | 他们在学习 | 5/5 | 4/4 | 3/3 | 2/2 |
# | 合计 | | 9/10 | 6/8 | 4/6 | 2/4 |
#
# 第一句有两个“我”，参考里只有一个，只算一次命中。四个比的乘积是 0.225，四次方根 0.6887；$c = 10$，$r = 11$，罚 $e^{-0.1} = 0.9048$；BLEU = 62.3。若一句一句算再平均，第一句没有 4 元组命中，是 0 分，平均只有 50。
#
# <details><summary>提示一</summary>
#
# 一个句子的所有 2 元组怎样列出来？长为 5 的句子有几个？长为 1 的呢？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `Counter` 数每个 $n$ 元组出现几次。两个 `Counter` 的 `&` 取每一项的较小者：截断就是它。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# for n in range(1, 5):
#     for 译文, 参考 in zip(…):
#         a = Counter(tuple(译文[i : i + n]) for i in range(…))
#         命中[n] += …
# ```
#
# 元组要用 `tuple`，列表不能当 `Counter` 的键。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 一句一句算，再平均；<!-- wrong: mean-of-sentences -->
# - 没有截断；<!-- wrong: not-clipped -->
# - 没有罚短；<!-- wrong: no-brevity -->
# - 译得长也乘了 $e^{1 - r/c}$，成了奖励；<!-- wrong: long-rewarded -->
# - 一句一句地罚短，再平均；<!-- wrong: brevity-by-sentence -->
# - 除以的是参考里的总数（那是召回率）；<!-- wrong: recall -->
# - 四个精确率取了算术平均；<!-- wrong: arithmetic-mean -->
# - 哪一阶没有命中就跳过去，没有得 0；<!-- wrong: empty-order-skipped -->
# - 结果在 0 到 1 之间，没有乘 100；<!-- wrong: not-in-percent -->
# - 数的是不重复的 $n$ 元组。<!-- wrong: distinct-only -->
#
# </details>


# %% exercise="bleu"
def bleu(candidates: list[list], references: list[list]) -> float:
    """整个语料的 BLEU-4，0 到 100。

    参数
        candidates: 译文的列表，每个是词（字符串或整数）的列表，可以是空的；不变。
        references: 参考的列表，一句一个，与 candidates 一样多；不变。
    返回
        100 · 罚短 · (p1·p2·p3·p4)^¼。命中数（截断过的）和总数先在所有句子上加起来；
        c、r 是译文、参考的总长，c < r 时罚短是 exp(1 − r/c)，否则是 1。
        不平滑：哪一阶没有命中（包括没有这么长的句子），结果是 0。
    例子
        >>> candidates = [list("我我喜欢你"), list("他们在学习")]
        >>> references = [list("我非常喜欢你"), list("他们在学习")]
        >>> round(bleu(candidates, references), 1)
        62.3
    """
    ### BEGIN SOLUTION
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    c, r = sum(map(len, candidates)), sum(map(len, references))
    return 100 * min(1.0, math.exp(1 - r / c)) * product**0.25
    ### END SOLUTION


# %% check="bleu" points=9 minutes=11
check("bleu")

# %% [markdown]
# 几个有代表性的“译者”，先猜各得多少分：

# %% tags=["demo"]
if ready("bleu"):
    rng = np.random.default_rng(0)
    shuffled = [[s[i] for i in rng.permutation(len(s))] for s in test_chinese]
    print(f"原样抄参考　　　　　　　{bleu(test_chinese, test_chinese):5.1f}")
    cut = [s[:-1] for s in test_chinese]
    print(f"少最后一个字　　　　　　{bleu(cut, test_chinese):5.1f}")
    print(f"字一个不错，次序打乱　　{bleu(shuffled, test_chinese):5.1f}")
    other = test_chinese[1:] + test_chinese[:1]
    print(f"下一句的参考　　　　　　{bleu(other, test_chinese):5.1f}")
    always = [list("我不知道。")] * len(test_chinese)
    print(f"总说“我不知道。”　　　　{bleu(always, test_chinese):5.1f}")

# %% [markdown]
# BLEU 只看字面。“我昨晚很累”和“昨天夜里我累极了”意思一样，BLEU 却很低；“我不喜欢你”和“我喜欢你”意思相反，BLEU 却不低。它适合拿来比同一个模型的两种做法，不适合说“译得好”。
#
# ### 练习 9.11 beam_search（约 16 分钟，11 分）
#
# **为什么**　一步一步都取概率最大的字，叫贪心（greedy）。它会走进死胡同：开头选了一个最常见的字，后面怎么接都别扭。**束搜索**（beam search）同时留着 `width` 个最好的开头，一起往前走。
#
# **推导**　一句译文的概率是每一步概率的乘积，取对数就是**和**。和越加越负，长句天生吃亏，所以论文照谷歌的 GNMT 除以一个随长度长大的数：
#
# $$
# \text{score} = \frac{\sum \ln p}{\big(\frac{5 + n}{6}\big)^{\alpha}}
# $$
#
# $n$ 是起始符**之后**的词数，结束符也算一个。$\alpha = 0$ 就是不管长短，$\alpha = 1$ 差不多是每个词的平均，论文取 0.6。
#
# **做什么**　`step` 是一个函数：给它 $k$ 个开头（整数列表的列表，都以 `start` 开头），返回 $(k, v)$ 的数组，每行是下一个词的对数概率。每一轮：
#
# 1. 把手上**没有写完**的开头（最后一个不是 `end`）全部交给 `step`，**一次**；每个都试着接上全部 $v$ 个词；
# 2. 接出来的这些，和**已经写完**的那些，放在一起按 score 排，只留最好的 `width` 个。写完的不再接，score 也不变；
# 3. 留下的全写完了，或者长度 $n$ 到了 `max_length`，就停。
#
# 返回留下的里 score 最高的一个，去掉开头的 `start`，`end` 留着（没写完的就没有）。`width = 1` 就是贪心。
#
# **例子**　四个词：0 起始，1 结束，2“甲”，3“乙”。概率是
#
# | 前一个 | 结束 | 甲 | 乙 |
# |---|---|---|---|
# | 起始 | 0 | 0.6 | 0.4 |
# | 甲 | 0.4 | 0.3 | 0.3 |
# | 乙 | 0.9 | 0.05 | 0.05 |
#
# 贪心：先选甲（0.6），再选结束（0.4），概率 0.24。束宽 2：第一轮留下甲（0.6）和乙（0.4）；第二轮有甲结束 0.24、甲甲 0.18、甲乙 0.18、乙结束 **0.36**……都是 $n = 2$，除数 $(7/6)^{0.6}$ 相同，留下乙结束和甲结束，都写完了，停。答案是 `[3, 1]`，比贪心的 `[2, 1]` 好。
#
# <details><summary>提示一</summary>
#
# 手上的每一个，要记住哪几样东西？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 每一个记成（和，词的列表）。写完的原样放进候选，没写完的换成它的 $v$ 个后代；然后排序，切片。score 写成一个小函数，由和与长度算出来。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# beams = [(0.0, [start])]
# for _ in range(max_length):
#     open_, done = 没写完的, 写完的
#     if not open_: break
#     table = step([prefix for _, prefix in open_])
#     候选 = done + [每个没写完的，每个词]
#     beams = sorted(候选, key=score, reverse=True)[:width]
# ```
#
# 刚起步的 `[start]` 也算没写完。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写完的又被接着写；<!-- wrong: finished-extended -->
# - 写完的立刻拿走，不再和别的一起争那 `width` 个位子；<!-- wrong: finished-set-aside -->
# - 写完的丢了，只看没写完的；<!-- wrong: finished-lost -->
# - 第一个写完就停；<!-- wrong: stops-at-the-first -->
# - 长度多算了一个，把 `start` 也数了进去；<!-- wrong: start-counted -->
# - 按和来排，没有除，或者写完的、没写完的除的是同一个数；<!-- wrong: no-penalty -->
# - 途中按 score 排，最后却挑了和最大的；<!-- wrong: best-sum -->
# - 每个开头各自只留自己最好的一个后代，成了几条互不相干的贪心；<!-- wrong: separate-greedy -->
# - 返回时带着 `start`；<!-- wrong: start-returned -->
# - 返回时去掉了 `end`。<!-- wrong: end-removed -->
#
# </details>


# %% exercise="beam_search"
def beam_search(
    step: Callable[[list[list[int]]], np.ndarray],
    start: int,
    end: int,
    width: int,
    max_length: int,
    alpha: float = 0.6,
) -> list[int]:
    """束搜索，score = 对数概率之和 / ((5 + n) / 6)^alpha。

    参数
        step: 函数，step(prefixes) → (k, v) 的浮点数组，第 i 行是第 i 个开头的下一个词的
            对数概率（可以有 -inf）；prefixes 是 k ≥ 1 个整数列表，都以 start 开头。
        start, end: 起始符、结束符的编号，不相同。
        width: 束宽，不小于 1。max_length: 至多几个词（end 算一个，start 不算），不小于 1。
        alpha: 长度惩罚的指数；n 是 start 之后的词数，end 也算。
    返回
        score 最高的一个，整数的列表，不含开头的 start；写完的以 end 结尾。
        每一轮把没有写完的交给 step 一次，接上每一个词，和写完的一起按 score 排，
        留下 width 个；写完的不再接。留下的全写完了，或者 n = max_length，就停。width = 1 是贪心。
    例子
        >>> rows = [0, 0, 0.6, 0.4], [0, 1, 0, 0], [0, 0.4, 0.3, 0.3], [0, 0.9, 0.05, 0.05]
        >>> step = make_step(np.log(np.maximum(rows, 1e-30))[None])
        >>> beam_search(step, 0, 1, 1, 5), beam_search(step, 0, 1, 2, 5)
        ([2, 1], [3, 1])
    """
    ### BEGIN SOLUTION

    def score(beam: tuple[float, list[int]]) -> float:
        total, prefix = beam
        return total / ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1][1:]
    ### END SOLUTION


# %% [markdown]
# 下面两个给检查用：一个把表变成 `step`，一个把每一轮交给 `step` 的开头记下来。


# %%
def make_step(table: np.ndarray):
    """(T, v, v) 的对数概率 → step：写了 i 个词、最后一个是 w，下一个词是 table[i, w]。

    写得比 T 还长，就一直用最后一张。
    """

    def step(prefixes: list[list[int]]) -> np.ndarray:
        lengths = [min(len(prefix) - 1, len(table) - 1) for prefix in prefixes]
        return np.array([table[i, prefix[-1]] for i, prefix in zip(lengths, prefixes)])

    return step


def watch_beam_search(table, start, end, width, max_length) -> list[list[list[int]]]:
    """每次交给 step 的开头。"""
    asked, step = [], make_step(table)

    def watched(prefixes: list[list[int]]) -> np.ndarray:
        asked.append([list(prefix) for prefix in prefixes])
        return step(prefixes)

    beam_search(watched, start, end, width, max_length)
    return asked


# %% check="beam_search" points=11 minutes=16
check("beam_search")

# %% [markdown]
# ## 7　合起来
#
# 零件都有了。解码器的一层比编码器多一个交叉注意力，照样先归一化，这一层给你：


# %%
class PreNormDecoderLayer(nn.Module):
    """先归一化的一层解码器：自注意力（带因果掩码）、交叉注意力、前馈。"""

    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(d_model) for _ in range(3))
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x: Tensor, memory: Tensor, mask=None, memory_mask=None) -> Tensor:
        """x (n, t, d)，memory (n, s, d)；mask 管自注意力，memory_mask 管交叉注意力。"""
        y = self.norms[0](x)
        x = x + self.self_attention(y, y, y, mask)
        x = x + self.cross_attention(self.norms[1](x), memory, memory, memory_mask)
        return x + self.feed_forward(self.norms[2](x))


# %% [markdown]
# ### 练习 9.12 build_translator（约 13 分钟，8 分）
#
# **做什么**　返回一个新的 `nn.Module`，`model(source, target)` 给译文的每个位置打分：
#
# $$
# \underset{(n,\,s)}{\text{source}},\ \underset{(n,\,t)}{\text{target}} \longmapsto \underset{(n,\,t,\,\text{tgt\_vocab})}{\text{logits}}
# $$
#
# 第 $i$ 个位置的打分是“读完 source、写完 target 的第 0 到第 $i$ 个之后，下一个字是什么”。`target` 以 `BOS` 开头，两边都在右边用 `PAD` 填齐。
#
# 走一遍：查表，乘 $\sqrt{d_{\text{model}}}$，加位置编码 → 编码器的几层 → 最后归一化一次，得到记忆（memory）→ 译文那边也查表、加位置 → 解码器的几层 → 最后归一化一次 → 输出层。
#
# 参数至多 500 000 个。建议：宽 64，4 个头，前馈 192，编码器、解码器**各一层**，输出层就用译文的词表转过来（再加一个偏置），一共不到 20 万。各两层、宽 96、前馈 256 的有 57 万，同样的时间只能训练一半的轮数，反而差得远。
#
# 照第 4 节的样子**先归一化**：每个注意力收到的查询都归一化过，均方是 1。每个位置只能看见该看见的：译文看不到后面，谁也看不到 source 里的 `PAD`。最后给的是打分，不过 softmax。
#
# **自己查的例子**　把 `source` 右边多填两列 `PAD`，打分应当一个也不变；把 `target` 最后一个字换掉，前面的打分应当一个也不变；把 `source` 的头两个词对调，打分应当变。
#
# <details><summary>提示一</summary>
#
# source 的掩码 $(n, s)$ 要给编码器用，也要给交叉注意力用；它要能广播成 $(n, s, s)$ 和 $(n, t, s)$，中间该添一个什么样的轴？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 在函数里（或者单元格里另写）一个类。两张 `nn.Embedding`，初值用 `nn.init.normal_(…, std=d_model**-0.5)`：乘了 $\sqrt{d_{\text{model}}}$ 以后正好是 1，转过来当输出层也不会太大。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 查表和加位置两边一样，写成一个小方法 `embed(ids, table)`。`forward` 七八行：掩码、编码器的循环、归一化、解码器的循环、归一化、`y @ self.target_table.weight.T + self.bias`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 解码器没有因果掩码：训练时抄得到答案，用的时候什么也不会；<!-- wrong: no-causal-mask -->
# - source 的 `PAD` 没有挡住；<!-- wrong: no-source-mask -->
# - source 没有加位置编码；<!-- wrong: no-source-positions -->
# - 译文没有加位置编码；<!-- wrong: no-target-positions -->
# - 两种层都写成了后归一化：词向量没有归一化就进了注意力；<!-- wrong: post-norm -->
# - 解码器没有看记忆：译文和原文无关；<!-- wrong: source-ignored -->
# - 最后加了 softmax；<!-- wrong: softmax-at-the-end -->
# - 参数太多；<!-- wrong: too-large -->
# - 每次返回的是同一个模型，训练过的权重还在里面。<!-- wrong: same-model -->
#
# </details>


# %% exercise="build_translator"
def build_translator(src_vocab: int, tgt_vocab: int) -> nn.Module:
    """一个新的英译汉模型，先归一化的 Transformer：注意力收到的 query 都归一化过。

    参数
        src_vocab, tgt_vocab: 两边的词表各有多大，编号 0 是 PAD，2 是 BOS，3 是 EOS。
    返回
        nn.Module，初值随机，每次都是新的；词表是 829 和 659 时，参数至多 500 000 个。
        model(source, target) → logits：source (n, s)、target (n, t) 都是 int64，
        填充 PAD 只在右边，source 每行至少有一个词；logits 是 (n, t, tgt_vocab) 的打分，
        没有经过 softmax。句子多长都行。
        第 i 个位置只看得到 target 的第 0 到第 i 个；source 的 PAD 不影响任何打分；
        词的次序、source 里的每个词都影响打分。PAD 位置打多少分都可以。
    例子
        >>> model = build_translator(23, 19)
        >>> model(torch.tensor([[4, 5, 6, 0]]), torch.tensor([[2, 7, 8]])).shape
        torch.Size([1, 3, 19])
    """
    ### BEGIN SOLUTION
    d_model, heads, d_ff, layers = 64, 4, 192, 1

    class Translator(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.source_table = nn.Embedding(src_vocab, d_model)
            self.target_table = nn.Embedding(tgt_vocab, d_model)
            for table in (self.source_table, self.target_table):
                nn.init.normal_(table.weight, std=d_model**-0.5)
            sizes = d_model, heads, d_ff
            many = range(layers)
            self.encoder = nn.ModuleList(PreNormLayer(*sizes) for _ in many)
            self.decoder = nn.ModuleList(PreNormDecoderLayer(*sizes) for _ in many)
            self.encoder_norm = nn.LayerNorm(d_model)
            self.decoder_norm = nn.LayerNorm(d_model)
            self.bias = nn.Parameter(torch.zeros(tgt_vocab))

        def embed(self, ids: Tensor, table: nn.Embedding) -> Tensor:
            words = table(ids) * math.sqrt(d_model)
            return words + positional_encoding(ids.shape[1], d_model)

        def forward(self, source: Tensor, target: Tensor) -> Tensor:
            visible = (source != PAD).unsqueeze(1)
            memory = self.embed(source, self.source_table)
            for layer in self.encoder:
                memory = layer(memory, visible)
            memory = self.encoder_norm(memory)
            y = self.embed(target, self.target_table)
            for layer in self.decoder:
                y = layer(y, memory, causal_mask(target.shape[1]), visible)
            return self.decoder_norm(y) @ self.target_table.weight.T + self.bias

    return Translator()
    ### END SOLUTION


# %% [markdown]
# 下面两个给检查用：一个数参数，一个过一遍模型，记下每个注意力收到的查询。


# %%
def count_parameters(model: nn.Module) -> int:
    """参数的个数。"""
    return sum(p.numel() for p in model.parameters())


def attention_queries(model, source: Tensor, target: Tensor) -> list[Tensor]:
    """每个 MultiHeadAttention 收到的 query，按收到的先后。"""
    seen = []

    def keep(_, args, named):
        seen.append((args[0] if args else named["query"]).detach())

    parts = [part for part in model.modules() if isinstance(part, MultiHeadAttention)]
    hooks = [part.register_forward_pre_hook(keep, with_kwargs=True) for part in parts]
    model(source, target)
    for hook in hooks:
        hook.remove()
    return seen


# %% check="build_translator" points=8 minutes=13 uses=["PreNormLayer"]
check("build_translator")

# %% [markdown]
# ### 练习 9.13 train_translator（约 12 分钟，8 分）
#
# **做什么**　教师强制：喂给解码器的，是**右移了一格**的译文，最前面补上 `BOS`；要它猜的，是没有移的译文。
#
# | | | | | | |
# |---|---|---|---|---|---|
# | `target` 的一行 | 我 | 累 | `EOS` | `PAD` | `PAD` |
# | 喂进去 | `BOS` | 我 | 累 | （随便） | （随便） |
# | 要猜的 | 我 | 累 | `EOS` | 不算 | 不算 |
#
# 每一轮把每一对句子用一次，次序打乱，每一轮都不同；返回每一轮的平均损失（`float` 的列表）。优化器、批、学习率的变化、标签平滑都由你定，`lr` 是其中最高的学习率。最后的本事要过关：用 6705 对句子、词表 829 和 659、6 轮、`lr=5e-3`，没见过的句子上贪心译出来，字的 BLEU 不低于 **20**。
#
# 一个行得通的配方：AdamW（`betas=(0.9, 0.98)`），`token_batches` 每批 600 个中文字，`label_smoothed_loss`，学习率在头 60 步直线升到 `lr`，然后直线降到 0，梯度的长度裁到 1（`nn.utils.clip_grad_norm_`）。它训练 6 轮，10 个种子的 BLEU 是 31.8 到 35.4（600 句；评分时只看头 300 句，30.6 到 34.7）。
#
# 配方里没有用 `noam_rate`：一轮只有约 100 批，6 轮不过六百步，Noam 是为几万、几十万步写的。同样预热 60 步，照它走到第 600 步，学习率还有最高处的 $\sqrt{60/600} \approx 0.32$，来不及停稳。所以这里借它的前一半（直线预热），后一半换成直线降到 0。
#
# <details><summary>提示一</summary>
#
# 训练时喂进去的第一列是什么？译一个新句子时，第一步手上有什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 一批里最长的句子往往比整个 `target` 短：先截掉全是 `PAD` 的列，快一倍。要让种子说了算：`torch.manual_seed(seed)`，再 `np.random.default_rng(seed)`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# for epoch in range(epochs):
#     for batch in token_batches(…):
#         这一步的学习率，交给优化器
#         words = target[batch, …]            # 截到这一批最长的
#         given = torch.cat([…, …], dim=1)    # 右移一格
#         loss = label_smoothed_loss(model(…, …), …)
#         …                                   # 优化器的几步
#     这一轮的平均损失，记下来
# ```
#
# 总步数先要知道：用另一个 `rng` 装一次批，数一数。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有右移，把要猜的直接喂了进去：损失很快到 0，译出来的全是胡话；<!-- wrong: not-shifted -->
# - 右移了，最前面补的却是 `PAD`，不是 `BOS`；<!-- wrong: pad-for-bos -->
# - 填出来的位置也算进了损失；<!-- wrong: pad-in-the-loss -->
# - 没有打乱，每一轮的次序都一样；<!-- wrong: not-shuffled -->
# - 梯度没有清零；<!-- wrong: gradients-accumulate -->
# - 最后不满的一批丢了；<!-- wrong: last-batch-lost -->
# - 没有用 `seed`；<!-- wrong: seed-ignored -->
# - 没有用 `lr`；<!-- wrong: rate-ignored -->
# - 返回的是每一步的损失，不是每一轮的（一轮不止一批时才看得出，评分时会查）；<!-- wrong: losses-by-step -->
# - 返回时模型换了模式。<!-- wrong: mode-changed -->
#
# </details>


# %% exercise="train_translator"
def train_translator(
    model: nn.Module, source: Tensor, target: Tensor, epochs: int, lr: float, seed: int
) -> list[float]:
    """教师强制，训练一个翻译模型。

    参数
        model: model(source, target) → (n, t, 词数) 的打分；就地训练它。
        source: (n, s) 的 int64 张量，右边用 PAD 填齐；不变。
        target: (n, t) 的 int64 张量，不含 BOS，每行以 EOS 结尾，右边用 PAD 填齐；不变。
            n ≥ 1，n 可以比一批还小。
        epochs: 几轮；每一轮每一对句子正好用一次，次序随机。
        lr: 最高的学习率，大于 0。
        seed: 种子；model 的初值相同、seed 相同，训练出来的权重就相同；seed 不同，次序不同。
    返回
        每一轮的平均损失，epochs 个浮点数。PAD 的位置不影响损失和权重。
        返回时 model.training 与调用时相同。
    要求
        n = 6705 对、6 轮、lr = 5e-3 之后，没见过的句子上贪心译文的字 BLEU 不低于 20。
    例子
        >>> model = build_translator(23, 19)
        >>> source, target = torch.tensor([[4, 5]]), torch.tensor([[6, 7, 3]])
        >>> losses = train_translator(model, source, target, 30, 5e-3, 0)
        >>> len(losses), losses[-1] < losses[0]
        (30, True)
    """
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    rng, was_training = np.random.default_rng(seed), model.training
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = 0, []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), BOS), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses
    ### END SOLUTION


# %% [markdown]
# 下面的给检查用：一个只看前一个字的小模型，把每次收到的东西都记下来。


# %%
class Recorder(nn.Module):
    """打分只由前一个字定；seen 是每次收到的 (source, target)。"""

    def __init__(self, vocab: int) -> None:
        super().__init__()
        self.table, self.seen = nn.Parameter(torch.zeros(vocab, vocab)), []

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        self.seen.append((source.clone(), target.clone()))
        return self.table[target]


def watch_training(vocab, source, target, epochs, lr, seed, training=True):
    """训练一个 Recorder：(各轮的损失，收到的，训练后的表，最后的梯度，返回时的模式)。"""
    recorder = Recorder(vocab).train(training)
    losses = train_translator(recorder, source, target, epochs, lr, seed)
    grad = recorder.table.grad
    grad = torch.zeros(vocab, vocab) if grad is None else grad
    return losses, recorder.seen, recorder.table.detach(), grad, recorder.training


# %% check="train_translator" points=8 minutes=12 uses=["token_batches", "label_smoothed_loss", "build_translator"]
check("train_translator")

# %% [markdown]
# ### 训练
#
# 八轮，再用小十倍的学习率接着训练三轮，每轮存一份检查点，用你的 `average_states` 平均。一个核上约半分钟，机器忙时要几分钟。贪心和打分的小函数也在这里。

# %% tags=["demo"]
TRANSLATOR = ("PreNormLayer", "token_batches", "label_smoothed_loss", "build_translator")
TRANSLATOR = (*TRANSLATOR, "train_translator", "bleu")


def until_end(ids):
    """编号 → 字，到 EOS 为止。"""
    ids = ids[: ids.index(EOS)] if EOS in ids else ids
    return [tgt_words[i] for i in ids]


def greedy(model, source, most=20):
    """每一步取分最高的字，一批一起译；返回字的列表的列表。"""
    was_training = model.training
    model.eval()
    ids = torch.full((len(source), 1), BOS)
    with torch.no_grad():
        for _ in range(most):
            word = model(source, ids)[:, -1].argmax(dim=-1, keepdim=True)
            ids = torch.cat([ids, word], dim=1)
    model.train(was_training)
    return [until_end(row) for row in ids[:, 1:].tolist()]


def score(model, most=HELD_OUT):
    """没见过的头几句上，贪心译文的 BLEU。"""
    return bleu(greedy(model, test_source[:most]), test_chinese[:most])


if ready(*TRANSLATOR, "average_states"):
    torch.manual_seed(0)
    translator = build_translator(len(src_words), len(tgt_words))
    count = count_parameters(translator)
    losses = train_translator(translator, source, target, 8, 5e-3, 0)
    print(f"{count:,} 个参数；各轮的损失", " ".join(f"{loss:.2f}" for loss in losses))
    print(f"没见过的 {HELD_OUT} 句，BLEU {score(translator):.1f}")
    checkpoints = []
    for more in range(1, 4):
        train_translator(translator, source, target, 1, 5e-4, more)
        state = {k: v.clone() for k, v in translator.state_dict().items()}
        checkpoints.append(state)
        print(f"接着训练第 {more} 轮：{score(translator):.1f}")
    translator.load_state_dict(average_states(checkpoints))
    print(f"三份检查点的平均：{score(translator):.1f}")

# %% tags=["demo"]
if ready(*TRANSLATOR, "average_states"):
    found = greedy(translator, test_source[:10])
    for row, words in enumerate(found):
        sentence = " ".join(english[len(english) - HELD_OUT + row])
        print(f"{sentence:<36}{''.join(words):　<12}（{''.join(test_chinese[row])}）")

# %% [markdown]
# 在我们的模型上，三份检查点本来就差不多，平均之后也差不多（37 上下）：学习率降得这么低，权重已经不怎么晃了。论文的学习率一直不低，平均才值钱。
#
# 中间是模型译的，括号里是参考。有的换了说法，有的张冠李戴，有的不知所云：词表里只有 825 个英文词，每个词见过的次数也不多。一个 20 万参数、读过六千多个短句的模型，能做到的就是这样；论文的模型大 300 倍，读过 450 万对长句。
#
# ### 故意弄坏
#
# 下面把 `BREAK` 换成别的再运行：`"causal"` 让解码器看得到后面，`"positions"` 拿掉位置编码，`""` 是好的。**先猜**：哪一种的训练损失反而更低？（三轮，约六秒；如果你的模型没有用 `causal_mask`、`positional_encoding` 这两个名字，弄坏的就不是它。）

# %% tags=["demo"]
BREAK = "causal"  # 换成 "positions" 或 ""
if ready(*TRANSLATOR):
    # 怎么弄坏的不用读懂：暂时把这两个函数换成别的
    kept = causal_mask, positional_encoding
    if BREAK == "causal":

        def causal_mask(length):
            """什么也不挡。"""
            return torch.ones(length, length, dtype=torch.bool)

    if BREAK == "positions":

        def positional_encoding(length, d_model):
            """什么也不加。"""
            return torch.zeros(length, d_model)

    torch.manual_seed(0)
    broken = build_translator(len(src_words), len(tgt_words))
    losses = train_translator(broken, source, target, 3, 5e-3, 0)
    print(f"弄坏了 {BREAK!r}：损失", " ".join(f"{loss:.2f}" for loss in losses))
    print(f"BLEU {score(broken, 300):.1f}")
    for words in greedy(broken, test_source[:3]):
        print("  ", "".join(words))
    causal_mask, positional_encoding = kept

# %% [markdown]
# 看得到后面的那个，损失直往标签平滑的最低处（约 1）掉：它不是在译，是在抄后一个字。一到真的要写，后面什么也没有，它抄到的就只有自己面前的 `<bos>`，BLEU 是 0。训练损失好得出奇，先怀疑掩码。
# 再试试拿掉位置编码：损失会高一些还是低一些？BLEU 会到 0 吗？
#
# ### 论文的表 3，缩小版
#
# 论文的表 3 里，一个头比八个头低 0.9 分，32 个头也低了 0.4。你的模型只有 64 维，头多了每个头就只剩几维。头只是把宽度切开，参数一个不多，所以不用重写模型，只要改 `num_heads`。每种三轮，约半分钟。

# %% tags=["demo"]
if ready(*TRANSLATOR):
    table_3 = {}
    for heads in (1, 2, 4, 8):
        torch.manual_seed(1)
        model = build_translator(len(src_words), len(tgt_words))
        for part in model.modules():
            if isinstance(part, MultiHeadAttention):
                part.num_heads = heads
        train_translator(model, source, target, 3, 5e-3, 1)
        table_3[heads] = score(model)
        print(f"{heads} 个头，每个 {64 // heads} 维：BLEU {table_3[heads]:.1f}")
    fig, ax = plt.subplots(figsize=(6, 2.4))
    ax.plot(range(4), table_3.values(), "o-", color=BLUE, linewidth=2)
    ax.set_xticks(range(4), table_3)
    ax.set(title="头数与 BLEU（三轮，一个种子）", xlabel="头数")
    plt.show()

# %% [markdown]
# 三轮还没有学完，一个种子的起伏有一两分，这张图说明不了多少。训练四轮、各跑两个种子（别处跑的）：1 个头 21.5 和 19.8，2 个头 21.9 和 21.1，4 个头 21.4 和 22.1。差别和起伏一样大：64 维、六个词的短句，看不出头数的好坏；论文的差别是在 512 维、几百万对长句上量的，而且一个头只低了 0.9。要在小模型上说“几个头最好”，得多跑十几个种子。

# %% [markdown]
# ## 8　终场：译你的句子
#
# 把 `SENTENCE` 换成你自己的英文句子（短句，常用词），运行这一格和下一格。先看目光：模型写每个字的时候，各层各头在看哪里。一行是一层，一列是一个头；纵轴是正在写（或正在读）的，横轴是它看的，越黑看得越多。

# %% tags=["demo"]
SENTENCE = "I will go there tomorrow."  # 换成你的
BEAMS = 3


def next_words(model, row):
    """一个源句 → 束搜索要的 step：下一个字的对数概率。"""

    def step(prefixes):
        with torch.no_grad():
            logits = model(row.expand(len(prefixes), -1), torch.tensor(prefixes))
        return logits[:, -1].double().log_softmax(dim=-1).numpy()

    return step


if ready(*TRANSLATOR, "average_states", "beam_search"):
    words = split_english(SENTENCE)
    strange = [word for word in words if word not in src_numbers]
    if strange:
        print("模型没有见过这些词，只好当成 <unk>：", "、".join(strange))
    translator.eval()
    my_source = to_tensor([words], src_numbers)
    my_step = next_words(translator, my_source)
    best = beam_search(my_step, BOS, EOS, BEAMS, 20)
    plain = beam_search(my_step, BOS, EOS, 1, 20)
    print(SENTENCE, "→", "".join(until_end(best)))

    # 以下是画图，不用读懂：再过一遍模型，读出各层注意力的 weights
    given, written = ["<bos>", *until_end(best)], [tgt_words[i] for i in best]
    given = given[: len(best)]
    translator(my_source, torch.tensor([[BOS, *best[:-1]]]))
    looks = []
    for part in translator.modules():
        if isinstance(part, PreNormLayer):
            looks.append(("编码器：原文看原文", words, words, part.attention.weights[0]))
        if isinstance(part, PreNormDecoderLayer):
            own, cross = part.self_attention.weights[0], part.cross_attention.weights[0]
            looks.append(("解码器：译文看前面", written, given, own))
            looks.append(("解码器：译文看原文", written, words, cross))
    if looks:
        size = (8.2, 0.4 + 1.9 * len(looks))
        fig, grid = plt.subplots(len(looks), len(looks[0][3]), figsize=size, squeeze=False)
        for line, (name, down, across, maps) in zip(grid, looks):
            for head, (ax, values) in enumerate(zip(line, maps)):
                ax.imshow(values, cmap="gray_r", vmin=0, vmax=1, aspect="auto")
                ax.grid(False)
                ax.set_xticks(range(len(across)), across, rotation=60, fontsize=7)
                labels = down if head == 0 else [""] * len(down)
                ax.set_yticks(range(len(down)), labels, fontsize=7.5)
                ax.set_title(name if head == 0 else f"第 {head + 1} 个头", fontsize=9)
        plt.show()

# %% [markdown]
# 最下面一行是译文看原文。找一找：写“明”的时候，有没有一个头正好看着 `tomorrow`？中文和英文的词序不同，目光就要跳。这些没有人教过，全是从六千多对句子里自己长出来的。
#
# 最后看它一个字一个字地写。上面是原文，红底越深，写这个字时看得越多；中间是束里的三个开头，一轮一轮地争位子；底下是束搜索和贪心各自的答案。在我们的模型上，这一句两样答案相同，把 `SENTENCE` 换成 `What did you do yesterday?`，它们就不同了；你的模型不一定，多试几句，找一句不同的。不同不一定更好：也是在我们的模型上，没见过的头 200 句，贪心的 BLEU 是 37.1，束宽 3 是 37.6，只好了一点点。

# %% tags=["demo"]
if ready(*TRANSLATOR, "average_states", "beam_search"):
    rounds = []

    def watched(prefixes):
        """记下每一轮交给模型的开头。"""
        rounds.append(prefixes)
        return my_step(prefixes)

    beam_search(watched, BOS, EOS, BEAMS, 20)

    def probability(ids):
        """一句译文的概率。"""
        rows = [my_step([[BOS, *ids[:i]]])[0, word] for i, word in enumerate(ids)]
        return math.exp(sum(rows))

    def shown(ids):
        """编号 → 字，结束符写成 ■。"""
        return "".join("■" if i == EOS else tgt_words[i] for i in ids if i != BOS)

    # 最后一层译文看原文的权重，各头平均；没有的时候就不涂色
    crossed = [maps for name, *_, maps in looks if name.endswith("译文看原文")]
    gaze = crossed[-1].mean(dim=0) if crossed else torch.zeros(len(best), len(words))
    fig, ax = plt.subplots(figsize=(7.6, 3.6), dpi=80, layout="none")
    fig.subplots_adjust(left=0.02, right=0.98, bottom=0.02, top=0.98)

    def draw_writing(k):
        """动画的一格：写到第 k 个字。"""
        ax.clear()
        ax.axis("off")
        ax.set(xlim=(0, 10), ylim=(0, 6))
        wide = 9.4 / len(words)
        for i, word in enumerate(words):
            shade = float(gaze[k - 1, i]) if 0 < k <= len(best) else 0.0
            spot = (0.3 + wide * i, 5.1)
            look = {"color": RED, "alpha": 0.75 * shade}
            ax.add_patch(plt.Rectangle(spot, wide * 0.94, 0.7, **look))
            place = spot[0] + wide * 0.47
            ax.text(place, 5.45, word, ha="center", va="center", fontsize=13)
        ax.text(0.3, 4.3, shown(best[:k]), fontsize=20, color=BLUE, va="center")
        for place, ids in enumerate(rounds[min(k, len(rounds) - 1)] if k else []):
            line = f"束里没写完的　{shown(ids)}　概率 {probability(ids[1:]):.3f}"
            ax.text(0.3, 3.3 - 0.65 * place, line, fontsize=11, color=GREY, va="center")
        if k > len(best):
            for y, name, ids in ((1.15, "束搜索", best), (0.45, "贪　心", plain)):
                line = f"{name}　{shown(ids)}　概率 {probability(ids):.3f}"
                color = BLUE if y > 1 else RED
                ax.text(0.3, y, line, fontsize=13, color=color, va="center")

    alt = "动画：英文句子一个字一个字地译成中文，原文里被看着的词泛红，下面是束里的三个开头"
    figures.film(fig, draw_writing, range(len(best) + 2), alt, wait=700, last=5000)
    print(SENTENCE, "→", "".join(until_end(best)))

# %% [markdown]
# 一句话的回顾：
#
# | 练习 | 一句话 |
# |---|---|
# | kernel_regression | 近的多听一点；换一个核（键一样长时连换都不用），它就是点积注意力 |
# | attention_forward、attention_backward | softmax 的梯度是“比平均高多少”；太尖就没有梯度，所以除以 $\sqrt d$ |
# | token_batches、label_smoothed_loss、noam_rate | 按格子装批；目标留余地；先预热再慢慢停 |
# | PreNormLayer | 残差的路上什么也不放 |
# | transformer_parameters | 63 082 496；对不上的数，自己数一遍 |
# | average_states、bleu、beam_search | 平均掉晃动；先加起来再除；写完的也要一起争 |
# | build_translator、train_translator | 右移一格，挡住后面，挡住填空 |
#
# **自测**　先想，再展开。
#
# <details><summary>1. 模型训练到一半，损失忽然降到标签平滑的最低处，BLEU 却是 0。先查什么？</summary>
#
# 先查因果掩码，再查有没有右移：两样都会让它抄得到答案。
#
# </details>
#
# <details><summary>2. 束宽从 3 加到 100，概率更高的译文几乎总找得到，BLEU 却常常变低。为什么？</summary>
#
# 模型认为最可能的，常常是很短的句子。束窄的时候找不到它们，束宽了就找得到了。长度惩罚只能救回一部分。
#
# </details>
#
# <details><summary>3. 一个都不许看的行，为什么规定输出 0，而不是让它出 NaN，反正没有人用？</summary>
#
# 前向没有人用，反向却会用到：0 × NaN 还是 NaN，它会顺着梯度毒到每一个参数。
#
# </details>
#
# **延伸阅读**　Vaswani 等，*Attention Is All You Need*，2017；Xiong 等，*On Layer Normalization in the Transformer Architecture*，2020（先归一化）；Papineni 等，*BLEU*，2002；Wu 等，*Google's Neural Machine Translation System*，2016（长度惩罚）；阿斯顿·张、李沐等，《动手学深度学习》，注意力机制一章。
#
# 数据：[Tatoeba](https://tatoeba.org)，CC BY 2.0 FR，作者写在 `cmn_eng.tsv` 每一行的后两列。
