# %%
import torch


# %% wrong no-upstream
# 反向只返回了 0 和 1，没有乘上游的梯度
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.sign(x)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return (x.abs() <= 1).to(x.dtype)


# %% wrong open-interval
# 写成了 |x| < 1，正好 ±1 的地方也关掉了
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.sign(x)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * (x.abs() < 1)


# %% wrong everywhere
# 哪里都放行（留下的若是 sign(x)，它的大小总不超过 1，也是这样）
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return torch.sign(x)

    @staticmethod
    def backward(ctx, upstream):
        return upstream


# %% wrong sign-of-zero
# 0 的符号当作了 1
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.where(x >= 0, 1.0, -1.0).to(x.dtype)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * (x.abs() <= 1)


# %% wrong mask-by-upstream
# 拿上游的梯度去和 1 比，大的梯度被关掉了
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return torch.sign(x)

    @staticmethod
    def backward(ctx, upstream):
        return upstream * (upstream.abs() <= 1)


# %% wrong no-gradient
# 反向总是 0，和 torch.sign 自己的一样
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return torch.sign(x)

    @staticmethod
    def backward(ctx, upstream):
        return torch.zeros_like(upstream)


# %% wrong one-sided
# 只看了 x ≤ 1，没有取绝对值：很小的负数也放行
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.sign(x)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * (x <= 1)


# %% wrong times-sign
# 反向多乘了一个 sign(x)
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.sign(x)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * torch.sign(x) * (x.abs() <= 1)


# %% wrong clamped-forward
# 前向是 clamp(x, −1, 1)，不是符号
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(-1, 1)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * (x.abs() <= 1)


# %% wrong mask-inverted
# 条件反了：远的放行，近的关掉
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.sign(x)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * (x.abs() > 1)


# %% wrong clamped-upstream
# 把上游的梯度限制在 −1 到 1 之间，没有看 x
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return torch.sign(x)

    @staticmethod
    def backward(ctx, upstream):
        return upstream.clamp(-1, 1)


# %% wrong sign-in-place
# 用 sign_() 改了输入
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x.clone())
        return x.data.sign_().clone()

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * (x.abs() <= 1)


# %% right mask-saved
# 前向就把条件算好，留在 ctx 上
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.passing = (x >= -1) & (x <= 1)
        return (x > 0).to(x.dtype) - (x < 0).to(x.dtype)

    @staticmethod
    def backward(ctx, upstream):
        return torch.where(ctx.passing, upstream, torch.zeros_like(upstream))


# %% right setup-context
# 新的写法：setup_context 与 forward 分开
class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return x.sign()

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, upstream):
        gradient = upstream.clone()
        gradient[ctx.saved_tensors[0].abs() > 1] = 0
        return gradient
