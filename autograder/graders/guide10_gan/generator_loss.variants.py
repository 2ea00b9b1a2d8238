# %% wrong saturating
# 写成了饱和的那一个：最小化 ln(1 − σ)，造得差的时候没有梯度
def generator_loss(fake):
    return -F.softplus(fake).mean()


# %% wrong reversed
# 方向反了：假样本的打分越低，损失越小
def generator_loss(fake):
    return F.softplus(fake).mean()


# %% wrong log-of-sigmoid
# 先算了 σ 再取对数，打分很低时是无穷
def generator_loss(fake):
    return -torch.log(torch.sigmoid(fake)).mean()


# %% wrong clamped
# 给概率垫了一个很小的数再取对数：打分很低时损失封了顶，没有梯度
def generator_loss(fake):
    return -torch.log(torch.sigmoid(fake).clamp(min=1e-12)).mean()


# %% wrong sigmoid-twice
# 套了两次 σ：先变成概率，又当成打分去算
def generator_loss(fake):
    return F.softplus(-torch.sigmoid(fake)).mean()


# %% wrong squared
# 用的是 (σ − 1)²，不是对数；打分很低时没有梯度
def generator_loss(fake):
    return ((torch.sigmoid(fake) - 1) ** 2).mean()


# %% wrong summed
# 对一批求了和，没有平均
def generator_loss(fake):
    return F.softplus(-fake).sum()


# %% wrong negative
# 多了一个负号，最小化的是 ln σ
def generator_loss(fake):
    return -F.softplus(-fake).mean()


# %% wrong raw-score
# 直接用了打分的相反数，没有取对数：那是评论家的写法
def generator_loss(fake):
    return -fake.mean()


# %% wrong hinge
# 用的是 1 − 打分截到 0（铰链），不是对数
def generator_loss(fake):
    return F.relu(1 - fake).mean()


# %% wrong padded-1e-7
# 先算 σ，取对数之前用 1e-7 垫着（夹住或者加上）：打分很低时没有梯度
def generator_loss(fake):
    return -torch.log(torch.sigmoid(fake).clamp(1e-7, 1 - 1e-7)).mean()


# %% wrong padded-1e-8
# 先算 σ，取对数之前用 1e-8 垫着（夹住或者加上）：打分很低时没有梯度
def generator_loss(fake):
    return -torch.log(torch.sigmoid(fake) + 1e-8).mean()


# %% wrong least-squares
# 拿打分和 1 比平方，那是最小二乘 GAN 的损失，不是 −ln σ
def generator_loss(fake):
    return ((fake - 1) ** 2).mean()


# %% wrong halved
# 多除了一个 2
def generator_loss(fake):
    return F.softplus(-fake).mean() / 2


# %% wrong probability-cross-entropy
# 先算了 σ，再交给要概率的 F.binary_cross_entropy：打分很低时它在 100 封顶，没有梯度
def generator_loss(fake):
    chance = torch.sigmoid(fake)
    return F.binary_cross_entropy(chance, torch.ones_like(chance))


# %% right cross-entropy
# 用带打分的二分类交叉熵，标签全是 1
def generator_loss(fake):
    return F.binary_cross_entropy_with_logits(fake, torch.ones_like(fake))


# %% right log-sigmoid
# 用 logsigmoid
def generator_loss(fake):
    return F.logsigmoid(fake).neg().mean()
