# %% wrong place-for-label
# 返回的是第几个类，不是标签
def few_shot(support: Tensor, labels: Tensor, query: Tensor) -> Tensor:
    kinds = labels.unique()
    centres = torch.stack([support[labels == kind].mean(dim=0) for kind in kinds])
    distances = (query[:, None] - centres).square().sum(dim=2)
    return distances.argmin(dim=1)


# %% wrong labels-from-zero
# 把标签当成 0 到最大值，一个一个数下来：没有例子的标签平均是 NaN
def few_shot(support: Tensor, labels: Tensor, query: Tensor) -> Tensor:
    kinds = torch.arange(int(labels.max()) + 1)
    centres = torch.stack([support[labels == kind].mean(dim=0) for kind in kinds])
    distances = (query[:, None] - centres).square().sum(dim=2)
    return kinds[distances.argmin(dim=1)]


# %% wrong nearest-example
# 找的是最近的例子，不是最近的类平均
def few_shot(support, labels, query):
    distances = (query[:, None] - support).square().sum(dim=2)
    order = labels.argsort(stable=True)
    return labels[order][distances[:, order].argmin(dim=1)]


# %% wrong dot-product
# 用点积比，没有管原型的长短
def few_shot(support: Tensor, labels: Tensor, query: Tensor) -> Tensor:
    kinds = labels.unique()
    centres = torch.stack([support[labels == kind].mean(dim=0) for kind in kinds])
    distances = -(query @ centres.T)
    return kinds[distances.argmin(dim=1)]


# %% wrong cosine
# 用余弦比，不是欧氏距离
def few_shot(support: Tensor, labels: Tensor, query: Tensor) -> Tensor:
    kinds = labels.unique()
    centres = torch.stack([support[labels == kind].mean(dim=0) for kind in kinds])
    distances = -F.cosine_similarity(query[:, None], centres, dim=2)
    return kinds[distances.argmin(dim=1)]


# %% wrong manhattan
# 距离是坐标差的绝对值之和
def few_shot(support: Tensor, labels: Tensor, query: Tensor) -> Tensor:
    kinds = labels.unique()
    centres = torch.stack([support[labels == kind].mean(dim=0) for kind in kinds])
    distances = (query[:, None] - centres).abs().sum(dim=2)
    return kinds[distances.argmin(dim=1)]


# %% wrong sums
# 原型是总和，没有除以个数
def few_shot(support: Tensor, labels: Tensor, query: Tensor) -> Tensor:
    kinds = labels.unique()
    centres = torch.stack([support[labels == kind].sum(dim=0) for kind in kinds])
    distances = (query[:, None] - centres).square().sum(dim=2)
    return kinds[distances.argmin(dim=1)]


# %% wrong farthest
# 取了最远的类
def few_shot(support: Tensor, labels: Tensor, query: Tensor) -> Tensor:
    kinds = labels.unique()
    centres = torch.stack([support[labels == kind].mean(dim=0) for kind in kinds])
    distances = (query[:, None] - centres).square().sum(dim=2)
    return kinds[distances.argmax(dim=1)]


# %% wrong median
# 原型取了中位数，不是平均
def few_shot(support: Tensor, labels: Tensor, query: Tensor) -> Tensor:
    kinds = labels.unique()
    centres = torch.stack([support[labels == kind].median(dim=0).values for kind in kinds])
    distances = (query[:, None] - centres).square().sum(dim=2)
    return kinds[distances.argmin(dim=1)]


# %% wrong first-seen
# 一样近时取先出现的类，不是小的标签
def few_shot(support: Tensor, labels: Tensor, query: Tensor) -> Tensor:
    kinds = torch.tensor(list(dict.fromkeys(labels.tolist())))
    centres = torch.stack([support[labels == kind].mean(dim=0) for kind in kinds])
    distances = (query[:, None] - centres).square().sum(dim=2)
    return kinds[distances.argmin(dim=1)]


# %% wrong first-example
# 每类只用了第一个例子
def few_shot(support: Tensor, labels: Tensor, query: Tensor) -> Tensor:
    kinds = labels.unique()
    centres = torch.stack([support[labels == kind][0] for kind in kinds])
    distances = (query[:, None] - centres).square().sum(dim=2)
    return kinds[distances.argmin(dim=1)]


# %% right scatter
# index_add 求平均，cdist 求距离
def few_shot(support, labels, query):
    kinds, place = torch.unique(labels, return_inverse=True)
    total = torch.zeros(len(kinds), support.shape[1], dtype=support.dtype).index_add(0, place, support)
    centres = total / torch.bincount(place, minlength=len(kinds))[:, None]
    exact = torch.cdist(query, centres, compute_mode="donot_use_mm_for_euclid_dist")
    return kinds[exact.argmin(1)]


# %% right loop
# 循环，一个一个地比
def few_shot(support, labels, query):
    means = {}
    for label in sorted(set(labels.tolist())):
        means[label] = support[labels == label].mean(0)
    answers = []
    for q in query:
        answers.append(min(means, key=lambda label: float(((q - means[label]) ** 2).sum())))
    return torch.tensor(answers)
