"""What the hidden tests of two or more exercises of guide04_backpropagation share: helpers, and parts of the reference.

The reference computes in float64, another way than the lesson does: logarithms instead of tanh, ``einsum`` instead of ``@``,
recursion over the layers instead of objects that remember.  A network is a :data:`Plan` here, and what it gives is a function of
that alone.  ``tests/content/references`` compares everything with PyTorch's autograd.

Functions and live networks cannot cross the wire: the notebook's own helpers (``pick``, ``make_cubic``, ``set_params``, ``Faulty``
and the like) make them over there from numbers that are known here.

Expected values are computed before the call that they are compared with.  Where a test makes several calls it makes them all
before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from autograder import kit

# A layer is (w, b), or the name of an activation.
Plan = list[tuple[np.ndarray, np.ndarray] | str]

# What is built on earlier functions that may compute in float32; another formula differs by far more.
BUILT_RTOL, BUILT_ATOL = 1e-5, 1e-6
ACTIVATIONS = ("relu", "tanh", "sigmoid")


def sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + e^(-z)), through its logarithm."""
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=np.float64)))


def bce_with_logits(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Mean binary cross-entropy of scores, and its gradient."""
    z, sign = np.asarray(z, dtype=np.float64), np.where(np.asarray(y) > 0, 1.0, -1.0)
    return float(np.logaddexp(0.0, -sign * z).mean()), -sign * sigmoid(-sign * z) / z.size


def activate(name: str, x: np.ndarray) -> np.ndarray:
    """An activation."""
    return {"relu": lambda: np.where(x > 0, x, 0.0), "tanh": lambda: 2 * sigmoid(2 * x) - 1}.get(
        name, lambda: sigmoid(x)
    )()


def slope(name: str, x: np.ndarray) -> np.ndarray:
    """The derivative of an activation at its input."""
    if name == "relu":
        return np.where(x > 0, 1.0, 0.0)
    scale = 2.0 if name == "tanh" else 1.0
    return scale**2 * sigmoid(scale * x) * sigmoid(-scale * x)


def dense(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """``x @ w + b``."""
    return np.einsum("ni,io->no", x, w) + b[None, :]


def dense_gradients(
    x: np.ndarray, w: np.ndarray, dout: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(dx, dw, db) of a dense layer."""
    return np.einsum("no,io->ni", dout, w), np.einsum("ni,no->io", x, dout), np.einsum("no->o", dout)


def network(x: np.ndarray, plan: Plan) -> np.ndarray:
    """The output of a network."""
    for layer in plan:
        x = activate(layer, x) if isinstance(layer, str) else dense(x, *layer)
    return x


def network_gradients(x: np.ndarray, plan: Plan, dout: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
    """(dx, [dw, db, …] of the layers in order), first layer outside."""
    if not plan:
        return dout, []
    layer, rest = plan[0], plan[1:]
    if isinstance(layer, str):
        dx, later = network_gradients(activate(layer, x), rest, dout)
        return dx * slope(layer, x), later
    da, later = network_gradients(dense(x, *layer), rest, dout)
    dx, dw, db = dense_gradients(x, layer[0], da)
    return dx, [dw, db, *later]


def loss_of(plan: Plan, x: np.ndarray, y: np.ndarray) -> float:
    """The loss that the lesson trains with."""
    return bce_with_logits(network(x, plan)[:, 0], y)[0]


def loss_gradients(plan: Plan, x: np.ndarray, y: np.ndarray) -> list[np.ndarray]:
    """Its gradient by every parameter."""
    dz = bce_with_logits(network(x, plan)[:, 0], y)[1]
    return network_gradients(x, plan, dz[:, None])[1]


def random_plan(rng: np.random.Generator, sizes: list[int], name: str) -> Plan:
    """A network with random weights and, unlike a fresh one, random biases; no activation after the last layer."""
    plan: Plan = []
    for n_in, n_out in pairwise(sizes):
        plan += [(rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)), name]
    return plan[:-1]


def layers_of(student: Any, plan: Plan) -> list[Any]:
    """The layers of a plan as objects of the student's."""
    layers = []
    for layer in plan:
        if isinstance(layer, str):
            layers.append(student.Activation(layer))
        else:
            layers.append(student.Dense(*layer[0].shape, np.random.default_rng(0)))
            student.set_params(layers[-1], *layer)
    return layers


def both_labels(rng: np.random.Generator, n: int) -> np.ndarray:
    """Labels 0 and 1, at least one of each."""
    return rng.permutation((np.arange(n) % 3 > 0).astype(np.int64))


def part(student: Any, found: Any, position: int) -> Any:
    """One of the two results of the last call; the transcript keeps it alone."""
    chosen = kit.sequence(found, 2)[position]
    kit.record(student, chosen)
    return chosen


def built(actual: Any, expected: Any, name: str = "返回值") -> None:
    """Compare a result that rests on the student's own classes or functions, which may compute in float32."""
    scale = float(np.max(np.abs(expected), initial=1e-3))
    kit.close(actual, expected, rtol=BUILT_RTOL, atol=BUILT_ATOL * scale, name=name)
