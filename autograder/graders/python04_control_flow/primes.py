"""Hidden tests of primes: every number that no smaller one divides."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder import draws, kit


def primes(limit: int) -> list[int]:
    """A sieve of NumPy's."""
    rest = np.ones(max(limit + 1, 2), dtype=bool)
    rest[:2] = False
    for n in range(2, math.isqrt(max(limit, 0)) + 1):
        if rest[n]:
            rest[n * n :: n] = False
    return [int(n) for n in np.flatnonzero(rest)]


@pytest.mark.exercise(core=True)
def test_primes_worked(student, rng):
    """质数从小到大，一个不多，一个不少。"""
    kit.agree(student.primes, primes, [(10,), (7,), (2,), (30,)])


@pytest.mark.exercise
def test_primes_random(student, rng):
    """到几十、几百、几千为止。"""
    kit.agree(student.primes, primes, [(draws.whole(rng, 10**k, 10 ** (k + 1)),) for k in (1, 1, 2, 2, 3)])


@pytest.mark.exercise
def test_primes_every_limit(student, rng):
    """limit 一个一个变大时，每一次都对。"""
    kit.agree(student.primes, primes, [(limit,) for limit in range(2, 60)])


@pytest.mark.exercise
def test_primes_limit(student, rng):
    """limit 自己是质数时在里面，是合数时不在。"""
    kit.agree(student.primes, primes, [(97,), (98,), (3,), (4,), (7919,)])


@pytest.mark.exercise
def test_primes_squares(student, rng):
    """质数的平方、两个质数的积不在里面。"""
    kit.agree(student.primes, primes, [(9,), (25,), (49,), (121,), (169,), (35,), (8,)])


@pytest.mark.exercise
def test_primes_none(student, rng):
    """太小时一个也没有，负数也是。"""
    kit.agree(student.primes, primes, [(1,), (0,), (-1,), (-10,)])


@pytest.mark.exercise(seconds=2, weight=2)
def test_primes_fast(student, rng):
    """到一百万为止，也要在限定的时间里交出。"""
    want = primes(10**6)
    # What it holds is told by the other tests: here only the time counts, and that nothing is lost.
    kit.same(student.primes(10**6), want)
