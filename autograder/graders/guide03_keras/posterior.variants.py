# %%
import numpy as np


# %% wrong plain-product
# 直接连乘，没有取对数，观测一多就下溢
def posterior(prior, likelihoods):
    joint = prior * np.prod(likelihoods, axis=0)
    if joint.sum() == 0:
        raise ValueError
    return joint / joint.sum()


# %% wrong product-without-error
# 直接连乘，也没有检查是不是全被排除，得到 0/0
def posterior(prior, likelihoods):
    joint = prior * np.prod(likelihoods, axis=0)
    return joint / joint.sum()


# %% wrong maximum-not-subtracted
# 取了对数，但没有减去最大值就取指数
def posterior(prior, likelihoods):
    with np.errstate(divide="ignore"):
        weights = np.exp(np.log(prior) + np.log(likelihoods).sum(axis=0))
    if weights.sum() == 0:
        raise ValueError
    return weights / weights.sum()


# %% wrong prior-left-out
# 漏掉了先验
def posterior(prior, likelihoods):
    with np.errstate(divide="ignore"):
        logs = np.log(likelihoods).sum(axis=0)
    if logs.max() == -np.inf:
        raise ValueError
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


# %% wrong prior-every-time
# 每个观测都乘了一遍先验
def posterior(prior, likelihoods):
    with np.errstate(divide="ignore"):
        logs = (np.log(prior) + np.log(likelihoods)).sum(axis=0)
    if logs.max() == -np.inf:
        raise ValueError
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


# %% wrong zeros-padded
# 取对数之前加上了 1e-12，被排除的类又活了
def posterior(prior, likelihoods):
    if np.all(np.append(likelihoods, [prior], axis=0).min(axis=0) == 0):
        raise ValueError
    logs = np.log(prior + 1e-12) + np.log(likelihoods + 1e-12).sum(axis=0)
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


# %% wrong zero-warns
# 对 0 取了对数，没有避开警告
def posterior(prior, likelihoods):
    logs = np.log(prior) + np.log(likelihoods).sum(axis=0)
    if logs.max() == -np.inf:
        raise ValueError
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


# %% wrong no-error
# 所有的类都被排除时没有抛出 ValueError，返回了 NaN
def posterior(prior, likelihoods):
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(prior) + np.log(likelihoods).sum(axis=0)
        weights = np.exp(logs - logs.max())
        return weights / weights.sum()


# %% wrong uniform-when-excluded
# 所有的类都被排除时返回了均匀的概率，没有抛出 ValueError
def posterior(prior, likelihoods):
    with np.errstate(divide="ignore"):
        logs = np.log(prior) + np.log(likelihoods).sum(axis=0)
    if logs.max() == -np.inf:
        return np.full(len(prior), 1 / len(prior))
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


# %% wrong not-normalised
# 没有除以总和：最大的一项成了 1
def posterior(prior, likelihoods):
    with np.errstate(divide="ignore"):
        logs = np.log(prior) + np.log(likelihoods).sum(axis=0)
    if logs.max() == -np.inf:
        raise ValueError
    return np.exp(logs - logs.max())


# %% wrong likelihoods-added
# 各个观测的似然是相加的，不是相乘
def posterior(prior, likelihoods):
    weights = prior * likelihoods.sum(axis=0)
    if weights.sum() == 0:
        raise ValueError
    return weights / weights.sum()


# %% wrong mean-of-logs
# 对数求了平均，没有求和：观测再多也只算一个
def posterior(prior, likelihoods):
    with np.errstate(divide="ignore"):
        logs = np.log(prior) + np.log(likelihoods).mean(axis=0)
    if logs.max() == -np.inf:
        raise ValueError
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


# %% wrong prior-not-in-log
# 先验没有取对数就和对数似然相加了
def posterior(prior, likelihoods):
    with np.errstate(divide="ignore"):
        logs = prior + np.log(likelihoods).sum(axis=0)
    if logs.max() == -np.inf:
        raise ValueError
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


# %% wrong zeros-skipped
# 似然是 0 的观测被跳过了，没有排除那个类
def posterior(prior, likelihoods):
    with np.errstate(divide="ignore"):
        logs = np.log(prior) + np.where(likelihoods > 0, np.log(likelihoods), 0.0).sum(axis=0)
    if np.any([np.all(row == 0) for row in likelihoods]) or logs.max() == -np.inf:
        raise ValueError
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


# %% wrong most-likely-only
# 返回的是最可能的那个类的编号，不是各类的概率
def posterior(prior, likelihoods):
    with np.errstate(divide="ignore"):
        logs = np.log(prior) + np.log(likelihoods).sum(axis=0)
    if logs.max() == -np.inf:
        raise ValueError
    return np.argmax(logs)


# %% wrong one-by-one
# 没有取对数，一个观测一个观测地乘、每次都归一化：先输后赢的类，中途下溢成 0，再也回不来
def posterior(prior, likelihoods):
    belief = np.array(prior, dtype=float)
    for row in likelihoods:
        belief = belief * row
        if belief.sum() == 0:
            raise ValueError("全被排除")
        belief /= belief.sum()
    return belief


# %% right logs-one-by-one
# 一个观测一个观测地更新，对数每次都归一化
def posterior(prior, likelihoods):
    with np.errstate(divide="ignore"):
        belief = np.log(prior)
        for row in likelihoods:
            belief = belief + np.log(row)
            if belief.max() == -np.inf:
                raise ValueError("全被排除")
            belief -= belief.max()
    return np.exp(belief) / np.exp(belief).sum()


# %% right where
# 只对不是 0 的取对数
def posterior(prior, likelihoods):
    table = np.vstack([prior, likelihoods])
    logs = np.full(table.shape, -np.inf)
    np.log(table, out=logs, where=table > 0)
    scores = logs.sum(axis=0)
    top = np.max(scores)
    if np.isneginf(top):
        raise ValueError
    e = np.exp(scores - top)
    return e / np.sum(e)


# %% right by-torch
# 用 PyTorch 的 softmax
import torch


def posterior(prior, likelihoods):
    logs = torch.tensor(np.vstack([prior, likelihoods])).log().sum(dim=0)
    if bool(torch.isinf(logs).all()):
        raise ValueError("所有的类都被排除")
    return torch.softmax(logs, dim=0).numpy()


# %% right excluded-first
# 先把被排除的类挑出来，其余的再算
def posterior(prior, likelihoods):
    possible = (prior > 0) & np.all(likelihoods > 0, axis=0)
    if not possible.any():
        raise ValueError
    result = np.zeros(len(prior))
    logs = np.log(prior[possible]) + np.sum(np.log(likelihoods[:, possible]), axis=0)
    weights = np.exp(logs - max(logs))
    result[possible] = weights / sum(weights)
    return result
