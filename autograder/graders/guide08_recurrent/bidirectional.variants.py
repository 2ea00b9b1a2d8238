# %%
import torch


# %% wrong whole-row-flipped
# 整行倒了过来，后一个先读了填充
def bidirectional(x, lengths, forward, backward):
    places = torch.arange(x.shape[1])
    inside = places < lengths[:, None]
    turned = backward(x.flip(1)).flip(1)
    out = torch.cat([forward(x), turned], dim=2)
    return torch.where(inside[:, :, None], out, 0.0)


# %% wrong not-turned-back
# 后一个的输出没有倒回来
def bidirectional(x, lengths, forward, backward):
    places = torch.arange(x.shape[1])
    inside = places < lengths[:, None]
    order = torch.where(inside, lengths[:, None] - 1 - places, places)
    rows = torch.arange(len(x))[:, None]
    turned = backward(x[rows, order])
    out = torch.cat([forward(x), turned], dim=2)
    return torch.where(inside[:, :, None], out, 0.0)


# %% wrong never-reversed
# 没有倒过来就给了后一个，两个都从左往右读
def bidirectional(x, lengths, forward, backward):
    places = torch.arange(x.shape[1])
    inside = places < lengths[:, None]
    turned = backward(x)
    out = torch.cat([forward(x), turned], dim=2)
    return torch.where(inside[:, :, None], out, 0.0)


# %% wrong turned-after-only
# 后一个读的没有倒过来，只倒了它的输出
def bidirectional(x, lengths, forward, backward):
    places = torch.arange(x.shape[1])
    inside = places < lengths[:, None]
    order = torch.where(inside, lengths[:, None] - 1 - places, places)
    rows = torch.arange(len(x))[:, None]
    turned = backward(x)[rows, order]
    out = torch.cat([forward(x), turned], dim=2)
    return torch.where(inside[:, :, None], out, 0.0)


# %% wrong padding-kept
# 长度之外没有清零
def bidirectional(x, lengths, forward, backward):
    places = torch.arange(x.shape[1])
    inside = places < lengths[:, None]
    order = torch.where(inside, lengths[:, None] - 1 - places, places)
    rows = torch.arange(len(x))[:, None]
    turned = backward(x[rows, order])[rows, order]
    out = torch.cat([forward(x), turned], dim=2)
    return out


# %% wrong halves-swapped
# 两半的次序反了：从右往左的放在了前面
def bidirectional(x, lengths, forward, backward):
    places = torch.arange(x.shape[1])
    inside = places < lengths[:, None]
    order = torch.where(inside, lengths[:, None] - 1 - places, places)
    rows = torch.arange(len(x))[:, None]
    turned = backward(x[rows, order])[rows, order]
    out = torch.cat([turned, forward(x)], dim=2)
    return torch.where(inside[:, :, None], out, 0.0)


# %% wrong one-length
# 所有的行都按第一行的长度倒
def bidirectional(x, lengths, forward, backward):
    places = torch.arange(x.shape[1])
    inside = places < lengths[:, None]
    order = torch.where(places < lengths[0], lengths[0] - 1 - places, places).expand(len(x), -1)
    rows = torch.arange(len(x))[:, None]
    turned = backward(x[rows, order])[rows, order]
    out = torch.cat([forward(x), turned], dim=2)
    return torch.where(inside[:, :, None], out, 0.0)


# %% wrong added
# 两半加了起来，没有并排
def bidirectional(x, lengths, forward, backward):
    places = torch.arange(x.shape[1])
    inside = places < lengths[:, None]
    order = torch.where(inside, lengths[:, None] - 1 - places, places)
    rows = torch.arange(len(x))[:, None]
    turned = backward(x[rows, order])[rows, order]
    out = forward(x) + turned
    return torch.where(inside[:, :, None], out, 0.0)


# %% wrong same-network
# 两个方向用的都是 forward 这一个函数
def bidirectional(x, lengths, forward, backward):
    places = torch.arange(x.shape[1])
    inside = places < lengths[:, None]
    order = torch.where(inside, lengths[:, None] - 1 - places, places)
    rows = torch.arange(len(x))[:, None]
    turned = forward(x[rows, order])[rows, order]
    out = torch.cat([forward(x), turned], dim=2)
    return torch.where(inside[:, :, None], out, 0.0)


# %% wrong no-gradient
# 结果从图上剪了下来，梯度传不回去
def bidirectional(x, lengths, forward, backward):
    places = torch.arange(x.shape[1])
    inside = places < lengths[:, None]
    order = torch.where(inside, lengths[:, None] - 1 - places, places)
    rows = torch.arange(len(x))[:, None]
    turned = backward(x[rows, order])[rows, order]
    out = torch.cat([forward(x), turned], dim=2)
    return torch.where(inside[:, :, None], out, 0.0).detach()


# %% right row-by-row
# 一行一行地读，各行只取真正的那一段
def bidirectional(x, lengths, forward, backward):
    rows = []
    for row, length in zip(x, lengths.tolist()):
        real = row[None, :length]
        both = torch.cat([forward(real), backward(real.flip(1)).flip(1)], dim=2)
        rest = torch.zeros(1, x.shape[1] - length, both.shape[2], dtype=both.dtype)
        rows.append(torch.cat([both, rest], dim=1))
    return torch.cat(rows)


# %% right by-gather
# 用 gather 取行，取余数算次序
def bidirectional(x, lengths, forward, backward):
    n, t, d = x.shape
    order = (lengths[:, None] - 1 - torch.arange(t)[None]) % t
    right = backward(torch.gather(x, 1, order[:, :, None].expand(n, t, d)))
    left = forward(x)
    right = torch.gather(right, 1, order[:, :, None].expand(n, t, right.shape[2]))
    mask = (torch.arange(t)[None] >= lengths[:, None])[:, :, None]
    return torch.cat([left, right], -1).masked_fill(mask, 0)
