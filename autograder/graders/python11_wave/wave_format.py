"""Hidden tests of wave_format: the chunk that says how samples are stored, wherever it stands."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import draws, kit

from common import FLOAT, PCM, REFUSED, chunk, extensible, fmt, other, riff, wave_format


def some(rng: np.random.Generator) -> tuple[int, int, int, int]:
    """Kind, channels, rate and bits, all different."""
    return (
        draws.one_of(rng, [1, 3, 6, 7, 85]),
        draws.whole(rng, 1, 9),
        draws.one_of(rng, [8000, 11025, 22050, 44100, 48000, 96000, 192000]),
        draws.one_of(rng, [16, 24, 32, 64]),
    )


@pytest.mark.exercise(core=True)
def test_format_example(student):
    """例子里的说明书读得对。"""
    kit.agree(student.wave_format, wave_format, [(riff(fmt(1, 2, 44100, 16), chunk("data", b"")),)])


@pytest.mark.exercise(core=True)
def test_format_first_chunk(student, rng):
    """ "fmt " 是第一块时，四个数都对。"""
    files = [(riff(fmt(*some(rng)), chunk("data", rng.bytes(12))),) for _ in range(8)]
    kit.agree(student.wave_format, wave_format, files)


@pytest.mark.exercise(core=True)
def test_format_anywhere(student, rng):
    """ "fmt " 前面有别的块，或者在 data 后面，也读得对。"""
    files = [(riff(other(rng), other(rng, odd=True), fmt(*some(rng)), chunk("data", b"")),) for _ in range(4)]
    files += [(riff(chunk("data", rng.bytes(40)), fmt(*some(rng))),) for _ in range(4)]
    kit.agree(student.wave_format, wave_format, files)


@pytest.mark.exercise
def test_format_extensible(student, rng):
    """扩展格式时，kind 是子格式的前两个字节，别的三个数不变。"""
    files = [
        (riff(extensible(kind, channels, 48000, bits), chunk("data", b"")),)
        for kind, channels, bits in [(PCM, 2, 24), (FLOAT, 1, 32), (PCM, 6, 16), (7, 1, 8), (300, 2, 16)]
    ]
    kit.agree(student.wave_format, wave_format, files)


@pytest.mark.exercise
def test_format_room_to_spare(student):
    """一帧的字节放得下更多的位时，位数照写着的。"""
    files = [
        (riff(fmt(1, channels, 8000, bits, frame=frame), chunk("data", b"")),)
        for channels, bits, frame in [(1, 12, 2), (2, 20, 6), (2, 24, 8)]
    ]
    kit.agree(student.wave_format, wave_format, files)


@pytest.mark.exercise
def test_format_valid_bits(student):
    """扩展格式里另写着有效的位数时，位数还是第 14、15 个字节的。"""
    files = [
        (riff(extensible(PCM, 2, 48000, bits, valid=valid), chunk("data", b"")),)
        for bits, valid in [(32, 24), (24, 20), (16, 12)]
    ]
    kit.agree(student.wave_format, wave_format, files)


@pytest.mark.exercise(weight=0.5)
def test_format_longer_chunk(student, rng):
    """ "fmt " 块比 16 个字节长、又不是扩展格式时，多出来的不看。"""
    files = []
    for extra in (2, 10, 24):
        body = fmt(3, 2, 44100, 32)[8:] + rng.bytes(extra)
        files.append((riff(chunk("fmt ", body), chunk("data", b"")),))
    kit.agree(student.wave_format, wave_format, files)


@pytest.mark.exercise
def test_format_missing(student, rng):
    """没有 "fmt " 块：ValueError。"""
    with kit.raises("ValueError"):
        student.wave_format(riff(other(rng), chunk("data", rng.bytes(64))))


@pytest.mark.exercise(weight=0.5)
def test_format_nothing_at_all(student):
    """一块也没有：ValueError。"""
    with kit.raises("ValueError"):
        student.wave_format(riff())


@pytest.mark.exercise
@pytest.mark.parametrize("length", [0, 2, 14, 15])
def test_format_short(student, length):
    """ "fmt " 块不满 16 个字节：ValueError。"""
    body = fmt(1, 1, 8000, 16)[8 : 8 + length]
    with kit.raises("ValueError"):
        student.wave_format(riff(chunk("fmt ", body), chunk("data", bytes(32))))


@pytest.mark.exercise(weight=0.5)
def test_format_not_a_wave(student):
    """不是 WAVE 文件：ValueError。"""
    with kit.raises("ValueError"):
        student.wave_format(b"RIFX" + riff(fmt(1, 1, 8000, 16))[4:])


@pytest.mark.exercise(core=True, structure=True)
def test_format_by_hand(student):
    """没有用 wave、chunk 这些现成的模块和外面的库。"""
    kit.not_calling(student, "wave_format", REFUSED)
