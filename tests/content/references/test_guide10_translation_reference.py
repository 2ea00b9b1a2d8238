"""The references of guide10_translation, and the answers of the lesson, against PyTorch's own functions and the paper's numbers."""

import numpy as np
import pytest
import torch
from references import answer_key, reference
from torch.nn import functional as F

ref = reference("guide10_translation")
SEEDS = pytest.mark.parametrize("seed", range(3))


@pytest.fixture(scope="module")
def answers():
    """What the answer key defines."""
    return answer_key("guide10_translation")


def count(shapes):
    return sum(int(np.prod(shape)) for shape in shapes.values())


def state_of(shapes, seed):
    return {name: ref.drawn(name, shape, seed) for name, shape in shapes.items()}


@SEEDS
def test_normalisation_is_that_of_pytorch(seed):
    x = ref.normal(np.random.default_rng(seed), 3, 5, 4, 7) + 1
    torch.testing.assert_close(ref.by_picture(x), F.instance_norm(x))
    torch.testing.assert_close(ref.by_batch(x), F.batch_norm(x, None, None, training=True))


def test_the_networks_have_as_many_weights_as_the_authors_print():
    # Theirs normalise with scale and shift; their generator has no bias in its first and its innermost convolution.
    norms = 2 * (128 + 256 + 512)
    assert round((count(ref.patch_shapes(6, 64, 3)) + norms) / 1e6, 3) == 2.769
    sizes = ref.widths(64, 8)
    norms = 2 * (sum(sizes[1:-1]) + sum(sizes[:-1]))
    assert round((count(ref.unet_shapes(3, 3, 64, 8)) + norms - 64 - 512) / 1e6, 3) == 54.414


@SEEDS
@pytest.mark.parametrize("layers", [1, 2, 3])
def test_the_patches_of_the_key_are_those_of_the_reference(answers, seed, layers):
    rng = np.random.default_rng(seed)
    net = answers["PatchDiscriminator"](3, width=2, layers=layers).double()
    shapes = ref.patch_shapes(3, 2, layers)
    assert {name: tuple(p.shape) for name, p in net.named_parameters()} == shapes
    state = state_of(shapes, seed)
    net.load_state_dict(state)
    x, y = ref.normal(rng, 4, 1, 32, 24), ref.normal(rng, 4, 2, 32, 24)
    torch.testing.assert_close(net(x, y), ref.patch_scores(state, x, y, layers, ref.by_picture))


@SEEDS
@pytest.mark.parametrize("depth", [2, 3, 4])
def test_the_generator_of_the_key_is_that_of_the_reference(answers, seed, depth):
    net = answers["UNetGenerator"](2, 3, 2, depth).double()
    shapes = ref.unet_shapes(2, 3, 2, depth)
    assert {name: tuple(p.shape) for name, p in net.named_parameters()} == shapes
    state = state_of(shapes, seed)
    net.load_state_dict(state)
    x = ref.normal(np.random.default_rng(seed), 4, 2, 32, 16)
    torch.testing.assert_close(net(x), ref.unet(state, x, depth, ref.by_picture))


def test_the_discriminators_of_the_paper_see_what_it_says(answers):
    field = answers["receptive_field"]
    assert [field([(4, 2)] * n + [(4, 1)] * 2) for n in (1, 3, 5)] == [16, 70, 286]
    assert field([(1, 1)] * 3) == 1
