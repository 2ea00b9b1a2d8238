"""Hidden tests of reshape_view: all addresses are written down in the new shape, and strides that reach them looked for.

``tests/content/references`` compares that with ``np.reshape(copy=False)``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import addresses, reached, relabelled


def check(
    student: Any,
    shape: tuple[int, ...],
    strides: tuple[int, ...],
    new: tuple[int, ...],
    offset: int = 0,
) -> None:
    """Compare one call; whether there is to be a view is found out here."""
    before = reached(shape, strides, offset)
    possible = relabelled(before, new) is not None
    found = student.reshape_view(student.View(shape, strides, offset), new)
    if not possible:
        kit.require(found is None, "不搬家做不到，应当返回 None")
        return
    if found is None:
        kit.fail("value", "不搬家就做得到，却返回了 None")
    kit.close(addresses(student, found, new), before.reshape(new), name="地址")


def plain(shape: tuple[int, ...]) -> tuple[int, ...]:
    """Row-major strides."""
    return tuple(int(np.prod(shape[i + 1 :])) for i in range(len(shape)))


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(
    ("shape", "new"), [((6,), (2, 3)), ((2, 3), (6,)), ((2, 6), (3, 4)), ((2, 3, 5), (5, 2, 3))], ids=str
)
def test_reshape_row_major(student, shape, new):
    """行优先挨着放的：什么形状都行。"""
    check(student, shape, plain(shape), new)


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("shape", "strides", "new"),
    [((3, 2), (1, 3), (6,)), ((3, 2), (1, 3), (2, 3)), ((2, 3), (5, 1), (6,)), ((4, 3), (1, 4), (2, 6))],
    ids=str,
)
def test_reshape_impossible(student, shape, strides, new):
    """转置过的、裁过的：要跨过不等步的地方，返回 None。"""
    check(student, shape, strides, new)


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("shape", "strides", "new"),
    [((3, 4, 2), (4, 1, 12), (12, 2)), ((2, 3, 5), (1, 10, 2), (2, 15)), ((2, 4, 3), (40, 6, 2), (2, 12))],
    ids=str,
)
def test_reshape_merges(student, shape, strides, new):
    """换过轴的，有两个轴还能合并。"""
    check(student, shape, strides, new)


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("shape", "strides", "new"),
    [((6, 5), (1, 6), (2, 3, 5)), ((4, 6), (1, 4), (2, 2, 3, 2)), ((6, 2), (10, 3), (3, 2, 2))],
    ids=str,
)
def test_reshape_splits(student, shape, strides, new):
    """换过轴、裁过的，一个轴总能切开。"""
    check(student, shape, strides, new)


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("shape", "strides", "new"),
    [
        ((3, 4, 2), (4, 1, 12), (6, 2, 2)),
        ((4, 3, 5), (3, 1, 20), (2, 6, 5)),
        ((2, 6, 4), (30, 5, 1), (4, 3, 4)),
    ],
    ids=str,
)
def test_reshape_merges_and_splits(student, shape, strides, new):
    """先合并、再从另一处切开。"""
    check(student, shape, strides, new)


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("shape", "strides", "new"),
    [
        ((2, 1, 3), (3, 77, 1), (6,)),
        ((1, 6), (99, 1), (2, 3)),
        ((6, 1), (1, 0), (3, 1, 2, 1)),
        ((3, 1, 2), (1, 50, 3), (6,)),
        ((1, 1), (5, 8), ()),
        ((1,), (3,), (1, 1, 1)),
    ],
    ids=str,
)
def test_reshape_ones(student, shape, strides, new):
    """长度 1 的轴步幅是多少都行，在哪里都不碍事。"""
    check(student, shape, strides, new)


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("shape", "strides", "new"),
    [
        ((2, 3), (0, 0), (6,)),
        ((4, 6), (0, 1), (24,)),
        ((4, 6), (0, 1), (2, 2, 6)),
        ((4, 6), (1, 0), (4, 2, 3)),
        ((2, 3), (-3, -1), (6,)),
        ((2, 3), (3, -1), (6,)),
        ((2, 2, 3), (-6, -3, -1), (3, 4)),
    ],
    ids=str,
)
def test_reshape_still_and_backwards(student, shape, strides, new):
    """步幅是 0 或负数的：该合并的合并，该返回 None 的返回 None。"""
    check(student, shape, strides, new, offset=30)


@pytest.mark.exercise
@pytest.mark.parametrize(("strides", "new"), [((3, 1), (3, 2)), ((1, 2), (2, 3, 1))], ids=str)
def test_reshape_offset(student, strides, new):
    """起点不是 0 的，起点还在。"""
    check(student, (2, 3), strides, new, offset=17)


@pytest.mark.exercise
@pytest.mark.parametrize("number", range(8))
def test_reshape_random(student, rng, number):
    """随机换轴、裁、拉长以后变形：该行的行，不该行的返回 None。"""
    memory = [(2, 2, 3, 2), (4, 3, 2), (2, 6, 2)][rng.integers(3)]
    axes = rng.permutation(len(memory))
    strides = np.array(plain(memory))
    shape = np.array(memory)
    if rng.random() < 0.5:
        axes = np.roll(np.arange(len(memory)), 1)
    if rng.random() < 0.3:
        strides[rng.integers(len(memory))] = 0
    lengths, steps = (tuple(int(n) for n in each[axes]) for each in (shape, strides))
    for new in [(24,), (4, 6), (6, 4), (12, 2), (2, 12), (2, 2, 6), (2, 3, 4), (1, 24)]:
        check(student, lengths, steps, new)


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("shape", "new"),
    [((2, 3), (4, 2)), ((2, 3), (3,)), ((6,), ()), ((), (2,)), ((2, 3), (2, 3, 2)), ((4, 6), (5, 5))],
    ids=str,
)
def test_reshape_other_size(student, shape, new):
    """元素个数不同：ValueError。"""
    view = student.View(shape)
    with kit.raises("ValueError"):
        student.reshape_view(view, new)


@pytest.mark.exercise
def test_reshape_keeps_view(student):
    """原来的 View 不变。"""
    view = student.View((2, 3), (3, 1), 4)
    student.reshape_view(view, (6,))
    kit.close(addresses(student, view, (2, 3)), reached((2, 3), (3, 1), 4), name="地址")
