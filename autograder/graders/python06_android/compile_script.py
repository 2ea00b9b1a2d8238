"""Hidden tests of compile_script: files of actions, good ones and bad ones."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import draws, kit

from common import PLAIN, SPECIAL, scripts

KEYS = ["home", "back", "enter", "volume_up", "wakeup", "Power"]


def tap(rng: np.random.Generator) -> str:
    """A tap somewhere."""
    return f"tap {draws.whole(rng, 0, 1079)} {draws.whole(rng, 0, 2399)}"


def swipe(rng: np.random.Generator) -> str:
    """A swipe somewhere."""
    return "swipe " + " ".join(str(draws.whole(rng, 0, 2399)) for _ in range(5))


def key(rng: np.random.Generator) -> str:
    """A key."""
    return "key " + draws.one_of(rng, KEYS)


def text(rng: np.random.Generator) -> str:
    """Something to be typed, that begins and ends in a character which is none of the special ones."""
    return f"text a{draws.text(rng, draws.whole(rng, 2, 9), PLAIN + SPECIAL + '  ')}z"


@pytest.mark.exercise(core=True)
def test_script_example(student):
    """例子里的剧本。"""
    scripts(student, ["# 回家\n  key home\n"])


@pytest.mark.exercise(core=True)
def test_script_taps_and_swipes(student, rng):
    """tap 和 swipe。"""
    texts = ["".join(f"{draws.one_of(rng, [tap, swipe])(rng)}\n" for _ in range(6)) for _ in range(3)]
    scripts(student, [*texts, "tap 0 0\nswipe 0 0 0 0 0\n"])


@pytest.mark.exercise(core=True)
def test_script_keys(student, rng):
    """key：名字大写。"""
    scripts(student, ["".join(f"{key(rng)}\n" for _ in range(4)) for _ in range(3)])


@pytest.mark.exercise
def test_script_text(student, rng):
    """text：由 escape_text 变过，末尾没有换行。"""
    scripts(student, ["".join(f"{text(rng)}\n" for _ in range(5)) for _ in range(4)])


@pytest.mark.exercise(weight=2)
def test_script_text_blanks(student):
    """text 后面的空格，除了第一个都要打，连着的、末尾的也是。"""
    scripts(student, ["text a  b\n", "text  a\n", "text a \nkey home\n", "text a  ", "  text  x  \n"])


@pytest.mark.exercise(weight=2)
def test_script_hash(student):
    """text 后面的 # 是要打的字，行首的才是注释。"""
    scripts(student, ["text #1\n", "text a #b\n# text c\n", "   # text d\ntext #\n"])


@pytest.mark.exercise
def test_script_blank_lines(student, rng):
    """空行、空白行、注释跳过，行首的空格不算。"""
    scripts(
        student,
        [f"\n\n{tap(rng)}\n\n   \n#\n    {key(rng)}\n", f"# tap\n  # x\n  {swipe(rng)}\n", "", "\n", "# a\n"],
    )


@pytest.mark.exercise
def test_script_end_without_newline(student, rng):
    """最后一行末尾没有换行。"""
    scripts(student, [tap(rng), f"{tap(rng)}\n{key(rng)}", f"{key(rng)}\ntext abc"])


@pytest.mark.exercise
def test_script_other_newlines(student, rng):
    """换行是 \\r\\n。"""
    scripts(student, [f"{tap(rng)}\r\ntext it's me\r\n\r\n{key(rng)}\r\n"])


@pytest.mark.exercise
def test_script_utf8(student, rng):
    """注释里有中文和表情。"""
    scripts(student, [f"# 打开计算器，😀\n{tap(rng)}\n"])


@pytest.mark.exercise
def test_script_everything(student, rng):
    """长的剧本，次序不变，序列号带端口。"""
    lines = [draws.one_of(rng, [tap, swipe, key, text])(rng) for _ in range(30)]
    scripts(student, ["\n".join(lines)], "10.0.0.7:5555")


def refused(student, rng, line: str) -> None:
    """A bad line, between two good ones."""
    path = student.give_file("bad.txt", f"{tap(rng)}\n{line}\n{tap(rng)}\n".encode())
    with kit.raises("ValueError"):
        student.compile_script(path, "x")


@pytest.mark.exercise
@pytest.mark.parametrize("line", ["jump 1 2", "TAP 1 2", "keys home", "texts hello", "textile", "taps 1 2"])
def test_script_unknown_word(student, rng, line):
    """不认识的词：ValueError。"""
    refused(student, rng, line)


@pytest.mark.exercise
@pytest.mark.parametrize("line", ["tap 1", "swipe 1 2 3 4", "key", "tap"])
def test_script_too_few(student, rng, line):
    """词不够：ValueError。"""
    refused(student, rng, line)


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("line", ["tap 1 2 3", "swipe 1 2 3 4 5 6", "key home back"])
def test_script_too_many(student, rng, line):
    """词多了：ValueError。"""
    refused(student, rng, line)


@pytest.mark.exercise
@pytest.mark.parametrize("line", ["key home # x", "tap 1 2 # x", "tap 1 2 #"])
def test_script_comment_at_the_end(student, rng, line):
    """行尾没有注释，# 也算一个词：ValueError。"""
    refused(student, rng, line)


@pytest.mark.exercise(weight=1.5)
def test_script_text_alone(student, rng):
    """text 后面没有字：ValueError。"""
    refused(student, rng, "text")


@pytest.mark.exercise
@pytest.mark.parametrize("line", ["tap a 2", "tap 1 b", "tap 1.5 2", "swipe 1 2 3 4 fast"])
def test_script_no_numbers(student, rng, line):
    """坐标、毫秒不是整数：ValueError。"""
    refused(student, rng, line)


@pytest.mark.exercise
@pytest.mark.parametrize("line", ["tap -1 2", "tap 1 -2", "swipe 1 2 3 4 -300"])
def test_script_negative(student, rng, line):
    """坐标、毫秒是负的：ValueError。"""
    refused(student, rng, line)


@pytest.mark.exercise
@pytest.mark.parametrize("line", ["text 你好", "text 100%s"])
def test_script_untypable(student, rng, line):
    """打不出来的字：ValueError。"""
    refused(student, rng, line)


@pytest.mark.exercise
def test_script_is_a_list(student, rng):
    """返回的是列表，全看完了才交出来。"""
    path = student.give_file("script.txt", f"{tap(rng)}\n{key(rng)}\n".encode())
    kit.same(student.gives_a_list(path, "x"), True, name="是不是列表")


@pytest.mark.exercise
def test_script_missing(student):
    """没有这个文件：FileNotFoundError。"""
    with kit.raises("FileNotFoundError"):
        student.compile_script(student.file_path("nothing_here.txt"), "x")
