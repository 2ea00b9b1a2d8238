"""Two students' texts beside each other, with the lines marked that only these two wrote: for a person who reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.classroom.results import ClassResults
from autograder.course.assignment import Assignment
from autograder.course.variants import Graders, read_graders
from autograder.errors import UserError
from autograder.grading.intake import printable
from autograder.language import _, _n
from autograder.reports.similarity import Pair, between, rare_lines, threshold

MAX_LINES = 60
MAX_LINE = 160

_DOCSTRING = re.compile(r'"""[\s\S]*?"""')


@dataclass(frozen=True)
class Line:
    """A line as it is shown; ``rare``: hardly anybody else wrote it."""

    text: str
    rare: bool


@dataclass(frozen=True)
class Side:
    """An exercise that two students wrote the same way: ``alike`` from 0 to 1, ``bits`` of evidence, both texts by lines."""

    exercise: str
    alike: float
    bits: float
    first: tuple[Line, ...]
    second: tuple[Line, ...]


@dataclass(frozen=True)
class Comparison:
    """Two students of a class: the exercises that they wrote the same way, how many others there are, and what a report asks for."""

    sides: tuple[Side, ...]
    others: int
    bits: float
    threshold: float


def known_texts(assignment: Assignment, graders: Mapping[str, Graders]) -> dict[str, list[str]]:
    """For each exercise what two students may come to independently: we came to it ourselves."""
    known = {}
    for exercise in assignment.exercises:
        hidden = graders[exercise.name]
        variants = [variant.source for variant in (*hidden.alternatives, *hidden.misconceptions)]
        known[exercise.name] = [exercise.reference, exercise.stub, *variants]
    return known


def compare(assignment: Assignment, results: ClassResults, first: str, second: str) -> Comparison:
    """Two students of a class, by the names of their folders.  Raises UserError if one of them was not graded or they are one."""
    if first == second:
        raise UserError(_("{student} 和自己总是一样的：请写两个不同的人。", student=first))
    students = [one.student for one in results.graded]
    places = [students.index(results.of(name).student) for name in (first, second)]
    texts = [one.texts for one in results.graded]
    known = known_texts(assignment, read_graders(assignment))
    pair = between(texts, known, *places)
    stubs = {exercise.name: exercise.stub for exercise in assignment.exercises}
    found = sides(pair, texts, known, stubs)
    return Comparison(found, len(stubs) - len(found), pair.bits, threshold(len(texts)))


def sides(
    pair: Pair,
    texts: Sequence[Mapping[str, str]],
    known: Mapping[str, Sequence[str]],
    stubs: Mapping[str, str],
    most: int | None = None,
) -> tuple[Side, ...]:
    """The exercises in which a pair agrees, strongest first, at most so many."""
    found = []
    for one in pair.agreements[:most]:
        mine, theirs = (texts[place][one.exercise] for place in (pair.first, pair.second))
        others = [
            text.get(one.exercise, "")
            for place, text in enumerate(texts)
            if place not in (pair.first, pair.second)
        ]
        familiar = known.get(one.exercise, ())
        stub = stubs[one.exercise]
        found.append(
            Side(
                one.exercise,
                one.alike,
                one.bits,
                _marked(shown(mine, stub), theirs, others, familiar),
                _marked(shown(theirs, stub), mine, others, familiar),
            )
        )
    return tuple(found)


def shown(text: str, stub: str) -> str:
    """A student's text for reading: without the docstring that everybody was given, bounded, nothing invisible."""
    if given := _DOCSTRING.search(stub):
        text = text.replace(given[0], '"""…"""')
    lines = text.strip().splitlines()
    kept = [printable(line.expandtabs(4), MAX_LINE) for line in lines[:MAX_LINES]]
    if len(lines) > MAX_LINES:
        kept.append(_n("……（还有 {number} 行）", len(lines) - MAX_LINES))
    return "\n".join(kept)


def _marked(text: str, partner: str, others: Sequence[str], familiar: Sequence[str]) -> tuple[Line, ...]:
    rare = rare_lines(text, partner, others, familiar)
    return tuple(Line(line, number in rare) for number, line in enumerate(text.splitlines(), start=1))
