"""A file of tests, collected by pytest once and replayed on any number of students.

A fresh ``pytest.main`` costs hundreds of milliseconds, nearly all of it start-up; replaying the collected
items costs what the tests themselves do.  Reads of pytest's own insides are confined to this file.
"""

from __future__ import annotations

import inspect
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
import pytest
from _pytest.config import _prepareconfig
from _pytest.runner import runtestprotocol

from autograder.errors import UserError
from autograder.student import CALL_SECONDS, Call, Student, StudentError

# Only what replaying needs: no files written, no output, no other plugins, no surprise from pyproject.toml.
_OPTIONS = [
    "-c", os.devnull, "--noconftest", "--disable-plugin-autoload", "--import-mode=importlib", "--assert=plain",
    "--capture=no", "-p", "no:terminal", "-p", "no:logging", "-p", "no:cacheprovider", "-p", "no:junitxml",
    "-p", "no:pastebin", "-p", "no:faulthandler", "-p", "no:unraisableexception", "-p", "no:threadexception",
    "-p", "no:warnings", "-p", "no:stepwise", "-p", "no:debugging",
]  # fmt: skip


@dataclass(frozen=True)
class GradedTest:
    """One collected test: ``message`` is its docstring, what a student reads when it fails."""

    name: str
    exercise: str
    core: bool
    weight: float
    seconds: float
    message: str


@dataclass(frozen=True)
class Outcome:
    """What one test saw: ``error`` is None if it passed; ``calls`` is the transcript."""

    test: GradedTest
    error: BaseException | None
    calls: tuple[Call, ...]

    @property
    def passed(self) -> bool:
        """Whether the test passed."""
        return self.error is None

    @property
    def not_attempted(self) -> bool:
        """Whether the student's function still raises NotImplementedError."""
        return isinstance(self.error, StudentError) and self.error.kind == "not-attempted"


class Suite:
    """The tests of one file, by exercise.  Raises UserError if the file cannot be collected."""

    def __init__(self, path: Path) -> None:
        self._replay = _Replay()
        self._items = _collect(path, self._replay)
        self.tests = {item: describe(item) for item in self._items}

    def exercises(self) -> list[str]:
        """Names of the exercises that have tests, in order of first appearance."""
        return list(dict.fromkeys(test.exercise for test in self.tests.values()))

    def run(self, exercise: str, student: Student) -> list[Outcome]:
        """Run the tests of one exercise on a student."""
        return [
            self._run_one(item, test, student)
            for item, test in self.tests.items()
            if test.exercise == exercise
        ]

    def _run_one(self, item: pytest.Item, test: GradedTest, student: Student) -> Outcome:
        start = len(student.calls)
        student.seconds = test.seconds
        # Any other test of the file as the next one: pytest then keeps the module, which costs more to set up than
        # most tests take, and tears down only what belongs to this test.
        neighbour = next((other for other in self._items if other is not item), None)
        with self._replay.on(student):
            runtestprotocol(item, log=False, nextitem=neighbour)
        return Outcome(test, self._replay.error, tuple(student.calls[start:]))


class _Replay:
    """The pytest plugin that hands the student of the moment to the tests and catches what they raise."""

    def __init__(self) -> None:
        self.error: BaseException | None = None
        self._student: Student | None = None

    @contextmanager
    def on(self, student: Student) -> Iterator[None]:
        """Run tests on this student."""
        self._student, self.error = student, None
        try:
            yield
        finally:
            self._student = None

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", EXERCISE_MARKER)

    @pytest.fixture
    def student(self) -> Student:
        """The student under test."""
        assert self._student is not None
        return self._student

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> np.random.Generator:
        """Random numbers that are the same for every student, and different in every test."""
        return seeded(request.node.name)

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Keep the exception itself; formatting a traceback nobody reads would cost more than the test."""
        if call.excinfo is not None:
            if isinstance(call.excinfo.value, KeyboardInterrupt):
                raise call.excinfo.value
            self.error = self.error or call.excinfo.value
        outcome: Literal["passed", "failed"] = "passed" if call.excinfo is None else "failed"
        when = cast(Literal["setup", "call", "teardown"], call.when)
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, when)


EXERCISE_MARKER = (
    "exercise(name, core=False, weight=1, seconds=10): the exercise this test belongs to; a failed core test "
    "means 0 points; the time limit holds for one call"
)


def seeded(name: str) -> np.random.Generator:
    """The generator a test of this name gets: grading is reproducible, and no two tests share inputs."""
    return np.random.default_rng(zlib.crc32(name.encode()))


def _collect(path: Path, plugin: _Replay) -> list[pytest.Item]:
    config = _prepareconfig([*_OPTIONS, f"--rootdir={path.parent}", str(path)], [plugin])
    session = pytest.Session.from_config(config)
    config._do_configure()
    config.hook.pytest_sessionstart(session=session)
    try:
        items = list(session.perform_collect())
    except pytest.UsageError as error:
        raise UserError(f"读不了测试文件 {path}：{error}") from error
    finally:
        # Under the same name, the next file (or a newer version of this one) must be imported afresh.
        for name in [
            name for name, module in sys.modules.items() if getattr(module, "__file__", "") == str(path)
        ]:
            del sys.modules[name]
    if session.testsfailed:
        raise UserError(f"测试文件 {path} 里有错误，收集不到测试。请单独运行 pytest {path.name} 看原因。")
    return items


def describe(item: pytest.Item) -> GradedTest:
    """Read a test's marker and docstring; UserError if either is missing."""
    marker = item.get_closest_marker("exercise")
    message = inspect.getdoc(getattr(item, "obj", None)) or ""
    if marker is None or not message:
        raise UserError(f"{item.nodeid}：每个测试都要有 @pytest.mark.exercise(...) 和一句中文 docstring。")
    facts: dict[str, Any] = {"core": False, "weight": 1.0, "seconds": CALL_SECONDS, **marker.kwargs}
    return GradedTest(
        name=item.name,
        exercise=marker.args[0],
        core=bool(facts["core"]),
        weight=float(facts["weight"]),
        seconds=float(facts["seconds"]),
        message=" ".join(message.split("\n\n")[0].split()),
    )
