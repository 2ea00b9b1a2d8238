# %% wrong unconditional
# 没有用条件，只看了 y
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(self.convs[0](torch.cat([torch.zeros_like(x), y], dim=1)), 0.2)
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.2)
        return self.convs[-1](h)


# %% wrong added
# 两张图相加，没有拼接
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(
            self.convs[0](
                torch.cat([x + y, y], dim=1)
                if x.shape == y.shape
                else torch.cat([x, y + x.mean(1, keepdim=True)], dim=1)
            ),
            0.2,
        )
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.2)
        return self.convs[-1](h)


# %% wrong y-first
# 拼接时把 y 放在了前面
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(self.convs[0](torch.cat([y, x], dim=1)), 0.2)
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.2)
        return self.convs[-1](h)


# %% wrong sigmoid
# 最后过了 sigmoid
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(self.convs[0](torch.cat([x, y], dim=1)), 0.2)
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.2)
        return torch.sigmoid(self.convs[-1](h))


# %% wrong one-number
# 对所有格子求了平均，一张图一个数
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(self.convs[0](torch.cat([x, y], dim=1)), 0.2)
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.2)
        return self.convs[-1](h).mean((1, 2, 3))


# %% wrong relu
# 用了 ReLU，没有用 LeakyReLU
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.relu(self.convs[0](torch.cat([x, y], dim=1)))
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.relu(norm(conv(h)))
        return self.convs[-1](h)


# %% wrong slope
# LeakyReLU 的斜率不是 0.2
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(self.convs[0](torch.cat([x, y], dim=1)))
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)))
        return self.convs[-1](h)


# %% wrong norm-first
# 第一个卷积后面也有归一化
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(F.instance_norm(self.convs[0](torch.cat([x, y], dim=1))), 0.2)
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.2)
        return self.convs[-1](h)


# %% wrong norm-last
# 最后的打分也归一化了
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(self.convs[0](torch.cat([x, y], dim=1)), 0.2)
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.2)
        return F.instance_norm(self.convs[-1](h))


# %% wrong no-norm
# 中间没有归一化
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(self.convs[0](torch.cat([x, y], dim=1)), 0.2)
        for conv in self.convs[1:-1]:
            h = F.leaky_relu(conv(h), 0.2)
        return self.convs[-1](h)


# %% wrong no-cap
# 通道一直加倍，超过了 8 倍
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * 2**i for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(self.convs[0](torch.cat([x, y], dim=1)), 0.2)
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.2)
        return self.convs[-1](h)


# %% wrong bias-everywhere
# 后面跟着归一化的卷积也带了偏置
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(self.convs[0](torch.cat([x, y], dim=1)), 0.2)
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.2)
        return self.convs[-1](h)


# %% wrong stride-two-everywhere
# 步幅 1 的那个卷积用了步幅 2
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers + 1)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(self.convs[0](torch.cat([x, y], dim=1)), 0.2)
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.2)
        return self.convs[-1](h)


# %% wrong one-layer-less
# 少了步幅 1 的那一层，减半之后直接打分
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels: int, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(layers)]
        self.convs, c = (nn.ModuleList(), in_channels)
        for i, out in enumerate(sizes):
            stride = 2 if i < layers else 1
            self.convs.append(nn.Conv2d(c, out, 4, stride, 1, bias=i == 0))
            c = out
        self.convs.append(nn.Conv2d(c, 1, 4, 1, 1))
        self.norms = nn.ModuleList(nn.InstanceNorm2d(size) for size in sizes[1:])

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        h = F.leaky_relu(self.convs[0](torch.cat([x, y], dim=1)), 0.2)
        for conv, norm in zip(self.convs[1:-1], self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.2)
        return self.convs[-1](h)


# %% right batch-norm
# 批归一化，用 append 一层一层建
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels, width=64, layers=3):
        super().__init__()
        convs, norms, c = [nn.Conv2d(in_channels, width, 4, 2, 1)], [], width
        for i in range(1, layers + 1):
            out = min(2 * c, 8 * width)
            convs.append(
                nn.Conv2d(c, out, kernel_size=4, stride=1 if i == layers else 2, padding=1, bias=False)
            )
            norms.append(nn.BatchNorm2d(out))
            c = out
        convs.append(nn.Conv2d(c, 1, 4, padding=1))
        self.convs = nn.ModuleList(convs)
        self.bn = nn.ModuleList(norms)
        self.act = nn.LeakyReLU(0.2, inplace=True)

    def forward(self, x, y):
        h = self.act(self.convs[0](torch.cat((x, y), 1)))
        for i, norm in enumerate(self.bn, start=1):
            h = self.act(norm(self.convs[i](h)))
        return self.convs[-1](h)


# %% right affine
# 实例归一化带参数，层用列表串起来
class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels, width=64, layers=3):
        super().__init__()
        self.convs = nn.ModuleList()
        parts = []
        wide = in_channels
        for i in range(layers + 2):
            last = i == layers + 1
            out = 1 if last else width * (2**i if i < 3 else 8)
            edge = i == 0 or last
            conv = nn.Conv2d(wide, out, 4, 2 if i < layers else 1, 1, bias=edge)
            self.convs.append(conv)
            parts.append(
                [conv]
                + ([] if edge else [nn.InstanceNorm2d(out, affine=True)])
                + ([] if last else [nn.LeakyReLU(0.2)])
            )
            wide = out
        self.others = nn.ModuleList(m for p in parts for m in p if not isinstance(m, nn.Conv2d))
        self.order = parts

    def forward(self, x, y):
        h = torch.concatenate([x, y], dim=1)
        for part in self.order:
            for module in part:
                h = module(h)
        return h
