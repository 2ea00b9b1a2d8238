"""Try the package with every Python it claims, on the oldest and on the newest libraries it claims.

Run ``make test-versions``, or ``python tools/versions.py 3.12`` for one Python only.  Each Python gets an environment and a copy
of the course in a temporary folder.  With the oldest libraries, then with the newest, it runs the quick tests and grades a small
class of a NumPy day and of a PyTorch day; everybody must give that class the same scores.  Exit code 1 if anything that was
tried failed.  Pythons that this machine does not have are named and not tried.  ``--write`` puts the table into the
documentation.  Nothing else is kept.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
PYTHONS = ("3.11", "3.12", "3.13")
TABLE = ROOT / "docs" / "tested-versions.md"
OLDEST, NEWEST = "最旧", "最新"
DAYS = ("day04", "day03")
STUDENTS = 6
# What depends on no library, or only on those in constraints.txt: attacks on the kernel's locks, bytes of built notebooks, the
# documentation, the exact versions themselves.
_OTHER_TESTS = (
    "attacks",
    "sandbox/test_sandbox_hostile.py",
    "authoring/test_build.py",
    "project/test_docs.py",
    "project/test_installation.py",
)
_PYTEST = (
    "-n",
    "2",
    "-m",
    "not slow and not nightly",
    "-p",
    "no:cacheprovider",
    "--disable-warnings",
    "--tb=short",
)
_LEFT_OUT = (
    ".git",
    ".venv",
    ".autograder",
    "build",
    "demo",
    "submitted",
    "autograded",
    "*.egg-info",
    "__pycache__",
)
# Everything else of the environment stays: pip may need it to find its index.
_NOT_PASSED_ON = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYENV_VERSION")


@dataclass
class Trial:
    """One combination: installed ``versions``, pytest's last line, the scores of each day's class; what went wrong, if anything did."""

    python: str
    libraries: str
    versions: dict[str, str] = field(default_factory=dict)
    tests: str = ""
    scores: dict[str, dict[str, float]] = field(default_factory=dict)
    failure: str = ""


class Failed(Exception):
    """A step did not succeed; the text ends with the last lines it printed."""


def oldest() -> dict[str, str]:
    """The lowest version of each of the package's own requirements."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lowest = {}
    for requirement in map(Requirement, project["dependencies"]):
        (bound,) = requirement.specifier
        assert bound.operator in (">=", "=="), requirement
        lowest[canonicalize_name(requirement.name)] = bound.version
    return lowest


def interpreter(python: str) -> str | None:
    """A Python of this minor version that can make environments: from the path, else from pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    installed = sorted(pyenv.glob(f"{python}.*/bin/python"), key=lambda path: Version(path.parts[-3]))
    for candidate in (*map(str, reversed(installed)), shutil.which(f"python{python}")):
        works = candidate and subprocess.run(
            [candidate, "-c", "import ensurepip, sqlite3, ssl"], capture_output=True
        )
        if works and works.returncode == 0:
            return candidate
    return None


def attempt(python: str, executable: str) -> Iterator[Trial]:
    """Try the oldest, then the newest libraries, in one environment: PyTorch alone takes minutes to install."""
    with tempfile.TemporaryDirectory(prefix=f"versions-{python}-") as name:
        folder = Path(name)
        shutil.copytree(ROOT, folder / "course", ignore=shutil.ignore_patterns(*_LEFT_OUT))
        subprocess.run([executable, "-m", "venv", str(folder / "venv")], check=True)
        for libraries, wanted in ((OLDEST, oldest()), (NEWEST, {})):
            yield _try(Trial(python, libraries), folder, wanted)


def _try(trial: Trial, folder: Path, wanted: Mapping[str, str]) -> Trial:
    """Install, test and grade; ``folder`` holds an environment and a copy of the course."""
    course, bin_ = folder / "course", folder / "venv" / "bin"
    bounds = folder / "bounds.txt"
    bounds.write_text("".join(f"{library}=={version}\n" for library, version in wanted.items()))
    every = ["--upgrade", "--upgrade-strategy", "eager", "--no-compile"]
    others = [f"--ignore=tests/{name}" for name in _OTHER_TESTS]
    pip = [f"{bin_}/pip", "install", "--quiet", *every, "-c", str(bounds)]
    try:
        if index := os.environ.get("TORCH_INDEX"):  # as the Makefile does
            torch = f"torch=={oldest()['torch']}"
            _run([*pip, "--no-deps", "--index-url", index, "--find-links", index, torch], course)
        _run([*pip, "-e", ".[dev]"], course)
        trial.versions = _installed(bin_)
        trial.tests = _run([f"{bin_}/python", "-m", "pytest", *_PYTEST, *others], course).splitlines()[-1]
        trial.scores = {day: _grade(bin_, course, folder / trial.libraries / day, day) for day in DAYS}
    except Failed as error:
        trial.failure = str(error)
    return trial


def _grade(bin_: Path, course: Path, class_: Path, day: str) -> dict[str, float]:
    """The score of each simulated student."""
    autograder = f"{bin_}/autograder"
    _run(
        [autograder, "simulate", day, "--students", str(STUDENTS), "--out", str(class_ / "submitted")],
        course,
    )
    results = class_ / "results.json"
    _run([autograder, "grade", day, "--class", str(class_), "--json", str(results)], course)
    return {report["student"]: report["score"] for report in json.loads(results.read_bytes())}


def _installed(bin_: Path) -> dict[str, str]:
    listed = json.loads(_run([f"{bin_}/pip", "list", "--format=json"], bin_))
    every = {canonicalize_name(one["name"]): one["version"] for one in listed}
    exact = _run([f"{bin_}/python", "-c", "import platform; print(platform.python_version())"], bin_)
    return {"Python": exact.strip(), **{name: every[name] for name in oldest()}}


def _run(command: Sequence[str], folder: Path) -> str:
    """What a command printed; Failed if it did not succeed."""
    environment = {key: value for key, value in os.environ.items() if key not in _NOT_PASSED_ON}
    done = subprocess.run(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode:
        raise Failed(f"{' '.join(command[:4])} …：\n" + "\n".join(done.stdout.splitlines()[-40:]))
    return done.stdout


def rows(trials: Sequence[Trial], missing: Sequence[str]) -> Iterator[list[str]]:
    """The lines of the table."""
    for trial in trials:
        yield [
            trial.versions.get("Python", trial.python),
            trial.libraries,
            "✗" if trial.failure else "✓",
            re.sub(r" in [\d.]+s.*", "", trial.tests),
            "，".join(f"{name} {version}" for name, version in list(trial.versions.items())[1:]),
        ]
    for python in missing:
        yield [python, "", "没有试：这台机器上没有", "", ""]


HEADINGS = ["Python", "库", "结果", "测试", "版本"]


def markdown(trials: Sequence[Trial], missing: Sequence[str]) -> str:
    """The table as the documentation shows it."""
    lines = [HEADINGS, ["---"] * len(HEADINGS), *rows(trials, missing)]
    return "# 最近一次的结果\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> int:
    """Try what the command line asks for and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "pythons", nargs="*", default=PYTHONS, help="minor versions such as 3.12; default: all"
    )
    parser.add_argument("--write", action="store_true", help=f"write the table to {TABLE.relative_to(ROOT)}")
    arguments = parser.parse_args()
    trials: list[Trial] = []
    missing = []
    console = Console(stderr=True, highlight=False, markup=False)
    for python in arguments.pythons:
        executable = interpreter(python)
        if executable is None:
            missing.append(python)
            continue
        console.print(f"Python {python}……")
        for trial in attempt(python, executable):
            first = next((other.scores for other in trials if other.scores), trial.scores)
            if not trial.failure and trial.scores != first:
                trial.failure = f"成绩与别的组不同：{trial.scores}，应当是 {first}"
            console.print(f"{trial.libraries}的库：{trial.failure or trial.tests}")
            trials.append(trial)
            if arguments.write:  # at once: an hour's work may be interrupted
                TABLE.write_text(markdown(trials, missing), encoding="utf-8")
    table = Table(*HEADINGS)
    for row in rows(trials, missing):
        table.add_row(*row)
    Console().print(table)
    return int(not trials or any(trial.failure for trial in trials))


if __name__ == "__main__":
    sys.exit(main())
