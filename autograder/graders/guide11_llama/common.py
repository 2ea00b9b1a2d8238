"""What the hidden tests of two or more exercises of guide11_llama share.

The reference turns pairs as complex numbers and goes head by head, in float64.  Initial values of a student's module are random and
stay out of the transcript: names and shapes stand in their place, and weights come from this side.
"""

from __future__ import annotations

import io
import math
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.student import Call

Weights = dict[str, Tensor]
Shapes = dict[str, tuple[int, ...]]
LIBRARY = {"scaled_dot_product_attention", "MultiheadAttention", "*attention*"}


def shapes_of(student: Any, part: Any) -> Shapes:
    """Names and shapes of a module's parameters."""
    since = len(student.calls)
    found = {name: tuple(value.shape) for name, value in student.invoke(part, "named_parameters")}
    del student.calls[since:]
    student.calls.append(Call("named_parameters", sorted(found.items()), {}))
    return found


def put(student: Any, part: Any, weights: Weights) -> None:
    """Give a module its weights."""
    since = len(student.calls)
    student.invoke(part, "load_state_dict", weights)
    del student.calls[since:]


def filled(student: Any, part: Any, want: Shapes, rng: np.random.Generator) -> Weights:
    """Check a module's parameters and give it random ones; returns them."""
    kit.require(shapes_of(student, part) == want, "参数的名字或形状不是题面说的那些")
    weights = random_weights(rng, want)
    put(student, part, weights)
    return weights


def random_weights(rng: np.random.Generator, shapes: Shapes) -> Weights:
    """Random weights: matrices that keep sizes about the same, scales away from 0."""
    return {
        name: single(rng.normal(scale=1.3 * shape[-1] ** -0.5, size=shape))
        if len(shape) > 1
        else single(rng.uniform(0.5, 1.5, size=shape) * rng.choice([-1.0, 1.0], size=shape))
        for name, shape in shapes.items()
    }


def single(a: np.ndarray) -> Tensor:
    """As a float32 tensor."""
    return torch.tensor(np.ascontiguousarray(a), dtype=torch.float32)


def normal(rng: np.random.Generator, *shape: int) -> Tensor:
    """Random numbers away from mean 0."""
    return single(rng.normal(0.4, 1.2, size=shape))


def integers(found: Any, name: str = "编号") -> list[int]:
    """A list of whole numbers."""
    values = kit.sequence(found, len(found) if isinstance(found, (list, tuple)) else 0, name)
    whole = all(isinstance(v, (int, np.integer)) and not isinstance(v, bool) for v in values)
    kit.require(whole, f"{name}里应当都是整数")
    return [int(v) for v in values]


def rms_norm(x: Tensor, weight: Tensor, eps: float = 1e-5) -> Tensor:
    """Each vector over its length, by a sum of products."""
    length = torch.einsum("...i,...i->...", x, x) / x.shape[-1]
    return x / (length + eps).sqrt()[..., None] * weight


def turned(x: Tensor, positions: Tensor, theta: float = 10000.0) -> Tensor:
    """Vectors (…, t, head_dim) turned pair by pair, as complex numbers."""
    pairs = torch.view_as_complex(x.unflatten(-1, (-1, 2)).contiguous())
    half = pairs.shape[-1]
    speeds = torch.tensor([theta ** (-i / half) for i in range(half)], dtype=torch.float64)
    angles = positions.double()[:, None] * speeds
    return torch.view_as_real(pairs * torch.polar(torch.ones_like(angles), angles)).flatten(-2)


def attention(w: Weights, x: Tensor, positions: Tensor, heads: int, kv_heads: int, name: str = "") -> Tensor:
    """Grouped-query attention of the whole sequence (n, t, d), one query head after the other, in float64."""
    size = x.shape[-1] // heads
    q, k, v = (torch.einsum("oi,nti->nto", w[f"{name}w{i}.weight"].double(), x) for i in "qkv")
    t = x.shape[1]
    allowed = torch.arange(t)[:, None] >= torch.arange(t)
    outs = []
    for head in range(heads):
        own = slice(head * size, (head + 1) * size)
        group = head * kv_heads // heads
        shared = slice(group * size, (group + 1) * size)
        a, b = turned(q[..., own], positions), turned(k[..., shared], positions)
        scores = torch.einsum("nid,njd->nij", a, b) * size**-0.5
        powers = (scores - scores.amax(-1, keepdim=True)).exp() * allowed
        outs.append(powers / powers.sum(-1, keepdim=True) @ v[..., shared])
    return torch.einsum("oi,nti->nto", w[f"{name}wo.weight"].double(), torch.cat(outs, dim=-1))


def swiglu(w: Weights, x: Tensor, name: str = "") -> Tensor:
    """The gated network, in float64."""
    one, two, three = (w[f"{name}w{i}.weight"].double() for i in (1, 2, 3))
    gate = x @ one.mT
    return (gate / (1 + (-gate).exp()) * (x @ three.mT)) @ two.mT


CONFIG = {
    "vocab": 13,
    "context": 11,
    "layers": 2,
    "heads": 6,
    "kv_heads": 3,
    "d_model": 12,
    "hidden": 7,
    "tied": True,
}


def llama_shapes(config: dict[str, Any]) -> Shapes:
    """Names and shapes of the parameters."""
    d, hidden, kv = (
        config["d_model"],
        config["hidden"],
        config["d_model"] // config["heads"] * config["kv_heads"],
    )
    layer: Shapes = {
        f"attention.w{i}.weight": (rows, d) for i, rows in (("q", d), ("k", kv), ("v", kv), ("o", d))
    }
    layer |= {
        f"feed_forward.w{i}.weight": s for i, s in ((1, (hidden, d)), (2, (d, hidden)), (3, (hidden, d)))
    }
    layer |= {"attention_norm.weight": (d,), "ffn_norm.weight": (d,)}
    found: Shapes = {"tok_embeddings.weight": (config["vocab"], d), "norm.weight": (d,)}
    found |= {f"layers.{i}.{n}": s for i in range(config["layers"]) for n, s in layer.items()}
    return found if config["tied"] else found | {"output.weight": (config["vocab"], d)}


def llama(w: Weights, config: dict[str, Any], ids: Tensor) -> Tensor:
    """The logits of whole sequences (n, t), in float64."""
    x = w["tok_embeddings.weight"].double()[ids]
    positions = torch.arange(ids.shape[1])
    for i in range(config["layers"]):
        name = f"layers.{i}."
        y = rms_norm(x, w[f"{name}attention_norm.weight"].double())
        x = x + attention(w, y, positions, config["heads"], config["kv_heads"], f"{name}attention.")
        x = x + swiglu(w, rms_norm(x, w[f"{name}ffn_norm.weight"].double()), f"{name}feed_forward.")
    head = w["tok_embeddings.weight" if config["tied"] else "output.weight"].double()
    return rms_norm(x, w["norm.weight"].double()) @ head.mT


def packed(arrays: dict[str, Any]) -> bytes:
    """The bytes of an npz file."""
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def pieces_of(words: list[str], scores: list[float]) -> tuple[list[bytes], list[float]]:
    """A table of pieces: three special ones, the single bytes, then these."""
    table = [b"<unk>", b"\n<s>\n", b"\n</s>\n", *(bytes([byte]) for byte in range(256))]
    return [*table, *(word.encode() for word in words)], [0.0] * 259 + list(scores)


def encode(text: str, pieces: list[bytes], scores: list[float], *, rightmost: bool = False) -> list[int]:
    """Pieces of a text: the best join of all neighbours, over and over; of equal ones the leftmost."""
    known = dict(zip(pieces[259:], range(259, len(pieces))))
    parts: list[bytes] = []
    for letter in (" " + text) if text else "":
        raw = letter.encode()
        parts += [raw] if raw in known else [raw[i : i + 1] for i in range(len(raw))]
    fallback = [part not in known for part in parts]
    while True:
        joins = [(-scores[known[a + b]], i) for i, (a, b) in enumerate(pairwise(parts)) if a + b in known]
        if not joins:
            return [part[0] + 3 if raw else known[part] for part, raw in zip(parts, fallback)]
        _, i = min(joins, key=lambda join: (join[0], -join[1] if rightmost else join[1]))
        parts[i : i + 2] = [parts[i] + parts[i + 1]]
        fallback[i : i + 2] = [False]


def nats(logits: Tensor, ids: list[int]) -> float:
    """Mean loss of each piece but the first."""
    log_p = logits.double().log_softmax(-1)
    return -sum(float(log_p[i, ids[i + 1]]) for i in range(len(ids) - 1)) / (len(ids) - 1)


def half_scale(x: float) -> float:
    """Half a step, and what rounding may add."""
    return x * 0.5 + math.ulp(x) * 256
