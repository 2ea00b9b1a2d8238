"""Who is in the class, and who was given more time: two small tables beside the gradebook, for people and spreadsheets.

``roster.csv`` is written by ``autograder roster import`` from what Moodle, Canvas or a spreadsheet exports.  Where there is none,
the class is whoever handed something in.  ``extensions.csv`` is written by hand: a student, an assignment, a number of days.
"""

from __future__ import annotations

import csv
import io
import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from autograder.classroom.gradebook import Person, enter
from autograder.errors import UserError, meant
from autograder.files import as_csv, write_whole
from autograder.language import _, listed

ROSTER = "roster.csv"
EXTENSIONS = "extensions.csv"
MAX_BYTES = 4 << 20

# What systems and people call a column, in small letters; of two that are there, the first.
TITLES = {
    "student": (
        "student_id", "username", "sis login id", "login id", "login", "用户名", "登录名",
        "id number", "student id", "student number", "学号", "student", "学生",
    ),
    "last": ("last name", "last_name", "surname", "family name", "姓", "姓氏"),
    "first": ("first name", "first_name", "given name", "名", "名字"),
    "whole": ("full name", "fullname", "name", "姓名", "全名", "student", "学生"),
    "email": ("email address", "email", "e-mail", "mail", "邮箱", "电子邮件", "电子邮件地址", "email地址"),
    "own": ("lms_id", "id number", "sis user id", "id", "学号"),
    "assignment": ("assignment", "作业"),
    "days": ("days", "天", "天数"),
}  # fmt: skip
_HEAD = ("student_id", "last_name", "first_name", "email", "lms_id")
# Canvas exports two rows that are nobody's.
_NOBODY = ("points possible", "student, test")


@dataclass(frozen=True)
class Imported:
    """What an import changed: students who are new in the roster, changed, or no longer in it.

    ``column``: the title of the column that the names of their folders were taken from.
    """

    path: Path
    size: int
    column: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def import_roster(coursedir: CourseDirectory, file: Path, column: str | None = None) -> Imported:
    """Take a CSV file for the class's roster, and enter everybody in nbgrader's gradebook.

    ``column``: the title of the column that holds the names of the students' folders, where it is not to be guessed.
    Nobody is removed from the gradebook.  Raises UserError, and changes nothing, for a file that cannot be understood.
    """
    titles, rows = _table(file)
    place = _folders(file, titles, column)
    people = _people(file, titles, rows, place)
    path = Path(coursedir.root) / ROSTER
    before = read_roster(coursedir) or {}
    enter(coursedir, people)
    table = [_HEAD, *((student, *_fields(people[student])) for student in sorted(people))]
    write_whole(path, as_csv(table).encode("utf-8-sig"))  # by the mark spreadsheets know it for UTF-8
    return Imported(
        path,
        len(people),
        titles[place],
        added=sorted(people.keys() - before.keys()),
        changed=sorted(name for name in people.keys() & before.keys() if people[name] != before[name]),
        gone=sorted(before.keys() - people.keys()),
    )


def read_roster(coursedir: CourseDirectory) -> dict[str, Person] | None:
    """The students of the class by the name of their folder; None where no roster was imported."""
    path = Path(coursedir.root) / ROSTER
    if not path.is_file():
        return None
    titles, rows = _table(path)
    return _people(path, titles, rows, _folders(path, titles, None))


def read_extensions(coursedir: CourseDirectory) -> dict[str, timedelta] | None:
    """How much later than the others each student may hand in this assignment; None where there is no such table."""
    path = Path(coursedir.root) / EXTENSIONS
    if not path.is_file():
        return None
    titles, rows = _table(path)
    wanted = [_place(titles, TITLES[key]) for key in ("student", "assignment", "days")]
    if None in wanted:
        raise UserError(
            _(
                "{path} 的第一行要有三列：student_id、assignment、days。现在是：{titles}。",
                path=path,
                titles=listed(titles),
            )
        )
    found = {}
    for line, row in rows:
        student, assignment, days = (row[place] for place in wanted if place is not None)
        if assignment != coursedir.assignment_id:
            continue
        try:
            found[student] = timedelta(days=float(days))
            good = math.isfinite(float(days)) and float(days) >= 0
        except (ValueError, OverflowError):
            good = False
        if not good:
            raise UserError(
                _(
                    "{path} 第 {line} 行：延期的天数 {days!r} 不是一个不小于 0 的数。请改好再运行。",
                    path=path,
                    line=line,
                    days=days,
                )
            )
    return found


def _fields(person: Person) -> tuple[str, str, str, str]:
    return person.last_name, person.first_name, person.email, person.lms_id


def _folders(path: Path, titles: Sequence[str], column: str | None) -> int:
    """Which column holds the names of the students' folders: the one called ``column``, else as its title says."""
    place = _place(titles, TITLES["student"] if column is None else (column.strip().lower(),))
    if place is not None:
        return place
    if column is not None:
        hint = meant(column, titles, _("它的列"))
        raise UserError(_("{path} 里没有 {column!r} 这一列。{hint}", path=path, column=column, hint=hint))
    raise UserError(
        _(
            "看不出 {path} 的哪一列是学生的文件夹名（提交在 submitted/<它>/ 里）。"
            "用 --id 写出那一列的标题。它的列：{titles}。",
            path=path,
            titles=listed(titles),
        )
    )


def _people(
    path: Path, titles: Sequence[str], rows: Iterator[tuple[int, list[str]]], place: int
) -> dict[str, Person]:
    places = {key: _place(titles, TITLES[key]) for key in ("last", "first", "whole", "email", "own")}
    found: dict[str, Person] = {}
    lines: dict[str, int] = {}
    for line, row in rows:
        if any(cell.strip().lower() in _NOBODY for cell in row):
            continue
        student = row[place]
        if fault := _unusable(student):
            raise UserError(_("{path} 第 {line} 行：{fault}", path=path, line=line, fault=fault))
        if student in found:
            raise UserError(
                _(
                    "{path} 第 {line} 行：{student} 已经在第 {other} 行了。一个学生一行。",
                    path=path,
                    line=line,
                    student=student,
                    other=lines[student],
                )
            )
        found[student] = _person(row, places, student)
        lines[student] = line
    if not found:
        raise UserError(_("{path} 里一个学生也没有。", path=path))
    return found


def _person(row: Sequence[str], places: Mapping[str, int | None], student: str) -> Person:
    def cell(key: str) -> str:
        place = places[key]
        return "" if place is None else row[place]

    last, first = cell("last"), cell("first")
    if not last and not first and cell("whole") != student:
        # "Doe, Jane" as Canvas writes it; a Chinese name stays whole.
        last, _comma, first = (part.strip() for part in cell("whole").partition(","))
    return Person(first, last, cell("email"), cell("own") if cell("own") != student else "")


def _unusable(student: str) -> str:
    """Why a text cannot be the name of a folder of submissions; empty if it can."""
    if not student:
        return _("学生的文件夹名是空的。")
    if student.startswith(".") or "/" in student or not student.isprintable():
        return _("{student!r} 不能作文件夹名。", student=student)
    return ""


def _place(titles: Sequence[str], names: Sequence[str]) -> int | None:
    """Where the first of these names stands among the titles of the columns."""
    small = [title.lower() for title in titles]
    return next((small.index(name) for name in names if name in small), None)


def _table(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The titles of a CSV file, and its rows with their lines, all of the titles' length; UserError if it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(_("读不了 {path}：{reason}。", path=path, reason=error.strerror)) from error
    text = _decoded(data)
    if text is None or len(data) > MAX_BYTES:
        raise UserError(
            _(
                "{path} 不像一个 CSV 文件。请从 Moodle、Canvas 或电子表格里导出 CSV（逗号分隔，UTF-8 或 GBK）。",
                path=path,
            )
        )
    text = unicodedata.normalize("NFC", text)
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        numbered = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise UserError(
            _("{path} 第 {line} 行：{reason}。", path=path, line=reader.line_num, reason=error)
        ) from error
    if not numbered:
        raise UserError(_("{path} 是空的。", path=path))
    titles = numbered[0][1]
    rows = ((line, row + [""] * (len(titles) - len(row))) for line, row in numbered[1:] if any(row))
    return titles, rows


def _decoded(data: bytes) -> str | None:
    """The text of a file as spreadsheets write it; None if it is no text."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None
