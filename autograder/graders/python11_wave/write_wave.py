"""Hidden tests of write_wave: the header byte by byte, and numbers that are clipped."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import REFUSED, write_wave

EXAMPLE = [0.0, 0.5, 1.0, -1.0, 2.0]


def exact(rng: np.random.Generator, bits: int, length: int) -> list[float]:
    """Numbers that are stored without rounding."""
    top = 2 ** (bits - 1)
    values: list[float] = (rng.integers(-top, top, length) / top).tolist()
    return values


@pytest.mark.exercise(core=True)
def test_write_example_16(student):
    """16 位：例子里的五个数，整个文件都对。"""
    kit.agree(student.write_wave, write_wave, [([EXAMPLE], 8000, 16)])


@pytest.mark.exercise(core=True)
def test_write_inside(student, rng):
    """16 位、一个声道、−1 到 1 之间的数：整个文件都对。"""
    tracks = [exact(rng, 16, length) for length in (1, 30, 200)]
    kit.agree(student.write_wave, write_wave, [([track], 11025, 16) for track in tracks])


@pytest.mark.exercise
def test_write_example_8(student):
    """8 位：例子里的五个数。"""
    kit.agree(student.write_wave, write_wave, [([[*EXAMPLE, 0.25]], 8000, 8)])


@pytest.mark.exercise
def test_write_default_bits(student, rng):
    """不写 bits 就是 16 位。"""
    kit.agree(student.write_wave, write_wave, [([exact(rng, 8, 7)], 22050)])


@pytest.mark.exercise
def test_write_every_16(student):
    """16 位的每一个值都写得出来，一个不差。"""
    values = [value / 32768 for value in range(-32768, 32768, 3)]
    kit.agree(student.write_wave, write_wave, [([values], 8000, 16)])


@pytest.mark.exercise
def test_write_every_8(student):
    """8 位的每一个值都写得出来，一个不差。"""
    values = [value / 128 for value in range(-128, 128)]
    kit.agree(student.write_wave, write_wave, [([values], 8000, 8)])


@pytest.mark.exercise
@pytest.mark.parametrize("channels", [2, 3])
def test_write_channels(student, rng, channels):
    """几个声道：一帧接一帧，文件头里的数也跟着变。"""
    sounds = [([exact(rng, bits, 22) for _ in range(channels)], 44100, bits) for bits in (16, 8)]
    kit.agree(student.write_wave, write_wave, sounds)


@pytest.mark.exercise
def test_write_clipped(student, rng):
    """超出 −1 到 1 的剪到两头。"""
    track = [1.0, 1.5, -1.5, 7.0, -7.0, 0.0, 300.0, -300.0, *exact(rng, 8, 4)]
    kit.agree(student.write_wave, write_wave, [([track], 8000, bits) for bits in (16, 8)])


@pytest.mark.exercise(weight=0.5)
def test_write_clipped_below(student, rng):
    """只有比 −1 还小的数要剪时，剪到最小的负数。"""
    track = [-1.0, -1.5, -7.0, -300.0, *exact(rng, 8, 4)]
    kit.agree(student.write_wave, write_wave, [([track], 8000, bits) for bits in (16, 8)])


@pytest.mark.exercise
@pytest.mark.parametrize("channels", [1, 3])
def test_write_padding(student, rng, channels):
    """声音有奇数个字节时补一个 00，算在 RIFF 的大小里，不算在 data 的里。"""
    inputs = [([exact(rng, 8, length) for _ in range(channels)], 8000, 8) for length in (1, 13)]
    kit.agree(student.write_wave, write_wave, inputs)


@pytest.mark.exercise(weight=0.5)
def test_write_nothing(student):
    """没有采样时只有文件头。"""
    kit.agree(student.write_wave, write_wave, [([[]], 8000, 16), ([[], []], 8000, 8)])


@pytest.mark.exercise
@pytest.mark.parametrize("bits", [8, 16])
def test_write_rounded(student, rng, bits):
    """不正好落在台阶上的数，至多差 1。"""
    tracks = rng.uniform(-1.2, 1.2, size=(2, 60)).tolist()
    want = write_wave(tracks, 8000, bits)
    got = student.write_wave(tracks, 8000, bits)
    kit.require(isinstance(got, bytes) and len(got) == len(want), "文件的长度")
    kit.same(got[:44], want[:44], name="文件头")
    kind = "u1" if bits == 8 else "<i2"
    apart = np.abs(np.frombuffer(got[44:], kind).astype(int) - np.frombuffer(want[44:], kind))
    kit.require(int(apart.max()) <= 1, f"有一个数差了 {apart.max()}")


@pytest.mark.exercise
@pytest.mark.parametrize("bits", [0, 1, 12, 24, 32])
def test_write_other_bits(student, bits):
    """bits 不是 8 和 16：ValueError。"""
    with kit.raises("ValueError"):
        student.write_wave([[0.0, 0.5]], 8000, bits)


@pytest.mark.exercise
@pytest.mark.parametrize(
    "channels", [[[0.0], []], [[0.0, 0.5], [0.0]], [[0.0], [0.5], [0.0, 0.5]]], ids=["none", "two", "three"]
)
def test_write_unequal(student, channels):
    """声道长短不一：ValueError。"""
    with kit.raises("ValueError"):
        student.write_wave(channels, 8000)


@pytest.mark.exercise(weight=0.5)
def test_write_leaves_arguments_alone(student, rng):
    """不改动传进来的列表。"""
    channels: Any = [[2.0, -0.5, 0.25], [-3.0, 0.0, 1.0]]
    before = copy.deepcopy(channels)
    want = write_wave(channels, 8000)
    got = student.write_wave(channels, 8000)
    kit.same(got, want)
    kit.unchanged(channels, before)


@pytest.mark.exercise(core=True, structure=True)
def test_write_by_hand(student):
    """没有用 wave 这样现成的模块和外面的库。"""
    kit.not_calling(student, "write_wave", REFUSED)
