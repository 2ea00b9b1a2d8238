# %%
from torch import nn
from torch.nn import functional as F


# %% wrong last-relu-missing
# 第二次卷积之后没有 ReLU
class DoubleConv(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        layers = []
        layers.append(nn.Conv2d(in_channels, out_channels, 3, padding=int(padded)))
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        layers.append(nn.ReLU())
        layers.append(nn.Conv2d(out_channels, out_channels, 3, padding=int(padded)))
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong first-relu-missing
# 两次卷积之间没有 ReLU
class DoubleConv(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        layers = []
        layers.append(nn.Conv2d(in_channels, out_channels, 3, padding=int(padded)))
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        layers.append(nn.Conv2d(out_channels, out_channels, 3, padding=int(padded)))
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        layers.append(nn.ReLU())
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong relu-before-norm
# ReLU 放在了批归一化前面
class DoubleConv(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        layers = []
        layers.append(nn.Conv2d(in_channels, out_channels, 3, padding=int(padded)))
        layers.append(nn.ReLU())
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        layers.append(nn.Conv2d(out_channels, out_channels, 3, padding=int(padded)))
        layers.append(nn.ReLU())
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong always-padded
# 不管 padded 是什么，总是补零
class DoubleConv(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        layers = []
        layers.append(nn.Conv2d(in_channels, out_channels, 3, padding=1))
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        layers.append(nn.ReLU())
        layers.append(nn.Conv2d(out_channels, out_channels, 3, padding=1))
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        layers.append(nn.ReLU())
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong never-padded
# 没有理会 padded，从不补零
class DoubleConv(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        layers = []
        layers.append(nn.Conv2d(in_channels, out_channels, 3))
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        layers.append(nn.ReLU())
        layers.append(nn.Conv2d(out_channels, out_channels, 3))
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        layers.append(nn.ReLU())
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong bias-dropped
# 有批归一化时，卷积没有带偏置
class DoubleConv(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        layers = []
        layers.append(nn.Conv2d(in_channels, out_channels, 3, padding=int(padded), bias=not norm))
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        layers.append(nn.ReLU())
        layers.append(nn.Conv2d(out_channels, out_channels, 3, padding=int(padded), bias=not norm))
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        layers.append(nn.ReLU())
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong norm-shared
# 两处用了同一个批归一化
class DoubleConv(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        shared = nn.BatchNorm2d(out_channels)
        layers = []
        layers.append(nn.Conv2d(in_channels, out_channels, 3, padding=int(padded)))
        if norm:
            layers.append(shared)
        layers.append(nn.ReLU())
        layers.append(nn.Conv2d(out_channels, out_channels, 3, padding=int(padded)))
        if norm:
            layers.append(shared)
        layers.append(nn.ReLU())
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong norm-once
# 只有第一次卷积之后有批归一化
class DoubleConv(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        layers = []
        layers.append(nn.Conv2d(in_channels, out_channels, 3, padding=int(padded)))
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        layers.append(nn.ReLU())
        layers.append(nn.Conv2d(out_channels, out_channels, 3, padding=int(padded)))
        layers.append(nn.ReLU())
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% wrong one-convolution
# 只有一次卷积
class DoubleConv(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        layers = []
        layers.append(nn.Conv2d(in_channels, out_channels, 3, padding=int(padded)))
        if norm:
            layers.append(nn.BatchNorm2d(out_channels))
        layers.append(nn.ReLU())
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


# %% right attributes
# 一层一层赋给 self，forward 里逐个写
class DoubleConv(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        edge = 1 if padded else 0
        self.conv1 = nn.Conv2d(in_channels, out_channels, kernel_size=3, padding=edge)
        self.norm1 = nn.BatchNorm2d(out_channels) if norm else nn.Identity()
        self.conv2 = nn.Conv2d(out_channels, out_channels, kernel_size=3, padding=edge)
        self.norm2 = nn.BatchNorm2d(out_channels) if norm else nn.Identity()

    def forward(self, x):
        x = F.relu(self.norm1(self.conv1(x)))
        return F.relu(self.norm2(self.conv2(x)))


# %% right module-lists
# 卷积和批归一化各放一个 ModuleList，用 clamp 写 ReLU
class DoubleConv(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        self.norm = norm
        widths = [in_channels, out_channels]
        self.convs = nn.ModuleList(
            nn.Conv2d(n, out_channels, (3, 3), padding="same" if padded else "valid") for n in widths
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(out_channels) for _ in widths if norm)

    def forward(self, x):
        for i, conv in enumerate(self.convs):
            x = conv(x)
            if self.norm:
                x = self.norms[i](x)
            x = x.clamp(min=0)
        return x


# %% right sequential
# 继承 nn.Sequential
class DoubleConv(nn.Sequential):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        def block(n):
            layers = [nn.Conv2d(n, out_channels, 3, 1, int(padded))]
            layers += [nn.BatchNorm2d(out_channels)] * norm
            return nn.Sequential(*layers, nn.ReLU())

        super().__init__(block(in_channels), block(out_channels))
