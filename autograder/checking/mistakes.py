"""What misconceptions do under the public tests, in a small file beside these: a reader's own check can name a mistake.

The build writes it, see :mod:`autograder.authoring.record`.  It holds no result, of nobody: of the calls of each failed test,
all together, it keeps a fingerprint.  So there is nothing in it that could be given as an answer.  Results that differ by
rounding have the same fingerprint.

The file lies where learners work.  One that is missing, damaged, of other tests or of another version of ours says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from autograder.checking.diagnosis import (
    ATOL,
    ATOL_FLOAT32,
    RTOL,
    RTOL_FLOAT32,
    evidence,
    fitting,
    numbers,
    says_itself,
)
from autograder.checking.kinds import Kind
from autograder.checking.sentences import named_mistake
from autograder.checking.student import Call, Opaque, is_tensor
from autograder.checking.suite import Outcome

SUFFIX = ".mistakes"
# To be raised when anything changes in how a file is written, fingerprints included.
FORMAT = 1
MAX_BYTES = 256 << 10
# Numbers are sorted into bins about as wide as what may be rounded; where two that agree lie on both sides of an edge, they do
# not so in the other set of bins.  Fractions of a width.
_OFFSETS = (0.25, 0.75)
_PRINT_BYTES = 4
# Of a larger array, so many entries that are spread over it; of all calls of a test, so many values.
_MAX_ENTRIES = 4096
_MAX_VALUES = 20_000
_PLAIN_NUMBERS = (bool, int, float, np.integer, np.float64, np.bool_)

Opaques = Mapping[str, Sequence[int]]


class Print(msgspec.Struct, frozen=True, array_like=True):
    """A test that failed: what is evidence of a mistake, and the fingerprints of all that was seen of its calls.

    There are none where something in the calls cannot be compared.
    """

    test: str
    evidence: str
    calls: tuple[bytes, ...]

    def agrees(self, other: Print, whole: bool) -> bool:
        """Whether the calls were the same up to rounding.

        Never for a part of what failed: public tests are few, and not made to show each mistake alone.
        """
        return whole and any(a == b for a, b in zip(self.calls, other.calls))


class Mistake(msgspec.Struct, frozen=True, array_like=True):
    """A misconception: what it does, and the public tests that it fails."""

    sentence: str
    failed: tuple[Print, ...]


class Exercise(msgspec.Struct, frozen=True, array_like=True):
    """The names of the public tests of an exercise, and what is known to fail them."""

    tests: tuple[str, ...]
    mistakes: tuple[Mistake, ...]


class Known(msgspec.Struct, frozen=True):
    """What a file holds.

    ``tests``: which file of public tests it belongs to; ``made_from``: a digest of all that it rests on; ``opaque``: the
    positions in a function's result that only its author understands, by the name of the function.
    """

    format: int
    tests: bytes
    made_from: str
    opaque: dict[str, tuple[int, ...]]
    exercises: dict[str, Exercise]


def file_beside(tests: Path) -> Path:
    """Where what is known of a file of public tests lies."""
    return tests.with_suffix(SUFFIX)


def encoded(tests: Path, made_from: str, opaque: Opaques, exercises: Mapping[str, Exercise]) -> bytes:
    """The contents of a file on these public tests."""
    positions = {name: tuple(places) for name, places in opaque.items() if places}
    return msgspec.msgpack.encode(Known(FORMAT, _digest(tests), made_from, positions, dict(exercises)))


def made_from(file: Path) -> str:
    """What a file was made from; empty where there is none that can be read."""
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.msgpack.decode(file.read_bytes(), type=Known).made_from
    return ""


def named_beside(
    tests: Path, outcomes: Sequence[Outcome], source: str, unfinished: Collection[str]
) -> list[str]:
    """Sentences on the mistakes that explain why public tests of an exercise failed, by the rule that grading has.

    ``tests``: the file of public tests; ``outcomes``: those of all of them on the exercise; ``source``: the text of its
    cell; ``unfinished``: what it uses and what does not work yet.  None where one of those may be to blame, and wherever
    anything is not as it should be: a check works without.
    """
    failed = [outcome for outcome in outcomes if not outcome.passed]
    if unfinished or not failed or any(says_itself(outcome.error) for outcome in failed):
        return []
    # The results are a student's objects, and the file may be anybody's.
    with suppress(Exception):
        if (known := _read(tests)) is not None:
            exercise = known.exercises[failed[0].test.exercise]
            if {outcome.test.name for outcome in outcomes} == set(exercise.tests):
                ours = prints(failed, source, known.opaque)
                found = fitting(ours, ((one.sentence, one.failed) for one in exercise.mistakes))
                return [named_mistake(sentence, whole) for sentence, whole in found]
    return []


def _read(tests: Path) -> Known | None:
    """What is known of a file of public tests as it is now; None if that is nothing."""
    with file_beside(tests).open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return None
    known = msgspec.msgpack.decode(data, type=Known)
    return known if known.format == FORMAT and known.tests == _digest(tests) else None


def _digest(tests: Path) -> bytes:
    return sha256(tests.read_bytes()).digest()[:8]


def prints(outcomes: Iterable[Outcome], source: str, opaque: Opaques) -> tuple[Print, ...]:
    """What is kept of the tests of an exercise; ``source`` is the text of its cell."""
    return tuple(_print(outcome, source, opaque) for outcome in outcomes)


def results_of(outcomes: Iterable[Outcome], source: str, opaque: Opaques) -> list[str]:
    """Fingerprints of all that failed tests saw; two answers of the same results have one in common.

    None where something in the calls cannot be compared.
    """
    kept = prints(outcomes, source, opaque)
    if not kept or not all(one.calls for one in kept):
        return []
    return [
        blake2b(
            b"".join(one.test.encode() + b" " + one.calls[place] for one in kept), digest_size=8
        ).hexdigest()
        for place in range(len(_OFFSETS))
    ]


def _print(outcome: Outcome, source: str, opaque: Opaques) -> Print:
    told = evidence(outcome.error, source)
    if told and told not in {kind.value for kind in Kind}:
        told = blake2b(told.encode(), digest_size=_PRINT_BYTES).hexdigest()  # a statement: no code goes out
    calls = [_masked(call, opaque) for call in outcome.calls]
    values = [[call.name, call.error, call.result, call.changed] for call in calls]
    return Print(outcome.test.name, told, _fingerprints(values))


def _masked(call: Call, opaque: Opaques) -> Call:
    """The same call without what is opaque in its result: a notebook's own check does not know what is."""
    places = opaque.get(call.name, ())
    if not places or not isinstance(call.result, (tuple, list)):
        return call
    result = [Opaque() if place in places else item for place, item in enumerate(call.result)]
    return Call(call.name, result, call.changed, call.error)


class _Incomparable(Exception):
    """There is something of which nobody can say whether it is the same in another process."""


def _fingerprints(values: Sequence[Any]) -> tuple[bytes, ...]:
    """Fingerprints of calls, one for each set of bins; none if they cannot be compared."""
    try:
        parts = list(_parts(values))
    except _Incomparable:
        return ()
    return tuple(_fingerprint(parts, offset) for offset in _OFFSETS)


def _fingerprint(parts: Iterable[bytes | np.ndarray], offset: float) -> bytes:
    whole = blake2b(digest_size=_PRINT_BYTES)
    for part in parts:
        data = part if isinstance(part, bytes) else (np.floor(part + offset) + 0.0).tobytes()
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.digest()


def _parts(value: Any) -> Iterator[bytes | np.ndarray]:
    """The pieces of a value of which :func:`diagnosis.same` says whether two agree: forms, and numbers to be sorted into bins."""
    left = _MAX_VALUES
    todo = [value]
    while todo:
        part = todo.pop()
        left -= 1
        if left < 0:
            raise _Incomparable
        if isinstance(part, Opaque):
            yield b"opaque"
        elif isinstance(part, dict):
            keys = sorted(part, key=repr)
            yield f"dict {keys!r}".encode()
            todo += [part[key] for key in reversed(keys)]
        elif isinstance(part, (tuple, list)):
            alike = all(isinstance(item, _PLAIN_NUMBERS) for item in part)
            yield f"{'numbers' if alike else 'list'} {len(part)}".encode()
            if alike:  # the usual case, and much faster than one by one
                yield _scaled(np.array(part, dtype=np.float64))
            else:
                todo += reversed(part)
        elif (array := numbers(part)) is not None and array.dtype.kind in "biufc":
            yield f"{'tensor' if is_tensor(part) else 'array'} {array.shape}".encode()
            yield _scaled(array)
        elif isinstance(part, np.ndarray):
            yield f"{part.shape} {part.dtype.names} {part.ravel()[:_MAX_ENTRIES].tolist()!r}".encode()
        elif isinstance(part, (set, frozenset)):
            yield f"set {sorted(map(repr, part))}".encode()
        elif part is None or isinstance(part, (str, bytes)):
            yield repr(part).encode()
        else:
            raise _Incomparable


def _scaled(array: np.ndarray) -> np.ndarray:
    """Entries in a scale on which what may be rounded is about 1 everywhere."""
    entries = array.ravel()
    if entries.size > _MAX_ENTRIES:
        entries = entries[np.linspace(0, entries.size - 1, _MAX_ENTRIES).astype(int)]
    coarse = entries.dtype.kind == "f" and entries.dtype.itemsize < 8
    rtol, atol = (RTOL_FLOAT32, ATOL_FLOAT32) if coarse else (RTOL, ATOL)
    both = [entries.real, entries.imag] if entries.dtype.kind == "c" else [entries]
    with np.errstate(all="ignore"):
        scaled = np.arcsinh(np.concatenate(both).astype(np.float64) * (rtol / atol)) / rtol
    scaled[np.isnan(scaled)] = -1e300  # NaN has many forms
    return scaled
