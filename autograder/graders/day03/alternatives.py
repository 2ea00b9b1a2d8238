# %%
import numpy as np
import torch
from torch import nn


# %% sigmoid / tanh
# 用 tanh 来写
def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z)))


# %% sigmoid / errstate
# 照公式写，明确地让 NumPy 不理会溢出
def sigmoid(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


# %% sigmoid / clipped
# 先把 z 截到 ±500 之内
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


# %% sigmoid / masks
# 用布尔索引分两种情形，一个数先变成数组
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    out = np.empty(z.shape)
    low = z < 0
    out[~low] = 1 / (1 + np.exp(-z[~low]))
    e = np.exp(z[low])
    out[low] = e / (1 + e)
    return out


# %% sigmoid / python-numbers
# 逐个元素用 math 计算
import math


def sigmoid(z):
    def one(value):
        e = math.exp(-abs(value))
        return 1 / (1 + e) if value >= 0 else e / (1 + e)

    if np.ndim(z) == 0:
        return one(z)
    return np.array([one(value) for value in z.ravel()]).reshape(z.shape)


# %% sigmoid_derivative / symmetric
# 用 σ(z)·σ(−z)
def sigmoid_derivative(z):
    return sigmoid(z) * sigmoid(-np.asarray(z))


# %% sigmoid_derivative / exp-of-minus-abs
# 导数是偶函数，只用 e^(−|z|)
def sigmoid_derivative(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


# %% sigmoid_derivative / tanh
# 用 tanh 的导数来写
def sigmoid_derivative(z):
    return 0.25 * (1 - np.tanh(np.asarray(z) / 2) ** 2)


# %% sigmoid_derivative / cosh
# 用双曲余弦：1 / (2 + 2·cosh z)，先截到不会溢出的范围
def sigmoid_derivative(z):
    return 0.5 / (1 + np.cosh(np.clip(z, -700, 700)))


# %% binary_cross_entropy / where
# 先取出给正确答案的概率
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    right = np.where(y_true == 1, y_pred, 1 - y_pred)
    return -np.log(np.clip(right, eps, 1 - eps)).mean()


# %% binary_cross_entropy / python-loop
# 用 Python 循环累加
import math


def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    total = 0.0
    for p, y in zip(y_pred, y_true):
        p = min(max(float(p), eps), 1 - eps)
        total -= math.log(p) if y == 1 else math.log(1 - p)
    return total / len(y_pred)


# %% binary_cross_entropy / two-groups
# 按标签分成两组，分别求和，返回 np.float64
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.minimum(np.maximum(y_pred, eps), 1 - eps)
    ones = y_true.astype(bool)
    return -(np.log(p[ones]).sum() + np.log1p(-p[~ones]).sum()) / y_true.size


# %% binary_cross_entropy / by-torch
# 用 PyTorch 的二元交叉熵
from torch.nn import functional as F


def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = torch.tensor(np.clip(y_pred, eps, 1 - eps))
    return F.binary_cross_entropy(p, torch.tensor(y_true.astype(float))).item()


# %% binary_cross_entropy / own-variables
# 分步写，先求两项再相加，标签先换成浮点数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.array(y_pred, dtype=np.float64)
    p[p < eps] = eps
    p[p > 1 - eps] = 1 - eps
    y = np.asarray(y_true, dtype=np.float64)
    ones = np.dot(y, np.log(p))
    zeros = np.dot(1.0 - y, np.log(1.0 - p))
    return -(ones + zeros) / len(y)


# %% binary_cross_entropy_derivative / two-terms
# 写成两项
def binary_cross_entropy_derivative(y_pred, y_true):
    y = y_true.astype(float)
    return ((1 - y) / (1 - y_pred) - y / y_pred) / y_pred.size


# %% binary_cross_entropy_derivative / where
# 按标签分情形，先截断
def binary_cross_entropy_derivative(y_pred, y_true):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return np.where(y_true == 1, -1 / p, 1 / (1 - p)) / len(p)


# %% binary_cross_entropy_derivative / autograd
# 让 PyTorch 求导
from torch.nn import functional as F


def binary_cross_entropy_derivative(y_pred, y_true):
    p = torch.tensor(np.ascontiguousarray(y_pred), requires_grad=True)
    F.binary_cross_entropy(p, torch.tensor(y_true.astype(float))).backward()
    return p.grad.numpy()


# %% binary_cross_entropy_derivative / tiny-epsilon
# 分母加上 1e-8，防止除以 0
def binary_cross_entropy_derivative(y_pred, y_true):
    n = y_pred.shape[0]
    return (1 / n) * (y_pred - y_true) / (y_pred * (1 - y_pred) + 1e-8)


# %% logit_gradient / loop
# 逐个样本计算
def logit_gradient(y_pred, y_true):
    n = len(y_pred)
    out = np.zeros(n)
    for i in range(n):
        out[i] = (y_pred[i] - float(y_true[i])) / n
    return out


# %% logit_gradient / where
# 按标签分情形
def logit_gradient(y_pred, y_true):
    return np.where(y_true == 1, y_pred - 1, y_pred) / y_pred.shape[0]


# %% logit_gradient / float32
# 用 float32 计算
def logit_gradient(y_pred, y_true):
    return (y_pred.astype(np.float32) - y_true.astype(np.float32)) / np.float32(len(y_pred))


# %% logit_gradient / copy-then-subtract
# 复制一份，在标签为 1 的位置减 1
def logit_gradient(y_pred, y_true):
    out = y_pred.copy()
    out[y_true == 1] -= 1
    out /= len(out)
    return out


# %% neuron_forward / multiply-and-sum
# 逐元素相乘再求和
def neuron_forward(x, w, b):
    return sigmoid((x * w).sum(axis=1) + b)


# %% neuron_forward / column-of-ones
# 给 x 加一列 1，把偏置并进权重
def neuron_forward(x, w, b):
    return sigmoid(np.hstack([x, np.ones((len(x), 1))]) @ np.append(w, b))


# %% neuron_forward / loop-own-sigmoid
# 逐个样本计算，自己写稳定的 sigmoid
import math


def neuron_forward(x, w, b):
    return np.array([0.5 * (1 + math.tanh((float(row @ w) + b) / 2)) for row in x])


# %% neuron_forward / column-then-flat
# 权重先变成一列，最后再拉平
def neuron_forward(x, w, b):
    z = np.dot(x, w.reshape(-1, 1)) + b
    return sigmoid(z).ravel()


# %% neuron_gradients / einsum
# 用 einsum 和 mean
def neuron_gradients(x, y, w, b):
    error = neuron_forward(x, w, b) - y
    return np.einsum("n,nd->d", error, x) / len(x), float(np.mean(error))


# %% neuron_gradients / broadcast-mean
# 先广播相乘，再按样本求平均
def neuron_gradients(x, y, w, b):
    error = sigmoid(np.dot(x, w) + b) - y.astype(float)
    return (error[:, None] * x).mean(axis=0), error.mean()


# %% neuron_gradients / loop
# 逐个样本累加，db 是 0 维数组
def neuron_gradients(x, y, w, b):
    dw, db = np.zeros(len(w)), np.zeros(())
    for row, p, label in zip(x, neuron_forward(x, w, b), y):
        dw += (p - float(label)) * row / len(x)
        db += (p - float(label)) / len(x)
    return dw, db


# %% neuron_gradients / column-layout
# 全用一列一列的写法，最后换回要求的形状
def neuron_gradients(x, y, w, b):
    n = x.shape[0]
    a = sigmoid(x @ w.reshape(-1, 1) + b)
    dz = a - y.reshape(-1, 1)
    dw = np.dot(x.T, dz) / n
    return dw.flatten(), np.sum(dz) / n


# %% adam_step / copied-state
# 拷贝一份 state 再更新
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    new = dict(state) if state else {"t": 0, "m": np.zeros(np.shape(grad)), "v": np.zeros(np.shape(grad))}
    new["t"] = new["t"] + 1
    new["m"] = beta1 * new["m"] + (1 - beta1) * grad
    new["v"] = beta2 * new["v"] + (1 - beta2) * grad * grad
    rate = lr / (1 - beta1 ** new["t"])
    return param - rate * new["m"] / (np.sqrt(new["v"] / (1 - beta2 ** new["t"])) + eps), new


# %% adam_step / deepcopy
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


# %% adam_step / rescaled
# 把两个修正合进学习率和 eps，结果相同
import math


def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = np.int64(state.get("t", 0) + 1)
    m = beta1 * state.get("m", np.float64(0)) + (1 - beta1) * np.asarray(grad)
    v = beta2 * state.get("v", np.float64(0)) + (1 - beta2) * np.asarray(grad) ** 2
    root = math.sqrt(1 - beta2**t)
    step = lr * root / (1 - beta1**t) * m / (np.sqrt(v) + eps * root)
    return param - step, {"t": t, "m": m, "v": v}


# %% adam_step / if-empty
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


# %% train_neuron / loss-at-the-end
# 一轮结束之后，在全部样本上算损失；用 rng.shuffle 打乱下标
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    order = np.arange(len(x))
    for _ in range(epochs):
        rng.shuffle(order)
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr=lr)
            b, b_state = adam_step(b, db, b_state, lr=lr)
        history.append(float(binary_cross_entropy(neuron_forward(x, w, b), y)))
    return w, float(b), history


# %% train_neuron / one-parameter-array
# 把 w 和 b 拼成一个数组，只用一个 state；损失按批平均，history 是数组
def train_neuron(x, y, epochs, lr, batch_size, rng):
    theta, state = np.append(np.zeros(x.shape[1]), 1.0), {}
    history = np.zeros(epochs)
    for epoch in range(epochs):
        order = np.argsort(rng.random(len(x)))
        losses = []
        for batch in np.split(order, range(batch_size, len(x), batch_size)):
            p = neuron_forward(x[batch], theta[:-1], theta[-1])
            losses.append(binary_cross_entropy(p, y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], theta[:-1], theta[-1])
            theta, state = adam_step(theta, np.append(dw, db), state, lr)
        history[epoch] = np.mean(losses)
    return theta[:-1], theta[-1], history


# %% train_neuron / generator-of-batches
# 先写一个小批量的生成器，x 和 y 一起打乱
def train_neuron(x, y, epochs, lr, batch_size, rng):
    def batches():
        order = rng.permutation(len(x))
        xs, ys = x[order], y[order]
        for start in range(0, len(x), batch_size):
            yield xs[start : start + batch_size], ys[start : start + batch_size]

    params, states, history = [np.zeros(x.shape[1]), np.array(1.0)], [{}, {}], []
    for _ in range(epochs):
        total = 0.0
        for xb, yb in batches():
            total += len(xb) * binary_cross_entropy(neuron_forward(xb, *params), yb)
            for i, grad in enumerate(neuron_gradients(xb, yb, *params)):
                params[i], states[i] = adam_step(params[i], grad, states[i], lr)
        history.append(total / len(x))
    return params[0], params[1], history


# %% train_neuron / shuffled-copies
# 每一轮把 x 和 y 按同一个次序打乱，用 while 取批
def train_neuron(x, y, epochs, lr, batch_size, rng):
    n, d = x.shape
    w, b = np.zeros((d,)), 1.0
    sw, sb = {}, {}
    history = []
    for _ in range(epochs):
        index = rng.choice(n, size=n, replace=False)
        xs, ys = x[index], y[index]
        batch_losses, i = [], 0
        while i < n:
            xb, yb = xs[i : i + batch_size], ys[i : i + batch_size]
            batch_losses.append(binary_cross_entropy(neuron_forward(xb, w, b), yb))
            gw, gb = neuron_gradients(xb, yb, w, b)
            w, sw = adam_step(w, gw, sw, lr=lr)
            b, sb = adam_step(b, gb, sb, lr=lr)
            i += batch_size
        history.append(sum(batch_losses) / len(batch_losses))
    return w, b, history


# %% build_classifier / own-module
# 自己写 nn.Module 的子类，用 torch.sigmoid
class _Neuron(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 1)
        with torch.no_grad():
            self.linear.weight.zero_()
            self.linear.bias.fill_(1.0)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))


def build_classifier():
    return _Neuron()


# %% build_classifier / own-parameters
# 不用 nn.Linear，参数自己建，权重是 (2, 1)
def build_classifier():
    class Neuron(nn.Module):
        def __init__(self):
            super().__init__()
            self.offset = nn.Parameter(torch.ones(1))
            self.weight = nn.Parameter(torch.zeros(2, 1))

        def forward(self, x):
            return 1 / (1 + torch.exp(-(x @ self.weight + self.offset)))

    return Neuron()


# %% build_classifier / named-layers
# 用有名字的 Sequential，初值用 constant_ 填
def build_classifier():
    from collections import OrderedDict

    model = nn.Sequential(OrderedDict(linear=nn.Linear(2, 1), activation=nn.Sigmoid()))
    nn.init.constant_(model.linear.weight, 0.0)
    nn.init.constant_(model.linear.bias, 1.0)
    return model


# %% build_classifier / state-dict
# 先建好，再用 load_state_dict 填初值
def build_classifier():
    model = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
    model.load_state_dict({"0.weight": torch.zeros(1, 2), "0.bias": torch.ones(1)})
    return model


# %% fit_classifier / mode-untouched
# 完全不碰训练模式，用函数式的损失
from torch.nn import functional as F


def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.binary_cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(float(loss))
    return losses


# %% fit_classifier / own-loss
# 损失自己写，先截断
def fit_classifier(model, x, y, epochs, lr):
    training = model.training
    model.train(True)
    optimizer = torch.optim.Adam(model.parameters(), lr)
    losses = []
    for _ in range(epochs):
        p = model(x).clamp(1e-7, 1 - 1e-7)
        loss = -(y * p.log() + (1 - y) * (1 - p).log()).mean()
        model.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.detach().numpy().item())
    if not training:
        model.eval()
    return losses


# %% fit_classifier / own-adam
# 用 torch.autograd.grad 求梯度，Adam 自己写，返回 tuple
def fit_classifier(model, x, y, epochs, lr):
    params = list(model.parameters())
    m = [torch.zeros_like(p) for p in params]
    v = [torch.zeros_like(p) for p in params]
    losses = []
    for t in range(1, epochs + 1):
        loss = nn.BCELoss()(model(x), y)
        losses.append(np.float32(loss.item()))
        with torch.no_grad():
            for i, g in enumerate(torch.autograd.grad(loss, params)):
                m[i] = 0.9 * m[i] + 0.1 * g
                v[i] = 0.999 * v[i] + 0.001 * g * g
                params[i] -= lr * (m[i] / (1 - 0.9**t)) / ((v[i] / (1 - 0.999**t)).sqrt() + 1e-8)
    return tuple(losses)


# %% fit_classifier / backward-first
# 先记损失的 detach，清零放在循环末尾
def fit_classifier(model, x, y, epochs, lr):
    was = model.training
    model.train()
    criterion = nn.BCELoss()
    optimizer = torch.optim.Adam(list(model.parameters()), lr=lr)
    history = []
    for _ in range(epochs):
        output = model(x)
        loss = criterion(output, y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        history.append(float(loss.detach()))
    if was:
        model.train()
    else:
        model.eval()
    return history
