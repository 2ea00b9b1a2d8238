# %% wrong large-first
# 从大到小排了
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    factors = [scale**k for k in range(n)]
    return [tuple(max(1, round(side / factor)) for side in shape) for factor in factors]


# %% wrong floor
# 向下取整了，没有四舍五入
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    factors = [scale**k for k in reversed(range(n))]
    return [tuple(max(1, int(side / factor)) for side in shape) for factor in factors]


# %% wrong ceil
# 向上取整了，没有四舍五入
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    factors = [scale**k for k in reversed(range(n))]
    return [tuple(max(1, -int(-side // factor)) for side in shape) for factor in factors]


# %% wrong rounded-twice
# 每一级从上一级舍入过的形状算，误差攒了起来
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    shapes = [tuple(shape)]
    for _ in range(n - 1):
        shapes.insert(0, tuple(max(1, round(side / scale)) for side in shapes[0]))
    return shapes


# %% wrong one-too-small
# 多缩了一级，最后一个不是原来的形状
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    factors = [scale ** (k + 1) for k in reversed(range(n))]
    return [tuple(max(1, round(side / factor)) for side in shape) for factor in factors]


# %% wrong zero
# 太小的图缩成了 0
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    factors = [scale**k for k in reversed(range(n))]
    return [tuple(round(side / factor) for side in shape) for factor in factors]


# %% wrong height-only
# 只缩了高，宽没有动
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    factors = [scale**k for k in reversed(range(n))]
    return [(max(1, round(shape[0] / factor)), shape[1]) for factor in factors]


# %% wrong three-always
# 级数写死成了 3
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    factors = [scale**k for k in reversed(range(3))]
    return [tuple(max(1, round(side / factor)) for side in shape) for factor in factors]


# %% wrong linear
# 等差地缩小，不是等比
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    factors = [1 + (scale - 1) * k for k in reversed(range(n))]
    return [tuple(max(1, round(side / factor)) for side in shape) for factor in factors]


# %% wrong scale-always
# 比例写死成了 1.4
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    factors = [1.4**k for k in reversed(range(n))]
    return [tuple(max(1, round(side / factor)) for side in shape) for factor in factors]


# %% wrong one-more
# 多列了一级
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    factors = [scale**k for k in reversed(range(n + 1))]
    return [tuple(max(1, round(side / factor)) for side in shape) for factor in factors]


# %% wrong floats
# 边长没有取整，还是小数
def octave_shapes(shape: tuple[int, int], scale: float = 1.4, n: int = 3) -> list:
    factors = [scale**k for k in reversed(range(n))]
    return [tuple(max(1.0, side / factor) for side in shape) for factor in factors]


# %% right insert-in-front
# 从大到小算，插在最前面
def octave_shapes(shape, scale=1.4, n=3):
    h, w = shape
    out = []
    factor = 1.0
    for _ in range(n):
        out.insert(0, [max(int(h / factor + 0.5), 1), max(int(w / factor + 0.5), 1)])
        factor *= scale
    return out


# %% right numpy
# 用 NumPy 一起算
def octave_shapes(shape, scale=1.4, n=3):
    powers = float(scale) ** -np.arange(n)[::-1]
    sides = np.rint(np.outer(powers, shape)).astype(int).clip(min=1)
    return [tuple(row) for row in sides]
