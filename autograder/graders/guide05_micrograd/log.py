"""Hidden tests of log: its values, and what its rule gives to its source."""

from __future__ import annotations

import math

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
)

CASES = pytest.mark.parametrize("x", [2.3, 0.4, 1.7, 1e-3, 57.0])


@pytest.mark.exercise(core=True)
@CASES
def test_log_value(student, x):
    """结果的 data 正确。"""
    check_value(student, "log", x, math.log(x))


@pytest.mark.exercise(core=True)
@CASES
def test_log_gradient(student, rng, x):
    """规则运行一次，来源得到导数乘 out.grad。"""
    check_gradient(student, "log", x, float(rng.uniform(2, 4)), 1 / x)


@pytest.mark.exercise
@CASES
def test_log_adds_to_the_gradient(student, x):
    """来源原有的 grad 留着，往上加。"""
    check_adding(student, "log", x, 1 / x)


@pytest.mark.exercise
@CASES
def test_log_twice(student, rng, x):
    """规则运行两次，用的是各自那一次的 out.grad，加两次。"""
    check_twice(student, "log", x, float(rng.uniform(2, 4)), 1 / x)


@pytest.mark.exercise
def test_log_parents(student):
    """parents 里有 x。"""
    check_parents(student, "log", [student.Value(1.5)])


@pytest.mark.exercise
def test_log_waits(student):
    """调用时只算结果：x 的 data、grad、rule 都不动，结果的 grad 是零，留着 rule。"""
    check_patience(student, "log", [student.Value(1.5)])


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("seed", range(3))
def test_log_in_expressions(student, rng, seed):
    """和加、乘一起用在算式里，同一个数用了几次，梯度也都对。"""
    check_expression(student, rng, ["log", "log", "add", "multiply"])


@pytest.mark.exercise
@pytest.mark.parametrize("x", [0.0, -1e-9, -2.5], ids=["zero", "just below", "negative"])
def test_log_outside(student, x):
    """x 不是正数，调用时就抛出 ValueError。"""
    node = student.Value(x)
    with kit.raises("ValueError"):
        student.log(node)


@pytest.mark.exercise
def test_log_of_a_tiny_number(student):
    """很小的正数有对数。"""
    check_value(student, "log", 1e-300, math.log(1e-300))
