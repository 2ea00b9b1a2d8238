"""What lies in the folders of submissions: whose they are, when they came, what feedback is released under.

Students write there, by way of the exchange; nothing in it is followed, executed or trusted.
"""

from __future__ import annotations

import glob
import logging
import re
import secrets
import unicodedata
from datetime import datetime
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from autograder.submission import Unreadable, read_regular_file

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


def handed_in(course: CourseDirectory, log: logging.Logger) -> dict[str, Path]:
    """The folder of each student that the course does not exclude, whatever lies in it."""
    day = course.assignment_id
    excluded = course.student_id_exclude.split(",")
    shape = course.format_path(course.submitted_directory, "(?P<student>.*)", re.escape(day), escape=True)
    found = {}
    for folder in sorted(glob.glob(course.format_path(course.submitted_directory, course.student_id, day))):
        match = re.fullmatch(shape, folder, re.DOTALL)
        if match is None or not is_usable_name(match["student"]):
            log.error("%s：文件夹名不能当作学生的名字，没有批改。", ascii(folder))
        elif match["student"] not in excluded:
            found[match["student"]] = Path(folder)
    return found


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


def copy_notes(folder: Path, place: Path) -> None:
    """Write the time and the secret of a submission into ``place``.

    Time and secret are always there, since one student without them would stop ``release_feedback`` for
    everybody; an unknown secret only means that nobody finds the page.
    """
    time, secret = read_note(folder / TIMESTAMP), read_note(folder / SECRET)
    (place / TIMESTAMP).write_text(time if is_time(time) else "")
    (place / SECRET).write_text(secret if _SECRET.fullmatch(secret) else secrets.token_hex(64))


def read_note(path: Path) -> str:
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
    """When a submission was handed in, in UTC, if that is known."""
    time = read_note(folder / TIMESTAMP)
    return parse_utc(time) if is_time(time) else None
