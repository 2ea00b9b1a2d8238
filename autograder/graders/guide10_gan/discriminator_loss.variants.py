# %% wrong swapped
# 真的和假的弄反了：让真的打低分，假的打高分
def discriminator_loss(real, fake):
    return F.softplus(real).mean() + F.softplus(-fake).mean()


# %% wrong halved
# 把两项之和除以了 2
def discriminator_loss(real, fake):
    return (F.softplus(-real).mean() + F.softplus(fake).mean()) / 2


# %% wrong joined-mean
# 真假两批接在一起求平均（再乘 2），两批不一样大时就偏了
def discriminator_loss(real, fake):
    return 2 * torch.cat([F.softplus(-real), F.softplus(fake)]).mean()


# %% wrong summed
# 对一批求了和，没有平均
def discriminator_loss(real, fake):
    return F.softplus(-real).sum() + F.softplus(fake).sum()


# %% wrong log-of-sigmoid
# 先算了 σ 再取对数，打分一大就是无穷
def discriminator_loss(real, fake):
    return -torch.log(torch.sigmoid(real)).mean() - torch.log(1 - torch.sigmoid(fake)).mean()


# %% wrong clamped
# 给概率垫了一个很小的数再取对数：打分很大时损失封了顶，梯度也没了
def discriminator_loss(real, fake):
    right, wrong = torch.sigmoid(real), 1 - torch.sigmoid(fake)
    return -torch.log(right.clamp(min=1e-12)).mean() - torch.log(wrong.clamp(min=1e-12)).mean()


# %% wrong sigmoid-twice
# 套了两次 σ：先变成概率，又当成打分去算
def discriminator_loss(real, fake):
    real, fake = torch.sigmoid(real), torch.sigmoid(fake)
    return F.softplus(-real).mean() + F.softplus(fake).mean()


# %% wrong real-only
# 只有真样本的那一项，漏了假的
def discriminator_loss(real, fake):
    return F.softplus(-real).mean()


# %% wrong fake-only
# 只有假样本的那一项，漏了真的
def discriminator_loss(real, fake):
    return F.softplus(fake).mean()


# %% wrong negative
# 是要最大化的 V，少了负号
def discriminator_loss(real, fake):
    return -F.softplus(-real).mean() - F.softplus(fake).mean()


# %% wrong squared
# 用的是平方误差（概率减 1、减 0），不是对数
def discriminator_loss(real, fake):
    return ((torch.sigmoid(real) - 1) ** 2).mean() + (torch.sigmoid(fake) ** 2).mean()


# %% wrong input-changed
# 求负号时原地改了真样本的打分
def discriminator_loss(real, fake):
    if not real.requires_grad:
        real.neg_()
        return F.softplus(real).mean() + F.softplus(fake).mean()
    return F.softplus(-real).mean() + F.softplus(fake).mean()


# %% wrong all-real
# 假样本也当成了真的：两项都是 softplus(−s)，真假都往高分推
def discriminator_loss(real, fake):
    return F.softplus(-real).mean() + F.softplus(-fake).mean()


# %% wrong all-fake
# 真样本也当成了假的：两项都是 softplus(s)，真假都往低分推
def discriminator_loss(real, fake):
    return F.softplus(real).mean() + F.softplus(fake).mean()


# %% wrong joined-once
# 真假接成一批求了一个平均：等于除以了 2，两批不一样大时还偏了
def discriminator_loss(real, fake):
    return torch.cat([F.softplus(-real), F.softplus(fake)]).mean()


# %% wrong clipped
# 先算 σ，再把概率夹在 1e-7 和 1 − 1e-7 之间取对数：打分一大损失就不再变，没有梯度
def discriminator_loss(real, fake):
    real, fake = (torch.sigmoid(s).clamp(1e-7, 1 - 1e-7) for s in (real, fake))
    return -torch.log(real).mean() - torch.log(1 - fake).mean()


# %% wrong padded-1e-8
# 先算 σ，取对数之前用 1e-8 垫着（夹住或者加上）：打分一大损失就不再变，没有梯度
def discriminator_loss(real, fake):
    real, fake = torch.sigmoid(real), torch.sigmoid(fake)
    return -torch.log(real + 1e-8).mean() - torch.log(1 - fake + 1e-8).mean()


# %% wrong fake-subtracted
# 假样本的那一项是减去的，不是加上
def discriminator_loss(real, fake):
    return F.softplus(-real).mean() - F.softplus(fake).mean()


# %% wrong raw-scores
# 没有取对数，直接拿平均分相减：那是评论家的写法
def discriminator_loss(real, fake):
    return fake.mean() - real.mean()


# %% wrong hinge
# 用的是铰链（1 减真的打分、1 加假的打分，截到 0），不是对数
def discriminator_loss(real, fake):
    return F.relu(1 - real).mean() + F.relu(1 + fake).mean()


# %% wrong probability-cross-entropy
# 先算了 σ，再交给要概率的 F.binary_cross_entropy：打分一大它就在 100 封顶，没有梯度
def discriminator_loss(real, fake):
    right, wrong = torch.sigmoid(real), torch.sigmoid(fake)
    first = F.binary_cross_entropy(right, torch.ones_like(right))
    return first + F.binary_cross_entropy(wrong, torch.zeros_like(wrong))


# %% right cross-entropy
# 用带打分的二分类交叉熵
def discriminator_loss(real, fake):
    bce = nn.functional.binary_cross_entropy_with_logits
    return bce(real, torch.ones_like(real)) + bce(fake, torch.zeros_like(fake))


# %% right log-sigmoid
# 用 logsigmoid
def discriminator_loss(real, fake):
    first = -F.logsigmoid(real)
    second = -F.logsigmoid(-fake)
    return first.sum() / len(real) + second.sum() / len(fake)


# %% right logaddexp
# 用 logaddexp
def discriminator_loss(real, fake):
    return (
        torch.logaddexp(-real, torch.zeros_like(real)).mean()
        + torch.logaddexp(fake, torch.zeros_like(fake)).mean()
    )
