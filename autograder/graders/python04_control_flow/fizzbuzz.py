"""Hidden tests of fizzbuzz: the words repeat after fifteen."""

from __future__ import annotations

import pytest

from autograder import draws, kit

ROUND = ["FizzBuzz", "", "", "Fizz", "", "Buzz", "Fizz", "", "", "Fizz", "Buzz", "", "Fizz", "", ""]


def fizzbuzz(n: int) -> list[str]:
    """A word from the round, or else the number."""
    return [ROUND[i % 15] or f"{i}" for i in range(1, n + 1)]


@pytest.mark.exercise(core=True)
def test_fizzbuzz_worked(student, rng):
    """从 1 报起，数和喊的词都是文字。"""
    kit.agree(student.fizzbuzz, fizzbuzz, [(5,), (2,), (7,)])


@pytest.mark.exercise
def test_fizzbuzz_both(student, rng):
    """两个数的公倍数，喊两个词连起来的那个。"""
    kit.agree(student.fizzbuzz, fizzbuzz, [(15,), (31,), (100,)])


@pytest.mark.exercise
def test_fizzbuzz_ends(student, rng):
    """最后一个报到的正是 n，不多也不少。"""
    kit.agree(student.fizzbuzz, fizzbuzz, [(1,), (3,), (10,), (draws.whole(rng, 40, 300),)])


@pytest.mark.exercise
def test_fizzbuzz_nobody(student, rng):
    """没有人报数时是空列表。"""
    kit.agree(student.fizzbuzz, fizzbuzz, [(0,)])
