# %% wrong seed-ignored
# 有的随机数没有由 seed 定下来：同一个 seed 训练两次，结果不同
def train_digits(x, y, seed):
    epochs, batch, peak = 12, 200, 0.004
    torch.seed()
    rng = np.random.default_rng()
    model = nn.Sequential(
        nn.Linear(784, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 10),
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak)
    data = TensorDataset(torch.tensor(x), torch.tensor(y, dtype=torch.long))
    loader = DataLoader(data, batch_size=min(batch, len(x)), shuffle=True, drop_last=True)
    step = 0
    for _ in range(epochs):
        for images, labels in loader:
            moved = shift(images.numpy().reshape(-1, 28, 28), rng, 2).reshape(-1, 784)
            for group in optimizer.param_groups:
                group["lr"] = warmup_cosine(step, 0, epochs * len(loader), peak)
            loss = F.cross_entropy(model(torch.tensor(moved)), labels, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return model.eval()


# %% wrong seed-fixed
# 种子写死了，换一个 seed 也没有用
def train_digits(x, y, seed):
    epochs, batch, peak = 12, 200, 0.004
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    model = nn.Sequential(
        nn.Linear(784, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 10),
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak)
    data = TensorDataset(torch.tensor(x), torch.tensor(y, dtype=torch.long))
    loader = DataLoader(data, batch_size=min(batch, len(x)), shuffle=True, drop_last=True)
    step = 0
    for _ in range(epochs):
        for images, labels in loader:
            moved = shift(images.numpy().reshape(-1, 28, 28), rng, 2).reshape(-1, 784)
            for group in optimizer.param_groups:
                group["lr"] = warmup_cosine(step, 0, epochs * len(loader), peak)
            loss = F.cross_entropy(model(torch.tensor(moved)), labels, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return model.eval()


# %% wrong left-in-training
# 返回的模型还在训练模式
def train_digits(x, y, seed):
    epochs, batch, peak = 12, 200, 0.004
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = nn.Sequential(
        nn.Linear(784, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 10),
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak)
    data = TensorDataset(torch.tensor(x), torch.tensor(y, dtype=torch.long))
    loader = DataLoader(data, batch_size=min(batch, len(x)), shuffle=True, drop_last=True)
    step = 0
    for _ in range(epochs):
        for images, labels in loader:
            moved = shift(images.numpy().reshape(-1, 28, 28), rng, 2).reshape(-1, 784)
            for group in optimizer.param_groups:
                group["lr"] = warmup_cosine(step, 0, epochs * len(loader), peak)
            loss = F.cross_entropy(model(torch.tensor(moved)), labels, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return model


# %% wrong softmax-at-the-end
# 最后加了 softmax，给出的是概率
def train_digits(x, y, seed):
    epochs, batch, peak = 12, 200, 0.004
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = nn.Sequential(
        nn.Linear(784, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 10),
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak)
    data = TensorDataset(torch.tensor(x), torch.tensor(y, dtype=torch.long))
    loader = DataLoader(data, batch_size=min(batch, len(x)), shuffle=True, drop_last=True)
    step = 0
    for _ in range(epochs):
        for images, labels in loader:
            moved = shift(images.numpy().reshape(-1, 28, 28), rng, 2).reshape(-1, 784)
            for group in optimizer.param_groups:
                group["lr"] = warmup_cosine(step, 0, epochs * len(loader), peak)
            loss = F.cross_entropy(model(torch.tensor(moved)), labels, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return nn.Sequential(model, nn.Softmax(dim=1)).eval()


# %% wrong single-sample-batch
# 最后一批只有一个样本时，批归一化报错
def train_digits(x, y, seed):
    epochs, peak = 10, 0.004
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = nn.Sequential(
        nn.Linear(784, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 10),
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak)
    data = TensorDataset(torch.tensor(x), torch.tensor(y, dtype=torch.long))
    loader = DataLoader(data, batch_size=100, shuffle=True)
    step = 0
    for _ in range(epochs):
        for images, labels in loader:
            moved = shift(images.numpy().reshape(-1, 28, 28), rng, 2).reshape(-1, 784)
            for group in optimizer.param_groups:
                group["lr"] = warmup_cosine(step, 0, epochs * len(loader), peak)
            loss = F.cross_entropy(model(torch.tensor(moved)), labels, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return model.eval()


# %% wrong small-sets-dropped
# 样本比一批还少时，唯一的一批也扔掉了：根本没有训练
def train_digits(x, y, seed):
    epochs, batch, peak = 12, 200, 0.004
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = nn.Sequential(
        nn.Linear(784, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 10),
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak)
    data = TensorDataset(torch.tensor(x), torch.tensor(y, dtype=torch.long))
    loader = DataLoader(data, batch_size=batch, shuffle=True, drop_last=True)
    step = 0
    for _ in range(epochs):
        for images, labels in loader:
            moved = shift(images.numpy().reshape(-1, 28, 28), rng, 2).reshape(-1, 784)
            for group in optimizer.param_groups:
                group["lr"] = warmup_cosine(step, 0, epochs * len(loader), peak)
            loss = F.cross_entropy(model(torch.tensor(moved)), labels, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return model.eval()


# %% wrong convolutions
# 用了卷积
def train_digits(x, y, seed):
    epochs, batch, peak = 12, 200, 0.004
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)),
        nn.Conv2d(1, 16, 5, stride=2, padding=2),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.Conv2d(16, 32, 3, stride=2, padding=1),
        nn.BatchNorm2d(32),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(1568, 10),
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak)
    data = TensorDataset(torch.tensor(x), torch.tensor(y, dtype=torch.long))
    loader = DataLoader(data, batch_size=min(batch, len(x)), shuffle=True, drop_last=True)
    step = 0
    for _ in range(epochs):
        for images, labels in loader:
            moved = shift(images.numpy().reshape(-1, 28, 28), rng, 2).reshape(-1, 784)
            for group in optimizer.param_groups:
                group["lr"] = warmup_cosine(step, 0, epochs * len(loader), peak)
            loss = F.cross_entropy(model(torch.tensor(moved)), labels, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return model.eval()


# %% wrong narrow
# 隐藏层的宽度不是 512
def train_digits(x, y, seed):
    epochs, batch, peak = 12, 200, 0.004
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = nn.Sequential(
        nn.Linear(784, 256),
        nn.BatchNorm1d(256),
        nn.ReLU(),
        nn.Linear(256, 256),
        nn.BatchNorm1d(256),
        nn.ReLU(),
        nn.Linear(256, 10),
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak)
    data = TensorDataset(torch.tensor(x), torch.tensor(y, dtype=torch.long))
    loader = DataLoader(data, batch_size=min(batch, len(x)), shuffle=True, drop_last=True)
    step = 0
    for _ in range(epochs):
        for images, labels in loader:
            moved = shift(images.numpy().reshape(-1, 28, 28), rng, 2).reshape(-1, 784)
            for group in optimizer.param_groups:
                group["lr"] = warmup_cosine(step, 0, epochs * len(loader), peak)
            loss = F.cross_entropy(model(torch.tensor(moved)), labels, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return model.eval()


# %% wrong shuffled-in-place
# 为了打乱，原地改了 x 和 y 的次序
def train_digits(x, y, seed):
    epochs, batch, peak = 12, 200, 0.004
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = nn.Sequential(
        nn.Linear(784, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 512),
        nn.BatchNorm1d(512),
        nn.ReLU(),
        nn.Linear(512, 10),
    )
    order = rng.permutation(len(x))
    x[:], y[:] = x[order], y[order]
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak)
    data = TensorDataset(torch.tensor(x), torch.tensor(y, dtype=torch.long))
    loader = DataLoader(data, batch_size=min(batch, len(x)), shuffle=True, drop_last=True)
    step = 0
    for _ in range(epochs):
        for images, labels in loader:
            moved = shift(images.numpy().reshape(-1, 28, 28), rng, 2).reshape(-1, 784)
            for group in optimizer.param_groups:
                group["lr"] = warmup_cosine(step, 0, epochs * len(loader), peak)
            loss = F.cross_entropy(model(torch.tensor(moved)), labels, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return model.eval()


# %% wrong plain-network
# 没有用任何技巧：普通的网络、固定的学习率
def train_digits(x, y, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    data = TensorDataset(torch.tensor(x), torch.tensor(y, dtype=torch.long))
    for _ in range(10):
        for images, labels in DataLoader(data, batch_size=100, shuffle=True):
            loss = F.cross_entropy(model(images), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model.eval()


# %% right own-batches
# 自己分批，不用 DataLoader；一轮一次挪好所有的图；有 dropout，没有标签平滑
def train_digits(x, y, seed):
    generator = np.random.default_rng(seed)
    torch.manual_seed(int(generator.integers(2**31)))
    layers, width = [], 784
    for size in (512, 512):
        layers.extend([nn.Linear(width, size), nn.BatchNorm1d(size), nn.ReLU(), nn.Dropout(0.1)])
        width = size
    layers.append(nn.Linear(width, 10))
    model = nn.Sequential(*layers)
    targets = torch.from_numpy(np.array(y, dtype=np.int64))
    count = max(1, len(x) // 160)
    optimizer = torch.optim.Adam(model.parameters())
    model.train()
    for epoch in range(14):
        moved = torch.from_numpy(shift(x.reshape(-1, 28, 28), generator, 2).reshape(-1, 784))
        parts = np.array_split(generator.permutation(len(x)), count)
        for i, part in enumerate(parts):
            for group in optimizer.param_groups:
                group["lr"] = warmup_cosine(epoch * count + i, count, 14 * count, 0.004)
            optimizer.zero_grad()
            F.cross_entropy(model(moved[part]), targets[part]).backward()
            optimizer.step()
    model.eval()
    return model


# %% right module
# 自己写的模块，批归一化前面的层没有偏置；Nesterov 动量，PyTorch 的余弦学习率
class Digits(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(784, 512, bias=False)
        self.norm1 = nn.BatchNorm1d(512)
        self.second = nn.Linear(512, 512, bias=False)
        self.norm2 = nn.BatchNorm1d(512)
        self.last = nn.Linear(512, 10)

    def forward(self, x):
        x = torch.relu(self.norm1(self.first(x)))
        return self.last(torch.relu(self.norm2(self.second(x))))


def train_digits(x, y, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = Digits()
    size = 100 if len(x) % 100 != 1 else 99
    size = size if len(x) % size != 1 else 98
    data = TensorDataset(torch.as_tensor(x), torch.as_tensor(y.astype(np.int64)))
    loader = DataLoader(data, size, shuffle=True)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 14 * len(loader))
    for _ in range(14):
        for xb, yb in loader:
            xb = torch.tensor(shift(xb.reshape(-1, 28, 28).numpy(), rng, 2)).flatten(1)
            loss = nn.functional.cross_entropy(model(xb), yb, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model.eval()
