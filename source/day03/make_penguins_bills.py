"""Make ``source/day03/penguins_bills.csv``: the bills of Adelie and Chinstrap penguins.

Run ``python source/day03/make_penguins_bills.py penguins.csv``.  The input is
``palmerpenguins/data/penguins.csv`` in the PyPI package ``palmerpenguins``.
Gentoo penguins and rows without these measures are left out.  The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

OUTPUT = Path(__file__).with_name("penguins_bills.csv")
COLUMNS = ["species", "bill_length_mm", "bill_depth_mm"]


def make(source: Path, output: Path) -> int:
    """Read the table at ``source``, write what is kept to ``output`` and return how many rows that is."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["species"] != "Gentoo" and "NA" not in map(row.get, COLUMNS)
        ]
    with output.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows([row[column] for column in COLUMNS] for row in rows)
    return len(rows)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="penguins.csv of the package palmerpenguins")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    print(f"{arguments.output}: {make(arguments.source, arguments.output)} rows")


if __name__ == "__main__":
    main()
