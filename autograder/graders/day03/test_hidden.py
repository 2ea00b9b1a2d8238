"""Hidden tests of day03.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from itertools import permutations
from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit
from autograder.checking.student import StudentError
from autograder.graders.day03 import reference as ref

# What an eps of 1e-7, or rounding in float32 on the way, may move a loss.
LOSS_RTOL = 5e-6
# Training in float32 rounds at every step; another order, batch or optimizer moves the weights by far more.
TRAIN_RTOL, TRAIN_ATOL = 1e-4, 1e-5

SHAPES = [(11,), (1, 5), (2, 3, 5)]
LABEL_TYPES = ["uint8", "int64", "int8", "float32"]


def strided(a: np.ndarray) -> np.ndarray:
    """The same numbers as a view that skips every other entry of a longer array."""
    long = np.zeros(2 * len(a), dtype=a.dtype)
    long[1::2] = a
    return long[1::2]


def layouts(a: np.ndarray) -> list[np.ndarray]:
    """The same matrix in Fortran order and as a view that skips rows and columns of a larger one."""
    wide = np.zeros((2 * a.shape[0], 3 * a.shape[1]))
    wide[::2, 1::3] = a
    return [np.asfortranarray(a), wide[::2, 1::3]]


def both_labels(rng: np.random.Generator, n: int) -> np.ndarray:
    """Random labels 0 and 1 of which neither is missing, and which are not balanced."""
    y = (rng.random(n) < 0.4).astype(int)
    y[: min(n, 3)] = [1, 0, 0][: min(n, 3)]
    return rng.permutation(y)


def probabilities(rng: np.random.Generator, n: int) -> np.ndarray:
    """Probabilities none of which is near 0 or 1: clipping does not show."""
    return rng.uniform(0.05, 0.95, n)


def one_by_one(p: np.ndarray, y: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Batches of one sample each: whether a mean is taken does not show."""
    return [(p[i : i + 1].copy(), y[i : i + 1].copy()) for i in range(len(p))]


def check_far_out(student: Any, name: str, z: np.ndarray, want: np.ndarray) -> None:
    """Fail unless a function gives these values without a warning.

    An overflow that spoils the value and one that only warns are two mistakes: it is called once to see the one, and once
    to see the other.
    """
    function, warned = getattr(student, name), False
    result = function(z.copy())
    try:
        with student.strict_warnings():
            function(z.copy())
    except StudentError as error:
        warned = error.exception == "RuntimeWarning"
        if not warned:
            raise
    kit.close(result, want, atol=1e-12)
    kit.require(not warned, "计算中发出了 RuntimeWarning")


# --- sigmoid ------------------------------------------------------------------------------------------


@pytest.mark.exercise("sigmoid", core=True)
def test_sigmoid_values(student, rng):
    """每个元素 z 变成 1 / (1 + e^(−z))，形状不变。"""
    z = rng.normal(scale=3.0, size=(5, 7))
    want = ref.sigmoid(z)
    kit.close(student.sigmoid(z), want, atol=1e-7)


@pytest.mark.exercise("sigmoid")
def test_sigmoid_exact(student, rng):
    """绝对误差不超过题面给的界限，z 在几十上下时也一样。"""
    z = np.append(rng.uniform(-45.0, 45.0, size=101), 0.0)
    want = ref.sigmoid(z)
    kit.close(student.sigmoid(z), want, rtol=1e-12, atol=1e-12)


@pytest.mark.exercise("sigmoid")
def test_sigmoid_far_below(student, rng):
    """z 是很大的负数时结果趋于 0，计算中不溢出，也不发出警告。"""
    z = np.append(-rng.uniform(20.0, 1e4, size=(3, 7)), -1e4)
    want = ref.sigmoid(z)
    check_far_out(student, "sigmoid", z, want)


@pytest.mark.exercise("sigmoid")
def test_sigmoid_far_above(student, rng):
    """z 是很大的正数时结果趋于 1，计算中不溢出，也不发出警告。"""
    z = np.append(rng.uniform(20.0, 1e4, size=(3, 7)), 1e4)
    want = ref.sigmoid(z)
    check_far_out(student, "sigmoid", z, want)


@pytest.mark.exercise("sigmoid")
def test_sigmoid_any_shape(student, rng):
    """一维、二维、三维数组都能用，输出的形状与输入相同。"""
    inputs = [rng.normal(size=shape) for shape in SHAPES]
    wants = [ref.sigmoid(z) for z in inputs]
    results = [student.sigmoid(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("sigmoid")
def test_sigmoid_scalars(student, rng):
    """给一个数（float、np.float64），还一个数。"""
    inputs = [float(rng.normal()), -float(rng.uniform(1, 3)), np.float64(rng.normal())]
    wants = [float(ref.sigmoid(z)) for z in inputs]
    results = [student.sigmoid(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("sigmoid")
def test_sigmoid_integers(student, rng):
    """整数数组也能用，结果是浮点数。"""
    z = rng.integers(-9, 10, size=(5, 7))
    want = ref.sigmoid(z)
    kit.close(student.sigmoid(z), want)


@pytest.mark.exercise("sigmoid")
def test_sigmoid_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样，无论内存怎样排列。"""
    inputs = [rng.normal(size=(5, 7)), *layouts(rng.normal(size=(5, 7)))]
    before = [z.copy() for z in inputs]
    results = [student.sigmoid(z) for z in inputs]
    for z, then, result in zip(inputs, before, results):
        kit.unchanged(z, then, "z")
        kit.close(result, ref.sigmoid(then))


# --- sigmoid_derivative -------------------------------------------------------------------------------


@pytest.mark.exercise("sigmoid_derivative", core=True)
def test_sigmoid_derivative_values(student, rng):
    """返回 sigmoid 在 z 处的导数（z 是 sigmoid 的输入，不是它的输出），形状不变。"""
    z = rng.normal(scale=2.0, size=(5, 7))
    want = ref.sigmoid_derivative(z)
    kit.close(student.sigmoid_derivative(z), want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise("sigmoid_derivative")
def test_sigmoid_derivative_exact(student, rng):
    """绝对误差不超过题面给的界限，在 z = 0 处正好是四分之一。"""
    z = np.append(rng.uniform(-45.0, 45.0, size=101), 0.0)
    want = ref.sigmoid_derivative(z)
    kit.close(student.sigmoid_derivative(z), want, rtol=1e-12, atol=1e-12)


@pytest.mark.exercise("sigmoid_derivative", weight=2)
def test_sigmoid_derivative_far_out(student, rng):
    """离 0 很远的 z，导数趋于 0，不溢出，不发出警告，也不是 NaN。"""
    z = np.append(rng.uniform(20.0, 1e4, size=21) * rng.choice([-1.0, 1.0], size=21), [1e4, -1e4, 2.5, -3.0])
    want = ref.sigmoid_derivative(z)
    check_far_out(student, "sigmoid_derivative", z, want)


@pytest.mark.exercise("sigmoid_derivative")
def test_sigmoid_derivative_any_shape(student, rng):
    """一维、二维、三维数组都能用；整数数组得到浮点数；给一个数，还一个数。"""
    inputs = [*(rng.normal(size=shape) for shape in SHAPES), rng.integers(-4, 5, size=(3, 7)), 0.75]
    wants = [ref.sigmoid_derivative(z) for z in inputs]
    results = [student.sigmoid_derivative(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise("sigmoid_derivative")
def test_sigmoid_derivative_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样。"""
    z = rng.normal(size=(5, 7))
    before = z.copy()
    student.sigmoid_derivative(z)
    kit.unchanged(z, before, "z")


# --- binary_cross_entropy -----------------------------------------------------------------------------


@pytest.mark.exercise("binary_cross_entropy", core=True)
def test_loss_values(student, rng):
    """损失是一个数：每个样本取给正确答案的概率，取负对数，再对样本求平均。"""
    p, y = probabilities(rng, 11), both_labels(rng, 11).astype(float)
    want = ref.binary_cross_entropy(p, y)
    kit.close(student.binary_cross_entropy(p, y), want, rtol=LOSS_RTOL)


@pytest.mark.exercise("binary_cross_entropy")
def test_loss_one_sample(student, rng):
    """只有一个样本时，标签是 0 或 1 都要算对。"""
    p = probabilities(rng, 1)
    wants = [ref.binary_cross_entropy(p, np.array([label])) for label in (0, 1)]
    results = [student.binary_cross_entropy(p, np.array([label])) for label in (0, 1)]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=LOSS_RTOL)


@pytest.mark.exercise("binary_cross_entropy")
def test_loss_many_samples(student, rng):
    """样本很多时仍然求平均；数组的内存可以不连续。"""
    p, y = probabilities(rng, 307), both_labels(rng, 307)
    want = ref.binary_cross_entropy(p, y)
    results = [student.binary_cross_entropy(p, y), student.binary_cross_entropy(strided(p), strided(y))]
    for result in results:
        kit.close(result, want, rtol=LOSS_RTOL)


@pytest.mark.exercise("binary_cross_entropy")
def test_loss_label_types(student, rng):
    """标签可以是任何数值类型，包括无符号整数。"""
    samples = one_by_one(probabilities(rng, 3), both_labels(rng, 3))
    wants = [ref.binary_cross_entropy(p, y) for p, y in samples]
    results = [
        [student.binary_cross_entropy(p, y.astype(dtype)) for p, y in samples] for dtype in LABEL_TYPES
    ]
    for given in results:
        for want, result in zip(wants, given):
            kit.close(result, want, rtol=LOSS_RTOL)


@pytest.mark.exercise("binary_cross_entropy")
def test_loss_small_probability(student, rng):
    """给正确答案的概率很小但不是 0 时，取对数之前不能把它换成大得多的数。"""
    samples = one_by_one(np.array([2e-5, 1 - 3e-5]), np.array([1, 0]))
    wants = [ref.binary_cross_entropy(p, y) for p, y in samples]
    results = [student.binary_cross_entropy(p, y) for p, y in samples]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=2e-3)


@pytest.mark.exercise("binary_cross_entropy", weight=2)
def test_loss_certain(student, rng):
    """概率恰好是 0 或 1 时，损失仍是有限的数：猜对时接近 0，猜错时由 eps 决定。"""
    wrong = one_by_one(np.array([0.0, 1.0]), np.array([1, 0]))
    right = one_by_one(np.array([0.0, 1.0]), np.array([0, 1]))
    wants = [ref.binary_cross_entropy(p, y) for p, y in wrong]
    results = [student.binary_cross_entropy(p, y) for p, y in wrong]
    certain = [student.binary_cross_entropy(p, y) for p, y in right]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=0.02)
    for result in certain:
        kit.close(result, 0.0, atol=2e-6)


@pytest.mark.exercise("binary_cross_entropy")
def test_loss_other_eps(student, rng):
    """截断的界限由参数 eps 决定；截的是预测，两头都截，标签不动。"""
    p, y = np.array([0.01, 0.99, 0.02, 0.98]), np.array([1, 0, 0, 1])
    samples = one_by_one(np.append(p, rng.uniform(0.3, 0.7, 2)), np.append(y, [0, 1]))
    wants = [ref.binary_cross_entropy(*sample, eps) for eps in (0.2, 0.05) for sample in samples]
    results = [
        *(student.binary_cross_entropy(*sample, 0.2) for sample in samples),
        *(student.binary_cross_entropy(*sample, eps=0.05) for sample in samples),
    ]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=LOSS_RTOL)


@pytest.mark.exercise("binary_cross_entropy")
def test_loss_keeps_inputs(student, rng):
    """传进去的 y_pred 和 y_true 在调用之后保持原样，需要截断时也一样。"""
    p, y = probabilities(rng, 11), both_labels(rng, 11).astype(float)
    p[:2] = [0.0, 1.0]
    before = p.copy(), y.copy()
    student.binary_cross_entropy(p, y)
    kit.unchanged(p, before[0], "y_pred")
    kit.unchanged(y, before[1], "y_true")


# --- binary_cross_entropy_derivative ------------------------------------------------------------------


@pytest.mark.exercise("binary_cross_entropy_derivative", core=True)
def test_loss_derivative_values(student, rng):
    """返回平均损失对每个预测概率的导数，形状与 y_pred 相同。"""
    p, y = probabilities(rng, 11), both_labels(rng, 11).astype(float)
    want = ref.binary_cross_entropy_derivative(p, y)
    kit.close(student.binary_cross_entropy_derivative(p, y), want, rtol=1e-6)


@pytest.mark.exercise("binary_cross_entropy_derivative")
def test_loss_derivative_one_sample(student, rng):
    """只有一个样本时也返回数组，标签是 0 或 1 都要算对。"""
    p = probabilities(rng, 1)
    wants = [ref.binary_cross_entropy_derivative(p, np.array([label])) for label in (0, 1)]
    results = [student.binary_cross_entropy_derivative(p, np.array([label])) for label in (0, 1)]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=1e-6)


@pytest.mark.exercise("binary_cross_entropy_derivative")
def test_loss_derivative_near_the_ends(student, rng):
    """概率离 0 和 1 很近时，导数可以很大，仍要算准。"""
    near = 10.0 ** rng.uniform(-4.9, -4, 4)
    samples = one_by_one(np.where([True, True, False, False], near, 1 - near), np.array([1, 0, 1, 0]))
    wants = [ref.binary_cross_entropy_derivative(p, y) for p, y in samples]
    results = [student.binary_cross_entropy_derivative(p, y) for p, y in samples]
    for want, result in zip(wants, results):
        # 1e-8 in a denominator of 1e-5.
        kit.close(result, want, rtol=2e-3)


@pytest.mark.exercise("binary_cross_entropy_derivative")
def test_loss_derivative_label_types(student, rng):
    """标签可以是任何数值类型，包括无符号整数。"""
    samples = one_by_one(probabilities(rng, 3), both_labels(rng, 3))
    wants = [ref.binary_cross_entropy_derivative(p, y) for p, y in samples]
    results = [
        [student.binary_cross_entropy_derivative(p, y.astype(dtype)) for p, y in samples]
        for dtype in LABEL_TYPES
    ]
    for given in results:
        for want, result in zip(wants, given):
            kit.close(result, want, rtol=1e-6)


@pytest.mark.exercise("binary_cross_entropy_derivative")
def test_loss_derivative_many_samples(student, rng):
    """样本很多时仍然除以样本数；数组的内存可以不连续。"""
    p, y = probabilities(rng, 107), both_labels(rng, 107)
    want = ref.binary_cross_entropy_derivative(p, y)
    kit.close(student.binary_cross_entropy_derivative(strided(p), strided(y)), want, rtol=1e-6)


@pytest.mark.exercise("binary_cross_entropy_derivative")
def test_loss_derivative_keeps_inputs(student, rng):
    """传进去的 y_pred 和 y_true 在调用之后保持原样。"""
    p, y = probabilities(rng, 11), both_labels(rng, 11).astype(float)
    before = p.copy(), y.copy()
    student.binary_cross_entropy_derivative(p, y)
    kit.unchanged(p, before[0], "y_pred")
    kit.unchanged(y, before[1], "y_true")


# --- logit_gradient -----------------------------------------------------------------------------------


@pytest.mark.exercise("logit_gradient", core=True)
def test_logit_gradient_values(student, rng):
    """返回平均损失对每个打分的梯度，形状与 y_pred 相同。"""
    p, y = probabilities(rng, 11), both_labels(rng, 11).astype(float)
    want = ref.logit_gradient(p, y)
    kit.close(student.logit_gradient(p, y), want, rtol=1e-6)


@pytest.mark.exercise("logit_gradient")
def test_logit_gradient_one_sample(student, rng):
    """只有一个样本时也返回数组，标签是 0 或 1 都要算对。"""
    p = probabilities(rng, 1)
    wants = [ref.logit_gradient(p, np.array([label])) for label in (0, 1)]
    results = [student.logit_gradient(p, np.array([label])) for label in (0, 1)]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=1e-6)


@pytest.mark.exercise("logit_gradient", weight=2)
def test_logit_gradient_certain(student, rng):
    """概率恰好是 0 或 1 时没有除以 0：猜错的样本梯度最大，猜对的是 0。"""
    samples = one_by_one(np.array([0.0, 1.0, 0.0, 1.0, 0.02, 0.97]), np.array([1, 0, 0, 1, 1, 0]))
    wants = [ref.logit_gradient(p, y) for p, y in samples]
    results = [student.logit_gradient(p, y) for p, y in samples]
    for want, result in zip(wants, results):
        kit.close(result, want, atol=1e-6)


@pytest.mark.exercise("logit_gradient")
def test_logit_gradient_label_types(student, rng):
    """标签可以是任何数值类型，包括无符号整数。"""
    samples = one_by_one(probabilities(rng, 3), both_labels(rng, 3))
    wants = [ref.logit_gradient(p, y) for p, y in samples]
    results = [[student.logit_gradient(p, y.astype(dtype)) for p, y in samples] for dtype in LABEL_TYPES]
    for given in results:
        for want, result in zip(wants, given):
            kit.close(result, want, rtol=1e-6)


@pytest.mark.exercise("logit_gradient")
def test_logit_gradient_many_samples(student, rng):
    """样本很多时仍然除以样本数；数组的内存可以不连续。"""
    p, y = probabilities(rng, 107), both_labels(rng, 107)
    want = ref.logit_gradient(p, y)
    kit.close(student.logit_gradient(strided(p), strided(y)), want, rtol=1e-6)


@pytest.mark.exercise("logit_gradient")
def test_logit_gradient_keeps_inputs(student, rng):
    """传进去的 y_pred 和 y_true 在调用之后保持原样。"""
    p, y = probabilities(rng, 11), both_labels(rng, 11).astype(float)
    before = p.copy(), y.copy()
    student.logit_gradient(p, y)
    kit.unchanged(p, before[0], "y_pred")
    kit.unchanged(y, before[1], "y_true")


# --- neuron_forward -----------------------------------------------------------------------------------


def neuron(rng: np.random.Generator, n: int, d: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Samples, weights, and a bias that is far from 0."""
    return rng.normal(size=(n, d)), rng.normal(size=d), float(rng.uniform(0.6, 1.2))


@pytest.mark.exercise("neuron_forward", core=True)
def test_neuron_values(student, rng):
    """每个样本的特征乘以权重求和，加上偏置，过 sigmoid；n 个样本得到 n 个概率。"""
    x, w, b = neuron(rng, 7, 5)
    want = ref.neuron_forward(x, w, b)
    kit.close(student.neuron_forward(x, w, b), want)


@pytest.mark.exercise("neuron_forward")
def test_neuron_small_shapes(student, rng):
    """只有一个样本、只有一个特征、样本数等于特征数时，结果都是一维的 (n,)。"""
    cases = [neuron(rng, n, d) for n, d in ((1, 5), (7, 1), (1, 1), (3, 3))]
    wants = [ref.neuron_forward(*case) for case in cases]
    results = [student.neuron_forward(*case) for case in cases]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("neuron_forward")
def test_neuron_negative_and_zero_bias(student, rng):
    """偏置是负数、是 0、是 np.float64 时都能用。"""
    x, w, b = neuron(rng, 7, 5)
    biases = [-b, 0.0, np.float64(b)]
    wants = [ref.neuron_forward(x, w, bias) for bias in biases]
    results = [student.neuron_forward(x, w, bias) for bias in biases]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("neuron_forward")
def test_neuron_saturated(student, rng):
    """打分很大时概率是 0 和 1，不是 NaN。"""
    x, w, b = neuron(rng, 7, 5)
    want = ref.neuron_forward(1e3 * x, w, b)
    kit.close(student.neuron_forward(1e3 * x, w, b), want)


@pytest.mark.exercise("neuron_forward")
def test_neuron_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用；传进去的数组保持原样。"""
    x, w, b = neuron(rng, 7, 5)
    want = ref.neuron_forward(x, w, b)
    inputs = [(same, strided(w)) for same in layouts(x)]
    results = [student.neuron_forward(*arrays, b) for arrays in inputs]
    for result, arrays in zip(results, inputs):
        kit.close(result, want)
        kit.unchanged(arrays[0], x, "x")
        kit.unchanged(arrays[1], w, "w")


# --- neuron_gradients ---------------------------------------------------------------------------------


def check_gradients(result: Any, want: tuple[np.ndarray, float], **tolerance: float) -> None:
    """Fail unless ``result`` is the pair (dw, db)."""
    dw, db = kit.sequence(result, 2)
    kit.close(dw, want[0], name="dw", **tolerance)
    kit.close(db, want[1], name="db", **tolerance)


@pytest.mark.exercise("neuron_gradients", core=True)
def test_neuron_gradients_values(student, rng):
    """返回平均损失的梯度 (dw, db)：dw 与 w 同形状，db 是一个数。"""
    (x, w, b), y = neuron(rng, 11, 5), both_labels(rng, 11).astype(float)
    want = ref.neuron_gradients(x, y, w, b)
    check_gradients(student.neuron_gradients(x, y, w, b), want, rtol=1e-6)


@pytest.mark.exercise("neuron_gradients")
@pytest.mark.parametrize("shapes", [((1, 5), (1, 1)), ((7, 1), (3, 3))], ids=["one-sample", "few-features"])
def test_neuron_gradients_small_shapes(student, rng, shapes):
    """只有一个样本、只有一个特征、样本数等于特征数时，dw 的形状都是 (d,)。"""
    cases = [(neuron(rng, n, d), both_labels(rng, n)) for n, d in shapes]
    wants = [ref.neuron_gradients(x, y, w, b) for (x, w, b), y in cases]
    results = [student.neuron_gradients(x, y, w, b) for (x, w, b), y in cases]
    for want, result in zip(wants, results):
        check_gradients(result, want, rtol=1e-6)


@pytest.mark.exercise("neuron_gradients", weight=2)
def test_neuron_gradients_saturated(student, rng):
    """概率舍入成 0 或 1 的样本，梯度既不丢失，也不变成 NaN。"""
    # One sample each, and far enough on either side of the boundary that p is rounded to 0 or to 1.
    w = rng.uniform(0.5, 1.5, 3)
    cases = [(side * 300.0 * w[None, :], np.array([label]), w, 0.7) for side in (-1, 1) for label in (0, 1)]
    wants = [ref.neuron_gradients(*case) for case in cases]
    results = [student.neuron_gradients(*case) for case in cases]
    for want, result in zip(wants, results):
        check_gradients(result, want, rtol=1e-6, atol=1e-4)


@pytest.mark.exercise("neuron_gradients")
def test_neuron_gradients_label_types(student, rng):
    """标签可以是任何数值类型，包括无符号整数。"""
    cases = [(neuron(rng, 1, 3), np.array([label])) for label in (0, 1)]
    wants = [ref.neuron_gradients(x, y, w, b) for (x, w, b), y in cases]
    results = [
        [student.neuron_gradients(x, y.astype(dtype), w, b) for (x, w, b), y in cases]
        for dtype in LABEL_TYPES
    ]
    for given in results:
        for want, result in zip(wants, given):
            check_gradients(result, want, rtol=1e-6)


@pytest.mark.exercise("neuron_gradients")
def test_neuron_gradients_layouts(student, rng):
    """样本很多时仍然求平均；数组的内存可以不连续。"""
    (x, w, b), y = neuron(rng, 43, 3), both_labels(rng, 43)
    want = ref.neuron_gradients(x, y, w, b)
    results = [student.neuron_gradients(same, strided(y), strided(w), b) for same in layouts(x)]
    for result in results:
        check_gradients(result, want, rtol=1e-6)


@pytest.mark.exercise("neuron_gradients")
def test_neuron_gradients_keeps_inputs(student, rng):
    """传进去的 x、y 和 w 在调用之后保持原样。"""
    (x, w, b), y = neuron(rng, 11, 3), both_labels(rng, 11).astype(float)
    before = x.copy(), y.copy(), w.copy()
    student.neuron_gradients(x, y, w, b)
    for now, then, name in zip((x, y, w), before, ("x", "y", "w")):
        kit.unchanged(now, then, name)


# --- adam_step ----------------------------------------------------------------------------------------
#
# The state stays with the student: what a test sees of it is a copy, and whether an old one can be used again.


def adam(student: Any, param: Any, grad: Any, state: Any, **options: float) -> tuple[Any, Any]:
    """Call the student's adam_step on copies: (param, state)."""
    param, grad = (np.copy(value) if np.ndim(value) else value for value in (param, grad))
    param, state = kit.sequence(student.adam_step(param, grad, state, **options), 2)
    return param, state


def adam_run(student: Any, param: Any, grads: list[Any], **options: float) -> list[Any]:
    """The student's parameters after each step, checked for shape as they are fed back."""
    state: Any = {}
    path = []
    for grad in grads:
        param, state = adam(student, param, grad, state, **options)
        param = (
            kit.array(param, np.shape(grad), name="param") if np.ndim(grad) else kit.scalar(param, "param")
        )
        path.append(param)
    return path


def adam_path(param: Any, grads: list[Any], lr: float = 0.01, **options: float) -> list[Any]:
    """What :func:`adam_run` should give."""
    path = []
    for t in range(1, len(grads) + 1):
        param = param + ref.adam_update(grads[:t], lr, **options)
        path.append(param)
    return path


def check_path(actual: list[Any], expected: list[Any]) -> None:
    """Fail at the first step whose parameter differs."""
    for got, want in zip(actual, expected):
        kit.close(got, want, name="param", rtol=1e-6, atol=1e-7)


def slopes(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Gradients none of which is near 0: where the default eps is added does not show."""
    return rng.uniform(0.5, 2.0, shape) * rng.choice([-1.0, 1.0], shape)


def contents(student: Any, state: Any) -> dict[str, Any]:
    """A copy of what a state holds."""
    return kit.mapping(student.invoke(state, "copy"), ("t", "m", "v"), "state")


@pytest.mark.exercise("adam_step", core=True)
def test_adam_array(student, rng):
    """数组参数：连走几步，每一步都与带偏差修正的 Adam 一致。"""
    param, grads = rng.normal(size=(3, 5)), [slopes(rng, 3, 5) for _ in range(4)]
    want = adam_path(param, grads, lr=0.1)
    check_path(adam_run(student, param, grads, lr=0.1), want)


@pytest.mark.exercise("adam_step", core=True)
def test_adam_scalar(student, rng):
    """参数是一个数时同样更新，返回的也是一个数。"""
    param, grads = float(rng.normal()), slopes(rng, 4).tolist()
    want = adam_path(param, grads, lr=0.1)
    check_path(adam_run(student, param, grads, lr=0.1), want)


@pytest.mark.exercise("adam_step")
def test_adam_first_step(student, rng):
    """第一步不论梯度大小，每个元素都朝梯度的反方向走 lr 那么远。"""
    param, grads = rng.normal(size=(2, 3)), [slopes(rng, 2, 3) * 10.0 ** rng.integers(0, 3, (2, 3))]
    want = adam_path(param, grads, lr=0.3)
    check_path(adam_run(student, param, grads, lr=0.3), want)


@pytest.mark.exercise("adam_step")
def test_adam_many_steps(student, rng):
    """走十几步，偏差修正随步数变化，仍然一致。"""
    param, grads = rng.normal(size=7), [slopes(rng, 7) for _ in range(13)]
    want = adam_path(param, grads)
    check_path(adam_run(student, param, grads), want)


# Without averages nothing is corrected: what is left is how the gradient, its root and eps are put together.
@pytest.mark.exercise("adam_step")
@pytest.mark.parametrize("eps", [1e-8, 0.3])
def test_adam_without_averages(student, rng, eps):
    """beta1 = beta2 = 0 时，一步是 lr·g / (|g| + eps)：eps 加在根号的外面。"""
    param, grads = rng.normal(size=(2, 3)), [slopes(rng, 2, 3)]
    options = {"lr": 0.5, "beta1": 0.0, "beta2": 0.0, "eps": eps}
    want = adam_path(param, grads, **options)
    check_path(adam_run(student, param, grads, **options), want)


@pytest.mark.exercise("adam_step")
def test_adam_large_eps(student, rng):
    """eps 加在修正之后的 v 的平方根上；eps 很大时看得出来。"""
    param, grads = rng.normal(size=(2, 3)), [slopes(rng, 2, 3)]
    want = adam_path(param, grads, lr=0.5, eps=0.3)
    check_path(adam_run(student, param, grads, lr=0.5, eps=0.3), want)


@pytest.mark.exercise("adam_step")
def test_adam_other_betas(student, rng):
    """beta1 和 beta2 由参数决定。"""
    param, grads = rng.normal(size=(2, 3)), [slopes(rng, 2, 3) for _ in range(5)]
    options = {"lr": 0.2, "beta1": 0.5, "beta2": 0.8}
    want = adam_path(param, grads, **options)
    check_path(adam_run(student, param, grads, **options), want)


@pytest.mark.exercise("adam_step")
def test_adam_zero_gradient(student, rng):
    """梯度为 0 时参数不动，不出现 0 除以 0。"""
    param, grads = rng.normal(size=5), [np.zeros(5)]
    check_path(adam_run(student, param, grads, lr=0.1), [param])


def states_after(student: Any, rng: np.random.Generator) -> tuple[list[np.ndarray], list[dict[str, Any]]]:
    """Three gradients, and what the state holds after each."""
    grads = [slopes(rng, 2, 3) for _ in range(3)]
    param, seen = rng.normal(size=(2, 3)), []
    state: Any = {}
    for grad in grads:
        param, state = adam(student, param, grad, state)
        seen.append(student.invoke(state, "copy"))
    return grads, seen


@pytest.mark.exercise("adam_step")
def test_adam_state_steps(student, rng):
    """state 的 "t" 是走过的步数，第一步之后为 1。"""
    _, seen = states_after(student, rng)
    for t, held in enumerate(seen, start=1):
        kit.close(kit.mapping(held, ("t",), "state")["t"], float(t), name='state["t"]')


@pytest.mark.exercise("adam_step")
def test_adam_state_averages(student, rng):
    """state 的 "m"、"v" 是修正之前的滑动平均，与参数同形状。"""
    grads, seen = states_after(student, rng)
    for t, held in enumerate(seen, start=1):
        kit.mapping(held, ("m", "v"), "state")
        kit.close(held["m"], ref.adam_moments(grads[:t], 0.9, 1), rtol=1e-6, name='state["m"]')
        kit.close(held["v"], ref.adam_moments(grads[:t], 0.999, 2), rtol=1e-6, name='state["v"]')


@pytest.mark.exercise("adam_step")
def test_adam_keeps_param_and_grad(student, rng):
    """传进去的 param 和 grad 在调用之后保持原样。"""
    param, grad = rng.normal(size=(3, 5)), rng.normal(size=(3, 5))
    before = param.copy(), grad.copy()
    _, state = kit.sequence(student.adam_step(param, grad, {}), 2)
    student.adam_step(param, grad, state)
    kit.unchanged(param, before[0], "param")
    kit.unchanged(grad, before[1], "grad")


@pytest.mark.exercise("adam_step")
def test_adam_keeps_state(student, rng):
    """传进去的 state 不变：同一个旧 state 用两次，结果相同，它自己的内容也没有变。"""
    param, grads = rng.normal(size=5), [slopes(rng, 5) for _ in range(2)]
    _, state = adam(student, param, grads[0], {}, lr=0.1)
    before = student.invoke(state, "copy")
    first, _ = adam(student, param, grads[1], state, lr=0.1)
    again, _ = adam(student, param, grads[1], state, lr=0.1)
    after = student.invoke(state, "copy")
    kit.close(again, kit.array(first, (5,), name="param"), name="同一个 state 第二次用的结果")
    kit.require(before.keys() == after.keys(), "调用之后 state 的键变了")
    for name in before.keys() & {"t", "m", "v"}:
        kit.close(after[name], before[name], name=f'state["{name}"]')


@pytest.mark.exercise("adam_step")
def test_adam_keeps_empty_state(student, rng):
    """传进去的空字典在调用之后仍然是空的。"""
    param, grad = rng.normal(size=5), rng.normal(size=5)
    _, state = adam(student, param, grad, {})
    student.invoke(state, "clear")
    adam(student, param, grad, state)
    after = student.invoke(state, "copy")
    kit.require(after == {}, "空字典里多出了东西")


@pytest.mark.exercise("adam_step")
def test_adam_two_parameters(student, rng):
    """两个参数各用各的 state，交替更新，互不影响。"""
    starts = rng.normal(size=3), float(rng.normal())
    grads = [slopes(rng, 3) for _ in range(3)], slopes(rng, 3).tolist()
    apart = [adam_run(student, start, own)[-1] for start, own in zip(starts, grads)]
    params: list[Any] = list(starts)
    states: list[Any] = [{}, {}]
    for pair in zip(*grads):
        for i, grad in enumerate(pair):
            params[i], states[i] = adam(student, params[i], grad, states[i])
    for together, alone in zip(params, apart):
        kit.close(together, alone, name="param")


# --- train_neuron -------------------------------------------------------------------------------------
#
# Nothing here depends on the order in which random numbers are drawn: the reference repeats the training
# where the order of the samples does not matter, or tries every order that is possible.


def train(
    student: Any,
    data: tuple[np.ndarray, np.ndarray],
    *,
    epochs: int,
    lr: float,
    batch_size: int,
    seed: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Call train_neuron on copies of the data; check types and shapes; return (w1, …, wd, b) and history."""
    x, y, rng = data[0].copy(), data[1].copy(), np.random.default_rng(seed)
    w, b, history = kit.sequence(student.train_neuron(x, y, epochs, lr, batch_size, rng), 3)
    w = kit.array(w, (x.shape[1],), dtype="f", name="w")
    theta = np.append(w.astype(np.float64), kit.scalar(b, "b"))
    if isinstance(history, np.ndarray):
        history = list(kit.array(history, (epochs,), dtype="f", name="history"))
    losses = [kit.scalar(loss, "history 里的元素") for loss in kit.sequence(history, epochs, "history")]
    if not (np.isfinite(losses).all() and np.isfinite(theta).all()):
        kit.fail("not-finite", "w、b 或 history 里有 NaN 或 Inf")
    return theta, np.array(losses)


def distance(theta: np.ndarray, expected: np.ndarray) -> float:
    """Largest difference of parameters, in units of the training tolerance."""
    return float(np.max(np.abs(theta - expected) / (TRAIN_ATOL + TRAIN_RTOL * np.abs(expected))))


def dataset(rng: np.random.Generator, n: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    """Samples without any meaning."""
    return rng.normal(size=(n, d)), both_labels(rng, n)


def halves(rng: np.random.Generator, n: int, direction: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Samples labelled by the side of a plane off the origin on which they lie."""
    x = rng.normal(size=(n, len(direction)))
    return x, (x @ direction > 0.5).astype(float)


def seed_of(rng: np.random.Generator) -> int:
    """A seed for the student's generator."""
    return int(rng.integers(2**31))


def check_theta(theta: np.ndarray, expected: np.ndarray) -> None:
    """Fail unless the parameters agree within the training tolerance."""
    kit.close(theta, expected, rtol=TRAIN_RTOL, atol=TRAIN_ATOL, name="(w, b)")


@pytest.mark.exercise("train_neuron", core=True, weight=2, seconds=60)
def test_train_learns(student):
    """返回 (w, b, history)；在两边分得开的点上训练之后，没见过的点也能判对。"""
    # The same points for every course: 0.99 for the answer, at most 0.86 for what is wrong here, and no other points between.
    rng = np.random.default_rng(0)
    direction = np.array([1.5, -1.0, 0.5])
    data, (x_new, y_new) = halves(rng, 211, direction), halves(rng, 307, direction)
    theta, _ = train(student, data, epochs=5, lr=0.2, batch_size=16, seed=seed_of(rng))
    accuracy = float(np.mean((x_new @ theta[:-1] + theta[-1] > 0) == (y_new == 1)))
    kit.require(accuracy > 0.9, "训练之后在没见过的点上正确率太低")


@pytest.mark.exercise("train_neuron", seconds=60)
def test_train_starting_point(student, rng):
    """训练从 w = 0、b = 1 开始；学习率为 0 时参数不动，history 的每一项都是那时的平均损失。"""
    data = dataset(rng, 15, 5)
    theta, losses = train(student, data, epochs=4, lr=0.0, batch_size=5, seed=seed_of(rng))
    start = np.append(np.zeros(5), 1.0)
    kit.close(theta, start, name="(w, b)")
    expected = ref.neuron_loss(*data, start[:-1], start[-1])
    kit.close(losses, np.full(4, expected), rtol=LOSS_RTOL, name="history")


@pytest.mark.exercise("train_neuron", seconds=60)
def test_train_no_epochs(student, rng):
    """轮数为 0 时返回初值和空的 history。"""
    theta, _ = train(student, dataset(rng, 7, 3), epochs=0, lr=0.1, batch_size=4, seed=seed_of(rng))
    kit.close(theta, np.append(np.zeros(3), 1.0), name="(w, b)")


@pytest.mark.exercise("train_neuron", seconds=60)
def test_train_whole_batch(student, rng):
    """一批就是全部样本时，每一轮正好走一步 Adam：最后的参数与逐步算出来的一致。"""
    data = dataset(rng, 13, 5)
    theta, losses = train(student, data, epochs=9, lr=0.2, batch_size=13, seed=seed_of(rng))
    expected, before = ref.train(*data, [np.arange(13)] * 9, lr=0.2)
    after = [*before[1:], ref.neuron_loss(*data, expected[:-1], expected[-1])]
    check_theta(theta, expected)
    matches = any(np.allclose(losses, mean, rtol=1e-3) for mean in (before, after))
    kit.require(matches, "history 应当是每一轮的平均损失（走完这一轮时的，或这一轮之中的）")


@pytest.mark.exercise("train_neuron", seconds=60)
def test_train_batch_larger_than_data(student, rng):
    """batch_size 比样本数还大时，全部样本就是一批，照样训练。"""
    data = dataset(rng, 7, 3)
    theta, _ = train(student, data, epochs=5, lr=0.1, batch_size=32, seed=seed_of(rng))
    expected, _ = ref.train(*data, [np.arange(7)] * 5, lr=0.1)
    check_theta(theta, expected)


@pytest.mark.exercise("train_neuron", seconds=60)
def test_train_last_short_batch(student, rng):
    """样本数不能被 batch_size 整除时，最后不满的一批也用来训练，也走一整步，不多也不少。"""
    x, y = dataset(rng, 1, 3)
    data = np.repeat(x, 11, axis=0), np.repeat(y, 11)
    theta, _ = train(student, data, epochs=1, lr=0.05, batch_size=3, seed=seed_of(rng))
    # All samples are equal, so that every batch has the same gradient whatever the order.
    expected, _ = ref.train(*data, [np.arange(1)] * 4, lr=0.05)
    check_theta(theta, expected)


@functools.cache
def all_batches(n: int, size: int) -> list[list[np.ndarray]]:
    """Every way to go once through n samples in batches, the last one possibly short."""
    ways = {
        tuple(tuple(sorted(order[i : i + size])) for i in range(0, n, size))
        for order in permutations(range(n))
    }
    return [[np.array(batch) for batch in way] for way in sorted(ways)]


def any_near(theta: np.ndarray, runs: Iterable[tuple[np.ndarray, list[float]]]) -> bool:
    """Whether these parameters are what one of these runs of the reference gives; the others are not run any more."""
    return any(distance(theta, final) < 1.0 for final, _ in runs)


@pytest.mark.exercise("train_neuron", seconds=60)
def test_train_every_sample_once(student, rng):
    """每一轮里每个样本正好用一次，每个样本都带着自己的标签（这里一批一个样本）。"""
    data = dataset(rng, 5, 3)
    theta, _ = train(student, data, epochs=1, lr=0.5, batch_size=1, seed=seed_of(rng))
    runs = (ref.train(*data, batches, lr=0.5) for batches in all_batches(5, 1))
    kit.require(any_near(theta, runs), "没有哪一种样本顺序能得到这样的参数")


@pytest.mark.exercise("train_neuron", seconds=60)
def test_train_batch_sizes(student, rng):
    """样本数不能被 batch_size 整除时，前面每批正好 batch_size 个，最后一批是剩下的那几个，每个样本用一次。"""
    data = dataset(rng, 7, 3)
    theta, _ = train(student, data, epochs=1, lr=0.5, batch_size=3, seed=seed_of(rng))
    runs = (ref.train(*data, batches, lr=0.5) for batches in all_batches(7, 3))
    kit.require(any_near(theta, runs), "没有哪一种分法能得到这样的参数")


@pytest.mark.exercise("train_neuron", seconds=60)
def test_train_new_order_each_epoch(student, rng):
    """每一轮都重新打乱样本的顺序，不是每轮都按同一个顺序。"""
    data, seed = dataset(rng, 4, 3), seed_of(rng)
    theta, _ = train(student, data, epochs=4, lr=0.5, batch_size=1, seed=seed)
    # Four equal orders by chance: once in 24³ seeds.
    runs = (ref.train(*data, batches * 4, lr=0.5) for batches in all_batches(4, 1))
    kit.require(not any_near(theta, runs), "四轮用的是同一个顺序")


@pytest.mark.exercise("train_neuron", seconds=60)
def test_train_uses_rng(student, rng):
    """打乱用的随机数都来自 rng：种子相同则结果相同，种子不同则结果不同。"""
    data, seed = dataset(rng, 12, 5), seed_of(rng)
    first, again, other = (
        train(student, data, epochs=2, lr=0.2, batch_size=4, seed=s)[0] for s in (seed, seed, seed + 1)
    )
    kit.require(distance(first, again) < 1.0, "种子相同，结果应当相同")
    kit.require(distance(first, other) > 1.0, "种子不同，结果应当不同")


@pytest.mark.exercise("train_neuron", seconds=60)
def test_train_keeps_inputs(student, rng):
    """传进去的 x 和 y 在调用之后保持原样；标签可以是无符号整数，x 的内存可以不连续。"""
    x, y = dataset(rng, 13, 3)
    arrays = np.asfortranarray(x), y.astype(np.uint8)
    expected, _ = ref.train(x, y, [np.arange(13)] * 3, lr=0.1)
    w, b, _ = kit.sequence(student.train_neuron(*arrays, 3, 0.1, 13, np.random.default_rng(seed_of(rng))), 3)
    kit.unchanged(arrays[0], x, "x")
    kit.unchanged(arrays[1], y, "y")
    kit.close(w, expected[:-1], rtol=TRAIN_RTOL, atol=TRAIN_ATOL, name="w")
    kit.close(b, expected[-1], rtol=TRAIN_RTOL, atol=TRAIN_ATOL, name="b")


# --- build_classifier ---------------------------------------------------------------------------------
#
# The model stays with the student; its weights are fetched and set by name, whatever the names are.


def batch(rng: np.random.Generator, n: int) -> torch.Tensor:
    """Inputs of a classifier."""
    return torch.tensor(rng.normal(size=(n, 2)), dtype=torch.float32)


def probability(x: torch.Tensor, theta: np.ndarray) -> torch.Tensor:
    """What a neuron with parameters (w1, w2, b) gives, as a column."""
    return torch.tensor(ref.neuron_forward(x.double().numpy(), theta[:2], theta[2])[:, None])


def parameters(student: Any, model: Any) -> np.ndarray:
    """The model's parameters as (w1, w2, b)."""
    found = [p.detach().double().numpy().ravel() for p in student.invoke(model, "parameters")]
    sizes = sorted(len(values) for values in found)
    kit.require(sizes == [1, 2], "要学的参数应当是两个权重和一个偏置")
    return np.concatenate(sorted(found, key=len, reverse=True))


def set_parameters(student: Any, model: Any, theta: np.ndarray) -> None:
    """Give the model the parameters (w1, w2, b)."""
    named = kit.mapping(student.invoke(model, "state_dict"), (), "state_dict")
    values = {
        name: torch.tensor(theta[2:] if p.numel() == 1 else theta[:2], dtype=torch.float32).reshape(p.shape)
        for name, p in named.items()
    }
    student.invoke(model, "load_state_dict", values)


def some_theta(rng: np.random.Generator) -> np.ndarray:
    """Parameters (w1, w2, b) none of which is near 0."""
    return rng.uniform(0.5, 1.5, size=3) * rng.choice([-1.0, 1.0], size=3)


@pytest.mark.exercise("build_classifier", core=True, seconds=30)
def test_classifier_output(student, rng):
    """刚建好的模型把 (n, 2) 变成 (n, 1)，对任何输入都给出 σ(1)。"""
    x = batch(rng, 7)
    out = student.invoke(student.build_classifier(), "__call__", x)
    kit.close(out, probability(x, np.array([0.0, 0.0, 1.0])), rtol=1e-5)


@pytest.mark.exercise("build_classifier", core=True, seconds=30)
def test_classifier_parameters(student):
    """要学的参数一共三个数：两个权重是 0，偏置是 1。"""
    theta = parameters(student, student.build_classifier())
    kit.close(theta, np.array([0.0, 0.0, 1.0]), name="参数")


@pytest.mark.exercise("build_classifier", seconds=30)
def test_classifier_computes_a_neuron(student, rng):
    """换上别的参数，输出是 x·w + b 过一次 sigmoid；一个样本也返回 (1, 1)。"""
    model, theta = student.build_classifier(), some_theta(rng)
    inputs = [batch(rng, 11), batch(rng, 1), 100.0 * batch(rng, 5)]
    set_parameters(student, model, theta)
    results = [student.invoke(model, "__call__", x) for x in inputs]
    for x, result in zip(inputs, results):
        kit.close(result, probability(x, theta), rtol=1e-4, atol=1e-5)


@pytest.mark.exercise("build_classifier", seconds=30)
def test_classifier_can_be_trained(student):
    """每个参数的 requires_grad 都是 True，否则优化器更新不了它。"""
    found = student.invoke(student.build_classifier(), "parameters")
    kit.require(len(found) > 0 and all(p.requires_grad for p in found), "有参数不求梯度")


@pytest.mark.exercise("build_classifier", seconds=30)
def test_classifier_is_new_each_time(student, rng):
    """每次调用都返回新的模型：改动其中一个，不影响另一个，也不影响以后建的。"""
    first, second = student.build_classifier(), student.build_classifier()
    set_parameters(student, first, some_theta(rng))
    x = batch(rng, 5)
    results = [student.invoke(model, "__call__", x) for model in (second, student.build_classifier())]
    for result in results:
        kit.close(result, probability(x, np.array([0.0, 0.0, 1.0])), rtol=1e-5)


# --- fit_classifier -----------------------------------------------------------------------------------
#
# Losses are compared with a training that is repeated on this side from weights which this side has set.


def problem(rng: np.random.Generator, n: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Inputs and a column of labels."""
    return batch(rng, n), torch.tensor(both_labels(rng, n)[:, None], dtype=torch.float32)


def fit(student: Any, model: Any, x: torch.Tensor, y: torch.Tensor, epochs: int, lr: float) -> np.ndarray:
    """Call fit_classifier on copies; check the list of losses; return it as an array."""
    losses = student.fit_classifier(model, x.clone(), y.clone(), epochs, lr)
    return np.array([kit.scalar(loss, "losses 里的元素") for loss in kit.sequence(losses, epochs, "losses")])


def expected_fit(
    theta: np.ndarray, x: torch.Tensor, y: torch.Tensor, epochs: int, lr: float
) -> tuple[np.ndarray, np.ndarray]:
    """The parameters after full-batch training from ``theta``, and the losses before each step."""
    data = x.double().numpy(), y.numpy()[:, 0]
    final, losses = ref.train(*data, [np.arange(len(x))] * epochs, lr, start=theta)
    return final, np.array(losses)


def started(student: Any, theta: np.ndarray) -> Any:
    """A model with these parameters."""
    model = student.build_classifier()
    set_parameters(student, model, theta)
    return model


FIT = {"rtol": 2e-3, "atol": 2e-4}


@pytest.mark.exercise("fit_classifier", core=True, seconds=60)
def test_fit_losses(student, rng):
    """losses[i] 是第 i 步更新之前的平均损失，是 Python 的数；与逐步算出来的一致。"""
    (x, y), theta = problem(rng, 13), np.array([0.0, 0.0, 1.0])
    _, want = expected_fit(theta, x, y, 8, 0.1)
    kit.close(fit(student, student.build_classifier(), x, y, 8, 0.1), want, name="losses", **FIT)


@pytest.mark.exercise("fit_classifier", core=True, seconds=60)
def test_fit_updates_the_model(student, rng):
    """训练直接更新传进来的 model：之后它的参数与逐步算出来的一致。"""
    (x, y), theta = problem(rng, 13), some_theta(rng)
    model = started(student, theta)
    want, _ = expected_fit(theta, x, y, 6, 0.1)
    fit(student, model, x, y, 6, 0.1)
    kit.close(parameters(student, model), want, name="参数", **FIT)


@pytest.mark.exercise("fit_classifier", seconds=60)
def test_fit_starts_where_the_model_is(student, rng):
    """从 model 现在的参数开始训练，第一个损失就是它们的损失。"""
    (x, y), theta = problem(rng, 17), some_theta(rng)
    model = started(student, theta)
    _, want = expected_fit(theta, x, y, 5, 0.05)
    kit.close(fit(student, model, x, y, 5, 0.05), want, name="losses", **FIT)


@pytest.mark.exercise("fit_classifier", seconds=60)
def test_fit_many_steps(student, rng):
    """走十几步，学习率由参数 lr 决定，损失始终与逐步算出来的一致。"""
    (x, y), theta = problem(rng, 19), some_theta(rng)
    rates = (0.02, 0.3)
    wants = [expected_fit(theta, x, y, 11, lr)[1] for lr in rates]
    results = [fit(student, started(student, theta), x, y, 11, lr) for lr in rates]
    for want, result in zip(wants, results):
        kit.close(result, want, name="losses", **FIT)


@pytest.mark.exercise("fit_classifier", seconds=60)
def test_fit_twice(student, rng):
    """每次调用都新建一个 Adam：第二次从第一次停下的参数开始，不带着旧的滑动平均。"""
    (x, y), theta = problem(rng, 11), some_theta(rng)
    model = started(student, theta)
    middle, _ = expected_fit(theta, x, y, 5, 0.2)
    want, losses = expected_fit(middle, x, y, 3, 0.2)
    fit(student, model, x, y, 5, 0.2)
    again = fit(student, model, x, y, 3, 0.2)
    kit.close(again, losses, name="losses", **FIT)
    kit.close(parameters(student, model), want, name="参数", **FIT)


@pytest.mark.exercise("fit_classifier", seconds=60)
@pytest.mark.parametrize("training", [True, False])
def test_fit_restores_the_mode(student, rng, training):
    """返回时 model.training 与调用之前相同：训练模式还是训练模式，评估模式还是评估模式。"""
    (x, y), model = problem(rng, 7), student.build_classifier()
    student.invoke(model, "train", training)
    student.fit_classifier(model, x, y, 2, 0.1)
    now = student.attribute(model, "training")
    kit.require(now is training, "model.training 变了")


@pytest.mark.exercise("fit_classifier", seconds=60)
def test_fit_keeps_data(student, rng):
    """传进去的 x 和 y 在调用之后保持原样；只有一个样本也能训练。"""
    (x, y), theta = problem(rng, 1), np.array([0.0, 0.0, 1.0])
    before = x.clone(), y.clone()
    _, want = expected_fit(theta, x, y, 3, 0.1)
    losses = student.fit_classifier(student.build_classifier(), x, y, 3, 0.1)
    kit.unchanged(x.numpy(), before[0].numpy(), "x")
    kit.unchanged(y.numpy(), before[1].numpy(), "y")
    kit.close(np.array([kit.scalar(loss) for loss in kit.sequence(losses, 3)]), want, name="losses", **FIT)
