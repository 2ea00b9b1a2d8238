"""Hidden tests of hanoi: the moves are known by the number of the move alone, without recursion."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import FIRST, SOON


def hanoi(n: int, source: str, target: str, spare: str, most: int = FIRST) -> list[tuple[str, str]]:
    """The first ``most`` moves.

    In move m (from 1) the disk is the number of zeros at the end of m in binary; a disk goes round the pegs, one of every other
    size the one way and the rest the other, and the largest goes straight to the target.
    """
    pegs = [source, target, spare]
    at, moves = [0] * n, []
    for m in range(1, min(2**n - 1, most) + 1):
        disk = (m & -m).bit_length() - 1
        way = 1 if (n - 1 - disk) % 2 == 0 else -1
        before, at[disk] = at[disk], (at[disk] + way) % 3
        moves.append((pegs[before], pegs[at[disk]]))
    return moves


@pytest.mark.exercise(core=True)
def test_hanoi_two(student):
    """两个盘子，三步。"""
    kit.same(student.hanoi(2, "A", "C", "B"), [("A", "B"), ("A", "C"), ("B", "C")])


@pytest.mark.exercise(core=True)
def test_hanoi_some(student):
    """三个到七个盘子，一步不多，一步不少，每步都对。"""
    for n in (3, 4, 5, 7):
        kit.same(student.hanoi(n, "A", "C", "B"), hanoi(n, "A", "C", "B"))


@pytest.mark.exercise
def test_hanoi_one(student):
    """一个盘子，一步就到。"""
    kit.same(student.hanoi(1, "A", "C", "B"), [("A", "C")])


@pytest.mark.exercise
def test_hanoi_none(student):
    """没有盘子，一步也没有。"""
    kit.same(student.hanoi(0, "A", "C", "B"), [])


@pytest.mark.exercise
def test_hanoi_other_pegs(student, rng):
    """柱子叫什么都行，从哪根到哪根都行。"""
    for n in (2, 3, 6):
        a, b, c = draws.shuffled(rng, ["A", "B", "C"])
        kit.same(student.hanoi(n, a, b, c), hanoi(n, a, b, c))
    kit.same(student.hanoi(3, "左边", "右边", "中间"), hanoi(3, "左边", "右边", "中间"))


@pytest.mark.exercise
def test_hanoi_pairs(student):
    """每一步是一个装着两个名字的元组。"""
    moves = student.hanoi(3, "x", "y", "z")
    kit.require(isinstance(moves, (list, tuple)) and len(moves) == 7, "三个盘子应当是七步")
    for move in moves:
        kit.require(isinstance(move, (list, tuple)) and len(move) == 2, "每一步应当是 (从哪根, 到哪根)")


@pytest.mark.exercise(weight=2)
def test_hanoi_one_by_one(student):
    """要一步才算一步：四十个盘子，前一万步马上就有。"""
    student.seconds = SOON
    kit.same(student.hanoi(40, "A", "C", "B"), hanoi(40, "A", "C", "B"))
