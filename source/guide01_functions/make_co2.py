"""Write co2.txt, the monthly carbon dioxide of Mauna Loa, from the npm package vega-datasets.

usage: python make_co2.py FOLDER

FOLDER is the unpacked package (version 3.2.1), in which ``data/co2-concentration.csv`` has a row for each month that was measured:
date, parts per million, the same without the season.  Months that are missing there get a line with nan.
"""

import csv
import sys
from pathlib import Path

HEAD = """\
# 大气里的二氧化碳，夏威夷莫纳罗亚山，按月平均
# 数据：Scripps CO2 Program，CC BY 4.0（见 DATA-LICENSES.md）
# 年份（每月取月中）\t浓度（ppm，百万分之一）
"""


def main(folder: str) -> None:
    """Write the file beside this script."""
    with open(Path(folder, "data", "co2-concentration.csv"), encoding="utf-8-sig") as table:
        measured = {row["Date"][:7]: row["CO2"] for row in csv.DictReader(table)}
    first, last = ((int(month[:4]), int(month[5:])) for month in (min(measured), max(measured)))
    lines = []
    for count in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1]):
        year, month = count // 12, count % 12 + 1
        value = measured.get(f"{year}-{month:02}", "nan")
        lines.append(f"{year + (month - 0.5) / 12:.4f}\t{value}" + ("\t# 缺测" if value == "nan" else ""))
    Path(__file__).with_name("co2.txt").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
