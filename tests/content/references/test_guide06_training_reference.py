"""The references of guide06_training, and the answers of the lesson, against PyTorch's own optimizers and functions."""

import math

import numpy as np
import pytest
import torch
from references import answer_key, reference
from torch import nn
from torch.nn import functional as F

ref = reference("guide06_training")
SEEDS = pytest.mark.parametrize("seed", range(3))


@pytest.fixture(scope="module")
def answers():
    """What the answer key defines."""
    return answer_key("guide06_training")


def walked(step, params, grads, rates, **options):
    """Parameters after every step of an answer."""
    path, state = [], {}
    for slope, rate in zip(grads, rates):
        params, state = step(params, slope, state, rate, **options)
        path.append(params)
    return path


def torch_path(make, params, grads, rates):
    """Parameters after every step of one of PyTorch's optimizers."""
    leaves = {name: nn.Parameter(torch.tensor(value)) for name, value in params.items()}
    optimizer, path = make(list(leaves.values())), []
    for slope, rate in zip(grads, rates):
        for name, leaf in leaves.items():
            leaf.grad = torch.tensor(slope[name])
        optimizer.param_groups[0]["lr"] = rate
        optimizer.step()
        path.append({name: leaf.detach().numpy().copy() for name, leaf in leaves.items()})
    return path


OPTIMIZERS = {
    "nesterov_step": (
        ref.nesterov,
        {"momentum": 0.8},
        lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.8, nesterov=True),
    ),
    "rmsprop_step": (
        ref.rmsprop,
        {"rho": 0.8, "eps": 0.01},
        lambda p: torch.optim.RMSprop(p, lr=0.1, alpha=0.8, eps=0.01),
    ),
    "adamw_step": (
        ref.adamw,
        {"beta1": 0.8, "beta2": 0.9, "eps": 0.01, "decay": 0.3},
        lambda p: torch.optim.AdamW(p, lr=0.1, betas=(0.8, 0.9), eps=0.01, weight_decay=0.3),
    ),
}


@SEEDS
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_optimizers_are_those_of_pytorch(answers, name, seed):
    rng = np.random.default_rng(seed)
    rule, options, make = OPTIMIZERS[name]
    params, grads, rates = ref.some_params(rng), ref.some_grads(rng, 6), rng.uniform(0.01, 0.3, 6)
    wants = torch_path(make, params, grads, rates)
    for found in (
        rule(params, grads, rates, **options),
        walked(answers[name], params, grads, rates, **options),
    ):
        for got, want in zip(found, wants, strict=True):
            for key in params:
                np.testing.assert_allclose(got[key], want[key], rtol=1e-9, atol=1e-12)


def test_the_schedule_is_that_of_pytorch_after_the_warm_up(answers):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=2.0)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 10, eta_min=0.5)
    for step in range(10):
        found = answers["warmup_cosine"](step + 3, 3, 13, 2.0, 0.5)
        assert math.isclose(found, optimizer.param_groups[0]["lr"], rel_tol=1e-12)
        optimizer.step()
        schedule.step()


@SEEDS
def test_batch_normalisation_is_that_of_pytorch(answers, seed):
    rng = np.random.default_rng(seed)
    layer = nn.BatchNorm1d(3, eps=0.1, momentum=0.3, dtype=torch.float64)
    running = {"mean": np.zeros(3), "var": np.ones(3)}
    gamma, beta = rng.normal(size=(2, 3))
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(gamma))
        layer.bias.copy_(torch.tensor(beta))
    for training in (True, True, False):
        x, dout = (rng.normal(2, 3, size=(7, 3)) for _ in range(2))
        leaf = torch.tensor(x, requires_grad=True)
        layer.train(training)
        layer.zero_grad()
        want = layer(leaf)
        want.backward(torch.tensor(dout))
        out, cache = answers["batch_norm_forward"](x, gamma, beta, running, training, 0.3, 0.1)
        np.testing.assert_allclose(out, want.detach().numpy(), rtol=1e-10)
        np.testing.assert_allclose(running["mean"], layer.running_mean.numpy(), rtol=1e-10)
        np.testing.assert_allclose(running["var"], layer.running_var.numpy(), rtol=1e-10)
        if training:
            found = answers["batch_norm_backward"](dout, cache)
            wants = (leaf.grad, layer.weight.grad, layer.bias.grad)
            for got, slope in zip(found, wants, strict=True):
                np.testing.assert_allclose(got, slope.numpy(), rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("smoothing", [0.0, 0.1, 1.0])
@pytest.mark.parametrize("scale", [1.0, 1e4])
def test_the_smoothed_loss_is_that_of_pytorch(answers, smoothing, scale):
    rng = np.random.default_rng(1)
    logits, labels = rng.normal(scale=scale, size=(7, 5)), rng.integers(5, size=7)
    leaf = torch.tensor(logits, requires_grad=True)
    want = F.cross_entropy(leaf, torch.tensor(labels), label_smoothing=smoothing)
    want.backward()
    loss, gradient = answers["label_smoothing_loss"](logits, labels, smoothing)
    np.testing.assert_allclose(loss, want.item(), rtol=1e-12)
    np.testing.assert_allclose(gradient, leaf.grad.numpy(), atol=1e-14)
