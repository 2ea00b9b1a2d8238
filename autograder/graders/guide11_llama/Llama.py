"""Hidden tests of Llama: the whole in float64, with and without caches."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import CONFIG, Weights, filled, llama, llama_shapes, put, shapes_of


def built(student: Any, rng: np.random.Generator, **changed: Any) -> tuple[Any, Weights, dict[str, Any]]:
    """A model with random weights, these, and its configuration."""
    config = CONFIG | changed
    model = student.Llama(dict(config))
    return model, filled(student, model, llama_shapes(config), rng), config


def some_ids(rng: np.random.Generator, n: int, t: int) -> Tensor:
    """Random ids."""
    return torch.tensor(rng.integers(CONFIG["vocab"], size=(n, t)))


def check(student: Any, model: Any, w: Weights, config: dict[str, Any], ids: Tensor) -> None:
    """Compare without caches."""
    want = llama(w, config, ids).float()
    kit.close(student.invoke(model, "__call__", ids), want, rtol=2e-4, atol=2e-4)


def new_caches(student: Any, config: dict[str, Any], n: int) -> list[Any]:
    """One cache a layer, longer than the context."""
    size = config["d_model"] // config["heads"]
    return [
        student.KVCache(n, config["kv_heads"], config["context"] + 5, size) for _ in range(config["layers"])
    ]


def check_parts(
    student: Any, model: Any, w: Weights, config: dict[str, Any], ids: Tensor, cuts: list[int]
) -> None:
    """Compare with caches, part by part."""
    want = llama(w, config, ids).float()
    caches = new_caches(student, config, len(ids))
    for a, b in pairwise(cuts):
        out = student.invoke(model, "__call__", ids[:, a:b], caches)
        kit.close(out, want[:, a:b], rtol=2e-4, atol=2e-4, name=f"第 {a} 到第 {b - 1} 步")


@pytest.mark.exercise(core=True)
def test_llama_values(student, rng):
    """查表、各层、归一化、打分。"""
    check(student, *built(student, rng), some_ids(rng, 2, 7))


@pytest.mark.exercise(core=True)
def test_llama_one_by_one(student, rng):
    """带着缓存一个一个地给，与一次全给相同。"""
    check_parts(student, *built(student, rng), some_ids(rng, 2, 6), list(range(7)))


@pytest.mark.exercise
def test_llama_in_parts(student, rng):
    """带着缓存一段一段地给。"""
    check_parts(student, *built(student, rng), some_ids(rng, 3, 9), [0, 4, 5, 9])


@pytest.mark.exercise
def test_llama_untied(student, rng):
    """不共用时，打分用另一张表。"""
    check(student, *built(student, rng, tied=False), some_ids(rng, 2, 5))


@pytest.mark.exercise
def test_llama_more_layers(student, rng):
    """层数、头数是别的，也行；五层带着缓存。"""
    ids = some_ids(rng, 1, 5)
    check(student, *built(student, rng, layers=1, heads=2, kv_heads=2), ids)
    check_parts(student, *built(student, rng, layers=5), ids, [0, 2, 3, 5])


@pytest.mark.exercise
def test_llama_without_layers(student, rng):
    """各层什么也不加时，打分只看自己的编号。"""
    model, w, config = built(student, rng)
    w |= {name: torch.zeros_like(a) for name, a in w.items() if "wo." in name or "w2." in name}
    put(student, model, w)
    check(student, model, w, config, some_ids(rng, 2, 5))


@pytest.mark.exercise
def test_llama_parameters(student, rng):
    """参数的名字、形状、个数；共用的表只有一份，训练一步以后也还是一份。"""
    for changed in ({}, {"tied": False}, {"layers": 3, "hidden": 5}):
        config = CONFIG | changed
        found = shapes_of(student, student.Llama(dict(config)))
        kit.require(found == llama_shapes(config), "参数的名字或形状不是题面说的那些")


@pytest.mark.exercise
def test_llama_too_long(student, rng):
    """超过 context 抛出 ValueError，正好的不抛。"""
    model, w, config = built(student, rng)
    check(student, model, w, config, some_ids(rng, 1, config["context"]))
    with kit.raises("ValueError"):
        student.invoke(model, "__call__", some_ids(rng, 1, config["context"] + 1))


@pytest.mark.exercise
def test_llama_too_long_with_caches(student, rng):
    """缓存里的也算；抛出以后缓存没有变，接着还能用。"""
    model, w, config = built(student, rng)
    ids = some_ids(rng, 1, config["context"])
    want, caches = llama(w, config, ids).float(), new_caches(student, config, 1)
    student.invoke(model, "__call__", ids[:, :8], caches)
    with kit.raises("ValueError"):
        student.invoke(model, "__call__", some_ids(rng, 1, 4), caches)
    out = student.invoke(model, "__call__", ids[:, 8:], caches)
    kit.close(out, want[:, 8:], rtol=2e-4, atol=2e-4)


@pytest.mark.exercise
def test_llama_layers_have_own_weights(student, rng):
    """各层各有各的权重；config 读得到。"""
    model, w, config = built(student, rng, layers=3)
    w["layers.2.attention.wv.weight"] = -w["layers.2.attention.wv.weight"]
    put(student, model, w)
    kept = kit.mapping(student.attribute(model, "config"), tuple(config), "config")
    kit.require(kept == config, "config 应当就是传进来的")
    check(student, model, w, config, some_ids(rng, 2, 4))


@pytest.mark.exercise
def test_llama_gradient(student, rng):
    """梯度传得到词向量（共用的表收两份）和各层。"""
    model, w, config = built(student, rng)
    ids, up = some_ids(rng, 2, 5), torch.tensor(rng.normal(size=(2, 5, config["vocab"])))
    names = ("tok_embeddings.weight", "layers.0.attention.wk.weight", "layers.1.ffn_norm.weight")
    leaves = w | {name: w[name].double().requires_grad_() for name in names}
    wants = torch.autograd.grad(llama(leaves, config, ids), [leaves[name] for name in names], up)
    found = student.vjp(model, (ids,), up.float())
    for name, want in zip(names, wants):
        kit.gradient(found.parameters[name], want.float(), rtol=1e-3, atol=1e-3, name=f"对 {name} 的梯度")
