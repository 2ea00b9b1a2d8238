# %%
import math

import torch


# %% wrong strict
# 不包括自己：对角线是 False
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.bool).tril(diagonal=-1)


# %% wrong upper
# 取成了上三角，只能看自己和后面的
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.bool).triu()


# %% wrong inverted
# True 和 False 用反了，True 成了不许看（只看得到后面的）
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.bool).triu(diagonal=1)


# %% wrong everything-allowed
# 全是 True，什么也没有遮住
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.bool)


# %% wrong one-too-many
# 每个位置多看了后面一个
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.bool).tril(diagonal=1)


# %% wrong float
# 用的是 0 和 1 的浮点数，不是布尔值
def causal_mask(length):
    return torch.ones(length, length).tril()


# %% wrong minus-infinity
# 给的是要加到分数上的 0 和 −inf，不是布尔值
def causal_mask(length):
    return torch.full((length, length), -math.inf).triu(diagonal=1)


# %% wrong batch-axis
# 前面多了一个批的轴
def causal_mask(length):
    return torch.ones(1, length, length, dtype=torch.bool).tril()


# %% wrong itself-and-the-one-before
# 只能看自己和前面一个，更早的都遮住了
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.bool).tril().triu(diagonal=-1)


# %% wrong long
# 用的是 0 和 1 的整数，不是布尔值
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.int64).tril()


# %% wrong diagonal-only
# 只能看自己，前面的也遮住了
def causal_mask(length):
    return torch.eye(length, dtype=torch.bool)


# %% wrong first-row-free
# 第 0 个位置什么都能看
def causal_mask(length):
    mask = torch.ones(length, length, dtype=torch.bool).tril()
    mask[0] = True
    return mask


# %% right compare
# 行号与列号比较
def causal_mask(length):
    position = torch.arange(length)
    return position[None, :] <= position[:, None]


# %% right not-upper
# 上三角取反
def causal_mask(length):
    return ~torch.triu(torch.ones(length, length), diagonal=1).bool()


# %% right loops
# 用循环一行一行填
def causal_mask(length):
    mask = torch.zeros((length, length), dtype=torch.bool)
    for row in range(length):
        mask[row, : row + 1] = True
    return mask


# %% right zeros-then-fill
# 先全是 True，再把对角线右边填成 False
def causal_mask(length):
    mask = torch.full((length, length), True)
    for i in range(length):
        mask[i, i + 1 :] = False
    return mask
