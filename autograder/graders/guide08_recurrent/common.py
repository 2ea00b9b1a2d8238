"""What the hidden tests of two or more exercises of guide08_recurrent share: references, and how the learner's networks are handled.

The lesson writes the LSTM out; here PyTorch's own layer in float64 gives values and gradients.  The two plain networks that
the notebook gives for checking are spelled out again, row by row in NumPy, so that losses and answers are computed without them.

Weights of the learner's modules are set from this side, in the order of their names; what depends on initial random numbers is
left out of the transcript, which diagnosis compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from autograder import kit

Arrays = dict[str, np.ndarray]
KEYS = ("wx", "wh", "b")


def normal(rng: np.random.Generator, *shape: int) -> Tensor:
    """Random numbers in float64."""
    return torch.tensor(rng.normal(size=shape))


def require_fact(student: Any, since: int, fact: bool, detail: str) -> None:
    """Fail unless ``fact``; it stands in the transcript for everything from number ``since`` on."""
    kit.record_since(student, since, fact)
    kit.require(fact, detail)


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


def gradients_arrive(student: Any, model: Any, args: tuple[Any, ...], upstream: Tensor, output: int) -> None:
    """Fail unless every parameter gets a gradient."""
    arrived = student.vjp(model, args, upstream, output)
    kit.require(len(arrived.parameters) > 0, "网络里没有参数")
    for name, gradient in arrived.parameters.items():
        if gradient is None or not bool(gradient.any()):
            kit.fail("no-gradient", f"{name} 没有梯度")


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
