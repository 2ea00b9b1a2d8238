"""Hidden tests of adamw_step: the parameters after every step, as weighted sums over all gradients so far."""

from __future__ import annotations

import numpy as np
import pytest

from common import (
    adamw,
    check_keeps_arrays,
    check_keeps_state,
    check_layouts,
    check_one_array,
    check_walk,
    slopes,
    some_grads,
    some_params,
)

NAME, RULE = "adamw_step", adamw


@pytest.mark.exercise(core=True)
def test_adamw_first_step(student, rng):
    """从空的 state 出发的第一步。"""
    check_one_array(student, NAME, RULE, rng, 1)


@pytest.mark.exercise(core=True)
def test_adamw_steps(student, rng):
    """连走几步，state 一步一步传下去，每一步之后的参数都对。"""
    check_one_array(student, NAME, RULE, rng, 5)


@pytest.mark.exercise(core=True)
def test_adamw_arrays(student, rng):
    """几个不同形状的数组一起走，每个用自己的梯度，各记各的；两个字典里的次序可以不同。"""
    # Without decay: a mistake in it shows elsewhere.
    check_walk(student, NAME, RULE, some_params(rng), some_grads(rng, 3), [0.1] * 3, decay=0.0)


@pytest.mark.exercise
def test_adamw_same_order(student, rng):
    """几个同样形状的数组，两个字典的次序相同，也各走各的。"""
    params = {name: slopes(rng, 4) for name in "abc"}
    grads = [{name: slopes(rng, 4) for name in "abc"} for _ in range(3)]
    check_walk(student, NAME, RULE, params, grads, [0.1] * 3, decay=0.0)


@pytest.mark.exercise
def test_adamw_changing_rate(student, rng):
    """学习率每一步都可以不同。"""
    params, grads = {"w": slopes(rng, 3, 5)}, [{"w": slopes(rng, 3, 5)} for _ in range(4)]
    check_walk(student, NAME, RULE, params, grads, [0.1, 0.4, 0.02, 0.2])


@pytest.mark.exercise
def test_adamw_without_decay(student, rng):
    """不衰减时就是 Adam。"""
    check_one_array(student, NAME, RULE, rng, 5, decay=0.0)


@pytest.mark.exercise
def test_adamw_decay_alone(student, rng):
    """梯度是 0 时只有衰减：每一步缩小学习率乘 decay 那么多。"""
    params = {"w": slopes(rng, 3, 5)}
    check_walk(student, NAME, RULE, params, [{"w": np.zeros((3, 5))}] * 3, [0.1] * 3, decay=0.5)


@pytest.mark.exercise
def test_adamw_strong_decay(student, rng):
    """衰减很强时，两项都用这一步之前的参数。"""
    check_one_array(student, NAME, RULE, rng, 3, decay=2.0)


@pytest.mark.exercise
def test_adamw_all_arrays_decay(student, rng):
    """不论几个轴，所有的数组都衰减。"""
    grads = [{name: 0.0 * g for name, g in some.items()} for some in some_grads(rng, 2)]
    check_walk(student, NAME, RULE, some_params(rng), grads, [0.1] * 2, decay=0.5)


@pytest.mark.exercise
def test_adamw_betas(student, rng):
    """beta1 和 beta2 由参数决定。"""
    check_one_array(student, NAME, RULE, rng, 4, beta1=0.5, beta2=0.8, decay=0.0)


# Without averages what is left is how the gradient, its root and eps are put together.
@pytest.mark.exercise
@pytest.mark.parametrize("eps", [1e-8, 0.3])
def test_adamw_without_averages(student, rng, eps):
    """beta1、beta2、decay 都是 0 时，一步是 lr·g / (|g| + eps)：eps 在根号外面。"""
    check_one_array(student, NAME, RULE, rng, 2, beta1=0.0, beta2=0.0, eps=eps, decay=0.0)


@pytest.mark.exercise
def test_adamw_eps(student, rng):
    """eps 加在修正之后的平方根上；不小的时候看得出来。"""
    check_one_array(student, NAME, RULE, rng, 3, eps=0.3, decay=0.0)


@pytest.mark.exercise
def test_adamw_many_steps(student, rng):
    """走十几步，偏差修正随步数变化，仍然一致。"""
    check_one_array(student, NAME, RULE, rng, 13)


@pytest.mark.exercise
def test_adamw_layouts(student, rng):
    """数组的内存不连续时也对。"""
    check_layouts(student, NAME, RULE, rng)


@pytest.mark.exercise
def test_adamw_keeps_arrays(student, rng):
    """传进去的 params 和 grads 在调用之后保持原样。"""
    check_keeps_arrays(student, NAME, rng)


@pytest.mark.exercise
def test_adamw_keeps_state(student, rng):
    """传进去的 state 不变：同一个 state 用两次，结果相同。"""
    check_keeps_state(student, NAME, rng)
