# %% wrong conv-bias-lost
# 原来的卷积偏置丢了
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias - bn.running_mean) * scale)
    return new


# %% wrong conv-bias-unscaled
# 原来的卷积偏置直接加上，没有乘归一化的倍数
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + bias - bn.running_mean * scale)
    return new


# %% wrong mean-lost
# 漏了减去 running_mean
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + bias * scale)
    return new


# %% wrong eps-lost
# 漏了 eps
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias - bn.running_mean) * scale)
    return new


# %% wrong eps-outside
# eps 加在了根号外面
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / (torch.sqrt(bn.running_var) + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias - bn.running_mean) * scale)
    return new


# %% wrong no-root
# 除以了方差，忘了开方
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / (bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias - bn.running_mean) * scale)
    return new


# %% wrong gamma-lost
# 漏了归一化的 weight
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = 1 / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias - bn.running_mean) * scale)
    return new


# %% wrong beta-lost
# 漏了归一化的 bias
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_((bias - bn.running_mean) * scale)
    return new


# %% wrong input-axis
# 倍数乘在了权重的输入通道那一轴上
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[: conv.weight.shape[1], None, None])
        new.bias.copy_(bn.bias + (bias - bn.running_mean) * scale)
    return new


# %% wrong stride-lost
# 步幅没有照搬
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        1,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias - bn.running_mean) * scale)
    return new


# %% wrong padding-lost
# 补零没有照搬
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        0,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias - bn.running_mean) * scale)
    return new


# %% wrong groups-lost
# 分组没有照搬
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        1,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.zero_()
        new.weight[:, : conv.weight.shape[1]].copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias - bn.running_mean) * scale)
    return new


# %% wrong conv-changed
# 改的是旧的卷积，没有新建
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = conv
    old = conv.bias
    new.bias = nn.Parameter(torch.zeros(conv.out_channels))
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if old is None else old
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias - bn.running_mean) * scale)
    return new


# %% wrong shares-memory
# 新卷积的偏置和归一化的 bias 是同一块内存
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        value = bn.bias + (bias - bn.running_mean) * scale
        new.bias = bn.bias
        new.bias.copy_(value)
    return new


# %% wrong weight-statistics
# 拿权重当数据算了平均和方差，没有用滑动的统计量
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        rows = conv.weight.flatten(1)
        mean, var = (rows.mean(1), rows.var(1, correction=0))
        scale = bn.weight / torch.sqrt(var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias - mean) * scale)
    return new


# %% wrong bn-left-in-eval
# 顺手把 bn 切成了评估模式
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias - bn.running_mean) * scale)
    bn.eval()
    return new


# %% wrong mean-unscaled
# 减 running_mean 时没有乘归一化的倍数
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + bias * scale - bn.running_mean)
    return new


# %% wrong mean-added
# running_mean 的符号反了，加了上去
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=True,
    )
    with torch.no_grad():
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        bias = 0.0 if conv.bias is None else conv.bias
        new.weight.copy_(conv.weight * scale[:, None, None, None])
        new.bias.copy_(bn.bias + (bias + bn.running_mean) * scale)
    return new


# %% right deep-copy
# 拷贝一份卷积再改
import copy


def fold_batch_norm(conv, bn):
    new = copy.deepcopy(conv)
    factor = (bn.weight * torch.rsqrt(bn.running_var + bn.eps)).detach()
    old = torch.zeros_like(factor) if conv.bias is None else conv.bias.detach()
    new.weight = nn.Parameter(torch.einsum("oikl,o->oikl", conv.weight.detach(), factor))
    new.bias = nn.Parameter(factor * (old - bn.running_mean) + bn.bias.detach())
    return new


# %% right probed
# 偏置由零图的输出得到，权重乘倍数
def fold_batch_norm(conv: nn.Conv2d, bn: nn.Module) -> nn.Conv2d:
    spread = (bn.running_var.detach().double() + bn.eps) ** 0.5
    new = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        kernel_size=conv.kernel_size,
        stride=conv.stride,
        padding=conv.padding,
        groups=conv.groups,
    )
    weight = conv.weight.detach().double() * (bn.weight.detach() / spread).view(-1, 1, 1, 1)
    start = 0 if conv.bias is None else conv.bias.detach().double()
    bias = (start - bn.running_mean) / spread * bn.weight.detach() + bn.bias.detach()
    new.load_state_dict({"weight": weight.float(), "bias": bias.float()})
    return new
