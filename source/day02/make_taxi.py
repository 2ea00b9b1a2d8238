"""Make ``source/day02/taxi.csv``: eighty taxi receipts by a made-up tariff.

Run ``python source/day02/make_taxi.py``.  Nothing is downloaded: distances and waiting times are drawn at random, and
the fare follows the tariff below, which is no city's, rounded to whole yuan.  The same bytes every time.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np

OUTPUT = Path(__file__).with_name("taxi.csv")
COLUMNS = ["km", "wait_minutes", "fare_yuan"]

# The tariff: what the first kilometres cost, how many they are, and each kilometre and minute of waiting beyond.
START, INCLUDED_KM, PER_KM, PER_MINUTE = 13.0, 3.0, 2.3, 0.5


def make(output: Path) -> int:
    """Write the receipts to ``output`` and return how many they are."""
    rng = np.random.default_rng(8)
    km = np.exp(rng.normal(1.7, 0.75, 80)).clip(0.6, 32).round(1)
    wait = (rng.exponential(4, 80) + 0.25 * km * rng.random(80)).round().astype(int)
    fare = START + PER_KM * np.maximum(km - INCLUDED_KM, 0) + PER_MINUTE * wait
    with output.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(zip(km.tolist(), wait.tolist(), fare.round().astype(int).tolist()))
    return len(km)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    print(f"{arguments.output}: {make(arguments.output)} rows")


if __name__ == "__main__":
    main()
