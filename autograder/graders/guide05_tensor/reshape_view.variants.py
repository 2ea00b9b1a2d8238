# %%
import math

import numpy as np


# %% wrong always-contiguous
# 不管原来的步幅，总是按行优先排
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    return View(shape, None, view.offset)


# %% wrong only-contiguous
# 只要不是行优先挨着放的，就返回 None
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    if view.strides != View(view.shape).strides:
        return None
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs and runs[-1][1] == size * stride:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1], view.offset)


# %% wrong offset-lost
# 新的 View 没有带上起点
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs and runs[-1][1] == size * stride:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1])


# %% wrong ones-block
# 长度 1 的轴没有拿掉，它的步幅挡住了合并
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if runs and runs[-1][1] == size * stride:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            while left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1], view.offset)


# %% wrong merges-backwards
# 合并的条件写反了，写成了 s₁ = n₀·s₀
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs and stride == runs[-1][0] * runs[-1][1]:
            before = runs.pop()
            size, stride = size * before[0], before[1]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1], view.offset)


# %% wrong splits-only
# 只会切开一个轴，不会合并两个轴
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1], view.offset)


# %% wrong size-unchecked
# 元素个数不同时没有抛 ValueError
def reshape_view(view, shape):
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs and runs[-1][1] == size * stride:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1 and runs:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1], view.offset)


# %% wrong merges-anything
# 两个轴不管步幅合不合，都合并了
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1], view.offset)


# %% wrong none-for-other-size
# 元素个数不同时返回了 None，没有抛 ValueError
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        return None
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs and runs[-1][1] == size * stride:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1], view.offset)


# %% wrong splits-from-left
# 从左往右切，步幅给错了轴
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs and runs[-1][1] == size * stride:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in shape:
        if size > 1:
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides, view.offset)


# %% wrong merged-stride
# 合并以后用了左边那个轴的步幅
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs and runs[-1][1] == size * stride:
            before, stride = runs.pop()
            size *= before
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1], view.offset)


# %% wrong merges-only
# 只会合并，新轴必须正好是一整段
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs and runs[-1][1] == size * stride:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            left, step = runs.pop() if runs else (0, 0)
            if left != size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1], view.offset)


# %% wrong left-length
# 合并的条件写成了 s₀ = n₀·s₁，乘的是左边那个轴的长度
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs and runs[-1][1] == runs[-1][0] * stride:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1], view.offset)


# %% wrong strides-reversed
# 步幅是从右往左记的，最后没有倒过来
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs and runs[-1][1] == size * stride:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides, view.offset)


# %% wrong step-stays
# 切下一块以后，剩下的步幅没有乘新轴的长度
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1:
            continue
        if runs and runs[-1][1] == size * stride:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left //= size
    return View(shape, strides[::-1], view.offset)


# %% wrong stills-dropped
# 步幅是 0 的轴，也像长度 1 的轴那样拿掉了
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    runs = []
    for size, stride in zip(view.shape, view.strides):
        if size == 1 or stride == 0:
            continue
        if runs and runs[-1][1] == size * stride:
            size *= runs.pop()[0]
        runs.append((size, stride))
    left, step, strides = 1, 0, []
    for size in reversed(shape):
        if size > 1:
            if left == 1 and not runs:
                return None
            if left == 1:
                left, step = runs.pop()
            if left % size:
                return None
        strides.append(step)
        left, step = left // size, step * size
    return View(shape, strides[::-1], view.offset)


# %% right by-addresses
# 数出全部地址，看新的形状能不能等步走
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError("个数不同")
    all_addresses = [view.index(*position) for position in np.ndindex(*view.shape)]
    if not shape:
        return View((), (), all_addresses[0])
    table = np.array(all_addresses).reshape(shape)
    corner = (0,) * len(shape)
    first = int(table[corner])
    strides = []
    for axis, size in enumerate(shape):
        step = [0] * len(shape)
        step[axis] = 1
        strides.append(int(table[tuple(step)]) - first if size > 1 else 5)
    new = View(shape, tuple(strides), first)
    fits = all(new.index(*position) == table[position] for position in np.ndindex(*shape))
    return new if fits else None


# %% right numpy
# 交给 NumPy：造一个步幅相同的空壳，让它试
def reshape_view(view, shape):
    if int(np.prod(shape)) != int(np.prod(view.shape)):
        raise ValueError
    low = sum(min(0, s * (n - 1)) for n, s in zip(view.shape, view.strides))
    high = sum(max(0, s * (n - 1)) for n, s in zip(view.shape, view.strides))
    memory = np.zeros(high - low + 1, dtype=np.int8)[-low:]
    shell = np.lib.stride_tricks.as_strided(memory, tuple(view.shape), tuple(view.strides))
    try:
        return View(shape, np.reshape(shell, tuple(shape), copy=False).strides, view.offset)
    except ValueError:
        return None


# %% right two-pointers
# 旧轴和新轴两边一起往右凑，凑到一样多就切一段
def reshape_view(view, shape):
    if math.prod(shape) != math.prod(view.shape):
        raise ValueError
    old = [(n, s) for n, s in zip(view.shape, view.strides) if n != 1]
    new = [n for n in shape if n != 1]
    strides, i, j = [], 0, 0
    while i < len(old):
        a, b = i + 1, j + 1
        have, want = old[i][0], new[j]
        while have != want:
            if have < want:
                have *= old[a][0]
                a += 1
            else:
                want *= new[b]
                b += 1
        for (_, s), (n, t) in zip(old[i:a], old[i + 1 : a]):
            if s != n * t:
                return None
        part, step = [], old[a - 1][1]
        for n in reversed(new[j:b]):
            part.insert(0, step)
            step *= n
        strides += part
        i, j = a, b
    rest = iter(strides)
    return View(tuple(shape), tuple(next(rest) if n != 1 else 0 for n in shape), view.offset)
