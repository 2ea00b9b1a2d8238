"""What the hidden tests of two or more exercises of guide02_foundations share.

The references decompose (LAPACK, exact fractions) or go number by number where the lesson eliminates and broadcasts, so that a
slip in one is not repeated in the other.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import numpy as np

# What np.linalg, torch.linalg and SciPy have of the exercises up to power_iteration; norm is allowed.
LINALG = frozenset(
    {
        *(
            "solve",
            "inv",
            "pinv",
            "lstsq",
            "qr",
            "svd",
            "svdvals",
            "eig",
            "eigh",
            "eigvals",
            "eigvalsh",
            "det",
            "slogdet",
        ),
        *(
            "matrix_rank",
            "matrix_power",
            "cholesky",
            "tensorsolve",
            "tensorinv",
            "lu",
            "lu_factor",
            "lu_solve",
            "ldl",
        ),
        *("null_space", "orth", "householder_product", "svd_lowrank", "pca_lowrank", "lobpcg"),
    }
)


def strided(a: np.ndarray) -> np.ndarray:
    """The same 1-D array as a view that skips every other entry of a longer one, backwards."""
    wide = np.zeros(2 * len(a), dtype=a.dtype)
    wide[::2] = a[::-1]
    return wide[::2][::-1]


def of_rank(rng: np.random.Generator, m: int, n: int, rank: int) -> np.ndarray:
    """A random (m, n) matrix of this rank, its other singular values between 1 and 2."""
    left, _ = np.linalg.qr(rng.normal(size=(m, rank)))
    right, _ = np.linalg.qr(rng.normal(size=(n, rank)))
    return (left * rng.uniform(1.0, 2.0, rank)) @ right.T
