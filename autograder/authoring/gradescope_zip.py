"""The archive that makes Gradescope grade an assignment: autograder.zip, as its documentation describes one.

https://gradescope-autograders.readthedocs.io/en/latest/specs/: ``setup.sh`` runs once, while the image is built, ``run_autograder`` for
each submission.  Beside them lie this engine, and the course as far as it concerns the one assignment: with hidden tests, answers
and the secret that hidden tests draw their inputs from.  So the archive is the instructor's alone.
"""

from __future__ import annotations

import importlib.metadata
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from packaging.requirements import Requirement

from autograder.course.assignment import DATA, Assignment, Course
from autograder.course.packages import SOURCES
from autograder.course.tracks import COURSE_FILE
from autograder.errors import UserError
from autograder.files import files_in, make_folder, write_whole
from autograder.grading.store import FOLDER, course_secret
from autograder.language import _
from autograder.reports.exports import FOLDER as EXPORT

DISTRIBUTION = "dl-crash-course-instructor"
_SCRIPTS = Path(__file__).parent / "gradescope"
_ENGINE = Path(__file__).parents[1]
_PROGRAMS = ("setup.sh", "run_autograder")
# What an archive may say of when its files were made: the same files are the same archive.
_THEN = (2026, 1, 1, 0, 0, 0)


def write_gradescope_zip(course: Course, name: str, out: Path | None = None) -> Path:
    """Write the archive for one assignment, by default ``export/NAME-autograder.zip`` in the course; gives the file.

    Raises UserError if there is no such assignment, if it must be built first, or if the file cannot be written.
    """
    assignment = course.assignment(name)
    path = out or course.root / EXPORT / f"{name}-autograder.zip"
    if out is None:
        make_folder(path.parent)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, data in _contents(course, assignment):
            info = zipfile.ZipInfo(inside, _THEN)
            info.external_attr = (0o755 if inside in _PROGRAMS else 0o644) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    write_whole(path, whole.getvalue())
    return path


def _contents(course: Course, assignment: Assignment) -> Iterator[tuple[str, bytes]]:
    name = assignment.name
    for script in (*_PROGRAMS, "grade_one.py"):
        yield script, (_SCRIPTS / script).read_bytes()
    not_one = _("交来的文件里应当正好有一个 notebook，名叫 {name}.ipynb。请检查以后重新提交。", name=name)
    yield "assignment.json", json.dumps({"name": name, "not_one": not_one}, ensure_ascii=False).encode()
    yield (
        "requirements.txt",
        "".join(f"{line}\n" for line in _requirements(assignment.header.packages)).encode(),
    )
    constraints = course.root / "constraints.txt"
    yield "constraints.txt", constraints.read_bytes() if constraints.is_file() else b""
    for path in files_in(_ENGINE):
        inside = path.relative_to(_ENGINE)
        if inside.parts[0] != "graders":
            yield f"course/autograder/{inside.as_posix()}", path.read_bytes()
    yield f"course/{FOLDER}/secret", course_secret(course)
    yield f"course/source/{COURSE_FILE}", _course_file(course, name).encode()
    rooms = [course.source / name, course.release / name, assignment.graders]
    shared = [course.source / DATA / file for file in assignment.header.data]
    for path in [
        course.root / "nbgrader_config.py",
        *shared,
        *(file for room in rooms for file in files_in(room)),
    ]:
        yield f"course/{path.relative_to(course.root).as_posix()}", path.read_bytes()


def _course_file(course: Course, name: str) -> str:
    """A course.toml of this assignment alone."""
    track = next(track for track in course.tracks() if name in track.assignments)
    facts = {"key": track.key, "title": track.title, "about": track.about, "assignments": [name]}
    words = {"title": track.en.title, "about": track.en.about}
    return "[[track]]\n" + _toml(facts) + "[track.en]\n" + _toml(words)


def _toml(facts: Mapping[str, object]) -> str:
    """What JSON writes of texts and lists is TOML, too."""
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items())


def _requirements(packages: Sequence[str]) -> list[str]:
    """What pip is asked for: the engine's requirements, and those of the extras that bring an assignment's packages."""
    try:
        lines = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        raise UserError(
            _(
                "这个环境里没有装 {name}，不知道它要哪些库。请在课程目录里运行 pip install -e .，再来一次。",
                name=DISTRIBUTION,
            )
        ) from None
    extras = ("", *(SOURCES[package].extra for package in packages if package in SOURCES))
    found = []
    for line in lines:
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": one}) for one in extras):
            requirement.marker = None
            found.append(str(requirement))
    return found
