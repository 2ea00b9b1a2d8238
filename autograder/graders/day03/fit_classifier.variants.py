# %%
import numpy as np
import torch
from torch import nn


# %% wrong gradients-not-cleared
# 循环里没有清空梯度（zero_grad），每一步用的都是历史梯度的总和
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return losses


# %% wrong detached-loss
# 损失从计算图上断开了，backward() 求不到梯度
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x).detach(), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong loss-after-step
# 记下的是每一步更新之后的损失
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        nn.BCELoss()(model(x), y).backward()
        optimizer.step()
        losses.append(nn.BCELoss()(model(x), y).item())
    return losses


# %% wrong left-in-training-mode
# 开头调用了 model.train()，结束时没有还原
def fit_classifier(model, x, y, epochs, lr):
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong left-in-evaluation-mode
# 训练结束时一律调用了 model.eval()，没有管进来时是什么模式
def fit_classifier(model, x, y, epochs, lr):
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.eval()
    return losses


# %% wrong sgd
# 优化器用的是 SGD，不是 Adam
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong adamw
# 优化器用的是 AdamW，它默认还会让权重衰减
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong loss-with-logits
# 损失用了 BCEWithLogitsLoss，对已经是概率的输出又做了一次 sigmoid
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCEWithLogitsLoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong squared-error
# 损失用的是均方误差，不是二元交叉熵
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.MSELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong summed-loss
# 损失对样本求了和，没有求平均
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss(reduction="sum")(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong learning-rate-ignored
# 没有把 lr 传给优化器，用的是 Adam 默认的 0.001
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters())
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong losses-as-tensors
# 存进列表的是张量，没有用 .item() 取成 Python 的数
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong new-optimizer-each-step
# 每一步都新建一个优化器，Adam 的滑动平均没有了
def fit_classifier(model, x, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        optimizer = torch.optim.Adam(model.parameters(), lr=lr)
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong another-model
# 训练的是函数里新建的模型，传进来的 model 没有动
def fit_classifier(model, x, y, epochs, lr):
    model = build_classifier()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong not-updated
# 训练之后 model 的参数一点没有变：漏了 backward() 或 step()，或者在两者之间清空了梯度
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
    return losses


# %% wrong forward-outside-loop
# 前向写在了循环外面，每一步用的都是第一步的概率和损失
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    p = model(x)
    for _ in range(epochs):
        loss = nn.BCELoss()(p, y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward(retain_graph=True)
        optimizer.step()
    return losses


# %% wrong trains-a-copy
# 训练的是 model 的一份拷贝，传进来的 model 没有动
def fit_classifier(model, x, y, epochs, lr):
    import copy

    model = copy.deepcopy(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong return-inside-loop
# return 写在了循环里面，走了一步就返回了
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return losses


# %% wrong last-loss-only
# 只返回了最后一步的损失，不是每一步的
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss.item()


# %% wrong no-return
# 训练了，但没有返回 losses
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


# %% wrong sample-by-sample
# 每一轮一个样本一个样本地更新，不是用全部样本只走一步
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for xi, yi in zip(x, y):
            loss = nn.BCELoss()(model(xi[None]), yi[None])
            total += loss.item()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        losses.append(total / len(x))
    return losses


# %% wrong one-step-too-many
# 多走了一步，losses 比 epochs 长一个
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs + 1):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% wrong gradients-cleared-once
# 只在循环之前清空了一次梯度（zero_grad），循环里每一步用的都是历史梯度的总和
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    optimizer.zero_grad()
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return losses


# %% right mode-untouched
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


# %% right own-loss
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


# %% right own-adam
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


# %% right backward-first
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
