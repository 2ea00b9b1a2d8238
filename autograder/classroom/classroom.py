"""A class: what was handed in for a day, graded in parallel, written where nbgrader writes it."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from pathlib import Path

from autograder.classroom.gradebook import Recorder, recorded, register, undisturbed
from autograder.classroom.graded import REPORT, Origin, graded_notebook, is_current, to_bytes
from autograder.classroom.handed_in import Taken, handed_in
from autograder.classroom.places import find_places
from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.grading.parallel import grade_all
from autograder.grading.report import Report, from_json, to_json
from autograder.grading.store import Store

_log = logging.getLogger(__name__)


class Classroom:
    """The submissions of one day: graded notebooks go beside them, scores into the gradebook.

    ``folder``: where ``submitted/``, ``autograded/`` and ``gradebook.db`` lie; without it, where
    nbgrader_config.py says.  What ``nbgrader autograde`` leaves and what this leaves is the same, and either goes on
    where the other stopped.  A context manager: from its making to its end no other command grades this class; one that
    does already is waited for.  Raises UserError if nothing was handed in.
    """

    def __init__(
        self,
        course: Course,
        day: str,
        folder: Path | None = None,
        *,
        force: bool = False,
        unsafe: bool = False,
    ) -> None:
        """``force``: grade everybody anew, whatever is known; ``unsafe``: without sealing their code."""
        self._course = course
        self._day = day
        self._force = force
        self._unsafe = unsafe
        self._assignment = course.assignment(day)
        self._places = find_places(course, day, folder)
        self._handed_in = handed_in(self._places, _log)
        if not self._handed_in:
            place = self._places.format_path(self._places.submitted_directory, "<学生>", day)
            raise UserError(f"没有 {day} 的提交：应当是 {place}/{day}.ipynb。")
        self._version = Store(course, day, unsafe=unsafe).version
        with ExitStack() as stack:
            stack.enter_context(undisturbed(self._places, _log))
            register(self._assignment, self._places, _log)
            known = recorded(self._places, day)
            self.pending = [
                student
                for student, submitted in self._handed_in.items()
                if force
                or student not in known
                or not is_current(self._graded(student), submitted, self._version)
            ]
            self._open = stack.pop_all()
        weakref.finalize(self, self._open.close)  # whoever drops it lets others grade

    def __enter__(self) -> Classroom:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let others grade this class; more than once does no harm."""
        self._open.close()

    def grade(self, jobs: int | None = None, executor: Executor | None = None) -> Iterator[Report]:
        """Grade what is new or changed since it was graded last; yields a report once it is written."""
        taken = {student: self._handed_in[student].take(self._assignment) for student in self.pending}
        submissions = {student: one.submission for student, one in taken.items()}
        with Recorder(self._places, self._day) as recorder:
            for student, report in grade_all(
                self._course,
                self._assignment,
                submissions,
                jobs=jobs,
                executor=executor,
                force=self._force,
                unsafe=self._unsafe,
            ):
                self._write(student, taken[student], report, recorder)
                yield report

    def reports(self) -> list[Report]:
        """All reports of the day, by student."""
        return [
            report
            for student in sorted(self._handed_in)
            for report in from_json((self._graded(student) / REPORT).read_bytes())
        ]

    def _write(self, student: str, taken: Taken, report: Report, recorder: Recorder) -> None:
        """Write one result: first the gradebook, then the folder whose presence says that all is done."""
        origin = Origin(taken.fingerprint, self._version)
        notebook = graded_notebook(self._assignment, taken.submission, report, origin)
        recorder.record(student, taken.notes.submitted_at, notebook)
        place = self._graded(student)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=f".{self._day}-", dir=place.parent) as partial:
                whole = Path(partial, self._day)
                whole.mkdir()
                (whole / f"{self._day}.ipynb").write_bytes(to_bytes(notebook))
                (whole / REPORT).write_bytes(to_json([report]))
                taken.notes.write(whole)
                for file in whole.iterdir():
                    file.chmod(0o664 if self._places.groupshared else 0o444)
                if place.exists():
                    shutil.rmtree(place)
                os.replace(whole, place)
        except OSError as error:
            raise UserError(
                f"写不了 {place}：{error.strerror}。请检查权限和磁盘空间，再运行一次，会接着评。"
            ) from error

    def _graded(self, student: str) -> Path:
        return Path(self._places.format_path(self._places.autograded_directory, student, self._day))
