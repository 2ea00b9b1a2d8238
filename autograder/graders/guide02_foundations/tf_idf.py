"""Hidden tests of tf_idf: number by number with the math module."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from autograder import kit


def tf_idf(counts: np.ndarray) -> np.ndarray:
    """Each row on its own, in Python floats."""
    rows = np.asarray(counts).astype(float).tolist()
    df = [sum(1 for row in rows if row[j] > 0) for j in range(len(rows[0]))]
    out = []
    for row in rows:
        weighted = [c * (math.log((1 + len(rows)) / (1 + d)) + 1) for c, d in zip(row, df)]
        length = math.sqrt(math.fsum(w * w for w in weighted))
        out.append([w / length if length else 0.0 for w in weighted])
    return np.array(out)


def check_all(student: Any, inputs: list[np.ndarray]) -> None:
    """Compare several tables, where a warning is an error."""
    wants = [tf_idf(counts) for counts in inputs]
    with student.strict_warnings():
        results = [student.tf_idf(counts) for counts in inputs]
    for result, want in zip(results, wants):
        kit.close(result, want)


def texts(rng: np.random.Generator, n: int, v: int) -> np.ndarray:
    """Counts, many of them 0, every row and every column with a word, one word in all rows."""
    counts = rng.poisson(1.2, size=(n, v))
    counts[:, 0] = rng.integers(1, 4, size=n)
    counts[rng.integers(n, size=v), np.arange(v)] += 1
    return counts


@pytest.mark.exercise(core=True)
def test_tf_idf_values(student, rng):
    """次数乘上权重，再把每一行的长度变成一。"""
    check_all(student, [texts(rng, 7, 5), texts(rng, 3, 11)])


@pytest.mark.exercise
def test_tf_idf_repeated(student, rng):
    """一个词在一篇里出现许多次，也只算一篇。"""
    check_all(student, [texts(rng, 5, 3) * np.array([1, 9, 30])])


@pytest.mark.exercise
def test_tf_idf_everywhere(student, rng):
    """到处都有的词也留着。"""
    check_all(student, [rng.integers(1, 9, size=(5, 3))])


@pytest.mark.exercise
def test_tf_idf_empty_rows(student, rng):
    """一个词也没有的行保持全 0，别的行照旧，不发出警告。"""
    counts = texts(rng, 7, 5)
    counts[[1, 4]] = 0
    check_all(student, [counts, np.zeros((3, 2), dtype=int)])


@pytest.mark.exercise
def test_tf_idf_unused_words(student, rng):
    """哪篇都没有的词，那一列是 0，不发出警告。"""
    counts = texts(rng, 5, 7)
    counts[:, [2, 5]] = 0
    check_all(student, [counts])


@pytest.mark.exercise
def test_tf_idf_square(student, rng):
    """篇数等于词数时，篇数和词数不能弄反。"""
    check_all(student, [texts(rng, 5, 5)])


@pytest.mark.exercise
def test_tf_idf_one_text(student, rng):
    """只有一篇时也可以。"""
    check_all(student, [rng.integers(0, 5, size=(1, 7)) + np.eye(1, 7, dtype=int)])


@pytest.mark.exercise
def test_tf_idf_types(student, rng):
    """次数可以是无符号整数或浮点数，很多时也不溢出。"""
    counts = texts(rng, 5, 7)
    check_all(
        student,
        [
            counts.astype("uint8") * np.uint8(20),
            counts.astype(float),
            counts * 1.5,
            np.full((300, 2), 1, dtype=np.uint8),
        ],
    )


@pytest.mark.exercise
def test_tf_idf_keeps_input(student, rng):
    """传进去的次数在调用之后保持原样，无论内存怎样排列，整数浮点数都一样。"""
    counts = texts(rng, 7, 5).astype(float)
    want = tf_idf(counts)
    inputs = [counts.copy(), *kit.layouts(counts)]
    results = [student.tf_idf(same) for same in inputs]
    for same in inputs:
        kit.unchanged(same, counts, "counts")
    for result in results:
        kit.close(result, want)
