# %% wrong not-undone
# 平移之后没有移回来
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small + resize(detail, shape)
        for _ in range(steps):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = moved
        detail = result - small
    return result.detach()


# %% wrong undone-crosswise
# 移回来时两个方向弄反了
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small + resize(detail, shape)
        for _ in range(steps):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-right, -down), (2, 3))
        detail = result - small
    return result.detach()


# %% wrong undone-twice
# 移回来时位移没有取负，又移了一遍
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small + resize(detail, shape)
        for _ in range(steps):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (down, right), (2, 3))
        detail = result - small
    return result.detach()


# %% wrong no-shift
# 走之前没有平移
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small + resize(detail, shape)
        for _ in range(steps):
            down, right = (0 * int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-down, -right), (2, 3))
        detail = result - small
    return result.detach()


# %% wrong one-direction
# 只朝一个方向平移了
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small + resize(detail, shape)
        for _ in range(steps):
            down, right = 0, int(rng.integers(shape[1]))
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-down, -right), (2, 3))
        detail = result - small
    return result.detach()


# %% wrong original-lost
# 照片是从小的一级放大来的（直接放大上一级的结果也是这样），细节没有了
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    result = resize(image, octaves[0])
    for shape in octaves:
        result = resize(result, shape)
        for _ in range(steps):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-down, -right), (2, 3))
    return result.detach()


# %% wrong detail-lost
# 每一级都从原图重新开始，前几级的梦没有带上来
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small
        for _ in range(steps):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-down, -right), (2, 3))
        result - small
    return result.detach()


# %% wrong last-detail-only
# 细节减的是这一级开始的图，更早的梦丢了
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        started = result = small + resize(detail, shape)
        for _ in range(steps):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-down, -right), (2, 3))
        detail = result - started
    return result.detach()


# %% wrong detail-twice
# 每一级都加了两遍细节
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small + 2 * resize(detail, shape)
        for _ in range(steps):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-down, -right), (2, 3))
        detail = result - small
    return result.detach()


# %% wrong detail-returned
# 返回的是细节，没有加回照片
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small + resize(detail, shape)
        for _ in range(steps):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-down, -right), (2, 3))
        detail = result - small
    return detail.detach()


# %% wrong own-generator
# 没有用传进来的 rng：每次的位移都一样
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    rng = np.random.default_rng(0)
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small + resize(detail, shape)
        for _ in range(steps):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-down, -right), (2, 3))
        detail = result - small
    return result.detach()


# %% wrong one-step
# 每级只走了一步
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small + resize(detail, shape)
        for _ in range(min(steps, 1)):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-down, -right), (2, 3))
        detail = result - small
    return result.detach()


# %% wrong image-changed
# 最后把结果写回了传进来的图
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small + resize(detail, shape)
        for _ in range(steps):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (2, 3))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-down, -right), (2, 3))
        detail = result - small
    return image.copy_(result.detach())


# %% wrong axes-off-by-one
# 平移错了轴：平移的是通道和行，不是行和列
def deep_dream(
    image: Tensor,
    model: nn.Module,
    layer: str,
    octaves: list[tuple[int, int]],
    steps: int,
    lr: float,
    rng: np.random.Generator,
) -> Tensor:
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = resize(image, shape)
        result = small + resize(detail, shape)
        for _ in range(steps):
            down, right = (int(rng.integers(side)) for side in shape)
            moved = torch.roll(result, (down, right), (1, 2))
            moved = ascent_step(moved, model, layer, lr)
            result = torch.roll(moved, (-down, -right), (1, 2))
        detail = result - small
    return result.detach()


# %% right gathered
# 先列出每级的原图，平移用下标
def deep_dream(image, model, layer, octaves, steps, lr, rng):
    def rolled(x, dy, dx):
        h, w = x.shape[-2:]
        rows = (torch.arange(h) + dy) % h
        columns = (torch.arange(w) + dx) % w
        return x[:, :, rows][:, :, :, columns]

    originals = [resize(image.detach(), shape) for shape in octaves]
    dream = originals[0].clone()
    for level, original in enumerate(originals):
        if level:
            dream = original + resize(dream - originals[level - 1], original.shape[2:])
        for _ in range(steps):
            dy = int(rng.integers(original.size(2)))
            dx = int(rng.integers(original.size(3)))
            dream = rolled(ascent_step(rolled(dream, dy, dx), model, layer, lr), -dy, -dx)
    return dream


# %% right drawn-ahead
# 位移先一起抽好
def deep_dream(image, model, layer, octaves, steps, lr, rng):
    detail = None
    for h, w in octaves:
        base = F.interpolate(image, (h, w), mode="bilinear", align_corners=False)
        current = base.clone()
        if detail is not None:
            current += resize(detail, (h, w))
        for shift in rng.integers((h, w), size=(steps, 2)).tolist():
            current = current.roll(shift, dims=(-2, -1))
            current = ascent_step(current, model, layer, lr)
            current = current.roll([-s for s in shift], dims=(-2, -1))
        detail = current - base
    return current
