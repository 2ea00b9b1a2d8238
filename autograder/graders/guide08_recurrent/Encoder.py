"""Hidden tests of Encoder: properties that hold for any weights, with weights set from this side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, parameter_count, sources, steady

WORDS, HIDDEN = 9, 5


def model_of(student: Any, rng: np.random.Generator) -> Any:
    """An encoder with random weights in float64."""
    return steady(student, student.Encoder(WORDS, HIDDEN), kit.seed_of(rng), 0.7)


def state_of(student: Any, model: Any, ids: Tensor, lengths: Tensor) -> Tensor:
    """The state, checked for type and shape."""
    state = student.invoke(model, "__call__", ids, lengths)
    return kit.tensor(state, (len(ids), HIDDEN), "f", "状态").detach()


@pytest.mark.exercise(core=True)
def test_encoder_padding(student, rng):
    """补几个 0 都一样：补得更长，或者一行一行单独读、一个也不补。"""
    model, (ids, lengths) = model_of(student, rng), sources(rng, 5, 6)
    longer = torch.cat([ids, torch.zeros(5, 4, dtype=torch.int64)], 1)
    found = [state_of(student, model, given, lengths) for given in (ids, longer)]
    alone = [
        state_of(student, model, ids[k : k + 1, : int(lengths[k])], lengths[k : k + 1]) for k in range(5)
    ]
    kit.close(found[1], found[0], name="补得更长的状态")
    kit.close(torch.cat(alone), found[0], name="单独读的状态")


@pytest.mark.exercise(core=True)
def test_encoder_last_word(student, rng):
    """最后一个真正的字换了，那一行的状态就变，别的行不变。"""
    model, (ids, lengths) = model_of(student, rng), sources(rng, 5, 6)
    row = 1
    lengths[row] = 4
    ids[row] = torch.tensor([3, 4, 5, 6, 0, 0])
    other = ids.clone()
    other[row, 3] = 8
    one, two = (state_of(student, model, given, lengths) for given in (ids, other))
    moved = (one - two).abs().amax(1) > 1e-7
    kit.require(bool(moved[row]), "最后一个字换了，状态没有变")
    kit.require(int(moved.sum()) == 1, "别的行的状态也变了")


@pytest.mark.exercise(core=True)
def test_encoder_order(student, rng):
    """前面的字换了、次序换了，状态就变。"""
    model = model_of(student, rng)
    ids, lengths = torch.tensor([[3, 4, 5], [4, 3, 5], [6, 4, 5]]), torch.tensor([3, 3, 3])
    state = state_of(student, model, ids, lengths)
    kit.require(not torch.allclose(state[0], state[1], atol=1e-7), "次序换了，状态没有变")
    kit.require(not torch.allclose(state[0], state[2], atol=1e-7), "第一个字换了，状态没有变")


@pytest.mark.exercise
def test_encoder_lengths(student, rng):
    """同样的编号，长度不同，状态就不同；长度为一的只看第一个字。"""
    model = model_of(student, rng)
    ids = torch.tensor([[3, 4, 5, 6]] * 4)
    state = state_of(student, model, ids, torch.tensor([1, 2, 3, 4]))
    first = state_of(student, model, torch.tensor([[3, 8, 8, 8]]), torch.tensor([1]))
    apart = [not torch.allclose(state[k], state[k + 1], atol=1e-7) for k in range(3)]
    kit.require(all(apart), "长度不同，状态却一样")
    kit.close(first[0], state[0], name="长度为一的状态")


@pytest.mark.exercise
def test_encoder_one_row(student, rng):
    """一批只有一行，形状也对。"""
    model = model_of(student, rng)
    state_of(student, model, torch.tensor([[3, 4, 0]]), torch.tensor([2]))
    state_of(student, model, torch.tensor([[5]]), torch.tensor([1]))


@pytest.mark.exercise
def test_encoder_sizes(student):
    """字表大小和宽度由参数决定。"""
    base, wide, many = (
        parameter_count(student, student.Encoder(*size)) for size in ((9, 5), (9, 10), (18, 5))
    )
    kit.record_since(student, len(student.calls) - 1, [wide > base, many > base])
    kit.require(wide > base and many > base, "参数的个数与大小不符")


@pytest.mark.exercise
def test_encoder_gradients(student, rng):
    """梯度从状态传得到每一个参数。"""
    ids = torch.arange(WORDS).repeat(2, 1)
    model = model_of(student, rng)
    arrived = student.vjp(model, (ids, torch.tensor([9, 8])), normal(rng, 2, HIDDEN))
    kit.require(len(arrived.parameters) > 0, "网络里没有参数")
    for name, gradient in arrived.parameters.items():
        if gradient is None or not bool(gradient.any()):
            kit.fail("no-gradient", f"{name} 没有梯度")


@pytest.mark.exercise
def test_encoder_keeps_inputs(student, rng):
    """ids 和 lengths 在调用之后保持原样。"""
    model, (ids, lengths) = model_of(student, rng), sources(rng, 5, 6)
    before = ids.clone(), lengths.clone()
    state_of(student, model, ids, lengths)
    kit.unchanged(ids.numpy(), before[0].numpy(), "ids")
    kit.unchanged(lengths.numpy(), before[1].numpy(), "lengths")
