"""Figures that look the same everywhere: a bundled Chinese font on a white background; and films made of them.

``setup()`` is called once at the top of a notebook.  No system font is asked for, so a figure drawn on a bare
server has no missing-glyph boxes; on a dark page it stays a readable white sheet.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

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


# Of a film, all frames together: few enough for a small file.
_COLOURS = 48


def setup() -> None:
    """Register the bundled font and set matplotlib's defaults; calling it again changes nothing."""
    # Imported here: `from autograder import check` must not pay for matplotlib.
    import matplotlib as mpl
    from matplotlib import font_manager

    if FAMILY not in font_manager.fontManager.get_font_names():
        font_manager.fontManager.addfont(FONT)
    mpl.rcParams.update(SETTINGS)


def film(
    fig: Figure,
    draw: Callable[[Any], object],
    frames: Iterable[Any],
    alt: str,
    *,
    wait: int = 120,
    last: int = 2500,
) -> None:
    """Show ``fig`` as it looks after ``draw(frame)``, for one frame after the other, over and over; it is closed then.

    ``alt`` says what is to be seen to those who cannot see it.  ``wait`` and ``last``: how long a frame stays, and the last
    one, in milliseconds.
    """
    import numpy as np
    from IPython.display import HTML, display
    from matplotlib import pyplot as plt
    from PIL import Image

    pictures = []
    for frame in frames:
        draw(frame)
        fig.canvas.draw()
        pictures.append(np.array(fig.canvas.buffer_rgba())[..., :3])  # type: ignore[attr-defined]
    plt.close(fig)
    colours = Image.fromarray(np.concatenate(pictures)).quantize(_COLOURS, Image.Quantize.FASTOCTREE)
    first, *rest = (
        Image.fromarray(picture).quantize(palette=colours, dither=Image.Dither.NONE) for picture in pictures
    )
    gif = BytesIO()
    waits = [wait] * len(rest) + [last]
    first.save(gif, "GIF", append_images=rest, save_all=True, duration=waits, loop=0)
    data = base64.b64encode(gif.getvalue()).decode()
    display(HTML(f'<img alt="{escape(alt)}" src="data:image/gif;base64,{data}">'))
