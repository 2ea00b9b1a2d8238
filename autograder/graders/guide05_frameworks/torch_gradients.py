"""Hidden tests of torch_gradients: loss and gradients number by number in float64."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import SIZES, case, check_gradients, exact

NAME = "torch_gradients"


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("sizes", SIZES)
def test_gradients_sizes(student, rng, sizes):
    """各种大小的输入：损失和两个梯度都对，一行也行，一个输入、一个输出也行。"""
    x, w, b = case(rng, *sizes)
    want = exact(x, w, b)
    check_gradients(student, NAME, x, w, b, want)


@pytest.mark.exercise
def test_gradients_again(student, rng):
    """接连调用几次，形状相同而数不同：每次都与以前的无关。"""
    cases = [case(rng, *SIZES[0]) for _ in range(3)]
    wanted = [exact(*one) for one in cases]
    for one, want in zip(cases, wanted):
        check_gradients(student, NAME, *one, want)


@pytest.mark.exercise
def test_gradients_layouts(student, rng):
    """数组在内存里不连续也行。"""
    x, w, b = case(rng, *SIZES[0])
    want = exact(x, w, b)
    for x_view, w_view in zip(kit.layouts(x), kit.layouts(w)):
        check_gradients(student, NAME, x_view, w_view, kit.with_gaps(b), want)


@pytest.mark.exercise
def test_gradients_one_input_matters(student, rng):
    """只有一个输入不是零：只有它那一行权重有梯度。"""
    x, w, b = case(rng, *SIZES[0])
    x *= np.arange(x.shape[1]) == 1
    want = exact(x, w, b)
    check_gradients(student, NAME, x, w, b, want)


@pytest.mark.exercise
def test_gradients_keep_inputs(student, rng):
    """x、w、b 在调用之后保持原样。"""
    given = list(case(rng, *SIZES[0]))
    before = [a.copy() for a in given]
    getattr(student, NAME)(*given)
    for now, then, name in zip(given, before, "xwb"):
        kit.unchanged(now, then, name)
