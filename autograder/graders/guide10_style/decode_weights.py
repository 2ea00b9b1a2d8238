"""Hidden tests of decode_weights: small archives of random codes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

SHAPES = {"conv1": (5, 3, 2, 2), "fire2.squeeze": (2, 5, 1, 1), "fire2.expand3x3": (7, 2, 3, 3)}


def archive_of(rng: np.random.Generator, high: int = 256) -> dict[str, np.ndarray]:
    """Codes, codebooks and biases of three layers; no book is in order."""
    archive: dict[str, np.ndarray] = {}
    for name, shape in SHAPES.items():
        archive[f"{name}.code"] = rng.integers(high, size=shape).astype(np.uint8)
        archive[f"{name}.book"] = rng.normal(size=256).astype(np.float32)
        archive[f"{name}.bias"] = rng.normal(size=shape[0]).astype(np.float32)
    return archive


def decoded(archive: dict[str, np.ndarray]) -> dict[str, Tensor]:
    """One code after the other."""
    found = {}
    for name, shape in SHAPES.items():
        book = archive[f"{name}.book"].tolist()
        numbers = [book[code] for code in archive[f"{name}.code"].ravel().tolist()]
        found[f"{name}.weight"] = torch.tensor(numbers, dtype=torch.float32).reshape(shape)
        found[f"{name}.bias"] = torch.tensor(archive[f"{name}.bias"], dtype=torch.float32)
    return found


def compare(found: Any, want: dict[str, Tensor], ending: str) -> None:
    """The weights, or the biases."""
    names = tuple(name for name in want if name.endswith(ending))
    found = kit.mapping(found, names)
    for name in names:
        kit.close(found[name], want[name], name=name)


@pytest.mark.exercise(core=True)
def test_decode_weights(student, rng):
    """每个编号换成码本里的数，形状不变。"""
    archive = archive_of(rng)
    want = decoded(archive)
    compare(student.decode_weights(archive), want, ".weight")


@pytest.mark.exercise
def test_decode_biases(student, rng):
    """偏置原样放进来。"""
    archive = archive_of(rng)
    want = decoded(archive)
    compare(student.decode_weights(archive), want, ".bias")


@pytest.mark.exercise
def test_decode_nothing_else(student, rng):
    """每层正好两个张量，没有别的。"""
    found = kit.mapping(student.decode_weights(archive_of(rng)), ())
    want = {f"{name}.{part}" for name in SHAPES for part in ("weight", "bias")}
    kit.require(set(found) == want, "键和题面说的不同")


@pytest.mark.exercise
def test_decode_single(student, rng):
    """码本是 float64 时，结果也是 float32。"""
    archive = {
        name: value if value.dtype == np.uint8 else value.astype(float)
        for name, value in archive_of(rng).items()
    }
    found = kit.mapping(student.decode_weights(archive), ("conv1.weight", "conv1.bias"))
    kinds = [str(kit.tensor(found[f"conv1.{part}"]).dtype) for part in ("weight", "bias")]
    kit.require(kinds == ["torch.float32"] * 2, "类型不是 float32")


@pytest.mark.exercise
def test_decode_order(student, rng):
    """键的次序随意，层的先后跟着编号。"""
    archive = archive_of(rng)
    want = decoded(archive)
    names = rng.permutation(list(SHAPES)).tolist()
    keys = [f"{name}.book" for name in reversed(names)] + [f"{name}.bias" for name in SHAPES]
    keys += [f"{name}.code" for name in names]
    mixed = {key: archive[key] for key in keys}
    found = kit.mapping(student.decode_weights(mixed), tuple(want))
    compare(found, want, ".weight")
    order = [name.removesuffix(".weight") for name in found if name.endswith(".weight")]
    kit.require(order == names, "层的先后不对")


@pytest.mark.exercise
def test_decode_without_book(student, rng):
    """有编号而没有码本，应当报错。"""
    archive = archive_of(rng)
    del archive["fire2.squeeze.book"]
    with kit.raises("ValueError"):
        student.decode_weights(archive)


@pytest.mark.exercise
def test_decode_keeps_archive(student, rng):
    """传进来的数组保持原样。"""
    archive = archive_of(rng)
    before = {name: value.copy() for name, value in archive.items()}
    student.decode_weights(archive)
    kit.unchanged(archive, before, "archive")
