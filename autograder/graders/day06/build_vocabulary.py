"""Hidden tests of build_vocabulary: characters by first appearance, from Python's own dict."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import build_vocabulary, random_texts


def check_vocabulary(actual: Any, expected: dict[str, int]) -> None:
    """Fail unless this is a dict with exactly these numbers."""
    kit.mapping(actual, tuple(expected))
    kit.require(len(actual) == len(expected), "字典里有多余的键")
    for key, number in expected.items():
        kit.close(actual[key], number, name="编号")
        kit.require(isinstance(actual[key], (int, np.integer)), "编号应当是整数")


@pytest.mark.exercise(core=True)
def test_vocabulary_values(student, rng):
    """每个字按第一次出现的次序编号，从 2 开始，编号连续，重复的字只编一次。"""
    texts = random_texts(rng, 13)
    expected = build_vocabulary(texts)
    check_vocabulary(student.build_vocabulary(texts), expected)


@pytest.mark.exercise
def test_vocabulary_repeats(student):
    """同一个字在一条文本里、在几条文本里反复出现，编号仍是第一次的那个，不跳号。"""
    texts = ["甲甲乙", "乙甲丙", "丙丙丁"]
    expected = build_vocabulary(texts)
    check_vocabulary(student.build_vocabulary(texts), expected)


@pytest.mark.exercise
def test_vocabulary_every_character(student):
    """标点、字母、数字和各种空白都是字，在文本两头也一样；大小写不同就是不同的字。"""
    texts = ["A a，", "\n，！ 1 2 ", "b\tB", "　c"]
    expected = build_vocabulary(texts)
    check_vocabulary(student.build_vocabulary(texts), expected)


@pytest.mark.exercise
def test_vocabulary_keeps_texts(student):
    """texts 在调用之后保持原样。"""
    texts = ["甲乙", "", "丙甲"]
    result = student.build_vocabulary(texts)
    kit.unchanged(texts, ["甲乙", "", "丙甲"], "texts")
    check_vocabulary(result, {"甲": 2, "乙": 3, "丙": 4})


@pytest.mark.exercise
def test_vocabulary_empty(student):
    """没有文本或全是空字符串时，得到空字典；空字符串夹在中间不影响编号。"""
    results = [student.build_vocabulary(texts) for texts in ([], [""], ["甲", "", "乙"])]
    for result, expected in zip(results, ({}, {}, {"甲": 2, "乙": 3})):
        check_vocabulary(result, expected)
