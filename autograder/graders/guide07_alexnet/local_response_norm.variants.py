# %%
import torch
from torch.nn import functional as F


# %% wrong alpha-over-size
# alpha 除以了窗口大小，那是 PyTorch 和 Caffe 的写法
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half, channels = size // 2, x.shape[1]
    squares = F.pad(x**2, (0, 0, 0, 0, half, half))
    total = sum(squares[:, i : i + channels] for i in range(size))
    return x / (k + alpha / size * total) ** beta


# %% wrong over-space
# 窗口开在了图的行和列上，不是通道上
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half = size // 2
    squares = F.pad(x**2, (half, half, half, half))
    total = sum(
        squares[..., i : i + x.shape[2], j : j + x.shape[3]] for i in range(size) for j in range(size)
    )
    return x / (k + alpha * total) ** beta


# %% wrong wraps-around
# 通道接成了圈：头一个通道的左边是最后一个
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half = size // 2
    total = sum(torch.roll(x**2, i, dims=1) for i in range(-half, half + 1))
    return x / (k + alpha * total) ** beta


# %% wrong k-outside
# k 加在了次方外面
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half, channels = size // 2, x.shape[1]
    squares = F.pad(x**2, (0, 0, 0, 0, half, half))
    total = sum(squares[:, i : i + channels] for i in range(size))
    return x / (k + (alpha * total) ** beta)


# %% wrong not-squared
# 忘了平方，加的是值本身（取了绝对值）
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half, channels = size // 2, x.shape[1]
    squares = F.pad(x.abs(), (0, 0, 0, 0, half, half))
    total = sum(squares[:, i : i + channels] for i in range(size))
    return x / (k + alpha * total) ** beta


# %% wrong without-itself
# 自己没有算进窗口里
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half, channels = size // 2, x.shape[1]
    squares = F.pad(x**2, (0, 0, 0, 0, half, half))
    total = sum(squares[:, i : i + channels] for i in range(size))
    return x / (k + alpha * (total - x**2)) ** beta


# %% wrong full-width
# 两边各看了 size 个，不是 size // 2 个
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half, channels = size, x.shape[1]
    squares = F.pad(x**2, (0, 0, 0, 0, half, half))
    total = sum(squares[:, i : i + channels] for i in range(2 * size + 1))
    return x / (k + alpha * total) ** beta


# %% wrong even-size
# size 是偶数时没有报错
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    half, channels = size // 2, x.shape[1]
    squares = F.pad(x**2, (0, 0, 0, 0, half, half))
    total = sum(squares[:, i : i + channels] for i in range(size))
    return x / (k + alpha * total) ** beta


# %% wrong one-sided
# 窗口只看了左边的邻居，没有看右边的
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half, channels = size // 2, x.shape[1]
    squares = F.pad(x**2, (0, 0, 0, 0, half, half))
    total = sum(squares[:, i : i + channels] for i in range(half + 1))
    return x / (k + alpha * total) ** beta


# %% wrong beta-forgotten
# 忘了取 beta 次方
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half, channels = size // 2, x.shape[1]
    squares = F.pad(x**2, (0, 0, 0, 0, half, half))
    total = sum(squares[:, i : i + channels] for i in range(size))
    return x / (k + alpha * total)


# %% wrong detached
# 平方和断开了计算图，求导时当成了常数
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half, channels = size // 2, x.shape[1]
    squares = F.pad(x**2, (0, 0, 0, 0, half, half))
    total = sum(squares[:, i : i + channels] for i in range(size))
    return x / (k + alpha * total.detach()) ** beta


# %% wrong right-end-missed
# 切片的右端没有加 1，右边少看了一个通道
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half, channels, sums = size // 2, x.shape[1], []
    for i in range(channels):
        sums.append((x[:, max(0, i - half) : min(channels - 1, i + half)] ** 2).sum(dim=1))
    return x / (k + alpha * torch.stack(sums, dim=1)) ** beta


# %% wrong multiplied
# 乘了括号的 beta 次方，没有除
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half, channels = size // 2, x.shape[1]
    squares = F.pad(x**2, (0, 0, 0, 0, half, half))
    total = sum(squares[:, i : i + channels] for i in range(size))
    return x * (k + alpha * total) ** beta


# %% wrong square-of-the-sum
# 先把邻近的值加起来再平方，没有先各自平方
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half, channels = size // 2, x.shape[1]
    near = F.pad(x, (0, 0, 0, 0, half, half))
    total = sum(near[:, i : i + channels] for i in range(size)) ** 2
    return x / (k + alpha * total) ** beta


# %% right channel-by-channel
# 一个通道一个通道地算
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half, outs = size // 2, []
    for i in range(x.shape[1]):
        near = x[:, max(0, i - half) : min(x.shape[1], i + half + 1)]
        outs.append(x[:, i] / (k + alpha * (near**2).sum(1)) ** beta)
    return torch.stack(outs, 1)


# %% right band-matrix
# 用一个带状的 0/1 矩阵把邻近通道加起来
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    place = torch.arange(x.shape[1])
    band = ((place[:, None] - place).abs() <= size // 2).to(x.dtype)
    return x * (k + alpha * torch.einsum("ij,njhw->nihw", band, x * x)).pow(-beta)


# %% right average-pool
# 用三维的平均池化求窗口和
def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size % 2 == 0:
        raise ValueError("size")
    half = size // 2
    wide = F.pad((x * x)[:, None], (0, 0, 0, 0, half, half))
    total = size * F.avg_pool3d(wide, (size, 1, 1), stride=1)[:, 0]
    return x / (k + alpha * total) ** beta
