# %% wrong given-own-input
# 交给 g 的是 x，交给 f 的是 y：那是要它们别翻译
def identity_loss(
    x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]
) -> Tensor:
    return (g(x) - x).abs().mean() + (f(y) - y).abs().mean()


# %% wrong one-direction
# 只算了 g 这一个方向
def identity_loss(
    x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]
) -> Tensor:
    return (g(y) - y).abs().mean()


# %% wrong other-direction
# 只算了 f 这一个方向
def identity_loss(
    x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]
) -> Tensor:
    return (f(x) - x).abs().mean()


# %% wrong squared
# 用了平方，不是绝对值
def identity_loss(
    x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]
) -> Tensor:
    return (g(y) - y).square().mean() + (f(x) - x).square().mean()


# %% wrong averaged
# 两个方向取了平均，没有相加
def identity_loss(
    x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]
) -> Tensor:
    return ((g(y) - y).abs().mean() + (f(x) - x).abs().mean()) / 2


# %% wrong summed
# 求了和，没有平均
def identity_loss(
    x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]
) -> Tensor:
    return (g(y) - y).abs().sum() + (f(x) - x).abs().sum()


# %% wrong crossed
# 和另一边的图比：g(y) 比 x，f(x) 比 y
def identity_loss(
    x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]
) -> Tensor:
    return (g(y).mean() - x).abs().mean() + (f(x).mean() - y).abs().mean()


# %% wrong only-g
# 两项用的都是 g，f 没有用上
def identity_loss(
    x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]
) -> Tensor:
    return (g(y) - y).abs().mean() + (g(x) - x).abs().mean()


# %% wrong only-f
# 两项用的都是 f，g 没有用上
def identity_loss(
    x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]
) -> Tensor:
    return (f(y) - y).abs().mean() + (f(x) - x).abs().mean()


# %% wrong cycled
# 过了两个网络：那是循环的损失
def identity_loss(
    x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]
) -> Tensor:
    return (g(f(y)) - y).abs().mean() + (f(g(x)) - x).abs().mean()


# %% wrong signed
# 没有取绝对值，正负抵消了
def identity_loss(
    x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]
) -> Tensor:
    return (g(y) - y).mean() + (f(x) - x).mean()


# %% wrong detached
# 断开了计算图
def identity_loss(
    x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]
) -> Tensor:
    return (g(y).detach() - y).abs().mean() + (f(x) - x).abs().mean()


# %% right l1
# 用 F.l1_loss
def identity_loss(x, y, g, f):
    return F.l1_loss(f(x), x) + F.l1_loss(g(y), y)


# %% right module
# 用 nn.L1Loss
def identity_loss(x, y, g, f):
    far = nn.L1Loss()
    return sum(far(net(t), t) for net, t in ((g, y), (f, x)))
