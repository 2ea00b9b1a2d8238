"""An author's text, as jupytext reads it."""

from __future__ import annotations

from pathlib import Path

import jupytext
from nbformat import NotebookNode

from autograder.errors import UserError
from autograder.language import _


def read_text(text: Path) -> NotebookNode:
    """An author's text as a notebook.  Raises UserError if it is none."""
    try:
        return jupytext.read(text, fmt="py:percent")
    except Exception as error:
        raise UserError(_("{text} 读不成 py:percent 文本：{error}", text=text, error=error)) from error
