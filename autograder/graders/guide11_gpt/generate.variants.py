# %%
import math

import numpy as np
import torch


# %% wrong cut-in-front
# 前文太长时留了最前面的，最后的没有给模型看
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, :block])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong not-cut
# 没有截，前文比 block 长就报错
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids)[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong cut-too-short
# 截的时候少留了一个
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -(block - 1) :])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong last-token-only
# 只把最后一个词元给了模型
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -1:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong times-temperature
# 打分乘了温度，应当除
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits * temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong temperature-on-probabilities
# 温度没有起作用：打分在 softmax 之前没有除以它
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = (logits.softmax(-1) / temperature).log()
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong top-k-ignored
# top_k 没有用上
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if False:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong one-too-many
# top_k 多留了一个
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k + 1, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong top-k-lowest
# 留的是最低的几个
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=False).values[:, k - 1 : k]
                logits[logits > least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong top-k-zeroed
# 不要的打分改成了 0，没有改成负无穷
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = 0.0
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong top-k-not-capped
# top_k 比词表还大时出了错
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = top_k
                least = logits.sort(dim=-1, descending=True).values[:, k - 1, None]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong one-draw-for-all
# 整批抽了同一个，没有各行各抽
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            row = probs.numpy()[0]
            new = torch.full((len(ids),), int(rng.choice(len(row), p=row / row.sum())))
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong same-random-number
# 各行用了同一个随机数，一样的行抽得一样
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = (probs.cumsum(-1) <= rng.random()).sum(-1).clamp(max=probs.shape[-1] - 1)
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong always-argmax
# 温度不是 0 也总取最高的
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if True:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong uniform
# 没有照概率抽，每个机会均等
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=(row > 0) / (row > 0).sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong rng-ignored
# 没有用传进来的 rng
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong rng-required
# rng 是 None 时出了错
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong new-only
# 只返回了新写的，开头没有了
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    start = ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids[:, start:]


# %% wrong mode-left
# 返回时留在了 eval 模式
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    return ids


# %% wrong always-training
# 返回时总换成训练模式，没有照原来的
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train()
    return ids


# %% wrong not-eval
# 写的时候没有换成 eval 模式
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, -1].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% wrong first-position
# 取的是第一个位置的打分，不是最后一个
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    training = model.training
    model.eval()
    block = model.config["block"]
    ids.shape[1]
    for _ in range(n):
        with torch.no_grad():
            logits = model(ids[:, -block:])[0][:, 0].double()
        if temperature == 0:
            new = logits.argmax(-1)
        else:
            logits = logits / temperature
            if top_k is not None:
                k = min(top_k, logits.shape[-1])
                least = logits.sort(dim=-1, descending=True).values[:, k - 1 : k]
                logits[logits < least] = -math.inf
            probs = logits.softmax(-1)
            new = torch.tensor([rng.choice(len(row), p=row / row.sum()) for row in probs.numpy()])
        ids = torch.cat([ids, new[:, None]], dim=1)
    model.train(training)
    return ids


# %% right gumbel
# 加上 Gumbel 噪声再取最大的
@torch.no_grad()
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    rng = rng or np.random.default_rng()
    mode = model.training
    model.train(False)
    for _ in range(n):
        logits, _ = model(ids[:, max(0, ids.shape[1] - model.config["block"]) :])
        logits = logits[:, -1, :].double()
        if temperature > 0:
            logits = logits / temperature
            if top_k is not None and top_k < logits.shape[-1]:
                kept = logits.topk(top_k, dim=-1).indices
                other = torch.full_like(logits, -math.inf)
                logits = other.scatter(-1, kept, logits.gather(-1, kept))
            logits = logits + torch.tensor(rng.gumbel(size=tuple(logits.shape)))
        ids = torch.cat((ids, logits.argmax(dim=-1, keepdim=True)), dim=1)
    model.train(mode)
    return ids


# %% right torch-generator
# 由 rng 得到一个 torch 的种子，再用 multinomial；结果先放进一个空的张量
def generate(model, ids, n, temperature=1.0, top_k=None, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    source = torch.Generator().manual_seed(int(rng.integers(2**62)))
    was, (b, t) = model.training, ids.shape
    model.eval()
    out = torch.empty(b, t + n, dtype=torch.int64)
    out[:, :t] = ids
    with torch.no_grad():
        for place in range(t, t + n):
            scores = model(out[:, max(0, place - model.config["block"]) : place])[0][:, -1]
            if temperature == 0:
                out[:, place] = scores.argmax(dim=1)
                continue
            probs = torch.softmax(scores / temperature, dim=1)
            if top_k is not None:
                values, places = probs.topk(min(top_k, probs.shape[1]))
                picked = torch.multinomial(values / values.sum(1, keepdim=True), 1, generator=source)
                out[:, place] = places.gather(1, picked)[:, 0]
            else:
                out[:, place] = torch.multinomial(probs, 1, generator=source)[:, 0]
    model.train(was)
    return out
