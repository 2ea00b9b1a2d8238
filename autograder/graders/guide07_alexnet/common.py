"""What the hidden tests of two or more exercises of guide07_alexnet share.

References compute in float64 and channel by channel or picture by picture, where the lesson works on whole tensors;
``tests/content/references`` compares them with PyTorch's own layers.  Expected values are computed before the call that they are
compared with.  What is random, or depends on initial weights, is recorded in the transcript by the fact that the test looks at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor

from autograder import kit


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> Tensor:
    """Normal numbers in float64."""
    return torch.tensor(rng.normal(scale=scale, size=shape))


def turned(x: Tensor) -> Tensor:
    """The same numbers with the last two axes the other way round in memory."""
    return x.mT.contiguous().mT


def unchanged(now: Tensor, before: Tensor, name: str) -> None:
    """Fail if a tensor differs from its copy."""
    kit.unchanged(now.numpy(), before.numpy(), name)


def keeps_dtype(result: Any, dtype: torch.dtype) -> None:
    """Fail unless ``result`` is a tensor of this type."""
    kit.require(kit.tensor(result).dtype is dtype, f"返回值的 dtype 应当是 {dtype}")


def local_response_norm(
    x: Tensor, size: int = 5, alpha: float = 1e-4, beta: float = 0.75, k: float = 2.0
) -> Tensor:
    """As printed in the paper, channel by channel."""
    half, outs = size // 2, []
    for i in range(x.shape[1]):
        near = x[:, max(0, i - half) : i + half + 1]
        outs.append(x[:, i] * (k + alpha * (near * near).sum(dim=1)) ** -beta)
    return torch.stack(outs, dim=1)


def check_uses_rng(
    student: Any, rng: np.random.Generator, draw: Callable[[np.random.Generator], Tensor]
) -> None:
    """Fail unless what ``draw`` returns depends on the generator that it is given, and on nothing else."""
    seed, since = kit.seed_of(rng), len(student.calls)
    first, again, other = (kit.tensor(draw(np.random.default_rng(s))) for s in (seed, seed, seed + 1))
    same, different = bool(torch.equal(first, again)), not torch.equal(first, other)
    kit.record_since(student, since, [same, different])
    kit.require(same, "种子相同，结果应当相同")
    kit.require(different, "种子不同，结果应当不同")
