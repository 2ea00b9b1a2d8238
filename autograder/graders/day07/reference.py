"""Expected values of day07, computed another way than the lesson does.

Everything is spelled out: attention as sums over the allowed keys, heads one after the other, masks and ids in
Python lists.  The operations are PyTorch's, so that autograd gives the expected gradients too;
``tests/graders`` compares them with PyTorch's own layers and with finite differences.

The weights of a module are a dict of tensors.  Its keys are those of the lesson's ``state_dict``, except that
a feed-forward network has ``inner`` and ``outer``, whatever they are called in a notebook.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

import torch
from torch import Tensor

SPECIALS = ("<pad>", "<unk>", "<bos>", "<eos>")
Weights = Mapping[str, Tensor]


def build_vocabulary(corpus: Iterable[str]) -> dict[str, int]:
    """Special words, then the others by first appearance."""
    words = [*SPECIALS, *(word for sentence in corpus for word in sentence.split())]
    return {word: number for number, word in enumerate(dict.fromkeys(words))}


def encode_words(sentence: str, vocabulary: Mapping[str, int]) -> Tensor:
    """Numbers of the words, 1 where there is none."""
    return torch.tensor([vocabulary.get(word, 1) for word in sentence.split()]).long()


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


def additive_attention_scores(q: Tensor, k: Tensor, w_q: Tensor, w_k: Tensor, v: Tensor) -> Tensor:
    """One pair of query and key after the other."""
    rows = [
        torch.stack(
            [(torch.tanh(q[..., i, :] @ w_q + k[..., j, :] @ w_k) * v).sum(-1) for j in range(k.shape[-2])],
            dim=-1,
        )
        for i in range(q.shape[-2])
    ]
    return torch.stack(rows, dim=-2)


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
