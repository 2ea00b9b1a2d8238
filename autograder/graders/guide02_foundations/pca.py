"""Hidden tests of pca: data made from their principal axes; the reference diagonalises the covariance matrix."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def pca(x: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Eigenvectors of the covariance matrix."""
    x = np.asarray(x, dtype=np.float64)
    mean = np.array([float(np.sum(column)) / len(x) for column in x.T])
    values, vectors = np.linalg.eigh(np.cov(x.T, bias=True).reshape(x.shape[1], x.shape[1]))
    order = np.argsort(values)[::-1][:k]
    components = vectors[:, order].T
    return components, np.einsum("nd,kd->nk", x - mean, components), values[order] / values.sum()


def check(result: Any, want: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    """Compare, whichever way each component points."""
    components, scores, ratio = kit.sequence(result, 3)
    components = kit.array(components, want[0].shape, dtype="f", name="components")
    scores = kit.array(scores, want[1].shape, dtype="f", name="scores")
    signs = np.where(np.sum(components * want[0], axis=1) >= 0, 1.0, -1.0)
    size = float(np.abs(want[1]).max())
    kit.close(components * signs[:, None], want[0], rtol=1e-6, atol=1e-6, name="components")
    kit.close(scores * signs, want[1], rtol=1e-6, atol=1e-6 * size, name="scores")
    kit.close(ratio, want[2], rtol=1e-6, atol=1e-8, name="ratio")


def cloud(rng: np.random.Generator, n: int, spreads: list[float], offset: float = 0.0) -> np.ndarray:
    """Points along turned axes, spread out as told, around a mean that is not 0."""
    axes, _ = np.linalg.qr(rng.normal(size=(len(spreads), len(spreads))))
    along, _ = np.linalg.qr(rng.normal(size=(n, len(spreads))))
    return (along * np.array(spreads)) @ axes.T + rng.normal(size=len(spreads)) + offset


def check_all(student: Any, cases: list[tuple[np.ndarray, int]]) -> None:
    """Check several data sets."""
    wants = [pca(*case) for case in cases]
    results = [student.pca(*case) for case in cases]
    for result, want in zip(results, wants):
        check(result, want)


@pytest.mark.exercise(core=True)
def test_pca_values(student, rng):
    """方向、坐标和方差的份额都对，从大到小。"""
    check_all(student, [(cloud(rng, 23, [9.0, 5.0, 3.0, 1.0]), 2), (cloud(rng, 11, [4.0, 7.0, 1.0]), 1)])


@pytest.mark.exercise
def test_pca_all_components(student, rng):
    """所有方向都留下时，份额加起来是一，从大到小。"""
    check_all(student, [(cloud(rng, 17, [2.0, 8.0, 4.0]), 3)])


@pytest.mark.exercise
def test_pca_far_away(student, rng):
    """数据离原点很远时也一样：先减去每一列的平均值。"""
    check_all(student, [(cloud(rng, 13, [3.0, 6.0, 1.0], offset=500.0), 2)])


@pytest.mark.exercise
def test_pca_different_scales(student, rng):
    """各列的大小不同时不另外标准化。"""
    check_all(student, [(cloud(rng, 19, [3.0, 5.0, 2.0]) * np.array([100.0, 1.0, 10.0]), 2)])


@pytest.mark.exercise
def test_pca_wide(student, rng):
    """样本比列少时也可以。"""
    check_all(student, [(rng.normal(size=(5, 11)) * np.linspace(1.0, 4.0, 11), 3)])


@pytest.mark.exercise
def test_pca_square(student, rng):
    """样本数恰好等于列数时，行和列不能弄反。"""
    check_all(student, [(rng.normal(size=(5, 5)) * np.array([5.0, 4.0, 3.0, 2.0, 1.0]), 2)])


@pytest.mark.exercise
def test_pca_one_column(student, rng):
    """只有一列时，方向就是它自己，份额是一。"""
    check_all(student, [(rng.normal(size=(7, 1)), 1)])


@pytest.mark.exercise
@pytest.mark.parametrize("dtype", ["uint8", "int64"])
def test_pca_integers(student, rng, dtype):
    """整数（包括无符号整数）的数据也可以。"""
    x = np.rint(np.clip(cloud(rng, 23, [300.0, 150.0, 60.0], offset=120.0), 0, 255)).astype(dtype)
    check_all(student, [(x, 2)])


@pytest.mark.exercise
def test_pca_keeps_input(student, rng):
    """传进去的 x 在调用之后保持原样，无论内存怎样排列。"""
    x = cloud(rng, 11, [5.0, 3.0, 1.0])
    want = pca(x, 2)
    inputs = [x.copy(), *kit.layouts(x)]
    results = [student.pca(same, 2) for same in inputs]
    for same in inputs:
        kit.unchanged(same, x, "x")
    for result in results:
        check(result, want)
