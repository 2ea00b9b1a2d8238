"""The references of guide09_transformer against PyTorch's own functions, and the paper's numbers."""

import numpy as np
import pytest
import torch
from references import reference
from torch.nn import functional as F

ref = reference("guide09_transformer")
SEEDS = pytest.mark.parametrize("seed", range(3))


@SEEDS
def test_attention_is_that_of_pytorch(seed):
    rng = np.random.default_rng(seed)
    q, k, v = (rng.normal(size=(2, t, 4)) for t in (3, 5, 5))
    mask = ref.some_mask(rng, 2, 3, 5)
    out, leaves = ref.attention(q, k, v, mask)
    same = [torch.tensor(a, requires_grad=True) for a in (q, k, v)]
    want = F.scaled_dot_product_attention(*same, attn_mask=torch.tensor(mask))
    up = torch.tensor(rng.normal(size=out.shape))
    torch.testing.assert_close(out, want)
    for got, other in zip(torch.autograd.grad(out, leaves, up), torch.autograd.grad(want, same, up)):
        torch.testing.assert_close(got, other)


def test_a_row_that_sees_nothing_gives_nothing():
    q, k, v = np.ones((2, 4)), np.ones((3, 4)), np.ones((3, 4))
    out, leaves = ref.attention(q, k, v, np.zeros((2, 3), dtype=bool))
    assert not out.any()
    for gradient in torch.autograd.grad(out.sum(), leaves):
        assert not gradient.any()
