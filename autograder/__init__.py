"""Exercises and graders of the deep-learning crash course.

In a notebook: ``from autograder import check, figures, ready``.  These names are loaded on first use, so
that processes which need only a part (the sandbox's workers above all) do not pay for the rest.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import autograder.keras_settings  # noqa: F401 - before anybody imports keras

__version__ = "0.1.0"

# jsonschema, which every notebook goes through, tries to import this optional checker of internationalised
# addresses: two seconds for something that no notebook holds.  None makes that import fail at once.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# What a notebook calls.
_FACE = {"check", "progress_bar", "ready"}


def __getattr__(name: str) -> Any:
    if name in _FACE:
        return getattr(import_module("autograder.learner.selfcheck"), name)
    raise AttributeError(f"module 'autograder' has no attribute {name!r}")
