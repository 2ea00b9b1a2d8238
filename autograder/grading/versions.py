"""What decides a score, as one version for each exercise: where it is the same, what was graded before still holds.

It rests on the hidden tests of the exercise and what they share, on the answer key of this one and of those that it uses
(they stand in for faulty ones), on the cells that every notebook has and the files they read, on the engine, the secret of the course, Python
and the libraries.  It does not rest on words: comments and docstrings of the course's files, the lesson's text, pages and
sentences.  Nor on another exercise's tests, nor on misconceptions, which name a mistake and give no points.
"""

from __future__ import annotations

import ast
import functools
import platform
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from autograder.checking.program import files_beside
from autograder.course.assignment import Assignment, Exercise
from autograder.course.packages import version

_PACKAGE = Path(__file__).parents[1]
# The rooms whose code takes part, and what in them only words or names a result.
_ROOMS = ("kit.py", "draws.py", "checking", "course", "grading", "sandbox")
_WORDS = (
    *(
        "checking/diagnosis.py",
        "checking/mistakes.py",
        "checking/sentences.py",
        "course/lesson.py",
        "course/released.py",
        "course/translation.py",
        "sandbox/doctor",
    ),
    *(
        "grading/failures.py",
        "grading/problems.py",
        "grading/parallel.py",
        "grading/store.py",
    ),
)
# What a student's numbers and the outcome of a test can depend on.
_LIBRARIES = ("numpy", "torch", "keras", "pytest", "nbgrader")


def exercise_versions(assignment: Assignment, secret: bytes, *, unsafe: bool = False) -> dict[str, str]:
    """The version of each exercise that can be graded here, by name.  ``unsafe``: where students' code is not sealed, which is a version apart."""
    ground = digest(
        [
            b"unsafe" if unsafe else b"",
            secret,
            _machine(),
            _engine(),
            *(f"{name} {version(name)}".encode() for name in assignment.header.packages),
            *(code(cell.source) for cell in assignment.cells if cell.exercise is None),
            _code_of(assignment.graders / "common.py"),
            *(part for name, data in _files(assignment).items() for part in (name.encode(), data)),
        ]
    )
    versions: dict[str, str] = {}
    for exercise in assignment.exercises:
        if exercise.name in assignment.missing:
            continue
        used = [versions[name] for name in assignment.prerequisites(exercise.name)]
        versions[exercise.name] = digest(
            [ground.encode(), *(one.encode() for one in used), *_own(assignment, exercise)]
        )[:16]
    return versions


def diagnosis_version(assignment: Assignment, exercise: str, version: str) -> str:
    """The version of what the misconceptions of an exercise do, given that of the exercise."""
    with suppress(FileNotFoundError):
        variants = (assignment.graders / f"{exercise}.variants.py").read_bytes()
        return digest([version.encode(), variants])[:16]
    return version


def digest(parts: Iterable[bytes]) -> str:
    """A hash of several things, each with its length: no two lists give the same."""
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def _own(assignment: Assignment, exercise: Exercise) -> Iterator[bytes]:
    yield repr((exercise.name, exercise.points, exercise.uses, exercise.opaque, exercise.helpers)).encode()
    yield code(exercise.reference)
    yield _code_of(assignment.graders / f"{exercise.name}.py")


def _files(assignment: Assignment) -> dict[str, bytes]:
    """What lies beside the notebook and is read by its cells."""
    return files_beside(assignment.folder, (cell.source for cell in assignment.cells))


def _code_of(path: Path) -> bytes:
    with suppress(FileNotFoundError):
        return code(path.read_text(encoding="utf-8"))
    return b""


def code(text: str) -> bytes:
    """What a Python text does: without its comments, docstrings and layout; the text as it is where it is no Python."""
    try:
        tree = ast.parse(text)
    except SyntaxError:  # a line of IPython's own
        return text.encode()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and (
            ast.get_docstring(node, clean=False) is not None
        ):
            node.body = node.body[1:]
    return ast.dump(tree).encode()


def _machine() -> bytes:
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return " ".join([platform.python_version(), platform.machine(), *libraries]).encode()


@functools.cache
def _engine() -> bytes:
    """Of our own code, every byte counts: it is the same for whole classes, and a new release is rare."""
    files = [path for room in _ROOMS for path in [_PACKAGE / room, *(_PACKAGE / room).rglob("*.py")]]
    words = [_PACKAGE / path for path in _WORDS]
    parts = []
    for path in sorted(files):
        if path.is_file() and not any(path.is_relative_to(word) for word in words):
            parts += [str(path.relative_to(_PACKAGE)).encode(), path.read_bytes()]
    return digest(parts).encode()
