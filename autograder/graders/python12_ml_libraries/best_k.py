"""Hidden tests of best_k: neighbours by distance in NumPy, each small exam cut out by hand.

The data are drawn until the best k stands well above the others and is not the one that a usual mistake finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from autograder import draws, kit

from common import whole

Fold = tuple[np.ndarray, np.ndarray]
# Two means closer than this are not told apart by rounding alone.
APART = 0.004


def exams(count: int, folds: int) -> Iterator[Fold]:
    """Places to learn from and places to be asked about, the later ones always asked."""
    size = count // (folds + 1)
    for number in range(folds):
        end = count - (folds - number) * size
        yield np.arange(end), np.arange(end, end + size)


def plain_exams(count: int, folds: int) -> Iterator[Fold]:
    """The same in which each block is asked about once, learning from all others."""
    for block in np.array_split(np.arange(count), folds):
        yield np.setdiff1d(np.arange(count), block), block


def votes(known: np.ndarray, answers: np.ndarray, asked: np.ndarray, k: int) -> np.ndarray:
    """What most of the k nearest say."""
    distance = ((asked[:, None] - known[None]) ** 2).sum(axis=-1)
    nearest = np.argsort(distance, axis=1, kind="stable")[:, :k]
    return answers[nearest].sum(axis=1) * 2 > k


def scaled(known: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Others in units of what is usual among the known."""
    spread = known.std(axis=0)
    return (others - known.mean(axis=0)) / np.where(spread == 0, 1.0, spread)


def mean_scores(
    x: np.ndarray,
    y: np.ndarray,
    ks: list[int],
    folds: int,
    cut: Callable[[int, int], Iterator[Fold]] = exams,
    scale: str = "learned",
    *,
    training: bool = False,
) -> dict[int, float]:
    """k -> mean share of right answers; ``scale``: by what was learned from, by ``all``, or ``none``."""
    y = np.asarray(y).astype(int)
    scores: dict[int, list[float]] = {k: [] for k in ks}
    for learn, exam in cut(len(x), folds):
        asked = learn if training else exam
        if scale == "none":
            known, others = x[learn], x[asked]
        else:
            base = x[learn] if scale == "learned" else x
            known, others = scaled(base, x[learn]), scaled(base, x[asked])
        for k in ks:
            scores[k].append(float(np.mean(votes(known, y[learn], others, k) == y[asked])))
    return {k: float(np.mean(each)) for k, each in scores.items()}


def best(scores: dict[int, float]) -> int:
    """The k of the highest score, the smallest of equals."""
    top = max(scores.values())
    return min(k for k, score in scores.items() if score > top - 1e-9)


def clear(scores: dict[int, float]) -> bool:
    """Whether the highest score stands alone."""
    first, second = sorted(scores.values())[-1:-3:-1]
    return first - second > APART


def drawn(rng, count, folds, ks, *, drift=False, wide=1.0, **mistake):
    """Random data and the best k, where the mistake finds another one; ``wide``: the unit of the second column.

    ``mistake``: options of :func:`mean_scores`.
    """
    while True:
        y = rng.integers(0, 2, count)
        late = np.arange(count) >= 2 * count // 3
        second = rng.normal(0, 1, count) * np.where(late & drift, 9, 1) * wide
        x = np.column_stack([y + rng.normal(0, 0.55, count), second])
        scores = mean_scores(x, y, ks, folds)
        if clear(scores) and best(scores) != best(mean_scores(x, y, ks, folds, **mistake)):
            return x, y, best(scores)


def same_k(found, want):
    """Fail unless it is this whole number."""
    kit.same(whole(found), want)


@pytest.mark.exercise(core=True)
def test_k_example(student):
    """讲义的例子。"""
    y = np.array([1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1] * 15)
    x = np.arange(180.0).reshape(180, 1)
    want = best(mean_scores(x, y, [1, 3, 15], 5))
    same_k(student.best_k(x, y, [1, 3, 15], 5), want)


@pytest.mark.exercise(core=True)
def test_k_of_exams_that_ask_about_the_future(student, rng):
    """每场小考只从过去学、只考后面的，平均成绩最高的 k；混着前后学的找到的是另一个。"""
    ks = [1, 3, 5, 9, 15]
    cases = [drawn(rng, count, 5, ks, cut=plain_exams) for count in (90, 77)]
    results = [student.best_k(x, y, ks, 5) for x, y, _ in cases]
    for result, (_, _, want) in zip(results, cases):
        same_k(result, want)


@pytest.mark.exercise
def test_k_of_as_many_exams_as_asked_for(student, rng):
    """考几场由 folds 说了算；考五场找到的是另一个 k。"""
    ks = [1, 3, 5, 9, 15]
    cases = [drawn(rng, 90, folds, ks, cut=lambda count, _: exams(count, 5)) for folds in (2, 3)]
    results = [student.best_k(x, y, ks, folds) for (x, y, _), folds in zip(cases, (2, 3))]
    for result, (_, _, want) in zip(results, cases):
        same_k(result, want)


@pytest.mark.exercise
def test_k_when_no_answer_is_right(student):
    """每个 k 都一题也没有猜对：一样高，取最小的 k。"""
    x, y = np.arange(9.0).reshape(9, 1), np.array([0, 0, 0, 1, 1, 1, 0, 0, 0])
    want = best(mean_scores(x, y, [1, 3], 2))
    found = student.best_k(x, y, [1, 3], 2)
    kit.require(found is not None, "一个 k 也没有选上，得到 None")
    same_k(found, want)


@pytest.mark.exercise
def test_k_is_not_that_of_the_training_part(student, rng):
    """成绩是“考”的那部分的，不是“学”的那部分的。"""
    ks = [1, 5, 11]
    x, y, want = drawn(rng, 83, 3, ks, training=True)
    same_k(student.best_k(x, y, ks, 3), want)
    # Of what was learned, five neighbours know all and three nothing; of what comes, both know the same.
    x, y = np.arange(60.0).reshape(60, 1), np.arange(60) % 2
    want = best(mean_scores(x, y, [3, 5], 3))
    same_k(student.best_k(x, y, [3, 5], 3), want)


@pytest.mark.exercise
def test_k_with_columns_of_other_units(student, rng):
    """一列的数比另一列大得多：标准化以后再找邻居。"""
    ks = [1, 3, 7, 13]
    x, y, want = drawn(rng, 90, 4, ks, wide=500.0, scale="none")
    same_k(student.best_k(x, y, ks, 4), want)


@pytest.mark.exercise
def test_k_scales_inside_each_exam(student, rng):
    """标准化只看每场小考里“学”的那部分，“考”的那部分起伏再大也不算进去。"""
    ks = [1, 3, 7, 13]
    cases = [drawn(rng, 90, 4, ks, drift=True, scale="all") for _ in range(2)]
    results = [student.best_k(x, y, ks, 4) for x, y, _ in cases]
    for result, (_, _, want) in zip(results, cases):
        same_k(result, want)


@pytest.mark.exercise
def test_k_of_equals_is_the_smallest(student, rng):
    """成绩一样高时取最小的 k，不论 ks 是什么次序。"""
    # Far apart: whatever k is, the neighbours all say the same.
    y = rng.integers(0, 2, 60)
    y[:6] = [0, 1, 0, 1, 0, 1]
    x = np.column_stack([40.0 * y + rng.normal(0, 1, 60), rng.normal(0, 1, 60)])
    for ks in ([3, 1], [1, 3], [5, 3], [3, 5, 1]):
        want = best(mean_scores(x, y, ks, 2))
        same_k(student.best_k(x, y, ks, 2), want)


@pytest.mark.exercise
def test_k_in_any_order(student, rng):
    """ks 的次序不影响答案。"""
    ks = [1, 3, 5, 9, 15]
    x, y, want = drawn(rng, 90, 4, ks, cut=plain_exams)
    results = [student.best_k(x, y, draws.shuffled(rng, ks), 4) for _ in range(3)]
    for result in results:
        same_k(result, want)


@pytest.mark.exercise
def test_k_only_one(student, rng):
    """只有一个 k 可挑，就是它。"""
    x, y, _ = drawn(rng, 60, 2, [1, 5], training=True)
    same_k(student.best_k(x, y, [7], 2), 7)


@pytest.mark.exercise
def test_k_of_bools(student, rng):
    """答案是真假也一样。"""
    ks = [1, 5, 11]
    x, y, want = drawn(rng, 83, 3, ks, training=True)
    same_k(student.best_k(x, y == 1, ks, 3), want)


@pytest.mark.exercise
def test_k_keeps_inputs(student, rng):
    """传进去的数组和列表在调用之后保持原样。"""
    ks = [5, 1, 3]
    x, y, _ = drawn(rng, 60, 2, ks, training=True)
    before = x.copy(), y.copy()
    student.best_k(x, y, ks, 2)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    kit.unchanged(ks, [5, 1, 3], "ks")
