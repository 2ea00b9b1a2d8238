"""What the hidden tests of two or more exercises of guide05_tensor share: helpers, and parts of the reference.

An expression is a function of a namespace of operations and of its leaves, ``f(ops, *leaves)``; it is evaluated three times.
``ops`` is the student's code, and the leaves are Tensors over there; or :data:`TORCH`, which gives the expected gradients; or
:data:`NUMPY`, by which finite differences do, without any rule of anybody's.  All in float64.

Expected values are computed before the call that they are compared with, and a test makes all its calls before it compares
anything: what a failed test has seen is what diagnosis tells misconceptions apart by.  Data and gradients are looked at in tests
of their own, so that of two mistakes each can be named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import torch

from autograder import kit

Expression = Callable[..., Any]


def _axes(x: Any, axis: Any) -> Any:
    """An axis as PyTorch takes it."""
    return tuple(range(x.ndim)) if axis is None else axis


def _double(x: Any) -> Any:
    """A tensor; numbers and arrays as float64, where PyTorch would make float32 of a number."""
    return x if isinstance(x, torch.Tensor) else torch.tensor(np.asarray(x, dtype=np.float64))


TORCH = SimpleNamespace(
    add=lambda a, b: _double(a) + _double(b),
    multiply=lambda a, b: _double(a) * _double(b),
    exp=torch.exp,
    log=torch.log,
    relu=torch.relu,
    reshape=lambda x, shape: x.reshape(shape),
    matmul=lambda a, b: _double(a) @ _double(b),
    sum_=lambda x, axis=None, keepdims=False: x.sum(_axes(x, axis), keepdim=keepdims) if x.ndim else x,
    max_=lambda x, axis=None, keepdims=False: x.amax(_axes(x, axis), keepdim=keepdims) if x.ndim else x,
    permute=lambda x, axes: x.permute(tuple(axes)),
    take=lambda x, ids: x[torch.as_tensor(ids)],
    cross_entropy=lambda x, labels: torch.nn.functional.cross_entropy(x, torch.as_tensor(labels)),
)

NUMPY = SimpleNamespace(
    add=np.add,
    multiply=np.multiply,
    exp=np.exp,
    log=np.log,
    relu=lambda x: np.maximum(x, 0.0),
    reshape=np.reshape,
    matmul=np.matmul,
    sum_=lambda x, axis=None, keepdims=False: np.sum(x, axis=axis, keepdims=keepdims),
    max_=lambda x, axis=None, keepdims=False: np.max(x, axis=axis, keepdims=keepdims),
    permute=np.transpose,
    take=lambda x, ids: np.take(x, ids, axis=0),
    cross_entropy=lambda x, labels: np.mean(
        np.logaddexp.reduce(x, axis=1) - np.sum(x * (np.arange(x.shape[1]) == np.c_[labels]), axis=1)
    ),
)


def value(f: Expression, arrays: Sequence[np.ndarray]) -> np.ndarray:
    """What an expression is."""
    return np.asarray(f(NUMPY, *(np.asarray(a, dtype=np.float64) for a in arrays)), dtype=np.float64)


def gradients(f: Expression, arrays: Sequence[np.ndarray], upstream: np.ndarray) -> list[np.ndarray]:
    """The gradients of its leaves, by PyTorch."""
    leaves = [torch.tensor(np.array(a, dtype=np.float64), requires_grad=True) for a in arrays]
    found = torch.autograd.grad(f(TORCH, *leaves), leaves, torch.tensor(np.array(upstream)))
    return [grad.numpy() for grad in found]


def differences(
    f: Expression, arrays: Sequence[np.ndarray], upstream: np.ndarray, eps: float = 1e-5
) -> list[np.ndarray]:
    """The same by central differences: each entry of each leaf is moved both ways."""
    arrays = [np.array(a, dtype=np.float64) for a in arrays]
    found = []
    for array in arrays:
        gradient = np.zeros(array.shape)
        for position in np.ndindex(array.shape):
            kept, ends = array[position], []
            for step in (eps, -eps):
                array[position] = kept + step
                ends.append(np.sum(upstream * f(NUMPY, *arrays)))
            array[position] = kept
            gradient[position] = (ends[0] - ends[1]) / (2 * eps)
        found.append(gradient)
    return found


# Central differences with steps of 1e-5 are good to about 1e-9 here.
BY_DIFFERENCES = {"rtol": 1e-6, "atol": 1e-7}


def data(student: Any, out: Any) -> Any:
    """The numbers in a Tensor that the student's code returned."""
    return student.attribute(out, "data")


def same_data(student: Any, f: Expression, *arrays: np.ndarray) -> None:
    """Fail unless an expression has the right value; its leaves are Tensors."""
    want = value(f, arrays)
    out = f(student, *(student.Tensor(a) for a in arrays))
    kit.close(data(student, out), want, name="data")


def same_gradients(
    student: Any,
    rng: np.random.Generator,
    f: Expression,
    *arrays: np.ndarray,
    by: Callable[..., list[np.ndarray]] = gradients,
) -> None:
    """Fail unless an expression's leaves get the right gradients for a random upstream gradient."""
    upstream = rng.normal(size=value(f, arrays).shape)
    wants = by(f, arrays, upstream)
    leaves = [student.Tensor(a) for a in arrays]
    student.invoke(f(student, *leaves), "backward", upstream)
    found = [np.array(leaf.grad) for leaf in leaves]
    exactness = BY_DIFFERENCES if by is differences else {}
    for number, (got, want) in enumerate(zip(found, wants), start=1):
        kit.close(got, want, name="grad" if len(leaves) == 1 else f"第 {number} 个操作数的 grad", **exactness)


def nothing_changed(student: Any, rng: np.random.Generator, f: Expression, *arrays: np.ndarray) -> None:
    """Fail if the data of a leaf, or the gradient that a rule was given, is another one afterwards."""
    before = [a.copy() for a in arrays]
    upstream = rng.normal(size=value(f, arrays).shape)
    kept = upstream.copy()
    leaves = [student.Tensor(a) for a in arrays]
    out = f(student, *leaves)
    student.invoke(out, "backward", upstream)
    found = [np.array(leaf.data) for leaf in leaves]
    grad = student.attribute(out, "grad")
    for got, was in zip(found, before):
        kit.unchanged(got, was, "操作数的 data")
    kit.close(grad, kept, name="结果自己的 grad")


# Shapes that broadcast together; a result of any of them does too.
POOL = ((2, 3, 5), (3, 5), (5,), (1, 5), (3, 1), (2, 1, 5), (1, 1, 1), ())


def random_leaves(rng: np.random.Generator, count: int) -> list[np.ndarray]:
    """Arrays whose shapes broadcast together, the first one of the whole shape."""
    shapes = [POOL[0], *(POOL[i] for i in rng.integers(len(POOL), size=count - 1))]
    return [rng.uniform(-1.5, 1.5, size=shape) for shape in shapes]


def random_expression(rng: np.random.Generator, kinds: Sequence[str], steps: int = 6) -> Expression:
    """An expression put together at random: each step takes results of earlier ones, the same one twice too.

    ``kinds``: of add, multiply, relu, exp (of a small number), sum_, max_ (along one axis, which stays).
    """
    plan = [(kinds[int(rng.integers(len(kinds)))], *rng.random(3)) for _ in range(steps)]

    def f(ops: Any, *leaves: Any) -> Any:
        made = list(leaves)
        for kind, first, second, third in plan:
            a, b = made[int(first * len(made))], made[int(second * len(made))]
            if kind in ("add", "multiply"):
                made.append(getattr(ops, kind)(a, b))
            elif kind in ("sum_", "max_"):
                whole = ops.add(a, leaves[0])  # every axis is there
                made.append(getattr(ops, kind)(whole, axis=int(third * 3), keepdims=True))
            elif kind == "exp":
                made.append(ops.exp(ops.multiply(a, 0.1)))
            else:
                made.append(ops.relu(a))
        out = made[-1]
        for each in made[:-1]:  # so that every leaf and every step counts
            out = ops.add(out, each)
        return out

    return f


def addresses(student: Any, view: Any, shape: tuple[int, ...]) -> np.ndarray:
    """The addresses that a View of the student's reaches, in its shape."""
    found = np.empty(shape, dtype=np.int64)
    for position in np.ndindex(shape):
        address = kit.scalar(student.invoke(view, "index", *position), "index(…)")
        if not float(address).is_integer():
            kit.fail("value", "地址应当是整数")
        found[position] = int(address)
    return found


def reached(shape: tuple[int, ...], strides: tuple[int, ...], offset: int) -> np.ndarray:
    """The addresses of a view, as a sum of outer terms."""
    found = np.full(shape, offset, dtype=np.int64)
    for axis, (size, stride) in enumerate(zip(shape, strides)):
        found += (stride * np.arange(size)).reshape([-1 if i == axis else 1 for i in range(len(shape))])
    return found


def relabelled(view: np.ndarray, shape: tuple[int, ...]) -> tuple[int, ...] | None:
    """The strides by which ``shape`` reaches these addresses in row-major order, or None; found by trying all addresses."""
    wanted = view.reshape(shape)
    first = wanted[(0,) * len(shape)] if shape else wanted[()]
    strides = []
    for axis, size in enumerate(shape):
        step = tuple(int(i == axis) for i in range(len(shape)))
        strides.append(int(wanted[step] - first) if size > 1 else 0)
    return tuple(strides) if np.array_equal(reached(shape, tuple(strides), int(first)), wanted) else None


def graph(
    student: Any, plan: Sequence[tuple[str, str, str]], done: str = "", where: str = "name"
) -> dict[str, Any]:
    """Nodes of the student's by name: (name, kind, names of the sources); those named in ``done``, and all data, are realized.

    ``where``: the attribute that has the name; nodes that have it as their ``value`` look all alike when they are printed.
    """
    nodes: dict[str, Any] = {}
    for name, kind, sources in plan:
        nodes[name] = student.Node(
            kind,
            [nodes[each] for each in sources],
            realized=kind == "data" or name in done,
            **{where: name},
        )
    return nodes


def names(student: Any, found: Any, where: str = "name") -> list[str]:
    """The names of the nodes in a list that the student's code returned."""
    if not isinstance(found, (list, tuple)):
        kit.fail("type", "应当是列表")
    told = [student.attribute(node, where) for node in found]
    if not all(isinstance(name, str) for name in told):
        kit.fail("type", "列表里应当是 Node")
    return told


def random_plan(rng: np.random.Generator, size: int) -> list[tuple[str, str, str]]:
    """A graph: two arrays, then nodes of either kind, each with one or two sources among the five before it."""
    letters = "abcdefghijklmnopqrstuvwxyz"[:size]
    plan = [(letters[0], "data", ""), (letters[1], "data", "")]
    for i in range(2, size):
        kind = "elementwise" if rng.random() < 0.7 else "reduce"
        count = 1 + int(kind == "elementwise" and rng.random() < 0.5)
        low = max(0, i - 5)
        plan.append((letters[i], kind, "".join(letters[j] for j in rng.integers(low, i, size=count))))
    return plan
