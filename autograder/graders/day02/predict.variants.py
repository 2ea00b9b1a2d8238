# %%
import numpy as np


# %% wrong slope-and-intercept-swapped
# m 和 b 的角色弄反了，算成了 b·x + m
def predict(x, m, b):
    return b * x + m


# %% wrong bias-inside
# 先把 b 加到 x 上，再乘 m，算成了 m·(x + b)
def predict(x, m, b):
    return m * (x + b)


# %% wrong no-intercept
# 忘了加截距 b
def predict(x, m, b):
    return m * x


# %% wrong minus-intercept
# 截距的符号反了，算成了 m·x − b
def predict(x, m, b):
    return m * x - b


# %% wrong keeps-integer-type
# 结果换回了 x 的类型，整数 x 的预测被截掉了小数
def predict(x, m, b):
    return (m * np.asarray(x) + b).astype(np.asarray(x).dtype)


# %% wrong in-place
# 直接在传进来的 x 上乘和加，调用者的数组也被改了
def predict(x, m, b):
    if isinstance(x, np.ndarray) and x.dtype.kind == "f":
        x *= m
        x += b
        return x
    return m * x + b


# %% wrong one-axis-loop
# 用 len(x) 写了一层循环，只适用于一维数组
def predict(x, m, b):
    out = np.zeros(len(x))
    for i in range(len(x)):
        out[i] = m * x[i] + b
    return out


# %% wrong flattened
# 结果被拉平成了一维
def predict(x, m, b):
    return (m * np.asarray(x) + b).ravel()


# %% wrong prints
# 用 print 显示了结果，没有用 return 返回
def predict(x, m, b):
    print(m * x + b)


# %% wrong sum-over-x
# 用点积把各个 x 加在了一起，只得到一个数
def predict(x, m, b):
    return np.sum(m * x) + b


# %% wrong product
# 三个数全乘在了一起，截距成了乘数
def predict(x, m, b):
    return m * x * b


# %% wrong list
# 返回的是列表，不是数组
def predict(x, m, b):
    return [m * value + b for value in x] if np.ndim(x) else m * x + b


# %% wrong power
# 写成了 x 的 m 次方再加 b
def predict(x, m, b):
    return np.sign(x) * np.abs(x) ** m + b


# %% wrong swapped-and-flattened
# m 和 b 的角色弄反了，算成了 b·x + m；结果还被拉平成了一维
def predict(x, m, b):
    return np.array([b * value + m for value in np.ravel(x)])


# %% right polyval
# 用 np.polyval
def predict(x, m, b):
    return np.polyval([m, b], x)


# %% right loop-float32
# 逐个元素循环，结果是 float32
def predict(x, m, b):
    x = np.asarray(x)
    out = np.zeros(x.shape, dtype=np.float32)
    for index in np.ndindex(x.shape):
        out[index] = m * x[index] + b
    return out


# %% right copy-in-place
# 复制一份浮点数组，在它上面乘和加
def predict(x, m, b):
    out = np.array(x, dtype=float)
    out *= m
    out += b
    return out


# %% right numpy-functions
# 用 np.add 和 np.multiply
def predict(x, m, b):
    return np.add(np.multiply(x, m), b)
