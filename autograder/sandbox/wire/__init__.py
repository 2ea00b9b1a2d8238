"""The wire between the grader and a student's process: bounded, typed, and free of pickle.

A frame is ``prefix | header | blobs``.  The header is msgpack of four flat columns (:class:`Columns`): one code
byte per value, and the integers, floats and texts that those codes consume.  A flat, typed header
has no nesting and no maps, so decoding it can neither recurse nor be slowed down by chosen hash
collisions; the tree is rebuilt by :class:`Decoder`, which counts depth and items.  The blobs are the raw bytes of
arrays, tensors, byte strings and very long integers, each padded to :data:`ALIGN`.

Only exact types travel.  A subclass may lie about what it is, so it never passes as its base: from the worker
it becomes a :class:`Handle`, from the grader it is a ``TypeError``.
"""

from autograder.sandbox.wire.arrays import dense_bytes, generator_state
from autograder.sandbox.wire.channel import Channel
from autograder.sandbox.wire.containers import contents, same_things
from autograder.sandbox.wire.decoder import Decoder
from autograder.sandbox.wire.encoder import Encoder, travels
from autograder.sandbox.wire.frame import (
    ANSWER_BYTES,
    ANSWER_TIMES,
    MAGIC,
    MAX_BLOB,
    MAX_ITEMS,
    MAX_NAME,
    PREFIX,
    Frame,
    Handle,
    Leaf,
    Opaque,
    ProtocolError,
    Refusing,
    TooLarge,
    type_name,
)

__all__ = [
    "ANSWER_BYTES",
    "ANSWER_TIMES",
    "MAGIC",
    "MAX_BLOB",
    "MAX_ITEMS",
    "MAX_NAME",
    "PREFIX",
    "Channel",
    "Decoder",
    "Encoder",
    "Frame",
    "Handle",
    "Leaf",
    "Opaque",
    "ProtocolError",
    "Refusing",
    "TooLarge",
    "contents",
    "dense_bytes",
    "generator_state",
    "same_things",
    "travels",
    "type_name",
]
