"""Hidden tests of neuron_forward: the neuron from its logits."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import neuron, neuron_forward


@pytest.mark.exercise(core=True)
def test_neuron_values(student, rng):
    """每个样本的特征乘以权重求和，加上偏置，过 sigmoid；n 个样本得到 n 个概率。"""
    x, w, b = neuron(rng, 7, 5)
    want = neuron_forward(x, w, b)
    kit.close(student.neuron_forward(x, w, b), want)


@pytest.mark.exercise
def test_neuron_small_shapes(student, rng):
    """只有一个样本、只有一个特征、样本数等于特征数时，结果都是一维的 (n,)。"""
    cases = [neuron(rng, n, d) for n, d in ((1, 5), (7, 1), (1, 1), (3, 3))]
    wants = [neuron_forward(*case) for case in cases]
    results = [student.neuron_forward(*case) for case in cases]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_neuron_negative_and_zero_bias(student, rng):
    """偏置是负数、是 0、是 np.float64 时都能用。"""
    x, w, b = neuron(rng, 7, 5)
    biases = [-b, 0.0, np.float64(b)]
    wants = [neuron_forward(x, w, bias) for bias in biases]
    results = [student.neuron_forward(x, w, bias) for bias in biases]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_neuron_saturated(student, rng):
    """打分很大时概率是 0 和 1，不是 NaN。"""
    x, w, b = neuron(rng, 7, 5)
    want = neuron_forward(1e3 * x, w, b)
    kit.close(student.neuron_forward(1e3 * x, w, b), want)


@pytest.mark.exercise
def test_neuron_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用；传进去的数组保持原样。"""
    x, w, b = neuron(rng, 7, 5)
    want = neuron_forward(x, w, b)
    inputs = [(same, kit.with_gaps(w)) for same in kit.layouts(x)]
    results = [student.neuron_forward(*arrays, b) for arrays in inputs]
    for result, arrays in zip(results, inputs):
        kit.close(result, want)
        kit.unchanged(arrays[0], x, "x")
        kit.unchanged(arrays[1], w, "w")
