"""Hidden tests of generate on tables of logits; draws are judged by their shares over thousands of rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

V = 5
ROWS = 2500
NEAR = 0.05  # five standard deviations of a share over so many rows


def turn(v: int = V) -> Tensor:
    """After i comes i + 1."""
    return torch.roll(torch.eye(v), 1, dims=1).double() * 3


def write(
    student: Any,
    ids: Tensor,
    n: int,
    *options: Any,
    table: Tensor | None = None,
    block: int = 4,
    seed: int = 0,
    training: bool = True,
) -> tuple[Tensor, Any]:
    """(what the student wrote, the model)."""
    model = student.Bigram(turn() if table is None else table, block)
    model = student.invoke(model, "train", training)
    out = student.generate(model, ids, n, *options, np.random.default_rng(seed))
    return kit.tensor(out, (len(ids), ids.shape[1] + n), "i", "写出来的"), model


def chances(logits: Tensor, temperature: float, top_k: int | None) -> np.ndarray:
    """The probabilities of one row."""
    powers = np.exp(logits.numpy() / temperature - logits.numpy().max() / temperature)
    if top_k is not None and top_k < len(powers):
        powers[np.argsort(powers)[: len(powers) - top_k]] = 0
    return powers / powers.sum()


def check(student: Any, rng: np.random.Generator, *cases: tuple[float, int | None]) -> None:
    """Shares of one token after many equal starts; a fact says which usual answer they are near."""
    logits = torch.tensor([2.0, -1.0, 0.9, 0.0, 1.5]).double()
    since = len(student.calls)
    facts: list[Any] = []
    for temperature, top_k in cases:
        ids = torch.full((ROWS, 1), 2)
        out, _ = write(student, ids, 1, temperature, top_k, table=logits.expand(V, V), seed=kit.seed_of(rng))
        share = np.bincount(out[:, 1].numpy(), minlength=V)[:V] / ROWS
        want = chances(logits, temperature, top_k)
        usual = [np.abs(share - chances(logits, t, top_k)).max() for t in (temperature, 1.0, 1 / temperature)]
        near = float(np.abs(share - want).max()) < NEAR
        facts.append([near, int((share > 0).sum()), int(share.argmax()), int(np.argmin(usual))])
    kit.record_since(student, since, facts)
    for (temperature, top_k), fact in zip(cases, facts):
        kit.require(fact[0], f"温度 {temperature}、top_k={top_k} 时，抽出来的频率不是该有的")


@pytest.mark.exercise(core=True)
def test_generate_greedy(student, rng):
    """温度是零时总取打分最高的，开头照旧。"""
    cases = [torch.tensor([[3, 0], [1, 4]]), torch.tensor([[2, 2, 2, 1, 0, 3]]), torch.tensor([[4]])]
    wants = []
    for ids in cases:
        rows = ids.tolist()
        for row in rows:
            row += [(row[-1] + i) % V for i in range(1, 6)]
        wants.append(torch.tensor(rows))
    found = [write(student, ids, 5, 0, None)[0] for ids in cases]
    for got, want in zip(found, wants):
        kit.close(got, want, name="写出来的")


@pytest.mark.exercise(core=True)
def test_generate_plain(student, rng):
    """照概率抽。"""
    check(student, rng, (1.0, None))


@pytest.mark.exercise
def test_generate_temperature(student, rng):
    """打分先除以温度。"""
    check(student, rng, (0.5, None), (2.5, None))


@pytest.mark.exercise(weight=3)
def test_generate_top_k(student, rng):
    """只在最高的几个里抽，余下的重新归一。"""
    check(student, rng, (1.0, 1), (1.0, 2), (1.0, 4))


@pytest.mark.exercise
def test_generate_top_k_all(student, rng):
    """top_k 和词表一样大，或者更大，就不限。"""
    check(student, rng, (1.0, V), (1.0, 50))


@pytest.mark.exercise(weight=3)
def test_generate_both(student, rng):
    """温度和 top_k 一起用。"""
    check(student, rng, (0.6, 3), (2.0, 2))


@pytest.mark.exercise
def test_generate_context(student, rng):
    """每一步只把最后 block 个交给模型，短的时候全部交。"""
    since, facts = len(student.calls), []
    for start in ([[1, 0]], [[3, 1, 4, 1, 0, 2]]):
        _, model = write(student, torch.tensor(start), 4, 0, None)
        got = [tuple(row[0].tolist()) for row in student.attribute(model, "seen")]
        text, want = list(start[0]), []
        for _ in range(4):
            want.append(tuple(text[-4:]))
            text.append((text[-1] + 1) % V)
        facts.append([got == want, [len(row) for row in got]])
    kit.record_since(student, since, facts)
    kit.require(all(fact[0] for fact in facts), "交给模型的不是最后 block 个")


@pytest.mark.exercise
def test_generate_rows(student, rng):
    """每一行各抽各的，用的是自己最后一个位置的打分。"""
    table = torch.full((V, V), -40.0).double()
    for a, b in ((0, (1, 2)), (1, (3, 4)), (2, (0, 1)), (3, (2, 3)), (4, (4, 0))):
        table[a, list(b)] = 0.0
    ids, since = torch.arange(V).repeat(200)[:, None], len(student.calls)
    out, _ = write(student, ids, 1, 1.0, None, table=table, seed=kit.seed_of(rng))
    allowed = all(table[a, b] == 0 for a, b in out.tolist())
    mixed = len({tuple(row) for row in out.tolist()}) == 2 * V
    kit.record_since(student, since, [allowed, mixed])
    kit.require(allowed, "有的行抽到了概率是 0 的")
    kit.require(mixed, "各行没有各抽各的")


@pytest.mark.exercise
def test_generate_rng(student, rng):
    """种子相同就相同，不同就不同；不给 rng 也行。"""
    ids, seed, since = torch.zeros(2, 1, dtype=torch.int64), kit.seed_of(rng), len(student.calls)
    flat = torch.zeros(V, V)
    one, two, other = (
        write(student, ids, 40, 1.0, None, table=flat, seed=s)[0] for s in (seed, seed, seed + 1)
    )
    free = student.generate(student.Bigram(flat, 4), ids, 3)
    shape = tuple(kit.tensor(free, None, "i").shape)
    facts = [torch.equal(one, two), not torch.equal(one, other), shape == (2, 4)]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "种子相同，写的却不同")
    kit.require(facts[1], "换了种子，写的没有变")
    kit.require(facts[2], "不给 rng 时，形状不对")


@pytest.mark.exercise
def test_generate_nothing(student, rng):
    """写零个，就是开头。"""
    ids = torch.tensor([[3, 1, 2]])
    kit.close(write(student, ids, 0, 1.0, None)[0], ids, name="写出来的")


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_generate_mode(student, rng, training):
    """写的时候是 eval 模式，返回时和调用时相同；没有计算图。"""
    ids, since = torch.tensor([[3, 1, 2]]), len(student.calls)
    _, model = write(student, ids, 3, 1.0, None, training=training)
    modes = [bool(mode) for mode in student.attribute(model, "modes")]
    after = bool(student.attribute(model, "training"))
    kit.record_since(student, since, [any(modes), after])
    kit.require(not any(modes), "写的时候没有换成 eval 模式")
    kit.require(after is training, "返回时模式变了")


@pytest.mark.exercise
def test_generate_keeps_ids(student, rng):
    """ids 在调用之后不变。"""
    ids = torch.tensor([[3, 1, 2]])
    before = ids.clone()
    write(student, ids, 3, 1.0, None)
    kit.unchanged(ids, before, "ids")
