"""What grading found: facts and the course's own words, no sentence of ours.

Whoever shows a report makes the sentences, in the reader's language; see :mod:`autograder.grading.failures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from autograder.checking.kinds import FailedTest
from autograder.grading.problems import Problem
from autograder.sandbox import UNSEALED


@dataclass(frozen=True)
class Diagnosis:
    """A named mistake, in the course's words, that explains the failures of an exercise; ``whole``: all of them."""

    misconception: str
    sentence: str
    whole: bool


@dataclass(frozen=True)
class ExerciseReport:
    """One exercise of one submission: ``score`` out of ``points``.

    ``results``: where nothing explains why tests failed, fingerprints of what they saw: see
    :func:`autograder.checking.mistakes.results_of`.
    """

    name: str
    score: float
    points: float
    failed: list[FailedTest] = field(default_factory=list)
    diagnosis: list[Diagnosis] = field(default_factory=list)
    results: list[str] = field(default_factory=list)


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
    problems: list[Problem]
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


def to_json(reports: Sequence[Report]) -> bytes:
    """A JSON list, UTF-8, indented."""
    return as_json(list(reports))


def as_json(value: Any) -> bytes:
    """What a program reads instead of a table: lists, dicts and dataclasses as JSON, UTF-8, indented."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def from_json(data: bytes) -> list[Report]:
    """Read what :func:`to_json` wrote; msgspec.MsgspecError if it is something else."""
    return msgspec.json.decode(data, type=list[Report])


def differ(ours: float, theirs: float) -> bool:
    """Whether two scores are different: they are kept to the hundredth."""
    return abs(ours - theirs) > 0.005


def number(value: float) -> str:
    """A score without needless decimals: 8, 7.5, 3.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
