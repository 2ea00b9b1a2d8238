"""Hidden tests of sentencepiece_encode: tables made here, the same rule on byte strings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import encode, integers, pieces_of

LETTERS = [" ", "a", "b", "c", "d"]


def check(student: Any, text: str, table: tuple[list[bytes], list[float]]) -> None:
    """Compare one text."""
    want = encode(text, *table)
    found = integers(student.sentencepiece_encode(text, *table))
    kit.require(found == want, "编号不对")


def some_table(rng: np.random.Generator, joins: int = 25) -> tuple[list[bytes], list[float]]:
    """Letters and random joins of pieces that are there, in random order, with distinct scores."""
    words = list(LETTERS)
    while len(words) < len(LETTERS) + joins:
        word = "".join(words[i] for i in rng.integers(len(words), size=2))
        if word not in words and len(word) < 6:
            words.append(word)
    words = [words[i] for i in rng.permutation(len(words))]
    return pieces_of(words, [-float(s) for s in rng.permutation(len(words))])


def some_text(rng: np.random.Generator, length: int, letters: str = "abcd ") -> str:
    """Random letters."""
    return "".join(letters[i] for i in rng.integers(len(letters), size=length))


@pytest.mark.exercise(core=True)
def test_encode_letters(student, rng):
    """没有可合并的时候，前面补一个空格，一个字符一个编号。"""
    check(student, some_text(rng, 12, "abcd"), pieces_of(LETTERS, [0.0] * 5))


@pytest.mark.exercise(core=True)
def test_encode_joins(student, rng):
    """分数最高的先合并，许多不同的表。"""
    for _ in range(12):
        table, text = some_table(rng), some_text(rng, 20)
        while encode(text, *table) != encode(text, *table, rightmost=True):
            text = some_text(rng, 20)
        check(student, text, table)


@pytest.mark.exercise
def test_encode_empty(student):
    """空的文字没有编号；一个空格是两个。"""
    table = pieces_of(LETTERS, [0.0] * 5)
    check(student, "", table)
    check(student, " ", table)


@pytest.mark.exercise
def test_encode_bytes(student, rng):
    """没有的字符换成字节：中文、表情、换行、大写；有的不换。"""
    for text in ("é", "ab你a", "🙂", "a\nb", "A"):
        check(student, text, some_table(rng, 8))


@pytest.mark.exercise
def test_encode_known_wide_letter(student):
    """不止一个字节的字符，表里有就用它的编号，还能合并。"""
    check(student, "你好吗", pieces_of([" ", "你", "好", "你好"], [0.0, 0.0, 0.0, -1.0]))


@pytest.mark.exercise
def test_encode_ties(student, rng):
    """同分的左边先。"""
    check(student, "aaaaa", pieces_of([" ", "a", "aa"], [0.0, 0.0, -1.0]))
    words = ["ab", "ba", "bb", "aa", " a", " b"]
    for _ in range(6):
        check(student, some_text(rng, 15, "ab"), pieces_of([" ", "a", "b", *words], [0.0] * 9))


@pytest.mark.exercise
def test_encode_again(student):
    """合并出来的还能再合并，前面的也要重新看。"""
    words = [" ", "a", "b", "c", "bc", "abc", " abc"]
    check(student, "abc", pieces_of(words, [0.0, 0.0, 0.0, 0.0, -3.0, -2.0, -1.0]))


@pytest.mark.exercise
def test_encode_right_first(student):
    """分数最高的在右边，就右边先，左边的于是合并成别的。"""
    words = ["ab", "bc", "bcd", "abcd"]
    check(student, "abcd", pieces_of([*LETTERS, *words], [0.0] * 5 + [-9.0, -1.0, -2.0, -3.0]))


@pytest.mark.exercise
def test_encode_out_of_reach(student):
    """两两合并到不了的片段用不上。"""
    check(student, "abca", pieces_of([*LETTERS, "abc"], [0.0] * 5 + [-1.0]))


@pytest.mark.exercise
def test_encode_special_text(student):
    """文字里写着特殊片段的样子，也还是一个个字符。"""
    letters = [*LETTERS, "<", "s", ">", "\n", "\n<", "\n<s", "s>", "s>\n"]
    check(student, "\n<s>\na", pieces_of(letters, [0.0] * 9 + [-1.0, -2.0, -3.0, -4.0]))


@pytest.mark.exercise
def test_encode_keeps_tables(student, rng):
    """片段和分数在调用之后不变。"""
    pieces, scores = some_table(rng)
    before = list(pieces), list(scores)
    check(student, some_text(rng, 9), (pieces, scores))
    kit.unchanged(pieces, before[0], "pieces")
    kit.unchanged(scores, before[1], "scores")
