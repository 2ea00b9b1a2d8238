"""Hidden tests of distillation_loss: the divergence as cross-entropy less entropy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import no_gradient, normal, slope, strided


def divergence(student: Tensor, teacher: Tensor, t: float) -> Tensor:
    """Row by row."""
    rows = []
    for z, y in zip(student / t, teacher.detach() / t):
        log_p = y - y.logsumexp(0)
        rows.append((log_p.exp() * (log_p - z + z.logsumexp(0))).sum())
    return torch.stack(rows).sum() * t * t / len(rows)


def check(student: Any, *cases: tuple[Tensor, Tensor, float]) -> None:
    """Compare some losses."""
    wants = [divergence(*case) for case in cases]
    found = [student.distillation_loss(*case) for case in cases]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-6, atol=1e-9)


def some(rng: np.random.Generator, n: int = 7, c: int = 5) -> tuple[Tensor, Tensor]:
    """Logits of both."""
    return normal(rng, n, c, scale=2.0), normal(rng, n, c, scale=3.0)


@pytest.mark.exercise(core=True)
def test_distillation_plain(student, rng):
    """温度是一时，是老师对学生的 KL，一批平均。"""
    check(student, (*some(rng), 1.0))


@pytest.mark.exercise(core=True)
def test_distillation_softened(student, rng):
    """温度不是一时，两边都软化，再乘温度的平方。"""
    check(student, (*some(rng), 3.0), (*some(rng), 0.5))


@pytest.mark.exercise
def test_distillation_one_row(student, rng):
    """一行、两类、很多类，都对。"""
    check(student, (*some(rng, 1, 5), 2.0), (*some(rng, 3, 2), 2.0), (*some(rng, 2, 31), 2.0))


@pytest.mark.exercise
def test_distillation_agree(student, rng):
    """和老师一样（差一个常数也是）时是零。"""
    _, teacher = some(rng)
    check(student, (teacher.clone(), teacher, 2.0), (teacher + 3.0, teacher, 1.0))


@pytest.mark.exercise
def test_distillation_large(student):
    """打分差得很远也是有限的。"""
    teacher = torch.tensor([[1e4, 0.0, -1e4], [0.0, 50.0, 0.0]], dtype=torch.float64)
    pupil = torch.tensor([[0.0, 1.0, 2.0], [1e4, 0.0, 0.0]], dtype=torch.float64)
    check(student, (pupil, teacher, 1.0), (pupil, teacher, 4.0))


@pytest.mark.exercise
def test_distillation_gradient(student, rng):
    """对学生可以求导。"""
    pupil, teacher = some(rng)
    leaf = pupil.clone().requires_grad_()
    want = slope(1.7 * divergence(leaf, teacher, 3.0), leaf)
    found = student.vjp("distillation_loss", (pupil, teacher, 3.0), torch.tensor(1.7, dtype=torch.float64))
    kit.gradient(found.inputs[0], want, rtol=1e-6, atol=1e-9, name="对 student 的梯度")


@pytest.mark.exercise(core=True)
def test_distillation_teacher(student, rng):
    """老师没有梯度。"""
    found = student.vjp("distillation_loss", (*some(rng), 2.0), torch.tensor(1.0, dtype=torch.float64))
    no_gradient(found.inputs[1], "老师")
    kit.require(found.inputs[0] is not None, "学生没有得到梯度")


@pytest.mark.exercise
def test_distillation_keeps(student, rng):
    """输入不变，内存怎样排列都行，dtype 与 student 相同。"""
    pupil, teacher = (strided(x) for x in some(rng))
    before = pupil.clone(), teacher.clone()
    check(student, (pupil, teacher, 2.0))
    kit.unchanged(pupil.numpy(), before[0].numpy(), "student")
    kit.unchanged(teacher.numpy(), before[1].numpy(), "teacher")
    single = student.distillation_loss(before[0].float(), before[1].float(), 2.0)
    kit.require(kit.tensor(single, ()).dtype is torch.float32, "dtype 应当与 student 相同")
