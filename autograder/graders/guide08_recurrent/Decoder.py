"""Hidden tests of Decoder: properties that hold for any weights, with weights set from this side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import gradients_arrive, normal, parameter_count, steady

WORDS, HIDDEN = 11, 5


def model_of(student: Any, rng: np.random.Generator) -> Any:
    """A decoder with random weights in float64."""
    return steady(student, student.Decoder(WORDS, HIDDEN), kit.seed_of(rng), 0.7)


def setting(rng: np.random.Generator, n: int = 4, t: int = 6) -> tuple[Tensor, Tensor]:
    """Random ids and a state."""
    return torch.tensor(rng.integers(0, WORDS, (n, t))), 0.5 * normal(rng, n, HIDDEN)


def read(student: Any, model: Any, ids: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
    """(logits, state), checked for type and shape."""
    logits, after = kit.sequence(student.invoke(model, "__call__", ids, state), 2)
    logits = kit.tensor(logits, (*ids.shape, WORDS), "f", "打分").detach()
    return logits, kit.tensor(after, (len(ids), HIDDEN), "f", "状态").detach()


@pytest.mark.exercise(core=True)
def test_decoder_goes_on(student, rng):
    """一段切成几截，带着状态接着读，打分和最后的状态与一口气读完的一样。"""
    model, (ids, start) = model_of(student, rng), setting(rng)
    whole, end = read(student, model, ids, start)
    parts, state = [], start
    for first, last in ((0, 1), (1, 4), (4, 6)):
        scores, state = read(student, model, ids[:, first:last], state)
        parts.append(scores)
    kit.close(torch.cat(parts, 1), whole, rtol=1e-6, atol=1e-8, name="打分")
    kit.close(state, end, rtol=1e-6, atol=1e-8, name="最后的状态")


@pytest.mark.exercise(core=True)
def test_decoder_state(student, rng):
    """从不同的状态出发，每个位置的打分都不同；别的行不受影响。"""
    model, (ids, start) = model_of(student, rng), setting(rng)
    other = start.clone()
    other[2] = other[2] + 1.0
    one, two = read(student, model, ids, start)[0], read(student, model, ids, other)[0]
    moved = (one - two).abs().amax(-1)
    kit.require(bool((moved[2, :2] > 1e-7).all()), "换了状态，打分没有变")
    kit.require(bool((moved[[0, 1, 3]] < 1e-9).all()), "别的行的打分也变了")


@pytest.mark.exercise(core=True)
def test_decoder_future(student, rng):
    """改动后面的字，前面的打分不变，从那里起才变。"""
    model, (ids, start) = model_of(student, rng), setting(rng)
    other = ids.clone()
    other[:, 3:] = (ids[:, 3:] + 1) % WORDS
    one, two = read(student, model, ids, start)[0], read(student, model, other, start)[0]
    kit.close(two[:, :3], one[:, :3], name="前面的打分")
    kit.require(bool(((two - one)[:, 3:].abs().amax(-1) > 1e-7).all()), "字换了，打分没有变")


@pytest.mark.exercise
def test_decoder_rows(student, rng):
    """一批里各行各读各的，只有一行、一个字也行。"""
    model, (ids, start) = model_of(student, rng), setting(rng)
    whole, _ = read(student, model, ids, start)
    alone = [read(student, model, ids[k : k + 1], start[k : k + 1])[0] for k in range(4)]
    short, _ = read(student, model, ids[:1, :1], start[:1])
    kit.close(torch.cat(alone), whole, name="打分")
    kit.close(short, whole[:1, :1], name="打分")


@pytest.mark.exercise
def test_decoder_scores(student, rng):
    """打分没有过 softmax，也没有取对数概率。"""
    model, (ids, start) = model_of(student, rng), setting(rng)
    scores, _ = read(student, model, ids, start)
    sums, logs = scores.sum(-1), scores.logsumexp(-1)
    kit.require(not torch.allclose(sums, torch.ones_like(sums), atol=1e-3), "每行的和是 1，像是概率")
    kit.require(not torch.allclose(logs, torch.zeros_like(logs), atol=1e-3), "像是对数概率")


@pytest.mark.exercise
def test_decoder_gradients(student, rng):
    """梯度传得到传来的状态，也传得到每一个参数。"""
    ids, start = torch.arange(WORDS).repeat(2, 1), 0.5 * normal(rng, 2, HIDDEN)
    model = model_of(student, rng)
    arrived = student.vjp(model, (ids, start), normal(rng, 2, WORDS, WORDS), 0)
    gradient = arrived.inputs[0]
    kit.require(gradient is not None and bool(gradient.any()), "梯度没有传到传来的状态")
    gradients_arrive(student, model, (ids, start), normal(rng, 2, WORDS, WORDS), 0)


@pytest.mark.exercise
def test_decoder_sizes(student):
    """字表大小和宽度由参数决定。"""
    base, wide, many = (
        parameter_count(student, student.Decoder(*size)) for size in ((9, 5), (9, 10), (18, 5))
    )
    kit.record_since(student, len(student.calls) - 1, [wide > base, many > base])
    kit.require(wide > base and many > base, "参数的个数与大小不符")


@pytest.mark.exercise
def test_decoder_keeps_inputs(student, rng):
    """ids 和传来的状态在调用之后保持原样。"""
    model, (ids, start) = model_of(student, rng), setting(rng)
    before = ids.clone(), start.clone()
    read(student, model, ids, start)
    kit.unchanged(ids.numpy(), before[0].numpy(), "ids")
    kit.unchanged(start.numpy(), before[1].numpy(), "state")
