"""Hidden tests of tanh: its values, and what its rule gives to its source."""

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

CASES = pytest.mark.parametrize("x", [0.6, -1.3, 2.1, 0.0, -4.2, 7.3])


@pytest.mark.exercise(core=True)
@CASES
def test_tanh_value(student, x):
    """结果的 data 正确。"""
    check_value(student, "tanh", x, math.tanh(x))


@pytest.mark.exercise(core=True)
@CASES
def test_tanh_gradient(student, rng, x):
    """规则运行一次，来源得到导数乘 out.grad。"""
    check_gradient(student, "tanh", x, float(rng.uniform(2, 4)), 1 - math.tanh(x) ** 2)


@pytest.mark.exercise
@CASES
def test_tanh_adds_to_the_gradient(student, x):
    """来源原有的 grad 留着，往上加。"""
    check_adding(student, "tanh", x, 1 - math.tanh(x) ** 2)


@pytest.mark.exercise
@CASES
def test_tanh_twice(student, rng, x):
    """规则运行两次，用的是各自那一次的 out.grad，加两次。"""
    check_twice(student, "tanh", x, float(rng.uniform(2, 4)), 1 - math.tanh(x) ** 2)


@pytest.mark.exercise
def test_tanh_parents(student):
    """parents 里有 x。"""
    check_parents(student, "tanh", [student.Value(1.5)])


@pytest.mark.exercise
def test_tanh_waits(student):
    """调用时只算结果：x 的 data、grad、rule 都不动，结果的 grad 是零，留着 rule。"""
    check_patience(student, "tanh", [student.Value(1.5)])


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("seed", range(3))
def test_tanh_in_expressions(student, rng, seed):
    """和加、乘一起用在算式里，同一个数用了几次，梯度也都对。"""
    check_expression(student, rng, ["tanh", "tanh", "add", "multiply"])


FAR = pytest.mark.parametrize("x", [1e4, -1e4, 800.0, -800.0])


@pytest.mark.exercise
@FAR
def test_tanh_far_out(student, x):
    """离零很远时值是正负一，不溢出。"""
    check_value(student, "tanh", x, math.copysign(1.0, x))


@pytest.mark.exercise
@FAR
def test_tanh_far_out_gradient(student, x):
    """离零很远时导数是零，不溢出。"""
    check_gradient(student, "tanh", x, 3.0, 0.0)
