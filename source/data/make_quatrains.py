"""Make ``source/data/quatrains.gz``: Tang seven-character quatrains, one poem a line.

Run ``python source/data/make_quatrains.py tang_qijue.txt``.  The input holds one poem a line, in simplified
characters: ``上句，下句。上句，下句。``.  Kept are poems of four lines of seven characters, punctuated alike; of poems that
share a line the first is kept, so that no line of a poem that is held out has been seen.  The order is shuffled, so that any
part of the file is a fair sample, and the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
from pathlib import Path

OUTPUT = Path(__file__).with_name("quatrains.gz")
SEED = 20240808


def quatrains(text: str) -> list[str]:
    """The poems of four lines of seven characters; of those that share a line, the first."""
    found, seen = [], set()
    for poem in text.split():
        lines = [line for line in re.split("[，。？！；、]", poem) if line]
        if [len(line) for line in lines] == [7, 7, 7, 7] and seen.isdisjoint(lines):
            found.append("{}，{}。{}，{}。".format(*lines))
            seen.update(lines)
    return found


def make(source: Path, output: Path) -> int:
    """Read the poems at ``source``, write them to ``output`` and return how many there are."""
    poems = quatrains(source.read_text(encoding="utf-8"))
    random.Random(SEED).shuffle(poems)
    packed = gzip.compress("".join(f"{poem}\n" for poem in poems).encode(), compresslevel=9, mtime=0)
    output.write_bytes(packed)
    return len(poems)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="tang_qijue.txt, one poem a line")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    count = make(arguments.source, arguments.output)
    print(f"{arguments.output}: {count} poems, {arguments.output.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
