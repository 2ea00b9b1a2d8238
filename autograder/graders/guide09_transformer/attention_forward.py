"""Hidden tests of attention_forward: PyTorch on the allowed keys alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import attention, some_mask


def check(student: Any, q: np.ndarray, k: np.ndarray, v: np.ndarray, mask: np.ndarray | None = None) -> None:
    """Compare the output; no warning is shown."""
    want = attention(q, k, v, mask)[0].detach().numpy()
    args = (q, k, v) if mask is None else (q, k, v, mask)
    with student.strict_warnings():
        found = kit.sequence(student.attention_forward(*args), 2)[0]
    kit.record(student, found)
    kit.close(found, want, rtol=1e-7, atol=1e-9, name="out")


def arrays(
    rng: np.random.Generator, *batch: int, sizes: tuple[int, int, int, int] = (5, 7, 3, 2)
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Random (q, k, v) of (t_q, t_k, d, d_v)."""
    t_q, t_k, d, e = sizes
    q, k, v = (rng.normal(size=(*batch, *shape)) for shape in ((t_q, d), (t_k, d), (t_k, e)))
    return q, k, v


@pytest.mark.exercise(core=True)
def test_attention_values(student, rng):
    """没有批的轴，没有掩码：输出是值的加权平均。"""
    check(student, *arrays(rng))


@pytest.mark.exercise(core=True)
def test_attention_batch(student, rng):
    """有一个、两个批的轴，只有一个样本，都对。"""
    for batch in ((3,), (2, 3), (1,)):
        check(student, *arrays(rng, *batch))


@pytest.mark.exercise
def test_attention_sizes(student, rng):
    """一个查询、一个键、一维，查询和键一样多，都对。"""
    for sizes in ((1, 5, 3, 2), (5, 1, 3, 2), (5, 7, 1, 1), (4, 4, 4, 4)):
        check(student, *arrays(rng, 2, sizes=sizes))


@pytest.mark.exercise
def test_attention_mask(student, rng):
    """True 的地方可以看，余下的权重加起来还是 1。"""
    check(student, *arrays(rng, 2), some_mask(rng, 2, 5, 7))


@pytest.mark.exercise
def test_attention_mask_broadcasts(student, rng):
    """掩码可以广播：(t_q, t_k)、(n, 1, t_k)、(t_k,)。"""
    for shape in ((5, 7), (2, 1, 7), (7,)):
        check(student, *arrays(rng, 2), some_mask(rng, *shape))


@pytest.mark.exercise
def test_attention_masked_row(student, rng):
    """一个都不许看的行，输出是零；别的行不受影响。"""
    mask = some_mask(rng, 2, 5, 7)
    mask[1, 3] = False
    check(student, *arrays(rng, 2), mask)


@pytest.mark.exercise
def test_attention_all_masked(student, rng):
    """全都不许看时，输出全是零，没有警告。"""
    check(student, *arrays(rng, 2), np.zeros((5, 7), dtype=bool))


@pytest.mark.exercise
def test_attention_large(student, rng):
    """打分很大、正的负的都有，也不溢出，没有警告。"""
    q, k, v = arrays(rng, 2)
    check(student, 3e3 * q, k, v)
    check(student, -np.abs(3e3 * q), np.abs(k), v)


@pytest.mark.exercise
def test_attention_layouts(student, rng):
    """数组在内存里怎样排列都行，调用之后不变。"""
    q, k, v = arrays(rng, 2)
    mask = some_mask(rng, 5, 7)
    want = attention(q, k, v, mask)[0].detach().numpy()
    found = []
    for inputs in zip(*(kit.layouts(a) for a in (q, k, v, mask))):
        before = [a.copy() for a in inputs]
        out = kit.sequence(student.attention_forward(*inputs), 2)[0]
        same = [bool(np.array_equal(a, b)) for a, b in zip(inputs, before)]
        kit.record(student, [out, same])
        found.append((out, inputs, before))
    for out, inputs, before in found:
        kit.close(out, want, rtol=1e-7, atol=1e-9, name="out")
        for a, b, name in zip(inputs, before, ("q", "k", "v", "mask")):
            kit.unchanged(a, b, name)
