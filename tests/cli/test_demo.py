"""`make demo`: the whole way, and nothing touched that is not the demo's."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from toy import write_track

from autograder.course.assignment import Course

ROOT = Course.find(Path(__file__).parent).root


def snapshot(folder: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not {"demo", ".autograder", "__pycache__"} & set(path.parts)
    }


def hidden_lines() -> set[bytes]:
    """Lines of the hidden tests' code; their docstrings are what students read."""
    public = (ROOT / "source/day04/test_day04.py").read_text() + (ROOT / "source/day04/day04.py").read_text()
    hidden = [
        path for path in (ROOT / "autograder/graders/day04").glob("*.py") if ".variants" not in path.name
    ]
    lines = [line.strip() for path in hidden for line in path.read_text().splitlines()]
    secret = {line for line in lines if len(line) >= 40 and line not in public}
    return {line.encode() for line in secret if not line.startswith('"""')}


@pytest.mark.slow
def test_demo_grades_a_class_and_the_second_run_changes_nothing(tmp_path):
    for room in ("source/day04", "source/data", "release/day04", "solutions/day04", "autograder"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    for settings in ROOT.glob("nbgrader_config.*"):
        shutil.copy(settings, tmp_path)
    write_track(tmp_path, "day04", "day05")
    # Another one, of which nothing else is there.
    (tmp_path / "source/day05").mkdir()
    shutil.copy(ROOT / "source/day05/day05.py", tmp_path / "source/day05")
    before = snapshot(tmp_path)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "autograder.cli", "demo", *words],
            cwd=tmp_path,
            env=os.environ | {"COLUMNS": "120", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
        )

    def demo() -> str:
        done = run()
        assert done.returncode == 0, done.stderr
        return done.stdout

    first = demo()
    folder = tmp_path / "demo" / "day04"
    reports = sorted(folder.glob("autograded/*/day04/report.json"))
    times = [path.stat().st_mtime_ns for path in reports]
    assert len(reports) == len(list(folder.glob("feedback/*/day04/day04.html"))) == 12
    assert all(report.parts[-3] in first for report in reports)
    pages = [path.read_text(encoding="utf-8") for path in folder.glob("feedback/*/day04/day04.html")]
    assert sum("13 题全对" in page for page in pages) == 2
    assert sum("结果与这种写法一致" in page for page in pages) == 6
    assert "demo/day04/gradebook.db" in first
    assert "demo/day04/report/day04.html" in first
    assert "班级报告" in (folder / "report" / "day04.html").read_text()
    with sqlite3.connect(folder / "gradebook.db") as gradebook:
        missing = gradebook.execute("select count(*) from grade where auto_score is null").fetchone()
    assert missing == (0,)

    secret = hidden_lines()
    assert len(secret) > 50
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not [line for line in secret if line in data], path

    assert demo() == first
    assert [path.stat().st_mtime_ns for path in reports] == times
    assert snapshot(tmp_path) == before

    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["day04"]
    assert "make demo ASSIGNMENT=day05" in first
    assert "make demo ALL=1" in first
    every = run("--all")
    assert every.returncode == 2
    assert "day05" in every.stderr
