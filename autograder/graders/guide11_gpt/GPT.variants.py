# %%
import math

import torch
from torch import nn
from torch.nn import functional as F


# %% wrong tied-by-copy
# 打分的表和词元表是两个参数，起初相同，训练一步以后就不同了
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)
        self.copied = False

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        if not self.copied:
            self.head.weight.data.copy_(self.tokens.weight.data)
            self.copied = True
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong detached-head
# 打分用的是切断了梯度的词元表，写的那一处没有梯度
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = x @ self.tokens.weight.detach().T
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong positions-from-the-end
# 位置从末尾数起
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t).flip(0))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong positions-from-one
# 位置从 1 数起
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions((torch.arange(t) + 1) % self.config["block"])
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong no-positions
# 没有加位置
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids)
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong scaled-tokens
# 词元的向量多乘了宽度的平方根
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) * math.sqrt(self.config["d_model"]) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong no-final-norm
# 最后没有归一化
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong norm-first
# 归一化放在了各块之前，不是最后
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        x = self.norm(x)
        for block in self.blocks:
            x = block(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong last-block-only
# 只走了最后一个块
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks[-1:]:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong default-initialisation
# 初值用了 PyTorch 自己的
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong projections-not-scaled
# 往残差上加的两个全连接层没有随层数缩小
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong scaled-by-layers
# 缩小时只除以了层数的平方根，一层有两处残差
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong scaled-without-root
# 缩小时除以了层数的两倍，没有开平方
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / (2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong attention-projection-only
# 只缩小了注意力的 proj，MLP 的第二层没有
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight",))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong biases-left
# 偏置没有设成 0
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong long-accepted
# 比 block 长时没有抛出 ValueError
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            ids = ids[:, -self.config["block"] :]
            targets = None if targets is None else targets[:, -self.config["block"] :]
            n, t = ids.shape
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong block-refused
# 正好 block 个词元也抛出了 ValueError
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t >= self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong last-position-only
# 损失只算了最后一个位置
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        _n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits[:, -1], targets[:, -1])
        return logits, loss


# %% wrong shifted-again
# 算损失时又挪了一格
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        _n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits[:, :-1].flatten(0, 1), targets[:, 1:].flatten())
        return logits, loss


# %% wrong sum
# 损失是和，没有取平均
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t), reduction="sum")
        return logits, loss


# %% wrong softmax-inside
# 打分先过了 softmax
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x).softmax(dim=-1)
        if targets is None:
            return logits, None
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% wrong logits-alone
# 没给 targets 时只返回了打分，不是一对
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        d, layers = config["d_model"], config["layers"]
        self.tokens = nn.Embedding(config["vocab"], d)
        self.positions = nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(Block(d, config["heads"], config["block"]) for _ in range(layers))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, config["vocab"], bias=False)
        self.head.weight = self.tokens.weight
        small = 0.02 / math.sqrt(2 * layers)
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            elif weight.ndim == 2:
                last = name.endswith(("proj.weight", "mlp.2.weight"))
                nn.init.normal_(weight, std=small if last else 0.02)

    def forward(self, ids, targets=None):
        n, t = ids.shape
        if t > self.config["block"]:
            raise ValueError(t)
        x = self.tokens(ids) + self.positions(torch.arange(t))
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        logits = self.head(x)
        if targets is None:
            return logits
        loss = F.cross_entropy(logits.reshape(n * t, -1), targets.reshape(n * t))
        return logits, loss


# %% right no-head
# 没有另设 head，用词元表相乘，初值用 apply
class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = dict(config)
        d = config["d_model"]
        self.tokens, self.positions = nn.Embedding(config["vocab"], d), nn.Embedding(config["block"], d)
        self.blocks = nn.ModuleList(
            [Block(d, config["heads"], config["block"]) for _ in range(config["layers"])]
        )
        self.norm = nn.LayerNorm(d)
        self.apply(self.start)
        for block in self.blocks:
            for layer in (block.attention.proj, block.mlp[2]):
                torch.nn.init.normal_(layer.weight, 0.0, 0.02 * (2 * config["layers"]) ** -0.5)

    @staticmethod
    def start(module):
        if isinstance(module, (nn.Linear, nn.Embedding)):
            torch.nn.init.normal_(module.weight, 0.0, 0.02)
        if isinstance(module, nn.Linear):
            torch.nn.init.zeros_(module.bias)

    def forward(self, ids, targets=None):
        if ids.shape[1] > self.config["block"]:
            raise ValueError("too long")
        x = self.tokens(ids) + self.positions.weight[None, : ids.shape[1]]
        for block in self.blocks:
            x = block(x)
        logits = F.linear(self.norm(x), self.tokens.weight)
        loss = None
        if targets is not None:
            loss = -logits.log_softmax(-1).gather(-1, targets.unsqueeze(-1)).mean()
        return logits, loss


# %% right head-first
# head 先造，词元表指向它的权重；块装在 Sequential 之外
class GPT(nn.Module):
    def __init__(self, config: dict) -> None:
        super().__init__()
        d, vocab, block = config["d_model"], config["vocab"], config["block"]
        self.head = nn.Linear(d, vocab, bias=False)
        self.tokens = nn.Embedding(vocab, d)
        self.tokens.weight = self.head.weight
        self.positions = nn.Embedding(block, d)
        self.blocks = nn.ModuleList()
        for _ in range(config["layers"]):
            self.blocks.append(Block(d, config["heads"], block))
        self.norm = nn.LayerNorm(d)
        self.config = config
        for parameter in self.parameters():
            if parameter.ndim == 2:
                parameter.data.normal_(0, 0.02)
        for name, parameter in self.named_parameters():
            if name.endswith(".bias"):
                parameter.data.zero_()
            if name.endswith(("attention.proj.weight", "mlp.2.weight")):
                parameter.data /= math.sqrt(2 * config["layers"])

    def forward(self, ids, targets=None):
        t = ids.size(1)
        if t > self.positions.num_embeddings:
            raise ValueError(f"{t}")
        places = torch.arange(t, device=ids.device).unsqueeze(0)
        x = self.positions(places) + self.tokens(ids)
        for layer in self.blocks:
            x = layer(x)
        logits = self.head(self.norm(x))
        loss = None if targets is None else F.cross_entropy(logits.transpose(1, 2), targets)
        return logits, loss
