"""Make the small Chinese font that ships in ``autograder/fonts``.

Run ``python tools/make_font.py /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc`` (the Debian package
``fonts-noto-cjk``; needs ``fonttools``).  The same input gives the same bytes.  Only figures are drawn with
this font: the prose of a notebook is set by the reader's browser.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "DL Course Sans SC"
POSTSCRIPT_NAME = "DLCourseSansSC-Regular"
OUTPUT = Path(__file__).parents[1] / "autograder" / "fonts" / f"{POSTSCRIPT_NAME}.otf"

SIGNS = "←↑→↓↔⇒⇔∀∂∃∅∆∇∈∉∏∑−∓√∝∞∠∩∪∫≈≠≡≤≥⊂⊕⊙⋯ℓ‘’“”‥…–—‖•′″€①②③④⑤⑥⑦⑧⑨⑩■□▲△◆◇○●★☆✓⁴"  # noqa: RUF001

# Copyright, licence and trademark notices stay as they are; these are rewritten.
NAMES = {1: FAMILY, 2: "Regular", 3: f"2.004;{POSTSCRIPT_NAME}", 4: FAMILY, 6: POSTSCRIPT_NAME}
KEPT_NAMES = {0, 5, 7, 13, 14}


def characters() -> Iterator[str]:
    """Yield what the font covers.  For other signs matplotlib falls back on its own DejaVu Sans."""
    yield from map(chr, range(0x20, 0x7F))
    yield from map(chr, range(0xA0, 0x100))
    yield from "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψω"
    yield from map(chr, range(0x3000, 0x3018))  # CJK punctuation
    yield from map(chr, range(0xFF01, 0xFF5F))  # full-width forms
    yield from SIGNS
    yield from gb2312()


def gb2312() -> Iterator[str]:
    """Yield the 6763 characters of GB 2312: rows 16 to 87 (row 55 is five short).  Names need the rarer ones, from row 56 on."""
    for row in range(16, 88):
        for column in range(1, 90 if row == 55 else 95):
            yield bytes((row + 0xA0, column + 0xA0)).decode("gb2312")


def simplified_chinese(collection: Path) -> TTFont:
    """Return the member of a Noto CJK collection whose family is ``Noto Sans CJK SC``."""
    for font in TTCollection(collection, lazy=True).fonts:
        if font["name"].getDebugName(1) == "Noto Sans CJK SC":
            return font
    raise SystemExit(f"{collection}: no face named Noto Sans CJK SC")


def rename(font: TTFont) -> None:
    """Give the font a family name of its own, so that it never answers for an installed Noto."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES]
    for name_id, text in NAMES.items():
        table.setName(text, name_id, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [POSTSCRIPT_NAME]
    cff.topDictIndex[0].FamilyName = FAMILY
    cff.topDictIndex[0].FullName = FAMILY


def make(collection: Path, output: Path) -> None:
    """Write the subset of ``collection`` to ``output``."""
    font = simplified_chinese(collection)
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GPOS", "GSUB", "GDEF"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(characters()))
    subsetter.subset(font)
    rename(font)
    font.recalcTimestamp = False
    output.parent.mkdir(parents=True, exist_ok=True)
    font.save(output)


def main() -> None:
    """Read the command line and write the font."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("collection", type=Path, help="NotoSansCJK-Regular.ttc")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.collection, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
