"""Hidden tests of strength: whole periods and parts of them, in any phase."""

from __future__ import annotations

import math

import pytest

from autograder import kit

from common import REFUSED, sine, strength


def shifted(frequency: float, count: int, rate: int, amplitude: float, phase: float) -> list[float]:
    """A tone that begins anywhere."""
    return [amplitude * math.sin(2 * math.pi * frequency * i / rate + phase) for i in range(count)]


@pytest.mark.exercise(core=True)
def test_strength_examples(student):
    """例子里的几段对。"""
    tracks = [[0, 3, 0, -3], [3, 0, -3, 0], [3, 4, -3, -4]]
    kit.agree(student.strength, strength, [([float(x) for x in track], 4, 1) for track in tracks])


@pytest.mark.exercise(core=True)
def test_strength_of_sines(student, rng):
    """从 0 开始的正弦，转整数圈：强度就是振幅；声音长短不同也一样。"""
    inputs = [
        (sine(500, seconds, 8000, float(amplitude)), 8000, 500)
        for seconds in (0.01, 0.05)
        for amplitude in rng.uniform(0.2, 0.9, 3)
    ]
    kit.agree(student.strength, strength, inputs)


@pytest.mark.exercise
def test_strength_of_cosines(student, rng):
    """余弦的声音也听得见。"""
    inputs = [(shifted(500, 160, 8000, float(a), math.pi / 2), 8000, 500) for a in rng.uniform(0.2, 0.9, 3)]
    kit.agree(student.strength, strength, inputs)


@pytest.mark.exercise
def test_strength_of_any_phase(student, rng):
    """从一圈的哪里开始都一样强。"""
    inputs = [(shifted(500, 160, 8000, 0.6, float(p)), 8000, 500) for p in rng.uniform(0, 2 * math.pi, 5)]
    kit.agree(student.strength, strength, inputs)


@pytest.mark.exercise
def test_strength_of_other_frequencies(student):
    """别的频率：转整数圈的是 0，靠得近的会泄漏。"""
    tone = sine(1000, 0.05, 8000, 0.6)
    kit.agree(student.strength, strength, [(tone, 8000, f) for f in (1200, 1010, 1000, 990.5, 700, 3000)])


@pytest.mark.exercise
def test_strength_of_noise(student, rng):
    """杂音、不是整数圈、频率是小数：照公式。"""
    inputs = [
        (rng.normal(size=int(n)).tolist(), 8000, float(f))
        for n, f in zip(rng.integers(20, 200, 6), rng.uniform(100, 3900, 6))
    ]
    kit.agree(student.strength, strength, inputs)


@pytest.mark.exercise(weight=0.5)
def test_strength_of_two_tones(student):
    """两个音叠在一起，各是各的强度。"""
    both = [a + b for a, b in zip(sine(400, 0.05, 8000, 0.3), sine(1000, 0.05, 8000, 0.5))]
    kit.agree(student.strength, strength, [(both, 8000, f) for f in (400, 1000)])


@pytest.mark.exercise(weight=0.5)
def test_strength_of_nothing(student):
    """空列表是 0.0；全是 0 也是 0.0。"""
    kit.agree(student.strength, strength, [([], 8000, 440), ([0.0] * 10, 8000, 440)])


@pytest.mark.exercise(weight=0.5)
def test_strength_leaves_track_alone(student):
    """不改动传进来的列表。"""
    track = [3.0, 4.0, -3.0, -4.0]
    got = student.strength(track, 4, 1)
    kit.same(got, 5.0)
    kit.unchanged(track, [3.0, 4.0, -3.0, -4.0])


@pytest.mark.exercise(core=True, structure=True)
def test_strength_by_hand(student):
    """没有用 cmath 和外面的库。"""
    kit.not_calling(student, "strength", REFUSED)
