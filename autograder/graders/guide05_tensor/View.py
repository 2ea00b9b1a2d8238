"""Hidden tests of View: by the addresses it reaches, against NumPy indexing into an array of addresses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import addresses, reached

# (shape, strides, offset): any view may come from others.
STARTS = pytest.mark.parametrize(
    ("shape", "strides", "offset"),
    [((2, 3), (3, 1), 0), ((2, 3, 5), (1, 2, 6), 4), ((3, 2, 4), (-8, 20, 3), 50), ((4, 1, 3), (0, 9, 2), 7)],
    ids=["plain", "columns", "negative", "still"],
)


def check(student: Any, view: Any, want: np.ndarray) -> None:
    """Compare all addresses."""
    kit.close(addresses(student, view, want.shape), want, name="地址")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(5,), (2, 3), (2, 3, 5)], ids=str)
def test_view_row_major(student, shape):
    """没有给步幅时按行优先：数过去，地址一个挨着一个。"""
    check(student, student.View(shape), np.arange(np.prod(shape)).reshape(shape))


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(5,), (2, 3), (4, 1, 3), (1,), ()], ids=str)
def test_view_row_major_offset(student, shape):
    """没有给步幅、只给了起点；长度 1 的轴、没有轴也行。"""
    want = 6 + np.arange(int(np.prod(shape))).reshape(shape)
    check(student, student.View(shape, offset=6), want)


@pytest.mark.exercise
@STARTS
def test_view_index(student, shape, strides, offset):
    """地址是起点加上各轴的下标乘步幅；步幅可以是 0 和负数。"""
    check(student, student.View(shape, strides, offset), reached(shape, strides, offset))


@pytest.mark.exercise
@STARTS
def test_view_permute(student, rng, shape, strides, offset):
    """换轴：每个元素还是原来的地址。"""
    axes = tuple(int(i) for i in np.roll(np.arange(len(shape)), 1))
    want = reached(shape, strides, offset).transpose(axes)
    check(student, student.View(shape, strides, offset).permute(axes), want)


@pytest.mark.exercise
@pytest.mark.parametrize("axes", [(1, 2, 0), (2, 0, 1), (0, 2, 1), (3, 1, 0, 2)], ids=str)
def test_view_permute_orders(student, axes):
    """换轴的次序：结果的第 i 轴是原来的第 axes[i] 轴。"""
    shape = (2, 3, 5, 2)[: len(axes)]
    want = np.arange(np.prod(shape)).reshape(shape).transpose(axes)
    check(student, student.View(shape).permute(axes), want)


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("shape", "new"), [((3, 1), (3, 4)), ((1, 3), (2, 3)), ((1, 2, 1), (3, 2, 5)), ((1,), (4,))], ids=str
)
def test_view_expand(student, shape, new):
    """长度 1 的轴拉长：沿它走，地址不变。"""
    want = np.broadcast_to(np.arange(np.prod(shape)).reshape(shape), new)
    check(student, student.View(shape).expand(new), want)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(2, 3), (2, 1, 3)], ids=str)
def test_view_expand_to_the_same(student, shape):
    """拉长成原来的形状：什么也没有变。"""
    check(student, student.View(shape).expand(shape), np.arange(6).reshape(shape))


@pytest.mark.exercise
def test_view_expand_offset(student):
    """不从 0 开始、步幅不是行优先的，拉长以后起点和别的步幅都在。"""
    want = np.broadcast_to(reached((2, 1, 3), (7, 5, -2), 40), (2, 4, 3))
    check(student, student.View((2, 1, 3), (7, 5, -2), 40).expand((2, 4, 3)), want)


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("shape", "new"),
    [
        ((2, 3), (4, 3)),
        ((2, 3), (2, 6)),
        ((3, 1), (2, 3, 1)),
        ((3, 2), (3, 1)),
        ((3, 1), (3,)),
        ((4, 3), (2, 3)),
    ],
    ids=str,
)
def test_view_expand_refuses(student, shape, new):
    """长度不是 1 的轴变了、轴数不同：ValueError。"""
    view = student.View(shape)
    with kit.raises("ValueError"):
        view.expand(new)


@pytest.mark.exercise
@pytest.mark.parametrize("size", [8, 2, 1])
def test_view_expand_twice(student, size):
    """拉长过的轴，长度不再是 1：不能再改。"""
    wide = student.invoke(student.View((3, 1)), "expand", (3, 4))
    with kit.raises("ValueError"):
        student.invoke(wide, "expand", (3, size))


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("shape", "ranges"),
    [((6,), ((2, 3),)), ((5, 7), ((1, 4), (2, 7))), ((2, 3, 5), ((1, 2), (1, 3), (2, 5)))],
    ids=str,
)
def test_view_shrink_shape(student, shape, ranges):
    """裁过以后的形状是各段的长度。"""
    view = student.View(shape).shrink(ranges)
    found = kit.sequence(student.attribute(view, "shape"), len(shape), "shape")
    kit.require([kit.scalar(n) for n in found] == [b - a for a, b in ranges], "shape 属性不对")


@pytest.mark.exercise
@pytest.mark.parametrize(("column", "size"), [(2, 4), (1, 3), (4, 7)])
def test_view_shrink_and_expand(student, column, size):
    """裁出一列，再拉长。"""
    one = student.View((3, 5)).shrink(((0, 3), (column, column + 1)))
    want = np.broadcast_to(np.arange(15).reshape(3, 5)[:, [column]], (3, size))
    check(student, student.invoke(one, "expand", (3, size)), want)


@pytest.mark.exercise
@STARTS
def test_view_shrink(student, rng, shape, strides, offset):
    """每个轴只留一段，从 0 重新数。"""
    starts = [int(rng.integers(0, size)) for size in shape]
    stops = [int(rng.integers(start + 1, size + 1)) for start, size in zip(starts, shape)]
    ranges = tuple(zip(starts, stops))
    want = reached(shape, strides, offset)[tuple(slice(*pair) for pair in ranges)]
    check(student, student.View(shape, strides, offset).shrink(ranges), want)


@pytest.mark.exercise
def test_view_shrink_from_zero(student):
    """都从 0 开始留：起点不动，形状变小，步幅不变。"""
    want = np.arange(15).reshape(3, 5)[:2, :3]
    check(student, student.View((3, 5)).shrink(((0, 2), (0, 3))), want)


@pytest.mark.exercise
def test_view_shrink_again(student):
    """裁了再裁：两次的起点都算数。"""
    want = np.arange(35).reshape(5, 7)[1:5, 2:6][1:3, 1:3]
    first = student.View((5, 7)).shrink(((1, 5), (2, 6)))
    check(student, student.invoke(first, "shrink", ((1, 3), (1, 3))), want)


@pytest.mark.exercise
@pytest.mark.parametrize("number", range(4))
def test_view_chains(student, rng, number):
    """裁、换轴、拉长连着来：与 NumPy 的视图一致。"""
    memory = np.arange(2 * 3 * 5 * 1).reshape(2, 3, 5, 1)
    axes = tuple(int(i) for i in rng.permutation(4))
    ranges = ((0, 2), (1, 3), (int(rng.integers(0, 3)), 4), (0, 1))
    cut = memory[tuple(slice(*pair) for pair in ranges)]
    moved = cut.transpose(axes)
    new = tuple(3 if size == 1 else size for size in moved.shape)
    last = tuple((size - 1, size) if i == 0 else (0, size) for i, size in enumerate(new))
    want = np.broadcast_to(moved, new)[tuple(slice(*pair) for pair in last)]
    view = student.View(memory.shape)
    for method, given in (("shrink", ranges), ("permute", axes), ("expand", new), ("shrink", last)):
        view = student.invoke(view, method, given)
    check(student, view, want)


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("method", "given"),
    [("permute", (1, 0)), ("expand", (2, 5)), ("shrink", ((1, 2), (0, 1)))],
    ids=["p", "e", "s"],
)
def test_view_stays(student, method, given):
    """变形返回新的 View，原来的一点不变。"""
    view = student.View((2, 1), (4, 3), 9)
    student.invoke(view, method, given)
    check(student, view, np.array([[9], [13]]))


@pytest.mark.exercise
def test_view_attributes(student):
    """shape、strides、offset 三个属性，长度不为 1 的轴的步幅正确。"""
    view = student.View((5, 7), (20, 2), 3)
    for method, given in (("shrink", ((1, 4), (2, 7))), ("permute", (1, 0))):
        view = student.invoke(view, method, given)
    found = [student.attribute(view, name) for name in ("shape", "strides", "offset")]
    kit.require([kit.scalar(n) for n in kit.sequence(found[0], 2, "shape")] == [5, 3], "shape 属性不对")
    kit.require([kit.scalar(n) for n in kit.sequence(found[1], 2, "strides")] == [2, 20], "strides 属性不对")
    kit.close(found[2], 27, name="offset")
