"""Hidden tests of CharModel: properties that hold for any weights, with weights set from this side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import gradients_arrive, normal, parameter_count, steady

WORDS, HIDDEN = 11, 5


def model_of(student: Any, rng: np.random.Generator, layers: int = 1) -> Any:
    """A model with random weights in float64."""
    return steady(student, student.CharModel(WORDS, HIDDEN, layers), kit.seed_of(rng), 0.7)


def some_ids(rng: np.random.Generator, n: int = 4, t: int = 6) -> Tensor:
    """Random ids."""
    return torch.tensor(rng.integers(0, WORDS, (n, t)))


def read(student: Any, model: Any, ids: Tensor, *state: Any) -> tuple[Tensor, Any]:
    """(logits, state), the logits checked for type and shape."""
    logits, after = kit.sequence(student.invoke(model, "__call__", ids, *state), 2)
    return kit.tensor(logits, (*ids.shape, WORDS), "f", "打分").detach(), after


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("layers", [1, 2])
def test_char_goes_on(student, rng, layers):
    """一段切成几截，带着状态接着读，打分和一口气读完的一样。"""
    model, ids = model_of(student, rng, layers), some_ids(rng)
    whole, _ = read(student, model, ids)
    parts, state = [], None
    for start, end in ((0, 1), (1, 4), (4, 6)):
        scores, state = read(student, model, ids[:, start:end], state)
        parts.append(scores)
    kit.close(torch.cat(parts, 1), whole, rtol=1e-6, atol=1e-8, name="打分")


@pytest.mark.exercise(core=True)
def test_char_future(student, rng):
    """改动后面的字，前面的打分不变，从那里起才变。"""
    model, ids = model_of(student, rng), some_ids(rng)
    other = ids.clone()
    other[:, 3:] = (ids[:, 3:] + 1) % WORDS
    one, two = read(student, model, ids)[0], read(student, model, other)[0]
    kit.close(two[:, :3], one[:, :3], name="前面的打分")
    kit.require(bool(((two - one)[:, 3:].abs().amax(-1) > 1e-6).all()), "字换了，打分没有变")


@pytest.mark.exercise(core=True)
def test_char_past(student, rng):
    """前面的字换了，后面的打分就变。"""
    model, ids = model_of(student, rng), some_ids(rng)
    other = ids.clone()
    other[:, 0] = (ids[:, 0] + 1) % WORDS
    one, two = read(student, model, ids)[0], read(student, model, other)[0]
    kit.require(bool(((two - one)[:, 1].abs().amax(-1) > 1e-9).all()), "前面的字换了，后面的打分没有变")


@pytest.mark.exercise
def test_char_afresh(student, rng):
    """不给状态就从头开始，读过别的也不影响；给了状态，打分就不同。"""
    model, ids = model_of(student, rng), some_ids(rng)
    one, state = read(student, model, ids)
    read(student, model, some_ids(rng))
    again, _ = read(student, model, ids, None)
    later, _ = read(student, model, ids, state)
    kit.close(again, one, name="从头读的打分")
    kit.require(not torch.allclose(later[:, 0], one[:, 0], atol=1e-7), "带着状态读，打分没有变")


@pytest.mark.exercise
def test_char_state_kept(student, rng):
    """同一个状态用两次，结果相同：读的时候没有把它改掉。"""
    model, ids = model_of(student, rng), some_ids(rng)
    _, state = read(student, model, ids)
    one, two = (read(student, model, ids[:, :2], state)[0] for _ in range(2))
    kit.close(two, one, name="打分")


@pytest.mark.exercise
def test_char_rows(student, rng):
    """一批里各行各读各的，只有一行、一个字也行。"""
    model, ids = model_of(student, rng), some_ids(rng)
    whole, _ = read(student, model, ids)
    alone = [read(student, model, ids[k : k + 1])[0] for k in range(4)]
    short, _ = read(student, model, ids[:1, :1])
    kit.close(torch.cat(alone), whole, name="打分")
    kit.close(short, whole[:1, :1], name="打分")


@pytest.mark.exercise
def test_char_scores(student, rng):
    """打分没有过 softmax，也没有取对数概率，什么数都可以。"""
    scores, _ = read(student, model_of(student, rng), some_ids(rng))
    sums, logs = scores.sum(-1), scores.logsumexp(-1)
    kit.require(not torch.allclose(sums, torch.ones_like(sums), atol=1e-3), "每行的和是 1，像是概率")
    kit.require(not torch.allclose(logs, torch.zeros_like(logs), atol=1e-3), "像是对数概率")


@pytest.mark.exercise
def test_char_layers(student, rng):
    """每多一层，参数多出同样多；层多了，照样接着读。"""
    counts = [parameter_count(student, student.CharModel(WORDS, HIDDEN, layers)) for layers in (1, 2, 4)]
    more = counts[1] - counts[0]
    good = more > 0 and counts[2] - counts[1] == 2 * more
    kit.record_since(student, len(student.calls) - 1, [good, more > 0])
    kit.require(good, "参数的个数与层数不符")


@pytest.mark.exercise
def test_char_sizes(student):
    """字表大小、宽度由参数决定：宽度大，参数就多；字表大，参数也多。"""
    sizes = ((WORDS, HIDDEN), (WORDS, 2 * HIDDEN), (2 * WORDS, HIDDEN))
    base, wide, many = (parameter_count(student, student.CharModel(*size)) for size in sizes)
    kit.record_since(student, len(student.calls) - 1, [wide > base, many > base])
    kit.require(wide > base and many > base, "参数的个数与大小不符")


@pytest.mark.exercise
def test_char_gradients(student, rng):
    """梯度传得到每一个参数。"""
    ids = torch.arange(WORDS).repeat(2, 1)
    gradients_arrive(student, model_of(student, rng), (ids,), normal(rng, 2, WORDS, WORDS), 0)


@pytest.mark.exercise
def test_char_keeps_ids(student, rng):
    """ids 在调用之后保持原样；两种模式下打分相同。"""
    model, ids = model_of(student, rng), some_ids(rng)
    before, found = ids.clone(), []
    for training in (True, False):
        student.invoke(model, "train", training)
        found.append(read(student, model, ids)[0])
    kit.unchanged(ids.numpy(), before.numpy(), "ids")
    kit.close(found[1], found[0], name="评估模式下的打分")
