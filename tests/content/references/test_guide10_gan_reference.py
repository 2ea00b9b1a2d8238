"""The references of guide10_gan, and the answers of the lesson, against PyTorch's own layers and losses and closed forms."""

import math

import numpy as np
import pytest
import torch
from references import answer_key, reference
from torch.nn import functional as F

ref = reference("guide10_gan")
SEEDS = pytest.mark.parametrize("seed", range(3))


@pytest.fixture(scope="module")
def answers():
    """What the answer key defines."""
    return answer_key("guide10_gan")


@SEEDS
def test_losses_are_pytorchs_cross_entropies(answers, seed):
    rng = np.random.default_rng(seed)
    real, fake = ref.normal(rng, 5, scale=30.0), ref.normal(rng, 7, scale=30.0)
    bce = F.binary_cross_entropy_with_logits
    want = bce(real, torch.ones_like(real)) + bce(fake, torch.zeros_like(fake))
    torch.testing.assert_close(answers["discriminator_loss"](real, fake), want)
    torch.testing.assert_close(answers["generator_loss"](fake), bce(fake, torch.ones_like(fake)))
    torch.testing.assert_close(ref.softplus(real), torch.logaddexp(real, torch.zeros_like(real)))


def test_the_best_discriminators_loss_is_that_of_the_paper(answers):
    """ln 4 less twice the Jensen-Shannon divergence, here of two distributions over four things."""
    p, q = torch.tensor([[0.5, 0.3, 0.1, 0.1], [0.1, 0.2, 0.3, 0.4]], dtype=torch.float64)
    middle = (p + q) / 2
    divergence = ((p * (p / middle).log()).sum() + (q * (q / middle).log()).sum()) / 2
    best = (p / q).log()
    rows = [torch.repeat_interleave(best, (10 * share).round().long()) for share in (p, q)]
    loss = answers["discriminator_loss"](*rows)
    torch.testing.assert_close(loss, math.log(4) - 2 * divergence)


@SEEDS
@pytest.mark.parametrize(("stride", "padding"), [(2, 1), (1, 0)])
def test_a_transposed_convolution_laid_out_by_hand_is_pytorchs(seed, stride, padding):
    rng = np.random.default_rng(seed)
    x, weight = ref.normal(rng, 2, 3, 5, 5), ref.normal(rng, 3, 4, 4, 4)
    want = F.conv_transpose2d(x, weight, stride=stride, padding=padding)
    torch.testing.assert_close(ref.spread(x, weight, stride, padding), want)


def test_the_networks_are_as_large_as_the_lesson_says(answers):
    for net, want in ((answers["Generator"](2, 1, 1), 319), (answers["Discriminator"](1, 1), 254)):
        assert sum(p.numel() for p in net.parameters()) == want


@SEEDS
def test_a_convolution_of_unfolded_pictures_is_pytorchs(seed):
    rng = np.random.default_rng(seed)
    x, weight = ref.normal(rng, 2, 3, 8, 6), ref.normal(rng, 5, 3, 4, 4)
    torch.testing.assert_close(ref.convolve(x, weight, 2, 1), F.conv2d(x, weight, stride=2, padding=1))
    torch.testing.assert_close(ref.leak(x), F.leaky_relu(x, 0.2))


@SEEDS
def test_the_distance_of_what_commutes_has_a_closed_form(answers, seed):
    """Where both covariances have the same axes it is the sum of squares of differences of the widths."""
    rng = np.random.default_rng(seed)
    axes, _ = np.linalg.qr(rng.normal(size=(5, 5)))
    first, second = rng.uniform(0, 3, (2, 5))
    means = rng.normal(size=(2, 5))
    want = ((means[0] - means[1]) ** 2).sum() + ((first - second) ** 2).sum()
    covs = [(axes * width**2) @ axes.T for width in (first, second)]
    assert answers["frechet_distance"](means[0], covs[0], means[1], covs[1]) == pytest.approx(want, abs=1e-6)


@SEEDS
def test_the_way_along_the_sphere_turns_evenly(answers, seed):
    """Seven equal steps make seven equal angles."""
    rng = np.random.default_rng(seed)
    ends = F.normalize(ref.normal(rng, 2, 4, 6), dim=-1)
    stops = torch.stack([answers["spherical"](*ends, k / 7) for k in range(8)])
    cosines = (stops[:-1] * stops[1:]).sum(-1)
    torch.testing.assert_close(cosines, cosines[:1].expand(7, 4))


def test_the_penalty_of_a_network_has_the_right_second_derivative(answers):
    """Against finite differences of the penalty itself, in float64."""
    torch.manual_seed(0)
    critic = answers["PointDiscriminator"](5).double()
    real, fake = torch.randn(2, 6, 2, dtype=torch.float64)
    weight = critic.layers[2].weight

    def penalty():
        return answers["gradient_penalty"](critic, real, fake, np.random.default_rng(0))

    (grad,) = torch.autograd.grad(penalty(), weight)
    with torch.no_grad():
        weight[1, 2] += 1e-6
    above = penalty().item()
    with torch.no_grad():
        weight[1, 2] -= 2e-6
    assert grad[1, 2].item() == pytest.approx((above - penalty().item()) / 2e-6, abs=1e-5)
