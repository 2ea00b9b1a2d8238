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


def _read(folder: Path) -> DayProgress | None:
    """Read one day; None if its notebook cannot be read."""
    try:
        notebook = json.loads((folder / f"{folder.name}.ipynb").read_bytes())
        cells = [cell["metadata"].get("nbgrader", {}) for cell in notebook["cells"]]
        exercises = {cell["grade_id"] for cell in cells if cell.get("grade")}
        title = "".join(notebook["cells"][0]["source"]).splitlines()[0].lstrip("# ")
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return DayProgress(folder.name, title, len(_done(folder) & exercises), len(exercises))


def _done(folder: Path) -> set[str]:
    """The recorded exercises; none if the record is missing or damaged."""
    try:
        names = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError):
        return set()
    return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()
