"""Hidden tests of balanced: pairs are crossed out until nothing changes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import draws, kit

BRACKETS = "()[]{}"


def balanced(text: str) -> bool:
    """Whether nothing is left when neighbouring pairs are crossed out again and again."""
    left = "".join(c for c in text if c in BRACKETS)
    while (shorter := left.replace("()", "").replace("[]", "").replace("{}", "")) != left:
        left = shorter
    return left == ""


def drawn(rng: np.random.Generator, pairs: int) -> str:
    """A balanced text."""
    if pairs <= 0:
        return draws.text(rng, int(rng.integers(0, 2)), "ab1+ '")
    inner = int(rng.integers(pairs))
    kind = int(rng.integers(3))
    return BRACKETS[2 * kind] + drawn(rng, inner) + BRACKETS[2 * kind + 1] + drawn(rng, pairs - 1 - inner)


def ask(student: Any, texts: list[str]) -> None:
    """Fail unless every answer is right."""
    for text in texts:
        kit.same(student.balanced(text), balanced(text))


@pytest.mark.exercise(core=True)
def test_balanced_yes(student, rng):
    """配好的是 True，套多少层都行。"""
    ask(
        student,
        [
            "a[(1+2)*{3}]",
            "()",
            "([{}])",
            "()[]{}",
            *(drawn(rng, 6) for _ in range(20)),
            "(" * 500 + ")" * 500,
        ],
    )


@pytest.mark.exercise(core=True)
def test_balanced_crossed(student, rng):
    """两种括号交错着，是 False。"""
    ask(student, ["([)]", "{(})", "[a{b]c}", "(([)]())"])


@pytest.mark.exercise
def test_balanced_kinds(student):
    """左右种类不同，是 False。"""
    ask(student, ["(]", "{)", "[}", "((])", "{[()}]}"])


@pytest.mark.exercise
def test_balanced_closed_too_early(student):
    """右括号来得太早，是 False，哪怕后面又补上了左括号。"""
    ask(student, [")", ")(", "())", "]a", "(){}][", "}{"])


@pytest.mark.exercise
def test_balanced_left_open(student):
    """到末尾还有没配的左括号，是 False。"""
    ask(student, ["(", "([]", "{{}", "a[", "()(", "[[[[]]]"])


@pytest.mark.exercise
def test_balanced_without_brackets(student):
    """一个括号也没有，是 True；全角的括号、尖括号不算。"""
    ask(student, ["", "abc", "（", "<a", "1 > 0"])


@pytest.mark.exercise
def test_balanced_quotes(student):
    """引号是普通字符，引号里的括号照样算。"""
    ask(student, ["f('(')", '"]"', "'()'", '["(", ")"]', "it's (", "('\\'')"])


@pytest.mark.exercise
def test_balanced_anything(student, rng):
    """随便排的括号，该是什么就是什么。"""
    ask(
        student,
        [draws.text(rng, length, BRACKETS) for length in (2, 2, 2, 4, 4, 4, 4, 6, 6, 8) for _ in range(4)],
    )


@pytest.mark.exercise
def test_balanced_one_wrong(student, rng):
    """配好的文字里，去掉一个括号，或者换成别的，就是 False。"""
    texts = []
    for _ in range(15):
        text = "(" + drawn(rng, 5) + ")"
        places = [i for i, c in enumerate(text) if c in BRACKETS]
        i = draws.one_of(rng, places)
        texts += [text[:i] + text[i + 1 :], text[:i] + draws.one_of(rng, BRACKETS) + text[i + 1 :]]
    ask(student, texts)
