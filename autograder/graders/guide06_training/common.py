"""What the hidden tests of two or more exercises of guide06_training share: references, and how the update rules are walked.

The lesson keeps running averages and closed formulas; here an average is a weighted sum over all gradients so far, and batch
normalisation and the smoothed cross-entropy are differentiated by PyTorch, so that a slip in one is not repeated in the other.
``tests/content/references`` compares everything with PyTorch's own optimizers and functions.

Expected values are computed before the call that they are compared with: a student's function may change its arguments, and must
not change what it is measured against.  Where a test makes several calls it makes them all before it compares anything: what a
failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder import kit

Arrays = dict[str, np.ndarray]
# (parameters at the start, gradients of every step, learning rate of every step, options) -> parameters after every step.
Rule = Callable[..., list[Arrays]]

# A few steps in float32 differ by less; another rule by far more.
RTOL, ATOL = 1e-5, 1e-6
# Two are alike: paired by their order, they would be mixed up and no shape would tell.
SHAPES = {"w": (3, 5), "b": (5,), "filters": (2, 1, 3), "v": (3, 5)}


def some_params(rng: np.random.Generator) -> Arrays:
    """Some arrays, none of which has entries near 0."""
    return {name: slopes(rng, *shape) for name, shape in SHAPES.items()}


def slopes(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Numbers none of which is near 0: where a small eps is added does not show."""
    return rng.uniform(0.5, 2.0, shape) * rng.choice([-1.0, 1.0], shape)


def some_grads(rng: np.random.Generator, steps: int) -> list[Arrays]:
    """Gradients of some steps, in another order than the parameters."""
    return [{name: slopes(rng, *SHAPES[name]) for name in reversed(SHAPES)} for _ in range(steps)]


def average(grads: Sequence[np.ndarray], beta: float, power: int = 1) -> np.ndarray:
    """Running average of ``grads ** power`` that starts at 0, as a sum over the whole history."""
    last = len(grads) - 1
    return np.sum([(1 - beta) * beta ** (last - i) * g**power for i, g in enumerate(grads)], axis=0)


def nesterov(
    params: Arrays, grads: list[Arrays], rates: Sequence[float], momentum: float = 0.9
) -> list[Arrays]:
    """Parameters after every step of Nesterov's momentum."""

    def move(seen: list[np.ndarray], _: np.ndarray) -> np.ndarray:
        last = len(seen) - 1
        weights = [momentum ** (last - i + 1) for i in range(last)] + [1 + momentum]
        return np.sum([weight * g for weight, g in zip(weights, seen)], axis=0)

    return _walk(params, grads, rates, move)


def rmsprop(
    params: Arrays, grads: list[Arrays], rates: Sequence[float], rho: float = 0.9, eps: float = 1e-8
) -> list[Arrays]:
    """Parameters after every step of RMSprop."""
    return _walk(params, grads, rates, lambda seen, _: seen[-1] / (np.sqrt(average(seen, rho, 2)) + eps))


def adamw(
    params: Arrays,
    grads: list[Arrays],
    rates: Sequence[float],
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    decay: float = 0.01,
) -> list[Arrays]:
    """Parameters after every step of AdamW."""

    def move(seen: list[np.ndarray], w: np.ndarray) -> np.ndarray:
        mean = average(seen, beta1) / (1 - beta1 ** len(seen))
        square = average(seen, beta2, 2) / (1 - beta2 ** len(seen))
        return decay * w + mean / (np.sqrt(square) + eps)

    return _walk(params, grads, rates, move)


def _walk(
    params: Arrays,
    grads: list[Arrays],
    rates: Sequence[float],
    move: Callable[[list[np.ndarray], np.ndarray], np.ndarray],
) -> list[Arrays]:
    """Parameters after every step; ``move`` says from the gradients so far and the parameter how far a rate of 1 goes."""
    path = []
    for t, rate in enumerate(rates, start=1):
        params = {name: w - rate * move([g[name] for g in grads[:t]], w) for name, w in params.items()}
        path.append(params)
    return path


def take(
    student: Any, name: str, params: Arrays, grads: Arrays, state: Any, *args: Any, **options: Any
) -> Any:
    """One step of the student's on copies: (params, state); the parameters are a dict of arrays of the right shapes."""
    given = {key: np.copy(value) for key, value in params.items()}
    slope = {key: np.copy(value) for key, value in grads.items()}
    found = kit.sequence(getattr(student, name)(given, slope, state, *args, **options), 2)
    new = kit.mapping(found[0], tuple(params), "params")
    kit.require(len(new) == len(params), "params 里多了别的名字")
    return {
        key: kit.array(new[key], np.shape(value), name=f"params[{key!r}]") for key, value in params.items()
    }, found[1]


def check_walk(
    student: Any,
    name: str,
    rule: Rule,
    params: Arrays,
    grads: list[Arrays],
    rates: Sequence[float],
    **options: float,
) -> None:
    """Fail unless the student's parameters are those of the rule after every step."""
    wants = rule(params, grads, rates, **options)
    path: list[Arrays] = [params]
    state: dict[str, Any] = {}
    for slope, rate in zip(grads, rates):
        new, state = take(student, name, path[-1], slope, state, rate, **options)
        path.append(new)
    for got, want in zip(path[1:], wants):
        for key in params:
            kit.close(got[key], want[key], rtol=RTOL, atol=ATOL, name=f"params[{key!r}]")


def check_one_array(
    student: Any, name: str, rule: Rule, rng: np.random.Generator, steps: int, **options: float
) -> None:
    """The same for a single array: of two mistakes, one that needs several arrays to show stays hidden."""
    params, grads = {"w": slopes(rng, 3, 5)}, [{"w": slopes(rng, 3, 5)} for _ in range(steps)]
    check_walk(student, name, rule, params, grads, [0.1] * steps, **options)


def check_layouts(student: Any, name: str, rule: Rule, rng: np.random.Generator) -> None:
    """Arrays that are not contiguous in memory: here the copies of :func:`take` would undo that."""
    w, g = slopes(rng, 3, 5), slopes(rng, 3, 5)
    want = rule({"w": w}, [{"w": g}], [0.1])[0]["w"]
    found = [
        kit.sequence(getattr(student, name)({"w": a}, {"w": b}, {}, 0.1), 2)[0]
        for a, b in zip(kit.layouts(w), kit.layouts(g))
    ]
    for new in found:
        kit.close(kit.mapping(new, ("w",), "params")["w"], want, rtol=RTOL, atol=ATOL, name='params["w"]')


def check_keeps_arrays(student: Any, name: str, rng: np.random.Generator) -> None:
    """Fail if the parameters or the gradients that were passed in differ afterwards."""
    params, (first, second) = some_params(rng), some_grads(rng, 2)
    before = {key: value.copy() for key, value in params.items()}
    slope_before = [{key: value.copy() for key, value in g.items()} for g in (first, second)]
    _, state = kit.sequence(getattr(student, name)(params, first, {}, 0.1), 2)
    getattr(student, name)(params, second, state, 0.1)
    kit.record(
        student, None, [_same(params, before), _same(first, slope_before[0]), _same(second, slope_before[1])]
    )
    kit.unchanged(params, before, "params")
    kit.unchanged([first, second], slope_before, "grads")


def _same(now: Arrays, before: Arrays) -> bool:
    return now.keys() == before.keys() and all(np.array_equal(now[key], before[key]) for key in before)


def check_keeps_state(student: Any, name: str, rng: np.random.Generator) -> None:
    """Fail unless one and the same state gives the same step twice, and an empty one stays empty."""
    params, (first, second) = some_params(rng), some_grads(rng, 2)
    empty: dict[str, Any] = {}
    _, state = take(student, name, params, first, empty, 0.1)
    once, _ = take(student, name, params, second, state, 0.1)
    again, _ = take(student, name, params, second, state, 0.1)
    alike = all(np.allclose(again[key], once[key], rtol=1e-9) for key in params)
    # Whatever the numbers are: only whether they are the same twice is looked at here.
    kit.record(student, None, None, [alike, not empty])
    kit.require(alike, "同一个 state 第二次用，结果不同：它在第一次调用里被改动了")
    kit.require(not empty, "传进来的空字典里多了东西")


def check_uses_rng(
    student: Any, rng: np.random.Generator, draw: Callable[[np.random.Generator], np.ndarray]
) -> None:
    """Fail unless what ``draw`` returns depends on the generator that it is given, and on nothing else."""
    seed, since = kit.seed_of(rng), len(student.calls)
    first, again, other = (np.asarray(draw(np.random.default_rng(s))) for s in (seed, seed, seed + 1))
    same, different = bool(np.array_equal(first, again)), not np.array_equal(first, other)
    kit.record_since(student, since, [same, different])
    kit.require(same, "种子相同，结果应当相同")
    kit.require(different, "种子不同，结果应当不同")
