# %% wrong not-detached
# 没有剪断假样本的计算图，生成器的 grad 里多了东西
def discriminator_step(generator, discriminator, optimizer, real, z):
    loss = discriminator_loss(discriminator(real), discriminator(generator(z)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong no-zero-grad
# 没有清零，以前的梯度又算了一次
def discriminator_step(generator, discriminator, optimizer, real, z):
    loss = discriminator_loss(discriminator(real), discriminator(generator(z).detach()))
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong generator-grad-cleared
# 顺手把生成器的 grad 清掉了
def discriminator_step(generator, discriminator, optimizer, real, z):
    loss = discriminator_loss(discriminator(real), discriminator(generator(z)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    generator.zero_grad()
    return loss.item()


# %% wrong swapped
# 真样本和假样本弄反了
def discriminator_step(generator, discriminator, optimizer, real, z):
    loss = discriminator_loss(discriminator(generator(z).detach()), discriminator(real))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong no-step
# 权重一步也没走：没有更新，或者更新之前把梯度清掉了
def discriminator_step(generator, discriminator, optimizer, real, z):
    loss = discriminator_loss(discriminator(real), discriminator(generator(z).detach()))
    optimizer.zero_grad()
    loss.backward()
    return loss.item()


# %% wrong loss-after
# 返回的是走完之后的损失
def discriminator_step(generator, discriminator, optimizer, real, z):
    fake = generator(z).detach()
    loss = discriminator_loss(discriminator(real), discriminator(fake))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return discriminator_loss(discriminator(real), discriminator(fake)).item()


# %% wrong tensor-returned
# 返回的是张量，不是一个普通的数
def discriminator_step(generator, discriminator, optimizer, real, z):
    loss = discriminator_loss(discriminator(real), discriminator(generator(z).detach()))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss


# %% wrong mode-left
# 造假样本前把生成器切到了评估模式，没有切回来
def discriminator_step(generator, discriminator, optimizer, real, z):
    generator.eval()
    loss = discriminator_loss(discriminator(real), discriminator(generator(z).detach()))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong left-frozen
# 把生成器冻住（requires_grad 关掉），没有解冻
def discriminator_step(generator, discriminator, optimizer, real, z):
    generator.requires_grad_(False)
    loss = discriminator_loss(discriminator(real), discriminator(generator(z)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong own-noise
# 没有用传进来的 z，自己又抽了噪声
def discriminator_step(generator, discriminator, optimizer, real, z):
    fake = generator(torch.randn_like(z)).detach()
    loss = discriminator_loss(discriminator(real), discriminator(fake))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong fake-only
# 没有看真样本，只让假的打低分
def discriminator_step(generator, discriminator, optimizer, real, z):
    score = discriminator(generator(z).detach())
    loss = discriminator_loss(torch.full_like(score, 100.0), score)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong ascent
# 方向反了，沿着梯度往上走，损失越走越大
def discriminator_step(generator, discriminator, optimizer, real, z):
    loss = discriminator_loss(discriminator(real), discriminator(generator(z).detach()))
    optimizer.zero_grad()
    (-loss).backward()
    optimizer.step()
    return loss.item()


# %% wrong both-move
# 没有剪断，又用同样的梯度更新了生成器
def discriminator_step(generator, discriminator, optimizer, real, z):
    loss = discriminator_loss(discriminator(real), discriminator(generator(z)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        for p in generator.parameters():
            p -= optimizer.param_groups[0]["lr"] * p.grad
    return loss.item()


# %% wrong scores-detached
# 剪断的是假样本的打分，不是假样本：判别器从假样本那里什么也没学到
def discriminator_step(generator, discriminator, optimizer, real, z):
    optimizer.zero_grad()
    score = discriminator(generator(z)).detach()
    loss = discriminator_loss(discriminator(real), score)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong real-only
# 没有看假样本，只让真的打高分
def discriminator_step(generator, discriminator, optimizer, real, z):
    loss = F.softplus(-discriminator(real)).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong two-steps
# 真的走一步，假的又走一步，一共走了两步
def discriminator_step(generator, discriminator, optimizer, real, z):
    total = 0.0
    for sign, x in ((-1, real), (1, generator(z).detach())):
        loss = F.softplus(sign * discriminator(x)).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total


# %% wrong cleared-between
# 真的、假的分两次 backward，中间又清了一次零，真的那一份梯度丢了
def discriminator_step(generator, discriminator, optimizer, real, z):
    optimizer.zero_grad()
    first = F.softplus(-discriminator(real)).mean()
    first.backward()
    optimizer.zero_grad()
    second = F.softplus(discriminator(generator(z).detach())).mean()
    second.backward()
    optimizer.step()
    return first.item() + second.item()


# %% right joined
# 真假接成一批送进判别器，再分开
def discriminator_step(generator, discriminator, optimizer, real, z):
    optimizer.zero_grad()
    fake = generator(z).detach()
    scores = discriminator(torch.cat([real, fake]))
    loss = discriminator_loss(*scores.split([len(real), len(fake)]))
    loss.backward()
    optimizer.step()
    return float(loss.detach())


# %% right module-zero
# 清零用模块的方法，损失用 autograd 之外的 backward 两次相加
def discriminator_step(generator, discriminator, optimizer, real, z):
    discriminator.zero_grad()
    with torch.no_grad():
        fake = generator(z)
    first = F.softplus(-discriminator(real)).mean()
    second = F.softplus(discriminator(fake)).mean()
    first.backward()
    second.backward()
    optimizer.step()
    return first.item() + second.item()
