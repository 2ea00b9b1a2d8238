# %% wrong negative
# 走过 total 以后成了负数
def linear_decay(epoch: int, start: int, total: int) -> float:
    if epoch <= start:
        return 1.0
    return (total - epoch) / max(total - start, 1)


# %% wrong zero-division
# start 等于 total 时除以了 0
def linear_decay(epoch: int, start: int, total: int) -> float:
    if epoch <= start:
        return 1.0
    return max(0.0, (total - epoch) / (total - start))


# %% wrong from-zero
# 从第 0 轮就开始降，没有管 start
def linear_decay(epoch: int, start: int, total: int) -> float:
    return max(0.0, (total - epoch) / total)


# %% wrong over-total
# 除以了 total，没有减 start
def linear_decay(epoch: int, start: int, total: int) -> float:
    if epoch <= start:
        return 1.0
    return max(0.0, (total - epoch) / total)


# %% wrong slope-over-total
# 从 start 起每轮只降 1/total，到 total 才一下子掉到 0
def linear_decay(epoch: int, start: int, total: int) -> float:
    if epoch <= start:
        return 1.0
    if epoch >= total:
        return 0.0
    return 1 - (epoch - start) / total


# %% wrong one-late
# 斜坡多算了一轮，走到 total 还没有到 0
def linear_decay(epoch: int, start: int, total: int) -> float:
    if epoch <= start:
        return 1.0
    return max(0.0, (total + 1 - epoch) / (total + 1 - start))


# %% wrong one-early
# 早了一轮开始降
def linear_decay(epoch: int, start: int, total: int) -> float:
    if epoch < start:
        return 1.0
    return max(0.0, (total - epoch) / (total - start + 1))


# %% wrong complement
# 返回的是已经降了多少
def linear_decay(epoch: int, start: int, total: int) -> float:
    if epoch <= start:
        return 1.0
    return min(1.0, (epoch - start) / max(total - start, 1))


# %% wrong step-down
# 没有斜坡，走过 start 就是 0
def linear_decay(epoch: int, start: int, total: int) -> float:
    if epoch <= start:
        return 1.0
    return 0.0


# %% wrong above-one
# start 以前大于 1，没有截住
def linear_decay(epoch: int, start: int, total: int) -> float:
    return max(0.0, (total - epoch) / max(total - start, 1))


# %% wrong starts-over
# total 当成了斜坡的长度，不是终点
def linear_decay(epoch: int, start: int, total: int) -> float:
    if epoch <= start:
        return 1.0
    return max(0.0, (start + total - epoch) / max(total, 1))


# %% right clip
# 夹住一条直线
def linear_decay(epoch, start, total):
    if start == total:
        return float(epoch < total)
    return float(np.clip((total - epoch) / (total - start), 0, 1))


# %% right three
# 三个 return
def linear_decay(epoch, start, total):
    if epoch <= start:
        return 1.0
    if epoch >= total:
        return 0.0
    return 1 - (epoch - start) / (total - start)
