# %%
import torch
from torch.nn import functional as F


# %% wrong overrun
# 最后不满的一窗也算了进去
def estimate_loss(model, ids, block):
    training = model.training
    model.eval()
    losses = []
    with torch.no_grad():
        for i in range(0, len(ids) - 1, block):
            y = ids[i + 1 : i + block + 1]
            x = ids[i : i + len(y)]
            losses.append(model(x[None], y[None])[1].item())
    model.train(training)
    return sum(losses) / len(losses)


# %% wrong wrapped
# 最后一个没有答案，绕回开头拿了一个
def estimate_loss(model, ids, block):
    training = model.training
    model.eval()
    losses = []
    with torch.no_grad():
        for i in range(0, len(ids) - block + 1, block):
            x, y = ids[i : i + block], torch.cat([ids, ids[:1]])[i + 1 : i + block + 1]
            losses.append(model(x[None], y[None])[1].item())
    model.train(training)
    return sum(losses) / len(losses)


# %% wrong last-window-lost
# 最后一个整窗漏了
def estimate_loss(model, ids, block):
    training = model.training
    model.eval()
    losses = []
    with torch.no_grad():
        for i in range(0, max(block, len(ids) - block - 1), block)[
            : max(1, (len(ids) - 1) // block - ((len(ids) - 1) % block == 0))
        ]:
            x, y = ids[i : i + block], ids[i + 1 : i + block + 1]
            losses.append(model(x[None], y[None])[1].item())
    model.train(training)
    return sum(losses) / len(losses)


# %% wrong overlapping
# 窗与窗重叠，一格一格地挪
def estimate_loss(model, ids, block):
    training = model.training
    model.eval()
    losses = []
    with torch.no_grad():
        for i in range(0, len(ids) - block):
            x, y = ids[i : i + block], ids[i + 1 : i + block + 1]
            losses.append(model(x[None], y[None])[1].item())
    model.train(training)
    return sum(losses) / len(losses)


# %% wrong gaps
# 窗与窗之间空了一个
def estimate_loss(model, ids, block):
    training = model.training
    model.eval()
    losses = []
    with torch.no_grad():
        for i in range(0, len(ids) - block, block + 1):
            x, y = ids[i : i + block], ids[i + 1 : i + block + 1]
            losses.append(model(x[None], y[None])[1].item())
    model.train(training)
    return sum(losses) / len(losses)


# %% wrong first-window-only
# 只量了第一窗
def estimate_loss(model, ids, block):
    training = model.training
    model.eval()
    losses = []
    with torch.no_grad():
        for i in [0]:
            x, y = ids[i : i + block], ids[i + 1 : i + block + 1]
            losses.append(model(x[None], y[None])[1].item())
    model.train(training)
    return sum(losses) / len(losses)


# %% wrong mode-left
# 返回时留在了 eval 模式
def estimate_loss(model, ids, block):
    model.eval()
    losses = []
    with torch.no_grad():
        for i in range(0, len(ids) - block, block):
            x, y = ids[i : i + block], ids[i + 1 : i + block + 1]
            losses.append(model(x[None], y[None])[1].item())
    return sum(losses) / len(losses)


# %% wrong always-training
# 返回时总换成训练模式，没有照原来的
def estimate_loss(model, ids, block):
    model.eval()
    losses = []
    with torch.no_grad():
        for i in range(0, len(ids) - block, block):
            x, y = ids[i : i + block], ids[i + 1 : i + block + 1]
            losses.append(model(x[None], y[None])[1].item())
    model.train()
    return sum(losses) / len(losses)


# %% wrong not-eval
# 量的时候没有换成 eval 模式
def estimate_loss(model, ids, block):
    training = model.training
    losses = []
    with torch.no_grad():
        for i in range(0, len(ids) - block, block):
            x, y = ids[i : i + block], ids[i + 1 : i + block + 1]
            losses.append(model(x[None], y[None])[1].item())
    model.train(training)
    return sum(losses) / len(losses)


# %% wrong sum
# 返回的是和，没有取平均
def estimate_loss(model, ids, block):
    training = model.training
    model.eval()
    losses = []
    with torch.no_grad():
        for i in range(0, len(ids) - block, block):
            x, y = ids[i : i + block], ids[i + 1 : i + block + 1]
            losses.append(model(x[None], y[None])[1].item())
    model.train(training)
    return sum(losses)


# %% wrong per-token-again
# 又除以了一次 block
def estimate_loss(model, ids, block):
    training = model.training
    model.eval()
    losses = []
    with torch.no_grad():
        for i in range(0, len(ids) - block, block):
            x, y = ids[i : i + block], ids[i + 1 : i + block + 1]
            losses.append(model(x[None], y[None])[1].item())
    model.train(training)
    return sum(losses) / len(losses) / block


# %% wrong tensor
# 返回的是带着计算图的张量
def estimate_loss(model, ids, block):
    training = model.training
    model.eval()
    losses = []
    if True:
        for i in range(0, len(ids) - block, block):
            x, y = ids[i : i + block], ids[i + 1 : i + block + 1]
            losses.append(model(x[None], y[None])[1])
    model.train(training)
    return sum(losses) / len(losses)


# %% wrong not-shifted
# y 和 x 一样，没有往后一格
def estimate_loss(model, ids, block):
    training = model.training
    model.eval()
    losses = []
    with torch.no_grad():
        for i in range(0, len(ids) - block, block):
            x = y = ids[i : i + block]
            losses.append(model(x[None], y[None])[1].item())
    model.train(training)
    return sum(losses) / len(losses)


# %% wrong mean-of-batches
# 几窗一批，最后不满的一批也当作一整批来平均
def estimate_loss(model, ids, block):
    training = model.training
    model.eval()
    losses = []
    with torch.no_grad():
        n = (len(ids) - 1) // block
        x, y = ids[: n * block].view(n, block), ids[1 : n * block + 1].view(n, block)
        for a, b in zip(x.split(32), y.split(32)):
            losses.append(model(a, b)[1].item())
    model.train(training)
    return sum(losses) / len(losses)


# %% right one-batch
# 全部窗放在一批里
@torch.no_grad()
def estimate_loss(model, ids, block):
    mode = model.training
    model.train(False)
    count = (ids.numel() - 1) // block
    windows = torch.stack([ids[i * block : (i + 1) * block + 1] for i in range(count)])
    loss = model(windows[:, :-1], windows[:, 1:])[1]
    model.train(mode)
    return float(loss)


# %% right from-logits
# 由打分自己算，逐窗加起来
def estimate_loss(model, ids, block):
    before = model.training
    model.eval()
    total = tokens = i = 0
    with torch.inference_mode():
        while i + block < len(ids):
            logits = model(ids[None, i : i + block])[0][0]
            total += F.cross_entropy(logits, ids[i + 1 : i + block + 1], reduction="sum").item()
            tokens += block
            i += block
    if before:
        model.train()
    return total / tokens
