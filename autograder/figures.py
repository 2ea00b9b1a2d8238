"""Figures that look the same everywhere: a bundled Chinese font on a white background.

``setup()`` is called once at the top of a notebook.  No system font is asked for, so a figure drawn on a bare
server has no missing-glyph boxes; on a dark page it stays a readable white sheet.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

FONT = Path(__file__).parent / "fonts" / "DLCourseSansSC-Regular.otf"
FAMILY = "DL Course Sans SC"

SETTINGS: dict[Any, Any] = {
    # DejaVu Sans comes with matplotlib: it has the mathematical signs that the bundled font lacks.
    "font.family": [FAMILY, "DejaVu Sans"],
    "font.size": 11,
    "axes.titlesize": 12,
    "axes.unicode_minus": False,
    "axes.facecolor": "white",
    "axes.edgecolor": "#555555",
    "axes.grid": True,
    "grid.color": "#e6e6e6",
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "figure.figsize": (7.0, 3.6),
    "figure.dpi": 100,
    "figure.autolayout": True,
    "image.cmap": "gray_r",
    "legend.frameon": False,
}


def setup() -> None:
    """Register the bundled font and set matplotlib's defaults; calling it again changes nothing."""
    # Imported here: `from autograder import check` must not pay for matplotlib.
    import matplotlib as mpl
    from matplotlib import font_manager

    if FAMILY not in font_manager.fontManager.get_font_names():
        font_manager.fontManager.addfont(FONT)
    mpl.rcParams.update(SETTINGS)
