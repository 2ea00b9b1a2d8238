"""Hidden tests of day07.

Functions get float64 tensors; modules stay with the student, are given weights from this side (so that no bias is
zero and no gamma one) and are compared with the reference on those weights.  Where a test makes several calls it
makes them all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.student import Call
from autograder.graders.day07 import reference as ref

# Tensors are tiny here: a second thread would only be waited for, the longer the busier the machine.
torch.set_num_threads(1)

# A √d that was rounded to float32 is no mistake; neither is one in scores of 1e4.
RTOL, ATOL = 1e-5, 1e-6
ROUGH = 3e-3

# Sines of angles up to 500 in float32; the contract promises the student 1e-4.
SINE_ATOL = 5e-4


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> Tensor:
    """Random numbers in float64."""
    return torch.tensor(rng.normal(scale=scale, size=shape))


def turned(x: Tensor) -> Tensor:
    """The same numbers with the last two axes the other way round in memory."""
    return x.mT.contiguous().mT


def some_mask(rng: np.random.Generator, *shape: int) -> Tensor:
    """A random mask that leaves something to attend to in each row."""
    mask = rng.random(shape) < 0.5
    np.put_along_axis(mask, rng.integers(shape[-1], size=(*shape[:-1], 1)), True, axis=-1)
    return torch.tensor(mask)


def words(rng: np.random.Generator, *shape: int, size: int, first: int = 1) -> Tensor:
    """Random ids from ``first`` to ``size - 1``."""
    return torch.tensor(rng.integers(first, size, size=shape))


def unchanged(now: Sequence[Tensor], before: Sequence[Tensor], names: Sequence[str]) -> None:
    """Fail if an argument differs from its copy."""
    for tensor, then, name in zip(now, before, names):
        kit.unchanged(tensor.numpy(), then.numpy(), name)


def keeps_dtype(result: Any, dtype: torch.dtype, name: str = "返回值") -> None:
    """Fail unless ``result`` is a tensor of this type."""
    kit.require(kit.tensor(result, name=name).dtype is dtype, f"{name}的 dtype 应当是 {dtype}")


def booleans(result: Any, expected: Tensor) -> None:
    """Fail unless ``result`` is this boolean tensor."""
    kit.tensor(result, tuple(expected.shape), dtype_kind="b")
    kit.close(result, expected)


def integers(result: Any, expected: Tensor) -> None:
    """Fail unless ``result`` is this tensor of int64."""
    kit.tensor(result, tuple(expected.shape), dtype_kind="i")
    kit.close(result, expected)
    keeps_dtype(result, torch.int64)


def expected_gradients(
    function: Callable[..., Tensor], tensors: Sequence[Tensor], upstream: Tensor
) -> list[Tensor | None]:
    """Gradients of the reference; None where it does not depend on a tensor."""
    leaves = [tensor.detach().clone().requires_grad_() for tensor in tensors]
    return list(torch.autograd.grad(function(*leaves), leaves, upstream, allow_unused=True))


def check_gradients(arrived: Sequence[Any], expected: Sequence[Tensor | None], names: Sequence[str]) -> None:
    """Fail unless each expected gradient arrived and is right."""
    for got, want, name in zip(arrived, expected, names):
        if want is not None:
            kit.gradient(got, want, rtol=RTOL, atol=ATOL, name=f"对 {name} 的梯度")


def function_gradients(
    student: Any,
    name: str,
    function: Callable[..., Any],
    args: Sequence[Any],
    rng: np.random.Generator,
    labels: Sequence[str],
    output: int | None = None,
) -> None:
    """Compare the gradients of a student's function with those of the reference, under a random upstream."""
    tensors = [arg for arg in args if isinstance(arg, Tensor) and arg.is_floating_point()]
    rest = [arg for arg in args if not (isinstance(arg, Tensor) and arg.is_floating_point())]

    def picked(*given: Tensor) -> Tensor:
        result = function(*given, *rest)
        return result if output is None else result[output]

    upstream = normal(rng, *picked(*tensors).shape)
    expected = expected_gradients(picked, tensors, upstream)
    arrived = student.vjp(name, args, upstream, output)
    # A result of another shape has no gradient, though its graph is whole.
    result = arrived.result if output is None else kit.sequence(arrived.result, 2)[output]
    kit.tensor(result, tuple(upstream.shape))
    check_gradients(arrived.inputs, expected, labels)


# --- modules ------------------------------------------------------------------------------------------


@contextmanager
def unrecorded(student: Any) -> Iterator[None]:
    """Leave out of the transcript what depends on random initial weights: it would tell nothing apart."""
    start = len(student.calls)
    yield
    del student.calls[start:]


@dataclass
class Module:
    """A module of the student's: weights by the reference's names, and what the student calls them."""

    handle: Any
    weights: dict[str, Tensor]
    names: dict[str, str]

    def gradients(
        self,
        student: Any,
        function: Callable[..., Tensor],
        args: Sequence[Any],
        rng: np.random.Generator,
        labels: Sequence[str],
    ) -> None:
        """Compare gradients by inputs and by weights with those of ``function(weights, *args)``.

        The transcript gets them in the reference's order: what the student calls a weight tells nothing apart.
        """
        tensors = [arg for arg in args if isinstance(arg, Tensor) and arg.is_floating_point()]
        rest = [arg for arg in args if not (isinstance(arg, Tensor) and arg.is_floating_point())]

        def evaluated(*given: Tensor) -> Tensor:
            inputs, weights = given[: len(tensors)], given[len(tensors) :]
            return function(dict(zip(self.weights, weights)), *inputs, *rest)

        everything = [*tensors, *self.weights.values()]
        upstream = normal(rng, *evaluated(*everything).shape)
        expected = expected_gradients(evaluated, everything, upstream)
        with unrecorded(student):
            arrived = student.vjp(self.handle, args, upstream)
        parameters = [arrived.parameters.get(self.names[name]) for name in self.weights]
        student.calls.append(Call("gradients", [arrived.result, arrived.inputs, parameters], {}))
        kit.tensor(arrived.result, tuple(upstream.shape))
        check_gradients([*arrived.inputs, *parameters], expected, [*labels, *self.names.values()])


Shapes = Mapping[str, tuple[int, ...]]


def parameter_shapes(student: Any, handle: Any) -> dict[str, tuple[int, ...]]:
    """Names and shapes of what is trained; of the random values, the transcript keeps the shapes."""
    with unrecorded(student):
        named = student.invoke(handle, "named_parameters")
    pairs = [kit.sequence(pair, 2) for pair in kit.sequence(named, len(named), "named_parameters")]
    shapes = {name: tuple(value.shape) for name, value in pairs if value.requires_grad}
    student.calls.append(Call("named_parameters", sorted(shapes.values()), {}))
    return shapes


def some_weights(rng: np.random.Generator, shapes: Shapes) -> dict[str, Tensor]:
    """Random weights; no bias or beta is 0, no gamma 1."""

    def some(shape: tuple[int, ...]) -> Tensor:
        if len(shape) > 1:
            return normal(rng, *shape, scale=1.2 * shape[-1] ** -0.5)
        return torch.tensor(rng.uniform(0.4, 1.6, size=shape) * rng.choice([-1.0, 1.0], size=shape))

    return {name: some(shape) for name, shape in shapes.items()}


def give(student: Any, handle: Any, weights: Mapping[str, Tensor]) -> None:
    """Turn a module to float64 and set its weights, by the student's names."""
    with unrecorded(student):
        student.invoke(handle, "double")
        student.invoke(handle, "load_state_dict", dict(weights), strict=False)


def loaded(
    student: Any,
    handle: Any,
    shapes: Shapes,
    rng: np.random.Generator,
    names: Mapping[str, str] | None = None,
) -> Module:
    """A module in float64 with random weights."""
    weights = some_weights(rng, shapes)
    names = dict(names) if names is not None else {name: name for name in shapes}
    give(student, handle, {names[name]: value for name, value in weights.items()})
    return Module(handle, weights, names)


def untouched(
    student: Any, handle: Any, names: Mapping[str, str], inputs: Sequence[Tensor]
) -> tuple[dict[str, Tensor], Any]:
    """The initial weights of a module, by the reference's names, and its output on float32 inputs."""
    with unrecorded(student):
        state = student.invoke(handle, "state_dict")
        out = student.invoke(handle, "__call__", *[x.float() for x in inputs])
    kit.mapping(state, tuple(names.values()), "state_dict")
    weights = {name: kit.tensor(state[own], name=own).detach().double() for name, own in names.items()}
    still = [name for name, value in weights.items() if value.dim() > 1 and not value.any()]
    kit.require(not still, f"{'、'.join(still)}的初值全是 0，这样学不起来")
    return weights, out


def same_names(shapes: Shapes) -> dict[str, str]:
    """Names that are fixed by the lesson."""
    return {name: name for name in shapes}


def feed_forward_names(found: Shapes, d_model: int, d_ff: int, prefix: str = "") -> dict[str, str]:
    """The two linear layers of a feed-forward network, found by their shapes."""
    inside = {name: shape for name, shape in found.items() if name.startswith(prefix)}
    names = {}
    for key, shape in ref.feed_forward_shapes(d_model, d_ff).items():
        own = [name for name, other in inside.items() if other == shape]
        kit.require(
            len(own) == 1, "前馈网络里应当正好有两个带偏置的 nn.Linear，d_model 到 d_ff 和 d_ff 到 d_model"
        )
        names[f"{prefix}{key}"] = own[0]
    return names


def layer_names(found: Shapes, d_model: int, d_ff: int, *, decoder: bool, prefix: str = "") -> dict[str, str]:
    """The parameters of a layer under ``prefix``: all fixed by the lesson but those of the feed-forward network."""
    names = feed_forward_names(found, d_model, d_ff, f"{prefix}feed_forward.")
    for key, shape in ref.layer_shapes(d_model, d_ff, decoder=decoder).items():
        name = f"{prefix}{key}"
        if not key.startswith("feed_forward."):
            kit.require(found.get(name) == shape, f"没有形状为 {shape} 的参数 {name}")
            names[name] = name
    return names


# --- build_vocabulary ---------------------------------------------------------------------------------

CORPUS = [
    "云 想 衣裳 花 想 容",
    "春风 拂 槛 露 华 浓",
    "若 非 群玉 山 头 见",
    "会 向 瑶台 月 下 逢 云",
]


def vocabulary_of(student: Any, corpus: list[str]) -> dict[str, int]:
    """What build_vocabulary returns, if it is a dict."""
    return kit.mapping(student.build_vocabulary(list(corpus)), ())


def same_numbers(result: Any, expected: Mapping[str, int]) -> None:
    """Fail unless a vocabulary has these words with these numbers."""
    kit.mapping(result, tuple(expected))
    kit.require(len(result) == len(expected), "词表里的词比应有的多")
    numbers = [kit.scalar(result[word], f"{word} 的编号") for word in expected]
    kit.close(np.array(numbers), np.array(list(expected.values())), name="编号")


@pytest.mark.exercise("build_vocabulary", core=True)
def test_vocabulary_order(student):
    """四个特殊符号之后，每个词按第一次出现的先后编号。"""
    result = student.build_vocabulary(list(CORPUS))
    same_numbers(result, ref.build_vocabulary(CORPUS))


@pytest.mark.exercise("build_vocabulary")
def test_vocabulary_repeated_words(student):
    """一个词不管出现多少次，在一句里还是在几句里，都只有一个编号，编号是连续的。"""
    corpus = ["a b a a c", "b d a", "d d e b", "a e f"]
    result = student.build_vocabulary(list(corpus))
    same_numbers(result, ref.build_vocabulary(corpus))


@pytest.mark.exercise("build_vocabulary")
def test_vocabulary_any_whitespace(student):
    """词与词之间可以是几个空格、制表符或换行，句首句尾也可以有空白。"""
    corpus = ["  白  日\t依 山 尽", "黄河\n入 海   流 ", "\t欲 穷 \n 千里 目"]
    result = student.build_vocabulary(list(corpus))
    same_numbers(result, ref.build_vocabulary(corpus))


@pytest.mark.exercise("build_vocabulary")
def test_vocabulary_nothing_to_read(student):
    """没有句子，或者句子是空的，词表里就只有四个特殊符号。"""
    corpora: list[list[str]] = [[], ["", "   "]]
    results = [student.build_vocabulary(list(corpus)) for corpus in corpora]
    for result in results:
        same_numbers(result, ref.build_vocabulary([]))


@pytest.mark.exercise("build_vocabulary")
def test_vocabulary_special_words_in_the_text(student):
    """语料里出现的特殊符号保持原来的编号，不占用新的编号。"""
    corpus = ["<bos> 举 头 望 <unk> 月 <eos>", "<eos> 低 头 <pad>"]
    result = student.build_vocabulary(list(corpus))
    same_numbers(result, ref.build_vocabulary(corpus))


@pytest.mark.exercise("build_vocabulary")
def test_vocabulary_words_as_they_are(student):
    """大小写不同、标点不同，就是不同的词。"""
    corpus = ["The the THE end end.", "don't dont the-end (end)"]
    result = student.build_vocabulary(list(corpus))
    same_numbers(result, ref.build_vocabulary(corpus))


@pytest.mark.exercise("build_vocabulary")
def test_vocabulary_keeps_the_corpus(student):
    """corpus 在调用之后保持原样。"""
    corpus = list(CORPUS)
    result = student.build_vocabulary(corpus)
    kit.unchanged(corpus, CORPUS, "corpus")
    same_numbers(result, ref.build_vocabulary(CORPUS))


@pytest.mark.exercise("build_vocabulary")
def test_vocabulary_is_new_each_time(student):
    """每次调用都从头编号，与上一次的语料无关。"""
    corpora = [CORPUS[:2], CORPUS[2:], CORPUS[1:3]]
    results = [student.build_vocabulary(list(corpus)) for corpus in corpora]
    for corpus, result in zip(corpora, results):
        same_numbers(result, ref.build_vocabulary(corpus))


# --- encode_words -------------------------------------------------------------------------------------

VOCABULARY = ref.build_vocabulary(CORPUS)


def encoded(student: Any, sentences: Sequence[str]) -> None:
    """Compare the numbers of some sentences."""
    results = [student.encode_words(sentence, dict(VOCABULARY)) for sentence in sentences]
    for sentence, result in zip(sentences, results):
        integers(result, ref.encode_words(sentence, VOCABULARY))


@pytest.mark.exercise("encode_words", core=True)
def test_encode_known_words(student):
    """每个词换成它的编号，按句子里的先后，两头不加东西。"""
    encoded(student, ["春风 想 云 月 下 花 容", "逢 若 非"])


@pytest.mark.exercise("encode_words", core=True)
def test_encode_unknown_words(student):
    """词表里没有的词是 <unk>，占一个位置。"""
    encoded(student, ["云 想 明月 花", "长 安 一 片 月", "山 山"])


@pytest.mark.exercise("encode_words")
def test_encode_nothing(student):
    """空句子得到长度为 0 的整数张量。"""
    encoded(student, ["", "  \t"])


@pytest.mark.exercise("encode_words")
def test_encode_one_axis(student):
    """结果是一维的整数张量，只有一个词也一样。"""
    results = [student.encode_words(sentence, dict(VOCABULARY)) for sentence in ("想", "想 花 想")]
    for result, length in zip(results, (1, 3)):
        kit.tensor(result, (length,), dtype_kind="i")


@pytest.mark.exercise("encode_words")
def test_encode_any_whitespace(student):
    """词与词之间可以是几个空格、制表符或换行，句首句尾也可以有空白。"""
    encoded(student, ["  云  想\t花 ", "\n瑶台 月\n下   逢"])


@pytest.mark.exercise("encode_words")
def test_encode_repeated_words(student):
    """重复的词照样重复；同一个不认识的词出现两次，两次都是 <unk>。"""
    encoded(student, ["想 想 云 想 云", "雪 雪 霜 雪 想"])


@pytest.mark.exercise("encode_words")
def test_encode_special_words(student):
    """句子里写着 <bos>、<eos> 这些符号时，用它们自己的编号。"""
    encoded(student, ["<bos> 云 想 <eos> <pad>", "<unk> 花 <eos>"])


@pytest.mark.exercise("encode_words")
def test_encode_keeps_the_vocabulary(student):
    """词表在调用之后保持原样，不认识的词没有加进去。"""
    vocabulary = dict(VOCABULARY)
    result = student.encode_words("云 想 明月 雪", vocabulary)
    kit.unchanged(vocabulary, VOCABULARY, "vocabulary")
    integers(result, ref.encode_words("云 想 明月 雪", VOCABULARY))


@pytest.mark.exercise("encode_words")
def test_encode_words_as_they_are(student):
    """大小写不同就是不同的词。"""
    vocabulary = ref.build_vocabulary(["The end the END"])
    sentences = ["the The THE END end", "End eNd"]
    results = [student.encode_words(sentence, dict(vocabulary)) for sentence in sentences]
    for sentence, result in zip(sentences, results):
        integers(result, ref.encode_words(sentence, vocabulary))


# --- embed --------------------------------------------------------------------------------------------


@pytest.mark.exercise("embed", core=True)
def test_embed_values(student, rng):
    """每个编号换成表里的那一行，再乘以 √d_model。"""
    table, ids = normal(rng, 13, 5), words(rng, 3, 7, size=13, first=0)
    want = ref.embed(ids, table)
    kit.close(student.embed(ids, table), want, rtol=RTOL)


@pytest.mark.exercise("embed")
@pytest.mark.parametrize("shape", [(), (1,), (11,), (2, 3, 5)])
def test_embed_any_shape(student, rng, shape):
    """编号的张量可以是任意形状，结果在后面多一个 d_model 的轴。"""
    table, ids = normal(rng, 17, 7), words(rng, *shape, size=17, first=0)
    want = ref.embed(ids, table)
    kit.close(student.embed(ids, table), want, rtol=RTOL)


@pytest.mark.exercise("embed")
def test_embed_every_row(student, rng):
    """表里的每一行都能查到，包括第 0 行和最后一行；句子里不必用到所有的编号。"""
    table = normal(rng, 11, 3)
    inputs = [
        torch.arange(11),
        torch.tensor([[10, 0], [0, 10], [4, 4]]),
        torch.zeros(2, 5, dtype=torch.int64),
    ]
    wants = [ref.embed(ids, table) for ids in inputs]
    results = [student.embed(ids, table) for ids in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=RTOL)


@pytest.mark.exercise("embed")
def test_embed_keeps_dtype(student, rng):
    """结果的 dtype 与表相同，float32 和 float64 都一样。"""
    table, ids = normal(rng, 7, 5), words(rng, 3, size=7, first=0)
    results = [student.embed(ids, table.to(dtype)) for dtype in (torch.float32, torch.float64)]
    want = ref.embed(ids, table)
    for result, dtype in zip(results, (torch.float32, torch.float64)):
        keeps_dtype(result, dtype)
        kit.close(result, want, rtol=RTOL)


@pytest.mark.exercise("embed")
def test_embed_gradient(student, rng):
    """对表可以求导：一个词出现几次，它那一行就得到几份梯度之和；没出现的行是 0。"""
    table, ids = normal(rng, 11, 5), torch.tensor([[3, 7, 3, 0], [7, 3, 9, 0], [10, 1, 1, 3]])
    function_gradients(student, "embed", lambda t, i: ref.embed(i, t), (ids, table), rng, ["table"])


@pytest.mark.exercise("embed")
def test_embed_keeps_inputs(student, rng):
    """表和编号在调用之后保持原样，内存怎样排列都行；查两次结果一样。"""
    table, ids = turned(normal(rng, 13, 5)), turned(words(rng, 3, 7, size=13, first=0))
    before = table.clone(), ids.clone()
    want = ref.embed(ids, table)
    results = [student.embed(ids, table) for _ in range(2)]
    unchanged((table, ids), before, ("table", "ids"))
    for result in results:
        kit.close(result, want, rtol=RTOL)


# --- positional_encoding ------------------------------------------------------------------------------


def sines(student: Any, sizes: Sequence[tuple[int, int]]) -> None:
    """Compare some tables of positions."""
    results = [student.positional_encoding(*size) for size in sizes]
    for size, result in zip(sizes, results):
        kit.tensor(result, size, dtype_kind="f")
        kit.close(result, ref.positional_encoding(*size), atol=SINE_ATOL)


@pytest.mark.exercise("positional_encoding", core=True)
def test_positions_values(student):
    """偶数列是 sin，奇数列是 cos，两列一对，一对用同一个角。"""
    sines(student, [(7, 10), (5, 16)])


@pytest.mark.exercise("positional_encoding")
def test_positions_long(student):
    """位置很多时仍然准确。"""
    sines(student, [(500, 6), (331, 34)])


@pytest.mark.exercise("positional_encoding")
def test_positions_many_columns(student):
    """列很多时，靠后的列变化很慢，仍然符合公式。"""
    sines(student, [(3, 130), (101, 64)])


@pytest.mark.exercise("positional_encoding")
def test_positions_small(student):
    """只有一个位置，或者只有两列，也能用。"""
    sines(student, [(1, 6), (5, 2), (1, 2), (13, 4)])


@pytest.mark.exercise("positional_encoding")
def test_positions_first_row(student):
    """位置从 0 数起：第 0 行是 0 和 1 交替。"""
    sines(student, [(1, 8), (2, 8)])


@pytest.mark.exercise("positional_encoding")
@pytest.mark.parametrize("d_model", [1, 7, 33])
def test_positions_odd(student, d_model):
    """d_model 是奇数时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.positional_encoding(5, d_model)


@pytest.mark.exercise("positional_encoding")
def test_positions_are_float32(student):
    """结果是 float32，与模型里别的张量相同。"""
    keeps_dtype(student.positional_encoding(3, 6), torch.float32)


# --- additive_attention_scores ------------------------------------------------------------------------


def additive_inputs(rng: np.random.Generator, *lead: int, t_q: int = 5, t_k: int = 7) -> list[Tensor]:
    """q, k, w_q, w_k, v with d_q = 3, d_k = 2, h = 11."""
    return [
        normal(rng, *lead, t_q, 3),
        normal(rng, *lead, t_k, 2),
        normal(rng, 3, 11),
        normal(rng, 2, 11),
        normal(rng, 11),
    ]


ADDITIVE = ("q", "k", "w_q", "w_k", "v")


@pytest.mark.exercise("additive_attention_scores", core=True)
def test_additive_values(student, rng):
    """第 [i, j] 个分是 tanh(q_i·w_q + k_j·w_k)·v。"""
    inputs = additive_inputs(rng, 13)
    want = ref.additive_attention_scores(*inputs)
    kit.close(student.additive_attention_scores(*inputs), want)


@pytest.mark.exercise("additive_attention_scores")
@pytest.mark.parametrize("lead", [(), (2, 3), (1, 2, 1)])
def test_additive_leading_axes(student, rng, lead):
    """前面的批轴可以没有，也可以有几个。"""
    inputs = additive_inputs(rng, *lead)
    want = ref.additive_attention_scores(*inputs)
    kit.close(student.additive_attention_scores(*inputs), want)


@pytest.mark.exercise("additive_attention_scores")
def test_additive_lengths(student, rng):
    """只有一个查询或一个键时，轴也不会少；查询可以比键多。"""
    cases = [additive_inputs(rng, 2, t_q=t_q, t_k=t_k) for t_q, t_k in ((1, 7), (7, 1), (1, 1), (11, 3))]
    wants = [ref.additive_attention_scores(*inputs) for inputs in cases]
    results = [student.additive_attention_scores(*inputs) for inputs in cases]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("additive_attention_scores")
def test_additive_equal_sizes(student, rng):
    """查询和键一样多、维数也一样时，w_q 仍然管查询，w_k 仍然管键，每个查询配每个键。"""
    inputs = [
        normal(rng, 2, 5, 3),
        normal(rng, 2, 5, 3),
        normal(rng, 3, 3),
        normal(rng, 3, 3),
        normal(rng, 3),
    ]
    want = ref.additive_attention_scores(*inputs)
    kit.close(student.additive_attention_scores(*inputs), want)


@pytest.mark.exercise("additive_attention_scores")
def test_additive_large_inputs(student, rng):
    """输入很大时 tanh 饱和，分数仍然是有限的。"""
    inputs = additive_inputs(rng, 2)
    inputs[0], inputs[1] = 1e4 * inputs[0], 1e4 * inputs[1]
    want = ref.additive_attention_scores(*inputs)
    kit.close(student.additive_attention_scores(*inputs), want)


@pytest.mark.exercise("additive_attention_scores")
def test_additive_gradients(student, rng):
    """对 q、k、w_q、w_k、v 都可以求导，梯度正确。"""
    inputs = additive_inputs(rng, 2)
    function_gradients(
        student, "additive_attention_scores", ref.additive_attention_scores, inputs, rng, ADDITIVE
    )


@pytest.mark.exercise("additive_attention_scores")
def test_additive_keeps_inputs(student, rng):
    """参数在调用之后保持原样，内存怎样排列都行；dtype 与 q 相同。"""
    inputs = [turned(x) if x.dim() > 1 else x for x in additive_inputs(rng, 3)]
    before = [x.clone() for x in inputs]
    want = ref.additive_attention_scores(*inputs)
    result = student.additive_attention_scores(*inputs)
    single = student.additive_attention_scores(*[x.float() for x in inputs])
    unchanged(inputs, before, ADDITIVE)
    for out, dtype in ((result, torch.float64), (single, torch.float32)):
        keeps_dtype(out, dtype)
        kit.close(out, want)


# --- scaled_dot_product_attention ---------------------------------------------------------------------


def attention_inputs(
    rng: np.random.Generator, *lead: int, t_q: int = 5, t_k: int = 7, d: int = 3, d_v: int = 2
) -> list[Tensor]:
    """q, k, v of sizes of which no two are equal."""
    return [normal(rng, *lead, t_q, d), normal(rng, *lead, t_k, d), normal(rng, *lead, t_k, d_v)]


def attends(student: Any, cases: Sequence[Sequence[Tensor]], rtol: float = RTOL, atol: float = ATOL) -> None:
    """Compare output and weights of some calls; where the mask says no, the weights are exactly 0."""
    wants = [ref.attention(*case) for case in cases]
    results = [student.scaled_dot_product_attention(*case) for case in cases]
    for case, want, result in zip(cases, wants, results):
        out, weights = kit.sequence(result, 2)
        kit.close(out, want[0], rtol=rtol, atol=atol, name="out")
        kit.close(weights, want[1], rtol=rtol, atol=atol, name="weights")
        if len(case) > 3:
            leaked = weights[~case[3].expand(weights.shape)]
            kit.require(not leaked.any(), "不许看的位置权重不是 0")


@pytest.mark.exercise("scaled_dot_product_attention", core=True)
def test_attention_values(student, rng):
    """weights 的每一行是 softmax(q·kᵀ / √d)，out 是它乘 v。"""
    attends(student, [attention_inputs(rng, 11)])


@pytest.mark.exercise("scaled_dot_product_attention", core=True)
def test_attention_mask(student, rng):
    """mask 是 False 的位置权重正好是 0，其余的位置重新归一，和为 1。"""
    attends(student, [[*attention_inputs(rng, 11), some_mask(rng, 11, 5, 7)]])


@pytest.mark.exercise("scaled_dot_product_attention")
def test_attention_leading_axes(student, rng):
    """前面的批轴可以没有，也可以有几个，有没有 mask 都一样。"""
    cases: list[list[Tensor]] = [attention_inputs(rng, *lead) for lead in ((), (1,), (2, 3), (2, 1, 3))]
    cases += [[*attention_inputs(rng, *lead), some_mask(rng, *lead, 5, 7)] for lead in ((), (2, 3))]
    attends(student, cases)


@pytest.mark.exercise("scaled_dot_product_attention")
def test_attention_mask_broadcasts(student, rng):
    """mask 只要能广播成 (…, t_q, t_k) 就行：所有查询共用一行，所有批共用一个。"""
    shapes = [(5, 7), (7,), (1, 7), (2, 1, 1, 7), (2, 1, 5, 7), (1, 3, 5, 7), (2, 3, 1, 7)]
    attends(student, [[*attention_inputs(rng, 2, 3), some_mask(rng, *shape)] for shape in shapes])


@pytest.mark.exercise("scaled_dot_product_attention")
def test_attention_sizes(student, rng):
    """d 比 t 大、d_v 比 d 大、只有一个查询或一个键，都一样。"""
    sizes = [
        {"t_q": 3, "t_k": 5, "d": 17, "d_v": 7},
        {"t_q": 1, "t_k": 7, "d": 2, "d_v": 5},
        {"t_q": 7, "t_k": 1, "d": 5, "d_v": 3},
        {"t_q": 11, "t_k": 3, "d": 1, "d_v": 13},
    ]
    attends(student, [attention_inputs(rng, 2, **size) for size in sizes])


@pytest.mark.exercise("scaled_dot_product_attention")
def test_attention_large_scores(student, rng):
    """打分大到题面给的界限时，结果仍然是有限的，和公式一致。"""
    q, k, v = attention_inputs(rng, 3)
    k = k / k.norm(dim=-1, keepdim=True)
    q = q / q.norm(dim=-1, keepdim=True) * 1e4 * 3**0.5
    cases = [(q, k, v), (q.float(), k.float(), v.float()), (q, k, v, some_mask(rng, 3, 5, 7))]
    attends(student, cases, rtol=ROUGH, atol=ROUGH)


@pytest.mark.exercise("scaled_dot_product_attention")
def test_attention_mask_against_large_scores(student, rng):
    """不许看的位置分数再高、允许看的位置分数再低，权重也只在允许看的位置之间分。"""
    q, k, v = attention_inputs(rng, 3)
    mask = some_mask(rng, 3, 1, 7)
    # The allowed keys point away from the queries, the others along them.
    direction = normal(rng, 3)
    direction = direction / direction.norm()
    q = direction + 0.01 * q
    k = torch.where(mask.mT, -0.9e4 * 3**0.5 * direction, 0.9e4 * 3**0.5 * direction) + 0.01 * k
    attends(student, [(q, k, v, mask)], rtol=ROUGH, atol=ROUGH)


@pytest.mark.exercise("scaled_dot_product_attention")
def test_attention_nothing_allowed(student, rng):
    """一个键都不许看的行，weights 和 out 全是 0；别的行照常。"""
    inputs, mask = attention_inputs(rng, 3), some_mask(rng, 3, 5, 7)
    mask[1, 2], mask[2, 0], mask[2, 4] = False, False, False
    attends(student, [[*inputs, mask], [*inputs, torch.zeros(1, 7, dtype=torch.bool)]])


@pytest.mark.exercise("scaled_dot_product_attention")
def test_attention_nothing_allowed_gradient(student, rng):
    """有的行一个键都不许看时，梯度也不是 NaN：那一行没有贡献，别的行照常。"""
    inputs, mask = attention_inputs(rng, 3), some_mask(rng, 3, 5, 7)
    mask[0, 3], mask[2, 1] = False, False
    function_gradients(
        student,
        "scaled_dot_product_attention",
        ref.attention,
        (*inputs, mask),
        rng,
        ("q", "k", "v"),
        output=0,
    )


@pytest.mark.exercise("scaled_dot_product_attention")
@pytest.mark.parametrize("output", [0, 1])
def test_attention_gradients(student, rng, output):
    """从 out 和从 weights 往回走，对 q、k、v 的梯度都正确。"""
    inputs = [*attention_inputs(rng, 3), some_mask(rng, 3, 5, 7)]
    function_gradients(
        student, "scaled_dot_product_attention", ref.attention, inputs, rng, ("q", "k", "v"), output=output
    )


@pytest.mark.exercise("scaled_dot_product_attention")
def test_attention_keeps_inputs(student, rng):
    """q、k、v、mask 在调用之后保持原样，内存怎样排列都行。"""
    inputs = [turned(x) for x in (*attention_inputs(rng, 2, 3), some_mask(rng, 2, 1, 5, 7))]
    inputs[:3] = [x.transpose(0, 1).contiguous().transpose(0, 1) for x in inputs[:3]]
    before = [x.clone() for x in inputs]
    attends(student, [inputs])
    unchanged(inputs, before, ("q", "k", "v", "mask"))


@pytest.mark.exercise("scaled_dot_product_attention")
def test_attention_keeps_dtype(student, rng):
    """out 和 weights 的 dtype 与 q 相同。"""
    for dtype in (torch.float32, torch.float64):
        inputs = [x.to(dtype) for x in attention_inputs(rng, 2)]
        out, weights = kit.sequence(student.scaled_dot_product_attention(*inputs, some_mask(rng, 5, 7)), 2)
        keeps_dtype(out, dtype, "out")
        keeps_dtype(weights, dtype, "weights")


@pytest.mark.exercise("scaled_dot_product_attention", core=True, structure=True)
def test_attention_is_own_work(student):
    """打分、softmax、加权和要自己写，不调用现成的注意力。"""
    kit.not_calling(student, "scaled_dot_product_attention", {"scaled_dot_product_attention", "*attention*"})


# --- causal_mask, padding_mask ------------------------------------------------------------------------


@pytest.mark.exercise("causal_mask", core=True)
def test_causal_values(student):
    """第 [i, j] 个是 True，当且仅当 j ≤ i。"""
    booleans(student.causal_mask(7), ref.causal_mask(7))


@pytest.mark.exercise("causal_mask")
def test_causal_lengths(student):
    """长度是 1、2 或者很长，都一样。"""
    lengths = (1, 2, 53)
    results = [student.causal_mask(length) for length in lengths]
    for length, result in zip(lengths, results):
        booleans(result, ref.causal_mask(length))


@pytest.mark.exercise("causal_mask")
def test_causal_sees_itself(student):
    """每个位置都能看自己：对角线是 True；第 0 个位置只能看自己。"""
    result = kit.tensor(student.causal_mask(5), (5, 5))
    kit.require(bool(result.diagonal().bool().all()), "对角线上有 False")
    kit.require(int(result[0].bool().sum()) == 1, "第 0 行应当只有一个 True")


@pytest.mark.exercise("padding_mask", core=True)
def test_padding_values(student, rng):
    """不是填充的位置是 True，形状是 (n, 1, t)。"""
    ids = words(rng, 3, 7, size=11)
    ids[0, -3:], ids[2, -1:] = 0, 0
    want = ref.padding_mask(ids)
    booleans(student.padding_mask(ids), want)


@pytest.mark.exercise("padding_mask")
def test_padding_other_id(student, rng):
    """填充符的编号可以不是 0；那时编号 0 就是普通的词。"""
    ids = words(rng, 3, 7, size=11, first=0)
    ids[0, -2:], ids[1, -4:], ids[2, 0], ids[2, 3] = 5, 10, 0, 5
    wants = [ref.padding_mask(ids, pad_id) for pad_id in (5, 10)]
    results = [student.padding_mask(ids, 5), student.padding_mask(ids, pad_id=10)]
    for result, want in zip(results, wants):
        booleans(result, want)


@pytest.mark.exercise("padding_mask")
def test_padding_nothing_and_everything(student, rng):
    """一行里没有填充，或者全是填充，都按每个位置自己的编号来定。"""
    ids = words(rng, 5, 3, size=11)
    ids[1], ids[3, 2] = 0, 0
    want = ref.padding_mask(ids)
    booleans(student.padding_mask(ids), want)


@pytest.mark.exercise("padding_mask")
def test_padding_in_the_middle(student):
    """填充不在末尾时，只有它自己是 False，后面的词仍是 True。"""
    ids = torch.tensor([[0, 4, 0, 7, 2], [5, 0, 0, 3, 0]])
    want = ref.padding_mask(ids)
    booleans(student.padding_mask(ids), want)


@pytest.mark.exercise("padding_mask")
def test_padding_small(student):
    """只有一句，或者每句只有一个词，轴也不会少。"""
    inputs = [torch.tensor([[4, 3, 0]]), torch.tensor([[4], [0]]), torch.tensor([[9]])]
    wants = [ref.padding_mask(ids) for ids in inputs]
    results = [student.padding_mask(ids) for ids in inputs]
    for result, want in zip(results, wants):
        booleans(result, want)


@pytest.mark.exercise("padding_mask")
def test_padding_keeps_input(student, rng):
    """ids 在调用之后保持原样，内存怎样排列都行，int32 也行。"""
    ids = turned(words(rng, 3, 7, size=5, first=0))
    before = ids.clone()
    results = [student.padding_mask(ids), student.padding_mask(ids.int())]
    unchanged([ids], [before], ["ids"])
    for result in results:
        booleans(result, ref.padding_mask(before))


# --- MultiHeadAttention -------------------------------------------------------------------------------

# No two of n, heads, d_k, t_q, t_k are equal.
N, HEADS, D, T_Q, T_K = 2, 3, 15, 7, 11


def attention_module(
    student: Any, rng: np.random.Generator, d_model: int = D, num_heads: int = HEADS
) -> Module:
    """Multi-head attention with random weights, in float64."""
    handle = student.MultiHeadAttention(d_model, num_heads)
    return loaded(student, handle, ref.attention_shapes(d_model), rng)


def heads_inputs(
    rng: np.random.Generator, n: int = N, t_q: int = T_Q, t_k: int = T_K, d: int = D
) -> list[Tensor]:
    """Query, key and value, all different."""
    return [normal(rng, n, t, d) for t in (t_q, t_k, t_k)]


def many_heads(student: Any, module: Module, cases: Sequence[Sequence[Any]], num_heads: int = HEADS) -> None:
    """Compare output and attribute weights after each of some calls."""
    wants = [ref.multi_head_attention(module.weights, num_heads, *case) for case in cases]
    results = []
    for case in cases:
        out = student.invoke(module.handle, "__call__", *case)
        results.append((out, student.attribute(module.handle, "weights")))
    for want, (out, weights) in zip(wants, results):
        kit.close(out, want[0], rtol=RTOL, atol=ATOL)
        kit.close(weights, want[1], rtol=RTOL, atol=ATOL, name="self.weights")


@pytest.mark.exercise("MultiHeadAttention", core=True)
def test_heads_fresh(student, rng):
    """刚建好的模块，输出与用它自己的 w_q、w_k、w_v、w_o 算出来的一致。"""
    inputs = heads_inputs(rng)
    handle = student.MultiHeadAttention(D, HEADS)
    weights, out = untouched(student, handle, same_names(ref.attention_shapes(D)), inputs)
    want, _ = ref.multi_head_attention(weights, HEADS, *inputs)
    kit.close(out, want, rtol=1e-4, atol=1e-4)


@pytest.mark.exercise("MultiHeadAttention", core=True)
def test_heads_values(student, rng):
    """换上别的权重和偏置，query、key、value 各不相同时，输出仍然正确；只返回一个张量。"""
    module, inputs = attention_module(student, rng), heads_inputs(rng)
    want, _ = ref.multi_head_attention(module.weights, HEADS, *inputs)
    kit.close(student.invoke(module.handle, "__call__", *inputs), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise("MultiHeadAttention")
def test_heads_parameters(student):
    """参数正好是 w_q、w_k、w_v、w_o 四个 nn.Linear(d_model, d_model) 的权重和偏置。"""
    found = parameter_shapes(student, student.MultiHeadAttention(D, HEADS))
    kit.require(found == ref.attention_shapes(D), "参数的名字、个数或形状与题面不同")


@pytest.mark.exercise("MultiHeadAttention")
def test_heads_weights(student, rng):
    """weights 是最近一次 forward 的注意力权重，每个头一张，形状 (n, num_heads, t_q, t_k)。"""
    module = attention_module(student, rng)
    many_heads(student, module, [heads_inputs(rng), heads_inputs(rng, n=5, t_q=3, t_k=2)])


@pytest.mark.exercise("MultiHeadAttention")
def test_heads_mask(student, rng):
    """三维的 mask 对每个头都一样；可以是 (n, t_q, t_k)，也可以是 (n, 1, t_k) 或 (1, t_q, t_k)。"""
    module = attention_module(student, rng)
    shapes = [(N, T_Q, T_K), (N, 1, T_K), (1, T_Q, T_K)]
    many_heads(student, module, [[*heads_inputs(rng), some_mask(rng, *shape)] for shape in shapes])


@pytest.mark.exercise("MultiHeadAttention")
def test_heads_flat_mask(student, rng):
    """二维的 mask 对每个样本、每个头都一样。"""
    module = attention_module(student, rng)
    shapes = [(T_Q, T_K), (1, T_K)]
    many_heads(student, module, [[*heads_inputs(rng), some_mask(rng, *shape)] for shape in shapes])


@pytest.mark.exercise("MultiHeadAttention")
def test_heads_flat_mask_as_tall_as_the_heads(student, rng):
    """查询的个数恰好等于头数时，二维的 mask 仍然一行对一个查询，不是一行对一个头。"""
    module = attention_module(student, rng)
    many_heads(student, module, [[*heads_inputs(rng, t_q=HEADS), some_mask(rng, HEADS, T_K)]])


@pytest.mark.exercise("MultiHeadAttention")
def test_heads_nothing_allowed(student, rng):
    """一个键都不许看的行权重是 0，输出就是 w_o 的偏置，不是 NaN。"""
    module, mask = attention_module(student, rng), some_mask(rng, N, T_Q, T_K)
    mask[1, 3], mask[0, 0] = False, False
    many_heads(student, module, [[*heads_inputs(rng), mask]])


@pytest.mark.exercise("MultiHeadAttention")
@pytest.mark.parametrize(("d_model", "num_heads"), [(5, 1), (7, 7), (10, 2)])
def test_heads_number(student, rng, d_model, num_heads):
    """一个头、每列一个头、两个头，都按同样的规则分列。"""
    module = attention_module(student, rng, d_model, num_heads)
    many_heads(student, module, [heads_inputs(rng, n=3, t_q=4, t_k=11, d=d_model)], num_heads)


@pytest.mark.exercise("MultiHeadAttention")
def test_heads_small(student, rng):
    """一个样本、一个查询、一个键，都能用；自注意力就是三个参数给同一个张量。"""
    module, x = attention_module(student, rng), normal(rng, 3, 5, D)
    cases = [heads_inputs(rng, n=1), heads_inputs(rng, t_q=1), heads_inputs(rng, t_k=1), [x, x, x]]
    many_heads(student, module, cases)


@pytest.mark.exercise("MultiHeadAttention")
def test_heads_gradients(student, rng):
    """对 query、key、value 和四个 nn.Linear 的参数都可以求导，梯度正确。"""
    module, inputs = attention_module(student, rng), heads_inputs(rng)

    def expected(weights: dict[str, Tensor], q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
        return ref.multi_head_attention(weights, HEADS, q, k, v, mask)[0]

    args = [*inputs, some_mask(rng, N, 1, T_K)]
    module.gradients(student, expected, args, rng, ("query", "key", "value"))


@pytest.mark.exercise("MultiHeadAttention")
@pytest.mark.parametrize(("d_model", "num_heads"), [(7, 2), (10, 4), (3, 5)])
def test_heads_indivisible(student, d_model, num_heads):
    """d_model 不能被 num_heads 整除时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.MultiHeadAttention(d_model, num_heads)


@pytest.mark.exercise("MultiHeadAttention")
def test_heads_keeps_inputs(student, rng):
    """输入和 mask 在调用之后保持原样，内存怎样排列都行。"""
    module = attention_module(student, rng)
    inputs = [turned(x) for x in (*heads_inputs(rng), some_mask(rng, N, T_Q, T_K))]
    before = [x.clone() for x in inputs]
    many_heads(student, module, [inputs])
    unchanged(inputs, before, ("query", "key", "value", "mask"))


@pytest.mark.exercise("MultiHeadAttention", core=True, structure=True)
def test_heads_is_own_work(student):
    """多头注意力要自己写，不调用现成的。"""
    kit.not_calling(student, "MultiHeadAttention", {"MultiheadAttention", "*multihead*", "*multi_head*"})


# --- layer_norm ---------------------------------------------------------------------------------------


def norm_inputs(rng: np.random.Generator, *shape: int) -> list[Any]:
    """x of this shape, neither centred nor of variance 1; gamma, beta."""
    x = 3.0 * normal(rng, *shape) + 1.5
    return [x, normal(rng, shape[-1]), normal(rng, shape[-1])]


def normalised(student: Any, cases: Sequence[Sequence[Any]], atol: float = 1e-9) -> None:
    """Compare some calls."""
    wants = [ref.layer_norm(*case) for case in cases]
    results = [student.layer_norm(*case) for case in cases]
    for want, result in zip(wants, results):
        kit.close(result, want, atol=atol)


@pytest.mark.exercise("layer_norm", core=True)
def test_norm_values(student, rng):
    """每个位置的向量减平均值、除以标准差，再乘 gamma、加 beta。"""
    normalised(student, [norm_inputs(rng, 3, 7, 5)])


@pytest.mark.exercise("layer_norm")
@pytest.mark.parametrize("shape", [(5,), (1, 7), (11, 3), (2, 3, 5, 7)])
def test_norm_leading_axes(student, rng, shape):
    """只沿最后一个轴算，前面有几个轴都可以，没有也可以。"""
    normalised(student, [norm_inputs(rng, *shape)])


@pytest.mark.exercise("layer_norm")
def test_norm_eps(student, rng):
    """eps 加在方差上、根号里面；由参数给出。"""
    x, gamma, beta = norm_inputs(rng, 3, 7, 5)
    normalised(student, [(0.3 * x, gamma, beta, 0.5), (0.1 * x, gamma, beta, 0.125)])


@pytest.mark.exercise("layer_norm")
def test_norm_default_eps(student, rng):
    """不给 eps 时用默认值：方差很小的一行看得出来。"""
    x, gamma, beta = norm_inputs(rng, 3, 5)
    normalised(student, [(1e-3 * x, gamma, beta)])


@pytest.mark.exercise("layer_norm")
def test_norm_constant_rows(student, rng):
    """一行的数都相等时，结果就是 beta，不是 NaN。"""
    x, gamma, beta = norm_inputs(rng, 5, 7)
    x[1], x[3] = 0.0, 2.0
    normalised(student, [(x, gamma, beta)], atol=1e-8)


@pytest.mark.exercise("layer_norm")
def test_norm_far_from_zero(student, rng):
    """一行的平均值比标准差大几百万倍，或者全是同一个很大的数，方差仍然算得准。"""
    x, gamma, beta = norm_inputs(rng, 7, 5)
    # In float64 a mean of 1e7 is off by 1e-9, and a mean of squares by 1e-2.
    far, constant = x + 1e7, x[:, :1].expand(7, 5) + 1e5
    normalised(student, [(far, gamma, beta), (constant, gamma, beta)], atol=1e-6)


@pytest.mark.exercise("layer_norm")
def test_norm_constant_row_gradient(student, rng):
    """一行的数都相等时，梯度也是有限的，不是 NaN。"""
    x, gamma, beta = norm_inputs(rng, 5, 7)
    x[2] = 0.5
    function_gradients(
        student, "layer_norm", ref.layer_norm, (x, gamma, beta, 0.25), rng, ("x", "gamma", "beta")
    )


@pytest.mark.exercise("layer_norm")
def test_norm_gradients(student, rng):
    """对 x、gamma、beta 都可以求导：平均值和标准差也依赖 x。"""
    function_gradients(
        student, "layer_norm", ref.layer_norm, norm_inputs(rng, 3, 7, 5), rng, ("x", "gamma", "beta")
    )


@pytest.mark.exercise("layer_norm")
def test_norm_keeps_inputs(student, rng):
    """参数在调用之后保持原样，内存怎样排列都行；dtype 与 x 相同。"""
    inputs = norm_inputs(rng, 3, 7, 5)
    inputs[0] = turned(inputs[0])
    before = [x.clone() for x in inputs]
    want = ref.layer_norm(*inputs)
    double = student.layer_norm(*inputs)
    single = student.layer_norm(*[x.float() for x in inputs])
    unchanged(inputs, before, ("x", "gamma", "beta"))
    for result, dtype in ((double, torch.float64), (single, torch.float32)):
        keeps_dtype(result, dtype)
        kit.close(result, want)


# Whatever of a library normalises, under any name; the student's own layer_norm is none of it.
NORMS = {
    "LayerNorm",
    "*layer_norm*",
    "*layernorm*",
    "*group*norm*",
    "*batch*norm*",
    "*instance*norm*",
    "*rms*norm*",
}


@pytest.mark.exercise("layer_norm", core=True, structure=True)
def test_norm_is_own_work(student):
    """归一化要自己写，不调用现成的。"""
    kit.not_calling(student, "layer_norm", NORMS)


# --- AddNorm ------------------------------------------------------------------------------------------


def norm_shapes(d_model: int) -> dict[str, tuple[int, ...]]:
    """The parameters of AddNorm."""
    return {"gamma": (d_model,), "beta": (d_model,)}


def pair(rng: np.random.Generator, *shape: int) -> list[Tensor]:
    """x and y of one shape, of different size and offset."""
    return [2.0 * normal(rng, *shape) + 1.0, normal(rng, *shape) - 0.5]


@pytest.mark.exercise("AddNorm", core=True)
def test_add_norm_fresh(student, rng):
    """刚建好时 gamma 全是 1、beta 全是 0，所以输出就是 x + y 归一化的结果。"""
    x, y = pair(rng, 3, 7, 5)
    handle = student.AddNorm(5)
    gamma, beta = (student.attribute(handle, name) for name in ("gamma", "beta"))
    out = student.invoke(handle, "__call__", x.float(), y.float())
    kit.close(gamma, torch.ones(5), name="gamma")
    kit.close(beta, torch.zeros(5), name="beta")
    want = ref.layer_norm(x + y, torch.ones(5).double(), torch.zeros(5).double())
    kit.close(out, want, rtol=1e-4, atol=1e-4)


@pytest.mark.exercise("AddNorm", core=True)
def test_add_norm_values(student, rng):
    """换上别的 gamma 和 beta，输出是 x + y 归一化之后乘 gamma、加 beta。"""
    module, inputs = loaded(student, student.AddNorm(5), norm_shapes(5), rng), pair(rng, 3, 7, 5)
    want = ref.add_norm(module.weights, *inputs)
    kit.close(student.invoke(module.handle, "__call__", *inputs), want)


@pytest.mark.exercise("AddNorm")
def test_add_norm_parameters(student):
    """gamma 和 beta 是要学的参数 (nn.Parameter)，形状 (d_model,)，没有别的参数。"""
    found = parameter_shapes(student, student.AddNorm(7))
    kit.require(found == norm_shapes(7), "参数应当正好是 gamma 和 beta")


@pytest.mark.exercise("AddNorm")
@pytest.mark.parametrize("shape", [(1, 1, 7), (11, 3), (2, 3, 5, 7)])
def test_add_norm_leading_axes(student, rng, shape):
    """只沿最后一个轴归一化，前面有几个轴都可以。"""
    module = loaded(student, student.AddNorm(shape[-1]), norm_shapes(shape[-1]), rng)
    inputs = pair(rng, *shape)
    want = ref.add_norm(module.weights, *inputs)
    kit.close(student.invoke(module.handle, "__call__", *inputs), want)


@pytest.mark.exercise("AddNorm")
def test_add_norm_gradients(student, rng):
    """梯度传得到 x、y、gamma 和 beta。"""
    module = loaded(student, student.AddNorm(5), norm_shapes(5), rng)
    module.gradients(student, ref.add_norm, pair(rng, 3, 7, 5), rng, ("x", "y"))


@pytest.mark.exercise("AddNorm")
def test_add_norm_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样。"""
    module = loaded(student, student.AddNorm(5), norm_shapes(5), rng)
    inputs = [turned(x) for x in pair(rng, 3, 7, 5)]
    before = [x.clone() for x in inputs]
    want = ref.add_norm(module.weights, *inputs)
    result = student.invoke(module.handle, "__call__", *inputs)
    unchanged(inputs, before, ("x", "y"))
    kit.close(result, want)


@pytest.mark.exercise("AddNorm")
def test_add_norm_small_variance(student, rng):
    """x + y 的方差很小或者是 0 时也能用，eps 是 layer_norm 的默认值。"""
    module = loaded(student, student.AddNorm(5), norm_shapes(5), rng)
    x, y = pair(rng, 3, 7, 5)
    cases = [(1e-3 * x, 1e-3 * y), (x, 0.25 - x)]
    wants = [ref.add_norm(module.weights, *case) for case in cases]
    results = [student.invoke(module.handle, "__call__", *case) for case in cases]
    for want, result in zip(wants, results):
        kit.close(result, want, atol=1e-7)


@pytest.mark.exercise("AddNorm")
def test_add_norms_are_separate(student, rng):
    """两个 AddNorm 各有各的 gamma 和 beta。"""
    first, second = (loaded(student, student.AddNorm(5), norm_shapes(5), rng) for _ in range(2))
    inputs = pair(rng, 3, 5)
    results = [student.invoke(module.handle, "__call__", *inputs) for module in (first, second)]
    for module, result in zip((first, second), results):
        kit.close(result, ref.add_norm(module.weights, *inputs))


@pytest.mark.exercise("AddNorm", core=True, structure=True)
def test_add_norm_is_own_work(student):
    """归一化要自己写，不调用现成的。"""
    kit.not_calling(student, "AddNorm", NORMS)


# --- FeedForward --------------------------------------------------------------------------------------


def feed_forward_module(student: Any, rng: np.random.Generator, d_model: int = 5, d_ff: int = 11) -> Module:
    """A feed-forward network with random weights, in float64."""
    handle = student.FeedForward(d_model, d_ff)
    names = feed_forward_names(parameter_shapes(student, handle), d_model, d_ff)
    return loaded(student, handle, ref.feed_forward_shapes(d_model, d_ff), rng, names)


@pytest.mark.exercise("FeedForward", core=True)
def test_feed_forward_fresh(student, rng):
    """刚建好的模块，输出与用它自己的两个 nn.Linear 算出来的一致。"""
    handle, x = student.FeedForward(5, 11), normal(rng, 3, 7, 5)
    names = feed_forward_names(parameter_shapes(student, handle), 5, 11)
    weights, out = untouched(student, handle, names, [x])
    kit.close(out, ref.feed_forward(weights, x), rtol=1e-4, atol=1e-4)


@pytest.mark.exercise("FeedForward", core=True)
def test_feed_forward_values(student, rng):
    """换上别的权重和偏置，输出是线性、ReLU、线性。"""
    module, x = feed_forward_module(student, rng), normal(rng, 3, 7, 5)
    want = ref.feed_forward(module.weights, x)
    kit.close(student.invoke(module.handle, "__call__", x), want)


@pytest.mark.exercise("FeedForward")
def test_feed_forward_parameters(student):
    """正好两个带偏置的 nn.Linear，中间的宽度是 d_ff，没有别的参数。"""
    handle, x = student.FeedForward(7, 3), torch.ones(2, 7)
    with unrecorded(student):
        first, again = (student.invoke(handle, "__call__", x) for _ in range(2))
    # Layers that are made anew in each call and layers in a plain list both leave no parameters.
    student.calls.append(Call("the same twice", torch.equal(kit.tensor(first), kit.tensor(again)), {}))
    found = parameter_shapes(student, handle)
    wanted = sorted(ref.feed_forward_shapes(7, 3).values())
    kit.require(sorted(found.values()) == wanted, "参数的个数或形状与题面不同")


@pytest.mark.exercise("FeedForward")
@pytest.mark.parametrize("shape", [(5,), (13, 5), (1, 1, 5), (2, 3, 7, 5)])
def test_feed_forward_leading_axes(student, rng, shape):
    """前面有几个轴都可以，没有也可以。"""
    module, x = feed_forward_module(student, rng), normal(rng, *shape)
    want = ref.feed_forward(module.weights, x)
    kit.close(student.invoke(module.handle, "__call__", x), want)


@pytest.mark.exercise("FeedForward")
def test_feed_forward_widths(student, rng):
    """d_ff 可以比 d_model 小；输入放大很多倍也不会饱和。"""
    modules = [feed_forward_module(student, rng, d_model, d_ff) for d_model, d_ff in ((11, 3), (2, 29))]
    inputs = [30.0 * normal(rng, 3, 5, size) for size in (11, 2)]
    wants = [ref.feed_forward(module.weights, x) for module, x in zip(modules, inputs)]
    results = [student.invoke(module.handle, "__call__", x) for module, x in zip(modules, inputs)]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("FeedForward")
def test_feed_forward_gradients(student, rng):
    """梯度传得到输入和两个 nn.Linear 的参数。"""
    module = feed_forward_module(student, rng)
    module.gradients(student, ref.feed_forward, [normal(rng, 3, 7, 5)], rng, ["x"])


@pytest.mark.exercise("FeedForward")
def test_feed_forward_position_by_position(student, rng):
    """每个位置各算各的：换掉一个位置，别的位置不变；输入保持原样。"""
    module, x = feed_forward_module(student, rng), turned(normal(rng, 3, 7, 5))
    other = x.clone()
    other[1, 2] = normal(rng, 5)
    before = x.clone()
    results = [student.invoke(module.handle, "__call__", given) for given in (x, other)]
    unchanged([x], [before], ["x"])
    for given, result in zip((before, other), results):
        kit.close(result, ref.feed_forward(module.weights, given))


# --- EncoderLayer, DecoderLayer -----------------------------------------------------------------------

LAYER_D, LAYER_HEADS, D_FF = 6, 3, 11


def layer_module(
    student: Any,
    name: str,
    rng: np.random.Generator,
    d_model: int = LAYER_D,
    num_heads: int = LAYER_HEADS,
    d_ff: int = D_FF,
) -> Module:
    """An EncoderLayer or a DecoderLayer with random weights, in float64."""
    handle = getattr(student, name)(d_model, num_heads, d_ff)
    decoder = name == "DecoderLayer"
    names = layer_names(parameter_shapes(student, handle), d_model, d_ff, decoder=decoder)
    return loaded(student, handle, ref.layer_shapes(d_model, d_ff, decoder=decoder), rng, names)


def fresh_layer(student: Any, name: str, inputs: Sequence[Tensor]) -> tuple[dict[str, Tensor], Any]:
    """The initial weights of a layer and its output."""
    handle = getattr(student, name)(LAYER_D, LAYER_HEADS, D_FF)
    names = layer_names(parameter_shapes(student, handle), LAYER_D, D_FF, decoder=name == "DecoderLayer")
    return untouched(student, handle, names, inputs)


def layer_parameters(student: Any, name: str) -> None:
    """Fail unless a layer has exactly the parts of the lesson."""
    found = parameter_shapes(student, getattr(student, name)(LAYER_D, LAYER_HEADS, D_FF))
    names = layer_names(found, LAYER_D, D_FF, decoder=name == "DecoderLayer")
    kit.require(sorted(names.values()) == sorted(found), "除了题面列出的几个子模块，还有别的参数")


def encodes(
    student: Any, module: Module, cases: Sequence[Sequence[Any]], num_heads: int = LAYER_HEADS
) -> None:
    """Compare some calls of an EncoderLayer."""
    wants = [ref.encoder_layer(module.weights, num_heads, *case) for case in cases]
    results = [student.invoke(module.handle, "__call__", *case) for case in cases]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise("EncoderLayer", core=True)
def test_encoder_fresh(student, rng):
    """刚建好的一层，输出与用它自己的参数算出来的一致。"""
    x = normal(rng, 2, 7, LAYER_D)
    weights, out = fresh_layer(student, "EncoderLayer", [x])
    kit.close(out, ref.encoder_layer(weights, LAYER_HEADS, x), rtol=1e-3, atol=1e-3)


@pytest.mark.exercise("EncoderLayer", core=True)
def test_encoder_values(student, rng):
    """换上别的参数，输出是自注意力、norm1、前馈、norm2 依次算出来的。"""
    encodes(student, layer_module(student, "EncoderLayer", rng), [[normal(rng, 2, 7, LAYER_D)]])


@pytest.mark.exercise("EncoderLayer")
def test_encoder_parameters(student):
    """子模块正好是 self_attention、norm1、feed_forward、norm2，两个归一化各有各的参数。"""
    layer_parameters(student, "EncoderLayer")


@pytest.mark.exercise("EncoderLayer")
def test_encoder_mask(student, rng):
    """mask 传给自注意力：填充的位置谁也不看。"""
    module = layer_module(student, "EncoderLayer", rng)
    encodes(student, module, [[normal(rng, 2, 7, LAYER_D), some_mask(rng, 2, 1, 7)]])


@pytest.mark.exercise("EncoderLayer")
def test_encoder_mask_shapes(student, rng):
    """mask 可以是 (n, t, t)、(t, t) 或 (1, t)；一个键都不许看的行也不会出现 NaN。"""
    module = layer_module(student, "EncoderLayer", rng)
    masks = [some_mask(rng, *shape) for shape in ((2, 7, 7), (7, 7), (1, 7))]
    masks[0][1, 4] = False
    encodes(student, module, [[normal(rng, 2, 7, LAYER_D), mask] for mask in masks])


@pytest.mark.exercise("EncoderLayer")
def test_encoder_other_sizes(student, rng):
    """一个样本、一个位置、别的 d_model 和头数，都一样。"""
    module = layer_module(student, "EncoderLayer", rng, 10, 2, 7)
    encodes(student, module, [[normal(rng, *shape, 10)] for shape in ((1, 5), (3, 1), (1, 1))], 2)


@pytest.mark.exercise("EncoderLayer")
def test_encoder_gradients(student, rng):
    """梯度传得到输入和每一个参数。"""

    def expected(weights: dict[str, Tensor], x: Tensor, mask: Tensor) -> Tensor:
        return ref.encoder_layer(weights, LAYER_HEADS, x, mask)

    module = layer_module(student, "EncoderLayer", rng)
    module.gradients(student, expected, [normal(rng, 2, 7, LAYER_D), some_mask(rng, 2, 1, 7)], rng, ["x"])


@pytest.mark.exercise("EncoderLayer")
def test_encoder_keeps_inputs(student, rng):
    """x 和 mask 在调用之后保持原样，内存怎样排列都行。"""
    module = layer_module(student, "EncoderLayer", rng)
    inputs = [turned(normal(rng, 2, 7, LAYER_D)), turned(some_mask(rng, 2, 7, 7))]
    before = [x.clone() for x in inputs]
    encodes(student, module, [inputs])
    unchanged(inputs, before, ("x", "mask"))


@pytest.mark.exercise("EncoderLayer", structure=True)
def test_encoder_is_own_work(student):
    """编码器的一层要用自己的几块拼，不调用现成的。"""
    kit.not_calling(student, "EncoderLayer", {"*transformer*"})


def decodes(
    student: Any, module: Module, cases: Sequence[Sequence[Any]], num_heads: int = LAYER_HEADS
) -> None:
    """Compare some calls of a DecoderLayer."""
    wants = [ref.decoder_layer(module.weights, num_heads, *case) for case in cases]
    results = [student.invoke(module.handle, "__call__", *case) for case in cases]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=RTOL, atol=ATOL)


def both_sides(
    rng: np.random.Generator, n: int = 2, t: int = 5, s: int = 7, d: int = LAYER_D
) -> list[Tensor]:
    """x and memory."""
    return [normal(rng, n, t, d), normal(rng, n, s, d)]


@pytest.mark.exercise("DecoderLayer", core=True)
def test_decoder_fresh(student, rng):
    """刚建好的一层，输出与用它自己的参数算出来的一致。"""
    inputs = both_sides(rng)
    weights, out = fresh_layer(student, "DecoderLayer", inputs)
    want = ref.decoder_layer(weights, LAYER_HEADS, *inputs)
    kit.close(out, want, rtol=1e-3, atol=1e-3)


@pytest.mark.exercise("DecoderLayer", core=True)
def test_decoder_values(student, rng):
    """换上别的参数，输出是自注意力（带因果掩码）、交叉注意力、前馈依次算出来的。"""
    decodes(student, layer_module(student, "DecoderLayer", rng), [both_sides(rng)])


@pytest.mark.exercise("DecoderLayer", core=True)
def test_decoder_cannot_see_the_future(student, rng):
    """改动后面的位置，前面的结果不变，给不给 tgt_mask 都一样。"""
    module, (x, memory) = layer_module(student, "DecoderLayer", rng), both_sides(rng)
    later = x.clone()
    later[:, 3:] = normal(rng, 2, 2, LAYER_D)
    masks: list[list[Tensor]] = [[], [torch.ones(2, 1, 5, dtype=torch.bool)]]
    results = [
        [student.invoke(module.handle, "__call__", given, memory, *mask) for given in (x, later)]
        for mask in masks
    ]
    for one, other in results:
        for result in (one, other):
            kit.tensor(result, (2, 5, LAYER_D), dtype_kind="f")
        kit.close(other[:, :3], one[:, :3], name="前面几个位置")
        kit.require(not torch.allclose(one[:, 3:], other[:, 3:]), "后面的位置应当跟着变")


@pytest.mark.exercise("DecoderLayer")
def test_decoder_parameters(student):
    """子模块正好是 self_attention、norm1、cross_attention、norm2、feed_forward、norm3，各有各的参数。"""
    layer_parameters(student, "DecoderLayer")


@pytest.mark.exercise("DecoderLayer")
def test_decoder_target_mask(student, rng):
    """tgt_mask 与因果掩码同时起作用：两个都允许的位置才可以看；它的形状可以广播。"""
    module = layer_module(student, "DecoderLayer", rng)
    masks = [some_mask(rng, *shape) for shape in ((2, 1, 5), (2, 5, 5), (5, 5))]
    decodes(student, module, [[*both_sides(rng), mask] for mask in masks])


@pytest.mark.exercise("DecoderLayer")
def test_decoder_memory_mask(student, rng):
    """memory_mask 只用在交叉注意力上：编码结果里填充的位置谁也不看。"""
    module = layer_module(student, "DecoderLayer", rng)
    masks = [some_mask(rng, *shape) for shape in ((2, 1, 7), (2, 5, 7), (5, 7))]
    decodes(student, module, [[*both_sides(rng), None, mask] for mask in masks])


@pytest.mark.exercise("DecoderLayer")
def test_decoder_both_masks(student, rng):
    """两个 mask 同时给出时各管各的；有的行什么都不许看，也不会出现 NaN。"""
    module = layer_module(student, "DecoderLayer", rng)
    target, memory = some_mask(rng, 2, 1, 5), some_mask(rng, 2, 1, 7)
    target[0, 0, :2], memory[1] = False, False
    decodes(student, module, [[*both_sides(rng), target, memory]])


@pytest.mark.exercise("DecoderLayer")
def test_decoder_other_sizes(student, rng):
    """目标可以比源长；一个样本、一个位置、别的 d_model 和头数，都一样。"""
    module = layer_module(student, "DecoderLayer", rng, 10, 2, 7)
    sizes = ((1, 7, 3), (3, 1, 5), (1, 2, 1))
    decodes(student, module, [both_sides(rng, *size, d=10) for size in sizes], 2)


@pytest.mark.exercise("DecoderLayer")
def test_decoder_same_length(student, rng):
    """目标和源一样长时，查询仍然来自 x，键和值仍然来自 memory。"""
    module = layer_module(student, "DecoderLayer", rng)
    decodes(student, module, [both_sides(rng, t=5, s=5)])


@pytest.mark.exercise("DecoderLayer")
def test_decoder_gradients(student, rng):
    """梯度传得到 x、memory 和每一个参数。"""

    def expected(weights: dict[str, Tensor], x: Tensor, memory: Tensor, *masks: Tensor) -> Tensor:
        return ref.decoder_layer(weights, LAYER_HEADS, x, memory, *masks)

    module = layer_module(student, "DecoderLayer", rng)
    args = [*both_sides(rng), some_mask(rng, 2, 1, 5), some_mask(rng, 2, 1, 7)]
    module.gradients(student, expected, args, rng, ("x", "memory"))


@pytest.mark.exercise("DecoderLayer")
def test_decoder_keeps_inputs(student, rng):
    """x、memory 和两个 mask 在调用之后保持原样，内存怎样排列都行。"""
    module = layer_module(student, "DecoderLayer", rng)
    inputs = [turned(x) for x in (*both_sides(rng), some_mask(rng, 2, 5, 5), some_mask(rng, 2, 5, 7))]
    before = [x.clone() for x in inputs]
    decodes(student, module, [inputs])
    unchanged(inputs, before, ("x", "memory", "tgt_mask", "memory_mask"))


@pytest.mark.exercise("DecoderLayer", structure=True)
def test_decoder_is_own_work(student):
    """解码器的一层要用自己的几块拼，不调用现成的。"""
    kit.not_calling(student, "DecoderLayer", {"*transformer*"})


# --- Transformer --------------------------------------------------------------------------------------
#
# Where a property is tested, the weights are random but the same for everybody who uses the same names; where
# logits are compared with the reference, the parameters are recognised by their place, whatever their names.


@dataclass(frozen=True)
class Sizes:
    """The arguments of a small Transformer."""

    src_words: int = 23
    tgt_words: int = 19
    d_model: int = 10
    heads: int = 2
    d_ff: int = 17
    layers: int = 2
    pad_id: int = 0

    def build(self, student: Any) -> Any:
        """A new model; ``pad_id`` is left out where it is the default."""
        args = (self.src_words, self.tgt_words, self.d_model, self.heads, self.d_ff, self.layers)
        return student.Transformer(*args, self.pad_id) if self.pad_id else student.Transformer(*args)

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The reference's parameters."""
        return ref.transformer_shapes(self.src_words, self.tgt_words, self.d_model, self.d_ff, self.layers)

    def sentences(
        self, rng: np.random.Generator, n: int = 3, s: int = 7, t: int = 5
    ) -> tuple[Tensor, Tensor]:
        """Random src and tgt without padding."""
        first = self.pad_id + 1
        return words(rng, n, s, size=self.src_words, first=first), words(
            rng, n, t, size=self.tgt_words, first=first
        )


SIZES = Sizes()


def random_model(student: Any, rng: np.random.Generator, sizes: Sizes = SIZES) -> Any:
    """A model in float64 with random weights, drawn in the order of their names."""
    handle = sizes.build(student)
    found = parameter_shapes(student, handle)
    give(student, handle, some_weights(rng, {name: found[name] for name in sorted(found)}))
    return handle


def logits(student: Any, handle: Any, src: Tensor, tgt: Tensor, sizes: Sizes = SIZES) -> Tensor:
    """Call the model; check type and shape."""
    out = student.invoke(handle, "__call__", src, tgt)
    return kit.tensor(out, (*tgt.shape, sizes.tgt_words), dtype_kind="f")


def differ(one: Tensor, other: Tensor, message: str) -> None:
    """Fail unless every row of logits differs."""
    apart = (one - other).abs().flatten(1).amax(dim=1)
    kit.require(bool((apart > 1e-4).all()), message)


_LAYER = re.compile(r"(?P<layer>.+?\.)(?P<key>(?:self_attention|cross_attention|feed_forward|norm\d)\..+)")


def transformer_names(student: Any, handle: Any, sizes: Sizes) -> dict[str, str]:
    """What the student calls each parameter of the reference; fails where there are more or fewer."""
    found = parameter_shapes(student, handle)
    prefixes: dict[str, list[str]] = {"encoder": [], "decoder": []}
    rest = []
    for name in found:
        match = _LAYER.fullmatch(name)
        if match is None:
            rest.append(name)
            continue
        side = "decoder" if f"{match['layer']}cross_attention.w_q.weight" in found else "encoder"
        if match["layer"] not in prefixes[side]:
            prefixes[side].append(match["layer"])
    names: dict[str, str] = {}
    for side, layers in prefixes.items():
        kit.require(len(layers) == sizes.layers, "编码器和解码器应当各有 num_layers 层，每层各有各的参数")
        for number, prefix in enumerate(layers):
            own = layer_names(found, sizes.d_model, sizes.d_ff, decoder=side == "decoder", prefix=prefix)
            names |= {f"{side}.{number}.{key[len(prefix) :]}": name for key, name in own.items()}
    outside = {
        key: shape for key, shape in sizes.shapes().items() if not key.startswith(("encoder.", "decoder."))
    }
    kit.require(
        sorted(found[name] for name in rest) == sorted(outside.values()),
        "各层之外应当正好有两张词向量表和一个带偏置的输出层",
    )
    for key in ("src_embedding.weight", "output.bias"):
        names[key] = next(name for name in rest if found[name] == outside[key])
    wide = [name for name in rest if found[name] == outside["output.weight"]]
    table = next((name for name in wide if _is_table(student, handle, name, sizes)), None)
    kit.require(table is not None, "目标一侧应当有词向量表")
    names["tgt_embedding.weight"] = str(table)
    names["output.weight"] = next(name for name in wide if name != table)
    return names


def _is_table(student: Any, handle: Any, name: str, sizes: Sizes) -> bool:
    """Whether only the rows of the words that occur get a gradient."""
    src = torch.full((1, 2), sizes.src_words - 1)
    tgt = torch.tensor([[sizes.tgt_words - 1, sizes.tgt_words - 2]])
    with unrecorded(student):
        arrived = student.vjp(handle, (src, tgt), torch.ones(1, 2, sizes.tgt_words))
    gradient = arrived.parameters.get(name)
    return gradient is not None and not gradient[: sizes.tgt_words - 2].any()


def recognised_model(student: Any, rng: np.random.Generator, sizes: Sizes = SIZES) -> Module:
    """A model in float64 with random weights whose logits the reference can compute."""
    handle = sizes.build(student)
    return loaded(student, handle, sizes.shapes(), rng, transformer_names(student, handle, sizes))


@pytest.mark.exercise("Transformer", core=True)
def test_transformer_fresh(student, rng):
    """刚建好的模型给出 (n, t, tgt_vocab_size) 的打分，源序列和目标序列都影响它。"""
    src, tgt = SIZES.sentences(rng)
    handle = SIZES.build(student)
    with unrecorded(student):
        outs = [
            student.invoke(handle, "__call__", *pair)
            for pair in ((src, tgt), (src.flip(0), tgt), (src, tgt.flip(0)))
        ]
    for out in outs:
        kit.tensor(out, (3, 5, SIZES.tgt_words), dtype_kind="f")
        kit.require(bool(torch.isfinite(out).all()), "打分里有 NaN 或 Inf")
    differ(outs[0][[0, 2]], outs[1][[0, 2]], "换了源序列，打分应当变")
    differ(outs[0][[0, 2]], outs[2][[0, 2]], "换了目标序列，打分应当变")


@pytest.mark.exercise("Transformer", core=True)
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


@pytest.mark.exercise("Transformer", weight=2)
def test_transformer_composition(student, rng):
    """打分与用模型自己的参数、按题面的结构一步步算出来的一致。"""
    module, (src, tgt) = recognised_model(student, rng), SIZES.sentences(rng)
    want = ref.transformer(module.weights, src, tgt, SIZES.heads, SIZES.layers)
    kit.close(logits(student, module.handle, src, tgt), want, rtol=1e-3, atol=1e-3)


@pytest.mark.exercise("Transformer")
def test_transformer_source_padding(student, rng):
    """在源序列末尾添上填充，打分不变。"""
    handle, (src, tgt) = random_model(student, rng), SIZES.sentences(rng)
    padded = torch.cat([src, torch.zeros(3, 4, dtype=torch.int64)], dim=1)
    one, other = (logits(student, handle, given, tgt) for given in (src, padded))
    kit.close(other, one, rtol=1e-6, atol=1e-6)


@pytest.mark.exercise("Transformer")
def test_transformer_other_padding(student, rng):
    """填充符由 pad_id 给出；它不是 0 时，编号 0 就是普通的词。"""
    sizes = Sizes(pad_id=4)
    handle, (src, tgt) = random_model(student, rng, sizes), sizes.sentences(rng)
    padded, extended = (torch.cat([src, torch.full((3, 2), number)], dim=1) for number in (sizes.pad_id, 0))
    one, other, more = (logits(student, handle, given, tgt) for given in (src, padded, extended))
    kit.close(other, one, rtol=1e-6, atol=1e-6)
    differ(one, more, "pad_id 不是 0 时，编号 0 应当影响打分")


@pytest.mark.exercise("Transformer")
def test_transformer_source_order(student, rng):
    """源序列里词的次序不同，打分就不同：源序列有位置编码。"""
    handle, (src, tgt) = random_model(student, rng), SIZES.sentences(rng)
    src = torch.arange(1, 8).repeat(3, 1)
    one, other = (logits(student, handle, given, tgt) for given in (src, src.flip(1)))
    differ(one, other, "把源序列倒过来，打分应当变")


@pytest.mark.exercise("Transformer")
def test_transformer_target_order(student, rng):
    """目标序列里前面几个词换了次序，最后一个位置的打分就不同：目标序列有位置编码。"""
    sizes = Sizes(layers=1)
    handle, (src, _) = random_model(student, rng, sizes), sizes.sentences(rng)
    # With one layer, the causal mask alone does not tell the last position in which order the others came.
    tgt = torch.tensor([[2, 5, 6, 7, 8], [9, 3, 4, 11, 8], [2, 12, 13, 5, 4]])
    swapped = tgt[:, [2, 0, 3, 1, 4]]
    one, other = (logits(student, handle, src, given, sizes) for given in (tgt, swapped))
    differ(one[:, -1:], other[:, -1:], "前面的词换了次序，最后位置的打分应当变")


@pytest.mark.exercise("Transformer")
def test_transformer_returns_logits(student, rng):
    """返回的是打分，没有经过 softmax 或 log_softmax。"""
    handle, (src, tgt) = random_model(student, rng), SIZES.sentences(rng)
    out = logits(student, handle, src, tgt)
    sums, logs = out.sum(-1), out.logsumexp(-1)
    kit.require(not torch.allclose(sums, torch.ones_like(sums), atol=1e-3), "每一行的和是 1，像是概率")
    kit.require(not torch.allclose(logs, torch.zeros_like(logs), atol=1e-3), "每一行像是概率的对数")


@pytest.mark.exercise("Transformer")
def test_transformer_modes(student, rng):
    """train 和 eval 两种模式下打分相同：没有 dropout，也不在 eval 模式里做 softmax。"""
    handle, (src, tgt) = random_model(student, rng), SIZES.sentences(rng)
    outs = []
    for training in (True, False):
        with unrecorded(student):
            student.invoke(handle, "train", training)
        outs.append(logits(student, handle, src, tgt))
    kit.close(outs[1], outs[0], rtol=1e-6, atol=1e-6, name="eval 模式下的打分")


@pytest.mark.exercise("Transformer")
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


@pytest.mark.exercise("Transformer")
def test_transformer_embeddings_start_small(student):
    """刚建好时，两张词向量表的标准差约为 1/√d_model，平均值约为 0。"""
    sizes = Sizes(src_words=211, tgt_words=307, d_model=30, d_ff=7, layers=1)
    handle = sizes.build(student)
    with unrecorded(student):
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


@pytest.mark.exercise("Transformer")
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
        for shape in ref.layer_shapes(SIZES.d_model, SIZES.d_ff, decoder=decoder).values()
    )
    kit.require([counts[1] - counts[0], counts[2] - counts[1]] == [extra, 2 * extra], "参数的个数与层数不符")


@pytest.mark.exercise("Transformer")
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


@pytest.mark.exercise("Transformer")
def test_transformer_rows_are_separate(student, rng):
    """一批里的每一行各算各的：单独算一行，结果一样；只有一个词也能用。"""
    handle, (src, tgt) = random_model(student, rng), SIZES.sentences(rng, n=3, s=5, t=3)
    whole = logits(student, handle, src, tgt)
    alone = [logits(student, handle, src[i : i + 1], tgt[i : i + 1]) for i in range(3)]
    short = logits(student, handle, src[:, :1], tgt[:, :1])
    kit.close(torch.cat(alone), whole)
    differ(short, whole[:, :1], "源序列变短，打分应当变")


@pytest.mark.exercise("Transformer")
def test_transformer_lengths(student, rng):
    """句子可长可短，与建模型时无关；src 和 tgt 在调用之后保持原样。"""
    module = recognised_model(student, rng, Sizes(layers=1))
    pairs = [SIZES.sentences(rng, n=2, s=s, t=t) for s, t in ((3, 11), (37, 2), (2, 41))]
    pairs[1][0][0, 20:] = 0
    before = [(src.clone(), tgt.clone()) for src, tgt in pairs]
    wants = [ref.transformer(module.weights, src, tgt, SIZES.heads, 1) for src, tgt in pairs]
    outs = [logits(student, module.handle, src, tgt) for src, tgt in pairs]
    for pair, then in zip(pairs, before):
        unchanged(pair, then, ("src", "tgt"))
    for want, out in zip(wants, outs):
        kit.close(out, want, rtol=1e-3, atol=1e-3)


@pytest.mark.exercise("Transformer")
def test_transformer_long_sentences(student, rng):
    """源句子和目标句子有一千多个词也行。"""
    sizes = Sizes(d_model=4, heads=1, d_ff=3, layers=1)
    module = recognised_model(student, rng, sizes)
    src, tgt = sizes.sentences(rng, n=1, s=1031, t=1031)
    want = ref.transformer(module.weights, src, tgt[:, :3], sizes.heads, 1)
    one, long = (logits(student, module.handle, src, given, sizes) for given in (tgt[:, :3], tgt))
    kit.close(one, want, rtol=1e-3, atol=1e-3)
    kit.close(long[:, :3], one, name="前面位置的打分")


@pytest.mark.exercise("Transformer", structure=True)
def test_transformer_is_own_work(student):
    """整个模型要用自己的几块拼，不调用现成的 Transformer。"""
    kit.not_calling(student, "Transformer", {"*transformer*"})


# --- greedy_decode ------------------------------------------------------------------------------------
#
# The model's best words are asked for step by step as if no sentence ever ended.  Then a word is chosen as end
# that comes at different steps in different rows: nothing depends on what the model learnt, for it learnt nothing.

STEPS, BOS, SPEAKER = 7, 5, 5
DECODER_SIZES = Sizes(src_words=29, tgt_words=11, layers=1)


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
    except kit.Mismatch:
        handle = random_model(student, weights_rng, DECODER_SIZES)
        with unrecorded(student):
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

    with unrecorded(student):
        following = ref.greedy_words(ask, src, STEPS, BOS)
    candidates = [Scene(handle, src, following, eos) for eos in range(DECODER_SIZES.tgt_words) if eos != BOS]
    return max(candidates, key=lambda scene: (len(set(scene.ends())), -scene.eos))


def decoded(student: Any, scene: Scene, cases: Sequence[tuple[Sequence[int], int]]) -> None:
    """Compare the decoding of some (rows, max_length)."""
    results = [
        student.greedy_decode(scene.handle, scene.src[list(rows)], length, BOS, scene.eos)
        for rows, length in cases
    ]
    for (rows, length), result in zip(cases, results):
        integers(result, ref.ended(scene.words[list(rows), :length], scene.eos))


@pytest.mark.exercise("greedy_decode", core=True)
def test_greedy_values(student, rng):
    """每一步接上分数最高的词；不含开头的 bos，含 eos，已经结束的行填 eos。"""
    stage = scene(student, rng)
    decoded(student, stage, [(range(len(stage.src)), STEPS)])


@pytest.mark.exercise("greedy_decode")
def test_greedy_max_length(student, rng):
    """没有一行结束时，正好生成 max_length 个词。"""
    stage = scene(student, rng)
    rows = stage.rows(ending=False) or range(len(stage.src))
    decoded(student, stage, [(rows, length) for length in (1, 2, STEPS)])


@pytest.mark.exercise("greedy_decode")
def test_greedy_stops(student, rng):
    """所有的行都结束了就停下，结果的长度是最长那一行的长度。"""
    stage = scene(student, rng)
    rows = stage.rows(ending=True)
    decoded(student, stage, [(rows, STEPS + 4), (rows[:2], STEPS + 1)])


@pytest.mark.exercise("greedy_decode")
def test_greedy_goes_on_for_the_others(student, rng):
    """有一行先结束，别的行还要接着生成。"""
    stage = scene(student, rng)
    by_end = sorted(range(len(stage.src)), key=lambda row: stage.ends()[row])
    first, last = by_end[0], by_end[-1]
    decoded(student, stage, [([first, last], STEPS), ([last, first], STEPS), ([last, first, last], STEPS)])


@pytest.mark.exercise("greedy_decode")
def test_greedy_one_row(student, rng):
    """一次只有一句也能用，结束了就停下。"""
    stage = scene(student, rng)
    decoded(student, stage, [([row], STEPS) for row in range(5)])


@pytest.mark.exercise("greedy_decode")
def test_greedy_ends_at_once(student, rng):
    """第一步就全是 eos 时，结果只有一列。"""
    stage = scene(student, rng)
    counts = stage.words[:, 0].bincount(minlength=DECODER_SIZES.tgt_words)
    counts[BOS] = 0
    stage.eos = int(counts.argmax())
    rows = [i for i, end in enumerate(stage.ends()) if end == 0]
    decoded(student, stage, [(rows, STEPS), (rows[:1], 1)])


@pytest.mark.exercise("greedy_decode")
@pytest.mark.parametrize("training", [True, False])
def test_greedy_restores_the_mode(student, rng, training):
    """返回时 model.training 与调用之前相同：训练模式还是训练模式，评估模式还是评估模式。"""
    handle, src = speaker(student, rng, 3)
    with unrecorded(student):
        student.invoke(handle, "train", training)
    student.greedy_decode(handle, src, 3, BOS, 3)
    now = student.attribute(handle, "training")
    kit.require(now is training, "model.training 变了")


@pytest.mark.exercise("greedy_decode")
def test_greedy_result_type(student, rng):
    """结果是整数张量；src 在调用之后保持原样。"""
    handle, src = speaker(student, rng, 3)
    before = src.clone()
    result = student.greedy_decode(handle, src, 4, BOS, 3)
    unchanged([src], [before], ["src"])
    kit.tensor(result, dtype_kind="i")


@pytest.mark.exercise("greedy_decode")
def test_greedy_other_marks(student, rng):
    """开头的词由参数 bos 给出，结束的词由参数 eos 给出。"""
    stage = scene(student, rng)
    other = Scene(stage.handle, stage.src, stage.words, int(stage.words[0, 2]))
    decoded(student, stage, [([3, 4, 5], STEPS)])
    decoded(student, other, [([0, 1, 2], STEPS)])
