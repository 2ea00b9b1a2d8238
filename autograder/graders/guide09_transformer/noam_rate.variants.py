# %%
import math

import numpy as np


# %% wrong zero-fails
# 第 0 步是无穷：没有单独处理
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return math.inf
    return d_model ** (-0.5) * min(step ** (-0.5), step * warmup ** (-1.5))


# %% wrong warmup-power
# 预热那一支用了 warmup⁻¹，两支接不上
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    return d_model ** (-0.5) * min(step ** (-0.5), step * warmup ** (-1.0))


# %% wrong larger-branch
# 取了两支里较大的一个，应当取较小的
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    return d_model ** (-0.5) * max(step ** (-0.5), step * warmup ** (-1.5))


# %% wrong times-root-d
# 乘的是 √d_model，应当是除以
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    return d_model**0.5 * min(step ** (-0.5), step * warmup ** (-1.5))


# %% wrong width-ignored
# 漏了 d_model 的负平方根
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    return min(step ** (-0.5), step * warmup ** (-1.5))


# %% wrong width-not-rooted
# 除以的是 d_model，不是它的平方根
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    return d_model ** (-1.0) * min(step ** (-0.5), step * warmup ** (-1.5))


# %% wrong stays-up
# 预热之后保持不变，没有按步数的负平方根下降
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    return d_model ** (-0.5) * min(warmup ** (-0.5), step * warmup ** (-1.5))


# %% wrong falls-linearly
# 预热之后按步数的倒数下降，不是平方根的倒数
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    return d_model ** (-0.5) * min(warmup**0.5 / step, step * warmup ** (-1.5))


# %% wrong one-step-ahead
# 步数多算了一步
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    step += 1
    return d_model ** (-0.5) * min(step ** (-0.5), step * warmup ** (-1.5))


# %% wrong paper-values
# 宽度和预热总用论文的 512 和 4000，没有用传进来的
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    d_model, warmup = 512, 4000
    return d_model ** (-0.5) * min(step ** (-0.5), step * warmup ** (-1.5))


# %% wrong warmup-root
# 预热那一支用了 warmup 的 −0.5 次方，不是 −1.5 次方
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    return d_model ** (-0.5) * min(step ** (-0.5), step * warmup ** (-0.5))


# %% wrong warmup-squared
# 预热那一支用了 warmup 的 −2 次方，不是 −1.5 次方
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    return d_model ** (-0.5) * min(step ** (-0.5), step * warmup ** (-2.0))


# %% wrong warmup-grows
# 预热那一支用了 warmup 的 1.5 次方，漏了负号
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    return d_model ** (-0.5) * min(step ** (-0.5), step * warmup**1.5)


# %% wrong step-inverse
# 下降那一支用了步数的 −1 次方，不是 −0.5 次方：两支接不上
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    return d_model ** (-0.5) * min(1 / step, step * warmup ** (-1.5))


# %% wrong step-root
# 下降那一支用了步数的 0.5 次方，漏了负号
def noam_rate(step, d_model=512, warmup=4000):
    if step == 0:
        return 0.0
    return d_model ** (-0.5) * min(step**0.5, step * warmup ** (-1.5))


# %% wrong one-step-behind
# 步数少算了一步，当成从 0 数起
def noam_rate(step, d_model=512, warmup=4000):
    if step <= 1:
        return 0.0
    step -= 1
    return d_model ** (-0.5) * min(step ** (-0.5), step * warmup ** (-1.5))


# %% wrong ahead-at-zero-too
# 每一步都先加了 1，第 0 步也不是 0
def noam_rate(step, d_model=512, warmup=4000):
    step += 1
    return d_model ** (-0.5) * min(step ** (-0.5), step * warmup ** (-1.5))


# %% wrong zero-raises
# 第 0 步没有单独处理，0 的负数次方报错
def noam_rate(step, d_model=512, warmup=4000):
    return d_model**-0.5 * min(step**-0.5, step * warmup**-1.5)


# %% right two-branches
# 分成三段写
def noam_rate(step, d_model=512, warmup=4000):
    if step <= 0:
        return 0.0
    if step < warmup:
        return step / (warmup * math.sqrt(warmup * d_model))
    return 1 / math.sqrt(step * d_model)


# %% right numpy
# 用 NumPy，返回 NumPy 的数
def noam_rate(step, d_model=512, warmup=4000):
    first = step * np.power(float(warmup), -1.5)
    second = np.inf if step == 0 else 1 / np.sqrt(step)
    return np.minimum(first, second) / np.sqrt(d_model)
