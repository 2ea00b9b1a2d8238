"""Hidden tests of attention_backward: PyTorch's autograd.  It is given the cache of the student's own forward."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import attention, some_mask

NAMES = ("dq", "dk", "dv")
PARTS = pytest.mark.parametrize("which", range(3), ids=NAMES)


def gradients(dout: np.ndarray, *args: Any) -> list[np.ndarray]:
    """(dq, dk, dv)."""
    out, leaves = attention(*args)
    return [g.numpy() for g in torch.autograd.grad((out * torch.tensor(dout)).sum(), leaves)]


def backward(student: Any, dout: np.ndarray, *args: Any) -> list[Any]:
    """The student's gradients; the forward is checked first."""
    want = attention(*args)[0].detach().numpy()
    out, cache = kit.sequence(student.attention_forward(*args), 2)
    kit.close(out, want, name="attention_forward 的 out")
    kit.record(student, None)
    return kit.sequence(student.attention_backward(dout, cache), 3)


def check(student: Any, which: int, dout: np.ndarray, *args: Any) -> None:
    """Compare one gradient; the transcript keeps it alone."""
    want = gradients(dout, *args)[which]
    found = backward(student, dout, *args)[which]
    kit.record(student, found)
    kit.close(found, want, rtol=1e-6, atol=1e-9, name=NAMES[which])


def arrays(
    rng: np.random.Generator, *batch: int, sizes: tuple[int, int, int, int] = (5, 7, 3, 2)
) -> list[np.ndarray]:
    """Random (dout, q, k, v) of (t_q, t_k, d, d_v)."""
    t_q, t_k, d, e = sizes
    return [rng.normal(size=(*batch, *shape)) for shape in ((t_q, e), (t_q, d), (t_k, d), (t_k, e))]


@pytest.mark.exercise(core=True)
@PARTS
def test_back_values(student, rng, which):
    """三个梯度的形状和数值都对。"""
    check(student, which, *arrays(rng))


@pytest.mark.exercise
@PARTS
def test_back_batch(student, rng, which):
    """有批的轴也对。"""
    check(student, which, *arrays(rng, 2, 3))


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("sizes", [(1, 5, 3, 2), (5, 2, 3, 4), (4, 4, 4, 4)], ids=str)
def test_back_sizes(student, rng, sizes, which):
    """一个查询、两个键、全都一样多时也对。"""
    check(student, which, *arrays(rng, 2, sizes=sizes))


@pytest.mark.exercise
@PARTS
def test_back_mask(student, rng, which):
    """有掩码时，不许看的位置得不到梯度。"""
    check(student, which, *arrays(rng, 2), some_mask(rng, 2, 5, 7))


@pytest.mark.exercise
@PARTS
def test_back_masked_row(student, rng, which):
    """一个都不许看的行，梯度是零，没有 NaN。"""
    mask = some_mask(rng, 2, 5, 7)
    mask[1, 3] = False
    mask[0, :2] = False
    check(student, which, *arrays(rng, 2), mask)


@pytest.mark.exercise
@PARTS
def test_back_one_key(student, rng, which):
    """只有一个键时，权重动不了：只有值有梯度。"""
    check(student, which, *arrays(rng, 2, sizes=(5, 1, 3, 2)))


@pytest.mark.exercise
@PARTS
def test_back_large(student, rng, which):
    """打分很大、softmax 很尖时也对。"""
    dout, q, k, v = arrays(rng, 2)
    check(student, which, dout, 30 * q, k, v)


@pytest.mark.exercise
def test_back_again(student, rng):
    """同一个 cache 用两次，结果相同；dout 不变，内存怎样排列都行。"""
    dout, q, k, v = arrays(rng, 2)
    wants = gradients(dout, q, k, v)
    _, cache = kit.sequence(student.attention_forward(q, k, v), 2)
    kit.record(student, None)
    found = []
    for given in [dout, *kit.layouts(dout)]:
        before = given.copy()
        found.append(kit.sequence(student.attention_backward(given, cache), 3))
        same = bool(np.array_equal(given, before))
        kit.record(student, [*found[-1], same])
        kit.unchanged(given, before, "dout")
    for result in found:
        for got, want, name in zip(result, wants, NAMES):
            kit.close(got, want, rtol=1e-6, atol=1e-9, name=name)
