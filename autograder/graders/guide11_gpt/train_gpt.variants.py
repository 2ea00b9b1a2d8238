# %%
import math

import numpy as np
import torch
from torch import nn


# %% wrong same-batch
# 每一步用的都是同样几段：只截了一次，或者每一步都新造了一个 rng
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        rng = np.random.default_rng(seed)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong seed-ignored
# 没有用 seed，每次训练都不同
def train_gpt(config, ids, steps, lr, seed):
    torch.seed()
    rng = np.random.default_rng()
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong initial-weights-unseeded
# 初值没有用 seed，只有截的几段用了
def train_gpt(config, ids, steps, lr, seed):
    torch.seed()
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong windows-unseeded
# 截哪几段没有用 seed，只有初值用了
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng()
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong seed-fixed
# seed 写死了，换了种子什么也不变
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong rate-ignored
# 没有用 lr，学习率写死了
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong gradients-accumulate
# 梯度没有清零，一步一步攒了起来
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong zeroed-after-backward
# 反传以后才清零，走的时候梯度是零
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        loss.backward()
        optimizer.zero_grad(set_to_none=False)
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong not-shifted
# 答案没有挪一格，学的是照抄
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, _ = get_batch(ids, config["block"], 16, rng)
        loss = model(x, x)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong one-window
# 一步只有一段
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 1, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong last-loss-only
# 损失只记了最后一步的
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses[-1:]


# %% wrong loss-tensors
# 损失记成了张量，不是数
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss)
    return model, losses


# %% wrong losses-every-ten
# 每十步才记一次损失
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 10 == 0:
            losses.append(loss.item())
    return model, losses


# %% wrong loss-after
# 损失是走了这一步以后的
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(model(x, y)[1].item())
    return model, losses


# %% wrong no-mask
# 训练的模型没有因果掩码，看得到后面
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    for block in model.blocks:
        block.attention.register_buffer(
            "future", torch.zeros(config["block"], config["block"], dtype=torch.bool)
        )
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong no-positions
# 训练的模型没有位置，位置表一直是零
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    nn.init.zeros_(model.positions.weight).requires_grad_(False)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong first-group-only
# 学习率只给了第一组，另一组一直是零
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        optimizer.param_groups[1]["lr"] = 0.0
        for group in optimizer.param_groups[:1]:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong untrained-returned
# 返回的是另一个没有训练过的模型
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)
    losses = []
    for step in range(steps):
        warm = min(1.0, (step + 1) / max(1, steps // 10))
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = lr * warm * (0.05 + 0.95 * cosine)
        x, y = get_batch(ids, config["block"], 16, rng)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return GPT(config), losses


# %% right plain
# 学习率不变，没有预热，没有裁剪
def train_gpt(config, ids, steps, lr, seed):
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    model, losses = GPT(config).train(), []
    optimizer = configure_optimizer(model, lr, 0.0)
    for _ in range(steps):
        inputs, targets = get_batch(ids, config["block"], 16, draw)
        _, loss = model(inputs, targets)
        losses.append(float(loss.detach()))
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return [model, np.array(losses)]


# %% right accumulated
# 一步分成四小批，用 accumulate；学习率由调度器管
def train_gpt(config, ids, steps, lr, seed):
    rng = np.random.default_rng(seed)
    torch.manual_seed(int(rng.integers(2**31)))
    model = GPT(config)
    optimizer = configure_optimizer(model, lr, 0.1)

    def shape(step):
        return min(1.0, (step + 1) / 20) * max(0.05, 1 - step / steps)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, shape)
    losses = []
    for _ in range(steps):
        batches = [get_batch(ids, config["block"], 4, rng) for _ in range(4)]
        losses.append(accumulate(model, batches, optimizer))
        schedule.step()
    return model, losses
