"""Hidden tests of Timer: a clock that goes only when it is told to."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import draws, kit


def seconds_of(student: Any, t: Any) -> Any:
    """What it says, recorded in hundredths: a real clock never says the same twice."""
    found = t.seconds
    kit.record(student, round(found, 2) if isinstance(found, float) else found)
    return found


@pytest.mark.exercise(core=True)
def test_timer_example(student):
    """文档字符串里的例子：2.5 秒，再来 1 秒。"""
    clock = student.FakeClock()
    t = student.Timer(clock)
    student.run_with(t, clock, 2.5)
    first = seconds_of(student, t)
    clock.sleep(4)
    student.run_with(t, clock, 1)
    kit.same([first, seconds_of(student, t)], [2.5, 1.0], name="两次的 seconds")


@pytest.mark.exercise(core=True)
def test_timer_random(student, rng):
    """里面走了多久就是多久，用的是给的那只钟。"""
    for _ in range(5):
        clock = student.FakeClock()
        seconds = draws.whole(rng, 1, 400) / 8
        t = student.Timer(clock)
        student.run_with(t, clock, seconds)
        kit.same(seconds_of(student, t), seconds, name="seconds")


@pytest.mark.exercise
def test_timer_before(student):
    """还没用过，seconds 是 0.0；造好到用之间的时间不算。"""
    clock = student.FakeClock()
    t = student.Timer(clock)
    before = seconds_of(student, t)
    clock.sleep(40)
    waiting = seconds_of(student, t)
    student.run_with(t, clock, 3)
    clock.sleep(8)
    kit.same(
        [before, waiting, seconds_of(student, t)], [0.0, 0.0, 3.0], name="[刚造好, 等着, 用过] 的 seconds"
    )


@pytest.mark.exercise(weight=3)
def test_timer_is_what_as_gives(student):
    """as 后面的名字就是这个 Timer 自己。"""
    clock = student.FakeClock()
    is_timer, problem = student.run_with(student.Timer(clock), clock, 1)
    kit.same([is_timer, problem], [True, "没有错误"], name="[是不是它自己, 传出来的错误]")


@pytest.mark.exercise(weight=3)
def test_timer_errors_pass(student):
    """里面抛出的错误照常传到外面。"""
    clock = student.FakeClock()
    _, problem = student.run_with(student.Timer(clock), clock, 1.5, True)
    kit.same(problem, "ValueError", name="传出来的错误")


@pytest.mark.exercise
def test_timer_measures_failures(student):
    """里面抛出错误时，时间也记下了；之后照样能用。"""
    clock = student.FakeClock()
    t = student.Timer(clock)
    student.run_with(t, clock, 1.5, True)
    first = seconds_of(student, t)
    student.run_with(t, clock, 4, False)
    kit.same([first, seconds_of(student, t)], [1.5, 4.0], name="[出错的, 下一次] 的 seconds")


@pytest.mark.exercise
def test_timer_two_clocks(student):
    """两个 Timer 各用各的钟，互不相干。"""
    clocks = [student.FakeClock(), student.FakeClock()]
    timers = [student.Timer(clock) for clock in clocks]
    clocks[1].sleep(7)
    for timer, clock, seconds in zip(timers, clocks, (2, 5)):
        student.run_with(timer, clock, seconds)
    kit.same([seconds_of(student, t) for t in timers], [2.0, 5.0], name="两个的 seconds")


@pytest.mark.exercise
def test_timer_no_time_at_all(student):
    """里面一点时间也没过，就是 0.0。"""
    clock = student.FakeClock()
    t = student.Timer(clock)
    student.run_with(t, clock, 5)
    student.run_with(t, clock, 0)
    kit.same(seconds_of(student, t), 0.0, name="seconds")
