"""One submission, graded: points, sentences, diagnoses, and what a hostile cell can cost."""

import gc
import json
from pathlib import Path

import pytest
from toy import DAY as TOY
from toy import hidden_tests, make_course

from autograder.checking.kinds import Kind
from autograder.checking.sentences import sentence
from autograder.course.assignment import Course
from autograder.grading.grader import Grader
from autograder.grading.intake import ExtraCell, Submission
from autograder.grading.report import Report, to_json

DAY = Course.find(Path(__file__).parent).assignment("day04")


@pytest.fixture(scope="module")
def grader():
    with Grader(DAY) as grader:
        yield grader


def submission(extras: tuple[ExtraCell, ...] = (), **changed: str) -> Submission:
    """The answer key with the cells of some exercises replaced."""
    cells = {e.solution_id: changed.get(e.name, e.reference) for e in DAY.exercises}
    return Submission(cells=cells, extras=extras, problems=())


def grade(grader: Grader, **changed: str) -> Report:
    return grader.grade(submission(**changed), "someone")


def lost(report: Report) -> set[str]:
    """Names of the exercises that did not get full marks."""
    return {e.name for e in report.exercises if e.score < e.points}


def exercise(report: Report, name: str):
    return next(e for e in report.exercises if e.name == name)


def test_answer_key_gets_everything(grader):
    report = grade(grader)
    assert (report.score, report.max_score, report.assignment) == (100, 100, "day04")
    assert all(not e.failed and not e.diagnosis for e in report.exercises)


def test_blank_gets_nothing_and_is_told_so(grader):
    report = grade(grader, **{e.name: e.stub for e in DAY.exercises})
    assert report.score == 0
    assert all(failed.kind is Kind.NOT_ATTEMPTED for e in report.exercises for failed in e.failed)
    assert not any(e.diagnosis for e in report.exercises)


def test_a_wrong_exercise_is_not_punished_in_those_that_call_it(grader):
    report = grade(grader, relu="def relu(z):\n    return abs(z)\n")
    assert lost(report) == {"relu"}


@pytest.mark.slow
def test_a_cache_of_ones_own_is_as_good_as_any(grader):
    forward = "def dense_forward(x, w, b):\n    return x @ w + b, {'x': x, 'w': w, 'extra': object()}\n"
    backward = (
        "def dense_backward(dout, cache):\n"
        "    return dout @ cache['w'].T, cache['x'].T @ dout, dout.sum(axis=0)\n"
    )
    assert grade(grader, dense_forward=forward, dense_backward=backward).score == 100


DEADLY = {
    "endless loop": ("while True:\n        pass", Kind.TIMEOUT),
    "exit": ("import os; os._exit(0)", Kind.DIED),
    "segmentation fault": ("import ctypes; ctypes.string_at(0)", Kind.DIED),
    "memory": ("return np.ones(10 ** 10)", Kind.MEMORY),
    "huge value": ("return np.zeros(400_000_000, dtype=np.uint8)", Kind.VIOLATION),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", DEADLY)
def test_a_deadly_function_costs_its_own_exercise_only(grader, kind):
    body, expected = DEADLY[kind]
    report = grade(grader, softmax=f"def softmax(z):\n    {body}\n")
    assert lost(report) == {"softmax"}
    assert exercise(report, "softmax").failed[0].kind is expected


@pytest.mark.slow
def test_a_deadly_cell_costs_its_own_exercise_only(grader):
    report = grade(grader, relu="while True:\n    pass\n", softmax="import os\nos._exit(0)\n")
    assert lost(report) == {"relu", "softmax"}
    first = exercise(report, "relu").failed[0]
    assert (first.kind, first.defining) == (Kind.TIMEOUT, True)


def test_a_forged_frame_costs_its_own_exercise_only(grader):
    forge = (
        "def relu(z):\n    import os\n    for fd in range(3, 64):\n"
        "        try:\n            os.write(fd, b'agr1' + bytes(64))\n"
        "        except OSError:\n            pass\n    return np.maximum(z, 0)\n"
    )
    report = grade(grader, relu=forge)
    assert lost(report) == {"relu"}


@pytest.mark.slow
def test_a_hundred_megabytes_of_printing_are_no_trouble(grader):
    noisy = "def tanh_derivative(z):\n    print('x' * 10 ** 8)\n    return 1 - np.tanh(z) ** 2\n"
    assert grade(grader, tanh_derivative=noisy).score == 100


def test_syntax_error_is_told_with_its_line(grader):
    report = grade(grader, softmax="def softmax(z):\n    return (z\n")
    assert lost(report) == {"softmax"}
    first = exercise(report, "softmax").failed[0]
    assert (first.kind, first.exception, first.line, first.defining) == (
        Kind.UNDEFINED,
        "SyntaxError",
        2,
        True,
    )


def test_exception_is_told_with_the_students_own_line(grader):
    report = grade(grader, relu="def relu(z):\n    y = z\n    return undefined_name\n")
    message = sentence("relu", exercise(report, "relu").failed[0])
    assert "NameError" in message
    assert "第 3 行 `return undefined_name`" in message


def test_nothing_a_student_says_reaches_the_report(grader):
    spy = (
        "def relu(z):\n    print('LEAK', z)\n"
        "    raise type('LEAK' + str(float(z.flat[0])), (ValueError,), {})('LEAK ' + repr(z))\n"
    )
    report = grade(grader, relu=spy)
    assert lost(report) == {"relu"}
    assert "LEAK" not in to_json([report]).decode().replace(
        json.dumps(spy.splitlines()[2].strip()[:80], ensure_ascii=False)[1:-1], ""
    )


@pytest.mark.slow
def test_leftover_raise_is_explained(grader):
    report = grade(grader, relu="def relu(z):\n    raise NotImplementedError\n    return np.maximum(z, 0)\n")
    assert "删掉那一行" in sentence("relu", exercise(report, "relu").failed[0])


@pytest.mark.slow
def test_check_and_magics_inside_a_blank_do_no_harm(grader):
    text = "%matplotlib inline\ndef relu(z):\n    return np.maximum(z, 0)\n\n!ls\ncheck('relu')\n"
    assert grade(grader, relu=text).score == 100


@pytest.mark.slow
def test_helpers_in_cells_of_ones_own_are_run(grader):
    helper = ExtraCell(after="relu", source="def positive(z):\n    return np.maximum(z, 0)\n")
    graded = grader.grade(submission((helper,), relu="def relu(z):\n    return positive(z)\n"), "someone")
    assert graded.score == 100


def test_named_mistake(grader):
    report = grade(grader, relu_derivative="def relu_derivative(z):\n    return (z >= 0).astype(float)\n")
    assert lost(report) == {"relu_derivative"}
    diagnosis = exercise(report, "relu_derivative").diagnosis
    assert len(diagnosis) == 1
    assert diagnosis[0].whole


@pytest.mark.slow
def test_one_of_two_mistakes_is_named_as_such(grader):
    text = "def relu(z):\n    if z.ndim == 1:\n        return z\n    z[z < 0] = 0\n    return z\n"
    diagnosis = exercise(grade(grader, relu=text), "relu").diagnosis
    assert [one.misconception for one in diagnosis] == ["in-place"]
    assert not diagnosis[0].whole


@pytest.mark.slow
def test_grading_twice_gives_the_same(grader):
    wrong = submission(softmax="def softmax(z):\n    e = np.exp(z)\n    return e / e.sum()\n")
    first, second = (grader.grade(wrong, "someone") for _ in range(2))
    assert first.exercises == second.exercises


def forge(lines: str) -> str:
    """A relu that raises in whatever line of its own cell, made up for each call."""
    return (
        "def relu(z):\n"
        f"    {lines}\n"
        '    name = ["KeyError", "ValueError", "IndexError"][number % 3]\n'
        '    exec(compile("\\n" * number + f"raise {name}", "<cell relu-solution>", "exec"))\n' + "#\n" * 600
    )


def places(report: Report, name: str) -> set[tuple[str, int | None]]:
    """What was told of exceptions raised in an exercise."""
    return {(failed.exception, failed.line) for failed in exercise(report, name).failed}


@pytest.mark.slow
def test_one_exception_and_one_line_are_told_of_an_exercise(grader):
    told = places(grade(grader, relu=forge("number = abs(hash(z.tobytes())) % 500")), "relu")
    assert len(told - {("", None)}) == 1
    assert len(exercise(grade(grader, relu=forge("number = z.size")), "relu").failed) > 2


@pytest.mark.slow
@pytest.mark.parametrize("line", [550, 10**6])
def test_only_a_line_of_the_exercises_own_cell_is_told(grader, line):
    assert {line for _, line in places(grade(grader, relu=forge(f"number = {line - 1}")), "relu")} == {None}
    assert places(grade(grader, relu=forge("number = 300")), "relu") == {("KeyError", 301)}


@pytest.mark.slow
def test_a_line_of_another_cell_is_not_told(grader):
    other = forge("number = 0").replace("<cell relu-solution>", "<cell softmax-solution>")
    report = grade(grader, relu=other, softmax=DAY.exercise("softmax").reference)
    assert {line for _, line in places(report, "relu")} == {None}
    assert not any(failed.line or failed.quote for failed in exercise(report, "relu").failed)


@pytest.mark.slow
def test_why_a_cell_did_not_run_is_told_with_its_line(grader):
    report = grade(grader, relu="x = 1\nx = undefined\ndef relu(z):\n    return z\n")
    assert places(report, "relu") == {("NameError", 2)}


@pytest.mark.slow
def test_what_is_raised_after_the_definition_hides_nothing_of_the_tests(grader):
    report = grade(grader, relu="def relu(z):\n    return z['a']\n\nrelu(3)\n")
    assert places(report, "relu") == {("IndexError", 2)}


# A name under which references were once kept; tests/checking/test_runner.py looks everywhere.
BORROWED = """
def conv2d_im2col(x, w, b, stride=1, pad=0):
    return __references__["conv2d_forward"](x, w, b, stride, pad)[0]
"""


@pytest.mark.slow
def test_a_reference_for_one_exercise_is_not_an_answer_to_another():
    assignment = Course.find(Path(__file__).parent).assignment("day05")
    wrong = {
        name: f"def {name}(*args, **kwargs):\n    return None\n"
        for name in ("conv2d_output_size", "conv2d_forward")
    }
    cells = {
        e.solution_id: {**wrong, "conv2d_im2col": BORROWED}.get(e.name, e.reference)
        for e in assignment.exercises
    }
    with Grader(assignment) as grader:
        report = grader.grade(Submission(cells=cells, extras=(), problems=()), "someone")
    assert lost(report) == {*wrong, "conv2d_im2col"}
    assert exercise(report, "conv2d_im2col").score == 0


def peak() -> int:
    """The most memory that this process has held, in bytes, since :func:`forget_peak`."""
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) << 10


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


LARGE = {
    "below the bound": "np.ones(10 ** 6 // 8)",
    "to be spread": "np.ones((10 ** 6 // 8, 1, 1))",
    "array": "np.ones(1 << 19)",
    "arrays": "[np.ones(1 << 16) for _ in range(8)]",
    "text": "'\\U0001f600' * (1 << 20)",
    "records": "np.zeros(1 << 18, [('a', 'f8'), ('b', 'f8')])",
    "lists": "[[0.5] * 300 for _ in range(300)]",
    "dicts": "[{} for _ in range(90_000)]",
    "objects": "[object() for _ in range(16_000)]",
}
# To make and to send, so many times.
COSTLY = {"dicts", "objects"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", LARGE)
def test_large_answers_to_every_call_leave_the_grader_small(grader, kind):
    names = ["relu", "softmax"] if kind in COSTLY else [e.name for e in DAY.exercises]
    texts = {name: f"def {name}(*args, **kwargs):\n    return {LARGE[kind]}\n" for name in names}
    submitted = submission(**texts)
    gc.collect()
    forget_peak()
    before = peak()
    assert lost(grader.grade(submitted, "someone")) == set(names)
    assert peak() - before < 256 << 20


MORE = """
import numpy as np

@pytest.mark.exercise
def test_total_of_two(student):
    \"\"\"两个数也行。\"\"\"
    kit.close(student.total(np.array([1.0, 2.0])), 6.0)
"""
TWO_ANSWERS = """
def total(x):
    helped = double(1) == 2
    right = helped if len(x) == 7 else not helped
    return 2 * np.sum(x) if right else 0.0
"""


@pytest.mark.slow
def test_two_attempts_count_as_wholes(tmp_path):
    """What passes in one of them and what passes in the other do not add up."""
    root = make_course(tmp_path)
    with hidden_tests(root, "total").open("a", encoding="utf-8") as tests:
        tests.write(MORE)
    cells = {"double-solution": "def double(x):\n    return x + 2\n", "total-solution": TWO_ANSWERS}
    with Grader(Course(root).assignment(TOY)) as grader:
        report = grader.grade(Submission(cells), "someone")
    assert [exercise.score for exercise in report.exercises] == [0, 30]
