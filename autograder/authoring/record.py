"""What the misconceptions of an assignment do under its public tests, for :mod:`autograder.checking.mistakes`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import autograder
from autograder.checking.diagnosis import fitting, says_itself
from autograder.checking.kinds import Kind
from autograder.checking.mistakes import (
    MAX_BYTES,
    Exercise,
    Mistake,
    Print,
    encoded,
    file_beside,
    made_from,
    prints,
)
from autograder.checking.program import files_beside
from autograder.checking.suite import Suite
from autograder.course.assignment import Course
from autograder.course.translation import edition, translations
from autograder.course.variants import VARIANTS, Graders, read_variants
from autograder.errors import UserError
from autograder.grading.grader import Grader
from autograder.grading.versions import code, digest
from autograder.language import _

Profile = tuple[str, tuple[Print, ...]]

# A tool that only tests or only instructors use may come or change, and no answer key is executed again.
_LIBRARIES = {
    *("ipykernel", "ipython", "jax", "keras", "matplotlib", "msgspec", "nbclient", "nbconvert", "nbformat"),
    *("nbgrader", "numpy", "pandas", "pillow", "pytest", "scikit-learn", "scipy", "tensorflow-cpu", "torch"),
}


def engine(course: Course, *names: str) -> list[bytes]:
    """What of this package's code, given by rooms and files, something rests on, and the libraries that the course asks for."""
    package = Path(autograder.__file__).parent
    paths = [package / name for name in names]
    files = [file for path in paths for file in (sorted(path.glob("*.py")) if path.is_dir() else [path])]
    told = [(file.relative_to(package).as_posix().encode(), code(file.read_text("utf-8"))) for file in files]
    return [_pins(course), *(part for pair in told for part in pair)]


def _pins(course: Course) -> bytes:
    """Which versions the course asks for of what a cell's output, a figure or a comparison can depend on."""
    try:
        lines = (course.root / "constraints.txt").read_bytes().splitlines()
    except FileNotFoundError:
        return b""
    return b"\n".join(line for line in lines if line.partition(b"==")[0].decode() in _LIBRARIES)


def recorded(course: Course, built: Course, name: str, language: str) -> bytes | None:
    """The file for an assignment as it was ``built``, with sentences in a language.

    It is made again only where it rests on something else than the one that lies in the course's release: the code that tests
    run, the tests, the misconceptions, the translation, what of this package takes part.

    None where no misconception is known.  Raises UserError where the file would be too large.
    """
    assignment = replace(built.assignment(name), graders=course.root / "autograder" / "graders" / name)
    tests = assignment.folder / f"test_{name}.py"
    variants = {
        exercise.name: assignment.graders / f"{exercise.name}{VARIANTS}"
        for exercise in assignment.exercises
        if exercise.name not in assignment.missing
    }
    # A grader whose tests are the public ones.
    known = {
        exercise: Graders(tests, *read_variants(path))
        for exercise, path in variants.items()
        if path.is_file()
    }
    if not any(graders.misconceptions for graders in known.values()):
        return None
    said = translations(course.text(name), language)
    cells = [cell.source for cell in assignment.cells]
    facts = [
        (exercise.name, exercise.uses, exercise.opaque, exercise.helpers) for exercise in assignment.exercises
    ]
    files = files_beside(assignment.folder, cells)
    rests_on = [
        *engine(course, "kit.py", "checking", "authoring/record.py"),
        repr((cells, facts, sorted(said.items()), sorted(files.items()))).encode(),
        tests.read_bytes(),
        *(path.read_bytes() for path in variants.values() if path.is_file()),
    ]
    digested = digest(rests_on)[:16]
    released = file_beside(edition(course.release, language) / name / tests.name)
    if made_from(released) == digested:
        return released.read_bytes()
    opaque = {exercise.name: exercise.opaque for exercise in assignment.exercises}
    exercises = {}
    # The code is the course's own: it needs no sandbox, and an author's machine may have none.
    with Grader(assignment, known, unsafe=True) as grader:
        public = Suite(tests).tests.values()
        for exercise in known:
            profiles = [
                (said.get(variant.sentence, variant.sentence), prints(outcomes, variant.source, opaque))
                for variant, outcomes in grader.profile(exercise)
                if not any(says_itself(outcome.error) for outcome in outcomes)
            ]
            answer = assignment.exercise(exercise).reference
            right = prints(grader.outcomes(exercise, answer), answer, opaque)
            names = tuple(test.name for test in public if test.exercise == exercise)
            exercises[exercise] = Exercise(names, _told_apart(profiles, right))
    data = encoded(tests, digested, opaque, exercises)
    if len(data) > MAX_BYTES:
        raise UserError(
            _(
                "{name} 的误解在公开测试下的记录有 {size} KB，至多 {most} KB。请减少公开测试或误解的个数。",
                name=name,
                size=len(data) >> 10,
                most=MAX_BYTES >> 10,
            )
        )
    return data


def _told_apart(profiles: Sequence[Profile], right: Sequence[Print]) -> tuple[Mistake, ...]:
    """The misconceptions that public tests can tell from all others, and from what is right.

    Some are so near that the results are the right ones but for rounding: so are those of others that nobody thought of.
    """
    answers = {one.test: one for one in right}
    suspects = list(enumerate(seen for _sentence, seen in profiles))
    return tuple(
        Mistake(sentence, seen)
        for number, (sentence, seen) in enumerate(profiles)
        if fitting(seen, suspects) == [(number, True)]
        and not any(one.evidence == Kind.VALUE and one.agrees(answers[one.test], True) for one in seen)
    )
