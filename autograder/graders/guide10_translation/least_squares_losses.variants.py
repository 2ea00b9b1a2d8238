# %% wrong d-not-halved
# 判别器的损失没有对半
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    d_loss = (real - 1).square().mean() + fake.square().mean()
    return (d_loss, (fake - 1).square().mean())


# %% wrong real-halved
# ½ 只乘在了真的那一项上
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    d_loss = (real - 1).square().mean() / 2 + fake.square().mean()
    return (d_loss, (fake - 1).square().mean())


# %% wrong fake-halved
# ½ 只乘在了假的那一项上
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    d_loss = (real - 1).square().mean() + fake.square().mean() / 2
    return (d_loss, (fake - 1).square().mean())


# %% wrong g-halved
# 生成器的损失也对半了
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    d_loss = ((real - 1).square().mean() + fake.square().mean()) / 2
    return (d_loss, (fake - 1).square().mean() / 2)


# %% wrong g-towards-zero
# 生成器的目标是 0
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    d_loss = ((real - 1).square().mean() + fake.square().mean()) / 2
    return (d_loss, fake.square().mean())


# %% wrong targets-swapped
# 判别器的目标弄反了，真的对 0，假的对 1
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    d_loss = (real.square().mean() + (fake - 1).square().mean()) / 2
    return (d_loss, (fake - 1).square().mean())


# %% wrong summed
# 求了和，没有平均
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    d_loss = ((real - 1).square().sum() + fake.square().sum()) / 2
    return (d_loss, (fake - 1).square().sum())


# %% wrong sigmoid
# 先过了 sigmoid
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    real, fake = (torch.sigmoid(real), torch.sigmoid(fake))
    d_loss = ((real - 1).square().mean() + fake.square().mean()) / 2
    return (d_loss, (fake - 1).square().mean())


# %% wrong pooled-mean
# 把真的和假的拼在一起求平均，个数不同时就偏了
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    d_loss = torch.cat([(real - 1).flatten(), fake.flatten()]).square().mean()
    return (d_loss, (fake - 1).square().mean())


# %% wrong absolute
# 用了绝对值，没有平方
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    d_loss = ((real - 1).abs().mean() + fake.abs().mean()) / 2
    return (d_loss, (fake - 1).abs().mean())


# %% wrong detached
# d_loss 里断开了假的打分
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    d_loss = ((real - 1).square().mean() + fake.detach().square().mean()) / 2
    return (d_loss, (fake - 1).square().mean())


# %% wrong swapped-result
# 两个结果的次序反了
def least_squares_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    d_loss = ((real - 1).square().mean() + fake.square().mean()) / 2
    return ((fake - 1).square().mean(), d_loss)


# %% right mse
# 用 F.mse_loss
def least_squares_losses(real, fake):
    one, zero = torch.ones_like, torch.zeros_like
    d_loss = 0.5 * F.mse_loss(real, one(real)) + 0.5 * F.mse_loss(fake, zero(fake))
    return d_loss, F.mse_loss(fake, one(fake))


# %% right powers
# 一项一项写
def least_squares_losses(real, fake):
    first = torch.mean((1.0 - real) ** 2)
    second = torch.mean(fake**2)
    third = torch.mean((1.0 - fake) ** 2)
    return [(first + second) * 0.5, third]
