# %% wrong halves
# 取的是前一半和后一半，不是相邻的两个
def apply_rotary(x, cos, sin, positions):
    a, b = x.chunk(2, dim=-1)
    c, s = (table[positions][:, None].to(x.dtype) for table in (cos, sin))
    return torch.cat([a * c - b * s, a * s + b * c], dim=-1)


# %% wrong halves-in-neighbours-out
# 拆开时取前一半和后一半，放回去却交错
def apply_rotary(x, cos, sin, positions):
    a, b = x.chunk(2, dim=-1)
    c, s = (table[positions][:, None].to(x.dtype) for table in (cos, sin))
    return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(-2)


# %% wrong not-interleaved
# 转好以后首尾相接，没有交错放回去
def apply_rotary(x, cos, sin, positions):
    a, b = (x[..., ::2], x[..., 1::2])
    c, s = (table[positions][:, None].to(x.dtype) for table in (cos, sin))
    return torch.cat([a * c - b * s, a * s + b * c], dim=-1)


# %% wrong other-way
# 正弦的符号反了，转错了方向
def apply_rotary(x, cos, sin, positions):
    a, b = (x[..., ::2], x[..., 1::2])
    c, s = (table[positions][:, None].to(x.dtype) for table in (cos, sin))
    return torch.stack([a * c + b * s, b * c - a * s], dim=-1).flatten(-2)


# %% wrong from-zero
# 没有用 positions，总从第 0 行取起
def apply_rotary(x, cos, sin, positions):
    a, b = (x[..., ::2], x[..., 1::2])
    c, s = (table[: x.shape[1]][:, None].to(x.dtype) for table in (cos, sin))
    return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(-2)


# %% wrong by-head
# 沿头那一轴取了位置，应当沿步那一轴
def apply_rotary(x, cos, sin, positions):
    a, b = (x[..., ::2], x[..., 1::2])
    c, s = (table[positions][: x.shape[2]].to(x.dtype) for table in (cos, sin))
    return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(-2)


# %% wrong overwritten
# 算 b 的新值时，用的是已经改过的 a
def apply_rotary(x, cos, sin, positions):
    a, b = (x[..., ::2], x[..., 1::2])
    c, s = (table[positions][:, None].to(x.dtype) for table in (cos, sin))
    a = a * c - b * s
    b = a * s + b * c
    return torch.stack([a, b], dim=-1).flatten(-2)


# %% wrong in-place
# 改动了传进来的 x
def apply_rotary(x, cos, sin, positions):
    a, b = (x[..., ::2], x[..., 1::2])
    c, s = (table[positions][:, None].to(x.dtype) for table in (cos, sin))
    x[..., ::2], x[..., 1::2] = (a * c - b * s, a * s + b * c)
    return x.clone()


# %% wrong swapped-out
# 放回去时 a、b 的次序反了
def apply_rotary(x, cos, sin, positions):
    a, b = (x[..., ::2], x[..., 1::2])
    c, s = (table[positions][:, None].to(x.dtype) for table in (cos, sin))
    return torch.stack([a * s + b * c, a * c - b * s], dim=-1).flatten(-2)


# %% wrong first-position
# 每一步都用了第一个位置的角
def apply_rotary(x, cos, sin, positions):
    a, b = (x[..., ::2], x[..., 1::2])
    c, s = (table[positions[:1]][:, None].to(x.dtype) for table in (cos, sin))
    return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(-2)


# %% wrong reflected
# 第二行的符号错了：成了翻折，不是旋转
def apply_rotary(x, cos, sin, positions):
    a, b = (x[..., ::2], x[..., 1::2])
    c, s = (table[positions][:, None].to(x.dtype) for table in (cos, sin))
    return torch.stack([a * c - b * s, a * s - b * c], dim=-1).flatten(-2)


# %% right complex
# 用复数乘
def apply_rotary(x, cos, sin, positions):
    pairs = torch.view_as_complex(x.reshape(*x.shape[:-1], -1, 2).contiguous())
    turn = torch.complex(cos[positions].to(x.dtype), sin[positions].to(x.dtype))
    return torch.view_as_real(pairs * turn[None, :, None]).flatten(3)


# %% right written-into
# 写进一个新的张量
def apply_rotary(x, cos, sin, positions):
    out = torch.empty_like(x)
    for j in range(x.shape[1]):
        c, s = cos[positions[j]].to(x.dtype), sin[positions[j]].to(x.dtype)
        out[:, j, :, 0::2] = x[:, j, :, 0::2] * c - x[:, j, :, 1::2] * s
        out[:, j, :, 1::2] = x[:, j, :, 0::2] * s + x[:, j, :, 1::2] * c
    return out


# %% right turned-partner
# 乘上转过的伙伴：偶数位取负的邻居
def apply_rotary(x, cos, sin, positions):
    c = cos[positions].repeat_interleave(2, dim=-1)[None, :, None, :].to(x.dtype)
    s = sin[positions].repeat_interleave(2, dim=-1)[None, :, None, :].to(x.dtype)
    partner = torch.stack([-x[..., 1::2], x[..., ::2]], dim=-1).reshape(x.shape)
    return x * c + partner * s
