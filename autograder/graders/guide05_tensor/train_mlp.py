"""Hidden tests of train_mlp: the same training, repeated here with one matrix product a layer and gradients by hand.

``tests/content/references`` compares the reference with PyTorch's Adam and autograd.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder import kit

Layers = list[tuple[np.ndarray, np.ndarray]]

# The task: losses to 1e-6; a mistake in order, batch or gradient moves them by far more.
RTOL, ATOL = 1e-6, 1e-7
DIGITS = Path(__file__).parents[3] / "source" / "data" / "mnist_5k1k.npz"


def scores(x: np.ndarray, layers: Layers) -> list[np.ndarray]:
    """The input of every layer, and the scores."""
    values = [np.asarray(x, dtype=np.float64)]
    for i, (w, b) in enumerate(layers):
        z = np.einsum("nd,dh->nh", values[-1], w, optimize=True) + b
        values.append(np.where(z > 0, z, 0.0) if i < len(layers) - 1 else z)
    return values


def loss_and_gradients(x: np.ndarray, y: np.ndarray, layers: Layers) -> tuple[float, list[np.ndarray]]:
    """The mean cross-entropy, and its gradient by every w and b in order."""
    values = scores(x, layers)
    logp = values[-1] - np.logaddexp.reduce(values[-1], axis=1)[:, None]
    hot = (np.arange(logp.shape[1]) == np.asarray(y)[:, None]).astype(float)
    signal = (np.exp(logp) - hot) / len(y)
    found: list[np.ndarray] = []
    for i in reversed(range(len(layers))):
        found = [values[i].T @ signal, signal.sum(axis=0), *found]
        signal = (signal @ layers[i][0].T) * (values[i] > 0)
    return float(-(logp * hot).sum() / len(y)), found


def train(
    x: np.ndarray, y: np.ndarray, layers: Layers, *, epochs: int, lr: float, batch_size: int, seed: int
) -> tuple[list[float], Layers]:
    """(the loss before each step, the layers afterwards); the given ones stay as they are."""
    rng = np.random.default_rng(seed)
    theta = [np.array(p, dtype=float) for layer in layers for p in layer]
    first, second = [np.zeros_like(p) for p in theta], [np.zeros_like(p) for p in theta]
    losses: list[float] = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for batch in np.split(order, range(batch_size, len(x), batch_size)):
            loss, gradients = loss_and_gradients(x[batch], y[batch], paired(theta))
            losses.append(loss)
            t = len(losses)
            for i, g in enumerate(gradients):
                first[i] += 0.1 * (g - first[i])
                second[i] += 0.001 * (g * g - second[i])
                root = np.sqrt(second[i] / -np.expm1(t * np.log(0.999)))
                theta[i] = theta[i] - lr / (1 - 0.9**t) * first[i] / (root + 1e-8)
    return losses, paired(theta)


def paired(flat: list[np.ndarray]) -> Layers:
    """w and b of each layer."""
    return list(zip(flat[::2], flat[1::2]))


def network(rng: np.random.Generator, sizes: list[int]) -> Layers:
    """Random weights and biases."""
    return [(rng.normal(size=pair), rng.normal(size=pair[1])) for pair in pairwise(sizes)]


def dataset(rng: np.random.Generator, n: int, d: int = 3, k: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """Samples without any meaning."""
    return rng.normal(size=(n, d)), rng.integers(k, size=n)


def tensors(student: Any, layers: Layers) -> list[tuple[Any, Any]]:
    """The layers as Tensors of the student's code."""
    return [(student.Tensor(w), student.Tensor(b)) for w, b in layers]


def run(
    student: Any,
    rng: np.random.Generator,
    sizes: list[int],
    n: int,
    *,
    weights: bool = False,
    **how: Any,
) -> None:
    """Compare one training: its losses, or its weights afterwards."""
    layers, (x, y) = network(rng, sizes), dataset(rng, n, sizes[0], sizes[-1])
    seed = int(rng.integers(2**31))
    losses, after = train(x, y, layers, seed=seed, **how)
    given = tensors(student, layers)
    found = student.train_mlp(x, y, given, rng=np.random.default_rng(seed), **how)
    if weights:
        got = [(np.array(w.data), np.array(b.data)) for w, b in given]
        for i, (each, want) in enumerate(zip(got, after)):
            kit.close(each[0], want[0], rtol=RTOL, atol=ATOL, name=f"第 {i} 层的 w")
            kit.close(each[1], want[1], rtol=RTOL, atol=ATOL, name=f"第 {i} 层的 b")
        return
    same_losses(found, losses)


def same_losses(found: Any, losses: list[float]) -> None:
    """Compare the returned losses."""
    numbers = [kit.scalar(loss, "losses 里的元素") for loss in kit.sequence(found, len(losses), "losses")]
    kit.close(np.array(numbers), np.array(losses), rtol=RTOL, atol=ATOL, name="losses")


@pytest.mark.exercise(core=True)
def test_train_one_step(student, rng):
    """一批就是全部样本，一轮：一个损失，是更新之前的。"""
    run(student, rng, [3, 5, 4], 7, epochs=1, lr=0.05, batch_size=7)


@pytest.mark.exercise
def test_train_weights_after_one_step(student, rng):
    """走一步之后，每一层的 w 和 b 都更新了。"""
    run(student, rng, [3, 5, 4], 7, weights=True, epochs=1, lr=0.05, batch_size=7)


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [[3, 4], [3, 5, 4], [3, 5, 2, 4]], ids=str)
def test_train_whole_batches(student, rng, sizes):
    """一层、两层、三层，每轮一步，走几步：每一步的损失都一致。"""
    run(student, rng, sizes, 11, epochs=5, lr=0.05, batch_size=11)


@pytest.mark.exercise
@pytest.mark.parametrize(("n", "size"), [(12, 4), (13, 4), (9, 1), (5, 4)])
def test_train_batches(student, rng, n, size):
    """一轮分成几批，最后不满的也走一步：次序和损失都一致。"""
    run(student, rng, [3, 5, 4], n, epochs=1, lr=0.05, batch_size=size)


@pytest.mark.exercise
def test_train_epochs(student, rng):
    """走几轮，每一轮重新打乱，Adam 一直是同一个。"""
    run(student, rng, [3, 5, 4], 13, epochs=4, lr=0.05, batch_size=5)


@pytest.mark.exercise
def test_train_weights(student, rng):
    """走几轮之后，每一层的 w 和 b 都与逐步算出来的一致。"""
    run(student, rng, [3, 5, 4], 13, weights=True, epochs=3, lr=0.05, batch_size=5)


@pytest.mark.exercise
def test_train_large_batch(student, rng):
    """batch_size 比样本数还大时，全部样本就是一批。"""
    run(student, rng, [3, 5, 4], 7, epochs=3, lr=0.05, batch_size=64)


@pytest.mark.exercise
def test_train_no_epochs(student, rng):
    """轮数为 0：没有损失，权重不动。"""
    run(student, rng, [3, 4], 7, weights=True, epochs=0, lr=0.1, batch_size=3)


@pytest.mark.exercise
def test_train_old_gradients(student, rng):
    """叶子里原来留着的梯度不算进去。"""
    layers, (x, y) = network(rng, [3, 5, 4]), dataset(rng, 7)
    losses, _ = train(x, y, layers, epochs=3, lr=0.05, batch_size=7, seed=3)
    given = tensors(student, layers)
    for w, b in given:
        for leaf, shape in ((w, w.data.shape), (b, b.data.shape)):
            leaf.grad = rng.normal(size=shape)
    same_losses(student.train_mlp(x, y, given, 3, 0.05, 7, np.random.default_rng(3)), losses)


@pytest.mark.exercise
def test_train_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样；x 可以是 float32、内存不连续，y 可以是 uint8。"""
    layers, (x, y) = network(rng, [3, 5, 4]), dataset(rng, 7)
    x, y = np.asfortranarray(x.astype(np.float32)), y.astype(np.uint8)
    losses, _ = train(x, y, layers, epochs=2, lr=0.05, batch_size=3, seed=5)
    before = x.copy(), y.copy()
    found = student.train_mlp(x, y, tensors(student, layers), 2, 0.05, 3, np.random.default_rng(5))
    same_losses(found, losses)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")


@pytest.mark.exercise(seconds=60, costly=True)
def test_train_digits(student, rng):
    """手写数字：按题面的网络和轮数训练之后，没见过的图片认对的比例达到要求。"""
    # 0.935–0.946 over 10 seeds.
    with np.load(DIGITS) as digits:
        x, y, x_new, y_new = (digits[key] for key in ("x_train", "y_train", "x_test", "y_test"))
    x, x_new = (each.reshape(len(each), 784).astype(np.float32) / 255 for each in (x, x_new))
    layers = [(w * np.sqrt(2 / len(w)), 0 * b) for w, b in network(rng, [784, 128, 10])]
    given = tensors(student, layers)
    student.train_mlp(x, y.astype(np.int64), given, 10, 0.002, 64, np.random.default_rng(rng.integers(2**31)))
    after = [
        (kit.array(w.data, shape=old.shape), kit.array(b.data)) for (w, b), (old, _) in zip(given, layers)
    ]
    right = float(np.mean(scores(x_new, after)[-1].argmax(axis=1) == y_new))
    kit.at_least(right, 0.92, "没见过的图片认对的比例")
