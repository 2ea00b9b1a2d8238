"""Hidden tests of Maxout: its weights set from this side, the largest of linear maps computed unit by unit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import made, sequential


def maxout(x: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """For each unit the largest of its pieces."""
    units, pieces = bias.shape
    return np.stack(
        [np.max([x @ kernel[:, u, p] + bias[u, p] for p in range(pieces)], axis=0) for u in range(units)],
        axis=-1,
    )


def filled(student: Any, layer: Any, d: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Build a layer for d inputs and give it weights; returns them."""
    student.invoke(layer, "__call__", torch.zeros(1, d))
    shape = (d, int(student.attribute(layer, "units")), int(student.attribute(layer, "pieces")))
    kernel, bias = (rng.normal(size=s).astype(np.float32) for s in (shape, shape[1:]))
    for name, value in (("kernel", kernel), ("bias", bias)):
        student.invoke(student.attribute(layer, name), "assign", value)
    return kernel, bias


def inputs(rng: np.random.Generator, *shape: int) -> torch.Tensor:
    """A batch."""
    return torch.tensor(rng.normal(size=shape), dtype=torch.float32)


@pytest.mark.exercise(core=True, seconds=30)
def test_maxout_values(student, rng):
    """每个输出是它那几个线性函数里最大的一个，偏置在取最大之前加。"""
    layer, x = student.Maxout(4, 3), inputs(rng, 7, 2)
    want = maxout(x.numpy(), *filled(student, layer, 2, rng))
    kit.close(student.invoke(layer, "__call__", x), torch.tensor(want))


@pytest.mark.exercise(seconds=30)
def test_maxout_weights(student):
    """见到输入以后才有权重：kernel 是随机的，bias 是零，形状与题面一致，两者都要训练。"""
    layer = student.Maxout(units=5, pieces=2)
    before = student.invoke(layer, "get_weights")
    student.invoke(layer, "__call__", torch.zeros(1, 3))
    kernel, bias = (student.invoke(student.attribute(layer, name), "numpy") for name in ("kernel", "bias"))
    count = len(student.attribute(layer, "trainable_weights"))
    kit.require(before == [], "见到输入之前不应当有权重")
    kit.array(kernel, (3, 5, 2), "f", name="kernel")
    kit.close(bias, np.zeros((5, 2), np.float32), name="bias")
    kit.require(len(np.unique(kernel)) > 20, "kernel 的初值不是随机的")
    kit.require(count == 2, "要训练的权重应当正好是 kernel 和 bias")


@pytest.mark.exercise(seconds=30)
def test_maxout_more_axes(student, rng):
    """输入有更多的轴时，只有最后一轴变；第一次见到的就是这样的输入也行。"""
    layer, x = student.Maxout(5, 2), inputs(rng, 4, 7, 3)
    student.invoke(layer, "__call__", x)
    want = maxout(x.numpy(), *filled(student, layer, 3, rng))
    kit.close(student.invoke(layer, "__call__", x), torch.tensor(want))


@pytest.mark.exercise(seconds=30)
def test_maxout_one_piece(student, rng):
    """只有一个线性函数时就是普通的线性层；只有一个单元时输出一列。"""
    layers = [student.Maxout(3, 1), student.Maxout(1, 3)]
    x = inputs(rng, 5, 2)
    wants = [maxout(x.numpy(), *filled(student, layer, 2, rng)) for layer in layers]
    for layer, want in zip(layers, wants):
        kit.close(student.invoke(layer, "__call__", x), torch.tensor(want))


@pytest.mark.exercise(seconds=30)
def test_maxout_below_zero(student, rng):
    """所有的线性函数都小于零时，输出也小于零。"""
    layer, x = student.Maxout(3, 2), inputs(rng, 5, 2)
    kernel, bias = filled(student, layer, 2, rng)
    bias = bias - 50
    student.invoke(student.attribute(layer, "bias"), "assign", bias)
    want = maxout(x.numpy(), kernel, bias)
    kit.close(student.invoke(layer, "__call__", x), torch.tensor(want))


# A layer without a name is given one with the next number: what has it in it looks different each time.


@pytest.mark.exercise(seconds=30)
def test_maxout_config(student):
    """get_config 里有 units 和 pieces，也有父类的那些键。"""
    config = student.invoke(student.Maxout(6, 2, name="largest"), "get_config")
    config = kit.mapping(config, ("units", "pieces", "name", "trainable", "dtype"), "get_config 的结果")
    kit.require((config["units"], config["pieces"]) == (6, 2), "units 和 pieces 与造层时的不同")


@pytest.mark.exercise(seconds=30)
def test_maxout_keywords(student):
    """其余的关键字参数交给父类，它们起作用。"""
    trainable = student.attribute(student.Maxout(4, 3, trainable=False), "trainable")
    kit.require(trainable is False, "关键字参数 trainable 没有交给父类")


@pytest.mark.exercise(seconds=30)
def test_maxout_made_again(student, rng):
    """照着 get_config 再造一个层，权重一样，输出就一样。"""
    layer, x = student.Maxout(3, 2, name="first"), inputs(rng, 5, 4)
    weights = filled(student, layer, 4, rng)
    want = maxout(x.numpy(), *weights)
    again = student.invoke(layer, "from_config", student.invoke(layer, "get_config"))
    student.invoke(again, "__call__", torch.zeros(1, 4))
    for name, value in zip(("kernel", "bias"), weights):
        student.invoke(student.attribute(again, name), "assign", value)
    kit.close(student.invoke(again, "__call__", x), torch.tensor(want))


@pytest.mark.exercise(seconds=30)
def test_maxout_saved(student, rng):
    """装着它的模型存进文件再载入，预测不变。"""
    model, layer, x = made(student, sequential(4)), student.Maxout(3, 2), inputs(rng, 5, 4).numpy()
    student.invoke(model, "add", layer)
    want = maxout(x, *filled(student, layer, 4, rng))
    path = student.file_path("maxout.keras")
    student.invoke(model, "save", path)
    kind = student.attribute(layer, "__class__")
    loaded = student.load_model(path, custom_objects={"Maxout": kind})
    kit.close(student.invoke(loaded, "predict", x, verbose=0), want)
