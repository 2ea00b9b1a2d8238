# %%
import numpy as np


# %% wrong last-layer-only
# 只查了最后一层的参数
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters()[-2:], model.gradients()[-2:]):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong first-layer-only
# 只查了第一层的参数
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters()[:2], model.gradients()[:2]):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong weights-only
# 只查了权重，没有查偏置
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters()[::2], model.gradients()[::2]):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong mean
# 对所有格子求了平均，没有取最大
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    errors = []
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            errors.append(abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(np.mean(errors))


# %% wrong worst-of-means
# 每个参数先求平均，再取最大的
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        errors = []
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            errors.append(abs(a - n) / max(abs(a) + abs(n), 1e-8))
        worst = max(worst, float(np.mean(errors)))
    return float(worst)


# %% wrong never-restored
# 挪过的参数没有放回原值
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong restored-by-adding
# 靠加加减减放回去，留下了舍入误差
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            p[index] += eps
            above = loss()
            p[index] -= 2 * eps
            below = loss()
            p[index] += eps
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong absolute
# 算的是绝对误差，没有除以大小
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n))
    return float(worst)


# %% wrong divided-by-one
# 分母只有 |a|，没有加上 |n|
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a), 1e-8))
    return float(worst)


# %% wrong divided-by-larger
# 分母是两个里大的那个，不是它们的和
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a), abs(n), 1e-8))
    return float(worst)


# %% wrong signed
# 没有取绝对值，a 比 n 小时是负的
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, (a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong forward-difference
# 只往前走了一步
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept
            a, n = gradient[index], (above - loss()) / eps
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong not-halved
# 两边各走了 eps，却只除以 eps
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / eps
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong eps-fixed
# 步长写死了，没有用 eps
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst, eps = 0.0, 1e-6
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong upstream-ones
# 反向从全 1 开始，没有用 dz
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    model.forward(x)
    model.backward(np.ones((len(x), 1)))
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong upstream-sum
# 反向的 dz 又乘了 n，和平均损失对不上
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None] * len(x))
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong one-entry
# 每个参数只查了第一格
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in [(0,) * p.ndim]:
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong one-row
# 只查了每个参数的第一行
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex((1, *p.shape[1:])):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong without-floor
# 两个都是 0 时分母是 0，得到 NaN
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / (abs(a) + abs(n)))
    return float(worst)


# %% wrong last-value
# 返回的是最后一格的误差，不是最大的
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = abs(a - n) / max(abs(a) + abs(n), 1e-8)
    return float(worst)


# %% wrong smallest
# 取的是最小的误差
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 1.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + eps
            above = loss()
            p[index] = kept - eps
            below = loss()
            p[index] = kept
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = min(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% wrong all-at-once
# 一个参数的所有格子一起挪了
def gradient_check(model, x, y, eps=1e-6):
    def loss():
        return bce_with_logits(model.forward(x)[:, 0], y)[0]

    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    worst = 0.0
    for p, gradient in zip(model.parameters(), model.gradients()):
        for index in np.ndindex(p.shape):
            before = p.copy()
            p[...] = before + eps
            above = loss()
            p[...] = before - eps
            below = loss()
            p[...] = before
            a, n = gradient[index], (above - below) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return float(worst)


# %% right flat-views
# 按一维的下标走，误差都存下来再取最大
def gradient_check(model, x, y, eps=1e-6):
    model.backward(bce_with_logits(model.forward(x)[:, 0], y)[1].reshape(-1, 1))
    slow, fast = [], []
    for p, g in zip(model.parameters(), model.gradients()):
        fast.append(g.ravel().copy())
        for i in range(p.size):
            old = p.flat[i]
            values = []
            for s in (1, -1):
                p.flat[i] = old + s * eps
                values.append(bce_with_logits(model.forward(x)[:, 0], y)[0])
            p.flat[i] = old
            slow.append((values[0] - values[1]) / eps / 2)
    a, n = np.concatenate(fast), np.array(slow)
    return np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-8))


# %% right numerical-gradient
# 用现成的 numerical_gradient：先存一份，试完整个放回去
def gradient_check(model, x, y, eps=1e-6):
    _, dz = bce_with_logits(model.forward(x)[:, 0], y)
    model.backward(dz[:, None])
    gradients = [np.array(g) for g in model.gradients()]
    errors = []
    for p, a in zip(model.parameters(), gradients):
        original = p.copy()

        def at(theta, p=p):
            p[...] = theta
            return bce_with_logits(model.forward(x)[:, 0], y)[0]

        n = numerical_gradient(at, original, eps)
        p[...] = original
        errors.append(np.max(abs(a - n) / np.maximum(abs(a) + abs(n), 1e-8)))
    return max(errors)
