"""CONTRIBUTING.md, followed to the letter in an empty course, gives a day that works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.slow
def test_a_new_day_in_the_words_of_the_guide(tmp_path):
    cells, test, misconception = snippets()
    shutil.copytree(
        ROOT / "autograder", tmp_path / "autograder", ignore=shutil.ignore_patterns("__pycache__", "day*")
    )
    for settings in ROOT.glob("nbgrader_config.*"):
        shutil.copy(settings, tmp_path)
    source, graders = tmp_path / "source/day98", tmp_path / "autograder/graders/day98"
    source.mkdir(parents=True)
    graders.mkdir()
    heading = '# %% [markdown]\n# # 第 98 天\n\n# %%\nimport numpy as np\n\n# %% tags=["demo"]\nfrom autograder import check\n\n'
    (source / "day98.py").write_text(heading + cells.replace("points=5", "points=100"))
    tests = "import pytest\n\nfrom autograder import kit\n\n\n" + test
    (source / "test_day98.py").write_text(tests)
    (graders / "test_hidden.py").write_text(tests)
    (graders / "misconceptions.py").write_text(misconception)
    (graders / "alternatives.py").write_text(
        "# %% double / sum\n# 自己加自己\ndef double(x):\n    return x + x\n"
    )
    for name in ("__init__.py", "reference.py"):
        (graders / name).touch()

    built = autograder(tmp_path, "build", "day98")
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "release/day98/day98.ipynb").is_file()

    proof = autograder(tmp_path, "graders", "day98")
    assert proof.returncode == 1
    faults = {line for line in proof.stdout.splitlines() if line.startswith("✗")}
    # All that is left to do is what the guide asks for: more variants.
    assert faults == {
        "✗ day98 double：误解只有 1 个，至少要 6 个",
        "✗ day98 double：另一种正确写法只有 1 个，至少要 2 个",
    }
