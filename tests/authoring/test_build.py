"""What is committed is what the texts give; nothing secret is in it."""

import os
import re
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from installed import skip_without_its_libraries
from toy import formgrader, nbgrader, write_track

from autograder.authoring.build import build, executed_from, finish, source_notebook, write_notebook
from autograder.course.assignment import Course, grade_id, is_grade
from autograder.errors import UserError

COURSE = Course.find(Path(__file__).parent)
NAMES = COURSE.names()


def copy_of_the_course(folder: Path, name: str) -> Course:
    for part in (name, "data"):
        shutil.copytree(COURSE.source / part, folder / "source" / part)
    graders = Path("autograder", "graders", name)  # the build records what their misconceptions do
    shutil.copytree(COURSE.root / graders, folder / graders)
    for settings in (*COURSE.root.glob("nbgrader_config.*"), COURSE.root / "constraints.txt"):
        shutil.copy(settings, folder)
    write_track(folder, name)
    return Course(folder)


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
    }


def without_outputs(path: Path) -> nbformat.NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
    return notebook


@pytest.mark.parametrize("name", NAMES)
def test_source_notebook_is_what_the_text_says(name, tmp_path):
    write_notebook(source_notebook(COURSE.source / name / f"{name}.py"), tmp_path / "new.ipynb")
    assert (tmp_path / "new.ipynb").read_bytes() == (COURSE.source / name / f"{name}.ipynb").read_bytes(), (
        f"source/{name}/{name}.ipynb has drifted from its text: run `make build` and commit the result"
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_build_agrees_with_what_is_committed(name, tmp_path):
    skip_without_its_libraries(COURSE, name)
    course = copy_of_the_course(tmp_path, name)
    # The key is executed, and mistakes are recorded, only where they are older than what they rest on.
    for room in ("solutions", "release"):
        shutil.copytree(COURSE.root / room / name, course.root / room / name)
    build(course, name)
    assert files(course.release / name) == files(COURSE.release / name), (
        "release/ has drifted: run `make build`"
    )
    committed = COURSE.solutions / name / f"{name}.ipynb"
    built = course.solutions / name / f"{name}.ipynb"
    # Pictures and last digits may differ between processors; cells may not.
    assert without_outputs(built) == without_outputs(committed), "solutions/ has drifted: run `make build`"


# Nightly, since a build runs the whole lesson; the small assignment below is built twice always.
@pytest.mark.nightly
@pytest.mark.parametrize("name", NAMES)
def test_a_second_build_changes_nothing(name, tmp_path):
    skip_without_its_libraries(COURSE, name)
    course = copy_of_the_course(tmp_path, name)
    assert build(course, name)
    key = course.solutions / name / f"{name}.ipynb"
    first = key.read_bytes()
    key.unlink()
    assert build(course, name) == [key]
    assert key.read_bytes() == first


@pytest.mark.parametrize("name", NAMES)
def test_release_holds_no_solution(name):
    source = nbformat.read(COURSE.source / name / f"{name}.ipynb", as_version=4)
    secret = {line for cell in source.cells for line in solution_lines(cell.source)}
    shown = {line.strip() for cell in source.cells for line in shown_lines(cell.source)}
    shown |= {line.strip() for line in (COURSE.source / name / f"test_{name}.py").read_text().splitlines()}
    assert secret
    for file, text in released_texts(name).items():
        leaked = {line.strip() for line in text.splitlines()} & (secret - shown)
        assert not leaked, f"{file} holds a line of a solution"
    assert not list((COURSE.release / name).rglob(f"{name}.py"))


@pytest.mark.parametrize("name", NAMES)
def test_release_holds_no_hidden_test(name):
    hidden = COURSE.root / "autograder" / "graders" / name
    public = (COURSE.source / name / f"test_{name}.py").read_text()
    lesson = (COURSE.source / name / f"{name}.py").read_text()
    secret = {
        line.strip()
        for path in hidden.glob("*.py")
        for line in path.read_text().splitlines()
        # A signature is no secret: it is the exercise's own.
        if len(line.strip()) >= 30
        and not line.startswith("def ")
        and line.strip() not in public
        and line.strip() not in lesson
    }
    assert len(secret) > 50
    for file, text in released_texts(name).items():
        assert not {line.strip() for line in text.splitlines()} & secret, (
            f"{file} holds a line of a hidden grader"
        )


def solution_lines(source: str) -> set[str]:
    regions = re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", source, re.DOTALL)
    return {line.strip() for region in regions for line in region.splitlines() if len(line.strip()) >= 12}


def shown_lines(source: str) -> list[str]:
    return re.sub(r"### BEGIN SOLUTION\n.*?### END SOLUTION", "", source, flags=re.DOTALL).splitlines()


def released_texts(name: str) -> dict[str, str]:
    texts = {}
    for path in (COURSE.release / name).rglob("*"):
        if path.suffix == ".ipynb":
            notebook = nbformat.read(path, as_version=4)
            texts[path.name] = "\n".join(cell.source for cell in notebook.cells)
        elif path.suffix in (".py", ".svg", ".txt", ".csv"):
            texts[path.name] = path.read_text()
    return texts


@pytest.mark.parametrize("name", NAMES)
def test_headings_agree_with_points_and_minutes(name):
    notebook = nbformat.read(COURSE.source / name / f"{name}.ipynb", as_version=4)
    headings = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    header = COURSE.assignment(name).header
    assert f"合计约 {header.minutes} 分钟，{header.points} 分" in headings
    for exercise in COURSE.assignment(name).exercises:
        pattern = rf"^### .*\b{exercise.name}（约 {exercise.minutes} 分钟，{exercise.points:g} 分）"
        assert re.search(pattern, headings, re.MULTILINE), f"no heading agrees with {exercise}"


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_needs_sideways_scrolling(name):
    notebook = nbformat.read(COURSE.release / name / f"{name}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            wide = [line for line in cell.source.splitlines() if columns(line) > 100]
            assert not wide, wide


def columns(line: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in line)


@pytest.mark.parametrize("name", NAMES)
def test_every_blank_is_a_stub_that_says_what_it_wants(name):
    for exercise in COURSE.assignment(name).exercises:
        assert "raise NotImplementedError" in exercise.stub
        assert '"""' in exercise.stub
        assert "SOLUTION" not in exercise.stub


TEXT = '''# ---
# jupyter:
#   autograder:
#     title: 第 99 天
#     builds: 一个两倍
#     minutes: 5
# ---

# %% [markdown]
# # 第 99 天
# ### 练习 double（约 3 分钟，100 分）

# %% exercise="double"
def double(x):
    """两倍。"""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% check="double" points=100 minutes=3
check("double")
'''


DEMO = """
# %% tags=["demo"]
import time

import matplotlib.pyplot as plt
import numpy as np

for step in range(3):
    print(step, double(step), flush=True)
    time.sleep(0.2)
plt.plot(np.sin(np.arange(9)))
plt.show()
"""


def small_course(folder: Path) -> Course:
    course = Course(folder)
    (course.source / "day99").mkdir(parents=True)
    text = TEXT.replace('check("double")', "assert double(2) == 4") + DEMO
    (course.source / "day99" / "day99.py").write_text(text)
    for settings in COURSE.root.glob("nbgrader_config.*"):
        shutil.copy(settings, folder)
    write_track(folder, "day99")
    return course


@pytest.mark.slow
def test_a_second_build_of_a_small_assignment_changes_nothing(tmp_path):
    course = small_course(tmp_path)
    made = {path.relative_to(tmp_path).parts[0] for path in build(course, "day99")}
    assert made == {"source", "release", "solutions"}
    solution = (course.solutions / "day99" / "day99.ipynb").read_text()
    assert "2 4" in solution
    assert "image/png" in solution
    (course.solutions / "day99" / "day99.ipynb").unlink()
    build(course, "day99")
    assert (course.solutions / "day99" / "day99.ipynb").read_text() == solution


@pytest.mark.slow
def test_an_answer_key_is_executed_when_what_it_rests_on_has_changed(tmp_path):
    course = small_course(tmp_path)
    build(course, "day99")
    key, text = course.solutions / "day99" / "day99.ipynb", course.source / "day99" / "day99.py"
    marked = key.read_text().replace("2 4", "2 5")
    for change in (
        lambda: text.write_text(text.read_text() + "\nprint(7)\n"),
        lambda: (text.parent / "points.csv").write_text("1,2\n"),
        lambda: (tmp_path / "constraints.txt").write_text("numpy==1\n"),
    ):
        key.write_text(marked)
        assert build(course, "day99") == []
        change()
        assert key in build(course, "day99")
        assert "2 4" in key.read_text()
        marked = key.read_text().replace("2 4", "2 5")


@pytest.mark.slow
def test_an_answer_key_that_stops_is_told_and_nothing_is_built(tmp_path):
    course = small_course(tmp_path)
    text = course.source / "day99" / "day99.py"
    text.write_text(text.read_text() + "\nprint(1 / 0)\n")
    with pytest.raises(UserError, match="ZeroDivisionError"):
        build(course, "day99")
    assert not course.solutions.exists()


@pytest.mark.slow
def test_where_only_the_prose_has_changed_a_key_keeps_what_its_cells_put_out(tmp_path):
    course = small_course(tmp_path)
    build(course, "day99")
    key, text = course.solutions / "day99" / "day99.ipynb", course.source / "day99" / "day99.py"
    marked = key.read_text().replace("2 4", "2 5")
    key.write_text(marked)
    text.write_text(
        text.read_text().replace(
            "# # 第 99 天", "# # 第 99 天\n#\n# 一段新的话。\n\n# %% [markdown]\n# 又一段。"
        )
        + '\n# %% tags=["demo"] jupyter={"source_hidden": true}\nprint(8)\n'
    )
    assert key in build(course, "day99")  # with another cell it is executed
    assert "2 4" in key.read_text()
    key.write_text(key.read_text().replace("2 4", "2 5"))
    text.write_text(text.read_text().replace("一段新的话", "一段改过的话").replace("minutes=3", "minutes=4"))
    assert key in build(course, "day99")
    assert "2 5" in key.read_text()
    assert "一段改过的话" in key.read_text()
    notebook = nbformat.read(key, as_version=4)
    assert notebook.cells[-1].metadata.jupyter == {"source_hidden": True}
    assert all(cell.metadata.editable is False for cell in notebook.cells if is_grade(cell))
    assert build(course, "day99") == []


SHOWN = """
# %% [markdown]
# ![一条线](figures/plot.svg)

# %% tags=["demo"]
with open("data.csv") as own, open("shared.csv") as shared, open("left.txt", "w") as left:
    print(own.read() + shared.read(), file=left)
with open("left.txt") as left:
    print(left.read())
"""
NAME = "chapter05"
SECRET = "secret-solution-line"


@pytest.fixture
def chapter(tmp_path) -> Course:
    """A course with one assignment, its source notebook made, data and a picture beside it, and data that it shares."""
    course = Course(tmp_path / "course")
    folder = course.source / NAME
    (folder / "figures").mkdir(parents=True)
    text = TEXT.replace("return 2 * x", f"return 2 * x  # {SECRET}").replace("check(", "print(")
    text = text.replace("minutes: 5", "minutes: 5\n#     data: [shared.csv]") + SHOWN
    (folder / f"{NAME}.py").write_text(text)
    (folder / f"test_{NAME}.py").write_text("def test_double(student):\n    assert student.double(2) == 4\n")
    (folder / f"test_{NAME}.mistakes").write_bytes(b"an earlier build's")
    (folder / "data.csv").write_text("1,2\n")
    (folder / "make_data.py").write_text("def double(x): ...\n")  # named like the exercise
    (course.source / "data").mkdir()
    (course.source / "data" / "shared.csv").write_text("3,4\n")
    (course.source / "data" / "of_another.csv").write_text("5,6\n")
    (folder / "figures" / "plot.svg").write_text("<svg/>")
    (folder / f".{NAME}.py.swp").write_text(text)  # an editor's
    (folder / "en.po").write_text(f'msgid "一个隐藏测试的话"\nmsgstr "{SECRET}"\n')
    write_notebook(source_notebook(folder / f"{NAME}.py"), folder / f"{NAME}.ipynb")
    write_track(course.root, NAME)
    for settings in COURSE.root.glob("nbgrader_config.*"):
        shutil.copy(settings, course.root)
    return course


def by_build(course: Course) -> bool:
    try:
        build(course, NAME)
    except UserError as error:
        print(error, file=sys.stderr)
        return False
    return True


def by_nbgrader(course: Course) -> bool:
    commands = ("generate_assignment", "generate_solution")
    return [nbgrader(course.root, command, NAME) for command in commands] == [0, 0]


def by_formgrader(course: Course) -> bool:
    result = formgrader(course.root).generate_assignment(NAME)
    print(result["log"], file=sys.stderr)
    return result["success"]


@pytest.mark.slow
@pytest.mark.parametrize("connector", [by_build, by_nbgrader, by_formgrader])
class TestAnswersStayAtHome:
    """Whatever an assignment is called, and whichever command releases it."""

    COPIED = {f"{NAME}.ipynb", f"test_{NAME}.py", "data.csv", "shared.csv", "figures/plot.svg"}
    # What an earlier build knew of mistakes goes out by nbgrader's own commands; a build makes it anew, and here none is known.
    MISTAKES = {f"test_{NAME}.mistakes"}

    def test_everything_but_the_text_and_the_maker_of_the_data_goes_out(
        self, chapter, connector, tmp_path, monkeypatch
    ):
        monkeypatch.chdir(chapter.root)
        assert connector(chapter)
        kept = set() if connector is by_build else self.MISTAKES
        assert set(files(chapter.release / NAME)) == self.COPIED | kept
        assert not any(SECRET.encode() in data for data in files(chapter.release).values())
        if chapter.solutions.exists():  # formgrader makes none
            # The executed key and what it shows; the data it read is in release/.
            assert set(files(chapter.solutions / NAME)) == {f"{NAME}.ipynb", "figures/plot.svg"}
            last = nbformat.read(chapter.solutions / NAME / f"{NAME}.ipynb", as_version=4).cells[-1]
            assert last.outputs[0].text.startswith("1,2\n3,4\n")
        (tmp_path / "exchange").mkdir()
        (tmp_path / "exchange").chmod(0o777)
        assert (
            nbgrader(chapter.root, "release_assignment", NAME, f"--Exchange.root={tmp_path / 'exchange'}")
            == 0
        )
        assert not any(SECRET.encode() in data for data in files(tmp_path / "exchange").values())

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("old.py", TEXT),
            ("notes/draft.md", TEXT),
            ("figures/plots.py", "class Helper:\n    def double(x):\n        return x + x\n"),
            ("../data/shared.csv", TEXT),
            ("shadow.ipynb", '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'),
        ],
    )
    def test_what_gives_answers_away_stops_it(self, chapter, connector, name, text, monkeypatch, capsys):
        monkeypatch.chdir(chapter.root)
        path = chapter.source / NAME / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        if connector is by_build and path.suffix == ".ipynb":
            assert connector(chapter)  # it makes its own notebook and copies no other
            assert set(files(chapter.release / NAME)) == self.COPIED
            return
        assert not connector(chapter)
        assert f"{os.path.normpath(f'source/{NAME}/{name}')} 会跟着发给学生" in capsys.readouterr().err
        assert not chapter.release.exists()
        assert not chapter.solutions.exists()


def test_the_formgrader_lists_assignments_and_not_what_they_share(chapter, monkeypatch):
    monkeypatch.chdir(chapter.root)
    assert formgrader(chapter.root).get_source_assignments() == {NAME}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (Path.unlink, f"source/{NAME} 的讲义开头 data 里写了 shared.csv，可是没有 source/data/shared.csv"),
        (lambda file: shutil.copy(file, file.parents[1] / NAME), "同名，不知道发哪一个"),
    ],
)
def test_shared_data_that_is_not_there_or_twice_is_told_in_a_sentence(chapter, change, word):
    change(chapter.source / "data" / "shared.csv")
    with pytest.raises(UserError, match=word):
        build(chapter, NAME)
    assert not chapter.release.exists()


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_key_is_small_and_holds_no_data(name):
    kept = files(COURSE.solutions / name)
    assert {path.partition("/")[0] for path in kept} <= {f"{name}.ipynb", "figures"}
    assert len(kept[f"{name}.ipynb"]) <= 600 * 1024


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (["*.pyc", "*.po"], f".{NAME}.py.swp 会跟着发给学生（里面有答案"),
        ([".*", "*.po", f"{NAME}.py"], "make_data.py 会跟着发给学生（它是生成数据的程序"),
        ([".*", "make_*.py", f"{NAME}.py"], "en.po 会跟着发给学生（翻译里有隐藏测试和误解的说明"),
    ],
)
def test_settings_that_forget_what_is_the_authors_release_nothing(chapter, capsys, kept, told):
    with (chapter.root / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.CourseDirectory.ignore = {kept}\n")
    assert not by_nbgrader(chapter)
    assert f"source/{NAME}/{told}" in capsys.readouterr().err
    assert not chapter.release.exists()


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("points=100", "points=90", "分数之和是 90，开头的 points 是 100"),
        ("minutes: 5", "minutes: 5\n#     points: 60", "分数之和是 100，开头的 points 是 60"),
        ("minutes: 5", "minutes: 2", "分钟数之和是 3，开头的 minutes 只有 2"),
        ("title: 第 99 天", "title: 第九十九天", "title 是“第九十九天”，第一个标题是“第 99 天”"),
        ("title: 第 99 天", "titel: 第 99 天", "autograder 写得不对.*titel"),
        ("minutes: 5", "minutes: 很久", "autograder 写得不对.*minutes"),
        ("minutes: 5", "minutes: 5\n#     data: [../secret.csv]", "不带目录"),
        ("  autograder:", "  other:", "没有写明这是什么作业"),
        ("# ---\n", "", "没有写明这是什么作业"),
        ('check="double" points', 'check="triple" points', "同名的 check"),
        ("    ### BEGIN SOLUTION\n", "", "缺少 ### BEGIN SOLUTION"),
        (" minutes=3", "", "points 和 minutes"),
    ],
)
def test_faults_of_a_text_are_told_in_a_sentence(tmp_path, old, new, word):
    text = tmp_path / "day99.py"
    text.write_text(TEXT.replace(old, new))
    with pytest.raises(UserError, match=word):
        source_notebook(text)


@pytest.mark.slow
def test_a_mistake_in_the_configuration_is_told_and_nothing_is_built(tmp_path):
    course = copy_of_the_course(tmp_path, "day04")
    with (tmp_path / "nbgrader_config.py").open("a") as config:
        config.write("\nimport nowhere\n")
    with pytest.raises(UserError, match=r"(?s)nbgrader generate_assignment day04 失败.*nowhere"):
        build(course, "day04")
    assert not course.release.exists()


def test_short_attributes_become_nbgrader_metadata(tmp_path):
    text = tmp_path / "day99.py"
    text.write_text(TEXT)
    notebook = source_notebook(text)
    assert notebook.metadata.autograder == {"title": "第 99 天", "builds": "一个两倍", "minutes": 5}
    blank, check = notebook.cells[1:]
    assert (grade_id(blank), blank.metadata.nbgrader.solution) == ("double-solution", True)
    assert (grade_id(check), is_grade(check), check.metadata.nbgrader.points) == ("double", True, 100)
    assert check.metadata.autograder == {"minutes": 3}


def test_a_printed_text_that_came_in_pieces_is_joined(tmp_path):
    cell = nbformat.v4.new_code_cell("print(1, 2)", id="a")
    pieces = [nbformat.v4.new_output("stream", name="stdout", text=text) for text in ("1 ", "2\n")]
    cell.outputs = [*pieces, nbformat.v4.new_output("stream", name="stderr", text="x"), pieces[0]]
    notebook = nbformat.v4.new_notebook(cells=[cell])
    cell.metadata.execution = {"iopub.execute_input": "2020-01-01T00:00:00Z"}
    notebook.metadata.autograder = {"title": "a", "builds": "b", "minutes": 1}
    nbformat.write(notebook, tmp_path / "a.ipynb")
    finish(tmp_path / "a.ipynb", "what it rests on")
    assert executed_from(tmp_path / "a.ipynb") == "what it rests on"
    steadied = nbformat.read(tmp_path / "a.ipynb", as_version=4).cells[0]
    assert [output.text for output in steadied.outputs] == ["1 2\n", "x", "1 "]
    assert steadied.metadata == {}


def test_an_unknown_name_is_told_in_a_sentence(tmp_path):
    write_track(tmp_path)
    with pytest.raises(UserError, match="没有名为 'day77' 的作业"):
        build(Course(tmp_path), "day77")
    with pytest.raises(UserError, match="没有名为 'day77' 的作业"):
        COURSE.assignment("day77")
