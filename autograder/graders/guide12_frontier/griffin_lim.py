"""Hidden tests of griffin_lim: each round from the one before, and how well the last fits.

Which phases a generator gives is the student's affair; what a round makes of a sound is not.  So the sound after n rounds goes
through one round on this side, and must be the sound after n + 1 rounds from the same seed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def hann(size: int) -> np.ndarray:
    """One period."""
    return np.sin(np.pi * np.arange(size) / size) ** 2


def spectrum(sound: np.ndarray, size: int, hop: int) -> np.ndarray:
    """All frames."""
    starts = range(0, len(sound) - size + 1, hop)
    return np.array([np.fft.rfft(sound[i : i + size] * hann(size)) for i in starts])


def one_round(sound: np.ndarray, magnitude: np.ndarray, size: int, hop: int) -> np.ndarray:
    """Analysis, the magnitude put back, synthesis by least squares."""
    found = spectrum(sound, size, hop)
    frames = np.fft.irfft(magnitude * found / np.maximum(np.abs(found), 1e-300), size)
    total, weight = np.zeros(len(sound)), np.zeros(len(sound))
    for i, frame in enumerate(frames):
        for j in range(size):
            total[i * hop + j] += frame[j] * hann(size)[j]
            weight[i * hop + j] += hann(size)[j] ** 2
    weight[weight < 1e-12] = np.inf
    return total / weight


def song(rng: np.random.Generator, samples: int = 4032) -> np.ndarray:
    """Two voices that glide, loud and soft."""
    t = np.arange(samples) / 8000
    low, high = rng.uniform(200, 400), rng.uniform(900, 1500)
    voice = np.sin(2 * np.pi * (low * t + 300 * t**2)) + 0.6 * np.sin(2 * np.pi * (high * t - 500 * t**2))
    return voice * (1.1 + np.sin(rng.uniform(20, 50) * t)) + 0.01 * rng.normal(size=samples)


def misfit(sound: np.ndarray, magnitude: np.ndarray, size: int = 256, hop: int = 64) -> float:
    """How far the magnitudes of a sound are from those that were asked for."""
    gap = np.abs(spectrum(sound, size, hop)) - magnitude
    return float(np.linalg.norm(gap) / np.linalg.norm(magnitude))


def made(student: Any, magnitude: np.ndarray, size: int, hop: int, steps: int, seed: int) -> np.ndarray:
    """A sound, checked for its length."""
    found = student.griffin_lim(magnitude, size, hop, steps, np.random.default_rng(seed))
    sound = kit.array(found, ((len(magnitude) - 1) * hop + size,), "f")
    kit.require(bool(np.isfinite(sound).all()), "结果里有 NaN 或 Inf")
    return sound


def rounds(student: Any, rng: np.random.Generator, *cases: tuple[int, int, int, int]) -> None:
    """Compare the sound of n + 1 rounds with one round on that of n."""
    for frames, size, hop, steps in cases:
        magnitude, seed = rng.uniform(0.5, 2.0, size=(frames, size // 2 + 1)), kit.seed_of(rng)
        before = made(student, magnitude, size, hop, steps, seed)
        want = one_round(before, magnitude, size, hop)
        after = made(student, magnitude, size, hop, steps + 1, seed)
        kit.close(after, want, rtol=1e-6, atol=1e-8, name="多走一圈以后的声音")


@pytest.mark.exercise(core=True)
def test_griffin_first_round(student, rng):
    """走一圈：只留下相位，换回强弱，再合成。"""
    rounds(student, rng, (11, 16, 4, 0))


@pytest.mark.exercise
def test_griffin_later_rounds(student, rng):
    """后面的每一圈也是这样。"""
    rounds(student, rng, (11, 16, 4, 1), (7, 16, 4, 5))


@pytest.mark.exercise
def test_griffin_hops(student, rng):
    """帧挪得多、挪得少、不重叠、帧长不是挪动的倍数，都对。"""
    rounds(student, rng, (5, 16, 8, 2), (5, 16, 16, 1), (7, 12, 5, 2), (9, 10, 1, 1))


@pytest.mark.exercise
def test_griffin_one_frame(student, rng):
    """只有一帧也行。"""
    rounds(student, rng, (1, 16, 4, 0), (1, 10, 3, 2))


@pytest.mark.exercise
def test_griffin_first_sample(student, rng):
    """窗的平方和是零的地方是零，没有警告。"""
    with student.strict_warnings():
        sounds = [made(student, rng.uniform(0.5, 2.0, size=(5, 9)), 16, 4, n, 3) for n in (0, 2)]
        silent = made(student, np.zeros((5, 9)), 16, 4, 2, 3)
    for sound in sounds:
        kit.close(float(sound[0]), 0.0, name="第一个采样")
    kit.close(silent, np.zeros(32), name="强弱全是零时的声音")


@pytest.mark.exercise(core=True)
def test_griffin_fits(student, rng):
    """圈数够多以后，频谱的强弱与给定的很接近。"""
    magnitude = np.abs(spectrum(song(rng), 256, 64))
    # Now and then random phases lead to a poor end, so the middle one of five counts.
    errors = [misfit(made(student, magnitude, 256, 64, 60, kit.seed_of(rng)), magnitude) for _ in range(5)]
    error = float(np.median(errors))
    kit.require(error <= 0.2, f"五次里居中的误差是 {error:.3f}")


@pytest.mark.exercise
def test_griffin_no_rounds(student, rng):
    """一圈也不走时，是随机相位合成一次的样子，误差还很大。"""
    magnitude = np.abs(spectrum(song(rng), 256, 64))
    error = misfit(made(student, magnitude, 256, 64, 0, kit.seed_of(rng)), magnitude)
    kit.require(0.52 <= error <= 0.85, f"随机相位的误差通常在 0.65 上下，得到 {error:.3f}")


@pytest.mark.exercise
def test_griffin_phases(student, rng):
    """开始的相位在整个圆周上均匀，每格各抽各的。"""
    magnitude = np.ones((41, 129))
    sound = made(student, magnitude, 256, 256, 0, kit.seed_of(rng))
    phases = spectrum(sound, 256, 256)[:, 1:-1]
    phases = phases / np.maximum(np.abs(phases), 1e-300)
    kit.require(abs(phases.mean()) < 0.06, "相位偏向一边")
    kit.require(abs((phases[1:] * phases[:-1].conj()).mean()) < 0.06, "相邻的帧相位有关")
    kit.require(abs((phases[:, 1:] * phases[:, :-1].conj()).mean()) < 0.06, "相邻的频率相位有关")
    kit.require(abs((phases**2).mean()) < 0.06, "相位只有相反的两种")


@pytest.mark.exercise
def test_griffin_repeats(student, rng):
    """同样的 rng 结果相同，换一个就不同；传进来的数组不变。"""
    magnitude = kit.layouts(rng.uniform(0.5, 2.0, size=(7, 9)))[1]
    before = magnitude.copy()
    sounds = [made(student, magnitude, 16, 4, 2, seed) for seed in (4, 4, 5)]
    same = [bool(np.array_equal(sounds[0], other)) for other in sounds[1:]]
    kept = bool(np.array_equal(magnitude, before))
    kit.record(student, *[[same, kept]] * 3)
    kit.require(same[0], "同样的 rng，两次结果不同")
    kit.require(not same[1], "换了 rng，结果却一样")
    kit.unchanged(magnitude, before, "magnitude")
