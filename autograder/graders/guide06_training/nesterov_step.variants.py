# %% wrong plain-momentum
# 走的是普通的动量法：w − lr·v
def nesterov_step(params, grads, state, lr, momentum=0.9):
    v = {k: momentum * state.get(k, 0.0) + g for k, g in grads.items()}
    return {k: w - lr * v[k] for k, w in params.items()}, v


# %% wrong dampened
# 新的梯度攒进速度时乘了 1 − momentum
def nesterov_step(params, grads, state, lr, momentum=0.9):
    v = {k: momentum * state.get(k, 0.0) + (1 - momentum) * g for k, g in grads.items()}
    return {k: w - lr * (grads[k] + momentum * v[k]) for k, w in params.items()}, v


# %% wrong rate-in-velocity
# 学习率攒进了速度里，学习率一变就不对
def nesterov_step(params, grads, state, lr, momentum=0.9):
    v = {k: momentum * state.get(k, 0.0) + lr * g for k, g in grads.items()}
    return {k: w - (lr * grads[k] + momentum * v[k]) for k, w in params.items()}, v


# %% wrong params-changed
# 原地改了传进来的参数
def nesterov_step(params, grads, state, lr, momentum=0.9):
    v = {k: momentum * state.get(k, 0.0) + g for k, g in grads.items()}
    for k in params:
        params[k] -= lr * (grads[k] + momentum * v[k])
    return params, v


# %% wrong state-changed
# 原地改了 state 里的速度
def nesterov_step(params, grads, state, lr, momentum=0.9):
    state = state or {k: np.zeros_like(g) for k, g in grads.items()}
    for k, g in grads.items():
        state[k] *= momentum
        state[k] += g
    return {k: w - lr * (grads[k] + momentum * state[k]) for k, w in params.items()}, state


# %% wrong paired-by-order
# 两个字典按次序配对，没有按名字取
def nesterov_step(params, grads, state, lr, momentum=0.9):
    v, new = {}, {}
    for (k, w), g in zip(params.items(), grads.values()):
        if np.shape(w) != np.shape(g):
            g = grads[k]
        v[k] = momentum * state.get(k, 0.0) + g
        new[k] = w - lr * (g + momentum * v[k])
    return new, v


# %% wrong one-velocity
# 所有的数组共用一份速度，只看形状不看名字
def nesterov_step(params, grads, state, lr, momentum=0.9):
    v, new = dict(state), {}
    for k, g in grads.items():
        key = str(np.shape(g))
        v[key] = momentum * v.get(key, 0.0) + g
        new[k] = params[k] - lr * (g + momentum * v[key])
    return new, v


# %% wrong first-step-plain
# 第一步没有往前看，走的是 w − lr·g
def nesterov_step(params, grads, state, lr, momentum=0.9):
    if not state:
        return {k: w - lr * grads[k] for k, w in params.items()}, {k: g.copy() for k, g in grads.items()}
    v = {k: momentum * state.get(k, 0.0) + g for k, g in grads.items()}
    return {k: w - lr * (grads[k] + momentum * v[k]) for k, w in params.items()}, v


# %% wrong uphill
# 符号反了，朝梯度的方向走
def nesterov_step(params, grads, state, lr, momentum=0.9):
    v = {k: momentum * state.get(k, 0.0) + g for k, g in grads.items()}
    return {k: w + lr * (grads[k] + momentum * v[k]) for k, w in params.items()}, v


# %% wrong velocity-lost
# 返回的 state 是空的，每一步都以为是第一步
def nesterov_step(params, grads, state, lr, momentum=0.9):
    v = {k: momentum * state.get(k, 0.0) + g for k, g in grads.items()}
    return {k: w - lr * (grads[k] + momentum * v[k]) for k, w in params.items()}, {}


# %% wrong gradient-forgotten
# 只沿 momentum·v 走，忘了加上这一步的梯度
def nesterov_step(params, grads, state, lr, momentum=0.9):
    v = {k: momentum * state.get(k, 0.0) + g for k, g in grads.items()}
    return {k: w - lr * momentum * v[k] for k, w in params.items()}, v


# %% wrong twice-ahead
# 多往前看了一步：用的是 v 再更新一次
def nesterov_step(params, grads, state, lr, momentum=0.9):
    v = {k: momentum * state.get(k, 0.0) + g for k, g in grads.items()}
    ahead = {k: momentum * v[k] + g for k, g in grads.items()}
    return {k: w - lr * (grads[k] + momentum * ahead[k]) for k, w in params.items()}, v


# %% wrong momentum-not-twice
# 走的是 g + v：往前看的那一份忘了乘 momentum
def nesterov_step(params, grads, state, lr, momentum=0.9):
    v = {k: momentum * state.get(k, 0.0) + g for k, g in grads.items()}
    return {k: w - lr * (grads[k] + v[k]) for k, w in params.items()}, v


# %% right loop
# 一个循环，state 里套一层
def nesterov_step(params, grads, state, lr, momentum=0.9):
    velocity = dict(state.get("velocity", {}))
    new = {}
    for name in params:
        g = np.asarray(grads[name])
        v = g + momentum * velocity[name] if name in velocity else np.array(g)
        velocity[name] = v
        new[name] = params[name] - lr * g - lr * momentum * v
    return new, {"velocity": velocity}


# %% right deepcopy
# 先深拷贝，再放心地原地改
def nesterov_step(params, grads, state, lr, momentum=0.9):
    params, state = copy.deepcopy(params), copy.deepcopy(state)
    if not state:
        state = {name: np.zeros(np.shape(p)) for name, p in params.items()}
    for name, p in params.items():
        state[name] *= momentum
        state[name] += grads[name]
        p -= lr * (grads[name] + momentum * state[name])
    return params, state


# %% right single
# 用 float32 算
def nesterov_step(params, grads, state, lr, momentum=0.9):
    f = np.float32
    v = {k: f(momentum) * state.get(k, f(0)) + g.astype(f) for k, g in grads.items()}
    return {k: w.astype(f) - f(lr) * (grads[k].astype(f) + f(momentum) * v[k]) for k, w in params.items()}, v
