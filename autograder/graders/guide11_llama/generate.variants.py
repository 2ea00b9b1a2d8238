# %% wrong stop-told
# 停止符也写了进去
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            new.append(token)
            if token in stop:
                break
            given = [token]
    return new


# %% wrong prompt-told
# 返回的带着提示
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return [*ids, *new]


# %% wrong first-token-repeated
# 返回的前面多了提示的最后一个
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return [ids[-1], *new]


# %% wrong last-token-twice
# 提示的最后一个又给了模型一遍：缓存里有两份
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        model(torch.tensor([given]), caches)
        given = given[-1:]
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong no-caches
# 没有用缓存，每次从头算
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    new = []
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([[*ids, *new]]))[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
    return new


# %% wrong whole-again
# 有缓存，却每次把全部又给了一遍
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (
        [
            KVCache(1, model.config["kv_heads"], 9999, model.config["d_model"] // model.config["heads"])
            for _ in range(model.config["layers"])
        ],
        [],
        list(ids),
    )
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [*ids, *new]
    return new


# %% wrong first-position
# 取的是第一个位置的打分
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, 0].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong division-by-zero
# 温度是 0 时没有单独处理，除以了 0
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            kept = keep_top_p(logits / temperature, top_p)
            token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong times-temperature
# 乘了温度，应当除以
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits * temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong temperature-ignored
# 温度没有起作用：没有用它，或者除在了概率上，不是打分上
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong top-p-ignored
# 没有用 top_p
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = logits / temperature
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong top-p-before-temperature
# 先去尾巴，后除温度
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits, top_p) / temperature
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong past-the-context
# 到了 context 没有停
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = n
    caches, new, given = (
        [
            KVCache(1, model.config["kv_heads"], 9999, model.config["d_model"] // model.config["heads"])
            for _ in range(model.config["layers"])
        ],
        [],
        list(ids),
    )
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong one-past-the-context
# 比 context 多写了一个
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids) + 1)
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong context-for-the-new
# 只算新写的，没有算提示：超过了 context
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"])
    caches, new, given = (
        [
            KVCache(1, model.config["kv_heads"], 9999, model.config["d_model"] // model.config["heads"])
            for _ in range(model.config["layers"])
        ],
        [],
        list(ids),
    )
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong rng-ignored
# 没有用传进来的 rng：种子相同，写出来的却不同
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng()
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong seed-fixed
# 自己固定了种子，没有用传进来的 rng
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng(0)
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong stop-fixed
# 停止符写死了，没有用传进来的 stop
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in (1, 2):
                break
            new.append(token)
            given = [token]
    return new


# %% wrong always-greedy
# 总是取最高的，没有抽
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if True:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% wrong prompt-by-pieces
# 提示是一个一个给模型的，不是一次给完
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        for token in given[:-1]:
            model(torch.tensor([[token]]), caches)
        given = given[-1:]
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(rng.choice(len(kept), p=kept.softmax(-1).numpy()))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new


# %% right multinomial
# 用 rng 的均匀随机数和累积概率抽
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    if rng is None:
        rng = np.random.default_rng()
    caches = new_caches(model)
    out, step = [], torch.tensor(ids).reshape(1, -1)
    room = model.config["context"] - len(ids)
    for _ in range(max(0, min(n, room))):
        with torch.no_grad():
            scores = model(step, caches)[0][-1]
        if temperature > 0:
            p = torch.softmax(keep_top_p(scores / temperature, top_p).double(), dim=0).numpy()
            token = min(int(np.searchsorted(np.cumsum(p), rng.random(), side="right")), len(p) - 1)
        else:
            token = scores.argmax().item()
        if token in stop:
            return out
        out.append(token)
        step = torch.tensor([[token]])
    return out


# %% right gumbel
# 加上 Gumbel 噪声取最大
def generate(model, ids, n, temperature=1.0, top_p=0.9, rng=None, stop=(1, 2)):
    rng = np.random.default_rng() if rng is None else rng
    most = min(n, model.config["context"] - len(ids))
    caches, new, given = (new_caches(model), [], list(ids))
    with torch.no_grad():
        while len(new) < most:
            logits = model(torch.tensor([given]), caches)[0, -1].double()
            if temperature == 0:
                token = int(logits.argmax())
            else:
                kept = keep_top_p(logits / temperature, top_p)
                token = int(np.argmax(kept.numpy() + rng.gumbel(size=len(kept))))
            if token in stop:
                break
            new.append(token)
            given = [token]
    return new
