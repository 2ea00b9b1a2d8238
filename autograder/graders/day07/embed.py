"""Hidden tests of embed: one-hot rows times the table."""

from __future__ import annotations

import pytest
import torch

from autograder import kit

from common import RTOL, embed, function_gradients, keeps_dtype, normal, turned, unchanged, words


@pytest.mark.exercise(core=True)
def test_embed_values(student, rng):
    """每个编号换成表里的那一行，再乘以 √d_model。"""
    table, ids = normal(rng, 13, 5), words(rng, 3, 7, size=13, first=0)
    want = embed(ids, table)
    kit.close(student.embed(ids, table), want, rtol=RTOL)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(), (1,), (11,), (2, 3, 5)])
def test_embed_any_shape(student, rng, shape):
    """编号的张量可以是任意形状，结果在后面多一个 d_model 的轴。"""
    table, ids = normal(rng, 17, 7), words(rng, *shape, size=17, first=0)
    want = embed(ids, table)
    kit.close(student.embed(ids, table), want, rtol=RTOL)


@pytest.mark.exercise
def test_embed_every_row(student, rng):
    """表里的每一行都能查到，包括第 0 行和最后一行；句子里不必用到所有的编号。"""
    table = normal(rng, 11, 3)
    inputs = [
        torch.arange(11),
        torch.tensor([[10, 0], [0, 10], [4, 4]]),
        torch.zeros(2, 5, dtype=torch.int64),
    ]
    wants = [embed(ids, table) for ids in inputs]
    results = [student.embed(ids, table) for ids in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=RTOL)


@pytest.mark.exercise
def test_embed_keeps_dtype(student, rng):
    """结果的 dtype 与表相同，float32 和 float64 都一样。"""
    table, ids = normal(rng, 7, 5), words(rng, 3, size=7, first=0)
    results = [student.embed(ids, table.to(dtype)) for dtype in (torch.float32, torch.float64)]
    want = embed(ids, table)
    for result, dtype in zip(results, (torch.float32, torch.float64)):
        keeps_dtype(result, dtype)
        kit.close(result, want, rtol=RTOL)


@pytest.mark.exercise
def test_embed_gradient(student, rng):
    """对表可以求导：一个词出现几次，它那一行就得到几份梯度之和；没出现的行是 0。"""
    table, ids = normal(rng, 11, 5), torch.tensor([[3, 7, 3, 0], [7, 3, 9, 0], [10, 1, 1, 3]])
    function_gradients(student, "embed", lambda t, i: embed(i, t), (ids, table), rng, ["table"])


@pytest.mark.exercise
def test_embed_keeps_inputs(student, rng):
    """表和编号在调用之后保持原样，内存怎样排列都行；查两次结果一样。"""
    table, ids = turned(normal(rng, 13, 5)), turned(words(rng, 3, 7, size=13, first=0))
    before = table.clone(), ids.clone()
    want = embed(ids, table)
    results = [student.embed(ids, table) for _ in range(2)]
    unchanged((table, ids), before, ("table", "ids"))
    for result in results:
        kit.close(result, want, rtol=RTOL)
