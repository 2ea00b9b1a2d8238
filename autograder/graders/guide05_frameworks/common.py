"""What the hidden tests of two or more exercises of guide05_frameworks share.

JAX and TensorFlow are never imported here: arrays of theirs stay with the student's code, and what is expected is computed
with NumPy in float64.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder import kit
from autograder.sandbox import Handle

# Gradients are about 1 here; over 150 seeds none of the three frameworks was off by more than 7e-7.
CLOSE: dict[str, Any] = {"atol": 1e-6}
# After some steps.
NEAR: dict[str, Any] = {"atol": 5e-6}
# Rows, inputs, outputs.  JAX compiles anew for each: the tests keep to these.
SIZES = [(7, 5, 3), (1, 2, 5), (11, 3, 1)]


def numbers(rng: np.random.Generator, *shape: int, scale: float = 0.7) -> np.ndarray:
    """Numbers in float32."""
    return (scale * rng.normal(size=shape)).astype(np.float32)


def single(values: Any) -> np.ndarray:
    """These numbers in float32."""
    return np.array(values, dtype=np.float32)


def case(rng: np.random.Generator, n: int, d: int, m: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x, w and b."""
    return numbers(rng, n, d), numbers(rng, d, m), numbers(rng, m)


def exact(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Loss and gradients of the mean of tanh(x @ w + b)², number by number in float64."""
    x, w, b = (a.astype(np.float64) for a in (x, w, b))
    loss, dw, db = 0.0, np.zeros(w.shape), np.zeros(b.shape)
    for row in x:
        for j, bias in enumerate(b):
            a = np.tanh(row.dot(w[:, j]) + bias)
            loss += a * a
            dw[:, j] += 2 * a * (1 - a * a) * row
            db[j] += 2 * a * (1 - a * a)
    count = len(x) * len(b)
    return loss / count, dw / count, db / count


def descended(
    w: np.ndarray, b: np.ndarray, batches: list[np.ndarray], lr: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The losses before each step, and w and b after all of them, in float64."""
    w, b, losses = w.astype(np.float64), b.astype(np.float64), []
    for x in batches:
        loss, dw, db = exact(x, w, b)
        losses.append(loss)
        w, b = w - lr * dw, b - lr * db
    return np.array(losses), w, b


def check_gradients(
    student: Any, name: str, x: np.ndarray, w: np.ndarray, b: np.ndarray, want: tuple[Any, Any, Any]
) -> None:
    """Fail unless the student's loss and gradients are these."""
    for found, right, what in zip(
        kit.sequence(getattr(student, name)(x, w, b), 3), want, ("loss", "dw", "db"), strict=True
    ):
        kit.close(found, right, name=what, **CLOSE)


def as_array(student: Any, value: Any, name: str = "返回值", *, own: bool = False) -> np.ndarray:
    """An array of JAX's as one of NumPy's; with ``own`` one of NumPy's is no answer."""
    if own and not isinstance(value, Handle):
        kit.fail("type" if value is not None else "none", f"{name}应当是 JAX 的数组")
    return student.invoke(value, "__array__") if isinstance(value, Handle) else value


def product_of(name: str, x: np.ndarray, v: np.ndarray) -> np.ndarray:
    """The Hessian of the lesson's function of this name at x, times v, in float64."""
    x, v = x.astype(np.float64), v.astype(np.float64)
    if name == "cube":
        return 6 * x * v
    if name == "square_of_sum":
        return np.full(x.shape, 2 * v.sum())
    if name == "mixed":  # Σx·Σx²: H = 2x1ᵀ + 2·1xᵀ + 2·Σx·I
        return 2 * x * v.sum() + 2 * (x * v).sum() + 2 * x.sum() * v
    out = np.zeros(x.shape)  # Σ xᵢ²·xᵢ₊₁
    out[:-1] += 2 * x[1:] * v[:-1] + 2 * x[:-1] * v[1:]
    out[1:] += 2 * x[:-1] * v[:-1]
    return out


def signs(x: np.ndarray, upstream: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The signs, and what of the upstream gradient passes."""
    return np.where(x > 0, 1.0, np.where(x < 0, -1.0, 0.0)), np.where((x > 1) | (x < -1), 0.0, upstream)
