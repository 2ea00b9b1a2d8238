"""Hidden tests of speculative_step: cases that chance cannot change, and frequencies over many rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

ROWS = 8_000


def step(student: Any, p: np.ndarray, q: np.ndarray, tokens: np.ndarray, seed: int) -> list[np.ndarray]:
    """[tokens, accepted], checked for their kind."""
    found = kit.sequence(student.speculative_step(p, q, tokens, np.random.default_rng(seed)), 2)
    return [
        kit.array(found[0], tokens.shape, "iu", "tokens"),
        kit.array(found[1], tokens.shape, "b", "accepted"),
    ]


def many(student: Any, rng: np.random.Generator, p: Any, q: Any, rows: int = ROWS) -> tuple[np.ndarray, ...]:
    """(tokens drawn from q, tokens, accepted) for many rows alike."""
    p, q = np.array(p), np.array(q)
    tokens = rng.choice(len(q), size=rows, p=q)
    return tokens, *step(student, np.tile(p, (rows, 1)), np.tile(q, (rows, 1)), tokens, kit.seed_of(rng))


def shares(tokens: np.ndarray, v: int) -> np.ndarray:
    """How often each word was said."""
    return np.bincount(tokens, minlength=v) / max(len(tokens), 1)


@pytest.mark.exercise(core=True)
def test_speculative_sure(student, rng):
    """目标只肯说一个词时，说中的收下，没说中的换成它。"""
    want, tokens = rng.integers(5, size=31), rng.integers(5, size=31)
    q = rng.dirichlet(np.ones(5), size=31)
    new, accepted = step(student, np.eye(5)[want], q, tokens, kit.seed_of(rng))
    kit.close(new, want, name="tokens")
    kit.require(bool(np.array_equal(accepted, tokens == want)), "收下的不是说中的那些")


@pytest.mark.exercise(core=True)
def test_speculative_frequencies(student, rng):
    """很多次以后，写出来的词的频率就是目标的分布。"""
    for p, q in (
        ([0.5, 0.3, 0.15, 0.05], [0.1, 0.25, 0.05, 0.6]),
        ([0.1, 0.1, 0.2, 0.6], [0.55, 0.25, 0.1, 0.1]),
    ):
        _, new, _ = many(student, rng, p, q, 20_000)
        kit.close(shares(new, 4), p, atol=0.02, name="频率")


@pytest.mark.exercise(core=True)
def test_speculative_accepted(student, rng):
    """每个词收下的比例，收下的不改，没收下的都换了。"""
    p, q = np.array([0.5, 0.3, 0.15, 0.05]), np.array([0.1, 0.3, 0.2, 0.4])
    tokens, new, accepted = many(student, rng, p, q)
    for word in range(4):
        share = accepted[tokens == word].mean()
        kit.close(float(share), min(1.0, p[word] / q[word]), atol=0.07, name=f"草稿说 {word} 时收下的比例")
    kit.require(bool((new == tokens)[accepted].all()), "收下的词变了")
    kit.require(bool((new != tokens)[~accepted].all()), "没有收下的词还在")


@pytest.mark.exercise
def test_speculative_redrawn(student, rng):
    """没有收下的，从差额里按比例重抽，差额是零的词不会抽到。"""
    p, q = np.array([0.45, 0.25, 0.2, 0.1, 0.0]), np.array([0.05, 0.05, 0.2, 0.3, 0.4])
    _, new, accepted = many(student, rng, p, q)
    kit.close(shares(new[~accepted], 5), np.array([2 / 3, 1 / 3, 0, 0, 0]), atol=0.04, name="重抽的频率")


@pytest.mark.exercise
def test_speculative_same(student, rng):
    """目标和草稿一样时都收下，没有警告。"""
    p = rng.dirichlet(np.ones(7), size=53)
    p[:5] = np.eye(7)[:5]
    tokens = p.argmax(axis=1)
    with student.strict_warnings():
        new, accepted = step(student, p, p.copy(), tokens, kit.seed_of(rng))
    kit.close(new, tokens, name="tokens")
    kit.require(bool(accepted.all()), "有的没有收下")


@pytest.mark.exercise
def test_speculative_zeros(student, rng):
    """目标绝不说的词一定退掉，没有警告。"""
    p, q = np.array([0.0, 0.25, 0.75, 0.0]), np.array([0.5, 0.0, 0.0, 0.5])
    with student.strict_warnings():
        _, new, accepted = many(student, rng, p, q, 4001)
    kit.require(not accepted.any(), "收下了目标绝不说的词")
    kit.close(shares(new, 4), p, atol=0.04, name="频率")


@pytest.mark.exercise
def test_speculative_rows(student, rng):
    """每一行有自己的两个分布，有的行一样，有的行不一样。"""
    kinds = np.arange(ROWS) % 3
    p = np.array([[0.7, 0.2, 0.1], [0.1, 0.2, 0.7], [0.3, 0.3, 0.4]])
    q = np.array([[0.2, 0.2, 0.6], [0.5, 0.4, 0.1], [0.3, 0.3, 0.4]])
    tokens = (rng.random((ROWS, 1)) > q[kinds].cumsum(axis=1)[:, :-1]).sum(axis=1)
    with student.strict_warnings():
        new, accepted = step(student, p[kinds], q[kinds], tokens, kit.seed_of(rng))
    for kind in range(3):
        kit.close(shares(new[kinds == kind], 3), p[kind], atol=0.05, name="频率")
        want = np.minimum(p[kind], q[kind]).sum()
        kit.close(float(accepted[kinds == kind].mean()), want, atol=0.05, name="收下的比例")


@pytest.mark.exercise
def test_speculative_one_row(student, rng):
    """只有一行也行，一次一次地问，频率照样是目标的分布。"""
    p, q = np.array([[0.6, 0.4]]), np.array([[0.2, 0.8]])
    said = [int(step(student, p, q, np.array([1]), seed)[0][0]) for seed in range(150)]
    kit.close(said.count(0) / 150, 0.5, atol=0.2, name="换掉的比例")


@pytest.mark.exercise
def test_speculative_repeats(student, rng):
    """随机数只从 rng 来：同样的 rng 结果相同，换一个就不同；输入不变。"""
    p, q = rng.dirichlet(np.ones(5), size=97), rng.dirichlet(np.ones(5), size=97)
    p, q = kit.layouts(p)[1], kit.layouts(q)[0]
    tokens = kit.with_gaps(rng.integers(5, size=97))
    before = p.copy(), q.copy(), tokens.copy()
    runs = [step(student, p, q, tokens, seed) for seed in (4, 4, 5)]
    same = [bool(np.array_equal(runs[0][i], runs[j][i])) for i in (0, 1) for j in (1, 2)]
    kept = [bool(np.array_equal(a, b)) for a, b in zip((p, q, tokens), before)]
    kit.record(student, *[[same, kept]] * 3)
    kit.require(same[0] and same[2], "同样的 rng，两次结果不同")
    kit.require(not (same[1] and same[3]), "换了 rng，结果却一样")
    for now, then, name in zip((p, q, tokens), before, ("p", "q", "tokens")):
        kit.unchanged(now, then, name)
