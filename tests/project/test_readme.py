"""The READMEs are commands that work, and say the same in both languages."""

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
BIN = Path(sys.executable).parent
# Minutes of work that test_build.py and test_graders.py do already, day by day.
ELSEWHERE = ("make ", "autograder build", "autograder graders")
# A blank notebook is not done: saying so is what these two are for.
UNFINISHED = {"pytest", "autograder check day04.ipynb"}


def blocks(name: str) -> list[list[str]]:
    """The commands of each shell block, without comments."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [[line.split("#")[0].strip() for line in block.splitlines() if line.strip()] for block in found]


def test_both_languages_give_the_same_commands():
    assert blocks("README.md") == blocks("README.en.md")


@pytest.mark.parametrize("name", ["README.md", "README.en.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https:)([^)]+)\)", text):
        assert (ROOT / target).exists(), target


def test_make_knows_every_target_that_is_mentioned():
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    for target in set(re.findall(r"make ([a-z][a-z-]+)", text)):
        done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_commands_work_in_order(tmp_path):
    for room in ("source", "release", "solutions"):
        shutil.copytree(ROOT / room / "day04", tmp_path / room / "day04")
    shutil.copytree(ROOT / "source" / "data", tmp_path / "source" / "data")
    write_track(tmp_path, "day04")
    for settings in ROOT.glob("nbgrader_config.*"):
        shutil.copy(settings, tmp_path)
    shutil.copytree(ROOT / "autograder" / "graders", tmp_path / "autograder" / "graders")
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    ran = 0
    for block in blocks("README.md"):
        folder = tmp_path
        for command in block:
            if command.startswith(ELSEWHERE):
                continue
            if command.startswith("cd "):
                folder = tmp_path / command.removeprefix("cd ")
                continue
            done = subprocess.run(
                command, shell=True, cwd=folder, env=environment, capture_output=True, text=True
            )
            assert done.returncode == (command in UNFINISHED), f"{command}\n{done.stdout}\n{done.stderr}"
            ran += 1
    assert ran >= 10
    assert (tmp_path / "grades.csv").is_file()
    assert (tmp_path / "results.json").is_file()
    assert (tmp_path / "report" / "day04.html").is_file()
    assert (tmp_path / "export" / "day04.csv").is_file()
