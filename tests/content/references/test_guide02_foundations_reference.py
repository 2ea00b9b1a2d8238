"""The references of guide02_foundations against PyTorch's linear algebra and image sampling, and against what defines each."""

import math

import numpy as np
import pytest
import torch
from references import reference

ref = reference("guide02_foundations")


@pytest.fixture
def rng():
    return np.random.default_rng(22)


def test_perceptron_separates_what_can_be_separated(rng):
    x = rng.integers(-9, 10, size=(40, 2)).astype(float)
    x = x[np.abs(x @ [2, -3] + 1) > 3]
    y = (x @ [2, -3] + 1 > 0).astype(int)
    w, b, mistakes = ref.perceptron(x, y, 1000)
    assert mistakes.index(0) == len(mistakes) - 1
    assert np.array_equal(x @ w + b > 0, y == 1)


def test_matmul(rng):
    a, b = rng.normal(size=(3, 5)), rng.normal(size=(5, 2))
    np.testing.assert_allclose(ref.matmul(a, b), (torch.tensor(a) @ torch.tensor(b)).numpy(), rtol=1e-12)
    assert np.array_equal(ref.matmul(np.zeros((3, 0)), np.zeros((0, 2))), np.zeros((3, 2)))


def test_gram_schmidt_is_qr_with_positive_diagonal(rng):
    a = rng.normal(size=(7, 4))
    q, r = torch.linalg.qr(torch.tensor(a))
    np.testing.assert_allclose(ref.gram_schmidt(a), (q * torch.sign(torch.diagonal(r))).numpy(), atol=1e-12)


def test_gram_schmidt_drops_what_is_not_new():
    a = np.array([[0.0, 3.0, 6.0, 1.0], [0.0, 4.0, 8.0, 2.0]])
    np.testing.assert_allclose(ref.gram_schmidt(a), [[0.6, -0.8], [0.8, 0.6]], atol=1e-12)
    assert ref.gram_schmidt(np.zeros((3, 2))).shape == (3, 0)


def test_project_is_least_squares(rng):
    v, a = rng.normal(size=7), rng.normal(size=(7, 3))
    best = torch.linalg.lstsq(torch.tensor(a), torch.tensor(v)[:, None]).solution
    np.testing.assert_allclose(ref.project(v, a), (torch.tensor(a) @ best)[:, 0].numpy(), atol=1e-12)
    np.testing.assert_allclose(ref.project(v, np.hstack([a, a])), ref.project(v, a), atol=1e-12)


def test_pca_is_pytorchs(rng):
    x = rng.normal(size=(23, 4)) * [4.0, 1.0, 2.0, 3.0] + 7.0
    components, scores, ratio = ref.pca(x, 2)
    u, s, v = torch.pca_lowrank(torch.tensor(x), q=4, niter=20)
    np.testing.assert_allclose(np.abs(components), np.abs(v[:, :2].T.numpy()), atol=1e-8)
    np.testing.assert_allclose(np.abs(scores), np.abs((u * s)[:, :2].numpy()), atol=1e-8)
    np.testing.assert_allclose(ratio, (s**2 / (s**2).sum())[:2].numpy(), atol=1e-10)


@pytest.mark.parametrize(
    "matrix", [[[1.3, 0.4], [-0.2, 0.9]], [[0.4, 0.0], [0.1, 0.6]], [[0.0, -1.0], [1.0, 0.0]]]
)
def test_warp_samples_as_pytorch_does(rng, matrix):
    image = rng.uniform(size=(5, 7))
    h, w = image.shape
    # PyTorch counts from −1 to 1, between the centres of the outer pixels.
    scale = np.diag([(w - 1) / 2, (h - 1) / 2])
    theta = np.linalg.inv(scale) @ np.linalg.inv(matrix) @ scale
    grid = torch.nn.functional.affine_grid(
        torch.tensor(np.hstack([theta, np.zeros((2, 1))]))[None], [1, 1, h, w], align_corners=True
    )
    sampled = torch.nn.functional.grid_sample(torch.tensor(image)[None, None], grid, align_corners=True)
    np.testing.assert_allclose(ref.warp(image, np.array(matrix)), sampled[0, 0].numpy(), atol=1e-12)


def test_the_table_is_standardised():
    rows = [{"a": "1", "b": "x"}, {"a": "", "b": "10"}, {"a": "5", "b": "9"}]
    encoded = ref.encode(["a"], ["b"], rows, rows)
    np.testing.assert_allclose(encoded, [[-1, 0, 0, 1], [0, 1, 0, 0], [1, 0, 1, 0]])


def test_tf_idf_by_hand():
    weight = math.log(3 / 2) + 1
    length = math.hypot(weight, 1)
    np.testing.assert_allclose(
        ref.tf_idf(np.array([[1, 1], [0, 2]])), [[weight / length, 1 / length], [0, 1]]
    )
    assert not ref.tf_idf(np.array([[3, 1], [0, 0]]))[1].any()


@pytest.mark.parametrize(("size", "hop"), [(16, 5), (11, 3), (8, 13)])
def test_spectrogram_is_pytorchs_stft(rng, size, hop):
    signal = rng.normal(size=61)
    window = torch.hann_window(size, periodic=False, dtype=torch.float64)
    transformed = torch.stft(
        torch.tensor(signal), size, hop, window=window, center=False, return_complex=True
    )
    np.testing.assert_allclose(ref.spectrogram(signal, size, hop), transformed.abs().T.numpy(), atol=1e-10)
    assert ref.spectrogram(signal[:5], size, hop).shape == (0, size // 2 + 1)


def test_motion_sees_both_directions():
    frames = np.array([[[10, 200, 250]], [[250, 190, 5]]], dtype=np.uint8)
    assert ref.motion(frames, 20).tolist() == [[[True, False, True]]]
