# %%
import math

import torch


# %% wrong halves
# 前一半列全是 sin，后一半列全是 cos，没有交错
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    return torch.cat([torch.sin(angle), torch.cos(angle)], dim=1)


# %% wrong cos-first
# sin 和 cos 的列对调了
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.cos(angle)
    encoding[:, 1::2] = torch.sin(angle)
    return encoding


# %% wrong exponent-halved
# 指数用的是 i / d_model，漏掉了 2
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(d_model // 2) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong exponent-doubled
# 列号已经是 2i，又乘了一次 2，指数大了一倍
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-2 * torch.arange(0, d_model, 2) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong own-angle-for-each-column
# 每一列都有自己的角：奇数列用的是 2i+1，没有和前一列共用
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(d_model) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle[:, 0::2])
    encoding[:, 1::2] = torch.cos(angle[:, 1::2])
    return encoding


# %% wrong from-one
# 位置从 1 数起
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(1, length + 1)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong base-1000
# 底数写成了 1000
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 1000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong multiplied
# 位置乘了 10000^(2i / d_model)，应当是除
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None].double() * 10000.0 ** (
        torch.arange(0, d_model, 2).double() / d_model
    )
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong all-sines
# 每一列都是 sin，没有 cos
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    return torch.sin(angle).repeat_interleave(2, dim=1)


# %% wrong reaches-ten-thousand
# 指数除以 d_model − 2，让最后一对列正好到 10000
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / max(d_model - 2, 1))
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong transposed
# 结果转置了，形状是 (d_model, length)
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)[:, None] * torch.arange(length)
    encoding = torch.zeros(d_model, length)
    encoding[0::2] = torch.sin(angle)
    encoding[1::2] = torch.cos(angle)
    return encoding


# %% wrong batch-axis
# 前面多了一个批的轴，形状是 (1, length, d_model)
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    encoding = torch.zeros(1, length, d_model)
    encoding[0, :, 0::2] = torch.sin(angle)
    encoding[0, :, 1::2] = torch.cos(angle)
    return encoding


# %% wrong odd-accepted
# d_model 是奇数时没有报错
def positional_encoding(length, d_model):
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)[:, : d_model // 2]
    return encoding


# %% wrong float64
# 结果是 float64，加到 float32 的词向量上会改变它的类型
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = torch.arange(length)[:, None] * 10000.0 ** (-column / d_model)
    return torch.stack([torch.sin(angle), torch.cos(angle)], dim=-1).flatten(1)


# %% wrong twice-the-column
# 每一列各有一个角，指数的分子是列号的两倍
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(d_model, dtype=torch.float64)
    angle = position / 10000.0 ** (2 * column / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle[:, 0::2])
    encoding[:, 1::2] = torch.cos(angle[:, 1::2])
    return encoding


# %% wrong whole-exponent
# 指数用了整除，全成了 0，每一对都转得一样快
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / 10000.0 ** (column // d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong no-power
# 10000 乘了指数，应当是 10000 的幂
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / (10000.0 * (column + 1) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong exponent-over-length
# 指数除以了 length，应当除以 d_model
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / 10000.0 ** (column / length)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong full-turns
# 角多乘了 2π
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = 2 * math.pi * position / 10000.0 ** (column / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong base-100000
# 底数写成了 100000
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / 100000.0 ** (column / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong position-halved
# 位置除以了 length，成了 0 到 1 之间的小数
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / length / 10000.0 ** (column / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong scaled-by-root
# 编码多乘了 √d_model
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / 10000.0 ** (column / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding * math.sqrt(d_model)


# %% wrong odd-asserted
# d_model 是奇数时用 assert 报错，抛出的不是 ValueError
def positional_encoding(length, d_model):
    assert d_model % 2 == 0
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / 10000.0 ** (column / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% wrong odd-crashes
# 没有检查 d_model 是不是奇数，填 cos 那几列时报了别的错
def positional_encoding(length, d_model):
    pe = torch.zeros(length, d_model)
    position = torch.arange(0, length).unsqueeze(1).float()
    frequency = torch.exp(torch.arange(0, d_model, 2).float() * -(math.log(10000.0) / d_model))
    pe[:, 0::2] = torch.sin(position * frequency)
    pe[:, 1::2] = torch.cos(position * frequency)
    return pe


# %% right exp-of-log
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


# %% right stacked
# 把 sin 和 cos 叠起来再压平，除法用 float32
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    i = torch.arange(d_model // 2)
    angle = torch.arange(length)[:, None] / 10000 ** (2 * i / d_model)
    return torch.stack((angle.sin(), angle.cos()), dim=2).reshape(length, d_model)


# %% right loops
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


# %% right numpy
# 用 NumPy 算，cos 当成移了 90 度的 sin，最后变成 float32 张量
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    import numpy as np

    column = np.arange(d_model)
    angle = np.arange(length)[:, None] / np.power(10000.0, 2 * (column // 2) / d_model)
    return torch.from_numpy(np.sin(angle + np.pi / 2 * (column % 2))).to(torch.float32)


# %% right column-by-column
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
