# %%
import torch


# %% wrong all-decay
# 所有的参数都衰减了
def configure_optimizer(model, lr, decay):
    groups = [
        {"params": [p for p in model.parameters() if p.ndim >= 2], "weight_decay": decay},
        {"params": [p for p in model.parameters() if p.ndim < 2], "weight_decay": decay},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.95))


# %% wrong one-group
# 只有一组，全都衰减
def configure_optimizer(model, lr, decay):
    return torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.95), weight_decay=decay)


# %% wrong nothing-decays
# 没有把 decay 交给优化器，衰减的那一组也是 0
def configure_optimizer(model, lr, decay):
    groups = [
        {"params": [p for p in model.parameters() if p.ndim >= 2], "weight_decay": 0.0},
        {"params": [p for p in model.parameters() if p.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.95))


# %% wrong groups-swapped
# 两组反了：矩阵不衰减，其余的衰减
def configure_optimizer(model, lr, decay):
    groups = [
        {"params": [p for p in model.parameters() if p.ndim >= 2], "weight_decay": 0.0},
        {"params": [p for p in model.parameters() if p.ndim < 2], "weight_decay": decay},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.95))


# %% wrong by-bias-name
# 照名字分，bias 以外的都衰减，归一化的比例也在里面了
def configure_optimizer(model, lr, decay):
    groups = [
        {"params": [p for n, p in model.named_parameters() if not n.endswith("bias")], "weight_decay": decay},
        {"params": [p for n, p in model.named_parameters() if n.endswith("bias")], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.95))


# %% wrong linear-only
# 只有全连接层的权重衰减，两张表漏在外面
def configure_optimizer(model, lr, decay):
    names = dict(model.named_parameters())
    inside = [n for n, p in names.items() if p.ndim >= 2 and ("blocks" in n or "table" in n)]
    groups = [
        {"params": [names[n] for n in inside], "weight_decay": decay},
        {"params": [p for n, p in names.items() if n not in inside], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.95))


# %% wrong by-weight-name
# 照名字分，名字里有 weight 的才衰减
def configure_optimizer(model, lr, decay):
    groups = [
        {
            "params": [p for n, p in model.named_parameters() if "weight" in n and p.ndim >= 2],
            "weight_decay": decay,
        },
        {
            "params": [p for n, p in model.named_parameters() if "weight" not in n or p.ndim < 2],
            "weight_decay": 0.0,
        },
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.95))


# %% wrong second-group-lost
# 不衰减的那一组没有交给优化器
def configure_optimizer(model, lr, decay):
    groups = [
        {"params": [p for p in model.parameters() if p.ndim >= 2], "weight_decay": decay},
        {"params": [], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.95))


# %% wrong table-left-out
# 共用的词元表没有交给优化器
def configure_optimizer(model, lr, decay):
    groups = [
        {
            "params": [p for n, p in model.named_parameters() if p.ndim >= 2 and n != "tokens.weight"],
            "weight_decay": decay,
        },
        {"params": [p for p in model.parameters() if p.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.95))


# %% wrong default-betas
# betas 用了默认的
def configure_optimizer(model, lr, decay):
    groups = [
        {"params": [p for p in model.parameters() if p.ndim >= 2], "weight_decay": decay},
        {"params": [p for p in model.parameters() if p.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr)


# %% wrong betas-swapped
# betas 的两个数不对，第二个写成了 0.99
def configure_optimizer(model, lr, decay):
    groups = [
        {"params": [p for p in model.parameters() if p.ndim >= 2], "weight_decay": decay},
        {"params": [p for p in model.parameters() if p.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.99))


# %% wrong adam
# 用了 Adam，不是 AdamW
def configure_optimizer(model, lr, decay):
    groups = [
        {"params": [p for p in model.parameters() if p.ndim >= 2], "weight_decay": decay},
        {"params": [p for p in model.parameters() if p.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.Adam(groups, lr=lr, betas=(0.9, 0.95))


# %% wrong rate-scaled
# 学习率没有用给的，乘了一个数
def configure_optimizer(model, lr, decay):
    groups = [
        {"params": [p for p in model.parameters() if p.ndim >= 2], "weight_decay": decay},
        {"params": [p for p in model.parameters() if p.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr * 0.1, betas=(0.9, 0.95))


# %% wrong decay-fixed
# 衰减写死成了 0.1，没有用 decay
def configure_optimizer(model, lr, decay):
    groups = [
        {"params": [p for p in model.parameters() if p.ndim >= 2], "weight_decay": 0.1},
        {"params": [p for p in model.parameters() if p.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.95))


# %% right dimensions
# 用字典分，不衰减的在前，按编号去重
def configure_optimizer(model, lr, decay):
    matrices, others = {}, {}
    for module in model.modules():
        for parameter in module.parameters(recurse=False):
            (matrices if parameter.dim() > 1 else others)[id(parameter)] = parameter
    return torch.optim.AdamW(
        [
            {"params": list(others.values()), "weight_decay": 0, "lr": lr},
            {"params": list(matrices.values()), "weight_decay": decay, "lr": lr},
        ],
        betas=(0.9, 0.95),
        weight_decay=0.0,
        lr=lr,
    )


# %% right added-group
# 先造一组，再加一组
def configure_optimizer(model, lr, decay):
    named = dict(model.named_parameters())
    small = [w for w in named.values() if len(w.shape) < 2]
    large = [w for w in named.values() if len(w.shape) >= 2]
    optimizer = torch.optim.AdamW(large, lr, (0.9, 0.95), weight_decay=decay)
    optimizer.add_param_group({"params": small, "weight_decay": 0.0})
    return optimizer
