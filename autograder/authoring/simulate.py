"""A class that never was: submissions filled with right answers in several styles, with named mistakes and with blanks.

Whoever is no special case has an ability, and an exercise is the harder the later it comes: who is strong errs seldom, who is weak
errs often and leaves the end blank.  So difficulty and discrimination of the exercises come out as in a class of people.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import nbformat

from autograder.course.assignment import Assignment, grade_id
from autograder.course.variants import Graders, Variant, read_graders
from autograder.errors import UserError
from autograder.language import _

ENDLESS_LOOP = "    while True:\n        pass\n"
# The kinds of submission that every class has; the rest of the class are people of different ability.
SPECIAL = ("reference", "alternatives", "blank", "broken", "endless")
# Of those of middling ability three in four solve an exercise of middling difficulty.
EASE = 1.1
# How much ability counts, and how much harder the last exercise is than the first, in spreads of ability.
STEEPNESS, RISE = 1.6, 1.5
# Of the later half of what somebody cannot solve, so much is not begun.
BLANK = 0.4


def simulate(assignment: Assignment, students: int, seed: int, out: Path) -> list[Path]:
    """Write ``out/<student>/<day>/<day>.ipynb`` for each student; returns the paths.

    The same seed gives the same bytes.  The first five are all right, right in other styles, blank, a
    broken file and an endless loop.  Raises UserError, and writes nothing, if ``students`` is not positive or another file, perhaps
    a real student's, lies where one of these would go; also if ``out`` is no folder.
    """
    if students < 1:
        raise UserError(_("学生人数要是正整数，得到 {students}。", students=students))
    graders = read_graders(assignment)
    choose = random.Random(seed)
    files = {}
    for number in range(1, students + 1):
        path = out / f"student{number:0{len(str(students))}d}" / assignment.name / f"{assignment.name}.ipynb"
        kind = SPECIAL[number - 1] if number <= len(SPECIAL) else "person"
        files[path] = _submission(assignment, graders, kind, choose).encode()
    for path, data in files.items():
        _see_that_nothing_is_lost(path, data)
    for path, data in files.items():
        _write(path, data)
    return list(files)


def _submission(
    assignment: Assignment, graders: Mapping[str, Graders], kind: str, choose: random.Random
) -> str:
    """The text of one notebook file."""
    texts = {exercise.name: exercise.reference for exercise in assignment.exercises}
    if kind == "blank":
        texts = {exercise.name: exercise.stub for exercise in assignment.exercises}
    elif kind == "endless":
        exercise = choose.choice(assignment.exercises)
        texts[exercise.name] = _endless(exercise.stub)
    elif kind == "alternatives":
        # A function whose cache only its partner can read keeps the layout that the partner expects.
        free = [exercise.name for exercise in assignment.exercises if not exercise.opaque]
        texts |= _one_each({name: graders[name].alternatives for name in free}, choose)
    elif kind == "person":
        texts |= _unsolved(assignment, graders, choose)
    text = nbformat.writes(_filled(assignment, texts))
    # A download that broke off.
    return text[: len(text) // 3] if kind == "broken" else text


def _unsolved(
    assignment: Assignment, graders: Mapping[str, Graders], choose: random.Random
) -> dict[str, str]:
    """What a person of some ability wrote in the blanks that they could not solve."""
    ability = choose.gauss(0, 1)
    texts = {}
    for place, exercise in enumerate(assignment.exercises):
        along = place / max(1, len(assignment.exercises) - 1)
        logit = EASE + STEEPNESS * (ability - RISE * (along - 0.5))
        if choose.random() < 1 / (1 + math.exp(-logit)):
            continue
        if along > 0.5 and choose.random() < BLANK:
            texts[exercise.name] = exercise.stub
        else:
            texts |= _one_each({exercise.name: graders[exercise.name].misconceptions}, choose)
    return texts


def _one_each(variants: Mapping[str, tuple[Variant, ...]], choose: random.Random) -> dict[str, str]:
    """For each exercise that has variants, the text of one of them, without the comment that says what it is."""
    return {
        name: _without_comment(choose.choice(options).source) for name, options in variants.items() if options
    }


def _without_comment(source: str) -> str:
    lines = source.splitlines(keepends=True)
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return "".join(lines)


def _endless(stub: str) -> str:
    """The stub with a loop in place of its last line, the raise."""
    kept = stub.rstrip().splitlines()[:-1]
    return "\n".join(kept) + "\n" + ENDLESS_LOOP


def _filled(assignment: Assignment, texts: Mapping[str, str]) -> nbformat.NotebookNode:
    notebook = assignment.skeleton()
    by_cell = {exercise.solution_id: texts[exercise.name] for exercise in assignment.exercises}
    for cell in notebook.cells:
        cell.source = by_cell.get(grade_id(cell), cell.source)
    return notebook


def _see_that_nothing_is_lost(path: Path, data: bytes) -> None:
    """Refuse where something else lies, or behind a link, which leads to something else."""
    folder, student = path.parent, path.parent.parent
    taken = any(place.is_symlink() for place in (path, folder, student)) or path.exists()
    with _faults_told(path):
        if taken and not (path.is_file() and path.read_bytes() == data):
            raise UserError(
                _(
                    "{path} 已经有了，内容不同，可能是真的提交。什么也没有写。请换一个 --out 目录，"
                    "或者先把它移走。",
                    path=path,
                )
            )


def _write(path: Path, data: bytes) -> None:
    with _faults_told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@contextmanager
def _faults_told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            _(
                "写不了 {path}：{reason}。请换一个 --out 目录，或检查权限和磁盘空间。",
                path=path,
                reason=error.strerror,
            )
        ) from error
