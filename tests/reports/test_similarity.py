"""Similar submissions: copies are found however they are dressed up, independent right answers are not."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from autograder.authoring.simulate import simulate
from autograder.course.assignment import Course
from autograder.course.variants import read_graders
from autograder.grading.intake import read_submission
from autograder.reports.side_by_side import known_texts
from autograder.reports.similarity import MIN_EXERCISES, Resemblance, rare_lines, resembling, way_of_writing

ASSIGNMENT = Course.find(Path(__file__).parent).assignment("day04")
GRADERS = read_graders(ASSIGNMENT)
KNOWN = known_texts(ASSIGNMENT, GRADERS)

# Somebody's own way of writing seven right answers, and somebody else's.
ANNES = {
    "relu": """\
def relu(z):
    keep = z > 0
    out = np.zeros_like(z, dtype=float)
    out[keep] = z[keep]
    return out
""",
    "relu_derivative": """\
def relu_derivative(z):
    slope = np.zeros(np.shape(z))
    slope[z > 0] = 1
    return slope
""",
    "tanh_derivative": """\
def tanh_derivative(z):
    t = np.tanh(z)
    return (1 - t) * (1 + t)
""",
    "softmax": """\
def softmax(z):
    highest = np.amax(z, axis=1).reshape(-1, 1)
    powers = np.exp(np.subtract(z, highest))
    totals = powers.sum(axis=1).reshape(-1, 1)
    return np.divide(powers, totals)
""",
    "cross_entropy": """\
def cross_entropy(probs, labels):
    count = labels.size
    rows = np.arange(count)
    safe = np.clip(probs[rows, labels], 1e-15, None)
    return float(-np.log(safe).sum() / count)
""",
    "dense_backward": """\
def dense_backward(dout, cache):
    inputs, weights = cache
    ones = np.ones(len(dout))
    db = ones @ dout
    dw = np.dot(np.transpose(inputs), dout)
    dx = np.dot(dout, np.transpose(weights))
    return dx, dw, db
""",
    "initialize": """\
def initialize(layer_sizes, rng):
    network = []
    for before, after in zip(layer_sizes[:-1], layer_sizes[1:]):
        spread = (2 / before) ** 0.5
        network.append(dict(w=spread * rng.standard_normal((before, after)), b=np.zeros((after,))))
    return network
""",
}
BENS = {
    "relu": "def relu(z):\n    return z * (z > 0) + 0.0\n",
    "relu_derivative": "def relu_derivative(z):\n    return np.where(z > 0, 1.0, 0.0)\n",
    "tanh_derivative": "def tanh_derivative(z):\n    a = np.tanh(z)\n    return 1 - a * a\n",
    "softmax": """\
def softmax(z):
    shifted = z - np.max(z, axis=1, keepdims=True)
    exps = np.exp(shifted)
    return exps / np.sum(exps, axis=1, keepdims=True)
""",
    "cross_entropy": """\
def cross_entropy(probs, labels):
    n = probs.shape[0]
    p = probs[np.arange(n), labels]
    return -np.log(p + 1e-12).mean()
""",
    "dense_backward": """\
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, np.sum(dout, axis=0)
""",
    "initialize": """\
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(size=(i, o)) * np.sqrt(2 / i), "b": np.zeros(o)}
        for i, o in zip(layer_sizes, layer_sizes[1:])
    ]
""",
}
RENAMED = {
    "keep": "mask", "out": "result", "slope": "d", "t": "y", "highest": "m", "powers": "e", "totals": "s", "count": "n",
    "rows": "idx", "safe": "p", "inputs": "a", "weights": "k", "ones": "u", "network": "net", "before": "fan_in",
    "after": "fan_out", "spread": "std", "db": "gb", "dw": "gw", "dx": "gx",
}  # fmt: skip


def verbatim(text: str) -> str:
    return text


def renamed(text: str) -> str:
    return re.sub(r"\b\w+\b(?!\()", lambda word: RENAMED.get(word[0], word[0]), text)


def reordered(text: str) -> str:
    """Statements that do not depend on each other change places."""
    swaps = [
        ("    keep = z > 0\n    out = np.zeros_like(z, dtype=float)\n",
         "    out = np.zeros_like(z, dtype=float)\n    keep = z > 0\n"),
        ("    db = ones @ dout\n    dw = np.dot(np.transpose(inputs), dout)\n",
         "    dw = np.dot(np.transpose(inputs), dout)\n    db = ones @ dout\n"),
    ]  # fmt: skip
    for old, new in swaps:
        text = text.replace(old, new)
    return text


def commented(text: str) -> str:
    head, *body = text.splitlines()
    lines = [head + "  # 我自己写的", '    """我的说明。"""', ""]
    for line in body:
        lines += ["    # 这一步很重要", line.replace(", ", ",  ").replace(" = ", "  =  ") + "  # 见讲义", ""]
    return "\n".join(lines)


def everything(text: str) -> str:
    return commented(renamed(reordered(text)))


@pytest.fixture(scope="module")
def simulated(tmp_path_factory) -> list[dict[str, str]]:
    """The texts of a class of thirty that never copied."""
    paths = simulate(ASSIGNMENT, 30, 7, tmp_path_factory.mktemp("class"))
    submissions = [read_submission(path, ASSIGNMENT) for path in paths]
    return [
        {e.name: submission.cells.get(e.solution_id, "") for e in ASSIGNMENT.exercises}
        for submission in submissions
    ]


def names(found: Resemblance) -> set[tuple[int, int]]:
    return {(pair.first, pair.second) for pair in found.pairs}


def in_class(simulated: list[dict[str, str]], *own: dict[str, str]) -> list[dict[str, str]]:
    """The class with some of its mistaken students' blanks filled in their own ways."""
    return [*simulated[: -len(own)], *(simulated[-1] | texts for texts in own)]


def test_class_that_did_not_copy_shows_nobody(simulated):
    assert names(resembling(simulated, KNOWN)) == set()


@pytest.mark.parametrize("disguise", [verbatim, renamed, reordered, commented, everything])
def test_copy_is_found_however_it_is_dressed_up(simulated, disguise):
    copy = {name: disguise(text) for name, text in ANNES.items()}
    found = resembling(in_class(simulated, ANNES, BENS, copy), KNOWN)
    assert names(found) == {(27, 29)}
    # Her tanh_derivative is one of the alternatives that the course knows: it is worth nothing.
    assert {agreement.exercise for agreement in found.pairs[0].agreements} == set(ANNES) - {"tanh_derivative"}


def test_copy_with_a_changed_line_here_and_there_is_found(simulated):
    copy = dict(
        ANNES,
        relu=BENS["relu"],
        softmax=ANNES["softmax"].replace("np.divide(powers, totals)", "powers / totals"),
    )
    found = resembling(in_class(simulated, ANNES, copy), KNOWN)
    assert names(found) == {(28, 29)}
    assert "relu" not in {agreement.exercise for agreement in found.pairs[0].agreements}


def test_two_independent_right_answers_are_not_reported(simulated):
    assert names(resembling(in_class(simulated, ANNES, BENS), KNOWN)) == set()
    assert names(resembling([ANNES, BENS], KNOWN)) == set()


@pytest.mark.parametrize("seed", range(5))
def test_students_who_happen_to_write_the_usual_things_are_not_reported(seed):
    """Everybody chooses freely, exercise by exercise, among what the course and two people came up with."""
    choose = random.Random(seed)
    ways = {
        e.name: [e.reference, ANNES.get(e.name, e.reference), BENS.get(e.name, e.reference)]
        + [variant.source for variant in GRADERS[e.name].alternatives]
        for e in ASSIGNMENT.exercises
    }
    texts = [{name: choose.choice(options) for name, options in ways.items()} for _ in range(40)]
    assert names(resembling(texts, KNOWN)) == set()


def test_what_everybody_writes_is_worth_nothing(simulated):
    """The same rare text, shared by two or by all."""
    assert names(resembling([*simulated, ANNES, ANNES], KNOWN)) == {(30, 31)}
    for students in (4, 10, 40):
        assert names(resembling([ANNES] * students, KNOWN)) == set()


def test_agreeing_in_two_exercises_is_no_pattern(simulated):
    few = {name: ANNES[name] for name in list(ANNES)[: MIN_EXERCISES - 1]}
    assert names(resembling(in_class(simulated, few, few), KNOWN)) == set()


def test_two_students_who_handed_in_the_same_are_found_without_a_class():
    assert names(resembling([ANNES, {name: renamed(text) for name, text in ANNES.items()}], KNOWN)) == {
        (0, 1)
    }


def test_blank_and_known_answers_are_no_evidence():
    blank = {e.name: e.stub for e in ASSIGNMENT.exercises}
    key = {e.name: e.reference for e in ASSIGNMENT.exercises}
    assert names(resembling([blank, blank, key, key, {}, {}], KNOWN)) == set()


@pytest.mark.parametrize("students", [0, 1])
def test_nobody_to_compare_with(students):
    assert resembling([ANNES] * students, KNOWN).pairs == ()


def test_what_is_no_python_is_read_as_far_as_it_goes():
    for text in (
        "",
        "def f(:\n  (((",
        "x = '''",
        "\x00",
        "  a\n b\n",
        "é€漢" * 5000,
        "(" * 10_000,
        "1" * 5000,
    ):
        assert isinstance(way_of_writing(text), tuple)


def test_way_of_writing_tells_functions_and_numbers_apart():
    assert way_of_writing("def f(a):\n    return np.exp(a)\n") == way_of_writing(
        "def f(b):  # !\n    return np.exp( b )"
    )
    assert way_of_writing("y = np.exp(x)") != way_of_writing("y = np.log(x)")
    assert way_of_writing("y = x * 2") != way_of_writing("y = x * 3")
    assert way_of_writing("a.sum(axis=0)") != way_of_writing("a.sum(axis=1)")


def test_lines_that_only_two_wrote_are_marked():
    mine = "def f(x):\n    total = x.sum() / 7\n    odd = np.roll(x, 3) - total\n    return odd\n"
    theirs = "def f(x):\n    # mine\n    s = x.sum() / 7\n    q = np.roll(\n        x, 3) - s\n    return q\n"
    everybody = ["def f(x):\n    m = x.sum() / 7\n    return m\n"] * 9 + [""]
    assert rare_lines(mine, theirs, everybody, []) == {3}
    # A statement over two lines is marked whole.
    assert rare_lines(theirs, mine, everybody, []) == {4, 5}


def test_what_the_course_itself_writes_is_not_rare():
    mine = "def f(x):\n    return np.roll(x, 3) - 1\n"
    assert rare_lines(mine, mine, [], []) == {2}
    assert rare_lines(mine, mine, [], ["def f(x):\n    return np.roll(x, 3) - 1\n"]) == set()


def test_a_text_that_is_not_python_is_compared_as_far_as_it_is():
    broken = "def f(x):\n    y = np.roll(x, 3) - 1\n    z = 'open\n"
    assert 2 in rare_lines(broken, broken, [], [])
