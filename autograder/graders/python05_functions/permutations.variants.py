# %% wrong nothing-for-empty
# 出口什么也没有给出，里面的循环一次也不走
def permutations(items):
    if len(items) == 0:
        return
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1 :]):
            yield (items[i], *rest)


# %% wrong empty-left-out
# 出口是只有一样东西的时候，空列表一种也没有给出
def permutations(items):
    if len(items) == 1:
        yield (items[0],)
        return
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1 :]):
            yield (items[i], *rest)


# %% wrong by-value
# 按值去掉打头的：相等的东西一起去掉了
def permutations(items):
    if not items:
        yield ()
    for item in items:
        others = [other for other in items if other != item]
        for rest in permutations(others):
            yield (item, *rest)


# %% wrong first-equal-removed
# 按值去掉第一个相等的（remove），相等的东西次序就不按位置了
def permutations(items):
    if not items:
        yield ()
    for item in items:
        others = list(items)
        others.remove(item)
        for rest in permutations(others):
            yield (item, *rest)


# %% wrong set-of-results
# 同样的排列只给了一次
def permutations(items):
    seen = []

    def walk(left):
        if not left:
            yield ()
        for i in range(len(left)):
            for rest in walk(left[:i] + left[i + 1 :]):
                yield (left[i], *rest)

    for one in walk(list(items)):
        if one not in seen:
            seen.append(one)
            yield one


# %% wrong items-emptied
# 在 items 上直接取走，没有放回去
def permutations(items):
    if not items:
        yield ()
    for _ in range(len(items)):
        item = items.pop(0)
        for rest in permutations(list(items)):
            yield (item, *rest)


# %% wrong rotated
# 取走的放回了末尾，次序不再按位置
def permutations(items):
    left = list(items)
    if not left:
        yield ()
    for _ in range(len(left)):
        first, others = left[0], left[1:]
        for rest in permutations(others):
            yield (first, *rest)
        left = [*others[1:], others[0], first] if len(others) > 1 else [*others, first]


# %% wrong swapping
# 用交换两个位置的办法，排列都在，次序不对
def permutations(items):
    left = list(items)

    def walk(start):
        if start == len(left):
            yield tuple(left)
        for i in range(start, len(left)):
            left[start], left[i] = left[i], left[start]
            yield from walk(start + 1)
            left[start], left[i] = left[i], left[start]

    yield from walk(0)


# %% wrong later-only
# 其余的只取了后面的，前面的丢了
def permutations(items):
    if not items:
        yield ()
    for i in range(len(items)):
        for rest in permutations(items[i + 1 :]):
            yield (items[i], *rest)


# %% wrong with-repetition
# 打头的没有去掉，一样东西用了好几次
def permutations(items, length=None):
    length = len(items) if length is None else length
    if length == 0:
        yield ()
        return
    for item in items:
        for rest in permutations(items, length - 1):
            yield (item, *rest)


# %% wrong whole-list
# 先做好全部排列再返回，东西多了就等不到
def permutations(items):
    if not items:
        return [()]
    found = []
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1 :]):
            found.append((items[i], *rest))
    return found


# %% wrong at-the-end
# 选出的那样东西放在了最后，不是打头
def permutations(items):
    if not items:
        yield ()
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1 :]):
            yield (*rest, items[i])


# %% wrong library
# 用了标准库 itertools
import itertools


def permutations(items):
    yield from itertools.permutations(items)


# %% wrong one-tuple-in-another
# 其余的排列没有拆开，元组套着元组
def permutations(items):
    if not items:
        yield ()
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1 :]):
            yield (items[i], rest)


# %% wrong comma-forgotten
# 一样东西的元组忘了逗号，(items[i]) 只是那样东西自己
def permutations(items: list):
    if len(items) == 0:
        yield ()
    for i in range(len(items)):
        others = items[:i] + items[i + 1 :]
        for rest in permutations(others):
            yield (items[i]) + rest


# %% wrong changed-halfway
# 从 items 上取走，走完一圈才放回去：取到一半停下，items 就少了几样
def permutations(items: list):
    if len(items) == 0:
        yield ()
    for i in range(len(items)):
        first = items.pop(i)
        for rest in permutations(items):
            yield (first, *rest)
        items.insert(i, first)


# %% wrong first-one-left-in
# 切片差了一格，其余的里面还有打头的那个，停不下来
def permutations(items: list):
    if len(items) == 0:
        yield ()
    for i in range(len(items)):
        others = items[:i] + items[i:]
        for rest in permutations(others):
            yield (items[i], *rest)


# %% right prefix
# 带着已经站好的往下走，给出的是列表
def permutations(items):
    def walk(chosen, left):
        if not left:
            yield list(chosen)
        for i, item in enumerate(left):
            yield from walk([*chosen, item], left[:i] + left[i + 1 :])

    yield from walk([], list(items))


# %% right next-one
# 不递归：在位置的号码上，一个一个地求“下一个排列”
def permutations(items):
    order = list(range(len(items)))
    while True:
        yield tuple([items[i] for i in order])
        i = len(order) - 2
        while i >= 0 and order[i] > order[i + 1]:
            i -= 1
        if i < 0:
            return
        j = len(order) - 1
        while order[j] < order[i]:
            j -= 1
        order[i], order[j] = order[j], order[i]
        order[i + 1 :] = reversed(order[i + 1 :])


# %% right used-marks
# 用一列记号记住谁站过了，取出来又放回去
def permutations(items):
    used, chosen = [False] * len(items), []

    def walk():
        if len(chosen) == len(items):
            yield tuple(chosen)
            return
        for i in range(len(items)):
            if not used[i]:
                used[i] = True
                chosen.append(items[i])
                yield from walk()
                chosen.pop()
                used[i] = False

    return walk()
