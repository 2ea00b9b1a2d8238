"""From values to a frame."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from types import EllipsisType
from typing import Any

import msgspec
import numpy as np
from numpy.lib.array_utils import byte_bounds

from autograder.sandbox.wire.arrays import (
    SCALARS,
    axis_order,
    dense_bytes,
    generator_state,
    may_alias,
    sendable,
    tensor_memory,
)
from autograder.sandbox.wire.frame import (
    ALIGN,
    DENSE,
    MAGIC,
    MAX_BLOB,
    MAX_DEPTH,
    MAX_HEADER,
    MAX_INT_BYTES,
    MAX_ITEMS,
    MAX_LEAVES,
    PARAMETER,
    PREFIX,
    REQUIRES_GRAD,
    WRITEABLE,
    Columns,
    Handle,
    Leaf,
    Opaque,
    TooLarge,
    type_name,
)


class Encoder:
    """Collects the values of one message.

    ``containers``: the lists, dicts and sets in it, innermost first; the decoder of the message numbers them alike.
    ``to_handle`` (in the worker) keeps any other object and gives its number; without it such an object is a
    ``TypeError``.  ``owner`` (in the grader) is the worker whose handles may be sent.
    """

    def __init__(
        self,
        *,
        to_handle: Callable[[Any], int] | None = None,
        owner: object = None,
        tensors: bool = True,
    ) -> None:
        self.leaves: list[Leaf] = []
        self.containers: list[Any] = []
        self._arguments: Sequence[Leaf] = ()
        self._to_handle = to_handle
        self._owner = owner
        self._torch = sys.modules.get("torch") if tensors else None
        self._codes = bytearray()
        self._ints: list[int] = []
        self._floats: list[float] = []
        self._texts: list[str] = []
        self._blobs: list[Any] = []
        self._size = 0
        self._text_size = 0
        self._seen: dict[int, int] = {}

    def add(self, value: Any, arguments: Sequence[Leaf] = ()) -> None:
        """Append a value; arrays that are, or lie in, one of ``arguments`` are sent as references to it."""
        self._arguments = arguments
        self._value(value, 0)

    def finish(self) -> list[Any]:
        """Return the frame as a list of buffers."""
        columns = Columns(bytes(self._codes), self._ints, self._floats, self._texts)
        header = msgspec.msgpack.encode(columns)
        if len(header) > MAX_HEADER:
            raise TooLarge(f"{len(header)} bytes of values in one message, at most {MAX_HEADER} are allowed")
        return [PREFIX.pack(MAGIC, len(header), self._size), header, *self._blobs]

    def _code(self, code: bytes, *ints: int) -> None:
        if len(self._codes) >= MAX_ITEMS:
            raise TooLarge(f"more than {MAX_ITEMS} values in one message")
        self._codes += code
        self._ints += ints

    def _blob(self, data: Any, size: int) -> None:
        padding = -size % ALIGN
        self._size += size + padding
        if size:
            self._blobs.append(data)
        if padding:
            self._blobs.append(bytes(padding))

    def _reserve(self, size: int) -> None:
        """Refuse before anything is copied."""
        if self._size + size + ALIGN > MAX_BLOB:
            raise TooLarge(f"more than {MAX_BLOB} bytes in one message")

    def _value(self, x: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise TooLarge(f"nested deeper than {MAX_DEPTH} levels")
        method = _ENCODERS.get(type(x))
        if method is not None:
            method(self, x, depth)
        elif self._torch is not None and type(x) in (self._torch.Tensor, self._torch.nn.Parameter):
            self._tensor(x, depth)
        elif self._torch is not None and type(x) is self._torch.Size:
            self._sequence(b"t", tuple(x), depth)
        elif type(x) in SCALARS:
            self._scalar(x, depth)
        else:
            self._other(x, depth)

    def _constant(self, x: Any, depth: int) -> None:
        self._code({None: b"N", True: b"T", False: b"F", ...: b"."}[x])

    def _int(self, x: int, depth: int) -> None:
        if -(1 << 63) <= x < 1 << 63:
            self._code(b"i", x)
            return
        size = x.bit_length() // 8 + 1
        if size > MAX_INT_BYTES:
            raise TooLarge(f"an integer of more than {MAX_INT_BYTES} bytes")
        self._code(b"I", size)
        self._blob(x.to_bytes(size, "little", signed=True), size)

    def _float(self, x: float, depth: int) -> None:
        self._code(b"f")
        self._floats.append(x)

    def _complex(self, x: complex, depth: int) -> None:
        self._code(b"c")
        self._floats += (x.real, x.imag)

    def _str(self, x: str, depth: int) -> None:
        try:
            x.encode()
        except UnicodeEncodeError:  # lone surrogates are no UTF-8
            data = x.encode("utf-8", "surrogatepass")
            self._reserve(len(data))
            self._code(b"U", len(data))
            self._blob(data, len(data))
        else:
            self._text_size += len(x)
            if self._text_size > MAX_HEADER:
                raise TooLarge(f"more than {MAX_HEADER} characters of text in one message")
            self._code(b"u")
            self._texts.append(x)

    def _bytes(self, x: bytes, depth: int) -> None:
        self._reserve(len(x))
        self._code(b"b", len(x))
        self._blob(x, len(x))

    def _sequence(self, code: bytes, items: Any, depth: int) -> None:
        self._code(code, len(items))
        for item in items:
            self._value(item, depth + 1)

    def _list(self, x: list[Any], depth: int) -> None:
        self._sequence(b"l", x, depth)
        self.containers.append(x)

    def _tuple(self, x: tuple[Any, ...], depth: int) -> None:
        self._sequence(b"t", x, depth)

    def _set(self, x: set[Any], depth: int) -> None:
        if not _are_plain(x):
            self._other(x, depth)
            return
        self._sequence(b"s", x, depth)
        self.containers.append(x)

    def _dict(self, x: dict[Any, Any], depth: int) -> None:
        if not _are_plain(x):
            self._other(x, depth)
            return
        self._code(b"d", len(x))
        for key, value in x.items():
            self._value(key, depth + 1)
            self._value(value, depth + 1)
        self.containers.append(x)

    def _slice(self, x: slice, depth: int) -> None:
        self._code(b":")
        for part in (x.start, x.stop, x.step):
            self._value(part, depth + 1)

    def _reference(self, x: Any) -> bool:
        """Send an object of this message, or an argument that is still what it was, by its number."""
        index = self._seen.get(id(x))
        if index is not None:
            self._code(b"r", index)
            return True
        for index, leaf in enumerate(self._arguments):
            if leaf.value is x and (type(x) is not np.ndarray or _same_layout(x, leaf.array)):
                self._code(b"A", index)
                return True
        return False

    def _remember(self, leaf: Leaf) -> None:
        if len(self.leaves) >= MAX_LEAVES:
            raise TooLarge(f"more than {MAX_LEAVES} arrays in one message")
        self._seen[id(leaf.value)] = len(self.leaves)
        self.leaves.append(leaf)

    def _dtype(self, dtype: np.dtype) -> None:
        if dtype.fields is None:
            self._texts.append(dtype.str)
            return
        self._texts.append("")
        self._ints += (len(dtype.fields), dtype.itemsize)
        for name in dtype.names or ():
            field = dtype.fields[name]
            self._texts += (name, field[0].str)
            self._ints.append(field[1])

    def _array(self, x: np.ndarray, depth: int) -> None:
        if not sendable(x.dtype):
            self._other(x, depth)
        elif not self._reference(x) and not self._view(x):
            order = axis_order(x)
            dense = x.transpose(order).flags.c_contiguous
            flags = WRITEABLE * x.flags.writeable | DENSE * dense
            self._code(b"a")
            self._memory(Leaf(x, x, order, flags), x)

    def _memory(self, leaf: Leaf, array: np.ndarray) -> None:
        self._reserve(array.nbytes)
        self._dtype(array.dtype)
        self._ints += (leaf.flags, array.ndim, *array.shape, *leaf.order)
        self._blob(dense_bytes(array, leaf.order), array.nbytes)
        self._remember(leaf)

    def _view(self, x: np.ndarray) -> bool:
        """Send an array that lies inside a gapless argument as offset and strides."""
        if not x.size or x.nbytes > MAX_BLOB:
            return False
        low, high = byte_bounds(x)
        for index, leaf in enumerate(self._arguments):
            if not leaf.flags & DENSE or leaf.array is None or not may_alias(leaf.array.dtype, x.dtype):
                continue
            start, stop = byte_bounds(leaf.array)
            if start <= low and high <= stop:
                offset = x.__array_interface__["data"][0] - start
                self._code(b"v", index, offset, WRITEABLE * x.flags.writeable)
                self._dtype(x.dtype)
                self._ints += (x.ndim, *x.shape, *x.strides)
                self._remember(Leaf(x, x))
                return True
        return False

    def _scalar(self, x: Any, depth: int) -> None:
        array = np.asarray(x)
        if sendable(array.dtype):
            self._code(b"n")
            self._dtype(array.dtype)
            self._blob(array.tobytes(), array.nbytes)
        else:
            self._other(x, depth)

    def _tensor(self, x: Any, depth: int) -> None:
        memory = tensor_memory(x)
        if memory is None:
            self._other(x, depth)
        elif not self._reference(x):
            is_parameter = type(x) is not self._torch.Tensor  # type: ignore[union-attr]
            flags = WRITEABLE | REQUIRES_GRAD * x.requires_grad | PARAMETER * is_parameter
            self._code(b"x")
            self._texts.append(str(x.dtype).removeprefix("torch."))
            self._memory(Leaf(x, memory, axis_order(memory), flags), memory)

    def _generator(self, x: np.random.Generator, depth: int) -> None:
        if type(x.bit_generator) is not np.random.PCG64:
            self._other(x, depth)
        elif not self._reference(x):
            state, inc, has_uint32, uinteger = generator_state(x)
            self._code(b"g", has_uint32, uinteger)
            self._blob(state.to_bytes(16, "little") + inc.to_bytes(16, "little"), 32)
            self._remember(Leaf(x, None))

    def _handle(self, x: Handle, depth: int) -> None:
        if x.owner is not self._owner:
            raise TypeError(f"{x!r} belongs to another worker")
        self._code(b"h", x.id)
        self._texts.append(x.type_name)

    def _opaque(self, x: Opaque, depth: int) -> None:
        self._other(x.value, depth)

    def _other(self, x: Any, depth: int) -> None:
        if self._to_handle is None:
            kind = f"ndarray of dtype {x.dtype}" if type(x) is np.ndarray else type(x).__name__
            raise TypeError(f"a value of type {kind} cannot be sent to the student's process")
        self._code(b"h", self._to_handle(x))
        self._texts.append(type_name(type(x)))


_KEYS = {type(None), bool, int, float, complex, str, bytes, EllipsisType}

_ENCODERS: dict[type, Callable[[Encoder, Any, int], None]] = {
    type(None): Encoder._constant,
    bool: Encoder._constant,
    EllipsisType: Encoder._constant,
    int: Encoder._int,
    float: Encoder._float,
    complex: Encoder._complex,
    str: Encoder._str,
    bytes: Encoder._bytes,
    list: Encoder._list,
    tuple: Encoder._tuple,
    set: Encoder._set,
    dict: Encoder._dict,
    OrderedDict: Encoder._dict,
    slice: Encoder._slice,
    np.ndarray: Encoder._array,
    np.random.Generator: Encoder._generator,
    Handle: Encoder._handle,
    Opaque: Encoder._opaque,
}


def travels(x: Any) -> bool:
    """Whether a value travels as itself; of one that holds others, whether its form does."""
    if type(x) is np.ndarray:
        return sendable(x.dtype)
    if type(x) in _ENCODERS or type(x) in SCALARS:
        return True
    torch = sys.modules.get("torch")
    return torch is not None and type(x) in (torch.Tensor, torch.nn.Parameter, torch.Size)


def _are_plain(keys: Iterable[Any]) -> bool:
    """Whether all of these can be keys on the other side: a handle, which stands for any other object, has no hash."""
    return all(
        type(key) in _KEYS or (type(key) is tuple and _are_plain(key)) or type(key) in SCALARS for key in keys
    )


def _same_layout(a: np.ndarray, b: np.ndarray | None) -> bool:
    return b is not None and a.shape == b.shape and a.strides == b.strides and a.dtype == b.dtype
