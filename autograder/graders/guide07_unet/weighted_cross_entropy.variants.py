# %%
import torch
from torch.nn import functional as F


# %% wrong divided-by-weights
# 除以了权重之和，不是像素个数
def weighted_cross_entropy(logits, target, weights):
    losses = F.cross_entropy(logits, target, reduction="none")
    return (weights * losses).sum() / weights.sum()


# %% wrong weighted-after-mean
# 先各自平均，再乘：每个像素的权重没有和它自己的损失相乘
def weighted_cross_entropy(logits, target, weights):
    return F.cross_entropy(logits, target) * weights.mean()


# %% wrong summed
# 没有平均，只求了和
def weighted_cross_entropy(logits, target, weights):
    return (weights * F.cross_entropy(logits, target, reduction="none")).sum()


# %% wrong softmax-twice
# softmax 做了两次：交叉熵里已经有了
def weighted_cross_entropy(logits, target, weights):
    p = torch.softmax(logits, dim=1)
    return (weights * F.cross_entropy(p, target, reduction="none")).mean()


# %% wrong unstable
# 先 softmax 再取对数：打分一大就成了无穷
def weighted_cross_entropy(logits, target, weights):
    p = torch.softmax(logits, dim=1).gather(1, target[:, None])[:, 0]
    return -(weights * p.log()).mean()


# %% wrong detached
# 返回了 Python 的数，不是张量，梯度断了
def weighted_cross_entropy(logits, target, weights):
    return (weights * F.cross_entropy(logits, target, reduction="none")).mean().item()


# %% wrong per-picture-sum
# 只除以了图的张数，没有除以像素个数
def weighted_cross_entropy(logits, target, weights):
    return (weights * F.cross_entropy(logits, target, reduction="none")).sum() / len(logits)


# %% wrong divided-by-classes-too
# 除以的还有类数
def weighted_cross_entropy(logits, target, weights):
    return (weights * F.cross_entropy(logits, target, reduction="none")).sum() / logits.numel()


# %% wrong weights-ignored
# 没有用权重
def weighted_cross_entropy(logits, target, weights):
    return F.cross_entropy(logits, target)


# %% right log-softmax
# log_softmax 之后取出正确的类
def weighted_cross_entropy(logits, target, weights):
    log_p = F.log_softmax(logits, dim=1)
    chosen = log_p.gather(1, target.unsqueeze(1)).squeeze(1)
    n, h, w = target.shape
    return -(chosen * weights).sum() / (n * h * w)


# %% right logsumexp
# logsumexp 减去正确的打分
def weighted_cross_entropy(logits, target, weights):
    one_hot = F.one_hot(target, logits.shape[1]).movedim(-1, 1)
    losses = torch.logsumexp(logits, 1) - (logits * one_hot).sum(1)
    return torch.mean(losses * weights)
