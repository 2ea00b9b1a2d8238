"""The references of python03_values against the standard library, and the lesson's own answers against the references."""

from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from references import answer_key, reference

NAME = "python03_values"
ref = reference(NAME)

items = st.lists(st.one_of(st.integers(-3, 3), st.text(max_size=2), st.none()))
names = st.lists(st.sampled_from("abcdefgh"))
amounts = st.from_regex(r"[+-]?(0|[1-9][0-9]{0,11})(\.[0-9]{1,9})?", fullmatch=True)
bills = st.integers(0, 10**14 - 1).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
settings = st.dictionaries(st.sampled_from("abcd"), st.sampled_from([None, 0, "", False, 1, "x"]))


@pytest.fixture(scope="module")
def key():
    """What the answer key defines."""
    return answer_key(NAME)


@given(items)
def test_swap_ends(key, some):
    want = [some[-1], *some[1:-1], some[0]] if len(some) > 1 else some
    assert ref.swap_ends(some) == key["swap_ends"](some) == want


@given(st.integers(0, 5), st.integers(0, 5), st.integers())
def test_grid(key, rows, columns, fill):
    want = np.full((rows, columns), fill, dtype=object).tolist()
    assert ref.grid(rows, columns, fill) == key["grid"](rows, columns, fill) == want


@given(amounts)
def test_round_money(key, amount):
    with_sign = str(Decimal(amount).quantize(Decimal("0.01"), ROUND_HALF_UP))
    want = "0.00" if with_sign == "-0.00" else with_sign
    assert ref.round_money(amount) == key["round_money"](amount) == want


@given(bills, st.integers(1, 30))
def test_split_bill(key, total, people):
    shares = ref.split_bill(total, people)
    assert shares == key["split_bill"](total, people)
    numbers = [Decimal(share) for share in shares]
    assert len(numbers) == people
    assert sum(numbers) == Decimal(total)
    assert max(numbers) - min(numbers) <= Decimal("0.01")
    assert numbers == sorted(numbers, reverse=True)
    assert all(share == f"{number:.2f}" for share, number in zip(shares, numbers))


@given(items)
def test_tally(key, some):
    assert ref.tally(some) == key["tally"](some) == Counter(some)


@given(st.dictionaries(st.integers(), st.sampled_from("abc")))
def test_invert(key, book):
    want = defaultdict(list)
    for name, value in book.items():
        want[value].append(name)
    assert ref.invert(book) == key["invert"](book) == want


@given(names, names)
def test_compare(key, mine, yours):
    a, b = set(mine), set(yours)
    want = {"both": sorted(a & b), "mine": sorted(a - b), "yours": sorted(b - a)}
    assert ref.compare(mine, yours) == key["compare"](mine, yours) == want


@given(settings, settings)
def test_merge(key, defaults, overrides):
    assert ref.merge(defaults, overrides) == key["merge"](defaults, overrides) == {**defaults, **overrides}


@given(st.lists(st.one_of(st.integers(0, 1), st.booleans(), st.floats(0, 1), st.none(), st.text(max_size=1))))
def test_sort_by_type(key, values):
    ours, theirs = ref.sort_by_type(values), key["sort_by_type"](values)
    want = {kind.__name__: [v for v in values if type(v) is kind] for kind in set(map(type, values))}
    assert list(map(repr, (ours[name] for name in sorted(ours)))) == [
        repr(want[name]) for name in sorted(want)
    ]
    assert repr(sorted(ours.items())) == repr(sorted(theirs.items()))
