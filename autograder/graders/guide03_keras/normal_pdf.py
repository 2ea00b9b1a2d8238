"""Hidden tests of normal_pdf: the logarithm of the density, computed number by number."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder import kit


def normal_pdf(x: np.ndarray | float, mean: float, std: float) -> np.ndarray:
    """``exp`` of the log density of each number."""
    logs = [
        -((value - mean) ** 2) / (2 * std * std) - math.log(std) - 0.5 * math.log(2 * math.pi)
        for value in np.ravel(x).astype(float)
    ]
    return np.exp(np.array(logs)).reshape(np.shape(x))


@pytest.mark.exercise(core=True)
def test_pdf_values(student, rng):
    """平均值和标准差任意时，密度与公式一致，形状与 x 相同。"""
    x, mean, std = rng.normal(1.7, 2.5, size=(3, 7)), 1.7, 2.5
    want = normal_pdf(x, mean, std)
    kit.close(student.normal_pdf(x, mean, std), want)


@pytest.mark.exercise
def test_pdf_standard(student, rng):
    """平均值为 0、标准差为 1 时也对。"""
    x = rng.normal(size=11)
    want = normal_pdf(x, 0.0, 1.0)
    kit.close(student.normal_pdf(x, 0.0, 1.0), want)


@pytest.mark.exercise
def test_pdf_at_the_mean(student):
    """在平均值处，只剩下前面的系数：越窄越高，可以大于 1。"""
    stds = [0.25, 0.5, 1.0, 3.0]
    wants = [normal_pdf(np.array([-2.0]), -2.0, std) for std in stds]
    results = [student.normal_pdf(np.array([-2.0]), -2.0, std) for std in stds]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_pdf_kinds_of_input(student, rng):
    """x 可以是整数数组、不连续的数组，也可以是一个数。"""
    whole, long = rng.integers(-4, 9, size=(2, 5)), kit.with_gaps(rng.normal(size=7))
    wants = [normal_pdf(a, 2.0, 3.0) for a in (whole, long, np.float64(4.0))]
    results = [student.normal_pdf(a, 2.0, 3.0) for a in (whole, long, 4)]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_pdf_broadcasts(student, rng):
    """mean 和 std 可以是数组，与 x 广播。"""
    x, mean, std = rng.normal(size=(5, 1)), rng.normal(size=3), rng.uniform(0.5, 2.0, size=3)
    want = np.stack([normal_pdf(x[:, 0], m, s) for m, s in zip(mean, std)], axis=1)
    kit.close(student.normal_pdf(x, mean, std), want)


@pytest.mark.exercise
def test_pdf_far_out(student):
    """离平均值很远时密度是 0，不发出警告。"""
    x = np.array([-1e4, 1e4, 300.0])
    with student.strict_warnings():
        result = student.normal_pdf(x, 0.0, 0.5)
    kit.close(result, np.zeros(3))


@pytest.mark.exercise
def test_pdf_keeps_input(student, rng):
    """传进去的 x 在调用之后保持原样。"""
    x = rng.normal(size=(3, 5))
    before = x.copy()
    student.normal_pdf(x, 0.5, 2.0)
    kit.unchanged(x, before, "x")
