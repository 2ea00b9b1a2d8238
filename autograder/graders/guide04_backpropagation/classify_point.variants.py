# %%
import numpy as np


# %% wrong diagonal
# 只看了对角线，没有求特征值
def classify_point(hessian, tol=1e-8):
    values = np.diag(hessian)
    zero = tol * np.abs(values).max()
    up, down = values > zero, values < -zero
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"


# %% wrong determinant
# 只看行列式和左上角的正负，这只对二维成立
def classify_point(hessian, tol=1e-8):
    determinant = np.linalg.det(hessian)
    if abs(determinant) <= tol * np.abs(hessian).max() ** len(hessian):
        return "undecided"
    if determinant < 0:
        return "saddle" if len(hessian) > 1 else "maximum"
    return "minimum" if hessian[0, 0] > 0 else "maximum"


# %% wrong zero-is-minimum
# 全 0 的矩阵当成了谷底：所有的 0 都算作不小于 0
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(hessian)
    zero = tol * np.abs(values).max()
    up, down = values > zero, values < -zero
    if up.any() and down.any():
        return "saddle"
    if up.all() or not (up.any() or down.any()):
        return "minimum"
    return "maximum" if down.all() else "undecided"


# %% wrong zero-first
# 先看有没有 0，有就说看不出来，没有先看正负
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(hessian)
    zero = tol * np.abs(values).max()
    up, down = values > zero, values < -zero
    if (~up & ~down).any():
        return "undecided"
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"


# %% wrong absolute-tol
# 拿 tol 直接和特征值比，没有乘最大的绝对值
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(hessian)
    zero = tol
    up, down = values > zero, values < -zero
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"


# %% wrong tol-fixed
# 界限写死成了 1e-8 倍，没有用 tol
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(hessian)
    zero = 1e-8 * np.abs(values).max()
    up, down = values > zero, values < -zero
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"


# %% wrong no-tol
# 直接和 0 比，舍入误差也被当成了弯
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(hessian)
    zero = 0.0
    up, down = values > zero, values < -zero
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"


# %% wrong largest-value
# 乘的是最大的特征值，不是最大的绝对值：全是负的时候界限就错了
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(hessian)
    zero = tol * values.max()
    up, down = values > zero, values < -zero
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"


# %% wrong flat-is-minimum
# 有 0、其余为正时说成了谷底
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(hessian)
    zero = tol * np.abs(values).max()
    up, down = values > zero, values < -zero
    if up.any() and down.any():
        return "saddle"
    if up.any():
        return "minimum"
    return "maximum" if down.all() else "undecided"


# %% wrong flat-is-maximum
# 有 0、其余为负时说成了山顶
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(hessian)
    zero = tol * np.abs(values).max()
    up, down = values > zero, values < -zero
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.any() else "undecided"


# %% wrong flat-is-saddle
# 有 0 就说是鞍点
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(hessian)
    zero = tol * np.abs(values).max()
    up, down = values > zero, values < -zero
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "saddle"


# %% wrong swapped
# 谷底和山顶说反了
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(hessian)
    zero = tol * np.abs(values).max()
    up, down = values > zero, values < -zero
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "maximum"
    return "minimum" if down.all() else "undecided"


# %% wrong sum-of-eigenvalues
# 只看迹（特征值之和）的正负
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(hessian)
    zero = tol * np.abs(values).max()
    up, down = np.array([values.sum() > zero]), np.array([values.sum() < -zero])
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"


# %% wrong smallest-only
# 只看最小和最大的两个数，把对角线之外的元素也当成了特征值
def classify_point(hessian, tol=1e-8):
    values = np.ravel(hessian)
    zero = tol * np.abs(values).max()
    up, down = values > zero, values < -zero
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"


# %% right signs
# 先把小的换成 0，再看符号的集合
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(np.asarray(hessian, dtype=float))
    values[np.abs(values) <= tol * np.max(np.abs(values))] = 0
    signs = set(np.sign(values).astype(int).tolist())
    if {1, -1} <= signs:
        return "saddle"
    return {frozenset({1}): "minimum", frozenset({-1}): "maximum"}.get(frozenset(signs), "undecided")


# %% right ends
# eigvalsh 从小到大排，只看两头
def classify_point(hessian, tol=1e-8):
    values = np.linalg.eigvalsh(hessian)
    low, high = values[0], values[-1]
    limit = tol * max(abs(low), abs(high))
    if low < -limit and high > limit:
        return "saddle"
    if low > limit:
        return "minimum"
    if high < -limit:
        return "maximum"
    return "undecided"


# %% right general-eigenvalues
# 用 eigh，按个数来分
def classify_point(hessian, tol=1e-8):
    values, _ = np.linalg.eigh(hessian)
    limit = tol * np.linalg.norm(values, np.inf)
    positive, negative = int((values > limit).sum()), int((values < -limit).sum())
    if positive and negative:
        return "saddle"
    if positive + negative < len(values):
        return "undecided"
    return "minimum" if positive else "maximum"
