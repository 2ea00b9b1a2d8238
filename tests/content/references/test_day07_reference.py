"""The reference of day07 against PyTorch's own layers, their gradients, and finite differences."""

import math

import numpy as np
import pytest
import torch
from references import reference
from torch import nn
from torch.nn import functional as F

ref = reference("day07")


@pytest.fixture(autouse=True)
def _seed():
    torch.manual_seed(7)


def normal(*shape):
    return torch.randn(*shape, dtype=torch.float64)


def same(actual, expected, tolerance=1e-10):
    torch.testing.assert_close(actual, expected, rtol=tolerance, atol=tolerance)


def gradients(function, *inputs, upstream):
    leaves = [x.clone().requires_grad_() for x in inputs]
    return torch.autograd.grad(function(*leaves), leaves, upstream)


def parity(ours, theirs, *inputs):
    """Values, gradients under a random upstream, and finite differences of ours."""
    out = ours(*inputs)
    same(out, theirs(*inputs))
    upstream = torch.randn_like(out)
    for got, want in zip(
        gradients(ours, *inputs, upstream=upstream), gradients(theirs, *inputs, upstream=upstream)
    ):
        same(got, want, 1e-8)
    differences(ours, *inputs, upstream=upstream)


def differences(function, *inputs, upstream, eps=1e-6):
    """Compare the gradient in a random direction with a central difference."""
    directions = [torch.randn_like(x) for x in inputs]
    there, back = (
        function(*(x + sign * eps * d for x, d in zip(inputs, directions))) for sign in (1.0, -1.0)
    )
    slope = ((there - back) * upstream).sum() / (2 * eps)
    expected = sum((g * d).sum() for g, d in zip(gradients(function, *inputs, upstream=upstream), directions))
    same(slope, expected, 1e-5)


def some_weights(shapes):
    return {name: 0.5 * normal(*shape) for name, shape in shapes.items()}


def named(names, function):
    """A function of weights in a dict as a function of tensors."""
    return lambda *tensors: function(dict(zip(names, tensors)))


def test_words():
    vocabulary = ref.build_vocabulary(["b a\tb", "", " c  a <eos>"])
    assert vocabulary == {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3, "b": 4, "a": 5, "c": 6}
    assert ref.encode_words("c x a", vocabulary).tolist() == [6, 1, 5]
    assert ref.encode_words("", vocabulary).dtype == torch.int64


def test_embed():
    table, ids = normal(11, 6), torch.randint(11, (3, 5))
    parity(lambda t: ref.embed(ids, t), lambda t: F.embedding(ids, t) * math.sqrt(6), table)


def test_positional_encoding():
    table = ref.positional_encoding(500, 10).numpy()
    position, pair = np.arange(500)[:, None], np.arange(5)
    waves = np.exp(1j * position * np.exp(-2 * pair / 10 * math.log(10000)))
    np.testing.assert_allclose(table[:, ::2], waves.imag, atol=1e-10)
    np.testing.assert_allclose(table[:, 1::2], waves.real, atol=1e-10)


@pytest.mark.parametrize("lead", [(), (2,), (2, 3)])
def test_additive_scores(lead):
    inputs = normal(*lead, 5, 3), normal(*lead, 7, 2), normal(3, 11), normal(2, 11), normal(11)

    def whole(q, k, w_q, w_k, v):
        return torch.tanh((q @ w_q)[..., :, None, :] + (k @ w_k)[..., None, :, :]) @ v

    parity(ref.additive_attention_scores, whole, *inputs)


@pytest.mark.parametrize("lead", [(), (2,), (2, 3)])
@pytest.mark.parametrize("masked", [False, True])
def test_attention(lead, masked):
    q, k, v = normal(*lead, 5, 3), normal(*lead, 7, 3), normal(*lead, 7, 2)
    mask = torch.rand(*lead, 5, 7) < 0.6 if masked else None
    if mask is not None:
        mask[..., 0] = True
    parity(
        lambda *x: ref.attention(*x, mask)[0],
        lambda *x: F.scaled_dot_product_attention(*x, attn_mask=mask),
        q,
        k,
        v,
    )
    weights = ref.attention(q, k, v, mask)[1]
    scores = q @ k.mT / math.sqrt(3)
    if mask is not None:
        scores = scores.masked_fill(~mask, -torch.inf)
    same(weights, torch.softmax(scores, -1))


def test_attention_row_without_keys():
    q, k, v = normal(3, 5, 3), normal(3, 7, 3), normal(3, 7, 2)
    mask = torch.rand(3, 5, 7) < 0.6
    mask[..., 1], mask[1, 2] = True, False
    out, weights = ref.attention(q, k, v, mask)
    assert not out[1, 2].any()
    assert not weights[1, 2].any()
    differences(lambda *x: ref.attention(*x, mask)[0], q, k, v, upstream=torch.randn_like(out))
    differences(lambda *x: ref.attention(*x, v, mask)[1], q, k, upstream=torch.randn_like(weights))


def test_attention_is_stable():
    q, k, v = 1e4 * normal(5, 3), normal(7, 3), normal(7, 2)
    same(ref.attention(q, k, v)[0], F.scaled_dot_product_attention(q, k, v))


def test_masks():
    assert torch.equal(ref.causal_mask(5), torch.ones(5, 5).tril().bool())
    ids = torch.tensor([[4, 9, 0], [0, 5, 9]])
    assert torch.equal(ref.padding_mask(ids), (ids != 0)[:, None])
    assert torch.equal(ref.padding_mask(ids, 9), (ids != 9)[:, None])


@pytest.mark.parametrize("heads", [1, 2, 5])
@pytest.mark.parametrize("masked", [False, True])
def test_multi_head_attention(heads, masked):
    n, t_q, t_k, d = 3, 7, 11, 10
    names = ref.attention_shapes(d)
    weights = some_weights(names)
    mask = torch.rand(n, t_q, t_k) < 0.7
    mask[..., 0] = True
    layer = nn.MultiheadAttention(d, heads, batch_first=True, dtype=torch.float64)
    inputs = normal(n, t_q, d), normal(n, t_k, d), normal(n, t_k, d), *weights.values()

    def theirs(query, key, value, *tensors):
        w = dict(zip(names, tensors))
        copied = {
            "in_proj_weight": torch.cat([w[f"{x}.weight"] for x in ("w_q", "w_k", "w_v")]),
            "in_proj_bias": torch.cat([w[f"{x}.bias"] for x in ("w_q", "w_k", "w_v")]),
            "out_proj.weight": w["w_o.weight"],
            "out_proj.bias": w["w_o.bias"],
        }
        blocked = ~mask.repeat_interleave(heads, dim=0) if masked else None
        return torch.func.functional_call(
            layer, copied, (query, key, value), {"attn_mask": blocked, "average_attn_weights": False}
        )

    def ours(query, key, value, *tensors):
        return ref.multi_head_attention(
            dict(zip(names, tensors)), heads, query, key, value, mask if masked else None
        )

    parity(lambda *x: ours(*x)[0], lambda *x: theirs(*x)[0], *inputs)
    same(ours(*inputs)[1], theirs(*inputs)[1])


@pytest.mark.parametrize("shape", [(5,), (3, 5), (2, 3, 5)])
@pytest.mark.parametrize("eps", [1e-5, 0.1])
def test_layer_norm(shape, eps):
    parity(
        lambda x, g, b: ref.layer_norm(x, g, b, eps),
        lambda x, g, b: F.layer_norm(x, (5,), g, b, eps),
        normal(*shape),
        normal(5),
        normal(5),
    )


def their_feed_forward(w, x, prefix=""):
    hidden = F.relu(F.linear(x, w[f"{prefix}inner.weight"], w[f"{prefix}inner.bias"]))
    return F.linear(hidden, w[f"{prefix}outer.weight"], w[f"{prefix}outer.bias"])


def test_feed_forward():
    names = ref.feed_forward_shapes(5, 11)
    weights, x = some_weights(names), normal(2, 3, 5)
    parity(
        named(names, lambda w: ref.feed_forward(w, x)),
        named(names, lambda w: their_feed_forward(w, x)),
        *weights.values(),
    )


def torch_names(weights):
    """Our weights under the names of PyTorch's encoder and decoder layers."""
    names = {"norm1": "norm1", "norm2": "norm2", "norm3": "norm3"}
    out = {}
    for ours, theirs in (("self_attention", "self_attn"), ("cross_attention", "multihead_attn")):
        if f"{ours}.w_q.weight" in weights:
            for kind in ("weight", "bias"):
                out[f"{theirs}.in_proj_{kind}"] = torch.cat(
                    [weights[f"{ours}.{x}.{kind}"] for x in ("w_q", "w_k", "w_v")]
                )
                out[f"{theirs}.out_proj.{kind}"] = weights[f"{ours}.w_o.{kind}"]
    for kind in ("weight", "bias"):
        out[f"linear1.{kind}"] = weights[f"feed_forward.inner.{kind}"]
        out[f"linear2.{kind}"] = weights[f"feed_forward.outer.{kind}"]
    for name in names:
        if f"{name}.gamma" in weights:
            out[f"{name}.weight"], out[f"{name}.bias"] = weights[f"{name}.gamma"], weights[f"{name}.beta"]
    return out


def test_encoder_layer():
    n, t, d, heads, d_ff = 3, 7, 6, 2, 11
    names = ref.layer_shapes(d, d_ff, decoder=False)
    weights, x = some_weights(names), normal(n, t, d)
    mask = torch.rand(n, 1, t) < 0.7
    mask[..., 0] = True
    layer = nn.TransformerEncoderLayer(d, heads, d_ff, dropout=0.0, batch_first=True, dtype=torch.float64)

    def theirs(x, *tensors):
        copied = torch_names(dict(zip(names, tensors)))
        return torch.func.functional_call(layer, copied, (x,), {"src_key_padding_mask": ~mask[:, 0]})

    parity(
        lambda x, *w: ref.encoder_layer(dict(zip(names, w)), heads, x, mask),
        theirs,
        x,
        *weights.values(),
    )


@pytest.mark.parametrize("masked", [False, True])
def test_decoder_layer(masked):
    n, t, s, d, heads, d_ff = 3, 5, 7, 6, 2, 11
    names = ref.layer_shapes(d, d_ff, decoder=True)
    weights = some_weights(names)
    mask, memory_mask = torch.rand(n, 1, t) < 0.7, torch.rand(n, 1, s) < 0.7
    mask[..., 0], memory_mask[..., 0] = True, True
    layer = nn.TransformerDecoderLayer(d, heads, d_ff, dropout=0.0, batch_first=True, dtype=torch.float64)
    blocked = ~torch.ones(t, t).tril().bool()
    options = {"tgt_mask": blocked}
    if masked:
        options |= {"tgt_key_padding_mask": ~mask[:, 0], "memory_key_padding_mask": ~memory_mask[:, 0]}

    def theirs(x, memory, *tensors):
        copied = torch_names(dict(zip(names, tensors)))
        return torch.func.functional_call(layer, copied, (x, memory), options)

    masks = (mask, memory_mask) if masked else (None, None)
    parity(
        lambda x, memory, *w: ref.decoder_layer(dict(zip(names, w)), heads, x, memory, *masks),
        theirs,
        normal(n, t, d),
        normal(n, s, d),
        *weights.values(),
    )


def test_transformer():
    n, s, t, d, heads, d_ff, layers = 3, 7, 5, 6, 2, 11, 2
    names = ref.transformer_shapes(13, 17, d, d_ff, layers)
    weights = some_weights(names)
    src, tgt = torch.randint(1, 13, (n, s)), torch.randint(1, 17, (n, t))
    src[0, -2:] = 0
    model = nn.Transformer(d, heads, layers, layers, d_ff, dropout=0.0, batch_first=True, dtype=torch.float64)
    model.encoder.norm = model.decoder.norm = None

    def embedded(ids, table):
        return F.embedding(ids, table) * math.sqrt(d) + ref.positional_encoding(ids.shape[1], d)

    def theirs(*tensors):
        w = dict(zip(names, tensors))
        copied = {}
        for side in ("encoder", "decoder"):
            for number in range(layers):
                layer = torch_names(ref.part(w, f"{side}.{number}"))
                copied |= {f"{side}.layers.{number}.{key}": value for key, value in layer.items()}
        out = torch.func.functional_call(
            model,
            copied,
            (embedded(src, w["src_embedding.weight"]), embedded(tgt, w["tgt_embedding.weight"])),
            {
                "tgt_mask": ~torch.ones(t, t).tril().bool(),
                "src_key_padding_mask": src == 0,
                "memory_key_padding_mask": src == 0,
            },
        )
        return F.linear(out, w["output.weight"], w["output.bias"])

    parity(
        named(names, lambda w: ref.transformer(w, src, tgt, heads, layers)),
        theirs,
        *weights.values(),
    )


def test_greedy_decoding():
    def logits(src, tgt):
        """Counts up from the row's number."""
        return F.one_hot(src[:, :1] + torch.arange(tgt.shape[1]), 23).double()

    words = ref.greedy_words(logits, torch.tensor([[4], [2], [9]]), 5, bos=1)
    assert words.tolist() == [[4, 5, 6, 7, 8], [2, 3, 4, 5, 6], [9, 10, 11, 12, 13]]
    assert ref.ended(words, 6).tolist() == [[4, 5, 6, 6, 6], [2, 3, 4, 5, 6], [9, 10, 11, 12, 13]]
    assert ref.ended(words[:2], 5).tolist() == [[4, 5, 5, 5], [2, 3, 4, 5]]
    assert ref.ended(words[:2, :3], 5).tolist() == [[4, 5, 5], [2, 3, 4]]
