"""The loop in a student's process: run cells, call functions, send back plain values or handles.

The student's code shares this process and may rewrite everything here, so nothing in it is a verdict: the
grader believes only that a frame is bounded and well formed.  All this module owes an honest student is to behave
like a notebook's kernel.
"""

from __future__ import annotations

import functools
import os
import socket
import sys
import types
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any

from autograder.sandbox import wire
from autograder.sandbox.inside.cells import compile_cell
from autograder.sandbox.inside.gradients import gradients
from autograder.sandbox.inside.operators import OPERATORS
from autograder.sandbox.inside.work_folder import put, take

OUT_OF_MEMORY = 71
# How much of an iterator that student code returns is drawn.
MAX_DRAWN = 10_000
FAILED = 70
MAX_CELL_NAME = 200
# How much of the text of an exception is told to whoever asks.
MAX_SAID = 2_000


class _Anything:
    """Accepts every attribute and call: stands in for modules that only draw."""

    def __getattr__(self, name: str) -> _Anything:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args: object, **kwargs: object) -> _Anything:
        return self


def _face() -> dict[str, Any]:
    """Return what a notebook imports from the package, doing nothing.

    ``ready`` says no: what stands behind it is a demonstration, and nobody looks while grading.
    """
    return {
        "check": lambda *args, **kwargs: None,
        "ready": lambda *args, **kwargs: False,
        "figures": _Anything(),
        "progress_bar": lambda: None,
    }


@functools.cache
def own_modules() -> tuple[str, ...]:
    """The names of this package's modules; asked for once, before the fork.

    Looking through all names would write to the counter of each, and a forked child would copy a thousand pages.
    """
    return tuple(name for name in sys.modules if name.split(".")[0] == "autograder")


def fresh_namespace() -> dict[str, Any]:
    """Return the namespace of a new ``__main__`` with the package's public face replaced by dummies.

    The dummy module also hides the real package, of which nothing can then be imported by name.
    """
    main = types.ModuleType("__main__")
    package = types.ModuleType("autograder")
    main.__dict__.update(_face())
    package.__dict__.update(_face())
    for name in own_modules():
        sys.modules.pop(name, None)
    sys.modules["__main__"] = main
    sys.modules["autograder"] = package
    return main.__dict__


def location(error: BaseException) -> tuple[str | None, int | None]:
    """Return the cell and line of the last frame that lies in a cell."""
    found: tuple[str | None, int | None] = (None, None)
    step = _attribute(BaseException, "__traceback__", error)
    while step is not None:
        cell = _cell(step.tb_frame.f_code.co_filename)
        if cell is not None:
            found = (cell, step.tb_lineno)
        step = step.tb_next
    if found[0] is None and issubclass(type(error), SyntaxError):
        filename, line = (_attribute(SyntaxError, name, error) for name in ("filename", "lineno"))
        cell = _cell(filename)
        if cell is not None and type(line) is int:
            found = (cell, line)
    return found


def _attribute(kind: type, name: str, value: object) -> Any:
    """Read a built-in attribute past a ``__getattribute__`` that the student wrote."""
    return kind.__dict__[name].__get__(value)


def _cell(filename: object) -> str | None:
    if type(filename) is str and filename.startswith("<cell ") and filename.endswith(">"):
        return filename[len("<cell ") : -1][:MAX_CELL_NAME]
    return None


@dataclass(slots=True)
class Request:
    """One decoded request; ``target`` is the name of a function or an operator, or an object."""

    op: str
    identity: int
    target: Any
    args: Any
    kwargs: dict[str, Any]
    opaque: tuple[int, ...]
    whole: bool
    strict: bool
    tensors: bool
    dropped: list[int]


class Server:
    """Answers the requests of one grader."""

    def __init__(self, sock: socket.socket, namespace: dict[str, Any]) -> None:
        self._channel = wire.Channel(sock)
        self._namespace = namespace
        self._folder = os.getcwd()
        self._objects: dict[int, Any] = {}
        # What was raised last in each cell, and under "" in a call.
        self._raised: dict[str, BaseException] = {}
        self._last = 0

    def serve(self) -> None:
        """Answer until the grader closes the socket."""
        while True:
            try:
                frame = self._channel.receive()
                self._channel.send(self._answer(frame))
            except EOFError:
                return

    def _answer(self, frame: wire.Frame) -> list[Any]:
        decoder = wire.Decoder(frame, lambda number, _: self._objects[number], own=True)
        request = Request(*(decoder.next() for _ in fields(Request)))
        leaves = decoder.leaves
        containers = decoder.containers
        contents = [wire.contents(container) for container in containers]
        states = [wire.generator_state(leaf.value) if leaf.array is None else None for leaf in leaves]
        for number in request.dropped:
            self._objects.pop(number, None)
        try:
            status, value = "ok", self._perform(request)
        except BaseException as error:
            status, value = "raised", self._described("", error)
        changed = [
            [index, leaf.value if leaf.array is None else leaf.array]
            for index, leaf in enumerate(leaves)
            if _changed(leaf, states[index], frame)
        ]
        refilled = [
            [index, container]
            for index, container in enumerate(containers)
            if not wire.same_things(wire.contents(container), contents[index])
        ]
        try:
            return self._reply(request, status, changed, refilled, value, leaves)
        except wire.TooLarge as error:
            return self._reply(request, "refused", [], [], str(error), [])
        except BaseException as error:  # out of memory, or an object that cannot even be named
            return self._reply(request, "raised", [], [], _description(error), [])

    def _perform(self, request: Request) -> Any:
        if request.op == "cells":
            return self._run_cells(request.args)
        if request.op == "said":
            return _said(self._raised[request.args])
        if request.op == "put":
            for name, data in request.args:
                put(self._folder, name, data)
            return None
        if request.op == "take":
            return take(self._folder, *request.args)
        if request.op == "attribute":
            return getattr(request.target, request.args)
        function, args = request.target, request.args
        if request.op == "method":
            name, args = args
            function = getattr(function, name)
        elif request.op == "operator":
            function = OPERATORS[function]
        elif type(function) is str:
            if function not in self._namespace:
                raise NameError(function)
            function = self._namespace[function]
        with warnings.catch_warnings():
            if request.strict:
                warnings.simplefilter("error")
            if request.op == "gradients":
                return tuple(gradients(function, *args))
            result = function(*args, **request.kwargs)
            if isinstance(result, Iterator) and not request.whole:
                # A generator is its items, all drawn now, so that what drawing changes (a Generator's
                # state) goes back with the answer.
                result = list(islice(result, MAX_DRAWN))
        if request.opaque and type(result) in (tuple, list):
            result = type(result)(
                wire.Opaque(item) if index in request.opaque else item for index, item in enumerate(result)
            )
        return result

    def _run_cells(self, cells: list[tuple[str, str]]) -> list[tuple[str, tuple[Any, ...]]]:
        """Run cells one after the other; names those that raised, with a description."""
        failed = []
        for name, source in cells:
            try:
                exec(compile_cell(source, f"<cell {name}>"), self._namespace)
            except BaseException as error:
                failed.append((name, self._described(name, error)))
        return failed

    def _reply(
        self,
        request: Request,
        status: str,
        changed: list[Any],
        refilled: list[Any],
        value: Any,
        leaves: list[wire.Leaf],
    ) -> list[Any]:
        encoder = wire.Encoder(to_handle=self._keep, tensors=request.tensors)
        encoder.add(request.identity)
        encoder.add(status)
        encoder.add(changed)
        encoder.add(refilled, leaves)
        encoder.add(value, leaves)
        return encoder.finish()

    def _described(self, where: str, error: BaseException) -> tuple[str, str | None, int | None]:
        description = _description(error)
        # Alone: its frames would keep alive all that they hold.
        for name in ("__traceback__", "__cause__", "__context__"):
            BaseException.__dict__[name].__set__(error, None)
        self._raised[where] = error
        return description

    def _keep(self, value: Any) -> int:
        self._last += 1
        self._objects[self._last] = value
        return self._last


def _description(error: BaseException) -> tuple[str, str | None, int | None]:
    """Return all that is told about an exception unasked: never its text, which the student wrote."""
    bases = _attribute(type, "__mro__", type(error))
    # NumPy raises private subclasses of MemoryError and TypeError; the public name says more.
    public = next(base for base in bases if not wire.type_name(base).startswith("_"))
    return (wire.type_name(public), *location(error))


def _said(error: BaseException) -> str:
    return str.__getitem__(str(error), slice(MAX_SAID))


def _changed(leaf: wire.Leaf, state: object, frame: wire.Frame) -> bool:
    """Whether the call left an argument different from what was received."""
    if leaf.array is None:
        return wire.generator_state(leaf.value) != state
    now = wire.dense_bytes(leaf.array, leaf.order)
    start = leaf.span[0]
    before = frame.blob[start : start + now.size]
    return now.tobytes() != before.tobytes()


def main(sock: socket.socket) -> None:
    """Serve one grader in this process and leave it without running anybody's exit handlers."""
    status = FAILED
    try:
        Server(sock, fresh_namespace()).serve()
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    finally:
        os._exit(status)
