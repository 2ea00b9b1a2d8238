"""Hidden tests of bidirectional: each row by itself in NumPy, read forwards and backwards without its padding."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal

DECAYS = (0.5, 0.8)


def fading(rows: np.ndarray, weight: np.ndarray, decay: float) -> np.ndarray:
    """States along (length, d)."""
    state, states = np.zeros(weight.shape[1]), []
    for row in rows:
        state = decay * state + row @ weight
        states.append(state)
    return np.array(states)


def reference(x: Tensor, lengths: Tensor, weights: tuple[Tensor, Tensor]) -> Tensor:
    """Row by row."""
    first, second = (weight.numpy() for weight in weights)
    out = np.zeros((*x.shape[:2], first.shape[1] + second.shape[1]))
    for row, length, place in zip(x.numpy(), lengths.tolist(), out):
        place[:length, : first.shape[1]] = fading(row[:length], first, DECAYS[0])
        place[:length, first.shape[1] :] = fading(row[:length][::-1], second, DECAYS[1])[::-1]
    return torch.tensor(out)


def setting(
    rng: np.random.Generator, n: int, t: int, d: int, h: int
) -> tuple[Tensor, Tensor, tuple[Tensor, Tensor]]:
    """Random x with padding that is not 0, lengths of all kinds, two weights."""
    lengths = rng.integers(1, t + 1, n)
    lengths[0] = max(t - 1, 1)
    return normal(rng, n, t, d), torch.tensor(lengths), (normal(rng, d, h), normal(rng, d, h))


def networks(student: Any, weights: tuple[Tensor, Tensor]) -> tuple[Any, Any]:
    """Two networks of the notebook's."""
    return student.Fading(weights[0], DECAYS[0]), student.Fading(weights[1], DECAYS[1])


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("size", [(5, 7, 3, 2), (3, 4, 1, 5), (2, 5, 4, 1)], ids=str)
def test_bidirectional_values(student, rng, size):
    """长短不一的几行：每个位置的两半各是从左、从右读到那里的状态，长度之外是零。"""
    x, lengths, weights = setting(rng, *size)
    want = reference(x, lengths, weights)
    kit.close(student.bidirectional(x, lengths, *networks(student, weights)), want)


@pytest.mark.exercise
def test_bidirectional_full_rows(student, rng):
    """没有填充，各行一样长。"""
    x, _, weights = setting(rng, 3, 5, 2, 4)
    lengths = torch.full((3,), 5)
    want = reference(x, lengths, weights)
    kit.close(student.bidirectional(x, lengths, *networks(student, weights)), want)


@pytest.mark.exercise
def test_bidirectional_one_row(student, rng):
    """只有一行，后面有填充。"""
    x, _, weights = setting(rng, 1, 6, 2, 3)
    lengths = torch.tensor([4])
    want = reference(x, lengths, weights)
    kit.close(student.bidirectional(x, lengths, *networks(student, weights)), want)


@pytest.mark.exercise
def test_bidirectional_single_words(student, rng):
    """长度都是一：两个方向读的是同一个字。"""
    x, _, weights = setting(rng, 3, 4, 2, 3)
    lengths = torch.ones(3, dtype=torch.int64)
    want = reference(x, lengths, weights)
    kit.close(student.bidirectional(x, lengths, *networks(student, weights)), want)


@pytest.mark.exercise
def test_bidirectional_ignores_padding(student, rng):
    """填充里的数换了，补得更长，真正的位置上结果不变。"""
    x, lengths, weights = setting(rng, 4, 5, 2, 3)
    nets, want = networks(student, weights), reference(x, lengths, weights)
    other = torch.where(torch.arange(5)[:, None] < lengths[:, None, None], x, 100.0)
    longer = torch.cat([x, normal(rng, 4, 3, 2)], dim=1)
    found = [student.bidirectional(given, lengths, *nets) for given in (other, longer)]
    kit.close(found[0], want)
    kit.close(found[1], torch.cat([want, torch.zeros(4, 3, 6, dtype=torch.float64)], dim=1))


@pytest.mark.exercise
def test_bidirectional_gradients(student, rng):
    """梯度传得到 x 和两个函数的参数；填充的梯度是零。"""
    x, lengths, weights = setting(rng, 3, 4, 2, 3)
    upstream = normal(rng, 3, 4, 6)
    leaves = [x.clone().requires_grad_(), *(w.clone().requires_grad_() for w in weights)]
    total = torch.zeros((), dtype=torch.float64)
    for row, length, up in zip(leaves[0], lengths.tolist(), upstream):
        for weight, decay, ids, part in (
            (leaves[1], DECAYS[0], range(length), up[:, :3]),
            (leaves[2], DECAYS[1], reversed(range(length)), up[:, 3:]),
        ):
            state = torch.zeros(3, dtype=torch.float64)
            for s in ids:
                state = decay * state + row[s] @ weight
                total = total + (state * part[s]).sum()
    wants = torch.autograd.grad(total, leaves)
    found = student.both_gradients(x, lengths, *networks(student, weights), upstream)
    for got, want, name in zip(kit.sequence(found, 3), wants, ("x", "forward 的参数", "backward 的参数")):
        kit.close(got, want, name=f"对 {name} 的梯度")


@pytest.mark.exercise
def test_bidirectional_float32(student, rng):
    """float32 进去，float32 出来。"""
    x, lengths, weights = setting(rng, 3, 4, 2, 3)
    want = reference(x, lengths, weights)
    nets = networks(student, (weights[0].float(), weights[1].float()))
    out = kit.tensor(student.bidirectional(x.float(), lengths, *nets), (3, 4, 6), "f")
    kit.require(out.dtype is torch.float32, "dtype 应当与两个函数给出的相同")
    kit.close(out, want.float())


@pytest.mark.exercise
def test_bidirectional_keeps_inputs(student, rng):
    """x 和 lengths 在调用之后保持原样。"""
    x, lengths, weights = setting(rng, 3, 4, 2, 3)
    before = x.clone(), lengths.clone()
    student.bidirectional(x, lengths, *networks(student, weights))
    kit.unchanged(x.numpy(), before[0].numpy(), "x")
    kit.unchanged(lengths.numpy(), before[1].numpy(), "lengths")
