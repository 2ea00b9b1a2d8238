"""The wire alone: what goes in comes out, and whatever the bytes, nothing but ProtocolError comes up."""

import math
import random
import socket
import struct
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox import wire


def encode(value: Any, **options: Any) -> wire.Frame:
    encoder = wire.Encoder(**options)
    encoder.add(value)
    return frame(encoder)


def frame(encoder: wire.Encoder) -> wire.Frame:
    prefix, header, *blobs = encoder.finish()
    blob = np.frombuffer(b"".join(bytes(part) for part in blobs), np.uint8).copy()
    assert wire.PREFIX.unpack(prefix) == (wire.MAGIC, len(header), blob.size)
    return wire.Frame(bytearray(header), blob)


def parts(value: Any) -> list[Any]:
    encoder = wire.Encoder()
    encoder.add(value)
    return encoder.finish()


def decode(received: wire.Frame, **options: Any) -> Any:
    decoder = wire.Decoder(received, wire.Handle, **options)
    value = decoder.next()
    decoder.end()
    return value


def forged(
    codes: bytes, ints: Any = (), floats: Any = (), texts: Any = (), blob: bytes = b"", **options: Any
) -> Any:
    header = msgspec.msgpack.encode([codes, list(ints), list(floats), list(texts)])
    return decode(wire.Frame(bytearray(header), np.frombuffer(blob, np.uint8).copy()), **options)


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(1 << 600), 1 << 600)
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text(st.characters(codec=None))
    | st.binary()
    | st.just(...)
    | st.slices(7),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=3) | st.integers() | st.tuples(st.integers()), inner, max_size=4)
        | st.sets(st.integers() | st.text(max_size=3), max_size=4)
    ),
    max_leaves=12,
)


def same_types(a: Any, b: Any) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return all(same_types(x, y) for x, y in zip(a.items(), b.items()))
    return not isinstance(a, list | tuple) or all(same_types(x, y) for x, y in zip(a, b))


@settings(max_examples=150, deadline=None)
@given(plain)
@pytest.mark.slow
def test_plain_values_round_trip(value: Any) -> None:
    result = decode(encode(value))
    assert result == value
    assert same_types(result, value)


def test_nan_infinities_and_negative_zero() -> None:
    nan, inf, zero = decode(encode([math.nan, -math.inf, -0.0]))
    assert math.isnan(nan)
    assert inf == -math.inf
    assert math.copysign(1, zero) == -1


def test_lone_surrogates() -> None:
    assert decode(encode({"\ud800": "a\udfff"})) == {"\ud800": "a\udfff"}


def test_an_ordered_dict_arrives_as_a_dict() -> None:
    result = decode(encode(OrderedDict(b=1, a=2)))
    assert type(result) is dict
    assert list(result) == ["b", "a"]


@pytest.mark.parametrize(
    "code", ["?", "i1", "u1", "i2", "<i4", ">i4", "i8", "u8", "f2", "f4", ">f8", "c8", "c16"]
)
@pytest.mark.parametrize("shape", [(), (0,), (0, 3), (5,), (2, 3), (2, 3, 4)])
def test_arrays_keep_dtype_shape_and_values(code: str, shape: tuple[int, ...]) -> None:
    array = np.asarray(np.random.default_rng(0).integers(0, 2, shape)).astype(code)
    result = decode(encode(array))
    assert type(result) is np.ndarray
    assert result.dtype == array.dtype
    assert result.shape == shape
    assert np.array_equal(result, array)
    assert result.flags.writeable


@pytest.mark.parametrize("axes", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
@pytest.mark.parametrize("own", [True, False])
def test_memory_order_is_kept(axes: tuple[int, ...], own: bool) -> None:
    array = np.arange(30.0).reshape(2, 3, 5).transpose(axes)
    result = decode(encode(array), own=own)
    assert result.strides == array.strides
    assert np.array_equal(result, array)


def test_arrays_with_gaps_and_negative_strides() -> None:
    base = np.arange(60).reshape(6, 10)
    for array in (base[::2, ::3], base[::-1], base[:, ::-2].T, np.broadcast_to(base[0], (4, 10))):
        assert np.array_equal(decode(encode(array)), array)


def test_an_array_that_is_read_only_stays_so() -> None:
    array = np.arange(3)
    array.flags.writeable = False
    assert not decode(encode(array)).flags.writeable


def test_records_and_strings() -> None:
    records = np.array(
        [(1.5, 2, "企鹅"), (np.nan, -1, "")], dtype=[("mass", "f8"), ("year", "i2"), ("kind", "U4")]
    )
    result = decode(encode(records))
    assert result.dtype == records.dtype
    assert result["kind"].tolist() == ["企鹅", ""]
    assert np.array_equal(result["mass"], records["mass"], equal_nan=True)
    assert decode(encode(records[1])).tolist()[1:] == (-1, "")
    assert decode(encode(np.array(["a", "汉字"]))).tolist() == ["a", "汉字"]
    assert decode(encode(np.array([b"ab", b"c"]))).tolist() == [b"ab", b"c"]


@pytest.mark.parametrize(
    "scalar",
    [np.float32(1.5), np.float64(np.inf), np.int8(-3), np.uint64(2**64 - 1), np.bool_(True), np.str_("é")],
)
def test_scalars_of_numpy_keep_their_type(scalar: Any) -> None:
    result = decode(encode(scalar))
    assert type(result) is type(scalar)
    assert result == scalar


def test_an_array_sent_twice_stays_one_object() -> None:
    array = np.zeros(3)
    a, (b, c) = decode(encode([array, (array, np.zeros(3))]))
    assert a is b
    assert c is not a


def test_a_generator_arrives_with_its_state() -> None:
    rng = np.random.default_rng(5)
    rng.integers(0, 10, 3, dtype=np.int32)  # leaves half a word in the buffer
    result = decode(encode(rng))
    assert result.bit_generator.state == rng.bit_generator.state
    assert np.array_equal(result.random(5), rng.random(5))


def test_tensors() -> None:
    torch = pytest.importorskip("torch")
    values = [
        torch.arange(6.0).reshape(2, 3).T.requires_grad_(),
        torch.nn.Parameter(torch.ones(2)),
        torch.nn.Parameter(torch.ones(2), requires_grad=False),
        torch.tensor(1.5, dtype=torch.bfloat16),
        torch.tensor([True, False]),
        torch.zeros(0, 3, dtype=torch.int64),
    ]
    for tensor, result in zip(values, decode(encode(values))):
        assert type(result) is type(tensor)
        assert result.dtype == tensor.dtype
        assert result.requires_grad == tensor.requires_grad
        assert result.stride() == tensor.stride()
        assert torch.equal(result, tensor)
    a, b = decode(encode([values[0], values[0]]))
    assert a is b
    assert decode(encode(torch.Size([2, 3]))) == (2, 3)


class Liar(np.ndarray):
    def __eq__(self, other: object) -> Any:
        return True


class Seven(int):
    pass


OTHERS = [
    object(),
    print,
    Seven(7),
    type("Text", (str,), {})("x"),
    type("List", (list,), {})([1]),
    np.ones(3).view(Liar),
    np.array([object()]),
    np.array(["2020-01-01"], dtype="M8[D]"),
    np.longdouble(1),
    np.ma.masked_array([1.0]),
    np.random.Generator(np.random.MT19937(1)),
    np.zeros(2, dtype=[("a", [("b", "f8")])]),
    np.zeros(2, dtype=[("a", "f8", (2,))]),
    range(3),
    frozenset([1]),
]


@pytest.mark.parametrize("value", OTHERS, ids=lambda value: type(value).__name__)
def test_anything_else_is_refused_by_the_grader_and_a_handle_from_the_worker(value: Any) -> None:
    with pytest.raises(TypeError, match="cannot be sent"):
        encode([value])
    (result,) = decode(encode([value], to_handle=lambda _: 17))
    assert type(result) is wire.Handle
    assert (result.id, result.type_name) == (17, type(value).__name__)


def test_bounds_of_the_sender() -> None:
    endless: list = []
    endless.append(endless)
    for value in (
        endless,
        [0] * (wire.MAX_ITEMS + 1),
        ["x" * 1000] * 2000,
        1 << 9000,
        np.broadcast_to(0.0, (1 << 20, 1 << 10)),
        bytes(wire.MAX_BLOB + 1),
    ):
        with pytest.raises(wire.TooLarge):
            encode(value)


# --- arguments --------------------------------------------------------------------------------------------


def through(argument: np.ndarray, function: Any) -> Any:
    """Send an argument, apply a function to what arrives, send the result back."""
    request = wire.Encoder()
    request.add(argument)
    received = wire.Decoder(frame(request), wire.Handle, own=True)
    result = function(received.next())
    reply = wire.Encoder()
    reply.add(result, received.leaves)
    return decode(frame(reply), arguments=request.leaves)


VIEWS = {
    "row": lambda a: a[1, 2:4],
    "column": lambda a: a[:, 1],
    "corner": lambda a: a[2:, 2:],
    "steps": lambda a: a[1::2, ::2],
    "backwards": lambda a: a[::-1, ::-2],
    "transposed": lambda a: a.T,
    "flat": lambda a: a.reshape(-1, copy=False) if a.flags.c_contiguous else a.T.reshape(-1, copy=False),
    "windows": lambda a: np.lib.stride_tricks.sliding_window_view(a, 2, axis=0),
    "broadcast": lambda a: np.broadcast_to(a[0], (9, a.shape[1])),
    "0-d": lambda a: a[1:2, 2:3].reshape(()),
    "integers": lambda a: a.view(np.int64),
}


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_of_an_argument_is_a_view_on_the_graders_own_array(name: str, order: Any) -> None:
    argument = np.array(np.random.default_rng(1).normal(size=(5, 7)), order=order)
    if name == "integers" and order == "F":
        argument = argument.T.copy()
    expected = VIEWS[name](argument)
    result = through(argument, VIEWS[name])
    assert np.array_equal(result, expected)
    assert result.strides == expected.strides
    assert result.dtype == expected.dtype
    assert np.shares_memory(result, argument)
    assert not np.shares_memory(through(argument, lambda a: VIEWS[name](a).copy()), argument)


def test_the_argument_itself_comes_back_as_itself() -> None:
    argument = np.arange(4.0)
    assert through(argument, lambda a: a) is argument
    assert through(argument, lambda a: [a, a[1:]])[0] is argument
    assert through(argument, lambda a: a[:]) is not argument


def test_a_view_of_an_argument_with_gaps_comes_back_as_a_copy() -> None:
    argument = np.arange(40).reshape(5, 8)[:, ::2]
    assert np.array_equal(through(argument, lambda a: a[1:]), argument[1:])


def test_a_field_of_records_is_a_view() -> None:
    records = np.array([(1.5, "a"), (2.5, "b")], dtype=[("x", "f8"), ("name", "U1")])
    for field in ("x", "name"):
        result = through(records, lambda r, field=field: r[field])
        assert np.shares_memory(result, records)
        assert result.tolist() == records[field].tolist()


@pytest.mark.parametrize(
    ("offset", "shape", "strides"),
    [
        (0, (11,), (8,)),
        (8, (10,), (8,)),
        (80, (1,), (8,)),
        (0, (2,), (-8,)),
        (0, (2,), (1 << 62,)),
        (0, (5,), (1 << 62,)),
        (0, (3, 3), (1 << 63, 1 << 63)),
        (0, (1 << 40, 1 << 40), (0, 0)),
        (0, (0,), (8,)),
        (1 << 62, (1,), (8,)),
    ],
)
def test_a_view_beyond_the_argument_is_refused(offset: int, shape: tuple, strides: tuple) -> None:
    request = wire.Encoder()
    request.add(np.zeros(10))
    with pytest.raises(wire.ProtocolError):
        forged(b"v", [0, offset, 1, len(shape), *shape, *strides], texts=["<f8"], arguments=request.leaves)


# --- forgeries --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "columns"),
    [
        (b"", {}),
        (b"?", {}),
        (b"\xff", {}),
        (b"i", {}),
        (b"NN", {}),
        (b"N", {"ints": [1]}),
        (b"N", {"blob": bytes(16)}),
        (b"l" * 100, {"ints": [1] * 100}),
        (b"l", {"ints": [-1]}),
        (b"l", {"ints": [1 << 62]}),
        (b"b", {"ints": [17], "blob": bytes(16)}),
        (b"b", {"ints": [-1], "blob": bytes(16)}),
        (b"I", {"ints": [4096], "blob": bytes(4096)}),
        (b"dli", {"ints": [1, 0, 1]}),
        (b"r", {"ints": [0]}),
        (b"A", {"ints": [0]}),
        (b"v", {"ints": [0, 0, 1, 1, 1, 8], "texts": ["<f8"]}),
        (b"h", {"ints": [-1], "texts": ["x"]}),
        (b"h", {"ints": [1], "texts": ["x" * 1000]}),
        (b"a", {"ints": [1, 1, 2, 0], "texts": ["<f8"], "blob": bytes(8)}),
        (b"a", {"ints": [1, 1, 1, 0], "texts": ["|O8"], "blob": bytes(16)}),
        (b"a", {"ints": [1, 1, 1, 0], "texts": ["<M8[D]"], "blob": bytes(16)}),
        (b"a", {"ints": [1, 2, 1, 1, 0, 0], "texts": ["<f8"], "blob": bytes(16)}),
        (b"a", {"ints": [1, 1, 1, -1], "texts": ["<f8"], "blob": bytes(16)}),
        (b"a", {"ints": [1, 17, *[1] * 17, *range(17)], "texts": ["<f8"], "blob": bytes(16)}),
        (b"a", {"ints": [1, 3, 1 << 39, 1 << 39, 1 << 39, 0, 1, 2], "texts": ["<f8"]}),
        (b"a", {"ints": [1, 1, 1, 0], "texts": ["<U1"], "blob": b"\xff" * 16}),
        (b"a", {"ints": [2, 8, 0, 8, 1, 1, 1, 0], "texts": ["", "a", "<f8", "a", "<f8"], "blob": bytes(16)}),
        (b"a", {"ints": [1, 8, 4, 1, 1, 1, 0], "texts": ["", "a", "<f8"], "blob": bytes(16)}),
        (b"x", {"ints": [5, 1, 1, 0], "texts": ["int64", "<i8"], "blob": bytes(16)}),
        (b"x", {"ints": [1, 1, 1, 0], "texts": ["float32", "<f8"], "blob": bytes(16)}),
        (b"U", {"ints": [1], "blob": b"\xff" * 16}),
        (b"g", {"ints": [2, 0], "blob": bytes(32)}),
    ],
)
def test_forged_values(codes: bytes, columns: dict) -> None:
    pytest.importorskip("torch")
    with pytest.raises(wire.ProtocolError):
        forged(codes, **columns)


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"\xc0",
        b"\x91" * 900_000 + b"\xc0",
        b"\xdd\xff\xff\xff\xff",
        b"\xdd" + struct.pack(">I", 1_000_000) + b"\x80" * 1_000_000,
        msgspec.msgpack.encode({"codes": b"N", "ints": [], "floats": [], "texts": []}),
        msgspec.msgpack.encode([b"N", [], [], [], {}]),
        msgspec.msgpack.encode([b"N", [{(1, 2): 3}], [], []]),
        msgspec.msgpack.encode([b"N", [], [], [b"\xff"]]),
        msgspec.msgpack.encode([b"N" * (wire.MAX_ITEMS + 1), [], [], []]),
    ],
)
def test_forged_headers_are_refused_quickly(header: bytes) -> None:
    start = time.process_time()
    with pytest.raises(wire.ProtocolError):
        decode(wire.Frame(bytearray(header), np.empty(0, np.uint8)))
    assert time.process_time() - start < 1


def test_keys_chosen_to_collide_do_not_stall_the_grader() -> None:
    keys = [complex(1000003 * i % (2**61 - 1), -i) for i in range(50_000)]
    floats = [part for key in keys for part in (key.real, key.imag)]
    start = time.process_time()
    with pytest.raises(wire.ProtocolError):
        forged(b"s" + b"c" * len(keys), [len(keys)], floats)
    assert time.process_time() - start < 2


def test_a_bool_that_is_neither_true_nor_false_becomes_true() -> None:
    result = forged(b"a", [1, 1, 3, 0], texts=["|b1"], blob=bytes([0, 1, 2]) + bytes(13))
    assert (result == np.array([False, True, True])).all()


@pytest.mark.parametrize(
    ("seed", "count"), [(20240607, 8_000), pytest.param(1, 60_000, marks=pytest.mark.nightly)]
)
def test_mutated_frames_give_values_or_protocol_errors(seed: int, count: int) -> None:
    pytest.importorskip("torch")
    import torch

    request = wire.Encoder()
    request.add([np.arange(24.0).reshape(4, 6), np.zeros(3, dtype=[("a", "f8"), ("b", "U2")])])
    received = wire.Decoder(frame(request), wire.Handle, own=True)
    matrix, records = received.next()
    values = [
        1, -(2**200), 3.5, "é", "\ud800", b"xx", [1, (2, 3)], {"a": 1, (1, 2): {3}}, 1 + 2j, slice(1, None), ...,
        np.float32(2), np.array(5), np.zeros((0, 3)), np.array([True]), np.array(["汉字"]), np.ones((3, 4)).T,
        torch.ones(2, 3, requires_grad=True), torch.tensor(3, dtype=torch.bfloat16), np.random.default_rng(1),
        object(), matrix, matrix[1:, ::2], matrix.T, records, records["b"], records[["a"]],
    ]  # fmt: skip
    seeds = []
    for value in values:
        reply = wire.Encoder(to_handle=lambda _: 3)
        reply.add([value, value], received.leaves)
        seeds.append(frame(reply))
    chance = random.Random(seed)
    outcomes = {"value": 0, "refused": 0}
    for _ in range(count):
        header, blob = chance.choice(seeds)
        header, blob = bytearray(header), blob.copy()
        for _ in range(chance.randint(1, 4)):
            kind = chance.random()
            if kind < 0.5 and header:
                header[chance.randrange(len(header))] = chance.randrange(256)
            elif kind < 0.65:
                header.insert(chance.randrange(len(header) + 1), chance.randrange(256))
            elif kind < 0.8 and header:
                del header[chance.randrange(len(header))]
            elif kind < 0.9 and blob.size:
                blob[chance.randrange(blob.size)] = chance.randrange(256)
            else:
                blob = blob[: chance.randrange(blob.size + 1)]
        try:
            value = decode(wire.Frame(header, blob), arguments=request.leaves)
        except wire.ProtocolError:
            outcomes["refused"] += 1
        else:
            outcomes["value"] += 1
            repr(value)  # whatever arrived can be shown
    assert min(outcomes.values()) > 500


def test_a_handle_refuses_everything() -> None:
    handle = wire.Handle(1, "Evil\x1b[0m")
    assert "\x1b" not in repr(handle)
    for use in (
        lambda: handle == 1,
        lambda: handle == 1,
        lambda: handle != handle,
        lambda: handle < 1,
        lambda: bool(handle),
        lambda: not handle,
        lambda: list(handle),
        lambda: len(handle),
        lambda: handle[0],
        lambda: 1 in handle,
        lambda: np.asarray(handle),
        lambda: np.ones(3) == handle,
        lambda: np.ones(3) + handle,
        lambda: float(handle),
        lambda: int(handle),
        lambda: hash(handle),
        lambda: handle(),
    ):
        with pytest.raises(TypeError):
            use()
    assert not np.array_equal(handle, [1])  # type: ignore[arg-type]


def test_frames_that_arrive_together_or_in_drops_are_told_apart() -> None:
    ours, theirs = socket.socketpair()
    values = [[1, "a"], np.arange(5000.0), b"", list(range(3)), np.arange(7)]
    data = b"".join(bytes(part) for value in values for part in parts(value))
    receiver = wire.Channel(ours)

    def send() -> None:
        with theirs:
            for start, stop in pairwise([0, 5, 6, 2000, len(data) - 3, len(data)]):
                theirs.sendall(data[start:stop])
                time.sleep(0.01)

    with ThreadPoolExecutor(1) as sender:
        sender.submit(send)
        for value in values:
            received = decode(receiver.receive(lambda: 5))
            assert type(received) is type(value)
            assert np.array_equal(received, value)
        with pytest.raises(EOFError):
            receiver.receive(lambda: 5)
    receiver.close()
