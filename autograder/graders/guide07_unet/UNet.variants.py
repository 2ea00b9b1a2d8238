# %%
import torch
from torch import nn
from torch.nn import functional as F


# %% wrong skip-after-pool
# 桥是池化之后存的，不是池化之前
class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        widths = [base * 2**i for i in range(depth + 1)]
        self.down = nn.ModuleList(
            [DoubleConv(a, b, padded, norm) for a, b in zip([in_channels, *widths], widths)]
        )
        self.up = nn.ModuleList([Up(a, b, padded, norm) for a, b in zip(widths[:0:-1], widths[-2::-1])])
        self.head = nn.Conv2d(base, classes, 1)

    def forward(self, x):
        skips = []
        for block in self.down[:-1]:
            x = block(x)
            if x.shape[-2] % 2 or x.shape[-1] % 2:
                raise ValueError("odd")
            x = F.max_pool2d(x, 2)
            skips.append(x)
        x = self.down[-1](x)
        for block in self.up:
            x = block(x, skips.pop())
        return self.head(x)


# %% wrong relu-on-logits
# 出口之后多了一个 ReLU
class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        widths = [base * 2**i for i in range(depth + 1)]
        self.down = nn.ModuleList(
            [DoubleConv(a, b, padded, norm) for a, b in zip([in_channels, *widths], widths)]
        )
        self.up = nn.ModuleList([Up(a, b, padded, norm) for a, b in zip(widths[:0:-1], widths[-2::-1])])
        self.head = nn.Conv2d(base, classes, 1)

    def forward(self, x):
        skips = []
        for block in self.down[:-1]:
            x = block(x)
            if x.shape[-2] % 2 or x.shape[-1] % 2:
                raise ValueError("odd")
            skips.append(x)
            x = F.max_pool2d(x, 2)
        x = self.down[-1](x)
        for block in self.up:
            x = block(x, skips.pop())
        return F.relu(self.head(x))


# %% wrong softmax-on-logits
# 出口之后多了一个 softmax
class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        widths = [base * 2**i for i in range(depth + 1)]
        self.down = nn.ModuleList(
            [DoubleConv(a, b, padded, norm) for a, b in zip([in_channels, *widths], widths)]
        )
        self.up = nn.ModuleList([Up(a, b, padded, norm) for a, b in zip(widths[:0:-1], widths[-2::-1])])
        self.head = nn.Conv2d(base, classes, 1)

    def forward(self, x):
        skips = []
        for block in self.down[:-1]:
            x = block(x)
            if x.shape[-2] % 2 or x.shape[-1] % 2:
                raise ValueError("odd")
            skips.append(x)
            x = F.max_pool2d(x, 2)
        x = self.down[-1](x)
        for block in self.up:
            x = block(x, skips.pop())
        return torch.softmax(self.head(x), dim=1)


# %% wrong average-pool
# 用了平均池化，不是最大池化
class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        widths = [base * 2**i for i in range(depth + 1)]
        self.down = nn.ModuleList(
            [DoubleConv(a, b, padded, norm) for a, b in zip([in_channels, *widths], widths)]
        )
        self.up = nn.ModuleList([Up(a, b, padded, norm) for a, b in zip(widths[:0:-1], widths[-2::-1])])
        self.head = nn.Conv2d(base, classes, 1)

    def forward(self, x):
        skips = []
        for block in self.down[:-1]:
            x = block(x)
            if x.shape[-2] % 2 or x.shape[-1] % 2:
                raise ValueError("odd")
            skips.append(x)
            x = F.avg_pool2d(x, 2)
        x = self.down[-1](x)
        for block in self.up:
            x = block(x, skips.pop())
        return self.head(x)


# %% wrong too-shallow
# 少池化了一次：depth 把底部也算了进去
class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        widths = [base * 2**i for i in range(depth)]
        self.down = nn.ModuleList(
            [DoubleConv(a, b, padded, norm) for a, b in zip([in_channels, *widths], widths)]
        )
        self.up = nn.ModuleList([Up(a, b, padded, norm) for a, b in zip(widths[:0:-1], widths[-2::-1])])
        self.head = nn.Conv2d(base, classes, 1)

    def forward(self, x):
        skips = []
        for block in self.down[:-1]:
            x = block(x)
            if x.shape[-2] % 2 or x.shape[-1] % 2:
                raise ValueError("odd")
            skips.append(x)
            x = F.max_pool2d(x, 2)
        x = self.down[-1](x)
        for block in self.up:
            x = block(x, skips.pop())
        return self.head(x)


# %% wrong constant-width
# 各层一样宽，通道没有加倍
class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        widths = [base] * (depth + 1)
        self.down = nn.ModuleList(
            [DoubleConv(a, b, padded, norm) for a, b in zip([in_channels, *widths], widths)]
        )
        self.up = nn.ModuleList([Up(a, b, padded, norm) for a, b in zip(widths[:0:-1], widths[-2::-1])])
        self.head = nn.Conv2d(base, classes, 1)

    def forward(self, x):
        skips = []
        for block in self.down[:-1]:
            x = block(x)
            if x.shape[-2] % 2 or x.shape[-1] % 2:
                raise ValueError("odd")
            skips.append(x)
            x = F.max_pool2d(x, 2)
        x = self.down[-1](x)
        for block in self.up:
            x = block(x, skips.pop())
        return self.head(x)


# %% wrong odd-allowed
# 高或宽除不尽时没有抛出异常
class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        widths = [base * 2**i for i in range(depth + 1)]
        self.down = nn.ModuleList(
            [DoubleConv(a, b, padded, norm) for a, b in zip([in_channels, *widths], widths)]
        )
        self.up = nn.ModuleList([Up(a, b, padded, norm) for a, b in zip(widths[:0:-1], widths[-2::-1])])
        self.head = nn.Conv2d(base, classes, 1)

    def forward(self, x):
        skips = []
        for block in self.down[:-1]:
            x = block(x)
            skips.append(x)
            x = F.max_pool2d(x, 2)
        x = self.down[-1](x)
        for block in self.up:
            x = block(x, skips.pop())
        return self.head(x)


# %% wrong only-height
# 只检查了高，没有检查宽
class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        widths = [base * 2**i for i in range(depth + 1)]
        self.down = nn.ModuleList(
            [DoubleConv(a, b, padded, norm) for a, b in zip([in_channels, *widths], widths)]
        )
        self.up = nn.ModuleList([Up(a, b, padded, norm) for a, b in zip(widths[:0:-1], widths[-2::-1])])
        self.head = nn.Conv2d(base, classes, 1)

    def forward(self, x):
        skips = []
        for block in self.down[:-1]:
            x = block(x)
            if x.shape[-2] % 2:
                raise ValueError("odd")
            skips.append(x)
            x = F.max_pool2d(x, 2)
        x = self.down[-1](x)
        for block in self.up:
            x = block(x, skips.pop())
        return self.head(x)


# %% wrong plain-list
# 层放在普通的列表里，参数没有登记
class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        widths = [base * 2**i for i in range(depth + 1)]
        self.down = [DoubleConv(a, b, padded, norm) for a, b in zip([in_channels, *widths], widths)]
        self.up = [Up(a, b, padded, norm) for a, b in zip(widths[:0:-1], widths[-2::-1])]
        self.head = nn.Conv2d(base, classes, 1)

    def forward(self, x):
        skips = []
        for block in self.down[:-1]:
            x = block(x)
            if x.shape[-2] % 2 or x.shape[-1] % 2:
                raise ValueError("odd")
            skips.append(x)
            x = F.max_pool2d(x, 2)
        x = self.down[-1](x)
        for block in self.up:
            x = block(x, skips.pop())
        return self.head(x)


# %% wrong norm-only-down
# norm 只传给了往下的路，没有传给 Up
class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        widths = [base * 2**i for i in range(depth + 1)]
        self.down = nn.ModuleList(
            [DoubleConv(a, b, padded, norm) for a, b in zip([in_channels, *widths], widths)]
        )
        self.up = nn.ModuleList([Up(a, b, padded) for a, b in zip(widths[:0:-1], widths[-2::-1])])
        self.head = nn.Conv2d(base, classes, 1)

    def forward(self, x):
        skips = []
        for block in self.down[:-1]:
            x = block(x)
            if x.shape[-2] % 2 or x.shape[-1] % 2:
                raise ValueError("odd")
            skips.append(x)
            x = F.max_pool2d(x, 2)
        x = self.down[-1](x)
        for block in self.up:
            x = block(x, skips.pop())
        return self.head(x)


# %% wrong first-size-only
# 只检查了进来的图能不能对半，没有检查每次池化之前
class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        widths = [base * 2**i for i in range(depth + 1)]
        self.down = nn.ModuleList(
            [DoubleConv(a, b, padded, norm) for a, b in zip([in_channels, *widths], widths)]
        )
        self.up = nn.ModuleList([Up(a, b, padded, norm) for a, b in zip(widths[:0:-1], widths[-2::-1])])
        self.head = nn.Conv2d(base, classes, 1)

    def forward(self, x):
        if x.shape[-2] % 2 or x.shape[-1] % 2:
            raise ValueError("odd")
        skips = []
        for block in self.down[:-1]:
            x = block(x)
            skips.append(x)
            x = F.max_pool2d(x, 2)
        x = self.down[-1](x)
        for block in self.up:
            x = block(x, skips.pop())
        return self.head(x)


# %% right recursive
# 一层套一层，每一层里面是更深的一层
class Level(nn.Module):
    def __init__(self, n_in, width, depth, padded, norm):
        super().__init__()
        self.left = DoubleConv(n_in, width, padded, norm)
        self.below = Level(width, 2 * width, depth - 1, padded, norm) if depth else None
        self.right = Up(2 * width, width, padded, norm) if depth else None

    def forward(self, x):
        x = self.left(x)
        if self.below is None:
            return x
        if any(side % 2 for side in x.shape[2:]):
            raise ValueError("cannot be halved")
        return self.right(self.below(F.max_pool2d(x, 2)), x)


class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        self.body = Level(in_channels, base, depth, padded, norm)
        self.out = nn.Conv2d(base, classes, kernel_size=1)

    def forward(self, x):
        return self.out(self.body(x))


# %% right named
# 每层用 add_module 起名字，池化是一个模块
class UNet(nn.Module):
    def __init__(self, in_channels=1, classes=2, base=64, depth=4, padded=False, norm=False):
        super().__init__()
        self.depth = depth
        self.pool = nn.MaxPool2d(2, 2)
        previous, width = in_channels, base
        for i in range(depth + 1):
            self.add_module(f"down{i}", DoubleConv(previous, width, padded=padded, norm=norm))
            previous, width = width, 2 * width
        for i in reversed(range(depth)):
            self.add_module(f"up{i}", Up(previous, previous // 2, padded=padded, norm=norm))
            previous //= 2
        self.logits = nn.Conv2d(previous, classes, 1)

    def forward(self, x):
        kept = {}
        for i in range(self.depth):
            x = kept[i] = getattr(self, f"down{i}")(x)
            h, w = x.shape[-2:]
            if h % 2 == 1 or w % 2 == 1:
                raise ValueError(f"{h} x {w} is odd")
            x = self.pool(x)
        x = getattr(self, f"down{self.depth}")(x)
        for i in range(self.depth - 1, -1, -1):
            x = getattr(self, f"up{i}")(x, kept[i])
        return self.logits(x)
