"""Rules about the text of an answer, through the grader: honest styles cost nothing, evasions gain nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from autograder import kit
from autograder.checking.kinds import Kind
from autograder.checking.suite import Suite
from autograder.course.assignment import Assignment, Course
from autograder.course.variants import read_graders
from autograder.grading.grader import Grader
from autograder.grading.intake import ExtraCell, Submission
from autograder.grading.report import ExerciseReport

HERE = Path(__file__).parent
COURSE = Course.find(HERE)
DAYS = {
    day: COURSE.assignment(day) for day in ("day01", "day05", "day07", "guide01_functions", "guide07_unet")
}


@dataclass(frozen=True)
class Case:
    """A text of one exercise's cell and of cells of one's own around it."""

    exercise: str
    name: str
    cell: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def day(self) -> str:
        """The day that has the exercise."""
        return next(day for day, a in DAYS.items() if self.exercise in {e.name for e in a.exercises})


def cases(path: Path) -> Iterator[Case]:
    for part in re.split(r"^%% ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, text = part.partition("\n")
        exercise, _, name = title.partition(" / ")
        cell, *others = re.split(r"^\+\+ ", text, flags=re.MULTILINE)
        around = [other.partition("\n") for other in others]
        yield Case(
            exercise,
            name,
            cell.strip("\n"),
            tuple(text for where, _, text in around if where == "before"),
            tuple(text for where, _, text in around if where == "after"),
        )


HONEST = list(cases(HERE / "rules" / "honest.txt"))
EVASIONS = list(cases(HERE / "rules" / "evasions.txt"))


@pytest.fixture(scope="module")
def graders() -> Iterator[dict[str, Grader]]:
    opened = {day: Grader(assignment) for day, assignment in DAYS.items()}
    yield opened
    for grader in opened.values():
        grader.close()


def only(assignment: Assignment, exercise: str) -> Assignment:
    """The assignment with one exercise, and those that it rests on, to be graded."""
    wanted = {exercise, *assignment.prerequisites(exercise)}
    return replace(assignment, exercises=tuple(e for e in assignment.exercises if e.name in wanted))


def grade(graders: dict[str, Grader], case: Case) -> ExerciseReport:
    """Grade a case, with the answer key in all other cells."""
    assignment = DAYS[case.day]
    grader = graders[case.day]
    texts = {e.solution_id: e.reference for e in assignment.exercises}
    if case.cell:
        texts[assignment.exercise(case.exercise).solution_id] = case.cell
    last = assignment.released.cells[-1]
    extras = [ExtraCell("setup-003", text) for text in case.before]
    extras += [
        ExtraCell(last.metadata.get("nbgrader", {}).get("grade_id", last.id), text) for text in case.after
    ]
    grader.assignment = only(assignment, case.exercise)
    report = grader.grade(Submission(texts, tuple(extras)), "someone")
    return next(e for e in report.exercises if e.name == case.exercise)


@pytest.mark.slow
@pytest.mark.parametrize("case", HONEST, ids=lambda case: f"{case.exercise}-{case.name}")
def test_an_honest_style_costs_nothing(graders, case):
    report = grade(graders, case)
    assert report.score == report.points, report.failed


@pytest.mark.slow
@pytest.mark.parametrize("case", EVASIONS, ids=lambda case: f"{case.exercise}-{case.name}")
def test_an_evasion_gains_nothing(graders, case):
    report = grade(graders, case)
    assert report.score < report.points


@pytest.mark.nightly
@pytest.mark.parametrize("case", EVASIONS, ids=lambda case: f"{case.exercise}-{case.name}")
def test_an_evasion_would_gain_points_without_the_rule(graders, case, monkeypatch):
    monkeypatch.setattr(kit, "not_calling", lambda *_, **__: None)
    monkeypatch.setattr(kit, "no_python_loops", lambda *_, **__: None)
    monkeypatch.setattr(Suite, "has_rule", lambda *_: False)
    # The large inputs are a rule too.
    large = {"test_pairwise_many_rows", "test_product_many_kernels"}
    assert {failed.test for failed in grade(graders, case).failed} <= large


@pytest.mark.slow
def test_a_name_that_is_missing_in_the_slice_is_told(graders):
    hidden = "globals()['root'] = np.sqrt"
    cell = "def pairwise_distances(a, b):\n    return root(((a[:, None] - b[None]) ** 2).sum(2))\n"
    report = grade(graders, Case("pairwise_distances", "missing", cell, (hidden,), ()))
    assert report.score == 0
    assert any("定义 root" in str(failed.found) for failed in report.failed if failed.kind is Kind.MISSING)


@pytest.mark.slow
def test_what_a_rule_found_is_told(graders):
    cell = "def pairwise_distances(a, b):\n    return np.array([np.sqrt(((p - b) ** 2).sum(1)) for p in a])\n"
    report = grade(graders, Case("pairwise_distances", "loop", cell, (), ()))
    assert any("pairwise_distances 里用了列表推导式" in str(failed.found) for failed in report.failed)


@pytest.mark.slow
def test_an_endless_text_costs_its_own_exercise_and_is_told(graders):
    long = tuple(f"x = {'[0],' * 49_000}" for _ in range(5))
    report = grade(graders, Case("pairwise_distances", "long", "", long, long))
    assert report.score in (0, report.points)
    assert all("太长" in str(failed.found) for failed in report.failed)


@pytest.mark.parametrize("day", COURSE.names())
def test_whatever_looks_at_the_text_says_so(day):
    assignment = COURSE.assignment(day)
    hidden = Suite.hidden(assignment, read_graders(assignment))
    for suite in (hidden, Suite(COURSE.source / day / f"test_{day}.py")):
        for item, test in suite.tests.items():
            looks = {"no_python_loops", "not_calling", "calls_any"} & {*item.obj.__code__.co_names}
            assert test.structure == bool(looks), test.name
