"""The reference of guide03_keras against PyTorch and against other formulas for the same."""

import numpy as np
import pytest
import torch
from references import reference

ref = reference("guide03_keras")


@pytest.fixture
def rng():
    return np.random.default_rng(3)


@pytest.mark.parametrize(("mean", "std"), [(0.0, 1.0), (-2.5, 0.3), (7.0, 40.0)])
def test_normal_distribution(rng, mean, std):
    x = rng.normal(mean, 2 * std, size=(5, 7))
    law = torch.distributions.Normal(torch.tensor(mean, dtype=torch.float64), std)
    want = law.log_prob(torch.tensor(x)).exp().numpy()
    np.testing.assert_allclose(ref.normal_pdf(x, mean, std), want, rtol=1e-12)
    np.testing.assert_allclose(ref.normal_cdf(x, mean, std), law.cdf(torch.tensor(x)).numpy(), atol=1e-14)


@pytest.mark.parametrize(("observations", "classes"), [(1, 2), (6, 3), (4, 5)])
def test_posterior(rng, observations, classes):
    prior, likelihoods = ref.a_prior(rng, classes), rng.uniform(0.01, 0.9, (observations, classes))
    logs = torch.log(torch.tensor(prior)) + torch.log(torch.tensor(likelihoods)).sum(0)
    np.testing.assert_allclose(ref.posterior(prior, likelihoods), torch.softmax(logs, 0), rtol=1e-12)


def test_confusion_matrix(rng):
    truth, judged = rng.integers(4, size=90), rng.integers(4, size=90)
    want = torch.bincount(torch.tensor(4 * truth + judged), minlength=16).reshape(4, 4)
    np.testing.assert_array_equal(ref.confusion_matrix(truth, judged, 4), want)


@pytest.mark.parametrize("classes", [2, 5])
def test_macro_f1(rng, classes):
    matrix = ref.a_matrix(rng, classes)
    want = (2 * np.diag(matrix) / (matrix.sum(0) + matrix.sum(1))).mean()
    np.testing.assert_allclose(ref.macro_f1(matrix), want, rtol=1e-12)


@pytest.mark.parametrize("levels", [2, 5, 1000])
def test_area_under_the_curve(rng, levels):
    labels = rng.permutation(np.repeat([0, 1], [31, 17]))
    scores = rng.integers(levels, size=48) + levels * labels / 3
    bounds = np.concatenate([[np.inf], np.unique(scores)[::-1]])
    true, false = ([(scores[labels == label] >= bound).mean() for bound in bounds] for label in (1, 0))
    np.testing.assert_allclose(ref.roc_auc(scores, labels), np.trapezoid(true, false), rtol=1e-12)


@pytest.mark.parametrize("gamma", [0.0, 2.0])
def test_focal_loss(rng, gamma):
    labels, logits = ref.case(rng, 14)
    right = torch.where(labels == 1, logits.double().sigmoid(), (-logits.double()).sigmoid())
    want = (-((1 - right) ** gamma) * right.log()).mean()
    torch.testing.assert_close(ref.focal(labels, logits, gamma), want, rtol=1e-10, atol=0)
    plain = torch.nn.functional.binary_cross_entropy_with_logits(logits.double(), labels.double())
    if gamma == 0:
        torch.testing.assert_close(ref.focal(labels, logits, gamma), plain, rtol=1e-10, atol=0)


def test_maxout(rng):
    x, kernel, bias = rng.normal(size=(7, 3)), rng.normal(size=(3, 5, 2)), rng.normal(size=(5, 2))
    pieces = torch.einsum("nd,dup->nup", torch.tensor(x), torch.tensor(kernel)) + torch.tensor(bias)
    np.testing.assert_allclose(ref.maxout(x, kernel, bias), pieces.amax(2), rtol=1e-12)
