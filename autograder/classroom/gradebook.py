"""nbgrader's gradebook: the exercises of a day, and what a student got for them."""

from __future__ import annotations

import fcntl
import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.api import (
    Base,
    Comment,
    Gradebook,
    GradeCell,
    MissingEntry,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.api import Grade as GradeRow
from nbgrader.coursedir import CourseDirectory
from nbgrader.dbutil import ALEMBIC_DIR
from nbgrader.preprocessors import AssignLatePenalties, SaveCells
from nbgrader.utils import compute_checksum, determine_grade, is_solution
from sqlalchemy import case, create_engine, func, make_url, or_
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import joinedload
from sqlalchemy.pool import NullPool
from traitlets import TraitError

from autograder.classroom.graded import is_left_out
from autograder.course.assignment import SOLUTION_SUFFIX, Assignment, grade_id, is_grade
from autograder.errors import UserError
from autograder.language import _

# A name in Chinese characters; the dot joins the parts of some.
_HAN = re.compile(r"[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u00b7]+")


def patient(db_url: str) -> str:
    """The URL of a gradebook that waits for another run's lock instead of failing after five seconds."""
    # Not in nbgrader_config.py, since `nbgrader db upgrade` takes the whole rest of the URL for the name of a file.
    return db_url + "?timeout=60" if db_url.startswith("sqlite:///") and "?" not in db_url else db_url


@contextmanager
def _faults_told() -> Iterator[None]:
    """Say in a sentence why the gradebook cannot be used."""
    try:
        yield
    except (SQLAlchemyError, ImportError) as error:  # a database may need a library of its own
        raise UserError(
            _(
                "用不了成绩册（{reason}）。请检查 gradebook.db（或者设置里的 db_url）的位置、权限和磁盘空间，"
                "它是不是一个完好的数据库。",
                reason=_reason(error),
            )
        ) from error


def _reason(error: Exception) -> str:
    """The database's own words; SQLAlchemy's would quote the whole statement."""
    return str(getattr(error, "orig", None) or str(error).partition("\n")[0])


@_faults_told()
def database_file(db_url: str) -> Path | None:
    """Where a gradebook lies; None if it is not SQLite's.  Raises UserError for an URL that cannot be used."""
    url = make_url(db_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


@_faults_told()
def create_if_missing(db_url: str) -> None:
    """Make an empty gradebook where there is none, whole or not at all; other databases than SQLite are left to nbgrader.

    So is nbgrader's first command that needs a gradebook spared making it: for the number of the schema's version it
    starts a program of five seconds, and who is killed meanwhile, or whose disk is full, keeps half a gradebook.
    Raises UserError if it cannot be made.
    """
    file = database_file(db_url)
    if file is None or (file.exists() and file.stat().st_size):
        return
    # Needed here alone, once for a class; a tenth of a second.
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    # Python's module begins no transaction before a CREATE TABLE; without its help we can.
    engine = create_engine(db_url, poolclass=NullPool, connect_args={"isolation_level": None})
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        Base.metadata.create_all(connection)
        MigrationContext.configure(connection).stamp(ScriptDirectory(ALEMBIC_DIR), "head")


@contextmanager
def undisturbed(
    coursedir: CourseDirectory, log: logging.Logger, *, reading: bool = False, patiently: bool = True
) -> Iterator[None]:
    """While this lasts, no other of our commands grades the class that this gradebook is for.

    If one does, wait for it; with ``patiently=False``, UserError.  ``reading``: others may read as well, and nothing is written, not
    even a lock.  The lock ends with the process that holds it, however that ends.  Where there can be none (a file system
    without locks, a folder that cannot be written), go on: what cannot be written is told when it is.
    """
    book = database_file(coursedir.db_url) or Path(coursedir.root, "gradebook.db")
    path = book.with_name(f".{book.name}.lock")
    with ExitStack() as stack:
        with suppress(OSError):
            # Never opened for writing: where several people grade, the file is somebody else's.
            lock = os.open(path, os.O_RDONLY | os.O_CLOEXEC | (0 if reading else os.O_CREAT), 0o664)
            stack.callback(os.close, lock)
            _acquire(lock, fcntl.LOCK_SH if reading else fcntl.LOCK_EX, path, log, patiently)
        yield


def _acquire(lock: int, kind: int, path: Path, log: logging.Logger, patiently: bool) -> None:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        if not patiently:
            raise UserError(
                _("另一个命令正在用这个班的成绩册（锁：{path}）。请等它结束再做；什么也没有改动。", path=path)
            ) from None
        log.warning(_("另一个命令正在用这个班的成绩册，等它结束就接着做（锁：%s）……"), path)
        fcntl.flock(lock, kind)


def register(assignment: Assignment, coursedir: CourseDirectory, log: logging.Logger) -> None:
    """See that the gradebook knows the released notebook, as ``nbgrader generate_assignment`` would.

    Raises UserError if it knows another one with scores already, or cannot be used at all.
    """
    day = assignment.name
    released = assignment.skeleton()
    wanted = {
        grade_id(cell): float(cell.metadata.nbgrader["points"]) for cell in released.cells if is_grade(cell)
    }
    create_if_missing(coursedir.db_url)
    with _open(coursedir) as gradebook:
        try:
            known = {cell.name: cell.max_score for cell in gradebook.find_notebook(day, day).grade_cells}
        except MissingEntry:
            known = {}
        if known == wanted:
            return
        gradebook.update_or_create_assignment(day)
    log.info("Recording the exercises of %s in the gradebook", day)
    try:
        names = {"notebook": day, "assignment": day, "db_url": coursedir.db_url}
        with _faults_told():
            SaveCells().preprocess(released, {"nbgrader": names})
    except RuntimeError:
        raise UserError(
            _(
                "gradebook.db 里 {day} 的练习和 release/{day} 不同，而且已经有人的成绩。"
                "请备份 gradebook.db，运行 nbgrader db assignment remove {day} --force，"
                "然后重新批改。",
                day=day,
            ),
        ) from None


def recorded(coursedir: CourseDirectory, day: str) -> set[str]:
    """The students for whom the gradebook has a score for every exercise of the day, or a note that one is to come."""
    known = or_(GradeRow.auto_score.is_not(None), GradeRow.needs_manual_grade)
    with _open(coursedir) as gradebook:
        rows = (
            gradebook.db.query(Student.id, func.count(GradeRow.id), func.count(case((known, 1))))
            .join(SubmittedAssignment, SubmittedAssignment.student_id == Student.id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(GradeRow, GradeRow.notebook_id == SubmittedNotebook.id)
            .filter(SubmittedAssignment.assignment_id == gradebook.find_assignment(day).id)
            .group_by(Student.id)
        )
        return {student for student, grades, scores in rows if grades == scores}


@dataclass(frozen=True)
class Mark:
    """What counts for one exercise: ``score`` out of ``points``, with ``extra`` credit included.

    ``by_hand``: whether an instructor gave the score; ``comment``: what an instructor wrote to the student.
    """

    score: float
    points: float
    extra: float = 0.0
    by_hand: bool = False
    comment: str = ""


@dataclass(frozen=True)
class Marks:
    """What a student got for a day: the exercises by name, the points that being late costs, and how much more time was given."""

    exercises: dict[str, Mark]
    late_penalty: float = 0.0
    extension: timedelta = timedelta(0)

    @property
    def total(self) -> float:
        """The points for the day, to the hundredth as all scores are kept: a sum of them would have more decimals."""
        return round(max(0.0, sum(mark.score for mark in self.exercises.values()) - self.late_penalty), 2)


@dataclass(frozen=True)
class Person:
    """What the gradebook knows of a student; empty where it knows nothing."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_id: str = ""

    @property
    def name(self) -> str:
        """The whole name, the family's first; one in Chinese characters without a space."""
        parts = [part for part in (self.last_name, self.first_name) if part]
        return ("" if all(map(_HAN.fullmatch, parts)) else " ").join(parts)


def marks(coursedir: CourseDirectory, day: str) -> dict[str, Marks]:
    """What the gradebook holds for each student with a submission of this day; an exercise without a score is absent.

    Raises UserError if the gradebook cannot be read.
    """
    with _open(coursedir) as gradebook:
        try:
            notebook = gradebook.find_notebook(day, day)
        except MissingEntry:
            return {}
        return _marks(gradebook, notebook.id)


def people(coursedir: CourseDirectory) -> dict[str, Person]:
    """All students in the gradebook.  Raises UserError if it cannot be read."""
    with _open(coursedir) as gradebook:
        return {
            row.id: Person(row.first_name or "", row.last_name or "", row.email or "", row.lms_user_id or "")
            for row in gradebook.db.query(Student)
        }


def enter(coursedir: CourseDirectory, people: Mapping[str, Person]) -> None:
    """Write names and addresses into nbgrader's table of students; those who are in it and not in ``people`` stay.

    What is empty changes nothing.  Raises UserError if the gradebook cannot be written; then nothing is.
    """
    create_if_missing(coursedir.db_url)
    with _open(coursedir) as gradebook, _one_transaction(gradebook):
        for student, person in people.items():
            row = gradebook.db.get(Student, student) or Student(id=student)
            row.first_name = person.first_name or row.first_name
            row.last_name = person.last_name or row.last_name
            row.email = person.email or row.email
            row.lms_user_id = person.lms_id or row.lms_user_id
            gradebook.db.add(row)


@contextmanager
def _open(coursedir: CourseDirectory) -> Iterator[Gradebook]:
    with _faults_told(), Gradebook(patient(coursedir.db_url), coursedir.course_id) as gradebook:
        yield gradebook


def _marks(gradebook: Gradebook, notebook: str) -> dict[str, Marks]:
    """Three queries for the whole class."""
    comments = dict[tuple[str, str], str]()
    for book, cell, comment in (
        gradebook.db.query(Comment.notebook_id, SolutionCell.name, Comment.manual_comment)
        .join(SolutionCell, SolutionCell.id == Comment.cell_id)
        .filter(SolutionCell.notebook_id == notebook, Comment.manual_comment.is_not(None))
    ):
        comments[book, cell.removesuffix(SOLUTION_SUFFIX)] = comment
    exercises: dict[str, dict[str, Mark]] = {}
    for grade, cell, points in (
        gradebook.db.query(GradeRow, GradeCell.name, GradeCell.max_score)
        .join(GradeCell, GradeCell.id == GradeRow.cell_id)
        .filter(GradeCell.notebook_id == notebook)
    ):
        if grade.manual_score is None and grade.auto_score is None:
            continue
        exercises.setdefault(grade.notebook_id, {})[cell] = Mark(
            score=grade.score,
            points=points,
            extra=grade.extra_credit or 0.0,
            by_hand=grade.manual_score is not None,
            comment=comments.get((grade.notebook_id, cell), ""),
        )
    books = (
        gradebook.db.query(
            SubmittedAssignment.student_id,
            SubmittedNotebook.id,
            SubmittedNotebook.late_submission_penalty,
            SubmittedAssignment.extension,
        )
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .filter(SubmittedNotebook.notebook_id == notebook)
    )
    return {
        student: Marks(exercises.get(book, {}), penalty or 0.0, extension or timedelta(0))
        for student, book, penalty, extension in books
    }


@contextmanager
def _one_transaction(gradebook: Gradebook) -> Iterator[None]:
    """Write all of it or nothing; UserError where that is impossible."""
    try:
        yield
        gradebook.db.commit()
    except SQLAlchemyError as error:
        gradebook.db.rollback()
        raise UserError(
            _(
                "写不了成绩册（{reason}）。请检查 gradebook.db 的权限和磁盘空间；"
                "已经写好的成绩都在，解决之后再运行一次就接着评。",
                reason=_reason(error),
            )
        ) from error


class Recorder:
    """Writes what students got into the gradebook, one transaction for each student.

    The rows are those of ``nbgrader autograde``, which commits after every cell.  A context manager.
    Raises UserError where the gradebook cannot be written; nothing of that student is written then.
    """

    def __init__(
        self, coursedir: CourseDirectory, day: str, extensions: Mapping[str, timedelta] | None = None
    ) -> None:
        """``extensions``: how much later than the others each student may hand in; without it, what the gradebook says."""
        self._extensions = extensions
        try:
            self._penalties = AssignLatePenalties(parent=coursedir)
            self._penalties.init_plugin()
        except (TraitError, ImportError) as error:
            raise UserError(
                _(
                    "用不了迟交扣分的插件（{error}）。请检查 nbgrader_config.py 里的 AssignLatePenalties.plugin_class，"
                    "以及它所在的文件。没有批改任何提交。",
                    error=error,
                )
            ) from error
        with _faults_told():
            self._gradebook = Gradebook(coursedir.db_url, coursedir.course_id)
            notebook = self._gradebook.find_notebook(day, day)
            # Numbers instead of rows: every commit would forget the rows, and every student would read them again.
            self._assignment, self._notebook = notebook.assignment.id, notebook.id
            self._grade_cells = {cell.name: cell.id for cell in notebook.grade_cells}
            self._solution_cells = {cell.name: cell.id for cell in notebook.solution_cells}
            self._gradebook.db.rollback()  # what was read holds up nobody who writes

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the gradebook go; more than once does no harm."""
        self._gradebook.close()

    def record(self, student: str, timestamp: datetime | None, graded: NotebookNode) -> None:
        """Write the scores of a graded notebook, as nbgrader's SaveAutoGrades and AssignLatePenalties do."""
        with _one_transaction(self._gradebook):
            submission = self._submission(student)
            if timestamp is not None:
                submission.timestamp = timestamp
            notebook = next(n for n in submission.notebooks if n.notebook_id == self._notebook)
            self._score(notebook, graded)
            self._gradebook.db.flush()
            self._penalize(submission, notebook)

    def renew_penalties(self) -> None:
        """Let everybody's being late cost what it costs by the rule, the due date and the scores that hold now.

        Nothing is written where nothing changes.
        """
        with _one_transaction(self._gradebook):
            held = self._gradebook.db.query(SubmittedNotebook).filter_by(notebook_id=self._notebook)
            for notebook in held.options(joinedload(SubmittedNotebook.assignment)):
                self._penalize(notebook.assignment, notebook)

    def _submission(self, student: str) -> SubmittedAssignment:
        """The student's row for this assignment; where there is none, a new one with everything below it."""
        db = self._gradebook.db
        found = (
            db.query(SubmittedAssignment)
            .filter_by(assignment_id=self._assignment, student_id=student)
            .one_or_none()
        )
        if found is not None:
            return found
        if db.get(Student, student) is None:
            db.add(Student(id=student))
        notebook = SubmittedNotebook(
            notebook_id=self._notebook,
            grades=[GradeRow(cell_id=cell) for cell in self._grade_cells.values()],
            comments=[Comment(cell_id=cell) for cell in self._solution_cells.values()],
        )
        submission = SubmittedAssignment(
            assignment_id=self._assignment, student_id=student, notebooks=[notebook]
        )
        db.add(submission)
        return submission

    def _score(self, notebook: SubmittedNotebook, graded: NotebookNode) -> None:
        grades = {grade.cell_id: grade for grade in notebook.grades}
        comments = {comment.cell_id: comment for comment in notebook.comments}
        for cell in graded.cells:
            if is_grade(cell):
                grade = grades[self._grade_cells[grade_id(cell)]]
                # No score is not 0: nbgrader lists it among what is still to be graded.
                grade.auto_score = None if is_left_out(cell) else determine_grade(cell)[0]
                # A score that an instructor gave by hand wants a second look after a regrade.
                grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
            if is_solution(cell):
                untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
                comment = comments[self._solution_cells[grade_id(cell)]]
                comment.auto_comment = "No response." if untouched else None

    def _penalize(self, submission: SubmittedAssignment, notebook: SubmittedNotebook) -> None:
        """Let the course's own plugin decide what being late costs."""
        penalty = None
        # Where nothing is due, nbgrader cannot add to it.
        if self._extensions is not None and submission.assignment.duedate is not None:
            extension = self._extensions.get(submission.student_id)
            if extension != submission.extension:
                submission.extension = extension
        late = submission.total_seconds_late
        if late > 0:
            self._gradebook.db.refresh(notebook)  # its score is computed by the database
            penalty = self._penalties.plugin_inst.late_submission_penalty(
                submission.student_id, notebook.score, late
            )
            if penalty is not None:
                penalty = self._penalties._check_late_penalty(notebook, penalty)
        if penalty != notebook.late_submission_penalty:
            notebook.late_submission_penalty = penalty
