"""The reference and the answer key of python08_objects against the standard library."""

import math
from fractions import Fraction
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging import version
from references import answer_key, reference

NAME = "python08_objects"
ref = reference(NAME)
WHOLE = st.integers(-50, 50)
PARTS = st.lists(st.integers(0, 120), min_size=1, max_size=3)


@pytest.fixture(scope="module")
def key():
    """What the answer key defines."""
    return answer_key(NAME)


@given(seed=st.integers(0, 2**32 - 1), opening=st.integers(0, 400), length=st.integers(1, 20))
def test_bank(key, seed, opening, length):
    steps = ref.day_at_the_bank(np.random.default_rng(seed), opening, length)
    changes = [amount if kind == "deposit" else -amount for kind, amount in steps]
    wants = list(accumulate(changes, initial=opening))[1:]
    assert ref.balances(opening, steps) == wants
    assert min(wants) >= 0
    account = key["Savings"]("Ann", opening)
    assert ref.take(account, steps) == wants
    assert account.history == steps
    assert account.add_interest() == math.floor(Fraction(2, 100) * wants[-1])


@given(st.floats(-273.15, 1e6))
def test_temperature(key, celsius):
    exact = Fraction(celsius) * Fraction(9, 5) + 32
    assert ref.fahrenheit(celsius) == pytest.approx(float(exact), rel=1e-12, abs=1e-9)
    assert ref.celsius(float(exact)) == pytest.approx(celsius, rel=1e-12, abs=1e-9)
    assert key["Temperature"](celsius).fahrenheit == pytest.approx(float(exact), rel=1e-12, abs=1e-9)


@given(WHOLE, WHOLE, WHOLE, WHOLE, WHOLE)
def test_vector(key, a, b, c, d, k):
    vector = key["Vector"]
    v, w, p, q = vector(a, b), vector(c, d), complex(a, b), complex(c, d)
    for got, want in ((v + w, p + q), (v - w, p - q), (-v, -p), (v * k, p * k), (k * v, k * p)):
        assert [got.x, got.y] == ref.whole(want)
        assert eval(repr(got), {"Vector": vector}) == got
    assert abs(v) == pytest.approx(math.hypot(a, b))
    assert (v == w) == (p == q)
    assert hash(v) == hash(vector(float(a), float(b)))


@given(st.lists(st.text(max_size=3)), st.lists(st.text(max_size=3)), st.slices(12))
def test_playlist(key, first, then, part):
    playlist = key["Playlist"](first)
    for song in then:
        playlist.add(song)
    songs = first + then
    assert list(playlist) == songs
    assert playlist[part] == songs[part]
    assert all((song in playlist) == (song in songs) for song in ["", "a", *songs])


@given(st.integers(-5, 200))
def test_countdown(key, start):
    assert ref.down(start) == list(key["Countdown"](start)) == list(reversed(range(1, start + 1)))


@given(PARTS, PARTS)
def test_version(key, one, other):
    texts = [".".join(map(str, parts)) for parts in (one, other)]
    a, b = map(key["Version"].parse, texts)
    first, second = map(version.parse, texts)
    wants = [
        first < second,
        first <= second,
        first == second,
        first != second,
        first >= second,
        first > second,
    ]
    assert [a < b, a <= b, a == b, a != b, a >= b, a > b] == wants
    padded = [tuple([*parts, 0, 0][:3]) for parts in (one, other)]
    assert ref.compared(*padded) == wants
    assert version.parse(str(a)) == first
