"""Answers without any work in them, which must earn nothing: every proof of a grader tries them."""

# No `from __future__ import annotations`: the text of two functions below is run where nothing of this module is known, and
# what stands in quotes is left alone there.
import copy
import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.course.assignment import Exercise


def empty_answers(exercise: Exercise) -> dict[str, str]:
    """Texts that must earn nothing, by name: what a student could hand in without any work.

    ``zeros`` is the strongest of its kind: the right structure, types and shapes, with every number 0 and every text empty; a module
    keeps its layers, with every weight 0, a function that is returned answers with zeros, and the methods, operators and properties
    of a class change nothing; an object of a class of the notebook's has 0 for every number in it.
    ``spoilt`` changes its inputs to NaN and answers for those: it passes a test that computes what it expects from the inputs after the call.
    """
    name = exercise.name
    return {
        "stub": exercise.stub,
        "return None": f"def {name}(*args, **kwargs):\n    return None\n",
        "return x": f"def {name}(*args, **kwargs):\n    return (*args, *kwargs.values())[0]\n",
        "zeros": _around(exercise, _zeros),
        "spoilt": _around(exercise, _spoilt),
    }


def _around(exercise: Exercise, change: Callable[[Any], Any]) -> str:
    """The reference, changed by a function of ours that stands in the same cell with all that it needs."""
    return f"{exercise.reference}\n\n{_IMPORTS}\n{inspect.getsource(change)}\n{exercise.name} = {change.__name__}({exercise.name})\n"


# The same as above.
_IMPORTS = """
import copy
import sys
from collections.abc import Iterator
import numpy as np
"""


def _zeros(right: "Callable[..., Any]") -> "Callable[..., Any]":
    def zero(value: "Any") -> "Any":
        if isinstance(value, (tuple, list)):
            return type(value)(zero(item) for item in value)
        if isinstance(value, dict):
            return {key: zero(item) for key, item in value.items()}
        if isinstance(value, (int, float, np.generic, np.ndarray)):
            return value * 0  # type: ignore[operator]
        if isinstance(value, (str, bytes)):
            return type(value)()
        if hasattr(value, "dtype") and type(value).__module__.partition(".")[0] in (
            "jax",
            "jaxlib",
            "tensorflow",
        ):
            return value * 0
        if hasattr(value, "new_zeros"):
            return value.new_zeros(value.shape)
        if hasattr(value, "select_dtypes"):  # a table of pandas
            numbers = value.select_dtypes(["number", "bool"])
            return value.assign(**{str(name): value[name] * 0 for name in numbers})
        if hasattr(value, "add_axes"):  # a figure
            value.clear()
            return value
        if isinstance(value, Iterator):
            return map(zero, value)
        if type(value).__name__ == "function":
            return lambda *args, **kwargs: zero(value(*args, **kwargs))
        if hasattr(value, "parameters"):
            for parameter in value.parameters():
                parameter.data.zero_()
            return value
        return blank(value) if type(value).__module__ == right.__module__ else value

    def blank(made: "Any") -> "Any":
        # What it points at stays: a graph of such objects may have very many ways through it.
        twin = copy.copy(made)
        for name, part in vars(made).items():
            flat = part if isinstance(part, (tuple, list)) else (part,)
            if all(isinstance(item, (int, float, str, np.generic, np.ndarray)) for item in flat):
                vars(twin)[name] = zero(part)
        return twin

    def idle(function: "Callable[..., Any]") -> "Callable[..., Any]":
        # On copies, so that a function whose work is to change its arguments does none.
        return lambda *args, **kwargs: zero(function(*copy.deepcopy(args), **copy.deepcopy(kwargs)))

    def answers(name: "str") -> "bool":
        # What makes an object, or reaches what is in it, is not its answer.
        kept = {"init", "new", "post_init", "init_subclass", "call", "annotate", "annotate_func", "getattr"}
        kept |= {"getattribute", "setattr", "delattr", "getstate", "setstate", "reduce", "copy", "deepcopy"}
        special = name.startswith("__") and name.endswith("__")
        return name.strip("_") not in kept if special else name[0] != "_"

    if isinstance(right, type):
        parts = {name: made for name, made in vars(right).items() if answers(name)}
        methods: dict[str, Any] = {name: idle(made) for name, made in parts.items() if callable(made)}
        for name, made in parts.items():
            if isinstance(made, property) and made.fget is not None:
                methods[name] = property(idle(made.fget), made.fset and idle(made.fset))
        return type(right.__name__, (right,), methods)
    return idle(right)


def _spoilt(right: "Callable[..., Any]") -> "Callable[..., Any]":
    def arrays(value: "Any") -> "Iterator[Any]":
        if isinstance(value, np.ndarray):
            yield value
        elif "torch" in sys.modules and isinstance(value, sys.modules["torch"].Tensor):
            yield value.detach()
        elif isinstance(value, (tuple, list, dict)):
            for item in value.values() if isinstance(value, dict) else value:
                yield from arrays(item)

    def answer(*args: "Any", **kwargs: "Any") -> "Any":
        given = list(arrays([args, kwargs]))
        for array in given:
            array[...] = np.nan if np.dtype(str(array.dtype).removeprefix("torch.")).kind == "f" else 0
        return right(*args, **kwargs) if given else None

    return answer
