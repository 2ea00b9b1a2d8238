"""Hidden tests of adam_step: what a weighted sum over all gradients so far gives.

The state stays with the student: what a test sees of it is a copy, and whether an old one can be used again.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import adam_moments, adam_update


def adam(student: Any, param: Any, grad: Any, state: Any, **options: float) -> tuple[Any, Any]:
    """Call the student's adam_step on copies: (param, state)."""
    param, grad = (np.copy(value) if np.ndim(value) else value for value in (param, grad))
    param, state = kit.sequence(student.adam_step(param, grad, state, **options), 2)
    return param, state


def adam_run(student: Any, param: Any, grads: list[Any], **options: float) -> list[Any]:
    """The student's parameters after each step, checked for shape as they are fed back."""
    state: Any = {}
    path = []
    for grad in grads:
        param, state = adam(student, param, grad, state, **options)
        param = (
            kit.array(param, np.shape(grad), name="param") if np.ndim(grad) else kit.scalar(param, "param")
        )
        path.append(param)
    return path


def adam_path(param: Any, grads: list[Any], lr: float = 0.01, **options: float) -> list[Any]:
    """What :func:`adam_run` should give."""
    path = []
    for t in range(1, len(grads) + 1):
        param = param + adam_update(grads[:t], lr, **options)
        path.append(param)
    return path


def check_path(actual: list[Any], expected: list[Any]) -> None:
    """Fail at the first step whose parameter differs."""
    for got, want in zip(actual, expected):
        kit.close(got, want, name="param", rtol=1e-6, atol=1e-7)


def slopes(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Gradients none of which is near 0: where the default eps is added does not show."""
    return rng.uniform(0.5, 2.0, shape) * rng.choice([-1.0, 1.0], shape)


@pytest.mark.exercise(core=True)
def test_adam_array(student, rng):
    """数组参数：连走几步，每一步都与带偏差修正的 Adam 一致。"""
    param, grads = rng.normal(size=(3, 5)), [slopes(rng, 3, 5) for _ in range(4)]
    want = adam_path(param, grads, lr=0.1)
    check_path(adam_run(student, param, grads, lr=0.1), want)


@pytest.mark.exercise(core=True)
def test_adam_scalar(student, rng):
    """参数是一个数时同样更新，返回的也是一个数。"""
    param, grads = float(rng.normal()), slopes(rng, 4).tolist()
    want = adam_path(param, grads, lr=0.1)
    check_path(adam_run(student, param, grads, lr=0.1), want)


@pytest.mark.exercise
def test_adam_first_step(student, rng):
    """第一步不论梯度大小，每个元素都朝梯度的反方向走 lr 那么远。"""
    param, grads = rng.normal(size=(2, 3)), [slopes(rng, 2, 3) * 10.0 ** rng.integers(0, 3, (2, 3))]
    want = adam_path(param, grads, lr=0.3)
    check_path(adam_run(student, param, grads, lr=0.3), want)


@pytest.mark.exercise
def test_adam_many_steps(student, rng):
    """走十几步，偏差修正随步数变化，仍然一致。"""
    param, grads = rng.normal(size=7), [slopes(rng, 7) for _ in range(13)]
    want = adam_path(param, grads)
    check_path(adam_run(student, param, grads), want)


# Without averages nothing is corrected: what is left is how the gradient, its root and eps are put together.
@pytest.mark.exercise
@pytest.mark.parametrize("eps", [1e-8, 0.3])
def test_adam_without_averages(student, rng, eps):
    """beta1 = beta2 = 0 时，一步是 lr·g / (|g| + eps)：eps 加在根号的外面。"""
    param, grads = rng.normal(size=(2, 3)), [slopes(rng, 2, 3)]
    options = {"lr": 0.5, "beta1": 0.0, "beta2": 0.0, "eps": eps}
    want = adam_path(param, grads, **options)
    check_path(adam_run(student, param, grads, **options), want)


@pytest.mark.exercise
def test_adam_large_eps(student, rng):
    """eps 加在修正之后的 v 的平方根上；eps 很大时看得出来。"""
    param, grads = rng.normal(size=(2, 3)), [slopes(rng, 2, 3)]
    want = adam_path(param, grads, lr=0.5, eps=0.3)
    check_path(adam_run(student, param, grads, lr=0.5, eps=0.3), want)


@pytest.mark.exercise
def test_adam_other_betas(student, rng):
    """beta1 和 beta2 由参数决定。"""
    param, grads = rng.normal(size=(2, 3)), [slopes(rng, 2, 3) for _ in range(5)]
    options = {"lr": 0.2, "beta1": 0.5, "beta2": 0.8}
    want = adam_path(param, grads, **options)
    check_path(adam_run(student, param, grads, **options), want)


@pytest.mark.exercise
def test_adam_zero_gradient(student, rng):
    """梯度为 0 时参数不动，不出现 0 除以 0。"""
    param, grads = rng.normal(size=5), [np.zeros(5)]
    check_path(adam_run(student, param, grads, lr=0.1), [param])


def states_after(student: Any, rng: np.random.Generator) -> tuple[list[np.ndarray], list[dict[str, Any]]]:
    """Three gradients, and what the state holds after each."""
    grads = [slopes(rng, 2, 3) for _ in range(3)]
    param, seen = rng.normal(size=(2, 3)), []
    state: Any = {}
    for grad in grads:
        param, state = adam(student, param, grad, state)
        seen.append(student.invoke(state, "copy"))
    return grads, seen


@pytest.mark.exercise
def test_adam_state_steps(student, rng):
    """state 的 "t" 是走过的步数，第一步之后为 1。"""
    _, seen = states_after(student, rng)
    for t, held in enumerate(seen, start=1):
        kit.close(kit.mapping(held, ("t",), "state")["t"], float(t), name='state["t"]')


@pytest.mark.exercise
def test_adam_state_averages(student, rng):
    """state 的 "m"、"v" 是修正之前的滑动平均，与参数同形状。"""
    grads, seen = states_after(student, rng)
    for t, held in enumerate(seen, start=1):
        kit.mapping(held, ("m", "v"), "state")
        kit.close(held["m"], adam_moments(grads[:t], 0.9, 1), rtol=1e-6, name='state["m"]')
        kit.close(held["v"], adam_moments(grads[:t], 0.999, 2), rtol=1e-6, name='state["v"]')


@pytest.mark.exercise
def test_adam_keeps_param_and_grad(student, rng):
    """传进去的 param 和 grad 在调用之后保持原样。"""
    param, grad = rng.normal(size=(3, 5)), rng.normal(size=(3, 5))
    before = param.copy(), grad.copy()
    _, state = kit.sequence(student.adam_step(param, grad, {}), 2)
    student.adam_step(param, grad, state)
    kit.unchanged(param, before[0], "param")
    kit.unchanged(grad, before[1], "grad")


@pytest.mark.exercise
def test_adam_keeps_state(student, rng):
    """传进去的 state 不变：同一个旧 state 用两次，结果相同，它自己的内容也没有变。"""
    param, grads = rng.normal(size=5), [slopes(rng, 5) for _ in range(2)]
    _, state = adam(student, param, grads[0], {}, lr=0.1)
    before = student.invoke(state, "copy")
    first, _ = adam(student, param, grads[1], state, lr=0.1)
    again, _ = adam(student, param, grads[1], state, lr=0.1)
    after = student.invoke(state, "copy")
    kit.close(again, kit.array(first, (5,), name="param"), name="同一个 state 第二次用的结果")
    kit.require(before.keys() == after.keys(), "调用之后 state 的键变了")
    for name in before.keys() & {"t", "m", "v"}:
        kit.close(after[name], before[name], name=f'state["{name}"]')


@pytest.mark.exercise
def test_adam_keeps_empty_state(student, rng):
    """传进去的空字典在调用之后仍然是空的。"""
    param, grad = rng.normal(size=5), rng.normal(size=5)
    _, state = adam(student, param, grad, {})
    student.invoke(state, "clear")
    adam(student, param, grad, state)
    after = student.invoke(state, "copy")
    kit.require(after == {}, "空字典里多出了东西")


@pytest.mark.exercise
def test_adam_two_parameters(student, rng):
    """两个参数各用各的 state，交替更新，互不影响。"""
    starts = rng.normal(size=3), float(rng.normal())
    grads = [slopes(rng, 3) for _ in range(3)], slopes(rng, 3).tolist()
    apart = [adam_run(student, start, own)[-1] for start, own in zip(starts, grads)]
    params: list[Any] = list(starts)
    states: list[Any] = [{}, {}]
    for pair in zip(*grads):
        for i, grad in enumerate(pair):
            params[i], states[i] = adam(student, params[i], grad, states[i])
    for together, alone in zip(params, apart):
        kit.close(together, alone, name="param")
