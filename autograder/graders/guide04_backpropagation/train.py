"""Hidden tests of train: the same training, repeated here.

Nothing depends on the order in which random numbers are drawn: the reference repeats the training where the order of the samples
does not matter, or tries every order that is possible.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import Plan, both_labels, layers_of, loss_gradients, loss_of, network, random_plan

# Training in float32 rounds at every step; another order, batch or rule moves the weights by far more.
RTOL, ATOL = 1e-4, 1e-5


def arrays(plan: Plan) -> list[np.ndarray]:
    """The parameters of a plan in order."""
    return [array for layer in plan if not isinstance(layer, str) for array in layer]


def flat(parameters: list[np.ndarray]) -> np.ndarray:
    """Parameters as one array."""
    return np.concatenate([np.ravel(p) for p in parameters])


def descend(
    plan: Plan, x: np.ndarray, y: np.ndarray, batches: Iterable[np.ndarray], lr: float
) -> tuple[Plan, list[float]]:
    """(the plan after one step for each batch, the loss of each before its step); the given plan stays as it is."""
    plan = [layer if isinstance(layer, str) else (layer[0].copy(), layer[1].copy()) for layer in plan]
    losses = []
    for batch in batches:
        losses.append(loss_of(plan, x[batch], y[batch]))
        for p, gradient in zip(arrays(plan), loss_gradients(plan, x[batch], y[batch])):
            p -= lr * gradient
    return plan, losses


def run(
    student: Any,
    plan: Plan,
    data: tuple[np.ndarray, np.ndarray],
    *,
    epochs: int,
    lr: float,
    batch_size: int,
    seed: int,
) -> tuple[np.ndarray, np.ndarray, Any]:
    """Call train on copies of the data; return all parameters as one array, history and the model."""
    model = student.Sequential(layers_of(student, plan))
    x, y, rng = data[0].copy(), data[1].copy(), np.random.default_rng(seed)
    history = student.train(model, x, y, epochs, lr, batch_size, rng)
    losses = [kit.scalar(loss, "history 里的元素") for loss in kit.sequence(history, epochs, "history")]
    theta = flat(kit.sequence(model.parameters(), len(arrays(plan)), "parameters()"))
    if not (np.isfinite(losses).all() and np.isfinite(theta).all()):
        kit.fail("not-finite", "参数或 history 里有 NaN 或 Inf")
    return theta, np.array(losses), model


def check(theta: np.ndarray, plan: Plan) -> None:
    """Fail unless the parameters are those of the plan, within the training tolerance."""
    kit.close(theta, flat(arrays(plan)), rtol=RTOL, atol=ATOL, name="训练之后的参数")


def near(theta: np.ndarray, plan: Plan) -> bool:
    """Whether the parameters are those of the plan, within the training tolerance."""
    want = flat(arrays(plan))
    return bool((np.abs(theta - want) <= ATOL + RTOL * np.abs(want)).all())


def dataset(rng: np.random.Generator, n: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    """Samples without any meaning."""
    return rng.normal(size=(n, d)), both_labels(rng, n)


def moons(n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Two half circles with noise 0.1."""
    y = np.arange(n) % 2
    angle = np.pi * (rng.random(n) + y)
    x = np.stack([np.cos(angle) + y, np.sin(angle) + 0.5 * y], axis=1)
    return x + 0.1 * rng.normal(size=(n, 2)), y


@pytest.mark.exercise(core=True, seconds=60)
def test_train_whole_batch(student, rng):
    """一批就是全部样本时，每一轮正好走一步：最后的参数与逐步算出来的一致。"""
    plan, data = random_plan(rng, [3, 5, 1], "tanh"), dataset(rng, 13, 3)
    want, before = descend(plan, *data, [np.arange(13)] * 6, 0.3)
    theta, losses, _ = run(student, plan, data, epochs=6, lr=0.3, batch_size=13, seed=kit.seed_of(rng))
    check(theta, want)
    after = [*before[1:], loss_of(want, *data)]
    matches = any(np.allclose(losses, mean, rtol=1e-4) for mean in (before, after))
    kit.require(matches, "history 应当是每一轮的平均损失（走完这一轮时的，或这一轮之中的）")


@pytest.mark.exercise(core=True, seconds=60, costly=True)
def test_train_moons(student, rng):
    """两弯月牙：训练之后，没见过的点上正确率达到题面的要求。"""
    # 0.992–1.0 for the answer over 20 seeds, in 0.2 s.
    plan = [
        layer if isinstance(layer, str) else (layer[0] * np.sqrt(2 / len(layer[0])), 0.0 * layer[1])
        for layer in random_plan(rng, [2, 16, 16, 1], "relu")
    ]
    data, (x, y) = moons(400, rng), moons(1000, rng)
    _, _, model = run(student, plan, data, epochs=100, lr=0.1, batch_size=32, seed=kit.seed_of(rng))
    right = float(np.mean((model.forward(x)[:, 0] > 0) == (y == 1)))
    kit.require(right >= 0.97, "训练之后在没见过的点上正确率太低")


@pytest.mark.exercise(seconds=60)
def test_train_standing_still(student, rng):
    """学习率为 0 时参数不动，history 的每一项都是那时的平均损失。"""
    plan, data = random_plan(rng, [3, 5, 1], "relu"), dataset(rng, 15, 3)
    want = loss_of(plan, *data)
    theta, losses, _ = run(student, plan, data, epochs=4, lr=0.0, batch_size=5, seed=kit.seed_of(rng))
    check(theta, plan)
    kit.close(losses, np.full(4, want), rtol=1e-5, name="history")


@pytest.mark.exercise(seconds=60)
def test_train_no_epochs(student, rng):
    """轮数为 0 时参数不动，history 是空的。"""
    plan = random_plan(rng, [3, 1], "relu")
    theta, _, _ = run(
        student, plan, dataset(rng, 7, 3), epochs=0, lr=0.1, batch_size=4, seed=kit.seed_of(rng)
    )
    check(theta, plan)


@pytest.mark.exercise(seconds=60)
def test_train_batch_larger_than_data(student, rng):
    """batch_size 比样本数还大时，全部样本就是一批。"""
    plan, data = random_plan(rng, [3, 4, 1], "tanh"), dataset(rng, 7, 3)
    want, _ = descend(plan, *data, [np.arange(7)] * 5, 0.2)
    theta, _, _ = run(student, plan, data, epochs=5, lr=0.2, batch_size=32, seed=kit.seed_of(rng))
    check(theta, want)


@pytest.mark.exercise(seconds=60)
def test_train_last_short_batch(student, rng):
    """样本数不能被 batch_size 整除时，最后不满的一批也走一整步，不多也不少。"""
    plan, (x, y) = random_plan(rng, [3, 4, 1], "tanh"), dataset(rng, 1, 3)
    data = np.repeat(x, 11, axis=0), np.repeat(y, 11)
    # All samples are equal, so that every batch has the same gradient whatever the order.
    want, _ = descend(plan, *data, [np.arange(1)] * 4, 0.2)
    theta, _, _ = run(student, plan, data, epochs=1, lr=0.2, batch_size=3, seed=kit.seed_of(rng))
    check(theta, want)


@functools.cache
def all_batches(n: int, size: int) -> list[list[np.ndarray]]:
    """Every way to go once through n samples in batches, the last one possibly short."""
    ways = {
        tuple(tuple(sorted(order[i : i + size])) for i in range(0, n, size))
        for order in permutations(range(n))
    }
    return [[np.array(batch) for batch in way] for way in sorted(ways)]


@pytest.mark.exercise(seconds=60)
def test_train_every_sample_once(student, rng):
    """每一轮里每个样本正好用一次，每个样本都带着自己的标签（这里一批一个样本）。"""
    plan, data = random_plan(rng, [3, 1], "relu"), dataset(rng, 5, 3)
    theta, _, _ = run(student, plan, data, epochs=1, lr=0.8, batch_size=1, seed=kit.seed_of(rng))
    ends = (descend(plan, *data, batches, 0.8)[0] for batches in all_batches(5, 1))
    kit.require(any(near(theta, end) for end in ends), "没有哪一种样本顺序能得到这样的参数")


@pytest.mark.exercise(seconds=60)
def test_train_batch_sizes(student, rng):
    """前面每批正好 batch_size 个，最后一批是剩下的那几个，每个样本用一次。"""
    plan, data = random_plan(rng, [3, 1], "relu"), dataset(rng, 7, 3)
    theta, _, _ = run(student, plan, data, epochs=1, lr=0.8, batch_size=3, seed=kit.seed_of(rng))
    ends = (descend(plan, *data, batches, 0.8)[0] for batches in all_batches(7, 3))
    kit.require(any(near(theta, end) for end in ends), "没有哪一种分法能得到这样的参数")


@pytest.mark.exercise(seconds=60)
def test_train_new_order_each_epoch(student, rng):
    """每一轮都重新打乱样本的顺序，不是每轮都按同一个顺序。"""
    plan, data = random_plan(rng, [3, 1], "relu"), dataset(rng, 4, 3)
    theta, _, _ = run(student, plan, data, epochs=4, lr=0.8, batch_size=1, seed=kit.seed_of(rng))
    # Four equal orders by chance: once in 24³ seeds.
    ends = (descend(plan, *data, batches * 4, 0.8)[0] for batches in all_batches(4, 1))
    kit.require(not any(near(theta, end) for end in ends), "四轮用的是同一个顺序")


@pytest.mark.exercise(seconds=60)
def test_train_uses_rng(student, rng):
    """打乱用的随机数都来自 rng：种子相同则结果相同，种子不同则结果不同。"""
    plan, data, seed = random_plan(rng, [3, 4, 1], "tanh"), dataset(rng, 12, 3), kit.seed_of(rng)
    first, again, other = (
        run(student, plan, data, epochs=2, lr=0.5, batch_size=4, seed=s)[0] for s in (seed, seed, seed + 1)
    )
    kit.require(bool(np.allclose(first, again, rtol=1e-9)), "种子相同，结果应当相同")
    kit.require(not np.allclose(first, other, rtol=RTOL, atol=ATOL), "种子不同，结果应当不同")


@pytest.mark.exercise(seconds=60)
def test_train_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样；标签可以是无符号整数，x 的内存可以不连续。"""
    plan, (x, y) = random_plan(rng, [3, 4, 1], "tanh"), dataset(rng, 13, 3)
    want, _ = descend(plan, x, y, [np.arange(13)] * 3, 0.2)
    out = network(x, want)
    model = student.Sequential(layers_of(student, plan))
    given = np.asfortranarray(x), y.astype(np.uint8)
    student.train(model, *given, 3, 0.2, 13, np.random.default_rng(kit.seed_of(rng)))
    kit.unchanged(given[0], x, "x")
    kit.unchanged(given[1], y.astype(np.uint8), "y")
    kit.close(model.forward(x), out, rtol=1e-3, atol=1e-4, name="训练之后的输出")
