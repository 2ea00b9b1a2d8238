"""Hidden tests of day04.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import pairwise, permutations
from typing import Any

import numpy as np
import pytest

from autograder import kit
from autograder.graders.day04 import reference as ref
from autograder.graders.day04.reference import Layers

# What an eps inside the logarithm, or rounding in float32 on the way, may move a loss.
LOSS_RTOL = 5e-6
# A run of training amplifies rounding; another momentum, order or batch moves the weights by far more.
TRAIN_RTOL, TRAIN_ATOL = 1e-4, 1e-5
close_after_training = partial(kit.close, rtol=TRAIN_RTOL, atol=TRAIN_ATOL)

SHAPES = [(11,), (1, 5), (2, 3, 5)]


def on_grid(values: np.ndarray) -> np.ndarray:
    """Round to multiples of 1/64: exact in float32 too, so that large logits lose no digits there."""
    return np.round(values * 64) / 64


def layouts(a: np.ndarray) -> list[np.ndarray]:
    """The same matrix in Fortran order and as a view that skips rows and columns of a larger one."""
    wide = np.zeros((2 * a.shape[0], 3 * a.shape[1]))
    wide[::2, 1::3] = a
    return [np.asfortranarray(a), wide[::2, 1::3]]


def random_layers(rng: np.random.Generator, sizes: list[int]) -> Layers:
    """A network with random weights and, unlike a fresh one, random biases."""
    return [
        {"w": rng.normal(size=(n_in, n_out)), "b": rng.normal(size=n_out)} for n_in, n_out in pairwise(sizes)
    ]


def record(student: Any, *facts: Any) -> None:
    """Put facts into the transcript in place of the last calls, one for each.

    A test that looks at one thing only records that alone: of two mistakes each can then be named.
    """
    for back, fact in enumerate(reversed(facts), start=1):
        student.calls[-back] = replace(student.calls[-back], result=fact, changed={})


def close_by_parts(actual: Any, expected: np.ndarray, name: str = "返回值") -> None:
    """Compare a result that rests on the student's earlier functions.

    One of them may compute in float32; the result then is as coarse, though its dtype need not say so.
    """
    kit.close(actual, expected, rtol=1e-5, atol=1e-5 * float(np.max(np.abs(expected))), name=name)


def check_layers(
    actual: Any, expected: Layers, name: str, compare: Callable[..., None] = close_by_parts
) -> None:
    """Fail unless ``actual`` is a list of dicts with the arrays of ``expected``."""
    for i, (got, want) in enumerate(zip(kit.sequence(actual, len(expected), name), expected)):
        kit.mapping(got, ("w", "b"), f"{name}[{i}]")
        for key in ("w", "b"):
            compare(got[key], want[key], name=f"{name}[{i}]['{key}']")


# --- relu ---------------------------------------------------------------------------------------------


@pytest.mark.exercise("relu", core=True)
def test_relu_values(student, rng):
    """正数原样返回，负数变成 0，形状不变。"""
    z = rng.normal(scale=2.0, size=(5, 7))
    want = ref.relu(z)
    kit.close(student.relu(z), want)


@pytest.mark.exercise("relu")
def test_relu_large_and_small(student, rng):
    """无论正数多大或多小都原样返回，无论负数多大都正好是 0。"""
    z = rng.normal(size=(3, 7)) * np.array([[1e-5], [1e2], [1e5]])
    want = ref.relu(z)
    kit.close(student.relu(z), want, atol=1e-12)


@pytest.mark.exercise("relu")
def test_relu_any_shape(student, rng):
    """一维、二维、三维数组都能用，输出的形状与输入相同。"""
    inputs = [rng.normal(size=shape) for shape in SHAPES]
    wants = [ref.relu(z) for z in inputs]
    results = [student.relu(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("relu")
def test_relu_integers(student, rng):
    """整数数组也能用。"""
    z = rng.integers(-9, 10, size=(5, 7))
    want = ref.relu(z)
    kit.close(student.relu(z), want)


@pytest.mark.exercise("relu")
def test_relu_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用。"""
    z = rng.normal(size=(5, 7))
    want = ref.relu(z)
    results = [student.relu(same) for same in layouts(z)]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise("relu")
def test_relu_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样。"""
    z = rng.normal(size=(5, 7))
    before = z.copy()
    student.relu(z)
    kit.unchanged(z, before, "z")


# --- relu_derivative ----------------------------------------------------------------------------------


@pytest.mark.exercise("relu_derivative", core=True)
def test_relu_derivative_values(student, rng):
    """z 为正的位置导数是 1，为负的位置是 0，形状不变。"""
    z = rng.normal(scale=2.0, size=(5, 7))
    want = ref.relu_derivative(z)
    kit.close(student.relu_derivative(z), want)


@pytest.mark.exercise("relu_derivative")
def test_relu_derivative_at_zero(student, rng):
    """z 恰好等于 0 时导数取 0。"""
    # Nothing negative here, and no zeros elsewhere: what goes wrong at 0 shows alone.
    z = np.abs(rng.normal(size=(5, 7)))
    z[rng.random(z.shape) < 0.4] = 0.0
    z[0, 0], z[2, 3] = 0.0, -0.0
    want = ref.relu_derivative(z)
    kit.close(student.relu_derivative(z), want)


@pytest.mark.exercise("relu_derivative")
def test_relu_derivative_small(student, rng):
    """再小的正数，导数也是 1；再小的负数，导数也是 0。"""
    z = rng.normal(size=(5, 7)) * 1e-9
    want = ref.relu_derivative(z)
    kit.close(student.relu_derivative(z), want)


@pytest.mark.exercise("relu_derivative")
def test_relu_derivative_any_shape(student, rng):
    """一维、二维、三维数组都能用，输出的形状与输入相同。"""
    inputs = [rng.normal(size=shape) for shape in SHAPES]
    wants = [ref.relu_derivative(z) for z in inputs]
    results = [student.relu_derivative(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("relu_derivative")
def test_relu_derivative_is_numeric(student, rng):
    """结果是数值 0 和 1（整数或浮点数都可以），不是 True 和 False。"""
    floats, integers = (
        rng.normal(size=(5, 7)),
        rng.integers(1, 5, size=(5, 7)) * rng.choice([-1, 1], size=(5, 7)),
    )
    wants = [ref.relu_derivative(z) for z in (floats, integers)]
    results = [student.relu_derivative(z) for z in (floats, integers)]
    for want, result in zip(wants, results):
        kit.array(result, want.shape, dtype="iuf")
        kit.close(result, want)


@pytest.mark.exercise("relu_derivative")
def test_relu_derivative_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用。"""
    z = rng.normal(size=(5, 7))
    want = ref.relu_derivative(z)
    results = [student.relu_derivative(same) for same in layouts(z)]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise("relu_derivative")
def test_relu_derivative_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样。"""
    z = rng.normal(size=(5, 7))
    before = z.copy()
    student.relu_derivative(z)
    kit.unchanged(z, before, "z")


# --- tanh_derivative ----------------------------------------------------------------------------------


@pytest.mark.exercise("tanh_derivative", core=True)
def test_tanh_derivative_values(student, rng):
    """返回 tanh 在 z 处的导数（z 是 tanh 的输入，不是它的输出），形状不变。"""
    z = rng.normal(size=(5, 7))
    want = ref.tanh_derivative(z)
    kit.close(student.tanh_derivative(z), want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise("tanh_derivative")
def test_tanh_derivative_exact(student, rng):
    """结果精确到浮点数的舍入误差，在 z = 0 处正好是 1。"""
    z = np.append(rng.normal(scale=3.0, size=46), 0.0)
    want = ref.tanh_derivative(z)
    kit.close(student.tanh_derivative(z), want, rtol=1e-12, atol=1e-12)


@pytest.mark.exercise("tanh_derivative")
def test_tanh_derivative_far_out(student, rng):
    """离 0 很远的 z，导数趋于 0。"""
    # Where e^(2z) is still a number: overflow has a test of its own.
    z = rng.uniform(20.0, 300.0, size=(3, 7)) * np.resize([-1.0, 1.0], (3, 7))
    want = ref.tanh_derivative(z)
    kit.close(student.tanh_derivative(z), want, atol=1e-12)


@pytest.mark.exercise("tanh_derivative")
def test_tanh_derivative_no_overflow(student, rng):
    """z 是几百、上千的正数或负数时，不会溢出成 NaN 或 Inf。"""
    z = rng.uniform(800.0, 1000.0, size=(3, 7)) * np.resize([-1.0, 1.0], (3, 7))
    finite = np.isfinite(kit.array(student.tanh_derivative(z), z.shape))
    record(student, finite)
    if not finite.all():
        kit.fail("not-finite", "z 离 0 很远时，结果里有 NaN 或 Inf")


@pytest.mark.exercise("tanh_derivative")
def test_tanh_derivative_any_shape(student, rng):
    """一维、二维、三维数组都能用，输出的形状与输入相同。"""
    inputs = [rng.normal(size=shape) for shape in SHAPES]
    wants = [ref.tanh_derivative(z) for z in inputs]
    results = [student.tanh_derivative(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise("tanh_derivative")
def test_tanh_derivative_integers(student, rng):
    """整数数组也能用，结果是浮点数。"""
    z = rng.integers(-3, 4, size=(5, 7))
    want = ref.tanh_derivative(z)
    kit.close(student.tanh_derivative(z), want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise("tanh_derivative")
def test_tanh_derivative_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样。"""
    z = rng.normal(size=(5, 7))
    before = z.copy()
    student.tanh_derivative(z)
    kit.unchanged(z, before, "z")


# --- softmax ------------------------------------------------------------------------------------------


@pytest.mark.exercise("softmax", core=True)
def test_softmax_values(student, rng):
    """每一行各自变成概率：该行的指数除以该行指数之和。"""
    z = on_grid(rng.normal(scale=2.0, size=(5, 7)))
    want = ref.softmax(z)
    kit.close(student.softmax(z), want)


@pytest.mark.exercise("softmax")
def test_softmax_one_row(student, rng):
    """只有一个样本时也返回二维数组。"""
    z = on_grid(rng.normal(scale=2.0, size=(1, 7)))
    want = ref.softmax(z)
    kit.close(student.softmax(z), want)


@pytest.mark.exercise("softmax")
def test_softmax_as_many_rows_as_columns(student, rng):
    """样本数与类别数恰好相等时，仍然一行一行地算。"""
    z = on_grid(rng.normal(scale=2.0, size=(5, 5)))
    want = ref.softmax(z)
    kit.close(student.softmax(z), want)


@pytest.mark.exercise("softmax")
def test_softmax_shifted(student, rng):
    """所有 logits 都加上同一个很大的正数或负数，概率不变。"""
    z = on_grid(rng.normal(scale=2.0, size=(5, 7)))
    want = ref.softmax(z)
    results = [student.softmax(z + shift) for shift in (3000.0, -3000.0)]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise("softmax")
def test_softmax_rows_far_apart(student, rng):
    """各行的大小相差悬殊时，每一行仍然是正确的概率。"""
    z = on_grid(rng.normal(scale=2.0, size=(5, 7)))
    shifts = np.array([[0.0], [-4000.0], [5000.0], [1000.0], [-900.0]])
    want = ref.softmax(z)
    kit.close(student.softmax(z + shifts), want)


@pytest.mark.exercise("softmax")
def test_softmax_wide_row(student, rng):
    """同一行里的 logits 相差悬殊时，结果不会溢出。"""
    z = on_grid(rng.normal(scale=5000.0, size=(3, 7)))
    z[1] = [9000.0, 9001.0, -9000.0, 8999.5, 0.0, 1.0, -1.0]
    want = ref.softmax(z)
    kit.close(student.softmax(z), want)


@pytest.mark.exercise("softmax")
def test_softmax_integers(student, rng):
    """整数 logits 也能用，结果是浮点数。"""
    z = rng.integers(-5, 6, size=(5, 7))
    want = ref.softmax(z)
    kit.close(student.softmax(z), want)


@pytest.mark.exercise("softmax")
def test_softmax_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用。"""
    z = on_grid(rng.normal(scale=2.0, size=(5, 7)))
    want = ref.softmax(z)
    results = [student.softmax(same) for same in layouts(z)]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise("softmax")
def test_softmax_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样。"""
    z = on_grid(rng.normal(scale=2.0, size=(5, 7)))
    before = z.copy()
    student.softmax(z)
    kit.unchanged(z, before, "z")


# --- cross_entropy ------------------------------------------------------------------------------------


def plain_probs(rng: np.random.Generator, n: int, c: int) -> np.ndarray:
    """Rows of probabilities none of which is small: an eps inside the logarithm does not show."""
    p = rng.uniform(0.5, 1.5, size=(n, c))
    return p / p.sum(axis=1, keepdims=True)


@pytest.mark.exercise("cross_entropy", core=True)
def test_cross_entropy_values(student, rng):
    """损失是一个数：每个样本取正确类别的概率，取负对数，再对样本求平均。"""
    probs, labels = plain_probs(rng, 7, 5), rng.integers(0, 5, 7)
    want = ref.cross_entropy(probs, labels)
    kit.close(student.cross_entropy(probs, labels), want, rtol=LOSS_RTOL)


@pytest.mark.exercise("cross_entropy")
def test_cross_entropy_one_sample(student, rng):
    """只有一个样本时，损失就是这个样本的负对数概率。"""
    probs, labels = plain_probs(rng, 1, 5), rng.integers(0, 5, 1)
    want = ref.cross_entropy(probs, labels)
    kit.close(student.cross_entropy(probs, labels), want, rtol=LOSS_RTOL)


@pytest.mark.exercise("cross_entropy")
def test_cross_entropy_many_samples(student, rng):
    """样本比类别多得多时，仍然对样本求平均；标签可以是任何整数类型。"""
    probs, labels = plain_probs(rng, 307, 3), rng.integers(0, 3, 307)
    want = ref.cross_entropy(probs, labels)
    results = [student.cross_entropy(probs, labels.astype(dtype)) for dtype in ("uint8", "int16")]
    for result in results:
        kit.close(result, want, rtol=LOSS_RTOL)


def check_plain(student: Any, rng: np.random.Generator) -> None:
    """Fail unless the loss of plain probabilities is right: a wrong formula looks the same in every test then."""
    probs, labels = plain_probs(rng, 7, 5), rng.integers(0, 5, 7)
    want = ref.cross_entropy(probs, labels)
    kit.close(student.cross_entropy(probs, labels), want, rtol=LOSS_RTOL)


@pytest.mark.exercise("cross_entropy")
def test_cross_entropy_small_probability(student, rng):
    """概率很小但不是 0 时，取对数之前不能把它换成大得多的数。"""
    check_plain(student, rng)
    probs, labels = plain_probs(rng, 5, 3), np.array([2, 0, 1, 1, 0])
    for row, power in ((0, -3.0), (3, -4.0)):
        rest = np.delete(np.arange(3), labels[row])
        probs[row, labels[row]] = 10.0**power
        probs[row, rest] *= (1.0 - 10.0**power) / probs[row, rest].sum()
    want = ref.cross_entropy(probs, labels)
    loss = student.cross_entropy(probs, labels)
    # By how much it is too small depends on the limit that somebody took.
    record(student, kit.scalar(loss) < want)
    kit.close(loss, want, rtol=5e-3)


@pytest.mark.exercise("cross_entropy", weight=2)
def test_cross_entropy_probability_zero(student, rng):
    """正确类别的概率恰好是 0 时，损失很大（下限不能取大了），但仍是有限的数，不是 Inf 或 NaN。"""
    check_plain(student, rng)
    probs, labels = plain_probs(rng, 3, 5), np.array([4, 1, 3])
    for row in (0, 2):
        probs[row, labels[row]] = 0.0
    rest = -np.log(probs[1, 1]) / 3
    loss = kit.scalar(student.cross_entropy(probs, labels))
    # How small the loss is depends on the eps that somebody took.
    record(student, "not finite" if not np.isfinite(loss) else "rest" if loss < rest + 0.1 else loss < 10.4)
    if not np.isfinite(loss):
        kit.fail("not-finite", "有概率为 0 时损失不是有限的数")
    # Two of three samples with the largest eps that the lesson allows, 1e-7: 2 · 16.1 / 3.
    kit.require(loss > 10.4, "有概率为 0 时损失应当很大，下限取大了它就小了")


@pytest.mark.exercise("cross_entropy")
def test_cross_entropy_certain(student, rng):
    """每个样本的正确类别概率都是 1 时，损失是 0。"""
    check_plain(student, rng)
    labels = rng.integers(0, 5, 7)
    kit.close(student.cross_entropy(ref.one_hot(labels, 5), labels), 0.0, atol=2e-6)


@pytest.mark.exercise("cross_entropy")
def test_cross_entropy_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用。"""
    probs, labels = plain_probs(rng, 7, 5), rng.integers(0, 5, 7)
    want = ref.cross_entropy(probs, labels)
    results = [student.cross_entropy(same, labels) for same in layouts(probs)]
    for result in results:
        kit.close(result, want, rtol=LOSS_RTOL)


@pytest.mark.exercise("cross_entropy")
def test_cross_entropy_keeps_inputs(student, rng):
    """传进去的 probs 和 labels 在调用之后保持原样，有概率为 0 时也一样。"""
    probs, labels = plain_probs(rng, 7, 5), rng.integers(0, 5, 7)
    # Of a class that is not the right one: the loss does not depend on how a student cuts it off.
    probs[2, (labels[2] + 1) % 5] = 0.0
    before = probs.copy(), labels.copy()
    student.cross_entropy(probs, labels)
    kit.unchanged(probs, before[0], "probs")
    kit.unchanged(labels, before[1], "labels")


# --- softmax_cross_entropy_gradient -------------------------------------------------------------------


def with_last_class(rng: np.random.Generator, n: int, c: int) -> np.ndarray:
    """Random labels among which the last class occurs: who takes the number of classes from them gets it right."""
    labels = rng.integers(0, c, n)
    labels[rng.integers(n)] = c - 1
    return labels


@pytest.mark.exercise("softmax_cross_entropy_gradient", core=True)
def test_gradient_values(student, rng):
    """返回平均损失对 logits 的梯度，形状与 logits 相同。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(7, 5))), with_last_class(rng, 7, 5)
    want = ref.softmax_cross_entropy_gradient(z, labels)
    result = student.softmax_cross_entropy_gradient(z, labels)
    close_by_parts(result, want)


@pytest.mark.exercise("softmax_cross_entropy_gradient")
def test_gradient_one_sample(student, rng):
    """只有一个样本时也返回二维的梯度。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(1, 5))), with_last_class(rng, 1, 5)
    want = ref.softmax_cross_entropy_gradient(z, labels)
    result = student.softmax_cross_entropy_gradient(z, labels)
    close_by_parts(result, want)


@pytest.mark.exercise("softmax_cross_entropy_gradient")
def test_gradient_as_many_samples_as_classes(student, rng):
    """样本数与类别数恰好相等时也正确。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(5, 5))), with_last_class(rng, 5, 5)
    want = ref.softmax_cross_entropy_gradient(z, labels)
    result = student.softmax_cross_entropy_gradient(z, labels)
    close_by_parts(result, want)


@pytest.mark.exercise("softmax_cross_entropy_gradient")
def test_gradient_few_classes(student, rng):
    """样本比类别多得多时也正确；标签可以是任何整数类型。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(307, 3))), with_last_class(rng, 307, 3)
    want = ref.softmax_cross_entropy_gradient(z, labels)
    results = [
        student.softmax_cross_entropy_gradient(z, labels.astype(dtype)) for dtype in ("uint8", "int16")
    ]
    for result in results:
        close_by_parts(result, want)


@pytest.mark.exercise("softmax_cross_entropy_gradient")
def test_gradient_far_rows(student, rng):
    """logits 很大、各行相差悬殊时，梯度仍然正确，没有 NaN。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(5, 7))), with_last_class(rng, 5, 7)
    shifts = np.array([[0.0], [-4000.0], [5000.0], [1000.0], [-900.0]])
    want = ref.softmax_cross_entropy_gradient(z, labels)
    result = student.softmax_cross_entropy_gradient(z + shifts, labels)
    close_by_parts(result, want)


@pytest.mark.exercise("softmax_cross_entropy_gradient")
def test_gradient_integers(student, rng):
    """整数 logits 也能用，结果是浮点数。"""
    z, labels = rng.integers(-3, 4, size=(7, 5)), with_last_class(rng, 7, 5)
    want = ref.softmax_cross_entropy_gradient(z, labels)
    result = student.softmax_cross_entropy_gradient(z, labels)
    close_by_parts(result, want)


@pytest.mark.exercise("softmax_cross_entropy_gradient")
def test_gradient_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(7, 5))), with_last_class(rng, 7, 5)
    want = ref.softmax_cross_entropy_gradient(z, labels)
    results = [student.softmax_cross_entropy_gradient(same, labels) for same in layouts(z)]
    for result in results:
        close_by_parts(result, want)


@pytest.mark.exercise("softmax_cross_entropy_gradient")
def test_gradient_keeps_inputs(student, rng):
    """传进去的 logits 和 labels 在调用之后保持原样。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(7, 5))), with_last_class(rng, 7, 5)
    before = z.copy(), labels.copy()
    student.softmax_cross_entropy_gradient(z, labels)
    kit.unchanged(z, before[0], "logits")
    kit.unchanged(labels, before[1], "labels")


@pytest.mark.exercise("softmax_cross_entropy_gradient")
def test_gradient_last_class_missing(student, rng):
    """类别数由 logits 的列数决定：标签里只有第 0 类时也正确。"""
    # One sample: whether the mean was taken does not show.
    z, labels = on_grid(rng.normal(scale=2.0, size=(1, 5))), np.zeros(1, dtype=np.int64)
    want = ref.softmax_cross_entropy_gradient(z, labels)
    result = student.softmax_cross_entropy_gradient(z, labels)
    close_by_parts(result, want)


# --- initialize ---------------------------------------------------------------------------------------
#
# No two solutions draw the same numbers, so the transcript holds what a test looks at in place of the draws.


def outline(value: Any) -> Any:
    """The structure of a result: an array as its shape and, where its entries are all equal, their value."""
    if isinstance(value, dict):
        return {key: outline(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [outline(item) for item in value]
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "biuf":
        return type(value).__name__
    entries = np.unique(value)
    return [list(value.shape), float(entries[0]) if len(entries) == 1 else "different"]


def check_structure(actual: Any, sizes: list[int], name: str = "layers") -> Layers:
    """Fail unless ``actual`` is a list of dicts with float arrays of the shapes that ``sizes`` asks for."""
    layers = kit.sequence(actual, len(sizes) - 1, name)
    for i, layer in enumerate(layers):
        kit.mapping(layer, ("w", "b"), f"{name}[{i}]")
        kit.array(layer["w"], (sizes[i], sizes[i + 1]), dtype="f", name=f"{name}[{i}]['w']")
        kit.array(layer["b"], (sizes[i + 1],), dtype="iuf", name=f"{name}[{i}]['b']")
    return layers


def initialized(student: Any, sizes: list[int], rng: np.random.Generator) -> Layers:
    """Call the student's initialize, record the outline of what it returns and check that."""
    result = student.initialize(list(sizes), rng)
    record(student, outline(result))
    return check_structure(result, sizes)


def weights(student: Any, sizes: list[int], rng: np.random.Generator) -> list[np.ndarray]:
    """Call the student's initialize and return the weights, whatever their shape and the biases.

    What is recorded are their sizes, until the test puts there what it looks at.
    """
    layers = student.initialize(list(sizes), rng)
    record(student, outline(layers))
    found = [
        kit.array(kit.mapping(layer, ("w",), "layers 里的一项")["w"], dtype="f", name="w")
        for layer in kit.sequence(layers, len(sizes) - 1, "layers")
    ]
    for w, n_in, n_out in zip(found, sizes, sizes[1:]):
        if w.size != n_in * n_out:
            kit.fail("shape", f"w 应当有 {n_in} × {n_out} 个数")
    return found


def fits(w: np.ndarray, variance: float) -> bool:
    """Whether the mean and the variance are within five standard errors of a normal law with mean 0."""
    mean_error, variance_error = np.sqrt(variance / w.size), variance * np.sqrt(2.0 / w.size)
    close = abs(np.var(w, dtype=np.float64) - variance) < 5 * variance_error
    return bool(close and abs(np.mean(w, dtype=np.float64)) < 5 * mean_error)


def law(w: np.ndarray, n_in: int, n_out: int, first_in: int) -> str | list[float]:
    """The variance that weights seem to have in words, or their own moments if it is none that we know."""
    laws = {
        "2 / in": 2 / n_in, "1 / in": 1 / n_in, "(2 / in)²": (2 / n_in) ** 2, "2 / out": 2 / n_out,
        "1 / out": 1 / n_out, "2 / (in + out)": 2 / (n_in + n_out), "2 / first in": 2 / first_in,
        "1": 1.0, "0.1²": 1e-2, "0.01²": 1e-4, "0.001²": 1e-6,
    }  # fmt: skip
    moments = [float(np.mean(w)), float(np.var(w))]
    return next((name for name, variance in laws.items() if fits(w, variance)), moments)


def check_he(w: np.ndarray, n_in: int) -> None:
    """Fail unless the weights look He-normal."""
    kit.require(fits(w, 2.0 / n_in), "权重的平均值应当接近 0，方差应当接近 2 / in")


@pytest.mark.exercise("initialize", core=True)
def test_initialize_structure(student, rng):
    """每一层是一个含 w 和 b 的 dict，w 的形状是 (in, out)，b 是形状为 (out,) 的零。"""
    sizes = [5, 3, 7, 2]
    for i, layer in enumerate(initialized(student, sizes, rng)):
        kit.close(layer["b"], np.zeros(sizes[i + 1]), name=f"layers[{i}]['b']")


@pytest.mark.exercise("initialize", core=True)
def test_initialize_random(student, rng):
    """权重是随机数：正负都有，彼此不同。"""
    found = weights(student, [11, 7, 5], rng)
    different = [len(np.unique(w)) == w.size for w in found]
    signs = [[bool((w > 0).any()), bool((w < 0).any())] for w in found]
    record(student, [different, signs])
    kit.require(all(different), "权重应当彼此不同")
    kit.require(all(map(all, signs)), "权重应当正负都有")


@pytest.mark.exercise("initialize", weight=3)
def test_initialize_he_scale(student, rng):
    """每一层权重的平均值是 0，方差是 2 / in，其中 in 是这一层自己的输入个数。"""
    sizes = [307, 131, 223]
    found = list(zip(weights(student, sizes, rng), sizes, sizes[1:]))
    record(student, [law(w, n_in, n_out, sizes[0]) for w, n_in, n_out in found])
    for w, n_in, _ in found:
        check_he(w, n_in)


@pytest.mark.exercise("initialize")
def test_initialize_normal(student, rng):
    """权重服从正态分布（不是均匀分布，也没有截断）。"""
    (w,) = weights(student, [211, 307], rng)
    w = w.astype(np.float64) - w.mean(dtype=np.float64)
    kit.require(bool(w.any()), "权重应当彼此不同")
    kurtosis = float(np.mean(w**4) / np.mean(w**2) ** 2)
    # 3 for a normal law (standard error 0.02 here), 1.8 for a uniform one, 2.4 where it is cut at two sigma.
    laws = {"normal": 3.0, "uniform": 1.8}
    record(student, next((name for name, k in laws.items() if abs(kurtosis - k) < 0.2), kurtosis))
    kit.require(abs(kurtosis - laws["normal"]) < 0.2, "权重应当服从正态分布")


@pytest.mark.exercise("initialize")
def test_initialize_own_weights(student, rng):
    """形状相同的两层，权重互不相同。"""
    found = weights(student, [7, 7, 7, 7], rng)
    equal = [bool(np.allclose(a, b)) for i, a in enumerate(found) for b in found[i + 1 :]]
    record(student, equal)
    kit.require(not any(equal), "两层的权重一模一样")


@pytest.mark.exercise("initialize")
def test_initialize_uses_rng(student, rng):
    """随机数都来自 rng：种子相同则结果相同，种子不同或接着再调用一次则结果不同。"""
    seed, sizes = int(rng.integers(2**31)), [5, 3, 7]
    same = np.random.default_rng(seed)
    generators = [np.random.default_rng(seed), same, same, np.random.default_rng(seed + 1)]
    first, again, later, other = (weights(student, sizes, g) for g in generators)
    again_equal, later_equal, other_equal = (
        [bool(np.allclose(a, b)) for a, b in zip(first, run)] for run in (again, later, other)
    )
    random = [len(np.unique(w)) > 1 for w in first]
    record(student, random, again_equal, later_equal, other_equal)
    kit.require(all(again_equal), "种子相同，权重应当相同")
    kit.require(not any(later_equal), "接着再调用一次，权重应当不同")
    kit.require(not any(other_equal), "种子不同，权重应当不同")


@pytest.mark.exercise("initialize")
def test_initialize_float_biases(student, rng):
    """b 的元素类型是浮点数，这样以后才能加上小数。"""
    for layer in initialized(student, [5, 3], rng):
        kit.array(layer["b"], (3,), dtype="f", name="b")


@pytest.mark.exercise("initialize")
def test_initialize_deep(student, rng):
    """层数由 layer_sizes 决定：只有一层或有五层都可以。"""
    for sizes in ([13, 2], [13, 7, 5, 3, 11, 2]):
        initialized(student, sizes, rng)


@pytest.mark.exercise("initialize")
def test_initialize_keeps_sizes(student, rng):
    """传进去的列表 layer_sizes 在调用之后保持原样。"""
    sizes = [5, 3, 7, 2]
    result = student.initialize(sizes, rng)
    record(student, outline(result))
    kit.unchanged(sizes, [5, 3, 7, 2], "layer_sizes")


# --- dense_forward ------------------------------------------------------------------------------------


def dense_inputs(
    rng: np.random.Generator, n: int, n_in: int, n_out: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Random (x, w, b)."""
    return rng.normal(size=(n, n_in)), rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)


def dense_forward(student: Any, x: np.ndarray, w: np.ndarray, b: np.ndarray) -> Any:
    """Call the student's dense_forward, check its output and return its cache."""
    want = ref.dense_forward(x, w, b)
    out, cache = kit.sequence(student.dense_forward(x, w, b), 2)
    # Loose enough for whoever computes in float32 on the way; sums of large terms lose more.
    kit.close(out, want, rtol=1e-5, atol=1e-6 * max(1.0, float(np.abs(want).max())), name="out")
    return cache


@pytest.mark.exercise("dense_forward", core=True)
def test_dense_forward_values(student, rng):
    """返回 (out, cache)，其中 out 是 x @ w + b，形状为 (n, out)。"""
    dense_forward(student, *dense_inputs(rng, 3, 5, 7))


@pytest.mark.exercise("dense_forward")
def test_dense_forward_one_sample(student, rng):
    """只有一个样本时，out 仍是二维数组。"""
    dense_forward(student, *dense_inputs(rng, 1, 5, 3))


@pytest.mark.exercise("dense_forward")
def test_dense_forward_square(student, rng):
    """样本数、输入数、输出数恰好都相等时也正确。"""
    dense_forward(student, *dense_inputs(rng, 3, 3, 3))


@pytest.mark.exercise("dense_forward")
def test_dense_forward_one_output(student, rng):
    """只有一个输出单元时，out 的形状是 (n, 1)。"""
    dense_forward(student, *dense_inputs(rng, 7, 5, 1))


@pytest.mark.exercise("dense_forward")
def test_dense_forward_wide(student, rng):
    """输入比输出多得多、样本比输入多得多时也正确。"""
    dense_forward(student, *dense_inputs(rng, 31, 17, 2))


@pytest.mark.exercise("dense_forward")
def test_dense_forward_integers(student, rng):
    """整数的 x（例如没有缩放过的像素）也能用。"""
    # Without bias: what goes wrong with it has nothing to do with integers.
    _, w, b = dense_inputs(rng, 3, 5, 7)
    dense_forward(student, rng.integers(0, 256, size=(3, 5)), w, np.zeros(b.shape))


@pytest.mark.exercise("dense_forward")
def test_dense_forward_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用。"""
    x, w, b = dense_inputs(rng, 3, 5, 7)
    for same_x, same_w in zip(layouts(x), layouts(w)):
        dense_forward(student, same_x, same_w, b)


@pytest.mark.exercise("dense_forward")
def test_dense_forward_keeps_inputs(student, rng):
    """传进去的 x、w、b 在调用之后保持原样。"""
    inputs = dense_inputs(rng, 3, 5, 7)
    before = [array.copy() for array in inputs]
    student.dense_forward(*inputs)
    for now, then, name in zip(inputs, before, "xwb"):
        kit.unchanged(now, then, name)


# --- dense_backward -----------------------------------------------------------------------------------

GRADIENTS = ("dx", "dw", "db")
PARTS = pytest.mark.parametrize("part", GRADIENTS)


def gradient(student: Any, part: str, dout: np.ndarray, cache: Any) -> Any:
    """One of the gradients that the student's dense_backward returns; the transcript keeps it alone."""
    found = kit.sequence(student.dense_backward(dout, cache), 3)[GRADIENTS.index(part)]
    record(student, found)
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
    want = ref.dense_backward(dout, x, w)[GRADIENTS.index(part)]
    cache = dense_forward(student, x, w, b)
    close_by_parts(gradient(student, part, dout, cache), want, name=part)


@pytest.mark.exercise("dense_backward", core=True)
def test_dense_backward_dx(student, rng):
    """dx 的形状与 x 相同，数值是 sum(dout · out) 对 x 的梯度。"""
    check_gradient(student, "dx", *layer_and_upstream(rng, 3, 5, 7))


@pytest.mark.exercise("dense_backward", core=True)
def test_dense_backward_dw(student, rng):
    """dw 的形状与 w 相同，数值是 sum(dout · out) 对 w 的梯度，对样本求和。"""
    check_gradient(student, "dw", *layer_and_upstream(rng, 3, 5, 7))


@pytest.mark.exercise("dense_backward", core=True)
def test_dense_backward_db(student, rng):
    """db 的形状与 b 相同，数值是 sum(dout · out) 对 b 的梯度，对样本求和。"""
    check_gradient(student, "db", *layer_and_upstream(rng, 3, 5, 7))


@pytest.mark.exercise("dense_backward")
@PARTS
def test_dense_backward_one_sample(student, rng, part):
    """只有一个样本时，三个梯度的形状和数值也正确。"""
    check_gradient(student, part, *layer_and_upstream(rng, 1, 5, 3))


@pytest.mark.exercise("dense_backward")
@PARTS
def test_dense_backward_one_output(student, rng, part):
    """只有一个输出单元时，三个梯度的形状和数值也正确。"""
    check_gradient(student, part, *layer_and_upstream(rng, 7, 5, 1))


@pytest.mark.exercise("dense_backward")
@PARTS
def test_dense_backward_square(student, rng, part):
    """样本数、输入数、输出数恰好都相等时，数值也正确：形状在这里什么也看不出来。"""
    check_gradient(student, part, *layer_and_upstream(rng, 5, 5, 5))


@pytest.mark.exercise("dense_backward")
@PARTS
def test_dense_backward_layouts(student, rng, part):
    """转置或切片得到的数组（内存不连续）也能用；整数的 x 也能用。"""
    x, w, b, dout = layer_and_upstream(rng, 3, 5, 7)
    pixels = rng.integers(0, 256, size=x.shape)
    inputs = [*zip(layouts(x), layouts(w), layouts(dout)), (pixels, w, dout)]
    for same_x, same_w, same_dout in inputs:
        check_gradient(student, part, same_x, same_w, b, same_dout)


@pytest.mark.exercise("dense_backward")
def test_dense_backward_two_layers_at_once(student, rng):
    """先后前向两层、再按相反的顺序反向，每一层用的都是自己的 cache。"""
    layers = [layer_and_upstream(rng, 3, 5, 7) for _ in range(2)]
    wants = [ref.dense_backward(dout, x, w)[1] for x, w, _, dout in layers]
    caches = [dense_forward(student, x, w, b) for x, w, b, _ in layers]
    results = [gradient(student, "dw", layers[i][3], caches[i]) for i in (1, 0)]
    for result, want in zip(results, reversed(wants)):
        close_by_parts(result, want, name="dw")


@pytest.mark.exercise("dense_backward")
def test_dense_backward_keeps_inputs(student, rng):
    """传进去的 dout 和前向时的 x、w 在调用之后保持原样。"""
    x, w, b = dense_inputs(rng, 3, 5, 7)
    dout = rng.normal(size=(3, 7))
    before = x.copy(), w.copy(), dout.copy()
    cache = dense_forward(student, x, w, b)
    student.dense_backward(dout, cache)
    for now, then, name in zip((x, w, dout), before, ("x", "w", "dout")):
        kit.unchanged(now, then, name)


# --- network_forward ----------------------------------------------------------------------------------


def network_forward(student: Any, x: np.ndarray, layers: Layers) -> Any:
    """Call the student's network_forward, check its logits and return its caches."""
    want = ref.network_forward(x, layers)
    logits, caches = kit.sequence(student.network_forward(x, layers), 2)
    close_by_parts(logits, want, name="logits")
    return caches


def check_network(student: Any, rng: np.random.Generator, n: int, sizes: list[int]) -> None:
    """Check the logits of a random network.

    The last layer alone comes first: what goes wrong there looks the same whatever goes wrong between the layers.
    """
    for widths in (sizes[-2:], sizes):
        network_forward(student, rng.normal(size=(n, widths[0])), random_layers(rng, widths))


@pytest.mark.exercise("network_forward", core=True)
def test_network_forward_values(student, rng):
    """返回 (logits, caches)：层与层之间有 ReLU，最后一层之后没有。"""
    check_network(student, rng, 11, [5, 7, 3])


@pytest.mark.exercise("network_forward")
def test_network_forward_three_layers(student, rng):
    """三层的网络：前两层之后都有 ReLU。"""
    check_network(student, rng, 11, [5, 7, 3, 2])


@pytest.mark.exercise("network_forward")
def test_network_forward_five_layers(student, rng):
    """层数不是写死的：五层的网络也能用。"""
    check_network(student, rng, 13, [3, 11, 5, 7, 13, 2])


@pytest.mark.exercise("network_forward")
def test_network_forward_uses_every_layer(student, rng):
    """每一层都用上了：改动任何一层的 w，logits 都会变。"""
    x, layers = rng.normal(size=(31, 13)), random_layers(rng, [13] * 6)
    for layer in layers:
        layer["w"] *= 0.3
    logits = []
    for i in (None, *range(len(layers))):
        changed = copy.deepcopy(layers)
        if i is not None:
            changed[i]["w"] = 0.3 * rng.normal(size=(13, 13))
        logits.append(kit.array(kit.sequence(student.network_forward(x, changed), 2)[0], name="logits"))
    used = [not np.allclose(other, logits[0]) for other in logits[1:]]
    record(student, None, *used)
    kit.require(all(used), "有一层没有用上：改动它的 w，logits 不变")


@pytest.mark.exercise("network_forward")
def test_network_forward_single_layer(student, rng):
    """只有一层时没有 ReLU，logits 可以是负数。"""
    network_forward(student, rng.normal(size=(11, 5)), random_layers(rng, [5, 3]))


@pytest.mark.exercise("network_forward")
def test_network_forward_equal_widths(student, rng):
    """各层一样宽时，每一层的输入仍是上一层的输出。"""
    check_network(student, rng, 7, [5, 5, 5])


@pytest.mark.exercise("network_forward")
def test_network_forward_one_sample(student, rng):
    """只有一个样本时，logits 仍是二维数组。"""
    check_network(student, rng, 1, [5, 7, 3])


@pytest.mark.exercise("network_forward")
def test_network_forward_keeps_inputs(student, rng):
    """传进去的 x 和 layers（列表、字典和数组）在调用之后保持原样；内存不连续的 x 也能用。"""
    x, layers = np.asfortranarray(rng.normal(size=(11, 5))), random_layers(rng, [5, 7, 3])
    before, layers_before = x.copy(), copy.deepcopy(layers)
    network_forward(student, x, layers)
    kit.unchanged(x, before, "x")
    kit.unchanged(layers, layers_before, "layers")


# --- network_backward ---------------------------------------------------------------------------------


def check_network_backward(student: Any, rng: np.random.Generator, n: int, sizes: list[int]) -> None:
    """Check the gradients of a random network on the caches of the student's own forward.

    The last layer alone comes first: what goes wrong there looks the same whatever goes wrong between the layers.
    """
    for widths in dict.fromkeys((tuple(sizes[-2:]), tuple(sizes))):
        x, layers = rng.normal(size=(n, widths[0])), random_layers(rng, list(widths))
        dlogits = rng.normal(size=(n, widths[-1]))
        want = ref.network_gradients(x, layers, dlogits)
        grads = student.network_backward(dlogits, network_forward(student, x, layers))
        check_layers(grads, want, "grads")


@pytest.mark.exercise("network_backward", core=True)
def test_network_backward_values(student, rng):
    """返回的列表与 layers 结构相同、顺序相同，每一项是这一层 w 和 b 的梯度。"""
    check_network_backward(student, rng, 11, [5, 7, 3])


@pytest.mark.exercise("network_backward")
def test_network_backward_three_layers(student, rng):
    """三层的网络：梯度每往回穿过一个 ReLU，都要乘上那一层的导数。"""
    check_network_backward(student, rng, 11, [5, 7, 3, 2])


@pytest.mark.exercise("network_backward")
def test_network_backward_equal_widths(student, rng):
    """各层一样宽时，每个 ReLU 用的仍是自己那一层的 z。"""
    check_network_backward(student, rng, 13, [3, 11, 11, 11, 11])


@pytest.mark.exercise("network_backward")
def test_network_backward_five_layers(student, rng):
    """层数不是写死的：五层的网络，每一层都有梯度。"""
    # All of one width, so that every layer fits every other; the number of gradients is looked at alone.
    x, layers, dlogits = rng.normal(size=(7, 5)), random_layers(rng, [5] * 6), rng.normal(size=(7, 5))
    caches = network_forward(student, x, layers)
    grads = student.network_backward(dlogits, caches)
    record(student, len(grads) if isinstance(grads, (list, tuple)) else type(grads).__name__)
    kit.sequence(grads, len(layers), "grads")


@pytest.mark.exercise("network_backward")
def test_network_backward_single_layer(student, rng):
    """只有一层时没有 ReLU，dlogits 不乘任何导数。"""
    check_network_backward(student, rng, 11, [5, 3])


@pytest.mark.exercise("network_backward")
def test_network_backward_one_sample(student, rng):
    """只有一个样本时，梯度的形状和数值也正确。"""
    check_network_backward(student, rng, 1, [5, 13, 3])


@pytest.mark.exercise("network_backward")
def test_network_backward_at_zero(student, rng):
    """ReLU 的输入恰好等于 0 时，没有梯度穿过它。"""
    check_network_backward(student, rng, 7, [5, 11, 3])
    x, layers = rng.normal(size=(7, 5)), random_layers(rng, [5, 11, 3])
    layers[0]["w"][:, ::3], layers[0]["b"][::3] = 0.0, 0.0
    dlogits = rng.normal(size=(7, 3))
    want = ref.network_gradients(x, layers, dlogits)
    grads = student.network_backward(dlogits, network_forward(student, x, layers))
    check_layers(grads, want, "grads")


@pytest.mark.exercise("network_backward")
def test_network_backward_two_batches(student, rng):
    """先后前向两批数据、再反向第一批，用的仍是第一批的 caches。"""
    check_network_backward(student, rng, 7, [5, 11, 3])
    xs, layers = rng.normal(size=(2, 7, 5)), random_layers(rng, [5, 11, 3])
    dlogits = rng.normal(size=(2, 7, 3))
    wants = [ref.network_gradients(x, layers, d) for x, d in zip(xs, dlogits)]
    caches = [network_forward(student, x, layers) for x in xs]
    results = [student.network_backward(d, c) for d, c in zip(dlogits, caches)]
    for grads, want in zip(results, wants):
        check_layers(grads, want, "grads")


@pytest.mark.exercise("network_backward")
def test_network_backward_keeps_inputs(student, rng):
    """传进去的 dlogits 和前向时的 x、layers 在调用之后保持原样。"""
    x, layers = rng.normal(size=(11, 5)), random_layers(rng, [5, 7, 3])
    dlogits = np.asfortranarray(rng.normal(size=(11, 3)))
    before, layers_before = (x.copy(), dlogits.copy()), copy.deepcopy(layers)
    caches = network_forward(student, x, layers)
    student.network_backward(dlogits, caches)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(dlogits, before[1], "dlogits")
    kit.unchanged(layers, layers_before, "layers")


# --- sgd_momentum_step --------------------------------------------------------------------------------
#
# Whether the numbers are right, and whether they were written into the arrays, are looked at apart: the former in
# whatever array the dict holds after the call.


def zeros_like(layers: Layers) -> Layers:
    """Zeros in the shape of ``layers``."""
    return [{key: np.zeros(value.shape) for key, value in layer.items()} for layer in layers]


def check_step(
    student: Any, layers: Layers, velocity: Layers, grads: Layers, lr: float, part: str, **momentum: float
) -> None:
    """Run one step of the student's and compare ``part``: the layers or the velocity."""
    wants = ref.sgd_momentum(layers, grads, velocity, lr, momentum.get("momentum", 0.9))
    now = {"layers": copy.deepcopy(layers), "velocity": copy.deepcopy(velocity)}
    student.sgd_momentum_step(now["layers"], copy.deepcopy(grads), now["velocity"], lr, **momentum)
    record(student, now[part])
    check_layers(now[part], wants[part == "velocity"], part, kit.close)


STEP_PARTS = pytest.mark.parametrize("part", ["layers", "velocity"])


@pytest.mark.exercise("sgd_momentum_step", core=True)
@STEP_PARTS
def test_sgd_first_step(student, rng, part):
    """速度为零时，第一步就是沿负梯度方向走 lr 倍，这一步就是新的速度。"""
    layers, grads = random_layers(rng, [5, 3, 7, 2]), random_layers(rng, [5, 3, 7, 2])
    check_step(student, layers, zeros_like(layers), grads, 0.03, part)


@pytest.mark.exercise("sgd_momentum_step", core=True)
@STEP_PARTS
def test_sgd_without_gradient(student, rng, part):
    """梯度为零时靠惯性继续走：速度按 momentum 衰减，参数加上新的速度。"""
    layers, velocity = random_layers(rng, [5, 3]), random_layers(rng, [5, 3])
    check_step(student, layers, velocity, zeros_like(layers), 0.1, part)


def how_updated(held: Any, array: np.ndarray, before: np.ndarray) -> str:
    """What became of an array that should have been updated in place, and that a dict held."""
    if held is not array:
        return "replaced"
    return "unchanged" if np.array_equal(array, before) else "updated"


@pytest.mark.exercise("sgd_momentum_step", core=True)
def test_sgd_in_place(student, rng):
    """layers 和 velocity 里的数组原地更新：字典里还是原来的数组，数组里的数变了。"""
    sizes = [5, 3, 2]
    found = {"layers": random_layers(rng, sizes), "velocity": random_layers(rng, sizes)}
    arrays, before = {name: [dict(d) for d in dicts] for name, dicts in found.items()}, copy.deepcopy(found)
    student.sgd_momentum_step(found["layers"], random_layers(rng, sizes), found["velocity"], 0.1)
    fates = {
        name: [
            {key: how_updated(now.get(key), old[key], then[key]) for key in ("w", "b")}
            for now, old, then in zip(dicts, arrays[name], before[name])
        ]
        for name, dicts in found.items()
    }
    record(student, fates)
    for name, layers in fates.items():
        for i, layer in enumerate(layers):
            for key, fate in layer.items():
                if fate != "updated":
                    kit.fail("not-updated", f"{name}[{i}]['{key}'] 这个数组没有原地更新")


@pytest.mark.exercise("sgd_momentum_step")
@STEP_PARTS
@pytest.mark.parametrize("momentum", [0.5, 0.25])
def test_sgd_other_momentum(student, rng, momentum, part):
    """momentum 由参数决定，不一定是 0.9。"""
    layers, velocity = random_layers(rng, [5, 3]), random_layers(rng, [5, 3])
    check_step(student, layers, velocity, zeros_like(layers), 0.1, part, momentum=momentum)


@pytest.mark.exercise("sgd_momentum_step")
@STEP_PARTS
def test_sgd_momentum_zero(student, rng, part):
    """momentum 为 0 时就是普通的梯度下降，原来的速度不起作用。"""
    layers, velocity, grads = (random_layers(rng, [5, 3]) for _ in range(3))
    check_step(student, layers, velocity, grads, 0.7, part, momentum=0.0)


@pytest.mark.exercise("sgd_momentum_step")
def test_sgd_returns_nothing(student, rng):
    """没有返回值：更新都写在传进来的数组里。"""
    layers, velocity, grads = (random_layers(rng, [5, 3]) for _ in range(3))
    result = student.sgd_momentum_step(layers, grads, velocity, 0.1)
    record(student, result is not None)
    kit.require(result is None, "应当没有返回值（None）")


@pytest.mark.exercise("sgd_momentum_step")
def test_sgd_keeps_gradients(student, rng):
    """传进去的 grads（列表、字典和数组）在调用之后保持原样；layers 和 velocity 里的键不多也不少。"""
    layers, velocity = random_layers(rng, [5, 3, 2]), random_layers(rng, [5, 3, 2])
    grads = random_layers(rng, [5, 3, 2])
    before = copy.deepcopy(grads)
    student.sgd_momentum_step(layers, grads, velocity, 0.1)
    kit.unchanged(grads, before, "grads")
    for name, now in (("layers", layers), ("velocity", velocity)):
        kit.unchanged([sorted(layer) for layer in now], [["b", "w"]] * 2, f"{name} 的键")


# --- train_network ------------------------------------------------------------------------------------
#
# Nothing here depends on the order in which random numbers are drawn.  A run with lr = 0 returns the layers
# that any run with the same seed starts from; from there the reference repeats the training exactly, where
# the order of the samples does not matter or where every possible order can be tried.


def train(
    student: Any,
    data: tuple[np.ndarray, np.ndarray],
    sizes: list[int],
    *,
    epochs: int,
    lr: float,
    batch_size: int,
    seed: int,
) -> tuple[Layers, list[float]]:
    """Call the student's train_network on copies of the data, check types and shapes, return (layers, history)."""
    x, y, rng = data[0].copy(), data[1].copy(), np.random.default_rng(seed)
    result = kit.sequence(student.train_network(x, y, list(sizes), epochs, lr, batch_size, rng), 2)
    layers, history = check_structure(result[0], sizes), result[1]
    if isinstance(history, np.ndarray):
        history = list(kit.array(history, (epochs,), dtype="f", name="history"))
    losses = [kit.scalar(loss, "history 里的元素") for loss in kit.sequence(history, epochs, "history")]
    if not np.isfinite(losses).all() or not all(np.isfinite(a).all() for p in layers for a in p.values()):
        kit.fail("not-finite", "history 或 layers 里有 NaN 或 Inf")
    return layers, losses


def floats(layers: Layers) -> Layers:
    """The weights and biases as float64."""
    return [{key: np.asarray(layer[key], dtype=np.float64) for key in ("w", "b")} for layer in layers]


def distance(first: Layers, second: Layers) -> float:
    """Largest difference between two sets of parameters, in units of the training tolerance."""
    return max(
        float(np.max(np.abs(a[key] - b[key]) / (TRAIN_ATOL + TRAIN_RTOL * np.abs(b[key]))))
        for a, b in zip(first, second)
        for key in ("w", "b")
    )


def dataset(rng: np.random.Generator, n: int, d: int, c: int) -> tuple[np.ndarray, np.ndarray]:
    """Pixels without any meaning, and a label for each row."""
    return rng.random((n, d)), rng.integers(0, c, n)


def blobs(rng: np.random.Generator, centres: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Noisy copies of a few black-and-white pictures, two pictures per class, pixels in 0..1."""
    picture = rng.integers(0, len(centres), n)
    x = np.clip(centres[picture] + rng.normal(scale=0.25, size=(n, centres.shape[1])), 0.0, 1.0)
    return x, picture // 2


def seed_of(rng: np.random.Generator) -> int:
    """A seed for the student's generator."""
    return int(rng.integers(2**31))


@pytest.mark.exercise("train_network", core=True, weight=2, seconds=20)
def test_train_learns(student, rng):
    """返回 (layers, history)；在一组容易区分的小图片上训练之后，没见过的图片也能认对，损失降下来。"""
    centres = rng.integers(0, 2, size=(6, 29)).astype(float)
    data, (x_new, y_new) = blobs(rng, centres, 112), blobs(rng, centres, 101)
    sizes = [29, 17, 3]
    layers, losses = train(student, data, sizes, epochs=8, lr=0.05, batch_size=8, seed=seed_of(rng))
    accuracy = np.mean(ref.network_forward(x_new, layers).argmax(axis=1) == y_new)
    kit.require(accuracy > 0.9, "训练之后在没见过的图片上正确率太低")
    kit.require(losses[-1] < 0.3 * losses[0], "损失没有明显下降")


@pytest.mark.exercise("train_network", seconds=20)
def test_train_starts_from_he(student, rng):
    """训练从 He 初始化的权重和零偏置开始（学习率为 0 时，返回的就是它们）。"""
    data, sizes = dataset(rng, 3, 101, 5), [101, 211, 5]
    layers, _ = train(student, data, sizes, epochs=1, lr=0.0, batch_size=2, seed=seed_of(rng))
    check_he(layers[0]["w"], sizes[0])
    for i, layer in enumerate(layers):
        kit.close(layer["b"], np.zeros(sizes[i + 1]), name="b")


@pytest.mark.exercise("train_network", seconds=20)
def test_train_history_is_mean_loss(student, rng):
    """history 的每一项是那一轮全部样本的平均损失（学习率为 0 时，每一轮都一样）。"""
    data, sizes = dataset(rng, 15, 7, 3), [7, 11, 3]
    layers, losses = train(student, data, sizes, epochs=4, lr=0.0, batch_size=5, seed=seed_of(rng))
    expected = ref.softmax_cross_entropy(ref.network_forward(data[0], floats(layers)), data[1])
    kit.close(np.array(losses), np.full(4, expected), rtol=TRAIN_RTOL, name="history")


@pytest.mark.exercise("train_network", seconds=20)
def test_train_whole_batch(student, rng):
    """一批就是全部样本时，每一轮正好走一步动量法：最后的权重与逐步算出来的一致。"""
    # Two hidden layers of one width: arrays that are shared between layers would show.
    data, sizes, seed = dataset(rng, 13, 5, 3), [5, 7, 7, 3], seed_of(rng)
    start, _ = train(student, data, sizes, epochs=5, lr=0.0, batch_size=13, seed=seed)
    layers, losses = train(student, data, sizes, epochs=5, lr=0.2, batch_size=13, seed=seed)
    expected, before = ref.train(floats(start), *data, [np.arange(13)] * 5, lr=0.2)
    check_layers(layers, expected, "layers", close_after_training)
    after = [*before[1:], ref.softmax_cross_entropy(ref.network_forward(data[0], expected), data[1])]
    matches = any(np.allclose(losses, mean, rtol=1e-3) for mean in (before, after))
    kit.require(matches, "history 应当是每一轮的平均损失（走完这一轮时的，或这一轮之中的）")


@pytest.mark.exercise("train_network", seconds=20)
def test_train_batch_larger_than_data(student, rng):
    """batch_size 比样本数还大时，全部样本就是一批，照样训练。"""
    data, sizes, seed = dataset(rng, 7, 5, 3), [5, 11, 3], seed_of(rng)
    start, _ = train(student, data, sizes, epochs=3, lr=0.0, batch_size=32, seed=seed)
    layers, _ = train(student, data, sizes, epochs=3, lr=0.2, batch_size=32, seed=seed)
    expected, _ = ref.train(floats(start), *data, [np.arange(7)] * 3, lr=0.2)
    check_layers(layers, expected, "layers", close_after_training)


@pytest.mark.exercise("train_network", seconds=20)
def test_train_last_short_batch(student, rng):
    """样本数不能被 batch_size 整除时，最后不满的一批也用来训练，也走一整步。"""
    x, y = dataset(rng, 1, 5, 3)
    data, sizes, seed = (np.repeat(x, 8, axis=0), np.repeat(y, 8)), [5, 11, 3], seed_of(rng)
    start, _ = train(student, data, sizes, epochs=2, lr=0.0, batch_size=3, seed=seed)
    layers, _ = train(student, data, sizes, epochs=2, lr=0.05, batch_size=3, seed=seed)
    # All samples are equal, so that every batch has the same gradient whatever the order.
    expected, _ = ref.train(floats(start), *data, [np.arange(1)] * 6, lr=0.05)
    check_layers(layers, expected, "layers", close_after_training)


@functools.cache
def all_batches(n: int, size: int) -> list[list[np.ndarray]]:
    """Every way to go once through n samples in batches, the last one possibly short."""
    ways = {
        tuple(tuple(sorted(order[i : i + size])) for i in range(0, n, size))
        for order in permutations(range(n))
    }
    return [[np.array(batch) for batch in way] for way in sorted(ways)]


def any_near(layers: Layers, runs: Iterable[tuple[Layers, list[float]]]) -> bool:
    """Whether ``layers`` is what one of these runs of the reference gives; the others are not run any more."""
    return any(distance(layers, final) < 1.0 for final, _ in runs)


@pytest.mark.exercise("train_network", seconds=20)
@pytest.mark.parametrize(("n", "batch_size"), [(4, 1), (5, 2)])
def test_train_every_sample_once(student, rng, n, batch_size):
    """每一轮里每个样本正好用一次，每个样本都带着自己的标签。"""
    data, sizes, seed = dataset(rng, n, 3, 3), [3, 5, 3], seed_of(rng)
    start, _ = train(student, data, sizes, epochs=1, lr=0.0, batch_size=batch_size, seed=seed)
    layers, _ = train(student, data, sizes, epochs=1, lr=0.5, batch_size=batch_size, seed=seed)
    runs = (ref.train(floats(start), *data, batches, lr=0.5) for batches in all_batches(n, batch_size))
    kit.require(any_near(layers, runs), "没有哪一种样本顺序能得到这样的权重")


@pytest.mark.exercise("train_network", seconds=20)
def test_train_new_order_each_epoch(student, rng):
    """每一轮都重新打乱样本的顺序，不是每轮都按同一个顺序。"""
    # Every label occurs, else the order would hardly matter.
    data, sizes, seed = (rng.random((4, 5)), rng.permutation([0, 1, 2, 2])), [5, 11, 3], seed_of(rng)
    start, _ = train(student, data, sizes, epochs=4, lr=0.0, batch_size=1, seed=seed)
    layers, _ = train(student, data, sizes, epochs=4, lr=0.5, batch_size=1, seed=seed)
    # Four equal orders by chance: once in 24³ seeds.
    orders = (
        [int(row) for row in np.concatenate(batches)]
        for batches in all_batches(4, 1)
        if any_near(layers, [ref.train(floats(start), *data, batches * 4, lr=0.5)])
    )
    order = next(orders, None)
    # Which order it is depends on how somebody shuffles; that it is one, and whether it was shuffled, does not.
    record(student, None, order and ("as given" if order == sorted(order) else "shuffled once"))
    kit.require(order is None, "四轮用的是同一个顺序")


@pytest.mark.exercise("train_network", seconds=20)
def test_train_uses_rng(student, rng):
    """随机数都来自 rng：种子相同则结果相同，种子不同则结果不同。"""
    data, sizes, seed = dataset(rng, 12, 5, 3), [5, 7, 3], seed_of(rng)
    first, again, other = (
        train(student, data, sizes, epochs=2, lr=0.2, batch_size=4, seed=s)[0] for s in (seed, seed, seed + 1)
    )
    kit.require(distance(first, floats(again)) < 1.0, "种子相同，结果应当相同")
    kit.require(distance(first, floats(other)) > 1.0, "种子不同，结果应当不同")


@pytest.mark.exercise("train_network", seconds=20)
def test_train_keeps_inputs(student, rng):
    """传进去的 x、y 和 layer_sizes 在调用之后保持原样；标签可以是 uint8，x 的内存可以不连续。"""
    x, y = dataset(rng, 12, 5, 3)
    x, y, sizes = np.asfortranarray(x), y.astype(np.uint8), [5, 7, 3]
    before = x.copy(), y.copy()
    student.train_network(x, y, sizes, 2, 0.1, 4, np.random.default_rng(seed_of(rng)))
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    kit.unchanged(sizes, [5, 7, 3], "layer_sizes")
