"""Hidden tests of read_idx: files that are written here, byte by byte."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

CODES = {"uint8": 8, "int8": 9, "int16": 11, "int32": 12, "float32": 13, "float64": 14}


def encoded(array: np.ndarray) -> bytes:
    """An array as the bytes of an IDX file: each number on its own, high byte first."""
    sizes = b"".join(int(size).to_bytes(4, "big") for size in array.shape)
    numbers = b"".join(bytes(reversed(number.tobytes())) for number in np.ravel(array))
    return bytes([0, 0, CODES[array.dtype.name], array.ndim]) + sizes + numbers


def some_numbers(rng: np.random.Generator, dtype: str, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers of this type that fill all of its bytes."""
    kind = np.dtype(dtype)
    if kind.kind == "f":
        return (rng.normal(size=shape) * 1000.0).astype(kind)
    limits = np.iinfo(kind)
    return rng.integers(limits.min, limits.max, size=shape, dtype=kind, endpoint=True)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(3, 5, 7), (11,), (2, 3), (2, 1, 3, 5)], ids=str)
def test_idx_bytes(student, rng, shape):
    """uint8 的数组，不论有几个轴，形状和数都对。"""
    array = some_numbers(rng, "uint8", shape)
    data, want = encoded(array), array.astype(np.float64)
    kit.close(student.read_idx(data), want)


@pytest.mark.exercise
@pytest.mark.parametrize("dtype", ["int8", "int16", "int32", "float32", "float64"])
def test_idx_types(student, rng, dtype):
    """每一种类型代号都认得，多字节的数高位在前，数一个也不差。"""
    array = some_numbers(rng, dtype, (3, 5))
    data, want = encoded(array), array.astype(np.float64)
    found = kit.array(student.read_idx(data), (3, 5))
    kit.require(np.array_equal(found.astype(np.float64), want), "读出来的数与写进去的不同")


@pytest.mark.exercise
@pytest.mark.parametrize("dtype", list(CODES))
def test_idx_array(student, rng, dtype):
    """数组能写，字节次序是本机的，类型与文件头一致。"""
    data = encoded(some_numbers(rng, dtype, (4,)))
    writes, native, name = kit.sequence(student.describe_idx(data), 3, "describe_idx")
    kit.require(writes is True, "数组应当能写")
    kit.require(native is True, "字节次序应当是本机的")
    kit.require(name == dtype, "类型应当与文件头一致")


@pytest.mark.exercise
def test_idx_long_axis(student, rng):
    """轴的长度超过一个字节时也对。"""
    array = some_numbers(rng, "uint8", (2, 300))
    data, want = encoded(array), array.astype(np.float64)
    kit.close(student.read_idx(data), want)


@pytest.mark.exercise
def test_idx_empty(student):
    """有一个轴的长度是 0 时，得到同样形状的空数组。"""
    kit.array(student.read_idx(encoded(np.zeros((0, 3, 5), dtype=np.int16))), (0, 3, 5))


@pytest.mark.exercise
@pytest.mark.parametrize("dtype", ["uint8", "int32"])
@pytest.mark.parametrize("change", [1, 4, -1, -4])
def test_idx_length(student, rng, dtype, change):
    """数据比文件头说的长或者短，抛出 ValueError。"""
    data = encoded(some_numbers(rng, dtype, (3, 5)))
    with kit.raises("ValueError"):
        student.read_idx(data + bytes(change) if change > 0 else data[:change])


@pytest.mark.exercise
@pytest.mark.parametrize("place", [0, 1])
def test_idx_start(student, rng, place):
    """前两个字节有一个不是 0，抛出 ValueError。"""
    data = bytearray(encoded(some_numbers(rng, "uint8", (3, 5))))
    data[place] = 7
    with kit.raises("ValueError"):
        student.read_idx(bytes(data))


@pytest.mark.exercise
@pytest.mark.parametrize("code", [0x00, 0x0A, 0x0F, 0xFF])
def test_idx_unknown_type(student, rng, code):
    """类型代号不认识，抛出 ValueError。"""
    data = bytearray(encoded(some_numbers(rng, "uint8", (3, 5))))
    data[2] = code
    with kit.raises("ValueError"):
        student.read_idx(bytes(data))


@pytest.mark.exercise
@pytest.mark.parametrize("length", [0, 3, 4, 6, 11])
def test_idx_short_header(student, length):
    """连文件头都不完整，抛出 ValueError。"""
    data = encoded(np.ones((2, 3), dtype=np.uint8))[:length]
    with kit.raises("ValueError"):
        student.read_idx(data)
