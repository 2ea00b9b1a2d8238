# %%
import numpy as np
import torch


# %% wrong no-graph
# 第一次求导没有写 create_graph=True，第二次无账可查，报错
def torch_hvp(f, x, v):
    x = torch.tensor(x, requires_grad=True)
    (gradient,) = torch.autograd.grad(f(x), x)
    (product,) = torch.autograd.grad((gradient * torch.tensor(v)).sum(), x)
    return product.numpy()


# %% wrong by-v
# 第二次对 v 求导，得到的是梯度
def torch_hvp(f, x, v):
    x = torch.tensor(x, requires_grad=True)
    v = torch.tensor(v, requires_grad=True)
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    (product,) = torch.autograd.grad((gradient * v).sum(), v)
    return product.detach().numpy()


# %% wrong row-sums
# 对梯度的和求导再乘 v：那是黑塞矩阵每行之和
def torch_hvp(f, x, v):
    x = torch.tensor(x, requires_grad=True)
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    (rows,) = torch.autograd.grad(gradient.sum(), x)
    return (rows * torch.tensor(v)).numpy()


# %% wrong one-axis
# 用了 gradient @ v，只有一维才行
def torch_hvp(f, x, v):
    x = torch.tensor(x, requires_grad=True)
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    (product,) = torch.autograd.grad(gradient @ torch.tensor(v), x)
    return product.numpy()


# %% wrong whole-hessian
# 造出了整个黑塞矩阵
def torch_hvp(f, x, v):
    x = torch.tensor(x)
    matrix = torch.autograd.functional.hessian(f, x).reshape(x.numel(), x.numel())
    return (matrix @ torch.tensor(v).flatten()).reshape(x.shape).numpy()


# %% wrong no-second
# 只求了一次导，逐元素乘了 v
def torch_hvp(f, x, v):
    x = torch.tensor(x, requires_grad=True)
    (gradient,) = torch.autograd.grad(f(x), x)
    return (gradient * torch.tensor(v)).numpy()


# %% wrong by-gradient
# 黑塞矩阵乘的是梯度，不是 v
def torch_hvp(f, x, v):
    x = torch.tensor(x, requires_grad=True)
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    (product,) = torch.autograd.grad((gradient * gradient).sum() / 2, x)
    return product.numpy()


# %% wrong unit-direction
# 先把 v 缩成了单位长
def torch_hvp(f, x, v):
    x, v = torch.tensor(x, requires_grad=True), torch.tensor(v)
    v = v / (v.norm() + 1e-12)
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    (product,) = torch.autograd.grad((gradient * v).sum(), x)
    return product.numpy()


# %% wrong at-v
# x 和 v 的位置反了：在 v 处求，乘的是 x
def torch_hvp(f, x, v):
    x, v = torch.tensor(v, requires_grad=True), torch.tensor(x)
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    (product,) = torch.autograd.grad((gradient * v).sum(), x)
    return product.numpy()


# %% wrong differences
# 用梯度的差商代替第二次求导，float32 里不够准
def torch_hvp(f, x, v):
    x, v = torch.tensor(x), torch.tensor(v)

    def gradient(x):
        x = x.clone().requires_grad_()
        return torch.autograd.grad(f(x), x)[0]

    return ((gradient(x + 1e-4 * v) - gradient(x - 1e-4 * v)) / 2e-4).numpy()


# %% wrong differences-wider
# 用梯度的中心差分（步长千分之一）代替第二次求导，float32 里不够准
def torch_hvp(f, x, v):
    def gradient(x):
        x = torch.tensor(x, requires_grad=True)
        return torch.autograd.grad(f(x), x)[0].numpy()

    step = np.float32(1e-3)
    return (gradient(x + step * v) - gradient(x - step * v)) / (2 * step)


# %% wrong differences-wide
# 用梯度的中心差分（步长八分之一）代替第二次求导，x 大时有效数字全减掉了
def torch_hvp(f, x, v):
    def gradient(x):
        x = torch.tensor(x, requires_grad=True)
        return torch.autograd.grad(f(x), x)[0].numpy()

    step = np.float32(0.125)
    return (gradient(x + step * v) - gradient(x - step * v)) / (2 * step)


# %% wrong accumulated
# 两次都用 backward 加进 .grad：梯度也加了进来
def torch_hvp(f, x, v):
    x = torch.tensor(x, requires_grad=True)
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    x.grad = gradient.detach().clone()
    (gradient * torch.tensor(v)).sum().backward()
    return x.grad.numpy()


# %% wrong returns-tensor
# 返回的是张量
def torch_hvp(f, x, v):
    x = torch.tensor(x, requires_grad=True)
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    return torch.autograd.grad((gradient * torch.tensor(v)).sum(), x)[0]


# %% right upstream
# 第二次求导时把 v 当作上游梯度
def torch_hvp(f, x, v):
    x = torch.tensor(x).requires_grad_(True)
    gradient = torch.autograd.grad(f(x), x, create_graph=True)[0]
    gradient.backward(torch.tensor(v))
    # 第一次的梯度没有进 .grad：autograd.grad 不碰它
    return x.grad.detach().numpy()


# %% right forward-over-reverse
# 前向模式：torch.func.jvp 套在 torch.func.grad 外面
def torch_hvp(f, x, v):
    _, product = torch.func.jvp(torch.func.grad(f), (torch.tensor(x),), (torch.tensor(v),))
    return product.detach().numpy()


# %% right flattened
# 拉平以后用点积
def torch_hvp(f, x, v):
    point = torch.nn.Parameter(torch.from_numpy(x.copy()))
    (gradient,) = torch.autograd.grad(f(point), point, create_graph=True)
    along = gradient.reshape(-1).dot(torch.from_numpy(v.copy()).reshape(-1))
    (product,) = torch.autograd.grad(along, point)
    return product.numpy()
