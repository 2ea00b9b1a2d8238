"""Exercises and graders of the deep-learning crash course.

In a notebook: ``from autograder import check, figures, ready``.  These names are loaded on first use, so
that processes which need only a part (the sandbox's workers above all) do not pay for the rest.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

# jsonschema, which every notebook goes through, tries to import this optional checker of internationalised
# addresses: two seconds for something that no notebook holds.  None makes that import fail at once.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# For whoever imports Keras after this, in a notebook, in pytest beside it or in a grader; workers are told the same.
os.environ.setdefault("KERAS_BACKEND", "torch")
# It would make a folder in the reader's home for its settings. None can be made there.
os.environ.setdefault("KERAS_HOME", f"{os.devnull}/keras")

# What a notebook calls.
_FACE = {"check", "progress_bar", "ready"}


def __getattr__(name: str) -> Any:
    if name in _FACE:
        return getattr(import_module("autograder.learner.selfcheck"), name)
    raise AttributeError(f"module 'autograder' has no attribute {name!r}")
