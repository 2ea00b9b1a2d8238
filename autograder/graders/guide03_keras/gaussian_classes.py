"""Hidden tests of gaussian_classes: what a cloud must look like, and which labels its points must have.

Thresholds were measured over 40 seeds: with 9000 points of each class a covariance is off by 0.032 of its largest entry at most
where 0.12 is allowed (0.2 where only the diagonal is right), a mean by 0.027 standard deviations where 0.1 is.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

MEANS = np.array([[3.0, -2.0, 1.0], [-40.0, 20.0, 60.0]])
FACTORS = np.array(
    [
        [[2.0, 0.0, 0.0], [1.5, 0.5, 0.0], [-1.0, 1.0, 3.0]],
        [[0.5, 0.0, 0.0], [-1.0, 1.5, 0.0], [2.0, 1.0, 0.3]],
    ]
)
COVARIANCES = np.einsum("kij,klj->kil", FACTORS, FACTORS)


def draw(
    student: Any, n: int, means: np.ndarray, covariances: np.ndarray, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Call gaussian_classes on copies; check types and shapes."""
    rng = np.random.default_rng(seed)
    x, y = kit.sequence(student.gaussian_classes(n, means.copy(), covariances.copy(), rng), 2)
    x = kit.array(x, (n, means.shape[1]), "f", name="x")
    kit.require(bool(np.isfinite(x).all()), "x 里有 NaN 或 Inf")
    return x, kit.array(y, (n,), "iu", name="y").astype(int)


def far_apart(k: int) -> tuple[np.ndarray, np.ndarray]:
    """Centres on a line, and clouds so small that each point tells its class."""
    means = np.stack([100.0 * np.arange(k), -30.0 * np.arange(k)], axis=1)
    return means, np.stack([np.diag([1.0, 0.5])] * k) * 1e-6


@pytest.mark.exercise(core=True)
def test_classes_covariance(student, rng):
    """每一类的点，平均值和协方差（连同不在对角线上的）都与要求的一致。"""
    x, y = draw(student, 18_000, MEANS, COVARIANCES, kit.seed_of(rng))
    for c in range(2):
        kit.require((y == c).sum() > 1000, "两类的点都应当有")
        found = np.cov(x[y == c].T)
        kit.require(
            np.abs(found - COVARIANCES[c]).max() < 0.12 * COVARIANCES[c].max(), "协方差与要求的不一致"
        )
        off = np.abs(x[y == c].mean(axis=0) - MEANS[c]) / np.sqrt(np.diag(COVARIANCES[c]))
        kit.require(off.max() < 0.1, "平均值与要求的不一致")


@pytest.mark.exercise(structure=True)
def test_classes_by_hand(student):
    """没有用 multivariate_normal：从标准正态数造出来。"""
    kit.not_calling(student, "gaussian_classes", {"multivariate_normal", "*multivariate*"})


@pytest.mark.exercise
@pytest.mark.parametrize(("n", "k"), [(11, 3), (13, 5), (2, 5), (7, 1)])
def test_classes_sizes(student, rng, n, k):
    """各类的个数最多差一个；点数不是类数的倍数、比类数还小时也一样。"""
    means, covariances = far_apart(k)
    _, y = draw(student, n, means, covariances, kit.seed_of(rng))
    kit.require(y.min() >= 0 and y.max() < k, "标签应当在 0 … k−1 之内")
    counts = np.bincount(y, minlength=k)
    kit.require(counts.max() - counts.min() <= 1, "各类的个数最多差 1")


@pytest.mark.exercise
def test_classes_no_points(student, rng):
    """一个点也不要时，返回空的数组，形状仍然对。"""
    draw(student, 0, *far_apart(3), kit.seed_of(rng))


@pytest.mark.exercise
def test_classes_stay_with_their_points(student, rng):
    """x 的每一行都来自它的标签所说的那一类。"""
    means, covariances = far_apart(5)
    x, y = draw(student, 23, means, covariances, kit.seed_of(rng))
    kit.require(y.min() >= 0 and y.max() < 5, "标签应当在 0 … k−1 之内")
    kit.require(np.abs(x - means[y]).max() < 1.0, "有的点不在它的标签那一类的中心附近")


@pytest.mark.exercise
def test_classes_shuffled(student, rng):
    """次序是打乱的：既不按类排好，也不按类轮流，换一个种子就换一个次序。"""
    means, covariances = far_apart(3)
    runs = [draw(student, 30, means, covariances, kit.seed_of(rng)) for _ in range(2)]
    # The class that the points tell: labels need not be right here.
    order = [np.rint(x[:, 0] / 100).astype(int) for x, _ in runs]
    kit.require(all((np.diff(a) < 0).sum() > 2 for a in order), "点是按类排好的")
    kit.require(not np.array_equal(order[0], order[1]), "两个种子给出了同样的次序")


@pytest.mark.exercise
def test_classes_independent(student, rng):
    """各点相互独立：两类没有共用同一批随机数。"""
    means, covariances = np.zeros((2, 3)), np.stack([np.eye(3)] * 2)
    x, _ = draw(student, 40, means, covariances, kit.seed_of(rng))
    kit.require(len(np.unique(x.round(9), axis=0)) == 40, "有的点与别的点完全相同")
    kit.require(len(np.unique(x.round(9))) == 120, "有的坐标与别的坐标完全相同")


@pytest.mark.exercise
def test_classes_whole_numbers(student, rng):
    """中心和协方差可以是整数数组；x 仍是小数。"""
    means, covariances = np.array([[0, 0], [50, 50]]), np.array([[[4, 2], [2, 2]], [[1, 0], [0, 1]]])
    x, _ = draw(student, 12, means, covariances, kit.seed_of(rng))
    kit.require(bool((x != np.rint(x)).all()), "x 被截成了整数")


@pytest.mark.exercise
def test_classes_rng(student, rng):
    """随机数都来自 rng：种子相同结果相同，种子不同结果不同。"""
    seed = kit.seed_of(rng)
    (a, p), (b, q), (c, _) = (draw(student, 9, MEANS, COVARIANCES, s) for s in (seed, seed, seed + 1))
    kit.require(np.array_equal(a, b) and np.array_equal(p, q), "种子相同，结果应当相同")
    kit.require(not np.array_equal(a, c), "种子不同，结果应当不同")


@pytest.mark.exercise
def test_classes_keep_inputs(student, rng):
    """传进去的中心和协方差在调用之后保持原样。"""
    means, covariances = MEANS.copy(), COVARIANCES.copy()
    student.gaussian_classes(7, means, covariances, np.random.default_rng(kit.seed_of(rng)))
    kit.unchanged(means, MEANS, "means")
    kit.unchanged(covariances, COVARIANCES, "covariances")
