# %%
import numpy as np
import torch


# %% wrong times-temperature
# 打分乘了温度，没有除
def sample(logits, temperature, rng):
    if temperature < 0:
        raise ValueError("温度不能是负数")
    if temperature == 0:
        return logits.argmax(dim=1)
    scores = logits.detach().double().numpy() * temperature
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    return torch.tensor([rng.choice(len(p), p=p) for p in shares], dtype=torch.int64)


# %% wrong overflow
# 没有减去最大值就取指数，打分大时溢出
def sample(logits, temperature, rng):
    if temperature < 0:
        raise ValueError("温度不能是负数")
    if temperature == 0:
        return logits.argmax(dim=1)
    scores = logits.detach().double().numpy() / temperature
    powers = np.exp(scores)
    shares = powers / powers.sum(axis=1, keepdims=True)
    return torch.tensor((shares.cumsum(axis=1) < rng.random((len(shares), 1))).sum(axis=1))


# %% wrong one-draw
# 只抽了一个随机数，各行共用
def sample(logits, temperature, rng):
    if temperature < 0:
        raise ValueError("温度不能是负数")
    if temperature == 0:
        return logits.argmax(dim=1)
    scores = logits.detach().double().numpy() / temperature
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    return torch.tensor((shares.cumsum(axis=1) < rng.random()).sum(axis=1))


# %% wrong first-row
# 只看了第一行的概率，各行都按它抽
def sample(logits, temperature, rng):
    if temperature < 0:
        raise ValueError("温度不能是负数")
    if temperature == 0:
        return logits.argmax(dim=1)
    scores = logits.detach().double().numpy() / temperature
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    return torch.tensor(
        [rng.choice(len(p), p=p) for p in shares[:1].repeat(len(shares), 0)], dtype=torch.int64
    )


# %% wrong rng-ignored
# 没有用 rng，用的是另外的随机数
def sample(logits, temperature, rng):
    if temperature < 0:
        raise ValueError("温度不能是负数")
    if temperature == 0:
        return logits.argmax(dim=1)
    scores = logits.detach().double().numpy() / temperature
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    torch.seed()
    return torch.multinomial(torch.tensor(shares), 1)[:, 0]


# %% wrong always-best
# 不管温度，总取最大的
def sample(logits, temperature, rng):
    if temperature < 0:
        raise ValueError("温度不能是负数")
    if temperature == 0:
        return logits.argmax(dim=1)
    scores = logits.detach().double().numpy() / temperature
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    return torch.tensor(shares.argmax(axis=1))


# %% wrong after-softmax
# 温度在 softmax 之后才除，再归一化就没有了
def sample(logits, temperature, rng):
    if temperature < 0:
        raise ValueError("温度不能是负数")
    if temperature == 0:
        return logits.argmax(dim=1)
    scores = logits.detach().double().numpy()
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    powers = powers / temperature
    shares = powers / powers.sum(axis=1, keepdims=True)
    return torch.tensor([rng.choice(len(p), p=p) for p in shares], dtype=torch.int64)


# %% wrong negative-accepted
# 负的温度没有拒绝
def sample(logits, temperature, rng):
    if temperature == 0:
        return logits.argmax(dim=1)
    scores = logits.detach().double().numpy() / temperature
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    return torch.tensor([rng.choice(len(p), p=p) for p in shares], dtype=torch.int64)


# %% wrong zero-like-one
# 温度是 0 时没有取最大的，按原来的概率抽了
def sample(logits, temperature, rng):
    if temperature < 0:
        raise ValueError("温度不能是负数")
    if temperature == 0:
        temperature = 1.0
    scores = logits.detach().double().numpy() / temperature
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    return torch.tensor([rng.choice(len(p), p=p) for p in shares], dtype=torch.int64)


# %% wrong last-of-equals
# 温度是 0、打分并列时取了编号大的
def sample(logits, temperature, rng):
    if temperature < 0:
        raise ValueError("温度不能是负数")
    if temperature == 0:
        return logits.shape[1] - 1 - logits.flip(1).argmax(dim=1)
    scores = logits.detach().double().numpy() / temperature
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    return torch.tensor([rng.choice(len(p), p=p) for p in shares], dtype=torch.int64)


# %% right gumbel
# 加 Gumbel 噪声，取最大的
def sample(logits, temperature, rng):
    if temperature < 0:
        raise ValueError(temperature)
    if temperature == 0:
        return torch.argmax(logits, -1)
    noise = torch.from_numpy(rng.gumbel(size=tuple(logits.shape)))
    return (logits.double() / temperature + noise).argmax(1)


# %% right cumulative
# 累加概率，和一个随机数比
def sample(logits, temperature, rng):
    if temperature < 0:
        raise ValueError("negative temperature")
    if temperature == 0:
        return torch.tensor(np.argmax(logits.numpy(), axis=1))
    shares = torch.softmax(logits.double() / temperature, dim=1).cumsum(1)
    u = torch.tensor(rng.random((len(logits), 1)))
    return (u >= shares / shares[:, -1:]).sum(1)


# %% right seeded-torch
# 由 rng 抽一个种子给 torch
def sample(logits, temperature, rng):
    if temperature < 0:
        raise ValueError("negative temperature")
    if not temperature:
        return logits.argmax(1)
    generator = torch.Generator().manual_seed(int(rng.integers(2**31)))
    shares = ((logits - logits.max(1, keepdim=True).values).double() / temperature).softmax(1)
    return torch.multinomial(shares, 1, generator=generator).squeeze(1)
