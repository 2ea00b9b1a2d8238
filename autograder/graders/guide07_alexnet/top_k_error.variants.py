# %%
# Slips leave names unused.
import torch


# %% wrong accuracy
# 返回了对的比例
def top_k_error(logits, labels, k=5):
    if k > logits.shape[1]:
        raise ValueError("k")
    best = logits.topk(k, dim=1).indices
    found = (best == labels[:, None]).any(dim=1)
    return found.double().mean().item()


# %% wrong always-first
# 不管 k，只看第一名
def top_k_error(logits, labels, k=5):
    if k > logits.shape[1]:
        raise ValueError("k")
    best = logits.topk(1, dim=1).indices
    found = (best == labels[:, None]).any(dim=1)
    return 1 - found.double().mean().item()


# %% wrong count
# 返回了错的个数
def top_k_error(logits, labels, k=5):
    if k > logits.shape[1]:
        raise ValueError("k")
    best = logits.topk(k, dim=1).indices
    found = (best == labels[:, None]).any(dim=1)
    return float((~found).sum())


# %% wrong lowest
# 取了打分最低的 k 个
def top_k_error(logits, labels, k=5):
    if k > logits.shape[1]:
        raise ValueError("k")
    best = logits.topk(k, dim=1, largest=False).indices
    found = (best == labels[:, None]).any(dim=1)
    return 1 - found.double().mean().item()


# %% wrong only-the-kth
# 只看第 k 名是不是它
def top_k_error(logits, labels, k=5):
    if k > logits.shape[1]:
        raise ValueError("k")
    best = logits.topk(k, dim=1).indices
    found = (best[:, -1:] == labels[:, None]).any(dim=1)
    return 1 - found.double().mean().item()


# %% wrong one-more
# 多取了一名
def top_k_error(logits, labels, k=5):
    if k > logits.shape[1]:
        raise ValueError("k")
    best = logits.topk(min(k + 1, logits.shape[1]), dim=1).indices
    found = (best == labels[:, None]).any(dim=1)
    return 1 - found.double().mean().item()


# %% wrong large-k
# k 比类数大时没有报错
def top_k_error(logits, labels, k=5):
    best = logits.topk(min(k, logits.shape[1]), dim=1).indices
    found = (best == labels[:, None]).any(dim=1)
    return 1 - found.double().mean().item()


# %% wrong percent
# 返回的是百分数
def top_k_error(logits, labels, k=5):
    if k > logits.shape[1]:
        raise ValueError("k")
    best = logits.topk(k, dim=1).indices
    found = (best == labels[:, None]).any(dim=1)
    return 100 * (1 - found.double().mean().item())


# %% wrong over-classes
# 沿着列取了最好的 k 行
def top_k_error(logits, labels, k=5):
    if k > logits.shape[1]:
        raise ValueError("k")
    best = logits.topk(min(k, len(logits)), dim=0).indices.T[labels]
    found = (best == torch.arange(len(labels))[:, None]).any(dim=1)
    return 1 - found.double().mean().item()


# %% wrong over-places
# 每一行该算一次，却把 k 个名次各算了一次
def top_k_error(logits, labels, k=5):
    if k > logits.shape[1]:
        raise ValueError("k")
    best = logits.topk(k, dim=1).indices
    return float((best != labels[:, None]).double().mean())


# %% right rank
# 数有几个类的打分比正确的高
def top_k_error(logits, labels, k=5):
    if k > logits.size(1):
        raise ValueError("k")
    own = logits.gather(1, labels.long()[:, None])
    return ((logits > own).sum(1) >= k).float().mean().item()


# %% right loop
# 排序以后一行一行看
def top_k_error(logits, labels, k=5):
    if not k <= logits.shape[1]:
        raise ValueError("k")
    wrong = 0
    for row, label in zip(logits.tolist(), labels.tolist()):
        order = sorted(range(len(row)), key=lambda i: -row[i])
        wrong += label not in order[:k]
    return wrong / len(logits)
