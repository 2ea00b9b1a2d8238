"""How far a learner has come, over all assignments: what the checks last said, kept beside the notebooks.

Each assignment's folder holds a small ``.progress.json`` that names the exercises whose public tests passed when
they were last checked.  It is for the learner alone: nothing is graded by it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import UserError
from autograder.files import PUBLIC, write_whole

RECORD = ".progress.json"
# The page of links beside the assignments.  The build writes it, and into its metadata the tracks.
INDEX = "index.ipynb"


@dataclass(frozen=True)
class AssignmentProgress:
    """One assignment: how many of its exercises passed their public tests when they were last checked."""

    name: str
    title: str
    done: int
    total: int


@dataclass(frozen=True)
class TrackProgress:
    """The assignments of one track that lie in a folder, in order.  What no track is known of has the empty title."""

    title: str
    assignments: tuple[AssignmentProgress, ...]


def record(folder: Path, exercise: str, passed: bool) -> None:
    """Note what the check of an exercise said.  A folder that cannot be written to is left alone."""
    done = _done(folder) | {exercise} if passed else _done(folder) - {exercise}
    with suppress(UserError):
        write_whole(folder / RECORD, json.dumps(sorted(done)).encode(), PUBLIC)


def overview(folder: Path) -> list[TrackProgress]:
    """The assignments that lie in a folder, by track, in the course's order.

    Who fetched them one by one has no index: then they come by name.
    """
    folders = {path.parent for path in folder.glob("*/test_*.py")}
    # Of several copies of an assignment, the one in the folder of its name.
    copies = sorted(folders, key=lambda place: (place.name == name_of(place), place.name))
    there = {name: _read(place) for place in copies if (name := name_of(place))}
    tracks = _tracks(folder / INDEX)
    rest = [name for name in there if not any(name in names for _, names in tracks)]
    found = [
        TrackProgress(title, tuple(progress for name in names if (progress := there.get(name))))
        for title, names in [*tracks, ("", rest)]
    ]
    return [track for track in found if track.assignments]


def track_of(folder: Path) -> list[TrackProgress]:
    """The track of the assignment in ``folder``; if there is none, all that lies in ``folder``."""
    around = folder_around(folder)
    tracks = overview(around)
    return (
        tracks
        if around == folder
        else [track for track in tracks if name_of(folder) in [one.name for one in track.assignments]]
    )


def folder_around(folder: Path) -> Path:
    """The folder that holds the assignments: ``folder`` itself, or its parent if ``folder`` is an assignment."""
    folder = folder.resolve()
    return folder.parent if name_of(folder) else folder


def bar(progress: AssignmentProgress, width: int = 20) -> str:
    """``████░░░░`` in proportion to what is done; full only when everything is."""
    filled = width * progress.done // progress.total if progress.total else 0
    return "█" * filled + "░" * (width - filled)


def lines(tracks: list[TrackProgress]) -> list[str]:
    """Tracks as text: a title where it tells them apart, then for each assignment bar, count and title."""
    found = []
    for track in tracks:
        found += [track.title] if track.title and len(tracks) > 1 else []
        found += [
            f"{bar(progress)} {progress.done:2d}/{progress.total:<2d} {progress.title}"
            for progress in track.assignments
        ]
    return found


def exercises_used(folder: Path, exercise: str) -> list[str]:
    """The earlier exercises that one calls by name, as the assignment's notebook says; none if it cannot be read."""
    for cell in _cells(folder):
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == exercise:
            return [str(name) for name in cell["metadata"].get("autograder", {}).get("uses", [])]
    return []


def name_of(folder: Path) -> str | None:
    """The assignment that lies in a folder, whatever the folder is called by now; None if that is none or several.

    Who unpacks a download twice works in ``day02 (1)``; the file of public tests keeps its name.
    """
    found = [path.stem.removeprefix("test_") for path in folder.glob("test_*.py")]
    return folder.name if folder.name in found else found[0] if len(found) == 1 else None


def notebook_in(folder: Path) -> Path:
    """The notebook of the assignment that lies in a folder; beside the assignments there is none."""
    return folder / f"{name_of(folder) or folder.name}.ipynb"


def _tracks(index: Path) -> list[tuple[str, list[str]]]:
    """Title and names of each track, as an index says; none if it cannot be read."""
    try:
        tracks = json.loads(index.read_bytes())["metadata"]["autograder"]["tracks"]
        return [(str(track["title"]), [str(name) for name in track["assignments"]]) for track in tracks]
    except (OSError, ValueError, LookupError, TypeError):
        return []


def _read(folder: Path) -> AssignmentProgress | None:
    """Read one assignment; None if its notebook cannot be read."""
    cells = _cells(folder)
    if not cells:
        return None
    marks = [cell["metadata"].get("nbgrader", {}) for cell in cells]
    exercises = {mark["grade_id"] for mark in marks if mark.get("grade")}
    title = "".join(cells[0]["source"]).partition("\n")[0].lstrip("# ")
    return AssignmentProgress(
        name_of(folder) or folder.name, title, len(_done(folder) & exercises), len(exercises)
    )


def _cells(folder: Path) -> list[dict[str, Any]]:
    """The cells of an assignment's notebook; none unless it is one that our own build made."""
    try:
        cells = json.loads(notebook_in(folder).read_bytes())["cells"]
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
