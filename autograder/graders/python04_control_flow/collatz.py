"""Hidden tests of collatz: the way down, told by recursion."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import SOON, refused


def collatz(n: int) -> list[int]:
    """A number, and the way from the next one."""
    return [n] if n == 1 else [n, *collatz((n // 2, 3 * n + 1)[n % 2])]


@pytest.mark.exercise(core=True, seconds=SOON)
def test_collatz_worked(student, rng):
    """从起点到 1 的每个数，都是整数。"""
    kit.agree(student.collatz, collatz, [(6,), (8,), (3,)])


@pytest.mark.exercise(seconds=SOON)
def test_collatz_random(student, rng):
    """从别的数出发也对。"""
    kit.agree(student.collatz, collatz, [(draws.whole(rng, 2, 5000),) for _ in range(12)])


@pytest.mark.exercise(seconds=SOON)
def test_collatz_long(student, rng):
    """路很长、爬得很高的时候也对。"""
    kit.agree(student.collatz, collatz, [(27,), (97,), (871,)])


@pytest.mark.exercise(seconds=SOON)
def test_collatz_large(student, rng):
    """很大的数一位不差。"""
    kit.agree(student.collatz, collatz, [(2**60 + 1,), (10**20,), (3**40,)])


@pytest.mark.exercise(seconds=SOON)
def test_collatz_short(student, rng):
    """从 1 出发，已经到了。"""
    kit.agree(student.collatz, collatz, [(1,), (2,)])


# Last of all, and 0 at their end: what never ends is stopped, and nothing after it is run.
@pytest.mark.exercise(seconds=SOON, weight=0.5)
@pytest.mark.parametrize("n", [-1, -6, 0])
def test_collatz_not_positive(student, rng, n):
    """不是正数时抛出 ValueError。"""
    refused(student, "collatz", n)
