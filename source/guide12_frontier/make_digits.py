"""Make ``source/guide12_frontier/digits.npz``: 100 handwritten digits of each kind, sorted by digit.

Run ``python source/guide12_frontier/make_digits.py source/data/mnist_5k1k.npz``.  The output holds ``x`` (1000, 28, 28) and
``y`` (1000,), both uint8: of each digit the first 100 pictures of the training part.  The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np

OUTPUT = Path(__file__).with_name("digits.npz")
EACH = 100


def make(source: Path, output: Path) -> int:
    """Read the digits in ``source``, write those kept to ``output`` and return how many there are."""
    with np.load(source) as file:
        x, y = file["x_train"], file["y_train"]
    kept = np.concatenate([np.flatnonzero(y == digit)[:EACH] for digit in range(10)])
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in (("x", x[kept]), ("y", y[kept].astype(np.uint8))):
            data = BytesIO()
            np.save(data, array)
            # With a date of its own, each run would give other bytes.
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), data.getvalue(), zipfile.ZIP_DEFLATED
            )
    return len(kept)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="mnist_5k1k.npz")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    print(f"{arguments.output}: {make(arguments.source, arguments.output)} digits")


if __name__ == "__main__":
    main()
