# %% wrong elementwise-root
# 矩阵的根写成了每个数各自开方
def frechet_distance(mean1, cov1, mean2, cov2):
    root = np.trace(np.sqrt(np.abs(cov1 @ cov2)))
    return float(np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong elementwise-product
# 两个矩阵逐个数相乘，不是矩阵乘法
def frechet_distance(mean1, cov1, mean2, cov2):
    root = np.sqrt(np.maximum(np.linalg.eigvals(cov1 * cov2).real, 0)).sum()
    return float(np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong diagonal-only
# 只看了对角线，把各维当成不相关
def frechet_distance(mean1, cov1, mean2, cov2):
    root = np.sqrt(np.diag(cov1) * np.diag(cov2)).sum()
    return float(np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong mean-not-squared
# 平均之差的长度没有平方
def frechet_distance(mean1, cov1, mean2, cov2):
    root = np.sqrt(np.maximum(np.linalg.eigvals(cov1 @ cov2).real, 0)).sum()
    return float(np.linalg.norm(mean1 - mean2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong no-two
# 根的前面漏了 2
def frechet_distance(mean1, cov1, mean2, cov2):
    root = np.sqrt(np.maximum(np.linalg.eigvals(cov1 @ cov2).real, 0)).sum()
    return float(np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - root)


# %% wrong no-root
# 忘了开方，减去的是 C1·C2 的迹
def frechet_distance(mean1, cov1, mean2, cov2):
    gap = np.sum((mean1 - mean2) ** 2)
    return float(gap + np.trace(cov1) + np.trace(cov2) - 2 * np.trace(cov1 @ cov2))


# %% wrong rooted
# 最后的结果又开了一次方
def frechet_distance(mean1, cov1, mean2, cov2):
    root = np.sqrt(np.maximum(np.linalg.eigvals(cov1 @ cov2).real, 0)).sum()
    squared = np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root
    return float(np.sqrt(max(squared, 0)))


# %% wrong complex
# 没有取实部，返回的是复数
def frechet_distance(mean1, cov1, mean2, cov2):
    root = np.sqrt(np.linalg.eigvals(cov1 @ cov2).astype(complex)).sum()
    return complex(np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong nan
# 特征值舍入成了一点点负数，开方是 NaN
def frechet_distance(mean1, cov1, mean2, cov2):
    with np.errstate(invalid="ignore"):
        root = np.sqrt(np.linalg.eigvals(cov1 @ cov2).real - 1e-15).sum()
    return float(np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong symmetric-solver
# C1·C2 不对称，却用了只管对称矩阵的 eigvalsh
def frechet_distance(mean1, cov1, mean2, cov2):
    root = np.sqrt(np.maximum(np.linalg.eigvalsh(cov1 @ cov2), 0)).sum()
    return float(np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong separate-roots
# 两个矩阵分别开方，再逐对相乘特征值，不管方向
def frechet_distance(mean1, cov1, mean2, cov2):
    first, second = (np.sqrt(np.linalg.eigvalsh(c).clip(min=0)) for c in (cov1, cov2))
    gap = np.sum((mean1 - mean2) ** 2)
    return float(gap + np.trace(cov1) + np.trace(cov2) - 2 * (first * second).sum())


# %% wrong no-mean
# 漏了平均之差
def frechet_distance(mean1, cov1, mean2, cov2):
    root = np.sqrt(np.maximum(np.linalg.eigvals(cov1 @ cov2).real, 0)).sum()
    return float(np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong cholesky
# 把 Cholesky 分解当成了矩阵的根，协方差奇异时还会报错
def frechet_distance(mean1, cov1, mean2, cov2):
    lower1, lower2 = np.linalg.cholesky(cov1), np.linalg.cholesky(cov2)
    root = np.trace(lower1.T @ lower2)
    return float(np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong cholesky-padded
# 对角线上垫了一点，再把 Cholesky 分解当成矩阵的根
def frechet_distance(mean1, cov1, mean2, cov2):
    pad = 1e-12 * np.eye(len(cov1))
    lower1, lower2 = np.linalg.cholesky(cov1 + pad), np.linalg.cholesky(cov2 + pad)
    root = np.trace(lower1.T @ lower2)
    return float(np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong product-of-roots
# 两个矩阵各自求根再相乘：方向不同时，那不是乘积的根
def frechet_distance(mean1, cov1, mean2, cov2):
    halves = []
    for cov in (cov1, cov2):
        values, vectors = np.linalg.eigh(cov)
        halves.append(vectors * np.sqrt(values.clip(min=0)) @ vectors.T)
    root = np.trace(halves[0] @ halves[1])
    return float(np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong root-of-trace
# 先求了 C1·C2 的迹再开方，不是先开方再求和
def frechet_distance(mean1, cov1, mean2, cov2):
    root = np.sqrt(np.trace(cov1 @ cov2))
    return float(np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong singular-values
# 用了 C1·C2 的奇异值，不是特征值
def frechet_distance(mean1, cov1, mean2, cov2):
    root = np.sqrt(np.linalg.svd(cov1 @ cov2, compute_uv=False)).sum()
    return float(np.sum((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% wrong mean-averaged
# 平均之差的平方求了平均，没有求和
def frechet_distance(mean1, cov1, mean2, cov2):
    root = np.sqrt(np.maximum(np.linalg.eigvals(cov1 @ cov2).real, 0)).sum()
    return float(np.mean((mean1 - mean2) ** 2) + np.trace(cov1) + np.trace(cov2) - 2 * root)


# %% right symmetric-root
# 先求 C1 的根，再求对称矩阵的特征值
def frechet_distance(mean1, cov1, mean2, cov2):
    values, vectors = np.linalg.eigh(cov1)
    half = vectors @ np.diag(np.sqrt(np.clip(values, 0, None))) @ vectors.T
    inner = np.clip(np.linalg.eigvalsh(half @ cov2 @ half), 0, None)
    difference = mean1 - mean2
    return float(difference @ difference + np.trace(cov1 + cov2) - 2 * np.sum(np.sqrt(inner)))


# %% right complex-root
# 复数开方，最后取实部
def frechet_distance(mean1, cov1, mean2, cov2):
    eigenvalues = np.linalg.eigvals(np.matmul(cov2, cov1)).astype(complex)
    root = np.sqrt(eigenvalues).sum().real
    return max(0.0, float(np.linalg.norm(mean1 - mean2) ** 2 + np.trace(cov1) + np.trace(cov2) - 2 * root))
