"""Hidden tests of padding_mask: whether a position holds a word, entry by entry."""

from __future__ import annotations

import pytest
import torch

from common import booleans, padding_mask, turned, unchanged, words


@pytest.mark.exercise(core=True)
def test_padding_values(student, rng):
    """不是填充的位置是 True，形状是 (n, 1, t)。"""
    ids = words(rng, 3, 7, size=11)
    ids[0, -3:], ids[2, -1:] = 0, 0
    want = padding_mask(ids)
    booleans(student.padding_mask(ids), want)


@pytest.mark.exercise
def test_padding_other_id(student, rng):
    """填充符的编号可以不是 0；那时编号 0 就是普通的词。"""
    ids = words(rng, 3, 7, size=11, first=0)
    ids[0, -2:], ids[1, -4:], ids[2, 0], ids[2, 3] = 5, 10, 0, 5
    wants = [padding_mask(ids, pad_id) for pad_id in (5, 10)]
    results = [student.padding_mask(ids, 5), student.padding_mask(ids, pad_id=10)]
    for result, want in zip(results, wants):
        booleans(result, want)


@pytest.mark.exercise
def test_padding_nothing_and_everything(student, rng):
    """一行里没有填充，或者全是填充，都按每个位置自己的编号来定。"""
    ids = words(rng, 5, 3, size=11)
    ids[1], ids[3, 2] = 0, 0
    want = padding_mask(ids)
    booleans(student.padding_mask(ids), want)


@pytest.mark.exercise
def test_padding_in_the_middle(student):
    """填充不在末尾时，只有它自己是 False，后面的词仍是 True。"""
    ids = torch.tensor([[0, 4, 0, 7, 2], [5, 0, 0, 3, 0]])
    want = padding_mask(ids)
    booleans(student.padding_mask(ids), want)


@pytest.mark.exercise
def test_padding_small(student):
    """只有一句，或者每句只有一个词，轴也不会少。"""
    inputs = [torch.tensor([[4, 3, 0]]), torch.tensor([[4], [0]]), torch.tensor([[9]])]
    wants = [padding_mask(ids) for ids in inputs]
    results = [student.padding_mask(ids) for ids in inputs]
    for result, want in zip(results, wants):
        booleans(result, want)


@pytest.mark.exercise
def test_padding_keeps_input(student, rng):
    """ids 在调用之后保持原样，内存怎样排列都行，int32 也行。"""
    ids = turned(words(rng, 3, 7, size=5, first=0))
    before = ids.clone()
    results = [student.padding_mask(ids), student.padding_mask(ids.int())]
    unchanged([ids], [before], ["ids"])
    for result in results:
        booleans(result, padding_mask(before))
