"""Hidden tests of rnn_cell_forward: PyTorch's own cell."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from autograder import kit

from common import Params, copied, rnn_params, tensor, torch_cell


def rnn_cell(x_t: np.ndarray, h: np.ndarray, params: Params) -> np.ndarray:
    """One step of ``torch.nn.RNNCell``."""
    cell = torch_cell(torch.nn.RNNCell, x_t.shape[1], h.shape[1], params)
    return cell(tensor(x_t), tensor(h)).detach().numpy()


@pytest.mark.exercise(core=True)
def test_cell_values(student, rng):
    """新状态是 tanh(x·wx + h·wh + b)，形状是 (n, hidden)。"""
    x_t, h, params = rng.normal(size=(5, 3)), rng.normal(size=(5, 7)), rnn_params(rng, 3, 7)
    want = rnn_cell(x_t, h, params)
    kit.close(student.rnn_cell_forward(x_t, h, params), want)


@pytest.mark.exercise
def test_cell_small_sizes(student, rng):
    """批里只有一行、只有一个输入或一个单元时也对。"""
    cases = [(1, 3, 5), (7, 1, 2), (2, 3, 1), (1, 1, 1)]
    inputs = [(rng.normal(size=(n, d)), rng.normal(size=(n, k)), rnn_params(rng, d, k)) for n, d, k in cases]
    wants = [rnn_cell(*arguments) for arguments in inputs]
    results = [student.rnn_cell_forward(*arguments) for arguments in inputs]
    for result, want in zip(results, wants):
        kit.close(result, want)


@pytest.mark.exercise
def test_cell_far_out(student, rng):
    """输入再大，结果也是有限的，在 −1 和 1 之间。"""
    params = {"wx": np.array([[1.0, -1.0]]), "wh": np.zeros((2, 2)), "b": np.array([0.5, -0.25])}
    x_t = np.array([[1000.0], [-1000.0], [0.5]])
    want = rnn_cell(x_t, np.zeros((3, 2)), params)
    kit.close(student.rnn_cell_forward(x_t, np.zeros((3, 2)), params), want)


@pytest.mark.exercise
def test_cell_keeps_inputs(student, rng):
    """x_t、h 和 params 在调用之后保持原样。"""
    x_t, h, params = rng.normal(size=(3, 5)), rng.normal(size=(3, 2)), rnn_params(rng, 5, 2)
    before = x_t.copy(), h.copy(), copied(params)
    student.rnn_cell_forward(x_t, h, params)
    kit.unchanged(x_t, before[0], "x_t")
    kit.unchanged(h, before[1], "h")
    kit.unchanged(params, before[2], "params")
