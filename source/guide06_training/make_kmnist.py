"""Make ``source/guide06_training/kmnist.gz``: 3000 cursive characters as one IDX file, 300 of each of the ten classes.

Run ``python source/guide06_training/make_kmnist.py kmnist_4k.npz``.  The input holds ``x`` (n, 28, 28) uint8 and ``y`` (n,) from 0
to 9: pictures of the test set of Kuzushiji-MNIST.  Of each class the first 300 are kept, in the order of the input.  The output is
compressed with gzip; its axes are class, picture, row, column.  The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import struct
from pathlib import Path

import numpy as np

OUTPUT = Path(__file__).with_name("kmnist.gz")
PER_CLASS = 300


def idx(array: np.ndarray) -> bytes:
    """An array of uint8 in MNIST's own format."""
    return struct.pack(f">BBBB{array.ndim}I", 0, 0, 0x08, array.ndim, *array.shape) + array.tobytes()


def make(source: Path, output: Path) -> None:
    """Read the pictures at ``source`` and write those that are kept to ``output``."""
    with np.load(source) as kana:
        x, y = kana["x"], kana["y"]
    kept = np.stack([x[y == label][:PER_CLASS] for label in range(10)])
    output.write_bytes(gzip.compress(idx(kept), 9, mtime=0))


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="kmnist_4k.npz with x and y")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
