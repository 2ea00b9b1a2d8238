"""What the hidden tests of two or more exercises of guide08_recurrent share: references, and how the learner's networks are handled.

The lesson writes the LSTM out; here PyTorch's own layer in float64 gives values and gradients.  The two plain networks that
the notebook gives for checking are spelled out again, row by row in NumPy, so that losses and answers are computed without them.

Weights of the learner's modules are set from this side, in the order of their names.  Which parts a network has is the learner's
choice, and its numbers depend on it: the transcript, which diagnosis compares, holds facts in their place (:func:`facts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from autograder import kit
from autograder.checking.student import Call

Arrays = dict[str, np.ndarray]
KEYS = ("wx", "wh", "b")


def normal(rng: np.random.Generator, *shape: int) -> Tensor:
    """Random numbers in float64."""
    return torch.tensor(rng.normal(size=shape))


def require_fact(student: Any, since: int, fact: bool, detail: str) -> None:
    """Fail unless ``fact``; it stands in the transcript for everything from number ``since`` on."""
    kit.record_since(student, since, fact)
    kit.require(fact, detail)


@contextmanager
def facts(student: Any) -> Iterator[list[Any]]:
    """Put the facts that the block appends into the transcript in place of its calls; errors of the student's code stay."""
    since = len(student.calls)
    told: list[Any] = []
    try:
        yield told
    finally:
        student.calls[since:] = [call for call in student.calls[since:] if call.error]
        student.calls.append(Call("facts", told, {}))


# --- LSTM ---------------------------------------------------------------------------------------


def lstm_setting(
    rng: np.random.Generator, n: int, t: int, d: int, size: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, Arrays]:
    """Random (x, h0, c0, params)."""
    params = {
        "wx": rng.normal(size=(d, 4 * size)),
        "wh": rng.normal(size=(size, 4 * size)) * size**-0.5,
        "b": rng.normal(size=4 * size),
    }
    return rng.normal(size=(n, t, d)), rng.normal(size=(n, size)), rng.normal(size=(n, size)), params


def lstm(
    x: np.ndarray,
    h0: np.ndarray,
    c0: np.ndarray,
    params: Arrays,
    upstream: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None,
) -> tuple[list[np.ndarray], Arrays]:
    """PyTorch's LSTM: ([hs, h, c], gradients of Σ upstream · (hs, h, c) by x, h0, c0 and the parameters)."""
    n, t, d = x.shape
    size = h0.shape[1]
    layer = nn.LSTM(d, size, batch_first=True).double()
    with torch.no_grad():
        own = dict(layer.named_parameters())
        for name, value in (("weight_ih_l0", params["wx"].T), ("weight_hh_l0", params["wh"].T)):
            own[name].copy_(torch.tensor(np.ascontiguousarray(value)))
        own["bias_ih_l0"].copy_(torch.tensor(np.ascontiguousarray(params["b"])))
        own["bias_hh_l0"].zero_()
    given = [torch.tensor(np.ascontiguousarray(a), requires_grad=True) for a in (x, h0, c0)]
    if t:
        hs, (h, c) = layer(given[0], (given[1][None], given[2][None]))
        outs = [hs, h[0], c[0]]
    else:
        outs = [torch.zeros(n, 0, size, dtype=torch.float64), given[1], given[2]]
    found: Arrays = {}
    if upstream is not None:
        total = sum(((out * torch.tensor(up)).sum() for out, up in zip(outs, upstream)), torch.tensor(0.0))
        leaves = [*given, own["weight_ih_l0"], own["weight_hh_l0"], own["bias_ih_l0"]]
        grads = torch.autograd.grad(total, leaves, allow_unused=True, materialize_grads=True)
        wx, wh = (g.numpy().T for g in grads[3:5])
        found = {"x": grads[0].numpy(), "h0": grads[1].numpy(), "c0": grads[2].numpy()}
        found |= {"wx": wx, "wh": wh, "b": grads[5].numpy()}
    return [out.detach().numpy() for out in outs], found


def walked(student: Any, given: tuple[np.ndarray, np.ndarray, np.ndarray, Arrays]) -> list[Any]:
    """The student's [hs, h, c, cache], checked for structure."""
    hs, state, cache = kit.sequence(student.lstm_forward(*given), 3)
    return [hs, *kit.sequence(state, 2, "最后的状态"), cache]


def compare(found: Sequence[Any], wants: Sequence[np.ndarray], names: Sequence[str]) -> None:
    """Fail unless each array is close to what is wanted."""
    for got, want, name in zip(found, wants, names):
        kit.close(got, want, rtol=1e-6, atol=1e-8, name=name)


# --- modules of the student's -------------------------------------------------------------------


def steady(student: Any, model: Any, seed: int, scale: float = 1.0) -> Any:
    """Turn a module to float64 and set its weights, drawn in the order of their names."""
    since, rng = len(student.calls), np.random.default_rng(seed)
    state = kit.mapping(student.invoke(model, "state_dict"), (), "state_dict")
    kit.require(bool(state), "网络里没有参数")
    weights = {name: scale * normal(rng, *kit.tensor(state[name], name=name).shape) for name in sorted(state)}
    student.invoke(model, "double")
    student.invoke(model, "load_state_dict", weights)
    del student.calls[since:]
    return model


def parameter_count(student: Any, model: Any) -> int:
    """How many numbers are trained."""
    since = len(student.calls)
    found = student.invoke(model, "parameters")
    del student.calls[since:]
    return sum(int(np.prod(tuple(p.shape))) for p in found)


def shaped(told: list[Any], found: Any, shape: tuple[int, ...], name: str) -> Tensor:
    """A tensor of floats, checked for type and shape; what it is instead is a fact."""
    if not isinstance(found, Tensor):
        told.append(type(found).__name__)
    elif tuple(found.shape) != shape:
        told.append([name, tuple(found.shape)])
    return kit.tensor(found, shape, "f", name).detach()


def equal(told: list[Any], found: Tensor, want: Tensor, name: str) -> None:
    """Fail unless two answers agree; whether they do is a fact."""
    told.append([name, bool(torch.allclose(found, want, rtol=1e-6, atol=1e-8))])
    kit.close(found, want, rtol=1e-6, atol=1e-8, name=name)


def moved(one: Tensor, two: Tensor) -> list[Any]:
    """Where two answers differ, the last axis taken together."""
    return ((one - two).abs().amax(-1) > 1e-9).tolist()


def unlike_probabilities(told: list[Any], scores: Tensor) -> None:
    """Fail if the scores went through softmax or its logarithm."""
    sums, logs = scores.sum(-1), scores.logsumexp(-1)
    told += [bool(torch.allclose(sums, torch.ones_like(sums), atol=1e-3))]
    told += [bool(torch.allclose(logs, torch.zeros_like(logs), atol=1e-3))]
    kit.require(not told[-2], "每行的和是 1，像是概率")
    kit.require(not told[-1], "像是对数概率")


def gradients_arrive(
    student: Any, told: list[Any], model: Any, args: tuple[Any, ...], upstream: Tensor, output: int | None
) -> list[Tensor | None]:
    """Fail unless every parameter gets a gradient; give those of the inputs."""
    arrived = student.vjp(model, args, upstream, output)
    kit.require(len(arrived.parameters) > 0, "网络里没有参数")
    got = {name: g is not None and bool(g.any()) for name, g in arrived.parameters.items()}
    inputs = [g is not None and bool(g.any()) for g in arrived.inputs]
    told.append(["all" if all(got.values()) else "some" if any(got.values()) else "none", inputs])
    for name, good in got.items():
        if not good:
            kit.fail("no-gradient", f"{name} 没有梯度")
    return list(arrived.inputs)


def sizes_matter(student: Any, told: list[Any], models: Sequence[Any]) -> None:
    """Fail unless the second model, which is wider, and the third, with more ids, have more parameters than the first."""
    base, wide, many = (parameter_count(student, model) for model in models)
    told += [wide > base, many > base]
    kit.require(wide > base and many > base, "参数的个数与大小不符")


# --- the plain networks that the notebook gives -------------------------------------------------

Tables = tuple[np.ndarray, np.ndarray, np.ndarray]


def plain_tables(rng: np.random.Generator, words: int = 7, size: int = 3, kinds: int = 9) -> Tables:
    """(table of the encoder, table of the decoder, weight of the decoder)."""
    return rng.normal(size=(kinds, size)), rng.normal(size=(words, size)), rng.normal(size=(size, words))


def plain_networks(student: Any, tables: Tables) -> tuple[Any, Any]:
    """The student's side of them."""
    source, inner, outer = (torch.tensor(table) for table in tables)
    return student.PlainEncoder(source), student.PlainDecoder(inner, outer)


def summed_up(table: np.ndarray, ids: Sequence[int]) -> np.ndarray:
    """The state after reading a row."""
    state = np.zeros(table.shape[1])
    for number in ids:
        state = 0.5 * state + table[number]
    return state


def sources(rng: np.random.Generator, n: int, longest: int, kinds: int = 9) -> tuple[Tensor, Tensor]:
    """Padded random rows and their lengths; one row is full, one is short."""
    lengths = rng.integers(1, longest + 1, n)
    lengths[0], lengths[-1] = longest, 1
    ids = rng.integers(3, kinds, (n, longest))
    ids[np.arange(longest) >= lengths[:, None]] = 0
    return torch.tensor(ids), torch.tensor(lengths)


def rows_of(source: Tensor, lengths: Tensor) -> list[list[int]]:
    """The rows without padding."""
    return [row[:length] for row, length in zip(source.tolist(), lengths.tolist())]


def surprises(tables: Tables, source: Sequence[int], words: Sequence[int], bos: int) -> list[float]:
    """Cross-entropy of each word of one row, under teacher forcing."""
    state, losses = summed_up(tables[0], source), []
    for before, word in zip([bos, *words], words):
        state = 0.5 * state + tables[1][before]
        scores = state @ tables[2]
        peak = scores.max()
        losses.append(float(np.log(np.exp(scores - peak).sum()) + peak - scores[word]))
    return losses


def spoken(tables: Tables, source: Sequence[int], steps: int, bos: int, eos: int) -> list[int]:
    """What the decoder says to one row, up to ``eos``."""
    state, word = summed_up(tables[0], source), bos
    said: list[int] = []
    while len(said) < steps and (not said or said[-1] != eos):
        state = 0.5 * state + tables[1][word]
        word = int((state @ tables[2]).argmax())
        said.append(word)
    return said
