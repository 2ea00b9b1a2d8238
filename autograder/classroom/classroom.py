"""A class: what was handed in for a day, graded in parallel, written where nbgrader writes it."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import weakref
from collections.abc import Collection, Generator, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory

from autograder.classroom.coursedir import find_coursedir
from autograder.classroom.gradebook import Recorder, marks, recorded, register, undisturbed
from autograder.classroom.graded import REPORT, Origin, graded_notebook, is_current, to_bytes
from autograder.classroom.handed_in import Taken, handed_in
from autograder.classroom.results import MOST_NAMES, Change, ClassResults, changes, class_results
from autograder.classroom.roster import read_extensions
from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.grading.grader import left_out
from autograder.grading.parallel import grade_all
from autograder.grading.report import Report, to_json
from autograder.grading.store import Store
from autograder.language import _, listed

_log = logging.getLogger(__name__)


class Classroom:
    """The submissions of one day: graded notebooks go beside them, scores into the gradebook.

    ``pending`` are the students who are to be graded: what they handed in is new or changed, or a score can be another one.
    What ``nbgrader autograde`` leaves and what this leaves is the same, and either goes on where the other stopped.
    A context manager: from its making to its end no other command grades this class.
    """

    def __init__(
        self,
        course: Course,
        day: str,
        folder: Path | None = None,
        *,
        coursedir: CourseDirectory | None = None,
        only: Collection[str] = (),
        force: bool = False,
        unsafe: bool = False,
        log: logging.Logger = _log,
        patiently: bool = True,
    ) -> None:
        """``folder``: where ``submitted/``, ``autograded/`` and ``gradebook.db`` lie; without it, where ``coursedir`` or
        else nbgrader_config.py says.  ``only``: grade nobody but these students; ``force``: grade everybody anew, whatever is known;
        ``unsafe``: without sealing their code.

        Another command that grades this class is waited for; with ``patiently=False`` that is a UserError.
        So is a class of which nothing was handed in, and an assignment of which nothing can be graded here.
        """
        self.assignment = course.assignment(day)
        left_out(self.assignment)
        self._course = course
        self._day = day
        self._force = force
        self._coursedir = coursedir or find_coursedir(course, day, folder)
        with ExitStack() as stack:
            stack.enter_context(undisturbed(self._coursedir, log, patiently=patiently))
            self.handed_in = handed_in(self._coursedir, log)
            if not self.handed_in:
                anybody = self._coursedir.format_path(self._coursedir.submitted_directory, _("<学生>"), day)
                raise UserError(
                    _("没有 {day} 的提交：应当是 {folder}/{day}.ipynb。", day=day, folder=anybody)
                )
            if strangers := sorted(set(only) - self.handed_in.keys()):
                raise UserError(
                    _(
                        "{day} 没有 {names} 的提交。交了的：{all}。",
                        day=day,
                        names=listed(strangers),
                        all=listed(list(self.handed_in), MOST_NAMES),
                    )
                )
            self._store = Store(course, self.assignment, unsafe=unsafe)
            register(self.assignment, self._coursedir, log)
            known = recorded(self._coursedir, day)
            self._before = marks(self._coursedir, day)
            self.pending = [
                student
                for student, submitted in self.handed_in.items()
                if (student in only or not only)
                and (
                    force
                    or student not in known
                    or not is_current(self.result(student), submitted, self._store.version)
                )
            ]
            self._recorder = stack.enter_context(
                Recorder(self._coursedir, day, read_extensions(self._coursedir))
            )
            self._open = stack.pop_all()
        weakref.finalize(self, self._open.close)  # whoever drops it lets others grade

    def __enter__(self) -> Classroom:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let others grade this class; more than once does no harm."""
        self._open.close()

    @cached_property
    def taken(self) -> dict[str, Taken]:
        """What was read of those who are to be graded."""
        return {student: self.handed_in[student].take(self.assignment) for student in self.pending}

    def results(
        self, jobs: int | None = None, executor: Executor | None = None
    ) -> Generator[tuple[str, Report], None, None]:
        """Grade those who are pending; yields student and report as they become known, and writes nothing of them."""
        yield from grade_all(
            self._course,
            self._store,
            {student: one.submission for student, one in self.taken.items()},
            jobs=jobs,
            executor=executor,
            force=self._force,
        )

    def grade(self, jobs: int | None = None, executor: Executor | None = None) -> Iterator[Report]:
        """Grade those who are pending; yields a report once it is written.  At the end, being late costs everybody what it costs now."""
        for student, report in self.results(jobs, executor):
            self._write(student, report)
            yield report
        self._recorder.renew_penalties()

    def origin(self, student: str) -> Origin:
        """What the result of a student is made from."""
        return Origin(self.taken[student].fingerprint, self._store.version)

    def record(self, student: str, graded: NotebookNode) -> None:
        """Write what a student got into the gradebook."""
        self._recorder.record(student, self.taken[student].notes.submitted_at, graded)

    def result(self, student: str) -> Path:
        """The folder that nbgrader keeps a student's graded notebook in."""
        return Path(self._coursedir.format_path(self._coursedir.autograded_directory, student, self._day))

    def class_results(self, *, everybody: bool = False) -> ClassResults:
        """What became of those who handed in; ``everybody``: also of who is not in the roster."""
        found = class_results(self._coursedir, everybody=everybody)
        return replace(found, graded=[one for one in found.graded if one.student in self.handed_in])

    def changes(self, results: ClassResults) -> list[Change]:
        """Whose score is another one than the gradebook held when this began."""
        return changes(self._before, results.graded)

    def _write(self, student: str, report: Report) -> None:
        """Write one result: first the gradebook, then the folder whose presence says that all is done."""
        taken = self.taken[student]
        notebook = graded_notebook(self.assignment, taken.submission, report, self.origin(student))
        self.record(student, notebook)
        folder = self.result(student)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=f".{self._day}-", dir=folder.parent) as partial:
                whole = Path(partial, self._day)
                whole.mkdir()
                (whole / f"{self._day}.ipynb").write_bytes(to_bytes(notebook))
                (whole / REPORT).write_bytes(to_json([report]))
                taken.notes.write(whole)
                for file in whole.iterdir():
                    file.chmod(0o664 if self._coursedir.groupshared else 0o444)
                if folder.exists():
                    shutil.rmtree(folder)
                os.replace(whole, folder)
        except OSError as error:
            raise UserError(
                _(
                    "写不了 {folder}：{reason}。请检查权限和磁盘空间，再运行一次，会接着评。",
                    folder=folder,
                    reason=error.strerror,
                )
            ) from error
