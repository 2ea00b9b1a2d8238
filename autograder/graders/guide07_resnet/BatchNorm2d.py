"""Hidden tests of BatchNorm2d: channels one after the other, on weights and statistics from this side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import (
    ATOL,
    RTOL,
    batch_norm,
    check_gradients,
    check_parameters,
    loaded,
    mode,
    norm_shapes,
    normal,
    parameter_shapes,
    state_now,
    statistics,
    turned,
)

SHAPES = norm_shapes("", 3)

# Whatever of a library normalises, under any name; the student's own class is none of it.
NORMS = {"*batch*norm*", "*instance*norm*", "*layer*norm*", "*group*norm*", "*sync*norm*", "*rms*norm*"}


def pictures(rng: np.random.Generator, *shape: int) -> Tensor:
    """Channels of different offset and size."""
    channels = torch.arange(1.0, shape[1] + 1).double()[:, None, None]
    return normal(rng, *shape) * channels + 2 * channels


def fresh(student: Any, rng: np.random.Generator, **options: float) -> tuple[Any, dict[str, Tensor]]:
    """A module of three channels with weights and statistics of the test's choice."""
    handle = student.BatchNorm2d(3, **options)
    return handle, loaded(student, handle, SHAPES, kit.seed_of(rng))


def moved(state: dict[str, Tensor], batches: list[Tensor], momentum: float = 0.1) -> tuple[Tensor, Tensor]:
    """The statistics after some batches."""
    mean, var = state["running_mean"], state["running_var"]
    for x in batches:
        m = x.numel() / x.shape[1]
        own_mean, own_var = statistics(x)
        mean = mean + momentum * (own_mean - mean)
        var = var + momentum * (own_var * m / (m - 1) - var)
    return mean, var


@pytest.mark.exercise(core=True)
def test_norm_training(student, rng):
    """训练模式：每个通道减去这一批的平均，除以标准差，乘 weight，加 bias。"""
    handle, state = fresh(student, rng)
    x = pictures(rng, 5, 3, 7, 2)
    want = batch_norm(state, "", x, True)
    kit.close(student.invoke(handle, "__call__", x.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_norm_eval(student, rng):
    """评估模式：用 running_mean 和 running_var，和这一批的内容无关。"""
    handle, state = fresh(student, rng)
    mode(student, handle, False)
    cases = [pictures(rng, *shape) for shape in ((5, 3, 7, 2), (1, 3, 1, 1))]
    wants = [batch_norm(state, "", x, False) for x in cases]
    results = [student.invoke(handle, "__call__", x.clone()) for x in cases]
    for result, want in zip(results, wants):
        kit.close(result, want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
def test_norm_initial(student):
    """刚建好时 weight 是 1，bias 是 0，running_mean 是 0，running_var 是 1。"""
    handle = student.BatchNorm2d(5)
    found = [student.attribute(handle, name) for name in SHAPES]
    for got, number, name in zip(found, (1.0, 0.0, 0.0, 1.0), SHAPES):
        kit.close(got, torch.full((5,), number), name=name)


@pytest.mark.exercise
def test_norm_parameters(student):
    """要学的参数正好是 weight 和 bias。"""
    check_parameters(student, student.BatchNorm2d(5), norm_shapes("", 5))


@pytest.mark.exercise
def test_norm_buffers(student):
    """running_mean 和 running_var 在 state_dict 里，跟着模型存盘。"""
    handle = student.BatchNorm2d(5)
    found = student.invoke(handle, "state_dict")
    kit.mapping(found, tuple(norm_shapes("", 5)), "state_dict")


@pytest.mark.exercise
@pytest.mark.parametrize("name", ["running_mean", "running_var"])
def test_norm_running(student, rng, name):
    """训练模式里每走一次前向，滑动的统计量走一步；记进去的方差是无偏的。"""
    handle = student.BatchNorm2d(3)
    state = {"running_mean": torch.zeros(3).double(), "running_var": torch.ones(3).double()}
    batches = [pictures(rng, n, 3, 2, 1) for n in (2, 3)]
    wants = [moved(state, batches[:k])[name == "running_var"] for k in (1, 2)]
    found = []
    for x in batches:
        student.invoke(handle, "__call__", x.float())
        found.append(student.attribute(handle, name))
    for got, want in zip(found, wants):
        kit.close(got, want.float(), name=name)


@pytest.mark.exercise
@pytest.mark.parametrize("momentum", [0.25, 1.0])
def test_norm_momentum(student, rng, momentum):
    """momentum 是新的占几成。"""
    handle = student.BatchNorm2d(3, momentum=momentum)
    state = loaded(student, handle, SHAPES, kit.seed_of(rng))
    x = pictures(rng, 5, 3, 2, 2)
    want = moved(state, [x], momentum)
    student.invoke(handle, "__call__", x.clone())
    found = [student.attribute(handle, name) for name in ("running_mean", "running_var")]
    for got, wanted, name in zip(found, want, ("running_mean", "running_var")):
        kit.close(got, wanted, rtol=RTOL, atol=ATOL, name=name)


@pytest.mark.exercise
def test_norm_eval_keeps_statistics(student, rng):
    """评估模式的前向不动滑动的统计量。"""
    handle, state = fresh(student, rng)
    mode(student, handle, False)
    student.invoke(handle, "__call__", pictures(rng, 5, 3, 2, 2))
    found = [student.attribute(handle, name) for name in ("running_mean", "running_var")]
    for got, name in zip(found, ("running_mean", "running_var")):
        kit.close(got, state[name], name=name)


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_norm_eps(student, rng, training):
    """eps 加在方差上，不小的时候也对，两种模式都一样。"""
    handle, state = fresh(student, rng, eps=0.5)
    mode(student, handle, training)
    x = pictures(rng, 5, 3, 2, 2) / 2
    want = batch_norm(state, "", x, training, 0.5)
    kit.close(student.invoke(handle, "__call__", x.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_norm_gradients(student, rng, training):
    """梯度传得到 x、weight 和 bias；训练模式里也穿过平均和方差。"""
    handle, state = fresh(student, rng)
    mode(student, handle, training)

    def function(weights: Any, x: Tensor) -> Tensor:
        return batch_norm(weights, "", x, training)

    check_gradients(student, handle, state, SHAPES, function, pictures(rng, 2, 3, 5, 2), rng)


@pytest.mark.exercise
def test_norm_running_has_no_graph(student, rng):
    """滑动的统计量不带计算图。"""
    handle, _ = fresh(student, rng)
    since = len(student.calls)
    x = pictures(rng, 5, 3, 2, 2)
    student.vjp(handle, [x], torch.ones_like(x))
    found = [student.attribute(handle, name) for name in ("running_mean", "running_var")]
    graphs = [bool(kit.tensor(value).requires_grad) for value in found]
    last = student.calls[-1]
    del student.calls[since:]
    student.calls.append(type(last)("graphs", graphs, {}))
    kit.require(not any(graphs), "running_mean 或 running_var 还连着计算图")


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(1, 3, 5, 2), (7, 3, 1, 1), (2, 3, 1, 4)])
def test_norm_other_sizes(student, rng, shape):
    """只有一张图、每张图只有一个像素，都照样对一个通道的全部数求平均。"""
    handle, state = fresh(student, rng)
    x = pictures(rng, *shape)
    want = batch_norm(state, "", x, True)
    kit.close(student.invoke(handle, "__call__", x.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
def test_norm_keeps_input(student, rng):
    """x 在调用之后保持原样，内存怎样排列都行；dtype 不变。"""
    handle, state = fresh(student, rng)
    x = turned(pictures(rng, 5, 3, 7, 2))
    before, want = x.clone(), batch_norm(state, "", x, True)
    result = student.invoke(handle, "__call__", x)
    kit.unchanged(x.numpy(), before.numpy(), "x")
    kit.close(result, want, rtol=RTOL, atol=ATOL)
    single = student.invoke(student.BatchNorm2d(3), "__call__", before.float())
    kit.require(kit.tensor(single).dtype is torch.float32, "dtype 应当是 torch.float32")


@pytest.mark.exercise
def test_norms_are_separate(student, rng):
    """两个 BatchNorm2d 各有各的权重和统计量。"""
    first, second = student.BatchNorm2d(3), student.BatchNorm2d(3)
    state = loaded(student, first, SHAPES, kit.seed_of(rng))
    after = state_now(student, second, SHAPES)
    kept = bool((after["running_mean"] == 0).all()) and bool((after["weight"] == 1).all())
    kit.require(kept and len(parameter_shapes(student, second)) == 2, "改动一个，另一个也变了")
    kit.require(bool((state["weight"] != 1).any()), "权重没有换上")


@pytest.mark.exercise(core=True, structure=True)
def test_norm_is_own_work(student):
    """归一化要自己写，不调用现成的。"""
    kit.not_calling(student, "BatchNorm2d", NORMS)
