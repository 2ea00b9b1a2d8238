# %%
import numpy as np
import torch


# %% wrong accumulated
# 没有清掉以前的梯度，越加越多
def torch_step(w, b, x, lr):
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
    return loss.item()


# %% wrong cleared-at-the-end
# 只在最后清梯度：以前留在 .grad 里的也加了进来
def torch_step(w, b, x, lr):
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
    w.grad = b.grad = None
    return loss.item()


# %% wrong replaced
# 造了新的张量，传进来的 Parameter 没有变
def torch_step(w, b, x, lr):
    w.grad = b.grad = None
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w = w - lr * w.grad
        b = b - lr * b.grad
    return loss.item()


# %% wrong loss-afterwards
# 返回的是走完以后的损失
def torch_step(w, b, x, lr):
    w.grad = b.grad = None
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
    return (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean().item()


# %% wrong recorded
# 更新时没有写 torch.no_grad()：原地改一个要求导的叶子，PyTorch 报错
def torch_step(w, b, x, lr):
    w.grad = b.grad = None
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    w -= lr * w.grad
    b -= lr * b.grad
    return loss.item()


# %% wrong switched-off
# 更新之前关掉了求导，之后没有再打开
def torch_step(w, b, x, lr):
    w.grad = b.grad = None
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    w.requires_grad_(False)
    b.requires_grad_(False)
    w -= lr * w.grad
    b -= lr * b.grad
    return loss.item()


# %% wrong uphill
# 符号反了，往上坡走
def torch_step(w, b, x, lr):
    w.grad = b.grad = None
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w += lr * w.grad
        b += lr * b.grad
    return loss.item()


# %% wrong weights-only
# 只更新了 w
def torch_step(w, b, x, lr):
    w.grad = b.grad = None
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
    return loss.item()


# %% wrong sum
# 损失是所有元素之和，没有取平均
def torch_step(w, b, x, lr):
    w.grad = b.grad = None
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).sum()
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
    return loss.item()


# %% wrong returns-tensor
# 返回的是张量，带着求导的线索
def torch_step(w, b, x, lr):
    w.grad = b.grad = None
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
    return loss


# %% wrong one-gradient-left
# 只清了 w 的梯度，b 的还在累加
def torch_step(w, b, x, lr):
    w.grad = None
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
    return loss.item()


# %% wrong overwritten
# w、b 变成了走的那一小步，而不是减去它
def torch_step(w, b, x, lr):
    w.grad = b.grad = None
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w.copy_(-lr * w.grad)
        b.copy_(-lr * b.grad)
    return loss.item()


# %% wrong cleared-at-the-end-tensor
# 只在最后清梯度，返回的又是张量，不是一个数
def torch_step(w, b, x, lr):
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
    w.grad = b.grad = None
    return loss.detach()


# %% wrong cleared-at-the-end-loss-afterwards
# 只在最后清梯度，返回的又是走完以后的损失
def torch_step(w, b, x, lr):
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
        w.grad = b.grad = None
        return (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean().item()


# %% wrong rate-by-batch
# 学习率又除以了样本的个数
def torch_step(w, b, x, lr):
    w.grad = b.grad = None
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= lr / len(x) * w.grad
        b -= lr / len(x) * b.grad
    return loss.item()


# %% right optimizer
# 用现成的 SGD
def torch_step(w, b, x, lr):
    optimizer = torch.optim.SGD([w, b], lr=lr)
    optimizer.zero_grad()
    loss = torch.tanh(torch.from_numpy(np.array(x)) @ w + b).square().mean()
    loss.backward()
    optimizer.step()
    return float(loss)


# %% right autograd-grad
# 用 torch.autograd.grad，不碰 .grad，改 .data
def torch_step(w, b, x, lr):
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    for parameter, gradient in zip((w, b), torch.autograd.grad(loss, (w, b))):
        parameter.data.add_(gradient, alpha=-lr)
    return loss.detach().numpy()[()]


# %% right sub
# zero_ 清梯度，sub_ 更新
def torch_step(w, b, x, lr):
    for parameter in (w, b):
        if parameter.grad is not None:
            parameter.grad.zero_()
    out = torch.tanh(torch.as_tensor(x) @ w + b)
    loss = (out * out).sum() / out.numel()
    loss.backward()
    with torch.no_grad():
        w.sub_(lr * w.grad)
        b.copy_(b - lr * b.grad)
    w.grad = None
    return loss.item()
