# %%
# Slips leave names unused.
import torch
from torch import nn
from torch.nn import functional as F


# %% wrong norm-before-relu
# 归一化放在了 ReLU 前面
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = convolution(x)
            if i < 2:
                x = local_response_norm(x)
            x = torch.relu(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong norm-after-pool
# 归一化放在了池化后面
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
            if i < 2:
                x = local_response_norm(x)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong no-norm
# 没有局部响应归一化
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong pool-of-two
# 池化窗口是 2，不重叠
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 2, 2)
        x = F.adaptive_avg_pool2d(x, 6).flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong no-groups
# 卷积没有分组
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1),
                nn.Conv2d(d, e, 3, padding=1),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong softmax-at-the-end
# 最后加了 softmax
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x).softmax(dim=1)


# %% wrong relu-at-the-end
# 最后一层后面多了一个 ReLU
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return torch.relu(self.dense[2](x))


# %% wrong relu-forgotten
# 第 5 层后面忘了 ReLU
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = convolution(x)
            x = torch.relu(x) if i < 4 else x
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong biases-zero
# 偏置全是 0
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], [0] * 8):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong biases-one
# 偏置全是 1
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], [1] * 8):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong default-weights
# 权重用了 PyTorch 默认的起点
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong variance-for-std
# 把 0.01 当成了方差，标准差成了 0.1
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.1)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong uniform-weights
# 权重抽自均匀分布
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.uniform_(layer.weight, -0.01 * 3**0.5, 0.01 * 3**0.5)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong no-dropout
# 没有 dropout
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(x))
        return self.dense[2](x)


# %% wrong dropout-in-use
# 评估模式下也在丢
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5)))
        return self.dense[2](x)


# %% wrong dropout-after
# dropout 放在了前两个全连接层后面
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = F.dropout(torch.relu(layer(x)), 0.5, self.training)
        return self.dense[2](x)


# %% wrong max-divided
# 宽度没有管 shrink 的只有全连接层
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        hidden = 4096
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong dense-biases-forgotten
# 卷积层的偏置对了，第 6、7 两个全连接层的却还是 0
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 0, 0, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for layer in self.dense[:2]:
            x = torch.relu(layer(F.dropout(x, 0.5, self.training)))
        return self.dense[2](x)


# %% wrong one-dropout
# 只有第 6 层之前有 dropout，第 7 层之前漏了
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        a, b, c, d, e, hidden = (width // shrink for width in (96, 256, 384, 384, 256, 4096))
        self.convolutions = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, stride=4),
                nn.Conv2d(a, b, 5, padding=2, groups=2),
                nn.Conv2d(b, c, 3, padding=1),
                nn.Conv2d(c, d, 3, padding=1, groups=2),
                nn.Conv2d(d, e, 3, padding=1, groups=2),
            ]
        )
        self.dense = nn.ModuleList(
            [
                nn.Linear(e * 6 * 6, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, num_classes),
            ]
        )
        for layer, bias in zip([*self.convolutions, *self.dense], (0, 1, 0, 1, 1, 1, 1, 0)):
            nn.init.normal_(layer.weight, 0, 0.01)
            nn.init.constant_(layer.bias, bias)

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions):
            x = torch.relu(convolution(x))
            if i < 2:
                x = local_response_norm(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2)
        x = F.dropout(x.flatten(1), 0.5, self.training)
        for layer in self.dense[:2]:
            x = torch.relu(layer(x))
        return self.dense[2](x)


# %% right written-out
# 一层一层写出来，用 nn.Sequential
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()

        def wide(n):
            return n // shrink

        self.conv1 = nn.Conv2d(3, wide(96), 11, 4)
        self.conv2 = nn.Conv2d(wide(96), wide(256), 5, 1, 2, groups=2)
        self.tail = nn.Sequential(
            nn.Conv2d(wide(256), wide(384), 3, 1, 1),
            nn.ReLU(),
            nn.Conv2d(wide(384), wide(384), 3, 1, 1, groups=2),
            nn.ReLU(inplace=True),
            nn.Conv2d(wide(384), wide(256), 3, 1, 1, groups=2),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
        )
        self.head = nn.Sequential(
            nn.Flatten(),
            nn.Dropout(),
            nn.Linear(wide(256) * 36, wide(4096)),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.Linear(wide(4096), wide(4096)),
            nn.ReLU(),
            nn.Linear(wide(4096), num_classes),
        )
        for module in self.modules():
            if isinstance(module, (nn.Conv2d, nn.Linear)):
                module.weight.data.normal_(0, 0.01)
                module.bias.data.zero_()
        for module in (self.conv2, self.tail[2], self.tail[4], self.head[2], self.head[5]):
            module.bias.data.fill_(1)

    def forward(self, x):
        pool = nn.MaxPool2d(3, stride=2)
        x = pool(local_response_norm(F.relu(self.conv1(x))))
        x = pool(local_response_norm(F.relu(self.conv2(x))))
        return self.head(self.tail(x))


# %% right no-grad-init
# 起点在 no_grad 里写，层放在列表里登记
class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, shrink=1):
        super().__init__()
        w = [3] + [n // shrink for n in (96, 256, 384, 384, 256)]
        h = 4096 // shrink
        plan = [(11, 4, 0, 1), (5, 1, 2, 2), (3, 1, 1, 1), (3, 1, 1, 2), (3, 1, 1, 2)]
        self.layers = nn.ModuleDict()
        for i, (k, s, p, g) in enumerate(plan):
            self.layers[f"c{i + 1}"] = nn.Conv2d(w[i], w[i + 1], k, s, p, groups=g)
        self.layers["f6"] = nn.Linear(w[5] * 36, h)
        self.layers["f7"] = nn.Linear(h, h)
        self.layers["f8"] = nn.Linear(h, num_classes)
        self.drop = nn.Dropout(0.5)
        with torch.no_grad():
            for name, layer in self.layers.items():
                layer.weight.copy_(0.01 * torch.randn_like(layer.weight))
                layer.bias.fill_(1.0 if name in {"c2", "c4", "c5", "f6", "f7"} else 0.0)

    def forward(self, x):
        for name in ("c1", "c2"):
            x = self.layers[name](x).clamp(min=0)
            x = F.max_pool2d(local_response_norm(x), kernel_size=3, stride=2)
        for name in ("c3", "c4", "c5"):
            x = self.layers[name](x).clamp(min=0)
        x = F.max_pool2d(x, kernel_size=3, stride=2).reshape(len(x), -1)
        x = self.layers["f6"](self.drop(x)).relu()
        x = self.layers["f7"](self.drop(x)).relu()
        return self.layers["f8"](x)
