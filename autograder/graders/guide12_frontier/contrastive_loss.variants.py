# %% wrong one-way
# 只算了从 a 找 b 的一个方向
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    scores = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    right = torch.arange(len(a))
    return F.cross_entropy(scores, right)


# %% wrong other-way
# 只算了从 b 找 a 的一个方向
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    scores = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    right = torch.arange(len(a))
    return F.cross_entropy(scores.T, right)


# %% wrong times-temperature
# 乘了温度，应当除以
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    scores = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T * temperature
    right = torch.arange(len(a))
    return (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2


# %% wrong no-temperature
# 没有用温度
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    scores = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    right = torch.arange(len(a))
    return (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2


# %% wrong not-normalised
# 没有把每一行变成单位长度
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    scores = a @ b.T / temperature
    right = torch.arange(len(a))
    return (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2


# %% wrong only-a-normalised
# 只把 a 变成了单位长度
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    scores = F.normalize(a, dim=1) @ b.T / temperature
    right = torch.arange(len(a))
    return (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2


# %% wrong not-halved
# 两个方向相加，没有除以 2
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    scores = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    right = torch.arange(len(a))
    return F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)


# %% wrong along-the-batch
# 单位化沿着批那一轴
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    scores = F.normalize(a, dim=0) @ F.normalize(b, dim=0).T / temperature
    right = torch.arange(len(a))
    return (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2


# %% wrong sum
# 没有对一批取平均
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    scores = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    right = torch.arange(len(a))
    return (
        F.cross_entropy(scores, right, reduction="sum") + F.cross_entropy(scores.T, right, reduction="sum")
    ) / 2


# %% wrong squared-length
# 除的是长度的平方
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    scores = (a / a.square().sum(1, keepdim=True)) @ (b / b.square().sum(1, keepdim=True)).T / temperature
    right = torch.arange(len(a))
    return (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2


# %% wrong only-the-right
# 只算了对角线上的打分，没有和别的比
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    scores = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    return -scores.diagonal().mean()


# %% wrong b-without-gradient
# b 断了梯度
def contrastive_loss(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    scores = F.normalize(a, dim=1) @ F.normalize(b.detach(), dim=1).T / temperature
    right = torch.arange(len(a))
    return (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2


# %% right logsumexp
# 用 logsumexp，两个方向写开
def contrastive_loss(a, b, temperature):
    a = a / a.norm(dim=1, keepdim=True)
    b = b / b.norm(dim=1, keepdim=True)
    s = torch.einsum("id,jd->ij", a, b).div(temperature)
    pairs = s.diagonal()
    return ((s.logsumexp(0) + s.logsumexp(1)) / 2 - pairs).mean()


# %% right log-softmax
# log_softmax 的对角线
def contrastive_loss(a, b, temperature):
    s = F.cosine_similarity(a[:, None], b[None], dim=-1) / temperature
    return -(s.log_softmax(1).diag().mean() + s.log_softmax(0).diag().mean()) / 2
