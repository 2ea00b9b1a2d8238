"""Where an exercise stands in the lesson, so that a reader can be sent back to the right page of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.course.assignment import SOLUTION_SUFFIX, grade_id

_HEADING = re.compile(r"^(#{2,6})\s+(.+?)\s*$")
_HINT = re.compile(r"<summary>(提示|Hint)")
# The minutes and points at the end of an exercise's heading are said elsewhere.
_REMARK = re.compile(r"[（(][^（）()]*\d[^（）()]*[）)]$")


@dataclass(frozen=True)
class Passage:
    """The place of one exercise: its own heading, and the headings of the text that leads to it, outermost first.

    ``hint``: whether the exercise has a hint to unfold.
    """

    title: str
    path: tuple[str, ...]
    hint: bool


def passages(lesson: NotebookNode) -> dict[str, Passage]:
    """The place of every exercise of a released notebook, by name.

    A part (``##``) leads to all of its exercises, a topic below it (``###``) to the first exercise that follows it.  An
    exercise's own heading is the last one before it, if that says its name.
    """
    found = {}
    part: list[str] = []
    topics: list[str] = []
    title, hint = "", False
    for cell in lesson.cells:
        if cell.cell_type == "markdown":
            hint = hint or bool(_HINT.search(cell.source))
            for depth, heading in _headings(cell.source):
                if depth == 2:
                    part, topics, title = [heading], [], ""
                else:
                    topics.append(heading)
        elif grade_id(cell).endswith(SOLUTION_SUFFIX):
            name = grade_id(cell).removesuffix(SOLUTION_SUFFIX)
            if topics and _says(topics[-1], name):
                title = topics.pop()
                found[name] = Passage(title, (*part, *topics), hint)
            else:  # without a heading of its own it is found by those above it
                found[name] = Passage(name, (*part, *(topics or filter(None, [title]))), hint)
            topics, hint = [], False
    return found


def _says(heading: str, name: str) -> bool:
    """Whether a heading names an exercise; Chinese characters may stand right beside the name."""
    return re.search(rf"(?<!\w){name}(?!\w)", heading, re.ASCII) is not None


def _headings(text: str) -> list[tuple[int, str]]:
    """Depth and text of each heading in a markdown cell; what stands in a block of code is none."""
    found = []
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        match = None if fenced else _HEADING.match(line)
        if match:
            found.append((len(match[1]), _REMARK.sub("", match[2]).strip()))
    return found
