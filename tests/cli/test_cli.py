"""The verbs as a person types them: sentences, exit codes, files."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from rich.console import Console
from toy import DAY as TOY
from toy import hand_in, make_course, solved
from verbs import autograder

from autograder import __version__
from autograder.checking.kinds import FailedTest, Kind
from autograder.classroom.gradebook import Mark, Marks, Person
from autograder.classroom.results import ClassResults, GradedSubmission
from autograder.cli.tables import class_table, print_student
from autograder.course.assignment import Course
from autograder.grading.report import Diagnosis, ExerciseReport, Report
from autograder.sandbox import TIERS

COURSE = Course.find(Path(__file__).parent)
DAY = "day04"


def typed(*words: object) -> subprocess.CompletedProcess[str]:
    """A verb in a process of its own; the words of the others are looked at in this one."""
    return subprocess.run(
        [sys.executable, "-m", "autograder.cli", *map(str, words)],
        cwd=COURSE.root,
        env=os.environ | {"COLUMNS": "200"},
        capture_output=True,
        text=True,
    )


def notebook_with(folder: Path, **texts: str) -> Path:
    """A copy of the release of the day with some blanks filled."""
    shutil.copytree(COURSE.release / DAY, folder, dirs_exist_ok=True)
    path = folder / f"{DAY}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = (
            texts.get(cell.id.removesuffix("-solution"), cell.source)
            if "-solution" in cell.id
            else cell.source
        )
    nbformat.write(notebook, path)
    return path


RELU = "def relu(z):\n    return np.maximum(z, 0)\n"


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("grade", "day77"), "没有名为 'day77' 的作业"),
        (("grade", DAY, "--class", "no-such-folder"), "没有 day04 的提交"),
        (("report", "day77"), "没有名为 'day77' 的作业"),
        (("report", DAY, "--class", "no-such-folder"), "day04 还没有评过分"),
        (("export", DAY, "--to", "csv", "--class", "no-such-folder"), "day04 还没有评过分"),
        (("export", DAY, "--to", "paper"), "--to"),
        (("graders", "day77"), "没有名为 'day77' 的作业"),
        (("build", "day77"), "没有名为 'day77' 的作业"),
        (("build", "day77", "--language", "en"), "没有名为 'day77' 的作业"),
        (("build", DAY, "--language", "fr"), "--language"),
        (("words", "day77"), "没有名为 'day77' 的作业"),
        (("simulate", DAY, "--students", "0", "--out", "unused"), "正整数"),
        (("simulate", DAY, "--out", "/dev/null/class"), "写不了"),
        (("check", "no-such.ipynb"), "没有找到 no-such.ipynb"),
        (("check", "pyproject.toml"), "不是能读的 notebook"),
        (("frobnicate",), "No such command"),
    ],
)
def test_bad_input_is_a_sentence_and_exit_code_2(words, word, monkeypatch):
    monkeypatch.chdir(COURSE.root)
    done = autograder(*words)
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_outside_a_course_it_says_where_to_go(tmp_path):
    done = autograder("grade", DAY, cwd=tmp_path)
    assert done.returncode == 2
    assert "nbgrader_config.py" in done.stderr


def test_words_says_what_is_to_translate_and_begins_nothing_unasked(tmp_path):
    root = make_course(tmp_path)
    assert autograder("words", cwd=root).stdout == ""
    assert not (root / "source" / "toy" / "en.po").exists()
    said = autograder("words", "toy", cwd=root).stdout
    assert said == autograder("words", cwd=root).stdout == "source/toy/en.po：还有 7 条要译\n"
    done = autograder("build", "--language", "en", cwd=root)
    assert done.returncode == 2
    assert "还有 7 条没有翻译" in done.stderr


@pytest.mark.slow
def test_check_tells_done_wrong_and_not_attempted_apart(tmp_path):
    path = notebook_with(tmp_path, relu=RELU, relu_derivative="def relu_derivative(z):\n    return z\n")
    done = typed("check", path)
    lines = {line.split("：")[0]: line for line in done.stdout.splitlines() if "：" in line}
    assert done.returncode == 1
    assert "公开测试全部通过" in lines["✓ relu"]
    assert "隐藏测试另计" in lines["✓ relu"]
    assert "没有通过" in lines["✗ relu_derivative"]
    assert "尚未完成" in lines["… softmax"]


def test_check_says_all_that_the_notebooks_card_says(tmp_path):
    """What an exception said, the line it came from, what an exercise rests on, why a cell defines nothing."""
    path = notebook_with(
        tmp_path,
        relu=RELU,
        tanh_derivative="def tanh_derivative(z):\n    for row in z:\n        return 1 - np.tanh(row) ** 2\n",
        cross_entropy="import no_such_library\ndef cross_entropy(probs, labels):\n    return 0.0\n",
        softmax="def scale(z):\n    return z @ np.ones((7, 5))\n\ndef softmax(z):\n    return scale(z)\n",
        dense_forward="def dense_forward(x, w, b):\n    raise ValueError('\\x1b[2J不对' * 999)\n",
        dense_backward="def dense_backward(dout, cache):\n    return 1\n",
    )
    done = autograder("check", path)
    said: dict[str, str] = {}
    name = ""
    for line in done.stdout.splitlines():
        name = line[2:].split("：")[0] if line[0] in "✓✗…" else name
        said[name] = f"{said.get(name, '')} {line.strip()}"
    assert "抛出了 ValueError：matmul: Input operand 1 has a mismatch" in said["softmax"]
    assert "在 scale 的第 2 行 `return z @ np.ones((7, 5))`" in said["softmax"]
    assert "同样没有通过的还有" in said["softmax"]
    assert "`return 1 - np.tanh(row) ** 2` 在循环里面" in said["tanh_derivative"]
    assert "返回值的形状应当是 (1, 3)，得到的是 (3,)" in said["tanh_derivative"]
    assert "cross_entropy 没有定义成功" in said["cross_entropy"]
    assert "No module named 'no_such_library'" in said["cross_entropy"]
    assert "第 1 行 `import no_such_library`" in said["cross_entropy"]
    assert "它用到的 dense_forward 还没有通过检查" in said["dense_backward"]
    assert "\x1b" not in done.stdout
    assert "-solution" not in done.stdout


@pytest.mark.slow
def test_check_keeps_the_readers_progress(tmp_path):
    day = tmp_path / DAY
    path = notebook_with(day, relu=RELU)
    autograder("check", path)
    assert "1/13" in autograder("progress", tmp_path).stdout
    path = notebook_with(day, relu="def relu(z):\n    return z\n")
    autograder("check", path)
    assert "0/13" in autograder("progress", tmp_path).stdout


def test_check_of_a_submission_writes_nothing_beside_it(tmp_path):
    notebook_with(tmp_path / "release", relu=RELU)
    shutil.copytree(COURSE.root / "release" / DAY, tmp_path / "handed in")
    (tmp_path / "handed in" / f"test_{DAY}.py").unlink()
    before = sorted((tmp_path / "handed in").rglob("*"))
    done = autograder("check", tmp_path / "handed in" / f"{DAY}.ipynb")
    assert sorted((tmp_path / "handed in").rglob("*")) == before
    assert done.returncode in (1, 2)


@pytest.mark.slow
def test_pytest_says_why_a_cell_defines_nothing(tmp_path):
    notebook_with(tmp_path, relu="import no_such_library\ndef relu(z):\n    return z\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-k", "test_relu"], cwd=tmp_path, capture_output=True, text=True
    )
    assert "relu 没有定义成功" in done.stdout
    assert "No module named 'no_such_library'，在第 1 行 `import no_such_library`" in done.stdout
    assert "-solution" not in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage",
    [
        {"cells": 5},
        {"cells": [5]},
        {"cells": [{"cell_type": "code", "metadata": 7, "source": "x"}]},
        {"cells": [{"cell_type": "code", "metadata": {"nbgrader": "x"}, "source": 5}]},
        {"cells": [{"cell_type": "code", "metadata": {"nbgrader": {"grade_id": []}}, "source": [1]}]},
        {
            "cells": [
                {
                    "cell_type": "code",
                    "metadata": {"nbgrader": {"grade": 1}, "autograder": {"opaque": 3}},
                    "source": "",
                }
            ]
        },
        [],
        None,
    ],
)
def test_check_of_a_damaged_notebook_is_a_sentence(tmp_path, damage):
    path = notebook_with(tmp_path)
    content = (
        damage
        if not isinstance(damage, dict)
        else {"metadata": {}, "nbformat": 4, "nbformat_minor": 5} | damage
    )
    path.write_text(json.dumps(content))
    done = autograder("check", path)
    assert done.returncode == 2
    assert "不是能读的 notebook" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.slow
def test_pytest_beside_the_notebook_gives_the_same_verdicts(tmp_path):
    notebook_with(tmp_path, relu=RELU, relu_derivative="def relu_derivative(z):\n    return z\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rfs"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "relu 尚未完成" not in done.stdout
    assert "softmax 尚未完成" in done.stdout
    assert "隐藏测试另计" in done.stdout
    assert "FAILED test_day04.py::test_relu_derivative" in done.stdout
    assert "FAILED test_day04.py::test_relu_" not in done.stdout.replace("test_relu_derivative", "")


@pytest.mark.slow
def test_an_empty_notebook_is_no_success_for_pytest(tmp_path):
    notebook_with(tmp_path)
    done = subprocess.run([sys.executable, "-m", "pytest"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert "没有通过 0" in done.stdout


@pytest.mark.slow
def test_pytest_passes_on_the_answer_key(tmp_path):
    answers = COURSE.assignment(DAY)
    notebook_with(tmp_path, **{e.name: e.reference for e in answers.exercises})
    done = subprocess.run([sys.executable, "-m", "pytest"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_simulate_gives_the_same_class_for_the_same_seed(tmp_path):
    """Also in another process, where sets have another order."""
    for run, seed, name in ((typed, 3, "one"), (autograder, 3, "two"), (autograder, 4, "three")):
        done = run("simulate", DAY, "--students", 7, "--seed", seed, "--out", tmp_path / name)
        assert done.returncode == 0
    one, two, three = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.ipynb")}
        for name in ("one", "two", "three")
    )
    assert len(one) == 7
    assert one == two
    assert one != three


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["file", "link"])
def test_simulate_replaces_nobodys_work(tmp_path, kind):
    folder = tmp_path / "student7" / DAY
    if kind == "link":
        folder = tmp_path / "alice" / DAY
        (tmp_path / "student7").symlink_to("alice")
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine")
    if kind == "file":
        (folder / f"{DAY}.ipynb").write_text("{}")
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}
    done = autograder("simulate", DAY, "--students", 7, "--out", tmp_path)
    assert done.returncode == 2
    assert f"{tmp_path}/student7/{DAY}/{DAY}.ipynb 已经有了" in done.stderr
    assert {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")} == before


@pytest.mark.slow
def test_simulate_again_and_for_a_larger_class(tmp_path):
    """What is there already is what it would write."""
    for students in (6, 6, 9):
        assert autograder("simulate", DAY, "--students", students, "--out", tmp_path).returncode == 0
    assert len(list(tmp_path.rglob("*.ipynb"))) == 9


@pytest.mark.slow
def test_grade_prints_a_table_and_writes_json(tmp_path):
    autograder("simulate", DAY, "--students", 7, "--seed", 1, "--out", tmp_path / "submitted")
    results = tmp_path / "results.json"
    done = typed("grade", DAY, "--class", tmp_path, "--json", results)
    assert done.returncode == 0, done.stderr
    reports = {report["student"]: report for report in json.loads(results.read_text())}
    assert set(reports["student1"]) == {
        "student", "assignment", "score", "max_score", "problems", "seconds", "memory", "isolation", "exercises",
        "provisional", "left_out",
    }  # fmt: skip
    assert set(reports["student6"]["exercises"][0]) == {
        "name", "score", "points", "failed", "diagnosis", "results",
    }  # fmt: skip
    assert reports["student1"]["isolation"] in TIERS
    assert "没有隔离" not in done.stdout
    assert reports["student1"]["score"] == reports["student2"]["score"] == 100
    assert reports["student3"]["score"] == reports["student4"]["score"] == 0
    assert reports["student4"]["problems"]
    assert 80 < reports["student5"]["score"] < 100
    assert any(e["diagnosis"] for who in ("student6", "student7") for e in reports[who]["exercises"])
    assert all(student in done.stdout for student in reports)


def test_the_table_says_all_that_happened():
    """Also where what happened has brackets of its own."""
    failed = FailedTest("test_x", "不用 Python 循环。", Kind.REBOUND)
    exercise = ExerciseReport("double", 0, 5, [failed])
    report = Report("ann", DAY, 0, 5, [], 1.0, 1, "A", [exercise])
    console = Console(width=200, file=io.StringIO())
    console.print(
        class_table(ClassResults([GradedSubmission(report, {}, Marks({"double": Mark(0, 5)}), Person())]))
    )
    assert f"double：{Kind.REBOUND.label}" in console.file.getvalue()


@pytest.mark.parametrize(
    ("language", "sentence", "said"),
    [
        ("zh", "加了 2", "加了 2"),
        ("en", "加了 2", "加了 2 (adds-two)"),
        ("en", "2 is added", "2 is added"),
    ],
)
def test_a_mistake_that_nobody_translated_has_its_english_name_too(monkeypatch, language, sentence, said):
    monkeypatch.setenv("AUTOGRADER_LANG", language)
    failed = [FailedTest("test_x", "twice", Kind.VALUE)]
    exercise = ExerciseReport("double", 0, 5, failed, [Diagnosis("adds-two", sentence, whole=True)])
    report = Report("ann", DAY, 0, 5, [], 1.0, 1, "A", [exercise])
    one = GradedSubmission(report, {}, Marks({"double": Mark(0, 5)}), Person())
    table, shown = (Console(width=200, file=io.StringIO()) for _ in range(2))
    table.print(class_table(ClassResults([one])))
    print_student(shown, one)
    assert re.search(rf"double(：|: ){re.escape(said)} *$", table.file.getvalue(), re.MULTILINE)
    assert re.search(rf"(：|: ){re.escape(said)}[。.]$", shown.file.getvalue(), re.MULTILINE)


@pytest.fixture(scope="module")
def small_class(tmp_path_factory) -> Path:
    root = make_course(tmp_path_factory.mktemp("class"))
    hand_in(root, "ann", solved(root, {"double-solution": "def double(x):\n    y = x + 2\n    return y\n"}))
    hand_in(root, "ben", solved(root))
    assert autograder("grade", "toy", cwd=root).returncode == 0
    return root


@pytest.mark.slow
def test_one_student_is_shown_with_reasons_and_numbered_code(small_class):
    done = autograder("show", "toy", "ann", cwd=small_class)
    assert done.returncode == 0, done.stderr
    assert "ann  toy  60 / 100 分" in done.stdout
    assert "double：0 / 40 分" in done.stdout
    assert "返回值是输入的两倍" in done.stdout
    assert re.search(r"^ +2      y = x \+ 2 *$", done.stdout, re.MULTILINE)
    assert "✓ total 60" in done.stdout
    assert "def total" not in done.stdout
    assert "✓ double 40" in autograder("show", "toy", "ben", cwd=small_class).stdout


@pytest.mark.slow
def test_whoever_was_not_graded_is_not_shown(small_class):
    done = autograder("show", "toy", "zoe", cwd=small_class)
    assert (done.returncode, done.stdout) == (2, "")
    assert "评过的：ann、ben" in done.stderr


@pytest.mark.slow
def test_two_students_are_shown_side_by_side(small_class):
    done = autograder("diff", "toy", "ann", "ben", cwd=small_class)
    assert done.returncode == 0, done.stderr
    assert "ann 和 ben" in done.stdout
    assert "没有结论" in done.stdout
    alone = autograder("diff", "toy", "ann", "ann", cwd=small_class)
    assert (alone.returncode, alone.stdout) == (2, "")
    assert "评过的：ann、ben" in autograder("diff", "toy", "ann", "zoe", cwd=small_class).stderr


@pytest.mark.slow
def test_a_program_reads_json_alone(small_class):
    (one,) = json.loads(autograder("show", "toy", "ann", "--json", "-", cwd=small_class).stdout)
    assert (one["student"], one["score"]) == ("ann", 60)
    assert len(json.loads(autograder("grade", "toy", "--json", "-", cwd=small_class).stdout)) == 2


@pytest.mark.slow
def test_no_grader_gets_ready_where_nobody_is_to_be_graded(small_class, monkeypatch):
    def unwanted(*_, **__):
        raise AssertionError("nobody is to be graded")

    monkeypatch.setattr("autograder.grading.parallel.processes", unwanted)
    assert autograder("grade", "toy", cwd=small_class).returncode == 0


@pytest.mark.slow
def test_an_interrupted_run_says_how_to_go_on(small_class, monkeypatch):
    def interrupted(*_):
        yield None
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.classroom.classroom.Classroom.grade", interrupted)
    done = autograder("grade", "toy", "--force", cwd=small_class)
    assert done.returncode == 130
    assert "停下了：2 份里评好了 1 份" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_version_is_the_packages():
    assert autograder("--version").stdout.strip() == __version__


@pytest.mark.slow
def test_grading_without_a_seal_is_written_into_table_and_json(tmp_path):
    autograder("simulate", DAY, "--students", 1, "--out", tmp_path / "submitted")
    results = tmp_path / "results.json"
    done = autograder("grade", DAY, "--unsafe", "--class", tmp_path, "--json", results)
    assert done.returncode == 0, done.stderr
    assert "没有隔离学生的代码" in done.stdout
    assert [report["isolation"] for report in json.loads(results.read_text())] == ["none"]


@pytest.mark.slow
def test_json_that_cannot_be_written_is_a_sentence(tmp_path):
    autograder("simulate", DAY, "--students", 3, "--out", tmp_path / "submitted")
    done = autograder("grade", DAY, "--class", tmp_path, "--json", tmp_path / "no" / "folder.json")
    assert done.returncode == 2
    assert "写不了" in done.stderr


@pytest.mark.slow
def test_a_regrade_says_whose_score_changed_and_why(tmp_path):
    root = make_course(tmp_path)
    hand_in(root, "ann", solved(root))
    hand_in(root, "ben", solved(root))
    first = autograder("grade", TOY, cwd=root).stdout
    assert "2 人：平均 100.0" in first
    assert "和上一次不同" not in first
    hand_in(root, "ben", solved(root, {"double-solution": "def double(x):\n    return x\n"}))
    said = autograder("grade", TOY, cwd=root).stdout
    assert "和上一次不同的 1 人：\n  ben 100 → 60（double 40 → 0）" in said
    assert "和上一次不同" not in autograder("grade", TOY, cwd=root).stdout


class TestLessons:
    """``lessons`` follows the reader's language as far as the course does."""

    @pytest.fixture
    def root(self, tmp_path, monkeypatch):
        """A course of two assignments, one of them in English too."""
        root = tmp_path / "course"
        for name in ("toy", "en/toy", "other"):
            folder = root / "release" / name
            folder.mkdir(parents=True)
            (folder / f"{folder.name}.ipynb").write_text(name)
        (root / "nbgrader_config.py").touch()
        monkeypatch.chdir(root)
        return root

    def laid(self, *names: str) -> tuple[set[str], str]:
        done = autograder("lessons", *names, "--to", "here")
        assert (done.returncode, done.stderr) == (0, "")
        return {str(path.relative_to("here")) for path in Path("here").rglob("*.ipynb")}, done.stdout

    def test_in_chinese_they_are_the_chinese_ones(self, root):
        files, said = self.laid("toy")
        assert files == {"toy/toy.ipynb"}
        assert said == "拷来了 1 个文件。\n"

    def test_in_english_they_are_the_translations_and_what_has_none_is_said(self, root, monkeypatch):
        monkeypatch.setenv("AUTOGRADER_LANG", "en")
        files, said = self.laid("toy", "other")
        assert files == {"en/toy/toy.ipynb", "other/other.ipynb"}
        assert said == "Copied 2 files. In English, in here/en: toy. In Chinese only: other.\n"

    def test_a_translation_never_takes_the_place_of_what_is_there(self, root, monkeypatch):
        self.laid("toy")
        monkeypatch.setenv("AUTOGRADER_LANG", "en")
        assert self.laid("toy")[0] == {"toy/toy.ipynb", "en/toy/toy.ipynb"}
        assert (root / "here" / "toy" / "toy.ipynb").read_text() == "toy"

    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_without_a_name_there_is_all(self, root, monkeypatch, language):
        monkeypatch.setenv("AUTOGRADER_LANG", language)
        assert self.laid()[0] == {"toy/toy.ipynb", "en/toy/toy.ipynb", "other/other.ipynb"}

    def test_a_language_is_no_lesson(self, root):
        done = autograder("lessons", "en")
        assert done.returncode == 2
        assert "toy" in done.stderr
