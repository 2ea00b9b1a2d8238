"""Hidden tests of occlusion_map: a model of one dense layer with weights from this side, asked square by square."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import turned, unchanged

Probe = tuple[Any, np.ndarray, np.ndarray]


def probe(student: Any, rng: np.random.Generator, shape: tuple[int, ...], classes: int = 4) -> Probe:
    """The given model and its weights."""
    inputs = int(np.prod(shape))
    model = student.probe(inputs, classes)
    w, b = rng.normal(scale=3 / inputs**0.5, size=(classes, inputs)), rng.normal(size=classes)
    new = {"2.weight": torch.tensor(w, dtype=torch.float32), "2.bias": torch.tensor(b, dtype=torch.float32)}
    student.invoke(model, "load_state_dict", new)
    student.invoke(model, "eval")
    return model, w, b


def picture(rng: np.random.Generator, *shape: int) -> Tensor:
    """One picture."""
    return torch.tensor(rng.normal(size=shape), dtype=torch.float32)


def expected(
    w: np.ndarray, b: np.ndarray, image: Tensor, label: int, size: int = 8, stride: int = 4, fill: float = 0.0
) -> np.ndarray:
    """The map, square by square, in NumPy."""

    def chance(pixels: np.ndarray) -> float:
        scores = w @ pixels.ravel() + b
        powers = np.exp(scores - scores.max())
        return float(powers[label] / powers.sum())

    pixels = image.double().numpy()
    _, h, width = pixels.shape
    out = np.zeros(((h - size) // stride + 1, (width - size) // stride + 1))
    for i, j in np.ndindex(out.shape):
        covered = pixels.copy()
        covered[:, i * stride : i * stride + size, j * stride : j * stride + size] = fill
        out[i, j] = chance(pixels) - chance(covered)
    return out


def compare(student: Any, rng: np.random.Generator, shape: tuple[int, ...], *numbers: Any) -> None:
    """Fail unless the student's map is right."""
    (model, w, b), image = probe(student, rng, shape), picture(rng, *shape)
    want = expected(w, b, image, *numbers)
    kit.close(student.occlusion_map(model, image.clone(), *numbers), want, rtol=1e-4, atol=1e-5)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(3, 7, 11), (2, 9, 6)])
def test_occlusion_values(student, rng, shape):
    """每一格都是原来的概率减去遮住以后的概率。"""
    compare(student, rng, shape, 2, 3, 2, 0.5)


@pytest.mark.exercise
def test_occlusion_one_square(student, rng):
    """方块和图一样大：只有一格。"""
    compare(student, rng, (1, 4, 4), 1, 4, 3, 0.25)


@pytest.mark.exercise
def test_occlusion_apart(student, rng):
    """方块互不重叠，正好铺满；每个通道都要填。"""
    compare(student, rng, (3, 6, 6), 0, 2, 2, 0.0)


@pytest.mark.exercise
def test_occlusion_overlap(student, rng):
    """方块互相重叠：前一格遮的，后一格不再遮。"""
    compare(student, rng, (1, 5, 5), 0, 3, 1, 2.0)


@pytest.mark.exercise
def test_occlusion_steps(student, rng):
    """步幅比方块大，除不尽的边缘留着不遮。"""
    compare(student, rng, (2, 9, 12), 3, 2, 3, 1.0)


@pytest.mark.exercise
def test_occlusion_defaults(student, rng):
    """不给方块、步幅和填的数时，用题面写的那三个。"""
    compare(student, rng, (3, 16, 21), 1)


@pytest.mark.exercise
def test_occlusion_nothing_to_hide(student, rng):
    """图本来就全是要填的数时，每一格都是零。"""
    model, _, _ = probe(student, rng, (2, 5, 6))
    image = torch.full((2, 5, 6), 0.5)
    kit.close(student.occlusion_map(model, image, 1, 2, 1, 0.5), np.zeros((4, 5)), atol=1e-6)


@pytest.mark.exercise
def test_occlusion_leaves_the_mode(student, rng):
    """模型原来在哪个模式，算完还在哪个模式；算的时候总在评估模式。"""
    (model, w, b), image = probe(student, rng, (2, 5, 6)), picture(rng, 2, 5, 6)
    want = expected(w, b, image, 1, 2, 1)
    since, modes, right = len(student.calls), [], []
    for mode in (True, False):
        student.invoke(model, "train", mode)
        found = kit.array(student.occlusion_map(model, image.clone(), 1, 2, 1), want.shape, "f")
        right.append(bool(np.allclose(found, want, rtol=1e-4, atol=1e-5)))
        modes.append(student.attribute(model, "training"))
    kit.record_since(student, since, [modes, right])
    kit.require(modes == [True, False], "算完以后，模型的模式变了")
    kit.require(right[0] is right[1], "算的时候没有切换到评估模式")


@pytest.mark.exercise
def test_occlusion_leaves_the_rest(student, rng):
    """图不变，内存怎样排列都行；权重和梯度都不变。"""
    model, w, b = probe(student, rng, (2, 5, 6))
    image, since = turned(picture(rng, 2, 5, 6)), len(student.calls)
    before, want = image.clone(), expected(w, b, image, 1, 2, 1)
    out = student.occlusion_map(model, image, 1, 2, 1)
    same = bool(torch.equal(image, before))
    parameters = list(student.invoke(model, "parameters"))
    facts = [
        same,
        bool(np.allclose(parameters[0].detach(), w, atol=1e-6)),
        all(p.grad is None for p in parameters),
    ]
    facts.append(all(p.requires_grad for p in parameters))
    kit.record_since(student, since, facts)
    unchanged(image, before, "image")
    kit.require(all(facts), "模型变了")
    kit.array(out, want.shape, "f")
