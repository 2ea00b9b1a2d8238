"""CONTRIBUTING.md, followed to the letter in an empty course, gives an assignment that works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from toy import write_track

from autograder.course.assignment import Course

ROOT = Course.find(Path(__file__).parent).root


def snippets() -> list[str]:
    """The Python blocks of CONTRIBUTING.md, without their indentation: cells, public test, misconception."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^   ```python\n(.*?)^   ```", text, re.MULTILINE | re.DOTALL)
    return [re.sub(r"^   ", "", block, flags=re.MULTILINE) for block in blocks]


def autograder(course: Path, *words: str) -> subprocess.CompletedProcess[str]:
    # From the course's own copy of the package: graders are found in it.
    return subprocess.run(
        [sys.executable, "-m", "autograder.cli", *words],
        cwd=course,
        env=os.environ | {"COLUMNS": "120"},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course without assignments, with a copy of the package as in a clone."""
    others = shutil.ignore_patterns("__pycache__", "graders")
    shutil.copytree(ROOT / "autograder", tmp_path / "autograder", ignore=others)
    for settings in ROOT.glob("nbgrader_config.*"):
        shutil.copy(settings, tmp_path)
    write_track(tmp_path)
    return tmp_path


def faults(proof: subprocess.CompletedProcess[str]) -> set[str]:
    assert proof.returncode == 1, proof.stderr
    return {line for line in proof.stdout.splitlines() if line.startswith("✗")}


@pytest.mark.slow
def test_a_new_assignment_in_the_words_of_the_guide(course):
    cells, test, misconception = snippets()
    begun = autograder(course, "new", "toys", "double")
    assert begun.returncode == 0, begun.stderr

    # What was written builds and runs as it is, and says what is left to do.
    built = autograder(course, "build", "toys")
    assert built.returncode == 0, built.stderr
    assert (course / "release/toys/toys.ipynb").is_file()
    few = {"✗ toys double：误解只有 1 个，至少要 6 个", "✗ toys double：另一种正确写法只有 1 个，至少要 2 个"}
    assert faults(autograder(course, "graders", "toys", "double")) == {
        *few,
        "✗ toys double：double.py 里还有 4 处“待写”",
        "✗ toys double：double.variants.py 里还有 2 处“待写”",
    }

    # Filled with what the guide shows.
    text, public = course / "source/toys/toys.py", course / "source/toys/test_toys.py"
    hidden = course / "autograder/graders/toys/double.py"
    lesson = text.read_text()
    start = lesson.index('# %% exercise="double"')
    text.write_text(lesson[:start] + cells)
    public.write_text("import pytest\n\nfrom autograder import kit\n\n\n" + test)
    hidden.write_text("import pytest\n\nfrom autograder import kit\n\n\n" + test.replace('"double", ', ""))
    hidden.with_suffix(".variants.py").write_text(
        misconception + "\n\n# %% right sum\n# 自己加自己\ndef double(x):\n    return x + x\n"
    )
    built = autograder(course, "build", "toys")
    assert built.returncode == 0, built.stderr
    assert faults(autograder(course, "graders", "toys")) == few
