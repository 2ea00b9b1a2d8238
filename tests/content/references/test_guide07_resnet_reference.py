"""The references of guide07_resnet, and the answers of the lesson, against the paper's counts and PyTorch's own layers."""

import copy

import numpy as np
import pytest
import torch
from references import answer_key, reference
from torch import nn
from torch.nn import functional as F

ref = reference("guide07_resnet")
SEEDS = pytest.mark.parametrize("seed", range(3))
MODES = pytest.mark.parametrize("training", [True, False])


@pytest.fixture(scope="module")
def answers():
    """What the answer key defines."""
    return answer_key("guide07_resnet")


def some_state(shapes, seed):
    return {name: ref.some(name, shape, seed) for name, shape in shapes.items()}


def loaded(module, shapes, seed, training):
    """A module in float64 with weights from this side, and these."""
    state = some_state(shapes, seed)
    module.double().train(training).load_state_dict(state)
    return module, state


def sizes(module):
    return {name: tuple(value.shape) for name, value in module.named_parameters()}


@pytest.mark.parametrize(
    ("n", "shortcut", "want"),
    [(3, "pad", 269722), (3, "projection", 272474), (9, "pad", 853018), (18, "pad", 1727962)],
)
def test_the_counts_are_those_of_the_paper(answers, n, shortcut, want):
    shapes = ref.trained(ref.resnet_shapes(n, 10, 16, shortcut))
    assert sum(int(np.prod(shape)) for shape in shapes.values()) == want
    assert sizes(answers["ResNet"](n, shortcut=shortcut)) == shapes
    if shortcut == "pad":
        assert sizes(answers["plain"](n)) == shapes


def test_the_depth_is_that_of_the_paper(answers):
    layers = [m for m in answers["ResNet"](9).modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    assert len(layers) == 56


@SEEDS
@pytest.mark.parametrize(("momentum", "eps"), [(0.1, 1e-5), (0.3, 0.5)])
def test_batch_normalisation_is_that_of_pytorch(answers, seed, momentum, eps):
    rng, state = np.random.default_rng(seed), some_state(ref.norm_shapes("", 3), seed)
    own = answers["BatchNorm2d"](3, momentum, eps).double()
    library = nn.BatchNorm2d(3, eps, momentum).double()
    own.load_state_dict(state)
    library.load_state_dict(state, strict=False)
    for training in (True, True, False):
        x, dout = ref.normal(rng, 5, 3, 7, 2, scale=3.0), ref.normal(rng, 5, 3, 7, 2)
        now = {name: value.detach().clone() for name, value in library.state_dict().items()}
        leaves = [x.clone().requires_grad_() for _ in range(3)]
        want = library.train(training)(leaves[0])
        found = own.train(training)(leaves[1]), ref.batch_norm(now, "", leaves[2], training, eps)
        (slope,) = torch.autograd.grad(want, leaves[0], dout)
        for out, leaf in zip(found, leaves[1:]):
            torch.testing.assert_close(out, want)
            torch.testing.assert_close(torch.autograd.grad(out, leaf, dout)[0], slope)
        for name in ref.STATISTICS:
            torch.testing.assert_close(own.state_dict()[name], library.state_dict()[name])


@SEEDS
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_the_padded_shortcut_is_a_slice_and_zeros(seed, stride):
    x = ref.normal(np.random.default_rng(seed), 2, 3, 7, 4)
    want = F.pad(x[:, :, ::stride, ::stride], (0, 0, 0, 0, 0, 4))
    assert torch.equal(ref.padded_shortcut(x, 7, stride), want)


@MODES
@pytest.mark.parametrize("shortcut", ["pad", "projection", "none"])
@pytest.mark.parametrize(("c", "out", "stride"), [(3, 3, 1), (3, 5, 1), (3, 3, 2), (2, 5, 3)])
def test_basic_block(answers, c, out, stride, shortcut, training):
    shapes = ref.block_shapes(c, out, stride, shortcut)
    block, state = loaded(answers["BasicBlock"](c, out, stride, shortcut), shapes, 0, training)
    x = ref.normal(np.random.default_rng(1), 4, c, 7, 6)
    want = ref.basic_block(state, x, stride, shortcut, training)
    assert want.shape == (4, out, -(-7 // stride), -(-6 // stride))
    torch.testing.assert_close(block(x), want)


@MODES
@pytest.mark.parametrize(("c", "width", "stride"), [(8, 2, 1), (3, 2, 1), (8, 2, 2)])
def test_bottleneck(answers, c, width, stride, training):
    shapes = ref.bottleneck_shapes(c, width, stride)
    block, state = loaded(answers["Bottleneck"](c, width, stride), shapes, 0, training)
    x = ref.normal(np.random.default_rng(1), 4, c, 7, 6)
    torch.testing.assert_close(block(x), ref.bottleneck(state, x, stride, training))


@MODES
@pytest.mark.parametrize("shortcut", ["pad", "projection", "none"])
def test_resnet(answers, shortcut, training):
    model = answers["ResNet"](2, 5, 2, shortcut, stem_stride=2)
    model, state = loaded(model, ref.resnet_shapes(2, 5, 2, shortcut), 0, training)
    x = ref.normal(np.random.default_rng(1), 4, 3, 13, 10)
    torch.testing.assert_close(model(x), ref.resnet(state, x, 2, shortcut, 2, training))


@MODES
@pytest.mark.parametrize("shortcut", ["pad", "none"])
def test_gradient_norms(answers, shortcut, training):
    shapes = ref.resnet_shapes(2, ref.CLASSES, ref.WIDTH, shortcut)
    model = answers["ResNet"](2, ref.CLASSES, ref.WIDTH, shortcut)
    model, state = loaded(model, shapes, 0, training)
    x, y = ref.batch(np.random.default_rng(1))
    want = ref.expected(state, x, y, 2, shortcut, training)
    np.testing.assert_allclose(answers["gradient_norms"](model, x, y), want, rtol=1e-9)
    for name, value in model.state_dict().items():
        assert torch.equal(value, state[name])


@SEEDS
@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize(("stride", "padding", "groups"), [(1, 0, 1), (2, 1, 2), (3, 2, 4)])
def test_a_folded_convolution_is_the_pair_in_eval(answers, seed, bias, stride, padding, groups):
    conv = nn.Conv2d(4, 8, 3, stride, padding, groups=groups, bias=bias)
    norm = nn.BatchNorm2d(8, eps=0.1).eval()
    norm.load_state_dict(some_state(ref.norm_shapes("", 8), seed), strict=False)
    x = torch.randn(2, 4, 9, 8, generator=torch.Generator().manual_seed(seed))
    want = norm(conv(x))
    state = {name: value.double() for name, value in norm.state_dict().items()}
    double = copy.deepcopy(conv).double()(x.double())
    torch.testing.assert_close(ref.batch_norm(state, "", double, False, 0.1).float(), want)
    torch.testing.assert_close(answers["fold_batch_norm"](conv, norm)(x), want, rtol=1e-4, atol=1e-5)


@SEEDS
def test_filters_get_the_length_of_the_weights(answers, seed):
    rng = np.random.default_rng(seed)
    shapes = [(5, 3, 2, 4), (5,), (3, 7)]
    direction, weights = ref.filters(rng, shapes), ref.filters(rng, shapes)
    direction[0][2] = 0
    wants = ref.scaled(direction, weights)
    for got, want in zip(answers["filter_normalize"](direction, weights), wants, strict=True):
        torch.testing.assert_close(got, want)
    torch.testing.assert_close(wants[2].norm(dim=1), weights[2].norm(dim=1))


class Here:
    """A student's side that is this process: what the graders' set-up asks of it."""

    def __init__(self, answers):
        self.answers, self.calls = answers, []

    def __getattr__(self, name):
        return self.answers[name]

    def invoke(self, handle, method, *args, **options):
        self.calls.append(method)
        return getattr(handle, method)(*args, **options)


@MODES
def test_loss_slice_gives_the_losses_and_restores_to_the_bit(answers, training):
    setup, grid = (
        ref.Setup(Here(answers), np.random.default_rng(0), training=training),
        np.array([-1.0, 0.3, 2.0]),
    )
    before = {name: value.clone() for name, value in setup.handle.state_dict().items()}
    np.testing.assert_allclose(setup.run(setup.directions[:1], grid), setup.line(grid), rtol=1e-9)
    np.testing.assert_allclose(setup.run(setup.directions, grid), setup.plane(grid), rtol=1e-9)
    assert setup.handle.training is training
    for name, value in setup.handle.state_dict().items():
        assert torch.equal(value, before[name])
