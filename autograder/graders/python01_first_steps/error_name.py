"""Hidden tests of error_name: reports as Python writes them, and made ones."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import pytest

from autograder import draws, kit

from common import error_name

HEAD = "Traceback (most recent call last):\n"
FRAME = '  File "age.py", line 1, in <module>\n    int("x")\n'
CHAINED = "\nDuring handling of the above exception, another exception occurred:\n\n"
NAMES = (
    "ValueError",
    "TypeError",
    "NameError",
    "ZeroDivisionError",
    "IndexError",
    "json.decoder.JSONDecodeError",
)


def report(name: str, says: str = "") -> str:
    """A whole report, without the newline at its end."""
    return HEAD + FRAME + (f"{name}: {says}" if says else name)


def real(function: Callable[[], object]) -> str:
    """What Python itself writes when this fails."""
    try:
        function()
    except Exception as error:
        return "".join(traceback.format_exception(error))
    raise AssertionError


@pytest.mark.exercise(core=True)
def test_error_examples(student):
    """例子里的错误，名字取得对。"""
    says = "invalid literal for int() with base 10: 'x'"
    kit.agree(student.error_name, error_name, [(report("ValueError", says) + "\n\n",)])


@pytest.mark.exercise(core=True)
def test_error_one_colon(student, rng):
    """说明里没有冒号、末尾没有空行的报错。"""
    kit.agree(
        student.error_name, error_name, [(report(name, "bad thing"),) for name in draws.shuffled(rng, NAMES)]
    )


@pytest.mark.exercise
def test_error_real(student):
    """Python 真的写出来的报错。"""
    reports = [
        real(lambda: int("12:30")),
        real(lambda: "3" + 4),  # type: ignore[operator]
        real(lambda: [][0]),
        real(lambda: dict[str, int]()["a: b"]),
        real(lambda: 1 / 0),
    ]
    kit.agree(student.error_name, error_name, [(text,) for text in reports])


@pytest.mark.exercise
def test_error_several_colons(student, rng):
    """说明里还有冒号时，切在第一个上。"""
    kit.agree(student.error_name, error_name, [(report(name, "at 12:30: no: 'x'"),) for name in NAMES[:3]])


@pytest.mark.exercise
def test_error_colon_without_blank(student):
    """冒号后面没有空格，也是分界。"""
    kit.agree(student.error_name, error_name, [("KeyError:no",), (HEAD + FRAME + "ValueError:没有这个数\n",)])


@pytest.mark.exercise(weight=0.5)
def test_error_chinese_colon(student):
    """中文的冒号不是分界，在英文冒号的前面也不是。"""
    kit.agree(student.error_name, error_name, [("甲：乙Error: x",), (HEAD + FRAME + "没有说明：Oops\n",)])


@pytest.mark.exercise
def test_error_without_message(student):
    """最后一行没有冒号时，整行就是名字。"""
    kit.agree(
        student.error_name, error_name, [(report("KeyboardInterrupt") + "\n",), (report("StopIteration"),)]
    )


@pytest.mark.exercise
def test_error_blank_lines(student):
    """末尾有空行，或者只有空格的行。"""
    endings = ("\n", "\n\n\n", "\n   \n", "\n\n  ")
    kit.agree(
        student.error_name, error_name, [(report("IndexError", "too far") + ending,) for ending in endings]
    )


@pytest.mark.exercise
def test_error_chained(student):
    """两段报错连在一起，名字是最后一个的。"""
    texts = [
        report("KeyError", "'a'") + "\n" + CHAINED + report("ValueError", "no such name") + "\n",
        report("ValueError", "first: one") + "\n" + CHAINED + report("MemoryError") + "\n",
    ]
    kit.agree(student.error_name, error_name, [(text,) for text in texts])


@pytest.mark.exercise
def test_error_one_line(student):
    """全文只有一行。"""
    kit.agree(
        student.error_name,
        error_name,
        [("ValueError: bad number: 'x'\n\n",), ("KeyboardInterrupt\n",), ("EOFError",)],
    )


@pytest.mark.exercise
def test_error_blanks_around(student):
    """名字两头的空格去掉。"""
    kit.agree(
        student.error_name,
        error_name,
        [("\n  TypeError : no\n",), (HEAD + "    KeyError: 'a'\n",), ("\n  Oops  \n",)],
    )
