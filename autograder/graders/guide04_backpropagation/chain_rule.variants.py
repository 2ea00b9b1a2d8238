# %%
import numpy as np


# %% wrong all-at-x
# 每个导数都在最初的 x 处求，没有用那一站的输入
def chain_rule(functions, derivatives, x):
    value, derivative = x, np.ones_like(x, dtype=float)
    for f, df in zip(functions, derivatives):
        derivative = derivative * df(x)
        value = f(value)
    return value, derivative


# %% wrong at-the-output
# 先更新了值，再求导数：导数是在那一站的输出处求的
def chain_rule(functions, derivatives, x):
    value, derivative = x, np.ones_like(x, dtype=float)
    for f, df in zip(functions, derivatives):
        value = f(value)
        derivative = derivative * df(value)
    return value, derivative


# %% wrong outermost-first
# 次序反了：从列表的最后一个函数开始算
def chain_rule(functions, derivatives, x):
    value, derivative = x, np.ones_like(x, dtype=float)
    for f, df in zip(functions[::-1], derivatives[::-1]):
        derivative = derivative * df(value)
        value = f(value)
    return value, derivative


# %% wrong summed
# 把各站的导数加了起来，没有相乘
def chain_rule(functions, derivatives, x):
    value, derivative = x, np.zeros_like(x, dtype=float)
    for f, df in zip(functions, derivatives):
        derivative = derivative + df(value)
        value = f(value)
    return value, derivative if functions else np.ones_like(x, dtype=float)


# %% wrong zero-at-start
# 导数从 0 开始，怎么乘都是 0
def chain_rule(functions, derivatives, x):
    value, derivative = x, np.zeros_like(x, dtype=float)
    for f, df in zip(functions, derivatives):
        derivative = derivative * df(value)
        value = f(value)
    return value, derivative


# %% wrong scalar-one
# 没有函数时导数是单独一个 1，形状与 x 不同
def chain_rule(functions, derivatives, x):
    value, derivative = x, 1.0
    for f, df in zip(functions, derivatives):
        derivative = derivative * df(value)
        value = f(value)
    return value, derivative


# %% wrong last-only
# 只留下了最外面那一个函数的导数，没有乘上前面的
def chain_rule(functions, derivatives, x):
    value, derivative = x, np.ones_like(x, dtype=float)
    for f, df in zip(functions, derivatives):
        derivative = df(value)
        value = f(value)
    return value, derivative


# %% wrong derivatives-reversed
# 导数的列表倒过来用了，和函数对不上
def chain_rule(functions, derivatives, x):
    value, derivative = x, np.ones_like(x, dtype=float)
    for f, df in zip(functions, derivatives[::-1]):
        derivative = derivative * df(value)
        value = f(value)
    return value, derivative


# %% wrong swapped-results
# 返回的次序反了：导数在前，值在后
def chain_rule(functions, derivatives, x):
    value, derivative = x, np.ones_like(x, dtype=float)
    for f, df in zip(functions, derivatives):
        derivative = derivative * df(value)
        value = f(value)
    return derivative, value


# %% wrong first-missing
# 没有乘上最里面那个函数的导数
def chain_rule(functions, derivatives, x):
    value, derivative = x, np.ones_like(x, dtype=float)
    for f, df in zip(functions, derivatives):
        derivative = derivative * (df(value) if value is not x else 1.0)
        value = f(value)
    return value, derivative


# %% wrong changes-x
# 把每一站的结果写回了传进来的 x
def chain_rule(functions, derivatives, x):
    value, derivative = x, np.ones_like(x, dtype=float)
    for f, df in zip(functions, derivatives):
        derivative = derivative * df(value)
        result = f(value)
        if isinstance(value, np.ndarray) and value.dtype.kind == "f":
            value[...] = result
        value = value if isinstance(value, np.ndarray) and value.dtype.kind == "f" else result
    return value, derivative


# %% wrong integer-ones
# 导数用 np.ones_like(x) 开始又原地相乘，x 是整数时小数放不进去
def chain_rule(functions, derivatives, x):
    value, derivative = x, np.ones_like(x)
    for f, df in zip(functions, derivatives):
        derivative *= df(value)
        value = f(value)
    return value, derivative


# %% right recursive
# 递归：先算里面的，再套最外面的一个
def chain_rule(functions, derivatives, x):
    if not functions:
        return x, np.ones(np.shape(x))
    value, derivative = chain_rule(functions[:-1], derivatives[:-1], x)
    return functions[-1](value), derivatives[-1](value) * derivative


# %% right values-first
# 先前向记下每一站的输入，再从后往前乘
def chain_rule(functions, derivatives, x):
    inputs = [x]
    for f in functions:
        inputs.append(f(inputs[-1]))
    derivative = np.full_like(x, 1.0, dtype=np.float64)
    for df, u in reversed(list(zip(derivatives, inputs))):
        derivative = df(u) * derivative
    return [inputs[-1], derivative]


# %% right float-copy
# 先换成浮点数组，按下标走
def chain_rule(functions, derivatives, x):
    value = np.array(x, dtype=float)
    slope = np.ones(value.shape)
    for i in range(len(functions)):
        slope, value = slope * derivatives[i](value), functions[i](value)
    return value, slope
