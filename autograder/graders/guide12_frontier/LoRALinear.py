"""Hidden tests of LoRALinear: the product spelled out, on weights from this side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal

IN, OUT, RANK = 5, 3, 2


class Layer:
    """A student's layer on weights from this side, and what it should give."""

    def __init__(
        self,
        student: Any,
        rng: np.random.Generator,
        alpha: float = 7.0,
        rank: int = RANK,
        bias: bool = True,
        size: int = IN,
        out: int = OUT,
    ) -> None:
        self.student, self.scale = student, alpha / rank
        self.w, self.b = normal(rng, out, size), normal(rng, out) if bias else None
        self.down, self.up = normal(rng, rank, size), normal(rng, out, rank)
        self.handle = student.LoRALinear(student.linear_of(self.w, self.b), rank, alpha)
        self.first = [student.attribute(self.handle, name) for name in ("A", "B")]
        for value, want, name in zip(self.first, (self.down, self.up), "AB"):
            kit.tensor(value, tuple(want.shape), "f", name)

    def set(self) -> None:
        """Give A and B other values."""
        state = dict(self.student.invoke(self.handle, "state_dict"))
        state |= {"A": self.down, "B": self.up}
        del self.student.calls[-1]
        self.student.invoke(self.handle, "load_state_dict", state)
        del self.student.calls[-1]

    def plain(self, x: Tensor) -> Tensor:
        """Without the patch."""
        out = torch.einsum("oi,...i->...o", self.w, x)
        return out if self.b is None else out + self.b

    def patched(self, x: Tensor) -> Tensor:
        """With the patch."""
        change = torch.einsum("or,ri->oi", self.up, self.down) * self.scale
        return self.plain(x) + torch.einsum("oi,...i->...o", change, x)

    def __call__(self, x: Tensor) -> Any:
        """What the student's layer gives."""
        return self.student.invoke(self.handle, "__call__", x)

    def do(self, *methods: str) -> None:
        """Call methods without arguments; what they return does not matter."""
        for method in methods:
            self.student.invoke(self.handle, method)
            del self.student.calls[-1]

    def inner(self, x: Tensor) -> Any:
        """What the wrapped layer gives by itself."""
        return self.student.invoke(self.student.attribute(self.handle, "linear"), "__call__", x)


def same(*pairs: tuple[Any, Tensor, str]) -> None:
    """Compare outputs."""
    for got, want, name in pairs:
        kit.close(got, want, rtol=1e-6, atol=1e-8, name=name)


@pytest.mark.exercise(core=True)
def test_lora_values(student, rng):
    """输出是原来的加上按比例的补丁。"""
    layer, x = Layer(student, rng), normal(rng, 7, IN)
    layer.set()
    same((layer(x), layer.patched(x), "输出"))


@pytest.mark.exercise(core=True)
def test_lora_start(student, rng):
    """刚装上时什么也没有改：B 全是零，A 是各不相同的随机数。"""
    layer, x = Layer(student, rng), normal(rng, 7, IN)
    found = layer(x)
    same((found, layer.plain(x), "刚装上时的输出"))
    kit.close(layer.first[1].detach(), torch.zeros_like(layer.up), name="B")
    kinds = layer.first[0].detach().unique()
    kit.require(len(kinds) > 1, "A 的数全都一样")


@pytest.mark.exercise(core=True)
def test_lora_learning(student, rng):
    """要梯度的参数只有 A 和 B，合并和取消以后也是。"""
    layer = Layer(student, rng)
    layer.set()
    seen = []
    for methods in ((), ("merge",), ("unmerge",)):
        layer.do(*methods)
        named = student.invoke(layer.handle, "named_parameters")
        seen.append(sorted(name for name, value in named if value.requires_grad))
    kit.record(student, seen)
    for names in seen:
        kit.require(names == ["A", "B"], f"要梯度的是 {names}")


@pytest.mark.exercise
def test_lora_gradient(student, rng):
    """梯度传到 A、B 和输入，原来的权重没有。"""
    layer, x, up = Layer(student, rng), normal(rng, 7, IN), normal(rng, 7, OUT)
    layer.set()
    want_b = layer.scale * torch.einsum("no,nr->or", up, x @ layer.down.T)
    want_a = layer.scale * torch.einsum("nr,ni->ri", up @ layer.up, x)
    want_x = up @ (layer.w + layer.scale * layer.up @ layer.down)
    found = student.vjp(layer.handle, (x,), up)
    kit.gradient(found.inputs[0], want_x, name="对输入的梯度")
    for name, want in (("A", want_a), ("B", want_b)):
        kit.gradient(found.parameters.get(name), want, name=f"对 {name} 的梯度")


@pytest.mark.exercise
def test_lora_merge(student, rng):
    """合并以后输出不变，原来那一层自己的输出也成了它。"""
    layer, x = Layer(student, rng), normal(rng, 7, IN)
    layer.set()
    layer.do("merge")
    found = layer(x), layer.inner(x)
    same(*zip(found, [layer.patched(x)] * 2, ("合并以后的输出", "合并以后 linear 的输出")))


@pytest.mark.exercise
def test_lora_merge_twice(student, rng):
    """合并两次等于一次。"""
    layer, x = Layer(student, rng), normal(rng, 7, IN)
    layer.set()
    layer.do("merge", "merge")
    found = layer(x), layer.inner(x)
    same(*zip(found, [layer.patched(x)] * 2, ("合并两次以后的输出", "合并两次以后 linear 的输出")))


@pytest.mark.exercise
def test_lora_unmerge(student, rng):
    """取消合并，原来的权重回来了，输出还是带补丁的；再取消一次什么也不变。"""
    layer, x = Layer(student, rng), normal(rng, 7, IN)
    layer.set()
    layer.do("merge", "unmerge")
    once = layer(x), layer.inner(x)
    layer.do("unmerge")
    twice = layer(x), layer.inner(x)
    wants = layer.patched(x), layer.plain(x)
    for found in (once, twice):
        same(*zip(found, wants, ("取消以后的输出", "取消以后 linear 的输出")))


@pytest.mark.exercise
def test_lora_unmerge_first(student, rng):
    """没有合并过时，取消什么也不做；之后照样能合并。"""
    layer, x = Layer(student, rng), normal(rng, 7, IN)
    layer.set()
    layer.do("unmerge")
    first = layer(x), layer.inner(x)
    layer.do("merge")
    after = layer(x), layer.inner(x)
    same(*zip(first, (layer.patched(x), layer.plain(x)), ("输出", "linear 的输出")))
    same(*zip(after, [layer.patched(x)] * 2, ("合并以后的输出", "合并以后 linear 的输出")))


@pytest.mark.exercise
def test_lora_merge_again(student, rng):
    """合并、取消、换一份补丁再合并，用的是新的补丁。"""
    layer, x = Layer(student, rng), normal(rng, 7, IN)
    layer.set()
    layer.do("merge", "unmerge")
    layer.down, layer.up = layer.down * 0.5 + 1, layer.up - 0.3
    layer.set()
    layer.do("merge")
    found = layer(x), layer.inner(x)
    same(*zip(found, [layer.patched(x)] * 2, ("输出", "linear 的输出")))


@pytest.mark.exercise
def test_lora_sizes(student, rng):
    """没有偏置、秩是一、秩比两边都大、别的比例，都对。"""
    for options in (
        {"bias": False},
        {"rank": 1, "alpha": 0.5},
        {"rank": 11, "alpha": 11},
        {"size": 1, "out": 7},
    ):
        layer = Layer(student, rng, **options)
        layer.set()
        x = normal(rng, 3, layer.w.shape[1])
        same((layer(x), layer.patched(x), f"{options} 的输出"))


@pytest.mark.exercise
def test_lora_axes(student, rng):
    """输入可以只有一轴，也可以有三轴。"""
    layer = Layer(student, rng)
    layer.set()
    for shape in ((IN,), (2, 7, IN)):
        x = normal(rng, *shape)
        same((layer(x), layer.patched(x), f"输入是 {shape} 时的输出"))
