# %%
# Slips leave names unused.
import numpy as np
import torch


# %% wrong not-centred
# 没有减去平均
def rgb_pca(images):
    points = images.movedim(1, -1).reshape(-1, 3)
    away = points
    values, vectors = torch.linalg.eigh(away.T @ away / len(away))
    return values.flip(0), vectors.flip(1)


# %% wrong ascending
# 特征值和特征向量都从小到大
def rgb_pca(images):
    points = images.movedim(1, -1).reshape(-1, 3)
    away = points - points.mean(dim=0)
    values, vectors = torch.linalg.eigh(away.T @ away / len(away))
    return values, vectors


# %% wrong vectors-not-flipped
# 特征值倒过来了，特征向量没有跟着倒
def rgb_pca(images):
    points = images.movedim(1, -1).reshape(-1, 3)
    away = points - points.mean(dim=0)
    values, vectors = torch.linalg.eigh(away.T @ away / len(away))
    return values.flip(0), vectors


# %% wrong vectors-in-rows
# 特征向量放成了行
def rgb_pca(images):
    points = images.movedim(1, -1).reshape(-1, 3)
    away = points - points.mean(dim=0)
    values, vectors = torch.linalg.eigh(away.T @ away / len(away))
    return values.flip(0), vectors.flip(1).T


# %% wrong wrong-axis
# 直接 reshape(-1, 3)，把同一行相邻的三个像素当成了三个颜色
def rgb_pca(images):
    points = images.reshape(-1, 3)
    away = points - points.mean(dim=0)
    values, vectors = torch.linalg.eigh(away.T @ away / len(away))
    return values.flip(0), vectors.flip(1)


# %% wrong square-root
# 返回的是标准差，没有平方
def rgb_pca(images):
    points = images.movedim(1, -1).reshape(-1, 3)
    away = points - points.mean(dim=0)
    values, vectors = torch.linalg.eigh(away.T @ away / len(away))
    return values.flip(0).clamp_min(0).sqrt(), vectors.flip(1)


# %% wrong not-divided
# 协方差没有除以像素的个数
def rgb_pca(images):
    points = images.movedim(1, -1).reshape(-1, 3)
    away = points - points.mean(dim=0)
    values, vectors = torch.linalg.eigh(away.T @ away)
    return values.flip(0), vectors.flip(1)


# %% wrong divided-by-pictures
# 协方差除以的是图的张数，不是像素的个数
def rgb_pca(images):
    points = images.movedim(1, -1).reshape(-1, 3)
    away = points - points.mean(dim=0)
    values, vectors = torch.linalg.eigh(away.T @ away / len(images))
    return values.flip(0), vectors.flip(1)


# %% wrong centred-picture-by-picture
# 每张图减了自己的平均，不是所有像素的平均
def rgb_pca(images):
    away = images - images.mean(dim=(2, 3), keepdim=True)
    away = away.movedim(1, -1).reshape(-1, 3)
    values, vectors = torch.linalg.eigh(away.T @ away / len(away))
    return values.flip(0), vectors.flip(1)


# %% wrong correlation
# 用的是相关系数，每个颜色先除以了标准差
def rgb_pca(images):
    points = images.movedim(1, -1).reshape(-1, 3)
    away = points - points.mean(dim=0)
    away = away / away.std(dim=0, correction=0)
    values, vectors = torch.linalg.eigh(away.T @ away / len(away))
    return values.flip(0), vectors.flip(1)


# %% wrong vectors-flipped-in-rows
# 特征向量沿着行倒的，红和蓝对调了，列的次序却没有变
def rgb_pca(images):
    points = images.movedim(1, -1).reshape(-1, 3)
    away = points - points.mean(dim=0)
    values, vectors = torch.linalg.eigh(away.T @ away / len(away))
    return values.flip(0), vectors.flip(0)


# %% wrong one-mean
# 三个颜色共减了一个平均，没有各减各的
def rgb_pca(images):
    points = images.movedim(1, -1).reshape(-1, 3)
    away = points - points.mean()
    values, vectors = torch.linalg.eigh(away.T @ away / len(away))
    return values.flip(0), vectors.flip(1)


# %% right torch-cov
# 用 torch.cov，除以 N − 1
def rgb_pca(images):
    values, vectors = torch.linalg.eigh(torch.cov(images.transpose(0, 1).flatten(1)))
    order = torch.argsort(values, descending=True)
    return values[order], vectors[:, order]


# %% right svd
# 用奇异值分解
def rgb_pca(images):
    points = images.permute(0, 2, 3, 1).reshape(-1, 3)
    points = points - points.mean(0, keepdim=True)
    _, s, vh = torch.linalg.svd(points, full_matrices=False)
    if len(s) < 3:
        s = torch.cat([s, s.new_zeros(3 - len(s))])
        vh = torch.linalg.svd(points, full_matrices=True)[2]
    return s**2 / len(points), vh.T


# %% right numpy
# 在 NumPy 里算，再变回张量
def rgb_pca(images):
    flat = images.permute(1, 0, 2, 3).reshape(3, -1).numpy()
    values, vectors = np.linalg.eigh(np.cov(flat, bias=True))
    dtype = images.dtype
    return torch.tensor(values[::-1].copy(), dtype=dtype), torch.tensor(vectors[:, ::-1].copy(), dtype=dtype)
