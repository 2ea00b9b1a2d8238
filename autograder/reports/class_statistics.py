"""A class in numbers: what the reports of a day say together.  Pure: reports and texts in, a dataclass out."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from autograder.checking.kinds import FailedTest, Kind
from autograder.classroom.results import GradedSubmission
from autograder.grading.report import ExerciseReport, LeftOut, Report
from autograder.language import N_
from autograder.worded import Worded

BINS = 10
# What counts as too easy, too hard and as hardly discriminating; see ExerciseStatistics.
EASY, HARD, WEAK = 0.95, 0.3, 0.2
# With fewer, a correlation says nothing.
ENOUGH = 10
MAX_SLOWEST = 5


@dataclass(frozen=True)
class Distribution:
    """Scores of all submissions: ``histogram`` counts them in BINS equal steps from 0 to ``maximum``, the last closed."""

    maximum: float
    mean: float
    lowest: float
    lower_quartile: float
    median: float
    upper_quartile: float
    highest: float
    histogram: tuple[int, ...]


class Remark(Worded):
    """What the numbers of an exercise mean, where they mean something."""

    TOO_HARD = "too-hard", N_("偏难")
    TOO_EASY = "too-easy", N_("几乎人人满分")
    UPSIDE_DOWN = "upside-down", N_("强弱倒挂")
    DISCRIMINATES_BADLY = "discriminates-badly", N_("分不出强弱")


@dataclass(frozen=True)
class ExerciseStatistics:
    """One exercise over the submissions that somebody worked on.

    ``full``, ``partial`` and ``none`` count them by what they got; ``share`` is the mean share of the points, 0 to 1.
    ``discrimination`` is the corrected item–total correlation, see :func:`discrimination`.
    """

    name: str
    points: float
    full: int
    partial: int
    none: int
    share: float
    discrimination: float | None

    @property
    def count(self) -> int:
        """How many submissions that is."""
        return self.full + self.partial + self.none

    @property
    def pass_rate(self) -> float:
        """The share of submissions with full marks, 0 to 1; 0 without any."""
        return self.full / self.count if self.count else 0.0

    @property
    def too_easy(self) -> bool:
        """Hardly anybody lost a point."""
        return self.count >= ENOUGH and self.pass_rate >= EASY

    @property
    def too_hard(self) -> bool:
        """Most lost most of the points."""
        return self.count >= ENOUGH and self.share <= HARD

    @property
    def discriminates_badly(self) -> bool:
        """Strong and weak students do alike here, by more than chance, although it is neither too easy nor too hard."""
        return self._is_below(WEAK, 1) and not self.too_easy and not self.too_hard

    @property
    def upside_down(self) -> bool:
        """Who does well elsewhere does badly here, by far more than chance."""
        return self._is_below(0, 2)

    @property
    def remark(self) -> Remark | None:
        """The one that says most."""
        found = {
            Remark.TOO_HARD: self.too_hard,
            Remark.TOO_EASY: self.too_easy,
            Remark.UPSIDE_DOWN: self.upside_down,
            Remark.DISCRIMINATES_BADLY: self.discriminates_badly,
        }
        return next((remark for remark, holds in found.items() if holds), None)

    def _is_below(self, limit: float, errors: float) -> bool:
        """Whether the discrimination is, by so many standard errors of a correlation near zero, 1 / √(n - 1)."""
        return (
            self.count >= ENOUGH
            and self.discrimination is not None
            and self.discrimination + errors / math.sqrt(self.count - 1) < limit
        )


@dataclass(frozen=True)
class Misconception:
    """A named mistake and who made it; ``sentence``: the course's words for it."""

    exercise: str
    name: str
    sentence: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class Unexplained:
    """Submissions that fail the same tests of an exercise, with the same results, without a known reason.

    ``failed``: what those tests saw, each thing once; ``specimen``: the shortest of the texts, written by ``author``.
    """

    exercise: str
    students: tuple[str, ...]
    tests: tuple[str, ...]
    failed: tuple[FailedTest, ...]
    author: str
    specimen: str


@dataclass(frozen=True)
class Cost:
    """What grading took: seconds of work (not of waiting: several are graded at once) and bytes of memory."""

    seconds: float
    median_seconds: float
    slowest: tuple[tuple[str, float], ...]
    memory: int
    largest: str


@dataclass(frozen=True)
class ClassStatistics:
    """All of it.  ``blank``, ``unreadable``, ``unsealed``: whose submissions were so; ``worked``: how many were neither.

    ``left_out``: exercises that somebody was not graded on.
    """

    students: tuple[str, ...]
    worked: int
    blank: tuple[str, ...]
    unreadable: tuple[str, ...]
    unsealed: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    scores: Distribution
    exercises: tuple[ExerciseStatistics, ...]
    misconceptions: tuple[Misconception, ...]
    unexplained: tuple[Unexplained, ...]
    cost: Cost

    @property
    def scattered(self) -> bool:
        """Whether most exercises say nothing of who is strong: everybody makes one mistake, each another one."""
        odd = (Remark.UPSIDE_DOWN, Remark.DISCRIMINATES_BADLY)
        return 2 * sum(exercise.remark in odd for exercise in self.exercises) > len(self.exercises)


def class_statistics(graded: Sequence[GradedSubmission], stubs: Mapping[str, str]) -> ClassStatistics:
    """Compute everything for at least one graded submission; ``stubs``: each exercise's text as it was handed out.

    Exercises are looked at over the submissions that somebody worked on: a blank one says nothing about them, and would
    make every exercise look as if it discriminated.
    """
    reports = [one.counted for one in graded]
    blank = [one.report.student for one in graded if _is_blank(one.report)]
    unreadable = [
        one.report.student
        for one in graded
        if not _is_blank(one.report) and all(_untouched(one, name, stubs) for name in stubs)
    ]
    idle = {*blank, *unreadable}
    worked = [one for one in graded if one.report.student not in idle]
    return ClassStatistics(
        students=tuple(report.student for report in reports),
        worked=len(worked),
        blank=tuple(blank),
        unreadable=tuple(unreadable),
        unsealed=tuple(report.student for report in reports if not report.sealed),
        left_out=tuple(dict.fromkeys(exercise for report in reports for exercise in report.left_out)),
        scores=_distribution(reports),
        exercises=_exercises([one.counted for one in worked], reports[0].exercises),
        misconceptions=_misconceptions(reports),
        unexplained=_unexplained(worked, stubs),
        cost=_cost(reports),
    )


def discrimination(scores: Sequence[float], totals: Sequence[float]) -> float | None:
    """The corrected item–total correlation of an exercise, -1 to 1; None where it is not defined.

    Pearson's correlation of the exercise's scores with the totals *without* this exercise, so that it is not
    correlated with itself (S. Henrysson, Correction of item-total correlations in item analysis, Psychometrika 28,
    1963, 211-218).  It is not defined for fewer than two students and where all have the same score or the same rest.
    """
    # Rounded, since sums of decimals that ought to be equal differ in the last digit.
    rest = [round(total - score, 6) for total, score in zip(totals, scores, strict=True)]
    if len(set(scores)) < 2 or len(set(rest)) < 2:
        return None
    return statistics.correlation(scores, rest)


def _is_blank(report: Report) -> bool:
    return all(_not_attempted(exercise) for exercise in report.exercises)


def _not_attempted(exercise: ExerciseReport) -> bool:
    return bool(exercise.failed) and all(failed.kind is Kind.NOT_ATTEMPTED for failed in exercise.failed)


def _untouched(one: GradedSubmission, exercise: str, stubs: Mapping[str, str]) -> bool:
    return one.texts.get(exercise, "").strip() in ("", stubs[exercise].strip())


def _distribution(reports: Sequence[Report]) -> Distribution:
    scores = np.array([report.score for report in reports])
    maximum = reports[0].max_score
    # A score is at most the maximum; one that a changed course made higher still counts as the best.
    histogram, _ = np.histogram(np.clip(scores, 0, maximum), bins=BINS, range=(0, maximum))
    lowest, lower, median, upper, highest = np.quantile(scores, [0, 0.25, 0.5, 0.75, 1]).tolist()
    return Distribution(
        maximum, float(scores.mean()), lowest, lower, median, upper, highest, tuple(histogram.tolist())
    )


def _exercises(
    reports: Sequence[Report], exercises: Sequence[ExerciseReport]
) -> tuple[ExerciseStatistics, ...]:
    # What being late costs says nothing of an exercise.
    totals = [sum(exercise.score for exercise in report.exercises) for report in reports]
    found = []
    for place, exercise in enumerate(exercises):
        scores = [report.exercises[place].score for report in reports]
        full = sum(score >= exercise.points for score in scores)
        none = sum(score <= 0 for score in scores)
        found.append(
            ExerciseStatistics(
                name=exercise.name,
                points=exercise.points,
                full=full,
                partial=len(scores) - full - none,
                none=none,
                share=statistics.fmean(scores) / exercise.points if scores else 0.0,
                discrimination=discrimination(scores, totals),
            )
        )
    return tuple(found)


def _misconceptions(reports: Sequence[Report]) -> tuple[Misconception, ...]:
    """The most frequent first; equally frequent ones in the order of the exercises."""
    students: dict[tuple[str, str, str], list[str]] = {}
    order = [exercise.name for exercise in reports[0].exercises]
    for report in reports:
        for exercise in report.exercises:
            for diagnosis in exercise.diagnosis:
                key = (exercise.name, diagnosis.misconception, diagnosis.sentence)
                students.setdefault(key, []).append(report.student)
    found = [Misconception(*key, tuple(who)) for key, who in students.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.students), order.index(one.exercise))))


def _unexplained(graded: Sequence[GradedSubmission], stubs: Mapping[str, str]) -> tuple[Unexplained, ...]:
    """The largest group first; equally large ones in the order of the exercises."""
    groups: list[list[tuple[GradedSubmission, ExerciseReport]]] = []
    # Two answers of the same results share a fingerprint; where there is none, the tests that failed must do.
    known: dict[tuple[str, tuple[str, ...], str], list[tuple[GradedSubmission, ExerciseReport]]] = {}
    for one in graded:
        for exercise in one.report.exercises:
            if not _asks_why(exercise) or _untouched(one, exercise.name, stubs):
                continue
            tests = tuple(failed.test for failed in exercise.failed)
            keys = [(exercise.name, tests, result) for result in exercise.results or [""]]
            group = next((known[key] for key in keys if key in known), None)
            if group is None:
                group = []
                groups.append(group)
            group.append((one, exercise))
            for key in keys:
                known.setdefault(key, group)
    order = [exercise.name for exercise in graded[0].report.exercises] if graded else []
    found = map(_alike, groups)
    return tuple(sorted(found, key=lambda group: (-len(group.students), order.index(group.exercise))))


def _alike(members: Sequence[tuple[GradedSubmission, ExerciseReport]]) -> Unexplained:
    """One group of submissions that fail alike."""
    first = members[0][1]
    shortest = min((one for one, _ in members), key=lambda one: len(one.texts[first.name].strip()))
    seen = {replace(failed, test=""): failed for _, exercise in members for failed in exercise.failed}
    return Unexplained(
        exercise=first.name,
        students=tuple(one.report.student for one, _ in members),
        tests=tuple(failed.test for failed in first.failed),
        failed=tuple(seen.values()),
        author=shortest.report.student,
        specimen=shortest.texts[first.name].strip(),
    )


def _asks_why(exercise: ExerciseReport) -> bool:
    """Whether points were lost for a reason that a misconception could explain and none does."""
    return (
        bool(exercise.failed)
        and not exercise.diagnosis
        and not any(failed.kind.explained for failed in exercise.failed)
    )


def _cost(reports: Sequence[Report]) -> Cost:
    seconds = [report.seconds for report in reports]
    slowest = sorted(reports, key=lambda report: -report.seconds)[:MAX_SLOWEST]
    largest = max(reports, key=lambda report: report.memory)
    return Cost(
        seconds=sum(seconds),
        median_seconds=statistics.median(seconds),
        slowest=tuple((report.student, report.seconds) for report in slowest),
        memory=largest.memory,
        largest=largest.student,
    )
