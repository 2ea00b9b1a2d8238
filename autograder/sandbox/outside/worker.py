"""One student's process as the grader sees it: ask it, check what it answers, end it when it breaks a limit.

The other end of the socket is :mod:`autograder.sandbox.inside.server`.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, Self

import numpy as np

from autograder.sandbox import wire
from autograder.sandbox.inside.gradients import Gradients
from autograder.sandbox.outside.patience import Budget, BudgetSpent, Meter, Patience
from autograder.sandbox.zygote.usage import Usage

# How long a worker whose socket closed may take to be gone before it is killed.
EXIT_GRACE_SECONDS = 0.5
MAX_DROPS = 10_000
MAX_CELL_NAME = 200
# What may be put into a work folder at once, and taken out of it as one file.
MAX_PUT = 32 << 20
MAX_TAKEN = 4 << 20
_FILE_NAME = re.compile(r"\w[\w.\- ]{0,99}")
# The texts of cells in one message; a single cell may be longer.
MAX_TEXT = 1 << 18
_OUT_OF_MEMORY = 71  # worker.OUT_OF_MEMORY; the worker's module stays out of the grader's process


@dataclass(frozen=True)
class Limits:
    """What one worker may use.  ``cpu_seconds`` is for its whole life, the others for each moment or call.

    ``cell_seconds`` and ``call_seconds`` are what it may compute, ``idle_seconds`` what it may do nothing: see
    :mod:`autograder.sandbox.outside.patience`.
    ``disk_bytes`` is the size of its work folder, in tier B of all work folders together; in tier C, where nothing can
    limit that, it means nothing.
    """

    memory: int = 4 << 30
    cpu_seconds: int = 600
    file_bytes: int = 64 << 20
    disk_bytes: int = 128 << 20
    open_files: int = 256
    cell_seconds: float = 10.0
    call_seconds: float = 10.0
    idle_seconds: float = 4.0


@dataclass(frozen=True)
class Ended:
    """How a process ended: its wait status, the most memory that it held, in bytes, and the seconds it computed."""

    status: int
    memory: int
    computed: float


class WorkerError(Exception):
    """The student's process gave no value."""


class StudentRaised(WorkerError):
    """The student's code raised an exception; the worker goes on.

    ``cell`` and ``line`` say where, when the exception passed through a cell.
    """

    def __init__(self, exception: str, cell: str | None = None, line: int | None = None) -> None:
        where = f" in cell {cell!r}, line {line}" if cell is not None else ""
        super().__init__(f"the student's code raised {exception}{where}")
        self.exception = exception
        self.cell = cell
        self.line = line


class StudentTimeout(WorkerError):
    """No complete answer within the limits of time; the worker was killed.  ``seconds``: what it might compute."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no answer within {seconds:g} s")
        self.seconds = seconds


class WorkerDied(WorkerError):
    """The worker is gone.

    ``reason`` is "exited" (os._exit and the like), "crashed" (segmentation fault, abort), "cpu", "memory",
    "killed" or "budget" (the time for all calls together is over); on later calls also "timeout", "violation" or
    "closed", for what ended it before.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the student's process is gone ({reason})")
        self.reason = reason


class WireViolation(WorkerError):
    """The worker sent a malformed frame or too large an answer; it was killed."""


class Worker:
    """One student's process.  After a timeout, a death or a violation it is dead and stays so.

    ``memory``: the most that it held, in bytes, libraries included; known once it has ended.
    """

    def __init__(
        self,
        sock: socket.socket,
        limits: Limits,
        end: Callable[[float], Ended | None],
        look: Callable[[], Usage | None],
        budget: Budget,
    ) -> None:
        """``end`` ends the process and ``look`` looks at it, from outside."""
        self.memory = 0
        self._channel = wire.Channel(sock)
        self._limits = limits
        self._end = end
        self._meter = Meter(look, budget)
        self._dead: str | None = None
        self._identity = 0
        self._dropped: deque[int] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether the worker can be asked; one that ended by itself is noticed at the next call."""
        return self._dead is None

    def run_cell(self, name: str, source: str, seconds: float | None = None) -> None:
        """Run the text of a cell in the student's namespace."""
        for error in self.run_cells([(name, source)], seconds).values():
            raise error

    def run_cells(
        self, cells: Iterable[tuple[str, str]], seconds: float | None = None
    ) -> dict[str, StudentRaised]:
        """Run cells, given as name and text, one after the other; returns what those that failed raised.

        The time limit holds for all of them together.
        """
        patience = self._patience(self._limits.cell_seconds if seconds is None else seconds)
        raised: dict[str, StudentRaised] = {}
        for batch in _batches(cells):
            answer = self._request("cells", "", batch, patience=patience)
            raised |= self._checked(_failures, answer, batch)
        return raised

    def call(
        self,
        target: str | wire.Handle,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        opaque: Sequence[int] = (),
        whole: bool = False,
        strict: bool = False,
        seconds: float | None = None,
    ) -> Any:
        """Call a global name or a handle and return its result; an iterator comes as the list of its items, unless ``whole``.

        In-place changes to arrays, tensors, generators, lists, dicts and sets in the arguments are copied back into
        them; a list within a changed list is replaced by a copy.
        The positions ``opaque`` of a returned tuple or list stay in the worker as handles.  With
        ``strict`` every warning is an exception.
        """
        return self._request(
            "call",
            target,
            tuple(args),
            kwargs=dict(kwargs or {}),
            opaque=tuple(opaque),
            whole=whole,
            strict=strict,
            patience=self._patience(seconds),
        )

    def method(
        self,
        target: wire.Handle,
        name: str,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        strict: bool = False,
        seconds: float | None = None,
    ) -> Any:
        """Call a method of an object that stayed in the worker; otherwise like :meth:`call`."""
        return self._request(
            "method",
            target,
            (name, tuple(args)),
            kwargs=dict(kwargs or {}),
            strict=strict,
            patience=self._patience(seconds),
        )

    def attribute(self, target: wire.Handle, name: str, *, seconds: float | None = None) -> Any:
        """Return an attribute of an object that stayed in the worker, as a value or as a handle."""
        return self._request("attribute", target, name, patience=self._patience(seconds))

    def operate(
        self, operator: str, operands: Sequence[Any], *, strict: bool = False, seconds: float | None = None
    ) -> Any:
        """Apply an operator, one of :data:`autograder.sandbox.OPERATORS`, over there; otherwise like :meth:`call`."""
        return self._request(
            "operator", operator, tuple(operands), strict=strict, patience=self._patience(seconds)
        )

    def gradients(
        self,
        target: str | wire.Handle,
        args: Sequence[Any],
        upstream: Any,
        output: int | None = None,
        *,
        seconds: float | None = None,
    ) -> Gradients:
        """Call a global name or a handle and back-propagate; see :func:`autograder.sandbox.gradients.gradients`."""
        answer = self._request(
            "gradients",
            target,
            (tuple(args), upstream, output),
            patience=self._patience(seconds),
        )
        return self._checked(_gradients, answer)

    def put_files(self, files: Mapping[str, bytes], *, seconds: float | None = None) -> None:
        """Put files into the work folder, by name, in place of what lies there.  ValueError if they are too large."""
        if sum(map(len, files.values())) > MAX_PUT:
            raise ValueError(f"at most {MAX_PUT} bytes of files")
        named = [(plain_name(name), data) for name, data in files.items()]
        self._request("put", "", named, patience=self._patience(seconds))

    def take_file(self, name: str, *, seconds: float | None = None) -> bytes:
        """The contents of a plain file in the work folder, of at most :data:`MAX_TAKEN` bytes; no link is followed."""
        answer = self._request(
            "take", "", (plain_name(name), MAX_TAKEN), patience=self._patience(seconds), room=MAX_TAKEN
        )
        return self._checked(_file, answer)

    def said(self, cell: str = "") -> str:
        """What the last exception in a cell, or else in a call, says: a student's words, for that student's eyes only.

        Whoever grades never asks: code that sees hidden inputs could put them there.
        """
        answer = self._request("said", "", cell, patience=self._patience(1.0))
        return answer if type(answer) is str else ""

    def close(self) -> None:
        """Kill the process and everything it started."""
        if self._dead is None:
            self._kill("closed")

    def _patience(self, seconds: float | None) -> Patience:
        seconds = self._limits.call_seconds if seconds is None else seconds
        return Patience(seconds, self._limits.idle_seconds, self._meter)

    def _request(
        self,
        op: str,
        target: str | wire.Handle,
        args: Any,
        *,
        patience: Patience,
        kwargs: dict[str, Any] | None = None,
        opaque: tuple[int, ...] = (),
        whole: bool = False,
        strict: bool = False,
        room: int = 0,
    ) -> Any:
        """``room``: the bytes that the answer may have besides what any may have."""
        if self._dead is not None:
            raise WorkerDied(self._dead)
        self._identity += 1
        request = wire.Encoder(owner=self)
        # The order of worker.Request.
        for value in (
            op,
            self._identity,
            target,
            args,
            kwargs or {},
            opaque,
            whole,
            strict,
            "torch" in sys.modules,
        ):
            request.add(value)
        request.add(self._drops())
        parts = request.finish()
        limit = min(
            wire.MAX_BLOB,
            room + wire.ANSWER_BYTES + wire.ANSWER_TIMES * sum(memoryview(part).nbytes for part in parts),
        )
        try:
            patience()
            self._channel.send(parts, patience)
            frame = self._channel.receive(patience, limit)
            patience.settle()
            reply = wire.Decoder(frame, self._handle, arguments=request.leaves, limit=limit)
            status, value = self._read(reply, request)
        except BudgetSpent:
            self._ran_out("budget")
            raise WorkerDied("budget") from None
        except TimeoutError:
            self._ran_out("timeout")
            raise StudentTimeout(patience.seconds) from None
        except EOFError:
            self._died()
        except wire.ProtocolError as error:
            self._violated(error)
        except BaseException:  # an interrupt in the middle of a frame: nothing after it could be trusted
            self._kill("closed")
            raise
        if status == "ok":
            return value
        if status == "raised":
            raise StudentRaised(*value)
        self._kill("violation")
        raise WireViolation(f"answer too large: {value}")

    def _read(self, reply: wire.Decoder, request: wire.Encoder) -> tuple[str, Any]:
        identity, status, changed, refilled, value = (reply.next() for _ in range(5))
        reply.end()
        # Exact types first: an array or a handle in these places has an == of its own.
        if type(identity) is not int or type(status) is not str or identity != self._identity:
            raise wire.ProtocolError("not the answer to this request")
        if status == "raised":
            value = _where(value)
        elif status == "refused" and type(value) is str:
            value = value[:200]
        elif status != "ok":
            raise wire.ProtocolError("status")
        write_back(changed, request.leaves)
        refill(refilled, request.containers)
        return status, value

    def _handle(self, number: int, type_name: str) -> wire.Handle:
        handle = wire.Handle(number, type_name, self)
        weakref.finalize(handle, self._dropped.append, number).atexit = False
        return handle

    def _drops(self) -> list[int]:
        """Return the handles that nobody holds any longer; the next request releases their objects."""
        count = min(len(self._dropped), MAX_DROPS)
        return [self._dropped.popleft() for _ in range(count)]

    def _checked(self, read: Callable[..., Any], *parts: Any) -> Any:
        """What ``read`` makes of parts of an answer; the worker is killed if they have not the right form."""
        try:
            return read(*parts)
        except wire.ProtocolError as error:
            self._violated(error)

    def _violated(self, error: wire.ProtocolError) -> NoReturn:
        self._kill("violation")
        raise WireViolation(f"malformed answer: {error}") from None

    def _ran_out(self, reason: str) -> None:
        self._meter.budget.ran_out = True
        self._kill(reason)

    def _kill(self, reason: str) -> None:
        self._dead = reason
        self._close(0.0)

    def _died(self) -> NoReturn:
        self._dead = "killed"  # unless the status says better
        ended = self._close(EXIT_GRACE_SECONDS)
        self._dead = death(ended.status if ended else None)
        if self._dead in (
            "cpu",
            "killed",
        ):  # by the system: too much computed, or too little memory for everybody
            self._meter.budget.ran_out = True
        raise WorkerDied(self._dead) from None

    def _close(self, grace: float) -> Ended | None:
        self._channel.close()
        ended = self._end(grace)
        if ended is not None:
            self.memory = ended.memory
            self._meter.computed(ended.computed)
        return ended


def _where(value: Any) -> tuple[str, str | None, int | None]:
    """Check what a worker says about an exception."""
    match value:
        case (str(name), None | str() as cell, None | int() as line) if (
            len(name) <= wire.MAX_NAME and len(cell or "") <= MAX_CELL_NAME and 0 <= (line or 0) < 1 << 31
        ):
            return name, cell, line
    raise wire.ProtocolError("exception")


def _batches(cells: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """The cells in groups that fit into one message each."""
    batch: list[tuple[str, str]] = []
    size = 0
    for name, source in cells:
        if batch and size + len(source) > MAX_TEXT:
            yield batch
            batch, size = [], 0
        batch.append((name, source))
        size += len(source)
    if batch:
        yield batch


def _failures(answer: Any, cells: list[tuple[str, str]]) -> dict[str, StudentRaised]:
    """Check what a worker says about the cells that it ran."""
    asked = {name for name, _ in cells}
    match answer:
        case list(failed) if len(failed) <= len(cells):
            raised = {}
            for item in failed:
                match item:
                    case (str(name), where) if name in asked:
                        raised[name] = StudentRaised(*_where(where))
                    case _:
                        raise wire.ProtocolError("cells")
            return raised
    raise wire.ProtocolError("cells")


def plain_name(name: str) -> str:
    """The name of a file in a folder, which leads nowhere else; ValueError for any other."""
    if not _FILE_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no plain name of a file")
    return name


def _file(answer: Any) -> bytes:
    if type(answer) is bytes and len(answer) <= MAX_TAKEN:
        return answer
    raise wire.ProtocolError("file")


def _gradients(answer: Any) -> Gradients:
    match answer:
        case (result, list(inputs), dict(parameters)):
            return Gradients(result, inputs, parameters)
    raise wire.ProtocolError("gradients")


def write_back(changed: Any, leaves: list[wire.Leaf]) -> None:
    """Copy what a call changed into the grader's own arrays, tensors and generators."""
    if type(changed) is not list:
        raise wire.ProtocolError("changes")
    for change in changed:
        match change:
            case [int(index), value] if 0 <= index < len(leaves):
                leaf = leaves[index]
            case _:
                raise wire.ProtocolError("change")
        if leaf.array is None:
            if type(value) is not np.random.Generator:
                raise wire.ProtocolError("changed generator")
            leaf.value.bit_generator.state = value.bit_generator.state
            continue
        if type(value) is not np.ndarray or value.shape != leaf.array.shape or not leaf.array.flags.writeable:
            raise wire.ProtocolError("changed array")
        try:
            np.copyto(leaf.array, value, casting="equiv")
        except TypeError:
            raise wire.ProtocolError("dtype of a changed array") from None


def refill(changed: Any, containers: list[Any]) -> None:
    """Give the grader's own lists, dicts and sets the contents that a call gave them."""
    if type(changed) is not list:
        raise wire.ProtocolError("changed containers")
    for change in changed:
        match change:
            case [int(index), list() | dict() | set() as contents] if 0 <= index < len(containers):
                container = containers[index]
            case _:
                raise wire.ProtocolError("changed container")
        if not isinstance(container, type(contents)):
            raise wire.ProtocolError("type of a changed container")
        container.clear()
        if isinstance(container, list):
            container.extend(contents)
        else:
            container.update(contents)


def death(status: int | None) -> str:
    """Return why a process ended, from its wait status."""
    if status is None:
        return "killed"
    if os.WIFSIGNALED(status):
        reasons: dict[int, str] = {signal.SIGKILL: "killed", signal.SIGXCPU: "cpu"}
        return reasons.get(os.WTERMSIG(status), "crashed")
    return "memory" if os.WEXITSTATUS(status) == _OUT_OF_MEMORY else "exited"
