"""The references of guide07_resnet against PyTorch's own functions and layers."""

import numpy as np
import pytest
import torch
from references import reference
from torch import nn
from torch.nn import functional as F

ref = reference("guide07_resnet")
SEEDS = pytest.mark.parametrize("seed", range(3))


@SEEDS
@pytest.mark.parametrize("training", [True, False])
def test_batch_norm(seed, training):
    rng = np.random.default_rng(seed)
    x = ref.normal(rng, 5, 3, 7, 2)
    state = {name: ref.some(name, shape, seed) for name, shape in ref.norm_shapes("", 3).items()}
    layer = nn.BatchNorm2d(3).double().train(training)
    layer.load_state_dict(state, strict=False)
    torch.testing.assert_close(ref.batch_norm(state, "", x, training), layer(x))


@SEEDS
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_padded_shortcut(seed, stride):
    x = ref.normal(np.random.default_rng(seed), 2, 3, 7, 4)
    want = F.pad(x[:, :, ::stride, ::stride], (0, 0, 0, 0, 0, 4))
    torch.testing.assert_close(ref.padded_shortcut(x, 7, stride), want)


@pytest.mark.parametrize(
    ("n", "shortcut", "want"),
    [(3, "pad", 269722), (3, "projection", 272474), (9, "pad", 853018), (18, "pad", 1727962)],
)
def test_sizes_of_the_paper(n, shortcut, want):
    shapes = ref.trained(ref.resnet_shapes(n, 10, 16, shortcut))
    assert sum(int(np.prod(shape)) for shape in shapes.values()) == want
