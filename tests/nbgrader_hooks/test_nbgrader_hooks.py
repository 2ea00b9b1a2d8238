"""nbgrader's own commands on a toy course, with honest and hostile students."""

from __future__ import annotations

import html.parser
import json
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import pytest
from hostile.submissions import CASES
from nbgrader.api import Gradebook
from nbgrader.utils import determine_grade
from toy import (
    DAY,
    DOUBLE,
    MARKER,
    cell_of,
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

from autograder.classroom.graded import Origin, write_verdicts
from autograder.classroom.handed_in import is_time
from autograder.grading.report import ExerciseReport, Report, from_json

FILES = {f"{DAY}.ipynb", "report.json", "submission_secret.txt", "timestamp.txt"}
TIMES = [f"2025-11-2{n} 08:00:00.000000 UTC" for n in range(5)]


@pytest.fixture
def root(tmp_path):
    return make_course(tmp_path)


def autograde(root: Path, *arguments: str) -> int:
    return nbgrader(root, "autograde", DAY, *arguments)


def result(root: Path, student: str) -> Path:
    return root / "autograded" / student / DAY


def graded(root: Path, student: str) -> nbformat.NotebookNode:
    return nbformat.read(result(root, student) / f"{DAY}.ipynb", as_version=4)


def submit_at(root: Path, student: str, time: str, notebook) -> None:
    (hand_in(root, student, notebook) / "timestamp.txt").write_text(time)


# These differ in how the file is parsed; test_submission.py goes through them.
PARSED_ALIKE = {
    *("spaces", "no-json", "binary", "deep-metadata", "top-is-list", "top-is-null", "cells-is-object"),
    *("no-cells", "crlf", "utf-16", "nan", "duplicate-keys", "version-5", "version-nonsense", "unmarked"),
    *("number-for-text", "nested-text", "no-text", "retyped", "flags-edited", "check-edited"),
    *("dangling-link", "numpy-beside", "time-beyond", "outputs-forged"),
}
CLASS = {name: case for name, case in CASES.items() if name not in PARSED_ALIKE}


@pytest.fixture(scope="module")
def hostile_class(tmp_path_factory):
    """Everybody of CLASS and three more, graded and given feedback in one run each."""
    root = make_course(tmp_path_factory.mktemp("class"))
    for name, case in CLASS.items():
        case.make(root, name)
    hand_in(root, "new\nline", solved(root))
    for name in ("[g]ood", "<script>own()<", "own,,,,100.0,0.0,100.0,100.0", "=1+1"):
        hand_in(root, name, solved(root))
    codes = [autograde(root), nbgrader(root, "generate_feedback", DAY), nbgrader(root, "export")]
    return root, codes


@pytest.mark.slow
class TestHostileClass:
    def test_one_run_grades_everybody(self, hostile_class):
        root, codes = hostile_class
        assert codes == [0, 0, 0]
        assert scores(root) == {name: case.score for name, case in CLASS.items()}

    def test_results_hold_our_files_only(self, hostile_class):
        root, _ = hostile_class
        for name in CLASS:
            assert {path.name for path in result(root, name).iterdir()} == FILES
            assert {path.name for path in (root / "feedback" / name / DAY).iterdir()} == (
                FILES - {f"{DAY}.ipynb"} | {f"{DAY}.html"}
            )
            assert not any(path.is_symlink() for path in result(root, name).iterdir())

    @pytest.mark.parametrize("name", CLASS)
    def test_report_agrees_with_the_gradebook(self, hostile_class, name):
        root, _ = hostile_class
        (report,) = from_json((result(root, name) / "report.json").read_bytes())
        assert (report.student, report.score) == (name, CLASS[name].score)
        assert CLASS[name].says in "".join(map(str, report.problems))
        notebook = graded(root, name)
        assert (notebook.cells[0].id == "autograder-problems") == bool(report.problems)

    def test_nothing_hidden_comes_out(self, hostile_class):
        root, _ = hostile_class
        for folder in ("release", "autograded", "feedback"):
            for path in (root / folder).rglob("*"):
                if path.is_file():
                    data = path.read_bytes()
                    assert MARKER.encode() not in data
                    assert b"secret-solution-line" not in data
        assert MARKER.encode() not in (root / "gradebook.db").read_bytes()
        assert not list((root / "release").rglob(f"{DAY}.py"))

    def test_grades_are_exported(self, hostile_class):
        root, _ = hostile_class
        assert f"{DAY},,,good,,,,100.0,0.0,100.0,100.0" in (root / "grades.csv").read_text()


SCRIPT = "own-marker"
INERT = [
    f"<script>{SCRIPT}()</script>",
    f"</pre></div><script>{SCRIPT}()</script><svg onload={SCRIPT}()><iframe src=javascript:{SCRIPT}()>",
    f"%%html\n<img src=x onerror={SCRIPT}()>",
    f"# \x1b[31m\x1b]8;;javascript:{SCRIPT}()\x07 $\\href{{javascript:{SCRIPT}()}}{{x}}$ \u202e",
    f"x = '{{{{ {SCRIPT} }}}}{{% raw %}}'",
]


class Elements(html.parser.HTMLParser):
    """Collects what a browser would act upon."""

    def __init__(self) -> None:
        super().__init__()
        self.active: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.active += [f"{tag} {name}={value}" for name, value in attrs if SCRIPT in f"{name}{value}"]
        if tag in ("script", "svg", "iframe", "object", "embed", "img", "form", "link"):
            self.active.append(tag)


def test_live_markup_would_be_noticed():
    for text in INERT[:2]:
        elements = Elements()
        elements.feed(f"<p>{text}</p>")
        assert elements.active


@pytest.mark.slow
def test_feedback_shows_student_text_inert(root):
    """In the blank, in added cells, in metadata, outputs, names and file names; no script of ours reads it either."""
    for number, text in enumerate(INERT):
        notebook = solved(root, {"double-solution": f"{text}\n{DOUBLE}"})
        notebook.metadata["title"] = notebook.metadata["language_info"]["pygments_lexer"] = text
        notebook.cells.insert(0, nbformat.v4.new_markdown_cell(text, attachments={"x": {"text/html": text}}))
        notebook.cells.insert(0, nbformat.v4.new_code_cell(text, metadata={"tags": [text], text: text}))
        for cell in notebook.cells:
            cell.metadata[text] = cell.metadata["collapsed"] = text
        cell_of(notebook, "double").outputs = [
            nbformat.v4.new_output("display_data", data={"text/html": text, "image/svg+xml": text})
        ]
        hand_in(root, f"student{number}", notebook)
    names = folder_of(root, "names")
    names.mkdir(parents=True)
    (names / f"<img src=x onerror={SCRIPT}()>.ipynb").touch()
    (names / f"$\\href{{javascript:{SCRIPT}()}}{{x}}$.ipynb").touch()
    (names / f"`{SCRIPT}` ** _x_ .ipynb").touch()
    assert autograde(root) == 0
    assert nbgrader(root, "generate_feedback", DAY) == 0
    pages = [path.read_text() for path in (root / "feedback").rglob("*.html")]
    assert len(pages) == len(INERT) + 1
    for page in pages:
        elements = Elements()
        elements.feed(page)
        assert elements.active == []
        assert SCRIPT in page
        assert "default-src 'none'" in page


@pytest.mark.slow
def test_grading_without_a_seal_is_written_into_the_feedback(root):
    hand_in(root, "ada", solved(root))
    assert autograde(root) == 0
    assert graded(root, "ada").cells[0].id != "autograder-unsafe"
    assert autograde(root, "--force", "--IntakeExporter.unsafe=True") == 0
    assert "没有隔离学生的代码" in graded(root, "ada").cells[0].source
    assert [report.isolation for report in from_json((result(root, "ada") / "report.json").read_bytes())] == [
        "none"
    ]
    assert scores(root) == {"ada": 100}
    assert nbgrader(root, "generate_feedback", DAY) == 0
    assert "没有隔离学生的代码" in (root / "feedback" / "ada" / DAY / f"{DAY}.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.slow
def test_fresh_gradebook_is_filled_from_the_release(root):
    hand_in(root, "ann", solved(root))
    hand_in(root, "ben", released(root))
    hand_in(root, "eve", b"{")
    (root / "gradebook.db").unlink()
    assert autograde(root) == 0
    assert scores(root) == {"ann": 100, "ben": 0, "eve": 0}


@pytest.mark.slow
class TestAgain:
    """Nothing old survives, nothing is graded twice without need."""

    def test_unchanged_submission_is_left_alone(self, root):
        hand_in(root, "ann", solved(root))
        assert autograde(root) == 0
        before = (result(root, "ann") / "report.json").stat().st_mtime_ns
        assert autograde(root) == 0
        assert (result(root, "ann") / "report.json").stat().st_mtime_ns == before
        assert autograde(root, "--force") == 0
        assert (result(root, "ann") / "report.json").stat().st_mtime_ns > before
        assert scores(root) == {"ann": 100}

    def test_newer_submission_replaces_the_score(self, root):
        submit_at(root, "ann", TIMES[0], solved(root))
        assert autograde(root) == 0
        submit_at(root, "ann", TIMES[1], released(root))
        assert autograde(root) == 0
        assert scores(root) == {"ann": 0}
        assert (result(root, "ann") / "timestamp.txt").read_text() == TIMES[1]

    @pytest.mark.parametrize("spoil", ["replaced", "time lost", "deleted"])
    def test_changed_submission_without_a_newer_time_is_graded_anew(self, root, spoil):
        submit_at(root, "ann", TIMES[1], solved(root))
        hand_in(root, "ben", solved(root))
        assert autograde(root) == 0
        if spoil == "deleted":
            (folder_of(root, "ann") / f"{DAY}.ipynb").unlink()
        else:
            submit_at(root, "ann", TIMES[1] if spoil == "replaced" else "soon", released(root))
        assert autograde(root) == 0
        assert scores(root) == {"ann": 0, "ben": 100}

    def test_interrupted_run_is_finished(self, root):
        hand_in(root, "ann", solved(root))
        result(root, "ann").mkdir(parents=True)
        shutil.copy(root / "release" / DAY / f"{DAY}.ipynb", result(root, "ann"))
        assert autograde(root) == 0
        assert scores(root) == {"ann": 100}

    def test_lost_gradebook_is_filled_again(self, root):
        hand_in(root, "ann", solved(root))
        assert autograde(root) == 0
        (root / "gradebook.db").unlink()
        assert autograde(root) == 0
        assert scores(root) == {"ann": 100}

    def test_regrade_that_fails_keeps_no_result(self, root):
        """When our own machinery fails, the command says so and the next run grades."""
        hand_in(root, "ann", solved(root))
        assert autograde(root) == 0
        tests = hidden_tests(root, "total")
        whole = tests.read_text()
        tests.write_text("from nowhere import nothing")
        assert autograde(root, "--force") == 1
        tests.write_text(whole)
        assert not result(root, "ann").exists()
        assert autograde(root) == 0
        assert scores(root) == {"ann": 100}


@pytest.mark.slow
class TestGradebook:
    def test_release_of_changed_exercises_needs_a_decision(self, root, capsys):
        hand_in(root, "ann", solved(root))
        assert autograde(root) == 0
        with sqlite3.connect(root / "gradebook.db") as gradebook:
            gradebook.execute("UPDATE base_cell SET name = 'other' WHERE name = 'total'")
        assert autograde(root, "--force") == 1
        assert f"nbgrader db assignment remove {DAY} --force" in capsys.readouterr().err
        assert nbgrader(root, "db", "assignment", "remove", DAY, "--force") == 0
        assert autograde(root, "--force") == 0
        assert scores(root) == {"ann": 100}

    def test_unknown_assignment_is_one_sentence(self, root, capsys):
        (root / "submitted" / "ann" / "day77").mkdir(parents=True)
        (root / "submitted" / "ann" / "day77" / "day77.ipynb").write_text("{}")
        assert nbgrader(root, "autograde", "day77") == 1
        assert "没有名为 'day77' 的作业" in capsys.readouterr().err

    def test_late_penalty_and_manual_grade_stay_nbgraders(self, root):
        submit_at(root, "ann", TIMES[2], solved(root))
        url = f"sqlite:///{root / 'gradebook.db'}"
        with Gradebook(url, "dl_crash_course") as gradebook:
            gradebook.update_or_create_assignment(DAY, duedate=TIMES[0])
        assert autograde(root) == 0
        with Gradebook(url, "dl_crash_course") as gradebook:
            assert gradebook.find_submission(DAY, "ann").total_seconds_late == 2 * 86400
            grade = gradebook.find_grade("double", DAY, DAY, "ann")
            grade.manual_score = 7
            gradebook.db.commit()
        assert autograde(root, "--force") == 0
        with Gradebook(url, "dl_crash_course") as gradebook:
            grade = gradebook.find_grade("double", DAY, DAY, "ann")
            assert (grade.auto_score, grade.manual_score, grade.needs_manual_grade) == (40, 7, True)


@pytest.mark.slow
def test_formgrader_grades_one_student_and_keeps_its_course(root, monkeypatch, tmp_path_factory):
    """Its server lives on: the shared course stays as it was, no process and no folder is left."""
    monkeypatch.chdir(root)
    # A place of its own: other tests make folders in the common one at the same time.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
    hand_in(root, "ann", solved(root))
    api = formgrader(root)
    course = api.coursedir
    for _ in range(2):
        assert api.autograde(DAY, "ann")["success"]
        assert api.coursedir is course
        assert not list(Path(tempfile.gettempdir()).glob("autograder-*"))
    assert scores(root) == {"ann": 100}
    assert api.generate_feedback(DAY, "ann")["success"]
    assert "作业反馈" in (root / "feedback" / "ann" / DAY / f"{DAY}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("score", "written"),
    [(2.5, 2.5), (1 / 3, 0.33), (99, 8), (-1, 0), (float("nan"), 0), (float("inf"), 0), (None, 0)],
)
def test_verdict_is_always_one_valid_number(score, written):
    cell = nbformat.v4.new_code_cell(
        metadata={"nbgrader": {"grade": True, "solution": False, "points": 8, "grade_id": "x"}}
    )
    exercises = [] if score is None else [ExerciseReport("x", score, 8)]
    report = Report("ann", DAY, 0, 8, [], 0, 0, "A", exercises)
    write_verdicts(nbformat.v4.new_notebook(cells=[cell]), report, Origin("", ""))
    stream, verdict = cell.outputs
    assert (stream.name, verdict.output_type) == ("stdout", "execute_result")
    assert determine_grade(cell, logging.getLogger())[0] == written


@pytest.mark.parametrize(
    "text",
    [
        *("2025-11-20 08:00:00.000000 UTC", "2025-11-20 08:00:00 Asia/Shanghai", "2025-11-20 08:00:00"),
        "2025-11-20 08:00:00.1 CST",
    ],
)
def test_times_of_the_exchange_are_accepted(text):
    assert is_time(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2025-13-20 08:00:00",
        "2025-11-20 08:00:00 ../../x",
        "2025-11-20 08:00:00 /dev/zero",
        "٢٠٢٥",
    ],
)
def test_other_times_are_not(text):
    assert not is_time(text)


@pytest.mark.slow
class TestExchange:
    """Out to students and back, through a real exchange directory."""

    @pytest.fixture
    def exchange(self, root, tmp_path):
        shared = tmp_path / "exchange"
        shared.mkdir(mode=0o777)
        shared.chmod(0o777)
        options = (f"--Exchange.root={shared}", f"--Exchange.cache={tmp_path / 'cache'}")
        return shared, options

    def test_round_trip(self, root, tmp_path, exchange):
        _, options = exchange
        desk = tmp_path / "desk"
        desk.mkdir()
        course = ("--course", "dl_crash_course")
        assert nbgrader(root, "release_assignment", DAY, *options) == 0
        assert nbgrader(desk, "fetch_assignment", DAY, *course, *options) == 0
        assert {path.name for path in (desk / DAY).iterdir()} == {f"{DAY}.ipynb", f"test_{DAY}.py"}
        (desk / DAY / f"{DAY}.ipynb").write_text(nbformat.writes(solved(root)))
        assert nbgrader(desk, "submit", DAY, *course, *options) == 0
        assert nbgrader(root, "collect", DAY, *options) == 0
        assert autograde(root) == 0
        assert nbgrader(root, "generate_feedback", DAY) == 0
        assert nbgrader(root, "release_feedback", DAY, *options) == 0
        assert nbgrader(desk, "fetch_feedback", DAY, *course, *options) == 0
        assert nbgrader(root, "export") == 0
        assert list(scores(root).values()) == [100]
        (page,) = (desk / DAY / "feedback").rglob("*.html")
        assert "40 / 40" in page.read_text(encoding="utf-8")
        assert ",100.0,0.0,100.0,100.0" in (root / "grades.csv").read_text()

    def test_hostile_inbox(self, root, tmp_path, exchange):
        """Links to the answer key and to endless devices are not followed; bad names stop nobody."""
        shared, options = exchange
        assert nbgrader(root, "release_assignment", DAY, *options) == 0
        inbox = shared / "dl_crash_course" / "inbound"
        key = root / "source" / DAY / f"{DAY}.ipynb"

        def drop(name: str) -> Path:
            folder = inbox / name
            folder.mkdir()
            (folder / f"{DAY}.ipynb").write_text(nbformat.writes(solved(root)))
            (folder / "timestamp.txt").write_text("tomorrow")
            return folder

        drop(f"honest+{DAY}+{TIMES[0]}+r4nd")
        drop(f"no-time+{DAY}+yesterday+r4nd")
        drop(f"new\nline+{DAY}+{TIMES[0]}+r4nd")
        thief = drop(f"thief+{DAY}+{TIMES[0]}+r4nd")
        (thief / f"{DAY}.ipynb").unlink()
        (thief / f"{DAY}.ipynb").symlink_to(key)
        bomber = drop(f"bomber+{DAY}+{TIMES[0]}+r4nd")
        (bomber / "data").symlink_to("/dev/zero")
        (bomber / "all").symlink_to("/")
        os.mkfifo(bomber / "pipe")
        os.mkdir(bomber / "kept")
        (bomber / "kept" / "picture.png").write_bytes(b"png")
        (inbox / f"mover+{DAY}+{TIMES[0]}+r4nd").symlink_to(key.parent)
        for _ in range(2):
            assert nbgrader(root, "collect", DAY, "--update", *options) == 0
        assert {path.name for path in (root / "submitted").iterdir()} == {"honest", "thief", "bomber"}
        files = {str(p.relative_to(folder_of(root, "bomber"))) for p in folder_of(root, "bomber").rglob("*")}
        assert files == {f"{DAY}.ipynb", "timestamp.txt", "kept", "kept/picture.png"}
        assert (folder_of(root, "honest") / "timestamp.txt").read_text() == TIMES[0]
        assert autograde(root) == 0
        assert scores(root) == {"honest": 100, "thief": 0, "bomber": 100}
        assert nbgrader(root, "generate_feedback", DAY) == 0
        assert nbgrader(root, "release_feedback", DAY, *options) == 0

    def test_nothing_is_collected_into_somebody_elses_folder(self, root, exchange):
        shared, options = exchange
        assert nbgrader(root, "release_assignment", DAY, *options) == 0
        submit_at(root, "ann", TIMES[0], solved(root))
        (root / "submitted" / "eve").symlink_to("ann")
        for student, notebook in (("eve", released(root)), ("ben", solved(root))):
            folder = shared / "dl_crash_course" / "inbound" / f"{student}+{DAY}+{TIMES[1]}+r4nd"
            folder.mkdir()
            (folder / f"{DAY}.ipynb").write_text(nbformat.writes(notebook))
        assert nbgrader(root, "collect", DAY, "--update", *options) == 0
        assert autograde(root) == 0
        assert scores(root) == {"ann": 100, "ben": 100, "eve": 0}


@pytest.mark.slow
def test_validate_counts_what_fails(root):
    folder = hand_in(root, "ann", solved(root, {"total-solution": "def total(x):\n    return 3 * np.sum(x)"}))
    shutil.copy(root / "release" / DAY / f"test_{DAY}.py", folder)
    command = [sys.executable, "-m", "nbgrader", "validate", f"{DAY}.ipynb"]
    said = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    assert "VALIDATION FAILED ON 1 CELL(S)" in said


def test_released_files_are_listed(root):
    """The text notebook with all solutions stays at home."""
    assert {path.name for path in (root / "release" / DAY).iterdir()} == {f"{DAY}.ipynb", f"test_{DAY}.py"}
    notebook = json.loads((root / "release" / DAY / f"{DAY}.ipynb").read_text())
    assert "secret-solution-line" not in json.dumps(notebook)
