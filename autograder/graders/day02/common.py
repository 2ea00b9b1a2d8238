"""What the hidden tests of two or more exercises of day02 share: helpers, and parts of the reference.

The reference computes in float64, another way than the lesson does.  The lesson subtracts means and takes differences;
here there are matrix products, moments and the singular value decomposition, so that a slip in one is not repeated in
the other.  ``tests/content/references`` compares everything with PyTorch's autograd, ``np.polyfit`` and a long gradient descent.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder import kit

# What is built on a predict or a loss that worked in float32; another formula differs by far more.
BUILT_RTOL, BUILT_ATOL = 1e-5, 1e-6


def predict(x: np.ndarray, m: float, b: float) -> np.ndarray:
    """``m·x + b`` as a polynomial."""
    return np.polynomial.polynomial.polyval(np.asarray(x, dtype=np.float64), [b, m])


def mean_squared_error(y_pred: np.ndarray, y_true: np.ndarray) -> float:
    """Squared length of the residual over the number of entries."""
    residual = np.ravel(y_pred).astype(np.float64) - np.ravel(y_true)
    return float(residual @ residual / residual.size)


def mse_gradients(x: np.ndarray, y: np.ndarray, m: float, b: float) -> tuple[float, float]:
    """Derivatives of the mean squared error by m and b, expanded in moments of the data."""
    n = len(x)
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    dm = 2.0 * (m * (x @ x) + b * x.sum() - x @ y) / n
    db = 2.0 * (m * x.sum() + b * n - y.sum()) / n
    return float(dm), float(db)


def least_squares_line(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Slope and intercept from the pairwise differences of the points."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    dx, dy = x[:, None] - x, y[:, None] - y
    m = float((dx * dy).sum() / (dx * dx).sum())
    return m, float((y - m * x).mean())


def design_matrix(x: np.ndarray) -> np.ndarray:
    """``x`` with ones before it, as float64."""
    return np.pad(np.asarray(x, dtype=np.float64), ((0, 0), (1, 0)), constant_values=1.0)


def numbers(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Random numbers whose mean is not near 0, so that terms with a sum do not vanish."""
    return rng.normal(loc=0.7, scale=1.3, size=shape)


def pair(actual: Any, want: tuple[float, float], names: tuple[str, str], **tolerance: float) -> None:
    """Fail unless ``actual`` is two numbers close to ``want``."""
    for got, expected, name in zip(kit.sequence(actual, 2), want, names):
        kit.close(got, expected, name=name, **tolerance)
