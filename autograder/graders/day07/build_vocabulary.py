"""Hidden tests of build_vocabulary: special words, then the others by first appearance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import CORPUS, build_vocabulary


def same_numbers(result: Any, expected: Mapping[str, int]) -> None:
    """Fail unless a vocabulary has these words with these numbers."""
    kit.mapping(result, tuple(expected))
    kit.require(len(result) == len(expected), "词表里的词比应有的多")
    numbers = [kit.scalar(result[word], f"{word} 的编号") for word in expected]
    kit.close(np.array(numbers), np.array(list(expected.values())), name="编号")


@pytest.mark.exercise(core=True)
def test_vocabulary_order(student):
    """四个特殊符号之后，每个词按第一次出现的先后编号。"""
    result = student.build_vocabulary(list(CORPUS))
    same_numbers(result, build_vocabulary(CORPUS))


@pytest.mark.exercise
def test_vocabulary_repeated_words(student):
    """一个词不管出现多少次，在一句里还是在几句里，都只有一个编号，编号是连续的。"""
    corpus = ["a b a a c", "b d a", "d d e b", "a e f"]
    result = student.build_vocabulary(list(corpus))
    same_numbers(result, build_vocabulary(corpus))


@pytest.mark.exercise
def test_vocabulary_any_whitespace(student):
    """词与词之间可以是几个空格、制表符或换行，句首句尾也可以有空白。"""
    corpus = ["  白  日\t依 山 尽", "黄河\n入 海   流 ", "\t欲 穷 \n 千里 目"]
    result = student.build_vocabulary(list(corpus))
    same_numbers(result, build_vocabulary(corpus))


@pytest.mark.exercise
def test_vocabulary_nothing_to_read(student):
    """没有句子，或者句子是空的，词表里就只有四个特殊符号。"""
    corpora: list[list[str]] = [[], ["", "   "]]
    results = [student.build_vocabulary(list(corpus)) for corpus in corpora]
    for result in results:
        same_numbers(result, build_vocabulary([]))


@pytest.mark.exercise
def test_vocabulary_special_words_in_the_text(student):
    """语料里出现的特殊符号保持原来的编号，不占用新的编号。"""
    corpus = ["<bos> 举 头 望 <unk> 月 <eos>", "<eos> 低 头 <pad>"]
    result = student.build_vocabulary(list(corpus))
    same_numbers(result, build_vocabulary(corpus))


@pytest.mark.exercise
def test_vocabulary_words_as_they_are(student):
    """大小写不同、标点不同，就是不同的词。"""
    corpus = ["The the THE end end.", "don't dont the-end (end)"]
    result = student.build_vocabulary(list(corpus))
    same_numbers(result, build_vocabulary(corpus))


@pytest.mark.exercise
def test_vocabulary_keeps_the_corpus(student):
    """corpus 在调用之后保持原样。"""
    corpus = list(CORPUS)
    result = student.build_vocabulary(corpus)
    kit.unchanged(corpus, CORPUS, "corpus")
    same_numbers(result, build_vocabulary(CORPUS))


@pytest.mark.exercise
def test_vocabulary_is_new_each_time(student):
    """每次调用都从头编号，与上一次的语料无关。"""
    corpora = [CORPUS[:2], CORPUS[2:], CORPUS[1:3]]
    results = [student.build_vocabulary(list(corpus)) for corpus in corpora]
    for corpus, result in zip(corpora, results):
        same_numbers(result, build_vocabulary(corpus))
