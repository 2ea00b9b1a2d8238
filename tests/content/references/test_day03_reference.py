"""The reference of day03 against PyTorch's autograd and optimizer."""

import numpy as np
import pytest
import torch
from references import reference
from torch.nn import functional as F

ref = reference("day03")


@pytest.fixture
def rng():
    return np.random.default_rng(3)


def leaf(array):
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def test_sigmoid_and_derivative(rng):
    z = np.concatenate([rng.normal(scale=4.0, size=50), [0.0, 800.0, -800.0, 1e4, -1e4]])
    tensor = leaf(z)
    out = torch.sigmoid(tensor)
    out.sum().backward()
    np.testing.assert_allclose(ref.sigmoid(z), out.detach().numpy(), atol=1e-15)
    np.testing.assert_allclose(ref.sigmoid_derivative(z), tensor.grad.numpy(), atol=1e-15)


def test_binary_cross_entropy_and_derivative(rng):
    p, y = rng.uniform(0.01, 0.99, 17), rng.integers(0, 2, 17)
    tensor = leaf(p)
    loss = F.binary_cross_entropy(tensor, torch.tensor(y, dtype=torch.float64))
    loss.backward()
    assert ref.binary_cross_entropy(p, y) == pytest.approx(loss.item(), rel=1e-12)
    np.testing.assert_allclose(ref.binary_cross_entropy_derivative(p, y), tensor.grad.numpy(), rtol=1e-12)


def test_binary_cross_entropy_clips(rng):
    p, y = np.array([0.0, 1.0, 0.05, 0.5]), np.array([1, 0, 0, 1])
    expected = -(np.log(0.1) * 2 + np.log(0.9) + np.log(0.5)) / 4
    assert ref.binary_cross_entropy(p, y, 0.1) == pytest.approx(expected, rel=1e-12)
    assert ref.binary_cross_entropy(p[:2], y[:2]) == pytest.approx(-np.log(1e-7), rel=1e-6)


@pytest.mark.parametrize("scale", [1.0, 300.0])
def test_neuron(rng, scale):
    x, y = rng.normal(scale=scale, size=(17, 3)), rng.integers(0, 2, 17)
    w, b = leaf(rng.normal(size=3)), leaf(0.7)
    z = torch.tensor(x) @ w + b
    z.retain_grad()
    loss = F.binary_cross_entropy_with_logits(z, torch.tensor(y, dtype=torch.float64))
    loss.backward()
    numbers = w.detach().numpy(), b.item()
    p = ref.neuron_forward(x, *numbers)
    np.testing.assert_allclose(p, torch.sigmoid(z).detach().numpy(), atol=1e-14)
    assert ref.neuron_loss(x, y, *numbers) == pytest.approx(loss.item(), rel=1e-12)
    dw, db = ref.neuron_gradients(x, y, *numbers)
    np.testing.assert_allclose(dw, w.grad.numpy(), rtol=1e-10, atol=1e-14)
    assert db == pytest.approx(b.grad.item(), rel=1e-10, abs=1e-14)
    np.testing.assert_allclose(ref.logit_gradient(p, y), z.grad.numpy(), atol=1e-14)


@pytest.mark.parametrize(("betas", "eps"), [((0.9, 0.999), 1e-8), ((0.5, 0.75), 0.1)])
@pytest.mark.slow
def test_adam(rng, betas, eps):
    param = leaf(rng.normal(size=(3, 5)))
    optimizer = torch.optim.Adam([param], lr=0.3, betas=betas, eps=eps)
    expected, grads = param.detach().numpy().copy(), []
    for _ in range(6):
        grads.append(rng.normal(size=(3, 5)))
        param.grad = torch.tensor(grads[-1])
        optimizer.step()
        expected = expected + ref.adam_update(grads, 0.3, *betas, eps)
        np.testing.assert_allclose(param.detach().numpy(), expected, rtol=1e-10)
    state = optimizer.state[param]
    np.testing.assert_allclose(ref.adam_moments(grads, betas[0], 1), state["exp_avg"].numpy(), rtol=1e-10)
    np.testing.assert_allclose(ref.adam_moments(grads, betas[1], 2), state["exp_avg_sq"].numpy(), rtol=1e-10)


def test_training_is_torch_adam(rng):
    x, y = rng.normal(size=(11, 3)), rng.integers(0, 2, 11)
    batches = [rng.permutation(11)[:4] for _ in range(9)]
    w, b = leaf(np.zeros(3)), leaf(1.0)
    optimizer = torch.optim.Adam([w, b], lr=0.2)
    expected = []
    for rows in batches:
        optimizer.zero_grad()
        z = torch.tensor(x[rows]) @ w + b
        loss = F.binary_cross_entropy_with_logits(z, torch.tensor(y[rows], dtype=torch.float64))
        loss.backward()
        optimizer.step()
        expected.append(loss.item())
    theta, losses = ref.train(x, y, batches, lr=0.2)
    np.testing.assert_allclose(losses, expected, rtol=1e-10)
    np.testing.assert_allclose(theta, np.append(w.detach().numpy(), b.item()), rtol=1e-8)
    again, _ = ref.train(x, y, batches, lr=0.2, start=np.array([0.0, 0.0, 0.0, 1.0]))
    np.testing.assert_array_equal(again, theta)
