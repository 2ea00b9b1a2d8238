"""Make ``source/guide11_gpt/shakespeare.gz``: the small Shakespeare file of many language-model lessons, packed with gzip.

Run ``python source/guide11_gpt/make_shakespeare.py tinyshakespeare.txt``.  The text is as it was; the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

OUTPUT = Path(__file__).with_name("shakespeare.gz")


def make(source: Path, output: Path) -> None:
    """Pack the text at ``source`` into ``output``."""
    output.write_bytes(gzip.compress(source.read_bytes(), compresslevel=9, mtime=0))


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="tinyshakespeare.txt")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
