"""Hidden tests of num_parameters: a sum over the names and shapes of all parameters."""

from __future__ import annotations

import math
from typing import Any

import pytest

from autograder import kit

from common import Config, gpt_shapes


def parameter_count(config: Config) -> int:
    """The number of numbers in all parameters."""
    return sum(math.prod(shape) for shape in gpt_shapes(config).values())


def check(student: Any, *configs: Config) -> None:
    """Compare some counts."""
    wants = [parameter_count(config) for config in configs]
    found = [student.num_parameters(dict(config)) for config in configs]
    for got, want in zip(found, wants):
        kit.close(got, want)


def sizes(vocab: int, block: int, layers: int, heads: int, d_model: int) -> Config:
    """A configuration."""
    return {"vocab": vocab, "block": block, "layers": layers, "heads": heads, "d_model": d_model}


@pytest.mark.exercise(core=True)
def test_parameters_small(student):
    """小的 GPT，每一个数都算到。"""
    check(student, sizes(5, 3, 1, 1, 2), sizes(11, 7, 2, 3, 6), sizes(65, 64, 2, 4, 64))


@pytest.mark.exercise
@pytest.mark.parametrize(("layers", "d"), [(12, 768), (24, 1024), (36, 1280), (48, 1600)])
def test_parameters_paper(student, layers, d):
    """论文里的几种大小。"""
    check(student, sizes(50257, 1024, layers, d // 64, d))


@pytest.mark.exercise
def test_parameters_heads(student):
    """头数不影响个数。"""
    check(student, *(sizes(13, 5, 3, heads, 12) for heads in (1, 2, 6, 12)))


@pytest.mark.exercise
def test_parameters_each_size(student):
    """词表、长度、层数、宽度各自变大时，个数跟着变。"""
    check(student, sizes(1, 1, 1, 1, 1), sizes(8, 1, 1, 1, 1), sizes(1, 8, 1, 1, 1), sizes(1, 1, 8, 1, 1))
    check(student, sizes(1, 1, 1, 1, 8))
