"""Make ``source/guide02_foundations/gapminder.csv``: income, health and population of 187 countries, and where they lie.

Run ``python source/guide02_foundations/make_gapminder.py gapminder-health-income.csv``.  The input is
``data/gapminder-health-income.csv`` in the npm package ``vega-datasets``.  Every row and every column is kept; only the mark at
the start of the file is left out.  The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

OUTPUT = Path(__file__).with_name("gapminder.csv")


def make(source: Path, output: Path) -> int:
    """Read the table at ``source``, write it to ``output`` and return how many rows that is."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with output.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return len(rows) - 1


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="gapminder-health-income.csv of the package vega-datasets")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    print(f"{arguments.output}: {make(arguments.source, arguments.output)} rows")


if __name__ == "__main__":
    main()
