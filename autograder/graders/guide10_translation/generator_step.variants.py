# %% wrong judges-swapped
# 两个判别器弄反了，g(x) 给了 dx，f(y) 给了 dy
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dx, g(x)), (dy, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong judges-collect
# 判别器攒了梯度
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    total.backward()
    optimizer.step()
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong judges-cleared
# 把判别器原来的 grad 清掉了
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    dx.zero_grad()
    dy.zero_grad()
    optimizer.step()
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong judges-thawed
# 走完以后判别器的 requires_grad 全成了 True
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    for p in [*dx.parameters(), *dy.parameters()]:
        p.requires_grad_(False)
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    for p in [*dx.parameters(), *dy.parameters()]:
        p.requires_grad_(True)
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong judges-frozen
# 走完以后判别器的 requires_grad 全成了 False
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    for p in [*dx.parameters(), *dy.parameters()]:
        p.requires_grad_(False)
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong adversarial-detached
# 断开了写出来的图，对抗的一项学不到
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake.detach())
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong no-zero-grad
# 忘了 zero_grad()，以前的梯度也算进去了
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong one-direction
# 只有 g 这一个方向的对抗
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dy, g(x)),):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong adversarial-halved
# 对抗的一项对半了
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1] / 2
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong weighted-parts
# 返回的 cycle、identity 乘过权重
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    parts = (adversarial, cycle * cycled, identity * same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong weights-swapped
# 两个权重弄反了
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + identity * cycled + cycle * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong after-step
# 返回的是走完这一步以后的数
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    adversarial = sum((least_squares_losses(j(t), j(t))[1] for j, t in ((dy, g(x)), (dx, f(y)))))
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong not-stepped
# 没有走这一步
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong real-side
# 生成器用了判别器的那个损失
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[0]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% wrong tensors
# 字典里是张量，不是 Python 的数
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.detach() for name, part in zip(names, parts)}


# %% wrong all-training
# 把四个网络都切到了训练模式
def generator_step(
    g: nn.Module,
    f: nn.Module,
    dx: nn.Module,
    dy: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Tensor,
    y: Tensor,
    cycle: float = 10.0,
    identity: float = 5.0,
) -> dict[str, float]:
    for net in (g, f, dx, dy):
        net.train()
    adversarial = 0
    for judge, fake in ((dy, g(x)), (dx, f(y))):
        scores = judge(fake)
        adversarial = adversarial + least_squares_losses(scores, scores)[1]
    cycled, same = (cycle_loss(x, y, g, f), identity_loss(x, y, g, f))
    total = adversarial + cycle * cycled + identity * same
    optimizer.zero_grad()
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total.backward(inputs=weights)
    optimizer.step()
    parts = (adversarial, cycled, same, total)
    names = ("adversarial", "cycle", "identity", "total")
    return {name: part.item() for name, part in zip(names, parts)}


# %% right flags
# 关上 requires_grad，走完照原样打开
def generator_step(g, f, dx, dy, optimizer, x, y, cycle=10.0, identity=5.0):
    frozen = [(p, p.requires_grad) for net in (dx, dy) for p in net.parameters()]
    for p, _ in frozen:
        p.requires_grad_(False)
    written, back = g(x), f(y)
    adversarial = ((dy(written) - 1) ** 2).mean() + ((dx(back) - 1) ** 2).mean()
    around = F.l1_loss(f(written), x) + F.l1_loss(g(back), y)
    still = F.l1_loss(g(y), y) + F.l1_loss(f(x), x)
    total = adversarial + cycle * around + identity * still
    optimizer.zero_grad(set_to_none=False)
    total.backward()
    optimizer.step()
    for p, flag in frozen:
        p.requires_grad_(flag)
    return {
        "adversarial": float(adversarial),
        "cycle": float(around),
        "identity": float(still),
        "total": float(total),
    }


# %% right autograd
# torch.autograd.grad，自己放进 grad
def generator_step(g, f, dx, dy, optimizer, x, y, cycle=10.0, identity=5.0):
    scores_y, scores_x = dy(g(x)), dx(f(y))
    first = least_squares_losses(scores_y, scores_y)[1] + least_squares_losses(scores_x, scores_x)[1]
    second, third = cycle_loss(x, y, g, f), identity_loss(x, y, g, f)
    total = first + cycle * second + identity * third
    weights = [*g.parameters(), *f.parameters()]
    for p, grad in zip(weights, torch.autograd.grad(total, weights)):
        p.grad = grad
    optimizer.step()
    return {
        "adversarial": first.item(),
        "cycle": second.item(),
        "identity": third.item(),
        "total": total.item(),
    }
