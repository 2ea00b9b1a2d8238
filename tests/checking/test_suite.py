"""Replaying tests: order, limits, messages, transcripts."""

import sys
from pathlib import Path

import numpy as np
import pytest

from autograder.checking.student import MAX_RECORDED, LocalStudent, Opaque
from autograder.checking.suite import Suite
from autograder.errors import UserError

TESTS = '''
import numpy as np
import pytest
from autograder import kit

@pytest.mark.exercise("double", core=True)
def test_double_values(student, rng):
    """每个元素变成两倍。"""
    x = rng.normal(size=(3, 5))
    kit.close(student.double(x), 2 * x)

@pytest.mark.exercise("double", weight=2, seconds=33)
@pytest.mark.parametrize("n", [1, 4])
def test_double_leaves_input(student, rng, n):
    """传进去的数组不变。

    A second paragraph is for authors.
    """
    x = rng.normal(size=n)
    before = x.copy()
    student.double(x)
    kit.unchanged(x, before)

@pytest.mark.exercise("half")
def test_half(student):
    """一半。"""
    kit.close(student.half(np.array([3.0])), [1.5])
'''


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    path = tmp_path / "test_day99.py"
    path.write_text(TESTS)
    return Suite(path)


def run(suite: Suite, **namespace):
    return suite.run("double", LocalStudent(namespace))


def test_describes_tests_by_marker_and_docstring(suite):
    first, second, third, _ = suite.tests.values()
    assert suite.exercises() == ["double", "half"]
    assert (first.core, first.weight, first.message) == (True, 1, "每个元素变成两倍。")
    assert (second.core, second.weight, second.seconds, second.message) == (
        False,
        2,
        33,
        "传进去的数组不变。",
    )
    assert second.name != third.name


def test_same_inputs_in_every_replay_different_ones_in_every_test(suite):
    seen = []
    for _ in range(2):
        run(suite, double=lambda x: seen.append(x.copy()) or 2 * x)
    assert np.array_equal(seen[0], seen[3])
    assert not np.array_equal(seen[1], seen[0].flat[:1])


def test_inputs_depend_on_the_key(suite, tmp_path):
    def inputs(key: bytes) -> bytes:
        seen = []
        Suite(tmp_path / "test_day99.py", key=key).run(
            "double", LocalStudent({"double": lambda x: seen.append(x)})
        )
        return b"".join(x.tobytes() for x in seen)

    drawn = [inputs(key) for key in (b"", b"a", b"b", b"b")]
    assert len(set(drawn)) == 3
    assert drawn[2] == drawn[3]
    assert all(drawn)


def test_one_student_after_another(suite):
    def changes(x):
        x *= 2
        return x

    assert [outcome.passed for outcome in run(suite, double=lambda x: x * 2)] == [True, True, True]
    assert [outcome.passed for outcome in run(suite, double=changes)] == [False, False, False]
    assert [outcome.passed for outcome in run(suite, double=lambda x: x + x)] == [True, True, True]


def test_transcript_holds_results_and_changed_arguments(suite):
    def changes(x):
        x[0] = 7.0
        return [x.sum()]

    calls = [call for outcome in run(suite, double=changes) for call in outcome.calls]
    assert len(calls) == 3
    assert all(call.changed[0][0].max() == 7.0 for call in calls)
    assert all(isinstance(call.result, list) for call in calls)


def test_empty_blank_is_not_attempted_and_missing_name_is_undefined(suite):
    def blank(x):
        raise NotImplementedError

    assert all(outcome.not_attempted for outcome in run(suite, double=blank))
    outcome = run(suite)[0]
    assert not outcome.not_attempted
    assert outcome.error.kind == "undefined"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("def test_x(student):\n    pass\n", "docstring"),
        ("import pytest\n@pytest.mark.exercise('a')\ndef test_x(student):\n    pass\n", "docstring"),
        ("def broken(:\n", "第 1 行：SyntaxError"),
        ("import pytest\n\npytest.skip('no', allow_module_level=True)\n", "第 3 行：Skipped"),
        ("import pytest\n@pytest.mark.exercise\ndef test_x(student):\n    '说明。'\n", "写明是哪个练习"),
        (
            "import pytest\n@pytest.mark.parametrize('m', [3])\ndef test_x(n):\n    '说明。'\n",
            r"收集不到测试。test_toy\.py: .*uses no argument 'm'",
        ),
    ],
)
def test_faulty_files_are_told_in_a_sentence(tmp_path, text, word):
    path = tmp_path / "test_toy.py"
    path.write_text(text)
    with pytest.raises(UserError, match=word):
        Suite(path)


def test_a_huge_result_is_not_kept(suite):
    """Neither in the transcript nor by the frames of what it made fail: a class has thousands of them."""
    huge = np.zeros(MAX_RECORDED)
    for result in (
        huge,
        [huge] * 1000,
        {"x": (huge,)},
        "x" * (MAX_RECORDED + 1),
        [[] for _ in range(MAX_RECORDED // 100)],
    ):
        outcomes = run(suite, double=lambda x, result=result: result)
        assert not outcomes[0].passed
        assert [call.result for outcome in outcomes for call in outcome.calls] == [Opaque()] * 3
        error = outcomes[0].error
        assert (error.__traceback__, error.__cause__, error.__context__) == (None, None, None)


def test_many_results_are_kept_only_as_far_as_they_are_small_together(suite):
    large = np.zeros(MAX_RECORDED // 20)  # 40 % of what is kept
    outcomes = run(suite, double=lambda x: large)
    kept = [type(call.result) for outcome in outcomes for call in outcome.calls]
    assert kept == [np.ndarray, np.ndarray, Opaque]


def test_options_for_ones_own_runs_of_pytest_do_not_reach_a_suite(suite, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTEST_ADDOPTS", "-vv --no-such-option")
    assert Suite(tmp_path / "test_day99.py").exercises() == suite.exercises()


def test_exercises_may_have_tests_of_one_name_each_with_its_own_inputs(tmp_path):
    """In files of their own, of which each belongs to the exercise that it is called after."""
    files = [tmp_path / "double.py", tmp_path / "half.py"]
    for file in files:
        file.write_text(
            "import pytest\n\n@pytest.mark.exercise(core=True)\ndef test_values(student, rng):\n"
            f'    """对。"""\n    student.{file.stem}(rng.normal(size=3))\n'
        )
    suite, seen = Suite(*files), []
    student = LocalStudent({"double": seen.append, "half": seen.append})
    for exercise in ("double", "half", "double"):
        (outcome,) = suite.run(exercise, student)
        assert (outcome.test.exercise, outcome.test.name) == (exercise, "test_values")
    assert suite.exercises() == ["double", "half"]
    assert np.array_equal(seen[0], seen[2])
    assert not np.array_equal(seen[0], seen[1])


def test_an_exercise_may_be_called_like_a_module_that_is_in_use(tmp_path):
    """Of the tests' file, not of the module, are the tests; and whoever uses the module still has it."""
    import tokenize

    path = tmp_path / "tokenize.py"
    path.write_text('import pytest\n\n@pytest.mark.exercise\ndef test_words(student):\n    """词。"""\n')
    suite = Suite(path)
    assert [(test.exercise, test.name) for test in suite.tests.values()] == [("tokenize", "test_words")]
    assert sys.modules["tokenize"] is tokenize


def test_a_costly_test_comes_last_and_not_where_a_core_test_failed(tmp_path):
    path = tmp_path / "double.py"
    path.write_text(
        "import pytest\n\n@pytest.mark.exercise(costly=True)\ndef test_often(student):\n"
        '    """很多次。"""\n    assert [student.double(n) for n in range(9)][1] == 2\n\n'
        '@pytest.mark.exercise(core=True)\ndef test_two(student):\n    """二。"""\n    assert student.double(2) == 4\n\n'
        '@pytest.mark.exercise\ndef test_none(student):\n    """零。"""\n    assert student.double(0) == 0\n'
    )
    suite = Suite(path)

    def ran(double) -> list[str]:
        return [outcome.test.name for outcome in suite.run("double", LocalStudent({"double": double}))]

    assert ran(lambda n: 2 * n) == ["test_two", "test_none", "test_often"]
    assert ran(lambda n: n + 2) == ["test_two", "test_none", "test_often"]  # no core test fails
    assert ran(lambda n: n) == ["test_two", "test_none"]

    def ran_unscored(double) -> list[str]:
        outcomes = suite.run("double", LocalStudent({"double": double}), scored=False)
        return [outcome.test.name for outcome in outcomes]

    assert ran_unscored(lambda n: 2 * n) == ["test_two", "test_none", "test_often"]
    assert ran_unscored(lambda n: n + 2) == ["test_two", "test_none"]  # a test failed, though no core one
