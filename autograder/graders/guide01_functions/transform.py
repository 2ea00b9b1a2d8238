"""Hidden tests of transform: the notebook's ``curve`` makes the function over there; what comes of it is known here."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import call


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("moved", ["h", "k"])
def test_transform_values(student, rng, moved):
    """返回的函数在每个 x 处是 a·f(b·(x − h)) + k：又伸缩又搬，左右搬、上下搬各试一次。"""
    # Apart, so that a mistake with h shows where there is none with k.
    a, b, h, k = (float(v) for v in rng.uniform(0.5, 2.0, 4) * [1, -1, moved == "h", -(moved == "k")])
    x = rng.normal(size=(3, 5))
    want = a * (b * (x - h)) ** 3 + k
    kit.close(call(student, student.transform(student.curve("power", 3), a, b, h, k), x), want)


@pytest.mark.exercise
def test_transform_identity(student, rng):
    """四个数都不给时，与 f 一样。"""
    x = rng.normal(size=5)
    kit.close(call(student, student.transform(student.curve("exp", 0.5)), x), np.exp(0.5 * x))


@pytest.mark.exercise
@pytest.mark.parametrize("sign", [-1.0, 1.0])
def test_transform_shift(student, rng, sign):
    """只左右搬：h 是正数时向右。"""
    h, x = sign * float(rng.uniform(0.5, 2.0)), rng.normal(size=5)
    want = np.exp(x - h)
    kit.close(call(student, student.transform(student.curve("exp", 1.0), h=h), x), want)


@pytest.mark.exercise
@pytest.mark.parametrize("sign", [-1.0, 1.0])
def test_transform_squeeze(student, rng, sign):
    """只左右伸缩：b 是负数时左右翻。"""
    b, x = sign * float(rng.uniform(1.5, 3.0)), rng.normal(size=5)
    want = np.sin(b * x)
    kit.close(call(student, student.transform(student.curve("sine"), b=b), x), want)


@pytest.mark.exercise
@pytest.mark.parametrize("sign", [-1.0, 1.0])
def test_transform_stretch(student, rng, sign):
    """只上下伸缩：a 是负数时上下翻。"""
    a, x = sign * float(rng.uniform(1.5, 3.0)), rng.normal(size=5)
    want = a * np.exp(x)
    kit.close(call(student, student.transform(student.curve("exp", 1.0), a=a), x), want)


@pytest.mark.exercise
def test_transform_lift(student, rng):
    """只上下搬：k 加在最外面。"""
    k, x = float(rng.uniform(0.5, 2.0)), rng.normal(size=5)
    want = np.exp(x) + k
    kit.close(call(student, student.transform(student.curve("exp", 1.0), k=k), x), want)


@pytest.mark.exercise
def test_transform_squeeze_and_shift(student, rng):
    """先搬再压缩：b 和 h 一起给时，搬的距离仍然是 h。"""
    b, h = float(rng.uniform(1.5, 3.0)), float(rng.uniform(0.5, 2.0))
    x = rng.normal(size=5)
    want = np.exp(b * (x - h))
    kit.close(call(student, student.transform(student.curve("exp", 1.0), b=b, h=h), x), want)


@pytest.mark.exercise
def test_transform_stretch_and_lift(student, rng):
    """先拉伸再往上搬：a 和 k 一起给时，搬的距离仍然是 k。"""
    a, k, x = float(rng.uniform(1.5, 3.0)), float(rng.uniform(0.5, 2.0)), rng.normal(size=5)
    want = a * np.sin(x) + k
    kit.close(call(student, student.transform(student.curve("sine"), a=a, k=k), x), want)


@pytest.mark.exercise
def test_transform_zero(student, rng):
    """a、b 是零也照公式：处处是一个常数。"""
    x = rng.normal(size=5)
    f = student.curve("exp", 1.0)
    flat, squeezed = student.transform(f, 0, 1, 2, 3.5), student.transform(f, 2, 0, 1, 0.5)
    results = [call(student, flat, x), call(student, squeezed, x)]
    kit.close(results[0], np.full(5, 3.5))
    kit.close(results[1], np.full(5, 2.5))


@pytest.mark.exercise
def test_transform_twice(student, rng):
    """结果可以再交给 transform；先造的函数不受后造的影响，可以调用多次。"""
    f, x = student.curve("power", 2), rng.normal(size=5)
    first = student.transform(f, 2.0, 1.0, 1.0, 0.0)
    second = student.transform(first, 1.0, 3.0, 0.0, -4.0)
    results = [call(student, second, x), call(student, first, x), call(student, first, 2 * x)]
    kit.close(results[0], 2 * (3 * x - 1) ** 2 - 4)
    kit.close(results[1], 2 * (x - 1) ** 2)
    kit.close(results[2], 2 * (2 * x - 1) ** 2)


@pytest.mark.exercise
def test_transform_of_a_number(student, rng):
    """返回的函数接受单独一个数，整数也行。"""
    g = student.transform(student.curve("line", 3.0, 1.0), 1, 2, -1, 5)
    kit.close(call(student, g, 4), 36.0)


@pytest.mark.exercise
def test_transform_asks_nothing_early(student, rng):
    """造新函数的时候还没有 x，不去问 f。"""
    f, x = student.curve("exp", 1.0), float(rng.normal())
    g = student.transform(f, 2.0, 1.0, 0.0, 1.0)
    kit.require(len(kit.sequence(student.attribute(f, "asked"), 0, "问过的 x")) == 0, "已经问过 f 了")
    kit.close(call(student, g, x), 2 * np.exp(x) + 1)
