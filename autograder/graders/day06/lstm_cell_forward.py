"""Hidden tests of lstm_cell_forward: PyTorch's own cell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import Params, copied, gate_params, tensor, torch_cell


def lstm_cell(x_t: np.ndarray, h: np.ndarray, c: np.ndarray, params: Params) -> tuple[np.ndarray, np.ndarray]:
    """One step of ``torch.nn.LSTMCell``: (h, c)."""
    cell = torch_cell(torch.nn.LSTMCell, x_t.shape[1], h.shape[1], params)
    h_next, c_next = cell(tensor(x_t), (tensor(h), tensor(c)))
    return h_next.detach().numpy(), c_next.detach().numpy()


def lstm(student: Any, *arguments: Any) -> list[Any]:
    """(h, c) by the student."""
    return kit.sequence(student.lstm_cell_forward(*arguments), 2)


def lstm_case(rng: np.random.Generator, n: int, d: int, hidden: int) -> tuple[Any, ...]:
    """Arguments of one step with states other than 0."""
    x_t, h, c = rng.normal(size=(n, d)), rng.normal(size=(n, hidden)), 2 * rng.normal(size=(n, hidden))
    return x_t, h, c, gate_params(rng, d, hidden, 4)


@pytest.mark.exercise(core=True)
def test_lstm_values(student, rng):
    """h 和 c 与 PyTorch 的 LSTMCell 一致（门的次序 i、f、g、o）。"""
    arguments = lstm_case(rng, 5, 3, 7)
    want_h, want_c = lstm_cell(*arguments)
    h, c = lstm(student, *arguments)
    kit.close(h, want_h, name="h_next")
    kit.close(c, want_c, name="c_next")


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [(1, 3, 5), (7, 1, 2), (3, 5, 1)])
def test_lstm_sizes(student, rng, sizes):
    """批里只有一行、只有一个输入或一个单元时也对。"""
    arguments = lstm_case(rng, *sizes)
    want_h, want_c = lstm_cell(*arguments)
    h, c = lstm(student, *arguments)
    kit.close(h, want_h, name="h_next")
    kit.close(c, want_c, name="c_next")


@pytest.mark.exercise
def test_lstm_each_gate(student, rng):
    """只推开一个门、别的门半开时，四段各管各的事。"""
    cases = []
    for gate in range(4):
        x_t, h, c, params = lstm_case(rng, 3, 2, 5)
        params = {key: 0.1 * value for key, value in params.items()}
        params["b"][gate * 5 : (gate + 1) * 5] += 3.0
        cases.append((x_t, h, c, params))
    wants = [lstm_cell(*arguments) for arguments in cases]
    results = [lstm(student, *arguments) for arguments in cases]
    for (h, c), (want_h, want_c) in zip(results, wants):
        kit.close(h, want_h, name="h_next")
        kit.close(c, want_c, name="c_next")


@pytest.mark.exercise
def test_lstm_keeps_inputs(student, rng):
    """x_t、h、c 和 params 在调用之后保持原样：旧的记忆不能被改掉。"""
    x_t, h, c, params = lstm_case(rng, 3, 2, 5)
    before = x_t.copy(), h.copy(), c.copy(), copied(params)
    lstm(student, x_t, h, c, params)
    for name, now, old in zip(("x_t", "h", "c"), (x_t, h, c), before):
        kit.unchanged(now, old, name)
    kit.unchanged(params, before[3], "params")
