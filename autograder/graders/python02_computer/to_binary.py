"""Hidden tests of to_binary."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import to_binary


@pytest.mark.exercise(core=True)
def test_binary_small(student, rng):
    """不大的正整数写得对。"""
    kit.agree(student.to_binary, to_binary, [(10,), *((n,) for n in draws.shuffled(rng, range(1, 300))[:40])])


@pytest.mark.exercise(core=True)
def test_binary_powers(student):
    """只有一位是 1 的，和全是 1 的。"""
    kit.agree(student.to_binary, to_binary, [(n,) for n in (1, 2, 4, 1024, 3, 7, 1023)])


@pytest.mark.exercise
def test_binary_zero(student):
    """零是一个字。"""
    kit.agree(student.to_binary, to_binary, [(0,)])


@pytest.mark.exercise
def test_binary_large(student, rng):
    """很大的整数，一位也不差。"""
    inputs = [(2**53 + 1,), (2**200,), *((draws.whole(rng, 2**60, 2**200),) for _ in range(6))]
    kit.agree(student.to_binary, to_binary, inputs)


@pytest.mark.exercise(core=True, structure=True)
def test_binary_by_hand(student):
    """自己写，没有用现成的换算。"""
    kit.not_calling(student, "to_binary", {"bin", "format", "format_map", ":b"})


@pytest.mark.exercise(seconds=2)
def test_binary_negative(student, rng):
    """负数前面有一个负号，后面和正数一样。"""
    inputs = [(-5,), (-1,), (-8,), *((-draws.whole(rng, 1, 10**6),) for _ in range(8))]
    kit.agree(student.to_binary, to_binary, inputs)
