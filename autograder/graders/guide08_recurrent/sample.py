"""Hidden tests of sample: shares over many rows, compared with the softmax; only whether they fit stands in the transcript."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import require_fact

ROWS = 6000


def drawn(student: Any, logits: Tensor, temperature: float, seed: int) -> Tensor:
    """What the student draws, checked for type and shape."""
    found = student.sample(logits, temperature, np.random.default_rng(seed))
    found = kit.tensor(found, (len(logits),), "i")
    kit.require(found.dtype is torch.int64, "dtype 应当是 torch.int64")
    return found


def shares(found: Tensor, kinds: int) -> np.ndarray:
    """How often each was drawn."""
    return np.bincount(found.numpy(), minlength=kinds)[:kinds] / len(found)


def expected(logits: Tensor, temperature: float) -> np.ndarray:
    """Softmax of one row."""
    scores = logits.double().numpy() / temperature
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def nearest(found: np.ndarray, logits: Tensor, temperature: float) -> str:
    """Which temperature the shares look like: the asked one, its inverse, one, none, or another."""
    for name, t in (("asked", temperature), ("inverse", 1 / temperature), ("one", 1.0)):
        if np.abs(found - expected(logits, t)).max() < 0.03:
            return name
    return "best only" if found.max() == 1.0 else "equal" if np.ptp(found) < 0.05 else "other"


def require_kind(student: Any, since: int, kind: str) -> None:
    """Fail unless the shares were those of the temperature; the transcript holds what they were like."""
    kit.record_since(student, since, kind)
    kit.require(kind == "asked", "抽到的比例与 softmax 不符")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("temperature", [1.0, 0.5, 2.0])
def test_sample_shares(student, rng, temperature):
    """抽很多次，各个编号占的比例与打分除以温度之后的 softmax 相符。"""
    row = torch.tensor([0.0, 1.2, -0.7, 0.6, 2.0], dtype=torch.float32)
    since = len(student.calls)
    found = drawn(student, row.repeat(ROWS, 1), temperature, kit.seed_of(rng))
    kind = nearest(shares(found, 5), row, temperature)
    require_kind(student, since, kind)


@pytest.mark.exercise(core=True)
def test_sample_zero_temperature(student, rng):
    """温度是零：每行取最大的，并列取编号小的。"""
    logits = torch.tensor(rng.normal(size=(7, 5)))
    logits[2, 1] = logits[2, 3] = 9.0
    want = torch.tensor([max(range(5), key=lambda k: (row[k], -k)) for row in logits.tolist()])
    kit.close(drawn(student, logits, 0.0, 0), want)


@pytest.mark.exercise
def test_sample_each_row_by_itself(student, rng):
    """各行各抽各的：同样的两行，抽到的不总相同。"""
    since = len(student.calls)
    found = drawn(student, torch.zeros(200, 11), 1.0, kit.seed_of(rng))
    require_fact(student, since, bool(found.unique().numel() > 5), "各行抽到的都一样")


@pytest.mark.exercise
def test_sample_rows_differ(student, rng):
    """各行的打分不同，各按各的抽。"""
    since = len(student.calls)
    logits = torch.full((40, 40), -1e3)
    best = torch.tensor(rng.permutation(40))
    logits[torch.arange(40), best] = 0.0
    found = drawn(student, logits, 1.0, kit.seed_of(rng))
    require_fact(student, since, bool((found == best).all()), "有的行没有按自己的打分抽")


@pytest.mark.exercise
@pytest.mark.parametrize("temperature", [1e-3, 1.0, 5.0])
def test_sample_large_scores(student, rng, temperature):
    """打分很大、温度很小：不溢出，取到的是大得多的那个。"""
    logits = torch.tensor([[9.0e3, 1e4, -1e4], [-1e4, 0.0, 1e4], [9.0e3, -torch.inf, 1e4]])
    kit.close(drawn(student, logits, temperature, kit.seed_of(rng)), torch.tensor([1, 2, 2]))


@pytest.mark.exercise
def test_sample_impossible(student, rng):
    """打分是负无穷的永远抽不到，别的照旧。"""
    since = len(student.calls)
    row = torch.tensor([0.0, -torch.inf, 0.5, -torch.inf])
    found = shares(drawn(student, row.repeat(ROWS, 1), 1.0, kit.seed_of(rng)), 4)
    want = expected(torch.tensor([0.0, -1e9, 0.5, -1e9]), 1.0)
    good = bool(found[[1, 3]].sum() == 0 and np.abs(found - want).max() < 0.03)
    require_fact(student, since, good, "抽到的比例不对")


@pytest.mark.exercise
def test_sample_generator(student, rng):
    """随机数都从 rng 来：种子相同抽到的相同，不同就不同，接着用同一个 rng 也不同。"""
    since, seed = len(student.calls), kit.seed_of(rng)
    logits = torch.zeros(60, 9)
    first, again, other = (drawn(student, logits, 1.0, s) for s in (seed, seed, seed + 1))
    found = [bool(torch.equal(first, again)), not torch.equal(first, other)]
    require_fact(student, since, all(found), "抽到的不由 rng 决定")


@pytest.mark.exercise
@pytest.mark.parametrize("temperature", [-1.0, -1e-6])
def test_sample_negative(student, temperature):
    """温度是负数：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.sample(torch.zeros(2, 3), temperature, np.random.default_rng(0))


@pytest.mark.exercise
@pytest.mark.parametrize("temperature", [0.0, 0.7])
def test_sample_keeps_logits(student, rng, temperature):
    """logits 在调用之后保持原样。"""
    logits = torch.tensor(rng.normal(size=(3, 5)))
    before = logits.clone()
    drawn(student, logits, temperature, 0)
    since = len(student.calls) - 1
    require_fact(student, since, bool(torch.equal(logits, before)), "logits 变了")
