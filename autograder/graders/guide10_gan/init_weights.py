"""Hidden tests of init_weights: layers whose numbers were all 7, and what became of them."""

from __future__ import annotations

from typing import Any

import pytest
from torch import Tensor

from autograder import kit
from autograder.checking.student import Call


def after(student: Any, kind: str, bias: bool = True, inside: bool = False) -> list[Tensor]:
    """The parameters; the transcript keeps what random numbers are about."""
    with kit.unrecorded(student):
        found = student.after_init(kind, bias, inside)
    found = [kit.tensor(p, name="参数").double() for p in kit.sequence(found, 1 + bias, "参数")]
    facts = [(round(float(p.mean()), 2), round(float(p.std()), 2)) for p in found]
    student.calls.append(Call(f"{kind} {bias} {inside}", facts, {}))
    return found


def require_normal(weight: Tensor, mean: float) -> None:
    """Fail unless numbers look like N(mean, 0.02)."""
    kit.require(abs(float(weight.mean()) - mean) < 0.004, "权重的平均不对")
    kit.require(abs(float(weight.std()) - 0.02) < 0.003, "权重的标准差不对")
    beyond = float(((weight - mean).abs() > 0.04).double().mean())
    kit.require(0.02 < beyond < 0.08, "权重不像正态分布")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("kind", ["Conv2d", "ConvTranspose2d"])
def test_init_convolutions(student, kind):
    """两种卷积的权重是零附近的正态。"""
    require_normal(after(student, kind)[0], 0.0)


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["Conv2d", "ConvTranspose2d"])
def test_init_convolutions_without_bias(student, kind):
    """没有偏置的卷积也行。"""
    require_normal(after(student, kind, bias=False)[0], 0.0)


@pytest.mark.exercise(weight=2)
def test_init_norm(student):
    """归一化的权重是一附近的正态。"""
    require_normal(after(student, "BatchNorm2d")[0], 1.0)


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["Conv2d", "ConvTranspose2d", "BatchNorm2d"])
def test_init_biases(student, kind):
    """偏置是零。"""
    kit.require(bool((after(student, kind)[1] == 0).all()), "偏置应当是零")


@pytest.mark.exercise
def test_init_leaves_linear(student):
    """全连接层不动。"""
    kit.require(all(bool((p == 7).all()) for p in after(student, "Linear")), "全连接层变了")


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["Conv2d", "BatchNorm2d"])
def test_init_leaves_what_is_inside(student, kind):
    """交来的是容器时，里面的不动。"""
    kit.require(all(bool((p == 7).all()) for p in after(student, kind, inside=True)), "容器里面的变了")
