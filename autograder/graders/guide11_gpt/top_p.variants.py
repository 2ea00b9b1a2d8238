# %%
import math

import torch


# %% wrong crosser-dropped
# 越过 p 的那一个没有留
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums > p
    drop[..., 0] = False
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(back, -math.inf)


# %% wrong crosser-dropped-even-all
# 越过 p 的那一个没有留，p 小的时候一个也不剩
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums > p
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(back, -math.inf)


# %% wrong one-too-many
# 越过 p 以后又多留了一个
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums - probs >= p
    drop = torch.cat([torch.zeros_like(drop[..., :1]), drop[..., :-1]], dim=-1)
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(back, -math.inf)


# %% wrong sorted-order
# 返回的是排好序的，不在原来的位置
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums - probs >= p
    drop[..., 0] = False
    return logits.gather(-1, order).masked_fill(drop, -math.inf)


# %% wrong ascending
# 从小到大加起来的，留下的是最不可能的
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=False)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums - probs >= p
    drop[..., 0] = False
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(back, -math.inf)


# %% wrong mask-not-put-back
# 掩码没有放回原来的位置，直接盖在了没排的打分上
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums - probs >= p
    drop[..., 0] = False
    return logits.masked_fill(drop, -math.inf)


# %% wrong mask-gathered
# 掩码放回去时用了 gather，次序又排了一遍
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums - probs >= p
    drop[..., 0] = False
    back = drop.gather(-1, order)
    return logits.masked_fill(back, -math.inf)


# %% wrong threshold
# 留下的是概率不小于 p 的，没有加起来
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    probs.cumsum(dim=-1)
    drop = probs < p
    drop[..., 0] = False
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(back, -math.inf)


# %% wrong minus-p
# 留下的是概率不小于 1 − p 的，没有加起来
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    probs.cumsum(dim=-1)
    drop = probs < 1 - p
    drop[..., 0] = False
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(back, -math.inf)


# %% wrong zeros
# 其余的改成了 0，不是负无穷
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums - probs >= p
    drop[..., 0] = False
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(back, 0.0)


# %% wrong probabilities
# 返回的是概率，不是打分
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums - probs >= p
    drop[..., 0] = False
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(back, -math.inf).softmax(dim=-1)


# %% wrong log-probabilities
# 返回的是对数概率，打分都挪动了
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums - probs >= p
    drop[..., 0] = False
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(back, -math.inf).log_softmax(dim=-1)


# %% wrong rows-together
# 各行混在一起排了
def top_p(logits, p):
    shape, logits = logits.shape, logits.reshape(-1)
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums - probs >= p
    drop[..., 0] = False
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(back, -math.inf).reshape(shape)


# %% wrong one-minus-p
# 从另一头算：留到 1 − p 就停了
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums - probs >= 1 - p
    drop[..., 0] = False
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(back, -math.inf)


# %% wrong in-place
# 在传进来的打分上就地改了
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    sums = probs.cumsum(dim=-1)
    drop = sums - probs >= p
    drop[..., 0] = False
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill_(back, -math.inf)


# %% wrong count
# 把 p 当成了留下的比例：留下个数的 p 倍
def top_p(logits, p):
    order = logits.argsort(dim=-1, descending=True)
    probs = logits.softmax(dim=-1).gather(-1, order)
    probs.cumsum(dim=-1)
    drop = torch.arange(logits.shape[-1]).expand_as(order) >= p * logits.shape[-1]
    drop[..., 0] = False
    back = torch.zeros_like(drop).scatter(-1, order, drop)
    return logits.masked_fill(back, -math.inf)


# %% right rows
# 一行一行地循环
def top_p(logits, p):
    flat = logits.reshape(-1, logits.shape[-1])
    out = torch.full_like(flat, float("-inf"))
    for source, target in zip(flat, out):
        probs, total = source.double().softmax(0), 0.0
        for i in probs.argsort(descending=True).tolist():
            target[i] = source[i]
            total += float(probs[i])
            if total >= p:
                break
    return out.reshape(logits.shape)


# %% right least-kept
# 找出留下的里最低的打分，低于它的改掉
def top_p(logits, p):
    values = logits.sort(dim=-1, descending=True).values
    sums = values.softmax(dim=-1).cumsum(dim=-1)
    last = (sums < p).sum(dim=-1, keepdim=True).clamp(max=logits.shape[-1] - 1)
    return torch.where(logits >= values.gather(-1, last), logits, -torch.inf)
