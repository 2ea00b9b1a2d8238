"""Hidden tests of perceptron: the reference keeps bias and weights in one vector, with labels of +1 and −1, in whole numbers.

Entries are integers throughout: sums are exact, so that a score of 0 is one for everybody.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import strided


def perceptron(x: np.ndarray, y: np.ndarray, epochs: int) -> tuple[np.ndarray, float, list[int]]:
    """One vector of d + 1 Python integers; labels of ±1."""
    rows = [[*map(int, row), 1] for row in np.asarray(x).tolist()]
    signs = [1 if label == 1 else -1 for label in np.asarray(y).tolist()]
    theta = [0] * len(rows[0])
    counts: list[int] = []
    while len(counts) < epochs and (not counts or counts[-1]):
        count = 0
        for row, sign in zip(rows, signs):
            score = sum(t * r for t, r in zip(theta, row))
            if (1 if score > 0 else -1) != sign:
                theta = [t + sign * r for t, r in zip(theta, row)]
                count += 1
        counts.append(count)
    return np.array(theta[:-1], dtype=float), float(theta[-1]), counts


def check_all(results: list[Any], wants: list[tuple[np.ndarray, float, list[int]]]) -> None:
    """Compare (w, b, mistakes) of several calls."""
    for result, (w, b, mistakes) in zip(results, wants):
        got_w, got_b, got = kit.sequence(result, 3)
        counts = [
            kit.scalar(count, "mistakes 的元素") for count in kit.sequence(got, len(mistakes), "mistakes")
        ]
        kit.close(np.array(counts), np.array(mistakes, dtype=float), name="mistakes")
        kit.close(got_w, w, name="w")
        kit.close(got_b, b, name="b")


def noisy(rng: np.random.Generator, n: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows that no line parts: the first comes again with the other label; the last label is 1."""
    x, y = rng.integers(-9, 10, size=(n, d)), rng.integers(0, 2, size=n)
    x[-1], y[0], y[-1] = x[0], 0, 1
    return x.astype(float), y


def separable(rng: np.random.Generator, n: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows that a line through integers parts, with a gap of some width."""
    rule = rng.integers(1, 5, size=d) * rng.choice([-1, 1], size=d)
    x = rng.integers(-9, 10, size=(40 * n, d))
    scores = x @ rule
    x = x[np.abs(scores) >= 4][:n]
    return x.astype(float), (x @ rule > 0).astype(int)


@pytest.mark.exercise(core=True)
def test_perceptron_values(student, rng):
    """分不开的数据上看满 epochs 轮，w、b 和每一轮的错误数都对。"""
    cases = [(*noisy(rng, n, d), epochs) for n, d, epochs in ((11, 3, 4), (7, 2, 5), (13, 5, 3))]
    wants = [perceptron(*case) for case in cases]
    check_all([student.perceptron(*case) for case in cases], wants)


@pytest.mark.exercise(core=True)
def test_perceptron_stops(student, rng):
    """分得开的数据上，记下没有错的那一轮之后就停。"""
    cases = [(*separable(rng, n, d), 500) for n, d in ((11, 2), (23, 3))]
    wants = [perceptron(*case) for case in cases]
    check_all([student.perceptron(*case) for case in cases], wants)


@pytest.mark.exercise
def test_perceptron_first_step(student, rng):
    """只有一行时：标签是 1 就改一次，标签是 0 一次也不用改。"""
    x = rng.integers(1, 9, size=(1, 3)).astype(float)
    cases = [(x, np.array([label]), epochs) for label in (1, 0) for epochs in (1, 5)]
    wants = [perceptron(*case) for case in cases]
    check_all([student.perceptron(*case) for case in cases], wants)


@pytest.mark.exercise
def test_perceptron_no_epochs(student, rng):
    """一轮也不看时，w 全是 0，b 是 0，mistakes 是空的。"""
    x, y = noisy(rng, 5, 3)
    check_all([student.perceptron(x, y, 0)], [(np.zeros(3), 0.0, [])])


@pytest.mark.exercise
def test_perceptron_clean_start(student, rng):
    """第一轮就没有错时，返回的错误数只有一个。"""
    x, y = rng.integers(-9, 10, size=(5, 3)).astype(float), np.zeros(5, dtype=int)
    check_all([student.perceptron(x, y, 7)], [(np.zeros(3), 0.0, [0])])


@pytest.mark.exercise
def test_perceptron_types(student, rng):
    """x 和标签可以是整数、无符号整数或浮点数，结果都一样。"""
    x, y = noisy(rng, 11, 3)
    x = np.abs(x)
    want = perceptron(x, y, 4)
    kinds = [("uint8", "int64"), ("int64", "uint8"), ("float32", "float32"), ("uint8", "uint8")]
    results = [student.perceptron(x.astype(a), y.astype(b), 4) for a, b in kinds]
    check_all(results, [want] * len(kinds))


@pytest.mark.exercise
def test_perceptron_large_unsigned(student, rng):
    """无符号整数的特征很大时，打分和更新都不会绕回去。"""
    x, y = rng.integers(150, 256, size=(11, 3)).astype(np.uint8), rng.permutation(np.arange(11) % 2)
    want = perceptron(x, y, 5)
    check_all([student.perceptron(x, y, 5)], [want])


@pytest.mark.exercise
def test_perceptron_keeps_inputs(student, rng):
    """传进去的 x 和 y 在调用之后保持原样，无论内存怎样排列。"""
    x, y = noisy(rng, 11, 3)
    want = perceptron(x, y, 3)
    inputs = [(same, strided(y)) for same in kit.layouts(x)]
    results = [student.perceptron(a, b, 3) for a, b in inputs]
    for a, b in inputs:
        kit.unchanged(a, x, "x")
        kit.unchanged(b, y, "y")
    check_all(results, [want] * len(inputs))
