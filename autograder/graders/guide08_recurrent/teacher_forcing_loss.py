"""Hidden tests of teacher_forcing_loss: the notebook's plain networks spelled out, word by word."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import Tables, plain_networks, plain_tables, rows_of, sources, surprises

Setting = tuple[Tensor, Tensor, Tensor]


def setting(rng: np.random.Generator, n: int = 4, longest: int = 5, pad: int = 0) -> Setting:
    """(source, lengths, target), of different lengths; no two words of a target are alike in a row."""
    source, lengths = sources(rng, n, 6)
    counts = rng.integers(0, longest, n)
    counts[0], counts[-1] = longest - 1, 0
    words = [k for k in range(7) if k not in (pad, 2)]
    target = np.full((n, longest), pad)
    for row, count in zip(target, counts):
        row[:count] = rng.permutation(words)[:count]
        row[count] = 2
    return source, lengths, torch.tensor(target)


def all_surprises(tables: Tables, given: Setting, bos: int = 1, pad: int = 0) -> list[float]:
    """Of every real word of every row."""
    source, lengths, target = given
    losses = []
    for row, words in zip(rows_of(source, lengths), target.tolist()):
        real = words[: words.index(pad)] if pad in words else words
        losses += surprises(tables, row, real, bos)
    return losses


def check(student: Any, rng: np.random.Generator, given: Setting, *marks: int) -> None:
    """Compare the loss."""
    tables = plain_tables(rng)
    want = torch.tensor(np.mean(all_surprises(tables, given, *marks)))
    kit.close(student.teacher_forcing_loss(*plain_networks(student, tables), *given, *marks), want)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("n", [4, 2, 7])
def test_forcing_values(student, rng, n):
    """几行长短不一：读正确的上一个字，全部真正的字一样重地平均。"""
    check(student, rng, setting(rng, n))


@pytest.mark.exercise(core=True)
def test_forcing_full_rows(student, rng):
    """没有填充的几行。"""
    source, lengths, _ = setting(rng, 3, 4)
    full = torch.tensor(np.array([[3, 5, 4, 2], [6, 3, 5, 2], [4, 6, 3, 2]]))
    check(student, rng, (source, lengths, full))


@pytest.mark.exercise
def test_forcing_one_word(student, rng):
    """只写一个 eos：读的只有开头。"""
    source, lengths, _ = setting(rng, 3)
    check(student, rng, (source, lengths, torch.full((3, 1), 2)))


@pytest.mark.exercise
def test_forcing_one_row(student, rng):
    """一批只有一行，后面有填充。"""
    source, lengths, _ = setting(rng, 4)
    row = torch.tensor([[5, 3, 2, 0, 0, 0]])
    check(student, rng, (source[1:2], lengths[1:2], row))


@pytest.mark.exercise
def test_forcing_other_start(student, rng):
    """开头的编号由参数给。"""
    check(student, rng, setting(rng), 6, 0)


@pytest.mark.exercise
def test_forcing_other_padding(student, rng):
    """填充的编号由参数给；零这时是普通的字。"""
    check(student, rng, setting(rng, pad=4), 1, 4)


@pytest.mark.exercise
def test_forcing_longer_padding(student, rng):
    """右边补得再长，损失不变。"""
    source, lengths, target = setting(rng)
    longer = torch.cat([target, torch.zeros(4, 3, dtype=torch.int64)], 1)
    wider = torch.cat([source, torch.zeros(4, 2, dtype=torch.int64)], 1)
    check(student, rng, (wider, lengths, longer))


@pytest.mark.exercise
def test_forcing_gradients(student, rng):
    """梯度传得到两个网络的参数，包括编码器。"""
    tables, given = plain_tables(rng), setting(rng)
    wants = []
    for which, table in enumerate(tables):
        slope = np.zeros(table.shape)
        for index in np.ndindex(table.shape):
            found = []
            for step in (1e-5, -1e-5):
                moved = [other.copy() for other in tables]
                moved[which][index] += step
                found.append(np.mean(all_surprises((moved[0], moved[1], moved[2]), given)))
            slope[index] = (found[0] - found[1]) / 2e-5
        wants.append(torch.tensor(slope))
    found = kit.sequence(student.forcing_gradients(*plain_networks(student, tables), *given), 3)
    for got, want, name in zip(found, wants, ("编码器的表", "解码器的表", "解码器的权重")):
        kit.gradient(got, want, rtol=1e-5, atol=1e-8, name=f"对{name}的梯度")


@pytest.mark.exercise
def test_forcing_keeps_inputs(student, rng):
    """三个张量在调用之后保持原样。"""
    given = setting(rng)
    before = [tensor.clone() for tensor in given]
    student.teacher_forcing_loss(*plain_networks(student, plain_tables(rng)), *given)
    for now, then, name in zip(given, before, ("source", "lengths", "target")):
        kit.unchanged(now.numpy(), then.numpy(), name)
