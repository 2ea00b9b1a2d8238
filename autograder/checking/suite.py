"""A file of tests, collected by pytest once and called for any number of students.

A fresh ``pytest.main`` costs hundreds of milliseconds, nearly all of it start-up; calling the collected
functions costs what the tests themselves do.  Reads of pytest's own insides are confined to this file.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from _pytest.config import _prepareconfig

from autograder.checking.student import CALL_SECONDS, Call, Student, StudentError
from autograder.errors import UserError

# Only what replaying needs: no files written, no output, no other plugins, no surprise from pyproject.toml.
_OPTIONS = [
    "-c", os.devnull, "--noconftest", "--disable-plugin-autoload", "--import-mode=importlib", "--assert=plain",
    "--capture=no", "-p", "no:terminal", "-p", "no:logging", "-p", "no:cacheprovider", "-p", "no:junitxml",
    "-p", "no:pastebin", "-p", "no:faulthandler", "-p", "no:unraisableexception", "-p", "no:threadexception",
    "-p", "no:warnings", "-p", "no:stepwise", "-p", "no:debugging",
]  # fmt: skip


@dataclass(frozen=True)
class GradedTest:
    """One collected test: ``message`` is its docstring, what a student reads when it fails.

    ``structure``: it looks at the text of the exercise.
    """

    name: str
    exercise: str
    core: bool
    weight: float
    seconds: float
    message: str
    structure: bool = False


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
    """The tests of one file, by exercise.  Raises UserError if the file cannot be collected.

    ``key``: what the random inputs of its tests depend on besides their names; see :func:`seeded`.
    """

    def __init__(self, path: Path, key: bytes = b"") -> None:
        self.tests = {item: describe(item) for item in _collect(path)}
        self._key = key

    def exercises(self) -> list[str]:
        """Names of the exercises that have tests, in order of first appearance."""
        return list(dict.fromkeys(test.exercise for test in self.tests.values()))

    def has_rule(self, exercise: str) -> bool:
        """Whether a test of this exercise looks at its text."""
        return any(test.structure for test in self.tests.values() if test.exercise == exercise)

    def run(self, exercise: str, student: Student) -> list[Outcome]:
        """Run the tests of one exercise on a student."""
        return [
            _run_one(item, test, student, seeded(item.name, self._key))
            for item, test in self.tests.items()
            if test.exercise == exercise
        ]


def _run_one(item: pytest.Function, test: GradedTest, student: Student, rng: np.random.Generator) -> Outcome:
    """Call a test function.

    pytest's own protocol around a call (fixtures, reports, hooks) costs several times what most tests do.
    """
    start = len(student.calls)
    student.seconds = test.seconds
    given = {"student": student, "rng": rng, **_parameters(item)}
    error: BaseException | None = None
    try:
        item.obj(**{name: given[name] for name in _arguments(item)})
    except KeyboardInterrupt:
        raise
    except BaseException as caught:  # pytest.fail and the like are no Exceptions
        error = _without_frames(caught)
    return Outcome(test, error, tuple(student.calls[start:]))


def _arguments(item: pytest.Function) -> tuple[str, ...]:
    """The names of what a test function takes."""
    return item._fixtureinfo.argnames


def _parameters(item: pytest.Function) -> Mapping[str, object]:
    """The values that ``pytest.mark.parametrize`` gives a test."""
    return item.callspec.params if hasattr(item, "callspec") else {}


class _Markers:
    """The pytest plugin that makes our marker known."""

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", EXERCISE_MARKER)


def _without_frames(error: BaseException) -> BaseException:
    """The exception alone: its frames would keep alive whatever a student returned, for every failed test."""
    error.__traceback__ = error.__cause__ = error.__context__ = None
    return error


EXERCISE_MARKER = (
    "exercise(name, core=False, weight=1, seconds=10, structure=False): the exercise this test belongs to; a failed core "
    "test means 0 points; the time limit holds for one call; structure: the test looks at the text, and all tests of its "
    "exercise run on what that rests on and nothing else"
)


def seeded(name: str, key: bytes = b"") -> np.random.Generator:
    """The generator a test of this name gets: grading is reproducible, and no two tests share inputs.

    Who does not know the ``key`` (of at most 64 bytes) cannot draw the same numbers, though every name is public.
    """
    digest = hashlib.blake2b(name.encode(), key=key, digest_size=16).digest()
    return np.random.default_rng(int.from_bytes(digest))


def _collect(path: Path) -> list[pytest.Function]:
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("PYTEST_ADDOPTS", raising=False)  # meant for somebody's own runs
        config = _prepareconfig([*_OPTIONS, f"--rootdir={path.parent}", str(path)], [_Markers()])
    session = pytest.Session.from_config(config)
    config._do_configure()
    config.hook.pytest_sessionstart(session=session)
    try:
        items = [item for item in session.perform_collect() if isinstance(item, pytest.Function)]
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
    """Read a test's marker and docstring; UserError if either is missing or the test takes what nobody gives."""
    marker = item.get_closest_marker("exercise")
    message = inspect.getdoc(getattr(item, "obj", None)) or ""
    if marker is None or not message:
        raise UserError(f"{item.nodeid}：每个测试都要有 @pytest.mark.exercise(...) 和一句中文 docstring。")
    if isinstance(item, pytest.Function):
        unknown = set(_arguments(item)) - {"student", "rng", *_parameters(item)}
        if unknown or item.cls is not None:
            raise UserError(
                f"{item.nodeid}：测试要是普通的函数，只能取 student、rng 和 parametrize 给的参数"
                f"{'，没有 ' + '、'.join(sorted(unknown)) if unknown else ''}。"
            )
    facts: dict[str, Any] = {
        "core": False, "weight": 1.0, "seconds": CALL_SECONDS, "structure": False, **marker.kwargs
    }  # fmt: skip
    return GradedTest(
        name=item.name,
        exercise=marker.args[0],
        core=bool(facts["core"]),
        weight=float(facts["weight"]),
        seconds=float(facts["seconds"]),
        message=" ".join(message.split("\n\n")[0].split()),
        structure=bool(facts["structure"]),
    )
