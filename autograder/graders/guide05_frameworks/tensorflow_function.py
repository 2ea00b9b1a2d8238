"""Hidden tests of tensorflow_function: results, and how often the function was run."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import numbers, single


def check(student: Any, inputs: list[Any], wanted: list[Any], calls: int, total: bool = True) -> None:
    """Fail unless the results are right and the function was run at most so often."""
    results, found = kit.sequence(student.run_compiled(inputs, total), 2)
    for value, want in zip(kit.sequence(results, len(wanted)), wanted, strict=True):
        kit.close(value, want, rtol=1e-6, atol=1e-6)
    kit.require(found <= calls, "f 被运行的次数太多")


@pytest.mark.exercise(core=True)
def test_results(student, rng):
    """长短不一的向量，结果都对，f 不是每次都被运行。"""
    inputs = [numbers(rng, 3) for _ in range(4)] + [numbers(rng, 5) for _ in range(4)]
    wanted = [float(np.dot(x.astype(np.float64), x)) for x in inputs]
    check(student, inputs, wanted, 2)


@pytest.mark.exercise
def test_one_trace_for_all_lengths(student, rng):
    """长短不一的 float32 向量，一起只追踪一次。"""
    inputs = [numbers(rng, n) for n in (3, 5, 2, 7, 1)]
    wanted = [float(np.dot(x.astype(np.float64), x)) for x in inputs]
    check(student, inputs, wanted, 1)


@pytest.mark.exercise
def test_one_trace_for_all_values(student, rng):
    """长度相同、数值不同的向量，只追踪一次。"""
    inputs = [numbers(rng, 3) for _ in range(4)]
    wanted = [float(np.dot(x.astype(np.float64), x)) for x in inputs]
    check(student, inputs, wanted, 1)


@pytest.mark.exercise
def test_lists(student):
    """小数的列表，不论数值和长度，只追踪一次。"""
    check(student, [[0.5, 2.0], [3.0, 1.0], [1.5]], [4.25, 10.0, 2.25], 1)


@pytest.mark.exercise
def test_lists_of_integers(student):
    """整数的列表当作 float32：与小数的列表、float32 的数组一起只追踪一次。"""
    inputs = [[3, 4], [2.5, 1.0], single([1, 2])]
    check(student, inputs, [25.0, 7.25, 5.0], 1)


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["int32", "float64"])
def test_other_dtypes(student, kind):
    """int32、float64 的向量照自己的 dtype 算，长短不一也只追踪一次。"""
    inputs = [np.array(x, dtype=kind) for x in ([40_001, 3], [30_011, 7, 1], [16_777_217])]
    inputs = [x // 7 for x in inputs] if kind == "int32" else [x + 1e-9 for x in inputs]
    wanted = [np.array(x, dtype=kind) for x in inputs]
    results, found = kit.sequence(student.run_compiled([x.copy() for x in inputs], False), 2)
    for value, want in zip(kit.sequence(results, len(inputs)), wanted, strict=True):
        square = kit.array(value, want.shape, want.dtype.kind)
        kit.require(square.dtype == want.dtype, "结果的 dtype 与输入的不同")
        kit.close(square, want * want, rtol=1e-12)
    kit.require(found <= 1, "f 被运行的次数太多")


@pytest.mark.exercise
def test_dtypes_mixed(student):
    """三种 dtype 轮流来：每种至多追踪一次。"""
    kinds = ("float32", "int32", "float64")
    inputs = [np.arange(n, dtype=kind) for n in (4, 2, 3) for kind in kinds]
    wanted = [float(np.dot(x, x)) for x in inputs]
    check(student, inputs, wanted, 3)


@pytest.mark.exercise
def test_vectors_come_back(student):
    """f 返回向量时，结果是同样长的向量。"""
    inputs = [single([1, -2]), single([3]), [2.0, 0.5, 1.0]]
    check(student, inputs, [np.array(x, dtype=np.float64) ** 2 for x in inputs], 1, total=False)


@pytest.mark.exercise(weight=2)
def test_two_functions(student, rng):
    """两个不同的 f 先后编译：各得各的结果，各追踪一次。"""
    inputs = [numbers(rng, n) for n in (3, 2)]
    squares = [x.astype(np.float64) ** 2 for x in inputs]
    check(student, inputs, [float(square.sum()) for square in squares], 1)
    check(student, inputs, squares, 1, total=False)
    check(student, inputs[::-1], [float(square.sum()) for square in squares[::-1]], 1)
