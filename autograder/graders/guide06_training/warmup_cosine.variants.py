# %% wrong starts-at-zero
# 预热是 step / warmup，第一步是 0
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * step / warmup
    if step >= total:
        return floor
    done = (step - warmup) / (total - warmup)
    return floor + (peak - floor) * (1 + math.cos(math.pi * done)) / 2


# %% wrong cosine-from-zero
# 余弦没有减去预热的步数，预热一完就已经降了一截
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total:
        return floor
    done = step / total
    return floor + (peak - floor) * (1 + math.cos(math.pi * done)) / 2


# %% wrong divided-by-total
# 余弦的分母是 total，到头时还没有降到底
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total:
        return floor
    done = (step - warmup) / total
    return floor + (peak - floor) * (1 + math.cos(math.pi * done)) / 2


# %% wrong floor-ignored
# 没有用 floor，一直降到 0
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total:
        return 0.0
    done = (step - warmup) / (total - warmup)
    return peak * (1 + math.cos(math.pi * done)) / 2


# %% wrong floor-added
# floor 直接加了上去，最高点超过了 peak
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total:
        return floor
    done = (step - warmup) / (total - warmup)
    return floor + peak * (1 + math.cos(math.pi * done)) / 2


# %% wrong rises-again
# 走完以后余弦又升了回去
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    if step == total:
        return floor
    done = (step - warmup) / (total - warmup)
    return floor + (peak - floor) * (1 + math.cos(math.pi * done)) / 2


# %% wrong division-by-zero
# 没有留心 warmup 等于 total：余弦那一段除以了 0
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    done = min(1.0, (step - warmup) / (total - warmup))
    return floor + (peak - floor) * (1 + math.cos(math.pi * done)) / 2


# %% wrong whole-turn
# 余弦转了一整圈，降下去又升回来
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total:
        return floor
    done = (step - warmup) / (total - warmup)
    return floor + (peak - floor) * (1 + math.cos(2 * math.pi * done)) / 2


# %% wrong quarter-turn
# 用的是四分之一个余弦
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total:
        return floor
    done = (step - warmup) / (total - warmup)
    return floor + (peak - floor) * math.cos(math.pi / 2 * done)


# %% wrong linear
# 预热之后沿直线下降，不是余弦
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total:
        return floor
    done = (step - warmup) / (total - warmup)
    return peak + (floor - peak) * done


# %% wrong lowest-too-early
# 最后一步就已经是 floor：余弦的分母少了 1
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total:
        return floor
    done = (step - warmup) / max(total - warmup - 1, 1)
    return floor + (peak - floor) * (1 + math.cos(math.pi * done)) / 2


# %% wrong cosine-one-ahead
# 余弦提前走了一步，最高只出现一次
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total:
        return floor
    done = (step - warmup + 1) / (total - warmup)
    return floor + (peak - floor) * (1 + math.cos(math.pi * done)) / 2


# %% wrong warms-up-from-floor
# 预热从 floor 开始，不是从 0 开始
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return floor + (peak - floor) * (step + 1) / warmup
    if step >= total:
        return floor
    done = (step - warmup) / (total - warmup)
    return floor + (peak - floor) * (1 + math.cos(math.pi * done)) / 2


# %% wrong zero-after-the-end
# 走完以后是 0，不是 floor
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total:
        return 0.0
    done = (step - warmup) / (total - warmup)
    return floor + (peak - floor) * (1 + math.cos(math.pi * done)) / 2


# %% wrong half-forgotten
# 余弦忘了除以 2，最高是 peak 的两倍
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total:
        return floor
    done = (step - warmup) / (total - warmup)
    return floor + (peak - floor) * (1 + math.cos(math.pi * done))


# %% right numpy
# 先判断走没走完，余弦换成 cos² 的半角公式
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if step >= total:
        return np.float64(floor)
    if step < warmup:
        return np.float64(peak) * (step + 1) / warmup
    half = np.pi / 2 * (step - warmup) / (total - warmup)
    return floor + (peak - floor) * np.cos(half) ** 2


# %% right clipped
# 余弦那一段用 max 防止除以 0，步数夹到 total
def warmup_cosine(step, warmup, total, peak, floor=0.0):
    if warmup and step < warmup:
        return (step + 1) / warmup * peak
    span = max(total - warmup, 1)
    done = (min(step, total) - warmup) / span if total > warmup else 1.0
    return floor + 0.5 * (peak - floor) * (1.0 + np.cos(np.pi * done))
