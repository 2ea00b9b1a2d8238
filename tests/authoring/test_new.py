"""`autograder new`: skeletons that build, nothing overwritten, nothing half done."""

import re
from pathlib import Path

import pytest
from toy import DAY, make_course, write_track

from autograder.authoring.build import source_notebook
from autograder.authoring.new import FIRST, MARK, new
from autograder.authoring.text import read_text
from autograder.course.assignment import Course
from autograder.course.header import read_header
from autograder.errors import UserError


@pytest.fixture
def course(tmp_path: Path) -> Course:
    (tmp_path / "nbgrader_config.py").touch()
    write_track(tmp_path)
    return Course(tmp_path)


def files(course: Course) -> dict[str, str]:
    return {str(path.relative_to(course.root)): path.read_text() for path in course.root.rglob("*.*")}


def test_an_assignment_is_begun_with_an_exercise_and_added_to_the_course(course):
    written = new(course, "trees", "Node")
    assert {str(path.relative_to(course.root)) for path in written} == {
        "source/course.toml",
        "source/trees/trees.py",
        "source/trees/test_trees.py",
        "autograder/graders/trees/Node.py",
        "autograder/graders/trees/Node.variants.py",
    }
    assert course.names() == ["trees"]
    for path in written:
        # Every place to fill is found, and nothing of the skeleton's own names is left.
        assert (MARK in path.read_text()) == (path.name != "course.toml")
        assert not re.search("EXERCISE|NAME", path.read_text())


def test_an_assignment_is_begun_without_an_exercise(course):
    new(course, "trees")
    assert f'check="{FIRST}"' in course.text("trees").read_text()


def test_exercises_are_added_and_counted_in_the_header(course):
    new(course, "trees", "insert")
    before = files(course)
    written = new(course, "trees", "delete")
    text = course.text("trees")
    source_notebook(text)  # a text that does not add up is refused
    header = read_header(read_text(text), text)
    assert (header.points, header.minutes) == (10, 20)
    names = [cell.metadata["exercise"] for cell in read_text(text).cells if "exercise" in cell.metadata]
    assert names == ["insert", "delete"]
    # What stood there still stands there, but for the two lines of the header.
    changed = {str(path.relative_to(course.root)) for path in written}
    for name, content in before.items():
        if name in changed:
            assert len(set(content.splitlines()) - set(files(course)[name].splitlines())) <= 2
        else:
            assert files(course)[name] == content


def test_an_exercise_is_added_where_the_header_says_no_points(course):
    new(course, "trees", "insert")
    text = course.text("trees")
    text.write_text(text.read_text().replace("#     points: 5\n", "").replace("points=5", "points=100"))
    new(course, "trees", "delete")
    source_notebook(text)
    assert read_header(read_text(text), text).points == 105


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[]", '["trees"]'),
        ('["arrays"]', '["arrays", "trees"]'),
        ('[\n  "arrays",\n]', '[\n  "arrays", "trees",\n]'),
        ('["trees", "arrays"]', '["trees", "arrays"]'),
    ],
)
def test_the_last_track_gets_the_assignment_at_its_end(course, before, after):
    file = course.source / "course.toml"
    track = file.read_text().replace("assignments = []", f"assignments = {before}")
    file.write_text(track)
    new(course, "trees")
    assert file.read_text().split() == track.replace(before, after).split()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("Trees",), "作业不能叫 'Trees'"),
        (("data",), "作业不能叫 'data'"),
        (("../trees",), "作业不能叫"),
        (("trees", "2nd"), "练习不能叫 '2nd'"),
        (("trees", "for"), "练习不能叫 'for'"),
        (("trees", "插入"), "练习不能叫 '插入'"),
        (("trees", "common"), "练习不能叫 'common'"),
        ((DAY,), f"要加一个练习，请写明它的名字：autograder new {DAY} 练习名"),
        ((DAY, "double"), r"double\.py.*已经有了"),
        ((DAY, "written"), "已经有练习 written"),
        (("half", "double"), r"half/test_half\.py 已经有了"),
    ],
)
def test_nothing_is_written_where_something_is_in_the_way(tmp_path, words, message):
    course = Course(make_course(tmp_path))
    text = course.text(DAY)
    text.write_text(text.read_text().replace('exercise="total"', 'exercise="written"'))
    (course.source / "half").mkdir()
    (course.source / "half" / "test_half.py").touch()
    before = {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()}
    with pytest.raises(UserError, match=message):
        new(course, *words)
    assert {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()} == before


def test_a_course_file_written_another_way_is_left_to_its_author(course):
    file = course.source / "course.toml"
    file.write_text(file.read_text().replace("assignments = []", "assignments = [ # 空的\n]"))
    with pytest.raises(UserError, match="请自己把它写进一条线"):
        new(course, "trees")
    assert not (course.source / "trees").exists()
