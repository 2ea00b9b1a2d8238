"""Hidden tests of samples: numbers of every size, in channels."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import FLOAT, PCM, REFUSED, chunk, extensible, fmt, other, riff, samples


def sound(
    rng: np.random.Generator, kind: int, channels: int, bits: int, frames: int, more: bytes = b""
) -> bytes:
    """A file of random samples, with bytes left over."""
    count = frames * channels
    numbers = rng.normal(size=count).astype("<f4")
    body = numbers.tobytes() if kind == FLOAT else rng.bytes(count * bits // 8)
    return riff(fmt(kind, channels, 8000, bits), chunk("data", body + more))


@pytest.mark.exercise(core=True)
def test_samples_examples(student):
    """例子里的两个声道读得对。"""
    body = bytes.fromhex("004000800000ffff")
    kit.agree(student.samples, samples, [(riff(fmt(PCM, 2, 8000, 16), chunk("data", body)),)], tol=0)


@pytest.mark.exercise(core=True)
def test_samples_16(student, rng):
    """16 位、一个声道：有正有负，除以 2 的 15 次方。"""
    kit.agree(student.samples, samples, [(sound(rng, PCM, 1, 16, frames),) for frames in (1, 40, 300)])


@pytest.mark.exercise
def test_samples_8(student):
    """8 位：从 0 到 255 每一个值都对，128 是 0。"""
    file = riff(fmt(PCM, 1, 8000, 8), chunk("data", bytes(range(256))))
    kit.agree(student.samples, samples, [(file,)])


@pytest.mark.exercise
def test_samples_24_example(student):
    """24 位：例子里的三个数对。"""
    body = bytes.fromhex("ffffff000080000040")
    kit.agree(student.samples, samples, [(riff(fmt(PCM, 1, 8000, 24), chunk("data", body)),)])


@pytest.mark.exercise
def test_samples_24(student, rng):
    """24 位：有正有负，小端。"""
    kit.agree(student.samples, samples, [(sound(rng, PCM, 1, 24, 100),)])


@pytest.mark.exercise
def test_samples_32(student, rng):
    """32 位的整数：除以 2 的 31 次方。"""
    kit.agree(student.samples, samples, [(sound(rng, PCM, 1, 32, 100),)])


@pytest.mark.exercise
def test_samples_float(student, rng):
    """32 位的小数原样，超出 −1 到 1 的也一样。"""
    kit.agree(student.samples, samples, [(sound(rng, FLOAT, 1, 32, 100),)])


@pytest.mark.exercise
@pytest.mark.parametrize("channels", [2, 3, 6])
def test_samples_channels(student, rng, channels):
    """几个声道分开，每种存法都一样。"""
    inputs = [(sound(rng, kind, channels, bits, 29),) for kind, bits in [(1, 8), (1, 16), (1, 24), (3, 32)]]
    kit.agree(student.samples, samples, inputs)


@pytest.mark.exercise
def test_samples_partial_frame(student, rng):
    """末尾不满一帧的字节扔掉，一个整数和半个整数都一样。"""
    inputs = [(sound(rng, PCM, 2, 16, 11, bytes([1] * left)),) for left in (1, 2, 3)]
    inputs += [(sound(rng, PCM, 1, 24, 11, bytes([1] * left)),) for left in (1, 2)]
    kit.agree(student.samples, samples, inputs)


@pytest.mark.exercise(weight=0.5)
def test_samples_none(student):
    """data 块里什么也没有时，每个声道是空列表。"""
    files = [riff(fmt(PCM, channels, 8000, 16), chunk("data", b"")) for channels in (1, 3)]
    kit.agree(student.samples, samples, [(data,) for data in files])


@pytest.mark.exercise
def test_samples_among_other_chunks(student, rng):
    """前后有别的块、扩展格式时，也找得到声音。"""
    body = rng.bytes(36)
    files = [
        riff(
            other(rng, odd=True),
            extensible(kind, 1, 48000, bits),
            other(rng),
            chunk("data", body),
            other(rng),
        )
        for kind, bits in [(PCM, 16), (PCM, 24), (PCM, 8)]
    ]
    files.append(riff(chunk("data", body), fmt(PCM, 3, 8000, 16)))
    kit.agree(student.samples, samples, [(data,) for data in files])


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("kind", "bits"), [(1, 12), (1, 20), (1, 64), (2, 16), (3, 64), (3, 16), (6, 8), (7, 8), (85, 16)]
)
def test_samples_unknown(student, kind, bits):
    """表里没有的存法：ValueError。"""
    with kit.raises("ValueError"):
        student.samples(riff(fmt(kind, 1, 8000, bits), chunk("data", bytes(48))))


@pytest.mark.exercise
def test_samples_without_data(student, rng):
    """没有 data 块：ValueError。"""
    with kit.raises("ValueError"):
        student.samples(riff(fmt(PCM, 1, 8000, 16), other(rng)))


@pytest.mark.exercise(core=True, structure=True)
def test_samples_by_hand(student):
    """没有用 wave、audioop 这些现成的模块和外面的库。"""
    kit.not_calling(student, "samples", REFUSED)
