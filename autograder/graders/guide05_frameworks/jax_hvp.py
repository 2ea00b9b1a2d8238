"""Hidden tests of jax_hvp: Hessians worked out by hand, in float64."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import numbers, product_of, single

NAME = "jax_hvp"
CLOSE: dict[str, Any] = {"atol": 1e-5, "rtol": 1e-5}


def check(student: Any, name: str, x: np.ndarray, v: np.ndarray) -> None:
    """Fail unless the product is that of the function of this name."""
    want = product_of(name, x, v)
    kit.close(getattr(student, NAME)(student.make_function(name), x, v), want, **CLOSE)


@pytest.mark.exercise(core=True, seconds=60)
@pytest.mark.parametrize("name", ["product", "cube"])
def test_hvp_values(student, rng, name):
    """一维的 x：黑塞矩阵乘 v，对角的和不对角的函数都对。"""
    check(student, name, numbers(rng, 7), numbers(rng, 7))


@pytest.mark.exercise(seconds=60)
@pytest.mark.parametrize("name", ["square_of_sum", "mixed"])
def test_hvp_tables(student, rng, name):
    """x 有几个轴也行。"""
    check(student, name, numbers(rng, 3, 5), numbers(rng, 3, 5))


@pytest.mark.exercise(seconds=60)
def test_hvp_far_from_zero(student, rng):
    """x 很大、v 不大也准：差商不论步长多大，两个大数一减，有效数字就没有了。"""
    check(student, "cube", numbers(rng, 7, scale=1e4), numbers(rng, 7))


@pytest.mark.exercise(seconds=60)
def test_hvp_one_direction(student):
    """v 只有一格不是零：得到的是黑塞矩阵的那一列。"""
    x, v = single([1, 2, -3, 0.5, 2, 1, -1]), single([0, 1, 0, 0, 0, 0, 0])
    check(student, "product", x, v)


@pytest.mark.exercise(seconds=60)
def test_hvp_is_linear_in_v(student, rng):
    """v 放大几倍，结果也放大几倍；v 是零，结果是零。"""
    x, v = numbers(rng, 3, 5), numbers(rng, 3, 5)
    check(student, "mixed", x, 8 * v)
    check(student, "mixed", x, 0 * v)


@pytest.mark.exercise(seconds=10)
def test_hvp_large(student, rng):
    """x 有上万个数：不能造出整个黑塞矩阵。"""
    check(student, "product", numbers(rng, 20_000), numbers(rng, 20_000))


@pytest.mark.exercise(seconds=60)
def test_hvp_inputs(student, rng):
    """数组不连续也行；x 和 v 保持原样，再算一次结果相同。"""
    x, v = (numbers(rng, 3, 5) for _ in range(2))
    for x_view, v_view in zip(kit.layouts(x), kit.layouts(v)):
        before = x_view.copy(), v_view.copy()
        check(student, "mixed", x_view, v_view)
        kit.unchanged(x_view, before[0], "x")
        kit.unchanged(v_view, before[1], "v")
        check(student, "mixed", x_view, v_view)


@pytest.mark.exercise(structure=True)
def test_hvp_by_hand(student):
    """没有用 hessian、jacfwd、jacrev、jacobian 造出矩阵。"""
    kit.not_calling(student, NAME, {"hessian", "jacfwd", "jacrev", "jacobian"})
