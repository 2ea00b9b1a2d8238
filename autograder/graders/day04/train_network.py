"""Hidden tests of train_network: the same training, repeated on this side.

Nothing here depends on the order in which random numbers are drawn.  A run with lr = 0 returns the layers
that any run with the same seed starts from; from there the reference repeats the training exactly, where
the order of the samples does not matter or where every possible order can be tried.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from functools import partial
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from autograder import kit
from autograder.checking.remembered import remembered

from common import (
    Layers,
    check_he,
    check_layers,
    check_structure,
    log_softmax,
    network_forward,
    network_gradients,
    one_hot,
    sgd_momentum,
    softmax_cross_entropy_gradient,
)

# A run of training amplifies rounding; another momentum, order or batch moves the weights by far more.
TRAIN_RTOL, TRAIN_ATOL = 1e-4, 1e-5

close_after_training = partial(kit.close, rtol=TRAIN_RTOL, atol=TRAIN_ATOL)


def softmax_cross_entropy(logits: np.ndarray, labels: np.ndarray) -> float:
    """Mean cross-entropy of the softmax of logits."""
    return float(-(log_softmax(logits) * one_hot(labels, logits.shape[1])).sum() / len(labels))


@remembered
def train(
    layers: Layers,
    x: np.ndarray,
    y: np.ndarray,
    batches: Iterable[np.ndarray],
    lr: float,
    momentum: float = 0.9,
) -> tuple[Layers, list[float]]:
    """Momentum SGD from ``layers`` over batches of row numbers: final layers, and the loss before each step."""
    velocity: Layers = [{key: np.zeros(value.shape) for key, value in layer.items()} for layer in layers]
    losses = []
    for rows in batches:
        logits = network_forward(x[rows], layers)
        losses.append(softmax_cross_entropy(logits, y[rows]))
        grads = network_gradients(x[rows], layers, softmax_cross_entropy_gradient(logits, y[rows]))
        layers, velocity = sgd_momentum(layers, grads, velocity, lr, momentum)
    return layers, losses


def run_training(
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


@pytest.mark.exercise(core=True, weight=2, seconds=20)
def test_train_learns(student, rng):
    """返回 (layers, history)；在一组容易区分的小图片上训练之后，没见过的图片也能认对，损失降下来。"""
    centres = rng.integers(0, 2, size=(6, 29)).astype(float)
    data, (x_new, y_new) = blobs(rng, centres, 112), blobs(rng, centres, 101)
    sizes = [29, 17, 3]
    layers, losses = run_training(
        student, data, sizes, epochs=8, lr=0.05, batch_size=8, seed=kit.seed_of(rng)
    )
    accuracy = np.mean(network_forward(x_new, layers).argmax(axis=1) == y_new)
    kit.require(accuracy > 0.9, "训练之后在没见过的图片上正确率太低")
    kit.require(losses[-1] < 0.3 * losses[0], "损失没有明显下降")


@pytest.mark.exercise(seconds=20)
def test_train_starts_from_he(student, rng):
    """训练从 He 初始化的权重和零偏置开始（学习率为 0 时，返回的就是它们）。"""
    data, sizes = dataset(rng, 3, 101, 5), [101, 211, 5]
    layers, _ = run_training(student, data, sizes, epochs=1, lr=0.0, batch_size=2, seed=kit.seed_of(rng))
    check_he(layers[0]["w"], sizes[0])
    for i, layer in enumerate(layers):
        kit.close(layer["b"], np.zeros(sizes[i + 1]), name="b")


@pytest.mark.exercise(seconds=20)
def test_train_history_is_mean_loss(student, rng):
    """history 的每一项是那一轮全部样本的平均损失（学习率为 0 时，每一轮都一样）。"""
    data, sizes = dataset(rng, 15, 7, 3), [7, 11, 3]
    layers, losses = run_training(student, data, sizes, epochs=4, lr=0.0, batch_size=5, seed=kit.seed_of(rng))
    expected = softmax_cross_entropy(network_forward(data[0], floats(layers)), data[1])
    kit.close(np.array(losses), np.full(4, expected), rtol=TRAIN_RTOL, name="history")


@pytest.mark.exercise(seconds=20)
def test_train_whole_batch(student, rng):
    """一批就是全部样本时，每一轮正好走一步动量法：最后的权重与逐步算出来的一致。"""
    # Two hidden layers of one width: arrays that are shared between layers would show.
    data, sizes, seed = dataset(rng, 13, 5, 3), [5, 7, 7, 3], kit.seed_of(rng)
    start, _ = run_training(student, data, sizes, epochs=5, lr=0.0, batch_size=13, seed=seed)
    layers, losses = run_training(student, data, sizes, epochs=5, lr=0.2, batch_size=13, seed=seed)
    expected, before = train(floats(start), *data, [np.arange(13)] * 5, lr=0.2)
    check_layers(layers, expected, "layers", close_after_training)
    after = [*before[1:], softmax_cross_entropy(network_forward(data[0], expected), data[1])]
    matches = any(np.allclose(losses, mean, rtol=1e-3) for mean in (before, after))
    kit.require(matches, "history 应当是每一轮的平均损失（走完这一轮时的，或这一轮之中的）")


@pytest.mark.exercise(seconds=20)
def test_train_batch_larger_than_data(student, rng):
    """batch_size 比样本数还大时，全部样本就是一批，照样训练。"""
    data, sizes, seed = dataset(rng, 7, 5, 3), [5, 11, 3], kit.seed_of(rng)
    start, _ = run_training(student, data, sizes, epochs=3, lr=0.0, batch_size=32, seed=seed)
    layers, _ = run_training(student, data, sizes, epochs=3, lr=0.2, batch_size=32, seed=seed)
    expected, _ = train(floats(start), *data, [np.arange(7)] * 3, lr=0.2)
    check_layers(layers, expected, "layers", close_after_training)


@pytest.mark.exercise(seconds=20)
def test_train_last_short_batch(student, rng):
    """样本数不能被 batch_size 整除时，最后不满的一批也用来训练，也走一整步。"""
    x, y = dataset(rng, 1, 5, 3)
    data, sizes, seed = (np.repeat(x, 8, axis=0), np.repeat(y, 8)), [5, 11, 3], kit.seed_of(rng)
    start, _ = run_training(student, data, sizes, epochs=2, lr=0.0, batch_size=3, seed=seed)
    layers, _ = run_training(student, data, sizes, epochs=2, lr=0.05, batch_size=3, seed=seed)
    # All samples are equal, so that every batch has the same gradient whatever the order.
    expected, _ = train(floats(start), *data, [np.arange(1)] * 6, lr=0.05)
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


# The last of 8 in batches of 5 are 3: whether a batch drawn at random is filled up shows, whatever was drawn.
@pytest.mark.exercise(seconds=20)
@pytest.mark.parametrize(("n", "batch_size"), [(4, 1), (8, 5)])
def test_train_every_sample_once(student, rng, n, batch_size):
    """每一轮里每个样本正好用一次，每个样本都带着自己的标签。"""
    data, sizes, seed = dataset(rng, n, 3, 3), [3, 5, 3], kit.seed_of(rng)
    start, _ = run_training(student, data, sizes, epochs=1, lr=0.0, batch_size=batch_size, seed=seed)
    layers, _ = run_training(student, data, sizes, epochs=1, lr=0.5, batch_size=batch_size, seed=seed)
    runs = (train(floats(start), *data, batches, lr=0.5) for batches in all_batches(n, batch_size))
    kit.require(any_near(layers, runs), "没有哪一种样本顺序能得到这样的权重")


@pytest.mark.exercise(seconds=20)
def test_train_new_order_each_epoch(student, rng):
    """每一轮都重新打乱样本的顺序，不是每轮都按同一个顺序。"""
    # Every label occurs, else the order would hardly matter.
    data, sizes, seed = (rng.random((4, 5)), rng.permutation([0, 1, 2, 2])), [5, 11, 3], kit.seed_of(rng)
    start, _ = run_training(student, data, sizes, epochs=4, lr=0.0, batch_size=1, seed=seed)
    layers, _ = run_training(student, data, sizes, epochs=4, lr=0.5, batch_size=1, seed=seed)
    # Four equal orders by chance: once in 24³ seeds.
    orders = (
        [int(row) for row in np.concatenate(batches)]
        for batches in all_batches(4, 1)
        if any_near(layers, [train(floats(start), *data, batches * 4, lr=0.5)])
    )
    order = next(orders, None)
    # Which order it is depends on how somebody shuffles; that it is one, and whether it was shuffled, does not.
    kit.record(student, None, order and ("as given" if order == sorted(order) else "shuffled once"))
    kit.require(order is None, "四轮用的是同一个顺序")


@pytest.mark.exercise(seconds=20)
def test_train_uses_rng(student, rng):
    """随机数都来自 rng：种子相同则结果相同，种子不同则结果不同。"""
    data, sizes, seed = dataset(rng, 12, 5, 3), [5, 7, 3], kit.seed_of(rng)
    first, again, other = (
        run_training(student, data, sizes, epochs=2, lr=0.2, batch_size=4, seed=s)[0]
        for s in (seed, seed, seed + 1)
    )
    kit.require(distance(first, floats(again)) < 1.0, "种子相同，结果应当相同")
    kit.require(distance(first, floats(other)) > 1.0, "种子不同，结果应当不同")


@pytest.mark.exercise(seconds=20)
def test_train_keeps_inputs(student, rng):
    """传进去的 x、y 和 layer_sizes 在调用之后保持原样；标签可以是 uint8，x 的内存可以不连续。"""
    x, y = dataset(rng, 12, 5, 3)
    x, y, sizes = np.asfortranarray(x), y.astype(np.uint8), [5, 7, 3]
    before = x.copy(), y.copy()
    student.train_network(x, y, sizes, 2, 0.1, 4, np.random.default_rng(kit.seed_of(rng)))
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    kit.unchanged(sizes, [5, 7, 3], "layer_sizes")
