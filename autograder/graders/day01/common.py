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


def mean_and_std(values: list[float]) -> tuple[float, float]:
    """Mean and population standard deviation, with exact sums."""
    mean = fmean(values)
    return mean, math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
