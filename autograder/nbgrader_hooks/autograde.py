"""Grading by ``nbgrader autograde``: the class is graded at once, nbgrader takes one result after the other.

nbgrader never sees a student's folder while it grades.  It sees a waiting room: for each submission a fresh
folder with an empty file for the notebook, the time of submission and the secret that feedback is released
under.  So nothing else of a submission is copied, no link is followed, no odd file stops the run.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import weakref
from contextlib import ExitStack
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Unicode

from autograder.classroom.classroom import Classroom
from autograder.classroom.coursedir import speak
from autograder.classroom.gradebook import patient
from autograder.classroom.graded import REPORT, Origin, write_verdicts
from autograder.classroom.handed_in import submitted_at
from autograder.course.assignment import Assignment, Course
from autograder.errors import UserError
from autograder.grading import report as reports
from autograder.grading.failures import NOT_SEALED, in_the_readers_words, why_left_out
from autograder.grading.intake import rebuild
from autograder.grading.report import Report
from autograder.language import _
from autograder.nbgrader_hooks.command import ending, keep_to_the_end, waits


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


class IntakeExporter(NotebookExporter):
    """Reads submissions for one run of ``nbgrader autograde`` and holds what the whole run needs."""

    unsafe = Bool(False, help=_("不隔离学生的代码：只用于信得过的代码，反馈里会写明")).tag(config=True)

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)
        self._reports: dict[str, Report] = {}
        with ending(self.log), ExitStack() as opened:
            speak(self)
            self._prepare(self.parent, opened)
            self._open = opened.pop_all()
        weakref.finalize(self, self._open.close)
        keep_to_the_end(self.parent, self._open)

    def _prepare(self, converter: Autograde, opened: ExitStack) -> None:
        """Look at what was handed in and let the converter see the waiting room in its place.

        Raises UserError if the course itself is not in order.
        """
        coursedir = converter.coursedir
        name = coursedir.assignment_id
        if not fnmatch(name, coursedir.notebook_id):
            raise UserError(_("作业 {name} 只有一个 notebook，名为 {name}。", name=name))
        self._room = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="autograder-")))
        converter.coursedir = _waiting_room(coursedir, self._room)
        self._classroom = opened.enter_context(
            Classroom(
                Course.find(Path(coursedir.root)),
                name,
                coursedir=CourseDirectory(parent=coursedir.parent, **_traits(coursedir)),
                force=converter.force,
                unsafe=self.unsafe,
                log=converter.log,
                patiently=waits(converter),
            )
        )
        self._remove_outdated()
        # All at once, while nbgrader takes one after the other; the first shows that the grader works.
        self._grading = self._classroom.results()
        opened.callback(self._grading.close)
        if self._classroom.pending:
            self._receive_report()
        converter.assignments = {}
        for student, submitted in self._classroom.handed_in.items():
            folder = Path(converter.coursedir.format_path(coursedir.submitted_directory, student, name))
            folder.mkdir(parents=True)
            (folder / f"{name}.ipynb").touch()
            taken = self._classroom.taken.get(student)
            (taken.notes if taken else submitted.notes()).write(folder)
            converter.assignments[str(folder)] = [str(folder / f"{name}.ipynb")]

    def from_filename(
        self, filename: str, resources: Any = None, **kwargs: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Read a submission if nbgrader asks for one, else our own sanitized notebook."""
        if not Path(filename).is_relative_to(self._room):
            return super().from_filename(filename, resources=resources, **kwargs)
        taken = self._classroom.taken[resources["nbgrader"]["student"]]
        notebook = rebuild(self._classroom.assignment, taken.submission)
        return self.from_notebook_node(notebook, resources=resources, **kwargs)

    def verdict(self, student: str) -> tuple[Report, Origin]:
        """The report on a student's submission, waiting for it if need be, and what it was made from."""
        with ending(self.log):
            while student not in self._reports:
                self._receive_report()
        return self._reports[student], self._classroom.origin(student)

    @property
    def assignment(self) -> Assignment:
        """What is graded."""
        return self._classroom.assignment

    def record(self, student: str, graded: NotebookNode) -> None:
        """Write what a student got into the gradebook."""
        with ending(self.log):
            self._classroom.record(student, graded)

    def _receive_report(self) -> None:
        student, report = next(self._grading)
        self._reports[student] = report

    def _remove_outdated(self) -> None:
        """Remove what was made before of those who are to be graded.

        nbgrader itself looks at timestamps only: it would keep the old score of a notebook replaced by hand,
        the half-made result of a run that was killed, a result that a fresh gradebook knows nothing of, and
        what an older grader said.
        """
        for student in self._classroom.pending:
            result = self._classroom.result(student)
            if result.is_dir():
                shutil.rmtree(result)


class Grade(NbGraderPreprocessor):
    """Grades with the hidden tests and writes the verdict into the notebook, where the gradebook's scores come from."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Write the verdict into the notebook and add ``report.json``."""
        student = resources["nbgrader"]["student"]
        report, origin = self.parent.verdict(student)
        write_verdicts(nb, in_the_readers_words(report, self.parent.assignment), origin)
        outputs = resources["outputs"] if isinstance(resources.get("outputs"), dict) else {}
        resources["outputs"] = outputs | {REPORT: reports.to_json([report])}
        self.log.info("%s: %s / %s", student, report.score, report.max_score)
        for problem in (*report.problems, *why_left_out(report.left_out)):
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


def _waiting_room(coursedir: CourseDirectory, room: Path) -> _WaitingRoom:
    """The same course with the waiting room; the given object stays as it is, the formgrader uses it on."""
    return _WaitingRoom(parent=coursedir.parent, room=str(room), **_traits(coursedir))


def _traits(coursedir: CourseDirectory) -> dict[str, Any]:
    """How a course is configured, with a gradebook that waits for others."""
    traits = {name: getattr(coursedir, name) for name in coursedir.trait_names(config=True)}
    return traits | {"db_url": patient(traits["db_url"])}
