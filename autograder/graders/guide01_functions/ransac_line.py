"""Hidden tests of ransac_line: against all pairs of points, where enough trials are bound to draw the best.

How a pair is drawn from rng is left open: nothing here depends on it but that the same seed gives the same, and that trials
come one after the other.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import least_squares


def winners(x: np.ndarray, y: np.ndarray, threshold: float) -> list[np.ndarray]:
    """The different sets of inliers that no other line through two points beats; none where a distance is on the edge."""
    found = {}
    for i, j in combinations(range(len(x)), 2):
        if x[i] == x[j]:
            continue
        m = (y[j] - y[i]) / (x[j] - x[i])
        distance = np.abs(y - (y[i] + m * (x - x[i])))
        if np.any(np.abs(distance - threshold) < 1e-6):
            return []
        inliers = distance <= threshold
        found[inliers.tobytes()] = inliers
    most = max(int(inliers.sum()) for inliers in found.values())
    return [inliers for inliers in found.values() if inliers.sum() == most]


def one_winner(rng: np.random.Generator, n: int, noise: float, threshold: float) -> tuple[np.ndarray, ...]:
    """Points of which two fifths are astray, with one best set of inliers: x, y and the set."""
    while True:
        x = rng.uniform(-5.0, 5.0, n)
        y = 0.8 * x + 2.0 + rng.normal(scale=noise, size=n)
        gone = rng.permutation(n)[: 2 * n // 5]
        y[gone] += rng.choice([-1.0, 1.0], len(gone)) * rng.uniform(8.0, 20.0, len(gone))
        best = winners(x, y, threshold)
        if len(best) == 1:
            return x, y, best[0]


def told_apart(rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Points whose best inliers are not those of the line that is fitted to them."""
    while True:
        x, y, best = one_winner(rng, 10, 0.5, 0.7)
        m, b = least_squares(x[best], y[best])
        distance = np.abs(y - m * x - b)
        if np.any((distance <= 0.7) != best) and not np.any(np.abs(distance - 0.7) < 1e-3):
            return x, y, best


def square_matters(rng: np.random.Generator, threshold: float) -> tuple[np.ndarray, ...]:
    """Points with one best set of inliers, which another threshold's root would not find."""
    while True:
        x = rng.uniform(-5.0, 5.0, 11)
        y = x + threshold * rng.uniform(-3.0, 3.0, 11)
        best, other = winners(x, y, threshold), winners(x, y, threshold**0.5)
        if len(best) == 1 and other and not any(np.array_equal(best[0], one) for one in other):
            return x, y, best[0]


def ask(student: Any, *args: Any) -> tuple[Any, Any, np.ndarray]:
    """The student's line and inliers: two numbers and a boolean for each point."""
    m, b, inliers = kit.sequence(student.ransac_line(*args), 3)
    return m, b, kit.array(inliers, (len(args[0]),), dtype="b", name="inliers")


def same(got: tuple[Any, Any, np.ndarray], x: np.ndarray, y: np.ndarray, inliers: np.ndarray) -> None:
    """Fail unless these are the inliers and the line is fitted to them."""
    m, b = least_squares(x[inliers], y[inliers])
    kit.close(got[2], inliers, name="inliers")
    kit.close(got[0], m, name="m", rtol=1e-6)
    kit.close(got[1], b, name="b", rtol=1e-6, atol=1e-8)


@pytest.mark.exercise(core=True)
def test_ransac_values(student, rng):
    """试得足够多时，找到内点最多的直线，返回对内点求的最小二乘直线和内点。"""
    x, y, inliers = one_winner(rng, 15, 0.1, 0.8)
    same(ask(student, x.copy(), y.copy(), 0.8, 400, np.random.default_rng(1)), x, y, inliers)


@pytest.mark.exercise
def test_ransac_keeps_inliers_of_the_trial(student, rng):
    """内点是获胜那一次的，不用求出的直线重算。"""
    x, y, inliers = told_apart(rng)
    same(ask(student, x.copy(), y.copy(), 0.7, 800, np.random.default_rng(2)), x, y, inliers)


@pytest.mark.exercise
def test_ransac_all_inliers(student, rng):
    """所有的点都是内点时，就是最小二乘直线。"""
    x = rng.uniform(-5.0, 5.0, 9)
    y = 2.0 * x - 1.0 + rng.uniform(-0.1, 0.1, 9)
    same(ask(student, x.copy(), y.copy(), 50.0, 3, np.random.default_rng(3)), x, y, np.full(9, True))


@pytest.mark.exercise
def test_ransac_vertical_distance(student, rng):
    """距离是竖直的：直线很陡时，竖直距离比垂线段长得多。"""
    x = np.arange(9.0)
    y = 20.0 * x
    y[[1, 4, 6]] += [9.0, -8.0, 10.0]
    inliers = np.full(9, True)
    inliers[[1, 4, 6]] = False
    same(ask(student, x.copy(), y.copy(), 3.0, 400, np.random.default_rng(4)), x, y, inliers)


@pytest.mark.exercise
@pytest.mark.parametrize("threshold", [0.04, 16.0])
def test_ransac_other_units(student, rng, threshold):
    """threshold 很小、很大时，量的也是距离自己，不是它的平方。"""
    x, y, inliers = square_matters(rng, threshold)
    same(ask(student, x.copy(), y.copy(), threshold, 800, np.random.default_rng(9)), x, y, inliers)


@pytest.mark.exercise
def test_ransac_below_and_above(student, rng):
    """在直线上方和下方跑远的点都不是内点。"""
    x = np.arange(8.0)
    y = np.array([1.0, 1.0, -40.0, 1.0, 55.0, 1.0, -30.0, 1.0])
    same(ask(student, x.copy(), y.copy(), 0.25, 400, np.random.default_rng(5)), x, y, y == 1.0)


@pytest.mark.exercise
def test_ransac_on_the_edge(student, rng):
    """距离恰好等于 threshold 的点也是内点。"""
    x = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 8.0])
    y = np.array([0.0, 0.5, 0.0, -0.5, 0.0, 0.0])
    got = ask(student, x.copy(), y.copy(), 0.5, 400, np.random.default_rng(6))
    same(got, x, y, np.full(6, True))


@pytest.mark.exercise
def test_ransac_same_seed(student, rng):
    """种子相同，结果相同。"""
    x, y = rng.uniform(-5.0, 5.0, 13), rng.normal(scale=5.0, size=13)
    first, again = (
        [ask(student, x.copy(), y.copy(), 1.0, 2, np.random.default_rng(seed)) for seed in range(6)]
        for _ in range(2)
    )
    for a, b in zip(first, again):
        kit.require(np.array_equal(a[2], b[2]), "种子相同，两次的内点不同")
        kit.require(kit.scalar(a[0]) == kit.scalar(b[0]), "种子相同，两次的 m 不同")


@pytest.mark.exercise
def test_ransac_other_seeds(student, rng):
    """只试一次时，结果由 rng 决定：换种子，抽到的点就不同。"""
    x, y = np.arange(11.0), rng.normal(scale=30.0, size=11)
    results = [ask(student, x.copy(), y.copy(), 0.5, 1, np.random.default_rng(seed)) for seed in range(12)]
    kit.require(len({r[2].tobytes() for r in results}) > 3, "换了种子，结果几乎不变")


@pytest.mark.exercise
def test_ransac_draws_all_points(student, rng):
    """哪两个点都可能一起抽到：只试一次，换很多种子，会抽到许多不同的对。"""
    x, y = np.arange(6.0), np.array([0.0, 90.0, -70.0, 200.0, -160.0, 30.0])
    results = [ask(student, x.copy(), y.copy(), 0.5, 1, np.random.default_rng(seed)) for seed in range(60)]
    kit.require(bool(np.any([r[2] for r in results], axis=0).all()), "有的点从来没有抽到过")
    # Fifteen pairs, sixty draws: on average all but a quarter of a pair.
    kit.require(len({r[2].tobytes() for r in results}) >= 9, "有许多对点从来没有抽到过")
    kit.require(all(int(r[2].sum()) == 2 for r in results), "每条直线都恰好穿过两个点")


@pytest.mark.exercise
def test_ransac_draws_again(student, rng):
    """抽到两个 x 相同的点就重抽，不算一次。"""
    x = np.append(np.full(9, 2.0), -3.0)
    y = np.append(rng.permutation(np.arange(9.0)) * 10.0, 4.0)
    results = [ask(student, x.copy(), y.copy(), 0.5, 1, np.random.default_rng(seed)) for seed in range(10)]
    for result in results:
        kit.require(int(result[2].sum()) == 2 and bool(result[2][9]), "应当是穿过 x 不同的两个点的直线")
        kit.require(bool(np.isfinite(kit.scalar(result[0]))), "m 应当是有限的数")


@pytest.mark.exercise
def test_ransac_more_trials(student, rng):
    """种子相同，多试几次，内点不会变少：先抽到的点与一共试几次无关。"""
    x, y, _ = one_winner(rng, 15, 0.5, 0.8)
    for seed in range(6):
        results = [
            ask(student, x.copy(), y.copy(), 0.8, n, np.random.default_rng(seed)) for n in (1, 2, 3, 5, 8)
        ]
        counts = [int(inliers.sum()) for _, _, inliers in results]
        kit.require(counts == sorted(counts), "试的次数多了，内点反而少了")


@pytest.mark.exercise
def test_ransac_first_of_equals(student, rng):
    """内点一样多时先试的获胜：试得再多，也还是第一次的那两个点。"""
    x, y = np.arange(7.0), np.array([0.0, 90.0, -70.0, 200.0, -160.0, 30.0, 500.0])
    pairs = [
        [ask(student, x.copy(), y.copy(), 0.5, n, np.random.default_rng(seed))[2] for n in (1, 2, 9)]
        for seed in range(8)
    ]
    for first, *later in pairs:
        kit.require(all(np.array_equal(inliers, first) for inliers in later), "试得多了，获胜的不再是第一次")


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("n", [1, 2, 7])
def test_ransac_refuses_constant_x(student, rng, n):
    """所有的 x 都相同（包括只有一个点）时抛出 ValueError。"""
    y = rng.normal(size=n)
    with kit.raises("ValueError"):
        student.ransac_line(np.full(n, 3.0), y, 0.5, 20, np.random.default_rng(0))


@pytest.mark.exercise
def test_ransac_two_points(student, rng):
    """只有两个点时，直线穿过它们。"""
    x, y = np.array([1.0, 3.0]), np.array([2.0, -4.0])
    same(ask(student, x.copy(), y.copy(), 0.5, 1, np.random.default_rng(0)), x, y, np.full(2, True))


@pytest.mark.exercise
def test_ransac_integers(student, rng):
    """整数数据也能用。"""
    x, y = np.arange(9), 3 * np.arange(9) - 4
    y[[2, 5]] += [40, -50]
    inliers = np.full(9, True)
    inliers[[2, 5]] = False
    same(ask(student, x.copy(), y.copy(), 0.5, 300, np.random.default_rng(7)), x, y, inliers)


@pytest.mark.exercise
def test_ransac_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样，内存不连续也能用。"""
    x, y, inliers = one_winner(rng, 15, 0.1, 0.8)
    x, y = kit.with_gaps(x), kit.with_gaps(y)
    before = x.copy(), y.copy()
    got = ask(student, x, y, 0.8, 400, np.random.default_rng(8))
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    same(got, *before, inliers)
