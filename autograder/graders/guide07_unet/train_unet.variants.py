# %%
import numpy as np
import torch
from torch.nn import functional as F

# Nearly all that is wrong here is wrong on a piece of each picture, too, and a piece takes a quarter of the time.


# %% wrong seed-ignored
# 没有用 seed：同一个 seed 训练两次，结果不同
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.seed()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            xb, yb = (torch.rot90(a[rows], turns, (2, 3)) for a in (x, y))
            if flipped:
                xb, yb = xb.flip(3), yb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        history.append(total / len(x))
    model.eval()
    return history


# %% wrong seed-fixed
# 种子写死了，换一个 seed 也没有用
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(0)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            top, left = torch.randint(max(x.shape[-1] - 48, 0) + 1, (2,)).tolist()
            xb, yb = (a[rows, :, top : top + 48, left : left + 48] for a in (x, y))
            xb, yb = (torch.rot90(a, turns, (2, 3)) for a in (xb, yb))
            if flipped:
                xb, yb = xb.flip(3), yb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        history.append(total / len(x))
    model.eval()
    return history


# %% wrong left-in-training
# 返回时模型还在训练模式
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            top, left = torch.randint(max(x.shape[-1] - 48, 0) + 1, (2,)).tolist()
            xb, yb = (a[rows, :, top : top + 48, left : left + 48] for a in (x, y))
            xb, yb = (torch.rot90(a, turns, (2, 3)) for a in (xb, yb))
            if flipped:
                xb, yb = xb.flip(3), yb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        history.append(total / len(x))
    return history


# %% wrong picture-alone-turned
# 照片转了、翻了，掩膜没有跟着
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            top, left = torch.randint(max(x.shape[-1] - 48, 0) + 1, (2,)).tolist()
            xb, yb = (a[rows, :, top : top + 48, left : left + 48] for a in (x, y))
            xb = torch.rot90(xb, turns, (2, 3))
            if flipped:
                xb = xb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        history.append(total / len(x))
    model.eval()
    return history


# %% wrong rate-ignored
# 没有理会 lr，学习率写死了
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.01, total_steps=steps)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            top, left = torch.randint(max(x.shape[-1] - 48, 0) + 1, (2,)).tolist()
            xb, yb = (a[rows, :, top : top + 48, left : left + 48] for a in (x, y))
            xb, yb = (torch.rot90(a, turns, (2, 3)) for a in (xb, yb))
            if flipped:
                xb, yb = xb.flip(3), yb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        history.append(total / len(x))
    model.eval()
    return history


# %% wrong history-summed
# 返回的是一轮里损失的总和，不是平均
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            top, left = torch.randint(max(x.shape[-1] - 48, 0) + 1, (2,)).tolist()
            xb, yb = (a[rows, :, top : top + 48, left : left + 48] for a in (x, y))
            xb, yb = (torch.rot90(a, turns, (2, 3)) for a in (xb, yb))
            if flipped:
                xb, yb = xb.flip(3), yb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        history.append(total)
    model.eval()
    return history


# %% wrong history-of-tensors
# 返回的是张量，不是 Python 的数
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            top, left = torch.randint(max(x.shape[-1] - 48, 0) + 1, (2,)).tolist()
            xb, yb = (a[rows, :, top : top + 48, left : left + 48] for a in (x, y))
            xb, yb = (torch.rot90(a, turns, (2, 3)) for a in (xb, yb))
            if flipped:
                xb, yb = xb.flip(3), yb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total = total + loss * len(rows)
        history.append(total / len(x))
    model.eval()
    return history


# %% wrong first-batch-only
# 每一轮只用了最前面的一批
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in [torch.arange(len(x))[:batch_size]]:
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            top, left = torch.randint(max(x.shape[-1] - 48, 0) + 1, (2,)).tolist()
            xb, yb = (a[rows, :, top : top + 48, left : left + 48] for a in (x, y))
            xb, yb = (torch.rot90(a, turns, (2, 3)) for a in (xb, yb))
            if flipped:
                xb, yb = xb.flip(3), yb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        history.append(total / len(rows))
    model.eval()
    return history


# %% wrong trains-a-copy
# 训练的是一个副本，传进来的模型没有变
import copy


def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    original, model = model, copy.deepcopy(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            top, left = torch.randint(max(x.shape[-1] - 48, 0) + 1, (2,)).tolist()
            xb, yb = (a[rows, :, top : top + 48, left : left + 48] for a in (x, y))
            xb, yb = (torch.rot90(a, turns, (2, 3)) for a in (xb, yb))
            if flipped:
                xb, yb = xb.flip(3), yb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        history.append(total / len(x))
    original.eval()
    return history


# %% wrong never-training
# 没有切换到训练模式：传进来是评估模式，就一直是评估模式
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    history = []
    pass
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            top, left = torch.randint(max(x.shape[-1] - 48, 0) + 1, (2,)).tolist()
            xb, yb = (a[rows, :, top : top + 48, left : left + 48] for a in (x, y))
            xb, yb = (torch.rot90(a, turns, (2, 3)) for a in (xb, yb))
            if flipped:
                xb, yb = xb.flip(3), yb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        history.append(total / len(x))
    model.eval()
    return history


# %% wrong inputs-turned
# 在 x 和 y 里就地翻转了图
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            x[rows], y[rows] = (torch.rot90(a[rows], turns, (2, 3)) for a in (x, y))
            top, left = torch.randint(max(x.shape[-1] - 48, 0) + 1, (2,)).tolist()
            xb, yb = (a[rows, :, top : top + 48, left : left + 48] for a in (x, y))
            if flipped:
                xb, yb = xb.flip(3), yb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        history.append(total / len(x))
    model.eval()
    return history


# %% wrong picture-alone-rotated
# 照片转了，掩膜没有跟着转（翻是一起翻的）
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            top, left = torch.randint(max(x.shape[-1] - 48, 0) + 1, (2,)).tolist()
            xb, yb = (a[rows, :, top : top + 48, left : left + 48] for a in (x, y))
            xb = torch.rot90(xb, turns, (2, 3))
            if flipped:
                xb, yb = xb.flip(3), yb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        history.append(total / len(x))
    model.eval()
    return history


# %% wrong picture-alone-flipped
# 照片翻了，掩膜没有跟着翻（转是一起转的）
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(batch_size):
            turns, flipped = int(torch.randint(4, ())), bool(torch.randint(2, ()))
            top, left = torch.randint(max(x.shape[-1] - 48, 0) + 1, (2,)).tolist()
            xb, yb = (a[rows, :, top : top + 48, left : left + 48] for a in (x, y))
            xb, yb = (torch.rot90(a, turns, (2, 3)) for a in (xb, yb))
            if flipped:
                xb = xb.flip(3)
            logits = model(xb)
            p = torch.sigmoid(logits)
            overlap = (2 * (p * yb).sum() + 1e-6) / (p.sum() + yb.sum() + 1e-6)
            loss = F.binary_cross_entropy_with_logits(logits, yb) + 1 - overlap
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        history.append(total / len(x))
    model.eval()
    return history


# %% right dataloader
# DataLoader、AdamW、余弦，只翻转
def train_unet(model, x, y, epochs, lr, batch_size, seed):
    generator = torch.Generator().manual_seed(seed)
    torch.manual_seed(seed)
    data = torch.utils.data.TensorDataset(x, y)
    loader = torch.utils.data.DataLoader(data, batch_size=batch_size, shuffle=True, generator=generator)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=1e-4)
    cosine = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs * len(loader))
    losses = []
    for _ in range(epochs):
        model.train()
        seen = []
        for images, masks in loader:
            for axis in (2, 3):
                if torch.rand((), generator=generator) < 0.5:
                    images, masks = images.flip(axis), masks.flip(axis)
            if torch.rand((), generator=generator) < 0.5:
                images, masks = images.mT, masks.mT
            scores = model(images)
            p = scores.sigmoid()
            soft = 1 - (2 * (p * masks).sum() + 1) / (p.sum() + masks.sum() + 1)
            loss = F.binary_cross_entropy_with_logits(scores, masks) + soft
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            cosine.step()
            seen.append(loss.item())
        losses.append(sum(seen) / len(seen))
    model.eval()
    return losses


# %% right each-picture-its-own
# 每张图各转各的，交叉熵加 Dice，学习率自己算
import math


def train_unet(model, x, y, epochs, lr, batch_size, seed):
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    n, step = len(x), 0
    total = epochs * math.ceil(n / batch_size)
    history = []
    model.train()
    for _ in range(epochs):
        order, losses = rng.permutation(n), []
        for start in range(0, n, batch_size):
            rows = order[start : start + batch_size]
            pairs = torch.stack([x[rows], y[rows]])
            for k in range(len(rows)):
                both = torch.rot90(pairs[:, k], int(rng.integers(4)), (-2, -1))
                pairs[:, k] = both.flip(-1) if rng.random() < 0.5 else both
            share = step / total
            optimizer.param_groups[0]["lr"] = lr * min(1, (step + 1) / (0.3 * total), 1.02 - share)
            scores = model(pairs[0])
            p, target = torch.sigmoid(scores), pairs[1]
            loss = F.binary_cross_entropy_with_logits(scores, target)
            loss = loss + 1 - (2 * (p * target).sum() + 1e-3) / (p.sum() + target.sum() + 1e-3)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(float(loss.detach()))
            step += 1
        history.append(float(np.mean(losses)))
    model.eval()
    return history
