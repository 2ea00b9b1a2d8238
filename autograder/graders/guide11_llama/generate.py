"""Hidden tests of generate: a model whose logits are a table, and a small Llama with weights from this side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import CONFIG, filled, integers, llama, llama_shapes, single

FAR = 10**6


def run(
    student: Any,
    table: Tensor,
    ids: list[int],
    n: int,
    *,
    context: int = 50,
    temperature: float = 0.0,
    top_p: float = 0.9,
    seed: int = 0,
    stop: tuple[int, ...] = (1, 2),
) -> tuple[list[int], list[Any]]:
    """(what is written, what the model was given: ids and whether there were caches)."""
    rng = np.random.default_rng(seed)
    found = student.watch_generate(table, context, list(ids), n, temperature, top_p, rng, stop)
    new, seen = kit.sequence(found, 2)
    return integers(new, "写出来的"), [(integers(given), bool(used)) for given, used in seen]


def walk(table: Tensor, ids: list[int], n: int, context: int, stop: tuple[int, ...]) -> list[int]:
    """Always the most probable."""
    new: list[int] = []
    last = ids[-1]
    while len(new) < n and len(ids) + len(new) < context:
        last = int(table[last].argmax())
        if last in stop:
            break
        new.append(last)
    return new


def ring(rng: np.random.Generator, v: int, end: int | None = None) -> Tensor:
    """A table in which every id from 3 on leads to the next in some order, the last one to ``end``."""
    order = (3 + rng.permutation(v - 3)).tolist()
    table = single(rng.normal(scale=0.3, size=(v, v)))
    for a, b in zip(order, [*order[1:], order[0] if end is None else end]):
        table[a, b] = 5.0
    table[0, order[0]] = 5.0
    return table


@pytest.mark.exercise(core=True)
def test_generate_greedy(student, rng):
    """温度是零：每步取打分最高的，写满为止；只返回新写的。"""
    table = ring(rng, 11)
    want = walk(table, [0], 13, 50, (1, 2))
    found, _ = run(student, table, [0], 13)
    kit.require(found == want, "写出来的不对")


@pytest.mark.exercise(core=True)
def test_generate_stops(student, rng):
    """抽到停止符就停，停止符不算；一开始就是停止符，什么也不写。"""
    table = ring(rng, 9, 2)
    want = walk(table, [0], 30, 50, (1, 2))
    found, _ = run(student, table, [0], 30)
    kit.require(found == want, "到停止符写出来的不对")
    table[0, 1] = 9.0
    found, _ = run(student, table, [0], 30)
    kit.require(found == [], "一开始就是停止符，却写了东西")


@pytest.mark.exercise
def test_generate_other_stop(student, rng):
    """停止符是别的编号，几个，或者没有。"""
    table = ring(rng, 9)
    table[0, 1] = table[1, 4] = 9.0
    for stop in ((5,), (6, 4), ()):
        want = walk(table, [0], 12, 50, stop)
        found, _ = run(student, table, [0], 12, stop=stop)
        kit.require(found == want, "停止符不是一和二时写出来的不对")


@pytest.mark.exercise
def test_generate_calls(student, rng):
    """提示一次给完，以后每次只给新的一个，每次都带着缓存。"""
    table, prompt = ring(rng, 11), [5, 3, 0]
    new = walk(table, prompt, 6, 50, (1, 2))
    _, seen = run(student, table, prompt, 6)
    given = [ids for ids, _ in seen]
    wants = [prompt, *([token] for token in new[:-1])]
    kit.require(given[: len(wants)] == wants and len(given) <= len(wants) + 1, "给模型的不对")
    kit.require(all(used for _, used in seen), "有一次没有带缓存")


@pytest.mark.exercise
def test_generate_last_position(student, rng):
    """提示有几个编号时，看的是最后一个位置的打分。"""
    table = ring(rng, 11)
    for prompt in ([0, 7], [4, 9, 3, 6], [8]):
        want = walk(table, prompt, 5, 50, (1, 2))
        found, _ = run(student, table, prompt, 5)
        kit.require(found == want, "写出来的不对")


@pytest.mark.exercise(weight=3)
def test_generate_context(student, rng):
    """提示加上新写的不超过 context；提示正好那么长时什么也不写；n 是零也是。"""
    table = ring(rng, 11)
    facts = [
        run(student, table, [0, 4], 30, context=6)[0] == walk(table, [0, 4], 30, 6, (1, 2)),
        run(student, table, [0, 4, 5], 30, context=3)[0] == [],
        run(student, table, [0], 0)[0] == [],
    ]
    kit.require(facts[0], "到了 context 没有停好")
    kit.require(facts[1], "提示已经和 context 一样长，却写了东西")
    kit.require(facts[2], "n 是零，却写了东西")


def shares(
    student: Any, probabilities: np.ndarray, temperature: float, top_p: float, seed: int
) -> np.ndarray:
    """How often each id is drawn where every step has these probabilities."""
    table = single(np.log(probabilities)).repeat(len(probabilities), 1)
    since, n = len(student.calls), 400
    options: dict[str, Any] = {"temperature": temperature, "top_p": top_p, "seed": seed, "stop": ()}
    found, _ = run(student, table, [0], n, context=n + 5, **options)
    counts = np.bincount(found, minlength=len(probabilities))
    kit.record_since(student, since, [len(found), *(counts > 0).tolist()])
    kit.require(len(found) == n, "没有写满")
    kit.array(counts, (len(probabilities),), name="编号的个数")
    return counts / n


@pytest.mark.exercise(seconds=20)
@pytest.mark.parametrize("temperature", [0.5, 2.5])
def test_generate_temperature(student, rng, temperature):
    """温度把分布变尖、变平。"""
    p = np.array([0.44, 0.3, 0.15, 0.08, 0.03])
    want = p ** (1 / temperature)
    want /= want.sum()
    found = shares(student, p, temperature, 1.0, int(rng.integers(FAR)))
    kit.require(bool(np.abs(found - want).max() < 0.11), "各个编号出现的多少不对")


@pytest.mark.exercise(seconds=20)
@pytest.mark.parametrize("case", [(1.0, 0.5), (2.5, 0.65), (0.4, 0.8)])
def test_generate_top_p(student, rng, case):
    """先除温度，再去尾巴；留下的照比例。"""
    temperature, top_p = case
    p = np.array([0.15, 0.44, 0.03, 0.3, 0.08])
    want = p ** (1 / temperature)
    want /= want.sum()
    order = np.argsort(-want)
    kept = order[: int(np.searchsorted(np.cumsum(want[order]), top_p)) + 1]
    mask = np.isin(np.arange(5), kept)
    want = np.where(mask, want, 0) / want[kept].sum()
    found = shares(student, p, temperature, top_p, int(rng.integers(FAR)))
    kit.require(not found[~mask].any(), "写出了该去掉的编号")
    kit.require(bool(np.abs(found - want).max() < 0.11), "留下的各个编号出现的多少不对")


@pytest.mark.exercise(weight=3)
def test_generate_seed(student, rng):
    """种子相同就相同，种子不同就不同；不给 rng 也能写。"""
    since, seed = len(student.calls), int(rng.integers(FAR))
    options: dict[str, Any] = {"temperature": 1.0, "top_p": 1.0, "stop": ()}
    one, two, three = (
        run(student, torch.zeros(9, 9), [0], 30, seed=s, **options)[0] for s in (seed, seed, seed + 1)
    )
    kit.record_since(student, since, [one == two, one == three])
    kit.require(one == two, "种子相同，写出来的不同")
    kit.require(one != three, "种子不同，写出来的却一样")
    model = student.TableModel(ring(rng, 9, 2), 50)
    found = integers(student.generate(model, [0], 4, 0))
    kit.require(len(found) <= 4, "不给 rng 时写多了")


@pytest.mark.exercise
def test_generate_llama(student, rng):
    """真的 Llama：与每一步都从头算的相同，写到 context 为止。"""
    config = CONFIG | {"tied": False, "context": 17}
    model = student.Llama(dict(config))
    w = filled(student, model, llama_shapes(config), rng)
    ids = rng.integers(13, size=4).tolist()
    want: list[int] = []
    while len(ids) + len(want) < 17:
        want.append(int(llama(w, config, torch.tensor([ids + want]))[0, -1].argmax()))
    found = integers(student.generate(model, list(ids), 40, 0, 0.9, None, ()))
    kit.require(found == want, "写出来的不对")


@pytest.mark.exercise
def test_generate_keeps_prompt(student, rng):
    """提示在调用之后不变。"""
    prompt, table = [0, 5, 3], ring(rng, 9)
    student.generate(student.TableModel(table, 50), prompt, 5, 0)
    kit.unchanged(prompt, [0, 5, 3], "ids")
