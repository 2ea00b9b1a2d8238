"""The reference of day02 against PyTorch's autograd, NumPy's own fits and a long gradient descent."""

import numpy as np
import pytest
import torch
from references import reference

ref = reference("day02")


@pytest.fixture
def rng():
    return np.random.default_rng(2)


def leaf(value):
    return torch.tensor(value, dtype=torch.float64, requires_grad=True)


def test_loss_and_gradients(rng):
    x, y = rng.normal(size=(2, 11))
    m, b = leaf(0.7), leaf(-1.3)
    y_pred = m * torch.tensor(x) + b
    loss = torch.nn.functional.mse_loss(y_pred, torch.tensor(y))
    loss.backward()
    np.testing.assert_allclose(ref.predict(x, 0.7, -1.3), y_pred.detach().numpy(), rtol=1e-13)
    assert ref.mean_squared_error(ref.predict(x, 0.7, -1.3), y) == pytest.approx(loss.item(), rel=1e-13)
    assert ref.mse_gradients(x, y, 0.7, -1.3) == pytest.approx((m.grad.item(), b.grad.item()), rel=1e-12)


def test_predict_keeps_the_shape():
    assert ref.predict(np.zeros((2, 3, 5)), 1.0, 2.0).shape == (2, 3, 5)
    assert ref.predict(np.float64(3.0), 2.0, 1.0) == 7.0


@pytest.mark.parametrize("shape", [(), (7,), (3, 5)])
def test_cubic_gradient_is_autograd(rng, shape):
    cubic = ref.Cubic(*(np.asarray(rng.normal(size=shape)) for _ in range(3)))
    theta = np.asarray(rng.normal(size=shape))
    a, b, c = (torch.tensor(part) for part in (cubic.a, cubic.b, cubic.c))
    tensor = leaf(theta)
    value = (a * tensor**3 + b * tensor).sum() + (c * tensor).sum() ** 2
    value.backward()
    assert cubic(theta) == pytest.approx(value.item(), rel=1e-12)
    np.testing.assert_allclose(
        cubic.central_difference(theta, 0.0), tensor.grad.numpy(), rtol=1e-12, atol=1e-13
    )


@pytest.mark.parametrize("eps", [1e-3, 0.5, 2.0])
def test_cubic_central_difference_is_what_the_formula_gives(rng, eps):
    cubic = ref.Cubic(*rng.normal(size=(3, 3, 5)))
    theta = rng.normal(size=(3, 5))
    expected = np.empty(theta.shape)
    for index in np.ndindex(theta.shape):
        ends = []
        for step in (eps, -eps):
            moved = theta.copy()
            moved[index] += step
            ends.append(cubic(moved))
        expected[index] = (ends[0] - ends[1]) / (2 * eps)
    np.testing.assert_allclose(cubic.central_difference(theta, eps), expected, rtol=1e-8, atol=1e-9)


@pytest.mark.slow
def test_descent_is_torch_sgd(rng):
    x, y = rng.normal(size=(2, 13))
    parameters = [leaf(0.4), leaf(-0.2)]
    optimizer = torch.optim.SGD(parameters, lr=0.07)
    losses = []
    for _ in range(9):
        optimizer.zero_grad()
        loss = ((parameters[0] * torch.tensor(x) + parameters[1] - torch.tensor(y)) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    m, b, got = ref.gradient_descent(x, y, 0.07, 9, 0.4, -0.2)
    assert (m, b) == pytest.approx([p.item() for p in parameters], rel=1e-12)
    assert got == pytest.approx(losses, rel=1e-12)


def test_line_is_polyfit_and_where_descent_ends(rng):
    x, y = rng.normal(size=(2, 17))
    assert ref.least_squares_line(x, y) == pytest.approx(np.polyfit(x, y, 1), rel=1e-10)
    m, b, _ = ref.gradient_descent(x, y, 0.1, 2000, 0.0, 0.0)
    assert ref.least_squares_line(x, y) == pytest.approx((m, b), rel=1e-9)


def test_r_squared_of_the_best_line_is_the_squared_correlation(rng):
    x, y = rng.normal(size=(2, 17))
    m, b = ref.least_squares_line(x, y)
    assert ref.r_squared(y, m * x + b) == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2, rel=1e-10)
    assert ref.r_squared(y, np.full(17, y.mean())) == pytest.approx(0.0, abs=1e-12)
    assert ref.r_squared(y, y) == 1.0


def test_normal_equation_is_lstsq(rng):
    x, y = rng.normal(size=(13, 3)), rng.normal(size=13)
    design = np.column_stack([np.ones(13), x])
    np.testing.assert_array_equal(ref.design_matrix(x), design)
    expected = np.linalg.lstsq(design, y, rcond=None)[0]
    np.testing.assert_allclose(ref.normal_equation(x, y), expected, rtol=1e-10)
    np.testing.assert_allclose(ref.fitted_values(x, y), design @ expected, rtol=1e-10, atol=1e-12)


def test_fitted_values_do_not_mind_collinear_columns(rng):
    x, y = rng.integers(-4, 5, size=(13, 2)).astype(float), rng.normal(size=13)
    plain = ref.fitted_values(x, y)
    for extra in (x[:, :1], np.full((13, 1), 4.0), x.sum(axis=1, keepdims=True), np.zeros((13, 1))):
        np.testing.assert_allclose(ref.fitted_values(np.hstack([x, extra]), y), plain, rtol=1e-10, atol=1e-12)
