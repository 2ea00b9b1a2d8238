# %%
import math

import torch


# %% wrong no-tanh
# 漏掉了 tanh
def additive_attention_scores(q, k, w_q, w_k, v):
    return ((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v


# %% wrong tanh-last
# 先乘 v，再做 tanh
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh(((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v)


# %% wrong tanh-before-sum
# 查询和键分别做 tanh，然后才相加
def additive_attention_scores(q, k, w_q, w_k, v):
    return (torch.tanh(q @ w_q).unsqueeze(-2) + torch.tanh(k @ w_k).unsqueeze(-3)) @ v


# %% wrong sigmoid
# 用了 sigmoid，不是 tanh
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.sigmoid((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v


# %% wrong exponentials
# tanh 用 e^z 的公式自己算，z 很大时溢出
def additive_attention_scores(q, k, w_q, w_k, v):
    z = (q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)
    return ((z.exp() - (-z).exp()) / (z.exp() + (-z).exp())) @ v


# %% wrong softmax
# 最后多做了一次 softmax，返回的是权重
def additive_attention_scores(q, k, w_q, w_k, v):
    scores = torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v
    return torch.softmax(scores, dim=-1)


# %% wrong transposed
# 查询和键的轴反了，结果是 (…, t_k, t_q)
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(-3) + (k @ w_k).unsqueeze(-2)) @ v


# %% wrong weights-swapped
# w_q 和 w_k 用反了
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_k).unsqueeze(-2) + (k @ w_q).unsqueeze(-3)) @ v


# %% wrong scaled
# 多除了一个 √h，那是点积注意力的做法
def additive_attention_scores(q, k, w_q, w_k, v):
    scores = torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v
    return scores / math.sqrt(len(v))


# %% wrong difference
# 查询减去键，应当是相加
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(-2) - (k @ w_k).unsqueeze(-3)) @ v


# %% wrong dot-product
# 查询和键相乘，应当是相加
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(-2) * (k @ w_k).unsqueeze(-3)) @ v


# %% wrong trailing-axis
# 末尾多了一个长度为 1 的轴
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v[:, None]


# %% wrong three-axes-only
# 轴的位置写死成了 1 和 2，只适用于 (n, t, d)
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(2) + (k @ w_k).unsqueeze(1)) @ v


# %% wrong squeezed
# 用 squeeze() 去掉末尾的轴，长度为 1 的别的轴也一起没了
def additive_attention_scores(q, k, w_q, w_k, v):
    pairs = torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3))
    return (pairs @ v[:, None]).squeeze()


# %% wrong no-gradient
# 在 torch.no_grad() 里算，梯度传不回去
def additive_attention_scores(q, k, w_q, w_k, v):
    with torch.no_grad():
        return torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v


# %% wrong always-float32
# 算之前都变成了 float32，丢了精度和 dtype
def additive_attention_scores(q, k, w_q, w_k, v):
    q, k, w_q, w_k, v = (x.float() for x in (q, k, w_q, w_k, v))
    return torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v


# %% wrong paired
# 直接相加，没有插入新轴：第 i 个查询只配了第 i 个键
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh(q @ w_q + k @ w_k) @ v


# %% wrong no-query
# 没有加查询那一半
def additive_attention_scores(q, k, w_q, w_k, v):
    keys = torch.tanh((k @ w_k).unsqueeze(-3)) @ v
    return keys.expand(*keys.shape[:-2], q.shape[-2], keys.shape[-1])


# %% wrong no-key
# 没有加键那一半
def additive_attention_scores(q, k, w_q, w_k, v):
    queries = torch.tanh((q @ w_q).unsqueeze(-2)) @ v
    return queries.expand(*queries.shape[:-1], k.shape[-2])


# %% wrong summed
# 没有和 v 做点积，直接把 h 个数加起来
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)).sum(-1)


# %% wrong mean-for-dot
# 和 v 相乘之后取了平均，应当求和
def additive_attention_scores(q, k, w_q, w_k, v):
    return (torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) * v).mean(-1)


# %% wrong not-reduced
# 没有消去 h 那个轴，返回的是 (…, t_q, t_k, h)
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) * v


# %% wrong relu
# 用了 ReLU，不是 tanh
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.relu((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v


# %% wrong mean-with-fixed-axes
# 对最后一个轴取了平均，不是求和；轴加在固定的位置，只有正好一个批轴时才对
def additive_attention_scores(q, k, w_q, w_k, v):
    hidden = torch.tanh((q @ w_q).unsqueeze(2) + (k @ w_k).unsqueeze(1))
    return (hidden * v).mean(dim=-1)


# %% right einsum
# 投影和打分都用 einsum
def additive_attention_scores(q, k, w_q, w_k, v):
    queries = torch.einsum("...qd,dh->...qh", q, w_q)
    keys = torch.einsum("...kd,dh->...kh", k, w_k)
    return torch.einsum("...qkh,h->...qk", torch.tanh(queries[..., :, None, :] + keys[..., None, :, :]), v)


# %% right loop-over-queries
# 一个查询一个查询地算
def additive_attention_scores(q, k, w_q, w_k, v):
    keys = torch.matmul(k, w_k)
    rows = [((q[..., i : i + 1, :] @ w_q + keys).tanh() * v).sum(dim=-1) for i in range(q.shape[-2])]
    return torch.stack(rows, dim=-2)


# %% right concatenated
# 把查询和键接成一个长向量，两个矩阵也接起来
def additive_attention_scores(q, k, w_q, w_k, v):
    t_q, t_k = q.shape[-2], k.shape[-2]
    queries = q.unsqueeze(-2).expand(*q.shape[:-1], t_k, q.shape[-1])
    keys = k.unsqueeze(-3).expand(*k.shape[:-2], t_q, t_k, k.shape[-1])
    return torch.tanh(torch.cat([queries, keys], dim=-1) @ torch.cat([w_q, w_k])) @ v
