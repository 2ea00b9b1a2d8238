# %% wrong whole-layer
# 求的是整层的平均，不是一个通道的
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong wrong-axis
# 取的是一列像素，不是一个通道
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][..., channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong from-zero
# 从全 0 开始，没有噪声
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = np.zeros((1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong unit-noise
# 噪声的标准差是 1，不是 10
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 1, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong no-decay
# 没有 decay，图没有往 0 拉
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong decay-reversed
# decay 拉反了，图越走越大
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 + decay) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong keeps-decay-only
# 图乘了 decay，只剩下一点点
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = decay * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong descent
# 往反方向走了，通道越来越不兴奋
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() - lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong not-undone
# 平移之后没有移回来
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = walked
    return image


# %% wrong no-shift
# 走之前没有平移
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (0 * int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong one-direction
# 只朝一个方向平移了
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = 0, int(rng.integers(shape[1]))
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong not-divided
# 梯度没有归一化
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong next-channel
# 通道从 1 数起，取了前一个
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel - 1].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong length
# 除以了梯度的长度（平方和开方）
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g / (g.norm() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong decay-after
# 走完再整个乘 1 − decay，这一步走的也被拉了回去
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * (moved.detach() + lr * g / (g.abs().mean() + 1e-8))
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong decay-ignored
# 没有用传进来的 decay，总是千分之一
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - 1e-3) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong own-generator
# 没有用传进来的 rng，自己造了一个固定种子的
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 10, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% wrong uniform-noise
# 起点是均匀分布的噪声，不是正态的
def activation_maximum(
    model: nn.Module,
    layer: str,
    channel: int,
    shape: tuple[int, int],
    steps: int,
    lr: float,
    rng: np.random.Generator,
    decay: float = 1e-3,
) -> Tensor:
    noise = rng.uniform(-5, 5, (1, 3, *shape))
    image = torch.tensor(noise, dtype=torch.float32)
    for _ in range(steps):
        down, right = (int(rng.integers(side)) for side in shape)
        moved = torch.roll(image, (down, right), (2, 3)).requires_grad_()
        excited = features(model, moved, [layer])[layer][:, channel].mean()
        (g,) = torch.autograd.grad(excited, moved)
        walked = (1 - decay) * moved.detach() + lr * g / (g.abs().mean() + 1e-8)
        image = torch.roll(walked, (-down, -right), (2, 3))
    return image


# %% right standard-normal
# 标准正态乘 10，decay 和步子分开写
def activation_maximum(model, layer, channel, shape, steps, lr, rng, decay=1e-3):
    h, w = shape
    x = torch.from_numpy(rng.standard_normal((1, 3, h, w)) * 10).to(torch.float32)
    for _ in range(steps):
        dy, dx = int(rng.integers(0, h)), int(rng.integers(0, w))
        x = x.roll(shifts=(dy, dx), dims=(-2, -1))
        leaf = x.clone().requires_grad_(True)
        value = features(model, leaf, [layer])[layer][0, channel].sum()
        g = torch.autograd.grad(value, leaf)[0]
        x = x - decay * x + lr * g / g.abs().mean().clamp(min=1e-8)
        x = x.roll(shifts=(-dy, -dx), dims=(-2, -1))
    return x.detach()


# %% right moved-model-side
# 平移写成一个小帮手
def shifted(x, dy, dx):
    return torch.roll(torch.roll(x, dy, 2), dx, 3)


def activation_maximum(model, layer, channel, shape, steps, lr, rng, decay=0.001):
    image = torch.tensor(rng.normal(scale=10.0, size=[1, 3, *shape]).astype(np.float32))
    for dy, dx in [[int(s) for s in rng.integers(shape)] for _ in range(steps)]:
        with torch.enable_grad():
            view = shifted(image, dy, dx).detach().requires_grad_()
            out = features(model, view, [layer])[layer]
            gradient = torch.autograd.grad(out.narrow(1, channel, 1).mean(), view)[0]
        step = gradient / (1e-8 + gradient.abs().mean())
        image = shifted(view.data * (1 - decay) + step * lr, -dy, -dx)
    return image
