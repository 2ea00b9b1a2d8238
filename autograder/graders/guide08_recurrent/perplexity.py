"""Hidden tests of perplexity: the geometric mean of one over the probability, token by token."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder import kit


def reference(losses: list[float], counts: list[int]) -> float:
    """Product of a root for each token."""
    tokens = sum(counts)
    return math.prod(
        math.exp(loss) ** (1 / tokens) for loss, count in zip(losses, counts) for _ in range(count)
    )


def some(rng: np.random.Generator, n: int) -> tuple[list[float], list[int]]:
    """Losses and counts that differ."""
    return [float(v) for v in rng.uniform(0.3, 6.0, n)], [int(v) for v in rng.integers(1, 40, n)]


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("n", [2, 5, 11])
def test_perplexity_values(student, rng, n):
    """几批，字数不同：全部的字一样重。"""
    losses, counts = some(rng, n)
    kit.close(student.perplexity(list(losses), list(counts)), reference(losses, counts), rtol=1e-6)


@pytest.mark.exercise
def test_perplexity_equal_batches(student, rng):
    """各批的字数相同。"""
    losses, _ = some(rng, 4)
    kit.close(student.perplexity(list(losses), [7] * 4), reference(losses, [7] * 4), rtol=1e-6)


@pytest.mark.exercise
def test_perplexity_equal_losses(student, rng):
    """各批的损失相同，就和字数无关。"""
    _, counts = some(rng, 4)
    kit.close(student.perplexity([1.25] * 4, list(counts)), math.exp(1.25), rtol=1e-6)


@pytest.mark.exercise
def test_perplexity_single(student):
    """只有一批；只有一个字。"""
    found = [student.perplexity([0.75], [9]), student.perplexity([2.0], [1])]
    for got, want in zip(found, (0.75, 2.0)):
        kit.close(got, math.exp(want), rtol=1e-6)


@pytest.mark.exercise
def test_perplexity_certain(student):
    """每个字都猜得百分之百准，困惑度是一。"""
    kit.close(student.perplexity([0.0, 0.0], [3, 5]), 1.0)


@pytest.mark.exercise
def test_perplexity_empty_batch(student, rng):
    """有一批一个字也没有，不影响结果。"""
    losses, counts = some(rng, 3)
    counts[1] = 0
    kit.close(student.perplexity(list(losses), list(counts)), reference(losses, counts), rtol=1e-6)


@pytest.mark.exercise
def test_perplexity_keeps_lists(student, rng):
    """两个列表在调用之后保持原样。"""
    losses, counts = some(rng, 3)
    before = list(losses), list(counts)
    student.perplexity(losses, counts)
    kit.unchanged(losses, before[0], "losses")
    kit.unchanged(counts, before[1], "counts")
