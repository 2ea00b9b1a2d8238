"""Hidden tests of initialize: structure, biases, and the law of the weights, in numbers that only rng decides.

No two solutions draw the same numbers, so the transcript holds what a test looks at in place of the draws.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import Layers, check_he, check_structure, fits


def outline(value: Any) -> Any:
    """The structure of a result: an array as its shape and, where its entries are all equal, their value."""
    if isinstance(value, dict):
        return {key: outline(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [outline(item) for item in value]
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "biuf":
        return type(value).__name__
    entries = np.unique(value)
    return [list(value.shape), float(entries[0]) if len(entries) == 1 else "different"]


def initialized(student: Any, sizes: list[int], rng: np.random.Generator) -> Layers:
    """Call the student's initialize, record the outline of what it returns and check that."""
    result = student.initialize(list(sizes), rng)
    kit.record(student, outline(result))
    return check_structure(result, sizes)


def weights(student: Any, sizes: list[int], rng: np.random.Generator) -> list[np.ndarray]:
    """Call the student's initialize and return the weights, whatever their shape and the biases.

    What is recorded are their sizes, until the test puts there what it looks at.
    """
    layers = student.initialize(list(sizes), rng)
    kit.record(student, outline(layers))
    found = [
        kit.array(kit.mapping(layer, ("w",), "layers 里的一项")["w"], dtype="f", name="w")
        for layer in kit.sequence(layers, len(sizes) - 1, "layers")
    ]
    for w, n_in, n_out in zip(found, sizes, sizes[1:]):
        if w.size != n_in * n_out:
            kit.fail("shape", f"w 应当有 {n_in} × {n_out} 个数")
    return found


def law(w: np.ndarray, n_in: int, n_out: int, first_in: int) -> str | list[float]:
    """The variance that weights seem to have in words, or their own moments if it is none that we know."""
    laws = {
        "2 / in": 2 / n_in, "1 / in": 1 / n_in, "(2 / in)²": (2 / n_in) ** 2, "2 / out": 2 / n_out,
        "1 / out": 1 / n_out, "2 / (in + out)": 2 / (n_in + n_out), "2 / first in": 2 / first_in,
        "1": 1.0, "0.1²": 1e-2, "0.01²": 1e-4, "0.001²": 1e-6,
    }  # fmt: skip
    moments = [float(np.mean(w)), float(np.var(w))]
    return next((name for name, variance in laws.items() if fits(w, variance)), moments)


@pytest.mark.exercise(core=True)
def test_initialize_structure(student, rng):
    """每一层是一个含 w 和 b 的 dict，w 的形状是 (in, out)，b 是形状为 (out,) 的零。"""
    sizes = [5, 3, 7, 2]
    for i, layer in enumerate(initialized(student, sizes, rng)):
        kit.close(layer["b"], np.zeros(sizes[i + 1]), name=f"layers[{i}]['b']")


@pytest.mark.exercise(core=True)
def test_initialize_random(student, rng):
    """权重是随机数：正负都有，彼此不同。"""
    found = weights(student, [11, 7, 5], rng)
    different = [len(np.unique(w)) == w.size for w in found]
    signs = [[bool((w > 0).any()), bool((w < 0).any())] for w in found]
    kit.record(student, [different, signs])
    kit.require(all(different), "权重应当彼此不同")
    kit.require(all(map(all, signs)), "权重应当正负都有")


@pytest.mark.exercise(weight=3)
def test_initialize_he_scale(student, rng):
    """每一层权重的平均值是 0，方差是 2 / in，其中 in 是这一层自己的输入个数。"""
    sizes = [307, 131, 223]
    found = list(zip(weights(student, sizes, rng), sizes, sizes[1:]))
    kit.record(student, [law(w, n_in, n_out, sizes[0]) for w, n_in, n_out in found])
    for w, n_in, _ in found:
        check_he(w, n_in)


@pytest.mark.exercise
def test_initialize_normal(student, rng):
    """权重服从正态分布（不是均匀分布，也没有截断）。"""
    (w,) = weights(student, [211, 307], rng)
    w = w.astype(np.float64) - w.mean(dtype=np.float64)
    kit.require(bool(w.any()), "权重应当彼此不同")
    kurtosis = float(np.mean(w**4) / np.mean(w**2) ** 2)
    # 3 for a normal law (standard error 0.02 here), 1.8 for a uniform one, 2.4 where it is cut at two sigma.
    laws = {"normal": 3.0, "uniform": 1.8}
    kit.record(student, next((name for name, k in laws.items() if abs(kurtosis - k) < 0.2), kurtosis))
    kit.require(abs(kurtosis - laws["normal"]) < 0.2, "权重应当服从正态分布")


@pytest.mark.exercise
def test_initialize_own_weights(student, rng):
    """形状相同的两层，权重互不相同。"""
    found = weights(student, [7, 7, 7, 7], rng)
    equal = [bool(np.allclose(a, b)) for i, a in enumerate(found) for b in found[i + 1 :]]
    kit.record(student, equal)
    kit.require(not any(equal), "两层的权重一模一样")


@pytest.mark.exercise
def test_initialize_uses_rng(student, rng):
    """随机数都来自 rng：种子相同则结果相同，种子不同或接着再调用一次则结果不同。"""
    seed, sizes = int(rng.integers(2**31)), [5, 3, 7]
    same = np.random.default_rng(seed)
    generators = [np.random.default_rng(seed), same, same, np.random.default_rng(seed + 1)]
    first, again, later, other = (weights(student, sizes, g) for g in generators)
    again_equal, later_equal, other_equal = (
        [bool(np.allclose(a, b)) for a, b in zip(first, run)] for run in (again, later, other)
    )
    random = [len(np.unique(w)) > 1 for w in first]
    kit.record(student, random, again_equal, later_equal, other_equal)
    kit.require(all(again_equal), "种子相同，权重应当相同")
    kit.require(not any(later_equal), "接着再调用一次，权重应当不同")
    kit.require(not any(other_equal), "种子不同，权重应当不同")


@pytest.mark.exercise
def test_initialize_float_biases(student, rng):
    """b 的元素类型是浮点数，这样以后才能加上小数。"""
    for layer in initialized(student, [5, 3], rng):
        kit.array(layer["b"], (3,), dtype="f", name="b")


@pytest.mark.exercise
def test_initialize_deep(student, rng):
    """层数由 layer_sizes 决定：只有一层或有五层都可以。"""
    for sizes in ([13, 2], [13, 7, 5, 3, 11, 2]):
        initialized(student, sizes, rng)


@pytest.mark.exercise
def test_initialize_keeps_sizes(student, rng):
    """传进去的列表 layer_sizes 在调用之后保持原样。"""
    sizes = [5, 3, 7, 2]
    result = student.initialize(sizes, rng)
    kit.record(student, outline(result))
    kit.unchanged(sizes, [5, 3, 7, 2], "layer_sizes")
