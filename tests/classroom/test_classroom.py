"""A class graded by ``autograder grade``: the same results as nbgrader's, once, whatever happens in between."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from hostile.submissions import CASES
from nbgrader.api import Gradebook
from toy import (
    DAY,
    folder_of,
    formgrader,
    hand_in,
    hidden_tests,
    make_course,
    nbgrader,
    released,
    scores,
    solved,
)

from autograder.classroom.classroom import Classroom
from autograder.classroom.gradebook import create_if_missing
from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.grading.parallel import grade_all
from autograder.grading.report import from_json
from autograder.grading.store import course_secret
from autograder.reports.exports import export

ROOT = Course.find(Path(__file__).parent).root
WRONG = {"double-solution": "def double(x):\n    return x + 2\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_course(tmp_path)


def grade(root: Path, **options) -> list[str]:
    """Grade the class; gives the students that were graded."""
    with Classroom(Course(root), DAY) as classroom:
        return sorted(report.student for report in classroom.grade(**options))


def rows(root: Path) -> dict[str, list[tuple]]:
    """All rows of the gradebook without the random ids, in a stable order."""
    with sqlite3.connect(root / "gradebook.db") as database:
        tables = {
            "students": "SELECT id, first_name, last_name, email, lms_user_id FROM student",
            "submissions": "SELECT student_id, timestamp, extension FROM submitted_assignment",
            "notebooks": "SELECT a.student_id, n.late_submission_penalty FROM submitted_notebook n "
            "JOIN submitted_assignment a ON n.assignment_id = a.id",
            "grades": "SELECT a.student_id, b.name, g.auto_score, g.manual_score, g.extra_credit, "
            "g.needs_manual_grade FROM grade g JOIN submitted_notebook n ON g.notebook_id = n.id "
            "JOIN submitted_assignment a ON n.assignment_id = a.id JOIN base_cell b ON g.cell_id = b.id",
            "comments": "SELECT a.student_id, b.name, c.auto_comment, c.manual_comment FROM comment c "
            "JOIN submitted_notebook n ON c.notebook_id = n.id "
            "JOIN submitted_assignment a ON n.assignment_id = a.id JOIN base_cell b ON c.cell_id = b.id",
        }
        return {name: sorted(database.execute(query), key=str) for name, query in tables.items()}


def results(root: Path) -> dict[str, tuple[bytes | dict, int]]:
    """Contents and permissions of everything in autograded/, without what is measured and random secrets."""
    found: dict[str, tuple[bytes | dict, int]] = {}
    for path in sorted((root / "autograded").rglob("*")):
        if not path.is_file():
            continue
        content: bytes | dict = path.read_bytes()
        if path.name == "report.json":
            content = json.loads(content)
            del content[0]["seconds"], content[0]["memory"]
        elif path.name == "submission_secret.txt":
            content = b""
        found[str(path.relative_to(root))] = content, path.stat().st_mode
    return found


def hand_in_class(root: Path) -> None:
    hand_in(root, "ann", solved(root))
    hand_in(root, "ben", solved(root, WRONG))
    hand_in(root, "eve", released(root))
    hand_in(root, "zoe", b"no notebook at all")
    (folder_of(root, "ann") / "timestamp.txt").write_text("2025-11-20 08:00:00.000000 UTC")
    for name in ("points-edited", "solved-in-new-cells", "dies", "surrogate", "device-beside"):
        CASES[name].make(root, name)


def version(book: Path) -> list[tuple]:
    """What a gradebook says of the version of its schema: nbgrader's later versions go by it."""
    with sqlite3.connect(book) as database:
        return list(database.execute("SELECT version_num FROM alembic_version"))


def tables(book: Path) -> list[tuple]:
    with sqlite3.connect(book) as database:
        return sorted(
            database.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic%'"), key=str
        )


@pytest.mark.slow
def test_a_new_gradebook_is_the_one_that_nbgrader_makes(tmp_path):
    ours, theirs = tmp_path / "ours.db", tmp_path / "theirs.db"
    with ThreadPoolExecutor(4) as executor:  # several runs may start at once
        list(executor.map(create_if_missing, [f"sqlite:///{ours}"] * 4))
    Gradebook(f"sqlite:///{theirs}", "course").close()
    assert tables(ours) == tables(theirs) != []
    assert version(ours) == version(theirs) != []


# nbgrader's own steps in place of the one that this course has.
NBGRADERS_STEPS = """
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_hooks.autograde.Grade",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
"""


@pytest.mark.slow
def test_gradebook_and_notebooks_are_those_of_nbgrader_autograde(tmp_path):
    ours, hooked, theirs = (make_course(tmp_path / name) for name in ("ours", "hooked", "theirs"))
    hand_in_class(ours)
    course_secret(Course(ours))  # on which the version of the grader depends
    for root in (hooked, theirs):
        for folder in ("submitted", ".autograder"):
            shutil.copytree(ours / folder, root / folder, symlinks=True)
    with (theirs / "nbgrader_config.py").open("a") as config:
        config.write(NBGRADERS_STEPS)
    grade(ours)
    for root in (hooked, theirs):
        assert nbgrader(root, "autograde", DAY) == 0
        assert rows(ours) == rows(root)
        assert results(ours) == results(root)


@pytest.mark.slow
@pytest.mark.parametrize("first", ["ours", "nbgrader"])
def test_either_goes_on_where_the_other_stopped(root, first):
    hand_in(root, "ann", solved(root))
    ways = [lambda: grade(root), lambda: nbgrader(root, "autograde", DAY)]
    if first == "nbgrader":
        ways.reverse()
    ways[0]()
    before = (root / "autograded" / "ann" / DAY / "report.json").stat().st_mtime_ns
    hand_in(root, "ben", solved(root, WRONG))
    ways[1]()
    assert (root / "autograded" / "ann" / DAY / "report.json").stat().st_mtime_ns == before
    assert scores(root)["ann"] == 100
    assert scores(root)["ben"] < 100


def autograde(root: Path) -> None:
    assert nbgrader(root, "autograde", DAY) == 0


either_way = pytest.mark.parametrize("way", [grade, autograde], ids=["ours", "nbgrader"])


@pytest.mark.slow
@either_way
def test_late_penalty_is_the_plugins(root, way):
    with (root / "nbgrader_config.py").open("a") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    hand_in(root, "ann", solved(root))
    (folder_of(root, "ann") / "timestamp.txt").write_text("2025-11-20 08:00:00.000000 UTC")
    hand_in(root, "ben", solved(root))
    (folder_of(root, "ben") / "timestamp.txt").write_text("2025-11-10 08:00:00.000000 UTC")
    with sqlite3.connect(root / "gradebook.db") as database:
        database.execute("UPDATE assignment SET duedate = '2025-11-15 00:00:00.000000'")
    way(root)
    assert {row[0]: row[1] for row in rows(root)["notebooks"]} == {"ann": 100, "ben": None}


@pytest.mark.slow
@either_way
def test_a_courses_own_penalty_lies_beside_its_configuration(root, way):
    # As docs/instructor.md shows it.
    guide = (ROOT / "docs" / "instructor.md").read_text(encoding="utf-8")
    (plugin,) = re.findall(r"```python\n(# late\.py.*?)```", guide, re.DOTALL)
    (root / "late.py").write_text(plugin, encoding="utf-8")
    with (root / "nbgrader_config.py").open("a") as config:
        config.write('\nc.AssignLatePenalties.plugin_class = "late.TenPercentADay"\n')
    hand_in(root, "ann", solved(root))
    (folder_of(root, "ann") / "timestamp.txt").write_text("2025-11-16 08:00:00.000000 UTC")
    with sqlite3.connect(root / "gradebook.db") as database:
        database.execute("UPDATE assignment SET duedate = '2025-11-15 00:00:00.000000'")
    way(root)
    assert rows(root)["notebooks"] == [("ann", 20)]


def test_a_penalty_plugin_that_cannot_be_used_is_a_sentence(root):
    with (root / "nbgrader_config.py").open("a") as config:
        config.write('\nc.AssignLatePenalties.plugin_class = "nowhere.Penalty"\n')
    hand_in(root, "ann", solved(root))
    with pytest.raises(UserError, match=r"迟交扣分.*plugin_class"):
        grade(root)
    assert not (root / "autograded").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "mistake", ["c.Exchange.root = = 1", "import nowhere", "c.CourseDirectory.db_url = 7"]
)
def test_a_mistake_in_the_configuration_stops_every_command(root, mistake):
    """Never nbgrader's own defaults: they run a student's code unsealed, and hand out what they find in source/."""
    ran = root / "ran"
    hand_in(root, "ann", solved(root, {"double-solution": f"open({str(ran)!r}, 'w')\n"}))
    grade(root)
    hand_in(root, "ben", solved(root, {"double-solution": f"open({str(ran)!r}, 'w')\n"}))
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(f"\n{mistake}\n")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for command in ("generate_assignment", "generate_solution", "autograde", "generate_feedback"):
        assert nbgrader(root, command, DAY, "--force") != 0
    with pytest.raises(UserError, match=r"设置里有错.*nbgrader_config\.py"):
        grade(root)
    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert after == before
    assert not ran.exists()


@pytest.mark.slow
class TestAgain:
    """What is known is not graded again; what changed is."""

    def test_second_run_grades_nobody(self, root):
        hand_in_class(root)
        first = grade(root)
        before = rows(root), results(root)
        assert len(first) == 9
        assert grade(root) == []
        assert (rows(root), results(root)) == before

    def test_changed_submission_is_graded_alone(self, root):
        hand_in(root, "ann", solved(root))
        hand_in(root, "ben", solved(root))
        grade(root)
        hand_in(root, "ben", solved(root, WRONG))
        assert grade(root) == ["ben"]
        assert scores(root)["ben"] < 100

    def test_one_student_is_graded_alone(self, root):
        for student in ("ann", "ben", "eve"):
            hand_in(root, student, solved(root))
        with Classroom(Course(root), DAY, only=["ben"]) as classroom:
            assert [report.student for report in classroom.grade()] == ["ben"]
            assert [one.student for one in classroom.class_results().graded] == ["ben"]
        with Classroom(Course(root), DAY, only=["ben"], force=True) as classroom:
            assert classroom.pending == ["ben"]
        with pytest.raises(UserError, match=r"没有 zoe 的提交。交了的：ann、ben、eve"):
            Classroom(Course(root), DAY, only=["ben", "zoe"])
        assert grade(root) == ["ann", "eve"]

    def test_changed_grader_grades_everybody(self, root):
        hand_in(root, "ann", solved(root))
        hand_in(root, "ben", solved(root))
        grade(root)
        tests = hidden_tests(root, "total")
        tests.write_text(tests.read_text().replace("2 * x.sum()", "3 * x.sum()"))
        assert grade(root) == ["ann", "ben"]
        assert scores(root) == {"ann": 40, "ben": 40}

    def test_damaged_report_is_made_again(self, root):
        hand_in(root, "ann", solved(root))
        grade(root)
        report = root / "autograded" / "ann" / DAY / "report.json"
        report.chmod(0o644)
        for damage in ("{", "[]"):
            report.write_text(damage)
            assert [report.student for report in Classroom(Course(root), DAY).grade()] == ["ann"]
            assert [one.marks.total for one in Classroom(Course(root), DAY).class_results().graded] == [100]

    def test_lost_gradebook_is_filled_without_grading(self, root):
        hand_in(root, "ann", solved(root))
        grade(root)
        (root / "gradebook.db").unlink()
        assert grade(root, executor=Refusing()) == ["ann"]
        assert scores(root) == {"ann": 100}

    def test_equal_submissions_are_graded_once(self, root):
        for student in ("ann", "ben", "eve"):
            hand_in(root, student, released(root))
        counting = Counting()
        assert grade(root, executor=counting) == ["ann", "ben", "eve"]
        assert counting.tasks == 1
        assert [one.student for one in Classroom(Course(root), DAY).class_results().graded] == [
            "ann",
            "ben",
            "eve",
        ]

    def test_manual_score_stays_and_wants_a_second_look(self, root):
        hand_in(root, "ann", solved(root))
        grade(root)
        with sqlite3.connect(root / "gradebook.db") as database:
            database.execute("UPDATE grade SET manual_score = 7")
        hand_in(root, "ann", released(root))
        grade(root)
        assert [(row[2], row[3], row[5]) for row in rows(root)["grades"]] == [(0, 7, 1), (0, 7, 1)]

    def test_force_grades_everybody(self, root):
        hand_in(root, "ann", solved(root))
        grade(root)
        counting = Counting()
        classroom = Classroom(Course(root), DAY, force=True)
        assert [report.student for report in classroom.grade(executor=counting)] == ["ann"]
        assert counting.tasks == 1


@pytest.mark.slow
@either_way
@pytest.mark.parametrize(("notebook", "time"), [(True, False), (False, True), (True, True)])
def test_what_was_replaced_while_it_was_graded_is_graded_again(root, way, notebook, time, monkeypatch):
    times = [f"2025-11-20 0{hour}:00:00.000000" for hour in (8, 9)]
    hand_in(root, "ann", solved(root))
    (folder_of(root, "ann") / "timestamp.txt").write_text(times[0])

    def replaced_meanwhile(*args, **kwargs):
        if notebook:
            hand_in(root, "ann", released(root))
        if time:
            (folder_of(root, "ann") / "timestamp.txt").write_text(times[1])
        yield from grade_all(*args, **kwargs)

    def known() -> tuple:
        written = (root / "autograded" / "ann" / DAY / "timestamp.txt").read_text()
        return scores(root)["ann"], written, str(rows(root)["submissions"][0][1])

    with monkeypatch.context() as patch:
        for module in ("grading.parallel", "classroom.classroom"):
            patch.setattr(f"autograder.{module}.grade_all", replaced_meanwhile)
        way(root)
    assert known() == (100, times[0], times[0])
    way(root)
    assert known() == (0 if notebook else 100, times[time], times[time])


@pytest.mark.slow
@either_way
def test_a_link_leads_to_nobody_elses_work(root, way):
    """Whoever laid it, wherever below submitted/: no score, no secret, no time, and the instructor reads why."""
    folder = hand_in(root, "ann", solved(root))
    (folder / "timestamp.txt").write_text("2025-11-20 08:00:00.000000 UTC")
    (folder / "submission_secret.txt").write_text("a" * 64)
    links = {
        "eve": root / "submitted" / "eve",
        "mia": folder_of(root, "mia"),
        "zoe": folder_of(root, "zoe") / f"{DAY}.ipynb",
    }
    for student, link in links.items():
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(root / "submitted" / "ann" / link.relative_to(root / "submitted" / student))
    way(root)
    assert scores(root) == {"ann": 100, "eve": 0, "mia": 0, "zoe": 0}
    for student in links:
        place = root / "autograded" / student / DAY
        (report,) = from_json((place / "report.json").read_bytes())
        assert "链接" in "".join(map(str, report.problems))
        assert (place / "submission_secret.txt").read_text() != "a" * 64
        assert (place / "timestamp.txt").read_text() == ""
        assert "return 2 * x" not in (place / f"{DAY}.ipynb").read_text()
    (table,) = export(Course(root), DAY, "csv")
    assert table.read_text(encoding="utf-8").count("是一个链接") == 3
    # A real submission in the link's place counts.
    links["eve"].unlink()
    hand_in(root, "eve", solved(root))
    way(root)
    assert scores(root) == {"ann": 100, "eve": 100, "mia": 0, "zoe": 0}


OURS = ("autograder.cli", "grade", DAY)
NBGRADERS = ("nbgrader", "autograde", DAY)
RELEASE = ("nbgrader", "generate_assignment", DAY)


def at_once(root: Path, *commands: tuple[str, ...]) -> list[tuple[int, str]]:
    """Run these commands in processes that start at the same time; gives exit codes and what they said."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for words in commands
    ]
    said = [process.communicate()[0] for process in running]
    return [(process.returncode, text) for process, text in zip(running, said, strict=True)]


@pytest.mark.slow
class TestAtOnce:
    """Whoever comes second waits, and finds the work done."""

    @pytest.mark.parametrize(
        ("commands", "times"),
        [
            ((OURS, OURS, OURS), 3),
            ((OURS, NBGRADERS), 2),
            ((NBGRADERS, NBGRADERS), 1),
            ((OURS, RELEASE, RELEASE), 1),
        ],
        ids=["ours", "both", "nbgrader", "release"],
    )
    def test_a_fresh_class(self, root, commands, times):
        expected = {}
        for number in range(6):
            hand_in(root, f"s{number}", solved(root, WRONG if number % 2 else {}))
            expected[f"s{number}"] = 60 if number % 2 else 100
        for _ in range(times):
            for made in ("autograded", ".autograder"):
                shutil.rmtree(root / made, ignore_errors=True)
            (root / "gradebook.db").unlink()
            for code, said in at_once(root, *commands):
                assert code == 0, said
            assert scores(root) == expected
            assert len(rows(root)["grades"]) == 2 * len(expected)
        before = rows(root), results(root)
        assert [code for code, _ in at_once(root, OURS)] == [0]
        assert (rows(root), results(root)) == before

    def test_who_waits_is_told_so(self, root, caplog):
        hand_in(root, "ann", solved(root))
        with ThreadPoolExecutor(1) as executor:
            with Classroom(Course(root), DAY):
                other = executor.submit(grade, root)
                deadline = time.monotonic() + 60
                while "等它结束就接着做" not in caplog.text and time.monotonic() < deadline:
                    time.sleep(0.05)
                assert "等它结束就接着做" in caplog.text
                assert not other.done()
            # The lock is gone, and with it the reason to wait.
            assert other.result() == ["ann"]

    def test_the_formgrader_answers_instead_of_waiting(self, root, monkeypatch):
        monkeypatch.chdir(root)
        hand_in(root, "ann", solved(root))
        api = formgrader(root)
        commands = [
            lambda: api.generate_assignment(DAY),
            lambda: api.autograde(DAY, "ann"),
            lambda: api.generate_feedback(DAY, "ann"),
        ]
        grade(root)
        with Classroom(Course(root), DAY):
            before = rows(root), results(root)
            for command in commands:
                refused = command()
                assert not refused["success"]
                assert "请等它结束再做" in refused["log"]
            assert (rows(root), results(root)) == before
        # And none of them holds on to the class when it is done.
        for command in (*commands, *commands):
            assert command()["success"]
        assert grade(root) == []

    @pytest.mark.parametrize("command", [("report", DAY), ("export", DAY, "--to", "csv")])
    def test_who_reads_waits_for_who_grades(self, root, command):
        hand_in(root, "ann", solved(root))
        grade(root)
        with Classroom(Course(root), DAY):
            reading = subprocess.Popen(
                [sys.executable, "-m", "autograder.cli", *command],
                cwd=root,
                stderr=subprocess.PIPE,
                text=True,
            )
            assert "等它结束就接着做" in reading.stderr.readline()
            assert reading.poll() is None
        assert reading.wait() == 0


class Counting(ThreadPoolExecutor):
    """Somebody else's executor: anything with ``submit`` will do."""

    def __init__(self) -> None:
        super().__init__(1)
        self.tasks = 0

    def submit(self, *args, **kwargs) -> Future:
        self.tasks += 1
        return super().submit(*args, **kwargs)


class Refusing(Executor):
    def submit(self, *args, **kwargs) -> Future:
        raise AssertionError("nothing should be graded")


@pytest.mark.slow
class TestDisk:
    """A place that cannot be written: a sentence, and nothing half-written."""

    def test_gradebook_that_cannot_be_written(self, root):
        hand_in(root, "ann", solved(root))
        with sqlite3.connect(root / "gradebook.db") as database:
            database.execute(
                "CREATE TRIGGER full BEFORE INSERT ON comment BEGIN SELECT RAISE(FAIL, 'disk full'); END"
            )
        with pytest.raises(UserError, match=r"写不了成绩册.*disk full"):
            grade(root)
        assert rows(root)["students"] == []
        assert not (root / "autograded" / "ann" / DAY).exists()
        with sqlite3.connect(root / "gradebook.db") as database:
            database.execute("DROP TRIGGER full")
        assert grade(root) == ["ann"]
        assert scores(root) == {"ann": 100}

    @pytest.mark.parametrize("room", [0, 10_000, 60_000])
    def test_new_gradebook_on_a_full_disk(self, root, room):
        hand_in(root, "ann", solved(root))
        (root / "gradebook.db").unlink()
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
        try:
            with pytest.raises(UserError, match=r"用不了成绩册|写不了.*secret"):
                grade(root)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        assert grade(root) == ["ann"]
        assert version(root / "gradebook.db") == version(make_course(root / "other") / "gradebook.db")

    @pytest.mark.parametrize("damaged", [True, False])
    def test_gradebook_that_is_none(self, root, damaged):
        hand_in(root, "ann", solved(root))
        book = root / "gradebook.db"
        book.unlink()
        if damaged:
            book.write_text("no database at all")
        else:
            book.mkdir()
        with pytest.raises(UserError, match="用不了成绩册"):
            grade(root)

    def test_folder_that_cannot_be_written(self, root):
        hand_in(root, "ann", solved(root))
        (root / "autograded").write_text("a file where a folder should be")
        with pytest.raises(UserError, match="写不了"):
            grade(root)
        (root / "autograded").unlink()
        assert grade(root) == ["ann"]

    def test_results_that_cannot_be_kept(self, root):
        hand_in(root, "ann", solved(root))
        (root / ".autograder").write_text("a file where a folder should be")
        with pytest.raises(UserError, match="写不了"):
            grade(root)

    def test_temporary_folder_with_too_long_a_path(self, root):
        hand_in(root, "ann", solved(root))
        deep = root / ("x" * 100)
        deep.mkdir()
        done = subprocess.run(
            [sys.executable, "-m", "autograder.cli", "grade", DAY],
            cwd=root,
            env=os.environ | {"TMPDIR": str(deep)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 2
        assert "TMPDIR" in done.stderr
        assert "Traceback" not in done.stderr
        assert grade(root) == ["ann"]

    def test_damaged_memory_is_made_anew(self, root):
        hand_in(root, "ann", solved(root))
        grade(root)
        for path in (root / ".autograder").rglob("*.*"):
            path.write_bytes(b"\x00 nonsense")
        shutil.rmtree(root / "autograded")
        assert grade(root) == ["ann"]
        assert scores(root) == {"ann": 100}


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder for temporary files; a socket's path has room for a hundred bytes, and pytest's own are longer."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


SCRIPT = f"""
from pathlib import Path
from autograder.course.assignment import Course
from autograder.classroom.classroom import Classroom
if __name__ == "__main__":
    for report in Classroom(Course(Path.cwd()), "{DAY}").grade(jobs=2):
        print(report.student, flush=True)
"""


@pytest.mark.slow
def test_killed_at_any_moment_it_finishes_the_next_time(root, tmp_path, short_folder):
    """No score lost, none doubled, the gradebook whole, no process left, no folder of ours, over twenty kills."""
    expected = {}
    for number in range(24):
        body = f"return 2 * x if {number} % 3 else x"
        hand_in(root, f"s{number:02}", solved(root, {"double-solution": f"def double(x):\n    {body}\n"}))
        expected[f"s{number:02}"] = 100 if number % 3 else 60  # total is graded on a reference for double
    script = tmp_path / "grade_class.py"
    script.write_text(SCRIPT)
    environment = os.environ | {"TMPDIR": str(short_folder)}
    choose = random.Random(0)
    kills = finished = 0
    while kills < 20:
        running = subprocess.Popen(
            [sys.executable, script], cwd=root, stdout=subprocess.PIPE, env=environment
        )
        # Some die while they start, most in the middle of grading and writing.
        if choose.random() < 0.8:
            running.stdout.readline()
            time.sleep(choose.uniform(0, 0.15))
        else:
            time.sleep(choose.uniform(0, 2))
        if running.poll() is None:
            kills += 1
        os.kill(running.pid, signal.SIGKILL)
        running.communicate(timeout=600)  # nobody may hold its output open
        with sqlite3.connect(root / "gradebook.db") as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        partial = rows(root) if (root / "gradebook.db").stat().st_size else {}
        done = {row[0] for row in partial.get("grades", ()) if row[2] is not None}
        assert all(partial_scores(partial, student) == expected[student] for student in done)
        if len(done) == len(expected):
            finished += 1
            shutil.rmtree(root / "autograded")
            (root / "gradebook.db").unlink()
            if finished % 2:
                shutil.rmtree(root / ".autograder")
            assert nbgrader(root, "generate_assignment", DAY) == 0
    grade(root)
    assert scores(root) == expected
    assert len(rows(root)["students"]) == len(rows(root)["submissions"]) == len(expected)
    assert len(rows(root)["grades"]) == 2 * len(expected)
    deadline = time.monotonic() + 60
    while (left := [*processes_in(root), *short_folder.glob("autograder-*")]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


def partial_scores(partial: dict[str, list[tuple]], student: str) -> float:
    return sum(row[2] for row in partial["grades"] if row[0] == student)


def processes_in(folder: Path) -> list[str]:
    """Processes, other than this one, that were started in ``folder``."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if Path(os.readlink(entry / "cwd")) == folder and int(entry.name) != os.getpid():
                found.append((entry / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found
