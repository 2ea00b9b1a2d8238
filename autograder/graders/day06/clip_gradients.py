"""Hidden tests of clip_gradients: the norm of all arrays as one vector."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import Params, copied


def norm(grads: Params) -> float:
    """Euclidean norm of all arrays together."""
    return float(np.linalg.norm(np.concatenate([np.ravel(grad) for grad in grads.values()])))


def gradients(rng: np.random.Generator) -> Params:
    """Arrays of one, two and three axes and of different size."""
    return {
        "wx": rng.normal(size=(3, 5)),
        "b": 4 * rng.normal(size=7),
        "embedding": 0.3 * rng.normal(size=(2, 3, 2)),
    }


def clip(student: Any, grads: Params, max_norm: float) -> tuple[Any, Params]:
    """The returned norm and the clipped arrays: those that were passed, whatever the dict holds afterwards."""
    arrays = copied(grads)
    return student.clip_gradients(dict(arrays), max_norm), arrays


def check_clipped(result: tuple[Any, Params], grads: Params, max_norm: float) -> None:
    """Compare the returned norm and every array."""
    total = norm(grads)
    factor = min(1.0, max_norm / total) if total else 1.0
    kit.close(result[0], total, rtol=1e-5, name="返回的范数")
    for key, value in grads.items():
        kit.close(result[1][key], factor * value, rtol=1e-5, atol=1e-7, name=f"grads[{key!r}]")


@pytest.mark.exercise(core=True)
def test_clip_values(student, rng):
    """总范数超过 max_norm 时，所有数组原地乘同一个数，总范数正好缩到 max_norm；返回缩小之前的范数。"""
    grads = gradients(rng)
    check_clipped(clip(student, grads, 1.5), grads, 1.5)


@pytest.mark.exercise
def test_clip_not_needed(student, rng):
    """总范数不超过 max_norm 时，梯度一点不变，返回值仍是范数。"""
    grads = gradients(rng)
    limit = 3.0 * norm(grads)
    check_clipped(clip(student, grads, limit), grads, limit)


@pytest.mark.exercise
def test_clip_total_counts(student):
    """看的是全部数组合起来的范数：每个数组都没超过，合起来超过了，也要缩。"""
    grads = {"a": np.array([3.0, 0.0]), "b": np.array([[0.0], [-4.0]]), "c": np.array([12.0])}
    check_clipped(clip(student, grads, 12.5), grads, 12.5)


@pytest.mark.exercise
def test_clip_zero_and_equal(student):
    """梯度全是 0 时返回 0，不产生 NaN；范数正好等于 max_norm 时不变。"""
    zeros, exact = {"a": np.zeros(3)}, {"a": np.array([3.0]), "b": np.array([-4.0])}
    results = clip(student, zeros, 1.0), clip(student, exact, 5.0)
    check_clipped(results[0], zeros, 1.0)
    check_clipped(results[1], exact, 5.0)


@pytest.mark.exercise
def test_clip_one_array(student, rng):
    """字典里只有一个数组时也对，键叫什么都行。"""
    grads = {"任意的键": 5 * rng.normal(size=(2, 7))}
    check_clipped(clip(student, grads, 0.25), grads, 0.25)
