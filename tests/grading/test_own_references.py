"""Hidden tests are loaded by path: each course is graded with what is its own, and nothing stays behind."""

import sys
from types import ModuleType

import pytest
from toy import DAY, DOUBLE, hand_in, hidden_tests, make_course, solved

from autograder.authoring.proof import chosen, prove
from autograder.classroom.classroom import Classroom
from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.grading.grader import Grader


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


@pytest.mark.slow
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


@pytest.mark.slow
def test_each_course_is_proven_with_its_own_references(courses):
    """By the processes in which exercises are proven: the answer key of a course is right there, and there only."""
    for course in courses:
        assignment = course.assignment(DAY)
        (proof,) = prove(course, assignment, chosen(assignment, ["double"]))
        assert not [fault for fault in proof.faults if "答案没有得满分" in fault]


@pytest.mark.slow
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
