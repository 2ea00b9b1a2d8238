"""The telephone tones that are given beside day 11 of the Python track."""

import math
import runpy
from pathlib import Path

import numpy as np
import pytest

from autograder.course.assignment import Course

FOLDER = Course.find(Path(__file__).parent).source / "python11_wave"
TONES = runpy.run_path(str(FOLDER / "tones.py"))
KEYS = ["123A", "456B", "789C", "*0#D"]
ROWS, COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477, 1633)


@pytest.mark.parametrize("row", range(4))
@pytest.mark.parametrize("column", range(4))
def test_a_key_is_its_row_and_its_column(row, column):
    key = KEYS[row][column]
    assert TONES["frequencies"](key) == (ROWS[row], COLUMNS[column])
    sound = np.array(TONES["press"](key, 1.0, 8000, 0.3))
    spectrum = np.abs(np.fft.rfft(sound)) / 4000
    assert np.flatnonzero(spectrum > 0.01).tolist() == [ROWS[row], COLUMNS[column]]
    assert spectrum[ROWS[row]] == pytest.approx(0.3)


@pytest.mark.parametrize("key", ["", "12", "E", "一"])
def test_what_is_no_key_is_refused(key):
    with pytest.raises(ValueError, match="键"):
        TONES["frequencies"](key)


def test_a_number_is_as_long_as_its_tones_and_gaps_and_never_louder_than_a_file_can_hold():
    track = TONES["dial"]("0123", 11025, tone=0.1, gap=0.2, noise=0.05, clicks=5, seed=3)
    assert len(track) == 4 * round(1102.5) + 5 * 2205
    assert max(map(abs, track)) <= 1
    assert track == TONES["dial"]("0123", 11025, tone=0.1, gap=0.2, noise=0.05, clicks=5, seed=3)


def test_without_noise_and_clicks_a_gap_is_silent():
    track = TONES["dial"]("5")
    assert set(track[:800]) == set(track[-800:]) == {0.0}
    assert math.isclose(sum(x * x for x in track[800:-800]) / 960, 0.35**2, rel_tol=0.1)


def test_clicks_last_15_milliseconds_and_lie_in_gaps():
    track = TONES["dial"]("5", clicks=2, seed=1)
    assert [sum(x != 0 for x in part) for part in (track[:800], track[-800:])] == [120, 120]
