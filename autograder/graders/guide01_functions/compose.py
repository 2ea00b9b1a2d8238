"""Hidden tests of compose: the notebook's ``curve`` makes functions that do not commute; what comes of them is known here."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import call


@pytest.mark.exercise(core=True)
def test_compose_two(student, rng):
    """两个函数：写在后面的先算。"""
    m, b, n = (float(v) for v in rng.uniform(1.5, 3.0, 3))
    x = rng.uniform(0.5, 2.0, size=(3, 5))
    want = m * x**n + b
    composed = student.compose(student.curve("line", m, b), student.curve("power", n))
    kit.close(call(student, composed, x), want)


@pytest.mark.exercise
def test_compose_four(student, rng):
    """四个函数也行，次序不乱。"""
    x = rng.normal(size=5)
    want = np.exp(-0.5 * np.sin((2 * x + 1) ** 2))
    parts = [("exp", -0.5), ("sine",), ("power", 2), ("line", 2.0, 1.0)]
    composed = student.compose(*(student.curve(*part) for part in parts))
    kit.close(call(student, composed, x), want)


@pytest.mark.exercise
def test_compose_one(student, rng):
    """一个函数：就是它自己。"""
    x = rng.normal(size=5)
    kit.close(call(student, student.compose(student.curve("exp", 1.0)), x), np.exp(x))


@pytest.mark.exercise
def test_compose_none(student, rng):
    """一个函数也没有：原样返回。"""
    x = rng.normal(size=5)
    composed = student.compose()
    results = [call(student, composed, x), call(student, composed, -3.5)]
    kit.close(results[0], x)
    kit.close(results[1], -3.5)


@pytest.mark.exercise
def test_compose_same_function(student, rng):
    """同一个函数可以出现几次，每次都算。"""
    x, double = rng.normal(size=5), student.curve("line", 2.0, 1.0)
    kit.close(call(student, student.compose(double, double, double), x), 8 * x + 7)


@pytest.mark.exercise
def test_compose_called_again(student, rng):
    """返回的函数可以调用多次，每次都是从头算起。"""
    x = rng.normal(size=5)
    composed = student.compose(student.curve("line", 2.0, 1.0), student.curve("power", 2))
    results = [call(student, composed, x), call(student, composed, x + 1), call(student, composed, x)]
    for result, point in zip(results, (x, x + 1, x)):
        kit.close(result, 2 * point**2 + 1)


@pytest.mark.exercise
def test_compose_separate(student, rng):
    """先后造的两个函数互不影响。"""
    x, f, g = rng.normal(size=5), student.curve("line", 2.0, 1.0), student.curve("power", 2)
    first, second = student.compose(f, g), student.compose(g, f)
    results = [call(student, first, x), call(student, second, x)]
    kit.close(results[0], 2 * x**2 + 1)
    kit.close(results[1], (2 * x + 1) ** 2)


@pytest.mark.exercise
def test_compose_of_compositions(student, rng):
    """串好的函数可以再串。"""
    x, f, g = rng.normal(size=5), student.curve("line", 2.0, 1.0), student.curve("power", 2)
    inner = student.compose(f, g)
    kit.close(call(student, student.compose(g, inner), x), (2 * x**2 + 1) ** 2)


@pytest.mark.exercise
def test_compose_asks_nothing_early(student, rng):
    """造新函数的时候不去问里面的函数；调用一次，每个只问一次。"""
    f, g = student.curve("line", 2.0, 1.0), student.curve("line", -1.0, 4.0)
    composed = student.compose(f, g)
    kit.sequence(student.attribute(g, "asked"), 0, "造的时候问过的 x")
    result = call(student, composed, 3.0)
    kit.sequence(student.attribute(f, "asked"), 1, "f 被问过的 x")
    kit.sequence(student.attribute(g, "asked"), 1, "g 被问过的 x")
    kit.close(result, 3.0)
