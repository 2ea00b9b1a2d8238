"""``source/course.toml``: which assignments there are, and their order everywhere."""

from pathlib import Path

import pytest
from toy import write_track

from autograder.course.assignment import Course
from autograder.errors import UserError

TOML = """
[[track]]
key = "ml"
title = "机器学习"
about = "从头写。"
en = { title = "Machine learning", about = "From scratch." }
assignments = ["trees", "guide05_micrograd"]

[[track]]
key = "python"
title = "Python"
about = "先学会写。"
en = { title = "Python", about = "First things first." }
assignments = ["arrays"]
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    for name in ("arrays", "guide05_micrograd", "trees"):
        (tmp_path / "source" / name).mkdir(parents=True)
        (tmp_path / "source" / name / f"{name}.py").touch()
    (tmp_path / "source" / "data").mkdir()
    (tmp_path / "source" / "trees" / "figures.py").touch()
    (tmp_path / "source" / "course.toml").write_text(TOML, encoding="utf-8")
    return Course(tmp_path)


def test_the_order_is_that_of_the_file(course):
    assert course.names() == ["trees", "guide05_micrograd", "arrays"]
    assert [track.words("en").title for track in course.tracks()] == ["Machine learning", "Python"]
    assert [track.words("zh").about for track in course.tracks()] == ["从头写。", "先学会写。"]


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('"trees"', '"trees', "写得不对"),
        ("[[track]]", "[[tracks]]", "写得不对.*tracks"),
        ('key = "ml"', "key = 5", "写得不对.*key"),
        ('title = "机器学习"', "", "写得不对.*title"),
        ('["arrays"]', '["arrays", "trees"]', "作业 trees 写了不止一次"),
        ('key = "ml"', 'key = "python"', r"线（key） python 写了不止一次"),
        ('["arrays"]', '["arrays", "arrays2"]', "没有它的讲义 source/arrays2/arrays2.py"),
        ('["arrays"]', "[]", "哪条线也没有写到作业 arrays"),
        ('"trees"', '"Trees"', "作业名 'Trees' 不能用"),
        ('"trees"', '"../trees"', "作业名 '../trees' 不能用"),
        ('"trees"', '"data"', "作业名 'data' 不能用"),
        ('"trees"', '"3trees"', "作业名 '3trees' 不能用"),
    ],
)
def test_a_fault_of_the_file_is_told_in_a_sentence(course, old, new, word):
    file = course.source / "course.toml"
    file.write_text(TOML.replace(old, new), encoding="utf-8")
    with pytest.raises(UserError, match=word) as told:
        course.names()
    assert str(file) in str(told.value)


@pytest.mark.parametrize("damage", [b"\xff\xfe", None])
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(course, damage):
    file = course.source / "course.toml"
    file.unlink()
    if damage:
        file.write_bytes(damage)
    with pytest.raises(UserError, match="写得不对" if damage else "缺少 .*course.toml"):
        course.names()


def test_an_unknown_name_is_told_with_those_there_are(course):
    with pytest.raises(
        UserError, match="没有名为 'day77' 的作业。现有的作业：trees、guide05_micrograd、arrays"
    ):
        course.assignment("day77")


@pytest.mark.parametrize("name", ["../trees", "", "data", "trees/../trees"])
def test_what_is_no_name_is_no_assignment(course, name):
    with pytest.raises(UserError, match="没有名为"):
        course.text(name)


def test_a_class_can_be_graded_while_another_assignment_is_being_written(course):
    write_track(course.root, "arrays")
    assert course.text("trees").is_file()
