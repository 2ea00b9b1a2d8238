"""Hidden tests of train_sentiment: the same training, repeated with autograd."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from autograder import kit
from autograder.checking.remembered import remembered

from common import Params, copied, rnn_params, tensor, unroll

LARGEST_NORM = 5.0

# Adam divides by the size of a gradient, which enlarges rounding where a gradient is close to 0.
TRAIN_RTOL, TRAIN_ATOL = 1e-4, 1e-5


def _logits(x: np.ndarray, lengths: np.ndarray, params: dict[str, torch.Tensor]) -> torch.Tensor:
    """Scores (n,), each sentence read by itself up to its length."""
    h0 = torch.zeros(1, params["wh"].shape[0], dtype=torch.float64)
    scores = []
    for ids, length in zip(x, lengths):
        hs = unroll(params["embedding"][torch.tensor(ids[:length])][None], h0, params)
        scores.append((hs[0, -1] @ params["w_out"] + params["b_out"])[0])
    return torch.stack(scores)


@remembered
def scores(x: np.ndarray, lengths: np.ndarray, params: Params) -> np.ndarray:
    """Scores of sentences before the sigmoid."""
    return _logits(x, lengths, {key: tensor(value) for key, value in params.items()}).detach().numpy()


def loss(x: np.ndarray, lengths: np.ndarray, y: np.ndarray, params: Params) -> float:
    """Mean binary cross-entropy."""
    z = torch.tensor(scores(x, lengths, params))
    return float(F.binary_cross_entropy_with_logits(z, torch.tensor(y, dtype=torch.float64)))


@remembered
def train(
    x: np.ndarray,
    lengths: np.ndarray,
    y: np.ndarray,
    params: Params,
    batches: Iterable[np.ndarray],
    lr: float,
) -> tuple[Params, list[float]]:
    """Adam over batches of row numbers: new parameters, and the loss before each step."""
    # Written out: the first use of torch.optim imports for longer than a whole submission takes to grade.
    leaves = {key: tensor(value) for key, value in params.items()}
    mean = {key: torch.zeros_like(leaf) for key, leaf in leaves.items()}
    square = {key: torch.zeros_like(leaf) for key, leaf in leaves.items()}
    losses = []
    for step, rows in enumerate(batches, start=1):
        target = torch.tensor(y[rows], dtype=torch.float64)
        value = F.binary_cross_entropy_with_logits(_logits(x[rows], lengths[rows], leaves), target)
        slopes = dict(zip(leaves, torch.autograd.grad(value, list(leaves.values()))))
        total = torch.linalg.vector_norm(torch.cat([slope.flatten() for slope in slopes.values()]))
        shrink = min(1.0, LARGEST_NORM / float(total))
        with torch.no_grad():
            for key, slope in slopes.items():
                mean[key].lerp_(shrink * slope, 1 - 0.9)
                square[key].lerp_((shrink * slope).square(), 1 - 0.999)
                spread = (square[key] / (1 - 0.999**step)).sqrt()
                leaves[key] -= lr / (1 - 0.9**step) * mean[key] / (spread + 1e-8)
        losses.append(value.item())
    return {key: leaf.detach().numpy().copy() for key, leaf in leaves.items()}, losses


def model_params(rng: np.random.Generator, words: int, d: int, hidden: int) -> Params:
    """Parameters with which a gradient is nowhere 0 by symmetry."""
    return {
        "embedding": rng.normal(scale=0.5, size=(words, d)),
        **rnn_params(rng, d, hidden),
        "w_out": rng.normal(scale=hidden**-0.5, size=(hidden, 1)),
        "b_out": rng.normal(scale=0.1, size=1),
    }


def sentences(
    rng: np.random.Generator, n: int, t: int, words: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ids from 1 to words − 3 with padding 0, lengths, and labels without any meaning but of both kinds."""
    lengths = rng.integers(1, t + 1, n)
    x = rng.integers(1, words - 2, size=(n, t))
    x[np.arange(t) >= lengths[:, None]] = 0
    return x, lengths, rng.permutation(np.arange(n) % 2)


def seeded(seed: int) -> np.random.Generator:
    """The generator that a student's function gets."""
    return np.random.default_rng(seed)


def run_training(
    student: Any, data: tuple[np.ndarray, ...], params: Params, epochs: int, lr: float, seed: int = 0
) -> tuple[Params, list[float]]:
    """The trained copies of ``params``, and the history as a list of numbers."""
    arrays = copied(params)
    history = student.train_sentiment(*data, dict(arrays), epochs, lr, seeded(seed))
    if isinstance(history, np.ndarray):
        history = list(kit.array(history, (epochs,), name="history"))
    return arrays, [kit.scalar(value, "history 的一项") for value in kit.sequence(history, epochs, "history")]


def check_trained(actual: Params, expected: Params) -> None:
    """Compare all parameters after training."""
    for key in expected:
        kit.close(actual[key], expected[key], rtol=TRAIN_RTOL, atol=TRAIN_ATOL, name=f"params[{key!r}]")


def ordered(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sentences of 3 to 7 characters; good if id 2 comes before id 3, whatever stands between them."""
    y, lengths = rng.integers(0, 2, n), rng.integers(3, 8, n)
    x = np.zeros((n, 9), dtype=np.int64)
    for row, length, label in zip(x, lengths, y):
        row[:length] = rng.integers(4, 7, length)
        first, second = np.sort(rng.choice(length, size=2, replace=False))
        row[first], row[second] = (2, 3) if label else (3, 2)
    return x, lengths, y


@pytest.mark.exercise(core=True, weight=2, seconds=20, costly=True)
def test_train_learns_order(student, rng):
    """只有字的次序能决定好坏时也学得会：训练之后，没见过的句子判断正确，损失明显下降。"""
    data, fresh = ordered(rng, 160), ordered(rng, 101)
    params, losses = run_training(student, data, model_params(rng, 7, 5, 11), epochs=20, lr=0.02)
    accuracy = np.mean((scores(fresh[0], fresh[1], params) > 0) == fresh[2])
    kit.require(accuracy > 0.9, "训练之后在没见过的句子上正确率太低")
    kit.require(losses[-1] < 0.4 * losses[0], "损失没有明显下降")


@pytest.mark.exercise(weight=2, seconds=20)
def test_train_whole_batch(student, rng):
    """句子不足一批时，每一轮正好走一步 Adam：更新后的参数与逐步算出来的一致。"""
    data, params = sentences(rng, 7, 5, 11), model_params(rng, 11, 3, 5)
    expected, _ = train(*data, params, [np.arange(7)] * 4, lr=0.03)
    check_trained(run_training(student, data, params, 4, 0.03)[0], expected)


def same_sentences(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """70 times one sentence: in whatever order they come, the batches of 32, 32 and 6 are the same."""
    x, lengths, _ = sentences(rng, 1, 5, 11)
    return np.repeat(x, 70, axis=0), np.repeat(lengths, 70), np.ones(70, dtype=np.int64)


@pytest.mark.exercise(seconds=20)
def test_train_batches(student, rng):
    """每批 32 句，最后一批不足也用，梯度是一批的平均，Adam 的状态从头用到尾：几批大小不同时参数也与逐步算出来的一致。"""
    data, params = same_sentences(rng), model_params(rng, 11, 3, 5)
    expected, _ = train(*data, params, [np.arange(1)] * 6, lr=0.05)
    check_trained(run_training(student, data, params, 2, 0.05)[0], expected)


@pytest.mark.exercise(seconds=20)
def test_train_history_weighs_sentences(student, rng):
    """几批大小不同时，history 里每一句一样重，不是每一批一样重。"""
    data, params = same_sentences(rng), model_params(rng, 11, 3, 5)
    x, lengths, y = data
    expected, losses = train(*data, params, [np.arange(1)] * 6, lr=0.1)
    losses.append(loss(x[:1], lengths[:1], y[:1], expected))
    during = [np.dot(losses[start : start + 3], [32, 32, 6]) / 70 for start in (0, 3)]
    _, history = run_training(student, data, params, 2, 0.1)
    matches = any(np.allclose(history, mean, rtol=1e-3) for mean in (during, losses[3::3]))
    kit.require(matches, "history 与每一轮全部句子的平均损失不同：损失的平均不对，或者训练的每一步不对")


@pytest.mark.exercise(weight=2, seconds=20)
def test_train_clips(student, rng):
    """梯度的总范数大于 5 时裁到 5，小于 5 时不动。"""
    data, params = sentences(rng, 7, 5, 11), model_params(rng, 11, 3, 5)
    cases = []
    for scale, lr in ((60.0, 0.003), (300.0, 0.002)):
        # The same states, but a large gradient by wx; by how much it is clipped differs from step to step.
        scaled = {**params, "embedding": scale * params["embedding"], "wx": params["wx"] / scale}
        cases.append((scaled, lr, train(*data, scaled, [np.arange(7)] * 6, lr=lr)[0]))
    results = [run_training(student, data, scaled, 6, lr)[0] for scaled, lr, _ in cases]
    for result, (_, _, expected) in zip(results, cases):
        check_trained(result, expected)


@pytest.mark.exercise(weight=2, seconds=20)
def test_train_shuffles_each_epoch(student, rng):
    """每轮重新打乱，每句恰好用一次：落单在最后一批的，两轮里不总是同一句。"""
    # Each sentence is a character of its own, so its row moves only when the sentence is used.  A row that was used in
    # the small batch of an epoch moves by another amount than the rows of those that were in the large one.
    n = 33
    data = np.arange(2, n + 2)[:, None], np.ones(n, dtype=np.int64), np.ones(n, dtype=np.int64)
    params = model_params(rng, n + 2, 3, 5)
    most = 0
    for seed in range(4):
        after, _ = run_training(student, data, params, 2, 1e-3, seed)
        moved = np.abs(after["embedding"] - params["embedding"])[2:].max(axis=1) / 1e-3
        kit.require(bool(moved.any()), "embedding 没有被更新")
        kit.require(bool((moved > 0.1).all()), "有的句子没有用到：那些字在 embedding 里的行几乎没有动")
        most = max(most, int(np.sum(np.abs(moved - np.median(moved)) > 0.05)))
    kit.require(most > 1, "两轮里落单的总是同一句，像是只打乱了一次")


@pytest.mark.exercise(seconds=20)
def test_train_repeated_characters(student, rng):
    """一个字在一句话里、在几句话里反复出现，它那一行的梯度是各处之和。"""
    x = np.array([[2, 2, 2, 3, 2], [3, 2, 3, 0, 0], [2, 3, 3, 3, 0]])
    data, params = (x, np.array([5, 3, 4]), np.array([1, 0, 0])), model_params(rng, 5, 3, 2)
    expected, _ = train(*data, params, [np.arange(3)] * 3, lr=0.05)
    check_trained(run_training(student, data, params, 3, 0.05)[0], expected)


@pytest.mark.exercise(seconds=20)
def test_train_one_sentence(student, rng):
    """只有一句话时也能训练。"""
    data, params = sentences(rng, 1, 7, 11), model_params(rng, 11, 3, 5)
    expected, _ = train(*data, params, [np.arange(1)] * 2, lr=0.03)
    check_trained(run_training(student, data, params, 2, 0.03)[0], expected)


@pytest.mark.exercise(seconds=20)
def test_train_ignores_padding(student, rng):
    """句长之外的编号换成什么，训练出的参数和损失都一样。"""
    x, lengths, y = sentences(rng, 13, 7, 11)
    noisy = np.where(np.arange(7) >= lengths[:, None], rng.integers(1, 11, x.shape), x)
    params = model_params(rng, 11, 3, 5)
    (clean, losses), (other, noisy_losses) = (
        run_training(student, (ids, lengths, y), params, 3, 0.03) for ids in (x, noisy)
    )
    for key in params:
        kit.close(other[key], clean[key], rtol=TRAIN_RTOL, atol=TRAIN_ATOL, name=f"params[{key!r}]")
    kit.close(np.array(noisy_losses), np.array(losses), rtol=TRAIN_RTOL, name="history")
    kit.require(not np.array_equal(clean["embedding"], params["embedding"]), "embedding 没有被更新")


@pytest.mark.exercise(seconds=20)
def test_train_unused_rows_stay(student, rng):
    """没有出现过的字和填充的 0，它们在 embedding 里的行不变。"""
    data, params = sentences(rng, 11, 5, 13), model_params(rng, 13, 3, 5)
    rows = [0, 11, 12]
    before = params["embedding"][rows].copy()
    after = run_training(student, data, params, 3, 0.05)[0]["embedding"]
    kit.close(after[rows], before, name="没有用到的行")
    kit.require(not np.array_equal(after, params["embedding"]), "用到的行没有被更新")


@pytest.mark.exercise(seconds=20)
def test_train_history_is_mean_loss(student, rng):
    """history 的每一项是全部句子的平均损失（学习率为 0 时每一轮都一样，参数也不变）。"""
    data, params = sentences(rng, 37, 5, 11), model_params(rng, 11, 3, 5)
    expected = loss(*data, params)
    after, losses = run_training(student, data, params, 3, 0.0)
    kit.unchanged(after, params, "params")
    kit.close(np.array(losses), np.full(3, expected), rtol=1e-3, name="history")


@pytest.mark.exercise(seconds=20)
def test_train_history_of_one_batch(student, rng):
    """只有一批时，history 是这一步之前（或之后）的平均损失。"""
    data, params = sentences(rng, 7, 5, 11), model_params(rng, 11, 3, 5)
    expected, before = train(*data, params, [np.arange(7)] * 4, lr=0.03)
    after = [*before[1:], loss(*data, expected)]
    _, losses = run_training(student, data, params, 4, 0.03)
    matches = any(np.allclose(losses, mean, rtol=1e-3) for mean in (before, after))
    kit.require(matches, "history 与每一轮的平均损失不同：记下的损失不对，或者训练的每一步不对")


@pytest.mark.exercise(seconds=20)
def test_train_uses_rng(student, rng):
    """打乱用的是 rng：种子相同则结果相同，种子不同则结果不同。"""
    data, params = sentences(rng, 80, 5, 11), model_params(rng, 11, 3, 5)
    first, again, other = (run_training(student, data, params, 2, 0.03, seed)[0] for seed in (1, 1, 2))
    check_trained(again, first)
    kit.require(not np.allclose(first["wx"], other["wx"], rtol=1e-6), "种子不同，结果应当不同")


@pytest.mark.exercise(seconds=20)
def test_train_keeps_data(student, rng):
    """传进去的 x、lengths 和 y 在调用之后保持原样；它们可以是别的整数类型。"""
    x, lengths, y = sentences(rng, 11, 5, 13)
    data: tuple[np.ndarray, ...] = (np.asfortranarray(x), lengths.astype(np.int32), y.astype(np.uint8))
    before = [array.copy() for array in data]
    run_training(student, data, model_params(rng, 13, 3, 5), 2, 0.05)
    for name, now, old in zip(("x", "lengths", "y"), data, before):
        kit.unchanged(now, old, name)
