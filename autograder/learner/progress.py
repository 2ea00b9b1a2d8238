"""How far a learner has come, over all days: what the checks last said, kept beside the notebooks.

Each day's folder holds a small ``.progress.json`` that names the exercises whose public tests passed when
they were last checked.  It is for the learner alone: nothing is graded by it.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RECORD = ".progress.json"


@dataclass(frozen=True)
class DayProgress:
    """One day: how many of its exercises passed their public tests when they were last checked."""

    day: str
    title: str
    done: int
    total: int


def record(folder: Path, exercise: str, passed: bool) -> None:
    """Note what the check of an exercise said.  A folder that cannot be written to is left alone."""
    done = _done(folder) | {exercise} if passed else _done(folder) - {exercise}
    partial = folder / f"{RECORD}.{os.getpid()}"
    with suppress(OSError):
        partial.write_text(json.dumps(sorted(done)), encoding="utf-8")
        partial.replace(folder / RECORD)


def overview(folder: Path) -> list[DayProgress]:
    """The days that lie in a folder, in order."""
    days = sorted(path.parent for path in folder.glob("day*/test_day*.py"))
    return [progress for day in days if (progress := _read(day)) is not None]


def days_around(folder: Path) -> Path:
    """The folder that holds the days: ``folder`` itself, or its parent if ``folder`` is a day."""
    return folder.parent if list(folder.glob("test_day*.py")) else folder


def bar(progress: DayProgress, width: int = 20) -> str:
    """``████░░░░`` in proportion to what is done; full only when everything is."""
    filled = width * progress.done // progress.total if progress.total else 0
    return "█" * filled + "░" * (width - filled)


def line(progress: DayProgress) -> str:
    """A day as text: bar, count, title."""
    return f"{bar(progress)} {progress.done:2d}/{progress.total:<2d} {progress.title}"


def exercises_used(folder: Path, exercise: str) -> list[str]:
    """The earlier exercises that one calls by name, as the day's notebook says; none if it cannot be read."""
    for cell in _cells(folder):
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == exercise:
            return [str(name) for name in cell["metadata"].get("autograder", {}).get("uses", [])]
    return []


def _read(folder: Path) -> DayProgress | None:
    """Read one day; None if its notebook cannot be read."""
    cells = _cells(folder)
    if not cells:
        return None
    marks = [cell["metadata"].get("nbgrader", {}) for cell in cells]
    exercises = {mark["grade_id"] for mark in marks if mark.get("grade")}
    title = "".join(cells[0]["source"]).partition("\n")[0].lstrip("# ")
    return DayProgress(folder.name, title, len(_done(folder) & exercises), len(exercises))


def _cells(folder: Path) -> list[dict[str, Any]]:
    """The cells of a day's notebook; none unless it is one that our own build made."""
    try:
        cells = json.loads((folder / f"{folder.name}.ipynb").read_bytes())["cells"]
        return (
            cells
            if all("source" in cell and cell["metadata"].get("nbgrader", {}).get for cell in cells)
            else []
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return []


def _done(folder: Path) -> set[str]:
    """The recorded exercises; none if the record is missing or damaged."""
    try:
        names = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError):
        return set()
    return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()
