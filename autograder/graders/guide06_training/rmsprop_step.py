"""Hidden tests of rmsprop_step: the parameters after every step, as weighted sums over all gradients so far."""

from __future__ import annotations

import numpy as np
import pytest

from common import (
    check_keeps_arrays,
    check_keeps_state,
    check_layouts,
    check_one_array,
    check_walk,
    rmsprop,
    slopes,
    some_grads,
    some_params,
)

NAME, RULE = "rmsprop_step", rmsprop


@pytest.mark.exercise(core=True)
def test_rmsprop_first_step(student, rng):
    """从空的 state 出发的第一步。"""
    check_one_array(student, NAME, RULE, rng, 1)


@pytest.mark.exercise(core=True)
def test_rmsprop_steps(student, rng):
    """连走几步，state 一步一步传下去，每一步之后的参数都对。"""
    check_one_array(student, NAME, RULE, rng, 5)


@pytest.mark.exercise(core=True)
def test_rmsprop_arrays(student, rng):
    """几个不同形状的数组一起走，每个用自己的梯度，各记各的；两个字典里的次序可以不同。"""
    check_walk(student, NAME, RULE, some_params(rng), some_grads(rng, 3), [0.1] * 3)


@pytest.mark.exercise
def test_rmsprop_same_order(student, rng):
    """几个同样形状的数组，两个字典的次序相同，也各走各的。"""
    params = {name: slopes(rng, 4) for name in "abc"}
    grads = [{name: slopes(rng, 4) for name in "abc"} for _ in range(3)]
    check_walk(student, NAME, RULE, params, grads, [0.1] * 3)


@pytest.mark.exercise
def test_rmsprop_changing_rate(student, rng):
    """学习率每一步都可以不同。"""
    params, grads = {"w": slopes(rng, 3, 5)}, [{"w": slopes(rng, 3, 5)} for _ in range(4)]
    check_walk(student, NAME, RULE, params, grads, [0.1, 0.4, 0.02, 0.2])


@pytest.mark.exercise
@pytest.mark.parametrize("rho", [0.5, 0.99])
def test_rmsprop_rho(student, rng, rho):
    """rho 由参数决定。"""
    check_one_array(student, NAME, RULE, rng, 3, rho=rho)


# Without an average what is left is how the gradient, its root and eps are put together.
@pytest.mark.exercise
@pytest.mark.parametrize("eps", [1e-8, 0.3])
def test_rmsprop_without_average(student, rng, eps):
    """rho 是 0 时，一步是 lr·g / (|g| + eps)：eps 在根号外面。"""
    check_one_array(student, NAME, RULE, rng, 2, rho=0.0, eps=eps)


@pytest.mark.exercise
def test_rmsprop_eps(student, rng):
    """eps 不小的时候，几步之后仍然一致。"""
    check_one_array(student, NAME, RULE, rng, 3, eps=0.3)


@pytest.mark.exercise
def test_rmsprop_any_scale(student, rng):
    """梯度很小或者很大，走得一样远。"""
    params = {"w": slopes(rng, 3, 5)}
    scale = 10.0 ** rng.integers(-3, 4, (3, 5))
    grads = [{"w": slopes(rng, 3, 5) * scale} for _ in range(3)]
    check_walk(student, NAME, RULE, params, grads, [0.1] * 3)


@pytest.mark.exercise
def test_rmsprop_without_gradient(student, rng):
    """梯度从头就是 0 时参数不动，不出现 0 除以 0。"""
    params = {"w": slopes(rng, 3, 5)}
    check_walk(student, NAME, RULE, params, [{"w": np.zeros((3, 5))}] * 2, [0.1] * 2)


@pytest.mark.exercise
def test_rmsprop_layouts(student, rng):
    """数组的内存不连续时也对。"""
    check_layouts(student, NAME, RULE, rng)


@pytest.mark.exercise
def test_rmsprop_keeps_arrays(student, rng):
    """传进去的 params 和 grads 在调用之后保持原样。"""
    check_keeps_arrays(student, NAME, rng)


@pytest.mark.exercise
def test_rmsprop_keeps_state(student, rng):
    """传进去的 state 不变：同一个 state 用两次，结果相同。"""
    check_keeps_state(student, NAME, rng)
