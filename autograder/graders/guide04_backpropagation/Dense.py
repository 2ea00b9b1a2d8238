"""Hidden tests of Dense: the sums by einsum, on weights that the tests set or read."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import dense, dense_gradients

GRADIENTS = ("dx", "w", "b")
PARTS = pytest.mark.parametrize("which", GRADIENTS)
SIZES = [(7, 5, 3), (1, 5, 3), (7, 1, 3), (7, 5, 1), (1, 1, 1), (5, 5, 5)]


def numbers(rng: np.random.Generator, n: int, n_in: int, n_out: int) -> tuple[np.ndarray, ...]:
    """Random (x, w, b, dout)."""
    return (
        rng.normal(size=(n, n_in)),
        rng.normal(size=(n_in, n_out)),
        rng.normal(size=n_out),
        rng.normal(size=(n, n_out)),
    )


def layer_with(student: Any, w: np.ndarray, b: np.ndarray) -> Any:
    """A layer with these parameters."""
    layer = student.Dense(*w.shape, np.random.default_rng(0))
    student.set_params(layer, w, b)
    return layer


def gradient(student: Any, layer: Any, dout: np.ndarray, which: str) -> Any:
    """Call backward and return one of the three gradients; the transcript keeps it alone."""
    dx = layer.backward(dout)
    if which == "dx":
        kit.record(student, dx)
        return dx
    found = kit.mapping(layer.grads, ("w", "b"), "grads")[which]
    kit.record(student, None, found)
    return found


def check(student: Any, layer: Any, which: str, x: np.ndarray, w: np.ndarray, dout: np.ndarray) -> None:
    """Check one gradient of a layer whose forward has run on ``x``."""
    want = dense_gradients(x, w, dout)[GRADIENTS.index(which)]
    found = gradient(student, layer, dout, which)
    kit.close(found, want, name=which if which == "dx" else f"grads[{which!r}]")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_dense_forward(student, rng, sizes):
    """输出是 x @ w + b；样本数、输入数、输出数是 1 或者相等时也对。"""
    x, w, b, _ = numbers(rng, *sizes)
    want = dense(x, w, b)
    kit.close(layer_with(student, w, b).forward(x), want, name="out")


@pytest.mark.exercise(core=True)
@PARTS
def test_dense_backward(student, rng, which):
    """三个梯度的形状和数值都对，对样本求和。"""
    x, w, b, dout = numbers(rng, 7, 5, 3)
    layer = layer_with(student, w, b)
    layer.forward(x)
    check(student, layer, which, x, w, dout)


@pytest.mark.exercise(weight=0.5)
@PARTS
@pytest.mark.parametrize("sizes", SIZES[1:], ids=str)
def test_dense_backward_sizes(student, rng, sizes, which):
    """样本数、输入数、输出数是 1 或者相等时，梯度也对。"""
    x, w, b, dout = numbers(rng, *sizes)
    layer = layer_with(student, w, b)
    layer.forward(x)
    check(student, layer, which, x, w, dout)


@pytest.mark.exercise
@PARTS
def test_dense_replaces_gradients(student, rng, which):
    """再来一次 forward 和 backward，梯度是这一次的，旧的不留下。"""
    x, w, b, dout = numbers(rng, 7, 5, 3)
    layer = layer_with(student, w, b)
    layer.forward(rng.normal(size=(4, 5)))
    layer.backward(rng.normal(size=(4, 3)))
    layer.forward(x)
    check(student, layer, which, x, w, dout)


@pytest.mark.exercise
@PARTS
def test_dense_backward_twice(student, rng, which):
    """同一次 forward 之后 backward 两次，第二次的梯度只由第二次的 dout 决定。"""
    x, w, b, dout = numbers(rng, 7, 5, 3)
    layer = layer_with(student, w, b)
    layer.forward(x)
    layer.backward(rng.normal(size=(7, 3)))
    check(student, layer, which, x, w, dout)


@pytest.mark.exercise
@PARTS
def test_dense_last_forward(student, rng, which):
    """forward 了两次，backward 属于后一次。"""
    x, w, b, dout = numbers(rng, 7, 5, 3)
    layer = layer_with(student, w, b)
    layer.forward(rng.normal(size=(7, 5)))
    layer.forward(x)
    check(student, layer, which, x, w, dout)


@pytest.mark.exercise
@PARTS
def test_dense_memory_reused(student, rng, which):
    """forward 之后 x 的内存里换了别的数，梯度仍然是对当时的 x 的。"""
    x, w, b, dout = numbers(rng, 7, 5, 3)
    layer = layer_with(student, w, b)
    student.forward_in_buffer(layer, x)
    check(student, layer, which, x, w, dout)


@pytest.mark.exercise
@PARTS
def test_dense_apart(student, rng, which):
    """两个对象交替使用，互不影响。"""
    x, w, b, dout = numbers(rng, 7, 5, 3)
    first, other = layer_with(student, w, b), layer_with(student, rng.normal(size=(5, 3)), rng.normal(size=3))
    first.forward(x)
    other.forward(rng.normal(size=(7, 5)))
    check(student, first, which, x, w, dout)


@pytest.mark.exercise
def test_dense_gradients_apart(student, rng):
    """两个对象先后 backward，各留各的 grads。"""
    x, w, b, dout = numbers(rng, 7, 5, 3)
    _, dw, db = dense_gradients(x, w, dout)
    first, other = layer_with(student, w, b), layer_with(student, w, b)
    first.forward(x)
    first.backward(dout)
    other.forward(rng.normal(size=(7, 5)))
    other.backward(rng.normal(size=(7, 3)))
    grads = kit.mapping(first.grads, ("w", "b"), "grads")
    kit.close(grads["w"], dw, name="grads['w']")
    kit.close(grads["b"], db, name="grads['b']")


@pytest.mark.exercise
def test_dense_starts_normal(student, rng):
    """刚建好时，权重的平均值接近 0，方差与输入数相配。"""
    for n_in, n_out in ((311, 97), (53, 401)):
        w = kit.mapping(student.Dense(n_in, n_out, rng).params, ("w", "b"), "params")["w"]
        w = kit.array(w, (n_in, n_out), dtype="f", name="params['w']").astype(np.float64)
        variance, count = 2.0 / n_in, w.size
        # Five standard errors.
        close = abs(w.var() - variance) < 5 * variance * np.sqrt(2 / count)
        kit.require(bool(close), "权重的方差与题面写的不符")
        kit.require(bool(abs(w.mean()) < 5 * np.sqrt(variance / count)), "权重的平均值应当接近 0")
        # A uniform law of this variance ends at 1.73 deviations; of as many normal numbers some are beyond 3.
        kit.require(bool(np.abs(w).max() > 3 * np.sqrt(variance)), "权重应当来自正态分布")


@pytest.mark.exercise
def test_dense_starts_without_bias(student, rng):
    """刚建好时偏置全是 0，形状是 (输出数,)。"""
    params = kit.mapping(student.Dense(5, 3, rng).params, ("w", "b"), "params")
    kit.close(params["b"], np.zeros(3), name="params['b']")


@pytest.mark.exercise
def test_dense_params_apart(student, rng):
    """每个对象各有各的参数：改了一个，另一个不变。"""
    first, other = student.Dense(5, 3, rng), student.Dense(5, 3, rng)
    before = copy.deepcopy(kit.mapping(other.params, ("w", "b"), "params"))
    student.set_params(first, np.full((5, 3), 4.0), np.full(3, 4.0))
    after = kit.mapping(other.params, ("w", "b"), "params")
    for key in ("w", "b"):
        kit.unchanged(after[key], before[key], f"另一个对象的 params[{key!r}]")


@pytest.mark.exercise
def test_dense_uses_rng(student, rng):
    """权重来自 rng：种子相同则相同，种子不同、同一个 rng 再建一个都不同。"""
    seed = int(rng.integers(2**31))
    same = np.random.default_rng(seed)
    made = [student.Dense(5, 3, np.random.default_rng(s)) for s in (seed, seed + 1)]
    made += [student.Dense(5, 3, same), student.Dense(5, 3, same)]
    first, other, again, next_one = (kit.mapping(layer.params, ("w",), "params")["w"] for layer in made)
    kit.require(np.array_equal(first, again), "种子相同，权重应当相同")
    kit.require(not np.array_equal(first, other), "种子不同，权重应当不同")
    kit.require(not np.array_equal(again, next_one), "同一个 rng 再建一个，权重应当不同")


@pytest.mark.exercise
def test_dense_params_in_use(student, rng):
    """params 里就是正在用的数组：原地改动之后，forward 和 backward 都用改过的。"""
    x, w, b, dout = numbers(rng, 7, 5, 3)
    layer = student.Dense(5, 3, rng)
    layer.forward(x)
    student.set_params(layer, w, b)
    out, dx = dense(x, w, b), dense_gradients(x, w, dout)[0]
    results = layer.forward(x), layer.backward(dout)
    kit.close(results[0], out, name="out")
    kit.close(results[1], dx, name="dx")


@pytest.mark.exercise
def test_dense_keeps_inputs(student, rng):
    """x 和 dout 在调用之后保持原样，内存不连续也行。"""
    x, w, b, dout = numbers(rng, 7, 5, 3)
    want = dense_gradients(x, w, dout)
    layer = layer_with(student, w, b)
    for each, upstream in zip(kit.layouts(x), kit.layouts(dout)):
        layer.forward(each)
        dx = layer.backward(upstream)
        grads = kit.mapping(layer.grads, ("w", "b"), "grads")
        kit.unchanged(each, x, "x")
        kit.unchanged(upstream, dout, "dout")
        for found, expected, name in zip((dx, grads["w"], grads["b"]), want, GRADIENTS):
            kit.close(found, expected, name=name)
