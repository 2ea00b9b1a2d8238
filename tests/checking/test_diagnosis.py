"""Transcripts agree up to rounding, and only then."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from autograder.checking.diagnosis import can_be_named, matches, same
from autograder.checking.kinds import Mismatch
from autograder.checking.student import Call, LocalStudent, Opaque, StudentError
from autograder.checking.suite import GradedTest, Outcome
from autograder.course.variants import Variant

X = np.linspace(1, 2, 7)
RECORDS = np.array([(1.0, "a"), (np.nan, "b")], dtype=[("mass", "f8"), ("name", "U1")])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (X, X * (1 + 1e-9)),
        (X, X.astype("float32")),
        ((1, 2.0), [1.0, 2]),
        ({"w": X}, {"w": X.copy()}),
        (np.float64(3), 3),
        (np.array([np.nan, 1]), np.array([np.nan, 1])),
        (Opaque(), Opaque()),
        (None, None),
        (RECORDS, RECORDS.copy()),
        (torch.from_numpy(X), torch.from_numpy(X) * (1 + 1e-9)),
        (torch.from_numpy(X).requires_grad_(), torch.from_numpy(X).float()),
        (torch.ones(3, dtype=torch.bfloat16), torch.ones(3)),
        (torch.tensor(True), torch.tensor(True)),
        (np.array(["a", "b"]), np.array(["a", "b"])),
    ],
)
def test_same(a, b):
    assert same(a, b)
    assert same(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (X, X * 1.001),
        (X, X[:, None]),
        (X, None),
        (X, Opaque()),
        ({"w": X}, {"v": X}),
        ((1, 2), (1, 2, 3)),
        ("a", "b"),
        (RECORDS, RECORDS[::-1]),
        (torch.from_numpy(X), torch.from_numpy(X) * 1.01),
        (torch.from_numpy(X), X),
        (torch.ones(3), torch.ones(3, 1)),
        (np.array(["a", "b"]), np.array(["a", "c"])),
        (0, None),
    ],
)
def test_different(a, b):
    assert not same(a, b)
    assert not same(b, a)


def outcome(name: str, result: object, error: Exception | None = None) -> Outcome:
    """A test that called f once, and what made it fail."""
    test = GradedTest(name, "e", core=True, weight=1, seconds=1, message="")
    raised = error.exception if isinstance(error, StudentError) else ""
    return Outcome(test, error, (Call("f", result, {}, raised),))


def wrong(name: str, result: object, kind: str = "value") -> Outcome:
    return outcome(name, result, Mismatch(kind, ""))


def raised(name: str, exception: str, line: int | None = 2) -> Outcome:
    return outcome(name, None, StudentError("raised", exception, "e-solution", line))


def named(
    student: list[Outcome], *profiles: list[Outcome], source: str = "", theirs: str = ""
) -> list[tuple]:
    """The misconceptions that are named, by number, and whether each explains everything."""
    variants = [(Variant("e", str(number), "", theirs), profile) for number, profile in enumerate(profiles)]
    return [(int(match.variant.name), match.whole) for match in matches(student, source, variants)]


def test_only_failed_tests_are_compared():
    ours = [outcome("a", 1.0), wrong("b", 2.0)]
    assert named(ours, [outcome("a", 1.1), wrong("b", 2.0)]) == [(0, True)]
    assert named(ours, [outcome("a", 1.0), wrong("b", 2.1)]) == []
    assert named(ours, [wrong("a", 1.0), wrong("b", 2.0)]) == []


def test_nothing_failed_means_no_mistake():
    assert named([outcome("a", 1.0)], [wrong("a", 1.0)]) == []


def test_a_mistake_among_others_is_named_as_a_part():
    ours = [wrong("a", 1.0), wrong("b", 2.0), wrong("c", 3.0)]
    assert named(ours, [wrong("b", 2.0)], [wrong("c", 3.0)]) == [(0, False), (1, False)]
    assert named(ours, [wrong("b", 2.1)]) == []
    assert named(ours, [wrong("b", 2.0), wrong("d", 4.0)]) == []


def trained(name: str, result: object) -> Outcome:
    """A costly test that failed."""
    one = wrong(name, result)
    return replace(one, test=replace(one.test, costly=True))


def test_what_a_training_run_came_to_counts_only_where_no_other_test_failed():
    ours = [wrong("a", 1.0), trained("b", 2.0)]
    assert named(ours, [wrong("a", 1.0)]) == [
        (0, True)
    ]  # a misconception is not trained once a test has shown it
    assert named(ours, [trained("b", 2.0)]) == []
    assert named([trained("b", 2.0)], [trained("b", 2.0)], [trained("b", 2.1)]) == [(0, True)]


def changing(name: str, result: object, changed: object, kind: str) -> Outcome:
    """A test that failed, whose call changed its argument."""
    one = wrong(name, result, kind)
    return Outcome(one.test, one.error, (Call("f", result, {0: changed}),))


def test_of_a_part_only_what_made_the_test_fail_must_agree():
    ours = [changing("value", 1.0, 7.0, "value"), changing("kept", 1.0, 7.0, "input-changed")]
    other_value = [wrong("value", 1.0)]
    in_place = [changing("kept", 2.0, 7.0, "input-changed")]
    in_place_otherwise = [changing("kept", 1.0, 8.0, "input-changed")]
    assert named(ours, other_value, in_place, in_place_otherwise) == [(0, False), (1, False)]


def test_where_nothing_is_returned_what_was_changed_must_agree():
    ours = [changing("a", None, 7.0, "value"), wrong("b", 1.0)]
    assert named(ours, [changing("a", None, 7.0, "value")]) == [(0, False)]
    assert named(ours, [changing("a", None, 8.0, "value")]) == []


def test_what_explains_everything_comes_before_what_explains_a_part():
    ours = [wrong("a", 1.0), wrong("b", 2.0)]
    assert named(ours, [wrong("a", 1.0)], [wrong("a", 1.0), wrong("b", 2.0)]) == [(1, True)]


def test_of_two_parts_the_larger_is_named():
    ours = [wrong("a", 1.0), wrong("b", 2.0), wrong("c", 3.0)]
    assert named(ours, [wrong("a", 1.0)], [wrong("a", 1.0), wrong("b", 2.0)]) == [(1, False)]


@pytest.mark.parametrize("kind", ["dtype", "none", "loop", "banned"])
def test_what_many_mistakes_have_in_common_names_nothing(kind):
    assert named([wrong("a", 1.0, kind)], [wrong("a", 1.0, kind)]) == []


def test_failing_for_different_reasons_names_nothing():
    assert named([wrong("a", 1.0, "shape")], [wrong("a", 1.0, "value")]) == []


def test_nan_names_a_mistake_only_if_it_explains_everything():
    nan = wrong("a", np.nan, "not-finite")
    assert named([nan], [nan]) == [(0, True)]
    assert named([nan, wrong("b", 1.0)], [nan]) == []


def test_an_exception_alone_names_nothing():
    assert named([raised("a", "ValueError")], [raised("a", "ValueError")]) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "same_mistake"),
    [
        ("n, c, h, w = x.shape\n    f = w.shape[0]", "N, C, H, w = x.shape\n    k = w.shape[0]", True),
        ("n, c, h, w = x.shape\n    f = w.shape[0]", "n, c, h, w = x.shape\n    f = w.shape[1]", False),
        ("y = x\n    for i in w:\n        y = i", "t = x\n    for j in w:\n        pass", True),
        ("y = x\n    y = np.dot(x, w)", "y = x\n    y = np.outer(x, w)", False),
        ("y = x\n    y = (", "y = x\n    y = 1", False),
        # What it says is the student's affair.
        ("y = x\n    raise OSError('不行')", "y = x\n    raise OSError", True),
        ("y = x\n    raise OSError(f'{x}') from None", "y = x\n    raise OSError('no', 3)", True),
        ("y = x\n    raise OSError('no')", "y = x\n    raise KeyError('no')", False),
    ],
)
def test_an_exception_names_a_mistake_where_it_comes_from_the_same_statement(ours, theirs, same_mistake):
    ours, theirs = (f"def f(x, w):\n    {body}\n    return x\n" for body in (ours, theirs))
    seen = [raised("a", "AttributeError", line=3)]
    assert named(seen, seen, source=ours, theirs=theirs) == ([(0, True)] if same_mistake else [])
    assert named(seen, [raised("a", "TypeError", line=3)], source=ours, theirs=ours) == []


def test_an_assertion_of_the_students_own_names_a_mistake():
    assert named([raised("a", "AssertionError")], [raised("a", "AssertionError")]) == [(0, True)]


def test_a_misconception_that_only_raises_cannot_be_named():
    variant = Variant("e", "m", "", "")
    assert not can_be_named(variant, [outcome("a", 1.0), raised("b", "ValueError"), wrong("c", 1.0, "dtype")])
    assert can_be_named(variant, [raised("b", "ValueError"), wrong("c", 1.0)])


def test_records_with_missing_values_are_not_taken_for_changed():
    student = LocalStudent({"count": len, "spoil": lambda records: records["mass"].fill(0)})
    records = RECORDS.copy()
    student.count(records)
    student.spoil(records)
    assert [sorted(call.changed) for call in student.calls] == [[], [0]]
