"""An object with operators of its own neither answers a comparison nor is shown what it is compared with."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from autograder import kit
from autograder.checking.instances import Instance
from autograder.checking.kinds import Mismatch
from autograder.checking.student import RemoteStudent, StudentError
from autograder.sandbox import Handle, Limits, Zygote

pytestmark = pytest.mark.slow

# What a test expects, and no attack may ever hear.
EXPECTED = 41.52360679

TRAP = """
import builtins, operator
import numpy as np
heard = []
def hear(name):
    def method(self, *others, **more):
        heard.append(repr((name, others, more)))
        return self
    return method
NAMES = [
    *(f"__{form}{name}__" for form in ("", "r", "i") for name in (
        "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor", "lshift", "rshift", "divmod")),
    *(f"__{name}__" for name in (
        "eq", "ne", "lt", "le", "gt", "ge", "neg", "pos", "abs", "invert", "getitem", "setitem", "contains", "call",
        "array_wrap", "array_ufunc", "array_function", "torch_function", "round", "iter", "len", "bool", "float",
        "int", "index", "complex", "array", "format", "str", "repr", "reduce", "reduce_ex", "hash", "instancecheck")),
]
class Trap:
    shape, ndim, size, dtype = (), 0, 1, np.dtype("float64")
    def backward(self, *args):
        heard.append(repr(args))
for name in NAMES:
    setattr(Trap, name, hear(name))
def told():
    return list(heard)
class Value:
    grad = Trap()
    def __init__(self, data=0.0): pass
    def __add__(self, other): return Value()
    def backward(self): return Trap()
"""

ATTACKS = {
    "grad-with-operators": TRAP,
    "everything-with-operators": TRAP
    + "class Value(Trap):\n    def __init__(self, data=0.0): self.grad = Trap()\n",
    "any-attribute": TRAP
    + "class Value(Trap):\n    def __init__(self, data=0.0): pass\n    def __getattr__(self, name): return Trap()\n",
    "attribute-of-another-class": TRAP
    + "class Liar(Trap):\n    __class__ = float\nclass Value(Trap):\n    __class__ = float\n"
    "    def __init__(self, data=0.0): self.grad = Liar()\n",
    "numbers-by-inheritance": TRAP
    + "class Number(float):\n    pass\nfor name in NAMES:\n    if name not in ('__repr__', '__str__', '__float__'):\n"
    "        setattr(Number, name, hear(name))\n"
    "class Value(Trap):\n    def __init__(self, data=0.0): self.grad = Number(1.0)\n",
    "arrays-by-inheritance": TRAP
    + "class Array(np.ndarray):\n    pass\nfor name in NAMES:\n    if name not in ('__repr__', '__str__'):\n"
    "        setattr(Array, name, hear(name))\n"
    "class Value(Trap):\n    def __init__(self, data=0.0): self.grad = np.zeros(()).view(Array)\n",
    "a-metaclass-that-listens": TRAP
    + "class Meta(type):\n    def __getattribute__(self, name):\n        heard.append(name)\n        return super().__getattribute__(name)\n"
    "class Trap2(Trap, metaclass=Meta): pass\n"
    "class Value(Trap):\n    def __init__(self, data=0.0): self.grad = Trap2()\n",
    "table-of-operators-patched": TRAP
    + "import sys\nframe = sys._getframe()\nwhile 'OPERATORS' not in frame.f_globals: frame = frame.f_back\n"
    "table = frame.f_globals['OPERATORS']\nassert '__matmul__' in table\n"
    "for name in table: table[name] = lambda *operands: (heard.append(repr(operands)), Trap())[1]\n",
}

# How a test might look at a gradient that should be a number, clumsy ways first.
LOOKS: dict[str, Callable[[Any], Any]] = {
    "actual - expected": lambda grad: abs(grad - EXPECTED) < 1e-9,
    "expected - actual": lambda grad: abs(EXPECTED - grad) < 1e-9,
    "actual / expected": lambda grad: grad / EXPECTED < 1.001,
    "actual == expected": lambda grad: grad == EXPECTED,
    "expected == actual": lambda grad: grad == EXPECTED,
    "expected > actual": lambda grad: grad < EXPECTED,
    "in": lambda grad: grad in (EXPECTED,),
    "array - actual": lambda grad: np.abs(np.full(3, EXPECTED) - grad).max() < 1e-9,
    "array @ actual": lambda grad: np.full(3, EXPECTED) @ grad,
    "float64 - actual": lambda grad: abs(np.float64(EXPECTED) - grad) < 1e-9,
    "isclose": lambda grad: math.isclose(grad, EXPECTED),
    "allclose": lambda grad: np.allclose(grad, EXPECTED),
    "assert_allclose": lambda grad: np.testing.assert_allclose(grad, EXPECTED) is None,
    "approx": lambda grad: grad == pytest.approx(EXPECTED),
    "asarray": lambda grad: np.asarray(grad) - EXPECTED < 1e-9,
    "float": lambda grad: abs(float(grad) - EXPECTED) < 1e-9,
    "round": lambda grad: round(grad, 3) == round(EXPECTED, 3),
    "truth": lambda grad: bool(grad),
    "max": lambda grad: max(grad, EXPECTED),
    "sorted": lambda grad: sorted([EXPECTED, grad]),
    "kit.close": lambda grad: kit.close(grad, EXPECTED) is None,
    "kit.close array": lambda grad: kit.close(grad, np.array(EXPECTED)) is None,
    "kit.scalar": lambda grad: kit.scalar(grad) - EXPECTED < 1e-9,
    "kit.at_least": lambda grad: kit.at_least(grad, EXPECTED, "梯度") is None,
    "kit.relative_error": lambda grad: kit.relative_error(grad, np.array(EXPECTED)) < 1e-9,
    "kit.unchanged": lambda grad: kit.unchanged(grad, EXPECTED) is None,
    "kit.sequence": lambda grad: kit.sequence(grad, 2),
}


@dataclass
class Attacked:
    """A worker in which an attack has run."""

    student: RemoteStudent

    def heard(self) -> str:
        """All that reached the hostile methods, as the worker's own code tells it."""
        return "\n".join(self.student.told())


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote(limits=Limits(call_seconds=60, cell_seconds=60)) as zygote:
        yield zygote


@pytest.fixture
def attacked(request: pytest.FixtureRequest, zygote: Zygote) -> Iterator[Attacked]:
    with zygote.worker() as worker:
        worker.run_cell("attack", request.param)
        yield Attacked(RemoteStudent(worker, classes=["Value"]))


@pytest.mark.parametrize("attacked", ATTACKS.values(), ids=ATTACKS, indirect=True)
def test_a_hostile_attribute_hears_no_expected_value_and_passes_nothing(attacked: Attacked) -> None:
    value = attacked.student.Value(2.0)
    assert isinstance(value, Instance)
    _ = value + 3.25
    grad = value.grad
    # The target exists: what is sent to it on purpose is heard.
    assert isinstance(grad, Handle)
    with suppress(StudentError):
        attacked.student.invoke(grad, "__rsub__", 17.125)
    assert "17.125" in attacked.heard()
    for how, look in LOOKS.items():
        for thing in (grad, value.backward(), attacked.student.attribute(value, "grad")):
            if not isinstance(thing, Handle):
                continue
            before = len(attacked.student.calls)
            with pytest.raises((TypeError, ValueError, AttributeError, Mismatch)):
                look(thing)
            assert len(attacked.student.calls) == before, how
            assert f"{EXPECTED:.5f}"[:6] not in attacked.heard(), how
    assert attacked.student.told() is not None  # it still lives: nothing above was stopped by its death


# What an instance itself refuses; of operators, only what the test writes on purpose is sent.
COMPARING = [
    *("actual == expected", "expected == actual", "expected > actual", "in", "isclose", "allclose"),
    *("assert_allclose", "approx", "asarray", "float", "round", "truth", "max", "sorted", "kit.close"),
    *("kit.close array", "kit.scalar", "kit.at_least", "kit.relative_error", "kit.unchanged"),
]
KINDS = {
    "function": "lambda *others: others",
    "class": "Trap",
    "module": "operator",
    "method": "Trap().backward",
    "frame": "__import__('sys')._getframe()",
    "generator-like": "Trap()",
    "list": "type('L', (list,), {'__eq__': hear('eq')})([1])",
    "str": "type('S', (str,), {'__eq__': hear('eq'), '__radd__': hear('radd')})('1')",
    "int": "type('I', (int,), {'__eq__': hear('eq'), '__rsub__': hear('rsub')})(1)",
    "bool-like": "type('B', (int,), {'__bool__': lambda self: True, '__eq__': hear('eq')})(1)",
    "long-name": "type('V' * 10**6, (), {})()",
    "control-characters": "type('\\x1b[2J\\u202e', (), {})()",
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_operator_that_returns_another_kind_of_object_gains_nothing(zygote: Zygote, kind: str) -> None:
    cell = TRAP + f"class Value(Trap):\n    def __add__(self, other): return {KINDS[kind]}\n"
    with zygote.worker() as worker:
        worker.run_cell("attack", cell)
        attacked = Attacked(RemoteStudent(worker, classes=["Value"]))
        result = attacked.student.Value() + 1
        assert isinstance(result, Instance)
        assert len(repr(result)) < 200
        assert repr(result).isprintable()
        for how in COMPARING:
            before = len(attacked.student.calls)
            with pytest.raises((TypeError, ValueError, Mismatch, StudentError)):
                LOOKS[how](result)
            assert all(call.error or call.name == "size" for call in attacked.student.calls[before:]), how
        assert f"{EXPECTED:.5f}"[:6] not in attacked.heard()


@pytest.mark.parametrize(
    "loop",
    [
        list,
        tuple,
        set,
        dict,
        sum,
        max,
        sorted,
        enumerate,
        reversed,
        lambda x: [*x],
        lambda x: dict(**x),
        lambda x: 1 in x,
        lambda x: zip(x, x),
        lambda x: np.array([x, x]),
        lambda x: np.concatenate([x, x]),
        lambda x: " ".join(x),
        lambda x: next(iter(x)),
    ],
)
def test_an_object_without_end_keeps_nobody_waiting(zygote: Zygote, loop: Callable[[Any], Any]) -> None:
    endless = (
        "class Value:\n    def __init__(self): pass\n    def __getitem__(self, key): return self\n"
        "    def __getattr__(self, name): return self\n    def __call__(self, *args): return self\n"
        "    def __iter__(self): return self\n    def __len__(self): return 1 << 40\n"
        "    def __add__(self, other): return self\n    __radd__ = __add__\n"
    )
    with zygote.worker() as worker:
        worker.run_cell("attack", endless)
        student = RemoteStudent(worker, classes=["Value"])
        value = student.Value()
        assert isinstance(value[0][1]["a"] + 2, Instance)
        assert isinstance(value.anything, Handle)
        before = len(student.calls)
        with pytest.raises(TypeError):
            loop(value)
        # That there is an attribute may be asked for, never again and again.
        assert len(student.calls) - before <= 3


ENDINGS = {
    "SystemExit": ("raise SystemExit(0)", "raised"),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", "raised"),
    "exit": ("__import__('os')._exit(0)", "died"),
    "loop": ("while True: pass", "timeout"),
    "memory": ("return bytes(1 << 45)", "memory"),
    "large": ("return np.zeros(1 << 24)", "violation"),
    "deep": ("x = []\n        for _ in range(10**5): x = [x]\n        return x", "violation"),
    "stub": ("raise NotImplementedError", "not-attempted"),
}
USES: dict[str, Callable[[Any], Any]] = {
    "operator": lambda x: x + 1,
    "reflected": lambda x: np.ones(2) + x,
    "item": lambda x: x[0],
    "set item": lambda x: x.__setitem__(0, 1),
    "attribute": lambda x: x.anything,
    "set attribute": lambda x: setattr(x, "anything", 1),
}


@pytest.mark.parametrize("how", USES)
@pytest.mark.parametrize("end", ENDINGS)
def test_however_an_operator_ends_it_is_the_student_s_error(zygote: Zygote, end: str, how: str) -> None:
    body, kind = ENDINGS[end]
    if how.startswith("set") and kind == "violation":
        pytest.skip("what these return is thrown away by Python")
    cell = (
        "import numpy as np\nclass Value:\n    __array_ufunc__ = None\n    def __add__(self, *others):\n"
        f"        {body}\n    __radd__ = __getitem__ = __setitem__ = __setattr__ = __getattr__ = __add__\n"
    )
    with zygote.worker() as worker:
        worker.run_cell("attack", cell)
        student = RemoteStudent(worker, classes=["Value"])
        value = student.Value()
        assert isinstance(value, Instance)
        student.seconds = 0.3
        with pytest.raises(StudentError) as caught:
            USES[how](value)
        assert caught.value.kind == kind


def test_an_object_of_one_worker_is_worth_nothing_in_another(zygote: Zygote) -> None:
    with zygote.worker() as one, zygote.worker() as other:
        for worker in (one, other):
            worker.run_cell("attack", TRAP)
        here, there = (RemoteStudent(worker, classes=["Value"]) for worker in (one, other))
        with pytest.raises(TypeError, match="another worker"):
            here.Value() + there.Value()
