"""Hidden tests of make_counter: calls of several counters, one after the other and in turns."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import run


@pytest.mark.exercise(core=True)
def test_make_counter_counts(student, rng):
    """第一次得到 start，以后每次多 1。"""
    for start in (7, draws.whole(rng, 2, 10**6), draws.whole(rng, -50, -20)):
        take = student.make_counter(start)
        kit.same([run(student, take) for _ in range(5)], list(range(start, start + 5)), name="五次")


@pytest.mark.exercise
def test_make_counter_from_zero(student):
    """没有给 start 就从 0 开始；给了 0 也是。"""
    for take in (student.make_counter(), student.make_counter(0), student.make_counter(start=0)):
        kit.same([run(student, take) for _ in range(3)], [0, 1, 2], name="三次")


@pytest.mark.exercise
def test_make_counter_in_turns(student, rng):
    """几台叫号机轮流叫，各叫各的。"""
    starts = [draws.whole(rng, 100 * i, 100 * i + 50) for i in range(3)]
    takes = [student.make_counter(start) for start in starts]
    order = draws.some_of(rng, [0, 1, 2], 12)
    want = [starts[who] + order[:turn].count(who) for turn, who in enumerate(order)]
    kit.same([run(student, takes[who]) for who in order], want, name="轮流叫号")


@pytest.mark.exercise
def test_make_counter_made_later(student):
    """后造的一台，不打扰先造的一台。"""
    first = student.make_counter(5)
    before = [run(student, first) for _ in range(2)]
    second = student.make_counter(5)
    kit.same([*before, run(student, second), run(student, first), run(student, second)], [5, 6, 5, 7, 6])


@pytest.mark.exercise
def test_make_counter_across_zero(student):
    """从负数数起，经过 0。"""
    take = student.make_counter(-2)
    kit.same([run(student, take) for _ in range(5)], [-2, -1, 0, 1, 2], name="五次")
