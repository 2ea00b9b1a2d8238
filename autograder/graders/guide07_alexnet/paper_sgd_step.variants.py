# %%
# Slips leave names unused.


# %% wrong decay-without-rate
# 衰减忘了乘学习率
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    new = momentum * v - decay * w - lr * g
    return w + new, new


# %% wrong rate-outside
# 写成了 PyTorch 的速度，学习率在外面
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    new = momentum * v + g + decay * w
    return w - lr * new, new


# %% wrong no-decay
# 没有衰减
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    new = momentum * v - lr * g
    return w + new, new


# %% wrong decay-sign
# 衰减的符号反了，权重被越推越大
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    new = momentum * v + decay * lr * w - lr * g
    return w + new, new


# %% wrong old-velocity
# 走的是旧的 v
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    new = momentum * v - decay * lr * w - lr * g
    return w + v, new


# %% wrong dampened
# 新的梯度乘了 (1 − 动量)
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    new = momentum * v - decay * lr * w - (1 - momentum) * lr * g
    return w + new, new


# %% wrong in-place
# 用 += 原地改了传进来的张量
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    v *= momentum
    v -= decay * lr * w + lr * g
    w += v
    return w, v


# %% wrong gradient-sign
# 梯度的符号反了，往上坡走
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    new = momentum * v - decay * lr * w + lr * g
    return w + new, new


# %% wrong swapped
# 返回的次序反了：速度在前
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    new = momentum * v - decay * lr * w - lr * g
    return new, w + new


# %% wrong momentum-forgotten
# 旧的速度没有乘动量
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    new = v - decay * lr * w - lr * g
    return w + new, new


# %% wrong decay-after
# 拿走过之后的权重去衰减，衰减没有进速度
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    new = momentum * v - lr * g
    return (w + new) * (1 - decay * lr), new


# %% wrong decay-of-velocity
# 衰减的是速度 v，不是权重 w
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    new = momentum * v - decay * lr * v - lr * g
    return w + new, new


# %% right added-up
# 先把衰减加进梯度，再乘学习率
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    slope = g + decay * w
    velocity = v.mul(momentum).sub(slope, alpha=lr)
    return w.add(velocity), velocity


# %% right copies
# 先复制，再原地改复制的
def paper_sgd_step(w, v, g, lr, momentum=0.9, decay=0.0005):
    w, v = w.clone(), v.clone()
    v.mul_(momentum).add_(w, alpha=-decay * lr).add_(g, alpha=-lr)
    w.add_(v)
    return [w, v]
