"""The references of guide10_diffusion: simulated chains, PyTorch's own divergences, and the numbers of the papers."""

import math

import numpy as np
import pytest
import torch
from references import answer_key, reference

ref = reference("guide10_diffusion")
SEEDS = pytest.mark.parametrize("seed", range(3))


@pytest.fixture(scope="module")
def answers():
    """What the answer key defines."""
    return answer_key("guide10_diffusion")


def test_the_linear_schedule_is_that_of_the_paper(answers):
    betas, bars = ref.steps_of(1000, "linear")
    assert (betas[0], betas[-1]) == pytest.approx((1e-4, 0.02))
    assert bars[-1] == pytest.approx(4.0358e-5, rel=1e-4)
    found = answers["make_schedule"](1000)
    torch.testing.assert_close(found[0], torch.tensor(betas))
    torch.testing.assert_close(found[1], torch.tensor(bars))


def test_the_cosine_schedule_follows_its_signal_where_nothing_is_cut():
    _, bars = ref.steps_of(50, "cosine")
    signal = [math.cos((t / 50 + 0.008) / 1.008 * math.pi / 2) ** 2 for t in range(51)]
    np.testing.assert_allclose(bars[:-1], np.array(signal[1:-1]) / signal[0], rtol=1e-9)
    assert bars[-1] == pytest.approx(bars[-2] * 0.001)


@SEEDS
def test_one_leap_of_noise_is_many_small_ones(seed):
    rng = np.random.default_rng(seed)
    betas, bars = ref.schedule(rng, 5)
    x = np.full(200_000, 1.5)
    for beta in betas.numpy():
        x = math.sqrt(1 - beta) * x + math.sqrt(beta) * rng.standard_normal(len(x))
    leap = ref.noisy(torch.full((1, 1), 1.5), torch.tensor([4]), torch.zeros(1, 1), bars)
    assert x.mean() == pytest.approx(leap.item(), abs=0.01)
    assert x.std() == pytest.approx(math.sqrt(1 - bars[-1]), abs=0.01)


@SEEDS
def test_the_posterior_is_that_of_a_simulated_chain(seed):
    rng = np.random.default_rng(seed)
    betas, bars = ref.schedule(rng, 4)
    x0, t = 0.7, 3
    before = math.sqrt(bars[t - 1]) * x0 + math.sqrt(1 - bars[t - 1]) * rng.standard_normal(400_000)
    after = math.sqrt(1 - betas[t]) * before + math.sqrt(betas[t]) * rng.standard_normal(len(before))
    slope, middle = np.polyfit(after, before, 1)
    zero, one = torch.zeros(1).double(), torch.ones(1).double()
    at_zero, variance = ref.posterior_by_precision(x0 * one, zero, t, betas, bars)
    at_one, _ = ref.posterior_by_precision(x0 * one, one, t, betas, bars)
    assert middle == pytest.approx(at_zero.item(), abs=0.01)
    assert slope == pytest.approx((at_one - at_zero).item(), abs=0.01)
    assert (before - slope * after - middle).var() == pytest.approx(variance, rel=0.02)


@SEEDS
def test_the_answers_posterior_is_that_of_the_reference(answers, seed):
    rng = np.random.default_rng(seed)
    betas, bars = ref.schedule(rng, 7)
    x0, xt = ref.normal(rng, 5, 3), ref.normal(rng, 5, 3)
    for t in range(1, 7):
        want = ref.posterior_by_precision(x0, xt, t, betas, bars)
        mean, variance = answers["posterior"](x0, xt, t, betas, bars)
        torch.testing.assert_close(mean, want[0])
        assert float(variance) == pytest.approx(want[1])


@SEEDS
def test_a_jump_with_all_its_noise_is_a_step_of_ddpm(seed):
    rng = np.random.default_rng(seed)
    betas, bars = ref.schedule(rng, 7)
    for t in range(1, 7):
        _, variance = ref.posterior_by_precision(torch.zeros(1), torch.zeros(1), t, betas, bars)
        assert ref.deviation_of(t, t - 1, bars, 1.0) == pytest.approx(math.sqrt(variance))


@SEEDS
def test_the_divergence_is_that_of_pytorch(seed):
    rng = np.random.default_rng(seed)
    mean, log = ref.normal(rng, 5, 3), ref.normal(rng, 5, 3)
    ours = torch.distributions.Normal(mean, (log / 2).exp())
    normal = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
    want = torch.distributions.kl_divergence(ours, normal).sum(1).mean()
    assert ref.by_numbers(mean, log) == pytest.approx(want.item())


def test_noise_that_is_left_at_the_end_is_what_the_papers_say(answers):
    _, bars = answers["make_schedule"](1000)
    x0 = torch.full((1, 1), 0.7)
    bits = answers["kl_to_normal"](bars[-1].sqrt() * x0, (1 - bars[-1]).log().reshape(1, 1)) / math.log(2)
    assert 0.5e-5 < bits < 2e-5
    stable = np.linspace(0.00085**0.5, 0.012**0.5, 1000) ** 2
    assert np.prod(1 - stable) == pytest.approx(0.0047, abs=5e-5)
