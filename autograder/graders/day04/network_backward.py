"""Hidden tests of network_backward: gradients by recursion over the layers."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import check_layers, checked_network_forward, network_gradients, random_layers


def check_network_backward(student: Any, rng: np.random.Generator, n: int, sizes: list[int]) -> None:
    """Check the gradients of a random network on the caches of the student's own forward.

    The last layer alone comes first: what goes wrong there looks the same whatever goes wrong between the layers.
    """
    for widths in dict.fromkeys((tuple(sizes[-2:]), tuple(sizes))):
        x, layers = rng.normal(size=(n, widths[0])), random_layers(rng, list(widths))
        dlogits = rng.normal(size=(n, widths[-1]))
        want = network_gradients(x, layers, dlogits)
        grads = student.network_backward(dlogits, checked_network_forward(student, x, layers))
        check_layers(grads, want, "grads")


@pytest.mark.exercise(core=True)
def test_network_backward_values(student, rng):
    """返回的列表与 layers 结构相同、顺序相同，每一项是这一层 w 和 b 的梯度。"""
    check_network_backward(student, rng, 11, [5, 7, 3])


@pytest.mark.exercise
def test_network_backward_three_layers(student, rng):
    """三层的网络：梯度每往回穿过一个 ReLU，都要乘上那一层的导数。"""
    check_network_backward(student, rng, 11, [5, 7, 3, 2])


@pytest.mark.exercise
def test_network_backward_equal_widths(student, rng):
    """各层一样宽时，每个 ReLU 用的仍是自己那一层的 z。"""
    check_network_backward(student, rng, 13, [3, 11, 11, 11, 11])


@pytest.mark.exercise
def test_network_backward_five_layers(student, rng):
    """层数不是写死的：五层的网络，每一层都有梯度。"""
    # All of one width, so that every layer fits every other; the number of gradients is looked at alone.
    x, layers, dlogits = rng.normal(size=(7, 5)), random_layers(rng, [5] * 6), rng.normal(size=(7, 5))
    caches = checked_network_forward(student, x, layers)
    grads = student.network_backward(dlogits, caches)
    kit.record(student, len(grads) if isinstance(grads, (list, tuple)) else type(grads).__name__)
    kit.sequence(grads, len(layers), "grads")


@pytest.mark.exercise
def test_network_backward_single_layer(student, rng):
    """只有一层时没有 ReLU，dlogits 不乘任何导数。"""
    check_network_backward(student, rng, 11, [5, 3])


@pytest.mark.exercise
def test_network_backward_one_sample(student, rng):
    """只有一个样本时，梯度的形状和数值也正确。"""
    check_network_backward(student, rng, 1, [5, 13, 3])


@pytest.mark.exercise
def test_network_backward_at_zero(student, rng):
    """ReLU 的输入恰好等于 0 时，没有梯度穿过它。"""
    check_network_backward(student, rng, 7, [5, 11, 3])
    x, layers = rng.normal(size=(7, 5)), random_layers(rng, [5, 11, 3])
    layers[0]["w"][:, ::3], layers[0]["b"][::3] = 0.0, 0.0
    dlogits = rng.normal(size=(7, 3))
    want = network_gradients(x, layers, dlogits)
    grads = student.network_backward(dlogits, checked_network_forward(student, x, layers))
    check_layers(grads, want, "grads")


@pytest.mark.exercise
def test_network_backward_two_batches(student, rng):
    """先后前向两批数据、再反向第一批，用的仍是第一批的 caches。"""
    check_network_backward(student, rng, 7, [5, 11, 3])
    xs, layers = rng.normal(size=(2, 7, 5)), random_layers(rng, [5, 11, 3])
    dlogits = rng.normal(size=(2, 7, 3))
    wants = [network_gradients(x, layers, d) for x, d in zip(xs, dlogits)]
    caches = [checked_network_forward(student, x, layers) for x in xs]
    results = [student.network_backward(d, c) for d, c in zip(dlogits, caches)]
    for grads, want in zip(results, wants):
        check_layers(grads, want, "grads")


@pytest.mark.exercise
def test_network_backward_keeps_inputs(student, rng):
    """传进去的 dlogits 和前向时的 x、layers 在调用之后保持原样。"""
    x, layers = rng.normal(size=(11, 5)), random_layers(rng, [5, 7, 3])
    dlogits = np.asfortranarray(rng.normal(size=(11, 3)))
    before, layers_before = (x.copy(), dlogits.copy()), copy.deepcopy(layers)
    caches = checked_network_forward(student, x, layers)
    student.network_backward(dlogits, caches)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(dlogits, before[1], "dlogits")
    kit.unchanged(layers, layers_before, "layers")
