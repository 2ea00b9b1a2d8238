"""Make ``source/day02/auto_mpg.csv``: fuel consumption and six properties of 392 cars.

Run ``python source/day02/make_auto_mpg.py auto-mpg.csv``.  The input is
``bokeh_sampledata/_data/auto-mpg.csv`` in the PyPI package ``bokeh_sampledata``.
Every row is kept, ``origin`` and ``name`` are left out, the other columns get their full names.
The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

OUTPUT = Path(__file__).with_name("auto_mpg.csv")
COLUMNS = {
    "mpg": "mpg",
    "cyl": "cylinders",
    "displ": "displacement",
    "hp": "horsepower",
    "weight": "weight",
    "accel": "acceleration",
    "yr": "year",
}


def make(source: Path, output: Path) -> int:
    """Read the table at ``source``, write what is kept to ``output`` and return how many rows that is."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with output.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS.values())
        table.writerows([row[column] for column in COLUMNS] for row in rows)
    return len(rows)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="auto-mpg.csv of the package bokeh_sampledata")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    print(f"{arguments.output}: {make(arguments.source, arguments.output)} rows")


if __name__ == "__main__":
    main()
