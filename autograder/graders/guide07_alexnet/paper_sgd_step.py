"""Hidden tests of paper_sgd_step, against the velocity as a sum over all steps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import keeps_dtype, normal, turned, unchanged


def expected(
    w: Tensor, v: Tensor, g: Tensor, lr: float, momentum: float = 0.9, decay: float = 0.0005
) -> tuple[Tensor, Tensor]:
    """One step, in NumPy."""
    a, b, c = (x.numpy() for x in (w, v, g))
    velocity = momentum * b - lr * (decay * a + c)
    return torch.tensor(a + velocity), torch.tensor(velocity)


def compare(student: Any, tensors: list[Tensor], *args: Any, **options: Any) -> None:
    """Fail unless one step of the student's is right."""
    w, v, g = tensors
    want = expected(w, v, g, *args, **options)
    found = kit.sequence(student.paper_sgd_step(*(x.clone() for x in tensors), *args, **options), 2)
    for got, right, name in zip(found, want, ("w", "v")):
        kit.close(got, right, name=name)


def three(rng: np.random.Generator, *shape: int) -> list[Tensor]:
    """w, v and g."""
    return [normal(rng, *shape) for _ in range(3)]


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(3, 5), (7,)])
def test_step_values(student, rng, shape):
    """一步之后的权重和速度都对。"""
    compare(student, three(rng, *shape), 0.1, momentum=0.8, decay=0.5)


@pytest.mark.exercise
def test_step_without_decay(student, rng):
    """没有衰减时，只有动量和梯度。"""
    compare(student, three(rng, 2, 3), 0.2, momentum=0.75, decay=0.0)


@pytest.mark.exercise
def test_step_without_momentum(student, rng):
    """没有动量时，旧的速度不起作用。"""
    compare(student, three(rng, 2, 3), 0.2, momentum=0.0, decay=0.25)


@pytest.mark.exercise
def test_step_only_momentum(student, rng):
    """梯度和权重都是零时，速度照旧滑行，每一步小一点。"""
    zero = torch.zeros(4).double()
    compare(student, [zero, normal(rng, 4), zero], 0.3, momentum=0.5, decay=0.1)


@pytest.mark.exercise
def test_step_only_decay(student, rng):
    """速度和梯度都是零时，权重缩小一点。"""
    zero = torch.zeros(4).double()
    compare(student, [normal(rng, 4), zero, zero], 0.5, momentum=0.5, decay=0.25)


@pytest.mark.exercise
def test_step_defaults(student, rng):
    """不给动量和衰减时，用论文的那两个数。"""
    compare(student, [1000 * x for x in three(rng, 5)], 0.5)


@pytest.mark.exercise
def test_steps_with_a_changing_rate(student, rng):
    """接连几步，学习率在变。"""
    w, v, _ = want_w, want_v, _ = three(rng, 3, 2)
    grads = [normal(rng, 3, 2) for _ in range(4)]
    for g, lr in zip(grads, (0.5, 0.5, 0.05, 0.1)):
        want_w, want_v = expected(want_w, want_v, g, lr, 0.9, 0.1)
    for g, lr in zip(grads, (0.5, 0.5, 0.05, 0.1)):
        w, v = kit.sequence(student.paper_sgd_step(w, v, g, lr, 0.9, 0.1), 2)
        kit.tensor(w, (3, 2), "f", "w")
        kit.tensor(v, (3, 2), "f", "v")
    kit.close(w, want_w, name="w")
    kit.close(v, want_v, name="v")


@pytest.mark.exercise
def test_step_keeps_inputs(student, rng):
    """传进去的三个张量都不变，内存怎样排列都行；dtype 不变。"""
    given = [turned(x) for x in three(rng, 3, 5)]
    before = [x.clone() for x in given]
    double = kit.sequence(student.paper_sgd_step(*given, 0.1), 2)
    single = kit.sequence(student.paper_sgd_step(*(x.float() for x in before), 0.1), 2)
    for now, then, name in zip(given, before, ("w", "v", "g")):
        unchanged(now, then, name)
    for result, dtype in ((double, torch.float64), (single, torch.float32)):
        for part in result:
            keeps_dtype(part, dtype)
