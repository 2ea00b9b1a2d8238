# %%
import numpy as np
import torch
from torch import nn


# %% pad2d / np-pad
# 用 np.pad，给每个轴各写一对
def pad2d(x, padding):
    widths = [(0, 0)] * (x.ndim - 2) + [(padding, padding), (padding, padding)]
    return np.pad(x, widths)


# %% pad2d / concatenate
# 用拼接补零
def pad2d(x, padding):
    rows = np.zeros((*x.shape[:-2], padding, x.shape[-1]), dtype=x.dtype)
    tall = np.concatenate([rows, x, rows], axis=-2)
    columns = np.zeros((*tall.shape[:-1], padding), dtype=x.dtype)
    return np.concatenate([columns, tall, columns], axis=-1)


# %% conv2d_output_size / range
# 数一数能从哪些位置开始
def conv2d_output_size(size, kernel, stride, padding):
    starts = range(0, size + 2 * padding - kernel + 1, stride)
    if len(starts) == 0:
        raise ValueError("核比补零之后的输入还长")
    return len(starts)


# %% conv2d_output_size / numpy-integer
# 用 np.floor 再转成 NumPy 的整数
def conv2d_output_size(size, kernel, stride, padding):
    if kernel > size + 2 * padding:
        raise ValueError("核比补零之后的输入还长")
    return np.int64(np.floor((size + 2 * padding - kernel) / stride)) + 1


# %% conv2d_forward / seven-loops
# 照定义逐项循环
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = (height + 2 * padding - kh) // stride + 1
    out_w = (width + 2 * padding - kw) // stride + 1
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    out = np.zeros((n, f, out_h, out_w))
    for k in range(f):
        for i in range(out_h):
            for j in range(out_w):
                window = padded[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
                out[:, k, i, j] = (window * w[k]).sum(axis=(1, 2, 3)) + b[k]
    return out, {"x": x, "w": w, "stride": stride, "padding": padding}


def conv2d_backward(dout, cache):
    x, w, stride, padding = (cache[key] for key in ("x", "w", "stride", "padding"))
    kh, kw = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dpadded, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for n, k, i, j in np.ndindex(*dout.shape):
        at = (n, slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dw[k] += dout[n, k, i, j] * padded[at]
        dpadded[at] += dout[n, k, i, j] * w[k]
    dx = dpadded[:, :, padding : padding + x.shape[2], padding : padding + x.shape[3]]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% conv2d_forward / kernel-loop
# 对核里的位置循环，每次取一个带步长的切片
def conv2d_forward(x, w, b, stride=1, padding=0):
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(x.shape[2], kh, stride, padding)
    out_w = conv2d_output_size(x.shape[3], kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.zeros((x.shape[0], f, out_h, out_w)) + b.reshape(1, -1, 1, 1)
    for u in range(kh):
        for v in range(kw):
            part = padded[:, :, u : u + stride * out_h : stride, v : v + stride * out_w : stride]
            out += np.tensordot(part, w[:, :, u, v], axes=(1, 1)).transpose(0, 3, 1, 2)
    return out, (x, w, stride, padding)


# %% conv2d_forward / strided-view-float32
# 用 sliding_window_view，结果是 float32
def conv2d_forward(x, w, b, stride=1, padding=0):
    view = np.lib.stride_tricks.sliding_window_view(pad2d(x, padding), w.shape[2:], axis=(2, 3))
    view = view[:, :, ::stride, ::stride]
    out = np.einsum("ncijuv,fcuv->nfij", view, w) + b[:, None, None]
    return out.astype(np.float32), (x, w, stride, padding)


# %% conv2d_backward / kernel-loop
# 对核里的位置循环，变量名里有 grad
def conv2d_backward(grad, cache):
    x, w, stride, padding = cache
    kh, kw = w.shape[2:]
    out_h, out_w = grad.shape[2:]
    padded = pad2d(x, padding)
    dpadded, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for u in range(kh):
        for v in range(kw):
            at = np.s_[:, :, u : u + stride * out_h : stride, v : v + stride * out_w : stride]
            dw[:, :, u, v] = np.einsum("nfij,ncij->fc", grad, padded[at])
            dpadded[at] += np.einsum("nfij,fc->ncij", grad, w[:, :, u, v])
    h, width = x.shape[2:]
    return [dpadded[:, :, padding : padding + h, padding : padding + width], dw, grad.sum((0, 2, 3))]


# %% conv2d_backward / full-correlation
# dx 用隔开的 dout 与翻转的核再做一次卷积
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    padded = pad2d(x, padding)
    spread = np.zeros((n, f, padded.shape[2] + kh - 1, padded.shape[3] + kw - 1))
    bottom = kh - 1 + stride * dout.shape[2]
    right = kw - 1 + stride * dout.shape[3]
    spread[:, :, kh - 1 : bottom : stride, kw - 1 : right : stride] = dout
    view = np.lib.stride_tricks.sliding_window_view(spread, (kh, kw), axis=(2, 3))
    dpadded = np.einsum("nfijuv,fcuv->ncij", view, w[:, :, ::-1, ::-1])
    view = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))
    dw = np.einsum("nfij,ncijuv->fcuv", dout, view[:, :, ::stride, ::stride])
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, np.einsum("nfij->f", dout)


# %% im2col / strided-view
# 用 sliding_window_view，没有循环
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if np.isscalar(kernel) else kernel
    view = np.lib.stride_tricks.sliding_window_view(pad2d(x, padding), (kh, kw), axis=(2, 3))
    view = view[:, :, ::stride, ::stride].transpose(0, 2, 3, 1, 4, 5)
    return view.reshape(len(x), view.shape[1] * view.shape[2], -1)


# %% im2col / window-by-window
# 对位置循环，一次拉平一个窗口
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = kernel if isinstance(kernel, (tuple, list)) else (kernel, kernel)
    padded = pad2d(x, padding)
    rows = []
    for i in range(0, padded.shape[2] - kh + 1, stride):
        for j in range(0, padded.shape[3] - kw + 1, stride):
            rows.append(padded[:, :, i : i + kh, j : j + kw].reshape(len(x), -1))
    return np.stack(rows, axis=1).astype(float)


# %% conv2d_im2col / kernels-first
# 核在左，窗口在右，不用换轴
def conv2d_im2col(x, w, b, stride=1, padding=0):
    columns = im2col(x, w.shape[2:], stride, padding).transpose(0, 2, 1)
    out = w.reshape(len(w), -1) @ columns + b[:, None]
    out_h = (x.shape[2] + 2 * padding - w.shape[2]) // stride + 1
    return out.reshape(len(x), len(w), out_h, -1)


# %% conv2d_im2col / tensordot-with-helper
# 用 tensordot，大小由不带循环的辅助函数算
def shape_after(x, w, stride, padding):
    return (np.array(x.shape[2:]) + 2 * padding - w.shape[2:]) // stride + 1


def conv2d_im2col(x, w, b, stride=1, padding=0):
    rows = np.tensordot(im2col(x, w.shape[2:], stride, padding), w.reshape(len(w), -1), axes=(2, 1))
    out_h, out_w = shape_after(x, w, stride, padding)
    return np.moveaxis((rows + b).reshape(len(x), out_h, out_w, len(w)), 3, 1)


# %% conv2d_im2col / counted-size-and-own-names
# 大小由数出来的 conv2d_output_size 算，变量名与内置的函数相同
def conv2d_output_size(size, kernel, stride, padding):
    count = 0
    while count * stride + kernel <= size + 2 * padding:
        count += 1
    return count


def conv2d_im2col(x, w, b, stride=1, padding=0):
    filter = w.reshape(len(w), -1)
    map = im2col(x, w.shape[2:], stride, padding) @ filter.T + b
    out_h = conv2d_output_size(x.shape[2], w.shape[2], stride, padding)
    return map.swapaxes(1, 2).reshape(len(x), len(w), out_h, -1)


# %% max_pool2d_forward / strided-view
# 用 sliding_window_view，没有循环
def max_pool2d_forward(x, size, stride):
    if size > min(x.shape[2:]):
        raise ValueError("窗口比图还大")
    view = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return view[:, :, ::stride, ::stride].max(axis=(4, 5)), (x, size, stride)


# %% max_pool2d_forward / window-loop-list
# 对窗口里的位置循环，返回列表
def max_pool2d_forward(x, size, stride):
    out_h = conv2d_output_size(x.shape[2], size, stride, 0)
    out_w = conv2d_output_size(x.shape[3], size, stride, 0)
    out = np.full((*x.shape[:2], out_h, out_w), -np.inf)
    for u in range(size):
        for v in range(size):
            part = x[:, :, u : u + stride * out_h : stride, v : v + stride * out_w : stride]
            out = np.maximum(out, part)
    return [out, (x, size, stride)]


# %% max_pool2d_backward / scatter-add
# 用 np.add.at 一次加回去
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    view = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    view = view[:, :, ::stride, ::stride]
    first = view.reshape(*view.shape[:4], -1).argmax(axis=4)
    n, c, i, j = np.indices(first.shape)
    dx = np.zeros(x.shape)
    np.add.at(dx, (n, c, i * stride + first // size, j * stride + first % size), dout)
    return dx


# %% max_pool2d_backward / four-loops
# 四重循环，一次处理一个窗口
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x, dtype=np.float64)
    for n, c, i, j in np.ndindex(*dout.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + size, left : left + size]
        u, v = np.unravel_index(np.argmax(window), window.shape)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx


# %% avg_pool2d_forward / strided-view
# 用 sliding_window_view
def avg_pool2d_forward(x, size, stride):
    if size > x.shape[2] or size > x.shape[3]:
        raise ValueError("窗口比图还大")
    view = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return view[:, :, ::stride, ::stride].mean(axis=(4, 5))


# %% avg_pool2d_forward / as-convolution
# 当作卷积，每个通道各自用 1/size² 的核
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    kernel = np.full((1, 1, size, size), 1 / size**2)
    out, _ = conv2d_forward(x.reshape(n * c, 1, height, width), kernel, np.zeros(1), stride)
    return out.reshape(n, c, *out.shape[2:])


# %% build_cnn / module-class
# 自己写的 nn.Module，用函数形式的 ReLU 和平均池化
class SmallNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 12, (3, 5), padding=(1, 0))
        self.hidden = nn.Linear(12 * 6 * 4, 32)
        self.out = nn.Linear(32, 10)

    def forward(self, x):
        x = nn.functional.avg_pool2d(torch.relu(self.conv1(x)), 2)
        x = nn.functional.avg_pool2d(torch.relu(self.conv2(x)), 2)
        return self.out(torch.relu(self.hidden(x.flatten(1))))


def build_cnn():
    return SmallNet()


# %% build_cnn / pool-once
# 两个卷积之后才用自适应平均池化，各层都没有偏置
def build_cnn():
    features = nn.Sequential(
        nn.Conv2d(1, 8, 3, stride=2, bias=False),
        nn.ReLU(),
        nn.Conv2d(8, 24, 3, bias=False),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(4),
    )
    return nn.Sequential(features, nn.Flatten(), nn.Linear(24 * 16, 10, bias=False))


# %% build_cnn / lazy-layers
# 用 Lazy 开头的层，不写输入有多大
def build_cnn():
    return nn.Sequential(
        nn.LazyConv2d(6, kernel_size=5, padding="same"),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.LazyConv2d(12, kernel_size=5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.LazyLinear(40),
        nn.ReLU(),
        nn.LazyLinear(10),
    )


# %% train_cnn / numpy-order
# 次序由 NumPy 的生成器决定，损失取各批的平均
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    rng = np.random.default_rng(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr)
    history = []
    for _ in range(epochs):
        losses = []
        for rows in torch.from_numpy(rng.permutation(len(x))).split(batch_size):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x[rows]), y[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history.append(float(np.mean(losses)))
    return history


# %% train_cnn / data-loader
# 用 DataLoader，全局播种，损失在一轮结束之后算
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    torch.manual_seed(seed)
    data = torch.utils.data.TensorDataset(x, y)
    loader = torch.utils.data.DataLoader(data, batch_size=batch_size, shuffle=True)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    history = []
    model.train()
    for _ in range(epochs):
        for images, labels in loader:
            optimizer.zero_grad()
            loss_function(model(images), labels).backward()
            optimizer.step()
        with torch.no_grad():
            history.append(loss_function(model(x), y).item())
    return history
