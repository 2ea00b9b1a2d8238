# %% wrong summed
# 求了和，没有平均
def content_loss(a: Tensor, b: Tensor) -> Tensor:
    return F.mse_loss(a, b.detach(), reduction="sum")


# %% wrong halved
# 除以了元素个数的两倍
def content_loss(a: Tensor, b: Tensor) -> Tensor:
    return F.mse_loss(a, b.detach()) / 2


# %% wrong root
# 又开了方，成了均方根
def content_loss(a: Tensor, b: Tensor) -> Tensor:
    return F.mse_loss(a, b.detach()).sqrt()


# %% wrong absolute
# 用了绝对值，没有平方
def content_loss(a: Tensor, b: Tensor) -> Tensor:
    return F.l1_loss(a, b.detach())


# %% wrong target-attached
# 目标没有断开，梯度也流向了它
def content_loss(a: Tensor, b: Tensor) -> Tensor:
    return F.mse_loss(a, b)


# %% wrong wrong-one-detached
# 断开的是图，梯度流向了目标
def content_loss(a: Tensor, b: Tensor) -> Tensor:
    return F.mse_loss(a.detach(), b)


# %% wrong both-detached
# 两边都断开了，图得不到梯度
def content_loss(a: Tensor, b: Tensor) -> Tensor:
    return F.mse_loss(a.detach(), b.detach())


# %% wrong signed
# 没有平方，正负的差抵消了
def content_loss(a: Tensor, b: Tensor) -> Tensor:
    return (a - b.detach()).mean()


# %% wrong over-rows
# 只对第一轴平均，其余的轴求了和
def content_loss(a: Tensor, b: Tensor) -> Tensor:
    return ((a - b.detach()) ** 2).sum() / len(a)


# %% wrong mean-first
# 先平均，再平方：正负的差抵消了
def content_loss(a: Tensor, b: Tensor) -> Tensor:
    return (a - b.detach()).mean() ** 2


# %% right by-hand
# 平方，平均
def content_loss(a, b):
    with torch.no_grad():
        target = b.clone()
    return (a - target).pow(2).mean()


# %% right norm
# 长度的平方除以个数
def content_loss(a, b):
    far = (a - b.data).flatten()
    return far.dot(far) / far.numel()
