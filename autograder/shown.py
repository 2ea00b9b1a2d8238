"""Puts what we have to say before a reader: a card where there is a notebook, plain text elsewhere."""

from __future__ import annotations

import html
import re
import sys

# A run of letters and signs as long as this may be broken anywhere: whatever it stands in stays as narrow as the page.
_UNBROKEN = re.compile(r"[!-~]{24}")
_BREAK = "\0"


def in_notebook() -> bool:
    """Whether a Jupyter kernel runs this: a front end will show the richest form it can."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None) is not None


def show(text: str, card: str) -> None:
    """Display a card where there is a notebook, print the text elsewhere."""
    if not in_notebook():
        print(text)
        return
    from IPython.display import display

    display({"text/plain": text, "text/html": card}, raw=True)


def inline(sentence: str) -> str:
    """Escape a sentence; text between backticks becomes code.

    What is too long for a line has places to break it: a notebook that is not trusted loses the style that would.
    """
    breakable = _UNBROKEN.sub(lambda run: run[0] + _BREAK, sentence.replace(_BREAK, ""))
    parts = html.escape(breakable).replace(_BREAK, "<wbr>").split("`")
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts))
