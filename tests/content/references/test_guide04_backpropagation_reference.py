"""The reference of guide04_backpropagation against PyTorch's autograd."""

import numpy as np
import pytest
import torch
from references import reference
from torch.nn import functional as F

ref = reference("guide04_backpropagation")


@pytest.fixture
def rng():
    return np.random.default_rng(4)


def leaf(array):
    return torch.tensor(np.asarray(array), dtype=torch.float64, requires_grad=True)


TORCH = {"relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid}


@pytest.mark.parametrize("scale", [1.0, 50.0])
@pytest.mark.parametrize("name", TORCH)
def test_activations(rng, name, scale):
    x = leaf(np.append(rng.normal(scale=scale, size=50), 0.0))
    out = TORCH[name](x)
    out.sum().backward()
    np.testing.assert_allclose(ref.activate(name, x.detach().numpy()), out.detach().numpy(), atol=1e-14)
    np.testing.assert_allclose(ref.slope(name, x.detach().numpy()), x.grad.numpy(), atol=1e-14)


@pytest.mark.parametrize("scale", [1.0, 1e4])
def test_bce_with_logits(rng, scale):
    z, y = leaf(rng.normal(scale=scale, size=13)), ref.both_labels(rng, 13)
    loss = F.binary_cross_entropy_with_logits(z, torch.tensor(y, dtype=torch.float64))
    loss.backward()
    found = ref.bce_with_logits(z.detach().numpy(), y)
    np.testing.assert_allclose(found[0], loss.item(), rtol=1e-12)
    np.testing.assert_allclose(found[1], z.grad.numpy(), atol=1e-14)


@pytest.mark.parametrize("name", TORCH)
def test_networks(rng, name):
    plan = ref.random_plan(rng, [3, 5, 7, 1], name)
    tensors = [each if isinstance(each, str) else tuple(map(leaf, each)) for each in plan]
    x, y = leaf(rng.normal(size=(11, 3))), ref.both_labels(rng, 11)
    out = x
    for layer in tensors:
        out = TORCH[layer](out) if isinstance(layer, str) else out @ layer[0] + layer[1]
    loss = F.binary_cross_entropy_with_logits(out[:, 0], torch.tensor(y, dtype=torch.float64))
    loss.backward()
    numbers = x.detach().numpy()
    np.testing.assert_allclose(ref.network(numbers, plan), out.detach().numpy(), rtol=1e-10)
    np.testing.assert_allclose(ref.loss_of(plan, numbers, y), loss.item(), rtol=1e-10)
    wants = [p.grad.numpy() for layer in tensors if not isinstance(layer, str) for p in layer]
    for found, want in zip(ref.loss_gradients(plan, numbers, y), wants, strict=True):
        np.testing.assert_allclose(found, want, rtol=1e-8, atol=1e-12)
    dz = ref.bce_with_logits(out.detach().numpy()[:, 0], y)[1]
    np.testing.assert_allclose(
        ref.network_gradients(numbers, plan, dz[:, None])[0], x.grad.numpy(), rtol=1e-8, atol=1e-12
    )


def test_jacobian_and_hessian(rng):
    from_tests = ref.random_map(rng, (3,), (2, 5))
    x = rng.normal(size=(2, 5))
    a, b, c = (torch.tensor(part) for part in (from_tests.a, from_tests.b, from_tests.c))

    def f(t):
        return (a * t**3 + b * t).sum((1, 2)) + (c * t).sum((1, 2)) ** 2

    want = torch.autograd.functional.jacobian(f, torch.tensor(x))
    np.testing.assert_allclose(from_tests.central(x, 0.0), want.numpy(), rtol=1e-10)
    bowl = ref.surface(rng, (2, 3))
    p, q, r = (torch.tensor(part) for part in (bowl.a, bowl.b, bowl.c))
    x = rng.normal(size=(2, 3))
    second = torch.autograd.functional.hessian(
        lambda t: (p * t**3 + q * t).sum() + (r * t).sum() ** 2, torch.tensor(x)
    )
    np.testing.assert_allclose(bowl.second(x), second.numpy(), rtol=1e-10, atol=1e-12)


def test_gelu_slope(rng):
    z = leaf(np.append(rng.normal(scale=3.0, size=50), [-50.0, 0.0, 50.0]))
    F.gelu(z).sum().backward()
    np.testing.assert_allclose(ref.gelu_slope(z.detach().numpy()), z.grad.numpy(), atol=1e-14)


@pytest.mark.parametrize("delta", [0.5, 1.0, 2.5])
def test_huber(rng, delta):
    y_pred, y_true = leaf(3 * rng.normal(size=(5, 7))), rng.normal(size=(5, 7))
    loss = F.huber_loss(y_pred, torch.tensor(y_true), delta=delta)
    loss.backward()
    found = ref.huber(y_pred.detach().numpy(), y_true, delta)
    np.testing.assert_allclose(found[0], loss.item(), rtol=1e-12)
    np.testing.assert_allclose(found[1], y_pred.grad.numpy(), atol=1e-15)


def test_divergence(rng):
    p, q = rng.dirichlet(np.ones(5), size=7), rng.dirichlet(np.ones(5), size=7)
    p[0], q[1] = np.eye(5)[2], np.eye(5)[0]
    want = F.kl_div(torch.log(torch.tensor(q)), torch.tensor(p), reduction="none").sum(1)
    np.testing.assert_allclose(ref.divergence(p, q), want.numpy(), rtol=1e-10)


def test_chain(rng):
    x = leaf(rng.uniform(-1, 1, size=(3, 5)))
    out = torch.tanh(5 - (3 * torch.sin(x)) ** 2)
    out.sum().backward()
    value, slope = ref.chain(ref.LONG, x.detach().numpy())
    np.testing.assert_allclose(value, out.detach().numpy(), rtol=1e-12)
    np.testing.assert_allclose(slope, x.grad.numpy(), rtol=1e-10, atol=1e-14)
