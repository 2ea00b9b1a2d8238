"""Hidden tests of swap_ends: the last one first, the first one last."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import draws, kit

from common import leaves_alone, thing


def swap_ends(items: list[Any]) -> list[Any]:
    """Where each place of the new list takes its item from."""
    last = len(items) - 1
    return [items[last - i if i in (0, last) else i] for i in range(len(items))]


@pytest.mark.exercise(core=True)
def test_swap_ends_worked(student, rng):
    """排头和排尾换了位置，中间的人不动。"""
    kit.agree(student.swap_ends, swap_ends, [([1, 2, 3, 4],), (["甲", "乙"],), ([5, 6, 7],)])


@pytest.mark.exercise
def test_swap_ends_random(student, rng):
    """长短不同、内容不同的列表都对，有相等的项也一样。"""
    cases = [([thing(rng) for _ in range(n)],) for n in (2, 3, 5, 8, 13, 40)]
    cases += [(draws.some_of(rng, [1, 2], 6),) for _ in range(3)]
    kit.agree(student.swap_ends, swap_ends, cases)


@pytest.mark.exercise
def test_swap_ends_inner(student, rng):
    """项本身是列表或文字时，里面的次序不动。"""
    kit.agree(student.swap_ends, swap_ends, [([[1, 2], [3], [4, 5]],), (["甲乙", "丙丁"],)])


@pytest.mark.exercise
def test_swap_ends_one(student, rng):
    """只有一项时，还是那一项。"""
    kit.agree(student.swap_ends, swap_ends, [(["独苗"],), ([[1, 2]],)])


@pytest.mark.exercise
def test_swap_ends_none(student, rng):
    """没有项时，是空列表。"""
    kit.agree(student.swap_ends, swap_ends, [([],)])


@pytest.mark.exercise
def test_swap_ends_keeps_items(student, rng):
    """原来的列表不变。"""
    leaves_alone(student, "swap_ends", ([draws.whole(rng, 0, 9) for _ in range(7)] + [10],))


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("length", [0, 1, 2, 5])
def test_swap_ends_is_new(student, rng, length):
    """交出的是一个新的列表，不是原来的那个，一项也没有的时候也是。"""
    kit.require(student.swap_is_new(list(range(length))) is True, "交出的就是传进去的那个列表")
