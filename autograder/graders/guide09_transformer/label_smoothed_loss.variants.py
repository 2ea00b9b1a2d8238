# %%
import math

import torch


# %% wrong pad-in-the-mean
# 填出来的位置也算进了平均
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * log_p.mean(dim=-1)
    real = torch.ones_like(target, dtype=torch.bool)
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong divided-by-all
# 填出来的位置损失是 0，分母却还是全部位置
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * log_p.mean(dim=-1)
    real = target != pad
    return (losses * real).sum() / max(real.numel(), 1)


# %% wrong spread-over-the-others
# ε 撒在了另外的 v − 1 类上（tensor2tensor 的约定），题目要的是撒在全部 v 类上
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * (log_p.sum(dim=-1) - right) / (log_p.shape[-1] - 1)
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong others-by-all
# 正确的那一类没有分到 ε / v，只撒给了别的类
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * (log_p.sum(dim=-1) - right) / log_p.shape[-1]
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong not-divided
# 第二项忘了除以 v
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * log_p.sum(dim=-1)
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong too-much-in-all
# 第一项忘了乘 1 − ε
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -right - smoothing * log_p.mean(dim=-1)
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong smoothing-swapped
# 1 − ε 和 ε 弄反了
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -smoothing * right - (1 - smoothing) * log_p.mean(dim=-1)
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong mean-of-the-logits
# 第二项平均的是打分，不是 ln p
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * logits.mean(dim=-1)
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong kl-divergence
# 算的是 KL 散度：比交叉熵少了目标自己的熵
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * log_p.mean(dim=-1)
    v = log_p.shape[-1]
    high, low = 1 - smoothing + smoothing / v, smoothing / v
    losses = losses + high * math.log(high) + (v - 1) * low * math.log(max(low, 1e-300))
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong nan-without-words
# 全是 pad 时 0 ÷ 0，得到 NaN
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * log_p.mean(dim=-1)
    real = target != pad
    return (losses * real).sum() / real.sum()


# %% wrong pad-is-zero
# 没有用传进来的 pad，总当它是 0
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * log_p.mean(dim=-1)
    real = target != 0
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong sum
# 没有取平均，返回的是总和
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * log_p.mean(dim=-1)
    real = target != pad
    return (losses * real).sum()


# %% wrong log-of-softmax
# 先取 softmax 再取对数：打分大时得到 ln 0，是无穷
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = torch.log(torch.softmax(logits, dim=-1))
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * log_p.mean(dim=-1)
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong library-argument
# 用了 PyTorch 现成的 label_smoothing 参数，平滑不是自己写的
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    rows, numbers = logits.reshape(-1, logits.shape[-1]), target.reshape(-1)
    options = {"ignore_index": pad, "reduction": "sum"}
    total = F.cross_entropy(rows, numbers, label_smoothing=smoothing, **options)
    return total / (numbers != pad).sum().clamp(min=1)


# %% wrong pad-without-share
# pad 那一类没有分到 ε / v，别的类照旧，加起来不到 1
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * (log_p.sum(dim=-1) - log_p[..., pad]) / log_p.shape[-1]
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong spread-without-pad
# pad 那一类没有分到：ε 撒在了其余的 v − 1 类上，正确的也在里面
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * (log_p.sum(dim=-1) - log_p[..., pad]) / (
        log_p.shape[-1] - 1
    )
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong neither-pad-nor-right
# ε 撒在了正确的一类和 pad 以外的 v − 2 类上
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right - smoothing * (log_p.sum(dim=-1) - log_p[..., pad] - right) / (
        log_p.shape[-1] - 2
    )
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong negative-left-out
# 漏了负号，损失成了负的
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = (1 - smoothing) * right + smoothing * log_p.mean(dim=-1)
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong second-term-missing
# 只有第一项，没有撒给各类的那一份
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -(1 - smoothing) * right
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% wrong not-smoothed
# 没有平滑：就是普通的交叉熵，没有用 smoothing
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, dim=-1)
    right = log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    losses = -right
    real = target != pad
    return (losses * real).sum() / real.sum().clamp(min=1)


# %% right plain-cross-entropy
# 第一项用不带 label_smoothing 的 cross_entropy
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    rows, numbers = logits.flatten(0, -2), target.flatten()
    right = F.cross_entropy(rows, numbers, ignore_index=pad, reduction="sum")
    others = (rows.logsumexp(dim=1) - rows.mean(dim=1))[numbers != pad].sum()
    return ((1 - smoothing) * right + smoothing * others) / (numbers != pad).sum().clamp(min=1)


# %% right nll-loss
# 第一项用 nll_loss
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    log_p = F.log_softmax(logits, -1).reshape(-1, logits.shape[-1])
    flat = target.reshape(-1)
    picked = F.nll_loss(log_p, flat, reduction="none")
    each = (1 - smoothing) * picked - smoothing * log_p.mean(1)
    keep = flat != pad
    return each[keep].sum() / max(int(keep.sum()), 1)


# %% right soft-target
# 造出整个目标
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    v = logits.shape[-1]
    soft = torch.full_like(logits, smoothing / v)
    soft = soft.scatter_add(-1, target[..., None], torch.full_like(logits[..., :1], 1 - smoothing))
    each = -(soft * logits.log_softmax(-1)).sum(-1)
    real = each[target != pad]
    return real.mean() if len(real) else logits.sum() * 0


# %% right logsumexp
# 用 logsumexp，先挑出真正的词
def label_smoothed_loss(logits, target, smoothing=0.1, pad=0):
    keep = target.reshape(-1) != pad
    rows, right = logits.reshape(-1, logits.shape[-1])[keep], target.reshape(-1)[keep]
    total = rows.logsumexp(dim=1)
    picked = rows[torch.arange(len(right)), right]
    loss = total - (1 - smoothing) * picked - smoothing * rows.mean(dim=1)
    return loss.sum() / max(len(right), 1)
