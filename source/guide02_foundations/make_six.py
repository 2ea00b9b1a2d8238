"""Make ``source/guide02_foundations/six.wav``: the word "six", as it was recorded.

Run ``python source/guide02_foundations/make_six.py recordings``.  The input is the folder ``recordings`` of the Free Spoken
Digit Dataset; one of its files is kept as it is.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

OUTPUT = Path(__file__).with_name("six.wav")
RECORDING = "6_theo_0.wav"


def make(source: Path, output: Path) -> None:
    """Copy the recording out of the folder ``source`` to ``output``."""
    shutil.copyfile(source / RECORDING, output)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="the folder recordings of the Free Spoken Digit Dataset")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)


if __name__ == "__main__":
    main()
