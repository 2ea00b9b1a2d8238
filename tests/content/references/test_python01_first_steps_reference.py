"""The references of python01_first_steps, and its answer key, against the standard library."""

import datetime
import itertools
import traceback

import numpy as np
import pytest
from references import answer_key, reference

ref = reference("python01_first_steps")
key = answer_key("python01_first_steps")


def both(name):
    """The reference and the answer key of an exercise."""
    return getattr(ref, name), key[name]


@pytest.mark.parametrize("fahrenheit", [-459.67, -40, 0, 32, 50, 98.6, 100, 212.0, 1e6])
def test_celsius_is_the_line_through_both_fixed_points(fahrenheit):
    for celsius in both("celsius"):
        assert celsius(fahrenheit) == pytest.approx(
            np.polyval([5 / 9, -160 / 9], fahrenheit), rel=1e-12, abs=1e-12
        )
        assert celsius(32) == 0
        assert celsius(212) == 100


def test_change_uses_the_fewest_coins():
    coins = (50, 20, 10, 5, 1)
    fewest = [0]
    for cents in range(1, 200):
        fewest.append(1 + min(fewest[cents - coin] for coin in coins if coin <= cents))
    for cents, least in enumerate(fewest):
        for change in both("change"):
            counts = change(cents)
            assert sum(coin * count for coin, count in zip(coins, counts, strict=True)) == cents
            assert sum(counts) == least
    assert ref.change(10**9 + 93) == key["change"](10**9 + 93)


def test_total_is_a_line_of_arithmetic():
    for a, b in itertools.product((-20, -1, 0, 7, 10**20), repeat=2):
        for total in both("total"):
            left, answer = total(str(a), str(b)).split(" = ")
            assert int(answer) == eval(left) == a + b


def test_clock_is_a_timedelta():
    for seconds in [*range(0, 86400, 61), 86399]:
        for clock in both("seconds_to_clock"):
            assert clock(seconds) == str(datetime.timedelta(seconds=seconds))
    assert {clock(90000) for clock in both("seconds_to_clock")} == {"25:00:00"}


def test_greet():
    for greet in both("greet"):
        assert greet("  小明 ") == "你好，小明！"
        assert greet("") == greet("   ") == "你好，朋友！"
        assert greet("Ann Lee") == "你好，Ann Lee！"


def test_air_report():
    air_report, ours = both("air_report")
    for pm25 in np.arange(0, 400, 0.01).tolist():
        assert air_report(pm25) == ours(pm25)
    assert ours(35) == "35.0 优"
    assert ours(35.04) == "35.0 良"
    assert ours(75.25) == "75.2 轻度污染"


def test_palindrome():
    for letters in itertools.product("aAb, ", repeat=5):
        text = "".join(letters)
        clean = [letter for letter in text.upper() if letter != " "]
        for is_palindrome in both("is_palindrome"):
            assert is_palindrome(text) is (clean == list(reversed(clean)))


def test_card():
    for length, width in itertools.product(range(9), range(1, 12)):
        title = "abcdefgh"[:length]
        for card in both("card"):
            edge, middle, last = card(title, width).split("\n")
            assert edge == last == f"+{'-' * width}+"
            assert middle == f"|{title[:width].center(width)}|"


def report_of(text):
    """What Python says when this text fails, and the name of the exception."""
    try:
        exec(text)
    except Exception as error:
        return traceback.format_exc(), type(error).__name__
    raise AssertionError(text)


@pytest.mark.parametrize(
    "text", ["int('1:2')", "[][0]", "{}['a: b']", "1 / 0", "unknown", "raise StopIteration", "1 +"]
)
def test_error_name_is_the_type_that_was_raised(text):
    report, name = report_of(text)
    for error_name in both("error_name"):
        assert error_name(report) == name
        assert error_name(report + "\n  \n") == name
