# %% wrong norm-at-the-end
# 末尾也做了归一化
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)
        self.norm4 = nn.BatchNorm2d(channels, affine=False)

    def forward(self, z):
        x = F.relu(self.norm1(self.up1(z[:, :, None, None])))
        x = F.relu(self.norm2(self.up2(x)))
        x = F.relu(self.norm3(self.up3(x)))
        return torch.tanh(self.norm4(self.up4(x)))


# %% wrong sigmoid-at-the-end
# 末尾用的是 sigmoid，像素在 0 和 1 之间
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = F.relu(self.norm1(self.up1(z[:, :, None, None])))
        x = F.relu(self.norm2(self.up2(x)))
        x = F.relu(self.norm3(self.up3(x)))
        return torch.sigmoid(self.up4(x))


# %% wrong no-tanh
# 末尾没有 tanh，像素没有界
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = F.relu(self.norm1(self.up1(z[:, :, None, None])))
        x = F.relu(self.norm2(self.up2(x)))
        x = F.relu(self.norm3(self.up3(x)))
        return self.up4(x)


# %% wrong no-norm
# 第三个转置卷积之后漏了归一化
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = F.relu(self.norm1(self.up1(z[:, :, None, None])))
        x = F.relu(self.norm2(self.up2(x)))
        x = F.relu(self.up3(x))
        return torch.tanh(self.up4(x))


# %% wrong no-norm-at-first
# 第一个转置卷积之后漏了归一化
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = F.relu(self.up1(z[:, :, None, None]))
        x = F.relu(self.norm2(self.up2(x)))
        x = F.relu(self.norm3(self.up3(x)))
        return torch.tanh(self.up4(x))


# %% wrong leaky
# 用了 LeakyReLU，那是判别器的
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = F.leaky_relu(negative_slope=0.2, input=self.norm1(self.up1(z[:, :, None, None])))
        x = F.leaky_relu(negative_slope=0.2, input=self.norm2(self.up2(x)))
        x = F.leaky_relu(negative_slope=0.2, input=self.norm3(self.up3(x)))
        return torch.tanh(self.up4(x))


# %% wrong no-relu
# 归一化之后没有 ReLU
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = self.norm1(self.up1(z[:, :, None, None]))
        x = self.norm2(self.up2(x))
        x = self.norm3(self.up3(x))
        return torch.tanh(self.up4(x))


# %% wrong widening
# 宽度由窄到宽，次序反了
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(w)
        self.up2 = nn.ConvTranspose2d(w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, 4 * w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(4 * w)
        self.up4 = nn.ConvTranspose2d(4 * w, channels, 4, 2, 1)

    def forward(self, z):
        x = F.relu(self.norm1(self.up1(z[:, :, None, None])))
        x = F.relu(self.norm2(self.up2(x)))
        x = F.relu(self.norm3(self.up3(x)))
        return torch.tanh(self.up4(x))


# %% wrong biases
# 归一化前面的转置卷积带了偏置
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = F.relu(self.norm1(self.up1(z[:, :, None, None])))
        x = F.relu(self.norm2(self.up2(x)))
        x = F.relu(self.norm3(self.up3(x)))
        return torch.tanh(self.up4(x))


# %% wrong no-last-bias
# 最后一个转置卷积没有偏置
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1, bias=False)

    def forward(self, z):
        x = F.relu(self.norm1(self.up1(z[:, :, None, None])))
        x = F.relu(self.norm2(self.up2(x)))
        x = F.relu(self.norm3(self.up3(x)))
        return torch.tanh(self.up4(x))


# %% wrong relu-before-norm
# 先 ReLU 再归一化，次序反了
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = self.norm1(F.relu(self.up1(z[:, :, None, None])))
        x = self.norm2(F.relu(self.up2(x)))
        x = self.norm3(F.relu(self.up3(x)))
        return torch.tanh(self.up4(x))


# %% wrong channels-ignored
# channels 没有用上，总是一个通道
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, 1, 4, 2, 1)

    def forward(self, z):
        x = F.relu(self.norm1(self.up1(z[:, :, None, None])))
        x = F.relu(self.norm2(self.up2(x)))
        x = F.relu(self.norm3(self.up3(x)))
        return torch.tanh(self.up4(x))


# %% wrong latent-not-kept
# 没有记下 latent
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w = width
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = F.relu(self.norm1(self.up1(z[:, :, None, None])))
        x = F.relu(self.norm2(self.up2(x)))
        x = F.relu(self.norm3(self.up3(x)))
        return torch.tanh(self.up4(x))


# %% wrong no-norm-anywhere
# 三处归一化建了却没有用上
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = F.relu(self.up1(z[:, :, None, None]))
        x = F.relu(self.up2(x))
        x = F.relu(self.up3(x))
        return torch.tanh(self.up4(x))


# %% wrong no-norm-second
# 第二个转置卷积之后漏了归一化
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = F.relu(self.norm1(self.up1(z[:, :, None, None])))
        x = F.relu(self.up2(x))
        x = F.relu(self.norm3(self.up3(x)))
        return torch.tanh(self.up4(x))


# %% wrong relu-at-the-end
# 末尾多过了一次 ReLU，像素没有负的
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = F.relu(self.norm1(self.up1(z[:, :, None, None])))
        x = F.relu(self.norm2(self.up2(x)))
        x = F.relu(self.norm3(self.up3(x)))
        return torch.tanh(F.relu(self.up4(x)))


# %% right sequence
# 激活用模块，变形用 reshape
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent, self.act, self.end = width, latent, nn.ReLU(), nn.Tanh()
        self.up1 = nn.ConvTranspose2d(latent, 4 * w, 4, 1, 0, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, 4, 2, 1)

    def forward(self, z):
        x = z.reshape(len(z), -1, 1, 1)
        for up, norm in ((self.up1, self.norm1), (self.up2, self.norm2), (self.up3, self.norm3)):
            x = self.act(norm(up(x)))
        return self.end(self.up4(x))


# %% right keywords
# 用关键字参数，unflatten
class Generator(nn.Module):
    def __init__(self, latent, channels=1, width=32):
        super().__init__()
        w, self.latent = width, latent
        self.up1 = nn.ConvTranspose2d(latent, w * 4, kernel_size=4, bias=False)
        self.norm1 = nn.BatchNorm2d(4 * w)
        self.up2 = nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * w)
        self.up3 = nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(w)
        self.up4 = nn.ConvTranspose2d(w, channels, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1))

    def forward(self, z):
        x = self.up1(z.unsqueeze(-1).unsqueeze(-1))
        x = self.up2(self.norm1(x).clamp(min=0))
        x = self.up3(torch.relu(self.norm2(x)))
        return self.up4(torch.relu(self.norm3(x))).tanh()
