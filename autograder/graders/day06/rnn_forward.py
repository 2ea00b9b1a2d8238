"""Hidden tests of rnn_forward: the recurrence written in PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import SIZES, Params, case, close_by_parts, copied, rnn


def states(student: Any, x: np.ndarray, h0: np.ndarray, params: Params) -> Any:
    """The states of the student's rnn_forward."""
    return kit.sequence(student.rnn_forward(x, h0, params), 2)[0]


@pytest.mark.exercise(core=True)
def test_rnn_values(student, rng):
    """每一步都从前一步的状态出发，hs 里依次是每一步之后的状态。"""
    x, h0, params = case(rng, 5, 7, 3, 2)
    want = rnn(x, h0, params)
    close_by_parts(states(student, x, h0, params), want, "hs")


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", SIZES)
def test_rnn_sizes(student, rng, sizes):
    """一行、一步、一个单元都行；形状总是 (n, t, hidden)。"""
    x, h0, params = case(rng, *sizes)
    want = rnn(x, h0, params)
    close_by_parts(states(student, x, h0, params), want, "hs")


@pytest.mark.exercise
def test_rnn_zero_start(student, rng):
    """h0 为 0 时也对。"""
    x, _, params = case(rng, 3, 5, 2, 7)
    h0 = np.zeros((3, 7))
    want = rnn(x, h0, params)
    close_by_parts(states(student, x, h0, params), want, "hs")


@pytest.mark.exercise
def test_rnn_causal(student, rng):
    """后面的输入变了，前面的状态不变。"""
    x, h0, params = case(rng, 2, 7, 3, 5)
    later = x.copy()
    later[:, 4:] += 1.0
    want, changed = rnn(x, h0, params), rnn(later, h0, params)
    results = [states(student, value, h0, params) for value in (x, later)]
    for result, expected in zip(results, (want, changed)):
        close_by_parts(result, expected, "hs")


@pytest.mark.exercise
def test_rnn_keeps_inputs(student, rng):
    """x、h0 和 params 在调用之后保持原样。"""
    x, h0, params = case(rng, 3, 5, 2, 7)
    before = x.copy(), h0.copy(), copied(params)
    student.rnn_forward(x, h0, params)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(h0, before[1], "h0")
    kit.unchanged(params, before[2], "params")
