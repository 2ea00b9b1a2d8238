"""What the hidden tests of python02_computer share: the references, and two ways to compare.

The references are Python's own: ``bin``, ``int``, ``str.encode``, ``struct``; those that have none go another way than the
lesson.  ``tests/content/references`` compares them with what is independent of both.

Where a test makes several calls it makes them all before it compares anything: what a failed test has seen is
what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from typing import Any

from autograder import kit

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


# Of Python's own exceptions, those that are a ValueError too.
VALUE_ERRORS = ("ValueError", "UnicodeEncodeError", "UnicodeDecodeError", "JSONDecodeError")


def refused(function: Callable[..., Any], inputs: Iterable[tuple[Any, ...]], *errors: str) -> None:
    """Fail unless every input raises one of these exceptions, a ValueError if none is named."""
    for arguments in inputs:
        with kit.raises(*(errors or VALUE_ERRORS)):
            function(*arguments)


def to_binary(n: int) -> str:
    """Python's own."""
    return bin(n).replace("0b", "")


def from_base(digits: str, base: int) -> int:
    """From the right, every place by itself; digits that are right."""
    return sum(DIGITS.index(c.lower()) * base**place for place, c in enumerate(reversed(digits)))


def twos_complement(n: int, bits: int) -> str:
    """The last ``bits`` bits of a number that fits."""
    return f"{n & ((1 << bits) - 1):0{bits}b}"


def from_twos_complement(pattern: str) -> int:
    """The first bit counts for minus its place."""
    first, *rest = map(int, pattern)
    return sum(bit << place for place, bit in enumerate(reversed(rest))) - (first << len(rest))


def utf8_encode(code_point: int) -> bytes:
    """Python's own."""
    return chr(code_point).encode("utf-8")


def float_from_bits(bits: str) -> float:
    """The eight bytes read as a double."""
    value: float = struct.unpack(">d", int(bits, 2).to_bytes(8, "big"))[0]
    return value


def check_digit(digits: str) -> int:
    """The one that makes the sum of all thirteen a multiple of ten."""
    total = sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))
    return next(last for last in range(10) if (total + last) % 10 == 0)


def rgb(text: str) -> tuple[int, ...]:
    """Of a text that is right."""
    each = (len(text) - 1) // 3
    return tuple(int((text[1 + each * i : 1 + each * (i + 1)] * 2)[:2], 16) for i in range(3))
