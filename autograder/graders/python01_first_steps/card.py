"""Hidden tests of card."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import card


@pytest.mark.exercise(core=True)
def test_card_examples(student):
    """例子里的卡片画得对。"""
    kit.agree(student.card, card, [("ab", 5)])


@pytest.mark.exercise(core=True)
def test_card_even(student, rng):
    """两边空格一样多的卡片。"""
    inputs = []
    for _ in range(6):
        n, around = draws.whole(rng, 1, 8), draws.whole(rng, 1, 6)
        inputs.append((draws.text(rng, n), n + 2 * around))
    kit.agree(student.card, card, inputs)


@pytest.mark.exercise
def test_card_odd(student, rng):
    """两边空格不一样多时，多的那一格和 center 放在同一边。"""
    inputs = [("a", 4)]
    for _ in range(6):
        n, around = draws.whole(rng, 1, 8), draws.whole(rng, 1, 6)
        inputs.append((draws.text(rng, n), n + 2 * around + 1))
    kit.agree(student.card, card, inputs)


@pytest.mark.exercise
def test_card_just_fits(student, rng):
    """标题正好放满。"""
    kit.agree(student.card, card, [(draws.text(rng, n), n) for n in (1, 4, 9)])


@pytest.mark.exercise
def test_card_too_long(student, rng):
    """标题太长时只留前面的字，框的宽不变。"""
    kit.agree(
        student.card, card, [("postcard", 4), ("ab", 1), *((draws.text(rng, 12), n) for n in (1, 5, 11))]
    )


@pytest.mark.exercise
def test_card_blank_title(student):
    """空的标题、带空格的标题。"""
    kit.agree(student.card, card, [("", 1), ("", 4), ("a b", 7), ("ab ", 7), (" ab", 7), ("Hello World", 7)])


@pytest.mark.exercise
def test_card_chinese(student):
    """一个汉字算一个字。"""
    kit.agree(student.card, card, [("你好", 6), ("上海自来水", 3), ("春", 4)])
