"""Hidden tests of float_from_bits: the eight bytes read as a double, compared bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import draws, kit

from common import float_from_bits


def pattern(sign: int, e: int, f: int) -> str:
    """The 64 bits of three fields."""
    return f"{sign}{e:011b}{f:052b}"


def fraction(rng: np.random.Generator) -> int:
    """Any 52 bits but none of the two ends."""
    return draws.whole(rng, 1, 2**52 - 2)


@pytest.mark.exercise(core=True)
def test_float_positive(student, rng):
    """平常大小的正数，一位不差。"""
    inputs = [
        (pattern(0, 1025, 5 << 49),),
        *((pattern(0, draws.whole(rng, 1000, 1050), fraction(rng)),) for _ in range(12)),
    ]
    kit.agree(student.float_from_bits, float_from_bits, inputs, tol=0)


@pytest.mark.exercise(core=True)
def test_float_negative(student, rng):
    """平常大小的负数，一位不差。"""
    inputs = [(pattern(1, draws.whole(rng, 1000, 1050), fraction(rng)),) for _ in range(12)]
    kit.agree(student.float_from_bits, float_from_bits, inputs, tol=0)


@pytest.mark.exercise
def test_float_powers(student, rng):
    """尾数全是零的：二的乘方。"""
    inputs = [(pattern(0, e, 0),) for e in (1, 1022, 1023, 1024, 2046, draws.whole(rng, 2, 2045))]
    kit.agree(student.float_from_bits, float_from_bits, inputs, tol=0)


@pytest.mark.exercise
def test_float_very_large_and_small(student, rng):
    """很大的和很小的，一位不差。"""
    inputs = [(pattern(s, e, fraction(rng)),) for s in (0, 1) for e in (1, 2, 5, 2040, 2045, 2046)]
    kit.agree(student.float_from_bits, float_from_bits, inputs, tol=0)


@pytest.mark.exercise
def test_float_least_exponent(student, rng):
    """指数段全是零的：最小的那些小数，有正有负。"""
    inputs = [pattern(0, 0, 1), pattern(1, 0, 1), pattern(0, 0, 2**52 - 1), pattern(0, 0, fraction(rng))]
    wanted = [float_from_bits(bits) for bits in inputs]
    results = [student.float_from_bits(bits) for bits in inputs]
    # Two numbers as small as these differ by less than diagnosis looks at.
    kit.record(student, *map(repr, results))
    for result, want in zip(results, wanted):
        kit.same(result, want, tol=0)


@pytest.mark.exercise
def test_float_zero(student):
    """零。"""
    kit.agree(student.float_from_bits, float_from_bits, [(pattern(0, 0, 0),)], tol=0)


@pytest.mark.exercise
def test_float_minus_zero(student):
    """负零，负号也在。"""
    kit.agree(student.float_from_bits, float_from_bits, [(pattern(1, 0, 0),)], tol=0)


@pytest.mark.exercise
def test_float_infinity(student):
    """正的和负的无穷大。"""
    kit.agree(
        student.float_from_bits, float_from_bits, [(pattern(0, 2047, 0),), (pattern(1, 2047, 0),)], tol=0
    )


@pytest.mark.exercise
def test_float_nan(student, rng):
    """不是数的。"""
    kit.agree(
        student.float_from_bits,
        float_from_bits,
        [(pattern(0, 2047, f),) for f in (1, 1 << 51, fraction(rng))],
        tol=0,
    )


@pytest.mark.exercise(core=True, structure=True)
def test_float_by_hand(student):
    """自己拆，没有用现成的换算。"""
    kit.not_calling(student, "float_from_bits", {"struct", "fromhex"})
