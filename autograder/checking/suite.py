"""Files of tests, collected by pytest once and called for any number of students.

A fresh ``pytest.main`` costs hundreds of milliseconds, nearly all of it start-up; calling the collected
functions costs what the tests themselves do.  Reads of pytest's own insides are confined to this file.
"""

from __future__ import annotations

import hashlib
import inspect
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from _pytest.config import _prepareconfig

from autograder.checking.kinds import Kind
from autograder.checking.student import CALL_SECONDS, Call, Student, StudentError
from autograder.course.assignment import Assignment
from autograder.course.loading import common_of, load
from autograder.course.variants import Graders
from autograder.errors import UserError
from autograder.language import _, listed

# Only what replaying needs: no files written, no output, no other plugins, no surprise from pyproject.toml.
_OPTIONS = [
    "-c", os.devnull, "--noconftest", "--disable-plugin-autoload", "--assert=plain", "--capture=no",
    "-p", "no:terminal", "-p", "no:logging", "-p", "no:cacheprovider", "-p", "no:junitxml", "-p", "no:pastebin",
    "-p", "no:faulthandler", "-p", "no:unraisableexception", "-p", "no:threadexception", "-p", "no:warnings",
    "-p", "no:stepwise", "-p", "no:debugging",
]  # fmt: skip


@dataclass(frozen=True)
class GradedTest:
    """One collected test: ``message`` is its docstring, what a student reads when it fails.

    ``structure``: it looks at the text of the exercise; ``costly``: it trains a network or the like, for seconds.
    """

    name: str
    exercise: str
    core: bool
    weight: float
    seconds: float
    message: str
    structure: bool = False
    costly: bool = False


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
        return isinstance(self.error, StudentError) and self.error.kind is Kind.NOT_ATTEMPTED


class Suite:
    """The tests of one or more files, by exercise.  Raises UserError if a file cannot be collected.

    ``key``: what the random inputs of its tests depend on besides their names; see :func:`seeded`.
    """

    def __init__(self, *files: Path, key: bytes = b"") -> None:
        self.tests = {item: describe(item) for item in _collect(files)}
        self._key = key

    @classmethod
    def hidden(cls, assignment: Assignment, graders: Mapping[str, Graders], key: bytes = b"") -> Suite:
        """The hidden tests of exercises of an assignment, with what its folder says they share."""
        with common_of(assignment.graders):
            return cls(*(hidden.tests for hidden in graders.values()), key=key)

    def exercises(self) -> list[str]:
        """Names of the exercises that have tests, in order of first appearance."""
        return list(dict.fromkeys(test.exercise for test in self.tests.values()))

    def has_rule(self, exercise: str) -> bool:
        """Whether a test of this exercise looks at its text."""
        return any(test.structure for test in self.tests.values() if test.exercise == exercise)

    def run(self, exercise: str, student: Student, *, scored: bool = True) -> list[Outcome]:
        """Run the tests of one exercise on a student; costly ones last, and not where the others have decided.

        That is where a core test failed: the exercise has no points then, and what is wrong shows already.  Where no points
        are wanted, as of a misconception, it is where any test failed: see :func:`autograder.checking.diagnosis.failures`.
        """
        tests = [(item, test) for item, test in self.tests.items() if test.exercise == exercise]
        outcomes: list[Outcome] = []
        with student.seeded():
            for item, test in sorted(tests, key=lambda one: one[1].costly):
                if not (test.costly and _decided(outcomes, scored)):
                    outcomes.append(_run_one(item, test, student, seeded(exercise, item.name, self._key)))
        return outcomes


def _decided(outcomes: Sequence[Outcome], scored: bool) -> bool:
    """Whether no other test could change what is wanted: the points, or else only what is wrong."""
    return any((seen.test.core or not scored) and not seen.passed for seen in outcomes)


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


class _Loaded(pytest.Module):
    """A file that is loaded already: pytest would import it by a name, and find another module of that name."""

    loaded: ModuleType

    def _getobj(self) -> ModuleType:
        return self.loaded


class _Plugin:
    """The pytest plugin that makes our marker known and hands over the loaded files."""

    def __init__(self, modules: Mapping[Path, ModuleType]) -> None:
        self._modules = modules
        self.faults: list[str] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", EXERCISE_MARKER)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faults.append(f"{Path(report.nodeid).name}: {str(report.longrepr).strip().splitlines()[-1]}")

    def pytest_pycollect_makemodule(
        self, module_path: Path, parent: pytest.Collector
    ) -> pytest.Module | None:
        if module_path not in self._modules:  # it lies beside one of ours, and is looked at in passing
            return None
        file = _Loaded.from_parent(parent, path=module_path)
        file.loaded = self._modules[module_path]
        return file


def _without_frames(error: BaseException) -> BaseException:
    """The exception alone: its frames would keep alive whatever a student returned, for every failed test."""
    error.__traceback__ = error.__cause__ = error.__context__ = None
    return error


EXERCISE_MARKER = (
    "exercise(name, core=False, weight=1, seconds=10, structure=False, costly=False): the exercise this test belongs to, "
    "unnamed in a file EXERCISE.py; a failed core test means 0 points; the time limit holds for one call; structure: the test "
    "looks at the text, and all tests of its exercise run on what that rests on and nothing else; costly: it takes seconds, "
    "and does not run where a core test failed"
)


def seeded(exercise: str, name: str, key: bytes = b"") -> np.random.Generator:
    """The generator that a test of this exercise and name gets: grading is reproducible, and no two tests share inputs.

    Who does not know the ``key`` (of at most 64 bytes) cannot draw the same numbers, though every name is public.
    """
    digest = hashlib.blake2b(f"{exercise} {name}".encode(), key=key, digest_size=16).digest()
    return np.random.default_rng(int.from_bytes(digest))


def _collect(files: Sequence[Path]) -> list[pytest.Function]:
    modules = {path.absolute(): load(path.absolute()) for path in files}
    root, plugin = f"--rootdir={next(iter(modules)).parent}", _Plugin(modules)
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("PYTEST_ADDOPTS", raising=False)  # meant for somebody's own runs
        config = _prepareconfig([*_OPTIONS, root, *map(str, modules)], [plugin])
    session = pytest.Session.from_config(config)
    config._do_configure()
    config.hook.pytest_sessionstart(session=session)
    items = [item for item in session.perform_collect() if isinstance(item, pytest.Function)]
    if plugin.faults:
        raise UserError(_("收集不到测试。{faults}", faults="\n".join(plugin.faults)))
    return items


def describe(item: pytest.Item) -> GradedTest:
    """Read a test's marker and docstring; UserError if either is missing or the test takes what nobody gives."""
    marker = item.get_closest_marker("exercise")
    message = inspect.getdoc(getattr(item, "obj", None)) or ""
    if marker is None or not message:
        raise UserError(
            _(
                "{nodeid}：每个测试都要有 @pytest.mark.exercise(...) 和一句中文 docstring。",
                nodeid=item.nodeid,
            )
        )
    if isinstance(item, pytest.Function):
        unknown = set(_arguments(item)) - {"student", "rng", *_parameters(item)}
        if unknown or item.cls is not None:
            raise UserError(
                _(
                    "{nodeid}：测试要是普通的函数，只能取 student、rng 和 parametrize 给的参数，没有 {names}。",
                    nodeid=item.nodeid,
                    names=listed(sorted(unknown)),
                )
                if unknown
                else _(
                    "{nodeid}：测试要是普通的函数，只能取 student、rng 和 parametrize 给的参数。",
                    nodeid=item.nodeid,
                )
            )
    exercise = _exercise(item, marker)
    facts: dict[str, Any] = {
        "core": False, "weight": 1.0, "seconds": CALL_SECONDS, "structure": False, "costly": False, **marker.kwargs
    }  # fmt: skip
    return GradedTest(
        name=item.name,
        exercise=exercise,
        core=bool(facts["core"]),
        weight=float(facts["weight"]),
        seconds=float(facts["seconds"]),
        message=told(message),
        structure=bool(facts["structure"]),
        costly=bool(facts["costly"]),
    )


def told(docstring: str) -> str:
    """What a student reads of a test's docstring: its first paragraph, in one line."""
    return " ".join(docstring.split("\n\n")[0].split())


def _exercise(item: pytest.Item, marker: pytest.Mark) -> str:
    """The exercise of a test.

    In a file ``test_….py`` every marker names its own; any other file holds the tests of the exercise that it is called after.
    """
    own = None if item.path.stem.startswith("test_") else item.path.stem
    named = marker.args[0] if marker.args else own
    if named is None:
        raise UserError(
            _('{nodeid}：要在标记里写明是哪个练习的：@pytest.mark.exercise("名字")。', nodeid=item.nodeid)
        )
    if own not in (None, named):
        raise UserError(
            _(
                "{nodeid}：标记里写的是练习 {named}，文件却是练习 {own} 的。去掉标记里的名字，"
                "或者把测试移到 {named}.py。",
                nodeid=item.nodeid,
                named=named,
                own=own,
            )
        )
    return named
