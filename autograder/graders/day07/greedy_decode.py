"""Hidden tests of greedy_decode: what its own model says at each step.

The model's best words are asked for step by step as if no sentence ever ended.  Then a word is chosen as end
that comes at different steps in different rows: nothing depends on what the model learnt, for it learnt nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.kinds import Mismatch

from common import Sizes, give, integers, logits, random_model, recognised_model, unchanged, words

STEPS, BOS, SPEAKER = 7, 5, 5
DECODER_SIZES = Sizes(src_words=29, tgt_words=11, layers=1)


def greedy_words(logits: Callable[[Tensor, Tensor], Tensor], src: Tensor, steps: int, bos: int) -> Tensor:
    """The best word at each of ``steps`` steps, (n, steps), as if nothing ever ended."""
    tgt = torch.full((len(src), 1), bos)
    for _ in range(steps):
        best = logits(src, tgt)[:, -1].max(dim=-1).indices
        tgt = torch.cat([tgt, best[:, None]], dim=1)
    return tgt[:, 1:]


def ended(words: Tensor, eos: int) -> Tensor:
    """What greedy decoding returns where it would have gone on like this: each row up to its end, then ``eos``."""
    rows = words.tolist()
    sentences = [row[: row.index(eos) + 1] if eos in row else row for row in rows]
    length = max(len(sentence) for sentence in sentences)
    return torch.tensor([sentence + [eos] * (length - len(sentence)) for sentence in sentences])


@dataclass
class Scene:
    """A model with its sources, the words it would go on with, and a word that ends some of them."""

    handle: Any
    src: Tensor
    words: Tensor
    eos: int

    def rows(self, *, ending: bool) -> list[int]:
        """The rows in which ``eos`` comes, or does not."""
        return [i for i, row in enumerate(self.words.tolist()) if (self.eos in row) is ending]

    def ends(self) -> list[int]:
        """At which step each row ends; STEPS where it does not."""
        return [row.index(self.eos) if self.eos in row else STEPS for row in self.words.tolist()]


def speaker(student: Any, rng: np.random.Generator, n: int) -> tuple[Any, Tensor]:
    """A model that says many different things about ``n`` random sources, some of them padded."""
    weights_rng = np.random.default_rng(SPEAKER)
    try:
        module = recognised_model(student, weights_rng, DECODER_SIZES)
        handle, weights = module.handle, {module.names[key]: value for key, value in module.weights.items()}
    except Mismatch:
        handle = random_model(student, weights_rng, DECODER_SIZES)
        with kit.unrecorded(student):
            weights = dict(student.invoke(handle, "state_dict"))
    # With large biases one word would win whatever the source.
    give(student, handle, {k: 0.1 * w for k, w in weights.items() if k.endswith(("bias", "beta"))})
    src = words(rng, n, 7, size=DECODER_SIZES.src_words)
    src[::3, 5:] = 0
    return handle, src


def scene(student: Any, rng: np.random.Generator) -> Scene:
    """A model with random weights; the word that ends the rows at the most different steps is ``eos``."""
    handle, src = speaker(student, rng, 13)

    def ask(src: Tensor, tgt: Tensor) -> Tensor:
        return logits(student, handle, src, tgt, DECODER_SIZES)

    with kit.unrecorded(student):
        following = greedy_words(ask, src, STEPS, BOS)
    candidates = [Scene(handle, src, following, eos) for eos in range(DECODER_SIZES.tgt_words) if eos != BOS]
    return max(candidates, key=lambda scene: (len(set(scene.ends())), -scene.eos))


def decoded(student: Any, scene: Scene, cases: Sequence[tuple[Sequence[int], int]]) -> None:
    """Compare the decoding of some (rows, max_length)."""
    results = [
        student.greedy_decode(scene.handle, scene.src[list(rows)], length, BOS, scene.eos)
        for rows, length in cases
    ]
    for (rows, length), result in zip(cases, results):
        integers(result, ended(scene.words[list(rows), :length], scene.eos))


@pytest.mark.exercise(core=True)
def test_greedy_values(student, rng):
    """每一步接上分数最高的词；不含开头的 bos，含 eos，已经结束的行填 eos。"""
    stage = scene(student, rng)
    decoded(student, stage, [(range(len(stage.src)), STEPS)])


@pytest.mark.exercise
def test_greedy_max_length(student, rng):
    """没有一行结束时，正好生成 max_length 个词。"""
    stage = scene(student, rng)
    rows = stage.rows(ending=False) or range(len(stage.src))
    decoded(student, stage, [(rows, length) for length in (1, 2, STEPS)])


@pytest.mark.exercise
def test_greedy_stops(student, rng):
    """所有的行都结束了就停下，结果的长度是最长那一行的长度。"""
    stage = scene(student, rng)
    rows = stage.rows(ending=True)
    decoded(student, stage, [(rows, STEPS + 4), (rows[:2], STEPS + 1)])


@pytest.mark.exercise
def test_greedy_goes_on_for_the_others(student, rng):
    """有一行先结束，别的行还要接着生成。"""
    stage = scene(student, rng)
    by_end = sorted(range(len(stage.src)), key=lambda row: stage.ends()[row])
    first, last = by_end[0], by_end[-1]
    decoded(student, stage, [([first, last], STEPS), ([last, first], STEPS), ([last, first, last], STEPS)])


@pytest.mark.exercise
def test_greedy_one_row(student, rng):
    """一次只有一句也能用，结束了就停下。"""
    stage = scene(student, rng)
    decoded(student, stage, [([row], STEPS) for row in range(5)])


@pytest.mark.exercise
def test_greedy_ends_at_once(student, rng):
    """第一步就全是 eos 时，结果只有一列。"""
    stage = scene(student, rng)
    counts = stage.words[:, 0].bincount(minlength=DECODER_SIZES.tgt_words)
    counts[BOS] = 0
    stage.eos = int(counts.argmax())
    rows = [i for i, end in enumerate(stage.ends()) if end == 0]
    decoded(student, stage, [(rows, STEPS), (rows[:1], 1)])


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_greedy_restores_the_mode(student, rng, training):
    """返回时 model.training 与调用之前相同：训练模式还是训练模式，评估模式还是评估模式。"""
    handle, src = speaker(student, rng, 3)
    with kit.unrecorded(student):
        student.invoke(handle, "train", training)
    student.greedy_decode(handle, src, 3, BOS, 3)
    now = student.attribute(handle, "training")
    kit.require(now is training, "model.training 变了")


@pytest.mark.exercise
def test_greedy_result_type(student, rng):
    """结果是整数张量；src 在调用之后保持原样。"""
    handle, src = speaker(student, rng, 3)
    before = src.clone()
    result = student.greedy_decode(handle, src, 4, BOS, 3)
    unchanged([src], [before], ["src"])
    kit.tensor(result, dtype_kind="i")


@pytest.mark.exercise
def test_greedy_other_marks(student, rng):
    """开头的词由参数 bos 给出，结束的词由参数 eos 给出。"""
    stage = scene(student, rng)
    other = Scene(stage.handle, stage.src, stage.words, int(stage.words[0, 2]))
    decoded(student, stage, [([3, 4, 5], STEPS)])
    decoded(student, other, [([0, 1, 2], STEPS)])
