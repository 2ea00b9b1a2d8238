"""Hidden tests of broadcast_shape: against NumPy's own rule."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def same(actual: Any, want: tuple[int, ...]) -> None:
    """Fail unless a result is these whole numbers."""
    got = kit.sequence(actual, len(want))
    for i, (length, expected) in enumerate(zip(got, want)):
        kit.require(kit.scalar(length, f"第 {i} 个长度") == expected, f"第 {i} 个长度不对")


def ask(student: Any, cases: list[tuple[tuple[int, ...], ...]]) -> None:
    """Fail unless the student says of each case what NumPy says."""
    wants = [np.broadcast_shapes(*shapes) for shapes in cases]
    results = [student.broadcast_shape(*shapes) for shapes in cases]
    for want, result in zip(wants, results):
        same(result, want)


def stretched(rng: np.random.Generator, shape: tuple[int, ...], kept: int) -> tuple[int, ...]:
    """The last axes of a shape, some of them 1."""
    return tuple(int(n) if rng.random() < 0.5 else 1 for n in shape[len(shape) - kept :])


@pytest.mark.exercise(core=True)
def test_shape_two(student, rng):
    """两个形状：靠右对齐，一是可以拉长的。"""
    ask(student, [((7, 1, 3), (5, 1)), ((5, 1), (7, 1, 3)), ((1, 4), (6, 1)), ((2, 3), (2, 3))])


@pytest.mark.exercise
def test_shape_right_aligned(student, rng):
    """长短不同时，短的左边补一。"""
    ask(student, [((2, 3, 5), (5,)), ((5,), (2, 3, 5)), ((4, 1, 1), (3, 2)), ((), (6, 7)), ((6, 7), ())])


@pytest.mark.exercise
def test_shape_first_stretches(student, rng):
    """第一个形状里的一被拉长。"""
    ask(student, [((1, 4), (6, 4)), ((1, 1, 2), (3, 5, 2))])


@pytest.mark.exercise
def test_shape_second_stretches(student, rng):
    """第二个形状里的一被拉长。"""
    ask(student, [((6, 4), (1, 4)), ((3, 5, 2), (3, 1, 1))])


@pytest.mark.exercise
def test_shape_random(student, rng):
    """三到五个形状，随机地拉长和截短。"""
    cases = []
    for _ in range(12):
        full = tuple(int(n) for n in rng.permutation([2, 3, 5, 7])[: rng.integers(1, 5)])
        count = int(rng.integers(3, 6))
        cases.append(tuple(stretched(rng, full, int(rng.integers(len(full) + 1))) for _ in range(count)))
    ask(student, cases)


@pytest.mark.exercise
def test_shape_three(student, rng):
    """三个形状一起看，每一个都算。"""
    ask(student, [((1, 1, 2), (1, 3, 1), (4, 1, 1)), ((5,), (1,), (6, 1)), ((1,), (1,), (3,))])


@pytest.mark.exercise
def test_shape_few(student, rng):
    """一个形状也没有时是 ()；一个形状就是它自己；都是 () 时是 ()。"""
    ask(student, [(), ((),), ((), ()), ((4, 1, 0),)])


@pytest.mark.exercise
def test_shape_ones(student, rng):
    """全是一的位置，结果是一。"""
    ask(student, [((1, 1), (1,)), ((1, 3), (1, 1, 3))])


@pytest.mark.exercise
def test_shape_zero_with_one(student, rng):
    """长度零和一在一起，结果是零。"""
    ask(student, [((0,), (1,)), ((1,), (0,)), ((3, 1), (0,)), ((2, 0, 1), (1, 4)), ((0,), (0,))])


@pytest.mark.exercise
@pytest.mark.parametrize("shapes", [((0,), (3,)), ((3,), (0,)), ((2, 0), (2, 5)), ((1, 4), (3, 0))])
def test_shape_refuses_zero_with_more(student, rng, shapes):
    """长度零和大于一的长度在一起，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.broadcast_shape(*shapes)


@pytest.mark.exercise
@pytest.mark.parametrize("shapes", [((3,), (4,)), ((2, 3), (3, 2)), ((4, 3), (4,)), ((2, 6, 1), (3, 1))])
def test_shape_refuses_two(student, rng, shapes):
    """一个位置上有两种大于一的长度，抛出 ValueError，一种是另一种的倍数也一样。"""
    with kit.raises("ValueError"):
        student.broadcast_shape(*shapes)


@pytest.mark.exercise
@pytest.mark.parametrize(
    "shapes", [((3,), (1,), (4,)), ((1,), (3,), (4,)), ((5, 1), (1, 2), (7, 1)), ((2,), (2,), (3, 5))]
)
def test_shape_refuses_three(student, rng, shapes):
    """三个形状里有两个对不上，抛出 ValueError，它们不相邻也一样。"""
    with kit.raises("ValueError"):
        student.broadcast_shape(*shapes)


@pytest.mark.exercise
def test_shape_huge(student, rng):
    """只看形状，不造数组：形状再大也马上有答案。"""
    ask(student, [((10**7, 1, 3), (10**7, 1)), ((2**33, 1), (1, 2**20))])


@pytest.mark.exercise(core=True, structure=True)
def test_shape_is_handmade(student, rng):
    """不用 NumPy 现成的广播函数。"""
    same(student.broadcast_shape((5, 1), (3,)), (5, 3))
    kit.not_calling(student, "broadcast_shape", {"*broadcast*"})
