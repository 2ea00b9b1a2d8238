# %% wrong relu-before-sum
# 主路先过了 ReLU，再加捷径
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1, bias=False)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if stride != 1 or in_channels != 4 * width:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = F.relu(self.norm3(self.conv3(out)))
        return F.relu(out + (x if self.projection is None else self.projection(x)))


# %% wrong no-last-relu
# 相加之后没有 ReLU
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1, bias=False)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if stride != 1 or in_channels != 4 * width:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return out + (x if self.projection is None else self.projection(x))


# %% wrong stride-on-first
# 步幅放在了第一个 1×1 卷积上（论文的位置）
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1, stride, bias=False)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if stride != 1 or in_channels != 4 * width:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return F.relu(out + (x if self.projection is None else self.projection(x)))


# %% wrong stride-on-last
# 步幅放在了最后一个 1×1 卷积上
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1, bias=False)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, stride, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if stride != 1 or in_channels != 4 * width:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return F.relu(out + (x if self.projection is None else self.projection(x)))


# %% wrong stride-only
# 只有步幅不是 1 时才用 1×1 的捷径，通道变了的没有管
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1, bias=False)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if stride != 1:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return F.relu(out + (x if self.projection is None else self.projection(x)))


# %% wrong channels-only
# 只有通道变了才用 1×1 的捷径，步幅变了的没有管
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1, bias=False)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if in_channels != 4 * width:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return F.relu(out + (x if self.projection is None else self.projection(x)))


# %% wrong projection-everywhere
# 形状没变也用了 1×1 卷积的捷径
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1, bias=False)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if True:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return F.relu(out + (x if self.projection is None else self.projection(x)))


# %% wrong no-narrowing
# 中间的 3×3 已经是 4·width 宽，没有收窄
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, 4 * width, 1, bias=False)
        self.norm1 = BatchNorm2d(4 * width)
        self.conv2 = nn.Conv2d(4 * width, 4 * width, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(4 * width)
        self.conv3 = nn.Conv2d(4 * width, 4 * width, 1, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if stride != 1 or in_channels != 4 * width:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return F.relu(out + (x if self.projection is None else self.projection(x)))


# %% wrong one-relu-missing
# 3×3 那一步的归一化之后漏了 ReLU
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1, bias=False)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if stride != 1 or in_channels != 4 * width:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        out = self.norm3(self.conv3(out))
        return F.relu(out + (x if self.projection is None else self.projection(x)))


# %% wrong no-shortcut
# 忘了加捷径
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1, bias=False)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if stride != 1 or in_channels != 4 * width:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return F.relu(out)


# %% wrong projection-without-norm
# 1×1 的捷径后面没有归一化
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1, bias=False)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if stride != 1 or in_channels != 4 * width:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv)

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return F.relu(out + (x if self.projection is None else self.projection(x)))


# %% wrong conv-bias
# 卷积带了偏置
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if stride != 1 or in_channels != 4 * width:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return F.relu(out + (x if self.projection is None else self.projection(x)))


# %% wrong first-relu-missing
# 第一个 1×1 的归一化之后漏了 ReLU
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1, bias=False)
        self.norm1 = BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.norm3 = BatchNorm2d(4 * width)
        self.projection = None
        if stride != 1 or in_channels != 4 * width:
            conv = nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(4 * width))

    def forward(self, x: Tensor) -> Tensor:
        out = self.norm1(self.conv1(x))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return F.relu(out + (x if self.projection is None else self.projection(x)))


# %% right loop
# 主路放进循环，捷径写成一个方法
class Bottleneck(nn.Module):
    def __init__(self, in_channels, width, stride=1):
        super().__init__()
        out = width * 4
        self.conv1 = nn.Conv2d(in_channels, width, kernel_size=1, bias=False)
        self.conv2 = nn.Conv2d(width, width, kernel_size=3, stride=stride, padding=1, bias=False)
        self.conv3 = nn.Conv2d(width, out, kernel_size=1, bias=False)
        for number, channels in enumerate((width, width, out), start=1):
            setattr(self, f"norm{number}", BatchNorm2d(channels))
        if (in_channels, stride) != (out, 1):
            conv = nn.Conv2d(in_channels, out, kernel_size=1, stride=stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out))

    def forward(self, x):
        out = x
        for number in (1, 2, 3):
            out = getattr(self, f"norm{number}")(getattr(self, f"conv{number}")(out))
            if number < 3:
                out = torch.relu(out)
        beside = self.projection(x) if hasattr(self, "projection") else x
        return torch.relu(beside + out)


# %% right identity
# 没有投影时放一个什么也不做的层
class Bottleneck(nn.Module):
    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, width * 4, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(width * 4)
        same = stride == 1 and in_channels == width * 4
        self.projection = (
            nn.Identity()
            if same
            else nn.Sequential(
                nn.Conv2d(in_channels, width * 4, 1, stride=stride, bias=False), nn.BatchNorm2d(width * 4)
            )
        )

    def forward(self, x: Tensor) -> Tensor:
        out = self.norm1(self.conv1(x)).relu()
        out = self.norm2(self.conv2(out)).relu()
        out = self.norm3(self.conv3(out))
        return (out + self.projection(x)).relu()
