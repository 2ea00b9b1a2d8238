"""Hidden tests of Encoder: properties that hold for any weights, with weights set from this side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import equal, facts, gradients_arrive, moved, normal, shaped, sizes_matter, sources, steady

WORDS, HIDDEN = 9, 5
# With weights as small as this, what was read forty words ago has left no trace in the state of any recurrent layer.
FORGETFUL, LONG = 0.2, 40


def model_of(student: Any, rng: np.random.Generator, scale: float = 0.7) -> Any:
    """An encoder with random weights in float64."""
    return steady(student, student.Encoder(WORDS, HIDDEN), kit.seed_of(rng), scale)


def state_of(student: Any, told: list[Any], model: Any, ids: Tensor, lengths: Tensor) -> Tensor:
    """The state, checked for type and shape."""
    return shaped(told, student.invoke(model, "__call__", ids, lengths), (len(ids), HIDDEN), "状态")


@pytest.mark.exercise(core=True)
def test_encoder_padding(student, rng):
    """补几个 0 都一样：补得更长，或者一行一行单独读、一个也不补。"""
    with facts(student) as told:
        model, (ids, lengths) = model_of(student, rng), sources(rng, 5, 6)
        longer = torch.cat([ids, torch.zeros(5, 4, dtype=torch.int64)], 1)
        found = [state_of(student, told, model, given, lengths) for given in (ids, longer)]
        alone = [
            state_of(student, told, model, ids[k : k + 1, : int(lengths[k])], lengths[k : k + 1])
            for k in range(5)
        ]
        equal(told, found[1], found[0], "补得更长的状态")
        equal(told, torch.cat(alone), found[0], "单独读的状态")


@pytest.mark.exercise(core=True)
def test_encoder_places(student, rng):
    """每个真正的字换了，那一行的状态就变；填充换了不变，别的行不变。"""
    with facts(student) as told:
        model, lengths = model_of(student, rng), torch.tensor([5, 3, 1, 4, 2])
        ids = torch.tensor(rng.integers(3, WORDS, (5, 7)))
        start, wants = state_of(student, told, model, ids, lengths), []
        for row in range(5):
            for place in range(7):
                other = ids.clone()
                other[row, place] = (int(ids[row, place]) + 1) % WORDS
                told.append(moved(state_of(student, told, model, other, lengths), start))
                wants.append([row == k and place < int(lengths[row]) for k in range(5)])
        kit.require(told == wants, "有的字换了，状态没有变；或者不该变的状态变了")


@pytest.mark.exercise(core=True)
def test_encoder_order(student, rng):
    """前面的字换了、次序换了，状态就变。"""
    with facts(student) as told:
        model = model_of(student, rng)
        ids, lengths = torch.tensor([[3, 4, 5], [4, 3, 5], [6, 4, 5]]), torch.tensor([3, 3, 3])
        state = state_of(student, told, model, ids, lengths)
        same = [bool(torch.allclose(state[0], state[k], atol=1e-7)) for k in (1, 2)]
        told.append(same)
        kit.require(not same[0], "次序换了，状态没有变")
        kit.require(not same[1], "第一个字换了，状态没有变")


@pytest.mark.exercise(core=True)
def test_encoder_last_state(student, rng):
    """交出的只是读完最后一个字时的那个状态：权重小、记不久的网络，很早以前读的字几乎不留痕迹。"""
    with facts(student) as told:
        model = model_of(student, rng, FORGETFUL)
        lengths = torch.full((4,), LONG)
        ids = torch.tensor(rng.integers(3, WORDS - 1, (4, LONG)))
        first, last = ids.clone(), ids.clone()
        first[:, 0] += 1
        last[:, -1] += 1
        start, early, late = (state_of(student, told, model, x, lengths) for x in (ids, first, last))
        fades = float((early - start).norm()) < 1e-3 * float((late - start).norm())
        # One word over and over: a sum of states grows, their mean does not, and their maximum never falls.
        again = torch.full((1, 2 * LONG), 4)
        short, long = (state_of(student, told, model, again, torch.tensor([n])) for n in (LONG, 2 * LONG))
        ways = [state_of(student, told, model, ids[:1], torch.tensor([n])) for n in range(1, LONG + 1)]
        steps = torch.cat(ways).diff(dim=0)
        told += [fades, round(float(long.norm() / short.norm()), 1), bool((steps >= 0).all())]
        kit.require(fades, "很早以前的字还留着痕迹：状态不只是最后那一个")


@pytest.mark.exercise
def test_encoder_lengths(student, rng):
    """同样的编号，长度不同，状态就不同；长度为一的只看第一个字。"""
    with facts(student) as told:
        model = model_of(student, rng)
        ids = torch.tensor([[3, 4, 5, 6]] * 4)
        state = state_of(student, told, model, ids, torch.tensor([1, 2, 3, 4]))
        first = state_of(student, told, model, torch.tensor([[3, 8, 8, 8]]), torch.tensor([1]))
        apart = [not torch.allclose(state[k], state[k + 1], atol=1e-7) for k in range(3)]
        told.append(apart)
        kit.require(all(apart), "长度不同，状态却一样")
        equal(told, first[0], state[0], "长度为一的状态")


@pytest.mark.exercise
def test_encoder_one_row(student, rng):
    """一批只有一行，形状也对。"""
    with facts(student) as told:
        model = model_of(student, rng)
        state_of(student, told, model, torch.tensor([[3, 4, 0]]), torch.tensor([2]))
        state_of(student, told, model, torch.tensor([[5]]), torch.tensor([1]))


@pytest.mark.exercise
def test_encoder_sizes(student):
    """字表大小和宽度由参数决定。"""
    with facts(student) as told:
        sizes_matter(student, told, [student.Encoder(*size) for size in ((9, 5), (9, 10), (18, 5))])


@pytest.mark.exercise(core=True)
def test_encoder_gradients(student, rng):
    """梯度从状态传得到每一个参数。"""
    with facts(student) as told:
        args = torch.arange(WORDS).repeat(2, 1), torch.tensor([9, 8])
        model = model_of(student, rng)
        shaped(told, student.invoke(model, "__call__", *args), (2, HIDDEN), "状态")
        gradients_arrive(student, told, model, args, normal(rng, 2, HIDDEN), None)


@pytest.mark.exercise
def test_encoder_keeps_inputs(student, rng):
    """ids 和 lengths 在调用之后保持原样。"""
    with facts(student) as told:
        model, (ids, lengths) = model_of(student, rng), sources(rng, 5, 6)
        before = ids.clone(), lengths.clone()
        state_of(student, told, model, ids, lengths)
        told += [bool(torch.equal(ids, before[0])), bool(torch.equal(lengths, before[1]))]
        kit.unchanged(ids.numpy(), before[0].numpy(), "ids")
        kit.unchanged(lengths.numpy(), before[1].numpy(), "lengths")
