"""Hidden tests of dense_backward: the three gradients by einsum."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import checked_dense_forward, close_by_parts, dense_backward, dense_inputs

GRADIENTS = ("dx", "dw", "db")
PARTS = pytest.mark.parametrize("part", GRADIENTS)


def gradient(student: Any, part: str, dout: np.ndarray, cache: Any) -> Any:
    """One of the gradients that the student's dense_backward returns; the transcript keeps it alone."""
    found = kit.sequence(student.dense_backward(dout, cache), 3)[GRADIENTS.index(part)]
    kit.record(student, found)
    return found


def layer_and_upstream(
    rng: np.random.Generator, n: int, n_in: int, n_out: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Random (x, w, b, dout)."""
    return *dense_inputs(rng, n, n_in, n_out), rng.normal(size=(n, n_out))


def check_gradient(
    student: Any, part: str, x: np.ndarray, w: np.ndarray, b: np.ndarray, dout: np.ndarray
) -> None:
    """Check one gradient of a layer on the cache of the student's own forward."""
    want = dense_backward(dout, x, w)[GRADIENTS.index(part)]
    cache = checked_dense_forward(student, x, w, b)
    close_by_parts(gradient(student, part, dout, cache), want, name=part)


@pytest.mark.exercise(core=True)
def test_dense_backward_dx(student, rng):
    """dx 的形状与 x 相同，数值是 sum(dout · out) 对 x 的梯度。"""
    check_gradient(student, "dx", *layer_and_upstream(rng, 3, 5, 7))


@pytest.mark.exercise(core=True)
def test_dense_backward_dw(student, rng):
    """dw 的形状与 w 相同，数值是 sum(dout · out) 对 w 的梯度，对样本求和。"""
    check_gradient(student, "dw", *layer_and_upstream(rng, 3, 5, 7))


@pytest.mark.exercise(core=True)
def test_dense_backward_db(student, rng):
    """db 的形状与 b 相同，数值是 sum(dout · out) 对 b 的梯度，对样本求和。"""
    check_gradient(student, "db", *layer_and_upstream(rng, 3, 5, 7))


@pytest.mark.exercise
@PARTS
def test_dense_backward_one_sample(student, rng, part):
    """只有一个样本时，三个梯度的形状和数值也正确。"""
    check_gradient(student, part, *layer_and_upstream(rng, 1, 5, 3))


@pytest.mark.exercise
@PARTS
def test_dense_backward_one_output(student, rng, part):
    """只有一个输出单元时，三个梯度的形状和数值也正确。"""
    check_gradient(student, part, *layer_and_upstream(rng, 7, 5, 1))


@pytest.mark.exercise
@PARTS
def test_dense_backward_square(student, rng, part):
    """样本数、输入数、输出数恰好都相等时，数值也正确：形状在这里什么也看不出来。"""
    check_gradient(student, part, *layer_and_upstream(rng, 5, 5, 5))


@pytest.mark.exercise
@PARTS
def test_dense_backward_layouts(student, rng, part):
    """转置或切片得到的数组（内存不连续）也能用；整数的 x 也能用。"""
    x, w, b, dout = layer_and_upstream(rng, 3, 5, 7)
    pixels = rng.integers(0, 256, size=x.shape)
    inputs = [*zip(kit.layouts(x), kit.layouts(w), kit.layouts(dout)), (pixels, w, dout)]
    for same_x, same_w, same_dout in inputs:
        check_gradient(student, part, same_x, same_w, b, same_dout)


@pytest.mark.exercise
def test_dense_backward_two_layers_at_once(student, rng):
    """先后前向两层、再按相反的顺序反向，每一层用的都是自己的 cache。"""
    layers = [layer_and_upstream(rng, 3, 5, 7) for _ in range(2)]
    wants = [dense_backward(dout, x, w)[1] for x, w, _, dout in layers]
    caches = [checked_dense_forward(student, x, w, b) for x, w, b, _ in layers]
    results = [gradient(student, "dw", layers[i][3], caches[i]) for i in (1, 0)]
    for result, want in zip(results, reversed(wants)):
        close_by_parts(result, want, name="dw")


@pytest.mark.exercise
def test_dense_backward_keeps_inputs(student, rng):
    """传进去的 dout 和前向时的 x、w 在调用之后保持原样。"""
    x, w, b = dense_inputs(rng, 3, 5, 7)
    dout = rng.normal(size=(3, 7))
    before = x.copy(), w.copy(), dout.copy()
    cache = checked_dense_forward(student, x, w, b)
    student.dense_backward(dout, cache)
    for now, then, name in zip((x, w, dout), before, ("x", "w", "dout")):
        kit.unchanged(now, then, name)
