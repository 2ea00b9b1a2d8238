# %%
import numpy as np


# %% wrong shifted-left
# h 的符号反了，写成了 x + h
def transform(f, a=1, b=1, h=0, k=0):
    return lambda x: a * f(b * (x + h)) + k


# %% wrong shift-inside-scale
# 写成了 f(b·x − h)：先压缩再搬，搬的距离不是 h
def transform(f, a=1, b=1, h=0, k=0):
    return lambda x: a * f(b * x - h) + k


# %% wrong divides-by-b
# 用 (x − h)/b 代替了 b·(x − h)
def transform(f, a=1, b=1, h=0, k=0):
    return lambda x: a * f((x - h) / b) + k


# %% wrong value-for-function
# 返回的是一个数：没有等别人给 x，就把 f 问了
def transform(f, a=1, b=1, h=0, k=0):
    return a * f(b * (0.0 - h)) + k


# %% wrong k-scaled
# k 也被乘了 a：写成了 a·(f(…) + k)
def transform(f, a=1, b=1, h=0, k=0):
    return lambda x: a * (f(b * (x - h)) + k)


# %% wrong k-inside
# k 加到了 f 的里面
def transform(f, a=1, b=1, h=0, k=0):
    return lambda x: a * f(b * (x - h) + k)


# %% wrong k-subtracted
# 减去了 k，应当加上
def transform(f, a=1, b=1, h=0, k=0):
    return lambda x: a * f(b * (x - h)) - k


# %% wrong a-and-b-swapped
# a 和 b 用反了：b 管了上下，a 管了左右
def transform(f, a=1, b=1, h=0, k=0):
    return lambda x: b * f(a * (x - h)) + k


# %% wrong h-and-k-swapped
# h 和 k 用反了
def transform(f, a=1, b=1, h=0, k=0):
    return lambda x: a * f(b * (x - k)) + h


# %% wrong a-left-out
# 没有乘 a
def transform(f, a=1, b=1, h=0, k=0):
    return lambda x: f(b * (x - h)) + k


# %% wrong k-left-out
# 没有加 k
def transform(f, a=1, b=1, h=0, k=0):
    return lambda x: a * f(b * (x - h))


# %% wrong absolute-b
# b 取了绝对值，负的 b 没有左右翻
def transform(f, a=1, b=1, h=0, k=0):
    return lambda x: a * f(abs(b) * (x - h)) + k


# %% wrong zero-ignored
# 用 a or 1 这样的写法给默认值，把 0 也当成了没有给
def transform(f, a=1, b=1, h=0, k=0):
    return lambda x: (a or 1) * f((b or 1) * (x - h)) + k


# %% wrong global-state
# 把四个数存进了全局变量，后造的函数改掉了先造的
_state = {}


def transform(f, a=1, b=1, h=0, k=0):
    _state.update(a=a, b=b, h=h, k=k)
    return lambda x: _state["a"] * f(_state["b"] * (x - _state["h"])) + _state["k"]


# %% right def
# 里面用 def 写一个函数
def transform(f, a=1, b=1, h=0, k=0):
    def g(x):
        inner = b * (x - h)
        return k + f(inner) * a

    return g


# %% right class
# 用一个可以调用的对象
def transform(f, a=1, b=1, h=0, k=0):
    class Transformed:
        def __call__(self, x):
            return a * f(b * x - b * h) + k

    return Transformed()


# %% right partial
# 用 functools.partial 固定前面几个参数
from functools import partial


def _apply(f, a, b, h, k, x):
    return a * f(b * (np.asarray(x) - h)) + k


def transform(f, a=1, b=1, h=0, k=0):
    return partial(_apply, f, a, b, h, k)
