"""One face, two bodies: a student's functions, in this process or behind the wire.

``student.softmax(z)`` calls the student's function; ``student.Value(2.0)`` gives an :class:`Instance`, which a test uses
as if it were the object itself.  What else a test cannot read is a :class:`Handle`, to be passed back.  Every call is
recorded in ``student.calls``: that is the transcript which diagnosis compares.  Whatever the student's code does wrong
arrives as :class:`StudentError`.
"""

from __future__ import annotations

import copy
import inspect
import linecache
import os
import reprlib
import shutil
import sys
import tempfile
import textwrap
import traceback
import warnings
import weakref
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from autograder.checking.instances import Arguments, Instance, Live, handle_of
from autograder.checking.kinds import Kind
from autograder.checking.seeds import SEED, seeded_here
from autograder.sandbox import (
    MAX_DRAWN,
    MAX_PUT,
    MAX_TAKEN,
    OPERATORS,
    Gradients,
    Handle,
    Refusing,
    StudentRaised,
    StudentTimeout,
    WireViolation,
    Worker,
    WorkerDied,
    WorkerError,
    contents,
    gradients,
    plain_name,
    put,
    same_things,
    take,
    travels,
)

CALL_SECONDS = 10.0
# What a transcript keeps of all results together: a class has many transcripts.
MAX_RECORDED = 4 << 20
_ITEM_BYTES = 100
# Deeper than this nothing comes out of a worker; a list may hold itself.
MAX_DEPTH = 32
# What is shown of the text of an exception.
MAX_SAID = 200


class StudentError(Exception):
    """The student's code gave no answer.

    ``kind``: a :class:`Kind` or its code: ``raised`` (``exception`` is its type's name), ``not-attempted``, ``undefined``,
    ``timeout``, ``budget``, ``memory``, ``died`` or ``violation``.  ``cell`` (or function) and ``line`` say where, if known.
    ``text``, what the exception said, exists only where the reader is who wrote the code; ``quote``, the line it came
    from, where the code ran in the reader's process.
    """

    def __init__(
        self,
        kind: str,
        exception: str = "",
        cell: str | None = None,
        line: int | None = None,
        text: str = "",
        quote: str = "",
    ) -> None:
        super().__init__(kind, exception, cell, line)
        self.kind = Kind(kind)
        self.exception = exception
        self.cell = cell
        self.line = line
        self.text = text
        self.quote = quote


@dataclass(frozen=True)
class Opaque:
    """Stands in a transcript for a result that only the student's own functions understand, or a huge one."""


@dataclass(frozen=True)
class Call:
    """One call in a transcript: what came back, and what it changed in its arguments.

    ``error`` is empty or names what went wrong; ``changed`` maps the number of an array, list, dict or set in the
    arguments (counted depth first) to its contents afterwards.  ``written``: the call as one writes it, where the reader's own
    code was called with plain values; see :meth:`Student.written`.
    """

    name: str
    result: Any
    changed: dict[int, Any]
    error: str = ""
    written: str = field(default="", compare=False)


class Student(ABC):
    """A student's functions.  ``opaque`` maps a function's name to the opaque positions of its result.

    ``sliced``: whether :meth:`sources` holds only what the exercise at hand rests on.
    """

    sliced = False

    def __init__(self, opaque: Mapping[str, Sequence[int]] | None = None) -> None:
        self.calls: list[Call] = []
        self.seconds = CALL_SECONDS
        self._opaque = dict(opaque or {})
        self._strict = False
        self._room = MAX_RECORDED

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return partial(self._record, name)

    def invoke(self, thing: Any, method: str, /, *args: Any, **kwargs: Any) -> Any:
        """Call a method of an object that the student's code made: ``invoke(model, "__call__", x)``."""
        return self._recorded(method, partial(self._invoke, self._inward(thing), method), args, kwargs)

    def attribute(self, thing: Any, name: str) -> Any:
        """An attribute of an object that the student's code made."""
        return self._recorded(name, lambda *_: self._attribute(self._inward(thing), name), (), {})

    def vjp(self, target: Any, args: Sequence[Any], upstream: Any, output: int | None = None) -> Gradients:
        """Call a function (its name) or an object and back-propagate ``upstream`` through the result.

        Every floating tensor in ``args`` gets a gradient, and so does every parameter of an ``nn.Module``; ``output``
        picks the tensor to differentiate where the result is a tuple.
        """
        name = target if isinstance(target, str) else "__call__"
        return self._recorded(
            name, lambda given, _: self._vjp(self._inward(target), given, upstream, output), tuple(args), {}
        )

    def give_file(self, name: str, data: bytes) -> str:
        """Put a file into the work folder of the student's code; returns what to call it when talking to that code.

        ValueError if it is too large or the name leads elsewhere.
        """
        if len(data) > MAX_PUT:
            raise ValueError(f"at most {MAX_PUT} bytes in a file")
        self._recorded("give_file", lambda *_: self._put(plain_name(name), data), (), {})
        return self.file_path(name)

    @abstractmethod
    def file_path(self, name: str) -> str:
        """What to call a file in the work folder, also one that the student's code is to make."""

    def read_file(self, name: str) -> bytes:
        """What is in a plain file of the work folder, of 4 MiB at most; a link is none."""
        return self._recorded("read_file", lambda *_: self._take(plain_name(name)), (), {})

    @contextmanager
    def strict_warnings(self) -> Iterator[None]:
        """Calls inside this block fail with the warning's type where they would warn."""
        self._strict = True
        try:
            yield
        finally:
            self._strict = False

    @abstractmethod
    def seeded(self) -> AbstractContextManager[None]:
        """Global generators of random numbers start anew; a reader's own go on afterwards as if nothing had been drawn."""

    @abstractmethod
    def sources(self) -> list[str]:
        """The texts of the student's code, as far as they are known, in the order they ran."""

    @abstractmethod
    def _call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call the student's function; every failure of its code is a StudentError."""

    @abstractmethod
    def _invoke(self, thing: Any, method: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a method; every failure is a StudentError."""

    @abstractmethod
    def _vjp(self, target: Any, args: tuple[Any, ...], upstream: Any, output: int | None) -> Gradients:
        """Call and back-propagate; every failure is a StudentError."""

    @abstractmethod
    def _attribute(self, thing: Any, name: str) -> Any:
        """Read an attribute; every failure is a StudentError."""

    @abstractmethod
    def _apply(self, operator: str, operands: tuple[Any, ...]) -> Any:
        """Apply an operator; every failure is a StudentError."""

    @abstractmethod
    def _put(self, name: str, data: bytes) -> None:
        """Write a file; every failure is a StudentError."""

    @abstractmethod
    def _take(self, name: str) -> bytes:
        """Read a file; every failure is a StudentError."""

    @abstractmethod
    def _is_class(self, name: str) -> bool:
        """Whether a function's name is that of a class, so that its result is an instance."""

    @abstractmethod
    def _inward(self, thing: Any) -> Any:
        """What the student's code gets for something that a test holds."""

    def _outward(self, value: Any) -> Any:
        """What a test gets for something that the student's code gave."""
        return value

    def _record(self, name: str, /, *args: Any, **kwargs: Any) -> Any:
        result = self._recorded(name, partial(self._call, name), args, kwargs)
        return self._instance(result) if self._is_class(name) else result

    def _operate(self, operator: str, *operands: Any) -> Any:
        """Apply an operator to operands of which one is an instance."""
        result = self._recorded(operator, lambda given, _: self._apply(operator, given), operands, {})
        return self._instance(result)

    def _call_method(self, method: Handle, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call what was read as an attribute of this name."""
        return self._recorded(name, partial(self._invoke, self._inward(method), "__call__"), args, kwargs)

    def _instance(self, result: Any) -> Any:
        return Instance(result, self) if isinstance(result, Handle) else result

    def _recorded(
        self, name: str, call: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        written = self.written(name, args, kwargs)
        parts = list(_changeable((args, kwargs)))
        before = [copy.copy(part) for part in parts]
        arguments = Arguments(self._inward, self._outward)
        try:
            result = self._outward(call(arguments.convert(args), arguments.convert(kwargs)))
        except StudentError as error:
            self.calls.append(Call(name, None, {}, error.exception or error.kind, written))
            raise
        finally:
            arguments.bring_back()
        changed = {
            number: self._kept(now)
            for number, (now, then) in enumerate(zip(parts, before, strict=True))
            if not equal(now, then)
        }
        kept = self._kept(result, self._opaque.get(name, ()))
        self.calls.append(Call(name, kept, changed, written=written))
        return result

    def written(self, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
        """A call as one writes it; empty where nobody may read it, or where it is no short line."""
        return ""

    def _kept(self, value: Any, opaque: Sequence[int] = ()) -> Any:
        """What the transcript keeps of a value."""
        size = _size(value, self._room)
        if size > self._room:
            return Opaque()
        self._room -= size
        return _plain(value, opaque)


class LocalStudent(Student):
    """The functions of a namespace in this process: a live notebook, or the reader's own file."""

    def __init__(
        self, namespace: Mapping[str, Any], opaque: Mapping[str, Sequence[int]] | None = None
    ) -> None:
        super().__init__(opaque)
        self._namespace = namespace
        # Never the folder that the reader works in: a test must not write over what is there.
        self._folder = ""

    def file_path(self, name: str) -> str:
        """The whole path: the code runs in the folder where it was started."""
        plain = plain_name(name)
        if not self._folder:
            self._folder = tempfile.mkdtemp()
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return os.path.join(self._folder, plain)

    def seeded(self) -> AbstractContextManager[None]:
        """Those of this process."""
        return seeded_here()

    def sources(self) -> list[str]:
        """The source of every function and class that was defined in the namespace itself, and what else its names are."""
        names, definitions = [], []
        for name, thing in list(self._namespace.items()):
            if getattr(thing, "__module__", None) != self._namespace.get("__name__"):
                names += _told(name, thing)
                continue
            with suppress(OSError, TypeError):
                definitions.append(textwrap.dedent(inspect.getsource(thing)))
                if getattr(thing, "__name__", name) not in (name, "<lambda>"):
                    definitions.append(f"{name} = {thing.__name__}")
        return names + definitions

    def text_around(self, name: str) -> str:
        """The text that the definition of a function or class stands in, a cell or a file, as lines in errors are counted."""
        thing = self._namespace.get(name)
        members = list(vars(thing).values()) if isinstance(thing, type) else [thing]
        for function in filter(inspect.isfunction, members):
            with suppress(ValueError):
                return "".join(linecache.getlines(inspect.unwrap(function).__code__.co_filename))
        return ""

    def written(self, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
        """The call with its plain arguments, long ones cut off; empty if there are others."""
        if not all(map(_is_short, (*args, *kwargs.values()))):
            return ""
        given = [reprlib.repr(one) for one in args] + [
            f"{key}={reprlib.repr(one)}" for key, one in kwargs.items()
        ]
        return f"{name}({', '.join(given)})"

    def _call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if name not in self._namespace:
            raise StudentError("undefined", "NameError")
        return self._run(name, lambda: self._namespace[name](*args, **kwargs), whole=self._is_class(name))

    def _invoke(self, thing: Any, method: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return self._run(method, lambda: getattr(thing, method)(*args, **kwargs))

    def _vjp(self, target: Any, args: tuple[Any, ...], upstream: Any, output: int | None) -> Gradients:
        if isinstance(target, str) and target not in self._namespace:
            raise StudentError("undefined", "NameError")
        function = self._namespace[target] if isinstance(target, str) else target
        return self._run("vjp", lambda: gradients(function, args, upstream, output))

    def _attribute(self, thing: Any, name: str) -> Any:
        return self._run(name, lambda: getattr(thing, name))

    def _apply(self, operator: str, operands: tuple[Any, ...]) -> Any:
        return self._run(operator, lambda: OPERATORS[operator](*operands))

    def _put(self, name: str, data: bytes) -> None:
        folder, name = os.path.split(self.file_path(name))
        self._run("give_file", lambda: put(folder, name, data))

    def _take(self, name: str) -> bytes:
        folder, name = os.path.split(self.file_path(name))
        return self._run("read_file", lambda: take(folder, name, MAX_TAKEN))

    def _is_class(self, name: str) -> bool:
        return isinstance(self._namespace.get(name), type)

    def _inward(self, thing: Any) -> Any:
        handle = handle_of(thing)
        return handle.value if isinstance(handle, Live) else handle

    def _outward(self, value: Any, depth: int = 0) -> Any:
        """The same as from a worker: a handle for whatever could not leave one."""
        if isinstance(value, Gradients):
            return Gradients(*map(self._outward, value))
        if not travels(value):
            return Live(value)
        if not isinstance(value, (list, tuple, dict)):
            return value
        if depth > MAX_DEPTH:
            raise StudentError("violation")
        parts = contents(value)
        shown = [self._outward(part, depth + 1) for part in parts]
        if same_things(parts, shown):
            return value
        return (
            dict(zip(value, shown[len(value) :], strict=True))
            if isinstance(value, dict)
            else type(value)(shown)
        )

    def _run(self, name: str, action: Callable[[], Any], *, whole: bool = False) -> Any:
        try:
            with warnings.catch_warnings():
                if self._strict:
                    warnings.simplefilter("error")
                result = action()
                if isinstance(result, Iterator) and not whole:
                    return list(islice(result, MAX_DRAWN))
                return result
        except NotImplementedError as error:
            raise StudentError("not-attempted", "NotImplementedError", self._origin(error)[0]) from error
        except (Exception, SystemExit) as error:
            kind = "memory" if isinstance(error, MemoryError) else "raised"
            function, line, quote = self._origin(error)
            raise StudentError(kind, type(error).__name__, function, line, said_by(error), quote) from error

    def _origin(self, error: BaseException) -> tuple[str, int | None, str]:
        """The last line of the reader's own code that an exception passed through: function, number, text."""
        function, line, quote = "", None, ""
        for frame, number in traceback.walk_tb(error.__traceback__):
            if frame.f_globals is self._namespace:
                function, line = frame.f_code.co_name, number
                quote = linecache.getline(frame.f_code.co_filename, number).strip()
        return function, line, quote


def _told(name: str, thing: Any) -> list[str]:
    """A statement that says what a name in a live namespace stands for: a module, something of a library, or a value."""
    if not name.isidentifier() or name.startswith("_"):
        return []
    if inspect.ismodule(thing):
        return [f"import {thing.__name__} as {name}"]
    own_name, module = getattr(thing, "__name__", ""), getattr(thing, "__module__", None) or ""
    if not callable(thing) or not own_name.isidentifier():
        return [f"{name} = ..."]
    if module == "builtins":
        return [f"{name} = {own_name}"]
    # Which part of a library it is from does not matter, and those without a module are built into PyTorch.
    # What is written in C says it is from _functools where the text says functools.
    library = module.partition(".")[0].removeprefix("_") or "torch"
    return [f"from {library} import {own_name} as {name}"]


class RemoteStudent(Student):
    """The functions that a worker holds, in another process; ``texts`` are the cells that ran there.

    ``classes``: the names that are classes; ours to say, since a worker would call anything one whose results it wants
    operators for.  ``fault``: what went wrong when the cells ran, if that is the answer to everything.  ``verbatim``:
    whether errors tell what the exception said; never in grading, see :meth:`Worker.said`.
    """

    def __init__(
        self,
        worker: Worker,
        opaque: Mapping[str, Sequence[int]] | None = None,
        texts: Sequence[str] = (),
        *,
        classes: Collection[str] = (),
        sliced: bool = False,
        fault: Exception | None = None,
        verbatim: bool = False,
    ) -> None:
        super().__init__(opaque)
        self.sliced = sliced
        self._worker = worker
        self._texts = list(texts)
        self._classes = classes
        self._fault = fault
        self._verbatim = verbatim

    def seeded(self) -> AbstractContextManager[None]:
        """Those of the worker, which has no use for its own."""
        with suppress(WorkerError):  # the tests see a dead worker
            self._worker.run_cells([SEED])
        return nullcontext()

    def sources(self) -> list[str]:
        """The texts that were sent to the worker."""
        return self._texts

    def _call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        opaque = tuple(self._opaque.get(name, ()))
        # An object of a class of theirs that is its own iterator is an object.
        whole = self._is_class(name)
        return self._ask(
            self._worker.call, name, args, kwargs, opaque=opaque, whole=whole, strict=self._strict
        )

    def _invoke(self, thing: Any, method: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if not isinstance(thing, Handle):
            raise StudentError("raised", "AttributeError")  # a plain value where an object was asked for
        return self._ask(self._worker.method, thing, method, args, kwargs, strict=self._strict)

    def _vjp(self, target: Any, args: tuple[Any, ...], upstream: Any, output: int | None) -> Gradients:
        if not isinstance(target, (str, Handle)):
            raise StudentError("raised", "TypeError")
        return self._ask(self._worker.gradients, target, args, upstream, output)

    def _attribute(self, thing: Any, name: str) -> Any:
        if not isinstance(thing, Handle):
            raise StudentError("raised", "AttributeError")
        return self._ask(self._worker.attribute, thing, name)

    def _apply(self, operator: str, operands: tuple[Any, ...]) -> Any:
        return self._ask(self._worker.operate, operator, operands, strict=self._strict)

    def file_path(self, name: str) -> str:
        """Its name: the code runs in the work folder."""
        return plain_name(name)

    def _put(self, name: str, data: bytes) -> None:
        self._ask(self._worker.put_files, {name: data})

    def _take(self, name: str) -> bytes:
        return self._ask(self._worker.take_file, name)

    def _is_class(self, name: str) -> bool:
        return name in self._classes

    def _inward(self, thing: Any) -> Any:
        return handle_of(thing)

    def _ask(self, question: Callable[..., Any], *args: Any, **options: Any) -> Any:
        if self._fault is not None:
            raise self._fault
        try:
            return question(*args, seconds=self.seconds, **options)
        except WorkerError as error:
            told = student_error(error)
            raise (verbatim(told, self._worker) if self._verbatim else told) from error


def verbatim(error: StudentError, worker: Worker, cell: str = "") -> StudentError:
    """The same error with what the exception said, in the worker's last call or in a cell."""
    if error.kind is Kind.RAISED:
        with suppress(WorkerError):
            error.text = readable(worker.said(cell))
    return error


def said_by(error: BaseException) -> str:
    """What an exception says, on one line, bounded and without control characters; a student's code made it."""
    try:
        text = str(error)
    except Exception:
        return ""
    return readable(text)


def readable(text: str) -> str:
    """One line of text that a terminal and a reader can bear."""
    line = " ".join(text[: 4 * MAX_SAID].split())
    line = "".join(c if c.isprintable() else "�" for c in line)
    return line if len(line) <= MAX_SAID else f"{line[:MAX_SAID]}…"


def _is_short(value: Any) -> bool:
    """Whether a value is plain and is written in a few words."""
    return value is None or isinstance(value, (bool, int, float, str, bytes, list, tuple, dict))


def student_error(error: WorkerError) -> StudentError:
    """Translate what happened to a worker into what it means for the student."""
    match error:
        case StudentRaised(exception="NotImplementedError"):
            return StudentError("not-attempted", error.exception, error.cell, error.line)
        case StudentRaised(exception="MemoryError"):
            return StudentError("memory", error.exception, error.cell, error.line)
        case StudentRaised(exception="NameError", cell=None):
            return StudentError("undefined", error.exception)
        case StudentRaised():
            return StudentError("raised", error.exception, error.cell, error.line)
        case StudentTimeout():
            return StudentError("timeout")
        case WireViolation():
            return StudentError("violation")
        case WorkerDied(reason="memory" | "budget"):
            return StudentError(error.reason)
        case _:
            return StudentError("died")


def identical(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two arrays hold the same values; NaN equals NaN, also in the fields of records."""
    if a.shape != b.shape or a.dtype.names != b.dtype.names:
        return False
    if a.dtype == b.dtype and a.dtype.kind in "biufc" and a.tobytes() == b.tobytes():
        return True  # nearly always, and ten times as fast as looking for NaN
    if a.dtype.names is not None:
        return all(identical(a[name], b[name]) for name in a.dtype.names)
    return np.array_equal(a, b, equal_nan=all(x.dtype.kind in "fc" for x in (a, b)))


def equal(a: Any, b: Any) -> bool:
    """Whether two values hold the same, down to the arrays and tensors in nested tuples, lists, dicts and sets."""
    if a is b:
        return True
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return identical(a, b)
    if is_tensor(a) and is_tensor(b):
        same_form = a.shape == b.shape and a.dtype == b.dtype
        return same_form and bool(((a == b) | ((a != a) & (b != b))).all())
    if type(a) is not type(b) or isinstance(a, Refusing):
        return False
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(map(equal, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(equal(value, b[key]) for key, value in a.items())
    if isinstance(a, np.random.Generator):
        return a.bit_generator.state == b.bit_generator.state
    return bool(a == b) or bool(a != a and b != b)


def is_tensor(value: Any) -> bool:
    """Whether this is a PyTorch tensor; on a day without PyTorch nothing is, and nothing gets imported."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def _changeable(value: Any) -> Iterator[Any]:
    """The arrays, lists, dicts and sets in nested arguments, depth first."""
    if isinstance(value, (np.ndarray, list, dict, set)):
        yield value
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _changeable(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _changeable(item)


def _size(value: Any, limit: int) -> int:
    """About how many bytes a value takes; counting ends beyond the limit."""
    size, todo = 0, [value]
    while todo and size <= limit:
        part = todo.pop()
        size += part.nbytes if isinstance(part, np.ndarray) or is_tensor(part) else _ITEM_BYTES
        if isinstance(part, (str, bytes)):
            size += sys.getsizeof(part)
        elif isinstance(part, (tuple, list, set)):
            todo += part
        elif isinstance(part, dict):
            todo += part.values()
    return size


def _plain(result: Any, opaque: Sequence[int]) -> Any:
    """A copy of a result for the transcript, without what is opaque."""
    if isinstance(result, Refusing):
        return Opaque()
    if opaque and isinstance(result, (tuple, list)):
        return [Opaque() if i in opaque else _plain(item, ()) for i, item in enumerate(result)]
    if isinstance(result, (tuple, list)):
        return [_plain(item, ()) for item in result]
    if isinstance(result, dict):
        return {key: _plain(item, ()) for key, item in result.items()}
    if is_tensor(result):  # one that others were computed for cannot be copied with its graph
        return result.detach().clone()
    try:
        return copy.deepcopy(result)
    except Exception:
        # A live object of the reader's own that cannot be copied; nothing could be compared with it.
        return Opaque()
