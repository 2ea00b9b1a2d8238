"""Hidden tests of square_wave: term by term, as imaginary parts of powers of one complex exponential."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import SHAPES, check_numbers, check_shapes


def square_wave(t: np.ndarray, period: float, terms: int) -> np.ndarray:
    """Sum of the odd powers' imaginary parts."""
    turn = np.exp(2j * np.pi * np.asarray(t, dtype=np.float64) / period)
    total = np.zeros(np.shape(t))
    for odd in range(1, 2 * terms, 2):
        total = total + (turn**odd).imag / odd
    return 4.0 / np.pi * total


@pytest.mark.exercise(core=True)
def test_wave_values(student, rng):
    """若干项之和，与照公式一项一项加的一致。"""
    t = rng.uniform(-3.0, 3.0, size=11)
    want = square_wave(t, 1.0, 4)
    kit.close(student.square_wave(t, 1.0, 4), want)


@pytest.mark.exercise
def test_wave_one_term(student, rng):
    """只有一项时，是一条正弦曲线。"""
    t = rng.uniform(-3.0, 3.0, size=7)
    want = square_wave(t, 1.0, 1)
    kit.close(student.square_wave(t, 1.0, 1), want)


@pytest.mark.exercise
@pytest.mark.parametrize("period", [2.5, 7, 0.3])
def test_wave_period(student, rng, period):
    """周期不是一时也正确。"""
    t = rng.uniform(-3.0, 3.0, size=7)
    want = square_wave(t, period, 3)
    kit.close(student.square_wave(t, period, 3), want)


@pytest.mark.exercise
def test_wave_many_terms(student, rng):
    """项数很多时也正确，跳变旁边超过一的地方不截断。"""
    t = np.append(rng.uniform(0.0, 1.0, 5), 1 / 200)
    want = square_wave(t, 1.0, 50)
    kit.close(student.square_wave(t, 1.0, 50), want)


@pytest.mark.exercise
def test_wave_no_terms(student, rng):
    """一项也没有时，是与 t 同形状的零。"""
    kit.close(student.square_wave(rng.normal(size=(2, 3)), 2.0, 0), np.zeros((2, 3)))


@pytest.mark.exercise
def test_wave_integers(student, rng):
    """整数的 t 也能用，结果是浮点数。"""
    t = rng.integers(-9, 10, size=(2, 7))
    want = square_wave(t, 5, 3)
    kit.close(kit.array(student.square_wave(t, 5, 3), (2, 7), dtype="f"), want)


@pytest.mark.exercise
def test_wave_numbers(student, rng):
    """给一个数，还一个数；一项也没有时也是一个数。"""
    inputs = [1, 0.3, np.float64(-2.2), np.array(0.6)]
    wants = [float(square_wave(np.array(v), 7.0, 3)) for v in inputs]
    check_numbers(lambda t: student.square_wave(t, 7.0, 3), inputs, wants)
    check_numbers(lambda t: student.square_wave(t, 7.0, 0), [1.5], [0.0])


@pytest.mark.exercise
def test_wave_as_many_terms_as_times(student, rng):
    """t 的个数与项数相同时，也不会混在一起。"""
    t = rng.uniform(-3.0, 3.0, size=(2, 3))
    want = square_wave(t, 1.0, 3)
    kit.close(student.square_wave(t, 1.0, 3), want)


@pytest.mark.exercise
def test_wave_any_shape(student, rng):
    """任意形状、任意内存排列的 t 都能用，形状不变，t 也不变。"""
    inputs = [*(rng.normal(size=shape) for shape in SHAPES), *kit.layouts(rng.normal(size=(3, 5)))]
    wants = [square_wave(t, 2.5, 4) for t in inputs]
    check_shapes(lambda t: student.square_wave(t, 2.5, 4), inputs, wants)
