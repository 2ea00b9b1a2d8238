"""Hidden tests of loss_slice: a small network of the student's with weights from this side, and the reference's losses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from autograder import kit

from common import STATISTICS, loaded, mode, normal, parameter_shapes, resnet, resnet_shapes, state_now

CLASSES, WIDTH = 5, 2
SHAPES = resnet_shapes(1, CLASSES, WIDTH)


class Setup:
    """A network, a batch and two directions."""

    def __init__(self, student: Any, rng: Any, size: int = 7, training: bool = True) -> None:
        self.student = student
        self.handle = student.ResNet(1, CLASSES, WIDTH)
        # In the order of the student's parameters(), which is free.
        self.names = list(self._order())
        self.state = loaded(student, self.handle, SHAPES, kit.seed_of(rng))
        mode(student, self.handle, training)
        self.x, self.y = normal(rng, size, 3, 6, 5), torch.tensor(rng.integers(CLASSES, size=size))
        seeds = np.random.default_rng(kit.seed_of(rng))
        ways = [{name: normal(seeds, *SHAPES[name], scale=0.2) for name in SHAPES} for _ in range(2)]
        self.directions = [[way[name] for name in self.names] for way in ways]
        self.ways = ways

    def _order(self) -> list[str]:
        found = parameter_shapes(self.student, self.handle)
        for name in found:
            kit.require(name in SHAPES, f"多了参数 {name}")
        return list(found)

    def loss(self, a: float, b: float = 0.0) -> float:
        """The loss at one place."""
        moved = {
            name: self.state[name] + a * self.ways[0][name] + b * self.ways[1][name]
            if name in self.names
            else self.state[name]
            for name in SHAPES
        }
        return F.cross_entropy(resnet(moved, self.x, 1, training=False), self.y).item()

    def run(self, directions: list[list[Tensor]], grid: np.ndarray) -> Any:
        """The student's answer."""
        return self.student.loss_slice(self.handle, self.x.clone(), self.y.clone(), directions, grid.copy())

    def line(self, grid: np.ndarray) -> np.ndarray:
        """What one direction must give."""
        return np.array([self.loss(a) for a in grid])

    def plane(self, grid: np.ndarray) -> np.ndarray:
        """What two directions must give."""
        return np.array([[self.loss(a, b) for b in grid] for a in grid])


@pytest.mark.exercise(core=True)
def test_slice_line(student, rng):
    """一个方向：每个格点是 w 加 a 倍方向处的平均损失，评估模式。"""
    setup, grid = Setup(student, rng), np.array([-1.0, 0.25, 2.0])
    want = setup.line(grid)
    kit.close(setup.run(setup.directions[:1], grid), want, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise(core=True)
def test_slice_plane(student, rng):
    """两个方向：行是第一个方向，列是第二个。"""
    setup, grid = Setup(student, rng), np.array([-1.0, 0.0, 0.5])
    want = setup.plane(grid)
    kit.close(setup.run(setup.directions, grid), want, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise
def test_slice_of_a_model_in_use(student, rng):
    """模型进来时就在评估模式里，结果一样对。"""
    setup, grid = Setup(student, rng, training=False), np.array([-1.0, 0.25, 2.0])
    want = setup.line(grid)
    kit.close(setup.run(setup.directions[:1], grid), want, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise
def test_slice_at_the_start(student, rng):
    """格点只有 0 时，就是原处的损失。"""
    setup, grid = Setup(student, rng), np.array([0.0])
    wants = setup.line(grid), setup.plane(grid)
    found = setup.run(setup.directions[:1], grid), setup.run(setup.directions, grid)
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise
def test_slice_one_place(student, rng):
    """格点只有一个、不在原处，也对。"""
    setup, grid = Setup(student, rng), np.array([0.75])
    want = setup.line(grid)
    kit.close(setup.run(setup.directions[:1], grid), want, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise
@pytest.mark.parametrize("size", [2, 13])
def test_slice_batch_size(student, rng, size):
    """损失对样本取平均，多少个都对。"""
    setup, grid = Setup(student, rng, size), np.array([0.0, 1.0])
    want = setup.line(grid)
    kit.close(setup.run(setup.directions[:1], grid), want, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise
def test_slice_unordered_grid(student, rng):
    """格点的次序照 grid，不一定从小到大。"""
    setup, grid = Setup(student, rng), np.array([0.5, -1.0, 0.0, 0.25])
    want = setup.line(grid)
    kit.close(setup.run(setup.directions[:1], grid), want, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise
@pytest.mark.parametrize("count", [1, 2])
def test_slice_restores_weights(student, rng, count):
    """走完之后，权重一个比特也不差。"""
    setup = Setup(student, rng)
    since = len(student.calls)
    setup.run(setup.directions[:count], np.array([-0.7, 0.1, 0.3]))
    now = state_now(student, setup.handle, SHAPES)
    moved = [float((now[name] - setup.state[name]).abs().max()) for name in setup.names]
    kit.record_since(
        student, since, "same" if max(moved) == 0 else "rounding" if max(moved) < 1e-9 else "moved"
    )
    kit.require(max(moved) == 0, "权重和原来不一样")


@pytest.mark.exercise
def test_slice_restores_statistics(student, rng):
    """滑动的统计量不变。"""
    setup = Setup(student, rng)
    since = len(student.calls)
    setup.run(setup.directions[:1], np.array([-0.7, 0.1]))
    now = state_now(student, setup.handle, SHAPES)
    same = all(
        bool(torch.equal(now[name], setup.state[name])) for name in SHAPES if name.endswith(STATISTICS)
    )
    kit.record_since(student, since, same)
    kit.require(same, "统计量变了")


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_slice_restores_mode(student, rng, training):
    """模式和原来一样。"""
    setup = Setup(student, rng, training=training)
    since = len(student.calls)
    setup.run(setup.directions[:1], np.array([-0.7, 0.1]))
    found = student.attribute(setup.handle, "training")
    kit.record_since(student, since, found)
    kit.require(found is training, "模式变了")


@pytest.mark.exercise
def test_slice_keeps_inputs(student, rng):
    """x、y、方向和 grid 在调用之后保持原样。"""
    setup, grid = Setup(student, rng), np.array([-0.7, 0.1])
    before = [t.clone() for t in (setup.x, setup.y, *setup.directions[0])]
    kept = grid.copy()
    student.loss_slice(setup.handle, setup.x, setup.y, setup.directions[:1], grid)
    for now, then in zip((setup.x, setup.y, *setup.directions[0]), before):
        kit.unchanged(now.numpy(), then.numpy(), "传进来的张量")
    kit.unchanged(grid, kept, "grid")
