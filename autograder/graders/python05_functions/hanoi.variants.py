# %% wrong no-yield-from
# 递归调用前面没有 yield from，造出的生成器没有人向它要
def hanoi(n, source, target, spare):
    if n > 0:
        hanoi(n - 1, source, spare, target)
        yield (source, target)
        hanoi(n - 1, spare, target, source)


# %% wrong yields-generators
# 写的是 yield，不是 yield from：给出去的是生成器，不是一步一步
def hanoi(n, source, target, spare):
    if n > 0:
        yield hanoi(n - 1, source, spare, target)
        yield (source, target)
        yield hanoi(n - 1, spare, target, source)


# %% wrong target-and-spare-swapped
# 终点和备用的柱子反了，最后都搬到了备用的那根上
def hanoi(n, source, target, spare):
    if n > 0:
        yield from hanoi(n - 1, source, target, spare)
        yield (source, spare)
        yield from hanoi(n - 1, target, spare, source)


# %% wrong roles-not-changed
# 递归时三根柱子的次序原样传了下去，没有换角色
def hanoi(n, source, target, spare):
    if n > 0:
        yield from hanoi(n - 1, source, target, spare)
        yield (source, target)
        yield from hanoi(n - 1, source, target, spare)


# %% wrong back-to-the-start
# 第三步的起点和终点反了，小盘子又搬回了原来的柱子
def hanoi(n, source, target, spare):
    if n > 0:
        yield from hanoi(n - 1, source, spare, target)
        yield (source, target)
        yield from hanoi(n - 1, spare, source, target)


# %% wrong second-half-missing
# 第三步没有走到：没写，或者前面少了 yield from，小盘子留在了备用的柱子上
def hanoi(n, source, target, spare):
    if n > 0:
        yield from hanoi(n - 1, source, spare, target)
        yield (source, target)


# %% wrong largest-first
# 先搬最大的，它上面还压着别的
def hanoi(n, source, target, spare):
    if n > 0:
        yield (source, target)
        yield from hanoi(n - 1, source, spare, target)
        yield from hanoi(n - 1, spare, target, source)


# %% wrong texts
# 每一步给的是连在一起的文字，不是元组
def hanoi(n, source, target, spare):
    if n > 0:
        yield from hanoi(n - 1, source, spare, target)
        yield source + target
        yield from hanoi(n - 1, spare, target, source)


# %% wrong with-the-number
# 每一步里多了盘子的号码
def hanoi(n, source, target, spare):
    if n > 0:
        yield from hanoi(n - 1, source, spare, target)
        yield (n, source, target)
        yield from hanoi(n - 1, spare, target, source)


# %% wrong whole-list
# 先把全部步骤装进列表才返回，盘子多了就等不到
def hanoi(n, source, target, spare):
    if n == 0:
        return []
    before = hanoi(n - 1, source, spare, target)
    return [*before, (source, target), *hanoi(n - 1, spare, target, source)]


# %% wrong stops-at-two
# 出口写成了 n > 1，最小的那个盘子从来不动
def hanoi(n, source, target, spare):
    if n > 1:
        yield from hanoi(n - 1, source, spare, target)
        yield (source, target)
        yield from hanoi(n - 1, spare, target, source)


# %% wrong move-for-none
# 没有盘子的时候也给了一步
def hanoi(n, source, target, spare):
    if n <= 1:
        yield (source, target)
        return
    yield from hanoi(n - 1, source, spare, target)
    yield (source, target)
    yield from hanoi(n - 1, spare, target, source)


# %% wrong second-not-changed
# 最后一次递归的柱子没有换角色，还从起点搬起
def hanoi(n, source, target, spare):
    if n > 0:
        yield from hanoi(n - 1, source, spare, target)
        yield (source, target)
        yield from hanoi(n - 1, source, target, spare)


# %% wrong endless-at-none
# 出口写在 n == 1，0 个盘子越过了它，一直递归下去
def hanoi(n, source, target, spare):
    if n == 1:
        yield (source, target)
    else:
        yield from hanoi(n - 1, source, spare, target)
        yield (source, target)
        yield from hanoi(n - 1, spare, target, source)


# %% wrong pegs-by-name
# 中间那一步写死了 "A"、"C"，没有用 source 和 target
def hanoi(n, source, target, spare):
    if n > 0:
        yield from hanoi(n - 1, source, spare, target)
        yield ("A", "C")
        yield from hanoi(n - 1, spare, target, source)


# %% wrong pair-turned-round
# 每一步写反了，成了 (到哪根, 从哪根)
def hanoi(n: int, source: str, target: str, spare: str):
    if n > 0:
        yield from hanoi(n - 1, source, spare, target)
        yield (target, source)
        yield from hanoi(n - 1, spare, target, source)


# %% wrong moves-unpacked
# 对一步一步又写了 yield from，把每一步拆成了两个名字
def hanoi(n: int, source: str, target: str, spare: str):
    if n > 0:
        for step in hanoi(n - 1, source, spare, target):
            yield from step
        yield (source, target)
        for step in hanoi(n - 1, spare, target, source):
            yield from step


# %% wrong never-fewer
# 递归时盘子的个数没有减 1，停不下来
def hanoi(n: int, source: str, target: str, spare: str):
    if n > 0:
        yield from hanoi(n, source, spare, target)
        yield (source, target)
        yield from hanoi(n, spare, target, source)


# %% wrong smallest-moved-twice
# n == 1 时给了一步，下面又走了一遍，最小的盘子搬了两次
def hanoi(n: int, source: str, target: str, spare: str):
    if n == 1:
        yield (source, target)
    if n > 0:
        yield from hanoi(n - 1, source, spare, target)
        yield (source, target)
        yield from hanoi(n - 1, spare, target, source)


# %% right one-as-exit
# 出口是一个盘子，没有盘子另说
def hanoi(n, source, target, spare):
    if n == 0:
        return
    if n == 1:
        yield source, target
        return
    for move in hanoi(n - 1, source, spare, target):
        yield move
    yield source, target
    for move in hanoi(n - 1, spare, target, source):
        yield move


# %% right own-stack
# 不递归：自己管一叠还没做的事，一步是一个列表
def hanoi(n, source, target, spare):
    todo = [(n, source, target, spare)]
    while todo:
        k, a, c, b = todo.pop()
        if k == 1:
            yield [a, c]
        elif k > 1:
            todo += [(k - 1, b, c, a), (1, a, c, b), (k - 1, a, b, c)]


# %% right by-number
# 由步数的二进制末尾有几个 0 认出该动哪个盘子
def hanoi(n, source, target, spare):
    pegs = [source, target, spare]
    at = [0] * n
    for m in range(1, 2**n):
        disk = 0
        while m % 2 == 0:
            m, disk = m // 2, disk + 1
        new = (at[disk] + (1 if (n - disk) % 2 else 2)) % 3
        yield pegs[at[disk]], pegs[new]
        at[disk] = new
