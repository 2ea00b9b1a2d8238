"""What a course keeps in its hidden folder: its secret, and what grading found out."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.assignment import Course
from autograder.course.variants import Variant, read_graders
from autograder.errors import UserError
from autograder.grading.grader import Grader
from autograder.grading.intake import Submission
from autograder.grading.store import Store, course_secret
from autograder.sandbox import Limits

DAY = "day04"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    (tmp_path / "nbgrader_config.py").touch()
    return Course(tmp_path)


def secret_of(course: Course) -> Path:
    return course.root / ".autograder" / "secret"


def test_the_first_to_ask_makes_the_secret_and_all_get_the_same(course):
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(course_secret, [course] * 8))
    assert len(secrets) == 1
    assert len(secrets.pop()) == 32
    assert secret_of(course).stat().st_mode & 0o777 == 0o600


def test_every_course_has_a_secret_and_a_version_of_its_own(course, tmp_path):
    other = Course(tmp_path / "other")
    other.root.mkdir()
    assert course_secret(course) != course_secret(other)
    day = Course.find(Path(__file__).parent).assignment(DAY)
    assert Store(course, day).version == Store(course, day).version != Store(other, day).version


@pytest.mark.parametrize("content", [b"", b"x" * 31])
def test_a_damaged_secret_is_told_and_kept(course, content):
    course_secret(course)
    secret_of(course).write_bytes(content)
    with pytest.raises(UserError, match=r"坏了.*备份"):
        course_secret(course)
    assert secret_of(course).read_bytes() == content


def test_a_secret_that_cannot_be_read_is_told(course):
    secret_of(course).mkdir(parents=True)
    with pytest.raises(UserError, match="读不了课程的密钥"):
        course_secret(course)


def test_a_secret_that_cannot_be_made_is_told(course):
    secret_of(course).parent.touch()
    with pytest.raises(UserError, match="写不了"):
        course_secret(course)


def test_a_lost_secret_is_another_one(course):
    first = course_secret(course)
    shutil.rmtree(secret_of(course).parent)
    assert course_secret(course) != first


@pytest.mark.parametrize(
    ("body", "kept"),
    [("return abs(z)", True), pytest.param("while True: pass", False, marks=pytest.mark.slow)],
)
def test_what_a_misconception_does_is_kept_unless_it_ran_into_a_limit(course, body, kept):
    day = Course.find(Path(__file__).parent).assignment(DAY)
    graders = read_graders(day)
    wrong = Variant("relu", "wrong", "错了", f"def relu(z):\n    {body}\n")
    cells = {exercise.solution_id: exercise.reference for exercise in day.exercises}
    cells["relu-solution"] = "def relu(z):\n    return -z\n"
    with Grader(
        day,
        graders | {"relu": replace(graders["relu"], misconceptions=(wrong,))},
        store=Store(course, day),
        limits=Limits(call_seconds=0.5),
    ) as grader:
        report = grader.grade(Submission(cells=cells, extras=(), problems=()), "someone")
    assert [exercise.name for exercise in report.exercises if exercise.score < exercise.points] == ["relu"]
    assert bool(list(course.root.rglob("relu-*.profile"))) is kept
    assert not report.provisional
