# %%
import numpy as np


# %% wrong bias-last
# 偏置放在了最后
def normal_equation(x, y):
    w = np.linalg.lstsq(design_matrix(x), y, rcond=None)[0]
    return np.append(w[1:], w[0])


# %% wrong no-bias
# 没有添上那一列 1，返回的权重里没有偏置
def normal_equation(x, y):
    return np.linalg.lstsq(x, y, rcond=None)[0]


# %% wrong zero-bias
# 没有添上那一列 1 就求解，偏置直接填了 0
def normal_equation(x, y):
    return np.append(0.0, np.linalg.lstsq(x, y, rcond=None)[0])


# %% wrong mean-as-bias
# 减去平均值再求权重是对的，但偏置取了 y 的平均值，没有减去各列平均值的贡献
def normal_equation(x, y):
    w = np.linalg.lstsq(x - x.mean(axis=0), y - y.mean(), rcond=None)[0]
    return np.append(y.mean(), w)


# %% wrong inverse-of-singular
# 对 XᵀX 直接求逆，列共线时它不可逆
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.inv(design.T @ design) @ design.T @ y


# %% wrong solve-of-singular
# 用 np.linalg.solve 解正规方程，列共线时 XᵀX 不可逆
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.solve(design.T @ design, design.T @ y)


# %% wrong column-of-weights
# 返回的是 (d+1, 1) 的一列，不是一维数组
def normal_equation(x, y):
    return np.linalg.pinv(design_matrix(x)) @ y.reshape(-1, 1)


# %% wrong ridge
# 在 XᵀX 的对角线上加了一个小数，算的是岭回归，不是最小二乘
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.solve(design.T @ design + 0.01 * np.eye(design.shape[1]), design.T @ y)


# %% wrong standardized-weights
# 返回的是各列标准化之后的权重，没有换回原来的单位
def normal_equation(x, y):
    spread = x.std(axis=0)
    scaled = (x - x.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return np.linalg.lstsq(design_matrix(scaled), y, rcond=None)[0]


# %% wrong whole-lstsq-answer
# 返回了 lstsq 给出的全部四样东西，没有只取第一样
def normal_equation(x, y):
    return np.linalg.lstsq(design_matrix(x), y, rcond=None)


# %% wrong ones-twice
# 那一列 1 添了两次，返回的权重比应有的多一个
def normal_equation(x, y):
    with_ones = np.hstack([np.ones((len(x), 1)), x])
    return np.linalg.lstsq(design_matrix(with_ones), y, rcond=None)[0]


# %% wrong centred-zero-bias
# 先减去平均值求出了权重，偏置却填了 0
def normal_equation(x, y):
    w = np.linalg.lstsq(x - x.mean(axis=0), y - y.mean(), rcond=None)[0]
    return np.append(0.0, w)


# %% wrong ridge-of-one
# 在 XᵀX 的对角线上加了 1，算的是岭回归，不是最小二乘
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.solve(design.T @ design + np.eye(design.shape[1]), design.T @ y)


# %% wrong tiny-ridge
# 在 XᵀX 的对角线上加了一个很小的数，避开了不可逆，答案却差了一点
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.solve(design.T @ design + 1e-4 * np.eye(design.shape[1]), design.T @ y)


# %% wrong not-inverted
# 只算了 Xᵀy，没有解方程
def normal_equation(x, y):
    return design_matrix(x).T @ y


# %% wrong predictions
# 返回的是对各个样本的预测，不是权重
def normal_equation(x, y):
    design = design_matrix(x)
    return design @ np.linalg.lstsq(design, y, rcond=None)[0]


# %% wrong ridge-of-a-thousandth
# 在 XᵀX 的对角线上加了 0.001，算的是岭回归，不是最小二乘
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.solve(design.T @ design + 1e-3 * np.eye(design.shape[1]), design.T @ y)


# %% wrong bias-last-by-inverse
# 偏置放在了最后，又对 XᵀX 直接求逆，列共线时它不可逆
def normal_equation(x, y):
    design = np.hstack([x, np.ones((len(x), 1))])
    return np.linalg.inv(design.T @ design) @ design.T @ y


# %% right pinv
# 用 X 的广义逆
def normal_equation(x, y):
    return np.linalg.pinv(design_matrix(x)) @ y


# %% right pinv-of-normal-matrix
# 用 XᵀX 的广义逆
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.pinv(design.T @ design) @ design.T @ y


# %% right centred
# 先减去平均值求权重，再算偏置；共线时得到的是另一个最小解
def normal_equation(x, y):
    w = np.linalg.lstsq(x - x.mean(axis=0), y - y.mean(), rcond=None)[0]
    return np.concatenate([[y.mean() - x.mean(axis=0) @ w], w])


# %% right lstsq-of-normal-equation
# 把正规方程交给 lstsq 去解
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.lstsq(design.T @ design, design.T @ y)[0]


# %% right svd
# 自己用奇异值分解，去掉太小的奇异值
def normal_equation(x, y):
    design = design_matrix(x)
    u, s, vt = np.linalg.svd(design, full_matrices=False)
    inverse = np.array([1 / value if value > 1e-10 * s[0] else 0.0 for value in s])
    return vt.T @ (inverse * (u.T @ y))
