"""The bundled font draws Chinese without any font of the system; a film shows what was drawn, in order."""

import base64
import io
import re
import warnings

import IPython.display
import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib import pyplot as plt
from PIL import Image

from autograder import figures


@pytest.fixture
def bare_matplotlib(monkeypatch):
    """A matplotlib that knows the fonts it comes with and none of the system's."""
    manager = font_manager.fontManager
    own = [entry for entry in manager.ttflist if entry.fname.startswith(mpl.get_data_path())]
    monkeypatch.setattr(manager, "ttflist", own)
    with mpl.rc_context({"backend": "agg"}):
        yield
        plt.close("all")
    manager._findfont_cached.cache_clear()


def draw(text):
    """Draw a small figure with ``text`` as its title and return the warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure, axes = plt.subplots()
        axes.plot([-1, 1], [-2, 2])
        axes.set_title(text)
        figure.canvas.draw()
    return [str(warning.message) for warning in caught]


@pytest.mark.parametrize(
    "text",
    [
        "训练损失：学习率 −0.05，σ(z) ≈ ½",
        "误认的数字（真实 → 预测）“把握”——100%",
        "∂L/∂w ∇ ‖v‖ ≤ √d_k × 10⁻³ ✓ ✗ α β γ μ",
    ],
)
def test_chinese_and_signs_have_glyphs(bare_matplotlib, text):
    figures.setup()
    assert draw(text) == []


def test_without_setup_the_glyphs_are_missing(bare_matplotlib):
    mpl.rcdefaults()
    assert any("missing from" in message for message in draw("训练损失"))


def test_setup_twice_registers_once(bare_matplotlib):
    figures.setup()
    before = len(font_manager.fontManager.ttflist)
    figures.setup()
    assert len(font_manager.fontManager.ttflist) == before
    assert font_manager.findfont(figures.FAMILY) == str(figures.FONT)


def test_figures_are_white_sheets(bare_matplotlib):
    figures.setup()
    assert mpl.rcParams["figure.facecolor"] == mpl.rcParams["axes.facecolor"] == "white"


def test_font_is_small_and_its_licence_lies_beside_it():
    assert figures.FONT.stat().st_size < 1_500_000
    licence = (figures.FONT.parent / "OFL.txt").read_text(encoding="utf-8")
    assert licence.startswith("© 2014-2021 Adobe")


def test_a_film_shows_each_frame_once_and_the_last_one_longer(bare_matplotlib, monkeypatch):
    shown = []
    monkeypatch.setattr(IPython.display, "display", shown.append)
    figure, axes = plt.subplots(figsize=(2, 1), dpi=50)
    colours = {"a": "#ff0000", "b": "#00ff00", "c": "#0000ff"}
    figures.film(
        figure,
        lambda frame: axes.set_facecolor(colours[frame]),
        iter("abc"),
        'red, "green" & blue',
        wait=40,
        last=900,
    )
    assert not plt.fignum_exists(figure.number)
    [page] = [html.data for html in shown]
    assert 'alt="red, &quot;green&quot; &amp; blue"' in page
    gif = Image.open(io.BytesIO(base64.b64decode(re.search('base64,([^"]+)"', page)[1])))
    waits, middles = [], []
    for number in range(gif.n_frames):
        gif.seek(number)
        waits.append(gif.info["duration"])
        middles.append(np.asarray(gif.convert("RGB"))[25, 50].argmax())
    assert (gif.size, waits, middles) == ((100, 50), [40, 40, 900], [0, 1, 2])
