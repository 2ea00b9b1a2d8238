"""The rooms of the package: imports go one way, and the picture of it is drawn from what is there."""

import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    # Beside pyproject.toml lies the package that is looked at.
    return subprocess.run(
        [LINT, "--no-cache", "--no-logo"],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
    )


def test_imports_go_one_way():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("checking/suite.py", "from autograder.grading import grader"),
        ("course/assignment.py", "from autograder.sandbox import wire"),
        ("sandbox/inside/server.py", "from autograder.sandbox.outside import worker"),
    ],
)
def test_an_import_that_goes_up_is_found(tmp_path, module, line):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("graders", "__pycache__")
    package = shutil.copytree(ROOT / "autograder", tmp_path / "autograder", ignore=ignored)
    with (package / module).open("a") as file:
        file.write(f"\n{line}\n")
    done = lint(tmp_path)
    assert done.returncode != 0
    assert "not allowed to import" in done.stdout


def test_the_picture_shows_the_imports_of_today():
    tool = runpy.run_path(str(ROOT / "tools" / "architecture.py"))
    assert tool["draw"]() == tool["PICTURE"].read_text(encoding="utf-8"), "run python tools/architecture.py"
