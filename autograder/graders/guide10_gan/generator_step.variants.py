# %% wrong detached
# 生成器一步也没走：剪断了假样本，梯度到不了它；或者忘了 step()
def generator_step(generator, discriminator, optimizer, z):
    loss = generator_loss(discriminator(generator(z).detach()))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong discriminator-moves
# 用同样的梯度把判别器也更新了
def generator_step(generator, discriminator, optimizer, z):
    loss = generator_loss(discriminator(generator(z)))
    optimizer.zero_grad()
    discriminator.zero_grad()
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        for p in discriminator.parameters():
            p -= optimizer.param_groups[0]["lr"] * p.grad
    return loss.item()


# %% wrong no-zero-grad
# 没有清零生成器的 grad，以前的梯度又算了一次
def generator_step(generator, discriminator, optimizer, z):
    loss = generator_loss(discriminator(generator(z)))
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong saturating
# 用的是饱和的损失：最小化 ln(1 − σ)
def generator_step(generator, discriminator, optimizer, z):
    loss = -F.softplus(discriminator(generator(z))).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong reversed
# 帮的是判别器：让假样本的打分更低
def generator_step(generator, discriminator, optimizer, z):
    loss = generator_loss(-discriminator(generator(z)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong left-frozen
# 把判别器冻住（requires_grad 关掉），没有解冻
def generator_step(generator, discriminator, optimizer, z):
    discriminator.requires_grad_(False)
    loss = generator_loss(discriminator(generator(z)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong loss-after
# 返回的是走完之后的损失
def generator_step(generator, discriminator, optimizer, z):
    loss = generator_loss(discriminator(generator(z)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return generator_loss(discriminator(generator(z))).item()


# %% wrong mode-left
# 把判别器切到了评估模式，没有切回来
def generator_step(generator, discriminator, optimizer, z):
    discriminator.eval()
    loss = generator_loss(discriminator(generator(z)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong tensor-returned
# 返回的是张量，不是一个普通的数
def generator_step(generator, discriminator, optimizer, z):
    loss = generator_loss(discriminator(generator(z)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss


# %% wrong own-noise
# 没有用传进来的 z，自己又抽了噪声
def generator_step(generator, discriminator, optimizer, z):
    loss = generator_loss(discriminator(generator(torch.randn_like(z))))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong ascent
# 方向反了，沿着梯度往上走，损失越走越大
def generator_step(generator, discriminator, optimizer, z):
    loss = generator_loss(discriminator(generator(z)))
    optimizer.zero_grad()
    (-loss).backward()
    optimizer.step()
    return loss.item()


# %% wrong raw-score
# 损失是打分的相反数，没有取对数：那是骗评论家的写法
def generator_step(generator, discriminator, optimizer, z):
    loss = -discriminator(generator(z)).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong two-steps
# 同一批噪声走了两步
def generator_step(generator, discriminator, optimizer, z):
    losses = []
    for _ in range(2):
        loss = generator_loss(discriminator(generator(z)))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses[0]


# %% right frozen-and-thawed
# 先冻住判别器，走完再解冻
def generator_step(generator, discriminator, optimizer, z):
    discriminator.requires_grad_(False)
    score = discriminator(generator(z))
    loss = generator_loss(score)
    generator.zero_grad()
    loss.backward()
    optimizer.step()
    discriminator.requires_grad_(True)
    return float(loss)


# %% right own-gradients
# 用 autograd.grad 只求生成器的梯度，判别器的 grad 也不脏
def generator_step(generator, discriminator, optimizer, z):
    weights = list(generator.parameters())
    loss = generator_loss(discriminator(generator(z)))
    for p, grad in zip(weights, torch.autograd.grad(loss, weights)):
        p.grad = grad
    optimizer.step()
    return loss.item()
