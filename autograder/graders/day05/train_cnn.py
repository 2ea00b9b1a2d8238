"""Hidden tests of train_cnn: a training that is repeated on this side.

Trained is the dense network that the notebook gives, not the student's own: what a test sees then depends on
train_cnn alone.  With its first layer frozen, training is Adam on one dense layer over fixed features, which is
repeated on this side.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F

from autograder import kit
from autograder.checking.remembered import remembered

from common import double, images, logits, state

WIDTH = 64
TRAIN = {"rtol": 2e-3, "atol": 2e-3}


@remembered
def train_linear(
    w: np.ndarray,
    b: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
    batches: Iterable[np.ndarray],
    lr: float,
) -> tuple[np.ndarray, np.ndarray, list[float]]:
    """Adam on the cross-entropy of one dense layer on flattened images, over batches of row numbers.

    ``w`` is (classes, pixels) as in ``nn.Linear``.  Returns the final (w, b) and the loss before each step.
    """
    parameters = [nn.Parameter(double(w)), nn.Parameter(double(b))]
    optimizer = torch.optim.Adam(parameters, lr=lr)
    images, labels = double(x).flatten(1), torch.tensor(np.asarray(y, dtype=np.int64))
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(F.linear(images[rows], *parameters), labels[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    final_w, final_b = (p.detach().numpy() for p in parameters)
    return final_w, final_b, losses


def linear_loss(w: np.ndarray, b: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    """Mean cross-entropy of one dense layer on flattened images."""
    logits = F.linear(double(x).flatten(1), double(w), double(b))
    return F.cross_entropy(logits, torch.tensor(np.asarray(y, dtype=np.int64))).item()


def dense(student: Any, rng: np.random.Generator) -> Any:
    """The given network with weights of the test's choice: random ones would depend on what ran before."""
    model = student.build_dense()
    shapes = {"1.weight": (WIDTH, 784), "1.bias": (WIDTH,), "3.weight": (10, WIDTH), "3.bias": (10,)}
    weights = {
        name: torch.tensor(rng.uniform(-1, 1, size=shape) / shape[-1] ** 0.5, dtype=torch.float32)
        for name, shape in shapes.items()
    }
    student.invoke(model, "load_state_dict", weights)
    return model


class Frozen:
    """The given network with weights of the test's choice, of which only the last layer learns."""

    def __init__(self, student: Any, x: torch.Tensor, rng: np.random.Generator) -> None:
        self.student, self.x = student, x
        self.model = student.build_dense()
        hidden_w = rng.normal(scale=0.1, size=(WIDTH, 784)).astype(np.float32)
        hidden_b = rng.normal(size=WIDTH).astype(np.float32)
        pixels = x.flatten(1).double().numpy()
        self.features = np.maximum(pixels @ hidden_w.T.astype(np.float64) + hidden_b, 0.0)
        # Large enough for losses to differ clearly between samples.
        scale = 2.0 / float(np.linalg.norm(self.features, axis=1).mean())
        self.w = rng.normal(scale=scale, size=(10, WIDTH)).astype(np.float32)
        self.b = rng.normal(size=10).astype(np.float32)
        arrays = {"1.weight": hidden_w, "1.bias": hidden_b, "3.weight": self.w, "3.bias": self.b}
        self._start = {name: torch.tensor(array) for name, array in arrays.items()}
        student.invoke(self.model, "requires_grad_", False)
        student.invoke(student.invoke(self.model, "get_submodule", "3"), "requires_grad_", True)
        self.restart()

    def restart(self) -> None:
        """Go back to the weights from which the reference starts."""
        self.student.invoke(self.model, "load_state_dict", self._start)

    def train(self, y: np.ndarray, epochs: int, lr: float, batch_size: int, seed: int) -> list[float]:
        """Call train_cnn on copies and return the checked history."""
        labels = torch.tensor(np.asarray(y, dtype=np.int64))
        history = self.student.train_cnn(self.model, self.x.clone(), labels, epochs, lr, batch_size, seed)
        return [kit.scalar(loss, "history 里的元素") for loss in kit.sequence(history, epochs, "history")]

    def logits(self) -> np.ndarray:
        """What the model gives for its images now."""
        return logits(self.student, self.model, self.x).double().numpy()

    def expected(
        self, y: np.ndarray, batches: list[np.ndarray], lr: float
    ) -> tuple[np.ndarray, list[float], float]:
        """Logits after training, the loss before each step, and the loss after the last."""
        w, b, losses = train_linear(self.w, self.b, self.features, y, batches, lr)
        return self.features @ w.T + b, losses, linear_loss(w, b, self.features, y)

    def check_whole_batches(self, y: np.ndarray) -> None:
        """Fail unless steps on all samples at once are right.

        Comes first in tests whose batches depend on the order: a mistake that shows here looks the same however
        a student shuffles, so that it can be called by its name.
        """
        want, _, _ = self.expected(y, [np.arange(len(y))] * 5, lr=0.02)
        self.train(y, 5, 0.02, len(y), 0)
        kit.close(self.logits(), want, name="训练之后的 logits", **TRAIN)
        self.restart()


def _trained_alike(a: np.ndarray | list[float], b: np.ndarray | list[float]) -> bool:
    """Whether two trainings agree as far as float32 allows."""
    return np.allclose(a, b, rtol=TRAIN["rtol"], atol=TRAIN["atol"])


def some_labels(rng: np.random.Generator, n: int) -> np.ndarray:
    """Labels no two of which are equal, as far as there are enough of them."""
    return np.resize(rng.permutation(10), n)


def patterns(rng: np.random.Generator, n: int) -> tuple[torch.Tensor, np.ndarray]:
    """Four kinds of pictures that are easy to tell apart: blank, full, and stripes both ways."""
    y = rng.permutation(np.arange(n) % 4)
    wave = np.tile(0.8 * (np.arange(28) // 2 % 2), (28, 1))
    kinds = np.stack([np.zeros((28, 28)), np.full((28, 28), 0.8), wave.T, wave])
    x = 0.2 * rng.random((n, 1, 28, 28)) + kinds[y, None]
    return torch.tensor(x, dtype=torch.float32), y


@pytest.mark.exercise(core=True, seconds=20, costly=True)
def test_train_learns(student, rng):
    """在几类容易分的图上训练：损失降下来，图认得出来，每轮一个数。"""
    x, y = patterns(rng, 40)
    model = dense(student, rng)
    history = kit.sequence(
        student.train_cnn(model, x, torch.tensor(y), 60, 0.003, 40, kit.seed_of(rng)), 60, "history"
    )
    losses = [kit.scalar(loss, "history 里的元素") for loss in history]
    kit.require(losses[-1] < 0.5 * losses[0], "损失下降得不够")
    accuracy = float(np.mean(logits(student, model, x).numpy().argmax(axis=1) == y))
    kit.require(accuracy >= 0.9, "训练集上的正确率太低")


@pytest.mark.exercise(core=True, seconds=20)
def test_train_full_batch(student, rng):
    """一批放得下全部样本时，每轮走一步：损失与训练之后的 logits 都与逐步算出来的一致。"""
    frozen, y = Frozen(student, images(rng, 7), rng), some_labels(rng, 7)
    want, losses, last = frozen.expected(y, [np.arange(7)] * 5, lr=0.02)
    history = frozen.train(y, 5, 0.02, 7, kit.seed_of(rng))
    out = frozen.logits()
    after = [*losses[1:], last]
    if not _trained_alike(history, after):
        kit.close(np.array(history), losses, name="history", **TRAIN)
    kit.close(out, want, name="训练之后的 logits", **TRAIN)


@pytest.mark.exercise(seconds=20)
def test_train_learning_rate(student, rng):
    """走多步、学习率大时也与 Adam 一致；学习率由 lr 决定。"""
    frozen, y = Frozen(student, images(rng, 11), rng), some_labels(rng, 11)
    wants = [frozen.expected(y, [np.arange(11)] * 10, lr)[0] for lr in (0.1, 0.003)]
    results = []
    for lr in (0.1, 0.003):
        frozen.restart()
        frozen.train(y, 10, lr, 64, kit.seed_of(rng))
        results.append(frozen.logits())
    for result, want in zip(results, wants):
        kit.close(result, want, name="训练之后的 logits", **TRAIN)


@pytest.mark.exercise(seconds=20)
def test_train_last_short_batch(student, rng):
    """样本数不能被 batch_size 整除时，最后不足的一批也走一整步；history 仍然每轮一个。"""
    # All samples are equal, so that every batch has the same gradient whatever the order.
    frozen, y = Frozen(student, images(rng, 1).repeat(8, 1, 1, 1), rng), np.full(8, 3)
    # Batches of one size first: there all ways to take the mean agree, so that a mistake can be named.
    want, _, _ = frozen.expected(y, [np.arange(8)] * 4, lr=0.02)
    frozen.train(y, 2, 0.02, 4, kit.seed_of(rng))
    kit.close(frozen.logits(), want, name="训练之后的 logits", **TRAIN)
    frozen.restart()
    want, losses, last = frozen.expected(y, [np.arange(8)] * 6, lr=0.02)
    history = np.array(frozen.train(y, 2, 0.02, 3, kit.seed_of(rng)))
    out = frozen.logits()
    kit.close(out, want, name="训练之后的 logits", **TRAIN)
    weights = np.array([3, 3, 2]) / 8
    before = np.array(losses).reshape(2, 3)
    readings = [before @ weights, before.mean(axis=1), np.array([losses[3], last])]
    kit.require(any(_trained_alike(history, reading) for reading in readings), "不是这一轮的平均损失")


def all_batches(n: int, size: int) -> list[list[np.ndarray]]:
    """Every way to go once through n samples in batches, the last one possibly short."""
    ways = {
        tuple(tuple(sorted(order[i : i + size])) for i in range(0, n, size))
        for order in permutations(range(n))
    }
    return [[np.array(batch) for batch in way] for way in sorted(ways)]


def nearest(out: np.ndarray, runs: list[tuple[np.ndarray, list[float], float]]) -> float:
    """Largest difference in logits to the nearest of some runs of the reference."""
    return min(float(np.abs(out - final).max()) for final, _, _ in runs)


@pytest.mark.exercise(seconds=20)
@pytest.mark.parametrize(("n", "batch_size"), [(3, 1), (4, 2)])
def test_train_every_sample_once(student, rng, n, batch_size):
    """每一轮里每个样本正好用一次，图和标签始终成对。"""
    frozen, y = Frozen(student, images(rng, n), rng), some_labels(rng, n)
    frozen.check_whole_batches(y)
    runs = [frozen.expected(y, batches, lr=0.1) for batches in all_batches(n, batch_size)]
    frozen.train(y, 1, 0.1, batch_size, kit.seed_of(rng))
    out = frozen.logits()
    kit.require(nearest(out, runs) < 5e-3, "没有哪一种样本顺序能得到这样的结果")


@pytest.mark.exercise(seconds=20)
def test_train_new_order_each_epoch(student, rng):
    """每一轮都重新打乱：几轮的次序不是同一个。"""
    frozen, y = Frozen(student, images(rng, 3), rng), some_labels(rng, 3)
    frozen.check_whole_batches(y)
    # Seven equal orders by chance: once in 6⁶ seeds.
    runs = {
        tuple(np.concatenate(batches)): [frozen.expected(y, batches * 7, lr=0.1)]
        for batches in all_batches(3, 1)
    }
    since = len(student.calls)
    frozen.train(y, 7, 0.1, 1, kit.seed_of(rng))
    out = frozen.logits()
    order = next((order for order, run in runs.items() if nearest(out, run) < 5e-3), None)
    if order:
        # Which order it is depends on how somebody shuffles; that it is one, and whether it was shuffled, does not.
        kit.record_since(student, since, "as given" if order == (0, 1, 2) else "shuffled once")
    kit.require(order is None, "每一轮用的都是同一个顺序")


@pytest.mark.exercise(seconds=20)
def test_train_uses_the_seed(student, rng):
    """次序由 seed 决定：种子相同结果相同，种子不同结果不同。"""
    frozen, y, seed = Frozen(student, images(rng, 12), rng), some_labels(rng, 12), kit.seed_of(rng)
    frozen.check_whole_batches(y)
    since, results = len(student.calls), []
    for s in (seed, seed, seed + 1):
        frozen.restart()
        frozen.train(y, 2, 0.1, 4, s)
        results.append(frozen.logits())
    again_equal = _trained_alike(results[1], results[0])
    other_equal = float(np.abs(results[2] - results[0]).max()) < 5e-3
    kit.record_since(student, since, [again_equal, other_equal])
    kit.require(again_equal, "同一个种子，结果却不同")
    kit.require(not other_equal, "换一个种子，结果却没有变")


@pytest.mark.exercise(seconds=20)
def test_train_moves_every_layer(student, rng):
    """训练更新的是传进来的 model，每一层的参数都动了。"""
    x, y = patterns(rng, 20)
    model = dense(student, rng)
    before = state(student, model)
    student.train_cnn(model, x, torch.tensor(y), 2, 0.01, 20, kit.seed_of(rng))
    after = state(student, model)
    kit.require(not any(torch.equal(before[name], after[name]) for name in before), "有一层没有更新")


@pytest.mark.exercise(seconds=20)
def test_train_starts_afresh(student, rng):
    """每次调用都新建一个 Adam，从 model 现在的参数开始。"""
    frozen, y = Frozen(student, images(rng, 7), rng), some_labels(rng, 7)
    w, b, _ = train_linear(frozen.w, frozen.b, frozen.features, y, [np.arange(7)] * 3, 0.1)
    w, b, _ = train_linear(w, b, frozen.features, y, [np.arange(7)] * 2, 0.1)
    frozen.train(y, 3, 0.1, 7, kit.seed_of(rng))
    frozen.train(y, 2, 0.1, 7, kit.seed_of(rng))
    kit.close(frozen.logits(), frozen.features @ w.T + b, name="训练之后的 logits", **TRAIN)


@pytest.mark.exercise(seconds=20)
def test_train_keeps_data(student, rng):
    """传进去的 x 和 y 在调用之后保持原样，次序也不变。"""
    x, y = images(rng, 9), torch.tensor(some_labels(rng, 9))
    before = x.clone(), y.clone()
    student.train_cnn(student.build_dense(), x, y, 1, 0.01, 4, kit.seed_of(rng))
    kit.unchanged(x.numpy(), before[0].numpy(), "x")
    kit.unchanged(y.numpy(), before[1].numpy(), "y")
