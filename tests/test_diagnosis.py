"""Transcripts agree up to rounding, and only then."""

import numpy as np
import pytest
import torch

from autograder.diagnosis import alike, same
from autograder.student import Call, LocalStudent, Opaque
from autograder.suite import GradedTest, Outcome

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


def outcome(name: str, passed: bool, result: object, error: str = "") -> Outcome:
    test = GradedTest(name, "e", core=True, weight=1, seconds=1, message="")
    return Outcome(test, None if passed else AssertionError(), (Call("f", result, {}, error),))


def test_only_failed_tests_are_compared():
    ours = [outcome("a", True, 1.0), outcome("b", False, 2.0)]
    assert alike(ours, [outcome("a", True, 1.1), outcome("b", False, 2.0)])
    assert not alike(ours, [outcome("a", True, 1.0), outcome("b", False, 2.1)])
    assert not alike(ours, [outcome("a", False, 1.0), outcome("b", False, 2.0)])


def test_an_exception_is_compared_by_its_type():
    ours = [outcome("a", False, None, "ValueError")]
    assert alike(ours, [outcome("a", False, None, "ValueError")])
    assert not alike(ours, [outcome("a", False, None, "IndexError")])
    assert not alike(ours, [outcome("a", False, None)])


def test_nothing_failed_means_no_mistake():
    assert not alike([outcome("a", True, 1.0)], [outcome("a", True, 1.0)])


def test_records_with_missing_values_are_not_taken_for_changed():
    student = LocalStudent({"count": len, "spoil": lambda records: records["mass"].fill(0)})
    records = RECORDS.copy()
    student.count(records)
    student.spoil(records)
    assert [sorted(call.changed) for call in student.calls] == [[], [0]]
