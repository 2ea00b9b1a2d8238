"""Hidden tests of GPT: spelled out in float64 on weights from this side, and what it is born with."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import Config, Weights, cross_entropy, either, gpt, gpt_shapes, put_weights, some_weights

SMALL = {"vocab": 11, "block": 7, "layers": 2, "heads": 3, "d_model": 6}
HEAD = "head.weight"


def built(student: Any, rng: np.random.Generator, config: Config = SMALL) -> tuple[Any, Weights]:
    """A model with random weights from this side; its table is called by either of its names."""
    model, weights = student.GPT(dict(config)), some_weights(rng, gpt_shapes(config))
    put_weights(student, model, weights, HEAD)
    since = len(student.calls)
    student.invoke(model, "load_state_dict", weights | {HEAD: weights["tokens.weight"]}, strict=False)
    del student.calls[since:]
    return model, weights


def some_ids(rng: np.random.Generator, n: int, t: int, vocab: int = 11) -> Tensor:
    """Random numbers of tokens."""
    return torch.tensor(rng.integers(vocab, size=(n, t)))


def pair(student: Any, model: Any, *args: Tensor) -> list[Any]:
    """What the model gives back."""
    return kit.sequence(student.invoke(model, "__call__", *args), 2, "返回值")


def check(student: Any, model: Any, weights: Weights, config: Config, *cases: Tensor) -> None:
    """Compare the logits of some calls without targets."""
    exact, tanh = ([gpt(ids, weights, config, kind) for ids in cases] for kind in (False, True))
    found = [pair(student, model, ids) for ids in cases]
    either([logits for logits, _ in found], exact, tanh, "logits")
    kit.require(all(loss is None for _, loss in found), "没给 targets，loss 应当是 None")


@pytest.mark.exercise(core=True)
def test_gpt_logits(student, rng):
    """打分由词元、位置、各块、归一化和词元表依次算出来。"""
    check(student, *built(student, rng), SMALL, some_ids(rng, 3, 5), some_ids(rng, 2, 7))


@pytest.mark.exercise(core=True)
def test_gpt_loss(student, rng):
    """损失是所有位置交叉熵的平均。"""
    model, weights = built(student, rng)
    ids, targets = some_ids(rng, 3, 5), some_ids(rng, 3, 5)
    exact, tanh = (cross_entropy(gpt(ids, weights, SMALL, kind), targets) for kind in (False, True))
    found = pair(student, model, ids, targets)[1]
    kit.require(found is not None, "给了 targets，loss 不应当是 None")
    either([found], [exact], [tanh], "loss")


@pytest.mark.exercise(core=True)
def test_gpt_tied(student, rng):
    """走几步以后，打分用的还是词元表那个参数。"""
    model, _ = built(student, rng)
    ids, targets = some_ids(rng, 3, 5), some_ids(rng, 3, 5)
    since = len(student.calls)
    after, state = kit.sequence(student.logits_after_training(model, ids, targets, 0.05), 2)
    state = {name: kit.tensor(value, None, "f", name).double() for name, value in state.items()}
    wants = [gpt(ids, state, SMALL, kind) for kind in (False, True)]
    tied = any(torch.allclose(after.double(), want, rtol=1e-5, atol=1e-6) for want in wants)
    kit.record_since(student, since, tied)
    kit.require(tied, "走一步以后，打分用的和词元表不是同一个参数")


@pytest.mark.exercise(core=True)
def test_gpt_shared_gradient(student, rng):
    """词元表的梯度，读和写两处的都有。"""
    model, weights = built(student, rng)
    ids, targets = some_ids(rng, 3, 5), some_ids(rng, 3, 5)
    firsts = [_second_step(weights, ids, targets, kind) for kind in (False, True)]
    since = len(student.calls)
    state = kit.sequence(student.logits_after_training(model, ids, targets, 0.3), 2)[1]
    found = kit.tensor(state["tokens.weight"], None, "f", "词元表").double()
    near = any(torch.allclose(found, first, rtol=1e-5, atol=1e-6) for first in firsts)
    kit.record_since(student, since, near)
    kit.require(near, "走两步以后，词元表不是该有的样子：读和写两处的梯度应当都到这一个参数")


def _second_step(weights: Weights, ids: Tensor, targets: Tensor, kind: bool) -> Tensor:
    """The table after two steps of gradient descent on all weights."""
    now = {name: value.clone() for name, value in weights.items()}
    for _ in range(2):
        leaves = {name: value.clone().requires_grad_() for name, value in now.items()}
        loss = cross_entropy(gpt(ids, leaves, SMALL, kind), targets)
        grads = torch.autograd.grad(loss, list(leaves.values()))
        now = {name: value - 0.3 * grad for (name, value), grad in zip(now.items(), grads)}
    return now["tokens.weight"]


@pytest.mark.exercise
def test_gpt_positions(student, rng):
    """同一个词元在不同位置打分不同；位置从头数起，短的一段用头几个位置。"""
    model, weights = built(student, rng)
    same = torch.full((1, 6), 4)
    check(student, model, weights, SMALL, same, same[:, :2], same[:, :1])


@pytest.mark.exercise
def test_gpt_other_sizes(student, rng):
    """别的大小，一个样本、一个词元、一层，都一样。"""
    config = {"vocab": 5, "block": 3, "layers": 1, "heads": 5, "d_model": 10}
    model, weights = built(student, rng, config)
    check(student, model, weights, config, *(some_ids(rng, *shape, 5) for shape in ((1, 3), (4, 1), (1, 1))))


@pytest.mark.exercise
def test_gpt_causal_loss_everywhere(student, rng):
    """每个位置的答案都算进损失：换掉任何一个答案，损失都跟着变。"""
    model, weights = built(student, rng)
    ids, targets = some_ids(rng, 2, 4), some_ids(rng, 2, 4)
    cases = [targets]
    for place in range(4):
        other = targets.clone()
        other[:, place] = (other[:, place] + 3) % 11
        cases.append(other)
    exact, tanh = (
        [cross_entropy(gpt(ids, weights, SMALL, kind), t) for t in cases] for kind in (False, True)
    )
    either([pair(student, model, ids, t)[1] for t in cases], exact, tanh, "loss")


@pytest.mark.exercise
def test_gpt_too_long(student, rng):
    """比 block 长时抛出 ValueError，正好 block 不抛。"""
    model, _ = built(student, rng)
    pair(student, model, some_ids(rng, 1, 7))
    for t in (8, 20):
        with kit.raises("ValueError"):
            student.invoke(model, "__call__", some_ids(rng, 1, t))


def born(student: Any, layers: int) -> dict[str, np.ndarray]:
    """What a new model of some width holds."""
    config = {"vocab": 97, "block": 61, "layers": layers, "heads": 4, "d_model": 48}
    model = student.GPT(config)
    named = student.invoke(model, "named_parameters")
    return {name: kit.tensor(value, None, "f", name).detach().double().numpy() for name, value in named}


def _nearest(value: float, scales: list[float]) -> float:
    """The scale that a value is nearest to, as a ratio."""
    return min(scales, key=lambda scale: abs(math.log(value / scale)))


@pytest.mark.exercise
def test_gpt_initial_tables(student):
    """两张表和普通的全连接层，初值的标准差是 0.02，平均是零。"""
    since, facts = len(student.calls), []
    for name, value in born(student, 2).items():
        if value.ndim == 2 and not name.endswith(("proj.weight", "mlp.2.weight")):
            # Rounded to the scales that the usual mistakes give, so that no luck gets into the transcript.
            facts.append((name, abs(value.std() / 0.02 - 1) < 0.1, abs(value.mean()) < 0.002))
    kit.record_since(student, since, facts)
    kit.require(all(fact[1] for fact in facts), "有的权重，初值的标准差不是 0.02")
    kit.require(all(fact[2] for fact in facts), "有的权重，初值的平均不是 0")


@pytest.mark.exercise
@pytest.mark.parametrize("layers", [1, 6])
def test_gpt_initial_projections(student, layers):
    """往残差上加的两个全连接层，初值随层数缩小。"""
    since, facts, want = len(student.calls), [], 0.02 / math.sqrt(2 * layers)
    for name, value in born(student, layers).items():
        if name.endswith(("proj.weight", "mlp.2.weight")):
            scales = [want, 0.02, 0.02 / math.sqrt(layers), 0.02 / (2 * layers), 0.02 / layers]
            facts.append((name, abs(value.std() / want - 1) < 0.12, _nearest(value.std(), scales)))
    kit.record_since(student, since, facts)
    kit.require(len(facts) == 2 * layers and all(fact[1] for fact in facts), "缩小得不对，或者没有缩小")


@pytest.mark.exercise
def test_gpt_initial_biases(student):
    """偏置是零，归一化是一和零。"""
    since, facts = len(student.calls), []
    for name, value in born(student, 2).items():
        if value.ndim == 1:
            want = 1.0 if "ln" in name.split(".")[-2] or "norm" in name.split(".")[-2] else 0.0
            want = 0.0 if name.endswith("bias") else want
            facts.append((name, bool((value == want).all())))
    kit.record_since(student, since, facts)
    kit.require(all(near for _, near in facts), "有的偏置不是 0，或者归一化不是 1 和 0")


@pytest.mark.exercise
def test_gpt_config(student):
    """config 属性是传进来的五个数，调用之后不变。"""
    config = dict(SMALL)
    model = student.GPT(config)
    found = kit.mapping(student.attribute(model, "config"), tuple(SMALL), "config")
    kit.require({name: int(found[name]) for name in SMALL} == SMALL, "config 属性不是传进来的")
    kit.unchanged(config, dict(SMALL), "config")


@pytest.mark.exercise
def test_gpt_keeps_ids(student, rng):
    """ids 和 targets 在调用之后不变。"""
    model, _ = built(student, rng)
    ids, targets = some_ids(rng, 2, 4), some_ids(rng, 2, 4)
    before = ids.clone(), targets.clone()
    pair(student, model, ids, targets)
    kit.unchanged(ids, before[0], "ids")
    kit.unchanged(targets, before[1], "targets")
