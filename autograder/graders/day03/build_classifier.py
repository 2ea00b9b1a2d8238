"""Hidden tests of build_classifier: the fresh model, and the model with weights from this side.

The model stays with the student; its weights are fetched and set by name, whatever the names are.
"""

from __future__ import annotations

import numpy as np
import pytest
import torch

from autograder import kit

from common import batch, neuron_forward, parameters, set_parameters, some_theta


def probability(x: torch.Tensor, theta: np.ndarray) -> torch.Tensor:
    """What a neuron with parameters (w1, w2, b) gives, as a column."""
    return torch.tensor(neuron_forward(x.double().numpy(), theta[:2], theta[2])[:, None])


@pytest.mark.exercise(core=True, seconds=30)
def test_classifier_output(student, rng):
    """刚建好的模型把 (n, 2) 变成 (n, 1)，对任何输入都给出 σ(1)。"""
    x = batch(rng, 7)
    out = student.invoke(student.build_classifier(), "__call__", x)
    kit.close(out, probability(x, np.array([0.0, 0.0, 1.0])), rtol=1e-5)


@pytest.mark.exercise(core=True, seconds=30)
def test_classifier_parameters(student):
    """要学的参数一共三个数：两个权重是 0，偏置是 1。"""
    theta = parameters(student, student.build_classifier())
    kit.close(theta, np.array([0.0, 0.0, 1.0]), name="参数")


@pytest.mark.exercise(seconds=30)
def test_classifier_computes_a_neuron(student, rng):
    """换上别的参数，输出是 x·w + b 过一次 sigmoid；一个样本也返回 (1, 1)。"""
    model, theta = student.build_classifier(), some_theta(rng)
    inputs = [batch(rng, 11), batch(rng, 1), 100.0 * batch(rng, 5)]
    set_parameters(student, model, theta)
    results = [student.invoke(model, "__call__", x) for x in inputs]
    for x, result in zip(inputs, results):
        kit.close(result, probability(x, theta), rtol=1e-4, atol=1e-5)


@pytest.mark.exercise(seconds=30)
def test_classifier_can_be_trained(student):
    """每个参数的 requires_grad 都是 True，否则优化器更新不了它。"""
    found = student.invoke(student.build_classifier(), "parameters")
    kit.require(len(found) > 0 and all(p.requires_grad for p in found), "有参数不求梯度")


@pytest.mark.exercise(seconds=30)
def test_classifier_is_new_each_time(student, rng):
    """每次调用都返回新的模型：改动其中一个，不影响另一个，也不影响以后建的。"""
    first, second = student.build_classifier(), student.build_classifier()
    set_parameters(student, first, some_theta(rng))
    x = batch(rng, 5)
    results = [student.invoke(model, "__call__", x) for model in (second, student.build_classifier())]
    for result in results:
        kit.close(result, probability(x, np.array([0.0, 0.0, 1.0])), rtol=1e-5)
