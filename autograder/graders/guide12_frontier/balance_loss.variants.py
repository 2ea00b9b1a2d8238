# %% wrong not-times-e
# 没有乘专家的个数（或者最后对专家取了平均）
def balance_loss(logits: Tensor, experts: Tensor) -> Tensor:
    n, e = logits.shape
    share = torch.bincount(experts[:, 0], minlength=e).to(logits.dtype) / n
    return (share * logits.softmax(dim=1).mean(dim=0)).sum()


# %% wrong divided-by-e
# 前面写的是 1/e
def balance_loss(logits: Tensor, experts: Tensor) -> Tensor:
    n, e = logits.shape
    share = torch.bincount(experts[:, 0], minlength=e).to(logits.dtype) / n
    return (share * logits.softmax(dim=1).mean(dim=0)).sum() / e


# %% wrong all-choices
# f 数了所有的志愿
def balance_loss(logits: Tensor, experts: Tensor) -> Tensor:
    _n, e = logits.shape
    share = torch.bincount(experts.flatten(), minlength=e).to(logits.dtype) / experts.numel()
    return e * (share * logits.softmax(dim=1).mean(dim=0)).sum()


# %% wrong all-choices-not-divided
# f 数了所有的志愿，只除以词数
def balance_loss(logits: Tensor, experts: Tensor) -> Tensor:
    n, e = logits.shape
    share = torch.bincount(experts.flatten(), minlength=e).to(logits.dtype) / n
    return e * (share * logits.softmax(dim=1).mean(dim=0)).sum()


# %% wrong mean-squared
# 用 P 代替了 f
def balance_loss(logits: Tensor, experts: Tensor) -> Tensor:
    _n, e = logits.shape
    share = logits.softmax(dim=1).mean(dim=0)
    return e * (share * logits.softmax(dim=1).mean(dim=0)).sum()


# %% wrong shares-squared
# 用 f 代替了 P，梯度断了
def balance_loss(logits: Tensor, experts: Tensor) -> Tensor:
    n, e = logits.shape
    share = torch.bincount(experts[:, 0], minlength=e).to(logits.dtype) / n
    return e * (share * share).sum()


# %% wrong count-for-share
# 没有除以词数：f 是个数，或者 P 是总和
def balance_loss(logits: Tensor, experts: Tensor) -> Tensor:
    _n, e = logits.shape
    share = torch.bincount(experts[:, 0], minlength=e).to(logits.dtype)
    return e * (share * logits.softmax(dim=1).mean(dim=0)).sum()


# %% wrong softmax-over-tokens
# softmax 沿着词那一轴
def balance_loss(logits: Tensor, experts: Tensor) -> Tensor:
    n, e = logits.shape
    share = torch.bincount(experts[:, 0], minlength=e).to(logits.dtype) / n
    return e * (share * logits.softmax(dim=0).mean(dim=0)).sum()


# %% wrong last-choice
# f 数的是最后一个志愿
def balance_loss(logits: Tensor, experts: Tensor) -> Tensor:
    n, e = logits.shape
    share = torch.bincount(experts[:, -1], minlength=e).to(logits.dtype) / n
    return e * (share * logits.softmax(dim=1).mean(dim=0)).sum()


# %% wrong gradient-cut
# P 断了梯度
def balance_loss(logits: Tensor, experts: Tensor) -> Tensor:
    n, e = logits.shape
    share = torch.bincount(experts[:, 0], minlength=e).to(logits.dtype) / n
    return e * (share * logits.detach().softmax(dim=1).mean(dim=0)).sum()


# %% wrong mean-of-logits
# 先对打分取平均，再做 softmax
def balance_loss(logits: Tensor, experts: Tensor) -> Tensor:
    n, e = logits.shape
    share = torch.bincount(experts[:, 0], minlength=e).to(logits.dtype) / n
    return e * (share * logits.mean(dim=0).softmax(dim=0)).sum()


# %% right one-hot
# 用 one_hot 数
def balance_loss(logits, experts):
    e = logits.shape[-1]
    f = F.one_hot(experts[:, 0], e).float().mean(0)
    p = F.softmax(logits, dim=-1).mean(0)
    return (f.to(p.dtype) @ p) * e


# %% right by-token
# 不数，按词把平均概率取出来
def balance_loss(logits, experts):
    mean = torch.softmax(logits, 1).mean(0)
    return logits.size(1) * mean[experts[:, 0]].mean()
