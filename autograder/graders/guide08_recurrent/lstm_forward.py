"""Hidden tests of lstm_forward: PyTorch's own LSTM in float64."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import compare, lstm, lstm_setting, walked

NAMES = ("hs", "h", "c")
SIZES = [(5, 7, 3, 2), (1, 3, 2, 5), (3, 2, 1, 1), (2, 11, 4, 3)]


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_lstm_values(student, rng, size):
    """每一步的输出和最后的状态，与照公式一步一步算的一致。"""
    given = lstm_setting(rng, *size)
    wants, _ = lstm(*given)
    compare(walked(student, given), wants, NAMES)


@pytest.mark.exercise(core=True)
def test_lstm_one_step(student, rng):
    """只走一步，从不是零的状态出发。"""
    given = lstm_setting(rng, 3, 1, 2, 5)
    wants, _ = lstm(*given)
    compare(walked(student, given), wants, NAMES)


@pytest.mark.exercise
def test_lstm_zero_state(student, rng):
    """从零出发走几步。"""
    x, h0, c0, params = lstm_setting(rng, 3, 5, 2, 4)
    given = x, 0 * h0, 0 * c0, params
    wants, _ = lstm(*given)
    compare(walked(student, given), wants, NAMES)


@pytest.mark.exercise
def test_lstm_no_steps(student, rng):
    """一步也不走：没有输出，状态还是原来的。"""
    given = lstm_setting(rng, 3, 0, 2, 5)
    wants, _ = lstm(*given)
    compare(walked(student, given), wants, NAMES)


@pytest.mark.exercise
def test_lstm_goes_on(student, rng):
    """分两段走，后一段从前一段的状态出发，和一口气走完一样。"""
    x, h0, c0, params = lstm_setting(rng, 3, 7, 2, 5)
    wants, _ = lstm(x, h0, c0, params)
    first = walked(student, (x[:, :4], h0, c0, params))
    rest = walked(student, (x[:, 4:], kit.array(first[1]), kit.array(first[2]), params))
    compare([first[0], *rest[:3]], [wants[0][:, :4], wants[0][:, 4:], *wants[1:]], ("hs", "hs", "h", "c"))


@pytest.mark.exercise
def test_lstm_is_finite(student, rng):
    """输入很大时结果仍是有限的数。"""
    x, h0, c0, params = lstm_setting(rng, 2, 3, 2, 4)
    given = 1e4 * x, h0, c0, params
    wants, _ = lstm(*given)
    with np.errstate(over="ignore"):
        compare(walked(student, given), wants, NAMES)


@pytest.mark.exercise
def test_lstm_layouts(student, rng):
    """x 的内存不连续时也对。"""
    given = lstm_setting(rng, 3, 4, 2, 5)
    wants, _ = lstm(*given)
    for x in kit.layouts(given[0]):
        compare(walked(student, (x, *given[1:])), wants, NAMES)


@pytest.mark.exercise
def test_lstm_keeps_inputs(student, rng):
    """x、h0、c0 和参数在调用之后保持原样；返回的状态改了，它们也不变。"""
    given = lstm_setting(rng, 3, 4, 2, 5)
    before = [a.copy() for a in given[:3]], {key: value.copy() for key, value in given[3].items()}
    student.lstm_forward(*given)
    for now, then, name in zip(given, before[0], ("x", "h0", "c0")):
        kit.unchanged(now, then, name)
    kit.unchanged(given[3], before[1], "params")


@pytest.mark.exercise(structure=True)
def test_lstm_by_hand(student):
    """是自己用 NumPy 走的，没有调用现成的 LSTM。"""
    kit.not_calling(student, "lstm_forward", {"LSTM", "LSTMCell", "*lstm*"})
