# %%
# Slips leave names unused.
from torch import nn
from torch.nn import functional as F


# %% wrong softmax-at-the-end
# 最后加了 softmax
def build_small(num_classes=10):
    layers, channels = [], 3
    for filters, kernel in ((24, 5), (32, 3), (64, 3)):
        layers += [
            nn.Conv2d(channels, filters, kernel, padding=kernel // 2),
            nn.BatchNorm2d(filters),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
        ]
        channels = filters
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(channels * 9, num_classes), nn.Softmax(dim=1))


# %% wrong log-softmax
# 最后加了 log_softmax
def build_small(num_classes=10):
    layers, channels = [], 3
    for filters, kernel in ((24, 5), (32, 3), (64, 3)):
        layers += [
            nn.Conv2d(channels, filters, kernel, padding=kernel // 2),
            nn.BatchNorm2d(filters),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
        ]
        channels = filters
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(channels * 9, num_classes), nn.LogSoftmax(dim=1))


# %% wrong too-many
# 参数超过了 150 000
def build_small(num_classes=10):
    layers, channels = [], 3
    for filters, kernel in ((24, 5), (32, 3), (512, 3)):
        layers += [
            nn.Conv2d(channels, filters, kernel, padding=kernel // 2),
            nn.BatchNorm2d(filters),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
        ]
        channels = filters
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(channels * 9, num_classes))


# %% wrong two-convolutions
# 卷积层不到三个
def build_small(num_classes=10):
    layers, channels = [], 3
    for filters, kernel in ((24, 5), (32, 3)):
        layers += [
            nn.Conv2d(channels, filters, kernel, padding=kernel // 2),
            nn.BatchNorm2d(filters),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
        ]
        channels = filters
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(channels * 49, num_classes))


# %% wrong ten-classes
# 类数写死成 10
def build_small(num_classes=10):
    layers, channels = [], 3
    for filters, kernel in ((24, 5), (32, 3), (64, 3)):
        layers += [
            nn.Conv2d(channels, filters, kernel, padding=kernel // 2),
            nn.BatchNorm2d(filters),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
        ]
        channels = filters
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(channels * 9, 10))


# %% wrong same-model
# 每次返回的是同一个模型
def build_small(num_classes=10):
    _model = {}

    def build_small(num_classes=10):
        layers, channels = [], 3
        for filters, kernel in ((24, 5), (32, 3), (64, 3)):
            layers += [
                nn.Conv2d(channels, filters, kernel, padding=kernel // 2),
                nn.BatchNorm2d(filters),
                nn.ReLU(),
                nn.MaxPool2d(3, 2),
            ]
            channels = filters
        if num_classes not in _model:
            _model[num_classes] = nn.Sequential(*layers, nn.Flatten(), nn.Linear(channels * 9, num_classes))
        return _model[num_classes]


# %% wrong relu-at-the-end
# 最后一层后面多了一个 ReLU
def build_small(num_classes=10):
    layers, channels = [], 3
    for filters, kernel in ((24, 5), (32, 3), (64, 3)):
        layers += [
            nn.Conv2d(channels, filters, kernel, padding=kernel // 2),
            nn.BatchNorm2d(filters),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
        ]
        channels = filters
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(channels * 9, num_classes), nn.ReLU())


# %% wrong fixed-batch
# 摊平时写死了张数，只能收固定大小的一批
def build_small(num_classes=10):
    layers, channels = [], 3
    for filters, kernel in ((24, 5), (32, 3), (64, 3)):
        layers += [
            nn.Conv2d(channels, filters, kernel, padding=kernel // 2),
            nn.BatchNorm2d(filters),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
        ]
        channels = filters
    return nn.Sequential(
        *layers, nn.Unflatten(0, (7, 1)), nn.Flatten(1), nn.Linear(channels * 9, num_classes)
    )


# %% right module-class
# 写成一个类，池化用步幅 2 的卷积
def build_small(num_classes=10):
    class Small(nn.Module):
        def __init__(self):
            super().__init__()
            self.a = nn.Conv2d(3, 16, 3, stride=2, padding=1)
            self.b = nn.Conv2d(16, 32, 3, stride=2, padding=1)
            self.c = nn.Conv2d(32, 48, 3, stride=2, padding=1)
            self.out = nn.Linear(48 * 16, num_classes)

        def forward(self, x):
            for layer in (self.a, self.b, self.c):
                x = F.relu(layer(x))
            return self.out(x.flatten(1))

    return Small()


# %% right average-pooled
# 五个卷积，最后全局平均
def build_small(num_classes=10):
    def block(n, m):
        return [nn.Conv2d(n, m, 3, padding=1, bias=False), nn.BatchNorm2d(m), nn.ReLU(inplace=True)]

    return nn.Sequential(
        *block(3, 24),
        *block(24, 24),
        nn.MaxPool2d(2),
        *block(24, 40),
        nn.MaxPool2d(2),
        *block(40, 64),
        *block(64, 64),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Dropout(0.2),
        nn.Linear(64, num_classes),
    )
