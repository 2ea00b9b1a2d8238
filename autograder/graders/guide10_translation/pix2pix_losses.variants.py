# %% wrong not-detached
# 判别器的损失没有断开，梯度流进了生成器
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong all-detached
# 生成器的损失也断开了，对抗的那一项没有梯度
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = seen
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong not-halved
# 判别器的损失没有对半
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong real-halved
# ½ 只乘在了真的那一项上
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = bce(real, torch.ones_like(real)) / 2 + bce(seen, torch.zeros_like(seen))
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong fake-halved
# ½ 只乘在了假的那一项上
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen)) / 2
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong labels-swapped
# 判别器的两个目标弄反了，真的是 0，假的是 1
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.zeros_like(real)) + bce(seen, torch.ones_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong l1-in-d
# 像素误差加进了判别器的损失
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    d_loss = d_loss + weight * (fake.detach() - y).abs().mean()
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong condition-y
# 给判别器的条件用了 y，没有用 x
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(y, y), discriminator(y, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(y, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong condition-own
# 判别器没有看条件，两个位置都是同一张图
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(y, y), discriminator(fake.detach(), fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(fake, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong squared
# 像素误差是平方，不是绝对值
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).square().mean()
    return (d_loss, g_loss)


# %% wrong same-side
# 生成器的目标是 0，和判别器站在了一边
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.zeros_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong saturating
# 生成器的损失是判别器那一项取负号，没有用目标 1
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = -bce(fooled, torch.zeros_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong weight-on-adversarial
# weight 乘在了对抗的那一项上
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = weight * bce(fooled, torch.ones_like(fooled)) + (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong l1-to-x
# 像素误差是和 x 比，没有和 y 比
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - x.mean(1, keepdim=True)).abs().mean()
    return (d_loss, g_loss)


# %% wrong l1-summed
# 像素误差求了和，一点也没有平均
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().sum()
    return (d_loss, g_loss)


# %% wrong l1-summed-by-picture
# 像素误差在每张图里求了和，只对张数求平均
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().sum() / len(y)
    return (d_loss, g_loss)


# %% wrong pixels-detached
# 像素误差断开了计算图
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake.detach() - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong sigmoid-twice
# 先过了 sigmoid，再用带 sigmoid 的交叉熵
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    def bce(scores: Tensor, target: Tensor) -> Tensor:
        return F.binary_cross_entropy_with_logits(torch.sigmoid(scores), target)

    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong g-halved
# 生成器的对抗一项也对半了
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) / 2 + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong judge-detached
# 判别器的损失断开了，判别器学不到
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, seen = (discriminator(x, y), discriminator(x, fake.detach()))
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    d_loss = d_loss.detach()
    fooled = discriminator(x, fake)
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% wrong scores-detached
# 断开的是给假的打的分，不是写出来的图：判别器从假的那一项学不到
def pix2pix_losses(
    discriminator: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    fake: Tensor,
    weight: float = 100.0,
) -> tuple[Tensor, Tensor]:
    bce = F.binary_cross_entropy_with_logits
    real, fooled = (discriminator(x, y), discriminator(x, fake))
    seen = fooled.detach()
    d_loss = (bce(real, torch.ones_like(real)) + bce(seen, torch.zeros_like(seen))) / 2
    g_loss = bce(fooled, torch.ones_like(fooled)) + weight * (fake - y).abs().mean()
    return (d_loss, g_loss)


# %% right softplus
# 用 softplus 写
def pix2pix_losses(discriminator, x, y, fake, weight=100.0):
    truth = F.softplus(-discriminator(x, y)).mean()
    lie = F.softplus(discriminator(x, fake.detach())).mean()
    caught = F.softplus(-discriminator(x, fake)).mean()
    return 0.5 * truth + 0.5 * lie, caught + weight * F.l1_loss(fake, y)


# %% right module
# 用 BCEWithLogitsLoss，两批拼在一起看
def pix2pix_losses(discriminator, x, y, fake, weight=100.0):
    criterion = nn.BCEWithLogitsLoss()
    scores = discriminator(torch.cat([x, x]), torch.cat([y, fake.detach()]))
    target = torch.zeros_like(scores)
    target[: len(x)] = 1
    d_loss = criterion(scores, target)
    again = discriminator(x, fake)
    g_loss = criterion(again, torch.ones(again.shape, dtype=again.dtype))
    return [d_loss, g_loss + weight * nn.L1Loss()(fake, y)]
