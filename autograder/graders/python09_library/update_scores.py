"""Hidden tests of update_scores: the best so far, and what is in the file."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from autograder import draws, kit

NAMES = ["小明", "小红", "Ann", "老王", "O'Neil", 'the "best"']


def in_file(student: Any, name: str) -> Any:
    """What a file says; the text itself where it is no JSON."""
    text = student.read_file(name).decode("utf-8", errors="replace")
    try:
        return json.loads(text)
    except ValueError:
        return text


def unheard_of() -> str:
    """The name of a file that no earlier run has left behind."""
    return f"{uuid.uuid4().hex}.json"


@pytest.mark.exercise(core=True)
def test_update_scores_example(student):
    """文档字符串里的例子：低的不写，新的写。"""
    path = student.give_file("example.json", '{"小明": 90}'.encode())
    answers = [student.update_scores(path, "小明", 80), student.update_scores(path, "小红", 70)]
    kit.same(answers, [{"小明": 90}, {"小明": 90, "小红": 70}], name="两次的返回值")
    kit.same(in_file(student, "example.json"), {"小明": 90, "小红": 70}, name="文件")


@pytest.mark.exercise(core=True)
def test_update_scores_random(student, rng):
    """一连串成绩：每次返回的、最后文件里的，都是各人最好的。"""
    for _ in range(4):
        name = unheard_of()
        best: dict[str, int] = {}
        path = student.file_path(name)
        for _ in range(12):
            who, score = draws.one_of(rng, NAMES), draws.whole(rng, -50, 100)
            best[who] = max(score, best.get(who, score))
            kit.same(student.update_scores(path, who, score), dict(best))
        kit.same(in_file(student, name), best, name="文件")


@pytest.mark.exercise
def test_update_scores_better(student):
    """更高的写进文件，别人的不动。"""
    path = student.give_file("better.json", b'{"Ann": 5, "Bob": 7, "Cy": -2}')
    answer = student.update_scores(path, "Bob", 8)
    kit.same(answer, {"Ann": 5, "Bob": 8, "Cy": -2})
    kit.same(in_file(student, "better.json"), {"Ann": 5, "Bob": 8, "Cy": -2}, name="文件")


@pytest.mark.exercise
@pytest.mark.parametrize("score", [6, 7, 0, -1])
def test_update_scores_not_better(student, score):
    """不比原来高的（包括一样的），返回的和文件里的都不变。"""
    path = student.give_file("same.json", b'{"Ann": 5, "Bob": 7}')
    answer = student.update_scores(path, "Bob", score)
    kit.same(answer, {"Ann": 5, "Bob": 7})
    kit.same(in_file(student, "same.json"), {"Ann": 5, "Bob": 7}, name="文件")


@pytest.mark.exercise
def test_update_scores_no_file(student):
    """没有文件就从空的开始，写出一个新的。"""
    name = unheard_of()
    kit.same(student.update_scores(student.file_path(name), "小明", 3), {"小明": 3})
    kit.same(in_file(student, name), {"小明": 3}, name="文件")


@pytest.mark.exercise
@pytest.mark.parametrize("score", [0, -7])
def test_update_scores_new_name_low_score(student, score):
    """新的名字总是写进去，0 和负的也是。"""
    path = student.give_file("low.json", b'{"Ann": 5}')
    kit.same(student.update_scores(path, "Bob", score), {"Ann": 5, "Bob": score})
    kit.same(in_file(student, "low.json"), {"Ann": 5, "Bob": score}, name="文件")


@pytest.mark.exercise
def test_update_scores_zero(student):
    """原来的成绩是 0，更低的不写。"""
    path = student.give_file("zero.json", b'{"Ann": 0}')
    kit.same(student.update_scores(path, "Ann", -4), {"Ann": 0})
    kit.same(in_file(student, "zero.json"), {"Ann": 0}, name="文件")


@pytest.mark.exercise
def test_update_scores_below_zero(student):
    """原来的成绩是负的，更高的负数也写。"""
    path = student.give_file("negative.json", b'{"Ann": -9}')
    kit.same(student.update_scores(path, "Ann", -4), {"Ann": -4})
    kit.same(in_file(student, "negative.json"), {"Ann": -4}, name="文件")


@pytest.mark.exercise(core=True)
def test_update_scores_readable(student):
    """文件是 UTF-8，汉字就是汉字。"""
    path = student.give_file("readable.json", '{"小明": 90}'.encode())
    student.update_scores(path, "阿花", 91)
    text = student.read_file("readable.json")
    kit.require("阿花".encode() in text and "小明".encode() in text, "文件里的汉字应当就是汉字")


@pytest.mark.exercise
@pytest.mark.parametrize(
    "data", [b'{"Ann": 9', b"", b"Ann 9\n", b"{'Ann': 9}"], ids=["cut", "empty", "words", "quotes"]
)
def test_update_scores_damaged(student, data):
    """不是 JSON 的文件：抛出 ValueError，文件一个字节也不变。"""
    path = student.give_file("damaged.json", data)
    try:
        with kit.raises("ValueError", "JSONDecodeError"):
            student.update_scores(path, "Ann", 100)
    finally:
        after = student.read_file("damaged.json")
    kit.same(after, data, name="文件")
