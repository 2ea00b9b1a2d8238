# %%
import torch
from torch import nn


# %% wrong softmax-at-the-end
# 最后加了 softmax，输出的是概率，不是 logits
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
        nn.Softmax(dim=1),
    )


# %% wrong log-softmax-at-the-end
# 最后加了 log_softmax
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
        nn.LogSoftmax(dim=1),
    )


# %% wrong relu-at-the-end
# 最后一层之后也用了 ReLU，没有负的打分
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
        nn.ReLU(),
    )


# %% wrong sigmoid-at-the-end
# 最后加了 sigmoid
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
        nn.Sigmoid(),
    )


# %% wrong too-large
# 全连接层太大，参数超过了 60000
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 128),
        nn.ReLU(),
        nn.Linear(128, 10),
    )


# %% wrong no-pooling
# 没有用池化，靠步幅缩小图
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.Conv2d(8, 16, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% wrong no-relu
# 卷积层之后没有用 ReLU
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% wrong no-relu-after-the-first
# 第一个卷积层之后没有用 ReLU，只有另一个用了
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% wrong no-relu-after-the-second
# 第二个卷积层之后没有用 ReLU，只有另一个用了
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% wrong one-convolution
# 只有一个卷积层
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(8 * 14 * 14, 10),
    )


# %% wrong three-convolutions
# 用了三个卷积层
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 16, 3, padding=1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% wrong dropout
# 有随机的层（例如 dropout）：同一张图送进去两次，输出不一样
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Dropout(0.3),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% wrong batch-norm
# 加了批归一化：它自己带参数，一张图的输出还受同一批别的图影响
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.BatchNorm2d(16),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% wrong one-shared-model
# 模型建在函数外面，每次返回的是同一个
_model = nn.Sequential(
    nn.Conv2d(1, 8, 3, padding=1),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Conv2d(8, 16, 3, padding=1),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(16 * 7 * 7, 10),
)


def build_cnn():
    return _model


# %% wrong dense-only
# 没有用卷积，是昨天的全连接网络
def build_cnn():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))


# %% wrong batch-flattened
# 拉平时把样本那一轴也拉进去了
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(start_dim=0),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% wrong wrong-width
# 没有推对拉平之后的个数，前向会出错
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 14 * 14, 10),
    )


# %% wrong softmax-in-use
# 训练时返回 logits，评估模式（eval）下却又做了 softmax
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
        )
        self.out = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x):
        x = self.out(self.features(x))
        return x if self.training else x.softmax(dim=1)


def build_cnn():
    return Net()


# %% wrong softmax-over-batch
# 最后加了 softmax，而且是沿着样本的方向
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
        nn.Softmax(dim=0),
    )


# %% wrong tanh-at-the-end
# 最后加了 tanh
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
        nn.Tanh(),
    )


# %% wrong one-output
# 最后一层只输出 1 个数，应当输出 10 个
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 1),
    )


# %% wrong second-convolution-unused
# 建了两个卷积层，前向里只用了一个
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 16, 3, padding=1)
        self.out = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.conv1(x)), 4)
        return self.out(x.flatten(1))


def build_cnn():
    return Net()


# %% wrong layer-norm
# 加了层归一化（LayerNorm）：题目不用卷积层和全连接层之外带参数的层
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.LayerNorm([16, 7, 7]),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% wrong frozen-weights
# 卷积层的权重冻结了，不求梯度
def build_cnn():
    model = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )
    for parameter in model[0].parameters():
        parameter.requires_grad = False
    return model


# %% wrong too-many-after-flattening
# 没有用池化，拉平之后有一万多个数，全连接层的参数就超了
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(16 * 28 * 28, 10),
    )


# %% wrong no-relu-after-convolutions
# 两个卷积层之后都没有用 ReLU，只在全连接层之间用了
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 32),
        nn.ReLU(),
        nn.Linear(32, 10),
    )


# %% right module-class
# 自己写的 nn.Module，用函数形式的 ReLU 和平均池化
class SmallNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 12, (3, 5), padding=(1, 0))
        self.hidden = nn.Linear(12 * 6 * 4, 32)
        self.out = nn.Linear(32, 10)

    def forward(self, x):
        x = nn.functional.avg_pool2d(torch.relu(self.conv1(x)), 2)
        x = nn.functional.avg_pool2d(torch.relu(self.conv2(x)), 2)
        return self.out(torch.relu(self.hidden(x.flatten(1))))


def build_cnn():
    return SmallNet()


# %% right pool-once
# 两个卷积之后才用自适应平均池化，各层都没有偏置
def build_cnn():
    features = nn.Sequential(
        nn.Conv2d(1, 8, 3, stride=2, bias=False),
        nn.ReLU(),
        nn.Conv2d(8, 24, 3, bias=False),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(4),
    )
    return nn.Sequential(features, nn.Flatten(), nn.Linear(24 * 16, 10, bias=False))


# %% right lazy-layers
# 用 Lazy 开头的层，不写输入有多大
def build_cnn():
    return nn.Sequential(
        nn.LazyConv2d(6, kernel_size=5, padding="same"),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.LazyConv2d(12, kernel_size=5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.LazyLinear(40),
        nn.ReLU(),
        nn.LazyLinear(10),
    )
