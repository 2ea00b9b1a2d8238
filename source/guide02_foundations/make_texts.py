"""Make ``source/guide02_foundations/texts.tsv``: 200 short pieces of each of five kinds of old Chinese texts.

Run ``python source/guide02_foundations/make_texts.py genres.tsv``.  The input holds one piece a line, in simplified
characters: split, kind, 10 to 18 characters, parted by tabs.  Of each kind the first pieces of the split ``train`` are kept.
The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

OUTPUT = Path(__file__).with_name("texts.tsv")
EACH = 200


def make(source: Path, output: Path) -> int:
    """Read the pieces at ``source``, write those kept to ``output`` and return how many there are."""
    counts: Counter[str] = Counter()
    kept = []
    for line in source.read_text(encoding="utf-8").splitlines():
        split, kind, text = line.split("\t")
        if split == "train" and counts[kind] < EACH:
            counts[kind] += 1
            kept.append(f"{kind}\t{text}\n")
    output.write_text("".join(kept), encoding="utf-8", newline="\n")
    return len(kept)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="the pieces: split, kind and text, parted by tabs")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    print(f"{arguments.output}: {make(arguments.source, arguments.output)} pieces")


if __name__ == "__main__":
    main()
