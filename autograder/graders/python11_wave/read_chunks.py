"""Hidden tests of read_chunks: files of chunks, whole and cut."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import REFUSED, chunk, fmt, other, read_chunks, riff


@pytest.mark.exercise(core=True)
def test_chunks_example(student):
    """例子里的文件拆得对。"""
    data = riff(chunk("odd ", b"abc"), chunk("data", b"\x05\x00"))
    kit.agree(student.read_chunks, read_chunks, [(data,)])


@pytest.mark.exercise(core=True)
def test_chunks_plain(student, rng):
    """每块都是偶数个字节时，名字、内容、次序都对。"""
    files = [
        riff(fmt(1, 1, draws.whole(rng, 8000, 48000), 16), other(rng), chunk("data", rng.bytes(300)))
        for _ in range(6)
    ]
    kit.agree(student.read_chunks, read_chunks, [(data,) for data in files])


@pytest.mark.exercise
def test_chunks_odd(student, rng):
    """奇数个字节的块后面有一个填充字节，它不算内容，下一块从它后面开始。"""
    files = [
        riff(other(rng, odd=True), fmt(1, 2, 44100, 16), other(rng, odd=True), chunk("data", rng.bytes(8)))
        for _ in range(6)
    ]
    kit.agree(student.read_chunks, read_chunks, [(data,) for data in files])


@pytest.mark.exercise
def test_chunks_padding_missing_at_end(student, rng):
    """最后一块是奇数，末尾没有填充也可以。"""
    files = [riff(other(rng), chunk("data", rng.bytes(size), padded=False)) for size in (1, 5, 31)]
    kit.agree(student.read_chunks, read_chunks, [(data,) for data in files])


@pytest.mark.exercise
def test_chunks_large(student, rng):
    """内容超过 255 个、65535 个字节时，大小也读得对。"""
    files = [riff(chunk("data", rng.bytes(size)), other(rng)) for size in (258, 1000, 65536, 70001)]
    kit.agree(student.read_chunks, read_chunks, [(data,) for data in files])


@pytest.mark.exercise
def test_chunks_empty_ones(student):
    """没有内容的块也算一块；同名的块都留着。"""
    file = riff(chunk("data", b""), chunk("fact", b""), chunk("data", b"ab"), chunk("data", b""))
    kit.agree(student.read_chunks, read_chunks, [(file,)])


@pytest.mark.exercise(weight=0.5)
def test_chunks_only_an_empty_one(student):
    """文件里只有一块，没有内容。"""
    kit.agree(student.read_chunks, read_chunks, [(riff(chunk("data", b"")),)])


@pytest.mark.exercise(weight=0.5)
def test_chunks_none(student):
    """一块也没有时是空列表。"""
    kit.agree(student.read_chunks, read_chunks, [(riff(),), (riff(size=0),)])


@pytest.mark.exercise
def test_chunks_whatever_the_size(student, rng):
    """RIFF 的大小写错了，太大、太小，都照样拆。"""
    pieces = other(rng), chunk("data", rng.bytes(10)), other(rng)
    kit.agree(
        student.read_chunks, read_chunks, [(riff(*pieces, size=size),) for size in (0, 4, 30, 2**32 - 1)]
    )


@pytest.mark.exercise
@pytest.mark.parametrize("cut", [1, 4, 10])
def test_chunks_cut_body(student, rng, cut):
    """内容断了一截：ValueError。"""
    data = riff(other(rng), chunk("data", rng.bytes(20)))[:-cut]
    with kit.raises("ValueError"):
        student.read_chunks(data)


@pytest.mark.exercise
@pytest.mark.parametrize("left", [1, 4, 7])
def test_chunks_cut_header(student, rng, left):
    """最后一块的名字和大小断了一截：ValueError。"""
    data = riff(other(rng)) + chunk("data", b"")[:left]
    with kit.raises("ValueError"):
        student.read_chunks(data)


@pytest.mark.exercise
@pytest.mark.parametrize(
    "start",
    [b"RIFX\x04\x00\x00\x00WAVE", b"RIFF\x04\x00\x00\x00AVI ", b"RIFF\x04\x00\x00\x00WAV", b"RIFF", b""],
)
def test_chunks_not_a_wave(student, start):
    """开头不是 RIFF 和 WAVE，或者还不到 12 个字节：ValueError。"""
    with kit.raises("ValueError"):
        student.read_chunks(start)


@pytest.mark.exercise(core=True, structure=True)
def test_chunks_by_hand(student):
    """没有用 wave、chunk 这些现成的模块和外面的库。"""
    kit.not_calling(student, "read_chunks", REFUSED)
