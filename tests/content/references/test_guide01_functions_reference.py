"""The references of guide01_functions against NumPy, Python's own numbers, and searches that know no formula."""

import math

import numpy as np
import pytest
from references import reference

ref = reference("guide01_functions")


@pytest.fixture
def rng():
    return np.random.default_rng(101)


def test_polynomial_is_numpys(rng):
    coefficients, x = rng.normal(size=6), rng.normal(size=(3, 5))
    np.testing.assert_allclose(ref.polynomial(coefficients, x), np.polyval(coefficients, x), rtol=1e-11)


def test_quotient_is_that_of_the_coefficients(rng):
    x = rng.uniform(4.0, 9.0, size=7)
    top, bottom = ref.coefficients([1, -2], 1.5), ref.coefficients([2, 3])
    expected = np.polyval(top, x) / np.polyval(bottom, x)
    np.testing.assert_allclose(ref.quotient([1, -2], [2, 3], x, 1.5), expected, rtol=1e-12)
    assert np.isnan(ref.quotient([1], [2, 3], np.array([2.0, 3.0]))).all()


@pytest.mark.parametrize(("p", "q"), [(1, 3), (2, 6), (-5, 7), (4, 3), (3, 2), (0, 4), (-2, 1)])
def test_a_real_power_undone_is_the_power(rng, p, q):
    x = np.append(rng.normal(scale=3.0, size=9), 1.0)
    value = ref.real_power(x, p, q)
    divisor = math.gcd(p, q)
    there = ~np.isnan(value)
    assert there.all() == (q // divisor % 2 == 1)
    np.testing.assert_allclose(value[there] ** (q // divisor), x[there] ** (p // divisor), rtol=1e-9)


def test_logarithm_is_pythons(rng):
    x = rng.uniform(0.01, 90.0, size=11)
    np.testing.assert_allclose(ref.logarithm(x, 7.0), [math.log(v, 7.0) for v in x], rtol=1e-12)


def test_the_line_of_least_squares_is_polyfits(rng):
    x, y = rng.normal(size=(2, 12))
    np.testing.assert_allclose(ref.least_squares(x, y), np.polyfit(x, y, 1), rtol=1e-9)


@pytest.mark.parametrize("terms", [0, 1, 5])
def test_square_wave_is_the_sum(rng, terms):
    t = rng.normal(size=7)
    parts = [np.sin((2 * j + 1) * 2 * np.pi * t / 2.5) / (2 * j + 1) for j in range(terms)]
    expected = 4 / np.pi * sum(parts, np.zeros(7))
    np.testing.assert_allclose(ref.square_wave(t, 2.5, terms), expected, atol=1e-12)


def test_no_turned_line_has_less_perpendicular_distance(rng):
    x, y = ref.cloud(rng, 15, 0.8, 0.7)
    m, b = ref.perpendicular_line(x, y)

    def total(m, b):
        return np.sum((y - m * x - b) ** 2) / (1 + m**2)

    for dm, db in rng.normal(scale=0.05, size=(50, 2)):
        assert total(m, b) < total(m + dm, b + db)


def test_no_line_nearby_has_less_absolute_distance(rng):
    x, y = ref.stray(rng, 17, 0.2, 30.0)
    best = ref.least(x, y)
    for m in np.linspace(-3.0, 5.0, 401):
        b = np.median(y - m * x)  # the best intercept for this slope
        assert np.abs(y - m * x - b).sum() >= best - 1e-9


def test_the_winner_is_a_line_that_no_other_beats(rng):
    x, y, inliers = ref.one_winner(rng, 12, 0.1, 0.8)
    m, b = ref.least_squares(x[inliers], y[inliers])
    assert inliers.sum() >= 7
    assert np.abs(y - m * x - b)[~inliers].min() > 0.8
