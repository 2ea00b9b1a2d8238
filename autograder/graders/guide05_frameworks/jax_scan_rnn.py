"""Hidden tests of jax_scan_rnn: the recurrence in float64, step by step."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import as_array, numbers

CLOSE: dict[str, Any] = {"atol": 1e-5}
Params = dict[str, np.ndarray]


def case(rng: np.random.Generator, n: int, t: int, d: int, h: int) -> tuple[np.ndarray, np.ndarray, Params]:
    """x, h0 and params."""
    params = {"wx": numbers(rng, d, h), "wh": numbers(rng, h, h), "b": numbers(rng, h)}
    return numbers(rng, n, t, d), numbers(rng, n, h), params


def states(x: np.ndarray, h0: np.ndarray, params: Params) -> np.ndarray:
    """All states, sample by sample and step by step."""
    wx, wh, b = (params[name].astype(np.float64) for name in ("wx", "wh", "b"))
    out = np.zeros((*x.shape[:2], len(b)))
    for i, sample in enumerate(x.astype(np.float64)):
        h = h0[i].astype(np.float64)
        for s, x_s in enumerate(sample):
            h = np.tanh(wx.T.dot(x_s) + wh.T.dot(h) + b)
            out[i, s] = h
    return out


def check(student: Any, x: np.ndarray, h0: np.ndarray, params: Params, want: np.ndarray) -> None:
    """Fail unless these are the student's states."""
    found = as_array(student, student.jax_scan_rnn(x, h0, params), own=True)
    kit.close(found, want, name="hs", **CLOSE)


@pytest.mark.exercise(core=True, seconds=60)
@pytest.mark.parametrize("sizes", [(3, 5, 2, 7), (5, 2, 3, 2)])
def test_values(student, rng, sizes):
    """每一步从前一步的状态出发，结果里依次是每一步之后的状态。"""
    x, h0, params = case(rng, *sizes)
    want = states(x, h0, params)
    check(student, x, h0, params, want)


@pytest.mark.exercise(seconds=60)
def test_one_row_one_step(student, rng):
    """一行、一步、一个单元都行，形状总是 (n, t, hidden)。"""
    for sizes in ((1, 1, 2, 7), (2, 5, 3, 1)):
        x, h0, params = case(rng, *sizes)
        want = states(x, h0, params)
        check(student, x, h0, params, want)


@pytest.mark.exercise(seconds=60)
def test_zero_start(student, rng):
    """h0 是零时也对。"""
    x, _, params = case(rng, 3, 5, 2, 7)
    h0 = np.zeros((3, 7), np.float32)
    want = states(x, h0, params)
    check(student, x, h0, params, want)


@pytest.mark.exercise(seconds=60)
def test_as_many_rows_as_steps(student, rng):
    """行数和步数一样多时，也分得清哪一轴是时间。"""
    x, h0, params = case(rng, 5, 5, 3, 2)
    want = states(x, h0, params)
    check(student, x, h0, params, want)


@pytest.mark.exercise(seconds=60)
def test_gradients(student, rng):
    """能放进 jax.grad 和 jax.jit：梯度与中心差分一致。"""
    x, h0, params = case(rng, 3, 5, 2, 7)
    upstream = numbers(rng, 3, 5, 7)
    wanted = {}
    for name in ("wx", "b"):
        want = np.zeros(params[name].shape)
        for place in np.ndindex(want.shape):
            sides = []
            for step in (1e-6, -1e-6):
                moved = {key: value.astype(np.float64) for key, value in params.items()}
                moved[name][place] += step
                sides.append(np.sum(states(x, h0, moved) * upstream))
            want[place] = (sides[0] - sides[1]) / 2e-6
        wanted[name] = want
    found = kit.mapping(student.rnn_gradients(x, h0, params, upstream), ("wx", "b"))
    for name, want in wanted.items():
        kit.close(found[name], want, atol=1e-4, name=f"{name} 的梯度")


@pytest.mark.exercise(seconds=60)
def test_inputs(student, rng):
    """x、h0、params 保持原样，内存不连续也行。"""
    x, h0, params = case(rng, 3, 5, 2, 7)
    want, before = states(x, h0, params), copy.deepcopy(params)
    for x_view, h_view in zip(kit.layouts(x), kit.layouts(h0)):
        copies = x_view.copy(), h_view.copy()
        check(student, x_view, h_view, params, want)
        kit.unchanged(x_view, copies[0], "x")
        kit.unchanged(h_view, copies[1], "h0")
    kit.unchanged(params, before, "params")


@pytest.mark.exercise(seconds=8)
def test_many_steps(student, rng):
    """上千步，编译以后求导也不慢：循环只录一份。"""
    x, h0, params = case(rng, 1, 1000, 1, 2)
    params["wh"] *= np.float32(0.3)  # or a difference in rounding might grow from step to step
    want = states(x, h0, params)
    check(student, x, h0, params, want)
    found = student.rnn_gradients(x, h0, params, np.zeros((1, 1000, 2), np.float32))
    kit.close(kit.mapping(found, ("wx", "b"))["b"], np.zeros(2), name="b 的梯度")


@pytest.mark.exercise(structure=True)
def test_without_loops(student):
    """没有 Python 的循环。"""
    kit.no_python_loops(student, "jax_scan_rnn")
