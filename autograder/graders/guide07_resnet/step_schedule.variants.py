# %% wrong late-at-milestone
# 走到里程碑的那一步还没有降，晚了一步
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    if step < warmup:
        return base / 10
    return base * gamma ** sum(milestone < step for milestone in milestones)


# %% wrong early-at-milestone
# 里程碑的前一步就降了
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    if step < warmup:
        return base / 10
    return base * gamma ** sum(milestone <= step + 1 for milestone in milestones)


# %% wrong warmup-one-more
# 预热多了一步
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    if step <= warmup and warmup > 0:
        return base / 10
    return base * gamma ** sum(milestone <= step for milestone in milestones)


# %% wrong once-only
# 过了几个里程碑都只乘一次 gamma
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    if step < warmup:
        return base / 10
    return base * (gamma if any(milestone <= step for milestone in milestones) else 1)


# %% wrong warmup-fixed
# 预热时的学习率写死成 0.01
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    if step < warmup:
        return 0.01
    return base * gamma ** sum(milestone <= step for milestone in milestones)


# %% wrong linear-warmup
# 预热成了从 0 升上去的直线
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    if step < warmup:
        return base * (step + 1) / warmup
    return base * gamma ** sum(milestone <= step for milestone in milestones)


# %% wrong milestones-after-warmup
# 里程碑从预热结束才开始数，推迟了
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    if step < warmup:
        return base / 10
    return base * gamma ** sum(milestone + warmup <= step for milestone in milestones)


# %% wrong divided
# 除以了 gamma，学习率越来越大
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    if step < warmup:
        return base / 10
    return base / gamma ** sum(milestone <= step for milestone in milestones)


# %% wrong gamma-ignored
# 每次除以 10 写死了，没有用 gamma
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    if step < warmup:
        return base / 10
    return base * 0.1 ** sum(milestone <= step for milestone in milestones)


# %% wrong warmup-times-gamma
# 预热时的学习率是 base 乘 gamma
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    if step < warmup:
        return base * gamma
    return base * gamma ** sum(milestone <= step for milestone in milestones)


# %% wrong multiplied
# 乘的是 gamma 的个数倍，不是次方
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    if step < warmup:
        return base / 10
    return base * (gamma * sum(milestone <= step for milestone in milestones) or 1)


# %% wrong warmup-ignored
# 没有预热
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    return base * gamma ** sum(milestone <= step for milestone in milestones)


# %% wrong warmup-after-milestones
# 预热时先照里程碑降了，再除以 10
def step_schedule(
    step: int,
    base: float = 0.1,
    milestones: tuple[int, ...] = (32000, 48000),
    gamma: float = 0.1,
    warmup: int = 0,
) -> float:
    rate = base * gamma ** sum(milestone <= step for milestone in milestones)
    return rate / 10 if step < warmup else rate


# %% right walking
# 一个一个里程碑走过去
def step_schedule(step, base=0.1, milestones=(32000, 48000), gamma=0.1, warmup=0):
    rate = base
    for milestone in milestones:
        if step >= milestone:
            rate *= gamma
    return rate if step >= warmup else 0.1 * base


# %% right searchsorted
# 用 np.searchsorted 数里程碑
def step_schedule(step, base=0.1, milestones=(32000, 48000), gamma=0.1, warmup=0):
    passed = int(np.searchsorted(np.array(milestones), step, side="right"))
    return np.where(step < warmup, base / 10, base * gamma**passed)
