"""What grading found, as plain data, and how it reads: JSON for tools, Chinese text for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from autograder.sandbox import UNSEALED


@dataclass(frozen=True)
class FailedTest:
    """A property that does not hold; ``message`` never contains a hidden number.

    ``kind``: what happened, a key of autograder.kit.KINDS, a kind of autograder.student.StudentError or ``not-run``;
    ``exception``: the type that was raised, where it is one of Python's or NumPy's own; ``line``: where in the
    exercise's own cell.
    """

    test: str
    message: str
    kind: str = ""
    exception: str = ""
    line: int | None = None


# Kinds of failure with one cause, whatever the test was about.
_ONE_CAUSE = {"raised", "undefined", "not-attempted", "none", "type", "loop", "banned", "rebound", "missing"}
NOT_RUN = "not-run"


def failure_lines(failed: Sequence[FailedTest]) -> list[str]:
    """What failed, one line a cause: how many more failed for the same one is said at its end."""
    causes: dict[object, list[str]] = {}
    for test in failed:
        if test.kind != NOT_RUN:
            one = test.kind in _ONE_CAUSE and (test.kind != "raised" or test.line is not None)
            cause = (test.kind, test.exception, test.line) if one else test.message
            causes.setdefault(cause, []).append(test.message)
    lines = [
        first + (f" 同样没有通过的还有 {len(others)} 项。" if others else "")
        for first, *others in causes.values()
    ]
    not_run = sum(test.kind == NOT_RUN for test in failed)
    return [*lines, f"后面还有 {not_run} 项因此没有运行。"] if not_run else lines


@dataclass(frozen=True)
class Diagnosis:
    """A named mistake that explains the failures of an exercise."""

    misconception: str
    message: str


@dataclass(frozen=True)
class ExerciseReport:
    """One exercise of one submission: ``score`` out of ``points``."""

    name: str
    score: float
    points: float
    failed: list[FailedTest] = field(default_factory=list)
    diagnosis: list[Diagnosis] = field(default_factory=list)


@dataclass(frozen=True)
class LeftOut:
    """An exercise that nobody was graded on, since the grader's machine has not installed a library that it needs."""

    name: str
    points: float
    package: str


@dataclass(frozen=True)
class Report:
    """One graded submission.  ``problems``: what was odd about it as a whole; ``seconds``: time it took.

    ``memory``: the most that a process with the student's code held, in bytes, libraries included.
    ``provisional``: a limit of time or the system's memory took part in it; a machine that has less to do may say
    otherwise.  ``left_out``: exercises that count neither in ``score`` nor in ``max_score``.
    ``isolation``: the tier in which the student's code was sealed (see autograder.sandbox.seal), or "none".
    """

    student: str
    assignment: str
    score: float
    max_score: float
    problems: list[str]
    seconds: float
    memory: int
    isolation: str
    exercises: list[ExerciseReport]
    provisional: bool = False
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def sealed(self) -> bool:
        """Whether the student's code was sealed: if not, it could have seen and changed what the grader could."""
        return self.isolation != UNSEALED


NOT_SEALED = "这次评分没有隔离学生的代码（--unsafe）：成绩只和提交的代码一样可信。"


def to_json(reports: Sequence[Report]) -> bytes:
    """A JSON list, UTF-8, indented."""
    return msgspec.json.format(msgspec.json.encode(list(reports)), indent=2) + b"\n"


def from_json(data: bytes) -> list[Report]:
    """Read what :func:`to_json` wrote; msgspec.MsgspecError if it is something else."""
    return msgspec.json.decode(data, type=list[Report])


def number(value: float) -> str:
    """A score without needless decimals: 8, 7.5, 3.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def exercise_text(exercise: ExerciseReport) -> str:
    """What a student reads below a graded check cell: the named mistake first."""
    head = f"{exercise.name}：{number(exercise.score)} / {number(exercise.points)} 分"
    if not exercise.failed:
        return f"{head}　全部测试通过。\n"
    lines = [head]
    lines += [f"  诊断：{diagnosis.message}" for diagnosis in exercise.diagnosis]
    lines += [f"  ✗ {line}" for line in failure_lines(exercise.failed)]
    return "\n".join(lines) + "\n"
