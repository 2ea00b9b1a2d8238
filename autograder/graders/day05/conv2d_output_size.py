"""Hidden tests of conv2d_output_size: the starting points from which the kernel still fits, counted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit
from autograder.checking.student import StudentError


def output_size(size: int, kernel: int, stride: int, padding: int) -> int:
    """The number of starting points from which the kernel still fits."""
    return len(range(0, size + 2 * padding - kernel + 1, stride))


def check_sizes(student: Any, cases: list[tuple[int, int, int, int]]) -> None:
    """Compare the output size of every case; in none of them is the kernel too large."""
    since = len(student.calls)
    fit: list[float | None] = []
    for case in cases:
        try:
            fit.append(kit.scalar(student.conv2d_output_size(*case)))
        except StudentError as error:
            if (error.kind, error.exception) != ("raised", "ValueError"):
                raise
            fit.append(None)
    if None in fit:
        # Which of the cases somebody refuses tells why, however the error is raised.
        kit.record_since(student, since, fit)
        kit.fail("property", "核放得下，却抛出了 ValueError")
    kit.close(np.array(fit), [output_size(*case) for case in cases], name="输出的长度")


@pytest.mark.exercise(core=True)
def test_output_size_exact_fit(student):
    """步幅正好走完时，输出的长度是停得下的位置数。"""
    check_sizes(student, [(11, 3, 2, 0), (13, 4, 3, 1), (5, 2, 1, 0), (7, 3, 1, 2)])


@pytest.mark.exercise
def test_output_size_leftover(student):
    """最后不够一步的部分不算：向下取整。"""
    check_sizes(student, [(12, 3, 2, 0), (16, 3, 4, 0), (10, 4, 4, 0), (9, 2, 5, 3)])


@pytest.mark.exercise
def test_output_size_just_fits(student):
    """核与补零之后的输入一样长时，正好停一处，不算错误。"""
    check_sizes(student, [(7, 7, 1, 0), (5, 9, 3, 2), (1, 1, 1, 0), (3, 3, 7, 0)])


@pytest.mark.exercise
def test_output_size_padding(student):
    """两端都补零：补一圈，长度多 2。"""
    check_sizes(student, [(7, 5, 1, 1), (7, 5, 1, 2), (7, 5, 2, 5), (2, 5, 1, 3)])


@pytest.mark.exercise
def test_output_size_is_an_integer(student):
    """返回的是整数，不是浮点数。"""
    sizes = [student.conv2d_output_size(*case) for case in ((11, 3, 2, 0), (12, 3, 2, 1))]
    kit.require(
        all(isinstance(size, (int, np.integer)) and not isinstance(size, bool) for size in sizes),
        "得到的不是整数",
    )


@pytest.mark.exercise
@pytest.mark.parametrize("case", [(3, 4, 1, 0), (3, 4, 5, 0), (5, 13, 2, 3), (2, 9, 1, 1)])
def test_output_size_too_large_a_kernel(student, case):
    """核比补零之后的输入还长时抛出 ValueError，不论步幅是多少。"""
    with kit.raises("ValueError"):
        student.conv2d_output_size(*case)
