"""Expected values of day02 in float64, computed another way than the lesson does.

The lesson subtracts means and takes differences; here there are matrix products, moments and the singular value
decomposition, so that a slip in one is not repeated in the other.  ``tests/graders`` compares everything with
PyTorch's autograd, ``np.polyfit`` and a long gradient descent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


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


@dataclass(frozen=True)
class Cubic:
    """``f(θ) = Σ a·θ³ + Σ b·θ + (Σ c·θ)²``, the function that the notebook's ``make_cubic`` makes.

    The last term ties all entries together: whoever leaves one of them moved gets the next ones wrong.
    """

    a: np.ndarray
    b: np.ndarray
    c: np.ndarray

    def __call__(self, theta: np.ndarray) -> float:
        """The value at ``theta``."""
        return float((self.a * theta**3 + self.b * theta).sum() + (self.c * theta).sum() ** 2)

    def central_difference(self, theta: np.ndarray, eps: float) -> np.ndarray:
        """What the central difference with this eps gives without rounding; the gradient for eps = 0.

        Central differences are exact for the terms of first and second degree, and a cube adds ``a·eps²``.
        """
        theta = np.asarray(theta, dtype=np.float64)
        return 3 * self.a * theta**2 + self.a * eps**2 + self.b + 2 * self.c * (self.c * theta).sum()


def gradient_descent(
    x: np.ndarray, y: np.ndarray, lr: float, steps: int, m: float, b: float
) -> tuple[float, float, list[float]]:
    """Final m and b, and the loss before each step."""
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


def least_squares_line(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Slope and intercept from the pairwise differences of the points."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    dx, dy = x[:, None] - x, y[:, None] - y
    m = float((dx * dy).sum() / (dx * dx).sum())
    return m, float((y - m * x).mean())


def r_squared(y_true: np.ndarray, y_pred: np.ndarray) -> float:
    """One minus mean squared error over population variance."""
    return 1.0 - mean_squared_error(y_pred, y_true) / float(np.var(np.asarray(y_true, dtype=np.float64)))


def design_matrix(x: np.ndarray) -> np.ndarray:
    """``x`` with ones before it, as float64."""
    return np.pad(np.asarray(x, dtype=np.float64), ((0, 0), (1, 0)), constant_values=1.0)


def fitted_values(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The least-squares fit of ``y``, its projection on the columns of the design matrix: unique always."""
    u, s, _ = np.linalg.svd(design_matrix(x), full_matrices=False)
    basis = u[:, s > 1e-9 * s[0]]
    return basis @ (basis.T @ y)


def normal_equation(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights, bias first; the columns of the design matrix must be independent."""
    q, r = np.linalg.qr(design_matrix(x))
    return np.linalg.solve(r, q.T @ y)
