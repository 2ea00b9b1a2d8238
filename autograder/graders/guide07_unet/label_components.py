"""Hidden tests of label_components: the smallest pixel number spreads until nothing changes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def reference(mask: np.ndarray) -> tuple[np.ndarray, int]:
    """Each pixel takes the smallest number among its neighbours', again and again; then the numbers are closed up."""
    far = mask.size + 1
    numbers = np.where(mask, np.arange(1, mask.size + 1).reshape(mask.shape), far)
    while True:
        wide = np.pad(numbers, 1, constant_values=far)
        views = (wide[1:-1, 1:-1], wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:])
        smaller = np.where(mask, np.minimum.reduce(views), far)
        if np.array_equal(smaller, numbers):
            break
        numbers = smaller
    firsts = np.unique(numbers[mask])
    return np.where(mask, np.searchsorted(firsts, numbers) + 1, 0), len(firsts)


def compare(student: Any, *masks: np.ndarray) -> None:
    """Compare the student's labels and counts with the reference."""
    wants = [reference(mask) for mask in masks]
    found = [student.label_components(mask) for mask in masks]
    for pair, (labels, count) in zip(found, wants):
        got, number = kit.sequence(pair, 2)
        kit.close(kit.array(got, labels.shape, "iu", "labels"), labels, name="labels")
        kit.close(number, count, name="count")


def spiral(side: int) -> np.ndarray:
    """One path that winds to the middle, one pixel wide."""
    mask = np.zeros((side, side), dtype=bool)
    top, left, bottom, right = 0, 0, side - 1, side - 1
    row, column = 0, 0
    mask[0, 0] = True
    while top <= bottom and left <= right:
        for target in ((top, right), (bottom, right), (bottom, left), (top + 2, left)):
            rows = slice(min(row, target[0]), max(row, target[0]) + 1)
            columns = slice(min(column, target[1]), max(column, target[1]) + 1)
            mask[rows, columns] = True
            row, column = target
        top, left, bottom, right = top + 2, left + 2, bottom - 2, right - 2
        if top > bottom or left > right:
            break
        mask[row, column : left + 1] = True
        column = left
    return mask


def picture(*lines: str) -> np.ndarray:
    """A mask from lines of # and others."""
    return np.array([[letter == "#" for letter in line] for line in lines])


@pytest.mark.exercise(core=True)
def test_label_blocks(student):
    """几个互不相邻的方块，各编一个号。"""
    compare(student, picture("##..#", "##..#", ".....", ".##.."))


@pytest.mark.exercise(core=True)
def test_label_bends(student):
    """下面才连起来的两条腿是同一个分量。"""
    compare(student, picture("#.#..", "#.#..", "###.."), picture("..#.#", "#.#.#", "#.#.#", "#####"))


@pytest.mark.exercise(core=True)
def test_label_random(student, rng):
    """随机的图：编号和个数都对。"""
    compare(student, rng.random((13, 17)) < 0.45)


@pytest.mark.exercise
def test_label_diagonal(student):
    """斜着相邻不算连着。"""
    compare(student, picture("#...", ".#..", "..#."), picture("..#", ".#.", "#.."))


@pytest.mark.exercise
def test_label_order(student):
    """按第一个像素从上到下、每行从左到右的次序编号。"""
    compare(student, picture("...#.", "#..#.", "#...."), picture(".#...", ".....", "#...#"))


@pytest.mark.exercise
def test_label_edges(student):
    """左右、上下两边的像素不相邻。"""
    compare(student, picture("#..#", "....", "....", "...."), picture("....", "#..#", "...."))
    compare(student, picture(".#..", "....", "....", ".#.."))


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(4, 6), (1, 7), (5, 1), (1, 1)], ids=str)
def test_label_empty_and_full(student, shape):
    """全是背景时没有分量；全是 True 时只有一个。"""
    compare(student, np.zeros(shape, dtype=bool), np.ones(shape, dtype=bool))


@pytest.mark.exercise
def test_label_lines(student):
    """只有一行或者一列。"""
    compare(student, picture("##.#..###"), picture("#", "#", ".", "#"))


@pytest.mark.exercise
def test_label_consecutive(student):
    """合并了几次之后，号码仍然一个接一个，没有空缺。"""
    compare(student, picture("#.#.#", "###.#", "....#", "##..."), picture("#.#.", "#.#.", "###.", "...#"))


@pytest.mark.exercise(seconds=20)
def test_label_large(student):
    """大图：全是 True，不超过递归的层数，也不太慢。"""
    mask = np.ones((200, 200), dtype=bool)
    labels, count = kit.sequence(student.label_components(mask), 2)
    kit.close(labels, np.ones((200, 200)), name="labels")
    kit.close(count, 1, name="count")


@pytest.mark.exercise(seconds=20)
def test_label_spiral(student):
    """大图上一条绕来绕去的长路是一个分量。"""
    mask = spiral(200)
    want = mask.astype(float)
    labels, count = kit.sequence(student.label_components(mask), 2)
    kit.close(labels, want, name="labels")
    kit.close(count, 1, name="count")


@pytest.mark.exercise
def test_label_keeps_mask(student, rng):
    """mask 在调用之后保持原样，内存不连续时也对。"""
    for mask in kit.layouts(rng.random((7, 5)) < 0.5):
        before = mask.copy()
        compare(student, mask)
        kit.unchanged(mask, before, "mask")
