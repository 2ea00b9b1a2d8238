# %%
import numpy as np


# %% wrong no-bias-correction
# 没有做偏差修正，头几步走得太远
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - lr * m / (np.sqrt(v) + eps), {"t": t, "m": m, "v": v}


# %% wrong eps-inside-root
# eps 加在了根号里面
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong counts-from-zero
# t 从 0 数起，第一步就除以了 0
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0)
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t + 1, "m": m, "v": v}


# %% wrong always-first-step
# 步数没有累加，偏差修正永远用 t = 1
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + eps)
    return param - lr * step, {"t": 1, "m": m, "v": v}


# %% wrong ascends
# 符号反了，沿梯度的方向走
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param + lr * step, {"t": t, "m": m, "v": v}


# %% wrong no-square-root
# 分母没有开根号
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (v / (1 - beta2**t) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong no-momentum
# 分子用的是这一步的梯度，没有用它的滑动平均 m
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - lr * grad / (np.sqrt(v / (1 - beta2**t)) + eps), {"t": t, "m": m, "v": v}


# %% wrong betas-swapped
# beta1 和 beta2 用反了
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta2 * state.get("m", 0.0) + (1 - beta2) * grad
    v = beta1 * state.get("v", 0.0) + (1 - beta1) * grad**2
    step = (m / (1 - beta2**t)) / (np.sqrt(v / (1 - beta1**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong stores-corrected
# state 里存的是修正之后的 m 和 v，下一步又从它们算起
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = (beta1 * state.get("m", 0.0) + (1 - beta1) * grad) / (1 - beta1**t)
    v = (beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2) / (1 - beta2**t)
    return param - lr * m / (np.sqrt(v) + eps), {"t": t, "m": m, "v": v}


# %% wrong default-betas
# beta1 和 beta2 写死成了 0.9 和 0.999，没有用参数
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = 0.9 * state.get("m", 0.0) + 0.1 * grad
    v = 0.999 * state.get("v", 0.0) + 0.001 * grad**2
    step = (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong same-state-returned
# 直接改了传进来的 state，再把它返回，旧的 state 不能再用
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    state["t"] = state.get("t", 0) + 1
    state["m"] = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    state["v"] = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    m_hat = state["m"] / (1 - beta1 ** state["t"])
    v_hat = state["v"] / (1 - beta2 ** state["t"])
    return param - lr * m_hat / (np.sqrt(v_hat) + eps), state


# %% wrong moments-in-place
# 返回了新字典，但用 *= 和 += 改了旧 state 里的数组
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = state.get("m", 0.0 * grad)
    v = state.get("v", 0.0 * grad)
    m *= beta1
    m += (1 - beta1) * grad
    v *= beta2
    v += (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong param-in-place
# 用 -= 直接改了传进来的 param
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    param -= lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param, {"t": t, "m": m, "v": v}


# %% wrong no-bias-correction-eps-inside-root
# 没有做偏差修正，eps 也加在了根号里面
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - lr * m / np.sqrt(v + eps), {"t": t, "m": m, "v": v}


# %% wrong eps-hat
# 把修正并进了学习率，eps 却加在了没有修正的 √v 上，eps 很大时差得多
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return param - rate * m / (np.sqrt(v) + eps), {"t": t, "m": m, "v": v}


# %% wrong t-one-ahead
# 偏差修正里的 t 多了 1：第一步就用了 t = 2
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1 ** (t + 1))) / (np.sqrt(v / (1 - beta2 ** (t + 1))) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong stored-t-one-ahead
# 更新是对的，存进 state 的 "t" 却多了 1：第一步之后是 2
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 1)
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t + 1, "m": m, "v": v}


# %% wrong t-not-stored
# 新的 state 里没有 "t"，每一步都以为是第一步
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"m": m, "v": v}


# %% wrong old-t-stored
# 存进 state 的是没有加 1 的旧 t，它一直是 0，每一步都以为是第一步
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0)
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1 ** (t + 1))) / (np.sqrt(v / (1 - beta2 ** (t + 1))) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong no-power-t
# 偏差修正除以的是 1 − beta，没有取 t 次方
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong beta-times-t
# 偏差修正里写成了 beta 乘以 t，应当是 beta 的 t 次方
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    v_hat = v / (1 - beta2 * t)
    return param - lr * (m / (1 - beta1 * t)) / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


# %% wrong v-decayed-by-beta1
# v 的旧值乘的是 beta1，应当乘 beta2
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta1 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong beta1-for-both
# m 和 v 用的都是 beta1
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta1 * state.get("v", 0.0) + (1 - beta1) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta1**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong v-corrected-with-beta1
# 修正 v 时用的是 beta1，应当用 beta2
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta1**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong sums-without-one-minus-beta
# 滑动平均里新的一项没有乘 (1 − beta)，成了累加
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + grad
    v = beta2 * state.get("v", 0.0) + grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong weights-of-the-average-swapped
# beta 和 1 − beta 弄反了，旧的平均几乎全忘了
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = (1 - beta1) * state.get("m", 0.0) + beta1 * grad
    v = (1 - beta2) * state.get("v", 0.0) + beta2 * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong gradient-not-squared
# v 平均的是梯度本身，没有平方
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong v-squares-the-average
# v 平均的是 m 的平方，应当是这一步梯度的平方
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * m**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong only-m-corrected
# 只修正了 m，没有修正 v
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - lr * (m / (1 - beta1**t)) / (np.sqrt(v) + eps), {"t": t, "m": m, "v": v}


# %% wrong only-v-corrected
# 只修正了 v，没有修正 m
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - lr * m / (np.sqrt(v / (1 - beta2**t)) + eps), {"t": t, "m": m, "v": v}


# %% wrong half-for-root
# 写成了 v_hat ** 1 / 2，那是除以 2，不是开平方
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    v_hat = v / (1 - beta2**t)
    return param - lr * (m / (1 - beta1**t)) / (v_hat**1 / 2 + eps), {"t": t, "m": m, "v": v}


# %% wrong no-eps
# 分母没有加 eps，梯度为 0 时是 0 除以 0
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t))
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% wrong learning-rate-forgotten
# 忘了乘学习率 lr
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), {"t": t, "m": m, "v": v}


# %% wrong plain-gradient-step
# 走的是普通的梯度下降，m 和 v 算了却没有用
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - lr * grad, {"t": t, "m": m, "v": v}


# %% right copied-state
# 拷贝一份 state 再更新
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    new = dict(state) if state else {"t": 0, "m": np.zeros(np.shape(grad)), "v": np.zeros(np.shape(grad))}
    new["t"] = new["t"] + 1
    new["m"] = beta1 * new["m"] + (1 - beta1) * grad
    new["v"] = beta2 * new["v"] + (1 - beta2) * grad * grad
    rate = lr / (1 - beta1 ** new["t"])
    return param - rate * new["m"] / (np.sqrt(new["v"] / (1 - beta2 ** new["t"])) + eps), new


# %% right deepcopy
# 深拷贝之后放心地原地更新，还多记了一个键
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    import copy

    state = copy.deepcopy(state)
    if not state:
        state = {"t": 0, "m": np.zeros_like(grad), "v": np.zeros_like(grad), "powers": [1.0, 1.0]}
    state["t"] += 1
    state["powers"] = [state["powers"][0] * beta1, state["powers"][1] * beta2]
    state["m"] += (1 - beta1) * (grad - state["m"])
    state["v"] += (1 - beta2) * (np.square(grad) - state["v"])
    m_hat = state["m"] / (1 - state["powers"][0])
    v_hat = state["v"] / (1 - state["powers"][1])
    return param - lr * m_hat / (v_hat**0.5 + eps), state


# %% right rescaled
# 把两个修正合进学习率和 eps，结果相同
import math


def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = np.int64(state.get("t", 0) + 1)
    m = beta1 * state.get("m", np.float64(0)) + (1 - beta1) * np.asarray(grad)
    v = beta2 * state.get("v", np.float64(0)) + (1 - beta2) * np.asarray(grad) ** 2
    root = math.sqrt(1 - beta2**t)
    step = lr * root / (1 - beta1**t) * m / (np.sqrt(v) + eps * root)
    return param - step, {"t": t, "m": m, "v": v}


# %% right if-empty
# 先看 state 是不是空的，再取出三样东西
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    if not state:
        t, m, v = 0, np.zeros_like(param), np.zeros_like(param)
    else:
        t, m, v = state["t"], state["m"], state["v"]
    t = t + 1
    m = m * beta1 + grad * (1 - beta1)
    v = v * beta2 + (grad * grad) * (1 - beta2)
    mhat = m / (1 - np.power(beta1, t))
    vhat = v / (1 - np.power(beta2, t))
    new = {}
    new["t"], new["m"], new["v"] = t, m, v
    return param - lr * mhat / (vhat ** (1 / 2) + eps), new
