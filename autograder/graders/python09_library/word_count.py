"""Hidden tests of word_count: characters looked at one by one."""

from __future__ import annotations

import string

import numpy as np
import pytest

from autograder import draws, kit

from common import check_each

PIECES = ["dog", "Dog", "cat", "it's", "It's", "'tis", "cats'", "春", "春眠", "月光", "x", "7", "_", "é"]
GAPS = [" ", ". ", ", ", "！", "\n", "-", " '", "' "]


def words(text: str) -> list[str]:
    """The words in order: letters are gathered, an apostrophe between two letters with them."""
    lower, found, word = text.lower(), [], ""
    for before, c, after in zip(" " + lower, lower, lower[1:] + " "):
        letter = c in string.ascii_lowercase
        if letter or (
            c == "'" and before in string.ascii_lowercase and after in string.ascii_lowercase and word
        ):
            word += c
            continue
        if word:
            found.append(word)
        word = ""
        if 0x4E00 <= ord(c) <= 0x9FFF:
            found.append(c)
    return [*found, word] if word else found


def most(text: str, n: int) -> list[tuple[str, int]]:
    """The n most frequent, those met first in front."""
    counts: dict[str, int] = {}
    for word in words(text):
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda pair: -pair[1])[:n]


def random_text(rng: np.random.Generator, length: int) -> str:
    """Words of both kinds, and what parts them."""
    return "".join(draws.one_of(rng, PIECES) + draws.one_of(rng, GAPS) for _ in range(length))


@pytest.mark.exercise(core=True)
def test_word_count_example(student):
    """文档字符串里的例子。"""
    found = student.word_count("It's a dog. Dog's a dog! 春眠不觉晓，春", 3)
    kit.same(found, [("a", 2), ("dog", 2), ("春", 2)])


@pytest.mark.exercise(core=True)
def test_word_count_random(student, rng):
    """随机的文字：词、次数、次序都对。"""
    texts = [random_text(rng, 25) for _ in range(10)]
    sizes = [draws.whole(rng, 2, 30) for _ in texts]
    wants = [most(text, n) for text, n in zip(texts, sizes)]
    found = [student.word_count(text, n) for text, n in zip(texts, sizes)]
    check_each(found, wants, ["返回值"] * len(texts))


@pytest.mark.exercise
def test_word_count_ties(student):
    """次数相同的，先出现的在前，不管字母的次序。"""
    found = student.word_count("z y x z y x w 丙 甲 丙 甲", 6)
    kit.same(found, [("z", 2), ("y", 2), ("x", 2), ("丙", 2), ("甲", 2), ("w", 1)])


@pytest.mark.exercise
def test_word_count_apostrophes(student):
    """撇号夹在字母中间的算在词里，一串里可以夹几次；两头的、连着两个的不算。"""
    texts = ["rock'n'roll", "'tis", "cats'", "a''b", "'", "it's it's"]
    found = [student.word_count(text, 5) for text in texts]
    wants = [
        [("rock'n'roll", 1)],
        [("tis", 1)],
        [("cats", 1)],
        [("a", 1), ("b", 1)],
        [],
        [("it's", 2)],
    ]
    check_each(found, wants, [f"{text!r} 的词" for text in texts])


@pytest.mark.exercise
def test_word_count_chinese(student):
    """每个汉字自己是一个词，夹在字母中间也分开；范围的两端都算。"""
    texts = ["春眠春", "a春b春a", "\u4e00\u9fff\u4dff\ua000", "。，、"]
    found = [student.word_count(text, 5) for text in texts]
    wants = [
        [("春", 2), ("眠", 1)],
        [("a", 2), ("春", 2), ("b", 1)],
        [("\u4e00", 1), ("\u9fff", 1)],
        [],
    ]
    check_each(found, wants, [f"{text!r} 的词" for text in texts])


@pytest.mark.exercise
def test_word_count_gaps(student):
    """数字、下划线、带音标的字母、连字符都只是间隔。"""
    texts = ["abc123abc", "snake_case", "café", "well-known", "1984"]
    found = [student.word_count(text, 5) for text in texts]
    wants = [
        [("abc", 2)],
        [("snake", 1), ("case", 1)],
        [("caf", 1)],
        [("well", 1), ("known", 1)],
        [],
    ]
    check_each(found, wants, [f"{text!r} 的词" for text in texts])


@pytest.mark.exercise
def test_word_count_case(student):
    """大小写不分，给的是小写。"""
    kit.same(student.word_count("Dog DOG dog Cat", 2), [("dog", 3), ("cat", 1)])


@pytest.mark.exercise
def test_word_count_fewer(student):
    """词不够 n 个，有几个给几个；n 是 1 就一个。"""
    found = [student.word_count("b a b", n) for n in (1, 2, 50)]
    check_each(found, [[("b", 2)], [("b", 2), ("a", 1)], [("b", 2), ("a", 1)]], ["n = 1", "n = 2", "n = 50"])


@pytest.mark.exercise
def test_word_count_nothing(student):
    """没有词，是空列表。"""
    kit.same(student.word_count("", 3), [])
