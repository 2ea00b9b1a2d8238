"""The comparisons that all graders rest on."""

import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from autograder import kit
from autograder.checking.kinds import Mismatch
from autograder.checking.student import StudentError


def kind_of(action) -> str:
    with pytest.raises(Mismatch) as caught:
        action()
    return caught.value.kind


EXPECTED = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


@pytest.mark.parametrize(
    ("actual", "kind"),
    [
        (EXPECTED.tolist(), "type"),
        (None, "none"),
        (EXPECTED.T.copy(), "shape"),
        (EXPECTED[:1], "shape"),
        (EXPECTED.astype(object), "dtype"),
        (EXPECTED.astype(complex), "dtype"),
        (EXPECTED.astype("U8"), "dtype"),
        (EXPECTED + 1e-5, "value"),
        (EXPECTED * np.nan, "not-finite"),
        (EXPECTED.view(np.recarray), "type"),
    ],
)
def test_close_says_what_kind_of_difference(actual, kind):
    assert kind_of(lambda: kit.close(actual, EXPECTED)) == kind


@pytest.mark.parametrize(
    "actual", [EXPECTED, EXPECTED.astype("float32"), EXPECTED.astype(int), np.asfortranarray(EXPECTED)]
)
def test_close_accepts_every_numeric_array_of_the_right_values(actual):
    kit.close(actual, EXPECTED)


@pytest.mark.filterwarnings("error")
def test_close_tells_where_a_number_is_missing_beside_infinity():
    with pytest.raises(Mismatch) as caught:
        kit.close(np.array([np.inf, np.nan, np.nan]), np.array([np.inf, np.nan, 2.0]))
    assert "返回值[2]" in caught.value.detail
    assert kind_of(lambda: kit.close(np.full(2, np.nan), np.full(2, np.inf))) == "value"


@pytest.mark.parametrize("want", [np.inf, -np.inf, np.nan])
def test_close_where_infinity_or_nan_is_wanted(want):
    expected = np.array([1.0, want])
    kit.close(expected.copy(), expected)
    assert kind_of(lambda: kit.close(np.array([1.0, 2.0]), expected)) == "value"
    assert kind_of(lambda: kit.close(np.array([1.0, 1e308]), expected)) == "value"


def test_a_row_never_stands_for_a_column():
    assert kind_of(lambda: kit.close(np.ones((3, 1)), np.ones(3))) == "shape"


THIRDS = np.array([1.0, 2.0, 40.0]) / 3


@pytest.mark.parametrize("of", [np.asarray, torch.tensor])
@pytest.mark.parametrize(
    ("off", "right"),
    [(0.0, True), (3e-7, True), (1e-5, False), (1e-3, False)],
    ids=["0", "3e-7", "1e-5", "1e-3"],
)
def test_an_answer_in_float32_may_be_off_by_its_rounding_and_no_more(of, off, right):
    answer = of((THIRDS * (1 + off)).astype(np.float32))
    if right:
        kit.close(answer, of(THIRDS))
    else:
        assert kind_of(lambda: kit.close(answer, of(THIRDS))) == "value"


def test_float16_is_no_excuse():
    kit.close(np.array([1.0, 0.25], dtype=np.float16), np.array([1.0, 0.25]))
    assert kind_of(lambda: kit.close(THIRDS.astype(np.float16), THIRDS)) == "value"


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_problem_in_float32_is_that_for_every_answer(dtype):
    kit.close((THIRDS * (1 + 1e-5)).astype(dtype), THIRDS.astype(np.float32))
    assert (
        kind_of(lambda: kit.close((THIRDS * (1 + 1e-3)).astype(dtype), THIRDS.astype(np.float32))) == "value"
    )


@pytest.mark.parametrize("asked", [{"rtol": 1e-12}, {"atol": 1e-12}])
def test_who_asks_for_more_than_float32_gets_it(asked):
    assert kind_of(lambda: kit.close((THIRDS * (1 + 3e-7)).astype(np.float32), THIRDS, **asked)) == "value"


def test_a_number_that_differs_by_more_than_rounding():
    kit.close(np.float32(1 / 3), 1 / 3)
    assert kind_of(lambda: kit.close(np.float32(0.33334), 1 / 3)) == "value"
    assert kind_of(lambda: kit.close(1 / 3 + 1e-6, 1 / 3)) == "value"


@pytest.mark.parametrize("actual", [2, 2.0, np.float32(2), np.int64(2), np.array(2.0)])
def test_scalar_accepts_every_real_number(actual):
    assert kit.scalar(actual) == 2.0


@pytest.mark.parametrize(
    ("actual", "kind"),
    [
        (True, "type"),
        ("2", "type"),
        (None, "none"),
        (np.array([2.0]), "shape"),
        (2 + 0j, "type"),
        (np.complex128(2), "type"),
        (10**400, "value"),
    ],
)
def test_scalar_refuses_the_rest(actual, kind):
    assert kind_of(lambda: kit.scalar(actual)) == kind


def test_sequence_takes_list_for_tuple():
    assert kit.sequence([1, 2], 2) == kit.sequence((1, 2), 2) == [1, 2]
    assert kind_of(lambda: kit.sequence((1, 2), 3)) == "length"
    assert kit.sequence(np.ones(2), 2) == [1, 1]
    assert kind_of(lambda: kit.sequence(np.ones((2, 3)), 2)) == "type"
    assert kind_of(lambda: kit.sequence("ab", 2)) == "type"


def test_raises_wants_the_named_exception():
    with kit.raises("ValueError"):
        raise StudentError("raised", "ValueError")
    with pytest.raises(StudentError), kit.raises("ValueError"):
        raise StudentError("raised", "KeyError")
    with pytest.raises(Mismatch), kit.raises("ValueError"):
        pass


def test_unchanged_sees_one_changed_entry():
    before = EXPECTED.copy()
    after = EXPECTED.copy()
    kit.unchanged(after, before)
    after[1, 2] += 1e-12
    assert kind_of(lambda: kit.unchanged(after, before)) == "input-changed"


TENSOR = torch.tensor(EXPECTED)


@pytest.mark.parametrize(
    ("actual", "kind"),
    [
        (EXPECTED, "type"),
        (EXPECTED.tolist(), "type"),
        (None, "none"),
        (TENSOR.T, "shape"),
        (TENSOR[:1], "shape"),
        (TENSOR.to(torch.complex64), "dtype"),
        (TENSOR + 1e-5, "value"),
        (TENSOR * np.nan, "not-finite"),
    ],
)
def test_where_a_tensor_is_expected_only_an_equal_tensor_will_do(actual, kind):
    assert kind_of(lambda: kit.close(actual, TENSOR)) == kind


@pytest.mark.parametrize(
    "actual",
    [TENSOR, TENSOR.float(), TENSOR.int(), TENSOR.clone().requires_grad_(), torch.nn.Parameter(TENSOR)],
)
def test_close_accepts_every_numeric_tensor_of_the_right_values(actual):
    kit.close(actual, TENSOR)


def test_a_tensor_never_stands_for_an_array_or_a_number():
    assert kind_of(lambda: kit.close(TENSOR, EXPECTED)) == "type"
    assert kind_of(lambda: kit.close(torch.tensor(2.0), 2.0)) == "type"
    assert kind_of(lambda: kit.scalar(torch.tensor(2.0))) == "type"


def test_a_tensor_of_no_axes_keeps_its_place():
    kit.close(torch.tensor(2.0), torch.tensor(2.0))
    assert kind_of(lambda: kit.close(torch.tensor([2.0]), torch.tensor(2.0))) == "shape"
    assert kind_of(lambda: kit.close(2.0, torch.tensor(2.0))) == "type"


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        (torch.float32, "f"),
        (torch.float16, "f"),
        (torch.int64, "i"),
        (torch.uint8, "u"),
        (torch.bool, "b"),
    ],
)
def test_tensor_knows_kinds_of_dtypes(dtype, kind):
    actual = torch.ones((2, 3), dtype=dtype)
    assert kit.tensor(actual, (2, 3), kind) is actual
    assert kind_of(lambda: kit.tensor(actual, dtype_kind="biuf".replace(kind, ""))) == "dtype"
    assert kind_of(lambda: kit.tensor(actual, (3, 2))) == "shape"


def test_a_subclass_of_tensor_is_no_tensor():
    class Sly(torch.Tensor):
        pass

    assert kind_of(lambda: kit.tensor(torch.ones(3).as_subclass(Sly))) == "type"


def test_the_kit_never_imports_torch_itself():
    code = (
        "import sys; from autograder import kit\n"
        "kit.close(1.0, 1.0)\n"
        "try: kit.tensor(1.0)\n"
        "except kit.Mismatch: pass\n"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_small_difference_is_shown_with_the_digits_in_which_it_shows():
    with pytest.raises(Mismatch, match=r"应当约为 3\.96318547，得到 3\.96318647"):
        kit.close(np.array([1.0, 3.96318647]), np.array([1.0, 3.96318547]))


@pytest.mark.parametrize(
    ("want", "got", "said"),
    [
        (np.array([2.0, np.nan]), np.array([2.0 + 1e-12, 0.5]), r"返回值\[1\] 应当是 nan，得到 0\.5"),
        (np.array([2.0, np.nan]), np.array([2.5, np.nan]), r"返回值\[0\] 应当是 2，得到 2\.5"),
        (np.nan, 1.5, "返回值应当是 nan，得到 1.5"),
        (-0.0, 1.5, "返回值应当是 0，得到 1.5"),
        (1.5, -0.0, "返回值应当约为 1.5，得到 0$"),
    ],
)
def test_a_number_in_the_place_of_a_nan_or_of_a_zero_is_told(want, got, said):
    with pytest.raises(Mismatch, match=said):
        kit.close(got, want)


def test_an_infinity_beside_them_makes_no_number_right():
    with pytest.raises(Mismatch, match="应当是 2"):
        kit.close(np.array([np.inf, 2.5], dtype=np.float32), np.array([np.inf, 2.0]))


def test_quoted_chinese_in_a_message_stays_as_it_is():
    error = Mismatch("value", "得到{'好': 1}")
    assert error.detail == "得到{'好': 1}"


def student_with(*texts: str, sliced: bool = False) -> SimpleNamespace:
    return SimpleNamespace(sources=lambda: list(texts), sliced=sliced)


RULES = [kit.no_python_loops, lambda *who: kit.not_calling(*who, {"einsum"})]
RIGHT = "def f(x):\n    return x.sum()\n"


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    "cell", ["globals()['f'] = slow", "exec('y = 1')", "y = [v for v in x]", "np.einsum = 1"]
)
def test_a_rule_looks_at_nothing_but_what_the_answer_rests_on(rule, cell):
    rule(student_with(RIGHT, "def slow(x):\n    return np.einsum(v for v in x)\n", cell), "f")


@pytest.mark.parametrize("rule", RULES)
def test_a_text_that_may_not_be_what_runs_is_no_evidence(rule):
    with pytest.raises(Mismatch, match="看不出"):
        rule(student_with("def f(x):\n    return globals()['slow'](x)\n"), "f")


@pytest.mark.parametrize("rule", RULES)
def test_of_what_is_a_slice_all_of_the_text_must_be_clear(rule):
    with pytest.raises(Mismatch, match="exec"):
        rule(student_with(RIGHT, "y = exec('z = 1')", sliced=True), "f")


@pytest.mark.parametrize("rule", RULES)
def test_too_long_a_text_is_told_in_a_sentence(rule):
    with pytest.raises(Mismatch, match="太长"):
        rule(student_with(RIGHT, "x = 1\n" * 200_000), "f")


@pytest.mark.parametrize(
    ("accuracy", "shown"), [(0.9466, "0.947"), (0.5, "0.50"), (0.94999, "0.94999"), (float("nan"), "nan")]
)
def test_a_number_below_a_bound_is_shown_with_digits_in_which_it_is(accuracy, shown):
    kit.at_least(0.95, 0.95, "正确率")
    with pytest.raises(Mismatch, match=f"正确率是 {shown}，应当不低于 0.95$"):
        kit.at_least(accuracy, 0.95, "正确率")


def test_results_are_compared_with_a_references_after_all_calls():
    calls = []

    def grow(items):
        calls.append(items)
        items.append(0)
        return len(items)

    inputs = [([1],), ([1, 2],)]
    kit.agree(grow, lambda items: len(items) + 1, inputs)
    assert inputs == [([1],), ([1, 2],)]
    with pytest.raises(Mismatch):
        kit.agree(grow, lambda items: 0, inputs)
    assert len(calls) == 4
    kit.agree(lambda x: x + 1e-6, lambda x: x, [(0.5,)], tol=1e-5)


def test_an_exception_that_means_one_thing_is_told_by_it():
    with pytest.raises(Mismatch) as caught, kit.meaning("RecursionError", "自己叫自己"):
        raise StudentError("raised", "RecursionError")
    assert (caught.value.kind, caught.value.detail) == ("property", "自己叫自己")
    with pytest.raises(StudentError), kit.meaning("RecursionError", "自己叫自己"):
        raise StudentError("raised", "ValueError")
