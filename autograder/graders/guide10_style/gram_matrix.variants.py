# %% wrong over-the-batch
# 一批图的格拉姆矩阵加在了一起
def gram_matrix(features: Tensor) -> Tensor:
    _, c, h, w = features.shape
    rows = features.flatten(2)
    return (rows @ rows.mT / (c * h * w)).sum(0, keepdim=True).expand(len(rows), c, c)


# %% wrong area-only
# 只除以了面积 h·w，没有除以通道数
def gram_matrix(features: Tensor) -> Tensor:
    _, _c, h, w = features.shape
    rows = features.flatten(2)
    return rows @ rows.mT / (h * w)


# %% wrong not-divided
# 没有除以 c·h·w
def gram_matrix(features: Tensor) -> Tensor:
    _, _c, _h, _w = features.shape
    rows = features.flatten(2)
    return rows @ rows.mT


# %% wrong centred
# 减了每个通道的平均，得到的是协方差
def gram_matrix(features: Tensor) -> Tensor:
    _, c, h, w = features.shape
    rows = features.flatten(2)
    rows = rows - rows.mean(2, keepdim=True)
    return rows @ rows.mT / (c * h * w)


# %% wrong positions
# 乘反了：得到的是位置与位置的表
def gram_matrix(features: Tensor) -> Tensor:
    _, c, h, w = features.shape
    rows = features.flatten(2)
    return rows.mT @ rows / (c * h * w)


# %% wrong mixed-up
# 摊平时通道和位置串了
def gram_matrix(features: Tensor) -> Tensor:
    _, c, h, w = features.shape
    rows = features.permute(0, 2, 3, 1).reshape(len(features), c, h * w)
    return rows @ rows.mT / (c * h * w)


# %% wrong detached
# 断开了计算图
def gram_matrix(features: Tensor) -> Tensor:
    _, c, h, w = features.shape
    rows = features.detach().flatten(2)
    return rows @ rows.mT / (c * h * w)


# %% wrong channels-only
# 只除以了通道数，没有除以面积
def gram_matrix(features: Tensor) -> Tensor:
    _, c, _h, _w = features.shape
    rows = features.flatten(2)
    return rows @ rows.mT / c


# %% wrong rows-summed-first
# 先对位置求和再相乘：每个通道只剩一个数
def gram_matrix(features: Tensor) -> Tensor:
    _, c, h, w = features.shape
    rows = features.flatten(2)
    return rows.sum(2, keepdim=True) @ rows.sum(2, keepdim=True).mT / (c * h * w)


# %% wrong unit-length
# 把每个通道缩到了单位长，成了余弦
def gram_matrix(features: Tensor) -> Tensor:
    _, c, h, w = features.shape
    rows = F.normalize(features.flatten(2), dim=2)
    return rows @ rows.mT / (c * h * w)


# %% wrong one-picture
# 只算了第一张图
def gram_matrix(features: Tensor) -> Tensor:
    _, c, h, w = features.shape
    rows = features[:1].flatten(2)
    return rows @ rows.mT / (c * h * w)


# %% wrong batch-too
# 除数里还乘了图的张数 n
def gram_matrix(features: Tensor) -> Tensor:
    n, c, h, w = features.shape
    rows = features.flatten(2)
    return rows @ rows.mT / (n * c * h * w)


# %% right einsum
# 一个 einsum
def gram_matrix(features):
    return torch.einsum("nihw,njhw->nij", features, features) / features[0].numel()


# %% right picture-by-picture
# 一张一张地算
def gram_matrix(features):
    out = []
    for picture in features:
        flat = picture.reshape(picture.size(0), -1)
        out.append(torch.mm(flat, flat.t()).div(picture.numel()))
    return torch.stack(out)
