"""Hidden tests of gradient_descent: the same steps, with gradients in moments of the data."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import (
    BUILT_ATOL,
    BUILT_RTOL,
    least_squares_line,
    mean_squared_error,
    mse_gradients,
    numbers,
    predict,
)


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


def descend(student: Any, *args: Any, **kwargs: Any) -> tuple[Any, Any, Any]:
    """Call the student's gradient_descent and take its result apart."""
    return tuple(kit.sequence(student.gradient_descent(*args, **kwargs), 3))  # type: ignore[return-value]


def check_line(m: Any, b: Any, want_m: float, want_b: float) -> None:
    """Fail unless the line that was found is this one."""
    kit.close(m, want_m, rtol=BUILT_RTOL, atol=BUILT_ATOL, name="m")
    kit.close(b, want_b, rtol=BUILT_RTOL, atol=BUILT_ATOL, name="b")


def check_losses(losses: Any, want: list[float]) -> None:
    """Fail unless ``losses`` is a list or 1-D array of these numbers."""
    if not isinstance(losses, np.ndarray):
        losses = np.array(
            [kit.scalar(loss, "losses 里的一项") for loss in kit.sequence(losses, len(want), "losses")]
        )
    kit.close(losses, np.array(want), rtol=BUILT_RTOL, atol=BUILT_ATOL, name="losses")


@pytest.mark.exercise(core=True)
def test_descent_one_step(student, rng):
    """走一步：m 和 b 各自减去学习率乘以偏导数。"""
    x, y = numbers(rng, 11), numbers(rng, 11)
    want_m, want_b, _ = gradient_descent(x, y, 0.03, 1, 1.2, -0.7)
    m, b, _ = descend(student, x, y, 0.03, 1, 1.2, -0.7)
    check_line(m, b, want_m, want_b)


@pytest.mark.exercise
@pytest.mark.parametrize("steps", [2, 13])
def test_descent_several_steps(student, rng, steps):
    """走几步：每一步的两个偏导数都在同一个旧的 (m, b) 处算。"""
    x, y = numbers(rng, 7), numbers(rng, 7)
    want_m, want_b, _ = gradient_descent(x, y, 0.05, steps, -0.8, 0.5)
    m, b, _ = descend(student, x, y, 0.05, steps, m=-0.8, b=0.5)
    check_line(m, b, want_m, want_b)


@pytest.mark.exercise(weight=2)
def test_descent_losses(student, rng):
    """losses 一共 steps 个，losses[i] 是第 i 步之前的均方误差。"""
    x, y = numbers(rng, 7), numbers(rng, 7)
    _, _, want = gradient_descent(x, y, 0.06, 5, 0.0, 0.0)
    _, _, losses = descend(student, x, y, 0.06, 5)
    check_losses(losses, want)


@pytest.mark.exercise
def test_descent_default_start(student, rng):
    """不给出发点时，从 m = 0、b = 0 出发。"""
    x, y = numbers(rng, 5), numbers(rng, 5)
    want_m, want_b, want = gradient_descent(x, y, 0.04, 3, 0.0, 0.0)
    m, b, losses = descend(student, x, y, 0.04, 3)
    check_line(m, b, want_m, want_b)
    check_losses(losses, want)


@pytest.mark.exercise
def test_descent_no_step(student, rng):
    """步数为 0 时留在出发点，losses 是空的。"""
    x, y = numbers(rng, 5), numbers(rng, 5)
    m, b, losses = descend(student, x, y, 0.1, 0, 1.3, -0.2)
    check_line(m, b, 1.3, -0.2)
    check_losses(losses, [])


@pytest.mark.exercise
def test_descent_arrives(student, rng):
    """步数足够多时，走到最小二乘直线。"""
    x, y = rng.normal(size=29), numbers(rng, 29)
    want_m, want_b = least_squares_line(x, y)
    m, b, _ = descend(student, x, y, 0.1, 600)
    check_line(m, b, want_m, want_b)


@pytest.mark.exercise
def test_descent_at_the_best_line(student):
    """从最好的直线出发时停在那里，也走满 steps 步，losses 仍是 steps 个。"""
    x = np.array([-2.0, 1.0, 0.0, 3.0])
    m, b, losses = descend(student, x, 2 * x - 1, 0.1, 5, 2.0, -1.0)
    check_line(m, b, 2.0, -1.0)
    check_losses(losses, [0.0] * 5)


@pytest.mark.exercise
def test_descent_learning_rate_too_large(student, rng):
    """学习率太大时照公式走，损失越来越大，不悄悄改小学习率。"""
    x, y = numbers(rng, 5), numbers(rng, 5)
    want_m, want_b, want = gradient_descent(x, y, 1.5, 4, 0.0, 0.0)
    m, b, losses = descend(student, x, y, 1.5, 4)
    check_line(m, b, want_m, want_b)
    check_losses(losses, want)


@pytest.mark.exercise
def test_descent_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样；整数的 x 和 y 也能用。"""
    x, y = rng.integers(-3, 4, 7), rng.integers(-3, 4, 7)
    before = x.copy(), y.copy()
    want_m, want_b, _ = gradient_descent(x, y, 0.02, 2, 0.0, 0.0)
    m, b, _ = descend(student, x, y, 0.02, 2)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    check_line(m, b, want_m, want_b)
