# %%
# Slips leave names unused.
# ruff: noqa: F841
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


# %% wrong no-shuffle
# 没有打乱，照着给的次序分批
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        order = torch.arange(len(x))
        for rows in order.split(batch_size):
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong shuffled-once
# 只在开头打乱了一次，每一轮的次序都一样
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    order = torch.randperm(len(x))
    model.train()
    for _ in range(epochs):
        total = 0.0
        for rows in order.split(batch_size):
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong pairs-broken
# 图和标签各打乱各的
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        order = torch.randperm(len(x))
        for rows in order.split(batch_size):
            loss = F.cross_entropy(model(x[rows]), y[torch.randperm(len(x))[: len(rows)]])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong softmax-twice
# 损失之前先做了 softmax，等于做了两次
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        order = torch.randperm(len(x))
        for rows in order.split(batch_size):
            loss = F.cross_entropy(model(x[rows]).softmax(dim=1), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong gradients-not-cleared
# 没有清零梯度
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        order = torch.randperm(len(x))
        for rows in order.split(batch_size):
            loss = F.cross_entropy(model(x[rows]), y[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong short-batch-dropped
# 最后不满的一批丢掉了
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        order = torch.randperm(len(x))
        for rows in order.split(batch_size):
            if len(rows) < min(batch_size, len(x)):
                continue
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong loss-summed
# 返回的是每一轮的损失之和
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        order = torch.randperm(len(x))
        for rows in order.split(batch_size):
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total)
    model.eval()
    return losses


# %% wrong loss-per-batch
# 每一批记一个损失，不是每一轮
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        order = torch.randperm(len(x))
        for rows in order.split(batch_size):
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    model.eval()
    return losses


# %% wrong seed-ignored
# 种子没有用上
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.seed()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        order = torch.randperm(len(x))
        for rows in order.split(batch_size):
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong left-in-training
# 返回的模型还在训练模式
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        order = torch.randperm(len(x))
        for rows in order.split(batch_size):
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return losses


# %% wrong seed-fixed
# 种子写死了，换一个 seed 也没有用
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(0)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        order = torch.randperm(len(x))
        for rows in order.split(batch_size):
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% wrong never-in-training
# 训练时没有切换到训练模式，一直在评估模式
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    model.eval()
    for _ in range(epochs):
        total = 0.0
        order = torch.randperm(len(x))
        for rows in order.split(batch_size):
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    model.eval()
    return losses


# %% right loader
# 用 DataLoader，动量法，学习率放大
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    generator = torch.Generator().manual_seed(seed)
    torch.manual_seed(seed)
    data = torch.utils.data.TensorDataset(x, y)
    loader = torch.utils.data.DataLoader(data, batch_size=batch_size, shuffle=True, generator=generator)
    optimizer = torch.optim.SGD(model.parameters(), lr=5 * lr, momentum=0.9, nesterov=True)
    history = []
    for _ in range(epochs):
        model.train()
        batches = []
        for images, labels in loader:
            optimizer.zero_grad()
            loss = nn.CrossEntropyLoss()(model(images), labels)
            loss.backward()
            optimizer.step()
            batches.append(float(loss))
        history.append(sum(batches) / len(batches))
    model.eval()
    return history


# %% right flips
# 每张图随机翻转，AdamW，学习率按余弦降
def train_classifier(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    model.train(True)
    history = []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for start in range(0, len(x), batch_size):
            rows = torch.tensor(order[start : start + batch_size])
            images = x[rows].clone()
            turned = torch.tensor(rng.random(len(rows)) < 0.5)
            images[turned] = images[turned].flip(-1)
            losses.append(F.cross_entropy(model(images), y[rows], reduction="none"))
            optimizer.zero_grad()
            losses[-1].mean().backward()
            optimizer.step()
            losses[-1] = losses[-1].detach()
        schedule.step()
        history.append(torch.cat(losses).mean().item())
    model.eval()
    return history
