"""Hidden tests of encode_words: the numbers of the words, one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import CORPUS, build_vocabulary, integers

VOCABULARY = build_vocabulary(CORPUS)


def encode_words(sentence: str, vocabulary: Mapping[str, int]) -> Tensor:
    """Numbers of the words, 1 where there is none."""
    return torch.tensor([vocabulary.get(word, 1) for word in sentence.split()]).long()


def encoded(student: Any, sentences: Sequence[str]) -> None:
    """Compare the numbers of some sentences."""
    results = [student.encode_words(sentence, dict(VOCABULARY)) for sentence in sentences]
    for sentence, result in zip(sentences, results):
        integers(result, encode_words(sentence, VOCABULARY))


@pytest.mark.exercise(core=True)
def test_encode_known_words(student):
    """每个词换成它的编号，按句子里的先后，两头不加东西。"""
    encoded(student, ["春风 想 云 月 下 花 容", "逢 若 非"])


@pytest.mark.exercise(core=True)
def test_encode_unknown_words(student):
    """词表里没有的词是 <unk>，占一个位置。"""
    encoded(student, ["云 想 明月 花", "长 安 一 片 月", "山 山"])


@pytest.mark.exercise
def test_encode_nothing(student):
    """空句子得到长度为 0 的整数张量。"""
    encoded(student, ["", "  \t"])


@pytest.mark.exercise
def test_encode_one_axis(student):
    """结果是一维的整数张量，只有一个词也一样。"""
    results = [student.encode_words(sentence, dict(VOCABULARY)) for sentence in ("想", "想 花 想")]
    for result, length in zip(results, (1, 3)):
        kit.tensor(result, (length,), dtype_kind="i")


@pytest.mark.exercise
def test_encode_any_whitespace(student):
    """词与词之间可以是几个空格、制表符或换行，句首句尾也可以有空白。"""
    encoded(student, ["  云  想\t花 ", "\n瑶台 月\n下   逢"])


@pytest.mark.exercise
def test_encode_repeated_words(student):
    """重复的词照样重复；同一个不认识的词出现两次，两次都是 <unk>。"""
    encoded(student, ["想 想 云 想 云", "雪 雪 霜 雪 想"])


@pytest.mark.exercise
def test_encode_special_words(student):
    """句子里写着 <bos>、<eos> 这些符号时，用它们自己的编号。"""
    encoded(student, ["<bos> 云 想 <eos> <pad>", "<unk> 花 <eos>"])


@pytest.mark.exercise
def test_encode_keeps_the_vocabulary(student):
    """词表在调用之后保持原样，不认识的词没有加进去。"""
    vocabulary = dict(VOCABULARY)
    result = student.encode_words("云 想 明月 雪", vocabulary)
    kit.unchanged(vocabulary, VOCABULARY, "vocabulary")
    integers(result, encode_words("云 想 明月 雪", VOCABULARY))


@pytest.mark.exercise
def test_encode_words_as_they_are(student):
    """大小写不同就是不同的词。"""
    vocabulary = build_vocabulary(["The end the END"])
    sentences = ["the The THE END end", "End eNd"]
    results = [student.encode_words(sentence, dict(vocabulary)) for sentence in sentences]
    for sentence, result in zip(sentences, results):
        integers(result, encode_words(sentence, vocabulary))
