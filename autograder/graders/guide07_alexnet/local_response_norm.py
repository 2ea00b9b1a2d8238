"""Hidden tests of local_response_norm: with alpha of 1, since at 1e-4 nothing shows on small numbers."""

from __future__ import annotations

import pytest
import torch

from autograder import kit

from common import keeps_dtype, local_response_norm, normal, turned, unchanged

# Whatever of a library does it, under any name; the student's own function is none of it.
LIBRARY = {"*local_response_norm*", "*LocalResponseNorm*"}


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("size", [3, 5])
def test_norm_values(student, rng, size):
    """平常的输入：每个值除以同一位置上邻近通道的平方和算出的数。"""
    x = normal(rng, 3, 7, 4, 5)
    want = local_response_norm(x, size, 1.0, 0.75, 2.0)
    kit.close(student.local_response_norm(x.clone(), size, 1.0, 0.75, 2.0), want)


@pytest.mark.exercise(core=True)
def test_norm_middle(student):
    """窗口够大、所有通道相等时，每个值都一样地变小。"""
    x = torch.ones(1, 3, 2, 5).double()
    want = local_response_norm(x, 7, 1.0, 2.0, 0.5)
    kit.close(student.local_response_norm(x.clone(), 7, 1.0, 2.0, 0.5), want)


@pytest.mark.exercise
def test_norm_first_and_last_channel(student, rng):
    """第一个和最后一个通道旁边没有别的通道：窗口到此为止。"""
    x = torch.zeros(2, 7, 3, 5).double()
    x[:, [0, 6]] = normal(rng, 2, 2, 3, 5)
    want = local_response_norm(x, 5, 1.0, 0.5, 1.0)
    kit.close(student.local_response_norm(x.clone(), 5, 1.0, 0.5, 1.0), want)


@pytest.mark.exercise
def test_norm_one_channel(student, rng):
    """只有一个通道时，窗口里只有它自己；窗口可以比通道数大。"""
    x = normal(rng, 2, 1, 3, 5)
    wants = [local_response_norm(x, size, 1.0, 0.5, 1.0) for size in (1, 3)]
    results = [student.local_response_norm(x.clone(), size, 1.0, 0.5, 1.0) for size in (1, 3)]
    for result, want in zip(results, wants):
        kit.close(result, want)


@pytest.mark.exercise
def test_norm_numbers(student, rng):
    """四个数都按给的用；不给时是论文的那四个。"""
    x = normal(rng, 2, 6, 3, 4, scale=60.0)
    want = local_response_norm(x)
    kit.close(student.local_response_norm(x.clone()), want)


@pytest.mark.exercise
def test_norm_even_size(student, rng):
    """窗口是偶数时抛出 ValueError。"""
    x = normal(rng, 2, 6, 3, 4)
    for size in (2, 4):
        with kit.raises("ValueError"):
            student.local_response_norm(x.clone(), size, 1.0)


@pytest.mark.exercise
def test_norm_gradient(student, rng):
    """对输入可以求导：平方和也依赖输入。"""
    x, upstream = normal(rng, 2, 5, 3, 4), normal(rng, 2, 5, 3, 4)
    leaf = x.clone().requires_grad_()
    local_response_norm(leaf, 3, 1.0).backward(upstream)
    arrived = student.vjp("local_response_norm", (x, 3, 1.0), upstream)
    kit.gradient(arrived.inputs[0], leaf.grad)


@pytest.mark.exercise
def test_norm_keeps_input(student, rng):
    """输入在调用之后保持原样，内存怎样排列都行；dtype 不变。"""
    x = turned(normal(rng, 2, 5, 3, 4))
    before, want = x.clone(), local_response_norm(x, 3, 1.0)
    double, single = student.local_response_norm(x, 3, 1.0), student.local_response_norm(x.float(), 3, 1.0)
    unchanged(x, before, "x")
    for result, dtype in ((double, torch.float64), (single, torch.float32)):
        keeps_dtype(result, dtype)
        kit.close(result.double(), want, rtol=1e-5, atol=1e-5)


@pytest.mark.exercise(core=True, structure=True)
def test_norm_is_own_work(student):
    """归一化要自己写，不调用现成的。"""
    kit.not_calling(student, "local_response_norm", LIBRARY)
