"""Hidden tests of batch_norm_forward: PyTorch's own batch normalisation in float64."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from autograder import kit

Running = dict[str, np.ndarray]
PARTS = pytest.mark.parametrize("part", ["mean", "var"])


def batch_norm(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running: Running,
    training: bool,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> tuple[np.ndarray, Running]:
    """(out, running afterwards)."""
    mean, var = (torch.tensor(running[key]) for key in ("mean", "var"))
    scale, shift = (torch.tensor(np.ascontiguousarray(a)) for a in (gamma, beta))
    out = F.batch_norm(
        torch.tensor(np.ascontiguousarray(x)),
        mean,
        var,
        scale,
        shift,
        training=training,
        momentum=momentum,
        eps=eps,
    )
    return out.numpy(), {"mean": mean.numpy(), "var": var.numpy()}


def setting(rng: np.random.Generator, n: int, d: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, Running]:
    """Random (x, gamma, beta, running), far from standardised."""
    return (
        rng.normal(3.0, 2.0, size=(n, d)) * np.arange(1, d + 1),
        rng.normal(size=d) + 2.0,
        rng.normal(size=d),
        {"mean": rng.normal(size=d), "var": rng.uniform(0.5, 2.0, size=d)},
    )


def copied(running: Running) -> Running:
    """A ``running`` that the student may change."""
    return {key: value.copy() for key, value in running.items()}


def check_out(
    student: Any, given: tuple[np.ndarray, np.ndarray, np.ndarray, Running], training: bool, **options: float
) -> None:
    """Compare the output alone; what became of ``running`` is other tests' business."""
    x, gamma, beta, running = given
    want, _ = batch_norm(x, gamma, beta, running, training, **options)
    out = kit.sequence(student.batch_norm_forward(x, gamma, beta, copied(running), training, **options), 2)[0]
    kit.record(student, out)
    kit.close(out, want, name="out")


def check_running(
    student: Any,
    given: tuple[np.ndarray, np.ndarray, np.ndarray, Running],
    training: bool,
    part: str,
    **options: float,
) -> None:
    """Compare what ``running`` holds afterwards."""
    x, gamma, beta, running = given
    want = batch_norm(x, gamma, beta, running, training, **options)[1][part]
    now = copied(running)
    student.batch_norm_forward(x, gamma, beta, now, training, **options)
    found = kit.mapping(now, ("mean", "var"), "running")[part]
    kit.record(student, found)
    kit.close(found, want, name=f"running[{part!r}]")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("size", [(11, 3), (5, 7), (2, 4), (4, 1), (5, 5)], ids=str)
def test_norm_training(student, rng, size):
    """训练时，每一列用这一批的平均和方差归一化，再乘 gamma 加 beta。"""
    check_out(student, setting(rng, *size), True)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("size", [(11, 3), (1, 4)], ids=str)
def test_norm_evaluating(student, rng, size):
    """评估时用 running 里的平均和方差，一个样本也行。"""
    check_out(student, setting(rng, *size), False)


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("size", [(11, 3), (2, 4)], ids=str)
def test_norm_running(student, rng, size, part):
    """训练时 running 向这一批的靠近一点；存的方差除以 n − 1。"""
    check_running(student, setting(rng, *size), True, part)


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("momentum", [0.0, 0.3, 1.0])
def test_norm_momentum(student, rng, momentum, part):
    """momentum 是这一批的占几成，由参数决定。"""
    check_running(student, setting(rng, 7, 3), True, part, momentum=momentum)


@pytest.mark.exercise
@PARTS
def test_norm_running_in_use(student, rng, part):
    """评估时 running 不变。"""
    check_running(student, setting(rng, 7, 3), False, part)


@pytest.mark.exercise
@PARTS
def test_norm_several_batches(student, rng, part):
    """同一个 running 接连用几批，一批接一批地更新。"""
    _, gamma, beta, running = setting(rng, 7, 3)
    batches = [setting(rng, n, 3)[0] for n in (7, 5, 4)]
    want = copied(running)
    for x in batches:
        want = batch_norm(x, gamma, beta, want, True)[1]
    for x in batches:
        student.batch_norm_forward(x, gamma, beta, running, True)
    found = kit.mapping(running, ("mean", "var"), "running")[part]
    kit.record(student, None, None, found)
    kit.close(found, want[part], name=f"running[{part!r}]")


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_norm_eps(student, rng, training):
    """eps 加在方差上，在根号里面；不小的时候看得出来。"""
    x, gamma, beta, running = setting(rng, 7, 3)
    check_out(student, (x / 4, gamma, beta, running), training, eps=0.5)


@pytest.mark.exercise
def test_norm_constant_column(student, rng):
    """一列全是同一个数时，那一列的输出就是 beta，不出现 0 除以 0。"""
    x, gamma, beta, running = setting(rng, 7, 3)
    x[:, 1] = 4.0
    check_out(student, (x, gamma, beta, running), True)


@pytest.mark.exercise
@pytest.mark.parametrize("d", [1, 3])
def test_norm_one_sample(student, rng, d):
    """训练时一批只有一个样本，抛出 ValueError。"""
    x, gamma, beta, running = setting(rng, 1, d)
    with kit.raises("ValueError"):
        student.batch_norm_forward(x, gamma, beta, running, True)


@pytest.mark.exercise
def test_norm_layouts(student, rng):
    """x 的内存不连续时也对。"""
    x, gamma, beta, running = setting(rng, 7, 3)
    want, _ = batch_norm(x, gamma, beta, running, True)
    found = [
        kit.sequence(student.batch_norm_forward(a, gamma, beta, copied(running), True), 2)[0]
        for a in kit.layouts(x)
    ]
    kit.record(student, *found)
    for out in found:
        kit.close(out, want, name="out")


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_norm_keeps_inputs(student, rng, training):
    """x、gamma 和 beta 在调用之后保持原样。"""
    x, gamma, beta, running = setting(rng, 7, 3)
    before = x.copy(), gamma.copy(), beta.copy()
    student.batch_norm_forward(x, gamma, beta, running, training)
    same = [bool(np.array_equal(a, b)) for a, b in zip((x, gamma, beta), before)]
    kit.record(student, same)
    for now, then, name in zip((x, gamma, beta), before, ("x", "gamma", "beta")):
        kit.unchanged(now, then, name)
