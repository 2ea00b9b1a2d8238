"""The reference and the lesson's solutions of day06 against PyTorch, formulas and central differences."""

import numpy as np
import pytest
import torch
from references import answer_key, reference

ref = reference("day06")


@pytest.fixture
def rng():
    return np.random.default_rng(6)


@pytest.fixture(scope="module")
def lesson():
    """What the answer key defines."""
    return answer_key("day06")


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def rnn_params(rng, d, hidden):
    return {
        "wx": rng.normal(size=(d, hidden)),
        "wh": rng.normal(size=(hidden, hidden)),
        "b": rng.normal(size=hidden),
    }


def differences(function, array, eps=1e-6):
    """Central differences of a scalar function that reads ``array``."""
    grad = np.zeros(array.shape)
    for index in np.ndindex(array.shape):
        old = array[index]
        array[index] = old + eps
        above = function()
        array[index] = old - eps
        below = function()
        array[index] = old
        grad[index] = (above - below) / (2 * eps)
    return grad


def test_vocabulary_and_encode():
    vocabulary = ref.build_vocabulary(["甲乙", "", "乙丙甲"])
    assert vocabulary == {"甲": 2, "乙": 3, "丙": 4}
    assert ref.encode(["丙丁", "甲乙丙甲"], vocabulary, 3).tolist() == [[4, 1, 0], [2, 3, 4]]
    assert ref.encode([], vocabulary, 3).shape == (0, 3)


def test_rnn(rng):
    x, h, params = rng.normal(size=(2, 5, 3)), rng.normal(size=(2, 7)), rnn_params(rng, 3, 7)
    hs = ref.rnn(x, h, params)
    for step in range(5):
        np.testing.assert_allclose(ref.rnn_cell(x[:, step], h, params), hs[:, step], atol=1e-14)
        h = np.tanh(x[:, step] @ params["wx"] + h @ params["wh"] + params["b"])
        np.testing.assert_allclose(hs[:, step], h, atol=1e-14)


def test_lstm_and_gru(rng):
    x, h, c = rng.normal(size=(2, 3)), rng.normal(size=(2, 5)), rng.normal(size=(2, 5))
    params = {"wx": rng.normal(size=(3, 20)), "wh": rng.normal(size=(5, 20)), "b": rng.normal(size=20)}
    i, f, g, o = np.split(x @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    got_h, got_c = ref.lstm_cell(x, h, c, params)
    np.testing.assert_allclose(got_c, c_next, atol=1e-14)
    np.testing.assert_allclose(got_h, sigmoid(o) * np.tanh(c_next), atol=1e-14)

    params = {"wx": rng.normal(size=(3, 15)), "wh": rng.normal(size=(5, 15))}
    params |= {"bx": rng.normal(size=15), "bh": rng.normal(size=15)}
    u = np.split(x @ params["wx"] + params["bx"], 3, axis=1)
    v = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    z = sigmoid(u[1] + v[1])
    n = np.tanh(u[2] + sigmoid(u[0] + v[0]) * v[2])
    np.testing.assert_allclose(ref.gru_cell(x, h, params), (1 - z) * n + z * h, atol=1e-14)


@pytest.mark.parametrize(("n", "t", "d", "hidden"), [(2, 3, 5, 7), (1, 1, 3, 2)])
def test_rnn_gradients(rng, n, t, d, hidden):
    x, h0, params = rng.normal(size=(n, t, d)), rng.normal(size=(n, hidden)), rnn_params(rng, d, hidden)
    dhs = rng.normal(size=(n, t, hidden))

    def value():
        return float(np.sum(dhs * ref.rnn(x, h0, params)))

    dx, dh0, grads = ref.rnn_gradients(x, h0, params, dhs)
    for got, array in [(dx, x), (dh0, h0), *((grads[key], params[key]) for key in params)]:
        np.testing.assert_allclose(got, differences(value, array), rtol=1e-6, atol=1e-8)


def recurrent(kind, params):
    """A whole PyTorch recurrent layer with these weights; ours are (in, out), its own (out, in)."""
    layer = kind(params["wx"].shape[0], params["wh"].shape[0], batch_first=True, dtype=torch.float64)
    bx = params["bx"] if "bx" in params else params["b"]
    bh = params.get("bh", np.zeros_like(bx))
    weights = params["wx"].T, params["wh"].T, bx, bh
    layer.load_state_dict({key: torch.tensor(w.copy()) for key, w in zip(layer.state_dict(), weights)})
    return layer


def gate_params(rng, d, hidden, gates, biases):
    shapes = {"wx": (d, gates * hidden), "wh": (hidden, gates * hidden)}
    return {key: rng.normal(size=shapes.get(key, gates * hidden)) for key in ("wx", "wh", *biases)}


@pytest.mark.parametrize(("n", "t", "d", "hidden"), [(2, 7, 3, 5), (1, 1, 2, 3), (3, 5, 1, 2)])
def test_the_lesson_agrees_with_pytorch(rng, lesson, n, t, d, hidden):
    x, h0, dhs = (rng.normal(size=shape) for shape in ((n, t, d), (n, hidden), (n, t, hidden)))
    params = rnn_params(rng, d, hidden)
    layer = recurrent(torch.nn.RNN, params)
    x_leaf, h_leaf = (torch.tensor(array, requires_grad=True) for array in (x, h0[None]))
    hs_torch, _ = layer(x_leaf, h_leaf)
    (hs_torch * torch.tensor(dhs)).sum().backward()
    hs, cache = lesson["rnn_forward"](x, h0, params)
    np.testing.assert_allclose(hs, hs_torch.detach().numpy(), atol=1e-12)
    dx, dh0, grads = lesson["rnn_backward"](dhs, cache)
    np.testing.assert_allclose(dx, x_leaf.grad.numpy(), atol=1e-12)
    np.testing.assert_allclose(dh0, h_leaf.grad[0].numpy(), atol=1e-12)
    np.testing.assert_allclose(grads["wx"], layer.weight_ih_l0.grad.numpy().T, atol=1e-12)
    np.testing.assert_allclose(grads["wh"], layer.weight_hh_l0.grad.numpy().T, atol=1e-12)
    np.testing.assert_allclose(grads["b"], layer.bias_ih_l0.grad.numpy(), atol=1e-12)

    params, c = gate_params(rng, d, hidden, 4, ("b",)), rng.normal(size=(n, hidden))
    want, (_, want_c) = recurrent(torch.nn.LSTM, params)(x_leaf, (h_leaf, torch.tensor(c[None])))
    h, hs = h0, []
    for step in range(t):
        h, c = lesson["lstm_cell_forward"](x[:, step], h, c, params)
        hs.append(h)
    np.testing.assert_allclose(np.stack(hs, axis=1), want.detach().numpy(), atol=1e-12)
    np.testing.assert_allclose(c, want_c[0].detach().numpy(), atol=1e-12)

    params = gate_params(rng, d, hidden, 3, ("bx", "bh"))
    want, _ = recurrent(torch.nn.GRU, params)(x_leaf, h_leaf)
    h, hs = h0, []
    for step in range(t):
        h = lesson["gru_cell_forward"](x[:, step], h, params)
        hs.append(h)
    np.testing.assert_allclose(np.stack(hs, axis=1), want.detach().numpy(), atol=1e-12)


@pytest.mark.parametrize(("n", "t", "d", "hidden"), [(2, 5, 3, 7), (1, 1, 3, 2)])
def test_the_lesson_agrees_with_differences(rng, lesson, n, t, d, hidden):
    x, h0, params = rng.normal(size=(n, t, d)), rng.normal(size=(n, hidden)), rnn_params(rng, d, hidden)
    dhs = rng.normal(size=(n, t, hidden))

    def value():
        return float(np.sum(dhs * lesson["rnn_forward"](x, h0, params)[0]))

    dx, dh0, grads = lesson["rnn_backward"](dhs, lesson["rnn_forward"](x, h0, params)[1])
    for got, array in [(dx, x), (dh0, h0), *((grads[key], params[key]) for key in params)]:
        np.testing.assert_allclose(got, differences(value, array), rtol=1e-6, atol=1e-8)


def test_norm_and_last_valid(rng):
    assert ref.norm({"a": np.array([[3.0]]), "b": np.array([0.0, -4.0])}) == 5.0
    hs = rng.normal(size=(2, 3, 5))
    np.testing.assert_array_equal(ref.last_valid(hs, np.array([3, 1])), [hs[0, 2], hs[1, 0]])


def test_first_step_of_training_is_the_sign_of_the_gradient(rng):
    params = {"embedding": rng.normal(size=(7, 3)), **rnn_params(rng, 3, 5)}
    params |= {"w_out": rng.normal(size=(5, 1)), "b_out": rng.normal(size=1)}
    data = np.array([[2, 3, 2], [4, 0, 0]]), np.array([3, 1]), np.array([1, 0])
    slopes = {key: differences(lambda: ref.loss(*data, params), value) for key, value in params.items()}
    after, losses = ref.train(*data, params, [np.arange(2)], lr=0.1)
    np.testing.assert_allclose(losses, [ref.loss(*data, params)])
    for key, slope in slopes.items():
        clear = np.abs(slope) > 1e-5
        assert clear.any(), key
        np.testing.assert_allclose((params[key] - after[key])[clear], 0.1 * np.sign(slope[clear]), rtol=1e-2)
        np.testing.assert_array_equal(after[key][slope == 0], params[key][slope == 0])


@pytest.mark.parametrize("scale", [1.0, 300.0])
@pytest.mark.slow
def test_training_agrees_with_the_optimizer_of_pytorch(rng, scale):
    """Labels against the scores give the longest gradients; with a large w_out they are clipped."""
    params = {"embedding": rng.normal(size=(7, 3)), **rnn_params(rng, 3, 5)}
    params |= {"w_out": scale * rng.normal(size=(5, 1)), "b_out": rng.normal(size=1)}
    x, lengths = np.array([[2, 3, 2], [4, 0, 0], [3, 5, 0]]), np.array([3, 1, 2])
    y = (ref.scores(x, lengths, params) < 0).astype(int)
    leaves = {key: torch.tensor(value, requires_grad=True) for key, value in params.items()}
    optimizer, norms = torch.optim.Adam(leaves.values(), lr=0.05), []
    for _ in range(5):
        optimizer.zero_grad()
        scores = []
        for ids, length in zip(x, lengths):
            h = torch.zeros(5, dtype=torch.float64)
            for k in ids[:length]:
                h = torch.tanh(leaves["embedding"][k] @ leaves["wx"] + h @ leaves["wh"] + leaves["b"])
            scores.append(h @ leaves["w_out"] + leaves["b_out"])
        target = torch.tensor(y, dtype=torch.float64)
        torch.nn.functional.binary_cross_entropy_with_logits(torch.cat(scores), target).backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_(list(leaves.values()), 5.0)))
        optimizer.step()
    assert (max(norms) > 5.0) == (scale > 1)
    after, _ = ref.train(x, lengths, y, params, [np.arange(3)] * 5, lr=0.05)
    for key, leaf in leaves.items():
        np.testing.assert_allclose(after[key], leaf.detach().numpy(), rtol=1e-6, atol=1e-7)
