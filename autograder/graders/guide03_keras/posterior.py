"""Hidden tests of posterior: the product in exact fractions."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import numpy as np
import pytest

from autograder import kit


def posterior(prior: np.ndarray, likelihoods: np.ndarray) -> np.ndarray:
    """Bayes' rule without any rounding before the end."""
    weights = [
        Fraction(float(p)) * prod((Fraction(float(value)) for value in column), start=Fraction(1))
        for p, column in zip(prior, np.asarray(likelihoods).T, strict=True)
    ]
    return np.array([float(weight / sum(weights)) for weight in weights])


def a_prior(rng: np.random.Generator, k: int) -> np.ndarray:
    """Probabilities that differ much."""
    weights = rng.uniform(0.2, 1.0, k) * 2.0 ** np.arange(k)
    return rng.permutation(weights / weights.sum())


@pytest.mark.exercise(core=True)
def test_posterior_values(student, rng):
    """先验乘上每个观测的似然，再除以总和，与公式一致。"""
    prior, likelihoods = a_prior(rng, 3), rng.uniform(0.1, 0.9, size=(5, 3))
    want = posterior(prior, likelihoods)
    kit.close(student.posterior(prior, likelihoods), want)


@pytest.mark.exercise
def test_posterior_one_observation(student, rng):
    """只有一个观测时也对；似然是密度，可以大于一。"""
    prior, likelihoods = a_prior(rng, 5), rng.uniform(0.1, 9.0, size=(1, 5))
    want = posterior(prior, likelihoods)
    kit.close(student.posterior(prior, likelihoods), want)


@pytest.mark.exercise
def test_posterior_no_observation(student, rng):
    """没有观测时，后验就是先验。"""
    prior = a_prior(rng, 3)
    want = prior.copy()
    kit.close(student.posterior(prior, np.zeros((0, 3))), want)


@pytest.mark.exercise(weight=2, costly=True)
def test_posterior_many_observations(student, rng):
    """观测上千、乘积远小于最小的浮点数时，结果仍然对，没有警告。"""
    prior = a_prior(rng, 3)
    # Rows in balance, so that no class wins outright.
    likelihoods = np.tile([[0.01, 0.02, 0.04], [0.04, 0.02, 0.01]], (1000, 1))
    likelihoods[:3] = rng.uniform(0.02, 0.04, size=(3, 3))
    want = posterior(prior, likelihoods)
    with student.strict_warnings():
        result = student.posterior(prior, likelihoods)
    kit.close(result, want, rtol=1e-6)


@pytest.mark.exercise
def test_posterior_large_densities(student, rng):
    """密度很大的观测上百个，乘积超出浮点数的范围时也对。"""
    prior = a_prior(rng, 3)
    likelihoods = np.tile([[1e3, 2e3, 4e3], [4e3, 2e3, 1e3]], (150, 1))
    want = posterior(prior, likelihoods)
    kit.close(student.posterior(prior, likelihoods), want, rtol=1e-6)


@pytest.mark.exercise
def test_posterior_small_before_large(student, rng):
    """先来的似然很小、后来的很大，部分乘积放不下而总乘积放得下时也对。"""
    prior = a_prior(rng, 3)
    likelihoods = np.repeat([[1e-3, 1e-3, 1e-3], [1e3, 1e3, 1e3]], 150, axis=0)
    likelihoods[0] = rng.uniform(1e-3, 2e-3, size=3)
    want = posterior(prior, likelihoods)
    kit.close(student.posterior(prior, likelihoods), want, rtol=1e-6)


@pytest.mark.exercise
def test_posterior_comes_back(student, rng):
    """一个类先输得只剩极小的概率，后来又赢回来：没有 0，就没有被排除。"""
    prior, row = a_prior(rng, 2), np.array([1.0, 1e-10])
    likelihoods = np.repeat([row, row[::-1]], 40, axis=0)
    likelihoods[0] = rng.uniform(0.2, 0.9, size=2) * row
    want = posterior(prior, likelihoods)
    kit.close(student.posterior(prior, likelihoods), want, rtol=1e-6)


@pytest.mark.exercise
def test_posterior_zero_excludes(student, rng):
    """某个似然是零的类被排除，概率恰好是零；哪怕别的类的似然也都很小。"""
    prior, likelihoods = a_prior(rng, 3), rng.uniform(1e-30, 9e-30, size=(7, 3))
    likelihoods[4, 1] = 0.0
    likelihoods[:4, 1] = 0.9
    want = posterior(prior, likelihoods)
    result = student.posterior(prior, likelihoods)
    kit.close(result, want)
    kit.require(result[1] == 0, "被排除的类，概率应当恰好是 0")


@pytest.mark.exercise
def test_posterior_zero_without_warning(student, rng):
    """有零的时候也不发出警告。"""
    prior, likelihoods = a_prior(rng, 3), rng.uniform(0.1, 0.9, size=(5, 3))
    likelihoods[2, 0] = 0.0
    want = posterior(prior, likelihoods)
    with student.strict_warnings():
        result = student.posterior(prior, likelihoods)
    kit.close(result, want)


@pytest.mark.exercise
def test_posterior_zero_prior(student, rng):
    """先验是零的类也被排除，不发出警告。"""
    prior, likelihoods = np.array([0.25, 0.0, 0.75]), rng.uniform(0.1, 0.9, size=(5, 3))
    want = posterior(prior, likelihoods)
    with student.strict_warnings():
        result = student.posterior(prior, likelihoods)
    kit.close(result, want)


@pytest.mark.exercise
def test_posterior_everything_excluded(student):
    """所有的类都被排除时抛出 ValueError。"""
    cases = [
        (np.array([0.5, 0.5]), np.array([[0.0, 0.3], [0.2, 0.0], [0.1, 0.1]])),
        (np.array([0.0, 1.0]), np.array([[0.5, 0.0]])),
    ]
    for prior, likelihoods in cases:
        with kit.raises("ValueError"):
            student.posterior(prior, likelihoods)


@pytest.mark.exercise
def test_posterior_keeps_inputs(student, rng):
    """输入可以不连续，在调用之后保持原样。"""
    prior, likelihoods = kit.with_gaps(a_prior(rng, 3)), np.asfortranarray(rng.uniform(0.1, 0.9, size=(5, 3)))
    likelihoods[1, 2] = 0.0
    want, before = posterior(prior, likelihoods), (prior.copy(), likelihoods.copy())
    result = student.posterior(prior, likelihoods)
    kit.unchanged(prior, before[0], "prior")
    kit.unchanged(likelihoods, before[1], "likelihoods")
    kit.close(result, want)
