"""Forbidden constructs are found in the text of a slice; whatever is one's own, or loops in C, passes."""

from __future__ import annotations

import time

import pytest

from autograder.checking.slicing import cut
from autograder.checking.syntax import LOOPING_CALLS, banned_use, called_back, python_loop, unclear
from autograder.language import listed

TORCH = "import torch\nimport torch.nn.functional as F\nfrom torch import nn"


def distances(body: str, helper: str = "") -> list[str]:
    return ["import numpy as np", helper, f"def distances(a, b):\n    {body}\n"]


def loop(sources: list[str], name: str = "distances", allowed=()):
    found = python_loop(cut(sources, [name], allowed))
    return found and (found.where, found.construct.said(name=listed(found.names)))


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("for x in a: pass", "for 循环"),
        ("while True: break", "while 循环"),
        ("return [x for x in a]", "列表推导式"),
        ("return {x for x in a}", "集合推导式"),
        ("return {x: 1 for x in a}", "字典推导式"),
        ("return sum(x for x in a)", "生成器表达式"),
        ("return np.array(list(map(abs, a)))", "map"),
        ("return np.vectorize(abs)(a)", "vectorize"),
        ("return np.apply_along_axis(sum, 1, a)", "apply_along_axis"),
        ("from functools import reduce; return reduce(np.add, a)", "reduce"),
        ("return sorted(a, key=abs)", "sorted(key=…)"),
        ("return max(a, **{'key': abs})", "max(key=…)"),
        ("return list(iter(a.pop, 0))", "iter"),
        ("return getattr(np, 'vectorize')(abs)(a)", "vectorize"),
        ("return distances(a[1:], b)", "递归"),
        ("f = lambda: [x for x in a]; return f()", "列表推导式"),
    ],
)
def test_loops_are_found(body, what):
    assert loop(distances(body)) == ("distances", what)


@pytest.mark.parametrize(
    "body",
    [
        "return np.tensordot(a, b, axes=1)",
        "return np.add.reduce(a) + np.maximum.accumulate(b)",
        "add = np.add; return add.reduce(a)",
        "filter = 2 * b; map = a; return filter + map",
        "return sorted(a), max(a), iter(a)",
        "def inner(x): return x + 1\n    return inner(a)",
        "norm = np.sqrt(a); return norm",
        "yield a",
    ],
)
def test_what_loops_in_c_is_no_loop(body):
    assert loop(distances(body)) is None


@pytest.mark.parametrize(
    "helper",
    [
        "def helper(a):\n    for x in a: pass",
        "helper = lambda a: [x for x in a]",
        "class helper:\n    def __init__(self, a):\n        for x in a: pass",
        "def deeper(a):\n    while a: pass\ndef helper(a):\n    return deeper(a)",
        "def helper(a):\n    return other(a)\ndef other(a):\n    return helper(a)",
        "def helper(a):\n    def inner(k):\n        return inner(k - 1)\n    return inner(3)",
    ],
)
def test_loops_in_helpers_are_found(helper):
    assert loop(distances("return helper(a)", helper)) is not None


def test_a_name_used_for_two_things_is_no_recursion():
    helper = "def norm(x):\n    norm = np.sqrt(x)\n    return norm"
    assert loop(distances("return norm(a)", helper)) is None


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("return im2col(a) @ b", None),
        ("return im2col(a) @ scaled(b)", None),
        ("return looping(a) @ b", ("looping", "for 循环")),
        ("return im2col(a) @ np.array([x for x in b])", ("distances", "列表推导式")),
    ],
)
def test_loops_are_allowed_in_named_helpers_and_in_what_only_they_call(body, found):
    helpers = [
        "def im2col(a):\n    while a: pass\n    return looping(a)",
        "def looping(a):\n    for x in a: pass",
        "def scaled(b):\n    return 2 * b",
    ]
    assert loop(distances(body, "\n".join(helpers)), allowed={"im2col"}) == found


@pytest.mark.parametrize(
    "texts",
    [
        ["def layer_norm(x):\n    return F.layer_norm(x, (3,))"],
        ["def layer_norm(x):\n    from torch.nn.functional import layer_norm as ln\n    return ln(x, (3,))"],
        ["from torch.nn.functional import layer_norm as ln", "def layer_norm(x):\n    return ln(x, (3,))"],
        ["ln = torch.nn.functional.layer_norm", "def layer_norm(x):\n    return ln(x, (3,))"],
        ["def layer_norm(x):\n    return torch._layer_norm(x)"],
        ["t = torch", "def layer_norm(x):\n    return t.native_layer_norm(x)"],
        ["from torch.nn.functional import *", "ln = layer_norm", "def layer_norm(x):\n    return ln(x)"],
    ],
)
def test_banned_calls_are_found_under_any_name(texts):
    assert banned_use(cut([TORCH, *texts], ["layer_norm"]), {"LayerNorm", "*layer_norm*"}) is not None


@pytest.mark.parametrize("spec", ["b", "#010b", "{kind}", "0{n}b"])
def test_a_format_is_banned_under_its_letter(spec):
    code = cut([f"def to_binary(n, kind):\n    return f'{{n:{spec}}}'"], ["to_binary"])
    assert banned_use(code, {"bin", ":b"}) is not None
    assert banned_use(code, {"bin", "format"}) is None


@pytest.mark.parametrize("spec", ["d", ">8", "0{n}d", ".1f"])
def test_other_formats_are_not_banned(spec):
    code = cut([f"def to_binary(n):\n    return f'{{n:{spec}}}{{n}}'"], ["to_binary"])
    assert banned_use(code, {"bin", ":b"}) is None


def test_an_annotation_is_no_use_of_what_is_banned():
    text = "def from_base(digits: str, base: int) -> int:\n    value: int = 0\n    return value + base"
    assert banned_use(cut([text], ["from_base"]), {"int"}) is None


@pytest.mark.parametrize(
    "body",
    [
        "int(digits, base)",
        "from_base.__annotations__['return'](digits, base)",
        "getattr(from_base, '__annotations__')['return'](digits, base)",
        "hints(from_base)['return'](digits, base)",
    ],
)
def test_an_annotation_that_is_read_is_a_use(body):
    texts = [
        "from typing import get_type_hints as hints",
        f"def from_base(digits: str, base: int) -> int:\n    return {body}",
    ]
    assert banned_use(cut(texts, ["from_base"]), {"int"}) is not None


@pytest.mark.parametrize("body", ["return a @ b", "a @= b; return a", "return sum([a @ b])"])
def test_the_operator_for_products_of_matrices_is_banned_under_its_sign(body):
    code = cut([f"def product(a, b):\n    {body}"], ["product"])
    assert banned_use(code, {"@"}) is not None
    assert banned_use(code, {"matmul", "*dot*"}) is None


@pytest.mark.parametrize(
    ("body", "is_banned"),
    [
        ("return x**0.5", True),
        ("return x ** (1 / 2)", True),
        ("return x**half", True),
        ("x **= 0.5; return x", True),
        ("return x ** True", True),
        ("return x**2 + x ** -1 + 10**+12", False),
        ("x **= 2; return x", False),
        ("return abs(x)", False),
    ],
)
def test_powers_are_banned_but_for_whole_numbers_that_are_written_there(body, is_banned):
    code = cut([f"half = 0.5\ndef root(x):\n    {body}"], ["root"])
    assert (banned_use(code, {"**"}) is not None) == is_banned
    assert banned_use(code, {"pow", "@"}) is None


@pytest.mark.parametrize(
    "texts",
    [
        ["def backward(dout, fold):\n    grad = 2 * dout\n    return grad * fold"],
        ["def correlate(a, b):\n    return (a * b).sum()", "def backward(a, b):\n    return correlate(a, b)"],
        ["class C:\n    def grad(self):\n        return 1", "def backward(a):\n    return C().grad()"],
        [
            "class C:\n    def f(self):\n        self.grad = 1\n        return self.grad",
            "def backward(a):\n    return C()",
        ],
        [
            TORCH,
            "class C:\n    grad = 0\n    def f(self):\n        return self.grad",
            "def backward(a):\n    return C()",
        ],
        ["from scipy.signal import correlate", "def backward(a, b):\n    return a * b"],
    ],
)
def test_names_of_ones_own_are_not_banned(texts):
    assert banned_use(cut(texts, ["backward"]), {"grad", "fold", "correlate", "*fold*"}) is None


@pytest.mark.parametrize(
    "texts",
    [
        ["def backward(a, b):\n    grad = torch.autograd.grad\n    return grad(a, b)"],
        ["def backward(a, b):\n    from scipy.signal import correlate\n    return correlate(a, b)"],
        ["from scipy.signal import *", "def backward(a, b):\n    return correlate(a, b)"],
        [
            "class C:\n    def grad(self):\n        return 1",
            "def backward(a):\n    return C(), torch.tensor(a).grad",
        ],
        [
            "class C:\n    grad = 0\n    def f(self):\n        return self.grad",
            "def backward(a):\n    return C.f(torch.tensor(a))",
        ],
    ],
)
def test_a_library_call_under_ones_own_name_is_banned(texts):
    assert banned_use(cut([TORCH, *texts], ["backward"]), {"grad", "correlate"}) is not None


KERAS = ["import keras", "from keras import layers, ops"]


def test_keras_is_looked_through_like_any_library():
    text = "def step(model: keras.Model, x):\n    return ops.mean(model(layers.Flatten()(x)))"
    code = cut([*KERAS, text], ["step"])
    assert unclear(code, {"train_on_batch"}) is None
    assert banned_use(code, {"train_on_batch", "*mean*"}) is not None


@pytest.mark.parametrize(
    "body",
    [
        "return globals()['slow'](a, b)",
        "return vars()['slow'](a, b) if vars(np) else 0",
        "exec('x = 1')",
        "return getattr(np, 'vector' + 'ize')(a)",
        "return getattr(a, b)",
        "get = getattr; return get(a, 'b')",
        "return a.__class__.__mro__",
        "import sys; return sys.modules['numpy']",
        "import sys; return sys._getframe()",
        "import importlib; return importlib",
        "from builtins import eval as f; return f(a)",
        "from operator import attrgetter; return attrgetter(a)",
        "import operator; return operator.methodcaller(a)",
        "return np.f2py.compile(a)",
        "return np._core",
        "return [np][0].sqrt(a)",
        "match np:\n        case object(__dict__=d):\n            return d",
        "return type('X', (), {})",
        "run = eval; return run(a)",
    ],
)
def test_what_reaches_names_out_of_text_is_noticed(body):
    assert unclear(cut(distances(body), ["distances"]), LOOPING_CALLS) is not None


@pytest.mark.parametrize(
    "body",
    [
        "names = locals(); return names",
        "return getattr(a, 'shape', None)",
        "return getattr(a, f'head_{b}')",
        "import sys; return 'torch' in sys.modules",
        "import sys; return sys.maxsize, sys.byteorder",
        "import struct; return struct.unpack('<HI', a)",
        "import math; return math.pi * a.T",
        "setattr(a, 'b', 1); return hasattr(a, 'b')",
        "return type(a).__name__",
        "xp = np; return xp.sqrt(a)",
        "return np.random.default_rng(0), np.linalg.norm(a), np.lib.stride_tricks.sliding_window_view(a, 2)",
    ],
)
def test_ordinary_looks_at_objects_are_clear(body):
    assert unclear(cut(distances(body), ["distances"]), LOOPING_CALLS) is None


@pytest.mark.parametrize(
    "helper",
    [
        "import re\ndef helper(a):\n    return re.sub('x', lambda m: '', a)",
        "class helper:\n    def __getitem__(self, k):\n        return k",
        "class helper(np.ndarray):\n    pass",
        "class helper:\n    def sqrt(self):\n        return 1",
        "def helper(a, f=abs, g=lambda x: x):\n    return f(g(a))",
        "def step(x):\n    return x\ndef helper(a):\n    return [step][0](a)",
        "def step(x):\n    return x\ndef helper(a):\n    np.step = step\n    return np.step(a)",
        "def helper(a):\n    f = lambda self: self(self)\n    return f(f)",
        "def deco(f):\n    return f\n@unknown\ndef helper(a):\n    return a",
    ],
)
def test_functions_that_somebody_else_may_call_are_noticed(helper):
    assert called_back(cut(distances("return helper(a)", helper), ["distances"])) is not None


@pytest.mark.parametrize(
    "helper",
    [
        "def helper(a):\n    return a",
        "def inner(a):\n    return a\nhelper = inner",
        "from functools import partial\ndef inner(a, k):\n    return a\nhelper = partial(inner, k=1)",
        "from functools import lru_cache\n@lru_cache\ndef helper(a):\n    return a",
        "def deco(f):\n    def g(*a):\n        start = len(a)\n        print(start)\n        return f(*a)\n    return g\n"
        "@deco\ndef helper(a):\n    return a",
        "class Bad(ValueError):\n    pass\ndef helper(a):\n    if isinstance(a, Bad): raise Bad(a)\n    return a",
        "def helper(a: 'helper') -> int:\n    return helper.__name__",
    ],
)
def test_functions_that_are_only_called_are_fine(helper):
    assert called_back(cut(distances("return helper(a)", helper), ["distances"])) is None


@pytest.mark.slow
def test_work_grows_with_the_text_and_not_with_its_square():
    def seconds(count: int) -> float:
        text = "\n".join(f"def f{n}(): return f{n - 1}()" for n in range(count))
        code = cut([text], [f"f{count - 1}"])
        start = time.process_time()
        assert python_loop(code) is None
        assert called_back(code) is None
        assert unclear(code, LOOPING_CALLS) is None
        assert banned_use(code, {"grad", "*conv*"}) is None
        return time.process_time() - start

    seconds(100)
    # Sixteen times the text; its square would be 256 times the work.
    assert seconds(8_000) < 80 * seconds(500)


JAX = "try:\n    import jax\n    import jax.numpy as jnp\nexcept ModuleNotFoundError:\n    jax = jnp = None"


def of_jax(*texts: str):
    """What a rule that forbids loops says of ``rnn``."""
    code = cut([JAX, *texts], ["rnn"])
    found = python_loop(code) or unclear(code, LOOPING_CALLS) or called_back(code)
    return found and listed(found.names)


@pytest.mark.parametrize(
    "texts",
    [
        ["def rnn(x, h):\n    def step(h, x):\n        return h, h\n    return jax.lax.scan(step, h, x)[1]"],
        ["def rnn(x, h):\n    return jax.lax.scan(xs=x, init=h, f=lambda h, x: (h, h))"],
        ["from jax.lax import scan", "def rnn(x, h):\n    return scan(lambda h, x: (h, h), h, x)"],
        ["from jax import lax, jit", "@jit\ndef rnn(x, h):\n    return lax.map(lambda r: r + h, x)"],
        ["def rnn(loss, x):\n    return jax.vmap(jax.grad(loss), (None, 0))(x, x)"],
        ["def rnn(x):\n    return jax.jit(jax.vmap(lambda row: jnp.sum(row)))(x)"],
        [
            "from functools import partial",
            "@partial(jax.jit, static_argnums=0)\ndef rnn(n, x):\n    return n * x",
        ],
        ["from jax import vmap as each", "def one(r):\n    return r\ndef rnn(x):\n    return each(one)(x)"],
        ["def rnn(x):\n    return jnp.add.reduce(x)"],
    ],
)
def test_what_jax_records_once_is_no_loop(texts):
    assert of_jax(*texts) is None


@pytest.mark.parametrize(
    ("texts", "what"),
    [
        (["def rnn(x):\n    return [jnp.sum(row) for row in x]"], ""),
        (
            [
                "def rnn(x):\n    def step(h, x):\n        for y in x: pass\n    return jax.lax.scan(step, 0, x)"
            ],
            "",
        ),
        (["def rnn(x):\n    return jax.tree.map(jnp.sum, list(x))"], "map"),
        (["def rnn(x):\n    return jax.tree_util.tree_map(jnp.sum, list(x))"], "tree_map"),
        (["def rnn(x):\n    return jax.tree.reduce(lambda a, b: a + b, list(x))"], "lambda"),
        (["def rnn(x):\n    return jax.pure_callback(lambda r: r, x, x)"], "lambda"),
        (["def rnn(x):\n    with jax.disable_jit():\n        return jax.lax.map(jnp.sum, x)"], "disable_jit"),
        (["import torch", "def rnn(x):\n    return torch.func.vmap(torch.sum)(x)"], "vmap"),
        (["class jax2:\n    vmap = map", "def rnn(x):\n    return list(jax2.vmap(len, x))"], "map"),
        (["def rnn(x, jax):\n    return jax.vmap(lambda r: r)(x)"], "vmap"),
        (["def rnn(x):\n    return jax.export.export(jax.jit(len))(x)"], "jax.export"),
        (["import jax._src.api as api", "def rnn(x):\n    return api.f(x)"], "jax._src.api"),
    ],
)
def test_of_jax_nothing_else_passes(texts, what):
    assert what in (of_jax(*texts) or "nothing") if what else of_jax(*texts) is not None
