# %% wrong whole-layer
# 整层一起缩放，没有一个滤波器一个滤波器地来
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(torch.zeros_like(d))
            continue
        own, target = (t.detach().norm().expand(len(t)) for t in (d, w))
        factor = target / torch.where(own == 0, 1.0, own)
        scaled.append(d.detach() * factor.reshape(-1, *[1] * (d.ndim - 1)))
    return scaled


# %% wrong biases-moved
# 一维的参数也缩放了，没有设成 0
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(d.detach() * w.detach().norm() / d.detach().norm())
            continue
        own, target = (t.detach().flatten(1).norm(dim=1) for t in (d, w))
        factor = target / torch.where(own == 0, 1.0, own)
        scaled.append(d.detach() * factor.reshape(-1, *[1] * (d.ndim - 1)))
    return scaled


# %% wrong biases-kept
# 一维的参数的方向原样留着，没有设成 0
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(d.detach().clone())
            continue
        own, target = (t.detach().flatten(1).norm(dim=1) for t in (d, w))
        factor = target / torch.where(own == 0, 1.0, own)
        scaled.append(d.detach() * factor.reshape(-1, *[1] * (d.ndim - 1)))
    return scaled


# %% wrong unit-only
# 只把方向变成单位长，没有乘权重的长度
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(torch.zeros_like(d))
            continue
        own = d.detach().flatten(1).norm(dim=1)
        factor = 1 / torch.where(own == 0, 1.0, own)
        scaled.append(d.detach() * factor.reshape(-1, *[1] * (d.ndim - 1)))
    return scaled


# %% wrong not-divided
# 直接乘权重的长度，没有除以方向自己的长度
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(torch.zeros_like(d))
            continue
        target = w.detach().flatten(1).norm(dim=1)
        factor = target
        scaled.append(d.detach() * factor.reshape(-1, *[1] * (d.ndim - 1)))
    return scaled


# %% wrong input-filters
# 沿着输入通道那一轴分滤波器
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(torch.zeros_like(d))
            continue
        own, target = (t.detach().transpose(0, 1).flatten(1).norm(dim=1) for t in (d, w))
        factor = target / torch.where(own == 0, 1.0, own)
        scaled.append(d.detach() * factor.reshape(-1, *[1] * (d.ndim - 2)))
    return scaled


# %% wrong zero-nan
# 方向里全 0 的滤波器除出了 NaN
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(torch.zeros_like(d))
            continue
        own, target = (t.detach().flatten(1).norm(dim=1) for t in (d, w))
        factor = target / own
        scaled.append(d.detach() * factor.reshape(-1, *[1] * (d.ndim - 1)))
    return scaled


# %% wrong one-norm
# 长度用了绝对值之和
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(torch.zeros_like(d))
            continue
        own, target = (t.detach().flatten(1).abs().sum(dim=1) for t in (d, w))
        factor = target / torch.where(own == 0, 1.0, own)
        scaled.append(d.detach() * factor.reshape(-1, *[1] * (d.ndim - 1)))
    return scaled


# %% wrong direction-changed
# 原地改了传进来的方向
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(torch.zeros_like(d))
            continue
        own, target = (t.detach().flatten(1).norm(dim=1) for t in (d, w))
        factor = target / torch.where(own == 0, 1.0, own)
        d.data.mul_(factor.reshape(-1, *[1] * (d.ndim - 1)))
        scaled.append(d)
    return scaled


# %% wrong inverted
# 倍数弄反了，除以了权重的长度
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(torch.zeros_like(d))
            continue
        own, target = (t.detach().flatten(1).norm(dim=1) for t in (d, w))
        factor = own / torch.where(target == 0, 1.0, target)
        scaled.append(d.detach() * factor.reshape(-1, *[1] * (d.ndim - 1)))
    return scaled


# %% wrong last-axis-only
# 长度只对最后一个轴求，没有对整个滤波器
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(torch.zeros_like(d))
            continue
        own, target = (t.detach().norm(dim=-1, keepdim=True) for t in (d, w))
        scaled.append(d.detach() * target / torch.where(own == 0, 1.0, own))
    return scaled


# %% wrong kernel-by-kernel
# 每个输入通道的那一小块各自缩放，没有把整个滤波器当一个
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(torch.zeros_like(d))
            continue
        axes = (2, 3) if w.ndim == 4 else (1,)
        own, target = ((t.detach() ** 2).sum(axes, keepdim=True).sqrt() for t in (d, w))
        scaled.append(d.detach() * target / torch.where(own == 0, 1.0, own))
    return scaled


# %% wrong no-root
# 长度忘了开方，用的是平方和
def filter_normalize(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    scaled = []
    for d, w in zip(direction, parameters):
        if w.ndim <= 1:
            scaled.append(torch.zeros_like(d))
            continue
        own, target = ((t.detach().flatten(1) ** 2).sum(dim=1) for t in (d, w))
        factor = target / torch.where(own == 0, 1.0, own)
        scaled.append(d.detach() * factor.reshape(-1, *[1] * (d.ndim - 1)))
    return scaled


# %% right loop
# 一个滤波器一个滤波器地来
def filter_normalize(direction, parameters):
    out = []
    for d, w in zip(direction, parameters):
        new = torch.zeros_like(d)
        if w.dim() > 1:
            for i in range(len(d)):
                length = torch.linalg.vector_norm(d[i])
                if length > 0:
                    new[i] = d[i] * (torch.linalg.vector_norm(w[i].data) / length)
        out.append(new.detach())
    return tuple(out)


# %% right clamp
# 用很小的数垫底
@torch.no_grad()
def filter_normalize(direction, parameters):
    def length(t):
        axes = tuple(range(1, t.ndim))
        return t.pow(2).sum(dim=axes, keepdim=True).sqrt()

    return [
        d / length(d).clamp(min=1e-30) * length(w) if d.ndim > 1 else 0 * d
        for d, w in zip(direction, parameters)
    ]
