"""From a received frame to values, whatever its bytes are."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.sandbox.wire.arrays import (
    PLAIN,
    TENSOR_DTYPES,
    check_bools,
    check_text,
    dense_bytes,
    may_alias,
    normalise_bools,
    sendable,
    simple,
)
from autograder.sandbox.wire.frame import (
    ALIGN,
    DENSE,
    MAX_BLOB,
    MAX_DEPTH,
    MAX_FIELDS,
    MAX_HANDLES,
    MAX_INT_BYTES,
    MAX_ITEMS,
    MAX_ITEMSIZE,
    MAX_LEAVES,
    MAX_NAME,
    MAX_NDIM,
    MAX_ODD_KEYS,
    PARAMETER,
    REQUIRES_GRAD,
    WRITEABLE,
    Columns,
    Frame,
    Leaf,
    ProtocolError,
)


class Decoder:
    """Reads the values of one received message.

    ``on_handle`` gets the number and type name of a handle.  ``arguments`` are the leaves of the request that a
    reply may refer to.  With ``own=True`` arrays get memory of their own, so that the frame keeps what was sent.
    ``limit``: the bytes that it may claim without bringing them; ``containers``: the lists, dicts and sets read so far, innermost first.
    Whatever the bytes are, only :class:`ProtocolError` is raised.
    """

    def __init__(
        self,
        frame: Frame,
        on_handle: Callable[[int, str], Any],
        *,
        arguments: Sequence[Leaf] = (),
        own: bool = False,
        limit: int = MAX_BLOB,
    ) -> None:
        self.leaves: list[Leaf] = []
        self.containers: list[Any] = []
        self._on_handle = on_handle
        self._arguments = arguments
        self._own = own
        self._blob = frame.blob
        self._offset = 0
        self._claimed = 0
        self._limit = limit
        self._handles = 0
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

    def _items(self, depth: int) -> list[Any]:
        return [self._value(depth + 1) for _ in range(self._natural(MAX_ITEMS))]

    def _key(self, depth: int) -> Any:
        key = self._value(depth + 1)
        if type(key) not in (str, bytes, bool) and not (type(key) is int and -(1 << 63) <= key < 1 << 63):
            self._odd_keys += 1
            if self._odd_keys > MAX_ODD_KEYS:
                raise ProtocolError("too many keys")
        return key

    def _list(self, depth: int) -> list[Any]:
        items = self._items(depth)
        self.containers.append(items)
        return items

    def _dict(self, depth: int) -> dict[Any, Any]:
        items = {self._key(depth): self._value(depth + 1) for _ in range(self._natural(MAX_ITEMS))}
        self.containers.append(items)
        return items

    def _set(self, depth: int) -> set[Any]:
        items = {self._key(depth) for _ in range(self._natural(MAX_ITEMS))}
        self.containers.append(items)
        return items

    def _slice(self, depth: int) -> slice:
        return slice(self._value(depth + 1), self._value(depth + 1), self._value(depth + 1))

    def _dtype(self) -> np.dtype:
        code = next(self._texts)
        if code:
            dtype = simple(code)
        else:
            count, itemsize = self._natural(MAX_FIELDS), self._natural(MAX_ITEMSIZE)
            fields = [
                (next(self._texts), simple(next(self._texts)), self._natural(itemsize)) for _ in range(count)
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
            check_text(array)
            normalise_bools(array)
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
        check_text(array)
        normalise_bools(array)
        return array[0]

    def _tensor(self, depth: int) -> Any:
        torch = sys.modules.get("torch")
        name = next(self._texts)
        if torch is None or name not in TENSOR_DTYPES:
            raise ProtocolError("tensor")
        leaf = self._memory(PLAIN[TENSOR_DTYPES[name]])
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
        if self._claimed > self._limit:
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
        if not leaf.flags & DENSE or leaf.array is None or not may_alias(leaf.array.dtype, dtype):
            raise ProtocolError("view")
        reach = [stride * (length - 1) for stride, length in zip(strides, shape)]
        low = offset + sum(min(0, step) for step in reach)
        high = offset + sum(max(0, step) for step in reach) + dtype.itemsize
        if 0 in shape or low < 0 or high > leaf.array.nbytes:
            raise ProtocolError("view out of bounds")
        self._claim(math.prod(shape) * dtype.itemsize)  # with zero strides, few bytes claim any number
        view = np.ndarray(shape, dtype, dense_bytes(leaf.array, leaf.order), offset, strides)
        check_text(view)
        check_bools(view)
        if not flags & WRITEABLE:
            view.flags.writeable = False
        self._remember(Leaf(view, view))
        return view

    def _handle(self, depth: int) -> Any:
        number, name = self._natural(1 << 53), next(self._texts)
        self._handles += 1
        if self._handles > MAX_HANDLES:
            raise ProtocolError("too many handles")
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
    ord("l"): Decoder._list,
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
