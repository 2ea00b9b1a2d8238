"""Hidden tests of is_palindrome."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import draws, kit

from common import is_palindrome


def mirrored(rng: np.random.Generator, alphabet: str, odd: bool) -> str:
    """A palindrome of eight or nine characters, the first two of them different."""
    while True:
        half = draws.text(rng, 4, alphabet)
        if half[0].lower() != half[1].lower():
            return half + (alphabet[0] if odd else "") + half[::-1]


def spoilt(text: str) -> str:
    """The same with two neighbours in its first half exchanged, so that it is no palindrome."""
    return text[1] + text[0] + text[2:]


@pytest.mark.exercise(core=True)
def test_palindrome_true(student, rng):
    """倒着念也一样的，答案是 True。"""
    texts = ["上海自来水来自海上", mirrored(rng, "abcd", odd=True), mirrored(rng, "春夏秋冬", odd=False)]
    kit.agree(student.is_palindrome, is_palindrome, [(text,) for text in texts])


@pytest.mark.exercise
def test_palindrome_empty(student):
    """空的文字倒过来还是空的。"""
    kit.agree(student.is_palindrome, is_palindrome, [("",)])


@pytest.mark.exercise(core=True)
def test_palindrome_false(student, rng):
    """倒着念不一样的，答案是 False，哪怕第一个字和最后一个字相同。"""
    texts = ["abca", "上海自来水", spoilt(mirrored(rng, "abcd", odd=True)), "abcdba", "ab"]
    kit.agree(student.is_palindrome, is_palindrome, [(text,) for text in texts])


@pytest.mark.exercise(core=True)
def test_palindrome_case(student, rng):
    """英文字母不分大小写。"""
    texts = ["Aba", "LeveL", "Level", mirrored(rng, "abcd", odd=True).title(), "aB"]
    kit.agree(student.is_palindrome, is_palindrome, [(text,) for text in texts])


@pytest.mark.exercise
def test_palindrome_inner_blanks(student):
    """中间的空格不算。"""
    texts = ["ab a", "上海 自来水来自海上", "a   bcb a", "人人为我 我为人人", "ab c"]
    kit.agree(student.is_palindrome, is_palindrome, [(text,) for text in texts])


@pytest.mark.exercise
def test_palindrome_outer_blanks(student):
    """两头的空格不算，只有空格的也是。"""
    texts = [" aba", "aba  ", "   ", "  ab"]
    kit.agree(student.is_palindrome, is_palindrome, [(text,) for text in texts])


@pytest.mark.exercise
def test_palindrome_blanks_and_case(student):
    """空格和大小写一起来。"""
    texts = ["Was it a car or a cat I saw", "Never odd or Even", "No lemon no Melons"]
    kit.agree(student.is_palindrome, is_palindrome, [(text,) for text in texts])


@pytest.mark.exercise
def test_palindrome_marks_count(student):
    """标点和别的符号都算数。"""
    texts = ["a,b a", "a,b,a", "ab.a", "12-21", "1-2-1", ","]
    kit.agree(student.is_palindrome, is_palindrome, [(text,) for text in texts])


@pytest.mark.exercise
def test_palindrome_short(student):
    """一两个字的。"""
    kit.agree(student.is_palindrome, is_palindrome, [(text,) for text in ("a", "我", "aa", "我你", "Aa")])


@pytest.mark.exercise
def test_palindrome_many(student, rng):
    """许多随便写的短文字。"""
    texts = [draws.text(rng, draws.whole(rng, 0, 6), "aAb B") for _ in range(40)]
    kit.agree(student.is_palindrome, is_palindrome, [(text,) for text in texts])
