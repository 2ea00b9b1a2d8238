"""Make ``source/guide10_style/cat.jpg``: the cat Chelsea, at most 384 pixels on its long side.

Run ``python source/guide10_style/make_cat.py chelsea.png``.  The input is ``skimage/data/chelsea.png`` in the
repository ``scikit-image/scikit-image``.  The same input gives, with the same Pillow, the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image

OUTPUT = Path(__file__).with_name("cat.jpg")
LONGEST = 384


def make(source: Path, output: Path) -> None:
    """Read the picture at ``source`` and write it small to ``output``."""
    with Image.open(source) as picture:
        small = picture.convert("RGB")
    small.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    small.save(output, "JPEG", quality=88, optimize=True)


def main() -> None:
    """Read the command line and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="chelsea.png of the repository")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
