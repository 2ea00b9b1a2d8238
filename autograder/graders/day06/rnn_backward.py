"""Hidden tests of rnn_backward: autograd through the recurrence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import SIZES, Params, case, close_by_parts, copied, rnn, tensor, unroll

RNN_KEYS = ("wx", "wh", "b")


def rnn_gradients(
    x: np.ndarray, h0: np.ndarray, params: Params, dhs: np.ndarray
) -> tuple[np.ndarray, np.ndarray, Params]:
    """Gradients of ``sum(dhs · hs)`` by x, h0 and the parameters."""
    leaves = {key: tensor(params[key]) for key in ("wx", "wh", "b")}
    x_leaf, h_leaf = tensor(x), tensor(h0)
    value = (unroll(x_leaf, h_leaf, leaves) * torch.tensor(dhs)).sum()
    slopes = torch.autograd.grad(value, [x_leaf, h_leaf, *leaves.values()])
    dx, dh0, *rest = (slope.numpy() for slope in slopes)
    return dx, dh0, dict(zip(leaves, rest))


def backward(student: Any, x: np.ndarray, h0: np.ndarray, params: Params, dhs: np.ndarray) -> list[Any]:
    """(dx, dh0, grads) by the student, on the cache of the student's own forward pass, which is checked."""
    want = rnn(x, h0, params)
    hs, cache = kit.sequence(student.rnn_forward(x, h0, params), 2)
    close_by_parts(hs, want, "rnn_forward 的 hs")
    return kit.sequence(student.rnn_backward(dhs, cache), 3)


def check_gradients(actual: list[Any], expected: tuple[np.ndarray, np.ndarray, Params]) -> None:
    """Compare dx, dh0 and the gradients of the parameters."""
    close_by_parts(actual[0], expected[0], "dx")
    close_by_parts(actual[1], expected[1], "dh0")
    kit.mapping(actual[2], RNN_KEYS, "grads")
    for key in RNN_KEYS:
        close_by_parts(actual[2][key], expected[2][key], f"grads[{key!r}]")


@pytest.mark.exercise(core=True, weight=2)
def test_backward_values(student, rng):
    """每一步都有随机的上游梯度、h0 不为 0 时，五个梯度都与自动求导的结果一致。"""
    x, h0, params = case(rng, 5, 7, 3, 2)
    dhs = rng.normal(size=(5, 7, 2))
    want = rnn_gradients(x, h0, params, dhs)
    check_gradients(backward(student, x, h0, params, dhs), want)


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", SIZES)
def test_backward_sizes(student, rng, sizes):
    """一行、一步、一个单元都行；梯度的形状与原来的量相同。"""
    x, h0, params = case(rng, *sizes)
    dhs = rng.normal(size=(sizes[0], sizes[1], sizes[3]))
    want = rnn_gradients(x, h0, params, dhs)
    check_gradients(backward(student, x, h0, params, dhs), want)


@pytest.mark.exercise
def test_backward_last_step_only(student, rng):
    """只有最后一步有上游梯度时，它也传到每一步的输入和 h0。"""
    x, h0, params = case(rng, 3, 5, 2, 7)
    dhs = np.zeros((3, 5, 7))
    dhs[:, -1] = rng.normal(size=(3, 7))
    want = rnn_gradients(x, h0, params, dhs)
    check_gradients(backward(student, x, h0, params, dhs), want)


@pytest.mark.exercise
def test_backward_first_step_only(student, rng):
    """只有第一步有上游梯度时，后面各步的输入没有梯度。"""
    x, h0, params = case(rng, 3, 5, 2, 7)
    dhs = np.zeros((3, 5, 7))
    dhs[:, 0] = rng.normal(size=(3, 7))
    want = rnn_gradients(x, h0, params, dhs)
    check_gradients(backward(student, x, h0, params, dhs), want)


@pytest.mark.exercise
def test_backward_twice(student, rng):
    """同一个 cache 用两次，另一个序列的前向夹在中间，结果仍然各是各的。"""
    first, second = case(rng, 2, 3, 5, 7), case(rng, 3, 5, 2, 3)
    upstream = rng.normal(size=(2, 3, 7))
    want = rnn_gradients(*first, upstream)
    _, cache = kit.sequence(student.rnn_forward(*first), 2)
    student.rnn_forward(*second)
    results = [kit.sequence(student.rnn_backward(upstream.copy(), cache), 3) for _ in range(2)]
    for result in results:
        check_gradients(result, want)


@pytest.mark.exercise
def test_backward_keeps_inputs(student, rng):
    """dhs、x、h0 和 params 在调用之后保持原样。"""
    x, h0, params = case(rng, 3, 5, 2, 7)
    dhs = rng.normal(size=(3, 5, 7))
    before = dhs.copy(), x.copy(), h0.copy(), copied(params)
    backward(student, x, h0, params, dhs)
    for name, now, old in zip(("dhs", "x", "h0"), (dhs, x, h0), before):
        kit.unchanged(now, old, name)
    kit.unchanged(params, before[3], "params")
