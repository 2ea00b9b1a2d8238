"""Hidden tests of KVCache: everything that came is kept in a list here and joined anew."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal

SHAPE = (2, 3, 11, 5)  # batch, kv_heads, length, head_dim


def pair(rng: np.random.Generator, t: int, shape: tuple[int, ...] = SHAPE) -> tuple[Tensor, Tensor]:
    """Keys and values of t steps."""
    batch, heads, _, size = shape
    return normal(rng, batch, heads, t, size), normal(rng, batch, heads, t, size)


def append(student: Any, cache: Any, k: Tensor, v: Tensor) -> list[Tensor]:
    """What append gives."""
    return kit.sequence(student.invoke(cache, "append", k, v), 2)


def position(student: Any, cache: Any) -> float:
    """How much is stored."""
    return kit.scalar(student.attribute(cache, "position"), "position")


def joined(parts: list[tuple[Tensor, Tensor]]) -> list[Tensor]:
    """All keys, all values."""
    return [torch.from_numpy(np.concatenate([p[i].numpy() for p in parts], axis=2)) for i in (0, 1)]


def follow(student: Any, rng: np.random.Generator, sizes: list[int], shape: tuple[int, ...] = SHAPE) -> None:
    """Append step by step, comparing what comes back each time."""
    cache = student.KVCache(*shape)
    parts: list[tuple[Tensor, Tensor]] = []
    for t in sizes:
        parts.append(pair(rng, t, shape))
        wants = joined(parts)
        found = append(student, cache, *(a.clone() for a in parts[-1]))
        for got, want, name in zip(found, wants, ("键", "值")):
            kit.close(got, want, rtol=0, atol=0, name=name)


@pytest.mark.exercise(core=True)
def test_cache_one_by_one(student, rng):
    """一步一步地添，每次都得到全部的，先存的在前。"""
    follow(student, rng, [1] * 7)


@pytest.mark.exercise(core=True)
def test_cache_prompt_first(student, rng):
    """先添一段，再一步一步。"""
    follow(student, rng, [5, 1, 1, 3])


@pytest.mark.exercise
def test_cache_position(student, rng):
    """position 是存了几步，从零起。"""
    cache = student.KVCache(*SHAPE)
    facts = [position(student, cache)]
    for t in (4, 1, 2):
        append(student, cache, *pair(rng, t))
        facts.append(position(student, cache))
    kit.require(facts == [0, 4, 5, 7], "position 不是已经存的步数")


@pytest.mark.exercise
def test_cache_exactly_full(student, rng):
    """正好装满，一次装满，都行。"""
    follow(student, rng, [7, 4])
    follow(student, rng, [11])
    follow(student, rng, [1], (1, 1, 1, 2))


@pytest.mark.exercise
def test_cache_too_much(student, rng):
    """装不下时抛出 ValueError；一开始就装不下的也是。"""
    cache = student.KVCache(*SHAPE)
    append(student, cache, *pair(rng, 8))
    with kit.raises("ValueError"):
        append(student, cache, *pair(rng, 4))
    with kit.raises("ValueError"):
        append(student, student.KVCache(*SHAPE), *pair(rng, 12))


@pytest.mark.exercise
def test_cache_nothing_stored(student, rng):
    """装不下的那一次什么也没有存，接着还能用。"""
    cache = student.KVCache(*SHAPE)
    parts = [pair(rng, 8), pair(rng, 3)]
    append(student, cache, *parts[0])
    with kit.raises("ValueError"):
        append(student, cache, *pair(rng, 5))
    kit.require(position(student, cache) == 8, "抛出 ValueError 以后 position 变了")
    for got, want, name in zip(append(student, cache, *parts[1]), joined(parts), ("键", "值")):
        kit.close(got, want, rtol=0, atol=0, name=name)


def watch(student: Any, rng: np.random.Generator) -> list[bool]:
    """Whether what is stored is its own, arguments are left alone, and earlier results stay; all seen over there."""
    return [bool(fact) for fact in kit.sequence(student.watch_cache(*pair(rng, 3), *pair(rng, 2)), 3)]


@pytest.mark.exercise
def test_cache_earlier_results_stay(student, rng):
    """以前返回的，以后再存也不变。"""
    kit.require(watch(student, rng)[2], "又存了以后，以前返回的变了")


@pytest.mark.exercise
def test_cache_copies(student, rng):
    """存的是当时的数：传进去的张量后来改了，存下的不变；传进去的也没有被改动。"""
    same, untouched, _ = watch(student, rng)
    kit.require(same, "改动传进去的张量，存下的也变了")
    kit.require(untouched, "append 改动了传进去的张量")


@pytest.mark.exercise
def test_caches_are_separate(student, rng):
    """两个缓存互不相干。"""
    one, two = student.KVCache(*SHAPE), student.KVCache(*SHAPE)
    first, second = pair(rng, 4), pair(rng, 2)
    append(student, one, *first)
    found = append(student, two, *second)
    for got, want, name in zip(found, second, ("键", "值")):
        kit.close(got, want, rtol=0, atol=0, name=name)
    kit.require(position(student, one) == 4, "一个缓存的 position 随另一个变了")
