"""Make ``source/guide12_frontier/voices.npz``: the ten digits spoken five times each by six people.

Run ``python source/guide12_frontier/make_voices.py recordings``.  The input is the folder ``recordings`` of the Free Spoken
Digit Dataset: ``DIGIT_SPEAKER_TAKE.wav``, 8000 samples a second, 16 bits.  The output holds ``sound``, all samples one recording
after the other as 8-bit mu-law (``uint8``, 0 … 255 for -1 … 1), ``ends``, where each of them ends, ``digit``, ``speaker``, the
names ``speakers`` and ``test``, whether a recording is take 0, which is kept for testing.  Recordings end after 0.6 seconds.
The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import wave
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np

OUTPUT = Path(__file__).with_name("voices.npz")
SPEAKERS = ("george", "jackson", "lucas", "nicolas", "theo", "yweweler")
TAKES = (0, 5, 16, 27, 38)
LONGEST = 4800


def samples(path: Path) -> np.ndarray:
    """What a recording holds, as int16."""
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int16)


def mu_law(sound: np.ndarray) -> np.ndarray:
    """16 bits to 8: fine steps near 0, coarse ones far away."""
    x = sound.astype(np.float64) / 32768
    pressed = np.sign(x) * np.log1p(255 * np.abs(x)) / np.log(256)
    return np.round((pressed + 1) * 127.5).astype(np.uint8)


def make(source: Path, output: Path) -> int:
    """Read the recordings in the folder ``source``, write those kept to ``output`` and return how many there are."""
    kept = [(digit, who, take) for digit in range(10) for who in range(len(SPEAKERS)) for take in TAKES]
    sounds = [
        mu_law(samples(source / f"{digit}_{SPEAKERS[who]}_{take}.wav")[:LONGEST]) for digit, who, take in kept
    ]
    digits, speakers, takes = np.array(kept, dtype=np.uint8).T
    arrays = {
        "sound": np.concatenate(sounds),
        "ends": np.cumsum([len(sound) for sound in sounds]).astype(np.int32),
        "digit": digits,
        "speaker": speakers,
        "speakers": np.array(SPEAKERS),
        "test": takes == 0,
    }
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            data = BytesIO()
            np.save(data, array)
            # With a date of its own, each run would give other bytes.
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), data.getvalue(), zipfile.ZIP_DEFLATED
            )
    return len(sounds)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="the folder recordings of the Free Spoken Digit Dataset")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    print(f"{arguments.output}: {make(arguments.source, arguments.output)} recordings")


if __name__ == "__main__":
    main()
