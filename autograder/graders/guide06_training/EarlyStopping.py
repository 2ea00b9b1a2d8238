"""Hidden tests of EarlyStopping: histories of losses, and the best of them found by looking at all so far.

The live state cannot cross the wire: the notebook's ``train_on`` changes it over there, in round i to i.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from autograder import kit


def judged(losses: list[float], patience: int, min_delta: float = 0.0) -> tuple[list[bool], int | None]:
    """(answer after each loss, the round from 1 of the last improvement), each from the whole history."""

    def improvements(history: list[float]) -> list[int]:
        kept: list[int] = []
        for place, loss in enumerate(history):
            bar = history[kept[-1]] - min_delta if kept else math.inf
            if not math.isnan(loss) and loss < bar:
                kept.append(place)
        return kept

    answers = []
    for t in range(1, len(losses) + 1):
        kept = improvements(losses[:t])
        answers.append(t - (kept[-1] + 1 if kept else 0) >= patience)
    last = improvements(losses)
    return answers, last[-1] + 1 if last else None


def run(student: Any, losses: list[float], *args: Any) -> tuple[Any, list[Any]]:
    """A stopper after these losses, and what it answered."""
    stopper = student.EarlyStopping(*args)
    return stopper, kit.sequence(student.train_on(stopper, losses), len(losses), "update 的结果")


def check(student: Any, losses: list[float], *args: Any) -> None:
    """Compare all answers."""
    want, _ = judged(losses, *args)
    _, found = run(student, losses, *args)
    kit.require(found == want, "update 的结果不对")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("patience", [1, 2, 3, 5])
def test_stopping_patience(student, patience):
    """连着这么多次没有进步就说停，不早也不晚；没有人停下，就一直这么说。"""
    check(student, [0.9, 0.8, 0.85, 0.86, 0.87, 0.88, 0.89, 0.9], patience)


@pytest.mark.exercise(core=True)
def test_stopping_counts_afresh(student):
    """有了进步就从头数起，说过停以后也一样。"""
    check(student, [0.9, 0.95, 0.8, 0.85, 0.86, 0.7, 0.75, 0.6, 0.65, 0.66, 0.67], 2)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("part", ["w", "layers", "epoch"])
def test_stopping_best_state(student, rng, part):
    """best_state 是最好的那一轮的参数，后来怎么改也不变，里面的数组和列表也一样。"""
    losses = [0.9, 0.5, 0.7, 0.6, 0.8]
    since = len(student.calls)
    stopper, _ = run(student, losses, 9)
    best = stopper.best_state
    found = kit.mapping(best, ("w", "layers", "epoch"), "best_state")[part]
    if part == "layers":
        (first,) = kit.sequence(found, 1, "best_state['layers']")
        found = kit.mapping(first, ("b",), "best_state['layers'][0]")["b"]
    kit.record_since(student, since, found)
    want = {"w": np.full((2, 3), 2.0), "layers": np.full(2, 2.0), "epoch": 2.0}[part]
    kit.close(found, want, name="best_state")


@pytest.mark.exercise
def test_stopping_best_loss(student):
    """best_loss 是到现在为止最好的损失，每次之后都对。"""
    stopper, losses = student.EarlyStopping(3), [0.9, 0.7, 0.8, 0.6, 0.65]
    found = []
    for loss in losses:
        stopper.update(loss, {"w": np.zeros(2)})
        found.append(stopper.best_loss)
    kit.record(student, *found)
    for got, want in zip(found, np.minimum.accumulate(losses)):
        kit.close(got, float(want), name="best_loss")


@pytest.mark.exercise
@pytest.mark.parametrize("patience", [1, 2])
def test_stopping_equal_losses(student, patience):
    """和最好的相等不算进步。"""
    check(student, [0.5, 0.5, 0.5, 0.5], patience)


@pytest.mark.exercise
@pytest.mark.parametrize("patience", [2, 3])
def test_stopping_compares_with_the_best(student, patience):
    """比上一次好、却没有超过最好的，不算进步。"""
    check(student, [0.3, 0.9, 0.8, 0.7, 0.6, 0.5], patience)


@pytest.mark.exercise
def test_stopping_min_delta(student):
    """降得不够多不算进步；正好降了 min_delta 也不算。"""
    check(student, [1.0, 0.875, 0.75, 0.625, 0.25, 0.125], 2, 0.25)


@pytest.mark.exercise
def test_stopping_creeps(student):
    """每次都降一点点，最好的不动；攒够了就是进步。"""
    losses = [1.0, 0.875, 0.78125, 0.6875, 0.5, 0.4375]
    stopper, found = run(student, losses, 3, 0.25)
    best = stopper.best_loss
    kit.require(found == judged(losses, 3, 0.25)[0], "update 的结果不对")
    kit.close(best, 0.6875, name="best_loss")


@pytest.mark.exercise
def test_stopping_delta_state(student):
    """降得不够多时，best_loss 和 best_state 也不动。"""
    since = len(student.calls)
    stopper, _ = run(student, [1.0, 0.5, 0.4375, 0.40625], 9, 0.25)
    loss, state = stopper.best_loss, stopper.best_state
    epoch = kit.mapping(state, ("epoch",), "best_state")["epoch"]
    kit.record_since(student, since, [loss, epoch])
    kit.close(loss, 0.5, name="best_loss")
    kit.close(epoch, 2.0, name="best_state")


@pytest.mark.exercise
@pytest.mark.parametrize("min_delta", [0.0, 0.25])
def test_stopping_nan(student, min_delta):
    """NaN 不是进步，也不会成为最好的；之后真的进步仍然算。"""
    losses = [1.0, math.nan, 0.5, math.nan, math.nan, 0.125, 0.25]
    stopper, found = run(student, losses, 2, min_delta)
    best = stopper.best_loss
    kit.require(found == judged(losses, 2, min_delta)[0], "update 的结果不对")
    kit.close(best, 0.125, name="best_loss")


@pytest.mark.exercise
def test_stopping_starts_with_nan(student):
    """从头就是 NaN：数着没有进步的次数，还没有最好的。"""
    losses = [math.nan, math.nan, math.nan]
    stopper, found = run(student, losses, 2)
    loss, state = stopper.best_loss, stopper.best_state
    kit.require(found == [False, True, True], "update 的结果不对")
    kit.require(loss == math.inf and state is None, "还没有进步，best_loss 和 best_state 应当没有变")


@pytest.mark.exercise
def test_stopping_fresh(student):
    """刚建好时 best_loss 是正无穷，best_state 是 None。"""
    stopper = student.EarlyStopping(3)
    loss, state = stopper.best_loss, stopper.best_state
    kit.require(loss == math.inf, "best_loss 应当是正无穷")
    kit.require(state is None, "best_state 应当是 None")


@pytest.mark.exercise
def test_stopping_apart(student):
    """两个对象各数各的。"""
    first, second = student.EarlyStopping(2), student.EarlyStopping(2)
    answers = []
    for loss in (0.5, 0.6, 0.7):
        answers.append(first.update(loss, {"w": np.zeros(2)}))
        answers.append(second.update(-loss, {"w": np.ones(2)}))
    best = first.best_loss, second.best_loss
    kit.require(answers == [False, False, False, False, True, False], "update 的结果不对")
    kit.close(best[0], 0.5, name="best_loss")
    kit.close(best[1], -0.7, name="best_loss")


@pytest.mark.exercise
def test_stopping_negative_losses(student):
    """损失是负数也一样比。"""
    check(student, [0.5, -0.5, -0.25, -0.75, -0.75, -0.5], 2)


@pytest.mark.exercise
def test_stopping_keeps_state(student):
    """传进去的 state 在 update 之后保持原样。"""
    state = {"w": np.arange(3.0), "layers": [{"b": np.ones(2)}]}
    student.EarlyStopping(2).update(0.5, state)
    kit.unchanged(state, {"w": np.arange(3.0), "layers": [{"b": np.ones(2)}]}, "state")
