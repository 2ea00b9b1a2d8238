# %% wrong one-direction
# 只算了从 x 出发的一圈
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return (f(g(x)) - x).abs().mean()


# %% wrong other-direction
# 只算了从 y 出发的一圈
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return (g(f(y)) - y).abs().mean()


# %% wrong not-back
# 没有翻回来，比的是 g(x) 和 x
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return (g(x) - x).abs().mean() + (f(y) - y).abs().mean()


# %% wrong squared
# 用了平方，不是绝对值
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return (f(g(x)) - x).square().mean() + (g(f(y)) - y).square().mean()


# %% wrong order-reversed
# 先后反了：x 先过了 f，y 先过了 g
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return (g(f(x)) - x).abs().mean() + (f(g(y)) - y).abs().mean()


# %% wrong same-twice
# 同一个网络过了两遍
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return (g(g(x)) - x).abs().mean() + (f(f(y)) - y).abs().mean()


# %% wrong averaged
# 两个方向取了平均，没有相加
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return ((f(g(x)) - x).abs().mean() + (g(f(y)) - y).abs().mean()) / 2


# %% wrong summed
# 求了和，没有平均
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return (f(g(x)) - x).abs().sum() + (g(f(y)) - y).abs().sum()


# %% wrong detached
# 中间断开了计算图，第一步的网络学不到
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return (f(g(x).detach()) - x).abs().mean() + (g(f(y).detach()) - y).abs().mean()


# %% wrong detached-from-x
# 从 x 出发的一圈断在中间，g 在那里学不到
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return (f(g(x).detach()) - x).abs().mean() + (g(f(y)) - y).abs().mean()


# %% wrong detached-from-y
# 从 y 出发的一圈断在中间，f 在那里学不到
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return (f(g(x)) - x).abs().mean() + (g(f(y).detach()) - y).abs().mean()


# %% wrong compared-across
# 翻回来以后比错了：和另一边的图的平均比
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return (f(g(x)) - y.mean()).abs().mean() + (g(f(y)) - x.mean()).abs().mean()


# %% wrong signed
# 没有取绝对值，正负抵消了
def cycle_loss(x: Tensor, y: Tensor, g: Callable[[Tensor], Tensor], f: Callable[[Tensor], Tensor]) -> Tensor:
    return (f(g(x)) - x).mean() + (g(f(y)) - y).mean()


# %% right l1
# 用 F.l1_loss
def cycle_loss(x, y, g, f):
    there, back = g(x), f(y)
    return F.l1_loss(f(there), x) + F.l1_loss(g(back), y)


# %% right sums
# 求和再除
def cycle_loss(x, y, g, f):
    total = 0
    for start, first, second in ((y, f, g), (x, g, f)):
        total = total + torch.sum(torch.abs(start - second(first(start)))) / start.numel()
    return total
