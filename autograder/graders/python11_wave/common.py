"""What the hidden tests of python11_wave share: files and telephone calls of their own, and the references.

The references go other ways than the lesson: a file that is read on, NumPy's types of numbers, complex exponentials.
``tests/content/references`` compares them with the standard library's ``wave``.

Where a test makes several calls it makes them all before it compares anything: what a failed test has seen is
what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import io
import struct

import numpy as np

from autograder import draws

REFUSED = {"wave", "audioop", "chunk", "cmath", "numpy", "scipy", "torch"}
PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
ROWS, COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
KEYS = "123A456B789C*0#D"
NAMES = ["LIST", "bext", "cue ", "fact", "id3 ", "JUNK", "smpl"]


def chunk(name: str, body: bytes, *, padded: bool = True) -> bytes:
    """A chunk as it stands in a file."""
    padding = bytes(len(body) % 2) if padded else b""
    return name.encode() + len(body).to_bytes(4, "little") + body + padding


def riff(*chunks: bytes, size: int | None = None) -> bytes:
    """A file of these chunks."""
    body = b"WAVE" + b"".join(chunks)
    return b"RIFF" + (len(body) if size is None else size).to_bytes(4, "little") + body


def fmt(kind: int, channels: int, rate: int, bits: int, *, frame: int | None = None) -> bytes:
    """The chunk that says how samples are stored; ``frame``: bytes of a frame, if it has room to spare."""
    frame = channels * bits // 8 if frame is None else frame
    return chunk("fmt ", struct.pack("<HHIIHH", kind, channels, rate, rate * frame, frame, bits))


def extensible(kind: int, channels: int, rate: int, bits: int, *, valid: int | None = None) -> bytes:
    """The same in the long form, where the kind stands in the first bytes of the sub-format; ``valid``: bits in use."""
    frame = channels * bits // 8
    head = struct.pack("<HHIIHH", EXTENSIBLE, channels, rate, rate * frame, frame, bits)
    rest = bytes.fromhex("000000001000800000aa00389b71")
    return chunk("fmt ", head + struct.pack("<HHIH", 22, bits if valid is None else valid, 3, kind) + rest)


def other(rng: np.random.Generator, *, odd: bool = False) -> bytes:
    """A chunk that says nothing about the sound."""
    length = 2 * draws.whole(rng, 1, 12) - odd
    return chunk(draws.one_of(rng, NAMES), rng.bytes(length))


def read_chunks(data: bytes) -> list[tuple[str, bytes]]:
    """A file that is read on, piece by piece."""
    file = io.BytesIO(data)
    if file.read(4) != b"RIFF" or file.read(8)[4:] != b"WAVE":
        raise ValueError(data[:12])
    found = []
    while head := file.read(8):
        if len(head) < 8:
            raise ValueError(head)
        name, size = struct.unpack("<4sI", head)
        body = file.read(size)
        if len(body) != size:
            raise ValueError(name)
        file.read(size & 1)
        found.append((str(name, "ascii"), body))
    return found


def wave_format(data: bytes) -> dict[str, int]:
    """Numbers of 16 and 32 bits in one record of NumPy's."""
    (body,) = [body for name, body in read_chunks(data) if name == "fmt "]
    if len(body) < 16:
        raise ValueError(body)
    names = ["kind", "channels", "rate", "_second", "_frame", "bits"]
    record = np.frombuffer(body, np.dtype(list(zip(names, ["<u2", "<u2", "<u4", "<u4", "<u2", "<u2"]))), 1)[0]
    values = {name: int(record[name]) for name in names if name[0] != "_"}
    if values["kind"] == EXTENSIBLE:
        values["kind"] = int(np.frombuffer(body, "<u2")[12])
    return values


def samples(data: bytes) -> list[list[float]]:
    """Whole frames as a table of NumPy's; 24 bits are 32 whose lowest byte is 0."""
    form, body = wave_format(data), dict(read_chunks(data))["data"]
    step = form["bits"] // 8
    frames = len(body) // (step * form["channels"])
    raw = np.frombuffer(body, np.uint8, frames * form["channels"] * step).reshape(-1, step)
    if form["kind"] == FLOAT:
        numbers = raw.view("<f4").astype(float)
    elif step == 1:
        numbers = raw.astype(float) / 128 - 1
    else:
        wide = np.zeros((len(raw), 4), np.uint8)
        wide[:, 4 - step :] = raw
        numbers = wide.view("<i4") / 2.0**31
    table: list[list[float]] = numbers.reshape(frames, form["channels"]).T.tolist()
    return table


def write_wave(channels: list[list[float]], rate: int, bits: int = 16) -> bytes:
    """Rounded and clipped in NumPy, put together from chunks."""
    top = 2 ** (bits - 1)
    numbers = np.clip(np.rint(np.array(channels, dtype=float).T * top), -top, top - 1)
    body = (numbers + 128).astype("u1") if bits == 8 else numbers.astype("<i2")
    return riff(fmt(PCM, len(channels), rate, bits), chunk("data", body.tobytes()))


def sine(frequency: float, seconds: float, rate: int, amplitude: float = 1.0) -> list[float]:
    """All samples at once."""
    found: list[float] = (
        amplitude * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)
    ).tolist()
    return found


def fade(track: list[float], rate: int, fade_in: float, fade_out: float) -> list[float]:
    """Both ramps as arrays."""
    x = np.array(track, dtype=float)
    i = np.arange(len(x))
    for seconds, steps in ((fade_in, i), (fade_out, i[::-1])):
        if seconds:
            x = x * np.minimum(1.0, steps / (seconds * rate))
    found: list[float] = x.tolist()
    return found


def strength(track: list[float], rate: int, frequency: float) -> float:
    """Length of a sum of complex numbers."""
    if not track:
        return 0.0
    turns = np.exp(-2j * np.pi * frequency * np.arange(len(track)) / rate)
    return float(2 * abs(turns @ np.array(track)) / len(track))


def noisy(rng: np.random.Generator, seconds: float, rate: int, loudest: float = 0.05) -> np.ndarray:
    """Noise."""
    return rng.uniform(-loudest, loudest, round(seconds * rate))


def tone(rng: np.random.Generator, key: str, seconds: float, rate: int) -> np.ndarray:
    """One key held down, either frequency as loud as it comes and beginning anywhere."""
    row, column = divmod(KEYS.index(key), 4)
    i = np.arange(round(seconds * rate))
    sound = np.zeros(len(i))
    for frequency in (ROWS[row], COLUMNS[column]):
        phase, amplitude = rng.uniform(0, 2 * np.pi), rng.uniform(0.2, 0.5)
        sound += amplitude * np.sin(2 * np.pi * frequency * i / rate + phase)
    return sound + rng.uniform(-0.05, 0.05, len(i))


def pause(rng: np.random.Generator, rate: int, *, click: bool = False) -> np.ndarray:
    """A gap, with a click in its middle or without."""
    gap = noisy(rng, rng.uniform(0.08, 0.2), rate)
    if click:
        length = round(0.015 * rate)
        middle = (len(gap) - length) // 2
        gap[middle : middle + length] = rng.uniform(0.4, 0.9) * rng.choice([-1.0, 1.0], length)
    return gap


def call(
    rng: np.random.Generator, keys: str, rate: int, *, clicks: bool = False, ends: bool = True
) -> list[float]:
    """The sound of a number that is dialled; ``ends``: quiet before the first key and after the last."""
    pieces = [pause(rng, rate, click=clicks)] if ends else []
    for number, key in enumerate(keys):
        pieces.append(tone(rng, key, rng.uniform(0.08, 0.2), rate))
        if ends or number < len(keys) - 1:
            pieces.append(pause(rng, rate, click=clicks))
    track: list[float] = np.concatenate(pieces).tolist()
    return track
