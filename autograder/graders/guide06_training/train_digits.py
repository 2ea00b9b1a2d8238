"""Hidden tests of train_digits: one training on the digits themselves; everything else on a few dozen pictures made here.

The digits come from the file that lies beside the student's code, and only if it is the one that was handed out.  Weights are random,
so the transcript holds what a test looks at in their place.
"""

from __future__ import annotations

import hashlib
import io
from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

FILE = "mnist_5k1k.npz"
DIGEST = "5c410c29318ee84148881c38cfa60ae6d77275382f5ceeb22686d0d82c1ef35e"
LAYERS = [(512, 784), (512, 512), (10, 512)]
# The lesson's configuration over 12 seeds: 0.969 to 0.977.  The plain network over 5: 0.939 to 0.946.
LEAST = 0.955
# The training takes 12 to 15 s of a quiet core; a slow or busy machine may take several times as long.
LONG, SHORT = 80, 30


def pictures(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Pictures that are easy to tell apart, a bright bar for each class, and their labels; every class occurs if it can."""
    y = rng.permutation(np.arange(n) % 10)
    x = 0.3 * rng.random((n, 28, 28))
    for image, label in zip(x, y):
        image[4 + 2 * label : 6 + 2 * label, 6:22] += 0.7
    return x.reshape(n, 784).astype(np.float32), y


def trained(student: Any, rng: np.random.Generator, n: int, seed: int) -> Any:
    """A model trained on a few pictures."""
    return student.train_digits(*pictures(rng, n), seed)


def scores(student: Any, model: Any, x: np.ndarray) -> np.ndarray:
    """What the model gives, checked for type and shape."""
    out = student.invoke(model, "__call__", torch.tensor(x))
    return kit.tensor(out, (len(x), 10), "f", "模型的输出").detach().double().numpy()


def layers(student: Any, model: Any) -> dict[str, tuple[int, ...]]:
    """The shapes of the parameters by name: they are too large to be fetched themselves."""
    found = student.weight_shapes(model)
    kit.require(isinstance(found, dict), "weight_shapes 应当返回字典")
    return {name: tuple(shape) for name, shape in found.items()}


def digits(student: Any) -> dict[str, np.ndarray]:
    """The digits that were handed out."""
    data = student.read_file(FILE)
    if hashlib.sha256(data).hexdigest() != DIGEST:
        kit.fail("property", "数据文件被改动了，没有办法评这一项")
    with np.load(io.BytesIO(data)) as found:
        return dict(found)


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_digits_output(student, rng):
    """返回的模型把一批图变成每张十个打分，只有一张也行，都是有限的数。"""
    since = len(student.calls)
    model, (x, _) = trained(student, rng, 60, 1), pictures(rng, 7)
    found = [scores(student, model, part) for part in (x, x[:1])]
    finite = all(bool(np.isfinite(out).all()) for out in found)
    kit.record_since(student, since, finite)
    kit.require(finite, "打分里有 NaN 或 Inf")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_digits_layers(student, rng):
    """恰好三个全连接层，宽度与题面相同，没有卷积。"""
    since = len(student.calls)
    shapes = list(layers(student, trained(student, rng, 60, 1)).values())
    dense = sorted(shape for shape in shapes if len(shape) > 1)
    kit.record_since(student, since, dense)
    kit.require(dense == sorted(LAYERS), "应当恰好有三个全连接层，784-512-512-10")


@pytest.mark.exercise(core=True, seconds=LONG, costly=True)
def test_digits_accuracy(student):
    """用五千张手写数字训练之后，没见过的一千张上的正确率达到题面的要求。"""
    found, since = digits(student), len(student.calls) - 1
    x, x_test = ((found[key].reshape(-1, 784) / 255).astype(np.float32) for key in ("x_train", "x_test"))
    model = student.train_digits(x, found["y_train"].astype(np.int64), 0)
    right = float(np.mean(scores(student, model, x_test).argmax(axis=1) == found["y_test"]))
    kit.record_since(student, since, right >= LEAST)
    kit.require(right >= LEAST, "没见过的图上正确率不够")


@pytest.mark.exercise(seconds=SHORT)
def test_digits_evaluation_mode(student, rng):
    """返回时处在评估模式：同一张图每次得到同样的打分，也不因同一批里的别的图而变。"""
    since = len(student.calls)
    model, (x, _) = trained(student, rng, 60, 1), pictures(rng, 11)
    training = student.attribute(model, "training")
    first, again, alone = (scores(student, model, part) for part in (x, x, x[:3]))
    same = bool(np.allclose(first, again, atol=1e-6)), bool(np.allclose(first[:3], alone, atol=1e-4))
    kit.record_since(student, since, [training, same])
    kit.require(training is False, "应当处在评估模式")
    kit.require(all(same), "同样的图得到了不同的打分")


@pytest.mark.exercise(seconds=SHORT)
def test_digits_scores(student, rng):
    """最后一层之后什么也没有：把它的权重全换成零，输出就是它的偏置（没有偏置就是零）。"""
    since = len(student.calls)
    model, (x, _) = trained(student, rng, 60, 1), pictures(rng, 3)
    shapes = layers(student, model)
    last = next((name for name, shape in shapes.items() if shape == LAYERS[-1]), "")
    kit.require(bool(last), "没有输出十个数的全连接层")
    changes, want, bias = {last: torch.zeros(LAYERS[-1])}, np.zeros(10), last.removesuffix("weight") + "bias"
    if bias in shapes:
        want = rng.normal(scale=3.0, size=10)
        changes[bias] = torch.tensor(want, dtype=torch.float32)
    student.invoke(model, "load_state_dict", changes, strict=False)
    student.invoke(model, "eval")
    out = scores(student, model, x)
    kit.record_since(student, since, out)
    kit.close(out, np.tile(want, (3, 1)), rtol=1e-4, atol=1e-4, name="打分")


@pytest.mark.exercise(seconds=SHORT)
def test_digits_seed(student, rng):
    """种子相同，打分相同；种子不同，打分不同。"""
    since, data = len(student.calls), pictures(rng, 60)
    seed = kit.seed_of(rng)
    new, _ = pictures(rng, 11)
    first, again, other = (
        scores(student, student.train_digits(*(a.copy() for a in data), s), new)
        for s in (seed, seed, seed + 1)
    )
    same = bool(np.allclose(first, again, rtol=1e-6, atol=1e-6))
    different = not np.allclose(first, other, atol=1e-4)
    kit.record_since(student, since, [same, different])
    kit.require(same, "种子相同，打分应当相同")
    kit.require(different, "种子不同，打分应当不同")


@pytest.mark.exercise(seconds=SHORT)
@pytest.mark.parametrize("n", [101, 129, 23, 2])
def test_digits_any_number(student, rng, n):
    """样本数不是批的整数倍、剩下的一批只有一个、样本很少时也能训练，得到有限的打分。"""
    since = len(student.calls)
    out = scores(student, trained(student, rng, n, 2), pictures(rng, 5)[0])
    finite = bool(np.isfinite(out).all())
    kit.record_since(student, since, finite)
    kit.require(finite, "打分里有 NaN 或 Inf")


@pytest.mark.exercise(seconds=SHORT, costly=True)
@pytest.mark.parametrize("n", [60, 300])
def test_digits_learns_from_labels(student, rng, n):
    """样本比一批还少时也真的训练了：标签不同，得到的打分就不同。"""
    since, (x, y) = len(student.calls), pictures(rng, n)
    new, _ = pictures(rng, 11)
    found = [scores(student, student.train_digits(x.copy(), labels, 5), new) for labels in (y, (y + 1) % 10)]
    same = bool(np.allclose(found[0], found[1], atol=1e-6))
    kit.record_since(student, since, same)
    kit.require(not same, "标签不同，打分却一样：没有训练")


@pytest.mark.exercise(seconds=SHORT)
def test_digits_label_types(student, rng):
    """标签是别的整数类型时也能训练，结果相同。"""
    since, (x, y) = len(student.calls), pictures(rng, 40)
    new, _ = pictures(rng, 11)
    found = [
        scores(student, student.train_digits(x.copy(), y.astype(t), 5), new) for t in (np.int64, np.uint8)
    ]
    same = bool(np.allclose(found[0], found[1], atol=1e-6))
    kit.record_since(student, since, same)
    kit.require(same, "标签的类型不同，结果也不同")


@pytest.mark.exercise(seconds=SHORT)
def test_digits_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样。"""
    x, y = pictures(rng, 40)
    before = x.copy(), y.copy()
    student.train_digits(x, y, 3)
    same = [bool(np.array_equal(x, before[0])), bool(np.array_equal(y, before[1]))]
    kit.record_since(student, len(student.calls) - 1, same)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
