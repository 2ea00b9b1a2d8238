"""Hidden tests of power_iteration: matrices made from their eigenvalues and eigenvectors."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import LINALG


def symmetric(rng: np.random.Generator, values: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """A matrix with these eigenvalues, and the eigenvector of the first."""
    q, _ = np.linalg.qr(rng.normal(size=(len(values), len(values))))
    a = (q * np.array(values)) @ q.T
    return (a + a.T) / 2, q[:, 0]


def check(result: Any, value: float, vector: np.ndarray) -> None:
    """Compare an eigenvalue and its eigenvector, whichever way that points."""
    got_value, got_vector = kit.sequence(result, 2)
    got_vector = kit.array(got_vector, vector.shape, dtype="f", name="特征向量")
    kit.close(got_value, value, rtol=1e-6, atol=1e-6 * abs(value), name="特征值")
    kit.close(np.sqrt(np.sum(got_vector**2)), 1.0, rtol=1e-6, name="特征向量的长度")
    sign = 1.0 if got_vector @ vector >= 0 else -1.0
    kit.close(sign * got_vector, vector, rtol=1e-5, atol=1e-5, name="特征向量")


def check_all(student: Any, rng: np.random.Generator, cases: list[list[float]]) -> None:
    """Check matrices with these eigenvalues, the largest first."""
    made = [(symmetric(rng, values), values[0]) for values in cases]
    results = [student.power_iteration(a, np.random.default_rng(kit.seed_of(rng))) for (a, _), _ in made]
    for result, ((_, vector), value) in zip(results, made):
        check(result, value, vector)


@pytest.mark.exercise(core=True)
def test_power_iteration_values(student, rng):
    """返回绝对值最大的特征值和它的单位特征向量。"""
    check_all(student, rng, [[3.0, 2.0, 1.0], [2.0, -1.5, 1.0, 0.5, 0.1], [1.5, 0.0]])


@pytest.mark.exercise(core=True, structure=True)
def test_power_iteration_by_hand(student, rng):
    """不用 np.linalg 里的函数（norm 除外）。"""
    student.power_iteration(symmetric(rng, [2.0, 1.0])[0], np.random.default_rng(0))
    kit.not_calling(student, "power_iteration", LINALG)


@pytest.mark.exercise(weight=4)
def test_power_iteration_negative(student, rng):
    """绝对值最大的特征值是负数时，返回负数。"""
    check_all(student, rng, [[-3.0, 2.0, 1.0], [-2.0, -1.0, 1.5, 0.5]])


@pytest.mark.exercise
def test_power_iteration_hidden_from_ones(student, rng):
    """答案与全 1 的向量垂直时也找得到。"""
    n = 5
    ones = np.ones(n) / np.sqrt(n)
    u = np.array([1.0, -1.0, 2.0, -2.0, 0.0])
    u /= np.linalg.norm(u)
    a = 3.0 * np.outer(u, u) + 1.0 * np.outer(ones, ones)
    check(student.power_iteration(a, np.random.default_rng(kit.seed_of(rng))), 3.0, u)


@pytest.mark.exercise
def test_power_iteration_zero_entries(student, rng):
    """答案的有些坐标是 0 时也对。"""
    # The first coordinate, the last, and all but the second.
    cases = [
        (np.diag([1.0, 4.0, 2.0]), 4.0, np.array([0.0, 1.0, 0.0])),
        (
            np.array([[1.0, 0.0, 0.0], [0.0, 2.0, 1.0], [0.0, 1.0, 2.0]]),
            3.0,
            np.array([0.0, 1.0, 1.0]) / np.sqrt(2),
        ),
        (
            np.array([[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 1.0]]),
            3.0,
            np.array([1.0, 1.0, 0.0]) / np.sqrt(2),
        ),
    ]
    results = [student.power_iteration(a, np.random.default_rng(kit.seed_of(rng))) for a, _, _ in cases]
    for result, (_, value, vector) in zip(results, cases):
        check(result, value, vector)


@pytest.mark.exercise
@pytest.mark.parametrize("scale", [1e4, 1e-4], ids=["large", "small"])
def test_power_iteration_scale(student, rng, scale):
    """特征值很大或很小时，反复相乘也不会溢出或变成 0。"""
    check_all(student, rng, [[3.0 * scale, 2.0 * scale, -1.0 * scale]])


@pytest.mark.exercise
def test_power_iteration_zero_matrix(student, rng):
    """全 0 的矩阵：特征值是 0，特征向量的长度是 1，不发出警告。"""
    with student.strict_warnings():
        result = student.power_iteration(np.zeros((4, 4)), np.random.default_rng(kit.seed_of(rng)))
    value, vector = kit.sequence(result, 2)
    kit.close(value, 0.0, name="特征值")
    kit.close(np.sum(kit.array(vector, (4,), name="特征向量") ** 2), 1.0, name="长度的平方")


@pytest.mark.exercise
def test_power_iteration_one_by_one(student, rng):
    """只有一个数的矩阵，特征值就是它。"""
    check(
        student.power_iteration(np.array([[-2.5]]), np.random.default_rng(kit.seed_of(rng))), -2.5, np.ones(1)
    )


@pytest.mark.exercise
def test_power_iteration_steps(student, rng):
    """两个特征值很接近时，多给些步数就能分开。"""
    # The second one's share shrinks to 0.999^20 000 ≈ 2e-9; after 1000 steps it is still a third.
    a, vector = symmetric(rng, [2.0, 1.998, 0.5])
    check(student.power_iteration(a, np.random.default_rng(kit.seed_of(rng)), 20_000), 2.0, vector)


@pytest.mark.exercise
def test_power_iteration_uses_rng(student, rng):
    """起点由传进去的 rng 抽取。"""
    generator = np.random.default_rng(kit.seed_of(rng))
    before = generator.bit_generator.state
    student.power_iteration(symmetric(rng, [3.0, 1.0, 2.0])[0], generator)
    kit.require(generator.bit_generator.state != before, "传进去的 rng 没有用到")


@pytest.mark.exercise
def test_power_iteration_integers(student, rng):
    """整数数组也可以。"""
    a = np.array([[4, 1, 0], [1, 4, 0], [0, 0, 2]])
    want = np.array([1.0, 1.0, 0.0]) / np.sqrt(2)
    check(student.power_iteration(a, np.random.default_rng(kit.seed_of(rng))), 5.0, want)


@pytest.mark.exercise
def test_power_iteration_keeps_input(student, rng):
    """传进去的矩阵在调用之后保持原样，无论内存怎样排列。"""
    a, vector = symmetric(rng, [3.0, -2.0, 1.0])
    inputs = [a.copy(), *kit.layouts(a)]
    results = [student.power_iteration(same, np.random.default_rng(kit.seed_of(rng))) for same in inputs]
    for same in inputs:
        kit.unchanged(same, a, "a")
    for result in results:
        check(result, 3.0, vector)
