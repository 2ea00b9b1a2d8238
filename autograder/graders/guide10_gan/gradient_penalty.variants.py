# %% wrong one-epsilon
# 整批共用一个混合比
def gradient_penalty(critic, real, fake, rng):
    epsilon = float(rng.random())
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong epsilon-per-number
# 每个数各有各的混合比，不是一个样本一个
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(tuple(real.shape)), dtype=real.dtype)
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong normal-epsilon
# 混合比是正态的，不是零到一之间均匀的
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.normal(size=len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong half-way
# 混合比定死在一半，没有抽
def gradient_penalty(critic, real, fake, rng):
    mixed = ((real + fake) / 2).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong at-real
# 只在真样本上查，没有混合
def gradient_penalty(critic, real, fake, rng):
    mixed = real.detach().clone().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong at-fake
# 只在假样本上查，没有混合
def gradient_penalty(critic, real, fake, rng):
    mixed = fake.detach().clone().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong no-graph
# 没有 create_graph=True，惩罚只是一个常数，教不了评论家
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed)
    return ((grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong norm-of-batch
# 整批的梯度合成了一个长度，不是一个样本一个
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return (grad.norm() - 1) ** 2


# %% wrong norm-over-batch
# 长度沿批的那一轴求，每个位置一个
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.norm(dim=0) - 1) ** 2).mean()


# %% wrong last-axis-norm
# 长度只对最后一轴求：点上没有事，图上就不对
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.norm(dim=-1) - 1) ** 2).mean()


# %% wrong one-sided
# 只罚陡于 1 的，太平的不罚
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return (F.relu(grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong squared-norm
# 长度没有开方，拿平方和去和 1 比
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.flatten(1).square().sum(1) - 1) ** 2).mean()


# %% wrong to-zero
# 罚的是长度的平方，没有减 1
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return grad.flatten(1).square().sum(1).mean()


# %% wrong absolute
# 用了差的绝对值，不是平方
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return (grad.flatten(1).norm(dim=1) - 1).abs().mean()


# %% wrong mean-first
# 先对批求了平均长度，再减 1 平方
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return (grad.flatten(1).norm(dim=1).mean() - 1) ** 2


# %% wrong weighted
# 已经乘了 10，可是题面的惩罚不含 λ
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return 10 * ((grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong summed
# 惩罚对批求了和，没有平均
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.flatten(1).norm(dim=1) - 1) ** 2).sum()


# %% wrong mean-score
# 打分先求了平均再求梯度，每个样本的梯度都小了 n 倍
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).mean(), mixed, create_graph=True)
    return ((grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong grad-left
# 用 backward() 求梯度，评论家的 grad 里留下了东西
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    critic(mixed).sum().backward(create_graph=True)
    return ((mixed.grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong seed-fixed
# 没有用传进来的发生器，自己建了一个种子固定的
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(np.random.default_rng(0).random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong channel-norm
# 长度只对第二轴（通道）求：点上没有事，图上就不对
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.norm(2, dim=1) - 1) ** 2).mean()


# %% wrong own-random
# 混合比不是从传进来的发生器抽的，同样的发生器给不出同样的结果
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.rand(len(real), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.flatten(1).norm(dim=1) - 1) ** 2).mean()


# %% wrong mean-square
# 长度按一个样本里的数求了平均，没有求和
def gradient_penalty(critic, real, fake, rng):
    epsilon = torch.tensor(rng.random(len(real)), dtype=real.dtype)
    epsilon = epsilon.reshape(-1, *[1] * (real.ndim - 1))
    mixed = (epsilon * real + (1 - epsilon) * fake).detach().requires_grad_()
    (grad,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    return ((grad.flatten(1).square().mean(1).sqrt() - 1) ** 2).mean()


# %% right ones
# 用 grad_outputs，lerp，平方和开方
def gradient_penalty(critic, real, fake, rng):
    n = real.shape[0]
    share = torch.from_numpy(rng.uniform(size=n)).to(real.dtype).view(n, *([1] * (real.dim() - 1)))
    x = torch.lerp(fake.detach(), real.detach(), share).requires_grad_(True)
    scores = critic(x)
    g = torch.autograd.grad(
        outputs=scores, inputs=x, grad_outputs=torch.ones_like(scores), create_graph=True, retain_graph=True
    )[0]
    length = g.reshape(n, -1).pow(2).sum(dim=1).sqrt()
    return torch.mean((length - 1.0) ** 2)


# %% right torch-generator
# 从 rng 抽一个种子，交给 PyTorch 的发生器；混合比乘在真样本上
def gradient_penalty(critic, real, fake, rng):
    generator = torch.Generator().manual_seed(int(rng.integers(2**31)))
    shape = [len(real)] + [1] * (real.ndim - 1)
    share = torch.rand(shape, generator=generator, dtype=real.dtype)
    mixed = (fake + share * (real - fake)).clone().detach()
    mixed.requires_grad = True
    grad = torch.autograd.grad(critic(mixed).sum(), [mixed], create_graph=True)[0]
    length = torch.linalg.vector_norm(grad, dim=tuple(range(1, grad.ndim)))
    return (length - 1).square().mean()
