"""Hidden tests of greet."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import greet

NAMES = ("小明", "欧阳娜", "Ann", "李 雷", "Ann Lee", "王", "Zoë", "{name}", "朋友", "O'Hara")


@pytest.mark.exercise(core=True)
def test_greet_example(student):
    """例子里的名字问候得对。"""
    kit.agree(student.greet, greet, [("  小明 ",)])


@pytest.mark.exercise(core=True)
def test_greet_names(student, rng):
    """各种名字，没有多余的空格时原样照叫。"""
    kit.agree(student.greet, greet, [(name,) for name in draws.shuffled(rng, NAMES)])


@pytest.mark.exercise
def test_greet_left_blanks(student, rng):
    """名字前面的空格去掉。"""
    kit.agree(student.greet, greet, [(" " * draws.whole(rng, 1, 5) + name,) for name in NAMES[:4]])


@pytest.mark.exercise
def test_greet_right_blanks(student, rng):
    """名字后面的空格去掉。"""
    kit.agree(student.greet, greet, [(name + " " * draws.whole(rng, 1, 5),) for name in NAMES[:4]])


@pytest.mark.exercise
def test_greet_nobody(student):
    """一个字也没有时，称呼朋友。"""
    kit.agree(student.greet, greet, [("",)])


@pytest.mark.exercise
def test_greet_only_blanks(student, rng):
    """只有空格时，也称呼朋友。"""
    kit.agree(student.greet, greet, [(" ",), (" " * draws.whole(rng, 2, 9),)])
