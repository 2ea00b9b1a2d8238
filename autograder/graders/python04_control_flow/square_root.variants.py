# %% wrong interval-to-x
# 在 0 到 x 之间找，x 小于 1 时平方根不在里面
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0.0, x
    while high - low > tol * max(1.0, low):
        middle = (low + high) / 2
        if middle * middle < x:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong interval-to-half
# 在 0 到 x 的一半之间找，小的数的平方根不在里面
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0.0, x / 2
    while high - low > tol * max(1.0, low):
        middle = (low + high) / 2
        if middle * middle < x:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong stops-by-square
# 看的是猜的平方与 x 相差多少，小的数停得太早
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0.0, max(1.0, x)
    for _ in range(300):
        middle = (low + high) / 2
        if abs(middle * middle - x) <= tol * max(1.0, x):
            return middle
        if middle * middle < x:
            low = middle
        else:
            high = middle
    return middle


# %% wrong square-endless
# 要猜的平方离 x 近到 tol：小的数停得太早，大的数永远停不下来
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0, x + 1
    middle = (low + high) / 2
    while abs(middle * middle - x) > tol:
        if middle * middle > x:
            high = middle
        else:
            low = middle
        middle = (low + high) / 2
    return middle


# %% wrong whole-guesses
# 中间用 // 来取，只猜整数，平方根多半不是整数
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0, max(1, x)
    while high - low > tol * max(1, low):
        middle = (low + high) // 2
        if middle * middle > x:
            high = middle - 1
        else:
            low = middle + 1
    return low


# %% wrong tol-ignored
# tol 更小时没有更准：没有用 tol，或者交出以前四舍五入了
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0.0, max(1.0, x)
    while high - low > 1e-10 * max(1.0, low):
        middle = (low + high) / 2
        if middle * middle < x:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong tol-coarse
# 没有用 tol，总是只准到 1e-6
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0.0, max(1.0, x)
    while high - low > 1e-6 * max(1.0, low):
        middle = (low + high) / 2
        if middle * middle < x:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong absolute-always
# 不管平方根多大，两头都要缩到 tol 那么近：大的数永远停不下来
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0.0, max(1.0, x)
    while high - low > tol:
        middle = (low + high) / 2
        if middle * middle < x:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong width-by-high
# 离得够不够近，用右边那一头去乘，交出的也是它：tol 大的时候停得太早
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError("负数没有平方根")
    low, high = 0, max(1, x)
    while high - low > tol * max(1, high):
        middle = (low + high) / 2
        if middle * middle > x:
            high = middle
        else:
            low = middle
    return high


# %% wrong four-times-x
# 右边那一头取成了 x 的几倍，x 很小时平方根还是不在里面
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError("负数没有平方根")
    low, high = 0, 4 * x
    while high - low > tol * max(1, low):
        middle = (low + high) / 2
        if middle * middle > x:
            high = middle
        else:
            low = middle
    return low


# %% wrong divides-by-zero
# x 是 0 时猜的数也是 0，除以它报了 ZeroDivisionError
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError("负数没有平方根")
    guess = x
    for _ in range(100):
        guess = (guess + x / guess) / 2
    return guess


# %% wrong forty-guesses
# 只猜了固定的几十次，tol 很小时还不够近
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError("负数没有平方根")
    low, high = 0, x + 1
    for _ in range(40):
        middle = (low + high) / 2
        if middle * middle > x:
            high = middle
        else:
            low = middle
    return low


# %% wrong ends-swapped
# 大了小了弄反了，挪的是另一头
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError("负数没有平方根")
    low, high = 0, max(1, x)
    while high - low > tol * max(1, low):
        middle = (low + high) / 2
        if middle * middle < x:
            high = middle
        else:
            low = middle
    return low


# %% wrong negative-none
# 负数交出了 None，没有抛出 ValueError
def square_root(x, tol=1e-10):
    if x < 0:
        print("负数没有平方根")
        return None
    low, high = 0, max(1, x)
    while high - low > tol * max(1, low):
        middle = (low + high) / 2
        if middle * middle > x:
            high = middle
        else:
            low = middle
    return low


# %% wrong two-tol
# 两头还差两倍 tol 就停了，交出的是其中一头
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError("负数没有平方根")
    low, high = 0, max(1, x)
    while high - low > 2 * tol * max(1, low):
        middle = (low + high) / 2
        if middle * middle > x:
            high = middle
        else:
            low = middle
    return high


# %% right relative
# 总是按平方根的大小来放宽
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0.0, max(1.0, x)
    while high - low > tol * low:
        middle = (low + high) / 2
        if middle * middle < x:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong times-x
# 允许的误差乘了 x，应当乘平方根：大的数停得太早
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0.0, max(1.0, x)
    while high - low > tol * max(1.0, x):
        middle = (low + high) / 2
        if middle * middle < x:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong times-x-low
# 允许的误差乘了 x，应当乘平方根：大的数停得太早，交出的是左边那一头
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0, max(1, x)
    while high - low > tol * max(1, x):
        middle = (low + high) / 2
        if middle * middle > x:
            high = middle
        else:
            low = middle
    return low


# %% wrong negative-accepted
# 负数也交出了结果，没有抛出 ValueError
def square_root(x, tol=1e-10):
    low, high = 0.0, max(1.0, abs(x))
    while high - low > tol * max(1.0, low):
        middle = (low + high) / 2
        if middle * middle < abs(x):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong zero-refused
# 0 也抛出了 ValueError
def square_root(x, tol=1e-10):
    if x <= 0:
        raise ValueError(x)
    low, high = 0.0, max(1.0, x)
    while high - low > tol * max(1.0, low):
        middle = (low + high) / 2
        if middle * middle < x:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong ten-guesses
# 只猜了固定的几十次，大的数还不够近
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0.0, max(1.0, x)
    for _ in range(35):
        middle = (low + high) / 2
        if middle * middle < x:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong halved
# x 的一半当成了平方根
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    return x / 2


# %% wrong squared
# 交出的是 x 的平方
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    return x * x


# %% wrong small-steps
# 一小步一小步地走，步子是 0.001，不够准，大的数也太慢
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    root = 0
    while root * root < x:
        root += 0.001
    return root


# %% wrong power
# 用了 0.5 次方，没有自己开
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    return x**0.5


# %% wrong library
# 用了 math.sqrt，没有自己开
def square_root(x, tol=1e-10):
    import math

    return math.sqrt(x)


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0.0, max(1.0, x)
    while high - low > tol * max(1.0, low):
        middle = (low + high) / 2
        if middle * middle < x:
            low = middle
        else:
            high = middle
    print((low + high) / 2)


# %% right newton
# Newton 的办法：猜的数和 x 除以它取平均
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError("负数")
    if x == 0:
        return 0.0
    guess = max(x, 1.0)
    while True:
        better = (guess + x / guess) / 2
        if abs(better - guess) <= tol * max(1.0, better) / 4:
            return better
        guess = better


# %% right until-neighbours
# 二分，直到中间就是其中一头
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    low, high = 0, x + 1
    while True:
        middle = low + (high - low) / 2
        if middle <= low or middle >= high:
            return high
        if middle**2 > x:
            high = middle
        else:
            low = middle


# %% right hundred-times
# 二分固定的二百次
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    bottom, top = 0.0, 1e6 + 1
    for _ in range(200):
        guess = (bottom + top) / 2
        bottom, top = (guess, top) if guess * guess <= x else (bottom, guess)
    return bottom


# %% right digits
# 一位一位地试，从大到小
def square_root(x, tol=1e-10):
    if x < 0:
        raise ValueError(x)
    root, step = 0.0, 1048576.0
    while step > tol / 4 and root + step != root:
        if (root + step) * (root + step) <= x:
            root += step
        else:
            step /= 2
    return root
