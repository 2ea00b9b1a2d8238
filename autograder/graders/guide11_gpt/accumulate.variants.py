# %%
import torch
from torch.nn import functional as F


# %% wrong mean-of-means
# 各批的平均又取了平均，没有管各批的大小
def accumulate(model, batches, optimizer):
    sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        share = 1 / len(batches)
        loss = model(x, y)[1]
        (loss * share).backward()
        mean += loss.item() * share
    optimizer.step()
    return mean


# %% wrong sum
# 各批的损失加起来，没有除
def accumulate(model, batches, optimizer):
    sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        share = 1.0
        loss = model(x, y)[1]
        (loss * share).backward()
        mean += loss.item() * share
    optimizer.step()
    return mean


# %% wrong gradient-sum
# 梯度加起来没有除，返回的损失却是平均
def accumulate(model, batches, optimizer):
    total = sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        share = y.numel() / total
        loss = model(x, y)[1]
        loss.backward()
        mean += loss.item() * share
    optimizer.step()
    return mean


# %% wrong tokens-sum
# 按词元数加起来，没有除以总数
def accumulate(model, batches, optimizer):
    sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        share = float(y.numel())
        loss = model(x, y)[1]
        (loss * share).backward()
        mean += loss.item() * share
    optimizer.step()
    return mean


# %% wrong zero-between
# 每批之间清零，只剩最后一批的梯度
def accumulate(model, batches, optimizer):
    total = sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        optimizer.zero_grad()
        share = y.numel() / total
        loss = model(x, y)[1]
        (loss * share).backward()
        mean += loss.item() * share
    optimizer.step()
    return mean


# %% wrong not-zeroed
# 开头没有清零，上一次的梯度混了进来
def accumulate(model, batches, optimizer):
    total = sum(y.numel() for _, y in batches)
    mean = 0.0
    for x, y in batches:
        share = y.numel() / total
        loss = model(x, y)[1]
        (loss * share).backward()
        mean += loss.item() * share
    optimizer.step()
    return mean


# %% wrong step-each
# 每批走了一步
def accumulate(model, batches, optimizer):
    total = sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        share = y.numel() / total
        loss = model(x, y)[1]
        (loss * share).backward()
        optimizer.step()
        optimizer.zero_grad()
        mean += loss.item() * share
    return mean


# %% wrong step-each-accumulated
# 每批走了一步，梯度还一直攒着
def accumulate(model, batches, optimizer):
    total = sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        share = y.numel() / total
        loss = model(x, y)[1]
        (loss * share).backward()
        optimizer.step()
        mean += loss.item() * share
    return mean


# %% wrong share-by-rows
# 份额按段数算，没有按词元数
def accumulate(model, batches, optimizer):
    sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        share = len(y) / sum(len(b) for _, b in batches)
        loss = model(x, y)[1]
        (loss * share).backward()
        mean += loss.item() * share
    optimizer.step()
    return mean


# %% wrong last-loss
# 返回的是最后一批的损失
def accumulate(model, batches, optimizer):
    total = sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        share = y.numel() / total
        loss = model(x, y)[1]
        (loss * share).backward()
        mean += loss.item() * share
    optimizer.step()
    return loss.item()


# %% wrong mean-of-losses
# 走的一步对，返回的损失却是各批的普通平均
def accumulate(model, batches, optimizer):
    total = sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean, losses = 0.0, []
    for x, y in batches:
        share = y.numel() / total
        loss = model(x, y)[1]
        (loss * share).backward()
        losses.append(loss.item())
        mean += loss.item() * share
    optimizer.step()
    return sum(losses) / len(losses)


# %% wrong loss-after
# 返回的是走了一步以后的损失
def accumulate(model, batches, optimizer):
    total = sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        share = y.numel() / total
        loss = model(x, y)[1]
        (loss * share).backward()
        mean += loss.item() * share
    optimizer.step()
    return sum(model(x, y)[1].item() * y.numel() / total for x, y in batches)


# %% wrong no-step
# 没有走这一步
def accumulate(model, batches, optimizer):
    total = sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        share = y.numel() / total
        loss = model(x, y)[1]
        (loss * share).backward()
        mean += loss.item() * share
    return mean


# %% wrong clipped
# 走之前裁剪了梯度
def accumulate(model, batches, optimizer):
    total = sum(y.numel() for _, y in batches)
    optimizer.zero_grad()
    mean = 0.0
    for x, y in batches:
        share = y.numel() / total
        loss = model(x, y)[1]
        (loss * share).backward()
        mean += loss.item() * share
    torch.nn.utils.clip_grad_norm_(model.parameters(), 0.3)
    optimizer.step()
    return mean


# %% right one-graph
# 损失都攒着，最后一起反传
def accumulate(model, batches, optimizer):
    sizes = [y.numel() for _, y in batches]
    loss = sum(model(x, y)[1] * size for (x, y), size in zip(batches, sizes)) / sum(sizes)
    optimizer.zero_grad(set_to_none=False)
    loss.backward()
    optimizer.step()
    return float(loss)


# %% right from-logits
# 由打分自己算交叉熵的和；最后把梯度除以总数
def accumulate(model, batches, optimizer):
    for parameter in model.parameters():
        parameter.grad = None
    total, tokens = 0.0, 0
    for x, y in batches:
        logits, _ = model(x)
        loss = F.cross_entropy(logits.flatten(0, 1), y.flatten(), reduction="sum")
        loss.backward()
        total, tokens = total + loss.item(), tokens + y.numel()
    for parameter in model.parameters():
        if parameter.grad is not None:
            parameter.grad /= tokens
    optimizer.step()
    return total / tokens
