"""Hidden tests of fade: two ramps, either of which may be missing."""

from __future__ import annotations

import pytest

from autograder import kit

from common import REFUSED, fade


@pytest.mark.exercise(core=True)
def test_fade_example(student):
    """例子里的六个 1。"""
    kit.agree(student.fade, fade, [([1.0] * 6, 4, 0.5, 1.0)])


@pytest.mark.exercise(core=True)
def test_fade_random(student, rng):
    """两头不相遇时，每个采样都对。"""
    tracks = [rng.normal(size=50).tolist() for _ in range(4)]
    kit.agree(student.fade, fade, [(track, 20, 0.7, 1.1) for track in tracks])


@pytest.mark.exercise
def test_fade_overlap(student, rng):
    """淡入淡出相遇、比声音还长时，两个系数都乘。"""
    track = rng.normal(size=12).tolist()
    kit.agree(student.fade, fade, [(track, 4, 2.5, 2.0), (track, 4, 10.0, 1.0), (track, 4, 1.0, 10.0)])


@pytest.mark.exercise
def test_fade_one_end(student, rng):
    """0 秒的那一头不变，另一头照样。"""
    track = rng.normal(size=9).tolist()
    kit.agree(student.fade, fade, [(track, 4, 1.0, 0), (track, 4, 0, 1.0), (track, 4, 0, 0)])


@pytest.mark.exercise
def test_fade_short(student):
    """没有采样、只有一个采样时也行。"""
    inputs = [
        ([], 8000, 0.1, 0.1),
        ([], 8000, 0, 0),
        ([0.5], 10, 0.1, 0),
        ([0.5], 10, 0, 0.1),
        ([0.5], 10, 0, 0),
    ]
    kit.agree(student.fade, fade, inputs)


@pytest.mark.exercise
def test_fade_shorter_than_a_sample(student):
    """淡入淡出短于一个采样：只有头尾是 0。"""
    kit.agree(student.fade, fade, [([1.0, 2.0, 3.0, 4.0], 10, 0.05, 0.05)])


@pytest.mark.exercise
def test_fade_of_a_part_of_a_sample(student, rng):
    """淡入淡出的采样数不是整数时，分母不取整。"""
    track = rng.normal(size=12).tolist()
    inputs = [([1.0] * 6, 10, 0.25, 0), ([1.0] * 6, 10, 0, 0.25)]
    inputs += [(track, 10, 0.27, 0), (track, 10, 0, 0.38), (track, 10, 0.38, 0.27)]
    kit.agree(student.fade, fade, inputs)


@pytest.mark.exercise(weight=0.5)
def test_fade_is_new(student):
    """返回的是新的列表，两头都是 0 秒时也是。"""
    answers = [student.fade_is_new([0.5, -0.5, 0.25], 4, *ends) for ends in ((0, 0), (0.5, 0), (0, 0.5))]
    kit.same(answers, [True] * 3, name="是不是新的")


@pytest.mark.exercise
def test_fade_leaves_track_alone(student, rng):
    """不改动传进来的列表。"""
    track = rng.normal(size=9).tolist()
    before, want = list(track), fade(track, 4, 1.0, 1.0)
    got = student.fade(track, 4, 1.0, 1.0)
    kit.same(got, want)
    kit.unchanged(track, before)


@pytest.mark.exercise(core=True, structure=True)
def test_fade_by_hand(student):
    """没有用 audioop 和外面的库。"""
    kit.not_calling(student, "fade", REFUSED)
