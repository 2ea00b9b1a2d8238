"""Make ``source/guide11_gpt/poet.npz``: a GPT that was trained on Tang quatrains for longer than a lesson can wait.

Run ``python source/guide11_gpt/make_poet.py source/data/quatrains.gz``; it takes about five minutes of a core.  The model is the
``GPT`` of the lesson's answer key.  The last 1000 poems are held out; characters that come fewer than eight times in the others are
number 0.  Against learning by heart, one in ten input characters is hidden and one in ten outputs of attention and MLP is dropped.
Weights are kept as one byte each with one step for each row.  ``make`` packs a model; the same model gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import io
import math
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from autograder.course.assignment import Course

OUTPUT = Path(__file__).with_name("poet.npz")
BLOCK, LAYERS, HEADS, WIDTH = 66, 3, 4, 96
# The rate falls as if training went on to HORIZON.
STEPS, HORIZON, BATCH, RATE, DECAY, HIDDEN = 1750, 3000, 24, 2e-3, 0.3, 0.1


def lesson() -> dict[str, Any]:
    """What the answer key defines."""
    found: dict[str, Any] = {"__name__": "lesson", "check": print, "ready": lambda *_: False}
    for cell in Course.find(Path(__file__).parent).assignment("guide11_gpt").cells:
        exec(cell.source, found)
    return found


def train(poems: list[str]) -> tuple[str, list[int], dict[str, torch.Tensor]]:
    """(characters, configuration, weights) of a GPT trained on poems, one a line."""
    key = lesson()
    text = "".join(poems)
    characters = "".join(c for c, n in Counter(text).most_common() if n >= 8)
    number = {character: place for place, character in enumerate(characters, start=1)}
    ids = torch.tensor([number.get(character, 0) for character in text])
    config = {
        "vocab": len(characters) + 1,
        "block": BLOCK,
        "layers": LAYERS,
        "heads": HEADS,
        "d_model": WIDTH,
    }
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    model = key["GPT"](config)
    for part in (p for block in model.blocks for p in (block.attention.proj, block.mlp)):
        part.register_forward_hook(lambda module, given, out: F.dropout(out, HIDDEN, module.training))
    optimizer = key["configure_optimizer"](model, RATE, DECAY)
    for step in range(STEPS):
        rate = RATE * min(1, (step + 1) / 100) * (0.05 + 0.475 * (1 + math.cos(math.pi * step / HORIZON)))
        for group in optimizer.param_groups:
            group["lr"] = rate
        x, y = key["get_batch"](ids, BLOCK, BATCH, rng)
        x = torch.where(torch.from_numpy(rng.random(x.shape)) < HIDDEN, torch.zeros_like(x), x)
        loss = model(x, y)[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 250 == 249:
            print(f"step {step + 1}: {loss.item():.3f}", flush=True)
    weights = {name: weight.detach() for name, weight in model.named_parameters()}
    return characters, list(config.values()), weights


def pack(characters: str, config: list[int], weights: dict[str, torch.Tensor], output: Path) -> None:
    """Write a model with a byte for each weight."""
    arrays: dict[str, np.ndarray] = {"chars": np.array(characters), "config": np.array(config)}
    for name, weight in weights.items():
        values = weight.numpy().astype(np.float64)
        step = np.maximum(np.abs(values).max(axis=-1, keepdims=True), 1e-12) / 127
        arrays[f"{name}.code"] = np.round(values / step).astype(np.int8)
        arrays[f"{name}.step"] = step.astype(np.float32)
    # As numpy.savez_compressed, without the time of day.
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, buffer.getvalue(), compresslevel=9)


def make(source: Path, output: Path) -> None:
    """Train on the poems at ``source`` and write the model to ``output``."""
    poems = gzip.decompress(source.read_bytes()).decode().splitlines(keepends=True)
    pack(*train(poems[:-1000]), output)


def main() -> None:
    """Read the command line and write the model."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="quatrains.gz, one poem a line")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
