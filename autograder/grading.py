"""Run a day's hidden tests on one submission and say what came out.

The student's cells run in a worker, the tests here.  Whatever goes wrong over there costs the exercise
concerned; the next one gets a fresh worker.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType

from autograder.assignment import Assignment, Cell, Exercise, grade_id
from autograder.diagnosis import alike
from autograder.feedback import FATAL, hidden_sentences
from autograder.graders import DayGraders, Variant, day_graders
from autograder.program import Program, run_cells, settle
from autograder.report import Diagnosis, ExerciseReport, FailedTest, Report
from autograder.sandbox import Worker, Zygote
from autograder.student import RemoteStudent, StudentError
from autograder.submission import Submission
from autograder.suite import Outcome, Suite


@dataclass(frozen=True)
class _Graded:
    """The outcomes of one exercise and what they are worth; ``fatal`` if the worker did not survive."""

    outcomes: Sequence[Outcome]
    score: float
    full: bool
    fatal: bool

    @classmethod
    def of(cls, exercise: Exercise, outcomes: Sequence[Outcome]) -> _Graded:
        errors = [outcome.error for outcome in outcomes]
        return cls(
            outcomes,
            score(exercise, outcomes),
            full=not any(errors),
            fatal=any(isinstance(error, StudentError) and error.kind in FATAL for error in errors),
        )


class Grader:
    """Grades submissions of one day; a context manager, since it keeps a process for its workers."""

    def __init__(self, assignment: Assignment, graders: DayGraders | None = None) -> None:
        self.assignment = assignment
        self.graders = graders or day_graders(assignment.name)
        self._suite = Suite(self.graders.tests)
        self._zygote = Zygote(preload=_preload(assignment))
        self._opaque = {exercise.name: exercise.opaque for exercise in assignment.exercises}
        self._profiles: dict[str, list[tuple[Variant, list[Outcome]]]] = {}

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the worker processes."""
        self._zygote.close()

    def grade(self, submission: Submission, student: str) -> Report:
        """Grade one submission.  Nothing that a student wrote makes this raise."""
        start = time.perf_counter()
        program = settle(self._zygote, _merge(self.assignment, submission))
        graded: dict[str, _Graded] = {}
        worker: Worker | None = None
        for exercise in self.assignment.exercises:
            worker = worker if worker and worker.alive else run_cells(self._zygote, program.cells)
            graded[exercise.name] = self._grade_exercise(exercise, program, worker, graded)
            if not graded[exercise.name].full:
                # Whatever went wrong may have left traces; the next exercise must not pay for it.
                worker.close()
        if worker:
            worker.close()
        exercises = [
            self._report(exercise, graded[exercise.name], program, submission.cells)
            for exercise in self.assignment.exercises
        ]
        return Report(
            student=student,
            assignment=self.assignment.name,
            score=round(sum(exercise.score for exercise in exercises), 2),
            max_score=self.assignment.max_score,
            problems=list(submission.problems),
            seconds=round(time.perf_counter() - start, 3),
            exercises=exercises,
        )

    def outcomes(self, exercise: str, source: str) -> list[Outcome]:
        """The outcomes of one exercise when its cell holds ``source`` and all others the answer key."""
        cells = self._reference_program(exercise, source)
        with run_cells(self._zygote, cells) as worker:
            return self._suite.run(exercise, self._student(worker, cells))

    def diagnose(self, exercise: str, outcomes: Sequence[Outcome]) -> list[Variant]:
        """The misconceptions under which the tests of this exercise see the same."""
        return [variant for variant, profile in self._profile(exercise) if alike(outcomes, profile)]

    def _grade_exercise(
        self, exercise: Exercise, program: Program, worker: Worker, earlier: Mapping[str, _Graded]
    ) -> _Graded:
        """Grade on the student's own earlier exercises; where those are at fault, on references for them."""
        faulty = [
            earlier[name] for name in self.assignment.prerequisites(exercise.name) if not earlier[name].full
        ]
        attempts = []
        if faulty:
            cells = (*program.cells, *self._references(exercise))
            with run_cells(self._zygote, cells) as helped:
                outcomes = self._suite.run(exercise.name, self._student(helped, cells))
                attempts.append(_Graded.of(exercise, outcomes))
        # References may not fit what is right in the student's own way: caches of another layout, say.
        # What killed a worker before would only kill it again.
        if not faulty or not (attempts[0].full or any(other.fatal for other in faulty)):
            outcomes = self._suite.run(exercise.name, self._student(worker, program.cells))
            attempts.append(_Graded.of(exercise, outcomes))
        return max(attempts, key=lambda graded: graded.score)

    def _report(
        self, exercise: Exercise, graded: _Graded, program: Program, texts: Mapping[str, str]
    ) -> ExerciseReport:
        fault = program.faults.get(exercise.solution_id)
        failed = hidden_sentences(graded.outcomes, fault, texts)
        explained = graded.full or graded.fatal or any(outcome.not_attempted for outcome in graded.outcomes)
        named = [] if explained else self.diagnose(exercise.name, graded.outcomes)
        return ExerciseReport(
            name=exercise.name,
            score=graded.score,
            points=exercise.points,
            failed=[FailedTest(test.name, sentence) for test, sentence in failed],
            diagnosis=[Diagnosis(v.name, f"你的输出与“{v.sentence}”的结果一致。") for v in named],
        )

    def _student(self, worker: Worker, cells: Sequence[Cell]) -> RemoteStudent:
        return RemoteStudent(worker, self._opaque, [cell.source for cell in cells])

    def _references(self, exercise: Exercise) -> list[Cell]:
        """The answer key of everything this exercise rests on."""
        names = self.assignment.prerequisites(exercise.name)
        return [cell for cell in self.assignment.cells if cell.exercise in names]

    def _reference_program(self, exercise: str, source: str) -> list[Cell]:
        return [
            Cell(cell.id, source, exercise) if cell.exercise == exercise else cell
            for cell in self.assignment.cells
        ]

    def _profile(self, exercise: str) -> list[tuple[Variant, list[Outcome]]]:
        """What each misconception of an exercise looks like to the tests; computed once."""
        if exercise not in self._profiles:
            self._profiles[exercise] = [
                (variant, self.outcomes(exercise, variant.source))
                for variant in self.graders.misconceptions
                if variant.exercise == exercise
            ]
        return self._profiles[exercise]


def score(exercise: Exercise, outcomes: Sequence[Outcome]) -> float:
    """Points: nothing if a core test failed, else in proportion to the weight of the passed tests."""
    if not outcomes or any(outcome.test.core and not outcome.passed for outcome in outcomes):
        return 0.0
    total = sum(outcome.test.weight for outcome in outcomes)
    passed = sum(outcome.test.weight for outcome in outcomes if outcome.passed)
    return round(exercise.points * passed / total, 2)


def _preload(assignment: Assignment) -> tuple[str, ...]:
    """The libraries that this day's code imports and that are worth importing once."""
    uses_torch = any("torch" in cell.source for cell in assignment.cells)
    return ("numpy", "torch") if uses_torch else ("numpy",)


def _merge(assignment: Assignment, submission: Submission) -> list[Cell]:
    """The day's code cells with the student's texts in the blanks and the student's own cells between them."""
    extras: dict[str | None, list[Cell]] = {}
    for number, extra in enumerate(submission.extras, start=1):
        extras.setdefault(extra.after, []).append(Cell(f"extra-{number}", extra.source))
    runnable = {cell.id: cell for cell in assignment.cells}
    merged = extras.get(None, [])
    for released in assignment.released.cells:
        name = grade_id(released) or released.id
        if name in runnable:
            cell = runnable[name]
            source = submission.cells.get(name, "") if cell.exercise else cell.source
            merged.append(Cell(name, source, cell.exercise))
        merged += extras.get(name, [])
    return merged
