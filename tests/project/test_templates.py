"""Files for other systems: what they run is what is there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml
from toy import DAY, make_course, released, solved

from autograder.course.assignment import Course

ROOT = Course.find(Path(__file__).parent).root


@pytest.mark.slow
def test_the_workflow_for_students_checks_every_notebook_and_writes_the_summary(tmp_path):
    workflow = yaml.safe_load((ROOT / "docs" / "templates" / "check.yml").read_text(encoding="utf-8"))
    (script,) = (
        step["run"]
        for step in workflow["jobs"]["check"]["steps"]
        if "autograder check" in step.get("run", "")
    )
    course = make_course(tmp_path)
    repository = tmp_path / "repository"
    shutil.copytree(course / "release", repository)
    shutil.copytree(repository / DAY, repository / "again" / DAY)
    nbformat.write(solved(course), repository / "again" / DAY / f"{DAY}.ipynb")
    # A notebook of the student's own is no assignment.
    nbformat.write(released(course), repository / "notes.ipynb")
    summary = tmp_path / "summary.md"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"GITHUB_STEP_SUMMARY": str(summary), "AUTOGRADER_LANG": "zh", "PATH": path}

    def run() -> int:
        summary.write_text("")
        return subprocess.run(["bash", "-e", "-c", script], cwd=repository, env=environment).returncode

    assert run() == 1
    said = summary.read_text(encoding="utf-8")
    assert said.count(f"### {DAY}") == 2
    assert "double：尚未完成" in said
    assert "✓ total" in said
    shutil.rmtree(repository / DAY)
    assert run() == 0


def test_the_dockerfile_names_what_is_there():
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    ignored = set((ROOT / ".dockerignore").read_text().split())
    for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE):
        *names, _ = (word for word in line.split() if not word.startswith("--"))
        for name in names:
            assert (ROOT / name).exists(), name
            assert name not in ignored
    pinned = dict(
        line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line
    )
    for file in (text, (ROOT / "docs" / "templates" / "check.yml").read_text(encoding="utf-8")):
        assert set(re.findall(r"torch==(\S+)", file)) == {pinned["torch"]}


def test_the_dev_container_runs_targets_that_exist():
    settings = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    for target in re.findall(r"make (\S+)", settings["postCreateCommand"]):
        assert re.search(rf"^{re.escape(target)}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
