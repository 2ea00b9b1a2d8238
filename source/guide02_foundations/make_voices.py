"""Make ``source/guide02_foundations/voices.npz``: the ten digits spoken by three people, one recording each.

Run ``python source/guide02_foundations/make_voices.py recordings``.  The input is the folder ``recordings`` of the Free Spoken
Digit Dataset: ``DIGIT_SPEAKER_TAKE.wav``, 8000 samples a second, 16 bits.  The output holds ``sound``, all samples one recording
after the other, ``ends``, where each of them ends, ``digit``, ``speaker`` and the names ``speakers``.  The same input gives the
same bytes.
"""

from __future__ import annotations

import argparse
import wave
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np

OUTPUT = Path(__file__).with_name("voices.npz")
SPEAKERS = ("george", "lucas", "theo")
TAKE = 0


def samples(path: Path) -> np.ndarray:
    """What a recording holds, as int16."""
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int16)


def make(source: Path, output: Path) -> int:
    """Read the recordings in the folder ``source``, write those kept to ``output`` and return how many there are."""
    kept = [(digit, speaker) for digit in range(10) for speaker in range(len(SPEAKERS))]
    sounds = [samples(source / f"{digit}_{SPEAKERS[speaker]}_{TAKE}.wav") for digit, speaker in kept]
    digits, speakers = np.array(kept, dtype=np.uint8).T
    arrays = {
        "sound": np.concatenate(sounds),
        "ends": np.cumsum([len(sound) for sound in sounds]).astype(np.int32),
        "digit": digits,
        "speaker": speakers,
        "speakers": np.array(SPEAKERS),
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
