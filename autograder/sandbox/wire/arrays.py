"""Arrays as bytes: which dtypes may travel, which bytes are values of them, and how they lie in memory."""

from __future__ import annotations

import re
import sys
from typing import Any

import numpy as np

from autograder.sandbox.wire.frame import MAX_FIELDS, MAX_ITEMSIZE, ProtocolError

PLAIN = {
    f"{end}{code}": np.dtype(f"{end}{code}")
    for code in ("b1", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16")
    for end in ("|" if code in ("b1", "i1", "u1") else "<>")
}
_TEXT = re.compile(r"[<>]U[1-9][0-9]{0,5}|\|S[1-9][0-9]{0,5}")
SCALARS = {np.dtype(code).type for code in "?bBhHiIlLqQefdFD"} | {np.str_, np.bytes_, np.void}
TENSOR_DTYPES = {
    "float16": "<f2",
    "float32": "<f4",
    "float64": "<f8",
    "bfloat16": "<i2",
    "int8": "|i1",
    "int16": "<i2",
    "int32": "<i4",
    "int64": "<i8",
    "uint8": "|u1",
    "bool": "|b1",
    "complex64": "<c8",
    "complex128": "<c16",
}


def simple(code: str) -> np.dtype:
    """The dtype of a number or a string of fixed length."""
    dtype = PLAIN.get(code)
    if dtype is None:
        if not _TEXT.fullmatch(code):
            raise ProtocolError("dtype")
        dtype = np.dtype(code)
    return dtype


def _is_simple(dtype: np.dtype) -> bool:
    return dtype.fields is None and (dtype.str in PLAIN or bool(_TEXT.fullmatch(dtype.str)))


def sendable(dtype: np.dtype) -> bool:
    """Whether arrays of this dtype may travel: numbers, strings, and flat records of those."""
    if not 0 < dtype.itemsize <= MAX_ITEMSIZE:
        return False
    fields = dtype.fields
    if fields is None:
        return _is_simple(dtype)
    return 0 < len(fields) == len(dtype.names or ()) <= MAX_FIELDS and all(
        len(field) == 2 and _is_simple(field[0]) for field in fields.values()
    )


def _parts(array: np.ndarray) -> list[np.ndarray]:
    """The array itself, or the fields of a record array."""
    return [array] if array.dtype.names is None else [array[name] for name in array.dtype.names]


def check_text(array: np.ndarray) -> None:
    """Refuse code points that do not exist: reading such an element would raise in the grader."""
    for part in _parts(array):
        if part.dtype.kind == "U" and part.size:
            order = part.dtype.str[0]
            if np.ascontiguousarray(part).view(f"{order}u4").max() > sys.maxunicode:
                raise ProtocolError("text in an array")


def normalise_bools(array: np.ndarray) -> None:
    """Make every true byte 1; a bool that holds 2 is neither True nor False to NumPy."""
    for part in _parts(array):
        if part.dtype.kind == "b":
            np.not_equal(part.view(np.uint8), 0, out=part)


def check_bools(array: np.ndarray) -> None:
    """Refuse what :func:`normalise_bools` would change, where the bytes are not the reader's to change."""
    for part in _parts(array):
        if part.dtype.kind == "b" and part.size and part.view(np.uint8).max() > 1:
            raise ProtocolError("bool in a view")


def may_alias(argument: np.dtype, view: np.dtype) -> bool:
    """Whether every bit pattern of an argument of one dtype is a value of the other."""
    numbers = "iufc"
    if view == argument or (view.kind in numbers and argument.kind in numbers):
        return True
    return argument.fields is not None and any(view == field[0] for field in argument.fields.values())


def axis_order(array: np.ndarray) -> tuple[int, ...]:
    """Return the axes from the slowest to the fastest in memory."""
    axes = tuple(range(array.ndim))
    if array.flags.c_contiguous:
        return axes
    if array.flags.f_contiguous:
        return axes[::-1]
    return tuple(sorted(axes, key=lambda axis: -abs(array.strides[axis])))


def dense_bytes(array: np.ndarray, order: tuple[int, ...]) -> np.ndarray:
    """Return the bytes in memory order, as a view where the array has no gaps."""
    dense = array.transpose(order)
    if not dense.flags.c_contiguous:  # never true of a 0-d array, which must stay 0-d
        dense = dense.copy(order="C")
    return dense.reshape(-1).view(np.uint8)


def tensor_memory(tensor: Any) -> np.ndarray | None:
    """Return the memory of a plain CPU tensor as an array, or None where there is no such thing."""
    torch = sys.modules["torch"]
    if (
        tensor.layout is not torch.strided
        or tensor.device.type != "cpu"
        or str(tensor.dtype).removeprefix("torch.") not in TENSOR_DTYPES
    ):
        return None
    tensor = tensor.detach()
    if tensor.is_conj() or tensor.is_neg():
        return None
    return (tensor.view(torch.int16) if tensor.dtype is torch.bfloat16 else tensor).numpy()


def generator_state(generator: np.random.Generator) -> tuple[int, int, int, int]:
    """Return the whole state of a PCG64 generator as four numbers."""
    state: dict[str, Any] = generator.bit_generator.state  # type: ignore[assignment]
    return (state["state"]["state"], state["state"]["inc"], state["has_uint32"], state["uinteger"])
