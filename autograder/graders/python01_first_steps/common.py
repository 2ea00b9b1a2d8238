"""What the hidden tests of python01_first_steps share: the references, and one way to compare.

The references go other ways than the lesson: exact fractions, coins by search, clocks counted down, classes looked up in
a table, palindromes by two ends that meet.  ``tests/content/references`` compares them with the standard library.

Where a test makes several calls it makes them all before it compares anything: what a failed test has seen is
what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from fractions import Fraction

COINS = (50, 20, 10, 5, 1)
CLASSES = ((35, "优"), (75, "良"), (115, "轻度污染"), (150, "中度污染"))


def celsius(fahrenheit: float) -> float:
    """In exact fractions, rounded once."""
    return float((Fraction(fahrenheit) - 32) * Fraction(5, 9))


def change(cents: int) -> tuple[int, ...]:
    """Coins taken one at a time, the largest that fits."""
    counts = dict.fromkeys(COINS, 0)
    counts[50] = max(0, cents - 500) // 50
    cents -= 50 * counts[50]
    while cents:
        coin = max(coin for coin in COINS if coin <= cents)
        counts[coin] += 1
        cents -= coin
    return tuple(counts.values())


def total(a: str, b: str) -> str:
    """The sum of both, written out."""
    return " ".join([a, "+", b, "=", str(sum(map(int, (a, b))))])


def seconds_to_clock(seconds: int) -> str:
    """From the last place to the first."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return ":".join([str(hours), str(minutes).zfill(2), str(rest).zfill(2)])


def greet(name: str) -> str:
    """Blanks at both ends taken off one by one."""
    while name and name[0] == " ":
        name = name[1:]
    while name and name[-1] == " ":
        name = name[:-1]
    return "你好，" + (name or "朋友") + "！"


def air_report(pm25: float) -> str:
    """The first class in the table whose limit is not exceeded."""
    level = next((name for limit, name in CLASSES if not pm25 > limit), "重度污染")
    return f"{float(pm25):.1f} {level}"


def is_palindrome(text: str) -> bool:
    """Two ends that meet in the middle."""
    letters = [letter for letter in text.lower() if letter != " "]
    return all(letters[i] == letters[-1 - i] for i in range(len(letters) // 2))


def card(title: str, width: int) -> str:
    """Every line by itself."""
    edge = "".join(["+", *("-" for _ in range(width)), "+"])
    return "\n".join([edge, "|" + str.center(title[:width], width) + "|", edge])


def error_name(report: str) -> str:
    """Lines from the end, the first that is not blank."""
    last = next(line for line in reversed(report.split("\n")) if line.strip())
    return last.partition(":")[0].strip()
