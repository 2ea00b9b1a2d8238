"""Hidden tests of relu: its values, and what its rule gives to its source."""

from __future__ import annotations

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

CASES = pytest.mark.parametrize("x", [2.3, 0.4, -1.7, -0.2, 1.0, 9.5])


@pytest.mark.exercise(core=True)
@CASES
def test_relu_value(student, x):
    """结果的 data 正确。"""
    check_value(student, "relu", x, max(x, 0.0))


@pytest.mark.exercise(core=True)
@CASES
def test_relu_gradient(student, rng, x):
    """规则运行一次，来源得到导数乘 out.grad。"""
    check_gradient(student, "relu", x, float(rng.uniform(2, 4)), float(x > 0))


@pytest.mark.exercise
@CASES
def test_relu_adds_to_the_gradient(student, x):
    """来源原有的 grad 留着，往上加。"""
    check_adding(student, "relu", x, float(x > 0))


@pytest.mark.exercise
@CASES
def test_relu_twice(student, rng, x):
    """规则运行两次，用的是各自那一次的 out.grad，加两次。"""
    check_twice(student, "relu", x, float(rng.uniform(2, 4)), float(x > 0))


@pytest.mark.exercise
def test_relu_parents(student):
    """parents 里有 x。"""
    check_parents(student, "relu", [student.Value(1.5)])


@pytest.mark.exercise
def test_relu_waits(student):
    """调用时只算结果：x 的 data、grad、rule 都不动，结果的 grad 是零，留着 rule。"""
    check_patience(student, "relu", [student.Value(1.5)])


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("seed", range(3))
def test_relu_in_expressions(student, rng, seed):
    """和加、乘一起用在算式里，同一个数用了几次，梯度也都对。"""
    check_expression(student, rng, ["relu", "relu", "add", "multiply"])


@pytest.mark.exercise
@pytest.mark.parametrize("x", [0.0, -0.0], ids=["plus", "minus"])
def test_relu_at_zero(student, x):
    """x 是零时，值和导数都是零。"""
    check_value(student, "relu", x, 0.0)
    check_gradient(student, "relu", x, 3.0, 0.0)


@pytest.mark.exercise
@pytest.mark.parametrize("x", [1.7, -1.7], ids=["open", "shut"])
def test_relu_negative_upstream(student, x):
    """out.grad 是负数时也一样：门开不开只看 x。"""
    check_gradient(student, "relu", x, -2.5, float(x > 0))
