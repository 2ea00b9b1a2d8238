"""Hidden tests of parse_points: texts are written here from points that are known.

What an exception says does not come over the wire; the notebook's ``complaint`` catches it over there and returns the numbers
in it, those from 10 up: how many words a line has may be said too.  So lines are wrong here from line 10 on.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import allowed


def points(rng: np.random.Generator, n: int) -> np.ndarray:
    """Points with few digits, so that a text holds them exactly."""
    return rng.integers(-4000, 4000, size=(n, 2)) / 8


def says_line(student: Any, text: str, number: int, *others: int) -> None:
    """Fail unless the complaint names this line, and none of the others that a wrong count would give."""
    said = student.complaint(text)
    kit.require(said is not None, "应当抛出 ValueError")
    numbers = {int(kit.scalar(n)) for n in said}
    kit.require(number in numbers and numbers.isdisjoint(others), "说明里写的不是出错的那一行")


@pytest.mark.exercise(core=True)
def test_points_values(student, rng):
    """每行两个数，读成一个点，次序不变。"""
    want = points(rng, 7)
    text = "".join(f"{x} {y}\n" for x, y in want)
    kit.close(kit.array(student.parse_points(text), (7, 2), dtype="f"), want)


@pytest.mark.exercise
def test_points_one(student, rng):
    """只有一个点时也是二维数组。"""
    want = points(rng, 1)
    kit.close(student.parse_points(f"{want[0, 0]} {want[0, 1]}\n"), want)


@pytest.mark.exercise
def test_points_integers(student, rng):
    """全是整数时也返回浮点数。"""
    kit.close(kit.array(student.parse_points("1 -2\n30 4\n"), (2, 2), dtype="f"), [[1.0, -2.0], [30.0, 4.0]])


@pytest.mark.exercise
def test_points_blanks(student, rng):
    """两个数之间可以有好几个空格。"""
    want = points(rng, 3)
    text = "".join(f"{x}   {y}\n" for x, y in want)
    kit.close(student.parse_points(text), want)


@pytest.mark.exercise
def test_points_tabs(student, rng):
    """两个数之间可以是制表符。"""
    want = points(rng, 3)
    text = "".join(f"{x}\t{y}\n" for x, y in want)
    kit.close(student.parse_points(text), want)


@pytest.mark.exercise
def test_points_margins(student, rng):
    """行首行末可以有空白。"""
    want = points(rng, 3)
    text = "".join(f"  {x} {y} \t\n" for x, y in want)
    kit.close(student.parse_points(text), want)


@pytest.mark.exercise
def test_points_last_line(student, rng):
    """最后一行没有换行，也不会丢。"""
    want = points(rng, 4)
    text = "\n".join(f"{x} {y}" for x, y in want)
    kit.close(student.parse_points(text), want)


@pytest.mark.exercise
def test_points_comment_lines(student, rng):
    """整行的注释跳过，注释前面可以有空白，注释里可以有数。"""
    want = points(rng, 3)
    (a, b), (c, d), (e, f) = want
    text = f"# 7 8\n{a} {b}\n   # 说明\n#\n{c} {d}\n{e} {f}\n# 完\n"
    kit.close(student.parse_points(text), want)


@pytest.mark.exercise
def test_points_comments_after_data(student, rng):
    """数据后面的注释去掉，里面有没有别的井号都一样。"""
    want = points(rng, 2)
    (a, b), (c, d) = want
    kit.close(student.parse_points(f"{a} {b} # 好\n{c} {d}\t# 三 # 四\n"), want)


@pytest.mark.exercise
def test_points_comments_close_to_data(student, rng):
    """注释紧跟在数后面，中间没有空白，也去掉。"""
    want = points(rng, 2)
    (a, b), (c, d) = want
    with allowed("紧跟在数后面的注释"):
        results = [
            student.parse_points(f"{a} {b} # 好\n{c} {d} #1 2\n"),
            student.parse_points(f"{a} {b}#好\n{c} {d}#1 2\n"),
        ]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise
def test_points_empty_lines(student, rng):
    """空行和只有空白的行跳过。"""
    want = points(rng, 2)
    (a, b), (c, d) = want
    text = f"\n{a} {b}\n\n   \n\t\n{c} {d}\n\n"
    kit.close(student.parse_points(text), want)


@pytest.mark.exercise
def test_points_missing(student, rng):
    """缺测的 nan 读成 NaN，这一行仍然是一个点。"""
    want = points(rng, 3)
    want[0, 1] = want[2, 0] = np.nan
    text = "".join(f"{x} {y}\n" for x, y in want)
    kit.close(student.parse_points(text), want)


@pytest.mark.exercise
def test_points_ways_to_write_numbers(student, rng):
    """科学记数法、正号、省略的零都读得懂。"""
    want = [[1500.0, -0.25], [0.5, 2.0], [-3e-7, 4.0]]
    with allowed("float() 读得懂的写法"):
        results = [
            student.parse_points("1500.0 -0.25\n0.5 2.0\n-0.0000003 4\n"),
            student.parse_points("1.5e3 -.25\n+0.5 2.\n-3E-7 4\n"),
        ]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("text", ["", "\n", "   \n\n\t", "# 没有点\n  # 真的没有"])
def test_points_none(student, rng, text):
    """一个点也没有时，返回没有行、有两列的数组，不发出警告。"""
    with student.strict_warnings():
        result = student.parse_points(text)
    kit.close(kit.array(result, (0, 2), dtype="f"), np.zeros((0, 2)))


@pytest.mark.exercise(weight=0.5)
def test_points_refuses_one_number(student, rng):
    """一行只有一个数时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.parse_points("1 2\n3\n4 5\n")


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("text", ["1 2\n3 4 5\n6 7\n", "1 2 3\n4 5 6\n"])
def test_points_refuses_three_numbers(student, rng, text):
    """一行有三个数时抛出 ValueError，每一行都是三个也一样。"""
    with kit.raises("ValueError"):
        student.parse_points(text)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("text", ["1 2\n3 四\n", "x y\n1 2\n", "1 2\n3,4 5\n", "1 --\n"])
def test_points_refuses_words(student, rng, text):
    """有一行的两个词不都是数时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.parse_points(text)


@pytest.mark.exercise
@pytest.mark.parametrize("bad", ["0.5", "0.5 0.5 0.5", "0.5 x"])
def test_points_line_number(student, rng, bad):
    """说明里写出出错的是第几行，从一数起。"""
    good = int(rng.integers(40, 60))
    says_line(student, "0.5 0.5\n" * good + f"{bad}\n0.5 0.5\n", good + 1, good)


@pytest.mark.exercise
@pytest.mark.parametrize("bad", ["0.5", "0.5 x"])
def test_points_line_number_counts_all(student, rng, bad):
    """数行号时，空行、注释行都算。"""
    good, rest = int(rng.integers(40, 60)), int(rng.integers(7, 20))
    text = "# 开头\n" + "\n# 说明\n" * rest + "0.5 0.5\n" * good + f"{bad}\n"
    says_line(student, text, good + 2 * rest + 2, good + 1, good + rest + 2, good + rest + 1)


@pytest.mark.exercise
def test_points_first_bad_line(student, rng):
    """有好几行写错时，说的是第一处。"""
    good = int(rng.integers(40, 60))
    text = "0.5 0.5\n" * good + "0.5\n" + "0.5 0.5\n" * 7 + "x 0.5\n"
    says_line(student, text, good + 1, good + 9)


@pytest.mark.exercise(core=True, structure=True)
def test_points_are_read_by_hand(student, rng):
    """不用现成的读数函数。"""
    kit.close(student.parse_points("1 2\n"), [[1.0, 2.0]])
    kit.not_calling(student, "parse_points", {"*loadtxt*", "*genfromtxt*", "*fromstring*"})
