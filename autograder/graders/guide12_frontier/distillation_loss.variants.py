# %% wrong no-square
# 没有乘温度的平方
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = (teacher.detach() / temperature).log_softmax(dim=1)
    found = (student / temperature).log_softmax(dim=1)
    each = (wanted.exp() * (wanted - found)).sum(dim=1)
    return each.mean()


# %% wrong times-t
# 乘的是温度，不是它的平方
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = (teacher.detach() / temperature).log_softmax(dim=1)
    found = (student / temperature).log_softmax(dim=1)
    each = (wanted.exp() * (wanted - found)).sum(dim=1)
    return temperature * each.mean()


# %% wrong mean-over-classes
# 连类也平均了
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = (teacher.detach() / temperature).log_softmax(dim=1)
    found = (student / temperature).log_softmax(dim=1)
    each = (wanted.exp() * (wanted - found)).mean(dim=1)
    return temperature**2 * each.mean()


# %% wrong sum-over-batch
# 没有对一批取平均
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = (teacher.detach() / temperature).log_softmax(dim=1)
    found = (student / temperature).log_softmax(dim=1)
    each = (wanted.exp() * (wanted - found)).sum(dim=1)
    return temperature**2 * each.sum()


# %% wrong reversed
# KL 的方向反了：学生在外面
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = (teacher.detach() / temperature).log_softmax(dim=1)
    found = (student / temperature).log_softmax(dim=1)
    each = (found.exp() * (found - wanted)).sum(dim=1)
    return temperature**2 * each.mean()


# %% wrong only-teacher-softened
# 学生没有除以温度
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = (teacher.detach() / temperature).log_softmax(dim=1)
    found = student.log_softmax(dim=1)
    each = (wanted.exp() * (wanted - found)).sum(dim=1)
    return temperature**2 * each.mean()


# %% wrong only-student-softened
# 老师没有除以温度
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = teacher.detach().log_softmax(dim=1)
    found = (student / temperature).log_softmax(dim=1)
    each = (wanted.exp() * (wanted - found)).sum(dim=1)
    return temperature**2 * each.mean()


# %% wrong teacher-learns
# 老师也得到了梯度
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = (teacher / temperature).log_softmax(dim=1)
    found = (student / temperature).log_softmax(dim=1)
    each = (wanted.exp() * (wanted - found)).sum(dim=1)
    return temperature**2 * each.mean()


# %% wrong cross-entropy
# 写成了交叉熵，没有减去老师自己的熵
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = (teacher.detach() / temperature).log_softmax(dim=1)
    found = (student / temperature).log_softmax(dim=1)
    each = (wanted.exp() * -found).sum(dim=1)
    return temperature**2 * each.mean()


# %% wrong times-temperature
# 乘了温度再 softmax，越高越尖
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = (teacher.detach() * temperature).log_softmax(dim=1)
    found = (student * temperature).log_softmax(dim=1)
    each = (wanted.exp() * (wanted - found)).sum(dim=1)
    return temperature**2 * each.mean()


# %% wrong log-of-softmax
# 先 softmax 再取对数：打分差得远时有 NaN
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = (teacher.detach() / temperature).softmax(dim=1).log()
    found = (student / temperature).softmax(dim=1).log()
    each = (wanted.exp() * (wanted - found)).sum(dim=1)
    return temperature**2 * each.mean()


# %% wrong hard-labels
# 只学老师最有把握的那一类
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = (teacher.detach() / temperature).log_softmax(dim=1)
    found = (student / temperature).log_softmax(dim=1)
    each = -found.gather(1, wanted.argmax(dim=1, keepdim=True)).squeeze(1)
    return temperature**2 * each.mean()


# %% wrong squared-error
# 比的是打分的均方误差
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    each = (student - teacher.detach()).square().mean(dim=1) / temperature**2
    return temperature**2 * each.mean()


# %% wrong over-the-batch
# softmax 沿着批那一轴
def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    wanted = (teacher.detach() / temperature).log_softmax(dim=0)
    found = (student / temperature).log_softmax(dim=0)
    each = (wanted.exp() * (wanted - found)).sum(dim=1)
    return temperature**2 * each.mean()


# %% right kl-div
# 用 F.kl_div，batchmean
def distillation_loss(student, teacher, temperature):
    with torch.no_grad():
        wanted = F.softmax(teacher / temperature, dim=-1)
    found = F.log_softmax(student / temperature, dim=-1)
    return F.kl_div(found, wanted, reduction="batchmean") * temperature**2


# %% right log-target
# 用 F.kl_div，log_target
def distillation_loss(student, teacher, temperature):
    s, t = (F.log_softmax(z / temperature, 1) for z in (student, teacher.detach()))
    total = F.kl_div(s, t, log_target=True, reduction="none").sum()
    return total * temperature * temperature / len(student)


# %% right entropy
# 交叉熵减熵
def distillation_loss(student, teacher, temperature):
    z, y = student / temperature, (teacher / temperature).detach()
    p = y.softmax(1)
    entropy = torch.special.entr(p).sum(1)
    cross = z.logsumexp(1) - (p * z).sum(1)
    return (cross - entropy).mean() * temperature**2
