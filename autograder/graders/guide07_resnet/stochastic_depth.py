"""Hidden tests of stochastic_depth: the given function runs it with the branch 2x + 1 and counts.

How somebody rolls a die is free, so a transcript keeps what was seen of it in shares, not draw by draw.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, turned


def run(
    student: Any, x: Tensor, survive: float, seed: int, training: bool, times: int
) -> tuple[Tensor, int, bool]:
    """Outputs, calls of the branch, and whether the generator moved."""
    found = kit.sequence(student.run_depth(x, survive, seed, training, times), 3, "run_depth")
    outs = kit.tensor(found[0], (times, *x.shape), "f", "输出")
    return outs.detach(), int(found[1]), bool(found[2])


def share(outs: Tensor, x: Tensor, other: Tensor) -> tuple[float, bool]:
    """How many outputs are ``other``, and whether each is either that or ``x`` as a whole."""
    kept = [bool(torch.allclose(out, other)) for out in outs]
    left = [bool(torch.allclose(out, x)) for out in outs]
    return float(np.mean(kept)), all(a or b for a, b in zip(kept, left))


@pytest.mark.exercise(core=True)
def test_depth_training(student, rng):
    """训练时整批要么是 x 加 branch(x)，要么就是 x，没有第三种。"""
    x = normal(rng, 3, 5)
    since = len(student.calls)
    outs, _, _ = run(student, x, 0.5, kit.seed_of(rng), True, 60)
    # Which are kept depends on the roll; what all of them are does not.
    kinds = sorted({tuple(np.round(out.flatten().tolist(), 6)) for out in outs})
    _, whole = share(outs, x, 3 * x + 1)
    kit.record_since(student, since, [whole, kinds if len(kinds) <= 2 else "many"])
    kit.require(whole, "出来的既不是 x，也不是 x + branch(x)")
    kit.require(len(kinds) == 2, "六十次，两种结果应当都出现")


@pytest.mark.exercise
def test_depth_single_row(student, rng):
    """只有一行时，这一行要么整个留下，要么整个拆掉。"""
    x = normal(rng, 1, 7)
    since = len(student.calls)
    outs, _, _ = run(student, x, 0.5, kit.seed_of(rng), True, 60)
    values = sorted({round(number, 6) for out in outs for number in out.flatten().tolist()})
    _, whole = share(outs, x, 3 * x + 1)
    kit.record_since(student, since, [whole, values])
    kit.require(whole, "出来的既不是 x，也不是 x + branch(x)")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("survive", [0.75, 0.25, 0.0, 1.0])
def test_depth_eval(student, rng, survive):
    """评估时是 x 加 survive 倍的 branch(x)。"""
    x = normal(rng, 3, 5)
    want = x + survive * (2 * x + 1)
    outs, _, _ = run(student, x, survive, kit.seed_of(rng), False, 2)
    kit.close(outs, torch.stack([want, want]))


@pytest.mark.exercise
@pytest.mark.parametrize("survive", [0.8, 0.3])
def test_depth_share(student, rng, survive):
    """训练时留下的比例约是 survive。"""
    x = normal(rng, 2)
    since = len(student.calls)
    outs, _, _ = run(student, x, survive, kit.seed_of(rng), True, 600)
    found, _ = share(outs, x, 3 * x + 1)
    near = "survive" if abs(found - survive) < 0.1 else "rest" if abs(found + survive - 1) < 0.1 else "other"
    kit.record_since(student, since, near)
    kit.require(near == "survive", "留下的比例不对")


@pytest.mark.exercise
def test_depth_sure(student, rng):
    """survive 是 1 时总留下，是 0 时总拆掉。"""
    x = normal(rng, 3, 5)
    found = [run(student, x, survive, kit.seed_of(rng), True, 20)[0] for survive in (1.0, 0.0)]
    for outs, want in zip(found, (3 * x + 1, x)):
        kit.close(outs, want.expand(20, 3, 5))


@pytest.mark.exercise
def test_depth_calls(student, rng):
    """训练时拆掉就不调用 branch，留下就调用一次。"""
    x = normal(rng, 2)
    since = len(student.calls)
    outs, calls, _ = run(student, x, 0.5, kit.seed_of(rng), True, 40)
    kept = sum(not torch.allclose(out, x) for out in outs)
    same = "once" if calls == kept else "always" if calls == 40 else "other"
    kit.record_since(student, since, same)
    kit.require(same == "once", "branch 被调用的次数不对")


@pytest.mark.exercise
def test_depth_eval_draws_nothing(student, rng):
    """评估时发生器不动，branch 调用一次。"""
    x = normal(rng, 3, 5)
    since = len(student.calls)
    _, calls, moved = run(student, x, 0.5, kit.seed_of(rng), False, 8)
    kit.record_since(student, since, [calls, moved])
    kit.require(not moved, "评估时动了 rng")
    kit.require(calls == 8, "branch 被调用的次数不对")


@pytest.mark.exercise
def test_depth_uses_rng(student, rng):
    """骰子来自 rng：种子相同，结果相同；种子不同，就不同。"""
    x, seed = normal(rng, 2), kit.seed_of(rng)
    since = len(student.calls)
    first, again, other = (run(student, x, 0.5, s, True, 60)[0] for s in (seed, seed, seed + 1))
    same, different = bool(torch.equal(first, again)), not torch.equal(first, other)
    kit.record_since(student, since, [same, different])
    kit.require(same, "种子相同，结果应当相同")
    kit.require(different, "种子不同，结果应当不同")


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_depth_keeps_input(student, rng, training):
    """x 在调用之后保持原样，内存怎样排列都行。"""
    x = turned(normal(rng, 3, 5))
    before = x.clone()
    want = 3 * before + 1 if training else before + 0.5 * (2 * before + 1)
    outs, _, _ = run(student, x, 1.0 if training else 0.5, kit.seed_of(rng), training, 1)
    kit.unchanged(x.numpy(), before.numpy(), "x")
    kit.close(outs, want[None])


@pytest.mark.exercise
@pytest.mark.parametrize(("training", "survive", "slope"), [(True, 1.0, 3.0), (False, 0.25, 1.5)])
def test_depth_gradients(student, rng, training, survive, slope):
    """梯度从直路和 branch 都传得回去。"""
    x, seed = normal(rng, 3, 5), kit.seed_of(rng)
    upstream = normal(rng, 1, 3, 5)
    want = slope * upstream[0]
    arrived = student.vjp("run_depth", [x, survive, seed, training, 1], upstream, 0)
    kit.gradient(arrived.inputs[0], want)
