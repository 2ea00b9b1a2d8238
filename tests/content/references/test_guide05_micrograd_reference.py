"""The reference and the answer key of guide05_micrograd against PyTorch's autograd."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from references import answer_key, reference

NAME = "guide05_micrograd"
ref = reference(NAME)


@pytest.fixture
def rng():
    return np.random.default_rng(5)


@pytest.fixture(scope="module")
def key():
    """What the answer key defines."""
    return answer_key(NAME)


def leaf(numbers):
    return torch.tensor(numbers, dtype=torch.float64, requires_grad=True)


def by_torch(program, numbers):
    """All values, and the gradients of the last one by the leaves."""
    leaves = [leaf(number) for number in numbers]
    nodes = ref.run(program, leaves, ref.TORCH)
    nodes[-1].backward()
    return [node.item() for node in nodes], [0.0 if x.grad is None else x.grad.item() for x in leaves]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 5), length=st.integers(1, 40))
def test_expressions(key, seed, count, length):
    rng = np.random.default_rng(seed)
    numbers = ref.random_leaves(rng, count)
    program = ref.random_program(rng, numbers, ref.OPERATIONS, length)
    values, slopes = by_torch(program, numbers)
    close = {"rtol": 1e-9, "atol": 1e-10 * max(1.0, *map(abs, slopes))}
    duals = ref.duals(program, numbers)
    np.testing.assert_allclose([dual.value for dual in duals], values, **close)
    np.testing.assert_allclose(duals[-1].slopes, slopes, **close)
    leaves = [key["Value"](number) for number in numbers]
    nodes = ref.run(program, leaves, {name: key[name] for name in ref.OPERATIONS})
    for times in (1, 2):
        nodes[-1].backward()
        np.testing.assert_allclose(key["grads_of"](leaves), times * np.array(slopes), **close)
    np.testing.assert_allclose(key["data_of"](nodes), values, **close)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_differences(seed):
    rng = np.random.default_rng(seed)
    numbers = ref.random_leaves(rng, 3)
    program = ref.random_program(rng, numbers, ref.OPERATIONS, 17)
    slopes = ref.duals(program, numbers)[-1].slopes
    scale = max(1.0, float(np.abs(slopes).max()))
    np.testing.assert_allclose(ref.differences(program, numbers), slopes, rtol=1e-4, atol=1e-5 * scale)


def test_a_deep_chain(key):
    x, y = key["Value"](0.3), leaf(0.3)
    node, tensor = x, y
    for _ in range(5_000):
        node, tensor = node * 0.999 + x * 0.001, tensor * 0.999 + y * 0.001
    node.backward()
    tensor.backward()
    np.testing.assert_allclose(x.grad, y.grad.item(), rtol=1e-10)


def test_operators(key):
    a, b = key["Value"](1.3), key["Value"](-0.7)
    s, t = leaf(1.3), leaf(-0.7)
    for x, y in ((a, b), (s, t)):
        ((2 - x) / (3 * y) + x / 4 - y**2 + 2**x - 1 / x + (-y) * np.float64(0.5) + (y - 2) * 3).backward()
    np.testing.assert_allclose([a.grad, b.grad], [s.grad.item(), t.grad.item()], rtol=1e-12)


@pytest.mark.parametrize("sizes", [[1], [3, 1], [5, 4, 2]], ids=str)
def test_networks(rng, key, sizes):
    theta = rng.normal(size=ref.count(3, sizes))
    x, dout = rng.normal(size=(7, 3)), rng.normal(size=(7, sizes[-1]))
    flat, given = leaf(theta), leaf(x)
    out, start = given, 0
    for i, (before, after) in enumerate(pairwise([3, *sizes])):
        matrix = flat[start : start + after * (before + 1)].reshape(after, before + 1)
        start += matrix.numel()
        out = out @ matrix[:, :-1].T + matrix[:, -1]
        out = torch.tanh(out) if i < len(sizes) - 1 else out
    (out * torch.tensor(dout)).sum().backward()
    np.testing.assert_allclose(ref.network(theta, x, sizes), out.detach().numpy(), rtol=1e-10)
    by_theta, by_x = ref.network_gradient(theta, x, sizes, dout)
    np.testing.assert_allclose(by_theta, flat.grad.numpy(), rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(by_x, given.grad.numpy(), rtol=1e-8, atol=1e-12)
    model = key["MLP"](3, sizes, rng)
    key["set_data"](model.parameters(), theta)
    found = model(x[0])
    found = key["data_of"](found if isinstance(found, list) else [found])
    np.testing.assert_allclose(found, out.detach().numpy()[0], rtol=1e-10)


def test_loss(rng):
    labels, theta, scores = rng.choice([-1, 1], size=11), leaf(rng.normal(size=5)), leaf(rng.normal(size=11))
    loss = torch.relu(1 - torch.tensor(labels) * scores).mean() + 0.3 * (theta**2).sum()
    loss.backward()
    value, by_scores, by_theta = ref.margin_loss(scores.detach().numpy(), labels, 0.3, theta.detach().numpy())
    np.testing.assert_allclose(value, loss.item(), rtol=1e-12)
    np.testing.assert_allclose(by_scores, scores.grad.numpy(), atol=1e-15)
    np.testing.assert_allclose(by_theta, theta.grad.numpy(), rtol=1e-12)
