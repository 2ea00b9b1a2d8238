"""Hidden tests of batch_norm_backward: PyTorch's autograd through the mean and the variance.

It is given the cache of the student's own forward.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

NAMES = ("dx", "dgamma", "dbeta")
PARTS = pytest.mark.parametrize("which", range(3), ids=NAMES)


def gradients(
    x: np.ndarray, gamma: np.ndarray, dout: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(dx, dgamma, dbeta) of batch normalisation in training."""
    leaves = [torch.tensor(a, requires_grad=True) for a in (x, gamma, np.zeros_like(gamma))]
    points, scale, offset = leaves
    centred = points - points.mean(0)
    out = scale * centred * torch.rsqrt((centred**2).mean(0) + eps) + offset
    dx, dgamma, dbeta = torch.autograd.grad((out * torch.tensor(dout)).sum(), leaves)
    return dx.numpy(), dgamma.numpy(), dbeta.numpy()


def numbers(rng: np.random.Generator, n: int, d: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Random (x, gamma, dout)."""
    return rng.normal(1.0, 2.0, size=(n, d)), rng.normal(size=d) + 2.0, rng.normal(size=(n, d))


def forward(student: Any, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5) -> Any:
    """The cache of the student's forward, whose output is checked."""
    want = gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + 1.0
    running = {"mean": np.zeros(x.shape[1]), "var": np.ones(x.shape[1])}
    beta = np.ones(x.shape[1])
    out, cache = kit.sequence(student.batch_norm_forward(x, gamma, beta, running, True, 0.1, eps), 2)
    kit.close(out, want, name="batch_norm_forward 的 out")
    kit.record(student, None)
    return cache


def backward(student: Any, cache: Any, dout: np.ndarray, which: int) -> Any:
    """One of the three gradients; the transcript keeps it alone."""
    found = kit.sequence(student.batch_norm_backward(dout, cache), 3)[which]
    kit.record(student, found)
    return found


def check(student: Any, x: np.ndarray, gamma: np.ndarray, dout: np.ndarray, which: int, **eps: float) -> None:
    """Compare one gradient."""
    want = gradients(x, gamma, dout, **eps)[which]
    found = backward(student, forward(student, x, gamma, **eps), dout, which)
    kit.close(found, want, rtol=1e-6, name=NAMES[which])


@pytest.mark.exercise(core=True)
@PARTS
def test_back_gradients(student, rng, which):
    """三个梯度的形状和数值都对。"""
    check(student, *numbers(rng, 7, 3), which)


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("size", [(3, 5), (5, 5), (5, 1), (2, 3)], ids=str)
def test_back_sizes(student, rng, size, which):
    """样本比特征少、一样多、只有一个特征、只有两个样本时也对。"""
    check(student, *numbers(rng, *size), which)


@pytest.mark.exercise
@PARTS
def test_back_eps(student, rng, which):
    """前向时的 eps 不小，反向也跟着它。"""
    check(student, *numbers(rng, 7, 3), which, eps=0.7)


# What is left of the gradient shows one path alone.
@pytest.mark.exercise
def test_back_through_the_mean(student, rng):
    """上游在每一列里都是同一个数时，x 怎么动输出的和都不变：dx 是 0。"""
    x, gamma, _ = numbers(rng, 7, 3)
    check(student, x, gamma, np.tile(rng.normal(size=3), (7, 1)), 0)


@pytest.mark.exercise
def test_back_through_the_variance(student, rng):
    """上游与归一化之后的 x 成正比时，把 x 拉长也不变：dx 几乎是 0。"""
    x, gamma, _ = numbers(rng, 7, 3)
    check(student, x, gamma, (x - x.mean(0)) / x.std(0), 0)


@pytest.mark.exercise
def test_back_directly(student, rng):
    """上游与 1 和 x 都正交时，只剩直接的那一条路。"""
    x, gamma, dout = numbers(rng, 7, 3)
    for column in range(3):
        base, _ = np.linalg.qr(np.column_stack([np.ones(7), x[:, column]]))
        dout[:, column] -= base @ (base.T @ dout[:, column])
    check(student, x, gamma, dout, 0)


@pytest.mark.exercise
@PARTS
def test_back_layouts(student, rng, which):
    """dout 和 x 的内存不连续时也对。"""
    x, gamma, dout = numbers(rng, 7, 3)
    want = gradients(x, gamma, dout)[which]
    for a, d in zip(kit.layouts(x), kit.layouts(dout)):
        found = backward(student, forward(student, a, gamma), d, which)
        kit.close(found, want, rtol=1e-6, name=NAMES[which])


@pytest.mark.exercise
@PARTS
def test_back_twice(student, rng, which):
    """同一个 cache 用两次，第二次由第二次的 dout 决定。"""
    x, gamma, dout = numbers(rng, 7, 3)
    want = gradients(x, gamma, dout)[which]
    cache = forward(student, x, gamma)
    student.batch_norm_backward(rng.normal(size=(7, 3)), cache)
    kit.record(student, None)
    found = backward(student, cache, dout, which)
    kit.close(found, want, rtol=1e-6, name=NAMES[which])


@pytest.mark.exercise
def test_back_keeps_dout(student, rng):
    """dout 在调用之后保持原样。"""
    x, gamma, dout = numbers(rng, 7, 3)
    before, cache = dout.copy(), forward(student, x, gamma)
    student.batch_norm_backward(dout, cache)
    kit.record(student, bool(np.array_equal(dout, before)))
    kit.unchanged(dout, before, "dout")
