# %%
import numpy as np


# %% wrong left-aligned
# 靠左对齐，短的在右边补 1
def broadcast_shape(*shapes):
    n = max(map(len, shapes), default=0)
    rows = [tuple(s) + (1,) * (n - len(s)) for s in shapes]
    out = []
    for column in zip(*rows):
        lengths = set(column) - {1}
        if len(lengths) > 1:
            raise ValueError
        out.append(lengths.pop() if lengths else 1)
    return tuple(out)


# %% wrong maximum
# 每个位置取最大的，没有检查对不对得上
def broadcast_shape(*shapes):
    n = max(map(len, shapes), default=0)
    rows = [(1,) * (n - len(s)) + tuple(s) for s in shapes]
    return tuple(max(column) for column in zip(*rows))


# %% wrong checked-maximum
# 检查过以后取了最大的：0 和 1 在一起得到 1
def broadcast_shape(*shapes):
    n = max(map(len, shapes), default=0)
    rows = [(1,) * (n - len(s)) + tuple(s) for s in shapes]
    out = []
    for column in zip(*rows):
        if len(set(column) - {1}) > 1:
            raise ValueError
        out.append(max(column))
    return tuple(out)


# %% wrong shortest
# zip 停在最短的形状，左边多出来的轴丢了
def broadcast_shape(*shapes):
    out = []
    for column in zip(*(reversed(s) for s in shapes)):
        lengths = set(column) - {1}
        if len(lengths) > 1:
            raise ValueError
        out.append(lengths.pop() if lengths else 1)
    return tuple(reversed(out))


# %% wrong two-only
# 只接受恰好两个形状
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + tuple(a), (1,) * (n - len(b)) + tuple(b)
    out = []
    for i, j in zip(a, b):
        if i != j and 1 not in (i, j):
            raise ValueError
        out.append(j if i == 1 else i)
    return tuple(out)


# %% wrong first-two
# 只看了前两个形状，后面的没有管
def broadcast_shape(*shapes):
    n = max(map(len, shapes), default=0)
    rows = [(1,) * (n - len(s)) + tuple(s) for s in shapes[:2]]
    out = []
    for column in zip(*rows):
        lengths = set(column) - {1}
        if len(lengths) > 1:
            raise ValueError
        out.append(lengths.pop() if lengths else 1)
    return tuple(out)


# %% wrong zero-fits-all
# 把 0 当成和什么都对得上，0 和 3 在一起没有报错
def broadcast_shape(*shapes):
    n = max(map(len, shapes), default=0)
    rows = [(1,) * (n - len(s)) + tuple(s) for s in shapes]
    out = []
    for column in zip(*rows):
        lengths = set(column) - {0, 1}
        if len(lengths) > 1:
            raise ValueError
        out.append(0 if 0 in column else lengths.pop() if lengths else 1)
    return tuple(out)


# %% wrong zero-vanishes
# 用真假判断长度，0 被当成没有，结果里的 0 都没了
def broadcast_shape(*shapes):
    n = max(map(len, shapes), default=0)
    rows = [(1,) * (n - len(s)) + tuple(s) for s in shapes]
    out = []
    for column in zip(*rows):
        lengths = {length for length in column if length and length != 1}
        if len(lengths) > 1:
            raise ValueError
        out.append(lengths.pop() if lengths else 1)
    return tuple(out)


# %% wrong one-sided
# 只允许第一个形状里的 1 被拉长，别的形状里的 1 对不上就报错
def broadcast_shape(*shapes):
    out = ()
    for s in shapes:
        n = max(len(out), len(s))
        a, b = (1,) * (n - len(out)) + out, (1,) * (n - len(s)) + tuple(s)
        for i, j in zip(a, b):
            if i not in (1, j):
                raise ValueError
        out = b
    return out


# %% wrong only-equal-or-first
# 每个形状只和第一个比，第一个是 1 的位置上，别的形状之间没有比
def broadcast_shape(*shapes):
    n = max(map(len, shapes), default=0)
    rows = [(1,) * (n - len(s)) + tuple(s) for s in shapes]
    out = []
    for column in zip(*rows):
        first = column[0]
        if any(length != first and 1 not in (length, first) for length in column):
            raise ValueError
        out.append(next((length for length in column if length != 1), 1))
    return tuple(out)


# %% wrong same-number-of-axes
# 轴的个数不同就报错，没有在左边补 1
def broadcast_shape(*shapes):
    if len({len(s) for s in shapes}) > 1:
        raise ValueError
    out = []
    for column in zip(*shapes):
        lengths = set(column) - {1}
        if len(lengths) > 1:
            raise ValueError
        out.append(lengths.pop() if lengths else 1)
    return tuple(out)


# %% wrong backwards
# 从右往左攒的结果没有倒过来
def broadcast_shape(*shapes):
    out = []
    for i in range(1, max(map(len, shapes), default=0) + 1):
        lengths = {s[-i] for s in shapes if len(s) >= i} - {1}
        if len(lengths) > 1:
            raise ValueError
        out.append(lengths.pop() if lengths else 1)
    return tuple(out)


# %% wrong needs-one
# 一个形状也没有时报错
def broadcast_shape(*shapes):
    out = []
    for i in range(1, max(map(len, shapes)) + 1):
        lengths = {s[-i] for s in shapes if len(s) >= i} - {1}
        if len(lengths) > 1:
            raise ValueError
        out.append(lengths.pop() if lengths else 1)
    return tuple(reversed(out))


# %% wrong multiples-fit
# 一个长度是另一个的倍数时也当成对得上
def broadcast_shape(*shapes):
    n = max(map(len, shapes), default=0)
    rows = [(1,) * (n - len(s)) + tuple(s) for s in shapes]
    out = []
    for column in zip(*rows):
        lengths = set(column) - {1}
        top = max(lengths, default=1)
        if any(top == 0 or length == 0 or top % length for length in lengths) and len(lengths) > 1:
            raise ValueError
        out.append(top)
    return tuple(out)


# %% wrong numpy-does-it
# 调用了 NumPy 现成的广播函数
def broadcast_shape(*shapes):
    return np.broadcast_shapes(*shapes)


# %% wrong builds-arrays
# 真的造出数组加在一起，形状大时内存装不下
def broadcast_shape(*shapes):
    total = np.zeros((), dtype=np.int8)
    for shape in shapes:
        total = total + np.zeros(shape, dtype=np.int8)
    return total.shape


# %% wrong neighbours-only
# 只比了相邻的两个形状，隔着的两个对不上也没有报错
def broadcast_shape(*shapes):
    n = max(map(len, shapes), default=0)
    rows = [(1,) * (n - len(s)) + tuple(s) for s in shapes]
    for k in range(len(rows) - 1):
        a, b = rows[k], rows[k + 1]
        if any(i != j and 1 not in (i, j) for i, j in zip(a, b)):
            raise ValueError
    return tuple(0 if 0 in column else max(column) for column in zip(*rows))


# %% right padded
# 左边补 1，一列一列地看
def broadcast_shape(*shapes):
    n = max((len(s) for s in shapes), default=0)
    rows = [[1] * (n - len(s)) + list(s) for s in shapes]
    out = []
    for i in range(n):
        length = 1
        for row in rows:
            if row[i] == 1:
                continue
            if length not in (1, row[i]):
                raise ValueError("长度对不上")
            length = row[i]
        out.append(length)
    return out


# %% right two-by-two
# 两个两个地合并
from functools import reduce
from itertools import zip_longest


def _merge(a, b):
    out = []
    for i, j in zip_longest(reversed(a), reversed(b), fillvalue=1):
        if i != j and i != 1 and j != 1:
            raise ValueError("长度对不上")
        out.append(j if i == 1 else i)
    return tuple(out[::-1])


def broadcast_shape(*shapes):
    return reduce(_merge, shapes, ())


# %% right zip-longest
# 用 zip_longest 从右边对齐
from itertools import zip_longest


def broadcast_shape(*shapes):
    out = ()
    for column in zip_longest(*(s[::-1] for s in shapes), fillvalue=1):
        different = sorted(set(column) - {1})
        if len(different) >= 2:
            raise ValueError("长度对不上")
        out = (*different, *out) if different else (1, *out)
    return out
