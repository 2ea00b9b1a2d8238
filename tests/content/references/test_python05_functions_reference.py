"""The references and the answer key of python05_functions against the standard library."""

import copy
import itertools
import statistics
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from references import answer_key, reference

NAME = "python05_functions"
ref = reference(NAME)

NUMBERS = st.lists(st.integers(-1000, 1000) | st.floats(-1e6, 1e6), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def key():
    """What the answer key defines."""
    return answer_key(NAME)


@given(numbers=NUMBERS)
def test_average(key, numbers):
    assert ref.average(numbers) == pytest.approx(statistics.fmean(numbers), rel=1e-9, abs=1e-9)
    assert key["average"](*numbers) == pytest.approx(ref.average(numbers), rel=1e-9, abs=1e-9)


@given(names=st.lists(st.sampled_from(["plus_one", "double"])), value=st.integers())
def test_pipeline(key, names, value):
    steps = [key["tool"](name) for name in names]
    assert key["pipeline"](*steps)(value) == ref.composed(names, value)


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_deep_copy(key, seed):
    value = ref.drawn(np.random.default_rng(seed), 5)
    before = copy.deepcopy(value)
    for copied in (key["deep_copy"](value), key["scribble"](value)):
        assert copied == before
        assert ref.forms(copied) == ref.forms(copy.deepcopy(before))


def test_forms_tell_lists_from_tuples():
    assert ref.forms([1, (2,)]) != ref.forms([1, [2]])
    assert ref.forms({"a": [], "b": ()}) == ref.forms({"b": (), "a": []}) != ref.forms({"a": (), "b": []})


@pytest.mark.parametrize("n", range(11))
def test_every_move_of_hanoi_is_legal_and_the_tower_arrives(key, n):
    moves = ref.hanoi(n, "A", "C", "B")
    pegs = {"A": list(range(n, 0, -1)), "B": [], "C": []}
    for source, target in moves:
        disk = pegs[source].pop()
        assert not pegs[target] or pegs[target][-1] > disk
        pegs[target].append(disk)
    assert len(moves) == 2**n - 1
    assert pegs["C"] == list(range(n, 0, -1))
    assert list(key["hanoi"](n, "A", "C", "B")) == moves


def test_the_first_moves_of_a_tall_tower(key):
    moves = list(itertools.islice(key["hanoi"](40, "A", "C", "B"), ref.FIRST))
    assert moves == ref.hanoi(40, "A", "C", "B")


@given(items=st.lists(st.integers(0, 3), max_size=6))
def test_permutations(key, items):
    expected = list(itertools.permutations(items))
    assert ref.permutations(items) == list(key["permutations"](items)) == expected


def test_the_first_permutations_of_twenty(key):
    items = list(range(20))
    expected = list(itertools.islice(itertools.permutations(items), ref.FIRST))
    assert ref.permutations(items) == expected
    assert key["nth_permutation"](items, ref.FIRST) == expected[-1]


@given(calls=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3))))
def test_memoize(key, calls):
    ran = []

    def add(a, b):
        ran.append((a, b))
        return a + b

    ours, theirs = key["memoize"](add), lru_cache(None)(lambda a, b: a + b)
    assert [ours(a, b=b) for a, b in calls] == [theirs(a, b) for a, b in calls]
    assert len(ran) == len(set(calls))
