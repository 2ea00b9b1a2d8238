# %% wrong itself
# 书签只有一个（对象自己，或者造的时候就做好的），走一遍就用完了
class Countdown:
    def __init__(self, start):
        self.n = start + 1

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 1:
            raise StopIteration
        self.n -= 1
        return self.n


# %% wrong itself-reset
# 对象自己当书签，每次 for 都拨回开头，两层 for 互相干扰
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        self.n = self.start + 1
        return self

    def __next__(self):
        if self.n <= 1:
            raise StopIteration
        self.n -= 1
        return self.n


# %% wrong start-used-up
# 边走边减 self.start，下一遍不从原来的数开始
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        while self.start > 0:
            yield self.start
            self.start -= 1


# %% wrong zero-included
# 数到了 0
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start
        while n >= 0:
            yield n
            n -= 1


# %% wrong start-left-out
# 漏了 start，从 start − 1 数起
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start - 1
        while n > 0:
            yield n
            n -= 1


# %% wrong one-left-out
# 漏了最后的 1
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start
        while n > 1:
            yield n
            n -= 1


# %% wrong upwards
# 从 1 往上数了
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return iter(range(1, self.start + 1))


# %% wrong returns-a-list
# for 要不到书签（迭代器）：__iter__ 没有写，或者返回的是列表、range，没有经过 iter(…)
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return list(range(self.start, 0, -1))


# %% wrong only-once
# yield 写在了循环外面，只给了一个数
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start
        if n > 0:
            yield n


# %% wrong refuses
# 小于 1 时抛出了错误，应当一个数也没有
class Countdown:
    def __init__(self, start):
        if start < 1:
            raise ValueError
        self.start = start

    def __iter__(self):
        n = self.start
        while n > 0:
            yield n
            n -= 1


# %% wrong negative-goes-on
# start 是负数时，一直数下去
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start
        while n != 0:
            yield n
            n -= 1


# %% wrong start-at-least-one
# 小于 1 时从 1 数起，应当一个数也没有
class Countdown:
    def __init__(self, start):
        self.start = max(start, 1)

    def __iter__(self):
        n = self.start
        while n > 0:
            yield n
            n -= 1


# %% right range
# 用 range 和 iter
class Countdown:
    def __init__(self, start):
        self._range = range(start, 0, -1)

    def __iter__(self):
        return iter(self._range)


# %% right bookmark-class
# 书签是另一个类
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return Bookmark(self.start)


class Bookmark:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n < 1:
            raise StopIteration
        self.n -= 1
        return self.n + 1


# %% right getitem
# 写 __getitem__，越界时抛出 IndexError
class Countdown:
    def __init__(self, start):
        self.start = start

    def __getitem__(self, i):
        if i >= self.start:
            raise IndexError
        return self.start - i
