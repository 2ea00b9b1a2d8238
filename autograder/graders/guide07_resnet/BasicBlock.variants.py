# %% wrong relu-before-sum
# 主路先过了 ReLU，再加捷径
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(F.relu(out) + x)


# %% wrong no-last-relu
# 相加之后没有 ReLU
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return out + x


# %% wrong no-middle-relu
# 两个卷积之间没有 ReLU
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = self.norm1(self.conv1(x))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong stride-twice
# 两个卷积的步幅都是 stride，图缩小了两次
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)[:, :, :: self.stride, :: self.stride]
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride][:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong stride-on-second
# 步幅放在了第二个卷积上
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, 1, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong zeros-in-front
# 补的 0 通道放在了前面
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, self.missing, 0))
        return F.relu(out + x)


# %% wrong average-shortcut
# 捷径上用平均池化来缩小，没有隔着取像素
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = F.avg_pool2d(x, self.stride, ceil_mode=True)
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong offset-pixels
# 隔着取像素时从第 1 个开始，不是第 0 个
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            h, w = -(-x.shape[2] // self.stride), -(-x.shape[3] // self.stride)
            x = F.pad(x, (0, self.stride, 0, self.stride), mode="replicate")
            x = x[:, :, 1 :: self.stride, 1 :: self.stride][:, :, :h, :w]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong projection-everywhere
# 形状没变也用了 1×1 卷积的捷径（那是 C）
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection":
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong stride-only
# 只有步幅不是 1 才算形状变了，通道变了的没有管
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong projection-without-norm
# 1×1 卷积后面没有归一化
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv)

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong conv-bias
# 卷积带了偏置
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong one-norm
# 两处用了同一个归一化
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = self.norm1
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong pad-for-projection
# shortcut 是 "projection" 时也在补 0，没有 1×1 卷积
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if False:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if False:
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong none-ignored
# shortcut 是 "none" 时捷径还在
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if False:
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong input-changed
# 原地的 ReLU 或加法改动了传进来的 x
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        if not self.changes:
            x += out
            return F.relu(x)
        return F.relu(out + x)


# %% wrong none-without-relu
# shortcut 是 "none" 时，第二个归一化之后没有 ReLU
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return out
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% wrong max-shortcut
# 捷径上用最大池化来缩小，没有隔着取像素
class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, shortcut: str = "pad") -> None:
        super().__init__()
        self.stride, self.shortcut, self.missing = (stride, shortcut, out_channels - in_channels)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = BatchNorm2d(out_channels)
        self.changes = stride != 1 or in_channels != out_channels
        if shortcut == "projection" and self.changes:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.projection = nn.Sequential(conv, BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.shortcut == "none":
            return F.relu(out)
        if self.changes and self.shortcut == "projection":
            x = self.projection(x)
        elif self.changes:
            x = F.max_pool2d(x, self.stride, ceil_mode=True)
            x = F.pad(x, (0, 0, 0, 0, 0, self.missing))
        return F.relu(out + x)


# %% right concatenated
# 用 cat 补通道，三种捷径写成一个方法
class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1, shortcut="pad"):
        super().__init__()
        self.kind, self.step = shortcut, stride
        self.conv1 = nn.Conv2d(in_channels, out_channels, kernel_size=3, stride=stride, padding=1, bias=False)
        self.norm1 = BatchNorm2d(out_channels)
        self.relu = nn.ReLU()
        self.conv2 = nn.Conv2d(
            out_channels, out_channels, kernel_size=3, stride=1, padding="same", bias=False
        )
        self.norm2 = BatchNorm2d(out_channels)
        self.projection = None
        if shortcut == "projection" and (in_channels, 1) != (out_channels, stride):
            self.projection = nn.Sequential(
                nn.Conv2d(in_channels, out_channels, kernel_size=1, stride=stride, bias=False),
                BatchNorm2d(out_channels),
            )

    def beside(self, x, out):
        if self.kind == "none":
            return torch.zeros_like(out)
        if self.projection is not None:
            return self.projection(x)
        kept = x[..., :: self.step, :: self.step]
        n, c, h, w = out.shape
        return torch.cat([kept, x.new_zeros(n, c - x.shape[1], h, w)], dim=1)

    def forward(self, x):
        out = self.norm2(self.conv2(self.relu(self.norm1(self.conv1(x)))))
        return self.relu(out + self.beside(x, out))


# %% right library-norm
# 归一化用 PyTorch 的；加进前几个通道
class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1, shortcut="pad"):
        super().__init__()
        self.shortcut = shortcut
        self.stride = stride
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(out_channels)
        if shortcut == "projection" and (stride > 1 or in_channels < out_channels):
            self.projection = nn.Sequential(
                nn.Conv2d(in_channels, out_channels, 1, stride, bias=False), nn.BatchNorm2d(out_channels)
            )

    def forward(self, x):
        out = torch.clamp(self.norm1(self.conv1(x)), min=0)
        out = self.norm2(self.conv2(out))
        if hasattr(self, "projection"):
            out = out + self.projection(x)
        elif self.shortcut != "none":
            c, s = x.shape[1], self.stride
            out = torch.cat([out[:, :c] + x[:, :, ::s, ::s], out[:, c:]], dim=1)
        return torch.clamp(out, min=0)
