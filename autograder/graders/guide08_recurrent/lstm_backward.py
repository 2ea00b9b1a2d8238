"""Hidden tests of lstm_backward: PyTorch's autograd through its own LSTM in float64.

Backward is graded on the cache of the student's own forward, whose output is looked at first.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import KEYS, Arrays, compare, lstm, lstm_setting, walked

NAMES = ("x", "h0", "c0", *KEYS)
LABELS = ("dx", "dh0", "dc0", 'grads["wx"]', 'grads["wh"]', 'grads["b"]')
Setting = tuple[np.ndarray, np.ndarray, np.ndarray, Arrays]
Upstream = tuple[np.ndarray, np.ndarray, np.ndarray]


def upstream_of(rng: np.random.Generator, given: Setting, used: str = "hs h c") -> Upstream:
    """Random (dhs, dh, dc); zero where not used."""
    n, t, _ = given[0].shape
    size = given[1].shape[1]
    dhs, dh, dc = rng.normal(size=(n, t, size)), rng.normal(size=(n, size)), rng.normal(size=(n, size))
    on = [name in used.split() for name in ("hs", "h", "c")]
    return dhs * on[0], dh * on[1], dc * on[2]


def backward(student: Any, given: Setting, upstream: Upstream) -> list[Any]:
    """The student's gradients in the order of NAMES, after the forward was looked at."""
    wants, _ = lstm(*given)
    *outs, cache = walked(student, given)
    compare(outs, wants, ("lstm_forward 的 hs", "lstm_forward 的 h", "lstm_forward 的 c"))
    dx, dh0, dc0, grads = kit.sequence(student.lstm_backward(*upstream, cache), 4)
    kit.mapping(grads, KEYS, "grads")
    return [dx, dh0, dc0, *(grads[key] for key in KEYS)]


def check(student: Any, given: Setting, upstream: Upstream) -> None:
    """Compare with PyTorch's gradients."""
    _, wants = lstm(*given, upstream)
    dhs, dh, dc = upstream
    found = backward(student, given, (dhs.copy(), dh.copy(), dc.copy()))
    compare(found, [wants[name] for name in NAMES], LABELS)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("used", ["hs", "h", "c", "hs h c"])
def test_backward_values(student, rng, used):
    """几个样本、几步：各梯度与自动求导的一致，不论损失用到输出还是最后的状态。"""
    given = lstm_setting(rng, 5, 4, 3, 2)
    check(student, given, upstream_of(rng, given, used))


@pytest.mark.exercise(core=True)
def test_backward_one_step(student, rng):
    """只走一步。"""
    given = lstm_setting(rng, 3, 1, 2, 5)
    check(student, given, upstream_of(rng, given))


@pytest.mark.exercise
@pytest.mark.parametrize("size", [(1, 7, 2, 3), (3, 11, 4, 1), (2, 3, 1, 5)], ids=str)
def test_backward_sizes(student, rng, size):
    """别的大小：一个样本、一个特征、一个单元、更多步。"""
    given = lstm_setting(rng, *size)
    check(student, given, upstream_of(rng, given))


@pytest.mark.exercise
@pytest.mark.parametrize("used", ["h", "c"])
def test_backward_two_steps(student, rng, used):
    """两步，只有最后的状态有梯度。"""
    given = lstm_setting(rng, 2, 2, 3, 4)
    check(student, given, upstream_of(rng, given, used))


@pytest.mark.exercise
def test_backward_without_recurrence(student, rng):
    """输出不影响后面的打分时，梯度只沿记忆传。"""
    x, h0, c0, params = lstm_setting(rng, 2, 3, 3, 4)
    given = x, h0, c0, {**params, "wh": 0 * params["wh"]}
    check(student, given, upstream_of(rng, given, "c"))


@pytest.mark.exercise
def test_backward_no_steps(student, rng):
    """一步也没有走：状态的梯度原样交回，参数的梯度全是零。"""
    given = lstm_setting(rng, 3, 0, 2, 5)
    check(student, given, upstream_of(rng, given))


@pytest.mark.exercise
def test_backward_twice(student, rng):
    """同一个 cache 用两次，结果相同。"""
    given = lstm_setting(rng, 3, 4, 2, 5)
    upstream = upstream_of(rng, given)
    _, wants = lstm(*given, upstream)
    *_, cache = walked(student, given)
    for _ in range(2):
        dx, dh0, dc0, grads = kit.sequence(student.lstm_backward(*(a.copy() for a in upstream), cache), 4)
        kit.mapping(grads, KEYS, "grads")
        compare([dx, dh0, dc0, *(grads[k] for k in KEYS)], [wants[name] for name in NAMES], LABELS)


@pytest.mark.exercise
@pytest.mark.parametrize("t", [4, 1, 0])
def test_backward_keeps_inputs(student, rng, t):
    """传来的梯度在调用之后保持原样，前向用过的数组也是。"""
    given = lstm_setting(rng, 3, t, 2, 5)
    upstream = upstream_of(rng, given)
    before = [a.copy() for a in (*upstream, *given[:3])]
    params = {key: value.copy() for key, value in given[3].items()}
    *_, cache = walked(student, given)
    student.lstm_backward(*upstream, cache)
    for now, then, name in zip((*upstream, *given[:3]), before, ("dhs", "dh", "dc", "x", "h0", "c0")):
        kit.unchanged(now, then, name)
    kit.unchanged(given[3], params, "params")


@pytest.mark.exercise(structure=True)
def test_backward_by_hand(student):
    """梯度是自己推的，没有用自动求导或现成的 LSTM。"""
    kit.not_calling(student, "lstm_backward", {"LSTM", "LSTMCell", "*lstm*", "autograd", "backward"})
