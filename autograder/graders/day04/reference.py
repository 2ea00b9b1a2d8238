"""Expected values of day04 in float64, computed another way than the lesson does.

The lesson subtracts maxima, uses ``@`` and keeps caches; here there are log-sum-exp, ``einsum`` and explicit
one-hot targets, so that a slip in one is not repeated in the other.  ``tests/graders`` compares everything
with PyTorch's autograd.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from autograder.checking.remembered import remembered

Layers = list[dict[str, np.ndarray]]


def relu(z: np.ndarray) -> np.ndarray:
    """``z`` where positive, else 0."""
    return np.where(z > 0, z, 0.0)


def relu_derivative(z: np.ndarray) -> np.ndarray:
    """1 where ``z`` is positive, else 0 (also at 0)."""
    return np.where(z > 0, 1.0, 0.0)


def tanh_derivative(z: np.ndarray) -> np.ndarray:
    """``4·e^(−2|z|) / (1 + e^(−2|z|))²``, free of overflow and of cancellation."""
    decay = np.exp(-2.0 * np.abs(z))
    return 4.0 * decay / (1.0 + decay) ** 2


def one_hot(labels: np.ndarray, classes: int) -> np.ndarray:
    """Return (n, classes) rows of the identity matrix."""
    return np.eye(classes)[np.asarray(labels, dtype=np.int64)]


def log_softmax(z: np.ndarray) -> np.ndarray:
    """Logarithms of the row-wise softmax."""
    return z - np.logaddexp.reduce(np.asarray(z, dtype=np.float64), axis=1)[:, None]


def softmax(z: np.ndarray) -> np.ndarray:
    """Row-wise softmax as the exponential of :func:`log_softmax`."""
    return np.exp(log_softmax(z))


def cross_entropy(probs: np.ndarray, labels: np.ndarray) -> float:
    """Mean of −log p[label]; every p[label] must be positive."""
    chosen = (probs * one_hot(labels, probs.shape[1])).sum(axis=1)
    return float(-np.log(chosen).sum() / len(labels))


def softmax_cross_entropy(logits: np.ndarray, labels: np.ndarray) -> float:
    """Mean cross-entropy of the softmax of logits."""
    return float(-(log_softmax(logits) * one_hot(labels, logits.shape[1])).sum() / len(labels))


def softmax_cross_entropy_gradient(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Gradient of :func:`softmax_cross_entropy` by the logits."""
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


@remembered
def train(
    layers: Layers,
    x: np.ndarray,
    y: np.ndarray,
    batches: Iterable[np.ndarray],
    lr: float,
    momentum: float = 0.9,
) -> tuple[Layers, list[float]]:
    """Momentum SGD from ``layers`` over batches of row numbers: final layers, and the loss before each step."""
    velocity: Layers = [{key: np.zeros(value.shape) for key, value in layer.items()} for layer in layers]
    losses = []
    for rows in batches:
        logits = network_forward(x[rows], layers)
        losses.append(softmax_cross_entropy(logits, y[rows]))
        grads = network_gradients(x[rows], layers, softmax_cross_entropy_gradient(logits, y[rows]))
        layers, velocity = sgd_momentum(layers, grads, velocity, lr, momentum)
    return layers, losses
