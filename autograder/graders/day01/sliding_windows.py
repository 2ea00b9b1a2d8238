"""Hidden tests of sliding_windows: every window that lies inside, found by walking."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def sliding_windows(x: np.ndarray, size: int, step: int = 1) -> np.ndarray:
    """Every window that lies inside, found by walking until one does not."""
    values, windows, start = x.tolist(), [], 0
    while start + size <= len(values):
        windows.append(values[start : start + size])
        start += step
    return np.array(windows, dtype=x.dtype)


def check_windows(student: Any, x: np.ndarray, arguments: list[tuple[int, ...]]) -> None:
    """Call with each (size,) or (size, step) and compare."""
    wants = [sliding_windows(x, *pair) for pair in arguments]
    results = [student.sliding_windows(x, *pair) for pair in arguments]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise(core=True)
def test_windows_values(student, rng):
    """每次走一步时，第 i 行从第 i 个元素开始，最后一个窗口恰好到头。"""
    check_windows(student, rng.normal(size=13), [(4,)])


@pytest.mark.exercise(weight=2)
def test_windows_step(student, rng):
    """step 决定相邻两个窗口的起点相距多少，末尾不足一个窗口的不要。"""
    check_windows(student, rng.normal(size=17), [(5, 2), (4, 3), (3, 4)])


@pytest.mark.exercise
def test_windows_step_exact(student, rng):
    """最后一个窗口恰好到头时，它也在内。"""
    check_windows(student, rng.normal(size=17), [(5, 3), (2, 5)])


@pytest.mark.exercise
def test_windows_long_step(student, rng):
    """step 比窗口还长、甚至比数组还长时，至少还有第一个窗口。"""
    check_windows(student, rng.normal(size=11), [(3, 7), (2, 29)])


@pytest.mark.exercise
def test_windows_extreme_sizes(student, rng):
    """窗口与数组一样长时只有一行；窗口长为 1 时每行一个元素。"""
    check_windows(student, rng.normal(size=7), [(7,), (1,)])


@pytest.mark.exercise
def test_windows_keyword(student, rng):
    """step 也可以按名字给出。"""
    x = rng.normal(size=11)
    want = sliding_windows(x, 3, 2)
    kit.close(student.sliding_windows(x, size=3, step=2), want)


@pytest.mark.exercise
@pytest.mark.parametrize("size", [8, 31])
def test_windows_refuse(student, rng, size):
    """窗口比数组长时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.sliding_windows(rng.normal(size=7), size)


@pytest.mark.exercise
def test_windows_kinds(student, rng):
    """整数数组、float32 数组也可以。"""
    inputs = [rng.integers(-9, 10, size=11), rng.normal(size=11).astype(np.float32)]
    wants = [sliding_windows(x, 3) for x in inputs]
    results = [student.sliding_windows(x, 3) for x in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_windows_of_words(student, rng):
    """元素类型不限：x 是字符串数组时，窗口里也是字符串。"""
    x = rng.permutation(["a", "bc", "def", "g", "hi", "jkl", "m"])
    result = student.sliding_windows(x, 3, 2)
    kit.require(isinstance(result, np.ndarray), "返回值应当是数组")
    kit.require(np.array_equal(result, sliding_windows(x, 3, 2)), "窗口里的元素不对")


@pytest.mark.exercise
def test_windows_of_a_column(student, rng):
    """x 是表格的一列时也可以：那是视图，相邻的元素在内存里不挨着。"""
    table = rng.normal(size=(11, 3))
    wants = [sliding_windows(table[:, 1], size, step) for size, step in ((3, 1), (4, 2))]
    results = [student.windows_of_column(table, 1, 3), student.windows_of_column(table, 1, 4, 2)]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_windows_keep_input(student, rng):
    """传进去的 x 在调用之后保持原样。"""
    x = rng.normal(size=11)
    before = x.copy()
    student.sliding_windows(x, 3, 2)
    kit.unchanged(x, before, "x")
