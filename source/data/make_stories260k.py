"""Make ``source/data/stories260k.npz``: the weights of a small Llama and its 512 pieces of text, under names.

Run ``python source/data/make_stories260k.py FOLDER``.  The folder holds ``stories260K.bin`` and ``tok512.bin`` in the format of
llama2.c: seven whole numbers, then all weights one after another; and for each piece a score, a length and its bytes.  The
output holds

- ``config``: width, hidden width, layers, query heads, key-value heads, pieces, context;
- the 47 tensors (float32, linear maps as (out, in)) named as in Meta's checkpoints; the output layer is the embedding's table;
- ``token_bytes`` (all pieces one after another), ``token_ends`` and ``token_scores``.  Pieces 3 to 258 are the 256 single bytes.

The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import io
import math
import struct
import zipfile
from pathlib import Path

import numpy as np

OUTPUT = Path(__file__).with_name("stories260k.npz")
BYTE_PIECES = range(3, 259)


def shapes(config: np.ndarray) -> list[tuple[str, tuple[int, ...]]]:
    """Name and shape of each kind of tensor in the order of the file: all layers of a kind stand together."""
    d, hidden, layers, heads, kv_heads, pieces, _ = map(int, config)
    kv = d // heads * kv_heads
    in_layers = [
        ("attention_norm.weight", (d,)),
        ("attention.wq.weight", (d, d)),
        ("attention.wk.weight", (kv, d)),
        ("attention.wv.weight", (kv, d)),
        ("attention.wo.weight", (d, d)),
        ("ffn_norm.weight", (d,)),
        ("feed_forward.w1.weight", (hidden, d)),
        ("feed_forward.w2.weight", (d, hidden)),
        ("feed_forward.w3.weight", (hidden, d)),
    ]
    return [
        ("tok_embeddings.weight", (pieces, d)),
        *((f"layers.{i}.{name}", shape) for name, shape in in_layers for i in range(layers)),
        ("norm.weight", (d,)),
    ]


def tensors(raw: bytes) -> dict[str, np.ndarray]:
    """The configuration and the tensors; the tables of cosines and sines at the end of the file are not needed."""
    config = np.frombuffer(raw, "<i4", 7)
    arrays, at = {"config": config}, config.nbytes
    for name, shape in shapes(config):
        arrays[name] = np.frombuffer(raw, "<f4", math.prod(shape), at).reshape(shape)
        at += arrays[name].nbytes
    return arrays


def pieces(raw: bytes) -> dict[str, np.ndarray]:
    """The pieces and their scores; the file begins with the length of the longest piece."""
    table, scores, at = [], [], 4
    while at < len(raw):
        score, length = struct.unpack_from("<fi", raw, at)
        piece = raw[at + 8 : at + 8 + length]
        # A single byte is written as text, <0x41>.
        table.append(bytes([int(piece[3:5], 16)]) if len(table) in BYTE_PIECES else piece)
        scores.append(score)
        at += 8 + length
    return {
        "token_bytes": np.frombuffer(b"".join(table), np.uint8),
        "token_ends": np.cumsum([len(piece) for piece in table]).astype(np.int32),
        "token_scores": np.array(scores, np.float32),
    }


def save(arrays: dict[str, np.ndarray], output: Path) -> None:
    """Write a compressed ``.npz`` whose entries carry no time of writing."""
    with zipfile.ZipFile(output, "w") as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def make(source: Path, output: Path) -> None:
    """Read both files in ``source`` and write them to ``output``."""
    weights, table = (source / name for name in ("stories260K.bin", "tok512.bin"))
    save({**tensors(weights.read_bytes()), **pieces(table.read_bytes())}, output)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="folder with stories260K.bin and tok512.bin")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
