"""Hidden tests of escape_text: every special character once, and what cannot be typed."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import draws, kit

from common import PLAIN, SPECIAL, escape_text


def some(rng: np.random.Generator, alphabet: str, count: int = 10) -> list[tuple[str]]:
    """Texts of an alphabet; a percent sign is never followed by an s, which no alphabet has."""
    return [(draws.text(rng, draws.whole(rng, 1, 12), alphabet),) for _ in range(count)]


@pytest.mark.exercise(core=True)
def test_escape_example(student):
    """例子里的一句。"""
    kit.agree(student.escape_text, escape_text, [("it's $5",)])


@pytest.mark.exercise(core=True)
def test_escape_plain(student, rng):
    """没有特殊字符时不变，百分号也不变。"""
    kit.agree(student.escape_text, escape_text, [*some(rng, PLAIN), ("100%",), ("",)])


@pytest.mark.exercise
def test_escape_percent_before_others(student):
    """百分号后面是别的字符，大写的 S 也是，都不变。"""
    kit.agree(student.escape_text, escape_text, [("%S %d s%",), ("100%S",)])


@pytest.mark.exercise(core=True)
def test_escape_blanks(student, rng):
    """空格变成 %s，几个连着、在头尾也是。"""
    kit.agree(student.escape_text, escape_text, [*some(rng, "abc  "), (" ",), ("  a ",), ("% s",)])


@pytest.mark.exercise
@pytest.mark.parametrize("c", SPECIAL)
def test_escape_each(student, c):
    """每个特殊字符前面加一个反斜杠，连着两个也是。"""
    kit.agree(student.escape_text, escape_text, [(c,), (f"a{c}b",), (c + c,)])


@pytest.mark.exercise
def test_escape_backslashes_among_others(student, rng):
    """反斜杠和别的特殊字符在一起时，每个只转义一次。"""
    kit.agree(student.escape_text, escape_text, [*some(rng, "\\$'a"), ("\\$",), ("\\ ",), ("\\\\'",)])


@pytest.mark.exercise
def test_escape_mixed(student, rng):
    """什么都有的文字。"""
    kit.agree(student.escape_text, escape_text, some(rng, PLAIN + SPECIAL + "    ", 20))


@pytest.mark.exercise
@pytest.mark.parametrize("text", ["你好", "a你", "é", "…", "\uff12"])
def test_escape_beyond(student, text):
    """编号超过 126 的字符：ValueError。"""
    with kit.raises("ValueError"):
        student.escape_text(text)


@pytest.mark.exercise
@pytest.mark.parametrize("text", ["a\n", "a\tb", "\r", "\x1b"])
def test_escape_control(student, text):
    """换行、制表符这些：ValueError。"""
    with kit.raises("ValueError"):
        student.escape_text(text)


@pytest.mark.exercise(weight=0.5)
def test_escape_delete(student):
    """编号 127 也打不出来；126 的 ~ 可以。"""
    with kit.raises("ValueError"):
        student.escape_text("a\x7f")
    kit.same(student.escape_text("~"), "\\~")


@pytest.mark.exercise
@pytest.mark.parametrize("text", ["%s", "100%sure", "a b%s"])
def test_escape_percent(student, text):
    """本来就有 %s：ValueError。"""
    with kit.raises("ValueError"):
        student.escape_text(text)
