"""Hidden tests of spectrogram: the reference writes the transform out as cosines and sines, the window as a formula."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import strided


def spectrogram(signal: np.ndarray, size: int, hop: int) -> np.ndarray:
    """One frame after the other, by the definition of the discrete Fourier transform."""
    places = np.arange(size)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * places / (size - 1))
    angles = 2 * np.pi * np.outer(places, np.arange(size // 2 + 1)) / size
    rows = []
    start = 0
    while start + size <= len(signal):
        frame = signal[start : start + size].astype(np.float64) * window
        rows.append(np.hypot(frame @ np.cos(angles), frame @ np.sin(angles)))
        start += hop
    return np.array(rows).reshape(len(rows), size // 2 + 1)


def check_all(student: Any, cases: list[tuple[np.ndarray, int, int]]) -> None:
    """Compare the spectrograms of several signals."""
    wants = [spectrogram(*case) for case in cases]
    results = [student.spectrogram(*case) for case in cases]
    for result, want in zip(results, wants):
        size = float(np.abs(want).max(initial=1.0))
        kit.close(result, want, rtol=1e-6, atol=1e-8 * size)


@pytest.mark.exercise(core=True)
def test_spectrogram_values(student, rng):
    """一行一段：乘窗，实数的傅里叶变换，取绝对值。"""
    check_all(student, [(rng.normal(size=97), 16, 5), (rng.normal(size=61), 8, 8)])


@pytest.mark.exercise
def test_spectrogram_one_frame(student, rng):
    """长度正好一段时，只有一行。"""
    check_all(student, [(rng.normal(size=12), 12, 4)])


@pytest.mark.exercise
def test_spectrogram_odd_size(student, rng):
    """一段的采样数是奇数时，列数和数值也对。"""
    check_all(student, [(rng.normal(size=54), 11, 3), (rng.normal(size=20), 3, 2)])


@pytest.mark.exercise
def test_spectrogram_tail(student, rng):
    """结尾凑不满一段的丢掉，差一个采样也不行。"""
    check_all(student, [(rng.normal(size=n), 8, 4) for n in (15, 17, 18, 19)])


@pytest.mark.exercise
def test_spectrogram_wide_hop(student, rng):
    """两段之间可以有空当。"""
    check_all(student, [(rng.normal(size=59), 8, 13)])


@pytest.mark.exercise
def test_spectrogram_hop_of_one(student, rng):
    """每次只挪一个采样也可以。"""
    # Exact ends, here and in silence, are of zeros or of one frame: a lost last frame shows whatever the values are.
    check_all(student, [(np.zeros(23), 10, 1), (rng.normal(size=10), 10, 1)])


@pytest.mark.exercise
@pytest.mark.parametrize("length", [0, 3, 15], ids=["empty", "short", "one-missing"])
def test_spectrogram_too_short(student, rng, length):
    """不够一段时没有行，列数照旧。"""
    check_all(student, [(rng.normal(size=length), 16, 4)])


@pytest.mark.exercise
def test_spectrogram_integers(student, rng):
    """整数的声音也可以，很轻时小数不丢。"""
    check_all(student, [(rng.integers(-4, 5, size=61).astype(np.int16), 16, 6)])


@pytest.mark.exercise
def test_spectrogram_loud_integers(student, rng):
    """整数的声音很响时不溢出，最小的数也一样。"""
    signal = rng.choice(np.array([-32768, 32767, 20000], dtype=np.int16), size=61)
    check_all(student, [(signal, 16, 6)])


@pytest.mark.exercise
def test_spectrogram_silence(student, rng):
    """全是 0 的声音得到全 0，不发出警告。"""
    with student.strict_warnings():
        result = student.spectrogram(np.zeros(20), 8, 4)
    kit.close(result, np.zeros((4, 5)))


@pytest.mark.exercise
def test_spectrogram_scale(student, rng):
    """声音放大，声谱也放大同样的倍数。"""
    check_all(student, [(1000.0 * rng.normal(size=41), 8, 5), (1e-3 * rng.normal(size=41), 8, 5)])


@pytest.mark.exercise
def test_spectrogram_keeps_signal(student, rng):
    """传进去的声音在调用之后保持原样，内存不连续也可以。"""
    signal = rng.normal(size=42)
    want = spectrogram(signal, 8, 3)
    inputs = [signal.copy(), strided(signal)]
    results = [student.spectrogram(same, 8, 3) for same in inputs]
    for same in inputs:
        kit.unchanged(same, signal, "signal")
    for result in results:
        kit.close(result, want, rtol=1e-6)
