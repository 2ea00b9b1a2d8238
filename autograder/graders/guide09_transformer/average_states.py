"""Hidden tests of average_states: NumPy's means; what shares memory is found by changing it over there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit


def some(rng: np.random.Generator, n: int) -> list[dict[str, Tensor]]:
    """Some checkpoints: floats, integers and booleans."""
    return [
        {
            "layer.weight": torch.tensor(rng.normal(size=(3, 5)), dtype=torch.float32),
            "layer.bias": torch.tensor(rng.normal(size=5)),
            "norm.batches": torch.tensor(int(rng.integers(100, 1000)) + i),
            "kept": torch.tensor(rng.random(4) < 0.5),
        }
        for i in range(n)
    ]


def average(student: Any, states: list[dict[str, Tensor]]) -> dict[str, Any]:
    """The student's average; exactly the names are there."""
    found = kit.mapping(student.average_states(states), tuple(states[0]))
    kit.require(len(found) == len(states[0]), "结果里多了别的名字")
    return found


def floats(student: Any, states: list[dict[str, Tensor]], rtol: float = 1e-6) -> None:
    """Compare the means, and the types."""
    names = [name for name, value in states[0].items() if value.is_floating_point()]
    wants = {name: np.mean([s[name].double().numpy() for s in states], axis=0) for name in names}
    types = {name: states[0][name].dtype for name in names}
    found = average(student, states)
    for name in names:
        got = kit.tensor(found[name], tuple(wants[name].shape), "f", name)
        kit.close(got.detach().double().numpy(), wants[name], rtol=rtol, atol=1e-6, name=name)
        kit.require(got.dtype is types[name], f"{name} 的 dtype 应当是 {types[name]}")


@pytest.mark.exercise(core=True)
def test_average_floats(student, rng):
    """浮点张量是平均，dtype 不变。"""
    states = some(rng, 3)
    floats(student, [{k: v for k, v in s.items() if "layer" in k} for s in states])


@pytest.mark.exercise(core=True)
def test_average_numbers(student, rng):
    """两份、五份、只有一份，都对。"""
    for n in (2, 5, 1):
        floats(student, some(rng, n))


@pytest.mark.exercise
def test_average_integers(student, rng):
    """整数和布尔的张量取最后一份的，dtype 不变。"""
    states = some(rng, 3)
    states[0]["kept"], states[2]["kept"] = torch.tensor([True] * 4), torch.tensor([True, False, False, True])
    wants = {name: states[-1][name].clone() for name in ("norm.batches", "kept")}
    found = average(student, states)
    for name, want in wants.items():
        got = kit.tensor(found[name], tuple(want.shape), "ib", name)
        kit.close(got, want, name=name)
        kit.require(got.dtype is want.dtype, f"{name} 的 dtype 应当是 {want.dtype}")


@pytest.mark.exercise
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16], ids=str)
def test_average_half(student, rng, dtype):
    """半精度的张量求和时不溢出，dtype 不变。"""
    large = 3e4 if dtype is torch.float16 else 2e38
    states = [
        {"w": torch.tensor(large * rng.uniform(0.9, 1.0, size=5), dtype=torch.float64).to(dtype)}
        for _ in range(4)
    ]
    floats(student, states, rtol=1e-2)


@pytest.mark.exercise
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_average_names(student, rng, place):
    """名字不一样时抛出 ValueError，不管是哪一份多了、少了。"""
    number = {"first": 0, "middle": 1, "last": 2}[place]
    more, less = some(rng, 3), some(rng, 3)
    more[number]["extra"] = torch.zeros(2)
    del less[number]["layer.bias"]
    for states in (more, less):
        with kit.raises("ValueError"):
            student.average_states(states)


@pytest.mark.exercise
def test_average_order_of_names(student, rng):
    """各份里名字的次序不同，照样按名字取。"""
    states = some(rng, 2)
    states[1] = {name: states[1][name] for name in reversed(states[1])}
    floats(student, states)


@pytest.mark.exercise
def test_average_new(student, rng):
    """结果是新的张量：改动它，原来的各份不变；只有一份时也是。"""
    for n in (3, 1):
        states = some(rng, n)
        before = [{name: value.clone() for name, value in s.items()} for s in states]
        found = kit.sequence(student.states_after_change(states), n, "states_after_change")
        same = [{name: bool(torch.equal(s[name], b[name])) for name in b} for s, b in zip(found, before)]
        kit.record(student, same)
        kit.require(all(all(s.values()) for s in same), "原来的张量变了")


@pytest.mark.exercise
def test_average_keeps_states(student, rng):
    """传进来的各份不变。"""
    states = some(rng, 3)
    before = [{name: value.clone() for name, value in s.items()} for s in states]
    student.average_states(states)
    same = [
        list(s) == list(b) and all(torch.equal(s[name], b[name]) for name in b)
        for s, b in zip(states, before)
    ]
    kit.record(student, same)
    kit.require(all(same), "传进来的被改动了")
