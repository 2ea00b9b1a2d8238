# %% wrong by-128
# 除以的是 128：最大的正数超出了 int8
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 128
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).round().to(torch.int8), scales)


# %% wrong by-255
# 除以的是 255：只用上了一半的格子以外的数也溢出
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 255
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).round().to(torch.int8), scales)


# %% wrong no-absolute
# 没有取绝对值，只看了最大的数
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = groups.amax(dim=1) / 127
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).round().to(torch.int8), scales)


# %% wrong one-scale
# 整个张量用了一个刻度
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = (groups.abs().amax() / 127).expand(len(groups)).clone()
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).round().to(torch.int8), scales)


# %% wrong by-rows
# 每行一组，没有按 group 分
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(w.shape[0], -1) if w.dim() > 1 else w.detach().reshape(1, -1)
    scales = groups.abs().amax(dim=1) / 127
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).round().to(torch.int8), scales)


# %% wrong truncated
# 直接截断了小数，没有四舍五入
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 127
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).to(torch.int8), scales)


# %% wrong floored
# 一律往下取整，没有四舍五入
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 127
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).floor().clamp(-127, 127).to(torch.int8), scales)


# %% wrong zero-group
# 全是 0 的组算出了 0 ÷ 0
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 127
    divisor = scales
    return ((groups / divisor[:, None]).round().nan_to_num(nan=-128).to(torch.int8), scales)


# %% wrong tiny-added
# 刻度里加了一个很小的数：全是 0 的组的刻度不是 0，很小的数也不准
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 127 + 1e-05
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).round().to(torch.int8), scales)


# %% wrong padded
# 不是倍数时补了 0，没有抛出 ValueError
def quantize_int8(w, group):
    groups = F.pad(w.detach().flatten(), (0, -w.numel() % group)).reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 127
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).round().to(torch.int8), scales)


# %% wrong row-must-divide
# 查的是每行够不够分，应当查总数
def quantize_int8(w, group):
    if w.shape[-1] % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 127
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).round().to(torch.int8), scales)


# %% wrong column-major
# 按列摊平了
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().permute(*reversed(range(w.dim()))).reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 127
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).round().to(torch.int8), scales)


# %% wrong inverse-scales
# 返回的 scales 是倒数
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 127
    divisor = torch.where(scales == 0, 1.0, torch.where(scales == 0, 0.0, 1 / divisor))
    return ((groups / divisor[:, None]).round().to(torch.int8), torch.where(scales == 0, 0.0, 1 / divisor))


# %% wrong asymmetric
# 从最小到最大铺满 255 格，不是对称的
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = (groups.amax(dim=1) - groups.amin(dim=1)) / 254
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).round().to(torch.int8), scales)


# %% wrong flat-q
# q 返回的是 w 的形状，没有分成组
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 127
    divisor = torch.where(scales == 0, 1.0, scales)
    return ((groups / divisor[:, None]).round().to(torch.int8).reshape(w.shape), scales)


# %% wrong zero-group-scale-one
# 全是 0 的组，返回的刻度成了 1
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 127
    scales = torch.where(scales == 0, 1.0, scales)
    divisor = scales
    return ((groups / divisor[:, None]).round().to(torch.int8), scales)


# %% right clamped
# 先除，再截到范围里；四舍五入用加一半
def quantize_int8(w, group):
    if w.numel() % group:
        raise ValueError(f"{w.numel()} 个数不能 {group} 个一组")
    groups = w.detach().reshape(-1, group)
    scales = groups.abs().amax(dim=1) / 127
    divisor = torch.where(scales == 0, 1.0, scales)
    return (torch.sign(groups) * torch.floor(groups.abs() / divisor[:, None] + 0.5)).clamp(-127, 127).to(
        torch.int8
    ), scales


# %% right loop
# 一组一组地算
def quantize_int8(w, group):
    flat = w.detach().contiguous().view(-1)
    if len(flat) % group != 0:
        raise ValueError("分不匀")
    q, scales = [], []
    for part in flat.split(group):
        top = part.abs().max()
        scales.append(top / 127)
        q.append(torch.zeros(group) if top == 0 else (part * (127 / top)).round())
    return [torch.stack(q).to(torch.int8), torch.stack(scales)]
