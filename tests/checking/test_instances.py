"""An object of a class of the student's is used in a test as if it were here, in this process and behind the wire."""

import copy
import math
import pickle
import warnings
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
import torch
from toy import DAY, cell_of, hidden_tests, make_course

from autograder import kit
from autograder.checking.instances import Instance
from autograder.checking.kinds import Mismatch
from autograder.checking.program import class_names
from autograder.checking.student import Call, LocalStudent, Opaque, RemoteStudent, StudentError
from autograder.course.assignment import Course
from autograder.grading.grader import Grader
from autograder.sandbox import BINARY, Handle

CELL = '''
import numpy as np

class Value:
    """Knows its derivative with respect to what it was made from."""
    def __init__(self, data, parents=()):
        self.data, self.grad, self._parents = data, 0.0, parents
    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))
    __radd__, __rmul__ = __add__, __mul__
    def backward(self, upstream=1.0):
        self.grad += upstream
        for parent, slope in self._parents:
            parent.backward(upstream * slope)
    def twice(self):
        return self + self

class Words:
    """Writes down which operator it was asked for, and with what."""
    def __init__(self, text="x"):
        self.text = text
    def show(self):
        return self.text

def told(name):
    return lambda self, *others: Words(f"{name}({', '.join(map(spelled, (self, *others)))})")
def spelled(thing):
    return thing.text if isinstance(thing, Words) else f"array{thing.tolist()}" if hasattr(thing, "tolist") else repr(thing)
for name in ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor", "lshift", "rshift"):
    for form in ("", "r", "i"):
        setattr(Words, f"__{form}{name}__", told(form + name))
for name in ("neg", "pos", "abs", "invert", "getitem"):
    setattr(Words, f"__{name}__", told(name))
Words.__array_ufunc__ = None

class Table:
    def __init__(self, array):
        self.array = array
    def __getitem__(self, key):
        return Table(self.array[key])
    def __setitem__(self, key, value):
        self.array[key] = value
    def __matmul__(self, other):
        return self.array @ other
    def __iadd__(self, other):
        self.array += other
        return self
    def __call__(self, x, scale=1):
        return scale * (self.array + x)
    def spoil(self, other):
        other[0] = 9
        return self.array

class Silent:
    pass

def values(numbers): return [Value(number) for number in numbers]
def total(terms, start=0): return sum((term.data for term in terms), start)
def appends(terms): terms.append(Value(7.0))
def reverses(table): table["terms"] = table["terms"][::-1]
def add(a, b): return a + b
def same_object(a, b): return a is b
def slow(): pass
class Slow:
    def __add__(self, other):
        while True: pass
class Warns:
    def __add__(self, other):
        import warnings
        warnings.warn("careful")
        return 1
'''
FORMS = {
    "__add__": lambda a, b: a + b,
    "__sub__": lambda a, b: a - b,
    "__mul__": lambda a, b: a * b,
    "__matmul__": lambda a, b: a @ b,
    "__truediv__": lambda a, b: a / b,
    "__floordiv__": lambda a, b: a // b,
    "__mod__": lambda a, b: a % b,
    "__pow__": lambda a, b: a**b,
    "__and__": lambda a, b: a & b,
    "__or__": lambda a, b: a | b,
    "__xor__": lambda a, b: a ^ b,
    "__lshift__": lambda a, b: a << b,
    "__rshift__": lambda a, b: a >> b,
}


def test_an_expression_of_the_student_s_objects_is_written_as_it_is_read(student):
    a, b = student.Value(2.0), student.Value(-3.0)
    out = 2 * a * b + a + 1.0
    assert out.data == -9.0
    out.backward()
    assert (a.grad, b.grad) == (-5.0, 4.0)


@pytest.mark.parametrize("operator", BINARY)
def test_python_decides_which_operand_is_asked(student, operator):
    name, apply = operator.strip("_"), FORMS[operator]
    x, y = student.Words(), student.Words("y")
    assert apply(x, y).text == f"{name}(x, y)"
    assert apply(x, 3).text == f"{name}(x, 3)"
    assert apply(3, x).text == f"r{name}(x, 3)"
    assert apply(1.5, apply(x, (1, "a"))).text == f"r{name}({name}(x, (1, 'a')), 1.5)"
    assert apply(np.float64(2.0), x).text == f"r{name}(x, {np.float64(2.0)!r})".replace(
        "np.float64(2.0)", "array2.0"
    )


@pytest.mark.parametrize("operator", BINARY)
def test_an_array_on_the_left_hands_itself_over_whole(student, operator):
    name, apply = operator.strip("_"), FORMS[operator]
    before = len(student.calls)
    x = student.Words()
    assert apply(np.array([1, 2]), x).text == f"r{name}(x, array[1, 2])"
    assert apply(np.array(["a"]), x).text == f"r{name}(x, array['a'])"
    # The constructor, the operator, the attribute: twice.
    assert len(student.calls) - before == 5


@pytest.mark.parametrize("operator", BINARY)
def test_a_tensor_on_the_left_hands_itself_over_whole(operator):
    # Without a worker: its libraries do not matter here.
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(CELL, namespace)
    student = LocalStudent(namespace)
    FORMS[operator](torch.ones(2, 3), student.Words())
    assert [call.name for call in student.calls] == ["Words", operator]


def test_operators_in_place_and_with_one_operand(student):
    x = student.Words()
    assert [(-x).text, (+x).text, abs(x).text, (~x).text] == ["neg(x)", "pos(x)", "abs(x)", "invert(x)"]
    x += 3
    x **= 2
    assert x.text == "ipow(iadd(x, 3), 2)"
    table = kept = student.Table(np.zeros(2))
    table += np.ones(2)
    assert student.same_object(table, kept) is True
    assert kept.array.tolist() == [1, 1]


def test_items_are_read_and_set(student):
    table = student.Table(np.arange(12).reshape(3, 4))
    assert table[1:, 0].array.tolist() == [4, 8]
    assert table[..., None][2][0].array.tolist() == [8]
    table[0, ::2] = [70, 80]
    table[1] = np.zeros(4)
    assert table.array[:2].tolist() == [[70, 1, 80, 3], [0, 0, 0, 0]]
    with pytest.raises(StudentError, match="IndexError"):
        table[5]


def test_attributes_are_read_and_set(student):
    a = student.Value(2.0)
    a.grad = 5
    a.extra = np.ones(2)
    assert a.grad == 5
    assert a.extra.tolist() == [1, 1]
    with pytest.raises(StudentError, match="AttributeError"):
        _ = a.nothing
    with pytest.raises(AttributeError):
        a._parents = ()
    with pytest.raises(AttributeError):
        del a.grad
    assert student.attribute(a, "_parents") == ()


def test_only_a_constructor_and_an_operator_make_an_object_with_operators(student):
    a = student.Value(2.0)
    assert isinstance(a, Instance)
    assert isinstance(a + 1, Instance)
    assert isinstance(student.Table(np.ones((2, 2)))[0], Instance)
    a.friend = student.Value(1.0)
    table = student.Table(np.ones(2))
    for bare in (
        a.friend,
        a.twice(),
        a.twice,
        student.add(a, a),
        student.values([1.0])[0],
        student.invoke(a, "__add__", 1),
        student.attribute(a, "friend"),
        student.attribute(a, "_parents"),
    ):
        assert not isinstance(bare, Instance)
        if isinstance(bare, Handle):
            for operate in (lambda x: x + 1, lambda x: 1 - x, lambda x: np.ones(2) * x, abs, lambda x: x[0]):
                with pytest.raises(TypeError):
                    operate(bare)
    assert table(np.ones(2), scale=3).tolist() == [6, 6]


def test_what_is_no_instance_can_be_handed_back(student):
    a = student.Value(2.0)
    assert (a + a.twice()).data == 6.0
    assert (a.twice() + a).data == 6.0
    assert student.attribute(a.twice(), "data") == 4.0
    assert student.total([a, a.twice(), *student.values([1.0])]) == 7.0


def test_instances_are_arguments_also_within_lists(student):
    a, b = student.Value(1.0), student.Value(2.0)
    assert student.add(a, b=b) is not None
    assert student.total([a, b], start=a.data) == 4.0
    assert student.total((a, b)) == 3.0
    assert student.same_object(a, a) is True
    assert student.same_object(a, b) is False


def test_a_list_of_instances_that_is_changed_is_changed_here(student):
    terms, table = [student.Value(1.0)], {"terms": [student.Value(1.0), student.Value(2.0)]}
    student.appends(terms)
    assert student.total(terms) == 8.0
    assert len(terms) == 2
    student.reverses(table)
    assert [student.attribute(term, "data") for term in table["terms"]] == [2.0, 1.0]
    changed = [call.changed for call in student.calls if call.name in ("appends", "reverses")]
    assert all(changed)


def test_an_operand_that_is_changed_is_changed_here(student):
    table, x = student.Table(np.zeros(2)), np.zeros(2)
    assert table.spoil(x).tolist() == [0, 0]
    assert x.tolist() == [9, 0]
    with pytest.raises(Mismatch):
        kit.unchanged(x, np.zeros(2))


REFUSED = {
    "==": lambda x: x == 1,
    "!=": lambda x: x != 1,
    "<": lambda x: x < 1,
    ">=": lambda x: x <= 1,
    "in": lambda x: x in [1, 2],
    "contains": lambda x: 1 in x,
    "bool": bool,
    "not": lambda x: not x,
    "hash": hash,
    "set": lambda x: {x},
    "len": len,
    "iter": iter,
    "list": list,
    "reversed": reversed,
    "star": lambda x: [*x],
    "max": lambda x: max(x, 1),
    "float": float,
    "int": int,
    "complex": complex,
    "round": round,
    "index": lambda x: [1, 2][x],
    "isclose": lambda x: math.isclose(x, 1),
    "asarray": np.asarray,
    "array": lambda x: np.array([x, x]),
    "ufunc": lambda x: np.add(np.ones(2), x),
    "abs ufunc": np.abs,
    "allclose": lambda x: np.allclose(x, 1.0),
    "array ==": lambda x: np.ones(2) == x,
    "array +=": lambda x: np.ones(2).__iadd__(x),
    "tensor": torch.tensor,
    "tensor ==": lambda x: torch.ones(2) == x,
    "reduce": pickle.dumps,
    "copy": copy.copy,
    "format": lambda x: f"{x:.3f}",
    "approx": lambda x: pytest.approx(1.0) == x,
    "divmod": lambda x: divmod(x, 2),
}


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_that_could_show_an_expected_value_crosses_the_wire(student, name):
    x = student.Words()
    x.grad = student.Words("grad")
    for thing in (x, x + 1, x.grad, x.show, student.attribute(x, "grad")):
        before = len(student.calls)
        with pytest.raises((TypeError, ValueError)):
            REFUSED[name](thing)
        assert len(student.calls) == before


def test_printing_and_copying_ask_nobody(student):
    x = student.Words()
    before = len(student.calls)
    assert f"{x}{x!r}" == 2 * "<object of type 'Words' in the student's process>"
    assert copy.deepcopy(x) is x
    assert not hasattr(x, "__array_interface__")
    assert not hasattr(x, "_repr_html_")
    assert not isinstance(x, (int, float, str, list))
    assert len(student.calls) == before


def test_comparisons_of_the_kit_say_what_was_expected_and_tell_nobody(student):
    x = student.Words()
    before = len(student.calls)
    for check in (
        lambda: kit.close(x, 1.0),
        lambda: kit.close(x, np.ones(2)),
        lambda: kit.close(x, torch.ones(2)),
        lambda: kit.scalar(x),
        lambda: kit.mapping(x, ("a",)),
        lambda: kit.sequence(x, 2),
    ):
        with pytest.raises(Mismatch) as caught:
            check()
        assert caught.value.kind == "type"
        assert "Words" in caught.value.detail
    with pytest.raises(TypeError):
        kit.at_least(x, 0.5, "正确率")
    assert len(student.calls) == before


def test_a_transcript_keeps_operators_attributes_and_methods(student):
    a = student.Value(2.0)
    x = np.zeros(2)
    _ = 3 * a
    _ = a.data
    a.backward()
    student.Table(np.ones(2)).spoil(x)
    assert student.calls[:5] == [
        Call("Value", Opaque(), {}),
        Call("__mul__", Opaque(), {}),
        Call("data", 2.0, {}),
        Call("backward", Opaque(), {}),
        Call("backward", None, {}),
    ]
    assert [value.tolist() for value in student.calls[-1].changed.values()] == [[9, 0]]


def test_an_operator_that_is_not_there_is_the_student_s_error(student):
    with pytest.raises(StudentError) as caught:
        student.Silent() + 1
    assert (caught.value.kind, caught.value.exception) == ("raised", "TypeError")
    assert student.calls[-1] == Call("__add__", None, {}, "TypeError")


def test_an_operator_that_warns_fails_where_warnings_count(student):
    with warnings.catch_warnings(action="ignore"):
        assert student.Warns() + 1 == 1
    with student.strict_warnings(), pytest.raises(StudentError, match="UserWarning"):
        student.Warns() + 1


def test_an_operator_that_does_not_end_is_stopped(zygote):
    with zygote.worker() as worker:
        worker.run_cell("a", CELL)
        student = RemoteStudent(worker, classes=class_names([CELL]))
        thing = student.Slow()
        student.seconds = 0.3
        with pytest.raises(StudentError) as caught:
            thing + 1
        assert caught.value.kind == "timeout"


def test_an_object_is_given_up_when_nobody_holds_it(zygote):
    with zygote.worker() as worker:
        worker.run_cell(
            "a",
            "import gc, weakref\nalive = weakref.WeakSet()\nclass C:\n"
            "    def __init__(self): alive.add(self)\n    def __add__(self, other): return C()\n"
            "    def method(self): return 1\ndef count():\n    gc.collect()\n    return len(alive)",
        )
        student = RemoteStudent(worker, classes=["C"])
        thing = student.C()
        for _ in range(100):
            thing = thing + 1
        method = thing.method
        del thing
        assert student.count() == 1
        assert method() == 1
        del method
        student.count()
        assert student.count() == 0


def test_which_names_are_classes_is_not_the_worker_s_to_say(zygote):
    with zygote.worker() as worker:
        worker.run_cell("a", CELL + "\nclass softmax(Words): pass\n")
        student = RemoteStudent(worker, classes=class_names([CELL]))
        assert isinstance(student.Words(), Instance)
        assert type(student.softmax()) is Handle


def test_the_names_of_classes_are_read_from_the_text():
    texts = ["class A: pass\n%timeit 1\n", "x = (", "def f():\n    class B: pass\nclass C(A): pass"]
    assert class_names(texts) == {"A", "C"}


CLASS = """class double:
    def __init__(self, x): self.x = x
    def __mul__(self, other): return double(self.x * other)
    def value(self): return self.x
"""
OF_A_CLASS = """import pytest
from autograder import kit

@pytest.mark.exercise(core=True)
def test_values(student, rng):
    \"\"\"对象能乘。\"\"\"
    x = rng.normal()
    kit.close((student.double(x) * 3).value(), 3 * x)
"""


@pytest.mark.slow
def test_a_class_is_graded_because_the_answer_key_says_that_it_is_one(tmp_path: Path) -> None:
    course = Course(make_course(tmp_path))
    path = course.source / DAY / f"{DAY}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell_of(notebook, "double-solution").source = CLASS
    cell_of(notebook, "total-solution").source = "def total(x):\n    return 2 * x.sum()\n"
    nbformat.write(notebook, path)
    hidden_tests(course.root, "double").write_text(OF_A_CLASS, encoding="utf-8")
    with Grader(course.assignment(DAY)) as grader:

        def failed(source: str) -> list[str]:
            return [outcome.test.name for outcome in grader.outcomes("double", source) if not outcome.passed]

        assert failed(CLASS) == []
        assert failed(CLASS.replace("self.x * other", "self.x + other")) == ["test_values"]
        # A function may make the object, too.
        assert failed(CLASS.replace("double", "Other") + "def double(x):\n    return Other(x)\n") == []
        assert failed("def double(x):\n    return x\n") == ["test_values"]
