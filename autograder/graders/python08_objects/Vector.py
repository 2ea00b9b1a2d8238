"""Hidden tests of Vector: complex numbers are vectors too."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from autograder import draws, kit

from common import refused_outside

SAYS_NO = "抛出的是 NotImplementedError：“我不会”要写 return NotImplemented"
OTHERS = [1, 2.5, "Vector(1, 2)", None, (1, 2), [1, 2]]


def parts(v: Any) -> list[Any]:
    """What an instance of the learner's holds."""
    return [v.x, v.y]


def whole(z: complex) -> list[int]:
    """The parts of a complex number whose parts are whole."""
    return [int(z.real), int(z.imag)]


def pair(rng: np.random.Generator) -> tuple[int, int]:
    """Two whole numbers that differ, none of them 0."""
    x = draws.whole(rng, 1, 9) * draws.one_of(rng, (-1, 1))
    return x, x + draws.whole(rng, 10, 20)


def text_of(student: Any, v: Any, question: str = "repr(a)") -> Any:
    """A text, recorded without the address that an object without a text of its own has in it."""
    found = student.look(question, v)
    kit.record(student, re.sub("0x[0-9a-fA-F]+", "0x", found) if isinstance(found, str) else found)
    return found


@pytest.mark.exercise(core=True)
def test_vector_example(student):
    """文档字符串里的例子：3 * (1, 2) + (3, −1) 是 (6, 5)，(3, 4) 的长度是 5。"""
    found = parts(student.Vector(1, 2) * 3 + student.Vector(3, -1))
    length = abs(student.Vector(3, 4))
    kit.same(found, [6, 5], name="和")
    kit.same(length, 5.0, name="abs")


@pytest.mark.exercise(core=True)
def test_vector_random_sums(student, rng):
    """和、差、反方向：一样一样地对，整数还是整数，两边都不变。"""
    for _ in range(8):
        a, b = pair(rng), pair(rng)
        p, q = complex(*a), complex(*b)
        for sign, want in (("+", p + q), ("-", p - q)):
            v, w = student.Vector(*a), student.Vector(*b)
            found = parts(v + w if sign == "+" else v - w)
            after = [parts(v), parts(w)]
            kit.same(found, whole(want), name=f"v {sign} w")
            kit.same(after, [list(a), list(b)], name=f"v {sign} w 之后的 [v, w]")
        v = student.Vector(*a)
        kit.same(parts(-v), whole(-p), name="-v")
        kit.same(parts(v), list(a), name="-v 之后的 v")


@pytest.mark.exercise(core=True)
def test_vector_random_multiples(student, rng):
    """v * k：每一份都乘，v 不变；k 是小数、0、负数也行。"""
    for k in (draws.whole(rng, 2, 9), -3, 0, 0.5):
        a = pair(rng)
        v = student.Vector(*a)
        found, after = parts(v * k), parts(v)
        kit.same(found, [a[0] * k, a[1] * k], name="v * k")
        kit.same(after, list(a), name="之后的 v")


@pytest.mark.exercise(weight=3)
def test_vector_number_first(student, rng):
    """k * v 与 v * k 一样。"""
    for k in (draws.whole(rng, 2, 9), 0.25):
        a = pair(rng)
        v = student.Vector(*a)
        with refused_outside("Vector-solution", "TypeError", "数在左边，乘不了"):
            found = k * v
        kit.same(parts(found), [a[0] * k, a[1] * k], name="k * v")


@pytest.mark.exercise
def test_vector_length(student, rng):
    """长度是平方和的平方根；零向量的长度是 0。"""
    for a in [(0, 0), (-5, 12), pair(rng), tuple(float(x) for x in rng.uniform(-3, 3, size=2))]:
        kit.same(abs(student.Vector(*a)), float(abs(complex(*a))), name="abs")


@pytest.mark.exercise
def test_vector_floats(student, rng):
    """小数的向量也能加、减、乘。"""
    a, b = rng.uniform(-3, 3, size=(2, 2)).tolist()
    p, q = complex(*a), complex(*b)

    def fresh() -> tuple[Any, Any]:
        return student.Vector(*a), student.Vector(*b)

    (v, w), (t, u), (s, _) = fresh(), fresh(), fresh()
    found = [parts(v + w), parts(t - u), parts(s * 1.5)]
    kit.same(found, [[z.real, z.imag] for z in (p + q, p - q, p * 1.5)], name="[v + w, v - w, v * 1.5]")


@pytest.mark.exercise
def test_vector_equality(student):
    """x 和 y 都相等才相等，整数与小数可以相等；!= 正相反。"""
    v = student.Vector(1, 2)
    others = [(1, 2), (1.0, 2.0), (1, 3), (2, 2), (2, 1), (-1, -2)]
    found = [student.look("[a == b, a != b]", v, student.Vector(*other)) for other in others]
    kit.same(found, [[x, not x] for x in (True, True, False, False, False, False)], name="[==, !=]")


@pytest.mark.exercise(weight=3)
def test_vector_equals_nothing_else(student):
    """与不是 Vector 的东西比，是 False，不出错。"""
    v = student.Vector(1, 2)
    found = [student.look("[a == b, b == a, a != b]", v, other) for other in OTHERS]
    kit.same(found, [[False, False, True]] * len(OTHERS), name="[v == x, x == v, v != x]")


@pytest.mark.exercise(weight=3)
def test_vector_hash(student):
    """相等的 hash 相同，可以放进集合、当字典的键。"""
    v, w, u = student.Vector(1, 2), student.Vector(1.0, 2.0), student.Vector(2, 1)
    with refused_outside("Vector-solution", "TypeError", "没有可用的 hash"):
        found = [
            student.look("hash(a) == hash(b)", v, student.Vector(1, 2)),
            student.look("hash(a) == hash(b)", v, w),
            student.look("len({a, b, c})", v, w, u),
            student.look("{a: 'first'}.get(b)", v, w),
            student.look("c in {a, b}", v, w, u),
        ]
    kit.same(
        found, [True, True, 2, "first", False], name="[hash 相同, hash 相同, 集合的大小, 字典里找, 没有的]"
    )


@pytest.mark.exercise(weight=3)
def test_vector_text(student, rng):
    """repr 是 "Vector(x, y)" 的样子，放进列表里显示也是。"""
    a = pair(rng)
    given = [a, (0.5, -2), (1e20, 0)]
    found = [text_of(student, student.Vector(*xy)) for xy in given]
    kit.same(found, ["Vector({!r}, {!r})".format(*xy) for xy in given], name="repr")
    kit.same(
        text_of(student, student.Vector(1, 2), "str([a, a])"), "[Vector(1, 2), Vector(1, 2)]", name="列表"
    )


@pytest.mark.exercise
@pytest.mark.parametrize("sum_", ["a + 1", "a - 1"])
def test_vector_with_a_number(student, sum_):
    """向量加、减一个数，抛出 TypeError。"""
    v = student.Vector(1, 2)
    with kit.meaning("NotImplementedError", SAYS_NO), kit.raises("TypeError"):
        student.look(sum_, v)


@pytest.mark.exercise(weight=3)
def test_vector_times_vector(student):
    """两个向量相乘，抛出 TypeError。"""
    v, w = student.Vector(1, 2), student.Vector(3, -1)
    with kit.meaning("NotImplementedError", SAYS_NO), kit.raises("TypeError"):
        student.look("a * b", v, w)
