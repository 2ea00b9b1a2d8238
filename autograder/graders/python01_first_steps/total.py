"""Hidden tests of total."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import total


@pytest.mark.exercise(core=True)
def test_total_examples(student):
    """例子里的两个算式写得对。"""
    kit.agree(student.total, total, [("3", "4"), ("-2", "5")])


@pytest.mark.exercise(core=True)
def test_total_random(student, rng):
    """随便两个整数，算式和空格都对。"""
    kit.agree(
        student.total,
        total,
        [(str(draws.whole(rng, 0, 9999)), str(draws.whole(rng, 0, 9999))) for _ in range(12)],
    )


@pytest.mark.exercise
def test_total_negative(student, rng):
    """有负数时，两个数都照原样写，和也对。"""
    inputs = [(str(draws.whole(rng, -99, -1)), str(draws.whole(rng, -99, 99))) for _ in range(6)]
    kit.agree(student.total, total, [*inputs, *((b, a) for a, b in inputs), ("5", "-2"), ("-1", "-1")])


@pytest.mark.exercise
def test_total_zero(student):
    """0 也是整数。"""
    kit.agree(student.total, total, [("0", "0"), ("0", "7"), ("-4", "4")])


@pytest.mark.exercise
def test_total_large(student, rng):
    """很大的整数，一位也不差。"""
    inputs = [
        (str(draws.whole(rng, 10**18, 10**24)), str(draws.whole(rng, 10**18, 10**24))) for _ in range(3)
    ]
    kit.agree(student.total, total, inputs)
