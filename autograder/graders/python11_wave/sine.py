"""Hidden tests of sine: every sample by its place."""

from __future__ import annotations

import pytest

from autograder import kit

from common import REFUSED, sine


@pytest.mark.exercise(core=True)
def test_sine_examples(student):
    """例子里的三段对。"""
    kit.agree(student.sine, sine, [(1, 1.5, 4), (1, 1, 4, 0.5), (2.5, 0.4, 10)])


@pytest.mark.exercise(core=True)
def test_sine_random(student, rng):
    """各种频率、采样率、振幅，每个采样都对。"""
    kit.agree(
        student.sine,
        sine,
        [
            (float(f), 0.01, int(rate), float(a))
            for f, rate, a in zip(
                rng.uniform(50, 3000, 8), rng.choice([8000, 11000, 44100], 8), rng.uniform(0.1, 1, 8)
            )
        ],
        tol=1e-9,
    )


@pytest.mark.exercise
def test_sine_default_amplitude(student):
    """不写振幅就是 1。"""
    kit.agree(student.sine, sine, [(440, 0.02, 8000), (3, 0.5, 100)])


@pytest.mark.exercise
def test_sine_how_many(student):
    """采样的个数四舍五入，0 秒就没有。"""
    kit.agree(student.sine, sine, [(2, seconds, 10) for seconds in (0, 0.04, 0.06, 0.33, 0.37, 0.1)])


@pytest.mark.exercise
def test_sine_fraction(student):
    """频率是小数、比采样率还高，都照公式。"""
    kit.agree(student.sine, sine, [(0.3, 1, 20), (1.75, 2, 13), (9, 1, 8, 0.3), (0, 1, 5)])


@pytest.mark.exercise(core=True, structure=True)
def test_sine_by_hand(student):
    """没有用 cmath 和外面的库。"""
    kit.not_calling(student, "sine", REFUSED)
