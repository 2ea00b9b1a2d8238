"""What the hidden tests of two or more exercises of python05_functions share: calling what a function has returned."""

from __future__ import annotations

from typing import Any

from autograder import kit

# What the first items of an endless task may take, in seconds: a hundred times what they need.
SOON = 1.0
# As many items of an iterator come over the wire.
FIRST = 10_000


def run(student: Any, function: Any, *args: Any, **kwargs: Any) -> Any:
    """Call a function that the student's code has returned, or one of the lesson's."""
    kit.require(function is not None, "应当返回一个函数，得到的是 None")
    return student.invoke(function, "__call__", *args, **kwargs)


def read(student: Any, function: Any, name: str, expected: Any) -> None:
    """Fail unless an attribute of a function is this."""
    kit.same(student.attribute(function, name), expected, name=name)
