"""Make ``source/data/seattle_weather.csv``: the weather of Seattle on the 1461 days of four years.

Run ``python source/data/make_seattle_weather.py seattle-weather.csv``.  The input is ``data/seattle-weather.csv`` in the npm
package ``vega-datasets``.  Every day is kept.  The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

OUTPUT = Path(__file__).with_name("seattle_weather.csv")
COLUMNS = ["date", "precipitation", "temp_max", "temp_min", "wind", "weather"]


def make(source: Path, output: Path) -> int:
    """Read the table at ``source``, write what is kept to ``output`` and return how many rows that is."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with output.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows([row[column] for column in COLUMNS] for row in rows)
    return len(rows)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="seattle-weather.csv of the package vega-datasets")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    print(f"{arguments.output}: {make(arguments.source, arguments.output)} rows")


if __name__ == "__main__":
    main()
