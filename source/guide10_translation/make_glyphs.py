"""Make ``source/guide10_translation/glyphs.npz``: the 1000 most common characters in three typefaces, 32×32 pixels.

Run ``python source/guide10_translation/make_glyphs.py dict.txt SANS.ttc KAI.ttf OBLIQUE.ttf``.  ``dict.txt`` is jieba's (word, frequency,
tag): a character counts as often as the words that it is in.  A character is drawn large, its ink is put into the middle of 128×128
pixels, averaged to 32×32 and rounded to multiples of 17.  The output holds ``chars`` (1000,) and ``x`` (3, 1000, 32, 32) uint8, ink
high; characters that one of the fonts lacks are left out.  The same fonts give the same bytes.
"""

from __future__ import annotations

import argparse
import collections
import io
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

OUTPUT = Path(__file__).with_name("glyphs.npz")
COUNT, SIZE, BIG, POINTS = 1000, 32, 128, 112
# A private character: what a font draws for it stands for all that it lacks.
MISSING = "\U000f1234"


def ranked(dictionary: Path) -> list[str]:
    """Chinese characters, the most frequent first."""
    weight: collections.Counter[str] = collections.Counter()
    with dictionary.open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, *_ = line.split()
            for char in word:
                if "\u4e00" <= char <= "\u9fff":
                    weight[char] += int(frequency)
    return [char for char, _ in weight.most_common()]


def draw(font: ImageFont.FreeTypeFont, char: str) -> np.ndarray | None:
    """One character, its ink in the middle; None if there is no ink."""
    image = Image.new("L", (BIG * 2, BIG * 2))
    ImageDraw.Draw(image).text((BIG // 2, BIG // 2), char, fill=255, font=font)
    box = image.getbbox()
    if box is None:
        return None
    ink = image.crop(box)
    if max(ink.size) > BIG:
        ink.thumbnail((BIG, BIG), Image.Resampling.LANCZOS)
    page = Image.new("L", (BIG, BIG))
    page.paste(ink, ((BIG - ink.width) // 2, (BIG - ink.height) // 2))
    small = np.array(page).reshape(SIZE, BIG // SIZE, SIZE, BIG // SIZE).mean((1, 3))
    return (np.round(small / 17) * 17).astype(np.uint8)


def save(arrays: dict[str, np.ndarray], output: Path) -> None:
    """Write a compressed ``.npz`` whose entries carry no time of writing."""
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy")
            archive.writestr(entry, buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def make(dictionary: Path, sans: Path, kai: Path, oblique: Path, output: Path, count: int = COUNT) -> None:
    """Draw the most frequent characters that all three fonts have and write them to ``output``."""
    # In a collection of Noto's, number 2 is the simplified Chinese one.
    fonts = [
        ImageFont.truetype(str(path), POINTS, index=2 if path.suffix == ".ttc" else 0)
        for path in (sans, kai, oblique)
    ]
    missing = [draw(font, MISSING) for font in fonts]
    chars, pictures = [], []
    for char in ranked(dictionary):
        drawn = [draw(font, char) for font in fonts]
        if any(p is None or (m is not None and np.array_equal(p, m)) for p, m in zip(drawn, missing)):
            continue
        chars.append(char)
        pictures.append(drawn)
        if len(chars) == count:
            break
    save({"chars": np.array(chars), "x": np.array(pictures).swapaxes(0, 1)}, output)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dictionary", type=Path, help="jieba's dict.txt")
    for name in ("sans", "kai", "oblique"):
        parser.add_argument(name, type=Path, help="a font file")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.dictionary, arguments.sans, arguments.kai, arguments.oblique, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
