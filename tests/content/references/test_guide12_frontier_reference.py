"""The references of guide12_frontier against PyTorch's own functions and against numbers worked out by hand."""

import math

import numpy as np
import pytest
import torch
from references import reference
from torch.nn import functional as F

ref = reference("guide12_frontier")
SEEDS = pytest.mark.parametrize("seed", range(3))


@SEEDS
def test_attention_is_that_of_pytorch(seed):
    rng = np.random.default_rng(seed)
    q, k, v = (rng.normal(size=shape) for shape in ((3, 4), (7, 4), (7, 2)))
    want = F.scaled_dot_product_attention(*(torch.tensor(a) for a in (q, k, v)))
    np.testing.assert_allclose(ref.whole(q, k, v), want.numpy())


def test_seats_go_to_first_choices_first():
    logits = torch.tensor([[3.0, 1.0], [3.0, 1.0], [1.0, 3.0]], dtype=torch.float64).log()
    experts, weights = ref.routed(logits, 2, 2)
    assert experts.tolist() == [[0, 1], [0, 1], [1, 0]]
    want = torch.tensor([[0.75, 0.25], [0.75, 0.0], [0.75, 0.0]], dtype=torch.float64)
    torch.testing.assert_close(weights, want)


def test_the_balance_is_one_when_even():
    value = ref.balance(torch.zeros(4, 4, dtype=torch.float64), torch.tensor([[0], [1], [2], [3]]))
    assert value.item() == pytest.approx(1.0)


@SEEDS
def test_losses_are_those_of_pytorch(seed):
    rng = np.random.default_rng(seed)
    a, b = ref.normal(rng, 5, 3), ref.normal(rng, 5, 3)
    scores, right = F.normalize(a) @ F.normalize(b).T / 0.3, torch.arange(5)
    both = (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2
    torch.testing.assert_close(ref.contrastive(a, b, 0.3), both)
    kl = F.kl_div((a / 2).log_softmax(1), (b / 2).softmax(1), reduction="batchmean")
    torch.testing.assert_close(ref.divergence(a, b, 2.0), 4 * kl)
    c, r, rc, rr = (ref.normal(rng, 7) for _ in range(4))
    want = -F.logsigmoid(0.5 * ((c - rc) - (r - rr))).mean()
    torch.testing.assert_close(ref.preference(c, r, rc, rr, 0.5), want)


@SEEDS
def test_an_answer_costs_its_cross_entropy(seed):
    rng = np.random.default_rng(seed)
    logits, ids = ref.normal(rng, 1, 6, 5), torch.tensor(rng.integers(5, size=(1, 6)))
    found = ref.total(logits, ids, torch.tensor([3]))
    want = -F.cross_entropy(logits[0, 2:5], ids[0, 3:], reduction="sum")
    assert found.item() == pytest.approx(want.item())


def test_advantages_and_words_by_hand():
    np.testing.assert_allclose(
        ref.advantages(np.array([[1, 0, 0, 1], [3, 3, 3, 3]])), [[1, -1, -1, 1], [0] * 4]
    )
    found = ref.bm25(["b"], [["a", "a"], ["a", *"bbbbb"]], 1.0, 1.0)
    np.testing.assert_allclose(found, [0.0, math.log(2) * 10 / 6.5])


def test_stages_go_on_from_what_is_left():
    codes, near = ref.quantized(np.array([[7.0]]), np.array([[[0.0], [10.0]], [[4.0], [-4.0]]]))
    assert (codes.tolist(), near.tolist()) == ([[1, 1]], [[6.0]])


@SEEDS
def test_a_round_keeps_a_sound_whose_magnitudes_are_right(seed):
    sound = ref.song(np.random.default_rng(seed), 1024)
    sound[0] = 0
    found = ref.one_round(sound, np.abs(ref.spectrum(sound, 64, 16)), 64, 16)
    np.testing.assert_allclose(found, sound, atol=1e-9)


@SEEDS
def test_the_nearest_mean_wins(seed):
    rng = np.random.default_rng(seed)
    support, labels = ref.normal(rng, 6, 3), torch.tensor([4, -1, 4, 4, -1, 9])
    query = ref.normal(rng, 11, 3)
    centres = torch.stack([support[labels == kind].mean(0) for kind in (-1, 4, 9)])
    want = torch.tensor([-1, 4, 9])[torch.cdist(query, centres).argmin(1)]
    assert ref.nearest(support, labels, query).tolist() == want.tolist()
