"""Hidden tests of fold_batch_norm: pairs that the notebook's helper makes, with weights from this side.

What the folded convolution must give is computed without folding: the convolution, then the normalisation, in float64.
"""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from autograder import kit

from common import Shapes, batch_norm, loaded, mode, norm_shapes, normal, state_now

Options = dict[str, Any]


def options(**changes: Any) -> Options:
    """The arguments of conv_and_norm."""
    return {
        "channels": (3, 7),
        "kernel": 3,
        "stride": 1,
        "padding": 0,
        "groups": 1,
        "bias": False,
        "eps": 1e-5,
    } | changes


class Pair:
    """A convolution and a normalisation of the student's side, with weights from here."""

    def __init__(self, student: Any, rng: Any, made: Options) -> None:
        self.student, self.made = student, made
        (c, out), kernel = made["channels"], made["kernel"]
        self.conv, self.bn = kit.sequence(student.conv_and_norm(*made.values()), 2, "conv_and_norm")
        self.conv_shapes: Shapes = {"weight": (out, c // made["groups"], kernel, kernel)}
        if made["bias"]:
            self.conv_shapes["bias"] = (out,)
        self.bn_shapes = norm_shapes("", out)
        self.weights = loaded(student, self.conv, self.conv_shapes, kit.seed_of(rng), single=True)
        self.norm = loaded(student, self.bn, self.bn_shapes, kit.seed_of(rng), single=True)

    def fold(self) -> Any:
        """The student's folded convolution."""
        return self.student.fold_batch_norm(self.conv, self.bn)

    def expected(self, x: Tensor) -> Tensor:
        """Convolution, then normalisation."""
        made = self.made
        out = F.conv2d(
            x,
            self.weights["weight"],
            self.weights.get("bias"),
            stride=made["stride"],
            padding=made["padding"],
            groups=made["groups"],
        )
        return batch_norm(self.norm, "", out, False, made["eps"])


def check(student: Any, rng: Any, **changes: Any) -> None:
    """Compare a folded convolution with its pair."""
    pair = Pair(student, rng, options(**changes))
    x = normal(rng, 2, pair.made["channels"][0], 9, 8)
    want = pair.expected(x).float()
    kit.close(student.invoke(pair.fold(), "__call__", x.float()), want)


@pytest.mark.exercise(core=True)
def test_fold_plain(student, rng):
    """卷积没有偏置时，新卷积等于先卷积、再按评估模式归一化。"""
    check(student, rng)


@pytest.mark.exercise(core=True)
def test_fold_bias(student, rng):
    """卷积有偏置时也对。"""
    check(student, rng, bias=True)


@pytest.mark.exercise
@pytest.mark.parametrize("stride", [2, 3])
def test_fold_stride(student, rng, stride):
    """步幅照搬。"""
    check(student, rng, stride=stride)


@pytest.mark.exercise
@pytest.mark.parametrize("padding", [1, 2])
def test_fold_padding(student, rng, padding):
    """补零照搬。"""
    check(student, rng, padding=padding)


@pytest.mark.exercise
@pytest.mark.parametrize(("channels", "groups"), [((4, 6), 2), ((5, 5), 5)])
def test_fold_groups(student, rng, channels, groups):
    """分组的卷积也对，每个通道一组的也对。"""
    check(student, rng, channels=channels, groups=groups, bias=True)


@pytest.mark.exercise
def test_fold_kernel(student, rng):
    """别的边长也对，各项一起变也对。"""
    check(student, rng, kernel=5, stride=2, padding=1, bias=True)


@pytest.mark.exercise
@pytest.mark.parametrize("bias", [True, False])
def test_fold_square(student, rng, bias):
    """进和出的通道一样多时也对：每个输出通道一个倍数。"""
    check(student, rng, channels=(5, 5), kernel=1, bias=bias)


@pytest.mark.exercise
def test_fold_eps(student, rng):
    """eps 不小的时候也对。"""
    check(student, rng, eps=0.5)


@pytest.mark.exercise
def test_fold_modes(student, rng):
    """bn 在训练模式里时，用的也是 running_mean 和 running_var；模式不变。"""
    pair = Pair(student, rng, options())
    mode(student, pair.bn, True)
    x = normal(rng, 2, 3, 9, 8)
    want = pair.expected(x).float()
    result = student.invoke(pair.fold(), "__call__", x.float())
    training = student.attribute(pair.bn, "training")
    kit.close(result, want)
    kit.require(training is True, "bn 的模式变了")


@pytest.mark.exercise
@pytest.mark.parametrize("bias", [True, False])
def test_fold_keeps_both(student, rng, bias):
    """conv 和 bn 的权重、统计量都不变。"""
    pair = Pair(student, rng, options(bias=bias))
    pair.fold()
    now = state_now(student, pair.conv, pair.conv_shapes), state_now(student, pair.bn, pair.bn_shapes)
    same = [
        all(bool(torch.equal(after[name], before[name])) for name in before)
        for after, before in zip(now, (pair.weights, pair.norm))
    ]
    last = student.calls[-1]
    student.calls.append(type(last)("same", same, {}))
    kit.require(same[0], "conv 变了")
    kit.require(same[1], "bn 变了")


@pytest.mark.exercise
def test_fold_own_memory(student, rng):
    """改动新卷积，conv 和 bn 不跟着变。"""
    pair = Pair(student, rng, options(bias=True))
    new = pair.fold()
    for name in ("weight", "bias"):
        kit.tensor(student.attribute(new, name), name=f"新卷积的 {name}")
    zeros = {name: torch.zeros(shape) for name, shape in pair.conv_shapes.items()}
    student.invoke(new, "load_state_dict", zeros)
    now = state_now(student, pair.conv, pair.conv_shapes), state_now(student, pair.bn, pair.bn_shapes)
    same = [
        all(bool(torch.equal(after[name], before[name])) for name in before)
        for after, before in zip(now, (pair.weights, pair.norm))
    ]
    last = student.calls[-1]
    student.calls.append(type(last)("same", same, {}))
    kit.require(all(same), "新卷积和 conv 或 bn 共用内存")


@pytest.mark.exercise(structure=True)
def test_fold_is_own_work(student):
    """不调用现成的融合函数。"""
    kit.not_calling(student, "fold_batch_norm", {"*fuse*", "*fusion*"})
