"""The references of guide07_unet against PyTorch's own layers, the paper's numbers and what a pencil gives."""

import numpy as np
import torch
from references import reference
from torch import nn
from torch.nn import functional as F

ref = reference("guide07_unet")


def parts_of(layers, rng):
    """Random weights for these layers, as the graders draw them."""
    return [ref.some_part(rng, kind, shape) for kind, shape in layers]


def applied(part, layer):
    """A library layer with these weights, in float64."""
    layer = layer.double().eval()
    layer.load_state_dict(part, strict=False)
    return layer


def test_the_paper_has_31_million_parameters():
    shapes = ref.all_shapes(ref.unet_layers(1, 2, 64, 4))
    assert sum(int(np.prod(shape)) for shape in shapes) == 31_030_658


def test_the_paper_s_sizes():
    rng = np.random.default_rng(0)
    parts = parts_of(ref.unet_layers(1, 2, 1, 4), rng)
    assert ref.unet(parts, torch.zeros(1, 1, 572, 572).double(), 4).shape == (1, 2, 388, 388)


def test_double_conv_is_that_of_the_library():
    rng = np.random.default_rng(1)
    parts = parts_of(ref.double_conv_layers(2, 3, norm=True), rng)
    convs = [nn.Conv2d(2, 3, 3, padding=1), nn.Conv2d(3, 3, 3, padding=1)]
    layers = [convs[0], nn.BatchNorm2d(3), convs[1], nn.BatchNorm2d(3)]
    x = want = ref.normal(rng, 2, 2, 5, 6)
    for k, layer in enumerate(layers):
        want = applied(parts[k], layer)(want)
        want = F.relu(want) if k % 2 else want
    got = ref.double_conv(iter(parts), x, padded=True, norm=True, training=False)
    assert torch.allclose(got, want)


def test_up_is_a_transposed_convolution_of_the_library():
    rng = np.random.default_rng(2)
    parts = parts_of(ref.up_layers(4, 3), rng)
    x, skip = ref.normal(rng, 2, 4, 3, 2), ref.normal(rng, 2, 3, 9, 7)
    large = applied(parts[0], nn.ConvTranspose2d(4, 3, 2, stride=2))(x)
    joined = torch.cat([skip[:, :, 1:7, 1:5], large], dim=1)
    want = ref.double_conv(iter(parts[1:]), joined, padded=True, norm=False, training=False)
    got = ref.up(iter(parts), x, skip, padded=True, norm=False, training=False)
    assert torch.allclose(got, want)


def test_batch_norm_in_training_is_that_of_the_library():
    rng = np.random.default_rng(3)
    parts = parts_of(ref.double_conv_layers(1, 2, norm=True), rng)
    x = ref.normal(rng, 3, 1, 7, 6)
    want = x
    for conv, norm in (parts[:2], parts[2:]):
        want = F.conv2d(want, conv["weight"], conv["bias"])
        want = F.relu(F.batch_norm(want, None, None, norm["weight"], norm["bias"], training=True))
    got = ref.double_conv(iter(parts), x, padded=False, norm=True, training=True)
    assert torch.allclose(got, want)
