"""What the hidden tests of two or more exercises of guide11_gpt share.

Expected values are computed before the call that they are compared with, and where a test makes several calls it makes them all
before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.student import Call

Pairs = list[tuple[int, int]]
Config = dict[str, int]
Weights = dict[str, Tensor]

SENTENCES = (
    "the cat sat on the mat, the cat ate the rat; 春眠不觉晓，处处闻啼鸟。",
    "春眠不觉晓，春风又绿江南岸。aaaa aaa aa a",
    "banana bandana, cabana! 哈哈哈哈哈，呵呵呵。",
    "😀😀 naïve façade 😀 – zzzzzzz",
)


def random_text(rng: np.random.Generator, n: int, letters: str = "abc春眠 ") -> str:
    """Few characters, so that pairs come again and again."""
    return "".join(rng.choice(list(letters), size=n))


def merged(ids: list[int], pair: tuple[int, int], new: int) -> list[int]:
    """The pair replaced from left to right: what is done stands on a stack."""
    done: list[int] = []
    for number in ids:
        if done and (done[-1], number) == pair:
            done[-1] = new
        else:
            done.append(number)
    return done


def pairs_of(found: Any) -> Pairs:
    """A student's merges as tuples of integers."""
    rows = kit.sequence(found, len(found) if isinstance(found, (list, tuple, np.ndarray)) else 0, "合并表")
    return [(int(a), int(b)) for a, b in (kit.sequence(row, 2, "一对") for row in rows)]


def attention_shapes(d: int, prefix: str = "") -> dict[str, tuple[int, ...]]:
    """Names and shapes of an attention layer's parameters."""
    return {
        f"{prefix}qkv.weight": (3 * d, d),
        f"{prefix}qkv.bias": (3 * d,),
        f"{prefix}proj.weight": (d, d),
        f"{prefix}proj.bias": (d,),
    }


def block_shapes(d: int, prefix: str = "") -> dict[str, tuple[int, ...]]:
    """Names and shapes of a block's parameters."""
    shapes = attention_shapes(d, f"{prefix}attention.")
    for name in ("ln1", "ln2"):
        shapes |= {f"{prefix}{name}.weight": (d,), f"{prefix}{name}.bias": (d,)}
    shapes |= {f"{prefix}mlp.0.weight": (4 * d, d), f"{prefix}mlp.0.bias": (4 * d,)}
    return shapes | {f"{prefix}mlp.2.weight": (d, 4 * d), f"{prefix}mlp.2.bias": (d,)}


def gpt_shapes(config: Config) -> dict[str, tuple[int, ...]]:
    """Names and shapes of a GPT's parameters, the shared table once."""
    d = config["d_model"]
    shapes: dict[str, tuple[int, ...]] = {
        "tokens.weight": (config["vocab"], d),
        "positions.weight": (config["block"], d),
        "norm.weight": (d,),
        "norm.bias": (d,),
    }
    for layer in range(config["layers"]):
        shapes |= block_shapes(d, f"blocks.{layer}.")
    return shapes


def some_weights(rng: np.random.Generator, shapes: dict[str, tuple[int, ...]]) -> Weights:
    """Random weights of about the size that keeps values at one; norms far from the identity."""
    return {
        name: torch.tensor(rng.normal(scale=shape[-1] ** -0.5, size=shape))
        if len(shape) > 1
        else torch.tensor(rng.uniform(0.4, 1.6, size=shape) * rng.choice([-1.0, 1.0], size=shape))
        for name, shape in shapes.items()
    }


def put_weights(student: Any, module: Any, weights: Weights, *more: str) -> None:
    """Check the names and shapes of the parameters, then give the module these weights, in float64.

    ``more``: names that may be there besides.  What the module was born with does not get into the transcript.
    """
    since = len(student.calls)
    found = {name: tuple(value.shape) for name, value in student.invoke(module, "named_parameters")}
    del student.calls[since:]
    # A shared table goes by the name under which it was registered first.
    if "tokens.weight" in weights and "tokens.weight" not in found and "head.weight" in found:
        found["tokens.weight"] = found["head.weight"]
    student.calls.append(Call("named_parameters", sorted(found.items()), {}))
    want = {name: tuple(value.shape) for name, value in weights.items()}
    missing = sorted(name for name in want if found.get(name) != want[name])
    kit.require(not missing and set(found) <= set(want) | set(more), "参数的名字或形状不是题面说的那些")
    since = len(student.calls)
    student.invoke(module, "double")
    student.invoke(module, "load_state_dict", weights, strict=False)
    del student.calls[since:]


def linear(x: Tensor, weights: Weights, name: str) -> Tensor:
    """One linear layer."""
    return torch.einsum("oi,...i->...o", weights[f"{name}.weight"], x) + weights[f"{name}.bias"]


def layer_norm(x: Tensor, weights: Weights, name: str) -> Tensor:
    """The mean and the variance by a matrix of equal shares."""
    share = torch.full((x.shape[-1],) * 2, 1 / x.shape[-1], dtype=x.dtype)
    centred = x - x @ share
    scaled = centred / ((centred * centred) @ share + 1e-5).sqrt()
    return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def attention(x: Tensor, weights: Weights, heads: int, prefix: str = "") -> Tensor:
    """Head by head, exponentials over their sum."""
    d = x.shape[-1]
    both, size, outs = linear(x, weights, f"{prefix}qkv"), d // heads, []
    allowed = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).tril()
    for head in range(heads):
        q, k, v = (both[..., part * d + head * size : part * d + (head + 1) * size] for part in range(3))
        scores = torch.einsum("nid,njd->nij", q, k) * size**-0.5
        scores = torch.where(allowed, scores, -torch.inf)
        powers = (scores - scores.detach().amax(-1, keepdim=True)).exp()
        outs.append(powers / powers.sum(-1, keepdim=True) @ v)
    return linear(torch.cat(outs, dim=-1), weights, f"{prefix}proj")


def block(x: Tensor, weights: Weights, heads: int, prefix: str = "", tanh: bool = False) -> Tensor:
    """A block, with GELU exact or in its approximation by tanh."""
    x = x + attention(layer_norm(x, weights, f"{prefix}ln1"), weights, heads, f"{prefix}attention.")
    h = linear(layer_norm(x, weights, f"{prefix}ln2"), weights, f"{prefix}mlp.0")
    near = h * (1 + (math.sqrt(2 / math.pi) * (h + 0.044715 * h**3)).tanh()) / 2
    gelu = near if tanh else h * torch.erfc(-h / math.sqrt(2)) / 2
    return x + linear(gelu, weights, f"{prefix}mlp.2")


def gpt(ids: Tensor, weights: Weights, config: Config, tanh: bool = False) -> Tensor:
    """The logits of a GPT."""
    x = torch.nn.functional.one_hot(ids, config["vocab"]).double() @ weights["tokens.weight"]
    x = x + weights["positions.weight"][torch.arange(ids.shape[1])]
    for layer in range(config["layers"]):
        x = block(x, weights, config["heads"], f"blocks.{layer}.", tanh)
    return torch.einsum("ntd,vd->ntv", layer_norm(x, weights, "norm"), weights["tokens.weight"])


def cross_entropy(logits: Tensor, targets: Tensor) -> Tensor:
    """The mean over all positions."""
    peak = logits.detach().amax(-1, keepdim=True)
    total = (logits - peak).exp().sum(-1).log() + peak[..., 0]
    return (total - logits.gather(-1, targets[..., None])[..., 0]).mean()


def either(found: list[Any], exact: list[Tensor], tanh: list[Tensor], name: str) -> None:
    """Results that are right with one of the two GELUs."""
    kit.tensor(found[0], tuple(exact[0].shape), "f", name)
    close = all(
        tuple(got.shape) == tuple(want.shape)
        and torch.allclose(got.detach().double(), want, rtol=1e-6, atol=1e-8)
        for got, want in zip(found, tanh)
    )
    for got, want in zip(found, tanh if close else exact):
        kit.close(got, want, rtol=1e-6, atol=1e-8, name=name)
