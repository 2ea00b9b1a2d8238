# %% wrong pooled
# 上下和左右的差放在一起平均了
def total_variation(image: Tensor) -> Tensor:
    down, across = image.diff(dim=-2), image.diff(dim=-1)
    return 2 * (down.abs().sum() + across.abs().sum()) / (down.numel() + across.numel())


# %% wrong pooled-once
# 把上下和左右的差的总和，除以两种差一共的个数
def total_variation(image: Tensor) -> Tensor:
    down, across = image.diff(dim=-2), image.diff(dim=-1)
    return (down.abs().sum() + across.abs().sum()) / (down.numel() + across.numel())


# %% wrong summed
# 求了和，没有平均
def total_variation(image: Tensor) -> Tensor:
    down, across = image.diff(dim=-2), image.diff(dim=-1)
    return down.abs().sum() + across.abs().sum()


# %% wrong squared
# 用了平方，没有用绝对值
def total_variation(image: Tensor) -> Tensor:
    down, across = image.diff(dim=-2), image.diff(dim=-1)
    return down.square().mean() + across.square().mean()


# %% wrong down-only
# 只算了上下的差
def total_variation(image: Tensor) -> Tensor:
    down, _across = image.diff(dim=-2), image.diff(dim=-1)
    return down.abs().mean()


# %% wrong across-only
# 只算了左右的差
def total_variation(image: Tensor) -> Tensor:
    _down, across = image.diff(dim=-2), image.diff(dim=-1)
    return across.abs().mean()


# %% wrong signed
# 没有取绝对值，正负的差抵消了
def total_variation(image: Tensor) -> Tensor:
    down, across = image.diff(dim=-2), image.diff(dim=-1)
    return down.mean() + across.mean()


# %% wrong wraps-around
# 把最后一行、最后一列和第一行、第一列当成了邻居
def total_variation(image: Tensor) -> Tensor:
    down, across = image - image.roll(1, -2), image - image.roll(1, -1)
    return down.abs().mean() + across.abs().mean()


# %% wrong halved
# 两项又取了平均，成了一半
def total_variation(image: Tensor) -> Tensor:
    down, across = image.diff(dim=-2), image.diff(dim=-1)
    return (down.abs().mean() + across.abs().mean()) / 2


# %% wrong by-pixels
# 除以了像素的个数，不是差的个数
def total_variation(image: Tensor) -> Tensor:
    down, across = image.diff(dim=-2), image.diff(dim=-1)
    return (down.abs().sum() + across.abs().sum()) / image.numel()


# %% wrong channels-too
# 相邻的通道也当成了邻居
def total_variation(image: Tensor) -> Tensor:
    down, across = image.diff(dim=-2), image.diff(dim=-1)
    return (
        down.abs().mean()
        + across.abs().mean()
        + (image.diff(dim=1).abs().mean() if image.shape[1] > 1 else 0)
    )


# %% wrong two-apart
# 比的是隔一个的像素
def total_variation(image: Tensor) -> Tensor:
    down, across = (
        image[..., 2:, :] - image[..., :-2, :],
        (image[..., 2:] - image[..., :-2] if image.shape[-1] > 2 else 0 * image),
    )
    return down.abs().mean() + across.abs().mean()


# %% right slices
# 两个切片相减
def total_variation(image):
    rows = torch.abs(image[:, :, 1:] - image[:, :, :-1])
    columns = torch.abs(image[:, :, :, 1:] - image[:, :, :, :-1])
    return torch.mean(rows) + torch.mean(columns)


# %% right l1
# 当成两个 L1 损失
def total_variation(image):
    across = F.l1_loss(image[..., :-1], image[..., 1:])
    return F.l1_loss(image[..., :-1, :], image[..., 1:, :]) + across
