# %% wrong zero-one-labels
# 把标签当成 0/1，换算成了 2y − 1
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(1 - (2 * y - 1) * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(p * p for p in parameters)


# %% wrong summed
# 合页损失对样本求了和，没有平均
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(1 - y * s) for s, y in zip(scores, labels))
    return hinge + alpha * sum(p * p for p in parameters)


# %% wrong penalty-averaged
# 正则项也除以了样本数
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(1 - y * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(p * p for p in parameters) / len(scores)


# %% wrong penalty-mean
# 正则项对参数求了平均，应当求和
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(1 - y * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(p * p for p in parameters) / max(1, len(parameters))


# %% wrong no-margin
# 忘了间隔里的 1，打分与标签同号就不罚
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(-y * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(p * p for p in parameters)


# %% wrong wrong-sign
# 写成了 1 + y·s，分对的罚、分错的不罚
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(1 + y * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(p * p for p in parameters)


# %% wrong bias-spared
# 最后一个参数没有罚
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(1 - y * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(p * p for p in parameters[:-1])


# %% wrong absolute-penalty
# 罚的是参数的绝对值，不是平方
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(1 - y * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(relu(p) + relu(-p) for p in parameters)


# %% wrong square-of-sum
# 先把参数加起来再平方
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(1 - y * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(parameters) ** 2


# %% wrong half-penalty
# 正则项多了一个二分之一
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(1 - y * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha / 2 * sum(p * p for p in parameters)


# %% wrong no-penalty
# 没有正则项
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(1 - y * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge


# %% wrong squared-hinge
# 合页损失又平方了
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(1 - y * s) ** 2 for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(p * p for p in parameters)


# %% wrong not-clipped
# 没有 max(0, ·)，间隔够了的样本把损失拉成负的
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum((1 - y * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(p * p for p in parameters)


# %% wrong detached
# 用打分的 data 去算：值对，梯度传不回打分
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(Value(1 - y * s.data)) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(p * p for p in parameters)


# %% wrong penalty-detached
# 正则项用参数的 data 去算，梯度传不到参数
def margin_loss(scores, labels, alpha, parameters):
    hinge = sum(relu(1 - y * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(p.data * p.data for p in parameters)


# %% wrong wrong-only
# 只对间隔不够的样本平均
def margin_loss(scores, labels, alpha, parameters):
    short = [1 - y * s for s, y in zip(scores, labels) if y * s.data < 1]
    hinge = sum(short, Value(0)) / max(1, len(short))
    return hinge + alpha * sum(p * p for p in parameters)


# %% right loop
# 用循环一项一项地加
def margin_loss(scores, labels, alpha, parameters):
    total = Value(0)
    for k in range(len(scores)):
        total = total + relu(add(1, multiply(-float(labels[k]), scores[k])))
    total = multiply(total, 1 / len(scores))
    for p in parameters:
        total = total + multiply(alpha, power(p, 2))
    return total


# %% right kept-by-if
# 间隔不够的样本才算
def margin_loss(scores, labels, alpha, parameters):
    loss = Value(0.0)
    for score, label in zip(scores, labels):
        if label * score.data < 1:
            loss += (1 - score * label) * (1 / len(scores))
    return loss + sum((alpha * p**2 for p in parameters), Value(0.0))
