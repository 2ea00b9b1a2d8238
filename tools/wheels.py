"""Build the two wheels into dist/: what learners install, and what instructors do.

``dl-crash-course-exercises`` has the self-check, the public tests and the lessons of release/; neither hidden tests nor answers, and
it needs no nbgrader.  ``dl-crash-course-instructor`` has the whole engine; hidden tests stay in the course's folder.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
# Nothing lies here but what goes into the wheel: an older build may have left more.
PLACE = ROOT / "build" / "exercises"
PACKAGE = ROOT / "autograder"
# The rooms of a learner, and of the others the files that a learner needs.
ROOMS = ("checking", "course", "fonts", "ladder", "learner", "locale", "sandbox")
FILES = (
    "cli/__init__.py",
    "cli/learner.py",
    "cli/lessons.py",
    *("draws.py", "errors.py", "figures.py", "files.py", "keras_settings.py"),
    *("kit.py", "language.py", "shown.py", "worded.py", "__init__.py"),
)
# What is sent out is the author's business.
NOT = ("course/released.py",)
# What lessons and self-check use of the engine's requirements; a notebook's kernel comes in place of a whole JupyterLab.
NEEDED = (
    *("babel", "keras", "matplotlib", "msgspec", "numpy", "pillow", "pytest", "rich", "torch", "typer"),
    "nbformat",
)
KERNEL = "ipykernel>=6.29"
LICENSES = ("LICENSE", "LICENSE-TEXT.md", "DATA-LICENSES.md")

PROJECT = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "dl-crash-course-exercises"
dynamic = ["version"]
description = "Day-sized deep-learning exercises in Chinese: lessons, public tests and the self-check."
requires-python = "{python}"
license = "MIT AND CC-BY-SA-4.0"
license-files = {licenses}
dependencies = {dependencies}

[project.optional-dependencies]
lab = ["jupyterlab>=4.4"]
{extras}
[project.scripts]
autograder = "autograder.cli.learner:main"

[project.entry-points.pytest11]
autograder = "autograder.learner.pytest_plugin"

[tool.setuptools.dynamic]
version = {{ attr = "autograder.__version__" }}

[tool.setuptools.packages.find]
include = ["autograder*"]
exclude = ["autograder.lessons*"]

[tool.setuptools.package-data]
autograder = ["fonts/*", "locale/*/LC_MESSAGES/*.mo", "lessons/**/*"]
"""


def lay_out() -> None:
    """Put into PLACE what is the learner's."""
    shutil.rmtree(PLACE, ignore_errors=True)
    files = [path for room in ROOMS for path in (PACKAGE / room).rglob("*") if path.is_file()]
    for path in [*files, *(PACKAGE / name for name in FILES)]:
        name = path.relative_to(PACKAGE)
        if "__pycache__" not in name.parts and name.as_posix() not in NOT:
            _copy(path, PLACE / "autograder" / name)
    for path in _released():
        _copy(path, PLACE / "autograder" / "lessons" / path.relative_to(ROOT / "release"))
    for name in LICENSES:
        _copy(ROOT / name, PLACE / name)
    (PLACE / "pyproject.toml").write_text(_project(), encoding="utf-8")


def _released() -> list[Path]:
    """What is committed of release/, and not what somebody who tried a lesson has left there; without a repository, all."""
    if not (ROOT / ".git").exists():
        return [path for path in (ROOT / "release").rglob("*") if path.is_file()]
    listed = subprocess.run(
        ["git", "ls-files", "-z", "release"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in filter(None, listed.stdout.split("\0"))]


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def _project() -> str:
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {line.split("=")[0].rstrip("<>~!"): line for line in whole["dependencies"]}
    extras = {name: whole["optional-dependencies"][name] for name in ("frameworks", "ml")}
    return PROJECT.format(
        python=whole["requires-python"],
        licenses=list(LICENSES),
        dependencies=[*(asked.get(name, name) for name in NEEDED), KERNEL],
        extras="".join(f"{name} = {wanted}\n" for name, wanted in extras.items()),
    )


def main() -> None:
    """Build both, with the setuptools of this environment."""
    lay_out()
    for folder in (PLACE, ROOT):
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"),
                *("--no-deps", "--no-build-isolation", "--wheel-dir", DIST, folder),
            ],
            check=True,
        )


if __name__ == "__main__":
    main()
