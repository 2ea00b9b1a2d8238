"""Hidden tests of greedy_answer: the notebook's plain networks spelled out, one row at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import Tables, plain_networks, plain_tables, rows_of, sources, spoken

WORDS, STEPS = 7, 9


def expected(
    tables: Tables, source: Tensor, lengths: Tensor, steps: int, bos: int = 1, eos: int = 2
) -> Tensor:
    """Row by row, then filled up."""
    rows = [spoken(tables, row, steps, bos, eos) for row in rows_of(source, lengths)]
    longest = max(map(len, rows))
    return torch.tensor([row + [eos] * (longest - len(row)) for row in rows])


class Scene:
    """Networks and sources whose rows end at different steps, some of them never."""

    def __init__(self, rng: np.random.Generator, *, bos: int = 1, eos: int = 2, ending: bool = False) -> None:
        for _ in range(3000):
            tables = plain_tables(rng, WORDS)
            source, lengths = sources(rng, 6, 5)
            rows = [spoken(tables, row, STEPS, bos, eos) for row in rows_of(source, lengths)]
            ends = [len(row) if row[-1] == eos else STEPS + 1 for row in rows]
            variety = len({tuple(row) for row in rows}) >= 4 and len(set(ends)) >= 3 and min(ends) > 1
            if variety and (max(ends) < STEPS if ending else max(ends) > STEPS):
                break
        else:
            raise AssertionError("no scene found")
        self.tables, self.source, self.lengths, self.ends = tables, source, lengths, ends
        self.bos, self.eos = bos, eos

    def check(self, student: Any, rows: list[int], steps: int = STEPS, *, marks: bool = False) -> None:
        """Compare the answers to some rows."""
        source, lengths = self.source[rows], self.lengths[rows]
        want = expected(self.tables, source, lengths, steps, self.bos, self.eos)
        given = (self.bos, self.eos) if marks else ()
        found = student.greedy_answer(*plain_networks(student, self.tables), source, lengths, steps, *given)
        found = kit.tensor(found, tuple(want.shape), "i")
        kit.close(found, want)
        kit.require(found.dtype is torch.int64, "dtype 应当是 torch.int64")


ALL = list(range(6))


@pytest.mark.exercise(core=True)
def test_greedy_values(student, rng):
    """各行在不同的时候结束：每一步取打分最大的，结束之后全是 eos，全结束了就停。"""
    Scene(rng, ending=True).check(student, ALL)


@pytest.mark.exercise(core=True)
def test_greedy_limit(student, rng):
    """有的行一直不结束：写满为止。"""
    Scene(rng).check(student, ALL)


@pytest.mark.exercise
@pytest.mark.parametrize("steps", [1, 2, 4])
def test_greedy_short_limit(student, rng, steps):
    """至多写几个字由参数定。"""
    Scene(rng).check(student, ALL, steps)


@pytest.mark.exercise
def test_greedy_alone(student, rng):
    """一次一行也一样，结束了就停。"""
    scene = Scene(rng, ending=True)
    for row in ALL:
        scene.check(student, [row])


@pytest.mark.exercise
def test_greedy_first_and_last(student, rng):
    """先结束的和后结束的放在一起，哪个在前都行。"""
    scene = Scene(rng, ending=True)
    first, last = int(np.argmin(scene.ends)), int(np.argmax(scene.ends))
    scene.check(student, [first, last])
    scene.check(student, [last, first])


@pytest.mark.exercise
@pytest.mark.parametrize(("bos", "eos"), [(5, 2), (1, 4)])
def test_greedy_marks(student, rng, bos, eos):
    """开头和结尾的编号由参数给。"""
    Scene(rng, bos=bos, eos=eos, ending=True).check(student, ALL, marks=True)


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_greedy_mode(student, rng, training):
    """两个网络的模式在调用之后和原来一样。"""
    scene = Scene(rng)
    networks, since = plain_networks(student, scene.tables), len(student.calls)
    for network in networks:
        student.invoke(network, "train", training)
    student.greedy_answer(*networks, scene.source, scene.lengths, 3)
    modes = [student.attribute(network, "training") for network in networks]
    kit.record_since(student, since, [mode is training for mode in modes])
    kit.require(all(mode is training for mode in modes), "training 变了")


@pytest.mark.exercise
def test_greedy_keeps_inputs(student, rng):
    """source 和 lengths 在调用之后保持原样。"""
    scene = Scene(rng)
    before = scene.source.clone(), scene.lengths.clone()
    student.greedy_answer(*plain_networks(student, scene.tables), scene.source, scene.lengths, 3)
    kit.unchanged(scene.source.numpy(), before[0].numpy(), "source")
    kit.unchanged(scene.lengths.numpy(), before[1].numpy(), "lengths")
