"""What the hidden tests of two or more exercises of day06 share: helpers, and parts of the reference.

The reference computes in float64, by PyTorch's own recurrent cells and by autograd.  The lesson writes cells and
back-propagation through time by hand in NumPy; here ``torch.nn`` computes the cells and autograd the gradients, so that a
slip in one is not repeated in the other.  ``tests/content/references`` compares the reference with formulas written out number by
number and with central differences.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import torch

from autograder import kit

Params = dict[str, np.ndarray]

# (n, t, d, hidden): one row, one step, one unit, and otherwise different primes.
SIZES = [(1, 5, 3, 7), (3, 1, 5, 2), (5, 7, 3, 1), (2, 11, 1, 3)]


def build_vocabulary(texts: Iterable[str]) -> dict[str, int]:
    """Characters by first appearance, from 2."""
    return {character: number for number, character in enumerate(dict.fromkeys("".join(texts)), start=2)}


def tensor(array: np.ndarray) -> torch.Tensor:
    """A float64 leaf that owns its memory and wants a gradient."""
    return torch.tensor(np.asarray(array, dtype=np.float64), requires_grad=True)


def torch_cell(kind: type[torch.nn.Module], d: int, hidden: int, params: Params) -> torch.nn.Module:
    """A PyTorch cell with these weights; our (in, out) matrices are the transposes of its own."""
    cell = kind(d, hidden, dtype=torch.float64)
    biases = {"bx": params["bx"], "bh": params["bh"]} if "bx" in params else {"bx": params["b"]}
    weights = {
        "weight_ih": params["wx"].T,
        "weight_hh": params["wh"].T,
        "bias_ih": biases["bx"],
        "bias_hh": biases.get("bh", np.zeros_like(biases["bx"])),
    }
    cell.load_state_dict({key: torch.tensor(np.array(value)) for key, value in weights.items()})
    return cell


def unroll(x: torch.Tensor, h: torch.Tensor, params: dict[str, torch.Tensor]) -> torch.Tensor:
    """All states (n, t, hidden) after ``h``."""
    states = []
    for x_t in x.unbind(dim=1):
        h = torch.tanh(torch.einsum("nd,dh->nh", x_t, params["wx"]) + h @ params["wh"] + params["b"])
        states.append(h)
    return torch.stack(states, dim=1)


def rnn(x: np.ndarray, h0: np.ndarray, params: Params) -> np.ndarray:
    """All states (n, t, hidden), without ``h0``."""
    leaves = {key: tensor(params[key]) for key in ("wx", "wh", "b")}
    return unroll(tensor(x), tensor(h0), leaves).detach().numpy()


def rnn_params(rng: np.random.Generator, d: int, hidden: int) -> Params:
    """Random weights and, unlike fresh ones, random biases."""
    return {
        "wx": rng.normal(scale=d**-0.5, size=(d, hidden)),
        "wh": rng.normal(scale=0.8 * hidden**-0.5, size=(hidden, hidden)),
        "b": rng.normal(scale=0.5, size=hidden),
    }


def gate_params(rng: np.random.Generator, d: int, hidden: int, gates: int) -> Params:
    """Random weights of an LSTM (4 gates, one bias) or a GRU (3 gates, two biases)."""
    biases = ("b",) if gates == 4 else ("bx", "bh")
    return {
        "wx": rng.normal(scale=0.7, size=(d, gates * hidden)),
        "wh": rng.normal(scale=0.7, size=(hidden, gates * hidden)),
        **{key: rng.normal(size=gates * hidden) for key in biases},
    }


def case(
    rng: np.random.Generator, n: int, t: int, d: int, hidden: int
) -> tuple[np.ndarray, np.ndarray, Params]:
    """A batch of sequences, an initial state other than 0, and parameters."""
    return rng.normal(size=(n, t, d)), rng.normal(size=(n, hidden)), rnn_params(rng, d, hidden)


def copied(arrays: Params) -> Params:
    """Copies of all arrays."""
    return {key: value.copy() for key, value in arrays.items()}


def close_by_parts(actual: Any, expected: np.ndarray, name: str = "返回值") -> None:
    """Compare a result that rests on the student's earlier functions, one of which may use float32."""
    kit.close(actual, expected, rtol=1e-5, atol=1e-5 * float(np.max(np.abs(expected), initial=0)), name=name)


def random_texts(rng: np.random.Generator, count: int) -> list[str]:
    """Texts over a few characters, so that many come again."""
    letters = list("春夏秋冬山水云雨风花月，。？ aB1")
    return ["".join(rng.choice(letters, size=int(rng.integers(1, 12)))) for _ in range(count)]
