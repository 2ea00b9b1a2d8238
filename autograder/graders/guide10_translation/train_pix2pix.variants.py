# %% wrong discriminator-helps
# g_loss 的梯度也攒进了判别器
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward()
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()


# %% wrong discriminator-frozen
# 判别器一步也没有走
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            g_optimizer.step()
    return generator.eval()


# %% wrong generator-frozen
# 生成器一步也没有走
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
    return generator.eval()


# %% wrong no-zero-grad
# 生成器的梯度忘了清零
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()


# %% wrong d-no-zero-grad
# 判别器的梯度忘了清零
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()


# %% wrong pairs-broken
# x 打乱了，y 没有跟着
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for k, rows in enumerate(torch.randperm(len(x), generator=shuffle).split(16)):
            same = torch.arange(len(x))[16 * k : 16 * k + 16]
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[same], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()


# %% wrong not-shuffled
# 没有打乱，每轮都照原来的次序
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.arange(len(x)).split(16):
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()


# %% wrong same-order
# 只打乱了一次，每轮次序相同
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(x), generator=shuffle)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in order.split(16):
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()


# %% wrong last-dropped
# 扔掉了不满的最后一批
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            if len(rows) < min(16, len(x)) or len(x) < 16:
                continue
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()


# %% wrong seed-ignored
# 种子没有用上，每次的初值和次序都不同
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.seed()
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.default_generator
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()


# %% wrong order-unseeded
# 初值用了种子，打乱的次序没有用
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator()
    shuffle.seed()
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()


# %% wrong left-in-training
# 返回时还在训练模式
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator


# %% wrong pixels-only
# 根本没有用判别器，只有像素误差
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            fake = generator(x[rows])
            g_loss = 100 * (fake - y[rows]).abs().mean()
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            g_loss.backward(inputs=weights)
            g_optimizer.step()
    return generator.eval()


# %% wrong backwards
# 把 x 和 y 弄反了，学的是从 y 到 x
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(y.shape[1], x.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            fake = generator(y[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, y[rows], x[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()


# %% wrong with-replacement
# 每批随机抽，有的一轮里抽到几次，有的没有
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randint(len(x), (len(x),), generator=shuffle).split(16):
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()


# %% wrong inverted
# 为了增强，原地把 x 和 y 翻成了白底变黑底
def train_pix2pix(x: Tensor, y: Tensor, epochs: int, seed: int) -> UNetGenerator:
    torch.manual_seed(seed)
    generator = UNetGenerator(x.shape[1], y.shape[1])
    discriminator = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    weights = list(generator.parameters())
    g_optimizer = torch.optim.Adam(weights, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), betas=(0.5, 0.999))
    shuffle = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        rate = min(1.0, 2 * (1 - epoch / epochs))
        g_optimizer.param_groups[0]["lr"] = 0.001 * rate
        d_optimizer.param_groups[0]["lr"] = 0.0002 * rate
        for rows in torch.randperm(len(x), generator=shuffle).split(16):
            x.neg_()
            y.neg_()
            fake = generator(x[rows])
            d_loss, g_loss = pix2pix_losses(discriminator, x[rows], y[rows], fake)
            g_optimizer.zero_grad()
            d_optimizer.zero_grad()
            d_loss.backward()
            g_loss.backward(inputs=weights)
            d_optimizer.step()
            g_optimizer.step()
    return generator.eval()


# %% right twice
# 损失算两遍，判别器走完再算生成器的
def train_pix2pix(x, y, epochs, seed):
    torch.manual_seed(seed)
    net = UNetGenerator(x.size(1), y.size(1))
    critic = PatchDiscriminator(x.size(1) + y.size(1), 12, 1)
    gopt = torch.optim.Adam(net.parameters(), lr=1e-3, betas=(0.5, 0.999))
    dopt = torch.optim.Adam(critic.parameters(), lr=2e-4, betas=(0.5, 0.999))
    steps = epochs * -(-len(x) // 20)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(gopt, steps)
    net.train()
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for i in range(0, len(x), 20):
            xb, yb = x[order[i : i + 20]], y[order[i : i + 20]]
            out = net(xb)
            dopt.zero_grad()
            pix2pix_losses(critic, xb, yb, out, 100.0)[0].backward()
            dopt.step()
            gopt.zero_grad()
            pix2pix_losses(critic, xb, yb, out, 100.0)[1].backward()
            gopt.step()
            schedule.step()
    net.eval()
    return net


# %% right frozen-flags
# 关上判别器的 requires_grad，再走生成器；DataLoader
from torch.utils.data import DataLoader, TensorDataset


def train_pix2pix(x, y, epochs, seed):
    torch.manual_seed(seed)
    judge = PatchDiscriminator(x.shape[1] + y.shape[1], width=16, layers=2)
    writer = UNetGenerator(in_channels=x.shape[1], out_channels=y.shape[1])
    order = torch.Generator()
    order.manual_seed(seed)
    loader = DataLoader(TensorDataset(x, y), 16, shuffle=True, generator=order)
    first = torch.optim.AdamW(writer.parameters(), 1e-3, betas=(0.5, 0.99))
    second = torch.optim.RMSprop(judge.parameters(), 1e-4)
    for epoch in range(epochs):
        for group in first.param_groups:
            group["lr"] = 1e-3 if epoch < 0.6 * epochs else 3e-4
        for a, b in loader:
            draft = writer(a)
            d_loss, _ = pix2pix_losses(judge, a, b, draft)
            second.zero_grad()
            d_loss.backward()
            second.step()
            for p in judge.parameters():
                p.requires_grad_(False)
            _, g_loss = pix2pix_losses(judge, a, b, draft)
            first.zero_grad(set_to_none=False)
            g_loss.backward()
            first.step()
            for p in judge.parameters():
                p.requires_grad_(True)
    return writer.train(False)
