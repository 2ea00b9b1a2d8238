"""Hidden tests of twos_complement."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import refused, twos_complement


@pytest.mark.exercise(core=True)
def test_twos_negative(student, rng):
    """负数的补码写得对。"""
    inputs = [(-1, 8), (-3, 4), *((-draws.whole(rng, 1, 2 ** (bits - 1) - 1), bits) for bits in range(3, 17))]
    kit.agree(student.twos_complement, twos_complement, inputs)


@pytest.mark.exercise(core=True)
def test_twos_positive_full(student, rng):
    """用满了位数的正数，开头是一个零。"""
    inputs = [(draws.whole(rng, 2 ** (bits - 2), 2 ** (bits - 1) - 1), bits) for bits in range(2, 13)]
    kit.agree(student.twos_complement, twos_complement, inputs)


@pytest.mark.exercise
def test_twos_leading_zeros(student, rng):
    """小的正数和零，左边补满。"""
    kit.agree(
        student.twos_complement,
        twos_complement,
        [(0, 1), (0, 8), (1, 5), (5, 8), (draws.whole(rng, 2, 9), 32)],
    )


@pytest.mark.exercise
def test_twos_lowest(student):
    """最小的负数放得下。"""
    kit.agree(
        student.twos_complement, twos_complement, [(-(2 ** (bits - 1)), bits) for bits in (1, 2, 4, 8, 16)]
    )


@pytest.mark.exercise
def test_twos_highest(student):
    """最大的正数放得下。"""
    kit.agree(
        student.twos_complement, twos_complement, [(2 ** (bits - 1) - 1, bits) for bits in (1, 2, 4, 8, 16)]
    )


@pytest.mark.exercise
def test_twos_wide(student, rng):
    """位数很多也行。"""
    kit.agree(
        student.twos_complement, twos_complement, [(-1, 100), (-draws.whole(rng, 1, 2**90), 96), (2**70, 72)]
    )


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("bits", [1, 4, 8, 16])
def test_twos_too_high(student, bits):
    """比最大的还大，抛出 OverflowError。"""
    refused(student.twos_complement, [(2 ** (bits - 1), bits)], "OverflowError")


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("bits", [2, 4, 8])
def test_twos_far_too_high(student, bits):
    """大得多的，也抛出 OverflowError。"""
    refused(student.twos_complement, [(2**bits - 1, bits), (2 ** (bits + 3), bits)], "OverflowError")


@pytest.mark.exercise(weight=0.25)
@pytest.mark.parametrize("bits", [1, 4, 8])
def test_twos_twice_too_high(student, bits):
    """连不分正负也放不下的，抛出 OverflowError。"""
    refused(student.twos_complement, [(2**bits, bits)], "OverflowError")


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("bits", [1, 4, 8, 16])
def test_twos_too_low(student, bits):
    """比最小的还小，抛出 OverflowError。"""
    refused(student.twos_complement, [(-(2 ** (bits - 1)) - 1, bits)], "OverflowError")


@pytest.mark.exercise(weight=0.25)
@pytest.mark.parametrize("bits", [1, 4, 8])
def test_twos_far_too_low(student, bits):
    """小得多的，也抛出 OverflowError。"""
    refused(student.twos_complement, [(-(2**bits) - 5, bits)], "OverflowError")
