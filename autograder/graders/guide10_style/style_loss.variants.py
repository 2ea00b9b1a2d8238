# %% wrong mean-over-layers
# 各层取了平均，没有相加
def style_loss(features: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    return sum(content_loss(gram_matrix(features[name]), grams[name]) for name in grams) / len(grams)


# %% wrong summed
# 一层里的平方求了和，没有平均
def style_loss(features: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    return sum(((gram_matrix(features[name]) - grams[name].detach()) ** 2).sum() for name in grams)


# %% wrong by-position
# 按字典里的先后配对，没有看名字
def style_loss(features: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    return sum(content_loss(gram_matrix(x), g) for x, g in zip(features.values(), grams.values()))


# %% wrong no-gram
# 直接拿输出去比，没有算格拉姆矩阵
def style_loss(features: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    return sum(
        content_loss(features[name].flatten(2)[..., : grams[name].shape[2]], grams[name]) for name in grams
    )


# %% wrong last-only
# 循环里覆盖了前面的，只剩最后一层
def style_loss(features: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    for name in grams:
        loss = content_loss(gram_matrix(features[name]), grams[name])
    return loss


# %% wrong target-attached
# 目标没有断开，梯度也流向了它
def style_loss(features: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    return sum(((gram_matrix(features[name]) - grams[name]) ** 2).mean() for name in grams)


# %% wrong absolute
# 用了绝对值，没有平方
def style_loss(features: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    return sum((gram_matrix(features[name]) - grams[name].detach()).abs().mean() for name in grams)


# %% wrong first-only
# 第一层算完就返回了
def style_loss(features: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    for name in grams:
        return content_loss(gram_matrix(features[name]), grams[name])


# %% wrong detached
# 输出断开了计算图，图得不到梯度
def style_loss(features: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    return sum(content_loss(gram_matrix(features[name].detach()), grams[name]) for name in grams)


# %% wrong grams-of-targets
# 对目标又算了一遍格拉姆矩阵
def style_loss(features: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    return sum(
        content_loss(gram_matrix(features[name]), gram_matrix(grams[name][:, :, None])) for name in grams
    )


# %% wrong all-outputs
# 循环走的是全部输出，碰到没有目标的层就当目标是 0
def style_loss(features: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    return sum(
        content_loss(
            gram_matrix(features[name]),
            grams.get(name, torch.zeros(())).expand(gram_matrix(features[name]).shape),
        )
        for name in features
    )


# %% right loop
# 一层一层加
def style_loss(features, grams):
    loss = torch.zeros(())
    for name, target in grams.items():
        gap = gram_matrix(features[name]) - target.detach()
        loss = loss + gap.square().mean()
    return loss


# %% right stacked
# 先排成列表
def style_loss(features, grams):
    losses = [F.mse_loss(gram_matrix(features[k]), grams[k].detach()) for k in sorted(grams)]
    return torch.stack(losses).sum()
