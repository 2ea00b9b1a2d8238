"""Run a day's hidden tests on one submission and say what came out.

The student's cells run in a worker, the tests here.  Whatever goes wrong over there costs the exercise
concerned; the next one gets a fresh worker.
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from autograder.checking.diagnosis import Match, matches, says_itself
from autograder.checking.kinds import Found, Kind, Mismatch, Rule
from autograder.checking.mistakes import results_of
from autograder.checking.program import (
    Program,
    class_names,
    files_beside,
    libraries,
    profile,
    settle,
    start,
)
from autograder.checking.runner import Runner
from autograder.checking.seeds import SEED
from autograder.checking.slicing import Slice, TooLong, cut
from autograder.checking.student import RemoteStudent, StudentError, student_error
from autograder.checking.suite import Outcome, Suite
from autograder.course.assignment import Assignment, Cell, Exercise, grade_id
from autograder.course.packages import how_to_install
from autograder.course.variants import Graders, Variant, read_graders
from autograder.errors import UserError
from autograder.grading.failures import hidden_failures
from autograder.grading.intake import Submission, printable
from autograder.grading.report import Diagnosis, ExerciseReport, LeftOut, Report
from autograder.grading.store import Store
from autograder.language import _, listed
from autograder.sandbox import Budget, Limits, Worker, WorkerError, Zygote

# What the code of one submission may compute in all, and how long it may do nothing: who sleeps keeps a whole class
# waiting.
BUDGET_SECONDS = 120.0
IDLE_SECONDS = 15.0
# No blank needs more; of a long one, the number of a line would tell more.
MAX_TOLD_LINE = 500


@dataclass(frozen=True)
class _Attempt:
    """The outcomes of one exercise and what they are worth.

    ``fatal``: the worker did not survive; ``slow``: because no answer came in time; ``untried``: the blank is still empty.
    """

    outcomes: Sequence[Outcome]
    score: float
    full: bool
    fatal: bool
    slow: bool
    untried: bool

    @classmethod
    def of(cls, exercise: Exercise, outcomes: Sequence[Outcome]) -> _Attempt:
        kinds = {outcome.error.kind for outcome in outcomes if isinstance(outcome.error, StudentError)}
        return cls(
            outcomes,
            score(exercise, outcomes),
            full=all(outcome.passed for outcome in outcomes),
            fatal=any(kind.fatal for kind in kinds),
            slow=not kinds.isdisjoint((Kind.TIMEOUT, Kind.BUDGET)),
            untried=all(outcome.not_attempted for outcome in outcomes),
        )

    @classmethod
    def known(cls, report: ExerciseReport) -> _Attempt:
        """What others have to know of an exercise that was graded before."""
        return cls(
            (),
            report.score,
            full=not report.failed,
            fatal=any(failed.kind.fatal for failed in report.failed),
            slow=False,
            untried=False,
        )


class Grader:
    """Grades submissions of one day; a context manager, since it keeps a process for its workers.

    With ``unsafe`` the students' code is not sealed, and every report says so.
    """

    def __init__(
        self,
        assignment: Assignment,
        graders: Mapping[str, Graders] | None = None,
        *,
        store: Store | None = None,
        unsafe: bool = False,
        limits: Limits | None = None,
        budget: float = BUDGET_SECONDS,
        idle: float = IDLE_SECONDS,
        connector: socket.socket | None = None,
        key: bytes = b"",
    ) -> None:
        """``graders``, by exercise: others than those that lie in the course.

        ``store`` remembers the transcripts of the misconceptions from one run to the next.

        ``limits`` are those of a worker; ``budget`` is the seconds that all code of one submission may compute,
        ``idle`` those in which it may do nothing; ``connector`` leads to a zygote that serves several processes; ``key`` is
        the secret of the course, on which the inputs of its hidden tests depend.
        """
        self.assignment = assignment
        self._left_out = left_out(assignment)
        self._store = store
        self._budget = budget
        self._idle = idle
        self.graders = read_graders(assignment) if graders is None else graders
        self._suite = Suite.hidden(assignment, self.graders, key)
        if torch := sys.modules.get("torch"):
            # References compute small things, and each core has a grader of its own: threads only cost.
            torch.set_num_threads(1)
        texts = [cell.source for cell in assignment.cells]
        packages = assignment.header.packages
        self._zygote = Zygote(
            libraries(texts, packages),
            limits,
            profile=profile(packages),
            files=files_beside(assignment.folder, texts),
            unsafe=unsafe,
            connector=connector,
        )
        self._opaque = {exercise.name: exercise.opaque for exercise in assignment.exercises}
        self._classes = class_names(texts)
        self._references = {exercise.name: exercise.reference for exercise in assignment.exercises}
        self._profiles: dict[str, list[tuple[Variant, list[Outcome]]]] = {}
        self._see_that_it_works()

    @property
    def _exercises(self) -> list[Exercise]:
        """Those that can be graded here."""
        return [one for one in self.assignment.exercises if one.name not in self.assignment.missing]

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker processes."""
        self._zygote.close()

    def grade(self, submission: Submission, student: str, known: Sequence[ExerciseReport] = ()) -> Report:
        """Grade one submission, but for those of its exercises of which the result is ``known``.

        Nothing that a student wrote makes this raise.
        """
        begin = time.perf_counter()
        budget = Budget(self._budget, self._idle)
        program, worker = settle(self._zygote, _merge(self.assignment, submission), budget)
        graded: dict[str, _Attempt] = {}
        exercises: list[ExerciseReport] = []
        known_by_name = {exercise.name: exercise for exercise in known}
        with (
            Runner(self._zygote, program, self._references, budget, worker) as own,
            Runner(self._zygote, program, self._references, budget) as helped,
        ):
            for exercise in self._exercises:
                if exercise.name in known_by_name:
                    exercises.append(known_by_name[exercise.name])
                    graded[exercise.name] = _Attempt.known(known_by_name[exercise.name])
                    continue
                found = self._grade_exercise(exercise, own, helped, graded)
                exercises.append(self._report(exercise, found, program, submission.cells))
                graded[exercise.name] = replace(found, outcomes=())  # they hold what the student returned
        return Report(
            student=student,
            assignment=self.assignment.name,
            score=round(sum(exercise.score for exercise in exercises), 2),
            max_score=sum(exercise.points for exercise in self._exercises),
            problems=list(submission.problems),
            seconds=round(time.perf_counter() - begin, 3),
            memory=max(own.memory, helped.memory),
            isolation=self._zygote.tier,
            exercises=exercises,
            provisional=budget.ran_out,
            left_out=self._left_out,
        )

    def outcomes(
        self, exercise: str, source: str, suite: Suite | None = None, *, scored: bool = True
    ) -> list[Outcome]:
        """The outcomes of one exercise when its cell holds ``source`` and all others the answer key.

        ``suite``: other tests than the hidden ones; ``scored``: see :meth:`Suite.run`.
        """
        suite = suite or self._suite
        cells = self._reference_program(exercise, source)
        if suite.has_rule(exercise):
            return self._run_on_slice(exercise, cells, suite, scored=scored)
        with start(self._zygote, Program(tuple(cells), {})) as worker:
            return self._run_tests(exercise, worker, [cell.source for cell in cells], suite, scored=scored)

    def diagnose(self, exercise: str, outcomes: Sequence[Outcome], source: str) -> list[Match]:
        """The misconceptions under which the tests of this exercise see the same; ``source`` is the exercise's cell."""
        return matches(outcomes, source, self.profile(exercise))

    def profile(self, exercise: str) -> list[tuple[Variant, list[Outcome]]]:
        """The tests that each misconception of an exercise fails, with what they saw; computed once."""
        if exercise not in self._profiles:
            budget = Budget()
            make = partial(self._make_profile, exercise, budget)
            self._profiles[exercise] = (
                self._store.profile(exercise, make, lambda: not budget.ran_out) if self._store else make()
            )
        return self._profiles[exercise]

    def know(self, exercise: str, misconceptions: Sequence[tuple[Variant, Sequence[Outcome]]]) -> None:
        """Take what :meth:`outcomes` gave for the misconceptions of an exercise as what :meth:`diagnose` compares with.

        Only for an exercise with a rule: there each of them runs alone in a worker, now as when a class is graded.  Others are
        run again, for in a class they share a worker, and must come out the same.
        """
        if self._suite.has_rule(exercise):
            self._profiles[exercise] = [
                (variant, [outcome for outcome in outcomes if not outcome.passed])
                for variant, outcomes in misconceptions
            ]

    def _grade_exercise(
        self,
        exercise: Exercise,
        own: Runner,
        helped: Runner,
        earlier: Mapping[str, _Attempt],
    ) -> _Attempt:
        """Grade on the student's own earlier exercises; where those are at fault, on references for them."""
        needed = self.assignment.prerequisites(exercise.name)
        faulty = [earlier[name] for name in needed if not earlier[name].full]
        best: _Attempt | None = None
        for replaced in self._replacements(exercise) if faulty else ():
            best = _better(best, self._attempt(exercise, helped, replaced))
            if best.full:
                return best
        if best and any(other.fatal for other in faulty):
            # What killed a worker before would only kill it again.
            return best
        return _better(best, self._attempt(exercise, own, set()))

    def _attempt(self, exercise: Exercise, runner: Runner, replaced: set[str]) -> _Attempt:
        """Grade an exercise on a runner; no exercise pays for traces that another one may have left there."""
        graded = self._outcomes(exercise, runner, replaced)
        if runner.suspect and not (graded.full or graded.untried or graded.slow):
            runner.close()
            graded = _better(graded, self._outcomes(exercise, runner, replaced))
        runner.suspect = runner.suspect or not (graded.full or graded.untried)
        return graded

    def _replacements(self, exercise: Exercise) -> list[set[str]]:
        """Which earlier exercises to hand over as references, most faithful to the student first.

        A backward function reads the cache of its own forward function, in the student's layout: that one
        is kept at first, and replaced only if it is at fault itself.
        """
        everything = set(self.assignment.prerequisites(exercise.name))
        partners = {name for name in exercise.uses if self.assignment.exercise(name).opaque}
        return [everything - partners, everything] if partners else [everything]

    def _outcomes(self, exercise: Exercise, runner: Runner, replaced: set[str]) -> _Attempt:
        if self._suite.has_rule(exercise.name):
            cells = runner.cells(replaced)
            return _Attempt.of(exercise, self._run_on_slice(exercise.name, cells, self._suite, runner.budget))
        worker, texts = runner.worker(replaced), runner.texts(replaced)
        return _Attempt.of(exercise, self._run_tests(exercise.name, worker, texts))

    def _run_tests(
        self,
        exercise: str,
        worker: Worker,
        texts: list[str],
        suite: Suite | None = None,
        *,
        scored: bool = True,
    ) -> list[Outcome]:
        """Run the tests of an exercise, the hidden ones if not others; ``texts`` are the cells that ran in the worker."""
        student = RemoteStudent(worker, self._opaque, texts, classes=self._classes)
        return (suite or self._suite).run(exercise, student, scored=scored)

    def _run_on_slice(
        self,
        exercise: str,
        cells: Sequence[Cell],
        suite: Suite,
        budget: Budget | None = None,
        *,
        scored: bool = True,
    ) -> list[Outcome]:
        """Run the tests of an exercise where nothing has run but what it rests on: what its rule looks at is what runs.

        With it come the functions whose results the tests hand on to it, and those of the author's that they call.
        Where one of these statements goes wrong, there is no answer: what comes after it did not run, and its names may
        stand for something else.
        """
        facts = self.assignment.exercise(exercise)
        partners = [name for name in facts.uses if self._opaque[name]]
        fault: Exception | None = None
        try:
            code = cut([cell.source for cell in cells], [exercise, *partners, *facts.helpers])
        except (TooLong, RecursionError):
            code = Slice((), frozenset(), frozenset())
            fault = Mismatch(Kind.REBOUND, Found(Rule.TOO_LONG, where=exercise))
        texts = code.texts()
        named = [(cell.id, text) for cell, text in zip(cells, texts, strict=False) if text]
        with self._zygote.worker(budget) as worker:
            with suppress(WorkerError):  # the tests see a dead worker
                raised = worker.run_cells([SEED, *named])
                fault = next(map(student_error, raised.values()), fault)
            student = RemoteStudent(
                worker, self._opaque, texts, classes=self._classes, sliced=True, fault=fault
            )
            outcomes = suite.run(exercise, student, scored=scored)
        return [replace(o, error=_missing(o.error, code) or o.error) for o in outcomes]

    def _report(
        self, exercise: Exercise, graded: _Attempt, program: Program, texts: Mapping[str, str]
    ) -> ExerciseReport:
        own = exercise.solution_id
        text = texts.get(own, "")
        outcomes, fault = told(graded.outcomes, program.faults.get(own), own, text)
        failed = hidden_failures(outcomes, fault, texts.get(own), own)
        explained = graded.full or any(says_itself(outcome.error) for outcome in graded.outcomes)
        named = [] if explained else self.diagnose(exercise.name, graded.outcomes, text)
        unexplained = [] if explained or named else [one for one in graded.outcomes if not one.passed]
        return ExerciseReport(
            name=exercise.name,
            score=graded.score,
            points=exercise.points,
            failed=failed,
            diagnosis=[Diagnosis(match.variant.name, match.variant.sentence, match.whole) for match in named],
            results=results_of(unexplained, text, self._opaque),
        )

    def _see_that_it_works(self) -> None:
        """Refuse to grade where a right answer would not be seen as one: the fault is never a student's."""
        first = self._exercises[0]
        broken = [outcome for outcome in self.outcomes(first.name, first.reference) if not outcome.passed]
        if broken:
            self.close()
            raise UserError(
                _(
                    "评分器在这台机器上不能工作：{name} 的答案在 {exercise} 上没有得满分"
                    "（{test}：{error}）。没有批改任何提交。",
                    name=self.assignment.name,
                    exercise=first.name,
                    test=broken[0].test.name,
                    error=broken[0].error,
                )
            )

    def _reference_program(self, exercise: str, source: str) -> list[Cell]:
        return [
            Cell(cell.id, source, exercise) if cell.exercise == exercise else cell
            for cell in self.assignment.cells
        ]

    def _make_profile(self, exercise: str, budget: Budget) -> list[tuple[Variant, list[Outcome]]]:
        """Run the tests of an exercise on each of its misconceptions.

        All in one worker, but for those with a rule: these texts are ours, and :mod:`autograder.authoring.proof` sees that they
        leave each other alone.
        """
        with Runner(self._zygote, Program(self.assignment.cells, {}), {}, budget) as runner:
            return [
                (variant, [outcome for outcome in self._misconceived(variant, runner) if not outcome.passed])
                for variant in self.graders[exercise].misconceptions
            ]

    def _misconceived(self, variant: Variant, runner: Runner) -> list[Outcome]:
        cells = self._reference_program(variant.exercise, variant.source)
        if self._suite.has_rule(variant.exercise):
            return self._run_on_slice(variant.exercise, cells, self._suite, runner.budget, scored=False)
        worker = runner.worker()
        with suppress(WorkerError):  # the tests see what came of it
            forget = ("forget", f"globals().pop({variant.exercise!r}, None)")
            name = self.assignment.exercise(variant.exercise).solution_id
            worker.run_cells([SEED, forget, (name, variant.source)])
        return self._run_tests(variant.exercise, worker, [cell.source for cell in cells], scored=False)


def left_out(assignment: Assignment) -> list[LeftOut]:
    """The exercises that cannot be graded here, for want of a library.  UserError if that is all of them."""
    found = [
        LeftOut(one.name, one.points, assignment.missing[one.name])
        for one in assignment.exercises
        if one.name in assignment.missing
    ]
    if len(found) == len(assignment.exercises):
        packages = list(dict.fromkeys(one.package for one in found))
        raise UserError(
            _(
                "{assignment} 的练习都要用 {packages}，这台机器上没有装，一个也评不了。请先运行 {commands}。"
                "没有批改任何提交，成绩册没有改动。",
                assignment=assignment.name,
                packages=listed(packages),
                commands=listed(list(dict.fromkeys(map(how_to_install, packages)))),
            )
        )
    return found


def _missing(error: BaseException | None, code: Slice) -> Mismatch | None:
    """What to say instead of a NameError where names are not in the slice; None elsewhere."""
    if not code.missing or not isinstance(error, StudentError) or error.exception != "NameError":
        return None
    names = tuple(printable(name) for name in sorted(code.missing)[:3])
    return Mismatch(Kind.MISSING, Found(Rule.UNDEFINED, names=names))


def told(
    outcomes: Sequence[Outcome], fault: StudentError | None, own: str, text: str
) -> tuple[list[Outcome], StudentError | None]:
    """The outcomes of an exercise, and the fault of its cell, as far as a student may be told what was raised.

    Which exception, and in which line, is what the worker says: with code made for it, whatever the tests gave in could
    come out there, a few bits each time.  So one exception and one line are told, the first, and of the others only
    whether they are the same; and no line but one of the exercise's own cell, whose id is ``own``.
    """
    lines = min(len(text.splitlines()), MAX_TOLD_LINE)
    first: StudentError | None = None

    def shown(error: StudentError) -> StudentError:
        nonlocal first
        if error.kind is not Kind.RAISED:
            return StudentError(error.kind)
        here = error.cell == own and error.line is not None and 1 <= error.line <= lines
        what = StudentError("raised", error.exception, *((own, error.line) if here else ()))
        first = first or what
        return what if what.args == first.args else StudentError("raised")

    errors = {number: o.error for number, o in enumerate(outcomes) if isinstance(o.error, StudentError)}
    # It is told as the reason why there is no definition, and only there.
    undefined = any(error.kind is Kind.UNDEFINED for error in errors.values())
    fault = shown(fault) if fault is not None and undefined else None
    seen = {number: shown(error) for number, error in errors.items()}
    return [replace(o, error=seen.get(number, o.error)) for number, o in enumerate(outcomes)], fault


def _better(best: _Attempt | None, other: _Attempt) -> _Attempt:
    """The attempt with more points; the earlier one if they are equal."""
    return other if best is None or other.score > best.score else best


def score(exercise: Exercise, outcomes: Sequence[Outcome]) -> float:
    """Points: nothing if a core test failed, else in proportion to the weight of the passed tests."""
    if not outcomes or any(outcome.test.core and not outcome.passed for outcome in outcomes):
        return 0.0
    total = sum(outcome.test.weight for outcome in outcomes)
    passed = sum(outcome.test.weight for outcome in outcomes if outcome.passed)
    return round(exercise.points * passed / total, 2)


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
