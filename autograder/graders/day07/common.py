"""What the hidden tests of two or more exercises of day07 share: helpers, and parts of the reference.

The reference computes another way than the lesson does.  Everything is spelled out: attention as sums over the allowed
keys, heads one after the other, masks and ids in Python lists.  The operations are PyTorch's, so that autograd gives the
expected gradients too; ``tests/content/references`` compares them with PyTorch's own layers and with finite differences.

The weights of a module are a dict of tensors.  Its keys are those of the lesson's ``state_dict``, except that
a feed-forward network has ``inner`` and ``outer``, whatever they are called in a notebook.

Functions get float64 tensors; modules stay with the student, are given weights from this side (so that no bias is
zero and no gamma one) and are compared with the reference on those weights.  Where a test makes several calls it
makes them all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.student import Call

SPECIALS = ("<pad>", "<unk>", "<bos>", "<eos>")
Weights = Mapping[str, Tensor]

# A √d that was rounded to float32 is no mistake; neither is one in scores of 1e4.
RTOL, ATOL = 1e-5, 1e-6

Shapes = Mapping[str, tuple[int, ...]]

CORPUS = [
    "云 想 衣裳 花 想 容",
    "春风 拂 槛 露 华 浓",
    "若 非 群玉 山 头 见",
    "会 向 瑶台 月 下 逢 云",
]

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

LAYER_D, LAYER_HEADS, D_FF = 6, 3, 11
_LAYER = re.compile(r"(?P<layer>.+?\.)(?P<key>(?:self_attention|cross_attention|feed_forward|norm\d)\..+)")


def build_vocabulary(corpus: Iterable[str]) -> dict[str, int]:
    """Special words, then the others by first appearance."""
    words = [*SPECIALS, *(word for sentence in corpus for word in sentence.split())]
    return {word: number for number, word in enumerate(dict.fromkeys(words))}


def embed(ids: Tensor, table: Tensor) -> Tensor:
    """One-hot rows times the table."""
    rows = ids[..., None] == torch.arange(len(table))
    return rows.to(table.dtype) @ table * table.shape[1] ** 0.5


def positional_encoding(length: int, d_model: int) -> Tensor:
    """Number by number, in float64."""

    def entry(position: int, column: int) -> float:
        angle = position / 10000.0 ** (column // 2 * 2 / d_model)
        return math.cos(angle) if column % 2 else math.sin(angle)

    rows = [[entry(position, column) for column in range(d_model)] for position in range(length)]
    return torch.tensor(rows, dtype=torch.float64)


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Exponentials of the allowed scores over their sum; nothing where nothing is allowed."""
    scores = torch.einsum("...id,...jd->...ij", q, k) / q.shape[-1] ** 0.5
    allowed = torch.ones_like(scores, dtype=torch.bool)
    if mask is not None:
        allowed = allowed & mask
    peak = torch.where(allowed, scores.detach(), -torch.inf).amax(-1, keepdim=True)
    powers = torch.where(allowed, scores - torch.where(allowed, peak, 0.0), 0.0).exp() * allowed
    total = powers.sum(-1, keepdim=True)
    weights = powers / torch.where(total == 0, 1.0, total)
    return torch.einsum("...ij,...jd->...id", weights, v), weights


def causal_mask(length: int) -> Tensor:
    """Whether column ≤ row."""
    return torch.tensor([[column <= row for column in range(length)] for row in range(length)])


def padding_mask(ids: Tensor, pad_id: int = 0) -> Tensor:
    """Whether a position holds a word, as (n, 1, t)."""
    return torch.tensor([[[number != pad_id for number in row]] for row in ids.tolist()])


def part(weights: Weights, name: str) -> dict[str, Tensor]:
    """The weights of a submodule."""
    return {key[len(name) + 1 :]: value for key, value in weights.items() if key.startswith(f"{name}.")}


def linear(weights: Weights, x: Tensor) -> Tensor:
    """An ``nn.Linear`` with these weights."""
    return torch.einsum("oi,...i->...o", weights["weight"], x) + weights["bias"]


def multi_head_attention(
    weights: Weights, num_heads: int, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    """Return the output and the attention weights (n, heads, t_q, t_k)."""
    q, k, v = (linear(part(weights, name), x) for name, x in (("w_q", query), ("w_k", key), ("w_v", value)))
    size = q.shape[-1] // num_heads
    outs, maps = [], []
    for head in range(num_heads):
        columns = slice(head * size, (head + 1) * size)
        out, attended = attention(q[..., columns], k[..., columns], v[..., columns], mask)
        outs.append(out)
        maps.append(attended)
    return linear(part(weights, "w_o"), torch.cat(outs, dim=-1)), torch.stack(maps, dim=1)


def layer_norm(x: Tensor, gamma: Tensor, beta: Tensor, eps: float = 1e-5) -> Tensor:
    """The mean and the variance as matrix products with constant columns."""
    d = x.shape[-1]
    average = torch.full((d, d), 1 / d, dtype=x.dtype)
    centred = x - x @ average
    return centred * ((centred * centred) @ average + eps) ** -0.5 * gamma + beta


def add_norm(weights: Weights, x: Tensor, y: Tensor) -> Tensor:
    """Residual connection, then layer norm."""
    return layer_norm(x + y, weights["gamma"], weights["beta"])


def feed_forward(weights: Weights, x: Tensor) -> Tensor:
    """Linear, ReLU, linear."""
    hidden = linear(part(weights, "inner"), x)
    return linear(part(weights, "outer"), hidden * (hidden > 0))


def encoder_layer(weights: Weights, num_heads: int, x: Tensor, mask: Tensor | None = None) -> Tensor:
    """Self-attention and feed-forward network, each in a post-norm residual connection."""
    attended, _ = multi_head_attention(part(weights, "self_attention"), num_heads, x, x, x, mask)
    x = add_norm(part(weights, "norm1"), x, attended)
    return add_norm(part(weights, "norm2"), x, feed_forward(part(weights, "feed_forward"), x))


def decoder_layer(
    weights: Weights,
    num_heads: int,
    x: Tensor,
    memory: Tensor,
    tgt_mask: Tensor | None = None,
    memory_mask: Tensor | None = None,
) -> Tensor:
    """Causal self-attention, cross-attention and feed-forward network."""
    mask = causal_mask(x.shape[1])
    if tgt_mask is not None:
        mask = mask & tgt_mask
    attended, _ = multi_head_attention(part(weights, "self_attention"), num_heads, x, x, x, mask)
    x = add_norm(part(weights, "norm1"), x, attended)
    crossed, _ = multi_head_attention(
        part(weights, "cross_attention"), num_heads, x, memory, memory, memory_mask
    )
    x = add_norm(part(weights, "norm2"), x, crossed)
    return add_norm(part(weights, "norm3"), x, feed_forward(part(weights, "feed_forward"), x))


def attention_shapes(d_model: int) -> dict[str, tuple[int, ...]]:
    """Names and shapes of the parameters of multi-head attention."""
    shapes: dict[str, tuple[int, ...]] = {}
    for name in ("w_q", "w_k", "w_v", "w_o"):
        shapes |= {f"{name}.weight": (d_model, d_model), f"{name}.bias": (d_model,)}
    return shapes


def feed_forward_shapes(d_model: int, d_ff: int) -> dict[str, tuple[int, ...]]:
    """Names and shapes of the parameters of a feed-forward network."""
    return {
        "inner.weight": (d_ff, d_model),
        "inner.bias": (d_ff,),
        "outer.weight": (d_model, d_ff),
        "outer.bias": (d_model,),
    }


def layer_shapes(d_model: int, d_ff: int, *, decoder: bool) -> dict[str, tuple[int, ...]]:
    """Names and shapes of the parameters of an encoder or a decoder layer."""
    shapes: dict[str, tuple[int, ...]] = {}
    for name in ("self_attention", "cross_attention")[: 1 + decoder]:
        shapes |= {f"{name}.{key}": shape for key, shape in attention_shapes(d_model).items()}
    shapes |= {f"feed_forward.{key}": shape for key, shape in feed_forward_shapes(d_model, d_ff).items()}
    for number in range(1, 3 + decoder):
        shapes |= {f"norm{number}.gamma": (d_model,), f"norm{number}.beta": (d_model,)}
    return shapes


def transformer_shapes(
    src_vocab_size: int, tgt_vocab_size: int, d_model: int, d_ff: int, num_layers: int
) -> dict[str, tuple[int, ...]]:
    """Names and shapes of the parameters of a whole model."""
    shapes: dict[str, tuple[int, ...]] = {
        "src_embedding.weight": (src_vocab_size, d_model),
        "tgt_embedding.weight": (tgt_vocab_size, d_model),
        "output.weight": (tgt_vocab_size, d_model),
        "output.bias": (tgt_vocab_size,),
    }
    for side in ("encoder", "decoder"):
        layer = layer_shapes(d_model, d_ff, decoder=side == "decoder")
        for number in range(num_layers):
            shapes |= {f"{side}.{number}.{key}": shape for key, shape in layer.items()}
    return shapes


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
        with kit.unrecorded(student):
            arrived = student.vjp(self.handle, args, upstream)
        parameters = [arrived.parameters.get(self.names[name]) for name in self.weights]
        student.calls.append(Call("gradients", [arrived.result, arrived.inputs, parameters], {}))
        kit.tensor(arrived.result, tuple(upstream.shape))
        check_gradients([*arrived.inputs, *parameters], expected, [*labels, *self.names.values()])


def parameter_shapes(student: Any, handle: Any) -> dict[str, tuple[int, ...]]:
    """Names and shapes of what is trained; of the random values, the transcript keeps the shapes."""
    with kit.unrecorded(student):
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
    with kit.unrecorded(student):
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
    with kit.unrecorded(student):
        state = student.invoke(handle, "state_dict")
        out = student.invoke(handle, "__call__", *[x.float() for x in inputs])
    kit.mapping(state, tuple(names.values()), "state_dict")
    weights = {name: kit.tensor(state[own], name=own).detach().double() for name, own in names.items()}
    still = [name for name, value in weights.items() if value.dim() > 1 and not value.any()]
    kit.require(not still, f"{'、'.join(still)}的初值全是 0，这样学不起来")
    return weights, out


def feed_forward_names(found: Shapes, d_model: int, d_ff: int, prefix: str = "") -> dict[str, str]:
    """The two linear layers of a feed-forward network, found by their shapes."""
    inside = {name: shape for name, shape in found.items() if name.startswith(prefix)}
    names = {}
    for key, shape in feed_forward_shapes(d_model, d_ff).items():
        own = [name for name, other in inside.items() if other == shape]
        kit.require(
            len(own) == 1, "前馈网络里应当正好有两个带偏置的 nn.Linear，d_model 到 d_ff 和 d_ff 到 d_model"
        )
        names[f"{prefix}{key}"] = own[0]
    return names


def layer_names(found: Shapes, d_model: int, d_ff: int, *, decoder: bool, prefix: str = "") -> dict[str, str]:
    """The parameters of a layer under ``prefix``: all fixed by the lesson but those of the feed-forward network."""
    names = feed_forward_names(found, d_model, d_ff, f"{prefix}feed_forward.")
    for key, shape in layer_shapes(d_model, d_ff, decoder=decoder).items():
        name = f"{prefix}{key}"
        if not key.startswith("feed_forward."):
            kit.require(found.get(name) == shape, f"没有形状为 {shape} 的参数 {name}")
            names[name] = name
    return names


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
    return loaded(student, handle, layer_shapes(d_model, d_ff, decoder=decoder), rng, names)


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
        return transformer_shapes(self.src_words, self.tgt_words, self.d_model, self.d_ff, self.layers)

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
    with kit.unrecorded(student):
        arrived = student.vjp(handle, (src, tgt), torch.ones(1, 2, sizes.tgt_words))
    gradient = arrived.parameters.get(name)
    return gradient is not None and not gradient[: sizes.tgt_words - 2].any()


def recognised_model(student: Any, rng: np.random.Generator, sizes: Sizes = SIZES) -> Module:
    """A model in float64 with random weights whose logits the reference can compute."""
    handle = sizes.build(student)
    return loaded(student, handle, sizes.shapes(), rng, transformer_names(student, handle, sizes))
