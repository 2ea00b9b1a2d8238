# %% wrong softmax-over-all
# 在全部专家的分数上做 softmax，再取挑中的
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = logits.argsort(dim=1, descending=True, stable=True)[:, :k]
    weights = logits.softmax(dim=1).gather(1, experts)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        for token in range(len(logits)):
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] < capacity
            taken[expert] += 1
    return experts, weights * seats


# %% wrong seats-by-token
# 座位按词发：一个词的几个志愿一起坐，再轮到下一个词
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = logits.argsort(dim=1, descending=True, stable=True)[:, :k]
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for token in range(len(logits)):
        for choice in range(k):
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] < capacity
            taken[expert] += 1
    return experts, weights * seats


# %% wrong renormalised
# 落空以后把余下的权重重新归一化了
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = logits.argsort(dim=1, descending=True, stable=True)[:, :k]
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        for token in range(len(logits)):
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] < capacity
            taken[expert] += 1
    kept = weights * seats
    return experts, kept / kept.sum(dim=1, keepdim=True).clamp(min=1e-12)


# %% wrong one-seat-more
# 每个专家多收了一个词
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = logits.argsort(dim=1, descending=True, stable=True)[:, :k]
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        for token in range(len(logits)):
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] <= capacity
            taken[expert] += 1
    return experts, weights * seats


# %% wrong ties-by-higher
# 分数一样时取了编号大的
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = (logits.shape[1] - 1 - logits.flip(1).argsort(dim=1, descending=True, stable=True))[:, :k]
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        for token in range(len(logits)):
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] < capacity
            taken[expert] += 1
    return experts, weights * seats


# %% wrong worst-first
# 好的排在后面
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = logits.argsort(dim=1, descending=True, stable=True)[:, :k].flip(1)
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        for token in range(len(logits)):
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] < capacity
            taken[expert] += 1
    return experts, weights * seats


# %% wrong lowest-picked
# 挑的是分最低的
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = logits.argsort(dim=1, stable=True)[:, :k]
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        for token in range(len(logits)):
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] < capacity
            taken[expert] += 1
    return experts, weights * seats


# %% wrong no-capacity
# 没有管容量
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = logits.argsort(dim=1, descending=True, stable=True)[:, :k]
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        for token in range(len(logits)):
            expert = int(experts[token, choice])
            seats[token, choice] = True
            taken[expert] += 1
    return experts, weights * seats


# %% wrong seats-by-score
# 同一志愿里，座位先给权重大的词，不是先来的词
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = logits.argsort(dim=1, descending=True, stable=True)[:, :k]
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        for token in weights[:, choice].argsort(descending=True, stable=True).tolist():
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] < capacity
            taken[expert] += 1
    return experts, weights * seats


# %% wrong expert-erased
# 落空的志愿连 experts 也改成了 −1
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = logits.argsort(dim=1, descending=True, stable=True)[:, :k]
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        for token in range(len(logits)):
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] < capacity
            taken[expert] += 1
    experts = experts.masked_fill(seats == 0, -1)
    return experts, weights * seats


# %% wrong seats-per-choice
# 每个志愿各有一套座位，第二志愿又从头数
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = logits.argsort(dim=1, descending=True, stable=True)[:, :k]
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        taken = [0] * logits.shape[1]
        for token in range(len(logits)):
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] < capacity
            taken[expert] += 1
    return experts, weights * seats


# %% wrong softmax-after-seats
# 先发座位，再在坐下的分数上做 softmax（等于重新归一化）
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = logits.argsort(dim=1, descending=True, stable=True)[:, :k]
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        for token in range(len(logits)):
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] < capacity
            taken[expert] += 1
    scores = logits.gather(1, experts).masked_fill(seats == 0, -1e9)
    return experts, scores.softmax(dim=1)


# %% wrong no-gradient
# 权重断了梯度
def route(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    experts = logits.argsort(dim=1, descending=True, stable=True)[:, :k]
    weights = logits.gather(1, experts).softmax(dim=1)
    seats = torch.ones_like(weights)
    taken = [0] * logits.shape[1]
    for choice in range(k):
        for token in range(len(logits)):
            expert = int(experts[token, choice])
            seats[token, choice] = taken[expert] < capacity
            taken[expert] += 1
    return experts, weights.detach() * seats


# %% right cumulative
# 没有循环：用累加数座位
def route(logits, k, capacity):
    order = torch.sort(logits, dim=1, descending=True, stable=True)
    experts, scores = order.indices[:, :k], order.values[:, :k]
    asked = F.one_hot(experts.T.reshape(-1), logits.shape[1])
    rank = (asked.cumsum(dim=0) * asked).sum(dim=1)
    seats = (rank <= capacity).reshape(k, -1).T
    return experts, torch.where(seats, scores.softmax(dim=1), 0.0)


# %% right counter
# 一个一个发，用 Counter；返回列表
def route(logits, k, capacity):
    taken, n = Counter(), len(logits)
    experts = torch.tensor([sorted(range(len(r)), key=lambda i: -r[i])[:k] for r in logits.tolist()])
    weights = torch.softmax(torch.gather(logits, 1, experts), dim=-1)
    lost = torch.zeros(n, k, dtype=torch.bool)
    for c in range(k):
        for t in range(n):
            who = experts[t, c].item()
            if taken[who] >= capacity:
                lost[t, c] = True
            else:
                taken[who] += 1
    return [experts, weights.masked_fill(lost, 0)]
