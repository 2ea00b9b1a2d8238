# %% wrong exponent-halved
# 指数里漏了 2：用的是 i / head_dim
def rotary(length, head_dim, theta=10000.0):
    speeds = theta ** (-torch.arange(head_dim // 2) / head_dim)
    angles = torch.outer(torch.arange(length).float(), speeds)
    return (angles.cos(), angles.sin())


# %% wrong exponent-doubled
# 指数除以的是 head_dim 的一半，多了一倍
def rotary(length, head_dim, theta=10000.0):
    speeds = theta ** (-torch.arange(0, head_dim, 2) / (head_dim // 2))
    angles = torch.outer(torch.arange(length).float(), speeds)
    return (angles.cos(), angles.sin())


# %% wrong exponent-positive
# 指数没有负号：越往后转得越快
def rotary(length, head_dim, theta=10000.0):
    speeds = theta ** (torch.arange(0, head_dim, 2) / head_dim)
    angles = torch.outer(torch.arange(length).float(), speeds)
    return (angles.cos(), angles.sin())


# %% wrong from-one
# 位置从 1 数起
def rotary(length, head_dim, theta=10000.0):
    speeds = theta ** (-torch.arange(0, head_dim, 2) / head_dim)
    angles = torch.outer(torch.arange(1, length + 1).float(), speeds)
    return (angles.cos(), angles.sin())


# %% wrong theta-fixed
# 没有用传进来的 theta，总是 10000
def rotary(length, head_dim, theta=10000.0):
    speeds = 10000.0 ** (-torch.arange(0, head_dim, 2) / head_dim)
    angles = torch.outer(torch.arange(length).float(), speeds)
    return (angles.cos(), angles.sin())


# %% wrong swapped
# 余弦和正弦的次序反了
def rotary(length, head_dim, theta=10000.0):
    speeds = theta ** (-torch.arange(0, head_dim, 2) / head_dim)
    angles = torch.outer(torch.arange(length).float(), speeds)
    return (angles.sin(), angles.cos())


# %% wrong full-width
# 每个速度写了两遍，表宽是 head_dim
def rotary(length, head_dim, theta=10000.0):
    speeds = theta ** (-torch.arange(0, head_dim, 2) / head_dim)
    angles = torch.outer(torch.arange(length).float(), speeds.repeat_interleave(2))
    return (angles.cos(), angles.sin())


# %% wrong transposed
# 表转置了：应当一行一个位置
def rotary(length, head_dim, theta=10000.0):
    speeds = theta ** (-torch.arange(0, head_dim, 2) / head_dim)
    angles = torch.outer(torch.arange(length).float(), speeds)
    return (angles.mT.cos(), angles.mT.sin())


# %% wrong spread-to-the-end
# 速度从 1 铺到了 1/theta：指数除以的是 head_dim − 2
def rotary(length, head_dim, theta=10000.0):
    speeds = theta ** (-torch.arange(0, head_dim, 2) / max(head_dim - 2, 1))
    angles = torch.outer(torch.arange(length).float(), speeds)
    return (angles.cos(), angles.sin())


# %% wrong exponent-halved-divided
# 指数里漏了 2：算的是 1 ÷ theta 的 i / head_dim 次方
def rotary(length, head_dim, theta=10000.0):
    speeds = 1.0 / theta ** (torch.arange(head_dim // 2) / head_dim)
    angles = torch.outer(torch.arange(length).float(), speeds)
    return (angles.cos(), angles.sin())


# %% right by-broadcasting
# 不用 outer
def rotary(length, head_dim, theta=10000.0):
    speeds = theta ** (-torch.arange(0, head_dim, 2) / head_dim)
    angles = torch.arange(length)[:, None] * speeds[None]
    return (angles.cos(), angles.sin())


# %% right double
# 在 float64 里算，出去换 float32
def rotary(length, head_dim, theta=10000.0):
    i = torch.arange(head_dim // 2, dtype=torch.float64)
    p = torch.arange(length, dtype=torch.float64)
    turn = torch.polar(torch.ones(length, head_dim // 2).double(), p[:, None] / theta ** (2 * i / head_dim))
    return [turn.real.float(), turn.imag.float()]
