# %% wrong far-nan
# 没有先减去每行的最大值：离所有点都远时，亲近程度全是 0，0 ÷ 0 得到 NaN
def kernel_regression(query, x, y, width):
    exponent = -((query[:, None] - x) ** 2) / (2 * width**2)
    kernel = np.exp(exponent)
    weights = kernel / kernel.sum(axis=1, keepdims=True)
    return (weights @ y, weights)


# %% wrong far-zero
# 在分母里加了一个很小的数来避免 0 ÷ 0：远处的权重加起来不是 1，答案成了 0
def kernel_regression(query, x, y, width):
    exponent = -((query[:, None] - x) ** 2) / (2 * width**2)
    kernel = np.exp(exponent)
    weights = kernel / (kernel.sum(axis=1, keepdims=True) + 1e-12)
    return (weights @ y, weights)


# %% wrong over-queries
# 沿查询那一轴归一化了：应当对每个查询，各个例子的权重加起来是 1
def kernel_regression(query, x, y, width):
    exponent = -((query[:, None] - x) ** 2) / (2 * width**2)
    kernel = np.exp(exponent - exponent.max(axis=1, keepdims=True))
    weights = kernel / kernel.sum(axis=0, keepdims=True)
    return (weights @ y, weights)


# %% wrong width-not-squared
# 分母里的宽度没有平方
def kernel_regression(query, x, y, width):
    exponent = -((query[:, None] - x) ** 2) / (2 * width)
    kernel = np.exp(exponent - exponent.max(axis=1, keepdims=True))
    weights = kernel / kernel.sum(axis=1, keepdims=True)
    return (weights @ y, weights)


# %% wrong no-half
# 分母里漏了 2
def kernel_regression(query, x, y, width):
    exponent = -((query[:, None] - x) ** 2) / (width**2)
    kernel = np.exp(exponent - exponent.max(axis=1, keepdims=True))
    weights = kernel / kernel.sum(axis=1, keepdims=True)
    return (weights @ y, weights)


# %% wrong absolute-distance
# 距离没有平方，用的是绝对值（拉普拉斯核）
def kernel_regression(query, x, y, width):
    exponent = -np.abs(query[:, None] - x) / (2 * width**2)
    kernel = np.exp(exponent - exponent.max(axis=1, keepdims=True))
    weights = kernel / kernel.sum(axis=1, keepdims=True)
    return (weights @ y, weights)


# %% wrong not-normalised
# 权重没有除以总和
def kernel_regression(query, x, y, width):
    exponent = -((query[:, None] - x) ** 2) / (2 * width**2)
    kernel = np.exp(exponent - exponent.max(axis=1, keepdims=True))
    weights = kernel
    return (weights @ y, weights)


# %% wrong global-maximum
# 减去的是整个数组的最大值，不是每行自己的：别的查询离得近时，远的那一行还是 0 ÷ 0
def kernel_regression(query, x, y, width):
    exponent = -((query[:, None] - x) ** 2) / (2 * width**2)
    kernel = np.exp(exponent - exponent.max(initial=-np.inf))
    weights = kernel / kernel.sum(axis=1, keepdims=True)
    return (weights @ y, weights)


# %% wrong weights-transposed
# 返回的权重转置了：应当一行一个查询
def kernel_regression(query, x, y, width):
    exponent = -((query[:, None] - x) ** 2) / (2 * width**2)
    kernel = np.exp(exponent - exponent.max(axis=1, keepdims=True))
    weights = kernel / kernel.sum(axis=1, keepdims=True)
    return (weights @ y, weights.T)


# %% wrong nearest-only
# 只听最近的一个，其余的权重是 0
def kernel_regression(query, x, y, width):
    exponent = -((query[:, None] - x) ** 2) / (2 * width**2)
    kernel = (exponent == exponent.max(axis=1, keepdims=True)).astype(float)
    weights = kernel / kernel.sum(axis=1, keepdims=True)
    return (weights @ y, weights)


# %% right one-by-one
# 一个查询一个查询地算
def kernel_regression(query, x, y, width):
    weights = np.zeros((len(query), len(x)))
    for i, q in enumerate(query):
        distance = ((q - x) / width) ** 2 / 2
        near = np.exp(distance.min() - distance)
        weights[i] = near / near.sum()
    return np.tensordot(weights, y, axes=(1, 0)), weights


# %% right torch-softmax
# 借 PyTorch 的 softmax
def kernel_regression(query, x, y, width):
    scores = -np.square(np.subtract.outer(query, x)) / (2 * width * width)
    weights = torch.softmax(torch.tensor(scores), dim=1).numpy()
    return weights @ y, weights


# %% right list-returned
# 返回列表，不是元组
def kernel_regression(query, x, y, width):
    exponent = -((query[:, None] - x) ** 2) / (2 * width**2)
    kernel = np.exp(exponent - exponent.max(axis=1, keepdims=True))
    weights = kernel / kernel.sum(axis=1, keepdims=True)
    return [weights @ y, weights]
