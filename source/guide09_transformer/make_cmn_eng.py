"""Make ``source/guide09_transformer/cmn_eng.tsv``: 7305 short English sentences with their Chinese translations.

Run ``python source/guide09_transformer/make_cmn_eng.py download.tsv``.  The input has four columns, parted by tabs: English,
Chinese, number and author of the English sentence at Tatoeba, number and author of the Chinese one.  Kept are the lines whose
English has at most six words, parted by blanks, in the order of the input; all four columns stay, since the last two are the credit
that the licence asks for.  The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

OUTPUT = Path(__file__).with_name("cmn_eng.tsv")
MOST_WORDS = 6


def make(source: Path, output: Path) -> int:
    """Read the pairs at ``source``, write those that are kept to ``output`` and return how many these are."""
    lines = source.read_text("utf-8").splitlines()
    kept = [line for line in lines if len(line.split("\t")[0].split()) <= MOST_WORDS]
    output.write_bytes("".join(f"{line}\n" for line in kept).encode())
    return len(kept)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="sentence pairs with their numbers and authors")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    print(f"{arguments.output}: {make(arguments.source, arguments.output)} pairs")


if __name__ == "__main__":
    main()
