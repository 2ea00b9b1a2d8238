# %%
import numpy as np
import torch
from torch import nn


# %% wrong encoder-not-trained
# 优化器只管解码器，编码器没有训练
def train_reader(encoder, decoder, pairs, epochs, lr, seed):
    rng = np.random.default_rng(seed)
    weights = [*decoder.parameters()]
    optimizer = torch.optim.Adam(weights, lr=lr)
    batches, step, history = -(-len(pairs) // 64), 0, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(pairs)), []
        for rows in np.array_split(order, batches):
            optimizer.param_groups[0]["lr"] = lr * (1 - step / (epochs * batches))
            loss = teacher_forcing_loss(encoder, decoder, *collate([pairs[k] for k in rows]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
        history.append(sum(losses) / len(losses))
    return history


# %% wrong decoder-not-trained
# 优化器只管编码器，解码器没有训练
def train_reader(encoder, decoder, pairs, epochs, lr, seed):
    rng = np.random.default_rng(seed)
    weights = [*encoder.parameters()]
    optimizer = torch.optim.Adam(weights, lr=lr)
    batches, step, history = -(-len(pairs) // 64), 0, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(pairs)), []
        for rows in np.array_split(order, batches):
            optimizer.param_groups[0]["lr"] = lr * (1 - step / (epochs * batches))
            loss = teacher_forcing_loss(encoder, decoder, *collate([pairs[k] for k in rows]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
        history.append(sum(losses) / len(losses))
    return history


# %% wrong not-zeroed
# 梯度没有清零，一批一批攒起来
def train_reader(encoder, decoder, pairs, epochs, lr, seed):
    rng = np.random.default_rng(seed)
    weights = [*encoder.parameters(), *decoder.parameters()]
    optimizer = torch.optim.Adam(weights, lr=lr)
    batches, step, history = -(-len(pairs) // 64), 0, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(pairs)), []
        for rows in np.array_split(order, batches):
            optimizer.param_groups[0]["lr"] = lr * (1 - step / (epochs * batches))
            loss = teacher_forcing_loss(encoder, decoder, *collate([pairs[k] for k in rows]))
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            step += 1
        history.append(sum(losses) / len(losses))
    return history


# %% wrong last-batch-lost
# 最后不满的一批丢了，题目比一批还少时就没有训练
def train_reader(encoder, decoder, pairs, epochs, lr, seed):
    rng = np.random.default_rng(seed)
    weights = [*encoder.parameters(), *decoder.parameters()]
    optimizer = torch.optim.Adam(weights, lr=lr)
    batches, step, history = len(pairs) // 64, 0, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(pairs)), []
        for rows in (order[k : k + 64] for k in range(0, 64 * batches, 64)):
            optimizer.param_groups[0]["lr"] = lr * (1 - step / (epochs * batches))
            loss = teacher_forcing_loss(encoder, decoder, *collate([pairs[k] for k in rows]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
        history.append(sum(losses) / max(len(losses), 1))
    return history


# %% wrong seed-ignored
# 题目的次序没有由 seed 定下来
def train_reader(encoder, decoder, pairs, epochs, lr, seed):
    rng = np.random.default_rng()
    weights = [*encoder.parameters(), *decoder.parameters()]
    optimizer = torch.optim.Adam(weights, lr=lr)
    batches, step, history = -(-len(pairs) // 64), 0, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(pairs)), []
        for rows in np.array_split(order, batches):
            optimizer.param_groups[0]["lr"] = lr * (1 - step / (epochs * batches))
            loss = teacher_forcing_loss(encoder, decoder, *collate([pairs[k] for k in rows]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
        history.append(sum(losses) / len(losses))
    return history


# %% wrong not-shuffled
# 没有打乱，每一轮都是同样的次序
def train_reader(encoder, decoder, pairs, epochs, lr, seed):
    weights = [*encoder.parameters(), *decoder.parameters()]
    optimizer = torch.optim.Adam(weights, lr=lr)
    batches, step, history = -(-len(pairs) // 64), 0, []
    for _ in range(epochs):
        order, losses = np.arange(len(pairs)), []
        for rows in np.array_split(order, batches):
            optimizer.param_groups[0]["lr"] = lr * (1 - step / (epochs * batches))
            loss = teacher_forcing_loss(encoder, decoder, *collate([pairs[k] for k in rows]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
        history.append(sum(losses) / len(losses))
    return history


# %% wrong shuffles-pairs
# 把传进来的 pairs 自己打乱了
def train_reader(encoder, decoder, pairs, epochs, lr, seed):
    rng = np.random.default_rng(seed)
    weights = [*encoder.parameters(), *decoder.parameters()]
    optimizer = torch.optim.Adam(weights, lr=lr)
    batches, step, history = -(-len(pairs) // 64), 0, []
    for _ in range(epochs):
        rng.shuffle(pairs)
        order, losses = np.arange(len(pairs)), []
        for rows in np.array_split(order, batches):
            optimizer.param_groups[0]["lr"] = lr * (1 - step / (epochs * batches))
            loss = teacher_forcing_loss(encoder, decoder, *collate([pairs[k] for k in rows]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
        history.append(sum(losses) / len(losses))
    return history


# %% wrong loss-per-batch
# 返回的是每一批的损失，不是每一轮的
def train_reader(encoder, decoder, pairs, epochs, lr, seed):
    rng = np.random.default_rng(seed)
    weights = [*encoder.parameters(), *decoder.parameters()]
    optimizer = torch.optim.Adam(weights, lr=lr)
    batches, step, history = -(-len(pairs) // 64), 0, []
    for _ in range(epochs):
        order = rng.permutation(len(pairs))
        for rows in np.array_split(order, batches):
            optimizer.param_groups[0]["lr"] = lr * (1 - step / (epochs * batches))
            loss = teacher_forcing_loss(encoder, decoder, *collate([pairs[k] for k in rows]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            history.append(loss.item())
            step += 1
    return history


# %% wrong tensor-losses
# 返回的是张量，不是 float
def train_reader(encoder, decoder, pairs, epochs, lr, seed):
    rng = np.random.default_rng(seed)
    weights = [*encoder.parameters(), *decoder.parameters()]
    optimizer = torch.optim.Adam(weights, lr=lr)
    batches, step, history = -(-len(pairs) // 64), 0, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(pairs)), []
        for rows in np.array_split(order, batches):
            optimizer.param_groups[0]["lr"] = lr * (1 - step / (epochs * batches))
            loss = teacher_forcing_loss(encoder, decoder, *collate([pairs[k] for k in rows]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            losses.append(loss.detach())
            step += 1
        history.append(sum(losses) / len(losses))
    return history


# %% right plain-batches
# AdamW，OneCycle 式的升降，批是 32
def train_reader(encoder, decoder, pairs, epochs, lr, seed):
    torch.manual_seed(seed)
    model = nn.ModuleList([encoder, decoder])
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    steps = epochs * ((len(pairs) + 63) // 64)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: max(1 - k / steps, 0.01))
    history = []
    for _ in range(epochs):
        order, total = torch.randperm(len(pairs)).tolist(), 0.0
        for start in range(0, len(order), 64):
            chosen = [pairs[k] for k in order[start : start + 64]]
            optimizer.zero_grad()
            loss = teacher_forcing_loss(encoder, decoder, *collate(chosen))
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(chosen)
        history.append(total / len(pairs))
    return history


# %% right two-optimisers
# 两个网络各用一个优化器，学习率分三段降
def train_reader(encoder, decoder, pairs, epochs, lr, seed):
    rng = np.random.default_rng(seed)
    optimizers = [torch.optim.Adam(part.parameters(), lr=lr) for part in (encoder, decoder)]
    history = []
    for epoch in range(epochs):
        for optimizer in optimizers:
            optimizer.param_groups[0]["lr"] = lr * (1, 1, 0.3, 0.1)[4 * epoch // epochs]
        losses = []
        order = rng.permutation(len(pairs))
        for start in range(0, len(pairs), 48):
            batch = collate([pairs[k] for k in order[start : start + 48]])
            loss = teacher_forcing_loss(encoder, decoder, *batch)
            encoder.zero_grad()
            decoder.zero_grad()
            loss.backward()
            for optimizer in optimizers:
                optimizer.step()
            losses.append(float(loss.detach()))
        history.append(float(np.mean(losses)))
    return history
