# %%
import torch
from torch import nn


# %% wrong default-initialisation
# 没有改初值，权重和偏置都是 nn.Linear 默认的随机数
def build_classifier():
    return nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())


# %% wrong bias-not-set
# 只把权重改成了 0，偏置也填成了 0
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.zeros_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid())


# %% wrong swapped
# 权重填成了 1，偏置填成了 0，正好反了
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.ones_(linear.weight)
    nn.init.zeros_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid())


# %% wrong no-sigmoid
# 没有加 sigmoid，输出的是打分
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return linear


# %% wrong softmax
# 用 softmax 代替了 sigmoid，只有一个输出时它永远是 1
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Softmax(dim=1))


# %% wrong two-outputs
# 给两个类别各留了一个输出，题目要的是一个概率
def build_classifier():
    linear = nn.Linear(2, 2)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid())


# %% wrong flattened
# 输出被压成了 (n,)，题目要的是 (n, 1)
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid(), nn.Flatten(start_dim=0))


# %% wrong one-shared-model
# 模型建在函数外面，每次返回的是同一个
_linear = nn.Linear(2, 1)
nn.init.zeros_(_linear.weight)
nn.init.ones_(_linear.bias)
_model = nn.Sequential(_linear, nn.Sigmoid())


def build_classifier():
    return _model


# %% wrong frozen
# 参数的 requires_grad 是 False，训练时不会更新
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid()).requires_grad_(False)


# %% wrong no-bias
# 层没有偏置（bias=False），要学的参数只有两个
def build_classifier():
    linear = nn.Linear(2, 1, bias=False)
    nn.init.zeros_(linear.weight)
    return nn.Sequential(linear, nn.Sigmoid())


# %% wrong only-weights-set
# 只把权重改成了 0，偏置还是 nn.Linear 默认的随机数
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    return nn.Sequential(linear, nn.Sigmoid())


# %% wrong only-bias-set
# 只把偏置改成了 1，权重还是 nn.Linear 默认的随机数
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid())


# %% wrong sigmoid-twice
# 连过了两次 sigmoid
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid(), nn.Sigmoid())


# %% wrong tanh
# 激活函数用的是 tanh，不是 sigmoid
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Tanh())


# %% wrong plain-tensors
# 参数是普通的张量，没有包成 nn.Parameter，模型里一个要学的参数也没有
def build_classifier():
    class Neuron(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = torch.zeros(2, 1, requires_grad=True)
            self.bias = torch.ones(1, requires_grad=True)

        def forward(self, x):
            return torch.sigmoid(x @ self.weight + self.bias)

    return Neuron()


# %% wrong squeezed
# 输出被压成了 (n,)，题目要的是 (n, 1)
class SqueezedNeuron(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 1)
        nn.init.zeros_(self.linear.weight)
        nn.init.ones_(self.linear.bias)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))[:, 0]


def build_classifier():
    return SqueezedNeuron()


# %% right own-module
# 自己写 nn.Module 的子类，用 torch.sigmoid
class _Neuron(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 1)
        with torch.no_grad():
            self.linear.weight.zero_()
            self.linear.bias.fill_(1.0)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))


def build_classifier():
    return _Neuron()


# %% right own-parameters
# 不用 nn.Linear，参数自己建，权重是 (2, 1)
def build_classifier():
    class Neuron(nn.Module):
        def __init__(self):
            super().__init__()
            self.offset = nn.Parameter(torch.ones(1))
            self.weight = nn.Parameter(torch.zeros(2, 1))

        def forward(self, x):
            return 1 / (1 + torch.exp(-(x @ self.weight + self.offset)))

    return Neuron()


# %% right named-layers
# 用有名字的 Sequential，初值用 constant_ 填
def build_classifier():
    from collections import OrderedDict

    model = nn.Sequential(OrderedDict(linear=nn.Linear(2, 1), activation=nn.Sigmoid()))
    nn.init.constant_(model.linear.weight, 0.0)
    nn.init.constant_(model.linear.bias, 1.0)
    return model


# %% right state-dict
# 先建好，再用 load_state_dict 填初值
def build_classifier():
    model = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
    model.load_state_dict({"0.weight": torch.zeros(1, 2), "0.bias": torch.ones(1)})
    return model
