# %% wrong stride-in-first-stage
# 第 1 段的第一块步幅也是 2
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for i in range(n):
                stride = 2 if i == 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).mean((2, 3)))


# %% wrong stride-in-every-block
# 第 2、3 段的每一块步幅都是 2，没有只在段首
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for _ in range(n):
                stride = 2 if stage > 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).mean((2, 3)))


# %% wrong one-block-less
# 每段少了一块
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for i in range(n - 1):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).mean((2, 3)))


# %% wrong constant-width
# 三段一样宽，没有加倍
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for i in range(n):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(BasicBlock(channels, width, stride, shortcut))
                channels = width
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).mean((2, 3)))


# %% wrong stem-bias
# 起头的卷积带了偏置
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for i in range(n):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).mean((2, 3)))


# %% wrong bare-stem
# 起头的卷积之后没有归一化和 ReLU
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for i in range(n):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        return self.head(self.blocks(x).mean((2, 3)))


# %% wrong stem-without-relu
# 起头的归一化之后没有 ReLU
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for i in range(n):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem_norm(self.stem(x))
        return self.head(self.blocks(x).mean((2, 3)))


# %% wrong shortcut-ignored
# shortcut 没有传给每一块
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for i in range(n):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).mean((2, 3)))


# %% wrong stem-stride-ignored
# stem_stride 没有用上
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, 1, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for i in range(n):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).mean((2, 3)))


# %% wrong max-over-space
# 最后对空间取的是最大值，不是平均
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for i in range(n):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).amax((2, 3)))


# %% wrong softmax-at-the-end
# 打分之后多了 softmax
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for i in range(n):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).mean((2, 3))).softmax(1)


# %% wrong head-without-bias
# 全连接层没有偏置
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for i in range(n):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).mean((2, 3)))


# %% wrong no-stride
# 每一块的步幅都是 1，图从不缩小
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for _ in range(n):
                stride = 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).mean((2, 3)))


# %% wrong sum-over-space
# 最后对空间取的是和，没有平均
class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        blocks, channels = ([], width)
        for stage in range(3):
            for i in range(n):
                stride = 2 if stage > 0 and i == 0 else 1
                blocks.append(BasicBlock(channels, width * 2**stage, stride, shortcut))
                channels = width * 2**stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        return self.head(self.blocks(x).sum((2, 3)))


# %% right flat-loop
# 一层循环数到 3n，用 divmod 分段；池化用现成的层
class ResNet(nn.Module):
    def __init__(self, n, classes=10, width=16, shortcut="pad", stem_stride=1):
        super().__init__()
        self.stem = nn.Conv2d(3, width, kernel_size=3, stride=stem_stride, padding=1, bias=False)
        self.stem_norm = BatchNorm2d(width)
        widths = [width, *(width * 2 ** (k // n) for k in range(3 * n))]
        self.blocks = nn.Sequential()
        for k in range(3 * n):
            stage, i = divmod(k, n)
            self.blocks.append(BasicBlock(widths[k], widths[k + 1], 1 + (stage > 0 and i == 0), shortcut))
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(4 * width, classes)

    def forward(self, x):
        x = torch.relu(self.stem_norm(self.stem(x)))
        return self.head(torch.flatten(self.pool(self.blocks(x)), 1))


# %% right by-stage
# 一段一个函数，归一化用 PyTorch 的
def stage_of(n, c, out, stride, shortcut):
    first = BasicBlock(c, out, stride, shortcut=shortcut)
    return [first, *(BasicBlock(out, out, shortcut=shortcut) for _ in range(n - 1))]


class ResNet(nn.Module):
    def __init__(
        self, n: int, classes: int = 10, width: int = 16, shortcut: str = "pad", stem_stride: int = 1
    ):
        super().__init__()
        w = width
        self.stem = nn.Conv2d(3, w, 3, stem_stride, 1, bias=False)
        self.stem_norm = nn.BatchNorm2d(w)
        parts = stage_of(n, w, w, 1, shortcut)
        parts += stage_of(n, w, 2 * w, 2, shortcut)
        parts += stage_of(n, 2 * w, 4 * w, 2, shortcut)
        self.blocks = nn.Sequential(*parts)
        self.head = nn.Linear(4 * w, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = self.blocks(F.relu(self.stem_norm(self.stem(x))))
        return self.head(F.adaptive_avg_pool2d(x, 1)[:, :, 0, 0])
