# %%

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F


# %% wrong betas-for-bars
# 把 betas 当成 bars 交给了 noise_loss
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(100)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(len(points), size=512))]
        loss = noise_loss(model, batch, betas, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars


# %% wrong raw-coordinates
# 网络没有放坐标的正弦余弦
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(100)
    model = PointDenoiser(frequencies=())
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(len(points), size=512))]
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars


# %% wrong no-zero-grad
# 忘了 zero_grad()
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(100)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(len(points), size=512))]
        loss = noise_loss(model, batch, bars, rng)
        loss.backward()
        optimizer.step()
    return model, betas, bars


# %% wrong same-batch
# 每一步都取同一批点
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(100)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    batch = points[torch.tensor(rng.integers(len(points), size=512))]
    for _ in range(steps):
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars


# %% wrong seed-fixed
# 种子写死了
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    betas, bars = make_schedule(100)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(len(points), size=512))]
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars


# %% wrong weights-unseeded
# 只固定了 rng，网络的初值没有管
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.seed()
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(100)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(len(points), size=512))]
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars


# %% wrong rng-unseeded
# 只固定了初值，批和噪声没有管
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(seed)
    rng = np.random.default_rng()
    betas, bars = make_schedule(100)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(len(points), size=512))]
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars


# %% wrong no-step
# 优化器没有走
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(100)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(len(points), size=512))]
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
    return model, betas, bars


# %% wrong cosine
# 日程用了余弦的
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(100, "cosine")
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(len(points), size=512))]
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars


# %% wrong rng-restarted
# 每一步都从同样的随机数开始
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(100)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        rng = np.random.default_rng(seed)
        batch = points[torch.tensor(rng.integers(len(points), size=512))]
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars


# %% wrong thousand-steps
# 日程用了一千步
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(1000)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(len(points), size=512))]
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars


# %% wrong small-batch
# 每一批不是 512 个
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(100)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(len(points), size=128))]
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars


# %% wrong in-order
# 取的总是开头的 512 个
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(100)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.arange(512) % min(len(points), 20)]
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars


# %% right adamw
# AdamW，余弦降学习率，剪梯度
def train_diffusion(points, steps, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng([seed, 1])
    betas, bars = make_schedule(100, "linear")
    net = PointDenoiser()
    opt = torch.optim.AdamW(net.parameters(), lr=3e-3)
    net.train()
    for step in range(steps):
        for group in opt.param_groups:
            group["lr"] = 3e-3 * (0.1 + 0.9 * min(1.0, 3 * (1 - step / steps)))
        opt.zero_grad()
        rows = torch.from_numpy(rng.choice(len(points), size=512, replace=len(points) < 512))
        noise_loss(net, points[rows], bars, rng).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        opt.step()
    net.eval()
    return [net, betas, bars]


# %% right own-loop
# 不用 noise_loss，自己写；梯度留在最后清
def train_diffusion(points, steps, seed):
    generator = np.random.default_rng(seed)
    torch.manual_seed(int(generator.integers(2**31)))
    model = PointDenoiser()
    betas, bars = make_schedule(100)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.002, betas=(0.9, 0.99))
    for _ in range(steps):
        x0 = points[generator.integers(0, len(points), 512)]
        t = torch.from_numpy(generator.integers(0, 100, 512))
        noise = noise_like(x0, generator)
        bar = bars[t].unsqueeze(1)
        loss = F.mse_loss(model(torch.sqrt(bar) * x0 + torch.sqrt(1 - bar) * noise, t), noise)
        loss.backward()
        optimizer.step()
        model.zero_grad()
    return model, betas, bars


# %% wrong first-points
# 点多于一批时，只在最前面的 512 个点里取
def train_diffusion(points: Tensor, steps: int, seed: int) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    betas, bars = make_schedule(100)
    model = PointDenoiser()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(steps):
        batch = points[torch.tensor(rng.integers(min(512, len(points)), size=512))]
        loss = noise_loss(model, batch, bars, rng)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model, betas, bars
