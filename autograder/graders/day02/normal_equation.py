"""Hidden tests of normal_equation: weights by a QR decomposition, fitted values by a projection."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import design_matrix, least_squares_line, numbers


def fitted_values(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The least-squares fit of ``y``, its projection on the columns of the design matrix: unique always."""
    u, s, _ = np.linalg.svd(design_matrix(x), full_matrices=False)
    basis = u[:, s > 1e-9 * s[0]]
    return basis @ (basis.T @ y)


def normal_equation(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights, bias first; the columns of the design matrix must be independent."""
    q, r = np.linalg.qr(design_matrix(x))
    return np.linalg.solve(r, q.T @ y)


def check_fit(w: Any, x: np.ndarray, want: np.ndarray) -> None:
    """Fail unless the weights ``w``, bias first, give the fitted values ``want``."""
    w = kit.array(w, (x.shape[1] + 1,), dtype="f").astype(np.float64)
    kit.close(w[0] + x @ w[1:], want, rtol=1e-6, atol=1e-6, name="预测")


@pytest.mark.exercise(core=True)
def test_normal_values(student, rng):
    """返回一维的权重，偏置在最前，使误差平方和最小。"""
    x, y = numbers(rng, 11, 3), numbers(rng, 11)
    want = normal_equation(x, y)
    kit.close(student.normal_equation(x, y), want, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise
def test_normal_one_feature(student, rng):
    """只有一个特征时，就是最小二乘直线的截距和斜率。"""
    x, y = numbers(rng, 7, 1), numbers(rng, 7)
    m, b = least_squares_line(x[:, 0], y)
    kit.close(student.normal_equation(x, y), [b, m], rtol=1e-6, atol=1e-8)


@pytest.mark.exercise
def test_normal_exact_data(student, rng):
    """y 恰好由特征线性算出时，权重和偏置都还原；偏置可以很大。"""
    x, w = numbers(rng, 13, 5), np.append(40.0, rng.normal(size=5))
    kit.close(student.normal_equation(x, w[0] + x @ w[1:]), w, rtol=1e-6, atol=1e-7)


@pytest.mark.exercise
def test_normal_different_units(student, rng):
    """各列的尺度相差很多、平均值远离 0 时也正确。"""
    x = numbers(rng, 17, 3) * np.array([100.0, 1.0, 10.0]) + np.array([500.0, 15.0, 70.0])
    y = numbers(rng, 17)
    want = fitted_values(x, y)
    check_fit(student.normal_equation(x, y), x, want)


# Small whole numbers, so that the columns are collinear exactly.
@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("kind", ["twice", "constant", "sum", "zero"])
def test_normal_collinear(student, rng, kind):
    """列共线（重复的列、常数列、别的列之和、全零列）时，预测仍然是最好的那一个。"""
    x, y = rng.integers(-4, 5, size=(13, 3)).astype(float), numbers(rng, 13)
    x[:, 1] = {
        "twice": x[:, 0],
        "constant": np.full(13, 4.0),
        "sum": x[:, 0] + x[:, 2],
        "zero": np.zeros(13),
    }[kind]
    want = fitted_values(x, y)
    check_fit(student.normal_equation(x, y), x, want)


@pytest.mark.exercise
def test_normal_few_samples(student, rng):
    """样本比未知数少时，给出的权重说中每一个样本。"""
    x, y = rng.integers(-4, 5, size=(3, 5)).astype(float), numbers(rng, 3)
    want = fitted_values(x, y)
    check_fit(student.normal_equation(x, y), x, want)


@pytest.mark.exercise
def test_normal_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样；整数也能用。"""
    x, y = np.asfortranarray(rng.integers(-9, 10, size=(11, 2))), rng.integers(-9, 10, 11)
    before = x.copy(), y.copy()
    want = normal_equation(x, y)
    result = student.normal_equation(x, y)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    kit.close(result, want, rtol=1e-6, atol=1e-8)
