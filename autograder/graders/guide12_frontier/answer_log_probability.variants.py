# %% wrong prompt-counted
# 提问的词也算进去了
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, :-1].log_softmax(dim=-1)
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    return words.sum(dim=1)


# %% wrong not-shifted
# 没有错开一位：用第 t 行的打分去看第 t 个词
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, 1:].log_softmax(dim=-1)
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(1, ids.shape[1])
    return (words * (place >= answer_start[:, None])).sum(dim=1)


# %% wrong mean
# 取的是平均，不是和
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, :-1].log_softmax(dim=-1)
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(1, ids.shape[1])
    return (words * (place >= answer_start[:, None])).sum(dim=1) / (place >= answer_start[:, None]).sum(
        dim=1
    ).clamp(min=1)


# %% wrong first-word-lost
# 回答的第一个词漏了
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, :-1].log_softmax(dim=-1)
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(1, ids.shape[1])
    return (words * (place > answer_start[:, None])).sum(dim=1)


# %% wrong one-word-more
# 多算了提问的最后一个词
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, :-1].log_softmax(dim=-1)
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(2, ids.shape[1] + 1)
    return (words * (place >= answer_start[:, None])).sum(dim=1)


# %% wrong raw-logits
# 打分没有过 log_softmax，直接加
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, :-1]
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(1, ids.shape[1])
    return (words * (place >= answer_start[:, None])).sum(dim=1)


# %% wrong probabilities
# 加的是概率，没有取对数
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, :-1].softmax(dim=-1)
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(1, ids.shape[1])
    return (words * (place >= answer_start[:, None])).sum(dim=1)


# %% wrong log-of-softmax
# 先 softmax 再取对数，打分大时是 ln 0
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, :-1].softmax(dim=-1).log()
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(1, ids.shape[1])
    return (words * (place >= answer_start[:, None])).sum(dim=1)


# %% wrong one-start
# 每一行都用第一行的开头
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, :-1].log_softmax(dim=-1)
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(1, ids.shape[1])
    return (words * (place >= answer_start[0])).sum(dim=1)


# %% wrong negative
# 返回的是负的（交叉熵的和）
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, :-1].log_softmax(dim=-1)
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(1, ids.shape[1])
    return (words * (place >= answer_start[:, None])).sum(dim=1).neg()


# %% wrong prompt-only
# 算的是提问，不是回答
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, :-1].log_softmax(dim=-1)
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(1, ids.shape[1])
    return (words * (place < answer_start[:, None])).sum(dim=1)


# %% wrong softmax-over-time
# softmax 沿着位置那一轴
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, :-1].log_softmax(dim=1)
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(1, ids.shape[1])
    return (words * (place >= answer_start[:, None])).sum(dim=1)


# %% wrong whole-batch
# 一批加成了一个数，每行都一样
def answer_log_probability(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    log_p = logits[:, :-1].log_softmax(dim=-1)
    words = log_p.gather(-1, ids[:, 1:, None]).squeeze(-1)
    place = torch.arange(1, ids.shape[1])
    return (words * (place >= answer_start[:, None])).sum().expand(len(ids))


# %% right cross-entropy
# 用不平均的交叉熵
def answer_log_probability(logits, ids, answer_start):
    n, t, v = logits.shape
    each = F.cross_entropy(logits[:, :-1].reshape(-1, v), ids[:, 1:].reshape(-1), reduction="none")
    mask = torch.arange(t)[None, 1:] >= answer_start.unsqueeze(1)
    return -each.reshape(n, t - 1).masked_fill(~mask, 0.0).sum(-1)


# %% right row-by-row
# 一行一行地切
def answer_log_probability(logits, ids, answer_start):
    sums = []
    for i in range(len(ids)):
        start = int(answer_start[i])
        words = ids[i, start:]
        log_p = torch.log_softmax(logits[i, start - 1 : ids.shape[1] - 1], dim=1)
        sums.append(log_p[torch.arange(len(words)), words].sum())
    return torch.stack(sums)
