"""Exports: what other systems document that they read, with the gradebook's scores."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from formats import GRADESCOPE
from rich.console import Console
from toy import DAY, folder_of, hand_in, make_course, nbgrader, released, solved

from autograder.checking.kinds import FailedTest, Kind
from autograder.classroom.classroom import Classroom
from autograder.classroom.gradebook import Mark, Marks, Person
from autograder.classroom.results import ClassResults, GradedSubmission
from autograder.cli.tables import class_table
from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.files import as_csv
from autograder.grading.problems import Oddity, Problem
from autograder.grading.report import Diagnosis, ExerciseReport, Report
from autograder.reports.class_page import write_class_report
from autograder.reports.exports import canvas, export, gradescope, moodle, plain

HOSTILE = [
    '=HYPERLINK("http://x")',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    'a, "b"\nc',
    "\uff1d1",
    "<b>&amp;",
    "'",
    "学生",
]


def scored(name: str = "ann", *, total: float = 35.0, **changes: str) -> GradedSubmission:
    """A student whose gradebook says 35 after a penalty of 2.5, where the grader gave 30."""
    exercises = [
        ExerciseReport(
            "double",
            0.0,
            40.0,
            [FailedTest("test_a", f"两倍。{name}", Kind.VALUE)],
            [Diagnosis("half", "一半", whole=True)],
        ),
        ExerciseReport("total", 30.0, 60.0, [FailedTest("test_b", "<b>和</b>", Kind.VALUE)]),
    ]
    report = Report(
        name,
        "toy",
        30.0,
        100.0,
        [Problem(Oddity.IS_LINK, {"file": name})],
        1.25,
        memory=10**8,
        isolation="none",
        exercises=exercises,
    )
    person = replace(Person("Ann", "Lee", "ann@example.org", "4711"), **changes)
    penalty = 37.5 - total
    marks = Marks({"double": Mark(7.5, 40.0, by_hand=True), "total": Mark(30.0, 60.0)}, penalty)
    return GradedSubmission(report, {}, marks, person)


def read(table: list[list[str]]) -> list[list[str]]:
    """The table as another program's CSV reader sees it."""
    return list(csv.reader(io.StringIO(as_csv(table), newline="")))


@pytest.mark.parametrize("name", HOSTILE)
def test_gradescope_json_is_what_gradescope_documents(name):
    data = gradescope(scored(name))
    jsonschema.validate(data, GRADESCOPE)
    assert data == json.loads(json.dumps(data))


def test_gradescope_gives_the_gradebooks_scores_and_the_reports_reasons():
    data = gradescope(scored())
    double, total = data["tests"]
    assert data["score"] == 35.0
    assert (double["score"], double["max_score"], double["status"], double["tags"]) == (
        7.5,
        40.0,
        "failed",
        ["half"],
    )
    assert "教师改过分数：评分器给 0 分，成绩册里是 7.5 分。" in double["output"]
    assert "诊断：结果与这种写法一致：一半。" in double["output"]
    assert "教师" not in total["output"]
    assert [test["number"] for test in data["tests"]] == ["1", "2"]
    assert "迟交扣 2.5 分" in data["output"]
    assert "没有隔离" in data["output"]


def test_gradescope_shows_no_markup_and_nothing_before_grades_are_published():
    data = gradescope(scored())
    assert {data[key] for key in ("output_format", "test_output_format", "test_name_format")} == {"text"}
    assert {data["visibility"], *(test["visibility"] for test in data["tests"])} == {"after_published"}
    assert data["stdout_visibility"] == "hidden"


def test_canvas_table_is_what_canvas_reads():
    """As in gradebook_importer.rb: its own five columns first, then assignments, then points possible."""
    head, points, *students = read(
        canvas(
            ClassResults([scored(), scored("ben", lms_id="s-7", first_name="", last_name="")]), "作业 (12)"
        )
    )
    assert head == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "作业 (12)"]
    assert points == ["    Points Possible", "", "", "", "", "100"]
    assert students == [["Lee, Ann", "4711", "", "ann", "", "35"], ["ben", "", "s-7", "ben", "", "35"]]


def test_moodle_table_is_what_moodle_maps():
    """One header line; a user by user name, id number or mail; a grade item with numbers or nothing."""
    head, student = read(moodle(ClassResults([scored(total=33.333)]), "toy"))
    assert head == ["First name", "Last name", "Username", "ID number", "Email address", "toy"]
    assert student == ["Ann", "Lee", "ann", "4711", "ann@example.org", "33.33"]


def test_plain_table_has_a_column_for_each_exercise():
    head, student = read(plain(ClassResults([scored()]), "unused"))
    assert dict(zip(head, student, strict=True)) == {
        "学生": "ann", "姓": "Lee", "名": "Ann", "邮箱": "ann@example.org", "double": "7.5", "total": "30",
        "迟交扣分": "2.5", "总分": "35", "满分": "100", "问题": "没有读取 ann：它是一个链接。",
    }  # fmt: skip


@pytest.mark.parametrize("table", [canvas, moodle, plain])
def test_no_cell_is_a_formula_and_no_cell_is_lost(table):
    rows = [scored(name, first_name=name, last_name=name, email=name, lms_id=name) for name in HOSTILE]
    cells = read(table(ClassResults(rows), "=1+1"))
    assert len({len(row) for row in cells}) == 1
    assert len(cells) == len(rows) + (2 if table is canvas else 1)
    flat = [cell for row in cells for cell in row]
    assert not [cell for cell in flat if cell.startswith(tuple("=+-@\t\r\n\uff1d"))]
    assert 'a, "b"\nc' in flat or any('a, "b"\nc' in cell for cell in flat)
    assert "'=1+1" in cells[0] or table is plain


def test_negative_scores_stay_numbers():
    held = Marks({"double": Mark(-2.0, 40.0, by_hand=True), "total": Mark(30.0, 60.0)})
    last = read(plain(ClassResults([replace(scored(), marks=held)]), "toy"))[-1]
    assert "-2" in last
    assert not any(cell.startswith("'") for cell in last)


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A graded class: a score changed by hand, one handed in late, one blank."""
    root = make_course(tmp_path_factory.mktemp("class"))
    with (root / "nbgrader_config.py").open("a") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    hand_in(root, "ann", solved(root))
    hand_in(root, "ben", solved(root, {"double-solution": "def double(x):\n    return x\n"}))
    hand_in(root, "late", solved(root))
    hand_in(root, "zoe", released(root))
    (folder_of(root, "late") / "timestamp.txt").write_text("2025-11-20 08:00:00.000000 UTC")
    with sqlite3.connect(root / "gradebook.db") as database:
        database.execute("UPDATE assignment SET duedate = '2025-11-15 00:00:00.000000'")
    list(Classroom(Course(root), DAY).grade())
    with sqlite3.connect(root / "gradebook.db") as database:
        database.execute(
            "UPDATE student SET first_name = '=cmd', last_name = 'O''Neil, \"Z\"' WHERE id = 'ann'"
        )
        database.execute(
            "UPDATE grade SET manual_score = 15 WHERE auto_score = 0 AND notebook_id IN (SELECT n.id FROM "
            "submitted_notebook n JOIN submitted_assignment a ON n.assignment_id = a.id WHERE a.student_id = 'ben')"
        )
    return root


def snapshot(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.slow
class TestFiles:
    """The verb: which files it writes and whose scores."""

    def test_manual_scores_and_late_penalties_count(self, root, tmp_path):
        (path,) = export(Course(root), DAY, "csv", out=tmp_path / "scores.csv")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = {row["学生"]: row for row in csv.DictReader(file)}
        assert {name: row["总分"] for name, row in rows.items()} == {
            "ann": "100",
            "ben": "75",
            "late": "0",
            "zoe": "0",
        }
        assert (rows["ben"]["double"], rows["late"]["迟交扣分"]) == ("15", "100")
        assert (rows["ann"]["名"], rows["ann"]["姓"]) == ("'=cmd", 'O\'Neil, "Z"')

    def test_table_report_and_export_say_the_same(self, root, tmp_path):
        export(Course(root), DAY, "csv", out=tmp_path / "same.csv")
        with (tmp_path / "same.csv").open(encoding="utf-8-sig", newline="") as file:
            totals = {row["学生"]: row["总分"] for row in csv.DictReader(file)}
        with Classroom(Course(root), DAY) as classroom:
            results = classroom.class_results()
        console = Console(width=120, file=io.StringIO())
        console.print(class_table(results))
        table = console.file.getvalue()
        for student, total in totals.items():
            assert re.search(rf"^\s*{student}\s+{total}\s", table, re.MULTILINE)
        mean = sum(map(float, totals.values())) / len(totals)
        assert f"4 人：平均 {mean:.1f}，中位数 37.5，满分 1 人，零分 2 人" in table
        assert "教师改过分数：double 0 → 15" in table
        assert "迟交扣 100 分" in table
        assert f"{mean:.1f}" in write_class_report(Course(root), DAY).read_text(encoding="utf-8")

    def test_a_rule_that_came_after_grading_holds(self, root, tmp_path):
        """A due date that is moved costs, or no longer costs, without grading anew; nothing is written where nothing changes."""

        def penalty() -> str:
            (path,) = export(Course(root), DAY, "csv", out=tmp_path / "scores.csv")
            with path.open(encoding="utf-8-sig", newline="") as file:
                return {row["学生"]: row["迟交扣分"] for row in csv.DictReader(file)}["late"]

        def due(date: str) -> None:
            with sqlite3.connect(root / "gradebook.db") as database:
                database.execute("UPDATE assignment SET duedate = ?", (date,))

        assert penalty() == "100"
        before = (root / "gradebook.db").read_bytes()
        assert penalty() == "100"
        assert (root / "gradebook.db").read_bytes() == before
        try:
            due("2025-12-01 00:00:00.000000")
            assert penalty() == "0"
        finally:
            due("2025-11-15 00:00:00.000000")
        with Classroom(Course(root), DAY) as classroom:
            assert list(classroom.grade()) == []
            assert {one.student: one.marks.late_penalty for one in classroom.class_results().graded}[
                "late"
            ] == 100

    def test_one_gradescope_file_a_student(self, root, tmp_path):
        paths = export(Course(root), DAY, "gradescope", out=tmp_path / "new" / "folder")
        found = {path.parent.name: json.loads(path.read_bytes()) for path in paths}
        assert {path.name for path in paths} == {"results.json"}
        assert {name: data["score"] for name, data in found.items()} == {
            "ann": 100,
            "ben": 75,
            "late": 0,
            "zoe": 0,
        }
        for data in found.values():
            jsonschema.validate(data, GRADESCOPE)

    @pytest.mark.parametrize(("system", "marked"), [("csv", True), ("moodle", False), ("canvas", False)])
    def test_only_spreadsheets_get_a_byte_order_mark(self, root, tmp_path, system, marked):
        (path,) = export(Course(root), DAY, system, out=tmp_path / "scores.csv")
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") == marked
        assert DAY in path.read_text(encoding="utf-8") or system == "csv"

    def test_by_default_it_lies_beside_the_class(self, root):
        for system, name in {"csv": f"{DAY}.csv", "canvas": f"{DAY}-canvas.csv"}.items():
            assert export(Course(root), DAY, system) == [root / "export" / name]

    def test_place_that_cannot_be_written_is_a_sentence(self, root, tmp_path):
        (tmp_path / "file").write_text("")
        for system in ("csv", "gradescope"):
            with pytest.raises(UserError, match="写不了"):
                export(Course(root), DAY, system, out=tmp_path / "file" / "below")

    def test_somebody_in_one_place_only_is_an_error_and_nothing_is_written(self, root, tmp_path):
        gone = root / "autograded" / "zoe"
        gone.rename(tmp_path / "zoe")
        before = snapshot(root)
        try:
            with pytest.raises(UserError, match="zoe"):
                export(Course(root), DAY, "canvas")
            assert snapshot(root) == before
        finally:
            (tmp_path / "zoe").rename(gone)

    def test_lost_gradebook_is_a_sentence_and_none_is_made(self, root, tmp_path):
        (root / "gradebook.db").rename(tmp_path / "gradebook.db")
        try:
            with pytest.raises(UserError, match="成绩册"):
                export(Course(root), DAY, "csv")
            assert not (root / "gradebook.db").exists()
            (root / "gradebook.db").write_text("no database at all")
            with pytest.raises(UserError, match="用不了成绩册"):
                export(Course(root), DAY, "csv")
        finally:
            (tmp_path / "gradebook.db").replace(root / "gradebook.db")


@pytest.mark.slow
def test_nbgraders_own_export_still_works(root, tmp_path):
    assert nbgrader(root, "export", "--to", str(tmp_path / "grades.csv")) == 0
    assert "ann" in (tmp_path / "grades.csv").read_text()
