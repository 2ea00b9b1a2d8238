# %% wrong wrong-end
# 从最后一层往前数，层的次序反了
def receptive_field(layers: list[tuple[int, int]]) -> int:
    seen, gap = (1, 1)
    for kernel, stride in layers[::-1]:
        seen += (kernel - 1) * gap
        gap *= stride
    return seen


# %% wrong strides-added
# 间隔是步幅相加，不是相乘
def receptive_field(layers: list[tuple[int, int]]) -> int:
    seen, gap = (1, 1)
    for kernel, stride in layers:
        seen += (kernel - 1) * gap
        gap += stride - 1
    return seen


# %% wrong gap-first
# 先更新了间隔，再用新的间隔加宽度
def receptive_field(layers: list[tuple[int, int]]) -> int:
    seen, gap = (1, 1)
    for kernel, stride in layers:
        gap *= stride
        seen += (kernel - 1) * gap
    return seen


# %% wrong kernel-not-minus-one
# 每层加了 kernel 个间隔，没有减 1
def receptive_field(layers: list[tuple[int, int]]) -> int:
    seen, gap = (1, 1)
    for kernel, stride in layers:
        seen += kernel * gap
        gap *= stride
    return seen


# %% wrong stride-not-taken-off
# 从后往前，每层乘步幅、加边长，没有再减去步幅
def receptive_field(layers: list[tuple[int, int]]) -> int:
    seen = 1
    for kernel, stride in reversed(layers):
        seen = seen * stride + kernel
    return seen


# %% wrong strides-ignored
# 没有管步幅，只把边长加起来
def receptive_field(layers: list[tuple[int, int]]) -> int:
    seen, gap = (1, 1)
    for kernel, _ in layers:
        seen += (kernel - 1) * gap
    return seen


# %% wrong starts-at-zero
# 从 0 开始数，少了自己那一个像素
def receptive_field(layers: list[tuple[int, int]]) -> int:
    seen, gap = (0, 1)
    for kernel, stride in layers:
        seen += (kernel - 1) * gap
        gap *= stride
    return seen


# %% wrong last-stride-only
# 间隔只是上一层的步幅，没有乘以前的
def receptive_field(layers: list[tuple[int, int]]) -> int:
    seen, gap = (1, 1)
    for kernel, stride in layers:
        seen += (kernel - 1) * gap
        gap = stride
    return seen


# %% wrong product-of-kernels
# 把边长相乘了
def receptive_field(layers: list[tuple[int, int]]) -> int:
    seen, gap = (1, 1)
    for kernel, stride in layers:
        seen *= kernel
        gap *= stride
    return seen


# %% wrong total-stride
# 返回的是总的步幅，不是看得多宽
def receptive_field(layers: list[tuple[int, int]]) -> int:
    seen, gap = (1, 1)
    for kernel, stride in layers:
        seen += (kernel - 1) * gap
        gap *= stride
    return gap


# %% right backwards
# 从最后一层往图走
def receptive_field(layers):
    wide = 1
    for kernel, stride in reversed(layers):
        wide = kernel + stride * (wide - 1)
    return wide


# %% right products
# 每层的间隔是前面步幅的乘积
def receptive_field(layers):
    strides = [s for _, s in layers]
    return 1 + sum(int(np.prod(strides[:i], dtype=int)) * (k - 1) for i, (k, _) in enumerate(layers))
