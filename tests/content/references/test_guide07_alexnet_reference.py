"""The references of guide07_alexnet against PyTorch's own layers, and the paper's own numbers from the lesson's answers."""

import pytest
import torch
from references import answer_key, reference
from torch.nn import functional as F

ref = reference("guide07_alexnet")
NAME = "guide07_alexnet"


@pytest.fixture(scope="module")
def answers():
    """What the answer key defines."""
    return answer_key(NAME)


@pytest.mark.parametrize("size", [1, 3, 5, 9])
def test_the_norm_is_pytorchs_with_an_alpha_that_is_not_divided(size):
    x = torch.randn(3, 7, 4, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    want = F.local_response_norm(x, size, alpha=0.3 * size, beta=0.6, k=1.5)
    torch.testing.assert_close(ref.local_response_norm(x, size, 0.3, 0.6, 1.5), want)


def test_the_papers_numbers(answers):
    layers = answers["output_shapes"](answers["PAPER"])
    assert sum(layer["parameters"] for layer in layers) == 60_965_224
    assert sum(layer["multiply_adds"] for layer in layers) == 724_406_816
    with torch.device("meta"):
        weights = [p.numel() for p in answers["AlexNet"]().parameters()]
    assert sum(weights) == 60_965_224
    assert sum(weights[1::2]) == 10_568
