"""References that are computed once for a whole class."""

import numpy as np

from autograder.checking.remembered import remembered


def test_equal_contents_are_computed_once():
    calls = []

    @remembered
    def total(x: np.ndarray, scale: float = 1.0) -> float:
        calls.append(1)
        return float(x.sum()) * scale

    assert [total(np.arange(3)), total(np.arange(3)), total(np.arange(3), scale=2.0)] == [3, 3, 6]
    assert total(np.arange(3.0)) == 3  # another dtype is another content
    assert len(calls) == 3


def test_what_a_caller_does_with_a_result_is_its_own_affair():
    @remembered
    def double(x: np.ndarray) -> list[np.ndarray]:
        return [2 * x]

    double(np.ones(2))[0][:] = 7
    np.testing.assert_array_equal(double(np.ones(2))[0], [2, 2])
