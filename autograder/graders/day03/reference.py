"""Expected values of day03 in float64, computed another way than the lesson does.

The lesson works with probabilities and running averages; here everything is written in terms of logits with
``logaddexp``, and Adam as a weighted sum over all gradients so far, so that a slip in one is not repeated in
the other.  ``tests/graders`` compares everything with PyTorch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from autograder.checking.remembered import remembered


def sigmoid(z: np.ndarray | float) -> np.ndarray:
    """``exp(−log(1 + e^(−z)))``, free of overflow."""
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=np.float64)))


def sigmoid_derivative(z: np.ndarray | float) -> np.ndarray:
    """``σ(z) · σ(−z)`` in logarithms."""
    z = np.asarray(z, dtype=np.float64)
    return np.exp(-np.logaddexp(0.0, z) - np.logaddexp(0.0, -z))


def binary_cross_entropy(p: np.ndarray, y: np.ndarray, eps: float = 1e-7) -> float:
    """Mean of −log of the probability of the right answer, kept within ``[eps, 1 − eps]``."""
    p = np.minimum(np.maximum(p, eps), 1.0 - eps)
    right = np.where(np.asarray(y) == 1, p, 1.0 - p)
    return float(-np.log(right).sum() / len(right))


def binary_cross_entropy_derivative(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient of the mean loss by the probabilities."""
    return np.where(np.asarray(y) == 1, -1.0 / p, 1.0 / (1.0 - p)) / len(p)


def logit_gradient(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient of the mean loss by the logits."""
    return np.where(np.asarray(y) == 1, p - 1.0, p) / len(p)


def logits(x: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """``x·w + b``."""
    return np.einsum("nd,d->n", x, w) + b


def neuron_forward(x: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """Probabilities of a neuron."""
    return sigmoid(logits(x, w, b))


def neuron_loss(x: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    """Mean loss of a neuron, from its logits: no clipping is needed."""
    z = logits(x, w, b)
    return float(np.mean(np.logaddexp(0.0, np.where(np.asarray(y) == 1, -z, z))))


def neuron_gradients(x: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> tuple[np.ndarray, float]:
    """Return (dw, db) of :func:`neuron_loss`."""
    sign = np.where(np.asarray(y) == 1, -1.0, 1.0)
    dz = sign * sigmoid(sign * logits(x, w, b))
    return np.einsum("n,nd->d", dz, x) / len(x), float(dz.mean())


def adam_moments(grads: Sequence[np.ndarray | float], beta: float, power: int) -> np.ndarray:
    """Running average of ``grads ** power`` without bias correction: a sum over the whole history."""
    last = len(grads) - 1
    terms = [(1.0 - beta) * beta ** (last - i) * np.asarray(g) ** power for i, g in enumerate(grads)]
    return np.sum(terms, axis=0)


def adam_update(
    grads: Sequence[np.ndarray | float],
    lr: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> np.ndarray:
    """What Adam's last step adds to a parameter whose gradients so far were ``grads``."""
    t = len(grads)
    mean = adam_moments(grads, beta1, 1) / (1.0 - beta1**t)
    square = adam_moments(grads, beta2, 2) / (1.0 - beta2**t)
    return -lr * mean / (np.sqrt(square) + eps)


@remembered
def train(
    x: np.ndarray,
    y: np.ndarray,
    batches: Iterable[np.ndarray],
    lr: float,
    start: np.ndarray | None = None,
) -> tuple[np.ndarray, list[float]]:
    """Adam over batches of row numbers: final ``(w1, …, wd, b)``, and the loss before each step.

    ``start`` is such an array too; without it w = 0 and b = 1.
    """
    theta = np.append(np.zeros(x.shape[1]), 1.0) if start is None else np.array(start, dtype=np.float64)
    grads: list[np.ndarray | float] = []
    losses = []
    for rows in batches:
        losses.append(neuron_loss(x[rows], y[rows], theta[:-1], theta[-1]))
        dw, db = neuron_gradients(x[rows], y[rows], theta[:-1], theta[-1])
        grads.append(np.append(dw, db))
        theta = theta + adam_update(grads, lr)
    return theta, losses
