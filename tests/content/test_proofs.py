"""Hidden graders: how they are read and loaded, and the proof of all of them, which `autograder graders` prints."""

import re
import secrets
import sys
from pathlib import Path
from types import ModuleType

import pytest
from toy import DAY, DOUBLE, hand_in, hidden_tests, make_course, solved

from autograder.authoring.proof import chosen, prove, prove_exercise
from autograder.checking.suite import Suite
from autograder.classroom.classroom import Classroom
from autograder.course.assignment import Course
from autograder.course.variants import read_variants
from autograder.errors import UserError
from autograder.grading.grader import Grader

COURSE = Course.find(Path(__file__).parent)


@pytest.mark.slow
@pytest.mark.parametrize("day", COURSE.names())
def test_wrong_is_caught_and_named_right_passes(day):
    assignment = COURSE.assignment(day)
    proofs = list(prove(COURSE, assignment, assignment.exercises))
    assert [proof.exercise for proof in proofs] == [exercise.name for exercise in assignment.exercises]
    faults = [f"{proof.exercise}: {fault}" for proof in proofs for fault in proof.faults]
    assert not faults, "\n".join(faults)


@pytest.mark.nightly
@pytest.mark.parametrize("day", ["day01", "day04"])
def test_the_proof_holds_whatever_the_secret_of_a_course(day):
    assignment = COURSE.assignment(day)
    for key in (secrets.token_bytes(32) for _ in range(3)):
        with Grader(assignment, key=key) as grader:
            for exercise in assignment.exercises:
                assert not prove_exercise(grader, exercise).faults, key.hex()


@pytest.fixture
def courses(tmp_path) -> list[Course]:
    """Two courses with a day of the same name: what is right in one is wrong in the other."""
    made = []
    for factor in (2, 3):
        root = make_course(tmp_path / f"times{factor}")
        tests = hidden_tests(root, "double")
        tests.with_name("common.py").write_text(
            "from autograder.checking.remembered import remembered\n\n"
            f"SECRET, FACTOR = None, {factor}\n\n\n@remembered\ndef times(x):\n    return FACTOR * x\n"
        )
        text = tests.read_text().replace("expected = 2 * x\n", "expected = times(x)\n")
        tests.write_text(text.replace("import SECRET", "import times"))
        # A grader that finds fault with the answer key does not start.
        key = root / "source" / DAY / f"{DAY}.ipynb"
        key.write_text(key.read_text().replace("return 2 * x", f"return {factor} * x"))
        made.append(Course(root))
    return made


TRIPLE = DOUBLE.replace("2", "3")


def test_each_course_is_graded_with_its_own_references(courses):
    """Two in one process, while the package is installed that has others."""
    texts = {"double": DOUBLE, "triple": TRIPLE}
    graders = [Grader(course.assignment(DAY)) for course in courses]
    passed = [
        {
            name: all(outcome.passed for outcome in grader.outcomes("double", text))
            for name, text in texts.items()
        }
        for grader in (*graders, graders[0])
    ]
    for grader in graders:
        grader.close()
    assert passed == [
        {"double": True, "triple": False},
        {"double": False, "triple": True},
        {"double": True, "triple": False},
    ]


@pytest.mark.slow
def test_a_second_course_is_graded_with_its_own_references_in_processes(courses):
    _, second = courses
    hand_in(second.root, "ann", solved(second.root, {"double-solution": TRIPLE}))
    hand_in(second.root, "ben", solved(second.root))
    with Classroom(second, DAY) as classroom:
        reports = {report.student: report for report in classroom.grade(jobs=2)}
    assert {student: report.exercises[0].score for student, report in reports.items()} == {
        "ann": 40,
        "ben": 0,
    }


def test_each_course_is_proven_with_its_own_references(courses):
    """By the processes in which exercises are proven: the answer key of a course is right there, and there only."""
    for course in courses:
        assignment = course.assignment(DAY)
        (proof,) = prove(course, assignment, chosen(assignment, ["double"]))
        assert not [fault for fault in proof.faults if "答案没有得满分" in fault]


def test_loading_graders_leaves_nothing_behind(courses, monkeypatch):
    mine = ModuleType("common")
    monkeypatch.setitem(sys.modules, "common", mine)
    before = dict(sys.modules)
    Grader(courses[0].assignment(DAY)).close()
    assert sys.modules["common"] is mine
    files = {
        getattr(module, "__file__", None) or "" for name, module in sys.modules.items() if name not in before
    }
    assert not [file for file in files if str(courses[0].root) in file]
    del sys.modules["common"]
    Grader(courses[1].assignment(DAY)).close()
    assert "common" not in sys.modules


def test_what_an_assignment_does_not_share_is_found_nowhere(courses, monkeypatch):
    """Neither in another folder, nor in what this process happens to have imported."""
    monkeypatch.setitem(sys.modules, "common", ModuleType("common"))
    course = courses[0]
    hidden_tests(course.root, "double").with_name("common.py").unlink()
    with pytest.raises(UserError, match=r"double\.py 第 3 行：ModuleNotFoundError"):
        Grader(course.assignment(DAY))


def test_an_exercise_may_be_called_like_a_module_that_is_in_use(tmp_path):
    """Of the tests' file, not of the module, are the tests; and whoever uses the module still has it."""
    import tokenize

    path = tmp_path / "tokenize.py"
    path.write_text('import pytest\n\n@pytest.mark.exercise\ndef test_words(student):\n    """词。"""\n')
    suite = Suite(path)
    assert [(test.exercise, test.name) for test in suite.tests.values()] == [("tokenize", "test_words")]
    assert sys.modules["tokenize"] is tokenize


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda tests: tests.unlink(), "缺少 double.py。"),
        (lambda tests: tests.with_suffix(".variants.py").unlink(), "缺少 double.variants.py。"),
        (lambda tests: tests.with_name("triple.py").touch(), "triple.py 不属于"),
        (
            lambda tests: tests.write_text(tests.read_text().replace("core=True", '"total"')),
            "把测试移到 total.py",
        ),
        (lambda tests: [path.unlink() for path in tests.parent.glob("*.py")], "学生版不含评分器"),
    ],
)
def test_files_that_do_not_belong_to_the_exercises_are_told(tmp_path, change, message):
    root = make_course(tmp_path)
    change(hidden_tests(root, "double"))
    with pytest.raises(UserError, match=re.escape(message)):
        Grader(Course(root).assignment(DAY))


def test_an_unknown_exercise_is_told_with_those_that_are_meant(courses):
    assignment = courses[0].assignment(DAY)
    with pytest.raises(UserError, match="没有练习 'doubel'。是不是 double？"):
        chosen(assignment, ["total", "doubel"])
    with pytest.raises(UserError, match="没有练习 'xyz'。它的练习：double、total。"):
        chosen(assignment, ["xyz"])
    assert [exercise.name for exercise in chosen(assignment, ["total", "double"])] == ["double", "total"]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("# %% wrong adds-two\ndef double(x):\n    return x + 2\n", "wrong adds-two 缺少第一行的中文说明"),
        ("# %%\nimport numpy\n\n# %% worng adds-two\n# 加了 2\n", "第 4 行：标题要写成"),
        ("# %% wrong adds-two\n# 加了 2\n\n# %%\n# 没有标题\n", "第 4 行：标题要写成"),
        ("# %% wrong a\n# 一\n\n# %% right a\n# 二\n\n# %% wrong a\n# 三\n", "有两个 wrong a"),
    ],
)
def test_a_faulty_cell_of_variants_is_told(tmp_path, cell, message):
    path = tmp_path / "double.variants.py"
    path.write_text(cell)
    with pytest.raises(UserError, match=message):
        read_variants(path)


def test_variants_are_cells_with_a_sentence(tmp_path):
    path = tmp_path / "double.variants.py"
    path.write_text(
        "# %%\nimport numpy as np\n\n# %% wrong adds-two\n# 加了 2，\n# 没有乘以 2\ndef double(x):\n    return x + 2\n\n\n"
        "# %% right sum\n# 自己加自己\ndouble = lambda x: x + x\n"
    )
    (wrong,), (right,) = read_variants(path)
    assert (wrong.exercise, wrong.name, wrong.sentence) == ("double", "adds-two", "加了 2，没有乘以 2")
    assert wrong.source.endswith("return x + 2\n")
    assert (right.exercise, right.name, right.sentence) == ("double", "sum", "自己加自己")
