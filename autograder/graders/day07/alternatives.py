# %%
import math

import torch
from torch import Tensor, nn


# %% build_vocabulary / ordered-keys
# 先用 dict.fromkeys 去重，再一起编号
def build_vocabulary(corpus):
    words = ["<pad>", "<unk>", "<bos>", "<eos>", *" ".join(corpus).split()]
    return {word: number for number, word in enumerate(dict.fromkeys(words))}


# %% build_vocabulary / list-and-index
# 先收集一个没有重复的列表，再编号
def build_vocabulary(corpus):
    words = ["<pad>", "<unk>", "<bos>", "<eos>"]
    for sentence in corpus:
        for word in sentence.split():
            if word not in words:
                words.append(word)
    return dict(zip(words, range(len(words))))


# %% build_vocabulary / counter
# 用 itertools.count 发号
def build_vocabulary(corpus):
    from collections import defaultdict
    from itertools import chain, count

    numbers = defaultdict(count().__next__)
    for word in chain(("<pad>", "<unk>", "<bos>", "<eos>"), *(sentence.split() for sentence in corpus)):
        numbers[word]
    return dict(numbers)


# %% encode_words / loop
# 用循环填一个预先建好的张量
def encode_words(sentence, vocabulary):
    words = sentence.split()
    ids = torch.zeros(len(words), dtype=torch.long)
    for i, word in enumerate(words):
        ids[i] = vocabulary[word] if word in vocabulary else vocabulary["<unk>"]
    return ids


# %% encode_words / through-numpy
# 先做成 NumPy 数组，再变成张量
def encode_words(sentence, vocabulary):
    import numpy as np

    ids = np.array([vocabulary.get(word, 1) for word in sentence.split()], dtype=np.int64)
    return torch.from_numpy(ids)


# %% encode_words / long-tensor
# 用 torch.LongTensor
def encode_words(sentence, vocabulary):
    return torch.LongTensor([vocabulary.get(word, vocabulary["<unk>"]) for word in sentence.split()])


# %% encode_words / conditional
# 用条件表达式查表，最后 .long()
def encode_words(sentence, vocabulary):
    ids = []
    for word in sentence.split():
        ids.append(vocabulary[word] if word in vocabulary else vocabulary["<unk>"])
    return torch.tensor(ids).long()


# %% embed / functional
# 用 F.embedding 查表
def embed(ids, table):
    from torch.nn import functional as F

    return F.embedding(ids, table) * table.size(-1) ** 0.5


# %% embed / index-select
# 压平之后用 index_select，再恢复形状
def embed(ids, table):
    rows = torch.index_select(table, 0, ids.reshape(-1))
    return rows.reshape(*ids.shape, -1) * math.sqrt(table.shape[-1])


# %% embed / root-as-a-tensor
# √d_model 是 float32 的张量
def embed(ids, table):
    return table[ids] * torch.sqrt(torch.tensor(table.shape[1]))


# %% embed / one-hot
# one-hot 乘表，dtype 跟着表走；先乘 √d_model
def embed(ids, table):
    from torch.nn import functional as F

    one_hot = F.one_hot(ids, num_classes=table.shape[0]).to(table.dtype)
    return one_hot @ (table * math.sqrt(table.shape[1]))


# %% positional_encoding / exp-of-log
# 用 exp 和 log 算频率，全程 float32
def positional_encoding(length, d_model):
    if d_model % 2 != 0:
        raise ValueError("d_model must be even")
    pe = torch.zeros(length, d_model)
    position = torch.arange(0, length).unsqueeze(1).float()
    div_term = torch.exp(torch.arange(0, d_model, 2).float() * -(math.log(10000.0) / d_model))
    pe[:, 0::2] = torch.sin(position * div_term)
    pe[:, 1::2] = torch.cos(position * div_term)
    return pe


# %% positional_encoding / stacked
# 把 sin 和 cos 叠起来再压平，除法用 float32
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    i = torch.arange(d_model // 2)
    angle = torch.arange(length)[:, None] / 10000 ** (2 * i / d_model)
    return torch.stack((angle.sin(), angle.cos()), dim=2).reshape(length, d_model)


# %% positional_encoding / loops
# 两重循环，一个一个数地填
def positional_encoding(length, d_model):
    if d_model & 1:
        raise ValueError("d_model must be even")
    table = torch.empty(length, d_model, dtype=torch.float32)
    for row in range(length):
        for column in range(0, d_model, 2):
            angle = row / 10000 ** (column / d_model)
            table[row, column], table[row, column + 1] = math.sin(angle), math.cos(angle)
    return table


# %% positional_encoding / numpy
# 用 NumPy 算，cos 当成移了 90 度的 sin，最后变成 float32 张量
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    import numpy as np

    column = np.arange(d_model)
    angle = np.arange(length)[:, None] / np.power(10000.0, 2 * (column // 2) / d_model)
    return torch.from_numpy(np.sin(angle + np.pi / 2 * (column % 2))).to(torch.float32)


# %% positional_encoding / column-by-column
# 一列一列地填，奇偶用余数区分，float32
def positional_encoding(length, d_model):
    if d_model % 2 != 0:
        raise ValueError("odd")
    pe = torch.zeros((length, d_model))
    pos = torch.arange(0, length, dtype=torch.float32)
    for j in range(d_model):
        angle = pos / (10000 ** (2 * (j // 2) / d_model))
        pe[:, j] = torch.sin(angle) if j % 2 == 0 else torch.cos(angle)
    return pe


# %% additive_attention_scores / einsum
# 投影和打分都用 einsum
def additive_attention_scores(q, k, w_q, w_k, v):
    queries = torch.einsum("...qd,dh->...qh", q, w_q)
    keys = torch.einsum("...kd,dh->...kh", k, w_k)
    return torch.einsum("...qkh,h->...qk", torch.tanh(queries[..., :, None, :] + keys[..., None, :, :]), v)


# %% additive_attention_scores / loop-over-queries
# 一个查询一个查询地算
def additive_attention_scores(q, k, w_q, w_k, v):
    keys = torch.matmul(k, w_k)
    rows = [((q[..., i : i + 1, :] @ w_q + keys).tanh() * v).sum(dim=-1) for i in range(q.shape[-2])]
    return torch.stack(rows, dim=-2)


# %% additive_attention_scores / concatenated
# 把查询和键接成一个长向量，两个矩阵也接起来
def additive_attention_scores(q, k, w_q, w_k, v):
    t_q, t_k = q.shape[-2], k.shape[-2]
    queries = q.unsqueeze(-2).expand(*q.shape[:-1], t_k, q.shape[-1])
    keys = k.unsqueeze(-3).expand(*k.shape[:-2], t_q, t_k, k.shape[-1])
    return torch.tanh(torch.cat([queries, keys], dim=-1) @ torch.cat([w_q, w_k])) @ v


# %% scaled_dot_product_attention / minus-infinity-then-zero
# 用 −inf 遮住，softmax 之后用 nan_to_num 把 NaN 换成 0
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(k.size(-1))
    if mask is not None:
        scores = scores.masked_fill(mask == False, float("-inf"))  # noqa: E712
    weights = torch.nan_to_num(torch.softmax(scores, dim=-1), nan=0.0)
    return torch.matmul(weights, v), weights


# %% scaled_dot_product_attention / root-as-a-tensor
# √d 是 float32 的张量；遮住的位置填 −1e9，最后再乘一次 mask
def scaled_dot_product_attention(q, k, v, mask=None):
    d_k = torch.tensor(k.size(-1), dtype=torch.float32)
    scores = torch.matmul(q, k.transpose(-2, -1)) / torch.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    weights = torch.nn.functional.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights * mask
    return torch.matmul(weights, v), weights


# %% scaled_dot_product_attention / own-softmax
# softmax 自己写：减最大值，取指数，乘 mask，再除以和
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = torch.einsum("...qd,...kd->...qk", q, k) * q.shape[-1] ** -0.5
    if mask is None:
        mask = torch.ones_like(scores, dtype=torch.bool)
    scores = torch.where(mask, scores, torch.finfo(scores.dtype).min)
    powers = torch.exp(scores - scores.max(dim=-1, keepdim=True).values) * mask
    weights = powers / powers.sum(dim=-1, keepdim=True).clamp_min(1e-9)
    return torch.einsum("...qk,...kd->...qd", weights, v), weights


# %% scaled_dot_product_attention / additive-mask
# 把 mask 变成 0 和 −1e9 加到分数上；先缩放查询；一个键都不许看的行单独清零
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = (q / math.sqrt(q.shape[-1])) @ k.mT
    if mask is not None:
        scores = scores + (1.0 - mask.to(scores.dtype)) * -1e9
    weights = scores.softmax(-1)
    if mask is not None:
        weights = torch.where(mask.any(dim=-1, keepdim=True), weights, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / flat-batch
# 把批的轴压成一个，用 torch.bmm；返回列表
def scaled_dot_product_attention(q, k, v, mask=None):
    lead, (t_q, d), (t_k, d_v) = q.shape[:-2], q.shape[-2:], v.shape[-2:]
    scores = torch.bmm(q.reshape(-1, t_q, d), k.reshape(-1, t_k, d).transpose(1, 2)) / d**0.5
    allowed = torch.ones(1, 1, dtype=torch.bool) if mask is None else mask
    allowed = allowed.expand(*lead, t_q, t_k).reshape(-1, t_q, t_k)
    log_weights = torch.log_softmax(scores.masked_fill(~allowed, -1e30), dim=2)
    weights = log_weights.exp() * allowed
    return [
        torch.bmm(weights, v.reshape(-1, t_k, d_v)).reshape(*lead, t_q, d_v),
        weights.reshape(*lead, t_q, t_k),
    ]


# %% scaled_dot_product_attention / infinity-where-something-is-allowed
# 只在有键可看的行里用 −inf，没有键可看的行先照常算，再乘 0
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
    if mask is None:
        weights = torch.softmax(scores, dim=-1)
    else:
        some = mask.any(dim=-1, keepdim=True)
        bias = torch.zeros(mask.shape, dtype=scores.dtype).masked_fill(~mask & some, -math.inf)
        weights = torch.softmax(scores + bias, dim=-1) * some
    return weights @ v, weights


# %% scaled_dot_product_attention / where
# 用 torch.where 遮住，softmax 之后再用一次
def scaled_dot_product_attention(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.mT) / d_k**0.5
    if mask is not None:
        scores = torch.where(mask, scores, torch.full_like(scores, -1e9))
    attn = scores.softmax(-1)
    if mask is not None:
        attn = torch.where(mask, attn, torch.zeros_like(attn))
    return torch.matmul(attn, v), attn


# %% causal_mask / compare
# 行号与列号比较
def causal_mask(length):
    position = torch.arange(length)
    return position[None, :] <= position[:, None]


# %% causal_mask / not-upper
# 上三角取反
def causal_mask(length):
    return ~torch.triu(torch.ones(length, length), diagonal=1).bool()


# %% causal_mask / loops
# 用循环一行一行填
def causal_mask(length):
    mask = torch.zeros((length, length), dtype=torch.bool)
    for row in range(length):
        mask[row, : row + 1] = True
    return mask


# %% causal_mask / zeros-then-fill
# 先全是 True，再把对角线右边填成 False
def causal_mask(length):
    mask = torch.full((length, length), True)
    for i in range(length):
        mask[i, i + 1 :] = False
    return mask


# %% padding_mask / indexing
# 用 None 加轴，比较用 torch.ne
def padding_mask(ids, pad_id=0):
    return torch.ne(ids, pad_id)[:, None, :]


# %% padding_mask / reshape
# 先取反再变形
def padding_mask(ids, pad_id=0):
    n, t = ids.shape
    return ~(ids == pad_id).reshape(n, 1, t)


# %% padding_mask / lists
# 用列表推导式
def padding_mask(ids, pad_id=0):
    return torch.tensor([[[word != pad_id for word in sentence]] for sentence in ids.tolist()])


# %% layer_norm / var-mean
# 用 torch.var_mean，除以 d
def layer_norm(x, gamma, beta, eps=1e-5):
    variance, mean = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
    return (x - mean) * torch.rsqrt(variance + eps) * gamma + beta


# %% layer_norm / sums
# 用 sum 除以 d，方差用 var(unbiased=False)，最后用 addcmul
def layer_norm(x, gamma, beta, eps=1e-5):
    d = x.size(-1)
    mean = x.sum(dim=x.dim() - 1, keepdim=True) / d
    std = (x.var(dim=-1, unbiased=False, keepdim=True) + eps) ** 0.5
    return torch.addcmul(beta, gamma, (x - mean) / std)


# %% layer_norm / std-with-correction
# 标准差用 std(correction=0) 的平方，rsqrt 代替除法
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = torch.mean(x, -1, keepdim=True)
    variance = torch.var(x, -1, correction=0, keepdim=True)
    return torch.rsqrt(variance + eps) * (x - mean) * gamma + beta


# %% MultiHeadAttention / slices
# 一个头一个头地切列，各自算完再接起来
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.d_k, rest = divmod(d_model, num_heads)
        if rest:
            raise ValueError("d_model must be divisible by num_heads")
        self.w_q, self.w_k, self.w_v, self.w_o = (nn.Linear(d_model, d_model) for _ in range(4))

    def forward(self, query, key, value, mask=None):
        outs, maps = [], []
        for q, k, v in zip(
            *(x.split(self.d_k, dim=-1) for x in (self.w_q(query), self.w_k(key), self.w_v(value)))
        ):
            out, weights = scaled_dot_product_attention(q, k, v, mask)
            outs.append(out)
            maps.append(weights)
        self.weights = torch.stack(maps, dim=1)
        return self.w_o(torch.cat(outs, dim=-1))


# %% MultiHeadAttention / chunked-heads
# 用 chunk 和 stack 分头，用 permute 和 reshape 合并；权重不带计算图
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__()
        if d_model % num_heads != 0:
            raise ValueError("d_model must be divisible by num_heads")
        self.h = num_heads
        for name in ("w_q", "w_k", "w_v", "w_o"):
            setattr(self, name, nn.Linear(d_model, d_model, bias=True))
        self.weights: Tensor | None = None

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        def heads(x: Tensor) -> Tensor:
            return torch.stack(torch.chunk(x, self.h, dim=2), dim=1)

        if mask is not None and mask.dim() == 3:
            mask = mask[:, None]
        context, weights = scaled_dot_product_attention(
            heads(self.w_q(query)), heads(self.w_k(key)), heads(self.w_v(value)), mask=mask
        )
        self.weights = weights.detach()
        n, _, t, _ = context.shape
        return self.w_o(context.permute(0, 2, 1, 3).reshape(n, t, -1))


# %% MultiHeadAttention / einsum
# 用 view 分头，用 einsum 打分和求和，softmax 和掩码都自己写
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        super().__init__()
        self.num_heads, self.d_k = num_heads, d_model // num_heads
        self.w_o = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_q = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q = self.w_q(query).view(len(query), -1, self.num_heads, self.d_k)
        k = self.w_k(key).view(len(key), -1, self.num_heads, self.d_k)
        v = self.w_v(value).view(len(value), -1, self.num_heads, self.d_k)
        scores = torch.einsum("nqhd,nkhd->nhqk", q, k) / self.d_k**0.5
        if mask is not None:
            mask = mask.expand(len(query), query.shape[1], key.shape[1])[:, None]
            scores = scores.masked_fill(~mask, float("-inf"))
            self.weights = scores.softmax(dim=-1).nan_to_num(0.0)
        else:
            self.weights = scores.softmax(dim=-1)
        out = torch.einsum("nhqk,nkhd->nqhd", self.weights, v)
        return self.w_o(out.contiguous().view(len(query), -1, self.num_heads * self.d_k))


# %% MultiHeadAttention / heads-in-the-batch
# 把头并进批的轴 (n·heads, t, d_k)，最后再拆开
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model / num_heads != d_model // num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)
        self.register_buffer("weights", None)

    def forward(self, query, key, value, mask=None):
        n, t_q, d = query.shape
        t_k, h = key.size(1), self.num_heads

        def fold(x):
            return x.unflatten(2, (h, d // h)).permute(0, 2, 1, 3).flatten(0, 1)

        if mask is not None:
            mask = torch.broadcast_to(mask, (n, t_q, t_k)).repeat_interleave(h, dim=0)
        out, weights = scaled_dot_product_attention(
            fold(self.w_q(query)), fold(self.w_k(key)), fold(self.w_v(value)), mask
        )
        self.weights = weights.view(n, h, t_q, t_k)
        return self.w_o(out.unflatten(0, (n, h)).transpose(1, 2).reshape(n, t_q, d))


# %% AddNorm / fill
# 参数先用 torch.empty 建，再用 nn.init 填
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.empty(d_model))
        self.beta = nn.Parameter(torch.empty(d_model))
        nn.init.ones_(self.gamma)
        nn.init.zeros_(self.beta)

    def forward(self, x, y):
        return layer_norm(torch.add(x, y), gamma=self.gamma, beta=self.beta, eps=1e-5)


# %% AddNorm / own-formula
# 归一化的公式直接写在 forward 里，参数用 register_parameter 登记
class AddNorm(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.register_parameter("beta", nn.Parameter(torch.full((d_model,), 0.0)))
        self.register_parameter("gamma", nn.Parameter(torch.full((d_model,), 1.0)))

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        total = y + x
        variance, mean = torch.var_mean(total, dim=-1, unbiased=False, keepdim=True)
        return (total - mean) * (variance + 1e-5).rsqrt() * self.gamma + self.beta


# %% AddNorm / parameters-swapped-in-order
# beta 先登记，gamma 后登记
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.d_model = d_model
        self.beta, self.gamma = (nn.Parameter(value * torch.ones(d_model)) for value in (0.0, 1.0))

    def forward(self, x, y):
        assert x.shape == y.shape
        flat = (x + y).reshape(-1, self.d_model)
        return layer_norm(flat, self.gamma, self.beta).reshape(x.shape)


# %% FeedForward / sequential
# 用 nn.Sequential 把三步串起来
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(d_model, d_ff), nn.ReLU(), nn.Linear(d_ff, d_model))

    def forward(self, x):
        return self.net(x)


# %% FeedForward / is-a-sequential
# 自己就是一个 nn.Sequential
class FeedForward(nn.Sequential):
    def __init__(self, d_model, d_ff):
        super().__init__(nn.Linear(d_model, d_ff), nn.ReLU(), nn.Linear(d_ff, d_model))


# %% FeedForward / clamp
# 第二层先建，ReLU 用 clamp
class FeedForward(nn.Module):
    def __init__(self, d_model: int, d_ff: int) -> None:
        super().__init__()
        self.second = nn.Linear(d_ff, d_model)
        self.first = nn.Linear(d_model, d_ff)

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.first(x).clamp(min=0)
        return hidden @ self.second.weight.T + self.second.bias


# %% FeedForward / module-list
# 两层放在 nn.ModuleList 里
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(d_model, d_ff), nn.Linear(d_ff, d_model)])

    def forward(self, x):
        hidden, out = self.layers
        z = hidden(x)
        return out(z * (z > 0))


# %% EncoderLayer / steps
# 每一步都起名字，子模块建的次序不同
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = AddNorm(d_model), AddNorm(d_model)
        self.feed_forward = FeedForward(d_model=d_model, d_ff=d_ff)
        self.self_attention = MultiHeadAttention(d_model=d_model, num_heads=num_heads)

    def forward(self, x, mask=None):
        attended = self.self_attention(query=x, key=x, value=x, mask=mask)
        first = self.norm1(x, attended)
        second = self.norm2(first, self.feed_forward(first))
        return second


# %% EncoderLayer / residual-second
# 残差写在第二个参数里，一行写完
class EncoderLayer(nn.Module):
    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        for i in (1, 2):
            setattr(self, f"norm{i}", AddNorm(d_model))

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        return (lambda y: self.norm2(self.feed_forward(y), y))(
            self.norm1(self.self_attention(x, x, x, mask), x)
        )


# %% EncoderLayer / own-blocks
# 自己的子模块：注意力继承 MultiHeadAttention，前馈就写成 nn.Sequential
class SelfAttention(MultiHeadAttention):
    def forward(self, x, mask=None):
        return super().forward(x, x, x, mask)


class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = SelfAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = nn.Sequential(nn.Linear(d_model, d_ff), nn.ReLU(), nn.Linear(d_ff, d_model))
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        for norm, layer in (
            (self.norm1, lambda y: self.self_attention(y, mask)),
            (self.norm2, self.feed_forward),
        ):
            x = norm(x, layer(x))
        return x


# %% DecoderLayer / steps
# 每一步都起名字，掩码一行写完
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention, self.cross_attention = (MultiHeadAttention(d_model, num_heads) for _ in range(2))
        self.norm1, self.norm2, self.norm3 = (AddNorm(d_model) for _ in range(3))
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        causal = causal_mask(x.size(1))
        mask = causal if tgt_mask is None else torch.logical_and(causal, tgt_mask)
        first = self.norm1(x, self.self_attention(x, x, x, mask))
        second = self.norm2(
            first, self.cross_attention(query=first, key=memory, value=memory, mask=memory_mask)
        )
        return self.norm3(second, self.feed_forward(second))


# %% DecoderLayer / own-causal-mask
# 因果掩码自己比较位置得到，扩成 (n, t, t)；mask 相乘代替“与”
class DecoderLayer(nn.Module):
    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        n, t, _ = x.shape
        position = torch.arange(t)
        allowed = (position[:, None] >= position).expand(n, t, t)
        if tgt_mask is not None:
            allowed = allowed * tgt_mask
        x = self.norm1(self.self_attention(x, x, x, allowed), x)
        x = self.norm2(self.cross_attention(x, memory, memory, memory_mask), x)
        x = self.norm3(self.feed_forward(x), x)
        return x


# %% DecoderLayer / buffer
# 因果掩码事先建好一大张，放在 buffer 里，用时切一块
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm3 = AddNorm(d_model)
        self.norm2 = AddNorm(d_model)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.register_buffer("future", causal_mask(512))

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        t = x.shape[1]
        if tgt_mask is None:
            tgt_mask = torch.ones(1, t, t, dtype=torch.bool)
        x = self.norm1(x, self.self_attention(x, x, x, tgt_mask & self.future[:t, :t]))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% Transformer / encode-and-decode
# 分成 encode 和 decode 两个方法，位置编码放在 buffer 里；层叫别的名字
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.encoder_embedding = nn.Embedding(src_vocab_size, d_model)
        self.decoder_embedding = nn.Embedding(tgt_vocab_size, d_model)
        self.register_buffer("positions", positional_encoding(2000, d_model))
        self.encoder_layers = nn.ModuleList(
            [EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)]
        )
        self.decoder_layers = nn.ModuleList(
            [DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)]
        )
        self.fc = nn.Linear(d_model, tgt_vocab_size)
        with torch.no_grad():
            for table in (self.encoder_embedding.weight, self.decoder_embedding.weight):
                table.copy_(torch.randn_like(table) / math.sqrt(d_model))

    def encode(self, src, mask):
        memory = embed(src, self.encoder_embedding.weight) + self.positions[: src.size(1)]
        for layer in self.encoder_layers:
            memory = layer(memory, mask)
        return memory

    def decode(self, tgt, memory, mask):
        x = embed(tgt, self.decoder_embedding.weight) + self.positions[: tgt.size(1)]
        for layer in self.decoder_layers:
            x = layer(x, memory, memory_mask=mask)
        return x

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        return self.fc(self.decode(tgt, self.encode(src, mask), mask))


# %% Transformer / parameter-tables
# 词向量表是 nn.Parameter，层放在 nn.ModuleDict 里，目标一侧也加填充掩码
class Transformer(nn.Module):
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
        self.output = nn.Linear(d_model, tgt_vocab_size)
        self.tables = nn.ParameterDict(
            {
                "tgt": nn.Parameter(torch.randn(tgt_vocab_size, d_model) * d_model**-0.5),
                "src": nn.Parameter(torch.randn(src_vocab_size, d_model) * d_model**-0.5),
            }
        )
        self.layers = nn.ModuleDict()
        for i in range(num_layers):
            self.layers[f"decoder{i}"] = DecoderLayer(d_model, num_heads, d_ff)
            self.layers[f"encoder{i}"] = EncoderLayer(d_model, num_heads, d_ff)
        self.num_layers, self.pad_id = num_layers, pad_id

    def forward(self, src: Tensor, tgt: Tensor) -> Tensor:
        length = max(src.shape[1], tgt.shape[1])
        positions = positional_encoding(length, self.output.in_features).to(self.output.weight.dtype)
        src_mask, tgt_mask = padding_mask(src, self.pad_id), padding_mask(tgt, self.pad_id)
        memory = embed(src, self.tables["src"]) + positions[: src.shape[1]]
        for i in range(self.num_layers):
            memory = self.layers[f"encoder{i}"](memory, src_mask)
        out = embed(tgt, self.tables["tgt"]) + positions[: tgt.shape[1]]
        for i in range(self.num_layers):
            out = self.layers[f"decoder{i}"](out, memory, tgt_mask, src_mask)
        return self.output(out)


# %% Transformer / stacks
# 编码器和解码器各是一个自己的模块；nn.Embedding 带 padding_idx；词向量自己乘 √d_model；初值是均匀分布
class _Stack(nn.Module):
    def __init__(self, kind, words, num_layers, d_model, num_heads, d_ff, pad_id):
        super().__init__()
        self.embedding = nn.Embedding(words, d_model, padding_idx=pad_id)
        nn.init.uniform_(self.embedding.weight, -math.sqrt(3 / d_model), math.sqrt(3 / d_model))
        self.blocks = nn.ModuleList()
        for _ in range(num_layers):
            self.blocks.append(kind(d_model, num_heads, d_ff))

    def forward(self, ids, *context, **masks):
        x = self.embedding(ids) * self.embedding.embedding_dim**0.5
        x = x + positional_encoding(ids.size(1), x.size(-1)).to(x)
        for block in self.blocks:
            x = block(x, *context, **masks)
        return x


class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        sizes = num_layers, d_model, num_heads, d_ff, pad_id
        self.encoder = _Stack(EncoderLayer, src_vocab_size, *sizes)
        self.decoder = _Stack(DecoderLayer, tgt_vocab_size, *sizes)
        self.project = nn.Linear(d_model, tgt_vocab_size)
        self.pad_id = pad_id

    def forward(self, src, tgt):
        mask = padding_mask(src, pad_id=self.pad_id)
        memory = self.encoder(src, mask=mask)
        return self.project(self.decoder(tgt, memory, memory_mask=mask))


# %% greedy_decode / fill-afterwards
# 一直生成下去，最后再把 eos 之后填成 eos、剪到最长的一行；没有碰训练模式
def greedy_decode(model, src, max_length, bos, eos):
    with torch.no_grad():
        tgt = src.new_full((src.shape[0], 1), bos)
        for _ in range(max_length):
            best = model(src, tgt)[:, -1:].argmax(-1)
            tgt = torch.cat((tgt, best), dim=1)
    words = tgt[:, 1:]
    after = (words == eos).cumsum(dim=1) - (words == eos).long() > 0
    words = words.masked_fill(after, eos)
    lengths = (~after).sum(dim=1)
    return words[:, : int(lengths.max())]


# %% greedy_decode / row-by-row
# 一句一句地生成，最后补齐
def greedy_decode(model, src, max_length, bos, eos):
    training = model.training
    model.eval()
    try:
        sentences = []
        for row in src:
            words = [bos]
            while len(words) <= max_length and (len(words) == 1 or words[-1] != eos):
                with torch.no_grad():
                    scores = model(row[None], torch.tensor([words]))
                words.append(int(scores[0, -1].argmax()))
            sentences.append(words[1:])
    finally:
        model.train(training)
    length = max(map(len, sentences))
    return torch.tensor([words + [eos] * (length - len(words)) for words in sentences])


# %% greedy_decode / only-the-unfinished
# 预先建好一张全是 eos 的表，每一步只把没有结束的行交给模型
@torch.inference_mode()
def greedy_decode(model, src, max_length, bos, eos):
    mode = model.training
    model.train(False)
    out = torch.full((len(src), max_length + 1), eos, dtype=torch.long)
    out[:, 0] = bos
    active = torch.arange(len(src))
    step = 0
    while step < max_length and len(active):
        logits = model(src[active], out[active, : step + 1])
        word = logits[:, -1, :].topk(1).indices[:, 0]
        step += 1
        out[active, step] = word
        active = active[word != eos]
    model.train(mode)
    return out[:, 1 : step + 1].clone()


# %% greedy_decode / ended-by-the-last-word
# 只记住上一步写的是不是 eos：结束了的行填的是 eos，下一步就还算结束
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = word == eos
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]
