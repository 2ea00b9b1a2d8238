"""Hidden tests of blend: bytes mixed as fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from autograder import draws, kit


def exact(color_a, color_b, ratio):
    """Red, green and blue between the two."""
    pairs = zip(bytes.fromhex(color_a[1:]), bytes.fromhex(color_b[1:]))
    return [a * (1 - Fraction(ratio)) + b * Fraction(ratio) for a, b in pairs]


def mixed(color_a, color_b, ratio):
    """The colour between the two."""
    return "#" + bytes(int(channel + Fraction(1, 2)) for channel in exact(color_a, color_b, ratio)).hex()


def tied(color_a, color_b, ratio):
    """Whether a channel lies all but halfway between two whole numbers."""
    return any(
        abs(channel % 1 - Fraction(1, 2)) < Fraction(1, 10**6) for channel in exact(color_a, color_b, ratio)
    )


def color(rng, *, capitals=False):
    """A random colour."""
    text = draws.text(rng, 6, "0123456789abcdef")
    return "#" + (text.upper() if capitals else text)


def cases(rng, count, ratios, *, capitals=False):
    """Random colours and ratios without ties."""
    found: list[tuple[str, str, float]] = []
    while len(found) < count:
        case = color(rng, capitals=capitals), color(rng, capitals=capitals), draws.one_of(rng, ratios)
        if not tied(*case):
            found.append(case)
    return found


@pytest.mark.exercise(core=True)
def test_blend_worked(student):
    """讲义的例子。"""
    kit.same(student.blend("#ff0000", "#0000ff", 0.25), "#bf0040")
    kit.same(student.blend("#000000", "#0a0b0c", 1), "#0a0b0c")


@pytest.mark.exercise(core=True)
def test_blend_random(student, rng):
    """任意的颜色和比例。"""
    for case in cases(rng, 20, [round(float(ratio), 3) for ratio in rng.random(20)]):
        kit.same(student.blend(*case), mixed(*case))


@pytest.mark.exercise
def test_blend_ends(student, rng):
    """走 0 是第一种，走 1 是第二种。"""
    for case in cases(rng, 8, [0, 1, 0.0, 1.0]):
        kit.same(student.blend(*case), mixed(*case))


@pytest.mark.exercise
def test_blend_rounds(student):
    """四舍五入，往上往下都有。"""
    for case in (("#000000", "#030303", 0.3), ("#000000", "#030303", 0.6), ("#0000ff", "#ff0000", 0.37)):
        kit.same(student.blend(*case), mixed(*case))


@pytest.mark.exercise
def test_blend_small_channels(student, rng):
    """小于 16 的红、绿、蓝也写成两位。"""
    for _ in range(6):
        a, b = ("#" + "".join(f"{draws.whole(rng, 0, 15):02x}" for _ in range(3)) for _ in range(2))
        for ratio in (0, 0.3, 1):
            if not tied(a, b, ratio):
                kit.same(student.blend(a, b, ratio), mixed(a, b, ratio))


@pytest.mark.exercise
def test_blend_capitals(student, rng):
    """大写的十六进制也认得，结果总是小写。"""
    for case in cases(rng, 8, [0, 0.3, 0.7, 1], capitals=True):
        kit.same(student.blend(*case), mixed(*case))


@pytest.mark.exercise
def test_blend_each_channel_alone(student):
    """红、绿、蓝各走各的，不进位到旁边。"""
    for case in (("#00ff00", "#010000", 0.4), ("#ff00ff", "#00ff00", 0.35), ("#0000ff", "#000100", 0.8)):
        kit.same(student.blend(*case), mixed(*case))
