# ---
# jupyter:
#   autograder:
#     title: 第 12 章　前沿探索：十个想法
#     builds: 一个被你教会唱歌的故事模型，一台听见数字就找出图片的机器，和只用几个编号说话的声音
#     minutes: 229
#     data: [stories260k.npz]
#     en:
#       title: Chapter 12. Ten ideas from the frontier
#       builds: a story model that you taught to sing, a finder that goes from a spoken digit to its picture, and a voice made of a few codes
# ---

# %% [markdown]
# # 第 12 章　前沿探索：十个想法
#
# 报纸上的大模型一天一个名字，背后的想法却没有那么多，而且多半短得出奇：写成代码，一个函数就放得下。这一章挑了十个，每个都从“它要解决什么麻烦”讲起，推到公式，由你写出来，再在真的东西上用一次。
#
# 这些东西是前面几章留下的：一个会讲故事的小 Llama（[第 11 章（二）](../guide11_llama/guide11_llama.ipynb)装好的那个，26 万个参数），一千个手写数字，六个人念的数字录音。都很小，一个核、几秒钟就能训练；想法却和大模型用的一样。
#
# | | 麻烦 | 想法 | 你写的 |
# |---|---|---|---|
# | 1 | 模型太大，微调不起 | 只学一个低秩的补丁 | `LoRALinear` |
# | 2 | 注意力的表太大，放不下 | 一块一块地算，边走边改 | `online_softmax_attention` |
# | 3 | 参数想多，计算想少 | 每个词只请两位专家 | `route`、`balance_loss` |
# | 4 | 图片和声音没有共同语言 | 让配对的互相靠近 | `contrastive_loss`、`few_shot` |
# | 5 | “好回答”写不成损失 | 拿两个回答比一比 | `answer_log_probability`、`dpo_loss`、`group_advantages` |
# | 6 | 一次只能写一个词，太慢 | 小模型先猜，大模型来批 | `speculative_step` |
# | 7 | 模型不知道的事 | 先查资料再回答 | `bm25` |
# | 8 | 大模型用不起 | 让小模型学它的犹豫 | `distillation_loss` |
# | 9 | 声音不是词 | 把声音写成编号 | `residual_quantize` |
# | 10 | 频谱里没有相位 | 来回变换，把相位磨出来 | `griffin_lim` |
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始）
#
# | 旧知识 | 一句话 |
# |---|---|
# | softmax | 一行打分（logits）取指数，再除以总和，得到概率 |
# | 交叉熵（cross-entropy） | 正确答案那一格的 $-\ln p$ |
# | KL 散度 | $\sum_c p_c \ln (p_c / q_c)$：拿 $q$ 当 $p$ 要多付的代价，不小于 0 |
# | 注意力（attention） | 查询和键点积、softmax，再给值加权平均 |
# | `nn.Linear` | $Wx + b$，`weight` 的形状是 (out, in) |
# | `detach()` | 取出同样的数，梯度到此为止 |
# | 短时傅里叶变换（STFT） | 声音切成一帧一帧，每帧乘一个窗，变成各个频率的强弱和相位 |
#
# **读完以后你会有**　一个只动了不到百分之一的参数就学会唱歌的故事模型，唱给你听；一台从声音找图片、从图片找声音的机器；还有一段每帧只用 1、2、4、8 个编号写下来的声音，今天的语音和音乐模型就是这样“写”声音的。

# %% [markdown]
# ## 时间表
#
# 合计约 229 分钟，100 分。练习互不依赖，做完哪一节都可以停（几个示范要用前面的练习，没写的会告诉你）；**建议分两次**，前四节一次（约 107 分钟），余下的一次（约 122 分钟），第二次先从头 Run All。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 准备：会讲故事的模型 | 8 | |
# | 1 | LoRA：LoRALinear | 26 | 10 |
# | 2 | 一块一块的注意力：online_softmax_attention | 25 | 10 |
# | 3 | 专家混合：route、balance_loss | 28 | 13 |
# | 4 | 对比学习：contrastive_loss、few_shot | 20 | 10 |
# | | **（歇一歇，换一天也好）** | | |
# | 5 | 偏好：answer_log_probability、dpo_loss、group_advantages | 31 | 17 |
# | 6 | 投机解码：speculative_step | 20 | 10 |
# | 7 | 检索：bm25 | 15 | 8 |
# | 8 | 蒸馏：distillation_loss | 12 | 6 |
# | 9 | 声音的编号：residual_quantize | 11 | 7 |
# | 10 | 把声音还回来：griffin_lim | 21 | 9 |
# | 11 | 自测和终场 | 12 | |
#
# 每个练习是一个函数（有一个是类）。删掉 `raise NotImplementedError` 那一行，写上你的代码，再运行下面的检查单元格。卡住了就展开“提示”，一条一条来。从头到尾全部运行（Run All）也可以，没写的练习只提醒一句。
#
# 几条通用的约定：批总在第一轴；不要改动传进来的东西；数组可能是转置或切片得到的；随机数只从传进来的 `rng` 来，同样的 `rng` 给同样的结果。

# %% tags=["demo"]
import matplotlib.pyplot as plt
from IPython.display import Audio, display

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN, GREY, GOLD = "#3b6fb6", "#c0392b", "#2e8b57", "#888888", "#b8860b"

# %%
import copy
import math
import tracemalloc
from collections import Counter
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)  # 东西都很小，一个线程就够

# %% [markdown]
# ## 0　准备：会讲故事的模型
#
# stories260K 是 Andrej Karpathy 用 Llama 2 的结构训练的小模型：64 维，5 层，8 个查询头共用 4 个键值头，词表 512 片，读的是给三四岁孩子写的小故事。它的每个零件都在第 11 章（二）里写过，这里直接给你，**不用读懂**；后面只用四个名字：`story_model`（编号 → 打分）、`encode`、`decode`、`tell`。

# %% tags=["demo"]
# 不用读懂：小 Llama，和它的分词


class Block(nn.Module):
    """一层：注意力，再过一个前馈网络，各有一条残差。"""

    def __init__(self, d, hidden, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, kv = heads, kv_heads, d // heads * kv_heads
        self.attention_norm, self.ffn_norm = nn.RMSNorm(d, 1e-5), nn.RMSNorm(d, 1e-5)
        sizes = {"wq": (d, d), "wk": (d, kv), "wv": (d, kv), "wo": (d, d)}
        sizes |= {"w1": (d, hidden), "w2": (hidden, d), "w3": (d, hidden)}
        for name, size in sizes.items():
            setattr(self, name, nn.Linear(*size, bias=False))

    def forward(self, x, cos, sin):
        y = self.attention_norm(x)
        q, k, v = (
            w(y).unflatten(-1, (count, -1)).transpose(1, 2)
            for w, count in (
                (self.wq, self.heads),
                (self.wk, self.kv_heads),
                (self.wv, self.kv_heads),
            )
        )
        q, k = (
            torch.stack(
                [
                    a[..., ::2] * cos - a[..., 1::2] * sin,
                    a[..., ::2] * sin + a[..., 1::2] * cos,
                ],
                dim=-1,
            ).flatten(-2)
            for a in (q, k)
        )
        k, v = (a.repeat_interleave(self.heads // self.kv_heads, dim=1) for a in (k, v))
        out = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.wo(out.transpose(1, 2).flatten(2))
        y = self.ffn_norm(x)
        return x + self.w2(F.silu(self.w1(y)) * self.w3(y))


class Llama(nn.Module):
    """(n, t) 的编号 → (n, t, 512) 的打分。"""

    def __init__(self, d, hidden, layers, heads, kv_heads, pieces, context):
        super().__init__()
        self.tok_embeddings = nn.Embedding(pieces, d)
        blocks = (Block(d, hidden, heads, kv_heads) for _ in range(layers))
        self.layers = nn.ModuleList(blocks)
        self.norm = nn.RMSNorm(d, 1e-5)
        turns = 10000.0 ** (-torch.arange(0, d // heads, 2) / (d // heads))
        angle = torch.arange(context)[:, None] * turns
        self.cos, self.sin = angle.cos(), angle.sin()

    def forward(self, ids):
        x, t = self.tok_embeddings(ids), ids.shape[1]
        for layer in self.layers:
            x = layer(x, self.cos[:t], self.sin[:t])
        return F.linear(self.norm(x), self.tok_embeddings.weight)


with np.load("stories260k.npz") as file:
    story_model = Llama(*file["config"].tolist())
    names = [n for n in file.files if n.endswith(".weight")]
    short = [n.replace("attention.w", "w").replace("feed_forward.", "") for n in names]
    loaded = {new: torch.tensor(file[n]) for n, new in zip(names, short)}
    story_model.load_state_dict(loaded)
    cuts = np.r_[0, file["token_ends"]]
    text_bytes, piece_scores = file["token_bytes"].tobytes(), file["token_scores"]
story_model.requires_grad_(False)
pieces = [text_bytes[a:b] for a, b in pairwise(cuts)]
number_of = {piece: i for i, piece in enumerate(pieces) if i >= 259}
BOS, EOS = 1, 2


def encode(text):
    """文字 → 编号的列表，前面加一个空格。"""
    ids = []
    for letter in " " + text:
        letter = letter.encode()
        ids += [number_of[letter]] if letter in number_of else [b + 3 for b in letter]
    while True:
        joins = [
            (piece_scores[number_of[pieces[a] + pieces[b]]], -i)
            for i, (a, b) in enumerate(pairwise(ids))
            if pieces[a] + pieces[b] in number_of
        ]
        if not joins:
            return ids
        i = -max(joins)[1]
        ids[i : i + 2] = [number_of[pieces[ids[i]] + pieces[ids[i + 1]]]]


def decode(ids):
    """编号 → 文字。"""
    text = b"".join(pieces[i] for i in ids if i > EOS)
    return text.decode("utf-8", "replace").strip()


@torch.no_grad()
def tell(model, ids, n, temperature, seed):
    """(行数, t) 的编号，每行接着写 n 个。"""
    generator = torch.Generator().manual_seed(seed)
    for _ in range(n):
        chances = (model(ids)[:, -1] / temperature).softmax(dim=-1)
        words = torch.multinomial(chances, 1, generator=generator)
        ids = torch.cat([ids, words], dim=1)
    return ids


# %% tags=["demo"]
OPENING = "Once upon a time, there was a little girl named Lily."
opening = torch.tensor([[BOS, *encode(OPENING)]])
print(f"{sum(p.numel() for p in story_model.parameters())} 个参数")
print(decode(tell(story_model, opening, 90, 0.7, seed=1)[0].tolist()))

# %% [markdown]
# 字里行间偶尔不通，却是一个故事。记住它的腔调，终场时它会变。
#
# ## 1　LoRA：只学一个补丁
#
# 一个 70 亿参数的模型，全部微调一遍，权重、梯度和 Adam 的两份状态加起来要 112 GB 显存（每个数 4 字节）；给十个客户各调一份，还要存十个 70 亿。可是教它一个新习惯，真的要动每一个数吗？
#
# 2021 年胡（Edward Hu）等人的回答：权重**该变多少**，往往是一张很“瘦”的矩阵。把它写成两个窄矩阵的乘积，只学这两个：低秩适配（low-rank adaptation，LoRA）。
#
# ### 练习 12.1 LoRALinear（约 20 分钟，10 分）
#
# **推导**　原来的一层是 $Wx + b$，$W$ 是 (out, in)。微调以后成了 $(W + \Delta W)x + b$。一个秩（rank）为 $r$ 的 $\Delta W$ 总能写成 $BA$：$A$ 是 $(r, \text{in})$，先把 $x$ 压成 $r$ 个数；$B$ 是 $(\text{out}, r)$，再展开。于是
#
# $$
# y = W x + b + \frac{\alpha}{r}\, B\,(A x)
# $$
#
# 要学的数从 $\text{out}\cdot\text{in}$ 个变成 $r(\text{out} + \text{in})$ 个：64 × 64 的一层，$r = 2$，4096 变成 256。前面的 $\alpha / r$ 让你换 $r$ 的时候少调学习率。
#
# **从哪里出发**　刚装上的补丁应当什么也不改，所以 $BA$ 要从 0 开始。只让 $B$ 是 0，$A$ 取随机数：$B$ 的梯度是（上游）·$(Ax)^\top$，不是 0，走得动。要是两个都是 0 呢？$A$ 的梯度里有 $B$，$B$ 的梯度里有 $A$，谁也动不了。
#
# **合并**　练好以后，把 $\frac{\alpha}{r}BA$ 直接加进 $W$，推理时一点也不多花：`merge()`。减掉它就回到原来的模型，换一个客户的补丁：`unmerge()`。合并前后，输出都一样；合并两次等于一次，没有合并时 `unmerge()` 什么也不做。
#
# **形状**　`linear` 是一个现成的 `nn.Linear(in, out)`，可以没有偏置；`x` 是 $(\ldots, \text{in})$，输出 $(\ldots, \text{out})$。参数 `A`、`B` 和原来的那一层 `linear` 就用这三个名字；只有 `A` 和 `B` 要梯度。合并期间不训练。
#
# **例子**　$W = (1\ \ 2)$，$b = 0.5$，$r = 1$，$\alpha = 3$。$x = (1, 1)$ 时输出 3.5。设 $A = (1\ \ {-1})$，$B = (2)$，问 $x = (3, 1)$：$Wx + b = 5.5$，$Ax = 2$，补丁是 $3 \times 2 \times 2 = 12$，输出 17.5。合并以后 $W = (1 + 6,\ 2 - 6) = (7, -4)$，$7 \times 3 - 4 + 0.5 = 17.5$，一样。
#
# <details><summary>提示一</summary>
#
# 合并以后，`forward` 还要不要算补丁那一项？对象要记住什么，才知道自己合并了没有？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 参数的 `requires_grad_(False)` 让它不再要梯度。`A` 和 `B` 要让 `parameters()` 找得到，得是 `nn.Parameter`。改权重的时候不要留下计算图：`torch.no_grad()`。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# def __init__(self, linear, rank, alpha):
#     super().__init__()
#     self.linear = …                # 冻住
#     self.A = nn.Parameter(…)       # (rank, in)，随机
#     self.B = nn.Parameter(…)       # (out, rank)
#     self.scale, self.merged = …
#
# def merge(self):
#     if …:                          # 已经合并过了呢？
#         with torch.no_grad():
#             self.linear.weight …   # 加上什么，形状是 (out, in)
#         …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 乘的是 $\alpha$，忘了除以 $r$；<!-- wrong: scale-alpha -->
# - $A$、$B$ 都从 0 开始，永远学不动；<!-- wrong: both-zero -->
# - $A$ 和 $B$ 都是随机的，一装上就改了输出；<!-- wrong: both-random -->
# - 合并以后 `forward` 又加了一遍补丁；<!-- wrong: counted-twice -->
# - 合并两次，权重里就有两份；<!-- wrong: merges-again -->
# - 没有合并过也去减；<!-- wrong: unmerge-anyway -->
# - 原来的权重没有冻住；<!-- wrong: base-learns -->
# - 冻住了 `weight`，漏了 `bias`；<!-- wrong: bias-learns -->
# - 合并时换上了新的 `nn.Parameter`，那个权重又要梯度了；<!-- wrong: merged-learns -->
# - `unmerge` 减掉了补丁，却没有记下已经取消了；<!-- wrong: flag-left-up -->
# - $A$、$B$ 没有跟着 `linear` 的 dtype。<!-- wrong: default-dtype -->
#
# </details>


# %%
def linear_of(weight: Tensor, bias: Tensor | None = None) -> nn.Linear:
    """权重（和偏置）给定的 nn.Linear，例子和检查用它。"""
    linear = nn.Linear(*weight.T.shape, bias=bias is not None, dtype=weight.dtype)
    with torch.no_grad():
        linear.weight.copy_(weight)
        if bias is not None:
            linear.bias.copy_(bias)
    return linear


# %% exercise="LoRALinear"
class LoRALinear(nn.Module):
    """给一个 nn.Linear 装上低秩补丁：W x + b + alpha/rank · B(A x)。

    参数
        linear: nn.Linear(in, out)，可以没有偏置。原来的参数冻住，不再要梯度。
        rank: 补丁的秩，≥ 1。alpha: 大于 0 的数。
    属性
        linear: 传进来的那一层。A: nn.Parameter (rank, in)，随机，不是 0。
        B: nn.Parameter (out, rank)，全 0。要梯度的只有 A 和 B（合并以后
            也是），dtype 与 linear 相同。
    方法
        forward(x): (…, in) → (…, out)；合并前后相同（差在舍入）。
        merge(): 把补丁加进 linear.weight；已经合并了就什么也不做。
        unmerge(): 从 linear.weight 里减掉补丁；没有合并就什么也不做。
    例子
        >>> linear = linear_of(torch.tensor([[1.0, 2.0]]), torch.tensor([0.5]))
        >>> layer = LoRALinear(linear, rank=1, alpha=3.0)
        >>> layer(torch.tensor([1.0, 1.0])).tolist()
        [3.5]
        >>> with torch.no_grad():
        ...     _ = layer.A.copy_(torch.tensor([[1.0, -1.0]]))
        ...     _ = layer.B.fill_(2.0)
        >>> layer(torch.tensor([3.0, 1.0])).tolist()
        [17.5]
        >>> layer.merge()
        >>> layer.linear.weight.tolist(), layer(torch.tensor([3.0, 1.0])).tolist()
        ([[7.0, -4.0]], [17.5])
    """

    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        ### BEGIN SOLUTION
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        random = linear.weight.new_empty(rank, size).normal_(std=size**-0.5)
        self.A = nn.Parameter(random)
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        ### BEGIN SOLUTION
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)
        ### END SOLUTION

    def merge(self) -> None:
        ### BEGIN SOLUTION
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True
        ### END SOLUTION

    def unmerge(self) -> None:
        ### BEGIN SOLUTION
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False
        ### END SOLUTION


# %% check="LoRALinear" points=10 minutes=20
check("LoRALinear")

# %% [markdown]
# 给故事模型的五层各装上两个补丁，秩为 2：`wq` 是 64→64，`wv` 是 64→32（四个键值头，比查询少一半）。**先猜**：要学的数一共有多少？


# %% tags=["demo"]
def with_adapters(model, rank, alpha, seed):
    """复制一个模型，每层的 wq 和 wv 装上补丁；返回 (模型, 补丁的列表)。"""
    torch.manual_seed(seed)
    adapted, adapters = copy.deepcopy(model), []
    for layer in adapted.layers:
        for name in ("wq", "wv"):
            setattr(layer, name, LoRALinear(getattr(layer, name), rank, alpha))
            adapters.append(getattr(layer, name))
    return adapted, adapters


if ready("LoRALinear"):
    adapted, adapters = with_adapters(story_model, 2, 4.0, seed=0)
    learning = sum(p.numel() for p in adapted.parameters() if p.requires_grad)
    whole = sum(p.numel() for p in story_model.parameters())
    print(f"{learning} 个数要学，占 {learning / whole:.2%}")
    gap = (adapted(opening) - story_model(opening)).abs().max()
    print(f"刚装上：打分最多差 {gap:.1e}")

# %% [markdown]
# 这 2240 个数放着，终场再练。
#
# ## 2　一块一块的注意力
#
# 注意力要算一张 $t_q \times t_k$ 的表。十万个词，就是一百亿格，光存下来要 40 GB，而显卡上够快的那块存储只有几十 MB。2022 年的 FlashAttention 把这张表**从来不存**：键和值一块（tile）一块地读进来，读完一块就丢掉，结果与整张表算的一样，不是近似。
#
# 难处在 softmax：分母要等看完所有的键才知道，最大值也是。
#
# ### 练习 12.2 online_softmax_attention（约 20 分钟，10 分）
#
# **推导**　只看一个查询。打分 $s_1, s_2, \ldots$ 分批到来，我们要的是 $\sum_j e^{s_j} v_j \big/ \sum_j e^{s_j}$。分子、分母都是和，可以一边看一边攒；可是 $e^{s}$ 会溢出，得减去最大值，而最大值随时会变。
#
# 那就先减去**到目前为止**的最大值 $m$，攒着
#
# $$
# \ell = \sum_{\text{看过的 } j} e^{s_j - m}, \qquad o = \sum_{\text{看过的 } j} e^{s_j - m} v_j
# $$
#
# 新来一块，最大值成了 $m' \ge m$。旧的每一项本该是 $e^{s_j - m'} = e^{s_j - m}\cdot e^{m - m'}$：整个 $\ell$ 和 $o$ 都乘上**同一个**修正 $e^{m - m'}$ 就对了，不必回头看。改好以后加上新的一块，再往下走。最后才除一次：$o / \ell$。
#
# **形状**　`q` $(t_q, d)$、`k` $(t_k, d)$、`v` $(t_k, e)$，打分 $s_j = q\cdot k_j/\sqrt d$；返回 $(t_q, e)$。一次看 `block` 个键，最后一块可能短些；$t_k \ge 1$。**不许存下 $t_q\times t_k$ 的数组**：检查会量内存（按块写一个循环就行）。打分大到一万也要对，没有警告。
#
# **例子**　一个查询，打分依次是 $0$、$\ln 3$、$\ln 4$，值是 8、0、4，`block` 取 1。看第一个：$m = 0$，$\ell = 1$，$o = 8$。看第二个：$m' = \ln 3$，修正 $\tfrac13$，$\ell = \tfrac13 + 1 = \tfrac43$，$o = \tfrac83 + 0$。看第三个：$m' = \ln 4$，修正 $\tfrac34$，$\ell = 1 + 1 = 2$，$o = 2 + 4 = 6$。答案 $6/2 = 3$。整张表：$(8 + 0 + 16)/(1 + 3 + 4) = 3$。
#
# <details><summary>提示一</summary>
#
# 一开始什么也没看过，$m$ 该是多少，第一次的修正 $e^{m - m'}$ 才正好是 0？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 每个查询有自己的 $m$ 和 $\ell$，可以各放成一列 $(t_q, 1)$；$o$ 是 $(t_q, e)$。新的最大值是旧的 $m$ 与这一块每行最大值中大的那个。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# for start in range(0, len(k), block):
#     scores = …                      # (t_q, 这一块的长度)
#     new_top = np.maximum(top, …)
#     correction = np.exp(…)          # (t_q, 1)
#     powers = np.exp(…)
#     total = …                       # 旧的改一改，加上新的
#     out = …
#     top = new_top
# return …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 最大值变了，攒着的没有修正；<!-- wrong: not-corrected -->
# - 只修正了 $\ell$，没有修正 $o$；<!-- wrong: only-the-total -->
# - 每块各自 softmax，再把结果加起来；<!-- wrong: divided-in-each-tile -->
# - 每块各自 softmax，再取平均；<!-- wrong: mean-of-tiles -->
# - 最后不满的一块丢了；<!-- wrong: last-tile-lost -->
# - 打分忘了除以 $\sqrt d$；<!-- wrong: not-scaled -->
# - 没有减最大值，打分大时溢出；<!-- wrong: overflow -->
# - 还是存了整张表（评分时量内存）。<!-- wrong: whole-table -->
#
# </details>


# %% exercise="online_softmax_attention"
def online_softmax_attention(
    q: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    block: int,
) -> np.ndarray:
    """缩放点积注意力，一次只看 block 个键。

    参数
        q: (t_q, d)。k: (t_k, d)。v: (t_k, e)。浮点数组，t_q、t_k ≥ 1；不变。
        block: ≥ 1，可以大于 t_k；t_k 不一定是它的倍数。
    返回
        (t_q, e)，softmax(q kᵀ/√d) v，与整张表算的相差不超过 1e-10（float64）。
        不存 (t_q, t_k) 的数组；打分大到 ±1e4 也对，没有警告。
    例子
        >>> q, v = np.array([[1.0]]), np.array([[8.0], [0.0], [4.0]])
        >>> k = np.log(np.array([[1.0], [3.0], [4.0]]))
        >>> online_softmax_attention(q, k, v, 1).round(6)
        array([[3.]])
    """
    ### BEGIN SOLUTION
    top = np.full((len(q), 1), -np.inf)
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T / math.sqrt(q.shape[1])
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        correction = np.exp(top - new_top)
        powers = np.exp(scores - new_top)
        total = total * correction + powers.sum(axis=1, keepdims=True)
        out = out * correction + powers @ v[start : start + block]
        top = new_top
    return out / total
    ### END SOLUTION


# %% [markdown]
# 下面的 `peak_memory` 量一次调用的过程中，最多同时占了多少 MB（传进去的不算）。检查也用它。


# %%
def peak_memory(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> float:
    """online_softmax_attention 算这一次，最多同时占多少 MB。"""
    tracemalloc.start()
    online_softmax_attention(q, k, v, block)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


# %% check="online_softmax_attention" points=10 minutes=20
check("online_softmax_attention")

# %% [markdown]
# 500 个查询，键越来越多。**先猜**：`block` 等于 $t_k$（一块装下全部）时，内存随 $t_k$ 怎样长？`block` 固定在 100 呢？

# %% tags=["demo"]
if ready("online_softmax_attention"):
    rng = np.random.default_rng(0)
    lengths = [500, 1000, 2000, 4000, 8000]
    q = rng.normal(size=(500, 16))
    fig, ax = plt.subplots(figsize=(6.4, 3.2))
    for name, color in (("一块装下全部", RED), ("每块 100 个键", BLUE)):
        used = []
        for t in lengths:
            k, v = rng.normal(size=(2, t, 16))
            used.append(peak_memory(q, k, v, t if color == RED else 100))
        ax.loglog(lengths, used, "o-", color=color, label=name)
    ax.set(xlabel="键的个数", ylabel="最多占用（MB）", title="内存")
    ax.set_xticks(lengths, lengths, minor=False)
    ax.minorticks_off()
    ax.legend()
    plt.show()

# %% [markdown]
# 一条跟着 $t_k$ 走，一条是平的。真正的 FlashAttention 把查询也分块，放进显卡上最快的那一小块存储里；反向时不存那张表，重算一遍，多算了反而更快：慢的往往不是算，是搬。
#
# ## 3　专家混合
#
# 参数多的模型知道得多，可是每个词都要过一遍全部参数，太贵。专家混合（mixture of experts，MoE）把前馈网络换成好多个“专家”，每个词只请其中 $k$ 个：参数多了几十倍，每个词的计算几乎不变。谁去找谁，由一个小小的路由（router）打分。
#
# ### 练习 12.3 route（约 18 分钟，9 分）
#
# **做什么**　`logits` $(n, e)$：$n$ 个词给 $e$ 个专家打的分。每个词挑分最高的 $k$ 个，好的在前，**一样高的编号小的在前**。权重是在**挑中的** $k$ 个分数上做 softmax（没挑中的不算）。
#
# **容量**　一批里大家都找同一个专家，它就成了瓶颈，所以每个专家最多收 `capacity` 个词。位子怎样分？先看所有词的**第一**志愿，按词的次序入座；都坐完了，再看所有词的第二志愿，如此下去。没有座位的那一份，权重改成 0；这个词余下的权重**不重新归一化**，它少听一位专家，靠残差那条路带着走。`experts` 不受容量影响，照挑中的写。
#
# **例子**　三个词，两个专家，$k = 2$，`capacity = 2`，分数是 $(\ln 3, 0)$、$(\ln 3, 0)$、$(0, 0)$。志愿：词 0 是 (0, 1)，词 1 是 (0, 1)，词 2 平手，编号小的在前，也是 (0, 1)。权重 (0.75, 0.25)、(0.75, 0.25)、(0.5, 0.5)。第一志愿：专家 0 收下词 0、词 1，满了，词 2 落空。第二志愿：专家 1 收下词 0、词 1，词 2 又落空。结果最后一行的权重是 (0, 0)。
# 换一个次序看差别：要是词 2 的分数是 $(0, \ln 3)$，它第一志愿是专家 1，先坐下；第二志愿时专家 1 只剩一个位子，给词 0，词 1 的 0.25 变成 0。
#
# <details><summary>提示一</summary>
#
# `torch.topk` 遇到平手时给哪一个，没有保证。哪一种排序有保证？（找一找 `stable` 这个参数。）
#
# </details>
#
# <details><summary>提示二</summary>
#
# 把 `experts` 按“先所有第一志愿，再所有第二志愿”的次序拉成一行，一个一个地发座位；用一个长度为 $e$ 的计数。两层循环就行。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# experts = …[:, :k]                             # 稳定的、从大到小的排序
# weights = ….softmax(dim=1)                     # 先 gather 出挑中的分数
# seats = torch.ones_like(weights)               # 1 有座位，0 没有
# taken = [0] * logits.shape[1]
# for choice in range(k):
#     for token in range(len(logits)):
#         …
# return experts, …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 在全部 $e$ 个分数上做 softmax，再取挑中的；<!-- wrong: softmax-over-all -->
# - 座位按词发：一个词的几个志愿一起坐，再轮到下一个词；<!-- wrong: seats-by-token -->
# - 落空以后把余下的权重重新归一化；<!-- wrong: renormalised -->
# - 每个专家多收了一个；<!-- wrong: one-seat-more -->
# - 平手时取了编号大的；<!-- wrong: ties-by-higher -->
# - 好的排在后面；<!-- wrong: worst-first -->
# - 没有管容量。<!-- wrong: no-capacity -->
#
# </details>


# %% exercise="route"
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    """每个词挑 k 个专家，每个专家最多收 capacity 个词。

    参数
        logits: (n, e) 的浮点张量，n ≥ 1；不变。k: 1 到 e。capacity: ≥ 0。
    返回
        (experts, weights)，都是 (n, k)。experts: 整数，分高的在前，平手编号小的在前，
            不受容量影响。
        weights: 挑中的 k 个分数上的 softmax，dtype 与 logits 相同，对 logits 可以求导；
            座位先发给所有第一志愿（按词的次序），再发给所有第二志愿……没有座位的是 0，
            其余不重新归一化。
    例子
        >>> logits = torch.tensor([[3.0, 1.0], [3.0, 1.0], [1.0, 3.0]]).log()
        >>> experts, weights = route(logits, 2, 2)
        >>> experts.tolist()
        [[0, 1], [0, 1], [1, 0]]
        >>> [[round(w, 2) for w in row] for row in weights.tolist()]
        [[0.75, 0.25], [0.75, 0.0], [0.75, 0.0]]
    """
    ### BEGIN SOLUTION
    experts = logits.argsort(dim=1, descending=True, stable=True)[:, :k]
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        for token in range(len(logits)):
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] < capacity
            taken[expert] += 1
    return experts, weights * seats
    ### END SOLUTION


# %% check="route" points=9 minutes=18
check("route")

# %% [markdown]
# ### 练习 12.4 balance_loss（约 7 分钟，4 分）
#
# 路由有一个坏脾气：谁先学得好一点，谁就被请得多，学得更好，最后人人只找它，别的专家白养着。于是给训练加一项损失，大体上请得越匀越小。
#
# **推导**　设 $f_i$ 是第一志愿为专家 $i$ 的词所占的比例，它是数出来的，没有梯度；$P_i$ 是路由给专家 $i$ 的概率（**全部** $e$ 个上的 softmax）在这一批上的平均，它有梯度。取
#
# $$
# L = e \sum_{i=1}^{e} f_i\, P_i
# $$
#
# 都匀时 $f_i = P_i = 1/e$，$L = e \cdot e \cdot \frac{1}{e^2} = 1$；都挤在一个专家那里，$L$ 趋近 $e$。梯度只从 $P_i$ 走，$f_i$ 是它前面的系数：越挤的专家，打分压得越狠。
#
# **例子**　两个专家，两个词，分数都是 $(\ln 3, 0)$：$f = (1, 0)$，$P = (0.75, 0.25)$，$L = 2 \times 0.75 = 1.5$。
#
# <details><summary>提示一</summary>
#
# `experts` 的哪一列是第一志愿？没有人请的专家，$f_i$ 也要占一格。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 数数可以用 `torch.bincount`，`minlength` 管住长度；数出来的是整数。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `f` 和 `P` 都是 $(e,)$：一个是数完除以词数，一个是 softmax 以后取平均（softmax 沿哪一轴，平均沿哪一轴？）。余下的照公式。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有乘 $e$；<!-- wrong: not-times-e -->
# - 乘成了除：前面写的是 $1/e$；<!-- wrong: divided-by-e -->
# - $f$ 数了所有的志愿；<!-- wrong: all-choices -->
# - 用 $P$ 代替了 $f$：$e\sum P_i^2$。<!-- wrong: mean-squared -->
#
# </details>


# %% exercise="balance_loss"
def balance_loss(logits: Tensor, experts: Tensor) -> Tensor:
    """专家混合的均衡损失 e·Σ f_i·P_i。

    参数
        logits: (n, e) 的浮点张量，n ≥ 1。
        experts: (n, k) 的整数，route 给的，第 0 列是第一志愿。
    返回
        零维张量，对 logits 可以求导（只经过 P）。f_i：第一志愿是 i 的比例；
        P_i：全部 e 个分数上的 softmax，第 i 列的平均。完全均匀时是 1。
    例子
        >>> logits = torch.tensor([[3.0, 1.0], [3.0, 1.0]]).log()
        >>> balance_loss(logits, torch.tensor([[0], [0]])).item()
        1.5
    """
    ### BEGIN SOLUTION
    n, e = logits.shape
    share = torch.bincount(experts[:, 0], minlength=e).to(logits.dtype) / n
    return e * (share * logits.softmax(dim=1).mean(dim=0)).sum()
    ### END SOLUTION


# %% check="balance_loss" points=4 minutes=7
check("balance_loss")

# %% [markdown]
# 四群点，四个专家（各是一个线性层），每群点的正确答案是不同的线性函数，所以最好是一群请一个。每个点只请一位，路由从偏心专家 0 的地方出发。左图没有均衡损失，右图的系数是 0.1。**先猜**：左图里的另外三位，等得到人来请吗？（150 步还没练完，误差都还大，先看谁被请。）

# %% tags=["demo"]
BALANCES = (0.0, 0.1)  # 换别的系数试试
PICKS = 1  # 每个点请几位；换成 2 再看左图


def train_experts(balance, steps=150):
    """每一步各专家被请的比例 (steps, 4)，和最后的误差。"""
    rng = np.random.default_rng(0)
    group = rng.integers(4, size=400)
    centres = rng.normal(size=(4, 6)) * 1.5
    x = torch.tensor(centres[group] + rng.normal(size=(400, 6)) * 0.3)
    true = torch.tensor(rng.normal(size=(4, 6, 3)))
    y = torch.einsum("ni,nio->no", x, true[torch.tensor(group)])
    torch.manual_seed(0)
    router = nn.Linear(6, 4).double()
    learners = [nn.Linear(6, 3).double() for _ in range(4)]
    with torch.no_grad():
        router.weight.mul_(0.1)
        router.bias.copy_(torch.tensor([4.0, 0.0, 0.0, 0.0]))
    weights = [*router.parameters(), *(p for one in learners for p in one.parameters())]
    optimizer, shares = torch.optim.Adam(weights, 0.03), []
    for _ in range(steps):
        logits = router(x)
        experts, share = route(logits, PICKS, len(x))
        answers = torch.stack([one(x) for one in learners], dim=1)
        picked = answers.gather(1, experts[..., None].expand(-1, -1, 3))
        error = ((picked * share[..., None]).sum(dim=1) - y).square().mean()
        loss = error + balance * balance_loss(logits, experts) if balance else error
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        shares.append(np.bincount(experts[:, 0], minlength=4) / len(x))
    return np.array(shares), error.item()


if ready("route", "balance_loss"):
    fig, axes = plt.subplots(1, 2, figsize=(8.2, 3), sharey=True)
    for ax, balance in zip(axes, BALANCES):
        shares, error = train_experts(balance)
        colors = (BLUE, RED, GREEN, GOLD)
        ax.stackplot(range(len(shares)), shares.T, colors=colors, alpha=0.8)
        ax.set(xlabel="步", title=f"系数 {balance:g}：误差 {error:.3f}", ylim=(0, 1))
    axes[0].set_ylabel("四位专家当第一志愿的比例")
    plt.show()

# %% [markdown]
# 只请一位的时候，挑中的 softmax 只有一项，权重永远是 1：误差的梯度一点也到不了路由，没有均衡损失，它就不会动。Switch Transformer 也只请一位，因此乘的是**全部**专家上的 softmax 概率，梯度才有路走。请两位时有梯度，但先热起来的照样占便宜。右图的误差也还没有降到底：还没练完，多练几步再看。
#
# ## 4　对比学习
#
# 一张图片和一句话，一个声音和一张图片，怎样比得出“像不像”？2021 年的 CLIP：各用一个网络变成同样长的向量，**配成对的要靠近，没配上的要走开**。四亿对图文就是这样教出来的，一个类别标签也没用。
#
# ### 练习 12.5 contrastive_loss（约 8 分钟，5 分）
#
# **推导**　一批 $n$ 对：`a` $(n, d)$、`b` $(n, d)$，第 $i$ 行与第 $i$ 行是一对。先把每一行变成长度 1，点积就是夹角的余弦；除以温度（temperature）$\tau$，得到 $(n, n)$ 的打分
#
# $$
# S_{ij} = \frac{1}{\tau}\,\frac{a_i \cdot b_j}{\lVert a_i\rVert\,\lVert b_j\rVert}
# $$
#
# 对每个 $a_i$，这是一道 $n$ 选一的题，正确答案是第 $i$ 个：对第 $i$ **行**做交叉熵。反过来，每个 $b_j$ 找自己的 $a$，是对第 $j$ **列**做交叉熵。两个方向各取平均，再相加除以 2。$\tau$ 越小，打分拉得越开，越计较最像的那几个。
#
# **例子**　$a$ 的两行是 $(2, 0)$、$(0, 1)$，$b$ 的两行是 $(1, 0)$、$(3, 0)$，$\tau = 1$。单位化以后 $S$ 的两行是 $(1, 1)$、$(0, 0)$。按行：两题都是二选一打平手，各 $\ln 2$。按列：第 0 列 $(1, 0)$ 选 0，是 $\ln(1 + e^{-1}) = 0.3133$；第 1 列 $(1, 0)$ 选 1，是 $1.3133$，平均 $0.8133$。损失 $(0.6931 + 0.8133)/2 = 0.7532$。
#
# <details><summary>提示一</summary>
#
# `S` 转置以后，列就成了行。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 两个方向的正确答案都是 0、1、…、$n - 1$。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `F.normalize` 管长度（沿哪一轴？），矩阵乘法给出 `S`，别忘了温度；`F.cross_entropy` 管一个方向。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只算了一个方向；<!-- wrong: one-way -->
# - 乘了温度；<!-- wrong: times-temperature -->
# - 没有变成单位长度；<!-- wrong: not-normalised -->
# - 两个方向相加，没有除以 2；<!-- wrong: not-halved -->
# - 单位化沿着批那一轴。<!-- wrong: along-the-batch -->
#
# </details>


# %% exercise="contrastive_loss"
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """一批配对的对比损失（CLIP）。

    参数
        a, b: (n, d) 的浮点张量，n ≥ 1，第 i 行配第 i 行；没有全 0 的行；不变。
        temperature: 大于 0；打分是余弦除以它。
    返回
        零维张量，dtype 与 a 相同，对 a、b 可以求导：两个方向的平均交叉熵，相加除以 2。
    例子
        >>> a = torch.tensor([[2.0, 0.0], [0.0, 1.0]])
        >>> b = torch.tensor([[1.0, 0.0], [3.0, 0.0]])
        >>> round(contrastive_loss(a, b, 1.0).item(), 4)
        0.7532
    """
    ### BEGIN SOLUTION
    scores = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    right = torch.arange(len(a))
    return (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2
    ### END SOLUTION


# %% check="contrastive_loss" points=5 minutes=8
check("contrastive_loss")

# %% [markdown]
# 现在让念出来的数字和写出来的数字认识彼此。录音来自 [FSDD](https://github.com/Jakobovski/free-spoken-digit-dataset)：六个人，每个数字念五遍，第一遍留着考试；数字图片来自 MNIST，每类 100 张，20 张留着考试。先把它们变成向量（不用读懂）；耳机可以听一听。

# %% tags=["demo"]
# 不用读懂：读录音和图片；一段录音 → 32 个频带 × 20 个时刻
from numpy.lib.stride_tricks import sliding_window_view

with np.load("voices.npz") as file:
    pressed = file["sound"] / 127.5 - 1
    ends, spoken, held_out = file["ends"], file["digit"].astype(int), file["test"]
loud = np.sign(pressed) * np.expm1(np.abs(pressed) * np.log(256)) / 255
voices = np.split(loud, ends[:-1])
with np.load("digits.npz") as file:
    pictures, written = file["x"] / 255.0, file["y"].astype(int)
picture_test = np.arange(1000) % 100 >= 80


def voice_features(sound):
    """一段 8000 Hz 的录音 → 640 个数。"""
    frames = sliding_window_view(np.pad(sound, (0, 256)), 256)[::64] * np.hanning(256)
    bands = np.abs(np.fft.rfft(frames))[:, 1:].reshape(len(frames), 32, 4).mean(axis=2)
    bands = np.log(bands + 1e-3)
    at = np.linspace(0, len(bands) - 1, 20)
    band = np.stack([np.interp(at, np.arange(len(bands)), one) for one in bands.T])
    return ((band - band.mean()) / band.std()).ravel()


heard = torch.tensor(np.stack([voice_features(v) for v in voices])).float()
seen = torch.tensor(pictures.reshape(1000, -1)).float()
print(f"{len(voices)} 段录音（{held_out.sum()} 段考试），{len(seen)} 张图片")
display(Audio(voices[int(np.flatnonzero(held_out & (spoken == 6))[4])], rate=8000))

# %% [markdown]
# 两个小网络，各有一个隐藏层，输出 32 维。每一步抽四批，每批十对：0 到 9 各一段录音、一张图片。400 步，三四秒。


# %% tags=["demo"]
def train_pair(digits, steps=400, seed=0):
    """用这些数字训练 (听的网络, 看的网络)。"""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    ear, eye = (
        nn.Sequential(
            nn.Linear(size, 64),
            nn.ReLU(),
            nn.Dropout(0.3),
            nn.Linear(64, 32),
        )
        for size in (640, 784)
    )
    sounds = [np.flatnonzero(~held_out & (spoken == c)) for c in digits]
    images = [np.flatnonzero(~picture_test & (written == c)) for c in digits]
    optimizer = torch.optim.Adam([*ear.parameters(), *eye.parameters()], 3e-3)
    for _ in range(steps):
        loss = 0.0
        for _ in range(4):
            i, j = ([rng.choice(one) for one in group] for group in (sounds, images))
            noisy = heard[i] + 0.3 * torch.randn(len(i), 640)
            loss = loss + contrastive_loss(ear(noisy), eye(seen[j]), 0.1) / 4
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return ear.eval(), eye.eval()


def cosines(ear, eye, sounds, images):
    """(录音, 图片) 的余弦。"""
    with torch.no_grad():
        a, b = F.normalize(ear(heard[sounds])), F.normalize(eye(seen[images]))
    return (a @ b.T).numpy()


if ready("contrastive_loss"):
    test_sounds, test_images = np.flatnonzero(held_out), np.flatnonzero(picture_test)
    for seed in (1, 2, 0):  # 最后的那一对留着，终场再用
        ear, eye = train_pair(range(10), seed=seed)
        alike = cosines(ear, eye, test_sounds, test_images)
        right = spoken[test_sounds][:, None] == written[test_images]
        there = right[np.arange(60), alike.argmax(axis=1)].mean()
        back = right[alike.argmax(axis=0), np.arange(200)].mean()
        print(f"种子 {seed}：听声找图 {there:.0%}，看图找声 {back:.0%}（瞎猜 10%）")
    fig, ax = plt.subplots(figsize=(4.4, 2.3), dpi=72)
    shown = ax.imshow(alike, cmap="RdBu_r", vmin=-1, vmax=1, aspect="auto")
    ax.set(xlabel="没见过的图片，0 到 9", ylabel="没听过的录音", xticks=[], yticks=[])
    ax.grid(False)
    fig.colorbar(shown, label="余弦")
    plt.show()

# %% [markdown]
# 红色的方块排在对角线上：同一个数字的声音和图片走到了一起。谁和谁的方块也泛红，就是它容易弄混的。
#
# ### 练习 12.6 few_shot（约 8 分钟，5 分）
#
# 好的向量有一个用处：新的类别来了，每类只有几个例子，不用再训练。2017 年的原型网络（prototypical network）说：每类的例子取平均，当作这一类的**原型**；新来的离谁最近（欧氏距离）就是谁。
#
# **形状**　`support` $(n, d)$，`labels` $(n,)$，`query` $(m, d)$，返回 $(m,)$ 的标签。标签是**任意的整数**（可以是 7、100、−1，不必从 0 开始，也没有排好），每类的例子不必一样多。两个原型一样近时，取小的标签。
#
# **例子**　`support` 是 $(0, 0)$、$(2, 0)$、$(5, 0)$，标签是 7、7、−1。原型：7 在 $(1, 0)$，−1 在 $(5, 0)$。问 $(3, 0)$：一样远，取小的，−1。问 $(2.5, 0)$：7。要是按最近的**例子**来找，$(3, 0)$ 会归 7。
#
# <details><summary>提示一</summary>
#
# 有哪几种标签，怎样一次找出来，而且排好？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 距离最小的**第几个原型**，还不是标签。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `labels.unique()` 是排好的；每类一个原型，`torch.stack` 成 $(c, d)$；与 `query` 的距离可以用广播算出 $(m, c)$。最后一步想想提示二。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 返回的是第几个原型，不是标签；<!-- wrong: place-for-label -->
# - 把标签当成 0 到 $k - 1$；<!-- wrong: labels-from-zero -->
# - 找的是最近的例子；<!-- wrong: nearest-example -->
# - 用点积比，没有管原型的长短；<!-- wrong: dot-product -->
# - 原型是总和，没有除以个数。<!-- wrong: sums -->
#
# </details>


# %% exercise="few_shot"
def few_shot(support: Tensor, labels: Tensor, query: Tensor) -> Tensor:
    """最近的类平均（原型）。

    参数
        support: (n, d) 的浮点张量，n ≥ 1。labels: (n,) 的任意整数，不一定排好。
        query: (m, d)。都不变。
    返回
        (m,) 的整数张量：离每个 query 最近（欧氏距离）的类平均的标签；一样近取小的标签。
    例子
        >>> support = torch.tensor([[0.0, 0.0], [2.0, 0.0], [5.0, 0.0]])
        >>> query = torch.tensor([[3.0, 0.0], [2.5, 0.0]])
        >>> few_shot(support, torch.tensor([7, 7, -1]), query).tolist()
        [-1, 7]
    """
    ### BEGIN SOLUTION
    kinds = labels.unique()
    centres = torch.stack([support[labels == kind].mean(dim=0) for kind in kinds])
    distances = (query[:, None] - centres).square().sum(dim=2)
    return kinds[distances.argmin(dim=1)]
    ### END SOLUTION


# %% check="few_shot" points=5 minutes=8
check("few_shot")

# %% [markdown]
# 只用 0 到 6 训练一对网络，再拿它**从来没见过**的 7、8、9 来考：每类给几张，认没见过的图片。**先猜**：用网络的向量，比直接用像素好吗？

# %% tags=["demo"]
if ready("contrastive_loss", "few_shot"):
    _, young_eye = train_pair(range(7))
    new = np.flatnonzero(picture_test & (written >= 7))
    pool = [np.flatnonzero(~picture_test & (written == c)) for c in (7, 8, 9)]
    with torch.no_grad():
        views = {
            "像素": seen,
            "学过 0–6 的向量": F.normalize(young_eye(seen)),
            "学过 0–9 的向量": F.normalize(eye(seen)),
        }
    kind_of, rng = torch.tensor(written), np.random.default_rng(0)
    print("每类几张　" + "　".join(views))
    for shots in (1, 3, 10):
        right = {name: [] for name in views}
        for _ in range(50):
            shown = [rng.choice(one, shots, replace=False) for one in pool]
            shown = np.concatenate(shown)
            for name, x in views.items():
                guess = few_shot(x[shown], kind_of[shown], x[new])
                right[name].append((guess == kind_of[new]).float().mean().item())
        cells = [f"{np.mean(r):.0%} ± {np.std(r):.0%}" for r in right.values()]
        print(f"{shots:>5}　　" + "　　　".join(cells))

# %% [markdown]
# 每格是 50 次抽样的平均和起伏，三类瞎猜是 33%。意外吗？只学过 0 到 6 的向量还**不如像素**：560 张图片教会它丢掉一切与 0 到 6 无关的东西，分 7、8、9 要用的也在里面。最右一列学过全部十类（那就不算“没见过”了），同样 32 个数，就好得多。CLIP 的向量好用，是因为四亿对图文里什么都见过一点。
#
# **（歇一歇。）**
#
# ## 5　偏好：哪个回答更好
#
# 会接着写，还不是会回答。“有礼貌”“有用”写不成损失函数，人却一眼看得出两个回答里哪个更好。于是收集成对的回答，一个被选中（chosen），一个被拒绝（rejected），让模型照着改：这一步叫对齐（alignment）。
#
# ### 练习 12.7 answer_log_probability（约 13 分钟，8 分）
#
# 首先要会问：模型觉得这个回答有多可能？
#
# **推导**　一个回答的概率是一个词一个词乘出来的：$p(y\mid x) = \prod_t p(y_t \mid x, y_{<t})$。取对数，变成和。模型在位置 $t$ 的打分预测的是位置 $t + 1$ 的词，所以第 $t$ 个词的对数概率要到 `logits` 的第 $t - 1$ 行去取。提问（prompt）的词不是模型写的，不算；只加回答的。
#
# **形状**　`logits` $(n, t, v)$，`ids` $(n, t)$，`answer_start` $(n,)$：每一行的回答从哪个位置开始（1 到 $t$；等于 $t$ 时没有回答，和是 0）。返回 $(n,)$。是**和**，不是平均。
#
# **例子**　$v = 2$，`ids` 是 (0, 1, 0)，从 1 开始。`logits` 三行的概率是 (0.25, 0.75)、(0.5, 0.5)、(0.9, 0.1)。位置 1 的词是 1，看第 0 行：0.75；位置 2 的词是 0，看第 1 行：0.5。和是 $\ln 0.375 = -0.9808$。第 2 行谁也不预测。
#
# <details><summary>提示一</summary>
#
# 哪一个位置的打分用不上？哪一个词没有打分？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 切成 $t - 1$ 长的两段，一段打分，一段词，它们就对齐了。再造一个 $(n, t-1)$ 的掩码：这一列的词，位置是几？
#
# </details>
#
# <details><summary>提示三</summary>
#
# `log_softmax`，`gather` 出每个词自己的那一格（多一个轴，再去掉），乘上掩码，沿一行加起来。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 提问也算进去了；<!-- wrong: prompt-counted -->
# - 没有错开一位；<!-- wrong: not-shifted -->
# - 取的是平均；<!-- wrong: mean -->
# - 回答的第一个词漏了；<!-- wrong: first-word-lost -->
# - 多算了提问的最后一个词；<!-- wrong: one-word-more -->
# - 打分没有过 softmax，直接加。<!-- wrong: raw-logits -->
#
# </details>


# %% exercise="answer_log_probability"
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    """每一行里，回答的对数概率。

    参数
        logits: (n, t, v) 的浮点张量；位置 i 的打分预测 ids[:, i + 1]。
        ids: (n, t) 的整数。answer_start: (n,) 的整数，1 到 t。都不变。
    返回
        (n,)，dtype 与 logits 相同，对 logits 可以求导：位置 ≥ answer_start 的词，
        ln p 的和；没有回答时是 0。打分很大也没有 NaN。
    例子
        >>> logits = torch.tensor([[[0.25, 0.75], [0.5, 0.5], [0.9, 0.1]]]).log()
        >>> ids, start = torch.tensor([[0, 1, 0]]), torch.tensor([1])
        >>> [round(x, 4) for x in answer_log_probability(logits, ids, start).tolist()]
        [-0.9808]
    """
    ### BEGIN SOLUTION
    log_p = logits[:, :-1].log_softmax(dim=-1)
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(1, ids.shape[1])
    return (words * (place >= answer_start[:, None])).sum(dim=1)
    ### END SOLUTION


# %% check="answer_log_probability" points=8 minutes=13
check("answer_log_probability")

# %% [markdown]
# ### 练习 12.8 dpo_loss（约 7 分钟，5 分）
#
# 老办法（RLHF）先训练一个打分的模型，再用强化学习去追那个分。2023 年的 DPO（direct preference optimization）发现，中间那个打分模型可以解出来，藏进损失里。
#
# **推导**　想让模型 $\pi$ 拿高分 $R$，又不要离原来的模型 $\pi_{\text{ref}}$ 太远：最大化 $\mathbb E_\pi[R] - \beta\,\mathrm{KL}(\pi \Vert \pi_{\text{ref}})$。这个最优解写得出来：$\pi \propto \pi_{\text{ref}}\, e^{R/\beta}$。倒过来，分数就是 $R = \beta \ln\frac{\pi}{\pi_{\text{ref}}} + \text{与回答无关的数}$。
# 又假设人选甲不选乙的概率是 $\sigma(R_{\text{甲}} - R_{\text{乙}})$，代进去，与回答无关的数相减约掉了，只剩对数概率：
#
# $$
# L = -\ln \sigma\big(\beta\,[(c - rc) - (r - rr)]\big)
# $$
#
# $c$、$r$ 是模型给选中的、被拒绝的回答的对数概率，$rc$、$rr$ 是原来的模型给的。损失是一批的平均。梯度**只到 $c$ 和 $r$**；原来的模型是尺子，不许动。方括号里差到 −10 000 也要算得出来。
#
# **例子**　$c = -2$，$r = -3$，$rc = -4$，$rr = -3$，$\beta = 0.5$：方括号是 $2 - 0 = 2$，$-\ln\sigma(1) = 0.3133$。刚开始训练时 $c = rc$、$r = rr$，损失总是 $\ln 2 = 0.6931$。
#
# <details><summary>提示一</summary>
#
# 四个数都可能带着计算图进来。哪两个要切断？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先算 $\sigma$ 再取对数，遇到很负的数会得到 $\ln 0$。PyTorch 里有没有一步到位的？
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# margin = …          # 哪两项 detach
# return …            # β 在哪个括号里？
# ```
#
# 一步到位的那个叫 `F.logsigmoid`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 选中的和被拒绝的反了；<!-- wrong: sign -->
# - $\beta$ 乘在对数外面；<!-- wrong: beta-outside -->
# - 没有用参考模型；<!-- wrong: no-reference -->
# - 参考模型的两个数弄反了；<!-- wrong: references-swapped -->
# - 参考模型也得到了梯度；<!-- wrong: reference-learns -->
# - 先 $\sigma$ 再 $\ln$，差得远时是无穷。<!-- wrong: log-of-sigmoid -->
#
# </details>


# %% exercise="dpo_loss"
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    """DPO 的损失：一批 −ln σ(beta·((c − rc) − (r − rr))) 的平均。

    参数
        chosen, rejected: (n,) 的浮点张量，模型给两个回答的对数概率。
        reference_chosen, reference_rejected: (n,)，参考模型给的；梯度不传到它们。
        beta: 大于 0。
    返回
        零维张量，n 对的平均，对 chosen 和 rejected 可以求导。
        括号里差到 ±1e4 也是有限的。
    例子
        >>> numbers = [torch.tensor([x]) for x in (-2.0, -3.0, -4.0, -3.0)]
        >>> round(dpo_loss(*numbers, beta=0.5).item(), 4)
        0.3133
    """
    ### BEGIN SOLUTION
    gain = chosen - reference_chosen.detach()
    loss_of_other = rejected - reference_rejected.detach()
    return -F.logsigmoid(beta * (gain - loss_of_other)).mean()
    ### END SOLUTION


# %% check="dpo_loss" points=5 minutes=7
check("dpo_loss")

# %% [markdown]
# 在故事模型上试：四个开头，`dog` 被选中，`cat` 被拒绝，练 20 步，只动 LoRA 的补丁（补丁之外正好就是参考模型）。画的是第五个、没练过的开头 “There was a”。**先猜**：损失下降，是因为 `dog` 的概率升了，还是 `cat` 的降了？

# %% tags=["demo"]
CHOSEN, REJECTED = "dog", "cat"  # 反过来试试
STARTS = (
    "Once upon a time, there was a",
    "One day, Tim saw a",
    "Lily went to the park and saw a",
    "In the forest, there lived a",
    "There was a",  # 这一个不练
)


def both_answers(model, prompt):
    """两个回答的对数概率 (2,)：选中的，被拒绝的。"""
    start = [BOS, *encode(prompt)]
    ids = torch.tensor([start + encode(word) for word in (CHOSEN, REJECTED)])
    return answer_log_probability(model(ids), ids, torch.full((2,), len(start)))


if ready("LoRALinear", "answer_log_probability", "dpo_loss"):
    fig, ax = plt.subplots(figsize=(6.4, 3.2))
    for seed in range(3):
        taught, _ = with_adapters(story_model, 2, 4.0, seed)
        learning = [p for p in taught.parameters() if p.requires_grad]
        optimizer, history = torch.optim.Adam(learning, 1e-3), []
        with torch.no_grad():
            before = [both_answers(story_model, prompt) for prompt in STARTS[:4]]
        for _ in range(20):
            with torch.no_grad():
                history.append(both_answers(taught, STARTS[4]).exp().tolist())
            now = [both_answers(taught, prompt) for prompt in STARTS[:4]]
            loss = dpo_loss(*torch.stack(now).T, *torch.stack(before).T)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        lines = zip(np.array(history).T, (CHOSEN, REJECTED), (BLUE, RED))
        for path, name, color in lines:
            ax.semilogy(path, color=color, label=name if seed == 0 else None)
    ax.set(xlabel="步", ylabel="概率（对数刻度）", title="“There was a …”（三个种子）")
    ax.legend()
    plt.show()
    start = torch.tensor([[BOS, *encode(STARTS[4])]])
    print(decode(tell(taught, start, 40, 0.7, seed=0)[0].tolist()))

# %% [markdown]
# 20 步：`dog` 升到四倍多，`cat` 降到十几到四十分之一。把步数加到 60：`cat` 掉了十个数量级，`dog` 又降了回去，故事也讲不成话：DPO 只管两者的**差**，差拉开了，两个各自多大它不问。这也是真实的 DPO 常见的毛病：$\beta$、步数、数据里两个回答的差别都要当心。
#
# ### 练习 12.9 group_advantages（约 5 分钟，4 分）
#
# 数学题、代码题有现成的判官：对就是 1，错就是 0。2024 年的 GRPO（DeepSeek）让模型对同一道题写 $g$ 个回答，**和自己的同组比**：高于平均的多写，低于平均的少写。不需要另外训练一个估分的网络。
#
# **公式**　`rewards` $(n, g)$，一行一道题：$A_{ij} = (R_{ij} - \bar R_i)/s_i$，$\bar R_i$ 和 $s_i$ 是这一行的平均和标准差（除以 $g$ 的那种）。题有难有易，所以只在组内比。
#
# **全都一样的组**　全对或全错，没有什么可学，优势是 0。当心舍入：三个 0.1 的平均不一定正好是 0.1，标准差成了 $10^{-17}$ 而不是 0，一除就得到 ±1。
#
# **例子**　$(1, 0, 0, 1)$：平均 0.5，标准差 0.5，优势 $(1, -1, -1, 1)$。$(3, 3, 3, 3)$：全是 0。
#
# <details><summary>提示一</summary>
#
# 怎样判断一行“全都一样”，不经过平均？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 先把不能做除数的换成 1，再除；最后把那几行改成 0。
#
# </details>
#
# <details><summary>提示三</summary>
#
# `keepdims=True` 的 `mean` 和 `std`；`np.where(…, 0.0, …)`。整数的 `rewards` 也要能用。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 平均和标准差取自整批；<!-- wrong: over-the-batch -->
# - 沿着题那一轴算；<!-- wrong: over-questions -->
# - 全都一样时 0 ÷ 0；<!-- wrong: nan -->
# - 只看标准差是不是 0，没有防住舍入；<!-- wrong: rounding -->
# - 标准差除以的是 $g - 1$；<!-- wrong: sample-std -->
# - 只减了平均。<!-- wrong: not-divided -->
#
# </details>


# %% exercise="group_advantages"
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    """GRPO 的优势：每组减去平均，除以标准差。

    参数
        rewards: (n, g) 的数组，浮点或整数，g ≥ 1；一行是一道题的 g 个回答；不变。
    返回
        (n, g) 的浮点数组。标准差是总体的（除以 g）。一行全都相等时是 0，
        0.1 这样的数也一样；没有 NaN，没有警告。
    例子
        >>> group_advantages(np.array([[1, 0, 0, 1], [3, 3, 3, 3]])) + 0.0
        array([[ 1., -1., -1.,  1.],
               [ 0.,  0.,  0.,  0.]])
    """
    ### BEGIN SOLUTION
    same = (rewards == rewards[:, :1]).all(axis=1, keepdims=True)
    spread = np.where(same, 1.0, rewards.std(axis=1, keepdims=True))
    return np.where(same, 0.0, (rewards - rewards.mean(axis=1, keepdims=True)) / spread)
    ### END SOLUTION


# %% check="group_advantages" points=4 minutes=5
check("group_advantages")

# %% [markdown]
# 两道题，一道容易（五个答案得 0.8 到 1 分），一道难（只有一个答案得 1 分，其余 0）。两个策略都从均匀出发，每步各写 8 个回答，按优势改打分：$\Delta z \propto \sum_j A_j \nabla \ln p(\text{回答}_j)$。红线不减平均也不除，直接用分数。**先猜**：哪一道题上差别大？

# %% tags=["demo"]
# 不用读懂：五个答案的小策略
SCORES = np.array([[0.8, 0.85, 0.9, 0.95, 1.0], [0.0, 0.0, 1.0, 0.0, 0.0]])


def practise(advantage, seed, steps=100):
    """每一步两道题的平均得分 (steps, 2)。"""
    rng, z, scores = np.random.default_rng(seed), np.zeros((2, 5)), []
    for _ in range(steps):
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        scores.append((p * SCORES).sum(axis=1))
        picks = np.stack([rng.choice(5, 8, p=row) for row in p])
        worth = advantage(np.take_along_axis(SCORES, picks, axis=1))
        for row in range(2):
            push = (np.eye(5)[picks[row]] - p[row]) * worth[row][:, None]
            z[row] += 0.3 * push.mean(axis=0)
    return np.array(scores)


if ready("group_advantages"):
    fig, axes = plt.subplots(1, 2, figsize=(8.2, 2.9))
    ways = (("组内优势", group_advantages, BLUE), ("直接用分数", lambda r: r, RED))
    for name, way, color in ways:
        runs = np.array([practise(way, seed) for seed in range(20)])
        for ax, scores in zip(axes, runs.transpose(2, 0, 1)):
            ax.plot(scores.mean(axis=0), color=color, label=name)
            low, high = np.quantile(scores, (0.1, 0.9), axis=0)
            ax.fill_between(range(100), low, high, color=color, alpha=0.15)
    for ax, title in zip(axes, ("容易的题", "难题")):
        ax.set(title=title, xlabel="步")
    axes[0].set_ylabel("平均得分（20 个种子，8 成在带内）")
    axes[1].legend()
    plt.show()

# %% [markdown]
# 容易的题：分数都在 0.9 上下，直接用分数，写到哪个就抬高哪个，差别淹没了；减去平均才看得见。
#
# ## 6　投机解码
#
# 大模型一次只写一个词，写一个就要把全部参数从显存搬一遍；一次**看** 8 个词却几乎不多花时间。于是让一个小模型（draft，草稿）先猜几个词，大模型（target，目标）一遍看完，决定收下几个。2023 年的投机解码（speculative decoding）妙在：写出来的词，分布与大模型自己写的**完全一样**，一点也不打折扣。
#
# ### 练习 12.10 speculative_step（约 16 分钟，10 分）
#
# **推导**　目标的分布是 $p$，草稿的是 $q$，草稿从 $q$ 里抽了一个词 $x$。草稿给多了的词（$q > p$）要退掉一些，给少了的都收下：以概率 $\min(1, p_x/q_x)$ 收下。收下的词是 $x$ 的总概率是
#
# $$
# q_x \cdot \min\!\Big(1, \frac{p_x}{q_x}\Big) = \min(q_x, p_x)
# $$
#
# 离 $p_x$ 还差 $p_x - \min(q_x, p_x) = \max(0, p_x - q_x)$。所有 $x$ 的差加起来，正好是被退掉的概率。所以退掉以后，从
#
# $$
# \frac{\max(0,\ p - q)}{\sum \max(0,\ p - q)}
# $$
#
# 里重抽一个，就把差额补齐了：每个词的总概率不多不少是 $p_x$。要是从 $p$ 里重抽，草稿爱说的词会多出来。
#
# **形状**　`p`、`q` $(n, v)$，一行一个位置，各自的分布；`tokens` $(n,)$ 是从 `q` 的每一行抽好的。返回 `(tokens, accepted)`：$(n,)$ 的整数和布尔数组，没有收下的换成重抽的。$p$ 里可以有 0；`tokens` 处的 $q$ 总大于 0。$p = q$ 的行一定收下；那时差额全是 0，别除出 NaN 来，没有警告。
#
# **例子**　$p = (0.6, 0.4)$，$q = (0.2, 0.8)$。草稿说 0：$0.6/0.2 > 1$，一定收下。草稿说 1：以 $0.4/0.8 = 0.5$ 收下；退掉的话，差额是 $(0.4, 0)$，只能换成 0。于是说 0 的总概率是 $0.2 + 0.8\times0.5 = 0.6$，对了。要是退掉以后从 $p$ 里抽，是 $0.2 + 0.4 \times 0.6 = 0.44$。收下的概率一共 $\sum\min(p, q) = 0.2 + 0.4 = 0.6$。
#
# <details><summary>提示一</summary>
#
# 一个 0 到 1 的均匀随机数 $u$，什么时候算“以概率 $a$ 发生了”？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 每一行从不同的分布里抽一个：把概率累加（`cumsum`），再看均匀随机数落在哪一段。也可以一行一行地 `rng.choice`，慢一些，也行。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# rows = np.arange(len(tokens))
# accepted = rng.random(len(tokens)) < …         # 要不要 min(1, …)？
# rest = np.maximum(…)
# total = rest.sum(axis=1, keepdims=True)        # 可能是 0：那些行都收下了
# …                                              # 只给没收下的行重抽
# ```
#
# 累加的末尾可能是 0.9999…，随机数比它还大时，别越界，也别落到概率是 0 的词上。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 退掉以后从 $p$ 里重抽；<!-- wrong: drawn-from-p -->
# - 收下的概率写成了 $q/p$；<!-- wrong: ratio-inverted -->
# - 差额写成了 $\max(0, q - p)$；<!-- wrong: rest-inverted -->
# - 差额用了绝对值；<!-- wrong: absolute-rest -->
# - 退掉以后取差额最大的那个，没有抽；<!-- wrong: argmax-of-rest -->
# - $p = q$ 时 0 ÷ 0；<!-- wrong: zero-by-zero -->
# - 一批里只抽了一个随机数。<!-- wrong: one-draw -->
#
# </details>


# %% exercise="speculative_step"
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """投机解码的一步：收下，或者重抽；结果的分布正好是 p。

    参数
        p: (n, v)，目标的分布，每行加起来是 1，可以有 0。q: (n, v)，草稿的分布。
        tokens: (n,) 的整数，第 i 个抽自 q[i]，q[i, tokens[i]] > 0。都不变。
        rng: 随机数只从这里来，抽的次序不限。
    返回
        (tokens, accepted)：(n,) 的整数和 (n,) 的布尔。以 min(1, p/q) 收下；没有收下的，
        从 max(0, p − q)（归一化）里重抽。p 等于 q 的行都收下。没有 NaN，没有警告。
    例子
        >>> p, q = np.array([[1.0, 0.0]] * 3), np.array([[0.5, 0.5]] * 3)
        >>> rng = np.random.default_rng(0)
        >>> new, accepted = speculative_step(p, q, np.array([0, 1, 0]), rng)
        >>> new.tolist(), accepted.tolist()
        ([0, 0, 0], [True, False, True])
    """
    ### BEGIN SOLUTION
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    rest = np.maximum(p - q, 0.0)
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted
    ### END SOLUTION


# %% check="speculative_step" points=10 minutes=16
check("speculative_step")

# %% [markdown]
# 故事模型当目标，草稿是最简单的模型：一张二元表（bigram），只看前一个词。故事模型写 24 个故事，前 20 个用来数，后 4 个用来试。左图是一个位置上、目标最想说的五个词，条是 $p$ 和 $q$，黑点是你的函数抽两万次的频率。**先猜**：黑点落在哪种条上？

# %% tags=["demo"]
stories = tell(story_model, torch.full((24, 1), BOS), 110, 0.8, seed=0)
counts = np.zeros((512, 512))
read = stories[:20].numpy()
np.add.at(counts, (read[:, :-1].ravel(), read[:, 1:].ravel()), 1)
common = counts.sum(axis=0) + 0.1
common = common / common.sum()
bigram = (counts + 5 * common) / (counts.sum(axis=1, keepdims=True) + 5)
with torch.no_grad():
    ahead = story_model(stories[20:])[:, :-1].double().softmax(dim=-1)
target = ahead.flatten(0, 1).numpy()
draft = bigram[stories[20:, :-1].flatten().numpy()]

if ready("speculative_step"):
    rng, overlap = np.random.default_rng(0), np.minimum(target, draft).sum(axis=1)
    place = int(np.argmin(np.abs(overlap - 0.45)))
    p, q = (np.repeat(one[place][None], 20_000, axis=0) for one in (target, draft))
    said, _ = speculative_step(p, q, rng.choice(512, 20_000, p=q[0] / q[0].sum()), rng)
    often = np.bincount(said, minlength=512) / 20_000
    top = np.argsort(-target[place])[:5]
    fig, (left, right) = plt.subplots(1, 2, figsize=(8.2, 3.1))
    left.bar(np.arange(5) - 0.2, p[0, top], 0.4, color=BLUE, label="目标 p")
    left.bar(np.arange(5) + 0.2, q[0, top], 0.4, color=GOLD, label="草稿 q")
    left.plot(np.arange(5), often[top], "ko", label="写出来的")
    words = [pieces[i].decode("utf-8", "replace").replace(" ", "_") for i in top]
    left.set_xticks(range(5), words)
    left.set_title("一个位置（_ 是空格）")
    left.legend()
    edges = draft.cumsum(axis=1)
    first = (edges > rng.random((len(draft), 1)) * edges[:, -1:]).argmax(axis=1)
    _, kept = speculative_step(target, draft, first, rng)
    right.hist(overlap, bins=20, color=GREY)
    title = f"{len(draft)} 个位置：收下了 {kept.mean():.0%}"
    right.set(xlabel="Σ min(p, q)", title=title)
    right.axvline(overlap.mean(), color=RED)
    plt.show()
    print(f"Σ min(p, q) 的平均 {overlap.mean():.3f}，真收下的 {kept.mean():.3f}")

# %% [markdown]
# 只看前一个词的二元表，也猜中了三成上下；猜错了就退，质量分毫不损。真正的草稿是小一号的语言模型，能猜中七八成。
#
# 设每个词收下的概率是 $a$，一次猜 $\gamma$ 个，大模型每看一遍平均写出 $(1 - a^{\gamma+1})/(1 - a)$ 个词：$a = 0.8$、$\gamma = 4$ 时是 3.4 个。
#
# ## 7　检索：先查资料
#
# 模型不知道昨天的新闻，也没有读过你的笔记。检索增强生成（retrieval-augmented generation，RAG）：先从资料里找出相关的几段，放进提问里，再回答。查找这一步，1994 年的 BM25 至今是很难打败的对手，不用训练。
#
# ### 练习 12.11 bm25（约 13 分钟，8 分）
#
# **推导**　文档里出现查询的词，就加分。三件事要管：
#
# 1. **词的轻重**：到处都有的词（“的”）不说明什么。$N$ 篇里有 $\mathrm{df}$ 篇含有它，$\mathrm{idf} = \ln\!\Big(1 + \dfrac{N - \mathrm{df} + 0.5}{\mathrm{df} + 0.5}\Big)$，里面有那个 1，所以总是正的（那个 1 是后来的实现加的）；
# 2. **次数要饱和**：出现十次不比五次好一倍。用 $\dfrac{\mathrm{tf}\,(k_1 + 1)}{\mathrm{tf} + k_1}$，$\mathrm{tf}$ 是在这一篇里出现的次数，它再大也不超过 $k_1 + 1$；
# 3. **长文档占便宜**：把分母里的 $k_1$ 换成 $k_1\Big(1 - b + b\,\dfrac{\text{这一篇的长度}}{\text{平均长度}}\Big)$。
#
# 合起来，一篇的分数是查询里每个词的
#
# $$
# \mathrm{idf}\cdot\frac{\mathrm{tf}\,(k_1 + 1)}{\mathrm{tf} + k_1\big(1 - b + b\,\ell/\bar\ell\big)}
# $$
#
# 的和。查询里写了两遍的词算两遍；文档里没有的词是 0。平均长度算上空文档；空文档得 0 分。没有文档，返回 $(0,)$；文档全是空的，全是 0，没有警告。
#
# **例子**　两篇：`["猫", "猫"]` 和 `["猫", "狗", "狗", "狗", "狗", "狗"]`，查询 `["狗"]`，$k_1 = 1$，$b = 1$。平均长 4。df = 1，idf $= \ln(1 + 1.5/1.5) = \ln 2$。第二篇 tf = 5，$\ell/\bar\ell = 1.5$：$\ln 2 \times \dfrac{5 \times 2}{5 + 1.5} = 1.0664$。第一篇 0 分。查询 `["猫"]`：df = 2，idf $= \ln(1 + 0.5/2.5) = 0.1823$；第一篇 tf = 2，$\ell/\bar\ell = 0.5$，得 $0.1823\times 4/2.5 = 0.2917$，第二篇 $0.1823 \times 2/2.5 = 0.1459$。
#
# <details><summary>提示一</summary>
#
# df 数的是**篇**，tf 数的是**次**。每篇一个 `Counter`，两样都问得到。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 平均长度是 0 的时候，每一篇的 tf 都是 0。怎样绕开那个除法？
#
# </details>
#
# <details><summary>提示三</summary>
#
# 外层是查询的词，内层是文档；tf 是 0 的跳过；分数放在 `np.zeros(len(documents))` 里。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - idf 里没有那个 1，常见的词成了负分；<!-- wrong: negative-idf -->
# - 长度的比倒了；<!-- wrong: length-inverted -->
# - df 数成了次数；<!-- wrong: df-counts-times -->
# - 查询里重复的词只算一遍；<!-- wrong: query-as-set -->
# - 次数没有饱和；<!-- wrong: not-saturated -->
# - 只看有没有，不看几次；<!-- wrong: tf-as-one -->
# - 平均长度没有算上空文档。<!-- wrong: mean-without-empty -->
#
# </details>


# %% exercise="bm25"
def bm25(
    query: list[str],
    documents: list[list[str]],
    k1: float = 1.5,
    b: float = 0.75,
) -> np.ndarray:
    """每篇文档对查询的 BM25 分数。

    参数
        query: 词的列表，重复的词算几遍；可以是空的。
        documents: 词的列表的列表；可以没有文档，也可以有空文档。都不变。
        k1, b: k1 > 0，0 ≤ b ≤ 1。
    返回
        (文档数,) 的浮点数组。idf = ln(1 + (N − df + ½)/(df + ½))；
        每个词加 idf·tf·(k1 + 1)/(tf + k1·(1 − b + b·长度/平均长度))。
        空文档是 0；文档都空时全是 0，没有警告。
    例子
        >>> documents = [["猫", "猫"], ["猫", "狗", "狗", "狗", "狗", "狗"]]
        >>> bm25(["狗"], documents, k1=1.0, b=1.0).round(4)
        array([0.    , 1.0664])
        >>> bm25(["猫"], documents, k1=1.0, b=1.0).round(4)
        array([0.2917, 0.1459])
    """
    ### BEGIN SOLUTION
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (1 - b + b * len(documents[i]) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores
    ### END SOLUTION


# %% check="bm25" points=8 minutes=13
check("bm25")

# %% [markdown]
# 资料就是这一章的几句话，“词”是相邻的两个字。把 `QUESTION` 换成你想问的。右边一列只数对上几个词，不分轻重，也不管长短。

# %% tags=["demo"]
QUESTION = "小模型怎样学到大模型的本领"
NOTES = [
    "LoRA 只学两个窄矩阵，把低秩的补丁加在冻住的权重上。",
    "FlashAttention 一块一块地算注意力，不存整张表。",
    "专家混合让每个词只请几位专家，参数多而计算少。",
    "对比学习让配成对的图片和文字在向量里互相靠近。",
    "DPO 拿选中的和被拒绝的回答比一比，模型就学会偏好，不要另外的模型打分。",
    "投机解码让小模型先猜几个词，大模型一遍看完，不合适的退掉重抽。",
    "蒸馏让学生去学老师的整个分布：大模型的犹豫里有本领。",
    "残差量化一级一级地把声音写成编号，下一级记上一级剩下的。",
    "Griffin-Lim 在时间和频率之间来回变换，磨出一套说得通的相位，模型怎样也少不了它。",
]


def pairs_of(text):
    """一句话 → 相邻的两个字。"""
    return [text[i : i + 2] for i in range(len(text) - 1)]


if ready("bm25"):
    notes = [pairs_of(note) for note in NOTES]
    scores = bm25(pairs_of(QUESTION), notes)
    plain = [len(set(pairs_of(QUESTION)) & set(note)) for note in notes]
    print("BM25　只数对上几个")
    for i in np.argsort(-scores)[:4]:
        print(f"{scores[i]:5.2f}　　{plain[i]}　　{NOTES[i]}")

# %% [markdown]
# Griffin-Lim 那句对上的个数和投机解码一样（3），长度一打折就排到后面。把查到的前几段放在提问前面，就是 RAG。今天的系统常把 BM25 和上一节那样的向量检索合着用：一个认得原词，一个认得意思。
#
# ## 8　蒸馏：学老师的犹豫
#
# 老师看一张写歪的 7，说“九成是 7，一成是 9”。标签只说“7”。老师的犹豫里有标签没有的东西：这个 7 像 9，不像 0。2015 年 Hinton 等人的蒸馏（distillation）让学生去学整个分布。
#
# ### 练习 12.12 distillation_loss（约 8 分钟，6 分）
#
# **推导**　训练好的老师太自信，犹豫多半小得看不见。把打分除以温度 $T$ 再 softmax，分布就软（soften）了：$T$ 越大越平。学生和老师用同一个 $T$，
#
# $$
# L = T^2 \cdot \frac1n \sum_{i=1}^n \sum_c p_{ic} \ln \frac{p_{ic}}{s_{ic}}, \qquad p = \operatorname{softmax}(z^{\text{老师}}/T),\ s = \operatorname{softmax}(z^{\text{学生}}/T)
# $$
#
# 为什么乘 $T^2$？对学生打分的梯度是 $\frac{1}{T}(s - p)$；$T$ 大的时候，$s - p$ 自己也约是 $\frac1T$ 倍。两个 $\frac1T$ 乘起来，损失就得补上 $T^2$，换温度时梯度的大小才不变。对一批取平均（不除以类数）；老师不要梯度。
#
# **例子**　一行，$T = 2$，老师 $(2\ln 3, 0)$，学生 $(0, 0)$：软化以后 $p = (0.75, 0.25)$，$s = (0.5, 0.5)$，KL 是 $0.75\ln 1.5 + 0.25\ln 0.5 = 0.1308$，乘 4 得 0.5232。反过来的 KL 是 0.1438，乘 4 是 0.5754。
#
# <details><summary>提示一</summary>
#
# KL 的两边，哪一边在对数外面？
#
# </details>
#
# <details><summary>提示二</summary>
#
# 老师非常自信时有的 $p$ 是 0，$0 \ln 0$ 应当算 0。用 `log_softmax` 就不会出现 $\ln 0$。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 两个 `log_softmax`，一个减一个，再乘一样东西；类和批，一个轴求和，一个轴平均。用 `F.kl_div` 也可以，先读一读它的参数次序和 `reduction`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有乘 $T^2$；<!-- wrong: no-square -->
# - 乘的是 $T$；<!-- wrong: times-t -->
# - 连类也平均了；<!-- wrong: mean-over-classes -->
# - KL 的方向反了；<!-- wrong: reversed -->
# - 只软化了老师；<!-- wrong: only-teacher-softened -->
# - 老师也得到了梯度；<!-- wrong: teacher-learns -->
# - 写成了交叉熵，没有减去老师自己的熵。<!-- wrong: cross-entropy -->
#
# </details>


# %% exercise="distillation_loss"
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """T²·KL(老师‖学生)，两边都用温度 T 软化。

    参数
        student, teacher: (n, c) 的打分，浮点张量；梯度不传到 teacher；不变。
        temperature: T，大于 0。
    返回
        零维张量，对 student 可以求导：每行的 KL（沿类求和），一批平均，乘 T²。
        打分差到 1e4 也是有限的，没有 NaN。
    例子
        >>> teacher = torch.tensor([[9.0, 1.0]]).log()
        >>> round(distillation_loss(torch.zeros(1, 2), teacher, 2.0).item(), 4)
        0.5232
    """
    ### BEGIN SOLUTION
    wanted = (teacher.detach() / temperature).log_softmax(dim=1)
    found = (student / temperature).log_softmax(dim=1)
    each = (wanted.exp() * (wanted - found)).sum(dim=1)
    return temperature**2 * each.mean()
    ### END SOLUTION


# %% check="distillation_loss" points=6 minutes=8
check("distillation_loss")

# %% [markdown]
# Hinton 文章里的实验，照做一遍：老师用 800 张数字训练；学生**一张 3 也没见过**，只在别的数字上学老师的分布。**先猜**：它考 3 能对几成？三个种子，五六秒。


# %% tags=["demo"]
def train_digits(loss, rows, hidden, seed, steps=300):
    """一个隐藏层的网络；loss(打分, 这一批的行号) → 损失。"""
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 10))
    optimizer = torch.optim.Adam(net.parameters(), 2e-3, weight_decay=1e-4)
    for _ in range(steps):
        batch = rows[torch.randint(len(rows), (64,))]
        value = loss(net(seen[batch]), batch)
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
    return net


if ready("distillation_loss"):
    digit = torch.tensor(written)
    known = torch.tensor(np.flatnonzero(~picture_test))
    without = known[digit[known] != 3]
    tests = torch.tensor(np.flatnonzero(picture_test))

    def score(net):
        """没见过的图片上的正确率：(全部, 只看 3)。"""
        with torch.no_grad():
            right = (net(seen[tests]).argmax(dim=1) == digit[tests]).float()
        return right.mean().item(), right[digit[tests] == 3].mean().item()

    def by_label(z, rows):
        """普通的交叉熵。"""
        return F.cross_entropy(z, digit[rows])

    results = {}
    for seed in range(3):
        teacher = train_digits(by_label, known, 128, seed)
        results.setdefault("老师（见过 3）", []).append(score(teacher))
        pupil = train_digits(by_label, without, 32, seed)
        results.setdefault("学生，学标签", []).append(score(pupil))
        with torch.no_grad():
            advice = teacher(seen)
        for t in (1.0, 4.0, 10.0):

            def by_teacher(z, rows, t=t, advice=advice):
                return distillation_loss(z, advice[rows], t)

            pupil = train_digits(by_teacher, without, 32, seed)
            results.setdefault(f"学生，学老师，T = {t:g}", []).append(score(pupil))
    for name, values in results.items():
        every, three = np.mean(values, axis=0)
        low, high = np.min(values, axis=0)[1], np.max(values, axis=0)[1]
        print(f"{name}：全部 {every:.0%}，只看 3 {three:.0%}（{low:.0%}–{high:.0%}）")
    p = [(advice[730] / t).softmax(dim=0).numpy() for t in (1.0, 4.0, 10.0)]
    fig, axes = plt.subplots(1, 4, figsize=(8.2, 2.2), width_ratios=(0.7, 1, 1, 1))
    axes[0].imshow(pictures[730], cmap="gray_r")
    axes[0].axis("off")
    for ax, row, t in zip(axes[1:], p, (1, 4, 10)):
        ax.bar(range(10), row, color=BLUE)
        ax.set(title=f"老师，T = {t}", xticks=range(0, 10, 3), ylim=(0, 1))
    plt.show()

# %% [markdown]
# 从来没见过 3 的学生认出了一多半的 3，全凭老师看别的数字时那一点“有点像 3”。温度是 1 的时候，那一点太小，学生听不见。
#
# ## 9　声音写成编号
#
# 语言模型只会写编号。要它说话、唱歌，得先把声音变成编号，写完再变回来。今天的语音和音乐模型（AudioLM、MusicGen、Moshi）都这样做：每一小帧声音用几个编号，编号怎么定，就是这一节。
#
# ### 练习 12.13 residual_quantize（约 10 分钟，7 分）
#
# **推导**　一张码本（codebook）有 $k$ 个向量，把 $x$ 换成最近的那个，只要记 $\log_2 k$ 个二进制位。要更准，码本就要大：48 位要 $2^{48}$ 个向量，装不下。残差量化（residual vector quantization）分级来：第一级取最近的 $c_1$，剩下 $x - c_1$；第二级的码本专门记“剩下的”，取离 $x - c_1$ 最近的 $c_2$，又剩下 $x - c_1 - c_2$……$s$ 级只要 $s \cdot k$ 个向量，却有 $k^s$ 种组合。
#
# **形状**　`x` $(n, d)$，`codebooks` $(s, k, d)$；返回 `codes` $(n, s)$ 整数，`approximation` $(n, d)$，它是各级取中的向量之和。一样近时取编号小的。
#
# **例子**　$d = 1$，$x = 7$。第一级码本 $(0, 10)$：10 更近，编号 1，剩下 −3。第二级 $(4, -4)$：−4 更近，编号 1，剩下 1。近似是 $10 - 4 = 6$。要是第二级拿 7 去找，会取 4，近似成了 14。
#
# <details><summary>提示一</summary>
#
# 循环里从头到尾只需要一个变量：还剩下什么。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 近似与剩下的加起来是什么？
#
# </details>
#
# <details><summary>提示三</summary>
#
# 每一级：`(n, 1, d)` 减 `(k, d)`，平方和是 $(n, k)$，`argmin`；从剩下的里面减掉 `codebook[code]`（别动 `x`）。最后 `np.stack`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 每一级都拿 $x$ 去找，没有用剩下的；<!-- wrong: x-for-the-rest -->
# - 近似只有最后一级；<!-- wrong: last-stage-only -->
# - 返回的是剩下的，不是近似；<!-- wrong: rest-returned -->
# - `codes` 转置了；<!-- wrong: codes-transposed -->
# - 每一级都用第一张码本；<!-- wrong: first-codebook -->
# - 传进来的 `x` 被减掉了；<!-- wrong: changes-x -->
# - 比的是点积，不是距离。<!-- wrong: dot-product -->
#
# </details>


# %% exercise="residual_quantize"
def residual_quantize(
    x: np.ndarray,
    codebooks: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """残差量化：每一级取离剩下的最近的向量。

    参数
        x: (n, d) 的浮点数组，n ≥ 1；不变。codebooks: (s, k, d)，s、k ≥ 1；不变。
    返回
        (codes, approximation)：codes 是 (n, s) 的整数，一样近（欧氏距离）取小的编号；
        approximation 是 (n, d)，取中的 s 个向量之和。
    例子
        >>> codes, near = residual_quantize(
        ...     np.array([[7.0]]), np.array([[[0.0], [10.0]], [[4.0], [-4.0]]])
        ... )
        >>> codes, near
        (array([[1, 1]]), array([[6.]]))
    """
    ### BEGIN SOLUTION
    rest, codes = x, []
    for codebook in codebooks:
        distances = ((rest[:, None] - codebook) ** 2).sum(axis=2)
        codes.append(distances.argmin(axis=1))
        rest = rest - codebook[codes[-1]]
    return np.stack(codes, axis=1), x - rest
    ### END SOLUTION


# %% check="residual_quantize" points=7 minutes=10
check("residual_quantize")

# %% [markdown]
# ## 10　把声音还回来
#
# 频谱只有每一帧、每个频率的**强弱**，丢了相位，而没有相位就变不回波形。
#
# ### 练习 12.14 griffin_lim（约 20 分钟，9 分）
#
# **推导**　每一帧 `size` 个采样，相邻的帧挪 `hop` 个，帧与帧重叠着。随便编一套相位，各帧变回时间里，重叠的地方就互相打架：不存在这样一段声音。Griffin 和 Lim（1984）的办法是来回走：
#
# 1. **合成**：每帧的 `magnitude`·（相位）做逆变换，乘窗 $w$，放回自己的位置，重叠处相加，再除以各处 $w^2$ 之和。这样得到的是最小二乘意义下、与这些帧最合的一段声音（窗乘了两次，变换前一次，合成时一次，所以除 $w^2$）；
# 2. **分析**：对它做 STFT，得到一套**说得通**的相位，强弱却变了；
# 3. 只留下相位，强弱换回 `magnitude`，回到 1。
#
# 每走一圈，合成的声音的频谱与 `magnitude` 之差不会变大。
#
# **做什么**　`magnitude` $(\text{frames}, \text{size}/2 + 1)$。先从 `rng` 取随机相位（每格 0 到 $2\pi$ 均匀），合成一次；再走 `steps` 圈“分析、换强弱、合成”。返回最后合成的声音，长 $(\text{frames} - 1)\cdot\text{hop} + \text{size}$。窗是周期的 Hann 窗 $w_n = 0.5 - 0.5\cos(2\pi n/\text{size})$，下面给你；`stft` 也给你。$w^2$ 之和是 0 的地方（第一个采样），声音是 0，没有警告。
#
# **例子**　`size` 4、`hop` 2，窗是 $(0, 0.5, 1, 0.5)$，$w^2 = (0, 0.25, 1, 0.25)$。两帧，长 $2 + 4 = 6$，错开两格相加：$(0, 0.25, 1, 0.25, 0, 0) + (0, 0, 0, 0.25, 1, 0.25) = (0, 0.25, 1, 0.5, 1, 0.25)$。第一个是 0，那里不除，声音就是 0；第四个采样被两帧分担，除以 0.5。
#
# <details><summary>提示一</summary>
#
# 合成要用很多遍，写成一个小函数。它要的是复数的帧，给出的是声音。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 复数除以自己的绝对值，只剩相位，可是 0 除不得；`np.exp(1j * np.angle(…))` 没有这个麻烦。
#
# </details>
#
# <details><summary>提示三</summary>
#
# ```python
# def sound_of(spectrum):
#     frames = np.fft.irfft(spectrum, size) * …
#     sound, weight = np.zeros(…), np.zeros(…)
#     for i, frame in enumerate(frames):
#         here = slice(…)
#         …
#     return np.divide(sound, weight, out=np.zeros_like(sound), where=…)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 留下了估计的强弱，没有换回 `magnitude`；<!-- wrong: magnitude-kept -->
# - 合成时没有乘窗，却除了 $w^2$；<!-- wrong: window-once -->
# - 除的是 $w$ 之和；<!-- wrong: sum-of-windows -->
# - 没有除；<!-- wrong: not-divided -->
# - 只取了实部：相位只剩 0 和 π；<!-- wrong: real-part -->
# - 第一个采样 0 ÷ 0；<!-- wrong: zero-by-zero -->
# - 长度少了一截。<!-- wrong: too-short -->
#
# </details>


# %%
def hann(size: int) -> np.ndarray:
    """周期的 Hann 窗，(size,)。"""
    return 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)


def stft(sound: np.ndarray, size: int, hop: int) -> np.ndarray:
    """(samples,) → (frames, size//2 + 1) 的复数；samples ≥ size。"""
    frames = np.lib.stride_tricks.sliding_window_view(sound, size)[::hop]
    return np.fft.rfft(frames * hann(size))


# %% exercise="griffin_lim"
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    """从强弱谱找一段声音（Griffin–Lim）。

    参数
        magnitude: (frames, size//2 + 1)，不小于 0，frames ≥ 1；不变。
        size: 一帧的采样数，偶数。hop: 相邻两帧相差几个采样，1 到 size。
        steps: 来回走几圈，≥ 0；0 是随机相位合成一次。
        rng: 随机相位从这里来，每格在 0 到 2π 里均匀。
    返回
        ((frames − 1)·hop + size,) 的浮点数组。窗是 hann(size)，变换前后各乘一次；
        重叠相加再除以 w² 之和，那个和是 0 的地方是 0。没有 NaN，没有警告。
        size 256、hop 64 的一段语音，60 圈以后
        ‖|stft(结果)| − magnitude‖ / ‖magnitude‖ ≤ 0.2。
    例子
        >>> sound = griffin_lim(np.ones((5, 9)), 16, 4, 10, np.random.default_rng(0))
        >>> sound.shape, float(sound[0])
        ((32,), 0.0)
    """
    ### BEGIN SOLUTION
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound
    ### END SOLUTION


# %% check="griffin_lim" points=9 minutes=20
check("griffin_lim")

# %% [markdown]
# 拿一段没听过的 “three” 试：灰线是误差随圈数的变化，每条一个种子。**先猜**：随机相位（0 圈）听起来是什么？下面两段，先是 0 圈，再是 60 圈。

# %% tags=["demo"]
SIZE, HOP = 256, 64


def misfit(sound, magnitude):
    """合成的声音与给定强弱谱的相对差。"""
    gap = np.abs(stft(sound, SIZE, HOP)) - magnitude
    return np.linalg.norm(gap) / np.linalg.norm(magnitude)


def rebuilt(strength, steps=60, seed=0):
    """强弱谱 → 声音。"""
    return griffin_lim(strength, SIZE, HOP, steps, np.random.default_rng(seed))


if ready("griffin_lim"):
    three = voices[int(np.flatnonzero(held_out & (spoken == 3))[4])]
    strength = np.abs(stft(three, SIZE, HOP))
    fig, ax = plt.subplots(figsize=(5.6, 2.6))
    rounds = (0, 1, 2, 4, 8, 15, 30, 60)
    for seed in range(5):
        tries = [rebuilt(strength, n, seed) for n in rounds]
        errors = [misfit(s, strength) for s in tries]
        ax.plot(rounds, errors, ".-", color=GREY, linewidth=1)
    ax.set(xlabel="圈", ylabel="误差", ylim=(0, 0.8))
    plt.show()
    display(Audio(tries[0], rate=8000), Audio(tries[-1], rate=8000))

# %% [markdown]
# 0 圈不是一片沙沙声：念的是什么，多半写在强弱里。只是声音发哑、发抖，因为重叠的帧相位各走各的，这里抵消一点，那里加强一点。走几圈，它们就合上了拍子。
#
# ## 11　自测和终场
#
# 先合上书想，再展开。
#
# <details><summary>1. 两份 LoRA 补丁都练自同一个模型，先合并了甲，没有取消就又合并乙，会怎样？</summary>
#
# 权重是 $W + \Delta_{\text{甲}} + \Delta_{\text{乙}}$：两个习惯一起上，谁也没有在对方在场时练过，可能都走样。要换，就先取消甲；加法可以换次序，先取消哪一个都回得去。
#
# </details>
#
# <details><summary>2. 想让故事更稳，把目标模型的温度降到 0.5，草稿还用温度 1。投机解码还对吗？</summary>
#
# 对：p 就是降了温的那个分布，写出来的正好是它，草稿用几度都行（只要 `q` 填的是草稿真正抽词的那个分布）。变的只是重叠 $\sum\min(p, q)$，也就是快慢。
#
# </details>
#
# <details><summary>3. 一批里有两对都是数字 3，对比损失会教它什么错的东西？</summary>
#
# 它会把第一个 3 的声音和第二个 3 的图片推开，因为它们“没有配对”。所以上面每批每个数字只放一对；CLIP 的批有三万对，这样的误伤占得少。
#
# </details>
#
# <details><summary>4. 一个小组的回答全错，GRPO 从它学到什么？</summary>
#
# 什么也没有，优势全是 0。题太难或太容易都白算，所以要挑难度合适的题。
#
# </details>
#
# **挑战**（不计分）　用 `dpo_loss` 教故事模型偏爱悲伤的结尾；或者把 `residual_quantize` 的编号交给第 11 章的 GPT，让它一帧一帧地“念”数字。
#
# **再挑战**　`fit_scaling_law(compute, loss) -> (a, b, c)`：大模型开练之前，先练几个小的，从它们的损失猜大的。缩放律（scaling law）说损失是 $a + b\,C^{-c}$，$C$ 是计算量，$a$ 是算力再多也降不下去的那部分。计算量每次乘 10、损失是 5、3.5、2.75 时，用笔就解得出来：两次下降是 1.5、0.75，后一次是前一次的一半，所以 $10^{-c} = 0.5$，$c = 0.301$；取 $C = 1, 10, 100$，$b\,(1 - 0.5) = 1.5$，$b = 3$；$a = 5 - 3 = 2$。再乘 10 会是 $2 + 3 \times 0.125 = 2.375$。点多、有噪声的时候，试一排 $c$，每个 $c$ 用最小二乘求 $a$ 和 $b$，留下误差最小的。
#
# ### 第一件：听见一个数字，找出它的图片
#
# 你的声音：录一个英文数字（zero 到 nine），存成单声道、16 位的 WAV，放在 notebook 旁边，把名字写进 `MY_VOICE`。没有的话，用一段没听过的录音。先画出听声找到的五张图片，再从第一张图片出发，找回五段录音：印出找回的五段念的是什么，放出最像的一段。网络只听过六个人，听不惯你的口音也别怪它。

# %% tags=["demo"]
MY_VOICE = "my_digit.wav"  # 换成你的文件；没有它，就用下面这一段
EXAMPLE = 7

import os
import wave


def read_voice(path):
    """读一个单声道、16 位的 WAV，变成 8000 Hz，掐掉两头的安静。"""
    with wave.open(path) as file:
        if (file.getnchannels(), file.getsampwidth()) != (1, 2):
            raise ValueError("要单声道、16 位的 WAV")
        rate, data = file.getframerate(), file.readframes(file.getnframes())
    sound = np.frombuffer(data, dtype="<i2") / 32768
    at = np.arange(0, len(sound), rate / 8000)
    sound = np.interp(at, np.arange(len(sound)), sound)
    sounding = np.flatnonzero(np.abs(sound) > 0.1 * np.abs(sound).max())
    return sound[sounding[0] : sounding[-1] + 1]


if ready("contrastive_loss"):
    mine = voices[int(np.flatnonzero(held_out & (spoken == EXAMPLE))[0])]
    if os.path.exists(MY_VOICE):
        mine = read_voice(MY_VOICE)
    display(Audio(mine, rate=8000))
    with torch.no_grad():
        voice = ear(torch.tensor(voice_features(mine)).float()[None])
        sight = F.normalize(eye(seen[test_images]))
        sound = F.normalize(ear(heard[test_sounds]))
    near = (sight @ F.normalize(voice)[0]).numpy()
    best = np.argsort(-near)[:5]
    fig, axes = plt.subplots(1, 5, figsize=(6.4, 1.7))
    for ax, i in zip(axes, best):
        ax.imshow(pictures[test_images[i]], cmap="gray_r")
        ax.set_title(f"余弦 {near[i]:.2f}", fontsize=9)
        ax.axis("off")
    plt.show()
    found = (sound @ sight[best[0]]).numpy()
    names = [int(spoken[test_sounds[i]]) for i in np.argsort(-found)[:5]]
    print("从第一张图片找回的五段录音，念的是", *names)
    display(Audio(voices[test_sounds[int(found.argmax())]], rate=8000))

# %% [markdown]
# ### 第二件：一帧几个编号的声音
#
# 码本从 240 段训练录音里来：每级 64 个向量，用 k-means 在“上一级剩下的”上面找，八级，三秒。量化的是频谱的对数，再用你的 `griffin_lim` 变回声音。每秒 125 帧，每个编号 6 个二进制位。下面是三段没听过的录音接在一起（three one four）：原来的，然后 1、2、4、8 个编号一帧。


# %% tags=["demo"]
def frames_of(sound):
    """录音 → 每帧频谱的对数。"""
    return np.log(np.abs(stft(np.pad(sound, (0, SIZE)), SIZE, HOP)) + 1e-2)


def k_means(x, k, rng, rounds=8):
    """k 个中心。"""
    centres = x[rng.choice(len(x), k, replace=False)]
    for _ in range(rounds):
        nearest = ((centres**2).sum(axis=1) - 2 * x @ centres.T).argmin(axis=1)
        count = np.bincount(nearest, minlength=k)[:, None]
        total = np.zeros_like(centres)
        np.add.at(total, nearest, x)
        centres = np.where(count > 0, total / np.maximum(count, 1), centres)
    return centres


if ready("residual_quantize", "griffin_lim"):
    rng = np.random.default_rng(0)
    known = [frames_of(v) for v, test in zip(voices, held_out) if not test]
    left = np.concatenate(known)
    books = []
    for _ in range(8):
        books.append(k_means(left, 64, rng))
        left = left - residual_quantize(left, books[-1][None])[1]
    books = np.array(books)
    picks = [int(np.flatnonzero(held_out & (spoken == c))[4]) for c in (3, 1, 4)]
    clip = np.concatenate([voices[i] for i in picks])
    log_strength = frames_of(clip)
    fig, axes = plt.subplots(1, 5, figsize=(7.4, 1.7), dpi=72, sharey=True)
    versions = [("原来的", log_strength)]
    for stages in (1, 2, 4, 8):
        codes, near = residual_quantize(log_strength, books[:stages])
        versions.append((f"{stages} 个编号", near))
    for ax, (name, picture) in zip(axes, versions):
        look = {"vmin": -4.6, "vmax": 3, "origin": "lower", "aspect": "auto"}
        ax.imshow(picture.T, cmap="magma", **look)
        ax.set(title=name, xticks=[], yticks=[])
    plt.show()
    print(f"原来的：每秒 {8000 * 16} 位")
    display(Audio(clip, rate=8000))
    for stages, (name, near) in zip((1, 2, 4, 8), versions[1:]):
        off = np.sqrt(((near - log_strength) ** 2).mean())
        print(f"{name}一帧：每秒 {125 * 6 * stages} 位，对数频谱的均方根误差 {off:.2f}")
        strength = np.maximum(np.exp(near) - 1e-2, 0)
        display(Audio(rebuilt(strength), rate=8000))
    print("最前面四帧的编号：", *codes[:4].tolist())

# %% [markdown]
# 一个编号就听得出念的是什么，八个编号听得出是谁。那一串数，就是语音模型读和写的“词”。
#
# ### 第三件：教故事模型唱歌
#
# 教材由它自己出：它写的故事，每个句号后面插一句 “La la la!”。只练补丁里的 2240 个数，100 步，十来秒。

# %% tags=["demo"]
REFRAIN = "La la la!"  # 换成你想教它的口头禅
STOP = encode("a.")[-1]  # 句号的编号


def with_refrain(ids):
    """每个句号后面插一句。"""
    return [j for i in ids for j in ([i, *encode(REFRAIN)] if i == STOP else [i])]


if ready("LoRALinear"):
    lessons = [with_refrain(s) for s in stories.tolist()]
    lessons = torch.tensor([s[:130] for s in lessons if len(s) >= 130])
    singer, adapters = with_adapters(story_model, 2, 4.0, seed=0)
    learning = [p for p in singer.parameters() if p.requires_grad]
    optimizer, history, steps = torch.optim.Adam(learning, 0.02), [], 100
    for step in range(steps):
        batch = lessons[torch.randint(len(lessons), (8,))]
        logits = singer(batch)[:, :-1]
        loss = F.cross_entropy(logits.flatten(0, 1), batch[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()
        for group in optimizer.param_groups:
            group["lr"] = 0.02 * (1 - step / steps)
        optimizer.step()
        history.append(loss.item())
    print(f"{len(lessons)} 份教材，{sum(p.numel() for p in learning)} 个数在学")
    print(f"损失 {history[0]:.2f} → {np.mean(history[-10:]):.2f}")

# %% [markdown]
# 现在听。同一个开头，先是原来的模型，再是合并了补丁的：`merge()` 以后只剩普通的权重，一步也不多算；要换别的补丁，先 `unmerge()`。换掉 `MY_OPENING`，让它唱你的故事。
#
# 声音是这样变来的：一个词一个轻轻的鼓点，口头禅里的词一个词一个音，一支小曲接着往下唱。

# %% tags=["demo"]
MY_OPENING = "Once upon a time, there was a little girl named Lily."  # 换成你的


SUNG = {word.strip('!.,"').lower() for word in REFRAIN.split()}


def as_sound(text):
    """一段文字 → 声音：词是鼓点，口头禅里的词是音符。不用读懂。"""
    tune = [0, 4, 7, 9, 7, 4, 0, 2, 4, 5, 4, 2]
    t, notes, parts = np.arange(400) / 4000, 0, []
    for word in text.lower().split():
        if word.strip('!.,"') in SUNG:
            pitch = 330 * 2 ** (tune[notes % len(tune)] / 12)
            note = np.sin(2 * np.pi * pitch * t) + 0.4 * np.sin(4 * np.pi * pitch * t)
            parts.append(0.5 * note * np.exp(-5 * t))
            notes += 1
        else:
            parts.append(0.25 * np.sin(2 * np.pi * 110 * t) * np.exp(-60 * t))
    return np.concatenate(parts)


def count_refrains(text):
    """(句号的个数, 后面跟着口头禅的个数)；末尾来不及唱的句号不算。"""
    after = [part for part in text.split(".")[1:] if len(part) > len(REFRAIN)]
    return len(after), sum(part.startswith(" " + REFRAIN) for part in after)


if ready("LoRALinear"):
    mine = torch.tensor([[BOS, *encode(MY_OPENING)]])
    plain = decode(tell(story_model, mine, 100, 0.7, seed=5)[0].tolist())
    with torch.no_grad():
        apart = singer(mine)
    for adapter in adapters:
        adapter.merge()
    with torch.no_grad():
        gap = (singer(mine) - apart).abs().max()
    print(f"合并前后，打分最多差 {gap:.0e}")
    sung = tell(singer, mine.expand(8, -1), 130, 0.7, seed=5).tolist()
    sung = [decode(ids) for ids in sung]
    stops, refrains = np.sum([count_refrains(text) for text in sung], axis=0)
    print("原来的：", plain, "\n")
    display(Audio(as_sound(plain[:180]), rate=4000))
    print("学会唱歌的：", sung[0], "\n")
    display(Audio(as_sound(sung[0][:180]), rate=4000))
    print(f"八个故事，{stops} 个句号，{refrains} 个后面唱了 {REFRAIN}")

# %% [markdown]
# **先猜**：`unmerge()` 以后把补丁拆下来，还会唱吗？

# %% tags=["demo"]
if ready("LoRALinear"):
    for adapter in adapters:
        adapter.unmerge()
    restored = copy.deepcopy(singer)
    for layer in restored.layers:
        layer.wq, layer.wv = layer.wq.linear, layer.wv.linear
    with torch.no_grad():
        gap = (restored(mine) - story_model(mine)).abs().max()
    print(f"拆下补丁，打分与原来的最多差 {gap:.0e}\n")
    print(decode(tell(restored, mine, 100, 0.7, seed=5)[0].tolist()))

# %% [markdown]
# 歌声没有了，留下的差只是加了又减的舍入。两千多个数，一个新习惯；换一组数，就是另一个模型。
#
# 一句话的回顾：
#
# | 练习 | 一句话 |
# |---|---|
# | LoRALinear | 该变的那部分很瘦，只学它 |
# | online_softmax_attention | 最大值变了，攒着的一起乘个修正 |
# | route、balance_loss | 第一志愿先坐；没人请的专家要帮一把 |
# | contrastive_loss、few_shot | 配对的靠近；好向量让新类别只要几个例子 |
# | answer_log_probability、dpo_loss、group_advantages | 好坏是比出来的 |
# | speculative_step | 退掉多给的，补上少给的，分布一点不变 |
# | bm25 | 少见的词重，多次的词饱和，长文章打折 |
# | distillation_loss | 老师的犹豫里有知识 |
# | residual_quantize、griffin_lim | 剩下的交给下一级；相位是磨出来的 |
#
# **延伸阅读**　Hu 等，*LoRA*，2021；Dao 等，*FlashAttention*，2022；Fedus 等，*Switch Transformers*，2021；Radford 等，*CLIP*，2021；Snell 等，*Prototypical Networks*，2017；Rafailov 等，*DPO*，2023；Shao 等，*DeepSeekMath*（GRPO），2024；Leviathan 等，*Fast Inference from Transformers via Speculative Decoding*，2023；Robertson 等，*Okapi at TREC-3*，1994；Hinton 等，*Distilling the Knowledge in a Neural Network*，2015；Zeghidour 等，*SoundStream*，2021；Griffin 和 Lim，*Signal Estimation from Modified Short-Time Fourier Transform*，1984。
#
# 数据：stories260K（Andrej Karpathy，MIT）；Free Spoken Digit Dataset（Zohar Jackson 和六位念的人，CC BY-SA 4.0）；MNIST（Yann LeCun、Corinna Cortes，CC BY-SA 3.0）。
