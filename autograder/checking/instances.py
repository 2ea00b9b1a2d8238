"""What a test holds of the student's objects, and what the student's code gets for it.

Only an :class:`Instance` has operators, and only a constructor or another operator makes one.  An attribute or what a
method returns has none: where a number was expected, a hostile ``grad`` that had them would be sent the expected value by
``abs(a.grad - expected)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from autograder.sandbox import BINARY, UNARY, Handle, Refusing, contents, in_place, same_things, type_name

if TYPE_CHECKING:
    from autograder.checking.student import Student


class Instance(Refusing):
    """An object of a class of the student's: operators, items, attributes and methods are its own.

    The names that begin with an underscore are kept for Python: ``student.attribute`` and ``student.invoke`` reach
    them too.  Comparison, truth, length, iteration and conversion raise here, as those of a :class:`Handle` do.
    """

    __slots__ = ("_handle", "_student")

    def __init__(self, handle: Handle, student: Student) -> None:
        object.__setattr__(self, "_handle", handle)
        object.__setattr__(self, "_student", student)

    def __repr__(self) -> str:
        return repr(self._handle)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        value = self._student.attribute(self, name)
        return Method(value, name, self._student) if isinstance(value, Handle) else value

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            raise AttributeError(name)
        self._student._operate("__setattr__", self, name, value)

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object; what comes back is no instance."""
        return self._student.invoke(self, "__call__", *args, **kwargs)

    def __getitem__(self, key: Any) -> Any:
        return self._student._operate("__getitem__", self, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._student._operate("__setitem__", self, key, value)


def _operator(name: str) -> Callable[..., Any]:
    def operate(self: Instance, *others: Any) -> Any:
        return self._student._operate(name, self, *others)

    return operate


def _reflected(name: str) -> Callable[[Instance, Any], Any]:
    def operate(self: Instance, other: Any) -> Any:
        return self._student._operate(name, other, self)

    return operate


for _name in UNARY:
    setattr(Instance, _name, _operator(_name))
for _name in BINARY:
    setattr(Instance, _name, _operator(_name))
    setattr(Instance, in_place(_name), _operator(in_place(_name)))
    setattr(Instance, f"__r{_name[2:]}", _reflected(_name))


class Method(Handle):
    """An attribute of an :class:`Instance` that is an object itself: nothing but a handle that can be called."""

    __slots__ = ("_name", "_student", "handle")

    def __init__(self, handle: Handle, name: str, student: Student) -> None:
        super().__init__(handle.id, handle.type_name, handle.owner)
        self.handle = handle  # the object is given up when nobody holds this one any longer
        self._name = name
        self._student = student

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the method; what comes back is no instance."""
        return self._student._call_method(self.handle, self._name, args, kwargs)


class Live(Handle):
    """An object that is in this very process: to a test it is as far away as one behind the wire."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        super().__init__(0, type_name(type(value)))
        self.value = value


def handle_of(thing: Any) -> Any:
    """The plain handle behind what a test holds; anything else is itself."""
    if isinstance(thing, Instance):
        return thing._handle
    return thing.handle if isinstance(thing, Method) else thing


def type_of(thing: Any) -> str:
    """The name of a value's type; of an object of the student's, what its process says it is."""
    handle = handle_of(thing)
    return handle.type_name if isinstance(handle, Handle) else type(handle).__name__


class Arguments:
    """The arguments of one call as the student's code gets them: ``inward`` in place of what a test holds.

    Lists and dicts that hold none of it are handed on themselves; others as copies, whose changes :meth:`bring_back`
    brings into the test's own, ``outward``.
    """

    def __init__(self, inward: Callable[[Any], Any], outward: Callable[[Any], Any]) -> None:
        self._inward = inward
        self._outward = outward
        self._copies: list[tuple[Any, Any, list[Any]]] = []

    def convert(self, value: Any) -> Any:
        """A value with every object in it as the student's code gets it."""
        if isinstance(value, Refusing):
            return self._inward(value)
        if type(value) not in (list, tuple, dict):
            return value
        parts = contents(value)
        converted = list(map(self.convert, parts))
        if same_things(parts, converted):
            return value
        if type(value) is tuple:
            return tuple(converted)
        copy = dict(zip(value, converted[len(value) :], strict=True)) if type(value) is dict else converted
        self._copies.append((value, copy, contents(copy)))
        return copy

    def bring_back(self) -> None:
        """Give the test's own lists and dicts what became of their copies."""
        for own, copy, before in self._copies:
            if same_things(contents(copy), before):
                continue
            own.clear()
            if type(own) is dict:
                own.update({key: self._outward(value) for key, value in copy.items()})
            else:
                own.extend(map(self._outward, copy))
