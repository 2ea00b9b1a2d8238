"""Hidden tests of round_money: the digits of the text taken as one whole number."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import draws, kit


def round_money(amount: str) -> str:
    """To hundredths, half away from zero, in whole numbers."""
    digits = amount.lstrip("+-")
    whole, _, part = digits.partition(".")
    scaled = int(whole + part) * 100
    size = 10 ** len(part)
    cents = (2 * scaled + size) // (2 * size)
    sign = "-" if amount[0] == "-" and cents else ""
    return f"{sign}{cents // 100}.{cents % 100:02d}"


def amount(rng: np.random.Generator, places: int, last: str = "") -> str:
    """A number as text with so many digits after its point; ``last``: how they end."""
    sign = draws.one_of(rng, ["", "", "-", "+"])
    part = draws.text(rng, places - len(last), "0123456789") + last
    return f"{sign}{draws.whole(rng, 0, 10 ** draws.whole(rng, 1, 7))}{'.' if part else ''}{part}"


def of(*texts: str) -> list[tuple[str]]:
    """Each text as the arguments of a call."""
    return [(text,) for text in texts]


@pytest.mark.exercise(core=True)
def test_round_money_worked(student, rng):
    """文字里的数留两位小数，正好一半时远离零，交出文字。"""
    kit.agree(student.round_money, round_money, of("2.675", "1.005", "-2.675", "0.125", "3"))


@pytest.mark.exercise
def test_round_money_random(student, rng):
    """位数不同、正负不同的数都对。"""
    cases = [(amount(rng, places),) for places in (0, 1, 2, 3, 4, 5, 9) for _ in range(4)]
    kit.agree(student.round_money, round_money, cases)


@pytest.mark.exercise
def test_round_money_halves(student, rng):
    """正好一半的时候，无论前一位是奇数还是偶数，都往远离零的那边进。"""
    cases = [(amount(rng, 3, "5"),) for _ in range(20)]
    kit.agree(student.round_money, round_money, [*cases, *of("0.005", "-0.015", "0.025", "1.115", "8.345")])


@pytest.mark.exercise
def test_round_money_near_halves(student, rng):
    """只比一半多一点点，或者少一点点，也分得清。"""
    kit.agree(
        student.round_money,
        round_money,
        of("0.124999999", "0.125000001", "-2.674999999", "2.674999999", "0.004999999", "999.994999999"),
    )


@pytest.mark.exercise
def test_round_money_carries(student, rng):
    """进位一直进到前面去。"""
    kit.agree(student.round_money, round_money, of("0.995", "9.999", "-99.995", "1.095", "999999.999"))


@pytest.mark.exercise
def test_round_money_zero(student, rng):
    """结果是零时没有负号，不是零的负数有。"""
    kit.agree(student.round_money, round_money, of("-0.001", "-0", "0", "-0.00", "0.0049", "-0.004", "-0.01"))


@pytest.mark.exercise
def test_round_money_signs(student, rng):
    """开头的正号不写进结果。"""
    kit.agree(student.round_money, round_money, of("+2.5", "+0.005", "+12", "-7.1"))


@pytest.mark.exercise
def test_round_money_long(student, rng):
    """位数很多的数，一分也不差。"""
    cases = [
        (f"{draws.whole(rng, 10**11, 10**12 - 1)}.{draws.text(rng, 9, '0123456789')}",) for _ in range(6)
    ]
    kit.agree(student.round_money, round_money, [*cases, *of("999999999999.994999999", "-123456789012.345")])
