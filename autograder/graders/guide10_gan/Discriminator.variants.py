# %% wrong sigmoid-at-the-end
# 末尾加了 sigmoid，返回的是概率
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return torch.sigmoid(self.down4(x)).flatten()


# %% wrong norm-at-the-start
# 第一层也做了归一化
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.norm1 = nn.BatchNorm2d(w, affine=False)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.norm1(self.down1(x)), 0.2)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return self.down4(x).flatten()


# %% wrong column
# 返回的是 (n, 1)，不是 (n,)
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return self.down4(x).flatten(1)


# %% wrong squeezed
# 用了 squeeze()，一张图时连批也压没了
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return self.down4(x).squeeze()


# %% wrong plain-relu
# 用的是 ReLU，负半边没有梯度
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.0)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.0)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.0)
        return self.down4(x).flatten()


# %% wrong default-slope
# LeakyReLU 的斜率是默认的 0.01，不是 0.2
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x))
        x = F.leaky_relu(self.norm2(self.down2(x)))
        x = F.leaky_relu(self.norm3(self.down3(x)))
        return self.down4(x).flatten()


# %% wrong no-norm
# 第三层漏了归一化
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.down3(x), 0.2)
        return self.down4(x).flatten()


# %% wrong no-norm-second
# 第二层漏了归一化
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.down2(x), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return self.down4(x).flatten()


# %% wrong pooled
# 最后换成了全局平均加全连接
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Linear(4 * w, 1)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return self.down4(x.mean((2, 3))).flatten()


# %% wrong summed-map
# 最后补了一圈，得到一张小图再求平均
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4, padding=1)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return self.down4(x).mean((1, 2, 3))


# %% wrong biases
# 归一化前面的卷积带了偏置
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return self.down4(x).flatten()


# %% wrong no-first-bias
# 第一个卷积没有偏置
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1, bias=False)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return self.down4(x).flatten()


# %% wrong activation-before-norm
# 先 LeakyReLU 再归一化，次序反了
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = self.norm2(F.leaky_relu(self.down2(x), 0.2))
        x = self.norm3(F.leaky_relu(self.down3(x), 0.2))
        return self.down4(x).flatten()


# %% wrong activation-at-the-end
# 最后的打分也过了 LeakyReLU
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return F.leaky_relu(self.down4(x), 0.2).flatten()


# %% wrong no-last-bias
# 最后一个卷积没有偏置
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4, bias=False)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return self.down4(x).flatten()


# %% wrong no-norm-anywhere
# 两处归一化建了却没有用上
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.down2(x), 0.2)
        x = F.leaky_relu(self.down3(x), 0.2)
        return self.down4(x).flatten()


# %% wrong no-activation-at-first
# 第一个卷积之后漏了 LeakyReLU
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = self.down1(x)
        x = F.leaky_relu(self.norm2(self.down2(x)), 0.2)
        x = F.leaky_relu(self.norm3(self.down3(x)), 0.2)
        return self.down4(x).flatten()


# %% right modules
# 激活用模块，最后 reshape(-1)
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w, self.act = width, nn.LeakyReLU(0.2)
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        x = self.act(self.down1(x))
        for conv, norm in ((self.down2, self.norm2), (self.down3, self.norm3)):
            x = self.act(norm(conv(x)))
        return self.down4(x).reshape(-1)


# %% right maximum
# LeakyReLU 写成 maximum，最后取下标
class Discriminator(nn.Module):
    def __init__(self, channels=1, width=32):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(channels, w, 4, 2, 1)
        self.down2 = nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.down4 = nn.Conv2d(4 * w, 1, 4)

    def forward(self, x):
        def leak(t):
            return torch.maximum(t, 0.2 * t)

        x = leak(self.down1(x))
        x = leak(self.norm2(self.down2(x)))
        x = leak(self.norm3(self.down3(x)))
        return self.down4(x)[:, 0, 0, 0]
