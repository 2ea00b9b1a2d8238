"""Hidden tests of label_smoothed_loss: the target spelled out, class by class."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.kinds import Construct, Found, Kind, Rule

# PyTorch's cross-entropy, and how many arguments stand before ``label_smoothing``.
BEFORE = {"cross_entropy": 7, "CrossEntropyLoss": 5}


def loss(logits: Tensor, target: Tensor, smoothing: float = 0.1, pad: int = 0) -> Tensor:
    """Cross-entropy with the smoothed target, real words only."""
    v = logits.shape[-1]
    total, count = logits.sum() * 0.0, 0
    for row, number in zip(logits.reshape(-1, v), target.reshape(-1).tolist()):
        if number == pad:
            continue
        shares = [smoothing / v + (1 - smoothing) * (c == number) for c in range(v)]
        total = total + row.logsumexp(0) - (torch.tensor(shares, dtype=row.dtype) * row).sum()
        count += 1
    return total / max(count, 1)


def some(rng: np.random.Generator, *shape: int, v: int = 7, pad: int = 0) -> tuple[Tensor, Tensor]:
    """Logits and a target in which some are pad."""
    target = rng.integers(v, size=shape)
    target.reshape(-1)[:2] = pad, (pad + 1) % v
    return torch.tensor(rng.normal(scale=2.0, size=(*shape, v))), torch.tensor(target)


def check(student: Any, logits: Tensor, target: Tensor, *options: Any, **named: Any) -> None:
    """Compare one loss."""
    want = loss(logits, target, *options, **named)
    found = student.label_smoothed_loss(logits, target, *options, **named)
    kit.close(found, want, rtol=1e-6, atol=1e-9)


@pytest.mark.exercise(core=True)
def test_smoothed_values(student, rng):
    """没有填充时，是平滑过的交叉熵的平均。"""
    logits, target = some(rng, 5)
    check(student, logits, target.clamp(min=1), 0.2)


@pytest.mark.exercise(core=True)
def test_smoothed_pad(student, rng):
    """填充的位置不算，只对真正的词求平均。"""
    check(student, *some(rng, 3, 5), 0.2)


@pytest.mark.exercise
def test_smoothed_defaults(student, rng):
    """不传 smoothing 和 pad 时，用默认的。"""
    check(student, *some(rng, 3, 5))


@pytest.mark.exercise
def test_smoothed_amounts(student, rng):
    """平滑多一点、少一点、没有，都对。"""
    for smoothing in (0.0, 0.05, 0.5, 0.9):
        check(student, *some(rng, 3, 5), smoothing)


@pytest.mark.exercise
def test_smoothed_other_pad(student, rng):
    """填充的编号是别的时，零就是普通的一类。"""
    for pad in (3, 6):
        check(student, *some(rng, 3, 5, pad=pad), 0.2, pad)
    check(student, *some(rng, 3, 5, pad=5), smoothing=0.2, pad=5)


@pytest.mark.exercise
def test_smoothed_shapes(student, rng):
    """一个词、两类、更多的轴，都对。"""
    for shape, v in (((2,), 2), ((2, 3, 4), 5), ((3, 7), 11)):
        check(student, *some(rng, *shape, v=v), 0.3)


@pytest.mark.exercise
def test_smoothed_nothing(student, rng):
    """全是填充时是零，梯度也是零。"""
    logits = torch.tensor(rng.normal(size=(2, 3, 5)))
    target = torch.full((2, 3), 4)
    found = student.vjp(
        "label_smoothed_loss", (logits, target, 0.2, 4), torch.tensor(1.0, dtype=torch.float64)
    )
    kit.close(found.result, torch.tensor(0.0, dtype=torch.float64))
    kit.gradient(found.inputs[0], torch.zeros_like(logits), name="对 logits 的梯度")


@pytest.mark.exercise
def test_smoothed_gradient(student, rng):
    """对打分可以求导，填充的位置梯度是零。"""
    logits, target = some(rng, 3, 5)
    leaf = logits.clone().requires_grad_()
    (want,) = torch.autograd.grad(1.7 * loss(leaf, target, 0.2), leaf)
    found = student.vjp("label_smoothed_loss", (logits, target, 0.2), torch.tensor(1.7, dtype=torch.float64))
    kit.close(found.result, loss(logits, target, 0.2), rtol=1e-6)
    kit.gradient(found.inputs[0], want, rtol=1e-6, atol=1e-9, name="对 logits 的梯度")


@pytest.mark.exercise
def test_smoothed_large(student, rng):
    """打分很大也不溢出。"""
    logits, target = some(rng, 5)
    check(student, logits * 4e3, target.clamp(min=1), 0.2)


@pytest.mark.exercise
def test_smoothed_dtype(student, rng):
    """dtype 与打分相同，返回的是零维的张量，输入不变。"""
    logits, target = some(rng, 3, 5)
    before = logits.float(), target.clone()
    single = before[0].clone()
    want = loss(logits.float().double(), target, 0.2).float()
    found = student.label_smoothed_loss(single, target, 0.2)
    kit.close(found, want)
    kit.require(kit.tensor(found, ()).dtype is torch.float32, "dtype 应当与 logits 相同")
    kit.unchanged(single.numpy(), before[0].numpy(), "logits")
    kit.unchanged(target.numpy(), before[1].numpy(), "target")


def uses_the_argument(texts: list[str]) -> bool:
    """Whether code that calls PyTorch's cross-entropy gives it ``label_smoothing``, by name or by place."""
    for node in (node for text in texts for node in ast.walk(ast.parse(text))):
        match node:
            case ast.keyword(arg="label_smoothing") | ast.Attribute(attr="label_smoothing"):
                return True
            case ast.Constant(value="label_smoothing"):
                return True
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args):
                if name in BEFORE and len(args) > BEFORE[name]:
                    return True
    return False


@pytest.mark.exercise(structure=True)
def test_smoothed_is_own_work(student):
    """不用现成的 label_smoothing 参数。"""
    kit.not_calling(student, "label_smoothed_loss", {"cross_entropy_loss"})
    if kit.calls_any(student, "label_smoothed_loss", BEFORE) and uses_the_argument(student.sources()):
        found = Found(Rule.USES, Construct.NAME, ("label_smoothing",), "label_smoothed_loss")
        kit.fail(Kind.BANNED, found)
