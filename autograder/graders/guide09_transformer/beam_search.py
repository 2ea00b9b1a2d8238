"""Hidden tests of beam_search: the notebook's ``make_step`` makes the function over there from a table that is known here."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

START, END = 0, 1


def search(
    table: np.ndarray, start: int, end: int, width: int, longest: int, alpha: float = 0.6
) -> tuple[list[int], list[list[list[int]]]]:
    """(the best, the prefixes asked about in every round), with everything kept in one list."""
    kept: list[tuple[float, float, list[int]]] = [(0.0, 0.0, [start])]
    asked = []
    for n in range(1, longest + 1):
        running = [k for k in kept if k[2][-1] != end]
        if not running:
            break
        asked.append([words for _, _, words in running])
        pool = [k for k in kept if k[2][-1] == end]
        for _, total, words in running:
            for word, value in enumerate(table[min(n - 1, len(table) - 1), words[-1]]):
                pool.append(((total + value) * ((5 + n) / 6) ** -alpha, total + value, [*words, word]))
        pool.sort(key=lambda k: -k[0])
        kept = pool[:width]
    return kept[0][2][1:], asked


def table_of(
    rng: np.random.Generator, words: int, steps: int, end: float = 0.0, sharp: float = 1.5
) -> np.ndarray:
    """Random log-probabilities (steps, words, words); ``end`` makes the last word more likely."""
    scores = rng.normal(scale=sharp, size=(steps, words, words))
    scores[..., END] += end
    return scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True))


def check(
    student: Any,
    table: np.ndarray,
    width: int,
    longest: int,
    *alpha: float,
    marks: tuple[int, int] = (START, END),
) -> None:
    """Compare one answer."""
    want = search(table, *marks, width, longest, *alpha)[0]
    found = student.beam_search(student.make_step(table), *marks, width, longest, *alpha)
    found = kit.sequence(found, len(found) if isinstance(found, (list, tuple, np.ndarray)) else 0)
    kit.require([int(w) for w in found] == want, "不是 score 最高的那一句")


@pytest.mark.exercise(core=True)
def test_beam_greedy(student, rng):
    """束宽为一就是贪心。"""
    for end in (-1.0, 0.5):
        check(student, table_of(rng, 7, 5, end), 1, 9)


@pytest.mark.exercise(core=True)
def test_beam_wider(student, rng):
    """束宽为二、三、五时，答案正确。"""
    for width in (2, 3, 5):
        for end in (-0.5, 0.5):
            check(student, table_of(rng, 7, 6, end), width, 10)


@pytest.mark.exercise
def test_beam_many(student, rng):
    """许多不同的表，一个不错。"""
    for _ in range(25):
        check(student, table_of(rng, 6, 7, float(rng.uniform(-0.5, 1.0))), int(rng.integers(2, 5)), 9)


@pytest.mark.exercise
@pytest.mark.parametrize("alpha", [0.0, 1.0, 2.5])
def test_beam_alpha(student, rng, alpha):
    """别的长度惩罚也对。"""
    for _ in range(8):
        check(student, table_of(rng, 6, 7, 0.7), 3, 9, alpha)


@pytest.mark.exercise
def test_beam_limit(student, rng):
    """到了最长还没有写完，返回没写完的，长度正好；只许写一个词也行。"""
    for longest in (1, 2, 4):
        check(student, table_of(rng, 6, 3, -60.0), 3, longest)


@pytest.mark.exercise
def test_beam_ends_at_the_limit(student, rng):
    """结束符正好是最后一个词时，也算写完。"""
    table = table_of(rng, 6, 4, -60.0)
    table[3, :, END] = 0.0
    for width in (1, 3):
        check(student, table, width, 4)


@pytest.mark.exercise
def test_beam_ends_at_once(student, rng):
    """第一个词就是结束符。"""
    check(student, table_of(rng, 6, 4, 8.0), 3, 6)


@pytest.mark.exercise
def test_beam_rounds(student, rng):
    """每一轮把没有写完的一次交给 step，写完的不再交；全写完就停。"""
    for _ in range(6):
        table, width = table_of(rng, 6, 6, 0.8), 3
        want = [sorted(prefixes) for prefixes in search(table, START, END, width, 8)[1]]
        found = student.watch_beam_search(table, START, END, width, 8)
        found = kit.sequence(found, len(found), "watch_beam_search")
        rounds = [sorted([int(w) for w in prefix] for prefix in prefixes) for prefixes in found]
        kit.require(rounds == want, "交给 step 的开头，有一轮不对")


@pytest.mark.exercise
def test_beam_other_marks(student, rng):
    """起始符、结束符是别的编号时也对。"""
    table = table_of(rng, 7, 6)
    table[..., 5] += 0.6
    for width in (1, 3):
        check(student, table, width, 8, marks=(3, 5))


@pytest.mark.exercise
def test_beam_wider_than_the_words(student, rng):
    """束宽比词还多时，有多少留多少。"""
    check(student, table_of(rng, 4, 5, 0.3), 50, 5)


@pytest.mark.exercise
def test_beam_impossible(student, rng):
    """有的词不可能出现（对数概率是负无穷）时也对。"""
    table = table_of(rng, 6, 6)
    table[..., 4] = -np.inf
    table[0, :, END] = -np.inf
    check(student, table, 3, 8)
