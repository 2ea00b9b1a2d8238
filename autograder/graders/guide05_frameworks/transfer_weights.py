"""Hidden tests of transfer_weights: networks computed in float64.

Keras and JAX are never imported here: both compute with the student's code.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit
from autograder.course.packages import is_installed

from common import numbers

CLOSE: dict[str, Any] = {"atol": 1e-5}


def dense(rng: np.random.Generator, d: int, m: int) -> tuple[np.ndarray, np.ndarray]:
    """Weight and bias of a layer, as PyTorch holds them."""
    return numbers(rng, m, d, scale=0.6), numbers(rng, m)


def logits(layers: list[Any], x: np.ndarray) -> np.ndarray:
    """What a network answers, in float64."""
    out = x.astype(np.float64)
    for layer in layers:
        out = np.where(out > 0, out, 0.0) if isinstance(layer, str) else out @ layer[0].T + layer[1]
    return out


def moved(student: Any, layers: list[Any]) -> tuple[Any, list[Any]]:
    """A network and what the student made of it."""
    model = student.make_torch_model(*layers)
    return model, kit.sequence(student.transfer_weights(model), 2)


def check(student: Any, models: list[Any], x: np.ndarray, want: np.ndarray) -> None:
    """Fail unless both networks answer this."""
    keras_model, jax_forward = models
    kit.close(student.keras_logits(keras_model, x), want, name="Keras 的打分", **CLOSE)
    found = student.jax_logits(jax_forward, x)
    if is_installed("jax"):
        kit.close(found, want, name="JAX 的打分", **CLOSE)
    else:
        kit.require(found is None, "没有装 JAX 时，jax_forward 应当是 None")


@pytest.mark.exercise(core=True)
def test_two_layers(student, rng):
    """两层、中间一个 ReLU，宽度各不相同：打分与 PyTorch 的相同。"""
    layers = [dense(rng, 3, 7), "relu", dense(rng, 7, 2)]
    x = numbers(rng, 5, 3)
    want = logits(layers, x)
    check(student, moved(student, layers)[1], x, want)


@pytest.mark.exercise
def test_square_layers(student, rng):
    """权重是方阵时也对。"""
    layers = [dense(rng, 4, 4), "relu", dense(rng, 4, 4)]
    x = numbers(rng, 3, 4)
    want = logits(layers, x)
    check(student, moved(student, layers)[1], x, want)


@pytest.mark.exercise
def test_one_layer(student, rng):
    """只有一层时也行。"""
    layers = [dense(rng, 5, 3)]
    x = numbers(rng, 2, 5)
    want = logits(layers, x)
    check(student, moved(student, layers)[1], x, want)


@pytest.mark.exercise
def test_layers_side_by_side(student, rng):
    """Linear 挨着 Linear：中间没有 ReLU。"""
    layers = [dense(rng, 3, 5), dense(rng, 5, 2), "relu", dense(rng, 2, 3)]
    x = numbers(rng, 7, 3)
    want = logits(layers, x)
    check(student, moved(student, layers)[1], x, want)


@pytest.mark.exercise
def test_ends_with_relu(student, rng):
    """最后一层是 ReLU：打分里没有负数。"""
    layers = [dense(rng, 3, 5), "relu", dense(rng, 5, 4), "relu"]
    x = numbers(rng, 7, 3)
    want = logits(layers, x)
    check(student, moved(student, layers)[1], x, want)


@pytest.mark.exercise
def test_deep(student, rng):
    """很多层也行。"""
    layers: list[Any] = []
    for d, m in ((3, 5), (5, 7), (7, 4), (4, 6)):
        layers += [dense(rng, d, m), "relu"]
    layers.append(dense(rng, 6, 2))
    x = numbers(rng, 4, 3)
    want = logits(layers, x)
    check(student, moved(student, layers)[1], x, want)


@pytest.mark.exercise
def test_weights_of_keras(student, rng):
    """Keras 的权重依次是各层的 kernel 和 bias，形状是 (输入数, 输出数) 和 (输出数,)。"""
    layers: list[Any] = [dense(rng, 3, 7), "relu", dense(rng, 7, 2)]
    wanted = [a for layer in layers if not isinstance(layer, str) for a in (layer[0].T.copy(), layer[1])]
    _, (keras_model, _) = moved(student, layers)
    found = kit.sequence(student.invoke(keras_model, "get_weights"), 4, "get_weights()")
    for number, (value, want) in enumerate(zip(found, wanted)):
        kit.close(value, want, name=f"get_weights()[{number}]")


@pytest.mark.exercise
def test_own_weights(student, rng):
    """PyTorch 的网络接着训练，另外两个不变。"""
    layers = [dense(rng, 3, 5), "relu", dense(rng, 5, 2)]
    x = numbers(rng, 5, 3)
    want = logits(layers, x)
    model, models = moved(student, layers)
    student.shift_weights(model, 0.5)
    check(student, models, x, want)


@pytest.mark.exercise
def test_leaves_the_torch_model(student, rng):
    """PyTorch 的网络保持原样；两个网络先后搬家，互不影响。"""
    first, second = ([dense(rng, 3, 5), "relu", dense(rng, 5, 2)] for _ in range(2))
    x = numbers(rng, 5, 3)
    wanted = logits(first, x), logits(second, x)
    model, models = moved(student, first)
    _, others = moved(student, second)
    kit.close(student.invoke(model, "forward", torch.tensor(x)).detach(), torch.tensor(wanted[0]), **CLOSE)
    check(student, models, x, wanted[0])
    check(student, others, x, wanted[1])
