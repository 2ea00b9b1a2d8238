"""Hidden tests of sgd_momentum_step: the step in new arrays.

Whether the numbers are right, and whether they were written into the arrays, are looked at apart: the former in
whatever array the dict holds after the call.
"""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import Layers, check_layers, random_layers, sgd_momentum

STEP_PARTS = pytest.mark.parametrize("part", ["layers", "velocity"])


def zeros_like(layers: Layers) -> Layers:
    """Zeros in the shape of ``layers``."""
    return [{key: np.zeros(value.shape) for key, value in layer.items()} for layer in layers]


def check_step(
    student: Any, layers: Layers, velocity: Layers, grads: Layers, lr: float, part: str, **momentum: float
) -> None:
    """Run one step of the student's and compare ``part``: the layers or the velocity."""
    wants = sgd_momentum(layers, grads, velocity, lr, momentum.get("momentum", 0.9))
    now = {"layers": copy.deepcopy(layers), "velocity": copy.deepcopy(velocity)}
    student.sgd_momentum_step(now["layers"], copy.deepcopy(grads), now["velocity"], lr, **momentum)
    kit.record(student, now[part])
    check_layers(now[part], wants[part == "velocity"], part, kit.close)


@pytest.mark.exercise(core=True)
@STEP_PARTS
def test_sgd_first_step(student, rng, part):
    """速度为零时，第一步就是沿负梯度方向走 lr 倍，这一步就是新的速度。"""
    layers, grads = random_layers(rng, [5, 3, 7, 2]), random_layers(rng, [5, 3, 7, 2])
    check_step(student, layers, zeros_like(layers), grads, 0.03, part)


@pytest.mark.exercise(core=True)
@STEP_PARTS
def test_sgd_without_gradient(student, rng, part):
    """梯度为零时靠惯性继续走：速度按 momentum 衰减，参数加上新的速度。"""
    layers, velocity = random_layers(rng, [5, 3]), random_layers(rng, [5, 3])
    check_step(student, layers, velocity, zeros_like(layers), 0.1, part)


def how_updated(held: Any, array: np.ndarray, before: np.ndarray) -> str:
    """What became of an array that should have been updated in place, and that a dict held."""
    if held is not array:
        return "replaced"
    return "unchanged" if np.array_equal(array, before) else "updated"


@pytest.mark.exercise(core=True)
def test_sgd_in_place(student, rng):
    """layers 和 velocity 里的数组原地更新：字典里还是原来的数组，数组里的数变了。"""
    sizes = [5, 3, 2]
    found = {"layers": random_layers(rng, sizes), "velocity": random_layers(rng, sizes)}
    arrays, before = {name: [dict(d) for d in dicts] for name, dicts in found.items()}, copy.deepcopy(found)
    student.sgd_momentum_step(found["layers"], random_layers(rng, sizes), found["velocity"], 0.1)
    fates = {
        name: [
            {key: how_updated(now.get(key), old[key], then[key]) for key in ("w", "b")}
            for now, old, then in zip(dicts, arrays[name], before[name])
        ]
        for name, dicts in found.items()
    }
    kit.record(student, fates)
    for name, layers in fates.items():
        for i, layer in enumerate(layers):
            for key, fate in layer.items():
                if fate != "updated":
                    kit.fail("not-updated", f"{name}[{i}]['{key}'] 这个数组没有原地更新")


@pytest.mark.exercise
@STEP_PARTS
@pytest.mark.parametrize("momentum", [0.5, 0.25])
def test_sgd_other_momentum(student, rng, momentum, part):
    """momentum 由参数决定，不一定是 0.9。"""
    layers, velocity = random_layers(rng, [5, 3]), random_layers(rng, [5, 3])
    check_step(student, layers, velocity, zeros_like(layers), 0.1, part, momentum=momentum)


@pytest.mark.exercise
@STEP_PARTS
def test_sgd_momentum_zero(student, rng, part):
    """momentum 为 0 时就是普通的梯度下降，原来的速度不起作用。"""
    layers, velocity, grads = (random_layers(rng, [5, 3]) for _ in range(3))
    check_step(student, layers, velocity, grads, 0.7, part, momentum=0.0)


@pytest.mark.exercise
def test_sgd_returns_nothing(student, rng):
    """没有返回值：更新都写在传进来的数组里。"""
    layers, velocity, grads = (random_layers(rng, [5, 3]) for _ in range(3))
    result = student.sgd_momentum_step(layers, grads, velocity, 0.1)
    kit.record(student, result is not None)
    kit.require(result is None, "应当没有返回值（None）")


@pytest.mark.exercise
def test_sgd_keeps_gradients(student, rng):
    """传进去的 grads（列表、字典和数组）在调用之后保持原样；layers 和 velocity 里的键不多也不少。"""
    layers, velocity = random_layers(rng, [5, 3, 2]), random_layers(rng, [5, 3, 2])
    grads = random_layers(rng, [5, 3, 2])
    before = copy.deepcopy(grads)
    student.sgd_momentum_step(layers, grads, velocity, 0.1)
    kit.unchanged(grads, before, "grads")
    for name, now in (("layers", layers), ("velocity", velocity)):
        kit.unchanged([sorted(layer) for layer in now], [["b", "w"]] * 2, f"{name} 的键")
