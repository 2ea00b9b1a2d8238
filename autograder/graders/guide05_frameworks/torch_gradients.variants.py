# %%
import numpy as np
import torch


# %% wrong sum
# 损失是所有元素之和，没有取平均
def torch_gradients(x, w, b):
    w, b = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).sum()
    loss.backward()
    return loss.item(), w.grad.numpy(), b.grad.numpy()


# %% wrong batch-mean
# 只对样本取了平均，没有对输出的各列取
def torch_gradients(x, w, b):
    w, b = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).sum() / len(x)
    loss.backward()
    return loss.item(), w.grad.numpy(), b.grad.numpy()


# %% wrong kept-between-calls
# 张量存在函数外面反复用，没有清梯度：上一次的梯度加进了这一次
KEPT = {}


def torch_gradients(x, w, b):
    for name, a in (("w", w), ("b", b)):
        kept = KEPT.setdefault((name, a.shape), torch.zeros(a.shape, requires_grad=True))
        kept.data.copy_(torch.tensor(a))
    w, b = KEPT["w", w.shape], KEPT["b", b.shape]
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    return loss.item(), w.grad.numpy().copy(), b.grad.numpy().copy()


# %% wrong shares-and-steps
# 用 from_numpy 与输入共用内存，又顺手走了一步：传进来的 w、b 被改了
def torch_gradients(x, w, b):
    w = torch.from_numpy(w).requires_grad_()
    b = torch.from_numpy(b).requires_grad_()
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        b -= 0.1 * b.grad
    return loss.item(), w.grad.numpy(), b.grad.numpy()


# %% wrong returns-tensors
# 梯度还是张量，没有变成 NumPy 数组
def torch_gradients(x, w, b):
    w, b = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    return loss.item(), w.grad, b.grad


# %% wrong no-square
# 忘了平方，平均的是 tanh 本身
def torch_gradients(x, w, b):
    w, b = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    loss = torch.tanh(torch.tensor(x) @ w + b).mean()
    loss.backward()
    return loss.item(), w.grad.numpy(), b.grad.numpy()


# %% wrong no-tanh
# 忘了 tanh，平均的是 x @ w + b 的平方
def torch_gradients(x, w, b):
    w, b = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    loss = ((torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    return loss.item(), w.grad.numpy(), b.grad.numpy()


# %% wrong square-inside
# 平方写在了 tanh 里面
def torch_gradients(x, w, b):
    w, b = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    loss = torch.tanh((torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    return loss.item(), w.grad.numpy(), b.grad.numpy()


# %% wrong mean-squared
# 先平均再平方，次序反了
def torch_gradients(x, w, b):
    w, b = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    loss = torch.tanh(torch.tensor(x) @ w + b).mean() ** 2
    loss.backward()
    return loss.item(), w.grad.numpy(), b.grad.numpy()


# %% wrong no-bias
# 前向漏了偏置，db 全是 0
def torch_gradients(x, w, b):
    w = torch.tensor(w, requires_grad=True)
    loss = (torch.tanh(torch.tensor(x) @ w) ** 2).mean()
    loss.backward()
    return loss.item(), w.grad.numpy(), np.zeros_like(b)


# %% wrong swapped
# dw 和 db 的次序反了
def torch_gradients(x, w, b):
    w, b = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward()
    return loss.item(), b.grad.numpy(), w.grad.numpy()


# %% wrong twice
# backward 做了两遍，梯度成了两倍
def torch_gradients(x, w, b):
    w, b = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    loss = (torch.tanh(torch.tensor(x) @ w + b) ** 2).mean()
    loss.backward(retain_graph=True)
    loss.backward()
    return loss.item(), w.grad.numpy(), b.grad.numpy()


# %% right autograd-grad
# 用 torch.autograd.grad，不碰 .grad
def torch_gradients(x, w, b):
    parts = [torch.from_numpy(np.array(a)).requires_grad_() for a in (w, b)]
    out = torch.nn.functional.linear(torch.tensor(x), parts[0].T, parts[1]).tanh()
    loss = out.square().sum() / out.numel()
    dw, db = torch.autograd.grad(loss, parts)
    return float(loss), dw.numpy(), db.numpy()


# %% right func
# 用 torch.func.grad_and_value
def torch_gradients(x, w, b):
    def f(w, b):
        return torch.tanh(torch.as_tensor(x.copy()) @ w + b).pow(2).mean()

    grads, value = torch.func.grad_and_value(f, argnums=(0, 1))(torch.tensor(w), torch.tensor(b))
    return [value.item(), *(g.detach().numpy() for g in grads)]


# %% right mse
# 借 mse_loss 求平方的平均
def torch_gradients(x, w, b):
    x = torch.from_numpy(x)
    w = torch.nn.Parameter(torch.tensor(w))
    b = torch.nn.Parameter(torch.tensor(b))
    out = torch.tanh(torch.addmm(b, x, w))
    loss = torch.nn.functional.mse_loss(out, torch.zeros_like(out))
    loss.backward()
    return loss.detach().numpy()[()], w.grad.detach().numpy(), b.grad.detach().numpy()
