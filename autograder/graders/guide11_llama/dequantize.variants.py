# %% wrong wrong-axis
# 刻度沿组内的轴对齐了
def dequantize(q, scales, shape):
    return (q.float() * scales.repeat(q.shape[1])[: q.shape[1]]).reshape(shape)


# %% wrong divided
# 除以了刻度，应当乘
def dequantize(q, scales, shape):
    return (q.float() / scales[:, None]).reshape(shape)


# %% wrong not-reshaped
# 没有换回 shape
def dequantize(q, scales, shape):
    return q.float() * scales[:, None]


# %% wrong by-127-again
# 又除了一次 127
def dequantize(q, scales, shape):
    return (q.float() * scales[:, None] / 127).reshape(shape)


# %% wrong integer-result
# 结果取成了整数
def dequantize(q, scales, shape):
    return (q.float() * scales[:, None]).round().reshape(shape)


# %% wrong first-scale
# 所有的组都用了第一组的刻度
def dequantize(q, scales, shape):
    return (q.float() * scales[0]).reshape(shape)


# %% wrong int8-product
# 在 int8 里相乘：刻度先取了整
def dequantize(q, scales, shape):
    return ((q * scales[:, None].to(torch.int8)).float()).reshape(shape)


# %% wrong column-major
# 按列摆回去了
def dequantize(q, scales, shape):
    return (q.float() * scales[:, None]).reshape(tuple(reversed(shape))).permute(*reversed(range(len(shape))))


# %% wrong flattened
# 返回的是摊平的，没有换成 shape
def dequantize(q, scales, shape):
    return (q.float() * scales[:, None]).flatten()


# %% wrong scales-as-a-row
# 刻度当成了一行，和组内的数对齐：组数与 group 不同时就出错
def dequantize(q, scales, shape):
    return (q.float() * scales[None]).reshape(shape)


# %% right unsqueezed
# 先换形状的另一种写法
def dequantize(q, scales, shape):
    return torch.mul(q.to(torch.float32), scales.unsqueeze(1)).view(*shape)


# %% right repeated
# 刻度重复成一个个的
def dequantize(q, scales, shape):
    return (q.flatten().float() * scales.repeat_interleave(q.shape[1])).reshape(shape)
