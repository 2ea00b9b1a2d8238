"""Hidden tests of one_hot: one comparison for each row and column."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit


def one_hot(labels: np.ndarray, num_classes: int) -> np.ndarray:
    """1 where the number of the column is the label."""
    rows = [[float(j == label) for j in range(num_classes)] for label in labels.tolist()]
    return np.array(rows).reshape(len(rows), num_classes)


@pytest.mark.exercise(core=True)
def test_one_hot_values(student, rng):
    """每一行只有自己类别的那一格是 1，其余都是 0。"""
    labels = rng.permutation(np.append(np.arange(5), rng.integers(0, 5, 8)))
    want = one_hot(labels, 5)
    kit.close(student.one_hot(labels, 5), want)


@pytest.mark.exercise
def test_one_hot_missing_classes(student, rng):
    """列数由 num_classes 决定：这一批里没有出现后面几类时，那几列也在。"""
    labels = rng.integers(0, 3, 7)
    want = one_hot(labels, 11)
    kit.close(student.one_hot(labels, 11), want)


@pytest.mark.exercise
def test_one_hot_float(student, rng):
    """结果的 dtype 是浮点数，不是整数。"""
    kit.array(student.one_hot(rng.integers(0, 5, 7), 5), (7, 5), dtype="f")


@pytest.mark.exercise
def test_one_hot_number(student, rng):
    """元素是数 0 和 1，不是 True 和 False。"""
    kit.array(student.one_hot(rng.integers(0, 5, 7), 5), (7, 5), dtype="iuf")


@pytest.mark.exercise
def test_one_hot_few(student):
    """只有一个样本、只有一个类别时也正确。"""
    arguments = [(np.array([2]), 5), (np.array([0, 0, 0]), 1)]
    results = [student.one_hot(*pair) for pair in arguments]
    for pair, result in zip(arguments, results):
        kit.close(result, one_hot(*pair))


@pytest.mark.exercise
def test_one_hot_empty(student):
    """没有样本时，返回零行的数组，列数照旧。"""
    kit.array(student.one_hot(np.zeros(0, dtype=np.int64), 5), (0, 5))


@pytest.mark.exercise
def test_one_hot_integer_types(student, rng):
    """编号是哪种整数都可以，内存不连续也可以。"""
    labels = rng.integers(0, 7, 13)
    want = one_hot(labels, 7)
    results = [student.one_hot(labels.astype(kind), 7) for kind in (np.int32, np.uint8)]
    results.append(student.one_hot(np.repeat(labels, 2)[::2], 7))
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise
def test_one_hot_refuses_num_classes(student):
    """编号恰好等于 num_classes 时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.one_hot(np.array([1, 5, 0]), 5)


@pytest.mark.exercise
def test_one_hot_refuses_large(student):
    """编号远大于 num_classes 时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.one_hot(np.array([0, 2, 23]), 3)


@pytest.mark.exercise
@pytest.mark.parametrize("labels", [[2, -1, 0], [-3]])
def test_one_hot_refuses_negative(student, labels):
    """编号是负数时抛出 ValueError，不从后往前数。"""
    with kit.raises("ValueError"):
        student.one_hot(np.array(labels), 3)


@pytest.mark.exercise
def test_one_hot_keeps_input(student, rng):
    """传进去的 labels 在调用之后保持原样。"""
    labels = rng.integers(0, 5, 11)
    before = labels.copy()
    student.one_hot(labels, 5)
    kit.unchanged(labels, before, "labels")
