"""What nbgrader's commands do differently in this course; see nbgrader_config.py.

nbgrader's own flow stays: it walks over the submissions, sanitizes, autogrades.  Only six things are ours.
:class:`IntakeExporter` reads a submission (never trusting it) in place of nbformat, :class:`Grade` takes the
place of executing the notebook, :class:`Record` writes the rows of SaveAutoGrades and AssignLatePenalties in
one transaction, :class:`Collect` copies plain files only, :class:`FeedbackExporter` writes the page that a
student gets back, :class:`CheckedExporter` stops a command whose configuration has a mistake in it.

nbgrader never sees a student's folder while it grades.  It sees a waiting room: for each submission a fresh
folder with an empty file for the notebook, the time of submission and the secret that feedback is released
under.  So nothing else of a submission is copied, no link is followed, no odd file stops the run.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter, NotebookExporter
from nbformat import NotebookNode
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import (
    Autograde,
    GenerateAssignment,
    GenerateFeedback,
    GenerateSolution,
    NbGraderException,
)
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import parse_utc
from traitlets import Bool, Unicode, default

from autograder.classroom.gradebook import (
    Recorder,
    create_if_missing,
    marks,
    patient,
    recorded,
    register,
    undisturbed,
)
from autograder.classroom.graded import REPORT, Origin, is_current, read_report, read_texts, write_verdicts
from autograder.classroom.handed_in import (
    TIMESTAMP,
    HandedIn,
    handed_in,
    is_time,
    is_usable_name,
    link_on_the_way,
    submitted_at,
)
from autograder.classroom.places import find_places
from autograder.course.assignment import Course
from autograder.course.released import see_that_no_answer_goes_out
from autograder.errors import UserError
from autograder.grading import report as reports
from autograder.grading.failures import NOT_SEALED
from autograder.grading.intake import Unreadable, read_in_folder, rebuild
from autograder.grading.report import Report
from autograder.language import _
from autograder.reports.feedback_page import feedback_page

# An exchange folder may hold more than the notebook, within reason.
MAX_FILES = 500
MAX_DEPTH = 8


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
        return submitted_at(Path(dest_path))


class CheckedExporter(NotebookExporter):
    """Writes what nbgrader releases; ends the command if a configuration file cannot be read or answers would go out.

    nbgrader would go on with its own defaults: run students' code unsealed, hand out the author's text.  This class
    is named in nbgrader_config.json, which is read whatever is in nbgrader_config.py.
    """

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)
        converter: Any = self.parent
        course = converter.coursedir
        with _ending(self.log):
            find_places(Course.find(Path(course.root)), course.assignment_id)
            if isinstance(converter, GenerateAssignment | GenerateSolution):
                for folder in converter.assignments:
                    see_that_no_answer_goes_out(Path(folder), course.ignore)
            if isinstance(converter, GenerateAssignment):
                # Nobody who grades, or releases another assignment, reads half of what is written of this one.
                with ExitStack() as opened:
                    opened.enter_context(_undisturbed(converter))
                    create_if_missing(course.db_url)
                    _keep_to_the_end(converter, opened.pop_all())


class IntakeExporter(NotebookExporter):
    """Reads submissions for one run of ``nbgrader autograde`` and holds what the whole run needs."""

    unsafe = Bool(False, help="不隔离学生的代码：只用于信得过的代码，反馈里会写明").tag(config=True)

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)
        self._open = ExitStack()
        weakref.finalize(self, self._open.close)
        self._reports: dict[str, Report] = {}
        with _ending(self.log):
            self._prepare(self.parent)
        _keep_to_the_end(self.parent, self._open)

    def _prepare(self, converter: Autograde) -> None:
        """Look at what was handed in and let the converter see the waiting room in its place.

        Raises UserError if the course itself is not in order.
        """
        course = converter.coursedir
        day = course.assignment_id
        # Imported late: other nbgrader commands load this module too and need no grader.
        from autograder.grading.parallel import grade_all
        from autograder.grading.store import Store

        if not fnmatch(day, course.notebook_id):
            raise UserError(f"作业 {day} 只有一个 notebook，名为 {day}。")
        self._open.enter_context(_undisturbed(converter))
        self._handed_in = handed_in(course, converter.log)
        self._room = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="autograder-")))
        converter.coursedir = _waiting_room(course, self._room)
        try:
            home = Course.find(Path(course.root))
            self.assignment = home.assignment(day)
            self._version = Store(home, day, unsafe=self.unsafe).version
            register(self.assignment, converter.coursedir, converter.log)
            self._recorder = self._open.enter_context(Recorder(converter.coursedir, day))
            self._taken = {
                student: submitted.take(self.assignment)
                for student, submitted in self._outdated(converter).items()
            }
            # All at once, while nbgrader takes one after the other; the first shows that the grader works.
            submissions = {student: taken.submission for student, taken in self._taken.items()}
            self._grading = grade_all(
                home, self.assignment, submissions, force=converter.force, unsafe=self.unsafe
            )
            self._open.callback(self._grading.close)
            if self._taken:
                self._receive_report()
        except BaseException:
            self._open.close()
            raise
        converter.assignments = {}
        for student, submitted in self._handed_in.items():
            place = Path(converter.coursedir.format_path(course.submitted_directory, student, day))
            place.mkdir(parents=True)
            (place / f"{day}.ipynb").touch()
            taken = self._taken.get(student)
            (taken.notes if taken else submitted.notes()).write(place)
            converter.assignments[str(place)] = [str(place / f"{day}.ipynb")]

    def from_filename(
        self, filename: str, resources: Any = None, **kwargs: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Read a submission if nbgrader asks for one, else our own sanitized notebook."""
        if not Path(filename).is_relative_to(self._room):
            return super().from_filename(filename, resources=resources, **kwargs)
        notebook = rebuild(self.assignment, self._taken[resources["nbgrader"]["student"]].submission)
        return self.from_notebook_node(notebook, resources=resources, **kwargs)

    def verdict(self, student: str) -> tuple[Report, Origin]:
        """The report on a student's submission, waiting for it if need be, and what it was made from."""
        with _ending(self.log):
            while student not in self._reports:
                self._receive_report()
        return self._reports[student], Origin(self._taken[student].fingerprint, self._version)

    def record(self, student: str, graded: NotebookNode) -> None:
        """Write what a student got into the gradebook."""
        with _ending(self.log):
            self._recorder.record(student, self._taken[student].notes.submitted_at, graded)

    def _receive_report(self) -> None:
        student, report = next(self._grading)
        self._reports[student] = report

    def _outdated(self, converter: Autograde) -> dict[str, HandedIn]:
        """What those students handed in who are to be graded; what was made of them before is removed.

        nbgrader itself looks at timestamps only: it would keep the old score of a notebook replaced by hand,
        the half-made result of a run that was killed, a result that a fresh gradebook knows nothing of, and
        what an older grader said.
        """
        course, day = converter.coursedir, self.assignment.name
        known = recorded(course, day)
        found = {}
        for student, submitted in self._handed_in.items():
            result = Path(course.format_path(course.autograded_directory, student, day))
            current = student in known and is_current(result, submitted, self._version)
            if current and not converter.force:
                continue
            if result.is_dir():
                shutil.rmtree(result)
            found[student] = submitted
        return found


class Grade(NbGraderPreprocessor):
    """Grades with the hidden tests and writes the verdict into the notebook, where the gradebook's scores come from."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Write the verdict into the notebook and add ``report.json``."""
        student = resources["nbgrader"]["student"]
        report, origin = self.parent.verdict(student)
        write_verdicts(nb, report, origin)
        outputs = resources["outputs"] if isinstance(resources.get("outputs"), dict) else {}
        resources["outputs"] = outputs | {REPORT: reports.to_json([report])}
        self.log.info("%s: %s / %s", student, report.score, report.max_score)
        for problem in report.problems:
            self.log.warning("%s: %s", student, problem)
        if not report.sealed:
            self.log.warning("%s: %s", student, _(NOT_SEALED))
        return nb, resources


class Record(NbGraderPreprocessor):
    """Writes scores and late penalty into the gradebook.

    nbgrader's own two steps for it commit after every cell, which costs more than the rest of its flow.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Write the verdicts that are in the notebook."""
        self.parent.record(resources["nbgrader"]["student"], nb)
        return nb, resources


class FeedbackExporter(Exporter):
    """Turns a graded notebook, its report and the gradebook's scores into the page that a student gets back."""

    output_mimetype = "text/html"

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)
        with _ending(self.log):
            self._prepare(self.parent)

    def _prepare(self, converter: GenerateFeedback) -> None:
        """Read what all pages need, which nobody changes meanwhile.  Raises UserError if it cannot be read."""
        course = converter.coursedir
        with ExitStack() as opened:
            opened.enter_context(_undisturbed(converter, reading=True))
            self._assignment = Course.find(Path(course.root)).assignment(course.assignment_id)
            self._marks = marks(course, course.assignment_id)
            _keep_to_the_end(converter, opened.pop_all())

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_filename(  # type: ignore[override]
        self, filename: str, resources: Any = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page for the student whose graded notebook this is, whatever has become of it."""
        student = resources["nbgrader"]["student"]
        path = Path(filename)
        texts, report, graded = read_texts(path), read_report(path.parent), self._marks.get(student)
        for what, thing in (("notebook", texts), (REPORT, report), ("gradebook", graded)):
            if thing is None:
                self.log.warning("%s: nothing to read in the %s of %s", student, what, path.parent)
        page = feedback_page(self._assignment, student, texts, report, graded)
        return page, resources | {"output_extension": self.file_extension}


class Collect(ExchangeCollect):
    """Collects plain files only.

    The inbound folder is written by students.  nbgrader's own copy follows links (to the answer key, to
    /dev/zero), waits at named pipes, and gives up on everybody when one name or time cannot be read.
    """

    src_records: list[dict[str, Any]]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        name = os.path.basename(path)
        parts = name.rsplit("+", 3)
        if len(parts) < 3 or not is_usable_name(parts[0]) or not is_time(parts[2]) or os.path.islink(path):
            return {"username": "", "filename": name, "timestamp": parse_utc("1970-01-01 00:00:00")}
        return {"username": parts[0], "filename": name, "timestamp": parse_utc(parts[2])}

    def init_src(self) -> None:
        """As nbgrader, without entries that have no student or no time in their name or would go where a link leads."""
        super().init_src()
        if any(not record["username"] for record in self.src_records):
            self.log.error("收件目录里有名称不合规的提交（应为 学生+作业+时间），没有收取。")
        self.src_records = [
            record
            for record in self.src_records
            if record["username"] and not self._is_led_astray(record["username"])
        ]

    def _is_led_astray(self, student: str) -> bool:
        """Whether what this student hands in would replace what somebody else handed in."""
        course = self.coursedir
        place = course.format_path(course.submitted_directory, student, course.assignment_id)
        link = link_on_the_way(course, place)
        if link is not None:
            self.log.error("%s 是一个链接，没有收取 %s 的提交。请换成真的文件夹。", link, student)
        return link is not None

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy the plain files of one submission, within the course's limit on its size."""
        skipped = _copy_plain_files(
            Path(src), Path(dest), self.coursedir.ignore, 1000 * self.coursedir.max_dir_size
        )
        # The time in the folder's name is the one that submissions are compared by.
        Path(dest, TIMESTAMP).write_text(os.path.basename(src).rsplit("+", 3)[2])
        if skipped:
            self.log.warning("%s：有 %d 个文件是链接、特殊文件或者超过上限，没有收取。", dest, skipped)


@contextmanager
def _ending(log: logging.Logger) -> Iterator[None]:
    """Let a UserError end the command; nbgrader shows the log, not the exception."""
    try:
        yield
    except UserError as error:
        log.error(str(error))
        raise NbGraderException(str(error)) from None


def _undisturbed(converter: Any, *, reading: bool = False) -> AbstractContextManager[None]:
    """While this lasts, no other command grades the class.

    The formgrader does not wait: its server would answer nobody meanwhile.
    """
    in_formgrader = isinstance(converter.parent, NbGraderAPI)
    return undisturbed(converter.coursedir, converter.log, reading=reading, patiently=not in_formgrader)


def _keep_to_the_end(converter: Any, opened: ExitStack) -> None:
    """Close all this when nbgrader is done with its last notebook, or fails.

    The formgrader lives on after a command: worker processes, folders and locks must not.
    """
    convert = converter.convert_notebooks

    def convert_and_close() -> None:
        with opened:
            convert()

    converter.convert_notebooks = convert_and_close


def _waiting_room(course: CourseDirectory, room: Path) -> _WaitingRoom:
    """The same course with the waiting room; the given object stays as it is, the formgrader uses it on."""
    traits = {name: getattr(course, name) for name in course.trait_names(config=True)}
    traits["db_url"] = patient(traits["db_url"])
    return _WaitingRoom(parent=course.parent, room=str(room), **traits)


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
