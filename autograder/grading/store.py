"""What grading found out before, kept by the content it depends on: a second run has nothing to do.

A report depends on the texts of a submission and on the grader's *version*: our own code, the day, the secret of the
course, Python and the libraries.  The transcripts of a day's misconceptions depend on the version alone.  Another version starts an
empty folder and removes the old ones; everything of this can be deleted at any time.

The secret of a course lies here as well.  It decides which numbers the hidden tests draw: who has read their source
still cannot compute them.
"""

from __future__ import annotations

import hashlib
import pickle
import platform
import secrets
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import TypeVar

import msgspec

from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.files import locked, write_whole
from autograder.grading.intake import Submission
from autograder.grading.report import Report

T = TypeVar("T")

FOLDER = ".autograder"
SECRET_BYTES = 32
# What a student's numbers and the outcome of a test can depend on.
_PACKAGES = ("numpy", "torch", "keras", "pytest", "nbgrader")


class Store:
    """The known results of one day under one version of the grader."""

    def __init__(self, course: Course, day: str, *, unsafe: bool = False) -> None:
        """What was found out with ``unsafe`` is kept apart: it is no more to be trusted than a student's code."""
        self.version = grader_version(course, day, unsafe=unsafe)
        self._folder = course.root / FOLDER / day / self.version

    def key(self, submission: Submission) -> str:
        """Names a report: two submissions with the same texts have the same key."""
        return _digest([self.version.encode(), msgspec.msgpack.encode(submission)])

    def report(self, key: str, student: str) -> Report | None:
        """The report for a submission of this content, if there is one."""
        with suppress(OSError, msgspec.MsgspecError):
            report = msgspec.json.decode((self._folder / f"{key}.json").read_bytes(), type=Report)
            return replace(report, student=student)
        return None

    def keep_report(self, key: str, report: Report) -> None:
        """Keep a report without the name of whoever handed it in; not a provisional one."""
        if not report.provisional:
            self._write(f"{key}.json", msgspec.json.encode(replace(report, student="")))

    def profile(self, exercise: str, make: Callable[[], T], lasts: Callable[[], bool]) -> T:
        """The transcripts of one exercise's misconceptions: those that were kept, or else what ``make`` makes.

        They are kept if it ``lasts``; asked when they are made.
        One process makes them; others that want the same ones wait for it.
        """
        path = self._folder / f"{exercise}.profile"
        self._make_folder()
        with locked(path.with_suffix(".lock")):
            # Pickle, since a transcript holds arrays, tensors and exceptions.  Only this process's user writes
            # here, and sealed workers see nothing of it.  A damaged file can raise anything; it is then made anew.
            with suppress(Exception):
                return pickle.loads(path.read_bytes())
            profile = make()
            if lasts():
                self._write(path.name, pickle.dumps(profile))
        return profile

    def _write(self, name: str, data: bytes) -> None:
        self._make_folder()
        write_whole(self._folder / name, data)

    def _make_folder(self) -> None:
        """Start this version's folder, without those of others; where that is impossible, writing says why."""
        if self._folder.is_dir():
            return
        for other in self._folder.parent.glob("*"):
            if other != self._folder:  # made by another process in this very moment
                shutil.rmtree(other, ignore_errors=True)
        with suppress(OSError):
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
            f"读不了课程的密钥 {path}：{error.strerror}。隐藏测试的随机数由它而来，没有它不能评分。"
            "请用建立课程的那个用户评分，或者让评分的用户能读它。"
        ) from error
    if len(secret) != SECRET_BYTES:
        raise UserError(
            f"课程的密钥 {path} 坏了：应当是 {SECRET_BYTES} 个字节，现在是 {len(secret)} 个。请从备份恢复；"
            "没有备份就删掉它，下一次评分会造一个新的，评过的全部重评。"
        )
    return secret


def grader_version(course: Course, day: str, *, unsafe: bool = False) -> str:
    """A hash of all that decides what a submission of this day is worth."""
    code = Path(__file__).parents[1]
    ours = [path for path in code.rglob("*.py") if code / "graders" not in path.parents]
    of_day = (course.root / "autograder" / "graders" / day).rglob("*.py")
    notebooks = [room / day / f"{day}.ipynb" for room in (course.source, course.release)]
    parts = [
        b"unsafe" if unsafe else b"",
        course_secret(course),
        platform.python_version().encode(),
        platform.machine().encode(),
    ]
    parts += [f"{name} {_installed(name)}".encode() for name in _PACKAGES]
    data = (path for path in (course.release / day).glob("*") if path.suffix not in (".ipynb", ".py"))
    for path in sorted([*ours, *of_day, *notebooks, *filter(Path.is_file, data)]):
        with suppress(FileNotFoundError):
            parts += [path.name.encode(), path.read_bytes()]
    return _digest(parts)[:16]


def _installed(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
