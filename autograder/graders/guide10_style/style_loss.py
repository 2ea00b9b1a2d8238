"""Hidden tests of style_loss: layers of unlike sizes in dicts of unlike order."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal

SHAPES = {"conv1": (1, 3, 5, 4), "fire2": (1, 5, 3, 2), "fire4": (1, 2, 4, 7)}


def setting(rng: np.random.Generator, names: list[str]) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Outputs of these layers, and targets that are no Gram matrices of them."""
    outputs = {name: normal(rng, *SHAPES[name]) for name in names}
    grams = {}
    for name in names:
        c = SHAPES[name][1]
        other = normal(rng, c, c)
        grams[name] = (other @ other.T)[None]
    return outputs, grams


def total(outputs: dict[str, Tensor], grams: dict[str, Tensor]) -> Tensor:
    """Layer by layer, by name."""
    losses = []
    for name, target in grams.items():
        x = outputs[name]
        gram = torch.einsum("nihw,njhw->nij", x, x) / x[0].numel()
        losses.append(((gram - target) ** 2).sum() / target.numel())
    return torch.stack(losses).sum()


@pytest.mark.exercise(core=True)
def test_style_several_layers(student, rng):
    """几层相加，每层是格拉姆矩阵的均方差。"""
    outputs, grams = setting(rng, ["conv1", "fire2", "fire4"])
    want = total(outputs, grams)
    kit.close(student.style_loss(outputs, grams), want)


@pytest.mark.exercise(core=True)
def test_style_one_layer(student, rng):
    """只有一层。"""
    outputs, grams = setting(rng, ["fire2"])
    want = total(outputs, grams)
    kit.close(student.style_loss(outputs, grams), want)


@pytest.mark.exercise
def test_style_order(student, rng):
    """两个字典的先后不同，按名字配对；各层一样宽。"""
    names = ["a", "b", "c"]
    outputs = {name: normal(rng, 1, 3, 2, 5) for name in names}
    grams = {name: normal(rng, 1, 3, 3) for name in ("c", "a", "b")}
    want = total(outputs, grams)
    kit.close(student.style_loss(outputs, grams), want)


@pytest.mark.exercise
def test_style_more_outputs(student, rng):
    """输出里有目标没有的层，不管它。"""
    outputs, grams = setting(rng, ["conv1", "fire2", "fire4"])
    del grams["fire2"]
    want = total(outputs, grams)
    kit.close(student.style_loss(outputs, grams), want)


@pytest.mark.exercise
def test_style_reached(student, rng):
    """格拉姆矩阵和目标一样时，损失是零。"""
    outputs, grams = setting(rng, ["conv1", "fire2"])
    for name, x in outputs.items():
        grams[name] = torch.einsum("nihw,njhw->nij", x, x) / x[0].numel()
    kit.close(student.style_loss(outputs, grams), torch.tensor(0.0).double())


@pytest.mark.exercise
def test_style_gradient(student, rng):
    """对各层输出的梯度。"""
    outputs, grams = setting(rng, ["conv1", "fire4"])
    leaves = {name: x.clone().requires_grad_() for name, x in outputs.items()}
    wants = torch.autograd.grad(total(leaves, grams), list(leaves.values()))
    since = len(student.calls)
    found, _ = kit.sequence(student.pulled(outputs, grams), 2, "梯度")
    found = kit.sequence(found, 2, "梯度")
    kit.record_since(student, since, found)
    for got, want in zip(found, wants):
        kit.gradient(got, want)


@pytest.mark.exercise
def test_style_targets_stay(student, rng):
    """梯度不流向目标。"""
    outputs, grams = setting(rng, ["conv1", "fire2"])
    since = len(student.calls)
    _, reached = kit.sequence(student.pulled(outputs, grams), 2, "梯度")
    kit.record_since(student, since, bool(reached))
    kit.require(not reached, "目标也得到了梯度")


@pytest.mark.exercise
def test_style_keeps_inputs(student, rng):
    """两个字典保持原样。"""
    outputs, grams = setting(rng, ["conv1", "fire2"])
    before = [{name: x.clone() for name, x in one.items()} for one in (outputs, grams)]
    student.style_loss(outputs, grams)
    kit.unchanged(outputs, before[0], "features")
    kit.unchanged(grams, before[1], "grams")
