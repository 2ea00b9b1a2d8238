# %%
import numpy as np


# %% wrong per-array
# 每个数组各算各的范数、各缩各的
def clip_gradients(grads, max_norm):
    total = 0.0
    for grad in grads.values():
        norm = np.linalg.norm(grad)
        total += norm**2
        if norm > max_norm:
            grad *= max_norm / norm
    return float(np.sqrt(total))


# %% wrong always
# 没有判断大小，范数小的梯度也被放大到 max_norm
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    for grad in grads.values():
        grad *= max_norm / (norm + 1e-12)
    return float(norm)


# %% wrong replaced
# 换掉了字典里的数组，原来的数组没有变
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for key in grads:
            grads[key] = grads[key] * max_norm / norm
    return float(norm)


# %% wrong norm-after
# 返回的是缩小之后的范数
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(min(norm, max_norm))


# %% wrong elementwise
# 把每个元素截在 ±max_norm 之间，没有看总范数
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    for grad in grads.values():
        np.clip(grad, -max_norm, max_norm, out=grad)
    return float(norm)


# %% wrong no-root
# 范数忘了开平方
def clip_gradients(grads, max_norm):
    norm = sum(np.sum(grad**2) for grad in grads.values())
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% wrong sum-of-norms
# 总范数算成了各数组范数之和
def clip_gradients(grads, max_norm):
    norm = sum(np.linalg.norm(grad) for grad in grads.values())
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% wrong largest-entry
# 看的是绝对值最大的元素，不是总范数
def clip_gradients(grads, max_norm):
    norm = max(np.abs(grad).max() for grad in grads.values())
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% wrong half-not-root
# 开方写成了 ** 1/2，先算乘方再除，得到的是平方和的一半
def clip_gradients(grads, max_norm):
    norm = sum(np.sum(grad**2) for grad in grads.values()) ** 1 / 2
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% wrong ratio-inverted
# 缩放的比例反了：乘的是范数除以 max_norm，越裁越大
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad *= norm / max_norm
    return float(norm)


# %% wrong to-norm-one
# 缩到了范数 1，没有乘 max_norm
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad /= norm
    return float(norm)


# %% wrong times-max-norm
# 只乘了 max_norm，没有除以范数
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm
    return float(norm)


# %% wrong mean-square
# 范数用了平方的平均，不是平方的和
def clip_gradients(grads, max_norm):
    flat = np.concatenate([grad.ravel() for grad in grads.values()])
    norm = np.sqrt(np.mean(flat**2))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% wrong absolute-sum
# 范数用了绝对值之和，不是平方和的平方根
def clip_gradients(grads, max_norm):
    norm = sum(np.sum(np.abs(grad)) for grad in grads.values())
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% wrong first-array-only
# return 写在了循环里，只缩小了第一个数组
def clip_gradients(grads, max_norm):
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads.values())))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
            return norm
    return norm


# %% wrong no-check-no-eps
# 没有判断大小就除以范数：小的梯度被放大，全是 0 时成了 NaN
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    for grad in grads.values():
        grad *= max_norm / norm
    return float(norm)


# %% wrong norm-of-the-last
# 循环里的范数每次都重新算，留下的只是最后一个数组的
def clip_gradients(grads, max_norm):
    for grad in grads.values():
        norm = np.sqrt(np.sum(grad**2))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% wrong returns-the-scale
# 返回的是缩放的比例，不是范数
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    scale = min(1.0, max_norm / max(norm, 1e-12))
    for grad in grads.values():
        grad *= scale
    return float(scale)


# %% wrong returns-grads
# 返回的是字典，不是范数
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return grads


# %% wrong not-scaled
# 只返回了范数，没有缩小梯度
def clip_gradients(grads, max_norm):
    return float(np.sqrt(sum(np.sum(grad**2) for grad in grads.values())))


# %% wrong root-of-sum-of-norms
# 把各数组的范数加起来再开方，范数忘了平方
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.linalg.norm(grad) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% wrong per-array-replaced
# 每个数组各缩各的，换掉的还是字典里的数组，返回最后一个数组的范数
def clip_gradients(grads, max_norm):
    for key, grad in grads.items():
        norm = np.linalg.norm(grad)
        if norm > max_norm:
            grads[key] = grad * max_norm / norm
    return float(norm)


# %% right concatenated
# 先把所有梯度接成一个长向量求范数，再用 [...] 写回
def clip_gradients(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([grad.ravel() for grad in grads.values()]))
    scale = min(1.0, max_norm / (norm + 1e-12))
    for key in grads:
        grads[key][...] = grads[key] * scale
    return norm


# %% right python-sum
# 用 Python 循环累加平方和，用 np.multiply 的 out 写回
def clip_gradients(grads, max_norm):
    total = 0.0
    for grad in grads.values():
        for value in grad.ravel():
            total += float(value) ** 2
    norm = total**0.5
    if norm >= max_norm:
        for grad in grads.values():
            np.multiply(grad, max_norm / norm, out=grad)
    return norm


# %% right small-number-in-the-ratio
# 分母上加一个很小的数，比例不超过 1
def clip_gradients(grads, max_norm):
    total = 0
    for key in grads:
        total += (grads[key] ** 2).sum()
    total_norm = np.sqrt(total)
    coefficient = max_norm / (total_norm + 1e-6)
    if coefficient < 1:
        for key in grads:
            grads[key] *= coefficient
    return total_norm


# %% right vdot
# 平方和用 vdot，范数用 math.hypot
def clip_gradients(grads, max_norm):
    import math

    norm = math.hypot(*[math.sqrt(np.vdot(grad, grad)) for grad in grads.values()])
    if norm > max_norm:
        for grad in grads.values():
            grad /= norm / max_norm
    return norm
