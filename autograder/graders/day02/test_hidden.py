"""Hidden tests of day02.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder import kit
from autograder.graders.day02 import reference as ref

# Rounding of f over eps: what a difference quotient with the default eps cannot do better.
DIFFERENCE_RTOL, DIFFERENCE_ATOL = 1e-5, 1e-6

# What is built on a predict or a loss that worked in float32; another formula differs by far more.
BUILT_RTOL, BUILT_ATOL = 1e-5, 1e-6

SHAPES = [(11,), (1, 5), (2, 3, 5)]


def numbers(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Random numbers whose mean is not near 0, so that terms with a sum do not vanish."""
    return rng.normal(loc=0.7, scale=1.3, size=shape)


def with_gaps(a: np.ndarray) -> np.ndarray:
    """The same vector as every third entry of a longer one."""
    wide = np.full(3 * len(a), 99.0)
    wide[1::3] = a
    return wide[1::3]


def layouts(a: np.ndarray) -> list[np.ndarray]:
    """The same matrix in Fortran order and as a view that skips rows and columns of a larger one."""
    wide = np.full((2 * a.shape[0], 3 * a.shape[1]), 99.0)
    wide[::2, 1::3] = a
    return [np.asfortranarray(a), wide[::2, 1::3]]


def pair(actual: Any, want: tuple[float, float], names: tuple[str, str], **tolerance: float) -> None:
    """Fail unless ``actual`` is two numbers close to ``want``."""
    for got, expected, name in zip(kit.sequence(actual, 2), want, names):
        kit.close(got, expected, name=name, **tolerance)


# --- predict ------------------------------------------------------------------------------------------


@pytest.mark.exercise("predict", core=True)
def test_predict_values(student, rng):
    """预测是 m·x + b，逐元素计算。"""
    x = numbers(rng, 11)
    want = ref.predict(x, -1.7, 0.6)
    kit.close(student.predict(x, -1.7, 0.6), want)


@pytest.mark.exercise("predict")
def test_predict_any_shape(student, rng):
    """一维、二维、三维数组都能用，结果的形状与 x 相同。"""
    inputs = [numbers(rng, *shape) for shape in SHAPES]
    wants = [ref.predict(x, 2.3, -0.4) for x in inputs]
    results = [student.predict(x, 2.3, -0.4) for x in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("predict")
def test_predict_one_number(student, rng):
    """x 是一个数时，返回一个数。"""
    x, m, b = (float(value) for value in numbers(rng, 3))
    want = float(ref.predict(np.array(x), m, b))
    kit.close(student.predict(x, m, b), want)


@pytest.mark.exercise("predict")
def test_predict_integers(student, rng):
    """整数 x 配上小数的 m 和 b，结果不取整。"""
    x = rng.integers(-9, 10, size=(3, 7))
    want = ref.predict(x, 0.37, -2.6)
    kit.close(student.predict(x, 0.37, -2.6), want)


@pytest.mark.exercise("predict")
def test_predict_negative_slopes(student, rng):
    """斜率和截距可以是负数，也可以是 0。"""
    x = numbers(rng, 7)
    lines = [(-0.8, -1.9), (0.0, 1.3), (2.6, 0.0)]
    wants = [ref.predict(x, m, b) for m, b in lines]
    results = [student.predict(x, m, b) for m, b in lines]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("predict")
def test_predict_keeps_input(student, rng):
    """传进去的 x 在调用之后保持原样。"""
    x = numbers(rng, 5, 3)
    before = x.copy()
    student.predict(x, 2.0, 1.0)
    kit.unchanged(x, before, "x")


# --- mean_squared_error -------------------------------------------------------------------------------


@pytest.mark.exercise("mean_squared_error", core=True)
def test_mse_values(student, rng):
    """残差平方的平均，是一个数。"""
    y_pred, y_true = numbers(rng, 11), numbers(rng, 11)
    want = ref.mean_squared_error(y_pred, y_true)
    kit.close(student.mean_squared_error(y_pred, y_true), want)


@pytest.mark.exercise("mean_squared_error")
def test_mse_one_sample(student, rng):
    """只有一个样本时，就是这个残差的平方。"""
    y_pred, y_true = numbers(rng, 1), numbers(rng, 1)
    want = ref.mean_squared_error(y_pred, y_true)
    kit.close(student.mean_squared_error(y_pred, y_true), want)


@pytest.mark.exercise("mean_squared_error")
def test_mse_any_shape(student, rng):
    """形状相同的多维数组，对所有元素求平均，不是只沿一个轴。"""
    inputs = [(numbers(rng, *shape), numbers(rng, *shape)) for shape in [(7, 1), (3, 5), (2, 3, 5)]]
    wants = [ref.mean_squared_error(*both) for both in inputs]
    results = [student.mean_squared_error(*both) for both in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("mean_squared_error")
def test_mse_perfect(student, rng):
    """全部说中时正好是 0，预测与真值互换时结果不变。"""
    y, other = numbers(rng, 13), numbers(rng, 13)
    want = ref.mean_squared_error(y, other)
    results = [
        student.mean_squared_error(first, second) for first, second in ((y, y.copy()), (y, other), (other, y))
    ]
    for result, expected in zip(results, (0.0, want, want)):
        kit.close(result, expected)


@pytest.mark.exercise("mean_squared_error")
def test_mse_integers(student, rng):
    """整数数组也能用，结果不取整。"""
    y_pred, y_true = rng.integers(-9, 10, 7), rng.integers(-9, 10, 7)
    want = ref.mean_squared_error(y_pred, y_true)
    kit.close(student.mean_squared_error(y_pred, y_true), want)


@pytest.mark.exercise("mean_squared_error", weight=0.5)
@pytest.mark.parametrize(
    ("first", "second"), [((7,), (7, 1)), ((7, 1), (7,)), ((7,), (1,)), ((1, 7), (7,)), ((3, 5), (5, 3))]
)
def test_mse_refuses_other_shapes(student, first, second):
    """形状不同就抛出 ValueError，不论能不能广播、元素个数是否相同。"""
    # All zeros: what an answer that should not be there is does not tell which formula gave it.
    with kit.raises("ValueError"):
        student.mean_squared_error(np.zeros(first), np.zeros(second))


@pytest.mark.exercise("mean_squared_error")
def test_mse_keeps_inputs(student, rng):
    """传进去的两个数组在调用之后保持原样。"""
    y_pred, y_true = numbers(rng, 5, 3), numbers(rng, 5, 3)
    before = y_pred.copy(), y_true.copy()
    student.mean_squared_error(y_pred, y_true)
    kit.unchanged(y_pred, before[0], "y_pred")
    kit.unchanged(y_true, before[1], "y_true")


# --- mse_gradients ------------------------------------------------------------------------------------


def gradients(actual: Any, want: tuple[float, float]) -> None:
    """Fail unless ``actual`` is the two derivatives ``want``."""
    pair(actual, want, ("dm", "db"), rtol=BUILT_RTOL, atol=BUILT_ATOL)


@pytest.mark.exercise("mse_gradients", core=True)
def test_gradients_values(student, rng):
    """返回 (dm, db)，是均方误差对 m 和 b 的偏导数。"""
    x, y, (m, b) = numbers(rng, 11), numbers(rng, 11), rng.normal(size=2)
    want = ref.mse_gradients(x, y, m, b)
    gradients(student.mse_gradients(x, y, float(m), float(b)), want)


@pytest.mark.exercise("mse_gradients")
def test_gradients_do_not_grow_with_samples(student, rng):
    """把全部样本重复几遍，两个偏导数不变：损失是平均，不是总和。"""
    x, y = numbers(rng, 7), numbers(rng, 7)
    want = ref.mse_gradients(x, y, 0.9, -0.5)
    results = [student.mse_gradients(np.tile(x, k), np.tile(y, k), 0.9, -0.5) for k in (1, 3)]
    for result in results:
        gradients(result, want)


@pytest.mark.exercise("mse_gradients")
def test_gradients_one_sample(student, rng):
    """只有一个样本时也正确。"""
    x, y = numbers(rng, 1), numbers(rng, 1)
    want = ref.mse_gradients(x, y, 1.4, -2.2)
    gradients(student.mse_gradients(x, y, 1.4, -2.2), want)


@pytest.mark.exercise("mse_gradients")
def test_gradients_at_origin(student, rng):
    """m 和 b 都是 0 时也正确。"""
    x, y = numbers(rng, 13), numbers(rng, 13)
    want = ref.mse_gradients(x, y, 0.0, 0.0)
    gradients(student.mse_gradients(x, y, 0.0, 0.0), want)


@pytest.mark.exercise("mse_gradients")
def test_gradients_far_from_origin(student, rng):
    """x 的数值很大时，两个偏导数仍按公式精确。"""
    x, y = rng.normal(200.0, 14.0, size=17), rng.normal(4.0, 0.8, size=17)
    want = ref.mse_gradients(x, y, 0.03, -2.5)
    gradients(student.mse_gradients(x, y, 0.03, -2.5), want)


@pytest.mark.exercise("mse_gradients")
def test_gradients_at_best_line(student, rng):
    """在最小二乘直线上，两个偏导数都是 0；平均残差为 0 时 dm 不一定是 0。"""
    x, y = numbers(rng, 11), numbers(rng, 11)
    m, b = ref.least_squares_line(x, y)
    turned = m + 1.5
    through_mean = float(np.mean(y - turned * x))
    want = ref.mse_gradients(x, y, turned, through_mean)
    at_best = student.mse_gradients(x, y, m, b)
    pivoted = student.mse_gradients(x, y, turned, through_mean)
    gradients(at_best, (0.0, 0.0))
    gradients(pivoted, want)


@pytest.mark.exercise("mse_gradients")
def test_gradients_integers(student, rng):
    """整数的 x 和 y 也能用。"""
    x, y = rng.integers(-9, 10, 7), rng.integers(-9, 10, 7)
    want = ref.mse_gradients(x, y, 0.3, 1.6)
    gradients(student.mse_gradients(x, y, 0.3, 1.6), want)


@pytest.mark.exercise("mse_gradients")
def test_gradients_keep_inputs(student, rng):
    """x 和 y 在调用之后保持原样，内存不连续的数组也能用。"""
    x, y = with_gaps(numbers(rng, 7)), with_gaps(numbers(rng, 7))
    before = x.copy(), y.copy()
    want = ref.mse_gradients(x, y, -0.6, 0.8)
    result = student.mse_gradients(x, y, -0.6, 0.8)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    gradients(result, want)


# --- numerical_gradient -------------------------------------------------------------------------------
#
# A function cannot cross the wire.  The notebook's ``make_cubic`` makes one over there; what it gives is known here.


def random_cubic(rng: np.random.Generator, shape: tuple[int, ...]) -> ref.Cubic:
    """A cubic with random coefficients."""
    return ref.Cubic(*(np.asarray(rng.normal(size=shape)) for _ in range(3)))


def ask(student: Any, cubic: ref.Cubic, theta: np.ndarray, *eps: float) -> Any:
    """The student's numerical gradient of a cubic."""
    f = student.make_cubic(cubic.a, cubic.b, cubic.c)
    return student.numerical_gradient(f, theta, *eps)


@pytest.mark.exercise("numerical_gradient", core=True)
def test_numerical_values(student, rng):
    """一维的 theta：结果与真正的梯度一致。"""
    cubic, theta = random_cubic(rng, (7,)), numbers(rng, 7)
    want = cubic.central_difference(theta, 0.0)
    kit.close(ask(student, cubic, theta), want, rtol=DIFFERENCE_RTOL, atol=DIFFERENCE_ATOL)


@pytest.mark.exercise("numerical_gradient", weight=0.5)
@pytest.mark.parametrize("shape", [(3, 5), (5, 1), (2, 3, 5)])
def test_numerical_any_shape(student, rng, shape):
    """多维的 theta：一次只动一个元素，结果的形状与 theta 相同。"""
    cubic, theta = random_cubic(rng, shape), numbers(rng, *shape)
    want = cubic.central_difference(theta, 0.0)
    kit.close(ask(student, cubic, theta), want, rtol=DIFFERENCE_RTOL, atol=DIFFERENCE_ATOL)


@pytest.mark.exercise("numerical_gradient")
def test_numerical_no_axis(student, rng):
    """零维的 theta 也能用。"""
    cubic, theta = random_cubic(rng, ()), np.array(rng.normal())
    want = cubic.central_difference(theta, 0.0)
    kit.close(ask(student, cubic, theta), float(want), rtol=DIFFERENCE_RTOL, atol=DIFFERENCE_ATOL)


# Two tests, so that two mistakes in one function both show: whatever eps is, a central difference of a function of second
# degree is the same; and at 0, without the second degree, steps to either side give the same.
@pytest.mark.exercise("numerical_gradient")
@pytest.mark.parametrize("eps", [0.5, 1.25])
def test_numerical_both_sides(student, rng, eps):
    """往两边各走 eps：f 是二次函数时，eps 再大，中心差分也正好是梯度。"""
    cubic, theta = replace(random_cubic(rng, (5,)), a=np.zeros(5)), numbers(rng, 5)
    want = cubic.central_difference(theta, eps)
    kit.close(ask(student, cubic, theta, eps), want, rtol=DIFFERENCE_RTOL, atol=DIFFERENCE_ATOL)


@pytest.mark.exercise("numerical_gradient")
@pytest.mark.parametrize("eps", [0.5, 1.25])
def test_numerical_eps(student, rng, eps):
    """步长由 eps 决定：f 有三次项时，大的 eps 给出的结果与公式算出的一致，与梯度有明显的差别。"""
    cubic, theta = replace(random_cubic(rng, (5,)), c=np.zeros(5)), np.zeros(5)
    want = cubic.central_difference(theta, eps)
    kit.close(ask(student, cubic, theta, eps), want)


@pytest.mark.exercise("numerical_gradient")
@pytest.mark.parametrize("shape", [(5,), (3, 2)])
def test_numerical_integers(student, rng, shape):
    """整数的 theta 先换成 float64：结果是浮点数组，每次移动不会被截掉。"""
    cubic, theta = random_cubic(rng, shape), rng.integers(-4, 5, size=shape)
    want = cubic.central_difference(theta, 0.0)
    result = ask(student, cubic, theta)
    kit.close(kit.array(result, shape, dtype="f"), want, rtol=DIFFERENCE_RTOL, atol=DIFFERENCE_ATOL)


@pytest.mark.exercise("numerical_gradient")
def test_numerical_layouts(student, rng):
    """转置或切片得到的 theta（内存不连续）也能用。"""
    cubic, theta = replace(random_cubic(rng, (3, 5)), a=np.zeros((3, 5))), numbers(rng, 3, 5)
    want = cubic.central_difference(theta, 0.01)
    results = [ask(student, cubic, same, 0.01) for same in layouts(theta)]
    for result in results:
        kit.close(result, want, rtol=DIFFERENCE_RTOL, atol=DIFFERENCE_ATOL)


@pytest.mark.exercise("numerical_gradient")
def test_numerical_keeps_theta(student, rng):
    """调用之后，theta 与原来一位不差。"""
    cubic, theta = random_cubic(rng, (7, 5)), numbers(rng, 7, 5)
    before = theta.copy()
    ask(student, cubic, theta)
    kit.unchanged(theta, before, "theta")


# --- gradient_descent ---------------------------------------------------------------------------------


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


@pytest.mark.exercise("gradient_descent", core=True)
def test_descent_one_step(student, rng):
    """走一步：m 和 b 各自减去学习率乘以偏导数。"""
    x, y = numbers(rng, 11), numbers(rng, 11)
    want_m, want_b, _ = ref.gradient_descent(x, y, 0.03, 1, 1.2, -0.7)
    m, b, _ = descend(student, x, y, 0.03, 1, 1.2, -0.7)
    check_line(m, b, want_m, want_b)


@pytest.mark.exercise("gradient_descent")
@pytest.mark.parametrize("steps", [2, 13])
def test_descent_several_steps(student, rng, steps):
    """走几步：每一步的两个偏导数都在同一个旧的 (m, b) 处算。"""
    x, y = numbers(rng, 7), numbers(rng, 7)
    want_m, want_b, _ = ref.gradient_descent(x, y, 0.05, steps, -0.8, 0.5)
    m, b, _ = descend(student, x, y, 0.05, steps, m=-0.8, b=0.5)
    check_line(m, b, want_m, want_b)


@pytest.mark.exercise("gradient_descent", weight=2)
def test_descent_losses(student, rng):
    """losses 一共 steps 个，losses[i] 是第 i 步之前的均方误差。"""
    x, y = numbers(rng, 7), numbers(rng, 7)
    _, _, want = ref.gradient_descent(x, y, 0.06, 5, 0.0, 0.0)
    _, _, losses = descend(student, x, y, 0.06, 5)
    check_losses(losses, want)


@pytest.mark.exercise("gradient_descent")
def test_descent_default_start(student, rng):
    """不给出发点时，从 m = 0、b = 0 出发。"""
    x, y = numbers(rng, 5), numbers(rng, 5)
    want_m, want_b, want = ref.gradient_descent(x, y, 0.04, 3, 0.0, 0.0)
    m, b, losses = descend(student, x, y, 0.04, 3)
    check_line(m, b, want_m, want_b)
    check_losses(losses, want)


@pytest.mark.exercise("gradient_descent")
def test_descent_no_step(student, rng):
    """步数为 0 时留在出发点，losses 是空的。"""
    x, y = numbers(rng, 5), numbers(rng, 5)
    m, b, losses = descend(student, x, y, 0.1, 0, 1.3, -0.2)
    check_line(m, b, 1.3, -0.2)
    check_losses(losses, [])


@pytest.mark.exercise("gradient_descent")
def test_descent_arrives(student, rng):
    """步数足够多时，走到最小二乘直线。"""
    x, y = rng.normal(size=29), numbers(rng, 29)
    want_m, want_b = ref.least_squares_line(x, y)
    m, b, _ = descend(student, x, y, 0.1, 600)
    check_line(m, b, want_m, want_b)


@pytest.mark.exercise("gradient_descent")
def test_descent_at_the_best_line(student):
    """从最好的直线出发时停在那里，也走满 steps 步，losses 仍是 steps 个。"""
    x = np.array([-2.0, 1.0, 0.0, 3.0])
    m, b, losses = descend(student, x, 2 * x - 1, 0.1, 5, 2.0, -1.0)
    check_line(m, b, 2.0, -1.0)
    check_losses(losses, [0.0] * 5)


@pytest.mark.exercise("gradient_descent")
def test_descent_learning_rate_too_large(student, rng):
    """学习率太大时照公式走，损失越来越大，不悄悄改小学习率。"""
    x, y = numbers(rng, 5), numbers(rng, 5)
    want_m, want_b, want = ref.gradient_descent(x, y, 1.5, 4, 0.0, 0.0)
    m, b, losses = descend(student, x, y, 1.5, 4)
    check_line(m, b, want_m, want_b)
    check_losses(losses, want)


@pytest.mark.exercise("gradient_descent")
def test_descent_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样；整数的 x 和 y 也能用。"""
    x, y = rng.integers(-3, 4, 7), rng.integers(-3, 4, 7)
    before = x.copy(), y.copy()
    want_m, want_b, _ = ref.gradient_descent(x, y, 0.02, 2, 0.0, 0.0)
    m, b, _ = descend(student, x, y, 0.02, 2)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    check_line(m, b, want_m, want_b)


# --- least_squares_line -------------------------------------------------------------------------------


@pytest.mark.exercise("least_squares_line", core=True)
def test_line_values(student, rng):
    """返回 (m, b)，是使均方误差最小的斜率和截距。"""
    x, y = numbers(rng, 11), numbers(rng, 11)
    want = ref.least_squares_line(x, y)
    pair(student.least_squares_line(x, y), want, ("m", "b"))


@pytest.mark.exercise("least_squares_line")
def test_line_two_points(student, rng):
    """两个点确定的直线穿过这两个点。"""
    x, y = numbers(rng, 2), numbers(rng, 2)
    want = ref.least_squares_line(x, y)
    pair(student.least_squares_line(x, y), want, ("m", "b"), rtol=1e-6)


@pytest.mark.exercise("least_squares_line")
def test_line_far_from_origin(student, rng):
    """x 的平均值远离 0 时也正确。"""
    x, y = rng.normal(200.0, 14.0, size=17), rng.normal(4.0, 0.8, size=17)
    want = ref.least_squares_line(x, y)
    pair(student.least_squares_line(x, y), want, ("m", "b"), rtol=1e-6)


@pytest.mark.exercise("least_squares_line")
def test_line_constant_y(student, rng):
    """y 全都相等时斜率是 0，这不是错误。"""
    x, y = numbers(rng, 7), np.full(7, -3.5)
    pair(student.least_squares_line(x, y), (0.0, -3.5), ("m", "b"))


@pytest.mark.exercise("least_squares_line")
def test_line_descending_integers(student, rng):
    """整数数据、下降的直线也正确。"""
    x = rng.integers(-9, 10, 13)
    y = 5 - 3 * x + rng.integers(-2, 3, 13)
    want = ref.least_squares_line(x, y)
    pair(student.least_squares_line(x, y), want, ("m", "b"))


@pytest.mark.exercise("least_squares_line", weight=0.5)
@pytest.mark.parametrize(("n", "value"), [(7, 2.5), (5, 0.0), (3, -64.0), (1, 1.5)])
def test_line_refuses_constant_x(student, rng, n, value):
    """所有的 x 都相等（包括只有一个样本）时抛出 ValueError。"""
    x, y = np.full(n, value), numbers(rng, n)
    with kit.raises("ValueError"):
        student.least_squares_line(x, y)


@pytest.mark.exercise("least_squares_line", weight=0.5)
@pytest.mark.parametrize("value", [0.1, 0.7])
def test_line_refuses_constant_x_that_rounds(student, rng, value):
    """所有的 x 都相等时抛出 ValueError，平均值有舍入误差、算出来的方差不正好是 0 时也一样。"""
    y = numbers(rng, 3)
    with kit.raises("ValueError"):
        student.least_squares_line(np.full(3, value), y)


@pytest.mark.exercise("least_squares_line", weight=0.5)
@pytest.mark.parametrize("scale", [1e-9, 1e-6, 1e5])
def test_line_other_units(student, rng, scale):
    """换一个单位，x 的数值很小或很大，只要不全相等就照样算。"""
    x, y = numbers(rng, 11), numbers(rng, 11)
    m, b = ref.least_squares_line(x, y)
    pair(student.least_squares_line(x * scale, y), (m / scale, b), ("m", "b"), rtol=1e-6)


@pytest.mark.exercise("least_squares_line")
def test_line_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样。"""
    x, y = with_gaps(numbers(rng, 7)), with_gaps(numbers(rng, 7))
    before = x.copy(), y.copy()
    student.least_squares_line(x, y)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")


# --- r_squared ----------------------------------------------------------------------------------------


@pytest.mark.exercise("r_squared", core=True)
def test_r_squared_values(student, rng):
    """1 减去残差平方和与总平方和之比；真值是第一个参数。"""
    y_true = numbers(rng, 11)
    y_pred = y_true + rng.normal(scale=0.5, size=11)
    want = ref.r_squared(y_true, y_pred)
    kit.close(student.r_squared(y_true, y_pred), want)


@pytest.mark.exercise("r_squared")
def test_r_squared_of_least_squares(student, rng):
    """预测来自最小二乘直线时，结果在 0 和 1 之间。"""
    x, y = numbers(rng, 13), numbers(rng, 13)
    m, b = ref.least_squares_line(x, y)
    y_pred = m * x + b
    want = ref.r_squared(y, y_pred)
    kit.close(student.r_squared(y, y_pred), want)


@pytest.mark.exercise("r_squared")
def test_r_squared_shifted(student, rng):
    """预测整体偏高或偏低时，结果变小：它不只看起伏是否一致。"""
    y_true = numbers(rng, 11)
    y_pred = y_true + rng.normal(scale=0.3, size=11) + 0.6
    want = ref.r_squared(y_true, y_pred)
    kit.close(student.r_squared(y_true, y_pred), want)


@pytest.mark.exercise("r_squared")
def test_r_squared_negative(student, rng):
    """比永远回答平均值还差时，结果是负数，不截成 0。"""
    y_true, y_pred = numbers(rng, 7), numbers(rng, 7) + 3.0
    want = ref.r_squared(y_true, y_pred)
    kit.close(student.r_squared(y_true, y_pred), want)


@pytest.mark.exercise("r_squared")
def test_r_squared_two_samples(student, rng):
    """样本很少时也照同一个公式，不做自由度修正。"""
    y_true, y_pred = np.array([1.25, -0.5]), numbers(rng, 2)
    want = ref.r_squared(y_true, y_pred)
    kit.close(student.r_squared(y_true, y_pred), want)


@pytest.mark.exercise("r_squared")
def test_r_squared_tiny_units(student, rng):
    """换一个单位，结果不变，哪怕数值很小。"""
    y_true, y_pred = numbers(rng, 11), numbers(rng, 11)
    want = ref.r_squared(y_true, y_pred)
    kit.close(student.r_squared(y_true * 1e-6, y_pred * 1e-6), want, rtol=1e-6)


@pytest.mark.exercise("r_squared")
@pytest.mark.parametrize("right", [False, True])
def test_r_squared_refuses_constant_truth(student, rng, right):
    """真值全都相等时抛出 ValueError，预测完全正确时也一样。"""
    y_true = np.full(7, -2.25)
    y_pred = y_true.copy() if right else numbers(rng, 7)
    with kit.raises("ValueError"):
        student.r_squared(y_true, y_pred)


@pytest.mark.exercise("r_squared", weight=0.5)
@pytest.mark.parametrize("value", [0.1, 0.7])
def test_r_squared_refuses_constant_truth_that_rounds(student, rng, value):
    """真值全都相等时抛出 ValueError，平均值有舍入误差、算出来的方差不正好是 0 时也一样。"""
    y_pred = numbers(rng, 3)
    with kit.raises("ValueError"):
        student.r_squared(np.full(3, value), y_pred)


@pytest.mark.exercise("r_squared")
def test_r_squared_constant_prediction(student, rng):
    """预测全都相等不是错误。"""
    y_true, y_pred = numbers(rng, 7), np.full(7, 0.5)
    want = ref.r_squared(y_true, y_pred)
    kit.close(student.r_squared(y_true, y_pred), want)


@pytest.mark.exercise("r_squared")
def test_r_squared_keeps_inputs(student, rng):
    """传进去的两个数组在调用之后保持原样；整数也能用。"""
    y_true, y_pred = rng.integers(-9, 10, 7), rng.integers(-9, 10, 7)
    before = y_true.copy(), y_pred.copy()
    want = ref.r_squared(y_true, y_pred)
    result = student.r_squared(y_true, y_pred)
    kit.unchanged(y_true, before[0], "y_true")
    kit.unchanged(y_pred, before[1], "y_pred")
    kit.close(result, want)


# --- design_matrix ------------------------------------------------------------------------------------


@pytest.mark.exercise("design_matrix", core=True)
def test_design_values(student, rng):
    """第 0 列全是 1，后面依次是 x 的各列。"""
    x = numbers(rng, 7, 3)
    want = ref.design_matrix(x)
    kit.close(student.design_matrix(x), want)


@pytest.mark.exercise("design_matrix", weight=0.5)
@pytest.mark.parametrize("shape", [(5, 1), (1, 5), (3, 11), (5, 5)])
def test_design_shapes(student, rng, shape):
    """只有一列、只有一行、列比行多、行列一样多时也正确。"""
    x = numbers(rng, *shape)
    want = ref.design_matrix(x)
    kit.close(student.design_matrix(x), want)


@pytest.mark.exercise("design_matrix")
def test_design_integers(student, rng):
    """整数的 x 得到浮点矩阵。"""
    x = rng.integers(-9, 10, size=(7, 3))
    want = ref.design_matrix(x)
    kit.close(kit.array(student.design_matrix(x), (7, 4), dtype="f"), want)


@pytest.mark.exercise("design_matrix")
@pytest.mark.parametrize("n", [7, 1])
def test_design_refuses_one_axis(student, rng, n):
    """一维的输入抛出 ValueError。"""
    x = numbers(rng, n)
    with kit.raises("ValueError"):
        student.design_matrix(x)


@pytest.mark.exercise("design_matrix")
def test_design_layouts(student, rng):
    """转置或切片得到的 x（内存不连续）也能用，调用之后保持原样。"""
    x = numbers(rng, 5, 3)
    want, inputs = ref.design_matrix(x), layouts(x)
    results = [student.design_matrix(same) for same in inputs]
    for same, result in zip(inputs, results):
        kit.unchanged(same, x, "x")
        kit.close(result, want)


# --- normal_equation ----------------------------------------------------------------------------------


def check_fit(w: Any, x: np.ndarray, want: np.ndarray) -> None:
    """Fail unless the weights ``w``, bias first, give the fitted values ``want``."""
    w = kit.array(w, (x.shape[1] + 1,), dtype="f").astype(np.float64)
    kit.close(w[0] + x @ w[1:], want, rtol=1e-6, atol=1e-6, name="预测")


@pytest.mark.exercise("normal_equation", core=True)
def test_normal_values(student, rng):
    """返回一维的权重，偏置在最前，使误差平方和最小。"""
    x, y = numbers(rng, 11, 3), numbers(rng, 11)
    want = ref.normal_equation(x, y)
    kit.close(student.normal_equation(x, y), want, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise("normal_equation")
def test_normal_one_feature(student, rng):
    """只有一个特征时，就是最小二乘直线的截距和斜率。"""
    x, y = numbers(rng, 7, 1), numbers(rng, 7)
    m, b = ref.least_squares_line(x[:, 0], y)
    kit.close(student.normal_equation(x, y), [b, m], rtol=1e-6, atol=1e-8)


@pytest.mark.exercise("normal_equation")
def test_normal_exact_data(student, rng):
    """y 恰好由特征线性算出时，权重和偏置都还原；偏置可以很大。"""
    x, w = numbers(rng, 13, 5), np.append(40.0, rng.normal(size=5))
    kit.close(student.normal_equation(x, w[0] + x @ w[1:]), w, rtol=1e-6, atol=1e-7)


@pytest.mark.exercise("normal_equation")
def test_normal_different_units(student, rng):
    """各列的尺度相差很多、平均值远离 0 时也正确。"""
    x = numbers(rng, 17, 3) * np.array([100.0, 1.0, 10.0]) + np.array([500.0, 15.0, 70.0])
    y = numbers(rng, 17)
    want = ref.fitted_values(x, y)
    check_fit(student.normal_equation(x, y), x, want)


# Small whole numbers, so that the columns are collinear exactly.
@pytest.mark.exercise("normal_equation", weight=0.5)
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
    want = ref.fitted_values(x, y)
    check_fit(student.normal_equation(x, y), x, want)


@pytest.mark.exercise("normal_equation")
def test_normal_few_samples(student, rng):
    """样本比未知数少时，给出的权重说中每一个样本。"""
    x, y = rng.integers(-4, 5, size=(3, 5)).astype(float), numbers(rng, 3)
    want = ref.fitted_values(x, y)
    check_fit(student.normal_equation(x, y), x, want)


@pytest.mark.exercise("normal_equation")
def test_normal_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样；整数也能用。"""
    x, y = np.asfortranarray(rng.integers(-9, 10, size=(11, 2))), rng.integers(-9, 10, 11)
    before = x.copy(), y.copy()
    want = ref.normal_equation(x, y)
    result = student.normal_equation(x, y)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    kit.close(result, want, rtol=1e-6, atol=1e-8)


# --- minibatches --------------------------------------------------------------------------------------
#
# A generator arrives as the list of what it yields.  Every sample carries its number, so that nothing here depends
# on how the random order is drawn.


def labelled(n: int, *shape: int) -> np.ndarray:
    """Samples whose entries all differ; the first entry of sample i is i times the entries of a sample."""
    return np.arange(n * int(np.prod(shape)), dtype=float).reshape(n, *shape)


def draw(student: Any, x: np.ndarray, y: np.ndarray, size: int, rng: np.random.Generator) -> Any:
    """Call the student's minibatches on copies of the data."""
    return student.minibatches(x.copy(), y.copy(), size, rng)


def check_batches(batches: Any, x: np.ndarray, y: np.ndarray, size: int) -> np.ndarray:
    """Check sizes, shapes and pairs; return the number of every sample in the order in which they came."""
    if not isinstance(batches, (list, tuple)):
        kit.fail("type", f"应当是一个生成器，得到的是 {type(batches).__name__}")
    n, numbers_seen = len(x), []
    for i, batch in enumerate(kit.sequence(batches, -(-n // size), "全部的批")):
        xb, yb = kit.sequence(batch, 2, "一批")
        length = min(size, n - i * size)
        kit.array(xb, (length, *x.shape[1:]), name="xb")
        kit.array(yb, (length, *y.shape[1:]), name="yb")
        number = np.nan_to_num(np.rint(xb.reshape(length, -1)[:, 0] / x[0].size))
        numbers_seen.append(np.clip(number, -1, n).astype(int))
        kit.close(xb, x[np.clip(numbers_seen[-1], 0, n - 1)], name="xb")
        kit.close(yb, y[np.clip(numbers_seen[-1], 0, n - 1)], name="与 xb 配对的 yb")
    order = np.concatenate(numbers_seen)
    kit.require(np.array_equal(np.sort(order), np.arange(n)), "每个样本应当恰好出现一次")
    return order


def seed_of(rng: np.random.Generator) -> int:
    """A seed for the student's generator."""
    return int(rng.integers(2**31))


@pytest.mark.exercise("minibatches", core=True)
def test_batches_once_each(student, rng):
    """每个样本恰好出现一次，x 和 y 成对，最后的零头也交出来。"""
    x, y = labelled(23, 3), rng.permutation(23).astype(float)
    batches = draw(student, x, y, 5, np.random.default_rng(seed_of(rng)))
    check_batches(batches, x, y, 5)


@pytest.mark.exercise("minibatches", core=True)
def test_batches_use_rng(student, rng):
    """次序是由 rng 打乱的：用过之后 rng 的状态变了，样本不再是原来的次序。"""
    x, y, own = labelled(59), np.arange(59), np.random.default_rng(seed_of(rng))
    before = own.bit_generator.state
    batches = draw(student, x, y, 7, own)
    kit.require(own.bit_generator.state != before, "rng 没有被用到")
    order = check_batches(batches, x, y, 7)
    kit.require(not np.array_equal(order, np.arange(59)), "样本没有打乱")


@pytest.mark.exercise("minibatches")
def test_batches_same_seed(student, rng):
    """种子相同，批就相同；种子不同，批就不同。"""
    x, y, seed = labelled(31), np.arange(31), seed_of(rng)
    first, again, other = (draw(student, x, y, 7, np.random.default_rng(s)) for s in (seed, seed, seed + 1))
    orders = [check_batches(batches, x, y, 7) for batches in (first, again, other)]
    kit.close(orders[1], orders[0], name="同一个种子的次序")
    kit.require(not np.array_equal(orders[0], orders[2]), "换一个种子，次序却没有变")


@pytest.mark.exercise("minibatches", weight=2)
def test_batches_new_order(student, rng):
    """同一个 rng 连续用几轮，每一轮都是新的次序。"""
    x, y, own = labelled(31), np.arange(31), np.random.default_rng(seed_of(rng))
    epochs = [draw(student, x, y, 5, own) for _ in range(3)]
    orders = [check_batches(batches, x, y, 5) for batches in epochs]
    kit.require(not np.array_equal(orders[0], orders[1]), "两轮的次序一样")
    kit.require(not np.array_equal(orders[1], orders[2]), "两轮的次序一样")


@pytest.mark.exercise("minibatches", weight=2)
def test_batches_are_mixed(student, rng):
    """打乱的是样本：原来相邻的样本会分到不同的批里，同一批里的也不按原来的次序。"""
    x, y, own = labelled(60), np.arange(60), np.random.default_rng(seed_of(rng))
    order = check_batches(draw(student, x, y, 10, own), x, y, 10)
    groups = order.reshape(6, 10)
    kit.require(not any(np.ptp(group) == 9 for group in groups), "有一批全是原来相邻的样本")
    kit.require(not any(np.all(np.diff(group) > 0) for group in groups), "有一批里的样本还是原来的次序")


@pytest.mark.exercise("minibatches", weight=0.5)
@pytest.mark.parametrize(("n", "size"), [(12, 4), (7, 1), (5, 5), (5, 17), (1, 3), (13, 12)])
def test_batches_sizes(student, rng, n, size):
    """正好分完、每批一个、一批就是全部、batch_size 比样本数大时，批的个数和大小都对，没有空批。"""
    x, y = labelled(n, 2), np.arange(n) * 3
    batches = draw(student, x, y, size, np.random.default_rng(seed_of(rng)))
    check_batches(batches, x, y, size)


@pytest.mark.exercise("minibatches")
@pytest.mark.parametrize("size", [31, 64])
def test_batches_single_batch(student, rng, size):
    """一批就装得下全部样本时，也照样打乱。"""
    x, y = labelled(31, 2), np.arange(31)
    batches = draw(student, x, y, size, np.random.default_rng(seed_of(rng)))
    order = check_batches(batches, x, y, size)
    kit.require(not np.array_equal(order, np.arange(31)), "样本没有打乱")


@pytest.mark.exercise("minibatches")
def test_batches_any_axes(student, rng):
    """x 可以是一维或更多维，y 也可以有第二个轴；每一批只在第一轴上变短。"""
    cases = [(labelled(11), np.arange(11)), (labelled(11, 2, 3), np.arange(22.0).reshape(11, 2))]
    results = [draw(student, x, y, 4, np.random.default_rng(seed_of(rng))) for x, y in cases]
    for (x, y), batches in zip(cases, results):
        check_batches(batches, x, y, 4)


@pytest.mark.exercise("minibatches")
def test_batches_keep_inputs(student, rng):
    """传进去的 x 和 y 在调用之后保持原样，次序也不变。"""
    x, y = labelled(13, 2), np.arange(13)
    before = x.copy(), y.copy()
    student.minibatches(x, y, 5, np.random.default_rng(seed_of(rng)))
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
