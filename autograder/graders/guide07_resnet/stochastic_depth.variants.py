# %% wrong scaled-in-training
# 训练时 branch 除以了 survive（那是另一种约定）
def stochastic_depth(
    branch: Callable[[Tensor], Tensor], x: Tensor, survive: float, rng: np.random.Generator, training: bool
) -> Tensor:
    if not training:
        return x + survive * branch(x)
    if rng.random() < survive:
        return x + branch(x) / survive
    return x


# %% wrong unscaled-in-eval
# 评估时 branch 没有乘 survive
def stochastic_depth(
    branch: Callable[[Tensor], Tensor], x: Tensor, survive: float, rng: np.random.Generator, training: bool
) -> Tensor:
    if not training:
        return x + branch(x)
    if rng.random() < survive:
        return x + branch(x)
    return x


# %% wrong drawn-in-eval
# 评估时也掷骰子
def stochastic_depth(
    branch: Callable[[Tensor], Tensor], x: Tensor, survive: float, rng: np.random.Generator, training: bool
) -> Tensor:
    if rng.random() < survive:
        return x + branch(x)
    return x


# %% wrong per-element
# 每个元素各掷各的（那是 dropout）
def stochastic_depth(
    branch: Callable[[Tensor], Tensor], x: Tensor, survive: float, rng: np.random.Generator, training: bool
) -> Tensor:
    if not training:
        return x + survive * branch(x)
    return x + torch.tensor(rng.random(tuple(x.shape)) < survive) * branch(x)


# %% wrong per-sample
# 每张图各掷各的，没有整批共用一回
def stochastic_depth(
    branch: Callable[[Tensor], Tensor], x: Tensor, survive: float, rng: np.random.Generator, training: bool
) -> Tensor:
    if not training:
        return x + survive * branch(x)
    kept = torch.tensor(rng.random(len(x)) < survive)
    return x + kept.reshape(-1, *[1] * (x.ndim - 1)) * branch(x)


# %% wrong probability-of-dropping
# 把 survive 当成了拆掉的概率
def stochastic_depth(
    branch: Callable[[Tensor], Tensor], x: Tensor, survive: float, rng: np.random.Generator, training: bool
) -> Tensor:
    if not training:
        return x + (1 - survive) * branch(x)
    if rng.random() >= survive:
        return x + branch(x)
    return x


# %% wrong shortcut-dropped
# 拆掉时连 x 也没有了，返回了 0
def stochastic_depth(
    branch: Callable[[Tensor], Tensor], x: Tensor, survive: float, rng: np.random.Generator, training: bool
) -> Tensor:
    if not training:
        return x + survive * branch(x)
    if rng.random() < survive:
        return x + branch(x)
    return torch.zeros_like(x)


# %% wrong branch-always-called
# 先算了 branch(x)，再决定要不要
def stochastic_depth(
    branch: Callable[[Tensor], Tensor], x: Tensor, survive: float, rng: np.random.Generator, training: bool
) -> Tensor:
    value = branch(x)
    if not training:
        return x + survive * value
    if rng.random() < survive:
        return x + value
    return x


# %% wrong never-drawn
# 训练时也用期望，没有掷骰子
def stochastic_depth(
    branch: Callable[[Tensor], Tensor], x: Tensor, survive: float, rng: np.random.Generator, training: bool
) -> Tensor:
    return x + survive * branch(x)


# %% wrong input-changed
# 原地加到了传进来的 x 上
def stochastic_depth(
    branch: Callable[[Tensor], Tensor], x: Tensor, survive: float, rng: np.random.Generator, training: bool
) -> Tensor:
    if not training:
        return x + survive * branch(x)
    if rng.random() < survive:
        x += branch(x)
        return x
    return x


# %% wrong own-generator
# 自己建了发生器，没有用传进来的 rng
def stochastic_depth(
    branch: Callable[[Tensor], Tensor], x: Tensor, survive: float, rng: np.random.Generator, training: bool
) -> Tensor:
    if not training:
        return x + survive * branch(x)
    if np.random.default_rng().random() < survive:
        return x + branch(x)
    return x


# %% wrong eval-scales-x
# 评估时连 x 也乘了 survive
def stochastic_depth(
    branch: Callable[[Tensor], Tensor], x: Tensor, survive: float, rng: np.random.Generator, training: bool
) -> Tensor:
    if not training:
        return survive * (x + branch(x))
    if rng.random() < survive:
        return x + branch(x)
    return x


# %% right binomial
# 掷骰子用 binomial
def stochastic_depth(branch, x, survive, rng, training):
    if training:
        return x + branch(x) if rng.binomial(1, survive) else x.clone()
    return x + branch(x) * survive


# %% right choice
# 掷骰子用 choice，先定一个倍数
def stochastic_depth(branch, x, survive, rng, training):
    weight = survive
    if training:
        weight = float(rng.choice([0.0, 1.0], p=[1 - survive, survive]))
        if weight == 0:
            return x
    return torch.add(x, branch(x), alpha=weight)
