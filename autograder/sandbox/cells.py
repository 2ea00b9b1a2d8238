"""The text of a notebook cell as plain Python."""

from __future__ import annotations

import re
from types import CodeType

_MAGIC = re.compile(r"^(\s*)[%!].*$", re.MULTILINE)


def compile_cell(source: str, filename: str) -> CodeType:
    """Compile a cell; lines of IPython's own language (``%timeit``, ``!ls``) become ``pass``.

    Line numbers stay.  Raises SyntaxError (or what else ``compile`` raises) for everything else.
    """
    try:
        return compile(source, filename, "exec", dont_inherit=True)
    except SyntaxError:
        # Only now: in good Python, a line may begin with the operator %.
        without_magics = _MAGIC.sub(r"\1pass", source)
        if without_magics == source:
            raise
        return compile(without_magics, filename, "exec", dont_inherit=True)
