"""The references of guide11_gpt against PyTorch's own layers and another way to merge, and GPT-2's published sizes."""

import numpy as np
import pytest
import torch
from references import reference
from torch import nn
from torch.nn import functional as F

ref = reference("guide11_gpt")


SEEDS = pytest.mark.parametrize("seed", range(3))


@SEEDS
def test_a_block_is_that_of_pytorch(seed):
    """PyTorch's encoder layer with the norm first and a causal mask is the same block."""
    rng = np.random.default_rng(seed)
    d, heads = 6, 3
    weights = ref.some_weights(rng, ref.block_shapes(d))
    layer = nn.TransformerEncoderLayer(
        d, heads, 4 * d, 0.0, "gelu", batch_first=True, norm_first=True, dtype=torch.float64
    )
    names = {
        "self_attn.in_proj_weight": "attention.qkv.weight",
        "self_attn.in_proj_bias": "attention.qkv.bias",
        "self_attn.out_proj.weight": "attention.proj.weight",
        "self_attn.out_proj.bias": "attention.proj.bias",
        "linear1.weight": "mlp.0.weight",
        "linear1.bias": "mlp.0.bias",
        "linear2.weight": "mlp.2.weight",
        "linear2.bias": "mlp.2.bias",
        "norm1.weight": "ln1.weight",
        "norm1.bias": "ln1.bias",
        "norm2.weight": "ln2.weight",
        "norm2.bias": "ln2.bias",
    }
    layer.load_state_dict({theirs: weights[ours] for theirs, ours in names.items()})
    x = torch.tensor(rng.normal(size=(2, 5, d)))
    want = layer(x, src_mask=nn.Transformer.generate_square_subsequent_mask(5, dtype=torch.float64))
    torch.testing.assert_close(ref.block(x, weights, heads), want)


@SEEDS
def test_the_approximation_of_gelu_is_that_of_pytorch(seed):
    rng = np.random.default_rng(seed)
    weights = ref.some_weights(rng, ref.block_shapes(4))
    x = torch.tensor(rng.normal(size=(1, 3, 4)))
    y = x + ref.attention(ref.layer_norm(x, weights, "ln1"), weights, 2, "attention.")
    hidden = F.gelu(ref.linear(ref.layer_norm(y, weights, "ln2"), weights, "mlp.0"), approximate="tanh")
    torch.testing.assert_close(ref.block(x, weights, 2, tanh=True), y + ref.linear(hidden, weights, "mlp.2"))


@SEEDS
def test_the_loss_is_that_of_pytorch(seed):
    rng = np.random.default_rng(seed)
    logits, targets = torch.tensor(rng.normal(size=(2, 3, 5))), torch.tensor(rng.integers(5, size=(2, 3)))
    want = F.cross_entropy(logits.flatten(0, 1), targets.flatten())
    torch.testing.assert_close(ref.cross_entropy(logits, targets), want)


@pytest.mark.parametrize("text", ["aaaaa", "哈哈哈", "banana bandana", "ab cd ab cd"])
def test_merging_is_replacing_in_a_string(text):
    merges = ref.bpe_merges(text, 300)
    chars = text.encode().decode("latin-1")
    ids = list(text.encode())
    for new, (a, b) in enumerate(merges, start=256):
        chars, ids = chars.replace(chr(a) + chr(b), chr(new)), ref.merged(ids, (a, b), new)
    assert ids == [ord(c) for c in chars]


@pytest.mark.parametrize(
    ("layers", "d_model", "size"),
    [(12, 768, 124_439_808), (24, 1024, 354_823_168), (36, 1280, 774_030_080), (48, 1600, 1_557_611_200)],
)
def test_the_sizes_are_those_of_gpt_2(layers, d_model, size):
    assert ref.parameter_count(ref.sizes(50257, 1024, layers, d_model // 64, d_model)) == size
