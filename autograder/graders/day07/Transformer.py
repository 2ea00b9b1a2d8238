"""Hidden tests of Transformer: a whole model spelled out, and properties that hold for any weights.

Where a property is tested, the weights are random but the same for everybody who uses the same names; where
logits are compared with the reference, the parameters are recognised by their place, whatever their names: a wrong
name costs the one test that asks for it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.student import Call

from common import (
    SIZES,
    Sizes,
    Weights,
    decoder_layer,
    embed,
    encoder_layer,
    layer_shapes,
    linear,
    logits,
    normal,
    padding_mask,
    parameter_shapes,
    part,
    positional_encoding,
    random_model,
    recognised_model,
    unchanged,
    words,
)


def transformer(
    weights: Weights, src: Tensor, tgt: Tensor, num_heads: int, num_layers: int, pad_id: int = 0
) -> Tensor:
    """Logits of a whole model: ``src_embedding``, ``tgt_embedding``, ``encoder.0.…``, ``decoder.0.…``, ``output``."""

    def embedded(ids: Tensor, table: Tensor) -> Tensor:
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1]).to(table.dtype)

    mask = padding_mask(src, pad_id)
    memory = embedded(src, weights["src_embedding.weight"])
    for number in range(num_layers):
        memory = encoder_layer(part(weights, f"encoder.{number}"), num_heads, memory, mask)
    x = embedded(tgt, weights["tgt_embedding.weight"])
    for number in range(num_layers):
        x = decoder_layer(part(weights, f"decoder.{number}"), num_heads, x, memory, None, mask)
    return linear(part(weights, "output"), x)


def differ(one: Tensor, other: Tensor, message: str) -> None:
    """Fail unless every row of logits differs."""
    apart = (one - other).abs().flatten(1).amax(dim=1)
    kit.require(bool((apart > 1e-4).all()), message)


@pytest.mark.exercise(core=True)
def test_transformer_fresh(student, rng):
    """刚建好的模型给出 (n, t, tgt_vocab_size) 的打分，源序列和目标序列都影响它。"""
    src, tgt = SIZES.sentences(rng)
    handle = SIZES.build(student)
    with kit.unrecorded(student):
        outs = [
            student.invoke(handle, "__call__", *pair)
            for pair in ((src, tgt), (src.flip(0), tgt), (src, tgt.flip(0)))
        ]
    for out in outs:
        kit.tensor(out, (3, 5, SIZES.tgt_words), dtype_kind="f")
        kit.require(bool(torch.isfinite(out).all()), "打分里有 NaN 或 Inf")
    differ(outs[0][[0, 2]], outs[1][[0, 2]], "换了源序列，打分应当变")
    differ(outs[0][[0, 2]], outs[2][[0, 2]], "换了目标序列，打分应当变")


@pytest.mark.exercise(core=True)
def test_transformer_cannot_see_the_future(student, rng):
    """改动目标序列后面的词，前面位置的打分不变。"""
    handle, (src, tgt) = random_model(student, rng), SIZES.sentences(rng)
    later = tgt.clone()
    later[:, 2:] = 1 + tgt[:, 2:] % (SIZES.tgt_words - 1)
    longer = torch.cat([tgt, words(rng, 3, 3, size=SIZES.tgt_words)], dim=1)
    one, other, long = (logits(student, handle, src, given) for given in (tgt, later, longer))
    kit.close(other[:, :2], one[:, :2], name="前面位置的打分")
    kit.close(long[:, :5], one, name="前面位置的打分")
    differ(one[:, 2:], other[:, 2:], "被改动的位置的打分应当变")


@pytest.mark.exercise(weight=6)
def test_transformer_composition(student, rng):
    """打分与用模型自己的参数、按题面的结构一步步算出来的一致。"""
    module, (src, tgt) = recognised_model(student, rng), SIZES.sentences(rng)
    want = transformer(module.weights, src, tgt, SIZES.heads, SIZES.layers)
    kit.close(logits(student, module.handle, src, tgt), want, rtol=1e-3, atol=1e-3)


@pytest.mark.exercise
def test_transformer_names(student):
    """词向量表、各层、输出层叫题面写的名字；各层依次放在 encoder 和 decoder 里。"""
    found = parameter_shapes(student, SIZES.build(student))
    fixed = [name for name in SIZES.shapes() if "feed_forward" not in name]
    missing = [name for name in fixed if name not in found]
    # Which other names they have tells nothing apart.
    student.calls.append(Call("names", not missing, {}))
    kit.require(not missing, f"没有名叫 {'、'.join(missing[:3])} 的参数")


@pytest.mark.exercise
def test_transformer_source_padding(student, rng):
    """在源序列末尾添上填充，打分不变。"""
    handle, (src, tgt) = random_model(student, rng), SIZES.sentences(rng)
    padded = torch.cat([src, torch.zeros(3, 4, dtype=torch.int64)], dim=1)
    one, other = (logits(student, handle, given, tgt) for given in (src, padded))
    kit.close(other, one, rtol=1e-6, atol=1e-6)


@pytest.mark.exercise
def test_transformer_other_padding(student, rng):
    """填充符由 pad_id 给出；它不是 0 时，编号 0 就是普通的词。"""
    sizes = Sizes(pad_id=4)
    handle, (src, tgt) = random_model(student, rng, sizes), sizes.sentences(rng)
    padded, extended = (torch.cat([src, torch.full((3, 2), number)], dim=1) for number in (sizes.pad_id, 0))
    one, other, more = (logits(student, handle, given, tgt) for given in (src, padded, extended))
    kit.close(other, one, rtol=1e-6, atol=1e-6)
    differ(one, more, "pad_id 不是 0 时，编号 0 应当影响打分")


@pytest.mark.exercise
def test_transformer_source_order(student, rng):
    """源序列里词的次序不同，打分就不同：源序列有位置编码。"""
    handle, (src, tgt) = random_model(student, rng), SIZES.sentences(rng)
    src = torch.arange(1, 8).repeat(3, 1)
    one, other = (logits(student, handle, given, tgt) for given in (src, src.flip(1)))
    differ(one, other, "把源序列倒过来，打分应当变")


@pytest.mark.exercise
def test_transformer_target_order(student, rng):
    """目标序列里前面几个词换了次序，最后一个位置的打分就不同：目标序列有位置编码。"""
    sizes = Sizes(layers=1)
    handle, (src, _) = random_model(student, rng, sizes), sizes.sentences(rng)
    # With one layer, the causal mask alone does not tell the last position in which order the others came.
    tgt = torch.tensor([[2, 5, 6, 7, 8], [9, 3, 4, 11, 8], [2, 12, 13, 5, 4]])
    swapped = tgt[:, [2, 0, 3, 1, 4]]
    one, other = (logits(student, handle, src, given, sizes) for given in (tgt, swapped))
    differ(one[:, -1:], other[:, -1:], "前面的词换了次序，最后位置的打分应当变")


@pytest.mark.exercise
def test_transformer_returns_logits(student, rng):
    """返回的是打分，没有经过 softmax 或 log_softmax。"""
    handle, (src, tgt) = random_model(student, rng), SIZES.sentences(rng)
    out = logits(student, handle, src, tgt)
    sums, logs = out.sum(-1), out.logsumexp(-1)
    kit.require(not torch.allclose(sums, torch.ones_like(sums), atol=1e-3), "每一行的和是 1，像是概率")
    kit.require(not torch.allclose(logs, torch.zeros_like(logs), atol=1e-3), "每一行像是概率的对数")


@pytest.mark.exercise
def test_transformer_modes(student, rng):
    """train 和 eval 两种模式下打分相同：没有 dropout，也不在 eval 模式里做 softmax。"""
    handle, (src, tgt) = random_model(student, rng), SIZES.sentences(rng)
    outs = []
    for training in (True, False):
        with kit.unrecorded(student):
            student.invoke(handle, "train", training)
        outs.append(logits(student, handle, src, tgt))
    kit.close(outs[1], outs[0], rtol=1e-6, atol=1e-6, name="eval 模式下的打分")


@pytest.mark.exercise
def test_transformer_gradients_arrive(student, rng):
    """梯度传得到每一个参数，包括编码器和两张词向量表。"""
    handle, (src, tgt) = random_model(student, rng), SIZES.sentences(rng)
    arrived = student.vjp(handle, (src, tgt), normal(rng, 3, 5, SIZES.tgt_words))
    kit.tensor(arrived.result, (3, 5, SIZES.tgt_words))
    kit.require(len(arrived.parameters) > 0, "模型里没有参数")
    for name, gradient in arrived.parameters.items():
        if gradient is None:
            kit.fail("no-gradient", f"{name} 没有梯度")
        # A softmax does not notice what is added to all scores of a row, so this bias has none.
        kit.require(bool(gradient.any()) or name.endswith("w_k.bias"), f"{name} 的梯度全是 0")


@pytest.mark.exercise
def test_transformer_embeddings_start_small(student):
    """刚建好时，两张词向量表的标准差约为 1/√d_model，平均值约为 0。"""
    sizes = Sizes(src_words=211, tgt_words=307, d_model=30, d_ff=7, layers=1)
    handle = sizes.build(student)
    with kit.unrecorded(student):
        state = student.invoke(handle, "state_dict")
    kinds = [initial_tables(state, count, sizes.d_model) for count in (sizes.src_words, sizes.tgt_words)]
    student.calls.append(Call("initial tables", kinds, {}))
    for side, kind in zip(("源", "目标"), kinds):
        kit.require("right" in kind, f"{side}语言的词向量表，初值的标准差不对")


def initial_tables(state: Any, count: int, d_model: int) -> list[str]:
    """Of each matrix with a row for each word (a table, or the output layer), whether its entries spread like 1/√d."""
    kinds = []
    for name, value in kit.mapping(state, (), "state_dict").items():
        if tuple(kit.tensor(value, name=name).shape) == (count, d_model):
            spread = value.double().std() * d_model**0.5
            centred = abs(value.double().mean()) * d_model**0.5 < 0.1
            kinds.append("right" if 0.85 < spread < 1.15 and centred else "wide" if spread > 1 else "narrow")
    return sorted(kinds)


@pytest.mark.exercise
def test_transformer_layers(student, rng):
    """每多一层，参数就多出一个编码层和一个解码层那么多。"""
    logits(student, random_model(student, rng), *SIZES.sentences(rng))
    counts = []
    for layers in (1, 2, 4):
        found = parameter_shapes(student, Sizes(layers=layers).build(student))
        counts.append(sum(int(np.prod(shape)) for shape in found.values()))
    extra = sum(
        int(np.prod(shape))
        for decoder in (False, True)
        for shape in layer_shapes(SIZES.d_model, SIZES.d_ff, decoder=decoder).values()
    )
    kit.require([counts[1] - counts[0], counts[2] - counts[1]] == [extra, 2 * extra], "参数的个数与层数不符")


@pytest.mark.exercise
def test_transformer_heads(student, rng):
    """头数由 num_heads 给出：参数相同、头数不同，打分就不同。"""
    seed = int(rng.integers(2**31))
    src, tgt = SIZES.sentences(rng)
    outs = []
    for heads in (2, 5):
        sizes = Sizes(heads=heads)
        handle = random_model(student, np.random.default_rng(seed), sizes)
        outs.append(logits(student, handle, src, tgt, sizes))
    differ(outs[0], outs[1], "换了头数，打分应当变")


@pytest.mark.exercise
def test_transformer_rows_are_separate(student, rng):
    """一批里的每一行各算各的：单独算一行，结果一样；只有一个词也能用。"""
    handle, (src, tgt) = random_model(student, rng), SIZES.sentences(rng, n=3, s=5, t=3)
    whole = logits(student, handle, src, tgt)
    alone = [logits(student, handle, src[i : i + 1], tgt[i : i + 1]) for i in range(3)]
    short = logits(student, handle, src[:, :1], tgt[:, :1])
    kit.close(torch.cat(alone), whole)
    differ(short, whole[:, :1], "源序列变短，打分应当变")


@pytest.mark.exercise
def test_transformer_lengths(student, rng):
    """句子可长可短，与建模型时无关；src 和 tgt 在调用之后保持原样。"""
    module = recognised_model(student, rng, Sizes(layers=1))
    pairs = [SIZES.sentences(rng, n=2, s=s, t=t) for s, t in ((3, 11), (37, 2), (2, 41))]
    pairs[1][0][0, 20:] = 0
    before = [(src.clone(), tgt.clone()) for src, tgt in pairs]
    wants = [transformer(module.weights, src, tgt, SIZES.heads, 1) for src, tgt in pairs]
    outs = [logits(student, module.handle, src, tgt) for src, tgt in pairs]
    for pair, then in zip(pairs, before):
        unchanged(pair, then, ("src", "tgt"))
    for want, out in zip(wants, outs):
        kit.close(out, want, rtol=1e-3, atol=1e-3)


@pytest.mark.exercise(costly=True)
def test_transformer_long_sentences(student, rng):
    """源句子和目标句子有一千多个词也行。"""
    sizes = Sizes(d_model=4, heads=1, d_ff=3, layers=1)
    module = recognised_model(student, rng, sizes)
    src, tgt = sizes.sentences(rng, n=1, s=1031, t=1031)
    want = transformer(module.weights, src, tgt[:, :3], sizes.heads, 1)
    one, long = (logits(student, module.handle, src, given, sizes) for given in (tgt[:, :3], tgt))
    kit.close(one, want, rtol=1e-3, atol=1e-3)
    kit.close(long[:, :3], one, name="前面位置的打分")


@pytest.mark.exercise(structure=True)
def test_transformer_is_own_work(student):
    """整个模型要用自己的几块拼，不调用现成的 Transformer。"""
    kit.not_calling(student, "Transformer", {"*transformer*"})
