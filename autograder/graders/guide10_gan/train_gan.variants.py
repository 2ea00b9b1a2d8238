# %% wrong seeded-late
# 网络建好了才定种子，初始的权重每次不同
def train_gan(points, steps, batch_size, seed):
    generator, discriminator = PointGenerator(), PointDiscriminator()
    torch.manual_seed(seed)
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% wrong seed-ignored
# 种子没有用上
def train_gan(points, steps, batch_size, seed):
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% wrong seed-fixed
# 种子写死了，换一个也没有用
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(0)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% wrong seeded-every-step
# 每一步都重新定一次种子，抽到的总是同一批
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        torch.manual_seed(seed)
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% wrong noise-once
# 噪声只抽了一次，每一步用的都是同一批
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    z = torch.randn(2, batch_size, generator.latent)
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% wrong uniform-noise
# 噪声是 0 到 1 均匀的，不是标准正态
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.rand(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% wrong first-points
# 每一步都用开头的那几个点，没有随机抽
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[:batch_size]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% wrong same-slice
# 随机的是起点，一批总是连着的几个，末尾的点抽不到
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[int(torch.randint(len(points) // 2, ())) :][:batch_size]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% wrong one-point-a-batch
# 一批里全是同一个点
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (1,)).repeat(batch_size)]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% wrong generator-first
# 先走了生成器，后走判别器
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        g = generator_step(generator, discriminator, adam_g, z[1])
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        history.append((d, g))
    return generator, history


# %% wrong ten-generator-steps
# 一步里生成器走了十回
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        for _ in range(10):
            g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% wrong separate-phases
# 先把判别器的步全走完，再走生成器
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        history.append(d)
    for i in range(steps):
        z = torch.randn(batch_size, generator.latent)
        history[i] = (history[i], generator_step(generator, discriminator, adam_g, z))
    return generator, history


# %% wrong one-network
# 两个优化器管的都是判别器，生成器没有学
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% wrong half-history
# history 里只有判别器的损失
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        generator_step(generator, discriminator, adam_g, z[1])
        history.append(d)
    return generator, history


# %% wrong history-swapped
# history 里两个损失的次序反了
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((g, d))
    return generator, history


# %% wrong last-only
# history 里只有最后一步的
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history = [(d, g)]
    return generator, history


# %% wrong points-changed
# 原地把 points 除以了 2
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    points.div_(2)
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% wrong normalised
# 把真点减了平均、除了标准差再用
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    generator, discriminator = PointGenerator(), PointDiscriminator()
    points = (points - points.mean(0)) / points.std(0)
    adam_g = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = []
    for _ in range(steps):
        real = points[torch.randint(len(points), (batch_size,))]
        z = torch.randn(2, batch_size, generator.latent)
        d = discriminator_step(generator, discriminator, adam_d, real, z[0])
        g = generator_step(generator, discriminator, adam_g, z[1])
        history.append((d, g))
    return generator, history


# %% right generator-of-numbers
# 自己的发生器管抽点和噪声，一轮一轮打乱着用
def train_gan(points, steps, batch_size, seed):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        g, d = PointGenerator(), PointDiscriminator()
    rng = torch.Generator().manual_seed(seed + 1)
    optimizers = [torch.optim.Adam(net.parameters(), 1e-3, (0.5, 0.99)) for net in (g, d)]
    rows, losses = [], []
    for _ in range(steps):
        if len(rows) < batch_size:
            rows = torch.randperm(len(points), generator=rng)
        real, rows = points[rows[:batch_size]], rows[batch_size:]
        z = torch.randn(batch_size, g.latent, generator=rng)
        d_loss = discriminator_step(g, d, optimizers[1], real, z)
        z = torch.randn(batch_size, g.latent, generator=rng)
        losses.append([d_loss, generator_step(generator=g, discriminator=d, optimizer=optimizers[0], z=z)])
    return g, losses


# %% right numpy-numbers
# NumPy 抽点和噪声，两步用同一批噪声，学习率略小
def train_gan(points, steps, batch_size, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    generator, discriminator = PointGenerator(latent=4), PointDiscriminator()
    first = torch.optim.Adam(discriminator.parameters(), lr=8e-4, betas=(0.5, 0.9))
    second = torch.optim.Adam(generator.parameters(), lr=8e-4, betas=(0.5, 0.9))
    history = []
    for _step in range(steps):
        real = points[torch.from_numpy(rng.choice(len(points), batch_size, replace=False))]
        z = torch.tensor(rng.standard_normal((batch_size, 4)), dtype=torch.float32)
        d = discriminator_step(generator, discriminator, first, real, z)
        g = generator_step(generator, discriminator, second, z)
        history += [(d, g)]
    return generator, history
