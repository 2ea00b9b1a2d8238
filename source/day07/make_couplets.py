"""Make ``source/day07/couplets.txt`` from Tang seven-character quatrains: upper and lower lines, one pair a line.

Run ``python source/day07/make_couplets.py tang_qijue.txt``.  The input holds one poem a line, in simplified
characters: ``上句，下句。上句，下句。``.  Kept are the couplets that use only common characters which the
bundled font can draw; of variants of one couplet the first is kept.  The order is shuffled, so that any
part of the file is a fair sample, and the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np

OUTPUT = Path(__file__).with_name("couplets.txt")
SEED = 20240707
COMMON = 1000
# Two couplets that agree in more of their fourteen places than this are variants of one.
SAME = 9

Couplet = tuple[str, str]


def couplets(poems: str) -> list[Couplet]:
    """The two couplets of every poem that has four lines of seven characters, each couplet once."""
    found: dict[Couplet, None] = {}
    for poem in poems.split():
        lines = [line for line in re.split("[，。？！；、]", poem) if line]
        if [len(line) for line in lines] == [7, 7, 7, 7]:
            found |= {(lines[0], lines[1]): None, (lines[2], lines[3]): None}
    return list(found)


def in_common_characters(pairs: list[Couplet]) -> list[Couplet]:
    """The couplets all of whose characters are among the most frequent and in the bundled font."""
    counts = Counter(character for pair in pairs for line in pair for character in line)
    common = {character for character, _ in counts.most_common(COMMON)} & gb2312_level_1()
    return [pair for pair in pairs if set("".join(pair)) <= common]


def gb2312_level_1() -> set[str]:
    """The everyday characters, which the bundled font has: rows 16 to 55 of GB 2312 (the last row is five short)."""
    places = ((row, column) for row in range(16, 56) for column in range(1, 95 if row < 55 else 90))
    return {bytes((row + 0xA0, column + 0xA0)).decode("gb2312") for row, column in places}


def without_variants(pairs: list[Couplet]) -> list[Couplet]:
    """Leave out every couplet that is nearly the same as an earlier one."""
    codes = np.array([[ord(character) for character in "".join(pair)] for pair in pairs])
    kept: list[int] = []
    for number, code in enumerate(codes):
        if not np.any((codes[kept] == code).sum(axis=1) > SAME):
            kept.append(number)
    return [pairs[number] for number in kept]


def make(source: Path, output: Path) -> int:
    """Read the poems at ``source``, write the couplets to ``output`` and return how many there are."""
    pairs = without_variants(in_common_characters(couplets(source.read_text(encoding="utf-8"))))
    random.Random(SEED).shuffle(pairs)
    output.write_text("".join(f"{upper} {lower}\n" for upper, lower in pairs), encoding="utf-8")
    return len(pairs)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="tang_qijue.txt, one poem a line")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    count = make(arguments.source, arguments.output)
    print(f"{arguments.output}: {count} couplets, {arguments.output.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
