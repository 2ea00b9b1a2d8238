# %%
import math

import numpy as np


# %% wrong column-major
# 没有给步幅时按列优先排，第一个轴的步幅是 1
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[:axis]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong strides-stay
# permute 只换了形状，没有换步幅
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], self.strides, self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong recomputed
# shrink 之后按新形状重新算了步幅
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, None, self.index(*(start for start, _ in ranges)))


# %% wrong offset-replaced
# shrink 的起点从 0 算起，把原来的起点盖掉了
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, sum(start * s for (start, _), s in zip(ranges, self.strides)))


# %% wrong offset-lost
# permute 和 expand 之后起点又成了 0
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes])

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong permute-offset-lost
# permute 之后起点又成了 0
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes])

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong expand-offset-lost
# expand 之后起点又成了 0
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong expand-keeps-stride
# 拉长的轴的步幅没有改成 0
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong expands-anything
# 长度不是 1 的轴也能改成别的长度
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong expand-zeroes-all
# expand 把所有轴的步幅都改成了 0
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new in zip(self.shape, shape):
            if old not in (1, new):
                raise ValueError
            strides.append(0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong in-place
# 变形改了自己，返回自己
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def become(self, shape, strides, offset):
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset
        return self

    def permute(self, axes):
        return self.become([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return self.become(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return self.become(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong inverse-permute
# permute 用了 axes 的逆
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        back = sorted(range(len(axes)), key=lambda i: axes[i])
        return View([self.shape[i] for i in back], [self.strides[i] for i in back], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong stop-as-length
# shrink 把 stop 当成了长度
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop for _, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong shrink-without-offset
# shrink 只改了形状，起点没有动
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.offset)


# %% wrong index-without-offset
# index 没有加起点
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.offset + self.index(*(start for start, _ in ranges)))


# %% wrong bytes
# 步幅以字节计，每个数占 8 个地址
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [8 * math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong axes-uncounted
# expand 没有检查轴数
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% wrong start-unscaled
# shrink 的起点只加了 start，没有乘步幅
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new):
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.offset + sum(start for start, _ in ranges))


# %% wrong expands-still
# expand 只看步幅：步幅已经是 0 的轴，长度不是 1 也能改
class View:
    def __init__(self, shape, strides=None, offset=0):
        if strides is None:
            strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        self.shape, self.strides, self.offset = tuple(shape), tuple(strides), offset

    def index(self, *position):
        return self.offset + sum(p * stride for p, stride in zip(position, self.strides))

    def permute(self, axes):
        return View([self.shape[i] for i in axes], [self.strides[i] for i in axes], self.offset)

    def expand(self, shape):
        if len(shape) != len(self.shape):
            raise ValueError
        strides = []
        for old, new, stride in zip(self.shape, shape, self.strides):
            if old not in (1, new) and stride != 0:
                raise ValueError
            strides.append(stride if old == new else 0)
        return View(shape, strides, self.offset)

    def shrink(self, ranges):
        shape = [stop - start for start, stop in ranges]
        return View(shape, self.strides, self.index(*(start for start, _ in ranges)))


# %% right lists
# 步幅从右往左累乘；都存成列表
class View:
    def __init__(self, shape, strides=None, offset=0):
        self.shape, self.offset = list(shape), int(offset)
        if strides is None:
            strides, step = [], 1
            for size in reversed(self.shape):
                strides.insert(0, step)
                step *= size
        self.strides = list(strides)

    def index(self, *position):
        address = self.offset
        for p, s in zip(position, self.strides):
            address += p * s
        return address

    def permute(self, axes):
        new = View(self.shape, self.strides, self.offset)
        new.shape = [self.shape[i] for i in axes]
        new.strides = [self.strides[i] for i in axes]
        return new

    def expand(self, shape):
        pairs = list(zip(self.shape, shape, strict=True))
        if any(old != new and old != 1 for old, new in pairs):
            raise ValueError("只有长度 1 的轴能拉长")
        return View(shape, [0 if old == 1 else s for (old, _), s in zip(pairs, self.strides)], self.offset)

    def shrink(self, ranges):
        offset = self.offset
        for (start, _), stride in zip(ranges, self.strides):
            offset += start * stride
        return View([b - a for a, b in ranges], list(self.strides), offset)


# %% right numpy
# 用 NumPy 的整数数组来算
class View:
    def __init__(self, shape, strides=None, offset=0):
        self.shape = tuple(int(n) for n in shape)
        if strides is None:
            strides = np.cumprod((1, *self.shape[:0:-1]))[::-1][: len(self.shape)]
        self.strides = tuple(int(s) for s in strides)
        self.offset = int(offset)

    def index(self, *position):
        return int(self.offset + np.dot(np.array(position, dtype=int), np.array(self.strides, dtype=int)))

    def permute(self, axes):
        order = list(axes)
        return View(np.array(self.shape)[order], np.array(self.strides)[order], self.offset)

    def expand(self, shape):
        if np.ndim(shape) != 1 or len(shape) != len(self.shape):
            raise ValueError
        old, new = np.array(self.shape, dtype=int), np.array(shape, dtype=int)
        if np.any((old != new) & (old != 1)):
            raise ValueError
        return View(new, np.where(old == new, self.strides, 0), self.offset)

    def shrink(self, ranges):
        low, high = np.array(ranges, dtype=int).reshape(-1, 2).T
        return View(high - low, self.strides, self.index(*low))
