"""What a student is told of hidden tests: the facts that a report keeps of each failure, and the sentences made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from autograder.checking.kinds import FailedTest, Kind
from autograder.checking.sentences import failed_test, failure_lines, named_mistake
from autograder.checking.student import StudentError
from autograder.checking.suite import Outcome
from autograder.course.assignment import Assignment
from autograder.course.packages import how_to_install
from autograder.grading.report import Diagnosis, ExerciseReport, LeftOut, Report, number
from autograder.language import N_, _, listed

NOT_SEALED = N_("这次评分没有隔离学生的代码（--unsafe）：成绩只和提交的代码一样可信。")


def hidden_failures(
    outcomes: Sequence[Outcome], fault: StudentError | None, text: str | None, own: str
) -> list[FailedTest]:
    """Each failed hidden test of one exercise with what happened.

    ``own``: the id of the exercise's own cell; ``fault``: what went wrong when it ran; ``text``: what was handed in for it.
    """
    # The worker says the number of a line: only one that is a line of this text tells nothing else.
    texts = {} if text is None else {own: text}
    failures: list[FailedTest] = []
    dead = False
    for outcome in outcomes:
        if outcome.passed:
            continue
        test, error = outcome.test, outcome.error
        if dead:
            failures.append(FailedTest(test.name, test.message, Kind.NOT_RUN))
        elif text is None and isinstance(error, StudentError) and error.kind is Kind.UNDEFINED:
            failures.append(FailedTest(test.name, test.message, Kind.ABSENT))
        else:
            failures.append(failed_test(outcome, fault, texts))
        dead = dead or (isinstance(error, StudentError) and error.kind.fatal)
    return failures


def in_the_readers_words(report: Report, assignment: Assignment) -> Report:
    """The same report with the course's sentences in the reader's language, where they were translated: to be shown, not kept."""
    return replace(
        report,
        exercises=[
            replace(
                exercise,
                failed=[replace(one, docstring=assignment.said(one.docstring)) for one in exercise.failed],
                diagnosis=[
                    replace(one, sentence=assignment.said(one.sentence)) for one in exercise.diagnosis
                ],
            )
            for exercise in report.exercises
        ],
    )


def diagnosis_sentence(diagnosis: Diagnosis) -> str:
    """The named mistake, introduced by whether it explains all that failed."""
    return named_mistake(diagnosis.sentence, diagnosis.whole)


def exercise_text(exercise: ExerciseReport) -> str:
    """What a student reads below a graded check cell: the named mistake first."""
    score, points = number(exercise.score), number(exercise.points)
    head = _("{exercise}：{score} / {points} 分", exercise=exercise.name, score=score, points=points)
    return "\n".join([head, *(f"  {line}" for line in exercise_lines(exercise))]) + "\n"


def exercise_lines(exercise: ExerciseReport) -> list[str]:
    """The same without the score."""
    if not exercise.failed:
        return [_("全部测试通过。")]
    return [
        *(_("诊断：{sentence}", sentence=diagnosis_sentence(one)) for one in exercise.diagnosis),
        *(f"✗ {line}" for line in failure_lines(exercise.name, exercise.failed)),
    ]


def why_left_out(exercises: Iterable[LeftOut]) -> list[str]:
    """Why exercises were not graded, one sentence for each library that is missing."""
    names: dict[str, list[str]] = {}
    for exercise in exercises:
        names.setdefault(exercise.package, []).append(exercise.name)
    return [
        _(
            "没有评 {names}：评分的机器上没有装 {package}（{command}）。"
            "分数和满分里都没有算，不影响任何人；装好以后再评一次。",
            names=listed(waiting),
            package=package,
            command=how_to_install(package),
        )
        for package, waiting in names.items()
    ]
