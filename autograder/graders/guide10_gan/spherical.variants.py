# %% wrong linear
# 走了直线，没有沿球面
def spherical(z1, z2, t):
    return (1 - t) * z1 + t * z2


# %% wrong not-normalised
# 算夹角时没有除以两个向量的长度
def spherical(z1, z2, t):
    cosine = (z1 * z2).sum(-1, keepdim=True).clamp(-1.0, 1.0)
    angle = torch.acos(cosine)
    curved = (torch.sin((1 - t) * angle) * z1 + torch.sin(t * angle) * z2) / torch.sin(angle)
    return torch.where(angle < 1e-4, (1 - t) * z1 + t * z2, curved)


# %% wrong not-clamped
# 没有把余弦夹在 −1 和 1 之间，舍入到 1 以上时 arccos 是 NaN
def spherical(z1, z2, t):
    unit1, unit2 = z1 / z1.norm(dim=-1, keepdim=True), z2 / z2.norm(dim=-1, keepdim=True)
    angle = torch.acos((unit1 * unit2).sum(-1, keepdim=True))
    curved = (torch.sin((1 - t) * angle) * z1 + torch.sin(t * angle) * z2) / torch.sin(angle)
    return torch.where(angle < 1e-4, (1 - t) * z1 + t * z2, curved)


# %% wrong no-fallback
# 平行时 sin Ω 是 0，没有改走直线，0 除以 0
def spherical(z1, z2, t):
    unit1, unit2 = F.normalize(z1, dim=-1), F.normalize(z2, dim=-1)
    angle = torch.acos((unit1 * unit2).sum(-1, keepdim=True).clamp(-1.0, 1.0))
    return (torch.sin((1 - t) * angle) * z1 + torch.sin(t * angle) * z2) / torch.sin(angle)


# %% wrong unit-result
# 乘的是单位长的方向，原来的长度丢了
def spherical(z1, z2, t):
    z1, z2 = F.normalize(z1, dim=-1), F.normalize(z2, dim=-1)
    angle = torch.acos((z1 * z2).sum(-1, keepdim=True).clamp(-1.0, 1.0))
    curved = (torch.sin((1 - t) * angle) * z1 + torch.sin(t * angle) * z2) / torch.sin(angle)
    return torch.where(angle < 1e-4, (1 - t) * z1 + t * z2, curved)


# %% wrong reversed
# 方向反了：t = 0 时是 z2
def spherical(z1, z2, t):
    unit1, unit2 = F.normalize(z1, dim=-1), F.normalize(z2, dim=-1)
    angle = torch.acos((unit1 * unit2).sum(-1, keepdim=True).clamp(-1.0, 1.0))
    curved = (torch.sin(t * angle) * z1 + torch.sin((1 - t) * angle) * z2) / torch.sin(angle)
    return torch.where(angle < 1e-4, t * z1 + (1 - t) * z2, curved)


# %% wrong one-angle
# 整批当成一个长向量，只用一个夹角
def spherical(z1, z2, t):
    cosine = (z1 * z2).sum() / (z1.norm() * z2.norm())
    angle = torch.acos(cosine.clamp(-1.0, 1.0))
    curved = (torch.sin((1 - t) * angle) * z1 + torch.sin(t * angle) * z2) / torch.sin(angle)
    return torch.where(angle < 1e-4, (1 - t) * z1 + t * z2, curved)


# %% wrong all-or-nothing
# 有一对平行，整批就都走直线
def spherical(z1, z2, t):
    unit1, unit2 = F.normalize(z1, dim=-1), F.normalize(z2, dim=-1)
    angle = torch.acos((unit1 * unit2).sum(-1, keepdim=True).clamp(-1.0, 1.0))
    if (angle < 1e-4).any():
        return (1 - t) * z1 + t * z2
    return (torch.sin((1 - t) * angle) * z1 + torch.sin(t * angle) * z2) / torch.sin(angle)


# %% wrong degrees
# 夹角换成了度，sin 要的是弧度
def spherical(z1, z2, t):
    unit1, unit2 = F.normalize(z1, dim=-1), F.normalize(z2, dim=-1)
    angle = torch.rad2deg(torch.acos((unit1 * unit2).sum(-1, keepdim=True).clamp(-1.0, 1.0)))
    curved = (torch.sin((1 - t) * angle) * z1 + torch.sin(t * angle) * z2) / torch.sin(angle)
    return torch.where(angle < 1e-4, (1 - t) * z1 + t * z2, curved)


# %% wrong cosine-as-angle
# 把余弦当成了夹角，漏了 arccos
def spherical(z1, z2, t):
    unit1, unit2 = F.normalize(z1, dim=-1), F.normalize(z2, dim=-1)
    angle = (unit1 * unit2).sum(-1, keepdim=True).clamp(-1.0, 1.0)
    curved = (torch.sin((1 - t) * angle) * z1 + torch.sin(t * angle) * z2) / torch.sin(angle)
    return torch.where(angle.abs() < 1e-4, (1 - t) * z1 + t * z2, curved)


# %% wrong rescaled-line
# 走了直线，再把结果拉到两头长度的插值那么长：路线对，快慢不对
def spherical(z1, z2, t):
    straight = (1 - t) * z1 + t * z2
    length = (1 - t) * z1.norm(dim=-1, keepdim=True) + t * z2.norm(dim=-1, keepdim=True)
    return straight / straight.norm(dim=-1, keepdim=True) * length


# %% wrong unit-arc
# 弧线上乘的是单位长的方向，长度丢了；只有平行时的直线用了原来的
def spherical(z1, z2, t):
    unit1, unit2 = F.normalize(z1, dim=-1), F.normalize(z2, dim=-1)
    angle = torch.acos((unit1 * unit2).sum(-1, keepdim=True).clamp(-1.0, 1.0))
    curved = (torch.sin((1 - t) * angle) * unit1 + torch.sin(t * angle) * unit2) / torch.sin(angle)
    return torch.where(angle < 1e-4, (1 - t) * z1 + t * z2, curved)


# %% wrong length-interpolated
# 弧线走的是单位长的方向，长度另外按直线插值：两头不一样长时就和公式不同
def spherical(z1, z2, t):
    unit1, unit2 = F.normalize(z1, dim=-1), F.normalize(z2, dim=-1)
    angle = torch.acos((unit1 * unit2).sum(-1, keepdim=True).clamp(-1.0, 1.0))
    length = (1 - t) * z1.norm(dim=-1, keepdim=True) + t * z2.norm(dim=-1, keepdim=True)
    curved = (torch.sin((1 - t) * angle) * unit1 + torch.sin(t * angle) * unit2) / torch.sin(angle)
    return torch.where(angle < 1e-4, (1 - t) * z1 + t * z2, curved * length)


# %% wrong unit-line
# 走了直线，再把结果拉成单位长
def spherical(z1, z2, t):
    return F.normalize((1 - t) * z1 + t * z2, dim=-1)


# %% wrong reversed-arc
# 弧线上的 t 和 1 − t 放反了，平行时的直线没有反
def spherical(z1, z2, t):
    unit1, unit2 = F.normalize(z1, dim=-1), F.normalize(z2, dim=-1)
    angle = torch.acos((unit1 * unit2).sum(-1, keepdim=True).clamp(-1.0, 1.0))
    curved = (torch.sin(t * angle) * z1 + torch.sin((1 - t) * angle) * z2) / torch.sin(angle)
    return torch.where(angle < 1e-4, (1 - t) * z1 + t * z2, curved)


# %% wrong no-denominator
# 弧线上漏了除以 sin Ω
def spherical(z1, z2, t):
    unit1, unit2 = F.normalize(z1, dim=-1), F.normalize(z2, dim=-1)
    angle = torch.acos((unit1 * unit2).sum(-1, keepdim=True).clamp(-1.0, 1.0))
    curved = torch.sin((1 - t) * angle) * z1 + torch.sin(t * angle) * z2
    return torch.where(angle < 1e-4, (1 - t) * z1 + t * z2, curved)


# %% wrong first-axis
# 夹角沿第一轴算了，题面要的是最后一轴
def spherical(z1, z2, t):
    unit1, unit2 = F.normalize(z1, dim=0), F.normalize(z2, dim=0)
    angle = torch.acos((unit1 * unit2).sum(0, keepdim=True).clamp(-1.0, 1.0))
    curved = (torch.sin((1 - t) * angle) * z1 + torch.sin(t * angle) * z2) / torch.sin(angle)
    return torch.where(angle < 1e-4, (1 - t) * z1 + t * z2, curved)


# %% right atan2
# 夹角用 atan2，系数分开算，平行的用下标改写
def spherical(z1, z2, t):
    n1 = z1 / z1.norm(dim=-1, keepdim=True)
    n2 = z2 / z2.norm(dim=-1, keepdim=True)
    omega = 2 * torch.atan2((n1 - n2).norm(dim=-1), (n1 + n2).norm(dim=-1))
    flat = omega < 1e-3
    omega = torch.where(flat, torch.ones_like(omega), omega)
    a, b = torch.sin((1 - t) * omega) / torch.sin(omega), torch.sin(t * omega) / torch.sin(omega)
    a = torch.where(flat, torch.full_like(a, 1 - t), a)
    b = torch.where(flat, torch.full_like(b, t), b)
    return a[..., None] * z1 + b[..., None] * z2


# %% right cosine-similarity
# 用 cosine_similarity，平行与否看 sin
def spherical(z1, z2, t):
    cosine = F.cosine_similarity(z1, z2, dim=-1).unsqueeze(-1)
    omega = torch.acos(torch.clamp(cosine, min=-1, max=1))
    sine = torch.sin(omega)
    close = sine < 1e-4
    safe = torch.where(close, torch.ones_like(sine), sine)
    first = torch.where(close, torch.full_like(sine, 1 - t), torch.sin((1 - t) * omega) / safe)
    second = torch.where(close, torch.full_like(sine, t), torch.sin(t * omega) / safe)
    return first * z1 + second * z2
