# %%
import math


# %% wrong cube-inside
# 三次方写在了正弦里面，算成了 sin(t³)
def heart_point(t):
    x = 16 * math.sin(t**3)
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
    return x, y


# %% wrong no-cube
# 正弦没有三次方
def heart_point(t):
    x = 16 * math.sin(t)
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
    return x, y


# %% wrong all-cubed
# 16 也一起三次方了
def heart_point(t):
    x = (16 * math.sin(t)) ** 3
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
    return x, y


# %% wrong upside-down
# y 的正负反了
def heart_point(t):
    x = 16 * math.sin(t) ** 3
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
    return x, -y


# %% wrong degrees
# 把 t 当成了度，又换算了一次弧度
def heart_point(t):
    t = math.radians(t)
    x = 16 * math.sin(t) ** 3
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
    return x, y


# %% wrong powers
# 把 cos 2t、cos 3t、cos 4t 写成了余弦的平方、三次方、四次方
def heart_point(t):
    x = 16 * math.sin(t) ** 3
    c = math.cos(t)
    return x, 13 * c - 5 * c**2 - 2 * c**3 - c**4


# %% wrong multiple-outside
# 把 cos 2t、cos 3t、cos 4t 写成了 2 cos t、3 cos t、4 cos t
def heart_point(t):
    x = 16 * math.sin(t) ** 3
    c = math.cos(t)
    return x, 13 * c - 5 * 2 * c - 2 * 3 * c - 4 * c


# %% wrong swapped
# x 和 y 的位置反了
def heart_point(t):
    x = 16 * math.sin(t) ** 3
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
    return y, x


# %% wrong last-term-missing
# 漏了最后一项 cos 4t
def heart_point(t):
    x = 16 * math.sin(t) ** 3
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t)
    return x, y


# %% wrong plus
# y 里的减号写成了加号
def heart_point(t):
    x = 16 * math.sin(t) ** 3
    y = 13 * math.cos(t) + 5 * math.cos(2 * t) + 2 * math.cos(3 * t) + math.cos(4 * t)
    return x, y


# %% wrong rounded
# 结果取整了
def heart_point(t):
    x = 16 * math.sin(t) ** 3
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
    return round(x), round(y)


# %% wrong printed
# 用 print 显示了点，没有用 return 返回
def heart_point(t):
    x = 16 * math.sin(t) ** 3
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
    print(x, y)


# %% wrong last-term-plus
# y 的最后一项前面的减号写成了加号
def heart_point(t):
    x = 16 * math.sin(t) ** 3
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) + math.cos(4 * t)
    return x, y


# %% wrong last-term-copied
# 最后一项写成了 cos 3t，应当是 cos 4t
def heart_point(t):
    x = 16 * math.sin(t) ** 3
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(3 * t)
    return x, y


# %% right loop
# 一项一项加起来，返回列表
def heart_point(t):
    y = 0
    for number, factor in enumerate([13, -5, -2, -1], start=1):
        y += factor * math.cos(number * t)
    s = math.sin(t)
    return [16 * s * s * s, y]


# %% right triple-angle
# 用三倍角公式代替三次方
def heart_point(t):
    c = math.cos
    return 12 * math.sin(t) - 4 * math.sin(3 * t), 13 * c(t) - 5 * c(2 * t) - 2 * c(3 * t) - c(4 * t)


# %% right pow
# 用 pow 和 sum
def heart_point(t):
    return pow(math.sin(t), 3) * 16, sum(k * math.cos(m * t) for k, m in ((13, 1), (-5, 2), (-2, 3), (-1, 4)))
