# %% wrong divided-by-zero
# 没有数的时候也除以个数，除以了 0
def average(*numbers, default=None):
    return sum(numbers) / len(numbers)


# %% wrong default-first
# default 写在了星号前面，第一个数被它收走了
def average(default=None, *numbers):
    if not numbers:
        return default
    return sum(numbers) / len(numbers)


# %% wrong one-list
# 没有星号，只收得下一个装着数的列表
def average(numbers=(), default=None):
    if len(numbers) == 0:
        return default
    return sum(numbers) / len(numbers)


# %% wrong whole-division
# 用 // 相除，小数部分没有了
def average(*numbers, default=None):
    if not numbers:
        return default
    return sum(numbers) // len(numbers)


# %% wrong sum-for-mean
# 返回的是总和，没有除以个数
def average(*numbers, default=None):
    if not numbers:
        return default
    return sum(numbers)


# %% wrong zero-for-default
# 没有数的时候返回 0，没有用 default
def average(*numbers, default=None):
    if not numbers:
        return 0
    return sum(numbers) / len(numbers)


# %% wrong default-counts
# 把 default 也当成一个数，算进了平均里
def average(*numbers, default=None):
    if not numbers:
        return default
    if default is not None:
        numbers = (*numbers, default)
    return sum(numbers) / len(numbers)


# %% wrong empty-by-sum
# 用“总和是不是 0”来问有没有数，几个数正好抵消时返回了 default
def average(*numbers, default=None):
    if sum(numbers) == 0:
        return default
    return sum(numbers) / len(numbers)


# %% wrong any-zero-is-empty
# 用 all 或 any 问有没有数：全是 0 的时候被当成没有
def average(*numbers, default=None):
    if not any(numbers):
        return default
    return sum(numbers) / len(numbers)


# %% wrong median
# 取了中间的那个数，不是平均
import statistics


def average(*numbers, default=None):
    return statistics.median(numbers) if numbers else default


# %% wrong default-asked-first
# 先问给没给 default，给了就返回它，有没有数都没有看
def average(*numbers, default=None):
    if default is not None:
        return default
    if len(numbers) == 0:
        return None
    return sum(numbers) / len(numbers)


# %% wrong rounded
# 平均数用 round 取到了两位小数
def average(*numbers, default=None):
    if len(numbers) == 0:
        return default
    return round(sum(numbers) / len(numbers), 2)


# %% wrong return-in-the-loop
# return 缩进到了循环里，只加了第一个数就答了
def average(*numbers, default=None):
    total = 0
    for number in numbers:
        total += number
        return total / len(numbers)
    return default


# %% wrong positions-added
# 加的是位置的号码 i，不是那个位置上的数
def average(*numbers, default=None):
    if len(numbers) == 0:
        return default
    total = 0
    for i in range(len(numbers)):
        total += i
    return total / len(numbers)


# %% wrong default-or-zero
# 写了 default or 0，default 是 None 这样的假东西时返回了 0
def average(*numbers, default=None):
    if len(numbers) == 0:
        return default or 0
    return sum(numbers) / len(numbers)


# %% wrong divided-by-one
# 没有数的时候除以 1，得到 0.0，没有返回 default
def average(*numbers, default=None):
    return sum(numbers) / (len(numbers) or 1)


# %% right loop
# 自己加，自己数
def average(*numbers, default=None):
    total = count = 0
    for number in numbers:
        total += number
        count += 1
    if count:
        return total / count
    return default


# %% right statistics
# 用标准库，没有数的时候接住它的异常
import statistics


def average(*numbers, default=None):
    try:
        return statistics.fmean(numbers)
    except statistics.StatisticsError:
        return default


# %% right zero-division
# 先除，除以 0 了再返回 default
def average(*numbers, default=None):
    try:
        return sum(numbers) / len(numbers)
    except ZeroDivisionError:
        return default
