"""Hidden tests of train_classifier: how it goes through the data is seen by a model that watches, what it reaches on the pictures.

The pictures come from the file that lies beside the student's code, and only if it is the one that was handed out.
"""

from __future__ import annotations

import hashlib
import io
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from autograder import kit

FILE = "eurosat_4k.npz"
DIGEST = "dbf23b2b4976e0d788652fb969736456ed3a409ef39b0e2e0fb4e01e70f400d6"
# The lesson's configuration over 10 seeds: 0.77 to 0.81.  Momentum without a schedule, or no norm: 0.66 to 0.70.  Not shuffled: 0.08.
LEAST = 0.60
# The training takes about 15 s of a quiet core; a slow or busy machine may take several times as long.
LONG, SHORT = 120, 40
# A rate at which no weight moves.
STILL = 1e-9
PALETTE = np.random.default_rng(7).normal(scale=1.5, size=(10, 3, 1, 1))


def colours(rng: np.random.Generator, y: np.ndarray) -> Tensor:
    """Pictures of one colour each, a colour for each class, with some noise."""
    return torch.tensor(PALETTE[y] + 0.3 * rng.normal(size=(len(y), 3, 32, 32)), dtype=torch.float32)


def labels(rng: np.random.Generator, n: int) -> np.ndarray:
    """Labels of all classes, in random order."""
    return rng.permutation(np.arange(n) % 10)


def answers(student: Any, model: Any, x: Tensor) -> Tensor:
    """The model's scores as they are now."""
    return student.invoke(model, "__call__", x).detach()


def watched(
    student: Any, rng: np.random.Generator, n: int, epochs: int, batch_size: int
) -> tuple[list[int], list[int], list[Any]]:
    """Numbers of the pictures in the order in which they were seen, sizes of the batches, and what was returned."""
    x = torch.arange(float(n)).reshape(n, 1, 1, 1).expand(n, 3, 32, 32).contiguous()
    model, y = student.Watcher(), torch.tensor(labels(rng, n))
    losses = student.train_classifier(model, x, y, epochs, STILL, batch_size, kit.seed_of(rng))
    seen = student.attribute(model, "seen")
    return [round(v) for batch in seen for v in batch], [len(batch) for batch in seen], losses


def land(student: Any) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The pictures that were handed out, standardised as in the lesson and sorted by class: (x, y, x_test, y_test)."""
    data = student.read_file(FILE)
    if hashlib.sha256(data).hexdigest() != DIGEST:
        kit.fail("property", "数据文件被改动了，没有办法评这一项")
    blocks = []
    with np.load(io.BytesIO(data)) as found:
        for i in range(10):
            with Image.open(io.BytesIO(found[f"sheet{i}"].tobytes())) as picture:
                sheet = np.asarray(picture)
            blocks.append(sheet.reshape(20, 32, 20, 32, 3).swapaxes(1, 2).reshape(400, 32, 32, 3))
    x = torch.tensor(np.stack(blocks)).permute(0, 1, 4, 2, 3) / 255
    train, test = x[:, :320].reshape(-1, 3, 32, 32), x[:, 320:].reshape(-1, 3, 32, 32)
    mean, std = train.mean(dim=(0, 2, 3), keepdim=True), train.std(dim=(0, 2, 3), keepdim=True)
    kinds = torch.arange(10)
    return (
        (train - mean) / std,
        kinds.repeat_interleave(320),
        (test - mean) / std,
        kinds.repeat_interleave(80),
    )


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_train_returns(student, rng):
    """每一轮返回一个数：一个什么也没学的模型，损失总是类数的对数。"""
    since = len(student.calls)
    _, _, losses = watched(student, rng, 20, 3, 8)
    numbers = [kit.scalar(loss, "损失") for loss in kit.sequence(losses, 3, "返回的损失")]
    kit.record_since(student, since, numbers)
    kit.close(np.array(numbers), np.full(3, np.log(10)), rtol=1e-3, atol=1e-3, name="损失")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_train_learns(student, rng):
    """在很容易分的图上训练：认得出来。"""
    since, y = len(student.calls), labels(rng, 200)
    x, model = colours(rng, y), student.build_small()
    student.train_classifier(model, x, torch.tensor(y), 12, 0.003, 20, kit.seed_of(rng))
    student.invoke(model, "eval")
    right = float((answers(student, model, x).argmax(1).numpy() == y).mean())
    kit.record_since(student, since, right >= 0.9)
    kit.require(right >= 0.9, "很容易分的图也认不出来")


@pytest.mark.exercise(core=True, seconds=LONG, costly=True)
def test_train_reaches(student):
    """在卫星图上训练之后，没见过的图上的正确率达到题面的要求。"""
    x, y, x_test, y_test = land(student)
    since, model = len(student.calls) - 1, student.build_small()
    student.train_classifier(model, x, y, 10, 0.003, 64, 0)
    student.invoke(model, "eval")
    right = float((answers(student, model, x_test).argmax(1) == y_test).double().mean())
    kit.record_since(student, since, right >= LEAST)
    kit.require(right >= LEAST, "没见过的图上正确率不够")


@pytest.mark.exercise(seconds=SHORT)
def test_train_loss_value(student, rng):
    """一个打分已知、学不动的模型：损失就是打分和标签的交叉熵。"""
    since, y = len(student.calls), torch.tensor(rng.permutation(np.arange(40) % 2))
    model, scale = student.Watcher(), torch.tensor([3.0, -3.0] + 8 * [0.0])
    student.invoke(model, "load_state_dict", {"scale": scale})
    x = (1.0 - 2 * y).reshape(40, 1, 1, 1).expand(40, 3, 32, 32).contiguous()
    losses = student.train_classifier(model, x, y, 2, STILL, 8, kit.seed_of(rng))
    numbers = np.array([kit.scalar(loss, "损失") for loss in kit.sequence(losses, 2, "返回的损失")])
    want = float(torch.logsumexp(scale, 0) - 3)
    twice = float(torch.logsumexp(scale.softmax(0), 0) - scale.softmax(0)[0])
    facts = [bool(np.allclose(numbers, value, rtol=1e-2)) for value in (want, twice, 40 * want)]
    kit.record_since(student, since, facts)
    kit.close(numbers, np.full(2, want), rtol=1e-2, atol=1e-3, name="损失")


@pytest.mark.exercise(seconds=SHORT)
def test_train_clears_gradients(student, rng):
    """每一步的梯度只来自这一批：相同的图、学不动的模型，梯度不会越积越大。"""
    since, model = len(student.calls), student.Watcher()
    x, y = torch.ones(40, 3, 32, 32), torch.ones(40, dtype=torch.int64)
    student.train_classifier(model, x, y, 2, STILL, 8, kit.seed_of(rng))
    left = student.attribute(model, "left")
    # Before the second step there is the first one's gradient, or none.
    piled = bool(len(left) > 1 and max(left) > 3 * left[1])
    kit.record_since(student, since, piled)
    kit.require(not piled, "梯度越积越大")


@pytest.mark.exercise(weight=2, seconds=SHORT)
@pytest.mark.parametrize("n", [24, 29])
def test_train_each_picture_once(student, rng, n):
    """每一轮里每张图正好用一次，最后不满的一批也用。"""
    since = len(student.calls)
    seen, sizes, _ = watched(student, rng, n, 2, 8)
    epochs = [sorted(seen[:n]) == list(range(n)), sorted(seen[n:]) == list(range(n))]
    kit.record_since(student, since, [sizes, epochs])
    kit.require(all(epochs), "有一轮里，有的图没有用到，或者用了几次")


@pytest.mark.exercise(weight=2, seconds=SHORT)
def test_train_shuffles(student, rng):
    """每一轮都重新打乱。"""
    since = len(student.calls)
    seen, _, _ = watched(student, rng, 24, 3, 8)
    rounds = [seen[i : i + 24] for i in range(0, 72, 24)]
    facts = [any(part == sorted(part) for part in rounds), rounds[0] == rounds[1] == rounds[2]]
    kit.record_since(student, since, facts)
    kit.require(not facts[0], "没有打乱")
    kit.require(not facts[1], "每一轮的次序都一样")


@pytest.mark.exercise(seconds=SHORT)
def test_train_large_batch(student, rng):
    """一批比样本还多时，一轮就是一批。"""
    since = len(student.calls)
    seen, sizes, _ = watched(student, rng, 11, 2, 64)
    kit.record_since(student, since, [sizes, sorted(seen)])
    kit.require(sizes == [11, 11], "批的大小不对")


@pytest.mark.exercise(seconds=SHORT)
def test_train_mode(student, rng):
    """返回时处在评估模式；训练时处在训练模式，原来在评估模式也一样。"""
    since, y = len(student.calls), labels(rng, 20)
    model = student.Watcher()
    student.invoke(model, "eval")
    student.train_classifier(model, colours(rng, y), torch.tensor(y), 1, 0.003, 10, 1)
    facts = [student.attribute(model, "training"), len(student.attribute(model, "seen"))]
    kit.record_since(student, since, facts)
    kit.require(facts[0] is False, "返回时应当处在评估模式")
    kit.require(facts[1] > 0, "训练时没有切换到训练模式")


@pytest.mark.exercise(seconds=SHORT)
def test_train_seed(student, rng):
    """从同样的权重出发，种子相同，结果相同；种子不同，结果不同。"""
    since, y = len(student.calls), labels(rng, 40)
    x, seed, results = colours(rng, y), kit.seed_of(rng), []
    start: dict[str, Tensor] = {}
    for s in (seed, seed, seed + 1):
        model = student.build_small()
        weights = student.invoke(model, "state_dict")
        start = start or {name: value.clone() for name, value in weights.items()}
        student.invoke(model, "load_state_dict", start)
        student.train_classifier(model, x.clone(), torch.tensor(y), 2, 0.003, 16, s)
        student.invoke(model, "eval")
        results.append(answers(student, model, x))
    same = bool(torch.allclose(results[0], results[1], atol=1e-6))
    different = not torch.allclose(results[0], results[2], atol=1e-4)
    kit.record_since(student, since, [same, different])
    kit.require(same, "种子相同，结果应当相同")
    kit.require(different, "种子不同，结果应当不同")


@pytest.mark.exercise(seconds=SHORT)
def test_train_keeps_data(student, rng):
    """x 和 y 在调用之后保持原样。"""
    since, y = len(student.calls), torch.tensor(labels(rng, 20))
    x = colours(rng, y.numpy())
    before = x.clone(), y.clone()
    student.train_classifier(student.Watcher(), x, y, 2, 0.003, 8, 3)
    kit.record_since(student, since, [bool(torch.equal(x, before[0])), bool(torch.equal(y, before[1]))])
    kit.unchanged(x.numpy(), before[0].numpy(), "x")
    kit.unchanged(y.numpy(), before[1].numpy(), "y")
