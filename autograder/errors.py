"""The one error type that is a message to a person, and what to say of a name that nobody knows."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from autograder.language import _, listed


class UserError(Exception):
    """Something the caller can mend.  The text says what was wrong, where, and what to do.

    The command line prints the text and exits with code 2; it never shows a traceback for it.
    """


def meant(name: str, known: Sequence[str], what: str) -> str:
    """A sentence after an unknown name: those that may have been meant, else all; ``what`` they are."""
    if near := difflib.get_close_matches(name, known):
        return _("是不是 {names}？", names=listed(near))
    return _("{what}：{names}。", what=what, names=listed(known) or _("（一个也没有）"))
