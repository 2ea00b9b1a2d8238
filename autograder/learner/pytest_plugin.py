"""Lets a learner run ``pytest`` beside a notebook: fixtures, and failures told in sentences.

Loaded by pytest through the entry point ``autograder``; imports nothing heavy until a test asks for it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograder.language import _

if TYPE_CHECKING:
    import numpy as np

    from autograder.checking.student import LocalStudent, StudentError
    from autograder.checking.suite import Outcome

_loaded: dict[Path, tuple[dict[str, Any], dict[str, StudentError]]] = {}
_counts = pytest.StashKey[dict[str, int]]()
# What the tests saw so far, by their file and the exercise; and the reader's functions, where a test of it failed.
_seen: pytest.StashKey[dict[tuple[Path, str], list[Outcome]]] = pytest.StashKey()
_failed: pytest.StashKey[dict[tuple[Path, str], LocalStudent]] = pytest.StashKey()
# The file and the exercise whose tests are running.
_under_test: pytest.StashKey[tuple[Path, str] | None] = pytest.StashKey()
# Sentences on exercises for which a library is missing, in order.
_left_out = pytest.StashKey[dict[str, None]]()


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker that ties a test to its exercise."""
    config.addinivalue_line(
        "markers", "exercise(name, core=False, weight=1, seconds=10, structure=False): see CONTRIBUTING.md"
    )
    config.stash[_left_out], config.stash[_under_test] = {}, None
    config.stash[_seen], config.stash[_failed] = {}, {}
    config.stash[_counts] = {"passed": 0, "failed": 0, "not attempted": 0}


@pytest.fixture
def student(request: pytest.FixtureRequest) -> LocalStudent:
    """The functions of the notebook that lies beside the test file."""
    from autograder.checking.seeds import start_anew
    from autograder.checking.student import LocalStudent
    from autograder.errors import UserError
    from autograder.learner.notebook import load_namespace
    from autograder.learner.spoken import speak_as

    notebook = _notebook(request.path)
    speak_as(notebook)
    if notebook not in _loaded:
        try:
            _loaded[notebook] = load_namespace(notebook)
        except UserError as error:
            pytest.fail(str(error), pytrace=False)
    marker = request.node.get_closest_marker("exercise")
    exercise = (request.path, marker.args[0] if marker else "")
    if request.config.stash[_under_test] != exercise:
        request.config.stash[_under_test] = exercise
        start_anew()
    return LocalStudent(_loaded[notebook][0])


def _notebook(tests: Path) -> Path:
    """The notebook beside a file of tests."""
    return tests.with_name(tests.stem.removeprefix("test_") + ".ipynb")


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """Random numbers, the same in every run, different in every test."""
    from autograder.checking.suite import describe, seeded

    node = request.node
    return seeded(describe(node).exercise if node.get_closest_marker("exercise") else "", node.name)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip an exercise for which a library is missing, before its notebook is run."""
    from autograder.course.packages import missing_in, please_install

    marker = item.get_closest_marker("exercise")
    if marker is None:
        return
    exercise = marker.args[0]
    if package := missing_in(_notebook(item.path)).get(exercise):
        sentence = please_install(exercise, package)
        item.config.stash[_left_out][sentence] = None
        pytest.skip(sentence)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell a failed exercise test as a sentence; an empty blank is skipped, not failed."""
    report = yield
    if item.get_closest_marker("exercise") is None or call.when != "call":
        return report
    counts = item.config.stash[_counts]
    _remember(item, call.excinfo and call.excinfo.value)
    if call.excinfo is None:
        counts["passed"] += 1
        return report
    exercise, sentence = _sentence(item, call.excinfo.value)
    if sentence is None:
        counts["not attempted"] += 1
        report.outcome = "skipped"
        report.longrepr = (
            str(item.path),
            item.location[1] or 0,
            _("{exercise} 尚未完成", exercise=exercise),
        )
    else:
        counts["failed"] += 1
        report.longrepr = sentence
    return report


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name the mistakes that are known, and say that passing here is not yet the grade."""
    for sentence in _named(config):
        terminalreporter.write_line(sentence)
    for sentence in config.stash[_left_out]:
        terminalreporter.write_line(sentence)
    counts = config.stash[_counts]
    if any(counts.values()):
        terminalreporter.write_line(
            _(
                "公开测试：通过 {passed}，没有通过 {failed}，尚未完成 {empty}（隐藏测试另计）",
                passed=counts["passed"],
                failed=counts["failed"],
                empty=counts["not attempted"],
            )
        )


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """An empty notebook is no success, though nothing in it failed."""
    if exitstatus == pytest.ExitCode.OK and session.config.stash[_counts]["not attempted"]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _sentence(item: pytest.Item, error: BaseException) -> tuple[str, str | None]:
    """The exercise and what to tell the learner; None for an empty blank."""
    from autograder.checking.sentences import public_sentence
    from autograder.checking.suite import Outcome, describe
    from autograder.course.assignment import SOLUTION_SUFFIX

    outcome = Outcome(describe(item), error, ())
    _, faults = _loaded.get(_notebook(item.path), ({}, {}))
    fault = faults.get(outcome.test.exercise + SOLUTION_SUFFIX)
    sentence = None if outcome.not_attempted else public_sentence(outcome, fault=fault)
    return outcome.test.exercise, sentence


def _remember(item: pytest.Item, error: BaseException | None) -> None:
    """Keep what a test of an exercise saw, until all of them have run."""
    from autograder.checking.student import LocalStudent
    from autograder.checking.suite import Outcome, describe
    from autograder.errors import UserError

    student = getattr(item, "funcargs", {}).get("student")
    if not isinstance(student, LocalStudent):  # nothing was asked of the reader's functions
        return
    with suppress(UserError):
        test = describe(item)
        where = item.path, test.exercise
        calls = () if error is None else tuple(student.calls)
        item.config.stash[_seen].setdefault(where, []).append(Outcome(test, error, calls))
        if error is not None:
            item.config.stash[_failed][where] = student


def _named(config: pytest.Config) -> Iterator[str]:
    """The mistakes that explain failed tests, as a check cell names them."""
    for (tests, exercise), student in config.stash[_failed].items():
        from autograder.checking.mistakes import named_beside
        from autograder.learner.progress import exercises_used

        seen = config.stash[_seen]
        used = {name: seen.get((tests, name), []) for name in exercises_used(tests.parent, exercise)}
        unfinished = [name for name, of_it in used.items() if not of_it or not all(o.passed for o in of_it)]
        outcomes = seen[tests, exercise]
        for sentence in named_beside(tests, outcomes, student.text_around(exercise), unfinished):
            yield _("{what}：{detail}", what=exercise, detail=sentence)
