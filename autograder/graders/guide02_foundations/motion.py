"""Hidden tests of motion: pixel by pixel in Python's whole numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from autograder import kit


def motion(frames: np.ndarray, threshold: int) -> np.ndarray:
    """Every pixel on its own."""
    flat = frames.reshape(len(frames), -1).tolist()
    moved = [[abs(b - a) > threshold for a, b in zip(*pair)] for pair in pairwise(flat)]
    return np.array(moved, dtype=bool).reshape(len(frames) - 1, *frames.shape[1:])


def check_all(student: Any, cases: list[tuple[np.ndarray, int]]) -> None:
    """Compare several films."""
    wants = [motion(*case) for case in cases]
    results = [student.motion(*case) for case in cases]
    for result, want in zip(results, wants):
        kit.close(kit.array(result, want.shape, dtype="b").astype(float), want.astype(float))


def film(rng: np.random.Generator, t: int, h: int, w: int, low: int = 0, high: int = 256) -> np.ndarray:
    """Noise, in even numbers: no odd threshold is met exactly, which is a matter of one test alone."""
    return (2 * rng.integers(low // 2, high // 2, size=(t, h, w))).astype(np.uint8)


@pytest.mark.exercise(core=True)
def test_motion_values(student, rng):
    """相邻两帧相差超过 threshold 的像素是 True，其余是 False。"""
    check_all(student, [(film(rng, 5, 3, 7), 61), (film(rng, 3, 7, 2), 101)])


@pytest.mark.exercise
def test_motion_darker(student, rng):
    """只变暗的也算动，变暗一点点不算。"""
    fading = np.sort(film(rng, 5, 3, 7), axis=0)[::-1]
    check_all(student, [(fading, 41), (np.ascontiguousarray(fading), 5)])


@pytest.mark.exercise
def test_motion_brighter(student, rng):
    """只变亮时也对。"""
    check_all(student, [(np.sort(film(rng, 4, 5, 3), axis=0), 41)])


@pytest.mark.exercise
def test_motion_at_threshold(student, rng):
    """恰好相差 threshold 的不算动，threshold 取到两头也一样。"""
    first = film(rng, 1, 5, 7, 40, 200)
    steps = rng.choice([-21, -20, 20, 21], size=(1, 5, 7))
    still_or_not = rng.choice(np.array([0, 255], dtype=np.uint8), size=(2, 5, 7))
    check_all(
        student,
        [
            (np.concatenate([first, (first + steps).astype(np.uint8)]), 20),
            *((still_or_not, threshold) for threshold in (0, 255)),
        ],
    )


@pytest.mark.exercise
def test_motion_extremes(student, rng):
    """从最暗到最亮、从最亮到最暗也对，threshold 很小很大都一样。"""
    black_and_white = rng.choice(np.array([0, 255], dtype=np.uint8), size=(5, 3, 7))
    check_all(student, [(black_and_white, threshold) for threshold in (1, 127, 200, 254)])


@pytest.mark.exercise
def test_motion_neighbours_in_time(student, rng):
    """比较的是相邻的两帧，不是第一帧，也不是隔一帧。"""
    a, b = film(rng, 1, 3, 5, 0, 50), film(rng, 1, 3, 5, 150, 256)
    check_all(student, [(np.concatenate([a, b, b, a, a]), 61)])


@pytest.mark.exercise
def test_motion_single_frame(student, rng):
    """只有一帧时，结果没有帧，图片的大小照旧。"""
    check_all(student, [(film(rng, 1, 3, 5), 10)])


@pytest.mark.exercise
def test_motion_keeps_frames(student, rng):
    """传进去的视频在调用之后保持原样，内存不连续也可以。"""
    frames = film(rng, 4, 3, 5)
    want = motion(frames, 51)
    wide = np.zeros((8, 3, 10), dtype=np.uint8)
    wide[::2, :, ::2] = frames
    inputs = [frames.copy(), np.asfortranarray(frames), wide[::2, :, ::2]]
    results = [student.motion(same, 51) for same in inputs]
    for same in inputs:
        kit.unchanged(same, frames, "frames")
    for result in results:
        kit.close(kit.array(result, want.shape, dtype="b").astype(float), want.astype(float))
