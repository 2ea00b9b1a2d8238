"""Hidden tests of to_number: what Python's own int and float make of a text."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import draws, kit

from common import refused


def to_number(text: str) -> int | float:
    """Whichever of the two takes it first."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    raise ValueError(text)


def check_read(student: Any, texts: list[str]) -> None:
    """The numbers are right, and of the right type: here an int is no float."""
    wants = [to_number(text) for text in texts]
    results = [student.to_number(text) for text in texts]
    for want, result in zip(wants, results):
        kit.same(result, want, tol=0)
        kit.same(type(result).__name__, type(want).__name__, name="类型")


@pytest.mark.exercise(core=True)
def test_to_number_worked(student, rng):
    """int 能读的是整数，否则 float 能读的是小数。"""
    check_read(student, [" 7 ", "-3", "7.0", "1e3", "12", "0.5"])


@pytest.mark.exercise
def test_to_number_random(student, rng):
    """许多整数和小数。"""
    texts = [str(draws.whole(rng, -(10**6), 10**6)) for _ in range(10)]
    texts += [repr(float(rng.normal(scale=100))) for _ in range(10)]
    check_read(student, texts)


@pytest.mark.exercise
def test_to_number_signs_and_blanks(student, rng):
    """正号、负号、两头的空白和换行。"""
    check_read(student, ["+5", "-0", "  42\n", "\t-7 ", " 1.5 ", "-.5", "+2e-3", "007"])


@pytest.mark.exercise
def test_to_number_underscores(student, rng):
    """数字中间的下划线。"""
    check_read(student, ["1_000", "-1_0_0", "1_000.5"])


@pytest.mark.exercise
def test_to_number_other_digits(student, rng):
    """别的文字里的数字。"""
    check_read(student, ["١٢", "\uff11\uff12\uff13", "१.५"])


@pytest.mark.exercise
def test_to_number_stays_float(student, rng):
    """写成小数的，就算没有零头，也还是小数。"""
    check_read(student, ["7.0", "1e3", "-2.", "0.0", "1E2", "100000.000"])


@pytest.mark.exercise
def test_to_number_exact(student, rng):
    """很大的整数一位不差。"""
    check_read(student, ["9007199254740993", str(draws.whole(rng, 10**30, 10**31)), "-123456789012345678901"])


@pytest.mark.exercise
def test_to_number_special(student, rng):
    """float 认得的无穷大也算。"""
    check_read(student, ["inf", "-Infinity", "1e400"])


@pytest.mark.exercise(weight=0.4)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "abc",
        "1,000",
        "0x10",
        "½",
        "²",
        "1 2",
        "1.2.3",
        "--3",
        "七",
        "3+4",
        "True",
        "1__0",
        "_5",
        "5_",
    ],
)
def test_to_number_refuses(student, rng, text):
    """两样都读不了的，抛出 ValueError。"""
    refused(student, "to_number", text)
