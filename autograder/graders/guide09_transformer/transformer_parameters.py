"""Hidden tests of transformer_parameters: the shapes of all the arrays, one after the other."""

from __future__ import annotations

import math

import pytest

from autograder import kit


def count(vocab: int, d: int, d_ff: int, layers: int) -> int:
    """The sum over the shapes."""
    arrays: list[tuple[int, ...]] = [(vocab, d)]
    for attentions in layers * [1, 2]:
        arrays += attentions * 4 * [(d, d), (d,)]
        arrays += (attentions + 1) * 2 * [(d,)]
        arrays += [(d, d_ff), (d_ff,), (d_ff, d), (d,)]
    return sum(math.prod(shape) for shape in arrays)


@pytest.mark.exercise(core=True)
def test_count_small(student):
    """小的、各个尺寸互不相同的模型，一个不差。"""
    sizes = [(11, 3, 7, 1), (23, 5, 13, 2)]
    wants = [count(*size) for size in sizes]
    found = [student.transformer_parameters(*size) for size in sizes]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=0, atol=0)


@pytest.mark.exercise(core=True)
def test_count_paper(student):
    """论文的两个模型。"""
    sizes = [(37000, 512, 2048, 6), (37000, 1024, 4096, 6)]
    wants = [count(*size) for size in sizes]
    found = [student.transformer_parameters(*size) for size in sizes]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=0, atol=0)


@pytest.mark.exercise
def test_count_layers(student):
    """层数不同，词表大小不同，都对。"""
    for size in ((5, 2, 3, 1), (5, 2, 3, 4), (500, 2, 3, 4), (1, 1, 1, 1)):
        kit.close(student.transformer_parameters(*size), count(*size), rtol=0, atol=0)
