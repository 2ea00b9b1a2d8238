# %% wrong no-skips
# 没有跳接，上行只接上一级
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = (skips.pop(), F.relu(x))[1]
        return torch.tanh(x)


# %% wrong no-innermost-skip
# 最里面的一级上来没有拼，少了一处跳接
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = out if i == depth - 1 and depth > 2 else 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if len(skips) == len(self.down) - 1 and len(skips) > 1:
                x = F.relu(x)
                skips.pop()
            elif skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong wrong-level
# 跳过来的拿错了级：从最外面的拿起
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop(0)], dim=1)
        return torch.tanh(x)


# %% wrong skips-added
# 跳过来的和上来的相加，没有拼接
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x) + skips[-1], skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong skip-first
# 拼接的次序反了，跳过来的在前
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([skips.pop(), F.relu(x)], dim=1)
        return torch.tanh(x)


# %% wrong no-tanh
# 最后没有 tanh
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return x


# %% wrong sigmoid
# 最后用了 sigmoid，出来的在 0 到 1
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.sigmoid(x)


# %% wrong norm-innermost
# 最里面一级也有归一化
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def extra(self, x: Tensor, i: int) -> Tensor:
        return F.instance_norm(x) if i == len(self.down) - 1 and x.shape[2] * x.shape[3] > 1 else x

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(self.extra(norm(conv(x)), len(skips)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong norm-first
# 下行第 0 级也有归一化
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(F.instance_norm(conv(x)) if not skips else norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong no-norm-up
# 上行没有归一化
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv in self.up:
            x = conv(x)
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong no-norm-down
# 下行没有归一化
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv in self.down:
            x = F.leaky_relu(conv(x), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong norm-before-tanh
# 最外面一级在 tanh 之前也归一化了
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(F.instance_norm(x))


# %% wrong relu-down
# 下行用了 ReLU，没有用 LeakyReLU
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.relu(norm(conv(x)))
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong leaky-up
# 上行用了 LeakyReLU，没有用 ReLU
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.leaky_relu(x, 0.2), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong slope
# 下行 LeakyReLU 的斜率不是 0.2
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)))
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong relu-after-joining
# 拼接以后才过 ReLU，跳过来的负数也没了
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = F.relu(torch.cat([x, skips.pop()], dim=1))
        return torch.tanh(x)


# %% wrong no-error
# 边长不合适时，没有抛出 ValueError
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong height-only
# 只查了高，没有查宽
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong width-only
# 只查了宽，没有查高
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong both-sides
# 高和宽都不合适才抛出 ValueError，只有一边不合适就放过了
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step and x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong no-cap
# 通道一直加倍，超过了 8 倍
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * 2**i for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1, bias=not normed))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1, bias=i == 0))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% wrong bias-everywhere
# 后面跟着归一化的卷积也带了偏置
class UNetGenerator(nn.Module):
    def __init__(self, in_channels: int = 1, out_channels: int = 1, width: int = 24, depth: int = 4) -> None:
        super().__init__()
        sizes = [width * min(2**i, 8) for i in range(depth)]
        self.down, self.down_norms = (nn.ModuleList(), nn.ModuleList())
        self.up, self.up_norms = (nn.ModuleList(), nn.ModuleList())
        c = in_channels
        for i, out in enumerate(sizes):
            normed = 0 < i < depth - 1
            self.down.append(nn.Conv2d(c, out, 4, 2, 1))
            self.down_norms.append(nn.InstanceNorm2d(out) if normed else nn.Identity())
            c = out
        for i in reversed(range(depth)):
            out = sizes[i - 1] if i else out_channels
            self.up.append(nn.ConvTranspose2d(c, out, 4, 2, 1))
            self.up_norms.append(nn.InstanceNorm2d(out) if i else nn.Identity())
            c = 2 * out

    def forward(self, x: Tensor) -> Tensor:
        step = 2 ** len(self.down)
        if x.shape[2] % step or x.shape[3] % step:
            raise ValueError(f"边长应当是 {step} 的倍数，得到 {tuple(x.shape[2:])}")
        skips = []
        for conv, norm in zip(self.down, self.down_norms):
            x = F.leaky_relu(norm(conv(x)), 0.2)
            skips.append(x)
        skips.pop()
        for conv, norm in zip(self.up, self.up_norms):
            x = norm(conv(x))
            if skips:
                x = torch.cat([F.relu(x), skips.pop()], dim=1)
        return torch.tanh(x)


# %% right recursive
# 递归地写，批归一化
class UNetGenerator(nn.Module):
    def __init__(self, in_channels=1, out_channels=1, width=24, depth=4):
        super().__init__()
        wide = [min(width * 2**i, width * 8) for i in range(depth)]
        inner = range(1, depth - 1)
        self.down = nn.ModuleList(
            nn.Conv2d(a, b, 4, stride=2, padding=1, bias=i not in inner)
            for i, (a, b) in enumerate(zip([in_channels, *wide[:-1]], wide))
        )
        ups = [nn.ConvTranspose2d(2 * wide[0], out_channels, 4, 2, 1)]
        for i in range(1, depth):
            entering = wide[i] if i == depth - 1 else 2 * wide[i]
            ups.insert(0, nn.ConvTranspose2d(entering, wide[i - 1], 4, 2, 1, bias=False))
        self.up = nn.ModuleList(ups)
        self.before = nn.ModuleDict({str(i): nn.BatchNorm2d(wide[i]) for i in inner})
        self.after = nn.ModuleDict({str(i): nn.BatchNorm2d(wide[i - 1]) for i in range(1, depth)})

    def level(self, x, i):
        h = self.down[i](x)
        if str(i) in self.before:
            h = self.before[str(i)](h)
        h = F.leaky_relu(h, 0.2)
        if i + 1 < len(self.down):
            h = torch.cat([self.level(h, i + 1), h], 1)
        h = self.up[len(self.up) - 1 - i](h)
        return torch.tanh(h) if i == 0 else F.relu(self.after[str(i)](h))

    def forward(self, x):
        if any(side % 2 ** len(self.down) for side in x.shape[-2:]):
            raise ValueError("side")
        return self.level(x, 0)


# %% right lists
# 用下标取跳接，归一化带参数
class UNetGenerator(nn.Module):
    def __init__(self, in_channels=1, out_channels=1, width=24, depth=4):
        super().__init__()
        self.depth = depth
        w = [width * (8 if i > 3 else 2**i) for i in range(depth)]
        self.down = nn.ModuleList()
        self.up = nn.ModuleList()
        self.n1 = nn.ModuleList()
        self.n2 = nn.ModuleList()
        for i in range(depth):
            edge = i in (0, depth - 1)
            self.down.append(nn.Conv2d(in_channels if i == 0 else w[i - 1], w[i], 4, 2, 1, bias=edge))
            if not edge:
                self.n1.append(nn.InstanceNorm2d(w[i], affine=True))
        for k in range(depth):
            i = depth - 1 - k
            into = w[i] * (1 if k == 0 else 2)
            last = k == depth - 1
            self.up.append(nn.ConvTranspose2d(into, out_channels if last else w[i - 1], 4, 2, 1, bias=last))
            if not last:
                self.n2.append(nn.InstanceNorm2d(w[i - 1], affine=True))

    def forward(self, x):
        h, w = x.shape[2:]
        if h % (1 << self.depth) != 0 or w % (1 << self.depth) != 0:
            raise ValueError("边长不合适")
        seen = []
        for i in range(self.depth):
            x = self.down[i](x)
            if 0 < i < self.depth - 1:
                x = self.n1[i - 1](x)
            x = torch.where(x > 0, x, 0.2 * x)
            seen.append(x)
        for k in range(self.depth - 1):
            x = torch.relu(self.n2[k](self.up[k](x)))
            x = torch.cat([x, seen[self.depth - 2 - k]], dim=1)
        return self.up[-1](x).tanh()
