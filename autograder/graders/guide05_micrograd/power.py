"""Hidden tests of power: its values, and what its rule gives to its source."""

from __future__ import annotations

import pytest

from autograder import kit

from common import (
    check_adding,
    check_expression,
    check_gradient,
    check_parents,
    check_patience,
    check_twice,
    check_value,
    data,
    each,
)

CASES = pytest.mark.parametrize(
    ("x", "n"), [(1.7, 3), (-1.3, 2), (2.3, -1), (-0.7, -3), (1.9, 0.5), (-1.3, 3.0), (2.3, -1.5), (0.6, 4)]
)


@pytest.mark.exercise(core=True)
@CASES
def test_power_value(student, x, n):
    """结果的 data 正确。"""
    check_value(student, "power", x, x**n, n)


@pytest.mark.exercise(core=True)
@CASES
def test_power_gradient(student, rng, x, n):
    """规则运行一次，来源得到导数乘 out.grad。"""
    check_gradient(student, "power", x, float(rng.uniform(2, 4)), n * x ** (n - 1), n)


@pytest.mark.exercise
@CASES
def test_power_adds_to_the_gradient(student, x, n):
    """来源原有的 grad 留着，往上加。"""
    check_adding(student, "power", x, n * x ** (n - 1), n)


@pytest.mark.exercise
@CASES
def test_power_twice(student, rng, x, n):
    """规则运行两次，用的是各自那一次的 out.grad，加两次。"""
    check_twice(student, "power", x, float(rng.uniform(2, 4)), n * x ** (n - 1), n)


@pytest.mark.exercise
def test_power_parents(student):
    """parents 里有 x。"""
    check_parents(student, "power", [student.Value(1.5)], 3)


@pytest.mark.exercise
def test_power_waits(student):
    """调用时只算结果：x 的 data、grad、rule 都不动，结果的 grad 是零，留着 rule。"""
    check_patience(student, "power", [student.Value(1.5)], 3)


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("seed", range(3))
def test_power_in_expressions(student, rng, seed):
    """和加、乘一起用在算式里，同一个数用了几次，梯度也都对。"""
    check_expression(student, rng, ["power", "power", "add", "multiply"])


@pytest.mark.exercise
@pytest.mark.parametrize("x", [0.0, 1.7, -2.3])
@pytest.mark.parametrize("n", [0, 0.0], ids=["int", "float"])
def test_power_zero(student, x, n):
    """零次方是常数：导数是零，x 是零时也是。"""
    node = student.Value(x)
    node.grad = 0.25
    out = student.power(node, n)
    kit.close(data(student, out), 1.0, name="out.data")
    student.pull(out, 3.0)
    kit.close(node.grad, 0.25, name="x.grad")


@pytest.mark.exercise
@pytest.mark.parametrize(("n", "slope"), [(2, 0.0), (3, 0.0), (1, 1.0), (1.5, 0.0)])
def test_power_at_zero(student, n, slope):
    """x 是零、指数是正数时，导数也对。"""
    check_gradient(student, "power", 0.0, 3.0, slope, n)


@pytest.mark.exercise
def test_power_operators(student, rng):
    """** 和除法：两边都行，一边是数也行。"""
    x, y = float(rng.uniform(1.5, 3)), float(rng.uniform(-1.2, -0.3))
    wants = [x**2, x / y, x / 4, 3 / y]
    slopes = [2 * x + 1 / y + 1 / 4, -x / y**2 - 3 / y**2]
    a, b = student.Value(x), student.Value(y)
    nodes = [a**2, a / b, a / 4, 3 / b]
    found = student.data_of(nodes)
    each(found, wants, "各结果的 data")
    for node in nodes:
        student.pull(node, 1.0)
        for source in student.attribute(node, "parents"):
            student.pull(source)  # the reciprocal's rule; leaves have none
    each(student.grads_of([a, b]), slopes, "(a, b) 的 grad")
