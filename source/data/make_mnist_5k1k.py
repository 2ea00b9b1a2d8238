"""Make ``source/data/mnist_5k1k.npz`` from 6000 digits: 5000 to train on and 1000 to test on.

Run ``python source/data/make_mnist_5k1k.py mnist_6k.npz``.  The input holds ``x`` (6000, 28, 28) uint8 and ``y``
(6000,) uint8.  Each digit has the same share in both parts, the order is shuffled, and the same input gives
the same bytes.
"""

from __future__ import annotations

import argparse
import io
import zipfile
from pathlib import Path

import numpy as np

OUTPUT = Path(__file__).with_name("mnist_5k1k.npz")
SEED = 20240401
TEST_SIZE = 1000


def stratified_test_indices(labels: np.ndarray, size: int, rng: np.random.Generator) -> np.ndarray:
    """Draw ``size`` indices so that every label keeps its share (largest remainders are rounded up)."""
    exact = np.bincount(labels) * size / len(labels)
    quota = np.floor(exact).astype(int)
    quota[np.argsort(quota - exact, kind="stable")[: size - quota.sum()]] += 1
    return np.concatenate(
        [
            rng.choice(np.flatnonzero(labels == label), count, replace=False)
            for label, count in enumerate(quota)
        ]
    )


def split(x: np.ndarray, y: np.ndarray) -> dict[str, np.ndarray]:
    """Split into shuffled training and test parts with fixed random numbers."""
    rng = np.random.default_rng(SEED)
    test = rng.permutation(stratified_test_indices(y, TEST_SIZE, rng))
    train = rng.permutation(np.setdiff1d(np.arange(len(y)), test))
    return {"x_train": x[train], "y_train": y[train], "x_test": x[test], "y_test": y[test]}


def save(arrays: dict[str, np.ndarray], output: Path) -> None:
    """Write a compressed ``.npz`` whose entries carry no time of writing."""
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def make(source: Path, output: Path) -> None:
    """Read the digits at ``source`` and write the split to ``output``."""
    with np.load(source) as digits:
        save(split(digits["x"], digits["y"]), output)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="mnist_6k.npz with x and y")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
