"""What ``nbgrader autograde`` and ``nbgrader collect`` do differently in this course; see nbgrader_config.py.

nbgrader's own flow stays: it walks over the submissions, sanitizes, autogrades, saves grades and late
penalties.  Only three things are ours.  :class:`IntakeExporter` reads a submission (never trusting it) in
place of nbformat, :class:`Grade` takes the place of executing the notebook, :class:`Collect` copies plain
files only.

nbgrader never sees a student's folder while it grades.  It sees a waiting room: for each submission a fresh
folder with an empty file for the notebook, the time of submission and the secret that feedback is released
under.  So nothing else of a submission is copied, no link is followed, no odd file stops the run.
"""

from __future__ import annotations

import glob
import json
import logging
import math
import os
import re
import secrets
import shutil
import tempfile
import unicodedata
import weakref
from contextlib import ExitStack
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.preprocessors import NbGraderPreprocessor, SaveCells
from nbgrader.utils import parse_utc
from traitlets import Unicode

from autograder import report as reports
from autograder.assignment import Assignment, Course, grade_id, is_grade
from autograder.errors import UserError
from autograder.report import ExerciseReport, Report
from autograder.submission import (
    Submission,
    Unreadable,
    fingerprint,
    printable,
    read_in_folder,
    read_regular_file,
    read_submission,
    rebuild,
)

REPORT = "report.json"
TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"

MAX_NOTE_BYTES = 1_000
MAX_LINES = 200
MAX_LINE = 500
# An exchange folder may hold more than the notebook, within reason.
MAX_FILES = 500
MAX_DEPTH = 8

# The form in which the exchange writes it; a zone is a name such as UTC or +0800, never a path.
_TIME = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?( ([A-Za-z]{1,5}|[+-]\d{4}|[A-Z][a-z]+/[A-Z][A-Za-z_]+))?",
    re.ASCII,
)
_SECRET = re.compile(r"[0-9A-Za-z_-]{16,256}")


class _WaitingRoom(CourseDirectory):
    """The course as nbgrader sees it while it grades: what students handed in lies in ``room``.

    Nothing is copied from ``source`` either: a graded notebook needs no data files beside it.
    """

    room = Unicode()

    def format_path(
        self, nbgrader_step: str, student_id: str, assignment_id: str, escape: bool = False
    ) -> str:
        # Names of the room's own: the configured directories may be absolute paths.
        rooms = {self.submitted_directory: "submitted", self.source_directory: "source"}
        if nbgrader_step not in rooms:
            return super().format_path(nbgrader_step, student_id, assignment_id, escape)
        base = os.path.join(self.room, rooms[nbgrader_step])
        return os.path.join(re.escape(base) if escape else base, student_id, assignment_id)

    def get_existing_timestamp(self, dest_path: str) -> datetime | None:
        """As in nbgrader; an empty file stands for an unknown time and is nothing to warn of."""
        time = _note(Path(dest_path, TIMESTAMP))
        return parse_utc(time) if _is_time(time) else None


class IntakeExporter(NotebookExporter):
    """Reads submissions for one run of ``nbgrader autograde`` and holds what the whole run needs."""

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)
        # For a run that is interrupted or whose last submission is skipped.
        self._open = ExitStack()
        weakref.finalize(self, self._open.close)
        self._submission = Submission({})
        self._fingerprint = ""
        self._prepare(self.parent)

    def _prepare(self, converter: Autograde) -> None:
        """Look at what was handed in and let the converter see the waiting room in its place.

        Raises NbGraderException, which ends the command, if the course itself is not in order.
        """
        course = converter.coursedir
        day = course.assignment_id
        # Imported late: other nbgrader commands load this module too and need no grader.
        from autograder.grading import Grader

        try:
            self.assignment = Course.find(Path(course.root)).assignment(day)
            self._grader = self._open.enter_context(Grader(self.assignment))
        except UserError as error:
            raise _stop(converter.log, str(error)) from None
        if not fnmatch(day, course.notebook_id):
            raise _stop(converter.log, f"作业 {day} 只有一个 notebook，名为 {day}。")
        self._folders = _handed_in(course, converter.log)
        self._room = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="autograder-")))
        converter.coursedir = _waiting_room(course, self._room)
        _register(self.assignment, converter.coursedir, converter.log)
        self._drop_outdated(converter.coursedir)
        converter.assignments = {}
        for student, folder in self._folders.items():
            place = Path(converter.coursedir.format_path(course.submitted_directory, student, day))
            _furnish(place, folder, day)
            converter.assignments[str(place)] = [str(place / f"{day}.ipynb")]
        self._last = Path(max(converter.assignments, default="")).parent.name

    def from_filename(
        self, filename: str, resources: Any = None, **kwargs: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Read a submission if nbgrader asks for one, else our own sanitized notebook."""
        if not Path(filename).is_relative_to(self._room):
            return super().from_filename(filename, resources=resources, **kwargs)
        path = self._folders[resources["nbgrader"]["student"]] / Path(filename).name
        self._fingerprint = fingerprint(path)
        self._submission = read_submission(path, self.assignment)
        notebook = rebuild(self.assignment, self._submission)
        return self.from_notebook_node(notebook, resources=resources, **kwargs)

    def grade(self, student: str) -> tuple[Report, str]:
        """Grade the submission that was read last; also gives its fingerprint."""
        report = self._grader.grade(self._submission, student)
        if student == self._last:
            # The formgrader lives on after grading one student; worker processes must not.
            self._open.close()
        return report, self._fingerprint

    def _drop_outdated(self, course: CourseDirectory) -> None:
        """Remove results that do not belong to the file that lies there now, so that they are made anew.

        nbgrader itself looks at timestamps only: it would keep the old score of a notebook replaced by hand,
        the half-made result of a run that was killed, and a result that a fresh gradebook knows nothing of.
        """
        day = self.assignment.name
        with Gradebook(course.db_url, course.course_id) as gradebook:
            recorded = {entry.student.id for entry in gradebook.assignment_submissions(day)}
        for student, folder in self._folders.items():
            result = Path(course.format_path(course.autograded_directory, student, day))
            if not result.is_dir() or student in course.student_id_exclude.split(","):
                continue
            current = fingerprint(folder / f"{day}.ipynb")
            if student not in recorded or _graded_fingerprint(result / f"{day}.ipynb") != current:
                shutil.rmtree(result)


class Grade(NbGraderPreprocessor):
    """Grades with the hidden tests and writes the verdict where nbgrader's SaveAutoGrades reads it."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Fill every grade cell with feedback and a score; list problems at the top; add ``report.json``."""
        student = resources["nbgrader"]["student"]
        report, digest = self.parent.grade(student)
        by_name = {exercise.name: exercise for exercise in report.exercises}
        for cell in nb.cells:
            if is_grade(cell):
                _write_verdict(cell, by_name.get(grade_id(cell)))
        if report.problems:
            nb.cells.insert(0, _problem_cell(report.problems))
        nb.metadata["autograder"] = {"problems": report.problems, "submission": digest}
        outputs = resources["outputs"] if isinstance(resources.get("outputs"), dict) else {}
        resources["outputs"] = outputs | {REPORT: reports.to_json([report])}
        self.log.info("%s: %s / %s", student, report.score, report.max_score)
        for problem in report.problems:
            self.log.warning("%s: %s", student, problem)
        return nb, resources


class Collect(ExchangeCollect):
    """Collects plain files only.

    The inbound folder is written by students.  nbgrader's own copy follows links (to the answer key, to
    /dev/zero), waits at named pipes, and gives up on everybody when one name or time cannot be read.
    """

    src_records: list[dict[str, Any]]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        name = os.path.basename(path)
        parts = name.rsplit("+", 3)
        if len(parts) < 3 or not _is_usable(parts[0]) or not _is_time(parts[2]) or os.path.islink(path):
            return {"username": "", "filename": name, "timestamp": parse_utc("1970-01-01 00:00:00")}
        return {"username": parts[0], "filename": name, "timestamp": parse_utc(parts[2])}

    def init_src(self) -> None:
        """As nbgrader, without entries that have no student or no time in their name."""
        super().init_src()
        if any(not record["username"] for record in self.src_records):
            self.log.error("收件目录里有名称不合规的提交（应为 学生+作业+时间），没有收取。")
        self.src_records = [record for record in self.src_records if record["username"]]

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy the plain files of one submission, within the course's limit on its size."""
        skipped = _copy_plain_files(
            Path(src), Path(dest), self.coursedir.ignore, 1000 * self.coursedir.max_dir_size
        )
        # The time in the folder's name is the one that submissions are compared by.
        Path(dest, TIMESTAMP).write_text(os.path.basename(src).rsplit("+", 3)[2])
        if skipped:
            self.log.warning("%s：有 %d 个文件是链接、特殊文件或者超过上限，没有收取。", dest, skipped)


def _stop(log: logging.Logger, sentence: str) -> NbGraderException:
    """Say why the command ends; nbgrader shows the log, not the exception."""
    log.error(sentence)
    return NbGraderException(sentence)


def _handed_in(course: CourseDirectory, log: logging.Logger) -> dict[str, Path]:
    """The folder of each student, whatever lies in it."""
    day = course.assignment_id
    shape = course.format_path(course.submitted_directory, "(?P<student>.*)", re.escape(day), escape=True)
    found = {}
    for folder in sorted(glob.glob(course.format_path(course.submitted_directory, course.student_id, day))):
        match = re.fullmatch(shape, folder, re.DOTALL)
        if match is None or not _is_usable(match["student"]):
            log.error("%s：文件夹名不能当作学生的名字，没有批改。", ascii(folder))
        else:
            found[match["student"]] = Path(folder)
    return found


def _is_usable(student: str) -> bool:
    """Whether a student's name can stand in a path, a log and the gradebook."""
    odd = any(unicodedata.category(character) in ("Cc", "Cs") for character in student)
    return bool(student) and not student.startswith(".") and not odd


def _waiting_room(course: CourseDirectory, room: Path) -> _WaitingRoom:
    """The same course with the waiting room; the given object stays as it is, the formgrader uses it on."""
    traits = {name: getattr(course, name) for name in course.trait_names(config=True)}
    if traits["db_url"].startswith("sqlite:///") and "?" not in traits["db_url"]:
        # Two runs at the same time wait for each other's lock.  Not in nbgrader_config.py, since
        # `nbgrader db upgrade` takes the whole rest of the URL for the name of a file.
        traits["db_url"] += "?timeout=60"
    return _WaitingRoom(parent=course.parent, room=str(room), **traits)


def _furnish(place: Path, folder: Path, day: str) -> None:
    """Prepare what nbgrader may see of one submission.

    Time and secret are always there, since one student without them would stop ``release_feedback`` for
    everybody; an unknown secret only means that nobody finds the page.
    """
    place.mkdir(parents=True)
    (place / f"{day}.ipynb").touch()
    time, secret = _note(folder / TIMESTAMP), _note(folder / SECRET)
    (place / TIMESTAMP).write_text(time if _is_time(time) else "")
    (place / SECRET).write_text(secret if _SECRET.fullmatch(secret) else secrets.token_hex(64))


def _note(path: Path) -> str:
    """The text of one of the exchange's small files, or nothing."""
    try:
        return read_regular_file(path, MAX_NOTE_BYTES).decode("ascii", errors="replace").strip()
    except Unreadable:
        return ""


def _is_time(text: str) -> bool:
    """Whether nbgrader can read a time of submission."""
    if not _TIME.fullmatch(text):
        return False
    try:
        parse_utc(text)
    except (ValueError, OverflowError, TypeError):
        return False
    return True


def _register(assignment: Assignment, course: CourseDirectory, log: logging.Logger) -> None:
    """See that the gradebook knows the released notebook, as ``nbgrader generate_assignment`` would."""
    day = assignment.name
    released = assignment.skeleton()
    wanted = {
        grade_id(cell): float(cell.metadata.nbgrader["points"]) for cell in released.cells if is_grade(cell)
    }
    with Gradebook(course.db_url, course.course_id) as gradebook:
        try:
            known = {cell.name: cell.max_score for cell in gradebook.find_notebook(day, day).grade_cells}
        except MissingEntry:
            known = {}
        if known == wanted:
            return
        gradebook.update_or_create_assignment(day)
    log.info("Recording the exercises of %s in the gradebook", day)
    try:
        names = {"notebook": day, "assignment": day, "db_url": course.db_url}
        SaveCells().preprocess(released, {"nbgrader": names})
    except RuntimeError:
        raise _stop(
            log,
            f"gradebook.db 里 {day} 的练习和 release/{day} 不同，而且已经有人的成绩。请备份 gradebook.db，"
            f"运行 nbgrader db assignment remove {day} --force，然后重新批改。",
        ) from None


def _graded_fingerprint(notebook: Path) -> str:
    """The fingerprint of the submission that one of our graded notebooks was made from."""
    try:
        return json.loads(notebook.read_bytes())["metadata"]["autograder"]["submission"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _write_verdict(cell: NotebookNode, exercise: ExerciseReport | None) -> None:
    """Give a grade cell what nbgrader reads as a score: exactly one result, never more than its points.

    Silence, an odd number or NaN would be full marks.
    """
    points = float(cell.metadata.nbgrader["points"])
    text = reports.exercise_text(exercise) if exercise else "没有批改结果，计 0 分。"
    score = exercise.score if exercise and math.isfinite(exercise.score) else 0.0
    lines = [printable(line, MAX_LINE) for line in text.splitlines()[:MAX_LINES]]
    cell.outputs = [
        nbformat.v4.new_output("stream", name="stdout", text="\n".join(lines) + "\n"),
        nbformat.v4.new_output(
            "execute_result", data={"text/plain": str(min(round(max(score, 0.0), 2), points))}
        ),
    ]


def _problem_cell(problems: list[str]) -> NotebookNode:
    """A markdown cell that lists problems as plain text, whatever they quote.

    Inside ``pre`` neither markdown nor MathJax looks; every punctuation mark is an entity.
    """
    lines = [
        re.sub(r"[!-/:-@\[-`{-~]", lambda mark: f"&#{ord(mark[0])};", printable(problem, MAX_LINE))
        for problem in problems
    ]
    style = "white-space: pre-wrap; font-family: inherit"
    source = f'### 这份提交有些问题\n\n<pre style="{style}">' + "\n".join(lines) + "</pre>"
    return nbformat.v4.new_markdown_cell(source, id="autograder-problems")


def _copy_plain_files(source: Path, target: Path, ignore: list[str], limit: int) -> int:
    """Copy plain files, no more than ``limit`` bytes together; gives the number of those left out."""
    skipped = copied = 0
    target.mkdir(parents=True)
    for folder, folders, files, descriptor in os.fwalk(source):
        inside = Path(folder).relative_to(source)
        if len(inside.parts) == MAX_DEPTH:
            folders.clear()
        folders[:] = [name for name in folders if not _is_ignored(name, ignore)]
        for name in files:
            if _is_ignored(name, ignore):
                continue
            try:
                data = read_in_folder(descriptor, name, limit) if copied < MAX_FILES else None
            except (Unreadable, OSError):
                data = None
            if data is None:
                skipped += 1
                continue
            copied += 1
            limit -= len(data)
            (target / inside).mkdir(parents=True, exist_ok=True)
            (target / inside / name).write_bytes(data)
    return skipped


def _is_ignored(name: str, patterns: list[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
