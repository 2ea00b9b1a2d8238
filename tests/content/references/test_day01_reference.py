"""The reference of day01 against NumPy's and PyTorch's own functions."""

import numpy as np
import pytest
import torch
from references import reference

ref = reference("day01")


@pytest.fixture
def rng():
    return np.random.default_rng(1)


@pytest.mark.parametrize("n", range(8))
def test_checkerboard(n):
    np.testing.assert_array_equal(ref.checkerboard(n), np.indices((n, n)).sum(axis=0) % 2)


def test_corner_views():
    a = np.arange(35).reshape(5, 7)
    parts = [a[1, 2:4], a[:, 1], a[2:, 2:], a[1::2, ::2]]
    for got, want in zip(ref.corner_views(a), parts, strict=True):
        np.testing.assert_array_equal(got, want)


@pytest.mark.parametrize("n", [0, 1, 11])
def test_one_hot(rng, n):
    labels = rng.integers(0, 7, n)
    expected = torch.nn.functional.one_hot(torch.tensor(labels), 7).numpy()
    np.testing.assert_array_equal(ref.one_hot(labels, 7), expected)


@pytest.mark.parametrize("shape", [(1,), (29,), (5, 7), (2, 3, 5)])
def test_replace_outliers(rng, shape):
    x = rng.standard_t(2, size=shape)
    z = np.abs(x - np.mean(x))
    expected = x.copy()
    expected[z > 1.3 * np.std(x)] = np.median(x)
    np.testing.assert_allclose(ref.replace_outliers(x, 1.3), expected, rtol=1e-14)


def test_field_mean():
    records = np.array(
        [(1, 2.0, "a"), (4, np.nan, "b"), (4, 7.0, "c")], dtype=[("n", int), ("x", float), ("s", "U1")]
    )
    assert ref.field_mean(records, "n") == 3.0
    assert ref.field_mean(records, "x") == 4.5 == np.nanmean(records["x"])


def test_standardize(rng):
    x = rng.normal(size=(13, 4)) * [1, 10, 100, 0] + [0, 5, -3, 8]
    tensor = torch.tensor(x[:, :3])
    expected = (tensor - tensor.mean(0)) / tensor.std(0, correction=0)
    np.testing.assert_allclose(ref.standardize(x)[:, :3], expected.numpy(), rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(ref.standardize(x)[:, 3], 0.0)


def test_pairwise_distances(rng):
    a, b = rng.normal(size=(5, 3)), rng.normal(size=(7, 3))
    expected = torch.cdist(torch.tensor(a), torch.tensor(b)).numpy()
    np.testing.assert_allclose(ref.pairwise_distances(a, b), expected, rtol=1e-12)


def test_top_k(rng):
    scores = rng.integers(0, 4, size=(5, 97))
    for row, got in zip(scores, ref.top_k(scores, 11), strict=True):
        np.testing.assert_array_equal(got, np.lexsort((np.arange(97), -row))[:11])


@pytest.mark.parametrize(("n", "size", "step"), [(5, 5, 1), (11, 3, 1), (11, 3, 2), (12, 3, 2), (7, 2, 9)])
def test_sliding_windows(rng, n, size, step):
    x = rng.normal(size=n)
    expected = np.lib.stride_tricks.sliding_window_view(x, size)[::step]
    np.testing.assert_array_equal(ref.sliding_windows(x, size, step), expected)
