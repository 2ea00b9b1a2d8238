"""Make ``source/guide11_gpt/xiyouji.gz``: the first chapters of Journey to the West, a paragraph a line, packed with gzip.

Run ``python source/guide11_gpt/make_xiyouji.py xiyouji_words.txt.gz``.  The input holds the novel without punctuation, a paragraph a
line, words parted by blanks.  The blanks are taken out again, and kept are the whole paragraphs up to ``MOST`` characters.  The same
input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

OUTPUT = Path(__file__).with_name("xiyouji.gz")
MOST = 200_000


def make(source: Path, output: Path) -> None:
    """Read the words at ``source`` and write the text that is kept to ``output``."""
    kept, size = [], 0
    for line in gzip.decompress(source.read_bytes()).decode().splitlines():
        paragraph = line.replace(" ", "") + "\n"
        size += len(paragraph)
        if size > MOST:
            break
        kept.append(paragraph)
    output.write_bytes(gzip.compress("".join(kept).encode(), compresslevel=9, mtime=0))


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="xiyouji_words.txt.gz")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
