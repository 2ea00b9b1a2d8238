# %%
import math

import torch


# %% wrong no-scale
# 漏掉了 √d_model
def embed(ids, table):
    return table[ids]


# %% wrong scaled-by-d
# 乘的是 d_model，没有开方
def embed(ids, table):
    return table[ids] * table.shape[1]


# %% wrong divided-by-root
# 除以了 √d_model，应当是乘
def embed(ids, table):
    return table[ids] / math.sqrt(table.shape[1])


# %% wrong root-of-vocabulary
# 乘的是 √vocab_size，用错了表的轴
def embed(ids, table):
    return table[ids] * math.sqrt(table.shape[0])


# %% wrong root-of-length
# 乘的是 √(ids 最后一个轴的长度)，不是 √d_model
def embed(ids, table):
    return table[ids] * math.sqrt(ids.shape[-1])


# %% wrong one-hot-float
# 用 one-hot 的 float32 矩阵去乘表，表是 float64 时类型对不上
def embed(ids, table):
    from torch.nn import functional as F

    return F.one_hot(ids, len(table)).float() @ table * math.sqrt(table.shape[1])


# %% wrong one-hot-too-narrow
# one-hot 的宽度取成了 ids 里最大的编号加 1，没有用到的词被漏掉了
def embed(ids, table):
    from torch.nn import functional as F

    return F.one_hot(ids).to(table.dtype) @ table * math.sqrt(table.shape[1])


# %% wrong scales-the-table
# 用 *= 把表本身也乘了 √d_model，调用者的表被改了
def embed(ids, table):
    table *= math.sqrt(table.shape[1])
    return table[ids]


# %% wrong no-gradient
# 查表时切断了计算图，表学不到东西
def embed(ids, table):
    return table.detach()[ids] * math.sqrt(table.shape[1])


# %% wrong padding-zeroed
# 把编号 0 的向量变成了 0
def embed(ids, table):
    return table[ids] * math.sqrt(table.shape[1]) * (ids != 0).unsqueeze(-1)


# %% wrong columns
# 取的是表的列，不是行
def embed(ids, table):
    return table.T[ids] * math.sqrt(table.shape[1])


# %% wrong flattened
# 把 ids 压平成一维再查，结果丢了 ids 的形状
def embed(ids, table):
    return table[ids.flatten()] * math.sqrt(table.shape[1])


# %% wrong flattened-no-scale
# 把 ids 压平成一维再查，结果丢了 ids 的形状；也没有乘 √d_model
def embed(ids, table):
    return table[ids.flatten()]


# %% wrong two-axes-only
# 只能处理 (n, t) 两个轴的 ids
def embed(ids, table):
    n, t = ids.shape
    return table[ids.reshape(-1)].reshape(n, t, -1) * math.sqrt(table.shape[1])


# %% wrong always-float32
# 结果总是 float32，表是 float64 时丢了精度
def embed(ids, table):
    return (table[ids] * math.sqrt(table.shape[1])).float()


# %% wrong half-power-slip
# 写成了 d_model ** 1 / 2，乘的是 d_model 的一半
def embed(ids, table):
    return table[ids] * table.shape[1] ** 1 / 2


# %% wrong normalised-rows
# 把每一行除以了自己的长度
def embed(ids, table):
    rows = table[ids]
    return rows / rows.norm(dim=-1, keepdim=True) * math.sqrt(table.shape[1])


# %% wrong off-by-one
# 编号减了 1 再查，取的是上一行
def embed(ids, table):
    return table[ids - 1] * math.sqrt(table.shape[1])


# %% right functional
# 用 F.embedding 查表
def embed(ids, table):
    from torch.nn import functional as F

    return F.embedding(ids, table) * table.size(-1) ** 0.5


# %% right index-select
# 压平之后用 index_select，再恢复形状
def embed(ids, table):
    rows = torch.index_select(table, 0, ids.reshape(-1))
    return rows.reshape(*ids.shape, -1) * math.sqrt(table.shape[-1])


# %% right root-as-a-tensor
# √d_model 是 float32 的张量
def embed(ids, table):
    return table[ids] * torch.sqrt(torch.tensor(table.shape[1]))


# %% right one-hot
# one-hot 乘表，dtype 跟着表走；先乘 √d_model
def embed(ids, table):
    from torch.nn import functional as F

    one_hot = F.one_hot(ids, num_classes=table.shape[0]).to(table.dtype)
    return one_hot @ (table * math.sqrt(table.shape[1]))
