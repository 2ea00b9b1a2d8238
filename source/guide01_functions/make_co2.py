"""Make ``source/guide01_functions/co2.txt``: the monthly carbon dioxide of Mauna Loa, as text.

Run ``python source/guide01_functions/make_co2.py co2-concentration.csv``.  The input is ``data/co2-concentration.csv`` in
the npm package ``vega-datasets``: date, parts per million, the same without the season, a row for each month that was
measured.  Here a date is a decimal year, and a month that was not measured gets a line with nan.
The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

OUTPUT = Path(__file__).with_name("co2.txt")
HEAD = """\
# 大气里的二氧化碳，夏威夷莫纳罗亚山，按月平均
# 数据：Scripps CO2 Program，CC BY 4.0（见 DATA-LICENSES.md）
# 年份（每月取月中）\t浓度（ppm，百万分之一）
"""


def make(source: Path, output: Path) -> int:
    """Read the table at ``source``, write the text to ``output`` and return how many months that is."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        measured = {row["Date"][:7]: row["CO2"] for row in csv.DictReader(file)}
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (min(measured), max(measured)))
    lines = []
    for year, month in (divmod(count, 12) for count in range(first, last + 1)):
        value = measured.get(f"{year}-{month + 1:02}", "nan\t# 缺测")
        lines.append(f"{year + (month + 0.5) / 12:.4f}\t{value}\n")
    output.write_text(HEAD + "".join(lines), encoding="utf-8")
    return len(lines)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="co2-concentration.csv of the package vega-datasets")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    print(f"{arguments.output}: {make(arguments.source, arguments.output)} months")


if __name__ == "__main__":
    main()
