"""Expected values of day01, computed element by element in plain Python.

The lesson slices, broadcasts and sorts whole arrays; here there are loops over numbers, exact sums and
Python's own sort, so that a slip in one is not repeated in the other.
"""

from __future__ import annotations

import math
from statistics import fmean, median

import numpy as np


def checkerboard(n: int) -> np.ndarray:
    """1 where row and column differ in parity."""
    return np.array([[int(i % 2 != j % 2) for j in range(n)] for i in range(n)], dtype=int).reshape(n, n)


def corner_views(a: np.ndarray) -> list[np.ndarray]:
    """The four parts, picked one element at a time (copies)."""
    rows, columns = a.shape
    return [
        np.array([a[1, j] for j in (2, 3)]),
        np.array([a[i, 1] for i in range(rows)]),
        np.array([[a[i, j] for j in range(2, columns)] for i in range(2, rows)]),
        np.array([[a[i, j] for j in range(0, columns, 2)] for i in range(1, rows, 2)]),
    ]


def one_hot(labels: np.ndarray, num_classes: int) -> np.ndarray:
    """1 where the number of the column is the label."""
    rows = [[float(j == label) for j in range(num_classes)] for label in labels.tolist()]
    return np.array(rows).reshape(len(rows), num_classes)


def mean_and_std(values: list[float]) -> tuple[float, float]:
    """Mean and population standard deviation, with exact sums."""
    mean = fmean(values)
    return mean, math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))


def replace_outliers(x: np.ndarray, k: float) -> np.ndarray:
    """Entries farther than k standard deviations from the mean become the median."""
    values = [float(value) for value in x.ravel()]
    mean, std = mean_and_std(values)
    middle = median(values)
    kept = [middle if abs(value - mean) > k * std else value for value in values]
    return np.array(kept).reshape(x.shape)


def field_mean(records: np.ndarray, field: str) -> float:
    """Mean of the entries that are numbers."""
    return fmean(float(record[field]) for record in records if not math.isnan(record[field]))


def standardize(x: np.ndarray) -> np.ndarray:
    """Column by column; a constant column becomes 0."""
    columns = []
    for column in x.T.tolist():
        mean, std = mean_and_std(column)
        columns.append([(value - mean) / std if std else 0.0 for value in column])
    return np.array(columns).T


def pairwise_distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """One pair at a time."""
    return np.array([[math.dist(p, q) for q in b.tolist()] for p in a.tolist()])


def top_k(scores: np.ndarray, k: int) -> np.ndarray:
    """Sort the columns of each row by (score, number), best first."""
    rows = scores.tolist()
    return np.array([sorted(range(len(row)), key=lambda j: (-row[j], j))[:k] for row in rows])


def sliding_windows(x: np.ndarray, size: int, step: int = 1) -> np.ndarray:
    """Every window that lies inside, found by walking until one does not."""
    values, windows, start = x.tolist(), [], 0
    while start + size <= len(values):
        windows.append(values[start : start + size])
        start += step
    return np.array(windows, dtype=x.dtype)
