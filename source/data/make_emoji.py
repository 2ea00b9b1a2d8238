"""Make ``source/data/emoji.npz``: 1032 emoji of 32×32 pixels, each as a line drawing and in colour.

Run ``python source/data/make_emoji.py PACKAGE``.  The package is the unpacked npm package ``openmoji`` (``data/openmoji.json``,
``black/svg``, ``color/svg``); its pictures are drawn by ``rsvg-convert`` on white, 144×144 pixels.  The inner 128 are averaged over
4×4; the greys of the drawings are rounded to multiples of 17, the colours to multiples of 5, which packs better.  The output holds
``line`` (n, 32, 32) and ``color`` (n, 32, 32, 3), both uint8, ``group`` (n,) into ``groups``, and ``names``.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

OUTPUT = Path(__file__).with_name("emoji.npz")
GROUPS = ["animals-nature", "food-drink", "smileys-emotion", "travel-places", "objects", "activities"]


def drawn(path: Path) -> bytes:
    """An SVG as the bytes of a PNG, on white."""
    command = ["rsvg-convert", "-w", "144", "-h", "144", "-b", "white", str(path)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def shrunk(png: bytes) -> np.ndarray:
    """The inner part of a picture, averaged over 4×4 pixels."""
    with Image.open(io.BytesIO(png)) as picture:
        inner = np.array(picture.convert("RGB")).astype(float)[8:-8, 8:-8]
    return inner.reshape(32, 4, 32, 4, 3).mean((1, 3))


def save(arrays: dict[str, np.ndarray], output: Path) -> None:
    """Write a compressed ``.npz`` whose entries carry no time of writing."""
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy")
            archive.writestr(entry, buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def make(package: Path, output: Path) -> None:
    """Draw the emoji under ``package`` that are there in both ways and write them to ``output``."""
    rows = json.loads((package / "data" / "openmoji.json").read_text("utf-8"))
    lines, colors, group, names = [], [], [], []
    for row in rows:
        pair = [package / kind / "svg" / f"{row['hexcode']}.svg" for kind in ("black", "color")]
        if row["group"] not in GROUPS or row.get("skintone") or not all(path.exists() for path in pair):
            continue
        black, color = (shrunk(drawn(path)) for path in pair)
        lines.append(np.round(black.mean(2) / 17) * 17)
        colors.append(np.round(color / 5) * 5)
        group.append(GROUPS.index(row["group"]))
        names.append(row["annotation"])
    arrays = {"line": np.array(lines, np.uint8), "color": np.array(colors, np.uint8)}
    arrays |= {"group": np.array(group, np.uint8), "groups": np.array(GROUPS), "names": np.array(names)}
    save(arrays, output)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="the unpacked npm package openmoji")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
