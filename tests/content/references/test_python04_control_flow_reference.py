"""The references of python04_control_flow against the standard library and one another, and the lesson's own answers against them."""

import calendar
import datetime
import math
from decimal import Decimal, localcontext
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from references import answer_key, reference

NAME = "python04_control_flow"
ref = reference(NAME)

years = st.integers(1, 9999)
months = st.integers(1, 12)


@pytest.fixture(scope="module")
def key():
    """What the answer key defines."""
    return answer_key(NAME)


def answer(function, text):
    """What a function makes of a text, with its type; where it raises, nothing."""
    try:
        return repr(function(text))
    except (ValueError, IndexError):  # the reference of error_line takes the last of none
        return None


@given(st.integers(0, 200))
def test_fizzbuzz(key, n):
    words = ref.fizzbuzz(n)
    assert words == key["fizzbuzz"](n)
    for i, word in enumerate(words, 1):
        assert word == ("Fizz" if i % 3 == 0 else "") + ("Buzz" if i % 5 == 0 else "") or word == str(i)
        assert word.isdigit() == (i % 3 != 0 and i % 5 != 0)


def test_days_and_weekdays(key):
    """The weekday that the lesson gives, and both answers for the days."""
    for year in [*range(1, 500), *range(1880, 2420), 9999]:
        for month in range(1, 13):
            assert key["days_in_month"](year, month) == ref.days_in_month(year, month)
            assert key["first_weekday"](year, month) == datetime.date(year, month, 1).weekday()
        assert sum(ref.days_in_month(year, month) for month in range(1, 13)) == 365 + calendar.isleap(year)


@pytest.mark.parametrize("limit", [-3, 0, 1, 2, 3, 4, 9, 97, 1000, 5041])
def test_primes(key, limit):
    want = [n for n in range(2, limit + 1) if all(n % d for d in range(2, math.isqrt(n) + 1))]
    assert ref.primes(limit) == key["primes"](limit) == want


@given(st.integers(1, 10**9))
def test_collatz(key, n):
    way = ref.collatz(n)
    assert way == key["collatz"](n)
    assert (way[0], way[-1], way.count(1)) == (n, 1, 1)
    assert all(2 * b == a if a % 2 == 0 else b == 3 * a + 1 for a, b in pairwise(way))


@settings(max_examples=300)
@given(st.floats(0, 1e12), st.sampled_from([1e-14, 1e-13, 1e-10, 1e-3, 0.5]))
def test_square_root(key, x, tol):
    with localcontext(prec=60):
        exact = Decimal(x).sqrt()
        assert abs(Decimal(ref.square_root(x)) - exact) <= Decimal(math.ulp(ref.square_root(x)))
        assert abs(Decimal(key["square_root"](x, tol)) - exact) <= Decimal(tol) * max(1, exact)


@given(
    st.one_of(st.text(max_size=6), st.from_regex(r"\s*[+-]?[0-9_]+(\.[0-9]*)?(e[0-9])?\s*", fullmatch=True))
)
def test_to_number(key, text):
    assert answer(key["to_number"], text) == answer(ref.to_number, text)


FRAME = st.one_of(
    st.builds('  File "a.py", line {}, in f\n    f(x, line)'.format, st.integers(1, 999)),
    st.builds("Cell In[3], line {}\n----> 1 f()".format, st.integers(1, 999)),
    st.sampled_from(["ValueError: in line 77", "E: x, line 5", "    see, line 6"]),
)


@given(st.lists(FRAME))
def test_error_line(key, frames):
    report = "\n".join(frames)
    assert answer(key["error_line"], report) == answer(ref.error_line, report)


WORDS = st.sampled_from(
    ["go", "GO", "take", "Take", "quit", "Exit", "north", "East", "up", "Lamp", "灯", "", " "]
)


@settings(max_examples=500)
@given(st.lists(WORDS, max_size=5), st.sampled_from([" ", "  ", "\t"]))
def test_read_command(key, words, between):
    line = between.join(words)
    assert key["read_command"](line) == ref.read_command(line)


@given(years, months)
def test_calendar_month(key, year, month):
    lines = calendar.TextCalendar(0).formatmonth(year, month).splitlines()[2:]
    want = "\n".join(line.rstrip() for line in lines)
    assert ref.calendar_month(year, month) == key["calendar_month"](year, month) == want
