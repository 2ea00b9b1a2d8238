"""A slice is a program of its own that does what its function did in the notebook, and holds nothing else."""

from __future__ import annotations

import ast
import time

import pytest

from autograder.checking.slicing import TooLong, cut, statements


def run(sources: list[str], name: str):
    """What a name is after its slice has run."""
    namespace: dict = {}
    for text in cut(sources, [name]).texts():
        exec(text, namespace)
    return namespace[name]


def kept(sources: list[str], name: str) -> str:
    return "\n".join(text.strip() for text in cut(sources, [name]).texts() if text)


@pytest.mark.parametrize(
    "cell",
    [
        "def g(x):\n    return x + 1",
        "g = lambda x: x + 1",
        "g: object = lambda x: x + 1",
        "g, h = lambda x: x + 1, 0",
        "[g, *h] = [lambda x: x + 1]",
        "(g := lambda x: x + 1)",
        "if 1 > 0:\n    def g(x):\n        return x + 1",
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n    g = lambda x: x + 1",
        "for g in [lambda x: x + 1]:\n    pass",
        "class g:\n    def __new__(cls, x):\n        return x + 1",
        "from functools import partial\ng = partial(sum, start=1)\ng = (lambda f: lambda x: f([x]))(g)",
        "base = 1\nbase += 0\ndef g(x, by=base):\n    return x + by",
        "table = {}\ntable['by'] = 1\ndef g(x):\n    return x + table['by']",
        "table = []\ntable.append(1)\ndef g(x):\n    return x + table[0]",
        "class A:\n    by = 0\nA.by = 1\ndef g(x):\n    return x + A.by",
        "def add(f):\n    return lambda x: f(x) + 1\n@add\ndef g(x):\n    return x",
        "count = 0\ndef g(x):\n    global count\n    count += 1\n    return x + 1",
        "class A:\n    global g\n    def g(x):\n        return x + 1",
        "[g := f for f in [lambda x: x + 1]]",
        "a = 1; b = [0]; g = lambda x: x + a",
        "%matplotlib inline\ndef g(x):\n    !ls\n    return x + 1",
        "a = 1\nb = a\na = 5\ndef g(x):\n    return x + b",
        "def g(x):\n    return x + later\nlater = 1",
        "def h(x):\n    return x + k\nk = 0\nv = h(1)\nk = 7\ndef g(x):\n    return x + v",
    ],
)
def test_a_slice_does_what_the_notebook_did(cell):
    assert run(["print(1 / 1)", cell, "def f(x):\n    return g(x)"], "f")(1) == 2


@pytest.mark.parametrize(
    "cell",
    [
        "print(f(1))",
        "y = [f(k) for k in range(3)]",
        "for k in range(3):\n    total = f(k)",
        "def unused():\n    return f(1)",
        "raise ValueError",
        "exec('x = 1')",
        "f.__code__ = (lambda x: 0).__code__",
        "math.sqrt = None",
        "setattr(math, 'sqrt', None)",
        "globals()['f'] = None",
        "x = [k for k in range(3)]",
        "this is no Python",
    ],
)
def test_what_gives_no_name_its_meaning_is_left_out(cell):
    sources = ["import math", "def f(x):\n    y = x\n    return math.sqrt(y)", cell]
    assert kept(sources, "f") == "import math\ndef f(x):\n    y = x\n    return math.sqrt(y)"


def test_the_last_definition_is_kept_and_no_draft():
    sources = ["def f(x):\n    return slow(x)\ndef slow(x):\n    return 0", "def f(x):\n    return x"]
    assert kept(sources, "f") == "def f(x):\n    return x"


def test_a_definition_that_may_not_come_to_be_keeps_the_one_before():
    sources = ["def f(x):\n    return 1", "if 0:\n    def f(x):\n        return 2"]
    assert run(sources, "f")(0) == 1


def test_lines_and_bytes_stay_where_they_were():
    cell = 'a = 1\n\nname = "中文"; b = """\n两\n行"""; c = 2\n\n# c\n@staticmethod\ndef f(x):\n    return b, c\n'
    (text,) = cut([cell], ["f"]).texts()
    assert [s.name for s in ast.parse(text).body if isinstance(s, ast.FunctionDef)] == ["f"]
    original = {ast.dump(node): node.lineno for node in ast.parse(cell).body}
    assert all(original[ast.dump(node)] == node.lineno for node in ast.parse(text).body)


def test_names_without_a_definition_are_told():
    code = cut(["W = None\ndel W", "def f(x):\n    return np.dot(W, len(x))"], ["f"])
    assert code.missing == {"np"}
    assert code.unknown == {"np", "W", "len"}


@pytest.mark.parametrize(
    ("otherwise", "missing"),
    [
        ("except ImportError:\n    jax = jnp = None", set()),
        ("except ImportError:\n    jax = None\nfinally:\n    jnp = 1", set()),
        ("except ImportError:\n    jax = None", {"jnp"}),
        ("except ImportError:\n    jax = jnp = None\nexcept OSError:\n    pass", {"jax", "jnp"}),
    ],
)
def test_a_library_that_need_not_be_there_has_a_name_in_any_case(otherwise: str, missing: set[str]):
    sources = [
        f"try:\n    import jax\n    import jax.numpy as jnp\n{otherwise}",
        "def f(x):\n    return jax, jnp",
    ]
    assert cut(sources, ["f"]).missing == missing


def test_names_beyond_are_left_out_with_what_only_they_rest_on():
    sources = ["def a():\n    return b()", "def b():\n    return 1", "def f():\n    return a()"]
    assert kept(sources, "f").count("def") == 3
    assert [text for text in cut(sources, ["f"], beyond={"a"}).texts() if text] == [sources[2]]


def test_a_future_import_stays_with_its_cell():
    cell = "from __future__ import annotations\ndef f(x: Unknown):\n    return x"
    assert run([cell], "f")(3) == 3


@pytest.mark.parametrize(
    "text", ["(" * 5000, "-" * 100_000 + "1", "a" + ".a" * 50_000, "\x00", "[" * 90 + "]" * 90, "nonlocal x"]
)
def test_monstrous_texts_define_nothing_and_break_nothing(text):
    assert kept([text, "def f(a):\n    return a"], "f") == "def f(a):\n    return a"


def test_too_long_a_text_is_refused():
    with pytest.raises(TooLong):
        cut(["x = 1\n" * 200_000], ["x"])


def many(count: int) -> str:
    """One-line functions, each of which calls the one before."""
    return "\n".join(f"def f{n}(): return f{n - 1}()" for n in range(count))


@pytest.mark.slow
def test_work_grows_with_the_text_and_not_with_its_square():
    def seconds(count: int) -> float:
        start = time.process_time()
        cut([many(count)], [f"f{count - 1}"])
        return time.process_time() - start

    seconds(100)
    # Sixteen times the text; its square would be 256 times the work.
    assert seconds(8_000) < 80 * seconds(500)


def test_a_text_is_parsed_once_for_all_rules():
    text = many(30)
    assert statements(text) is statements(text)
