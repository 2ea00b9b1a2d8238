# %% wrong still-residual
# 捷径还在，得到的就是 ResNet
def plain(n: int, classes: int = 10, width: int = 16, stem_stride: int = 1) -> nn.Module:
    return ResNet(n, classes=classes, width=width, shortcut="pad", stem_stride=stem_stride)


# %% wrong stride-lost
# stem_stride 没有传过去
def plain(n: int, classes: int = 10, width: int = 16, stem_stride: int = 1) -> nn.Module:
    return ResNet(n, classes=classes, width=width, shortcut="none")


# %% wrong width-lost
# width 没有传过去
def plain(n: int, classes: int = 10, width: int = 16, stem_stride: int = 1) -> nn.Module:
    return ResNet(n, classes=classes, shortcut="none", stem_stride=stem_stride)


# %% wrong classes-lost
# classes 没有传过去
def plain(n: int, classes: int = 10, width: int = 16, stem_stride: int = 1) -> nn.Module:
    return ResNet(n, width=width, shortcut="none", stem_stride=stem_stride)


# %% wrong twice-as-deep
# 每段的块数多了一倍
def plain(n: int, classes: int = 10, width: int = 16, stem_stride: int = 1) -> nn.Module:
    return ResNet(2 * n, classes=classes, width=width, shortcut="none", stem_stride=stem_stride)


# %% wrong projection-instead
# 用了 1×1 卷积的捷径，参数多了出来
def plain(n: int, classes: int = 10, width: int = 16, stem_stride: int = 1) -> nn.Module:
    return ResNet(n, classes=classes, width=width, shortcut="projection", stem_stride=stem_stride)


# %% wrong remembered
# 同样的参数总是返回同一个网络，没有新建
known_plain = {}


def plain(n, classes=10, width=16, stem_stride=1):
    key = n, classes, width, stem_stride
    if key not in known_plain:
        known_plain[key] = ResNet(n, classes, width, "none", stem_stride)
    return known_plain[key]


# %% wrong width-for-classes
# width 和 classes 传反了
def plain(n: int, classes: int = 10, width: int = 16, stem_stride: int = 1) -> nn.Module:
    return ResNet(n, classes=width, width=classes, shortcut="none", stem_stride=stem_stride)


# %% right positional
# 按位置传参数
def plain(n, classes=10, width=16, stem_stride=1):
    return ResNet(n, classes, width, "none", stem_stride)


# %% right changed-afterwards
# 先建残差的，再逐块换成没有捷径的
def plain(n: int, classes: int = 10, width: int = 16, stem_stride: int = 1) -> nn.Module:
    model = ResNet(n, classes=classes, width=width, stem_stride=stem_stride)
    for i, block in enumerate(model.blocks):
        c, out, stride = block.conv1.in_channels, block.conv1.out_channels, block.conv1.stride[0]
        model.blocks[i] = BasicBlock(c, out, stride, "none")
    return model
