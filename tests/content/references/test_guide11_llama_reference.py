"""The references of guide11_llama against PyTorch's own functions, and the checkpoint's own numbers."""

from pathlib import Path

import numpy as np
import pytest
import torch
from references import reference
from torch.nn import functional as F

from autograder.course.assignment import Course

ref = reference("guide11_llama")
STORIES = Course.find(Path(__file__).parent).source / "data" / "stories260k.npz"
STORY = "Once upon a time, there was a little girl named Lily. She loved to play in the park."


@pytest.mark.parametrize("kv_heads", [1, 2, 4])
def test_attention_is_that_of_pytorch(kv_heads):
    rng = np.random.default_rng(kv_heads)
    d, heads, t = 24, 4, 5
    rows = d // heads * kv_heads
    shapes = {"wq.weight": (d, d), "wk.weight": (rows, d), "wv.weight": (rows, d), "wo.weight": (d, d)}
    w = ref.random_weights(rng, shapes)
    x, positions = ref.normal(rng, 2, t, d).double(), torch.tensor([0, 1, 4, 9, 11])
    q, k, v = (
        (x @ w[f"w{i}.weight"].double().mT).unflatten(-1, (-1, d // heads)).transpose(1, 2) for i in "qkv"
    )
    q, k = (ref.turned(a, positions) for a in (q, k))
    k, v = (a.repeat_interleave(heads // kv_heads, dim=1) for a in (k, v))
    want = F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).flatten(2)
    found = ref.attention(w, x, positions, heads, kv_heads)
    torch.testing.assert_close(found, want @ w["wo.weight"].double().mT)


def test_norm_and_gate_are_those_of_pytorch():
    rng = np.random.default_rng(0)
    x, weight = ref.normal(rng, 3, 5, 7).double(), ref.normal(rng, 7).double()
    torch.testing.assert_close(ref.rms_norm(x, weight), F.rms_norm(x, (7,), weight, 1e-5))
    w = ref.random_weights(rng, {"w1.weight": (11, 7), "w2.weight": (7, 11), "w3.weight": (11, 7)})
    one, two, three = (w[f"w{i}.weight"].double() for i in (1, 2, 3))
    torch.testing.assert_close(ref.swiglu(w, x), F.linear(F.silu(x @ one.T) * (x @ three.T), two))


def test_turning_keeps_the_distance_only():
    rng = np.random.default_rng(0)
    q, k = ref.normal(rng, 1, 8).double(), ref.normal(rng, 1, 8).double()
    near, far = (
        (ref.turned(q, torch.tensor([m])) * ref.turned(k, torch.tensor([m - 3]))).sum() for m in (5, 500)
    )
    torch.testing.assert_close(near, far)


def test_the_story_is_read_as_by_the_program_it_comes_from():
    with np.load(STORIES) as file:
        arrays = dict(file)
    text, ends = arrays["token_bytes"].tobytes(), arrays["token_ends"].tolist()
    pieces = [text[a:b] for a, b in zip([0, *ends[:-1]], ends)]
    scores = arrays["token_scores"].tolist()
    assert ref.encode("Once upon a time", pieces, scores) == [403, 407, 261, 378]
    assert ref.encode("", pieces, scores) == []
    assert ref.encode("ü", pieces, scores)[-2:] == [0xC3 + 3, 0xBC + 3]
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, arrays["config"].tolist())) | {"tied": True}
    weights = {name: torch.tensor(arrays[name]) for name in ref.llama_shapes(config)}
    assert sum(w.numel() for w in weights.values()) == 260_032
    ids = [1, *ref.encode(STORY, pieces, scores)]
    assert abs(ref.nats(ref.llama(weights, config, torch.tensor([ids]))[0], ids) - 0.287) < 0.001
