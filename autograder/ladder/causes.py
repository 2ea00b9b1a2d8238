"""Likely causes of a wrong array, told from the symptom: what it has in common with the right one.

Nothing is said where nothing fits.  An array fits only if all its numbers do: no two of the wrong ways that are known here
give the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from autograder.language import _

# A wrong formula is off by more than this; below it, the arithmetic is to blame.
ROUNDING = 1e-4
_NEARLY_ZERO = 1e-6


@dataclass(frozen=True)
class Suspect:
    """One wrong way: what it gives, and the sentence on it."""

    array: np.ndarray
    says: str


def likely_cause(
    got: np.ndarray,
    expected: np.ndarray,
    suspects: Sequence[Suspect],
    *,
    samples: int,
    averages: bool = False,
) -> str:
    """Why ``got`` is not ``expected``; empty if it cannot be told.

    ``samples``: how many there are in the batch, n; ``averages``: whether the division by n belongs here.
    """
    with np.errstate(all="ignore"):
        if not np.isfinite(got).all():
            return _("里面有 NaN 或 Inf。")
        if got.shape == expected.shape and not got.any():
            return _("每个数都是 0：梯度没有传到这里。")
        for suspect in suspects:
            if agree(got, suspect.array):
                return _(suspect.says)
        if got.shape == expected.shape:
            return _of_the_numbers(got, expected, samples, averages)
        return _of_the_shape(got, expected)


def _of_the_numbers(got: np.ndarray, expected: np.ndarray, samples: int, averages: bool) -> str:
    """A sign, a factor or, where both are square, a transposition."""
    factor = float(np.vdot(expected, got) / np.vdot(expected, expected))
    if not agree(got, factor * expected):
        return _("结果正好转置了。") if agree(got.T, expected) else ""
    if np.isclose(factor, -1, rtol=ROUNDING):
        return _("每个数都正好差一个负号。")
    said = {"factor": f"{factor:.3g}", "n": samples}
    if np.isclose(factor, samples, rtol=ROUNDING):
        if averages:
            return _("每个数都是应有的 {n} 倍，批里正好有 {n} 个样本：忘了除以 n。", **said)
        return _("每个数都是应有的 {n} 倍，批里正好有 {n} 个样本：多乘了一次 n。", **said)
    if np.isclose(factor, 1 / samples, rtol=ROUNDING):
        if averages:
            return _("每个数都是应有的 {factor} 倍，正好是 1/n（n = {n}）：多除了一次 n。", **said)
        return _(
            "每个数都是应有的 {factor} 倍，正好是 1/n（n = {n}）："
            "批里各样本的贡献是相加，不是平均；除以 n 只在 dlogits 里做一次。",
            **said,
        )
    return _("每个数都正好是应有的 {factor} 倍。", **said)


def _of_the_shape(got: np.ndarray, expected: np.ndarray) -> str:
    """The right numbers in another arrangement, or an axis too many or too few."""
    if agree(got.T, expected):
        return _("数都对，结果正好转置了。")
    if got.squeeze().shape == expected.shape and agree(got.squeeze(), expected):
        return _("数都对，只多了一个长度为 1 的轴：keepdims=True 会把它留下。")
    for axis in range(got.ndim):
        if agree(got.sum(axis=axis), expected):
            return _("还没有沿第 {axis} 轴求和：求了和，数就对了。", axis=axis)
    if got.ndim == 0 and agree(got, expected.sum()):
        return _("所有的数都加在了一起：只沿样本那一轴（axis=0）求和。")
    for axis in range(expected.ndim):
        if agree(got, expected.sum(axis=axis)):
            return _("多沿第 {axis} 轴求了一次和。", axis=axis)
        if agree(got, expected.mean(axis=axis)):
            return _("多沿第 {axis} 轴求了一次平均。", axis=axis)
    return ""


def agree(got: np.ndarray, expected: np.ndarray) -> bool:
    """Whether two arrays hold the same numbers, as exactly as differences are."""
    if got.shape != expected.shape:
        return False
    return np.allclose(got, expected, rtol=ROUNDING, atol=_NEARLY_ZERO)
