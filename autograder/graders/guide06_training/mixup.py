"""Hidden tests of mixup: share and partners are read off one-hot labels, one class for each sample.

They are random, so the transcript holds what a test looks at in their place.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import check_uses_rng

N = 11


def mixed(
    student: Any, x: np.ndarray, y: np.ndarray, alpha: float, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """(x, y) as float64, checked for type and shape."""
    found = kit.sequence(student.mixup(x, y, alpha, rng), 2)
    new_x, new_y = (
        kit.array(a, b.shape, name=name).astype(np.float64) for a, b, name in zip(found, (x, y), ("x", "y"))
    )
    return new_x, new_y


def shares(y: np.ndarray) -> np.ndarray:
    """The weight that each sample keeps; NaN for one that is its own partner."""
    own = np.diag(y).copy()
    own[own > 1 - 1e-9] = np.nan
    return own


def near_misses(new: np.ndarray, y: np.ndarray, x: np.ndarray) -> list[bool]:
    """Whether x was mixed with the same partners as y: with the two shares exchanged, and with another share."""
    partners = np.where(np.diag(y) > 1 - 1e-9, np.arange(len(y)), np.argmax(y - np.diag(np.diag(y)), axis=1))
    away = (x - x[partners]).ravel()
    share = float(away @ (new - x[partners]).ravel() / max(away @ away, 1e-12))
    exchanged = (1 - np.diag(y)[:, None]) * x + np.diag(y)[:, None] * x[partners]
    return [
        bool(np.allclose(new, exchanged, rtol=1e-5, atol=1e-6)),
        bool(np.allclose(new, share * x + (1 - share) * x[partners], rtol=1e-4, atol=1e-5)),
    ]


def some_draws(
    student: Any, rng: np.random.Generator, alpha: float, n: int, size: int = N
) -> list[np.ndarray]:
    """Mixed labels of many calls."""
    return [mixed(student, np.eye(size), np.eye(size), alpha, rng)[1] for _ in range(n)]


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("alpha", [1.0, 0.3, 8.0])
def test_mixup_together(student, rng, alpha):
    """x 和 y 用同一个比例、同一个搭档：x 可以由混合之后的 y 和原来的 x 算出来。"""
    x, since = rng.normal(size=(N, 5)), len(student.calls)
    before, right, told = x.copy(), [], []
    for _ in range(5):
        new, y = mixed(student, x, np.eye(N), alpha, rng)
        right.append(bool(np.allclose(new, y @ before, rtol=1e-5, atol=1e-6)))
        told.append(near_misses(new, y, before))
    kit.record_since(student, since, [all(right), np.all(told, axis=0)])
    kit.require(all(right), "x 和 y 不是用同一个比例、同一个搭档混合的")


@pytest.mark.exercise(core=True)
def test_mixup_mixes(student, rng):
    """标签真的混了：每一行的和是一，至多两个不为零的数，都在零和一之间。"""
    since = len(student.calls)
    ys = some_draws(student, rng, 1.0, 5)
    sums = all(np.allclose(y.sum(axis=1), 1.0, atol=1e-6) for y in ys)
    parts = all((np.count_nonzero(y, axis=1) <= 2).all() and y.min() >= 0 for y in ys)
    still = all(np.array_equal(y, np.eye(N)) for y in ys)
    kit.record_since(student, since, [sums, parts, still])
    kit.require(sums and parts, "每一行应当是两个标签的混合")
    kit.require(not still, "标签没有混")


@pytest.mark.exercise
def test_mixup_one_share(student, rng):
    """一次调用里整批用同一个比例，每次调用另抽一个。"""
    since = len(student.calls)
    own = [shares(y) for y in some_draws(student, rng, 1.0, 6)]
    own = [row[~np.isnan(row)] for row in own]
    one = all(float(np.ptp(row)) < 1e-6 for row in own if len(row))
    fresh = float(np.ptp([row[0] for row in own if len(row)] or [0.0])) > 1e-3
    kit.record_since(student, since, [one, fresh])
    kit.require(one, "同一批里用了不同的比例")
    kit.require(fresh, "每次调用用了同一个比例")


@pytest.mark.exercise
def test_mixup_partners(student, rng):
    """搭档由一个排列给出：每个样本正好当一次搭档，所以标签的每一列加起来仍是一。"""
    since = len(student.calls)
    once = all(np.allclose(y.sum(axis=0), 1.0, atol=1e-6) for y in some_draws(student, rng, 1.0, 5))
    kit.record_since(student, since, once)
    kit.require(once, "有的样本当了不止一次搭档，或者一次也没有")


@pytest.mark.exercise
def test_mixup_random_partners(student, rng):
    """搭档是随机的：每次调用的都不同，谁都可能是谁的搭档。"""
    since = len(student.calls)
    met = np.sum([y > 1e-12 for y in some_draws(student, rng, 1.0, 60, size=5)], axis=0)
    # Each pair is met 12 times in 60 on average; one of them never with a probability of 4e-5.
    missing = int((met == 0).sum())
    kit.record_since(student, since, missing)
    kit.require(missing == 0, "有的搭档从来没有遇到过")


@pytest.mark.exercise
@pytest.mark.parametrize("alpha", [0.2, 1.0, 8.0])
def test_mixup_law_of_the_share(student, rng, alpha):
    """比例服从以 alpha 为两个参数的 Beta 分布：平均是一半，散开多少由 alpha 决定。"""
    since = len(student.calls)
    rows = [shares(y) for y in some_draws(student, rng, alpha, 60)]
    # Where nothing was mixed, every sample keeps all of itself.
    own = np.array([1.0 if np.isnan(row).all() else np.nanmean(row) for row in rows])
    variance = 1 / (4 * (2 * alpha + 1))
    spread = float(np.mean((own - 0.5) ** 2))
    # The fourth moment of Beta(a, a) is 3 v² (2a + 1)/(2a + 3); six standard errors.
    error = variance * np.sqrt((3 * (2 * alpha + 1) / (2 * alpha + 3) - 1) / len(own))
    off = np.sign(spread - variance) * (abs(spread - variance) > 6 * error)
    leaning = np.sign(own.mean() - 0.5) * (abs(own.mean() - 0.5) > 6 * np.sqrt(variance / len(own)))
    kit.record_since(student, since, [off, leaning])
    kit.require(off == 0, "比例散开的程度与 alpha 不符")
    kit.require(leaning == 0, "比例的平均应当是一半")


@pytest.mark.exercise
def test_mixup_nothing(student, rng):
    """alpha 是零时不混，数值与传进来的相同。"""
    x, y = rng.normal(size=(7, 3)), np.eye(5)[rng.integers(5, size=7)]
    before = x.copy(), y.copy()
    new_x, new_y = kit.sequence(student.mixup(x, y, 0.0, rng), 2)
    kit.close(new_x, before[0], name="x")
    kit.close(new_y, before[1], name="y")


@pytest.mark.exercise
@pytest.mark.parametrize("alpha", [0, 1])
def test_mixup_whole_alpha(student, rng, alpha):
    """alpha 是整数时也行；一批只有一个样本时，它是自己的搭档。"""
    x, y = rng.normal(size=(1, 3)), np.array([[0.0, 1.0]])
    before = x.copy(), y.copy()
    new_x, new_y = kit.sequence(student.mixup(x, y, alpha, rng), 2)
    kit.close(new_x, before[0], name="x")
    kit.close(new_y, before[1], name="y")


@pytest.mark.exercise
def test_mixup_pictures(student, rng):
    """x 有好几个轴、是无符号整数时也对，不绕回去。"""
    x, since = rng.integers(0, 256, size=(N, 3, 5), dtype=np.uint8), len(student.calls)
    before = x.astype(np.float64)
    right = []
    for _ in range(3):
        new, y = mixed(student, x, np.eye(N), 1.0, rng)
        right.append(bool(np.allclose(new, np.tensordot(y, before, 1), rtol=1e-4, atol=1e-2)))
    kit.record_since(student, since, all(right))
    kit.require(all(right), "x 和 y 不是用同一个比例、同一个搭档混合的")


@pytest.mark.exercise
def test_mixup_uses_rng(student, rng):
    """随机数都来自 rng：种子相同则结果相同，种子不同则不同。"""
    check_uses_rng(student, rng, lambda given: mixed(student, np.eye(N), np.eye(N), 1.0, given)[1])


@pytest.mark.exercise
def test_mixup_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样，内存不连续时也对。"""
    for x in kit.layouts(rng.normal(size=(N, 5))):
        y, since = np.asfortranarray(np.eye(N)), len(student.calls)
        before = x.copy(), y.copy()
        new, labels = mixed(student, x, y, 1.0, rng)
        right = bool(np.allclose(new, labels @ before[0], rtol=1e-5, atol=1e-6))
        kept = [bool(np.array_equal(a, b)) for a, b in zip((x, y), before)]
        kit.record_since(student, since, [right, kept])
        kit.unchanged(x, before[0], "x")
        kit.unchanged(y, before[1], "y")
        kit.require(right, "x 和 y 不是用同一个比例、同一个搭档混合的")
