# %% wrong descent
# 往反方向走了，这一层越来越不兴奋
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() - lr * g / (g.abs().mean() + 1e-8)


# %% wrong length
# 除以了梯度的长度（平方和开方），步子小得多
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() + lr * g / (g.norm() + 1e-8)


# %% wrong largest
# 除以了最大的绝对值
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() + lr * g / (g.abs().max() + 1e-8)


# %% wrong deviation
# 除以了梯度的标准差
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() + lr * g / (g.std() + 1e-8)


# %% wrong not-divided
# 梯度没有归一化
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() + lr * g


# %% wrong sign-only
# 只取了梯度的符号
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() + lr * g.sign()


# %% wrong squared
# 求导的是输出平方的平均
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].square().mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() + lr * g / (g.abs().mean() + 1e-8)


# %% wrong last-layer
# 求导的是模型最后的输出，不是这一层的
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = model(image).mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() + lr * g / (g.abs().mean() + 1e-8)


# %% wrong gradients-left
# 用了 backward，往权重的 grad 里留了东西
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    excited.backward()
    g = image.grad
    return image.detach() + lr * g / (g.abs().mean() + 1e-8)


# %% wrong graph-left
# 返回的图还连着计算图
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return image + lr * g / (g.abs().mean() + 1e-8)


# %% wrong image-changed
# 把传进来的图原地改了
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    given = image
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return given.add_(lr * g / (g.abs().mean() + 1e-8))


# %% wrong signed-mean
# 除以了梯度的平均，没有取绝对值
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() + lr * g / (g.mean() + 1e-8)


# %% wrong root-mean-square
# 除以了均方根
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() + lr * g / (g.square().mean().sqrt() + 1e-8)


# %% wrong no-small-number
# 分母没有加那个很小的数，梯度全 0 时除出了 NaN
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() + lr * g / (g.abs().mean())


# %% wrong absolute-of-mean
# 除以了平均的绝对值，不是绝对值的平均：正负抵消了
def ascent_step(image: Tensor, model: nn.Module, layer: str, lr: float) -> Tensor:
    image = image.detach().clone().requires_grad_()
    excited = features(model, image, [layer])[layer].mean()
    (g,) = torch.autograd.grad(excited, image)
    return image.detach() + lr * g / (g.mean().abs() + 1e-8)


# %% right sum
# 对和求导，归一化以后一样
def ascent_step(image, model, layer, lr):
    x = image.clone().detach()
    x.requires_grad = True
    with torch.enable_grad():
        total = features(model, x, [layer])[layer].sum()
        g = torch.autograd.grad(total, [x])[0]
    with torch.no_grad():
        return x.add(g.div(g.abs().mean().add(1e-8)), alpha=lr).detach()


# %% right frozen-for-a-while
# 暂时冻结权重，再恢复
def ascent_step(image, model, layer, lr):
    flags = [p.requires_grad for p in model.parameters()]
    try:
        for p in model.parameters():
            p.requires_grad_(False)
        x = image.detach().clone().requires_grad_(True)
        features(model, x, [layer])[layer].mean().backward()
    finally:
        for p, flag in zip(model.parameters(), flags):
            p.requires_grad_(flag)
    size = torch.mean(torch.abs(x.grad)) + 1e-8
    return (x + lr * x.grad / size).detach()
