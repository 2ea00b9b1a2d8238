"""Hidden tests of train_translator: what reaches the notebook's ``Recorder``, and one training on the course's sentences.

The sentences come from the file that lies beside the student's code, and only if it is the one that was handed out.  What is trained
depends on the learner's optimizer, so the transcript holds what a test looks at in its place.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import BOS, EOS, PAD, UNK, bleu_score

FILE = "cmn_eng.tsv"
DIGEST = "3b703acdad3cde241549026b6fcf48c210601bff5c4825aa42090b5572c2e021"
HELD_OUT, ASKED, EPOCHS, RATE = 600, 300, 6, 5e-3
# The lesson's recipe over 10 seeds: 30.6 to 34.7 on these 300 sentences.  Adam at a constant rate over 2 seeds: above 30.
LEAST = 20.0
# More logits than these sentences' do not come out of a worker in one answer.
AT_ONCE = 20
# The training takes 11 s of a quiet core; a slow or busy machine may take several times as long.
LONG, SHORT = 240, 30
VOCAB = 12

Pairs = list[tuple[list[int], list[int]]]


def some_pairs(rng: np.random.Generator, n: int) -> Pairs:
    """Pairs of unlike length; the targets end with EOS and use neither EOS nor PAD elsewhere."""
    return [
        (
            rng.integers(4, VOCAB, size=int(rng.integers(1, 6))).tolist(),
            [*rng.integers(4, VOCAB, size=int(rng.integers(1, 7))).tolist(), EOS],
        )
        for _ in range(n)
    ]


def padded(rows: list[list[int]]) -> Tensor:
    """Filled up with PAD on the right."""
    return torch.nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], batch_first=True)


def watch(
    student: Any, pairs: Pairs, epochs: int, rate: float, seed: int, training: bool = True
) -> list[Any]:
    """(losses, what the model received, its table, the last gradient, its mode)."""
    source, target = padded([s for s, _ in pairs]), padded([t for _, t in pairs])
    found = student.watch_training(VOCAB, source, target, epochs, rate, seed, training)
    return kit.sequence(found, 5, "watch_training")


def stripped(row: Any, *also: int) -> tuple[int, ...]:
    """Without what fills up on the right."""
    numbers = [int(i) for i in row]
    while numbers and numbers[-1] in (PAD, *also):
        numbers.pop()
    return tuple(numbers)


def received(found: list[Any]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The pairs that the model was given; EOS at the end of what it was fed does not matter."""
    return [(stripped(s), stripped(t, EOS)) for source, target in found[1] for s, t in zip(source, target)]


def losses_of(found: list[Any], epochs: int) -> list[float]:
    """The losses as floats."""
    return [kit.scalar(loss, "损失") for loss in kit.sequence(found[0], epochs, "损失")]


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_training_fed(student, rng):
    """喂给解码器的是右移一格的译文，最前面是 BOS。"""
    pairs, since = some_pairs(rng, 40), len(student.calls)
    got = {target for _, target in received(watch(student, pairs, 1, 1e-3, kit.seed_of(rng)))}
    want = {(BOS, *target[:-1]) for _, target in pairs}
    starts = sorted({target[0] if target else PAD for target in got})
    kind = starts if set(starts) <= {PAD, BOS, EOS} else "words"
    unmoved = got == {tuple(target[:-1]) for _, target in pairs}
    kit.record_since(student, since, [kind, got <= want, unmoved])
    kit.require(got <= want, "喂进去的不是右移一格的译文")


@pytest.mark.exercise(core=True, seconds=SHORT)
@pytest.mark.parametrize("n", [1, 5, 300])
def test_training_every_pair(student, rng, n):
    """每一轮，每一对句子正好用一次，原文和译文没有错开。"""
    pairs, since = some_pairs(rng, n), len(student.calls)
    got = Counter(received(watch(student, pairs, 3, 1e-3, kit.seed_of(rng))))
    want = Counter({(stripped(s), (BOS, *t[:-1])): 0 for s, t in pairs})
    want.update([(stripped(s), (BOS, *t[:-1])) for s, t in pairs] * 3)
    sources = Counter(s for s, _ in got.elements()), Counter(s for s, _ in want.elements())
    kit.record_since(student, since, [got.total() // max(n, 1), sources[0] == sources[1]])
    kit.require(sources[0] == sources[1], "有的句子没有用上，或者多用了")
    kit.require(got == want, "原文和译文错开了，或者译文不对")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_training_losses(student, rng):
    """返回每一轮的平均损失，损失在下降。"""
    pairs, since = some_pairs(rng, 60), len(student.calls)
    found = watch(student, pairs, 30, 0.05, kit.seed_of(rng))
    number = len(found[0]) if isinstance(found[0], (list, tuple, np.ndarray)) else -1
    kit.record_since(student, since, number)
    losses = losses_of(found, 30)
    falls = losses[-1] < losses[0] - 0.1
    kit.record_since(student, since, [number, falls, losses[0] == losses[1]])
    kit.require(falls, "损失没有降下来")
    kit.require(abs(losses[0] - np.log(VOCAB)) < 0.5, "第一轮的损失应当接近瞎猜的损失")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_training_one_loss_a_round(student, rng):
    """一轮有许多批时，也是一轮一个损失。"""
    pairs, since = some_pairs(rng, 1500), len(student.calls)
    losses = watch(student, pairs, 2, 1e-3, kit.seed_of(rng))[0]
    number = len(losses) if isinstance(losses, (list, tuple, np.ndarray)) else -1
    kit.record_since(student, since, number == 2)
    kit.require(number == 2, "应当一轮一个损失")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_training_padding(student, rng):
    """填充的位置不影响权重：句子结束以后该是什么，什么也没有学。"""
    pairs, since = some_pairs(rng, 60), len(student.calls)
    table = kit.tensor(watch(student, pairs, 10, 0.05, kit.seed_of(rng))[2], (VOCAB, VOCAB), name="table")
    still = bool(table[[PAD, EOS]].abs().max() < 1e-6)
    kit.record_since(student, since, still)
    kit.require(still, "填充的位置也算进了损失")


@pytest.mark.exercise(seconds=SHORT)
def test_training_order(student, rng):
    """次序是打乱的：每一轮不全一样，换了种子也不一样。"""
    pairs, seed, since = some_pairs(rng, 1500), kit.seed_of(rng), len(student.calls)
    one, two = (received(watch(student, pairs, 3, 1e-3, s)) for s in (seed, seed + 1))
    rounds = [one[i : i + 1500] for i in (0, 1500, 3000)]
    facts = [rounds[0] != rounds[1] or rounds[1] != rounds[2], one != two]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "每一轮的次序都一样")
    kit.require(facts[1], "换了种子，次序没有变")


@pytest.mark.exercise(seconds=SHORT)
def test_training_seed(student, rng):
    """初值和种子都相同，训练出来的权重相同。"""
    # Many batches a round: two unseeded orders are never the same.
    pairs, seed, since = some_pairs(rng, 1500), kit.seed_of(rng), len(student.calls)
    one, two = (watch(student, pairs, 2, 1e-2, seed) for _ in range(2))
    same = [bool(torch.allclose(one[2], two[2], rtol=1e-5, atol=1e-7)), received(one) == received(two)]
    kit.record_since(student, since, same)
    kit.require(all(same), "种子相同，结果却不同")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_training_gradients(student, rng):
    """每一步之前梯度都清零：只有一对句子、几乎不走，训练几轮梯度都一样大。"""
    pairs, since = some_pairs(rng, 1), len(student.calls)
    one, many = (watch(student, pairs, epochs, 1e-9, 1)[3] for epochs in (1, 5))
    same = bool(torch.allclose(one, many, rtol=1e-2, atol=1e-6))
    kit.record_since(student, since, same)
    kit.require(same, "梯度攒了起来")


@pytest.mark.exercise(seconds=SHORT)
def test_training_rate(student, rng):
    """学习率由 lr 定：极小时权重几乎不动。"""
    pairs, since = some_pairs(rng, 100), len(student.calls)
    table = watch(student, pairs, 5, 1e-9, kit.seed_of(rng))[2]
    still = bool(table.abs().max() < 1e-6)
    kit.record_since(student, since, still)
    kit.require(still, "没有用 lr")


@pytest.mark.exercise(seconds=SHORT)
@pytest.mark.parametrize("training", [True, False])
def test_training_mode(student, rng, training):
    """返回时 model.training 与调用时相同。"""
    since = len(student.calls)
    found = watch(student, some_pairs(rng, 10), 1, 1e-3, 1, training)[4]
    kit.record_since(student, since, found is training)
    kit.require(found is training, "返回时换了模式")


@pytest.mark.exercise(seconds=SHORT)
def test_training_keeps_inputs(student, rng):
    """source 和 target 在调用之后不变。"""
    pairs, since = some_pairs(rng, 20), len(student.calls)
    source, target = padded([s for s, _ in pairs]), padded([t for _, t in pairs])
    before = source.clone(), target.clone()
    model = student.Recorder(VOCAB)
    student.train_translator(model, source, target, 1, 1e-3, 1)
    same = [bool(torch.equal(source, before[0])), bool(torch.equal(target, before[1]))]
    kit.record_since(student, since, same)
    kit.require(all(same), "传进来的张量被改动了")


def course(student: Any) -> tuple[list[list[str]], list[list[str]]]:
    """The sentences that were handed out: English words, Chinese characters."""
    data = student.read_file(FILE)
    if hashlib.sha256(data).hexdigest() != DIGEST:
        kit.fail("property", "数据文件被改动了，没有办法评这一项")
    rows = [line.split("\t") for line in data.decode().splitlines()]
    english = [re.findall(r"[a-z']+|[0-9]+|[.,!?]", row[0].lower()) for row in rows]
    return english, [list(row[1]) for row in rows]


def numbered(sentences: list[list[str]], known: dict[str, int], end: list[int]) -> list[list[int]]:
    """Words to numbers."""
    return [[known.get(word, UNK) for word in sentence] + end for sentence in sentences]


def vocabulary(sentences: list[list[str]]) -> dict[str, int]:
    """Numbers from 4 on, by first appearance."""
    words = dict.fromkeys(word for sentence in sentences for word in sentence)
    return {word: number for number, word in enumerate(words, start=4)}


def greedy(student: Any, model: Any, source: Tensor) -> list[list[int]]:
    """The best number each time, up to EOS."""
    ids = torch.full((len(source), 1), BOS)
    for _ in range(16):
        out = student.invoke(model, "__call__", source, ids)
        ids = torch.cat([ids, out.detach()[:, -1].argmax(-1, keepdim=True)], dim=1)
    return [row[: row.index(EOS)] if EOS in row else row for row in ids[:, 1:].tolist()]


@pytest.mark.exercise(core=True, seconds=LONG, costly=True)
def test_training_bleu(student):
    """用六千多对句子训练之后，没见过的句子上贪心译文的 BLEU 达到题面的要求。"""
    english, chinese = course(student)
    src, tgt = vocabulary(english[:-HELD_OUT]), vocabulary(chinese[:-HELD_OUT])
    source = padded(numbered(english[:-HELD_OUT], src, []))
    target = padded(numbered(chinese[:-HELD_OUT], tgt, [EOS]))
    asked = padded(numbered(english[-HELD_OUT:][:ASKED], src, []))
    references = numbered(chinese[-HELD_OUT:][:ASKED], tgt, [])
    since = len(student.calls)
    model = student.build_translator(len(src) + 4, len(tgt) + 4)
    losses = student.train_translator(model, source, target, EPOCHS, RATE, 0)
    student.invoke(model, "eval")
    rows = [row for part in asked.split(AT_ONCE) for row in greedy(student, model, part)]
    found = bleu_score(rows, references)
    kit.record_since(student, since, found >= LEAST)
    kit.sequence(losses, EPOCHS, "损失")
    kit.require(found >= LEAST, f"BLEU 是 {found:.1f}，不够")
