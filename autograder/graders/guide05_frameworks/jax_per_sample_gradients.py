"""Hidden tests of jax_per_sample_gradients: gradients sample by sample in float64."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import as_array, numbers


def wanted(params: dict[str, Any], x: np.ndarray, y: np.ndarray) -> dict[str, np.ndarray]:
    """The gradients of Σ (tanh(x_i @ w + b) − y_i)², one sample after the other."""
    w, b = (np.asarray(params[name], dtype=np.float64) for name in ("w", "b"))
    found: dict[str, list[Any]] = {"w": [], "b": []}
    for row, target in zip(x.astype(np.float64), y.astype(np.float64)):
        a = np.tanh(row.dot(w) + b)
        slope = 2 * (a - target) * (1 - a * a)
        found["w"].append(np.multiply.outer(row, slope))
        found["b"].append(slope)
    return {name: np.array(values) for name, values in found.items()}


def check(student: Any, loss: str, params: dict[str, Any], x: np.ndarray, y: np.ndarray, want: Any) -> None:
    """Fail unless these are the student's gradients."""
    found = student.jax_per_sample_gradients(student.make_loss(loss), params, x, y)
    found = kit.mapping(found, tuple(params))
    for name, right in want.items():
        kit.close(as_array(student, found[name], name), right, atol=1e-5, name=f"{name} 的梯度")


def layer(rng: np.random.Generator, n: int, d: int, m: int) -> tuple[dict[str, Any], np.ndarray, np.ndarray]:
    """The parameters of a layer, inputs and targets."""
    return {"w": numbers(rng, d, m), "b": numbers(rng, m)}, numbers(rng, n, d), numbers(rng, n, m)


@pytest.mark.exercise(core=True, seconds=60)
@pytest.mark.parametrize("sizes", [(5, 3, 2), (2, 3, 5)])
def test_layer(student, rng, sizes):
    """一层网络：每个样本各自的梯度，前面多一个批轴。"""
    params, x, y = layer(rng, *sizes)
    want = wanted(params, x, y)
    check(student, "layer", params, x, y, want)


@pytest.mark.exercise(seconds=60)
def test_neuron(student, rng):
    """一个神经元，偏置和目标是一个数：偏置的梯度是一列数。"""
    params, x, y = {"w": numbers(rng, 3), "b": np.float32(0.3)}, numbers(rng, 7, 3), numbers(rng, 7)
    want = wanted(params, x, y)
    check(student, "neuron", params, x, y, want)


@pytest.mark.exercise(seconds=60)
def test_line(student, rng):
    """没有别的轴：一个参数，每个样本一个数。"""
    x, y, w = numbers(rng, 5), numbers(rng, 5), np.float32(1.5)
    want = 2 * (1.5 * x.astype(np.float64) - y) * x
    check(student, "line", {"w": w}, x, y, {"w": want})


@pytest.mark.exercise(seconds=60)
def test_one_sample(student, rng):
    """批里只有一个样本，批轴也在。"""
    params, x, y = layer(rng, 1, 3, 2)
    want = wanted(params, x, y)
    check(student, "layer", params, x, y, want)


@pytest.mark.exercise(seconds=60)
def test_inputs(student, rng):
    """params、x、y 保持原样，内存不连续也行。"""
    params, x, y = layer(rng, 5, 3, 2)
    want, before = wanted(params, x, y), copy.deepcopy(params)
    for x_view, y_view in zip(kit.layouts(x), kit.layouts(y)):
        copies = x_view.copy(), y_view.copy()
        check(student, "layer", params, x_view, y_view, want)
        kit.unchanged(x_view, copies[0], "x")
        kit.unchanged(y_view, copies[1], "y")
    kit.unchanged(params, before, "params")


@pytest.mark.exercise(seconds=8)
def test_many_samples(student, rng):
    """上百个样本：一次算完，不是一个一个地算。"""
    params, x, y = layer(rng, 100, 3, 2)
    want = {"b": wanted(params, x[:5], y[:5])["b"]}
    found = student.jax_per_sample_gradients(student.make_loss("layer"), params, x, y)
    found = as_array(student, kit.mapping(found, ("w", "b"))["b"], "b")
    found = kit.array(found, (100, 2), "f", name="b 的梯度")
    kit.close(found[:5], want["b"], atol=1e-5, name="b 的梯度")


@pytest.mark.exercise(structure=True)
def test_without_loops(student):
    """没有循环，也没有推导式、Python 的 map。"""
    kit.no_python_loops(student, "jax_per_sample_gradients")
