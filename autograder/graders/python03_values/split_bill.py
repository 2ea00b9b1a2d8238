"""Hidden tests of split_bill: the shares by what each of them would pay if the cents were dealt out like cards."""

from __future__ import annotations

import pytest

from autograder import draws, kit


def split_bill(total: str, people: int) -> list[str]:
    """Person i pays what of the cents falls between i/people and (i+1)/people, counted from the end."""
    cents = int(total[:-3] + total[-2:])
    shares = [(cents + people - 1 - i) // people for i in range(people)]
    return [f"{share:03d}"[:-2] + "." + f"{share:03d}"[-2:] for share in shares]


@pytest.mark.exercise(core=True)
def test_split_bill_worked(student, rng):
    """加起来正好是账单，大的在前，都写成两位小数的文字。"""
    kit.agree(student.split_bill, split_bill, [("100.00", 3), ("1.15", 1), ("10.02", 4), ("12.20", 4)])


@pytest.mark.exercise
def test_split_bill_random(student, rng):
    """账单和人数不同，也都一分不差。"""
    cases = [
        (
            f"{draws.whole(rng, 0, 10 ** draws.whole(rng, 1, 5))}.{draws.whole(rng, 0, 99):02d}",
            draws.whole(rng, 2, 13),
        )
        for _ in range(25)
    ]
    kit.agree(student.split_bill, split_bill, cases)


@pytest.mark.exercise
def test_split_bill_alone(student, rng):
    """一个人付全部，一分不少。"""
    cases = [
        (f"{whole}.{part}", 1) for whole, part in ((1, "15"), (0, "29"), (8, "20"), (1001, "13"), (19, "99"))
    ]
    kit.agree(student.split_bill, split_bill, cases)


@pytest.mark.exercise
def test_split_bill_more_digits(student, rng):
    """多付一分的多了一位数，也排在前面：比的是钱，不是文字。"""
    cases = [("19.99", 2), ("1999.99", 2), ("199999.98", 3), ("29.99", 3)]
    kit.agree(student.split_bill, split_bill, cases)


@pytest.mark.exercise
def test_split_bill_even(student, rng):
    """正好分得完时，人人一样多。"""
    kit.agree(student.split_bill, split_bill, [("10.00", 4), ("9.03", 3), ("100.00", 100)])


@pytest.mark.exercise
def test_split_bill_few_cents(student, rng):
    """钱比人少的时候，有的人付零元；账单是零时，人人都是零元。"""
    kit.agree(student.split_bill, split_bill, [("0.02", 3), ("0.00", 2), ("0.01", 1), ("0.99", 100)])


@pytest.mark.exercise
def test_split_bill_large(student, rng):
    """很大的账单也一分不差。"""
    cases = [(f"{draws.whole(rng, 10**11, 10**12 - 1)}.{draws.whole(rng, 0, 99):02d}", n) for n in (1, 3, 7)]
    kit.agree(student.split_bill, split_bill, cases)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("people", [0, -1, -3])
def test_split_bill_nobody(student, rng, people):
    """人数小于一时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.split_bill("10.00", people)
