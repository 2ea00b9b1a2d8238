"""Hidden tests of encode: the ids of each text, padded and cut as lists."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import build_vocabulary, random_texts


def encode(texts: list[str], vocabulary: dict[str, int], length: int) -> np.ndarray:
    """Ids padded on the right with 0 or cut; 1 for unknown characters."""
    rows = [([vocabulary.get(character, 1) for character in text] + [0] * length)[:length] for text in texts]
    return np.array(rows, dtype=np.int64).reshape(len(texts), length)


@pytest.mark.exercise(core=True)
def test_encode_values(student, rng):
    """字表里的字变成编号，右边补 0，长的截断，没见过的字是 1。"""
    texts = [*random_texts(rng, 11), "雪春雪", "月花风雨云水山冬秋夏春"]
    vocabulary = build_vocabulary(texts[:7])
    want = encode(texts, vocabulary, 7)
    kit.close(kit.array(student.encode(texts, vocabulary, 7), (13, 7), dtype="iu"), want)


@pytest.mark.exercise
def test_encode_unknown(student):
    """没见过的字占一个位置，写 1，不跳过也不报错。"""
    want = np.array([[1, 2, 1, 3, 0], [1, 1, 0, 0, 0]])
    kit.close(student.encode(["丁甲丁乙", "丁丁"], {"甲": 2, "乙": 3}, 5), want)


@pytest.mark.exercise
def test_encode_cut(student):
    """太长的文本留下前面的字，去掉后面的。"""
    want = np.array([[2, 3], [4, 3], [2, 0]])
    kit.close(student.encode(["甲乙丙", "丙乙甲甲甲", "甲"], {"甲": 2, "乙": 3, "丙": 4}, 2), want)


@pytest.mark.exercise
def test_encode_longer_than_all(student):
    """每行的长度总是 length，哪怕所有文本都比它短。"""
    want = np.array([[2, 0, 0, 0, 0, 0, 0], [1, 2, 0, 0, 0, 0, 0]])
    kit.close(student.encode(["甲", "乙甲"], {"甲": 2}, 7), want)


@pytest.mark.exercise
def test_encode_empty_text(student):
    """空的文本是一行 0。"""
    kit.close(student.encode(["", ""], {"甲": 2}, 3), np.zeros((2, 3)))


@pytest.mark.exercise
def test_encode_no_texts(student):
    """没有文本时形状是 (0, length)，仍是整数。"""
    kit.array(student.encode([], {"甲": 2}, 5), (0, 5), dtype="iu")


@pytest.mark.exercise
def test_encode_large_numbers(student):
    """字表有几万个字时，编号也不走样。"""
    vocabulary = {chr(0x4E00 + number): number for number in (2, 127, 128, 255, 256, 300, 40000)}
    vocabulary["甲"] = 70001
    texts = ["".join(vocabulary), "甲丙"]
    want = encode(texts, vocabulary, 11)
    kit.close(student.encode(texts, vocabulary, 11), want)


@pytest.mark.exercise
def test_encode_long_texts(student, rng):
    """文本和 length 都可以有几百个字。"""
    texts = ["".join(rng.choice(list("春夏秋冬雪"), size=size)) for size in (300, 137, 5)]
    vocabulary = build_vocabulary(["春夏秋冬"])
    wants = [encode(texts, vocabulary, length) for length in (151, 293)]
    results = [student.encode(texts, vocabulary, length) for length in (151, 293)]
    for result, want in zip(results, wants):
        kit.close(result, want)


@pytest.mark.exercise
def test_encode_keeps_vocabulary(student):
    """遇到新字不把它加进字表：同一个新字在后面的文本里仍是 1，字表和文本都不变。"""
    vocabulary, texts = {"甲": 2}, ["乙甲", "乙丙"]
    first = student.encode(texts, vocabulary, 3)
    again = student.encode(["丙乙"], vocabulary, 3)
    kit.close(first, np.array([[1, 2, 0], [1, 1, 0]]))
    kit.close(again, np.array([[1, 1, 0]]))
    kit.unchanged(vocabulary, {"甲": 2}, "vocabulary")
    kit.unchanged(texts, ["乙甲", "乙丙"], "texts")
