"""Hidden tests of jax_step: gradient descent in float64."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import CLOSE, NEAR, SIZES, as_array, case, descended, numbers


def stepped(student: Any, name: str, params: Any, x: np.ndarray, lr: float) -> tuple[Any, np.ndarray]:
    """The new params, as they came, and the loss before."""
    new, loss = kit.sequence(getattr(student, name)(params, x, lr), 2)
    return kit.mapping(new, ("w", "b"), "新的 params"), as_array(student, loss, "loss", own=True)


def check(student: Any, new: Any, w: np.ndarray, b: np.ndarray, close: dict[str, Any]) -> None:
    """Fail unless the params hold these numbers."""
    kit.close(as_array(student, new["w"], "w"), w, name="w", **close)
    kit.close(as_array(student, new["b"], "b"), b, name="b", **close)


@pytest.mark.exercise(core=True, seconds=60)
@pytest.mark.parametrize("sizes", SIZES[:2])
def test_step_once(student, rng, sizes):
    """走一步：返回新的参数和走之前的损失。"""
    x, w, b = case(rng, *sizes)
    losses, w_want, b_want = descended(w, b, [x], 0.7)
    new, loss = stepped(student, "jax_step", {"w": w, "b": b}, x, 0.7)
    kit.close(loss, losses[0], name="loss", **CLOSE)
    check(student, new, w_want, b_want, CLOSE)


@pytest.mark.exercise(seconds=60)
@pytest.mark.parametrize("name", ["jax_step", "compiled_step"])
def test_step_several(student, rng, name):
    """返回的参数接着走下去，编译与否都一样。"""
    _, w, b = case(rng, *SIZES[0])
    batches = [numbers(rng, *SIZES[0][:2]) for _ in range(3)]
    losses, w_want, b_want = descended(w, b, batches, 0.3)
    params: Any = {"w": w, "b": b}
    found = []
    for x in batches:
        params, loss = stepped(student, name, params, x, 0.3)
        found.append(float(loss))
    kit.close(np.array(found), losses, name="loss", **NEAR)
    check(student, params, w_want, b_want, NEAR)


@pytest.mark.exercise(seconds=60)
def test_step_keeps_the_old(student, rng):
    """传进来的 params（dict 和里面的数组）和 x 保持原样，再走一次得到同样的结果。"""
    x, w, b = case(rng, *SIZES[0])
    _, w_want, b_want = descended(w, b, [x], 0.5)
    params = {"w": w, "b": b}
    before, x_before = copy.deepcopy(params), x.copy()
    stepped(student, "jax_step", params, x, 0.5)
    kit.unchanged(params, before, "params")
    kit.unchanged(x, x_before, "x")
    new, _ = stepped(student, "jax_step", params, x, 0.5)
    check(student, new, w_want, b_want, CLOSE)


@pytest.mark.exercise(seconds=60)
def test_step_rate_zero(student, rng):
    """学习率是零：参数的数值不动，损失照样返回。"""
    x, w, b = case(rng, *SIZES[0])
    losses, _, _ = descended(w, b, [x], 0.0)
    new, loss = stepped(student, "jax_step", {"w": w, "b": b}, x, 0.0)
    kit.close(loss, losses[0], name="loss", **CLOSE)
    check(student, new, w.astype(np.float64), b.astype(np.float64), CLOSE)
