# %%
import numpy as np


# %% wrong last-step
# 取的是最后一步，没有看 lengths
def last_valid(hs, lengths):
    return hs[:, -1]


# %% wrong off-by-one
# 没有减 1，取到了后面一步（最长的行越界时取最后一步）
def last_valid(hs, lengths):
    return hs[np.arange(len(hs)), np.minimum(lengths, hs.shape[1] - 1)]


# %% wrong out-of-range
# 没有减 1，长度等于 t 的行下标越界
def last_valid(hs, lengths):
    return hs[np.arange(len(hs)), lengths]


# %% wrong all-pairs
# 用 hs[:, lengths − 1] 取，每一行都取了所有的长度
def last_valid(hs, lengths):
    return hs[:, lengths - 1]


# %% wrong first-step
# 取的是第一步
def last_valid(hs, lengths):
    return hs[:, 0]


# %% wrong shared-length
# 所有行都用了批里最长的那个长度
def last_valid(hs, lengths):
    return hs[:, lengths.max() - 1]


# %% wrong mean
# 把句长之内的状态求了平均，不是取最后一个
def last_valid(hs, lengths):
    return np.stack([row[:length].mean(axis=0) for row, length in zip(hs, lengths)])


# %% wrong squeezed
# 用 squeeze 去掉了长度为 1 的轴
def last_valid(hs, lengths):
    return np.squeeze(hs[np.arange(len(hs)), lengths - 1])


# %% wrong lengths-changed
# 用 lengths -= 1 减 1，调用者的 lengths 被改了
def last_valid(hs, lengths):
    lengths -= 1
    return hs[np.arange(len(hs)), lengths]


# %% wrong one-too-early
# 多减了 1，取到了前面一步
def last_valid(hs, lengths):
    return hs[np.arange(len(hs)), lengths - 2]


# %% wrong first-length-for-all
# 所有行都用了第一行的长度
def last_valid(hs, lengths):
    return hs[:, lengths[0] - 1]


# %% wrong sum
# 把句长之内的状态加了起来，不是取最后一个
def last_valid(hs, lengths):
    return np.stack([row[:length].sum(axis=0) for row, length in zip(hs, lengths)])


# %% wrong axis-kept
# 时间那个轴留了下来，形状是 (n, 1, hidden)
def last_valid(hs, lengths):
    return np.stack([row[length - 1 : length] for row, length in zip(hs, lengths)])


# %% wrong last-nonzero
# 取的是最后一个不全为 0 的状态，没有看 lengths
def last_valid(hs, lengths):
    steps = [max(np.flatnonzero(row.any(axis=1)), default=0) for row in hs]
    return hs[np.arange(len(hs)), steps]


# %% wrong counted-from-the-end
# 从末尾往前数了 lengths 步
def last_valid(hs, lengths):
    return hs[np.arange(len(hs)), -lengths]


# %% wrong first-row-only
# return 写在了循环里，只填了第一行
def last_valid(hs, lengths):
    out = np.zeros((hs.shape[0], hs.shape[2]))
    for i in range(len(hs)):
        out[i] = hs[i, lengths[i] - 1]
        return out


# %% wrong one-too-late-squeezed
# lengths 没有减 1，超出的地方停在最后一步；长度是 1 的轴也被去掉了
def last_valid(hs, lengths):
    steps = np.minimum(lengths, hs.shape[1] - 1)
    return np.squeeze(hs[np.arange(len(hs)), steps])


# %% right loop
# 一行一行地取
def last_valid(hs, lengths):
    out = np.zeros((hs.shape[0], hs.shape[2]))
    for i in range(len(hs)):
        out[i] = hs[i, lengths[i] - 1]
    return out


# %% right take-along-axis
# 用 take_along_axis
def last_valid(hs, lengths):
    index = (lengths.astype(np.int64) - 1)[:, None, None]
    return np.take_along_axis(hs, index, axis=1)[:, 0]


# %% right mask-and-sum
# 用 0 和 1 的掩码挑出那一步，再对时间求和
def last_valid(hs, lengths):
    picked = np.arange(hs.shape[1]) == (lengths - 1)[:, None]
    return np.einsum("nt,nth->nh", picked.astype(hs.dtype), hs)


# %% right comprehension
# 列表推导式，再叠起来
def last_valid(hs, lengths):
    return np.array([state[length - 1] for state, length in zip(hs, lengths)])
