"""Exercises and graders of the deep-learning crash course.

In a notebook: ``from autograder import check, figures, ready``, in a test: ``from autograder import kit``.  These names are loaded on first use, so
that processes which need only a part (the sandbox's workers above all) do not pay for the rest.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import autograder.keras_settings  # noqa: F401 - before anybody imports keras

# jsonschema, which every notebook goes through, tries to import this optional checker of internationalised
# addresses: two seconds for something that no notebook holds.  None makes that import fail at once.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# What a notebook calls, and what its tests compare with.
_CALLED = {"check", "progress_bar", "ready"}
_MODULES = {"kit", "ladder"}

if TYPE_CHECKING:
    from autograder.checking import kit as kit
    from autograder.checking import ladder as ladder


def __getattr__(name: str) -> Any:
    if name in _CALLED:
        return getattr(import_module("autograder.learner.selfcheck"), name)
    if name in _MODULES:
        return import_module(f"autograder.checking.{name}")
    raise AttributeError(f"module 'autograder' has no attribute {name!r}")
