"""Hidden tests of dtmf_decode: numbers dialled by nobody, in noise and with clicks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import draws, kit

from common import KEYS, REFUSED, call, noisy, pause, tone

RATES = (8000, 11025)


def heard(student: Any, calls: list[tuple[str, list[float], int]]) -> None:
    """Let the student decode every call, then compare what was heard with what was dialled."""
    results = [student.dtmf_decode(track, rate) for _, track, rate in calls]
    for result, (keys, _, _) in zip(results, calls):
        kit.same(result, keys)


def distinct(rng: np.random.Generator, length: int) -> str:
    """Keys none of which comes twice."""
    return "".join(draws.shuffled(rng, KEYS)[:length])


@pytest.mark.exercise(core=True, seconds=5)
def test_decode_every_key(student, rng):
    """十六个键，每个都听得对。"""
    heard(student, [(key, call(rng, key, 8000), 8000) for key in KEYS])


@pytest.mark.exercise(core=True, seconds=5)
def test_decode_numbers(student, rng):
    """没有重复的号码，两种采样率，都听得对。"""
    numbers = [(distinct(rng, 5), rate) for rate in RATES for _ in range(2)]
    heard(student, [(keys, call(rng, keys, rate), rate) for keys, rate in numbers])


@pytest.mark.exercise(seconds=5)
def test_decode_equal_keys(student, rng):
    """同一个键按了几次，就是几个。"""
    heard(student, [(keys, call(rng, keys, 8000), 8000) for keys in ("110", "8888", "00", "*##*")])


@pytest.mark.exercise(seconds=5)
def test_decode_ends_in_a_key(student, rng):
    """声音一开头就是键、在键响着的时候到头，都不丢。"""
    numbers = [(distinct(rng, 4), rate) for rate in RATES]
    heard(student, [(keys, call(rng, keys, rate, ends=False), rate) for keys, rate in numbers])


@pytest.mark.exercise(seconds=5)
def test_decode_clicks(student, rng):
    """停顿里的咔嗒不是键。"""
    numbers = [(distinct(rng, 4), rate) for rate in RATES for _ in range(2)]
    heard(student, [(keys, call(rng, keys, rate, clicks=True), rate) for keys, rate in numbers])


@pytest.mark.exercise(seconds=5)
def test_decode_ends_in_a_click(student, rng):
    """声音在咔嗒的当中到头，那不是键。"""
    calls = []
    for rate in RATES:
        keys, gap = distinct(rng, 3), pause(rng, rate, click=True).tolist()
        calls.append((keys, call(rng, keys, rate) + gap[: len(gap) // 2], rate))
    heard(student, calls)


@pytest.mark.exercise(seconds=5)
def test_decode_exactly_three_blocks(student, rng):
    """正好响三块的键，也是键。"""
    calls = []
    for rate in RATES:
        n, keys = round(0.02 * rate), distinct(rng, 3)
        pieces = [noisy(rng, 0.1, rate)[: 4 * n]]
        for key in keys:
            pieces += [tone(rng, key, 0.06, rate)[: 3 * n], noisy(rng, 0.1, rate)[: 4 * n]]
        calls.append((keys, np.concatenate(pieces).tolist(), rate))
    heard(student, calls)


@pytest.mark.exercise
def test_decode_nothing(student, rng):
    """安静、只有杂音、只有咔嗒、空列表：一个键也没有。"""
    clicks = np.concatenate([pause(rng, 8000, click=True) for _ in range(3)]).tolist()
    quiet = [[], [0.0] * 3000, noisy(rng, 0.5, 8000).tolist(), clicks]
    heard(student, [("", track, 8000) for track in quiet])


@pytest.mark.exercise(seconds=5)
def test_decode_long_and_short(student, rng):
    """键按得长短不一，都只算一次。"""
    calls = []
    for lengths in ((0.08, 0.2, 0.08), (0.2, 0.2, 0.09)):
        keys = distinct(rng, 3)
        pieces = [pause(rng, 8000)]
        for key, seconds in zip(keys, lengths):
            pieces += [tone(rng, key, seconds, 8000), pause(rng, 8000)]
        calls.append((keys, np.concatenate(pieces).tolist(), 8000))
    heard(student, calls)


@pytest.mark.exercise(weight=0.5, seconds=5)
def test_decode_long_number(student, rng):
    """十一位的号码，带杂音和咔嗒。"""
    keys = draws.text(rng, 11, "0123456789")
    track = call(rng, keys, 8000, clicks=True)
    before = list(track)
    heard(student, [(keys, track, 8000)])
    kit.unchanged(track, before)


@pytest.mark.exercise(core=True, structure=True)
def test_decode_by_hand(student):
    """没有用 cmath 和外面的库。"""
    kit.not_calling(student, "dtmf_decode", REFUSED)
