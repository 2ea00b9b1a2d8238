# %%
import torch
from torch import nn
from torch.nn import functional as F


# %% wrong added
# 把桥和放大的加了起来，没有拼
class Up(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, 2, stride=2)
        self.conv = DoubleConv(out_channels, out_channels, padded, norm)

    def forward(self, x, skip):
        x = self.up(x)
        skip = centre_crop(skip, *x.shape[-2:])
        return self.conv(skip + x)


# %% wrong order
# 拼的次序反了：放大的在前，桥在后
class Up(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, 2, stride=2)
        self.conv = DoubleConv(2 * out_channels, out_channels, padded, norm)

    def forward(self, x, skip):
        x = self.up(x)
        skip = centre_crop(skip, *x.shape[-2:])
        return self.conv(torch.cat([x, skip], dim=1))


# %% wrong corner
# 桥从左上角裁，不是正中间
class Up(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, 2, stride=2)
        self.conv = DoubleConv(2 * out_channels, out_channels, padded, norm)

    def forward(self, x, skip):
        x = self.up(x)
        skip = skip[..., : x.shape[-2], : x.shape[-1]]
        return self.conv(torch.cat([skip, x], dim=1))


# %% wrong relu-after-up
# 放大之后多了一个 ReLU
class Up(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, 2, stride=2)
        self.conv = DoubleConv(2 * out_channels, out_channels, padded, norm)

    def forward(self, x, skip):
        x = F.relu(self.up(x))
        skip = centre_crop(skip, *x.shape[-2:])
        return self.conv(torch.cat([skip, x], dim=1))


# %% wrong norm-not-passed
# norm 没有传给 DoubleConv
class Up(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, 2, stride=2)
        self.conv = DoubleConv(2 * out_channels, out_channels, padded)

    def forward(self, x, skip):
        x = self.up(x)
        skip = centre_crop(skip, *x.shape[-2:])
        return self.conv(torch.cat([skip, x], dim=1))


# %% wrong padded-not-passed
# padded 没有传给 DoubleConv
class Up(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, 2, stride=2)
        self.conv = DoubleConv(2 * out_channels, out_channels, norm=norm)

    def forward(self, x, skip):
        x = self.up(x)
        skip = centre_crop(skip, *x.shape[-2:])
        return self.conv(torch.cat([skip, x], dim=1))


# %% wrong interpolated
# 用插值放大，再用 1×1 卷积减通道，没有用转置卷积
class Up(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        self.up = nn.Conv2d(in_channels, out_channels, 1)
        self.conv = DoubleConv(2 * out_channels, out_channels, padded, norm)

    def forward(self, x, skip):
        x = F.interpolate(self.up(x), scale_factor=2, mode="nearest")
        skip = centre_crop(skip, *x.shape[-2:])
        return self.conv(torch.cat([skip, x], dim=1))


# %% wrong skip-stretched
# 桥没有裁，缩放到了一样大
class Up(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, 2, stride=2)
        self.conv = DoubleConv(2 * out_channels, out_channels, padded, norm)

    def forward(self, x, skip):
        x = self.up(x)
        skip = F.interpolate(skip, x.shape[-2:], mode="bilinear")
        return self.conv(torch.cat([skip, x], dim=1))


# %% right unpacked
# 先算大小，再拼；放大的补上零再裁也不用
class Up(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, 2, stride=2)
        self.conv = DoubleConv(2 * out_channels, out_channels, padded, norm)

    def forward(self, x, skip):
        large = self.up(x)
        height, width = large.shape[2], large.shape[3]
        return self.conv(torch.cat((centre_crop(skip, height, width), large), 1))


# %% right own-crop
# 自己裁，用 narrow
class Up(nn.Module):
    def __init__(self, in_channels, out_channels, padded=False, norm=False):
        super().__init__()
        self.larger = nn.ConvTranspose2d(in_channels, out_channels, kernel_size=(2, 2), stride=(2, 2))
        self.mix = DoubleConv(out_channels + out_channels, out_channels, padded=padded, norm=norm)

    def forward(self, x, skip):
        x = self.larger(x)
        for axis in (2, 3):
            size = x.shape[axis]
            skip = skip.narrow(axis, (skip.shape[axis] - size) // 2, size)
        return self.mix(torch.concatenate([skip, x], 1))
