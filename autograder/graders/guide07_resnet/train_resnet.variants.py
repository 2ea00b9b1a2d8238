# %% wrong left-in-training
# 返回时模型还在训练模式
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        summed = 0.0
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    return losses


# %% wrong not-set-to-training
# 开始时没有切到训练模式，进来是什么模式就是什么模式
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    for _ in range(epochs):
        summed = 0.0
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses


# %% wrong not-shuffled
# 没有打乱，每轮都照原来的次序
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        summed = 0.0
        for rows in torch.arange(len(x)).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses


# %% wrong same-order
# 只打乱了一次，每轮次序相同
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    order = torch.randperm(len(x), generator=generator)
    for _ in range(epochs):
        summed = 0.0
        for rows in order.split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses


# %% wrong labels-left
# 图打乱了，标签没有跟着
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        summed = 0.0
        for k, rows in enumerate(torch.randperm(len(x), generator=generator).split(batch_size)):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[k * batch_size : k * batch_size + len(rows)])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses


# %% wrong last-dropped
# 扔掉了不满的最后一批
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        summed = 0.0
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            if len(rows) < batch_size < len(x):
                continue
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses


# %% wrong seed-ignored
# 种子没有用上，每次的次序都不同
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator()
    generator.seed()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        summed = 0.0
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses


# %% wrong seed-fixed
# 种子写死了，换一个 seed 也没有用
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        summed = 0.0
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses


# %% wrong no-zero-grad
# 忘了 zero_grad()，以前的梯度越积越多
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        summed = 0.0
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses


# %% wrong loss-per-batch
# 每一批记一个损失，不是每一轮
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            step += 1
    model.eval()
    return losses


# %% wrong loss-sum
# 记的是一轮损失之和，没有平均
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        summed = 0.0
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed)
    model.eval()
    return losses


# %% wrong batch-means-over-samples
# 各批的平均损失加起来，又除以了样本数
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        summed = 0.0
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item()
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses


# %% wrong shuffled-in-place
# 为了打乱，原地改了 x 和 y
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        summed = 0.0
        order = torch.randperm(len(x), generator=generator)
        x[:], y[:] = (x[order], y[order])
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses


# %% wrong frozen-body
# 只训练了最后的全连接层
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(list(model.parameters())[-2:], lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        summed = 0.0
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses


# %% wrong sampled-with-replacement
# 每批随机抽，有的样本一轮里抽到几次，有的没有
def train_resnet(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, lr: float, batch_size: int, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=0.0001)
    total = epochs * -(-len(x) // batch_size)
    milestones = (total // 2, total * 4 // 5)
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        summed = 0.0
        for rows in torch.randint(len(x), (len(x),), generator=generator).split(batch_size):
            optimizer.param_groups[0]["lr"] = step_schedule(step, lr, milestones)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            summed += loss.item() * len(rows)
            step += 1
        losses.append(summed / len(x))
    model.eval()
    return losses


# %% right loader
# 用 DataLoader 和余弦学习率，没有增强；损失按批平均
from torch.utils.data import DataLoader, TensorDataset


def train_resnet(model, x, y, epochs, lr, batch_size, seed):
    generator = torch.Generator()
    generator.manual_seed(seed)
    loader = DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=True, generator=generator)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, nesterov=True)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs * len(loader))
    model.train()
    history = []
    for _ in range(epochs):
        total = []
        for xb, yb in loader:
            optimizer.zero_grad()
            loss = F.cross_entropy(model(xb), yb)
            loss.backward()
            optimizer.step()
            schedule.step()
            total.append(loss.item())
        history.append(sum(total) / len(total))
    model.eval()
    return history


# %% right adam
# Adam，一个周期的学习率，左右上下翻转，标签平滑
def train_resnet(model, x, y, epochs, lr, batch_size, seed):
    rng = np.random.default_rng(seed)
    count = -(-len(x) // batch_size)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr / 10)
    out = []
    model.train(True)
    for epoch in range(epochs):
        order = torch.from_numpy(rng.permutation(len(x)))
        total = 0.0
        for i in range(count):
            done = (epoch * count + i) / (epochs * count)
            for group in optimizer.param_groups:
                group["lr"] = lr / 10 * min(1.0, 5 * done + 0.05, 1.25 * (1 - done))
            rows = order[i * batch_size : (i + 1) * batch_size]
            pictures = x[rows]
            for axis in (2, 3):
                if rng.random() < 0.5:
                    pictures = pictures.flip(axis)
            loss = nn.functional.cross_entropy(model(pictures), y[rows], label_smoothing=0.05)
            model.zero_grad()
            loss.backward()
            optimizer.step()
            total += float(loss) * len(rows)
        out.append(total / len(x))
    model.train(False)
    return out
