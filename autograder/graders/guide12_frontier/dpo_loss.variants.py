# %% wrong sign
# 选中的和被拒绝的反了
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen - reference_chosen.detach()
    loss_of_other = rejected - reference_rejected.detach()
    return -F.logsigmoid(beta * (loss_of_other - gain)).mean()


# %% wrong beta-outside
# beta 乘在了对数外面
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen - reference_chosen.detach()
    loss_of_other = rejected - reference_rejected.detach()
    return -beta * F.logsigmoid(gain - loss_of_other).mean()


# %% wrong no-reference
# 没有用参考模型
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen
    loss_of_other = rejected
    return -F.logsigmoid(beta * (gain - loss_of_other)).mean()


# %% wrong references-swapped
# 参考模型的两个数弄反了（或者该减的写成了加）
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen - reference_rejected.detach()
    loss_of_other = rejected - reference_chosen.detach()
    return -F.logsigmoid(beta * (gain - loss_of_other)).mean()


# %% wrong reference-learns
# 参考模型也得到了梯度
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen - reference_chosen
    loss_of_other = rejected - reference_rejected
    return -F.logsigmoid(beta * (gain - loss_of_other)).mean()


# %% wrong log-of-sigmoid
# 先 σ 再取对数，差得远时是无穷
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen - reference_chosen.detach()
    loss_of_other = rejected - reference_rejected.detach()
    return -torch.log(torch.sigmoid(beta * (gain - loss_of_other))).mean()


# %% wrong no-log
# 没有取对数，是 −σ
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen - reference_chosen.detach()
    loss_of_other = rejected - reference_rejected.detach()
    return -torch.sigmoid(beta * (gain - loss_of_other)).mean()


# %% wrong sum
# 没有对一批取平均
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen - reference_chosen.detach()
    loss_of_other = rejected - reference_rejected.detach()
    return -F.logsigmoid(beta * (gain - loss_of_other)).sum()


# %% wrong beta-divides
# 除以了 beta
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen - reference_chosen.detach()
    loss_of_other = rejected - reference_rejected.detach()
    return -F.logsigmoid(1 / beta * (gain - loss_of_other)).mean()


# %% wrong positive
# 漏了负号，损失越小偏得越远
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen - reference_chosen.detach()
    loss_of_other = rejected - reference_rejected.detach()
    return F.logsigmoid(beta * (gain - loss_of_other)).mean()


# %% wrong mean-first
# 先对一批取平均，再取 log σ
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen - reference_chosen.detach()
    loss_of_other = rejected - reference_rejected.detach()
    return -F.logsigmoid(beta * (gain - loss_of_other).mean())


# %% wrong rejected-detached
# 被拒绝的那一边断了梯度
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen - reference_chosen.detach()
    loss_of_other = rejected.detach() - reference_rejected.detach()
    return -F.logsigmoid(beta * (gain - loss_of_other)).mean()


# %% wrong hinge
# 写成了 max(0, 1 − x)
def dpo_loss(
    chosen: Tensor,
    rejected: Tensor,
    reference_chosen: Tensor,
    reference_rejected: Tensor,
    beta: float = 0.1,
) -> Tensor:
    gain = chosen - reference_chosen.detach()
    loss_of_other = rejected - reference_rejected.detach()
    return (1 - beta * (gain - loss_of_other)).clamp(min=0).mean()


# %% right softplus
# 用 softplus
def dpo_loss(chosen, rejected, reference_chosen, reference_rejected, beta=0.1):
    with torch.no_grad():
        base = reference_chosen - reference_rejected
    return F.softplus(-beta * (chosen - rejected - base)).mean()


# %% right binary
# 二分类的交叉熵
def dpo_loss(chosen, rejected, reference_chosen, reference_rejected, beta=0.1):
    a = beta * (chosen - reference_chosen.detach())
    b = beta * (rejected - reference_rejected.detach())
    return F.binary_cross_entropy_with_logits(a - b, torch.ones_like(a))
