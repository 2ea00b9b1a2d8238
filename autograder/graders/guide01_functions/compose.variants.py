# %% wrong first-applied-first
# 次序反了：写在前面的先算
def compose(*functions):
    def composed(x):
        for f in functions:
            x = f(x)
        return x

    return composed


# %% wrong late-binding
# 在循环里一层层包 lambda：它记住的是名字 result，调用时绕着自己转
def compose(*functions):
    result = lambda x: x  # noqa: E731
    for f in functions:
        result = lambda x: result(f(x))  # noqa: B023, E731
    return result


# %% wrong late-binding-of-f
# 循环里造的 lambda 都用同一个名字 f，等到调用时全是最后一个函数
def compose(*functions):
    steps = []
    for f in functions:
        steps.append(lambda x: f(x))  # noqa: B023

    def composed(x):
        for step in reversed(steps):
            x = step(x)
        return x

    return composed


# %% wrong used-up
# reversed(functions) 只能走一遍（或者从列表里 pop 走了），第二次调用时已经空了
def compose(*functions):
    backwards = reversed(functions)

    def composed(x):
        for f in backwards:
            x = f(x)
        return x

    return composed


# %% wrong needs-one
# 从最后一个函数开始，一个函数也没有时报错
def compose(*functions):
    def composed(x):
        x = functions[-1](x)
        for f in functions[-2::-1]:
            x = f(x)
        return x

    return composed


# %% wrong two-only
# 只接受恰好两个函数
def compose(f, g):
    return lambda x: f(g(x))


# %% wrong first-two
# 只用了最前面的两个函数，后面的丢了
def compose(*functions):
    if not functions:
        return lambda x: x
    if len(functions) == 1:
        return functions[0]
    return lambda x: functions[0](functions[1](x))


# %% wrong product
# 把各个函数的值乘了起来，没有一个接一个
def compose(*functions):
    def composed(x):
        value = 1.0
        for f in functions:
            value = value * f(x)
        return value if functions else x

    return composed


# %% wrong all-of-x
# 每个函数都从最初的 x 算起，只有最前面那个的结果留了下来
def compose(*functions):
    def composed(x):
        value = x
        for f in reversed(functions):
            value = f(x)
        return value

    return composed


# %% wrong none-when-empty
# 一个函数也没有时返回的函数给出 None
def compose(*functions):
    def composed(x):
        value = None
        for f in reversed(functions):
            value = f(x) if value is None else f(value)
        return value

    return composed


# %% wrong duplicates-dropped
# 同一个函数出现几次，只算了一次
def compose(*functions):
    once = list(dict.fromkeys(functions))

    def composed(x):
        for f in reversed(once):
            x = f(x)
        return x

    return composed


# %% wrong shared-list
# 函数存进了全局的列表，后造的改掉了先造的
_functions = []


def compose(*functions):
    _functions[:] = functions

    def composed(x):
        for f in _functions[::-1]:
            x = f(x)
        return x

    return composed


# %% wrong called-twice
# 每个函数都问了两遍
def compose(*functions):
    def composed(x):
        for f in functions[::-1]:
            f(x)
            x = f(x)
        return x

    return composed


# %% wrong first-and-last
# 只用了第一个和最后一个函数，中间的丢了
def compose(*functions):
    if len(functions) < 2:
        return functions[0] if functions else lambda x: x
    return lambda x: functions[0](functions[-1](x))


# %% right reduce
# 用 functools.reduce 两个两个地串
from functools import reduce


def compose(*functions):
    return reduce(lambda f, g: lambda x: f(g(x)), functions, lambda x: x)


# %% right recursive
# 递归：第一个函数作用在其余函数的复合上
def compose(*functions):
    if not functions:
        return lambda x: x
    first, rest = functions[0], compose(*functions[1:])
    return lambda x: first(rest(x))


# %% right default-argument
# 在循环里用默认参数把当时的函数记下来
def compose(*functions):
    def result(x):
        return x

    for f in functions:

        def result(x, f=f, before=result):
            return before(f(x))

    return result
