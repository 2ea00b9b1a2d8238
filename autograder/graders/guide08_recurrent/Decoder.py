"""Hidden tests of Decoder: properties that hold for any weights, with weights set from this side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import (
    equal,
    facts,
    gradients_arrive,
    moved,
    normal,
    shaped,
    sizes_matter,
    steady,
    unlike_probabilities,
)

WORDS, HIDDEN = 11, 5


def model_of(student: Any, rng: np.random.Generator) -> Any:
    """A decoder with random weights in float64."""
    return steady(student, student.Decoder(WORDS, HIDDEN), kit.seed_of(rng), 0.7)


def setting(rng: np.random.Generator, n: int = 4, t: int = 6) -> tuple[Tensor, Tensor]:
    """Random ids and a state."""
    return torch.tensor(rng.integers(0, WORDS, (n, t))), 0.5 * normal(rng, n, HIDDEN)


def read(student: Any, told: list[Any], model: Any, ids: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
    """(logits, state), checked for type and shape."""
    logits, after = kit.sequence(student.invoke(model, "__call__", ids, state), 2)
    logits = shaped(told, logits, (*ids.shape, WORDS), "打分")
    return logits, shaped(told, after, (len(ids), HIDDEN), "状态")


@pytest.mark.exercise(core=True)
def test_decoder_goes_on(student, rng):
    """一段切成几截，带着状态接着读，打分和最后的状态与一口气读完的一样。"""
    with facts(student) as told:
        model, (ids, start) = model_of(student, rng), setting(rng)
        whole, end = read(student, told, model, ids, start)
        parts, state = [], start
        for first, last in ((0, 1), (1, 4), (4, 6)):
            scores, state = read(student, told, model, ids[:, first:last], state)
            parts.append(scores)
        told.append(bool(torch.allclose(state, end, rtol=1e-6, atol=1e-8)))
        equal(told, torch.cat(parts, 1), whole, "打分")
        kit.close(state, end, rtol=1e-6, atol=1e-8, name="最后的状态")


@pytest.mark.exercise(core=True)
def test_decoder_state(student, rng):
    """从不同的状态出发，每个位置的打分都不同，读完的状态也不同；别的行不受影响。"""
    with facts(student) as told:
        model, (ids, start) = model_of(student, rng), setting(rng)
        other = start.clone()
        other[2] = other[2] + 1.0
        one, two = (read(student, told, model, ids, state) for state in (start, other))
        told += [moved(one[0], two[0]), moved(one[1], two[1])]
        scores = torch.tensor(told[-2])
        kit.require(bool(scores[2].all()), "换了状态，打分没有变")
        kit.require(not bool(scores[[0, 1, 3]].any()), "别的行的打分也变了")
        kit.require(told[-1] == [False, False, True, False], "换了状态，读完的状态没有变，或者别的行的变了")


@pytest.mark.exercise(core=True)
def test_decoder_future(student, rng):
    """改动一个字，前面的打分不变，从那里起才变；读完的状态也变；别的行不变。"""
    with facts(student) as told:
        model, (ids, start) = model_of(student, rng), setting(rng)
        before, good = read(student, told, model, ids, start), True
        for place in range(6):
            other = ids.clone()
            other[1, place] = (int(ids[1, place]) + 1) % WORDS
            after = read(student, told, model, other, start)
            told += [moved(after[0], before[0]), moved(after[1], before[1])]
            good &= told[-2] == [[k == 1 and s >= place for s in range(6)] for k in range(4)]
            good &= told[-1] == [k == 1 for k in range(4)]
        kit.require(good, "字换了，该变的打分、状态没有变，或者不该变的变了")


@pytest.mark.exercise
def test_decoder_rows(student, rng):
    """一批里各行各读各的，只有一行、一个字也行。"""
    with facts(student) as told:
        model, (ids, start) = model_of(student, rng), setting(rng)
        whole, _ = read(student, told, model, ids, start)
        alone = [read(student, told, model, ids[k : k + 1], start[k : k + 1])[0] for k in range(4)]
        short, _ = read(student, told, model, ids[:1, :1], start[:1])
        equal(told, torch.cat(alone), whole, "打分")
        equal(told, short, whole[:1, :1], "打分")


@pytest.mark.exercise
def test_decoder_square(student, rng):
    """字数和行数一样多时也一样：一行的字换了，别的行不变。"""
    with facts(student) as told:
        model, (ids, start) = model_of(student, rng), setting(rng, 3, 3)
        other = ids.clone()
        other[1] = (ids[1] + 1) % WORDS
        one, two = (read(student, told, model, given, start)[0] for given in (ids, other))
        told.append(moved(one, two))
        kit.require(
            told[-1] == [[k == 1] * 3 for k in range(3)], "换的是一行的字，变的不只是这一行，或者没有变"
        )


@pytest.mark.exercise
def test_decoder_scores(student, rng):
    """打分没有过 softmax，也没有取对数概率。"""
    with facts(student) as told:
        model, (ids, start) = model_of(student, rng), setting(rng)
        unlike_probabilities(told, read(student, told, model, ids, start)[0])


@pytest.mark.exercise(core=True)
def test_decoder_gradients(student, rng):
    """梯度传得到传来的状态，也传得到每一个参数。"""
    with facts(student) as told:
        ids, start = torch.arange(WORDS).repeat(2, 1), 0.5 * normal(rng, 2, HIDDEN)
        model = model_of(student, rng)
        read(student, told, model, ids, start)
        (gradient,) = gradients_arrive(student, told, model, (ids, start), normal(rng, 2, WORDS, WORDS), 0)
        kit.require(gradient is not None and bool(gradient.any()), "梯度没有传到传来的状态")


@pytest.mark.exercise
def test_decoder_sizes(student):
    """字表大小和宽度由参数决定。"""
    with facts(student) as told:
        sizes_matter(student, told, [student.Decoder(*size) for size in ((9, 5), (9, 10), (18, 5))])


@pytest.mark.exercise
def test_decoder_keeps_inputs(student, rng):
    """ids 和传来的状态在调用之后保持原样。"""
    with facts(student) as told:
        model, (ids, start) = model_of(student, rng), setting(rng)
        before = ids.clone(), start.clone()
        read(student, told, model, ids, start)
        told += [bool(torch.equal(ids, before[0])), bool(torch.equal(start, before[1]))]
        kit.unchanged(ids.numpy(), before[0].numpy(), "ids")
        kit.unchanged(start.numpy(), before[1].numpy(), "state")
