# %%
# Slips leave names unused.
import torch


# %% wrong per-pixel
# 每个像素各抽各的
def colour_jitter(images, values, vectors, rng, std=0.1):
    n, _, h, w = images.shape
    alpha = torch.tensor(rng.normal(0, std, (n, h, w, 3)), dtype=images.dtype)
    return images + ((alpha * values) @ vectors.T).movedim(-1, 1)


# %% wrong one-for-all
# 整批共用一组 α
def colour_jitter(images, values, vectors, rng, std=0.1):
    alpha = torch.tensor(rng.normal(0, std, (1, 3)), dtype=images.dtype)
    colours = (alpha * values) @ vectors.T
    return images + colours[:, :, None, None]


# %% wrong one-alpha
# 一张图的三个 α 是同一个数
def colour_jitter(images, values, vectors, rng, std=0.1):
    alpha = torch.tensor(rng.normal(0, std, (len(images), 1)), dtype=images.dtype)
    colours = (alpha * values) @ vectors.T
    return images + colours[:, :, None, None]


# %% wrong rows-for-columns
# 特征向量取成了行
def colour_jitter(images, values, vectors, rng, std=0.1):
    alpha = torch.tensor(rng.normal(0, std, (len(images), 3)), dtype=images.dtype)
    colours = (alpha * values) @ vectors
    return images + colours[:, :, None, None]


# %% wrong root-of-values
# 乘的是特征值的平方根
def colour_jitter(images, values, vectors, rng, std=0.1):
    alpha = torch.tensor(rng.normal(0, std, (len(images), 3)), dtype=images.dtype)
    colours = (alpha * values.sqrt()) @ vectors.T
    return images + colours[:, :, None, None]


# %% wrong values-forgotten
# 忘了乘特征值
def colour_jitter(images, values, vectors, rng, std=0.1):
    alpha = torch.tensor(rng.normal(0, std, (len(images), 3)), dtype=images.dtype)
    colours = alpha @ vectors.T
    return images + colours[:, :, None, None]


# %% wrong clipped
# 把结果截断在 0 到 1 之间
def colour_jitter(images, values, vectors, rng, std=0.1):
    alpha = torch.tensor(rng.normal(0, std, (len(images), 3)), dtype=images.dtype)
    colours = (alpha * values) @ vectors.T
    return (images + colours[:, :, None, None]).clamp(0, 1)


# %% wrong in-place
# 直接加在传进来的图上
def colour_jitter(images, values, vectors, rng, std=0.1):
    alpha = torch.tensor(rng.normal(0, std, (len(images), 3)), dtype=images.dtype)
    colours = (alpha * values) @ vectors.T
    images += colours[:, :, None, None]
    return images


# %% wrong variance
# 把 std 当成了方差
def colour_jitter(images, values, vectors, rng, std=0.1):
    alpha = torch.tensor(rng.normal(0, std**0.5, (len(images), 3)), dtype=images.dtype)
    colours = (alpha * values) @ vectors.T
    return images + colours[:, :, None, None]


# %% wrong uniform
# α 抽自均匀分布，−std 到 std
def colour_jitter(images, values, vectors, rng, std=0.1):
    alpha = torch.tensor(rng.uniform(-std, std, (len(images), 3)), dtype=images.dtype)
    colours = (alpha * values) @ vectors.T
    return images + colours[:, :, None, None]


# %% right einsum
# 用 einsum 写
def colour_jitter(images, values, vectors, rng, std=0.1):
    alpha = torch.from_numpy(std * rng.standard_normal((images.shape[0], 3))).to(images.dtype)
    return images + torch.einsum("ij,j,nj->ni", vectors, values, alpha).reshape(-1, 3, 1, 1)


# %% right one-by-one
# 一张一张地加
def colour_jitter(images, values, vectors, rng, std=0.1):
    out = []
    for image in images:
        alpha = torch.tensor([rng.normal(0.0, std) for _ in range(3)], dtype=images.dtype)
        colour = vectors @ (alpha * values)
        out.append(image + colour.reshape(3, 1, 1))
    return torch.stack(out)
