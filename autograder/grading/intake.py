"""The intake: one submitted notebook, hostile until read, becomes the texts of its cells and nothing else.

Taken are the texts of the blanks and of the code cells that a student added.  Outputs, attachments, points,
flags and every other piece of metadata are left behind; the notebook that is graded and shown is our own
skeleton with these texts put in (:func:`rebuild`).  Nothing in a file makes :func:`read_submission` raise.
"""

from __future__ import annotations

import ast
import codecs
import errno
import hashlib
import itertools
import json
import os
import stat
import unicodedata
import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import nbformat
from nbformat import NotebookNode

from autograder.course.assignment import DEMO_TAG, Assignment, grade_id, is_grade
from autograder.grading.problems import Oddity, Problem
from autograder.sandbox.inside.cells import without_magics

MAX_BYTES = 20_000_000
MAX_CELLS = 2_000
MAX_CELL_BYTES = 200_000
MAX_EXTRAS = 100
MAX_EXTRA_BYTES = 1_000_000
MAX_PROBLEMS = 20
MAX_NAME = 60
EXTRA_TAG = "extra"

# Metadata that decides what a cell is worth or whether it is replaced; ours counts, a change is reported.
_FLAGS = ("grade", "solution", "locked", "task", "points", "schema_version")
# Control characters, but for newline and tab.
_VISIBLE = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")


class Unreadable(Exception):
    """A file that cannot be taken."""

    def __init__(self, oddity: Oddity, **values: str | int | list[str]) -> None:
        self.problem = Problem(oddity, values)
        super().__init__(self.problem)


class _NoText(Exception):
    """A cell that cannot be taken; what that means for a blank, and for a cell that a student added."""

    def __init__(self, blank: Oddity, added: Oddity, **values: str | int | list[str]) -> None:
        super().__init__(blank, added)
        self.blank = blank
        self.added = added
        self.values = values


@dataclass(frozen=True)
class ExtraCell:
    """A code cell that the student added.

    ``after``: the grade_id (or, without one, the cell id) of the skeleton's cell that it follows, None at
    the top.
    """

    after: str | None
    source: str


@dataclass(frozen=True)
class Submission:
    """What a student wrote: ``cells`` by the grade_id of the blank; a blank that was not found is absent.

    ``problems``: what was odd about the file as a whole.
    """

    cells: dict[str, str]
    extras: tuple[ExtraCell, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Cell:
    """A submitted cell; the raw ``source`` is looked at only if the cell is needed."""

    type: object
    id: object
    marks: dict[str, Any]
    source: object

    @property
    def grade_id(self) -> object:
        return self.marks.get("grade_id")


def read_submission(path: Path, assignment: Assignment) -> Submission:
    """Read one submitted notebook.  What cannot be used is said in ``problems``."""
    return parse_submission(read_notebook(path), assignment)


def read_notebook(path: Path) -> bytes | Unreadable:
    """What is in a submitted file, or why it cannot be taken."""
    try:
        return read_regular_file(path, MAX_BYTES)
    except Unreadable as error:
        return error


def parse_submission(content: bytes | Unreadable, assignment: Assignment) -> Submission:
    """As :func:`read_submission`, of what :func:`read_notebook` gave."""
    if isinstance(content, Unreadable):
        return Submission({}, (), (content.problem,))
    try:
        cells, problems = _parse(content)
    except Unreadable as error:
        return Submission({}, (), (error.problem,))
    sorter = _Sorter(assignment, cells)
    sorter.find_blanks()
    sorter.find_extras()
    sorter.compare_marks()
    problems += sorter.problems
    if len(problems) > MAX_PROBLEMS:
        rest = len(problems) - MAX_PROBLEMS + 1
        problems[MAX_PROBLEMS - 1 :] = [Problem(Oddity.AND_MORE, {"number": rest})]
    return Submission(sorter.blanks, tuple(sorter.extras), tuple(problems))


def fingerprint(content: bytes | Unreadable) -> str:
    """Changes when the submitted file does, also from or to a file that cannot be read."""
    data = msgspec.json.encode(content.problem) if isinstance(content, Unreadable) else content
    return hashlib.sha256(data).hexdigest()


def rebuild(assignment: Assignment, submission: Submission) -> NotebookNode:
    """Our released notebook with the student's texts in the blanks and the added cells in their places.

    It is there to be read: characters that a terminal would obey are replaced.  What stays as it was released is
    shared with the released notebook, not copied.
    """
    added: dict[str | None, list[NotebookNode]] = {}
    for number, extra in enumerate(submission.extras, start=1):
        source = extra.source.translate(_VISIBLE)
        cell = nbformat.v4.new_code_cell(source, id=f"extra-{number}", metadata={"tags": [EXTRA_TAG]})
        added.setdefault(extra.after, []).append(cell)
    cells = added.get(None, [])
    for released in assignment.released.cells:
        cell = NotebookNode(released)
        name = grade_id(cell) or cell.id
        if name in submission.cells:
            cell.source = submission.cells[name].translate(_VISIBLE)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        cells += [cell, *added.get(name, [])]
    return NotebookNode(assignment.released, cells=cells, metadata=NotebookNode(assignment.released.metadata))


def read_regular_file(path: Path, limit: int) -> bytes:
    """The contents of a file that a student handed in; no link is followed, nothing but a plain file opened.

    Raises Unreadable, which says what is there instead.
    """
    name = printable(path.name)
    try:
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        raise Unreadable(Oddity.NO_FOLDER, file=name) from None
    except OSError as error:
        if os.path.islink(path.parent):
            raise Unreadable(Oddity.FOLDER_IS_LINK, file=name) from None
        raise Unreadable(Oddity.FOLDER_CLOSED, file=name, reason=os.strerror(error.errno or 0)) from None
    try:
        return read_in_folder(folder, path.name, limit)
    except FileNotFoundError:
        beside = _listing(folder)
        if not beside:
            raise Unreadable(Oddity.EMPTY_FOLDER, file=name) from None
        raise Unreadable(Oddity.NO_FILE, file=name, names=beside) from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Unreadable(Oddity.IS_LINK, file=name) from None
        raise Unreadable(Oddity.CLOSED, file=name, reason=os.strerror(error.errno or 0)) from None
    finally:
        os.close(folder)


def printable(text: str, limit: int = MAX_NAME) -> str:
    """A student's text for a sentence of ours: one line, no control or invisible characters, bounded."""
    shown = "".join("�" if unicodedata.category(c)[0] == "C" or c in "\u2028\u2029" else c for c in text)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def read_in_folder(folder: int, name: str, limit: int) -> bytes:
    """As :func:`read_regular_file`, in an open folder; a file that does not open is an OSError."""
    # Non-blocking, so that a named pipe does not make us wait for a writer.
    file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            oddity = Oddity.IS_FOLDER if stat.S_ISDIR(status.st_mode) else Oddity.IS_DEVICE
            raise Unreadable(oddity, file=printable(name))
        with open(file, "rb", closefd=False) as stream:
            # Read one byte more than allowed: a file may have grown since its size was asked for.
            data = b"" if status.st_size > limit else stream.read(limit + 1)
    finally:
        os.close(file)
    if (size := max(status.st_size, len(data))) > limit:
        raise Unreadable(
            Oddity.TOO_LARGE, file=printable(name), size=f"{size / 1e6:.1f}", limit=f"{limit / 1e6:g}"
        )
    return data


def _listing(folder: int) -> list[str]:
    """What lies in a submission that lacks its notebook; notebooks first."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in itertools.islice(entries, 200)]
    names.sort(key=lambda name: (not name.endswith(".ipynb"), name))
    return [printable(name) for name in names]


def _parse(data: bytes) -> tuple[list[_Cell], list[Problem]]:
    """The cells of a notebook and what was odd about it.  Raises Unreadable if it is no notebook."""
    notes: list[Problem] = []
    if not data.strip():
        raise Unreadable(Oddity.EMPTY)
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        # One bad byte, perhaps in an output, should not cost everything else.
        text = data.decode("utf-8-sig", errors="replace")
        notes.append(Problem(Oddity.NOT_UTF8))
    try:
        # As in every JSON reader, the last of two equal keys counts.  NaN and absurdly long integers can
        # only stand where we do not look.
        notebook = json.loads(text, parse_constant=lambda name: None, parse_int=_parse_int)
    except json.JSONDecodeError as error:
        raise Unreadable(Oddity.NO_JSON, line=error.lineno) from None
    except RecursionError:
        raise Unreadable(Oddity.TOO_DEEP) from None
    if not isinstance(notebook, dict):
        raise Unreadable(Oddity.NO_OBJECT)
    if "worksheets" in notebook and "cells" not in notebook:
        raise Unreadable(Oddity.OLD_FORMAT)
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise Unreadable(Oddity.NO_CELLS)
    if notebook.get("nbformat") != 4:
        notes.append(Problem(Oddity.OTHER_FORMAT))
    if len(cells) > MAX_CELLS:
        notes.append(Problem(Oddity.MANY_CELLS, {"number": len(cells), "limit": MAX_CELLS}))
    return [_cell(cell) for cell in cells[:MAX_CELLS] if isinstance(cell, dict)], notes


def _parse_int(digits: str) -> int:
    return int(digits) if len(digits) < 20 else 0


def _cell(cell: dict[str, Any]) -> _Cell:
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return _Cell(
        cell.get("cell_type"), cell.get("id"), marks if isinstance(marks, dict) else {}, cell.get("source")
    )


def _text(source: object) -> str:
    """The text of a cell.  Raises _NoText, which says why there is none."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise _NoText(Oddity.BLANK_NO_TEXT, Oddity.ADDED_NO_TEXT)
    try:
        size = len(source.encode())
    except UnicodeEncodeError:
        raise _NoText(Oddity.BLANK_NOT_ENCODED, Oddity.ADDED_NOT_ENCODED) from None
    if size > MAX_CELL_BYTES:
        sizes = {"size": f"{size / 1000:.0f}", "limit": f"{MAX_CELL_BYTES / 1000:.0f}"}
        raise _NoText(Oddity.BLANK_TOO_LONG, Oddity.ADDED_TOO_LONG, **sizes)
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _text_or_none(source: object) -> str | None:
    try:
        return _text(source)
    except _NoText:
        return None


class _Sorter:
    """Finds the place of each submitted cell in the skeleton."""

    def __init__(self, assignment: Assignment, cells: Sequence[_Cell]) -> None:
        self.blanks: dict[str, str] = {}
        self.extras: list[ExtraCell] = []
        self.problems: list[Problem] = []
        self._assignment = assignment
        self._released = {grade_id(cell) or cell.id: cell for cell in assignment.released.cells}
        self._solutions = {exercise.solution_id for exercise in assignment.exercises}
        # What was handed out in another language, with what stands in its place in ours.
        self._translated = {
            (grade_id(cell) or cell.id, cell.source): self._released[grade_id(cell) or cell.id].source
            for edition in assignment.editions.values()
            for cell in edition.cells
            if (grade_id(cell) or cell.id) in self._released
        }
        self._cells = cells
        self._places = self._known_places()
        self._cells = [self._as_ours(cell, place) for cell, place in zip(cells, self._places, strict=True)]

    def find_blanks(self) -> None:
        """Fill ``blanks``: by grade_id, else by cell id, else by what a cell defines."""
        missing = []
        for exercise in self._assignment.exercises:
            name = exercise.solution_id
            found = [n for n, place in enumerate(self._places) if place == name]
            # A cell that still bears the grade_id comes before one known only by its id.
            found.sort(key=lambda n: self._cells[n].grade_id != name)
            if not found and (defining := self._only_definition(exercise.name)) is not None:
                found = [defining]
                self._note(Oddity.MARK_LOST, exercise=exercise.name)
            if found:
                self._take(exercise.name, name, exercise.stub, found)
            else:
                missing.append(exercise.name)
        if len(missing) == len(self._assignment.exercises):
            self._note(Oddity.NO_EXERCISES)
        elif missing:
            self._note(Oddity.BLANKS_MISSING, names=missing)

    def find_extras(self) -> None:
        """Fill ``extras``: code cells without a place, and the student's version of an edited setup cell."""
        after: str | None = None
        total = dropped = 0
        for cell, place in zip(self._cells, self._places, strict=True):
            after = place or after
            if cell.type != "code" or (place is not None and not self._is_edited_setup(cell, place)):
                continue
            try:
                text = _text(cell.source)
            except _NoText as error:
                self._note(error.added, **error.values)
                continue
            if not text.strip():
                continue
            total += len(text.encode())
            if len(self.extras) == MAX_EXTRAS or total > MAX_EXTRA_BYTES:
                dropped += 1
            else:
                self.extras.append(ExtraCell(after, text))
        if dropped:
            self._note(Oddity.MANY_ADDED, number=dropped)

    def compare_marks(self) -> None:
        """Report what was changed in cells that are ours; nothing of it counts."""
        flags, checks, setups, foreign = [], [], [], 0
        for cell, place in zip(self._cells, self._places, strict=True):
            if place is None:
                foreign += bool(cell.marks)
                continue
            ours = self._released[place]
            marks = ours.metadata.get("nbgrader", {})
            if cell.marks and any(flag in marks and cell.marks.get(flag) != marks[flag] for flag in _FLAGS):
                flags.append(place)
            if self._is_edited_setup(cell, place):
                setups.append(place)
            elif is_grade(ours) and _text_or_none(cell.source) != ours.source:
                checks.append(place)
        if flags:
            self._note(Oddity.MARKS_CHANGED, names=_once(flags))
        if checks:
            self._note(Oddity.CHECKS_CHANGED, names=_once(checks))
        if setups:
            self._note(Oddity.SETUP_CHANGED, names=_once(setups))
        if foreign:
            self._note(Oddity.FOREIGN_MARKS, number=foreign)

    def _note(self, oddity: Oddity, **values: str | int | list[str]) -> None:
        self.problems.append(Problem(oddity, values))

    def _known_places(self) -> list[str | None]:
        """For each submitted cell the skeleton's cell that it is, by grade_id, by cell id or by its text."""
        by_id = {cell.id: name for name, cell in self._released.items()}
        # Some tools write no cell ids; an unchanged cell is then known by its text.
        ours = [(name, cell.source) for name, cell in self._released.items()]
        by_text = {
            source: name
            for name, source in [*self._translated, *ours]
            if self._released[name].cell_type == "code" and name not in self._solutions
        }
        places: list[str | None] = []
        for cell in self._cells:
            if isinstance(cell.grade_id, str) and cell.grade_id in self._released:
                places.append(cell.grade_id)
            elif isinstance(cell.id, str) and cell.id in by_id:
                places.append(by_id[cell.id])
            else:
                text = _text_or_none(cell.source) if cell.type == "code" else None
                places.append(by_text.get(text) if text is not None else None)
        return places

    def _as_ours(self, cell: _Cell, place: str | None) -> _Cell:
        """A cell that is still as it was handed out, in our own words."""
        text = _text_or_none(cell.source) if place is not None and self._translated else None
        source = None if text is None or place is None else self._translated.get((place, text))
        return cell if source is None else replace(cell, source=source)

    def _take(self, exercise: str, name: str, stub: str, found: list[int]) -> None:
        """Take the text of one blank: of several cells the first that was worked on."""
        faults: list[_NoText] = []
        chosen: tuple[int, str] | None = None
        for number in found:
            try:
                text = _text(self._cells[number].source)
            except _NoText as error:
                faults.append(error)
                continue
            untouched = chosen is not None and chosen[1].strip() == stub.strip()
            if chosen is None or (untouched and text.strip() != stub.strip()):
                chosen = (number, text)
            self._places[number] = name
        if len(found) > 1:
            self._note(Oddity.SEVERAL, exercise=exercise, number=len(found))
        if chosen is None:
            self._note(faults[0].blank, exercise=exercise, **faults[0].values)
            return
        number, self.blanks[name] = chosen
        if self._cells[number].type != "code":
            self._note(Oddity.NO_CODE, exercise=exercise)

    def _only_definition(self, exercise: str) -> int | None:
        """The one code cell without a place that defines a function or class of this name."""
        defining = [number for number in self._defining.get(exercise, []) if self._places[number] is None]
        return defining[0] if len(defining) == 1 else None

    @cached_property
    def _defining(self) -> dict[str, list[int]]:
        """The code cells without a place by the names that they define; each is parsed once, whatever is missing."""
        found = defaultdict(list)
        total = 0
        for number, (cell, place) in enumerate(zip(self._cells, self._places, strict=True)):
            text = _text_or_none(cell.source) if cell.type == "code" and place is None else None
            if text is None:
                continue
            total += len(text.encode())
            if total > MAX_EXTRA_BYTES:
                self._note(Oddity.NOT_SEARCHED)
                break
            for name in _defined(text):
                found[name].append(number)
        return found

    def _is_edited_setup(self, cell: _Cell, place: str) -> bool:
        """Whether a cell that graders run as released was edited (an import added, say)."""
        ours = self._released[place]
        return (
            ours.cell_type == "code"
            and place not in self._solutions
            and not is_grade(ours)
            and DEMO_TAG not in ours.metadata.get("tags", [])
            and _text_or_none(cell.source) != ours.source
        )


def _defined(text: str) -> set[str]:
    """Names of the functions and classes that a text defines at its top level, as the worker runs it."""
    try:
        with warnings.catch_warnings(action="ignore"):
            body = ast.parse(without_magics(text)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {node.name for node in body if isinstance(node, kinds)}


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
