"""The operators that a test may apply to an object of the student's, by Python's own names.

They are applied where the object lives, by the module ``operator``: which operand's method is asked first is Python's
business.  What compares, counts, converts or iterates is not among them; see :class:`autograder.sandbox.wire.Handle`.
"""

from __future__ import annotations

import operator

# With a second operand; each has a reflected and an in-place form.
BINARY = tuple(
    f"__{name}__"
    for name in (
        *("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow"),
        *("and", "or", "xor", "lshift", "rshift"),
    )
)
UNARY = ("__neg__", "__pos__", "__abs__", "__invert__")


def in_place(name: str) -> str:
    """The in-place form of a binary operator: ``__iadd__`` for ``__add__``."""
    return f"__i{name[2:]}"


OPERATORS = {
    name: getattr(operator, name)
    for name in (*BINARY, *map(in_place, BINARY), *UNARY, "__getitem__", "__setitem__")
} | {"__setattr__": setattr}
