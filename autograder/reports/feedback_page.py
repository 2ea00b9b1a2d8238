"""The page that a student gets back: what counts, what went wrong, where to reread, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from itertools import groupby

from autograder.checking.kinds import Kind
from autograder.checking.sentences import failure_lines
from autograder.classroom.gradebook import Mark, Marks
from autograder.course.assignment import Assignment, Exercise
from autograder.course.lesson import Passage, passages
from autograder.grading.failures import (
    NOT_SEALED,
    diagnosis_sentence,
    in_the_readers_words,
    why_left_out,
)
from autograder.grading.report import ExerciseReport, Report, number
from autograder.language import N_, _, _n, chosen
from autograder.reports.next_step import HOW_TO_BEGIN, first_step, is_unwritten, steps
from autograder.reports.pages import render

# What is shown of a student's code; nobody reads more on a page.
MAX_LINES = 200
MAX_LINE = 400
# The failed properties that are read at once; the others can be unfolded.
MAX_SHOWN = 3

NO_REPORT = N_(
    "这份作业的评分记录（report.json）缺失或者读不出来：下面只有成绩册里的分数，没有逐题的说明。请告诉老师，重新评一次就有了。"
)
NO_MARKS = N_("成绩册里还没有这份作业的成绩：下面是评分器给出的分数，最后以成绩册为准。")
NO_TEXTS = N_("评过分的 notebook 读不出来，下面没有你的代码。请告诉老师，重新评一次就有了。")


class State(Enum):
    """What became of an exercise: a sign, told apart without colour, a style, and a word for it and for how many there are."""

    FULL = "✓", "good", N_("满分"), N_("{number} 题满分")
    PARTIAL = "◐", "partial", N_("部分得分"), N_("{number} 题部分得分")
    ZERO = "✗", "bad", N_("没有得分"), N_("{number} 题没有得分")
    BLANK = "○", "quiet", N_("没有作答"), N_("{number} 题没有作答")

    def __init__(self, sign: str, style: str, word: str, count: str) -> None:
        self.sign = sign
        self.style = style
        self._word = word
        self._count = count

    @property
    def word(self) -> str:
        """For one exercise."""
        return _(self._word)

    def count(self, number: int) -> str:
        """For so many."""
        return _(self._count, number=number)


@dataclass(frozen=True)
class Line:
    """A line of the student's code; ``fault``: where an exception came from."""

    text: str
    fault: bool


@dataclass(frozen=True)
class Code:
    """The student's code of one exercise as it is shown; ``rest``: how many lines are left out."""

    lines: list[Line]
    rest: int


@dataclass(frozen=True)
class Section:
    """All that the page says about one exercise."""

    exercise: Exercise
    passage: Passage
    mark: Mark
    state: State
    code: Code | None
    failures: list[str] = field(default_factory=list)
    not_run: int = 0
    diagnoses: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether there is anything to say beyond that all is well."""
        return self.mark.score < self.mark.points or bool(self.failures or self.mark.comment)

    @property
    def is_blank(self) -> bool:
        """Whether all there is to say is how to begin."""
        return self.state is State.BLANK and not self.mark.comment


def feedback_page(
    assignment: Assignment,
    student: str,
    texts: Mapping[str, str] | None,
    report: Report | None,
    marks: Marks | None,
) -> str:
    """One HTML file.

    ``texts``: the student's code by exercise; ``marks``: what the gradebook says, which goes before the report's
    scores.  Each of the three may be missing.
    """
    report = report and in_the_readers_words(report, assignment)
    outcomes = {exercise.name: exercise for exercise in report.exercises} if report else {}
    # What nobody was graded on is no section, unless an instructor gave a score for it.
    left_out = {exercise.name for exercise in report.left_out} if report else set()
    left_out -= marks.exercises.keys() if marks else set()
    where = passages(assignment.released)
    if chosen() in assignment.editions:
        where |= passages(assignment.editions[chosen()])
    sections = [
        _section(assignment, exercise, where[exercise.name], texts or {}, outcomes, marks)
        for exercise in assignment.exercises
        if (report or marks) and exercise.name not in left_out
    ]
    lost = [section for section in sections if section.mark.score < section.mark.points]
    penalty = marks.late_penalty if marks else 0.0
    total = sum(section.mark.score for section in sections)
    points = sum(section.mark.points for section in sections)
    return render(
        "feedback.html.j2",
        assignment=assignment,
        student=student,
        notes=_notes(texts, report, marks),
        problems=list(map(str, report.problems)) if report else [],
        first=_first_step(assignment, report, lost, outcomes) if report else "",
        total=total - penalty,
        earned=total,
        penalty=penalty,
        extension=number(marks.extension / timedelta(days=1)) if marks and marks.extension else "",
        points=points,
        share=max(0.0, min(1.0, (total - penalty) / points)) if points else 0.0,
        counts=[(state, sum(section.state is state for section in sections)) for state in State],
        parts=_by_part(sections),
        opened=[section for section in sections if section.is_open and not section.is_blank],
        blank=_by_part([section for section in sections if section.is_blank]),
        done=[section for section in sections if not section.is_open],
        how_to_begin=_(HOW_TO_BEGIN),
        max_shown=MAX_SHOWN,
    )


def _by_part(sections: list[Section]) -> list[tuple[str, list[Section]]]:
    """The sections under the headings of the lesson's parts."""
    return [
        (part, list(members))
        for part, members in groupby(sections, lambda section: "".join(section.passage.path[:1]))
    ]


def _notes(texts: Mapping[str, str] | None, report: Report | None, marks: Marks | None) -> list[str]:
    """What the reader should know about the page itself."""
    missing = [(texts, NO_TEXTS), (report, NO_REPORT), (marks, NO_MARKS)]
    notes = [_(sentence) for thing, sentence in missing if thing is None]
    notes += why_left_out(report.left_out) if report else []
    return notes if report is None or report.sealed else [*notes, _(NOT_SEALED)]


def _first_step(
    assignment: Assignment, report: Report, lost: list[Section], outcomes: Mapping[str, ExerciseReport]
) -> str:
    return first_step(
        assignment.name,
        assignment.exercises,
        [outcomes[section.exercise.name] for section in lost if section.failures],
        by_hand=any(not section.failures for section in lost),
        problems=bool(report.problems),
    )


def _section(
    assignment: Assignment,
    exercise: Exercise,
    passage: Passage,
    texts: Mapping[str, str],
    outcomes: Mapping[str, ExerciseReport],
    marks: Marks | None,
) -> Section:
    outcome = outcomes.get(exercise.name, ExerciseReport(exercise.name, 0.0, exercise.points))
    graded = marks.exercises.get(exercise.name) if marks else None
    mark = graded or Mark(outcome.score, exercise.points)
    failed = [failure for failure in outcome.failed if failure.kind is not Kind.NOT_RUN]
    unwritten = is_unwritten(outcome)
    unfinished = [
        name
        for name in assignment.prerequisites(exercise.name)
        if name in outcomes and outcomes[name].failed and not (unwritten and is_unwritten(outcomes[name]))
    ]
    text = texts.get(exercise.name)
    return Section(
        exercise=exercise,
        passage=passage,
        mark=mark,
        state=_state(mark, unwritten),
        code=None
        if text is None or text == exercise.stub
        else _code(text, {failure.line for failure in failed}),
        failures=failure_lines(exercise.name, failed),
        not_run=len(outcome.failed) - len(failed),
        diagnoses=list(map(diagnosis_sentence, outcome.diagnosis)),
        steps=steps(exercise, outcome, unfinished) if outcome.failed else [],
    )


def _state(mark: Mark, unwritten: bool) -> State:
    if mark.score >= mark.points:
        return State.FULL
    if mark.score > 0:
        return State.PARTIAL
    return State.BLANK if unwritten else State.ZERO


def _code(text: str, faults: set[int | None]) -> Code:
    lines = text.split("\n")
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    shown = [Line(_short(line), number in faults) for number, line in enumerate(lines[:MAX_LINES], start=1)]
    return Code(shown, len(lines) - len(shown))


def _short(line: str) -> str:
    rest = len(line) - MAX_LINE
    return line if rest <= 0 else line[:MAX_LINE] + _n("…（这一行还有 {number} 个字符）", rest)
