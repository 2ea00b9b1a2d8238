"""Hidden tests of ImagePool: pictures that carry their number, and how often which comes back.

How somebody rolls the dice is free, so a transcript keeps what was seen in shares, not draw by draw.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.kinds import Kind
from autograder.checking.student import StudentError


def numbered(*numbers: int) -> Tensor:
    """Pictures (n, 2, 3, 1) that are all one number each."""
    return torch.tensor(numbers, dtype=torch.float32).reshape(-1, 1, 1, 1).repeat(1, 2, 3, 1)


def asked(student: Any, pool: Any, numbers: list[int]) -> list[int]:
    """The numbers of the pictures that come back."""
    out = kit.tensor(student.invoke(pool, "query", numbered(*numbers)), (len(numbers), 2, 3, 1), "f")
    out = out.detach().flatten(1)
    kit.require(bool((out == out[:, :1]).all()), "还回来的不是一张完整的图")
    return [int(number) for number in out[:, 0]]


def new_pool(student: Any, rng: Any, size: int) -> Any:
    """A pool with dice of its own."""
    return student.ImagePool(size, np.random.default_rng(kit.seed_of(rng)))


def batches(
    student: Any, rng: Any, size: int, batch: int, times: int
) -> tuple[list[list[int]], list[list[int]]]:
    """What was put in, and what came back; numbers go on from 0."""
    pool = new_pool(student, rng, size)
    given = [list(range(i * batch, (i + 1) * batch)) for i in range(times)]
    return given, [asked(student, pool, numbers) for numbers in given]


@pytest.mark.exercise(core=True)
def test_pool_filling(student, rng):
    """没满的时候，还的就是新的。"""
    given, got = batches(student, rng, 12, 3, 4)
    kit.require(got == given, "没满的时候应当还新的")


@pytest.mark.exercise(core=True)
def test_pool_half(student, rng):
    """满了以后，一半还新的，一半还以前的。"""
    since = len(student.calls)
    given, got = batches(student, rng, 5, 10, 41)
    new = float(np.mean([a == b for g, o in zip(given[1:], got[1:]) for a, b in zip(g, o)]))
    kind = "half" if abs(new - 0.5) < 0.13 else "new" if new > 0.95 else "old" if new < 0.05 else "other"
    kit.record_since(student, since, kind)
    kit.require(kind == "half", "还新的和还旧的应当各一半")


@pytest.mark.exercise(core=True)
def test_pool_each_draws(student, rng):
    """一批里的每一张各掷各的骰子。"""
    since = len(student.calls)
    given, got = batches(student, rng, 20, 4, 55)
    fresh = [sum(a == b for a, b in zip(g, o)) for g, o in zip(given[5:], got[5:])]
    mixed = float(np.mean([0 < count < 4 for count in fresh]))
    kind = "each" if mixed > 0.6 else "batch" if mixed < 0.05 else "other"
    kit.record_since(student, since, kind)
    kit.require(kind == "each", "一批里有新有旧，才是各掷各的")


@pytest.mark.exercise(core=True)
def test_pool_once_only(student, rng):
    """一张图最多还两次：来的时候一次，或者存下以后被换出来一次。"""
    since = len(student.calls)
    _, got = batches(student, rng, 7, 15, 20)
    flat = [number for numbers in got for number in numbers]
    counts = np.bincount(flat, minlength=300)
    # Stored while the pool was filling: given back at once, and once more when it leaves.
    facts = [bool(counts[:7].max() <= 2), bool(counts[7:].max() <= 1), int(max(flat)) < 300]
    kit.record_since(student, since, facts)
    kit.require(facts[0] and facts[1], "有的图还了太多次：换出来的应当离开池子")


@pytest.mark.exercise(core=True)
def test_pool_holds(student, rng):
    """还旧的时候新的进去：进来的一半，迟早会还出来或者还在池子里。"""
    since = len(student.calls)
    _, got = batches(student, rng, 5, 10, 40)
    flat = [number for numbers in got for number in numbers]
    late = sum(old != new for old, new in zip(flat, range(400)))
    # Each picture that was held back either came out or is one of the five still there.
    held = [n for n in range(5, 400) if flat[n] != n]
    out = set(flat[5:])
    missing = [n for n in held if n not in out]
    facts = [len(missing) <= 5, late > 100]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "有的图进了池子就不见了，或者池子比 size 大")


@pytest.mark.exercise
def test_pool_every_place(student, rng):
    """每个位置都有机会被换出来，机会差不多。"""
    since = len(student.calls)
    firsts: list[int] = []
    for _ in range(40):
        pool = new_pool(student, rng, 4)
        asked(student, pool, [0, 1, 2, 3])
        got = asked(student, pool, list(range(4, 12)))
        firsts += [n for n in got if n < 4][:1]
    counts = np.bincount(firsts, minlength=4)
    kit.record_since(student, since, [bool(count > 0) for count in counts])
    kit.require(bool((counts > 0).all()), "有的位置从来不换")


@pytest.mark.exercise
def test_pool_within_batch(student, rng):
    """一批比池子大时，后面的图可能抽到同一批里前面的。"""
    since = len(student.calls)
    got = asked(student, new_pool(student, rng, 2), list(range(60)))
    facts = [got[:2] == [0, 1], any(a != b for a, b in zip(got, range(60))), max(got) < 60]
    facts.append(all(a <= b for a, b in zip(got, range(60))))
    kit.record_since(student, since, facts)
    kit.require(all(facts), "应当一张一张来")


@pytest.mark.exercise
def test_pool_size_one(student, rng):
    """只存一张时，还的旧图就是最近存下的那一张。"""
    since = len(student.calls)
    got = asked(student, new_pool(student, rng, 1), list(range(80)))
    kept, right = 0, got[0] == 0
    for new, out in list(enumerate(got))[1:]:
        if out != new:
            right, kept = right and out == kept, new
    kit.record_since(student, since, right)
    kit.require(right, "还的旧图不对")


@pytest.mark.exercise
def test_pool_size_zero(student, rng):
    """size 是零时，还的总是新的。"""
    since = len(student.calls)
    given, got = batches(student, rng, 3, 3, 1)
    filled = got == given  # who goes wrong before there is anything to draw from goes wrong elsewhere
    try:
        given, got = batches(student, rng, 0, 3, 20)
        right = got == given
    except StudentError as error:
        if error.kind is not Kind.RAISED:
            raise
        right = False
    kit.record_since(student, since, [filled, right])
    kit.require(right, "应当还原来的，也不出错")


@pytest.mark.exercise
def test_pool_seed(student):
    """种子相同，还的相同；种子不同，就不同。"""
    since = len(student.calls)
    runs = []
    for seed in (3, 3, 4):
        pool = student.ImagePool(6, np.random.default_rng(seed))
        runs.append([asked(student, pool, list(range(5 * i, 5 * i + 5))) for i in range(20)])
    facts = [runs[0] == runs[1], runs[0] != runs[2]]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "种子相同，还的却不同")
    kit.require(facts[1], "种子不同，还的却相同")


@pytest.mark.exercise
def test_pool_no_graph(student, rng):
    """还的不带计算图，没满时、满了以后都是。"""
    since = len(student.calls)
    graph = kit.sequence(student.pool_keeps(4, kit.seed_of(rng)), 4, "pool_keeps")[0]
    kit.record_since(student, since, bool(graph))
    kit.require(not graph, "还的图带着计算图")


@pytest.mark.exercise
def test_pool_copies(student, rng):
    """在外面改动交进去的图、还回来的图，池子里的不跟着变。"""
    since = len(student.calls)
    facts = [
        bool(fact) for fact in kit.sequence(student.pool_keeps(4, kit.seed_of(rng)), 4, "pool_keeps")[1:]
    ]
    kit.record_since(student, since, facts)
    kit.require(not facts[0], "还回来的图跟着交进去的变了")
    kit.require(not facts[1], "池子里的图跟着交进去的变了")
    kit.require(not facts[2], "池子里的图跟着还回来的变了")


@pytest.mark.exercise
def test_pool_keeps_input(student, rng):
    """images 在调用之后不变。"""
    pool, since = new_pool(student, rng, 3), len(student.calls)
    same = True
    for i in range(8):
        images = numbered(*range(4 * i, 4 * i + 4))
        before = images.clone()
        student.invoke(pool, "query", images)
        same = same and bool(torch.equal(images, before))
    kit.record_since(student, since, same)
    kit.require(same, "images 被改动了")
