# %%
import torch


# %% wrong inverted
# True 和 False 用反了，填充的位置是 True
def padding_mask(ids, pad_id=0):
    return (ids == pad_id).unsqueeze(1)


# %% wrong no-axis
# 没有加上中间的轴，形状是 (n, t)
def padding_mask(ids, pad_id=0):
    return ids != pad_id


# %% wrong axis-last
# 轴加在了最后，形状是 (n, t, 1)
def padding_mask(ids, pad_id=0):
    return (ids != pad_id).unsqueeze(-1)


# %% wrong two-axes
# 多加了一个轴，形状是 (n, 1, 1, t)
def padding_mask(ids, pad_id=0):
    return (ids != pad_id)[:, None, None, :]


# %% wrong square
# 查询那个轴也按填充来遮，形状是 (n, t, t)
def padding_mask(ids, pad_id=0):
    real = ids != pad_id
    return real[:, :, None] & real[:, None, :]


# %% wrong always-zero
# 没有用 pad_id，总是和 0 比
def padding_mask(ids, pad_id=0):
    return (ids != 0).unsqueeze(1)


# %% wrong greater-than
# 用的是大于，编号比 pad_id 小的词也被遮住了
def padding_mask(ids, pad_id=0):
    return (ids > pad_id).unsqueeze(1)


# %% wrong everything-after
# 从第一个填充起，后面的全都遮住了
def padding_mask(ids, pad_id=0):
    return ((ids == pad_id).cumsum(dim=1) == 0).unsqueeze(1)


# %% wrong int
# 结果是 0 和 1 的整数，不是布尔值
def padding_mask(ids, pad_id=0):
    return (ids != pad_id).long().unsqueeze(1)


# %% wrong changes-ids
# 先在 ids 里把填充换成了 −1，调用者的 ids 被改了
def padding_mask(ids, pad_id=0):
    ids[ids == pad_id] = -1
    return (ids != -1).unsqueeze(1)


# %% wrong square-inverted
# 查询那个轴也按填充来遮，True 和 False 还用反了
def padding_mask(ids, pad_id=0):
    real = ids != pad_id
    return ~(real[:, None, :] & real[:, :, None])


# %% wrong inverted-no-axis
# True 和 False 用反了，也没有加上中间的轴
def padding_mask(ids, pad_id=0):
    return ids == pad_id


# %% wrong inverted-two-axes
# True 和 False 用反了，还多加了一个轴
def padding_mask(ids, pad_id=0):
    return (ids == pad_id)[:, None, None, :]


# %% wrong padded-rows
# 一行里有填充，整行就都遮住了
def padding_mask(ids, pad_id=0):
    return (ids != pad_id).all(dim=1, keepdim=True).expand(ids.shape).unsqueeze(1)


# %% wrong lengths-from-the-left
# 数出每行有几个词，当成都在左边
def padding_mask(ids, pad_id=0):
    lengths = (ids != pad_id).sum(dim=1, keepdim=True)
    return (torch.arange(ids.shape[1]) < lengths).unsqueeze(1)


# %% right indexing
# 用 None 加轴，比较用 torch.ne
def padding_mask(ids, pad_id=0):
    return torch.ne(ids, pad_id)[:, None, :]


# %% right reshape
# 先取反再变形
def padding_mask(ids, pad_id=0):
    n, t = ids.shape
    return ~(ids == pad_id).reshape(n, 1, t)


# %% right lists
# 用列表推导式
def padding_mask(ids, pad_id=0):
    return torch.tensor([[[word != pad_id for word in sentence]] for sentence in ids.tolist()])
