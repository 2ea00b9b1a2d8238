"""Hidden tests of causal_mask: column ≤ row, entry by entry."""

from __future__ import annotations

import pytest

from autograder import kit

from common import booleans, causal_mask


@pytest.mark.exercise(core=True)
def test_causal_values(student):
    """第 [i, j] 个是 True，当且仅当 j ≤ i。"""
    booleans(student.causal_mask(7), causal_mask(7))


@pytest.mark.exercise
def test_causal_lengths(student):
    """长度是 1、2 或者很长，都一样。"""
    lengths = (1, 2, 53)
    results = [student.causal_mask(length) for length in lengths]
    for length, result in zip(lengths, results):
        booleans(result, causal_mask(length))


@pytest.mark.exercise
def test_causal_sees_itself(student):
    """每个位置都能看自己：对角线是 True；第 0 个位置只能看自己。"""
    result = kit.tensor(student.causal_mask(5), (5, 5))
    kit.require(bool(result.diagonal().bool().all()), "对角线上有 False")
    kit.require(int(result[0].bool().sum()) == 1, "第 0 行应当只有一个 True")
