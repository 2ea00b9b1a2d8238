"""Hidden tests of Version: tuples of three numbers beside it."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import draws, kit

from common import refused_outside

ORDER = "[a < b, a <= b, a == b, a != b, a >= b, a > b]"


def answer(student: Any, question: str, *things: Any) -> Any:
    """What the learner's notebook answers to a question."""
    with refused_outside("Version-solution", "TypeError", "这一问，图纸或者版本号收不下"):
        return student.look(question, *things)


def compared(a: tuple[int, ...], b: tuple[int, ...]) -> list[bool]:
    """The six answers for two tuples."""
    return [a < b, a <= b, a == b, a != b, a >= b, a > b]


@pytest.mark.exercise(core=True)
def test_version_example(student):
    """文档字符串里的例子：1.10 比 1.9 新，parse 之后写成 1.10.0。"""
    newer = answer(student, "a > b", student.Version(1, 10), student.Version(1, 9))
    text = answer(student, "str(Version.parse(a))", "1.10")
    kit.same([newer, text], [True, "1.10.0"], name="[>, str]")


@pytest.mark.exercise(core=True)
def test_version_random_order(student, rng):
    """六种比较，先比 major，再比 minor，再比 patch，都按数比。"""
    for _ in range(12):
        a, b = (tuple(draws.some_of(rng, (0, 1, 2, 9, 10, 11, 100), 3)) for _ in range(2))
        if rng.random() < 0.5:
            b = (a[0], *b[1:])
        found = answer(student, ORDER, student.Version(*a), student.Version(*b))
        kit.same(found, compared(a, b), name="[<, <=, ==, !=, >=, >]")


@pytest.mark.exercise(core=True)
def test_version_random_texts(student, rng):
    """parse 收一到三段，缺的是 0；str 写出三段。"""
    for length in (1, 2, 3, 1, 2, 3):
        parts = [draws.whole(rng, 0, 120) for _ in range(length)]
        want = ".".join(str(x) for x in parts + [0] * (3 - length))
        found = answer(student, "str(Version.parse(a))", ".".join(map(str, parts)))
        kit.same(found, want, name="str(Version.parse(…))")


@pytest.mark.exercise
def test_version_parsed_equals_made(student):
    """parse 得到的是 Version：与直接造的相等，三段是整数。"""
    found = answer(
        student,
        "[Version.parse(b) == a, isinstance(Version.parse(b), Version)]",
        student.Version(3, 4),
        "3.4",
    )
    kit.same(found, [True, True], name="[相等, 是 Version]")
    parts = answer(
        student, "[Version.parse(a).major, Version.parse(a).minor, Version.parse(a).patch]", "3.14.15"
    )
    kit.same(parts, [3, 14, 15], name="[major, minor, patch]")


@pytest.mark.exercise
def test_version_defaults(student):
    """minor、patch 不写就是 0，相等的也就相等。"""
    v = student.Version(2)
    found = [v.major, v.minor, v.patch, answer(student, "str(a)", v)]
    equal = answer(student, "a == b", v, student.Version(2, 0, 0))
    kit.same(found, [2, 0, 0, "2.0.0"], name="[major, minor, patch, str]")
    kit.same(equal, True, name="Version(2) == Version(2, 0, 0)")


@pytest.mark.exercise
def test_version_leading_zeros(student):
    """一段前面多写的 0 不算。"""
    with kit.meaning("ValueError", "01 也是一段数字，不该抛出错误"):
        found = answer(student, "str(Version.parse(a))", "01.002")
    kit.same(found, "1.2.0")


@pytest.mark.exercise(core=True)
def test_version_in_order_as_parsed(student):
    """一列文本，parse 之后排序，按数排。"""
    texts = ["1.9", "1.10", "10", "2", "1.10.1", "1.2.11", "1.2.9"]
    found = answer(student, "[str(v) for v in sorted(Version.parse(t) for t in a)]", texts)
    kit.same(found, ["1.2.9", "1.2.11", "1.9.0", "1.10.0", "1.10.1", "2.0.0", "10.0.0"], name="排好的")


@pytest.mark.exercise
@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.2.3.4",
        "a",
        "1.a",
        "-1",
        "1.-2",
        "1..2",
        ".1",
        "1.",
        ".",
        " 1",
        "1 ",
        "1. 2",
        "1_0",
        "+1",
        "1,2",
    ],
)
def test_version_refuses(student, text):
    """不是一到三段数字的文本，抛出 ValueError。"""
    with kit.meaning("TypeError", "抛出的是 TypeError，应当是 ValueError"), kit.raises("ValueError"):
        student.look("Version.parse(a)", text)


@pytest.mark.exercise
@pytest.mark.parametrize("field", ["major", "minor", "patch"])
def test_version_frozen(student, field):
    """给任何一段赋值，抛出 AttributeError，原来的不变。"""
    v = student.Version(1, 2, 3)
    with kit.raises("AttributeError", "FrozenInstanceError"):
        setattr(v, field, 9)
    kit.same([v.major, v.minor, v.patch], [1, 2, 3], name="[major, minor, patch]")


@pytest.mark.exercise
def test_version_in_sets(student):
    """相等的在集合里只算一个，可以当字典的键。"""
    a, b, c = student.Version(1, 10), student.Version(1, 10, 0), student.Version(1, 1)
    found = [answer(student, "len({a, b, c})", a, b, c), answer(student, "{a: 'x'}.get(b)", a, b)]
    kit.same(found, [2, "x"], name="[集合的大小, 字典里找]")
