"""Make ``seattle_weather.csv`` beside this file from the table in the npm package vega-datasets.

Run ``python make_seattle_weather.py PACKAGE/data/seattle-weather.csv``.  All days and columns are kept; lines end in a line feed,
and the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

OUTPUT = Path(__file__).with_name("seattle_weather.csv")
COLUMNS = ["date", "precipitation", "temp_max", "temp_min", "wind", "weather"]


def main() -> None:
    """Read the table, see that it is the one that is meant, and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    # The file begins with a byte order mark.
    with parser.parse_args().table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    if rows[0] != COLUMNS or len(rows) != 1462:
        raise SystemExit("not the table of vega-datasets 3.2.1")
    OUTPUT.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
