"""Hidden tests of AlexNet: a narrow one, on weights from this side.

The eight layers of a narrow net have weights of different shapes, so that each is found whatever it is called.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from autograder import kit

from common import local_response_norm

CLASSES = 7
NARROW = 24
WIDTHS = (96, 256, 384, 384, 256, 4096, 4096)
Weights = list[tuple[Tensor, Tensor]]


def shapes(shrink: int, classes: int = CLASSES) -> list[tuple[int, ...]]:
    """Shapes of the weights of the eight layers."""
    a, b, c, d, e, hidden, last = (width // shrink for width in WIDTHS)
    convolutions = [(a, 3, 11, 11), (b, a // 2, 5, 5), (c, b, 3, 3), (d, c // 2, 3, 3), (e, d // 2, 3, 3)]
    return [*convolutions, (hidden, e * 36), (last, hidden), (classes, last)]


def bias_of(name: str) -> str:
    """The name of the bias beside a weight."""
    return name.removesuffix("weight") + "bias"


def built(student: Any, shrink: int = 16) -> tuple[Any, list[str], dict[str, Tensor]]:
    """A new model, the names of its eight weights in order, and what it starts from."""
    model = student.AlexNet(CLASSES, shrink)
    found = kit.mapping(student.invoke(model, "state_dict"), (), "state_dict")
    sizes = {name: tuple(value.shape) for name, value in found.items()}
    names = [next((n for n, size in sizes.items() if size == shape), "") for shape in shapes(shrink)]
    kit.require(all(names), "有一层的权重，形状与题面不同")
    kit.require(len(sizes) == 16 and all(bias_of(n) in sizes for n in names), "应当是八层，各有权重和偏置")
    return model, names, found


def some_weights(rng: np.random.Generator, shrink: int = 16) -> Weights:
    """Weights and biases that let signals through."""
    return [
        (
            torch.tensor(rng.normal(scale=1.5 / np.prod(shape[1:]) ** 0.5, size=shape)),
            torch.tensor(rng.normal(size=shape[0])),
        )
        for shape in shapes(shrink)
    ]


def load(student: Any, model: Any, names: list[str], weights: Weights, mode: str = "eval") -> None:
    """Give the model these weights, in float64."""
    student.invoke(model, "double")
    pairs = zip(names, weights)
    student.invoke(
        model, "load_state_dict", {k: v for n, (w, b) in pairs for k, v in ((n, w), (bias_of(n), b))}
    )
    student.invoke(model, mode)


def run(student: Any, model: Any, x: Tensor) -> Tensor:
    """The model's scores, checked."""
    return kit.tensor(student.invoke(model, "__call__", x), (len(x), CLASSES), "f", "打分").detach()


def forward(weights: Weights, x: Tensor) -> Tensor:
    """The net, written out."""
    (w1, b1), (w2, b2), (w3, b3), (w4, b4), (w5, b5), (w6, b6), (w7, b7), (w8, b8) = weights
    x = F.max_pool2d(local_response_norm(F.conv2d(x, w1, b1, 4).clamp_min(0)), 3, 2)
    x = F.max_pool2d(local_response_norm(F.conv2d(x, w2, b2, 1, 2, 1, 2).clamp_min(0)), 3, 2)
    x = F.conv2d(x, w3, b3, 1, 1).clamp_min(0)
    x = F.conv2d(x, w4, b4, 1, 1, 1, 2).clamp_min(0)
    x = F.max_pool2d(F.conv2d(x, w5, b5, 1, 1, 1, 2).clamp_min(0), 3, 2).flatten(1)
    x = F.linear(x, w6, b6).clamp_min(0)
    x = F.linear(x, w7, b7).clamp_min(0)
    return F.linear(x, w8, b8)


def pictures(rng: np.random.Generator, n: int) -> Tensor:
    """Pictures with large numbers: only there does the local normalisation show."""
    return torch.tensor(rng.normal(scale=60.0, size=(n, 3, 227, 227)))


@pytest.mark.exercise(core=True, seconds=30)
def test_alexnet_layers(student):
    """五个卷积层、三个全连接层，每层的权重形状与题面相同，各有偏置，没有别的参数。"""
    since = len(student.calls)
    sizes = []
    for shrink in (16, 24):
        model = student.AlexNet(CLASSES, shrink)
        found = kit.mapping(student.invoke(model, "state_dict"), (), "state_dict")
        sizes.append(sorted(tuple(value.shape) for value in found.values()))
    kit.record_since(student, since, sizes)
    for shrink, size in zip((16, 24), sizes):
        want = [shape for weight in shapes(shrink) for shape in (weight, (weight[0],))]
        kit.require(size == sorted(want), "参数的形状与题面不同")


@pytest.mark.exercise(core=True, seconds=30)
def test_alexnet_values(student, rng):
    """换上别的权重，打分与逐层算出来的相同。"""
    since = len(student.calls)
    model, names, _ = built(student)
    weights, x = some_weights(rng), pictures(rng, 2)
    want = forward(weights, x)
    load(student, model, names, weights)
    out = run(student, model, x)
    kit.record_since(student, since, out)
    kit.close(out, want, rtol=1e-4, atol=1e-5, name="打分")


@pytest.mark.exercise(seconds=30)
def test_alexnet_last_layers(student, rng):
    """全连接的部分：卷积层只给出常数时，打分由后三层决定，正的负的都有。"""
    since = len(student.calls)
    model, names, _ = built(student)
    weights = some_weights(rng)
    weights[4] = (torch.zeros_like(weights[4][0]), torch.tensor(rng.normal(size=len(weights[4][1]))))
    x = pictures(rng, 1)
    want = forward(weights, x)
    load(student, model, names, weights)
    out = run(student, model, x)
    kit.record_since(student, since, out)
    kit.close(out, want, rtol=1e-6, atol=1e-8, name="打分")


@pytest.mark.exercise(seconds=30)
def test_alexnet_first_biases(student):
    """起点的偏置，哪几层是一，哪几层是零。"""
    since = len(student.calls)
    _, names, found = built(student)
    biases = [found[bias_of(name)] for name in names]
    facts = [0 if (b == 0).all() else 1 if (b == 1).all() else 2 for b in biases]
    kit.record_since(student, since, facts)
    kit.require(facts == [0, 1, 0, 1, 1, 1, 1, 0], "起点的偏置不对")


@pytest.mark.exercise(seconds=30)
def test_alexnet_first_weights(student):
    """起点的权重抽自正态分布，平均是零，标准差与题面相同，八层都是。"""
    since = len(student.calls)
    _, names, found = built(student)
    weights = [found[name].double().flatten() for name in names]
    # 2178 weights in the smallest of the layers: seven standard errors of the spread, and of the share beyond two of them.
    spread = [abs(float(w.std()) / 0.01 - 1) < 7 / (2 * len(w)) ** 0.5 for w in weights]
    centred = [abs(float(w.mean())) < 7 * 0.01 / len(w) ** 0.5 for w in weights]
    tails = [
        abs(float((w.abs() > 0.02).double().mean()) - 0.0455) < 7 * (0.0434 / len(w)) ** 0.5 for w in weights
    ]
    kit.record_since(student, since, [spread, centred, tails])
    kit.require(all(spread), "标准差不对")
    kit.require(all(centred) and all(tails), "不像是平均为零的正态分布")


def identity(rows: int, columns: int) -> Tensor:
    """Ones on the diagonal, so that what comes out shows what went in."""
    return torch.eye(rows, columns).double()


def with_dropout(student: Any, first: Tensor, bias: Tensor) -> list[float]:
    """Distinct scores in training where the features are ones, the first dense layer is given and the others pass on."""
    model, names, _ = built(student)
    sizes = shapes(16)
    weights = [(torch.zeros(size).double(), torch.zeros(size[0]).double()) for size in sizes[:4]]
    weights.append((torch.zeros(sizes[4]).double(), torch.ones(sizes[4][0]).double()))
    weights.append((first, bias))
    weights += [(identity(*size), torch.zeros(size[0]).double()) for size in sizes[6:]]
    load(student, model, names, weights, "train")
    x = torch.zeros(40, 3, 227, 227).double()
    return run(student, model, x).flatten().tolist()


def shares(scores: list[float]) -> dict[float, float]:
    """How often each of the scores occurs, in tenths."""
    values, counts = np.unique(np.round(scores, 6), return_counts=True)
    return {float(v): float(np.round(c / len(scores), 1)) for v, c in zip(values, counts)}


@pytest.mark.exercise(seconds=30)
def test_alexnet_second_dropout(student):
    """训练模式下，第七层的输入有一半被关掉，留下的放大；第八层的输入一个也不关。"""
    since = len(student.calls)
    scores = with_dropout(student, torch.zeros(256, 576).double(), torch.ones(256).double())
    kit.record_since(student, since, sorted(shares(scores)))
    off = float(np.mean(np.array(scores) == 0))
    kit.require(sorted(shares(scores)) == [0.0, 2.0] and 0.3 < off < 0.7, "第七层之前的 dropout 不对")


@pytest.mark.exercise(seconds=30)
def test_alexnet_first_dropout(student):
    """训练模式下，第六层的输入也有一半被关掉。"""
    since = len(student.calls)
    scores = with_dropout(student, identity(256, 576), torch.zeros(256).double())
    kit.record_since(student, since, sorted(shares(scores)))
    off = float(np.mean(np.array(scores) == 0))
    kit.require(sorted(shares(scores)) == [0.0, 4.0] and 0.6 < off < 0.9, "第六层之前的 dropout 不对")


@pytest.mark.exercise(seconds=30)
def test_alexnet_in_use(student, rng):
    """评估模式下没有 dropout：同一张图问两次，打分相同。"""
    since = len(student.calls)
    model, names, _ = built(student)
    load(student, model, names, some_weights(rng))
    x = pictures(rng, 1)
    first, again = (run(student, model, x) for _ in range(2))
    same = bool(torch.equal(first, again))
    kit.record_since(student, since, same)
    kit.require(same, "评估模式下，同一张图的打分不同")


@pytest.mark.exercise(seconds=30)
def test_alexnet_gradients(student, rng):
    """每一层的权重和偏置都在前向里用到，都能求梯度。"""
    since = len(student.calls)
    # As narrow as two groups allow: all parameters must fit into one answer.
    model, names, _ = built(student, NARROW)
    load(student, model, names, some_weights(rng, NARROW))
    x = pictures(rng, 1)
    before, used = run(student, model, x), []
    for name in names:
        changed = {bias_of(name): 2.0 + torch.ones(shapes(NARROW)[names.index(name)][0]).double()}
        student.invoke(model, "load_state_dict", changed, strict=False)
        after = run(student, model, x)
        used.append(not torch.allclose(after, before, rtol=1e-9))
        before = after
    frozen = [not p.requires_grad for p in student.invoke(model, "parameters")]
    kit.record_since(student, since, [used, any(frozen)])
    kit.require(all(used), "有一层没有用到")
    kit.require(not any(frozen), "有的参数不求梯度")
