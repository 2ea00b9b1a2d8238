"""Hidden tests of stylize: a chain of five small layers, and Adam by hand; at the end the real network."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import FILE, Sizes, Weights, chain_weights, facts, normal, real_weights, run, without_graph

FIVE: Sizes = {
    "conv1": (4, 3, 3),
    "fire2": (5, 4, 1),
    "fire3": (3, 5, 3),
    "fire4": (4, 3, 1),
    "fire6": (6, 4, 1),
}
STYLE = ("fire6", "fire4", "fire2", "conv1")


def gram(x: Tensor) -> Tensor:
    """Pairs of channels."""
    return torch.einsum("nihw,njhw->nij", x, x) / x[0].numel()


def painted(
    weights: Weights, content: Tensor, style: Tensor, weight: float, steps: int, lr: float
) -> tuple[Tensor, list[float]]:
    """Adam on the picture, number by number."""
    wanted = run(weights, content)["fire3"]
    grams = {name: gram(run(weights, style)[name]) for name in STYLE}
    x, losses = content.clone(), []
    first, second = torch.zeros_like(x), torch.zeros_like(x)
    for step in range(1, steps + 1):
        leaf = x.clone().requires_grad_()
        seen = run(weights, leaf)
        loss = ((seen["fire3"] - wanted) ** 2).mean()
        loss = loss + weight * torch.stack([((gram(seen[n]) - grams[n]) ** 2).mean() for n in STYLE]).sum()
        (g,) = torch.autograd.grad(loss, leaf)
        losses.append(loss.item())
        first = 0.9 * first + 0.1 * g
        second = 0.999 * second + 0.001 * g * g
        x = x - lr * (first / (1 - 0.9**step)) / ((second / (1 - 0.999**step)).sqrt() + 1e-8)
    return x, losses


def setting(
    student: Any, rng: np.random.Generator, frozen: bool = True
) -> tuple[Any, Weights, Tensor, Tensor]:
    """A chain, a photograph and a painting of another size."""
    weights = chain_weights(rng, FIVE)
    model = student.Chain({name: value.clone() for name, value in weights.items()}, frozen)
    return model, weights, normal(rng, 1, 3, 6, 5, scale=2.0), normal(rng, 1, 3, 4, 7, scale=2.0)


def numbers(found: Any, steps: int) -> np.ndarray:
    """The losses, which must be plain numbers."""
    return np.array([kit.scalar(loss, "损失") for loss in kit.sequence(found, steps, "losses")])


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("weight", "steps"), [(3.0, 1), (0.7, 4)])
def test_stylize_picture(student, rng, weight, steps):
    """走几步以后的图。"""
    model, weights, content, style = setting(student, rng)
    want, _ = painted(weights, content, style, weight, steps, 0.3)
    found = kit.sequence(
        student.stylize(
            model=model, content=content, style=style, style_weight=weight, steps=steps, lr=0.3, seed=0
        ),
        2,
    )
    kit.close(
        found[0].detach() if isinstance(found[0], Tensor) else found[0], want, rtol=1e-4, atol=1e-6, name="图"
    )


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("weight", [3.0, 0.2])
def test_stylize_losses(student, rng, weight):
    """每一步之前的损失，都是普通的数。"""
    model, weights, content, style = setting(student, rng)
    _, want = painted(weights, content, style, weight, 5, 0.3)
    found = kit.sequence(student.stylize(content, style, model, weight, 5, 0.3, 1), 2)
    kit.close(numbers(found[1], 5), np.array(want), rtol=1e-4, name="losses")


@pytest.mark.exercise
def test_stylize_content_only(student, rng):
    """风格的权重是零时，图不动，损失是零。"""
    model, _, content, style = setting(student, rng)
    want = content.clone()
    found = kit.sequence(student.stylize(content, style, model, 0.0, 3, 0.3, 0), 2)
    kit.close(found[0].detach() if isinstance(found[0], Tensor) else found[0], want, name="图")
    kit.close(numbers(found[1], 3), np.zeros(3), name="losses")


@pytest.mark.exercise
def test_stylize_no_steps(student, rng):
    """一步不走：照片的拷贝，没有损失。"""
    model, _, content, style = setting(student, rng)
    want = content.clone()
    found = kit.sequence(student.stylize(content, style, model, 1.0, 0, 0.3, 0), 2)
    kit.close(found[0].detach() if isinstance(found[0], Tensor) else found[0], want, name="图")
    kit.sequence(found[1], 0, "losses")


@pytest.mark.exercise
def test_stylize_no_graph(student, rng):
    """返回的图不带计算图。"""
    model, _, content, style = setting(student, rng)
    found = kit.sequence(student.stylize(content, style, model, 1.0, 2, 0.3, 0), 2)
    without_graph(found[0])


@pytest.mark.exercise
def test_stylize_keeps_pictures(student, rng):
    """照片和画保持原样。"""
    model, _, content, style = setting(student, rng)
    before = content.clone(), style.clone()
    student.stylize(content, style, model, 1.0, 3, 0.3, 0)
    kit.unchanged(content, before[0], "content")
    kit.unchanged(style, before[1], "style")


@pytest.mark.exercise
@pytest.mark.parametrize("frozen", [True, False])
def test_stylize_keeps_weights(student, rng, frozen):
    """模型的权重一个也不变，也没有留下钩子。"""
    model, _, content, style = setting(student, rng, frozen)
    before = facts(student, model)
    since = len(student.calls)
    student.stylize(content, style, model, 1.0, 3, 0.3, 0)
    now = facts(student, model)
    same = all(torch.equal(a, b) for a, b in zip(now["weights"], before["weights"], strict=True))
    clean = now["hooks"] == before["hooks"]
    kit.record_since(student, since, [same, clean])
    kit.require(same, "模型的权重变了")
    kit.require(clean, "留下了钩子")


@pytest.mark.exercise
def test_stylize_same_again(student, rng):
    """同样的参数，同样的图。"""
    model, _, content, style = setting(student, rng)
    since = len(student.calls)
    first, again = (
        kit.sequence(student.stylize(content, style, model, 2.0, 3, 0.3, 7), 2)[0] for _ in range(2)
    )
    same = bool(torch.equal(kit.tensor(first), kit.tensor(again)))
    kit.record_since(student, since, same)
    kit.require(same, "两次的图不同")


@pytest.mark.exercise(seconds=60, costly=True)
def test_stylize_real_network(student, rng):
    """真的 SqueezeNet，小图三十步，损失至少减半。"""
    model = student.SqueezeNet(real_weights(student.read_file(FILE)))
    ramp = torch.linspace(-90, 90, 96).expand(1, 3, 64, 96)
    disc = (torch.arange(64)[:, None] - 30) ** 2 + (torch.arange(96) - 40) ** 2 < 300
    content = ramp.clone() + 60 * disc
    style = torch.tensor(rng.normal(0, 60, (1, 3, 16, 24)), dtype=torch.float32)
    style = torch.nn.functional.interpolate(style, size=(64, 96), mode="nearest")
    since = len(student.calls)
    found = kit.sequence(student.stylize(content, style, model, 1.0, 30, 5.0, 0), 2)
    losses = numbers(found[1], 30)
    good = bool(losses[-1] <= 0.5 * losses[0])
    kit.record_since(student, since, good)
    kit.require(good, "损失没有减半")
