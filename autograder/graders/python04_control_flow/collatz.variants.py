# %% wrong floats
# 用 / 除，得到的是小数
def collatz(n):
    if n < 1:
        raise ValueError(n)
    path = [n]
    while n != 1:
        n = n / 2 if n % 2 == 0 else 3 * n + 1
        path.append(n)
    return path


# %% wrong floats-made-int
# 用 / 除了再用 int 变回整数，很大的数不准了
def collatz(n):
    if n < 1:
        raise ValueError(n)
    path = [n]
    while n != 1:
        n = int(n / 2) if n % 2 == 0 else 3 * n + 1
        path.append(n)
    return path


# %% wrong start-missing
# 漏了起点
def collatz(n):
    if n < 1:
        raise ValueError(n)
    path = []
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        path.append(n)
    return path


# %% wrong one-missing
# 漏了最后的 1
def collatz(n):
    if n < 1:
        raise ValueError(n)
    path = []
    while n != 1:
        path.append(n)
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    return path


# %% wrong one-goes-round
# 先走了一步才看是不是 1：从 1 出发又走了一轮
def collatz(n):
    if n < 1:
        raise ValueError(n)
    path = [n]
    while len(path) == 1 or n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        path.append(n)
    return path


# %% wrong endless-at-zero
# 没有挡住小于 1 的数，永远停不下来
def collatz(n):
    path = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        path.append(n)
    return path


# %% wrong zero-let-through
# 只挡住了负数，没有挡住 0
def collatz(n):
    if n < 0:
        raise ValueError(n)
    path = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        path.append(n)
    return path


# %% wrong only-zero-refused
# 只挡住了 0，没有挡住负数
def collatz(n):
    if n == 0:
        raise ValueError(n)
    path = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        path.append(n)
    return path


# %% wrong nothing-below-one
# 小于 1 时交出了空列表，没有抛出 ValueError
def collatz(n):
    if n < 1:
        return []
    path = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        path.append(n)
    return path


# %% wrong stops-at-two
# 走到 2 以下就停，而且没有走最后一步
def collatz(n):
    if n < 1:
        raise ValueError(n)
    path = [n]
    while n > 2:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        path.append(n)
    return path


# %% wrong minus-one
# 单数乘 3 以后减了 1
def collatz(n):
    if n < 1:
        raise ValueError(n)
    path = [n]
    while n != 1 and len(path) < 500:
        n = n // 2 if n % 2 == 0 else 3 * n - 1
        path.append(n)
    return path


# %% wrong how-many
# 交出的是走了几步，不是路上的数
def collatz(n):
    if n < 1:
        raise ValueError(n)
    path = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        path.append(n)
    return len(path) - 1


# %% wrong only-the-end
# 交出的是最后的数，不是路上的数
def collatz(n):
    if n < 1:
        raise ValueError(n)
    path = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        path.append(n)
    return n


# %% wrong if-if
# 两个问题写成了两个 if：减半得到单数，同一圈里又乘 3 加 1
def collatz(n):
    if n < 1:
        raise ValueError(n)
    path = [n]
    while n != 1 and len(path) < 2000:
        if n % 2 == 0:
            n = n // 2
        if n % 2 == 1 and n != 1:
            n = 3 * n + 1
        path.append(n)
    return path


# %% wrong if-if-endless
# 两个问题写成了两个 if，每次都添：减半得到的 1 在同一圈里又变成 4，永远停不下来
def collatz(n):
    if n < 1:
        raise ValueError(n)
    path = [n]
    while n != 1:
        if n % 2 == 0:
            n = n // 2
            path.append(n)
        if n % 2 == 1:
            n = 3 * n + 1
            path.append(n)
    return path


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def collatz(n):
    if n < 1:
        raise ValueError(n)
    path = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        path.append(n)
    print(path)


# %% wrong given-back
# 小于 1 的数没有抛出 ValueError，交出了只有它自己的列表
def collatz(n):
    way = [n]
    while n > 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        way.append(n)
    return way


# %% wrong negative-given-back
# 只挡住了 0，负数交出了只有它自己的列表
def collatz(n):
    if n == 0:
        raise ValueError("n 要是 1 或更大")
    way = [n]
    while n > 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        way.append(n)
    return way


# %% wrong odd-even-swapped
# 双数和单数的做法反了
def collatz(n):
    if n < 1:
        raise ValueError("n 要是 1 或更大")
    way = [n]
    while n != 1 and len(way) < 1000:
        n = n // 2 if n % 2 == 1 else 3 * n + 1
        way.append(n)
    return way


# %% wrong halves-only
# 只减半，到了单数就停
def collatz(n):
    if n < 1:
        raise ValueError("n 要是 1 或更大")
    way = [n]
    while n % 2 == 0:
        n = n // 2
        way.append(n)
    return way


# %% wrong one-twice
# 最后多放了一个 1
def collatz(n):
    if n < 1:
        raise ValueError("n 要是 1 或更大")
    way = [n]
    while n > 2:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        way.append(n)
    if n == 2:
        way.append(1)
        way.append(1)
    return way


# %% right recursion
# 自己调用自己
def collatz(n):
    if n < 1:
        raise ValueError
    if n == 1:
        return [1]
    return [n, *collatz(n // 2 if n % 2 == 0 else 3 * n + 1)]


# %% right last-item
# 看列表的最后一项，位运算
def collatz(n):
    if not n > 0:
        raise ValueError("positive, please")
    path = [n]
    while path[-1] > 1:
        last = path[-1]
        path += [last * 3 + 1 if last & 1 else last >> 1]
    return path


# %% right generator
# 一个一个地交出
def collatz(n):
    def way(n):
        while True:
            yield n
            if n == 1:
                return
            n = (n >> 1, 3 * n + 1)[n & 1]

    if n <= 0:
        raise ValueError(n)
    return way(n)
