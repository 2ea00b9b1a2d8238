"""Make ``source/day05/coffee.png``: a cup of coffee in 160 × 240 grey pixels.

Run ``python source/day05/make_coffee.py coffee.png``.  The input is
``skimage/data/coffee.png`` in the PyPI package ``scikit-image``.
The same input gives the same pixels, and with the same zlib the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image

OUTPUT = Path(__file__).with_name("coffee.png")
WIDTH, HEIGHT = 240, 160


def make(source: Path, output: Path) -> None:
    """Read the picture at ``source`` and write it grey and small to ``output``."""
    with Image.open(source) as picture:
        picture.convert("L").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(output, optimize=True)


def main() -> None:
    """Read the command line and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="coffee.png of the package scikit-image")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
