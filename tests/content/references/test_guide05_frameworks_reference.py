"""The references of guide05_frameworks against PyTorch's autograd."""

import numpy as np
import pytest
import torch
from references import reference

ref = reference("guide05_frameworks")


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def leaf(array):
    return torch.tensor(np.asarray(array), dtype=torch.float64, requires_grad=True)


def test_gradients_of_the_layer(rng):
    for sizes in ref.SIZES:
        n, d, m = sizes
        x, w, b = ref.numbers(rng, n, d), ref.numbers(rng, d, m), ref.numbers(rng, m)
        leaves = leaf(w), leaf(b)
        loss = (torch.tanh(leaf(x) @ leaves[0] + leaves[1]) ** 2).mean()
        loss.backward()
        for found, want in zip(ref.exact(x, w, b), (loss.detach(), *(each.grad for each in leaves))):
            np.testing.assert_allclose(found, want.numpy(), rtol=1e-12)


@pytest.mark.parametrize(
    ("name", "function", "shape"),
    [
        ("product", lambda t: (t[:-1] ** 2 * t[1:]).sum(), (7,)),
        ("cube", lambda t: (t**3).sum(), (7,)),
        ("square_of_sum", lambda t: t.sum() ** 2, (3, 5)),
        ("mixed", lambda t: t.sum() * (t**2).sum(), (3, 5)),
    ],
)
def test_products_with_hessians(rng, name, function, shape):
    x, v = rng.normal(size=shape), rng.normal(size=shape)
    want = torch.autograd.functional.hvp(function, leaf(x), torch.tensor(v))[1]
    np.testing.assert_allclose(ref.product_of(name, x, v), want.numpy(), rtol=1e-10)


def test_gradients_of_each_sample(rng):
    params, x, y = {"w": rng.normal(size=(3, 2)), "b": rng.normal(size=2)}, *rng.normal(size=(2, 5, 3))
    y = y[:, :2]

    def loss(params, row, target):
        return ((torch.tanh(row @ params["w"] + params["b"]) - target) ** 2).sum()

    tensors = {name: torch.tensor(value) for name, value in params.items()}
    wants = torch.func.vmap(torch.func.grad(loss), (None, 0, 0))(tensors, torch.tensor(x), torch.tensor(y))
    for name, found in ref.wanted(params, x, y).items():
        np.testing.assert_allclose(found, wants[name].numpy(), rtol=1e-10)


def test_states(rng):
    x, h0, params = rng.normal(size=(3, 5, 2)), rng.normal(size=(3, 4)), {}
    rnn = torch.nn.RNN(2, 4, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        rnn.bias_hh_l0.zero_()
        params = {"wx": rnn.weight_ih_l0.T, "wh": rnn.weight_hh_l0.T, "b": rnn.bias_ih_l0}
        want = rnn(torch.tensor(x), torch.tensor(h0)[None])[0]
    found = ref.states(x, h0, {name: value.detach().numpy() for name, value in params.items()})
    np.testing.assert_allclose(found, want.numpy(), rtol=1e-10)


def test_networks(rng):
    layers = [
        (rng.normal(size=(4, 3)), rng.normal(size=4)),
        "relu",
        (rng.normal(size=(2, 4)), rng.normal(size=2)),
    ]
    x = rng.normal(size=(5, 3))
    want = torch.nn.functional.linear(torch.tensor(x), *map(torch.tensor, layers[0])).relu()
    want = torch.nn.functional.linear(want, *map(torch.tensor, layers[2]))
    np.testing.assert_allclose(ref.logits(layers, x), want.numpy(), rtol=1e-10)


def test_signs(rng):
    x, upstream = np.array([-2.0, -1, -0.5, 0, 0.5, 1, 2]), rng.normal(size=7)
    value, passed = ref.signs(x, upstream)
    np.testing.assert_array_equal(value, np.sign(x))
    np.testing.assert_array_equal(passed, upstream * (np.abs(x) <= 1))
