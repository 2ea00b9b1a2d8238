# %%
# Slips leave names unused.
# ruff: noqa: F841, RUF059
import numpy as np
import torch


# %% wrong logits
# 比的是打分，没有做 softmax
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered]))[:, label]
    model.train(training)
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy()


# %% wrong sign
# 符号反了：遮住以后减原来的
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    model.train(training)
    return (chance[1:] - chance[0]).reshape(len(rows), len(columns)).numpy()


# %% wrong image-changed
# 方块填在了传进来的图上
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    model.train(training)
    image[:, rows[-1] : rows[-1] + size, columns[-1] : columns[-1] + size] = fill
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy()


# %% wrong squares-pile-up
# 方块越填越多：后一格是在前一格遮过的图上接着遮
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append((covered[-1] if covered else image).detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    model.train(training)
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy()


# %% wrong left-in-eval
# 返回以后模型总在评估模式
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy()


# %% wrong stays-in-training
# 没有切换到评估模式，dropout 还在丢
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    model.train(training)
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy()


# %% wrong rows-for-columns
# 行和列弄反了
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    model.train(training)
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy().T


# %% wrong one-channel
# 只填了第一个通道
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][0, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    model.train(training)
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy()


# %% wrong last-lost
# 最后一行、一列漏掉了
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size, stride)
    columns = range(0, image.shape[2] - size, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    model.train(training)
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy()


# %% wrong fill-ignored
# 不管 fill，总填 0
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = 0.0
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    model.train(training)
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy()


# %% wrong ratio
# 返回的是两个概率的比，不是差
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    model.train(training)
    return (chance[1:] / chance[0]).reshape(len(rows), len(columns)).numpy()


# %% wrong best-class
# 看的是打分最高的一类，不管 label
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)
    chance = chance[:, chance[0].argmax()]
    model.train(training)
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy()


# %% wrong left-in-training
# 返回以后模型总在训练模式，不管原来是什么
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    model.train()
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy()


# %% wrong stride-forgotten
# 方块的左上角是 (i, j)，忘了乘 stride
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows, columns = ((side - size) // stride + 1 for side in image.shape[1:])
    covered = []
    for i in range(rows):
        for j in range(columns):
            covered.append(image.detach().clone())
            covered[-1][:, i : i + size, j : j + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=1)[:, label]
    model.train(training)
    return (chance[0] - chance[1:]).reshape(rows, columns).numpy()


# %% wrong softmax-over-pictures
# softmax 沿着一批图做了，没有沿着类做
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    training = model.training
    model.eval()
    rows = range(0, image.shape[1] - size + 1, stride)
    columns = range(0, image.shape[2] - size + 1, stride)
    covered = []
    for r in rows:
        for q in columns:
            covered.append(image.detach().clone())
            covered[-1][:, r : r + size, q : q + size] = fill
    with torch.no_grad():
        chance = model(torch.stack([image, *covered])).softmax(dim=0)[:, label]
    model.train(training)
    return (chance[0] - chance[1:]).reshape(len(rows), len(columns)).numpy()


# %% right one-by-one
# 一格一格地问
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    was = model.training
    model.eval()
    h, w = image.shape[-2:]
    out = np.zeros(((h - size) // stride + 1, (w - size) // stride + 1))
    with torch.no_grad():
        p = torch.softmax(model(image.unsqueeze(0)), 1)[0, label].item()
        for i in range(out.shape[0]):
            for j in range(out.shape[1]):
                x = image.clone().unsqueeze(0)
                x[0, :, i * stride : i * stride + size, j * stride : j * stride + size] = fill
                out[i, j] = p - torch.softmax(model(x), 1)[0, label].item()
    if was:
        model.train()
    return out


# %% right mask
# 用遮罩一次算完，在副本上评估
def occlusion_map(model, image, label, size=8, stride=4, fill=0.0):
    import copy

    twin = copy.deepcopy(model).eval()
    c, h, w = image.shape
    tops = torch.arange(0, h - size + 1, stride)
    lefts = torch.arange(0, w - size + 1, stride)
    rows = (torch.arange(h) >= tops[:, None]) & (torch.arange(h) < tops[:, None] + size)
    columns = (torch.arange(w) >= lefts[:, None]) & (torch.arange(w) < lefts[:, None] + size)
    mask = (rows[:, None, :, None] & columns[None, :, None, :]).reshape(-1, 1, h, w)
    with torch.inference_mode():
        covered = twin(torch.where(mask, torch.tensor(fill, dtype=image.dtype), image)).softmax(-1)
        whole = twin(image[None]).softmax(-1)
    out = (whole[0, label] - covered[:, label]).view(len(tops), len(lefts))
    return np.array(out.tolist())
