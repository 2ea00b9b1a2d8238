"""What the hidden tests of two or more exercises of day05 share: helpers, and parts of the reference.

The reference computes in float64, another way than the lesson does.  The lesson slides windows with NumPy slices; here
PyTorch's ``functional`` and its autograd do the work, and pooling gradients follow from argmax over strided views.
``tests/content/references`` compares everything with sums that are written out and with central differences.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

from autograder import kit

# The calls that would be the exercise.
LIBRARY = {
    "*conv*", "*correlate*", "*pool*", "*fold*", "im2col", "col2im", "*_filter*", "sepfir2d", "*dilation*", "*erosion*",
    "block_reduce", "unfold", "fold", "convolve", "correlate", "autograd", "grad", "backward", "requires_grad_", "vjp", "jvp",
    "vhp", "hvp", "linearize", "*jac*", "*hessian*", "functorch",
}  # fmt: skip

Layer = tuple[np.ndarray, np.ndarray, np.ndarray]


def double(x: np.ndarray) -> torch.Tensor:
    """The same numbers as a contiguous float64 tensor."""
    return torch.tensor(np.ascontiguousarray(x, dtype=np.float64))


def conv2d(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, padding: int = 0) -> np.ndarray:
    """Cross-correlation with bias."""
    return F.conv2d(double(x), double(w), double(b), stride=stride, padding=padding).numpy()


def windows(x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """All pooling windows, flattened: (n, c, out_h, out_w, size²)."""
    view = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    view = view[:, :, ::stride, ::stride]
    return view.reshape(*view.shape[:4], size * size)


def max_pool2d(x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """Largest entry of each window."""
    return windows(x, size, stride).max(axis=-1)


def layer(
    rng: np.random.Generator, x_shape: tuple[int, int, int, int], w_shape: tuple[int, int, int]
) -> Layer:
    """Random (x, w, b); ``w_shape`` is (filters, kh, kw)."""
    f, kh, kw = w_shape
    return rng.normal(size=x_shape), rng.normal(size=(f, x_shape[1], kh, kw)), rng.normal(size=f)


def convolve(student: Any, arrays: Layer, stride: int = 1, padding: int = 0) -> Any:
    """Call the student's conv2d_forward, check its output and return its cache."""
    want = conv2d(*arrays, stride, padding)
    out, cache = kit.sequence(student.conv2d_forward(*arrays, stride, padding), 2)
    kit.close(out, want, name="out")
    return cache


def plain(
    rng: np.random.Generator, x_shape: tuple[int, int, int, int], w_shape: tuple[int, int, int]
) -> Layer:
    """(x, w, b) with kernels that a half turn does not change and without bias: neither can go wrong here.

    Of two mistakes each can then be named by the tests in which it shows alone.
    """
    x, w, b = layer(rng, x_shape, w_shape)
    return x, w + w[:, :, ::-1, ::-1], np.zeros(b.shape)


def pool(student: Any, x: np.ndarray, size: int, stride: int) -> Any:
    """Call the student's max_pool2d_forward, check its output and return its cache."""
    want = max_pool2d(x, size, stride)
    out, cache = kit.sequence(student.max_pool2d_forward(x, size, stride), 2)
    kit.close(out, want, name="out")
    return cache


def images(rng: np.random.Generator, n: int) -> torch.Tensor:
    """Random pictures between 0 and 1."""
    return torch.tensor(rng.random((n, 1, 28, 28)), dtype=torch.float32)


def logits(student: Any, model: Any, x: torch.Tensor) -> torch.Tensor:
    """The model's output, checked for shape and dtype."""
    return kit.tensor(student.invoke(model, "__call__", x), (len(x), 10), "f", "输出").detach()


def state(student: Any, model: Any) -> dict[str, torch.Tensor]:
    """The model's parameters by name."""
    found = kit.mapping(student.invoke(model, "state_dict"), (), "state_dict")
    return {name: kit.tensor(value, name=name).detach().clone() for name, value in found.items()}
