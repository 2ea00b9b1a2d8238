"""Hidden tests of CharModel: properties that hold for any weights, with weights set from this side."""

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
    parameter_count,
    shaped,
    sizes_matter,
    steady,
    unlike_probabilities,
)

WORDS, HIDDEN = 11, 5


def model_of(student: Any, rng: np.random.Generator, layers: int = 1) -> Any:
    """A model with random weights in float64, in evaluation mode: one test is about the modes."""
    model = steady(student, student.CharModel(WORDS, HIDDEN, layers), kit.seed_of(rng), 0.7)
    student.invoke(model, "eval")
    return model


def some_ids(rng: np.random.Generator, n: int = 4, t: int = 6) -> Tensor:
    """Random ids."""
    return torch.tensor(rng.integers(0, WORDS, (n, t)))


def read(student: Any, told: list[Any], model: Any, ids: Tensor, *state: Any) -> tuple[Tensor, Any]:
    """(logits, state), the logits checked for type and shape."""
    logits, after = kit.sequence(student.invoke(model, "__call__", ids, *state), 2)
    return shaped(told, logits, (*ids.shape, WORDS), "打分"), after


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("layers", [1, 2])
def test_char_goes_on(student, rng, layers):
    """一段切成几截，带着状态接着读，打分和一口气读完的一样。"""
    with facts(student) as told:
        model, ids = model_of(student, rng, layers), some_ids(rng)
        whole, _ = read(student, told, model, ids)
        parts, state = [], None
        for start, end in ((0, 1), (1, 4), (4, 6)):
            scores, state = read(student, told, model, ids[:, start:end], state)
            parts.append(scores)
            # None is what came in: whoever hands it back has no state.
            told.append(state is None)
        told += [
            bool(torch.allclose(part, whole[:, s : s + part.shape[1]])) for s, part in zip((0, 1, 4), parts)
        ]
        equal(told, torch.cat(parts, 1), whole, "打分")


@pytest.mark.exercise(core=True)
def test_char_future(student, rng):
    """改动一个字，前面的打分不变，从那里起才变；别的行不变。"""
    with facts(student) as told:
        model, ids = model_of(student, rng), some_ids(rng)
        before, good = read(student, told, model, ids)[0], True
        for place in range(6):
            other = ids.clone()
            other[1, place] = (int(ids[1, place]) + 1) % WORDS
            told.append(moved(read(student, told, model, other)[0], before))
            good &= told[-1] == [[k == 1 and s >= place for s in range(6)] for k in range(4)]
        kit.require(good, "字换了，该变的打分没有变，或者不该变的变了")


@pytest.mark.exercise(core=True)
def test_char_past(student, rng):
    """前面的字换了，后面的打分就变。"""
    with facts(student) as told:
        model, ids = model_of(student, rng), some_ids(rng)
        other = ids.clone()
        other[:, 0] = (ids[:, 0] + 1) % WORDS
        one, two = read(student, told, model, ids)[0], read(student, told, model, other)[0]
        told.append(moved(one, two))
        kit.require(all(row[1] for row in told[-1]), "前面的字换了，后面的打分没有变")


@pytest.mark.exercise
def test_char_afresh(student, rng):
    """不给状态就从头开始，读过别的也不影响；给了状态，打分就不同。"""
    with facts(student) as told:
        model, ids = model_of(student, rng), some_ids(rng)
        one, state = read(student, told, model, ids)
        read(student, told, model, some_ids(rng))
        again, _ = read(student, told, model, ids, None)
        later, _ = read(student, told, model, ids, state)
        told.append(bool(torch.allclose(later[:, 0], one[:, 0], atol=1e-7)))
        equal(told, again, one, "从头读的打分")
        kit.require(not torch.allclose(later[:, 0], one[:, 0], atol=1e-7), "带着状态读，打分没有变")


@pytest.mark.exercise
def test_char_state_kept(student, rng):
    """同一个状态用两次，结果相同：读的时候没有把它改掉。"""
    with facts(student) as told:
        model, ids = model_of(student, rng), some_ids(rng)
        _, state = read(student, told, model, ids)
        one, two = (read(student, told, model, ids[:, :2], state)[0] for _ in range(2))
        equal(told, two, one, "打分")


@pytest.mark.exercise
def test_char_rows(student, rng):
    """一批里各行各读各的，只有一行、一个字也行。"""
    with facts(student) as told:
        model, ids = model_of(student, rng), some_ids(rng)
        whole, _ = read(student, told, model, ids)
        alone = [read(student, told, model, ids[k : k + 1])[0] for k in range(4)]
        short, _ = read(student, told, model, ids[:1, :1])
        equal(told, torch.cat(alone), whole, "打分")
        equal(told, short, whole[:1, :1], "打分")


@pytest.mark.exercise
def test_char_scores(student, rng):
    """打分没有过 softmax，也没有取对数概率，什么数都可以。"""
    with facts(student) as told:
        unlike_probabilities(told, read(student, told, model_of(student, rng), some_ids(rng))[0])


@pytest.mark.exercise
def test_char_layers(student, rng):
    """每多一层，参数多出同样多；层多了，照样接着读。"""
    with facts(student) as told:
        counts = [parameter_count(student, student.CharModel(WORDS, HIDDEN, layers)) for layers in (1, 2, 4)]
        more = counts[1] - counts[0]
        told += [more > 0, counts[2] - counts[1] == 2 * more]
        kit.require(told == [True, True], "参数的个数与层数不符")


@pytest.mark.exercise
def test_char_sizes(student):
    """字表大小、宽度由参数决定：宽度大，参数就多；字表大，参数也多。"""
    with facts(student) as told:
        sizes = ((WORDS, HIDDEN), (WORDS, 2 * HIDDEN), (2 * WORDS, HIDDEN))
        sizes_matter(student, told, [student.CharModel(*size) for size in sizes])


@pytest.mark.exercise(core=True)
def test_char_gradients(student, rng):
    """梯度传得到每一个参数。"""
    with facts(student) as told:
        model, ids = model_of(student, rng), torch.arange(WORDS).repeat(2, 1)
        read(student, told, model, ids)
        student.invoke(model, "train")
        gradients_arrive(student, told, model, (ids,), normal(rng, 2, WORDS, WORDS), 0)


@pytest.mark.exercise
def test_char_modes(student, rng):
    """训练模式和评估模式下，打分相同，每次都一样；ids 在调用之后保持原样。"""
    with facts(student) as told:
        model, ids = model_of(student, rng), some_ids(rng)
        before, found = ids.clone(), []
        for training in (False, True, True):
            student.invoke(model, "train", training)
            found.append(read(student, told, model, ids)[0])
        told += [bool(torch.allclose(found[k], found[k + 1], atol=1e-9)) for k in (0, 1)]
        told.append(bool(torch.equal(ids, before)))
        kit.unchanged(ids.numpy(), before.numpy(), "ids")
        kit.require(told[-3] and told[-2], "训练模式下，打分与评估模式下的不同")
