"""The text of a notebook cell as plain Python."""

from __future__ import annotations

import ast
import re
from types import CodeType

_MAGIC = re.compile(r"^(\s*)[%!].*$", re.MULTILINE)


def without_magics(source: str) -> str:
    """The text with lines of IPython's own language (``%timeit``, ``!ls``) as ``pass``; the same text if it is Python.

    Line numbers stay.  Whoever reads a cell and whoever runs it go by this text.
    """
    try:
        ast.parse(source)
    except SyntaxError:
        # Only now: in good Python, a line may begin with the operator %.
        return _MAGIC.sub(r"\1pass", source)
    return source


def compile_cell(source: str, filename: str) -> CodeType:
    """Compile a cell.  Raises SyntaxError (or what else ``compile`` raises) for what is no Python."""
    return compile(without_magics(source), filename, "exec", dont_inherit=True)
