"""What the hidden tests of two or more exercises of day03 share: helpers, and parts of the reference.

The reference computes in float64, another way than the lesson does.  The lesson works with probabilities and running
averages; here everything is written in terms of logits with ``logaddexp``, and Adam as a weighted sum over all gradients
so far, so that a slip in one is not repeated in the other.  ``tests/content/references`` compares everything with PyTorch.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import torch

from autograder import kit
from autograder.checking.remembered import remembered
from autograder.checking.student import StudentError

# What an eps of 1e-7, or rounding in float32 on the way, may move a loss.
LOSS_RTOL = 5e-6

SHAPES = [(11,), (1, 5), (2, 3, 5)]
LABEL_TYPES = ["uint8", "int64", "int8", "float32"]


def sigmoid(z: np.ndarray | float) -> np.ndarray:
    """``exp(−log(1 + e^(−z)))``, free of overflow."""
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=np.float64)))


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


def both_labels(rng: np.random.Generator, n: int) -> np.ndarray:
    """Random labels 0 and 1 of which neither is missing, and which are not balanced."""
    y = (rng.random(n) < 0.4).astype(int)
    y[: min(n, 3)] = [1, 0, 0][: min(n, 3)]
    return rng.permutation(y)


def probabilities(rng: np.random.Generator, n: int) -> np.ndarray:
    """Probabilities none of which is near 0 or 1: clipping does not show."""
    return rng.uniform(0.05, 0.95, n)


def one_by_one(p: np.ndarray, y: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Batches of one sample each: whether a mean is taken does not show."""
    return [(p[i : i + 1].copy(), y[i : i + 1].copy()) for i in range(len(p))]


def check_far_out(student: Any, name: str, z: np.ndarray, want: np.ndarray) -> None:
    """Fail unless a function gives these values without a warning.

    An overflow that spoils the value and one that only warns are two mistakes: it is called once to see the one, and once
    to see the other.
    """
    function, warned = getattr(student, name), False
    result = function(z.copy())
    try:
        with student.strict_warnings():
            function(z.copy())
    except StudentError as error:
        warned = error.exception == "RuntimeWarning"
        if not warned:
            raise
    kit.close(result, want, atol=1e-12)
    kit.require(not warned, "计算中发出了 RuntimeWarning")


def neuron(rng: np.random.Generator, n: int, d: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Samples, weights, and a bias that is far from 0."""
    return rng.normal(size=(n, d)), rng.normal(size=d), float(rng.uniform(0.6, 1.2))


def batch(rng: np.random.Generator, n: int) -> torch.Tensor:
    """Inputs of a classifier."""
    return torch.tensor(rng.normal(size=(n, 2)), dtype=torch.float32)


def parameters(student: Any, model: Any) -> np.ndarray:
    """The model's parameters as (w1, w2, b)."""
    found = [p.detach().double().numpy().ravel() for p in student.invoke(model, "parameters")]
    sizes = sorted(len(values) for values in found)
    kit.require(sizes == [1, 2], "要学的参数应当是两个权重和一个偏置")
    return np.concatenate(sorted(found, key=len, reverse=True))


def set_parameters(student: Any, model: Any, theta: np.ndarray) -> None:
    """Give the model the parameters (w1, w2, b)."""
    named = kit.mapping(student.invoke(model, "state_dict"), (), "state_dict")
    values = {
        name: torch.tensor(theta[2:] if p.numel() == 1 else theta[:2], dtype=torch.float32).reshape(p.shape)
        for name, p in named.items()
    }
    student.invoke(model, "load_state_dict", values)


def some_theta(rng: np.random.Generator) -> np.ndarray:
    """Parameters (w1, w2, b) none of which is near 0."""
    return rng.uniform(0.5, 1.5, size=3) * rng.choice([-1.0, 1.0], size=3)
