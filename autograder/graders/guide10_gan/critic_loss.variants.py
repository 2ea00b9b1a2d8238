# %% wrong sign
# 真假的符号反了：让真的打低分，假的打高分
def critic_loss(critic, real, fake, rng, weight=10.0):
    fake = fake.detach()
    return critic(real).mean() - critic(fake).mean() + weight * gradient_penalty(critic, real, fake, rng)


# %% wrong penalty-subtracted
# 惩罚是减去的，越陡反而越好
def critic_loss(critic, real, fake, rng, weight=10.0):
    fake = fake.detach()
    return critic(fake).mean() - critic(real).mean() - weight * gradient_penalty(critic, real, fake, rng)


# %% wrong not-detached
# 没有剪断假样本，梯度走进了生成器
def critic_loss(critic, real, fake, rng, weight=10.0):
    return critic(fake).mean() - critic(real).mean() + weight * gradient_penalty(critic, real, fake, rng)


# %% wrong weight-fixed
# weight 没有用上，写死成 10
def critic_loss(critic, real, fake, rng, weight=10.0):
    fake = fake.detach()
    return critic(fake).mean() - critic(real).mean() + 10 * gradient_penalty(critic, real, fake, rng)


# %% wrong weight-forgotten
# 惩罚没有乘 weight
def critic_loss(critic, real, fake, rng, weight=10.0):
    fake = fake.detach()
    return critic(fake).mean() - critic(real).mean() + gradient_penalty(critic, real, fake, rng)


# %% wrong no-penalty
# 漏了惩罚
def critic_loss(critic, real, fake, rng, weight=10.0):
    fake = fake.detach()
    return critic(fake).mean() - critic(real).mean()


# %% wrong penalty-only
# 只有惩罚，漏了两个平均分
def critic_loss(critic, real, fake, rng, weight=10.0):
    return weight * gradient_penalty(critic, real, fake.detach(), rng)


# %% wrong summed
# 打分求了和，没有平均
def critic_loss(critic, real, fake, rng, weight=10.0):
    fake = fake.detach()
    return critic(fake).sum() - critic(real).sum() + weight * gradient_penalty(critic, real, fake, rng)


# %% wrong logistic
# 打分套着 softplus，那是判别器的损失
def critic_loss(critic, real, fake, rng, weight=10.0):
    fake = fake.detach()
    penalty = gradient_penalty(critic, real, fake, rng)
    return F.softplus(critic(fake)).mean() + F.softplus(-critic(real)).mean() + weight * penalty


# %% wrong constant-penalty
# 把惩罚变成了普通的数，教不了评论家
def critic_loss(critic, real, fake, rng, weight=10.0):
    fake = fake.detach()
    penalty = gradient_penalty(critic, real, fake, rng).item()
    return critic(fake).mean() - critic(real).mean() + weight * penalty


# %% wrong scores-detached
# 剪断的是假样本的打分，不是假样本：评论家学不会给假的打低分
def critic_loss(critic, real, fake, rng, weight=10.0):
    penalty = gradient_penalty(critic, real, fake, rng)
    return critic(fake).mean().detach() - critic(real).mean() + weight * penalty


# %% wrong both-added
# 真的平均分也是加上的，没有减去
def critic_loss(critic, real, fake, rng, weight=10.0):
    fake = fake.detach()
    return critic(fake).mean() + critic(real).mean() + weight * gradient_penalty(critic, real, fake, rng)


# %% wrong fake-only
# 只有假的平均分，漏了真的
def critic_loss(critic, real, fake, rng, weight=10.0):
    fake = fake.detach()
    return critic(fake).mean() + weight * gradient_penalty(critic, real, fake, rng)


# %% right joined
# 真假接成一批打分，再分开
def critic_loss(critic, real, fake, rng, weight=10.0):
    fake = fake.detach()
    real_scores, fake_scores = critic(torch.cat((real, fake))).split((len(real), len(fake)))
    loss = fake_scores.mean() - real_scores.mean()
    return loss + gradient_penalty(critic, real, fake, rng) * weight


# %% right difference
# 逐对相减再平均，惩罚先算
def critic_loss(critic, real, fake, rng, weight=10.0):
    fake = fake.clone().detach()
    total = weight * gradient_penalty(critic, real, fake, rng)
    total = total + (critic(fake) - critic(real)).mean()
    return total
