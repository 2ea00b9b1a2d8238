"""The references of python11_wave, and its answer key, against the standard library's wave and sums by fractions of a turn."""

import cmath
import io
import math
import struct
import sys
import wave

import numpy as np
import pytest
from references import answer_key, reference

ref = reference("python11_wave")
key = answer_key("python11_wave")


def both(name):
    """The reference and the answer key of an exercise."""
    return getattr(ref, name), key[name]


def stored(channels, bits, body):
    """What the standard library writes."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((channels, bits // 8, 11025, 0, "NONE", ""))
        out.writeframes(body)
    return file.getvalue()


@pytest.mark.parametrize("bits", [8, 16, 24, 32])
@pytest.mark.parametrize("channels", [1, 2, 3])
def test_what_the_standard_library_writes_is_read(channels, bits):
    body = np.random.default_rng(bits + channels).bytes(40 * channels * bits // 8)
    data = stored(channels, bits, body)
    table = [
        int.from_bytes(body[at : at + bits // 8], sys.byteorder, signed=bits > 8)
        for at in range(0, len(body), bits // 8)
    ]
    want = [(value - 128 * (bits == 8)) / 2 ** (bits - 1) for value in table]
    for read_chunks, wave_format, samples in zip(both("read_chunks"), both("wave_format"), both("samples")):
        assert dict(read_chunks(data))["data"] == body
        assert wave_format(data) == {"kind": 1, "channels": channels, "rate": 11025, "bits": bits}
        assert samples(data) == [want[i::channels] for i in range(channels)]


def test_floats_are_read_as_struct_writes_them():
    numbers = [0.25, -1.5, 1e-30, 3.0e38]
    data = ref.riff(ref.fmt(3, 1, 8000, 32), ref.chunk("data", struct.pack("<4f", *numbers)))
    for samples in both("samples"):
        assert samples(data) == [[struct.unpack("<f", struct.pack("<f", x))[0] for x in numbers]]


@pytest.mark.parametrize("bits", [8, 16])
def test_every_value_survives_and_the_standard_library_reads_it(bits):
    top = 2 ** (bits - 1)
    track = [value / top for value in range(-top, top)]
    for write_wave in both("write_wave"):
        data = write_wave([track, track[::-1]], 44100, bits)
        assert key["samples"](data) == ref.samples(data) == [track, track[::-1]]
        with wave.open(io.BytesIO(data)) as file:
            assert file.getparams()[:4] == (2, bits // 8, 44100, len(track))
            assert len(file.readframes(len(track))) == len(track) * bits // 4
        assert write_wave([track], 8000, bits) == ref.write_wave([track], 8000, bits)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_what_is_written_is_what_the_standard_library_writes(count):
    for write_wave in both("write_wave"):
        data = write_wave([[0.0] * count], 11025, 8)
        theirs = stored(1, 8, bytes([128] * count))
        assert data[8 : 44 + count] == theirs[8 : 44 + count]
        assert struct.unpack("<I", data[4:8])[0] == len(data) - 8 == 36 + count + count % 2
        assert struct.unpack("<I", data[40:44])[0] == count


def test_sine_is_a_turning_arrow():
    for sine in both("sine"):
        track = sine(440, 0.01, 8000, 0.7)
        assert track == pytest.approx(
            [0.7 * cmath.exp(0.11j * math.pi * i).imag for i in range(80)], abs=1e-12
        )


def test_fade_is_two_lines():
    for fade in both("fade"):
        want = np.interp(range(20), [0, 4, 20], [0, 1, 1]) * np.interp(range(20), [-1, 11, 19], [1, 1, 0])
        assert fade([1.0] * 20, 8, 0.5, 1.0) == pytest.approx(want)
        assert fade([3.0, 4.0], 8, 0, 0) == [3.0, 4.0]


def test_strength_is_fouriers():
    track = np.random.default_rng(11).normal(size=64)
    spectrum = np.abs(np.fft.rfft(track)) / 32
    for strength in both("strength"):
        assert [strength(track.tolist(), 64, f) for f in range(33)] == pytest.approx(spectrum)
        assert strength([], 8000, 1) == 0.0
        tone = ref.sine(1000, 0.05, 8000, 0.6)
        assert [round(strength(tone, 8000, f), 3) for f in (1000, 1010, 1200)] == [0.6, 0.38, 0.0]


@pytest.mark.parametrize("rate", [8000, 11025])
def test_every_number_is_heard(rate):
    rng = np.random.default_rng(rate)
    for number in range(100):
        keys = "".join(rng.choice(list(ref.KEYS), int(rng.integers(1, 5))))
        track = ref.call(rng, keys, rate, clicks=number % 2 > 0, ends=number % 3 > 0)
        assert key["dtmf_decode"](track, rate) == keys
