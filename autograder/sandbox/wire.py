"""The wire between the grader and a student's process: bounded, typed, and free of pickle.

A frame is ``prefix | header | blobs``.  The header is msgpack of four flat columns (:class:`Columns`): one code
byte per value, and the integers, floats and texts that those codes consume.  A flat, typed header
has no nesting and no maps, so decoding it can neither recurse nor be slowed down by chosen hash
collisions; the tree is rebuilt by :class:`Decoder`, which counts depth and items.  The blobs are the raw bytes of
arrays, tensors, byte strings and very long integers, each padded to :data:`ALIGN`.

Only exact types travel.  A subclass may lie about what it is, so it never passes as its base: from the worker
it becomes a :class:`Handle`, from the grader it is a ``TypeError``.
"""

from __future__ import annotations

import math
import re
import select
import socket
import struct
import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import EllipsisType
from typing import Any, NamedTuple, NoReturn

import msgspec
import numpy as np
from numpy.lib.array_utils import byte_bounds

PREFIX = struct.Struct("<4sIQ")
MAGIC = b"agw1"
MAX_HEADER = 1 << 20
MAX_BLOB = 256 << 20
MAX_ITEMS = 1 << 17
MAX_LEAVES = 1 << 14  # arrays, tensors and generators: dear to rebuild, cheap to claim
MAX_DEPTH = 32
MAX_NDIM = 16
MAX_FIELDS = 64
MAX_ITEMSIZE = 1 << 16
MAX_NAME = 80
# str() of an int refuses more than 4300 digits; a number that a message cannot show must not arrive.
MAX_INT_BYTES = 1024
# Keys whose hash a student can choose (floats, tuples, long ints) collide at will: a message holds few.
MAX_ODD_KEYS = 1024
ALIGN = 16
READ_AHEAD = 1 << 14

WRITEABLE, DENSE, REQUIRES_GRAD, PARAMETER = 1, 2, 4, 8


class ProtocolError(Exception):
    """A frame that no honest sender makes."""


class TooLarge(ValueError):
    """A value beyond the bounds of one message: too many bytes, items or levels."""


class Columns(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """The header of a frame."""

    codes: bytes
    ints: list[int]
    floats: list[float]
    texts: list[str]


class Frame(NamedTuple):
    """A received message, still undecoded."""

    header: bytearray
    blob: np.ndarray


@dataclass(slots=True, eq=False)
class Leaf:
    """An array, tensor or generator of a message; both sides number them in the same order."""

    value: Any
    array: np.ndarray | None  # the memory of an array or a tensor, None for a generator
    order: tuple[int, ...] = ()
    flags: int = 0
    span: tuple[int, int] = (0, 0)  # where its bytes lay in the received blob


class Opaque(NamedTuple):
    """Marks a value that the worker must send as a handle, whatever its type."""

    value: Any


class Handle:
    """An object that stayed in the student's process.

    It can be passed back to the same worker and nothing else: an operation that were forwarded
    to the student's object could be answered by it, and would show it the expected value.
    """

    __slots__ = ("__weakref__", "id", "owner", "type_name")
    __array_ufunc__ = None

    def __init__(self, id: int, type_name: str, owner: object = None) -> None:
        self.id = id
        self.type_name = type_name
        self.owner = owner

    def __repr__(self) -> str:
        return f"<object of type {self.type_name!a} in the student's process>"

    def __deepcopy__(self, memo: object) -> Handle:
        return self

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError(f"{self!r} is opaque: it can only be passed back to the student's functions")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __iter__ = __len__ = _refuse
    __contains__ = __getitem__ = __array__ = __float__ = __int__ = __index__ = __complex__ = _refuse
    __call__ = __reduce_ex__ = _refuse
    __hash__ = None  # type: ignore[assignment]


# --- dtypes -----------------------------------------------------------------------------------------------

_PLAIN = {
    f"{end}{code}": np.dtype(f"{end}{code}")
    for code in ("b1", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16")
    for end in ("|" if code in ("b1", "i1", "u1") else "<>")
}
_TEXT = re.compile(r"[<>]U[1-9][0-9]{0,5}|\|S[1-9][0-9]{0,5}")
_SCALARS = {np.dtype(code).type for code in "?bBhHiIlLqQefdFD"} | {np.str_, np.bytes_, np.void}
_TENSOR_DTYPES = {
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


def _simple(code: str) -> np.dtype:
    """The dtype of a number or a string of fixed length."""
    dtype = _PLAIN.get(code)
    if dtype is None:
        if not _TEXT.fullmatch(code):
            raise ProtocolError("dtype")
        dtype = np.dtype(code)
    return dtype


def _is_simple(dtype: np.dtype) -> bool:
    return dtype.fields is None and (dtype.str in _PLAIN or bool(_TEXT.fullmatch(dtype.str)))


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


def _check_text(array: np.ndarray) -> None:
    """Refuse code points that do not exist: reading such an element would raise in the grader."""
    for part in _parts(array):
        if part.dtype.kind == "U" and part.size:
            order = part.dtype.str[0]
            if np.ascontiguousarray(part).view(f"{order}u4").max() > sys.maxunicode:
                raise ProtocolError("text in an array")


def _normalise_bools(array: np.ndarray) -> None:
    """Make every true byte 1; a bool that holds 2 is neither True nor False to NumPy."""
    for part in _parts(array):
        if part.dtype.kind == "b":
            np.not_equal(part.view(np.uint8), 0, out=part)


def _check_bools(array: np.ndarray) -> None:
    for part in _parts(array):
        if part.dtype.kind == "b" and part.size and part.view(np.uint8).max() > 1:
            raise ProtocolError("bool in a view")


# --- memory -----------------------------------------------------------------------------------------------


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
        or str(tensor.dtype).removeprefix("torch.") not in _TENSOR_DTYPES
    ):
        return None
    tensor = tensor.detach()
    if tensor.is_conj() or tensor.is_neg():
        return None
    return (tensor.view(torch.int16) if tensor.dtype is torch.bfloat16 else tensor).numpy()


def generator_state(generator: np.random.Generator) -> tuple[int, int, int, int]:
    """Return the whole state of a PCG64 generator as four numbers."""
    state: dict = generator.bit_generator.state  # type: ignore[assignment]
    return (state["state"]["state"], state["state"]["inc"], state["has_uint32"], state["uinteger"])


def type_name(kind: type) -> str:
    """Return the bounded name of a type, past any metaclass that overrides ``__name__``."""
    return type.__dict__["__name__"].__get__(kind)[:MAX_NAME]


# --- encoding ---------------------------------------------------------------------------------------------


class Encoder:
    """Collects the values of one message.

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
        elif type(x) in _SCALARS:
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

    def _list(self, x: list, depth: int) -> None:
        self._sequence(b"l", x, depth)

    def _tuple(self, x: tuple, depth: int) -> None:
        self._sequence(b"t", x, depth)

    def _set(self, x: set, depth: int) -> None:
        self._sequence(b"s", x, depth)

    def _dict(self, x: dict, depth: int) -> None:
        self._code(b"d", len(x))
        for key, value in x.items():
            self._value(key, depth + 1)
            self._value(value, depth + 1)

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
            if not leaf.flags & DENSE or leaf.array is None or not _may_alias(leaf.array.dtype, x.dtype):
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


def _same_layout(a: np.ndarray, b: np.ndarray | None) -> bool:
    return b is not None and a.shape == b.shape and a.strides == b.strides and a.dtype == b.dtype


def _may_alias(argument: np.dtype, view: np.dtype) -> bool:
    """Whether every bit pattern of an argument of one dtype is a value of the other."""
    numbers = "iufc"
    if view == argument or (view.kind in numbers and argument.kind in numbers):
        return True
    return argument.fields is not None and any(view == field[0] for field in argument.fields.values())


# --- decoding ---------------------------------------------------------------------------------------------


class Decoder:
    """Reads the values of one received message.

    ``on_handle`` gets the number and type name of a handle.  ``arguments`` are the leaves of the request that a
    reply may refer to.  With ``own=True`` arrays get memory of their own, so that the frame keeps what was sent.
    Whatever the bytes are, only :class:`ProtocolError` is raised.
    """

    def __init__(
        self,
        frame: Frame,
        on_handle: Callable[[int, str], Any],
        *,
        arguments: Sequence[Leaf] = (),
        own: bool = False,
    ) -> None:
        self.leaves: list[Leaf] = []
        self._on_handle = on_handle
        self._arguments = arguments
        self._own = own
        self._blob = frame.blob
        self._offset = 0
        self._claimed = 0
        self._odd_keys = 0
        try:
            columns = _COLUMNS.decode(frame.header)
        except Exception as error:
            raise ProtocolError("header") from error
        if len(columns.codes) > MAX_ITEMS:
            raise ProtocolError("too many items")
        self._codes: Iterator[int] = iter(columns.codes)
        self._ints: Iterator[int] = iter(columns.ints)
        self._floats: Iterator[float] = iter(columns.floats)
        self._texts: Iterator[str] = iter(columns.texts)

    def next(self) -> Any:
        """Return the next value."""
        try:
            return self._value(0)
        except ProtocolError:
            raise
        except Exception as error:  # any other way in which a forged frame fails
            raise ProtocolError(f"malformed value ({type(error).__name__})") from error

    def end(self) -> None:
        """Check that nothing is left over."""
        end = object()
        columns = (self._codes, self._ints, self._floats, self._texts)
        if self._offset != len(self._blob) or any(next(column, end) is not end for column in columns):
            raise ProtocolError("bytes left over")

    def _remember(self, leaf: Leaf) -> None:
        if len(self.leaves) >= MAX_LEAVES:
            raise ProtocolError("too many arrays")
        self.leaves.append(leaf)

    def _value(self, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise ProtocolError("too deep")
        return _DECODERS[next(self._codes)](self, depth)

    def _natural(self, limit: int) -> int:
        number = next(self._ints)
        if not 0 <= number <= limit:
            raise ProtocolError("number out of range")
        return number

    def _take(self, size: int) -> np.ndarray:
        start, stop = self._offset, self._offset + size
        if stop > len(self._blob):
            raise ProtocolError("blob too short")
        self._offset = stop + -size % ALIGN
        return self._blob[start:stop]

    def _take_bytes(self, limit: int = MAX_BLOB) -> bytes:
        return self._take(self._natural(limit)).tobytes()

    def _items(self, depth: int) -> list:
        return [self._value(depth + 1) for _ in range(self._natural(MAX_ITEMS))]

    def _key(self, depth: int) -> Any:
        key = self._value(depth + 1)
        if type(key) not in (str, bytes, bool) and not (type(key) is int and -(1 << 63) <= key < 1 << 63):
            self._odd_keys += 1
            if self._odd_keys > MAX_ODD_KEYS:
                raise ProtocolError("too many keys")
        return key

    def _dict(self, depth: int) -> dict:
        return {self._key(depth): self._value(depth + 1) for _ in range(self._natural(MAX_ITEMS))}

    def _set(self, depth: int) -> set:
        return {self._key(depth) for _ in range(self._natural(MAX_ITEMS))}

    def _slice(self, depth: int) -> slice:
        return slice(self._value(depth + 1), self._value(depth + 1), self._value(depth + 1))

    def _dtype(self) -> np.dtype:
        code = next(self._texts)
        if code:
            dtype = _simple(code)
        else:
            count, itemsize = self._natural(MAX_FIELDS), self._natural(MAX_ITEMSIZE)
            fields = [
                (next(self._texts), _simple(next(self._texts)), self._natural(itemsize)) for _ in range(count)
            ]
            if not all(0 < len(name) <= MAX_NAME for name, _, _ in fields):
                raise ProtocolError("field name")
            names, formats, offsets = zip(*fields)
            spec: Any = {"names": names, "formats": formats, "offsets": offsets, "itemsize": itemsize}
            dtype = np.dtype(spec)
        if not sendable(dtype):
            raise ProtocolError("dtype")
        return dtype

    def _shape(self) -> tuple[int, ...]:
        return tuple(self._natural(1 << 40) for _ in range(self._natural(MAX_NDIM)))

    def _memory(self, dtype: np.dtype | None) -> Leaf:
        """Read an array; its dtype is given where the message must not choose it."""
        described = self._dtype()
        if dtype is not None and described != dtype:
            raise ProtocolError("dtype of a tensor")
        flags, shape = self._natural(15), self._shape()
        order = tuple(self._natural(MAX_NDIM) for _ in shape)
        axes = tuple(range(len(shape)))
        start = self._offset
        raw = self._take(math.prod(shape) * described.itemsize).view(described)
        if order == axes:  # nearly always
            array = raw.reshape(shape)
        elif tuple(sorted(order)) == axes:
            inverse = tuple(order.index(axis) for axis in axes)
            array = raw.reshape([shape[axis] for axis in order]).transpose(inverse)
        else:
            raise ProtocolError("axis order")
        if described.kind not in "iufc":
            _check_text(array)
            _normalise_bools(array)
        if self._own:
            array = array.copy(order="K")
        return Leaf(array, array, order, flags, (start, self._offset))

    def _array(self, depth: int) -> np.ndarray:
        leaf = self._memory(None)
        if not leaf.flags & WRITEABLE:
            leaf.value.flags.writeable = False
        leaf.array = leaf.value.view()  # the student may reshape the array itself in place
        self._remember(leaf)
        return leaf.value

    def _scalar(self, depth: int) -> Any:
        dtype = self._dtype()
        array = self._take(dtype.itemsize).copy().view(dtype)
        _check_text(array)
        _normalise_bools(array)
        return array[0]

    def _tensor(self, depth: int) -> Any:
        torch = sys.modules.get("torch")
        name = next(self._texts)
        if torch is None or name not in _TENSOR_DTYPES:
            raise ProtocolError("tensor")
        leaf = self._memory(_PLAIN[_TENSOR_DTYPES[name]])
        dtype = getattr(torch, name)
        tensor = torch.from_numpy(leaf.array).view(dtype)
        differentiable = bool(leaf.flags & REQUIRES_GRAD)
        if differentiable and not (dtype.is_floating_point or dtype.is_complex):
            raise ProtocolError("requires_grad of integers")
        if leaf.flags & PARAMETER:
            tensor = torch.nn.Parameter(tensor, requires_grad=differentiable)
        else:
            tensor.requires_grad_(differentiable)
        leaf.value = tensor
        self._remember(leaf)
        return tensor

    def _generator(self, depth: int) -> np.random.Generator:
        has_uint32, uinteger = self._natural(1), self._natural((1 << 32) - 1)
        raw = self._take(32).tobytes()
        state, inc = (int.from_bytes(part, "little") for part in (raw[:16], raw[16:]))
        bits = np.random.PCG64(0)
        bits.state = {
            "bit_generator": "PCG64",
            "state": {"state": state, "inc": inc},
            "has_uint32": has_uint32,
            "uinteger": uinteger,
        }
        generator = np.random.Generator(bits)
        self._remember(Leaf(generator, None))
        return generator

    def _claim(self, size: int) -> None:
        """Count memory that a message names without bringing it; who copies what was named would pay for it."""
        self._claimed += size
        if self._claimed > MAX_BLOB:
            raise ProtocolError("too much memory claimed")

    def _named(self, leaves: Sequence[Leaf]) -> Any:
        """Something that was sent before, in this message or in the request."""
        leaf = leaves[self._natural(MAX_ITEMS)]
        self._claim(leaf.array.nbytes if leaf.array is not None else 0)
        return leaf.value

    def _view(self, depth: int) -> np.ndarray:
        """Rebuild a view on the grader's own array.

        The bounds are checked in Python's integers: NumPy's own check can overflow.
        """
        leaf = self._arguments[self._natural(MAX_ITEMS)]
        offset, flags, dtype = self._natural(MAX_BLOB), self._natural(1), self._dtype()
        shape = self._shape()
        strides = tuple(next(self._ints) for _ in shape)
        if not leaf.flags & DENSE or leaf.array is None or not _may_alias(leaf.array.dtype, dtype):
            raise ProtocolError("view")
        reach = [stride * (length - 1) for stride, length in zip(strides, shape)]
        low = offset + sum(min(0, step) for step in reach)
        high = offset + sum(max(0, step) for step in reach) + dtype.itemsize
        if 0 in shape or low < 0 or high > leaf.array.nbytes:
            raise ProtocolError("view out of bounds")
        self._claim(math.prod(shape) * dtype.itemsize)  # with zero strides, few bytes claim any number
        view = np.ndarray(shape, dtype, dense_bytes(leaf.array, leaf.order), offset, strides)
        _check_text(view)
        _check_bools(view)
        if not flags & WRITEABLE:
            view.flags.writeable = False
        self._remember(Leaf(view, view))
        return view

    def _handle(self, depth: int) -> Any:
        number, name = self._natural(1 << 53), next(self._texts)
        if len(name) > MAX_NAME:
            raise ProtocolError("type name")
        return self._on_handle(number, name)


_COLUMNS = msgspec.msgpack.Decoder(Columns)
_DECODERS: dict[int, Callable[[Decoder, int], Any]] = {
    ord("N"): lambda d, _: None,
    ord("T"): lambda d, _: True,
    ord("F"): lambda d, _: False,
    ord("."): lambda d, _: ...,
    ord("i"): lambda d, _: next(d._ints),
    ord("I"): lambda d, _: int.from_bytes(d._take_bytes(MAX_INT_BYTES), "little", signed=True),
    ord("f"): lambda d, _: next(d._floats),
    ord("c"): lambda d, _: complex(next(d._floats), next(d._floats)),
    ord("u"): lambda d, _: next(d._texts),
    ord("U"): lambda d, _: d._take_bytes().decode("utf-8", "surrogatepass"),
    ord("b"): lambda d, _: d._take_bytes(),
    ord("l"): Decoder._items,
    ord("t"): lambda d, depth: tuple(d._items(depth)),
    ord("s"): Decoder._set,
    ord("d"): Decoder._dict,
    ord(":"): Decoder._slice,
    ord("a"): Decoder._array,
    ord("n"): Decoder._scalar,
    ord("x"): Decoder._tensor,
    ord("g"): Decoder._generator,
    ord("r"): lambda d, _: d._named(d.leaves),
    ord("A"): lambda d, _: d._named(d._arguments),
    ord("v"): Decoder._view,
    ord("h"): Decoder._handle,
}


# --- sockets ----------------------------------------------------------------------------------------------


class Channel:
    """Frames over a stream socket.

    A deadline (``time.monotonic``) covers every byte of a message: one that arrives in drops, or a peer
    that never reads, ends in ``TimeoutError``.  A closed peer is ``EOFError``.  Without a deadline the call blocks.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._poll = {event: select.poll() for event in (select.POLLIN, select.POLLOUT)}
        for event, poll in self._poll.items():
            poll.register(sock, event)
        self._early = bytearray()
        self._space = memoryview(bytearray(READ_AHEAD))

    def send(self, parts: list[Any], deadline: float | None = None) -> None:
        """Send a frame."""
        left = [memoryview(part) for part in parts]
        self._sock.setblocking(deadline is None)
        while left:
            _check(deadline)
            try:
                sent = self._sock.sendmsg(left[:64])
            except BlockingIOError:
                self._wait(select.POLLOUT, deadline)
                continue
            except OSError:
                raise EOFError("the other side is gone") from None
            while left and sent >= len(left[0]):
                sent -= len(left.pop(0))
            if sent:
                left[0] = left[0][sent:]

    def receive(self, deadline: float | None = None) -> Frame:
        """Receive a frame; nothing larger than the bounds is ever read."""
        self._sock.setblocking(deadline is None)
        magic, header_size, blob_size = PREFIX.unpack(self._take(PREFIX.size, deadline))
        if magic != MAGIC or header_size > MAX_HEADER or blob_size > MAX_BLOB:
            raise ProtocolError("frame prefix")
        header = self._take(header_size, deadline)
        blob = np.empty(blob_size, np.uint8)  # costs memory only as far as bytes arrive
        early = min(blob_size, len(self._early))
        blob.data[:early] = self._early[:early]
        del self._early[:early]
        left = blob.data[early:]
        while left:
            left = left[self._receive_into(left, deadline) :]
        return Frame(header, blob)

    def close(self) -> None:
        """Close the socket."""
        self._sock.close()

    def _take(self, size: int, deadline: float | None) -> bytearray:
        """The next bytes; what arrives with them stays for later, so that a small frame is read at once."""
        while len(self._early) < size:
            self._early += self._space[: self._receive_into(self._space, deadline)]
        taken = self._early[:size]
        del self._early[:size]
        return taken

    def _receive_into(self, buffer: memoryview, deadline: float | None) -> int:
        while True:
            _check(deadline)
            try:
                count = self._sock.recv_into(buffer)
            except BlockingIOError:
                self._wait(select.POLLIN, deadline)
                continue
            except OSError:
                count = 0
            if not count:
                raise EOFError("the other side is gone")
            return count

    def _wait(self, event: int, deadline: float | None) -> None:
        if deadline is None:
            raise EOFError("the socket was made non-blocking by somebody else")
        self._poll[event].poll(max(0.0, deadline - time.monotonic()) * 1000)


def _check(deadline: float | None) -> None:
    if deadline is not None and time.monotonic() >= deadline:
        raise TimeoutError("no complete message within the time limit")
