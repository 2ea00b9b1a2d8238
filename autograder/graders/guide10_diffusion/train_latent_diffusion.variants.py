# %%

import numpy as np
import torch
from torch import Tensor, nn


# %% wrong variance-scale
# scale 是方差的倒数
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.var().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong unscaled
# scale 算了，训练时没有乘上去
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    classes = int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong deviation-itself
# scale 是标准差本身，不是倒数
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong never-dropped
# 标签从来不藏
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            label = y[rows]
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong dropped-once
# 一开始藏好，每一轮藏的都是那几个
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    hidden = torch.tensor(rng.random(len(x)) < 0.1)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            label = torch.where(hidden[rows], classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong dropped-to-zero
# 藏起来的换成了第 0 类
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, 0, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong y-changed
# 藏的时候改了传进来的 y
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            y[rows[hidden]] = classes
            label = y[rows]
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong graph-into-autoencoder
# 编码留着计算图，梯度跑进了自编码器
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents.detach() * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, autoencoder.encode(x[rows])[0] * scale, bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong autoencoder-trained
# 连自编码器一起训练了
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW([*model.parameters(), *autoencoder.parameters()])
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, autoencoder.encode(x[rows])[0] * scale, bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong sampled-latents
# 潜变量是抽的，不是平均
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        mean, log_variance = autoencoder.encode(x)
        latents = mean + (log_variance / 2).exp() * noise_like(mean, rng)
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong labels-left
# 潜变量打乱了，标签没有跟着
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[: len(rows)] if len(rows) == len(y) else y[rows.sort()[0]])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong loss-per-batch
# 每一批记一个损失，不是每一轮
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
    return model, scale, losses


# %% wrong loss-summed
# 记的是一轮损失之和，没有平均
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total)
    return model, scale, losses


# %% wrong last-dropped
# 扔掉了不满的最后一批
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            if len(rows) < 128 and len(x) > 128:
                continue
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong seed-fixed
# 种子写死了
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong not-shuffled
# 没有打乱，每轮都照原来的次序
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.arange(len(x)).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong half-dropped
# 一半的标签都藏了，不是一成
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.5)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong left-in-eval
# 把自编码器留在了评估模式
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    autoencoder.eval()
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong too-few-classes
# 类数少算了一个
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, max(1, int(y.max()))
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong thousand-steps
# 日程是一千步的，不是二百步
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(1000)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong cosine
# 日程用了余弦的
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200, "cosine")[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong no-zero-grad
# 忘了 zero_grad()
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    steps = epochs * -(-len(x) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% wrong no-step
# 优化器没有走
def train_latent_diffusion(
    autoencoder: nn.Module, x: Tensor, y: Tensor, epochs: int, seed: int
) -> tuple[nn.Module, float, list[float]]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    bars = make_schedule(200)[1]
    with torch.no_grad():
        latents = autoencoder.encode(x)[0]
    scale = 1 / latents.std().item()
    latents, classes = latents * scale, int(y.max()) + 1
    model = LatentDenoiser(latents.shape[1:], classes)
    optimizer = torch.optim.AdamW(model.parameters())
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.tensor(rng.permutation(len(x))).split(128):
            hidden = torch.tensor(rng.random(len(rows)) < 0.1)
            label = torch.where(hidden, classes, y[rows])
            loss = noise_loss(model, latents[rows], bars, rng, label)
            optimizer.zero_grad()
            loss.backward()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return model, scale, losses


# %% right loader
# DataLoader 打乱，Adam，手写的学习率
def train_latent_diffusion(autoencoder, x, y, epochs, seed):
    torch.manual_seed(seed)
    rng, order = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    mean = autoencoder.encode(x)[0].detach()
    scale = float(1 / mean.std(correction=0))
    classes = len(torch.bincount(y))
    data = torch.utils.data.TensorDataset(mean * scale, y)
    loader = torch.utils.data.DataLoader(data, batch_size=64, shuffle=True, generator=order)
    model = LatentDenoiser(tuple(mean.shape[1:]), classes)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    _, bars = make_schedule(200)
    history = []
    for _ in range(epochs):
        found = []
        for z, label in loader:
            label = label.clone()
            label[torch.from_numpy(rng.random(len(label)) < 0.1)] = classes
            optimizer.zero_grad()
            loss = noise_loss(model, z, bars, rng, label)
            loss.backward()
            optimizer.step()
            found.append(loss.item())
        history.append(float(np.mean(found)))
    return [model, scale, history]


# %% right parts
# 一部分一部分地编码，标签用乘法藏
def train_latent_diffusion(autoencoder, x, y, epochs, seed):
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed + 12345)
    with torch.inference_mode():
        z = torch.cat([autoencoder.encode(part)[0] for part in x.split(500)])
    z = z.clone()
    scale = 1.0 / float(z.double().std())
    z = z * scale
    classes = y.max().item() + 1
    model = LatentDenoiser(z[0].shape, classes)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.0)
    bars = make_schedule(200)[1]
    losses = []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), 100):
            rows = torch.from_numpy(order[start : start + 100])
            keep = torch.from_numpy((rng.random(len(rows)) >= 0.1).astype(np.int64))
            loss = noise_loss(model, z[rows], bars, rng, keep * y[rows] + (1 - keep) * classes)
            model.zero_grad()
            loss.backward()
            optimizer.step()
            total += float(loss.detach()) * len(rows)
        losses.append(total / len(x))
    return model, scale, losses
