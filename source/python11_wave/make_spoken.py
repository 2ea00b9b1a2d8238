"""Makes ``spoken.wav``, one recording of the Free Spoken Digit Dataset, out of a clone of its repository.

Usage: ``python make_spoken.py REPOSITORY [TARGET]`` with https://github.com/Jakobovski/free-spoken-digit-dataset at commit
26eb9aaf.  The file is kept as it is, byte for byte.
"""

import sys
from pathlib import Path

TAKEN = "recordings/7_nicolas_0.wav"


def make(repository: Path, target: Path) -> None:
    """Write the recording to ``target``."""
    target.write_bytes((repository / TAKEN).read_bytes())


if __name__ == "__main__":
    make(
        Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).with_name("spoken.wav")
    )
