"""Hidden tests of wait_until: probes and naps by a clock that nobody waits for."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import draws, kit

from common import waits


@pytest.mark.exercise(core=True)
def test_wait_examples(student):
    """例子里的三次等待。"""
    waits(student, [([False], 1, 0.25, 0), ([False], 1, 0.75, 0), ([False], 0, 1, 0)])


@pytest.mark.exercise(core=True)
def test_wait_ready(student, rng):
    """说好了就返回 True，问的次数、睡的次数都对。"""
    cases = [([False] * draws.whole(rng, 1, 6) + [True], 64, 2.0**-power, 0) for power in range(6)]
    waits(student, cases)


@pytest.mark.exercise
def test_wait_ready_at_once(student):
    """马上就好：一次也不睡，timeout 是 0 也一样。"""
    waits(student, [([True], 1, 0.25, 0), ([True], 0, 0.25, 0)])


@pytest.mark.exercise
def test_wait_never(student, rng):
    """总说没好：最后一次睡醒还要问一次。"""
    cases = [([False], draws.whole(rng, 1, 40) / 8, draws.whole(rng, 2, 30) / 8, 0) for _ in range(10)]
    waits(student, cases)


@pytest.mark.exercise
def test_wait_ready_in_the_last_moment(student):
    """正好到时间、超过了时间才好，最后那一次问到了：True。"""
    waits(student, [([False] * 4 + [True], 1, 0.25, 0), ([False] * 2 + [True], 1, 0.75, 0)])


@pytest.mark.exercise
def test_wait_interval_beyond_timeout(student):
    """interval 比 timeout 长：还是睡完 interval，问第二次。"""
    waits(student, [([False], 1, 8, 0), ([False, True], 1, 8, 0)])


@pytest.mark.exercise
def test_wait_any_answer(student):
    """答案可以是任何值，返回的总是 True 或 False。"""
    scripts: list[list[Any]] = [["", 0, None, [], "ready"], [0, 3], [None, [1]], [None], [0], [""]]
    waits(student, [(script, 1, 0.25, 0) for script in scripts])


@pytest.mark.exercise
def test_wait_slow_probe(student):
    """probe 自己也花时间：到没到时间，看时钟。"""
    waits(student, [([False], 1, 0.25, 0.5), ([False], 4, 0.5, 0.75), ([False], 1, 0.25, 2)])


@pytest.mark.exercise
def test_wait_slow_and_ready(student):
    """probe 花的时间超过了 timeout，可是它说好了：True。"""
    waits(student, [([True], 1, 0.25, 2), ([False, True], 1, 0.5, 0.25)])


@pytest.mark.exercise(seconds=2)
def test_wait_real(student):
    """clock 是模块 time 也行，而且没有一刻不停地问。"""
    results = [student.waited([False, True], 4, 0.015625), student.waited([False], 0.0625, 0.015625)]
    kit.same(results, [(True, False), (False, False)])
