"""What the hidden tests of two or more exercises of guide05_micrograd share: random expressions, and what they are worth.

The reference never walks back.  A :class:`Dual` carries its derivatives by all leaves along on the way forward, and the network
is matrices in NumPy.  ``tests/content/references`` compares both, and the answer key, with PyTorch's autograd.

An expression is a :data:`Program`: steps, each with the numbers of earlier nodes.  :func:`run` plays it with any set of
operations: on plain numbers, on duals, on the student's own.  Only instances have operators on this side of the wire, so it
calls the operations by name.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder import kit

OPERATIONS = ("add", "multiply", "negate", "power", "exp", "log", "tanh", "relu")
BINARY = ("add", "multiply")
EXPONENTS = (2, 3, 1, 0, -1, -2, 0.5, 1.5, 2.0)


@dataclass(frozen=True)
class Step:
    """One operation: its name, the numbers of its sources, and what else it is given."""

    name: str
    sources: tuple[int, ...]
    rest: tuple[float, ...] = ()


Program = list[Step]


@dataclass(frozen=True)
class Dual:
    """A number and its derivatives by all leaves."""

    value: float
    slopes: np.ndarray

    def through(self, value: float, slope: float) -> Dual:
        """What a function of this number is worth, given its value and its derivative here."""
        return Dual(value, slope * self.slopes)


NUMBERS: dict[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "multiply": lambda a, b: a * b,
    "negate": lambda x: -x,
    "power": lambda x, n: x**n,
    "exp": math.exp,
    "log": math.log,
    "tanh": math.tanh,
    "relu": lambda x: max(x, 0.0),
}


def _power(x: Dual, n: float) -> Dual:
    return x.through(x.value**n, n * x.value ** (n - 1) if n else 0.0)


DUALS: dict[str, Callable[..., Any]] = {
    "add": lambda a, b: Dual(a.value + b.value, a.slopes + b.slopes),
    "multiply": lambda a, b: Dual(a.value * b.value, a.value * b.slopes + b.value * a.slopes),
    "negate": lambda x: x.through(-x.value, -1.0),
    "power": _power,
    "exp": lambda x: x.through(math.exp(x.value), math.exp(x.value)),
    "log": lambda x: x.through(math.log(x.value), 1 / x.value),
    "tanh": lambda x: x.through(math.tanh(x.value), 4 / (math.exp(x.value) + math.exp(-x.value)) ** 2),
    "relu": lambda x: x.through(max(x.value, 0.0), float(x.value > 0)),
}


def operations(student: Any) -> dict[str, Callable[..., Any]]:
    """The student's own."""
    return {name: getattr(student, name) for name in OPERATIONS}


def run(program: Program, leaves: Sequence[Any], ops: Mapping[str, Callable[..., Any]]) -> list[Any]:
    """All nodes: the leaves, then the result of each step."""
    nodes = list(leaves)
    for step in program:
        nodes.append(ops[step.name](*(nodes[i] for i in step.sources), *step.rest))
    return nodes


def duals(program: Program, leaves: Sequence[float]) -> list[Dual]:
    """All nodes with their derivatives."""
    return run(program, [Dual(x, row) for x, row in zip(leaves, np.eye(len(leaves)))], DUALS)


def differences(program: Program, leaves: Sequence[float], eps: float = 1e-6) -> np.ndarray:
    """The derivatives of the last node by the leaves, by central differences."""
    moved = [
        [run(program, np.add(leaves, sign * row).tolist(), NUMBERS)[-1] for sign in (1, -1)]
        for row in eps * np.eye(len(leaves))
    ]
    return np.array([(high - low) / (2 * eps) for high, low in moved])


def random_leaves(rng: np.random.Generator, count: int) -> list[float]:
    """Numbers apart from zero, of both signs."""
    return (rng.uniform(0.3, 1.7, size=count) * rng.choice([-1, 1], size=count)).tolist()


def random_program(
    rng: np.random.Generator, leaves: Sequence[float], names: Sequence[str], length: int
) -> Program:
    """An expression of these operations in which nodes are shared and used twice; no kink is near."""
    values = list(leaves)
    program: Program = []
    while len(program) < length:
        name = str(rng.choice(names))
        # Mostly the newest nodes, so that it becomes deep and the last one rests on most of them.
        newest = max(0, len(values) - 3)
        sources = tuple(
            int(rng.integers(newest if rng.random() < 0.7 else 0, len(values)))
            for _ in range(2 if name in BINARY else 1)
        )
        rest = (EXPONENTS[rng.integers(len(EXPONENTS))],) if name == "power" else ()
        value = _value(name, [values[i] for i in sources], rest)
        if value is not None:
            values.append(value)
            program.append(Step(name, sources, rest))
    return program


def _value(name: str, given: list[float], rest: tuple[float, ...]) -> float | None:
    """What a step gives; None where its derivative is missing or large."""
    x = given[0]
    if (
        (name == "log" and x < 0.2)
        or (name == "exp" and x > 2)
        or (name == "relu" and abs(x) < 0.05)
        or (name == "power" and (abs(x) < 0.2 or (x < 0 and not float(rest[0]).is_integer())))
    ):
        return None
    value = float(NUMBERS[name](*given, *rest))
    return value if abs(value) < 6 else None


def each(found: Any, wants: Sequence[float] | np.ndarray, name: str, **tolerance: float) -> None:
    """Compare a list of numbers, one by one."""
    for i, (got, want) in enumerate(zip(kit.sequence(found, len(wants), name), wants)):
        kit.close(got, want, name=f"{name}[{i}]", **tolerance)


def data(student: Any, thing: Any) -> float:
    """What the ``data`` of a node is."""
    return kit.scalar(student.data_of([thing])[0], "data")


def walk(student: Any, nodes: Sequence[Any], upstream: float) -> None:
    """Run the rules of these nodes, the last one first: they stand in the order in which they were computed."""
    student.pull(nodes[-1], upstream)
    for node in reversed(nodes[:-1]):
        student.pull(node)


def check_expression(
    student: Any, rng: np.random.Generator, names: Sequence[str], numbers: Sequence[float] = ()
) -> None:
    """Compare a random expression of these operations, of three leaves: every value, and the gradient of every leaf."""
    numbers = numbers or random_leaves(rng, 3)
    program = random_program(rng, numbers, names, 11)
    upstream = float(rng.uniform(0.5, 2))
    wants = duals(program, numbers)
    leaves = [student.Value(number) for number in numbers]
    nodes = run(program, leaves, operations(student))
    walk(student, nodes[3:], upstream)
    values, slopes = student.data_of(nodes), student.grads_of(leaves)
    each(values, [want.value for want in wants], "各结点的 data")
    each(slopes, upstream * wants[-1].slopes, "叶子的 grad")


# --- What every operation with one source promises; ``rest``: what else it is given. --------------------------------------


def check_value(student: Any, name: str, x: float, want: float, *rest: float) -> None:
    """Compare the value alone."""
    kit.close(data(student, getattr(student, name)(student.Value(x), *rest)), want, name="out.data")


def check_gradient(student: Any, name: str, x: float, upstream: float, slope: float, *rest: float) -> None:
    """Compare what one run of the rule gives a fresh leaf."""
    node = student.Value(x)
    student.pull(getattr(student, name)(node, *rest), upstream)
    kit.close(node.grad, slope * upstream, name="x.grad")


def check_adding(student: Any, name: str, x: float, slope: float, *rest: float) -> None:
    """Compare what one run of the rule gives a leaf that has a gradient already; upstream is one."""
    node = student.Value(x)
    node.grad = 0.75
    student.pull(getattr(student, name)(node, *rest), 1.0)
    kit.close(node.grad, 0.75 + slope, name="x.grad")


def check_twice(student: Any, name: str, x: float, upstream: float, slope: float, *rest: float) -> None:
    """Compare what two runs of the rule give, with another gradient each."""
    node = student.Value(x)
    out = getattr(student, name)(node, *rest)
    student.pull(out, upstream)
    student.pull(out, 1.0)
    kit.close(node.grad, slope * (upstream + 1), name="x.grad")


def check_parents(student: Any, name: str, sources: Sequence[Any], *rest: Any) -> None:
    """Fail unless the result names its sources, which are leaves made here, of unlike data."""
    wants = {float(student.attribute(source, "data")) for source in sources}
    out = getattr(student, name)(*sources, *rest)
    found = student.data_of(student.attribute(out, "parents"))
    kit.require(wants <= set(found), "parents 里应当有参与运算的每个 Value")


def check_patience(student: Any, name: str, sources: Sequence[Any], *rest: Any) -> None:
    """Fail unless calling an operation leaves its sources alone, its own gradient at zero, and a rule for later."""
    numbers = student.data_of(list(sources))
    for source in sources:
        source.grad = 0.5
    out = getattr(student, name)(*sources, *rest)
    kit.close(student.attribute(out, "grad"), 0.0, name="刚算好的结果的 grad")
    each(student.data_of(list(sources)), numbers, "来源的 data")
    each(student.grads_of(list(sources)), [0.5] * len(sources), "规则运行之前来源的 grad")
    for source in sources:
        kit.require(student.attribute(source, "rule") is None, "来源的 rule 应当仍是 None")
    kit.require(student.attribute(out, "rule") is not None, "结果应当有 rule")


# --- The network, as matrices. --------------------------------------------------------------------------------------------


def moons(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Two moons, with noise 0.1, labels +1 and -1."""
    y = np.where(np.arange(n) % 2, 1, -1)
    angle = rng.uniform(0, np.pi, size=n)
    x = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x[y > 0] = [1.0, 0.5] - x[y > 0]
    return x + 0.1 * rng.normal(size=(n, 2)), y


def shapes(n_inputs: int, sizes: Sequence[int]) -> list[tuple[int, int]]:
    """(neurons, inputs + 1) of each layer: one row for a neuron, its bias last."""
    return [(size, before + 1) for size, before in zip(sizes, [n_inputs, *sizes[:-1]])]


def split(theta: np.ndarray, n_inputs: int, sizes: Sequence[int]) -> list[np.ndarray]:
    """The parameters of a network, in the order of ``parameters()``, as one matrix for each layer."""
    matrices, start = [], 0
    for rows, columns in shapes(n_inputs, sizes):
        matrices.append(theta[start : start + rows * columns].reshape(rows, columns))
        start += rows * columns
    return matrices


def count(n_inputs: int, sizes: Sequence[int]) -> int:
    """How many parameters there are."""
    return sum(rows * columns for rows, columns in shapes(n_inputs, sizes))


def network(theta: np.ndarray, x: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
    """(n, d) to (n, outputs)."""
    *hidden, last = split(theta, x.shape[1], sizes)
    for matrix in hidden:
        x = np.tanh(with_ones(x) @ matrix.T)
    return with_ones(x) @ last.T


def with_ones(x: np.ndarray) -> np.ndarray:
    """With a last column of ones, which the biases multiply."""
    return np.hstack([x, np.ones((len(x), 1))])


def network_gradient(
    theta: np.ndarray, x: np.ndarray, sizes: Sequence[int], dout: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The gradients of sum(dout * outputs) by the parameters and by the inputs."""
    matrices = split(theta, x.shape[1], sizes)
    seen = [x]
    for matrix in matrices[:-1]:
        seen.append(np.tanh(with_ones(seen[-1]) @ matrix.T))
    found: list[np.ndarray] = []
    for matrix, given in zip(reversed(matrices), reversed(seen)):
        found.insert(0, (dout.T @ with_ones(given)).ravel())
        dout = (dout @ matrix)[:, :-1] * (1.0 if given is x else 1 - given**2)
    return np.concatenate(found), dout


def margin_loss(
    scores: np.ndarray, labels: np.ndarray, alpha: float, theta: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """The loss, and its gradients by the scores and by the parameters."""
    missing = 1 - labels * scores
    loss = np.where(missing > 0, missing, 0.0).mean() + alpha * theta @ theta
    return float(loss), -labels * (missing > 0) / len(scores), 2 * alpha * theta


def descend(
    theta: np.ndarray,
    sizes: Sequence[int],
    x: np.ndarray,
    y: np.ndarray,
    steps: int,
    lr: float,
    batch_size: int,
    rng: np.random.Generator,
) -> tuple[np.ndarray, list[float]]:
    """(parameters after training, losses)."""
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss, by_scores, by_theta = margin_loss(
            network(theta, x[chosen], sizes)[:, 0], y[chosen], 1e-4, theta
        )
        losses.append(loss)
        gradient = network_gradient(theta, x[chosen], sizes, by_scores[:, None])[0] + by_theta
        theta = theta - lr * (1 - 0.9 * k / steps) * gradient
    return theta, losses


def parameters(student: Any, model: Any, number: int) -> list[Any]:
    """The parameters of a model of the student's, checked to be so many."""
    return kit.sequence(student.invoke(model, "parameters"), number, "parameters()")
