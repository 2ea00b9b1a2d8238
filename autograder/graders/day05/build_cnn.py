"""Hidden tests of build_cnn: its layers, and properties of a model with weights from this side or fresh.

The model stays with the student; its weights are fetched and set by name, whatever the names are.  No two models
have the same channels and weights, so the transcript holds what a test looks at in place of the outputs.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import images, logits, state

POOLING = {
    "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d", "AdaptiveMaxPool2d", "LPPool2d", "FractionalMaxPool2d",
    "max_pool2d", "avg_pool2d", "adaptive_avg_pool2d", "adaptive_max_pool2d", "amax", "unfold",
}  # fmt: skip

RELU = {"ReLU", "relu", "relu_", "ReLU6", "relu6", "clamp", "clamp_", "clamp_min", "clamp_min_", "maximum"}


def build(student: Any) -> Any:
    """A new model that has seen an image: only then do lazy layers have their weights."""
    model = student.build_cnn()
    student.invoke(model, "__call__", torch.zeros(1, 1, 28, 28))
    return model


def last_layer(weights: dict[str, torch.Tensor]) -> str:
    """The path of the last dense layer with ten outputs: what stands before ``.weight``."""
    names = [
        name
        for name, value in weights.items()
        if value.ndim == 2 and len(value) == 10 and name.endswith(".weight")
    ]
    kit.require(bool(names), "没有输出 10 个数的全连接层")
    return names[-1].removesuffix(".weight")


@pytest.mark.exercise(core=True, seconds=20)
def test_cnn_shape(student, rng):
    """把 (n, 1, 28, 28) 变成 (n, 10) 的浮点张量，只有一张图时也一样。"""
    since = len(student.calls)
    model = student.build_cnn()
    results = [student.invoke(model, "__call__", images(rng, n)) for n in (7, 1)]
    kit.record_since(student, since, [list(getattr(result, "shape", ())) for result in results])
    for n, result in zip((7, 1), results):
        kit.tensor(result, (n, 10), "f", "输出")


@pytest.mark.exercise(core=True, seconds=20)
def test_cnn_sees_the_image(student, rng):
    """不同的图得到不同的 logits，都是有限的数。"""
    since = len(student.calls)
    out = logits(student, student.build_cnn(), images(rng, 5)).double().numpy()
    finite, different = bool(np.isfinite(out).all()), bool((np.ptp(out, axis=0) > 0).any())
    kit.record_since(student, since, [finite, different])
    kit.require(finite, "输出里有 NaN 或 Inf")
    kit.require(different, "不同的图得到了同样的输出")


@pytest.mark.exercise(core=True, seconds=20)
def test_cnn_layers(student):
    """恰好两个卷积层，至少一个全连接层，没有别的带参数的层。"""
    since = len(student.calls)
    axes = [value.ndim for value in state(student, build(student)).values()]
    convolutions, dense = axes.count(4), axes.count(2)
    others = not (set(axes) <= {1, 2, 4} and axes.count(1) <= convolutions + dense)
    kit.record_since(student, since, [convolutions, dense > 0, others])
    kit.require(convolutions == 2, "卷积层应当恰好两个")
    kit.require(dense > 0, "应当有全连接层")
    kit.require(not others, "有别的带参数的层")


@pytest.mark.exercise(seconds=20)
def test_cnn_size(student):
    """参数总数不超过题面的上限，每个参数都能求梯度。"""
    since = len(student.calls)
    found = student.invoke(build(student), "parameters")
    frozen, too_many = not all(p.requires_grad for p in found), sum(p.numel() for p in found) > 60_000
    kit.record_since(student, since, [frozen, too_many])
    kit.require(not frozen, "有参数不求梯度")
    kit.require(not too_many, "参数太多")


def check_nothing_after(student: Any, rng: np.random.Generator, mode: str) -> None:
    """Set the weights of the last dense layer to 0: fail unless the output is its bias."""
    since = len(student.calls)
    model = build(student)
    weights = state(student, model)
    path = last_layer(weights)
    bias = torch.tensor(rng.normal(scale=3.0, size=10), dtype=torch.float32)
    changes = {path + ".weight": torch.zeros_like(weights[path + ".weight"])}
    if path + ".bias" in weights:
        changes[path + ".bias"] = bias
    else:
        bias = torch.zeros(10)
    student.invoke(model, "load_state_dict", weights | changes)
    student.invoke(model, mode)
    out = logits(student, model, images(rng, 3))
    kit.record_since(student, since, out.numpy())
    kit.close(out, bias.expand(3, 10), name="输出")


@pytest.mark.exercise(seconds=20)
def test_cnn_ends_with_the_dense_layer(student, rng):
    """最后的全连接层之后什么也没有：它的权重全取 0 时，输出就是它的偏置（没有偏置就是 0）。"""
    check_nothing_after(student, rng, "train")


@pytest.mark.exercise(seconds=20)
def test_cnn_ends_with_the_dense_layer_in_use(student, rng):
    """切换到评估模式（eval）之后，输出仍是 logits，最后的全连接层之后什么也没有。"""
    check_nothing_after(student, rng, "eval")


@pytest.mark.exercise(seconds=20)
def test_cnn_uses_both_convolutions(student, rng):
    """两个卷积层都在前向里：改动任何一个的权重，输出都会变。"""
    since = len(student.calls)
    model, x = build(student), images(rng, 5)
    weights = state(student, model)
    before, used = logits(student, model, x), []
    for name in (name for name, value in weights.items() if value.ndim == 4):
        changed = torch.tensor(rng.normal(size=tuple(weights[name].shape)), dtype=torch.float32)
        student.invoke(model, "load_state_dict", weights | {name: changed})
        used.append(not np.allclose(logits(student, model, x), before, atol=1e-4))
    kit.record_since(student, since, used)
    kit.require(all(used), "有一个卷积层没有用上")


@pytest.mark.exercise(seconds=20)
def test_cnn_relu_after_each_convolution(student, rng):
    """每个卷积层之后都用了 ReLU：一个卷积层的输出全是负数时，后面只看得到 0，负多少都一样。"""
    since = len(student.calls)
    # Nothing below 0 comes in: with negative weights nothing above 0 comes out of the first convolution.
    model, x = build(student), images(rng, 3).abs()
    weights = state(student, model)
    stopped = []
    for name in (name for name, value in weights.items() if value.ndim == 4):
        bias = name.removesuffix("weight") + "bias"
        outputs: list[torch.Tensor] = []
        for below in (-1.0, -3.0):
            if bias in weights:
                changes = {name: torch.zeros_like(weights[name]), bias: torch.full_like(weights[bias], below)}
            else:
                changes = {name: torch.full_like(weights[name], below)}
            student.invoke(model, "load_state_dict", weights | changes)
            outputs.append(logits(student, model, x))
        stopped.append(bool(torch.allclose(outputs[0], outputs[1], rtol=1e-4, atol=1e-5)))
    kit.record_since(student, since, stopped)
    kit.require(all(stopped), "负数通过了一个卷积层后面的那一步")


@pytest.mark.exercise(seconds=20)
def test_cnn_images_apart(student, rng):
    """一张图的输出只看它自己：单独送进去与放在一批里一样，送两次也一样。"""
    since = len(student.calls)
    model, x = build(student), images(rng, 5)
    whole, again = logits(student, model, x), logits(student, model, x)
    single = torch.cat([logits(student, model, x[k : k + 1]) for k in range(5)])
    same = [bool(torch.allclose(other, whole, rtol=1e-4, atol=1e-5)) for other in (again, single)]
    kit.record_since(student, since, same)
    kit.require(same[0], "送两次，输出不一样")
    kit.require(same[1], "单独送进去，输出与放在一批里不一样")


@pytest.mark.exercise(seconds=20)
def test_cnn_is_new_each_time(student, rng):
    """每次调用都返回新的模型：改动其中一个，不影响另一个。"""
    since = len(student.calls)
    first, second = build(student), build(student)
    x = images(rng, 3)
    # In use, a random layer gives the same twice.
    student.invoke(second, "eval")
    before = logits(student, second, x)
    zeros = {name: torch.zeros_like(value) for name, value in state(student, first).items()}
    student.invoke(first, "load_state_dict", zeros)
    same = bool(torch.equal(logits(student, second, x), before))
    kit.record_since(student, since, same)
    kit.require(same, "改动一个模型，另一个也变了")


@pytest.mark.exercise(seconds=20, structure=True)
def test_cnn_has_pooling(student):
    """用了最大池化或平均池化。"""
    kit.require(kit.calls_any(student, "build_cnn", POOLING), "没有找到池化")


@pytest.mark.exercise(seconds=20, structure=True)
def test_cnn_has_relu(student):
    """卷积层之后用了 ReLU。"""
    kit.require(kit.calls_any(student, "build_cnn", RELU), "没有找到 ReLU")
