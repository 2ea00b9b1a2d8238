# %% wrong no-nonlocal
# 没有说 nonlocal，里面的名字成了局部的，还没有值就被用了
def make_counter(start=0):
    number = start

    def take():
        number += 1  # noqa: F823
        return number - 1

    return take


# %% wrong global-number
# 号放在全局的名字里，后造的一台把先造的也拨了过去
def make_counter(start=0):
    global shared_number
    shared_number = start

    def take():
        global shared_number
        shared_number += 1
        return shared_number - 1

    return take


# %% wrong shared-list
# 号放在默认值的列表里，几台叫号机接着叫
def make_counter(start=0, box=[]):  # noqa: B006
    if not box:
        box.append(start)

    def take():
        box[0] += 1
        return box[0] - 1

    return take


# %% wrong one-ahead
# 先加再答，第一次就是 start + 1
def make_counter(start=0):
    number = start

    def take():
        nonlocal number
        number += 1
        return number

    return take


# %% wrong number-returned
# 返回的是号，不是函数
def make_counter(start=0):
    number = start

    def take():
        nonlocal number
        number += 1
        return number - 1

    return take()


# %% wrong never-moves
# 每次都答 start，没有记下走到了哪里
def make_counter(start=0):
    def take():
        number = start
        now = number
        number += 1
        return now

    return take


# %% wrong from-zero
# 没有用 start，总是从 0 开始
def make_counter(start=0):
    number = 0

    def take():
        nonlocal number
        number += 1
        return number - 1

    return take


# %% wrong start-is-the-step
# 每次加的是 start，不是 1
def make_counter(start=0):
    number = 0

    def take():
        nonlocal number
        number += start or 1
        return number

    return take


# %% wrong prints
# 用 print 叫号，没有用 return 返回
def make_counter(start=0):
    number = start

    def take():
        nonlocal number
        print(number)
        number += 1

    return take


# %% wrong zero-start-becomes-one
# 用 or 来补默认值，start 是 0 时从 1 开始
def make_counter(start=0):
    number = start or 1

    def take():
        nonlocal number
        number += 1
        return number - 1

    return take


# %% wrong start-plus-one-each-time
# 每次都从 start 重新算起，总是答 start + 1
def make_counter(start: int = 0):
    def take():
        now = start
        now = now + 1
        return now

    return take


# %% wrong plus-sign-misplaced
# += 写成了 =+，成了“等于正 1”，第二次起总是 1
def make_counter(start: int = 0):
    def take():
        nonlocal start
        now = start
        start = +1
        return now

    return take


# %% wrong argument-wanted
# 里面的函数要一个参数，叫号时没有人给它
def make_counter(start: int = 0):
    def take(step):
        nonlocal start
        now = start
        start = start + 1
        return now

    return take


# %% right list-cell
# 号放在一个自己的列表里，不用 nonlocal
def make_counter(start=0):
    box = [start]

    def take():
        box[0] += 1
        return box[0] - 1

    return take


# %% right itertools
# 用 itertools.count 和 next
import itertools


def make_counter(start=0):
    numbers = itertools.count(start)
    return lambda: next(numbers)


# %% right parameter
# 直接改外面那层的参数
def make_counter(start=0):
    start -= 1

    def take():
        nonlocal start
        start += 1
        return start

    return take


# %% right generator
# 用生成器的 __next__
def make_counter(start=0):
    def numbers():
        n = start
        while True:
            yield n
            n += 1

    return numbers().__next__
