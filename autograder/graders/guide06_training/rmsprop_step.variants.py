# %% wrong not-squared
# 平均的是梯度的绝对值，没有平方
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s = {k: rho * state.get(k, 0.0) + (1 - rho) * np.abs(g) for k, g in grads.items()}
    return {k: w - lr * grads[k] / (np.sqrt(s[k]) + eps) for k, w in params.items()}, s


# %% wrong no-root
# 忘了开方，除以的是平方的平均
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s = {k: rho * state.get(k, 0.0) + (1 - rho) * g**2 for k, g in grads.items()}
    return {k: w - lr * grads[k] / (s[k] + eps) for k, w in params.items()}, s


# %% wrong eps-inside-root
# eps 加在了根号里面
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s = {k: rho * state.get(k, 0.0) + (1 - rho) * g**2 for k, g in grads.items()}
    return {k: w - lr * grads[k] / np.sqrt(s[k] + eps) for k, w in params.items()}, s


# %% wrong weights-swapped
# rho 和 1 − rho 弄反了
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s = {k: (1 - rho) * state.get(k, 0.0) + rho * g**2 for k, g in grads.items()}
    return {k: w - lr * grads[k] / (np.sqrt(s[k]) + eps) for k, w in params.items()}, s


# %% wrong accumulated
# 梯度的平方一直累加，没有滑动平均
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s = {k: state.get(k, 0.0) + g**2 for k, g in grads.items()}
    return {k: w - lr * grads[k] / (np.sqrt(s[k]) + eps) for k, w in params.items()}, s


# %% wrong new-part-unscaled
# 旧的乘了 rho，新的没有乘 1 − rho
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s = {k: rho * state.get(k, 0.0) + g**2 for k, g in grads.items()}
    return {k: w - lr * grads[k] / (np.sqrt(s[k]) + eps) for k, w in params.items()}, s


# %% wrong bias-corrected
# 像 Adam 那样做了偏差修正
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    t = state.get("t", 0) + 1
    old = state.get("s", {})
    s = {k: rho * old.get(k, 0.0) + (1 - rho) * g**2 for k, g in grads.items()}
    new = {k: w - lr * grads[k] / (np.sqrt(s[k] / (1 - rho**t)) + eps) for k, w in params.items()}
    return new, {"t": t, "s": s}


# %% wrong starts-at-first-square
# 第一步的 s 直接取梯度的平方，不是从 0 开始
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s = {k: rho * state[k] + (1 - rho) * g**2 if k in state else g**2 for k, g in grads.items()}
    return {k: w - lr * grads[k] / (np.sqrt(s[k]) + eps) for k, w in params.items()}, s


# %% wrong old-average
# 除以的是这一步之前的平均
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s = {k: rho * state.get(k, 0.0) + (1 - rho) * g**2 for k, g in grads.items()}
    old = {k: state.get(k, 0.0) for k in params}
    return {k: w - lr * grads[k] / (np.sqrt(old[k]) + eps) for k, w in params.items()}, s


# %% wrong no-eps
# 分母没有加 eps
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s = {k: rho * state.get(k, 0.0) + (1 - rho) * g**2 for k, g in grads.items()}
    return {k: w - lr * grads[k] / np.sqrt(s[k]) for k, w in params.items()}, s


# %% wrong average-of-all
# 一个数组只用一个步长：对数组里所有的平方求了平均
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s = {k: rho * state.get(k, 0.0) + (1 - rho) * np.mean(g**2) for k, g in grads.items()}
    return {k: w - lr * grads[k] / (np.sqrt(s[k]) + eps) for k, w in params.items()}, s


# %% wrong average-lost
# 返回的 state 是空的，每一步都以为是第一步
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s = {k: rho * state.get(k, 0.0) + (1 - rho) * g**2 for k, g in grads.items()}
    return {k: w - lr * grads[k] / (np.sqrt(s[k]) + eps) for k, w in params.items()}, {}


# %% wrong params-changed
# 原地改了传进来的参数
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s = {k: rho * state.get(k, 0.0) + (1 - rho) * g**2 for k, g in grads.items()}
    for k in params:
        params[k] -= lr * grads[k] / (np.sqrt(s[k]) + eps)
    return params, s


# %% wrong state-changed
# 原地改了 state 里的平均
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    state = state or {k: np.zeros_like(g) for k, g in grads.items()}
    for k, g in grads.items():
        state[k] *= rho
        state[k] += (1 - rho) * g**2
    return {k: w - lr * grads[k] / (np.sqrt(state[k]) + eps) for k, w in params.items()}, state


# %% wrong paired-by-order
# 两个字典按次序配对，没有按名字取
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    s, new = {}, {}
    for (k, w), g in zip(params.items(), grads.values()):
        if np.shape(w) != np.shape(g):
            g = grads[k]
        s[k] = rho * state.get(k, 0.0) + (1 - rho) * g**2
        new[k] = w - lr * g / (np.sqrt(s[k]) + eps)
    return new, s


# %% right loop
# 一个循环，平均写成“向新的靠近”
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    old = state.get("square", {})
    square, new = {}, {}
    for name, w in params.items():
        g = grads[name]
        before = old.get(name, np.zeros(np.shape(g)))
        square[name] = before + (1 - rho) * (g * g - before)
        new[name] = w - lr / (square[name] ** 0.5 + eps) * g
    return new, {"square": square}


# %% right deepcopy
# 先深拷贝，再放心地原地改
def rmsprop_step(params, grads, state, lr, rho=0.9, eps=1e-8):
    params, state = copy.deepcopy(params), copy.deepcopy(state)
    for name, g in grads.items():
        state.setdefault(name, np.zeros(np.shape(g)))
        state[name] *= rho
        state[name] += (1 - rho) * np.square(g)
        params[name] -= lr * g / (np.sqrt(state[name]) + eps)
    return params, state
