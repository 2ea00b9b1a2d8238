# %% wrong swallows
# __exit__ 返回了 True，错误被吞掉了
class Timer:
    def __init__(self, clock):
        self._clock = clock
        self.seconds = 0.0

    def __enter__(self):
        self._start = self._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        self.seconds = self._clock.time() - self._start
        return True


# %% wrong enter-returns-nothing
# __enter__ 没有返回自己，as 后面得到的是 None
class Timer:
    def __init__(self, clock):
        self._clock = clock
        self.seconds = 0.0

    def __enter__(self):
        self._start = self._clock.time()

    def __exit__(self, kind, error, trace):
        self.seconds = self._clock.time() - self._start


# %% wrong added-up
# 每次的秒数加在了一起
class Timer:
    def __init__(self, clock):
        self._clock = clock
        self.seconds = 0.0

    def __enter__(self):
        self._start = self._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        self.seconds += self._clock.time() - self._start


# %% wrong real-time
# 用了真的 time.time()，没有用给的钟
import time


class Timer:
    def __init__(self, clock):
        self._clock = clock
        self.seconds = 0.0

    def __enter__(self):
        self._start = time.time()
        return self

    def __exit__(self, kind, error, trace):
        self.seconds = time.time() - self._start


# %% wrong starts-when-made
# 造的时候就开始掐表了
class Timer:
    def __init__(self, clock):
        self._clock = clock
        self.seconds = 0.0
        self._start = clock.time()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.seconds = self._clock.time() - self._start


# %% wrong not-after-errors
# 里面出错时没有记下秒数
class Timer:
    def __init__(self, clock):
        self._clock = clock
        self.seconds = 0.0

    def __enter__(self):
        self._start = self._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.seconds = self._clock.time() - self._start


# %% wrong backwards
# 减反了，秒数是负的
class Timer:
    def __init__(self, clock):
        self._clock = clock
        self.seconds = 0.0

    def __enter__(self):
        self._start = self._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        self.seconds = self._start - self._clock.time()


# %% wrong moment
# 记下的是出门的时刻，没有减去进门的
class Timer:
    def __init__(self, clock):
        self._clock = clock
        self.seconds = 0.0

    def __enter__(self):
        self._start = self._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        self.seconds = self._clock.time()


# %% wrong whole-seconds
# 秒数取整了
class Timer:
    def __init__(self, clock):
        self._clock = clock
        self.seconds = 0.0

    def __enter__(self):
        self._start = self._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        self.seconds = int(self._clock.time() - self._start)


# %% wrong none-before
# 还没用过时 seconds 是 None，应当是 0.0
class Timer:
    def __init__(self, clock):
        self._clock = clock
        self.seconds = None

    def __enter__(self):
        self._start = self._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        self.seconds = self._clock.time() - self._start


# %% wrong missing-before
# 还没用过时没有 seconds 这个属性
class Timer:
    def __init__(self, clock):
        self._clock = clock

    def __enter__(self):
        self._start = self._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        self.seconds = self._clock.time() - self._start


# %% wrong first-only
# 第二次用时没有重新掐表，还是从第一次的进门算起
class Timer:
    def __init__(self, clock):
        self._clock = clock
        self.seconds = 0.0

    def __enter__(self):
        if not hasattr(self, "_start"):
            self._start = self._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        self.seconds = self._clock.time() - self._start


# %% wrong shared-clock
# 钟存在类上，后造的换掉了先造的
class Timer:
    def __init__(self, clock):
        Timer._clock = clock
        self.seconds = 0.0

    def __enter__(self):
        self._start = Timer._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        self.seconds = Timer._clock.time() - self._start


# %% wrong runs-on
# seconds 是现算的，出来以后还在走
class Timer:
    def __init__(self, clock):
        self._clock = clock
        self._start = None

    @property
    def seconds(self):
        return 0.0 if self._start is None else self._clock.time() - self._start

    def __enter__(self):
        self._start = self._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        pass


# %% wrong minutes
# 秒数除以了 60
class Timer:
    def __init__(self, clock):
        self._clock = clock
        self.seconds = 0.0

    def __enter__(self):
        self._start = self._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        self.seconds = (self._clock.time() - self._start) / 60


# %% right star
# __exit__ 用 *args，返回 False
class Timer:
    seconds = 0.0

    def __init__(self, clock):
        self.clock = clock

    def __enter__(self):
        self.begin = self.clock.time()
        return self

    def __exit__(self, *what):
        end = self.clock.time()
        self.seconds = end - self.begin
        return False


# %% right read-only-window
# seconds 是只读的窗
class Timer:
    def __init__(self, clock):
        self._now = clock.time
        self._from = self._to = 0.0

    @property
    def seconds(self):
        return float(self._to - self._from)

    def __enter__(self):
        self._from = self._to = self._now()
        return self

    def __exit__(self, kind, error, trace):
        self._to = self._now()
        return None
