"""The proof of every day's graders: what `autograder graders` prints."""

import importlib
import secrets
import sys
from pathlib import Path

import pytest
from hostile.course import DAY, DOUBLE, hand_in, hidden_tests, make_course, solved

from autograder.authoring.proof import prove, prove_exercise
from autograder.classroom.classroom import Classroom
from autograder.course.assignment import Course
from autograder.course.variants import read_variants
from autograder.errors import UserError
from autograder.grading.grader import Grader

COURSE = Course.find(Path(__file__).parent)


@pytest.mark.slow
@pytest.mark.parametrize("day", COURSE.names())
def test_wrong_is_caught_and_named_right_passes(day):
    faults = [
        f"{proof.exercise}: {fault}" for proof in prove(COURSE.assignment(day)) for fault in proof.faults
    ]
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
        tests = hidden_tests(root)
        for name, text in {
            "__init__": "",
            "common": f"FACTOR = {factor}\n",
            # Both ways that a module of a day finds another one.
            "reference": f"from autograder.graders.{DAY}.common import FACTOR\n"
            "from autograder.checking.remembered import remembered\n\n\n"
            "@remembered\ndef times(x):\n    return FACTOR * x\n",
            "test_hidden": f"from autograder.graders.{DAY} import reference as ref\n"
            + tests.read_text().replace("expected = 2 * x\n", "expected = ref.times(x)\n"),
        }.items():
            tests.with_name(f"{name}.py").write_text(text)
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


def test_loading_a_days_graders_leaves_nothing_behind(courses):
    from autograder import graders
    from autograder.graders.day04 import reference

    def known() -> dict[str, object]:
        return {name: sys.modules[name] for name in sys.modules if name.startswith("autograder.graders")}

    before, attributes, paths = known(), dict(vars(graders)), list(graders.__path__)
    Grader(courses[0].assignment(DAY)).close()
    assert known() == before
    assert dict(vars(graders)) == attributes
    assert list(graders.__path__) == paths
    assert sys.modules["autograder.graders.day04.reference"] is reference
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(f"autograder.graders.{DAY}.reference")


def test_a_variant_without_its_sentence_is_refused(tmp_path):
    path = tmp_path / "misconceptions.py"
    path.write_text("# %% double / adds-two\ndef double(x):\n    return x + 2\n")
    with pytest.raises(UserError, match="double / adds-two"):
        read_variants(path)


def test_variants_are_cells_with_a_sentence(tmp_path):
    path = tmp_path / "misconceptions.py"
    path.write_text(
        "# %%\nimport numpy as np\n\n# %% double / adds-two\n# 加了 2，\n# 没有乘以 2\ndef double(x):\n    return x + 2\n\n\n"
        "# %% double / same\n# 原样返回\ndouble = lambda x: x\n"
    )
    first, second = read_variants(path)
    assert (first.exercise, first.name, first.sentence) == ("double", "adds-two", "加了 2，没有乘以 2")
    assert first.source.endswith("return x + 2\n")
    assert second.name == "same"
