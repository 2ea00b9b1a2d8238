"""Hidden tests of mode_coverage: samples counted one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal


def by_hand(samples: Tensor, centres: Tensor, radius: float, share: float) -> int:
    """Count sample by sample."""
    counts = [0] * len(centres)
    for sample in samples.tolist():
        gaps = [float(np.hypot.reduce(np.subtract(sample, centre))) for centre in centres.tolist()]
        if min(gaps) <= radius:
            counts[gaps.index(min(gaps))] += 1
    return sum(count >= share * len(samples) for count in counts)


def clouds(rng: Any, centres: Tensor, counts: list[int], spread: float) -> Tensor:
    """So many samples about each centre, shuffled."""
    rows = torch.arange(len(centres)).repeat_interleave(torch.tensor(counts))
    samples = centres[rows] + spread * normal(rng, len(rows), centres.shape[1])
    return samples[torch.tensor(rng.permutation(len(rows)))]


def check(student: Any, samples: Tensor, centres: Tensor, radius: float, share: float) -> None:
    """Compare one count."""
    want = by_hand(samples, centres, radius, share)
    found = student.mode_coverage(samples.clone(), centres.clone(), radius, share)
    kit.close(found, want)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("d", [2, 3])
def test_coverage_of_clouds(student, rng, d):
    """几团样本，有多有少：盖住几个与一个一个数出来的一致。"""
    centres = 6 * normal(rng, 7, d)
    samples = clouds(rng, centres, [40, 0, 11, 3, 25, 0, 21], 0.1)
    check(student, samples, centres, 0.6, 0.1)


@pytest.mark.exercise(core=True)
def test_coverage_of_one_cloud(student, rng):
    """样本全在一个中心：只盖住一个。"""
    centres = 6 * normal(rng, 5, 2)
    samples = clouds(rng, centres, [0, 0, 60, 0, 0], 0.05)
    check(student, samples, centres, 0.5, 0.01)


@pytest.mark.exercise
def test_coverage_where_circles_overlap(student, rng):
    """圆重叠时，一个样本只归最近的中心。"""
    centres = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]], dtype=torch.float64)
    samples = torch.tensor([0.2, 0.1], dtype=torch.float64) + 0.05 * normal(rng, 50, 2)
    check(student, samples, centres, 2.0, 0.1)


@pytest.mark.exercise
def test_coverage_far_away(student, rng):
    """离得太远的样本不算。"""
    centres = torch.tensor([[0.0, 0.0], [10.0, 0.0]], dtype=torch.float64)
    samples = clouds(rng, centres, [30, 30], 0.1) + torch.tensor([0.0, 3.0], dtype=torch.float64)
    check(student, samples, centres, 1.0, 0.1)


@pytest.mark.exercise
@pytest.mark.parametrize(("offset", "radius"), [(0.6, 0.5), (2.5, 3.0)])
def test_coverage_near_the_radius(student, rng, offset, radius):
    """比半径略远的不算，略近的算。"""
    centres = torch.tensor([[0.0, 0.0], [20.0, 0.0]], dtype=torch.float64)
    samples = clouds(rng, centres, [30, 20], 0.001) + torch.tensor([0.0, offset], dtype=torch.float64)
    check(student, samples, centres, radius, 0.1)


@pytest.mark.exercise
@pytest.mark.parametrize("offset", [0.4, 0.5])
def test_coverage_aslant(student, rng, offset):
    """斜着偏开的样本，离中心多远按直线算。"""
    centres = torch.tensor([[0.0, 0.0], [20.0, 0.0]], dtype=torch.float64)
    samples = clouds(rng, centres, [30, 20], 0.001) + torch.tensor([offset, offset], dtype=torch.float64)
    check(student, samples, centres, 0.6, 0.1)


@pytest.mark.exercise
@pytest.mark.parametrize("share", [0.01, 0.2, 0.5])
def test_coverage_share(student, rng, share):
    """不够门槛的中心不算盖住。"""
    centres = 6 * normal(rng, 4, 2)
    samples = clouds(rng, centres, [1, 30, 52, 120], 0.05)
    check(student, samples, centres, 0.5, share)


@pytest.mark.exercise
def test_coverage_share_of_all(student, rng):
    """门槛按全部样本算，落在外面的也在内。"""
    centres = torch.tensor([[0.0, 0.0], [10.0, 0.0], [100.0, 0.0]], dtype=torch.float64)
    inside = clouds(rng, centres, [12, 30, 0], 0.05)
    outside = torch.tensor([50.0, 50.0], dtype=torch.float64) + normal(rng, 58, 2)
    check(student, torch.cat([outside, inside]), centres, 0.5, 0.2)


@pytest.mark.exercise
@pytest.mark.parametrize("share", [0.25, 0.5])
def test_coverage_at_the_share(student, share):
    """正好到门槛的算。"""
    centres = torch.tensor([[0.0, 0.0], [8.0, 0.0]], dtype=torch.float64)
    samples = torch.tensor([[0.5, 0.0], [0.0, 0.5], [8.0, 0.25], [3.0, 3.0]], dtype=torch.float64)
    check(student, samples, centres, 0.75, share)


@pytest.mark.exercise
def test_coverage_at_the_radius(student):
    """正好在半径上的算。"""
    centres = torch.tensor([[0.0, 0.0], [8.0, 0.0]], dtype=torch.float64)
    samples = torch.tensor([[0.5, 0.0], [0.0, 0.5], [8.0, 0.25], [3.0, 3.0]], dtype=torch.float64)
    check(student, samples, centres, 0.5, 0.2)


@pytest.mark.exercise
def test_coverage_default(student, rng):
    """share 不写就是百分之一。"""
    centres = 6 * normal(rng, 3, 2)
    samples = clouds(rng, centres, [3, 2, 245], 0.05)
    want = by_hand(samples, centres, 0.5, 0.01)
    kit.close(student.mode_coverage(samples, centres, 0.5), want)


@pytest.mark.exercise
def test_coverage_single(student, rng):
    """float32 的样本也行。"""
    centres = (6 * normal(rng, 4, 2)).float()
    samples = clouds(rng, centres.double(), [10, 0, 20, 5], 0.05).float()
    check(student, samples, centres, 0.5, 0.05)


@pytest.mark.exercise
def test_coverage_keeps_samples(student, rng):
    """样本和中心在调用之后保持原样。"""
    samples, centres = normal(rng, 20, 2), normal(rng, 3, 2)
    before = samples.clone(), centres.clone()
    student.mode_coverage(samples, centres, 0.5)
    kit.unchanged(samples.numpy(), before[0].numpy(), "samples")
    kit.unchanged(centres.numpy(), before[1].numpy(), "centres")
