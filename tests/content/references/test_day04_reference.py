"""The reference of day04 against PyTorch's autograd and against central differences."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from references import reference
from torch.nn import functional as F

ref = reference("day04")


@pytest.fixture
def rng():
    return np.random.default_rng(4)


def leaf(array):
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def network(rng, sizes):
    return [
        {"w": rng.normal(size=(n_in, n_out)), "b": rng.normal(size=n_out)} for n_in, n_out in pairwise(sizes)
    ]


def torch_network(x, layers):
    for index, layer in enumerate(layers):
        x = x @ layer["w"] + layer["b"]
        if index < len(layers) - 1:
            x = torch.relu(x)
    return x


@pytest.mark.parametrize(
    ("function", "derivative", "torch_function"),
    [
        (ref.relu, ref.relu_derivative, torch.relu),
        (np.tanh, ref.tanh_derivative, torch.tanh),
    ],
)
def test_activations(rng, function, derivative, torch_function):
    z = np.append(rng.normal(scale=3.0, size=50), 0.0)
    tensor = leaf(z)
    out = torch_function(tensor)
    out.sum().backward()
    np.testing.assert_allclose(function(z), out.detach().numpy(), atol=1e-15)
    np.testing.assert_allclose(derivative(z), tensor.grad.numpy(), atol=1e-15)


def test_tanh_derivative_far_out():
    far = ref.tanh_derivative(np.array([-1e3, -20.0, 20.0, 1e3]))
    np.testing.assert_allclose(far, [0.0, 4 * np.exp(-40), 4 * np.exp(-40), 0.0], rtol=1e-12)


@pytest.mark.parametrize("scale", [1.0, 1e4])
def test_softmax_and_losses(rng, scale):
    z, labels = rng.normal(scale=scale, size=(5, 7)), rng.integers(0, 7, 5)
    tensor = leaf(z)
    loss = F.cross_entropy(tensor, torch.tensor(labels))
    loss.backward()
    np.testing.assert_allclose(ref.softmax(z), F.softmax(tensor, dim=1).detach().numpy(), atol=1e-11)
    np.testing.assert_allclose(ref.softmax_cross_entropy(z, labels), loss.item(), rtol=1e-12)
    np.testing.assert_allclose(ref.softmax_cross_entropy_gradient(z, labels), tensor.grad.numpy(), atol=1e-11)


def test_cross_entropy(rng):
    probs, labels = ref.softmax(rng.normal(size=(5, 7))), rng.integers(0, 7, 5)
    expected = F.nll_loss(torch.log(torch.tensor(probs)), torch.tensor(labels)).item()
    np.testing.assert_allclose(ref.cross_entropy(probs, labels), expected, rtol=1e-12)


@pytest.mark.parametrize("sizes", [[5, 3], [5, 7, 3], [5, 7, 3, 11, 2]])
def test_network_gradients(rng, sizes):
    x, layers = rng.normal(size=(13, sizes[0])), network(rng, sizes)
    upstream = rng.normal(size=(13, sizes[-1]))
    tensors = [{key: leaf(value) for key, value in layer.items()} for layer in layers]
    logits = torch_network(torch.tensor(x), tensors)
    (logits * torch.tensor(upstream)).sum().backward()
    np.testing.assert_allclose(ref.network_forward(x, layers), logits.detach().numpy(), rtol=1e-12)
    for got, layer in zip(ref.network_gradients(x, layers, upstream), tensors, strict=True):
        for key in ("w", "b"):
            np.testing.assert_allclose(got[key], layer[key].grad.numpy(), rtol=1e-10, atol=1e-12)


def test_dense_backward_by_central_differences(rng):
    x, w, b = rng.normal(size=(3, 5)), rng.normal(size=(5, 7)), rng.normal(size=7)
    dout = rng.normal(size=(3, 7))
    gradients = ref.dense_backward(dout, x, w)
    for array, gradient in zip((x, w, b), gradients, strict=True):
        for index in np.ndindex(array.shape):
            kept = array[index]
            ends = []
            for step in (1e-5, -1e-5):
                array[index] = kept + step
                ends.append((ref.dense_forward(x, w, b) * dout).sum())
            array[index] = kept
            assert (ends[0] - ends[1]) / 2e-5 == pytest.approx(gradient[index], rel=1e-6, abs=1e-8)


@pytest.mark.slow
def test_training_is_torch_sgd(rng):
    x, y = rng.random((11, 5)), rng.integers(0, 3, 11)
    layers = network(rng, [5, 7, 3])
    batches = [rng.permutation(11)[:4] for _ in range(6)]
    tensors = [{key: leaf(value) for key, value in layer.items()} for layer in layers]
    optimizer = torch.optim.SGD([p for layer in tensors for p in layer.values()], lr=0.2, momentum=0.9)
    expected = []
    for rows in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(torch_network(torch.tensor(x[rows]), tensors), torch.tensor(y[rows]))
        loss.backward()
        optimizer.step()
        expected.append(loss.item())
    before = [{key: value.copy() for key, value in layer.items()} for layer in layers]
    after, losses = ref.train(layers, x, y, batches, lr=0.2)
    np.testing.assert_allclose(losses, expected, rtol=1e-10)
    for got, layer in zip(after, tensors, strict=True):
        for key in ("w", "b"):
            np.testing.assert_allclose(got[key], layer[key].detach().numpy(), rtol=1e-9, atol=1e-12)
    for kept, layer in zip(before, layers, strict=True):
        np.testing.assert_array_equal(kept["w"], layer["w"])
