"""The mistakes that a lesson warns of, each tied to the misconceptions that prove it.

They are folded, ``<details><summary>常见错误…</summary>``, since together with the hints they come close to an answer.  In
an author's text a bullet there ends with a comment that names misconceptions of the exercise that follows:
``- 忘了平均；<!-- wrong: sum -->``.  The build takes the comments out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

_SECTION = re.compile(r"<summary>常见错误[^<]*</summary>(.*?)</details>", re.DOTALL)
_MARK = re.compile(r"[ \t]*<!-- wrong: ([\w -]+?) -->")
# How a text says that only hidden tests see a mistake.
_ONLY_GRADING = "评分时"


@dataclass(frozen=True)
class CommonMistake:
    """One bullet: ``misconceptions`` by name; ``shown``: whether a public test must show it."""

    exercise: str
    text: str
    misconceptions: tuple[str, ...]
    shown: bool


def common_mistakes(text: NotebookNode) -> list[CommonMistake]:
    """All mistakes that an author's text warns of; ``text`` is the notebook as jupytext reads it."""
    found: list[CommonMistake] = []
    waiting: list[str] = []
    for cell in text.cells:
        if cell.cell_type == "markdown":
            waiting += _bullets(cell.source)
        elif exercise := cell.metadata.get("exercise"):
            found += [_mistake(exercise, bullet) for bullet in waiting]
            waiting = []
    return found


def without_marks(source: str) -> str:
    """A cell's text as students get it."""
    return _MARK.sub("", source)


def _bullets(source: str) -> Iterator[str]:
    """The bullets in each folded list, and what stands there without a bullet."""
    for section in _SECTION.findall(source):
        yield from filter(None, (part.strip() for part in re.split(r"(?m)^- ", section)))


def _mistake(exercise: str, bullet: str) -> CommonMistake:
    names = tuple(name for mark in _MARK.findall(bullet) for name in mark.split())
    return CommonMistake(exercise, without_marks(bullet), names, shown=_ONLY_GRADING not in bullet)
