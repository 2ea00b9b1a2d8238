"""The bundled font draws Chinese without any font of the system."""

import warnings

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib import pyplot as plt

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
