"""The reference of day05 against sums that are written out and against central differences."""

from itertools import product

import numpy as np
import pytest
import torch
from references import reference
from torch.nn import functional as F

ref = reference("day05")

GEOMETRIES = [(1, 0), (2, 0), (1, 2), (3, 1)]


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def layer(rng):
    return rng.normal(size=(2, 3, 7, 5)), rng.normal(size=(5, 3, 3, 2)), rng.normal(size=5)


def written_out(x, w, b, stride, padding):
    """Convolution as the sum in the lesson, entry by entry."""
    padded = ref.pad2d(x, padding)
    kh, kw = w.shape[2:]
    out_h = (padded.shape[2] - kh) // stride + 1
    out_w = (padded.shape[3] - kw) // stride + 1
    out = np.zeros((len(x), len(w), out_h, out_w))
    for n, f, i, j in np.ndindex(*out.shape):
        out[n, f, i, j] = b[f]
        for c, u, v in product(range(x.shape[1]), range(kh), range(kw)):
            out[n, f, i, j] += padded[n, c, i * stride + u, j * stride + v] * w[f, c, u, v]
    return out


def central_differences(loss, array, eps=1e-5):
    gradient = np.zeros(array.shape)
    for index in np.ndindex(*array.shape):
        kept = array[index]
        ends = []
        for step in (eps, -eps):
            array[index] = kept + step
            ends.append(loss())
        array[index] = kept
        gradient[index] = (ends[0] - ends[1]) / (2 * eps)
    return gradient


def test_pad2d_is_torch_pad(rng):
    x = rng.normal(size=(2, 3, 5, 7))
    np.testing.assert_array_equal(ref.pad2d(x, 2), F.pad(torch.tensor(x), (2, 2, 2, 2)).numpy())
    assert ref.pad2d(np.ones((3, 2), dtype=np.uint8), 1).dtype == np.uint8


@pytest.mark.parametrize(("stride", "padding"), GEOMETRIES)
def test_output_size_is_torch_output_size(stride, padding):
    for size, kernel in product(range(1, 12), range(1, 6)):
        if kernel <= size + 2 * padding:
            out = F.conv1d(torch.zeros(1, 1, size), torch.zeros(1, 1, kernel), stride=stride, padding=padding)
            assert ref.output_size(size, kernel, stride, padding) == out.shape[2]


@pytest.mark.parametrize(("stride", "padding"), GEOMETRIES)
def test_convolution_and_im2col_by_the_sum(rng, stride, padding):
    x, w, b = layer(rng)
    expected = written_out(x, w, b, stride, padding)
    np.testing.assert_allclose(ref.conv2d(x, w, b, stride, padding), expected, rtol=1e-10, atol=1e-12)
    product_ = ref.im2col(x, w.shape[2:], stride, padding) @ w.reshape(len(w), -1).T + b
    np.testing.assert_allclose(
        product_.transpose(0, 2, 1).reshape(expected.shape), expected, rtol=1e-10, atol=1e-12
    )


@pytest.mark.parametrize(("stride", "padding"), GEOMETRIES)
def test_convolution_gradients_by_central_differences(rng, stride, padding):
    x, w, b = layer(rng)
    dout = rng.normal(size=ref.conv2d(x, w, b, stride, padding).shape)
    gradients = ref.conv2d_gradients(dout, x, w, b, stride, padding)
    for array, gradient in zip((x, w, b), gradients, strict=True):
        expected = central_differences(
            lambda: float((dout * ref.conv2d(x, w, b, stride, padding)).sum()), array
        )
        np.testing.assert_allclose(gradient, expected, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize(("size", "stride"), [(2, 2), (3, 2), (3, 1), (2, 3), (1, 1)])
def test_pooling_is_torch_pooling(rng, size, stride):
    # Multiples of 1/64 without ties: central differences stay on one side of every kink.
    x = rng.permutation(2 * 3 * 7 * 5).reshape(2, 3, 7, 5) / 64
    leaf = torch.tensor(x, requires_grad=True)
    out = F.max_pool2d(leaf, size, stride)
    np.testing.assert_array_equal(ref.max_pool2d(x, size, stride), out.detach().numpy())
    dout = rng.normal(size=out.shape)
    out.backward(torch.tensor(dout))
    gradient = ref.max_pool2d_gradient(dout, x, size, stride)
    np.testing.assert_allclose(gradient, leaf.grad.numpy(), atol=1e-12)
    expected = central_differences(lambda: float((dout * ref.max_pool2d(x, size, stride)).sum()), x)
    np.testing.assert_allclose(gradient, expected, rtol=1e-6, atol=1e-8)
    means = ref.windows(x, size, stride).mean(axis=-1)
    np.testing.assert_allclose(ref.avg_pool2d(x, size, stride), means, rtol=1e-12)


def test_the_first_of_equal_maxima_gets_the_gradient():
    x = np.array([[[[0.0, 7.0, 7.0], [7.0, 7.0, 1.0]]]])
    gradient = ref.max_pool2d_gradient(np.array([[[[2.0, 3.0]]]]), x, 2, 1)
    np.testing.assert_array_equal(gradient, [[[[0.0, 5.0, 0.0], [0.0, 0.0, 0.0]]]])


def test_training_is_adam_written_out(rng):
    x, y = rng.random((7, 1, 2, 3)), rng.integers(0, 4, 7)
    w, b = rng.normal(size=(4, 6)), rng.normal(size=4)
    batches = [rng.permutation(7)[:3] for _ in range(5)]
    theta = np.concatenate([w.ravel(), b])
    m = v = np.zeros_like(theta)
    losses = []
    for step, rows in enumerate(batches, start=1):
        weights, bias = theta[:24].reshape(4, 6), theta[24:]
        images, labels = x[rows].reshape(len(rows), -1), y[rows]
        losses.append(ref.linear_loss(weights, bias, x[rows], labels))
        scores = images @ weights.T + bias
        probs = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        delta = (probs - np.eye(4)[labels]) / len(rows)
        gradient = np.concatenate([(delta.T @ images).ravel(), delta.sum(axis=0)])
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        theta = theta - 0.1 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    final_w, final_b, got = ref.train_linear(w, b, x, y, batches, lr=0.1)
    np.testing.assert_allclose(got, losses, rtol=1e-10)
    np.testing.assert_allclose(np.concatenate([final_w.ravel(), final_b]), theta, rtol=1e-8)
