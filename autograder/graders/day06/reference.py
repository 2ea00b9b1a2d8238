"""Expected values of day06 in float64, by PyTorch's own recurrent cells and by autograd.

The lesson writes cells and back-propagation through time by hand in NumPy; here ``torch.nn`` computes the cells
and autograd the gradients, so that a slip in one is not repeated in the other.  ``tests/graders`` compares the
reference with formulas written out number by number and with central differences.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch.nn import functional as F

from autograder.checking.remembered import remembered

Params = dict[str, np.ndarray]
LARGEST_NORM = 5.0


def build_vocabulary(texts: Iterable[str]) -> dict[str, int]:
    """Characters by first appearance, from 2."""
    return {character: number for number, character in enumerate(dict.fromkeys("".join(texts)), start=2)}


def encode(texts: list[str], vocabulary: dict[str, int], length: int) -> np.ndarray:
    """Ids padded on the right with 0 or cut; 1 for unknown characters."""
    rows = [([vocabulary.get(character, 1) for character in text] + [0] * length)[:length] for text in texts]
    return np.array(rows, dtype=np.int64).reshape(len(texts), length)


def tensor(array: np.ndarray) -> torch.Tensor:
    """A float64 leaf that owns its memory and wants a gradient."""
    return torch.tensor(np.asarray(array, dtype=np.float64), requires_grad=True)


def _cell(kind: type[torch.nn.Module], d: int, hidden: int, params: Params) -> torch.nn.Module:
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


def rnn_cell(x_t: np.ndarray, h: np.ndarray, params: Params) -> np.ndarray:
    """One step of ``torch.nn.RNNCell``."""
    cell = _cell(torch.nn.RNNCell, x_t.shape[1], h.shape[1], params)
    return cell(tensor(x_t), tensor(h)).detach().numpy()


def lstm_cell(x_t: np.ndarray, h: np.ndarray, c: np.ndarray, params: Params) -> tuple[np.ndarray, np.ndarray]:
    """One step of ``torch.nn.LSTMCell``: (h, c)."""
    cell = _cell(torch.nn.LSTMCell, x_t.shape[1], h.shape[1], params)
    h_next, c_next = cell(tensor(x_t), (tensor(h), tensor(c)))
    return h_next.detach().numpy(), c_next.detach().numpy()


def gru_cell(x_t: np.ndarray, h: np.ndarray, params: Params) -> np.ndarray:
    """One step of ``torch.nn.GRUCell``."""
    cell = _cell(torch.nn.GRUCell, x_t.shape[1], h.shape[1], params)
    return cell(tensor(x_t), tensor(h)).detach().numpy()


def _unroll(x: torch.Tensor, h: torch.Tensor, params: dict[str, torch.Tensor]) -> torch.Tensor:
    """All states (n, t, hidden) after ``h``."""
    states = []
    for x_t in x.unbind(dim=1):
        h = torch.tanh(torch.einsum("nd,dh->nh", x_t, params["wx"]) + h @ params["wh"] + params["b"])
        states.append(h)
    return torch.stack(states, dim=1)


def rnn(x: np.ndarray, h0: np.ndarray, params: Params) -> np.ndarray:
    """All states (n, t, hidden), without ``h0``."""
    leaves = {key: tensor(params[key]) for key in ("wx", "wh", "b")}
    return _unroll(tensor(x), tensor(h0), leaves).detach().numpy()


def rnn_gradients(
    x: np.ndarray, h0: np.ndarray, params: Params, dhs: np.ndarray
) -> tuple[np.ndarray, np.ndarray, Params]:
    """Gradients of ``sum(dhs · hs)`` by x, h0 and the parameters."""
    leaves = {key: tensor(params[key]) for key in ("wx", "wh", "b")}
    x_leaf, h_leaf = tensor(x), tensor(h0)
    value = (_unroll(x_leaf, h_leaf, leaves) * torch.tensor(dhs)).sum()
    slopes = torch.autograd.grad(value, [x_leaf, h_leaf, *leaves.values()])
    dx, dh0, *rest = (slope.numpy() for slope in slopes)
    return dx, dh0, dict(zip(leaves, rest))


def norm(grads: Params) -> float:
    """Euclidean norm of all arrays together."""
    return float(np.linalg.norm(np.concatenate([np.ravel(grad) for grad in grads.values()])))


def last_valid(hs: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The state after the last real character of each row."""
    return np.stack([row[length - 1] for row, length in zip(hs, lengths)])


def _logits(x: np.ndarray, lengths: np.ndarray, params: dict[str, torch.Tensor]) -> torch.Tensor:
    """Scores (n,), each sentence read by itself up to its length."""
    h0 = torch.zeros(1, params["wh"].shape[0], dtype=torch.float64)
    scores = []
    for ids, length in zip(x, lengths):
        hs = _unroll(params["embedding"][torch.tensor(ids[:length])][None], h0, params)
        scores.append((hs[0, -1] @ params["w_out"] + params["b_out"])[0])
    return torch.stack(scores)


@remembered
def scores(x: np.ndarray, lengths: np.ndarray, params: Params) -> np.ndarray:
    """Scores of sentences before the sigmoid."""
    return _logits(x, lengths, {key: tensor(value) for key, value in params.items()}).detach().numpy()


def loss(x: np.ndarray, lengths: np.ndarray, y: np.ndarray, params: Params) -> float:
    """Mean binary cross-entropy."""
    z = torch.tensor(scores(x, lengths, params))
    return float(F.binary_cross_entropy_with_logits(z, torch.tensor(y, dtype=torch.float64)))


@remembered
def train(
    x: np.ndarray,
    lengths: np.ndarray,
    y: np.ndarray,
    params: Params,
    batches: Iterable[np.ndarray],
    lr: float,
) -> tuple[Params, list[float]]:
    """Adam over batches of row numbers: new parameters, and the loss before each step."""
    # Written out: the first use of torch.optim imports for longer than a whole submission takes to grade.
    leaves = {key: tensor(value) for key, value in params.items()}
    mean = {key: torch.zeros_like(leaf) for key, leaf in leaves.items()}
    square = {key: torch.zeros_like(leaf) for key, leaf in leaves.items()}
    losses = []
    for step, rows in enumerate(batches, start=1):
        target = torch.tensor(y[rows], dtype=torch.float64)
        value = F.binary_cross_entropy_with_logits(_logits(x[rows], lengths[rows], leaves), target)
        slopes = dict(zip(leaves, torch.autograd.grad(value, list(leaves.values()))))
        total = torch.linalg.vector_norm(torch.cat([slope.flatten() for slope in slopes.values()]))
        shrink = min(1.0, LARGEST_NORM / float(total))
        with torch.no_grad():
            for key, slope in slopes.items():
                mean[key].lerp_(shrink * slope, 1 - 0.9)
                square[key].lerp_((shrink * slope).square(), 1 - 0.999)
                spread = (square[key] / (1 - 0.999**step)).sqrt()
                leaves[key] -= lr / (1 - 0.9**step) * mean[key] / (spread + 1e-8)
        losses.append(value.item())
    return {key: leaf.detach().numpy().copy() for key, leaf in leaves.items()}, losses
