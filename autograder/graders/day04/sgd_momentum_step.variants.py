# %%
import numpy as np


# %% wrong nesterov
# 用的是 Nesterov 动量：参数加的不是 v，而是 momentum·v − lr·g
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += momentum * v[key] - lr * grad[key]


# %% wrong lr-twice
# 学习率乘了两遍：v 里已经有 lr，更新参数时又乘了一次
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += lr * v[key]


# %% wrong not-in-place
# 新算出的数组没有写回原来的数组，只是换掉了 dict 里的条目或换了个名字
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] = momentum * v[key] - lr * grad[key]
            layer[key] = layer[key] + v[key]


# %% wrong velocity-not-in-place
# 参数更新了，但新的速度只换掉了 dict 里的条目，原来的速度数组没有变
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in ("w", "b"):
            v[key] = momentum * v[key] - lr * grad[key]
            layer[key] += v[key]


# %% wrong layers-not-in-place
# 速度更新了，但新的参数只换掉了 dict 里的条目，原来的参数数组没有变
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] = layer[key] + v[key]


# %% wrong uphill
# 符号反了：沿着梯度的方向走，损失会越来越大
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] += lr * grad[key]
            layer[key] += v[key]


# %% wrong lr-outside
# 速度里没有乘 lr，更新参数时才乘（v ← momentum·v + g，w ← w − lr·v），与题目的 v 不同
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] += grad[key]
            layer[key] -= lr * v[key]


# %% wrong no-momentum
# 没有用速度，走的是普通的梯度下降
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad in zip(layers, grads):
        for key in layer:
            layer[key] -= lr * grad[key]


# %% wrong averaged
# 给梯度多乘了 (1 − momentum)，成了滑动平均
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= (1 - momentum) * lr * grad[key]
            layer[key] += v[key]


# %% wrong weights-only
# 只更新了 w，忘了 b
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        v["w"] *= momentum
        v["w"] -= lr * grad["w"]
        layer["w"] += v["w"]


# %% wrong old-velocity
# 先用旧的速度更新了参数，然后才更新速度，次序反了
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            layer[key] += v[key]
            v[key] *= momentum
            v[key] -= lr * grad[key]


# %% wrong fixed-momentum
# momentum 写死成了 0.9，没有用参数
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= 0.9
            v[key] -= lr * grad[key]
            layer[key] += v[key]


# %% wrong momentum-on-both
# momentum 把梯度那一项也乘上了：v ← momentum·(v − lr·g)
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] -= lr * grad[key]
            v[key] *= momentum
            layer[key] += v[key]


# %% wrong gradients-changed
# 用 *= 把 lr 直接乘进了 grads，调用者的梯度也被改了
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            grad[key] *= lr
            v[key] *= momentum
            v[key] -= grad[key]
            layer[key] += v[key]


# %% wrong first-layer-only
# return 缩进在循环里，只更新了第一层
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += v[key]
        return


# %% wrong ema
# 速度写成了滑动平均 v ← μ·v + (1 − μ)·g，更新时才乘 lr
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] += (1 - momentum) * grad[key]
            layer[key] -= lr * v[key]


# %% wrong velocity-negated
# 速度的符号与题目相反：v ← μ·v + lr·g，再从参数里减去 v
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] += lr * grad[key]
            layer[key] -= v[key]


# %% wrong subtracted
# 速度求对了，更新时却减去了它：沿着梯度的方向走
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] -= v[key]


# %% wrong no-learning-rate
# 忘了乘学习率：v ← μ·v − g
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= grad[key]
            layer[key] += v[key]


# %% wrong gradient-again
# 更新时除了速度，又减了一次 lr·g
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += v[key] - lr * grad[key]


# %% wrong momentum-and-rate-swapped
# lr 和 momentum 的位置写反了：v ← lr·v − μ·g
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= lr
            v[key] -= momentum * grad[key]
            layer[key] += v[key]


# %% wrong no-decay
# 速度没有乘 momentum，只是不断累加
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] -= lr * grad[key]
            layer[key] += v[key]


# %% wrong velocity-decays-by-complement
# 速度乘的是 1 − momentum，不是 momentum
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= 1 - momentum
            v[key] -= lr * grad[key]
            layer[key] += v[key]


# %% wrong does-nothing
# 新算出的数只给了局部变量，一样也没有写回去：layers 和 velocity 都没有变
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            w, speed = layer[key], v[key]
            speed = momentum * speed - lr * grad[key]
            w = w + speed


# %% wrong velocity-kept-local
# 新的速度只放在局部变量里，没有存回 velocity，下一步又从旧的速度开始
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            speed = momentum * v[key] - lr * grad[key]
            layer[key] += speed


# %% wrong returns-layers
# 返回了 layers 或别的什么：更新写在数组里，说好没有返回值
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += v[key]
    return layers


# %% wrong biases-only
# 只更新了 b，忘了 w
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        v["b"] *= momentum
        v["b"] -= lr * grad["b"]
        layer["b"] += v["b"]


# %% wrong last-layer-only
# 只更新了最后一层
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    layer, grad, v = layers[-1], grads[-1], velocity[-1]
    for key in layer:
        v[key] *= momentum
        v[key] -= lr * grad[key]
        layer[key] += v[key]


# %% wrong gradients-taken-out
# 用 grads.pop() 一层层取出梯度，调用者的列表也被改了
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, v in zip(reversed(layers), reversed(velocity)):
        grad = grads.pop()
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += v[key]


# %% wrong velocity-stored-in-layers
# 把速度存进了 layers 的字典里（键 vw、vb），没有用 velocity
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad in zip(layers, grads):
        for key in ("w", "b"):
            layer["v" + key] = momentum * layer.get("v" + key, 0) - lr * grad[key]
            layer[key] += layer["v" + key]


# %% right slice-assignment
# 算出新数组，再用 [...] 写回原来的数组
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for i in range(len(layers)):
        for key in ("w", "b"):
            velocity[i][key][...] = momentum * velocity[i][key] - lr * grads[i][key]
            layers[i][key][:] = layers[i][key] + velocity[i][key]


# %% right new-velocity-first
# 先算出全部新速度，再更新全部参数
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    moved = [{key: momentum * v[key] - lr * g[key] for key in ("b", "w")} for v, g in zip(velocity, grads)]
    for layer, v, new in zip(layers, velocity, moved):
        for key, value in new.items():
            np.copyto(v[key], value)
            np.add(layer[key], value, out=layer[key])


# %% right element-loop
# 逐个元素更新
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key, array in layer.items():
            for index in np.ndindex(array.shape):
                v[key][index] = momentum * v[key][index] - lr * grad[key][index]
                array[index] += v[key][index]


# %% right local-names
# 用局部变量指向同一个数组，再用 *= 和 -= 就地更新
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, speed in zip(layers, grads, velocity):
        for key in layer:
            w, v = layer[key], speed[key]
            v *= momentum
            v -= lr * grad[key]
            w += v
