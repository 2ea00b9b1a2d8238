"""What lies in the folders of submissions: whose they are, when they came, what feedback is released under.

Students write there, by way of the exchange; nothing in it is followed, executed or trusted.
"""

from __future__ import annotations

import glob
import logging
import os
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from autograder.course.assignment import Assignment
from autograder.grading.intake import (
    Submission,
    Unreadable,
    fingerprint,
    parse_submission,
    printable,
    read_notebook,
    read_regular_file,
)
from autograder.grading.problems import Oddity
from autograder.language import _

TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"

MAX_NOTE_BYTES = 1_000

# The form in which the exchange writes it; a zone is a name such as UTC or +0800, never a path.
_TIME = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?( ([A-Za-z]{1,5}|[+-]\d{4}|[A-Z][a-z]+/[A-Z][A-Za-z_]+))?",
    re.ASCII,
)
_MEANT_OTHERWISE = '<>&"`\\,;*?[]'
_SECRET = re.compile(r"[0-9A-Za-z_-]{16,256}")


@dataclass(frozen=True)
class Notes:
    """What the exchange wrote beside a submission, as text; empty where it is unknown."""

    time: str = ""
    secret: str = ""

    @property
    def submitted_at(self) -> datetime | None:
        """When it was handed in, in UTC, if that is known."""
        return parse_utc(self.time) if self.time else None

    def write(self, folder: Path) -> None:
        """Write them into ``folder``.

        Time and secret are always there, since one student without them would stop ``release_feedback`` for
        everybody; an unknown secret only means that nobody finds the page.
        """
        (folder / TIMESTAMP).write_text(self.time)
        (folder / SECRET).write_text(self.secret or secrets.token_hex(64))


@dataclass(frozen=True)
class Taken:
    """A submission as it was when it was read; its files may be others by the time it has been graded."""

    submission: Submission
    fingerprint: str
    notes: Notes


@dataclass(frozen=True)
class HandedIn:
    """Where one student's submission lies.  ``link``: a part of the way there that is a link; nothing is read then."""

    notebook: Path
    link: Path | None = None

    def take(self, assignment: Assignment) -> Taken:
        """Read it, each file once."""
        content = self._content()
        return Taken(parse_submission(content, assignment), fingerprint(content), self.notes())

    def fingerprint(self) -> str:
        """What :meth:`take` would give as the fingerprint."""
        return fingerprint(self._content())

    def notes(self) -> Notes:
        """Its time and its secret, as far as they can be read."""
        return Notes() if self.link else read_notes(self.notebook.parent)

    def _content(self) -> bytes | Unreadable:
        if self.link is None:
            return read_notebook(self.notebook)
        link = printable("/".join(self.link.parts[-2:]))
        return Unreadable(Oddity.ON_A_LINK, file=self.notebook.name, link=link)


def handed_in(coursedir: CourseDirectory, log: logging.Logger) -> dict[str, HandedIn]:
    """What lies there of each student that the course does not exclude."""
    day = coursedir.assignment_id
    excluded = coursedir.student_id_exclude.split(",")
    shape = coursedir.format_path(
        coursedir.submitted_directory, "(?P<student>.*)", re.escape(day), escape=True
    )
    found = {}
    for folder in sorted(
        glob.glob(coursedir.format_path(coursedir.submitted_directory, coursedir.student_id, day))
    ):
        match = re.fullmatch(shape, folder, re.DOTALL)
        if match is None or not is_usable_name(match["student"]):
            log.error(_("%s：文件夹名不能当作学生的名字，没有批改。"), ascii(folder))
        elif match["student"] not in excluded:
            found[match["student"]] = HandedIn(
                Path(folder, f"{day}.ipynb"), link_on_the_way(coursedir, folder)
            )
    return found


def link_on_the_way(coursedir: CourseDirectory, folder: str) -> Path | None:
    """The outermost link among the folders that lead to a submission and are not the same for everybody."""
    anybody = coursedir.format_path(coursedir.submitted_directory, "*", coursedir.assignment_id)
    depth = len(Path(folder).parts) - len(Path(os.path.commonpath([folder, anybody])).parts)
    own = [Path(folder), *Path(folder).parents][:depth]
    return next((part for part in reversed(own) if part.is_symlink()), None)


def is_usable_name(student: str) -> bool:
    """Whether a student's name can stand in a path, a log, the gradebook, a table and a page.

    nbgrader writes it as it is into the formgrader's pages and into grades.csv, where markup would be obeyed, a comma
    would move the scores, and a spreadsheet would compute what looks like a formula; and it takes the name of a folder
    for a pattern, which may match somebody else's.
    """
    odd = any(
        unicodedata.category(character) in ("Cc", "Cf", "Cs") or character in _MEANT_OTHERWISE
        for character in student
    )
    return bool(student) and student[0] not in ".=+-@" and not odd


def read_notes(folder: Path) -> Notes:
    """What the exchange wrote into this folder."""
    time, secret = _read_note(folder / TIMESTAMP), _read_note(folder / SECRET)
    return Notes(time if is_time(time) else "", secret if _SECRET.fullmatch(secret) else "")


def _read_note(path: Path) -> str:
    """The text of one of the exchange's small files, or nothing."""
    try:
        return read_regular_file(path, MAX_NOTE_BYTES).decode("ascii", errors="replace").strip()
    except Unreadable:
        return ""


def is_time(text: str) -> bool:
    """Whether nbgrader can read a time of submission."""
    if not _TIME.fullmatch(text):
        return False
    try:
        parse_utc(text)
    except (ValueError, OverflowError, TypeError):
        return False
    return True


def submitted_at(folder: Path) -> datetime | None:
    """When what lies in this folder was handed in, in UTC, if that is known."""
    return read_notes(folder).submitted_at
