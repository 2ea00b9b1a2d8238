"""Hidden tests of build_translator: what depends on what.

The weights are random, so the transcript holds what a test looks at in their place.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import BOS, PAD

SRC, TGT = 23, 19
MOST = 500_000
NOTHING = 1e-5  # what rounding may change in the logits


def words(rng: np.random.Generator, *shape: int, size: int) -> Tensor:
    """Random ids without special ones."""
    return torch.tensor(rng.integers(4, size, size=shape))


def sentences(rng: np.random.Generator, n: int = 3, s: int = 6, t: int = 5) -> tuple[Tensor, Tensor]:
    """A batch without padding; the target begins with BOS."""
    source, target = words(rng, n, s, size=SRC), words(rng, n, t, size=TGT)
    target[:, 0] = BOS
    return source, target


def build(student: Any, *sizes: int) -> Any:
    """A model in evaluation mode."""
    model = student.build_translator(*(sizes or (SRC, TGT)))
    student.invoke(model, "eval")
    return model


def logits(student: Any, model: Any, source: Tensor, target: Tensor, vocab: int = TGT) -> np.ndarray:
    """The logits, checked for type and shape."""
    out = student.invoke(model, "__call__", source, target)
    return kit.tensor(out, (*target.shape, vocab), "f", "打分").detach().double().numpy()


def apart(one: np.ndarray, two: np.ndarray) -> float:
    """The largest difference."""
    return float(np.abs(one - two).max())


@pytest.mark.exercise(core=True)
def test_translator_shapes(student, rng):
    """打分的形状正确，都是有限的数；一个样本、一个词、长句子都行。"""
    since, model = len(student.calls), build(student)
    cases = [sentences(rng), sentences(rng, 1, 1, 1), sentences(rng, 2, 3, 40), sentences(rng, 2, 60, 2)]
    finite = all(bool(np.isfinite(logits(student, model, *case)).all()) for case in cases)
    kit.record_since(student, since, finite)
    kit.require(finite, "打分里有 NaN 或 Inf")


@pytest.mark.exercise(core=True)
def test_translator_causal(student, rng):
    """译文后面的字不影响前面的打分，影响自己和后面的。"""
    since, model = len(student.calls), build(student)
    source, target = sentences(rng)
    one, facts = logits(student, model, source, target), []
    for place in (1, 3, 4):
        other = target.clone()
        other[:, place] = (other[:, place] - 4 + 5) % (TGT - 4) + 4
        two = logits(student, model, source, other)
        facts.append(
            [apart(one[:, :place], two[:, :place]) < NOTHING, apart(one[:, place], two[:, place]) > NOTHING]
        )
    kit.record_since(student, since, facts)
    kit.require(all(fact[0] for fact in facts), "前面的打分看到了后面的字")
    kit.require(all(fact[1] for fact in facts), "打分与刚写的字无关")


@pytest.mark.exercise(core=True)
def test_translator_reads_the_source(student, rng):
    """原文的每一个词都影响译文的打分。"""
    since, model = len(student.calls), build(student)
    source, target = sentences(rng)
    one, moved = logits(student, model, source, target), []
    for place in range(source.shape[1]):
        other = source.clone()
        other[:, place] = (other[:, place] - 4 + 7) % (SRC - 4) + 4
        moved.append(apart(one, logits(student, model, other, target)) > NOTHING)
    kit.record_since(student, since, moved)
    kit.require(all(moved), "换了原文的一个词，打分没有变")


@pytest.mark.exercise
def test_translator_source_padding(student, rng):
    """原文右边填多少 PAD，都不影响打分。"""
    since, model = len(student.calls), build(student)
    source, target = sentences(rng)
    one = logits(student, model, source, target)
    wide = torch.nn.functional.pad(source, (0, 3), value=PAD)
    same = apart(one, logits(student, model, wide, target)) < NOTHING
    kit.record_since(student, since, same)
    kit.require(same, "原文的 PAD 影响了打分")


@pytest.mark.exercise
def test_translator_padding_reaches_nobody(student, rng):
    """一批里长短不一时，短句的打分和单独一句时相同。"""
    since, model = len(student.calls), build(student)
    source, target = sentences(rng)
    source[1, 2:] = PAD
    together = logits(student, model, source, target)
    alone = logits(student, model, source[1:2, :2], target[1:2])
    same = apart(together[1:2], alone) < NOTHING
    kit.record_since(student, since, same)
    kit.require(same, "同一批里的别的句子影响了打分")


@pytest.mark.exercise
def test_translator_source_order(student, rng):
    """原文的词序影响打分。"""
    since, model = len(student.calls), build(student)
    source, target = sentences(rng)
    source[:, 0], source[:, 1] = 5, 9
    turned = source.clone()
    turned[:, :2] = source[:, :2].flip(1)
    moved = apart(logits(student, model, source, target), logits(student, model, turned, target)) > NOTHING
    kit.record_since(student, since, moved)
    kit.require(moved, "对调原文的两个词，打分没有变")


@pytest.mark.exercise
def test_translator_target_order(student, rng):
    """译文前面的字序影响后面的打分。"""
    since, model = len(student.calls), build(student)
    source, target = sentences(rng)
    target[:, 1], target[:, 2] = 5, 9
    turned = target.clone()
    turned[:, 1:3] = target[:, 1:3].flip(1)
    one, two = (logits(student, model, source, t)[:, -1] for t in (target, turned))
    moved = apart(one, two) > NOTHING
    kit.record_since(student, since, moved)
    kit.require(moved, "对调译文前面的两个字，后面的打分没有变")


@pytest.mark.exercise
def test_translator_pre_norm(student, rng):
    """先归一化：每个注意力收到的 query 都归一化过。"""
    since, model = len(student.calls), build(student)
    queries = student.attention_queries(model, *sentences(rng))
    squares = [
        np.square(kit.tensor(query, None, "f", "query").double().numpy()).mean(axis=-1)
        for query in kit.sequence(queries, len(queries), "收到的 query")
    ]
    normed = [bool(np.abs(square - 1).max() < 0.02) for square in squares]
    kit.record_since(student, since, normed)
    kit.require(all(normed), "有的注意力收到的 query 没有归一化")


@pytest.mark.exercise
def test_translator_scores(student, rng):
    """给的是打分，没有经过 softmax，也没有取对数。"""
    since, model = len(student.calls), build(student)
    out = logits(student, model, *sentences(rng))
    total = (
        bool(np.abs(out.sum(axis=-1) - 1).max() > 1e-3),
        bool(np.abs(np.exp(out).sum(-1) - 1).max() > 1e-3),
    )
    kit.record_since(student, since, total)
    kit.require(total[0], "每一行加起来是 1：多了 softmax")
    kit.require(total[1], "每一行取指数加起来是 1：多了 log_softmax")


@pytest.mark.exercise
def test_translator_size(student):
    """参数不超过题面说的个数。"""
    since, model = len(student.calls), build(student, 829, 659)
    few = kit.scalar(student.count_parameters(model), "参数的个数") <= MOST
    kit.record_since(student, since, few)
    kit.require(few, "参数太多")


@pytest.mark.exercise
def test_translator_new_each_time(student, rng):
    """每次造的是新的模型，初值随机：两个模型的打分不同，训练一个不影响另一个。"""
    since = len(student.calls)
    one, two = build(student), build(student)
    case = sentences(rng)
    first, second = (logits(student, model, *case) for model in (one, two))
    fresh = apart(first, second) > NOTHING
    kit.record_since(student, since, fresh)
    kit.require(fresh, "两次造的是同一个模型，或者初值一样")
