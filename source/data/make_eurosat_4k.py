"""Make ``source/data/eurosat_4k.npz``: 4000 satellite pictures of 32×32 pixels, 400 of each of the ten kinds of land.

Run ``python source/data/make_eurosat_4k.py FOLDER``.  The folder holds the RGB pictures of EuroSAT, ``Forest/Forest_1.jpg`` and
so on, 64×64 pixels each.  Of each class 400 are drawn with fixed random numbers, halved by averaging 2×2 pixels, and put into one
JPEG sheet of 20 pictures a row, in the order of their numbers.  The output holds the ten ``names`` and the bytes of the sheets,
``sheet0`` to ``sheet9``.  The same pictures give the same bytes (with the same JPEG encoder).
"""

from __future__ import annotations

import argparse
import io
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

OUTPUT = Path(__file__).with_name("eurosat_4k.npz")
SEED = 0
PER_CLASS = 400
SIZE, WIDE, QUALITY = 32, 20, 88


def draw(folder: Path, per_class: int, rng: np.random.Generator) -> list[Path]:
    """Some of the pictures of one class, in the order of their numbers."""
    pictures = sorted(folder.glob("*.jpg"), key=lambda path: int(path.stem.rsplit("_", 1)[1]))
    return [pictures[i] for i in sorted(rng.choice(len(pictures), per_class, replace=False))]


def sheet(pictures: list[Path]) -> np.ndarray:
    """The bytes of one JPEG with all the pictures of a class, row after row."""
    page = Image.new("RGB", (WIDE * SIZE, -(-len(pictures) // WIDE) * SIZE))
    for i, path in enumerate(pictures):
        with Image.open(path) as picture:
            small = picture.convert("RGB").resize((SIZE, SIZE), Image.Resampling.BOX)
        page.paste(small, (i % WIDE * SIZE, i // WIDE * SIZE))
    buffer = io.BytesIO()
    page.save(buffer, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return np.frombuffer(buffer.getvalue(), np.uint8)


def save(arrays: dict[str, np.ndarray], output: Path) -> None:
    """Write a compressed ``.npz`` whose entries carry no time of writing."""
    with zipfile.ZipFile(output, "w") as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def make(source: Path, output: Path, per_class: int = PER_CLASS) -> None:
    """Read the pictures under ``source`` and write those that are kept to ``output``."""
    rng = np.random.default_rng(SEED)
    folders = sorted(path for path in source.iterdir() if path.is_dir())
    arrays = {"names": np.array([folder.name for folder in folders])}
    for i, folder in enumerate(folders):
        arrays[f"sheet{i}"] = sheet(draw(folder, per_class, rng))
    save(arrays, output)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="folder with one folder of JPEGs for each class")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
