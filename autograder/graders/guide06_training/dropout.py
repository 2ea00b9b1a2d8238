"""Hidden tests of dropout: properties of the mask, which is random; what a test looks at stands in the transcript in its place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import check_uses_rng

SHAPES = [(211, 97), (5003,), (7, 31, 53), (31, 1, 211)]


def dropped(
    student: Any, x: np.ndarray, rate: float, rng: np.random.Generator, training: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """(out, mask) as float64, checked for type and shape."""
    out, mask = kit.sequence(student.dropout(x, rate, rng, training), 2)
    numbers, factors = (
        kit.array(a, x.shape, "f", name).astype(np.float64) for a, name in ((out, "out"), (mask, "mask"))
    )
    return numbers, factors


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("rate", [0.2, 0.75])
def test_dropout_mask(student, rng, shape, rate):
    """训练时 mask 里只有零和放大的倍数，零的比例接近 rate。"""
    since = len(student.calls)
    _, mask = dropped(student, np.ones(shape), rate, rng)
    values, share = np.unique(mask.round(5)), float((mask == 0).mean())
    # Six standard errors.
    off = np.sign(share - rate) * (abs(share - rate) > 6 * np.sqrt(rate * (1 - rate) / mask.size))
    kit.record_since(student, since, [values, off])
    kit.close(values, np.array([0.0, 1 / (1 - rate)]).round(5), rtol=1e-4, name="mask 里的值")
    kit.require(off == 0, "丢掉的比例不对")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(7, 5), (11,), (2, 3, 5)], ids=str)
@pytest.mark.parametrize("rate", [0.5, 0.2])
def test_dropout_evaluating(student, rng, shape, rate):
    """评估时原样放行，mask 全是一。"""
    x = rng.normal(size=shape)
    before = x.copy()
    out, mask = kit.sequence(student.dropout(x, rate, rng, False), 2)
    kit.close(out, before, name="out")
    kit.close(mask, np.ones(shape), name="mask")


@pytest.mark.exercise(core=True)
def test_dropout_out(student, rng):
    """训练时 out 就是 x 乘 mask。"""
    x = rng.normal(size=(31, 17)) + 3.0
    before, since = x.copy(), len(student.calls)
    out, mask = dropped(student, x, 0.3, rng)
    same = bool(np.allclose(out, before * mask, rtol=1e-5, atol=1e-6))
    kit.record_since(student, since, same)
    kit.require(same, "out 应当是 x 乘 mask")


@pytest.mark.exercise
@pytest.mark.parametrize("axis", [0, 1])
def test_dropout_independent(student, rng, axis):
    """每个位置各掷各的：没有一整行、一整列一起留或者一起丢。"""
    since = len(student.calls)
    _, mask = dropped(student, np.ones((211, 97)), 0.5, rng)
    share = (mask > 0).mean(axis=axis)
    # Seven standard errors of the shorter of the two.
    together = bool((np.abs(share - 0.5) > 7 * np.sqrt(0.25 / 97)).any())
    kit.record_since(student, since, together)
    kit.require(not together, "有的位置总是一起留、一起丢")


@pytest.mark.exercise
def test_dropout_count(student, rng):
    """丢掉几个也是随机的：同样大小的数组，每次丢的个数不全相同。"""
    since = len(student.calls)
    counts = [int((dropped(student, np.ones((11, 17)), 0.5, rng)[1] == 0).sum()) for _ in range(20)]
    # One count has a probability of 0.06 at most: 20 alike occur with less than 0.06^19.
    fixed = len(set(counts)) == 1
    kit.record_since(student, since, fixed)
    kit.require(not fixed, "每次丢掉的个数都一样")


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_dropout_rate_zero(student, rng, training):
    """rate 是零时什么也不丢。"""
    x = rng.normal(size=(7, 5))
    before = x.copy()
    out, mask = kit.sequence(student.dropout(x, 0.0, rng, training), 2)
    kit.close(out, before, name="out")
    kit.close(mask, np.ones((7, 5)), name="mask")


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("rate", [1.0, 1.5, -0.1])
def test_dropout_bad_rate(student, rng, rate, training):
    """rate 不在从零到一（不含一）之间时，抛出 ValueError，评估时也一样。"""
    with kit.raises("ValueError"):
        student.dropout(rng.normal(size=(3, 5)), rate, rng, training)


@pytest.mark.exercise
def test_dropout_integers(student, rng):
    """x 是整数时也对，结果是浮点数。"""
    x = rng.integers(1, 9, size=(53, 31))
    before, since = x.astype(float), len(student.calls)
    out, mask = dropped(student, x, 0.5, rng)
    same = bool(np.allclose(out, before * mask, rtol=1e-5))
    kit.record_since(student, since, same)
    kit.require(same, "out 应当是 x 乘 mask")


@pytest.mark.exercise
def test_dropout_uses_rng(student, rng):
    """随机数都来自 rng：种子相同则结果相同，种子不同则不同。"""
    check_uses_rng(student, rng, lambda given: dropped(student, np.ones((31, 17)), 0.5, given)[1])


@pytest.mark.exercise
def test_dropout_keeps_input(student, rng):
    """x 在调用之后保持原样，内存不连续时也对。"""
    for x in kit.layouts(rng.normal(size=(7, 5)) + 3.0):
        before, since = x.copy(), len(student.calls)
        out, mask = dropped(student, x, 0.5, rng)
        right = bool(np.allclose(out, before * mask, rtol=1e-5))
        kit.record_since(student, since, [right, bool(np.array_equal(x, before))])
        kit.unchanged(x, before, "x")
        kit.require(right, "out 应当是 x 乘 mask")
