"""The references and the answer key of python07_structures against the standard library and against each other."""

import ast
import bisect
import copy
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from references import answer_key, reference

from autograder import draws

NAME = "python07_structures"
ref = reference(NAME)
SEEDS = st.integers(0, 2**32 - 1)


@pytest.fixture(scope="module")
def key():
    """What the answer key defines."""
    return answer_key(NAME)


def by_parser(text):
    """Whether Python can read the brackets, with a comma after each that closes."""
    spaced = "".join(c + "," if c in ")]}" else c for c in text)
    try:
        ast.parse(spaced)
    except SyntaxError:
        return False
    return True


@pytest.mark.parametrize("length", range(5))
def test_balanced_against_the_parser_of_python(key, length):
    for text in map("".join, itertools.product("()[]{}", repeat=length)):
        assert ref.balanced(text) == key["balanced"](text) == by_parser(text), text


@given(text=st.text("()[]{}a", max_size=12))
def test_balanced(key, text):
    assert key["balanced"](text) == ref.balanced(text)


@given(items=st.lists(st.integers(0, 20)), x=st.integers(-1, 21))
def test_binary_search(key, items, x):
    items.sort()
    i = bisect.bisect_left(items, x)
    expected = i if x in items else ~i
    assert ref.place(items, x) == expected
    answer, reads = key["watched_search"](items, x)
    assert answer == expected
    assert reads <= ref.most(len(items))


@given(rows=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3))), column=st.sampled_from([0, 1]))
def test_merge_sort(key, rows, column):
    assert key["merge_sort"](rows, column) == sorted(rows, key=lambda row: row[column])


def flat_by_text(value):
    """The leaves of nested lists and tuples of whole numbers, from how they are written."""
    return [int(word) for word in "".join(c if c.isdigit() else " " for c in repr(value)).split()]


@given(seed=SEEDS)
def test_flatten(key, seed):
    rng = np.random.default_rng(seed)
    nested = [draws.nested(rng, 5, lambda: draws.whole(rng, 0, 99)) for _ in range(3)]
    assert ref.leaves(nested) == key["flatten"](nested) == flat_by_text(nested)


@pytest.mark.parametrize("depth", [0, 1, 5, 200])
def test_the_nest_holds_what_the_tests_expect(key, depth):
    assert ref.leaves(key["nest"](depth)) == ref.deep(depth) == key["flatten_nest"](depth)


@given(values=st.lists(st.integers(-50, 50), max_size=20))
def test_trees(key, values):
    tree = None
    for value in values:
        tree = key["tree_insert"](tree, value)
    assert tree == ref.grown(values)
    assert key["tree_values"](tree) == sorted(set(values))


@given(seed=SEEDS, length=st.integers(0, 40))
def test_drawn_trees_are_not_too_deep_for_the_wire(key, seed, length):
    def height(tree):
        return 0 if tree is None else 1 + max(height(tree[0]), height(tree[2]))

    values = ref.drawn_values(np.random.default_rng(seed), length)
    assert len(set(values)) == length
    assert height(ref.grown(values)) < 28


@settings(deadline=None, max_examples=60)
@given(seed=SEEDS, edges=st.integers(0, 25))
def test_routes(key, seed, edges):
    rng = np.random.default_rng(seed)
    names = list("abcdef")
    graph = {
        name: {other: draws.whole(rng, 0, 9) for other in others}
        for name, others in draws.graph(rng, names, edges).items()
    }
    plain = {name: list(others) for name, others in graph.items()}
    ways = [
        way
        for length in range(len(names))
        for way in itertools.permutations(names, length + 1)
        if way[0] == "a" and all(b in graph[a] for a, b in itertools.pairwise(way))
    ]
    before = copy.deepcopy(graph)
    for goal in names:
        arriving = [way for way in ways if way[-1] == goal]
        steps = min((len(way) - 1 for way in arriving), default=None)
        cost = min((sum(graph[a][b] for a, b in itertools.pairwise(way)) for way in arriving), default=None)
        path, route = key["shortest_path"](plain, "a", goal), key["cheapest_route"](graph, "a", goal)
        assert ref.distance(plain, "a", goal) == steps
        assert ref.costs(graph, "a").get(goal) == cost
        assert (path is None) == (route is None) == (steps is None)
        if path is not None:
            assert len(path) == steps + 1
            assert tuple(path) in arriving
            assert route[0] == cost
            assert tuple(route[1]) in arriving
    assert graph == before


def test_a_lattice_is_as_far_across_as_its_streets():
    streets = ref.lattice(6)
    for a, b, c, d in itertools.product(range(0, 6, 2), range(1, 6, 2), range(0, 6, 3), range(6)):
        assert ref.distance(streets, f"{a},{b}", f"{c},{d}") == abs(a - c) + abs(b - d)
