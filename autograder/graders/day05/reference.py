"""Expected values of day05 in float64, computed another way than the lesson does.

The lesson slides windows with NumPy slices; here PyTorch's ``functional`` and its autograd do the work, and
pooling gradients follow from argmax over strided views.  ``tests/graders`` compares everything with sums that
are written out and with central differences.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from autograder.checking.remembered import remembered

# These arrays are tiny: several threads would mostly wait for each other, above all on a busy machine.
torch.set_num_threads(1)


def double(x: np.ndarray) -> torch.Tensor:
    """The same numbers as a contiguous float64 tensor."""
    return torch.tensor(np.ascontiguousarray(x, dtype=np.float64))


def pad2d(x: np.ndarray, padding: int) -> np.ndarray:
    """Zeros around the last two axes."""
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(padding, padding)] * 2)


def output_size(size: int, kernel: int, stride: int, padding: int) -> int:
    """The number of starting points from which the kernel still fits."""
    return len(range(0, size + 2 * padding - kernel + 1, stride))


def conv2d(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, padding: int = 0) -> np.ndarray:
    """Cross-correlation with bias."""
    return F.conv2d(double(x), double(w), double(b), stride=stride, padding=padding).numpy()


def conv2d_gradients(
    dout: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, padding: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(dx, dw, db) of ``sum(dout · conv2d(x, w, b))``."""
    image, weight, bias = (double(a).requires_grad_() for a in (x, w, b))
    out = F.conv2d(image, weight, bias, stride=stride, padding=padding)
    dx, dw, db = torch.autograd.grad(out, (image, weight, bias), double(dout))
    return dx.numpy(), dw.numpy(), db.numpy()


def im2col(x: np.ndarray, kernel: tuple[int, int], stride: int = 1, padding: int = 0) -> np.ndarray:
    """Windows as rows, (n, out_h·out_w, c·kh·kw)."""
    return F.unfold(double(x), kernel, padding=padding, stride=stride).transpose(1, 2).contiguous().numpy()


def windows(x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """All pooling windows, flattened: (n, c, out_h, out_w, size²)."""
    view = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    view = view[:, :, ::stride, ::stride]
    return view.reshape(*view.shape[:4], size * size)


def max_pool2d(x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """Largest entry of each window."""
    return windows(x, size, stride).max(axis=-1)


def max_pool2d_gradient(dout: np.ndarray, x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """Gradient of ``sum(dout · max_pool2d(x))``; among equals the first in row-major order gets it."""
    first = windows(x, size, stride).argmax(axis=-1)
    n, c, i, j = np.indices(first.shape)
    gradient = np.zeros(x.shape)
    np.add.at(gradient, (n, c, i * stride + first // size, j * stride + first % size), dout)
    return gradient


def avg_pool2d(x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """Mean of each window."""
    return F.avg_pool2d(double(x), size, stride).numpy()


@remembered
def train_linear(
    w: np.ndarray,
    b: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
    batches: Iterable[np.ndarray],
    lr: float,
) -> tuple[np.ndarray, np.ndarray, list[float]]:
    """Adam on the cross-entropy of one dense layer on flattened images, over batches of row numbers.

    ``w`` is (classes, pixels) as in ``nn.Linear``.  Returns the final (w, b) and the loss before each step.
    """
    parameters = [nn.Parameter(double(w)), nn.Parameter(double(b))]
    optimizer = torch.optim.Adam(parameters, lr=lr)
    images, labels = double(x).flatten(1), torch.tensor(np.asarray(y, dtype=np.int64))
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(F.linear(images[rows], *parameters), labels[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    final_w, final_b = (p.detach().numpy() for p in parameters)
    return final_w, final_b, losses


def linear_loss(w: np.ndarray, b: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    """Mean cross-entropy of one dense layer on flattened images."""
    logits = F.linear(double(x).flatten(1), double(w), double(b))
    return F.cross_entropy(logits, torch.tensor(np.asarray(y, dtype=np.int64))).item()
