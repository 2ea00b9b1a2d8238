"""Make ``source/guide10_style/squeezenet.npz``: SqueezeNet 1.0 trained on ImageNet, pruned, with codebooks of 8 bits.

Run ``python source/guide10_style/make_squeezenet.py compressed_SqueezeNet.net``, a file of the repository
``songhan/SqueezeNet-Deep-Compression``.  It holds for each of the 26 convolutions the number of weights that are stored; then for
each of them a codebook of 256 numbers, the biases, one code of 8 bits for each stored weight, and the distances between stored
weights in 4 bits, low half first.  A weight that is not stored has code 0.

The output holds for each convolution ``NAME.code`` (uint8, in the shape of the weight), ``NAME.book`` (256 numbers) and
``NAME.bias``; the input channels of conv1 are turned from BGR to RGB.  The same file gives the same bytes.
"""

from __future__ import annotations

import argparse
import io
import math
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

OUTPUT = Path(__file__).with_name("squeezenet.npz")
# Of each fire: channels that come in, of the squeeze, of each of the two expands.
FIRES = {
    2: (96, 16, 64),
    3: (128, 16, 64),
    4: (128, 32, 128),
    5: (256, 32, 128),
    6: (256, 48, 192),
    7: (384, 48, 192),
    8: (384, 64, 256),
    9: (512, 64, 256),
}


def layers() -> Iterator[tuple[str, tuple[int, ...]]]:
    """Name and shape of each weight, in the order of the file."""
    yield "conv1", (96, 3, 7, 7)
    for number, (channels, squeeze, expand) in FIRES.items():
        yield f"fire{number}.squeeze", (squeeze, channels, 1, 1)
        yield f"fire{number}.expand1x1", (expand, squeeze, 1, 1)
        yield f"fire{number}.expand3x3", (expand, squeeze, 3, 3)
    yield "conv10", (1000, 512, 1, 1)


def codes_of(codes: np.ndarray, packed: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The codes of all weights, those that are not stored included."""
    gaps = np.stack([packed % 16, packed // 16], axis=1).ravel()[: len(codes)].astype(int)
    full = np.zeros(math.prod(shape), np.uint8)
    full[np.cumsum(gaps + 1) - 1] = codes
    return full.reshape(shape)


def save(arrays: dict[str, np.ndarray], output: Path) -> None:
    """Write a compressed ``.npz`` whose entries carry no time of writing."""
    with zipfile.ZipFile(output, "w") as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.asanyarray(array), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def make(source: Path, output: Path) -> None:
    """Read the compressed network at ``source`` and write its codes, codebooks and biases to ``output``."""
    data, place = source.read_bytes(), 0

    def take(dtype: str, count: int) -> np.ndarray:
        nonlocal place
        array = np.frombuffer(data, dtype, count, place)
        place += array.nbytes
        return array

    shapes = list(layers())
    stored = [int(count) for count in take("<u4", len(shapes))]
    arrays = {}
    for (name, shape), count in zip(shapes, stored):
        book, bias = take("<f4", 256), take("<f4", shape[0])
        code = codes_of(take("u1", count), take("u1", (count + 1) // 2), shape)
        arrays[f"{name}.code"] = code[:, ::-1] if name == "conv1" else code
        arrays[f"{name}.book"], arrays[f"{name}.bias"] = book, bias
    if place != len(data):
        raise SystemExit(f"{source}: {len(data) - place} bytes are left over")
    save(arrays, output)


def main() -> None:
    """Read the command line and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="compressed_SqueezeNet.net of the repository")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
