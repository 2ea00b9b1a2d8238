"""Hidden tests of exp: its values, and what its rule gives to its source."""

from __future__ import annotations

import math

import pytest

from common import (
    check_adding,
    check_expression,
    check_gradient,
    check_parents,
    check_patience,
    check_twice,
    check_value,
)

CASES = pytest.mark.parametrize("x", [1.3, -0.7, 0.0, -40.0, 3.1])


@pytest.mark.exercise(core=True)
@CASES
def test_exp_value(student, x):
    """结果的 data 正确。"""
    check_value(student, "exp", x, math.exp(x))


@pytest.mark.exercise(core=True)
@CASES
def test_exp_gradient(student, rng, x):
    """规则运行一次，来源得到导数乘 out.grad。"""
    check_gradient(student, "exp", x, float(rng.uniform(2, 4)), math.exp(x))


@pytest.mark.exercise
@CASES
def test_exp_adds_to_the_gradient(student, x):
    """来源原有的 grad 留着，往上加。"""
    check_adding(student, "exp", x, math.exp(x))


@pytest.mark.exercise
@CASES
def test_exp_twice(student, rng, x):
    """规则运行两次，用的是各自那一次的 out.grad，加两次。"""
    check_twice(student, "exp", x, float(rng.uniform(2, 4)), math.exp(x))


@pytest.mark.exercise
def test_exp_parents(student):
    """parents 里有 x。"""
    check_parents(student, "exp", [student.Value(1.5)])


@pytest.mark.exercise
def test_exp_waits(student):
    """调用时只算结果：x 的 data、grad、rule 都不动，结果的 grad 是零，留着 rule。"""
    check_patience(student, "exp", [student.Value(1.5)])


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("seed", range(3))
def test_exp_in_expressions(student, rng, seed):
    """和加、乘一起用在算式里，同一个数用了几次，梯度也都对。"""
    check_expression(student, rng, ["exp", "exp", "add", "multiply"])
