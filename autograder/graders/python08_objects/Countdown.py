"""Hidden tests of Countdown: numbers sorted the other way round."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import draws, kit

from common import refused_outside

# Never more than a hundred: some count on for ever.
# And made there: an iterator would arrive here as a list, used up and for ever new.
SHORT = "[n for n, _ in zip(Countdown(a), range(100))]"

NESTED = "[(x, y) for c in [Countdown(a)] for x, _ in zip(c, range(9)) for y, _ in zip(c, range(9))]"


def answer(student: Any, question: str, start: int) -> Any:
    """What the learner's notebook answers to a question."""
    with refused_outside("Countdown-solution", "TypeError", "for 要不到书签（迭代器）"):
        return student.look(question, start)


def down(start: int) -> list[int]:
    """The numbers from start to 1."""
    return sorted(range(1, start + 1), reverse=True)


@pytest.mark.exercise(core=True)
def test_countdown_example(student):
    """文档字符串里的例子：Countdown(2) 是 2、1。"""
    kit.same(answer(student, SHORT, 2), [2, 1])


@pytest.mark.exercise(core=True)
def test_countdown_random(student, rng):
    """从 start 数到 1，一个不少。"""
    for _ in range(5):
        start = draws.whole(rng, 3, 60)
        kit.same(answer(student, SHORT, start), down(start))


@pytest.mark.exercise
def test_countdown_one(student):
    """Countdown(1) 只有一个 1。"""
    kit.same(answer(student, SHORT, 1), [1])


@pytest.mark.exercise
@pytest.mark.parametrize("start", [0, -1, -7])
def test_countdown_nothing(student, start):
    """小于 1 时一个数也没有。"""
    kit.same(answer(student, SHORT, start), [])


@pytest.mark.exercise(core=True)
def test_countdown_again(student, rng):
    """走三遍，每遍都从头开始。"""
    start = draws.whole(rng, 3, 9)
    found = answer(
        student, "[[n for n, _ in zip(c, range(100))] for c in [Countdown(a)] for i in range(3)]", start
    )
    kit.same(found, [down(start)] * 3, name="三遍")


@pytest.mark.exercise
def test_countdown_after_a_break(student):
    """中途离开，下一遍还是从头开始。"""
    found = answer(student, "[[n for _, n in zip(range(k), c)] for c in [Countdown(a)] for k in (2, 100)]", 5)
    kit.same(found, [[5, 4], [5, 4, 3, 2, 1]], name="[离开的一遍, 下一遍]")


@pytest.mark.exercise(core=True)
def test_countdown_nested(student):
    """两层 for 同时走，各走各的。"""
    pairs = answer(student, NESTED, 3)
    kit.same(pairs, [(x, y) for x in down(3) for y in down(3)], name="两层 for")
