# %% wrong floor-pools
# 池化的边长向下取整，没有 ceil_mode
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2)
        return self.conv10(x).mean((2, 3))


# %% wrong other-order
# 拼接时 expand3x3 放在了 expand1x1 前面
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand3x3(x), self.expand1x1(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% wrong squeeze-without-relu
# squeeze 之后没有 ReLU
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")[0]
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% wrong expand-without-relu
# 两个 expand 之后没有 ReLU
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")[0]
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)[0]

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% wrong conv10-unpadded
# conv10 没有补那一圈 0
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10")
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% wrong conv10-without-relu
# conv10 之后没有 ReLU
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)[0]
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% wrong pools-of-1-1
# 池化放在了 fire3 和 fire5 之后，那是 1.1 版的次序
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (3, 5):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% wrong conv1-padded
# conv1 补了一圈 0
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2, padding=3)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% wrong global-max
# 最后对 h、w 取了最大，不是平均
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).amax((2, 3))


# %% wrong softmax
# 返回的是 softmax 之后的概率，不是打分
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3)).softmax(1)


# %% wrong no-bias
# 偏置没有装进去
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": 0 * weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% wrong not-frozen
# 权重没有冻结，还能被训练
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% wrong padding-in-pools
# 池化补了一圈，没有向上取整
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, padding=1)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, padding=1)
        return self.conv10(x).mean((2, 3))


# %% wrong pool-of-two
# 池化窗口是 2，不是 3
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 2, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 2, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% wrong expand3x3-unpadded-cropped
# expand3x3 没有补 0，把 expand1x1 裁小了去拼
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3")

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x)[..., 1:-1, 1:-1], self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% wrong last-pool-missing
# fire8 之后没有池化
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number == 4:
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% wrong pool-after-fire9
# fire9 之后也池化了
def conv_relu(weights, name, stride=1, padding=0):
    weight = weights[f"{name}.weight"]
    out, channels, size, _ = weight.shape
    conv = nn.Conv2d(channels, out, size, stride, padding, dtype=weight.dtype)
    conv.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
    return nn.Sequential(conv, nn.ReLU())


class Fire(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.squeeze = conv_relu(weights, f"{name}.squeeze")
        self.expand1x1 = conv_relu(weights, f"{name}.expand1x1")
        self.expand3x3 = conv_relu(weights, f"{name}.expand3x3", padding=1)

    def forward(self, x):
        x = self.squeeze(x)
        return torch.cat([self.expand1x1(x), self.expand3x3(x)], dim=1)


class SqueezeNet(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.conv1 = conv_relu(weights, "conv1", stride=2)
        for number in range(2, 10):
            self.add_module(f"fire{number}", Fire(weights, f"fire{number}"))
        self.conv10 = conv_relu(weights, "conv10", padding=1)
        self.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(self.conv1(x), 3, 2, ceil_mode=True)
        for number in range(2, 10):
            x = getattr(self, f"fire{number}")(x)
            if number in (4, 8, 9):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return self.conv10(x).mean((2, 3))


# %% right functional-stages
# 每层一个模块，里面用 F.conv2d 和缓冲
class Conv(nn.Module):
    def __init__(self, weight, bias, stride=1, padding=0):
        super().__init__()
        self.register_buffer("weight", weight.clone())
        self.register_buffer("bias", bias.clone())
        self.stride, self.padding = stride, padding

    def forward(self, x):
        return torch.relu(F.conv2d(x, self.weight, self.bias, self.stride, self.padding))


class FireModule(nn.Module):
    def __init__(self, parts):
        super().__init__()
        self.parts = nn.ModuleList(parts)

    def forward(self, x):
        x = self.parts[0](x)
        return torch.concat((self.parts[1](x), self.parts[2](x)), -3)


class SqueezeNet(nn.Module):
    def __init__(self, weights):
        super().__init__()

        def conv(name, **options):
            return Conv(weights[name + ".weight"], weights[name + ".bias"], **options)

        self.conv1 = conv("conv1", stride=2)
        self.pool = nn.MaxPool2d(3, 2, ceil_mode=True)
        for n in range(2, 10):
            ends = ("squeeze", "expand1x1", "expand3x3")
            parts = [conv(f"fire{n}.{end}", padding=int(end == "expand3x3")) for end in ends]
            setattr(self, f"fire{n}", FireModule(parts))
        self.conv10 = conv("conv10", padding=1)

    def forward(self, x):
        x = self.pool(self.conv1(x))
        for n in range(2, 5):
            x = getattr(self, f"fire{n}")(x)
        x = self.pool(x)
        for n in range(5, 9):
            x = getattr(self, f"fire{n}")(x)
        x = self.fire9(self.pool(x))
        return self.conv10(x).mean(dim=(-2, -1))


# %% right sequential-body
# 一个 Sequential 排好全部，子模块再登记一次
class SideBySide(nn.Module):
    def __init__(self, squeeze, one, three):
        super().__init__()
        self.squeeze, self.one, self.three = squeeze, one, three

    def forward(self, x):
        x = self.squeeze(x).relu()
        return torch.cat((self.one(x), self.three(x)), 1).relu()


class SqueezeNet(nn.Module):
    def __init__(self, weights):
        super().__init__()

        def conv(name, stride=1, padding=0):
            w = weights[f"{name}.weight"]
            layer = nn.Conv2d(w.size(1), w.size(0), w.shape[2:], stride, padding)
            layer.weight = nn.Parameter(w.clone(), requires_grad=False)
            layer.bias = nn.Parameter(weights[f"{name}.bias"].clone(), requires_grad=False)
            return layer

        def pool():
            return nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True)

        def fire(n):
            name = f"fire{n}"
            three = conv(name + ".expand3x3", padding=1)
            return SideBySide(conv(name + ".squeeze"), conv(name + ".expand1x1"), three)

        self.conv1 = nn.Sequential(conv("conv1", 2), nn.ReLU())
        self.pool1 = pool()
        self.fire2, self.fire3, self.fire4 = fire(2), fire(3), fire(4)
        self.pool4 = pool()
        self.fire5, self.fire6, self.fire7, self.fire8 = fire(5), fire(6), fire(7), fire(8)
        self.pool8 = pool()
        self.fire9 = fire(9)
        self.conv10 = nn.Sequential(conv("conv10", padding=1), nn.ReLU())

    def forward(self, x):
        for layer in self.children():
            x = layer(x)
        return F.adaptive_avg_pool2d(x, 1).flatten(1)
