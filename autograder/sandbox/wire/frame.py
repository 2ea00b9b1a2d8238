"""What a message is made of, and its bounds."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn, Self

import msgspec
import numpy as np

PREFIX = struct.Struct("<4sIQ")
MAGIC = b"agw1"
MAX_HEADER = 1 << 20
MAX_BLOB = 256 << 20
# An answer's bytes: so many in any case, and so many times those of the question.  Whoever compares an answer copies it
# several times, and may spread it over the axes of what is expected before its shape is looked at.
ANSWER_BYTES = 1 << 20
ANSWER_TIMES = 16
MAX_HANDLES = 1 << 14
MAX_ITEMS = 1 << 17
MAX_LEAVES = 1 << 14  # arrays, tensors and generators: costly to rebuild, cheap to claim
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


class Refusing:
    """Stands for an object that stayed in the student's process, and does nothing that would have to ask it.

    A comparison that were forwarded to the student's object could be answered by it, and would show it the expected
    value; so would a conversion, or an array that asks its neighbour.
    """

    __slots__ = ()
    __array_ufunc__ = None

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError(f"{self!r} is opaque: it can only be passed back to the student's functions")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __iter__ = __len__ = _refuse
    __contains__ = __array__ = __float__ = __int__ = __index__ = __complex__ = __reduce_ex__ = _refuse
    __hash__ = None  # type: ignore[assignment]


class Handle(Refusing):
    """An object that stayed in the student's process: it can be passed back to the same worker and nothing else."""

    __slots__ = ("__weakref__", "id", "owner", "type_name")

    def __init__(self, id: int, type_name: str, owner: object = None) -> None:
        self.id = id
        self.type_name = type_name
        self.owner = owner

    def __repr__(self) -> str:
        return f"<object of type {self.type_name!a} in the student's process>"

    __getitem__ = __call__ = Refusing._refuse


def type_name(kind: type) -> str:
    """Return the bounded name of a type, past any metaclass that overrides ``__name__``."""
    return type.__dict__["__name__"].__get__(kind)[:MAX_NAME]
