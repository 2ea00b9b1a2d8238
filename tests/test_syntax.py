"""Forbidden constructs are found in the text, in helpers too; everything vectorised passes."""

import pytest

from autograder.syntax import banned_call, python_loop, rebinding

FINE = """
import numpy as np
def total(n):
    return sum(i for i in range(n))     # nobody calls it
def distances(a, b):
    difference = a[:, None] - b[None]
    return np.sqrt(np.einsum("ijk,ijk->ij", difference, difference))
"""


def distances(body: str, helper: str = "") -> list[str]:
    return ["import numpy as np", helper, f"def distances(a, b):\n    {body}\n"]


def test_vectorised_code_has_no_loop():
    assert python_loop([FINE], "distances") is None
    assert python_loop(distances("return np.tensordot(a, b, axes=1)"), "distances") is None


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("for x in a: pass", "for 循环"),
        ("while True: break", "while 循环"),
        ("return [x for x in a]", "列表推导式"),
        ("return np.array(list(map(abs, a)))", "map"),
        ("return np.vectorize(abs)(a)", "vectorize"),
        ("return np.apply_along_axis(sum, 1, a)", "apply_along_axis"),
        ("return distances(a[1:], b)", "递归"),
        ("return eval('[x for x in a]')", "eval"),
        ("f = lambda: [x for x in a]; return f()", "列表推导式"),
    ],
)
def test_loops_are_found(body, what):
    assert python_loop(distances(body), "distances") == ("distances", what)


@pytest.mark.parametrize(
    "helper",
    [
        "def helper(a):\n    for x in a: pass",
        "helper = lambda a: [x for x in a]",
        "class helper:\n    def __init__(self, a):\n        for x in a: pass",
        "def deeper(a):\n    while a: pass\ndef helper(a):\n    return deeper(a)",
    ],
)
def test_loops_in_helpers_are_found(helper):
    assert python_loop(distances("return helper(a)", helper), "distances") is not None


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
    assert python_loop(distances(body, "\n".join(helpers)), "distances", {"im2col"}) == found


def test_a_later_definition_counts_and_broken_cells_do_not():
    texts = [*distances("for x in a: pass"), "def broken(:", *distances("return a @ b.T")]
    assert python_loop(texts, "distances") is None


@pytest.mark.parametrize(
    "texts",
    [
        ["def layer_norm(x):\n    return F.layer_norm(x, (3,))"],
        ["def layer_norm(x):\n    from torch.nn.functional import layer_norm as ln\n    return ln(x, (3,))"],
        ["from torch.nn.functional import layer_norm as ln", "def layer_norm(x):\n    return ln(x, (3,))"],
        ["ln = torch.nn.functional.layer_norm", "def layer_norm(x):\n    return ln(x, (3,))"],
    ],
)
def test_banned_calls_are_found_by_their_last_name(texts):
    assert banned_call(texts, "layer_norm", {"layer_norm", "LayerNorm"}) is not None


@pytest.mark.parametrize(
    "texts",
    [
        ["def backward(dout, fold):\n    grad = 2 * dout\n    return grad * fold"],
        ["def correlate(a, b):\n    return (a * b).sum()", "def backward(a, b):\n    return correlate(a, b)"],
    ],
)
def test_names_of_ones_own_are_not_banned(texts):
    assert banned_call(texts, "backward", {"backward", "grad", "fold", "correlate"}) is None


@pytest.mark.parametrize(
    "texts",
    [
        ["def backward(a, b):\n    grad = torch.autograd.grad\n    return grad(a, b)"],
        ["def backward(a, b):\n    from scipy.signal import correlate\n    return correlate(a, b)"],
        ["from scipy.signal import correlate", "def backward(a, b):\n    return correlate(a, b)"],
        ["from scipy.signal import *", "def backward(a, b):\n    return correlate(a, b)"],
    ],
)
def test_a_library_call_under_ones_own_name_is_banned(texts):
    assert banned_call(texts, "backward", {"grad", "correlate"}) is not None


def test_a_variable_called_filter_is_no_loop():
    assert python_loop(distances("filter = 2 * b; return filter + a"), "distances") is None


def test_the_exercise_itself_is_not_banned():
    assert banned_call(["def layer_norm(x):\n    return x - x.mean()"], "layer_norm", {"layer_norm"}) is None


@pytest.mark.parametrize(
    "text", ["(" * 5000, "-" * 100_000 + "1", "a" + ".a" * 50_000, "\x00", "[" * 90 + "]" * 90]
)
def test_monstrous_texts_define_nothing_and_break_nothing(text):
    assert python_loop([text, "def f(a):\n    return a"], "f") is None


@pytest.mark.parametrize(
    "cell",
    [
        "globals()['distances'] = slow",
        "vars()['distances'] = slow",
        "exec('distances = slow')",
        "import sys\nsys.modules['__main__'].distances = slow",
        "import __main__\n__main__.distances = slow",
        "def swap():\n    global distances\n    distances = slow\nswap()",
        "if True:\n    def distances(a, b):\n        return slow(a, b)",
        "for distances in [slow]:\n    pass",
        "with open('x') as distances:\n    pass",
        "other, distances = 1, slow",
        "distances: object = slow",
        "(distances := slow)",
        "try:\n    pass\nexcept Exception as distances:\n    pass",
        "import numpy as np\nnp.sqrt = slow",
        "import numpy.linalg\nnumpy.linalg.norm = slow",
        "import numpy as np\nsetattr(np, 'sqrt', slow)",
        "distances.__code__ = slow.__code__",
        "getattr(distances, '__glo' + 'bals__')['np'] = slow",
        "from builtins import sum",
        "import gc",
    ],
)
def test_a_name_that_may_stand_for_something_else_is_noticed(cell):
    slow = "def slow(a, b):\n    return [x for x in a]\n"
    assert rebinding([*distances("return a - b"), slow, cell], "distances") is not None


@pytest.mark.parametrize(
    "cell",
    [
        "def distances(a, b):\n    return a + b",
        "from helpers import distances",
        "distances = other = len",
        "for x in range(3):\n    total = x",
        "if True:\n    import numpy as np",
        "model.eval()\nmodel.bias = 0",
        "class Net:\n    def __init__(self):\n        self.w = 0\n        setattr(self, 'b', 1)",
        "print(getattr(distances, 'name', None))",
        "import sys\nprint(sys.version)",
        "this is no Python",
    ],
)
def test_what_can_be_read_from_the_text_is_no_rebinding(cell):
    assert rebinding([*distances("return a - b"), cell], "distances") is None
