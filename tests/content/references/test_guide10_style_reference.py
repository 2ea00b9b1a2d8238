"""The references of guide10_style, and the network that ships, against PyTorch's own layers and what a pencil gives."""

from pathlib import Path

import numpy as np
import torch
from references import reference
from torch import nn
from torch.nn import functional as F

from autograder.course.assignment import Course

ref = reference("guide10_style")
FOLDER = Course.find(Path(__file__).parent).source / "guide10_style"


def test_the_archive_holds_the_numbers_of_the_paper():
    weights = ref.real_weights((FOLDER / ref.FILE).read_bytes())
    assert len(weights) == 52
    assert sum(value.numel() for value in weights.values()) == 1_248_424


def test_the_network_s_pools_are_those_of_the_library():
    rng = np.random.default_rng(0)
    for h, w in ((7, 8), (9, 10), (5, 4), (3, 6)):
        x = ref.normal(rng, 2, 3, h, w)
        assert torch.equal(ref.pooled(x), F.max_pool2d(x, 3, 2, ceil_mode=True))


def test_a_chain_is_a_sequence_of_the_library_s_layers():
    rng = np.random.default_rng(1)
    weights = ref.chain_weights(rng, ref.THREE)
    x = ref.normal(rng, 2, 3, 5, 4)
    want = x
    for name, (out, channels, side) in ref.THREE.items():
        layer = nn.Conv2d(channels, out, side, padding=side // 2).double()
        layer.load_state_dict({part: weights[f"{name}.{part}"] for part in ("weight", "bias")})
        want = F.relu(layer(want))
        assert torch.allclose(ref.run(weights, x)[name], want)


def test_gram_matrix_by_pencil():
    x = torch.tensor([[[[1.0, 2.0, 0.0]], [[0.0, 1.0, 3.0]]]])
    assert torch.allclose(ref.grams(x), torch.tensor([[[5.0, 2.0], [2.0, 10.0]]]) / 6)


def test_losses_by_pencil():
    a, b = torch.tensor([1.0, 2.0, 3.0, 6.0]), torch.tensor([1.0, 0.0, 3.0, 2.0])
    assert ref.apart(a, b) == 5
    outputs = {"a": torch.tensor([[[[1.0, 3.0]]]]), "b": torch.tensor([2.0, 0.0]).reshape(1, 2, 1, 1)}
    grams = {"a": torch.tensor([[[3.0]]]), "b": torch.tensor([[[0.0, 0.0], [0.0, 1.0]]])}
    assert ref.total(outputs, grams) == 5.25
    x = torch.tensor([[[[0.0, 1.0, 3.0], [4.0, 1.0, 0.0]]]])
    assert torch.allclose(ref.roughness(x), torch.tensor(7 / 3 + 7 / 4))


def test_adam_is_that_of_the_library():
    rng = np.random.default_rng(2)
    weights = ref.chain_weights(rng, ref.FIVE)
    content, style = ref.normal(rng, 1, 3, 6, 5), ref.normal(rng, 1, 3, 4, 7)
    want, losses = ref.painted(weights, content, style, 2.0, 3, 0.3)
    image = content.clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=0.3)
    wanted = ref.run(weights, content)["fire3"]
    targets = {name: ref.gram(ref.run(weights, style)[name]) for name in ref.STYLE}
    for loss_then in losses:
        seen = ref.run(weights, image)
        loss = F.mse_loss(seen["fire3"], wanted)
        loss = loss + 2 * sum(F.mse_loss(ref.gram(seen[name]), targets[name]) for name in ref.STYLE)
        assert abs(loss.item() - loss_then) < 1e-9 * loss_then
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert torch.allclose(image.detach(), want)


def test_octaves_of_the_lesson():
    assert ref.octaves((100, 150), 1.4, 3) == [(51, 77), (71, 107), (100, 150)]


def test_a_dream_without_steps_is_the_picture():
    rng = np.random.default_rng(3)
    weights, image = ref.chain_weights(rng, ref.POINTS), ref.normal(rng, 1, 3, 7, 9)
    assert torch.allclose(ref.dreamt(weights, image, "fire2", [(3, 4), (7, 9)], 0, 1.0), image)
