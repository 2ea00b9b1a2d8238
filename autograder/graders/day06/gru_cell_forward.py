"""Hidden tests of gru_cell_forward: PyTorch's own cell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import Params, copied, gate_params, tensor, torch_cell


def gru_cell(x_t: np.ndarray, h: np.ndarray, params: Params) -> np.ndarray:
    """One step of ``torch.nn.GRUCell``."""
    cell = torch_cell(torch.nn.GRUCell, x_t.shape[1], h.shape[1], params)
    return cell(tensor(x_t), tensor(h)).detach().numpy()


def gru_case(rng: np.random.Generator, n: int, d: int, hidden: int) -> tuple[Any, ...]:
    """Arguments of one step with a state other than 0 and two different biases."""
    return rng.normal(size=(n, d)), rng.normal(size=(n, hidden)), gate_params(rng, d, hidden, 3)


@pytest.mark.exercise(core=True)
def test_gru_values(student, rng):
    """新状态与 PyTorch 的 GRUCell 一致（次序 r、z、n，两份偏置）。"""
    arguments = gru_case(rng, 5, 3, 7)
    want = gru_cell(*arguments)
    kit.close(student.gru_cell_forward(*arguments), want)


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [(1, 3, 5), (7, 1, 2), (3, 5, 1)])
def test_gru_sizes(student, rng, sizes):
    """批里只有一行、只有一个输入或一个单元时也对。"""
    arguments = gru_case(rng, *sizes)
    want = gru_cell(*arguments)
    kit.close(student.gru_cell_forward(*arguments), want)


@pytest.mark.exercise
def test_gru_each_gate(student, rng):
    """只推开一个门时，三段各管各的事。"""
    cases = []
    for gate in range(3):
        x_t, h, params = gru_case(rng, 3, 2, 5)
        params = {key: 0.1 * value for key, value in params.items()}
        params["bx"][gate * 5 : (gate + 1) * 5] += 3.0
        cases.append((x_t, h, params))
    wants = [gru_cell(*arguments) for arguments in cases]
    results = [student.gru_cell_forward(*arguments) for arguments in cases]
    for result, want in zip(results, wants):
        kit.close(result, want)


@pytest.mark.exercise
def test_gru_reset_covers_bias(student, rng):
    """重置门也乘在 bh 的第三段上：只有 bh 不为 0 时也对。"""
    x_t, h, params = gru_case(rng, 3, 2, 5)
    params = {key: np.zeros_like(value) if key != "bh" else value for key, value in params.items()}
    want = gru_cell(x_t, h, params)
    kit.close(student.gru_cell_forward(x_t, h, params), want)


@pytest.mark.exercise
def test_gru_keeps_inputs(student, rng):
    """x_t、h 和 params 在调用之后保持原样。"""
    x_t, h, params = gru_case(rng, 3, 2, 5)
    before = x_t.copy(), h.copy(), copied(params)
    student.gru_cell_forward(x_t, h, params)
    kit.unchanged(x_t, before[0], "x_t")
    kit.unchanged(h, before[1], "h")
    kit.unchanged(params, before[2], "params")
