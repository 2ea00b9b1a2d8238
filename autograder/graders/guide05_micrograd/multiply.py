"""Hidden tests of multiply: its values, and what its rule gives to its sources."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import check_expression, check_parents, check_patience, data, each

SIDES = pytest.mark.parametrize("side", ["left", "right"])


def pair(rng: np.random.Generator) -> tuple[float, float]:
    """Two unlike numbers, of unlike sign."""
    return float(rng.uniform(1.5, 3)), float(rng.uniform(-1.2, -0.3))


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("turned", [False, True])
def test_multiply_value(student, rng, turned):
    """结果的 data 正确，两边换个位置也一样。"""
    x, y = pair(rng)
    want = x * y
    given = student.Value(x), student.Value(y)
    kit.close(data(student, student.multiply(*(given[::-1] if turned else given))), want, name="out.data")


@pytest.mark.exercise(core=True)
def test_multiply_gradient(student, rng):
    """规则运行一次，两边都得到自己的那一份。"""
    x, y = pair(rng)
    upstream = float(rng.uniform(2, 4))
    wants = [y * upstream, x * upstream]
    a, b = student.Value(x), student.Value(y)
    student.pull(student.multiply(a, b), upstream)
    each(student.grads_of([a, b]), wants, "(a, b) 的 grad")


@pytest.mark.exercise
def test_multiply_left_gradient(student, rng):
    """只看左边得到的那一份。"""
    x, y = pair(rng)
    want = y
    a = student.Value(x)
    student.pull(student.multiply(a, student.Value(y)), 1.0)
    kit.close(a.grad, want, name="a.grad")


@pytest.mark.exercise
def test_multiply_right_gradient(student, rng):
    """只看右边得到的那一份。"""
    x, y = pair(rng)
    want = x
    b = student.Value(y)
    student.pull(student.multiply(student.Value(x), b), 1.0)
    kit.close(b.grad, want, name="b.grad")


@pytest.mark.exercise(weight=3)
def test_multiply_adds_to_gradients(student, rng):
    """来源原有的 grad 留着，往上加。"""
    x = y = float(rng.uniform(1.5, 3))  # a wrong partner is another test's
    wants = [0.75 + y, -0.5 + x]
    a, b = student.Value(x), student.Value(y)
    a.grad, b.grad = 0.75, -0.5
    student.pull(student.multiply(a, b), 1.0)
    each(student.grads_of([a, b]), wants, "(a, b) 的 grad")


@pytest.mark.exercise(weight=3)
def test_multiply_twice(student, rng):
    """规则运行两次，用的是各自那一次的 out.grad，加两次。"""
    x = y = float(rng.uniform(1.5, 3))  # a wrong partner is another test's
    upstream = float(rng.uniform(2, 4))
    wants = [y * (upstream + 1), x * (upstream + 1)]
    a, b = student.Value(x), student.Value(y)
    out = student.multiply(a, b)
    student.pull(out, upstream)
    student.pull(out, 1.0)
    each(student.grads_of([a, b]), wants, "(a, b) 的 grad")


@pytest.mark.exercise(weight=3)
def test_multiply_same_value(student, rng):
    """两边是同一个 Value：值对，梯度收两份。"""
    x = float(rng.uniform(1.5, 3))
    want, slope = x * x, 2 * x
    node = student.Value(x)
    out = student.multiply(node, node)
    kit.close(data(student, out), want, name="out.data")
    student.pull(out, 1.0)
    kit.close(node.grad, slope, name="grad")


@pytest.mark.exercise
@SIDES
@pytest.mark.parametrize("kind", [int, float, np.int64, np.float64], ids=lambda kind: kind.__name__)
def test_multiply_number(student, rng, side, kind):
    """一边是普通的数：值对，另一边照样得到梯度。"""
    x, number = float(rng.uniform(1.5, 3)), kind(rng.integers(2, 6)) * kind(-1)
    if kind in (float, np.float64):
        number = number / 4
    upstream = float(rng.uniform(2, 4))
    want, slope = float(number) * x, float(number) * upstream
    node = student.Value(x)
    out = student.multiply(number, node) if side == "left" else student.multiply(node, number)
    kit.close(data(student, out), want, name="out.data")
    student.pull(out, upstream)
    kit.close(node.grad, slope, name="grad")


@pytest.mark.exercise
def test_multiply_parents(student, rng):
    """parents 里有参与运算的每个 Value。"""
    x, y = pair(rng)
    check_parents(student, "multiply", [student.Value(x), student.Value(y)])


@pytest.mark.exercise
@SIDES
def test_multiply_parents_beside_a_number(student, rng, side):
    """一边是普通的数时，parents 里仍有另一边的 Value。"""
    x = float(rng.uniform(1.5, 3))
    node = student.Value(x)
    out = student.multiply(4, node) if side == "left" else student.multiply(node, 4)
    kit.require(x in student.data_of(student.attribute(out, "parents")), "parents 里应当有那个 Value")


@pytest.mark.exercise
def test_multiply_waits(student, rng):
    """调用时只算结果：来源的 data、grad、rule 都不动，结果的 grad 是零，留着 rule。"""
    x, y = pair(rng)
    check_patience(student, "multiply", [student.Value(x), student.Value(y)])


@pytest.mark.exercise(weight=3)
def test_multiply_shared(student, rng):
    """同一个 Value 用在几个结果里，几条路上的梯度加在一起。"""
    check_expression(student, rng, ["multiply"], [1.0, 1.0, 1.0])  # a wrong partner is another test's


@pytest.mark.exercise
def test_multiply_operators(student, rng):
    """运算符两边都行，一边是数也行。"""
    x, y = pair(rng)
    wants = [x * y, x * 3, 0.5 * y, -2 * x]
    a, b = student.Value(x), student.Value(y)
    nodes = [a * b, a * 3, 0.5 * b, -2 * a]
    found, slopes = student.data_of(nodes), []
    for node in nodes:
        a.grad = b.grad = 0.0
        student.pull(node, 1.0)
        slopes += student.grads_of([a, b])
    each(found, wants, "各结果的 data")
    each(slopes, [y, x, 3.0, 0.0, 0.0, 0.5, -2.0, 0.0], "各结果传给 (a, b) 的 grad")
