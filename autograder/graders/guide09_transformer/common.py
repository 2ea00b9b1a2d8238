"""What the hidden tests of two or more exercises of guide09_transformer share.

Expected values are computed before the call that they are compared with, and where a test makes several calls it makes them all
before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor

PAD, UNK, BOS, EOS = range(4)
Sentences = list[list[Any]]


def attention(
    q: np.ndarray, k: np.ndarray, v: np.ndarray, mask: np.ndarray | None = None
) -> tuple[Tensor, list[Tensor]]:
    """Attention by PyTorch, exponentials over their sum: (out, leaves) in float64 with a graph."""
    leaves = [
        torch.tensor(np.ascontiguousarray(a), dtype=torch.float64, requires_grad=True) for a in (q, k, v)
    ]
    scores = torch.einsum("...id,...jd->...ij", leaves[0], leaves[1]) * q.shape[-1] ** -0.5
    allowed = torch.ones_like(scores, dtype=torch.bool)
    if mask is not None:
        allowed = allowed & torch.tensor(np.ascontiguousarray(mask))
    peak = torch.where(allowed, scores.detach(), -torch.inf).amax(-1, keepdim=True)
    powers = torch.where(allowed, scores - torch.where(allowed, peak, 0.0), -torch.inf).exp()
    total = powers.sum(-1, keepdim=True)
    weights = powers / torch.where(total == 0, 1.0, total)
    return torch.einsum("...ij,...je->...ie", weights, leaves[2]), leaves


def some_mask(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """A random mask that leaves something to attend to in each row."""
    mask = rng.random(shape) < 0.5
    np.put_along_axis(mask, rng.integers(shape[-1], size=(*shape[:-1], 1)), True, axis=-1)
    return mask


def bleu_score(candidates: Sentences, references: Sentences) -> float:
    """Corpus BLEU-4, 0 to 100: hits are found by crossing out, everything is summed before it is divided."""
    product = 1.0
    for n in (1, 2, 3, 4):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            left = [reference[i : i + n] for i in range(len(reference) - n + 1)]
            for i in range(len(candidate) - n + 1):
                total += 1
                if candidate[i : i + n] in left:
                    left.remove(candidate[i : i + n])
                    hits += 1
        if not hits:
            return 0.0
        product *= hits / total
    c, r = sum(map(len, candidates)), sum(map(len, references))
    return float(100 * product**0.25 * np.exp(min(0.0, 1 - r / c)))
