"""What the hidden tests of two or more exercises of day01 share: helpers, and parts of the reference.

The reference computes element by element in plain Python.  The lesson slices, broadcasts and sorts whole arrays; here
there are loops over numbers, exact sums and Python's own sort, so that a slip in one is not repeated in the other.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import math
from statistics import fmean

import numpy as np


def mean_and_std(values: list[float]) -> tuple[float, float]:
    """Mean and population standard deviation, with exact sums."""
    mean = fmean(values)
    return mean, math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))


def layouts(a: np.ndarray) -> list[np.ndarray]:
    """The same matrix in Fortran order and as a view that skips rows and columns of a larger one."""
    wide = np.zeros((2 * a.shape[0], 3 * a.shape[1]), dtype=a.dtype)
    wide[::2, 1::3] = a
    return [np.asfortranarray(a), wide[::2, 1::3]]
