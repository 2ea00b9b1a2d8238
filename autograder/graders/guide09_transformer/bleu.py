"""Hidden tests of bleu: hits found by crossing out, everything summed before it is divided."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import Sentences, bleu_score


def check(student: Any, candidates: Sentences, references: Sentences) -> None:
    """Compare one score."""
    want = bleu_score(candidates, references)
    found = student.bleu([list(c) for c in candidates], [list(r) for r in references])
    kit.close(found, want, rtol=1e-9, atol=1e-9, name="BLEU")


def noisy(rng: np.random.Generator, references: Sentences, words: int, change: float = 0.15) -> Sentences:
    """The references with some words changed."""
    return [[int(rng.integers(words)) if rng.random() < change else w for w in r] for r in references]


def sentences(rng: np.random.Generator, lengths: list[int], words: int = 30) -> Sentences:
    """Random sentences of these lengths."""
    return [rng.integers(words, size=n).tolist() for n in lengths]


@pytest.mark.exercise(core=True)
def test_bleu_corpus(student, rng):
    """几句长短不一的译文：命中数和总数先加起来再除。"""
    references = sentences(rng, [9, 14, 7, 12, 5])
    check(student, noisy(rng, references, 30), references)


@pytest.mark.exercise(core=True)
def test_bleu_one_sentence(student, rng):
    """只有一句，译文与参考一样长。"""
    references = sentences(rng, [40])
    check(student, noisy(rng, references, 30), references)


@pytest.mark.exercise
def test_bleu_same(student, rng):
    """与参考一字不差是满分。"""
    references = sentences(rng, [5, 9])
    check(student, references, references)


@pytest.mark.exercise
def test_bleu_short(student, rng):
    """译文比参考短要罚，看的是总长。"""
    references = sentences(rng, [9, 14, 7])
    check(student, [r[: len(r) - 2] for r in references], references)


@pytest.mark.exercise
def test_bleu_one_short_one_long(student, rng):
    """一句短了、一句长了，总长不短，就不罚。"""
    references = sentences(rng, [9, 12])
    candidates = [references[0][:6], [*references[1], 1, 2, 3, 4]]
    check(student, candidates, references)


@pytest.mark.exercise
def test_bleu_long(student, rng):
    """译文比参考长不奖。"""
    references = sentences(rng, [9, 14])
    check(student, [[*r, 7, 8, 9] for r in references], references)


@pytest.mark.exercise
def test_bleu_repeats(student, rng):
    """同一个词组在译文里重复：参考里有几次，最多算几次。"""
    references = sentences(rng, [20, 15], 2)
    check(student, noisy(rng, references, 2), references)
    check(student, [[1, 1, 1, 1, 1, 1, 2, 3]], [[1, 1, 1, 1, 2, 3, 4, 5]])


@pytest.mark.exercise
def test_bleu_tiny_sentences(student, rng):
    """有的句子比词组还短，甚至是空的。"""
    references = sentences(rng, [2, 1, 11, 3, 6])
    candidates = noisy(rng, references, 30, 0.1)
    candidates[1] = []
    check(student, candidates, references)


@pytest.mark.exercise
def test_bleu_zero(student, rng):
    """有一阶没有命中时是零：没有四元组，一个词也不对，全是空的。"""
    check(student, [[1, 2, 3, 9, 4, 5, 6]], [[1, 2, 3, 4, 5, 6, 7]])
    check(student, [[1, 2, 3]], [[1, 2, 3]])
    check(student, [[1, 2, 3, 4]], [[5, 6, 7, 8]])
    check(student, [[], []], [[5, 6, 7, 8], [1]])


@pytest.mark.exercise
def test_bleu_strings(student):
    """词是字符串时也行；输入不变。"""
    candidates = [["我", "很", "喜欢", "你", "的", "书"], ["他", "来", "了"]]
    references = [["我", "喜欢", "你", "的", "书"], ["他", "已经", "来", "了"]]
    want = bleu_score(candidates, references)
    found = student.bleu(candidates, references)
    kit.close(found, want, rtol=1e-9, name="BLEU")
