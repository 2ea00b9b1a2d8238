"""What the hidden tests of two or more exercises of day04 share: helpers, and parts of the reference.

The reference computes in float64, another way than the lesson does.  The lesson subtracts maxima, uses ``@`` and keeps
caches; here there are log-sum-exp, ``einsum`` and explicit one-hot targets, so that a slip in one is not repeated in the
other.  ``tests/content/references`` compares everything with PyTorch's autograd.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from autograder import kit

Layers = list[dict[str, np.ndarray]]
SHAPES = [(11,), (1, 5), (2, 3, 5)]


def relu(z: np.ndarray) -> np.ndarray:
    """``z`` where positive, else 0."""
    return np.where(z > 0, z, 0.0)


def relu_derivative(z: np.ndarray) -> np.ndarray:
    """1 where ``z`` is positive, else 0 (also at 0)."""
    return np.where(z > 0, 1.0, 0.0)


def one_hot(labels: np.ndarray, classes: int) -> np.ndarray:
    """Return (n, classes) rows of the identity matrix."""
    return np.eye(classes)[np.asarray(labels, dtype=np.int64)]


def log_softmax(z: np.ndarray) -> np.ndarray:
    """Logarithms of the row-wise softmax."""
    return z - np.logaddexp.reduce(np.asarray(z, dtype=np.float64), axis=1)[:, None]


def softmax(z: np.ndarray) -> np.ndarray:
    """Row-wise softmax as the exponential of :func:`log_softmax`."""
    return np.exp(log_softmax(z))


def softmax_cross_entropy_gradient(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Gradient of the mean cross-entropy of the softmax, by the logits."""
    return (softmax(logits) - one_hot(labels, logits.shape[1])) / len(labels)


def dense_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """``x @ w + b``."""
    return np.einsum("ni,io->no", x, w) + b[None, :]


def dense_backward(
    dout: np.ndarray, x: np.ndarray, w: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (dx, dw, db) of a dense layer."""
    return np.einsum("no,io->ni", dout, w), np.einsum("ni,no->io", x, dout), np.einsum("no->o", dout)


def network_forward(x: np.ndarray, layers: Layers) -> np.ndarray:
    """Logits of dense layers with ReLU between them."""
    for layer in layers[:-1]:
        x = relu(dense_forward(x, layer["w"], layer["b"]))
    return dense_forward(x, layers[-1]["w"], layers[-1]["b"])


def network_gradients(x: np.ndarray, layers: Layers, dlogits: np.ndarray) -> Layers:
    """Gradients of ``sum(dlogits · logits)`` by every parameter, in the shape of ``layers``."""
    return _backward(x, layers, dlogits)[1]


def _backward(x: np.ndarray, layers: Layers, dlogits: np.ndarray) -> tuple[np.ndarray, Layers]:
    """Gradient by ``x`` and by the parameters: recursion over the layers, first layer outside."""
    w, b = layers[0]["w"], layers[0]["b"]
    later: Layers = []
    if len(layers) == 1:
        dz = dlogits
    else:
        z = dense_forward(x, w, b)
        da, later = _backward(relu(z), layers[1:], dlogits)
        dz = da * relu_derivative(z)
    dx, dw, db = dense_backward(dz, x, w)
    return dx, [{"w": dw, "b": db}, *later]


def sgd_momentum(
    layers: Layers, grads: Layers, velocity: Layers, lr: float, momentum: float
) -> tuple[Layers, Layers]:
    """Return (layers, velocity) after one step, all of them new arrays."""
    moved = [{key: momentum * v[key] - lr * g[key] for key in ("w", "b")} for v, g in zip(velocity, grads)]
    return [{key: p[key] + v[key] for key in ("w", "b")} for p, v in zip(layers, moved)], moved


def on_grid(values: np.ndarray) -> np.ndarray:
    """Round to multiples of 1/64: exact in float32 too, so that large logits lose no digits there."""
    return np.round(values * 64) / 64


def random_layers(rng: np.random.Generator, sizes: list[int]) -> Layers:
    """A network with random weights and, unlike a fresh one, random biases."""
    return [
        {"w": rng.normal(size=(n_in, n_out)), "b": rng.normal(size=n_out)} for n_in, n_out in pairwise(sizes)
    ]


def close_by_parts(actual: Any, expected: np.ndarray, name: str = "返回值") -> None:
    """Compare a result that rests on the student's earlier functions.

    One of them may compute in float32; the result then is as coarse, though its dtype need not say so.
    """
    kit.close(actual, expected, rtol=1e-5, atol=1e-5 * float(np.max(np.abs(expected))), name=name)


def check_layers(
    actual: Any, expected: Layers, name: str, compare: Callable[..., None] = close_by_parts
) -> None:
    """Fail unless ``actual`` is a list of dicts with the arrays of ``expected``."""
    for i, (got, want) in enumerate(zip(kit.sequence(actual, len(expected), name), expected)):
        kit.mapping(got, ("w", "b"), f"{name}[{i}]")
        for key in ("w", "b"):
            compare(got[key], want[key], name=f"{name}[{i}]['{key}']")


def check_structure(actual: Any, sizes: list[int], name: str = "layers") -> Layers:
    """Fail unless ``actual`` is a list of dicts with float arrays of the shapes that ``sizes`` asks for."""
    layers = kit.sequence(actual, len(sizes) - 1, name)
    for i, layer in enumerate(layers):
        kit.mapping(layer, ("w", "b"), f"{name}[{i}]")
        kit.array(layer["w"], (sizes[i], sizes[i + 1]), dtype="f", name=f"{name}[{i}]['w']")
        kit.array(layer["b"], (sizes[i + 1],), dtype="iuf", name=f"{name}[{i}]['b']")
    return layers


def fits(w: np.ndarray, variance: float) -> bool:
    """Whether the mean and the variance are within five standard errors of a normal law with mean 0."""
    mean_error, variance_error = np.sqrt(variance / w.size), variance * np.sqrt(2.0 / w.size)
    close = abs(np.var(w, dtype=np.float64) - variance) < 5 * variance_error
    return bool(close and abs(np.mean(w, dtype=np.float64)) < 5 * mean_error)


def check_he(w: np.ndarray, n_in: int) -> None:
    """Fail unless the weights look He-normal."""
    kit.require(fits(w, 2.0 / n_in), "权重的平均值应当接近 0，方差应当接近 2 / in")


def dense_inputs(
    rng: np.random.Generator, n: int, n_in: int, n_out: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Random (x, w, b)."""
    return rng.normal(size=(n, n_in)), rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)


def checked_dense_forward(student: Any, x: np.ndarray, w: np.ndarray, b: np.ndarray) -> Any:
    """Call the student's dense_forward, check its output and return its cache."""
    want = dense_forward(x, w, b)
    out, cache = kit.sequence(student.dense_forward(x, w, b), 2)
    # Loose enough for whoever computes in float32 on the way; sums of large terms lose more.
    kit.close(out, want, rtol=1e-5, atol=1e-6 * max(1.0, float(np.abs(want).max())), name="out")
    return cache


def checked_network_forward(student: Any, x: np.ndarray, layers: Layers) -> Any:
    """Call the student's network_forward, check its logits and return its caches."""
    want = network_forward(x, layers)
    logits, caches = kit.sequence(student.network_forward(x, layers), 2)
    close_by_parts(logits, want, name="logits")
    return caches
