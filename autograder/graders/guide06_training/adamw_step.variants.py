# %% wrong l2-in-gradient
# 衰减加进了梯度里（L2 正则化），一起被均方根除掉了
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    grads = {k: g + decay * params[k] for k, g in grads.items()}
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        new[k] = w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong decay-without-rate
# 衰减没有乘学习率
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        new[k] = w - decay * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong t-per-array
# 每处理一个数组就把步数加 1
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0)
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        t += 1
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        new[k] = w - lr * decay * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong decay-after-step
# 先走 Adam 的一步，再拿走过之后的参数去衰减
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        new[k] = (w - lr * step) * (1 - lr * decay)
    return new, {"t": t, "m": m, "v": v}


# %% wrong no-bias-correction
# 没有做偏差修正
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = m[k] / (np.sqrt(v[k]) + eps)
        new[k] = w - lr * decay * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong only-matrices-decay
# 只衰减矩阵，偏置这样的一维数组没有衰减
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        new[k] = w - lr * (decay if np.ndim(w) > 1 else 0.0) * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong no-decay
# 没有衰减
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        new[k] = w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong decay-in-the-step
# 衰减和梯度的那一步乘在了一起：学习率乘了两次
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        new[k] = w - lr * lr * decay * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong decay-grows
# 衰减的符号反了，权重越来越大
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        new[k] = w + lr * decay * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong sign-decay
# 衰减减去的是固定的一小步（L1），不与权重成正比
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        new[k] = w - lr * decay * np.sign(w) - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong eps-inside-root
# eps 加在了根号里面
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / np.sqrt(v[k] / (1 - beta2**t) + eps)
        new[k] = w - lr * decay * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong only-m-corrected
# 只修正了 m，没有修正 v
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k]) + eps)
        new[k] = w - lr * decay * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong no-power-t
# 偏差修正除以的是 1 − beta，没有取 t 次方
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1)) / (np.sqrt(v[k] / (1 - beta2)) + eps)
        new[k] = w - lr * decay * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong t-one-ahead
# 偏差修正里的步数多了 1
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1 ** (t + 1))) / (np.sqrt(v[k] / (1 - beta2 ** (t + 1))) + eps)
        new[k] = w - lr * decay * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong beta1-for-both
# m 和 v 用的都是 beta1
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta1 * ov.get(k, 0.0) + (1 - beta1) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta1**t)) + eps)
        new[k] = w - lr * decay * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong not-squared
# v 平均的是梯度的绝对值，没有平方
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * np.abs(g) for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        new[k] = w - lr * decay * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% wrong state-lost
# 返回的 state 是空的，每一步都以为是第一步
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    new = {}
    for k, w in params.items():
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        new[k] = w - lr * decay * w - lr * step
    return new, {}


# %% wrong params-changed
# 原地改了传进来的参数
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m = {k: beta1 * om.get(k, 0.0) + (1 - beta1) * g for k, g in grads.items()}
    v = {k: beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2 for k, g in grads.items()}
    for k in params:
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        params[k] -= lr * decay * params[k] + lr * step
    return params, {"t": t, "m": m, "v": v}


# %% wrong state-changed
# 原地改了 state
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    state = state or {
        "t": 0,
        "m": {k: np.zeros_like(g) for k, g in grads.items()},
        "v": {k: np.zeros_like(g) for k, g in grads.items()},
    }
    state["t"] += 1
    t, new = state["t"], {}
    for k, g in grads.items():
        m, v = state["m"][k], state["v"][k]
        m *= beta1
        m += (1 - beta1) * g
        v *= beta2
        v += (1 - beta2) * g**2
        step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
        new[k] = params[k] - lr * decay * params[k] - lr * step
    return new, state


# %% wrong paired-by-order
# 两个字典按次序配对，没有按名字取
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("t", 0) + 1
    om, ov = state.get("m", {}), state.get("v", {})
    m, v, new = {}, {}, {}
    for (k, w), g in zip(params.items(), grads.values()):
        if np.shape(w) != np.shape(g):
            g = grads[k]
        m[k] = beta1 * om.get(k, 0.0) + (1 - beta1) * g
        v[k] = beta2 * ov.get(k, 0.0) + (1 - beta2) * g**2
        step = (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)
        new[k] = w - lr * decay * w - lr * step
    return new, {"t": t, "m": m, "v": v}


# %% right per-name
# 每个名字一份小字典，步数另放
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    t = state.get("step", 0) + 1
    new_state = {"step": t}
    new = {}
    for name, w in params.items():
        g = grads[name]
        m, v = state.get(name, (np.zeros(np.shape(g)), np.zeros(np.shape(g))))
        m = m + (1 - beta1) * (g - m)
        v = v + (1 - beta2) * (g * g - v)
        new_state[name] = (m, v)
        rate = lr * math.sqrt(1 - beta2**t) / (1 - beta1**t)
        new[name] = (1 - lr * decay) * w - rate * m / (np.sqrt(v) + eps * math.sqrt(1 - beta2**t))
    return new, new_state


# %% right deepcopy
# 先深拷贝，再放心地原地改
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    params, state = copy.deepcopy(params), copy.deepcopy(state)
    state["t"] = state.get("t", 0) + 1
    for name in params:
        g = np.asarray(grads[name])
        m = state.setdefault(("m", name), np.zeros(g.shape))
        v = state.setdefault(("v", name), np.zeros(g.shape))
        m *= beta1
        m += (1 - beta1) * g
        v *= beta2
        v += (1 - beta2) * g**2
        params[name] *= 1 - lr * decay
        params[name] -= lr * (m / (1 - beta1 ** state["t"])) / (np.sqrt(v / (1 - beta2 ** state["t"])) + eps)
    return params, state


# %% right torch
# 交给 PyTorch 的 AdamW：参数和 state 都另存一份
def adamw_step(params, grads, state, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
    names = list(params)
    leaves = [nn.Parameter(torch.tensor(np.ascontiguousarray(params[k], dtype=np.float64))) for k in names]
    optimizer = torch.optim.AdamW(leaves, lr=lr, betas=(beta1, beta2), eps=eps, weight_decay=decay)
    if state:
        saved = optimizer.state_dict()
        saved["state"] = copy.deepcopy(state["adam"])
        optimizer.load_state_dict(saved)
    for leaf, k in zip(leaves, names):
        leaf.grad = torch.tensor(np.ascontiguousarray(grads[k], dtype=np.float64))
    optimizer.step()
    new = {k: leaf.detach().numpy().copy() for k, leaf in zip(names, leaves)}
    return new, {"adam": copy.deepcopy(optimizer.state_dict()["state"])}
