# %%
import math


# %% wrong times-period
# t 乘了周期，没有除以它
def beat(t, period=1.0):
    return 1.1 - 0.1 * math.cos(2 * math.pi * t * period)


# %% wrong period-ignored
# 没有用周期
def beat(t, period=1.0):
    return 1.1 - 0.1 * math.cos(2 * math.pi * t)


# %% wrong sine
# 用了正弦，从中间开始
def beat(t, period=1.0):
    return 1.1 - 0.1 * math.sin(2 * math.pi * t / period)


# %% wrong rising-sine
# 用了正弦，从中间开始先变大
def beat(t, period=1.0):
    return 1.1 + 0.1 * math.sin(2 * math.pi * t / period)


# %% wrong plus
# 余弦前面是加号，从最大开始
def beat(t, period=1.0):
    return 1.1 + 0.1 * math.cos(2 * math.pi * t / period)


# %% wrong around-one
# 以 1 为中心，最小成了 0.9
def beat(t, period=1.0):
    return 1 - 0.1 * math.cos(2 * math.pi * t / period)


# %% wrong twice-as-far
# 幅度是 0.2，最大成了 1.3
def beat(t, period=1.0):
    return 1.1 - 0.2 * math.cos(2 * math.pi * t / period)


# %% wrong no-two-pi
# 漏了 2π
def beat(t, period=1.0):
    return 1.1 - 0.1 * math.cos(t / period)


# %% wrong half-turn
# 乘的是 π，一个周期只走了半圈
def beat(t, period=1.0):
    return 1.1 - 0.1 * math.cos(math.pi * t / period)


# %% wrong degrees
# 一圈当成了 360
def beat(t, period=1.0):
    return 1.1 - 0.1 * math.cos(360 * t / period)


# %% wrong precedence
# 先算了 1.1 − 0.1，再乘余弦
def beat(t, period=1.0):
    return (1.1 - 0.1) * math.cos(2 * math.pi * t / period)


# %% wrong from-one-to-one-point-four
# 写成了 1.2 − 0.2·cos，从 1 到 1.4
def beat(t, period=1.0):
    return 1.2 - 0.2 * math.cos(2 * math.pi * t / period)


# %% wrong whole-periods
# 用了 //，不满一个周期的时间被扔掉了
def beat(t, period=1.0):
    return 1.1 - 0.1 * math.cos(2 * math.pi * (t // period))


# %% right squared-sine
# 用半角公式
def beat(t, period=1.0):
    return 1 + 0.2 * math.sin(math.pi * t / period) ** 2


# %% right remainder
# 先去掉整圈
def beat(t, period=1.0):
    part = (t % period) / period
    angle = math.radians(360 * part)
    return 1.1 + 0.1 * math.cos(angle + math.pi)
