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
