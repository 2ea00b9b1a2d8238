"""What grading found out before, kept by the content it depends on: a second run has nothing to do.

A result depends on the texts of a submission and on the version of its exercise (see :mod:`autograder.grading.versions`); the
transcripts of an exercise's misconceptions depend on that version and on these alone.  What another version has left is
removed; everything of this can be deleted at any time.

The secret of a course lies here as well.  It decides which numbers the hidden tests draw: who has read their source
still cannot compute them.
"""

from __future__ import annotations

import pickle
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec

from autograder.course.assignment import Assignment, Course
from autograder.errors import UserError
from autograder.files import locked, write_whole
from autograder.grading.intake import Submission
from autograder.grading.report import Report
from autograder.grading.versions import diagnosis_version, digest, exercise_versions
from autograder.language import _

T = TypeVar("T")

FOLDER = ".autograder"
SECRET_BYTES = 32


@dataclass(frozen=True)
class _Kept:
    """A report as it lies in the store, with the version under which each exercise was graded."""

    report: Report
    versions: dict[str, str]


class Store:
    """The known results of one assignment.

    ``version`` stands for all that decides a score in it.
    """

    def __init__(self, course: Course, assignment: Assignment, *, unsafe: bool = False) -> None:
        """What was found out with ``unsafe`` is kept apart: it is no more to be trusted than a student's code."""
        self.assignment = assignment
        self._versions = exercise_versions(assignment, course_secret(course), unsafe=unsafe)
        self.version = digest(version.encode() for version in self._versions.values())[:16]
        self.unsafe = unsafe
        self._folder = course.root / FOLDER / assignment.name

    def key(self, submission: Submission) -> str:
        """Names a report: two submissions with the same texts have the same key."""
        left_out = repr(sorted(self.assignment.missing)).encode()
        return digest([b"unsafe" if self.unsafe else b"", left_out, msgspec.msgpack.encode(submission)])

    def known(self, key: str) -> Report | None:
        """What is known of a submission of this content: the report with those exercises whose scores still hold."""
        with suppress(OSError, msgspec.MsgspecError):
            kept = msgspec.json.decode((self._folder / f"{key}.json").read_bytes(), type=_Kept)
            found = {
                exercise.name: exercise
                for exercise in kept.report.exercises
                if kept.versions.get(exercise.name) == self._versions.get(exercise.name)
            }
            own = [found[name] for name in self._versions if name in found]
            return replace(kept.report, exercises=own) if own else None
        return None

    def is_whole(self, report: Report) -> bool:
        """Whether a known report leaves nothing to grade."""
        return [exercise.name for exercise in report.exercises] == list(self._versions)

    def keep_report(self, key: str, report: Report) -> None:
        """Keep a report without the name of whoever handed it in; not a provisional one."""
        if not report.provisional:
            kept = _Kept(replace(report, student=""), self._versions)
            self._write(f"{key}.json", msgspec.json.encode(kept))

    def profile(self, exercise: str, make: Callable[[], T], lasts: Callable[[], bool]) -> T:
        """The transcripts of one exercise's misconceptions: those that were kept, or else what ``make`` makes.

        They are kept if it ``lasts``; asked when they are made.
        One process makes them; others that want the same ones wait for it.
        """
        version = diagnosis_version(self.assignment, exercise, self._versions[exercise])
        path = self._folder / f"{exercise}-{version}.profile"
        self._make_folder()
        with locked(self._folder / f"{exercise}.lock"):
            # Pickle, since a transcript holds arrays, tensors and exceptions.  Only this process's user writes
            # here, and sealed workers see nothing of it.  A damaged file can raise anything; it is then made anew.
            with suppress(Exception):
                return pickle.loads(path.read_bytes())
            profile = make()
            if lasts():
                for outdated in self._folder.glob(f"{exercise}-*.profile"):
                    outdated.unlink(missing_ok=True)
                self._write(path.name, pickle.dumps(profile))
        return profile

    def tidy(self) -> None:
        """Remove the reports of which nothing holds any longer."""
        for path in self._folder.glob("*.json"):
            if self.known(path.stem) is None:
                path.unlink(missing_ok=True)

    def _write(self, name: str, data: bytes) -> None:
        self._make_folder()
        write_whole(self._folder / name, data)

    def _make_folder(self) -> None:
        with suppress(OSError):  # writing says why
            self._folder.mkdir(parents=True, exist_ok=True)


def course_secret(course: Course) -> bytes:
    """The secret of a course, made the first time it is asked for; UserError if it cannot be made or read."""
    path = course.root / FOLDER / "secret"
    with suppress(OSError):  # where that is impossible, writing says why
        path.parent.mkdir(exist_ok=True)
    with locked(path.with_suffix(".lock")):
        if not path.exists():
            write_whole(path, secrets.token_bytes(SECRET_BYTES))  # for its owner's eyes only
    try:
        secret = path.read_bytes()
    except OSError as error:
        raise UserError(
            _(
                "读不了课程的密钥 {path}：{reason}。隐藏测试的随机数由它而来，"
                "没有它不能评分。请用建立课程的那个用户评分，或者让评分的用户能读它。",
                path=path,
                reason=error.strerror,
            )
        ) from error
    if len(secret) != SECRET_BYTES:
        raise UserError(
            _(
                "课程的密钥 {path} 坏了：应当是 {size} 个字节，现在是 {number} 个。"
                "请从备份恢复；没有备份就删掉它，下一次评分会造一个新的，评过的全部重评。",
                path=path,
                size=SECRET_BYTES,
                number=len(secret),
            )
        )
    return secret
