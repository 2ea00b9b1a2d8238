# %%
from functools import wraps


# %% wrong result-dropped
# 外套里没有 return，结果丢了
def count_calls(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        f(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


# %% wrong no-keywords
# 外套只收 *args，按名字给的参数进不来
def count_calls(f):
    @wraps(f)
    def wrapper(*args):
        wrapper.calls += 1
        return f(*args)

    wrapper.calls = 0
    return wrapper


# %% wrong keywords-not-passed
# 收下了 **kwargs，却没有转交给里面的函数
def count_calls(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(*args)

    wrapper.calls = 0
    return wrapper


# %% wrong not-unpacked
# 转交的时候没有写星号，里面的函数收到的是一个元组和一个字典
def count_calls(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(args, kwargs)

    wrapper.calls = 0
    return wrapper


# %% wrong counted-after
# 先调用再加 1，抛出异常的那次没有数上
def count_calls(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        result = f(*args, **kwargs)
        wrapper.calls += 1
        return result

    wrapper.calls = 0
    return wrapper


# %% wrong no-wraps
# 没有用 wraps，名字和说明成了外套的
def count_calls(f):
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


# %% wrong name-only
# 只抄了名字，说明没有抄
def count_calls(f):
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(*args, **kwargs)

    wrapper.__name__ = f.__name__
    wrapper.calls = 0
    return wrapper


# %% wrong counted-on-the-inner-function
# 加的是别处的数（f.calls，或者一个局部的名字），外套的 calls 一直是 0
def count_calls(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        f.calls += 1
        return f(*args, **kwargs)

    wrapper.calls = 0
    f.calls = 0
    return wrapper


# %% wrong one-counter-for-all
# 次数记在外面的一个共用的地方，几个函数混在一起数
total_calls = [0]


def count_calls(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        total_calls[0] += 1
        wrapper.calls = total_calls[0]
        return f(*args, **kwargs)

    wrapper.calls = total_calls[0]
    return wrapper


# %% wrong starts-at-one
# calls 从 1 开始
def count_calls(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(*args, **kwargs)

    wrapper.calls = 1
    return wrapper


# %% wrong reset-each-call
# 每次调用都先把 calls 放回 0，再加 1
def count_calls(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls = 0
        wrapper.calls += 1
        return f(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


# %% wrong exception-swallowed
# 外套接住了异常，没有让它通过
def count_calls(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        try:
            return f(*args, **kwargs)
        except Exception:
            return None

    wrapper.calls = 0
    return wrapper


# %% wrong called-twice
# 里面的函数每次被调用了两遍
def count_calls(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        f(*args, **kwargs)
        return f(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


# %% wrong failures-count-twice
# 抛出异常的那次加了两遍
def count_calls(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        try:
            return f(*args, **kwargs)
        except Exception:
            wrapper.calls += 1
            raise

    wrapper.calls = 0
    return wrapper


# %% wrong no-zero-at-first
# 忘了在返回之前写 wrapper.calls = 0，一读就报错
def count_calls(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(*args, **kwargs)

    return wrapper


# %% right finally
# 用 try … finally 数
def count_calls(f):
    def wrapper(*args, **kwargs):
        try:
            return f(*args, **kwargs)
        finally:
            wrapper.calls = wrapper.calls + 1

    wrapper.calls = 0
    wrapper.__name__ = f.__name__
    wrapper.__doc__ = f.__doc__
    return wrapper


# %% right nonlocal
# 次数记在闭包里，每次抄到便条上
def count_calls(f):
    number = 0

    @wraps(f)
    def wrapper(*args, **kwargs):
        nonlocal number
        number += 1
        wrapper.calls = number
        return f(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


# %% right class
# 写一个可以调用的类（第 8 天的办法）
from functools import update_wrapper


class CountedCalls:
    def __init__(self, f):
        self.f, self.calls = f, 0
        update_wrapper(self, f)

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.f(*args, **kwargs)


def count_calls(f):
    return CountedCalls(f)
