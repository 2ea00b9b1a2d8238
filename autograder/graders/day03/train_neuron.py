"""Hidden tests of train_neuron: the same training, repeated on this side.

Nothing here depends on the order in which random numbers are drawn: the reference repeats the training
where the order of the samples does not matter, or tries every order that is possible.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import LOSS_RTOL, both_labels, neuron_loss, train

# Training in float32 rounds at every step; another order, batch or optimizer moves the weights by far more.
TRAIN_RTOL, TRAIN_ATOL = 1e-4, 1e-5


def run_training(
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


def check_theta(theta: np.ndarray, expected: np.ndarray) -> None:
    """Fail unless the parameters agree within the training tolerance."""
    kit.close(theta, expected, rtol=TRAIN_RTOL, atol=TRAIN_ATOL, name="(w, b)")


@pytest.mark.exercise(core=True, weight=2, seconds=60)
def test_train_learns(student):
    """返回 (w, b, history)；在两边分得开的点上训练之后，没见过的点也能判对。"""
    # The same points for every course: 0.99 for the answer, at most 0.86 for what is wrong here, and no other points between.
    rng = np.random.default_rng(0)
    direction = np.array([1.5, -1.0, 0.5])
    data, (x_new, y_new) = halves(rng, 211, direction), halves(rng, 307, direction)
    theta, _ = run_training(student, data, epochs=5, lr=0.2, batch_size=16, seed=kit.seed_of(rng))
    accuracy = float(np.mean((x_new @ theta[:-1] + theta[-1] > 0) == (y_new == 1)))
    kit.require(accuracy > 0.9, "训练之后在没见过的点上正确率太低")


@pytest.mark.exercise(seconds=60)
def test_train_starting_point(student, rng):
    """训练从 w = 0、b = 1 开始；学习率为 0 时参数不动，history 的每一项都是那时的平均损失。"""
    data = dataset(rng, 15, 5)
    theta, losses = run_training(student, data, epochs=4, lr=0.0, batch_size=5, seed=kit.seed_of(rng))
    start = np.append(np.zeros(5), 1.0)
    kit.close(theta, start, name="(w, b)")
    expected = neuron_loss(*data, start[:-1], start[-1])
    kit.close(losses, np.full(4, expected), rtol=LOSS_RTOL, name="history")


@pytest.mark.exercise(seconds=60)
def test_train_no_epochs(student, rng):
    """轮数为 0 时返回初值和空的 history。"""
    theta, _ = run_training(
        student, dataset(rng, 7, 3), epochs=0, lr=0.1, batch_size=4, seed=kit.seed_of(rng)
    )
    kit.close(theta, np.append(np.zeros(3), 1.0), name="(w, b)")


@pytest.mark.exercise(seconds=60)
def test_train_whole_batch(student, rng):
    """一批就是全部样本时，每一轮正好走一步 Adam：最后的参数与逐步算出来的一致。"""
    data = dataset(rng, 13, 5)
    theta, losses = run_training(student, data, epochs=9, lr=0.2, batch_size=13, seed=kit.seed_of(rng))
    expected, before = train(*data, [np.arange(13)] * 9, lr=0.2)
    after = [*before[1:], neuron_loss(*data, expected[:-1], expected[-1])]
    check_theta(theta, expected)
    matches = any(np.allclose(losses, mean, rtol=1e-3) for mean in (before, after))
    kit.require(matches, "history 应当是每一轮的平均损失（走完这一轮时的，或这一轮之中的）")


@pytest.mark.exercise(seconds=60)
def test_train_batch_larger_than_data(student, rng):
    """batch_size 比样本数还大时，全部样本就是一批，照样训练。"""
    data = dataset(rng, 7, 3)
    theta, _ = run_training(student, data, epochs=5, lr=0.1, batch_size=32, seed=kit.seed_of(rng))
    expected, _ = train(*data, [np.arange(7)] * 5, lr=0.1)
    check_theta(theta, expected)


@pytest.mark.exercise(seconds=60)
def test_train_last_short_batch(student, rng):
    """样本数不能被 batch_size 整除时，最后不满的一批也用来训练，也走一整步，不多也不少。"""
    x, y = dataset(rng, 1, 3)
    data = np.repeat(x, 11, axis=0), np.repeat(y, 11)
    theta, _ = run_training(student, data, epochs=1, lr=0.05, batch_size=3, seed=kit.seed_of(rng))
    # All samples are equal, so that every batch has the same gradient whatever the order.
    expected, _ = train(*data, [np.arange(1)] * 4, lr=0.05)
    check_theta(theta, expected)


@pytest.mark.exercise(weight=2, seconds=60)
def test_train_goes_on(student, rng):
    """每一轮接着上一轮的参数和滑动平均往下走，不从头开始。"""
    x, y = dataset(rng, 1, 3)
    data = np.repeat(x, 6, axis=0), np.repeat(y, 6)
    theta, _ = run_training(student, data, epochs=5, lr=0.05, batch_size=3, seed=kit.seed_of(rng))
    # All samples are equal, so that every batch has the same gradient whatever the order.
    expected, _ = train(*data, [np.arange(1)] * 10, lr=0.05)
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


@pytest.mark.exercise(seconds=60)
def test_train_every_sample_once(student, rng):
    """每一轮里每个样本正好用一次，每个样本都带着自己的标签（这里一批一个样本）。"""
    data = dataset(rng, 5, 3)
    theta, _ = run_training(student, data, epochs=1, lr=0.5, batch_size=1, seed=kit.seed_of(rng))
    runs = (train(*data, batches, lr=0.5) for batches in all_batches(5, 1))
    kit.require(any_near(theta, runs), "没有哪一种样本顺序能得到这样的参数")


@pytest.mark.exercise(seconds=60)
def test_train_batch_sizes(student, rng):
    """样本数不能被 batch_size 整除时，前面每批正好 batch_size 个，最后一批是剩下的那几个，每个样本用一次。"""
    data = dataset(rng, 7, 3)
    theta, _ = run_training(student, data, epochs=1, lr=0.5, batch_size=3, seed=kit.seed_of(rng))
    runs = (train(*data, batches, lr=0.5) for batches in all_batches(7, 3))
    kit.require(any_near(theta, runs), "没有哪一种分法能得到这样的参数")


@pytest.mark.exercise(seconds=60)
def test_train_new_order_each_epoch(student, rng):
    """每一轮都重新打乱样本的顺序，不是每轮都按同一个顺序。"""
    data, seed = dataset(rng, 4, 3), kit.seed_of(rng)
    theta, _ = run_training(student, data, epochs=4, lr=0.5, batch_size=1, seed=seed)
    # Four equal orders by chance: once in 24³ seeds.
    runs = (train(*data, batches * 4, lr=0.5) for batches in all_batches(4, 1))
    kit.require(not any_near(theta, runs), "四轮用的是同一个顺序")


@pytest.mark.exercise(seconds=60)
def test_train_uses_rng(student, rng):
    """打乱用的随机数都来自 rng：种子相同则结果相同，种子不同则结果不同。"""
    data, seed = dataset(rng, 12, 5), kit.seed_of(rng)
    first, again, other = (
        run_training(student, data, epochs=2, lr=0.2, batch_size=4, seed=s)[0] for s in (seed, seed, seed + 1)
    )
    kit.require(distance(first, again) < 1.0, "种子相同，结果应当相同：打乱用的随机数没有都从 rng 来")
    kit.require(distance(first, other) > 1.0, "种子不同，结果应当不同：打乱没有用传进来的 rng")


@pytest.mark.exercise(seconds=60)
def test_train_keeps_inputs(student, rng):
    """传进去的 x 和 y 在调用之后保持原样；标签可以是无符号整数，x 的内存可以不连续。"""
    x, y = dataset(rng, 13, 3)
    arrays = np.asfortranarray(x), y.astype(np.uint8)
    expected, _ = train(x, y, [np.arange(13)] * 3, lr=0.1)
    w, b, _ = kit.sequence(
        student.train_neuron(*arrays, 3, 0.1, 13, np.random.default_rng(kit.seed_of(rng))), 3
    )
    kit.unchanged(arrays[0], x, "x")
    kit.unchanged(arrays[1], y, "y")
    kit.close(w, expected[:-1], rtol=TRAIN_RTOL, atol=TRAIN_ATOL, name="w")
    kit.close(b, expected[-1], rtol=TRAIN_RTOL, atol=TRAIN_ATOL, name="b")
