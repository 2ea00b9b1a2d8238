"""What the hidden tests of two or more exercises of guide12_frontier share.

Expected values are computed before the call that they are compared with, and where a test makes several calls it makes them all
before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from autograder import kit


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> Tensor:
    """Random numbers in float64."""
    return torch.tensor(rng.normal(scale=scale, size=shape))


def strided(x: Tensor) -> Tensor:
    """The same numbers as a view of a transposed copy."""
    return x.T.contiguous().T


def slope(value: Tensor, leaf: Tensor) -> Tensor:
    """The gradient of one number."""
    (found,) = torch.autograd.grad(value, leaf)
    return found


def no_gradient(found: Tensor | None, name: str) -> None:
    """Fail if a gradient arrived where none may."""
    kit.require(found is None or not bool(found.any()), f"{name}也得到了梯度")
